"""Reports of projects' business from a workbook: the template of the type, and an office's own sheet."""

from parkledger.ledger.models import Event
from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import filled, imported, sheet_file


def test_a_template_of_projects_reports_is_taken(book: str) -> None:
    half = {"project": "DA-1", "period_start": "15/12/2022", "period_end": "14/6/2023"}
    other = {"project": "DA-1", "period_start": "1/6/2023", "period_end": "14/12/2023"}
    rows = [{**half, "revenue": "3,5 tỷ đồng", "workers": 40, "foreign_workers": 2}, {**other, "workers": 41}]
    outcome = imported(filled({"business_report": rows}))
    assert (outcome.recorded, len(outcome.refused)) == (1, 1)
    assert "trùng ngày" in str(outcome.errors[0])
    assert Event.objects.filter(type="business_report").count() == 1


def test_an_offices_own_list_of_projects_reports_is_recognised() -> None:
    data = sheet_file(
        [
            ["BÁO CÁO HOẠT ĐỘNG CỦA DỰ ÁN 6 THÁNG ĐẦU NĂM 2023"],
            [],
            ["STT", "Mã số dự án", "Từ ngày", "Đến hết ngày", "Doanh thu", "Số nộp ngân sách nhà nước",
             "Lao động có hợp đồng", "Lao động nước ngoài", "Tổng tiền lương tháng"],
            [1, "DA-1", "15/12/2022", "14/06/2023", "3,5 tỷ đồng", "200 triệu đồng", 40, 2, "300 triệu đồng"],
        ],
        title="Hoạt động của dự án",
    )  # fmt: skip
    (sheet,) = proposals.propose("ld", read_grids("bc.xlsx", data), ()).sheets
    assert sheet.type == "business_report"
    assert {column.field for column in sheet.columns if column.field} == {
        "project", "period_start", "period_end", "revenue", "budget_paid", "workers", "foreign_workers", "payroll",
    }  # fmt: skip
