"""What nobody reported at the end of a period, and a level carried on since its last report, are marked once they are overdue."""

import calendar
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.comparison.tables import ComparisonCell, ComparisonRequest, line_of
from parkledger.briefing.open_data import figures_table
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figure, Form
from parkledger.figures.coverage import UNEQUAL_DAYS, UNREPORTED_PERIOD
from parkledger.figures.current import open_figures
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang
from parkledger.places import get
from tests.figures.books import BAC_GIANG, BAC_KAN, BAC_NINH, PARK, Scribe, question


def _last(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()


@pytest.fixture
def reported(home: Path, sqlite_database: str) -> Path:
    """Two parks: production of all months of 2022 and of 2023 to November, workers of quarters but of the third of 2023."""
    book = Scribe()
    for name in ("A", "B"):
        zone = book.zone(name)
        for year, months in ((2022, range(1, 13)), (2023, range(1, 12))):
            for month in months:
                values = {"output.production": "10 USD"}
                book.report(f"{year}-{month:02d}-01", _last(year, month), zone=zone, values=values)
        for year, month in ((2022, 12), (2023, 3), (2023, 6), (2023, 12)):
            day = _last(year, month)
            book.report(day, day, zone=zone, values={"labour.workers": 100})
    return home


def _series(home: Path, indicator: str, ends: Iterable[str], **more: str) -> list[Figure]:
    figures = open_figures(home / "mirror")
    try:
        return figures.answer([question(indicator, end, kind=PARK, **more) for end in ends])
    finally:
        figures.close()


def _notes(found: Iterable[Figure]) -> list[str]:
    return [coverage_note(figure, Lang.VI) for figure in found]


def test_a_year_of_eleven_months_says_so(reported: Path) -> None:
    year, months = _series(reported, "output.production", ["2023-12-31", "2023-11-30"], start="2023-01-01")
    assert _notes([year, months]) == ["báo cáo đến ngày 30/11/2023", ""]
    assert not year.coverage.is_complete
    (growth,) = _series(reported, "output.production", ["2023-12-31"], start="2023-01-01", form="growth")
    assert growth.value is None
    assert growth.coverage.refusal == UNREPORTED_PERIOD


def test_a_month_that_is_not_due_yet_is_not_missing(reported: Path) -> None:
    (year,) = _series(reported, "output.production", ["2023-12-31"], start="2023-01-01", known_at="2023-12-31")
    assert year.value is not None
    assert _notes([year]) == [""]


def test_a_quarter_of_which_one_month_was_reported_says_so_once_the_next_is_overdue(
    home: Path, sqlite_database: str
) -> None:
    """The book's last event lies within the quarter, and the quarter ends within the 62 days in which a book is taken to be kept."""
    book = Scribe()
    zone = book.zone("A")
    book.report("2023-10-01", "2023-10-31", zone=zone, values={"output.production": "10 USD"})
    book.zone("B", on="2023-11-10")
    quarter = {"start": "2023-10-01"}
    due, overdue, silent = (
        _series(home, "output.production", ["2023-12-31"], **quarter, known_at=known)[0]
        for known in ("2024-01-01", "2024-01-02", "2024-06-01")
    )
    assert _notes([due, overdue, silent]) == ["", "báo cáo đến ngày 31/10/2023", "báo cáo đến ngày 31/10/2023"]
    assert [figure.coverage.is_complete for figure in (due, overdue, silent)] == [True, False, False]
    assert [tuple(period.end.isoformat() for period in due.coverage.periods)] == [("2023-10-31",)]


def test_a_level_carried_over_a_missed_report_is_marked_and_between_reports_is_not(reported: Path) -> None:
    ends = ["2023-06-30", "2023-08-31", "2023-09-30", "2023-10-15", "2023-12-31", "2024-01-31"]
    carried = "báo cáo đến ngày 30/6/2023"
    assert _notes(_series(reported, "labour.workers", ends)) == ["", "", carried, carried, "", ""]


def test_a_level_that_one_park_carries_on_alone_names_it(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    for name in ("A", "B"):
        zone = book.zone(name)
        for month in (3, 6, 9, 12):
            if name == "A" or month != 9:
                day = _last(2023, month)
                book.report(day, day, zone=zone, values={"labour.workers": 100})
    june, september, december = _notes(_series(home, "labour.workers", ["2023-06-30", "2023-09-30", "2023-12-31"]))
    assert (june, december) == ("", "")
    assert september == "thiếu KCN B: tháng 7–9/2023"


def test_open_data_says_what_a_figure_lacks(reported: Path) -> None:
    found = _series(reported, "output.production", ["2023-12-31", "2023-11-30"], start="2023-01-01")
    rows = figures_table(found, Lang.VI).rows
    assert [row.cell("value").remark for row in rows] == ["báo cáo đến ngày 30/11/2023", ""]


def test_a_rank_is_among_figures_to_one_day(home: Path, sqlite_database: str) -> None:
    """Of three provinces one did not report workers of the third quarter: its number of June is none beside September's."""
    places = [BAC_GIANG, BAC_KAN, BAC_NINH]
    for place, workers in zip(places, (100, 200, 300), strict=True):
        book = Scribe(place.rpartition(".")[2], place)
        zone = book.zone("Mot")
        for month in (3, 6, 9, 12):
            if (place, month) != (BAC_NINH, 9):
                book.report(_last(2023, month), _last(2023, month), zone=zone, values={"labour.workers": workers})
    figures = open_figures(home / "mirror")
    asked = [question("labour.workers", _last(2023, 9), place, form="rank") for place in places]
    earlier = [question("labour.workers", _last(2023, 6), place, form="rank") for place in places]
    try:
        found, before = figures.answer(asked), figures.answer(earlier)
        compared = line_of(
            ComparisonRequest(INDICATORS["labour.workers"]),
            None,
            [ComparisonCell(figure) for figure in figures.answer([replace(each, form=Form.VALUE) for each in asked])],
            [ComparisonSubject(place, get(place).title(), place) for place in places],
        )
    finally:
        figures.close()
    assert [figure.value for figure in before] == [3, 2, 1]
    assert [figure.value for figure in found] == [2, 1, None]
    assert found[2].coverage.refusal == UNEQUAL_DAYS
    assert "trong 2 tỉnh có số liệu, không kể 1 đơn vị có số liệu đến ngày khác" in found[0].formula_name.vi
    assert [cell.among for cell in compared.cells] == [2, 1, None]
