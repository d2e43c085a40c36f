"""Boundaries as of a day, as known at a moment."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from parkledger.geography.models import Boundary, BoundaryFile, BoundaryKind


@dataclass(frozen=True, slots=True)
class Lying:
    """A boundary in force: what it encloses, where, since when, and from which file."""

    id: int
    zone: int
    label: str
    geometry: str
    mark: tuple[str, str]
    area_m2: int
    recorded_m2: int | None
    valid_from: date
    file: str
    sha256: str
    crs: str
    demo: bool


COLUMNS = (
    "id",
    "zone_id",
    "label",
    "geometry",
    "mark_longitude",
    "mark_latitude",
    "area_m2",
    "recorded_m2",
    "file__valid_from",
    "file__name",
    "file__sha256",
    "file__crs",
    "file__demo",
    "file_id",
)


def boundaries_on(
    on: date, known_at: datetime | None, kind: BoundaryKind, zone: int | None = None
) -> dict[int, list[Lying]]:
    """The boundaries in force by zone: those of the newest file that has the zone, and had been imported by then."""
    rows = Boundary.objects.filter(file__kind=kind.value, file__valid_from__lte=on)
    if known_at is not None:
        rows = rows.filter(file__imported_at__lte=known_at)
    if zone is not None:
        rows = rows.filter(zone_id=zone)
    newest: dict[int, int] = {}
    found: defaultdict[int, list[Lying]] = defaultdict(list)
    for *columns, file in rows.order_by("-file__valid_from", "-file_id", "feature").values_list(*COLUMNS):
        identity, owner, label, geometry, longitude, latitude, *rest = columns
        if newest.setdefault(owner, file) == file:
            found[owner].append(Lying(identity, owner, label, geometry, (longitude, latitude), *rest))
    return dict(found)


def zones_with(on: date, known_at: datetime | None, kind: BoundaryKind) -> set[int]:
    """The ids of the zones of which a file in force on a day, and imported by then, has boundaries; none of them is read."""
    rows = Boundary.objects.filter(file__kind=kind.value, file__valid_from__lte=on)
    if known_at is not None:
        rows = rows.filter(file__imported_at__lte=known_at)
    return set(rows.values_list("zone_id", flat=True).distinct())


def state() -> str:
    """What tells this state of the boundaries from any other: the last file that was imported."""
    last = BoundaryFile.objects.order_by("-pk").values_list("pk", "sha256", "imported_at").first()
    return " ".join(map(str, last)) if last else ""
