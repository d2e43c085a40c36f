"""Clearance by household group: stages in their order, money within what is approved, and random histories."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from parkledger.figures import current
from parkledger.language import Lang, ParkError
from parkledger.ledger.errors import ClearanceOutOfOrder, PaidBeyondApproved
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.statements import fetch
from parkledger.records.dates import Dates
from parkledger.records.plots import zone_clearance
from tests.ledger.conftest import Desk

PARK: dict[str, Any] = {"zone": "KCN Quang Châu"}
STAGES = ("notified", "inventoried", "published", "approved", "paid", "handed_over")
FIRST = date(2022, 1, 1)


@pytest.fixture(autouse=True)
def _figures_anew() -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def park(desk: Desk) -> Desk:
    desk.zone("Quang Châu")
    return desk


def reached(desk: Desk, on: str, stage: str, households: int, group: str = "Thôn Mẫu, đợt 1", **more: Any) -> int:
    about = {"household_group": group, "stage": stage, "households": households, **PARK}
    return desk.record("clearance_reached", on, **about, **more).seq


def test_stages_are_reached_in_their_order_on_every_day(park: Desk) -> None:
    first = reached(park, "1/3/2022", "notified", 283)
    reached(park, "1/6/2022", "published", 203)
    with pytest.raises(ClearanceOutOfOrder) as refusal:
        reached(park, "1/7/2022", "approved", 210)
    message = refusal.value.message(Lang.VI)
    assert all(
        fact in message for fact in ("Thôn Mẫu, đợt 1", "1/7/2022", "210 hộ", "203 hộ", "đã công khai phương án")
    )
    reached(park, "1/7/2022", "approved", 184)
    with pytest.raises(ClearanceOutOfOrder):
        reached(park, "1/5/2022", "notified", 150)  # fewer than the plan is published for in June
    with pytest.raises(ClearanceOutOfOrder):
        park.correct(
            first,
            "clearance_reached",
            "1/3/2022",
            household_group="Thôn Mẫu, đợt 1",
            stage="notified",
            households=200,
            **PARK,
        )
    reached(park, "1/7/2022", "paid", 180)
    reached(park, "1/8/2022", "handed_over", 180, group="Thôn  Mẫu, đợt 1")
    assert [park.total(f"clearance.{stage}") for stage in STAGES] == [283, None, 203, 184, 180, 180]
    assert park.problems() == []


def test_groups_are_added_up_and_do_not_bind_each_other(park: Desk) -> None:
    reached(park, "1/3/2022", "notified", 10)
    reached(park, "1/3/2022", "notified", 20, group="Thôn Thử")
    reached(park, "1/4/2022", "paid", 20, group="Thôn Thử")
    assert (park.total("clearance.notified"), park.total("clearance.paid")) == (30, 20)


def test_no_more_is_paid_than_approved(park: Desk) -> None:
    money = {"household_group": "Thôn Mẫu", **PARK}
    park.record("clearance_money_set", "1/3/2022", stage="approved", amount="50 tỷ đồng", **money)
    park.record("clearance_money_set", "1/4/2022", stage="paid", amount="20 tỷ đồng", **money)
    with pytest.raises(PaidBeyondApproved) as refusal:
        park.record("clearance_money_set", "1/5/2022", stage="paid", amount="51 tỷ đồng", **money)
    assert all(fact in refusal.value.message(Lang.VI) for fact in ("Thôn Mẫu", "51 tỷ đồng", "50 tỷ đồng", "1/5/2022"))
    park.record("clearance_money_set", "1/5/2022", stage="paid", amount="45 tỷ đồng", **money)
    assert park.total("clearance.money_paid") == 45 * 10**9


@pytest.mark.parametrize("seed", range(15))
def test_random_clearances_stand_as_calculated(seed: int, sqlite_database: Any) -> None:
    chance, moment = random.Random(seed), datetime(2024, 1, 1, tzinfo=UTC)
    desk, moments, kept, refused = Desk("bg", at=moment), [], 0, 0
    desk.zone("Quang Châu", at=moment)
    for _ in range(50):
        moment += timedelta(days=1)
        day = (FIRST + timedelta(days=chance.randrange(100))).isoformat()
        fields = {
            "household_group": chance.choice(["Thôn Mẫu", "Thôn Thử"]),
            "stage": chance.choice(STAGES),
            "households": chance.randrange(20),
            **PARK,
        }
        seqs = [entry["seq"] for entry in entries(desk.id) if entry["seq"] > 2] or [99]
        try:
            if chance.random() < 0.15:
                desk.withdraw(chance.choice(seqs), at=moment)
            elif chance.random() < 0.15:
                desk.correct(chance.choice(seqs), "clearance_reached", day, at=moment, **fields)
            else:
                desk.record("clearance_reached", day, at=moment, **fields)
            kept += 1
        except ParkError:
            refused += 1
        moments.append(moment)
    assert kept > 5
    assert refused > 5
    journal, zone = list(entries(desk.id)), ""
    for entry in journal:
        zone = entry["payload"]["zone"] if entry["type"] == "zone_established" else zone
    current.expire()
    for known_at in [*chance.sample(moments, 4), moments[-1]]:
        on = FIRST + timedelta(days=chance.randrange(110))
        known = [entry for entry in journal if datetime.fromisoformat(entry["recorded_at"]) <= known_at]
        undone = {entry["reverses"] for entry in known}
        stands: dict[tuple[str, str], int] = {}
        for entry in sorted(known, key=lambda each: (each["effective_on"], each["seq"])):
            said = entry["payload"]
            if (
                entry["type"] == "clearance_reached"
                and entry["seq"] not in undone
                and date.fromisoformat(entry["effective_on"]) <= on
            ):
                stands[said["household_group"], said["stage"]] = said["households"]
        groups = zone_clearance(("bg", zone), Dates(on, known_at)).groups
        assert {
            (group.name, stage.value): count for group in groups for stage, count in group.households.items()
        } == stands
        for stage in STAGES:
            sql = (
                "SELECT SUM(amount) FROM ledger_posting WHERE measure = %s AND effective_on <= %s AND recorded_at <= %s"
            )
            total = int(fetch(sql, [f"clearance.{stage}", on, known_at])[0][0] or 0)
            assert total == sum(count for (_, each), count in stands.items() if each == stage)
    assert desk.problems() == []
