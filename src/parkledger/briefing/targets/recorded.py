"""The targets on record on a page's two dates, each with what it was first set at and every revision of it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from parkledger.catalogue import INDICATORS, Indicator, Origin, TargetSetter, ZoneKind
from parkledger.catalogue.indicators import UNITS
from parkledger.language import SMALLEST, Unit
from parkledger.ledger.events import EVENT_TYPES, codes_of
from parkledger.ledger.events.base import Money
from parkledger.ledger.events.reports import TargetEvent
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, get, is_within_any, territory_on
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, standing
from parkledger.records.histories import ZoneOn, zones_by_code
from parkledger.records.timelines import heading_of


class TargetScope(NamedTuple):
    """What a target is of: the indicator over a place or a zone (by its book and code), a kind and an origin of capital."""

    indicator: str
    place: str
    zone: tuple[str, str] | None
    kind: ZoneKind | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class TargetRevision:
    """What a target was set at from a day on: in the figure's base unit, with its ground, document and event."""

    on: date
    value: Fraction
    ground: str
    document: str
    book: str
    seq: int
    demo: bool


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A target as it stands: of what, for which period, set by whom, and how it came to be what it is.

    `unit` is that of its value: hectares, per cent, a currency, or what is counted.
    """

    scope: TargetScope
    zone: ZoneOn | None
    start: date
    end: date
    setter: TargetSetter
    unit: str
    revisions: tuple[TargetRevision, ...]

    @property
    def indicator(self) -> Indicator:
        """What the target is set for."""
        return INDICATORS[self.scope.indicator]

    @property
    def value(self) -> Fraction:
        """What is to be reached, by the last revision."""
        return self.revisions[-1].value

    @property
    def first(self) -> TargetRevision:
        """What it was first set at."""
        return self.revisions[0]

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate, which is told against its target in percentage points."""
        return self.unit == "percent"

    @property
    def demo(self) -> bool:
        """Whether any of it was made up for demonstration."""
        return any(revision.demo for revision in self.revisions)


def targets_on(dates: Dates, place: str = COUNTRY_CODE, *, zone: tuple[str, str] | None = None) -> list[PlanTarget]:
    """The targets in force on the day for periods that overlap its year, of a place and all within it, or of a zone alone."""
    within, year = territory_on(get(place), dates.on), dates.on.year

    def is_asked(target: TargetEvent, scope: TargetScope) -> bool:
        own = scope.zone == zone if zone is not None else is_within_any(scope.place, within)
        return own and target.period_start.year <= year <= target.period_end.year

    return _targets(dates, is_asked)


def targets_ahead(dates: Dates, indicators: Collection[str]) -> list[PlanTarget]:
    """The targets in force on the day for some indicators and for periods that end after it."""
    return _targets(dates, lambda target, _: target.measure in indicators and target.period_end > dates.on)


def _targets(dates: Dates, is_asked: Callable[[TargetEvent, TargetScope], bool]) -> list[PlanTarget]:
    found: dict[tuple[TargetScope, date, date, TargetSetter, str], list[TargetRevision]] = {}
    zones = zones_by_code(dates)
    for event in standing(_books(), codes_of(TargetEvent), None, dates.on, dates.known_at):
        target = _read(event)
        scope = _scope(target, event)
        told = target.measure in INDICATORS and is_asked(target, scope)
        if not told or (scope.zone is not None and scope.zone not in zones):
            continue
        unit = _unit(target)
        key = (scope, target.period_start, target.period_end, target.set_by, unit)
        found.setdefault(key, []).append(_revision(target, event, unit))
    order = list(INDICATORS)
    targets = [
        PlanTarget(
            scope,
            zone=zones.get(scope.zone) if scope.zone else None,
            start=start,
            end=end,
            setter=setter,
            unit=unit,
            revisions=tuple(revisions),
        )
        for (scope, start, end, setter, unit), revisions in found.items()
    ]
    return sorted(targets, key=lambda one: (order.index(one.scope.indicator), *_level(one)))


def _books() -> list[int]:
    return [book.pk for book in registry.books()]


def _read(event: Stored) -> TargetEvent:
    fields = {**event.payload, "effective_on": event.effective_on, "demo": event.demo}
    found = EVENT_TYPES[event.type].model_validate(fields)
    if not isinstance(found, TargetEvent):
        raise TypeError(f"{event.ref} sets no target")
    return found


def _scope(target: TargetEvent, event: Stored) -> TargetScope:
    zone = (event.book, target.zone) if target.zone else None
    kind = ZoneKind(target.kind) if target.kind and zone is None else None
    origin = Origin(target.origin) if target.origin else None
    return TargetScope(target.measure, target.place or COUNTRY_CODE, zone, kind, origin)


def _unit(target: TargetEvent) -> str:
    unit = INDICATORS[target.measure].unit if target.measure in INDICATORS else ""
    return unit.replace("money", target.value.currency) if isinstance(target.value, Money) else unit


def _revision(target: TargetEvent, event: Stored, unit: str) -> TargetRevision:
    given = target.value
    if isinstance(given, Money):
        value = Fraction(given.amount, SMALLEST[Unit(given.currency)])
    else:
        value = Fraction(given) if isinstance(given, Decimal) else Fraction(given, UNITS[unit].size)
    return TargetRevision(
        event.effective_on,
        value=value,
        ground=target.ground or "",
        document=heading_of(event),
        book=event.book,
        seq=event.seq,
        demo=event.demo,
    )


def _level(target: PlanTarget) -> tuple[object, ...]:
    """The order among targets of one indicator: places before zones, longer periods before shorter, by setter."""
    scope, setters = target.scope, list(TargetSetter)
    length = (target.end - target.start).days
    kind, origin = scope.kind or "", scope.origin or ""
    return (
        scope.zone is not None,
        scope.place,
        scope.zone or (),
        kind,
        origin,
        -length,
        target.start,
        setters.index(target.setter),
    )
