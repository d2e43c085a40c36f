"""Where the table is in a sheet: its heading rows, its columns, its rows; sums, groups, notes, signatures are passed over."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from parkledger.language import Text
from parkledger.workbooks.map.across import EACH_PERIOD, EACH_ZONE, opened, year_of
from parkledger.workbooks.map.mappings import plain
from parkledger.workbooks.map.row_kinds import (
    OF_ALL,
    GroupName,
    Groups,
    Numbering,
    foot_of,
    is_note,
    label_of,
    number_column,
    total_named,
)
from parkledger.workbooks.map.said_days import LONGEST_TITLE, days_in, is_of_other_days, without_period
from parkledger.workbooks.read.cells import Cell
from parkledger.workbooks.read.grids import Grid

MARK = "parkledger:"
"""With which the first cell of a template's sheet begins, before the code of its event type."""
REASONS, COPY = "#reasons", "#copy"
"""Columns of a workbook of refused rows that are not read as fields: why, and which of equal rows it was."""
REASONS_HEADING, COPY_HEADING = "Lý do chưa nhận / Reasons", "#"
SEARCHED_ROWS, DEEPEST = 30, 4
YEARS = range(1990, 2100)
"""Numbers that may be headings of columns, each of one year."""
_NUMBERING = re.compile(r"\(?[0-9]{1,2}(?:\.[0-9])?\)?|\(?[a-z]\)?|\(?[0-9]{1,2}\)?\s*[=+\-x*/:()0-9 ]+", re.IGNORECASE)
SKIPPED = {
    "total": Text("dòng tổng cộng", "a row of totals"),
    "mean": Text("dòng bình quân", "a row of means"),
    "sum": Text("dòng cộng: số bằng tổng các dòng khác", "a sum: its figures are those of other rows added up"),
    "signature": Text("phần ký tên cuối bảng", "the signatures below the table"),
    "group": Text("dòng tên nhóm hoặc ghi chú, không có số liệu", "a group's name or a note, without data"),
    "heading": Text("dòng tiêu đề nhắc lại hoặc của bảng khác", "headings repeated, or of another table"),
    "empty": Text("dòng không có số liệu", "a row without data"),
    "example": Text("dòng ví dụ của mẫu", "an example of the template"),
}


@dataclass(frozen=True, slots=True)
class Heads:
    """The heading rows of a table, first and last, and the heading of each column."""

    first: int
    last: int
    names: tuple[str, ...]


@dataclass(slots=True)
class Body:
    """The rows of a table by their number in the sheet, and those passed over with why."""

    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    totals: list[tuple[int, list[Cell]]] = field(default_factory=list)
    """Rows that say by their words that they are sums."""
    groups: list[tuple[int, list[Cell]]] = field(default_factory=list)
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    """What the names of the groups say of each row, by field."""
    numbering: Numbering = field(default_factory=lambda: Numbering(None))
    below_others: list[int] = field(default_factory=list)
    """Rows below another row of headings, which their columns may follow: a second table of the sheet."""


def spread(grid: Grid, first: int, last: int) -> list[list[Cell]]:
    """Rows with what stands in merged cells written into each of them."""
    width = grid.width
    rows = [[grid.cell(row, column) for column in range(width)] for row in range(first, last + 1)]
    for merge in grid.merges:
        value = grid.cell(merge.top, merge.left)
        for row in range(max(first, merge.top), min(last, merge.bottom) + 1):
            for column in range(merge.left, min(merge.right + 1, width)):
                rows[row - first][column] = value
    return rows


def heads_at(grid: Grid, first: int, last: int) -> Heads:
    """The headings made of some rows: what stands above one another, once each."""
    rows = spread(grid, first, last)
    names = []
    for column in range(grid.width):
        parts: list[str] = []
        for row in rows:
            text = " ".join(_digits(row[column]).split()) if row[column] is not None else ""
            if text and text not in parts:
                parts.append(text)
        names.append(" / ".join(parts))
    return Heads(first, last, tuple(names))


def possible_heads(grid: Grid) -> Iterator[Heads]:
    """Every run of rows near the top that may be headings: texts only, in two columns or more."""
    for first in range(min(SEARCHED_ROWS, len(grid.rows))):
        filled = [cell for cell in grid.rows[first] if cell is not None]
        if len(filled) < 2 or not _are_headings(filled):
            continue
        for last in range(first, min(first + DEEPEST, len(grid.rows))):
            if not _are_headings(grid.rows[last]):
                break
            if not _is_torn(grid, first, last):
                yield heads_at(grid, first, last)


def _may_be_heading(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= LONGEST_TITLE


def _are_headings(cells: Sequence[Cell]) -> bool:
    """Whether all of a row's cells may be headings: texts, or texts and several years."""
    filled = [cell for cell in cells if cell is not None]
    years = sum(_is_year(cell) for cell in filled)
    return all(_may_be_heading(cell) or (years > 1 and _is_year(cell)) for cell in filled)


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool) and cell in YEARS


def _is_torn(grid: Grid, first: int, last: int) -> bool:
    """Whether merged cells reach beyond some rows, or a heading over several columns has none below it."""
    for merge in grid.merges:
        if first <= merge.top <= last < merge.bottom or merge.top < first <= merge.bottom:
            return True
        if merge.top == merge.bottom == last and merge.right > merge.left and last > 0 and len(grid.rows) > last + 1:
            below = grid.rows[last + 1][merge.left : merge.right + 1]
            if sum(isinstance(cell, str) for cell in below) > 1:
                return True
    return False


def find_heads(grid: Grid, wanted: Sequence[str]) -> tuple[Heads | None, list[str]]:
    """The heading rows that have the most of some headings, and the headings that they lack."""
    best: Heads | None = None
    lacking = list(wanted)
    for heads in possible_heads(grid):
        places = Headings(grid, heads)
        missing = [heading for heading in wanted if not places.find_all(heading)]
        if len(missing) < len(lacking):
            best, lacking = heads, missing
    return best, lacking


class Headings:
    """The columns of a table by their headings. A heading that names the sheet's period is the same in every period."""

    def __init__(self, grid: Grid, heads: Heads) -> None:
        days = days_in(grid, heads.first)
        said, year = days.period, year_of(days, grid.name)
        period = said.period if said else None
        self._at: dict[str, int] = {}
        self._open: dict[str, int] = {}
        self._each: dict[str, list[int]] = {}
        """The columns under headings that differ in their period or zone alone."""
        for index, name in enumerate(heads.names):
            each = opened(name, year) if name else None
            if each is not None and not each.is_outside(period):
                self._each.setdefault(plain(each.words), []).append(index)
            if name and not is_of_other_days(name, period):
                self._at.setdefault(plain(name), index)
                if period is not None:
                    self._open.setdefault(plain(without_period(name, period)), index)

    def find_all(self, heading: str) -> list[int]:
        """The columns under a heading of a mapping: several where it is of each period or zone."""
        if EACH_PERIOD in heading or EACH_ZONE in heading:
            return self._each.get(plain(heading), [])
        found = self._find(heading)
        return [] if found is None else [found]

    def _find(self, heading: str) -> int | None:
        """The column under a heading that stands for itself alone; None where there is none."""
        found = self._at.get(plain(heading))
        return self._open.get(plain(without_period(heading))) if found is None else found


def body_of(
    grid: Grid,
    heads: Heads,
    read: Sequence[int],
    telling: Sequence[int],
    names: Callable[[Sequence[Cell]], bool] = lambda _: False,
) -> Body:
    """The rows below the headings; `read` are the columns that fill fields, `telling` those of numbers and dates.

    A row of which `names` says that it names a measure is none of the sums: "Tổng số lao động".
    """
    body = Body()
    foot = foot_of(grid, heads.last, telling)
    number = number_column(heads.names)
    body.numbering = Numbering.of(grid.rows[heads.last + 1 : foot], number if number not in read else None)
    sorter, below, others = _RowSorter(body, read, telling, number, names), _filled_down(grid), False
    for row, values in enumerate(grid.rows[heads.last + 1 : foot], start=heads.last + 1):
        if _are_headings_again(values, heads, telling):
            body.skipped.append((row, "heading"))
            others = not _repeat(values, heads)
        elif any(cell is not None for cell in values) and not (row <= heads.last + 2 and _is_numbering(values)):
            is_row = sorter.put(values, (row, below(row)))
            body.below_others += [row] if is_row and others else []
    body.skipped += [(row, "signature") for row in range(foot, len(grid.rows)) if any(grid.rows[row])]
    return body


@dataclass(slots=True)
class _RowSorter:
    """Tells the rows of a table from its sums, names of groups and notes."""

    body: Body
    read: Sequence[int]
    telling: Sequence[int]
    number: int | None
    names: Callable[[Sequence[Cell]], bool]
    groups: Groups = field(default_factory=Groups)

    def put(self, values: Sequence[Cell], row: tuple[int, list[Cell]]) -> bool:
        """Put a row where it belongs; whether it is a row of the table itself."""
        body, number = self.body, self.number
        is_group = body.numbering.is_group(values)
        if (
            (total := total_named(values, number))
            and not self.names(values)
            and not (is_group and self._is_bare(values))
        ):
            body.skipped.append((row[0], total))
            body.totals += [row] if total == "total" else []
        elif is_group or _is_group(values, self.read, self.telling):
            name = GroupName(body.numbering.style(values), label_of(values, number))
            _begin_group(body, self.groups, row, None if is_note(values) else name)
        elif is_note(values) and self._is_bare(values):
            body.skipped.append((row[0], "group"))
        elif OF_ALL in (said := self.groups.says()):
            body.skipped.append((row[0], "total"))
        else:
            body.rows.append(row)
            body.said[row[0]] = said
            return True
        return False

    def _is_bare(self, values: Sequence[Cell]) -> bool:
        return not _has_figures(values, self.telling)


def _begin_group(body: Body, groups: Groups, row: tuple[int, list[Cell]], name: GroupName | None) -> None:
    """Go on to another group; a row without a name is a note."""
    body.skipped.append((row[0], "group"))
    if name is not None:
        groups.begin(name)
        body.groups.append(row)


def _are_headings_again(values: Sequence[Cell], heads: Heads, telling: Sequence[int]) -> bool:
    """Whether a row below the headings is one of headings: of the same on the next page, or of a second table."""
    if any(_is_number(values[index]) for index in telling if index < len(values)):
        return False
    texts = {plain(cell) for cell in values if isinstance(cell, str)}
    return len(texts & _words_of(heads.names)) > 1 or (len(texts) > 2 and _begins_with_number_heading(values))


@lru_cache(maxsize=64)  # asked for every row of a table
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    """The headings of a table and their lines, as they are compared."""
    return frozenset(filter(None, (plain(part) for name in names for part in (name, *name.split(" / ")))))


def _begins_with_number_heading(values: Sequence[Cell]) -> bool:
    first = next((cell for cell in values if cell is not None), None)
    return isinstance(first, str) and number_column([first]) == 0


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _repeat(values: Sequence[Cell], heads: Heads) -> bool:
    """Whether headings stand where those of the table do."""
    return all(
        plain(cell) in {plain(part) for part in (heads.names[index], *heads.names[index].split(" / "))}
        for index, cell in enumerate(values)
        if isinstance(cell, str) and index < len(heads.names)
    )


def _has_figures(values: Sequence[Cell], telling: Sequence[int]) -> bool:
    """Whether something stands in the columns of numbers and dates."""
    return any(index < len(values) and values[index] is not None for index in telling)


def _filled_down(grid: Grid) -> Callable[[int], list[Cell]]:
    """Rows in which a cell merged downwards stands in each row that it covers."""
    down = [merge for merge in grid.merges if merge.bottom > merge.top and merge.left == merge.right]
    values: dict[int, dict[int, Cell]] = {}
    for merge in down:
        for row in range(merge.top + 1, merge.bottom + 1):
            values.setdefault(row, {})[merge.left] = grid.cell(merge.top, merge.left)

    def row_of(row: int) -> list[Cell]:
        found = list(grid.rows[row])
        for column, value in values.get(row, {}).items():
            found += [None] * (column + 1 - len(found))
            found[column] = value if found[column] is None else found[column]
        return found

    return row_of


def _is_numbering(values: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2, 8 9.1 9.2 10."""
    texts = [_digits(cell) for cell in values if cell is not None]
    if len(texts) < 3 or not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    named = [found for text in texts if (found := re.search(r"([0-9]+)(\.[0-9])?", text))]
    numbers = [int(found[1]) for found in named]
    steps = [
        (after - before, now[2] is not None)
        for before, after, now in zip(numbers, numbers[1:], named[1:], strict=False)
    ]
    follows = all(step == 1 or (step == 0 and is_part) for step, is_part in steps)
    return len(numbers) >= 2 and follows and numbers[0] <= 2


def _digits(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def _is_group(values: Sequence[Cell], read: Sequence[int], telling: Sequence[int]) -> bool:
    """Whether a row only names a group ("I. Khu phía Bắc"), notes or signs: no more than two texts, no number or date."""
    filled = [index for index, cell in enumerate(values) if cell is not None]
    if len(read) < 2 or len(filled) > 2 or any(index in telling for index in filled):
        return False
    return len(filled) == 1 or bool(telling)
