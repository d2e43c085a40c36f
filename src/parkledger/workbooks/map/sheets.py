"""A file's sheets made ready to be read: templates by their hidden row, other sheets by a mapping."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Fields
from dataclasses import dataclass, field
from typing import Any

from parkledger.catalogue import own_name
from parkledger.language import Period, Text
from parkledger.ledger.events import EVENT_TYPES, EventGroup
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.workbooks.errors import ColumnMissing, DateUnclear, MappingMisfit, NothingToImport, SheetOutdated
from parkledger.workbooks.map.across import year_of
from parkledger.workbooks.map.columns import (
    END,
    MEASURE,
    PERIOD,
    START,
    FieldColumn,
    column_named,
    fields_by_name,
    filled_by,
)
from parkledger.workbooks.map.conversion import NUMERIC, PlacedColumn, convert, is_nothing
from parkledger.workbooks.map.dating import fill_days
from parkledger.workbooks.map.mappings import MappedSheet, Mapping, all_kept, statutory_mappings
from parkledger.workbooks.map.proposals import is_template, measure_named, sheet_unit
from parkledger.workbooks.map.row_kinds import GroupName
from parkledger.workbooks.map.rows import ImportSheet, measure_unnamed
from parkledger.workbooks.map.said_days import days_in, titles_of
from parkledger.workbooks.map.scopes import (
    ask_about_titles,
    ask_about_unit,
    kind_titled,
    other_measure,
    set_scopes,
    take_from_titles,
)
from parkledger.workbooks.map.sums import SummedTable, find_sums
from parkledger.workbooks.map.tables import (
    COPY,
    COPY_HEADING,
    MARK,
    REASONS,
    Body,
    Headings,
    Heads,
    body_of,
    find_heads,
)
from parkledger.workbooks.map.units import AMOUNT
from parkledger.workbooks.read.cells import Cell, address, letters
from parkledger.workbooks.read.grids import Grid
from parkledger.workbooks.read.numerals import Dates, Decimals, Habits, decimal_marks, month_first

EXAMPLE = "vd"
TEMPLATE_HEADS = 2
"""Rows of a template before its data: the hidden one with the fields' names, and the headings."""


@dataclass(slots=True)
class FileChoices:
    """What was said of a file beside the mapping: the decimal mark, for all columns under "" or for one by its letters."""

    decimal: dict[str, Decimals] = field(default_factory=dict)
    dates: Dates | None = None


def sheets_of(file: str, grids: Sequence[Grid], mapping: Mapping | None, choices: FileChoices) -> list[ImportSheet]:
    """The sheets of a file that can be read, in the order in which their events are recorded.

    Raises NothingToImport where there is none.
    """
    found = [sheet for grid in grids if (sheet := sheet_of(grid, mapping, choices)) is not None]
    if not found:
        raise NothingToImport(file=file, sheets=[grid.name for grid in grids] or ["—"])
    order = {code: place for place, code in enumerate(EVENT_TYPES)}
    return sorted(found, key=lambda sheet: order[sheet.type])


def sheet_of(grid: Grid, mapping: Mapping | None, choices: FileChoices) -> ImportSheet | None:
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
    """A mapping that was kept, or that of a statutory form, whose headings all stand in the sheets of a file."""
    plain_grids = [grid for grid in grids if not is_template(grid)]
    for mapping in (*all_kept(), *statutory_mappings()):
        if any(_fits(grid, sheet) for grid in plain_grids for sheet in mapping.sheets):
            return mapping
    return None


def _fits(grid: Grid, mapped: MappedSheet) -> bool:
    """Whether a sheet has all headings of a mapping, and its titles name no other measure for what only they name."""
    heads, lacking = find_heads(grid, mapped.headings())
    if heads is None or lacking:
        return False
    titles = titles_of(grid, heads.first)
    return not any(
        other_measure(mapped.type, each.heading, each.field.partition(":")[0], titles) for each in mapped.columns
    )


def _template(grid: Grid, choices: FileChoices) -> ImportSheet | None:
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
    grid: Grid, heads: Heads, lacking: list[str], mapped: MappedSheet, name: str, choices: FileChoices
) -> ImportSheet:
    """An office's own sheet: its rows found, its columns read by the mapping, its days by its titles."""
    parts = [_part(grid, heads, each, name) for each in mapped.parts]
    sheet, columns = parts[0][0], parts[0][1]
    sheet.also = [each for each, _, _ in parts[1:]]
    if lacking:
        sheet.problems.append(MappingMisfit(where=grid.name, headings=lacking, mapping=name))
    days = days_in(grid, heads.first)
    set_scopes(sheet, columns, days)
    take_from_titles(sheet, columns, heads.first)
    ask_about_titles(sheet, columns, heads.first)
    ask_about_unit(sheet, columns, sheet_unit(grid, heads))
    every = [each for _, each_columns, _ in parts for each in each_columns]
    telling = sorted({index for index, column in every if column.field.kind in NUMERIC | {"date"}})
    measure = next((index for index, column in columns if column.field.name == MEASURE), None)
    body = body_of(grid, heads, sorted({index for index, _ in every}), telling, _naming(sheet.type, measure))
    for each, each_columns, told in parts:
        each.rows, each.said = body.rows, body.said
        _place(each, each_columns, told, choices)
    sheet.skipped = body.skipped
    _leave_out_empty(sheet, body, columns)
    _doubt_measures(sheet, body, measure)
    _set_apart(sheet, body, columns)
    of_opening = EVENT_TYPES[sheet.type].group is EventGroup.OPENING
    for each, each_columns, _ in parts:
        fill_days(each, days, of_opening=of_opening)
        _require_columns(each, each_columns)
    sheet.problems += [problem for each in sheet.also for problem in each.problems]
    sheet.notes += [note for each in sheet.also for note in each.notes if note not in sheet.notes]
    sheet.notes += [mapped.doubt] if mapped.doubt is not None else []
    return sheet


Part = tuple[ImportSheet, list[tuple[int, FieldColumn]], dict[int, Habits]]


def _part(grid: Grid, heads: Heads, mapped: MappedSheet, name: str) -> Part:
    """One of the events that each row is: its sheet without rows, its columns, and what the mapping says of them."""
    sheet = ImportSheet(
        grid, mapped.type, [], [], headings=heads.names, heading_rows=(heads.first, heads.last), mapping=name
    )
    at = Headings(grid, heads)
    columns: list[tuple[int, FieldColumn]] = []
    told: dict[int, Habits] = {}
    for each in mapped.columns:
        column = column_named(mapped.type, each.field) if each.field else None
        if column is None:
            continue
        for index in at.find_all(each.heading):
            if column.is_name:
                sheet.names[column.field.name] = index
                continue
            columns.append((index, column))
            told[index] = Habits(each.decimal, each.dates)
    sheet.copy_column = next((index for index, heading in enumerate(heads.names) if heading == COPY_HEADING), None)
    sheet.constants = _constants(mapped)
    return sheet, columns, told


def _naming(code: str, measure: int | None) -> Callable[[Sequence[Cell]], bool]:
    """Whether a row names a measure in the column of measures, if there is one."""

    def names(values: Sequence[Cell]) -> bool:
        cell = values[measure] if measure is not None and measure < len(values) else None
        return isinstance(cell, str) and measure_named(code, cell) is not None

    return names


def _doubt_measures(sheet: ImportSheet, body: Body, measure: int | None) -> None:
    """Ask once about a row that names something else than a measure, however many periods it is of."""
    for number, cells in body.rows:
        cell = cells[measure] if measure is not None and measure < len(cells) else None
        if isinstance(cell, str) and measure_named(sheet.type, cell) is None:
            sheet.doubts[number] = measure_unnamed(sheet.type, cell)


def _leave_out_empty(sheet: ImportSheet, body: Body, columns: Sequence[tuple[int, FieldColumn]]) -> None:
    """Pass over rows that name a measure, or a zone, and say nothing of it in any column of a period, a zone or an amount."""
    telling = {
        *sheet.scopes,
        *(index for index, column in columns if column.field.name == AMOUNT and not column.is_unit),
    }
    if not telling:
        return
    empty = {
        number
        for number, cells in body.rows
        if all(index >= len(cells) or is_nothing(cells[index], AMOUNT) for index in telling)
    }
    sheet.skipped += [(number, "empty") for number in sorted(empty)]
    body.rows[:] = [row for row in body.rows if row[0] not in empty]


def _set_apart(sheet: ImportSheet, body: Body, columns: Sequence[tuple[int, FieldColumn]]) -> None:
    """Take the sums out of the rows, compare those that say that they are sums, and ask about rows that may be some."""
    naming = [index for index, column in columns if column.field.kind in NAMING and column.field.name in SUBJECTS]
    breaks = [number for number, _ in body.groups]
    main = {index for index, _ in sheet.places}
    beside = [each for part in sheet.also for each in part.places if each[0] not in main]
    table = SummedTable(
        sheet=sheet.grid.name,
        places=[*sheet.places, *beside],
        rows=body.rows,
        told=body.totals,
        breaks=breaks,
        numbering=body.numbering,
        naming=naming,
    )
    sums = find_sums(table)
    sheet.notes += sums.differences
    sheet.skipped += [(number, "sum") for number in sums.totals]
    sheet.skipped.sort()
    totals = set(sums.totals)
    body.rows[:] = [row for row in body.rows if row[0] not in totals]
    called = next((index for index, column in columns if column.field.name == "name"), None)
    if issubclass(EVENT_TYPES[sheet.type], ZoneDeclaration) and called is not None:
        _doubt_zones(sheet, body, called, set(sums.doubtful))
    _doubt_rows(sheet, body, naming)
    sheet.doubts |= dict.fromkeys(body.below_others, SECOND_TABLE)


def _doubt_zones(sheet: ImportSheet, body: Body, called: int, doubtful: set[int]) -> None:
    """Ask about zones whose figures are sums of others', unless they bear a name.

    Their kind is told by the heading of names, else by the titles.
    """
    told = {number for number, cells in body.rows if called < len(cells) and own_name(str(cells[called]))[0]}
    sheet.doubts |= dict.fromkeys(doubtful - told, MAY_BE_SUM)
    titles = [*titles_of(sheet.grid, sheet.heading_rows[0]), sheet.grid.name]
    if kind := GroupName("", sheet.heading(called)).says().get("kind"):
        body.said.update({number: {"kind": kind, **said} for number, said in body.said.items()})
    elif kind := kind_titled(titles):
        named = {number: {"kind": kind, **said} for number, said in body.said.items() if number not in told}
        body.said.update(named)


def _doubt_rows(sheet: ImportSheet, body: Body, naming: Sequence[int]) -> None:
    """Ask about rows that do not say what they are about, and about those without a number where others have one."""
    nameless = [number for number, cells in body.rows if naming and _is_blank(cells, naming)]
    sheet.doubts |= dict.fromkeys(nameless, NAMELESS)
    if body.numbering.is_kept and sheet.copy_column is None:
        unnumbered = [number for number, cells in body.rows if not body.numbering.is_numbered(cells)]
        sheet.doubts |= dict.fromkeys(unnumbered, UNNUMBERED)


def _is_blank(cells: Sequence[Cell], columns: Sequence[int]) -> bool:
    return all(index >= len(cells) or cells[index] is None for index in columns)


NAMING = frozenset({"text", "zone", "project", "place", "choice", MEASURE})
SUBJECTS = frozenset({"zone", "name", "project", "enterprise", "measure", "place"})
"""Fields by which a row says what it is about."""
MENDED = Text(
    "Nếu là số liệu, hãy đánh số thứ tự; nếu là dòng cộng, hãy ghi «Cộng»",
    "If it is data, number the rows; if it is a sum, write “Cộng”",
)
MAY_BE_SUM = Text(
    f"số của dòng bằng tổng các dòng khác: là dòng cộng hay dòng số liệu? {MENDED.vi}",
    f"its figures are those of other rows added up: is it a sum? {MENDED.en}",
)
NAMELESS = Text(
    "dòng không ghi là của khu, cụm, dự án hay chỉ tiêu nào: hãy ghi tên; nếu là dòng cộng, hãy ghi «Cộng»",
    "the row does not say of which zone, project or measure it is: write the name; if it is a sum, write “Cộng”",
)
SECOND_TABLE = Text(
    "dòng nằm dưới một dòng tiêu đề khác của cùng trang: hãy tách bảng thứ hai sang trang tính riêng rồi nạp lại",
    "the row stands below other headings of the same sheet: put the second table into a sheet of its own and import again",
)
UNNUMBERED = Text(
    f"dòng không có số thứ tự như các dòng khác: là dòng cộng hay dòng số liệu? {MENDED.vi}",
    f"the row has no number as others have: is it a sum? {MENDED.en}",
)


def _constants(mapped: MappedSheet) -> dict[str, Any]:
    """The values that all rows have, by field, each with its path."""
    found: dict[str, Any] = {}
    for key, text in mapped.constants.items():
        column = column_named(mapped.type, key)
        if column is None:
            continue
        value = convert(text, PlacedColumn(column, key, Habits("comma")))
        if isinstance(value, Period):
            found[START], found[END] = ((START,), value.start.isoformat()), ((END,), value.end.isoformat())
        else:
            found[column.field.name] = (column.field.path, value)
    return found


def _require_columns(sheet: ImportSheet, columns: Sequence[tuple[int, FieldColumn]]) -> None:
    filled = filled_by(column.key for _, column in columns) | set(sheet.constants)
    filled |= {START, END} if any(scope.period for scope in sheet.scopes.values()) else set()
    filled |= {"zone"} if any(scope.zone for scope in sheet.scopes.values()) else set()
    filled |= {name for said in sheet.said.values() for name in said}
    asked = {problem.field for problem in sheet.problems}
    asked |= {END} if START in asked else set()
    for name, each in fields_by_name(sheet.type).items():
        if each.required and name not in filled and name not in asked:
            sheet.problems.append(
                ColumnMissing(
                    where=sheet.grid.name, field=each.label.vi, type=sheet.type, mapping=sheet.mapping, name=name
                )
            )


def _place(
    sheet: ImportSheet, columns: Sequence[tuple[int, FieldColumn]], told: Fields[int, Habits], choices: FileChoices
) -> None:
    """Give each column its habits: as said, else as its cells tell, else as the other columns of the sheet do."""
    cells_of = {index: [row[index] for _, row in sheet.rows if index < len(row)] for index, _ in columns}
    numeric = [index for index, column in columns if column.field.kind in NUMERIC and not column.is_unit]
    marks = {index: decimal_marks(cells_of[index]) for index in numeric}
    of_sheet = set().union(*marks.values()) if marks else set()
    common = next(iter(of_sheet)) if len(of_sheet) == 1 else None
    for index, column in columns:
        given = told.get(index, Habits(None, None))
        if index in marks:
            said = choices.decimal.get(letters(index)) or choices.decimal.get("") or given.decimal
            habits = Habits(said or _decimal_habit(marks[index], common), all_shares=_all_shares(cells_of[index]))
        elif column.field.kind == "date":
            habits = _date_habits(sheet, index, choices.dates or given.dates)
        elif column.field.kind == PERIOD:
            days = days_in(sheet.grid, sheet.heading_rows[0])
            habits = Habits(year=year_of(days, sheet.grid.name))
        else:
            habits = Habits(dates="dmy")
        sheet.places.append((index, PlacedColumn(column, letters(index), habits)))


def _date_habits(sheet: ImportSheet, index: int, order: Dates | None) -> Habits:
    """How the days of a column are written; where nobody said so, what may be read in two ways is asked about."""
    if order is None:
        _ask_order(sheet, index)
    return Habits(dates=order or "dmy", epoch=sheet.grid.epoch)


def _ask_order(sheet: ImportSheet, index: int) -> None:
    """Ask about a column in which dates cannot have the day first: two ways of reading would stand side by side."""
    cells = [(number, row[index]) for number, row in sheet.rows if index < len(row) and month_first(row[index])]
    if cells:
        shown = [
            Text(f"{address(number, index)} «{cell}»", f"{address(number, index)} “{cell}”") for number, cell in cells
        ]
        more = [Text("…", "…")] if len(shown) > MOST_CELLS else []
        sheet.problems.append(
            DateUnclear(where=sheet.grid.name, heading=sheet.heading(index), cells=[*shown[:MOST_CELLS], *more])
        )


MOST_CELLS = 5
"""Cells of a column that are named one by one."""


def _decimal_habit(own: set[Decimals], common: Decimals | None) -> Decimals | None:
    """The decimal mark of a column: its own; the sheet's where its cells show none; None where they show both."""
    if not own:
        return common
    return next(iter(own)) if len(own) == 1 else None


def _all_shares(cells: Sequence[Cell]) -> bool:
    """Whether no number of a column is above one."""
    numbers = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
    return bool(numbers) and max(numbers) <= 1
