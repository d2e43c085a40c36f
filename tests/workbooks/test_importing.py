"""Importing: valid rows are taken, refused ones come back with every reason, nothing twice, nothing lost."""

import io
import json
import signal
import time
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from parkledger.ledger.book.verifying import verify
from parkledger.ledger.store.registry import book_ref
from parkledger.workbooks.write import refused_rows
from tests.ledger.processes import start
from tests.workbooks.conftest import BOOK, events, filled, imported, run, total

DAY = date(2024, 2, 5)
LEASE: dict[str, Any] = {"zone": "KCN Quang Châu", "project": "DA-1", "area_m2:ha": 1.5, "effective_on": DAY}
BAD: list[dict[str, Any]] = [
    {**LEASE, "zone": "KCN Không Có"},
    {**LEASE, "area_m2:ha": 0.12345},
    {**LEASE, "area_m2:ha": 100},
    {"zone": "KCN Quang Châu", "area_m2:ha": "một", "effective_on": "5/2/24", "use": "rừng"},
]


def test_good_rows_are_recorded_and_every_problem_is_told_with_its_cell(book):
    before = events()
    outcome = imported(filled({"land_leased": [LEASE, BAD[0], LEASE, *BAD[1:]]}))
    assert (outcome.recorded, outcome.already, events() - before) == (2, 0, 2)
    assert total("land.leased_industrial") == 30_000
    sheet = "Cho thuê, cho thuê lại đất"
    assert [error.where for error in outcome.errors] == [
        f"{sheet}!{cell}" for cell in ("B4", "D6", "D7", "D8", "E8", "K8")
    ]
    assert [error.code for error in outcome.errors] == ["cell_refused"] * 6
    assert all("vi" in error.as_json() and error.as_json()["en"] for error in outcome.errors)


def test_the_same_file_again_adds_nothing_though_equal_rows_are_two(book):
    data = filled({"land_leased": [LEASE, LEASE]})
    assert imported(data).recorded == 2
    again = imported(data)
    assert (again.recorded, again.already, total("land.leased_industrial")) == (0, 2, 30_000)


def test_a_dry_run_says_the_same_and_keeps_nothing(book):
    before = events()
    data = filled({"land_leased": [LEASE, *BAD]})
    tried = imported(data, dry_run=True)
    assert events() == before
    assert total("land.leased_industrial") == 0
    done = imported(data)
    assert (tried.recorded, [e.as_json() for e in tried.errors]) == (done.recorded, [e.as_json() for e in done.errors])


def test_refused_rows_come_back_with_reasons_are_mended_and_imported(book):
    outcome = imported(filled({"land_leased": [LEASE, *BAD]}))
    workbook = openpyxl.load_workbook(io.BytesIO(refused_rows.write(outcome.refused)))
    sheet = workbook.active
    assert sheet is not None
    at = {str(cell.value): int(cell.column or 0) for cell in sheet[1]}
    reasons = [sheet.cell(row, at["#reasons"]).value for row in range(3, 7)]
    assert "KCN Không Có" in str(reasons[0])
    assert str(reasons[3]).count("\n") == 2
    sheet.cell(3, at["zone"], "KCN Quang Châu")
    sheet.cell(4, at["area_m2:ha"], 0.1234)
    sheet.cell(5, at["area_m2:ha"], 2)
    for key, value in (("area_m2:ha", 3), ("effective_on", DAY), ("use", None)):
        sheet.cell(6, at[key]).value = value
    out = io.BytesIO()
    workbook.save(out)
    mended = imported(out.getvalue())
    assert (mended.recorded, mended.errors) == (4, [])
    assert total("land.leased_industrial") == 15_000 + 15_000 + 1_234 + 20_000 + 30_000
    assert imported(out.getvalue()).recorded == 0


def test_of_equal_rows_the_refused_one_is_not_taken_for_the_recorded_one(book):
    """The second of two equal rows is refused for lack of land; once there is land, it must still be recorded."""
    row = {**LEASE, "area_m2:ha": 40}
    outcome = imported(filled({"land_leased": [row, row]}))
    assert (outcome.recorded, len(outcome.refused)) == (1, 1)
    more = {"zone": "KCN Quang Châu", "industrial_m2:ha": 90, "effective_on": date(2020, 1, 1)}
    assert imported(filled({"land_use_approved": [more]})).recorded == 1
    assert imported(refused_rows.write(outcome.refused)).recorded == 1
    assert total("land.leased_industrial") == 800_000


def test_sheets_are_recorded_as_things_happened_whatever_their_order(book):
    new = {
        "name": "Vân Trung",
        "kind": "khu công nghiệp",
        "area_m2:ha": 50,
        "industrial_m2:ha": 30,
        "effective_on": DAY,
    }
    project = {"project": "DA-2", "name": "Nhà máy 2", "enterprise": "Công ty 2", "origin": "FDI", "zone": "KCN Vân Trung",
               "capital": 1.5, "capital.unit": "triệu USD", "effective_on": DAY}  # fmt: skip
    lease = {**LEASE, "zone": "KCN Vân Trung", "project": "DA-2"}
    outcome = imported(filled({"land_leased": [lease], "project_registered": [project], "zone_established": [new]}))
    assert [error.as_json() for error in outcome.errors] == []
    assert outcome.recorded == 3
    assert total("capital.new") == 10 * 10**8 + 150_000_000


def test_examples_and_empty_rows_are_passed_over(book):
    outcome = imported(filled({"land_leased": [{**LEASE, "STT": "VD"}, {}, LEASE]}))
    assert (outcome.recorded, [(row, why) for _, row, why in outcome.skipped]) == (1, [(2, "example")])


def test_rows_imported_into_a_demonstration_book_are_marked(book):
    from parkledger.ledger.models import Book, Event

    Book.objects.filter(code=BOOK).update(demo=True)
    imported(filled({"land_leased": [LEASE]}))
    assert Event.objects.latest("seq").demo


COMMAND = """
from parkledger.cli import runner
from parkledger.workbooks import importing
importing.BATCH = 20
sys.exit(runner.run(["import", sys.argv[1], "--book", "bg", "--json"]))
"""
"""The command itself, with batches so small that a file has many."""


def killed_at(point: int, file: Path) -> int:
    """How many events there are after the command was killed as soon as there were some more."""
    process = start(COMMAND, str(file))
    while process.poll() is None and events() < point:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was done before it could be killed"
    return events()


@pytest.mark.long
def test_the_command_killed_again_and_again_records_every_row_once(book, tmp_path: Path, capsys):
    count, before = 800, events()
    rows = [{**LEASE, "area_m2:ha": 0.01 + number % 7 / 1000} for number in range(count)]
    file = tmp_path / "dat.xlsx"
    file.write_bytes(filled({"land_leased": [*rows, BAD[0]]}))
    kept = before
    for point in (before + 1, before + 200, before + 400):
        was, kept = kept, killed_at(point, file)
        assert was < kept < before + count
        assert (kept - before) % 20 == 0, "a batch is there whole or not at all"
    assert run(["import", str(file), "--book", BOOK, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["recorded"], told["already"], told["refused"]) == (before + count - kept, kept - before, 1)
    assert events() == before + count
    assert total("land.leased_industrial") == sum(round(10_000 * float(row["area_m2:ha"])) for row in rows)
    assert verify(book_ref(BOOK)).problems == []
    assert run(["import", str(file), "--book", BOOK, "--json"]) == 1
    assert (json.loads(capsys.readouterr().out)["recorded"], events()) == (0, before + count)
