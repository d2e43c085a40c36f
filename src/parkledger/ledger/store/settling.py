"""Until when nothing more can be recorded: what was known at a moment is settled once every writer of before is done.

An event is stamped when it is recorded and seen by others when its transaction ends, which for many events of a file is
seconds later. Until then, more may come to be known at a moment that is past already.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

from django.db import connection

from parkledger.ledger.store.statements import fetch

CLOCKS_AGREE = timedelta(minutes=1)
"""How far the clocks of the machines that record may lie apart."""
_NEVER = datetime.min.replace(tzinfo=UTC)


def settled_before() -> datetime:
    """The moment before which nothing more can be recorded, whoever is recording now.

    It holds for what is read from the books after it was asked for, not for what was read before.
    """
    if connection.vendor == "postgresql":
        return _oldest_writer() - CLOCKS_AGREE
    return _NEVER if _somebody_writes() else datetime.now(UTC) - CLOCKS_AGREE


def _oldest_writer() -> datetime:
    """When the oldest transaction that writes began; now where none does. A transaction that has locked a row writes."""
    sql = (
        "SELECT LEAST(clock_timestamp(), MIN(xact_start)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
    )
    found: datetime = fetch(sql)[0][0]
    return found.astimezone(UTC)


def _somebody_writes() -> bool:
    """Whether another connection holds SQLite's one lock for writing: whoever records takes it before an event is stamped."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return True
    return False
