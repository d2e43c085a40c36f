"""Reports of single projects' business: one word a period, no day twice, in no figure of a zone, held against a list kept apart."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from parkledger.catalogue import INDICATORS, MEASURES
from parkledger.figures.current import close
from parkledger.ledger.book.recording import build
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.errors import (
    BusinessReportOverlaps,
    EventRefused,
    EventsAfterEnd,
    FieldsRefused,
    PartExceeds,
    ProjectNotInForce,
    ReportExists,
)
from parkledger.ledger.events.reports import TARGETABLE
from parkledger.ledger.models import Event
from tests.figures.books import CLUSTER, RATE, Scribe, usd, value, vnd

FIRST, SECOND = ("2022-12-15", "2023-06-14"), ("2023-06-15", "2023-12-14")
"""The halves of a year of clusters."""


@pytest.fixture(autouse=True)
def _opened_anew() -> Iterator[None]:
    close()
    yield
    close()


def book(**project: Any) -> Scribe:
    """A book with a cluster and its infrastructure project, HT."""
    bg = Scribe()
    bg.zone("Mot", "cluster", industrial_m2=30)
    fields = {"name": "Hạ tầng", "enterprise": "X", "origin": "ddi", "role": "infrastructure", "capital": vnd(900)}
    bg("project_registered", effective_on="2020-01-01", project="HT", zone="ccn-mot", **{**fields, **project})
    return bg


def told(bg: Scribe, period: tuple[str, str] = FIRST, **said: Any) -> int:
    """A report of HT's business; its number."""
    return bg("business_report", **{"project": "HT", "period_start": period[0], "period_end": period[1], **said})


def posted() -> dict[tuple[str, str], int]:
    """What stands of the measures of projects' business, by measure and day, summed from the ledger's own table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT measure, effective_on, sum(vnd), sum(amount) FROM ledger_posting WHERE measure LIKE 'business.%%' "
            "GROUP BY measure, effective_on HAVING sum(count) > 0",
            [],
        )
        return {(measure, str(on)): int(dong or amount) for measure, on, dong, amount in cursor.fetchall()}


def intact(bg: Scribe) -> bool:
    """Whether the book holds against its own events."""
    return not [problem for problem in verify(bg.book).problems if problem.code != "guards_missing"]


def test_what_a_project_reports_is_in_no_figure_of_its_zone(database: str, home: Path) -> None:
    bg = book()
    bg.report(*FIRST, zone="ccn-mot", values={"output.revenue": vnd(5000), "labour.workers": 70})
    told(bg, revenue=usd(7), exports=usd(2), budget_paid=vnd(40), workers=9, foreign_workers=2, payroll=vnd(90))
    for where in ({}, {"kind": CLUSTER}):
        assert value(home, "output.revenue", FIRST[1], start=FIRST[0], currency="VND", **where) == 5000
        assert value(home, "labour.workers", FIRST[1], **where) == 70
    assert posted()["business.revenue", FIRST[1]] == 7 * RATE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_posting WHERE measure LIKE 'business.%%' AND zone_id IS NOT NULL", []
        )
        assert cursor.fetchone()[0] == 0
    assert not [code for code in TARGETABLE if code.startswith("business.")]
    assert not [
        code for code, each in INDICATORS.items() if any(MEASURES[t.measure].of_one_project for t in each.terms())
    ]
    with pytest.raises(EventRefused):
        bg.report(*SECOND, zone="ccn-mot", values={"business.workers": 9})
    assert intact(bg)


def test_a_final_report_replaces_the_estimate_and_is_corrected_itself(database: str, home: Path) -> None:
    bg = book()
    told(bg, revenue=vnd(100), workers=5, status="estimate")
    told(bg, revenue=vnd(110), workers=6, status="estimate")
    final = told(bg, revenue=vnd(120), status="final")
    assert posted() == {("business.revenue", FIRST[1]): 120}
    with pytest.raises(ReportExists):
        told(bg, revenue=vnd(130))
    with pytest.raises(ReportExists):
        told(bg, revenue=vnd(130), status="estimate")
    fields = {"project": "HT", "period_start": FIRST[0], "period_end": FIRST[1]}
    again = bg.correct(final, "business_report", **fields, revenue=vnd(125), budget_paid=vnd(3))
    assert posted() == {("business.revenue", FIRST[1]): 125, ("business.budget_paid", FIRST[1]): 3}
    bg.withdraw(again)
    assert posted() == {}
    told(bg, revenue=vnd(140))
    assert intact(bg)


def test_no_day_is_reported_twice(database: str, home: Path) -> None:
    bg = book()
    first = told(bg, revenue=vnd(100))
    for period in ((FIRST[1], FIRST[1]), ("2022-01-01", "2022-12-15"), ("2023-01-01", "2023-03-31")):
        with pytest.raises(BusinessReportOverlaps) as refused:
            told(bg, period, revenue=vnd(4), workers=4)
        assert f"bg/{first}" in str(refused.value)
    second = told(bg, SECOND, revenue=vnd(100))
    fields = {"project": "HT", "period_start": "2023-06-14", "period_end": SECOND[1]}
    with pytest.raises(BusinessReportOverlaps):
        bg.correct(second, "business_report", **fields, revenue=vnd(1))
    bg("project_registered", effective_on="2021-01-01", project="DA", name="A", enterprise="Y", origin="fdi",
       zone="ccn-mot", capital=usd(300))  # fmt: skip
    told(bg, FIRST, project="DA", revenue=usd(3))
    assert intact(bg)


def test_what_a_year_tells_besides_stands_beside_its_halves(database: str, home: Path) -> None:
    bg = book()
    told(bg, revenue=vnd(100))
    told(bg, SECOND, revenue=vnd(100), loss=vnd(3))
    year = (FIRST[0], SECOND[1])
    for said in ({"revenue": vnd(200)}, {"profit": vnd(3)}):
        with pytest.raises(BusinessReportOverlaps):
            told(bg, year, research=vnd(9), **said)
    told(bg, year, research=vnd(9), payroll=vnd(5))
    assert posted()["business.research", SECOND[1]] == 9
    assert intact(bg)


def test_a_project_that_is_not_in_force_reports_nothing(database: str, home: Path) -> None:
    bg = book()
    with pytest.raises(ProjectNotInForce):
        told(bg, ("2019-01-01", "2019-12-31"), revenue=vnd(1))
    told(bg, workers=4)
    with pytest.raises(EventsAfterEnd):
        bg("project_terminated", effective_on="2023-06-14", project="HT")
    bg("project_terminated", effective_on="2023-06-15", project="HT")
    with pytest.raises(ProjectNotInForce):
        told(bg, SECOND, revenue=vnd(1))
    assert intact(bg)


def test_a_project_keeps_its_business_where_its_zone_is_merged(database: str, home: Path) -> None:
    bg = book()
    bg.zone("Hai", "cluster", industrial_m2=30)
    told(bg, revenue=vnd(100), workers=4)
    bg("zone_merged", effective_on="2023-03-01", zone="ccn-mot", into="ccn-hai")
    told(bg, SECOND, revenue=vnd(50))
    assert posted() == {
        ("business.revenue", FIRST[1]): 100, ("business.workers", FIRST[1]): 4, ("business.revenue", SECOND[1]): 50,
    }  # fmt: skip
    assert intact(bg)


@pytest.mark.parametrize(
    "said",
    [{}, {"workers": -1}, {"revenue": {"currency": "EUR", "amount": 1}}, {"workers": 3, "effective_on": "2023-01-01"}],
)
def test_a_report_that_cannot_be_is_refused(sqlite_database: None, home: Path, said: dict[str, Any]) -> None:
    with pytest.raises((EventRefused, FieldsRefused)):
        told(book(), **said)


def test_foreign_workers_are_no_more_than_workers(sqlite_database: None, home: Path) -> None:
    with pytest.raises(PartExceeds) as refused:
        told(book(), workers=3, foreign_workers=4)
    assert refused.value.field == "foreign_workers"


def test_workers_alone_need_no_rate() -> None:
    fields = {"project": "HT", "period_start": FIRST[0], "period_end": FIRST[1]}
    assert not getattr(build("business_report", {**fields, "workers": 3}), "needs_rate")  # noqa: B009
    assert build("business_report", {**fields, "revenue": "3 tỷ đồng"}).effective_on == date(2023, 6, 14)


Kept = dict[tuple[date, date], tuple[int, str, int]]
"""Reports in force by their period: number of the event, status, revenue."""


def _step(bg: Scribe, chance: random.Random, kept: Kept) -> None:
    """A report recorded, corrected or taken back at random; refused exactly where the list says so."""
    start = date(2023, 1, 1) + timedelta(days=30 * chance.randint(0, 11))
    period = (start, start + timedelta(days=chance.choice([29, 29, 59])))
    status, amount = chance.choice(["estimate", "final"]), chance.randint(1, 999)
    fields: dict[str, Any] = {
        "project": "HT",
        "period_start": period[0],
        "period_end": period[1],
        "status": status,
        "revenue": vnd(amount),
    }
    act = chance.choice(["tell", "tell", "correct", "withdraw"])
    mine = chance.choice(sorted(kept)) if kept and act != "tell" else None
    if act == "withdraw" and mine:
        bg.withdraw(kept.pop(mine)[0])
        return
    others = {each: known for each, known in kept.items() if each != mine}
    same = others.get(period)
    replaces = same is not None and same[1] == "estimate"
    clash = [
        each for each in others if each[0] <= period[1] and period[0] <= each[1] and not (replaces and each == period)
    ]
    try:
        seq = bg.correct(kept[mine][0], "business_report", **fields) if mine else bg("business_report", **fields)
    except (ReportExists, BusinessReportOverlaps):
        assert clash
        return
    assert not clash
    if mine:
        del kept[mine]
    kept[period] = (seq, status, amount)


def at_random(seed: int) -> None:
    """A history of reports, held after each step against a list kept beside it."""
    bg, chance, kept = book(), random.Random(seed), Kept()
    for _ in range(40):
        _step(bg, chance, kept)
        assert posted() == {("business.revenue", end.isoformat()): amount for (_, end), (*_, amount) in kept.items()}
    gone = set(Event.objects.exclude(reverses=None).values_list("reverses", flat=True))
    standing = set(Event.objects.filter(type="business_report").values_list("seq", flat=True)) - gone
    assert standing == {seq for seq, *_ in kept.values()}
    assert intact(bg)


@pytest.mark.parametrize("seed", range(4))
def test_any_history_of_reports_stands_as_a_list_says(database: str, home: Path, seed: int) -> None:
    at_random(seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_histories_of_reports_stand_as_a_list_says(sqlite_database: None, home: Path, seed: int) -> None:
    at_random(seed)


CAPITAL = {
    "period_start": FIRST[0],
    "period_end": FIRST[1],
    "source": "cash",
    "investor": "Lan",
    "investor_kind": "vietnamese",
}


def brought(bg: Scribe, **said: Any) -> int:
    """A line of a report of HT's capital; its number."""
    return bg("capital_report", **{"project": "HT", **CAPITAL, "amount": vnd(70), **said})


def loan(bg: Scribe, **said: Any) -> int:
    """What HT borrowed."""
    return brought(bg, **{"source": "domestic_loan", "investor": "", "investor_kind": None, **said})


def test_capital_is_told_by_source_and_investor_and_is_in_no_figure_of_capital(database: str, home: Path) -> None:
    bg = book()
    bg("capital_implemented", effective_on="2023-02-01", project="HT", capital=vnd(55))
    brought(bg)
    brought(bg, investor="Tokyo", investor_kind="foreign", amount=usd(2))
    loan(bg, amount=vnd(10), repaid=vnd(40))
    assert value(home, "capital.implemented_to_date", FIRST[1], currency="VND", kind=CLUSTER) == 55
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(vnd), count(zone_id) FROM ledger_posting WHERE measure = 'capital.by_source'", [])
        assert cursor.fetchone() == (70 + 2 * RATE - 30, 0)
    assert intact(bg)


def test_a_source_of_a_period_is_told_once_and_an_estimate_replaced(database: str, home: Path) -> None:
    bg = book()
    brought(bg, status="estimate")
    first = brought(bg)
    for again in ({"investor": "LAN "}, {"period_end": "2023-01-31"}):
        with pytest.raises((BusinessReportOverlaps, ReportExists)) as refused:
            brought(bg, **again)
        assert f"bg/{first}" in str(refused.value)
    for other in ({"source": "equipment"}, {"investor_kind": "foreign"}, {"status": "planned"}):
        brought(bg, **other)
    told(bg, revenue=vnd(4))
    with pytest.raises(EventsAfterEnd):
        bg("project_terminated", effective_on="2023-06-14", project="HT")
    assert intact(bg)


@pytest.mark.parametrize(
    "said",
    [
        {"investor": ""},
        {"investor_kind": None},
        {"source": "domestic_loan"},
        {"repaid": vnd(1)},
        {"source": "reinvested", "investor": "", "investor_kind": None, "repaid": vnd(1)},
    ],
)
def test_capital_that_cannot_be_told_so_is_refused(sqlite_database: None, home: Path, said: dict[str, Any]) -> None:
    with pytest.raises((EventRefused, FieldsRefused)):
        brought(book(), **said)


def test_what_is_expected_posts_nothing_and_keeps_no_project_from_ending(database: str, home: Path) -> None:
    bg = book()
    told(bg, ("2023-01-01", "2023-12-31"), status="planned", revenue=vnd(100))
    told(bg, ("2023-01-01", "2023-12-31"), status="planned", revenue=vnd(110))
    told(bg, revenue=vnd(90))
    assert posted() == {("business.revenue", FIRST[1]): 90}
    bg("project_terminated", effective_on="2023-06-15", project="HT")
    assert intact(bg)


def test_savings_are_told_once_a_way_and_post_nothing(database: str, home: Path) -> None:
    bg = book()
    year = {"project": "HT", "period_start": "2022-01-01", "period_end": "2022-12-31"}
    bg("eco_report", **year, part="efficiency", water=9, water_cost=vnd(5))
    bg("eco_report", **year, part="symbiosis", links=2)
    with pytest.raises(ReportExists):
        bg("eco_report", **year, part="symbiosis", links=3)
    for said in ({"part": "efficiency", "links": 2}, {"part": "symbiosis"}):
        with pytest.raises((EventRefused, FieldsRefused)):
            bg("eco_report", **{**year, "period_end": "2022-06-30"}, **said)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_posting p JOIN ledger_event e ON e.id = p.event_id WHERE e.type = 'eco_report'",
            [],
        )
        assert cursor.fetchone()[0] == 0
    assert intact(bg)


def test_a_period_has_a_profit_or_a_loss(sqlite_database: None, home: Path) -> None:
    with pytest.raises((EventRefused, FieldsRefused)):
        told(book(), profit=vnd(1), loss=vnd(1))
