"""What zones are called besides their full names: by a part of the name that one alone has, and by their phases.

"Song Khê" is Song Khê - Nội Hoàng, "Hòa Phú mở rộng gđ 1" is Hòa Phú (mở rộng giai đoạn 1). A phase that the books do not have is
never another one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from parkledger.briefing.answers.spelling import plainly, syllables_of
from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figures
from parkledger.language import Text

BEFORE: Final = {ZoneKind.PARK: ("kcn", "khu công nghiệp"), ZoneKind.CLUSTER: ("ccn", "cụm công nghiệp", "cụm")}
"""Words before a zone's name that say its kind."""
EXTENDED: Final = ("mở rộng", "mr", "extension", "expansion", "ext")
PHASES: Final = ("giai đoạn", "gđ", "phase", "stage")
NUMERALS: Final[Mapping[str, tuple[str, ...]]] = {
    "1": ("1", "i", "một", "one"),
    "2": ("2", "ii", "hai", "two"),
    "3": ("3", "iii", "ba", "three"),
    "4": ("4", "iv", "bốn", "four"),
}
_NUMBERED: Final = {spelt: number for number, forms in NUMERALS.items() for spelt in forms}
_NUMBER: Final = "|".join(sorted(_NUMBERED, key=len, reverse=True))
PARSED: Final = re.compile(rf"(?P<base>.+?)(?P<extended> mở rộng)?(?: giai đoạn (?P<number>{_NUMBER}))?")
NUMBERED_NAME: Final = re.compile(rf"(?P<base>.+) (?P<number>{_NUMBER})")
SHORTEST_PART: Final = 2
"""Syllables of a part of a name that stands for it without a word for its kind."""


@dataclass(frozen=True, slots=True)
class _Phase:
    """A zone as its name says it: the name that its phases share, whether it is an extension, which phase."""

    base: str
    is_extended: bool
    number: str

    @property
    def said(self) -> Iterator[str]:
        """What may be said of it behind or before the name that it shares."""
        numbers = NUMERALS.get(self.number, ())
        phases = [
            *(f"{word} {number}" for word in PHASES for number in numbers),
            *(f"gđ{number}" for number in numbers),
        ]
        if not self.is_extended:
            yield from phases
            return
        for word in EXTENDED:
            if not self.number:
                yield word
            for phase in phases:
                yield from (f"{word} {phase}", f"{phase} {word}")
            yield from (f"{word} {number}" for number in numbers)


def _spelt(text: str) -> str:
    """Words in small letters with their diacritics, without the marks between them."""
    return " ".join(syllables_of(text))


def _phase_of(name: str) -> _Phase:
    match = PARSED.fullmatch(_spelt(name))
    if match is None:
        return _Phase(_spelt(name), is_extended=False, number="")
    return _Phase(match["base"], bool(match["extended"]), _NUMBERED.get(match["number"] or "", ""))


def names_besides(books: Figures) -> dict[str, str]:
    """What zones are called besides, as it is spelt, with the kind said and the name, "park|Hòa Phú (mở rộng)".

    What several are called, with or without diacritics, is none's.
    """
    found: dict[str, dict[str, str]] = {}
    own = {plainly(zone["name"]) for zone in books.zones.values()}
    for zone in books.zones.values():
        for called, said in _called_besides(zone, books):
            if plainly(called) not in own:
                found.setdefault(plainly(called), {})[said] = called
    return {called: said for names in found.values() if len(names) == 1 for said, called in names.items()}


def _called_besides(zone: dict[str, Any], books: Figures) -> Iterator[tuple[str, str]]:
    """What a zone is called besides its name, each with the kind that it says and the name."""
    kind, name = ZoneKind(zone["kind"]), str(zone["name"])
    for called, needs_kind in (*_phases(zone, books), *_parts(name)):
        if not needs_kind:
            yield called, f"|{name}"
        for before in BEFORE.get(kind, ()):
            yield f"{before} {called}", f"{kind.value}|{name}"
    for called in _with_phase_first(zone, books):
        yield called, f"|{name}"
    own = _phase_of(name)
    if own.is_extended and own.number:  # several phases are asked back, as their own name is
        for word in EXTENDED:
            for called in (f"{own.base} {word}", f"{own.base} s {word}", f"{word} of {own.base}"):
                yield called, f"|{PHASE.sub('', name)}"


PHASE: Final = re.compile(r" \(?giai đoạn .*$")
"""The number of a phase, at the end of a zone's name."""


def _phases(zone: dict[str, Any], books: Figures) -> Iterator[tuple[str, bool]]:
    """A zone by its phase behind the name, "Xương Giang 2" for "Xương Giang II" among them."""
    own = _phase_of(str(zone["name"]))
    for said in own.said:
        yield f"{own.base} {said}", False
        yield f"{own.base} s {said}", False  # "Hoa Phu's extension"
    if own.number and own.is_extended and _is_only_phase(own, zone, books):
        for said in _Phase(own.base, is_extended=False, number=own.number).said:
            yield f"{own.base} {said}", False
    if not own.is_extended:
        for number in NUMERALS.get(own.number, ()):
            yield f"{own.base} {number}", False
    if counted := NUMBERED_NAME.fullmatch(_spelt(str(zone["name"]))):
        for number in NUMERALS[_NUMBERED[counted["number"]]]:
            yield f"{counted['base']} {number}", False


def _is_only_phase(own: _Phase, zone: dict[str, Any], books: Figures) -> bool:
    """Whether "giai đoạn 2" without "mở rộng" can be no other than that of an extension: the first may be the zone extended itself."""
    others = [_phase_of(str(each["name"])) for each in books.zones.values() if each is not zone]
    same = [each for each in others if each.base == own.base and each.number == own.number]
    return own.number != "1" and not same


def _with_phase_first(zone: dict[str, Any], books: Figures) -> Iterator[str]:
    """A zone by its phase before the name: "phần mở rộng giai đoạn 1 của KCN Hòa Phú", "phase 2 of Thanh Binh"."""
    own = _phase_of(str(zone["name"]))
    only = own.number and own.is_extended and _is_only_phase(own, zone, books)
    bare = _Phase(own.base, is_extended=False, number=own.number).said if only else ()
    kinds = BEFORE.get(ZoneKind(zone["kind"]), ())
    for said in (*own.said, *bare):
        for between in ("", "của ", "of "):
            for named in (own.base, *(f"{before} {own.base}" for before in (*kinds, "khu"))):
                yield f"{said} {between}{named}"
                yield f"phần {said} {between}{named}"


def _parts(name: str) -> Iterator[tuple[str, bool]]:
    """The parts of a name of several places: the first stands by itself, any other only behind a word for the kind."""
    parts = [_spelt(part) for part in name.split(" - ")]
    for first in range(len(parts)):
        for last in range(first + 1, len(parts) + 1):
            if last - first < len(parts):
                called = " ".join(parts[first:last])
                yield called, first > 0 or len(called.split()) < SHORTEST_PART


_PLAIN_NUMBER: Final = "|".join(map(plainly, sorted(_NUMBERED, key=len, reverse=True)))
_EXTENDED_BEFORE: Final = rf"(?:phan )?(?:{'|'.join(map(plainly, EXTENDED))})[\W_]{{0,2}}"
AFTER_PHASE: Final = re.compile(
    rf"[\W_]{{0,2}}(?:{_EXTENDED_BEFORE})?(?:{'|'.join(map(plainly, PHASES))}) ?(?:{_PLAIN_NUMBER})(?![^\W_])"
)
"""A phase behind a name that has none so called."""
OF_KIND: Final = re.compile(
    r"(?<![^\W_])(?:(?P<park>kcn|khu cong nghiep|industrial park)|(?P<cluster>ccn|cum cong nghiep|cum|industrial cluster)) $"
)
COMMUNE: Final = re.compile(r"(?<![^\W_])(?:xa|phuong|thi tran|thon|lang|commune|ward) $")


def misnamed(texts: tuple[str, str], span: tuple[int, int], zone: dict[str, Any], books: Figures) -> Text | None:
    """Why a zone is not what is named: it is of another kind, a commune of a name that it has in part, or has no such phase.

    `texts` are the question as it was typed and folded, of one length; `span` is where the zone is named.
    """
    text, folded = texts
    before = folded[: span[0]]
    if (kind := OF_KIND.search(before)) and zone["kind"] not in {
        name for name, said in kind.groupdict().items() if said
    }:
        return _no_such(text[kind.start() : span[1]], [zone])
    if commune := COMMUNE.search(before):
        return _no_such(text[commune.start() : span[1]], [zone])
    if phase := AFTER_PHASE.match(folded, span[1]):
        base = _phase_of(str(zone["name"])).base
        same = [each for each in books.zones.values() if _phase_of(str(each["name"])).base == base]
        return _no_such(text[span[0] : phase.end()], same)
    return None


def _no_such(typed: str, zones: Iterable[dict[str, Any]]) -> Text:
    """That there is no zone so called, with those that are like it."""
    listed = ", ".join(sorted(official_title(each["kind"], each["name"]) for each in zones))
    return Text(
        f"sổ không có khu, cụm nào là «{typed}»; có {listed}",
        f"the books have no zone that is “{typed}”; they have {listed}",
    )
