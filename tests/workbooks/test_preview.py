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
    assert any("cho thuê" in each and "1,5" in each for each in row["changes"]), row["changes"]
    figures = {each["indicator"]: (each["before"], each["after"]) for each in told["figures"]}
    assert figures["land.leased"] == ("chưa có số liệu", "1,50 ha")
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
    assert all(row["changes"] for row in told["rows"])
    assert len({tuple(row["changes"]) for row in told["rows"]}) == len(told["rows"]), "each row tells its own"


REPORTS: list[list[Any]] = [
    ["BÁO CÁO TÌNH HÌNH HOẠT ĐỘNG 6 THÁNG ĐẦU NĂM 2024"],
    ["STT", "Tên KCN", "Giá trị sản xuất (tỷ đồng)", "Lao động (người)", "Nộp ngân sách (tỷ đồng)"],
]


def proposed_as(rows: list[list[Any]], tmp_path: Path, capsys) -> Path:
    """A file of some rows, with its mapping proposed and kept as "x"."""
    file = tmp_path / "x.xlsx"
    file.write_bytes(sheet_file(rows))
    assert run(["mapping", "propose", str(file), "--name", "x"]) == 0
    capsys.readouterr()
    return file


def test_what_hardly_can_be_is_warned_of_beside_its_row_and_recorded(book, tmp_path: Path, capsys):
    file = proposed_as([*REPORTS, [1, "Quang Châu", 5_000_000, 5_000_000, 12]], tmp_path, capsys)
    asked = ["import", str(file), "--book", BOOK, "--mapping", "x"]
    assert run([*asked, "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["where"], each["rules"]) for each in told["warnings"]] == [
        ("Bảng!3", ["outlier.workers_per_ha"]),
        ("Bảng!3", ["outlier.output_per_ha"]),
    ]
    assert len(told["rows"][0]["doubts"]) == 2
    assert run(asked) == 0
    shown = capsys.readouterr()
    assert "Cảnh báo: Bảng!3: KCN Quang Châu, lao động: 5.000.000 lao động là hơn mức có thể có" in shown.err
    assert total("labour.workers") == 5_000_000


def test_what_is_warned_of_in_one_period_of_a_row_stands_beside_no_other(book, tmp_path: Path, capsys):
    rows: list[list[Any]] = [
        ["GIÁ TRỊ SẢN XUẤT CÔNG NGHIỆP (tỷ đồng) NĂM 2024"],
        ["STT", "Tên KCN", "Quý I", "Quý II"],
        [1, "KCN Quang Châu", 2, 5_000_000],
    ]
    file = proposed_as(rows, tmp_path, capsys)
    assert run(["import", str(file), "--book", BOOK, "--mapping", "x", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["rows"]) == 2
    for row in told["rows"]:
        assert any("5 triệu tỷ" in each or "nghìn tỷ" in each for each in row["doubts"]) is ("2 tỷ" not in row["says"])


def test_all_figures_of_a_report_are_told_with_their_units(book, tmp_path: Path, capsys):
    file = proposed_as([*REPORTS, [1, "Quang Châu", 1250, 5400, 0]], tmp_path, capsys)
    assert run(["import", str(file), "--book", BOOK, "--mapping", "x", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    (row,) = told["rows"]
    figures = {each["indicator"]: (each["before"], each["after"]) for each in told["figures"]}
    assert figures["output.production"] == ("chưa có số liệu", "1,25 nghìn tỷ đồng")
    assert figures["labour.workers"] == ("chưa có số liệu", "5.400 lao động")
    for figure in (
        "giá trị sản xuất công nghiệp: 1,25 nghìn tỷ đồng",
        "lao động: 5.400 người",
        "nộp ngân sách: 0 đồng",
    ):
        assert figure in row["says"]


UNSAID = ("chưa báo cáo", "Chưa có số liệu", "không có số liệu", "(đang cập nhật)", "n/a", "-")


def test_a_row_of_which_no_figure_is_reported_is_passed_over_in_its_own_words(book, tmp_path: Path, capsys):
    rows: list[list[Any]] = [["Tên KCN", "Mã dự án", "Diện tích thuê (ha)", "Ngày bàn giao đất"],
            *(["Quang Châu", "DA-1", said, "03/02/2024"] for said in UNSAID),
            ["Quang Châu", "DA-1", None, "03/02/2024"], ["Quang Châu", "DA-1", 1, "03/02/2024"]]  # fmt: skip
    file = proposed_as(rows, tmp_path, capsys)
    assert run(["import", str(file), "--book", BOOK, "--mapping", "x", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["recorded"], told["refused"]) == (1, 1)
    assert "còn trống" in told["errors"][0]["vi"]
    assert [each["where"] for each in told["skipped"]] == [f"Bảng!{number}" for number in range(2, 8)]
    for each, said in zip(told["skipped"], UNSAID, strict=True):
        assert f"«Diện tích thuê (ha)» ghi «{said}»: chưa có số liệu để ghi" in each["why"]


def test_the_other_figures_of_a_report_are_recorded_and_it_is_said_which_is_not_there(book, tmp_path: Path, capsys):
    rows = [*REPORTS, [1, "Quang Châu", 12.5, "chưa báo cáo", "-"], [2, "Quang Châu", "n/a", "đang tổng hợp", "-"]]
    file = proposed_as(rows, tmp_path, capsys)
    assert run(["import", str(file), "--book", BOOK, "--mapping", "x"]) == 0
    said = capsys.readouterr().err
    assert "Bảng!D3, cột «Lao động (người)» ghi «chưa báo cáo»: chưa có số liệu để ghi" in said
    assert "Bỏ qua Bảng!4" in said
    assert "E3" not in said
    assert total("output.production") == 12_500_000_000
