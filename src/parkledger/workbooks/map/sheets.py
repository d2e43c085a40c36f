"""A file's sheets made ready to be read: templates by their hidden row, other sheets by a mapping."""

from collections.abc import Mapping as Fields
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from parkledger.ledger.events import EVENT_TYPES
from parkledger.workbooks.errors import ColumnMissing, MappingMisfit, NothingToImport, SheetOutdated
from parkledger.workbooks.map.columns import FieldColumn, column_named, fields_by_name
from parkledger.workbooks.map.conversion import NUMERIC, PlacedColumn, convert
from parkledger.workbooks.map.mappings import MappedSheet, Mapping, all_kept, plain
from parkledger.workbooks.map.proposals import is_template
from parkledger.workbooks.map.rows import ImportSheet
from parkledger.workbooks.map.tables import COPY, COPY_HEADING, MARK, REASONS, Heads, body_of, find_heads
from parkledger.workbooks.read.cells import Cell, letters
from parkledger.workbooks.read.grids import Grid
from parkledger.workbooks.read.numerals import Dates, Decimals, Habits, date_habit, decimal_habit

EXAMPLE = "vd"
TEMPLATE_HEADS = 2
"""Rows of a template before its data: the hidden one with the fields' names, and the headings."""


@dataclass(slots=True)
class Choices:
    """What was said of a file beside the mapping: the decimal mark, for all columns under "" or for one by its letters."""

    decimal: dict[str, Decimals] = field(default_factory=dict)
    dates: Dates | None = None


def sheets_of(file: str, grids: Sequence[Grid], mapping: Mapping | None, choices: Choices) -> list[ImportSheet]:
    """The sheets of a file that can be read, in the order in which their events are recorded.

    Raises NothingToImport where there is none.
    """
    found = [sheet for grid in grids if (sheet := sheet_of(grid, mapping, choices)) is not None]
    if not found:
        raise NothingToImport(file=file, sheets=[grid.name for grid in grids] or ["—"])
    order = {code: place for place, code in enumerate(EVENT_TYPES)}
    return sorted(found, key=lambda sheet: order[sheet.type])


def sheet_of(grid: Grid, mapping: Mapping | None, choices: Choices) -> ImportSheet | None:
    """One sheet; None where nothing says how to read it."""
    if is_template(grid):
        return _template(grid, choices)
    if mapping is None:
        return None
    named = [each for each in mapping.sheets if each.sheet == grid.name]
    if grid.hidden and not named:
        return None
    fitting = [(find_heads(grid, each.headings()), each) for each in named or mapping.sheets]
    fitting = [each for each in fitting if each[0][0] is not None]
    if not fitting:
        return None
    (heads, lacking), mapped = min(fitting, key=lambda each: len(each[0][1]))
    return _mapped(grid, heads, lacking, mapped, mapping.name, choices) if heads else None


def fitting_mapping(grids: Sequence[Grid]) -> Mapping | None:
    """A mapping that was kept whose headings all stand in the sheets of a file."""
    plain_grids = [grid for grid in grids if not is_template(grid)]
    for mapping in all_kept():
        if any(not find_heads(grid, sheet.headings())[1] for grid in plain_grids for sheet in mapping.sheets):
            return mapping
    return None


def _template(grid: Grid, choices: Choices) -> ImportSheet | None:
    code = str(grid.cell(0, 0)).removeprefix(MARK)
    if code not in EVENT_TYPES:
        return None
    sheet = ImportSheet(grid, code, [], [], heading_rows=(0, TEMPLATE_HEADS - 1))
    sheet.headings = tuple(str(grid.cell(1, column) or "").rstrip(" *") for column in range(grid.width))
    columns: list[tuple[int, FieldColumn]] = []
    for index, key in enumerate(grid.rows[0][1:], start=1):
        if key == COPY:
            sheet.copy_column = index
        elif key is None or key == REASONS:
            continue
        elif (column := column_named(code, str(key))) is None:
            sheet.problems.append(SheetOutdated(where=f"{grid.name}!{letters(index)}1", column=str(key), type=code))
        else:
            columns.append((index, column))
    for number, cells in enumerate(grid.rows[TEMPLATE_HEADS:], start=TEMPLATE_HEADS):
        if all(cell is None for cell in cells[1:]):
            continue
        if str(cells[0] or "").lower().startswith(EXAMPLE):
            sheet.skipped.append((number, "example"))
        else:
            sheet.rows.append((number, cells))
    _place(sheet, columns, {}, choices)
    return sheet


def _mapped(
    grid: Grid, heads: Heads, lacking: list[str], mapped: MappedSheet, name: str, choices: Choices
) -> ImportSheet:
    sheet = ImportSheet(
        grid, mapped.type, [], [], headings=heads.names, heading_rows=(heads.first, heads.last), mapping=name
    )
    at = {plain(heading): index for index, heading in reversed(list(enumerate(heads.names))) if heading}
    columns: list[tuple[int, FieldColumn]] = []
    told: dict[int, Habits] = {}
    for each in mapped.columns:
        index, column = at.get(plain(each.heading)), column_named(mapped.type, each.field) if each.field else None
        if index is not None and column is not None:
            columns.append((index, column))
            told[index] = Habits(each.decimal, each.dates)
    if lacking:
        sheet.problems.append(MappingMisfit(where=grid.name, headings=lacking, mapping=name))
    sheet.copy_column = next((index for index, heading in enumerate(heads.names) if heading == COPY_HEADING), None)
    sheet.constants = _constants(mapped)
    telling = [index for index, column in columns if column.field.kind in NUMERIC | {"date"}]
    body = body_of(grid, heads, [index for index, _ in columns], telling)
    sheet.rows, sheet.skipped = body.rows, body.skipped
    _place(sheet, columns, told, choices)
    _require_columns(sheet, columns)
    return sheet


def _constants(mapped: MappedSheet) -> dict[str, Any]:
    """The values that all rows have, by field, each with its path."""
    found: dict[str, Any] = {}
    for key, text in mapped.constants.items():
        column = column_named(mapped.type, key)
        if column is not None:
            value = convert(text, PlacedColumn(column, key, Habits("comma")))
            found[column.field.name] = (column.field.path, value)
    return found


def _require_columns(sheet: ImportSheet, columns: Sequence[tuple[int, FieldColumn]]) -> None:
    filled = {column.field.name for _, column in columns} | set(sheet.constants)
    for name, each in fields_by_name(sheet.type).items():
        if each.required and name not in filled:
            sheet.problems.append(
                ColumnMissing(
                    where=sheet.grid.name, field=each.label.vi, type=sheet.type, mapping=sheet.mapping, name=name
                )
            )


def _place(
    sheet: ImportSheet, columns: Sequence[tuple[int, FieldColumn]], told: Fields[int, Habits], choices: Choices
) -> None:
    """Give each column its habits: as said, else as its cells tell."""
    for index, column in columns:
        cells = [row[index] for _, row in sheet.rows if index < len(row)]
        given = told.get(index, Habits(None, None))
        habits = Habits(dates="dmy")
        if column.field.kind in NUMERIC and not column.is_unit:
            said = choices.decimal.get(letters(index)) or choices.decimal.get("") or given.decimal
            habits = Habits(decimal=said or decimal_habit(cells), all_shares=_all_shares(cells))
        elif column.field.kind == "date":
            habits = Habits(dates=choices.dates or given.dates or date_habit(cells), epoch=sheet.grid.epoch)
        sheet.places.append((index, PlacedColumn(column, letters(index), habits)))


def _all_shares(cells: Sequence[Cell]) -> bool:
    """Whether no number of a column is above one."""
    numbers = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
    return bool(numbers) and max(numbers) <= 1
