"""Duties on a page's two dates, made of the events that say something of them.

The events are read once a process and kept by what they are about; when the ledger has gone on, only what was recorded
since is read, and only the duties that it is about are made anew.
"""

import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache, cached_property, partial
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from parkledger.catalogue.publicity import PublicKind, hiding, whole
from parkledger.duties import (
    OF_BOOK,
    SCHEDULED,
    DutyKind,
    DutyPhase,
    DutyState,
    DutySubject,
    FiledStep,
    Obliged,
    Slowness,
    days_late,
    phases,
    slowness,
)
from parkledger.figures import BookMark
from parkledger.figures.current import current_figures
from parkledger.language import today
from parkledger.ledger.events import EVENT_TYPES, codes_of, duty_types
from parkledger.ledger.events.cluster_reports import ClusterReportSent
from parkledger.ledger.events.courses import CourseEvent
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.projects import ProjectRegistered
from parkledger.ledger.store import registry
from parkledger.ledger.store.source import aware
from parkledger.places import COUNTRY_CODE, get, is_within_any, territory_on
from parkledger.records.dates import Dates
from parkledger.records.form_duties import form_phases
from parkledger.records.histories import (
    ProjectOn,
    Reference,
    ZoneOn,
    events_after,
    goes_on,
    project_at,
    reversals_after,
    zone_of,
    zones_on,
)
from parkledger.records.remembering import Remembered

FirstDay = datetime.min.replace(tzinfo=UTC)
SUBJECT_FIELDS = ("dossier", "founding_dossier", "inspection", "project", "zone", "place")
"""The fields by which an event is filed: the first that it has is what its duties are about; without any it is of its book."""


class FiledEvent(NamedTuple):
    """An event as it was read, not yet looked into."""

    seq: int
    type: str
    payload: dict[str, Any]
    on: date
    recorded_at: datetime
    demo: bool

    def steps(self) -> Iterator[FiledStep]:
        """What it says of duties."""
        if self.type in declaring_types() and self.type not in duty_types():
            return
        fields = {**self.payload, "effective_on": self.on, "demo": self.demo}
        kind = EVENT_TYPES[self.type]
        rank = kind.rank if issubclass(kind, CourseEvent) else 1
        for step in kind.model_validate(fields).duty_steps():
            yield FiledStep(step, self.seq, self.demo, rank)


Filed = tuple[str, DutySubject]
"""A book's code, and what duties in it are about."""


@dataclass
class DutyChronicle:
    """The events about duties of all books up to their marks, and the duties that they make as all is known."""

    marks: dict[str, BookMark] = field(default_factory=dict)
    filed: defaultdict[Filed, list[FiledEvent]] = field(default_factory=lambda: defaultdict(list))
    under: dict[tuple[str, int], list[Filed]] = field(default_factory=dict)
    taken_back: dict[tuple[str, int], datetime] = field(default_factory=dict)
    settled: dict[Filed, datetime] = field(default_factory=dict)
    """The last moment at which anything was said, or taken back, of what a duty is about."""
    made: dict[Filed, list[DutyPhase]] = field(default_factory=dict)
    ordered: list[DutyPhase] = field(default_factory=list)
    """All phases of all duties, the earliest due day first."""

    def read(self, book: str, mark: BookMark) -> None:
        """Take in what was recorded in a book since it was last read."""
        after = self.marks[book].seq if book in self.marks else 0
        touched: set[Filed] = set()
        types = read_types()
        for seq, kind, text, on, recorded_at, demo, _ in events_after(mark, after, types):
            if (needed := EVENT_TYPES[kind].duty_fields) and not any(f'"{name}"' in text for name in needed):
                continue
            payload = json.loads(text)
            names = [name for name in SUBJECT_FIELDS if payload.get(name)][:1]
            names += [name for name in EVENT_TYPES[kind].also_filed_by if payload.get(name)]
            about = [DutySubject(name, str(payload[name])) for name in names] or [OF_BOOK]
            day = date.fromisoformat(on) if isinstance(on, str) else on
            event = FiledEvent(seq, kind, payload, day, aware(recorded_at), bool(demo))
            places = self.under[book, seq] = [(book, each) for each in about]
            for place in places:
                self.filed[place].append(event)
                self._note(place, event.recorded_at, touched)
        for seq, _, recorded_at in reversals_after(mark, after, types):
            if (book, seq) not in self.under:
                continue
            self.taken_back[book, seq] = aware(recorded_at)
            for place in self.under[book, seq]:
                self._note(place, aware(recorded_at), touched)
        self._make_anew(touched)
        self.marks[book] = mark

    def _make_anew(self, touched: set[Filed]) -> None:
        """Make the duties about some things anew; the others stay in their order."""
        before = {id(phase) for place in touched for phase in self.made.get(place, ())}
        kept = [phase for phase in self.ordered if id(phase) not in before] if before else self.ordered
        fresh = []
        for place in touched:
            if found := self.make(place, None):
                self.made[place] = found
                fresh += found
            else:
                self.made.pop(place, None)
        self.ordered = sorted([*kept, *fresh], key=ORDER)

    def _note(self, place: Filed, moment: datetime, touched: set[Filed]) -> None:
        self.settled[place] = max(self.settled.get(place, FirstDay), moment)
        touched.add(place)

    def make(self, place: Filed, known_at: datetime | None) -> list[DutyPhase]:
        """The duties about something, by the events that were on record at a moment and not taken back by then.

        A project or zone that was not on record itself has none.
        """
        book, _ = place
        found = [event for event in self.filed[place] if self._stands(book, event, known_at)]
        if not any(event.type in beginning_types() for event in found):
            return []
        if place[1].kind in {"project", "zone"} and not any(event.type in declaring_types() for event in found):
            return []
        steps = (filed for event in found for filed in event.steps())
        return phases(book, (filed for filed in steps if filed.step.subject == place[1]))

    def told_of_reports(self, book: str, known_at: datetime | None) -> Iterator[FiledStep]:
        """What the events of a book say of reports that the law asks for."""
        for event in self.filed.get((book, OF_BOOK), ()):
            if event.type == ClusterReportSent.code and self._stands(book, event, known_at):
                yield from event.steps()

    def _stands(self, book: str, event: FiledEvent, known_at: datetime | None) -> bool:
        back = self.taken_back.get((book, event.seq))
        if known_at is None:
            return back is None
        return event.recorded_at <= known_at and (back is None or back > known_at)

    def as_known(self, known_at: datetime | None) -> Iterable[DutyPhase]:
        """All phases of all duties as known at a moment; what nothing was said of since is as it is now."""
        if known_at is None:
            return self.ordered
        found = (
            self.made.get(place, ()) if moment <= known_at else self.make(place, known_at)
            for place, moment in list(self.settled.items())
        )
        return chain.from_iterable(found)


ORDER = attrgetter("order")


@cache
def declaring_types() -> frozenset[str]:
    """The event types that put a project or a zone on record."""
    return frozenset(codes_of(ProjectRegistered, ZoneDeclaration))


def read_types() -> tuple[str, ...]:
    """The event types that are read: those that say something of duties, and those that declare what duties are about."""
    return (*duty_types(), *declaring_types())


@cache
def beginning_types() -> frozenset[str]:
    """The event types that can begin a duty."""
    return frozenset(code for code in duty_types() if EVENT_TYPES[code].begins_duties)


_current = DutyChronicle()
_lock = threading.Lock()


def duty_chronicle() -> DutyChronicle:
    """The chronicle up to the state of the books that figures are answered from."""
    global _current
    heads = current_figures().heads
    with _lock:
        if not goes_on(_current.marks, heads):
            _current = DutyChronicle()
            _on.forget()
        if _current.marks != heads:
            for book, mark in heads.items():
                if _current.marks.get(book) != mark:
                    _current.read(book, mark)
            _on.forget()
        return _current


@partial(Remembered, size=lambda: len(_current.ordered))
def _on(on: date, known_at: datetime | None) -> list[DutyPhase]:
    """How every duty stood that had begun, the earliest due day first, those without one last."""
    found = [phase for phase in _current.as_known(known_at) if phase.since <= on < phase.until]
    by_law = _by_law(on, known_at)
    if by_law or known_at is not None:
        found = sorted([*found, *by_law], key=ORDER)
    return found


@whole
def _by_law(on: date, known_at: datetime | None) -> list[DutyPhase]:
    """The reports that the law asks of each book with clusters, whoever asks."""
    kept: defaultdict[str, list[ZoneOn]] = defaultdict(list)
    for zone in zones_on(Dates(on, known_at)).values():
        kept[zone.book].append(zone)
    places = {book.code: book.place for book in registry.books()} if kept else {}
    found: list[DutyPhase] = []
    for book, zones in kept.items():
        told = _current.told_of_reports(book, known_at)
        found += form_phases(book, places[book], zones, told, on)
    return found


def duties_on(dates: Dates) -> list[DutyPhase]:
    """How every duty stood that had begun by the day, as known at the moment, the earliest due day first: of all books but
    those whose projects are withheld from whoever asks."""
    duty_chronicle()
    found, hidden = _on(dates.on, dates.known_at), hiding(PublicKind.PROJECTS)
    return [phase for phase in found if phase.duty.book not in hidden] if hidden else found


def duties_about(book: str, subject: DutySubject, dates: Dates) -> list[DutyPhase]:
    """How the duties about one thing stood."""
    known = duty_chronicle()
    if (book, subject) not in known.filed:
        return []
    return [phase for phase in known.make((book, subject), dates.known_at) if phase.since <= dates.on < phase.until]


class Surroundings:
    """What duties are about, as it was on a page's dates: zones, and projects as they are asked for.

    `in_full` leaves out nothing that books withhold: for whoever shows only duties that the asker is known to see.
    """

    def __init__(self, dates: Dates, *, in_full: bool = False) -> None:
        self.dates = dates
        self.zones = whole(zones_on)(dates) if in_full else zones_on(dates)
        self._project_at = whole(project_at) if in_full else project_at
        self.books = {book.code: book for book in registry.books()}
        self._projects: dict[Reference, ProjectOn | None] = {}

    def project(self, phase: DutyPhase) -> ProjectOn | None:
        """The project that a duty is about; None where it is about none, or about none on record."""
        code = self._code(phase, "project")
        if not code:
            return None
        reference = (phase.duty.book, code)
        if reference not in self._projects:
            self._projects[reference] = self._project_at(reference, self.dates)
        return self._projects[reference]

    def zone(self, phase: DutyPhase) -> ZoneOn | None:
        """The zone that a duty is about: its own, or that of its project."""
        code = self._code(phase, "zone")
        if code:
            return self.zones.get((phase.duty.book, code))
        project = self.project(phase)
        return zone_of(project, self.zones) if project else None

    def place(self, phase: DutyPhase) -> str:
        """Where it belongs: to its zone's place, its project's, the one it names, or its book's."""
        zone = self.zone(phase)
        if zone is not None:
            return zone.place
        project = self.project(phase)
        if project is not None:
            return project.place
        return self._code(phase, "place") or self.books[phase.duty.book].place

    def obliged(self, phase: DutyPhase) -> str:
        """Who has to do it, or had to, by name: the enterprise whose project it is, the zone's developer, the book's authority.

        Where the project or zone has changed hands it lies with who had it on the day of `_liable_on`. An employer of a
        zone is not on record by name, nor is a local committee.
        """
        day = self._liable_on(phase)
        if phase.terms.obliged == "enterprise":
            project = self.project(phase)
            return project.enterprise_on(day) if project else ""
        if phase.terms.obliged == "developer":
            zone = self.zone(phase)
            return zone.developer_on(day) if zone else ""
        if phase.terms.obliged in {Obliged.EMPLOYER, Obliged.LOCAL_COMMITTEE}:
            return ""
        return self.books[phase.duty.book].name

    def lies_with(self, phase: DutyPhase, held_since: date) -> bool:
        """Whether a zone's duty is that of who speaks for the zone since a day: what was due from a developer before stays
        with that one. Told by the developers as they are known now, whatever the page's moment."""
        zone = self.zone(phase)
        found = self._zones_by_now.get(zone.reference) if zone else None
        return found is not None and found.is_of_developers_since(held_since, self._liable_on(phase))

    @cached_property
    def _zones_by_now(self) -> dict[Reference, ZoneOn]:
        return whole(zones_on)(Dates(max(self.dates.on, today())))

    def _liable_on(self, phase: DutyPhase) -> date:
        """The day whose developer or enterprise has a duty: what is not due yet goes over to who comes after; what was due,
        done or lapsed stays with who had it then, and money that is owed with who had it when it arose."""
        if phase.duty.kind.is_debt:
            return phase.duty.started_on
        ends = (phase.due_on, phase.done_on, phase.lapsed_on)
        return min([self.dates.on, *(day for day in ends if day is not None)])

    @staticmethod
    def _code(phase: DutyPhase, kind: str) -> str:
        subject = phase.duty.subject
        if subject.kind == kind:
            return subject.code
        return next((each.code for each in phase.terms.about if each.kind == kind), "")


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A milestone of a project's schedule: by when it was first due, by when it is, when it was reached, how slow it is."""

    phase: DutyPhase
    slow: Slowness
    slow_by_first: Slowness
    """Against the day that was first committed, whatever was extended since."""


def schedule(book: str, project: str, dates: Dates) -> list[ScheduleLine]:
    """The milestones of a project's schedule with how slow each is, in their order."""
    found = {phase.duty.kind: phase for phase in duties_about(book, DutySubject("project", project), dates)}
    return [_line(found[kind], dates.on) for kind in SCHEDULED if kind in found]


def _line(phase: DutyPhase, on: date) -> ScheduleLine:
    until = phase.done_on or on
    still = phase.state not in {DutyState.LAPSED, DutyState.DONE_NO_DAY}
    slow = [
        slowness(due, until) if still and due is not None else Slowness.NONE
        for due in (phase.due_on, phase.first_due_on)
    ]
    return ScheduleLine(phase, slow[0], slow[1])


def slowest(phase: DutyPhase, on: date) -> Slowness:
    """How slow a milestone that is still to be reached is on a day."""
    if phase.duty.kind not in SCHEDULED or not phase.state.is_open or phase.due_on is None:
        return Slowness.NONE
    return slowness(phase.due_on, on)


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


def dossier_counts(
    start: date, end: date, place: str, known_at: datetime | None = None, books: frozenset[str] | None = None
) -> DossierCounts:
    """What came of the dossiers of a place in a period: received and carried over, decided on time, late or
    without a term, pending.

    What was carried over and received is what was decided, taken back, or is pending at the period's end.
    """
    dates = Dates(end, known_at)
    within, known = territory_on(get(place), end), Surroundings(dates)
    counts: dict[str, int] = defaultdict(int)
    for phase in duties_on(dates):
        duty = phase.duty
        if duty.kind is not DutyKind.DOSSIER or (books is not None and duty.book not in books):
            continue
        if place != COUNTRY_CODE and not is_within_any(known.place(phase), within):
            continue
        ended_on = phase.done_on or phase.lapsed_on
        if ended_on is not None and ended_on < start:
            continue
        counts["received" if duty.started_on >= start else "carried_over"] += 1
        if ended_on is None:
            counts["pending"] += 1
            counts["pending_late"] += days_late(end, phase.due_on) > 0
        elif phase.state is DutyState.LAPSED:
            counts["withdrawn"] += 1
        else:
            counts[DECIDED[phase.state]] += 1
    return DossierCounts(**counts)
