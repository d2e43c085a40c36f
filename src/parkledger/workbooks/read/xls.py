"""What is looked for in .xls: records of a binary stream."""

import struct
from collections.abc import Iterator

from parkledger.workbooks.read.cells import Faulty
from parkledger.workbooks.read.metadata import PERCENT_FORMATS, Locked, SheetMetadata, WorkbookMetadata, is_percent

_BOF, _EOF, _FILEPASS, _DATEMODE, _BOUNDSHEET, _FORMAT, _XF = (
    {0x809, 0x409, 0x209, 9},
    0x0A,
    0x2F,
    0x22,
    0x85,
    0x41E,
    0xE0,
)
_ROW, _BOOLERR, _NUMBER, _RK, _MULRK = 0x208, 0x205, 0x203, 0x27E, 0xBD
_FILLED = {_NUMBER, _RK, _BOOLERR, 0xFD, 0x204, 0xD6}
"""Cells that hold something: numbers, truth values and errors, and texts of three kinds."""
_FORMULAS = {0x06, 0x206, 0x406}
_HIDDEN = 0x20
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""Errors of cells by their numbers in binary files."""
_ERROR, _EMPTY = 2, 3
"""Results of a formula that are no numbers: an error, and a text of no length."""


def inspect(stream: bytes) -> WorkbookMetadata:
    """The sheets of the stream of an .xls. Raises Locked, ValueError."""
    try:
        return _Stream(stream).read()
    except struct.error as problem:
        raise ValueError(str(problem)) from problem


class _Stream:
    """The stream of a workbook: first what is the same for all its sheets, then sheet by sheet."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.found = WorkbookMetadata()
        self.starts: list[int] = []
        self.percent_formats, self.styles = set(PERCENT_FORMATS), list[int]()
        self.computed = False
        """Whether any formula of the file has a value: a program that computes none writes all of them as empty."""

    def read(self) -> WorkbookMetadata:
        for kind, body in self._records(0):
            if kind == _FILEPASS:
                raise Locked
            if kind == _DATEMODE:
                self.found.from_1904 = body[:1] == b"\x01"
            elif kind == _BOUNDSHEET:
                self.starts.append(struct.unpack_from("<I", body)[0])
            elif kind == _FORMAT:
                self._format(body)
            elif kind == _XF:
                self.styles.append(struct.unpack_from("<H", body, 2)[0])
        uncomputed = [self._sheet(start) for start in self.starts]
        for sheet, cells in zip(self.found.sheets, uncomputed, strict=True):
            if not self.computed:
                sheet.faulty |= dict.fromkeys(cells, Faulty())
        return self.found

    def _records(self, at: int) -> Iterator[tuple[int, bytes]]:
        """The records of one part, without those of charts within it."""
        depth = 0
        while at + 4 <= len(self.data):
            kind, size = struct.unpack_from("<2H", self.data, at)
            depth += (kind in _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, self.data[at + 4 : at + 4 + size]
            at += 4 + size

    def _format(self, body: bytes) -> None:
        number, length, wide = struct.unpack_from("<2HB", body)
        code = body[5 : 5 + length * 2].decode("utf-16-le", "replace") if wide & 1 else body[5:].decode("latin-1")
        if is_percent(code):
            self.percent_formats.add(number)

    def _sheet(self, start: int) -> list[tuple[int, int]]:
        """Look through a sheet; the cells of formulas whose value is empty."""
        sheet, empty = SheetMetadata(), list[tuple[int, int]]()
        self.found.sheets.append(sheet)
        for kind, body in self._records(start):
            if kind in _FILLED or kind in _FORMULAS:
                sheet.reach(*struct.unpack_from("<2H", body))
            if kind in {_NUMBER, _RK, _BOOLERR} or kind in _FORMULAS:
                row, column, style = struct.unpack_from("<3H", body)
                if self._is_percent(style):
                    sheet.percents.add((row, column))
                if kind == _BOOLERR and body[7]:
                    sheet.faulty[row, column] = Faulty(ERRORS.get(body[6], "#N/A"))
                elif kind in _FORMULAS and self._result(sheet, row, column, body[6:14]):
                    empty.append((row, column))
            elif kind == _MULRK:
                self._several(sheet, body)
            elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _HIDDEN:
                (row,) = struct.unpack_from("<H", body)
                sheet.hidden_rows.append(range(row, row + 1))
        return empty

    def _result(self, sheet: SheetMetadata, row: int, column: int, result: bytes) -> bool:
        """Whether a formula's result is empty; an error is noted."""
        if result[6:] == b"\xff\xff" and result[0] == _EMPTY:
            return True
        self.computed = True
        if result[6:] == b"\xff\xff" and result[0] == _ERROR:
            sheet.faulty[row, column] = Faulty(ERRORS.get(result[2], "#N/A"))
        return False

    def _several(self, sheet: SheetMetadata, body: bytes) -> None:
        row, column = struct.unpack_from("<2H", body)
        sheet.reach(row, struct.unpack_from("<H", body, len(body) - 2)[0])
        for number, at in enumerate(range(4, len(body) - 2, 6)):
            if self._is_percent(struct.unpack_from("<H", body, at)[0]):
                sheet.percents.add((row, column + number))

    def _is_percent(self, style: int) -> bool:
        return style < len(self.styles) and self.styles[style] in self.percent_formats
