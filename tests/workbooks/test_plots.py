"""A workbook of plots: from the template, and as an office keeps it, a row a plot; then their leases, by the plots' codes."""

from datetime import date
from typing import Any

from parkledger.ledger.book.recording import build, record
from parkledger.workbooks.map import proposals
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import BOOK, filled, imported, sheet_file, total

PARK: dict[str, Any] = {"zone": "KCN Quang Châu"}


def test_plots_and_what_is_let_of_them_are_imported_from_the_template(book: str) -> None:
    drawn = [
        {**PARK, "plot": f"Lô A{n}", "use": "industrial", "area_m2:ha": 20, "effective_on": date(2024, 1, 1)}
        for n in range(1, 4)
    ]
    lease = {**PARK, "plots": "A1, A2", "area_m2:ha": 40, "effective_on": date(2024, 2, 1)}
    part = {**PARK, "plots": "A3", "area_m2:ha": 19, "effective_on": date(2024, 2, 1)}
    contract = {"contract": "01/HĐ", "ends_on": date(2060, 1, 1)}
    outcome = imported(filled({"plot_drawn": drawn, "land_leased": [{**lease, **contract}, part]}))
    assert outcome.recorded == 4
    (refused,) = outcome.errors
    assert "A3" in str(refused.as_json()["vi"])
    assert (total("plots.industrial"), total("plots.let")) == (600_000, 400_000)
    record(BOOK, build("plot_plan_adopted", {**PARK, "effective_on": "1/3/2024"}), by="lan")


def test_an_offices_own_list_of_plots_is_known_by_its_title_and_headings(book: str) -> None:
    rows = [
        ["DANH SÁCH LÔ ĐẤT"],
        ["Tên KCN", "Ký hiệu lô", "Loại đất", "Diện tích lô (ha)", "Hiện trạng lô", "Ngày"],
        ["Quang Châu", "A1", "đất công nghiệp", "12,5", "đang mời thuê", "01/02/2024"],
        ["Quang Châu", "A2", "đất công nghiệp", "7,5", "mặt bằng sạch", "01/02/2024"],
    ]
    data = sheet_file(rows, title="Danh sách lô đất")
    found = proposals.propose("lô đất", read_grids("lo.xlsx", data))
    assert [sheet.type for sheet in found.sheets] == ["plot_drawn"]
    outcome = imported(data, mapping=found)
    assert [error.as_json()["vi"] for error in outcome.errors] == []
    assert (outcome.recorded, total("plots.industrial"), total("plots.offered")) == (2, 200_000, 125_000)
