"""What a trial shows: the rows that would be recorded, and the key figures before and after, none of them recorded."""

import json
from pathlib import Path
from typing import Any

from tests.workbooks.conftest import BOOK, events, filled, run, sheet_file, total
from tests.workbooks.test_importing import BAD, LEASE


def test_a_dry_run_shows_its_valid_rows_and_the_key_figures_before_and_after(book, tmp_path: Path, capsys):
    file = tmp_path / "dat.xlsx"
    file.write_bytes(filled({"land_leased": [LEASE, BAD[0]]}))
    before = events()
    assert run(["import", str(file), "--book", BOOK, "--dry-run", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (row,) = told["rows"]
    assert row["where"].endswith("!3")
    assert "diện tích: 1,5 ha" in row["says"]
    figures = {each["indicator"]: (each["before"], each["after"]) for each in told["figures"]}
    assert figures["land.leased"] == ("chưa ghi nhận", "1,50 ha")
    assert figures["occupancy"][1] == "2,5%"
    assert figures["zones.established"] == ("1 KCN", "1 KCN")
    assert (events(), total("land.leased_industrial")) == (before, 0)
    assert run(["import", str(file), "--book", BOOK, "--dry-run"]) == 1
    shown = capsys.readouterr().out
    assert "Số liệu trước và sau" in shown
    assert "Các dòng sẽ ghi" in shown


def test_a_new_zone_counts_in_the_figures_after(book, tmp_path: Path, capsys):
    rows: list[list[Any]] = [["HIỆN TRẠNG CÁC KCN ĐẾN NGÀY 31/12/2023"],
            ["Tên KCN", "Diện tích (ha)", "Đất công nghiệp (ha)", "Đã cho thuê (ha)"],
            ["KCN Mới", 50, 40, 10]]  # fmt: skip
    file = tmp_path / "mo.xlsx"
    file.write_bytes(sheet_file(rows))
    run(["mapping", "propose", str(file), "--name", "mo"])
    capsys.readouterr()
    assert run(["import", str(file), "--book", BOOK, "--mapping", "mo", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    figures = {each["indicator"]: (each["before"], each["after"]) for each in told["figures"]}
    assert figures["zones.established"] == ("1 KCN", "2 KCN")
    assert figures["land.established"] == ("100,00 ha", "150,00 ha")
    assert figures["occupancy"][1] == "10,0%"
    assert any("31/12/2023" in note for note in told["notes"])
