"""Lots of works from a workbook: the template of their types, and a sheet as an office keeps it."""

from typing import Any

import pytest

from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import filled, imported, sheet_file, total


def test_a_template_of_lots_is_taken_in_its_order(book: str) -> None:
    lot: dict[str, Any] = {"lot": "GT-01"}
    rows: dict[str, Any] = {
        "works_lot_accepted": [{"effective_on": "1/12/2024", **lot}],
        "works_lot_progressed": [
            {"effective_on": "30/6/2024", **lot, "percent": "50", "disbursed": "30 tỷ đồng"},
            {"effective_on": "30/9/2024", **lot, "percent": "40"},
        ],
        "works_lot_begun": [{"effective_on": "10/3/2024", **lot}],
        "works_lot_planned": [
            {
                "effective_on": "5/1/2024",
                **lot,
                "zone": "KCN Quang Châu",
                "works": "giao thông",
                "quantity": "4",
                "quantity_unit": "km",
                "value": "80 tỷ đồng",
                "end_by": "31/12/2024",
            }
        ],
        "facility_commissioned": [
            {
                "effective_on": "1/1/2020",
                "zone": "KCN Quang Châu",
                "facility": "TBA 1",
                "kind": "trạm biến áp, nguồn điện",
                "capacity": "40000",
            }
        ],
    }  # every sheet before what it rests on
    outcome = imported(filled(rows))
    assert outcome.recorded == 5
    assert len(outcome.refused) == 1, "what becomes less is refused"
    assert [total(f"works.{name}") for name in ("completed", "value_done", "disbursed")] == [
        1,
        80_000_000_000,
        30_000_000_000,
    ]
    assert total("power.capacity") == 40_000


def test_an_offices_own_sheets_are_recognised() -> None:
    plan = sheet_file(
        [
            ["DANH MỤC HẠNG MỤC HẠ TẦNG KCN QUANG CHÂU"],
            [],
            [
                "STT",
                "Mã hạng mục",
                "Loại hạng mục",
                "KCN",
                "Dự toán được duyệt",
                "Hoàn thành theo kế hoạch",
                "Ngày phê duyệt",
            ],
            [1, "GT-01", "giao thông", "KCN Quang Châu", "80 tỷ đồng", "31/12/2024", "05/01/2024"],
        ],
        title="Danh mục hạng mục hạ tầng",
    )
    progress = sheet_file(
        [
            ["STT", "Mã hạng mục", "Tiến độ (%)", "Lũy kế giải ngân", "Ngày"],
            [1, "GT-01", "50", "30 tỷ đồng", "30/06/2024"],
        ],
        title="Tiến độ hạng mục hạ tầng",
    )
    for data, code, fields in (
        (plan, "works_lot_planned", {"lot", "works", "zone", "value", "end_by", "effective_on"}),
        (progress, "works_lot_progressed", {"lot", "percent", "disbursed", "effective_on"}),
    ):
        (sheet,) = proposals.propose("ht", read_grids("ht.xlsx", data), ()).sheets
        assert sheet.type == code
        assert {column.field for column in sheet.columns if column.field} == fields


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Khối lượng lũy kế (%)", "percent"),
        ("Khối lượng thực hiện lũy kế (%)", "percent"),
        ("Khối lượng hoàn thành (%)", "percent"),
        ("Khối lượng lũy kế", "quantity_done"),
        ("Khối lượng lũy kế (km)", "quantity_done"),
        ("Khối lượng đã làm (m³)", "quantity_done"),
        ("Tỷ lệ giải ngân (%)", ""),
        ("Giải ngân lũy kế (%)", ""),
        ("Giá trị thực hiện (%)", ""),
        ("Giá trị thực hiện (tỷ đồng)", "value_done:ty-vnd"),
    ],
)
def test_a_heading_with_a_unit_is_over_no_field_of_another(heading: str, field: str) -> None:
    data = sheet_file(
        [["STT", "Mã hạng mục", heading, "Ngày"], [1, "GT-01", "50", "30/06/2024"]],
        title="Tiến độ thi công các hạng mục",
    )
    (sheet,) = proposals.propose("ht", read_grids("ht.xlsx", data), ["works_lot_progressed"]).sheets
    assert {column.heading: column.field for column in sheet.columns}[heading] == field


def test_a_share_in_a_cell_is_no_quantity(book: str) -> None:
    data = sheet_file(
        [["STT", "Mã hạng mục", "Khối lượng lũy kế", "Ngày"], [1, "GT-01", "50%", "30/06/2024"]],
        title="Tiến độ thi công các hạng mục",
    )
    mapping = proposals.propose("ht", read_grids("ht.xlsx", data), ["works_lot_progressed"])
    outcome = imported(data, mapping=mapping)
    assert [str(problem) for row in outcome.refused for problem in row.problems if "50%" in str(problem)] != []


def test_a_unit_after_a_quantity_is_that_of_the_quantity_however_it_is_written(book: str) -> None:
    heads = ["STT", "Mã hạng mục", "Loại hạng mục", "KCN", "Khối lượng", "Đơn vị", "Dự toán được duyệt"]
    written = ["m3/ngày đêm", "m³/ngày đêm", "m3/ngày", "m³/ngđ", "M3/ngđ", "m3 / ngày đêm", "m³/ng.đ", "m3/day"]
    rows = [
        [
            number,
            f"XL-{number:02}",
            "cấp nước",
            "KCN Quang Châu",
            3000,
            unit,
            "80 tỷ đồng",
            "31/12/2024",
            "05/01/2024",
        ]
        for number, unit in enumerate(written, start=1)
    ]
    rows += [
        [
            20 + number,
            f"GT-{number:02}",
            "giao thông",
            "KCN Quang Châu",
            4,
            unit,
            "80 tỷ đồng",
            "31/12/2024",
            "05/01/2024",
        ]
        for number, unit in enumerate(("km", "m³", "m3", "m²", "kVA", "KVA", "mét", "công trình"), start=1)
    ]
    titled: list[list[Any]] = [
        ["DANH MỤC HẠNG MỤC HẠ TẦNG"],
        [],
        [*heads, "Hoàn thành theo kế hoạch", "Ngày phê duyệt"],
        *rows,
    ]
    data = sheet_file(titled, title="Danh mục hạng mục hạ tầng")
    mapping = proposals.propose("ht", read_grids("ht.xlsx", data), ())
    fields = {column.heading: column.field for column in mapping.sheets[0].columns}
    assert (fields["Khối lượng"], fields["Đơn vị"]) == ("quantity", "quantity_unit")
    outcome = imported(data, mapping=mapping)
    assert [str(problem) for row in outcome.refused for problem in row.problems] == []
    assert outcome.recorded == len(rows)


def test_a_unit_after_an_amount_is_that_of_the_amount(book: str) -> None:
    heads = ["STT", "Mã hạng mục", "Loại hạng mục", "KCN", "Dự toán được duyệt", "Đơn vị", "Hoàn thành theo kế hoạch"]
    row: list[Any] = [1, "GT-01", "giao thông", "KCN Quang Châu", 80, "tỷ đồng", "31/12/2024"]
    data = sheet_file([heads, row], title="Danh mục hạng mục hạ tầng")
    (sheet,) = proposals.propose("ht", read_grids("ht.xlsx", data), ()).sheets
    fields = {column.heading: column.field for column in sheet.columns}
    assert (fields["Dự toán được duyệt"], fields["Đơn vị"]) == ("value", "value.unit")


def test_an_offices_sheets_of_telecommunication_fire_protection_and_their_prices_are_taken(book: str) -> None:
    facilities: list[list[Any]] = [
        ["Tên công trình", "Loại công trình", "KCN", "Công suất", "Ngày đưa vào vận hành"],
        ["Tủ thuê bao 1", "viễn thông", "KCN Quang Châu", 1200, "01/04/2021"],
        ["Trạm bơm 1", "PCCC", "KCN Quang Châu", 360, "01/04/2021"],
    ]
    prices: list[list[Any]] = [
        ["Loại giá, phí", "KCN", "Đơn giá", "Đồng tiền", "ĐVT", "Áp dụng từ ngày"],
        ["giá thu gom, xử lý chất thải rắn", "KCN Quang Châu", 1200, "đồng", "kg", "01/04/2021"],
        ["cước viễn thông", "KCN Quang Châu", 250000, "VND", "tháng", "01/04/2021"],
        ["giá xử lý chất thải rắn", "KCN Quang Châu", 480000, "VND", "m3", "01/05/2021"],
    ]
    for rows, title in ((facilities, "Công trình hạ tầng"), (prices, "Bảng giá phí")):
        data = sheet_file(rows, title=title)
        outcome = imported(data, mapping=proposals.propose("ht", read_grids("ht.xlsx", data), ()))
        assert [str(problem) for row in outcome.refused for problem in row.problems] == []
        assert outcome.recorded == len(rows) - 1
    assert (total("telecom.capacity"), total("fire.capacity")) == (1200, 360)
    assert total("fee.telecom") == 250_000 * 10**6
