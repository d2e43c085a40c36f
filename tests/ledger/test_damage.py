"""`verify` names damage of any kind, and never fails over it: bits flipped in the file, triggers taken off, books described
otherwise, journals cut short."""

import gc
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from parkledger.cli import runner
from parkledger.home import sqlite
from parkledger.language import Lang
from parkledger.ledger.book.heads import HeadUnreadable, head_problems, heads, read_heads
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book
from parkledger.ledger.store.guards import missing_guards
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_codes, book_ref
from tests.conftest import use
from tests.ledger.conftest import PLACE
from tests.ledger.test_tampering import run, unguarded, written  # noqa: F401 - a fixture

FLIPS = int(os.environ.get("PARKLEDGER_FLIPS", "200"))
"""Bits flipped in the file of the database; in an exported journal as many where it is set, ten where it is not."""
JOURNAL_FLIPS = int(os.environ.get("PARKLEDGER_FLIPS", "10"))
LEDGER = (
    *("ledger_book", "ledger_event", "ledger_posting", "ledger_subject", "ledger_filed"),
    *("ledger_zone", "ledger_project"),
)


def problems(kept: list[dict[str, Any]]) -> list[str]:
    """What verifying all books and holding them against their heads finds, in words."""
    try:
        found = [problem for code in book_codes() for problem in verify(book_ref(code)).problems]
        found += [problem for head in kept for problem in head_problems(head)]
    except (DatabaseError, UnicodeError) as problem:  # of a schema that cannot be read; the command names the file
        return [str(problem)]
    return [problem.message(Lang.EN) for problem in found]


def content(path: Path) -> list[Any]:
    """All that the tables of the ledger hold."""
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = bytes
        return [sorted(map(repr, database.execute(f"SELECT * FROM {table}"))) for table in LEDGER]


def copies(path: Path, to: Path, seed: int) -> Iterator[tuple[Path, str]]:
    """Copies of a file, one bit of each flipped, with which."""
    dice, whole = random.Random(seed), path.read_bytes()
    written_to = [at for at, byte in enumerate(whole) if byte]
    for _ in range(FLIPS):
        at, bit = dice.choice(written_to), dice.randrange(8)
        to.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        yield to, f"bit {bit} of byte {at}"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_flipped_bit_is_named_or_changes_nothing(written, home, tmp_path):  # noqa: F811
    if connection.vendor != "sqlite":
        pytest.skip("a server's files are its own")
    kept = heads()["books"]
    run("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole = tmp_path / "whole.sqlite3"
    shutil.copy(home / "ledger.sqlite3", whole)
    before, named = content(whole), 0
    for path, flip in copies(whole, tmp_path / "flipped.sqlite3", seed=3):
        use(sqlite(path))
        found = problems(kept)
        connection.close()
        named += bool(found)
        if not found:
            assert content(path) == before, f"{flip} changed what is recorded, and nothing was found"
        for beside in tmp_path.glob("flipped.sqlite3-*"):
            beside.unlink(missing_ok=True)  # a connection let go of only now takes it along
    gc.collect()  # connections that could not be opened are left to the collector
    assert named > FLIPS // 10


def test_a_flipped_bit_of_an_exported_journal_is_refused_or_changes_nothing(written, tmp_path):  # noqa: F811
    """What is loaded of a damaged journal are events as they were, from the first on; the rest is refused in words."""
    exported, dice = tmp_path / "journal.jsonl", random.Random(5)
    assert runner.run(["journal", "--book", "bg", "--export", str(exported)]) == 0
    hashes, whole = digests("bg"), exported.read_bytes()
    for number in range(JOURNAL_FLIPS):
        at, bit = dice.randrange(len(whole)), dice.randrange(8)
        exported.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
        code = f"copy-{number}"
        Book.objects.create(code=code, name="Sổ", place=PLACE)
        done = runner.run(["record", "--book", code, "--file", str(exported)])
        loaded, flip = digests(code), f"bit {bit} of byte {at}"
        assert loaded == hashes[: len(loaded)], flip
        assert (done == 0) == (loaded == hashes), f"{flip} lost events in silence"
        if number % 20 == 0:
            assert verify(book_ref(code)).problems == [], flip


def digests(code: str) -> list[str]:
    """The hashes of a book's events."""
    return [str(entry["hash"]) for entry in entries(book_ref(code).id)]


@pytest.mark.parametrize("what", ["taken off", "turned off", "replaced by nothing"])
def test_a_trigger_that_is_missing_is_named(written, what):  # noqa: F811
    assert missing_guards() == []
    if connection.vendor == "sqlite":
        name = "ledger_event_no_update"
        run(f"DROP TRIGGER {name}")
        if what == "replaced by nothing":
            run(f"CREATE TRIGGER {name} BEFORE UPDATE ON ledger_event BEGIN SELECT 1; END")
    else:
        name = "ledger_event_no_change"
        if what == "turned off":
            run(f"ALTER TABLE ledger_event DISABLE TRIGGER {name}")
        else:
            run(f"DROP TRIGGER {name} ON ledger_event")
    (problem,) = verify(book_ref("bg")).problems
    assert problem.code == "guards_missing"
    assert name in problem.message(Lang.EN)


def test_a_book_described_otherwise_is_named_by_its_head(written):  # noqa: F811
    (kept,) = read_heads(json.dumps(heads()))
    assert list(head_problems(kept)) == []
    for change, code in (
        ("name = 'Khác'", "book_differs"),
        ("place = 'viet-nam.ha-noi'", "book_differs"),
        ("demo = NOT demo", "book_differs"),
        ("code = 'khac'", "book_missing"),
    ):
        with unguarded():
            run(f"UPDATE ledger_book SET {change}")
            assert [problem.code for problem in head_problems(kept)] == [code], change


def test_an_end_cut_off_is_named_by_its_head(written):  # noqa: F811
    (kept,) = heads()["books"]
    with unguarded():
        for table, column in (("posting", "event_id"), ("subject", "event_id"), ("event", "id")):
            run(f"DELETE FROM ledger_{table} WHERE {column} = {written.id << 32 | kept['last']}")
        assert [problem.code for problem in head_problems(kept)] == ["head_differs"]
    written.record("zone_planned", "1/9/2020", zone="kcn-quang-chau")
    assert list(head_problems(kept)) == [], "what was recorded since is no difference"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"books": [{}]}', '{"books": 1}'])
def test_a_file_that_holds_no_heads_is_refused(text):
    with pytest.raises(HeadUnreadable):
        read_heads(text)
