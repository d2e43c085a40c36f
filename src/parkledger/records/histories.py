"""What zones and projects were on a page's two dates: read from the events that declare, rename, move and end them.

The tables of zones and projects hold the present state only. The events that made it are read once a process and kept;
when the ledger has gone on, only what was recorded since is read, since nothing that was read can have changed.
"""

import json
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any, Final, TypeVar

from parkledger.catalogue import official_title
from parkledger.catalogue.countries import country_name, country_shares
from parkledger.catalogue.investors import Investor, countries_of, investors_told
from parkledger.catalogue.publicity import PublicKind, hides, hiding
from parkledger.figures import BookMark, Question
from parkledger.figures.current import current_figures
from parkledger.garbage import without_collections
from parkledger.language import Lang, Text, fold, format_date
from parkledger.ledger.book.payloads import written_payload
from parkledger.ledger.events import Event, codes_of
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.developers import DeveloperChanged
from parkledger.ledger.events.opening_balances import ProjectOpened
from parkledger.ledger.events.projects import (
    InvestorsSet,
    ProjectEnding,
    ProjectRegistered,
    ProjectRevoked,
    ProjectTransferred,
)
from parkledger.ledger.events.zone_ends import ZoneMerged, ZoneRenamed, ZoneRevoked
from parkledger.ledger.models import SEQ_MASK, row_id
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import Dates
from parkledger.records.remembering import Remembered
from parkledger.records.supposed import SupposedRecords, supposed_records

Reference = tuple[str, str]
"""A zone or project as addresses name it: its book's code, its own code."""
ZONE_CLASSES = (ZoneDeclaration, DeveloperChanged, ZoneRenamed, ZoneMerged, ZoneRevoked)
PROJECT_CLASSES = (ProjectRegistered, ProjectTransferred, InvestorsSet, ProjectEnding)
"""What makes zones and projects what they are: the event types of these classes, and those that extend them."""


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """One event of the chronicle; `id` is that of the zone or project it is about where it is the first to tell of it.

    `root` is the number of the event that it stands for by corrections, its own where it corrects none.
    """

    id: int
    seq: int
    root: int
    book: str
    type: str
    effective_on: date
    recorded_at: datetime
    demo: bool
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ZoneOn:
    """A zone as it was on a day, as known at a moment. `began` is its first day on record, perhaps after that day.

    `developers` are those that it had until the day, each with the day since which it is, from the first change on.
    """

    id: int
    book: str
    code: str
    kind: str
    place: str
    names: tuple[tuple[date, str], ...]
    name: str
    began: date
    part_of: str = ""
    developer: str = ""
    developers: tuple[tuple[date, str], ...] = ()
    latitude: str = ""
    longitude: str = ""
    ended_on: date | None = None
    revoked: bool = False
    merged_into: Reference | None = None
    demo: bool = False
    position_assumed: bool = False
    withdrawn: bool = False
    """Whether what put it on record was taken back by the moment, or not yet recorded then."""

    @property
    def title(self) -> str:
        """As officials write it: KCN Quang Châu."""
        return official_title(self.kind, self.name)

    @property
    def reference(self) -> Reference:
        """As addresses name it."""
        return (self.book, self.code)

    def developer_on(self, day: date) -> str:
        """Its developer on a day until the one of the page; of one before the first, the first."""
        return _held_on(self.developers, day) or self.developer

    def is_of_developers_since(self, held_since: date, day: date) -> bool:
        """Whether the zone lay on a day with the developer that it has since another day, or with one after that.

        Who speaks for a zone since a day speaks for its developer of that day and whoever it hands the zone to, not for
        one before.
        """
        later = {name for since, name in self.developers if since > held_since}
        return self.developer_on(day) in {self.developer_on(held_since), *later}

    @property
    def search(self) -> str:
        """What the zone is found by: its names, its code and its developer, folded."""
        return fold(" ".join((*(name for _, name in self.names), self.code.replace("-", " "), self.developer)))


@dataclass(frozen=True, slots=True)
class ProjectOn:
    """A project as it was on a day, as known at a moment; `zone` is where it was registered.

    `registered_on` is the day of its certificate: of one that an opening balance brought, the day that it gives.
    `country` is the one name that it is shown and counted by, however it was written; `shares` are how much of it is of
    each country by its code, none where nothing says so. `countries` are the countries that it had until the day with their
    shares, as they are written, each with the day since which it was so; `investors` are those of the day, by name.
    """

    id: int
    book: str
    code: str
    name: str
    enterprise: str
    owners: tuple[tuple[date, str, int], ...]
    zone: Reference | None
    place: str
    origin: str
    role: str
    sector: str
    country: str
    registered_on: date
    registered_by: int
    ended_on: date | None = None
    revoked: bool = False
    demo: bool = False
    shares: tuple[tuple[str, Fraction], ...] = ()
    countries: tuple[tuple[date, str], ...] = ()
    investors: tuple[Investor, ...] = ()
    opened: bool = False
    """Whether it came on record by an opening balance."""

    @property
    def reference(self) -> Reference:
        """As addresses name it."""
        return (self.book, self.code)

    def enterprise_on(self, day: date) -> str:
        """Whose it was on a day until the one of the page; of one before the first, the first."""
        return _held_on(((since, name) for since, name, _ in self.owners), day) or self.enterprise


def _held_on(holders: Iterable[tuple[date, str]], day: date) -> str:
    """Who has something on a day, by the days since which each has it; the first of days before; empty where none is known."""
    known = list(holders)
    return next((name for since, name in reversed(known) if since <= day), known[0][1] if known else "")


Key = TypeVar("Key")
Told = TypeVar("Told", ZoneOn, ProjectOn)
Made = TypeVar("Made")


@dataclass
class Chronicle:
    """All declaring events of all books up to their marks, filed by the zone or project that they are about."""

    marks: dict[str, BookMark] = field(default_factory=dict)
    zones: defaultdict[Reference, list[HistoryEvent]] = field(default_factory=lambda: defaultdict(list))
    projects: defaultdict[Reference, list[HistoryEvent]] = field(default_factory=lambda: defaultdict(list))
    taken_back: defaultdict[str, dict[int, tuple[int, datetime]]] = field(default_factory=lambda: defaultdict(dict))
    """By book, for each event that was reversed: the number of the event that did, and when."""
    roots: dict[tuple[str, int], int] = field(default_factory=dict)
    """By book and number of a correction: the number of the event that it stands for in the end."""
    places: dict[str, str] = field(default_factory=dict)
    """The place of each book: that of zones of which none was given."""
    ids: dict[tuple[str, int], int] = field(default_factory=dict)
    """The zone or project that an event put on record, by book and number, to follow corrections."""
    by_id: dict[int, Reference] = field(default_factory=dict)
    """Each project by its id."""
    invested: set[Reference] = field(default_factory=set)
    """The projects of which investors are on record beside their registration."""

    def read(self, book: str, mark: BookMark) -> None:
        """Take in what was recorded in a book since it was last read."""
        after = self.marks[book].seq if book in self.marks else 0
        if book not in self.places:
            self.places[book] = fetch("SELECT place FROM ledger_book WHERE id = %s", [mark.id])[0][0]
        types = codes_of(*ZONE_CLASSES, *PROJECT_CLASSES)
        for seq, by, recorded_at in reversals_after(mark, after, types):
            self.taken_back[book][seq] = (by, aware(recorded_at))
        for row in events_after(mark, after, types):
            self._file(book, mark.id, row)
        self.marks[book] = mark

    def with_supposed(self, supposed: SupposedRecords) -> "Chronicle":
        """Another chronicle with supposed events after those on record; this one stays as it is."""
        types = codes_of(*ZONE_CLASSES, *PROJECT_CLASSES)
        found = Chronicle(
            marks=self.marks,
            zones=defaultdict(list, {key: [*told] for key, told in self.zones.items()}),
            projects=defaultdict(list, {key: [*told] for key, told in self.projects.items()}),
            taken_back=self.taken_back,
            roots=dict(self.roots),
            places=dict(self.places),
            ids=dict(self.ids),
            by_id=dict(self.by_id),
            invested=set(self.invested),
        )
        for seq, event, _ in supposed.events:
            if event.code in types:
                payload = written_payload(event)
                row = (seq, event.code, payload, event.effective_on, supposed.at, event.demo, None, None)
                found._file(supposed.book, supposed.book_id, row)
        return found

    def _file(self, book: str, book_id: int, row: tuple[Any, ...]) -> None:
        seq, kind, text, effective_on, recorded_at, demo, replaces, _ = row
        payload = json.loads(text)
        of_zone = kind in codes_of(*ZONE_CLASSES)
        filed = self.zones if of_zone else self.projects
        code = str(payload["zone" if of_zone else "project"])
        found = filed[book, code]
        own = row_id(book_id, seq)
        root = seq if replaces is None else self.roots.get((book, replaces), replaces)
        if replaces is not None:
            self.roots[book, seq] = root
        if kind in codes_of(ZoneDeclaration, ProjectRegistered):
            before = self.ids.get((book, replaces)) if replaces is not None else None
            same = before is not None and any(told.id == before for told in found)
            living = self._living(found, seq) if of_zone and replaces is None else None
            own = before if same and before is not None else living or own
            self.ids[book, seq] = own
            if not of_zone:
                self.by_id[own] = (book, code)
        told = HistoryEvent(
            id=own,
            seq=seq,
            root=root,
            book=book,
            type=kind,
            effective_on=_day(effective_on),
            recorded_at=aware(recorded_at),
            demo=bool(demo),
            payload=payload,
        )
        if kind in codes_of(InvestorsSet):
            self.invested.add((book, code))
        found.append(told)

    def _living(self, found: list[HistoryEvent], seq: int) -> int | None:
        """The zone that events in force have put on record before an event."""
        for told in found:
            by, _ = self.taken_back[told.book].get(told.seq, (seq, None))
            if told.type in codes_of(ZoneDeclaration) and by >= seq:
                return told.id
        return None

    def in_force(self, found: Iterable[HistoryEvent], known_at: datetime | None) -> Iterator[HistoryEvent]:
        """The events that were on record at a moment and not taken back by then."""
        for told in found:
            back = self.taken_back[told.book].get(told.seq)
            if known_at is None:
                if back is None:
                    yield told
            elif told.recorded_at <= known_at and (back is None or back[1] > known_at):
                yield told


_current = Chronicle()
_lock = threading.Lock()


def chronicle() -> Chronicle:
    """The chronicle up to the state of the books that figures are answered from, with what is supposed within an answer."""
    known, supposed = _recorded(), supposed_records()
    return known if supposed is None else supposed.once("chronicle", lambda: known.with_supposed(supposed))


def _recorded() -> Chronicle:
    """The chronicle of what is on record."""
    global _current
    heads = current_figures().heads
    with _lock:
        if not goes_on(_current.marks, heads):
            _current = Chronicle()
        if _current.marks != heads:
            with without_collections():
                for book, mark in heads.items():
                    if _current.marks.get(book) != mark:
                        _current.read(book, mark)
            for remembered in (_zones_on, _zones_ever, _projects_on):
                remembered.forget()
        return _current


def zones_on(dates: Dates) -> dict[Reference, ZoneOn]:
    """All zones known at the moment, each as it was on the day; those that begin after the day among them."""
    return _shown(_made(_zones_on, _zones_of, dates), PublicKind.ZONES)


def end_words(zone: ZoneOn, dates: Dates) -> Text | None:
    """How and when a zone ended by a day, as known at a moment, to be said of it; None of one that had not."""
    if zone.ended_on is None:
        return None
    into = next((one.title for one in zones_by_id(dates).values() if one.reference == zone.merged_into), "")
    words = _MERGED if into else _REVOKED
    said = [words.of(lang).format(into=into, day=format_date(zone.ended_on, lang)) for lang in Lang]
    return Text(*said)


_MERGED: Final = Text("đã nhập vào {into} từ ngày {day}", "became part of {into} on {day}")
_REVOKED: Final = Text("đã bị bãi bỏ từ ngày {day}", "was revoked on {day}")


def zones_by_id(dates: Dates) -> dict[int, ZoneOn]:
    """All zones that ever were on record, by id, as `zones_on`; those not on record at the moment are `withdrawn`."""
    return _shown(_made(_zones_ever, _zones_ever_of, dates)[0], PublicKind.ZONES)


def zones_by_code(dates: Dates) -> dict[Reference, ZoneOn]:
    """All zones that ever were on record, by book and code; one that is on record goes before one that was withdrawn."""
    return _shown(_made(_zones_ever, _zones_ever_of, dates)[1], PublicKind.ZONES)


def zone_name(zone: int, dates: Dates) -> str:
    """A zone's title by the name of the day: KCN Quang Châu; its number where it never was on record."""
    found = zones_by_id(dates).get(zone)
    return found.title if found else str(zone)


def zone_title(question: Question) -> str | None:
    """The zone that a figure is asked of, by its name on the figure's day; None where it is not of a zone."""
    return None if question.zone is None else zone_name(question.zone, Dates(question.end, question.known_at))


def zones_gone(dates: Dates) -> list[ZoneOn]:
    """The zones known at the moment that were withdrawn since."""
    gone = current_figures().withdrawn_zones if dates.known_at is not None else {}
    return [zone for zone in zones_on(dates).values() if zone.id in gone] if gone else []


def projects_on(dates: Dates) -> dict[int, ProjectOn]:
    """All projects registered by the day, as known at the moment, by id; those that had ended among them."""
    return _shown(_made(_projects_on, _projects_of, dates), PublicKind.PROJECTS)


def projects_withheld(dates: Dates) -> list[int]:
    """The ids of the projects that `projects_on` withholds from whoever asks: figures count them all the same."""
    hidden = hiding(PublicKind.PROJECTS)
    found = _made(_projects_on, _projects_of, dates) if hidden else {}
    return [key for key, each in found.items() if each.book in hidden]


def projects_among(ids: Iterable[int], dates: Dates) -> list[ProjectOn]:
    """Some projects, by id, as they were; those not yet registered on the day are left out."""
    known = chronicle()
    references = [known.by_id[project] for project in ids if project in known.by_id]
    found = [
        _project(reference, list(known.in_force(known.projects[reference], dates.known_at)), dates.on)
        for reference in references
    ]
    return [each for each in found if each is not None and not hides(each.book, PublicKind.PROJECTS)]


def changed_countries(dates: Dates) -> dict[int, tuple[str, str]]:
    """Of the projects whose investors changed by a day: the countries of the day with their shares, as written, and the origin."""
    known, found = chronicle(), {}
    for reference in known.invested:
        project = _project(reference, list(known.in_force(known.projects[reference], dates.known_at)), dates.on)
        if project is not None and len(project.countries) > 1:
            found[project.id] = (project.countries[-1][1], project.origin)
    return found


def project_at(reference: Reference, dates: Dates) -> ProjectOn | None:
    """One project as it was; None where none known at the moment was registered by the day."""
    known = chronicle()
    if reference not in known.projects or hides(reference[0], PublicKind.PROJECTS):
        return None
    return _project(reference, list(known.in_force(known.projects[reference], dates.known_at)), dates.on)


def _shown(found: dict[Key, Told], kind: PublicKind) -> dict[Key, Told]:
    """What is not withheld from whoever asks."""
    hidden = hiding(kind)
    return {key: each for key, each in found.items() if each.book not in hidden} if hidden else found


def zone_of(project: ProjectOn, zones: dict[Reference, ZoneOn]) -> ZoneOn | None:
    """The zone in which a project lies on the day, following zones that had become part of another."""
    found = zones.get(project.zone) if project.zone else None
    while found is not None and found.merged_into is not None:
        found = zones.get(found.merged_into)
    return found


def _made(
    remembered: Callable[[date, datetime | None], Made],
    make: Callable[[Chronicle, date, datetime | None], Made],
    dates: Dates,
) -> Made:
    """What is made of the chronicle for a page's dates: remembered of what is on record, else made for the answer alone."""
    known, supposed = chronicle(), supposed_records()
    if supposed is None:
        return remembered(dates.on, dates.known_at)
    return supposed.once((make, dates.on, dates.known_at), lambda: make(known, dates.on, dates.known_at))


@partial(Remembered, size=lambda: len(_current.zones))
def _zones_on(on: date, known_at: datetime | None) -> dict[Reference, ZoneOn]:
    return _zones_of(_current, on, known_at)


def _zones_of(known: Chronicle, on: date, known_at: datetime | None) -> dict[Reference, ZoneOn]:
    found = ((reference, list(known.in_force(told, known_at))) for reference, told in known.zones.items())
    zones = ((reference, _zone(reference, told, on, known.places[reference[0]])) for reference, told in found)
    return {reference: zone for reference, zone in zones if zone is not None}


@partial(Remembered, size=lambda: len(_current.zones))
def _zones_ever(on: date, known_at: datetime | None) -> tuple[dict[int, ZoneOn], dict[Reference, ZoneOn]]:
    return _zones_ever_of(_current, on, known_at)


def _zones_ever_of(
    known: Chronicle, on: date, known_at: datetime | None
) -> tuple[dict[int, ZoneOn], dict[Reference, ZoneOn]]:
    standing = _zones_of(known, on, known_at) if known is not _current else _zones_on(on, known_at)
    by_id = {zone.id: zone for zone in standing.values()}
    by_code = dict(standing)
    for reference, told in known.zones.items():
        for zone_id in dict.fromkeys(each.id for each in told if each.type in codes_of(ZoneDeclaration)):
            if zone_id not in by_id:
                zone = _zone(reference, _generation(told, zone_id), on, known.places[reference[0]])
                if zone is not None:
                    by_id[zone_id] = by_code[reference] = replace(zone, withdrawn=True)
        if reference in standing:
            by_code[reference] = standing[reference]
    return by_id, by_code


def _generation(told: list[HistoryEvent], zone_id: int) -> list[HistoryEvent]:
    """The events that declared one zone of a code that several had one after another."""
    return [each for each in told if each.type in codes_of(ZoneDeclaration) and each.id == zone_id]


@partial(Remembered, size=lambda: len(_current.projects))
def _projects_on(on: date, known_at: datetime | None) -> dict[int, ProjectOn]:
    return _projects_of(_current, on, known_at)


def _projects_of(known: Chronicle, on: date, known_at: datetime | None) -> dict[int, ProjectOn]:
    found = (
        _project(reference, list(known.in_force(told, known_at)), on) for reference, told in known.projects.items()
    )
    return {project.id: project for project in found if project is not None}


def supposed_projects(book_id: int) -> list[ProjectOn]:
    """The projects of a book that only supposed events put on record, as they would be in the end."""
    recorded = _recorded()
    found = projects_on(Dates(date.max))
    return [each for key, each in found.items() if key >> 32 == book_id and key not in recorded.by_id]


def developer_of(book: str, zone: str, dates: Dates) -> str:
    """Who develops a zone on a page's dates; empty where the zone or its developer is not on record."""
    found = zones_on(dates).get((book, zone))
    return found.developer if found else ""


def _zone(reference: Reference, told: list[HistoryEvent], on: date, place_of_book: str) -> ZoneOn | None:
    """A zone by its events in force; None where none of them declares it.

    What and where it is says the event that put it on record, as it was corrected since; a later one that declares it
    again, such as the establishing of a planned zone, adds its developer only. So does the register of the ledger.
    """
    declaring = [each for each in told if each.type in codes_of(ZoneDeclaration)]
    first = next((each for each in declaring if each.root == each.id & SEQ_MASK), None)
    if first is None:
        return None
    begun = [each for each in declaring if each.effective_on <= on] or [first]
    end = _end(told, on)
    facts, names, developers = first.payload, _names(first, told, on), _developers(told, begun, on)
    return ZoneOn(
        id=first.id,
        book=reference[0],
        code=reference[1],
        kind=str(facts["kind"]),
        place=str(facts.get("place") or place_of_book),
        names=names,
        name=names[-1][1],
        began=min(each.effective_on for each in declaring),
        part_of=str(facts.get("part_of") or ""),
        developer=developers[-1][1],
        developers=tuple(each for each in developers if each[1]) if len(developers) > 1 else (),
        latitude=str(facts.get("latitude") or ""),
        longitude=str(facts.get("longitude") or ""),
        ended_on=end.effective_on if end else None,
        revoked=end is not None and end.type in codes_of(ZoneRevoked),
        merged_into=_merged_into(end, reference[0]) if end else None,
        demo=bool(facts.get("invented")),
        position_assumed=bool(facts.get("position_assumed")),
    )


def _names(first: HistoryEvent, told: list[HistoryEvent], on: date) -> tuple[tuple[date, str], ...]:
    """The names that a zone bore until a day, with the days since which it did; of one that is put on record later, its first."""
    renamed = [each for each in told if each.type in codes_of(ZoneRenamed)]
    names = sorted((each.effective_on, each.seq, str(each.payload["name"])) for each in (first, *renamed))
    return tuple((since, name) for since, _, name in names if since <= on) or ((first.effective_on, names[0][2]),)


def _developers(told: list[HistoryEvent], begun: list[HistoryEvent], on: date) -> list[tuple[date, str]]:
    """The developers of a zone until a day, with the days since which they are: the first declared, then by its changes.

    Where none was declared, the first is whoever the first change names as the one before; empty where that is unknown.
    """
    changes = sorted(
        (each for each in told if each.type in codes_of(DeveloperChanged)), key=lambda each: each.effective_on
    )
    declared = next((str(each.payload["developer"]) for each in begun if each.payload.get("developer")), "")
    before = declared or (str(changes[0].payload.get("before") or "") if changes else "")
    later = ((each.effective_on, str(each.payload["developer"])) for each in changes if each.effective_on <= on)
    return [(min(each.effective_on for each in begun), before), *later]


def _end(told: list[HistoryEvent], on: date) -> HistoryEvent | None:
    """What ended a zone by a day."""
    ends = (each for each in told if each.type in codes_of(ZoneMerged, ZoneRevoked))
    return next((each for each in ends if each.effective_on <= on), None)


def _merged_into(end: HistoryEvent, book: str) -> Reference | None:
    """The zone, perhaps of another book, that one became part of; None where its end was another."""
    if end.type not in codes_of(ZoneMerged):
        return None
    return str(end.payload.get("into_book") or book), str(end.payload["into"])


def _project(reference: Reference, told: list[HistoryEvent], on: date) -> ProjectOn | None:
    first = next((each for each in told if each.type in codes_of(ProjectRegistered)), None)
    if first is None or first.effective_on > on:
        return None
    facts = first.payload
    by_then = [each for each in told if each.effective_on <= on]
    passed = (first, *_of(by_then, ProjectTransferred))
    owners = sorted((each.effective_on, each.seq, str(each.payload.get("enterprise") or "")) for each in passed)
    end = next(reversed(_of(by_then, ProjectEnding)), None)
    held = sorted(_of(by_then, InvestorsSet), key=lambda each: (each.effective_on, each.seq))
    written = _countries(first, held)
    zone = (reference[0], str(facts["zone"])) if facts.get("zone") else None
    return ProjectOn(
        id=first.id,
        book=reference[0],
        code=reference[1],
        name=str(facts.get("name") or ""),
        enterprise=owners[-1][2],
        owners=tuple((since, name, seq) for since, seq, name in owners),
        zone=zone,
        place=str(facts["place"]),
        origin=str(facts["origin"]),
        role=str(facts["role"]),
        sector=str(facts.get("sector") or ""),
        country=country_name(written[-1][1]),
        registered_on=certificate_day(facts, first.effective_on),
        registered_by=first.seq,
        ended_on=end.effective_on if end else None,
        revoked=end is not None and end.type in codes_of(ProjectRevoked),
        demo=first.demo,
        shares=country_shares(written[-1][1]),
        countries=written,
        investors=_investors(held[-1]) if held else (),
        opened=first.type in codes_of(ProjectOpened),
    )


def _of(told: Iterable[HistoryEvent], kind: type[Event]) -> list[HistoryEvent]:
    """The events of a class among some."""
    return [each for each in told if each.type in codes_of(kind)]


def _countries(first: HistoryEvent, held: Iterable[HistoryEvent]) -> tuple[tuple[date, str], ...]:
    """The countries of a project's capital with their shares, as they are written, by the days since which it was so."""
    told = {first.effective_on: str(first.payload.get("country") or "")}
    for each in held:
        told[max(each.effective_on, first.effective_on)] = countries_of(_investors(each)).vi
    return tuple(told.items())


def _investors(told: HistoryEvent) -> tuple[Investor, ...]:
    return investors_told(str(told.payload["investors"]))


def certificate_day(facts: Mapping[str, Any], effective_on: date) -> date:
    """The day of a project's certificate, by what put it on record: of an opening balance the day that it gives, if any."""
    return date.fromisoformat(facts["certified_on"]) if facts.get("certified_on") else effective_on


def certificate_days(references: Iterable[Reference]) -> dict[Reference, date]:
    """The days of the certificates of projects on record, as they are known today."""
    known, found = chronicle(), {}
    for reference in references:
        told = known.in_force(known.projects.get(reference, ()), None)
        first = next((each for each in told if each.type in codes_of(ProjectRegistered)), None)
        if first is not None:
            found[reference] = certificate_day(first.payload, first.effective_on)
    return found


def goes_on(known: Mapping[str, BookMark], heads: Mapping[str, BookMark]) -> bool:
    """Whether every book that was read is still there with the event, by its hash, up to which it was read."""
    for book, mark in known.items():
        now = heads.get(book)
        if now is None or (now != mark and not _has(mark)):
            return False
    return True


def _has(mark: BookMark) -> bool:
    rows = fetch("SELECT hash FROM ledger_event WHERE id = %s", [row_id(mark.id, mark.seq)])
    return bool(rows) and rows[0][0] == mark.hash


def events_after(mark: BookMark, after: int, types: Sequence[str]) -> list[tuple[Any, ...]]:
    """The events of some types after one of a book, in order: number, type, payload, day, moment, demo, what it replaces, document."""
    sql = (
        "SELECT seq, type, payload, effective_on, recorded_at, demo, replaces, document FROM ledger_event "
        f"WHERE book_id = %s AND type IN ({', '.join(['%s'] * len(types))}) AND seq > %s AND seq <= %s ORDER BY seq"
    )
    return fetch(sql, [mark.id, *types, after, mark.seq])


def reversals_after(mark: BookMark, after: int, types: Sequence[str]) -> list[tuple[Any, ...]]:
    """What was taken back, of events of some types, after one of a book: what was reversed, by which event, when."""
    sql = (
        "SELECT r.reverses, r.seq, r.recorded_at FROM ledger_event r JOIN ledger_event o ON o.book_id = r.book_id AND o.seq = r.reverses "
        f"WHERE r.book_id = %s AND r.reverses IS NOT NULL AND r.seq > %s AND r.seq <= %s AND o.type IN ({', '.join(['%s'] * len(types))})"
    )
    return fetch(sql, [mark.id, after, mark.seq, *types])


def _day(stored: date | str) -> date:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored
