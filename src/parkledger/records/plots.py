"""The plots, lease contracts and household groups of zones on a page's two dates, made of the events that say something of them.

The events are read once a process and kept by their zone; when the ledger has gone on, only what was recorded since is read.
"""

import json
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from parkledger.catalogue.publicity import PublicKind, hides
from parkledger.figures import BookMark
from parkledger.figures.current import current_figures
from parkledger.language import sort_key
from parkledger.ledger.clearance import FiledClearanceStep, HouseholdGroup, groups_known
from parkledger.ledger.events import EVENT_TYPES, Event, land_types
from parkledger.ledger.events.plots import PlotPlanAdopted
from parkledger.ledger.leases import FiledLeaseStep, Lease, leases_known
from parkledger.ledger.plots import FiledPlotStep, Plot, PlotState, plots_known
from parkledger.ledger.store.source import aware
from parkledger.records.dates import Dates
from parkledger.records.histories import (
    ProjectOn,
    Reference,
    events_after,
    goes_on,
    project_at,
    reversals_after,
    zones_on,
)


@dataclass(frozen=True, slots=True)
class LandEvent:
    """An event about plots or contracts of a zone, as it is filed."""

    seq: int
    recorded_at: datetime
    demo: bool
    event: Event


@dataclass
class LandChronicle:
    """The events about plots and contracts of all books up to their marks, by the zone that they are about."""

    marks: dict[str, BookMark] = field(default_factory=dict)
    zones: defaultdict[Reference, list[LandEvent]] = field(default_factory=lambda: defaultdict(list))
    taken_back: dict[tuple[str, int], datetime] = field(default_factory=dict)

    def read(self, book: str, mark: BookMark) -> None:
        """Take in what was recorded in a book since it was last read."""
        after = self.marks[book].seq if book in self.marks else 0
        types = (*land_types(), PlotPlanAdopted.code)
        for seq, kind, text, stored, recorded_at, demo, *_ in events_after(mark, after, types):
            if kind != PlotPlanAdopted.code and not any(field in text for field in TELLING):
                continue
            payload = json.loads(text)
            on = date.fromisoformat(stored) if isinstance(stored, str) else stored
            event = EVENT_TYPES[kind].model_validate({**payload, "effective_on": on})
            self.zones[book, str(payload["zone"])].append(LandEvent(seq, aware(recorded_at), bool(demo), event))
        for seq, _, recorded_at in reversals_after(mark, after, types):
            self.taken_back[book, seq] = aware(recorded_at)
        self.marks[book] = mark

    def in_force(self, zone: Reference, dates: Dates) -> list[LandEvent]:
        """What was on record at the moment, not taken back by then, and held by the day."""
        found = []
        for event in self.zones.get(zone, ()):
            back = self.taken_back.get((zone[0], event.seq))
            if dates.known_at is None:
                stands = back is None
            else:
                stands = event.recorded_at <= dates.known_at and (back is None or back > dates.known_at)
            if stands and event.event.effective_on <= dates.on:
                found.append(event)
        return found


TELLING = ('"plot', '"drawn"', '"contract"', '"to_contract"', '"household_group"')
"""What stands in an event that says something of plots, contracts or clearance; most leases name neither."""
_current = LandChronicle()
_lock = threading.Lock()


def land_chronicle() -> LandChronicle:
    """The chronicle up to the state of the books that figures are answered from."""
    global _current
    heads = current_figures().heads
    with _lock:
        if not goes_on(_current.marks, heads):
            _current = LandChronicle()
        for book, mark in heads.items():
            if _current.marks.get(book) != mark:
                _current.read(book, mark)
        return _current


@dataclass(frozen=True, slots=True)
class PlotOn:
    """A plot as it stood; its tenant and contract where they are known and the book does not withhold them."""

    plot: Plot
    demo: bool
    tenant: ProjectOn | None = None
    lease: Lease | None = None


@dataclass(frozen=True, slots=True)
class LeaseOn:
    """A lease contract as it stood, with its tenant where that is known and the codes of its plots."""

    lease: Lease
    demo: bool
    tenant: ProjectOn | None
    plots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ZonePlan:
    """The plots of a zone on the dates, by code; `adopted_on` is the day from which they are the whole of its land."""

    plots: tuple[PlotOn, ...] = ()
    adopted_on: date | None = None
    leases: tuple[LeaseOn, ...] = ()
    """The contracts, those that end first before the others, those that nothing is left under last."""

    def by_use(self) -> dict[str, int]:
        """What the plots of each use add up to, in m²."""
        found: Counter[str] = Counter()
        for each in self.plots:
            found[each.plot.use.value] += each.plot.area_m2
        return dict(found)


def zone_plan(zone: Reference, dates: Dates) -> ZonePlan:
    """The plots of a zone as they stood on a day, as known at a moment; none once it has ended."""
    events = land_chronicle().in_force(zone, dates)
    found = _plots(zone, events, dates)
    leases = _leases(zone, events, dates)
    if not found and not leases:
        return ZonePlan()
    demo = {event.seq for event in events if event.demo}
    adopted = [each.event.effective_on for each in events if isinstance(each.event, PlotPlanAdopted)]
    since = max(adopted) if adopted else None
    if since is not None and any(since < day <= dates.on for day in _taken_in(zone, dates)):
        since = None
    plots = [
        PlotOn(plot, plot.drawn_by in demo, _tenant(zone, plot.project, dates), leases.get(plot.contract))
        for plot in sorted(found, key=lambda plot: _in_order(plot.code))
    ]
    contracts = (
        LeaseOn(
            lease,
            lease.seq in demo,
            _tenant(zone, lease.project, dates),
            tuple(each.plot.code for each in plots if each.plot.contract == lease.contract),
        )
        for lease in leases.values()
    )
    return ZonePlan(tuple(plots), since, tuple(sorted(contracts, key=_by_end)))


def _by_end(each: LeaseOn) -> tuple[bool, date, str]:
    return (each.lease.closed_on is not None, each.lease.ends_on or date.max, each.lease.contract)


def _leases(zone: Reference, events: list[LandEvent], dates: Dates) -> dict[str, Lease]:
    """The contracts that events leave, where the book does not withhold whose they are; none once the zone has ended."""
    if hides(zone[0], PublicKind.PROJECTS) or _ended(zone, dates):
        return {}
    steps = [FiledLeaseStep(step, each.seq) for each in events for step in each.event.lease_steps()]
    return leases_known(zone[1], steps)


@dataclass(frozen=True, slots=True)
class ZoneClearance:
    """The household groups of a zone on the dates, with those that demonstration data speak of."""

    groups: tuple[HouseholdGroup, ...]
    demo: frozenset[str]


def zone_clearance(zone: Reference, dates: Dates) -> ZoneClearance:
    """The clearance of a zone as it stood on a day, as known at a moment."""
    events = land_chronicle().in_force(zone, dates)
    found = ((each.seq, each.event.clearance_step()) for each in events)
    groups = groups_known(FiledClearanceStep(step, seq) for seq, step in found if step is not None)
    demo = {each.seq for each in events if each.demo}
    ordered = tuple(sorted(groups.values(), key=lambda group: sort_key(group.name)))
    return ZoneClearance(ordered, frozenset(group.name for group in ordered if group.said_by & demo))


def plots_by_zone(dates: Dates) -> dict[Reference, list[Plot]]:
    """The plots of each zone that keeps plots."""
    known = land_chronicle()
    return {zone: plots for zone in list(known.zones) if (plots := _plots(zone, known.in_force(zone, dates), dates))}


def areas_offered(plots: Iterable[Plot]) -> tuple[int, ...]:
    """The areas of the plots that are offered, in m², the largest first."""
    return tuple(sorted((plot.area_m2 for plot in plots if plot.state is PlotState.OFFERED), reverse=True))


def _plots(zone: Reference, events: list[LandEvent], dates: Dates) -> list[Plot]:
    """The plots that events leave; none once the zone has ended."""
    found = ((each.seq, each.event.plot_step()) for each in events)
    steps = [FiledPlotStep(step, seq) for seq, step in found if step is not None]
    return list(plots_known(zone[1], steps).values()) if steps and not _ended(zone, dates) else []


def _ended(zone: Reference, dates: Dates) -> bool:
    found = zones_on(dates).get(zone)
    return found is None or (found.ended_on is not None and found.ended_on <= dates.on)


def _taken_in(zone: Reference, dates: Dates) -> list[date]:
    """The days on which other zones became part of one."""
    return [
        each.ended_on for each in zones_on(dates).values() if each.merged_into == zone and each.ended_on is not None
    ]


def _tenant(zone: Reference, project: str, dates: Dates) -> ProjectOn | None:
    if not project or hides(zone[0], PublicKind.PROJECTS):
        return None
    return project_at((zone[0], project), dates)


def _in_order(code: str) -> list[tuple[int, str]]:
    """Codes in the order in which people count: A2 before A10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"\d+|\D+", code)]
