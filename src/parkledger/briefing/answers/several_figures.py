"""Several figures asked for in one question: the question that each piece of it comes to, by its own words or those beside it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.pieces import BESIDE, BETWEEN, STATES, Piece, pieces_of
from parkledger.briefing.answers.question_words import Sighted
from parkledger.briefing.answers.rules import HELPING
from parkledger.briefing.answers.subjects import QuestionSubject
from parkledger.briefing.answers.word_parts import of_words
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figures
from parkledger.language import Text

BARE: Final = frozenset({"projects", "capital", "registered", "count", "tenancy"})
"""Marks that say nothing of the state of projects: it is that of the projects beside them."""


PAID_OUT: Final = frozenset({"implemented"})
"""Marks of money that is paid out: beside infrastructure it is for that, and no capital of projects."""


MOST_PARTS: Final = 4


OF_A_WHOLE: Final = re.compile(r"(?:out )?of (?:all |the |total )*[^,]+, ?(?:what|how much|how many) ")
"""Words that name a whole before the part of it that is asked for: "of all the capital registered, what share was disbursed"."""


CAN_BE_FULL: Final = frozenset({"housing", "school", "capacity"})
"""Marks of what may be full besides the land of a zone."""


NOT_ALL: Final = Text(
    "câu hỏi nêu nhiều điều, có điều chưa rõ: {said}", "several things are asked, and one is not clear: {said}"
)


def figures_of(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions that a question for several figures comes to; none where it asks for one.

    Where some words come to a figure and others do not, the one that does not is told as a problem.
    """
    if _stays_whole(subject):
        return []
    pieces = pieces_of(subject.words, BESIDE if subject.unclear or _sets_side_by_side(subject) else BETWEEN)
    if not 1 < len(pieces) <= MOST_PARTS:
        return []
    found = [_part(subject, pieces, at, books) for at in range(len(pieces))]
    clear = [part for part in found if part is not None]
    if {part.indicator in OF_SOME_ZONES for part in clear} == {True, False}:
        return [_of_such_zones(subject, clear)]
    told = {
        (piece.fact, piece.lists_zones, part and (part.indicator, *part.stages))
        for piece, part in zip(pieces, found, strict=True)
    }
    if len(told) < len(clear) or len(clear) < len(pieces):
        return _unclear_among(subject, pieces, found)
    return clear


def _stays_whole(subject: QuestionSubject) -> bool:
    """Whether a question is not taken apart: it names a whole and a share of it, a bound, a project or enterprise, or asks why."""
    words = subject.words
    if subject.problem or words.limits or words.projects or subject.enterprises or words.has("why", "unreported"):
        return True
    is_of_a_whole = OF_A_WHOLE.match(words.folded) and subject.measures("capital.")
    return bool(is_of_a_whole) and not subject.unclear


def _sets_side_by_side(subject: QuestionSubject) -> bool:
    """Whether two things that are measured are compared, and not two times, places or zones, or a figure with its plan."""
    words = subject.words
    compares = "against" in set(words.all("asking")) - subject.taken_in
    return compares and len(words.times) < 2 and not subject.has_sides and not words.has("plan")


OF_SOME_ZONES: Final = frozenset(
    {
        "zones.operating_not_established",
        "zones.planned_not_established",
        "zones.operating_untreated",
        "zones.priority_zoned",
    }
)
"""Indicators that count zones which are something and are not something else: a figure beside them is meant of these."""


def _of_such_zones(subject: QuestionSubject, clear: Sequence[QuestionSubject]) -> QuestionSubject:
    """A question for such zones and for a figure of them, which would be told of all zones: it is refused."""
    odd = next(part for part in clear if part.indicator not in OF_SOME_ZONES)
    name = INDICATORS[odd.indicator or "zones.established"].name
    return replace(subject, problem=Text(OF_THESE.vi.format(said=name.vi), OF_THESE.en.format(said=name.en)))


OF_THESE: Final = Text(
    "chưa tính được riêng của các khu, cụm đó: {said}; hãy hỏi từng điều một",
    "this cannot be told of those zones alone: {said}; ask for one at a time",
)


def _unclear_among(
    subject: QuestionSubject, pieces: Sequence[Piece], found: Sequence[QuestionSubject | None]
) -> list[QuestionSubject]:
    """The whole question with a problem, where two figures are clear and another is not; else nothing is taken apart."""
    clear = {part.indicator for part in found if part is not None}
    odd = [each.text for piece, part in zip(pieces, found, strict=True) if part is None for each in piece.measured]
    if len(clear) < 2 or not odd:
        return []
    said = ", ".join(dict.fromkeys(odd))
    return [replace(subject, problem=Text(NOT_ALL.vi.format(said=said), NOT_ALL.en.format(said=said)))]


def _with_own_names(subject: QuestionSubject, pieces: Sequence[Piece], at: int) -> QuestionSubject:
    """The question with the zones, or places, of a piece alone, where each piece names its own behind what is measured.

    "Lấp đầy KCN Vân Trung, số dự án KCN Quang Châu" asks one figure of each, and not both of both.
    """
    if not all(_names_its_own(piece) for piece in pieces):
        return subject
    others = [each for piece in pieces for each in piece.names if piece is not pieces[at]]
    words = subject.words
    kept = [each for each in words.seen if each not in others]
    return replace(subject, words=replace(words, seen=kept))


def _names_its_own(piece: Piece) -> bool:
    """Whether a piece names zones, or places, and all of them behind what it measures."""
    if not piece.names or not piece.measured:
        return False
    return min(each.first for each in piece.names) >= max(each.last for each in piece.measured)


def _part(subject: QuestionSubject, pieces: Sequence[Piece], at: int, books: Figures) -> QuestionSubject | None:
    """What a piece asks: by its own words, else with those of the piece before or after it; None where that is not clear."""
    own = pieces[at]
    subject = _with_own_names(subject, pieces, at)
    if own.fact or own.lists_zones:
        return _fact(subject, own, books)
    meant = _meant_beside(pieces, at)
    asked = [*own.asking, *_shared(pieces, at)]
    tried = _tried(pieces, at) if meant is None else [meant]
    parts = (_subject(subject, [*measured, *asked], own, books) for measured in tried)
    return next((part for part in parts if part is not None), None)


def _meant_beside(pieces: Sequence[Piece], at: int) -> list[Sighted] | None:
    """What a piece measures whose words mean something of their own beside those of the others; None where they do not.

    "Nhà ở công nhân có bao nhiêu chỗ, đã kín chưa" is of how many of the places are used, "vốn hạ tầng bao nhiêu, giải ngân bao
    nhiêu" of money for infrastructure, "lấp đầy bao nhiêu, còn trống bao nhiêu" of land.
    """
    own = pieces[at]
    if own.is_full and at and pieces[at - 1].marks & CAN_BE_FULL:
        return [*pieces[at - 1].measured, *_as_measured(own, "used", "rate")]
    works = [each for piece in pieces for each in piece.measured if each.sign[1] == "infrastructure"]
    if works and own.marks & PAID_OUT and "infrastructure" not in own.marks:
        return [*own.measured, works[0]]
    if own.marks == {"left"} and any("occupancy" in piece.marks for piece in pieces):
        return _as_measured(own, "vacant")
    return None


def _as_measured(own: Piece, *marks: str) -> list[Sighted]:
    """The words of what a piece measures with other marks."""
    return [replace(each, sign=("measured", mark)) for each in own.measured for mark in marks]


def _tried(pieces: Sequence[Piece], at: int) -> list[list[Sighted]]:
    """The words of what a piece may measure, in the order in which they are tried: its own, with one, or all, of a piece beside it.

    Bare projects or capital are in the state of those beside them, and nothing else of these.
    """
    own = pieces[at]
    beside = [pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces) and not pieces[other].fact]
    if own.measured and own.marks <= BARE:
        states = [each for piece in beside for each in piece.measured if each.sign[1] in STATES]
        return [[*own.measured, *(states or _granted_beside(own, beside))]]
    alone = [own.measured] if own.is_of_something else []
    with_one = [[*own.measured, each] for piece in beside for each in piece.measured]
    with_all = [[*own.measured, *piece.measured] for piece in beside]
    return [*alone, *with_one, *with_all]


def _granted_beside(own: Piece, beside: Sequence[Piece]) -> list[Sighted]:
    """That capital is that of the projects beside it which were registered in a period, and not all that came in it.

    "How many projects registered in 2025 are Chinese, and what is their capital": what others raised theirs by is no part of it.
    """
    if "capital" not in own.marks:
        return []
    told = [each for piece in beside if "projects" in piece.marks - own.marks for each in piece.measured]
    return [replace(each, sign=("measured", "new")) for each in told if each.sign[1] == "registered"]


def _fact(subject: QuestionSubject, own: Piece, books: Figures) -> QuestionSubject | None:
    """What a piece asks of zones that is no figure: it is asked with its own words alone."""
    part = of_words(subject, [*own.measured, *own.asking], books)
    return None if part.problem else part


def _shared(pieces: Sequence[Piece], at: int) -> list[Sighted]:
    """What is asked before the first of what is measured, or after the last: it is asked of every piece.

    Of a piece that has its own "bao nhiêu" after what is measured, nothing that follows it is.
    """
    first, last, own = pieces[0], pieces[-1], pieces[at]
    before = [] if own is first else first.asked_before
    behind = [] if own is last or own.is_closed else last.asked_behind
    return [each for each in (*before, *behind) if each.sign[1] not in own.asked | own.takes_no]


def _subject(subject: QuestionSubject, kept: Sequence[Sighted], own: Piece, books: Figures) -> QuestionSubject | None:
    """The question of some words and all names; None where they do not come to one indicator."""
    found = of_words(subject, kept, books)
    if found.indicator is None or found.unclear or found.problem:
        return None
    asked = {each.sign[1] for each in own.asking} & HELPING - {"growth", "against", "average", "not", "price"}
    units = {"share", "percent", "rank", "score"} & asked - found.taken_in
    return None if not own.measured and not own.counts_zones and units else found
