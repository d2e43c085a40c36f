"""Which months a report speaks of: no more than were reported, whoever reports by the month or by the quarter."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.reports import ReportRequest, built_in, compose
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.situation import reported_until
from parkledger.figures.current import open_figures
from parkledger.language import Lang, Period
from tests.figures.books import BAC_GIANG, Scribe

QUARTERS = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30")]


def quarterly(code: str, place: str, quarters: int = 3) -> Scribe:
    """A book whose parks report together by the quarter of 2026."""
    book = Scribe(code, place)
    for start, end in QUARTERS[:quarters]:
        book.report(f"2026-{start}", f"2026-{end}", kind="park", values={"output.production": "10 triệu USD"})
    return book


@pytest.mark.parametrize(
    ("on", "last"),
    [
        ("2026-11-30", "2026-09-30"),
        ("2026-12-15", "2026-09-30"),
        ("2026-09-30", "2026-09-30"),
        ("2026-08-20", "2026-06-30"),
    ],
)
def test_who_reports_by_the_quarter_has_told_of_no_month_beyond(database: str, home: Path, on: str, last: str) -> None:
    quarterly("bg", BAC_GIANG)
    assert reported_until(open_figures(home / "mirror"), BAC_GIANG, date.fromisoformat(on), None) == date.fromisoformat(
        last
    )


def test_a_report_says_nine_months_of_what_was_told_of_nine(database: str, home: Path) -> None:
    quarterly("bg", BAC_GIANG)
    period = Period(date(2026, 1, 1), date(2026, 11, 30))
    text = as_text(
        compose(ReportRequest(built_in("delegation", Lang.VI), BAC_GIANG, period), open_figures(home / "mirror"))
    )
    assert "9 tháng đầu năm 2026 đạt 600,00 tỷ đồng" in text
    assert "11 tháng" not in text.partition("600,00 tỷ đồng")[0].rpartition("\n")[2]


def test_of_several_places_the_last_reported_day_counts_and_one_without_reports_holds_none_back(
    database: str, home: Path
) -> None:
    quarterly("bg", BAC_GIANG, 3)
    quarterly("bk", "viet-nam.bac-kan", 2)
    Scribe("tn", "viet-nam.thai-nguyen")
    places = [BAC_GIANG, "viet-nam.bac-kan", "viet-nam.thai-nguyen"]
    assert reported_until(open_figures(home / "mirror"), places, date(2026, 11, 30), None) == date(2026, 9, 30)


def ending(code: str, days: list[tuple[str, str]]) -> None:
    """A book whose parks report together over days of 2026."""
    book = Scribe(code)
    for start, end in days:
        book.report(f"2026-{start}", f"2026-{end}", kind="park", values={"output.production": "10 triệu USD"})


MONTHS = [("01-01", "01-31"), ("02-01", "02-28"), ("03-01", "03-31")]
WINDOWS = [("01-01", "01-14"), ("01-15", "02-14"), ("02-15", "03-14")]


@pytest.mark.parametrize(
    ("days", "last"),
    [
        ([*MONTHS, ("04-01", "04-20")], date(2026, 3, 31)),
        (MONTHS, date(2026, 3, 31)),
        (WINDOWS, date(2026, 3, 14)),
        ([("01-01", "01-20")], date(2026, 1, 20)),
    ],
)
def test_a_part_of_a_month_is_not_set_beside_whole_months_but_windows_of_its_own_are_told_to_their_end(
    database: str, home: Path, days: list[tuple[str, str]], last: date
) -> None:
    ending("bg", days)
    assert reported_until(open_figures(home / "mirror"), BAC_GIANG, date(2026, 4, 30), None) == last
