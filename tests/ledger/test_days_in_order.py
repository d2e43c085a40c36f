"""Days that cannot be: the last of a lease before its first, a promise kept before it was made, whichever is recorded first."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.ledger.errors import DayTooEarly, DayTooLate, StepTooEarly, StepTooLate
from parkledger.ledger.events import EVENT_TYPES
from tests.figures.books import Scribe, usd, vnd

ON = "2023-02-01"
BEFORE = "2023-01-31"
ZONE = {"zone": "kcn-mot"}
LATER: list[tuple[str, str, dict[str, Any]]] = [
    ("land_leased", "ends_on", ZONE | {"contract": "HĐ", "area_m2": 10}),
    ("lease_terms_set", "ends_on", ZONE | {"contract": "HĐ", "area_m2": 10}),
    ("memorandum_signed", "follow_up_by", {"memorandum": "M", "investor": "X"}),
    ("promotion_focus_set", "until", {"focus": "sector", "name": "điện tử"}),
    ("promise_made", "due_by", {"promise": "H", "content": "tài liệu", "guest": "đoàn B"}),
    ("schedule_commitment", "promised_by", {"project": "DA", "stage": "land"}),
    ("schedule_letter", "answer_by", {"project": "DA"}),
    ("schedule_sanction", "comply_by", {"project": "DA", "sanction": "warning"}),
]
STEPS: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    (
        "promise_made",
        {"promise": "H", "content": "tài liệu", "guest": "đoàn B", "due_by": "2023-12-31"},
        "promise_kept",
        {"promise": "H"},
    ),
    (
        "memorandum_signed",
        {"memorandum": "M", "investor": "X", "follow_up_by": "2023-12-31"},
        "memorandum_concluded",
        {"memorandum": "M", "outcome": "lapsed"},
    ),
    (
        "activity_planned",
        {"activity": "A", "title": "x", "planned_on": ON},
        "activity_cancelled",
        {"activity": "A", "ground": "x"},
    ),
    ("inquiry_received", {"inquiry": "I"}, "inquiry_visited", {"inquiry": "I"}),
    ("inquiry_received", {"inquiry": "I"}, "inquiry_converted", {"inquiry": "I"}),
    (
        "dossier_received",
        {"dossier": "D", "procedure": "other"},
        "dossier_decided",
        {"dossier": "D", "result": "granted"},
    ),
]


def opened() -> Scribe:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    about: dict[str, Any] = {"name": "A", "enterprise": "X", "origin": "fdi", "zone": "kcn-mot", "capital": usd(300)}
    bg("project_registered", effective_on="2022-01-01", project="DA", **about)
    return bg


@pytest.mark.parametrize(("what", "field", "about"), LATER)
def test_a_day_to_come_is_not_before_the_event(
    sqlite_database: None, home: Path, what: str, field: str, about: dict[str, Any]
) -> None:
    bg = opened()
    with pytest.raises(DayTooEarly) as refused:
        bg(what, effective_on=ON, **about, **{field: BEFORE})
    assert refused.value.field == field
    assert "31/1/2023" in refused.value.message(Lang.VI)
    bg(what, effective_on=ON, **about, **{field: ON})


def test_every_day_that_is_to_come_is_marked() -> None:
    """What may lie behind its event: plans and schedules told late, instalments, days of the law that are past."""
    told_late = {
        ("activity_planned", "planned_on"),
        ("dues_assessed", "due_by"),
        ("duty_set", "due_by"),
        ("inspection_planned", "visit_by"),
        ("inspection_cancelled", "planned_for"),
        ("legacy_cluster_listed", "due_by"),
        ("lease_rent_paid", "due_on"),
        ("lease_rent_set", "due_on"),
        ("cluster_report_sent", "last_day"),  # refused by the event itself
        ("environmental_permit_granted", "valid_until"),  # refused by the permit's course
        ("environmental_permit_renewed", "valid_until"),
        ("schedule_set", "construction_by"),
        ("schedule_set", "land_by"),
        ("schedule_set", "operation_by"),
        ("incentive_area_set", "until"),  # refused by the event itself
        ("tariff_frame_set", "until"),  # refused by the event itself
        ("work_accident", "declared_on"),  # refused by the events themselves
        ("work_permit_extended", "valid_until"),
        ("work_permit_granted", "valid_until"),
        ("works_lot_adjusted", "end_by"),
        ("works_lot_planned", "end_by"),
        ("works_lot_planned", "start_by"),
    }
    found = set()
    for code, kind in EVENT_TYPES.items():
        for name, info in kind.payload_fields().items():
            days = "datetime.date" in repr(info.annotation) or info.annotation is date
            if days and not name.startswith("period_") and name not in kind.days_in_order():
                found.add((code, name))
    assert found == told_late


@pytest.mark.parametrize(("first", "given", "second", "about"), STEPS)
def test_a_step_is_not_before_what_it_rests_on(
    sqlite_database: None, home: Path, first: str, given: dict[str, Any], second: str, about: dict[str, Any]
) -> None:
    bg = opened()
    seq = bg(first, effective_on=ON, **given)
    with pytest.raises(StepTooEarly) as refused:
        bg(second, effective_on=BEFORE, **about)
    assert f"bg/{seq}" in refused.value.message(Lang.VI)
    assert f"bg/{seq}" in refused.value.message(Lang.EN)
    bg(second, effective_on=ON, **about)
    with pytest.raises(StepTooLate):
        bg.correct(seq, first, effective_on="2023-02-02", **given)


def test_a_project_on_the_books_was_certified_before_they_were_opened(sqlite_database: None, home: Path) -> None:
    bg = opened()
    about: dict[str, Any] = {"name": "B", "enterprise": "X", "origin": "fdi", "zone": "kcn-mot", "capital": vnd(300)}
    with pytest.raises(DayTooLate):
        bg("project_opened", effective_on=ON, project="DB", certified_on="2023-02-02", **about)
    bg("project_opened", effective_on=ON, project="DB", certified_on=BEFORE, **about)
