"""Founding dossiers from a workbook: the template of their types, and sheets as an office keeps them."""

from typing import Any

from parkledger.ledger.models import Event
from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import filled, imported, sheet_file, total

ABOUT = {"founding_dossier": "MR-01"}
POINTS = (
    "phương án đầu tư hạ tầng kỹ thuật: 10; phương án quản lý, bảo vệ môi trường: 9; "
    "năng lực, kinh nghiệm: 22,5; phương án tài chính: 30"
)


def test_a_template_of_a_dossier_is_taken_in_its_order(book: str) -> None:
    rows: dict[str, Any] = {
        "founding_decided": [{"effective_on": "1/10/2024", **ABOUT, "outcome": "không chấp thuận"}],
        "developer_chosen": [
            {"effective_on": "1/9/2024", **ABOUT, "candidate": "Công ty A", "reason": "đơn vị duy nhất"}
        ],
        "points_given": [
            {"effective_on": "28/8/2024", **ABOUT, "candidate": "Công ty A", "points": POINTS},
            {"effective_on": "28/8/2024", **ABOUT, "candidate": "Công ty B", "points": POINTS},
        ],
        "council_convened": [{"effective_on": "20/8/2024", **ABOUT, "members": 7}],
        "candidate_entered": [{"effective_on": "10/8/2024", **ABOUT, "candidate": "Công ty A"}],
        "founding_checked": [{"effective_on": "5/8/2024", **ABOUT, "result": "chưa đủ: trả lại để bổ sung"}],
        "founding_submitted": [{"effective_on": "1/8/2024", **ABOUT, "submitted_by": "Ban Quản lý khu công nghiệp"}],
        "founding_opened": [{"effective_on": "1/7/2024", **ABOUT, "zone": "KCN Quang Châu", "matter": "mở rộng"}],
        "developer_changed": [{"effective_on": "1/3/2024", "zone": "KCN Quang Châu", "developer": "Công ty C"}],
    }  # every sheet before what it rests on
    outcome = imported(filled(rows))
    assert outcome.recorded == 9
    assert len(outcome.refused) == 1, "there is no candidate B"
    assert any("Công ty B" in str(problem) for problem in outcome.errors)
    assert (total("foundings.opened"), total("foundings.refused"), total("foundings.open")) == (1, 1, 0)
    assert "năng lực, kinh nghiệm: 22,5" in Event.objects.get(type="points_given").payload


def test_a_cluster_of_before_2009_is_listed_by_its_columns(book: str) -> None:
    planned = {"effective_on": "1/1/2008", "name": "Nếnh", "kind": "cụm công nghiệp"}
    listed = {"effective_on": "1/6/2024", "zone": "CCN Nếnh", "lacks_survey": "có", "lacks_fire_safety": "có"}
    settled = {"effective_on": "1/9/2024", "zone": "CCN Nếnh", "lack": "phòng cháy, chữa cháy"}
    rows: dict[str, Any] = {
        "legacy_lack_settled": [settled],
        "legacy_cluster_listed": [listed],
        "zone_planned": [planned],
    }
    assert imported(filled(rows)).recorded == 3
    assert (total("zones.legacy"), total("legacy.lacks_open")) == (1, 1)


def test_an_offices_own_list_of_dossiers_and_points_is_recognised() -> None:
    dossiers = sheet_file(
        [
            ["THEO DÕI HỒ SƠ THÀNH LẬP CỤM CÔNG NGHIỆP"],
            [],
            ["STT", "Mã hồ sơ thành lập", "Tên CCN", "Nội dung đề nghị", "Nhà đầu tư đề nghị", "Ngày nhận đề nghị"],
            [1, "TL-01", "CCN Nếnh", "thành lập", "Công ty A", "05/07/2024"],
        ],
        title="Theo dõi hồ sơ thành lập",
    )
    points = sheet_file(
        [
            ["STT", "Mã hồ sơ thành lập", "Nhà đầu tư", "Điểm theo tiêu chí", "Ngày chấm điểm"],
            [1, "TL-01", "Công ty A", POINTS, "28/08/2024"],
        ],
        title="Kết quả chấm điểm",
    )
    for data, code, fields in (
        (dossiers, "founding_opened", {"founding_dossier", "zone", "matter", "proposer", "effective_on"}),
        (points, "points_given", {"founding_dossier", "candidate", "points", "effective_on"}),
    ):
        (sheet,) = proposals.propose("hs", read_grids("hs.xlsx", data), ()).sheets
        assert sheet.type == code
        assert {column.field for column in sheet.columns if column.field} == fields
