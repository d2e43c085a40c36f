"""What pages of projects and zones say beside the figures of their places: the same on the same day, and what the rest is."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from parkledger.briefing.zone_profiles import zone_page
from parkledger.figures.current import close
from parkledger.language import Lang
from parkledger.records.dates import Dates
from parkledger.records.project_profiles import project_page
from tests.figures.books import BAC_GIANG, Scribe, usd, value


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    """Figures of the test before are forgotten."""
    close()


def registered(scribe: Scribe, zone: str, on: str = "2021-05-04") -> None:
    scribe(
        "project_registered", effective_on=on, project="P-1", zone=zone, name="Dự án", origin="fdi", country="Lào",
        enterprise="Doanh nghiệp giả định", capital=usd(81),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ended", "days"),
    [
        ("2022-12-31", ["2021-12-31", "2022-12-30"]),
        ("2023-01-01", ["2021-12-31", "2022-12-31"]),
        ("2022-06-15", ["2021-12-31", "2022-06-14"]),
        ("2021-05-04", []),
    ],
)
def test_a_project_has_its_capital_to_the_day_before_its_end_as_its_place_has(
    sqlite_database: str, home: Path, ended: str, days: list[str]
) -> None:
    scribe = Scribe()
    registered(scribe, scribe.zone("Mot", industrial_m2=100))
    scribe("project_terminated", effective_on=ended, project="P-1")
    for after in (0, 1, 400):
        day = date.fromisoformat(ended) + timedelta(days=after)
        years = project_page("bg", "P-1", Dates(day), Lang.VI).years
        assert [year.until.isoformat() for year in years] == days
        for year in years:
            of_place = value(home, "capital.in_force", year.until.isoformat(), BAC_GIANG, currency="USD")
            assert year.registered == (of_place or 0) * 100 == 8100


def test_land_let_that_no_project_holds_is_told_beside_what_projects_hold(sqlite_database: str, home: Path) -> None:
    scribe = Scribe()
    zone = scribe.zone("Mot", industrial_m2=100)
    registered(scribe, zone)
    scribe("land_leased", effective_on="2021-06-01", zone=zone, project="P-1", area_m2=99_000)
    rest = {"2021-12-31": 0, "2022-06-30": 531_500}
    scribe("land_leased", effective_on="2022-02-01", zone=zone, area_m2=531_500)
    for day, area in rest.items():
        page = zone_page(("bg", zone), Dates(date.fromisoformat(day)), Lang.VI)
        assert (page.added.land, page.land_of_no_project) == (99_000, area)
