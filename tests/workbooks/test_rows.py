"""Rows of offices' tables that are none of the data, what groups say of rows, and rows that are several events."""

import json
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.ledger.models import Event
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.mappings import MappedColumn
from parkledger.workbooks.map.row_kinds import total_named
from parkledger.workbooks.map.sheets import FileChoices
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.write.lists import place_names
from tests.workbooks.conftest import events, imported, sheet_file, total

OPENING: list[Any] = ["STT", "Tên KCN", "Diện tích (ha)", "Đất công nghiệp (ha)"]
TITLE: list[Any] = ["HIỆN TRẠNG CÁC KCN ĐẾN NGÀY 31/12/2022"]


def proposed(data: bytes, *types: str):
    return proposals.propose("ten", read_grids("t.xlsx", data), types)


def passed_over(outcome) -> list[tuple[int, str]]:
    return [(row + 1, why) for _, row, why in outcome.skipped]


@pytest.mark.parametrize(("words", "kind"), [
    ("Cộng", "total"), ("CỘNG (I)", "total"), ("Tổng số", "total"), ("Tổng cộng (I+II)", "total"), ("TỔNG", "total"),
    ("Cộng KCN Quang Châu", "total"), ("Toàn tỉnh", "total"), ("Lũy kế đến nay", "total"), ("Tổng số 3 dự án", "total"),
    ("Bình quân", "mean"), ("Bình quân 1 dự án", "mean"), ("III. Tổng cộng", "total"), ("tong cong", "total"), ("Total", "total"),
    ("Công ty TNHH A", ""), ("CONG TY TNHH A", ""), ("Tổng công ty Viglacera", ""), ("Tong cong ty Viglacera", ""), ("Cộng Hòa", ""),
    ("Tổng kho Phương Nam", ""), ("KCN Cộng Hòa", ""), ("Toàn Thắng", ""), ("Tổng Hợp Phát", ""), ("Công Bình", ""),
])  # fmt: skip
def test_words_of_sums_are_told_from_names(words, kind):
    assert total_named([1, words, 5], 0) == kind


def test_a_row_whose_figures_are_the_sum_of_others_is_none_of_the_data(book):
    rows: list[list[Any]] = [TITLE, OPENING, [1, "Một", 10, 7], [2, "Hai", 20, 14], [None, "Khu vực phía Nam", 30, 21], [3, "Ba", 5, 4],
            ["", "Cả thảy", 35, 25]]  # fmt: skip
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    assert outcome.errors == []
    assert (outcome.recorded, passed_over(outcome)) == (3, [(5, "sum"), (7, "sum")])


def test_a_place_chosen_from_a_templates_list_is_read_by_its_code(book):
    head: list[Any] = [*OPENING, "Huyện"]
    chosen = "thị xã Việt Yên (viet-nam.bac-giang.viet-yen)"
    assert chosen in place_names("viet-nam.bac-giang")
    rows: list[list[Any]] = [TITLE, head, [1, "Một", 10, 7, chosen], [2, "Hai", 20, 14, "Lạng Giang"]]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    assert outcome.errors == []
    found = Event.objects.filter(payload__contains='"name":').order_by("seq")
    places = [json.loads(each.payload).get("place") for each in found][-2:]
    assert places == ["viet-nam.bac-giang.viet-yen", "viet-nam.bac-giang.lang-giang"]


def test_a_sum_above_its_rows_is_one_as_well(book):
    rows: list[list[Any]] = [TITLE, OPENING, [None, "Các KCN", 30, 21], [1, "Một", 10, 7], [2, "Hai", 20, 14]]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    assert (outcome.recorded, passed_over(outcome)) == (2, [(3, "sum")])


def test_a_row_without_a_number_that_is_no_sum_is_asked_about(book):
    rows: list[list[Any]] = [TITLE, OPENING, [1, "Một", 10, 7], [2, "Hai", 20, 14], [None, "Khu vực phía Nam", 31, 22]]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (2, ["Bảng!5"])
    assert "số thứ tự" in outcome.errors[0].message(Lang.VI)


def test_without_numbers_one_column_that_adds_up_may_be_chance_and_is_asked_about(book):
    rows: list[list[Any]] = [TITLE, ["Tên khu công nghiệp", "Diện tích (ha)"], ["Một", 10], ["Hai", 20], ["Ba", 30]]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (2, ["Bảng!5"])


def test_a_sum_that_differs_from_its_rows_is_told_in_the_unit_of_its_column(book):
    rows: list[list[Any]] = [TITLE, OPENING, [1, "Một", 10, 7], [2, "Hai", 20, 14], [None, "Cộng", 31.5, 21]]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data))
    (difference,) = [note.vi for note in outcome.notes if "lệch" in note.vi]
    assert difference.startswith("Bảng!C5: dòng cộng ghi 31,5 ha, các dòng cộng lại được 30 ha, lệch 1,5 ha")
    assert outcome.recorded == 2


def test_a_report_of_no_zone_is_not_taken_for_one_of_the_whole_place(book):
    rows: list[list[Any]] = [["KẾT QUẢ SẢN XUẤT KINH DOANH THÁNG 8/2023"], ["Khu công nghiệp", "Lao động", "Xuất khẩu (triệu USD)"],
            ["Quang Châu", 1000, 5], [None, 1200, 6]]  # fmt: skip
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data, "period_report"))
    assert (outcome.recorded, [error.where for error in outcome.errors]) == (1, ["Bảng!4"])


REGISTERED: list[Any] = ["STT", "Mã số dự án", "Tên dự án", "Nhà đầu tư", "KCN", "Ngày cấp", "Vốn đăng ký (triệu USD)"]


def test_groups_say_the_origin_and_an_inner_one_the_zone(book):
    heads: list[Any] = [name for name in REGISTERED if name != "KCN"]
    rows: list[list[Any]] = [["DANH MỤC DỰ ÁN CẤP MỚI"], heads, ["A", "Dự án FDI"], ["I", "KCN Quang Châu"],
            [1, 11, "Một", "Công ty A", "5/1/2024", 1], [2, 12, "Hai", "Công ty B", "6/1/2024", 2],
            ["B", "Dự án DDI"], [3, 13, "Ba", "Công ty C", "7/1/2024", 3]]  # fmt: skip
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data), dry_run=True)
    assert (outcome.recorded, [error.as_json() for error in outcome.errors]) == (3, [])


LEASED = [*REGISTERED, "Nguồn vốn", "Diện tích đất thuê (ha)", "Ngày bàn giao đất"]


def project(number: int, area: Any, day: Any) -> list[Any]:
    return [
        number,
        9800001500 + number,
        f"Nhà máy {number}",
        "Công ty A",
        "KCN Quang Châu",
        "5/1/2024",
        1.5,
        "FDI",
        area,
        day,
    ]


def leased_file(*rows: list[Any]) -> bytes:
    return sheet_file([["DỰ ÁN CẤP MỚI QUÝ I/2024"], LEASED, *rows])


def test_a_row_is_a_project_and_its_lease_or_neither(book):
    data = leased_file(
        project(1, 2, "6/1/2024"), project(2, 500, "7/1/2024"), project(3, None, None), project(4, 1, None)
    )
    mapping = proposed(data)
    assert [part.type for part in mapping.parts] == ["project_registered", "land_leased"]
    before = events()
    outcome = imported(data, mapping=mapping)
    assert (outcome.recorded, events() - before) == (3, 3)
    assert (total("projects.registered"), total("land.leased_industrial")) == (3, 20_000)
    assert [error.where for error in outcome.errors] == ["Bảng!I4", "Bảng!J6"]
    again = imported(data, mapping=mapping)
    assert (again.recorded, again.already) == (0, 2)


def test_what_a_row_is_as_well_can_be_mapped_by_hand(book):
    data = leased_file(project(1, 2, "6/1/2024"))
    mapping = proposed(data)
    mapping.sheets[0].also[0].columns = [
        MappedColumn(heading=heading, field=field)
        for heading, field in (("KCN", "zone"), ("Diện tích đất thuê (ha)", "area_m2:m2"), ("Ngày cấp", "effective_on"))
    ]
    imported(data, mapping=mapping)
    assert total("land.leased_industrial") == 2


def test_a_missing_exchange_rate_is_told_once(book):
    rows: list[list[Any]] = [project(number, None, None) for number in (1, 2, 3)]
    for row in rows:
        row[5] = f"{row[0]}/1/2009"
    data = leased_file(*rows)
    outcome = imported(data, mapping=proposed(data))
    assert [error.code for error in outcome.errors] == ["rates_missing"]
    assert "3 dòng, từ ngày 1/1/2009 đến ngày 3/1/2009" in outcome.errors[0].message(Lang.VI)
    assert all(row.problems for row in outcome.refused)


@pytest.mark.parametrize(
    ("cell", "value"), [("18.500 lao động", 18_500), ("12.000", 12_000), ("1.250 người", 1_250), ("950", 950)]
)
def test_counts_are_read_with_their_word_and_their_groups(book, cell, value):
    rows: list[list[Any]] = [["KẾT QUẢ THÁNG 8/2023"], ["Khu công nghiệp", "Lao động"], ["Quang Châu", cell]]
    data = sheet_file(rows)
    assert imported(data, mapping=proposed(data, "period_report")).errors == []
    assert total("labour.workers") == value


@pytest.mark.parametrize(("cell", "kept"), [("60%", "60"), ("62,5 %", "62.5"), ("60", None), ("60 ha", None)])
def test_a_target_of_a_rate_is_read_in_per_cent_alone(book, cell, kept):
    rows: list[list[Any]] = [
        ["GIAO CHỈ TIÊU NĂM 2024"],
        ["Kế hoạch", "Chỉ tiêu", "Ngày"],
        [cell, "tỷ lệ lấp đầy", "5/1/2024"],
    ]
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data, "target_set"), choices=FileChoices())
    assert (outcome.recorded, len(outcome.errors)) == ((1, 0) if kept else (0, 1)), [
        each.as_json() for each in outcome.errors
    ]
    found = Event.objects.filter(type="target_set").values_list("payload", flat=True)
    assert [json.loads(each)["value"] for each in found] == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("cell", "code"), [("60", "target_unit_other"), ("85%", "target_of_share"), ("60 người", "target_unit_other")]
)
def test_a_target_must_be_in_the_unit_of_its_measure(book, cell, code):
    rows: list[list[Any]] = [["GIAO CHỈ TIÊU NĂM 2024"],
            ["Kế hoạch", "Chỉ tiêu", "Ngày"], [cell, "đất công nghiệp đã cho thuê", "5/1/2024"],
            ["60 ha", "đất dịch vụ đã cho thuê", "5/1/2024"]]  # fmt: skip
    data = sheet_file(rows)
    outcome = imported(data, mapping=proposed(data, "target_set"), choices=FileChoices())
    assert (outcome.recorded, len(outcome.errors)) == (1, 1), [error.as_json() for error in outcome.errors]
    shares = "tỷ lệ" in outcome.errors[0].message(Lang.VI)
    assert shares == (code == "target_of_share")
