"""Several figures asked for in one question, taken apart: each is asked of all that the question names.

Words of what is measured are cut where "và", "and" or a comma stands between them. A piece that comes to an indicator by itself, or
with the words of the piece beside it, is a question of its own; names, kinds and times are those of the whole question.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from parkledger.briefing.answers.rules import HELPING, STAGES
from parkledger.briefing.answers.subjects import QuestionSubject, subject_from
from parkledger.briefing.answers.words import Sighted, Words
from parkledger.figures import Figures
from parkledger.language import Text

BETWEEN: Final = re.compile(r"[,;:&+?.](?!\d)|(?<![^\W_])(?:va|and|cung voi|cung nhu|as well as|plus)(?![^\W_])")
"""What stands between two things that are asked for."""
BESIDE: Final = re.compile(rf"{BETWEEN.pattern}|(?<![^\W_])(?:voi|vs|with|versus|than|hay|or)(?![^\W_])")
"""The same where words do not come to one figure: "so sánh xuất khẩu với nhập khẩu" is of two."""
BARE: Final = frozenset({"projects", "capital", "registered", "count", "tenancy"})
"""Marks that say nothing of the state of projects: it is that of the projects beside them."""
STATES: Final = frozenset({"attracted", "new", "revoked", "terminated", "raised", "suspended", "in_force", "granted"})
FACTS: Final = {
    "founded": frozenset({"founded"}),
    "developer": frozenset({"developer", "who"}),
    "authority": frozenset({"manages"}),
    "where": frozenset({"where", "district"}),
}
"""What is told of a zone that is no figure, with the marks that ask for it."""
FOUNDED: Final = frozenset({"established", "newly_established"})
"""Marks that ask for the day of it beside "when" and "năm nào"."""
TOLD_EACH: Final = frozenset({"count", "which", "list"})
"""Marks by which zones are asked for once more: "có những khu nào, cái nào đang hoạt động"."""
MOST_PARTS: Final = 4
NOT_ALL: Final = Text(
    "câu hỏi nêu nhiều điều, có điều chưa rõ: {said}", "several things are asked, and one is not clear: {said}"
)


@dataclass(slots=True)
class _Piece:
    """What stands between two cuts: words of what is measured, and of what is asked of it."""

    measured: list[Sighted] = field(default_factory=list)
    asking: list[Sighted] = field(default_factory=list)
    counts_zones: bool = False
    names_kind: bool = False
    of_zones: bool = False
    """Whether the question names zones, of which facts are told that are no figures."""

    @property
    def is_of_something(self) -> bool:
        return bool(self.measured or self.counts_zones or self.fact or self.lists_zones)

    @property
    def asked(self) -> set[str]:
        return {each.sign[1] for each in self.asking}

    @property
    def fact(self) -> str:
        """What it asks of a zone that is no figure; empty where it asks for none."""
        if not self.of_zones:
            return ""
        if self.asks_day:
            return "founded"
        return next((fact for fact, marks in FACTS.items() if marks & (self.marks | self.asked)), "")

    @property
    def asks_day(self) -> bool:
        """Whether it asks when zones were established."""
        return bool(self.marks & FOUNDED and self.asked & {"when", "year"})

    @property
    def lists_zones(self) -> bool:
        """Whether zones of a kind are asked for, whatever they are."""
        return self.names_kind and not self.measured and bool(self.asked & {"which", "list"})

    @property
    def tells_stage(self) -> bool:
        """Whether it asks once more for zones, by their stage."""
        return bool(self.marks) and self.marks <= set(STAGES) and bool(self.asked & TOLD_EACH)

    @property
    def marks(self) -> set[str]:
        return {each.sign[1] for each in self.measured}

    def is_state_of(self, before: "_Piece") -> bool:
        """Whether it says no more than the state of what stands before it: "projects FDI and DDI newly registered"."""
        return bool(self.marks) and self.marks <= STATES and bool(before.measured) and not before.marks & STATES

    def add(self, other: "_Piece") -> None:
        self.measured += other.measured
        self.asking += other.asking


def parts_of(subject: QuestionSubject, books: Figures) -> list[QuestionSubject]:
    """The questions that a question for several figures comes to; none where it asks for one.

    Where some words come to a figure and others do not, the one that does not is told as a problem.
    """
    words = subject.words
    if subject.problem or words.limits or words.projects or words.has("why", "unreported") or subject.enterprises:
        return []
    is_beside = (
        "against" in set(words.all("asking")) - subject.taken_in
        and len(words.times) < 2
        and not subject.has_sides
        and not words.has("plan")
    )
    pieces = _pieces(words, BESIDE if subject.unclear or is_beside else BETWEEN)
    if not 1 < len(pieces) <= MOST_PARTS:
        return []
    found = [_part(subject, pieces, at, books) for at in range(len(pieces))]
    clear = [part for part in found if part is not None]
    told = {
        (piece.fact, piece.lists_zones, part and (part.indicator, *part.stages))
        for piece, part in zip(pieces, found, strict=True)
    }
    if len(told) < len(clear) or len(clear) < len(pieces):
        return _unclear_among(subject, pieces, found)
    return clear


def _unclear_among(
    subject: QuestionSubject, pieces: Sequence[_Piece], found: Sequence[QuestionSubject | None]
) -> list[QuestionSubject]:
    """The whole question with a problem, where two figures are clear and another is not; else nothing is taken apart."""
    clear = {part.indicator for part in found if part is not None}
    odd = [each.text for piece, part in zip(pieces, found, strict=True) if part is None for each in piece.measured]
    if len(clear) < 2 or not odd:
        return []
    said = ", ".join(dict.fromkeys(odd))
    return [replace(subject, problem=Text(NOT_ALL.vi.format(said=said), NOT_ALL.en.format(said=said)))]


def _pieces(words: Words, cuts: re.Pattern[str]) -> list[_Piece]:
    """The pieces that say what is measured; words of what is asked before the first and after the last are theirs."""
    of_zones = bool(words.all("zone"))
    found = [_Piece(of_zones=of_zones)]
    for sighted, cut in _with_cuts(words, cuts):
        is_between = cuts is BESIDE and sighted.sign == ("asking", "against")
        if cut or is_between:
            found.append(_Piece(of_zones=of_zones))
        if is_between:
            continue
        piece = found[-1]
        piece.names_kind |= sighted.sign[0] == "kind"
        if sighted.sign[0] == "measured":
            piece.measured.append(sighted)
        elif sighted.sign[0] == "asking":
            piece.asking.append(sighted)
        elif sighted.sign[0] == "kind" and any(each.sign[1] == "count" for each in piece.asking):
            piece.counts_zones = True
    if not any(piece.tells_stage for piece in found):
        for piece in found:
            piece.names_kind = False
    return _merged(found)


def _with_cuts(words: Words, cuts: re.Pattern[str]) -> Iterable[tuple[Sighted, bool]]:
    """The words in their order, each with whether something stands between it and the one before."""
    seen = sorted(words.seen, key=lambda each: (each.first, each.last))
    before = 0
    for sighted in seen:
        if sighted.sign[0] == "spoken":
            continue
        yield sighted, bool(cuts.search(words.folded, before, max(before, sighted.first)))
        before = max(before, sighted.last)


def _merged(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces in which nothing is measured are of the one before, the first of the one after; a rank or score is one itself."""
    found: list[_Piece] = []
    waiting: list[Sighted] = []
    for piece in pieces:
        told_apart = any(each.sign[1] in {"rank", "score"} for each in piece.asking)
        is_same_list = bool(found) and found[-1].lists_zones and piece.lists_zones
        if found and (is_same_list or piece.is_state_of(found[-1])):
            found[-1].add(piece)
        elif piece.is_of_something or (told_apart and found):
            piece.asking = waiting + piece.asking
            waiting = []
            found.append(piece)
        elif found:
            found[-1].asking += piece.asking
        else:
            waiting += piece.asking
    return found


def _part(subject: QuestionSubject, pieces: Sequence[_Piece], at: int, books: Figures) -> QuestionSubject | None:
    """What a piece asks: by its own words, else with those of the piece before or after it; None where that is not clear."""
    own = pieces[at]
    if own.fact or own.lists_zones:
        return _fact(subject, own, books)
    shared = _shared(pieces, at)
    beside = [pieces[other] for other in (at - 1, at + 1) if 0 <= other < len(pieces) and not pieces[other].fact]
    states = [each for piece in beside for each in piece.measured if each.sign[1] in STATES]
    is_bare = bool(own.measured) and own.marks <= BARE
    tried = [[*own.measured, *states]] if is_bare and states else [own.measured] if own.is_of_something else []
    if not is_bare:
        tried += [[*own.measured, each] for piece in beside for each in piece.measured]
        tried += [[*own.measured, *piece.measured] for piece in beside]
    for measured in tried:
        part = _subject(subject, [*measured, *own.asking, *shared], own, books)
        if part is not None:
            return part
    return None


def _fact(subject: QuestionSubject, own: _Piece, books: Figures) -> QuestionSubject | None:
    """What a piece asks of zones that is no figure: it is asked with its own words alone."""
    part = _of_words(subject, [*own.measured, *own.asking], books)
    return None if part.problem else part


def _shared(pieces: Sequence[_Piece], at: int) -> list[Sighted]:
    """What is asked before the first of what is measured, or after the last: it is asked of every piece.

    Of a piece that has its own "bao nhiêu" after what is measured, nothing that follows it is.
    """
    first, last, own = pieces[0], pieces[-1], pieces[at]
    found = []
    if at and first.measured and not first.fact:
        found += [each for each in first.asking if each.last <= min(one.first for one in first.measured)]
    is_closed = own.measured and any(
        each.sign[1] == "count" and each.first >= max(one.last for one in own.measured) for each in own.asking
    )
    if at < len(pieces) - 1 and last.measured and not last.asks_day and not last.fact and not is_closed:
        found += [each for each in last.asking if each.first >= max(one.last for one in last.measured)]
    own_sort = {each.sign for each in own.asking}
    told_apart = TOLD_EACH if own.asked & TOLD_EACH else frozenset()
    told_apart |= {"percent"} if "count" in own.asked else frozenset()
    told_apart |= {"not"} if own.tells_stage else frozenset()
    return [each for each in found if each.sign not in own_sort and each.sign[1] not in told_apart]


def _subject(subject: QuestionSubject, kept: Sequence[Sighted], own: _Piece, books: Figures) -> QuestionSubject | None:
    """The question of some words and all names; None where they do not come to one indicator."""
    found = _of_words(subject, kept, books)
    if found.indicator is None or found.unclear or found.problem:
        return None
    asked = {each.sign[1] for each in own.asking} & HELPING - {"growth", "against", "average", "not", "price"}
    units = {"share", "percent", "rank", "score"} & asked - found.taken_in
    return None if not own.measured and not own.counts_zones and units else found


def _of_words(subject: QuestionSubject, kept: Sequence[Sighted], books: Figures) -> QuestionSubject:
    """The question of some words and all names."""
    words = subject.words
    others = [each for each in words.seen if each.sign[0] not in {"measured", "asking"}]
    left_out = [each for each in words.seen if each.sign[0] in {"measured", "asking"} and each not in kept]
    part = replace(
        words,
        seen=sorted([*others, *kept], key=lambda each: each.first),
        unheard=list(words.unheard),
        folded=_without(words.folded, left_out),
        text=_without(words.text, left_out),
    )
    return subject_from(part, books, subject.dates, subject.reach, subject.due)


def _without(text: str, left_out: Iterable[Sighted]) -> str:
    """A text without the words of others, at whose places nothing is read."""
    for each in left_out:
        text = f"{text[: each.first]}{'|' * (each.last - each.first)}{text[each.last :]}"
    return text
