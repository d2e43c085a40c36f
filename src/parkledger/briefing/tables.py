"""Tables as files: CSV, XLSX, Parquet and JSON, with the page's two dates and address beside the numbers.

Numbers are exact: whole numbers and decimals that end are written out; what does not end (a third) is rounded to ten
decimals, half up. Text that a spreadsheet would take for a formula is kept text.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from parkledger.language import ParkError

DECIMALS = 10
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a text for a formula by."""
WIDEST = 60
BOLD = Font(bold=True)

Value = str | int | Decimal | date | bool | None


class FileFormat(StrEnum):
    """How a table is downloaded."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What the file says it is."""
        return MEDIA_TYPES[self]


MEDIA_TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.PARQUET: "application/vnd.apache.parquet",
    FileFormat.JSON: "application/json",
}


class FormatUnknown(ParkError):
    """A table is asked for in a format that is not written."""

    code = "format_unknown"
    vi = "Không có định dạng «{format}». Hãy chọn một trong: {formats}."
    en = "There is no format “{format}”. Choose one of: {formats}."


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings, and notes that say what it is of (the dates, the address, demonstration data)."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    notes: tuple[tuple[str, str], ...] = field(default=())


def format_named(name: str) -> FileFormat:
    """A format by its name."""
    if name not in set(FileFormat):
        raise FormatUnknown(format=name, formats=[each.value for each in FileFormat])
    return FileFormat(name)


def decimal_of(value: Fraction | int) -> Decimal | int:
    """A value as a decimal number: exact where its decimals end, else rounded half up."""
    if isinstance(value, int) or value.denominator == 1:
        return int(value)
    scaled = abs(value) * 10**DECIMALS + Fraction(1, 2)
    digits, places = scaled.numerator // scaled.denominator, DECIMALS
    while digits % 10 == 0 and places:
        digits, places = digits // 10, places - 1
    # made of its digits: arithmetic on decimals would round to the 28 digits of their context
    return Decimal((0 if value >= 0 else 1, tuple(map(int, str(digits))), -places))


def write(table: Table, form: FileFormat) -> bytes:
    """The table's file."""
    return {FileFormat.CSV: _csv, FileFormat.XLSX: _xlsx, FileFormat.PARQUET: _parquet, FileFormat.JSON: _json}[form](
        table
    )


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_as_text(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # the mark by which spreadsheets know UTF-8


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _xlsx(table: Table) -> bytes:
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_sheet_name(table.name))
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in table.headings])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    notes: Any = book.create_sheet("Ghi chú")
    for label, text in table.notes:
        notes.append([_cell(notes, label, bold=True), _cell(notes, text)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # decimals are numbers to it as well
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        cell.number_format = "#,##0.##########" if isinstance(value, Decimal) else "#,##0"
    if bold:
        cell.font = BOLD
    return cell


def _sheet_name(name: str) -> str:
    """A name that a sheet may have."""
    return "".join("-" if mark in "[]:*?/\\" else mark for mark in name)[:31] or "Bảng"


def _widths(table: Table) -> list[int]:
    found = [len(heading) for heading in table.headings]
    for row in table.rows[:200]:
        for index, value in enumerate(row):
            found[index] = max(found[index], len(_as_text(value)))
    return [min(width + 2, WIDEST) for width in found]


def _parquet(table: Table) -> bytes:
    columns = [_column([row[index] for row in table.rows]) for index in range(len(table.headings))]
    names = _distinct(table.headings)
    made = pa.Table.from_arrays(columns, names=names)
    made = made.replace_schema_metadata(dict(table.notes))
    out = io.BytesIO()
    pq.write_table(made, out, compression="zstd")
    return out.getvalue()


def _column(values: list[Value]) -> pa.Array:
    """A column of one type: whole numbers, decimals, dates, or text where they are mixed."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return pa.array(values, pa.bool_())
    if known and all(isinstance(value, int) and not isinstance(value, bool) for value in known):
        return pa.array(values, pa.int64())
    if known and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in known):
        return pa.array([None if value is None else Decimal(value) for value in values], pa.decimal128(38, DECIMALS))  # type: ignore[arg-type]
    if known and all(isinstance(value, date) for value in known):
        return pa.array(values, pa.date32())
    return pa.array([None if value is None else _text(value) for value in values], pa.string())


def _text(value: Value) -> str:
    return value if isinstance(value, str) else _as_text(value)


def _distinct(headings: Sequence[str]) -> list[str]:
    """Column names that all differ."""
    found: list[str] = []
    for heading in headings:
        name, number = heading or "-", 2
        while name in found:
            name, number = f"{heading} ({number})", number + 1
        found.append(name)
    return found


def _json(table: Table) -> bytes:
    names = _distinct(table.headings)
    rows = [dict(zip(names, map(_json_value, row), strict=True)) for row in table.rows]
    return json.dumps({"notes": dict(table.notes), "rows": rows}, ensure_ascii=False, indent=1).encode()


def _json_value(value: Value) -> str | int | float | bool | None:
    """Whole numbers as numbers; decimals as text, so that no reader rounds them."""
    if value is None or isinstance(value, str | bool | int):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()
