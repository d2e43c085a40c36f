"""Environment from a workbook: the template of its types, and an office's own sheet of monitoring results."""

from typing import Any

import pytest

from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.wordings import choice_written
from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import filled, imported, sheet_file, total

ZONE = {"zone": "KCN Quang Châu"}


def test_a_template_is_taken_with_exact_values(book: str) -> None:
    station: dict[str, Any] = {"station": "T-1"}
    rows: dict[str, Any] = {
        "monitoring_result": [
            {"effective_on": "5/3/2024", **station, "ph": "7,2", "cod": "75,000001"},
            {"effective_on": "5/3/2024", **station, "ph": "7,3"},
            {"effective_on": "6/3/2024", **station, "ph": "5,9", "column": "B"},
        ],
        "station_commissioned": [{"effective_on": "1/2/2024", **station, **ZONE, "connect_by": "1/4/2024"}],
        "station_connected": [{"effective_on": "1/3/2024", **station}],
        "environmental_permit_granted": [
            {"effective_on": "1/3/2022", **ZONE, "permit": "12/GPMT", "valid_until": "1/3/2029"}
        ],
    }
    outcome = imported(filled(rows))
    assert outcome.recorded == 5
    assert len(outcome.refused) == 1, "a second result of the day"
    assert (total("monitoring.samples"), total("monitoring.exceeding"), total("stations.connected")) == (2, 1, 1)


def test_an_offices_own_sheet_of_results_is_recognised(book: str) -> None:
    data = sheet_file(
        [
            [
                "STT",
                "Tên KCN",
                "Điểm lấy mẫu",
                "Ngày lấy mẫu",
                "pH",
                "COD (mg/l)",
                "BOD5 (mg/l)",
                "TSS (mg/l)",
                "Amoni (mg/l)",
            ],
            [1, "Quang Châu", "Cửa xả 1", "05/03/2024", 7.2, 80, 12.5, 20, 1.25],
        ],
        title="Kết quả quan trắc",
    )
    (sheet,) = proposals.propose("quan-trac", read_grids("quan-trac.xlsx", data), ()).sheets
    assert sheet.type == "monitoring_result"
    found = {column.field for column in sheet.columns if column.field}
    assert found == {"zone", "point", "effective_on", "ph", "cod", "bod5", "tss", "nh4"}


@pytest.mark.parametrize("heading", ["Cột QCVN", "Cột", "Theo cột", "Cột quy chuẩn", "Cột A/B"])
@pytest.mark.parametrize("said", ["B", "cột B", "QCVN 40:2011/BTNMT cột B"])
def test_the_column_of_the_standard_is_read(heading: str, said: str) -> None:
    data = sheet_file(
        [
            ["STT", "Tên KCN", "Điểm lấy mẫu", "Ngày lấy mẫu", heading, "COD (mg/l)"],
            [1, "Q", "C", "05/03/2024", said, 80],
        ],
        title="Kết quả quan trắc",
    )
    (sheet,) = proposals.propose("quan-trac", read_grids("quan-trac.xlsx", data), ()).sheets
    assert {column.heading: column.field for column in sheet.columns}[heading] == "column"
    assert choice_written(EVENT_TYPES["monitoring_result"].choices()["column"], said) == "b"


def test_rows_without_a_column_are_told_to_be_judged_by_column_a(book: str) -> None:
    data = sheet_file(
        [
            ["STT", "Tên KCN", "Điểm lấy mẫu", "Ngày lấy mẫu", "COD (mg/l)"],
            [1, "KCN Quang Châu", "Cửa xả 1", "05/03/2024", 80],
        ],
        title="Kết quả quan trắc",
    )
    outcome = imported(data, mapping=proposals.propose("quan-trac", read_grids("quan-trac.xlsx", data), ()))
    assert [warning.where for warning in outcome.warnings if "theo cột A" in warning.words.vi] == [
        "Kết quả quan trắc!2"
    ]
