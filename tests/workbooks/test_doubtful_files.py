"""Files that may do harm unseen: made for another book, imported again after withdrawals, with cells that say neither yes nor no."""

import json
from pathlib import Path
from typing import Any

import pytest

from parkledger.cli import runner
from parkledger.language import Lang
from parkledger.ledger.book.recording import build, withdraw, writing
from parkledger.ledger.errors import ZoneNamesake
from parkledger.ledger.store.registry import add_book
from parkledger.workbooks import importing
from parkledger.workbooks.errors import MadeForAnotherBook
from parkledger.workbooks.map.columns import columns_of, is_required
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.conftest import BOOK, PLACE, filled, imported

LEASE: dict[str, Any] = {"effective_on": "2/3/2020", "zone": "KCN Quang Châu", "project": "DA-1", "area_m2:ha": 1.5}
OPENED: dict[str, Any] = {
    "effective_on": "1/1/2024",
    "name": "Vân Trung",
    "kind": "KCN",
    "planned": "có",
    "area_m2:ha": 50,
}


def test_a_template_of_another_book(book: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Refused with both names before any row, in a trial too; recorded where that is said to be meant."""
    add_book("khac", "Sổ khác", PLACE)
    data = filled({"zone_opened": [{**OPENED, "established": "có"}]})
    grids = read_grids("a.xlsx", data)
    importing.check_made_for("a.xlsx", grids, BOOK)
    with pytest.raises(MadeForAnotherBook) as refused:
        importing.check_made_for("a.xlsx", grids, "khac")
    assert all(f"“{code}”" in refused.value.message(Lang.EN) for code in (BOOK, "khac"))
    file = tmp_path / "a.xlsx"
    file.write_bytes(data)
    for more in ([], ["--dry-run"]):
        assert runner.run(["import", str(file), "--book", "khac", "--json", *more]) != 0
        assert "made_for_another_book" in "".join(capsys.readouterr())
    assert runner.run(["import", str(file), "--book", "khac", "--json", "--other-book"]) == 0
    assert json.loads(capsys.readouterr().out)["recorded"] == 1
    importing.check_made_for("b.xlsx", read_grids("b.xlsx", filled({"zone_opened": []}, None)), "khac")


def test_rows_withdrawn_since(book: str) -> None:
    """A file imported again says which of its rows were withdrawn; one whose row was corrected says nothing."""
    data = filled({"land_leased": [LEASE, {**LEASE, "area_m2:ha": 2.5}, {**LEASE, "area_m2:ha": 3.5}]})
    assert imported(data).recorded == 3
    assert imported(data).notes == []
    withdraw(BOOK, 4, reason="ghi nhầm", by="lan")
    for seq in (5, 6):
        with writing(BOOK, "lan") as writer:
            kept = writer.stored(seq)[0].model_dump(mode="json", exclude_none=True)
            mended = writer.correct(seq, build("land_leased", {**kept, "area_m2": "3 ha"}), reason="số đúng")
    withdraw(BOOK, mended.seq, reason="ghi nhầm", by="lan")
    again = imported(data)
    assert (again.recorded, again.already) == (0, 3)
    (note,) = again.notes
    assert "2 dòng đã bị hủy" in note.vi
    assert f"({BOOK}/4, {BOOK}/{mended.seq})" in note.vi.replace("sự kiện ", "")
    assert "ghi chú" in note.vi
    assert "2 were withdrawn" in note.en
    told_again = filled({"land_leased": [{**LEASE, "note": "ghi lại"}]})
    assert imported(told_again).recorded == 1


def test_a_flag_left_empty_says_nothing(book: str) -> None:
    """Where a flag would count as yes if left empty the cell is asked for, as its heading says; “không” is no."""
    asked = {column.key for column in columns_of("zone_opened") if is_required(column.field)}
    assert {"planned", "established"} <= asked
    assert "operating" not in asked
    outcome = imported(filled({"zone_opened": [OPENED]}))
    assert outcome.recorded == 0
    (problem,) = outcome.errors
    assert "đã thành lập" in problem.message(Lang.VI)
    assert "“không”" in problem.message(Lang.VI)
    assert imported(filled({"zone_opened": [{**OPENED, "established": "không"}]})).recorded == 1


def test_a_zone_that_is_on_record(book: str) -> None:
    """Each row of a list that would open a known zone under another code is told, in a trial as well."""
    rows = [
        {**OPENED, "established": "có", "name": name, "zone": f"Z{place}"}
        for place, name in enumerate(["Quang Châu", "quang  châu"])
    ]
    for dry_run in (True, False):
        outcome = imported(filled({"zone_opened": rows}), dry_run=dry_run)
        assert (outcome.recorded, len(outcome.errors)) == (0, 2)
        assert all("kcn-quang-chau" in error.message(Lang.VI) for error in outcome.errors)
    assert ZoneNamesake.code == "zone_namesake"
