"""Files as grids of cells: .xlsx, .xls and .ods through calamine, CSV in whatever encoding and with whatever separator.

A cell is text, a number, a date, a truth value, Faulty where a formula came to nothing, or None. Cells keep their address,
so that every problem can name B7.
"""

import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import olefile
from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from parkledger.language import Text, quoted, reason
from parkledger.reading.pages.encodings import decode
from parkledger.workbooks.errors import FileLocked, FormatUnreadable, SpreadsheetUnreadable
from parkledger.workbooks.read import ods, xls, xlsb, xlsx
from parkledger.workbooks.read.cells import ERROR_VALUES, Cell, Faulty, Merge, Percent, address
from parkledger.workbooks.read.metadata import Locked, Overfull, SheetMetadata, WorkbookMetadata
from parkledger.workbooks.read.numerals import EPOCH

SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
SEPARATORS = (",", ";", "\t", "|")
SAMPLED_LINES, SAMPLED = 50, 1_000_000
"""Lines, and at most characters, by which the separator of a text file is told."""
EPOCH_1904 = date(1904, 1, 1)
BROKEN = (
    CalamineError,
    OSError,
    ValueError,
    LookupError,
    EOFError,
    NotImplementedError,  # raised by zipfile of an archive packed in a way that it does not know
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What readers raise of files that are cut or spoilt."""
PANIC = "PanicException"
"""The class of a fault within the reader of cells; it is no Exception, and no module gives it."""


@dataclass(frozen=True, slots=True)
class Room:
    """How large a file may be once it is read: cells of its sheets, each up to its last one filled; bytes, those of an
    archive unpacked; rows and columns of a sheet; sheets."""

    cells: int
    unpacked: int
    rows: int = 2**20
    columns: int = 2_000
    sheets: int = 1_000


ROOM, LITTLE_ROOM = Room(40_000_000, 2**30), Room(4_000_000, 2**28, rows=50_000, columns=500, sheets=200)
"""On the command line, where a sheet may have as many rows as Excel's; and for a page that several may ask for at once."""
LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds; a longer one is a file gone wrong, such as one whose quotation mark never closes."""


@dataclass(slots=True)
class Grid:
    """One sheet: its rows from the first of the sheet on, each as wide as it is filled, and its merged cells."""

    name: str
    rows: list[list[Cell]]
    merges: list[Merge] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: list[range] = field(default_factory=list)
    epoch: date = EPOCH
    """The day of which a plain number counts the days, where it is a date."""
    notes: list[Text] = field(default_factory=list)
    """What is to be said of the file beside the sheet's rows."""

    def cell(self, row: int, column: int) -> Cell:
        """A cell; None outside of what is filled."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        return self.rows[row][column]

    @property
    def width(self) -> int:
        """How many columns are filled in the widest row."""
        return max(map(len, self.rows), default=0)


def read_grids(name: str, data: bytes, room: Room = ROOM) -> list[Grid]:
    """The sheets of a file that hold something. Raises SpreadsheetUnreadable, FormatUnreadable."""
    suffix = Path(name).suffix.lower()
    if suffix in TEXTS:
        grids = [_text_grid(name, data, room)]
    elif suffix in SPREADSHEETS:
        grids = _spreadsheet(name, data, room)
    else:
        raise FormatUnreadable(file=name, formats=[*sorted(SPREADSHEETS), *sorted(TEXTS)])
    return [grid for grid in grids if grid.rows]


def read_file(path: Path) -> list[Grid]:
    """The sheets of a file on disk."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise SpreadsheetUnreadable(file=str(path), problem=reason(problem)) from problem
    return read_grids(path.name, data)


def _spreadsheet(name: str, data: bytes, room: Room) -> list[Grid]:
    with _refusing(name, data):
        _check_packed(name, data, room)
        looked = inspect(data)
        _check_sizes(name, looked, room)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = looked.sheets or [SheetMetadata() for _ in book.sheet_names]
        grids = [_grid(book, index, looked, sheet) for index, sheet in enumerate(sheets)]
        _check_cells(name, grids, room)
        return grids


@contextmanager
def _refusing(name: str, data: bytes) -> Iterator[None]:
    """What a file that is cut or spoilt makes readers raise, in our words."""
    try:
        yield
    except Locked:
        raise FileLocked(file=name) from None
    except Overfull:
        raise _too_large(name, *STRAY) from None
    except BROKEN as problem:
        raise SpreadsheetUnreadable(file=name, problem=_why(data) or quoted(problem)) from problem
    except BaseException as problem:
        if type(problem).__name__ != PANIC:
            raise
        raise SpreadsheetUnreadable(file=name, problem=quoted(problem)) from problem


def inspect(data: bytes) -> WorkbookMetadata:
    """Look through a spreadsheet, of whatever kind its content shows. Raises Locked; ValueError where it is damaged."""
    if data.startswith(olefile.MAGIC):
        return _inspect_compound(data)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return WorkbookMetadata()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "xl/workbook.bin" in names:
            return xlsb.inspect(packed)
        if "xl/workbook.xml" in names:
            return xlsx.inspect(packed)
        if "content.xml" in names or ods.ENCRYPTED in names:
            return ods.inspect(packed)
    return WorkbookMetadata()


def _inspect_compound(data: bytes) -> WorkbookMetadata:
    """An .xls, or a newer spreadsheet that a password has put into the container of old ones."""
    with olefile.OleFileIO(io.BytesIO(data)) as compound:
        if compound.exists("EncryptedPackage"):
            raise Locked
        name = "Workbook" if compound.exists("Workbook") else "Book"
        return xls.inspect(compound.openstream(name).read() if compound.exists(name) else b"")


def _grid(book: CalamineWorkbook, index: int, looked: WorkbookMetadata, seen: SheetMetadata) -> Grid:
    """One sheet, with what a second look at it has found."""
    sheet, about = book.get_sheet_by_index(index), book.sheets_metadata[index]
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    told = [Merge(*start, *end) for start, end in sheet.merged_cell_ranges or []] or seen.merges
    width = max(map(len, rows), default=0)
    merges = [within for each in told if (within := _clipped(each, len(rows), width)) is not None]
    epoch = EPOCH_1904 if looked.from_1904 else EPOCH
    hidden = about.visible != SheetVisibleEnum.Visible
    grid = Grid(about.name, rows, merges, hidden=hidden, hidden_rows=seen.hidden_rows, epoch=epoch)
    for (row, column), fault in seen.faulty.items():
        _put(grid, row, column, fault)
    for row, column in seen.percents:
        if isinstance(number := grid.cell(row, column), int | float) and not isinstance(number, bool):
            grid.rows[row][column] = Percent(number)
    return _trimmed(grid)


def _clipped(merge: Merge, height: int, width: int) -> Merge | None:
    """What of merged cells lies within the cells that are filled: whole columns may be merged. None where nothing does."""
    bottom, right = min(merge.bottom, height - 1), min(merge.right, width - 1)
    return Merge(merge.top, merge.left, bottom, right) if merge.top <= bottom and merge.left <= right else None


def _put(grid: Grid, row: int, column: int, value: Cell) -> None:
    grid.rows += [[] for _ in range(row + 1 - len(grid.rows))]
    grid.rows[row] += [None] * (column + 1 - len(grid.rows[row]))
    grid.rows[row][column] = value


def _why(data: bytes) -> Text | None:
    """What a file is that is no spreadsheet, where that can be told: programs put .xls on pages and on lists."""
    start = data[:2000].lstrip().lower()
    if b"<html" in start or b"<table" in start:
        return Text(
            "đây là trang web (HTML) mang đuôi tệp bảng tính", "it is a web page (HTML) named like a spreadsheet"
        )
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return Text("đây là bảng tính XML kiểu 2003", "it is an XML spreadsheet of 2003")
    if not data.startswith((b"PK", olefile.MAGIC)):
        return Text("nội dung không phải một bảng tính", "its content is not a spreadsheet")
    return None


STRAY = (
    "có quá nhiều ô; hãy xóa các ô thừa hoặc chia tệp",
    "it has too many cells; delete stray ones or divide the file",
)


def _too_large(name: str, vi: str, en: str) -> SpreadsheetUnreadable:
    return SpreadsheetUnreadable(file=name, problem=Text(vi, en))


def _check_sizes(name: str, looked: WorkbookMetadata, room: Room) -> None:
    """Refuse sheets that a stray cell far out makes too large to be held."""
    if len(looked.sheets) > room.sheets:
        raise _too_large(
            name, f"nhiều hơn {room.sheets} trang tính; hãy chia tệp", f"more than {room.sheets} sheets; divide it"
        )
    cells = 0
    for number, (row, column) in enumerate((sheet.end for sheet in looked.sheets), start=1):
        cells += (row + 1) * (column + 1)
        if cells > room.cells or row >= room.rows or column >= room.columns:
            raise _too_large(
                name,
                f"trang tính thứ {number} trải đến ô {address(row, column)}, nhiều hơn {room.rows} dòng, {room.columns} cột "
                f"hoặc {room.cells} ô cả tệp; hãy xóa các ô thừa hoặc chia tệp",
                f"sheet {number} reaches to {address(row, column)}, more than {room.rows} rows, {room.columns} columns or "
                f"{room.cells} cells of the file; delete the stray cells or divide the file",
            )


def _check_cells(name: str, grids: Sequence[Grid], room: Room) -> None:
    """Refuse merged cells that overlap so much that going through them would not end, and cells longer than any is."""
    merged = sum((each.bottom - each.top + 1) * (each.right - each.left + 1) for grid in grids for each in grid.merges)
    if merged > room.cells:
        raise _too_large(name, *STRAY)
    for grid in grids:
        for number, row in enumerate(grid.rows):
            if _has_long_cell(row):
                raise _cell_too_long(name, number + 1, f"{grid.name}, ")


def _has_long_cell(row: Sequence[object]) -> bool:
    return any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row)


def _cell_too_long(name: str, row: int, sheet: str = "") -> SpreadsheetUnreadable:
    return _too_large(
        name,
        f"{sheet}dòng {row}: có ô dài hơn {LONGEST_CELL} ký tự; hãy rút ngắn, hoặc đóng dấu nháy còn mở",
        f"{sheet}row {row}: a cell has more than {LONGEST_CELL} characters; shorten it, or close the quotation mark left open",
    )


def _check_packed(name: str, data: bytes, room: Room) -> None:
    """Refuse a file that would unpack to more than can be held."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > room.unpacked:
            size = room.unpacked >> 20
            raise _too_large(
                name, f"giải nén ra hơn {size} MB; hãy chia tệp", f"it unpacks to more than {size} MB; divide it"
            )


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        text = value.strip()
        return Faulty(text) if text in ERROR_VALUES else text or None
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


def _text_grid(name: str, data: bytes, room: Room) -> Grid:
    """A text file as a sheet. It is refused as soon as it has more rows or cells than there is room for."""
    if len(data) > room.unpacked:
        size = room.unpacked >> 20
        raise _too_large(name, f"lớn hơn {size} MB; hãy chia tệp", f"it is larger than {size} MB; divide it")
    text = decode(data).removeprefix("\ufeff")
    return _trimmed(Grid(Path(name).stem, list(_text_rows(name, text, room))))


def _text_rows(name: str, text: str, room: Room) -> Iterator[list[Cell]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    number = cells = 0
    try:
        for number, row in enumerate(rows, start=1):
            cells += len(row)
            if number > room.rows or len(row) > room.columns or cells > room.cells:
                raise _too_large(
                    name,
                    f"dòng {number}: nhiều hơn {room.rows} dòng, {room.columns} cột hoặc {room.cells} ô; hãy chia tệp",
                    f"row {number}: more than {room.rows} rows, {room.columns} columns or {room.cells} cells; divide the file",
                )
            if _has_long_cell(row):
                raise _cell_too_long(name, number)
            yield [_cell(value) for value in row]
    except csv.Error:  # a cell of more than 131,072 characters, such as a quotation mark never closed makes
        raise _cell_too_long(name, number + 1) from None


def separator_of(text: str) -> str:
    """What separates the cells of a text file: the mark that gives most lines the same number of cells, above one.

    Between marks that serve as well the one that gives more cells is taken.
    """
    lines = [line for line in text[:SAMPLED].splitlines()[:SAMPLED_LINES] if line.strip()]

    def served(mark: str) -> tuple[int, int]:
        try:
            counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        except csv.Error:  # without this mark a line would be a cell longer than any
            return 0, 0
        width, times = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return times, width

    return max(SEPARATORS, key=served)
