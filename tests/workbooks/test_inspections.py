"""Inspections from a workbook: the template of their types, and a sheet as an office keeps it."""

from typing import Any

from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import filled, imported, sheet_file, total

ABOUT = {"inspection": "KT-01"}


def test_a_template_of_an_inspection_is_taken_in_its_order(book: str) -> None:
    rows: dict[str, Any] = {
        "inspection_closed": [{"effective_on": "1/9/2024", **ABOUT}],
        "finding_remedied": [{"effective_on": "15/8/2024", **ABOUT, "finding": "1"}],
        "fine_paid": [{"effective_on": "2/7/2024", **ABOUT, "fine": "QĐ-7", "amount": "100 triệu đồng"}],
        "fine_imposed": [
            {"effective_on": "20/6/2024", **ABOUT, "fine": "QĐ-7", "finding": "1", "amount": "100 triệu đồng"}
        ],
        "inspection_finding": [
            {
                "effective_on": "10/6/2024",
                **ABOUT,
                "finding": "1",
                "topic": "môi trường",
                "severity": "nghiêm trọng",
                "remedy_by": "31/7/2024",
            },
            {"effective_on": "10/6/2024", "inspection": "KT-09", "finding": "1"},
        ],
        "inspection_made": [{"effective_on": "10/6/2024", **ABOUT}],
        "inspection_planned": [
            {"effective_on": "5/1/2024", **ABOUT, "project": "DA-1", "topic": "môi trường", "visit_by": "30/6/2024"}
        ],
    }  # every sheet before what it rests on
    outcome = imported(filled(rows))
    assert outcome.recorded == 7
    (refused,) = outcome.refused
    assert any("KT-09" in str(problem) for problem in outcome.errors), refused
    assert total("fines.paid") == 100_000_000
    assert (total("inspections.done_by_plan"), total("findings.open")) == (1, 0)


def test_an_offices_own_plan_and_list_of_findings_are_recognised() -> None:
    plan = sheet_file(
        [
            ["KẾ HOẠCH KIỂM TRA NĂM 2024"],
            [],
            ["STT", "Mã kiểm tra", "Mã số dự án", "Lĩnh vực kiểm tra", "Thời gian kiểm tra", "Ngày quyết định"],
            [1, "KT-01", "DA-1", "môi trường", "30/06/2024", "05/01/2024"],
        ],
        title="Kế hoạch kiểm tra",
    )
    found = sheet_file(
        [
            ["STT", "Mã kiểm tra", "Mã tồn tại", "Hành vi vi phạm", "Mức độ", "Hạn khắc phục", "Ngày"],
            [1, "KT-01", "1", "xả thải", "nhẹ", "31/07/2024", "10/06/2024"],
        ],
        title="Tồn tại vi phạm",
    )
    for data, code, fields in (
        (plan, "inspection_planned", {"inspection", "project", "topic", "visit_by", "effective_on"}),
        (found, "inspection_finding", {"inspection", "finding", "content", "severity", "remedy_by", "effective_on"}),
    ):
        (sheet,) = proposals.propose("kt", read_grids("kt.xlsx", data), ()).sheets
        assert sheet.type == code
        assert {column.field for column in sheet.columns if column.field} == fields
