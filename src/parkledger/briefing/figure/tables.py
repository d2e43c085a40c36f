"""The tables of a figure's page: its terms, its other definitions, its series, its parts, and what pages published."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from parkledger.briefing.figure.indicators import ParameterShown
from parkledger.briefing.figure.parts import Breakdown, FigureChart, TermShown
from parkledger.briefing.splits import RESTS, By
from parkledger.catalogue import INDICATORS as CATALOGUE
from parkledger.catalogue import Indicator, ZoneKind
from parkledger.checking.models import KeptStatement
from parkledger.checking.published import Published
from parkledger.checking.statements import StatementOutcome
from parkledger.figures import Figure, Form
from parkledger.figures.wording import form_name
from parkledger.language import Lang, Text, capitalised, format_date
from parkledger.places import get
from parkledger.records.cells import INDICATOR_CODE, broken_from, figure_cell
from parkledger.records.dates import Dates
from parkledger.records.event_text import counted
from parkledger.records.histories import zones_by_id
from parkledger.records.links import reach
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

FIGURE: Final = ColumnType.FIGURE
_DIFFERENCE: Final = Text("Chênh với số chung", "Difference to the whole")
VALUE: Final = Column("value", Text("Giá trị", "Value"), FIGURE)
TERMS: Final = (
    Column("term", Text("Thành phần", "Term")),
    Column("note", Text("Ghi chú", "Note"), place=ColumnPlace.UNDER, under="term", inline=True),
    VALUE,
)


def measured_cell(value: Fraction | None, unit: str, lang: Lang) -> Cell:
    """A number that is no figure of its own, with its unit."""
    return Cell(value, unit, counted(value, unit, lang) if value is not None else "")


def terms_table(terms: Sequence[TermShown], dates: Dates, lang: Lang) -> Table:
    """The terms of a formula."""
    rows = [
        Row(
            {
                "term": term.name,
                "note": Cell(term.note, text=f"({term.note.of(lang)})") if term.note else None,
                "value": figure_cell(term.figure, dates, lang)
                if term.figure
                else measured_cell(term.value, term.unit, lang),
            }
        )
        for term in terms
    ]
    title = Text("Thành phần của công thức", "Terms of the formula")
    return Table("terms", title, TERMS, rows, lang, caption=title.of(lang))


DEFINITIONS: Final = (
    Column("formula.code", Text("Mã công thức", "Formula code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("formula", Text("Cách tính", "Definition")),
    Column(
        "this",
        Text("Là số này", "Is this one"),
        ColumnType.BOOLEAN,
        place=ColumnPlace.UNDER,
        under="formula",
        inline=True,
        css="tag",
    ),
    INDICATOR_CODE,
    Column("indicator", Text("Tên chỉ tiêu", "Indicator")),
    VALUE,
)


def definitions_table(
    family: Sequence[Figure], figure: Figure, together: Fraction | None, dates: Dates, lang: Lang
) -> Table:
    """The definitions of one thing; `together` is their sum, where pages state it so."""
    rows = []
    for other in family:
        same = other.formula == figure.formula
        cells: Cells = {
            "formula.code": other.formula,
            "formula": other.formula_name,
            "this": Cell(same, text=Text("số này", "this one") if same else ""),
            "indicator.code": other.indicator.code,
            "indicator": capitalised(other.indicator.name.of(lang)),
            "value": figure_cell(other, dates, lang),
        }
        rows.append(Row(cells, css="total" if same else ""))
    name = Text("kể cả dự án hạ tầng", "infrastructure projects included")
    added = Text("Cách cộng của một số trang", "As some pages add it up")
    total = Row({"formula": name, "indicator": added, "value": measured_cell(together, figure.unit, lang)})
    caption = Text(
        "Cùng địa bàn, cùng ngày; trang của các nơi có thể nói số nào trong các số này",
        "The same place and date; pages may state any of these",
    )
    return Table(
        "definitions",
        Text("Các cách tính", "Definitions"),
        DEFINITIONS,
        rows,
        lang,
        totals=[] if together is None else [total],
        caption=caption.of(lang),
    )


def series_table(name: str, first: Text, chart: FigureChart, figure: Figure, dates: Dates, lang: Lang) -> Table:
    """A series over time, as a chart draws it."""
    value = Column("value", capitalised(figure.indicator.name.of(lang)), FIGURE)
    columns = (Column("until", first, ColumnType.DATE), value)
    rows = [
        Row(
            {
                "until": Cell(point.figure.period_end, text=point.label),
                "value": broken_from(
                    figure_cell(point.figure, dates, lang, drawn=point.drawn),
                    point.figure,
                    before.figure if before else None,
                ),
            }
        )
        for before, point in zip((None, *chart.points), chart.points, strict=False)
    ]
    return Table(name, Text(f"{first.vi}: bảng số", f"{first.en}: table"), columns, rows, lang)


def parts_table(part: Breakdown, figure: Figure, dates: Dates, lang: Lang) -> Table:
    """A figure's parts beside the whole."""
    columns = (
        Column("part.code", Text("Mã", "Code"), ColumnType.CODE, place=ColumnPlace.FILE),
        Column("part", part.heading),
        Column("value", capitalised(figure.indicator.name.of(lang)), FIGURE),
    )
    rows = [
        Row(
            {
                "part.code": _code_of(part.code, point.figure, dates),
                "part": Cell(point.label, address=point.address),
                "value": figure_cell(point.figure, dates, lang, drawn=point.drawn),
            }
        )
        for point in part.chart.points
    ]
    totals = [Row({"part": Text("Số chung", "The whole"), "value": figure_cell(figure, dates, lang)})]
    if part.total is not None:
        added = [(Text("Cộng các phần", "Sum of the parts"), part.total, "total")]
        if part.rest:
            named = RESTS[By(part.code)].capitalised() if part.code in RESTS else _DIFFERENCE
            added.append((named, part.rest, "difference"))
        totals = [
            *(Row({"part": name, "value": measured_cell(value, figure.unit, lang)}, css) for name, value, css in added),
            *totals,
        ]
    return Table(f"parts-{part.code}", part.heading, columns, rows, lang, totals=totals)


def _code_of(code: str, figure: Figure, dates: Dates) -> str:
    question = figure.question
    if code == "place":
        return question.place
    if code == "kind":
        return question.kind.value if question.kind else ""
    if code == "origin":
        return question.origin.value if question.origin else ""
    if question.member is not None and code == question.member.dimension:
        return question.member.code
    zone = zones_by_id(dates).get(question.zone or 0)
    return f"{zone.book}/{zone.code}" if zone else str(question.zone)


INDICATORS: Final = (
    Column("indicator", Text("Chỉ tiêu", "Indicator")),
    Column("code", Text("Mã", "Code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("unit", Text("Đơn vị", "Unit")),
    Column("formulas", Text("Số công thức", "Formulas"), ColumnType.INTEGER),
    Column("formula.codes", Text("Mã công thức", "Formula codes"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("basis", Text("Căn cứ", "Legal basis"), place=ColumnPlace.FILE),
)
GROUPED: Final = (Column("group", Text("Nhóm", "Group"), place=ColumnPlace.SECTION), *INDICATORS)


def indicators_table(
    groups: Sequence[tuple[Text, Sequence[tuple[Indicator, Text]]]], dates: Dates, lang: Lang
) -> Table:
    """All indicators by group."""
    rows = [
        Row(
            {
                "group": group,
                "indicator": Cell(capitalised(each.name.of(lang)), address=reach("indicator", each.code, dates=dates)),
                "code": each.code,
                "unit": unit,
                "formulas": Cell(len(each.formulas), text=Text("trích dẫn", "quoted") if each.statistic else ""),
                "formula.codes": "; ".join(formula.code for formula in each.formulas) or None,
                "basis": "; ".join(formula.basis for formula in each.formulas if formula.basis) or None,
            }
        )
        for group, members in groups
        for each, unit in members
    ]
    return Table("indicators", Text("Chỉ tiêu", "Indicators"), GROUPED, rows, lang)


VALUES: Final = (
    Column("place.code", Text("Mã địa bàn", "Place code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("place", Text("Địa bàn", "Place")),
    VALUE,
    Column("formula.code", Text("Mã công thức", "Formula code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("formula", Text("Công thức", "Formula")),
)


def values_table(values: Sequence[Figure], country: Figure, title: str, dates: Dates, lang: Lang) -> Table:
    """An indicator's values for the provinces, and for the whole country."""
    rows = [_value_row(figure, dates, lang) for figure in values]
    whole = {
        **_value_row(country, dates, lang).cells,
        "place": Text("Các tỉnh có sổ, cộng cả nước", "All books, the whole country"),
    }
    name = Text("Giá trị của các tỉnh", "Values of the provinces")
    start = f"{format_date(country.period_start, lang)} – " if country.period_start else ""
    caption = f"{title}, {start}{format_date(country.period_end, lang)}"
    return Table("provinces", name, VALUES, rows, lang, totals=[Row(whole)], caption=caption)


def _value_row(figure: Figure, dates: Dates, lang: Lang) -> Row:
    code = figure.question.place
    return Row(
        {
            "place.code": code,
            "place": Cell(get(code).title(dates.on), address=reach("place", code, dates=dates)),
            "value": figure_cell(figure, dates, lang),
            "formula.code": figure.formula,
            "formula": figure.formula_name,
        }
    )


PUBLISHED: Final = (
    Column("page.code", Text("Mã trang", "Page code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("ordinal", Text("Số", "No."), ColumnType.INTEGER),
    Column("quote", Text("Nguyên văn", "As written"), lang="vi"),
    INDICATOR_CODE,
    Column("indicator", Text("Chỉ tiêu", "Indicator")),
    Column("scope", Text("Phạm vi", "Scope"), place=ColumnPlace.UNDER, under="indicator", inline=True, css="plain"),
    Column("low", Text("Từ", "From (included)"), FIGURE, place=ColumnPlace.FILE),
    Column("high", Text("Đến dưới", "To (excluded)"), FIGURE, place=ColumnPlace.FILE),
    Column("interval", Text("Khoảng", "Interval")),
    Column("start", Text("Từ ngày", "Period from"), ColumnType.DATE, place=ColumnPlace.FILE),
    Column("end", Text("Của ngày, kỳ", "Of"), ColumnType.DATE),
    Column(
        "same",
        Text("Đúng ngày này", "This date"),
        ColumnType.BOOLEAN,
        place=ColumnPlace.UNDER,
        under="end",
        inline=True,
        css="tag",
    ),
    Column("ledger", Text("Sổ ghi", "The ledger"), FIGURE),
    Column("outcome.code", Text("Mã kết quả", "Outcome code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("outcome", Text("Kết quả", "Outcome"), strong=True),
    Column("why", Text("Vì sao", "Why"), place=ColumnPlace.UNDER, under="outcome", inline=True, css="plain"),
    Column("page", Text("Trang", "Page"), lang="vi"),
)
OF_A_FIGURE: Final = {"ordinal", "indicator.code", "indicator", "scope"}
OF_A_PAGE: Final = {"page.code", "start", "end", "same", "page"}
"""The columns that a table leaves out: on a figure's page, on a kept page."""


def published_table(published: Sequence[Published], dates: Dates, lang: Lang, *, of_page: bool = False) -> Table:
    """What pages published beside the ledger: of one figure, or all statements of one page."""
    without = OF_A_PAGE if of_page else OF_A_FIGURE
    rows = [
        Row(_published_cells(each, dates, lang, of_page), id=f"row-{each.row.ordinal}" if of_page else "")
        for each in published
    ]
    if of_page:
        title = Text("Các số của trang", "Figures of the page")
        caption = Text(
            "Số trong sổ là của ngày, kỳ mà trang nói, theo dữ liệu ghi nhận đến thời điểm của trang cổng này",
            "The ledger's figure is of the date or period the page speaks of, as known at this page's moment",
        )
    else:
        title = Text("Số đã công bố", "Published figures")
        caption = Text(
            "Mỗi số đã công bố là một khoảng; khớp khi số trong sổ nằm trong khoảng đó",
            "Each published number is an interval; it agrees when the ledger's figure lies in it",
        )
    return Table("published-figures", title, PUBLISHED, rows, lang, caption=caption.of(lang)).without(without)


def _published_cells(each: Published, dates: Dates, lang: Lang, of_page: bool) -> Cells:
    statement, row, note = each.checked.statement, each.row, each.checked.note
    page = reach("kept_page", each.page.pk, dates=dates)
    start = f"{format_date(statement.period_start, lang)} – " if statement.period_start else ""
    ledger = (
        figure_cell(each.figure, dates, lang)
        if each.figure
        else measured_cell(each.checked.value, statement.unit, lang)
    )
    indicator = CATALOGUE.get(row.indicator)
    named = (
        Cell(indicator.name, address=reach("indicator", row.indicator, dates=dates))
        if indicator
        else Cell(row.indicator)
    )
    end = statement.period_end
    published = f", {format_date(each.page.published, lang)}" if each.page.published else ""
    title = each.page.title or each.page.url or f"{Text('trang số', 'page').of(lang)} {each.page.pk}"
    return {
        "page.code": str(each.page.pk),
        "ordinal": Cell(row.ordinal, text=str(row.ordinal), address=f"#s-{row.ordinal}"),
        "quote": Cell(row.quote, text=f"“{row.quote}”", address="" if of_page else f"{page}#s-{row.ordinal}"),
        "indicator.code": row.indicator,
        "indicator": named,
        "scope": scope_of_statement(row, lang),
        "low": Cell(statement.low, statement.unit),
        "high": Cell(statement.high, statement.unit),
        "interval": each.interval,
        "start": statement.period_start,
        "end": Cell(end, text=f"{start}{format_date(end, lang)}" if end else ""),
        "same": Cell(each.same, text=Text("đúng ngày này", "this date") if each.same else ""),
        "ledger": ledger,
        "outcome.code": each.checked.outcome.value,
        "outcome": Cell(each.checked.outcome.label, css=TONES.get(each.checked.outcome, "quiet")),
        "why": Cell(note, text=f"— {note.of(lang)}") if note else None,
        "page": Cell(title, text=f"{title}{published}", address=page),
    }


TONES: Final = {StatementOutcome.AGREES: "good", StatementOutcome.DIFFERS: "doubt"}


def scope_of_statement(row: KeptStatement, lang: Lang) -> str | None:
    """What a statement is of beside its indicator: its form, kind, origin, zone and place."""
    said = row.fields
    parts = [form_name(Form(said["form"]), lang)] if said["form"] != Form.VALUE.value else []
    parts += [ZoneKind(kind).label.of(lang) for kind in (said["kind"] or "").split("+") if kind]
    parts += [part for part in (str(said["origin"] or "").upper(), said["zone"], said["place"]) if part]
    return "; ".join(parts) or None


PARAMETERS: Final = (
    Column("code", Text("Mã tham số", "Parameter code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("parameter", Text("Tham số", "Parameter")),
    Column("binds", Text("Áp dụng cho", "Binds")),
    Column("value", Text("Giá trị", "Value")),
    Column("since", Text("Từ ngày", "Since"), ColumnType.DATE),
    Column("basis", Text("Căn cứ", "Basis"), lang="vi"),
)


def parameters_table(parameters: Sequence[ParameterShown], dates: Dates, lang: Lang) -> Table:
    """The thresholds of law that rest on an indicator."""
    rows = [
        Row(
            {
                "code": each.parameter.code,
                "parameter": capitalised(each.parameter.name.of(lang)),
                "binds": each.parameter.applies_to.label,
                "value": each.said,
                "since": each.value.since if each.value else None,
                "basis": (each.value.basis or None) if each.value else None,
            }
        )
        for each in parameters
    ]
    title = Text("Ngưỡng pháp luật", "Thresholds of law")
    caption = f"{Text('Giá trị vào ngày', 'Values on').of(lang)} {format_date(dates.on, lang)}"
    return Table("thresholds", title, PARAMETERS, rows, lang, caption=caption)
