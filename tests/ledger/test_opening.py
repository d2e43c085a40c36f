"""Opening balances: what stood on a day is on record from then on, and counts as nothing that happened in the period."""

from typing import Any

import pytest

from parkledger.language import ParkError
from tests.ledger.conftest import Desk

OPENED: dict[str, Any] = {
    "name": "Quang Châu",
    "kind": "park",
    "area_m2": "100 ha",
    "industrial_m2": "60 ha",
    "leased_industrial_m2": "45 ha",
    "operating": True,
    "infrastructure_complete": True,
}
PROJECT: dict[str, Any] = {
    "project": "DA-1",
    "name": "Nhà máy",
    "enterprise": "Công ty",
    "origin": "fdi",
    "zone": "KCN Quang Châu",
    "capital": "10 triệu USD",
    "charter": "2 triệu USD",
    "operating": True,
}


def test_a_zone_stands_as_it_was_opened(desk: Desk):
    desk.record("zone_opened", "1/1/2024", **OPENED)
    assert desk.total("land.leased_industrial") == 450_000
    assert desk.total("land.leased_industrial", "2023-12-31") is None
    assert [
        desk.total(f"zones.{stage}") for stage in ("planned", "established", "infrastructure_complete", "operating")
    ] == [1] * 4
    assert desk.total("zones.under_construction") is None
    desk.record("land_leased", "2/1/2024", zone="KCN Quang Châu", area_m2="15 ha")
    with pytest.raises(ParkError) as refused:
        desk.record("land_leased", "3/1/2024", zone="KCN Quang Châu", area_m2="1 ha")
    assert refused.value.code == "land_overdrawn"
    assert desk.problems() == []


def test_a_project_stands_with_its_capital_and_is_not_counted_as_new(desk: Desk):
    desk.record("zone_opened", "1/1/2024", **OPENED)
    desk.record("project_opened", "1/1/2024", **PROJECT, certified_on="3/4/2015")
    assert desk.total("capital.in_force") == 10 * 10**8
    assert (desk.total("projects.in_force"), desk.total("projects.operating")) == (1, 1)
    assert (desk.total("projects.registered"), desk.total("capital.new")) == (None, None)
    desk.record("capital_adjusted", "1/6/2024", project="DA-1", capital="5 triệu USD")
    assert (desk.total("capital.in_force"), desk.total("capital.added")) == (15 * 10**8, 5 * 10**8)
    assert desk.problems() == []


def test_what_is_found_out_later_of_the_past_is_not_added_to_the_opening(desk: Desk):
    """The establishment is found in an archive: the opening is corrected not to count it, and its land still stands."""
    opened = desk.record("zone_opened", "1/1/2024", **OPENED)
    desk.correct(opened.seq, "zone_opened", "1/1/2024", **OPENED, planned=False, established=False)
    desk.record("zone_established", "1/1/2012", zone="kcn-quang-chau", area_m2="80 ha", industrial_m2="50 ha")
    desk.record("land_leased", "1/1/2020", zone="kcn-quang-chau", area_m2="20 ha")
    land = ("land.established", "land.industrial", "land.leased_industrial")
    assert [desk.total(measure, "2023-12-31") for measure in land] == [800_000, 500_000, 200_000]
    assert [desk.total(measure) for measure in land] == [1_000_000, 600_000, 450_000]
    assert desk.total("zones.established") == 1
    assert desk.problems() == []


def test_a_stage_that_is_on_record_is_not_opened_again(desk: Desk):
    desk.zone("Quang Châu")
    with pytest.raises(ParkError) as refused:
        desk.record("zone_opened", "1/1/2024", zone="kcn-quang-chau", planned=False)
    assert refused.value.code == "milestone_reached"


@pytest.mark.parametrize("stages", [
    {"planned": False, "established": False}, {"under_construction": True, "infrastructure_complete": True},
])  # fmt: skip
def test_stages_that_cannot_be_are_refused(desk: Desk, stages):
    with pytest.raises(ParkError) as refused:
        desk.record("zone_opened", "1/1/2024", name="Vân Trung", kind="park", **stages)
    assert refused.value.code == "event_refused"


def test_an_opening_withdrawn_or_corrected_leaves_nothing_of_it(desk: Desk):
    opened = desk.record("zone_opened", "1/1/2024", **OPENED)
    better = desk.correct(opened.seq, "zone_opened", "1/1/2024", **{**OPENED, "leased_industrial_m2": "40 ha"})
    assert desk.total("land.leased_industrial") == 400_000
    assert desk.total("zones.established") == 1
    desk.withdraw(better.seq)
    assert desk.total("land.leased_industrial") in {0, None}
    assert desk.problems() == []


def test_a_zone_is_opened_with_the_area_that_the_plan_gives_it(desk: Desk) -> None:
    desk.record("zone_opened", "1/1/2024", **OPENED, planned_area_m2="120 ha")
    assert (desk.total("land.planned"), desk.total("land.established")) == (1_200_000, 1_000_000)
    others: dict[str, Any] = {"name": "Vân Trung", "kind": "park", "planned_area_m2": "120 ha"}
    for refused in ({"planned": False}, {"established": False, "area_m2": "90 ha"}):
        with pytest.raises(ParkError, match="planned_area_m2"):
            desk.record("zone_opened", "1/1/2024", **others, **refused)
    desk.record("zone_opened", "1/1/2024", **others, established=False)
    assert desk.total("land.planned") == 2_400_000
    assert desk.problems() == []
