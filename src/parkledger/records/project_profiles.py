"""All that a project's page knows, for a page's two dates: its capital year by year, its land, its events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from parkledger.catalogue import Origin, ProjectRole
from parkledger.catalogue.countries import country_text, shares_text
from parkledger.catalogue.publicity import PublicKind, require_public
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text
from parkledger.ledger.errors import ProjectUnknown
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.projects import ProjectRegistered
from parkledger.ledger.store.statements import fetch
from parkledger.places import COUNTRY_CODE, get, territory
from parkledger.records.dates import Dates
from parkledger.records.histories import ProjectOn, chronicle, projects_among, zones_on
from parkledger.records.project_lists import MEASURES, ProjectRow, line_of
from parkledger.records.timelines import TimelineEntry, project_timeline, supposed_by, until_known


@dataclass(frozen=True, slots=True)
class YearOfCapital:
    """A project's capital at a year's end (or on the page's day), in whole US cents or đồng; None before any is recorded.

    Of a project that has ended, the last is that of the day before its end: on the day itself nothing is in force any more.
    `drawn` is the same in millions of US dollars, or billions of đồng: registered, implemented.
    """

    until: date
    registered: int | None
    implemented: int | None
    drawn: tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class LandHeld:
    """Land that a project holds in a zone, by how it holds it, in m²."""

    zone: str
    address: tuple[str, str] | None
    measure: str
    area_m2: int


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project on a page's two dates."""

    line: ProjectRow
    years: list[YearOfCapital]
    charter: int | None
    land: list[LandHeld]
    timeline: list[TimelineEntry]

    @property
    def project(self) -> ProjectOn:
        """The project itself."""
        return self.line.project

    @property
    def country(self) -> Text | None:
        """Where its capital comes from, as it is shown; None where it is not recorded."""
        if len(self.project.shares) > 1:
            return shares_text(self.project.shares)
        return country_text(self.project.country) if self.project.country else None

    @property
    def investors(self) -> list[Text]:
        """Who holds its capital on the day, by name, country and share; none where only the country is on record."""
        return [Text(each.said(Lang.VI), each.said(Lang.EN)) for each in self.project.investors]

    @property
    def certificate(self) -> TimelineEntry | None:
        """The event by which it was registered."""
        return next((entry for entry in self.timeline if entry.seq == self.project.registered_by), None)


def project_line(book: str, code: str, dates: Dates) -> ProjectRow:
    """A project with what it holds; refused where none known at the moment was registered by the day."""
    require_public(book, PublicKind.PROJECTS)
    known = chronicle()
    ids = {told.id for told in known.projects.get((book, code), ())}
    found = projects_among(sorted(ids), dates)
    if not found:
        codes = [other for own, other in known.projects if own == book][:3]
        raise ProjectUnknown(project=code, book=book, nearest=codes or ["—"])
    project = found[0]
    zones = zones_on(dates)
    books = current_figures()
    within = territory(get(COUNTRY_CODE))
    held = books.project_balances(MEASURES, within, dates.on, dates.known_at)
    return line_of(project, held, zones, dates.on)


def project_page(book: str, code: str, dates: Dates, lang: Lang) -> ProjectPage:
    """The page of a project; refused where none known at the moment was registered by the day."""
    line = project_line(book, code, dates)
    project = line.project
    rows = _rows(project, dates)
    return ProjectPage(
        line,
        _years(project, rows, dates.on),
        _charter(project, rows),
        _land(rows, dates),
        project_timeline(project, dates, lang),
    )


_Row = tuple[str, int | None, date, int, int, int]


def _rows(project: ProjectOn, dates: Dates) -> list[_Row]:
    """A project's postings up to the day as known at the moment: measure, zone, day, amount, US cents, đồng."""
    known, moments = until_known(dates.known_at, "recorded_at")
    sql = (
        "SELECT measure, zone_id, effective_on, amount, usd, vnd FROM ledger_posting "
        f"WHERE project_id = %s AND effective_on <= %s AND scenario = 'actual'{known} ORDER BY effective_on, event_id, line"
    )
    rows = fetch(sql, [project.id, dates.on, *moments])
    columns = ("measure", "zone_id", "effective_on", "amount", "usd", "vnd")
    rows += supposed_by(dates, columns, project_id=[project.id])
    told = [
        (measure, zone, date.fromisoformat(on) if isinstance(on, str) else on, amount, usd, vnd)
        for measure, zone, on, amount, usd, vnd in rows
    ]
    return sorted(told, key=lambda row: row[2])


def _years(project: ProjectOn, rows: list[_Row], on: date) -> list[YearOfCapital]:
    """Registered and implemented capital at each year's end since registration, and on the day or the last in force."""
    registered = "capital.infrastructure" if project.role == ProjectRole.INFRASTRUCTURE else "capital.in_force"
    column = 4 if project.origin == Origin.FDI else 5
    last = min(on, project.ended_on - timedelta(days=1)) if project.ended_on else on
    ends = [date(year, 12, 31) for year in range(project.registered_on.year, last.year)]
    found = []
    for end in [*ends, *([last] if last >= project.registered_on else [])]:
        sums: dict[str, int | None] = dict.fromkeys((registered, "capital.implemented"))
        for row in rows:
            if row[0] in sums and row[2] <= end:
                sums[row[0]] = (sums[row[0]] or 0) + int(row[column])  # type: ignore[arg-type]
        both = (sums[registered], sums["capital.implemented"])
        scale = 10**8 if project.origin == Origin.FDI else 10**9
        drawn = [None if amount is None else Fraction(amount, scale) for amount in both]
        found.append(YearOfCapital(end, *both, (drawn[0], drawn[1])))
    return found


def _charter(project: ProjectOn, rows: list[_Row]) -> int | None:
    column = 4 if project.origin == Origin.FDI else 5
    amounts = [int(row[column]) for row in rows if row[0] == "capital.charter"]  # type: ignore[arg-type]
    return (sum(amounts) or None) if amounts else None


def _land(rows: list[_Row], dates: Dates) -> list[LandHeld]:
    """The land held on the day, zone by zone."""
    sums: dict[tuple[int | None, str], int] = {}
    for measure, zone, _, amount, _, _ in rows:
        if measure in {"land.leased_industrial", "land.leased_service", "land.approved"}:
            sums[zone, measure] = sums.get((zone, measure), 0) + amount
    names = {zone.id: zone for zone in zones_on(dates).values()}
    found = []
    for (zone, measure), area in sums.items():
        if area:
            named = names.get(zone or 0)
            found.append(LandHeld(named.name if named else "", named.reference if named else None, measure, area))
    return found


def registrations_undone(books: Sequence[int], known_at: datetime) -> list[tuple[Any, ...]]:
    """The registrations known at a moment that were taken back after it: event, payload, day, what it replaced, book."""
    types = codes_of(ProjectRegistered)
    sql = (
        "SELECT e.id, e.payload, e.effective_on, e.replaces, b.code FROM ledger_event r "
        "JOIN ledger_event e ON e.book_id = r.book_id AND e.seq = r.reverses JOIN ledger_book b ON b.id = e.book_id "
        f"WHERE r.book_id IN ({', '.join(['%s'] * len(books))}) AND r.reverses IS NOT NULL AND r.recorded_at > %s "
        f"AND e.recorded_at <= %s AND e.type IN ({', '.join(['%s'] * len(types))})"
    )
    return fetch(sql, [*books, known_at, known_at, *types])
