"""The projects that dashboards tell by country and sector are what figures of each country and sector come to."""

from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from parkledger.briefing.dashboard import projects as dashboard
from parkledger.briefing.dashboard.projects import CapitalGroup, projects
from parkledger.briefing.splits import by_member
from parkledger.figures import Dimension, Question
from parkledger.figures.current import close, current_figures
from parkledger.places import get, territory
from parkledger.records.project_groups import UNKNOWN
from tests.figures.books import BAC_GIANG, Scribe, usd, vnd

ON = date(2023, 6, 30)
COUNTRIES = ["Nhật Bản", "Hàn Quốc", "Nhật Bản 60%, Hàn Quốc 40%", "Hoa Kỳ 50%; Hàn Quốc 50%", "Hàn Quốc, Hoa Kỳ", "Mỹ"]
SECTORS = ["26", "C26", "2610", "13", "may mặc", ""]


@pytest.fixture(autouse=True)
def _opened_anew() -> None:
    """Figures of the test before are forgotten."""
    close()


def registered(dice: Random, count: int) -> Scribe:
    """A book of projects of several countries and sectors, domestic ones among them, some of which have ended."""
    scribe = Scribe()
    zone = scribe.zone("Mot", industrial_m2=500)
    for number in range(count):
        is_foreign = dice.random() < 0.7
        about = {"country": dice.choice(COUNTRIES)} if is_foreign else {}
        scribe(
            "project_registered", effective_on=f"2022-0{dice.randint(1, 9)}-01", project=f"P-{number}", zone=zone,
            name=f"Dự án {number}", origin="fdi" if is_foreign else "ddi", enterprise="Doanh nghiệp giả định",
            sector=dice.choice(SECTORS), capital=usd(dice.randint(1, 90)) if is_foreign else vnd(dice.randint(1, 90) * 20_000),
            **about,
        )  # fmt: skip
        if not dice.randint(0, 5):
            scribe("project_terminated", effective_on="2023-03-01", project=f"P-{number}")
    return scribe


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_groups_are_what_figures_of_each_come_to(
    sqlite_database: str, home: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(dashboard, "MOST_GROUPS", 100)
    registered(Random(seed), 40)
    books = current_figures()
    found = projects(books, territory(get(BAC_GIANG)), ON, None)
    assert found.joint
    for dimension, groups in ((Dimension.COUNTRY, found.by_country), (Dimension.SECTOR, found.by_sector)):
        assert figures(dimension) == {told(group) for group in groups if group.name}
        assert sum(group.count for group in groups) == found.count
        assert sum((group.usd for group in groups), Fraction(0)) == found.usd


def told(group: CapitalGroup) -> tuple[str, Fraction, Fraction]:
    return (group.name.vi if group.name else "", Fraction(group.count), group.usd)


def figures(dimension: Dimension) -> set[tuple[str, Fraction, Fraction]]:
    """Each country or sector with its projects and capital in force, as figures are split."""
    books, found = current_figures(), set()
    held = Question("capital.in_force", BAC_GIANG, ON, currency="USD")
    for asked in by_member(held, dimension, books):
        counted = Question("projects.in_force", BAC_GIANG, ON, member=asked.member)
        capital, count = books.answer([asked, counted])
        assert asked.member is not None
        if asked.member.code and asked.member.code != UNKNOWN and (capital.value or count.value):
            found.add((asked.member.name.vi, count.value or Fraction(0), capital.value or Fraction(0)))
    return found


def test_the_day_of_a_project_that_a_balance_brought_is_that_of_its_certificate(
    sqlite_database: str, home: Path
) -> None:
    scribe = Scribe()
    zone = scribe.zone("Mot", industrial_m2=500)
    about: dict[str, Any] = {
        "zone": zone, "origin": "fdi", "country": "Lào", "enterprise": "Doanh nghiệp giả định", "name": "Dự án",
        "capital": usd(10), "effective_on": "2022-12-31",
    }  # fmt: skip
    seq = scribe("project_opened", project="CU-1", certified_on="2010-05-06", **about)
    scribe("project_opened", project="CU-2", **about)
    known = scribe.moment
    scribe.correct(seq, "project_opened", project="CU-1", certified_on="2011-05-06", **about)
    books = current_figures()
    for on, moment, days in (
        (ON, None, {"CU-1": date(2011, 5, 6)}),
        (ON, known, {"CU-1": date(2010, 5, 6)}),
        (date(2024, 1, 1), None, {"CU-1": date(2011, 5, 6), "CU-2": date(2022, 12, 31)}),
    ):
        found = projects(books, territory(get(BAC_GIANG)), on, moment)
        assert {each.known.code: each.known.registered_on for each in found.idle} == days
        assert found.idle_count == len(days)
