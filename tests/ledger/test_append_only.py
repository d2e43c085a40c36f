"""What is recorded stays: the database itself refuses to change, remove or replace events, postings, subjects and files."""

import pytest
from django.db import DatabaseError, connection, transaction

from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.tables import EVENT_COLUMNS, FILED_COLUMNS, POSTING_COLUMNS, SUBJECT_COLUMNS

TABLES = {
    "ledger_event": EVENT_COLUMNS,
    "ledger_posting": ("id", *POSTING_COLUMNS),
    "ledger_subject": SUBJECT_COLUMNS,
    "ledger_filed": FILED_COLUMNS,
}
ON_BOTH = (
    "UPDATE ledger_event SET note = 'khác' WHERE seq = 1",
    "UPDATE ledger_event SET note = note",
    "UPDATE ledger_posting SET amount = amount + 1",
    "DELETE FROM ledger_event WHERE seq = 2",
    "DELETE FROM ledger_posting",
    "UPDATE ledger_subject SET key = 'khác'",
    "DELETE FROM ledger_subject WHERE kind = 'zone'",
    "UPDATE ledger_filed SET file = file + 1",
    "DELETE FROM ledger_filed",
)
ON_SQLITE = (
    "INSERT OR REPLACE INTO ledger_event SELECT * FROM ledger_event WHERE seq = 1",
    "INSERT OR REPLACE INTO ledger_posting SELECT * FROM ledger_posting",
    "INSERT OR REPLACE INTO ledger_subject SELECT * FROM ledger_subject",
    "INSERT OR REPLACE INTO ledger_filed SELECT * FROM ledger_filed",
    "UPDATE OR REPLACE ledger_event SET seq = 1 WHERE seq = 2",
    "REPLACE INTO ledger_event (id, {rest}) SELECT 77, {rest} FROM ledger_event WHERE seq = 2",
    "REPLACE INTO ledger_event (id, seq, {other}) SELECT 78, 99, {other} FROM ledger_event WHERE reverses = 2",
)
ON_POSTGRESQL = (
    "TRUNCATE ledger_posting",
    "TRUNCATE ledger_subject",
    "TRUNCATE ledger_filed",
    "TRUNCATE ledger_event CASCADE",
    "INSERT INTO ledger_event SELECT * FROM ledger_event WHERE seq = 1 ON CONFLICT (id) DO UPDATE SET seq = 9",
    "INSERT INTO ledger_posting SELECT * FROM ledger_posting ON CONFLICT (id) DO UPDATE SET amount = 0",
)
COLUMNS = {
    "rest": ", ".join(name for name in EVENT_COLUMNS if name != "id"),
    "other": ", ".join(name for name in EVENT_COLUMNS if name not in {"id", "seq"}),
}


def content() -> list[object]:
    return [fetch(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2") for table, columns in TABLES.items()]


def test_nothing_recorded_can_be_changed(desk):
    desk.zone("Quang Châu")
    desk.withdraw(2)
    before = content()
    for statement in (*ON_BOTH, *(ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            fetch(statement.format(**COLUMNS))
        assert content() == before, statement
    assert desk.problems() == []


def test_new_rows_are_still_taken(desk):
    """The refusals above are not those of a database that refuses everything."""
    assert desk.zone("Quang Châu").seq == 2
    assert desk.total("zones.established") == 1
