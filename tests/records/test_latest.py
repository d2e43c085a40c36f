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
