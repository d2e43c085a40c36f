"""An estimate gives way to the final report; nothing is counted twice; what was converted stays converted as it was."""

import json
import random
from datetime import UTC, datetime
from typing import Any

import pytest

from parkledger.catalogue import MEASURES
from parkledger.language import Lang, ParkError
from parkledger.ledger.book.loading import load
from parkledger.ledger.errors import (
    EventTwice,
    RateMissing,
    ReportBelowParts,
    ReportExists,
    ReportOfRest,
    ReportOverlaps,
    ReportsOfParts,
    TargetExists,
    TargetMissing,
    ZoneEnded,
)
from parkledger.ledger.events.reports import PeriodReport, counted_in
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.statements import fetch
from tests.ledger.conftest import Desk

EARLY, LATE = datetime(2031, 1, 1, tzinfo=UTC), datetime(2031, 2, 1, tzinfo=UTC)
BEFORE = datetime(2026, 11, 29, 23, tzinfo=UTC)
"""A moment from before a level was reported for one scope alone."""
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


def test_a_final_report_with_one_measure_more_takes_the_place_of_the_estimate(desk):
    desk.record("period_report", kind="park", status="estimate", values=output("10 triệu USD"), at=EARLY, **AUGUST)
    values = {**output("9,5 triệu USD"), "trade.export": "2 triệu USD", "labour.workers": 700}
    desk.record("period_report", kind="park", values=values, at=LATE, **AUGUST)
    assert desk.total("output.production", known_at=EARLY) == 1_000_000_000
    assert desk.total("output.production") == 950_000_000
    assert desk.total("trade.export") == 200_000_000
    assert desk.total("labour.workers") == 700
    assert desk.problems() == []


def test_what_of_an_estimate_the_final_report_lacks_goes_on_standing_as_an_estimate(desk):
    both = {**output("10 triệu USD"), "trade.export": "3 triệu USD", "labour.workers": 500}
    desk.record("period_report", kind="park", status="estimate", values=both, at=EARLY, **AUGUST)
    recorded = desk.record("period_report", kind="park", values=output("9,5 triệu USD"), at=LATE, **AUGUST)
    assert desk.total("output.production") == 950_000_000
    assert desk.total("trade.export") == 300_000_000
    assert desk.total("labour.workers") == 500
    assert set(recorded.event.values) == {"output.production"}
    desk.record("period_report", kind="park", values={"trade.export": "2 triệu USD", "labour.workers": 510}, **AUGUST)
    assert desk.total("trade.export") == 200_000_000
    assert desk.total("labour.workers") == 510
    in_force = [
        entry for entry in entries(desk.id) if entry["type"] == "period_report" and entry["seq"] in _standing(desk)
    ]
    assert [entry["payload"].get("status", "final") for entry in in_force] == ["final", "final"]
    assert desk.problems() == []


def test_several_estimates_give_way_to_one_final_report(desk):
    for values in (output("10 triệu USD"), {"labour.workers": 500}, {"trade.import": "1 triệu USD"}):
        desk.record("period_report", kind="park", status="estimate", values=values, **AUGUST)
    desk.record("period_report", kind="park", values={**output("9 triệu USD"), "labour.workers": 490}, **AUGUST)
    assert desk.total("output.production") == 900_000_000
    assert desk.total("labour.workers") == 490
    assert desk.total("trade.import") == 100_000_000
    assert desk.problems() == []


def _standing(desk) -> set[int]:
    found = list(entries(desk.id))
    return {entry["seq"] for entry in found} - {entry["reverses"] for entry in found if entry["reverses"]}


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


def test_a_target_needs_no_rate_and_stands_in_its_own_currency(desk):
    """Before the book's first rate; with one it is converted as ever."""
    year: dict[str, Any] = {"period_start": "1/1/2009", "period_end": "31/12/2009"}
    desk.record("target_set", "1/1/2009", measure="output.production", value="9.500 tỷ đồng", **year)
    desk.record("target_set", "1/1/2009", measure="trade.export", value="180,5 triệu USD", **year)
    of_plan = "SELECT amount, usd, vnd FROM ledger_posting WHERE scenario = 'plan' ORDER BY event_id"
    assert list(fetch(of_plan, [])) == [(9_500 * 10**9, 0, 9_500 * 10**9), (180_500_000_00, 180_500_000_00, 0)]
    payloads = [entry["payload"] for entry in entries(desk.id) if entry["type"] == "target_set"]
    assert ["rate" in payload for payload in payloads] == [False, False]
    desk.record("target_amended", "2/1/2010", measure="output.production", value="10.000 tỷ đồng", **year)
    assert desk.problems() == []
    with pytest.raises(RateMissing):
        desk.record("period_report", None, kind="park", values={"output.production": "5 tỷ đồng"}, **year)


def test_reports_of_two_districts_stand_side_by_side_and_their_province_would_count_twice(desk):
    month = {"period_start": "1/5/2023", "period_end": "31/5/2023", "kind": "cluster"}
    for district, dong in (("Việt Yên", 2), ("Hiệp Hòa", 3)):
        place = f"{district}, Bắc Giang"
        desk.record("period_report", **month, place=place, values={"output.production": f"{dong} tỷ đồng"})
    assert desk.total("output.production") == 5_000_000_000
    with pytest.raises(ReportOverlaps):
        desk.record("period_report", **month, values={"output.production": "5 tỷ đồng"})


@pytest.mark.parametrize("merged_first", [True, False], ids=["the province", "the zone"])
@pytest.mark.parametrize("values", [{"output.production": "5 tỷ đồng"}, {"labour.workers": 700}], ids=["flow", "level"])
def test_a_zone_of_a_former_province_lies_in_the_one_that_it_became_a_part_of(desk, values, merged_first):
    desk.zone("Quang Châu")
    whole = {"place": "viet-nam.bac-ninh-2025", "kind": "park"}
    scopes = [whole, {"zone": "KCN Quang Châu"}]
    first, second = scopes if merged_first else reversed(scopes)
    quarter = {"period_start": "1/7/2026", "period_end": "30/9/2026"}
    desk.record("period_report", **quarter, **first, values=values)
    with pytest.raises(ReportOverlaps):
        desk.record("period_report", **quarter, **second, values=values)
    if merged_first:
        with pytest.raises(ReportOverlaps):
            desk.record("period_report", **quarter, place="Bắc Giang", kind="park", values=values)


def test_a_tariff_lapses_with_its_zone_and_is_not_zero_after_it(desk):
    desk.zone("Đồng Đình", kind="cluster")
    price = {"tariff": "wastewater", "price": "9100", "currency": "VND", "per": "m3"}
    desk.record("tariff_set", "1/1/2020", zone="CCN Đồng Đình", **price)
    revoked = desk.record("zone_revoked", "1/1/2022", zone="CCN Đồng Đình")
    assert [desk.total("fee.wastewater", on) for on in ("2021-12-31", "2022-01-01")] == [9_100_000_000, None]
    desk.withdraw(revoked.seq)
    assert desk.total("fee.wastewater") == 9_100_000_000
    assert desk.problems() == []


def year_of(number: int) -> dict[str, str]:
    return {"period_start": f"1/1/{number}", "period_end": f"31/12/{number}"}


def workers(count: int) -> dict[str, int]:
    return {"labour.workers": count}


@pytest.fixture
def both(database):
    """A book with two parks, begun before a level was reported for one scope alone."""
    desk = Desk(at=BEFORE)
    desk.zone("Quang Châu", at=BEFORE)
    desk.zone("Vân Trung", at=BEFORE)
    return desk


@pytest.mark.parametrize("late", [False, True], ids=["as the years went by", "the former year recorded last"])
def test_workers_of_a_place_end_where_they_are_told_by_zone(both, late):
    told = [
        {"kind": "park", "values": workers(7342), **year_of(2023)},
        {"zone": "KCN Quang Châu", "values": workers(4000), **year_of(2024)},
        {"zone": "KCN Vân Trung", "values": workers(2700), **year_of(2024)},
    ]
    for report in reversed(told) if late else told:
        both.record("period_report", **report)
    assert both.total("labour.workers", on="2024-12-30") == 7342
    assert both.total("labour.workers", on="2024-12-31") == 6700
    assert both.problems() == []


def test_workers_of_zones_end_where_they_are_told_of_the_place(both):
    both.record("period_report", zone="KCN Quang Châu", values=workers(4000), **year_of(2023))
    both.record("period_report", zone="KCN Vân Trung", values=workers(2700), **year_of(2023))
    last = both.record("period_report", values=workers(7100), **year_of(2024))
    assert both.total("labour.workers", on="2024-12-31") == 7100
    both.withdraw(last.seq)
    assert both.total("labour.workers", on="2024-12-31") == 6700, "what had ended by a report stands again without it"
    assert both.problems() == []


def test_workers_told_before_the_rule_stand_as_they_were_recorded(both):
    both.record("period_report", kind="park", values=workers(7342), **year_of(2023), at=BEFORE)
    both.record("period_report", zone="KCN Quang Châu", values=workers(4000), **year_of(2024), at=BEFORE)
    assert both.total("labour.workers", on="2024-12-31") == 11342
    both.record("period_report", zone="KCN Quang Châu", values=workers(4100), **year_of(2025))
    assert both.total("labour.workers", on="2025-12-31") == 4100
    assert both.problems() == []


def test_another_scope_is_taken_on_another_day_of_the_year_and_not_on_the_same(both):
    quarters = {
        1: {"period_start": "1/1/2024", "period_end": "31/3/2024"},
        2: {"period_start": "1/4/2024", "period_end": "30/6/2024"},
    }
    both.record("period_report", kind="park", values=workers(7342), **quarters[1])
    with pytest.raises(ReportOverlaps):
        both.record("period_report", zone="KCN Quang Châu", values=workers(4000), **quarters[1])
    both.record("period_report", zone="KCN Quang Châu", values=workers(4100), **quarters[2])
    assert both.total("labour.workers", on="2024-06-29") == 7342
    assert both.total("labour.workers", on="2024-06-30") == 4100
    assert both.problems() == []


def test_what_is_paid_in_another_currency_ends_what_was_paid_before(both):
    for year, paid in ((2023, "1 tỷ đồng"), (2024, "50 nghìn USD")):
        both.record("period_report", zone="KCN Quang Châu", values={"labour.payroll": paid}, **year_of(year))
    assert both.total("labour.payroll", on="2024-12-31", currency="VND") is None
    assert both.total("labour.payroll", on="2024-12-31", currency="USD") == 5_000_000
    assert both.problems() == []


def test_a_journal_of_before_is_loaded_as_it_was_recorded(both, monkeypatch):
    """An estimate and a final report with a measure more stood beside each other; they do in a copy."""
    quarter = {"period_start": "1/1/2024", "period_end": "31/3/2024", "zone": "KCN Quang Châu"}
    both.record("period_report", status="estimate", values=workers(900), **quarter)
    with monkeypatch.context() as before:
        before.setattr(PeriodReport, "superseded_estimates", lambda *_: [])
        both.record("period_report", values={**workers(950), "labour.female": 500}, **quarter)
    lines = [json.dumps(each, ensure_ascii=False) for each in entries(both.id)]
    Book.objects.create(code="copy", name="Bản sao", place="viet-nam.bac-giang")
    report = load("copy", lines, by="minh")
    assert report.refused == [], [refused.error.message(Lang.EN) for refused in report.refused]
    assert [each["hash"] for each in entries(book_ref("copy").id)] == [each["hash"] for each in entries(both.id)]


# -- superseding, by recording and by correcting ------------------------------------------------------------------


def final(desk, values):
    return desk.record("period_report", kind="park", values=values, **AUGUST)


def estimate(desk, values):
    return desk.record("period_report", kind="park", status="estimate", values=values, **AUGUST)


def reported_now(desk) -> list[tuple[str, dict[str, object]]]:
    """The reports in force, each with its status and what it tells."""
    standing = _standing(desk)
    reports = [each for each in entries(desk.id) if each["type"] == "period_report" and each["seq"] in standing]
    return [(each["payload"]["status"], each["payload"]["values"]) for each in reports]


@pytest.mark.parametrize("values", [{**workers(490), "labour.female": 240}, {**output("9 triệu USD"), **workers(490)}])
@pytest.mark.parametrize("corrected", [False, True], ids=["recorded", "corrected"])
def test_a_report_supersedes_estimates_alike_however_it_comes_to_be(desk, values, corrected):
    estimate(desk, {**output("10 triệu USD"), "labour.female": 250, "trade.export": "3 triệu USD"})
    if corrected:
        first = final(desk, workers(480))
        desk.correct(first.seq, "period_report", kind="park", values=values, **AUGUST)
    else:
        final(desk, values)
    told = sorted((status, sorted(each)) for status, each in reported_now(desk))
    rest = {"output.production", "labour.female", "trade.export"} - values.keys()
    assert told == [("estimate", sorted(rest)), ("final", sorted(values))]
    assert desk.total("labour.workers") == 490
    assert desk.problems() == []
    assert copied(desk)


def test_what_a_final_report_tells_is_in_no_remainder_of_an_estimate(desk):
    final(desk, workers(480))
    second = estimate(desk, {"labour.female": 250})
    both = {**workers(500), "labour.female": 250}
    desk.correct(second.seq, "period_report", kind="park", status="estimate", values=both, **AUGUST)
    final(desk, {"labour.female": 260})
    assert reported_now(desk) == [("final", workers(480)), ("final", {"labour.female": 260})]
    assert desk.total("labour.workers") == 480
    assert desk.total("labour.female") == 260
    assert desk.problems() == []


def test_a_remainder_stands_as_it_was_recorded_by_whatever_was_checked_then(desk, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(PeriodReport, "_check_parts", lambda *_: None)
        estimate(desk, {**output("10 triệu USD"), **workers(9), "labour.female": 10})
    final(desk, output("9 triệu USD"))
    assert desk.total("labour.female") == 10
    assert desk.problems() == []
    assert copied(desk)


def test_a_file_loaded_again_names_no_superseded_estimate_as_withdrawn(desk):
    about = {"type": "period_report", "kind": "park", **AUGUST}
    told = [
        {**about, "status": "estimate", "values": output("10 triệu USD")},
        {**about, "status": "estimate", "values": workers(500)},
        {**about, "status": "estimate", "values": {"trade.import": "1 triệu USD"}},
        {**about, "values": {**output("9 triệu USD"), **workers(490), "trade.import": "1 triệu USD"}},
    ]
    lines = [json.dumps(each, ensure_ascii=False) for each in told]
    assert load(desk.code, lines, by="lan").refused == []
    again = load(desk.code, lines, by="lan")
    assert (again.recorded, again.already, again.withdrawn) == (0, 4, [])
    desk.withdraw(max(_standing(desk)))
    last = max(each["seq"] for each in entries(desk.id) if each["type"] == "period_report")
    assert load(desk.code, lines, by="lan").withdrawn == [last]


def test_an_estimate_of_a_project_gives_way_to_a_report_that_is_corrected_to_its_period(desk):
    desk.project("DA-1")
    about = {"project": "DA-1", "workers": 50}
    september = {"period_start": "1/9/2023", "period_end": "30/9/2023"}
    desk.record("business_report", status="estimate", **about, **AUGUST)
    recorded = desk.record("business_report", **about, **september)
    desk.correct(recorded.seq, "business_report", **about, **AUGUST)
    in_force = [
        each for each in entries(desk.id) if each["seq"] in _standing(desk) and each["type"] == "business_report"
    ]
    assert [each["payload"]["status"] for each in in_force] == ["final"]
    assert desk.problems() == []
    assert copied(desk)


def copied(desk) -> bool:
    """Whether the exported journal makes the same book elsewhere."""
    lines = [json.dumps(each, ensure_ascii=False) for each in entries(desk.id)]
    Book.objects.create(code="copy", name="Bản sao", place="viet-nam.bac-giang")
    report = load("copy", lines, by="minh")
    assert report.refused == [], [refused.error.message(Lang.EN) for refused in report.refused]
    return [each["hash"] for each in entries(book_ref("copy").id)] == [each["hash"] for each in entries(desk.id)]


TOLD_AT_RANDOM = ("labour.workers", "labour.female", "wastewater.flow", "output.production", "trade.export")
FLOWS_AT_RANDOM = frozenset({"output.production", "trade.export"})


class ReportList:
    """The reports of one scope and period that are in force, by their numbers: what `ledger` must come to."""

    def __init__(self) -> None:
        self.kept: dict[int, tuple[str, dict[str, int]]] = {}

    def is_refused(self, mine: int | None, told: set[str]) -> bool:
        """Whether another final report is of the very same measures, or tells a flow of them."""
        finals = [set(values) for seq, (status, values) in self.kept.items() if status == "final" and seq != mine]
        return any(each == told or each & told & FLOWS_AT_RANDOM for each in finals)

    def take(self, mine: int | None, seq: int, status: str, values: dict[str, int]) -> None:
        """A report stands under a number, or in the place of another; what is left of estimates stands under the next."""
        if mine is not None:
            del self.kept[mine]
        estimates = [
            each for each, (kind, told) in sorted(self.kept.items()) if kind == "estimate" and told.keys() & values
        ]
        superseded = [self.kept.pop(each)[1] for each in estimates]
        said = {name for kind, told in self.kept.values() if kind == "final" for name in told} | values.keys()
        rests = [{name: value for name, value in told.items() if name not in said} for told in superseded]
        self.kept |= {seq: (status, values)}
        self.kept |= {seq + n: ("estimate", rest) for n, rest in enumerate(filter(None, rests), start=1)}

    def total(self, measure: str) -> int | None:
        """What the last report of a measure says; each flow is in one at most."""
        told = [values[measure] for _, (_, values) in sorted(self.kept.items()) if measure in values]
        return told[-1] if told else None


def written_values(values: dict[str, int]) -> dict[str, object]:
    return {
        name: {"currency": "VND", "amount": value} if name in FLOWS_AT_RANDOM else value
        for name, value in values.items()
    }


def told_at_random(desk, chance: random.Random, reports: ReportList) -> None:
    """A report recorded, corrected or withdrawn; refused exactly where the list says so."""
    act = chance.choice(["tell", "tell", "correct", "withdraw"])
    mine = chance.choice(sorted(reports.kept)) if reports.kept and act != "tell" else None
    if mine is not None and act == "withdraw":
        desk.withdraw(mine)
        del reports.kept[mine]
        return
    told = chance.sample(TOLD_AT_RANDOM, chance.choice([1, 1, 2, 3]))
    values = {name: chance.randint(1, 99) + (100 if name == "labour.workers" else 0) for name in told}
    fields = {
        "kind": "park",
        "status": chance.choice(["estimate", "final"]),
        "values": written_values(values),
        **AUGUST,
    }
    try:
        recorded = (
            desk.record("period_report", **fields) if mine is None else desk.correct(mine, "period_report", **fields)
        )
    except (ReportExists, ReportOverlaps):
        assert reports.is_refused(mine, set(told))
        return
    assert not reports.is_refused(mine, set(told))
    reports.take(mine, recorded.seq, str(fields["status"]), values)


@pytest.mark.parametrize("seed", range(6))
def test_any_history_of_reports_of_one_period_stands_as_a_list_says(desk, seed):
    chance, reports = random.Random(seed), ReportList()
    for _ in range(40):
        told_at_random(desk, chance, reports)
        assert {name: desk.total(name) for name in TOLD_AT_RANDOM} == {
            name: reports.total(name) for name in TOLD_AT_RANDOM
        }
    numbers = {entry["seq"] for entry in entries(desk.id) if entry["type"] == "period_report"} & _standing(desk)
    assert numbers == reports.kept.keys()
    assert desk.problems() == []
    assert copied(desk)


QUARTERS = [
    ("1/1/2023", "31/3/2023"),
    ("1/4/2023", "30/6/2023"),
    ("1/7/2023", "30/9/2023"),
    ("1/10/2023", "31/12/2023"),
]


def quarter(desk, number, amount, **fields):
    start, end = QUARTERS[number]
    return desk.record(
        "period_report",
        kind="park",
        period_start=start,
        period_end=end,
        values={"trade.export": amount},
        **fields,
    )


YEAR = {"kind": "park", "period_start": "1/1/2023", "period_end": "31/12/2023"}


def test_a_years_estimate_beside_its_quarters_is_refused_with_the_rest_which_is_taken_and_then_replaced(desk):
    for number in range(3):
        quarter(desk, number, "10 triệu USD")
    with pytest.raises(ReportOfRest) as refused:
        desk.record(
            "period_report", status="estimate", values={"trade.export": "42 triệu USD", "labour.workers": 1100}, **YEAR
        )
    told = refused.value.message(Lang.VI)
    assert "từ 1/10/2023 đến 31/12/2023: giá trị xuất khẩu 12 triệu USD" in told
    assert "bg/" in told
    quarter(desk, 3, "12 triệu USD", status="estimate")
    assert desk.total("trade.export") == 4_200_000_000
    quarter(desk, 3, "13 triệu USD")
    assert desk.total("trade.export") == 4_300_000_000
    assert desk.problems() == []


def test_a_year_less_than_its_quarters_or_reported_quarter_by_quarter_is_refused_in_numbers(desk):
    for number in range(3):
        quarter(desk, number, "10 triệu USD")
    with pytest.raises(ReportBelowParts) as below:
        desk.record("period_report", status="estimate", values={"trade.export": "25 triệu USD"}, **YEAR)
    assert "25 triệu USD, nhỏ hơn 30 triệu USD" in below.value.message(Lang.VI)
    quarter(desk, 3, "12 triệu USD")
    with pytest.raises(ReportsOfParts) as whole:
        desk.record("period_report", values={"trade.export": "44 triệu USD"}, **YEAR)
    assert "giá trị xuất khẩu 42 triệu USD" in whole.value.message(Lang.VI)


@pytest.mark.parametrize(("code", "written", "count"), [
    ("enterprises.operating", "10 dự án", 10), ("enterprises.operating", "12 DN", 12), ("enterprises.operating", "3 cơ sở", 3),
    ("labour.workers", "1.250 người", 1250), ("labour.workers", "1250", 1250), ("labour.workers", "1.250 lao động", 1250),
])  # fmt: skip
def test_counts_are_taken_with_the_words_for_what_is_counted(desk, code, written, count):
    desk.record("period_report", values={code: written}, **YEAR)
    assert desk.total(code) == count


@pytest.mark.parametrize(("code", "written"), [
    ("enterprises.operating", "10 triệu đồng"), ("enterprises.operating", "10 ha"), ("labour.workers", "10 dự án"),
])  # fmt: skip
def test_what_is_counted_in_something_else_is_refused_in_words(desk, code, written):
    with pytest.raises(ParkError) as refused:
        desk.record("period_report", values={code: written}, **YEAR)
    told = refused.value.message(Lang.VI)
    assert f"«{MEASURES[code].name.vi}»: cần số tính bằng {counted_in(code).vi}" in told
    assert not {"project", "person"} & set(told.split())


def test_a_report_that_would_count_twice_names_the_measure_in_words(desk):
    quarter(desk, 0, "10 triệu USD")
    with pytest.raises(ReportOverlaps) as refused:
        desk.record(
            "period_report",
            kind="park",
            values={"trade.export": "1 triệu USD"},
            period_start="1/3/2023",
            period_end="30/4/2023",
        )
    assert refused.value.message(Lang.VI).startswith("giá trị xuất khẩu: báo cáo bg/")
