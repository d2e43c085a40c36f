"""Reports that do not tell origins of capital apart: what is asked of one origin lacks them, and is no part of a whole."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.briefing.as_json import coverage_json
from parkledger.catalogue import Origin
from parkledger.figures import Figure, SupposedPosting
from parkledger.figures.coverage import UNSPLIT_SHARE, CoverageStatus, ZoneLack
from parkledger.figures.current import open_figures
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang
from tests.figures.books import (
    BAC_GIANG,
    BAC_KAN,
    BAC_NINH_TODAY,
    CLUSTER,
    COUNTRY,
    PARK,
    VIET_YEN,
    Scribe,
    question,
    zone_id,
)

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


def report(office: Scribe, zone: str, amount: int, start: str, end: str, **about: str) -> int:
    return office.report(
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


@pytest.fixture
def of_many(home: Path) -> Callable[..., Figure]:
    """Asks for a figure of the whole country, or of a region: of foreign capital, if not said otherwise."""

    def asked(indicator: str, place: str, *, end: date = END, **more: Any) -> Figure:
        about = {"kind": PARK, "origin": Origin.FDI} | more
        if indicator == "output.production":
            about = {"start": SPRING.isoformat()} | about
        figures = open_figures(home / "mirror")
        try:
            return figures.one(question(indicator, end.isoformat(), place, **about))
        finally:
            figures.close()

    return asked


def lacking(figure: Figure) -> list[str]:
    """The provinces that a figure of one origin lacks some of; each lack is told of provinces, not of zones."""
    assert not any(each.zones for each in figure.coverage.lacked)
    assert all(each.why is ZoneLack.UNSPLIT for each in figure.coverage.lacked)
    return [place for each in figure.coverage.lacked for place in each.places]


INDICATORS = ("output.production", "labour.workers")
NORTH = "vung.trung-du-va-mien-nui-phia-bac"
"""The region of both provinces in 2024."""


@pytest.fixture
def mountain(office: Scribe) -> Scribe:
    """The book of another province of the region."""
    other = Scribe("bk", BAC_KAN)
    other.zone("Ba", on="2020-01-01")
    return other


@pytest.mark.parametrize("indicator", INDICATORS)
@pytest.mark.parametrize("place", [COUNTRY, NORTH])
def test_the_provinces_whose_reports_are_of_all_origins_are_named(
    office: Scribe, mountain: Scribe, of_many: Callable[..., Figure], indicator: str, place: str
) -> None:
    for origin, amount in (("fdi", 60), ("ddi", 10)):
        report(office, "kcn-một", amount, "2024-04-01", "2024-06-30", origin=origin)
        report(mountain, "kcn-ba", 5, "2024-04-01", "2024-06-30", origin=origin)
    assert not of_many(indicator, place).coverage.lacked
    assert of_many(indicator, place, form="share").value == Fraction(6500, 80)
    unsplit = report(office, "kcn-hai", 100, "2024-04-01", "2024-06-30", at=RULED)
    for origin, value in ((Origin.FDI, 65), (Origin.DDI, 15)):
        found = of_many(indicator, place, origin=origin)
        assert found.value == value
        assert lacking(found) == [BAC_GIANG]
        assert found.coverage.status is not CoverageStatus.COMPLETE
        assert "chưa gồm phần của tỉnh Bắc Giang: báo cáo không tách FDI" in coverage_note(found, Lang.VI)
        assert "without the part of Bac Giang province, where" in coverage_note(found, Lang.EN)
        told = {"why": "unsplit", "zones": 0, "places": ["Bắc Giang"]}
        assert coverage_json(found, Lang.VI)["zones_incomplete"] == [told]
    share = of_many(indicator, place, form="share")
    assert (share.value, share.coverage.refusal) == (None, UNSPLIT_SHARE)
    assert not of_many(indicator, place, origin=None).coverage.lacked
    assert not of_many(indicator, place, kind=CLUSTER).coverage.lacked
    assert not of_many(indicator, place, known_at="2026-11-30").coverage.lacked, "it was reported later"
    office.withdraw(unsplit)
    assert not of_many(indicator, place).coverage.lacked


def test_of_a_country_only_reports_within_the_period_tell(
    office: Scribe, mountain: Scribe, of_many: Callable[..., Figure]
) -> None:
    report(mountain, "kcn-ba", 60, "2024-04-01", "2024-06-30", origin="fdi")
    for zone, start, end in (
        ("kcn-một", "2024-01-01", "2024-03-31"),
        ("kcn-hai", "2024-03-01", "2024-04-30"),
        ("kcn-một", "2024-07-01", "2024-09-30"),
    ):
        office.report(start, end, zone=zone, values={"output.production": "9 VND"})
    assert not of_many("output.production", COUNTRY).coverage.lacked
    found = of_many("output.production", COUNTRY, end=date(2024, 9, 30))
    assert lacking(found) == [BAC_GIANG]


def test_a_country_level_is_lacking_from_one_report_of_all_to_the_next_that_tells_apart(
    office: Scribe, mountain: Scribe, of_many: Callable[..., Figure]
) -> None:
    report(mountain, "kcn-ba", 5, "2024-01-01", "2024-03-31", origin="fdi", at=RULED)
    report(office, "kcn-một", 60, "2024-01-01", "2024-03-31", at=RULED)
    report(office, "kcn-một", 70, "2024-04-01", "2024-06-30", origin="fdi", at="2026-12-02")
    assert lacking(of_many("labour.workers", COUNTRY, end=date(2024, 3, 31))) == [BAC_GIANG]
    assert lacking(of_many("labour.workers", COUNTRY)) == []
    report(office, "kcn-hai", 20, "2024-04-01", "2024-06-30")
    assert lacking(of_many("labour.workers", COUNTRY)) == [BAC_GIANG]
    office("zone_revoked", effective_on="2024-08-01", zone="kcn-hai")
    assert lacking(of_many("labour.workers", COUNTRY, end=date(2024, 8, 31))) == [], "with the zone its level ended"


def test_a_place_reported_as_a_whole_is_named_with_its_province(
    office: Scribe, mountain: Scribe, of_many: Callable[..., Figure]
) -> None:
    report(mountain, "kcn-ba", 5, "2024-04-01", "2024-06-30", origin="fdi")
    office.report("2024-04-01", "2024-06-30", place=VIET_YEN, kind="park", values={"output.production": "100 VND"})
    for place in (COUNTRY, NORTH):
        assert lacking(of_many("output.production", place)) == [BAC_GIANG]
    found = of_many("output.production", COUNTRY, end=date(2025, 12, 31), start="2024-01-01")
    assert lacking(found) == [BAC_NINH_TODAY], "provinces are those of the day"


def test_what_another_book_took_the_place_of_lacks_nothing(office: Scribe, of_many: Callable[..., Figure]) -> None:
    new = Scribe("bn", BAC_NINH_TODAY)
    report(office, "kcn-một", 60, "2025-07-01", "2025-09-30", at=RULED)
    new.report("2025-07-01", "2025-09-30", kind="cluster", origin="fdi", values={"labour.workers": 3}, at=RULED)
    found = of_many("labour.workers", COUNTRY, end=date(2025, 9, 30), kind=None)
    assert lacking(found) == [BAC_NINH_TODAY]
    new.report("2025-10-01", "2025-12-31", kind="park", values={"labour.workers": 0})
    found = of_many("labour.workers", COUNTRY, end=date(2025, 12, 31), kind=None)
    assert lacking(found) == []


def test_what_is_supposed_tells_apart_or_does_not(office: Scribe, mountain: Scribe, home: Path) -> None:
    report(mountain, "kcn-ba", 5, "2024-04-01", "2024-06-30", origin="fdi")
    seq = report(office, "kcn-một", 100, "2024-04-01", "2024-06-30")
    zone = zone_id(home, "kcn-một")
    figures = open_figures(home / "mirror")
    asked = [
        question("output.production", "2024-06-30", COUNTRY, start="2024-04-01", kind=PARK, origin=Origin.FDI),
        question("labour.workers", "2024-06-30", COUNTRY, kind=PARK, origin=Origin.FDI),
    ]
    taken_back = [
        SupposedPosting(
            measure, BAC_GIANG, "park", None, zone, END, first, "final", False, -1, -100, 0, amount_vnd, currency,
            event=office.id(seq) + 1, taken_back=office.id(seq),
        )
        for measure, first, amount_vnd, currency in (
            ("output.production", SPRING, -100, "VND"),
            ("labour.workers", END, 0, None),
        )
    ]  # fmt: skip
    assert [lacking(each) for each in figures.what_if(asked, [])] == [[BAC_GIANG], [BAC_GIANG]]
    assert [lacking(each) for each in figures.what_if(asked, taken_back)] == [[], []]
    figures.close()


def test_a_country_is_set_against_a_year_before_where_the_same_provinces_were_lacking(
    office: Scribe, mountain: Scribe, of_many: Callable[..., Figure]
) -> None:
    """The two have the same books, though the province has another name since the merger of 1 July 2025."""
    for year, foreign in (("2024", 50), ("2025", 60)):
        for indicator, amount in (("output.production", f"{foreign} VND"), ("labour.workers", foreign)):
            values = {indicator: amount}
            mountain.report(f"{year}-07-01", f"{year}-09-30", zone="kcn-ba", origin="fdi", values=values)
            office.report(f"{year}-07-01", f"{year}-09-30", zone="kcn-một", values=values)
    for indicator in INDICATORS:
        found = of_many(indicator, COUNTRY, end=date(2025, 9, 30), form="growth", start="2025-01-01")
        assert found.value == 20
        assert lacking(found) == [BAC_NINH_TODAY]
    report(mountain, "kcn-ba", 9, "2024-01-01", "2024-03-31")
    found = of_many("output.production", COUNTRY, end=date(2025, 9, 30), form="growth", start="2025-01-01")
    assert found.value is None, "the year before lacks another province besides"


def test_many_provinces_are_told_by_their_number(
    office: Scribe, mountain: Scribe, of_many: Callable[..., Figure]
) -> None:
    places = ("viet-nam.cao-bang", "viet-nam.lang-son", "viet-nam.tuyen-quang")
    for number, place in enumerate(places):
        other = Scribe(f"so-{number}", place)
        other.report("2024-04-01", "2024-06-30", kind="park", values={"output.production": "1 VND"})
    report(mountain, "kcn-ba", 5, "2024-04-01", "2024-06-30", origin="fdi")
    found = of_many("output.production", COUNTRY)
    assert lacking(found) == list(places)
    report(office, "kcn-hai", 1, "2024-04-01", "2024-06-30")
    found = of_many("output.production", COUNTRY)
    assert "chưa gồm phần của 4 tỉnh, thành phố: báo cáo" in coverage_note(found, Lang.VI)
    assert "without the part of 4 provinces, where" in coverage_note(found, Lang.EN)


def test_a_province_is_called_what_it_was_on_the_day_of_the_figure(
    office: Scribe, of_many: Callable[..., Figure]
) -> None:
    """Huế has been a city since 1/1/2025."""
    other = Scribe("hue", "viet-nam.hue")
    for name in ("Hai", "Ba"):
        other.zone(name, on="2020-01-01")
    for origin, amount in (("fdi", 60), ("ddi", 10)):
        report(office, "kcn-một", amount, "2024-04-01", "2024-06-30", origin=origin)
        report(other, "kcn-hai", amount, "2024-04-01", "2024-06-30", origin=origin)
    share = of_many("output.production", "viet-nam.hue", form="share")
    assert {term.note.vi.rpartition(", ")[2] for term in share.terms if term.note} == {"tỉnh Huế"}
    report(other, "kcn-ba", 5, "2024-04-01", "2024-06-30", at=RULED)
    for lang, said in ((Lang.VI, "chưa gồm phần của tỉnh Huế:"), (Lang.EN, "without the part of Hue province,")):
        assert said in coverage_note(of_many("output.production", COUNTRY), lang)
