"""What the map shows: every zone that is on record on the page's day, with its stage, its land and where it lies.

A zone is there where a milestone of it is in force on the day, as known at the moment; so a park that ended later is on
the map of an earlier day, and one whose decision was recorded later is not. Its stage is the furthest milestone. Where
it lies is its boundary where one was imported, else the point that the event declaring it gave, else unknown.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from parkledger.catalogue import Name, ZoneKind
from parkledger.figures import Figure, Question
from parkledger.figures.cube import Boundaries
from parkledger.figures.current import Opened, opened
from parkledger.geography.finding import Lying, boundaries_on, state
from parkledger.geography.models import BoundaryKind
from parkledger.geography.points import point_of
from parkledger.language import fold, sort_key
from parkledger.ledger.models import Event, Zone, row_id
from parkledger.places import COUNTRY_CODE, get, is_within_any, provinces, territory
from parkledger.places.model import Place
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_gone

AREA, AVAILABLE, OCCUPANCY = "land.established", "land.available", "occupancy"


class Stage(StrEnum):
    """How far a zone has come: its milestones, in order; the value is that of the measure `zones.<stage>`."""

    PLANNED = "planned"
    ZONING_APPROVED = "zoning_approved"
    INVESTMENT_APPROVED = "investment_approved"
    ESTABLISHED = "established"
    UNDER_CONSTRUCTION = "under_construction"
    INFRASTRUCTURE_COMPLETE = "infrastructure_complete"
    OPERATING = "operating"

    @property
    def label(self) -> Name:
        """The stage as a zone is said to be in it."""
        return STAGES[self]

    @property
    def group(self) -> str:
        """Which of the map's three outlines it has: not yet established, established, operating."""
        if self is Stage.OPERATING:
            return "operating"
        order = list(Stage)
        return "established" if order.index(self) >= order.index(Stage.ESTABLISHED) else "planned"


STAGES = {
    Stage.PLANNED: Name("trong quy hoạch", "in the plan"),
    Stage.ZONING_APPROVED: Name("đã duyệt quy hoạch xây dựng", "zoning plan approved"),
    Stage.INVESTMENT_APPROVED: Name("đã chấp thuận chủ trương đầu tư", "investment policy approved"),
    Stage.ESTABLISHED: Name("đã thành lập", "established"),
    Stage.UNDER_CONSTRUCTION: Name("đang xây dựng hạ tầng", "under construction"),
    Stage.INFRASTRUCTURE_COMPLETE: Name("cơ bản hoàn thành hạ tầng", "infrastructure basically complete"),
    Stage.OPERATING: Name("đang hoạt động", "operating"),
}
OCCUPANCY_FROM = (0, 30, 60, 90)
"""Per cent at which the map's classes of occupancy begin; 60 % is what conditions for a new park ask of the old ones."""


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
    stage: Stage
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
        return f"{self.kind.short} {self.name}"

    @property
    def occupancy_class(self) -> int | None:
        """Which of the map's classes the occupancy falls in, from nought; None where it is unknown."""
        value = self.occupancy.value
        return None if value is None else sum(1 for start in OCCUPANCY_FROM if value >= start) - 1


def zones_on_map(on: date, known_at: datetime | None) -> list[MapZone]:
    """All zones on record on a day as known at a moment, in Vietnamese order of kind and name.

    The last few days asked for are remembered for as long as neither the books nor the boundaries go on: a page and
    what its map loads, or the years replayed, ask for the same.
    """
    books = opened()
    return list(_zones(books.tip, state(), on, known_at))


@lru_cache(maxsize=8)
def _zones(tip: str, boundaries: str, on: date, known_at: datetime | None) -> tuple[MapZone, ...]:  # noqa: ARG001
    return tuple(_zones_of(opened(), on, known_at))


_in_order = lru_cache(maxsize=20_000)(sort_key)


def _zones_of(books: Opened, on: date, known_at: datetime | None) -> list[MapZone]:
    stages = _stages(books, on, known_at)
    listed = [zone for zone in books.engine.cube.zones_known(known_at).values() if zone["id"] in stages]
    asked = (AREA, AVAILABLE, OCCUPANCY)
    figures = books.answer(
        [
            Question(code, COUNTRY_CODE, on, zone=zone["id"], kind=ZoneKind(zone["kind"]), known_at=known_at)
            for zone in listed
            for code in asked
        ]
    )
    boundaries = boundaries_on(on, known_at, BoundaryKind.ZONE)
    points, names, assumed = _points_and_names(on, known_at)
    found = []
    for zone, area, available, occupancy in zip(listed, figures[::3], figures[1::3], figures[2::3], strict=True):
        lying = next(iter(boundaries.get(zone["id"], ())), None)
        found.append(
            MapZone(
                zone["id"], zone["book"], zone["code"], names.get(zone["id"], zone["name"]), ZoneKind(zone["kind"]),
                stages[zone["id"]], zone["place"], bool(zone["demo"]), area, available, occupancy,
                lying.mark if lying else points.get(zone["id"]), lying,
                lying.demo if lying else zone["id"] in assumed,
            )
        )  # fmt: skip
    return sorted(found, key=lambda zone: (list(ZoneKind).index(zone.kind), _in_order(zone.name), zone.id))


def _stages(books: Opened, on: date, known_at: datetime | None) -> dict[int, Stage]:
    """The furthest milestone of each zone that is in force on the day, in one pass."""
    measures = {f"zones.{stage.value}": stage for stage in Stage}
    after = Boundaries([on + timedelta(days=1)])
    with books.lock:
        sums = books.engine.cube.zone_sums(measures, frozenset({COUNTRY_CODE}), after, known_at, last_day=on)
    reached: dict[int, list[Stage]] = {}
    for (zone, measure), cells in sums.items():
        if sum(row.amount for _, rows in cells for row in rows) > 0:
            reached.setdefault(zone, []).append(measures[measure])
    order = list(Stage)
    return {zone: max(stages, key=order.index) for zone, stages in reached.items()}


def _points_and_names(
    on: date, known_at: datetime | None
) -> tuple[dict[int, tuple[str, str]], dict[int, str], set[int]]:
    """Where zones lie by the events that declared them, the names of those that were renamed, as of the day; and the
    zones whose position is assumed."""
    points, names, assumed = {}, {}, set()
    renamed: dict[int, list[tuple[str, int, str]]] = {}
    columns = ("id", "latitude", "longitude", "names", "position_assumed")
    for identity, latitude, longitude, given, is_assumed in Zone.objects.values_list(*columns):
        point = point_of(longitude, latitude)
        if point is not None:
            points[identity] = point
        if is_assumed:
            assumed.add(identity)
        if given.count("[") > 2:
            renamed[identity] = [tuple(each) for each in json.loads(given)]
    for zone in zones_gone(Dates(on, known_at)):
        names[zone.id] = zone.name
        if (point := point_of(zone.longitude, zone.latitude)) is not None:
            points[zone.id] = point
        if zone.position_assumed:
            assumed.add(zone.id)
    unknown = _recorded_after(renamed, known_at)
    for identity, values in renamed.items():
        known = [each for each in values if (identity >> 32, each[1]) not in unknown]
        since = [name for day, _, name in known if day <= on.isoformat()]
        if known:
            names[identity] = since[-1] if since else known[0][2]
    return points, names, assumed


def _recorded_after(renamed: dict[int, list[tuple[str, int, str]]], known_at: datetime | None) -> set[tuple[int, int]]:
    """Of the events that named zones, those recorded after the moment, as book and number."""
    if known_at is None or not renamed:
        return set()
    events = [row_id(zone >> 32, seq) for zone, values in renamed.items() for _, seq, _ in values]
    later = Event.objects.filter(id__in=events, recorded_at__gt=known_at)
    return set(later.values_list("book_id", "seq"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which zones the map is asked to show; what is None or empty does not restrict. Hectares still to let."""

    text: str = ""
    kind: ZoneKind | None = None
    stage: Stage | None = None
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


def chosen(zones: Iterable[MapZone], wanted: Wanted) -> list[MapZone]:
    """The zones that are wanted, in the order they come."""
    codes = territory(wanted.place) if wanted.place is not None else None
    return [zone for zone in zones if wanted.takes(zone, codes)]


def provinces_of(zones: Sequence[MapZone], on: date) -> list[Place]:
    """The provinces of the day that have zones, in the order of the official list."""
    held = {".".join(zone.place.split(".")[:2]) for zone in zones}
    return [place for place in provinces(on) if held & territory(get(place.code))]
