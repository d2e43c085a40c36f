"""What the pages of collections know: a book's boards, what is due from whoever looks, how it has gone over time."""

from collections.abc import Collection as Names
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from parkledger.catalogue.collections import Collection, Reporter, ReportWindow, collection, load_collections
from parkledger.catalogue.publicity import whole
from parkledger.language import ParkError, today
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import Book, Project, Zone
from parkledger.ledger.store import registry
from parkledger.people.permissions import Target, User, enterprises_for, may, require, zones_held_since
from parkledger.people.roles import Action
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_on
from parkledger.submissions.collections.due import Board, DueReport, DueState, ReportingUnit, Tally, board
from parkledger.submissions.models import Collecting

LENGTHS = (6, 12, 24)
"""Windows that a page may show."""
MINE = 6
"""Windows that the page of what is due from somebody shows."""


class CollectionNotThere(ParkError):
    """The book does not collect by such a rule, or it is not for this person to see."""

    code = "collection_not_there"
    status = 404
    vi = "Sổ «{book}» không thu báo cáo «{rule}», hoặc không thuộc phạm vi của bạn. Hãy xem danh sách báo cáo định kỳ."
    en = "The book “{book}” does not collect “{rule}”, or it is not yours to see. Look at the list of periodic reports."


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A unit with its cells and what they come to."""

    unit: ReportingUnit
    cells: tuple[DueReport, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Summary:
    """A collection in the list: the last window whose due day has passed, and all windows shown."""

    shown: Board
    last: tuple[ReportWindow, date] | None
    tally: Tally
    until: date | None

    @property
    def is_ended(self) -> bool:
        """Whether the book has left off collecting by its rule."""
        return self.until is not None and self.until < self.shown.on


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is due from whoever looks, with the address of its form."""

    shown: Board
    cell: DueReport
    address: str


def target(book: Book) -> Target:
    """A book, for deciding who may do what with it."""
    return Target(book.pk, book.place)


def watches(user: User, book: Book) -> bool:
    """Whether somebody sees who has reported to a book."""
    return any(may(user, action, target(book)) for action in (Action.READ_SUBMISSIONS, Action.MANAGE_COLLECTIONS))


def summaries(user: User, dates: Dates) -> list[tuple[Book, list[Summary], list[Collection], bool]]:
    """The books whose reports somebody watches, with their collections and the rules that they might collect by."""
    found = []
    for book in registry.books():
        if not watches(user, book):
            continue
        held = list(book.collecting.select_related("book").order_by("rule"))
        boards = [board(each, dates.due_on, dates.known_at) for each in held]
        others = [rule for code, rule in load_collections().items() if code not in {each.rule for each in held}]
        found.append(
            (
                book,
                [_summary(each, dates.known_at) for each in boards],
                others,
                may(user, Action.MANAGE_COLLECTIONS, target(book)),
            )
        )
    return found


def not_in(user: User, dates: Dates) -> int:
    """How many reports of the windows whose due day passed last are not in, of all that somebody watches and is still collected."""
    held = (each for _, summed, _, _ in summaries(user, dates) for each in summed)
    return sum(each.tally.open for each in held if not each.is_ended)


def _summary(shown: Board, known_at: datetime | None) -> Summary:
    until = shown.collecting.term(known_at).until
    passed = [index for index, (_, due) in enumerate(shown.windows) if due < shown.on]
    if not passed:
        return Summary(shown, None, Tally(), until)
    last = passed[-1]
    return Summary(shown, shown.windows[last], shown.tally(cells[last] for _, cells in shown.rows), until)


def collecting_of(user: User, book: str, rule: str) -> Collecting:
    """A collection that somebody watches."""
    found = Collecting.objects.filter(book__code=book, rule=rule).select_related("book").first()
    if found is None or not watches(user, found.book):
        raise CollectionNotThere(book=book, rule=rule)
    return found


def rows_of(shown: Board, state: str = "") -> list[CollectionRow]:
    """The rows of a board; where a state is named, those that have a cell in it."""
    return [
        CollectionRow(unit, cells, shown.tally(cells))
        for unit, cells in shown.rows
        if not state or any(cell.state.value == state for cell in cells)
    ]


def totals_of(shown: Board) -> list[tuple[ReportWindow, date, Tally]]:
    """What each window comes to over all units."""
    return [
        (window, due, shown.tally(cells[index] for _, cells in shown.rows))
        for index, (window, due) in enumerate(shown.windows)
    ]


def owed(user: User, dates: Dates) -> list[Owed]:
    """The reports that are due from whoever looks, the earliest due day first; those that are there are left out."""
    zones, firms = zones_held_since(user, Action.SUBMIT), enterprises_for(user, Action.SUBMIT)
    zone_codes = _codes(registry.zones_numbered(zones).values_list("book_id", "code"))
    project_codes = _codes(_ever_of(firms).values_list("book_id", "code"))
    found: list[Owed] = []
    books = {*zone_codes, *project_codes}
    for each in Collecting.objects.filter(book_id__in=books).select_related("book"):
        rule = collection(each.rule)
        units = (zone_codes if rule.reporter is Reporter.ZONE else project_codes).get(each.book_id, set())
        if units:
            shown = board(each, dates.due_on, dates.known_at, windows=MINE, units=units)
            found += [
                Owed(shown, cell, form_address(shown, cell))
                for cell in shown.cells()
                if not cell.state.is_whole and _is_owed_by(shown, cell, zones, firms, dates)
            ]
    return sorted(
        (each for each in found if each.cell.state is not DueState.NOT_DUE),
        key=lambda each: (each.cell.due_on, each.cell.unit.name),
    )


def _is_owed_by(shown: Board, cell: DueReport, zones: Mapping[int, date], firms: Names[str], dates: Dates) -> bool:
    """Whether a report is due from some zones, each spoken for since a day, or enterprises: what was due from a developer
    before is not."""
    if cell.enterprise:
        return cell.enterprise in firms
    zone = whole(zones_on)(Dates(max(dates.due_on, today()))).get((shown.collecting.book.code, cell.unit.code))
    since = zones.get(cell.unit.zone_id)
    return zone is None or since is None or zone.is_of_developers_since(since, min(dates.due_on, cell.due_on))


def _ever_of(firms: Iterable[str]) -> QuerySet[Project]:
    """The projects that are, or once were, of some enterprises: a project may have been handed on since a window ended."""
    return registry.projects_ever_of(firms)


def behind(book: Book, zones: Sequence[Zone], on: date) -> list[Owed]:
    """The reports of some zones that are late or not in by a day: what an approver should know of who reports."""
    found: list[Owed] = []
    codes = {zone.code for zone in zones}
    for each in Collecting.objects.filter(book=book).select_related("book").order_by("rule") if codes else ():
        if collection(each.rule).reporter is Reporter.ZONE:
            shown = board(each, on, windows=MINE, units=codes)
            late = [cell for cell in shown.cells() if cell.state is DueState.LATE or _passed(cell, on)]
            found += [Owed(shown, cell, cell_address(shown, cell)) for cell in late]
    return found


def _passed(cell: DueReport, on: date) -> bool:
    """Whether a report is still open after its due day."""
    return cell.state.is_open and cell.due_on < on


def _codes(rows: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for book, code in rows:
        found.setdefault(book, set()).add(code)
    return found


def form_address(shown: Board, cell: DueReport) -> str:
    """The form in which a report that is due is written, with what is known filled in."""
    book, window = shown.collecting.book, cell.window
    if cell.state is DueState.SUBMITTED:
        return reverse("submission", args=[cell.at])
    if shown.rule.reporter is Reporter.ENTERPRISE:
        path = reverse("enterprise_report", args=[book.code, cell.unit.code])
        return f"{path}?first={window.first.isoformat()}&last={window.last.isoformat()}"
    path = reverse("record", args=[PeriodReport.code])
    return f"{path}?book={book.code}&zone={cell.unit.code}&period_start={window.first.isoformat()}&period_end={window.last.isoformat()}"


def cell_address(shown: Board, cell: DueReport) -> str:
    """Where a report that came can be seen: its event, or its submission."""
    if cell.at is None:
        return ""
    if shown.rule.reporter is Reporter.ENTERPRISE or cell.state is DueState.SUBMITTED:
        return reverse("submission", args=[cell.at])
    return reverse("event", args=[shown.collecting.book.code, cell.at])


def zone_for_office(user: User, book: str, code: str) -> Zone:
    """A zone whose reports somebody consolidates."""
    found = registry.find_zone(book, code)
    if found is None:
        raise CollectionNotThere(book=book, rule=code)
    require(user, Action.MANAGE_COLLECTIONS, target(found.book))
    return found
