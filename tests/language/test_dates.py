"""Dates and periods."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parkledger.language import (
    DateUnreadable,
    Lang,
    Period,
    PeriodUnreadable,
    day_end,
    day_of,
    day_start,
    ended_day,
    format_date,
    format_moment,
    format_period,
    month_end,
    months_of,
    parse_date,
    parse_period,
    same_period_last_year,
    year_start,
)

PUBLISHED = date(2023, 8, 22)
MONTH_STARTS = st.builds(date, st.integers(1990, 2060), st.integers(1, 12), st.just(1))
MONTHS = st.builds(
    lambda start, length: Period(start, month_end(start + timedelta(days=30 * length))),
    MONTH_STARTS,
    st.integers(0, 70),
)
DAYS = st.dates(date(2, 1, 1), date(9998, 12, 31))
ANY = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


def period(text: str) -> Period:
    start, end = text.split("..")
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@settings(max_examples=300)
@given(DAYS, st.sampled_from(Lang), st.booleans())
def test_parse_date_inverts_format(day: date, lang: Lang, long: bool) -> None:
    assert parse_date(format_date(day, lang, long=long)) == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "22/8/2023",
        "22/08/2023",
        "22-08-2023",
        "22.8.2023",
        "2023-08-22",
        "22 tháng 8 năm 2023",
        "ngày 22/8/2023",
        "Ngày 22 tháng 08 năm 2023",
        " 22 / 8 / 2023 ",
        "22 August 2023",
    ],
)
def test_dates_read(text: str) -> None:
    assert parse_date(text) == date(2023, 8, 22)


@pytest.mark.parametrize(
    ("day", "vi", "long", "en"),
    [
        (date(2023, 8, 22), "22/8/2023", "22 tháng 8 năm 2023", "22 August 2023"),
        (date(2023, 2, 5), "5/2/2023", "05 tháng 02 năm 2023", "5 February 2023"),
    ],
)
def test_dates_written(day: date, vi: str, long: str, en: str) -> None:
    assert format_date(day, Lang.VI) == vi
    assert format_date(day, Lang.VI, long=True) == long
    assert format_date(day, Lang.EN) == en


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/2/2023", "tháng 2/2023 có các ngày từ 1 đến 28"),
        ("29/2/2023", "từ 1 đến 28"),
        ("0/2/2023", "không có ngày 0"),
        ("8/22/2023", "ngày phải viết trước tháng"),
        ("13/13/2023", "không có tháng 13"),
        ("1/0/2023", "không có tháng 0"),
        ("1/1/0000", "không có năm 0000"),
        ("22/8/23", "đủ ngày, tháng, năm"),
        ("22/8-2023", "đủ ngày, tháng, năm"),
        ("22/8", "đủ ngày, tháng, năm"),
        ("hôm qua", "đủ ngày, tháng, năm"),
        ("", "đủ ngày, tháng, năm"),
        ("trước ngày 22/8/2023", "đủ ngày, tháng, năm"),
    ],
)
def test_impossible_dates_are_refused_with_a_remedy(text: str, problem: str) -> None:
    with pytest.raises(DateUnreadable, match=f"{problem}.*Hãy ghi ngày/tháng/năm"):
        parse_date(text)


@settings(max_examples=300)
@given(st.one_of(ANY, MONTHS), st.sampled_from(Lang))
@example(period("2023-01-01..2023-08-20"), Lang.VI)
@example(period("2021-01-01..2025-12-31"), Lang.VI)
@example(period("2023-08-20..2023-08-20"), Lang.VI)
def test_parse_period_inverts_format(kept: Period, lang: Lang) -> None:
    assert parse_period(format_period(kept, lang)) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023-01-01..2023-12-31"),
        ("năm 2023", "2023-01-01..2023-12-31"),
        ("8/2023", "2023-08-01..2023-08-31"),
        ("tháng 8/2023", "2023-08-01..2023-08-31"),
        ("Tháng 08 năm 2023", "2023-08-01..2023-08-31"),
        ("tháng 2/2024", "2024-02-01..2024-02-29"),
        ("quý II/2023", "2023-04-01..2023-06-30"),
        ("quý 2 năm 2023", "2023-04-01..2023-06-30"),
        ("Quý IV/2022", "2022-10-01..2022-12-31"),
        ("9 tháng đầu năm 2023", "2023-01-01..2023-09-30"),
        ("09 tháng năm 2025", "2025-01-01..2025-09-30"),
        ("sáu tháng đầu năm 2023", "2023-01-01..2023-06-30"),
        ("mười một tháng đầu năm 2023", "2023-01-01..2023-11-30"),
        ("6 tháng 2023", "2023-01-01..2023-06-30"),
        ("6 tháng đầu 2023", "2023-01-01..2023-06-30"),
        ("9 tháng/2023", "2023-01-01..2023-09-30"),
        ("9T/2023", "2023-01-01..2023-09-30"),
        ("9 months of 2023", "2023-01-01..2023-09-30"),
        ("nửa đầu năm 2023", "2023-01-01..2023-06-30"),
        ("nửa cuối năm 2023", "2023-07-01..2023-12-31"),
        ("H1 2023", "2023-01-01..2023-06-30"),
        ("H2/2023", "2023-07-01..2023-12-31"),
        ("the first half of 2023", "2023-01-01..2023-06-30"),
        ("second half of 2023", "2023-07-01..2023-12-31"),
        ("6 tháng cuối năm 2023", "2023-07-01..2023-12-31"),
        ("giai đoạn 2021-2025", "2021-01-01..2025-12-31"),
        ("giai đoạn 2021 – 2025", "2021-01-01..2025-12-31"),
        ("từ đầu năm 2023 đến ngày 20/8", "2023-01-01..2023-08-20"),
        ("từ đầu năm đến hết ngày 31/8/2023", "2023-01-01..2023-08-31"),
        ("từ 1/1/2023 đến 20/8/2023", "2023-01-01..2023-08-20"),
        ("từ ngày 15/7 đến ngày 11/8/2023", "2023-07-15..2023-08-11"),
        ("từ 15/12/2022 đến 14/6/2023", "2022-12-15..2023-06-14"),
        ("ngày 20/8/2023", "2023-08-20..2023-08-20"),
        ("Q3 2023", "2023-07-01..2023-09-30"),
        ("1 January to 20 August 2023", "2023-01-01..2023-08-20"),
    ],
)
def test_periods_read(text: str, expected: str) -> None:
    assert parse_period(text) == period(expected)
    assert parse_period(text, date(1999, 1, 1)) == period(expected), "a written year must not be overruled"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tháng 8", "2023-08-01..2023-08-31"),
        ("tháng 12", "2022-12-01..2022-12-31"),
        ("quý IV", "2022-10-01..2022-12-31"),
        ("quý III", "2023-07-01..2023-09-30"),
        ("9 tháng đầu năm", "2023-01-01..2023-09-30"),
        ("6 tháng cuối năm", "2023-07-01..2023-12-31"),
        ("từ đầu năm đến ngày 20/8", "2023-01-01..2023-08-20"),
        ("từ 15/7 đến 11/8", "2023-07-15..2023-08-11"),
    ],
)
def test_a_year_left_out_comes_from_the_publication(text: str, expected: str) -> None:
    assert parse_period(text, PUBLISHED) == period(expected)
    with pytest.raises(PeriodUnreadable, match="thiếu năm"):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tháng 13/2023", "không có tháng 13"),
        ("13 tháng đầu năm 2023", "không có 13 tháng"),
        ("0 tháng đầu năm 2023", "không có 0 tháng"),
        ("năm 0000", "không có năm 0000"),
        ("quý V/2023", "không nhận ra"),
        ("quý 5/2023", "không nhận ra"),
        ("9 tháng năm", "không nhận ra"),
        ("giai đoạn 2025-2021", "đứng trước"),
        ("từ 20/8/2023 đến 1/1/2023", "đứng trước"),
        ("từ 15/12 đến 14/6/2023", "đứng trước"),
        ("từ 1/1/2023 đến 31/2/2023", "từ 1 đến 28"),
        ("đến nay", "không nhận ra"),
        ("nhiệm kỳ 2020-2025", "không nhận ra"),
        ("", "không nhận ra"),
    ],
)
def test_periods_refused(text: str, problem: str) -> None:
    with pytest.raises(PeriodUnreadable, match=problem):
        parse_period(text, PUBLISHED)


@pytest.mark.parametrize(
    ("kept", "vi", "en"),
    [
        ("2023-01-01..2023-12-31", "năm 2023", "2023"),
        ("2023-01-01..2023-03-31", "quý I/2023", "the first quarter of 2023"),
        ("2023-02-01..2023-02-28", "tháng 2/2023", "February 2023"),
        ("2023-01-01..2023-06-30", "6 tháng đầu năm 2023", "the first 6 months of 2023"),
        ("2023-07-01..2023-12-31", "6 tháng cuối năm 2023", "the last 6 months of 2023"),
        ("2023-02-01..2023-04-30", "từ 1/2/2023 đến 30/4/2023", "1 February 2023 to 30 April 2023"),
        ("2021-01-01..2025-12-31", "giai đoạn 2021-2025", "2021-2025"),
        ("2023-01-01..2023-08-20", "từ đầu năm 2023 đến ngày 20/8", "1 January 2023 to 20 August 2023"),
        ("2022-12-15..2023-06-14", "từ 15/12/2022 đến 14/6/2023", "15 December 2022 to 14 June 2023"),
        ("2023-08-20..2023-08-20", "ngày 20/8/2023", "the day of 20 August 2023"),
    ],
)
def test_periods_written(kept: str, vi: str, en: str) -> None:
    assert (format_period(period(kept), Lang.VI), format_period(period(kept), Lang.EN)) == (vi, en)


@settings(max_examples=200)
@given(MONTHS | st.tuples(MONTH_STARTS, st.integers(0, 900)).map(lambda a: Period(a[0], a[0] + timedelta(a[1]))))
def test_months_cover_the_period_without_gap(whole: Period) -> None:
    parts = months_of(whole)
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert sum(part.days for part in parts) == whole.days
    for part, following in itertools.pairwise(parts):
        assert part.end == month_end(part.start)
        assert following.start == part.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("this", "before"),
    [
        ("2023-01-01..2023-08-20", "2022-01-01..2022-08-20"),
        ("2024-01-01..2024-02-29", "2023-01-01..2023-02-28"),
        ("2025-02-01..2025-02-28", "2024-02-01..2024-02-29"),
        ("2024-02-29..2024-02-29", "2023-02-28..2023-02-28"),
        ("2022-12-15..2023-06-14", "2021-12-15..2022-06-14"),
    ],
)
def test_same_period_last_year(this: str, before: str) -> None:
    assert same_period_last_year(period(this)) == period(before)


def test_period_includes_both_ends_and_cannot_run_backwards() -> None:
    quarter = period("2023-04-01..2023-06-30")
    assert quarter.days == 91
    assert date(2023, 4, 1) in quarter
    assert date(2023, 6, 30) in quarter
    assert date(2023, 7, 1) not in quarter
    assert (month_end(date(2024, 2, 3)), year_start(date(2024, 2, 3))) == (
        date(2024, 2, 29),
        date(2024, 1, 1),
    )
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2023, 2, 1), date(2023, 1, 31))


@given(st.integers(0, 7_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC) + timedelta(days=2200)))
def test_vietnam_keeps_seven_hours_ahead_of_utc(moment: datetime) -> None:
    assert day_of(moment) == (moment + timedelta(hours=7)).date() == day_of(moment.replace(tzinfo=None))


@given(st.dates(min_value=date(1976, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_has_its_first_and_its_last_moment(day: date) -> None:
    tick = timedelta(microseconds=1)
    assert (day_of(day_start(day)), day_of(day_start(day) - tick)) == (day, day - timedelta(days=1))
    assert (day_of(day_end(day)), day_of(day_end(day) + tick)) == (day, day + timedelta(days=1))
    assert (ended_day(day_end(day)), ended_day(day_end(day) - tick), ended_day(day_start(day))) == (day, None, None)


@pytest.mark.parametrize("text", ["31/12/9999", "9999-12-31", "1/1/0001"])
def test_a_day_at_the_end_of_the_calendar_is_no_date(text):
    """The day after it, or before it, would be none; no book covers it."""
    with pytest.raises(DateUnreadable):
        parse_date(text)


def test_a_moment_is_written_as_the_clock_in_vietnam_shows_it() -> None:
    moment = datetime(2023, 8, 22, 18, 30, 5, 999_999, tzinfo=UTC)
    assert format_moment(moment, Lang.VI) == "23/8/2023 01:30"
    assert format_moment(moment, Lang.EN, seconds=True) == "23 August 2023 01:30:05"
