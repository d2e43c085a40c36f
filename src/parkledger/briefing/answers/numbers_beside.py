"""A number and something beside it: where that is, which zone has the most, which part of a whole it is, the capital of projects."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.lists import OF_THEM
from parkledger.briefing.answers.open_matters import OPEN_MATTERS
from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.rules import SHARE_OF
from parkledger.briefing.answers.several_figures import figures_of
from parkledger.briefing.answers.subjects import BASE_ALONE, QuestionSubject
from parkledger.briefing.answers.times import Time
from parkledger.briefing.answers.uses import PARTLY
from parkledger.briefing.answers.word_parts import CLAUSE, PERCENTAGES, comes_to_one, marks_in, of_seen, of_words
from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures
from parkledger.language import Text

SAYS_WHERE: Final = re.compile(
    r"[\s,;.?]*(?:(?:va|and|nam|tap trung|xay ra|roi vao|roi|vao|thuoc ve|o|tai|cua|thuoc|trong|in|at) )*"
    r"(?:(?:(?:nhung|cac) )?(?P<kind>kcn|ccn|khu cong nghiep|cum cong nghiep|khu|cum|cho|noi) nao"
    r"|(?P<dau>dau)|where|which (?P<en>industrial parks|industrial clusters|parks|clusters|zones))\s*[?.!]*$"
)
"""Words at the end of a question for a number by which it is asked besides where that is."""


ANY_KIND: Final = frozenset({"khu", "cho", "noi", "dau", "zones"})


CHOSEN: Final = (
    "growth",
    "against",
    "plan",
    "share",
    "rank",
    "max",
    "min",
    "most",
    "more",
    "compare",
    "by_year",
    "first",
    "not",
)


THEIR_CAPITAL: Final = re.compile(
    r"(?<![^\W_])(?:(?:what|how much|how large|how big) (?:is|was|are|were) their (?:\w+ ){0,3}?(?:capital|investment)"
    r"|and their (?:\w+ ){0,2}?(?:capital|investment)"
    r"|(?:tong )?von (?:\w+ ){0,3}?cua (?:chung|(?:(?:cac|nhung|so) )?du an (?:nay|do|ay)))(?![^\W_])"
)
"""Words that ask for the capital of projects that were spoken of before."""


OF_A_STATE: Final = frozenset({"suspended", "producing", "operating", "raised"})
"""Marks of projects whose capital is no figure of its own: it is that of each of them."""


def capital_of_them(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The question for projects with their capital, where it is that of some which are in a state, or within bounds."""
    words = subject.words
    match = THEIR_CAPITAL.search(words.folded)
    if match is None or subject.problem:
        return []
    said = [each for each in words.seen if each.sign[0] in {"measured", "asking"}]
    before = [each for each in said if each.last <= match.start()]
    marks = marks_in(before, "measured")
    if "projects" not in marks or not (OF_A_STATE & marks or words.limits):
        return []
    if marks_in([each for each in said if each.first >= match.end()], "measured"):
        return [replace(subject, problem=PARTLY)]
    return [replace(of_words(subject, before, books), beside=OF_THEM)]


def amount_and_first(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """A figure of all, and the first zone by it, where both are asked for: "xuất khẩu bao nhiêu, khu nào nhiều nhất"."""
    words = subject.words
    if subject.problem or words.unheard or words.limits or subject.zones:
        return []
    before, after = _around_choice(words)
    whole, counts = marks_in(before, "measured"), "count" in marks_in(before)
    if not whole and not counts:
        return []
    cut = min(each.first for each in after)
    ahead, behind = _times_around(words, cut)
    own = of_words(replace(subject, words=replace(words, times=ahead)), before, books)
    if own.indicator is None or own.problem or own.unclear:
        return [replace(subject, problem=PARTLY)] if counts else []
    shared = [] if marks_in(after, "measured") else [each for each in before if each.sign[0] == "measured"]
    return [own, of_words(replace(subject, words=replace(words, times=behind)), [*shared, *after], books)]


def number_and_share(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """A number, and which part of a whole it is, where both are asked for: "bao nhiêu lao động nữ, chiếm mấy phần trăm"."""
    words = subject.words
    if subject.problem or words.unheard or words.limits or words.times[1:]:
        return []
    said = [each for each in words.seen if each.sign[0] != "spoken"]
    for cut in CLAUSE.finditer(words.folded):
        before = [each for each in said if each.last <= cut.start()]
        after = [each for each in said if each.first >= cut.end()]
        if not _is_share_alone(after) or "count" not in marks_in(before) or marks_in(before) & BESIDE_NUMBER:
            continue
        number = of_seen(subject, before, cut.start(), books)
        share = of_seen(subject, [each for each in said if each.sign != ("asking", "count")], len(words.folded), books)
        if comes_to_one(number) and comes_to_one(share) and _is_part_of(number, share):
            return [number, share]
    return []


BESIDE_NUMBER: Final = frozenset(
    {"max", "min", "most", "share", "percent", "growth", "plan", "rank", "which", "list", "not"}
)


def _is_share_alone(seen: Sequence[Sighted]) -> bool:
    """Whether words ask for a share, and name nothing else than the place that the whole is of."""
    asked = marks_in(seen)
    return (
        bool(asked & {"share", "percent"})
        and asked <= {"share", "percent", "count"}
        and {each.sign[0] for each in seen} <= {"asking", "place"}
    )


def _is_part_of(number: QuestionSubject, share: QuestionSubject) -> bool:
    """Whether a share is that of a number: its own indicator, or the same one, which is told beside its whole."""
    if number.indicator in PERCENTAGES or number.measures("zones."):
        return False
    if share.indicator == number.indicator:
        return number.indicator in SHARE_OF
    return share.indicator in PERCENTAGES and (share.indicator or "").startswith(number.indicator or "?")


def _times_around(words: Words, cut: int) -> tuple[list[Time], list[Time]]:
    """The times of what is asked before a place, and of what is asked behind it: its own, else those before that nothing is compared with.

    Where none stands before it, what is asked there is of the time behind it too.
    """
    ahead = [time for time in words.times if time.first < cut]
    behind = [time for time in words.times if time.first >= cut]
    asked = [time for time in ahead if not time.back and not BASE_ALONE.search(words.folded[: time.first])]
    return ahead or behind, behind or asked


def _around_choice(words: Words) -> tuple[list[Sighted], list[Sighted]]:
    """The words before the clause that asks for the first of several, and those from there on; none where no clause does."""
    said = [each for each in words.seen if each.sign[0] in {"measured", "asking"}]
    for cut in reversed(list(CLAUSE.finditer(words.folded))):
        before = [each for each in said if each.last <= cut.start()]
        after = [each for each in said if each.first >= cut.end()]
        has_most = bool({"max", "min"} & marks_in(after) and WHICH_HAS.match(words.folded, cut.end()))
        if (_asks_first(after) or has_most) and not {"max", "min", "most"} & marks_in(before):
            return before, after
    return [], []


WHICH_HAS: Final = re.compile(r"\W*(?:and |va )?which (?:(?:one|of them|has|had|have|is|was) )")


def _asks_first(seen: Sequence[Sighted]) -> bool:
    """Whether the first of several is asked for by "which", and what it is of said before or in the same words."""
    chosen = {"which", "country", "sector", "district", "year"} & marks_in(seen)
    return bool(chosen and {"max", "min", "most"} & marks_in(seen))


def number_and_where(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The number and the zones that have it, where a question asks for the one and then for the other: "bao nhiêu, ở đâu"."""
    words = subject.words
    match = SAYS_WHERE.search(words.folded)
    if match is None or subject.problem or subject.zones:
        return []
    if match["kind"] and words.has("growth") and words.has("count"):
        return [replace(subject, problem=WHERE_IT_GREW)]
    before = _said_before(match, words)
    if not _is_of_one_number(subject) or "count" not in marks_in(before):
        return []
    own = of_seen(subject, before, match.start(), books)
    if own.indicator != subject.indicator:
        return []
    numbers = figures_of(own, books) or [own]
    place = match["kind"] or match["en"] or "dau"
    kinds = own.kinds or ([ZoneKind.PARK, ZoneKind.CLUSTER] if place in ANY_KIND else subject.kinds)
    return [*numbers, *_zones_that_have(numbers[-1], match, kinds, subject, books)]


def _is_of_one_number(subject: QuestionSubject) -> bool:
    """Whether a question comes to one figure of one time, of what zones may have, and of nothing chosen by it."""
    words = subject.words
    is_clear = subject.indicator and not subject.unclear and not words.unheard
    is_chosen = words.limits or words.has("why", *CHOSEN)
    return bool(is_clear) and not is_chosen and len(words.times) < 2 and not subject.measures("zones.")


def _said_before(match: re.Match[str], words: Words) -> list[Sighted]:
    """The words before those that ask where; a kind of zones may be a part of these, and a phrase may end where they begin."""
    if match["kind"]:
        return [each for each in words.seen if each.last <= match.start("kind") and each.first < match.start()]
    return [each for each in words.seen if each.last <= match.start() + 1]


def _zones_that_have(
    number: QuestionSubject, match: re.Match[str], kinds: Sequence[ZoneKind], subject: QuestionSubject, books: Figures
) -> Iterable[QuestionSubject]:
    """The questions for the zones of each kind that have any of what is counted."""
    words = subject.words
    left = [each for each in number.words.seen if each.sign != ("asking", "count")]
    # what is open is otherwise told one by one, which is not of zones
    mark = "rank" if number.indicator in OPEN_MATTERS else "which"
    text = words.text[match.start() : match.end()].strip(" ,;.?")
    which = Sighted(("asking", mark), text, match.start(), match.end())
    for kind in kinds:
        seen = [*left, which, replace(which, sign=("kind", kind.value))]
        yield of_seen(subject, seen, len(words.folded), books)


WHERE_IT_GREW: Final = Text(
    "mức tăng, giảm và nơi tăng, giảm thì hãy hỏi riêng từng điều", "ask apart by how much it changed, and where it did"
)
