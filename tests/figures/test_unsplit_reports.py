"""Reports that do not tell origins of capital apart: what is asked of one origin lacks them, and is no part of a whole."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.catalogue import Origin
from parkledger.figures import Figure
from parkledger.figures.coverage import UNSPLIT_SHARE, CoverageStatus, ZoneLack
from parkledger.figures.current import open_figures
from tests.figures.books import BAC_GIANG, PARK, Scribe, question

END = date(2024, 6, 30)
SPRING = date(2024, 4, 1)
RULED = "2026-12-01"
"""When a report of a level already ended what stood of other scopes."""


def asked(indicator: str, home: Path, *, form: str = "value", end: date = END, start: date | None = None) -> Figure:
    figures = open_figures(home / "mirror")
    first = start.isoformat() if start else None
    try:
        (found,) = figures.answer(
            [question(indicator, end.isoformat(), start=first, kind=PARK, origin=Origin.FDI, form=form)]
        )
    finally:
        figures.close()
    return found


@pytest.fixture
def office(home: Path, sqlite_database: str) -> Scribe:
    office = Scribe()
    for name in ("Một", "Hai"):
        office.zone(name, on="2020-01-01")
        office("zone_operating", effective_on="2021-01-01", zone=f"kcn-{name.lower()}")
    return office


def report(office: Scribe, zone: str, amount: int, start: str, end: str, **about: str) -> None:
    office.report(
        start, end, zone=zone, values={"output.production": f"{amount} VND", "labour.workers": amount}, **about
    )


def test_a_zone_whose_report_is_of_all_origins_is_lacking_of_one(office: Scribe, home: Path) -> None:
    report(office, "kcn-một", 60, "2024-04-01", "2024-06-30", origin="fdi")
    report(office, "kcn-một", 10, "2024-04-01", "2024-06-30", origin="ddi")
    report(office, "kcn-hai", 100, "2024-04-01", "2024-06-30")
    for indicator, start in (("output.production", SPRING), ("labour.workers", None)):
        found = asked(indicator, home, start=start)
        assert found.value == 60, indicator
        assert found.coverage.status is CoverageStatus.PARTIAL
        (lacked,) = found.coverage.lacked
        assert (lacked.why, [gap.code for gap in lacked.zones]) == (ZoneLack.UNSPLIT, ["kcn-hai"])
        assert len(found.coverage.heard) == 1, "the other has told nothing of it"
        share = asked(indicator, home, start=start, form="share")
        assert share.value is None
        assert share.coverage.refusal == UNSPLIT_SHARE


def test_where_all_tell_origins_apart_nothing_is_lacking(office: Scribe, home: Path) -> None:
    for zone, fdi in (("kcn-một", 60), ("kcn-hai", 30)):
        report(office, zone, fdi, "2024-04-01", "2024-06-30", origin="fdi")
        report(office, zone, 10, "2024-04-01", "2024-06-30", origin="ddi")
    for indicator, start in (("output.production", SPRING), ("labour.workers", None)):
        found = asked(indicator, home, start=start)
        assert found.value == 90
        assert not found.coverage.lacked
        share = asked(indicator, home, start=start, form="share")
        assert share.value == Fraction(9000, 110)


def test_a_zone_that_has_one_origin_alone_is_not_lacking_of_the_other(office: Scribe, home: Path) -> None:
    report(office, "kcn-một", 60, "2024-04-01", "2024-06-30", origin="fdi")
    report(office, "kcn-hai", 10, "2024-04-01", "2024-06-30", origin="ddi")
    found = asked("output.production", home, start=SPRING)
    assert found.value == 60
    assert not found.coverage.lacked


def test_a_level_is_lacking_from_the_report_on_that_no_longer_tells_apart(office: Scribe, home: Path) -> None:
    for zone in ("kcn-một", "kcn-hai"):
        report(office, zone, 60, "2024-01-01", "2024-03-31", origin="fdi", at=RULED)
    report(office, "kcn-hai", 100, "2024-04-01", "2024-06-30", at="2026-12-02")
    report(office, "kcn-một", 70, "2024-04-01", "2024-06-30", origin="fdi")
    before = asked("labour.workers", home, end=date(2024, 3, 31))
    assert before.value == 120
    assert not before.coverage.lacked
    after = asked("labour.workers", home)
    assert after.value == 70
    assert [gap.code for gap in after.coverage.lacked[0].zones] == ["kcn-hai"]


def test_a_report_of_a_place_as_a_whole_is_told_without_a_zone(office: Scribe, home: Path) -> None:
    report(office, "kcn-một", 60, "2024-01-01", "2024-03-31", origin="fdi")
    office.report("2024-04-01", "2024-06-30", place=BAC_GIANG, kind="park", values={"output.production": "100 VND"})
    found = asked("output.production", home, start=date(2024, 1, 1))
    assert found.value == 60
    assert found.coverage.lacked[0].why is ZoneLack.UNSPLIT
    assert found.coverage.lacked[0].zones == ()


def test_a_level_is_told_again_once_reports_tell_origins_apart(office: Scribe, home: Path) -> None:
    for zone in ("kcn-một", "kcn-hai"):
        report(office, zone, 100, "2024-01-01", "2024-03-31", at=RULED)
    report(office, "kcn-một", 70, "2024-04-01", "2024-06-30", origin="fdi", at="2026-12-02")
    report(office, "kcn-một", 20, "2024-04-01", "2024-06-30", origin="ddi")
    report(office, "kcn-hai", 40, "2024-04-01", "2024-06-30", origin="fdi")
    report(office, "kcn-hai", 40, "2024-04-01", "2024-06-30", origin="ddi")
    found = asked("labour.workers", home)
    assert found.value == 110
    assert not found.coverage.lacked


@pytest.mark.parametrize("indicator", ["labour.workers", "output.production"])
def test_a_zone_that_told_of_the_other_origin_alone_after_all_is_lacking(
    office: Scribe, home: Path, indicator: str
) -> None:
    report(office, "kcn-hai", 100, "2024-01-01", "2024-03-31", at=RULED)
    report(office, "kcn-một", 70, "2024-04-01", "2024-06-30", origin="fdi", at="2026-12-02")
    report(office, "kcn-hai", 40, "2024-04-01", "2024-06-30", origin="ddi")
    found = asked(indicator, home, start=SPRING if indicator == "output.production" else None)
    assert found.value == 70
    assert [(each.why, [gap.code for gap in each.zones]) for each in found.coverage.lacked] == [
        (ZoneLack.DDI_ALONE, ["kcn-hai"])
    ]


def test_what_is_asked_with_other_scopes_is_as_if_asked_alone(office: Scribe, home: Path) -> None:
    for zone in ("kcn-một", "kcn-hai"):
        report(office, zone, 60, "2024-01-01", "2024-03-31", origin="fdi", at=RULED)
    report(office, "kcn-hai", 100, "2024-04-01", "2024-06-30", at="2026-12-02")
    questions = [
        question(indicator, END.isoformat(), kind=kind, origin=origin)
        for indicator in ("labour.workers", "output.production")
        for kind in (None, PARK)
        for origin in (None, *Origin)
    ]
    figures = open_figures(home / "mirror")
    try:
        together = figures.answer(questions)
    finally:
        figures.close()
    for each, found in zip(questions, together, strict=True):
        figures = open_figures(home / "mirror")
        try:
            (alone,) = figures.answer([each])
        finally:
            figures.close()
        assert (alone.value, alone.coverage) == (found.value, found.coverage), each
