"""Recording in a book of many courses, dossiers and work permits: one event costs what it costs in a small book."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.databases import ledger
from benchmarks.measuring import Line, at_most, medians
from benchmarks.recording import NAMES, ROUNDS, analyse, load_into, new_book

MANY, FEW, SMALL = 40_000, 1_000, 300
MOST_RATIO, MOST_TOGETHER = Fraction(2), Fraction(3)
"""The most that an event in the large book may take, of what it takes in the small one: alone, and among others."""
TOGETHER = 200
ZONES = 50
FIRST, NOW = date(2019, 1, 1), "2025-06-01"
Fields = dict[str, Any]


def measure(vendor: str, folder: Path, say: Callable[[str], None], *, small: bool = False) -> list[Line]:
    """The lines about a large book on one kind of database. Django must have been started."""
    many, few = (SMALL, SMALL) if small else (MANY, FEW)
    rounds = 3 if small else ROUNDS
    with ledger(vendor, folder):
        for code, number in (("many", many), ("few", few)):
            say(f"courses: {number:,} are recorded on {NAMES[vendor]}")
            new_book(code)
            load_into(code, lines(number))
        analyse()
        say(f"courses: single events on {NAMES[vendor]}")
        return [line for kind in NEW for line in _of_kind(NAMES[vendor], kind, many, few, rounds)]


def _of_kind(name: str, kind: str, many: int, few: int, rounds: int) -> Iterator[Line]:
    """One event of a kind in each book in turn, the book opened for it; then so many in one transaction."""
    from parkledger.ledger.book.recording import record

    numbers = count(1)
    acts = [lambda code=code: record(code, _event(kind, next(numbers)), by="lan") for code in ("many", "few")]
    large, little = medians(*acts, rounds=rounds)
    against = f"in a book of {few:,}"
    yield at_most(f"{name}: one {kind} recorded in a book of {many:,} courses", large, little, MOST_RATIO, against)
    acts = [lambda code=code: _recorded(code, kind, numbers) for code in ("many", "few")]
    large, little = (taken // TOGETHER for taken in medians(*acts, rounds=3))
    yield at_most(f"{name}: one of {TOGETHER} {kind} recorded together in it", large, little, MOST_TOGETHER, against)


def _recorded(code: str, kind: str, numbers: Iterator[int]) -> None:
    from parkledger.ledger.book.recording import writing

    with writing(code, "lan", bulk=True) as writer:
        for _ in range(TOGETHER):
            writer.record(_event(kind, next(numbers)))


def _event(kind: str, number: int) -> Any:
    from parkledger.ledger.book.recording import build

    return build(kind, {"effective_on": NOW, **NEW[kind](number)})


NEW: dict[str, Callable[[int], Fields]] = {
    "dossier_received": lambda n: {"dossier": f"HS-MOI-{n}", "procedure": "other", "term_days": 20},
    "work_permit_granted": lambda n: {"permit": f"GP-MOI-{n}", "zone": f"kcn-{n % ZONES}", "valid_until": "2027-01-01"},
    "inspection_planned": lambda n: {
        "inspection": f"KT-MOI-{n}",
        "zone": f"kcn-{n % ZONES}",
        "visit_by": "2025-09-01",
    },
    "project_registered": lambda n: {
        "project": f"DB-{n}",
        "name": "Nhà máy",
        "enterprise": f"Công ty {n}",
        "origin": "fdi",
        "capital": "1 triệu USD",
        "zone": f"kcn-{n % ZONES}",
    },
    "land_leased": lambda n: {"zone": f"kcn-{n % ZONES}", "contract": f"HĐ-{n}", "area_m2": "10 m2"},
}


def lines(courses: int) -> list[str]:
    """The events of a book with so many dossiers and work permits, half of each, as lines of JSON in the order of their days."""
    found = sorted(_events(courses), key=lambda event: event["effective_on"])
    return [json.dumps({**event, "effective_on": str(event["effective_on"])}, ensure_ascii=False) for event in found]


def _events(courses: int) -> Iterator[Fields]:
    rate = {"vnd_per_usd": "23000", "source": "tỷ giá trung tâm"}
    yield {"type": "exchange_rate_set", "effective_on": FIRST, **rate}
    for zone in range(ZONES):
        area = {"area_m2": "300 ha", "industrial_m2": "200 ha", "service_m2": "10 ha"}
        about = {"zone": f"kcn-{zone}", "name": f"Số {zone}", "kind": "park"}
        yield {"type": "zone_established", "effective_on": FIRST, **about, **area}
    for number in range(courses // 2):
        on = FIRST + timedelta(days=400 + number % 1500)
        yield from _dossier(number, on)
        yield from _permit(number, on)


def _dossier(number: int, on: date) -> Iterator[Fields]:
    dossier = {"dossier": f"HS-{number:06d}"}
    yield {"type": "dossier_received", "effective_on": on, **dossier, "procedure": "other", "term_days": 20}
    if number % 5:
        yield {"type": "dossier_decided", "effective_on": on + timedelta(days=15), **dossier}


def _permit(number: int, on: date) -> Iterator[Fields]:
    permit = {"permit": f"GP-{number:06d}", "zone": f"kcn-{number % ZONES}"}
    until = on + timedelta(days=600)
    yield {"type": "work_permit_granted", "effective_on": on, **permit, "valid_until": str(until)}
    if number % 4 == 0:
        later = str(until + timedelta(days=400))
        yield {"type": "work_permit_extended", "effective_on": on + timedelta(days=500), **permit, "valid_until": later}
    if number % 3 == 0:
        yield {
            "type": "work_permit_ended",
            "effective_on": on + timedelta(days=550),
            **permit,
            "reason": "contract",
        }
