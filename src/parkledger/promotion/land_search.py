"""What land is looked for: the search of the land finder, read from a page's address.

Every number is written as people write it in the page's language; one that cannot be read is said so beside its field
and leaves the search as if it had not been given.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.datastructures import MultiValueDict

from parkledger.catalogue import ZoneKind
from parkledger.catalogue.sectors import Sector, offered_sectors, sector_by_words
from parkledger.language import Lang, ParkError, Text, fold, parse_area_m2, parse_number
from parkledger.places import Place, get
from parkledger.promotion.landmarks import LandmarkKind, kinds_on_record
from parkledger.promotion.readiness import ReadyBy
from parkledger.records.figure_queries import ChoiceUnknown, choice

CHOSEN = "with"
"""The shortlist in an address: zones as book/code, the same as the columns of a comparison."""
MOST_CHOSEN = 6
MOST_TYPED = 100
"""Characters of a field that are carried on."""


class LandOrder(StrEnum):
    """By what the zones found are put in order."""

    AREA = "area"
    RENT = "rent"
    PORT = "port"
    AIRPORT = "airport"
    BORDER_GATE = "border_gate"
    HIGHWAY = "highway"
    NAME = "name"

    @property
    def label(self) -> Text:
        """The order in words."""
        return SORTINGS[self]


SORTINGS = {
    LandOrder.AREA: Text("đất còn cho thuê, nhiều trước", "land to let, most first"),
    LandOrder.RENT: Text("giá thuê đất, thấp trước", "land rent, lowest first"),
    LandOrder.PORT: Text("gần cảng biển trước", "nearest to a sea port"),
    LandOrder.AIRPORT: Text("gần sân bay trước", "nearest to an airport"),
    LandOrder.BORDER_GATE: Text("gần cửa khẩu trước", "nearest to a border gate"),
    LandOrder.HIGHWAY: Text("gần nút giao cao tốc trước", "nearest to a motorway interchange"),
    LandOrder.NAME: Text("theo tên", "by name"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a zone may be asked to reach, or not to exceed: its name in the address, label and unit."""

    name: str
    label: Text
    unit: Text


HECTARES, KILOMETRES = Text("ha", "ha"), Text("km", "km")
RENT_UNIT = "USD/m2/term"
RENT = Text("USD/m² cả thời hạn", "USD/m² for the term")
FLOW = Text("m³/ngày đêm", "m³/day")
LIMITS = (
    Limit("area", Text("Diện tích cần, từ", "Area wanted, from"), HECTARES),
    Limit("rent_from", Text("Giá thuê đất từ", "Land rent from"), RENT),
    Limit("rent_to", Text("Giá thuê đất đến", "Land rent up to"), RENT),
    Limit("clean", Text("Mặt bằng sạch, từ", "Clean land, from"), HECTARES),
    Limit("plot", Text("Có lô đang mời thuê, rộng từ", "A plot on offer, of at least"), HECTARES),
    Limit("capacity", Text("Công suất xử lý nước thải từ", "Waste-water capacity from"), FLOW),
    Limit("left", Text("Công suất nước thải còn lại từ", "Waste-water capacity left from"), FLOW),
    Limit("power", Text("Giá điện đến", "Power price up to"), Text("đồng/kWh", "VND/kWh")),
    Limit("port", Text("Cách cảng biển đến", "Sea port within"), KILOMETRES),
    Limit("airport", Text("Cách sân bay đến", "Airport within"), KILOMETRES),
    Limit("border_gate", Text("Cách cửa khẩu đến", "Border gate within"), KILOMETRES),
    Limit("highway", Text("Cách nút giao cao tốc đến", "Motorway interchange within"), KILOMETRES),
)
CARRIED = (*(limit.name for limit in LIMITS), "sector", "ready")
"""What of a search goes with whoever opens a zone that was found, and begins their inquiry about its land."""
READY = Text("Sẵn sàng khi", "Ready when")
FIRST = ("area", "clean")
"""The limits that stand first in the form; the others are folded away until asked for."""
DISTANCES: Mapping[str, LandmarkKind] = {kind.value: kind for kind in LandmarkKind}


@dataclass(frozen=True, slots=True)
class LandFilter:
    """A search. `limits` are in the units of `LIMITS`; `typed` is what stood in each field, `problems` what was wrong.

    `unrecorded` takes in zones of which what is asked was never recorded; else they are left out, and counted.
    """

    limits: Mapping[str, Fraction]
    kind: ZoneKind | None
    place: Place | None
    sector: Sector | None
    ready: ReadyBy | None
    sorting: LandOrder
    unrecorded: bool
    chosen: tuple[str, ...]
    typed: Mapping[str, str]
    problems: Mapping[str, str]

    @property
    def first_fields(self) -> list[tuple[Limit, str, str]]:
        """The limits asked by most, each with what was typed and what was wrong with it."""
        return self._fields(limit for limit in LIMITS if limit.name in FIRST)

    @property
    def more_fields(self) -> list[tuple[Limit, str, str]]:
        """The other limits."""
        elsewhere = {*FIRST, *(kind.value for kind in LandmarkKind if kind not in kinds_on_record())}
        return self._fields(limit for limit in LIMITS if limit.name not in elsewhere)

    @property
    def asks_more(self) -> bool:
        """Whether anything stands in the fields that are folded away."""
        others = (
            self.kind is not None or self.ready is not None or self.unrecorded or self.sorting is not LandOrder.AREA
        )
        return others or any(typed for _, typed, _ in self.more_fields)

    def _fields(self, limits: Iterable[Limit]) -> list[tuple[Limit, str, str]]:
        return [(each, self.typed.get(each.name, ""), self.problems.get(each.name, "")) for each in limits]

    def asks(self, *names: str) -> bool:
        """Whether the search sets any of these limits."""
        return any(name in self.limits for name in names)


def carried_from(given: Mapping[str, str]) -> dict[str, str]:
    """What an address says of the land that is looked for, as it was typed; what is not said left out."""
    found = {name: given.get(name, "").strip()[:MOST_TYPED] for name in CARRIED}
    return {name: typed for name, typed in found.items() if typed}


def wanted_words(given: Mapping[str, str], lang: Lang) -> str:
    """The limits of a search in words, for an inquiry to begin with; those that fields of their own tell left out."""
    asked = [(limit, given.get(limit.name, "").strip()[:MOST_TYPED]) for limit in LIMITS if limit.name != "area"]
    told = [f"{limit.label.of(lang)} {typed}{_unit_after(typed, limit, lang)}" for limit, typed in asked if typed]
    if (ready := given.get("ready", "")) in set(ReadyBy):
        told.append(f"{READY.of(lang)}: {ReadyBy(ready).label.of(lang)}")
    return "; ".join(told)


def _unit_after(typed: str, limit: Limit, lang: Lang) -> str:
    """A limit's unit, where it was not typed behind the number."""
    return "" if any(letter.isalpha() for letter in typed) else f" {limit.unit.of(lang)}"


def wanted_from(given: MultiValueDict[str, str], lang: Lang) -> LandFilter:
    """The search that an address asks for."""
    limits: dict[str, Fraction] = {}
    problems: dict[str, str] = {}
    typed = {limit.name: given.get(limit.name, "").strip() for limit in LIMITS}
    for name, text in typed.items():
        try:
            if text:
                limits[name] = _amount(name, text, lang)
        except ParkError as unreadable:
            problems[name] = unreadable.message(lang)
    place = given.get("place", "")
    return LandFilter(
        limits=limits,
        kind=choice(ZoneKind, given, "kind"),
        place=get(place) if place else None,
        sector=sector_in(given),
        ready=choice(ReadyBy, given, "ready"),
        sorting=choice(LandOrder, given, "sort") or LandOrder.AREA,
        unrecorded=bool(given.get("unrecorded")),
        chosen=chosen_in(given),
        typed=typed,
        problems=problems,
    )


def sector_in(given: MultiValueDict[str, str]) -> Sector | None:
    """The sector of an address, by its code or in an investor's words; refused where no sector is meant."""
    typed = given.get("sector", "").strip()
    found = sector_by_words(typed) if typed else None
    if typed and found is None:
        raise ChoiceUnknown(value=typed, name="sector", choices=[each.title.vi for each in offered_sectors()])
    return found


def chosen_in(given: MultiValueDict[str, str]) -> tuple[str, ...]:
    """The shortlist of an address, each zone once."""
    return tuple(dict.fromkeys(each for each in given.getlist(CHOSEN) if each))[:MOST_CHOSEN]


SQUARE_METRES = 10_000


def _plain(text: str) -> str:
    return fold(text).translate({ord("²"): "2", ord("³"): "3"})


def _at_the_end(unit: Text) -> re.Pattern[str]:
    written = [each for words in (unit.vi, unit.en) for each in (words, words.split(" ")[0], words.split("/")[0])]
    return re.compile("|".join(rf"\s*{re.escape(_plain(each))}$" for each in written))


AREAS = frozenset({"area", "clean", "plot"})
"""Limits that may be written in other units of area."""
_UNITS = {limit.name: _at_the_end(limit.unit) for limit in LIMITS}
"""By limit: its unit at the end of what was typed, whole or without what it is by."""


class BelowNothing(ParkError):
    """A limit below zero."""

    code = "limit_below_nothing"
    vi = "«{text}» nhỏ hơn 0. Hãy ghi một số không âm."
    en = "“{text}” is below 0. Write a number that is not negative."


def _amount(name: str, text: str, lang: Lang) -> Fraction:
    """A number of a field's unit, which may be written after it; an area also in other units of area."""
    if name in AREAS and any(letter.isalpha() for letter in text):
        return Fraction(parse_area_m2(text), SQUARE_METRES)
    without, units = _UNITS[name].subn("", _plain(text))
    found = parse_number(without if units else text, lang)
    if found < 0:
        raise BelowNothing(text=text)
    return found
