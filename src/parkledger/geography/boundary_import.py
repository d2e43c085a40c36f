"""Taking boundaries into the books: everything is checked first, all problems are named at once, then all is kept.

A file that was imported before, for the same layer, kind and day, adds nothing. A file with newer boundaries is valid
from its own day; the older ones stay for the days before.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

from django.db import transaction

from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figures, Question
from parkledger.geography.errors import AreaWildlyOff, BoundariesRefused, FarFromRecord
from parkledger.geography.files import FeatureFile, read
from parkledger.geography.models import Boundary, BoundaryFile, BoundaryKind
from parkledger.geography.points import point_of
from parkledger.geography.shapes import BoundaryShape, fit, kilometres, united
from parkledger.geography.systems import Operation, operation_for
from parkledger.geography.zone_matching import label_of, names_of, zone_field
from parkledger.language import SMALLEST, ParkError, Quantity, Unit, to_hectares
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry
from parkledger.ledger.store.registry import book_ref
from parkledger.places import COUNTRY_CODE

TOLERANCE = Fraction(2, 100)
"""Of the area on record: what a boundary may differ by without being reported as different."""
WILDLY = 2
"""A boundary of less than half or more than twice the area on record is of something else."""
FARTHEST_KM = 30
"""A boundary farther than this from the position on record is of something else."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and how it is to be read."""

    path: Path
    book: str
    valid_from: date
    by: str
    kind: BoundaryKind = BoundaryKind.ZONE
    layer: str | None = None
    field: str | None = None
    system: str | None = None
    demo: bool = False


@dataclass(frozen=True, slots=True)
class ImportedBoundary:
    """One boundary of an import: its zone, its area and the area on record, which is None where none is."""

    feature: int
    zone: str
    title: str
    label: str
    area_m2: int
    recorded_m2: int | None
    mended: bool

    @property
    def difference(self) -> Fraction | None:
        """By which share of the area on record the boundary differs from it."""
        if not self.recorded_m2:
            return None
        return Fraction(self.area_m2 - self.recorded_m2, self.recorded_m2)

    def is_over(self, tolerance: Fraction) -> bool:
        """Whether it differs by more than the tolerance."""
        return self.difference is not None and abs(self.difference) > tolerance


@dataclass(frozen=True, slots=True)
class Imported:
    """An import: its lines, whether anything was added, and how coordinates were taken over."""

    name: str
    sha256: str
    layer: str
    field: str
    system: str
    operation: str
    lines: tuple[ImportedBoundary, ...]
    added: bool
    known: bool


@dataclass(frozen=True, slots=True)
class _MatchedZone:
    """A boundary ready to be kept."""

    feature: int
    zone: Zone
    label: str
    shape: BoundaryShape


def import_file(order: Order, books: Figures, *, dry_run: bool = False) -> Imported:
    """Import a file of boundaries, or only check it; BoundariesRefused names everything that is wrong with it."""
    book_ref(order.book)
    try:
        file = read(order.path, order.layer)
        operation = operation_for(file.system, order.system, file.name)
        names = names_of(order.book)
        field = zone_field(file, names, order.field)
    except ParkError as problem:
        raise BoundariesRefused([problem]) from problem
    found, problems = _matched(order, file, operation, field)
    lines = _compared(order, found, books)
    if order.kind is BoundaryKind.ZONE:
        problems += [problem for each, line in zip(found, lines, strict=True) for problem in _doubts(file, each, line)]
    if problems:
        raise BoundariesRefused(problems)
    known = BoundaryFile.objects.filter(**_identity(order, file)).exists()
    added = not known and not dry_run and _keep(order, file, operation, found, lines)
    return Imported(
        name=file.name,
        sha256=file.sha256,
        layer=file.layer,
        field=field,
        system=operation.system,
        operation=operation.definition,
        lines=tuple(lines),
        added=added,
        known=known,
    )


def _matched(
    order: Order, file: FeatureFile, operation: Operation, field: str
) -> tuple[list[_MatchedZone], list[ParkError]]:
    """Each feature with its zone and its shape; of zones, the parts put together."""
    names, problems = names_of(order.book), []
    found: list[_MatchedZone] = []
    for feature in file.features:
        where = f"{file.name}#{feature.number}"
        try:
            zone = names.one(feature.fields[field], where)
            found.append(
                _MatchedZone(feature.number, zone, label_of(feature, field), fit(feature.shape, operation, where))
            )
        except ParkError as problem:
            problems.append(problem)
    if order.kind is BoundaryKind.PLOT:
        return found, problems
    together: defaultdict[int, list[_MatchedZone]] = defaultdict(list)
    for each in found:
        together[each.zone.pk].append(each)
    whole = [
        _MatchedZone(parts[0].feature, parts[0].zone, parts[0].zone.name, united([part.shape for part in parts]))
        for parts in together.values()
    ]
    return whole, problems


def _compared(order: Order, found: list[_MatchedZone], books: Figures) -> list[ImportedBoundary]:
    """Each boundary beside the area on record on the day it is valid from: established, else planned."""
    recorded = _recorded(order, found, books)
    return [
        ImportedBoundary(
            feature=each.feature,
            zone=each.zone.code,
            title=official_title(each.zone.kind, each.zone.name),
            label=each.label,
            area_m2=each.shape.square_metres,
            recorded_m2=recorded.get(each.zone.pk),
            mended=each.shape.mended,
        )
        for each in found
    ]


def _recorded(order: Order, found: list[_MatchedZone], books: Figures) -> dict[int, int]:
    """The area on record of each zone in square metres."""
    if order.kind is BoundaryKind.PLOT:
        return {}
    indicators = ("land.planned", "land.natural")
    questions = [
        Question(code, COUNTRY_CODE, order.valid_from, zone=each.zone.pk, kind=ZoneKind(each.zone.kind))
        for code in indicators
        for each in found
    ]
    figures = books.answer(questions)
    return {
        figure.question.zone: int(figure.value * SMALLEST[Unit.HECTARE])
        for figure in figures
        if figure.value is not None and figure.value > 0 and figure.question.zone is not None
    }


def _doubts(file: FeatureFile, found: _MatchedZone, line: ImportedBoundary) -> list[ParkError]:
    """What shows that a boundary is of something else than its zone."""
    where, doubts = f"{file.name}#{found.feature}", list[ParkError]()
    recorded = line.recorded_m2
    if recorded and not recorded <= line.area_m2 * WILDLY <= recorded * WILDLY * WILDLY:
        doubts.append(
            AreaWildlyOff(where=where, zone=line.title, area=_hectares(line.area_m2), recorded=_hectares(recorded))
        )
    zone = found.zone
    point = None if zone.position_assumed else point_of(zone.longitude, zone.latitude)
    distance = kilometres(found.shape.mark, point) if point else 0
    if distance > FARTHEST_KM:
        doubts.append(FarFromRecord(where=where, zone=line.title, distance=distance))
    return doubts


def _hectares(square_metres: int) -> Quantity:
    return Quantity(to_hectares(square_metres), Unit.HECTARE)


def _identity(order: Order, file: FeatureFile) -> dict[str, object]:
    return {
        "book__code": order.book,
        "sha256": file.sha256,
        "layer": file.layer,
        "kind": order.kind.value,
        "valid_from": order.valid_from,
    }


def _keep(
    order: Order, file: FeatureFile, operation: Operation, found: list[_MatchedZone], lines: list[ImportedBoundary]
) -> bool:
    """Keep all boundaries of a file, or none; False where somebody else has just imported it."""
    with transaction.atomic():
        kept, added = BoundaryFile.objects.get_or_create(
            book=registry.get_book(order.book),
            sha256=file.sha256,
            layer=file.layer,
            kind=order.kind.value,
            valid_from=order.valid_from,
            defaults={
                "name": file.name,
                "crs": operation.system,
                "operation": operation.definition,
                "imported_at": datetime.now(UTC),
                "imported_by": order.by,
                "demo": order.demo,
            },
        )
        if added:
            Boundary.objects.bulk_create(_row(kept, *each) for each in zip(found, lines, strict=True))
    return added


def _row(kept: BoundaryFile, found: _MatchedZone, line: ImportedBoundary) -> Boundary:
    longitude, latitude = found.shape.mark
    return Boundary(
        file=kept,
        zone_id=found.zone.pk,
        feature=found.feature,
        label=found.label,
        geometry=found.shape.geojson,
        mark_longitude=longitude,
        mark_latitude=latitude,
        area_m2=line.area_m2,
        recorded_m2=line.recorded_m2,
        mended=found.shape.mended,
    )
