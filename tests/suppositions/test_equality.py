"""What is supposed comes to what recording it comes to: random suppositions against a copy of the database."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figure, Question
from parkledger.figures.current import close, current_figures
from parkledger.ledger.models import row_id
from parkledger.ledger.store import tables as storage
from parkledger.ledger.store.statements import fetch
from parkledger.submissions.preview.dry_run import Tried, TriedEvent
from parkledger.suppositions.errors import SupposedEventRefused
from parkledger.suppositions.evaluation import Evaluation, supposed
from tests.suppositions.scenarios import BOOK, PLACE, Draw, all_told, make_book, on_copy, opened, recorded

PER_BOOK = 10
"""Suppositions over one random book."""
WHEN = storage.POSTING_COLUMNS.index("recorded_at")


def stored(after: int) -> tuple[list[Any], list[Any]]:
    """The events and postings that a ledger has beyond an event, but for when and by whom."""
    events = fetch(
        "SELECT seq, type, payload, document, note, reverses, replaces FROM ledger_event WHERE id > %s ORDER BY id",
        [after],
    )
    rows = fetch(
        f"SELECT {storage.POSTINGS.listed} FROM ledger_posting WHERE event_id > %s ORDER BY event_id, line", [after]
    )
    return events, [_plain(row) for row in rows]


def _plain(row: Any) -> list[Any]:
    """A posting's values as they can be compared, without its moment."""
    return [str(value) if hasattr(value, "year") else value for place, value in enumerate(row) if place != WHEN]


def postings(found: Evaluation) -> list[Any]:
    rows = []
    for each in found.events:
        stamp = storage.Stamp(row_id(found.book.id, each.seq), "", each.event.demo)
        rows += [_plain(storage.posting_values(stamp, row)) for row in each.rows]
    return rows


EXPECTED = [
    Question("output.production", PLACE, date(year, month, 30), start=date(year, 1, 1), kind=kind)
    for year in (2023, 2025)
    for month in (6, 11)
    for kind in (ZoneKind.PARK, ZoneKind.CLUSTER)
]
"""What zones are expected to report of."""


def previewed(found: Evaluation) -> list[Figure]:
    """The same figures by the postings alone, as an approver is shown them."""
    tried = Tried(
        found.book.code,
        tuple(TriedEvent(row_id(found.book.id, each.seq), each.seq, each.event, each.rows) for each in found.events),
    )
    return tried.figures(EXPECTED)


def expected_of(figures: list[Figure]) -> list[Any]:
    """What figures come to, and of which zones they are and are not."""
    return [(each.value, sorted(each.coverage.heard), sorted(each.coverage.silent)) for each in figures]


def compare(seed: int, original: Path, folder: Path) -> int:
    """Suppose what a copy takes: the same postings, zones and figures; and the same refusals. Returns how many events."""
    draw = Draw(seed)
    wanted = [draw.event(ahead=True) for _ in range(draw.number(6, 40))]
    last = fetch("SELECT max(id) FROM ledger_event")[0][0]
    with on_copy(original, folder) as copy:
        taken, refused = recorded(wanted)
        (events, rows), told = stored(last), all_told(opened(copy), Draw(seed))
    found = supposed(BOOK, taken)
    assert [(each.seq, each.event.code) for each in found.events] == [row[:2] for row in events]
    assert postings(found) == rows
    assert all_told(found.supposed, Draw(seed)) == told
    assert expected_of(previewed(found)) == expected_of(found.supposed.answer(EXPECTED))
    for before, event, why in refused[:2]:
        with pytest.raises(SupposedEventRefused) as told_so:
            supposed(BOOK, [*taken[:before], event])
        assert told_so.value.__cause__.code == why  # type: ignore[union-attr]
    return len(taken)


def run(book: int, count: int, home: Path, tmp_path: Path) -> int:
    make_book(book)
    close()
    current_figures()
    events = sum(
        compare(book * 1000 + number, home / "ledger.sqlite3", tmp_path / f"copy{number}") for number in range(count)
    )
    close()
    return events


@pytest.mark.parametrize("book", range(3))
def test_suppositions_equal_recording(sqlite_database: str, home: Path, tmp_path: Path, book: int) -> None:
    assert run(book, PER_BOOK, home, tmp_path) > PER_BOOK


@pytest.mark.long
@pytest.mark.parametrize("book", range(100, 100 + int(os.environ.get("PARKLEDGER_SUPPOSITIONS", "100")) // PER_BOOK))
def test_many_suppositions_equal_recording(sqlite_database: str, home: Path, tmp_path: Path, book: int) -> None:
    assert run(book, PER_BOOK, home, tmp_path) > PER_BOOK
