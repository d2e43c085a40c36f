"""Inspections of a zone or a project as they stood on a page's two dates, and in a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import Labelled, Lang, Text
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, course_of, in_order
from parkledger.ledger.events.inspections import OCCASIONS, TOPICS, InspectionCourse, InspectionEvent
from parkledger.records.cells import EVENT, PROJECT, PROJECT_KEYS, project_cells
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, revived, standing
from parkledger.records.histories import Reference, zones_on
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table


class InspectionState(Labelled):
    """How far an inspection has come."""

    PLANNED = "planned", "chưa tiến hành", "not made yet"
    LATE = "late", "chậm kế hoạch", "behind the plan"
    CANCELLED = "cancelled", "đưa ra khỏi kế hoạch", "taken off the plan"
    OPEN = "open", "chưa kết thúc", "not closed"
    CLOSED = "closed", "đã kết thúc", "closed"


@dataclass(frozen=True, slots=True)
class InspectionOn:
    """An inspection on a day: its course, its first event, whether any of it is made up, and how far it has come."""

    course: InspectionCourse
    event: Stored
    demo: bool
    state: InspectionState

    @property
    def words(self) -> str:
        """What it is found by: its number, the codes of its zone and project."""
        first = self.course.first
        named = (self.course.number, first.zone, first.project) if first is not None else ()
        return " ".join(part for part in named if part)

    @property
    def years(self) -> frozenset[int]:
        """The years of which it is: in whose plan it is, and in which it was made."""
        days = (
            self.course.planned and self.course.planned.visit_by,
            self.course.made and self.course.made.effective_on,
        )
        return frozenset(day.year for day in days if day)

    def is_of(self, year: int, on: date) -> bool:
        """Whether it is of a year: planned for it, made in it, or not closed yet where it is the year of the page's day."""
        is_carried = self.state is InspectionState.OPEN and min(self.years) < year == on.year
        return year in self.years or is_carried

    @property
    def on(self) -> date:
        """The day on which it was made, else by which it is to be, by which lists are ordered."""
        course = self.course
        if course.made is not None:
            return course.made.effective_on
        return course.planned.visit_by if course.planned is not None else self.event.effective_on


def inspections_of(kind: SubjectKind, subject: Reference, dates: Dates) -> list[InspectionOn]:
    """The inspections of a zone, its projects' included, or of a project, the latest first; none where the book withholds
    its projects."""
    return _inspections(events_about(kind, subject, codes_of(InspectionEvent), dates), dates.on)


def inspections_on(dates: Dates) -> list[InspectionOn]:
    """The inspections of all books that were planned or made by the day, the latest first."""
    books = [mark.id for mark in current_figures().heads.values()]
    return _inspections(standing(books, codes_of(InspectionEvent), None, dates.on, dates.known_at), dates.on)


def books_withholding() -> frozenset[str]:
    """The books that withhold their inspections from whoever asks, by themselves or with their projects."""
    return hiding(PublicKind.PROJECTS) | hiding(PublicKind.DOSSIERS)


def _inspections(events: Iterable[Stored], on: date) -> list[InspectionOn]:
    """The inspections that events make; none of a book that withholds them or its projects from whoever asks."""
    steps: defaultdict[Reference, dict[int, CourseEvent]] = defaultdict(dict)
    first: dict[Reference, Stored] = {}
    made_up: set[Reference] = set()
    hidden = books_withholding()
    for each in sorted(events, key=lambda event: event.id):
        step = revived(each)
        if isinstance(step, InspectionEvent) and each.book not in hidden:
            name = (each.book, step.inspection)
            steps[name][each.seq] = step
            first.setdefault(name, each)
            made_up |= {name} if each.demo else set()
    found = [
        InspectionOn(course, first[name], name in made_up, _state(course, on))
        for name, some in steps.items()
        if (course := course_of(InspectionCourse, in_order(some), name[0])).first is not None
    ]
    return sorted(found, key=lambda each: (each.on, each.course.number), reverse=True)


def _state(course: InspectionCourse, on: date) -> InspectionState:
    if course.cancelled is not None:
        return InspectionState.CANCELLED
    if course.made is not None:
        return InspectionState.OPEN if course.closed is None else InspectionState.CLOSED
    late = course.planned is not None and course.planned.visit_by < on
    return InspectionState.LATE if late else InspectionState.PLANNED


COLUMNS: Final = (
    Column("inspection", Text("Cuộc kiểm tra", "Inspection"), strong=True, lang="vi"),
    Column("topic", Text("Nội dung", "Topic"), place=ColumnPlace.UNDER, under="inspection"),
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi"),
    *PROJECT,
    Column("occasion", Text("Theo kế hoạch, đột xuất", "Occasion"), place=ColumnPlace.FILE),
    Column("visit_by", Text("Hạn theo kế hoạch", "Planned by"), ColumnType.DATE, css="number"),
    Column("made_on", Text("Ngày kiểm tra", "Made on"), ColumnType.DATE, css="number"),
    Column("findings", Text("Tồn tại, vi phạm", "Findings"), ColumnType.INTEGER, css="number"),
    Column("open", Text("Chưa khắc phục", "Open"), ColumnType.INTEGER, css="number"),
    Column("remedy_by", Text("Hạn khắc phục gần nhất", "Next remedy due"), ColumnType.DATE, css="number"),
    Column("fined", Text("Tiền phạt", "Fined"), ColumnType.MONEY),
    Column("paid", Text("Đã nộp", "Paid"), ColumnType.MONEY),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    EVENT,
)
INSPECTIONS_SHOWN: Final = 20
"""So many of a zone's inspections stand on its page, the latest; its file has all."""
OF_ZONE: Final = ("zone",)
OF_PROJECT_PAGE: Final = ("zone", *PROJECT_KEYS)
"""What need not be told on the page of a zone, of a project."""
TITLE: Final = Text("Kiểm tra, xử lý vi phạm", "Inspections")


def inspections_table(
    found: Sequence[InspectionOn], dates: Dates, lang: Lang, *, without: Sequence[str] = (), caption: str = ""
) -> Table:
    """Inspections with what they found, what is open and what was fined, without the columns that the page itself tells."""
    titles = {} if "zone" in without else {reference: zone.title for reference, zone in zones_on(dates).items()}
    rows = [Row(_cells(each, titles, dates, lang)) for each in found]
    told, hidden = caption or TITLE.of(lang), not caption
    table = Table("inspections", TITLE, COLUMNS, rows, lang, caption=told, caption_hidden=hidden, css="stacked")
    return table.without(without)


def _zone(about: InspectionEvent | None, titles: Mapping[Reference, str], book: str, dates: Dates) -> Cell | None:
    if about is None or not about.zone:
        return None
    title = titles.get((book, about.zone), about.zone)
    return Cell(title, address=reach("zone", book, about.zone, dates=dates))


def _cells(each: InspectionOn, titles: Mapping[Reference, str], dates: Dates, lang: Lang) -> Cells:
    course, event, about = each.course, each.event, each.course.first
    made, planned = course.made, course.planned
    topic = (made and made.topic) or (planned and planned.topic) or "other"
    due = [day for code in course.open_findings if (day := course.remedy_by[code]) is not None]
    project = about.project if about is not None else None
    return {
        "inspection": Cell(course.number, address=reach("event", event.book, event.seq, dates=dates), demo=each.demo),
        "topic": TOPICS[topic],
        "zone": _zone(about, titles, event.book, dates),
        **project_cells(event.book, project, dates),
        "occasion": OCCASIONS["planned" if planned is not None else "unplanned"],
        "visit_by": planned.visit_by if planned is not None else Cell(text=OCCASIONS["unplanned"], quiet=True),
        "made_on": made.effective_on if made is not None else None,
        "findings": len(course.findings) if made is not None else None,
        "open": len(course.open_findings) if made is not None else None,
        "remedy_by": min(due, default=None),
        "fined": _dong(course.imposed_vnd, lang) if course.fines else None,
        "paid": _dong(course.paid_vnd, lang) if course.fines else None,
        "state.code": each.state.value,
        "state": each.state.label,
        "event": event.ref,
    }


def _dong(amount: int, lang: Lang) -> Cell:
    exact = Fraction(amount)
    return Cell(exact, "VND", number(exact, "VND", lang))
