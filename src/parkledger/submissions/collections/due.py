"""Which reports are due from whom, by when, and which were received, late or missing: for any day, as known at any moment."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from collections.abc import Collection as Some
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial
from threading import Lock

from django.db import connection
from django.db.models import Count, Max

from parkledger.catalogue import MEASURES, official_title
from parkledger.catalogue.collections import Collection, Reporter, ReportWindow, collection
from parkledger.duties import days_late, is_late
from parkledger.language import Text, day_of, in_name_order
from parkledger.ledger.book.states import Dated
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import Project
from parkledger.ledger.store import history, registry
from parkledger.ledger.store.source import dated
from parkledger.submissions.collections.received import (
    ReceivedReport,
    covered_since,
    enterprise_reports,
    pending,
    zone_reports,
)
from parkledger.submissions.models import Collecting, CollectingTerm, SubmissionEntry
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT


class DueState(StrEnum):
    """How a report that somebody owes stands."""

    RECEIVED = "received"
    LATE = "late"
    ESTIMATE = "estimate"
    PARTIAL = "partial"
    SUBMITTED = "submitted"
    WAITING = "waiting"
    MISSING = "missing"
    NOT_DUE = "not-due"

    @property
    def label(self) -> Text:
        """The state in words."""
        return STATES[self]

    @property
    def is_whole(self) -> bool:
        """Whether all that was asked for is there."""
        return self in {DueState.RECEIVED, DueState.LATE}

    @property
    def is_open(self) -> bool:
        """Whether the reporter still has something to do."""
        return self in {DueState.ESTIMATE, DueState.PARTIAL, DueState.WAITING, DueState.MISSING}


STATES = {
    DueState.RECEIVED: Text("đúng hạn", "on time"),
    DueState.LATE: Text("nộp muộn", "late"),
    DueState.ESTIMATE: Text("mới có số ước", "estimate only"),
    DueState.PARTIAL: Text("chưa đủ", "incomplete"),
    DueState.SUBMITTED: Text("chờ duyệt", "waits for approval"),
    DueState.WAITING: Text("chưa đến hạn", "not yet due"),
    DueState.MISSING: Text("còn thiếu", "missing"),
    DueState.NOT_DUE: Text("không phải nộp", "not asked for"),
}


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """Who reports: a zone's developer, or a project's enterprise. `code` is the zone's or the project's; `enterprises` is
    whose the project was from which day on."""

    code: str
    name: str
    zone_id: int
    enterprises: Dated = field(default_factory=Dated, compare=False)

    def enterprise_on(self, day: date) -> str:
        """The enterprise whose project it was on a day; "" of a zone."""
        return self.enterprises.on(day) if self.enterprises.values else ""


@dataclass(frozen=True, slots=True)
class DueReport:
    """One report that is due: of a unit for a window. `at` is the number of the event or submission that shows it."""

    unit: ReportingUnit
    window: ReportWindow
    due_on: date
    state: DueState
    received_on: date | None = None
    missing: tuple[str, ...] = ()
    at: int | None = None

    @property
    def enterprise(self) -> str:
        """The enterprise that owes it: whose the project was on the window's last day."""
        return self.unit.enterprise_on(self.window.last)

    @property
    def days_late(self) -> int:
        """Days between the due day and the day on which it came."""
        return days_late(self.received_on, self.due_on) if self.received_on else 0

    @property
    def lacking(self) -> list[Text]:
        """The measures that are not there, in words."""
        return [MEASURES[code].name for code in self.missing]


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many reports that were due by the day, how many are there, on time and late, and how many are not."""

    due: int = 0
    on_time: int = 0
    late: int = 0

    @property
    def whole(self) -> int:
        """Those that are there."""
        return self.on_time + self.late

    @property
    def open(self) -> int:
        """Those that are not."""
        return self.due - self.whole


@dataclass(frozen=True, slots=True)
class Board:
    """A collection of a book over some windows: a row of cells for each unit."""

    collecting: Collecting
    rule: Collection
    on: date
    windows: tuple[tuple[ReportWindow, date], ...]
    rows: tuple[tuple[ReportingUnit, tuple[DueReport, ...]], ...]

    def tally(self, cells: Iterable[DueReport]) -> Tally:
        """What some cells come to, of those whose due day has passed or that are there already."""
        counted = [
            each
            for each in cells
            if each.state.is_whole or (each.state is not DueState.NOT_DUE and each.due_on < self.on)
        ]
        states = [each.state for each in counted]
        return Tally(len(states), states.count(DueState.RECEIVED), states.count(DueState.LATE))

    def cells(self) -> list[DueReport]:
        """All cells."""
        return [cell for _, cells in self.rows for cell in cells]


def board(
    collecting: Collecting,
    on: date,
    known_at: datetime | None = None,
    *,
    windows: int = 12,
    units: "Some[str] | None" = None,
) -> Board:
    """The last windows that have ended by a day, or that the day is in where its report may be sent already.

    A board that was made is remembered until something is recorded in the book or said of a submission.
    """
    term = collecting.term(known_at)
    key = (
        *_state(collecting.book_id),
        collecting.pk,
        term.since,
        term.until,
        term.due_days,
        on,
        known_at,
        windows,
        None if units is None else frozenset(units),
    )
    with _remembering:
        found = _remembered.pop(key, None)
    found = found or _made(collecting, _windows(term, collection(collecting.rule), on, windows), on, known_at, units)
    with _remembering:
        _remembered[key] = found
        while len(_remembered) > MOST_REMEMBERED:
            _remembered.pop(next(iter(_remembered)))
    return replace(found, collecting=collecting)


@dataclass(frozen=True, slots=True)
class LastDue:
    """The last window of a collection whose reports were due before a day: its due day, what is due and what is not in."""

    rule: Collection
    window: ReportWindow
    due_on: date
    due: tuple[DueReport, ...]

    @property
    def missing(self) -> list[DueReport]:
        """The reports that are not in, or not whole."""
        return [cell for cell in self.due if not cell.state.is_whole]


def last_due(books: Iterable[str], on: date, known_at: datetime | None = None) -> list[LastDue]:
    """Of every collection of zones' reports by some books, the last window that was due before a day."""
    found = []
    for each in Collecting.objects.filter(book__code__in=list(books)).select_related("book").order_by("book", "rule"):
        shown = board(each, on, known_at) if collection(each.rule).reporter is Reporter.ZONE else None
        passed = [index for index, (_, due) in enumerate(shown.windows) if due < on] if shown else []
        if shown and passed:
            window, due_on = shown.windows[passed[-1]]
            column = [cells[passed[-1]] for _, cells in shown.rows]
            due = tuple(cell for cell in column if cell.state is not DueState.NOT_DUE)
            found.append(LastDue(shown.rule, window, due_on, due))
    return found


def reports_state() -> str:
    """What tells this state of submissions and collections from any other, for pages that are kept."""
    entries = SubmissionEntry.objects.aggregate(Max("pk"), Count("pk"))
    terms = CollectingTerm.objects.aggregate(Max("pk"))
    return f"{entries['pk__max']}/{entries['pk__count']}/{terms['pk__max']}"


MOST_REMEMBERED = 24
"""Boards remembered by a process; those asked for last stay."""
_remembered: dict[tuple[object, ...], Board] = {}
_remembering = Lock()


def _state(book_id: int) -> tuple[object, ...]:
    """What tells the state of a book and of all submissions from any other: nothing changes without an event or an entry."""
    last = history.last_seq(book_id)
    entries = SubmissionEntry.objects.aggregate(Max("pk"), Count("pk"))
    return connection.settings_dict["NAME"], book_id, last, entries["pk__max"], entries["pk__count"]


def _made(
    collecting: Collecting,
    asked: list[tuple[ReportWindow, date]],
    on: date,
    known_at: datetime | None,
    units: "Some[str] | None",
) -> Board:
    rule = collection(collecting.rule)
    if not asked:
        return Board(collecting, rule, on, (), ())
    first, last = asked[0][0].first, asked[-1][0].last
    owing = [
        (unit, stands) for unit, stands in _units(collecting, rule, known_at) if units is None or unit.code in units
    ]
    codes = None if units is None else sorted(unit.code for unit, _ in owing)
    reports, waits = _came(collecting, rule, ReportWindow(last, first), known_at, codes)
    rows = []
    for unit, stands in owing:
        cells = tuple(
            _cell(
                rule=rule,
                unit=unit,
                window=window,
                due=due,
                on=on,
                inside=inside,
                waits=waits.get((unit.code, window.last)),
                owes=stands(window.last),
            )
            for (window, due), inside in zip(asked, _by_window(reports.get(unit.code, []), asked), strict=True)
        )
        if any(cell.state is not DueState.NOT_DUE for cell in cells):
            rows.append((unit, cells))
    return Board(collecting, rule, on, tuple(asked), tuple(rows))


def _by_window(reports: list[ReceivedReport], asked: list[tuple[ReportWindow, date]]) -> list[list[ReceivedReport]]:
    """The reports whose days lie in each window, in their order; windows follow each other, so that each report has one."""
    found: list[list[ReceivedReport]] = [[] for _ in asked]
    ends = [window.last for window, _ in asked]
    for each in reports:
        at = bisect_left(ends, each.last)
        if at < len(asked) and each.first >= asked[at][0].first:
            found[at].append(each)
    return found


def _came(
    collecting: Collecting, rule: Collection, days: ReportWindow, known_at: datetime | None, units: "list[str] | None"
) -> tuple[dict[str, list[ReceivedReport]], dict[tuple[str, date], int]]:
    """The reports of some days in force by unit, and the numbers of those that wait for approval by unit and last day."""
    per_zone = rule.reporter is Reporter.ZONE
    reports: dict[str, list[ReceivedReport]] = defaultdict(list)
    came = zone_reports if per_zone else enterprise_reports
    for each in came(collecting.book, days.first, days.last, known_at, units):
        reports[each.unit].append(each)
    kind = PeriodReport.code if per_zone else ENTERPRISE_REPORT
    waiting = pending(collecting.book, kind, days.first, days.last, known_at)
    return reports, {(each.unit, each.last): each.number for each in waiting}


def _windows(
    term: Collecting | CollectingTerm, rule: Collection, on: date, most: int
) -> list[tuple[ReportWindow, date]]:
    """The last windows with their due days, as the book collects them."""
    until = min(on, term.until) if term.until else on
    first = max(term.since, until - timedelta(days=31 * rule.frequency.months * (most + 1)))
    found = [(each, rule.due_on(each, term.due_days)) for each in rule.windows(first, until)]
    return [(window, due) for window, due in found if due is not None][-most:]


def _cell(
    rule: Collection,
    unit: ReportingUnit,
    window: ReportWindow,
    due: date,
    on: date,
    inside: list[ReceivedReport],
    waits: int | None,
    *,
    owes: bool,
) -> DueReport:
    if not inside and waits is None:
        state = DueState.NOT_DUE if not owes else DueState.MISSING if is_late(on, due) else DueState.WAITING
        return DueReport(unit, window, due, state)
    at = inside[-1].at if inside else waits
    final = _since(rule, window, [each for each in inside if each.is_final])
    came = [moment for moment in final.values() if moment is not None]
    told = partial(DueReport, unit, window, due)
    if len(came) == len(final):
        received = day_of(max(came))
        return told(DueState.LATE if is_late(received, due) else DueState.RECEIVED, received_on=received, at=at)
    if waits is not None:
        return told(DueState.SUBMITTED, at=waits)
    any_status = _since(rule, window, inside)
    lacking = tuple(code for code, moment in any_status.items() if moment is None)
    if not lacking:
        return told(DueState.ESTIMATE, at=at)
    if len(lacking) < len(rule.measures):
        return told(DueState.PARTIAL, missing=lacking, at=at)
    return DueReport(unit, window, due, DueState.MISSING if is_late(on, due) else DueState.WAITING)


def _since(rule: Collection, window: ReportWindow, reports: list[ReceivedReport]) -> dict[str, datetime | None]:
    return {
        code: covered_since(reports, code, window.first, window.last, is_flow=MEASURES[code].is_flow)
        for code in rule.measures
    }


Stands = Callable[[date], bool]


def _units(collecting: Collecting, rule: Collection, known_at: datetime | None) -> list[tuple[ReportingUnit, Stands]]:
    """The zones or projects of a book that ever had to report by a rule, with whether they had to on a day."""
    zones = {zone.id: zone for zone in registry.zones_of(collecting.book_id)}
    per_zone = rule.reporter is Reporter.ZONE
    column = "zone_id" if per_zone else "project_id"
    found = history.postings_of(
        rule.stage, zone_id__in=list(zones), kind=rule.kind.value, **{f"{column}__isnull": False}
    )
    steps: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for unit, on, amount, recorded in found.values_list(column, "effective_on", "amount", "recorded_at"):
        if known_at is None or recorded <= known_at:
            steps[unit].append((on, amount))
    if per_zone:
        named = [
            (zone.id, ReportingUnit(zone.code, official_title(zone.kind, zone.name), zone.id))
            for zone in zones.values()
        ]
    else:
        named = [
            (each.id, _project_unit(each))
            for each in registry.projects_of(collecting.book_id).filter(pk__in=list(steps))
        ]
    return [
        (unit, _standing(steps[id_])) for id_, unit in in_name_order(named, lambda pair: pair[1].name) if id_ in steps
    ]


def _project_unit(project: Project) -> ReportingUnit:
    return ReportingUnit(
        project.code, f"{project.name} — {project.enterprise}", project.zone_id or 0, dated(project.enterprises)
    )


def _standing(steps: list[tuple[date, int]]) -> Stands:
    return lambda day: sum(amount for on, amount in steps if on <= day) > 0
