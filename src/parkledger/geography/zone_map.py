"""What the map shows: every zone that is on record on the page's day, with its stage, its land and where it lies.

A zone is there where a milestone of it is in force on the day, as known at the moment; so a park that ended later is on
the map of an earlier day, and one whose decision was recorded later is not. Its stage is the furthest milestone. Where
it lies is its boundary where one was imported, else the point that the event declaring it gave, else unknown.

Names of provinces stand where no tiles name them (`labels`): about where the province's capital lies, to a tenth of a
degree; a province that others were merged into has its name between theirs. `data/province_labels.csv` says in its
column `verification` how well each was checked. They serve for reading the map, for nothing that is measured.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from parkledger.catalogue import ZoneKind, ZoneStage, official_title
from parkledger.catalogue.publicity import PublicKind, hiding, whole
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.current import current_figures
from parkledger.geography.boundaries import Lying, boundaries_on, state
from parkledger.geography.models import BoundaryKind
from parkledger.geography.points import point_of
from parkledger.language import Labelled, Lang, Text, capitalised, fold, sort_key
from parkledger.places import COUNTRY_CODE, get, is_within_any, provinces, territory, territory_on
from parkledger.places.model import Place
from parkledger.records.cells import BOOK, ZONE_CODE, figure_cell
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_by_id
from parkledger.records.zone_holdings import STAGES, zones_hold
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

AREA, AVAILABLE, OCCUPANCY = "land.natural", "land.available", "occupancy"


OCCUPANCY_FROM = (0, 30, 60, 90)
"""Per cent at which the map's classes of occupancy begin; 60 % is what conditions for a new park ask of the old ones."""
AVAILABLE_FROM = (0, 10, 50, 100)
"""Hectares still to let at which the map's classes of land begin."""
OUTLINES = ("planned", "established", "operating")


class MapColouring(Labelled):
    """What the map's colours say: one thing at a time."""

    OCCUPANCY = "occupancy", "Tỷ lệ lấp đầy", "Occupancy"
    AVAILABLE = "available", "Đất còn cho thuê", "Land to let"
    STAGE = "stage", "Giai đoạn", "Stage"
    KIND = "kind", "Loại", "Kind"


@dataclass(frozen=True, slots=True)
class MapZone:
    """A zone on the map. `point` is longitude and latitude; None where nothing on record says where it lies.

    `assumed` says that the point was assumed, not surveyed.
    """

    id: int
    book: str
    code: str
    name: str
    kind: ZoneKind
    stage: ZoneStage
    place: str
    demo: bool
    area: Figure
    available: Figure
    occupancy: Figure
    point: tuple[str, str] | None
    boundary: Lying | None
    assumed: bool = False

    @property
    def reference(self) -> str:
        """The zone as addresses name it."""
        return f"{self.book}/{self.code}"

    @property
    def title(self) -> str:
        """The zone as officials write it: KCN Quang Châu."""
        return official_title(self.kind, self.name)

    @property
    def outline(self) -> str:
        """Which of the map's three outlines it has: not yet established, established, operating."""
        if self.stage is ZoneStage.OPERATING:
            return "operating"
        order = list(ZoneStage)
        return "established" if order.index(self.stage) >= order.index(ZoneStage.ESTABLISHED) else "planned"

    def class_in(self, colouring: MapColouring) -> int | None:
        """Which of the classes of a colouring it falls in, from nought; None where that is unknown."""
        if colouring is MapColouring.STAGE:
            return OUTLINES.index(self.outline)
        if colouring is MapColouring.KIND:
            return list(ZoneKind).index(self.kind)
        of_land = colouring is MapColouring.AVAILABLE
        value, starts = (self.available.value, AVAILABLE_FROM) if of_land else (self.occupancy.value, OCCUPANCY_FROM)
        return None if value is None else max(0, sum(1 for start in starts if value >= start) - 1)


def zones_on_map(on: date, known_at: datetime | None) -> list[MapZone]:
    """All zones on record on a day as known at a moment, in Vietnamese order of kind and name.

    The last few days asked for are remembered for as long as neither the books nor the boundaries go on: a page and
    what its map loads, or the years replayed, ask for the same.
    """
    books = current_figures()
    hidden = hiding(PublicKind.ZONES)
    return [zone for zone in _zones(books.tip, state(), on, known_at) if zone.book not in hidden]


@lru_cache(maxsize=8)
@whole
def _zones(tip: str, boundaries: str, on: date, known_at: datetime | None) -> tuple[MapZone, ...]:  # noqa: ARG001
    return tuple(_zones_of(current_figures(), on, known_at))


_in_order = lru_cache(maxsize=20_000)(sort_key)


def _zones_of(books: Figures, on: date, known_at: datetime | None) -> list[MapZone]:
    dates = Dates(on, known_at)
    stages = {zone: holds.stage for zone, holds in zones_hold(dates, STAGES).items() if holds.stage}
    listed = [zone for zone in books.zones_known(known_at).values() if zone["id"] in stages]
    asked = (AREA, AVAILABLE, OCCUPANCY)
    figures = books.answer(
        [
            Question(code, COUNTRY_CODE, on, zone=zone["id"], kind=ZoneKind(zone["kind"]), known_at=known_at)
            for zone in listed
            for code in asked
        ]
    )
    boundaries = boundaries_on(on, known_at, BoundaryKind.ZONE)
    known = zones_by_id(dates)
    found = []
    for zone, area, available, occupancy in zip(listed, figures[::3], figures[1::3], figures[2::3], strict=True):
        lying = next(iter(boundaries.get(zone["id"], ())), None)
        as_known = known[zone["id"]]
        found.append(
            MapZone(
                id=as_known.id,
                book=as_known.book,
                code=as_known.code,
                name=as_known.name,
                kind=ZoneKind(as_known.kind),
                stage=ZoneStage(stages[zone["id"]].removeprefix("zones.")),
                place=as_known.place,
                demo=bool(zone["demo"]),
                area=area,
                available=available,
                occupancy=occupancy,
                point=lying.mark if lying else point_of(as_known.longitude, as_known.latitude),
                boundary=lying,
                assumed=lying.demo if lying else as_known.position_assumed,
            )
        )
    return sorted(found, key=lambda zone: (list(ZoneKind).index(zone.kind), _in_order(zone.name), zone.id))


@dataclass(frozen=True, slots=True)
class MapFilter:
    """Which zones the map is asked to show; what is None or empty does not restrict. Hectares still to let."""

    text: str = ""
    kind: ZoneKind | None = None
    stage: ZoneStage | None = None
    place: Place | None = None
    available_ha: Fraction | None = None

    def takes(self, zone: MapZone, codes: frozenset[str] | None) -> bool:
        """Whether a zone is among them; `codes` is the place's territory."""
        if self.kind is not None and zone.kind is not self.kind:
            return False
        if self.stage is not None and zone.stage is not self.stage:
            return False
        if codes is not None and not is_within_any(zone.place, codes):
            return False
        if self.available_ha is not None and (zone.available.value is None or zone.available.value < self.available_ha):
            return False
        return not self.text or fold(self.text) in fold(f"{zone.title} {zone.kind.label.vi} {zone.name} {zone.code}")


def chosen(zones: Iterable[MapZone], wanted: MapFilter, on: date) -> list[MapZone]:
    """The zones that are wanted, in the order they come."""
    codes = territory_on(wanted.place, on) if wanted.place is not None else None
    return [zone for zone in zones if wanted.takes(zone, codes)]


def provinces_of(zones: Sequence[MapZone], on: date) -> list[Place]:
    """The provinces of the day that have zones, in the order of the official list."""
    held = {".".join(zone.place.split(".")[:2]) for zone in zones}
    return [place for place in provinces(on) if held & territory(get(place.code))]


MAP_LIST = (
    BOOK,
    ZONE_CODE,
    Column("zone", Text("Khu, cụm", "Zone")),
    Column(
        "assumed",
        Text("Vị trí minh họa", "Position assumed"),
        ColumnType.BOOLEAN,
        place=ColumnPlace.UNDER,
        under="zone",
        inline=True,
        css="tag",
    ),
    Column("stage", Text("Giai đoạn", "Stage")),
    Column(
        "occupancy",
        Text("Tỷ lệ lấp đầy (%)", "Occupancy (%)"),
        ColumnType.PERCENT,
        heading=Text("Tỷ lệ lấp đầy", "Occupancy"),
    ),
    Column(
        "available",
        Text("Đất còn cho thuê", "Land to let"),
        ColumnType.QUANTITY,
        "ha",
        Text("Đất còn cho thuê", "Land to let"),
    ),
)


def map_table(zones: Sequence[tuple[MapZone, str, str]], selected: MapZone | None, dates: Dates, lang: Lang) -> Table:
    """The zones of the map, each with its page and the link that shows where it lies."""
    said = Text("vị trí minh họa", "position assumed")
    rows = []
    for zone, address, show in zones:
        label = zone.stage.label.of(lang)
        cells: Cells = {
            "book": zone.book,
            "zone.code": zone.code,
            "zone": Cell(zone.title, address=address, demo=zone.demo, controls=show),
            "assumed": Cell(zone.assumed, text=said if zone.assumed else ""),
            "stage": capitalised(label),
            "occupancy": figure_cell(zone.occupancy, dates, lang),
            "available": figure_cell(zone.available, dates, lang),
        }
        rows.append(Row(cells, css="selected" if zone == selected else ""))
    return Table("zones-on-map", Text("Khu, cụm trên bản đồ", "Zones on the map"), MAP_LIST, rows, lang)


Position = tuple[Decimal, Decimal]


@cache
def positions() -> Mapping[str, Position]:
    """Longitude and latitude in degrees by the code of a province of 2008–2025."""
    text = files("parkledger.geography").joinpath("data/province_labels.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["code"]: (Decimal(row["longitude"]), Decimal(row["latitude"]))
            for row in csv.DictReader(text.splitlines())
        }
    )


def labels(on: date) -> list[tuple[Place, Position]]:
    """The provinces of a day, each with where its name stands."""
    return [(place, position) for place in provinces(on) if (position := _position(place, on))]


def _position(place: Place, on: date) -> Position | None:
    known = [positions()[code] for code in sorted(territory(get(place.code), on)) if code in positions()]
    if not known:
        return None
    longitude, latitude = (sum(each) / len(known) for each in zip(*known, strict=True))
    return (round(Decimal(longitude), 2), round(Decimal(latitude), 2))
