"""What offices write in cells of numbers and of yes or no: read where it says one thing alone, else refused with a remedy that works."""

from typing import Any

import pytest

from parkledger.language import Lang, ParkError
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.columns import column_named
from parkledger.workbooks.map.conversion import PlacedColumn, convert, is_nothing
from parkledger.workbooks.map.sheets import FileChoices
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.read.numerals import Habits
from tests.workbooks.conftest import imported, sheet_file


def value(code: str, key: str, cell: Any, unit: Any = None) -> Any:
    column = column_named(code, key)
    assert column is not None
    return convert(cell, PlacedColumn(column, "C", Habits("comma")), unit)


@pytest.mark.parametrize(("key", "cell", "read"), [
    ("leased_industrial_m2:ha", "15,5 ha", 155_000), ("leased_industrial_m2:ha", "15,5\u00a0ha", 155_000),
    ("leased_industrial_m2:ha", "12.345 m²", 12_345), ("leased_industrial_m2:ha", "12\u00a0345\u00a0m2", 12_345),
    ("leased_industrial_m2:ha", "12 346 m2", 12_346),
])  # fmt: skip
def test_an_area_with_its_unit_is_read_whatever_the_heading_says(key, cell, read):
    assert value("zone_opened", key, cell) == read


@pytest.mark.parametrize("cell", ["12.345,6 m²", "12 345,6 m2", "12\u00a0345,6\u00a0m²"])
def test_a_part_of_a_square_metre_is_refused_with_what_to_write(cell):
    with pytest.raises(ParkError) as refused:
        value("zone_opened", "leased_industrial_m2:ha", cell)
    assert refused.value.code == "amount_too_fine"
    assert "12.346" in refused.value.message(Lang.VI)
    assert value("zone_opened", "leased_industrial_m2:ha", "12.346 m²") == 12_346


@pytest.mark.parametrize(("key", "cell", "read"), [
    ("values.labour.workers", "1.234 người", 1234), ("values.labour.workers", "1\u00a0234 lao động", 1234),
    ("values.labour.workers", "1.234 công nhân", 1234), ("values.enterprises.operating", "10 dự án", 10),
    ("values.enterprises.operating", "12 DN", 12), ("values.enterprises.operating", "12 cơ sở", 12),
])  # fmt: skip
def test_counts_are_read_with_any_word_for_what_is_counted(key, cell, read):
    assert value("period_report", key, cell) == read


@pytest.mark.parametrize("cell", ["Chưa", "chưa có", "Không", "không có", "chưa cho thuê"])
def test_words_that_may_mean_none_or_unknown_are_asked_about_and_both_answers_are_taken(book, cell):
    rows = [["DANH SÁCH CÁC KCN (số liệu tính đến 31/12/2023)"], ["Tên KCN", "Diện tích (ha)", "Đã cho thuê (ha)"]]
    data = sheet_file([*rows, ["KCN Mới", 100, cell]])
    mapping = proposals.propose("ds", read_grids("ds.xlsx", data))
    outcome = imported(data, mapping=mapping)
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (0, ["Bảng!C3"])
    assert "hãy ghi 0" in outcome.errors[0].message(Lang.VI)
    for number, answer in enumerate((0, "-", None, "…", "chưa có số liệu")):
        told = sheet_file([*rows, [f"KCN Mới {'ABCDE'[number]}{'VWXYZ'[number]}", 100, answer]])
        assert imported(told, mapping=mapping).errors == []


@pytest.mark.parametrize("cell", ["-", "–", "…", "n/a", "chưa có số liệu", "Chưa báo cáo", None])
def test_what_says_that_nothing_is_known_is_nothing_among_numbers_and_words_elsewhere(cell):
    assert is_nothing(cell, "count")
    assert is_nothing(cell, "text") == (cell is None)


@pytest.mark.parametrize(("field", "cell", "read"), [
    ("established", "Chưa", False), ("established", "chưa có", False), ("established", "Không", False), ("established", "Đã", True),
    ("established", "Đã thành lập", True), ("established", "Chưa thành lập", False), ("operating", "Đang hoạt động", True),
    ("operating", "Chưa hoạt động", False), ("infrastructure_complete", "Đã hoàn thành", True), ("established", "Rồi", True),
])  # fmt: skip
def test_yes_and_no_are_read_as_offices_say_them(field, cell, read):
    assert value("zone_opened", field, cell) is read


@pytest.mark.parametrize(("field", "cell"), [
    ("operating", "Đang tạm dừng"), ("infrastructure_complete", "Đã hoàn thành 50%"), ("operating", "Đang xây dựng"),
    ("established", "Đã có chủ trương"), ("established", "K"),
])  # fmt: skip
def test_what_says_something_else_than_yes_or_no_is_refused_with_the_two_words(field, cell):
    with pytest.raises(ParkError) as refused:
        value("zone_opened", field, cell)
    assert "có; không" in refused.value.message(Lang.VI) or "có, không" in refused.value.message(Lang.VI)


def test_a_document_that_is_not_there_yet_is_refused_with_what_to_do():
    with pytest.raises(ParkError) as refused:
        value("zone_opened", "document.number", "Chưa có")
    assert "để trống" in refused.value.message(Lang.VI)


PROJECTS: list[list[Any]] = [
    ["Mã số dự án", "Tên dự án", "Nhà đầu tư", "Nguồn vốn", "", "Ngày cấp", "Vốn đăng ký (triệu USD)"],
    ["9876543210", "Nhà máy X", "Công ty X", "FDI", "KCN Quang Châu", "12/5/2023", 10],
]


@pytest.mark.parametrize(
    "heading", ["Địa điểm thực hiện (khu, cụm)", "Địa điểm (KCN/CCN)", "Địa điểm thực hiện", "Địa bàn (khu/cụm)"]
)
def test_a_place_whose_heading_or_cells_are_of_zones_is_the_zone(book, heading):
    rows = [[each or heading for each in PROJECTS[0]], PROJECTS[1]]
    data = sheet_file(rows)
    mapping = proposals.propose("da", read_grids("da.xlsx", data), ["project_registered"])
    assert {column.heading: column.field for column in mapping.sheets[0].columns}[heading] == "zone"
    assert imported(data, mapping=mapping).errors == []


def test_a_place_of_communes_is_the_place():
    rows = [
        [each or "Địa điểm thực hiện (xã, huyện)" for each in PROJECTS[0]],
        [*PROJECTS[1][:4], "Việt Yên", *PROJECTS[1][5:]],
    ]
    mapping = proposals.propose("da", read_grids("da.xlsx", sheet_file(rows)), ["project_registered"])
    assert [column.field for column in mapping.sheets[0].columns][4] == "place"


def test_a_column_of_units_beside_an_area_is_read_and_the_zone_of_the_title(book):
    data = sheet_file([
        ["BẢNG THEO DÕI CHO THUÊ ĐẤT KCN QUANG CHÂU"], ["STT", "Mã dự án", "Đơn vị thuê đất", "Diện tích thuê", "ĐVT", "Ngày bàn giao"],
        [1, "DA-1", "Công ty", "1,5", "ha", "1/3/2024"], [2, "DA-1", "Công ty", "12 500", "m²", "2/3/2024"],
    ])  # fmt: skip
    mapping = proposals.propose("thue", read_grids("thue.xlsx", data), ["land_leased"])
    fields = {column.heading: column.field for column in mapping.sheets[0].columns}
    assert (fields["ĐVT"], fields["Đơn vị thuê đất"]) == ("area_m2.unit", "")
    outcome = imported(data, mapping=mapping, choices=FileChoices({"": "comma"}))
    assert outcome.errors == []
    rows = fetch("SELECT amount FROM ledger_posting WHERE measure = 'land.leased_industrial' ORDER BY amount", [])
    assert [amount for (amount,) in rows] == [12_500, 15_000]


def test_people_are_counted_whole_and_a_cell_of_two_readings_is_told_both(book):
    """By the marks of its column "1,020" is 1,02: as no one counts people so, how it may be meant is said."""
    rows: list[list[Any]] = [["Tên KCN", "Từ ngày", "Đến ngày", "Lao động (người)"]]
    told = ["1,020", "50,5", 50.5, "12"]
    rows += [["Quang Châu", f"1/{month}/2024", f"28/{month}/2024", cell] for month, cell in enumerate(told, start=1)]
    mapping = proposals.propose("ld", read_grids("ld.xlsx", sheet_file(rows)), ["period_report"])
    outcome = imported(sheet_file(rows), mapping=mapping)
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (1, ["Bảng!D2", "Bảng!D3", "Bảng!D4"])
    thousands, half, typed = ([error.message(lang) for lang in Lang] for error in outcome.errors)
    assert "«1,020»: theo dấu thập phân của cột thì là 1,02, mà lao động (người) phải là số nguyên" in thousands[0]
    assert "Nếu là 1.020, hãy ghi 1020" in thousands[0]
    assert "If it is 1,020, write 1020" in thousands[1]
    for each in (half, typed):
        assert "«50,5»: lao động (người) phải là số nguyên" in each[0]
        assert "không phải một số" not in each[0]
        assert "must be a whole number" in each[1]
