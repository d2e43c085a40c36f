"""What one event looks up is enough: the end of a series to go on from, the reports that it might count again, indexes."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from parkledger.duties import DutyKind, DutySubject
from parkledger.language import Lang
from parkledger.ledger.book import lookups
from parkledger.ledger.book import names as names_module
from parkledger.ledger.book.groups import SeriesGroup, SingleSeries, ZoneMeasureSeries
from parkledger.ledger.book.names import DatabaseNames
from parkledger.ledger.book.postings import Item, Key
from parkledger.ledger.book.recording import writing
from parkledger.ledger.book.register import Register
from parkledger.ledger.errors import EventsAfterEnd, HeldShort, ReportOverlaps, ZoneUnknown
from parkledger.ledger.events.base import NameKey
from parkledger.ledger.store import registry
from parkledger.ledger.store.source import DatabaseSource
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


def test_a_zone_taken_off_the_record_is_not_suggested_in_the_same_transaction(desk):
    zone = desk.zone("Quang Châu")
    with writing(desk.code, "lan") as writer:
        writer.reverse(zone.seq, reason="ghi nhầm")
        with pytest.raises(ZoneUnknown) as refused:
            writer.record(event("zone_operating", "1/1/2024", {"zone": "Quang Chau"}))
    assert "Quang Châu" not in refused.value.message(Lang.VI)


class Reading(Exception):
    """All of a kind is read."""


def refuse(*_: object) -> None:
    raise Reading


def names_of(desk, *, bulk: bool = False) -> DatabaseNames:
    source = DatabaseSource(desk.id)
    names = DatabaseNames(Register(source, events=0), source, 0)
    if bulk:
        names.preload()
    return names


def test_what_is_looked_up_of_one_kind_is_not_paid_for_by_another(desk, monkeypatch):
    names = names_of(desk)
    for number in range(lookups.AT_LEAST):
        names.spellings(NameKey("contract", (), f"hd{number}"))
    monkeypatch.setattr(DatabaseSource, "events_of", refuse)
    monkeypatch.setattr(DatabaseSource, "fields_of", refuse)
    assert names.spellings(NameKey("household", (), "nhom1")) == []
    assert names.course(("inspection", "1")) == {}
    assert not names.has_begun(DutySubject("zone", "khu"), DutyKind.TASK, "việc")
    with pytest.raises(Reading):
        names.spellings(NameKey("contract", (), "hd"))


def test_only_what_is_asked_of_the_database_is_paid_for(desk, monkeypatch):
    names = names_of(desk, bulk=True)
    day = date(2023, 1, 31)
    key = Key("labour.workers", "actual", None, None, "viet-nam.bac-giang", "park", None, None, "", None, None)
    monkeypatch.setattr(DatabaseSource, "holders", refuse)
    monkeypatch.setattr(names_module, "all_reports", refuse)
    for _ in range(2 * lookups.AT_LEAST):
        assert names.estimates("period_report|kcn", day) == []
        names.expect_reports([key], day, day)
    for number in range(lookups.AT_LEAST - 1):
        names.estimates(f"period_report|{number}", day)
    with pytest.raises(Reading):
        names.estimates("period_report|more", day)


def test_series_of_one_group_are_not_paid_for_by_another(desk, monkeypatch):
    register = Register(DatabaseSource(desk.id), events=0)
    asked: list[SeriesGroup] = []

    def items(_: DatabaseSource, group: SeriesGroup) -> Iterator[tuple[Key, Item]]:
        asked.append(group)
        return iter(())

    monkeypatch.setattr(DatabaseSource, "items", items)
    dues = Key("dues.outstanding", "actual", 1, None, "viet-nam.bac-giang", "park", None, None, "1", None, None)
    for number in range(lookups.AT_LEAST + 1):
        register.claims_of(dues._replace(detail=f"{number}"))
    assert [type(group) for group in asked] == [SingleSeries] * lookups.AT_LEAST + [ZoneMeasureSeries]
    register.claims_of(dues._replace(zone=2))
    register.claims_of(dues._replace(project=3))
    assert asked[-2:] == [SingleSeries(dues._replace(zone=2)), SingleSeries(dues._replace(project=3))]
