"""Headings of offices: which field each column fills, measured over sheets of many kinds; units said in headings, exact."""

import json
from fractions import Fraction
from typing import Any

import pytest

from parkledger.language import AMOUNT_UNITS, ParkError
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks.map.columns import column_named
from parkledger.workbooks.map.conversion import PlacedColumn, convert
from parkledger.workbooks.map.proposals import Proposed, guesses_of, propose, propose_sheet
from parkledger.workbooks.map.sheets import FileChoices, sheets_of
from parkledger.workbooks.map.units import ONE, unit_named
from parkledger.workbooks.read.cells import Cell
from parkledger.workbooks.read.grids import Grid, read_grids
from parkledger.workbooks.read.numerals import Habits
from tests.workbooks.conftest import imported, sheet_file, total
from tests.workbooks.official import SHEETS, UNSEEN, Official, official


def grid_of(sheet: Official) -> Grid:
    (grid,) = read_grids(f"{sheet.name}.xlsx", sheet.data)
    return grid


def proposed(sheet: Official) -> Proposed:
    found = propose_sheet(grid_of(sheet))
    assert found is not None
    return found


def told(sheet: Official) -> list[tuple[str, str, str]]:
    """Each column: its heading, what it is, and what is proposed; nothing is right where the type is wrong."""
    found = proposed(sheet)
    fields = {column.heading: column.field for column in found.sheet.columns}
    said = [fields.get(name, "") if found.sheet.type == sheet.type else found.sheet.type for name in found.heads.names]
    return list(zip(found.heads.names, sheet.keys, said, strict=True))


@pytest.mark.parametrize(
    ("sheets", "right", "columns"), [(SHEETS, 115, 115), (UNSEEN, 34, 38)], ids=["known", "unseen"]
)
def test_of_the_columns_of_official_sheets_this_share_is_proposed_right(
    sheets: dict[str, object], right: int, columns: int
) -> None:
    """100% of the sheets by which the words were chosen; 89% of those for which none was added."""
    found = [(name, *column) for name in sheets for column in told(official(name))]
    wrong = [column for column in found if column[2] != column[3]]
    assert (len(found) - len(wrong), len(found)) == (right, columns), wrong


@pytest.mark.parametrize("name", [*SHEETS, *UNSEEN])
def test_the_rows_of_data_are_read_and_titles_groups_totals_and_signatures_are_not(name: str) -> None:
    sheet = official(name)
    mapping = propose(name, [grid_of(sheet)])
    (found,) = sheets_of(name, [grid_of(sheet)], mapping, FileChoices())
    assert len(found.rows) == sheet.rows


@pytest.mark.parametrize(("written", "code"), [
    ("ha", "ha"), ("Ha.", "ha"), ("hécta", "ha"), ("m2", "m2"), ("m²", "m2"), ("mét vuông", "m2"), ("nghìn m²", "nghin-m2"),
    ("1.000 m2", "nghin-m2"), ("1000m2", "nghin-m2"), ("ngàn m2", "nghin-m2"), ("km²", "km2"), ("USD", "usd"), ("$", "usd"),
    ("triệu USD", "trieu-usd"), ("Tr.USD", "trieu-usd"), ("tr USD", "trieu-usd"), ("triệu đô la Mỹ", "trieu-usd"),
    ("triệu $", "trieu-usd"), ("tỷ USD", "ty-usd"), ("tỉ đô-la", "ty-usd"), ("1.000 USD", "nghin-usd"), ("nghìn USD", "nghin-usd"),
    ("đồng", "vnd"), ("đ", "vnd"), ("VNĐ", "vnd"), ("tỷ đồng", "ty-vnd"), ("tỉ đ", "ty-vnd"), ("tỷ VNĐ", "ty-vnd"), ("Tr.đ", "trieu-vnd"),
    ("trđ", "trieu-vnd"), ("triệu đồng", "trieu-vnd"), ("nghìn đồng", "nghin-vnd"), ("1000đ", "nghin-vnd"),
    ("nghìn tỷ đồng", "nghin-ty-vnd"), ("người", ONE), ("lượt", ONE), ("hồ sơ", ONE), ("m³/ngày đêm", ONE), ("nghìn người", "nghin"),
    ("1.000 lượt", "nghin"), ("ngàn lượt người", "nghin"), ("triệu lượt", "trieu"), ("ĐVT: triệu USD", "trieu-usd"),
    ("tỷ VNĐ/năm", None), ("triệu", "trieu"), ("tỷ", None), ("tỷ ha", None), ("đồng/m2", None), ("USD/m2/năm", None), ("kg", None),
    ("", None),
])  # fmt: skip
def test_a_unit_is_known_as_a_whole_or_not_at_all(written: str, code: str | None) -> None:
    assert unit_named(written) == code


@pytest.mark.parametrize("code", AMOUNT_UNITS)
def test_every_unit_is_known_by_its_own_names(code: str) -> None:
    unit = AMOUNT_UNITS[code]
    assert unit_named(code) == code
    if unit.kind != "count":
        assert (unit_named(unit.name.vi), unit_named(unit.name.en)) == (code, code)


@pytest.mark.parametrize(("heading", "type_code", "cell", "value"), [
    ("Diện tích thuê (nghìn m²)", "land_leased", 12.5, 12_500), ("Diện tích thuê (1.000 m2)", "land_leased", 12.5, 12_500),
    ("Diện tích thuê, ha", "land_leased", 0.1234, 1_234), ("Diện tích thuê (km²)", "land_leased", 0.5, 500_000),
    ("Vốn đầu tư (triệu USD)", "project_registered", 1.48, ("USD", 148_000_000)),
    ("Vốn đầu tư (tỷ VNĐ)", "project_registered", 12.5, ("VND", 12_500_000_000)),
    ("Vốn đầu tư (nghìn tỷ đồng)", "project_registered", 1.2, ("VND", 1_200_000_000_000)),
    ("Lao động (nghìn người)", "period_report", 46.5, 46_500), ("Lao động (người)", "period_report", 46_500, 46_500),
    ("Lao động", "period_report", "1,5 nghìn người", 1_500), ("Lao động", "period_report", "46.500 người", 46_500),
    ("Số hộ", "households_resettled", "25 hộ", 25), ("Nước thải (m³/ngày đêm)", "period_report", 8200.0, 8200),
])  # fmt: skip
def test_units_in_headings_and_cells_are_exact(heading: str, type_code: str, cell: Cell, value: object) -> None:
    rows = [[heading, "Từ ngày", "Đến ngày", "Ngày", "Ghi chú"], ["a", "b", "c", "d", "e"]]
    found = propose_sheet(read_grids("a.xlsx", sheet_file(rows))[0], [type_code])
    assert found is not None
    column = column_named(type_code, found.sheet.columns[0].field)
    assert column is not None
    read = convert(cell, PlacedColumn(column, "A", Habits("comma")))
    assert ((read["currency"], read["amount"]) if isinstance(read, dict) else read) == value


@pytest.mark.parametrize(("key", "cell", "said"), [
    ("values.labour.workers", "2 tỷ đồng", "nghìn người"), ("values.labour.workers", "12 ha", "nghìn người"),
    ("values.labour.workers:nghin", 0.0005, "0,5"), ("values.trade.export:trieu-usd", "12 tấn", "triệu USD"),
])  # fmt: skip
def test_what_is_no_number_of_such_things_is_refused(key: str, cell: Cell, said: str) -> None:
    column = column_named("period_report", key)
    assert column is not None
    with pytest.raises(ParkError) as refused:
        convert(cell, PlacedColumn(column, "B", Habits("comma")))
    assert said in refused.value.message("vi")  # type: ignore[arg-type]


def test_a_sheet_with_nothing_touched_is_imported_as_it_came(book: str) -> None:
    """The whole way: titles, two heading rows, units, a group, a total, a signature."""
    sheet = official("cho-thue-dat")
    mapping = propose(sheet.name, [grid_of(sheet)])
    for column in mapping.sheets[0].columns:
        column.field = "" if column.field in {"project", "use"} else column.field
    outcome = imported(sheet.data, mapping=mapping)
    assert [error.as_json() for error in outcome.errors] == []
    assert (outcome.recorded, Fraction(total("land.leased_industrial"), 10_000)) == (2, Fraction("2.25"))


def test_a_list_of_leases_names_contracts_and_their_ends():
    """A contract's number is no document's where there is a field for it; a term "until" a day is its last day."""
    (heads,) = sheets_in_office(
        [
            "STT",
            "Tên KCN",
            "Mã dự án",
            "Diện tích thuê (ha)",
            "Ngày bàn giao",
            "Số hợp đồng",
            "Thời hạn thuê đến",
            "Thời hạn thuê",
        ],
        [1, "KCN Quang Châu", "P01", 3.5, "15/02/2025", "01/HĐTĐ", "15/02/2075", "50 năm"],
    )
    assert heads["Số hợp đồng"] == "contract"
    assert heads["Thời hạn thuê đến"] == "ends_on"
    assert heads["Thời hạn thuê"] == "until"


def sheets_in_office(*rows: list[Any]) -> list[dict[str, str]]:
    """What is proposed for the columns of a sheet."""
    grids = read_grids("a.xlsx", sheet_file([["BẢNG KÊ CHO THUÊ ĐẤT TRONG KCN"], *rows, rows[-1]]))
    return [{each.heading: each.field for each in sheet.columns} for sheet in propose("a", grids).sheets]


WIDE: list[list[Any]] = [
    ["TÌNH HÌNH SXKD QUÝ I/2023"],
    [
        "Tên KCN",
        "Giá trị SXCN (tỷ đồng)",
        None,
        None,
        None,
        "Doanh thu kế hoạch (tỷ đồng)",
        "Lao động cùng kỳ",
        "Lao động",
    ],
    [None, "Kế hoạch năm", "Cùng kỳ", "Ước thực hiện quý I", "Lũy kế từ đầu năm", None, None, None],
    ["Quang Châu", 6000, 1300, 1400, 1500, 9000, 70, 80],
]


@pytest.mark.parametrize(("heading", "meant"), [
    ("Giá trị SXCN", "values.output.production"), ("Giá trị SXCN lũy kế", ""), ("Giá trị SXCN (cộng dồn)", ""),
    ("Lao động", "values.labour.workers"), ("Lao động lũy kế", "values.labour.workers"), ("Lao động kế hoạch", ""),
])  # fmt: skip
def test_a_sum_to_date_is_no_flow_of_the_period_and_of_a_level_it_is_the_level(heading: str, meant: str) -> None:
    """What stands on a day is the same however it came about; what was made since the year began is not the period's."""
    results = [each for each in guesses_of("period_report", heading) if each.key.startswith("values.")]
    assert (max(results, key=lambda each: each.fit).key if results else "") == meant


def test_plans_other_periods_and_sums_to_date_are_no_results_of_the_period(book: str) -> None:
    """Of what stands under one heading, the period's own result is read, and an estimate is one where its heading says so."""
    data = sheet_file(WIDE, merged=["B2:E2"])
    outcome = imported(data, mapping=propose("r", read_grids("r.xlsx", data)))
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (1, [])
    ((payload,),) = fetch("SELECT payload FROM ledger_event WHERE type = 'period_report'", [])
    kept = json.loads(payload)
    assert kept["status"] == "estimate"
    assert kept["values"] == {
        "output.production": {"currency": "VND", "amount": 1_400_000_000_000},
        "labour.workers": 80,
    }


OF_PROJECTS = ("STT", "Tên dự án", "Nhà đầu tư", "KCN", "Số GCN", "Ngày cấp")


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        (("Vốn đăng ký (triệu USD)", "Vốn đăng ký (tỷ đồng)"), ["capital:trieu-usd", "capital:ty-vnd"]),
        (("Tổng vốn đầu tư (triệu USD)", "Vốn đầu tư đăng ký (tỷ đồng)"), ["capital:trieu-usd", "capital:ty-vnd"]),
        (("Vốn đầu tư (tỷ đồng)", "Vốn đầu tư (triệu USD)"), ["capital:ty-vnd", "capital:trieu-usd"]),
        (("Vốn đầu tư (triệu USD)", "Vốn đầu tư quy đổi (triệu USD)"), ["capital:trieu-usd", ""]),
        (("Tổng vốn đầu tư", "Vốn đầu tư"), ["capital", ""]),
    ],
    ids=str,
)  # fmt: skip
def test_a_second_column_of_capital_is_capital_or_is_asked_about(more: tuple[str, ...], fields: list[str]) -> None:
    rows = [
        [number, f"Nhà máy {number}", f"Công ty {number}", "KCN Long Hậu", f"9876{number}", "12/3/2020", 10, 250, "Đức"]
        for number in range(1, 5)
    ]
    (grid,) = read_grids("b.xlsx", sheet_file([[*OF_PROJECTS, *more, "Nước đầu tư"], *rows]))
    found = propose_sheet(grid)
    assert found is not None
    assert found.sheet.type == "project_registered"
    assert [column.field for column in found.sheet.columns][len(OF_PROJECTS) :] == [*fields, "country"]


def test_a_second_column_of_an_area_is_the_same_area_in_another_unit() -> None:
    rows = [[number, f"KCN {number}", "1/1/2020", 100, 1_000_000] for number in range(1, 5)]
    headings = ["STT", "Tên KCN", "Ngày thành lập", "Diện tích (ha)", "Diện tích (m2)"]
    (grid,) = read_grids("b.xlsx", sheet_file([headings, *rows]))
    found = propose_sheet(grid)
    assert found is not None
    assert [column.field for column in found.sheet.columns][-2:] == ["area_m2:ha", "area_m2:m2"]


def test_of_an_adjustment_the_change_is_proposed_and_neither_what_was_nor_what_is() -> None:
    rows = [[number, f"DA-{number}", "12/3/2020", 10, 13, 3] for number in range(1, 5)]
    headings = [
        "STT",
        "Mã dự án",
        "Ngày điều chỉnh",
        "Vốn trước điều chỉnh",
        "Vốn sau điều chỉnh",
        "Vốn tăng thêm (triệu USD)",
    ]
    (grid,) = read_grids("b.xlsx", sheet_file([["DANH SÁCH DỰ ÁN ĐIỀU CHỈNH VỐN"], headings, *rows]))
    found = propose_sheet(grid)
    assert found is not None
    assert found.sheet.type == "capital_adjusted"
    assert [column.field for column in found.sheet.columns][-3:] == ["", "", "capital:trieu-usd"]


ENDED: list[tuple[str, str, list[str], str]] = [
    ("CHẤM DỨT, THU HỒI", "Chấm dứt, thu hồi", ["Cụm công nghiệp", "Tên dự án", "Mã dự án", "Ngày thu hồi", "Lý do"], "project_terminated"),
    ("DANH SÁCH", "Chấm dứt, thu hồi", ["CCN", "Dự án", "Ngày", "Hình thức", "Lý do"], "project_terminated"),
    ("DANH SÁCH", "Chấm dứt, thu hồi", ["CCN", "Doanh nghiệp", "Số QĐ", "Ngày", "Diện tích (ha)", "Ghi chú"], "project_terminated"),
    ("DỰ ÁN BỊ THU HỒI NĂM 2024", "Sheet1", ["CCN", "Mã dự án", "Ngày quyết định", "Lý do"], "project_revoked"),
    ("TÀI SẢN HẠ TẦNG CHẤM DỨT THEO DÕI", "Chấm dứt", ["CCN", "Mã tài sản", "Ngày thanh lý", "Hình thức xử lý"], "state_asset_ended"),
    ("THU HỒI ĐẤT CHO THUÊ", "Thu hồi", ["CCN", "Mã dự án", "Diện tích đất thu hồi (ha)", "Ngày"], "lease_ended"),
    ("THU HỒI GIẤY PHÉP LAO ĐỘNG", "Sheet1", ["Mã dự án", "Số giấy phép lao động", "Ngày thu hồi", "Lý do"], "work_permit_ended"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "tab", "heads", "code"), ENDED)
def test_a_sheet_of_endings_is_of_projects_unless_it_speaks_of_something_else(title, tab, heads, code):
    cells = ["03/02/2024" if "Ngày" in head else 1.5 if "(ha)" in head else "x1" for head in heads]
    (sheet,) = propose("x", read_grids("x.xlsx", sheet_file([[title], heads, cells], title=tab))).sheets
    assert sheet.type == code


RENT = ["STT", "Số HĐ", "KCN/CCN", "Mã DA"]
RENT_ROW = [1, "HĐ 01/2025", "KCN Quang Châu", "DA-01"]
DUE = ["STT", "Mã khoản", "Mã DA"]
DUE_ROW = [1, "N-3", "DA-15"]


@pytest.mark.parametrize(
    ("title", "tab", "heads", "row", "code"),
    [
        (
            "TÌNH HÌNH NỘP TIỀN THUÊ ĐẤT",
            "Đã nộp",
            [*RENT, "Của kỳ đến hạn", "Số tiền (triệu đồng)", "Ngày nộp"],
            [*RENT_ROW, "31/8/2025", "150", "20/9/2025"],
            "lease_rent_paid",
        ),
        (
            "THEO DÕI TIỀN THUÊ ĐẤT",
            "Quý III",
            [*RENT, "Kỳ đến hạn", "Số đã nộp (triệu đồng)", "Ngày"],
            [*RENT_ROW, "31/8/2025", "150", "20/9/2025"],
            "lease_rent_paid",
        ),
        (
            "KẾ HOẠCH NỘP TIỀN THUÊ ĐẤT",
            "Kế hoạch",
            [*RENT, "Đến hạn ngày", "Số tiền (triệu đồng)", "Ngày"],
            [*RENT_ROW, "31/8/2025", "150", "20/1/2025"],
            "lease_rent_set",
        ),
        (
            "CÁC KHOẢN ĐƯỢC MIỄN, GIẢM",
            "Miễn giảm",
            [*DUE, "Số tiền được giảm", "Căn cứ", "Ngày QĐ"],
            [*DUE_ROW, "175,05", "87/2025/NĐ-CP", "15/11/2026"],
            "dues_reduced",
        ),
        (
            "TÌNH HÌNH NỘP NGÂN SÁCH",
            "NS",
            [*DUE, "Số tiền", "Căn cứ", "Ngày nộp"],
            [*DUE_ROW, "175,05", "UNC 12", "15/11/2026"],
            "dues_paid",
        ),
    ],
)
def test_words_tell_what_is_owed_from_what_was_paid_and_remitted(
    title: str, tab: str, heads: list[Any], row: list[Any], code: str
) -> None:
    data = sheet_file([[title], ["(ĐVT: triệu đồng)"], [], heads, row], title=tab)
    (sheet,) = propose("tien", read_grids("tien.xlsx", data), ()).sheets
    assert (sheet.type, sheet.near, sheet.doubt) == (code, [], None)


def test_where_a_plan_and_payments_are_alike_it_is_said(book: str) -> None:
    heads = [*RENT, "Đến hạn", "Số tiền (triệu đồng)", "Ngày"]
    data = sheet_file(
        [["THEO DÕI TIỀN THUÊ ĐẤT"], [], heads, [*RENT_ROW, "31/8/2025", "150", "20/9/2025"]], title="Tiền thuê"
    )
    mapping = propose("tien", read_grids("tien.xlsx", data), ())
    (sheet,) = mapping.sheets
    assert {sheet.type, *sheet.near} == {"lease_rent_set", "lease_rent_paid"}
    assert sheet.doubt is not None
    outcome = imported(data, mapping=mapping)
    assert sheet.doubt in outcome.notes
