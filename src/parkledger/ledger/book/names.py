"""Look-ups by name and by day: in what this register has seen, and behind that in the database."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from parkledger.catalogue import MEASURES, Status, official_title
from parkledger.duties import DutyKind, DutySubject
from parkledger.language import fold
from parkledger.ledger.book.filing import (
    BEGINNING,
    File,
    file_of_course,
    file_of_declarations,
    file_of_duty,
    file_of_land,
    file_of_name,
)
from parkledger.ledger.book.lookups import LookupBudget
from parkledger.ledger.book.postings import Entry, Key, PostingRow
from parkledger.ledger.book.register import Register
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.clearance import FiledClearanceStep
from parkledger.ledger.events.base import EVENT_TYPES, Event, MoneyEvent, NameKey, codes_of, naming_types
from parkledger.ledger.events.courses import CourseEvent, CourseName
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.reports import PeriodReport, ProceduresCounted
from parkledger.ledger.events.services import ExchangeRateSet
from parkledger.ledger.leases import FiledLeaseStep
from parkledger.ledger.plots import FiledPlotStep
from parkledger.ledger.store.reports import SoughtReports, all_reports, reports_about, stands
from parkledger.ledger.store.source import DatabaseSource, zone_from_code, zones_of
from parkledger.places import province_on

Holder = tuple[int, str]
Bucket = tuple[str, str, int]
"""Under what reports are filed: measure, province, and a month (of what is held, a year)."""


class Begun(NamedTuple):
    """A duty that an event began."""

    subject: DutySubject
    kind: DutyKind
    key: str


_NONE: dict[int | None, dict[tuple[int, Key], str]] = {}


class MemoryNames:
    """Names, rates and reports of the events seen so far, for a journal replayed from its beginning."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._zones: defaultdict[str, set[int]] = defaultdict(set)
        self._names_of: dict[int, set[str]] = {}
        self._projects: dict[str, int] = {}
        self._rates: list[tuple[date, int, dict[str, Any]]] = []
        self._holders: dict[str, Holder | None] = {}
        self._estimates: defaultdict[str, set[str]] = defaultdict(set)  # keys of estimates, by their scope and period
        self._days: dict[int, date] = {}
        self._begun: dict[int, Begun] = {}
        self._beginning: defaultdict[Begun, set[int]] = defaultdict(set)
        self._courses: defaultdict[CourseName, dict[int, CourseEvent]] = defaultdict(dict)
        self._left: dict[int, CourseName] = {}
        self._land: defaultdict[str, dict[int, Event]] = defaultdict(dict)
        self._declared: defaultdict[str, dict[int, ZoneDeclaration]] = defaultdict(dict)
        self._reports: defaultdict[Bucket, defaultdict[int | None, dict[tuple[int, Key], str]]]
        self._reports = defaultdict(lambda: defaultdict(dict))  # the status of each
        self._series_reported: defaultdict[int, list[tuple[Bucket, Key]]] = defaultdict(list)
        self._replaced: dict[int, int | None] = {}
        self._spelt: defaultdict[NameKey, dict[int, str]] = defaultdict(dict)
        self._events: dict[int, Event | None] = {}

    # -- keeping up ----------------------------------------------------------------------------------------------

    def note(
        self,
        seq: int,
        event: Any,
        key: str | None,
        rows: Iterable[PostingRow],
        zones: Iterable[int],
        projects: Iterable[int],
    ) -> None:
        """Remember what a recorded event changed, and that it is the one under `key`."""
        for zone_id in zones:
            self.note_zone(zone_id)
        for project_id in projects:
            self.note_project(project_id)
        if isinstance(event, ExchangeRateSet):
            rate = {"vnd_per_usd": str(event.vnd_per_usd), "source": event.source, "on": event.effective_on.isoformat()}
            insort(self._rates, (event.effective_on, seq, rate), key=lambda entry: entry[:2])
        if key is not None:
            self._days[seq] = event.effective_on
            self._note_holder(key, (seq, getattr(event, "status", Status.FINAL)))
        for given in event.names_in(event.__dict__):
            self._spelt[given.key][seq] = given.spelling
        self._note_course(seq, event)
        self._note_land(seq, event)
        if isinstance(event, ProceduresCounted) or (isinstance(event, MoneyEvent) and event.other_currency is not None):
            self._events[seq] = event
        if isinstance(event, PeriodReport):
            self._note_reported(seq, list(rows))

    def _note_reported(self, seq: int, rows: list[PostingRow]) -> None:
        for row in rows:
            if row.entry is Entry.FLOW or row.entry is Entry.LEVEL:
                self._note_report(_buckets(row.key, row.on), seq, row.key, row.status)

    def _note_holder(self, key: str, holder: Holder) -> None:
        self._holders[key] = holder
        if holder[1] == Status.ESTIMATE:
            self._estimates[key.rpartition("|")[0]].add(key)

    def _note_course(self, seq: int, event: Event) -> None:
        if isinstance(event, BEGINNING):
            self._note_begun(seq, event)
        if isinstance(event, CourseEvent):
            self._courses[event.course][seq] = event

    def _note_begun(self, seq: int, event: Event) -> None:
        for step in event.duty_steps():
            if step.kind is not None and step.key is not None:
                begun = self._begun[seq] = Begun(step.subject, step.kind, step.key)
                self._beginning[begun].add(seq)

    def _note_land(self, seq: int, event: Event) -> None:
        if (zone := event.zone_of_land()) is not None:
            self._land[zone][seq] = event
        if isinstance(event, ZoneDeclaration):
            self._declared[event.zone][seq] = event

    def forget(self, seq: int, event: Any, zones: Iterable[int], projects: Iterable[int]) -> None:
        """Remember that an event was taken back."""
        if (zone := event.zone_of_land()) is not None:
            self._land[zone].pop(seq, None)
        if isinstance(event, ZoneDeclaration):
            self._declared[event.zone].pop(seq, None)
        self._rates = [entry for entry in self._rates if entry[1] != seq]
        for given in event.names_in(event.__dict__):
            self._spelt[given.key].pop(seq, None)
        if (begun := self._begun.pop(seq, None)) is not None:
            self._beginning[begun].discard(seq)
        if isinstance(event, CourseEvent):
            self._left[seq] = event.course
            self._courses[event.course].pop(seq, None)
        if key := event.key():
            self._holders[key] = None
        self._drop_report(seq)
        for zone_id in zones:
            self.note_zone(zone_id)
        for project_id in projects:
            self.note_project(project_id)

    def _note_report(self, buckets: Iterable[Bucket], seq: int, key: Key, status: str) -> None:
        for bucket in buckets:
            self._reports[bucket][key.zone][seq, key] = status
            self._series_reported[seq].append((bucket, key))

    def _drop_report(self, seq: int) -> None:
        for bucket, key in self._series_reported.pop(seq, ()):
            self._reports[bucket][key.zone].pop((seq, key), None)

    def note_replacement(self, seq: int, replaces: int) -> None:
        """Remember that an event stands in the place of an earlier one."""
        self._replaced[seq] = replaces

    def line(self, seq: int) -> tuple[int, ...]:
        """An event and those it stands for by corrections, back to the first."""
        found = [seq]
        while (before := self.replaced_by(found[-1])) is not None:
            found.append(before)
        return tuple(found)

    def replaced_by(self, seq: int) -> int | None:
        """The event in whose place an event was recorded."""
        return self._replaced.get(seq)

    def note_zone(self, zone_id: int) -> None:
        """Remember a zone's names, or that it is gone."""
        for name in self._names_of.pop(zone_id, ()):
            self._zones[name].discard(zone_id)
        zone = self.register.zones.get(zone_id)
        if zone is not None:
            names = {zone.code, fold(zone.name), fold(official_title(zone.kind, zone.name))}
            self._names_of[zone_id] = names
            for name in names:
                self._zones[name].add(zone_id)

    def note_project(self, project_id: int) -> None:
        """Remember a project's code, or that it is gone."""
        project = self.register.projects.get(project_id)
        if project is not None:
            self._projects[project.code] = project_id
        else:
            self._projects = {code: found for code, found in self._projects.items() if found != project_id}

    # -- looking up ----------------------------------------------------------------------------------------------

    def zone_ids(self, search: str) -> list[int]:
        """The zone of the book with that code; else its zones by name, or by kind and name."""
        coded = self._coded(search)
        return [coded] if coded is not None else sorted(self._zones.get(search) or self._zones.get(fold(search)) or ())

    def zone_coded(self, code: str) -> int | None:
        """The zone of the book with that code and no other."""
        return self._coded(code)

    def _coded(self, code: str) -> int | None:
        return next((found for found in self._zones.get(code, ()) if self.register.zones[found].code == code), None)

    def zone_names(self) -> list[str]:
        """All zone names of the book, for suggestions."""
        return [official_title(zone.kind, zone.name) for zone in self.register.zones.values()]

    def project_id(self, code: str) -> int | None:
        """A project of the book by its code."""
        return self._projects.get(code)

    def project_codes(self) -> list[str]:
        """All project codes of the book, for suggestions."""
        return list(self._projects)

    def rate(self, on: date) -> dict[str, Any] | None:
        """The exchange rate in force on a day."""
        known = [rate for since, _, rate in self._rates if since <= on]
        return known[-1] if known else None

    def holder(self, key: str) -> Holder | None:
        """The number of the event in force under a key, and its status."""
        return self._holders.get(key)

    def estimates(self, scope: str, on: date) -> list[tuple[int, frozenset[str]]]:  # noqa: ARG002  the database's look-up needs it
        """The estimates in force of a scope and period, which ends on a day: each with the measures that it is of."""
        found = []
        for key in self._estimates.get(scope, ()):
            holder = self._holders.get(key)
            if holder is not None and holder[1] == Status.ESTIMATE:
                found.append((holder[0], frozenset(key.rpartition("|")[2].split(","))))
        return sorted(found)

    def day(self, seq: int) -> date:
        """The day of an event that was recorded under a key."""
        return self._days[seq]

    def begun(self, subject: DutySubject, kind: DutyKind) -> list[str]:
        """The names of the duties of a kind about something that events in force began, and `duty_done` can end, the first first."""
        begun = (each for _, each in sorted(self._begun.items()))
        return [each.key for each in begun if (each.subject, each.kind) == (subject, kind)]

    def has_begun(self, subject: DutySubject, kind: DutyKind, key: str) -> bool:
        """Whether an event in force began a duty of that name, which `duty_done` can end."""
        return bool(self._beginning.get(Begun(subject, kind, key)))

    def course(self, name: CourseName) -> Mapping[int, CourseEvent]:
        """The events in force that are steps in a course, by their numbers."""
        return self._courses.get(name, {})

    def course_left(self, seq: int) -> CourseName | None:
        """The course that an event was a step of which was just taken back; None where it was of none."""
        return self._left.get(seq)

    def event(self, seq: int) -> Event | None:
        """An event in force by its number, of those that others are held against one by one."""
        return self._events.get(seq)

    def spellings(self, key: NameKey) -> list[str]:
        """How events in force write the name of a thing, the first first."""
        return list(dict.fromkeys(spelling for _, spelling in sorted(self._spelt[key].items())))

    def plot_steps(self, zone: str) -> list[FiledPlotStep]:
        """What events in force do to the plots of a zone of the book."""
        found = ((seq, event.plot_step()) for seq, event in self._land[zone].items())
        return [FiledPlotStep(step, seq) for seq, step in found if step is not None]

    def lease_steps(self, zone: str) -> list[FiledLeaseStep]:
        """What events in force say of the lease contracts of a zone of the book."""
        found = self._land[zone].items()
        return [FiledLeaseStep(step, seq) for seq, event in found for step in event.lease_steps()]

    def clearance_steps(self, zone: str) -> list[FiledClearanceStep]:
        """What events in force say of the clearance of a zone of the book."""
        found = ((seq, event.clearance_step()) for seq, event in self._land[zone].items())
        return [FiledClearanceStep(step, seq) for seq, step in found if step is not None]

    def declarations(self, zone: str) -> Mapping[int, ZoneDeclaration]:
        """The events in force that put a zone on record, or declare it again, by their numbers."""
        return self._declared[zone]

    def land_events(self, zone: str) -> list[Event]:
        """The events in force that say something of the plots, lease contracts or clearance of a zone."""
        return list(self._land[zone].values())

    def zone_elsewhere(self, search: str) -> tuple[str, ZoneState] | None:
        """A zone of another book, with that book's code; other books are looked up in the database."""
        return zone_from_code(search)

    def expect_reports(self, mine: Iterable[Key], start: date, end: date) -> None:
        """Nothing to prepare: all reports are in memory."""

    def reports(self, mine: Key, start: date, end: date) -> list[tuple[int, Key, str]]:
        """The reports in force that one like `mine`, announced by `expect_reports`, might count again: of its measure,
        province and months (of what is held, years), of its own zone or of no zone; of any where it is for none."""
        found: dict[tuple[int, Key], str] = {}
        for bucket in _buckets_of(mine.measure, mine.place, start, end):
            by_zone = self._reports.get(bucket, _NONE)
            for zone in by_zone if mine.zone is None else (mine.zone, None):
                found |= by_zone.get(zone, {})
        return [(seq, key, status) for (seq, key), status in found.items()]

    def stands(self, seq: int) -> bool:
        """Whether what `reports` found is a report in force."""
        return seq in self._series_reported

    def reported(self, seq: int, key: Key) -> int:
        """How much a report says of what it was found under; not kept here, since what is replayed is not refused."""
        raise LookupError(f"event {seq}: {key.measure}")


class DatabaseNames(MemoryNames):
    """The same with the database behind it: what is not in memory is looked up once and remembered.

    What many events ask for, each something else, is read at once when it has been looked up often: all names of a kind, all
    courses; where many events are recorded (`preload`), all keys, projects and reports as well.
    """

    def __init__(self, register: Register, source: DatabaseSource, events: int) -> None:
        super().__init__(register)
        self.source = source
        self.book_id = source.book_id
        self._bulk = False
        self._zones_loaded = False
        self._scopes_loaded: set[str] = set()
        self._rates_loaded = False
        self._begun_loaded = False
        self._courses_loaded = False
        self._holders_loaded = False
        self._projects_loaded = False
        self._names_loaded: set[str] = set()
        self._files_loaded: set[File] = set()
        self._flows: dict[tuple[int, Key], int] = {}
        """How much was reported by what was recorded here, and may not be stored yet."""
        self._land_loaded: set[str] = set()
        self._declared_loaded: set[str] = set()
        self._reports_loaded = False
        self._report_buckets: set[tuple[Bucket, int | None]] = set()
        self._unsure: set[int] = set()  # read, but not known to be reports in force
        self._looked_up: set[str] = set()  # names under which all zones of the database are in memory
        self._forgotten: set[int] = set()
        self._names_budgets: defaultdict[str, LookupBudget] = defaultdict(lambda: LookupBudget(events))
        self._begun_budget, self._courses_budget = LookupBudget(events), LookupBudget(events)
        self._holders_budget, self._projects_budget, self._reports_budget = (LookupBudget(events) for _ in range(3))

    def preload(self) -> None:
        """Prepare to record many events: zones and rates are read, and what else is asked for often may be read at once."""
        for zone in zones_of(self.book_id):
            self.register.zones.setdefault(zone.id, zone)
            self.note_zone(zone.id)
        self._zones_loaded = True
        self._load_rates()
        self._bulk = True

    def zone_ids(self, search: str) -> list[int]:
        """The zone of the book with that code; else its zones by name, or by kind and name."""
        found = super().zone_ids(search)
        if self._zones_loaded or search in self._looked_up or self._coded(search) is not None:
            return found
        for zone in self.source.zones_named(search):
            if zone.id not in self.register.changed_zones and zone.id not in self.register.removed:
                self.register.zones.setdefault(zone.id, zone)
                self.note_zone(zone.id)
        self._looked_up.add(search)
        return super().zone_ids(search)

    def zone_coded(self, code: str) -> int | None:
        """The zone of the book with that code and no other."""
        if self._coded(code) is None:
            self.zone_ids(code)
        return self._coded(code)

    def replaced_by(self, seq: int) -> int | None:
        """The event in whose place an event was recorded."""
        if seq not in self._replaced:
            self._replaced[seq] = self.source.replaced_by(seq)
        return self._replaced[seq]

    def forget(self, seq: int, event: Any, zones: Iterable[int], projects: Iterable[int]) -> None:
        """Remember that an event was taken back; what is read from the database may not know of it yet."""
        self._forgotten.add(seq)
        super().forget(seq, event, zones, projects)

    def zone_names(self) -> list[str]:
        """All zone names of the book, for suggestions, in one order whatever is in memory."""
        removed, known = self.register.removed, self.register.zones
        titles = {zone: title for zone, title in self.source.zone_titles() if zone not in removed}
        titles |= {zone.id: official_title(zone.kind, zone.name) for zone in known.values()}
        return list(dict.fromkeys(titles[zone] for zone in sorted(titles)))

    def project_id(self, code: str) -> int | None:
        """A project of the book by its code."""
        found = self._projects.get(code)
        if found is not None or self._projects_loaded:
            return found
        if self._bulk and not self._projects_budget.spend():
            self._load_projects()
            return self._projects.get(code)
        project = self.source.project_coded(code)
        if project is not None and self._is_still(project.id, code):
            self.register.projects.setdefault(project.id, project)
            self._projects[code] = project.id
            return project.id
        return None

    def _load_projects(self) -> None:
        self._projects_loaded = True
        for code, project_id in self.source.project_ids().items():
            if self._is_still(project_id, code):
                self._projects.setdefault(code, project_id)

    def _is_still(self, project_id: int, code: str) -> bool:
        """Whether a project that the database has is one by what was recorded since, and has the code still."""
        known = self.register.projects.get(project_id)
        return project_id not in self.register.removed and (known is None or known.code == code)

    def project_codes(self) -> list[str]:
        """All project codes of the book, for suggestions, in one order whatever is in memory."""
        return sorted({*super().project_codes(), *self.source.project_ids()})

    def rate(self, on: date) -> dict[str, Any] | None:
        """The exchange rate in force on a day; looked up alone where no rate was touched."""
        if not (self._rates_loaded or self._rates or self._forgotten):
            return self.source.rate(on)
        self._load_rates()
        return super().rate(on)

    def holder(self, key: str) -> Holder | None:
        """The number of the event in force under a key, and its status."""
        if key not in self._holders and not self._holders_loaded:
            if self._bulk and not self._holders_budget.spend():
                self._load_holders()
            elif found := self.source.holder(key):
                self._note_holder(key, found)
            else:
                self._holders[key] = None
        return super().holder(key)

    def _load_holders(self) -> None:
        self._holders_loaded = True
        for key, holder in self.source.holders().items():
            if key not in self._holders:
                self._note_holder(key, holder)

    def estimates(self, scope: str, on: date) -> list[tuple[int, frozenset[str]]]:
        """The same, of the book's other events as well."""
        if not self._holders_loaded and scope not in self._scopes_loaded:
            if self._bulk and not self._holders_budget.spend():
                self._load_holders()
            else:
                self._load_holders_of(scope, on)
        return super().estimates(scope, on)

    def _load_holders_of(self, scope: str, on: date) -> None:
        self._scopes_loaded.add(scope)
        for key, holder in self.source.holders_on(PeriodReport.code, on, f"{scope}|").items():
            if holder[0] not in self._forgotten:
                self._note_holder(key, holder)

    def day(self, seq: int) -> date:
        """The same, of the book's other events as well."""
        if seq not in self._days:
            self._days[seq] = self.source.day_of(seq)
        return super().day(seq)

    def begun(self, subject: DutySubject, kind: DutyKind) -> list[str]:
        """The same, of the book's other events as well, which are read for it: it is asked for where something is refused."""
        self._load_begun()
        return super().begun(subject, kind)

    def has_begun(self, subject: DutySubject, kind: DutyKind, key: str) -> bool:
        """The same, of the book's other events as well."""
        file = file_of_duty(subject, kind, key)
        if not self._begun_loaded and file not in self._files_loaded:
            if self._begun_budget.spend():
                self._files_loaded.add(file)
                self._take_begun(self.source.events_filed(file))
            else:
                self._load_begun()
        return super().has_begun(subject, kind, key)

    def _load_begun(self) -> None:
        if not self._begun_loaded:
            self._begun_loaded = True
            self._take_begun(self.source.events_of(codes_of(*BEGINNING)))

    def _take_begun(self, events: Iterable[tuple[int, Event]]) -> None:
        for seq, event in events:
            if seq not in self._forgotten and isinstance(event, BEGINNING):
                self._note_begun(seq, event)

    def course(self, name: CourseName) -> Mapping[int, CourseEvent]:
        """The same, of the book's other events as well."""
        file = file_of_course(name)
        if not self._courses_loaded and file not in self._files_loaded:
            if self._courses_budget.spend():
                self._files_loaded.add(file)
                self._take_courses(self.source.events_filed(file))
            else:
                self._courses_loaded = True
                self._take_courses(self.source.events_of(codes_of(CourseEvent)))
        return super().course(name)

    def _take_courses(self, events: Iterable[tuple[int, Event]]) -> None:
        """Add steps that were read to their courses, in which those recorded since come after them."""
        found: defaultdict[CourseName, dict[int, CourseEvent]] = defaultdict(dict)
        for seq, event in events:
            if seq not in self._forgotten and isinstance(event, CourseEvent):
                found[event.course][seq] = event
        for name, steps in found.items():
            self._courses[name] = dict(sorted({**steps, **self._courses.get(name, {})}.items()))

    def event(self, seq: int) -> Event | None:
        """The same, of the book's other events as well."""
        if seq not in self._events:
            self._events[seq] = self.source.event(seq)
        return super().event(seq)

    def spellings(self, key: NameKey) -> list[str]:
        """The same, of the book's other events as well."""
        file = file_of_name(key)
        if key.what not in self._names_loaded and file not in self._files_loaded:
            if self._names_budgets[key.what].spend():
                self._files_loaded.add(file)
                self._take_names(key.what, self.source.fields_filed(file))
            else:
                self._names_loaded.add(key.what)
                self._take_names(key.what, self.source.fields_of(naming_types(key.what)))
        return super().spellings(key)

    def _take_names(self, what: str, events: Iterable[tuple[int, str, dict[str, Any]]]) -> None:
        for seq, kind, fields in events:
            if seq not in self._forgotten:
                for given in EVENT_TYPES[kind].names_in(fields):
                    if given.key.what == what:
                        self._spelt[given.key].setdefault(seq, given.spelling)

    def plot_steps(self, zone: str) -> list[FiledPlotStep]:
        """The same, of the book's other events as well."""
        self._load_land(zone)
        return super().plot_steps(zone)

    def lease_steps(self, zone: str) -> list[FiledLeaseStep]:
        """The same, of the book's other events as well."""
        self._load_land(zone)
        return super().lease_steps(zone)

    def clearance_steps(self, zone: str) -> list[FiledClearanceStep]:
        """The same, of the book's other events as well."""
        self._load_land(zone)
        return super().clearance_steps(zone)

    def declarations(self, zone: str) -> Mapping[int, ZoneDeclaration]:
        """The same, of the book's other events as well."""
        if zone not in self._declared_loaded:
            self._declared_loaded.add(zone)
            for seq, event in self.source.events_filed(file_of_declarations(zone)):
                if seq not in self._forgotten and isinstance(event, ZoneDeclaration) and event.zone == zone:
                    self._declared[zone].setdefault(seq, event)
        return super().declarations(zone)

    def land_events(self, zone: str) -> list[Event]:
        """The same, of the book's other events as well."""
        self._load_land(zone)
        return super().land_events(zone)

    def _load_land(self, zone: str) -> None:
        if zone not in self._land_loaded:
            self._land_loaded.add(zone)
            filed = self.source.events_filed(file_of_land(zone))
            found = {seq: event for seq, event in filed if seq not in self._forgotten and event.zone_of_land() == zone}
            self._land[zone] = dict(sorted({**found, **self._land[zone]}.items()))

    def expect_reports(self, mine: Iterable[Key], start: date, end: date) -> None:
        """Read the reports about a period that ones like these might count again, of all measures at once.

        For one event, those of its zone and of no zone; where many events are recorded, all that the book has.
        """
        if self._reports_loaded:
            return
        keys = tuple(mine)
        zone = keys[0].zone
        buckets = {bucket for key in keys for bucket in _buckets_of(key.measure, key.place, start, end)}
        missing = {bucket for bucket in buckets if not {(bucket, None), (bucket, zone)} & self._report_buckets}
        if missing and self._bulk and not self._reports_budget.spend():
            self._load_all_reports()
        elif missing:
            self._report_buckets |= {(bucket, zone) for bucket in missing}
            self._load_reports(missing, zone)

    def stands(self, seq: int) -> bool:
        """Whether what `reports` found is a report in force; those read for one event are looked at only now."""
        if seq in self._unsure and seq in self._series_reported:
            self._unsure.discard(seq)
            if not stands(self.book_id, seq):
                self._drop_report(seq)
        return super().stands(seq)

    def _note_reported(self, seq: int, rows: list[PostingRow]) -> None:
        self._flows |= {(seq, row.key): row.vector[0] for row in rows if row.entry is Entry.FLOW}
        super()._note_reported(seq, rows)

    def reported(self, seq: int, key: Key) -> int:
        """How much a report says of what it was found under."""
        if (seq, key) in self._flows:
            return self._flows[seq, key]
        return sum(row.vector[0] for row in self.source.rows_of(seq) if row.key == key and row.entry is Entry.FLOW)

    def _load_rates(self) -> None:
        if self._rates_loaded:
            return
        self._rates_loaded = True
        for on, seq, rate in self.source.rates():
            if seq not in self._forgotten and not any(entry[1] == seq for entry in self._rates):
                insort(self._rates, (on, seq, rate), key=lambda entry: entry[:2])

    def _load_reports(self, buckets: set[Bucket], zone: int | None) -> None:
        province = next(province for _, province, _ in buckets)
        for seq, key, on, status in reports_about(self.book_id, zone, province, _window(buckets)):
            if seq not in self._forgotten:
                self._unsure.add(seq)
                self._note_report(buckets.intersection(_buckets(key, on)), seq, key, status)

    def _load_all_reports(self) -> None:
        self._reports_loaded = True
        for seq, key, on, status in all_reports(self.book_id):
            if seq not in self._forgotten:
                self._note_report(_buckets(key, on), seq, key, status)


def _buckets(key: Key, on: date) -> list[Bucket]:
    """The months under which a report of a flow is filed, or the years of what is held: those that its period touches."""
    return _buckets_of(key.measure, key.place, key.period_start or on, on)


@lru_cache(maxsize=16_384)
def _buckets_of(measure: str, place: str, start: date, end: date) -> list[Bucket]:
    province = province_on(place, date.max)
    if not MEASURES[measure].is_flow:
        return [(measure, province, year) for year in range(start.year, end.year + 1)]
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    return [(measure, province, month) for month in range(first, last + 1)]


def _window(buckets: set[Bucket]) -> SoughtReports:
    """Where reports filed under these buckets are found."""
    days = [_days_of(measure, number) for measure, _, number in buckets]
    measures = sorted({measure for measure, _, _ in buckets})
    return SoughtReports(
        measures, min(day[0] for day in days), max(day[1] for day in days), max(day[2] for day in days)
    )


def _days_of(measure: str, number: int) -> tuple[date, date, date]:
    """A bucket's first day, the last on which a report about it may end, and its own last day."""
    if not MEASURES[measure].is_flow:
        return date(number, 1, 1), date(number + 1, 12, 31), date(number + 1, 12, 31)
    year, month = divmod(number, 12)
    after = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, 1), date.max, after - timedelta(days=1)  # a period may be of any length
