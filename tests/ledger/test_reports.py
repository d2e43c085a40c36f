"""An estimate gives way to the final report; nothing is counted twice; what was converted stays converted as it was."""

from datetime import UTC, datetime

import pytest

from parkledger.language import Lang
from parkledger.ledger.errors import (
    EventTwice,
    RateMissing,
    ReportExists,
    ReportOverlaps,
    TargetExists,
    TargetMissing,
    ZoneEnded,
)
from parkledger.ledger.store.journal import entries

EARLY, LATE = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)
AUGUST = {"period_start": "1/8/2023", "period_end": "31/8/2023"}


def output(amount: str) -> dict[str, str]:
    return {"output.production": amount}


def test_the_final_report_takes_the_place_of_the_estimate(desk):
    desk.record("period_report", kind="park", status="estimate", values=output("10 triệu USD"), at=EARLY, **AUGUST)
    desk.record("period_report", kind="park", values=output("9,5 triệu USD"), at=LATE, **AUGUST)
    assert desk.total("output.production", known_at=EARLY) == 1_000_000_000
    assert desk.total("output.production", known_at=LATE) == 950_000_000
    with pytest.raises(ReportExists):
        desk.record("period_report", kind="park", values=output("9 triệu USD"), **AUGUST)
    desk.correct(4, "period_report", kind="park", values=output("9 triệu USD"), **AUGUST)
    assert desk.total("output.production") == 900_000_000
    assert desk.problems() == []


@pytest.mark.parametrize(
    "second",
    [
        {"period_start": "1/1/2023", "period_end": "31/12/2023", "kind": "park"},
        {"period_start": "31/8/2023", "period_end": "30/9/2023", "kind": "park"},
        {**AUGUST},
        {**AUGUST, "kind": "park", "origin": "fdi"},
        {**AUGUST, "zone": "KCN Quang Châu"},
    ],
    ids=["the year", "one common day", "all kinds", "foreign only", "one zone of them"],
)
def test_what_would_count_twice_is_refused(desk, second):
    desk.zone("Quang Châu")
    desk.record("period_report", kind="park", values=output("10 triệu USD"), **AUGUST)
    with pytest.raises(ReportOverlaps):
        desk.record("period_report", values=output("1 triệu USD"), **second)
    assert desk.total("output.production") == 1_000_000_000


@pytest.mark.parametrize("where", [{"kind": "park"}, {"zone": "KCN Quang Châu"}], ids=["the parks", "a zone"])
def test_a_month_within_a_period_of_many_years_would_count_twice(desk, where):
    desk.zone("Quang Châu")
    years = {"period_start": "1/1/2015", "period_end": "31/12/2022"}
    desk.record("period_report", values=output("10 triệu USD"), **years, **where)
    with pytest.raises(ReportOverlaps):
        desk.record(
            "period_report", values=output("1 triệu USD"), period_start="1/3/2016", period_end="31/3/2016", **where
        )
    assert desk.total("output.production") == 1_000_000_000


@pytest.mark.parametrize(
    "second",
    [
        {"period_start": "1/9/2023", "period_end": "30/9/2023", "kind": "park"},
        {**AUGUST, "kind": "cluster"},
        {**AUGUST, "zone": "CCN Nội Hoàng"},
    ],
    ids=["the next month", "the clusters", "one cluster"],
)
def test_what_does_not_count_twice_is_taken(desk, second):
    desk.zone("Nội Hoàng", kind="cluster")
    desk.record("period_report", kind="park", values=output("10 triệu USD"), **AUGUST)
    desk.record("period_report", values=output("1 triệu USD"), **second)
    assert desk.total("output.production") == 1_100_000_000


def test_a_zone_that_has_ended_holds_no_workers(desk):
    desk.zone("Quang Châu")
    desk.record("zone_revoked", "15/8/2023", zone="KCN Quang Châu")
    with pytest.raises(ZoneEnded):
        desk.record("period_report", zone="KCN Quang Châu", values={"labour.workers": 10}, **AUGUST)
    desk.record("period_report", zone="KCN Quang Châu", values=output("1 triệu USD"), **AUGUST)


def test_a_target_is_amended_from_its_day_on(desk):
    year = {"period_start": "1/1/2023", "period_end": "31/12/2023", "measure": "output.production"}
    with pytest.raises(TargetMissing):
        desk.record("target_amended", "1/6/2023", value="20 triệu USD", **year)
    desk.record("target_set", "1/1/2023", value="10 triệu USD", **year)
    desk.record("target_amended", "1/6/2023", value="20 triệu USD", **year)
    assert [desk.total("output.production", on, scenario="plan") for on in ("2023-05-31", "2023-06-01")] == [
        1_000_000_000,
        2_000_000_000,
    ]
    with pytest.raises(TargetExists) as refused:
        desk.record("target_set", "1/1/2023", value="30 triệu USD", **year)
    assert "báo cáo" not in refused.value.message(Lang.VI)
    assert "report" not in refused.value.message(Lang.EN)


def test_a_rate_recorded_later_converts_nothing_again(desk):
    project = desk.project("DA-1", "1/1/2018")
    desk.record("exchange_rate_set", "1/1/2017", vnd_per_usd="25000", source="sổ tay")
    assert desk.totals("capital.in_force") == (1_000_000_000, 1_000_000_000, 200_000_000_000)
    desk.project("DA-2", "1/1/2018", capital="1 tỷ đồng")
    assert desk.totals("capital.in_force", project="DA-2") == (1_000_000_000, 4_000_000, 1_000_000_000)
    rates = [entry["payload"]["rate"]["vnd_per_usd"] for entry in entries(desk.id) if "rate" in entry["payload"]]
    assert (project.seq, rates) == (2, ["20000", "25000"])
    with pytest.raises(RateMissing):
        desk.project("DA-3", "31/12/2009")
    with pytest.raises(EventTwice):
        desk.record("exchange_rate_set", "1/1/2017", vnd_per_usd="25001", source="sổ tay")
    desk.withdraw(3)
    desk.project("DA-4", "1/1/2018", capital="1 tỷ đồng")
    assert desk.totals("capital.in_force", project="DA-4")[1] == 5_000_000
    assert desk.problems() == []


def test_reports_of_two_districts_stand_side_by_side_and_their_province_would_count_twice(desk):
    month = {"period_start": "1/5/2023", "period_end": "31/5/2023", "kind": "cluster"}
    for district, dong in (("Việt Yên", 2), ("Hiệp Hòa", 3)):
        place = f"{district}, Bắc Giang"
        desk.record("period_report", **month, place=place, values={"output.production": f"{dong} tỷ đồng"})
    assert desk.total("output.production") == 5_000_000_000
    with pytest.raises(ReportOverlaps):
        desk.record("period_report", **month, values={"output.production": "5 tỷ đồng"})


def test_a_tariff_lapses_with_its_zone_and_is_not_zero_after_it(desk):
    desk.zone("Đồng Đình", kind="cluster")
    price = {"tariff": "wastewater", "price": "9100", "currency": "VND", "per": "m3"}
    desk.record("tariff_set", "1/1/2020", zone="CCN Đồng Đình", **price)
    revoked = desk.record("zone_revoked", "1/1/2022", zone="CCN Đồng Đình")
    assert [desk.total("fee.wastewater", on) for on in ("2021-12-31", "2022-01-01")] == [9_100_000_000, None]
    desk.withdraw(revoked.seq)
    assert desk.total("fee.wastewater") == 9_100_000_000
    assert desk.problems() == []
