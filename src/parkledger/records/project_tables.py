"""The tables of projects and of enterprises."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final

from parkledger.catalogue import Origin
from parkledger.catalogue.countries import country_text
from parkledger.duties import Slowness
from parkledger.figures.wording import UNKNOWN, number
from parkledger.language import (
    Lang,
    Quantity,
    Text,
    Unit,
    capitalised,
    format_date,
    format_number,
    format_quantity,
    plain_number,
)
from parkledger.records.cells import BOOK, PLACE_CODE, PROJECT_CODE, ZONE_CODE
from parkledger.records.dates import Dates
from parkledger.records.event_names import labels_of
from parkledger.records.histories import Reference
from parkledger.records.links import reach
from parkledger.records.project_figures import Opening
from parkledger.records.project_lists import EnterpriseRow, ProjectRow, enterprise_slug
from parkledger.records.project_profiles import YearOfCapital
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Link, Row, Sorting, Table

MONEY, QUANTITY = ColumnType.MONEY, ColumnType.QUANTITY
NOT_GIVEN_BACK: Final = Text("chưa ghi nhận trả lại", "return not on record")
PERCENT_OF_CAPITAL = "capital.spent"
PROJECTS: Final = (
    BOOK,
    PROJECT_CODE,
    Column("name", Text("Dự án", "Project"), sortable=True),
    Column("enterprise", Text("Doanh nghiệp", "Enterprise"), sortable=True),
    Column("origin", Text("Nguồn vốn", "Origin"), place=ColumnPlace.UNDER, under="enterprise"),
    Column("country", Text("Nước, vùng lãnh thổ", "Country"), place=ColumnPlace.UNDER, under="enterprise"),
    ZONE_CODE,
    Column("zone", Text("Khu, cụm hoặc địa bàn", "Zone or place"), sortable=True),
    PLACE_CODE,
    Column("place", Text("Địa bàn", "Place"), place=ColumnPlace.UNDER, under="zone"),
    Column("sector", Text("Ngành", "Sector"), sortable=True, lang="vi"),
    Column("registered", Text("Cấp ngày", "Registered"), ColumnType.DATE, sortable=True, css="number"),
    Column("capital", Text("Vốn đăng ký", "Registered capital"), MONEY, sortable=True),
    Column("land", Text("Đất thuê", "Land leased"), QUANTITY, sortable=True),
    Column("approved", Text("Đất được chấp thuận", "Land approved"), QUANTITY, place=ColumnPlace.UNDER, under="land"),
    Column("land.kept", Text("Đất chưa trả lại", "Land not given back"), place=ColumnPlace.UNDER, under="land"),
    Column("status.code", Text("Mã tình trạng", "Status code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("status", Text("Tình trạng", "Status"), sortable=True),
    Column("slow.code", Text("Mã mức chậm", "Lateness code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("slow", Text("Mức chậm", "How late"), sortable=True),
    Column("ended_on", Text("Kết thúc ngày", "Ended on"), ColumnType.DATE, place=ColumnPlace.FILE),
)
WITHOUT_ZONE: Final = tuple(
    column for column in PROJECTS if column.key not in {"zone.code", "zone", "place.code", "place"}
)


def projects_table(
    name: str,
    lines: Sequence[ProjectRow],
    dates: Dates,
    lang: Lang,
    *,
    title: Text,
    caption: str = "",
    sorting: Sorting | None = None,
    in_zone: bool = False,
    slow: Mapping[Reference, Slowness] | None = None,
) -> Table:
    """Projects of a list; those of one zone without the columns of the zone, and without how slow they are where that is not given."""
    columns = WITHOUT_ZONE if in_zone else PROJECTS
    if slow is None:
        columns = tuple(column for column in columns if column.key not in {"slow.code", "slow"})
    keys = {column.key for column in columns}
    rows = []
    for line in lines:
        own = _project_cells(line, dates, lang) | _slow_cells((slow or {}).get(line.project.reference))
        cells = {key: cell for key, cell in own.items() if key in keys}
        rows.append(Row(cells, css="" if line.in_force else "gone"))
    counted = f"{format_number(len(lines), lang)} {Text('dự án', 'projects').of(lang)}"
    return Table(name, title, columns, rows, lang, caption=caption or counted, sorting=sorting, css="projects stacked")


def _slow_cells(slow: Slowness | None) -> Cells:
    """How slow a project is; a dash where nothing on record is still to be reached."""
    if slow is None:
        return {"slow.code": None, "slow": Cell(quiet=True)}
    return {"slow.code": slow.value, "slow": Cell(slow.label, quiet=slow is Slowness.NONE)}


def _project_cells(line: ProjectRow, dates: Dates, lang: Lang) -> Cells:
    project, zone, place = line.project, line.zone, line.place.of(lang)
    slug = enterprise_slug(project.enterprise)
    owner = Cell(project.enterprise, address=reach("enterprise", slug, dates=dates)) if project.enterprise else Cell()
    ended = f" {format_date(project.ended_on, lang)}" if project.ended_on else ""
    where = (
        Cell(line.zone_title, address=reach("zone", zone.book, zone.code, dates=dates)) if zone else Cell(text=place)
    )
    approved = project_cell(line, "land.approved", line.approved, dates, lang)
    said = Text("chấp thuận", "approved").of(lang)
    return {
        "book": project.book,
        "project.code": project.code,
        "name": Cell(
            project.name or project.code,
            address=reach("project", project.book, project.code, dates=dates),
            demo=line.demo,
        ),
        "enterprise": owner,
        "origin": Cell(project.origin.upper(), text=Origin(project.origin).short.of(lang)) if project.origin else None,
        "country": country_text(project.country) if project.country else None,
        "zone.code": zone.code if zone else None,
        "zone": where,
        "place.code": zone.place if zone else project.place,
        "place": Cell(place, silent=zone is None),
        "sector": project.sector or None,
        "registered": project.registered_on,
        "capital": project_cell(line, "capital.in_force", line.capital, dates, lang),
        "land": project_cell(line, "land.leased", line.land, dates, lang),
        "approved": Cell(approved.value, approved.unit, f"{said} {approved.text}", approved.address)
        if line.approved
        else Cell(unit="ha"),
        "land.kept": NOT_GIVEN_BACK if line.land and not line.in_force else None,
        "status.code": line.status,
        "status": Cell(line.said, text=f"{line.said.of(lang)}{ended}"),
        "ended_on": project.ended_on,
    }


def project_cell(
    line: ProjectRow, code: str, value: Fraction | int | None, dates: Dates, lang: Lang, on: date | None = None
) -> Cell:
    """A number of a project, which opens; a dash where nothing is held.

    Whole numbers are US cents, đồng or m²; fractions are in dollars, đồng, hectares or per cent. `on` is another day
    than the page's.
    """
    unit = {"capital": line.currency, "land": "ha"}.get(code.partition(".")[0], "")
    unit = "percent" if code == PERCENT_OF_CAPITAL else unit
    if value is None:
        return Cell(unit=unit)
    exact = Fraction(value, {"USD": 100, "ha": 10_000}.get(unit, 1)) if isinstance(value, int) else value
    asked = dates if on is None else dates.moved(on)
    address = reach("project_figure", dates=asked, project="/".join(line.project.reference), measure=code)
    return Cell(exact, unit, number(exact, unit, lang), address)


ENTERPRISES: Final = (
    Column("slug", Text("Mã doanh nghiệp", "Enterprise code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("name", Text("Doanh nghiệp", "Enterprise"), sortable=True),
    Column("projects", Text("Dự án còn hiệu lực", "Projects in force"), ColumnType.INTEGER, sortable=True),
    Column("fdi", Text("Vốn FDI", "FDI capital"), MONEY, "USD", sortable=True),
    Column("ddi", Text("Vốn DDI", "Domestic capital"), MONEY, "VND", sortable=True),
    Column("land", Text("Đất thuê", "Land leased"), QUANTITY, "ha", sortable=True),
)
NOBODY = Text("(không ghi tên doanh nghiệp)", "(no enterprise named)")


def enterprises_table(found: Sequence[EnterpriseRow], count: int, dates: Dates, lang: Lang, sorting: Sorting) -> Table:
    """Enterprises with what their projects in force come to."""
    said = Text(
        "doanh nghiệp; vốn đăng ký của các dự án còn hiệu lực", "enterprises; registered capital of projects in force"
    )
    caption = f"{format_number(count, lang)} {said.of(lang)}"
    rows = [_enterprise_row(each, dates, lang) for each in found]
    title = Text("Doanh nghiệp", "Enterprises")
    return Table("enterprises", title, ENTERPRISES, rows, lang, caption=caption, sorting=sorting, css="stacked")


def _enterprise_row(each: EnterpriseRow, dates: Dates, lang: Lang) -> Row:
    added = each.added
    return Row(
        {
            "slug": each.slug,
            "name": Cell(each.name or NOBODY, address=reach("enterprise", each.slug, dates=dates), demo=added.demo),
            "projects": enterprise_cell(each, "projects.in_force", added.count, dates, lang),
            "fdi": enterprise_cell(each, "capital.in_force", added.fdi_usd_cents, dates, lang, "fdi")
            if added.fdi
            else None,
            "ddi": enterprise_cell(each, "capital.in_force", added.ddi_vnd, dates, lang, "ddi") if added.ddi else None,
            "land": enterprise_cell(each, "land.leased", added.land, dates, lang) if added.land else None,
        }
    )


def enterprise_cell(each: EnterpriseRow, code: str, amount: int, dates: Dates, lang: Lang, origin: str = "") -> Cell:
    """A number of an enterprise, in whole US cents, đồng, m² or projects, which opens where it has any project."""
    unit = {"capital": "USD" if origin == "fdi" else "VND", "land": "ha"}.get(code.partition(".")[0], "")
    if not amount:
        return Cell(0, unit, "0")
    exact = Fraction(amount, {"USD": 100, "ha": 10_000}.get(unit, 1))
    asked = {"enterprise": each.slug, "measure": code, **({"origin": origin} if origin else {})}
    text = number(exact, unit, lang) if unit else format_number(exact, lang)
    return Cell(exact, unit, text, reach("enterprise_figure", dates=dates, **asked))


def exact_words(value: Fraction | None, unit: str, lang: Lang) -> str:
    """A number of projects with its unit; that it is not recorded where it is None."""
    if value is None:
        return UNKNOWN.of(lang)
    if unit == "project":
        return format_quantity(Quantity(value, Unit.PROJECT), lang, decimals=0)
    return number(value, unit, lang)


UNTIL: Final = Column("until", Text("Đến ngày", "Until"), ColumnType.DATE)
CAPITAL: Final = (
    UNTIL,
    Column("registered", Text("Đăng ký", "Registered"), MONEY),
    Column("implemented", Text("Thực hiện", "Implemented"), MONEY),
)


def capital_table(line: ProjectRow, years: Sequence[YearOfCapital], dates: Dates, lang: Lang) -> Table:
    """A project's capital over the years, as the chart beside it draws it."""
    rows = []
    for year in years:
        registered = project_cell(line, "capital.in_force", year.registered, dates, lang, year.until)
        implemented = project_cell(line, "capital.implemented", year.implemented, dates, lang, year.until)
        cells: Cells = {
            "until": year.until,
            "registered": replace(registered, drawn=plain_number(year.drawn[0])),
            "implemented": replace(implemented, drawn=plain_number(year.drawn[1])),
        }
        rows.append(Row(cells))
    title = Text("Vốn qua các năm", "Capital over the years")
    return Table("capital", title, CAPITAL, rows, lang, caption=title.of(lang), caption_hidden=True)


def steps_table(opening: Opening, dates: Dates, lang: Lang) -> Table:
    """The days on which a number changed, each with the events that changed it."""
    columns = (
        Column("since", Text("Từ ngày", "Since"), ColumnType.DATE),
        Column("value", capitalised(opening.held.name.of(lang)), ColumnType.FIGURE),
        Column("change", Text("Thay đổi", "Change"), ColumnType.FIGURE, drawn=False),
        Column("events", Text("Sự kiện", "Events"), drawn=False),
    )
    said = labels_of((each for step, _ in opening.drawn for each in step.events), dates.known_at)
    rows = []
    for step, drawn in opening.drawn:
        codes = "; ".join(f"{book}/{seq}" for book, seq in step.events)
        links = [Link(said[each].of(lang), reach("event", *each, dates=dates)) for each in step.events]
        sign = "+" if step.change > 0 else ""
        value = Cell(step.value, opening.unit, exact_words(step.value, opening.unit, lang), drawn=plain_number(drawn))
        change = Cell(step.change, opening.unit, sign + exact_words(step.change, opening.unit, lang))
        rows.append(Row({"since": step.on, "value": value, "change": change, "events": Cell(codes, links=links)}))
    title = Text("Các ngày có thay đổi", "Days on which it changed")
    return Table("steps", title, columns, rows, lang, caption=title.of(lang))


def shares_table(opening: Opening, shares: Sequence[tuple[ProjectRow, Fraction]], dates: Dates, lang: Lang) -> Table:
    """A number of an enterprise by its projects."""
    columns = (
        BOOK,
        PROJECT_CODE,
        Column("project", Text("Dự án", "Project")),
        Column("value", capitalised(opening.held.name.of(lang)), ColumnType.FIGURE),
    )
    rows = []
    for line, value in shares:
        project = line.project
        said = Cell(value, opening.unit, exact_words(value, opening.unit, lang))
        if opening.code != "projects.in_force":
            said = project_cell(line, opening.code, value, dates, lang)
        address = reach("project", project.book, project.code, dates=dates)
        named = Cell(project.name or project.code, address=address)
        rows.append(Row({"book": project.book, "project.code": project.code, "project": named, "value": said}))
    total = Cell(opening.value, opening.unit, exact_words(opening.value, opening.unit, lang))
    totals = [Row({"project": Text("Cộng", "Sum"), "value": total})]
    return Table("shares", Text("Theo dự án", "By project"), columns, rows, lang, totals=totals)


def opening_terms_table(opening: Opening, line: ProjectRow | None, dates: Dates, lang: Lang) -> Table:
    """The measures that a number is made of."""
    columns = (
        Column("measure", Text("Đại lượng", "Measure")),
        Column("value", Text("Giá trị", "Value"), ColumnType.FIGURE),
    )
    rows = []
    for part in opening.parts:
        if line is not None and part.code and part.code != opening.code:
            value = project_cell(line, part.code, part.value, dates, lang)
        else:
            unit = line.currency if line is not None and opening.held.below else opening.unit
            value = Cell(part.value, unit, exact_words(part.value, unit, lang))
        rows.append(Row({"measure": part.name, "value": value}))
    title = Text("Thành phần", "Terms")
    return Table("terms", title, columns, rows, lang, caption=title.of(lang))
