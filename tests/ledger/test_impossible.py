"""What was taken without a word though it cannot be: refused where it is recorded, loaded where it once was."""

import json
from typing import Any

import pytest

from parkledger.language import Lang, ParkError
from parkledger.ledger.book.loading import check_books, load
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import PLACE, Desk

PARK = {"zone": "KCN Quang Châu"}
NEW_ZONE = {"name": "Mới", "kind": "park", "area_m2": "10 ha"}


@pytest.fixture
def park(desk: Desk) -> Desk:
    desk.zone("Quang Châu")
    desk.project("P1", **PARK)
    return desk


def refused(park: Desk, kind: str, on: str | None, /, **fields: Any) -> tuple[str, str] | None:
    """Why an event is refused and at which field; None where it is recorded."""
    try:
        park.record(kind, on, **fields)
    except ParkError as problem:
        return problem.code, problem.field
    return None


def test_a_project_that_has_ended_is_given_no_land(park):
    about = {**PARK, "project": "P1", "area_m2": "1 ha"}
    assert refused(park, "land_leased", "1/1/2020", **about) is None
    park.record("project_terminated", "1/3/2021", project="P1")
    for kind in ("land_leased", "land_allocated"):
        assert refused(park, kind, "1/3/2021", **about) == ("project_not_in_force", "project")
        assert refused(park, kind, "28/2/2021", **about) is None
    assert refused(park, "lease_ended", "1/6/2021", **about) is None, "its land is given back afterwards"


@pytest.mark.parametrize("ending", ["project_terminated", "project_revoked"])
@pytest.mark.parametrize(
    ("kind", "more"), [("land_leased", {}), ("land_leased", {"use": "service"}), ("land_allocated", {})]
)
def test_a_project_does_not_end_before_it_is_given_land(park, ending, kind, more):
    given = park.record(kind, "1/4/2021", **PARK, project="P1", area_m2="1 ha", **more)
    for day in ("1/3/2021", "1/4/2021"):
        with pytest.raises(ParkError) as problem:
            park.record(ending, day, project="P1")
        assert (problem.value.code, problem.value.field) == ("land_after_end", "effective_on")
        said = problem.value.message(Lang.VI)
        assert all(each in said for each in (f"bg/{given.seq}", "1/4/2021")), said
    ended = park.record(ending, "2/4/2021", project="P1")
    with pytest.raises(ParkError, match=f"bg/{given.seq}"):
        park.correct(ended.seq, ending, "1/3/2021", project="P1")
    assert park.problems() == []


def test_a_project_ends_before_its_land_is_given_back_or_passed_on(park):
    park.project("P2", **PARK)
    park.record("land_leased", "1/1/2020", **PARK, project="P1", area_m2="3 ha")
    park.record("lease_ended", "1/6/2021", **PARK, project="P1", area_m2="1 ha")
    park.record("lease_transferred", "1/7/2021", **PARK, project="P1", to_project="P2", area_m2="2 ha")
    assert refused(park, "project_terminated", "1/7/2021", project="P2") == ("land_after_end", "effective_on")
    assert refused(park, "project_terminated", "1/3/2021", project="P1") is None


@pytest.mark.parametrize(
    ("place", "on", "fits"),
    [
        ("Hà Nội", "1/1/2024", False),
        ("phường Hoàn Kiếm", "1/1/2026", False),
        ("Bắc Giang", "1/1/2024", True),
        ("Việt Yên", "1/1/2024", True),
        ("tỉnh Bắc Ninh", "1/1/2026", True),
        ("viet-nam.bac-ninh", "1/1/2024", True),
    ],
)
def test_a_place_is_in_the_province_of_the_book(park, place, on, fits):
    wrong = None if fits else ("place_of_another_province", "place")
    assert refused(park, "zone_planned", on, **NEW_ZONE, place=place) == wrong
    about = {"name": "x", "enterprise": "y", "origin": "ddi", "capital": "1 tỷ đồng", "place": place}
    assert refused(park, "project_registered", on, project="P2", **about) == wrong
    days = {"period_start": "1/1/2024", "period_end": on}
    assert refused(park, "procedures_counted", on, place=place, received=1, on_time=1, late=0, **days) == wrong
    assert refused(park, "duty_set", on, place=place, task=f"Việc {place}", due_by="1/1/2030") == wrong


@pytest.mark.parametrize("place", ["viet-nam", "Việt Nam", "vung.dong-bang-song-hong"])
def test_a_place_wider_than_any_province_is_in_no_book_of_a_province(park, place):
    wrong = ("place_too_wide", "place")
    about = {"name": "x", "enterprise": "y", "origin": "ddi", "capital": "1 tỷ đồng", "place": place}
    days = {"period_start": "1/1/2024", "period_end": "30/6/2024", "place": place}
    assert refused(park, "zone_planned", "1/1/2024", **NEW_ZONE, place=place) == wrong
    assert refused(park, "project_registered", "1/1/2024", project="P2", **about) == wrong
    assert refused(park, "period_report", None, values={"labour.workers": 5}, **days) == wrong
    assert refused(park, "procedures_counted", "30/6/2024", received=1, on_time=1, late=0, **days) == wrong
    assert refused(park, "target_set", "1/1/2024", measure="land.leased", value="6 ha", **days) == wrong
    assert refused(park, "duty_set", "1/1/2024", place=place, task="Việc", due_by="1/1/2030") == wrong
    assert refused(park, "tariff_frame_set", "1/1/2024", place=place, tariff="power", highest=3, per="kWh") == wrong
    quoted = {"indicator": "occupancy", "unit": "percent", "value": "72"}
    assert refused(park, "statistic_quoted", "30/6/2024", **quoted, **days) is None, (
        "of the country there are statistics"
    )


def test_the_refusal_of_a_place_names_that_of_the_book(park):
    with pytest.raises(ParkError) as problem:
        park.record("zone_planned", "1/1/2024", **NEW_ZONE, place="viet-nam")
    assert "Việt Nam rộng hơn địa bàn của sổ bg (tỉnh Bắc Giang)" in problem.value.message(Lang.VI)
    assert "within it" in problem.value.message(Lang.EN)


def test_a_book_of_the_country_has_places_of_the_country(database):
    Book.objects.create(code="nuoc", name="Sổ cả nước", place="viet-nam")
    with writing("nuoc", "lan") as writer:
        for place in ("viet-nam", "Hà Nội"):
            fields = {"effective_on": "1/1/2024", "name": f"Khu {place}", "kind": "park", "place": place}
            writer.record(build("zone_planned", fields))


def test_a_statistic_may_be_of_another_province(park):
    quoted = {"indicator": "grdp.growth.quoted", "place": "Hà Nội", "unit": "percent", "value": "7"}
    days = {"period_start": "1/1/2023", "period_end": "31/12/2023", "source": "Niên giám"}
    problem = refused(park, "statistic_quoted", "31/12/2023", **quoted, **days)
    assert problem is None or problem[0] != "place_of_another_province"


def test_foreign_investment_is_not_of_viet_nam_alone(park):
    about = {"name": "x", "enterprise": "y", "capital": "1 triệu USD", **PARK}
    wrong = ("investor_not_foreign", "country")
    for country in ("Việt Nam", "Vietnam"):
        assert (
            refused(park, "project_registered", "1/1/2024", project="P2", origin="fdi", country=country, **about)
            == wrong
        )
    for number, country in enumerate(("", "Nhật Bản", "Việt Nam 60%; Nhật Bản 40%")):
        given = {"project": f"F{number}", "origin": "fdi", "country": country}
        assert refused(park, "project_registered", "1/1/2024", **given, **about) is None
    assert (
        refused(park, "project_registered", "1/1/2024", project="D", origin="ddi", country="Việt Nam", **about) is None
    )


def test_a_duty_says_what_is_to_be_done_and_by_when(park):
    assert refused(park, "duty_set", "1/3/2024", due_by="1/4/2024") == ("duty_nameless", "task")
    assert refused(park, "duty_set", "1/3/2024", task="Báo cáo") == ("duty_undated", "due_by")
    assert refused(park, "duty_set", "1/3/2024", duty="permit", **PARK) == ("duty_undated", "due_by")
    assert refused(park, "duty_set", "1/3/2024", task="Báo cáo", term_days=5) is None
    assert refused(park, "duty_set", "1/6/2026", duty="regularisation", **PARK) is None, "the decree says by when"


def test_a_zone_has_land_or_an_unknown_area(park):
    for kind in ("zone_planned", "zone_established"):
        assert refused(park, kind, "1/1/2024", **(NEW_ZONE | {"area_m2": "0 ha"})) == ("zone_without_land", "area_m2")
    assert refused(park, "zone_planned", "1/1/2024", name="Mới", kind="park") is None


def test_a_target_of_a_share_is_not_above_the_whole(park):
    year = {"period_start": "1/1/2025", "period_end": "31/12/2025", "kind": "park"}
    for value in ("100,5%", 160):
        problem = refused(park, "target_set", "1/1/2025", measure="occupancy", value=value, **year)
        assert problem == ("target_above_whole", "value")
    assert refused(park, "target_set", "1/1/2025", measure="occupancy", value="100%", **year) is None
    assert refused(park, "target_set", "1/1/2025", measure="inspections.plan_share", value="120%", **year) is None


def test_a_target_of_what_has_none_names_the_nearest_and_a_value_names_its_field(park):
    year = {"period_start": "1/1/2025", "period_end": "31/12/2025", "kind": "park"}
    for value in (95, "95%"):
        with pytest.raises(ParkError) as problem:
            park.record("target_set", "1/1/2025", measure="procedures.on_time_rate", value=value, **year)
        said = problem.value.message(Lang.VI)
        assert "trường measure: Không giao chỉ tiêu cho «procedures.on_time_rate»" in said
        assert "procedures.on_time_share" in said
    with pytest.raises(ParkError) as problem:
        park.record("target_set", "1/1/2025", measure="land.leased", value="nhiều", **year)
    assert "field value: Cannot read the quantity “nhiều”" in problem.value.message(Lang.EN)


def test_a_place_named_by_its_code_was_there_on_the_day(park):
    merged = "viet-nam.bac-ninh-2025"
    with pytest.raises(ParkError) as problem:
        park.record("zone_planned", "1/1/2024", **NEW_ZONE, place=merged)
    assert "Ngày 1/1/2024 chưa có tỉnh Bắc Ninh: đơn vị có từ ngày 1/7/2025" in problem.value.message(Lang.VI)
    park.record("zone_planned", "1/7/2025", **NEW_ZONE, place=merged)


def test_a_book_of_before_has_all_of_it(park, monkeypatch):
    """A journal in which such things were recorded is loaded, verified and goes on."""
    monkeypatch.setattr("parkledger.ledger.book.view.View.check_territory", lambda *_: None)
    monkeypatch.setattr("parkledger.ledger.events.projects.ProjectRegistered._check_origin", lambda _: None)
    monkeypatch.setattr("parkledger.ledger.events.land.TenantEvent.must_not_have_ended", lambda *_: None)
    monkeypatch.setattr("parkledger.ledger.events.projects.ProjectEnding._must_be_given_no_land", lambda *_: None)
    about = {"name": "x", "enterprise": "y", "capital": "1 triệu USD"}
    park.record(
        "project_registered", "1/1/2024", project="P2", origin="fdi", country="Việt Nam", place="Hà Nội", **about
    )
    park.record("zone_planned", "1/1/2024", **NEW_ZONE, place="viet-nam")
    park.record("project_terminated", "1/3/2021", project="P1")
    park.record("land_leased", "1/4/2021", **PARK, project="P1", area_m2="1 ha")
    park.project("P3", **PARK)
    park.record("land_leased", "1/4/2021", **PARK, project="P3", area_m2="1 ha")
    park.record("project_terminated", "1/3/2021", project="P3")
    monkeypatch.undo()
    lines = [json.dumps(each) for each in entries(park.id)]
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    assert load("copy", lines, by="lan").refused == []
    assert park.problems() == []


def merged(database: str) -> list[str]:
    """The journal of a book whose cluster became part of a park of another book, and that other book's."""
    parks, clusters = Desk("parks"), Desk("clusters")
    parks.zone("Lớn")
    clusters.zone("Nhỏ", "1/1/2016", "cluster")
    clusters.record("zone_merged", "1/1/2020", zone="CCN Nhỏ", into="kcn-lon", into_book="parks")
    clusters.record("duty_set", "1/2/2020", task="Việc", due_by="1/3/2020")
    return [json.dumps(each) for each in entries(clusters.id)]


def test_nothing_is_loaded_of_a_journal_that_needs_another_book_first(database):
    lines = merged(database)
    moved = [line.replace('"parks"', '"kcn"') for line in lines]
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    with pytest.raises(ParkError, match="«kcn-lon» của sổ kcn") as needed:
        check_books("copy", moved)
    assert (needed.value.code, needed.value.where) == ("journal_needs_book", "dòng 3")
    check_books("copy", lines)
    assert load("copy", lines, by="lan").recorded == len(lines)
    check_books("copy", moved)  # they are on record already


def test_a_journal_stops_at_the_line_that_is_refused(database):
    lines = merged(database)
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    broken = [*lines[:2], lines[2].replace("kcn-lon", "kcn-khac"), *lines[3:]]
    report = load("copy", broken, by="lan")
    assert [refusal.line.number for refusal in report.refused] == [3]
    assert (report.recorded, report.untried) == (2, len(lines) - 3)
    assert "1 dòng" in str(report.untried_words())
    report = load("copy", lines, by="lan")
    assert (report.already, report.recorded, report.untried) == (2, len(lines) - 2, 0)
    assert book_ref("copy").id
