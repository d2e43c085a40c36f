"""Workbooks of offices, read at first sight: nothing is recorded wrong; what is not recorded is asked or refused."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from parkledger.language import Lang
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.store.registry import add_book
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks import importing
from parkledger.workbooks.map import proposals
from parkledger.workbooks.map.sheets import FileChoices, sheets_of
from parkledger.workbooks.read.grids import read_grids
from tests.workbooks.offices import FIRST, SECOND, Office, Truth

BOOK, PLACE = "tn", "viet-nam.thai-nguyen"
RATE = {"type": "exchange_rate_set", "effective_on": "1/1/2010", "vnd_per_usd": "23000", "source": "sổ tay"}
KINDS = {"park": "KCN", "cluster": "CCN", "economic_zone": "KKT"}


@dataclass
class Recorded:
    """An event as it came out."""

    type: str
    on: date
    payload: Mapping[str, Any]

    def at(self, path: str) -> Any:
        """A value of the payload as truths write it."""
        value: Any = self.payload
        for step in [path] if path in self.payload else path.split(".", 1):
            value = value.get(step) if isinstance(value, dict) else None
        if path == "zone":
            return TITLES.get(value, value)
        if isinstance(value, dict) and "currency" in value:
            return f"{value['amount']} {value['currency'].lower()}"
        return value

    def subjects(self) -> set[str]:
        """The names under which a truth may speak of it."""
        name = str(self.payload.get("name", ""))
        titled = f"{KINDS.get(str(self.payload.get('kind')), '')} {name}"
        return {name, titled, str(self.at("zone")), str(self.payload.get("project", ""))}


TITLES: dict[str, str] = {}


def recorded(after: int) -> list[Recorded]:
    """What was recorded after so many events."""
    rows = fetch("SELECT type, effective_on, payload FROM ledger_event ORDER BY id", [])
    found = [Recorded(kind, on, json.loads(payload)) for kind, on, payload in rows]
    for event in found:
        if event.type in {"zone_established", "zone_opened"}:
            TITLES[event.payload["zone"]] = f"{KINDS[event.payload['kind']]} {event.payload['name']}"
    return found[after:]


def cells(truth: Truth) -> Iterator[tuple[str, Any]]:
    """What a row says, a cell at a time, the day among it."""
    yield "on", truth.on
    if truth.subject:
        yield "subject", truth.subject
    yield from truth.cells.items()


def agrees(event: Recorded, path: str, value: Any) -> bool:
    """Whether a cell came out as it was meant."""
    if path == "on":
        return bool(event.on == value)
    if path == "subject":
        return value in event.subjects()
    return bool(event.at(path) == value)


def scored(office: Office, events: list[Recorded]) -> tuple[Counter[str], list[str]]:
    """How many cells came out right, were not recorded, and came out wrong; and the wrong ones in words."""
    score: Counter[str] = Counter(right=0, asked=0, wrong=0)
    wrong: list[str] = []
    pairs = sorted(
        ((sum(agrees(event, *cell) for cell in cells(truth)), t, e) for t, truth in enumerate(office.truths)
         for e, event in enumerate(events) if event.type == truth.type),
        reverse=True,
    )  # fmt: skip
    met: dict[int, int] = {}
    for count, t, e in pairs:
        if count and t not in met and e not in met.values():
            met[t] = e
    for t, truth in enumerate(office.truths):
        for cell in cells(truth):
            if t not in met:
                score["asked"] += 1
            elif agrees(events[met[t]], *cell):
                score["right"] += 1
            else:
                score["wrong"] += 1
                got = events[met[t]].on if cell[0] == "on" else events[met[t]].at(cell[0])
                wrong.append(f"{truth.type} {truth.subject}: {cell[0]} {cell[1]!r}, recorded {got!r}")
    for e, event in enumerate(events):
        if e not in met.values():
            score["wrong"] += len(event.payload)
            wrong.append(f"no such row: {event.type} {event.on} {event.payload}")
    return score, wrong


def begin(office: Office, *, rate: bool) -> int:
    """A book as the office has it, and how many events it has."""
    add_book(BOOK, "Sổ", PLACE)
    for given in [*([RATE] if rate else ()), *office.start]:
        fields = dict(given)
        record(BOOK, build(fields.pop("type"), fields), by="lan")
    return int(fetch("SELECT COUNT(*) FROM ledger_event", [])[0][0])


def tried(office: Office, way: str) -> tuple[Counter[str], list[str], importing.ImportOutcome]:
    """A workbook imported as proposed; with its type told, or not; or after what is asked was answered."""
    before = begin(office, rate=office.rate or way == "answered")
    grids = read_grids(office.name, office.data)
    mapping = proposals.propose("ten", grids, () if way == "not told" else office.types)
    if way == "answered":
        for sheet in mapping.sheets:
            sheet.constants.update(office.answers)
    choices = FileChoices({"": "comma"} if way == "answered" else {})
    outcome = importing.run(BOOK, sheets_of(office.name, grids, mapping, choices), by="lan", dry_run=False)
    return (*scored(office, recorded(before)), outcome)


RIGHT = {
    "park_opening": (26, 26), "parks_and_clusters": (23, 23), "new_projects": (11, 11), "monthly_reports": (28, 28), "leases": (9, 9),
    "targets": (0, 10), "half_year": (9, 9), "cluster_opening": (12, 12), "project_opening": (0, 24), "survey": (19, 19),
    "trade_of_two_years": (21, 21), "ledger_of_leases": (12, 12), "investments": (29, 29),
}  # fmt: skip
"""How many cells come out right as proposed, and after what is asked was answered; the others are asked about or refused."""


@pytest.mark.parametrize("way", ["told", "not told", "answered"])
@pytest.mark.parametrize("make", [*FIRST, *SECOND], ids=lambda make: make.__name__)
def test_nothing_of_a_workbook_of_an_office_is_recorded_wrong(database, make, way):
    score, wrong, outcome = tried(make(), way)
    assert wrong == []
    said = [error.message(Lang.VI) for error in outcome.errors]
    assert score["right"] == RIGHT[make.__name__][way == "answered"], said
    assert said or not score["asked"], "a cell that is not recorded is told"
