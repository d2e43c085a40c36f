"""What has not happened by the day on which it is recorded is refused; what is planned, decided or estimated may lie ahead."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.language import Lang, ParkError, today
from parkledger.ledger.book.loading import load
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.base import DECIDED, HAPPENED
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from tests.ledger.conftest import PLACE, Desk

PARK = {"zone": "KCN Quang Châu"}
WORKERS = {"values": {"labour.workers": 1200}}


def ahead(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def period(first: int, last: int, **more: Any) -> dict[str, Any]:
    return {"period_start": ahead(first), "period_end": ahead(last), **more}


@pytest.fixture
def park(desk: Desk) -> Desk:
    desk.zone("Quang Châu")
    desk.project("P1", **PARK)
    return desk


def refused(park: Desk, kind: str, on: str | None, /, **fields: Any) -> str | None:
    """Why an event is refused; None where it is recorded."""
    try:
        park.record(kind, on, **fields)
    except ParkError as problem:
        return problem.code
    return None


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("land_leased", {**PARK, "area_m2": "1 ha"}),
        ("coverage_declared", {}),
        ("production_started", {"project": "P1"}),
        ("zone_operating", PARK),
        (
            "project_registered",
            {"project": "P2", "name": "x", "enterprise": "y", "origin": "ddi", "capital": "1 tỷ đồng"},
        ),
    ],
)
def test_a_fact_is_dated_by_the_day_of_its_recording(park, kind, fields):
    assert refused(park, kind, ahead(2), **fields) == "not_yet_happened"
    assert refused(park, kind, "1/1/2099", **fields) == "not_yet_happened"
    assert refused(park, kind, ahead(1), **fields) is None


def test_a_report_is_of_a_period_that_is_over_and_an_estimate_of_one_that_has_begun(park):
    assert refused(park, "period_report", None, **PARK, **WORKERS, **period(-10, 2)) == "period_not_over"
    assert (
        refused(park, "procedures_counted", None, received=1, on_time=1, late=0, **period(-10, 2)) == "period_not_over"
    )
    revenue = {"project": "P1", "revenue": "5 tỷ đồng"}
    assert refused(park, "business_report", None, **revenue, **period(-10, 2)) == "period_not_over"
    assert refused(park, "business_report", None, **revenue, **period(2, 9, status="estimate")) == "period_not_begun"
    assert refused(park, "business_report", None, **revenue, **period(2, 40, status="planned")) is None
    estimate = {**PARK, **WORKERS, "status": "estimate"}
    assert refused(park, "period_report", None, **estimate, **period(2, 30)) == "period_not_begun"
    assert refused(park, "period_report", None, **estimate, **period(-10, 20)) is None
    assert refused(park, "period_report", None, **PARK, **WORKERS, **period(-30, 0)) is None


def test_an_estimate_or_a_plan_reaches_no_further_than_such_figures_are_given_for(park):
    estimate, revenue = {**PARK, **WORKERS, "status": "estimate"}, {"project": "P1", "revenue": "5 tỷ đồng"}
    far = {"period_start": "1/1/2099", "period_end": "31/12/2099"}
    assert refused(park, "period_report", None, **estimate, **far) == "period_not_begun"
    assert refused(park, "period_report", None, **estimate, **period(-10, 367)) == "period_too_far_ahead"
    assert refused(park, "period_report", None, **estimate, **period(-10, 366)) is None
    assert refused(park, "business_report", None, **revenue, **period(-10, 367, status="estimate")) == (
        "period_too_far_ahead"
    )
    for begins in ("1/1/2099", ahead(40)):
        planned = {**revenue, **far, "period_start": begins, "status": "planned"}
        assert refused(park, "business_report", None, **planned) == "period_too_far_ahead"
    assert refused(park, "business_report", None, **revenue, **period(300, 2190, status="planned")) is None
    quoted = {"indicator": "occupancy", "unit": "percent", "value": "72"}
    assert refused(park, "statistic_quoted", ahead(0), **quoted, period_end=ahead(367)) == "period_too_far_ahead"
    assert refused(park, "statistic_quoted", ahead(0), **quoted, period_end=ahead(366)) is None
    target = {"measure": "land.leased", "value": "60 ha", "kind": "park"}
    assert refused(park, "target_set", ahead(0), **target, **far) is None, "targets lie as far ahead as they are set"


@pytest.mark.parametrize("status", ["estimate", "planned", "final"])
def test_a_report_cites_no_document_of_a_day_to_come(park, status):
    about = {"project": "P1", "revenue": "5 tỷ đồng", "status": status, **period(-60, -1)}
    late = {"number": "9/BC", "issued_on": ahead(3)}
    assert refused(park, "business_report", None, **about, document=late) == "document_not_yet_issued"
    assert refused(park, "business_report", None, **about, document={**late, "issued_on": ahead(0)}) is None


def test_what_lies_ahead_is_refused_in_words_that_say_what_where_and_how_to_put_right(park):
    with pytest.raises(ParkError) as problem:
        park.record("period_report", None, **PARK, **WORKERS, status="estimate", **period(2, 30))
    said = {lang: problem.value.message(lang) for lang in Lang}
    assert said[Lang.VI].endswith(
        "; số ước chỉ ghi cho kỳ đã bắt đầu. Hãy sửa kỳ báo cáo, hoặc ghi số dự kiến thành chỉ tiêu."
    )
    assert said[Lang.EN].endswith(
        "; an estimate can be recorded only for a period that has begun. "
        "Correct the period, or record the expected figure as a target."
    )


def test_what_is_decided_takes_effect_within_a_year(park):
    renamed = {**PARK, "name": "Quang Châu Mới"}
    assert refused(park, "zone_renamed", ahead(367), **renamed) == "too_far_ahead"
    assert refused(park, "zone_renamed", ahead(366), **renamed) is None
    target = {"measure": "land.leased", "value": "60 ha", "kind": "park", **period(40, 1500)}
    assert refused(park, "target_set", ahead(0), **target) is None
    assert refused(park, "target_set", ahead(400), **(target | {"period_end": ahead(1501)})) == "too_far_ahead"


def test_ends_deadlines_and_promises_lie_ahead(park):
    lease = {**PARK, "project": "P1", "area_m2": "1 ha", "contract": "01/HĐ"}
    assert refused(park, "land_leased", ahead(0), **lease, ends_on="1/1/2070") is None
    assert refused(park, "duty_set", ahead(0), task="Báo cáo", due_by=ahead(900)) is None
    assert refused(park, "schedule_set", ahead(0), project="P1", operation_by=ahead(900)) is None


def test_a_document_is_issued_before_it_is_cited(park):
    lease = {**PARK, "area_m2": "1 ha"}
    about = {"number": "9/QĐ", "issued_on": ahead(3)}
    assert refused(park, "land_leased", ahead(0), **lease, document=about) == "document_not_yet_issued"
    assert refused(park, "land_leased", ahead(0), **lease, document={**about, "issued_on": ahead(0)}) is None


def test_a_correction_brings_no_day_to_come(park):
    leased = park.record("land_leased", ahead(0), **PARK, area_m2="1 ha")
    with pytest.raises(ParkError) as problem:
        park.correct(leased.seq, "land_leased", ahead(5), **PARK, area_m2="1 ha")
    assert problem.value.code == "not_yet_happened"
    assert problem.value.field == "effective_on"


def test_what_was_recorded_once_is_loaded_verified_and_corrected(park):
    """A book of before the rule has a lease of 2099; nobody has to mend it to go on."""
    later = datetime(2098, 12, 31, 20, tzinfo=UTC)
    kept = EVENT_TYPES["land_leased"].longest_ahead
    EVENT_TYPES["land_leased"].longest_ahead = timedelta(days=40_000)
    try:
        wrong = park.record("land_leased", "1/1/2099", **PARK, area_m2="1 ha")
    finally:
        EVENT_TYPES["land_leased"].longest_ahead = kept
    assert park.problems() == []
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    assert load("copy", [json.dumps(each) for each in entries(park.id)], by="lan").refused == []
    mended = park.correct(wrong.seq, "land_leased", "1/1/2020", **PARK, area_m2="1 ha", at=datetime.now(UTC))
    assert mended.event.effective_on == date(2020, 1, 1)
    assert park.record("land_leased", "1/1/2099", **PARK, area_m2="1 ha", at=later).seq


def test_far_estimates_and_plans_of_before_are_loaded_and_verified(park, monkeypatch):
    monkeypatch.setattr("parkledger.ledger.events.reports.PeriodEvent.check_ahead", lambda *_: None)
    far = {"period_start": "1/1/2099", "period_end": "31/12/2099"}
    revenue = {"project": "P1", "revenue": "5 tỷ đồng", "document": {"number": "9/BC", "issued_on": "1/2/2099"}}
    park.record("period_report", None, **PARK, **WORKERS, **far, status="estimate")
    park.record("business_report", None, **revenue, **far, status="planned")
    wrong = park.record("business_report", None, **revenue, **far, status="estimate")
    monkeypatch.undo()
    assert park.problems() == []
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    assert load("copy", [json.dumps(each) for each in entries(park.id)], by="lan").refused == []
    assert park.correct(wrong.seq, "business_report", None, project="P1", revenue="6 tỷ đồng", **period(-60, -1)).seq


def test_a_type_says_how_far_ahead_it_may_lie():
    assert {kind.longest_ahead for kind in EVENT_TYPES.values()} == {HAPPENED, DECIDED}
    assert EVENT_TYPES["zone_opened"].longest_ahead == EVENT_TYPES["project_opened"].longest_ahead == HAPPENED
