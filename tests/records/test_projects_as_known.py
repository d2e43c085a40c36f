"""Projects on two dates: what an opening balance says of a project's past."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from parkledger.figures.current import close
from parkledger.records.dates import Dates
from parkledger.records.histories import projects_on
from tests.figures.books import BAC_GIANG, Scribe, usd


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    close()
    yield
    close()


@pytest.mark.parametrize(
    ("given", "shown"), [({"certified_on": "2009-05-06"}, date(2009, 5, 6)), ({}, date(2022, 12, 31))]
)
def test_a_project_of_an_opening_balance_was_certified_when_it_says(
    home: Path, sqlite_database: str, given: dict[str, str], shown: date
) -> None:
    Scribe()(
        "project_opened", effective_on="2022-12-31", project="A", name="Nhà máy A", enterprise="Công ty Minh họa",
        origin="fdi", capital=usd(5), place=BAC_GIANG, **given,
    )  # fmt: skip
    (project,) = projects_on(Dates(date(2023, 6, 30))).values()
    assert project.registered_on == shown
    assert not projects_on(Dates(date(2022, 12, 30)))
