"""What an office's sheet says in other words than the register: its title's kind of zones, one amount in two currencies,
lists of choices."""

import json
from typing import Any

import pytest

from parkledger.catalogue import CoverageSubject
from parkledger.language import ParkError, Text
from parkledger.ledger.book.recording import build
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.base import Choices
from parkledger.ledger.events.wordings import choice_written, ways_written, words_of
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks.map.columns import column_named
from parkledger.workbooks.map.conversion import PlacedColumn, convert
from parkledger.workbooks.map.proposals import propose
from parkledger.workbooks.map.scopes import kind_titled
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.read.numerals import Habits
from tests.workbooks.conftest import imported, sheet_file


def proposed(*rows: list[Any]) -> tuple[str, dict[str, str]]:
    """The event type that is proposed for a sheet, and its columns' fields."""
    (sheet,) = propose("a", read_grids("a.xlsx", sheet_file(rows))).sheets
    return sheet.type, {each.heading: each.field for each in sheet.columns}


def payloads(code: str) -> list[dict[str, Any]]:
    """What is on record of an event type."""
    return [json.loads(each) for (each,) in fetch("SELECT payload FROM ledger_event WHERE type = %s", [code])]


@pytest.mark.parametrize("words", ["Vốn thay đổi", "Số vốn của dự án thay đổi"])
@pytest.mark.parametrize(("first", "second"), [("triệu USD", "tỷ đồng"), ("tỷ đồng", "triệu USD")])
@pytest.mark.parametrize("form", ["{words} ({unit})", "{words}, {unit}", "{words} {unit}"])
def test_the_same_words_in_two_currencies_are_one_amount(words: str, first: str, second: str, form: str) -> None:
    headings = [form.format(words=words, unit=unit) for unit in (first, second)]
    code, fields = proposed(
        ["TỔNG HỢP DỰ ÁN ĐIỀU CHỈNH VỐN"],
        ["STT", "Ngày điều chỉnh", "Mã dự án", "Tăng/giảm", *headings],
        [1, "2/4/2024", "DA-1", "Tăng", "12,5", None],
        [2, "3/4/2024", "DA-1", "Giảm", None, "20,5"],
    )
    units = {"triệu USD": "trieu-usd", "tỷ đồng": "ty-vnd"}
    assert code == "capital_adjusted"
    assert [fields[each] for each in headings] == [f"capital:{units[first]}", f"capital:{units[second]}"]


def test_other_words_in_another_currency_are_another_amount() -> None:
    _, fields = proposed(
        ["TỔNG HỢP DỰ ÁN ĐIỀU CHỈNH VỐN"],
        ["Ngày điều chỉnh", "Mã dự án", "Tăng/giảm", "Vốn thay đổi (triệu USD)", "Vốn điều lệ thay đổi (tỷ đồng)"],
        ["2/4/2024", "DA-1", "Tăng", "12,5", "3,5"],
        ["3/4/2024", "DA-1", "Tăng", "12,5", "3,5"],
    )
    assert list(fields.values())[3:] == ["capital:trieu-usd", "charter:ty-vnd"]


TARGETS: list[list[Any]] = [
    ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2025", "Cấp giao", "Ngày giao"],
    [1, "Tỷ lệ lấp đầy", "%", "42", "UBND tỉnh giao", "05/01/2025"],
    [2, "Lao động", "Người", "22.000", "UBND tỉnh giao", "05/01/2025"],
]
COUNTS: list[list[Any]] = [
    ["STT", "Kỳ báo cáo", "Tiếp nhận", "Trước và đúng hạn", "Trễ hạn"],
    [1, "Quý I/2025", 120, 112, 5],
    [2, "Quý II/2025", 135, 126, 7],
]
LETTERHEAD = [["UBND TỈNH"], ["BAN QUẢN LÝ KHU KINH TẾ"]]


@pytest.mark.parametrize(("code", "table", "title"), [
    ("target_set", TARGETS, "CHỈ TIÊU KẾ HOẠCH NĂM 2025 GIAO CHO CÁC {kind} TỈNH BẮC GIANG"),
    ("procedures_counted", COUNTS, "THỐNG KÊ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH CÁC {kind} TỈNH BẮC GIANG"),
])  # fmt: skip
@pytest.mark.parametrize(
    ("written", "kind"), [("KCN", "park"), ("CỤM CÔNG NGHIỆP", "cluster"), ("KCN, CCN", None), ("KCN và KKT", None)]
)
def test_a_kind_in_the_title_is_that_of_all_rows(
    book: str, code: str, table: list[list[Any]], title: str, written: str, kind: str | None
) -> None:
    data = sheet_file([*LETTERHEAD, [title.format(kind=written)], *table])
    outcome = imported(data, mapping=propose("a", read_grids("a.xlsx", data)))
    assert ([error.as_json() for error in outcome.errors], outcome.recorded) == ([], 2)
    assert [each.get("kind") for each in payloads(code)] == [kind, kind]
    assert any("theo tiêu đề" in note.vi and "loại" in note.vi for note in outcome.notes) == (kind is not None)


def test_a_kind_in_the_tab_counts_and_a_column_of_kinds_counts_before_both(book: str) -> None:
    rows = [["CHỈ TIÊU KẾ HOẠCH NĂM 2025"], *TARGETS]
    data = sheet_file(rows, title="KCN 2025")
    assert imported(data, mapping=propose("a", read_grids("a.xlsx", data))).recorded == 2
    told = [[*TARGETS[0], "Loại khu, cụm"], *([*row, "CCN"] for row in TARGETS[1:])]
    data = sheet_file([["CHỈ TIÊU KẾ HOẠCH NĂM 2025 CÁC KCN"], *told])
    assert imported(data, mapping=propose("a", read_grids("a.xlsx", data))).recorded == 2
    assert sorted(each["kind"] for each in payloads("target_set")) == ["cluster", "cluster", "park", "park"]


@pytest.mark.parametrize(("titles", "of_figures", "kind"), [
    (["BAN QUẢN LÝ CÁC KCN TỈNH", "CHỈ TIÊU CÁC CCN"], True, "cluster"), (["BAN QUẢN LÝ CÁC KCN TỈNH"], True, "park"),
    (["BAN QUẢN LÝ CÁC KCN TỈNH"], False, ""), (["BAN QUẢN LÝ KHU KINH TẾ"], True, ""), (["CÁC KCN TRONG KKT"], True, "park"),
    (["CÁC KHU KINH TẾ TỈNH"], True, "economic_zone"),
])  # fmt: skip
def test_an_offices_name_tells_less_than_a_title(titles: list[str], of_figures: bool, kind: str) -> None:
    assert kind_titled(titles, of_figures=of_figures) == kind


def test_bare_names_of_zones_take_their_kind_from_the_title(book: str) -> None:
    rows: list[list[Any]] = [
        ["DANH MỤC CÁC CCN TRONG QUY HOẠCH TỈNH"],
        ["STT", "Tên", "Địa bàn", "Diện tích quy hoạch (ha)", "Ngày quy hoạch"],
    ]
    rows += [[1, "Ba Hàng", "Bắc Giang", 10.5, "2/4/2024"], [2, "Ngọc Vân", "Bắc Giang", 20.5, "2/4/2024"]]
    data = sheet_file(rows)
    mapping = propose("a", read_grids("a.xlsx", data), ["zone_planned"])
    mapping.sheets[0].columns[1].field = "name"
    outcome = imported(data, mapping=mapping)
    assert ([error.as_json() for error in outcome.errors], outcome.recorded) == ([], 2)
    assert {each["kind"] for each in payloads("zone_planned")} == {"cluster"}


@pytest.mark.parametrize(("code", "field", "written", "choice"), [
    ("inspection_planned", "topic", "xây dựng", "construction"), ("inspection_planned", "topic", "Lao động", "labour"),
    ("inspection_planned", "topic", "phòng cháy chữa cháy", "fire_safety"), ("inspection_planned", "topic", "PCCC", "fire_safety"),
    ("area_changed", "direction", "giảm", "reduced"), ("area_changed", "direction", "Tăng", "expanded"),
    ("capital_adjusted", "direction", "Giảm", "down"), ("period_report", "status", "ước", "estimate"),
    ("project_registered", "role", "Dự án hạ tầng", "infrastructure"), ("period_report", "kind", "KCN", "park"),
])  # fmt: skip
def test_sheets_and_the_command_line_know_a_choice_by_the_same_words(
    code: str, field: str, written: str, choice: str
) -> None:
    column = column_named(code, field)
    assert column is not None
    assert convert(written, PlacedColumn(column, "A", Habits("comma"))) == choice
    others: dict[str, dict[str, Any]] = {
        "area_changed": {"zone": "KCN Đại An", "effective_on": "1/4/2024", "area_m2": "10 ha"},
        "capital_adjusted": {"project": "DA-1", "effective_on": "1/4/2024", "capital": "10 triệu USD"},
        "inspection_planned": {"inspection": "KT-1", "zone": "KCN Đại An", "effective_on": "1/4/2024", "visit_by": "1/5/2024"},
        "period_report": {"period_start": "1/1/2024", "period_end": "31/3/2024", "values": {"labour.workers": 5}},
        "project_registered": {"project": "DA-2", "name": "Nhà máy", "enterprise": "Công ty", "origin": "trong nước",
                               "effective_on": "1/4/2024", "capital": "10 tỷ đồng"},
    }  # fmt: skip
    assert getattr(build(code, {**others[code], field: written}), field) == choice


FIELDS = [(code, field) for code, kind in EVENT_TYPES.items() for field in kind.choices()]


@pytest.mark.parametrize(("code", "field"), FIELDS)
def test_every_spelling_names_one_choice_of_its_field(code: str, field: str) -> None:
    choices = EVENT_TYPES[code].choices()[field]
    taken: dict[str, str] = {}
    for choice in choices:
        for way in {way for word in words_of(choices, choice) for way in ways_written(word)}:
            assert taken.setdefault(way, choice) == choice, f"{way!r} is written for {taken[way]} and {choice}"
    for choice in choices:
        for word in words_of(choices, choice):
            for written in (word, word.upper(), word.replace(",", ""), f" {word} "):
                assert choice_written(choices, written) == choice


@pytest.mark.parametrize(("written", "told"), [
    ("quy hoạch", {("inspection_made", "topic"): "construction", ("legacy_lack_settled", "lack"): "zoning",
                   ("schedule_reached", "stage"): None, ("dossier_received", "procedure"): None}),
    ("xây dựng", {("inspection_made", "topic"): "construction", ("schedule_reached", "stage"): "construction",
                  ("legacy_lack_settled", "lack"): None}),
    ("sử dụng đất", {("inspection_made", "topic"): "land", ("schedule_reached", "stage"): None,
                     ("coverage_declared", "subject"): "land"}),
    ("đất", {("inspection_made", "topic"): "land", ("schedule_reached", "stage"): "land", ("plot_drawn", "use"): None}),
    ("lao động", {("inspection_made", "topic"): "labour", ("coverage_declared", "subject"): "labour"}),
    ("số lao động", {("inspection_made", "topic"): None, ("coverage_declared", "subject"): "reports"}),
    ("hạ tầng", {("coverage_declared", "subject"): "services",
                 ("project_registered", "role"): "infrastructure", ("plot_drawn", "use"): "infrastructure",
                 ("tariff_set", "tariff"): "infrastructure", ("schedule_reached", "stage"): None}),
    ("kinh doanh hạ tầng", {("project_registered", "role"): "infrastructure", ("plot_drawn", "use"): None,
                            ("tariff_set", "tariff"): None}),
    ("khác", {("schedule_sanction", "sanction"): "other", ("dossier_received", "procedure"): "other",
              ("inspection_made", "topic"): "other", ("state_asset_ended", "way"): "other"}),
    ("tăng", {("area_changed", "direction"): "expanded", ("capital_adjusted", "direction"): "up"}),
    ("mở rộng", {("area_changed", "direction"): "expanded", ("capital_adjusted", "direction"): None}),
    ("diện tích tự nhiên", {("target_set", "measure"): "land.natural"}),
    ("KKT", {("zone_planned", "kind"): "economic_zone", ("inquiry_received", "kind"): None}),
])  # fmt: skip
def test_a_word_means_what_its_field_says(written: str, told: dict[tuple[str, str], str | None]) -> None:
    assert {key: choice_written(EVENT_TYPES[key[0]].choices()[key[1]], written) for key in told} == told


@pytest.mark.parametrize("subject", [each for each in CoverageSubject if each is not CoverageSubject.ZONES])
def test_each_thing_that_the_name_of_a_subject_lists_names_it(subject: CoverageSubject) -> None:
    """An office writes what it has of a list, not the whole of the list; zones and their stages are one thing."""
    choices = EVENT_TYPES["coverage_declared"].choices()["subject"]
    parts = [part for name in (subject.label.vi, subject.label.en) for part in name.split(", ")]
    assert {part: choice_written(choices, part) for part in parts} == dict.fromkeys(parts, subject.value)


def test_a_word_of_another_field_is_refused_in_sheets_and_on_the_command_line() -> None:
    column = column_named("schedule_reached", "stage")
    assert column is not None
    with pytest.raises(ParkError):
        convert("quy hoạch", PlacedColumn(column, "A", Habits("comma")))
    with pytest.raises(ParkError):
        build("schedule_reached", {"project": "DA-1", "effective_on": "1/4/2024", "stage": "quy hoạch"})


def test_a_word_that_two_choices_share_names_neither() -> None:
    names = {"a": Text("giá nước", "price"), "b": Text("giá điện", "price")}
    choices = Choices(names, {"a": ("nước",), "b": ("điện",)})
    given = ("price", "nước", "a", "giá", "giá điện")
    assert [choice_written(choices, each) for each in given] == [None, "a", "a", None, "b"]
    with pytest.raises(TypeError, match="c"):
        Choices(names, {"c": ("khí",)})


def test_words_that_are_no_choice_are_refused_in_both() -> None:
    column = column_named("area_changed", "direction")
    assert column is not None
    with pytest.raises(ParkError):
        convert("ngang", PlacedColumn(column, "A", Habits("comma")))
    with pytest.raises(ParkError):
        build(
            "area_changed", {"zone": "KCN Đại An", "effective_on": "1/4/2024", "direction": "ngang", "area_m2": "1 ha"}
        )


@pytest.mark.parametrize(("cells", "field"), [(("Hạ tầng", "Thứ cấp"), "role"), (("FDI", "DDI"), "origin")])
def test_a_kind_of_project_is_its_role_or_its_origin_as_the_cells_tell(cells: tuple[str, str], field: str) -> None:
    _, fields = proposed(
        ["DANH SÁCH DỰ ÁN CẤP MỚI"],
        ["STT", "Ngày cấp", "Mã dự án", "Tên dự án", "Doanh nghiệp", "Loại dự án", "Vốn đăng ký (tỷ đồng)"],
        *([index, "2/4/2024", f"DA-{index}", "Nhà máy", "Công ty", cell, 12.5] for index, cell in enumerate(cells, 1)),
    )
    assert fields["Loại dự án"] == field


@pytest.mark.parametrize(("more", "planned"), [
    (["Tổng diện tích (ha)"], "planned_area_m2:ha"), (["Diện tích thành lập (ha)"], "planned_area_m2:ha"), ([], "area_m2:ha"),
])  # fmt: skip
def test_a_planned_area_beside_the_area_is_the_plans_and_alone_it_is_the_zones(more: list[str], planned: str) -> None:
    heads = [
        "STT",
        "Tên KCN",
        "Đã thành lập",
        "Diện tích quy hoạch (ha)",
        *more,
        "Đất công nghiệp (ha)",
        "Đất dịch vụ (ha)",
    ]
    _, fields = proposed(
        ["HIỆN TRẠNG CÁC KCN ĐẾN NGÀY 31/12/2023"],
        heads,
        *([index, f"Khu {index}", "Có", *([100.5] * (len(heads) - 3))] for index in (1, 2)),
    )
    assert fields["Diện tích quy hoạch (ha)"] == planned
    assert [fields[each] for each in more] == ["area_m2:ha"] * len(more)


@pytest.mark.parametrize(("key", "cell", "value"), [
    ("area_m2:m2", "60.000", 60_000), ("area_m2:m2", "104.000", 104_000), ("area_m2:m2", "60,500", 60_500),
    ("area_m2:ha", "60.000 m2", 60_000), ("area_m2:ha", "60.000", None), ("area_m2:nghin-m2", "1.234", None),
])  # fmt: skip
def test_thousands_are_evident_in_a_unit_without_parts(key: str, cell: str, value: int | None) -> None:
    column = column_named("land_leased", key)
    assert column is not None
    place = PlacedColumn(column, "F", Habits(None))
    if value is not None:
        assert convert(cell, place) == value
        return
    with pytest.raises(ParkError) as asked:
        convert(cell, place)
    assert asked.value.code == "number_unclear"


def test_a_sheet_of_final_reports_tells_of_the_estimates_that_it_replaces(book: str) -> None:
    def quarter(status: str, *amounts: int) -> Any:
        rows = [[index, f"Quý {index}/2024", "KCN Quang Châu", status, each] for index, each in enumerate(amounts, 1)]
        data = sheet_file([["KẾT QUẢ SXKD"], ["TT", "Kỳ báo cáo", "KCN", "Ước hay chính thức", "Lao động"], *rows])
        return imported(data, mapping=propose("a", read_grids("a.xlsx", data)))

    estimates = quarter("Ước", 100, 200)
    assert [error.as_json() for error in estimates.errors] == []
    assert (estimates.recorded, [note.vi for note in estimates.notes if "số ước đã ghi" in note.vi]) == (2, [])
    finals = quarter("Chính thức", 110, 210, 310)
    assert finals.recorded == 5, "three reports, and two estimates taken back"
    assert (estimates.estimates, finals.estimates) == (0, 2), "which do not come back where the reports are withdrawn"
    (told,) = [note for note in finals.notes if "số ước đã ghi" in note.vi]
    assert ("2 số ước" in told.vi, "bằng 2 báo cáo" in told.vi, "2 reports" in told.en) == (True, True, True)
