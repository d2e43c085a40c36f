"""The dates of a column have one order: the day first, unless it is said otherwise; what cannot be is asked about, cell by cell."""

import json
from typing import Any

import pytest

from parkledger.ledger.store.statements import fetch
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.sheets import FileChoices
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import imported, sheet_file

HEADS = ["Khu công nghiệp", "Diện tích cho thuê (ha)", "Ngày có hiệu lực"]


def leases(*days: Any, order: Any = None) -> Any:
    """A sheet of leases on some days, imported."""
    rows = [HEADS, *(["KCN Quang Châu", number / 10, day] for number, day in enumerate(days, start=1))]
    data = sheet_file(rows)
    mapping = proposals.propose("bang", read_grids("bang.xlsx", data))
    return imported(data, mapping=mapping, choices=FileChoices({}, order))


def recorded() -> list[str]:
    rows = fetch("SELECT effective_on, payload FROM ledger_event WHERE type = 'land_leased' ORDER BY seq", [])
    return [f"{on} {json.loads(payload)['area_m2']}" for on, payload in rows]


def test_the_day_stands_first(book):
    assert leases("11/01/2024", "30/11/2023").errors == []
    assert recorded() == ["2024-01-11 1000", "2023-11-30 2000"]


@pytest.mark.parametrize("days", [("11/01/2024", "11/30/2023"), ("11/01/2024", "11/30/2023", "15/10/2023")])
def test_a_column_with_a_date_that_cannot_have_the_day_first_is_asked_about(book, days):
    outcome = leases(*days)
    (problem,) = outcome.errors
    assert problem.code == "date_unclear"
    assert "C3 «11/30/2023»" in problem.message("vi")
    assert "C2" not in problem.message("vi")
    assert "Ngày có hiệu lực" in problem.message("en")
    assert (outcome.recorded, recorded()) == (0, [])


def test_many_cells_are_named_up_to_five(book):
    (problem,) = leases(*(f"1/{day}/2024" for day in range(13, 20))).errors
    assert "C6 «1/17/2024»; …" in problem.message("vi").replace(", …", "; …")
    assert "C7" not in problem.message("vi")


def test_the_order_that_is_said_holds_for_every_cell(book):
    outcome = leases("11/01/2024", "11/30/2023", "15/10/2023", order="mdy")
    (problem,) = outcome.errors
    assert "không phải một ngày ghi theo thứ tự tháng/ngày/năm" in problem.message("vi")
    assert problem.where.endswith("C4")
    assert recorded() == ["2024-11-01 1000", "2023-11-30 2000"]
    (problem,) = leases("11/30/2024", order="dmy").errors
    assert problem.where.endswith("C2")
