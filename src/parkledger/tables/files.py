"""Tables as files: CSV, CSV for a Vietnamese Excel, XLSX, Parquet and JSON, with the page's dates and address as notes.

Numbers are exact: whole numbers and decimals that end are written out; what does not end (a third) is rounded to ten
decimals, half up. Text that a spreadsheet would take for a formula is kept text.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from parkledger.language import ParkError, Text
from parkledger.tables.model import DECIMALS, ColumnType, FileColumn, Plain, TableContent, as_sheet_name

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a text for a formula by."""
WIDEST = 60
BOLD = Font(bold=True)
UTF8_MARK = b"\xef\xbb\xbf"
"""The mark by which spreadsheets know UTF-8."""


class FileFormat(StrEnum):
    """How a table is downloaded."""

    CSV = "csv"
    CSV_VIETNAMESE = "csv-vi"
    """With semicolons and decimal commas, as an Excel set to Vietnamese reads and writes it."""
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What the file says it is."""
        return FORMATS[self].media_type

    @property
    def extension(self) -> str:
        """How the file's name ends."""
        return self.value.partition("-")[0]

    @property
    def label(self) -> Text:
        """What it is called."""
        return FORMATS[self].label


class FormatUnknown(ParkError):
    """A table is asked for in a format that is not written."""

    code = "format_unknown"
    vi = "Không có định dạng «{format}». Hãy chọn một trong: {formats}."
    en = "There is no format “{format}”. Choose one of: {formats}."


def format_named(name: str) -> FileFormat:
    """A format by its name."""
    if name not in set(FileFormat):
        raise FormatUnknown(format=name, formats=[each.value for each in FileFormat])
    return FileFormat(name)


def write(content: TableContent, form: FileFormat) -> bytes:
    """The table's file."""
    return FORMATS[form].write(content)


def _csv(content: TableContent) -> bytes:
    return _separated(content, content.rows, ",", _as_text)


def _csv_vietnamese(content: TableContent) -> bytes:
    return _separated(content, content.rows_said, ";", _as_vietnamese)


def _separated(
    content: TableContent, rows: Iterable[Sequence[Plain]], delimiter: str, text: Callable[[Plain], str]
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(content.headings)
    writer.writerows([text(value) for value in row] for row in rows)
    return UTF8_MARK + out.getvalue().encode()


def _as_text(value: Plain) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_vietnamese(value: Plain) -> str:
    """As a Vietnamese Excel reads it: a decimal comma, the day first."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return _as_text(value).upper() if isinstance(value, bool) else _as_text(value)


def _xlsx(content: TableContent) -> bytes:
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(as_sheet_name(content.title) or "Bảng")
    sheet.freeze_panes = "A2"
    headings, rows = content.headings, content.rows_said
    for index, column in enumerate(content.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = _width(headings[index - 1], column)
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    notes: Any = book.create_sheet("Ghi chú")
    for label, text in content.notes:
        notes.append([_cell(notes, label, bold=True), _cell(notes, text)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Plain, *, bold: bool = False) -> Any:
    """A typed cell; spreadsheets know no time zones, so a moment is that of the clock in Vietnam."""
    held = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    cell: Any = WriteOnlyCell(sheet, held)  # type: ignore[arg-type]  # decimals are numbers to it as well
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula
    elif isinstance(value, datetime):
        cell.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        cell.number_format = "#,##0.##########" if isinstance(value, Decimal) else "#,##0"
    if bold:
        cell.font = BOLD
    return cell


def _width(heading: str, column: FileColumn) -> int:
    longest = max((len(_as_vietnamese(value)) for value in column.values[:200]), default=0)
    return min(max(len(heading), longest) + 2, WIDEST)


def _parquet(content: TableContent) -> bytes:
    """Columns of the types that they declare, whatever values they hold."""
    columns = [pa.array(list(column.values), PARQUET_TYPES[column.type]) for column in content.columns]
    made = pa.Table.from_arrays(columns, names=content.headings)
    out = io.BytesIO()
    pq.write_table(made.replace_schema_metadata(dict(content.notes)), out, compression="zstd")
    return out.getvalue()


EXACT = pa.decimal128(38, DECIMALS)
PARQUET_TYPES: Final = {
    ColumnType.TEXT: pa.string(),
    ColumnType.CODE: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.QUANTITY: EXACT,
    ColumnType.MONEY: EXACT,
    ColumnType.PERCENT: EXACT,
    ColumnType.FIGURE: EXACT,
    ColumnType.DATE: pa.date32(),
    ColumnType.MOMENT: pa.timestamp("us", tz="Asia/Ho_Chi_Minh"),
    ColumnType.BOOLEAN: pa.bool_(),
}


def _json(content: TableContent) -> bytes:
    headings = content.headings
    rows = [dict(zip(headings, map(_json_value, row), strict=True)) for row in content.rows]
    return json.dumps({"notes": dict(content.notes), "rows": rows}, ensure_ascii=False, indent=1).encode()


def _json_value(value: Plain) -> str | int | bool | None:
    """Whole numbers as numbers; decimals as text, so that no reader rounds them."""
    if value is None or isinstance(value, str | bool | int):
        return value
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()


@dataclass(frozen=True, slots=True)
class _Format:
    label: Text
    media_type: str
    write: Callable[[TableContent], bytes]


FORMATS: Final = {
    FileFormat.CSV: _Format(Text("CSV", "CSV"), "text/csv; charset=utf-8", _csv),
    FileFormat.CSV_VIETNAMESE: _Format(
        Text("CSV cho Excel tiếng Việt", "CSV for a Vietnamese Excel"), "text/csv; charset=utf-8", _csv_vietnamese
    ),
    FileFormat.XLSX: _Format(
        Text("XLSX", "XLSX"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx
    ),
    FileFormat.PARQUET: _Format(Text("Parquet", "Parquet"), "application/vnd.apache.parquet", _parquet),
    FileFormat.JSON: _Format(Text("JSON", "JSON"), "application/json", _json),
}
"""Every format: what it is called, what the file says it is, who writes it."""
