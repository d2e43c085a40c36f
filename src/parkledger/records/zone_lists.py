"""The list of zones on a page's two dates: filtered, sorted, with totals as sums and ratios of sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final

from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.figures import Figures, Question
from parkledger.figures.supposing import supposed_mark
from parkledger.figures.wording import UNKNOWN, number
from parkledger.language import Lang, Text, fold, format_number, in_name_order, sort_key
from parkledger.places import get, is_within_any, province_on, provinces, territory_on
from parkledger.records.dates import Dates
from parkledger.records.histories import ZoneOn, zones_on
from parkledger.records.links import figure_address
from parkledger.records.place_text import place_words
from parkledger.records.zone_holdings import (
    COUNTED,
    STAGES,
    ZoneHolds,
    measures_of,
    value_of,
    zones_hold,
)

ENDED = "ended"
NUMBERS: Final = ("land.leasable", "land.leased", "occupancy", "land.available", "projects.operating")
"""The columns of figures after the area, which is the natural one or, before that, the planned one."""
KINDS_SHOWN: Final = {ZoneKind.PARK: "KCN", ZoneKind.CLUSTER: "CCN", ZoneKind.ECONOMIC_ZONE: "KKT"}
_NOTHING = ZoneHolds()


@dataclass(frozen=True, slots=True)
class Shown:
    """A number of a line: its value in its base unit, the page that it opens into, whether demonstration data are in it."""

    value: Fraction | None
    unit: str
    question: Question | None = None
    demo: bool = False

    def written(self, lang: Lang) -> str:
        """The value with its unit."""
        if self.value is None:
            return UNKNOWN.of(lang)
        shown = format_number(self.value, lang) if self.unit == "project" else number(self.value, self.unit, lang)
        return shown + supposed_mark()

    def bare(self, lang: Lang) -> str:
        """The value as it stands under a heading with its unit."""
        if self.value is not None and self.unit == "ha":
            return format_number(Fraction(round_half_up(self.value * 100), 100), lang, decimals=2)
        return self.written(lang)

    def address(self, books: Figures, dates: Dates) -> str:
        """The page that it opens into; empty for a sum over a filter that no single figure is."""
        return figure_address(self.question, books, dates) if self.question else ""


@dataclass(frozen=True, slots=True)
class ZoneRow:
    """A zone of the list."""

    zone: ZoneOn
    stage: str
    place: Text
    area: Shown
    area_code: str
    """The indicator that the area is: `land.established`, `land.natural` of a zone not established, or `land.planned`."""
    numbers: tuple[Shown, ...]

    @property
    def kind(self) -> ZoneKind:
        """The zone's kind."""
        return ZoneKind(self.zone.kind)

    @property
    def title(self) -> str:
        """As officials write it: KCN Quang Châu."""
        return official_title(self.kind, self.zone.name)


@dataclass(frozen=True, slots=True)
class ZoneTotal:
    """What the zones of one kind in the list come to."""

    kind: ZoneKind
    zones: int
    area: Shown
    numbers: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ZoneFilter:
    """What a list is narrowed to; what is empty does not restrict."""

    kind: ZoneKind | None = None
    place: str = ""
    stage: str = ""
    text: str = ""
    sort: str = "name"
    backwards: bool = False
    columns: tuple[str, ...] = NUMBERS
    """The indicators of the figures after the area."""


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; halves upwards."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def listed(wanted: ZoneFilter, dates: Dates) -> list[ZoneRow]:
    """The zones on record on the day that meet the wishes, sorted."""
    within = territory_on(get(wanted.place), dates.on) if wanted.place else None
    holds = zones_hold(dates, COUNTED if wanted.columns == NUMBERS else _needed(wanted, dates.on), within)
    words = fold(wanted.text).split()
    lines = []
    for zone in zones_on(dates).values():
        if (
            zone.began > dates.on
            or wanted.kind not in {None, zone.kind}
            or (within is not None and not is_within_any(zone.place, within))
            or (zone.ended_on is not None) != (wanted.stage == ENDED)
        ):
            continue
        held = holds.get(zone.id, _NOTHING)
        if wanted.stage not in {"", ENDED, held.stage}:
            continue
        if words and not _found(zone, words):
            continue
        lines.append(_line(zone, held, dates, wanted.columns))
    return _sorted(lines, wanted)


def _needed(wanted: ZoneFilter, on: date) -> tuple[str, ...]:
    """The measures of a list of other columns: those of the stages, of the area and of its columns."""
    kinds = [wanted.kind] if wanted.kind else ZoneKind
    shown = {measure for code in wanted.columns for kind in kinds for measure in measures_of(code, kind, on)}
    return (*STAGES, *sorted({"land.planned", "land.established", *shown} - {*STAGES}))


def totals(lines: list[ZoneRow], dates: Dates) -> list[ZoneTotal]:
    """What the lines come to, kind by kind: occupancy is never taken over parks and clusters together."""
    holds = zones_hold(dates)
    found = []
    for kind in ZoneKind:
        zones = [line.zone for line in lines if line.zone.kind == kind]
        amounts: dict[str, int] = {}
        demo: set[str] = set()
        for zone in zones:
            held = holds.get(zone.id, _NOTHING)
            demo |= held.demo
            for measure, amount in held.amounts.items():
                amounts[measure] = amounts.get(measure, 0) + amount
        if zones:
            both = ZoneHolds(amounts, demo)
            shown = tuple(_shown(code, kind, both, dates.on) for code in NUMBERS)
            found.append(ZoneTotal(kind, len(zones), _established(zones, kind, dates), shown))
    return found


def _established(zones: list[ZoneOn], kind: ZoneKind, dates: Dates) -> Shown:
    """The area of the zones that are established; that of others stands in their own lines alone."""
    holds = zones_hold(dates)
    each = [_shown("land.established", kind, holds.get(zone.id, _NOTHING), dates.on) for zone in zones]
    known = [shown.value for shown in each if shown.value is not None]
    unit = INDICATORS["land.established"].unit
    return Shown(sum(known, Fraction(0)) if known else None, unit, demo=any(shown.demo for shown in each))


def _provinces_of(codes: set[str], on: date) -> list[str]:
    """The provinces of a day that some places lie in, in the order of the official list."""
    wanted = {province_on(code, on) for code in codes}
    listed = [place.code for place in provinces(on) if place.code in wanted]
    return [*listed, *sorted(wanted - set(listed))]


def places_listed(dates: Dates) -> list[tuple[str, Text, list[tuple[str, Text]]]]:
    """The provinces of the day with zones, each with the districts that its zones lie in."""
    codes = {zone.place for zone in zones_on(dates).values() if zone.began <= dates.on}
    found = []
    for province in _provinces_of(codes, dates.on):
        inside = in_name_order(
            (code for code in codes if province_on(code, dates.on) == province and code != province),
            lambda code: get(code).name,
        )
        found.append((province, get(province).text, [(code, get(code).title(dates.on)) for code in inside]))
    return found


def base_of(kind: ZoneKind, on: date) -> Text | None:
    """What the occupancy of a kind of zone is taken of on a day, by the formula then in force."""
    formula = INDICATORS["occupancy"].formula_for(kind, on)
    return formula.name if formula else None


def _found(zone: ZoneOn, words: list[str]) -> bool:
    searched = f"{fold(KINDS_SHOWN[ZoneKind(zone.kind)])} {fold(ZoneKind(zone.kind).label.vi)} {zone.search}"
    return all(word in searched for word in words)


def _line(zone: ZoneOn, held: ZoneHolds, dates: Dates, columns: tuple[str, ...]) -> ZoneRow:
    kind = ZoneKind(zone.kind)
    question = Question("occupancy", zone.place, dates.on, zone=zone.id, kind=kind, known_at=dates.known_at)
    area = held.area
    numbers = tuple(_shown(code, kind, held, dates.on, question) for code in columns)
    shown = _shown(area, kind, held, dates.on, question)
    return ZoneRow(zone, held.stage, place_words(zone.place, dates.on), shown, area, numbers)


def _shown(code: str, kind: ZoneKind, held: ZoneHolds, on: date, question: Question | None = None) -> Shown:
    value = value_of(code, kind, on, held.amounts)
    demo = value is not None and bool(held.demo & measures_of(code, kind, on))
    asked = replace(question, indicator=code) if question else None
    return Shown(value, INDICATORS[code].unit, asked, demo)


def _sorted(lines: list[ZoneRow], wanted: ZoneFilter) -> list[ZoneRow]:
    by_name = sorted(lines, key=lambda line: (sort_key(line.zone.name), line.zone.kind))
    if wanted.sort in wanted.columns or wanted.sort == "area":
        value = _number(wanted.sort, wanted.columns)
        known = [line for line in by_name if value(line) is not None]
        known.sort(key=lambda line: value(line) or 0, reverse=wanted.backwards)
        return [*known, *(line for line in by_name if value(line) is None)]
    by_name.sort(key=SORTS.get(wanted.sort, SORTS["name"]), reverse=wanted.backwards)
    return by_name


def _number(sort: str, columns: tuple[str, ...]) -> Callable[[ZoneRow], Fraction | None]:
    if sort == "area":
        return lambda line: line.area.value
    return lambda line: line.numbers[columns.index(sort)].value


SORTS: Final[Mapping[str, Callable[[ZoneRow], Any]]] = {
    "name": lambda line: sort_key(line.zone.name),
    "kind": lambda line: line.zone.kind,
    "place": lambda line: sort_key(line.place.vi),
    "stage": lambda line: STAGES.index(line.stage) if line.stage else len(STAGES),
}
