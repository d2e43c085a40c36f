"""The reconciliation of merged provinces as a table: each former province, what they come to, the successor, the difference."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.comparison.merger import BEFORE, Combination, MergerLine, MergerRequest
from parkledger.figures.wording import coverage_note, figure_title, number, period_words
from parkledger.language import Lang, Text, Unit, format_date, format_number
from parkledger.places import TWO_TIERS, OfficialCode, official_code
from parkledger.places import Place as Province
from parkledger.records.cells import INDICATOR_CODE, figure_cell
from parkledger.tables import Cell, Cells, Column, ColumnPlace, ColumnType, Row, Table

COMBINED: Final = {
    Combination.SUM: Text("Cộng các tỉnh cũ", "Former provinces together"),
    Combination.RATE: Text("Tính lại từ các tổng", "Computed anew from sums"),
    Combination.NONE: Text("Không cộng", "Not added"),
}
OWN: Final = Text("Số của tỉnh mới", "The new province's own figure")
DIFFERENCE: Final = Text("Chênh lệch", "Difference")
_FORMER: Final = Text("(cũ)", "(former)")
TITLE: Final = Text("Đối chiếu sau sáp nhập", "Reconciliation of merged provinces")
_CODES: Final = (
    ("code", Text("mã trong sổ", "code in the register"), ColumnType.CODE),
    ("number", Text("mã số", "number"), ColumnType.CODE),
    ("edition", Text("ban hành theo", "issued by"), ColumnType.TEXT),
    ("from", Text("mã có giá trị từ", "code valid from"), ColumnType.DATE),
    ("until", Text("mã có giá trị đến", "code valid until"), ColumnType.DATE),
)
_SIDES: Final = {"former": Text("Tỉnh cũ", "Former province"), "new": Text("Tỉnh mới", "New province")}
RATES: Final = Text(
    "số cộng được thì cộng; tỷ lệ tính lại từ tổng tử số và tổng mẫu số, không lấy bình quân",
    "what can be added is added; rates are computed anew from the sums above and below the line, never averaged",
)
_ON: Final = Text("Số liệu ngày", "Figures on")


def _code_columns(side: str) -> tuple[Column, ...]:
    title = _SIDES[side]
    return tuple(
        Column(f"{side}.{code}", Text(f"{title.vi}: {name.vi}", f"{title.en}: {name.en}"), kind, place=ColumnPlace.FILE)
        for code, name, kind in _CODES
    )


COLUMNS: Final = (
    Column("successor", Text("Tỉnh, thành phố", "Province"), place=ColumnPlace.SECTION),
    INDICATOR_CODE,
    Column("kind", Text("Mã loại khu", "Kind code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("origin", Text("Mã nguồn vốn", "Origin code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("indicator", Text("Chỉ tiêu", "Indicator")),
    Column("line", Text("Mã dòng", "Line code"), ColumnType.CODE, place=ColumnPlace.FILE),
    Column("what", Text("Tỉnh cũ, tỉnh mới", "Former and new province")),
    Column("codes", Text("Mã số, ngày có giá trị", "Number and its validity"), place=ColumnPlace.UNDER, under="what"),
    Column("value", Text("Số liệu", "Figure"), ColumnType.FIGURE),
    Column("why", Text("Đối chiếu", "Reconciliation")),
    Column("period", Text("Ngày, kỳ", "Day or period"), place=ColumnPlace.FILE),
    *_code_columns("former"),
    *_code_columns("new"),
)


def merger_table(lines: Sequence[MergerLine], request: MergerRequest) -> Table:
    """The lines of a reconciliation, four kinds of rows to an indicator: former, combined, new, difference."""
    lang = request.lang
    rows = [row for line in lines for row in _rows(line, request)]
    caption = f"{_ON.of(lang)} {format_date(request.on, lang)}; {RATES.of(lang)}"
    return Table("merger", TITLE, COLUMNS, rows, lang, caption=caption)


def line_title(line: MergerLine, lang: Lang) -> str:
    """What a line is called."""
    return figure_title(line.own, lang)


def province_title(place: Province, lang: Lang, successor: Province) -> str:
    """A former province by its name; one that bears the name of its successor as the former one."""
    title = place.title(BEFORE).of(lang)
    return f"{title} {_FORMER.of(lang)}" if place.code != successor.code else title


def _rows(line: MergerLine, request: MergerRequest) -> Iterator[Row]:
    lang = request.lang
    new = official_code(line.successor, max(request.on, TWO_TIERS))
    common: Cells = {
        "successor": line.successor.title(TWO_TIERS).of(lang),
        "indicator.code": line.asked.definition.code,
        "kind": line.kind.value if line.kind else None,
        "origin": line.asked.origin.value if line.asked.origin else None,
        "indicator": line_title(line, lang),
        "period": period_words(line.own, lang),
        **_code_cells("new", line.successor.code, new),
    }
    for place, figure in line.parts:
        code = official_code(place, BEFORE)
        cells: Cells = {
            "line": "former",
            "what": province_title(place, lang, line.successor),
            "codes": _validity(code, lang),
        }
        value: Cells = {"value": figure_cell(figure, request.dates, lang), "why": coverage_note(figure, lang) or None}
        yield Row({**common, **cells, **value, **_code_cells("former", place.code, code)})
    combined = _number(line.combined, line, lang)
    yield Row(
        {**common, "line": "combined", "what": COMBINED[line.combination], "value": combined, "why": line.lacks()}
    )
    own: Cells = {"what": OWN, "codes": _validity(new, lang), "value": figure_cell(line.own, request.dates, lang)}
    yield Row({**common, "line": "successor", **own, "why": coverage_note(line.own, lang) or None})
    why: Cells = {"value": _difference(line, lang), "why": line.why()}
    yield Row({**common, "line": "difference", "what": DIFFERENCE, **why}, css="total")


def _number(value: Fraction | None, line: MergerLine, lang: Lang) -> Cell:
    """A number in the unit of a line; empty where there is none."""
    if value is None:
        return Cell(text="…")
    demo = any(part.figure.demo and part.figure.value is not None for part in line.parts)
    return Cell(value, line.own.unit, text=number(value, line.own.unit, lang, line.own), demo=demo)


def _difference(line: MergerLine, lang: Lang) -> Cell:
    """A difference; that of two shares is one of percentage points."""
    found = _number(line.difference, line, lang)
    if line.difference is None or line.own.unit != Unit.PERCENT:
        return found
    points = format_number(line.difference, lang, decimals=_POINT_DECIMALS)
    return replace(found, text=f"{points} {_POINTS.of(lang)}")


_POINTS: Final = Text("điểm phần trăm", "percentage points")
_POINT_DECIMALS: Final = 1


def _code_cells(side: str, code: str, official: OfficialCode | None) -> Cells:
    cells: Cells = {f"{side}.code": code}
    if official is not None:
        cells |= {
            f"{side}.number": official.number,
            f"{side}.edition": official.edition.decision,
            f"{side}.from": official.valid_from,
            f"{side}.until": official.valid_until,
        }
    return cells


_VALID_SINCE: Final = Text("mã {number}, {edition}, từ ngày {since}", "code {number}, {edition}, since {since}")
_VALID_UNTIL: Final = Text("mã {number}, {edition}, đến ngày {until}", "code {number}, {edition}, until {until}")


def _validity(official: OfficialCode | None, lang: Lang) -> str | None:
    """A code with its edition and the day to which it holds, or since which."""
    if official is None:
        return None
    said = {"number": official.number, "edition": official.edition.decision}
    if official.valid_until is not None:
        return _VALID_UNTIL.of(lang).format(**said, until=format_date(official.valid_until, lang))
    return _VALID_SINCE.of(lang).format(**said, since=format_date(official.valid_from, lang))
