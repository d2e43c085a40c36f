"""Areas of investment incentives on a page's two dates, the one in which a zone lies, and both in tables.

The nearest unit counts that holds the zone: a commune before its province; of one unit what was set last. One that has run out
brings no earlier one back, but leaves a wider unit's; one that is said to be none any more is none, whatever the wider unit is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text, exact_decimals, format_number, in_name_order
from parkledger.ledger.events import document_identity
from parkledger.ledger.events.incentives import CONDITIONS, IncentiveAreaSet
from parkledger.places import get, is_within_any, territory_on
from parkledger.records.cells import BOOK, EVENT, ZONE_CODE, document_cell
from parkledger.records.dates import Dates
from parkledger.records.events import Stored, revived, standing
from parkledger.records.histories import ZoneOn, zones_on
from parkledger.records.links import reach
from parkledger.records.timelines import heading_of
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table


@dataclass(frozen=True, slots=True)
class IncentiveArea:
    """An area of incentives in force on a day, with the event that set it and the units that make up its territory."""

    said: IncentiveAreaSet
    event: Stored
    territory: frozenset[str]

    def covers(self, zone: ZoneOn) -> bool:
        """Whether a zone lies in it."""
        return is_within_any(zone.place, {self.said.place, *self.territory})

    @property
    def nearness(self) -> tuple[int, str, int]:
        """Of several areas of a zone that of the nearest unit holds."""
        return (len(self.said.place.split(".")), self.event.fields["effective_on"], self.event.id)


def incentive_areas(dates: Dates) -> list[IncentiveArea]:
    """The areas in force on the day: of each unit what was set last, where it has not run out."""
    books = [mark.id for mark in current_figures().heads.values()]
    last: dict[str, IncentiveArea] = {}
    for event in standing(books, [IncentiveAreaSet.code], None, dates.on, dates.known_at):
        said = revived(event)
        if isinstance(said, IncentiveAreaSet):
            last[said.place] = IncentiveArea(said, event, territory_on(get(said.place), dates.on))
    return [area for area in last.values() if area.said.until is None or area.said.until >= dates.on]


def incentive_of(zone: ZoneOn, areas: Iterable[IncentiveArea]) -> IncentiveArea | None:
    """The area in which a zone lies, of the nearest unit; None where it lies in none."""
    nearest = max((area for area in areas if area.covers(zone)), key=lambda area: area.nearness, default=None)
    return nearest if nearest is not None and nearest.said.level != "none" else None


def incentives_of_zones(dates: Dates, books: Iterable[str]) -> list[tuple[ZoneOn, IncentiveArea]]:
    """The zones of some books that lie in an area of incentives on the day, by their names."""
    areas, among = incentive_areas(dates), set(books)
    zones = [zone for zone in zones_on(dates).values() if zone.book in among and zone.ended_on is None]
    found = [(zone, area) for zone in zones if (area := incentive_of(zone, areas)) is not None]
    return in_name_order(sorted(found, key=lambda pair: pair[0].id), lambda pair: pair[0].title)


DATE, UNDER = ColumnType.DATE, ColumnPlace.UNDER
INCENTIVES: Final = (
    BOOK,
    ZONE_CODE,
    Column("zone", Text("Khu, cụm", "Zone"), lang="vi", strong=True),
    Column("level.code", Text("Mã điều kiện", "Code of the conditions"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("level", Text("Điều kiện", "Conditions")),
    Column("place", Text("Địa bàn", "Place"), place=UNDER, under="level", lang="vi"),
    Column("since", Text("Từ ngày", "Since"), DATE, css="number"),
    Column("until", Text("Đến hết ngày", "Until"), DATE, css="number"),
    Column("rent", Text("Tiền thuê đất", "Land rent"), lang="vi"),
    Column("tax", Text("Thuế thu nhập doanh nghiệp", "Corporate income tax"), lang="vi"),
    Column("document", Text("Văn bản", "Document"), lang="vi"),
    EVENT,
)
TITLE: Final = Text("Ưu đãi đầu tư theo địa bàn", "Investment incentives by place")
FROM_MEMORY: Final = Text(
    "Ghi theo quyết định đã dẫn; loại địa bàn theo danh mục của Chính phủ ghi theo trí nhớ, chưa đối chiếu văn bản.",
    "As the decision cited has it; kinds of areas by the Government's list are from memory, not checked against its text.",
)
OF_ZONE: Final = ("book", "zone", "zone.code")
"""What need not be told on the page of a zone."""


def incentives_table(
    found: Sequence[tuple[ZoneOn, IncentiveArea]], dates: Dates, lang: Lang, *, without: Sequence[str] = ()
) -> Table:
    """Zones with the area in which each lies and what is reduced there, without the columns that the page itself tells."""
    rows = [Row(_cells(zone, area, dates, lang)) for zone, area in found]
    told = TITLE.of(lang)
    table = Table("incentives", TITLE, INCENTIVES, rows, lang, caption=told, caption_hidden=True, css="stacked")
    return table.without(without)


def _cells(zone: ZoneOn, area: IncentiveArea, dates: Dates, lang: Lang) -> Cells:
    said, event, heading = area.said, area.event, heading_of(area.event)
    cited = reach("document", document_identity(event.document), dates=dates) if event.document else ""
    return {
        "book": zone.book,
        "zone.code": zone.code,
        "zone": Cell(zone.title, address=reach("zone", zone.book, zone.code, dates=dates)),
        "level.code": said.level,
        "level": Cell(
            CONDITIONS[said.level], address=reach("event", event.book, event.seq, dates=dates), demo=event.demo
        ),
        "place": get(said.place).text.of(lang),
        "since": said.effective_on,
        "until": said.until or Cell(text=Text("không ghi thời hạn", "no end on record"), quiet=True),
        "rent": _reduced(said.rent, said.rent_percent, Text("giảm", "reduced by"), lang),
        "tax": _reduced(said.tax, said.tax_percent, Text("thuế suất", "rate"), lang),
        "document": document_cell(heading, cited) if heading else None,
        "event": event.ref,
    }


def _reduced(words: str, percent: Decimal | None, before: Text, lang: Lang) -> str | None:
    """What is reduced: by how much, and in the words of the decision."""
    if percent is None:
        return words or None
    rate = Fraction(percent)
    said = f"{before.of(lang)} {format_number(rate, lang, decimals=exact_decimals(rate) or 0)}%"
    return f"{said}; {words}" if words else said
