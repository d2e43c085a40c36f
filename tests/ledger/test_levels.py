"""What one report of a level costs does not grow with what was reported before, in whatever scopes and whatever order."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from parkledger.ledger import book as book_package
from parkledger.ledger.book.loading import load
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import Desk

WEEKS = 16
"""Weeks of which each zone reports, so that a larger book is one of more zones; a zone alone reports more weeks."""
FIRST = date(2000, 1, 1)
BOOK = str(Path(book_package.__file__).parent)


def week(number: int) -> dict[str, str]:
    """A week, counted from the first."""
    start = FIRST + timedelta(days=7 * number)
    return {"period_start": start.isoformat(), "period_end": (start + timedelta(days=6)).isoformat()}


def told(number: int, **scope: Any) -> dict[str, Any]:
    return {"type": "period_report", "values": {"labour.workers": 10 + number % 7}, **week(number), **scope}


def week_by_week(zones: int) -> Iterator[dict[str, Any]]:
    yield told(0, kind="park")
    yield from (told(1 + n // zones, zone=f"khu-{n % zones}") for n in range(zones * WEEKS))


def zone_by_zone(zones: int) -> Iterator[dict[str, Any]]:
    yield told(0, kind="park")
    yield from (told(1 + n % WEEKS, zone=f"khu-{n // WEEKS}") for n in range(zones * WEEKS))


def backwards(zones: int) -> Iterator[dict[str, Any]]:
    yield told(0, kind="park")
    yield from (told(WEEKS - n // zones, zone=f"khu-{n % zones}") for n in range(zones * WEEKS))


def the_whole_last(zones: int) -> Iterator[dict[str, Any]]:
    yield told(2 * WEEKS, kind="park")
    yield from zone_by_zone(zones)


def by_turns(zones: int) -> Iterator[dict[str, Any]]:
    for n in range(WEEKS):
        yield told(2 * n, kind="park")
        yield from (told(2 * n + 1, zone=f"khu-{number}") for number in range(zones))


def by_origin(zones: int) -> Iterator[dict[str, Any]]:
    yield told(0, kind="park")
    for n in range(zones * WEEKS):
        yield told(1 + n // zones, zone=f"khu-{n % zones}", origin=("fdi", "ddi")[n // zones % 2])


def one_zone(weeks: int) -> Iterator[dict[str, Any]]:
    yield told(0, kind="park")
    yield from (told(1 + n, zone="khu-0") for n in range(weeks * WEEKS))


HISTORIES = (week_by_week, zone_by_zone, backwards, the_whole_last, by_turns, by_origin, one_zone)


def calls(act: Callable[[], Any]) -> int:
    """How many functions of the book's package are called, or go on, while something is done."""
    found = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal found
        found += event == "call" and frame.f_code.co_filename.startswith(BOOK)

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return found


def calls_for(desk: Any, history: Callable[[int], Iterator[dict[str, Any]]], count: int) -> tuple[int, int]:
    """What loading the reports of so many zones costs, and replaying them."""
    for number in range(count):
        desk.record("zone_planned", "1/1/1999", zone=f"khu-{number}", name=f"Khu {number}", kind="park", area_m2=100)
    lines = [json.dumps(each) for each in history(count)]
    found = []
    loading = calls(lambda: found.append(load(desk.code, lines, by="lan")))
    assert found[0].refused == []
    assert found[0].recorded == len(lines)
    assert verify(book_ref(desk.code)).problems == []
    return loading, calls(lambda: verify(book_ref(desk.code)))


@pytest.mark.parametrize("history", HISTORIES)
def test_twice_as_many_reports_cost_twice_as_much(sqlite_database, history):
    once, twice = (calls_for(Desk(code), history, count) for code, count in (("once", 10), ("twice", 20)))
    assert twice[0] < 2.4 * once[0], "loading"
    assert twice[1] < 2.4 * once[1], "replaying"
