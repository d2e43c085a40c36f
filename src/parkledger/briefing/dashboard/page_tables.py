"""The tables that the dashboards of places and books show, for the page's dates and language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from html import escape
from typing import Any, Final

from parkledger.briefing.dashboard.cards import Change
from parkledger.briefing.dashboard.changes import DashboardChanges, RecordedEvent
from parkledger.briefing.dashboard.pages import BookDashboard, Dashboard
from parkledger.briefing.dashboard.projects import CapitalGroup, Projects
from parkledger.briefing.dashboard.questions import DashboardSubject
from parkledger.briefing.dashboard.tables import Below, LandLine, Year
from parkledger.briefing.dashboard.tables import DashboardRow as Line
from parkledger.briefing.dashboard.zones import Clearance, Full
from parkledger.briefing.kinds_of_places import BOTH
from parkledger.catalogue import ZoneKind
from parkledger.figures.current import current_figures
from parkledger.figures.wording import figure_title
from parkledger.language import Lang, Period, Text, capitalised, format_date, format_number, format_period, plain_number
from parkledger.places import get
from parkledger.records.cells import (
    BOOK,
    INDICATOR_CODE,
    PLACE_CODE,
    PROJECT_CODE,
    ZONE_CODE,
    figure_cell,
    figure_in,
    number_in,
    unknown,
)
from parkledger.records.dates import Dates
from parkledger.records.links import figure_address, reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

FIGURE, INTEGER, MONEY = ColumnType.FIGURE, ColumnType.INTEGER, ColumnType.MONEY
PERCENT, QUANTITY = ColumnType.PERCENT, ColumnType.QUANTITY
MILLION: Final = 10**6
INDICATOR: Final = Column("indicator", Text("Chỉ tiêu", "Indicator"))


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the tables of a page are made for: its dates, its language, and the titles of zones by their numbers."""

    subject: DashboardSubject
    dates: Dates
    lang: Lang
    titles: Mapping[int, str]

    def figure(self, figure: Any) -> Cell:
        """A figure with its unit."""
        return figure_cell(figure, self.dates, self.lang)

    def scaled(self, figure: Any, scale: int = 1, decimals: int = 2) -> Cell:
        """A figure in the unit of its column."""
        return figure_in(figure, self.dates, self.lang, scale, decimals)

    def number(
        self, value: Fraction | int | None, unit: str = "", scale: int = 1, decimals: int = 2, *, demo: bool = False
    ) -> Cell:
        """A number in the unit of its column that is no figure by itself."""
        return number_in(value, unit, self.lang, scale, decimals, demo=demo)

    def of_kinds(self, *columns: Column) -> tuple[Column, ...]:
        """Of columns by the codes of kinds of zone, those of the kinds that the page is of."""
        return tuple(column for column in columns if column.key in self.subject.kinds)

    def by_kind(self, cells: Sequence[Cell]) -> Cells:
        """Of cells of parks and of clusters, those of the kinds that the page is of, by their columns."""
        return {kind.value: cell for kind, cell in zip(BOTH, cells, strict=True) if kind in self.subject.kinds}

    def zone(self, zone: int) -> Cells:
        """A zone with its codes and its page."""
        row = current_figures().zone(zone)
        address = reach("zone", row["book"], row["code"], dates=self.dates)
        return {"book": row["book"], "zone.code": row["code"], "zone": Cell(self.titles.get(zone, ""), address=address)}

    def on(self, name: Text, day: date | None = None) -> str:
        """A caption that ends with the day."""
        return f"{name.of(self.lang)}, {format_date(day or self.dates.on, self.lang)}"


def dashboard_tables(board: Dashboard, titles: Mapping[int, str], dates: Dates, lang: Lang) -> dict[str, Any]:
    """The tables of a place's dashboard by the names that its templates use."""
    page, parts = PageContext(board.subject, dates, lang, titles), board.parts
    return {
        "kinds": kinds_table(parts["kinds"], page),
        "below": below_table(parts["below"], page) if parts["below"] else None,
        "months": [(year, months_table(year, page)) for year in parts["months"]],
        "origins": [origins_table(rows, page, held=held) for rows, held in board.origin_tables if rows],
        "by_year": years_table(parts["years"], page) if parts["years"] else None,
        "land": land_table(parts["land"], page) if parts["land"] else None,
        "jobs": jobs_table(parts["jobs"], page) if parts["jobs"] else None,
        "clearances": clearances_table(board.late.clearances, page) if board.late.clearances else None,
        "then": then_table(parts["then"], format_date(board.changes.since, lang), page) if parts["then"] else None,
        "projects": [projects_table(groups, page, by_country=first) for groups, first in board.project_tables],
        **_common(board.projects, board.changes, parts.get("occupancy", {}), page),
    }


def book_tables(board: BookDashboard, titles: Mapping[int, str], dates: Dates, lang: Lang) -> dict[str, Any]:
    """The tables of a book's dashboard."""
    page = PageContext(board.subject, dates, lang, titles)
    last = board.facts.last
    return {
        "last_events": last_events_table(last, page) if last else None,
        **_common(board.projects, board.changes, board.parts["occupancy"], page),
    }


def _common(
    projects: Projects, changes: DashboardChanges, occupancy: Mapping[str, Sequence[Full]], page: PageContext
) -> dict[str, Table | None]:
    full = {f"occupancy_{kind}": occupancy_table(kind, zones, page) for kind, zones in occupancy.items() if zones}
    return {
        **full,
        "idle": idle_table(projects, page) if projects.idle else None,
        "changes": changes_table(changes, page) if changes.kinds else None,
    }


def _indicator(line: Line, page: PageContext, note: str = "") -> Cells:
    indicator = line.first.indicator
    name = indicator.name.of(page.lang)
    return {"indicator.code": indicator.code, "indicator": f"{capitalised(name)}{note}"}


def kinds_table(lines: Sequence[Line], page: PageContext) -> Table:
    """Parks beside clusters."""
    columns = (
        INDICATOR_CODE,
        INDICATOR,
        *page.of_kinds(
            Column("park", Text("Khu công nghiệp (KCN)", "Parks"), FIGURE),
            Column("cluster", Text("Cụm công nghiệp (CCN)", "Clusters"), FIGURE),
        ),
    )
    rows = [
        Row(_indicator(line, page) | page.by_kind([page.figure(figure) for figure in line.figures])) for line in lines
    ]
    caption = page.on(Text("Từ quy hoạch đến hoạt động", "From the plan to operation"))
    title = Text("Khu công nghiệp và cụm công nghiệp", "Parks and clusters compared")
    return Table("parks-and-clusters", title, columns, rows, page.lang, caption=caption)


BELOW: Final = (
    PLACE_CODE,
    Column("place", Text("Địa phương", "Place")),
    Column("parks", Text("KCN thành lập", "Parks established"), INTEGER),
    Column("clusters", Text("CCN thành lập", "Clusters established"), INTEGER),
    Column(
        "park.occupancy",
        Text("Lấp đầy KCN (% đất công nghiệp, dịch vụ)", "Occupancy of parks (% of leasable land)"),
        PERCENT,
    ),
    Column(
        "cluster.occupancy",
        Text("Lấp đầy CCN (% đất công nghiệp)", "Occupancy of clusters (% of industrial land)"),
        PERCENT,
    ),
    Column(
        "land",
        Text("Đất KCN còn cho thuê được", "Land still to let in parks"),
        QUANTITY,
        "ha",
        Text("Đất KCN còn cho thuê được (ha)", "Land still to let in parks (ha)"),
    ),
    Column("projects", Text("Dự án còn hiệu lực", "Projects in force"), INTEGER),
    Column(
        "capital",
        Text("Vốn FDI còn hiệu lực", "FDI capital in force"),
        MONEY,
        "USD",
        Text("Vốn FDI còn hiệu lực (triệu USD)", "FDI capital in force (million USD)"),
    ),
    Column("workers", Text("Lao động trong KCN (người)", "Workers in parks"), INTEGER),
)
SCALES: Final = ((1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (MILLION, 1), (1, 0))
"""The scale and the decimals of each figure of a place."""
_OF_PARKS: Final = frozenset({"parks", "park.occupancy"})
_OF_CLUSTERS: Final = {
    "land": Column(
        "land",
        Text("Đất CCN còn cho thuê được", "Land still to let in clusters"),
        QUANTITY,
        "ha",
        Text("Đất CCN còn cho thuê được (ha)", "Land still to let in clusters (ha)"),
    ),
    "workers": Column("workers", Text("Lao động trong CCN (người)", "Workers in clusters"), INTEGER),
}
"""The columns that are of clusters where there are no parks."""


def _columns_below(page: PageContext) -> tuple[Column, ...]:
    """The columns of the places below, of the kinds of zone that there are."""
    if ZoneKind.PARK in page.subject.kinds:
        return BELOW
    return tuple(_OF_CLUSTERS.get(column.key, column) for column in BELOW if column.key not in _OF_PARKS)


def below_table(places: Sequence[Below], page: PageContext) -> Table:
    """The places below with their headline figures."""
    columns, scales = _columns_below(page), dict(zip((column.key for column in BELOW[2:]), SCALES, strict=True))
    rows = []
    for each in places:
        shown = zip((column.key for column in columns[2:]), each.figures, strict=True)
        address = reach("place", each.place.code, dates=page.dates)
        rows.append(
            Row(
                {
                    "place.code": each.place.code,
                    "place": Cell(get(each.place.code).title(page.dates.on), address=address),
                    **{key: page.scaled(figure, *scales[key]) for key, figure in shown},
                }
            )
        )
    caption = page.on(Text("Các địa phương có số liệu trong sổ", "Places with figures in the books"))
    title = Text("Các địa phương", "Places below")
    return Table("places-below", title, columns, rows, page.lang, caption=caption, css="wide")


def months_table(year: Year, page: PageContext) -> Table:
    """The months of a year of one indicator, or its longer periods, in the unit of the chart beside it."""
    unit = year.indicator.unit
    own = Text("Trong tháng", "In the month") if year.monthly else Text("Trong kỳ", "In the period")
    since = Text(f"Lũy kế {page.dates.on.year}", f"Since January {page.dates.on.year}")
    columns: tuple[Column, ...] = (
        Column("end", Text("Tháng", "Month") if year.monthly else Text("Kỳ", "Period"), ColumnType.DATE),
        Column("value", own, MONEY, unit, drawn=False),
        Column("so_far", since, MONEY, unit),
        Column("last_year", Text("Cùng kỳ năm trước", "A year before"), MONEY, unit),
    )
    if year.target is not None:
        columns += (Column("target", Text("Chỉ tiêu năm", "Target of the year"), MONEY, unit, css="plan"),)
    if year.is_planned:
        columns += (Column("ratio", Text("% chỉ tiêu năm", "% of the target"), PERCENT, drawn=False),)
    rows = []
    for each in year.periods:
        cells: Cells = {
            "end": Cell(each.period.end, text=_period_name(each.period)),
            "value": page.scaled(each.value, year.scale),
            "so_far": page.scaled(each.so_far, year.scale),
            "last_year": page.scaled(each.last_year, year.scale),
        }
        if year.target is not None:
            cells["target"] = page.number(each.target, unit, year.scale)
        if year.is_planned:
            cells["ratio"] = page.scaled(each.ratio, 1, 1)
        rows.append(Row(cells))
    name = year.indicator.indicator.name
    by = Text("Theo tháng", "By month") if year.monthly else Text("Theo kỳ báo cáo", "By reported period")
    title = Text(f"{by.vi}: {name.vi}", f"{by.en}: {name.en}")
    return Table(f"months-{year.indicator.indicator.code.replace('.', '-')}", title, columns, rows, page.lang)


def _period_name(period: Period) -> Text:
    """A month as charts have room for it; a longer period by its name."""
    end = period.end
    if period.start == end.replace(day=1):
        return Text(f"{end.month}/{end.year}", f"{end:%b} {end.year}")
    vi, en = (capitalised(format_period(period, lang).removeprefix("the ")) for lang in (Lang.VI, Lang.EN))
    return Text(vi, en)


OCCUPANCY_NAMES: Final = {
    ZoneKind.PARK.value: (
        "KCN",
        Text("Lấp đầy từng KCN", "Occupancy of parks"),
        Text("Đã cho thuê", "Leased"),
        Text("Có thể cho thuê", "Leasable"),
    ),
    ZoneKind.CLUSTER.value: (
        "CCN",
        Text("Lấp đầy từng CCN", "Occupancy of clusters"),
        Text("Đã cho thuê, chấp thuận", "Leased or approved"),
        Text("Đất công nghiệp", "Industrial land"),
    ),
}


def _in_hectares(key: str, name: Text, *, drawn: bool = True) -> Column:
    heading = Text(f"{name.vi} (ha)", f"{name.en} (ha)")
    return Column(key, name, QUANTITY, "ha", heading, drawn=drawn)


def occupancy_table(kind: str, zones: Sequence[Full], page: PageContext) -> Table:
    """The occupancy of each zone of one kind."""
    short, title, leased, whole = OCCUPANCY_NAMES[kind]
    columns = (
        BOOK,
        ZONE_CODE,
        Column("zone", short),
        Column("occupancy", Text("Lấp đầy (%)", "Occupancy (%)"), PERCENT),
        _in_hectares("leased", leased, drawn=False),
        _in_hectares("whole", whole, drawn=False),
    )
    rows = [
        Row(
            page.zone(full.zone)
            | {
                "occupancy": page.scaled(full.figure, 1, 1),
                "leased": page.number(full.leased, "ha", demo=full.figure.demo),
                "whole": page.number(full.of, "ha", demo=full.figure.demo),
            }
        )
        for full in zones
    ]
    return Table(f"occupancy-{kind}", title, columns, rows, page.lang)


def origins_table(lines: Sequence[Line], page: PageContext, *, held: bool) -> Table:
    """Foreign beside domestic."""
    columns = (
        INDICATOR_CODE,
        INDICATOR,
        Column("fdi", "FDI", FIGURE),
        Column("ddi", Text("Trong nước (DDI)", "Domestic"), FIGURE),
        Column("both", Text("Cả hai", "Both"), FIGURE),
    )
    rows = []
    for line in lines:
        note = f" ({line.first.formula_name.of(page.lang)})" if line.first.unit == "percent" else ""
        shown = zip(("fdi", "ddi", "both"), line.figures, strict=True)
        rows.append(Row(_indicator(line, page, note) | {key: page.figure(figure) for key, figure in shown}))
    name, title = (
        ("origins-in-force", Text("Đang còn hiệu lực", "In force"))
        if held
        else ("origins-since-january", Text("Từ đầu năm", "Since 1 January"))
    )
    until = Text("Còn hiệu lực đến", "In force on") if held else Text("Từ 1/1 đến", "From 1 January to")
    money = Text("vốn quy đổi USD", "capital in USD equivalents")
    caption = f"{until.of(page.lang)} {format_date(page.dates.on, page.lang)}; {money.of(page.lang)}"
    return Table(name, title, columns, rows, page.lang, caption=caption)


def _in_millions(key: str, name: Text, *, drawn: bool = True) -> Column:
    heading = Text(f"{name.vi} (triệu USD)", f"{name.en} (million USD)")
    return Column(key, name, MONEY, "USD", heading, drawn=drawn)


def projects_table(groups: Sequence[CapitalGroup], page: PageContext, *, by_country: bool) -> Table:
    """Projects in force by country, or by sector."""
    first = Text("Nước, vùng lãnh thổ", "Country or territory") if by_country else Text("Ngành", "Sector")
    fdi = () if by_country else (Column("fdi", Text("trong đó FDI", "of them FDI"), INTEGER, drawn=False),)
    columns = (
        Column("group", first),
        Column("projects", Text("Dự án", "Projects"), INTEGER),
        *fdi,
        _in_millions("capital", Text("Vốn đăng ký", "Registered capital"), drawn=False),
    )
    others = Text("khác, chưa ghi", "others, not recorded")
    rows = []
    for group in groups:
        cells: Cells = {
            "group": group.name or others,
            "projects": page.number(group.count, "project", 1, 0, demo=group.demo),
            "capital": page.number(group.usd, "USD", MILLION, demo=group.demo),
        }
        if not by_country:
            cells["fdi"] = page.number(group.fdi, "project", 1, 0, demo=group.demo)
        rows.append(Row(cells))
    name = "projects-by-country" if by_country else "projects-by-sector"
    title = (
        Text("Dự án theo nước", "Projects by country") if by_country else Text("Dự án theo ngành", "Projects by sector")
    )
    return Table(name, title, columns, rows, page.lang)


def years_table(lines: Sequence[Line], page: PageContext) -> Table:
    """Projects and capital registered, year by year."""
    columns = (
        Column("year", Text("Năm", "Year")),
        Column("fdi", Text("FDI cấp mới", "FDI projects"), INTEGER),
        Column("ddi", Text("DDI cấp mới", "Domestic projects"), INTEGER),
        _in_millions("fdi.capital", Text("Vốn FDI thu hút", "FDI capital attracted"), drawn=False),
        _in_millions("ddi.capital", Text("Vốn DDI thu hút", "Domestic capital attracted"), drawn=False),
    )
    rows = []
    for line in lines:
        cells: Cells = {"year": str(line.first.period_end.year)}
        for key, figure, scale in zip(("fdi", "ddi"), line.figures[:2], ((1, 0), (1, 0)), strict=True):
            cells[key] = page.scaled(figure, *scale)
        for key, figure in zip(("fdi.capital", "ddi.capital"), line.figures[2:], strict=True):
            cells[key] = page.scaled(figure, MILLION)
        rows.append(Row(cells))
    return Table("projects-by-year", Text("Dự án theo năm", "Projects by year"), columns, rows, page.lang)


def land_table(lines: Sequence[LandLine], page: PageContext) -> Table:
    """The land balance of parks and clusters, each line with its share of the one that it is a part of."""
    share = Text("Tỷ lệ", "Share")
    columns: tuple[Column, ...] = (INDICATOR_CODE, Column("land", Text("Đất", "Land")))
    for kind, short in (("park", "KCN"), ("cluster", "CCN")):
        columns += (
            Column(kind, short, QUANTITY, "ha", f"{short} (ha)"),
            Column(
                f"{kind}.share", Text(f"Tỷ lệ {short} (%)", f"Share, {short} (%)"), PERCENT, heading=share, css="share"
            ),
        )
    columns += (Column("of", Text("Tỷ lệ trên", "Share of"), place=ColumnPlace.FILE),)
    rows = []
    for line in lines:
        name = line.figures[0].indicator.name.of(page.lang)
        cells: Cells = {
            "indicator.code": line.figures[0].indicator.code,
            "land": capitalised(name),
            "of": line.of,
        }
        for kind, (figure, part, bar) in zip(("park", "cluster"), line.columns, strict=True):
            cells[kind] = page.scaled(figure)
            cells[f"{kind}.share"] = Cell(
                value=part.value if part else None,
                text=_share_of(part.value if part else None, line.of, page.lang),
                picture=_bar(bar),
                quiet=True,
                demo=part is not None and part.demo,
            )
        rows.append(Row(cells))
    caption = page.on(Text("Từ quy hoạch đến cho thuê (ha)", "From the plan to the lease (ha)"))
    title = Text("Cân đối đất của khu, cụm", "Land balance of the zones")
    return Table("land-balance", title, columns, rows, page.lang, caption=caption, css="land")


def _bar(length: Fraction | None) -> str:
    """The bar of a line, drawn against the largest of its column."""
    width = "0" if length is None else plain_number(min(max(length, Fraction(0)), Fraction(100)), 1)
    return (
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="base" width="100" height="6"/><rect class="fill" width="{escape(width)}" height="6"/></svg>'
    )


def _share_of(value: Fraction | None, base: Text | None, lang: Lang) -> str:
    """A share with its base: "75,6% đất phải giải phóng mặt bằng"; a blank where it is unknown."""
    if value is None or base is None:
        return " "
    of = "" if lang is Lang.VI else "of "
    return f"{format_number(value, lang, decimals=1)}% {of}{base.of(lang)}"


def jobs_table(lines: Sequence[Line], page: PageContext) -> Table:
    """Workers at the ends of quarters."""
    columns = (
        Column("day", Text("Ngày", "Day"), ColumnType.DATE),
        *page.of_kinds(Column("park", "KCN", INTEGER), Column("cluster", "CCN", INTEGER)),
    )
    rows = []
    for line in lines:
        workers = page.by_kind([page.scaled(each, 1, 0) for each in line.figures])
        rows.append(Row({"day": line.first.period_end} | workers))
    return Table("workers", Text("Lao động cuối quý", "Workers by quarter"), columns, rows, page.lang)


def clearances_table(clearances: Sequence[Clearance], page: PageContext) -> Table:
    """The zones with land to clear."""
    columns = (
        BOOK,
        ZONE_CODE,
        Column("zone", Text("Khu, cụm", "Zone")),
        _in_hectares("to_clear", Text("Phải giải phóng", "To clear")),
        _in_hectares("cleared", Text("Đã giải phóng", "Cleared")),
        _in_hectares("late", Text("Chậm", "Late")),
    )
    not_yet = unknown(Text("chưa đến mốc", "not yet"))
    rows = [
        Row(
            page.zone(each.zone)
            | {
                "to_clear": _of_zone(each.to_clear, "land.to_clear", each, page),
                "cleared": _of_zone(each.cleared, "land.cleared", each, page),
                "late": page.number(each.late, "ha", demo=each.demo) if each.late else not_yet,
            }
        )
        for each in clearances
    ]
    return Table("land-clearance", Text("Đất phải giải phóng", "Land to clear"), columns, rows, page.lang)


def _of_zone(value: Fraction, indicator: str, each: Clearance, page: PageContext) -> Cell:
    """What a zone holds in hectares, which opens."""
    books = current_figures()
    asked = page.subject.ask(indicator, ZoneKind(books.zone(each.zone)["kind"]), zone=each.zone)
    address = figure_address(asked, books, page.dates)
    return number_in(value, "ha", page.lang, demo=each.demo, address=address)


def idle_table(projects: Projects, page: PageContext) -> Table:
    """Projects in force that have not begun in the time that the rule allows."""
    columns = (
        BOOK,
        PROJECT_CODE,
        Column("project", Text("Dự án", "Project")),
        Column("enterprise", Text("Doanh nghiệp", "Enterprise")),
        Column("registered", Text("Cấp mới ngày", "Registered on"), ColumnType.DATE),
        _in_millions("capital", Text("Vốn đăng ký", "Registered capital")),
    )
    rows = [
        Row(
            {
                "book": each.known.book,
                "project.code": each.known.code,
                "project": Cell(
                    each.known.name, address=reach("project", each.known.book, each.known.code, dates=page.dates)
                ),
                "enterprise": each.known.enterprise or None,
                "registered": each.known.registered_on,
                "capital": page.number(each.usd, "USD", MILLION, demo=each.demo),
            }
        )
        for each in projects.idle
    ]
    return Table("idle-projects", Text("Dự án chậm triển khai", "Idle projects"), columns, rows, page.lang)


def then_table(
    rows: Sequence[Any],
    then: str,
    page: PageContext,
    earlier: Dates | None = None,
    headings: tuple[str, str] | None = None,
) -> Table:
    """Figures at the time that the page compares with, as it is called, and now; those open with the `earlier` dates, if given.

    `headings` are those of both where days do not tell them apart.
    """
    before, now = headings or (then, format_date(page.dates.on, page.lang))
    columns = (
        INDICATOR_CODE,
        Column("kind", Text("Mã loại khu", "Kind code"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("figure", Text("Số liệu", "Figure")),
        Column("formula", Text("Công thức", "Formula"), place=ColumnPlace.UNDER, under="figure", inline=True),
        Column("before", before, FIGURE),
        Column("now", now if now != before else f"{now} (2)", FIGURE),
        Column("change", Text("Thay đổi", "Change")),
    )
    found = []
    for earlier_figure, after, change in rows:
        rate = after.unit == "percent"
        kind = after.question.kind
        cells: Cells = {
            "indicator.code": after.indicator.code,
            "kind": kind.value if kind else None,
            "figure": figure_title(after, page.lang),
            "formula": Cell(after.formula_name, text=f"({after.formula_name.of(page.lang)})") if rate else None,
            "before": figure_cell(earlier_figure, earlier or page.dates, page.lang),
            "now": page.figure(after),
            "change": _change_cell(change, then, page.lang) if change else None,
        }
        found.append(Row(cells))
    return Table(
        "then-and-now", Text("Số liệu tại thời điểm đó và hiện nay", "Figures then and now"), columns, found, page.lang
    )


def _change_cell(change: Change, then: str, lang: Lang) -> Cell:
    return Cell(f"{change.of(lang)} {change.against.of(lang)} {then}", demo=change.demo, remark=change.limits(lang))


def changes_table(changes: DashboardChanges, page: PageContext) -> Table:
    """How many events of each kind took effect in the time between."""
    columns = (
        Column("type", Text("Loại sự kiện", "Kind of event")),
        Column("events", Text("Số sự kiện", "Events"), INTEGER),
    )
    rows = [Row({"type": each.label, "events": Cell(each.count, demo=each.demo)}) for each in changes.kinds]
    since, until = format_date(changes.since, page.lang), format_date(page.dates.on, page.lang)
    after, by = Text("Sự kiện có hiệu lực sau", "Events that took effect after"), Text("đến", "and by")
    caption = f"{after.of(page.lang)} {since} {by.of(page.lang)} {until}: {format_number(changes.total, page.lang)}"
    if changes.corrected:
        said = Text("không kể đã đính chính, thu hồi", "not counting corrected or withdrawn")
        caption += f"; {said.of(page.lang)}: {format_number(changes.corrected, page.lang)}"
    return Table(
        "events-by-kind", Text("Sự kiện theo loại", "Events by kind"), columns, rows, page.lang, caption=caption
    )


def last_events_table(last: Sequence[RecordedEvent], page: PageContext) -> Table:
    """The events that a book recorded last."""
    columns = (
        BOOK,
        Column("event", Text("Số", "Number"), css="number"),
        Column("type", Text("Loại", "Kind")),
        Column("on", Text("Hiệu lực", "Effective on"), ColumnType.DATE),
        Column("at", Text("Ghi lúc", "Recorded at"), ColumnType.MOMENT),
        Column("reversed_by", Text("Ghi chú", "Note")),
    )
    said = Text("đã đính chính, thu hồi bởi sự kiện", "taken back by event").of(page.lang)
    rows = [
        Row(
            {
                "book": each.book,
                "event": Cell(str(each.seq), address=reach("event", each.book, each.seq, dates=page.dates)),
                "type": each.label,
                "on": each.effective_on,
                "at": each.recorded_at,
                "reversed_by": f"{said} {each.reversed_by}" if each.reversed_by else Cell(text=" "),
            }
        )
        for each in last
    ]
    return Table(
        "last-events", Text("Sự kiện ghi gần nhất của sổ", "Last events of the book"), columns, rows, page.lang
    )
