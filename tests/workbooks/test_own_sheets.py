"""An office's own sheets: found under their titles, mapped by their headings, read by their columns' habits."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest

from parkledger.language import Lang, ParkError
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Event
from parkledger.workbooks.map import mappings, proposals
from parkledger.workbooks.map.sheets import FileChoices, fitting_mapping
from parkledger.workbooks.read.grids import read_grids, separator_of
from parkledger.workbooks.write import refused_rows
from tests.workbooks.conftest import BOOK, imported, sheet_file, total

TITLES: list[list[Any]] = [["BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP"], ["DANH SÁCH CHO THUÊ ĐẤT NĂM 2024"], []]
HEADS: list[list[Any]] = [
    ["STT", "Tên KCN", "Doanh nghiệp", "Mã số dự án", "Diện tích (ha)", None, "Ngày bàn giao đất", "Ghi chú"],
    [None, None, None, None, "Đất cho thuê", "Cây xanh", None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
]
MERGED = ["E4:F4", *(f"{letter}4:{letter}5" for letter in "ABCDGH")]
ROWS: list[list[Any]] = [
    ["I", "Khu phía Bắc"],
    [1, "Quang Châu", "Công ty A", "DA-1", "1.234", "x", "03/02/2024", None],
    [2, "Quang Châu", "Công ty A", "DA-1", "0.1", "x", "03/04/2024", "đợt hai"],
    [None, "Tổng cộng", None, None, "1.334"],
    [None],
    [None, None, None, "Người lập biểu"],
]
FILE = sheet_file([*TITLES, *HEADS, *ROWS], MERGED, "Thuê đất 2024")
EXPECTED = {"Tên KCN": "zone", "Mã số dự án": "project", "Diện tích (ha) / Đất cho thuê": "area_m2:ha",
            "Ngày bàn giao đất": "effective_on", "Ghi chú": "note"}  # fmt: skip


def proposed(data=FILE, name="thue.xlsx", types=()):
    return proposals.propose("thue", read_grids(name, data), types)


def test_the_fields_are_proposed_from_headings_of_several_rows():
    (sheet,) = proposed().sheets
    assert sheet.type == "land_leased"
    assert {column.heading: column.field for column in sheet.columns if column.field} == EXPECTED


@pytest.mark.parametrize(("heading", "code", "field"), [
    ("Ten khu cong nghiep", "land_leased", "zone"), ("DIỆN TÍCH ĐẤT THUÊ (m2)", "land_leased", "area_m2:m2"),
    ("Vốn đăng ký (triệu USD)", "project_registered", "capital:trieu-usd"), ("Nhà đầu tư", "project_registered", "enterprise"),
    ("Tên dự án", "project_registered", "name"), ("Kim ngạch xuất khẩu, triệu USD", "period_report", "values.trade.export:trieu-usd"),
    ("Tổng số lao động", "period_report", "values.labour.workers"), ("Số quyết định", "zone_established", "document.number"),
    ("Lao động nước ngoài (người)", "period_report", "values.labour.foreign"), ("Đầu tư vốn, tổng", "project_registered", "capital"),
])  # fmt: skip
def test_headings_are_known_whatever_their_order_and_diacritics(heading, code, field):
    rows = [[heading, "Ngày có hiệu lực", "Ghi chú"], ["a", "b", "c"]]
    (sheet,) = proposed(sheet_file(rows), types=[code]).sheets
    assert sheet.columns[0].field == field


def test_a_unit_said_above_the_table_is_the_unit_of_its_columns():
    rows = [["BÁO CÁO KỲ"], ["ĐVT: triệu USD"], ["KCN", "Từ ngày", "Đến ngày", "Xuất khẩu", "Lao động"]]
    (sheet,) = proposed(sheet_file(rows)).sheets
    assert [column.field for column in sheet.columns] == ["zone", "period_start", "period_end", "values.trade.export:trieu-usd",
                                                          "values.labour.workers"]  # fmt: skip


def test_rows_are_read_totals_groups_and_notes_are_passed_over(book):
    outcome = imported(FILE, mapping=proposed())
    assert [error.as_json() for error in outcome.errors] == []
    assert (outcome.recorded, total("land.leased_industrial")) == (2, 13_340)
    assert [(row + 1, why) for _, row, why in outcome.skipped] == [(7, "group"), (10, "total"), (12, "signature")]


def test_a_number_that_nothing_decides_is_asked_for_and_taken_as_said(book):
    rows = [["KCN", "Mã dự án", "Diện tích thuê (ha)", "Ngày thuê"], ["Quang Châu", "DA-1", "1.234", "1/2/2024"]]
    data = sheet_file(rows)
    asked = imported(data, mapping=proposed(data))
    assert [(error.where, error.code) for error in asked.errors] == [("Bảng!C2", "cell_refused")]
    assert "--decimal C=comma" in asked.errors[0].message("en")  # type: ignore[arg-type]
    done = imported(data, mapping=proposed(data), choices=FileChoices({"C": "point"}))
    assert (done.recorded, total("land.leased_industrial")) == (1, 12_340)


def test_refused_rows_of_an_own_sheet_come_back_under_their_headings(book):
    rows = [list(row) for row in ROWS]
    rows[1][1] = "Không Có"
    data = sheet_file([*TITLES, *HEADS, *rows], MERGED, "Thuê đất 2024")
    mapping = proposed()
    outcome = imported(data, mapping=mapping)
    assert (outcome.recorded, len(outcome.refused)) == (1, 1)
    workbook = openpyxl.load_workbook(io.BytesIO(refused_rows.write(outcome.refused)))
    sheet = workbook.active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "Lý do chưa nhận / Reasons" in values[-2]
    row = len(values)
    sheet.cell(row, 2, "Quang Châu")
    out = io.BytesIO()
    workbook.save(out)
    mended = imported(out.getvalue(), mapping=mapping, choices=FileChoices({"": "point"}))
    assert (mended.recorded, total("land.leased_industrial")) == (1, 13_340)


def test_a_mapping_is_kept_and_found_again_by_the_headings(home):
    mapping = proposed()
    mappings.keep(mapping)
    assert mappings.kept() == ["thue"]
    assert mappings.load("thue") == mapping
    assert fitting_mapping(read_grids("thang-3.xlsx", FILE)) == mapping
    assert fitting_mapping(read_grids("khac.xlsx", sheet_file([["A", "B"], ["c", "d"]]))) is None
    mappings.remove("thue")
    with pytest.raises(ParkError, match="thue"):
        mappings.load("thue")


def test_a_mapping_that_names_what_there_is_not_is_refused(home):
    mapping = proposed()
    mapping.sheets[0].columns[1].field = "zon"
    with pytest.raises(ParkError, match="zone"):
        mappings.keep(mapping)


def test_a_column_that_is_needed_and_not_there_refuses_the_sheet(book):
    data = sheet_file([["KCN", "Diện tích thuê (ha)"], ["Quang Châu", 1.5]])
    outcome = imported(data, mapping=proposed(data, types=["land_leased"]))
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (0, ["column_missing"])
    mapping = proposed(data, types=["land_leased"])
    mapping.sheets[0].constants["effective_on"] = "1/2/2024"
    assert imported(data, mapping=mapping).recorded == 1


TWO_UNITS: list[list[Any]] = [
    ["DANH MỤC DỰ ÁN CẤP MỚI"],
    ["Mã số dự án", "Tên dự án", "Nhà đầu tư", "Loại vốn", "Vốn đăng ký", None, "Ngày cấp"],
    [None, None, None, None, "Triệu USD", "Tỷ đồng", None],
    ["A-1", "Nhà máy 1", "Công ty 1", "FDI", 1.5, "-", "5/2/2024"],
    ["A-2", "Nhà máy 2", "Công ty 2", "DDI", 0, 30, "6/2/2024"],
    ["A-3", "Nhà máy 3", "Công ty 3", "DDI", 2, 50, "7/2/2024"],
    ["A-4", "Nhà máy 4", "Công ty 4", "DDI", "–", None, "8/2/2024"],
    ["A-5", "Nhà máy 5", "Công ty 5", "DDI", 0, 0, "9/2/2024"],
]


def test_capital_stands_in_a_column_of_another_currency_and_in_a_cell_with_its_unit(book):
    with writing(BOOK, "lan") as writer:
        given = {"currency": "JPY", "vnd_per_unit": "170", "source": "NHNN", "effective_on": "2024-01-02"}
        writer.record(build("currency_rate_set", given))
    head: list[Any] = ["Mã số dự án", "Tên dự án", "Nhà đầu tư", "Loại vốn", "Vốn đăng ký (triệu JPY)", "Ngày cấp"]
    rows: list[list[Any]] = [
        ["DANH MỤC DỰ ÁN CẤP MỚI"],
        head,
        ["A-1", "Nhà máy 1", "Công ty 1", "FDI", 900, "5/2/2024"],
        ["A-2", "Nhà máy 2", "Công ty 2", "FDI", "300 triệu won", "6/2/2024"],
    ]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    assert outcome.recorded == 1
    (refused,) = [error.message(Lang.VI) for error in outcome.errors]
    assert "KRW/VND" in refused
    kept = [json.loads(each.payload) for each in Event.objects.filter(type="project_registered")]
    assert [each["capital"] for each in kept][-1:] == [{"currency": "JPY", "amount": 900_000_000}]


def test_an_amount_may_stand_in_the_column_of_either_unit(book):
    data = sheet_file(TWO_UNITS, ["E2:F2", *(f"{letter}2:{letter}3" for letter in "ABCDG")])
    mapping = proposed(data)
    fields = [column.field for column in mapping.sheets[0].columns]
    assert fields == ["project", "name", "enterprise", "origin", "capital:trieu-usd", "capital:ty-vnd", "effective_on"]
    outcome = imported(data, mapping=mapping)
    told = [(error.where, error.message("vi").partition(": ")[2]) for error in outcome.errors]  # type: ignore[arg-type]
    assert [where for where, _ in told] == ["Bảng!F6"]
    assert "«Vốn đăng ký / Triệu USD», «Vốn đăng ký / Tỷ đồng» cùng có số" in told[0][1]
    assert [(where, words.vi.partition(",")[0]) for where, words in outcome.unreported] == [("Bảng!7", "Bảng!E7")]
    assert (outcome.recorded, total("capital.new")) == (3, 10 * 10**8 + 150_000_000 + 30 * 10**9)


@pytest.mark.parametrize(("keys", "refused"), [
    (["capital:trieu-usd", "capital:ty-vnd"], False), (["capital", "capital:ty-vnd"], True), (["capital:ty-vnd"] * 2, True),
    (["capital:trieu-usd", "capital:ty-vnd", "name", "name"], True), (["capital:trieu-usd", "capital.unit"], False),
])  # fmt: skip
def test_two_columns_fill_one_field_only_in_units_of_their_own(keys, refused):
    columns = [mappings.MappedColumn(heading=f"{number}", field=key) for number, key in enumerate(keys)]
    mapping = mappings.Mapping(name="a", sheets=[mappings.MappedSheet(type="project_registered", columns=columns)])
    if refused:
        with pytest.raises(ParkError, match="đơn vị riêng"):
            mapping.check()
    else:
        mapping.check()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_text_files_are_read_in_any_encoding_with_any_separator(encoding, mark):
    text = "\r\n".join(mark.join(row) for row in (["Tên KCN", "Đất", "Ghi chú"], ["Quang Châu", '"1,5"', "x"]))
    (grid,) = read_grids("a.csv", text.encode(encoding))
    assert grid.rows == [["Tên KCN", "Đất", "Ghi chú"], ["Quang Châu", "1,5", "x"]]
    assert separator_of(text) == mark


def test_what_is_no_file_of_ours_is_refused():
    for name, data, code in (("a.pdf", b"%PDF", "format_unreadable"), ("a.xlsx", b"xx", "file_unreadable")):
        with pytest.raises(ParkError) as problem:
            read_grids(name, data)
        assert problem.value.code == code


def test_an_open_document_is_read_with_its_numbers_dates_and_merged_cells(book):
    """Written by hand, part by part: what LibreOffice saves has the same."""
    cells = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Tên KCN</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>Diện tích thuê (ha)</text:p></table:table-cell>'
        '<table:table-cell office:value-type="string"><text:p>Ngày thuê</text:p></table:table-cell></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="string"><text:p>Quang Châu</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="1.234"><text:p>1,234</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-02-05"><text:p>05/02/24</text:p></table:table-cell>'
        "</table:table-row>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" xmlns:text="{space}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Đất">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
    data = out.getvalue()
    outcome = imported(data, name="dat.ods", mapping=proposed(data, "dat.ods"))
    assert [error.as_json() for error in outcome.errors] == []
    assert (outcome.recorded, total("land.leased_industrial")) == (1, 12_340)
