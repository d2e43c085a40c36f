"""What a supposition changes: only what its events say something of."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from parkledger.figures.current import close
from parkledger.ledger.store.registry import add_book
from parkledger.suppositions.comparison import compared
from parkledger.suppositions.evaluation import EventFields, supposed
from tests.suppositions.scenarios import BOOK, PLACE, recorded

PROJECT = {"name": "Nhà máy", "enterprise": "Công ty", "origin": "fdi", "capital": "1 triệu USD", "zone": "kcn-mot"}


LATE = {"zone": "kcn-mot", "effective_on": "2027-06-30"}


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    close()
    yield
    close()


@pytest.fixture
def book(sqlite_database: str, home: Path) -> None:
    """A park with a project and a report of workers, and nothing after 2021."""
    add_book(BOOK, "Sổ", PLACE)
    park = {"zone": "kcn-mot", "name": "Một", "kind": "park", "area_m2": 900_000, "industrial_m2": 600_000}
    report = {"place": PLACE, "kind": "park", "period_start": "2021-01-01", "period_end": "2021-01-31"}
    _, refused = recorded(
        [
            EventFields("exchange_rate_set", {"vnd_per_usd": 23000, "source": "x", "effective_on": "2020-01-01"}),
            EventFields("zone_established", {**park, "effective_on": "2020-01-01"}),
            EventFields("period_report", {**report, "values": {"labour.workers": 1200}}),
            EventFields("project_registered", {**PROJECT, "project": "P1", "effective_on": "2021-02-01"}),
        ]
    )
    assert not refused
    close()


def becoming_known(event: EventFields) -> dict[str, Fraction | None]:
    """What has a figure by the end of 2027 where an event is supposed, and has none without it; of the zone."""
    found = supposed(BOOK, [event])
    (group,) = [group for group in compared(found, date(2027, 12, 31)) if group.zone is not None]
    return {row.recorded.question.indicator: row.supposed.value for row in group.rows if row.recorded.value is None}


KNOWN_BY = {
    "land_leased": {
        **dict.fromkeys(("land.leased_industrial", "land.leased", "land.let"), 5),
        **dict.fromkeys(
            ("occupancy", "occupancy.park_before_decree_35", "occupancy.park_since_decree_35"), Fraction(25, 3)
        ),
        "occupancy.gross": Fraction(50, 9),
    },
    "zone_operating": {
        **dict.fromkeys(("zones.operating", "zones.operating_untreated"), 1),
        **dict.fromkeys(("zones.operating_not_established", "land.operating_not_established"), 0),
        "land.operating": 90,
    },
    "project_registered": {
        "projects.registered": 1,
        **dict.fromkeys(("capital.new", "capital.attracted", "capital.net"), 1_000_000),
    },
}


@pytest.mark.parametrize(
    "event",
    [
        EventFields("land_leased", {**LATE, "area_m2": 50_000}),
        EventFields("zone_operating", LATE),
        EventFields("project_registered", {**PROJECT, **LATE, "project": "P2"}),
    ],
    ids=str,
)
def test_only_what_an_event_is_about_becomes_known(book: None, event: EventFields) -> None:
    assert becoming_known(event) == KNOWN_BY[event.type]
