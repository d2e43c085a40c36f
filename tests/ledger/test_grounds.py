"""That nothing is left on record without what it rests on, by a withdrawal or a correction; and that all may go together."""

from typing import Any, NamedTuple

import pytest

from parkledger.language import Lang
from parkledger.ledger.book.recording import withdraw_all, writing
from parkledger.ledger.errors import StillNeeded, StillNeededAsItWas
from tests.ledger.conftest import Desk, event

PARK: dict[str, Any] = {"zone": "KCN Quang Châu"}
LEASE = {**PARK, "project": "P1", "contract": "01/HĐ"}
GROUP = {**PARK, "household_group": "Thôn Mẫu"}
YEAR = {"measure": "land.leased", "period_start": "1/1/2021", "period_end": "31/12/2021"}
MONEY = "100 triệu đồng"
Told = tuple[str, str, dict[str, Any]]


class Case(NamedTuple):
    """What is put on record, what rests on it, and how it cannot be corrected meanwhile."""

    ground: Told
    resting: list[Told]
    otherwise: dict[str, Any]
    day: str = ""


CASES = {
    "lease": Case(
        ("land_leased", "1/3/2020", {**LEASE, "area_m2": "10 ha"}),
        [
            ("lease_terms_set", "2/3/2020", {**LEASE, "ends_on": "1/3/2030"}),
            ("lease_rent_set", "1/4/2020", {**LEASE, "due_on": "1/7/2020", "amount": MONEY}),
            ("lease_rent_paid", "1/7/2020", {**LEASE, "due_on": "1/7/2020", "amount": MONEY}),
        ],
        {"contract": "77/HĐ"},
    ),
    "terms": Case(
        ("lease_terms_set", "2/3/2020", {**LEASE, "ends_on": "1/3/2030", "area_m2": "1 ha"}),
        [("lease_rent_set", "1/4/2020", {**LEASE, "due_on": "1/7/2020", "amount": MONEY})],
        {},
        "2/4/2020",
    ),
    "plan": Case(
        (
            "lease_rent_set",
            "1/4/2020",
            {**LEASE, "due_on": "1/7/2020", "amount": MONEY, "instalments": 3, "every": "year"},
        ),
        [("lease_rent_paid", "1/7/2021", {**LEASE, "due_on": "1/7/2021", "amount": MONEY})],
        {"due_on": "2/7/2020"},
    ),
    "dossier": Case(
        ("dossier_received", "3/1/2022", {"dossier": "HS-1", "procedure": "environmental_permit"}),
        [
            ("dossier_suspended", "5/1/2022", {"dossier": "HS-1"}),
            ("dossier_resumed", "7/1/2022", {"dossier": "HS-1"}),
            ("dossier_apologised", "10/1/2022", {"dossier": "HS-1", "promised_on": "20/1/2022"}),
            ("dossier_decided", "18/1/2022", {"dossier": "HS-1"}),
        ],
        {"dossier": "HS-2"},
    ),
    "inquiry": Case(
        ("inquiry_received", "3/1/2022", {"inquiry": "TH-1"}),
        [
            ("inquiry_visited", "5/1/2022", {"inquiry": "TH-1"}),
            ("inquiry_converted", "7/1/2022", {"inquiry": "TH-1"}),
        ],
        {"inquiry": "TH-2"},
    ),
    "promise": Case(
        (
            "promise_made",
            "3/1/2022",
            {"promise": "H-1", "content": "Gửi tài liệu", "guest": "Đoàn A", "due_by": "3/2/2022"},
        ),
        [("promise_kept", "5/1/2022", {"promise": "H-1"})],
        {"promise": "H-2"},
    ),
    "activity": Case(
        ("activity_planned", "3/1/2022", {"activity": "XT-1", "title": "Hội nghị", "planned_on": "3/6/2022"}),
        [("activity_held", "3/6/2022", {"activity": "XT-1"})],
        {"activity": "XT-2"},
    ),
    "memorandum": Case(
        ("memorandum_signed", "3/1/2022", {"memorandum": "M-1", "investor": "Công ty A", "follow_up_by": "3/6/2022"}),
        [
            ("memorandum_reviewed", "3/6/2022", {"memorandum": "M-1", "finding": "còn", "follow_up_by": "3/9/2022"}),
        ],
        {"memorandum": "M-2"},
    ),
    "target": Case(
        ("target_set", "3/1/2021", {**YEAR, "value": "60 ha"}),
        [("target_amended", "3/6/2021", {**YEAR, "value": "50 ha"})],
        {"period_end": "30/11/2021"},
    ),
    "schedule": Case(
        ("schedule_set", "3/1/2021", {"project": "P1", "operation_by": "31/12/2022"}),
        [
            ("schedule_letter", "3/1/2022", {"project": "P1", "answer_by": "1/2/2022"}),
            ("schedule_commitment", "1/2/2022", {"project": "P1", "stage": "operation", "promised_by": "1/6/2023"}),
            ("schedule_set", "3/1/2023", {"project": "P1", "occasion": "extended", "operation_by": "31/12/2023"}),
        ],
        {"project": "P2"},
    ),
    "project": Case(
        (
            "project_registered",
            "1/1/2018",
            {"project": "P9", "name": "Nhà máy", "enterprise": "Công ty", "origin": "fdi", "capital": "10 triệu USD"},
        ),
        [
            ("duty_set", "3/1/2022", {"project": "P9", "task": "Việc 1", "due_by": "3/6/2022"}),
            ("inquiry_converted", "7/1/2022", {"inquiry": "TH-1", "project": "P9"}),
        ],
        {"project": "P10"},
    ),
    "clearance": Case(
        ("clearance_reached", "3/1/2021", {**GROUP, "stage": "notified", "households": 90}),
        [
            ("clearance_reached", "3/2/2021", {**GROUP, "stage": "inventoried", "households": 80}),
            ("clearance_reached", "3/3/2021", {**GROUP, "stage": "paid", "households": 70}),
        ],
        {"household_group": "Thôn Khác"},
    ),
}
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


@pytest.fixture
def desk(sqlite_database: None) -> Desk:
    found = Desk()
    found.zone("Quang Châu")
    for project in ("P1", "P2"):
        found.project(project, "1/1/2018")
    return found


def told(desk: Desk, case: Case) -> list[int]:
    """The numbers of what is recorded: the ground first, then what rests on it."""
    if case is CASES["plan"]:
        kind, on, fields = CASES["lease"].ground
        desk.record(kind, on, **fields)
    return [desk.record(kind, on, **fields).seq for kind, on, fields in (case.ground, *case.resting)]


@each_case
def test_what_others_rest_on_is_not_withdrawn_before_them(desk: Desk, case: Case) -> None:
    ground, *resting = told(desk, case)
    with pytest.raises(StillNeeded) as refused:
        desk.withdraw(ground)
    assert f"bg/{resting[0]}" in refused.value.message(Lang.VI)
    for seq in reversed(resting):
        desk.withdraw(seq)
    desk.withdraw(ground)
    assert desk.problems() == []


@each_case
def test_what_others_rest_on_is_not_corrected_away_from_them(desk: Desk, case: Case) -> None:
    ground, *resting = told(desk, case)
    kind, on, fields = case.ground
    with pytest.raises(StillNeededAsItWas):
        desk.correct(ground, kind, case.day or on, **{**fields, **case.otherwise})
    again = desk.correct(ground, kind, on, note="chép lại", **fields)
    with pytest.raises(StillNeeded):
        desk.withdraw(again.seq)
    for seq in reversed(resting):
        desk.withdraw(seq)
    desk.correct(again.seq, kind, on, **{**fields, **case.otherwise})
    assert desk.problems() == []


@each_case
def test_all_that_rest_on_something_are_withdrawn_with_it_in_whatever_order_they_were_corrected(
    desk: Desk, case: Case
) -> None:
    ground, *resting = told(desk, case)
    kind, on, fields = case.ground
    again = desk.correct(
        ground, kind, on, note="chép lại", **fields
    ).seq  # so that it was recorded after what rests on it
    some = [range(seq, seq + 1) for seq in (*resting[1:], again)]
    with pytest.raises(StillNeeded):
        withdraw_all(desk.code, some, reason="nhập nhầm", by="lan")
    taken_back = withdraw_all(desk.code, [range(resting[0], resting[0] + 1), *some], reason="nhập nhầm", by="lan")
    assert len(taken_back) == 1 + len(resting)
    assert desk.problems() == []


@each_case
def test_what_is_not_in_the_database_yet_is_guarded_like_the_rest(desk: Desk, case: Case) -> None:
    numbers = told(desk, case)
    with writing(desk.code, "lan") as writer:
        for seq in reversed(numbers[1:]):
            writer.reverse(seq, reason="ghi nhầm")
        kind, on, fields = case.resting[0]
        writer.record(event(kind, on, fields))
        with pytest.raises(StillNeeded):
            writer.reverse(numbers[0], reason="ghi nhầm")
        writer.abandon()


def test_what_was_never_on_record_is_not_missed(desk: Desk) -> None:
    known = desk.record("inquiry_converted", "7/1/2022", inquiry="TH-9")
    later = desk.record("schedule_set", "1/1/2023", project="P2", occasion="extended", operation_by="31/12/2024")
    held = desk.record("activity_held", "3/6/2022", activity="XT-9", title="Ngoài kế hoạch")
    for each in (known, later, held):
        desk.withdraw(each.seq)
    assert desk.problems() == []


def test_a_contract_stands_on_each_land_that_came_under_it(desk: Desk) -> None:
    first = desk.record("land_leased", "1/3/2020", area_m2="10 ha", **LEASE)
    second = desk.record("land_leased", "1/6/2020", area_m2="5 ha", **LEASE)
    desk.record("lease_rent_set", "1/4/2020", due_on="1/7/2020", amount=MONEY, **LEASE)
    desk.withdraw(second.seq)
    with pytest.raises(StillNeeded):
        desk.withdraw(first.seq)
