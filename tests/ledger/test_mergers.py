"""A merged zone's land, projects and facilities are the other's from that day; its history stays its own."""

from typing import Any

import pytest

from parkledger.ledger.book.recording import writing
from parkledger.ledger.errors import EventsAfterEnd, MergedDown, MergedInCircle, StillNeeded, ZoneEnded
from tests.ledger.conftest import Desk, event

BEFORE, AFTER = "2021-12-31", "2022-01-01"
HELD = (
    "land.established",
    "land.industrial",
    "land.leased_industrial",
    "projects.in_force",
    "capital.in_force",
    "housing.places",
)


@pytest.fixture
def merged(desk):
    """A cluster with land, a project and housing becomes part of a park on 1/1/2022 (event 8)."""
    desk.zone("Quang Châu")
    desk.zone("Nội Hoàng", kind="cluster")
    desk.project("DA-1", zone="CCN Nội Hoàng")
    desk.record("land_leased", "1/1/2019", zone="CCN Nội Hoàng", project="DA-1", area_m2="10 ha")
    desk.record("facility_commissioned", "1/1/2020", zone="CCN Nội Hoàng", facility="KTX", kind="housing", capacity=300)
    desk.record(
        "period_report",
        period_start="1/1/2020",
        period_end="31/1/2020",
        zone="CCN Nội Hoàng",
        values={"labour.workers": 50},
    )
    desk.record("zone_merged", "1/1/2022", zone="CCN Nội Hoàng", into="KCN Quang Châu")
    return desk


def standing(desk: Desk, on: str, **where: Any) -> list[int | None]:
    return [desk.total(measure, on, **where) for measure in HELD]


def test_everything_appears_once_before_and_after(merged):
    all_of_it = [2_000_000, 1_200_000, 100_000, 1, 1_000_000_000, 300]
    assert standing(merged, BEFORE) == standing(merged, AFTER) == all_of_it
    assert standing(merged, AFTER, zone="kcn-quang-chau") == standing(merged, AFTER, kind="park") == all_of_it
    assert standing(merged, AFTER, kind="cluster") == [0] * 6
    assert standing(merged, BEFORE, kind="cluster") == [1_000_000, 600_000, 100_000, 1, 1_000_000_000, 300]
    assert [merged.total("zones.established", on) for on in (BEFORE, AFTER)] == [2, 1]
    assert [merged.total("labour.workers", on) for on in (BEFORE, AFTER)] == [50, 0]
    assert merged.problems() == []


def test_what_is_recorded_late_goes_to_the_right_zone(merged):
    merged.record("capital_adjusted", "1/6/2021", project="DA-1", capital="2 triệu USD")
    merged.record("capital_adjusted", "1/6/2022", project="DA-1", capital="3 triệu USD")
    assert merged.total("capital.in_force", BEFORE, zone="ccn-noi-hoang") == 1_200_000_000
    assert merged.total("capital.in_force", zone="ccn-noi-hoang") == 0
    assert merged.total("capital.in_force", zone="kcn-quang-chau") == 1_500_000_000
    with pytest.raises(ZoneEnded):
        merged.record("land_leased", "1/1/2022", zone="CCN Nội Hoàng", area_m2="1 ha")
    with pytest.raises(StillNeeded):
        merged.withdraw(8)
    assert merged.problems() == []


def test_a_project_that_had_ended_does_not_come_back(desk):
    desk.zone("Quang Châu")
    desk.zone("Nội Hoàng", kind="cluster")
    desk.project("DA-1", zone="CCN Nội Hoàng")
    desk.record("project_terminated", "1/1/2021", project="DA-1")
    desk.record("zone_merged", "1/1/2022", zone="CCN Nội Hoàng", into="KCN Quang Châu")
    assert desk.total("capital.in_force") == 0
    assert desk.total("projects.in_force", zone="kcn-quang-chau") in {0, None}


def test_withdrawing_the_merger_restores_everything(merged):
    before = standing(merged, BEFORE, zone="ccn-noi-hoang")
    merged.withdraw(8)
    assert standing(merged, AFTER, zone="ccn-noi-hoang") == before
    assert standing(merged, AFTER, zone="kcn-quang-chau") == [1_000_000, 600_000, None, None, None, None]
    assert merged.total("labour.workers", AFTER) == 50
    merged.record("land_leased", "1/1/2022", zone="CCN Nội Hoàng", area_m2="1 ha")
    assert merged.problems() == []


def test_zones_merged_one_after_the_other_are_revoked_with_all_they_took_in(merged):
    merged.zone("Vân Trung")
    merged.record("zone_merged", "1/1/2023", zone="KCN Quang Châu", into="KCN Vân Trung")
    assert merged.total("capital.in_force", zone="kcn-van-trung") == 1_000_000_000
    assert standing(merged, "2024-01-01")[1:] == [1_800_000, 100_000, 1, 1_000_000_000, 300]
    assert merged.problems() == []


def test_no_circle_and_no_end_before_what_came_in(merged):
    for into in ("KCN Quang Châu", "CCN Nội Hoàng"):
        with pytest.raises(MergedInCircle):
            merged.record("zone_merged", "1/1/2020", zone="KCN Quang Châu", into=into)
    with pytest.raises(EventsAfterEnd):
        merged.record("zone_revoked", "1/1/2021", zone="KCN Quang Châu")


def test_a_cluster_of_one_book_becomes_part_of_a_park_of_another(database):
    parks, clusters = Desk("ban"), Desk("so")
    parks.zone("Quang Châu")
    clusters.zone("Nội Hoàng", kind="cluster")
    clusters.record("zone_merged", "1/1/2022", zone="CCN Nội Hoàng", into="Quang Châu", into_book="ban")
    assert parks.total("land.established", zone="kcn-quang-chau") == 2_000_000
    assert parks.total("land.established", kind="cluster") == 0
    with pytest.raises(EventsAfterEnd):
        parks.record("zone_revoked", "1/1/2023", zone="KCN Quang Châu")
    assert (parks.problems(), clusters.problems()) == ([], [])
    clusters.withdraw(3)
    assert parks.total("land.established", zone="kcn-quang-chau") == 1_000_000


def test_a_park_does_not_become_part_of_a_cluster(database):
    parks, clusters = Desk("ban"), Desk("so")
    parks.zone("Quang Châu")
    parks.zone("Nhỏ", kind="cluster")
    clusters.zone("Nội Hoàng", kind="cluster")
    for into in ("CCN Nhỏ", "so/ccn-noi-hoang"):
        with pytest.raises(MergedDown, match="khu công nghiệp không thành một phần của cụm công nghiệp"):
            parks.record("zone_merged", "1/1/2022", zone="KCN Quang Châu", into=into)
    with writing("ban", "lan") as writer:
        writer.view.exported = True
        writer.record(event("zone_merged", "1/1/2022", {"zone": "KCN Quang Châu", "into": "so/ccn-noi-hoang"}))
    assert clusters.total("land.established", zone="ccn-noi-hoang") == 2_000_000
    assert parks.problems() == []
