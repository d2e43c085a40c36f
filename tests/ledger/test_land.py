"""Land never runs below nothing, on any day, however it is let, corrected or withdrawn; refusals say where and when."""

from datetime import timedelta

import pytest

from parkledger.language import Lang
from parkledger.ledger.book.balances import PER_USE
from parkledger.ledger.errors import AreaExceeded, ClearedTooMuch, LandOverdrawn, LandUseOverdrawn, LeaseShort

PARK = {"zone": "KCN Quang Châu"}
ABOUT = {"name": "Quang Châu", "kind": "park"}


@pytest.fixture
def park(desk):
    """A park with 70 ha to let, 60 of them let."""
    desk.zone("Quang Châu", industrial_m2="70 ha", service_m2=None)
    desk.record("land_leased", "1/1/2020", area_m2="60 ha", **PARK)
    return desk


def refused(attempt, *facts: tuple[str, str]) -> None:
    with pytest.raises(LandOverdrawn) as refusal:
        attempt()
    for lang, parts in zip((Lang.VI, Lang.EN), zip(*facts, strict=True), strict=True):
        for part in parts:
            assert part in refusal.value.message(lang)


def test_too_much_today(park):
    refused(
        lambda: park.record("land_leased", "1/6/2021", area_m2="10,5 ha", **PARK),
        ("KCN Quang Châu", "KCN Quang Châu"), ("1/6/2021", "1 June 2021"), ("10,5 ha", "10.5 ha"), ("10 ha", "10 ha"),
    )  # fmt: skip
    assert park.record("land_leased", "1/6/2021", area_m2="10 ha", **PARK).seq == 4


def test_too_much_by_a_lease_dated_back(park):
    park.record("area_changed", "1/1/2022", direction="expanded", area_m2="20 ha", industrial_m2="20 ha", **PARK)
    park.record("land_leased", "1/1/2023", area_m2="25 ha", **PARK)
    refused(
        lambda: park.record("land_leased", "1/6/2019", area_m2="6 ha", **PARK),
        ("1/1/2023", "1 January 2023"), ("5 ha", "5 ha"), ("6 ha", "6 ha"),
    )  # fmt: skip
    park.record("land_leased", "1/6/2019", area_m2="5 ha", **PARK)
    assert park.total("land.leased_industrial") == 900_000


def test_too_much_by_correcting_or_withdrawing_what_can_be_let(park):
    refused(
        lambda: park.correct(2, "zone_established", "1/1/2015", **ABOUT, area_m2="100 ha", industrial_m2="50 ha"),
        ("KCN Quang Châu", "KCN Quang Châu"), ("1/1/2020", "1 January 2020"),
    )  # fmt: skip
    fixed = park.record("land_use_approved", "1/1/2021", industrial_m2="80 ha", **PARK)
    park.record("land_leased", "1/2/2021", area_m2="20 ha", **PARK)
    refused(lambda: park.withdraw(fixed.seq), ("1/2/2021", "1 February 2021"))
    assert park.problems() == []


def test_expanding_makes_room(park):
    more = {"area_m2": "15 ha", **PARK}
    refused(lambda: park.record("land_leased", "1/6/2021", **more), ("1/6/2021", "1 June 2021"))
    park.record("area_changed", "1/5/2021", direction="expanded", area_m2="5 ha", industrial_m2="5 ha", **PARK)
    park.record("land_leased", "1/6/2021", **more)
    refused(lambda: park.record("land_leased", "1/1/2020", area_m2="1 ha", **PARK), ("1 ha", "1 ha"))


def test_approved_land_counts_as_taken_and_is_let_out_of_it(park):
    park.record("land_allocated", "1/6/2020", area_m2="10 ha", **PARK)
    refused(lambda: park.record("land_leased", "1/7/2020", area_m2="1 ha", **PARK), ("1/7/2020", "1 July 2020"))
    park.record("land_leased", "1/7/2020", area_m2="9 ha", from_approval=True, **PARK)
    with pytest.raises(LeaseShort):
        park.record("land_leased", "1/8/2020", area_m2="2 ha", from_approval=True, **PARK)
    assert (park.total("land.approved"), park.total("land.leased_industrial")) == (10_000, 690_000)


def test_land_of_one_use_is_not_let_as_another(desk):
    desk.zone("Quang Châu")  # 60 ha of industrial land, 10 ha of service land
    with pytest.raises(LandUseOverdrawn) as refusal:
        desk.record("land_leased", "1/1/2020", area_m2="65 ha", **PARK)
    assert "60 ha đất công nghiệp" in refusal.value.message(Lang.VI)
    assert "60 ha of industrial land" in refusal.value.message(Lang.EN)
    with pytest.raises(LandUseOverdrawn, match="đất dịch vụ"):
        desk.record("land_leased", "1/1/2020", area_m2="11 ha", use="service", **PARK)
    desk.record("land_leased", "1/1/2020", area_m2="60 ha", **PARK)
    desk.record("land_leased", "1/1/2020", area_m2="10 ha", use="service", **PARK)
    with pytest.raises(LandUseOverdrawn, match="1/1/2020"):  # not even by fixing less of it from a day before
        desk.record("land_use_approved", "1/6/2019", industrial_m2="59 ha", service_m2="11 ha", **PARK)
    assert desk.problems() == []


def test_what_was_let_beyond_its_use_before_the_rule_stays_and_is_mended_step_by_step(desk):
    before = PER_USE - timedelta(days=1)
    desk = type(desk)("bn", at=before)
    desk.zone("Quang Châu", at=before)
    desk.record("land_leased", "1/1/2020", area_m2="65 ha", at=before, **PARK)
    assert desk.problems() == []
    with pytest.raises(LandUseOverdrawn):
        desk.record("land_leased", "1/6/2020", area_m2="1 ha", **PARK)
    desk.record("lease_ended", "1/6/2021", area_m2="2 ha", **PARK)
    desk.record("land_leased", "1/6/2021", area_m2="2 ha", use="service", **PARK)
    desk.record("lease_ended", "1/6/2021", area_m2="4 ha", **PARK)
    desk.record("land_leased", "1/6/2022", area_m2="1 ha", **PARK)
    assert desk.total("land.leased_industrial") == 600_000


def test_no_more_is_given_back_than_is_let(park):
    with pytest.raises(LeaseShort):
        park.record("lease_ended", "1/1/2021", area_m2="61 ha", **PARK)
    with pytest.raises(LeaseShort):
        park.record("lease_ended", "31/12/2019", area_m2="1 ha", **PARK)


def test_uses_fit_the_area_and_clearing_fits_what_is_to_clear(park):
    with pytest.raises(AreaExceeded):
        park.record("land_use_approved", "1/1/2021", green_m2="21 ha", **PARK)
    with pytest.raises(ClearedTooMuch):
        park.record("land_cleared", "1/1/2021", area_m2="1 ha", **PARK)
    park.record("clearance_required", "1/1/2020", area_m2="5 ha", **PARK)
    park.record("land_cleared", "1/1/2021", area_m2="5 ha", clean_m2="4 ha", **PARK)
    with pytest.raises(ClearedTooMuch):
        park.record("land_handed_over", "1/1/2022", area_m2="2 ha", **PARK)
