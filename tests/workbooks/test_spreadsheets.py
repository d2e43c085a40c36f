"""Every kind of spreadsheet gives the same table; what has no value is told by its cell, never taken for an empty one."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Font

from parkledger.language import Lang, ParkError
from parkledger.workbooks.errors import SpreadsheetUnreadable
from parkledger.workbooks.importing import ImportOutcome
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.columns import column_named
from parkledger.workbooks.map.conversion import PlacedColumn, convert
from parkledger.workbooks.read.cells import Faulty, Percent
from parkledger.workbooks.read.grids import Grid, Room, read_grids
from parkledger.workbooks.write import refused_rows
from tests.workbooks.conftest import filled, imported, sheet_file, total
from tests.workbooks.spreadsheets import DAY, ERRED, GOOD, HEADS, HIDDEN, UNCOMPUTED, ZONE, ods, saved, xls, xlsb, xlsx

__all__ = ["saved"]
WRITERS: dict[str, Callable[..., bytes]] = {"xls": xls, "xlsx": xlsx, "ods": ods, "xlsb": xlsb}


def grid_of(kind: str, data: bytes) -> Grid:
    (grid,) = read_grids(f"dat.{kind}", data)
    return grid


def import_own(name: str, data: bytes) -> ImportOutcome:
    mapping = proposals.propose("dat", read_grids(name, data), ["land_leased"])
    return imported(data, name=name, mapping=mapping)


@pytest.mark.parametrize("kind", WRITERS)
def test_every_kind_of_file_gives_the_same_cells(kind: str) -> None:
    grid = grid_of(kind, WRITERS[kind]())
    assert grid.name == "Đất"
    assert grid.rows[0] == list(HEADS)
    assert grid.rows[GOOD] == [ZONE, 1.5, DAY, 0.756]
    assert grid.rows[ERRED][1] == Faulty("#DIV/0!")
    assert grid.rows[UNCOMPUTED][1] == (Faulty("#N/A") if kind == "xlsb" else Faulty())
    assert all(isinstance(row[3], Percent) for row in grid.rows[1:])
    assert grid.hidden_rows == [range(HIDDEN, HIDDEN + 1)]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("from_1904", [False, True])
def test_days_are_the_same_whatever_day_a_file_counts_from(book, kind: str, from_1904: bool) -> None:
    outcome = import_own(f"dat.{kind}", WRITERS[kind](from_1904=from_1904))
    assert {row.fields["effective_on"] for row in outcome.refused} == {DAY.isoformat()}
    assert (outcome.recorded, total("land.leased_industrial")) == (2, 30_000)


@pytest.mark.parametrize("kind", ["xls", "xlsx", "ods"])
def test_errors_and_formulas_without_a_value_are_told_by_their_cell(sqlite_database, book, kind: str) -> None:
    outcome = import_own(f"dat.{kind}", WRITERS[kind]())
    told = {error.where: error.message("vi") for error in outcome.errors}  # type: ignore[arg-type]
    assert set(told) == {"Đất!B3", "Đất!B4"}
    assert "#DIV/0!" in told["Đất!B3"]
    assert "công thức chưa tính" in told["Đất!B4"]
    assert [words.vi.partition(".")[0] for words in outcome.hidden] == ["Đất: đọc cả 1 dòng đang bị ẩn (5)"]
    back = openpyxl.load_workbook(io.BytesIO(refused_rows.write(outcome.refused))).active
    assert back is not None
    rows = list(back.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["#DIV/0!", None]


def test_of_an_xls_whose_formulas_were_computed_an_empty_result_is_no_fault() -> None:
    """Patched as a program leaves it that computes: the result of one formula is a number."""
    data = xls()
    empty = b"\x03" + bytes(5) + b"\xff\xff"
    assert data.count(empty) == 1
    assert grid_of("xls", data.replace(empty, struct.pack("<d", 3.0))).rows[UNCOMPUTED][1] == 3
    both = xlwt_with_two_formulas().replace(empty, struct.pack("<d", 7.0), 1)
    assert grid_of("xls", both).rows == [[7.0]]


def xlwt_with_two_formulas() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    sheet.write(0, 0, xlwt.Formula("3+4"))
    sheet.write(0, 1, xlwt.Formula('""'))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_libreoffice_saves_is_read_with_its_values(saved: Path, kind: str) -> None:
    grid = grid_of(kind, (saved / f"table.{kind}").read_bytes())
    assert grid.rows[:2] == [list(HEADS), [ZONE, 1.5, DAY, 0.756]]
    assert (grid.rows[ERRED][1], grid.rows[UNCOMPUTED][1]) == (Faulty("#DIV/0!"), 3.0)
    assert isinstance(grid.rows[GOOD][3], Percent)
    assert [number for rows in grid.hidden_rows for number in rows] == [HIDDEN]


@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_a_file_with_a_password_is_refused_with_the_way_out(saved: Path, kind: str) -> None:
    with pytest.raises(ParkError) as problem:
        read_grids(f"khoa.{kind}", (saved / f"locked.{kind}").read_bytes())
    assert problem.value.code == "file_locked"
    assert "bỏ mật khẩu" in problem.value.message("vi")  # type: ignore[arg-type]


def test_a_password_is_told_where_no_office_program_is_at_hand() -> None:
    data = xls()
    plain, whole = (each.encode("utf-16-le") for each in ("Workbook", "EncryptedPackage"))
    entry = whole + bytes(32) + struct.pack("<H", 34)
    locked = data.replace(plain + bytes(48) + struct.pack("<H", 18), entry)
    assert locked != data
    for each, kind in ((locked, "xlsx"), (data.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"), "xls")):
        with pytest.raises(ParkError) as problem:
            read_grids(f"khoa.{kind}", each)
        assert problem.value.code == "file_locked"


@pytest.mark.parametrize(("data", "said"), [
    (b"<html><body><table><tr><td>KCN</td></tr></table></body></html>", "trang web"),
    (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
    (xls()[:700], "dat.xls"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "dat.xls"), (xlsx()[:2000], "dat.xls"),
])  # fmt: skip
def test_what_only_bears_the_name_of_a_spreadsheet_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(ParkError, match=r"dat\.xls") as problem:
        read_grids("dat.xls", data)
    assert problem.value.code == "file_unreadable"
    assert said in problem.value.message("vi")  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_too_large_to_be_held_is_refused_before_it_is_read(kind: str) -> None:
    data = WRITERS[kind]()
    packed = {} if kind == "xls" else {"MB": Room(100, 100)}
    for said, room in {"D5": Room(19, 2**30), **packed}.items():
        with pytest.raises(ParkError, match=said) as problem:
            read_grids(f"dat.{kind}", data, room)
        assert problem.value.code == "file_unreadable"
    assert len(read_grids(f"dat.{kind}", data, Room(20, 2**20))) == 1


def test_a_cell_that_strayed_to_the_last_corner_is_told_and_a_formatted_empty_one_is_nothing() -> None:
    """The reader of cells would make room for seventeen thousand million cells, and take the process down."""
    workbook = openpyxl.load_workbook(io.BytesIO(xlsx()))
    corner = workbook.worksheets[0]["XFD1048576"]
    for value in (None, "x"):
        corner.font, corner.value = Font(bold=True), value
        out = io.BytesIO()
        workbook.save(out)
        if value is None:
            assert grid_of("xlsx", out.getvalue()).rows[GOOD] == [ZONE, 1.5, DAY, 0.756]
        else:
            with pytest.raises(ParkError, match="XFD1048576"):
                read_grids("dat.xlsx", out.getvalue())


def test_an_open_document_with_types_of_its_own_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "b">]><a formula="&b;" x:formula=""/>')
    with pytest.raises(ParkError) as problem:
        read_grids("dat.ods", out.getvalue())
    assert problem.value.code == "file_unreadable"


@pytest.mark.parametrize("kind", WRITERS)
def test_a_file_cut_or_spoilt_anywhere_is_read_or_refused_never_worse(kind: str) -> None:
    data = WRITERS[kind]()
    for number in range(0, len(data), max(1, len(data) // 60)):
        for broken in (data[:number], data[:number] + bytes([data[number] ^ 0x55]) + data[number + 1 :]):
            try:
                read_grids(f"dat.{kind}", broken)
            except ParkError as problem:
                assert problem.code in {"file_unreadable", "file_locked"}  # noqa: PT017  most of them are read


def test_a_share_is_a_per_cent_where_one_is_asked_for_and_refused_where_not() -> None:
    def place(code: str, key: str) -> PlacedColumn:
        column = column_named(code, key)
        assert column is not None
        return PlacedColumn(column, "B")

    assert convert(Percent(0.756), place("infrastructure_completed", "percent")) == "75.6"
    assert convert(Percent(0.006), place("infrastructure_completed", "percent")) == "0.6"
    with pytest.raises(ParkError, match="75,6%"):
        convert(Percent(0.756), place("land_leased", "area_m2:ha"))


def test_hidden_sheets_are_not_proposed_and_hidden_rows_of_a_template_are_told(book) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_file([list(HEADS), [ZONE, 1, "5/2/2024", None]])))
    old = workbook.copy_worksheet(workbook.worksheets[0])
    old.title, old.sheet_state = "Cũ", "hidden"
    out = io.BytesIO()
    workbook.save(out)
    mapping = proposals.propose("dat", read_grids("dat.xlsx", out.getvalue()), ["land_leased"])
    assert [sheet.sheet for sheet in mapping.sheets] == ["Bảng"]
    mapping.sheets[0].sheet = ""
    assert imported(out.getvalue(), mapping=mapping).recorded == 1
    lease = {"zone": "KCN Quang Châu", "area_m2:ha": 1, "effective_on": DAY}
    workbook = openpyxl.load_workbook(io.BytesIO(filled({"land_leased": [lease, lease]})))
    workbook["Cho thuê, cho thuê lại đất"].row_dimensions[4].hidden = True
    out = io.BytesIO()
    workbook.save(out)
    outcome = imported(out.getvalue())
    assert (outcome.recorded, [words.en.partition(" are")[0] for words in outcome.hidden]) == (
        2, ["Cho thuê, cho thuê lại đất: 1 hidden rows"],
    )  # fmt: skip


@pytest.mark.parametrize("length", [40_000, 140_000])
def test_a_cell_larger_than_any_is_refused_in_words_at_its_row(length):
    with pytest.raises(SpreadsheetUnreadable) as refused:
        read_grids("dai.csv", b'a,b\n1,2\n"' + b"x" * length + b'",1\n')
    assert "dòng 3: có ô dài hơn 32767 ký tự" in refused.value.message(Lang.VI)
    assert "row 3: a cell has more than 32767 characters" in refused.value.message(Lang.EN)


def test_a_line_is_longer_than_any_cell():
    wide = ("x" * 1_000 + ",") * 200
    assert [len(row) for row in read_grids("rong.csv", f"{wide}1\n{wide}2\n".encode())[0].rows] == [201, 201]
