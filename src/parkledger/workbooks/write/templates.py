"""Workbooks to be filled in: a sheet an event type, lists to choose from, and how to fill them in, in both languages."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from parkledger.language import closest
from parkledger.ledger.errors import TypeUnknown
from parkledger.ledger.events import EVENT_TYPES
from parkledger.tables import as_sheet_name
from parkledger.workbooks.map.columns import FieldColumn, columns_of, importable, is_required
from parkledger.workbooks.map.tables import MARK
from parkledger.workbooks.map.units import units_of
from parkledger.workbooks.write.instructions import INSTRUCTIONS, write_instructions
from parkledger.workbooks.write.lists import Lists, lists_of

DATA_ROWS = 5000
"""Rows for which a template offers its lists and formats."""
REQUIRED = PatternFill("solid", fgColor="DDEBF7")
OPTIONAL = PatternFill("solid", fgColor="F2F2F2")
LINE = Border(bottom=Side(style="thin", color="808080"))
FORMATS = {
    "date": "dd/mm/yyyy",
    "area": "#,##0.0000",
    "money": "#,##0.######",
    "mixed": "#,##0.######",
    "count": "#,##0",
    "year": "0",
    "decimal": "0.######",
}
TEXT = "@"


def write(types: Sequence[str], book: str | None = None) -> bytes:
    """The workbook for some event types; with a book, its zones, projects and places are offered. Raises TypeUnknown."""
    for code in types:
        if code not in importable():
            raise TypeUnknown(type=code, nearest=closest(code, importable()) or ["—"])
    workbook = Workbook()
    lists = lists_of(types, book)
    instructions: Any = workbook.active
    instructions.title = INSTRUCTIONS
    write_instructions(instructions, types, book)
    for code in dict.fromkeys(types):
        _sheet(workbook, code, lists)
    lists.write(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_name(code: str) -> str:
    """The name of an event type's sheet."""
    label = EVENT_TYPES[code].label.vi
    return as_sheet_name(label).strip()


def _sheet(workbook: Workbook, code: str, lists: Lists) -> None:
    sheet: Any = workbook.create_sheet(sheet_name(code))
    sheet["A1"], sheet["A2"] = f"{MARK}{code}", "STT"
    sheet["A2"].font, sheet["A2"].border = Font(bold=True), LINE
    for index, column in enumerate(columns_of(code), start=2):
        letter = get_column_letter(index)
        sheet[f"{letter}1"] = column.key
        _head(sheet[f"{letter}2"], column)
        sheet.column_dimensions[letter].width = max(14, min(40, len(column.heading.vi) + 3))
        _offer(sheet, letter, column, lists)
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 48
    sheet.freeze_panes = "B3"


def _head(cell: Any, column: FieldColumn) -> None:
    required = is_required(column.field)
    cell.value = column.heading.vi + (" *" if required else "")
    cell.font, cell.alignment, cell.border = Font(bold=True), Alignment(wrap_text=True, vertical="center"), LINE
    cell.fill = REQUIRED if required else OPTIONAL
    cell.comment = Comment(f"{column.heading.en}{' (required)' if required else ''}", "parkledger")


def _offer(sheet: Any, letter: str, column: FieldColumn, lists: Lists) -> None:
    """The format of a column's cells, and the list or the limits that they are held to."""
    kind = column.field.kind
    form = FORMATS.get(kind, TEXT) if not column.is_unit else TEXT
    # a format of the column is enough: cells made for it would weigh and read as data
    sheet.column_dimensions[letter].number_format = form
    for row in range(3, 103):
        sheet[f"{letter}{row}"].number_format = form
    rule = _rule(column, lists)
    if rule is not None:
        sheet.add_data_validation(rule)
        rule.add(f"{letter}3:{letter}{DATA_ROWS + 2}")


def _rule(column: FieldColumn, lists: Lists) -> DataValidation | None:
    kind = column.field.kind
    if column.is_unit:
        offered = [unit.name.vi for unit in units_of(column.field)]
        name = f"{kind}-any" if column.field.any_currency else kind
        return _listed(lists.reference("unit", offered, name), strict=kind == "money")
    if kind == "flag":
        return _listed('"có,không"', strict=True)
    if column.field.choices:
        key = "|".join(code for code, _ in column.field.choices)
        return _listed(lists.reference("choice", [name.vi for _, name in column.field.choices], key), strict=True)
    if kind in {"zone", "project", "place", "sector"} or column.field.name == "sector":
        found = lists.named("sector" if column.field.name == "sector" else kind)
        return _listed(found, strict=False) if found else None
    if kind == "date":
        rule = DataValidation(
            type="date", operator="between", formula1=str(_serial(date(1954, 10, 4))), formula2="80000"
        )
        rule.error, rule.errorTitle = "Hãy ghi ngày/tháng/năm, ví dụ 22/8/2023", "Ngày"
        return rule
    if kind in {"area", "money", "count"}:
        rule = DataValidation(
            type="whole" if kind == "count" else "decimal", operator="greaterThanOrEqual", formula1="0"
        )
        rule.error, rule.errorTitle = "Hãy ghi một số không âm", "Số"
        return rule
    return None


def _listed(reference: str, *, strict: bool) -> DataValidation:
    rule = DataValidation(type="list", formula1=reference, allow_blank=True)
    rule.error, rule.errorTitle = "Hãy chọn một mục trong danh sách", "Danh sách"
    rule.showErrorMessage = strict
    return rule


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days
