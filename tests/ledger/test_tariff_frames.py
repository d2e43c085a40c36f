"""Frames for prices and charges: which one holds for a zone's tariff, and where the tariff stands against it."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from parkledger.briefing.zone_profiles import outside_frames, tariffs_table
from parkledger.figures import current
from parkledger.language import Lang, Text, unit_label
from parkledger.ledger.errors import EventTwice, FieldsRefused, TariffUnitUnfit
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_on
from parkledger.records.tariff_frames import BookRate, FrameState, frames_on, in_unit, judged
from tests.ledger.conftest import PLACE, Desk

WATER: dict[str, Any] = {"tariff": "water", "per": "m3"}
PARK, CLUSTER = "kcn-quang-chau", "ccn-noi-hoang"


@pytest.fixture(autouse=True)
def _figures_anew(desk: Desk) -> Any:
    current.close()
    yield
    current.close()


@pytest.fixture
def zones(desk: Desk) -> Desk:
    """A park in a district, a cluster in the province."""
    desk.zone("Quang Châu", place=f"{PLACE}.viet-yen")
    desk.zone("Nội Hoàng", kind="cluster")
    return desk


def state(zone: str, price: str, on: str, *, unit: str = "VND/m3", grade: str = "") -> FrameState:
    current.expire()
    dates = Dates(date.fromisoformat(on))
    return judged(frames_on(dates), zones_on(dates)["bg", zone], "water", unit, grade, Fraction(price))[0]


def test_the_nearest_frame_holds_and_the_last_set_of_one_scope(zones: Desk) -> None:
    zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="6000", highest="9000")
    assert [state(PARK, price, "2020-06-01") for price in ("5999", "6000", "9000", "9000.5")] == [
        FrameState.BELOW,
        FrameState.WITHIN,
        FrameState.WITHIN,
        FrameState.ABOVE,
    ]
    assert state(PARK, "5000", "2019-12-31") is FrameState.NONE
    zones.record("tariff_frame_set", "1/1/2021", **WATER, lowest="7000", highest="9500")
    assert state(CLUSTER, "6500", "2021-01-01") is FrameState.BELOW
    assert state(CLUSTER, "6500", "2020-12-31") is FrameState.WITHIN
    zones.record("tariff_frame_set", "1/1/2018", **WATER, kind="cluster", highest="5000")
    assert state(CLUSTER, "6500", "2021-01-01") is FrameState.ABOVE, "a frame of clusters goes before one of all zones"
    zones.record("tariff_frame_set", "1/1/2018", **WATER, place=f"{PLACE}.viet-yen", highest="4000")
    assert state(PARK, "6500", "2021-01-01") is FrameState.ABOVE, "the nearer place holds"
    zones.record("tariff_frame_set", "1/1/2017", **WATER, zone="KCN Quang Châu", lowest="6000")
    assert state(PARK, "6500", "2021-01-01") is FrameState.WITHIN, "a frame that names the zone holds"
    assert state(PARK, "6500", "2021-01-01", unit="VND/kWh") is FrameState.OTHER_UNIT


def test_a_tariff_in_dollars_is_compared_by_the_rate_of_its_book_in_force_on_the_day(zones: Desk) -> None:
    zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="6000", highest="9000")
    zones.record(
        "tariff_set", "1/2/2020", zone="KCN Quang Châu", tariff="water", price="0.45", currency="USD", per="m3"
    )
    current.expire()
    assert outside_frames(Dates(date(2021, 1, 1))) == [], "9.000 đồng at 20.000"
    zones.record("exchange_rate_set", "1/6/2020", vnd_per_usd="20001", source="sổ tay")
    current.expire()
    (found,) = outside_frames(Dates(date(2021, 1, 1)))
    assert (found.against.state, found.against.rate) == (FrameState.ABOVE, (Fraction(20_001), date(2020, 6, 1)))
    row = tariffs_table([found], Dates(date(2021, 1, 1)), Lang.VI).rows[0]
    assert row.cell("frame.state").text == Text(
        "cao hơn khung (tỷ giá 20.001 đồng/USD từ 1/6/2020)",
        "above the frame (at VND 20,001 to the dollar, since 1 June 2020)",
    )
    assert outside_frames(Dates(date(2020, 5, 31))) == []


@pytest.mark.parametrize(
    ("price", "unit", "wanted", "expected"),
    [
        ("0.1", "USD/m2/month", "USD/m2/year", Fraction(12, 10)),
        ("1", "USD/m2/year", "USD/m2/month", Fraction(1, 12)),
        ("1", "USD/m2/year", "VND/m2/month", Fraction(25_000, 12)),
        ("1200", "VND/m2/year", "USD/m2/year", Fraction(1200, 25_000)),
        ("1", "USD/m2/term", "USD/m2/year", None),
        ("1", "USD/m2", "USD/m2/year", None),
        ("1", "VND/m3", "VND/kWh", None),
    ],
)
def test_a_price_in_another_unit_is_exact_or_not_known(
    price: str, unit: str, wanted: str, expected: Fraction | None
) -> None:
    rate = BookRate(Fraction(25_000), date(2024, 1, 1))
    assert in_unit(Fraction(price), unit, wanted, rate) == expected
    assert in_unit(Fraction(1), "USD/m3", "VND/m3", None) is None


def test_a_frame_that_has_run_out_holds_no_more_nor_what_it_replaced(zones: Desk) -> None:
    zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="6000")
    zones.record("tariff_frame_set", "1/1/2021", **WATER, lowest="8000", until="31/12/2021")
    assert state(PARK, "7000", "2021-12-31") is FrameState.BELOW
    assert state(PARK, "5000", "2022-01-01") is FrameState.NONE


def test_a_frame_of_one_class_is_of_no_other(zones: Desk) -> None:
    zones.record("tariff_frame_set", "1/1/2020", **WATER, grade="giờ cao điểm", highest="9000")
    assert state(PARK, "9500", "2020-06-01") is FrameState.NONE
    assert state(PARK, "9500", "2020-06-01", grade="giờ cao điểm") is FrameState.ABOVE


def test_a_tariff_outside_is_told_and_not_refused(zones: Desk) -> None:
    zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="6000", highest="9000")
    zones.record(
        "tariff_set", "1/6/2020", zone="KCN Quang Châu", tariff="water", price="9500", currency="VND", per="m3"
    )
    zones.record("tariff_set", "1/6/2020", zone="CCN Nội Hoàng", tariff="water", price="8500", currency="VND", per="m3")
    current.expire()
    found = outside_frames(Dates(date(2020, 6, 1)))
    assert [(each.zone.code, each.against.state) for each in found] == [(PARK, FrameState.ABOVE)]
    assert outside_frames(Dates(date(2020, 5, 31))) == []
    assert zones.problems() == []


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"lowest": "9", "highest": "8"},
        {"lowest": "9", "until": "31/12/2019"},
        {"lowest": "9", "zone": "KCN Quang Châu", "kind": "park"},
        {"highest": "0"},
    ],
)
def test_what_is_no_frame_is_refused(zones: Desk, fields: dict[str, Any]) -> None:
    with pytest.raises(FieldsRefused):
        zones.record("tariff_frame_set", "1/1/2020", **WATER, **fields)


def test_one_scope_has_one_frame_a_day(zones: Desk) -> None:
    zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="6000")
    with pytest.raises(EventTwice):
        zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="7000")
    zones.record("tariff_frame_set", "1/1/2020", **WATER, lowest="7000", kind="cluster")


@pytest.mark.parametrize(
    ("tariff", "fitting", "unfit"),
    [
        ("land_rent", ["m2", "m2/year", "m2/month", "m2/term"], ["m3", "month"]),
        ("infrastructure", ["m2/year"], ["kWh", "m3"]),
        ("water", ["m3"], ["kWh", "m2", "month"]),
        ("wastewater", ["m3"], ["kg", "m2/year"]),
        ("power", ["kWh"], ["m3", "month"]),
        ("solid_waste", ["kg", "m3", "month"], ["kWh", "m2"]),
        ("telecom", ["month"], ["kg", "m2/month"]),
    ],
)
def test_a_price_is_told_by_a_unit_that_fits_what_it_is_for(
    zones: Desk, tariff: str, fitting: list[str], unfit: list[str]
) -> None:
    priced: dict[str, Any] = {"tariff": tariff, "currency": "VND"}
    for per in unfit:
        with pytest.raises(TariffUnitUnfit) as refused:
            zones.record("tariff_set", "1/1/2020", zone="KCN Quang Châu", price="9", per=per, **priced)
        assert refused.value.field == "per"
        assert unit_label(fitting[0]).vi in refused.value.message(Lang.VI)
        assert unit_label(fitting[0]).en in refused.value.message(Lang.EN)
        with pytest.raises(TariffUnitUnfit):
            zones.record("tariff_frame_set", "1/1/2020", highest="9", per=per, **priced)
    for per in fitting:
        zones.record("tariff_set", "1/1/2020", zone="KCN Quang Châu", price="9", per=per, **priced)
        zones.record("tariff_frame_set", "1/1/2020", highest="9", per=per, **priced)
    assert zones.problems() == []
