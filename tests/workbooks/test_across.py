"""Quarters, months, years and zones side by side in columns, a measure in each row, periods in words: read, or asked about."""

import io
import json
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from parkledger.language import Lang
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks import importing
from parkledger.workbooks.map import mappings, proposals
from parkledger.workbooks.map.across import opened, period_of_heading
from parkledger.workbooks.map.scopes import zones_in
from parkledger.workbooks.map.sheets import FileChoices, fitting_mapping
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.write import refused_rows
from tests.workbooks.conftest import imported, run, sheet_file

USD, VND = 100_000_000, 1_000_000_000
"""A million dollars and a billion đồng as they are recorded."""
Reported = dict[tuple[str, str, str], int]


def read(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), title: str = "Sheet1", **constants: str) -> Any:
    """A sheet imported as proposed, with what a clerk answered for all rows."""
    data = sheet_file(rows, merged, title)
    mapping = proposals.propose("bang", read_grids("bang.xlsx", data))
    for sheet in mapping.sheets:
        sheet.constants |= constants
    mapping.check()
    return imported(data, mapping=mapping, choices=FileChoices({"": "comma"}))


def reported() -> Reported:
    """What is on record of reports: scope, period and measure with the amount."""
    found: Reported = {}
    for (payload,) in fetch("SELECT payload FROM ledger_event WHERE type = 'period_report'", []):
        told = json.loads(payload)
        scope = told.get("zone") or told.get("kind") or ""
        for measure, value in told["values"].items():
            key = (scope, f"{told['period_start']}/{told['period_end']}", measure)
            assert key not in found
            found[key] = value["amount"] if isinstance(value, dict) else value
    return found


def codes(outcome: importing.ImportOutcome) -> list[str]:
    return [error.code for error in outcome.errors]


QUARTERS = ("2024-01-01/2024-03-31", "2024-04-01/2024-06-30", "2024-07-01/2024-09-30", "2024-10-01/2024-12-31")
ACROSS: list[list[Any]] = [
    ["KẾT QUẢ SẢN XUẤT KINH DOANH NĂM 2024"], [],
    ["TT", "Khu công nghiệp", "Giá trị xuất khẩu (triệu USD)", None, None, None, "Lao động (người)", None],
    [None, None, "Quý I", "Quý II", "Quý III", "Quý IV", "Quý I", "Quý II"],
    [1, "KCN Quang Châu", 10, 20.5, 30, None, 1000, 1100],
    [None, "Tổng cộng", 10, 20.5, 30, None, 1000, 1100],
]  # fmt: skip
MERGED = ["A3:A4", "B3:B4", "C3:F3", "G3:H3"]


def test_quarters_side_by_side_are_a_report_each(book):
    outcome = read(ACROSS, MERGED)
    assert (codes(outcome), outcome.recorded) == ([], 3)
    zone = "kcn-quang-chau"
    assert reported() == {
        (zone, QUARTERS[0], "trade.export"): 10 * USD, (zone, QUARTERS[0], "labour.workers"): 1000,
        (zone, QUARTERS[1], "trade.export"): 2050 * USD // 100, (zone, QUARTERS[1], "labour.workers"): 1100,
        (zone, QUARTERS[2], "trade.export"): 30 * USD,
    }  # fmt: skip
    assert any("quý I/2024, quý II/2024, quý III/2024" in note.vi for note in outcome.notes)


def test_one_line_of_a_mapping_stands_for_all_quarters_of_every_year(book, home):
    data = sheet_file(ACROSS, MERGED)
    mapping = proposals.propose("quy", read_grids("quy.xlsx", data))
    headings = {column.heading: column.field for column in mapping.sheets[0].columns if column.field}
    assert headings == {
        "Khu công nghiệp": "zone", "Giá trị xuất khẩu (triệu USD) / (từng kỳ)": "values.trade.export:trieu-usd",
        "Lao động (người) / (từng kỳ)": "values.labour.workers",
    }  # fmt: skip
    mappings.keep(mapping)
    later = [["KẾT QUẢ SẢN XUẤT KINH DOANH NĂM 2025"], *ACROSS[1:]]
    assert fitting_mapping(read_grids("sau.xlsx", sheet_file(later, MERGED))) == mapping
    imported(sheet_file(later, MERGED), mapping=mappings.load("quy"))
    assert {period[:4] for _, period, _ in reported()} == {"2025"}


def test_a_sheet_filled_in_quarter_by_quarter_adds_what_is_new(book):
    assert read(ACROSS, MERGED).recorded == 3
    again = [*ACROSS[:4], [1, "KCN Quang Châu", 10, 20.5, 30, 40, 1000, 1100]]
    outcome = read(again, MERGED)
    assert (codes(outcome), outcome.recorded, outcome.already) == ([], 1, 3)
    assert reported()["kcn-quang-chau", QUARTERS[3], "trade.export"] == 40 * USD


def test_a_refused_quarter_comes_back_alone_under_its_titles(book):
    rows = [*ACROSS[:4], [1, "KCN Quang Châu", 10, "chưa có", 30, None, 1000, 1100]]
    data = sheet_file(rows, MERGED)
    mapping = proposals.propose("bang", read_grids("bang.xlsx", data))
    outcome = imported(data, mapping=mapping)
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (2, ["Bảng!D5"])
    written = refused_rows.write(outcome.refused)
    (grid,) = read_grids("tra-lai.xlsx", written)  # by another library than the one that wrote it
    assert grid.cell(0, 0) == "KẾT QUẢ SẢN XUẤT KINH DOANH NĂM 2024"
    workbook = openpyxl.load_workbook(io.BytesIO(written))
    sheet: Any = workbook.active
    row = [cell.value for cell in sheet[sheet.max_row]]
    assert row[:8] == [1, "KCN Quang Châu", None, "chưa có", None, None, None, 1100]
    sheet.cell(sheet.max_row, 4, 20.5)
    out = io.BytesIO()
    workbook.save(out)
    mended = imported(out.getvalue(), mapping=mapping)
    assert (codes(mended), mended.recorded) == ([], 1)
    assert reported()["kcn-quang-chau", QUARTERS[1], "trade.export"] == 2050 * USD // 100


INDICATORS: list[list[Any]] = [
    ["CHỈ TIÊU CHỦ YẾU CỦA KCN QUANG CHÂU NĂM 2024"],
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Quý I", "Quý II"],
    [1, "Giá trị sản xuất công nghiệp", "tỷ đồng", "1.200,5", 1300],
    [2, "Kim ngạch xuất khẩu", "triệu USD", 50.5, 60],
    [3, "Tổng số lao động", "người", "12.000", "-"],
    [4, "Số doanh nghiệp hoạt động", "dự án", 10, 11],
]


def test_a_measure_in_each_row_and_a_quarter_in_each_column(book):
    outcome = read(INDICATORS)
    assert codes(outcome) == []
    zone = "kcn-quang-chau"
    assert reported() == {
        (zone, QUARTERS[0], "output.production"): 12005 * VND // 10, (zone, QUARTERS[1], "output.production"): 1300 * VND,
        (zone, QUARTERS[0], "trade.export"): 5050 * USD // 100, (zone, QUARTERS[1], "trade.export"): 60 * USD,
        (zone, QUARTERS[0], "labour.workers"): 12000, (zone, QUARTERS[0], "enterprises.operating"): 10,
        (zone, QUARTERS[1], "enterprises.operating"): 11,
    }  # fmt: skip
    assert any("KCN QUANG CHÂU, theo tiêu đề" in note.vi for note in outcome.notes)


def test_what_is_no_measure_of_a_report_is_asked_about_once_with_the_names_that_are(book):
    rows = [*INDICATORS, [5, "Tỷ lệ lấp đầy", "%", 75, 76], [6, "Giá trị xuất khẩu (FDI)", "triệu USD", 40, 50]]
    outcome = read(rows)
    assert [error.where for error in outcome.errors] == ["Sheet1!7", "Sheet1!8"]
    assert "giá trị xuất khẩu; giá trị nhập khẩu" in outcome.errors[0].message(Lang.VI)


def test_years_may_stand_as_numbers_and_plans_are_not_read(book):
    outcome = read([
        ["MỘT SỐ CHỈ TIÊU CỦA CÁC KCN TỈNH BẮC GIANG GIAI ĐOẠN 2022-2023"],
        ["TT", "Chỉ tiêu", "ĐVT", 2022, 2023, "Kế hoạch 2024"],
        [1, "Xuất khẩu", "tỷ USD", 18.5, 21, 24], [2, "Lao động", "nghìn người", 170.5, 180, 190],
    ])  # fmt: skip
    assert codes(outcome) == []
    assert reported() == {
        ("park", "2022-01-01/2022-12-31", "trade.export"): 18_500 * USD, ("park", "2023-01-01/2023-12-31", "trade.export"): 21_000 * USD,
        ("park", "2022-01-01/2022-12-31", "labour.workers"): 170_500, ("park", "2023-01-01/2023-12-31", "labour.workers"): 180_000,
    }  # fmt: skip


def test_half_years_and_years_beside_their_quarters_are_not_added(book):
    outcome = read([
        ["NỘP NGÂN SÁCH CỦA DOANH NGHIỆP KCN NĂM 2024 (tỷ đồng)"], ["KCN", "Q1", "Q2", "6T", "Q3", "Cả năm"],
        ["KCN Quang Châu", 100, 120, 220, 130, 490],
    ])  # fmt: skip
    assert [amount for _, amount in sorted(reported().items())] == [100 * VND, 120 * VND, 130 * VND]
    assert any("«6T», «Cả năm»" in note.vi for note in outcome.notes)


def test_zones_side_by_side_are_a_report_each(book):
    outcome = read([
        ["KẾT QUẢ SẢN XUẤT KINH DOANH QUÝ I/2024"], ["Chỉ tiêu", "Đơn vị", "KCN Quang Châu", "KCN Vân Trung", "Tổng"],
        ["Giá trị xuất khẩu", "triệu USD", 250, 150, 400],
    ])  # fmt: skip
    assert codes(outcome) == ["cell_refused"] or codes(outcome) == ["row_refused"], "Vân Trung is no zone of the book"
    assert reported() == {("kcn-quang-chau", QUARTERS[0], "trade.export"): 250 * USD}


def test_groups_name_the_zone_of_measures_and_that_of_the_whole_province_is_a_sum(book):
    outcome = read([
        ["CHỈ TIÊU CÁC KHU CÔNG NGHIỆP NĂM 2024"], ["STT", "Chỉ tiêu", "ĐVT", "Quý I", "Quý II"],
        ["I", "KCN Quang Châu"], [1, "Xuất khẩu", "triệu USD", 10, 11], [2, "Lao động", "người", 1000, 1100],
        ["II", "Toàn tỉnh"], [1, "Xuất khẩu", "triệu USD", 15, 17], [2, "Nhập khẩu", "triệu USD", 5, 6],
    ])  # fmt: skip
    assert codes(outcome) == []
    assert {scope for scope, _, _ in reported()} == {"kcn-quang-chau"}
    assert {measure for _, _, measure in reported()} == {"trade.export", "labour.workers"}


@pytest.mark.parametrize(("rows", "code"), [
    ([["XUẤT KHẨU CÁC KCN (triệu USD)"], ["Tên KCN", "Quý I", "Quý II"], ["KCN Quang Châu", 1, 3]], "year_unsaid"),
    ([["KẾ HOẠCH XUẤT KHẨU CÁC KCN NĂM 2025 (triệu USD)"], ["Tên KCN", "Quý I", "Quý II"], ["KCN Quang Châu", 1, 2]], "plan_titled"),
    ([["GIAO CHỈ TIÊU NĂM 2025"], ["Tên KCN", "Xuất khẩu (triệu USD)", "Lao động"], ["KCN Quang Châu", 1200, 25000]], "plan_titled"),
    ([["Báo cáo"], ["Tên KCN", "Xuất khẩu quý I/2024 (triệu USD)", "Xuất khẩu quý II/2024 (triệu USD)", "Lao động"],
      ["KCN Quang Châu", 1, 2, 100]], "periods_unclear"),
])  # fmt: skip
def test_what_does_not_say_of_which_year_or_period_it_is_and_what_is_planned_is_asked_about(book, rows, code):
    outcome = read(rows)
    assert (outcome.recorded, codes(outcome)) == (0, [code])


def test_the_year_asked_for_may_be_given_for_all_rows(book):
    rows: list[list[Any]] = [
        ["XUẤT KHẨU CÁC KCN (triệu USD)"],
        ["Tên KCN", "Quý I", "Quý II"],
        ["KCN Quang Châu", 1, 3],
    ]
    assert read(rows, period="2024").recorded == 2
    assert {period for _, period, _ in reported()} == set(QUARTERS[:2])


def test_last_years_column_is_not_read_and_an_estimate_is_one(book):
    outcome = read([
        ["KẾT QUẢ HOẠT ĐỘNG CỦA CÁC KCN NĂM 2024"],
        ["KCN", "Xuất khẩu (tr.USD)", None, None, "Lao động", None],
        [None, "TH 2023", "KH 2024", "Ước TH 2024", "31/12/2023", "31/12/2024"],
        ["KCN Quang Châu", 900, 1000, 980, 21000, 22500],
    ], ["A2:A3", "B2:D2", "E2:F2"])  # fmt: skip
    assert codes(outcome) == []
    year = "2024-01-01/2024-12-31"
    assert reported() == {
        ("kcn-quang-chau", year, "trade.export"): 980 * USD,
        ("kcn-quang-chau", year, "labour.workers"): 22500,
    }
    ((payload,),) = fetch("SELECT payload FROM ledger_event WHERE type = 'period_report'", [])
    assert json.loads(payload)["status"] == "estimate"


def test_a_column_of_periods_in_words_fills_both_days(book):
    rows: list[list[Any]] = [["Tên KCN", "Kỳ báo cáo", "Xuất khẩu (triệu USD)", "Lao động"]]
    periods = {
        "Quý I/2024": QUARTERS[0], "T5/2024": "2024-05-01/2024-05-31", "02/2023": "2023-02-01/2023-02-28",
        "Năm 2022": "2022-01-01/2022-12-31", "Từ 1/1 đến 31/3/2021": "2021-01-01/2021-03-31",
        "6 tháng đầu năm 2020": "2020-01-01/2020-06-30",
    }  # fmt: skip
    rows += [["KCN Quang Châu", written, 1, 100] for written in periods]
    outcome = read([*rows, ["KCN Quang Châu", "Quý II", 1, 100]])
    assert {period for _, period, _ in reported()} == set(periods.values())
    assert [error.where for error in outcome.errors if error.code == "cell_refused"] == ["Sheet1!B8"]


@pytest.mark.parametrize(("title", "period"), [
    ("Kỳ báo cáo: Quý I/2024", QUARTERS[0]), ("Kỳ báo cáo: 6 tháng đầu năm 2024", "2024-01-01/2024-06-30"),
    ("Kỳ báo cáo: Năm 2023", "2023-01-01/2023-12-31"), ("Kỳ báo cáo: Tháng 5/2024", "2024-05-01/2024-05-31"),
    ("Kỳ báo cáo: Từ 1/1 đến 31/3/2024", QUARTERS[0]), ("(01/01/2024 - 31/3/2024)", QUARTERS[0]),
    ("Từ ngày 15/12/2022 đến hết ngày 14/6/2023", "2022-12-15/2023-06-14"),
])  # fmt: skip
def test_a_period_in_the_title_fills_both_of_its_days(book, title, period):
    outcome = read([["BÁO CÁO"], [title], ["Tên KCN", "Xuất khẩu (triệu USD)", "Lao động"], ["KCN Quang Châu", 1, 100]])
    assert codes(outcome) == []
    assert {each for _, each, _ in reported()} == {period}


ONE_MEASURE: list[list[Any]] = [
    ["KIM NGẠCH XUẤT KHẨU CÁC KCN NĂM 2024"],
    ["ĐVT: triệu USD"],
    ["Tên KCN", "Tháng 1", "Tháng 2", "Lũy kế 2 tháng", "KH năm"],
    ["KCN Quang Châu", 1, 2, 3, 20],
]


def test_the_measure_of_a_table_may_stand_in_its_title(book):
    assert codes(read(ONE_MEASURE)) == []
    assert sorted(amount for amount in reported().values()) == [USD, 2 * USD]


def test_a_kept_mapping_is_not_used_for_another_measure_or_unit_than_the_titles_say(book, home):
    data = sheet_file(ONE_MEASURE)
    mapping = proposals.propose("thang", read_grids("thang.xlsx", data))
    mappings.keep(mapping)
    imports = sheet_file([["KIM NGẠCH NHẬP KHẨU CÁC KCN NĂM 2024"], *ONE_MEASURE[1:]])
    assert fitting_mapping(read_grids("nk.xlsx", imports)) is None
    assert codes(imported(imports, mapping=mapping)) == ["measure_differs"]
    thousands = sheet_file([ONE_MEASURE[0], ["ĐVT: nghìn USD"], *ONE_MEASURE[2:]])
    outcome = imported(thousands, mapping=mapping)
    assert (outcome.recorded, codes(outcome)) == (0, ["unit_differs"])
    remedy = outcome.errors[0].message(Lang.VI).split('--column "')[1].partition('"')[0]
    assert run(["mapping", "set", "thang", "--column", remedy, "--json"]) == 0
    assert imported(thousands, mapping=mappings.load("thang")).recorded == 2
    assert sorted(reported().values()) == [USD // 1000, 2 * USD // 1000]


@pytest.mark.parametrize(("heading", "words", "end"), [
    ("Quý / I", "(từng kỳ)", "2024-03-31"), ("Xuất khẩu / Ước TH 2024", "Xuất khẩu / (từng kỳ)", "2024-12-31"),
    ("Năm 2023 / Quý I", "(từng kỳ)", "2023-03-31"), ("T12/2024", "(từng kỳ)", "2024-12-31"), ("9T", "(từng kỳ)", "2024-09-30"),
    ("Ước thực hiện cả năm", "(từng kỳ)", "2024-12-31"), ("1/2024", "(từng kỳ)", "2024-01-31"),
])  # fmt: skip
def test_headings_name_periods_in_many_ways(heading, words, end):
    found = opened(heading, 2024)
    assert found is not None
    assert found.period is not None
    assert (found.words, found.period.end.isoformat()) == (words, end)


@pytest.mark.parametrize(
    "heading", ["Khu công nghiệp", "Lao động (người) / 31/12/2023", "Ước/KH (%)", "Tổng", "Ngày cấp", "6 tấn"]
)
def test_headings_of_other_things_name_no_period_and_no_zone(heading):
    assert opened(heading, 2024) is None


def test_a_part_of_a_measure_beside_the_whole_is_no_other_measure(book):
    outcome = read([
        ["KẾT QUẢ SẢN XUẤT KINH DOANH CÁC KCN QUÝ I/2024"], ["KCN", "Giá trị xuất khẩu (triệu USD)", None, None, "Lao động"],
        [None, "Tổng", "FDI", "DDI", None], ["KCN Quang Châu", 100, 90, 10, 21000],
    ], ["A2:A3", "B2:D2", "E2:E3"])  # fmt: skip
    assert codes(outcome) == []
    assert reported() == {
        ("kcn-quang-chau", QUARTERS[0], "trade.export"): 100 * USD,
        ("kcn-quang-chau", QUARTERS[0], "labour.workers"): 21000,
    }


def test_rows_below_other_headings_are_asked_about_and_below_the_same_headings_read(book):
    rows: list[list[Any]] = [
        ["BÁO CÁO QUÝ I/2024"],
        ["Tên KCN", "Xuất khẩu (triệu USD)", "Lao động"],
        ["KCN Quang Châu", 10, 100],
    ]
    second = [
        *rows,
        ["2. Cụm công nghiệp"],
        ["Tên CCN", "Lao động", "Xuất khẩu (triệu USD)"],
        ["KCN Quang Châu", 50, 1],
    ]
    outcome = read(second)
    assert (outcome.recorded, codes(outcome), [error.where for error in outcome.errors]) == (
        1,
        ["row_refused"],
        ["Sheet1!6"],
    )
    assert "trang tính riêng" in outcome.errors[0].message(Lang.VI)


def test_headings_repeated_on_the_next_page_are_passed_over(book):
    heads = ["Tên KCN", "Kỳ", "Lao động"]
    rows: list[list[Any]] = [["BÁO CÁO"], heads, ["KCN Quang Châu", "Quý I/2024", 100], heads]
    rows.append(["KCN Quang Châu", "Quý II/2024", 110])
    outcome = read(rows)
    assert (outcome.recorded, codes(outcome)) == (2, [])
    assert (3, "heading") in [(row, why) for _, row, why in outcome.skipped]


def test_of_several_years_below_one_heading_none_is_taken_for_the_day_of_an_opening():
    data = sheet_file([
        ["DANH SÁCH KHU CÔNG NGHIỆP ĐẾN 31/12/2023"], ["Tên KCN", "Diện tích (ha)", "Diện tích đã cho thuê (ha)", None],
        [None, None, "Năm 2022", "Năm 2023"], ["KCN Mới Một", 100, 20, 30],
    ], ["A2:A3", "B2:B3", "C2:D2"])  # fmt: skip
    mapping = proposals.propose("ds", read_grids("ds.xlsx", data), ["zone_opened"])
    assert [column.field for column in mapping.sheets[0].columns] == ["name", "area_m2:ha", "", ""]


@pytest.mark.parametrize(
    "words",
    [
        "Quý I, II/2024", "Quý I và II năm 2024", "Quý I+II/2024", "Quý I-II/2024", "Tháng 1, 2, 3 năm 2024", "Nửa đầu năm 2024",
        "Ba tháng đầu năm 2024", "2 quý đầu năm 2024", "Đầu năm 2024", "Cuối năm 2024", "Năm 2023-2024", "Năm 2023, 2024",
        "Học kỳ 1/2024", "Tuần 1/2024", "Lô 1/2024", "Ngày 5/2024",
    ],
)  # fmt: skip
def test_of_several_periods_or_one_that_is_not_known_no_part_is_taken(words):
    assert period_of_heading(words, 2024) is None


@pytest.mark.parametrize(
    ("words", "months"),
    [("6 tháng cuối năm 2023", (7, 12)), ("sáu tháng đầu năm 2023", (1, 6)), ("Vốn đầu tư / Quý II", (4, 6)),
     ("Lưu lượng (m3/ngày đêm) / Quý III", (7, 9)), ("Lao động cuối kỳ / Quý I", (1, 3)), ("KCN Quế Võ 1 / Quý I", (1, 3)),
     ("Quý I - Xuất khẩu", (1, 3)), ("Ước cả năm 2023", (1, 12)), ("Quý 1/2023", (1, 3)), ("Quý 2/2023", (4, 6)),
     ("Xuất khẩu Q4/2023", (10, 12)), ("quý 3 / 2023", (7, 9)), ("Tháng 2/2023", (2, 2))],
)  # fmt: skip
def test_a_period_is_read_among_words_that_name_none(words, months):
    period = period_of_heading(words, 2023)
    assert period is not None
    assert (period.start.year, period.start.month, period.end.month) == (2023, *months)


@pytest.mark.parametrize(
    ("title", "zones"),
    [("BAN QUẢN LÝ KHU KINH TẾ ĐÔNG NAM", []), ("Công ty CP Hạ tầng KCN Quế Võ", []), ("BQL KKT Nghi Sơn và các KCN", []),
     ("Tình hình các KCN, CCN Bắc Ninh năm 2024", []), ("Tình hình KCN Quế Võ quý I/2024", ["KCN Quế Võ"]),
     ("CHỈ TIÊU PHÁT TRIỂN CỤM CÔNG NGHIỆP UBND TỈNH GIAO NĂM 2025", []), ("Chỉ tiêu CCN do HĐND tỉnh giao", []),
     ("CHỈ TIÊU KCN HĐND TỈNH GIAO", []), ("Kế hoạch CCN Tỉnh ủy giao", []), ("Số liệu CCN Sở Công Thương quản lý", []),
     ("Báo cáo KCN Ban Quản lý gửi", []), ("Chỉ tiêu CCN UỶ BAN NHÂN DÂN TỈNH GIAO", []),
     ("KẾ HOẠCH CCN BẾN NGỰ UBND TỈNH GIAO", ["CCN BẾN NGỰ"]), ("Tình hình KCN Số 1 năm 2024", ["KCN Số 1"]),
     ("Lao động CCN Bàn Đạt năm 2024", ["CCN Bàn Đạt"]), ("Lao động KCN Sở Dầu năm 2024", ["KCN Sở Dầu"])],
)  # fmt: skip
def test_a_letterhead_and_a_title_of_several_zones_name_no_single_one(title, zones):
    assert list(zones_in(title)) == zones
