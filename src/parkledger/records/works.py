"""Waste treatment works on a day, each in the state that all events about it tell: those of its operation and those of its capacity.

A waste-water plant is put on record in two ways: as works with a trial and an official operation, and as a facility with a
capacity. What pages say of it is decided here, from both. Works and facilities of a zone are one where they have one name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from parkledger.catalogue import FacilityKind
from parkledger.catalogue.publicity import PublicKind, hides, hiding
from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Text
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.environment import WorksEvent, WorksOperating, WorksStopped, WorksTrialStarted
from parkledger.ledger.events.services import FacilityEvent
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, revived, standing
from parkledger.records.histories import Reference

WORKS_STEPS: Final = (WorksEvent, FacilityEvent)
"""The events that tell of works."""


class WorksState(Labelled):
    """How works stand on a day; of several in one zone the first of these speaks for the zone."""

    OPERATING = "operating", "vận hành chính thức", "in operation"
    IN_USE = "in_use", "đã đưa vào sử dụng, chưa ghi vận hành chính thức", "in use, official operation not on record"
    TRIAL = "trial", "vận hành thử nghiệm", "in trial"
    CLOSED = "closed", "đã dừng", "closed"


STILL_CAPACITY: Final = Text("đã ghi dừng nhưng sổ còn ghi công suất", "stopped, but with a capacity on record")
NO_CAPACITY: Final = Text(
    "công suất bằng 0 nhưng chưa ghi dừng vận hành", "without capacity, but not stopped on record"
)
Step = tuple[Stored, WorksEvent | FacilityEvent]


@dataclass(slots=True)
class WorksOn:
    """Works of a site on a day by the events about them until then."""

    name: str
    first: Step
    operation: tuple[Stored, WorksEvent] | None = None
    """The last step of their operation: trial, official operation or stop."""
    capacity: tuple[Stored, FacilityEvent] | None = None
    """The last capacity on record."""
    in_use_since: tuple[Stored, FacilityEvent] | None = None
    """When they were put into use, or again after they had no capacity."""
    cited: Mapping[str, Any] = field(default_factory=dict)
    """What the last step that cites a document cites."""

    def add(self, event: Stored, step: WorksEvent | FacilityEvent) -> None:
        """Add a step; steps come in the order of their days."""
        self.cited = event.document or self.cited
        if isinstance(step, WorksEvent):
            self.operation = (event, step)
            return
        if self.capacity is None or not self.capacity[1].capacity:
            self.in_use_since = (event, step)
        self.capacity = (event, step)

    @property
    def site(self) -> Reference:
        """The book and zone that they are in, also where they are a project's."""
        event, step = self.first
        return (event.book, step.zone or "")

    @property
    def step(self) -> Step:
        """The step that their state follows from."""
        if self.operation is not None and not self._is_of_capacity:
            return self.operation
        if self.capacity is not None and not self.capacity[1].capacity:
            return self.capacity
        return self.in_use_since or self.first

    @property
    def _is_of_capacity(self) -> bool:
        """Whether a capacity recorded after the last step of their operation says otherwise: none, or one after a stop."""
        if self.operation is None or self.capacity is None:
            return False
        (_, operation), (_, capacity) = self.operation, self.capacity
        stops = isinstance(operation, WorksStopped)
        return capacity.effective_on > operation.effective_on and stops == bool(capacity.capacity)

    @property
    def state(self) -> WorksState:
        """How they stand."""
        _, step = self.step
        if isinstance(step, FacilityEvent):
            return WorksState.IN_USE if step.capacity else WorksState.CLOSED
        return STATES[type(step)]

    @property
    def trial(self) -> WorksTrialStarted | None:
        """The trial that they are in."""
        step = self.step[1]
        return step if isinstance(step, WorksTrialStarted) else None

    @property
    def doubt(self) -> Text | None:
        """What the events about their operation and those about their capacity do not tell alike."""
        if self.state is not WorksState.CLOSED or self.operation is None or self.capacity is None:
            return None
        if self.capacity[1].capacity and self.operation[1].capacity != 0:
            return STILL_CAPACITY
        return None if isinstance(self.operation[1], WorksStopped) else NO_CAPACITY


STATES: Final[Mapping[type, WorksState]] = {
    WorksTrialStarted: WorksState.TRIAL,
    WorksOperating: WorksState.OPERATING,
    WorksStopped: WorksState.CLOSED,
}


def works_by(events: Iterable[Stored]) -> list[WorksOn]:
    """The works that some events are about, those of one site together in the order in which they were put on record."""
    steps: list[Step] = []
    for event in events:
        step = revived(event)
        if isinstance(step, WorksEvent) or (isinstance(step, FacilityEvent) and step.kind is FacilityKind.WASTEWATER):
            steps.append((event, step))
    found: dict[tuple[str, str, str, str], WorksOn] = {}
    for event, step in sorted(steps, key=lambda each: (each[1].effective_on, getattr(each[1], "rank", 0), each[0].id)):
        project = (step.project or "") if isinstance(step, WorksEvent) else ""
        site = (event.book, "" if project else step.zone or "", project, step.facility)
        found.setdefault(site, WorksOn(step.facility, (event, step))).add(event, step)
    return list(found.values())


def zones_works(dates: Dates) -> dict[Reference, WorksState]:
    """How the works of each zone stand, projects' own left out; nothing of a book that withholds its projects or events."""
    books = [mark.id for mark in current_figures().heads.values()]
    hidden = hiding(PublicKind.PROJECTS) | hiding(PublicKind.JOURNAL)
    steps = standing(books, codes_of(*WORKS_STEPS), None, dates.on, dates.known_at)
    return _by_zone(works_by(each for each in steps if each.book not in hidden))


def zone_works(zone: Reference, dates: Dates) -> WorksState | None:
    """How the works of a zone stand; None where none are on record, or its book withholds them."""
    if hides(zone[0], PublicKind.PROJECTS):
        return None
    return _by_zone(works_by(events_about(SubjectKind.ZONE, zone, codes_of(*WORKS_STEPS), dates))).get(zone)


def _by_zone(found: Iterable[WorksOn]) -> dict[Reference, WorksState]:
    order = list(WorksState)
    states: dict[Reference, WorksState] = {}
    for each in found:
        if not getattr(each.first[1], "project", None):
            states[each.site] = min(each.state, states.get(each.site, each.state), key=order.index)
    return states
