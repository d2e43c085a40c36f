"""A zone that has become part of another is in no count of zones of the days after: of reports, of levels, of land to let."""

import calendar
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.figures import Figure
from parkledger.figures.current import open_figures
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang
from tests.figures.books import CLUSTER, PARK, Scribe, ask, question, zone_id

END = "2023-07-01"


@pytest.fixture
def merged(home: Path, sqlite_database: str) -> Path:
    """Four parks with land to let of which one has let some; B and C become part of A, C without ever having reported."""
    book = Scribe()
    for name in "ABCD":
        zone = book.zone(name, industrial_m2=50)
        book("zone_operating", effective_on="2011-01-01", zone=zone)
    book("land_leased", effective_on="2012-03-01", zone="kcn-a", area_m2=100_000)
    for month in range(1, 7):
        for zone in ("kcn-a", "kcn-b", "kcn-d"):
            _report(book, zone, 2023, month)
    for zone in ("kcn-a", "kcn-b"):
        book.report("2023-01-01", "2023-06-30", zone=zone, values={"labour.workers": 100})
    for zone in ("kcn-b", "kcn-c"):
        book("zone_merged", effective_on=END, zone=zone, into="kcn-a")
    for month in range(7, 13):
        _report(book, "kcn-a", 2023, month)
    return home


def _report(book: Scribe, zone: str, year: int, month: int) -> None:
    last = date(year, month, calendar.monthrange(year, month)[1])
    book.report(f"{year}-{month:02d}-01", last.isoformat(), zone=zone, values={"output.production": "10 USD"})


def _ask(home: Path, indicator: str, on: str, **more: str) -> Figure:
    figures = open_figures(home / "mirror")
    try:
        return figures.one(question(indicator, on, kind=PARK, **more))
    finally:
        figures.close()


@pytest.mark.parametrize("start", [END, "2023-10-01"], ids=["from the day it ended", "later"])
def test_reports_are_not_expected_of_a_zone_that_had_ended(merged: Path, start: str) -> None:
    found = _ask(merged, "output.production", "2023-12-31", start=start)
    assert coverage_note(found, Lang.VI) == "chưa có báo cáo của 1/2 KCN (KCN D)"


def test_of_a_period_in_which_it_ended_a_zone_is_told(merged: Path) -> None:
    found = _ask(merged, "output.production", "2023-09-30", start="2023-01-01")
    assert "1/4 KCN (KCN C)" in coverage_note(found, Lang.VI)


def test_a_level_counts_the_zones_that_stand(merged: Path) -> None:
    assert coverage_note(_ask(merged, "labour.workers", "2023-06-30"), Lang.VI).endswith("2/4 KCN (KCN C, KCN D)")
    assert coverage_note(_ask(merged, "labour.workers", "2023-07-31"), Lang.VI).startswith(
        "chưa có báo cáo của 1/2 KCN (KCN D);"
    )


@pytest.mark.parametrize("indicator", ["occupancy", "land.leased"])
def test_land_that_went_into_another_zone_is_not_counted_as_not_let(merged: Path, indicator: str) -> None:
    assert "ở 3/4 KCN" in coverage_note(_ask(merged, indicator, "2023-06-30"), Lang.VI)
    assert "ở 1/2 KCN" in coverage_note(_ask(merged, indicator, "2023-07-31"), Lang.VI)


def test_a_level_that_ended_with_its_zone_is_told_until_the_zone_that_took_over_reports(merged: Path) -> None:
    said = "chưa gồm phần của 1 KCN (KCN B) từ khi sáp nhập: khu, cụm tiếp nhận chưa báo cáo"
    before, after = (_ask(merged, "labour.workers", on) for on in ("2023-06-30", "2023-07-31"))
    assert [before.value, after.value] == [200, 100]
    assert said not in coverage_note(before, Lang.VI)
    assert said in coverage_note(after, Lang.VI)
    assert not after.coverage.is_comparable


def test_a_level_that_the_zone_that_took_over_reports_is_whole_again(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    for name in "ABC":
        zone = book.zone(name, industrial_m2=50)
        book("zone_operating", effective_on="2011-01-01", zone=zone)
        book.report("2023-01-01", "2023-06-30", zone=zone, values={"labour.workers": 100})
    book("zone_merged", effective_on=END, zone="kcn-c", into="kcn-b")
    book("zone_merged", effective_on="2023-08-01", zone="kcn-b", into="kcn-a")
    found = _ask(home, "labour.workers", "2023-09-30")
    assert [gap.title for each in found.coverage.lacked for gap in each.zones] == ["KCN B", "KCN C"]
    book.report("2023-07-01", "2023-09-30", zone="kcn-a", values={"labour.workers": 280})
    found = _ask(home, "labour.workers", "2023-09-30")
    assert found.value == 280
    assert not found.coverage.lacked


def test_land_of_a_zone_that_became_part_of_another_was_not_let_in_it(home: Path, sqlite_database: str) -> None:
    book = Scribe()
    for name, kind in (("A", "park"), ("B", "park"), ("C", "cluster")):
        zone = book.zone(name, kind, industrial_m2=50)
        book("land_leased", effective_on="2022-03-01", zone=zone, area_m2=100_000)
        book("land_leased", effective_on="2023-03-01", zone=zone, area_m2=20_000)
    for zone in ("kcn-b", "ccn-c"):
        book("zone_merged", effective_on=END, zone=zone, into="kcn-a")
    book("land_leased", effective_on="2023-08-01", zone="kcn-a", area_m2=30_000)

    def let(**about: Any) -> Fraction | None:
        return ask(home, "land.let", "2023-12-31", **about).value

    assert let() == 9
    assert (let(kind=PARK), let(kind=CLUSTER)) == (Fraction(7), Fraction(2))
    parts = [let(zone=zone_id(home, zone)) for zone in ("kcn-a", "kcn-b", "ccn-c")]
    assert parts == [5, 2, 2]
