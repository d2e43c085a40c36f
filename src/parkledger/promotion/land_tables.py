"""The tables of the land finder: the zones found, and the ports, airports and border gates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from parkledger.briefing.figure.parts import base_in_words
from parkledger.briefing.targets.recorded import PlanTarget
from parkledger.catalogue.sectors import Sector
from parkledger.figures import Figure
from parkledger.figures.current import current_figures
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, capitalised, format_date, format_number, to_hectares
from parkledger.promotion.data_age import Age
from parkledger.promotion.land_finder import LandOffer
from parkledger.promotion.landmarks import Landmark, LandmarkKind, kinds_on_record
from parkledger.records.cells import BOOK, PLACE_CODE, ZONE_CODE, figure_cell, unknown
from parkledger.records.dates import Dates
from parkledger.records.links import reach
from parkledger.records.sector_policies import Decided
from parkledger.records.zone_tables import SECTORS, stance_cells
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link, Row, Table

FIGURE: Final = ColumnType.FIGURE
MOST_REMEMBERED = 2048
"""Zones' cells, of some two kilobytes each."""
ACTS: Final = Column("acts", Text("Việc", "Acts"), ColumnType.CONTROLS, place=ColumnPlace.UNDER, under="zone", css="do")
BEFORE: Final = (BOOK, ZONE_CODE, Column("zone", Text("Khu, cụm", "Zone")), ACTS)
FIGURES: Final = (
    PLACE_CODE,
    Column("place", Text("Nơi", "Place"), css="where"),
    Column(
        "available",
        Text("Đất còn cho thuê", "Land to let"),
        FIGURE,
        heading=Text("Đất còn cho thuê (ha)", "Land to let (ha)"),
    ),
    Column("rent", Text("Giá thuê đất", "Land rent"), FIGURE),
    Column("ready.when", Text("Sẵn sàng khi", "Ready when"), css="ready"),
    Column(
        "clean", Text("Mặt bằng sạch", "Clean land"), FIGURE, place=ColumnPlace.UNDER, under="ready.when", css="base"
    ),
    Column(
        "ready", Text("Lô đang mời thuê", "Plots on offer"), place=ColumnPlace.UNDER, under="ready.when", css="base"
    ),
    Column("ready.plan", Text("Kế hoạch", "Plan"), place=ColumnPlace.UNDER, under="ready.when", css="base"),
    Column(
        "occupancy",
        Text("Tỷ lệ lấp đầy (%)", "Occupancy (%)"),
        ColumnType.PERCENT,
        heading=Text("Tỷ lệ lấp đầy", "Occupancy"),
    ),
    Column("base", Text("Lấp đầy của", "Occupancy of"), place=ColumnPlace.UNDER, under="occupancy", css="base"),
)
UTILITIES: Final = (
    Column("capacity", Text("Xử lý nước thải: công suất", "Waste water: capacity"), FIGURE),
    Column(
        "left",
        Text("Xử lý nước thải: còn lại", "Waste water: left"),
        FIGURE,
        heading=Text("còn lại", "left"),
        css="water-left",
    ),
    Column("power", Text("Giá điện", "Power price"), FIGURE),
    Column("newest", Text("Sự kiện mới nhất", "Newest event"), ColumnType.DATE),
    Column(
        "too_old",
        Text("Chưa cập nhật", "Out of date"),
        ColumnType.BOOLEAN,
        place=ColumnPlace.UNDER,
        under="newest",
        inline=True,
        css="tag old",
    ),
)
ASSUMED = Text("tính từ vị trí minh họa", "measured from an assumed position")
"""What is said of a distance of a zone whose position is not surveyed."""


def _distance_columns(kind: LandmarkKind, lang: Lang) -> tuple[Column, Column]:
    name = capitalised(kind.label.of(lang))
    nearest = Text(f"{name}: nơi gần nhất", f"{name}: the nearest")
    return (
        Column(kind.value, name, ColumnType.QUANTITY, "km", f"{name} (km)"),
        Column(f"{kind.value}.name", nearest, place=ColumnPlace.UNDER, under=kind.value, css="base"),
    )


@dataclass(frozen=True, slots=True)
class LandRow:
    """A zone found, with the age of what is known of its land, and what one may do with it on the page."""

    offer: LandOffer
    age: Age
    acts: Sequence[Link]
    decided: Decided | None
    carried: Mapping[str, str] = field(default_factory=dict)
    """What of the search goes with whoever opens the zone."""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A zone's numbers on a page: the same for every search of one state of the books, day and language."""

    tip: str
    lang: Lang
    dates: Dates
    zone: int
    offer: LandOffer = field(compare=False)
    age: Age = field(compare=False)


def land_table(found: Sequence[LandRow], sector: Sector | None, dates: Dates, lang: Lang) -> Table:
    """The zones that a search found; with their stance on a sector where one is asked for."""
    stance: tuple[Column, ...] = ()
    if sector is not None:
        stances = {column.key: column for column in SECTORS}
        first = Text(f"Đối với ngành {sector.code}", f"Stance on sector {sector.code}")
        since = Text("Quy định từ ngày", "Decided since")
        stance = (
            stances["stance.code"],
            Column("stance", first, css="stance"),
            stances["conditions"],
            Column(
                "by_section",
                Text("Theo ngành cấp 1", "By section"),
                place=ColumnPlace.UNDER,
                under="stance",
                css="base",
            ),
            Column("since", since, ColumnType.DATE),
            stances["document"],
        )
    distances = [column for kind in kinds_on_record() for column in _distance_columns(kind, lang)]
    columns = (*BEFORE, *stance, *FIGURES, *distances, *UTILITIES)  # what decides first: a desk shows the first ten
    rows = [Row(_land_cells(each, sector, dates, lang)) for each in found]
    caption = f"{Text('Đất còn cho thuê ngày', 'Land to let on').of(lang)} {format_date(dates.on, lang)}"
    title = Text("Kết quả tìm đất", "Land found")
    return Table("land", title, columns, rows, lang, caption=caption, css="land stacked")


def _land_cells(each: LandRow, sector: Sector | None, dates: Dates, lang: Lang) -> Cells:
    offer = each.offer
    cells: Cells = {
        "book": offer.book,
        "zone.code": offer.code,
        "zone": Cell(offer.title, address=reach("zone", offer.book, offer.code, dates=dates, **each.carried)),
        "acts": Cell(links=each.acts),
        **_numbers(_Numbers(current_figures().tip, lang, dates, offer.id, offer, each.age)),
    }
    if sector is not None:
        cells |= _stance(each.decided, sector, dates, lang)
    return cells


def _stance(decided: Decided | None, sector: Sector, dates: Dates, lang: Lang) -> Cells:
    if decided is None:
        return {"stance": unknown(), "since": Cell(text=" "), "document": Cell(text=" ")}
    code = decided.sector.code if decided.sector != sector else None
    said = Text("theo ngành cấp 1", "by section")
    by_section = Cell(code, text=f"{said.of(lang)} {code}") if code else None
    return {**stance_cells(decided, dates, lang), "by_section": by_section}


@lru_cache(maxsize=MOST_REMEMBERED)
def _numbers(asked: _Numbers) -> Cells:
    """A zone's place, its land, occupancy, prices, waste water and distances."""
    offer, age, dates, lang = asked.offer, asked.age, asked.dates, asked.lang
    occupancy = unknown(Text("không áp dụng", "not applicable"))
    base: str | None = None
    if offer.occupancy is not None:
        occupancy, base = _known(offer.occupancy, dates, lang), base_in_words(offer.occupancy, lang) or None
    cells: Cells = {
        "place.code": offer.place,
        "place": offer.where,
        "available": _known(offer.available, dates, lang),
        "ready.when": Cell(said) if (said := offer.readiness.words) else unknown(),
        "ready.plan": _plan(offer.plan, dates, lang),
        "clean": _clean(offer.clean, dates, lang),
        "ready": _ready(offer, lang),
        "newest": Cell(age.newest) if age.newest else unknown(),
        "too_old": Cell(
            age.too_old if age.newest else None, text=Text("chưa cập nhật", "out of date") if age.too_old else ""
        ),
        "occupancy": occupancy,
        "base": base,
        "rent": _known(offer.rent, dates, lang),
        "capacity": _known(offer.capacity, dates, lang),
        "left": _known(offer.left, dates, lang),
        "power": _known(offer.power, dates, lang),
    }
    for kind, distance in zip(kinds_on_record(), offer.to_landmarks, strict=True):
        if distance is None:
            cells[kind.value] = unknown(Text("chưa có tọa độ", "no position"))
        else:
            kilometres = distance.kilometres
            title: Text | str = ASSUMED if offer.assumed else ""
            cells[kind.value] = Cell(kilometres, text=format_number(kilometres, lang), title=title, demo=offer.assumed)
            cells[f"{kind.value}.name"] = distance.landmark.name
    return cells


CLEAN: Final = Text("đã bàn giao mặt bằng sạch {area}", "{area} handed over clean")


def _clean(figure: Figure, dates: Dates, lang: Lang) -> Cell | None:
    """Clean land handed over, in small print under the land to let, of which it is no part; nothing where never recorded."""
    if figure.value is None:
        return None
    cell = figure_cell(figure, dates, lang)
    return replace(cell, text=CLEAN.of(lang).format(area=cell.text))


PLANS: Final = {
    "land.clean": Text("kế hoạch đến {day}: {area} mặt bằng sạch", "planned by {day}: {area} of clean land"),
    "land.cleared": Text("kế hoạch đến {day}: {area} giải phóng xong", "planned by {day}: {area} cleared"),
}
"""What a target says of land to be ready, by its indicator; in all, with what is ready already."""


def _plan(plan: PlanTarget | None, dates: Dates, lang: Lang) -> Cell | None:
    """What is to be reached by a plan for land to be clean, with the event that set it."""
    if plan is None:
        return None
    last, words = plan.revisions[-1], PLANS[plan.indicator.code]
    said = words.of(lang).format(area=number(plan.value, plan.unit, lang), day=format_date(plan.end, lang))
    return Cell(said, address=reach("event", last.book, last.seq, dates=dates), demo=plan.demo)


READY: Final = Text("{count} lô đang mời thuê, lớn nhất {area}", "{count} plots on offer, the largest {area}")
ONE_READY: Final = Text("1 lô đang mời thuê, {area}", "1 plot on offer, {area}")


def _ready(offer: LandOffer, lang: Lang) -> str | None:
    """The plots on offer, where there are any."""
    if not offer.ready:
        return None
    area = number(to_hectares(offer.ready[0]), "ha", lang)
    said = ONE_READY if len(offer.ready) == 1 else READY
    return said.of(lang).format(count=format_number(len(offer.ready), lang), area=area)


def _known(figure: Figure, dates: Dates, lang: Lang) -> Cell:
    """A figure, which opens where it is known; bare words where it was never recorded, of which a long table has many."""
    return unknown() if figure.value is None and figure.low is None else figure_cell(figure, dates, lang)


LANDMARKS: Final = (
    Column("code", Text("Mã mốc", "Landmark code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("landmark", Text("Mốc", "Landmark")),
    Column("kind", Text("Loại", "Kind")),
    Column("latitude", Text("Vĩ độ (°B)", "Latitude (°N)"), css="number"),
    Column("longitude", Text("Kinh độ (°Đ)", "Longitude (°E)"), css="number"),
    Column("source", Text("Nguồn", "Source")),
    Column("verified", Text("Kiểm chứng", "Verified")),
)


@lru_cache
def landmarks_table(landmarks: tuple[Landmark, ...], lang: Lang) -> Table:
    """The ports, airports and border gates, with what their positions rest on."""
    rows = [
        Row(
            {
                "code": each.code,
                "landmark": each.name,
                "kind": each.kind.label,
                "latitude": str(each.latitude),
                "longitude": str(each.longitude),
                "source": each.source,
                "verified": each.verified.of_source,
            }
        )
        for each in landmarks
    ]
    return Table("landmarks", Text("Các mốc", "Landmarks"), LANDMARKS, rows, lang)
