"""Two writers at once: in one book they wait for each other; no event is lost and no number is missing."""

import pytest

from parkledger.ledger.book.verifying import verify
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import Desk
from tests.ledger.processes import ready, start

EVENTS = 100
WRITER = f"""
from parkledger.ledger.book.recording import build, record
book, who = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for n in range({EVENTS}):
    lease = {{"effective_on": "2020-01-01", "zone": "kcn-quang-chau", "area_m2": 100 + n, "note": f"{{who}} {{n}}"}}
    record(book, build("land_leased", lease), by=who)
"""


@pytest.mark.parametrize("books", [("bg", "bg"), ("bg", "bn")], ids=["one book", "two books"])
def test_two_processes_write_at_once(database, books):
    for code in sorted(set(books)):
        Desk(code).zone("Quang Châu")
    writers = [start(WRITER, code, who) for code, who in zip(books, ("lan", "minh"), strict=True)]
    for writer in writers:
        ready(writer, b"ready")
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    for code in sorted(set(books)):
        found = list(entries(book_ref(code).id))
        assert [entry["seq"] for entry in found] == list(range(1, len(found) + 1))
        assert verify(book_ref(code)).problems == []
    notes = [entry["note"] for code in sorted(set(books)) for entry in entries(book_ref(code).id) if entry["note"]]
    assert sorted(notes) == sorted(f"{who} {n}" for who in ("lan", "minh") for n in range(EVENTS))
    assert notes != sorted(notes) or len(set(books)) == 2
