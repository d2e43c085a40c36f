"""What was known at a moment stays what it was: no file brings moments of its own, and a moment is settled when all are done."""

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from parkledger.ledger.book.loading import load
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Book
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.settling import CLOCKS_AGREE, settled_before
from tests.ledger.conftest import PLACE

LEASE = {"type": "land_leased", "effective_on": "1/1/2020", "zone": "KCN Quang Châu", "area_m2": "1 ha"}


def refusals(code: str, lines: list[str]) -> list[str]:
    return [refusal.error.code for refusal in load(code, lines, by="minh").refused]


def journal(desk: Any) -> list[str]:
    return [json.dumps(entry) for entry in entries(desk.id)]


@pytest.fixture
def copied(desk):
    """A book with three events, its exported journal, and an empty book."""
    desk.zone("Quang Châu")
    desk.record("land_leased", "1/1/2020", zone="KCN Quang Châu", area_m2="1 ha")
    Book.objects.create(code="copy", name="Sổ", place=PLACE)
    return desk


@pytest.mark.parametrize("moment", ["2023-06-01T00:00:00+00:00", "2999-01-01T00:00:00+00:00", None, "x"])
def test_a_line_brings_no_moment(copied, moment):
    before = journal(copied)
    for code in ("bg", "copy"):
        assert refusals(code, [json.dumps({**LEASE, "recorded_at": moment})]) == ["fields_refused"]
    assert journal(copied) == before


def test_a_journal_brings_its_moments_into_an_empty_book_only(copied):
    lines = journal(copied)
    assert refusals("copy", lines[:2]) == []
    assert refusals("copy", lines) == [], "a load that was stopped goes on"
    assert [entry["recorded_at"] for entry in entries(book_ref("copy").id)] == [
        entry["recorded_at"] for entry in entries(copied.id)
    ]
    copied.record("land_leased", "1/2/2020", zone="KCN Quang Châu", area_m2="1 ha")
    with writing("copy", "lan") as writer:
        writer.record(build("land_leased", {name: value for name, value in LEASE.items() if name != "type"}))
    assert refusals("copy", journal(copied)) == ["journal_differs"]


def test_a_journal_goes_on_nowhere_after_somebody_recorded(copied):
    """Its owner could write further lines to a journal that he exported, with moments between the last event and now."""
    lines = journal(copied)
    copied.record("land_leased", "1/2/2020", zone="KCN Quang Châu", area_m2="1 ha")
    (more,) = [json.loads(line) for line in journal(copied)[3:]]
    Book.objects.create(code="third", name="Sổ", place=PLACE)
    load("third", [json.dumps({**LEASE, "zone": None})], by="minh")
    assert refusals("copy", [json.dumps(json.loads(line)) for line in lines]) == []
    events = [json.loads(line) for line in lines]
    with writing("third", "lan") as writer:
        for event in events:
            writer.record(build(event["type"], {**event["payload"], "effective_on": event["effective_on"]}))
    ours = [json.loads(line) for line in map(json.dumps, entries(book_ref("third").id))]
    later = {
        **more,
        "recorded_at": (datetime.fromisoformat(ours[-1]["recorded_at"]) + timedelta(microseconds=1)).isoformat(),
    }
    assert refusals("third", [*map(json.dumps, ours), json.dumps(later)]) == ["journal_not_alone"]


def test_a_journal_from_the_future_is_refused(copied):
    first = json.loads(journal(copied)[0])
    assert refusals("copy", [json.dumps({**first, "recorded_at": "2999-01-01T00:00:00+00:00"})]) == ["recorded_ahead"]
    for missing in ("hash", "seq"):
        assert refusals("copy", [json.dumps({name: value for name, value in first.items() if name != missing})]) == [
            "line_unreadable"
        ]
    for wrong in ({"payload": 1}, {"payload": {}, "type": "correction"}, {"payload": None}, {"recorded_at": None}):
        assert len(refusals("copy", [json.dumps({**first, **wrong})])) == 1
    assert list(entries(book_ref("copy").id)) == []


def test_a_moment_is_settled_when_nobody_records_who_began_before_it(copied):
    begun, done = threading.Event(), threading.Event()

    def record_slowly() -> None:
        try:
            with writing("bg", "lan") as writer:
                writer.record(build("land_leased", {name: value for name, value in LEASE.items() if name != "type"}))
                begun.set()
                done.wait(30)
        finally:
            connection.close()

    assert settled_before() > datetime.now(UTC) - 2 * CLOCKS_AGREE
    before = datetime.now(UTC)
    slow = threading.Thread(target=record_slowly)
    slow.start()
    try:
        assert begun.wait(30)
        assert settled_before() < before, "more may come to be known at this moment"
    finally:
        done.set()
        slow.join()
    assert settled_before() > before - CLOCKS_AGREE
    assert max(datetime.fromisoformat(entry["recorded_at"]) for entry in entries(copied.id)) > before
