"""Infrastructure on a page's two dates: works lot by lot, and utilities with their capacity, what is used and what is left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.catalogue import ZoneKind
from parkledger.catalogue.kinds import FacilityKind
from parkledger.figures import PERCENTAGE_POINT, Figure, Question
from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import Labelled, Lang, Text, capitalised, exact_decimals, format_number
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, course_of, in_order
from parkledger.ledger.events.infrastructure import QUANTITY_UNITS, SOURCES, LotCourse, LotEvent
from parkledger.records.cells import EVENT, ZONE_CODE, figure_cell, unknown
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, hides_event, revived, standing
from parkledger.records.histories import Reference, ZoneOn, zones_by_code, zones_on
from parkledger.records.links import reach
from parkledger.records.timelines import postings_in_zone
from parkledger.records.works import WorksState, zones_works
from parkledger.records.zone_holdings import zones_hold
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

NEARLY_FULL: Final = Fraction(80)
"""Per cent of its capacity above which a utility is listed as nearly full: a convention of these pages, not of a law."""


class LotState(Labelled):
    """How far a lot of works has come."""

    PLANNED = "planned", "chưa khởi công", "not begun"
    START_LATE = "start_late", "chậm khởi công", "begun late"
    BUILDING = "building", "đang thi công", "under construction"
    LATE = "late", "quá hạn hoàn thành", "past its day of completion"
    COMPLETED = "completed", "đã nghiệm thu", "accepted"
    STOPPED = "stopped", "đã dừng", "given up"

    @property
    def is_behind(self) -> bool:
        """Whether it is later than was approved."""
        return self in {LotState.START_LATE, LotState.LATE}


@dataclass(frozen=True, slots=True)
class LotOn:
    """A lot on a day: its course, the event that approved it, whether any of it is made up, how far it has come."""

    course: LotCourse
    event: Stored
    demo: bool
    state: LotState
    days_late: int | None

    @property
    def words(self) -> str:
        """What it is found by."""
        planned = self.course.planned
        return f"{planned.lot} {planned.name} {planned.zone} {planned.works.label.vi}" if planned is not None else ""

    @property
    def percent(self) -> Fraction | None:
        """How much of its value is done, in per cent, where any progress is on record."""
        if self.state is LotState.STOPPED or "value" not in self.course.reached:
            return None
        return Fraction(self.course.value_done * 100, self.course.value)

    @property
    def doubts(self) -> list[Text]:
        """What of its amounts does not go together: nothing of it is refused, money may be advanced; it is to be looked at."""
        course, reached = self.course, self.course.reached
        paid, done, percent = (reached.get(kind) for kind in ("disbursed", "value", "percent"))
        found = []
        if done is not None and done > course.value:
            found.append(Text("giá trị đã làm vượt giá trị duyệt", "more done than was approved"))
        if done is not None and percent is not None and done > percent * course.value / 100:
            found.append(Text("giá trị đã làm cao hơn tỷ lệ khối lượng", "more value done than the per cent done"))
        if paid is not None and paid > course.value:
            found.append(Text("giải ngân vượt giá trị duyệt", "more disbursed than was approved"))
        elif paid is not None and paid > (done or 0):
            found.append(Text("giải ngân nhiều hơn giá trị đã làm", "more disbursed than done"))
        return [] if self.state is LotState.STOPPED else found


def lots_of(zone: Reference, dates: Dates) -> list[LotOn]:
    """The lots of a zone, those behind first; none where the book withholds its events."""
    types = codes_of(LotEvent)
    if any(hides_event(zone[0], kind) for kind in types):
        return []
    return _lots(events_about(SubjectKind.ZONE, zone, types, dates), dates.on)


def lots_on(dates: Dates) -> list[LotOn]:
    """The lots of all books, those behind first."""
    books = [mark.id for mark in current_figures().heads.values()]
    return _lots(standing(books, codes_of(LotEvent), None, dates.on, dates.known_at), dates.on)


def _lots(events: Iterable[Stored], on: date) -> list[LotOn]:
    steps: defaultdict[Reference, dict[int, CourseEvent]] = defaultdict(dict)
    first: dict[Reference, Stored] = {}
    made_up: set[Reference] = set()
    for each in sorted(events, key=lambda event: (event.effective_on, event.id)):
        step = revived(each)
        if isinstance(step, LotEvent):
            name = (each.book, step.lot)
            steps[name][each.seq] = step
            first.setdefault(name, each)
            made_up |= {name} if each.demo else set()
    found = []
    for name, some in steps.items():
        course = course_of(LotCourse, in_order(some), name[0])
        state = _state(course, on)
        found.append(LotOn(course, first[name], name in made_up, state, _days_late(course, state, on)))
    return sorted(found, key=lambda each: (-(each.days_late or 0), each.course.end_by or date.max, each.words))


def _state(course: LotCourse, on: date) -> LotState:
    if course.stopped is not None:
        return LotState.STOPPED
    if course.accepted is not None:
        return LotState.COMPLETED
    if course.end_by is not None and course.end_by < on:
        return LotState.LATE
    if course.begun is not None:
        return LotState.BUILDING
    start_by = course.planned.start_by if course.planned is not None else None
    return LotState.START_LATE if start_by is not None and start_by < on else LotState.PLANNED


def _days_late(course: LotCourse, state: LotState, on: date) -> int | None:
    """How many days a lot is past the day by which it was to be complete, or begun."""
    if not state.is_behind or course.planned is None:
        return None
    day = course.end_by if state is LotState.LATE else course.planned.start_by
    return (on - day).days if day is not None else None


LOTS: Final = (
    Column("lot", Text("Hạng mục", "Lot"), strong=True, lang="vi"),
    Column(
        "works.code", Text("Mã loại hạng mục", "Code of the kind of works"), ColumnType.CODE, place=ColumnPlace.FILE
    ),
    Column("works", Text("Loại hạng mục", "Kind of works"), place=ColumnPlace.UNDER, under="lot"),
    Column("name", Text("Tên hạng mục", "Name"), place=ColumnPlace.FILE, lang="vi"),
    ZONE_CODE,
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi"),
    Column("quantity", Text("Khối lượng", "Quantity")),
    Column("source", Text("Nguồn vốn", "Source of the money"), place=ColumnPlace.FILE),
    Column("value", Text("Giá trị duyệt", "Value approved"), ColumnType.MONEY, css="number"),
    Column("done", Text("Đã thực hiện", "Done"), ColumnType.MONEY, css="number"),
    Column(
        "percent", Text("Tỷ lệ thực hiện (%)", "Share done (%)"), ColumnType.PERCENT, heading=Text("Tỷ lệ", "Share")
    ),
    Column("disbursed", Text("Đã giải ngân", "Disbursed"), ColumnType.MONEY, css="number"),
    Column("begun_on", Text("Ngày khởi công", "Begun on"), ColumnType.DATE, place=ColumnPlace.FILE),
    Column("end_by", Text("Hạn hoàn thành", "To be complete by"), ColumnType.DATE, css="number"),
    Column("completed_on", Text("Ngày nghiệm thu", "Accepted on"), ColumnType.DATE, place=ColumnPlace.FILE),
    Column("days_late", Text("Số ngày chậm", "Days late"), ColumnType.INTEGER, css="number"),
    Column("state.code", Text("Mã tình trạng", "State code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("state", Text("Tình trạng", "State")),
    Column("doubts", Text("Cần đối chiếu", "To be checked"), place=ColumnPlace.UNDER, under="state"),
    EVENT,
)
OF_ZONE: Final = ("zone", "zone.code")
"""What need not be told on the page of a zone."""
LOTS_TITLE: Final = Text("Hạng mục hạ tầng", "Infrastructure lots")


def lots_table(
    found: Sequence[LotOn], dates: Dates, lang: Lang, *, without: Sequence[str] = (), caption: str = ""
) -> Table:
    """Lots with what is approved, done and disbursed, without the columns that the page itself tells."""
    titles = {} if "zone" in without else {reference: zone.title for reference, zone in zones_by_code(dates).items()}
    rows = [Row(_lot_cells(each, titles, dates, lang)) for each in found]
    told, hidden = caption or LOTS_TITLE.of(lang), not caption
    table = Table("lots", LOTS_TITLE, LOTS, rows, lang, caption=told, caption_hidden=hidden, css="stacked")
    return table.without(without)


def _lot_cells(each: LotOn, titles: Mapping[Reference, str], dates: Dates, lang: Lang) -> Cells:
    course, event, planned = each.course, each.event, each.course.planned
    if planned is None:
        return {}
    zone, reached = planned.zone or "", course.reached
    return {
        "lot": Cell(planned.lot, address=reach("event", event.book, event.seq, dates=dates), demo=each.demo),
        "works.code": planned.works.value,
        "works": capitalised(planned.works.label.of(lang)),
        "name": planned.name or None,
        "zone.code": zone,
        "zone": Cell(titles.get((event.book, zone), zone), address=reach("zone", event.book, zone, dates=dates)),
        "quantity": _quantity(each, lang),
        "source": SOURCES[planned.source_of_money],
        "value": _dong(course.value, lang),
        "done": _dong(course.value_done, lang) if "value" in reached else None,
        "percent": each.percent,
        "disbursed": _dong(int(reached["disbursed"]), lang) if "disbursed" in reached else None,
        "begun_on": course.begun.effective_on if course.begun is not None else None,
        "end_by": course.end_by,
        "completed_on": course.accepted.effective_on if course.accepted is not None else None,
        "days_late": each.days_late,
        "state.code": each.state.value,
        "state": each.state.label,
        "doubts": "; ".join(doubt.of(lang) for doubt in each.doubts) or None,
        "event": event.ref,
    }


def _quantity(each: LotOn, lang: Lang) -> str | None:
    """What is built and how much of it is done: "2 / 4 km"."""
    planned = each.course.planned
    if planned is None or planned.quantity is None or planned.quantity_unit is None:
        return None
    done, unit = each.course.reached.get("quantity"), QUANTITY_UNITS[planned.quantity_unit].of(lang)
    said = [_exact(amount, lang) for amount in (done, Fraction(planned.quantity)) if amount is not None]
    return f"{' / '.join(said)} {unit}"


def _exact(amount: Fraction, lang: Lang) -> str:
    return format_number(amount, lang, decimals=exact_decimals(amount) or 0)


def _dong(amount: int, lang: Lang) -> Cell:
    return Cell(Fraction(amount), "VND", number(Fraction(amount), "VND", lang))


@dataclass(frozen=True, slots=True)
class Utility:
    """A utility of a zone by its codes: what it is called, the indicators of its capacity, what is used, left and the share."""

    kind: FacilityKind
    name: Text
    used: str

    @property
    def codes(self) -> tuple[str, str, str, str]:
        """Capacity, used, left, share used."""
        prefix = self.used.partition(".")[0]
        return (f"{prefix}.capacity", self.used, f"{prefix}.left", f"{prefix}.use")


UTILITIES: Final = (
    Utility(FacilityKind.POWER, Text("Cấp điện", "Power supply"), "power.load"),
    Utility(FacilityKind.WATER, Text("Cấp nước", "Water supply"), "water.flow"),
    Utility(FacilityKind.WASTEWATER, Text("Xử lý nước thải", "Waste-water treatment"), "wastewater.flow"),
    Utility(FacilityKind.SOLID_WASTE, Text("Chất thải rắn", "Solid waste"), "waste.flow"),
    Utility(FacilityKind.TELECOM, Text("Viễn thông", "Telecommunication"), "telecom.lines"),
    Utility(FacilityKind.FIRE, Text("Chữa cháy", "Fire protection"), "fire.demand"),
)
CODES: Final = tuple(code for utility in UTILITIES for code in utility.codes)
CAPACITIES: Final = tuple(utility.codes[0] for utility in UTILITIES)


@dataclass(frozen=True, slots=True)
class UtilityOn:
    """A utility of a zone on a day; `as_of` is the last day of a report of what is used."""

    utility: Utility
    zone: ZoneOn
    capacity: Figure
    used: Figure
    left: Figure
    use: Figure
    as_of: date | None
    works: WorksState | None = None
    """Of waste-water treatment, how its works stand."""

    @property
    def is_known(self) -> bool:
        """Whether anything of it is on record."""
        return self.capacity.value is not None or self.used.value is not None

    @property
    def is_nearly_full(self) -> bool:
        """Whether more of it is used than leaves room."""
        return self.use.value is not None and self.use.value > NEARLY_FULL


def utilities_of(
    zone: ZoneOn, figures: Mapping[str, Figure], dates: Dates, works: WorksState | None
) -> list[UtilityOn]:
    """The utilities of a zone of which anything is on record, with the figures that its page has and the state of its works."""
    reported = _last_reports(zone, dates)
    found = []
    for each in UTILITIES:
        capacity, used, left, use = (figures[code] for code in each.codes)
        state = works if each.kind is FacilityKind.WASTEWATER else None
        as_of = reported.get(each.used)
        found.append(UtilityOn(each, zone, capacity=capacity, used=used, left=left, use=use, as_of=as_of, works=state))
    return [each for each in found if each.is_known]


def _last_reports(zone: ZoneOn, dates: Dates) -> dict[str, date]:
    """The last day of a report of each thing used that stands, whether or not it changed the level."""
    counted: defaultdict[tuple[str, date], int] = defaultdict(int)
    for measure, _, _, count, on, _, _ in postings_in_zone(zone.id, [each.used for each in UTILITIES], dates):
        counted[measure, date.fromisoformat(on) if isinstance(on, str) else on] += count
    return {measure: on for (measure, on), count in sorted(counted.items(), key=lambda item: item[0][1]) if count > 0}


def utilities_on(dates: Dates) -> list[UtilityOn]:
    """The utilities of all zones that stand, the fullest first; those of which the share used is unknown last."""
    holds = zones_hold(dates, CAPACITIES)
    zones = [
        zone
        for zone in zones_on(dates).values()
        if zone.id in holds and zone.ended_on is None and any(holds[zone.id].amounts.get(code) for code in CAPACITIES)
    ]
    base = Question(CODES[0], "", dates.on, known_at=dates.known_at)
    asked = [
        replace(base, indicator=code, place=zone.place, zone=zone.id, kind=ZoneKind(zone.kind))
        for zone in zones
        for code in CODES
    ]
    answers, works = iter(current_figures().answer(asked)), zones_works(dates)
    found = [
        each
        for zone in zones
        for each in utilities_of(zone, {code: next(answers) for code in CODES}, dates, works.get(zone.reference))
    ]
    return sorted(found, key=lambda each: (each.use.value is None, -(each.use.value or 0), each.zone.title))


UTILITY_COLUMNS: Final = (
    ZONE_CODE,
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi"),
    Column("utility.code", Text("Mã loại công trình", "Facility code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("utility", Text("Hạ tầng", "Utility"), strong=True),
    Column(
        "works.code",
        Text("Mã tình trạng công trình", "Code of the works' state"),
        ColumnType.CODE,
        place=ColumnPlace.FILE,
    ),
    Column("works", Text("Tình trạng công trình", "State of the works"), place=ColumnPlace.UNDER, under="utility"),
    Column("capacity", Text("Công suất", "Capacity"), ColumnType.FIGURE),
    Column("used", Text("Đang sử dụng", "Used"), ColumnType.FIGURE),
    Column("as_of", Text("Theo báo cáo đến ngày", "Reported to"), ColumnType.DATE, css="number"),
    Column("left", Text("Còn lại", "Left"), ColumnType.FIGURE),
    Column(
        "use", Text("Tỷ lệ sử dụng (%)", "Share used (%)"), ColumnType.PERCENT, heading=Text("Tỷ lệ sử dụng", "Used")
    ),
)


UTILITIES_TITLE: Final = Text("Năng lực hạ tầng kỹ thuật", "Capacity of utilities")


def utilities_table(
    found: Sequence[UtilityOn], dates: Dates, lang: Lang, *, without: Sequence[str] = (), caption: str = ""
) -> Table:
    """Utilities with their capacity, what is used and what is left, each opening into its formula."""
    rows = []
    for each in found:
        zone = each.zone
        cells: Cells = {
            "zone.code": zone.code,
            "zone": Cell(zone.title, address=reach("zone", zone.book, zone.code, dates=dates)),
            "utility.code": each.utility.kind.value,
            "utility": each.utility.name,
            "works.code": each.works.value if each.works else None,
            "works": each.works.label if each.works else None,
            "capacity": figure_cell(each.capacity, dates, lang),
            "used": figure_cell(each.used, dates, lang),
            "as_of": each.as_of or unknown(),
            "left": figure_cell(each.left, dates, lang),
            "use": figure_cell(each.use, dates, lang),
        }
        rows.append(Row(cells))
    told, hidden = caption or UTILITIES_TITLE.of(lang), not caption
    table = Table(
        "utilities", UTILITIES_TITLE, UTILITY_COLUMNS, rows, lang, caption=told, caption_hidden=hidden, css="stacked"
    )
    return table.without(without)


def completion_difference(figures: Mapping[str, Figure], lang: Lang) -> str:
    """How far the completion that the office set stands from what the lots come to, in points; empty where they do not differ."""
    given, counted = figures["infrastructure.completion"].value, figures["works.completion"].value
    if given is None or counted is None or round(given - counted, 2) == 0:
        return ""
    return number(given - counted, PERCENTAGE_POINT, lang)
