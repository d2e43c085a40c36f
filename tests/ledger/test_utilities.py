"""Utilities of zones: capacity by facility, what is used as reported, what is left; unknown where either is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.briefing.zone_profiles import outside_frames
from parkledger.catalogue import INDICATORS, ZoneKind
from parkledger.figures import Question, current
from parkledger.figures.current import current_figures
from parkledger.language import Text
from parkledger.ledger.errors import FacilityTwice
from parkledger.records.dates import Dates
from parkledger.records.infrastructure import utilities_on
from tests.ledger.conftest import PLACE, Desk


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


def values(codes: Sequence[str], on: str) -> list[Fraction | None]:
    """Figures of the place's parks on a day."""
    current.expire()
    base = Question(codes[0], PLACE, date.fromisoformat(on), kind=ZoneKind.PARK)
    return [figure.value for figure in current_figures().answer([replace(base, indicator=code) for code in codes])]


def built(
    desk: Desk, kind: str, facility: str, capacity: int, on: str = "1/1/2020", type_: str = "commissioned"
) -> None:
    desk.record(f"facility_{type_}", on, zone="KCN Quang Châu", facility=facility, kind=kind, capacity=capacity)


def used(desk: Desk, measure: str, amount: int, year: int) -> None:
    period: dict[str, Any] = {"period_start": f"1/10/{year}", "period_end": f"31/12/{year}"}
    desk.record("period_report", zone="KCN Quang Châu", values={measure: amount}, **period)


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        ("power", "power.load"),
        ("water", "water.flow"),
        ("solid_waste", "waste.flow"),
        ("telecom", "telecom.lines"),
        ("fire", "fire.demand"),
    ],
)
def test_what_is_left_is_capacity_less_what_is_used(desk: Desk, kind: str, taken: str) -> None:
    desk.zone("Quang Châu")
    code = taken.partition(".")[0]
    codes = [f"{code}.capacity", taken, f"{code}.left", f"{code}.use"]
    assert values(codes, "2020-06-01") == [None, None, None, None]
    built(desk, kind, "Trạm 1", 40_000)
    built(desk, kind, "Trạm 2", 20_000)
    assert values(codes, "2020-06-01") == [60_000, None, None, None]
    used(desk, taken, 45_000, 2020)
    assert values(codes, "2020-12-31") == [60_000, 45_000, 15_000, 75]
    built(desk, kind, "Trạm 2", 0, "1/6/2021", "changed")
    assert values(codes, "2021-06-01") == [40_000, 45_000, -5_000, Fraction(225, 2)], "overloaded by so much"
    assert values(codes, "2021-05-31")[2] == 15_000


def test_use_without_capacity_is_no_share(desk: Desk) -> None:
    desk.zone("Quang Châu")
    used(desk, "power.load", 10_000, 2020)
    assert values(["power.capacity", "power.load", "power.left", "power.use"], "2021-01-01") == [
        None,
        10_000,
        None,
        None,
    ]


def test_utilities_are_listed_with_the_day_of_the_last_report_though_it_changed_nothing(desk: Desk) -> None:
    desk.zone("Quang Châu")
    built(desk, "power", "Trạm 1", 40_000)
    built(desk, "wastewater", "Nhà máy", 3_000)
    for year in (2020, 2021):
        used(desk, "power.load", 36_000, year)
    current.expire()
    power, sewage = utilities_on(Dates(date(2022, 1, 1)))
    assert (power.utility.kind.value, power.as_of, power.is_nearly_full) == ("power", date(2021, 12, 31), True)
    assert (sewage.utility.kind.value, sewage.as_of, sewage.is_nearly_full) == ("wastewater", None, False)
    desk.withdraw(6)
    current.expire()
    assert utilities_on(Dates(date(2022, 1, 1)))[0].as_of == date(2020, 12, 31)


def test_a_facility_comes_into_use_once(desk: Desk) -> None:
    desk.zone("Quang Châu")
    first = desk.record(
        "facility_commissioned", "1/1/2020", zone="KCN Quang Châu", facility="Trạm 1", kind="power", capacity=40_000
    )
    again: dict[str, Any] = {"zone": "KCN Quang Châu", "facility": "Trạm 1", "kind": "power", "capacity": 5_000}
    for on in ("1/1/2019", "1/1/2020", "1/6/2021"):
        with pytest.raises(FacilityTwice, match=f"KCN Quang Châu đã có công trình «Trạm 1» ở sự kiện bg/{first.seq}"):
            desk.record("facility_commissioned", on, **again)
    desk.record("facility_commissioned", "1/6/2021", **{**again, "facility": "Trạm 2"})
    desk.record("facility_commissioned", "1/6/2021", **{**again, "kind": "water"})
    desk.record("facility_changed", "1/6/2022", **{**again, "capacity": 60_000})
    put_right = desk.correct(first.seq, "facility_commissioned", "1/2/2020", **{**again, "capacity": 45_000})
    assert values(["power.capacity"], "2021-12-31") == [50_000]
    with pytest.raises(FacilityTwice):
        desk.correct(put_right.seq, "facility_commissioned", "1/7/2022", **again)
    assert desk.problems() == []


def test_solid_waste_and_telecommunication_have_prices_and_frames(desk: Desk) -> None:
    desk.zone("Quang Châu")
    for tariff, price, per in (("solid_waste", "1200", "kg"), ("telecom", "250000", "month")):
        priced: dict[str, Any] = {"tariff": tariff, "currency": "VND", "per": per}
        desk.record("tariff_set", "1/1/2021", zone="KCN Quang Châu", price=price, **priced)
        desk.record("tariff_frame_set", "1/1/2021", highest="1000", **priced)
    current.expire()
    dates = Dates(date(2022, 1, 1))
    found = {each.standing.measure: each.standing for each in outside_frames(dates)}
    assert set(found) == {"fee.solid_waste", "fee.telecom"}
    assert [found[code].unit for code in sorted(found)] == ["VND/kg", "VND/month"]
    assert INDICATORS["fee.telecom"].name == Text("cước viễn thông", "telecommunication charge")
