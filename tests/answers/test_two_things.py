"""Names of two things asked for at once, what is left beside where it is, projects that are not in production, sectors by name."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.answers.answer import Answers
from parkledger.briefing.answers.questions import answers
from parkledger.briefing.answers.uses import TWO_THINGS
from parkledger.briefing.answers.vocabulary import vocabulary
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.records.dates import Dates
from tests.answers.closing import closed
from tests.figures.books import BAC_GIANG, VIET_YEN, Scribe, usd, vnd

__all__ = ["closed"]

ON = Dates(date(2025, 3, 31))


@pytest.fixture
def books(sqlite_database: str, home: Path) -> Figures:
    """Two parks with exports, with projects of which some are in production, and with households to be paid."""
    scribe = Scribe("bg", BAC_GIANG)
    parks = [scribe.zone(name, on="2012-05-04", industrial_m2=300, place=VIET_YEN) for name in ("Hồ Lớn", "Đồi Cao")]
    for year in (2022, 2023, 2024):
        for exported, zone in zip((year - 2000, 5), parks, strict=True):
            scribe.report(f"{year}-01-01", f"{year}-12-31", zone=zone, values={"trade.export": usd(exported)})
    of_projects: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("F1", "fdi", {"capital": usd(5_000_000), "country": "Nhật Bản", "sector": "Sản xuất giả định"}),
        ("F2", "fdi", {"capital": usd(7_000_000), "country": "Hàn Quốc", "sector": "sản xuất bao bì"}),
        ("F3", "fdi", {"capital": usd(9_000_000), "country": "Nhật Bản", "sector": "sản xuất bao bì"}),
        ("D1", "ddi", {"capital": vnd(9_000_000_000), "sector": "sản xuất bao bì"}),
    )
    for code, origin, more in of_projects:
        scribe(
            "project_registered", project=code, zone=parks[0], effective_on="2021-03-01", name=f"Nhà máy {code}",
            origin=origin, enterprise=f"Công ty Giả định {code}", **more,
        )  # fmt: skip
    for code in ("F1", "D1"):
        scribe("production_started", project=code, effective_on="2022-05-01")
    for zone, notified, paid in zip(parks, (30, 8), (10, 8), strict=True):
        for stage, households in (("notified", notified), ("paid", paid)):
            scribe(
                "clearance_reached", zone=zone, household_group="Thôn Giả định", stage=stage, households=households,
                effective_on="2024-05-01",
            )  # fmt: skip
    return current_figures()


def ask(books: Figures, typed: str) -> Answers:
    return answers(typed, books, ON, is_no_name=True)


@pytest.mark.parametrize(
    "typed",
    [
        "năm nào, khu nào xuất khẩu nhiều nhất ở Bắc Giang",
        "which year and which park exported the most in Bac Giang",
        "nước nào đầu tư vào KCN nào nhiều nhất ở Bắc Giang",
        "KCN nào có nhiều nước đầu tư nhất",
        "ngành nào có nhiều dự án nhất ở KCN nào",
        "KCN nào xuất khẩu nhiều nhất ở Bắc Giang năm 2024, ở đâu",
        "KCN nào có nhiều dự án chậm tiến độ nhất",
    ],
)
def test_names_of_two_things_are_refused_in_words(books: Figures, typed: str) -> None:
    assert [each.problem for each in ask(books, typed)] == [TWO_THINGS]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("năm nào các KCN Bắc Giang xuất khẩu nhiều nhất", "năm 2024"),
        ("những năm nào KCN Hồ Lớn xuất khẩu cao nhất", "năm 2024"),
        ("KCN nào xuất khẩu nhiều nhất ở Bắc Giang năm 2024", "KCN Hồ Lớn"),
        ("quốc gia đầu tư nào nhiều dự án nhất ở Bắc Giang", "Nhật Bản"),
        ("which of the countries has the most projects in Bac Giang", "Nhật Bản"),
        ("dự án nào lớn nhất ở KCN nào", "Nhà máy F3"),
    ],
)
def test_the_name_of_one_thing_is_told(books: Figures, typed: str, first: str) -> None:
    found = ask(books, typed)
    assert all(each.problem is None for each in found)
    assert found[0].lines[0].title.vi == first


@pytest.mark.parametrize(
    "typed",
    [
        "còn bao nhiêu hộ chưa nhận tiền ở các KCN Bắc Giang, ở KCN nào",
        "bao nhiêu hộ chưa nhận tiền ở các KCN Bắc Giang, ở đâu",
    ],
)
def test_what_is_left_is_told_with_the_zones_where_both_are_asked(books: Figures, typed: str) -> None:
    of_all, by_zone = ask(books, typed)
    assert of_all.value == 20
    assert [line.title.vi for line in by_zone.lines] == ["KCN Hồ Lớn"]


@pytest.mark.parametrize(
    "typed", ["ở đâu trong các KCN còn hộ chưa nhận tiền", "có bao nhiêu KCN còn hộ chưa nhận tiền"]
)
def test_where_anything_is_left_is_told_by_the_zones(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert [(line.title.vi, line.value) for line in found.lines] == [("KCN Hồ Lớn", Fraction(20))]


@pytest.mark.parametrize(
    "typed",
    [
        "KCN Hồ Lớn hộ nào chưa nhận tiền",
        "các KCN Bắc Giang hộ nào chưa nhận tiền",
        "danh sách hộ chưa nhận tiền ở các KCN Bắc Giang",
    ],
)
def test_who_is_left_is_not_answered_with_how_many(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.problem is not None
    assert not found.figures
    assert not found.lines


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("bao nhiêu dự án FDI chưa sản xuất ở KCN Hồ Lớn", [2]),
        ("bao nhieu du an chua san xuat o KCN Ho Lon", [2]),
        ("how many FDI projects in Hồ Lớn are not yet in production", [2]),
        ("bao nhiêu dự án chưa hoạt động ở KCN Hồ Lớn", [2]),
    ],
)
def test_projects_that_are_not_in_production_are_counted(books: Figures, typed: str, left: list[int]) -> None:
    found = ask(books, typed)
    assert [each.value for each in found] == left
    assert all(each.problem is None for each in found)


@pytest.mark.parametrize(
    "typed", ["danh sách dự án chưa sản xuất ở KCN Hồ Lớn", "dự án nào chưa sản xuất ở KCN Hồ Lớn"]
)
def test_which_projects_are_not_in_production_is_refused(books: Figures, typed: str) -> None:
    assert all(each.problem is not None for each in ask(books, typed))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("dự án ngành bao bi ở KCN Hồ Lớn", "bao bì"),
        ("projects in packing in Hồ Lớn", "bao bì"),
        ("dự án ngành sản xuất giả định ở KCN Hồ Lớn", "Sản xuất giả định"),
        ("du an nganh san xuat gia dinh o KCN Ho Lon", "Sản xuất giả định"),
    ],
)
def test_a_sector_is_told_by_its_name_however_it_is_typed(books: Figures, typed: str, named: str) -> None:
    (found,) = ask(books, typed)
    assert found.understood is not None
    assert named in found.understood.vi.split(", ")


def test_every_sector_of_the_vocabulary_has_a_name_in_both_languages() -> None:
    names = vocabulary()["sector_names"]
    assert names.keys() == vocabulary()["sector"].keys()
    assert all(len(each) == 2 and all(each) for each in names.values())
