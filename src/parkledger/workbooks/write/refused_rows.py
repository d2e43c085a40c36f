"""The refused rows as a workbook: each as it was, with why, under the headings it had, ready to be mended and imported."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from parkledger.language import Lang
from parkledger.tables import LONGEST_SHEET_NAME
from parkledger.workbooks.map.proposals import is_template
from parkledger.workbooks.map.rows import ImportRow, ImportSheet
from parkledger.workbooks.map.tables import COPY, COPY_HEADING, REASONS, REASONS_HEADING
from parkledger.workbooks.read.cells import Cell, Faulty, Percent, Untold

BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
AMISS = PatternFill("solid", fgColor="FFF2CC")
WIDE, USUAL = 70, 18


def write(rows: Sequence[ImportRow], lang: Lang = Lang.VI) -> bytes:
    """The workbook of refused rows: a sheet for each of the file's."""
    book = Workbook(write_only=True)
    sheets: dict[int, list[ImportRow]] = {}
    for row in rows:
        sheets.setdefault(id(row.sheet), []).append(row)
    for of_sheet in sheets.values():
        _sheet(book, of_sheet[0].sheet, of_sheet, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, source: ImportSheet, rows: Sequence[ImportRow], lang: Lang) -> None:
    sheet: Any = book.create_sheet(source.grid.name[:LONGEST_SHEET_NAME])
    width = max(source.grid.width, len(source.headings))
    reasons, copy = _own_columns(source, width)
    for index in range(1, max(reasons, copy) + 2):
        sheet.column_dimensions[get_column_letter(index)].width = WIDE if index == reasons + 1 else USUAL
    sheet.column_dimensions[get_column_letter(copy + 1)].hidden = True
    first, last = source.heading_rows
    sheet.row_dimensions[1].hidden = is_template(source.grid)
    sheet.freeze_panes = f"A{last + 2}"
    for number in range(first):  # the titles say of which day, period or zone the rows are
        sheet.append(_cells(sheet, source.grid.rows[number]))
    for number in range(first, last + 1):
        values = list(source.grid.rows[number]) if is_template(source.grid) else list(_headings(source, number))
        marks = (REASONS, COPY) if is_template(source.grid) and number == first else (REASONS_HEADING, COPY_HEADING)
        sheet.append(_cells(sheet, _with(values, {reasons: marks[0], copy: marks[1]}), bold=True))
    for row in rows:
        told = "\n".join(_reason(problem.where, problem.message(lang)) for problem in row.problems)
        values = _with(list(row.cells), {reasons: told, copy: row.mark})
        sheet.append(_cells(sheet, values, amiss=reasons))


def _headings(source: ImportSheet, number: int) -> Sequence[Cell]:
    """The headings of an office's own sheet, in its last heading row: what stood in several lines stands in one."""
    if number != source.heading_rows[1]:
        return ()
    return [heading or None for heading in source.headings]


def _own_columns(source: ImportSheet, width: int) -> tuple[int, int]:
    """Where the reasons and the hidden mark stand: where they stood, in a file of refused rows that comes back."""
    heads = [str(cell or "") for number in source.heading_rows for cell in source.grid.rows[number]]
    if REASONS in heads or REASONS_HEADING in heads:
        for number in source.heading_rows:
            for index, cell in enumerate(source.grid.rows[number]):
                if cell in {REASONS, REASONS_HEADING}:
                    return index, index + 1
    return width, width + 1


def _reason(where: str, said: str) -> str:
    """A reason with its column; the row is another one in this workbook."""
    place = where.rpartition("!")[2].rstrip("0123456789")
    return f"{place}: {said}" if place else said


def _with(values: list[Cell], more: dict[int, Cell]) -> list[Cell]:
    values += [None] * (max(more) + 1 - len(values))
    for index, value in more.items():
        values[index] = value
    return values


def _cells(sheet: Any, values: Sequence[Cell], *, bold: bool = False, amiss: int | None = None) -> list[Any]:
    found = []
    for index, value in enumerate(values):
        if isinstance(value, Faulty):
            value = value.error or None
        elif isinstance(value, Untold):
            value = None
        cell: Any = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # dates are taken as well
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula
        elif isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
        elif isinstance(value, Percent):
            cell.number_format = "0.##########%"
        if bold:
            cell.font, cell.alignment = BOLD, WRAPPED
        if index == amiss:
            cell.fill, cell.alignment = AMISS, WRAPPED
        found.append(cell)
    return found
