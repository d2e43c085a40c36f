"""What dashboards tell of a year's production: the periods that parks report, whatever they are, each day in one row."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from parkledger.briefing.dashboard.page_tables import PageContext, months_table
from parkledger.briefing.dashboard.questions import subject, together
from parkledger.briefing.dashboard.tables import Year, months
from parkledger.figures.current import close, current_figures
from parkledger.language import Lang
from parkledger.records.dates import Dates
from tests.figures.books import BAC_GIANG, Scribe


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    """Figures of the test before are forgotten."""
    close()


def produced(on: date) -> Year:
    """The year of production that a dashboard shows on a day; exports were not reported."""
    found = together(current_figures().answer, {"months": months(subject(BAC_GIANG, on, None, None))})["months"]
    (year,) = found
    assert isinstance(year, Year)
    return year


def names(year: Year, lang: Lang = Lang.VI) -> list[str]:
    page = PageContext(subject(BAC_GIANG, date(2023, 12, 31), None, None), Dates(date(2023, 12, 31)), lang, {})
    return [words.of(lang) for row in months_table(year, page).rows if (words := row.cell("end").text)]  # type: ignore[union-attr]


def periods(dice: Random) -> Iterator[tuple[date, date]]:
    """The months, quarters and half-years that a park reports one after another, up to some month."""
    month, last = 1, dice.choice((6, 9, 12))
    while month <= last:
        length = dice.choice([each for each in (1, 3, 6) if (month - 1) % each == 0 and month - 1 + each <= last])
        following = date(2023 + (month - 1 + length) // 12, (month - 1 + length) % 12 + 1, 1)
        yield date(2023, month, 1), following - timedelta(days=1)
        month += length


@pytest.mark.parametrize("seed", range(4))
def test_each_day_that_was_reported_is_in_one_row(sqlite_database: str, home: Path, seed: int) -> None:
    dice = Random(seed)
    scribe = Scribe()
    zone = scribe.zone("Mot", industrial_m2=200)
    reported = list(periods(dice))
    amounts = [dice.randint(1, 900) * 10**9 for _ in reported]
    for (start, end), amount in zip(reported, amounts, strict=True):
        values = {"output.production": f"{amount} VND"}
        scribe.report(start.isoformat(), end.isoformat(), zone=zone, values=values)
    year = produced(date(2023, 12, 31))
    assert [(each.period.start, each.period.end) for each in year.periods] == reported
    assert [each.value.value for each in year.periods] == amounts
    assert year.periods[-1].so_far.value == sum(amounts, Fraction(0))
    assert all(one.period.end < other.period.start for one, other in pairwise(year.periods))
    assert year.monthly is all(start.month == end.month for start, end in reported)


def test_quarters_are_told_by_their_names_and_months_without_a_report_stand_between(
    sqlite_database: str, home: Path
) -> None:
    scribe = Scribe()
    zone = scribe.zone("Mot", industrial_m2=200)
    values = {"output.production": "1000000000 VND"}
    for start, end in (("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-04-30"), ("2023-06-01", "2023-06-30")):
        scribe.report(start, end, zone=zone, values=values)
    year = produced(date(2023, 8, 15))
    assert names(year) == ["Quý I/2023", "4/2023", "5/2023", "6/2023"]
    assert names(year, Lang.EN) == ["First quarter of 2023", "Apr 2023", "May 2023", "Jun 2023"]
    assert names(produced(date(2023, 5, 15))) == ["Quý I/2023", "4/2023"]
