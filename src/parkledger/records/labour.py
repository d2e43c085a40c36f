"""The labour of zones and projects on a page's two dates, and in tables: who works there by zone, work permits, accidents,
stoppages."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Question
from parkledger.figures.current import current_figures
from parkledger.language import Labelled, Lang, Text
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, CourseName, course_of, in_order
from parkledger.ledger.events.labour import (
    ACCIDENT_SEVERITIES,
    STOPPAGE_CAUSES,
    STOPPAGE_KINDS,
    WORK_PERMIT_KINDS,
    AccidentCourse,
    LabourEvent,
    StoppageCourse,
    WorkPermitCourse,
)
from parkledger.records.cells import BOOK, EVENT, PROJECT_KEYS, SITE, ZONE_CODE, figure_cell, figure_in, site_cells
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, revived, standing
from parkledger.records.histories import Reference, ZoneOn, zones_on
from parkledger.records.inspections import books_withholding
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

ENDING_WITHIN: Final = timedelta(days=60)
"""Work permits that end within so long are told on their own."""
ENDING_RULE: Final = Text(
    f"Giấy phép lao động sắp hết hạn: còn không quá {ENDING_WITHIN.days} ngày.",
    f"Work permits ending soon: within {ENDING_WITHIN.days} days.",
)


class WorkPermitState(Labelled):
    """How a work permit stands on a day."""

    VALID = "valid", "còn hiệu lực", "valid"
    ENDING = "ending", "sắp hết hạn", "ending soon"
    EXPIRED = "expired", "quá thời hạn, chưa ghi gia hạn hay kết thúc", "expired, neither extended nor ended on record"
    ENDED = "ended", "hết hiệu lực", "ended"


class AccidentState(Labelled):
    """How far the investigation of an accident has come."""

    OPEN = "open", "đang điều tra", "under investigation"
    INVESTIGATED = "investigated", "đã điều tra, chưa kết thúc", "investigated, not closed"
    CLOSED = "closed", "đã kết thúc", "closed"


class StoppageState(Labelled):
    """Whether a stoppage goes on."""

    OPEN = "open", "chưa kết thúc", "going on"
    ENDED = "ended", "đã kết thúc", "ended"


@dataclass(slots=True)
class LabourRecord:
    """What is on record case by case, each list with the newest first."""

    permits: list[tuple[WorkPermitCourse, Stored]] = field(default_factory=list)
    accidents: list[tuple[AccidentCourse, Stored]] = field(default_factory=list)
    stoppages: list[tuple[StoppageCourse, Stored]] = field(default_factory=list)

    def pressing_first(self, year: int, on: date) -> "LabourRecord":
        """All of it, what matters of a year before the rest."""
        pressing = self.of_year(year, on)
        return LabourRecord(
            pressing.permits + [each for each in self.permits if each not in pressing.permits],
            pressing.accidents + [each for each in self.accidents if each not in pressing.accidents],
            pressing.stoppages + [each for each in self.stoppages if each not in pressing.stoppages],
        )

    def among(self, has: Callable[[Stored], bool]) -> "LabourRecord":
        """What of it began with an event that meets a condition."""
        return LabourRecord(
            [each for each in self.permits if has(each[1])],
            [each for each in self.accidents if has(each[1])],
            [each for each in self.stoppages if has(each[1])],
        )

    def first(self, count: int) -> "LabourRecord":
        """So many of each list."""
        return LabourRecord(self.permits[:count], self.accidents[:count], self.stoppages[:count])

    def has_more(self, count: int) -> bool:
        """Whether any list is longer."""
        return max(len(self.permits), len(self.accidents), len(self.stoppages)) > count

    def of_year(self, year: int, on: date) -> "LabourRecord":
        """What matters of a year: what happened in it or is open still, and the permits that end soon or have run out."""
        urgent = {WorkPermitState.ENDING, WorkPermitState.EXPIRED}
        permits = [each for each in self.permits if permit_state(each[0], on) in urgent]
        permits.sort(key=lambda each: (each[0].valid_until or date.max, each[0].number))
        return LabourRecord(
            permits,
            [each for each in self.accidents if each[1].effective_on.year == year or each[0].closed is None],
            [each for each in self.stoppages if each[1].effective_on.year == year or each[0].ended is None],
        )


def labour_of(kind: SubjectKind, subject: Reference, dates: Dates) -> LabourRecord:
    """What is on record of a zone, of its projects too, or of a project; nothing where the book withholds it."""
    return _record(events_about(kind, subject, codes_of(LabourEvent), dates))


def labour_on(dates: Dates) -> LabourRecord:
    """What is on record in all books; nothing of those that withhold it."""
    books = [mark.id for mark in current_figures().heads.values()]
    return _record(standing(books, codes_of(LabourEvent), None, dates.on, dates.known_at))


def _record(events: Iterable[Stored]) -> LabourRecord:
    steps: defaultdict[tuple[str, CourseName], dict[int, CourseEvent]] = defaultdict(dict)
    kept: dict[tuple[str, int], Stored] = {}
    hidden = books_withholding()
    for each in sorted(events, key=lambda event: event.id):
        step = revived(each)
        if isinstance(step, LabourEvent) and each.book not in hidden:
            steps[each.book, step.course][each.seq] = step
            kept[each.book, each.seq] = each
    found = LabourRecord()
    for (book, _), some in steps.items():
        ordered = in_order(some)
        first = next(seq for seq, step in some.items() if step is ordered[0])
        _file(found, ordered, kept[book, first])
    for some_found in (found.permits, found.accidents, found.stoppages):
        some_found.sort(key=lambda each: (each[1].effective_on, each[0].number), reverse=True)
    return found


def _file(found: LabourRecord, steps: Sequence[CourseEvent], event: Stored) -> None:
    course = course_of(steps[0].course_type, steps, event.book)
    if isinstance(course, WorkPermitCourse):
        found.permits.append((course, event))
    elif isinstance(course, AccidentCourse):
        found.accidents.append((course, event))
    elif isinstance(course, StoppageCourse):
        found.stoppages.append((course, event))


def permit_state(permit: WorkPermitCourse, on: date) -> WorkPermitState:
    """How a work permit stands on a day; it holds on its last day still."""
    if permit.ended is not None:
        return WorkPermitState.ENDED
    if permit.valid_until is None or permit.valid_until > on + ENDING_WITHIN:
        return WorkPermitState.VALID
    return WorkPermitState.EXPIRED if permit.valid_until < on else WorkPermitState.ENDING


def accident_state(accident: AccidentCourse) -> AccidentState:
    """How far an accident's investigation has come."""
    if accident.closed is not None:
        return AccidentState.CLOSED
    return AccidentState.OPEN if accident.investigated is None else AccidentState.INVESTIGATED


DATE, UNDER, INTEGER = ColumnType.DATE, ColumnPlace.UNDER, ColumnType.INTEGER
STATE: Final = (
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    EVENT,
)
PERMITS: Final = (
    Column("permit", Text("Giấy phép lao động", "Work permit"), strong=True, lang="vi"),
    Column("kind", Text("Loại", "Kind"), place=UNDER, under="permit"),
    *SITE,
    Column("granted_on", Text("Ngày cấp", "Granted on"), DATE, css="number"),
    Column("valid_until", Text("Có giá trị đến", "Valid until"), DATE, css="number"),
    *STATE,
)
ACCIDENTS: Final = (
    Column("accident", Text("Vụ tai nạn", "Accident"), strong=True, lang="vi"),
    Column("severity", Text("Mức độ", "Severity"), place=UNDER, under="accident"),
    *SITE,
    Column("happened_on", Text("Ngày xảy ra", "Happened on"), DATE, css="number"),
    Column("injured", Text("Bị thương", "Injured"), INTEGER, css="number"),
    Column("killed", Text("Chết", "Killed"), INTEGER, css="number"),
    Column("declared_on", Text("Ngày khai báo", "Declared on"), DATE, place=ColumnPlace.FILE),
    Column("investigated_on", Text("Điều tra xong", "Investigated on"), DATE, css="number"),
    *STATE,
)
STOPPAGES: Final = (
    Column("stoppage", Text("Vụ ngừng việc, đình công", "Stoppage"), strong=True, lang="vi"),
    Column("kind", Text("Hình thức", "Kind"), place=UNDER, under="stoppage"),
    *SITE,
    Column("begun_on", Text("Ngày xảy ra", "Begun on"), DATE, css="number"),
    Column("ended_on", Text("Ngày kết thúc", "Ended on"), DATE, css="number"),
    Column("workers", Text("Số người tham gia", "Workers"), INTEGER, css="number"),
    Column("cause", Text("Nguyên nhân", "Cause")),
    *STATE,
)
TITLES: Final = {
    "work_permits": Text("Giấy phép lao động", "Work permits"),
    "accidents": Text("Tai nạn lao động", "Accidents at work"),
    "stoppages": Text("Ngừng việc, đình công", "Stoppages and strikes"),
}
OF_ZONE: Final = ("zone",)
OF_PROJECT: Final = ("zone", *PROJECT_KEYS)
"""What need not be told on the page of a zone, of a project."""


def labour_tables(found: LabourRecord, dates: Dates, lang: Lang, without: Sequence[str] = ()) -> list[Table]:
    """The tables of what there is, those alone that have a row, without the columns that the page itself tells."""
    titles = {reference: zone.title for reference, zone in zones_on(dates).items()}
    made: dict[str, tuple[tuple[Column, ...], Iterator[Row]]] = {
        "work_permits": (PERMITS, _permits(found, titles, dates)),
        "accidents": (ACCIDENTS, _accidents(found, titles, dates)),
        "stoppages": (STOPPAGES, _stoppages(found, titles, dates)),
    }
    tables = []
    for name, (columns, rows) in made.items():
        if some := list(rows):
            table = Table(name, TITLES[name], columns, some, lang, caption=TITLES[name].of(lang), css="stacked")
            tables.append(table.without(without))
    return tables


def _named(number: str, event: Stored, dates: Dates) -> Cell:
    return Cell(number, address=reach("event", event.book, event.seq, dates=dates), demo=event.demo)


def _state(state: Labelled, event: Stored) -> Cells:
    return {"state.code": str(state.value), "state": Cell(state.label), "event": event.ref}


def _permits(found: LabourRecord, titles: dict[Reference, str], dates: Dates) -> Iterator[Row]:
    for permit, event in found.permits:
        if (granted := permit.granted) is not None:
            yield Row(
                {
                    "permit": _named(permit.number, event, dates),
                    "kind": WORK_PERMIT_KINDS[granted.permit_kind],
                    **site_cells(granted.zone, granted.project, event.book, titles, dates),
                    "granted_on": granted.effective_on,
                    "valid_until": permit.valid_until,
                    **_state(permit_state(permit, dates.on), event),
                }
            )


def _accidents(found: LabourRecord, titles: dict[Reference, str], dates: Dates) -> Iterator[Row]:
    for accident, event in found.accidents:
        if (happened := accident.happened) is not None:
            yield Row(
                {
                    "accident": _named(accident.number, event, dates),
                    "severity": ACCIDENT_SEVERITIES[happened.severity],
                    **site_cells(happened.zone, happened.project, event.book, titles, dates),
                    "happened_on": happened.effective_on,
                    "injured": happened.injured,
                    "killed": happened.killed,
                    "declared_on": happened.declared_on,
                    "investigated_on": accident.investigated.effective_on if accident.investigated else None,
                    **_state(accident_state(accident), event),
                }
            )


def _stoppages(found: LabourRecord, titles: dict[Reference, str], dates: Dates) -> Iterator[Row]:
    for stoppage, event in found.stoppages:
        if (begun := stoppage.begun) is not None:
            state = StoppageState.OPEN if stoppage.ended is None else StoppageState.ENDED
            yield Row(
                {
                    "stoppage": _named(stoppage.number, event, dates),
                    "kind": STOPPAGE_KINDS[begun.stoppage_kind],
                    **site_cells(begun.zone, begun.project, event.book, titles, dates),
                    "begun_on": begun.effective_on,
                    "ended_on": stoppage.ended.effective_on if stoppage.ended else None,
                    "workers": begun.workers,
                    "cause": STOPPAGE_CAUSES[begun.cause],
                    **_state(state, event),
                }
            )


ON_DAY: Final = {
    "workers": "labour.workers",
    "female": "labour.female",
    "female_share": "labour.female_share",
    "local": "labour.local",
    "local_share": "labour.local_share",
    "foreign": "labour.foreign",
    "income": "labour.income",
}
"""Columns of the table of zones that hold figures of the day."""
IN_YEAR: Final = {"accidents": "accidents.count", "strikes": "strikes.count"}
"""Columns of the table of zones that hold figures of the year to the day."""
FIGURE: Final = ColumnType.FIGURE
ZONES: Final = (
    BOOK,
    ZONE_CODE,
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi", strong=True),
    Column("workers", Text("Lao động", "Workers"), FIGURE),
    Column("female", Text("Nữ", "Women"), FIGURE),
    Column("female_share", Text("Tỷ lệ nữ", "Share of women"), FIGURE, place=UNDER, under="female"),
    Column("local", Text("Trong tỉnh", "Of the province"), FIGURE),
    Column("local_share", Text("Tỷ lệ trong tỉnh", "Share of the province"), FIGURE, place=UNDER, under="local"),
    Column("foreign", Text("Nước ngoài", "Foreign"), FIGURE),
    Column(
        "income",
        Text("Thu nhập bình quân tháng", "Average monthly income"),
        FIGURE,
        heading=Text("Thu nhập bình quân (đồng/tháng)", "Average income (VND a month)"),
    ),
    Column("accidents", Text("Vụ tai nạn trong năm", "Accidents in the year"), FIGURE),
    Column("strikes", Text("Vụ ngừng việc trong năm", "Stoppages in the year"), FIGURE),
)


def zones_with_workers(end: date, dates: Dates) -> list[ZoneOn]:
    """The zones of which workers are known on a day, most workers first."""
    known = current_figures().zones_known(dates.known_at)
    zones = [zone for zone in zones_on(dates).values() if zone.id in known and zone.began <= end]
    found = current_figures().answer([_asked(zone, "labour.workers", end, dates) for zone in zones])
    told = [(figure.value, zone) for figure, zone in zip(found, zones, strict=True) if figure.value is not None]
    return [zone for _, zone in sorted(told, key=lambda each: (-each[0], each[1].title))]


def _asked(zone: ZoneOn, code: str, end: date, dates: Dates) -> Question:
    return Question(code, zone.place, end, zone=zone.id, kind=ZoneKind(zone.kind), known_at=dates.known_at)


def _number(key: str, figure: Figure, dates: Dates, lang: Lang) -> Cell:
    """A share with its sign; anything else in the unit of its column."""
    return figure_cell(figure, dates, lang) if key.endswith("_share") else figure_in(figure, dates, lang, decimals=0)


def zones_table(zones: Sequence[ZoneOn], end: date, dates: Dates, lang: Lang, caption: str) -> Table:
    """Zones with their workers on a day, and what happened in its year until then; a row each."""
    since = date(end.year, 1, 1)
    asked = [
        replace(_asked(zone, code, end, dates), start=since if key in IN_YEAR else None)
        for zone in zones
        for key, code in (ON_DAY | IN_YEAR).items()
    ]
    found = iter(current_figures().answer(asked))
    rows = [
        Row(
            {
                "book": zone.book,
                "zone.code": zone.code,
                "zone": Cell(zone.title, address=reach("zone", zone.book, zone.code, dates=dates)),
                **{key: _number(key, next(found), dates, lang) for key in (ON_DAY | IN_YEAR)},
            }
        )
        for zone in zones
    ]
    title = Text("Lao động theo khu, cụm", "Workers by zone")
    return Table("zones", title, ZONES, rows, lang, caption=caption)
