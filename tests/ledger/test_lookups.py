"""What one event looks up is enough: the end of a series to go on from, the reports that it might count again, indexes."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from parkledger.ledger.book.recording import writing
from parkledger.ledger.errors import EventsAfterEnd, HeldShort, ReportOverlaps
from parkledger.ledger.store import registry
from parkledger.ledger.store.statements import fetch
from tests.ledger.conftest import event

WORKERS = {
    "1": ("1/1/2023", "31/1/2023", 500),
    "2": ("1/2/2023", "28/2/2023", 450),
    "3": ("1/3/2023", "31/3/2023", 700),
    "4": ("1/4/2023", "30/4/2023", 300),
}


def workers(month: str):
    start, end, count = WORKERS[month]
    values = {"labour.workers": count}
    return event(
        "period_report", None, {"period_start": start, "period_end": end, "zone": "Quang Châu", "values": values}
    )


@pytest.mark.parametrize("together", [True, False], ids=["in one transaction", "one by one"])
@pytest.mark.parametrize("order", ["1234", "4321", "1423", "2413"])
def test_levels_in_any_order_come_to_the_same(desk, order, together):
    desk.zone("Quang Châu")
    for months in [order] if together else order:
        with writing(desk.code, "lan") as writer:
            for month in months:
                writer.record(workers(month))
    days = ("2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30")
    assert [desk.total("labour.workers", day) for day in days] == [500, 450, 700, 300]
    assert desk.problems() == []


def test_what_was_entered_at_the_end_of_a_series_can_be_taken_back_at_once(desk):
    desk.zone("Quang Châu")
    with writing(desk.code, "lan") as writer:
        writer.record(workers("1"))
    with writing(desk.code, "lan") as writer:
        last = writer.record(workers("3"))
        writer.record(workers("4"))
        writer.reverse(last.seq, reason="ghi nhầm")
        writer.record(workers("2"))
    assert [desk.total("labour.workers", day) for day in ("2023-03-31", "2023-04-30")] == [450, 300]
    assert desk.problems() == []


def test_less_than_nothing_is_refused_at_the_end_of_a_series_too(desk):
    desk.zone("Quang Châu")
    with pytest.raises(HeldShort):
        desk.record("area_changed", "1/3/2023", zone="Quang Châu", direction="reduced", area_m2="101 ha")
    assert desk.problems() == []


@pytest.mark.parametrize("first", ["zone", "place"])
def test_a_zone_and_its_place_are_not_both_counted_whichever_reports_first(desk, first):
    desk.zone("Quang Châu")
    of_zone, of_place = {"zone": "Quang Châu"}, {"kind": "park"}
    both = [of_zone, of_place] if first == "zone" else [of_place, of_zone]
    about = {"period_start": "1/8/2023", "period_end": "31/8/2023", "values": {"output.production": "1 triệu USD"}}
    desk.record("period_report", **about, **both[0])
    with pytest.raises(ReportOverlaps):
        desk.record("period_report", **about, **both[1])
    desk.withdraw(3)
    desk.record("period_report", **about, **both[1])
    assert desk.total("output.production") == 100_000_000


def test_books_recorded_before_the_indexes_changed_are_kept_as_they_were(desk):
    desk.zone("Quang Châu")
    rows = fetch("SELECT * FROM ledger_posting ORDER BY id")
    call_command("migrate", "ledger", "0002_append_only", verbosity=0)
    assert fetch("SELECT * FROM ledger_posting ORDER BY id") == rows
    call_command("migrate", "ledger", verbosity=0)
    assert fetch("SELECT * FROM ledger_posting ORDER BY id") == rows
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        fetch("UPDATE ledger_posting SET amount = amount + 1")
    assert desk.problems() == []


def test_enterprises_are_counted_by_their_projects(desk):
    desk.zone("Quang Châu")
    desk.project("DA-001", zone="Quang Châu", enterprise="Công ty A")
    desk.project("DA-002", zone="Quang Châu", enterprise="Công ty A", demo=True)
    desk.project("DA-003", zone="Quang Châu", enterprise="Công ty B")
    assert sorted(registry.enterprises_counted()) == [("Công ty A", 2, True), ("Công ty B", 1, False)]


def test_the_first_claim_of_a_series_counts_once_it_is_written(desk):
    """It stands at a tail when all else of its project is read, and the tails are forgotten once they are written."""
    desk.zone("Quang Châu")
    desk.project("DA-1", zone="KCN Quang Châu")
    first = {"project": "DA-1", "capital": "20 triệu USD", "charter": "4 triệu USD"}
    with writing("bg", "lan") as writer:
        writer.record(event("capital_adjusted", "1/1/2022", first))
        writer.record(event("capital_adjusted", "1/2/2021", {"project": "DA-1", "capital": "15 triệu USD"}))
        writer.flush()
        with pytest.raises(EventsAfterEnd) as refused:
            writer.record(event("project_terminated", "1/7/2021", {"project": "DA-1", "reason": "hết vốn"}))
    assert refused.value.facts["count"] == 2, "capital and charter capital"
