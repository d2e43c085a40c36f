"""Files as grids of cells: .xlsx, .xls and .ods through calamine, CSV in whatever encoding and with whatever separator.

A cell is text, a number, a date, a truth value, or None. Cells keep their address, so that every problem can name B7.
"""

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from parkledger.reading.encodings import decode
from parkledger.workbooks.errors import FileUnreadable, FormatUnreadable

Cell = str | int | float | bool | date | None
SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
SEPARATORS = (",", ";", "\t", "|")
SAMPLED_LINES = 50
LETTERS = 26
MOST_CELLS, MOST_UNPACKED = 40_000_000, 2**30


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined into one: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet: its rows from the first of the sheet on, each as wide as it is filled, and its merged cells."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell:
        """A cell; None outside of what is filled."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    @property
    def width(self) -> int:
        """How many columns are filled in the widest row."""
        return max(map(len, self.rows), default=0)


def letters(column: int) -> str:
    """The letters of a column counted from 0: 27 is AB."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """The address of a cell counted from 0: B7."""
    return f"{letters(column)}{row + 1}"


def read_grids(name: str, data: bytes) -> list[Grid]:
    """The sheets of a file that hold something. Raises FileUnreadable, FormatUnreadable."""
    suffix = Path(name).suffix.lower()
    if suffix in TEXTS:
        grids = [_text_grid(Path(name).stem, data)]
    elif suffix in SPREADSHEETS:
        grids = _spreadsheet(name, data)
    else:
        raise FormatUnreadable(file=name, formats=[*sorted(SPREADSHEETS), *sorted(TEXTS)])
    return [grid for grid in grids if grid.rows]


def read_file(path: Path) -> list[Grid]:
    """The sheets of a file on disk."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise FileUnreadable(file=str(path), problem=problem.strerror or str(problem)) from problem
    return read_grids(path.name, data)


def _spreadsheet(name: str, data: bytes) -> list[Grid]:
    _check_packed(name, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = []
        for title in book.sheet_names:
            sheet = book.get_sheet_by_name(title)
            _check_size(name, title, sheet.end)
            rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            merges = [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or []]
            grids.append(_trimmed(Grid(title, rows, merges)))
        return grids
    except (CalamineError, OSError, ValueError) as problem:
        raise FileUnreadable(file=name, problem=str(problem)[:200]) from problem


def _check_size(name: str, title: str, end: tuple[int, int] | None) -> None:
    """Refuse a sheet that a stray cell far out makes too large to be held."""
    if end is not None and (end[0] + 1) * (end[1] + 1) > MOST_CELLS:
        raise FileUnreadable(file=name, problem=f"{title}!{address(*end)}: > {MOST_CELLS:,}")


def _check_packed(name: str, data: bytes) -> None:
    """Refuse a file that would unpack to more than can be held."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise FileUnreadable(file=name, problem=f"> {MOST_UNPACKED >> 20} MB")


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    if isinstance(value, bool | int | float | date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return None


def _trimmed(grid: Grid) -> Grid:
    """Without the empty ends of rows, and the empty rows at the end."""
    for row in grid.rows:
        while row and row[-1] is None:
            row.pop()
    while grid.rows and not grid.rows[-1]:
        grid.rows.pop()
    return grid


def _text_grid(name: str, data: bytes) -> Grid:
    text = decode(data).removeprefix("\ufeff")
    rows: list[list[Cell]] = [
        [value.strip() or None for value in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    ]
    return _trimmed(Grid(name, rows))


def separator_of(text: str) -> str:
    """What separates the cells of a text file: the mark that gives most lines the same number of cells, above one.

    Between marks that serve as well the one that gives more cells is taken.
    """
    lines = [line for line in text.splitlines()[:SAMPLED_LINES] if line.strip()]

    def served(mark: str) -> tuple[int, int]:
        rows: Sequence[list[str]] = list(csv.reader(lines, delimiter=mark))
        counts = Counter(len(row) for row in rows if len(row) > 1)
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(SEPARATORS, key=served)
