"""Labour from a workbook: the template of its types, and the sheets of an office as it keeps them."""

from typing import Any

from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import filled, imported, sheet_file, total


def test_a_template_of_labour_is_taken_in_its_order(book: str) -> None:
    permit, accident, stoppage = {"permit": "GP-1"}, {"accident": "TN-1"}, {"stoppage": "NV-1"}
    rows: dict[str, Any] = {
        "work_permit_ended": [{"effective_on": "1/9/2024", **permit, "reason": "thu hồi"}],
        "work_permit_extended": [{"effective_on": "1/3/2024", **permit, "valid_until": "1/3/2026"}],
        "work_permit_granted": [
            {"effective_on": "5/3/2022", **permit, "project": "DA-1", "valid_until": "4/3/2024"},
            {"effective_on": "5/3/2022", "permit": "GP-2", "project": "DA-1", "valid_until": "4/3/2022"},
        ],
        "work_accident_investigated": [{"effective_on": "9/5/2024", **accident}],
        "work_accident": [
            {"effective_on": "6/5/2024", **accident, "project": "DA-1", "severity": "nặng", "injured": 2}
        ],
        "work_stoppage_begun": [{"effective_on": "6/5/2024", **stoppage, "project": "DA-1", "workers": 120}],
    }  # every sheet before what it rests on
    outcome = imported(filled(rows))
    assert outcome.recorded == 6
    assert len(outcome.refused) == 1
    assert any("GP-2" in str(problem) for problem in outcome.errors)
    assert (total("permits.granted"), total("permits.open")) == (1, 0)
    assert (total("accidents.injured"), total("strikes.workers")) == (2, 120)


def test_an_offices_own_lists_are_recognised() -> None:
    permits = sheet_file(
        [
            ["DANH SÁCH GIẤY PHÉP LAO ĐỘNG"],
            [],
            ["STT", "Số GPLĐ", "Mã số dự án", "Ngày cấp", "Thời hạn đến"],
            [1, "GP-1", "DA-1", "05/03/2022", "04/03/2024"],
        ],
        title="Giấy phép lao động",
    )
    accidents = sheet_file(
        [
            ["STT", "Mã vụ tai nạn", "Mã số dự án", "Ngày xảy ra", "Số người bị thương", "Số người chết"],
            [1, "TN-1", "DA-1", "06/05/2024", 2, 0],
        ],
        title="Tai nạn lao động",
    )
    for data, code, fields in (
        (permits, "work_permit_granted", {"permit", "project", "effective_on", "valid_until"}),
        (accidents, "work_accident", {"accident", "project", "effective_on", "injured", "killed"}),
    ):
        (sheet,) = proposals.propose("ld", read_grids("ld.xlsx", data), ()).sheets
        assert sheet.type == code
        assert {column.field for column in sheet.columns if column.field} == fields
