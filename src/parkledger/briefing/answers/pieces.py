"""The pieces of a question: what stands between two cuts, with what is measured and asked in each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from parkledger.briefing.answers.question_words import Sighted, Words
from parkledger.briefing.answers.rules import STAGES, STILL
from parkledger.briefing.answers.subjects import HECTARES
from parkledger.language import fold

BETWEEN: Final = re.compile(r"[,;:&+?.](?!\d)|(?<![^\W_])(?:va|and|cung voi|cung nhu|as well as|plus)(?![^\W_])")
"""What stands between two things that are asked for."""


BESIDE: Final = re.compile(rf"{BETWEEN.pattern}|(?<![^\W_])(?:voi|vs|with|versus|than|hay|or)(?![^\W_])")
"""The same where words do not come to one figure: "so sánh xuất khẩu với nhập khẩu" is of two."""


STATES: Final = frozenset({"attracted", "new", "revoked", "terminated", "raised", "suspended", "in_force", "granted"})


FACTS: Final = {
    "founded": frozenset({"founded"}),
    "developer": frozenset({"developer", "who"}),
    "authority": frozenset({"manages"}),
    "where": frozenset({"where", "district"}),
    "status": frozenset({"status"}),
}
"""What is told of a zone that is no figure, with the marks that ask for it."""


BARE_WHO: Final = frozenset({"ai", "who"})
"""Words that may ask for anybody: "làm cho ai" is not who develops a zone."""


FOUNDED: Final = frozenset({"established", "newly_established"})
"""Marks that ask for the day of it beside "when" and "năm nào"."""


TOLD_EACH: Final = frozenset({"count", "which", "list"})
"""Marks by which zones are asked for once more: "có những khu nào, cái nào đang hoạt động"."""


NAMED_TWICE: Final = {"findings"}
"""What is named by two words beside each other: "tồn tại, vi phạm"."""


FULL: Final = frozenset(
    {"full", "filled", "occupied", "filled up", "taken up", "how full", "how occupied", "how filled"}
)


@dataclass(slots=True)
class Piece:
    """What stands between two cuts: words of what is measured, and of what is asked of it."""

    measured: list[Sighted] = field(default_factory=list)
    asking: list[Sighted] = field(default_factory=list)
    counts_zones: bool = False
    names_kind: bool = False
    of_zones: bool = False
    """Whether the question names zones, of which facts are told that are no figures."""
    names: list[Sighted] = field(default_factory=list)
    """The zones and places that are named in it."""

    @property
    def is_of_something(self) -> bool:
        """Whether it names anything that can be told."""
        return bool(self.measured or self.counts_zones or self.fact or self.lists_zones)

    @property
    def asked(self) -> set[str]:
        """The marks of what is asked in it."""
        return {each.sign[1] for each in self.asking}

    @property
    def fact(self) -> str:
        """What it asks of a zone that is no figure; empty where it asks for none."""
        if not self.of_zones:
            return ""
        if self.asks_day:
            return "founded"
        if "status" in self.asked and self.marks - set(STAGES):
            return ""
        asked = {each.sign[1] for each in self.asking if fold(each.text) not in BARE_WHO}
        return next((fact for fact, marks in FACTS.items() if marks & (self.marks | asked)), "")

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
        """The marks of what is measured in it."""
        return {each.sign[1] for each in self.measured}

    @property
    def is_full(self) -> bool:
        """Whether it asks how full something is, without saying that it is land: "are they full"."""
        return self.marks == {"occupancy"} and all(fold(each.text) in FULL for each in self.measured)

    def is_state_of(self, before: "Piece") -> bool:
        """Whether it says no more than the state of what stands before it: "projects FDI and DDI newly registered"."""
        return bool(self.marks) and self.marks <= STATES and bool(before.measured) and not before.marks & STATES

    @property
    def asked_before(self) -> list[Sighted]:
        """What is asked before what is measured; nothing of a fact, whose words ask for it alone."""
        if not self.measured or self.fact:
            return []
        start = min(each.first for each in self.measured)
        return [each for each in self.asking if each.last <= start]

    @property
    def asked_behind(self) -> list[Sighted]:
        """What is asked behind what is measured; nothing of a fact, or of the day of one."""
        return [] if self.asks_day or self.fact else self._behind

    @property
    def is_closed(self) -> bool:
        """Whether it has its own "bao nhiêu" behind what is measured: what is asked behind the pieces is not asked of it."""
        return any(each.sign[1] == "count" for each in self._behind)

    @property
    def _behind(self) -> list[Sighted]:
        end = max((each.last for each in self.measured), default=None)
        return [] if end is None else [each for each in self.asking if each.first >= end]

    @property
    def takes_no(self) -> frozenset[str]:
        """Marks of what is asked of the other pieces that is not asked of it, since it asks for the like itself."""
        listed = TOLD_EACH if self.asked & TOLD_EACH else frozenset[str]()
        counted = {"percent", "share"} if "count" in self.asked else set()
        denied = {"not"} if self.tells_stage else set()
        return listed | counted | denied

    def add(self, other: "Piece") -> None:
        """Take in the words of another piece."""
        self.measured += other.measured
        self.asking += other.asking
        self.names += other.names


def pieces_of(words: Words, cuts: re.Pattern[str]) -> list[Piece]:
    """The pieces that say what is measured; words of what is asked before the first and after the last are theirs."""
    of_zones = bool(words.all("zone"))
    found = [Piece(of_zones=of_zones)]
    for sighted, cut in _with_cuts(words, cuts):
        is_between = cuts is BESIDE and sighted.sign == ("asking", "against")
        if cut or is_between:
            found.append(Piece(of_zones=of_zones))
        if is_between:
            continue
        piece = found[-1]
        piece.names_kind |= sighted.sign[0] == "kind"
        if sighted.sign[0] in {"zone", "place"}:
            piece.names.append(sighted)
        if sighted.sign[0] == "measured":
            piece.measured.append(sighted)
        elif sighted.sign[0] == "asking":
            piece.asking.append(sighted)
        elif sighted.sign[0] == "kind" and any(each.sign[1] == "count" for each in piece.asking):
            piece.counts_zones = True
    if not any(piece.tells_stage for piece in found):
        for piece in found:
            piece.names_kind = False
    return _merged(_with_land(found, words))


def _with_land(pieces: list[Piece], words: Words) -> list[Piece]:
    """The pieces of which there are several, those that ask for hectares with the land that is meant."""
    if len(pieces) > 1:
        for piece in pieces:
            _put_land(piece, words)
    return pieces


def _put_land(piece: Piece, words: Words) -> None:
    """What is asked in hectares beside something else is land: "do ai đầu tư, mấy ha"; so is the size of zones: "chủ đầu tư, quy mô"."""
    amounts = [each for each in piece.asking if each.sign[1] == "count" and _is_in_hectares(each, words)]
    if piece.of_zones and not piece.measured and not piece.fact:
        amounts += [each for each in piece.asking if each.sign[1] == "size"]
    if amounts and piece.marks <= set(STAGES):
        piece.measured += [replace(amounts[0], sign=("measured", mark)) for mark in ("area", "land")]


def _is_in_hectares(amount: Sighted, words: Words) -> bool:
    """Whether hectares follow the words that ask for an amount: "mấy ha"."""
    return words.folded.startswith(" ", amount.last) and HECTARES.match(words.folded, amount.last + 1) is not None


def _with_cuts(words: Words, cuts: re.Pattern[str]) -> Iterable[tuple[Sighted, bool]]:
    """The words in their order, each with whether something stands between it and the one before."""
    seen = sorted(words.seen, key=lambda each: (each.first, each.last))
    before = 0
    for sighted in seen:
        if sighted.sign[0] == "spoken":
            continue
        yield sighted, bool(cuts.search(words.folded, before, max(before, sighted.first)))
        before = max(before, sighted.last)


def _merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces in which nothing is measured are of the one before, the first of the one after; a rank or score is one itself."""
    found: list[Piece] = []
    waiting: list[Sighted] = []
    for piece in pieces:
        told_apart = any(each.sign[1] in {"rank", "score"} for each in piece.asking)
        is_same_list = bool(found) and found[-1].lists_zones and piece.lists_zones
        is_origin = piece.marks == {"foreign"} and bool(found) and "workers" not in found[-1].marks
        is_one_thing = bool(found) and found[-1].marks - {STILL} == NAMED_TWICE and piece.marks >= NAMED_TWICE
        is_told_with = (
            is_one_thing or is_same_list or is_origin or piece.is_state_of(found[-1]) or piece.marks == {"cases"}
            if found
            else False
        )
        if found and is_told_with:
            found[-1].add(piece)
        elif piece.is_of_something or (told_apart and found):
            piece.asking = waiting + piece.asking
            waiting = []
            found.append(piece)
        elif found:
            found[-1].asking += piece.asking
            found[-1].names += piece.names
        else:
            waiting += piece.asking
    return found
