"""The day and the period of a sheet, read from its titles and its tab: one mapping serves several quarters."""

from datetime import date
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks.map import mappings, proposals
from parkledger.workbooks.map.said_days import days_in, said_in
from parkledger.workbooks.map.sheets import fitting_mapping
from parkledger.workbooks.read.grids import Grid, read_grids
from tests.workbooks.conftest import imported, run, sheet_file, total


@pytest.mark.parametrize(("text", "start", "end"), [
    ("TÌNH HÌNH CẤP MỚI QUÝ I-2023", (2023, 1, 1), (2023, 3, 31)), ("Quý 3 năm 2023", (2023, 7, 1), (2023, 9, 30)),
    ("Tháng 8 năm 2023", (2023, 8, 1), (2023, 8, 31)), ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2023", (2023, 1, 1), (2023, 6, 30)),
    ("9 tháng năm 2023", (2023, 1, 1), (2023, 9, 30)), ("Kế hoạch phát triển năm 2023", (2023, 1, 1), (2023, 12, 31)),
    ("từ ngày 01/7/2023 đến 31/12/2023", (2023, 7, 1), (2023, 12, 31)), ("Xuất khẩu quý III/2022", (2022, 7, 1), (2022, 9, 30)),
    ("giai đoạn 2021 - 2025", (2021, 1, 1), (2025, 12, 31)),
])  # fmt: skip
def test_periods_are_found_in_titles(text, start, end):
    (said,) = said_in(text)
    assert (said.period.start, said.period.end, said.is_until) == (date(*start), date(*end), False)


@pytest.mark.parametrize(("text", "day"), [
    ("(Số liệu tính đến 31/12/2022)", (2022, 12, 31)), ("DANH SÁCH CÁC KCN ĐẾN NGÀY 30/6/2023", (2023, 6, 30)),
    ("HIỆN TRẠNG TÍNH ĐẾN HẾT QUÝ II/2023", (2023, 6, 30)), ("Tính đến ngày 31 tháng 12 năm 2022", (2022, 12, 31)),
    ("Thời điểm báo cáo: 30/9/2023; đơn vị: ha", (2023, 9, 30)), ("Cập nhật đến 15.10.2023", (2023, 10, 15)),
])  # fmt: skip
def test_days_up_to_which_a_sheet_tells_are_found(text, day):
    (said,) = said_in(text)
    assert (said.period.end, said.is_until) == (date(*day), True)


@pytest.mark.parametrize("text", [
    "(Kèm theo Quyết định số 55/QĐ-UBND ngày 10/01/2023)", "Thái Nguyên, ngày 10 tháng 01 năm 2023", "Nghị định 35/2022/NĐ-CP",
    "theo Luật Đầu tư 2020", "Điện thoại 0208 3855 2023", "Mẫu số 03",
    "DANH MỤC CÁC CỤM CÔNG NGHIỆP QUY HOẠCH ĐẾN NĂM 2030",
])  # fmt: skip
def test_days_of_decisions_and_signatures_are_no_days_of_figures(text):
    assert list(said_in(text)) == []


@pytest.mark.parametrize(("tab", "titles"), [
    ("Sheet1", ["Quý I/2023", "Quý II/2023"]), ("T7.2023", ["Tháng 8 năm 2023"]), ("Sheet1", ["Tháng 8 và 8 tháng đầu năm 2023"]),
])  # fmt: skip
def test_several_periods_that_do_not_fit_together_are_asked_about(tab, titles):
    days = days_in(Grid(tab, [[title] for title in titles], []), len(titles))
    assert days.period is None
    assert days.unclear


def test_a_bare_year_beside_a_part_of_it_does_not_count():
    days = days_in(Grid("Quý II-2023", [["BÁO CÁO NĂM 2023"]], []), 1)
    assert days.period is not None
    assert days.period.period.end == date(2023, 6, 30)


HEADS: list[Any] = ["Khu công nghiệp", "Xuất khẩu (triệu USD)", "Lao động"]


def report(title: str, tab: str, exports: float, heads=None) -> bytes:
    return sheet_file(
        [["KẾT QUẢ SẢN XUẤT KINH DOANH"], [title], heads or HEADS, ["Quang Châu", exports, 100]], title=tab
    )


def test_one_mapping_serves_several_quarters(book, home):
    mappings.keep(proposals.propose("quy", read_grids("q1.xlsx", report("Quý I/2023", "Q1", 5))))
    for title, tab, exports in (("Quý I/2023", "Quý I", 5), ("Quý II/2023", "Quý II", 6), ("", "Quý III-2023", 7)):
        data = report(title, tab, exports)
        mapping = fitting_mapping(read_grids("q.xlsx", data))
        outcome = imported(data, mapping=mapping)
        assert [error.as_json() for error in outcome.errors] == []
        assert any(f"Sheet: {tab}" in note.vi or tab in note.vi for note in outcome.notes)
    rows = fetch("SELECT effective_on FROM ledger_event WHERE type = 'period_report' ORDER BY id", [])
    assert [str(day)[:10] for (day,) in rows] == ["2023-03-31", "2023-06-30", "2023-09-30"]
    assert total("trade.export") == 18 * 100_000_000


def test_headings_that_name_the_period_of_the_sheet_are_the_same_next_quarter(book, home):
    first = report("Quý I/2023", "Q1", 5, ["Khu công nghiệp", "Xuất khẩu quý I/2023 (triệu USD)", "Lao động"])
    mappings.keep(proposals.propose("quy", read_grids("q1.xlsx", first)))
    second = report("Quý II/2023", "Q2", 6, ["Khu công nghiệp", "Xuất khẩu quý II/2023 (triệu USD)", "Lao động"])
    mapping = fitting_mapping(read_grids("q2.xlsx", second))
    assert mapping is not None
    assert imported(second, mapping=mapping).recorded == 1
    assert total("trade.export") == 600_000_000


def test_a_column_of_another_period_is_not_the_kept_one(book, home):
    first = report("Quý I/2023", "Q1", 5, ["Khu công nghiệp", "Xuất khẩu quý I/2023 (triệu USD)", "Lao động"])
    mapping = proposals.propose("quy", read_grids("q1.xlsx", first))
    old = report("Quý II/2023", "Q2", 6, ["Khu công nghiệp", "Xuất khẩu quý I/2023 (triệu USD)", "Lao động"])
    outcome = imported(old, mapping=mapping)
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (0, ["mapping_misfit"])


def test_a_value_of_the_mapping_that_is_not_what_the_title_says_is_asked_about(book):
    data = report("Quý II/2023", "Q2", 5)
    mapping = proposals.propose("quy", read_grids("q.xlsx", data))
    mapping.sheets[0].constants |= {"period_start": "1/1/2023", "period_end": "31/3/2023"}
    outcome = imported(data, mapping=mapping)
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (0, ["day_differs"] * 2)
    assert "--constant period_start=" in outcome.errors[0].message(Lang.VI)


OPENING: list[list[Any]] = [["HIỆN TRẠNG CÁC KCN"], ["(Số liệu tính đến 31/12/2022)"], ["Tên KCN", "Ngày thành lập", "Diện tích (ha)"],
           ["Một", "5/1/2015", 10]]  # fmt: skip


def test_the_day_a_zone_was_established_is_no_day_of_an_opening(book, home, capsys):
    data = sheet_file(OPENING)
    mapping = proposals.propose("mo", read_grids("mo.xlsx", data))
    assert {column.heading: column.field for column in mapping.sheets[0].columns}["Ngày thành lập"] == ""
    mapping.sheets[0].columns[1].field = "effective_on"
    outcome = imported(data, mapping=mapping)
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (0, ["day_differs"])
    mapping.sheets[0].columns[1].field = ""
    assert imported(data, mapping=mapping).recorded == 1
    rows = fetch("SELECT effective_on FROM ledger_event WHERE type = 'zone_opened'", [])
    assert str(rows[0][0])[:10] == "2022-12-31"


def test_without_a_day_in_its_titles_an_opening_is_asked_for_one(book):
    data = sheet_file([OPENING[0], *OPENING[2:]])
    outcome = imported(data, mapping=proposals.propose("mo", read_grids("mo.xlsx", data), ["zone_opened"]))
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (0, ["column_missing"])


def test_estimates_are_estimates_where_the_title_says_so(book):
    data = sheet_file([["ƯỚC THỰC HIỆN THÁNG 8/2023"], HEADS, ["Quang Châu", 5, 100]])
    outcome = imported(data, mapping=proposals.propose("u", read_grids("u.xlsx", data), ["period_report"]))
    assert outcome.recorded == 1
    ((payload,),) = fetch("SELECT payload FROM ledger_event WHERE type = 'period_report'", [])
    assert '"status":"estimate"' in payload


def test_a_constant_is_taken_away_by_an_empty_one(home):
    mapping = proposals.propose("mo", read_grids("mo.xlsx", sheet_file(OPENING)))
    mappings.keep(mapping)
    assert run(["mapping", "set", "mo", "--constant", "effective_on=1/1/2023", "--json"]) == 0
    assert mappings.load("mo").sheets[0].constants == {"effective_on": "1/1/2023"}
    assert run(["mapping", "set", "mo", "--constant", "effective_on=", "--json"]) == 0
    assert mappings.load("mo").sheets[0].constants == {}


@pytest.mark.parametrize(
    "said", ["Trong quy hoạch", "Đang quy hoạch", "Chưa có quyết định thành lập", "chua thanh lap"]
)
def test_a_zone_that_is_only_planned_is_asked_about(book, said):
    heads = [*OPENING[2], "Tình trạng"]
    data = sheet_file([*OPENING[:2], heads, [*OPENING[3], "Đang hoạt động"], ["Hai", None, 20, said]])
    outcome = imported(data, mapping=proposals.propose("mo", read_grids("mo.xlsx", data)), dry_run=True)
    assert (outcome.recorded, [error.code for error in outcome.errors]) == (1, ["cell_refused"])
    assert "D5" in str(outcome.errors[0].as_json())
    told = sheet_file(
        [*OPENING[:2], [*heads, "Đã thành lập"], [*OPENING[3], "", "có"], ["Hai", None, 20, said, "không"]]
    )
    mapping = proposals.propose("mo", read_grids("mo.xlsx", told))
    assert imported(told, mapping=mapping).errors == []
