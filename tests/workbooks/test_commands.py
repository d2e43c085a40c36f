"""The commands: a template out, a workbook in, a mapping proposed, mended and used."""

import json
import shlex
from pathlib import Path

import openpyxl

from tests.workbooks.conftest import BOOK, events, filled, run, sheet_file, total
from tests.workbooks.test_importing import BAD, LEASE


def test_a_template_is_written_and_a_filled_one_imported(book, tmp_path: Path, capsys):
    target = tmp_path / "mau.xlsx"
    assert run(["template", "opening", "land_leased", "-o", str(target), "--book", BOOK]) == 0
    assert openpyxl.load_workbook(target).sheetnames[1:4] == [
        "Số dư đầu kỳ của khu, cụm", "Số dư đầu kỳ của dự án", "Cho thuê, cho thuê lại đất",
    ]  # fmt: skip
    file = tmp_path / "dat.xlsx"
    file.write_bytes(filled({"land_leased": [LEASE, BAD[0]]}))
    before = events()
    capsys.readouterr()
    assert run(["import", str(file), "--book", BOOK, "--dry-run", "--json"]) == 1
    assert (json.loads(capsys.readouterr().out)["recorded"], events()) == (1, before)
    assert run(["import", str(file), "--book", BOOK, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["recorded"], told["refused"], events()) == (1, 1, before + 1)
    assert told["errors"][0]["where"] == "dat.xlsx: Cho thuê, cho thuê lại đất!B4"
    assert Path(told["refused_file"]).is_file()
    assert run(["import", str(file), "--book", BOOK]) == 1
    assert "1 dòng đã có từ trước" in capsys.readouterr().out


def test_an_own_sheet_is_proposed_first_and_imported_by_its_mapping(book, tmp_path: Path, capsys):
    file = tmp_path / "thue dat 2024.xlsx"
    file.write_bytes(sheet_file([["Tên KCN", "Diện tích thuê", "Ngày thuê"], ["Quang Châu", "1.234", "5/2/2024"]]))
    before = events()
    assert run(["import", str(file), "--book", BOOK]) == 1
    shown = capsys.readouterr()
    assert (events(), "thue-dat" in shown.out) == (before, True)
    assert run(["import", str(file), "--book", BOOK]) == 1
    assert run(["mapping", "set", "thue-dat", "--column", "Diện tích thuê=area_m2:m2", "--json"]) == 0
    capsys.readouterr()
    assert run(["import", str(file), "--book", BOOK, "--decimal", "B=comma", "--json"]) == 0
    assert (json.loads(capsys.readouterr().out)["recorded"], total("land.leased_industrial")) == (1, 1234)
    assert run(["mapping", "set", "thue-dat", "--column", "Diện tích thuê=zon"]) == 1
    assert run(["import", str(file), "--book", BOOK, "--decimal", "B=dot"]) == 2


def test_an_import_says_how_all_of_it_is_taken_back(book, tmp_path: Path, capsys):
    """The last line is a command that does it; nothing is said where nothing was recorded."""
    file = tmp_path / "thuê đất.xlsx"
    file.write_bytes(filled({"land_leased": [{**LEASE, "note": f"lô {place}"} for place in range(3)]}))
    before = total("land.leased_industrial")
    assert run(["import", str(file), "--book", BOOK, "--dry-run"]) == 0
    assert "withdraw" not in capsys.readouterr().out
    assert run(["import", str(file), "--book", BOOK]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    first, command = events() - 2, last[last.index("parkledger withdraw") :]
    assert f"{BOOK}/{first}-{first + 2}" in last
    assert run(shlex.split(command)[1:]) == 0
    assert total("land.leased_industrial") == before
    capsys.readouterr()
    assert run(["import", str(file), "--book", BOOK]) == 0
    assert "parkledger withdraw" not in capsys.readouterr().out
