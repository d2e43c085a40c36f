"""Which series are read together: those of a zone, of a project, of a place; levels of zones or of places; one alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from parkledger.ledger.book.postings import Key
from parkledger.ledger.book.series import is_scoped_level


@dataclass(frozen=True, slots=True)
class ZoneSeries:
    """All that a zone has, but for what its projects have."""

    zone: int


@dataclass(frozen=True, slots=True)
class ZoneMeasureSeries:
    """The same of one measure."""

    zone: int
    measure: str


@dataclass(frozen=True, slots=True)
class ProjectSeries:
    """All that a project has."""

    project: int


@dataclass(frozen=True, slots=True)
class PlaceSeries:
    """What is recorded of a measure for a place as a whole."""

    measure: str
    place: str


@dataclass(frozen=True, slots=True)
class ZoneLevels:
    """The levels that are reported of a zone."""

    zone: int


@dataclass(frozen=True, slots=True)
class AllZonesLevels:
    """The levels that are reported of any zone of the book."""


@dataclass(frozen=True, slots=True)
class AllPlacesLevels:
    """The levels that are reported of places as a whole."""


@dataclass(frozen=True, slots=True)
class SingleSeries:
    """One series alone."""

    key: Key


SeriesGroup = (
    ZoneSeries
    | ZoneMeasureSeries
    | ProjectSeries
    | PlaceSeries
    | ZoneLevels
    | AllZonesLevels
    | AllPlacesLevels
    | SingleSeries
)


def group_of(key: Key) -> SeriesGroup:
    """What is read together with a series, where it is not read alone."""
    if key.project is not None:
        return ProjectSeries(key.project)
    if key.zone is not None:
        return ZoneMeasureSeries(key.zone, key.measure)
    return PlaceSeries(key.measure, key.place)


def groups_with(key: Key) -> Iterator[SeriesGroup]:
    """All groups with which a series may be read."""
    yield SingleSeries(key)
    yield group_of(key)
    if key.project is None and key.zone is not None:
        yield ZoneSeries(key.zone)
    if is_scoped_level(key):
        if key.zone is None:
            yield AllPlacesLevels()
        else:
            yield ZoneLevels(key.zone)
            yield AllZonesLevels()


def may_be_one_of_many(key: Key) -> bool:
    """Whether its group may have many series of which one event says nothing: those of a project, of numbered things."""
    return bool(key.detail) or key.project is not None
