"""Times told one by one, the last years, which of two times has more, a number with its zones, shares beside the first."""

from datetime import date

import pytest

from parkledger.briefing.answers.times import Clock, times_in
from parkledger.figures import Figures
from tests.answers.asking import problems, titles
from tests.answers.test_what_is_told import ask, books, closed, indicators, said

__all__ = ["books", "closed"]
CLOCK = Clock(date(2026, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("5 nam gan day", [("2021-01-01", "2025-12-31")]),
        ("hai nam qua", [("2024-01-01", "2025-12-31")]),
        ("over the last 5 years", [("2021-01-01", "2025-12-31")]),
        ("3 thang gan nhat", [("2026-09-01", "2026-11-30")]),
        ("tuan qua", [("2026-11-23", "2026-11-29")]),
        ("nam roi", [("2025-01-01", "2025-12-31")]),
        ("nam toi", [("2027-01-01", "2027-12-31")]),
        ("thang 1-6/2025", [("2025-01-01", "2025-06-30")]),
        ("quy i-iii nam 2025", [("2025-01-01", "2025-09-30")]),
        ("quy i, ii va iv nam 2025", [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), ("2025-10-01", "2025-12-31")]),
        ("thang 10, 11, 12/2025", [("2025-10-01", "2025-10-31"), ("2025-11-01", "2025-11-30"), ("2025-12-01", "2025-12-31")]),
        ("nam 2025 quy 1, quy 2", [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30")]),
        ("june 2025 compared with june of the preceding year", [("2025-06-01", "2025-06-30"), ("2024-06-01", "2024-06-30")]),
        ("thang 1, 2/3/2025", [("2025-01-01", "2025-01-31"), ("None", "2025-03-02")]),
    ],
)  # fmt: skip
def test_times_are_what_people_mean_by_them(typed: str, spans: list[tuple[str, str]]) -> None:
    assert [(str(time.start), str(time.end)) for time in times_in(typed, CLOCK)] == spans


def test_from_month_to_month_is_one_period_without_a_word_for_since(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn tháng 1 đến tháng 12 năm 2024")
    assert said((found,)) == said(ask(books, "xuất khẩu KCN Hồ Lớn năm 2024"))


@pytest.mark.parametrize(
    ("typed", "count", "first"),
    [
        ("lao động KCN Hồ Lớn từng quý năm 2024", 4, "ngày 31/3/2024"),
        ("xuất khẩu KCN Hồ Lớn theo từng tháng năm 2024", 12, "tháng 1/2024"),
        ("exports of KCN Hồ Lớn by quarter in 2024", 4, "quý I/2024"),
    ],
)
def test_quarters_and_months_are_told_one_by_one(books: Figures, typed: str, count: int, first: str) -> None:
    assert (len(titles(ask(books, typed))), titles(ask(books, typed))[0]) == (count, first)


def test_months_of_no_year_are_asked_back(books: Figures) -> None:
    assert "của năm nào" in problems(ask(books, "xuất khẩu KCN Hồ Lớn theo từng tháng"))[0]


def test_the_last_years_are_told_one_by_one_with_their_growth(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn 2 năm qua tăng giảm thế nào")
    assert titles((found,)) == ["năm 2023", "năm 2024"]
    assert found.lines[1].note is not None
    assert "tăng 33,33%" in found.lines[1].note.vi
    assert found.said is not None
    assert "năm 2024 tăng 30 USD (33,33%) so với năm 2023" in found.said.vi


def test_the_total_of_the_last_years_is_one_number(books: Figures) -> None:
    (found,) = ask(books, "tổng xuất khẩu KCN Hồ Lớn 2 năm qua")
    assert not found.lines
    assert found.figures[0].value == 210


def test_growth_over_several_years_is_of_the_last_on_the_first(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Hồ Lớn giai đoạn 2023-2024 tăng bao nhiêu")
    assert [figure.value for figure in found.figures] == [120, 90]


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("xuất khẩu KCN Hồ Lớn năm 2024 có cao hơn 2023 không", "Có: tăng"),
        ("xuất khẩu KCN Hồ Lớn năm 2024 có thấp hơn 2023 không", "Không: tăng"),
        ("xuất khẩu KCN Hồ Lớn năm 2024 với năm 2023, cái nào cao hơn", "tăng"),
    ],
)
def test_which_of_two_times_has_more_is_told(books: Figures, typed: str, begins: str) -> None:
    (found,) = ask(books, typed)
    assert found.said is not None
    assert found.said.vi.startswith(begins)


@pytest.mark.parametrize("tail", ["ở đâu", "ở những khu nào", "xảy ra ở khu nào"])
def test_a_number_and_where_are_told_one_after_the_other(books: Figures, tail: str) -> None:
    number, parks, clusters = ask(books, f"năm 2024 có bao nhiêu sự cố môi trường, {tail}")
    assert number.figures[0].value == 2
    assert titles((parks,)) == ["KCN Đồi Cao", "KCN Hồ Lớn"] or set(titles((parks,))) == {"KCN Đồi Cao", "KCN Hồ Lớn"}
    assert not clusters.lines


def test_the_first_is_told_with_its_share(books: Figures) -> None:
    (found,) = ask(books, "KCN nào nhiều dự án nhất, chiếm bao nhiêu phần")
    assert found.said is not None
    assert "100,0% trong tổng 3 dự án" in found.said.vi


def test_what_is_no_part_of_a_sum_has_no_share(books: Figures) -> None:
    assert problems(ask(books, "KCN nào thu nhập bình quân cao nhất, chiếm bao nhiêu phần"))


def test_foreign_workers_are_a_share_of_all_workers(books: Figures) -> None:
    found = ask(books, "lao động nước ngoài ở KCN Hồ Lớn chiếm bao nhiêu phần trong tổng số lao động")
    assert indicators(found) == []
    assert problems(found)


def test_a_figure_of_zones_that_are_not_all_zones_is_not_that_of_all(books: Figures) -> None:
    found = ask(books, "những khu hoạt động khi chưa có quyết định thành lập, tổng diện tích bao nhiêu ha")
    assert all("diện tích" in each for each in problems(found))
    assert problems(found)


def test_hectares_beside_something_else_are_land(books: Figures) -> None:
    found = ask(books, "KCN Hồ Lớn do ai đầu tư, bao nhiêu ha")
    assert indicators(found)[-1] == "land.natural"


def test_a_rank_in_the_country_is_not_the_countrys(books: Figures) -> None:
    assert problems(ask(books, "PCI xếp thứ mấy cả nước năm 2024"))


def test_two_quarters_are_each_set_against_their_own_of_the_year_before(books: Figures) -> None:
    found = ask(books, "xuất khẩu KCN Hồ Lớn quý 1, 2 năm 2024 so với cùng kỳ")
    assert len(found) == 2


def test_where_a_figure_grew_is_not_passed_over(books: Figures) -> None:
    assert "hỏi riêng" in problems(ask(books, "xuất khẩu Bắc Giang năm 2024 tăng bao nhiêu, ở khu nào"))[0]


def test_above_the_plan_or_not_is_told_with_what_was_reached(books: Figures) -> None:
    (found,) = ask(books, "xuất khẩu KCN Bắc Giang năm 2024 có cao hơn kế hoạch không")
    assert found.said is not None
    assert found.said.vi.startswith("có: đạt 120 USD")
