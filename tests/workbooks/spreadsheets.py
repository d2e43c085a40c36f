"""Real spreadsheets of every kind: written by xlwt, odfpy and openpyxl, saved by LibreOffice, and .xlsb record by record.

All hold one table of land let: a good row, one with an error, one with a formula that no program has computed, a hidden one.
"""

import io
import os
import shutil
import struct
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from odf import office, opendocument, table, text
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HEADS = ("Tên KCN", "Diện tích thuê (ha)", "Ngày thuê", "Tỷ lệ hoàn thành (%)")
ZONE, DAY = "Quang Châu", date(2024, 2, 5)
SERIAL, SERIAL_1904 = 45_327, 45_327 - 1462
GOOD, ERRED, UNCOMPUTED, HIDDEN = range(1, 5)
"""The rows of the table, counted from 0 as in grids."""
SCRIPT = Path(__file__).with_name("saved_by_office.py")


def xls(*, from_1904: bool = False, uncomputed: bool = True) -> bytes:
    """An .xls, in which a day stands as a date and one as a plain number."""
    book = xlwt.Workbook()
    book.dates_1904 = from_1904
    sheet = book.add_sheet("Đất")
    days, shares = xlwt.easyxf(num_format_str="dd/mm/yyyy"), xlwt.easyxf(num_format_str="0.0%")
    for column, heading in enumerate(HEADS):
        sheet.write(0, column, heading)
    for row in range(GOOD, HIDDEN + 1):
        sheet.write(row, 0, ZONE)
        sheet.write(row, 1, 1.5)
        sheet.write(
            row,
            2,
            DAY if row == GOOD else SERIAL_1904 if from_1904 else SERIAL,
            days if row == GOOD else xlwt.Style.default_style,
        )
        sheet.write(row, 3, 0.756, shares)
    _again(sheet)
    sheet.row(ERRED).set_cell_error(1, "#DIV/0!")
    if uncomputed:
        sheet.write(UNCOMPUTED, 1, xlwt.Formula("B2*2"))
    sheet.row(HIDDEN).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _again(sheet: Any) -> None:
    """Let cells be written a second time."""
    sheet._cell_overwrite_ok = True


def xlsx(*, from_1904: bool = False) -> bytes:
    """An .xlsx as a program writes it that computes nothing."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet: Any = book.active
    sheet.title = "Đất"
    sheet.append(HEADS)
    for row in range(GOOD, HIDDEN + 1):
        sheet.append([ZONE, 1.5, DAY if row == GOOD else SERIAL_1904 if from_1904 else SERIAL, 0.756])
        sheet.cell(row + 1, 4).number_format = "0.0%"
    sheet["B3"] = "#DIV/0!"
    sheet["B4"] = "=B2*2"
    sheet.row_dimensions[HIDDEN + 1].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(*, from_1904: bool = False) -> bytes:
    """An .ods, with a remark beside a cell, and a row and cells said once for many."""
    document = opendocument.OpenDocumentSpreadsheet()
    if from_1904:
        settings = table.CalculationSettings()
        settings.addElement(table.NullDate(datevalue="1904-01-01"))
        document.spreadsheet.addElement(settings)
    sheet = table.Table(name="Đất")
    sheet.addElement(_row([_text(heading) for heading in HEADS]))
    serial = SERIAL_1904 if from_1904 else SERIAL
    day = table.TableCell(valuetype="date", datevalue=DAY.isoformat())
    area = table.TableCell(valuetype="float", value="1.5")
    remark = office.Annotation()
    remark.addElement(text.P(text="#REF!"))
    area.addElement(remark)
    erred = table.TableCell(valuetype="string", formula="of:=1/0", stringvalue="")
    erred.addElement(text.P(text="#DIV/0!"))
    rows = [[area, day], [erred, _number(serial)], [table.TableCell(formula="of:=[.B2]*2"), _number(serial)]]
    for cells in (*rows, [_number(1.5), _number(serial)]):
        hidden = {"visibility": "collapse"} if cells not in rows else {}
        share = table.TableCell(valuetype="percentage", value="0.756")
        sheet.addElement(_row([_text(ZONE), *cells, share], **hidden))
    document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _row(cells: list[Any], **attributes: str) -> Any:
    row = table.TableRow(**attributes)
    for cell in cells:
        row.addElement(cell)
    return row


def _text(words: str) -> Any:
    cell = table.TableCell(valuetype="string")
    cell.addElement(text.P(text=words))
    return cell


def _number(value: float) -> Any:
    return table.TableCell(valuetype="float", value=str(value))


def xlsb(*, from_1904: bool = False) -> bytes:
    """An .xlsb, record by record, as [MS-XLSB] lays them out; no free program writes such files."""
    out = io.BytesIO()
    kinds = "http://schemas.openxmlformats.org"
    office = f"{kinds}/officeDocument/2006/relationships"

    def related(*parts: tuple[str, str, str]) -> str:
        inner = "".join(
            f'<Relationship Id="{i}" Type="{office}/{kind}" Target="{target}"/>' for i, kind, target in parts
        )
        return f'<Relationships xmlns="{kinds}/package/2006/relationships">{inner}</Relationships>'

    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{kinds}/package/2006/content-types"/>')
        packed.writestr("_rels/.rels", related(("rId1", "officeDocument", "xl/workbook.bin")))
        packed.writestr(
            "xl/_rels/workbook.bin.rels",
            related(("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin")),
        )
        packed.writestr("xl/workbook.bin", _book_part(from_1904=from_1904))
        packed.writestr("xl/styles.bin", _styles_part())
        packed.writestr("xl/worksheets/sheet1.bin", _sheet_part(SERIAL_1904 if from_1904 else SERIAL))
    return out.getvalue()


def _record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(body), b""
    while size > 0x7F:
        length += bytes([size & 0x7F | 0x80])
        size >>= 7
    return number + length + bytes([size]) + body


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _book_part(*, from_1904: bool) -> bytes:
    sheet = struct.pack("<2I", 0, 1) + _wide("rId1") + _wide("Đất")
    inner = _record(153, struct.pack("<3I", int(from_1904), 0, 0)) + _record(143) + _record(156, sheet) + _record(144)
    return _record(131) + inner + _record(132)


def _styles_part() -> bytes:
    """Style 0 shows numbers, 1 days, 2 per cents by a format of its own, 3 per cents by a built-in one."""
    formats = _record(615, struct.pack("<I", 1)) + _record(44, struct.pack("<H", 164) + _wide("0.0%")) + _record(616)
    styles = b"".join(_record(47, struct.pack("<2H", 0, number) + bytes(12)) for number in (0, 14, 164, 9))
    return _record(278) + formats + _record(617, struct.pack("<I", 4)) + styles + _record(618) + _record(279)


def _sheet_part(serial: int) -> bytes:
    rows = _heading(0) + b"".join(_cell(6, column, 0, _wide(words)) for column, words in enumerate(HEADS))
    for row in range(GOOD, HIDDEN + 1):
        erred = {ERRED: (3, b"\x07"), UNCOMPUTED: (11, b"\x2a" + bytes(10))}
        kind, value = erred.get(row, (5, struct.pack("<d", 1.5)))
        rows += _heading(row, hidden=row == HIDDEN) + _cell(6, 0, 0, _wide(ZONE)) + _cell(kind, 1, 0, value)
        rows += _cell(5, 2, int(row == GOOD), struct.pack("<d", serial))
        rows += _cell(5, 3, 2 + row % 2, struct.pack("<d", 0.756))
    merge = _record(177, struct.pack("<I", 1)) + _record(176, struct.pack("<4I", GOOD, ERRED, 0, 0)) + _record(178)
    size = _record(148, struct.pack("<4I", 0, HIDDEN, 0, len(HEADS) - 1))
    return _record(129) + size + _record(145) + rows + _record(146) + merge + _record(130)


def _heading(row: int, *, hidden: bool = False) -> bytes:
    return _record(0, struct.pack("<2IH2B", row, 0, 300, 0, 0x10 if hidden else 0) + bytes(5))


def _cell(kind: int, column: int, style_number: int, value: bytes) -> bytes:
    return _record(kind, struct.pack("<2I", column, style_number) + value)


def _fails(python: str, program: str) -> bool:
    return subprocess.run([python, "-c", program], capture_output=True, check=False).returncode != 0


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the table as LibreOffice saves it: table.xls, .ods and .xlsx, each with a password as locked.*."""
    python = shutil.which("python3", path=os.defpath)  # LibreOffice's Python is the system's, not ours
    if python is None or shutil.which("soffice") is None or _fails(python, "import uno"):
        pytest.skip("LibreOffice with its Python (python3-uno) is not on this machine")
    folder = tmp_path_factory.mktemp("office")
    (folder / "source.xlsx").write_bytes(xlsx())
    subprocess.run([python, str(SCRIPT), str(folder)], check=True, capture_output=True, timeout=90)
    return folder
