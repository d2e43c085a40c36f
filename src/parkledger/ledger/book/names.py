"""Look-ups by name and by day: in what this register has seen, and behind that in the database."""

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from parkledger.catalogue import MEASURES, official_title
from parkledger.duties import DutyKind, DutySubject
from parkledger.language import fold
from parkledger.ledger.book.postings import Entry, Key, PostingRow
from parkledger.ledger.book.register import Register
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.clearance import FiledClearanceStep
from parkledger.ledger.events.base import EVENT_TYPES, Event, NameKey, codes_of, land_types, naming_types
from parkledger.ledger.events.courses import CourseEvent, CourseName
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.duties import DutySet
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.events.schedules import ScheduleLetter, ScheduleSanction
from parkledger.ledger.events.services import ExchangeRateSet
from parkledger.ledger.leases import FiledLeaseStep
from parkledger.ledger.plots import FiledPlotStep
from parkledger.ledger.store.reports import SoughtReports, all_reports, reports_about, stands
from parkledger.ledger.store.source import DatabaseSource, zone_from_code, zones_of
from parkledger.places import province_code

Holder = tuple[int, str]
Bucket = tuple[str, str, int]
"""Under what reports are filed: measure, province, and a month (of what is held, a year)."""


NAMED_IN_ZONES = frozenset({"contract", "household_group"})
"""What is told apart by its name only within a zone; of these, a zone's events alone are read."""
BEGINNING = (DutySet, ScheduleLetter, ScheduleSanction)
"""The event types that begin what `duty_done` ends; each begins one duty at most."""


class Begun(NamedTuple):
    """A duty that an event began."""

    subject: DutySubject
    kind: DutyKind
    key: str


_NONE: dict[int | None, dict[tuple[int, Key], None]] = {}


class MemoryNames:
    """Names, rates and reports of the events seen so far, for a journal replayed from its beginning."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._zones: defaultdict[str, set[int]] = defaultdict(set)
        self._names_of: dict[int, set[str]] = {}
        self._projects: dict[str, int] = {}
        self._rates: list[tuple[date, int, dict[str, Any]]] = []
        self._holders: dict[str, Holder | None] = {}
        self._days: dict[int, date] = {}
        self._begun: dict[int, Begun] = {}
        self._courses: defaultdict[CourseName, dict[int, CourseEvent]] = defaultdict(dict)
        self._left: dict[int, CourseName] = {}
        self._land: defaultdict[str, dict[int, Event]] = defaultdict(dict)
        self._declared: defaultdict[str, dict[int, ZoneDeclaration]] = defaultdict(dict)
        self._reports: defaultdict[Bucket, defaultdict[int | None, dict[tuple[int, Key], None]]]
        self._reports = defaultdict(lambda: defaultdict(dict))
        self._filed: defaultdict[int, list[tuple[Bucket, Key]]] = defaultdict(list)
        self._replaced: dict[int, int | None] = {}
        self._spelt: defaultdict[NameKey, dict[int, str]] = defaultdict(dict)

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
            self._holders[key] = (seq, getattr(event, "status", "final"))
        for given in event.names_in(event.__dict__):
            self._spelt[given.key][seq] = given.spelling
        self._note_course(seq, event)
        self._note_land(seq, event)
        if isinstance(event, PeriodReport):
            for row in rows:
                if row.entry is Entry.FLOW or row.entry is Entry.LEVEL:
                    for bucket in _buckets(row.key, row.on):
                        self._file(bucket, seq, row.key)

    def _note_course(self, seq: int, event: Event) -> None:
        if isinstance(event, BEGINNING):
            self._note_begun(seq, event)
        if isinstance(event, CourseEvent):
            self._courses[event.course][seq] = event

    def _note_begun(self, seq: int, event: Event) -> None:
        for step in event.duty_steps():
            if step.kind is not None and step.key is not None:
                self._begun[seq] = Begun(step.subject, step.kind, step.key)

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
        self._begun.pop(seq, None)
        if isinstance(event, CourseEvent):
            self._left[seq] = event.course
            self._courses[event.course].pop(seq, None)
        if key := event.key():
            self._holders[key] = None
        for bucket, filed in self._filed.pop(seq, ()):
            self._reports[bucket][filed.zone].pop((seq, filed), None)
        for zone_id in zones:
            self.note_zone(zone_id)
        for project_id in projects:
            self.note_project(project_id)

    def _file(self, bucket: Bucket, seq: int, key: Key) -> None:
        self._reports[bucket][key.zone][seq, key] = None
        self._filed[seq].append((bucket, key))

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

    def day(self, seq: int) -> date:
        """The day of an event that was recorded under a key."""
        return self._days[seq]

    def begun(self, subject: DutySubject, kind: DutyKind) -> list[str]:
        """The names of the duties of a kind about something that events in force began, and `duty_done` can end."""
        return [each.key for each in self._begun.values() if (each.subject, each.kind) == (subject, kind)]

    def course(self, name: CourseName) -> Mapping[int, CourseEvent]:
        """The events in force that are steps in a course, by their numbers."""
        return self._courses.get(name, {})

    def course_left(self, seq: int) -> CourseName | None:
        """The course that an event was a step of which was just taken back; None where it was of none."""
        return self._left.get(seq)

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

    def reports(self, mine: Key, start: date, end: date) -> list[tuple[int, Key]]:
        """The reports in force that one like `mine`, announced by `expect_reports`, might count again: of its measure,
        province and months (of what is held, years), of its own zone or of no zone; of any where it is for none."""
        found: dict[tuple[int, Key], None] = {}
        for bucket in _buckets_of(mine.measure, mine.place, start, end):
            by_zone = self._reports.get(bucket, _NONE)
            for zone in by_zone if mine.zone is None else (mine.zone, None):
                found |= by_zone.get(zone, {})
        return list(found)

    def stands(self, seq: int) -> bool:
        """Whether what `reports` found is a report in force."""
        return seq in self._filed


class DatabaseNames(MemoryNames):
    """The same with the database behind it: what is not in memory is looked up once and remembered."""

    def __init__(self, register: Register, source: DatabaseSource) -> None:
        super().__init__(register)
        self.source = source
        self.book_id = source.book_id
        self._complete = False
        self._rates_loaded = False
        self._begun_loaded = False
        self._courses_loaded = False
        self._spellings_loaded: set[tuple[str, str]] = set()
        self._land_loaded: set[str] = set()
        self._declared_loaded: set[str] = set()
        self._reports_loaded = False
        self._report_buckets: set[tuple[Bucket, int | None]] = set()
        self._unsure: set[int] = set()  # read, but not known to be reports in force
        self._looked_up: set[str] = set()  # names under which all zones of the database are in memory
        self._forgotten: set[int] = set()

    def preload(self) -> None:
        """Read all that can be asked at once, for recording many events: nothing is looked up singly after that."""
        for zone in zones_of(self.book_id):
            self.register.zones.setdefault(zone.id, zone)
            self.note_zone(zone.id)
        self._projects |= self.source.project_ids()
        self._holders |= self.source.holders()
        self._load_rates()
        self._complete = True

    def zone_ids(self, search: str) -> list[int]:
        """The zone of the book with that code; else its zones by name, or by kind and name."""
        found = super().zone_ids(search)
        if self._complete or search in self._looked_up or self._coded(search) is not None:
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
        super().note(seq, event, key, rows, zones, projects)

    def forget(self, seq: int, event: Any, zones: Iterable[int], projects: Iterable[int]) -> None:
        """Remember that an event was taken back; what is read from the database may not know of it yet."""
        self._forgotten.add(seq)
        super().forget(seq, event, zones, projects)

    def zone_names(self) -> list[str]:
        """All zone names of the book, for suggestions."""
        stored = [official_title(kind, name) for kind, name in self.source.zone_titles()]
        return list(dict.fromkeys([*super().zone_names(), *stored]))

    def project_id(self, code: str) -> int | None:
        """A project of the book by its code."""
        found = self._projects.get(code)
        if found is None and not self._complete:
            project = self.source.project_coded(code)
            if project and project.id not in self.register.changed_projects | self.register.removed:
                self.register.projects.setdefault(project.id, project)
                found = self._projects[code] = project.id
        return found

    def project_codes(self) -> list[str]:
        """All project codes of the book, for suggestions."""
        return list(dict.fromkeys([*super().project_codes(), *self.source.project_ids()]))

    def rate(self, on: date) -> dict[str, Any] | None:
        """The exchange rate in force on a day; looked up alone where no rate was touched."""
        if not (self._complete or self._rates_loaded or self._rates or self._forgotten):
            return self.source.rate(on)
        self._load_rates()
        return super().rate(on)

    def holder(self, key: str) -> Holder | None:
        """The number of the event in force under a key, and its status."""
        if key not in self._holders and not self._complete:
            self._holders[key] = self.source.holder(key)
        return super().holder(key)

    def day(self, seq: int) -> date:
        """The same, of the book's other events as well."""
        if seq not in self._days:
            self._days[seq] = self.source.day_of(seq)
        return super().day(seq)

    def begun(self, subject: DutySubject, kind: DutyKind) -> list[str]:
        """The same, of the book's other events as well."""
        if not self._begun_loaded:
            self._begun_loaded = True
            for seq, event in self.source.events_of(codes_of(*BEGINNING)):
                if seq not in self._forgotten:
                    self._note_begun(seq, event)
        return super().begun(subject, kind)

    def course(self, name: CourseName) -> Mapping[int, CourseEvent]:
        """The same, of the book's other events as well: all courses are read once."""
        if not self._courses_loaded:
            self._courses_loaded = True
            for seq, event in self.source.events_of(codes_of(CourseEvent)):
                if seq not in self._forgotten and isinstance(event, CourseEvent):
                    self._courses[event.course].setdefault(seq, event)
        return super().course(name)

    def spellings(self, key: NameKey) -> list[str]:
        """The same, of the book's other events as well: those of the kind are read once, or once for each zone."""
        zone = key.within[0] if key.what in NAMED_IN_ZONES else ""
        if (key.what, zone) not in self._spellings_loaded:
            self._spellings_loaded.add((key.what, zone))
            for seq, kind, fields in self.source.fields_of(naming_types(key.what), zone):
                if seq not in self._forgotten:
                    for given in EVENT_TYPES[kind].names_in(fields):
                        if given.key.what == key.what:
                            self._spelt[given.key].setdefault(seq, given.spelling)
        return super().spellings(key)

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
            for seq, event in self.source.events_about_zone(zone, codes_of(ZoneDeclaration)):
                if seq not in self._forgotten and isinstance(event, ZoneDeclaration):
                    self._declared[zone].setdefault(seq, event)
        return super().declarations(zone)

    def land_events(self, zone: str) -> list[Event]:
        """The same, of the book's other events as well."""
        self._load_land(zone)
        return super().land_events(zone)

    def _load_land(self, zone: str) -> None:
        if zone not in self._land_loaded:
            self._land_loaded.add(zone)
            for seq, event in self.source.events_about_zone(zone, land_types()):
                if seq not in self._forgotten:
                    self._note_land(seq, event)

    def expect_reports(self, mine: Iterable[Key], start: date, end: date) -> None:
        """Read the reports about a period that ones like these might count again, of all measures at once.

        For one event, those of its zone and of no zone; where many events are recorded, all that the book has.
        """
        if self._complete:
            self._load_all_reports()
            return
        keys = tuple(mine)
        zone = keys[0].zone
        buckets = {bucket for key in keys for bucket in _buckets_of(key.measure, key.place, start, end)}
        missing = {bucket for bucket in buckets if not {(bucket, None), (bucket, zone)} & self._report_buckets}
        if missing:
            self._report_buckets |= {(bucket, zone) for bucket in missing}
            self._load_reports(missing, zone)

    def stands(self, seq: int) -> bool:
        """Whether what `reports` found is a report in force; those read for one event are looked at only now."""
        if seq in self._unsure and seq in self._filed:
            self._unsure.discard(seq)
            if not stands(self.book_id, seq):
                for bucket, filed in self._filed.pop(seq):
                    self._reports[bucket][filed.zone].pop((seq, filed), None)
        return seq in self._filed

    def _load_rates(self) -> None:
        if self._rates_loaded:
            return
        self._rates_loaded = True
        for on, seq, rate in self.source.rates():
            if seq not in self._forgotten and not any(entry[1] == seq for entry in self._rates):
                insort(self._rates, (on, seq, rate), key=lambda entry: entry[:2])

    def _load_reports(self, buckets: set[Bucket], zone: int | None) -> None:
        province = next(province for _, province, _ in buckets)
        for seq, key, on in reports_about(self.book_id, zone, province, _window(buckets)):
            if seq not in self._forgotten:
                self._unsure.add(seq)
                for bucket in buckets.intersection(_buckets(key, on)):
                    self._file(bucket, seq, key)

    def _load_all_reports(self) -> None:
        if self._reports_loaded:
            return
        self._reports_loaded = True
        for seq, key, on in all_reports(self.book_id):
            if seq not in self._forgotten:
                for bucket in _buckets(key, on):
                    self._file(bucket, seq, key)


def _buckets(key: Key, on: date) -> list[Bucket]:
    """The months under which a report of a flow is filed, or the years of what is held: those that its period touches."""
    return _buckets_of(key.measure, key.place, key.period_start or on, on)


@lru_cache(maxsize=16_384)
def _buckets_of(measure: str, place: str, start: date, end: date) -> list[Bucket]:
    province = province_code(place)
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
