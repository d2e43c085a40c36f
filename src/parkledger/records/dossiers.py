"""Administrative dossiers of a place in a period, counted from the dossiers themselves, in all, by procedure and by channel; and
the counts of parts, of one procedure or channel, that offices reported for the same time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from parkledger.catalogue import DossierChannel, Procedure
from parkledger.duties import DutyKind, DutyPhase, DutyState, days_late
from parkledger.figures.current import current_figures
from parkledger.language import Labelled
from parkledger.ledger.events.reports import ProceduresCounted
from parkledger.places import COUNTRY_CODE, get, is_within_any, territory_on
from parkledger.records.dates import Dates
from parkledger.records.duties import Surroundings, duties_on
from parkledger.records.events import revived, standing

DECIDED = {DutyState.DONE: "on_time", DutyState.DONE_LATE: "late", DutyState.DONE_NO_TERM: "no_term"}
"""As which of its counts a dossier counts that was decided."""


@dataclass(frozen=True, slots=True)
class DossierCounts:
    """The dossiers of a period, counted from the dossiers themselves; those that applicants took back are counted apart,
    and those decided that had no term on record, which were neither on time nor late."""

    carried_over: int = 0
    received: int = 0
    on_time: int = 0
    late: int = 0
    no_term: int = 0
    withdrawn: int = 0
    pending: int = 0
    pending_late: int = 0

    @property
    def decided(self) -> int:
        """Those decided in the period."""
        return self.on_time + self.late + self.no_term

    def __add__(self, other: "DossierCounts") -> "DossierCounts":
        return DossierCounts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))


@dataclass(frozen=True, slots=True)
class DossierScope:
    """Which dossiers are counted: of a period and a place, as known at a moment, of some books, of a procedure or channel."""

    start: date
    end: date
    place: str = COUNTRY_CODE
    known_at: datetime | None = None
    books: frozenset[str] | None = None
    procedure: Procedure | None = None
    channel: DossierChannel | None = None

    @property
    def is_part(self) -> bool:
        """Whether it is of one procedure or channel alone."""
        return self.procedure is not None or self.channel is not None

    def takes(self, procedure: Procedure | None, channel: DossierChannel | None) -> bool:
        """Whether it has dossiers of a procedure that came by a channel."""
        return self.procedure in {None, procedure} and self.channel in {None, channel}


@dataclass(frozen=True, slots=True)
class CountedDossiers:
    """What came of dossiers: received and carried over, decided on time, late or without a term, pending; of all, and by what
    they were sorted by when they were gone through once.

    What was carried over and received is what was decided, taken back, or is pending at the period's end.
    """

    scope: DossierScope
    parts: Mapping[tuple[Procedure | None, DossierChannel | None], DossierCounts]

    @property
    def in_all(self) -> DossierCounts:
        """All of them."""
        return sum(self.parts.values(), DossierCounts())

    @property
    def by_procedure(self) -> dict[Procedure | None, DossierCounts]:
        """Those of each procedure that there are any of."""
        return _added((procedure, counts) for (procedure, _), counts in self.parts.items())

    @property
    def by_channel(self) -> dict[DossierChannel | None, DossierCounts]:
        """Those that came by each channel, where any did."""
        return _added((channel, counts) for (_, channel), counts in self.parts.items())


Group = TypeVar("Group")


def _added(counts: Iterable[tuple[Group, DossierCounts]]) -> dict[Group, DossierCounts]:
    found: dict[Group, DossierCounts] = {}
    for group, some in counts:
        found[group] = found.get(group, DossierCounts()) + some
    return found


def counted_dossiers(scope: DossierScope) -> CountedDossiers:
    """The dossiers of a scope, counted."""
    found: defaultdict[tuple[Procedure | None, DossierChannel | None], defaultdict[str, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    for phase in _dossiers(scope):
        counts = found[phase.terms.procedure, phase.terms.channel]
        ended_on = phase.done_on or phase.lapsed_on
        counts["received" if phase.duty.started_on >= scope.start else "carried_over"] += 1
        if ended_on is None:
            counts["pending"] += 1
            counts["pending_late"] += days_late(scope.end, phase.due_on) > 0
        elif phase.state is DutyState.LAPSED:
            counts["withdrawn"] += 1
        else:
            counts[DECIDED[phase.state]] += 1
    return CountedDossiers(scope, {key: DossierCounts(**counts) for key, counts in found.items()})


def _dossiers(scope: DossierScope) -> Iterator[DutyPhase]:
    """The dossiers that were open at any time of the period."""
    dates = Dates(scope.end, scope.known_at)
    within, known = territory_on(get(scope.place), scope.end), Surroundings(dates)
    for phase in duties_on(dates):
        if phase.duty.kind is not DutyKind.DOSSIER or (scope.books is not None and phase.duty.book not in scope.books):
            continue
        if not scope.takes(phase.terms.procedure, phase.terms.channel):
            continue
        if scope.place != COUNTRY_CODE and not is_within_any(known.place(phase), within):
            continue
        ended_on = phase.done_on or phase.lapsed_on
        if ended_on is None or ended_on >= scope.start:
            yield phase


class ReportedCounts(NamedTuple):
    """What offices counted themselves: received, decided on time, decided late."""

    received: int = 0
    on_time: int = 0
    late: int = 0


Part = TypeVar("Part", bound=Labelled)


@dataclass(slots=True)
class _Sum(Generic[Part]):
    """The counts of one part that were taken in, none of the same time and zones twice."""

    taken: list[ProceduresCounted] = field(default_factory=list)

    def take(self, count: ProceduresCounted) -> None:
        """Take in a count, unless one of the same time and zones is in already."""
        if not any(_counts_again(each, count) for each in self.taken):
            self.taken.append(count)

    @property
    def counts(self) -> ReportedCounts:
        """What they come to."""
        return ReportedCounts(*(sum(getattr(each, name) for each in self.taken) for name in ReportedCounts._fields))


def _counts_again(one: ProceduresCounted, other: ProceduresCounted) -> bool:
    """Whether two counts of a book may be of the same dossiers: of days, of places and of zones in common, and not of two
    procedures or channels."""
    if one.period_end < other.period_start or other.period_end < one.period_start:
        return False
    if not (_lies_in(one, other) or _lies_in(other, one)):
        return False
    pairs = ((one.zone, other.zone), (one.kind, other.kind), (one.origin, other.origin))
    parts = ((one.procedure, other.procedure), (one.channel, other.channel))
    return all(None in pair or pair[0] == pair[1] for pair in (*pairs, *parts))


def _lies_in(one: ProceduresCounted, other: ProceduresCounted) -> bool:
    return is_within_any(one.place or "", territory_on(get(other.place or COUNTRY_CODE), other.period_end))


def reported_by_procedure(scope: DossierScope) -> dict[Procedure, ReportedCounts]:
    """The sums, by procedure, of the counts that offices reported of one procedure in the period."""
    return _reported(scope, lambda count: count.procedure)


def reported_by_channel(scope: DossierScope) -> dict[DossierChannel, ReportedCounts]:
    """The sums, by channel, of the counts that offices reported of one channel in the period."""
    return _reported(scope, lambda count: count.channel)


def _reported(scope: DossierScope, part: Callable[[ProceduresCounted], Part | None]) -> dict[Part, ReportedCounts]:
    """Counts of whole places and of longer periods come first: what is of the same time and zones is not added to them."""
    sums: defaultdict[tuple[Part, str], _Sum[Part]] = defaultdict(_Sum)
    for book, count in sorted(_parts_reported(scope), key=lambda each: _breadth(each[1])):
        if (own := part(count)) is not None:
            sums[own, book].take(count)
    found: dict[Part, ReportedCounts] = {}
    for (own, _), some in sums.items():
        before = found.get(own, ReportedCounts())
        found[own] = ReportedCounts(*(a + b for a, b in zip(before, some.counts, strict=True)))
    return found


def _breadth(count: ProceduresCounted) -> tuple[object, ...]:
    """What puts a count that others are parts of before them."""
    named = sum(each is not None for each in (count.zone, count.kind, count.origin, count.procedure, count.channel))
    return named, count.period_start - count.period_end, count.period_start


def _parts_reported(scope: DossierScope) -> Iterable[tuple[str, ProceduresCounted]]:
    """The counts of parts that lie within the period and the place, each with its book."""
    marks = current_figures().heads
    books = [mark.id for book, mark in marks.items() if scope.books is None or book in scope.books]
    within = territory_on(get(scope.place), scope.end)
    for stored in standing(books, [ProceduresCounted.code], None, scope.end, scope.known_at):
        if not {"procedure", "channel"} & stored.payload.keys():
            continue
        count = revived(stored)
        if not isinstance(count, ProceduresCounted) or not scope.takes(count.procedure, count.channel):
            continue
        placed = scope.place == COUNTRY_CODE or is_within_any(count.place or "", within)
        if placed and count.period_start >= scope.start and count.period_end <= scope.end:
            yield stored.book, count
