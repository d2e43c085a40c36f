"""What is looked for in .ods: one XML document, in which cells and rows may be said once for many."""

import re
import zipfile

from parkledger.workbooks.read.cells import ERROR_VALUES, Faulty, Merge
from parkledger.workbooks.read.markup import Attributes, stream
from parkledger.workbooks.read.metadata import Locked, Overfull, SheetMetadata, WorkbookMetadata

_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:[0-9]+")
_MOST = 2**20
_MOST_MARKED = 2**21
"""Per cents and errors that are noted of a file: a cell may stand for a million, and be one of a million such."""
_CELLS = frozenset({"table-cell", "covered-table-cell"})
ENCRYPTED = "encrypted-package"
"""In which newer programs keep a whole file that has a password."""


def inspect(packed: zipfile.ZipFile) -> WorkbookMetadata:
    """The sheets of an .ods. Raises Locked where it has a password, ValueError."""
    names = packed.namelist()
    manifest = packed.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest or ENCRYPTED in names:
        raise Locked
    return _Document().read(packed.read("content.xml"))


class _Document:
    """The document as its elements come by."""

    def __init__(self) -> None:
        self.found = WorkbookMetadata()
        self.sheet = SheetMetadata()
        self.row = self.rows = self.column = self.depth = 0
        self.cell: Attributes | None = None
        self.text, self.has_text, self.notes, self.marked = list[str](), False, 0, 0

    def read(self, data: bytes) -> WorkbookMetadata:
        stream(data, self._start, self._end, self._say)
        return self.found

    def _start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self.depth += 1
            if self.depth == 1:  # a table within a cell is no sheet
                self.sheet = SheetMetadata()
                self.found.sheets.append(self.sheet)
                self.row = 0
        elif self.depth > 1:
            return
        elif name == "table-row":
            self.rows, self.column = _count(attributes, "number-rows-repeated"), 0
            if attributes.get("visibility", "visible") != "visible":
                self.sheet.hidden_rows.append(range(self.row, self.row + self.rows))
        elif name == "null-date":
            self.found.from_1904 = attributes.get("date-value", "").startswith("1904")
        else:
            self._start_within(name, attributes)

    def _start_within(self, name: str, attributes: Attributes) -> None:
        """A cell, or what it holds: text, or a remark that is none of it."""
        if name in _CELLS:
            self.cell, self.text, self.has_text = attributes, [], False
        elif name == "annotation":
            self.notes += 1
        elif name == "p" and not self.notes:
            self.has_text = True

    def _say(self, text: str) -> None:
        if self.cell is not None and not self.notes:
            self.text.append(text)

    def _end(self, name: str) -> None:
        if name == "table":
            self.depth -= 1
        elif self.depth > 1:
            return
        elif name == "annotation":
            self.notes -= 1
        elif name == "table-row":
            self.row += self.rows
        elif name in _CELLS and self.cell is not None:
            self._cell(self.cell)
            self.column += _count(self.cell, "number-columns-repeated")
            self.cell = None

    def _cell(self, cell: Attributes) -> None:
        here = (self.row, self.column)
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            self.sheet.merges.append(Merge(*here, self.row + down - 1, self.column + across - 1))
        repeated = _count(cell, "number-columns-repeated") if cell.get("value-type") or cell.get("formula") else 0
        if repeated:
            self.sheet.reach(self.row + self.rows - 1, self.column + repeated - 1)
        fault = self._fault(cell) if repeated else None
        if fault is None and cell.get("value-type") != "percentage":
            return
        rows, columns = min(self.rows, _MOST), min(repeated, _MOST // self.rows + 1)
        self.marked += rows * columns
        if self.marked > _MOST_MARKED:
            raise Overfull
        for row in range(self.row, self.row + rows):
            for column in range(self.column, self.column + columns):
                if fault is None:
                    self.sheet.percents.add((row, column))
                else:
                    self.sheet.faulty[row, column] = fault

    def _fault(self, cell: Attributes) -> Faulty | None:
        shown = "".join(self.text).strip()
        if cell.get("value-type") == "error":
            return Faulty(shown or "#N/A")
        if cell.get("formula") is None:
            return Faulty(shown) if shown in ERROR_VALUES else None
        if _ERROR.fullmatch(shown):
            return Faulty(shown)
        return None if cell.get("value-type") or self.has_text else Faulty()


def _count(attributes: Attributes, name: str) -> int:
    return int(attributes.get(name, 1))
