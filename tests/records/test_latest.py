"""The day that a page opens at where its address names none."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from parkledger.figures.current import close
from parkledger.language import today
from parkledger.records.latest import page_dates
from tests.figures.books import BAC_KAN, Scribe


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    close()
    yield
    close()


def test_books_that_fell_silent_open_at_their_last_day_and_what_is_due_is_of_today(
    home: Path, sqlite_database: str
) -> None:
    assert page_dates({}).on == today()  # no book at all
    Scribe().zone("Một", on="2024-05-06")
    close()
    found = page_dates({})
    assert found.on == date(2024, 5, 6)
    assert found.at_latest
    assert found.due_on == found.of_duties.on == today()
    assert found.query() == ""
    asked = page_dates({"on": "2020-01-02"})
    assert not asked.at_latest
    assert asked.on == asked.due_on == asked.of_duties.on == date(2020, 1, 2)


def test_a_book_that_is_kept_opens_today(home: Path, sqlite_database: str) -> None:
    Scribe().zone("Một", on="2024-05-06")
    Scribe("bk", BAC_KAN).zone("Hai", on=(today() - timedelta(days=30)).isoformat())
    found = page_dates({})
    assert found.on == found.due_on == today()
    assert not found.at_latest


@pytest.mark.parametrize("later", [timedelta(days=-3), timedelta(days=30)])
def test_a_book_of_next_to_nothing_moves_the_day_of_nobody(home: Path, sqlite_database: str, later: timedelta) -> None:
    large = Scribe()
    for number in range(20):
        large.zone(f"Khu {number}", on=f"2024-05-{number + 1:02d}")
    small = Scribe("bk", BAC_KAN)
    small.zone("Hai", on=(today() + later).isoformat())
    assert page_dates({}).on == date(2024, 5, 20)
    small.zone("Ba", on=(today() - timedelta(days=10)).isoformat())
    small.zone("Tư", on=(today() - timedelta(days=9)).isoformat())
    close()
    assert page_dates({}).on == today()
