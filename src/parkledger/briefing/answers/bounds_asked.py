"""Zones chosen by bounds: another figure of those within one, and those within the bounds of several figures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from parkledger.briefing.answers.limits import AREAS, AskedLimit
from parkledger.briefing.answers.pieces import BETWEEN, TOLD_EACH
from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.word_parts import of_words
from parkledger.briefing.answers.zones_in_bounds import OF_UNITS
from parkledger.figures import Figures
from parkledger.language import fold

WITHIN_QUESTION: Final = re.compile(rf"{BETWEEN.pattern}|(?<![^\W_])(?:ma|nhung|but|yet|while)(?![^\W_])")
"""What stands between the figure of a bound and another figure: "lấp đầy trên 90% mà còn đất"."""


class BoundWords(NamedTuple):
    """The measured words of a question with a bound: the `own` ones of the figure that is bound, and all `others`.

    `is_apart`: the others stand behind the bound as a question of their own.
    """

    own: Sequence[Sighted]
    others: Sequence[Sighted]
    is_apart: bool


def _bound_words(words: Words, limit: AskedLimit) -> BoundWords:
    """Which words are of the figure that a bound is of: those between the zones, or what joins two clauses, and the bound."""
    measured = [each for each in words.seen if each.sign[0] == "measured"]
    kinds = (each.last for each in words.seen if each.sign[0] == "kind" and each.last <= limit.first)
    joints = (match.end() for match in WITHIN_QUESTION.finditer(words.folded, 0, limit.first))
    begins = max((*kinds, *joints), default=0)
    own = [each for each in measured if begins <= each.first and each.last <= limit.first]
    others = [each for each in measured if each not in own]
    behind = min((each.first for each in others if each.first >= limit.last), default=0)
    is_apart = behind > 0 and WITHIN_QUESTION.search(words.folded, limit.last, behind) is not None
    return BoundWords(own, others, is_apart)


def of_bounded_zones(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for another figure of the zones that a bound chooses: "a fill rate under 20%, and how much free land"."""
    words = subject.words
    if subject.problem or len(words.limits) != 1 or not subject.kinds or subject.zones:
        return []
    (limit,) = words.limits
    found = _bound_words(words, limit)
    by_unit = OF_UNITS.get(limit.unit) if limit.unit is not None and not found.own else None
    if not (found.own or by_unit) or not found.others or not (subject.unclear or found.is_apart):
        return []
    bound = replace(subject, indicator=by_unit, unclear=[]) if by_unit else of_words(subject, found.own, books)
    asking = (each for each in words.seen if each.sign[0] == "asking")
    other = of_words(subject, [*found.others, *asking], books)
    return [replace(bound, words=words, beside=other.indicator or "")] if _are_two(bound, other) else []


LEFT_OVER: Final = frozenset({"still", "left", "vacant"})
"""Marks of land that is left, beside an area."""


def of_several_bounds(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for the zones within bounds of several figures: "lấp đầy dưới 60% và còn trên 20 ha"."""
    words = subject.words
    if not _is_of_bounds_alone(subject):
        return []
    joints = [match.start() for match in WITHIN_QUESTION.finditer(words.folded)]
    codes = [_figure_of_bound(subject, limit, joints, books) for limit in words.limits]
    if None in codes or len(set(codes)) < TWO:
        return []
    bounds = tuple((code or "", limit) for code, limit in zip(codes, words.limits, strict=True))
    seen = [each for each in words.seen if each.sign != ("asking", "except")]
    return [replace(subject, words=replace(words, seen=seen), bounds=bounds, indicator=bounds[0][0], unclear=[])]


def _is_of_bounds_alone(subject: QuestionSubject) -> bool:
    """Whether zones of a kind are asked for by several bounds, at one time, and by nothing else."""
    words = subject.words
    if subject.problem or words.unheard or len(words.limits) < TWO or not subject.kinds:
        return False
    if subject.zones or subject.origins or subject.countries or subject.sectors or words.times[1:]:
        return False
    asked = [each for each in words.seen if each.sign[0] == "asking"]
    return {each.sign[1] for each in asked} <= TOLD_EACH | {"except"} and not any(map(_is_exception, asked))


def _is_exception(asking: Sighted) -> bool:
    """Whether a word leaves something out: "but" between two bounds joins them."""
    return asking.sign[1] == "except" and fold(asking.text) != "but"


def _figure_of_bound(subject: QuestionSubject, limit: AskedLimit, joints: Sequence[int], books: Figures) -> str | None:
    """The figure that one of several bounds is of: by the words of its clause, else by its unit; None where that is not clear."""
    words = subject.words
    first = max((at for at in joints if at < limit.first), default=0)
    last = min((at for at in joints if at >= limit.last), default=len(words.folded))
    own = [each for each in words.seen if each.sign[0] == "measured" and first <= each.first < last]
    if sum(first <= each.first < last for each in words.limits) > 1:
        return None
    marks = {each.sign[1] for each in own}
    if marks and marks <= LEFT_OVER and limit.unit in AREAS:
        return "land.available"
    if not own:
        return OF_UNITS.get(limit.unit) if limit.unit is not None and limit.unit not in AREAS else None
    part = of_words(subject, own, books)
    return None if part.unclear or part.problem or part.measures("zones.") else part.indicator


TWO: Final = 2


def _are_two(bound: QuestionSubject, other: QuestionSubject) -> bool:
    """Whether a figure that is bound and another one are both understood, and not the same."""
    is_clear = bound.indicator and other.indicator and not (bound.unclear or other.unclear or other.problem)
    return bool(is_clear) and bound.indicator != other.indicator and not other.measures("zones.")
