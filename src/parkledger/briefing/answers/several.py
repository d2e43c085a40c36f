"""Several figures asked for in one question, taken apart: each is asked of all that the question names.

Words of what is measured are cut where "và", "and" or a comma stands between them. A piece that comes to an indicator by itself, or
with the words of the piece beside it, is a question of its own; names, kinds and times are those of the whole question.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.bounds_asked import of_bounded_zones, of_several_bounds
from parkledger.briefing.answers.cohorts import asked_of_those
from parkledger.briefing.answers.first_few import of_first_few
from parkledger.briefing.answers.numbers_beside import (
    amount_and_first,
    capital_of_them,
    number_and_share,
    number_and_where,
)
from parkledger.briefing.answers.papers import sort_asked
from parkledger.briefing.answers.pieces import BETWEEN
from parkledger.briefing.answers.several_figures import figures_of
from parkledger.briefing.answers.subjects import QuestionSubject, subject_from
from parkledger.briefing.answers.times_apart import of_times
from parkledger.briefing.answers.word_parts import CLAUSE, of_seen
from parkledger.figures import Figures

BOTH: Final = {"export_import": ("export", "import")}
"""Marks of words that stand for two figures: "xuất nhập khẩu"."""


def parts_of(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions that a question comes to, as they are to be answered; none where it is one, and stands as it is."""
    if asked_of_those(subject) or sort_asked(subject) is not None:
        return []
    for mark, stands_for in BOTH.items():
        if subject.words.has(mark):
            own = [_with_marks(subject, {mark: each}, books) for each in stands_for]
            return [part for each in own for part in (parts_of(each, books) or [each])]
    if of_few := of_first_few(subject, books):
        return of_few
    if with_capital := capital_of_them(subject, books):
        return with_capital
    if bounded := of_bounded_zones(subject, books) or of_several_bounds(subject, books):
        return bounded
    if with_places := number_and_where(subject, books):
        return with_places
    if with_first := amount_and_first(subject, books):
        return with_first
    if with_share := number_and_share(subject, books):
        return with_share
    read = of_times(subject)
    told_apart = [_beside_each_other(part) for part in figures_of(read, books)] or _both_ends(read, books)
    return told_apart or ([] if read is subject else [read])


ASKS_MORE: Final = re.compile(
    r"(?<!\w)(?:what|whom|who|whose|which|why|how|where|when|gì|ai|nào|sao|đâu|mấy|bao)(?!\w)(?! not\b)", re.IGNORECASE
)


ONLY_ASKS: Final = re.compile(
    r"(?<!\w)(?:thế nào|ra sao|thì sao|vậy sao|bao giờ|how about|what about)(?!\w)", re.IGNORECASE
)
"""Words at the end of a question that make no more than a question of it."""


def passed_over(subject: QuestionSubject) -> list[str]:
    """The clauses behind what is measured that ask for something more, in words of which none says what it is."""
    words = subject.words
    starts = [0, *(match.end() for match in CLAUSE.finditer(words.folded))]
    ends = [*(match.start() for match in CLAUSE.finditer(words.folded)), len(words.folded)]
    known = [each for each in words.seen if each.sign[0] != "spoken"]
    found = []
    for first, last in zip(starts, ends, strict=True):
        text = words.text[first:last]
        before = any(each.sign[0] == "measured" and each.last <= first for each in known)
        within = any(
            start < last and end > first
            for start, end in (
                *((each.first, each.last) for each in known),
                *((each.first, each.last) for each in words.times),
                *((each.first, each.last) for each in words.limits),
            )
        )
        if before and not within and ASKS_MORE.search(text) and not ONLY_ASKS.search(text):
            found.append(text.strip())
    return found


def _beside_each_other(part: QuestionSubject) -> QuestionSubject:
    """A part without the words that ask for it beside the others, or one by one: so the parts are told anyway."""
    if part.has_sides or len(part.words.times) > 1:
        return part
    seen = [each for each in part.words.seen if each.sign not in {("asking", "compare"), ("asking", "list")}]
    return replace(part, words=replace(part.words, seen=seen))


def _both_ends(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions for the first and for the last of an order, where "and" stands between: "cao nhất và thấp nhất"."""
    ends = {mark: [each for each in subject.words.seen if each.sign == ("asking", mark)] for mark in ("max", "min")}
    if subject.problem or not ends["max"] or not ends["min"]:
        return []
    first, last = sorted((ends["max"][0], ends["min"][0]), key=lambda each: each.first)
    if not BETWEEN.search(subject.words.folded, first.last, last.first):
        return []
    own = []
    for mark in (first.sign[1], last.sign[1]):
        seen = [each for each in subject.words.seen if each not in ends["min" if mark == "max" else "max"]]
        own.append(of_seen(subject, seen, len(subject.words.folded), books))
    return own


def _with_marks(subject: QuestionSubject, changed: Mapping[str, str], books: Figures) -> QuestionSubject:
    """The question with other marks for some of its words."""
    seen = [replace(each, sign=(each.sign[0], changed.get(each.sign[1], each.sign[1]))) for each in subject.words.seen]
    words = replace(subject.words, seen=seen, unheard=list(subject.words.unheard))
    return subject_from(words, books, subject.dates, subject.reach, subject.due)
