"""Times in questions, told from the day on which they are put."""

from datetime import date

import pytest

from parkledger.briefing.answers.times import Clock, joined, times_in
from parkledger.language import fold

TODAY = Clock(date(2026, 11, 29), date(2025, 12, 31))


def said(typed: str) -> list[str]:
    found = times_in(fold(typed), TODAY)
    return [f"{time.start or ''}..{time.end}" for time in joined(found, fold(typed))]


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("tháng 7 năm nay", "2026-07-01..2026-07-31"),
        ("tháng 12 năm nay", "2026-12-01..2026-12-31"),
        ("tháng 12", "2025-12-01..2025-12-31"),
        ("tháng 7 năm ngoái", "2025-07-01..2025-07-31"),
        ("quý 2 năm trước", "2025-04-01..2025-06-30"),
        ("6 tháng đầu năm nay", "2026-01-01..2026-06-30"),
        ("6 tháng cuối năm 2023", "2023-07-01..2023-12-31"),
        ("the last 6 months of 2023", "2023-07-01..2023-12-31"),
        ("tháng trước", "2026-10-01..2026-10-31"),
        ("tháng này", "2026-11-01..2026-11-30"),
        ("quý trước", "2026-07-01..2026-09-30"),
        ("last quarter", "2026-07-01..2026-09-30"),
        ("this quarter", "2026-10-01..2026-12-31"),
        ("năm nay", "2026-01-01..2026-11-29"),
        ("năm 2026", "2026-01-01..2026-12-31"),
        ("năm trước", "2025-01-01..2025-12-31"),
        ("last year", "2025-01-01..2025-12-31"),
        ("cuối năm ngoái", "..2025-12-31"),
        ("end of last year", "..2025-12-31"),
        ("đầu năm 2023", "..2023-01-01"),
        ("hiện nay", "..2025-12-31"),
        ("từ đầu năm đến nay", "2026-01-01..2026-11-29"),
        ("từ đầu năm đến 20/8/2023", "2023-01-01..2023-08-20"),
        ("từ đầu năm 2023 đến nay", "2023-01-01..2026-11-29"),
        ("từ tháng 1 đến tháng 8 năm 2023", "2023-01-01..2023-08-31"),
        ("từ năm 2020 đến năm 2023", "2020-01-01..2023-12-31"),
        ("from 2020 to 2023", "2020-01-01..2023-12-31"),
        ("giai đoạn 2021-2023", "2021-01-01..2023-12-31"),
        ("năm 2023, tháng 7", "2023-07-01..2023-07-31"),
        ("in July", "2026-07-01..2026-07-31"),
    ],
)
def test_a_time_is_told_from_the_day_of_the_question(typed: str, period: str) -> None:
    assert said(typed) == [period]


@pytest.mark.parametrize(
    ("typed", "periods"),
    [
        ("tháng 6 năm 2023 so với tháng 5", ["2023-06-01..2023-06-30", "2023-05-01..2023-05-31"]),
        ("quý 1/2024 so với quý 4", ["2024-01-01..2024-03-31", "2023-10-01..2023-12-31"]),
        ("tháng 6 và tháng 7 năm 2023", ["2023-06-01..2023-06-30", "2023-07-01..2023-07-31"]),
    ],
)
def test_a_month_without_a_year_is_of_the_year_named_beside_it(typed: str, periods: list[str]) -> None:
    assert said(typed) == periods


@pytest.mark.parametrize("typed", ["so với năm trước", "so với cùng kỳ năm ngoái", "compared with last year"])
def test_a_year_that_says_what_is_compared_is_no_time_of_its_own(typed: str) -> None:
    assert said(typed) == []
