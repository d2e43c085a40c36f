"""Duties on a page's two dates, made of the events that say something of them.

The events are read once a process and kept by what they are about; when the ledger has gone on, only what was recorded
since is read, and only the duties that it is about are made anew.
"""

import json
import threading
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property, partial
from itertools import chain
from operator import attrgetter
from typing import Any, Final

from parkledger.catalogue.publicity import PublicKind, hides, hiding, whole
from parkledger.duties import (
    OF_BOOK,
    SCHEDULED,
    DutyKind,
    DutyPhase,
    DutyState,
    DutyStep,
    DutySubject,
    FiledStep,
    Obliged,
    Slowness,
    phases,
    slowness,
)
from parkledger.figures import BookMark
from parkledger.figures.current import current_figures
from parkledger.garbage import without_collections
from parkledger.language import Text, today
from parkledger.ledger.events import EVENT_TYPES, Event, codes_of, duty_types
from parkledger.ledger.events.cluster_reports import ClusterReportSent
from parkledger.ledger.events.courses import CourseEvent
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.projects import ProjectRegistered
from parkledger.ledger.store import registry
from parkledger.ledger.store.source import aware
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


Course = tuple[DutyKind, str]
"""One of a subject's duties: its kind, and which of several."""


@dataclass(frozen=True)
class FiledEvent:
    """An event as it was read, which nobody can change; it is looked into when its steps are first asked for."""

    seq: int
    type: str
    payload: str
    """Its own fields, as JSON."""
    document: str
    """The document that its duties cite, as JSON; empty where they cite none."""
    on: date
    recorded_at: datetime
    demo: bool

    @cached_property
    def steps(self) -> tuple[FiledStep, ...]:
        """What it says of duties."""
        return tuple(self._said())

    def _said(self) -> Iterator[FiledStep]:
        if self.type not in duty_types():
            return
        fields = {**json.loads(self.payload), "effective_on": self.on, "demo": self.demo}
        if self.document:
            fields["document"] = json.loads(self.document)
        kind = EVENT_TYPES[self.type]
        rank = kind.rank if issubclass(kind, CourseEvent) else 1
        for step in kind.model_validate(fields).duty_steps():
            yield FiledStep(step, self.seq, self.demo, rank)

    def courses(self, subject: DutySubject) -> frozenset[Course] | None:
        """Which duties of a subject it says something of; None where that may be any of them."""
        if self.type in declaring_types():
            return None
        named = {(filed.step.kind, filed.step.key) for filed in self.steps if filed.step.subject == subject}
        found = frozenset((kind, key) for kind, key in named if kind is not None and key is not None)
        return found if len(found) == len(named) else None


Filed = tuple[str, DutySubject]
"""A book's code, and what duties in it are about."""
Touched = dict[Filed, list[FiledEvent]]
"""The events that were recorded or taken back, by what they are about."""


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

    def read(self, heads: Mapping[str, BookMark]) -> None:
        """Take in what was recorded in the books since they were last read."""
        touched: Touched = defaultdict(list)
        for book, mark in heads.items():
            if self.marks.get(book) != mark:
                self._file(book, mark, touched)
        self._make_anew(touched)
        self.marks = dict(heads)

    def _file(self, book: str, mark: BookMark, touched: Touched) -> None:
        """File what was recorded in a book, or taken back, by what it is about."""
        after = self.marks[book].seq if book in self.marks else 0
        types = read_types()
        for seq, kind, text, on, recorded_at, demo, _, document in events_after(mark, after, types):
            if (needed := EVENT_TYPES[kind].duty_fields) and not any(f'"{name}"' in text for name in needed):
                continue
            payload = json.loads(text)
            names = [name for name in SUBJECT_FIELDS if payload.get(name)][:1]
            about = [DutySubject(name, str(payload[name])) for name in names]
            about += _also_about(EVENT_TYPES[kind], payload)
            cited = document if document and EVENT_TYPES[kind].duties_cite_document else ""
            day = date.fromisoformat(on) if isinstance(on, str) else on
            event = FiledEvent(seq, kind, text, cited, on=day, recorded_at=aware(recorded_at), demo=bool(demo))
            places = self.under[book, seq] = [(book, each) for each in about or [OF_BOOK]]
            for place in places:
                self.filed[place].append(event)
                self._note(place, event, event.recorded_at, touched)
        for seq, _, recorded_at in reversals_after(mark, after, types):
            self.taken_back[book, seq] = aware(recorded_at)
            for place in self.under.get((book, seq), ()):
                event = next(each for each in self.filed[place] if each.seq == seq)
                self._note(place, event, aware(recorded_at), touched)

    def _note(self, place: Filed, event: FiledEvent, moment: datetime, touched: Touched) -> None:
        self.settled[place] = max(self.settled.get(place, FirstDay), moment)
        touched[place].append(event)

    def _make_anew(self, touched: Touched) -> None:
        """Make those duties anew that something was said of; the others stay, and stay in their order."""
        gone: list[DutyPhase] = []
        fresh: list[DutyPhase] = []
        for place, events in touched.items():
            before = self.made.get(place, [])
            only = _courses_of(events, place[1]) if before else None
            kept: list[DutyPhase] = []
            for each in before:
                is_kept = only is not None and (each.duty.kind, each.duty.key) not in only
                (kept if is_kept else gone).append(each)
            found = self.make(place, None, only)
            fresh += found
            if kept or found:
                self.made[place] = kept + found
            else:
                self.made.pop(place, None)
        if len(gone) + len(fresh) > FEW:
            left = set(map(id, gone))
            self.ordered = sorted([*(each for each in self.ordered if id(each) not in left), *fresh], key=ORDER)
        elif gone or fresh:
            standing = list(self.ordered)  # whoever goes through them goes on with those that stood
            for phase in gone:
                del standing[_place_of(phase, standing)]
            for phase in fresh:
                insort(standing, phase, key=ORDER)
            self.ordered = standing

    def make(self, place: Filed, known_at: datetime | None, only: frozenset[Course] | None = None) -> list[DutyPhase]:
        """The duties about something, or only some of them, by the events that were on record at a moment and not taken back
        by then.

        A project or zone that was not on record itself has none.
        """
        book, subject = place
        found = [event for event in self.filed[place] if self._stands(book, event, known_at)]
        if not any(event.type in beginning_types() for event in found):
            return []
        if subject.kind in {"project", "zone"} and not any(event.type in declaring_types() for event in found):
            return []
        steps = (filed for event in found for filed in event.steps if filed.step.subject == subject)
        return phases(book, steps if only is None else (filed for filed in steps if _is_among(filed.step, only)))

    def told_of_reports(self, book: str, known_at: datetime | None) -> Iterator[FiledStep]:
        """What the events of a book say of reports that the law asks for."""
        for event in self.filed.get((book, OF_BOOK), ()):
            if event.type == ClusterReportSent.code and self._stands(book, event, known_at):
                yield from event.steps

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


def _place_of(phase: DutyPhase, ordered: Sequence[DutyPhase]) -> int:
    """Where a phase itself is among some that are in order."""
    place = bisect_left(ordered, phase.order, key=ORDER)
    while ordered[place] is not phase:
        place += 1
    return place


def _courses_of(events: Iterable[FiledEvent], subject: DutySubject) -> frozenset[Course] | None:
    """Which duties of a subject some events say something of; None where that may be any of them."""
    found = [event.courses(subject) for event in events]
    return None if None in found else frozenset(chain.from_iterable(each for each in found if each is not None))


def _is_among(step: DutyStep, courses: frozenset[Course]) -> bool:
    """Whether a step says something of some duties, or may."""
    return step.kind is None or step.key is None or (step.kind, step.key) in courses


def _also_about(kind: type[Event], payload: Mapping[str, Any]) -> list[DutySubject]:
    """What else the duties of an event are about, besides what the first of its fields names."""
    named = ((kind.references()[name].value, str(payload[name])) for name in kind.also_filed_by if payload.get(name))
    return [DutySubject(*each) for each in named]


ORDER = attrgetter("order")
FEW = 200
"""So many phases are taken out of the others, or put among them, one by one; for more, all are put in order again."""


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
            _forget()
        if _current.marks != heads:
            try:
                with without_collections():
                    _current.read(heads)
            except BaseException:
                _current = DutyChronicle()  # half read, it would file the same events again
                raise
            finally:
                _forget()
        return _current


def _forget() -> None:
    _on.forget()
    _slow.forget()


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
    found, hidden = _on(dates.on, dates.known_at), _withheld()
    if not hidden and not hiding(PublicKind.DOCUMENTS):
        return list(found)
    return [_shown(phase) for phase in found if phase.duty.book not in hidden]


def _shown(phase: DutyPhase) -> DutyPhase:
    """A duty as it is shown to whoever asks: without the document that it cites, where the book withholds its documents."""
    if not phase.terms.cited or not hides(phase.duty.book, PublicKind.DOCUMENTS):
        return phase
    return replace(phase, terms=phase.terms.without_document)


def _withheld() -> frozenset[str]:
    """The books whose duties, and how slow their projects are, are withheld from whoever asks: with their projects."""
    return hiding(PublicKind.PROJECTS)


def duties_about(book: str, subject: DutySubject, dates: Dates) -> list[DutyPhase]:
    """How the duties about one thing stood."""
    known = duty_chronicle()
    if (book, subject) not in known.filed:
        return []
    made = known.make((book, subject), dates.known_at)
    return [_shown(phase) for phase in made if phase.since <= dates.on < phase.until]


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


@partial(Remembered, size=lambda: len(_current.ordered))
def _slow(on: date, known_at: datetime | None) -> dict[Reference, Slowness]:
    due: dict[Reference, date] = {}
    for phase in _on(on, known_at):
        if phase.duty.kind in SCHEDULED and phase.state.is_open and phase.due_on is not None:
            reference = (phase.duty.book, phase.duty.subject.code)
            due[reference] = min(due.get(reference, phase.due_on), phase.due_on)
    return {reference: slowness(day, on) for reference, day in due.items()}


SLOW_RULE: Final = Text(
    "Xét theo mốc tiến độ chưa đạt có hạn sớm nhất (nhận đất, khởi công, đi vào hoạt động) của dự án còn hiệu lực, "
    "so với hạn hiện hành ghi trong sổ.",
    "Measured at the milestone with the earliest due date (land received, construction started, operation started) that a "
    "project in force has not reached, against its current due date on record.",
)


def slow_projects(dates: Dates) -> Mapping[Reference, Slowness]:
    """How slow each project is on a day, by that milestone of its schedule which is still to be reached and was due first.

    Projects without a schedule on record, and those of which no milestone is still to be reached, are not among them; nor
    are those of books that withhold their projects from whoever asks.
    """
    duty_chronicle()
    found, hidden = _slow(dates.on, dates.known_at), _withheld()
    return {reference: slow for reference, slow in found.items() if reference[0] not in hidden} if hidden else found
