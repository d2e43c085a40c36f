"""What is looked for in .xlsb: binary records in an archive."""

import struct
import zipfile
from collections.abc import Iterator

from parkledger.workbooks.read.cells import Faulty, Merge
from parkledger.workbooks.read.metadata import PERCENT_FORMATS, SheetMetadata, WorkbookMetadata, is_percent
from parkledger.workbooks.read.xls import ERRORS
from parkledger.workbooks.read.xlsx import parts_of

_ROW, _BLANK, _CELL_ERROR, _FORMULA_ERROR, _LAST_CELL = 0, 1, 3, 11, 11
_FORMAT, _XF, _XFS_BEGIN, _XFS_END = 44, 47, 617, 618
_WORKBOOK, _SHEET, _MERGE = 153, 156, 176
_HIDDEN = 0x10


def inspect(packed: zipfile.ZipFile) -> WorkbookMetadata:
    """The sheets of an .xlsb. Raises ValueError."""
    try:
        return _inspect(packed)
    except (struct.error, IndexError) as problem:
        raise ValueError(str(problem)) from problem


def _inspect(packed: zipfile.ZipFile) -> WorkbookMetadata:
    found, names = WorkbookMetadata(), set(packed.namelist())
    percents = _percent_styles(packed.read("xl/styles.bin")) if "xl/styles.bin" in names else set()
    parts = parts_of(packed, "xl/workbook.bin")
    for kind, body in records(packed.read("xl/workbook.bin")):
        if kind == _WORKBOOK:
            found.from_1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            part = parts.get(_text(body, 8), "")
            found.sheets.append(_sheet(packed.read(part) if part in names else b"", percents))
    return found


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their kind and length are numbers of seven bits a byte."""
    at = 0
    while at < len(data):
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | data[at] << 7
            at += 1
        size = shift = 0
        for _ in range(4):
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[at : at + size]
        at += size


def _text(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("<I", body, at)
    return body[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")


def _percent_styles(data: bytes) -> set[int]:
    formats, found, number = set(PERCENT_FORMATS), set(), -1
    for kind, body in records(data):
        if kind == _FORMAT and is_percent(_text(body, 2)):
            formats.add(struct.unpack_from("<H", body)[0])
        elif kind == _XFS_BEGIN:
            number = 0
        elif kind == _XFS_END:
            break
        elif kind == _XF and number >= 0:
            if struct.unpack_from("<H", body, 2)[0] in formats:
                found.add(number)
            number += 1
    return found


def _sheet(data: bytes, percents: set[int]) -> SheetMetadata:
    sheet, row = SheetMetadata(), -1
    for kind, body in records(data):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & _HIDDEN:
                sheet.hidden_rows.append(range(row, row + 1))
        elif 0 < kind <= _LAST_CELL:
            column, style = struct.unpack_from("<2I", body)
            if kind > _BLANK:
                sheet.reach(row, column)
            if style & 0xFFFFFF in percents:
                sheet.percents.add((row, column))
            if kind in {_CELL_ERROR, _FORMULA_ERROR}:
                sheet.faulty[row, column] = Faulty(ERRORS.get(body[8], "#N/A"))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            sheet.merges.append(Merge(top, left, bottom, right))
    return sheet
