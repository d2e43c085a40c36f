"""State-built infrastructure assets of zones on a page's two dates, and in a table."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, capitalised
from parkledger.ledger.events import SubjectKind, codes_of
from parkledger.ledger.events.courses import CourseEvent, course_of, in_order
from parkledger.ledger.events.state_assets import ENDINGS, AssetCourse, AssetEvent
from parkledger.records.cells import EVENT, ZONE_CODE
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, events_about, hides_event, revived, standing
from parkledger.records.histories import Reference, zones_by_code
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table


@dataclass(frozen=True, slots=True)
class AssetOn:
    """An asset on a day: its course, the event that put it on record, whether any of it is made up."""

    course: AssetCourse
    event: Stored
    demo: bool


def assets_of(zone: Reference, dates: Dates) -> list[AssetOn]:
    """The assets of a zone, those that ended last; none where the book withholds its events."""
    types = codes_of(AssetEvent)
    if any(hides_event(zone[0], kind) for kind in types):
        return []
    return _assets(events_about(SubjectKind.ZONE, zone, types, dates))


def assets_on(dates: Dates) -> list[AssetOn]:
    """The assets of all books, those that ended last."""
    books = [mark.id for mark in current_figures().heads.values()]
    return _assets(standing(books, codes_of(AssetEvent), None, dates.on, dates.known_at))


def _assets(events: Iterable[Stored]) -> list[AssetOn]:
    steps: defaultdict[Reference, dict[int, CourseEvent]] = defaultdict(dict)
    first: dict[Reference, Stored] = {}
    made_up: set[Reference] = set()
    for each in sorted(events, key=lambda event: (event.effective_on, event.id)):
        step = revived(each)
        if isinstance(step, AssetEvent):
            name = (each.book, step.asset)
            steps[name][each.seq] = step
            first.setdefault(name, each)
            made_up |= {name} if each.demo else set()
    found = [
        AssetOn(course_of(AssetCourse, in_order(some), name[0]), first[name], name in made_up)
        for name, some in steps.items()
    ]
    return sorted(found, key=lambda each: (each.course.ended is not None, each.event.effective_on, each.event.id))


ASSETS: Final = (
    Column("asset", Text("Tài sản", "Asset"), strong=True, lang="vi"),
    Column("name", Text("Tên tài sản", "Name"), place=ColumnPlace.UNDER, under="asset", lang="vi"),
    Column("works.code", Text("Mã loại tài sản", "Code of the kind"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("works", Text("Loại", "Kind")),
    ZONE_CODE,
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi"),
    Column("lot", Text("Mã hạng mục", "Lot"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("recorded_on", Text("Ghi nhận ngày", "Recorded on"), ColumnType.DATE, css="number"),
    Column("value", Text("Giá trị", "Value"), ColumnType.MONEY, css="number"),
    Column("manager", Text("Đơn vị quản lý", "Managed by"), lang="vi"),
    Column("handed_over_on", Text("Bàn giao ngày", "Handed over on"), ColumnType.DATE, css="number"),
    Column("state", Text("Tình trạng", "State")),
    EVENT,
)
TITLE: Final = Text("Tài sản hạ tầng do Nhà nước đầu tư", "State-built infrastructure assets")


def assets_table(found: Sequence[AssetOn], dates: Dates, lang: Lang, *, without: Sequence[str] = ()) -> Table:
    """Assets with their value, who manages them and since when, without the columns that the page itself tells."""
    titles = {} if "zone" in without else {reference: zone.title for reference, zone in zones_by_code(dates).items()}
    rows = [Row(_cells(each, titles, dates, lang)) for each in found]
    table = Table("assets", TITLE, ASSETS, rows, lang, caption=TITLE.of(lang), caption_hidden=True, css="stacked")
    return table.without(without)


def _cells(each: AssetOn, titles: Mapping[Reference, str], dates: Dates, lang: Lang) -> Cells:
    course, event, recorded = each.course, each.event, each.course.recorded
    if recorded is None:
        return {}
    zone, handed = recorded.zone or "", course.handed_over
    return {
        "asset": Cell(recorded.asset, address=reach("event", event.book, event.seq, dates=dates), demo=each.demo),
        "name": recorded.name,
        "works.code": recorded.works.value,
        "works": capitalised(recorded.works.label.of(lang)),
        "zone.code": zone,
        "zone": Cell(titles.get((event.book, zone), zone), address=reach("zone", event.book, zone, dates=dates)),
        "lot": recorded.lot,
        "recorded_on": recorded.effective_on,
        "value": Cell(Fraction(course.value), "VND", number(Fraction(course.value), "VND", lang)),
        "manager": course.manager,
        "handed_over_on": handed.effective_on if handed is not None else None,
        "state": ENDINGS[course.ended.way] if course.ended is not None else Text("đang theo dõi", "on record"),
        "event": event.ref,
    }
