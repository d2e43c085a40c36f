"""How much is owed and not how often, a choice among the first few, the capital of those projects, and causes that are not on record."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.answers.changes import NO_CAUSES
from parkledger.figures import Figures
from parkledger.figures.current import current_figures, expire
from parkledger.ledger.book.recording import build, writing
from parkledger.records.dates import Dates
from tests.answers.asking import Asking, problems
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2024, 12, 31))
ask = Asking(ON, is_no_name=True)
PARKS = (("lake", "Hồ Lớn", 100), ("hill", "Đồi Cao", 400), ("sand", "Cát Vàng", 300), ("wood", "Rừng Xanh", 200))
"""Hectares of each park; those with the most workers are not those with the most land."""
WORKERS = {"lake": (9_000, 50), "hill": (1_000, 90), "sand": (7_000, 60), "wood": (5_000, 40)}
"""Workers of each park, and how many in a hundred of them are women."""
PROJECTS = (
    ("P1", "2023-02-01", "lake", 30, "Trung Quốc"),
    ("P2", "2023-05-01", "hill", 10, "Nhật Bản"),
    ("P3", "2024-02-01", "hill", 70, "Trung Quốc"),
    ("P4", "2024-08-01", "lake", 25, "Nhật Bản"),
    ("P5", "2024-09-01", "sand", 5, "Trung Quốc"),
)
"""Code, day registered, zone, millions of dollars, country."""


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Four parks of one province, with workers, projects of which one raised its capital, and rents to the State and by contract."""
    scribe = Scribe("bg", BAC_GIANG)
    zones = {
        name: scribe.zone(title, on="2012-05-04", industrial_m2=hectares, place=VIET_YEN)
        for name, title, hectares in PARKS
    }
    for name, (workers, women) in WORKERS.items():
        values = {
            "labour.workers": workers,
            "labour.female": workers * women // 100,
            "trade.export": usd(women * 1_000),
        }
        scribe.report("2024-01-01", "2024-12-31", zone=zones[name], values=values)
    scribe.report("2023-01-01", "2023-12-31", zone=zones["lake"], values={"labour.workers": 8_000})
    for code, on, zone, millions, country in PROJECTS:
        scribe(
            "project_registered", project=code, zone=zones[zone], effective_on=on, name=f"Nhà máy {code}", origin="fdi",
            enterprise=f"Công ty Giả định {code}", capital=usd(millions * 1_000_000), country=country, sector="giả định",
        )  # fmt: skip
    scribe("capital_adjusted", project="P1", direction="increase", capital=usd(15_000_000), effective_on="2024-10-01")
    for zone, code, amount, due_by in (("lake", "TD-1", 4_800, "2024-05-31"), ("hill", "TD-2", 900, "2025-05-31")):
        scribe(
            "dues_assessed", zone=zones[zone], obligation=code, due="land_rent", amount=vnd(amount), due_by=due_by,
            effective_on="2024-01-05",
        )  # fmt: skip
    scribe("dues_paid", zone=zones["lake"], obligation="TD-1", amount=vnd(3_000), effective_on="2024-03-05")
    scribe(
        "dues_reduced", zone=zones["lake"], obligation="TD-1", amount=vnd(600), ground="giả định",
        effective_on="2024-04-05",
    )  # fmt: skip
    return current_figures()


@pytest.mark.parametrize(
    "typed",
    [
        "Hồ Lớn còn bao nhiêu tiền thuê đất chưa nộp và đã quá hạn chưa",
        "Ho Lon con bao nhieu tien thue dat chua nop va da qua han chua",
        "KCN Hồ Lớn còn nợ bao nhiêu tiền thuê đất",
        "số tiền thuê đất quá hạn của KCN Hồ Lớn là bao nhiêu",
        "KCN Hồ Lớn còn nợ bao nhiêu tiền thuê đất, từ khi nào",
        "how much rent is still unpaid in Hồ Lớn",
        "how much land rent is overdue in Hồ Lớn, and who owes it",
        "how much land rent does Hồ Lớn owe and since when",
    ],
)
def test_how_much_rent_is_owed_is_what_is_left_of_it(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.value == 1_200
    assert found.said is not None
    assert "1.200 đồng" in found.said.vi
    (line,) = found.lines
    assert line.note is not None
    assert (
        "phải nộp 4.800 đồng, đã nộp 3.000 đồng, miễn, giảm 600 đồng); quá hạn 214 ngày (hạn 31/5/2024)" in line.note.vi
    )


@pytest.mark.parametrize(
    "typed",
    ["các KCN Bắc Giang còn nợ bao nhiêu tiền thuê đất", "how much land rent is unpaid in the parks of Bac Giang"],
)
def test_rents_of_several_are_added_up_and_what_is_not_yet_overdue_is_told_apart(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.value == 2_100
    assert found.total == len(["TD-1", "TD-2"])
    assert found.said is not None
    assert found.said.vi.endswith("còn phải nộp 2.100 đồng, trong đó quá hạn: 1.200 đồng")


def test_rents_that_are_overdue_are_those_alone(books: Figures) -> None:
    (found,) = ask(books, "how much land rent is overdue in the parks of Bac Giang")
    assert found.value == 1_200
    assert found.total == 1


def test_rent_by_contract_is_owed_once_it_is_due(books: Figures) -> None:
    plan = {"zone": "kcn-rừng xanh", "project": "P9", "contract": "01"}
    with writing("bg", "lan") as writer:

        def scribe(what: str, **fields: Any) -> None:
            writer.record(build(what, {"effective_on": "2024-03-05", **fields}))

        scribe(
            "project_registered", project="P9", zone=plan["zone"], name="Nhà máy P9", origin="fdi",
            enterprise="Công ty Giả định P9", capital=usd(1_000_000), country="Nhật Bản", sector="giả định",
        )  # fmt: skip
        scribe("land_leased", **plan, area_m2=10_000, use="industrial")
        scribe("lease_rent_set", **plan, due_on="2024-10-31", amount=usd(1_000), instalments=2, every="year")
        scribe("lease_rent_paid", **plan, due_on="2024-10-31", amount=usd(400))
    expire()
    (found,) = ask(current_figures(), "KCN Rừng Xanh còn nợ bao nhiêu tiền thuê đất")
    assert found.value == 600
    assert found.total == 1


@pytest.mark.parametrize(
    "typed", ["Hồ Lớn còn nợ bao nhiêu tiền thuế đất", "when will Hồ Lớn pay the land rent that it owes"]
)
def test_what_is_near_to_rent_that_is_owed_is_refused(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    "typed",
    [
        "Vì sao số dự án cấp mới năm 2024 của các KCN Bắc Giang tăng so với năm 2023?",
        "vì sao lao động KCN Hồ Lớn cuối năm 2024 nhiều hơn cuối năm 2023",
        "why did the newly registered capital of the parks in Bac Giang rise in 2024",
        "why did the number of workers in Hồ Lớn go up in 2024",
    ],
)
def test_that_causes_are_not_on_record_is_told(books: Figures, typed: str) -> None:
    found = ask(books, typed)
    assert not problems(found)
    assert all(each.note is not None and each.note.vi.startswith(NO_CAUSES.vi) for each in found if each.value)


@pytest.mark.parametrize("typed", ["vì sao vốn đăng ký còn hiệu lực KCN Hồ Lớn tăng năm 2024"])
def test_events_that_are_causes_are_told_as_before(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.lines
    assert found.note is None or NO_CAUSES.vi not in found.note.vi


@pytest.mark.parametrize(
    ("typed", "millions"),
    [
        ("How many projects registered in 2024 in the parks of Bac Giang are Chinese and what is their capital?", 75),
        ("Số dự án Trung Quốc cấp mới năm 2024 tại các KCN Bắc Giang và vốn của các dự án đó", 75),
        ("Năm 2024 các KCN Bắc Giang có bao nhiêu dự án cấp mới và vốn của những dự án đó là bao nhiêu", 100),
        ("how many projects were registered in 2024 in the parks of Bac Giang and what is their capital", 100),
        ("số dự án đăng ký năm 2024 của các KCN Bắc Giang và vốn đăng ký", 100),
    ],
)
def test_capital_of_projects_registered_is_without_what_others_raised_theirs_by(
    books: Figures, typed: str, millions: int
) -> None:
    _, capital = ask(books, typed)
    assert not capital.problem
    values = [figure.value for figure in capital.figures] or [line.value for line in capital.lines]
    assert values == [millions * 1_000_000]


@pytest.mark.parametrize(
    ("typed", "count", "millions"),
    [
        ("How many projects raised their capital in 2024 in Bac Giang parks and what is their capital", 1, "45"),
        ("Năm 2024 bao nhiêu dự án tăng vốn trong các KCN Bắc Giang, vốn của các dự án đó là bao nhiêu", 1, "45"),
        (
            "how many projects above 20 million USD are there in Bac Giang parks and what is their total capital",
            3,
            "140",
        ),
        ("có bao nhiêu dự án trên 20 triệu USD ở các KCN Bắc Giang, tổng vốn của chúng là bao nhiêu", 3, "140"),
    ],
)
def test_capital_of_projects_in_a_state_is_that_of_these(books: Figures, typed: str, count: int, millions: str) -> None:
    (found,) = ask(books, typed)
    assert not found.problem
    assert found.value == count
    assert found.said is not None
    assert found.said.vi.endswith(f"vốn đăng ký của các dự án này tại ngày 31/12/2024: {millions},00 triệu USD")


@pytest.mark.parametrize(
    "typed",
    [
        "vốn của các dự án đó là bao nhiêu",
        "How many projects raised their capital in 2024 in Bac Giang, what is their capital and how many workers",
    ],
)
def test_capital_of_what_is_not_clear_is_refused(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("how is it with the share of women in the three biggest parks by workers, which is highest?", "Cát Vàng"),
        ("trong ba KCN lớn nhất theo lao động, khu nào có tỷ lệ lao động nữ cao nhất", "Cát Vàng"),
        ("trong 3 KCN đông lao động nhất khu nào có tỷ lệ lao động nữ thấp nhất", "Rừng Xanh"),
        ("among the top 3 parks by workers, which has the lowest share of women", "Rừng Xanh"),
        ("trong hai KCN lớn nhất, khu nào nhiều lao động nhất", "Cát Vàng"),
        ("of the two largest parks by area, which exports the most in 2024", "Đồi Cao"),
        ("trong hai KCN xuất khẩu nhiều nhất năm 2024, khu nào nhiều lao động nhất", "Cát Vàng"),
    ],
)
def test_the_first_among_the_first_few_is_of_these(books: Figures, typed: str, first: str) -> None:
    (found,) = ask(books, typed)
    assert not found.problem
    assert found.said is not None
    assert found.said.vi.startswith(f"KCN {first}: ")
    assert found.total == (3 if "ba " in typed or "3" in typed or "three" in typed else 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("tỷ lệ lao động nữ của 2 KCN đông công nhân nhất", ["Hồ Lớn", "Cát Vàng"]),
        ("women's share in the two biggest parks by workers", ["Hồ Lớn", "Cát Vàng"]),
        ("share of women in the two largest parks", ["Đồi Cao", "Cát Vàng"]),
        ("hai KCN rộng nhất có tỷ lệ lao động nữ bao nhiêu", ["Đồi Cao", "Cát Vàng"]),
        ("how many workers do the two largest parks have", ["Đồi Cao", "Cát Vàng"]),
        ("hai KCN lớn nhất có bao nhiêu lao động", ["Đồi Cao", "Cát Vàng"]),
        ("hai KCN lớn nhất Bắc Giang có bao nhiêu lao động", ["Đồi Cao", "Cát Vàng"]),
        ("KCN đông lao động nhất có tỷ lệ lao động nữ bao nhiêu", ["Hồ Lớn"]),
        ("what is the share of women in the park with the most workers", ["Hồ Lớn"]),
        ("how many workers does the largest park have", ["Đồi Cao"]),
    ],
)
def test_a_figure_of_the_first_few_by_another_one(books: Figures, typed: str, told: list[str]) -> None:
    (found,) = ask(books, typed)
    assert not found.problem
    assert [line.title.vi for line in found.lines] == [f"KCN {name}" for name in told]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("hai KCN xuất khẩu nhiều nhất năm 2024", ["Đồi Cao", "Cát Vàng"]),
        ("top 2 parks by workers", ["Hồ Lớn", "Cát Vàng"]),
        ("two largest parks", ["Đồi Cao", "Cát Vàng"]),
        ("KCN lớn nhất là khu nào", ["Đồi Cao"]),
        ("KCN đông lao động nhất là khu nào", ["Hồ Lớn"]),
    ],
)
def test_the_first_few_by_what_is_asked(books: Figures, typed: str, told: list[str]) -> None:
    (found,) = ask(books, typed)
    assert [line.title.vi for line in found.lines] == [f"KCN {name}" for name in told]


@pytest.mark.parametrize(
    "typed",
    [
        "tổng xuất khẩu của ba KCN đông lao động nhất năm 2024",
        "trong ba KCN đông lao động nhất, khu nào nhiều dự án Trung Quốc nhất",
        "women in the three biggest parks",
    ],
)
def test_what_cannot_be_told_of_the_first_few_is_refused(books: Figures, typed: str) -> None:
    assert problems(ask(books, typed))
