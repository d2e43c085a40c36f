"""Whole tables read along with a book's journal, for verifying; what is damaged is read as it stands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from parkledger.ledger.book.hashing import canonical
from parkledger.ledger.models import row_id
from parkledger.ledger.store.journal import FIELDS, entry, stream
from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.tables import StoredTable

DATES = frozenset({"effective_on", "period_start", "period_end", "recorded_at"})


def _plainly(columns: Iterable[str]) -> str:
    """A list of columns; on SQLite dates are read as the text they are, whatever has become of it."""
    if connection.vendor != "sqlite":
        return ", ".join(columns)
    return ", ".join(f"CAST({name} AS TEXT)" if name in DATES else name for name in columns)


def exact_entries(book_id: int, seq: int | None = None) -> Iterator[dict[str, Any]]:
    """The events of a book, or one of them, with their ids and whether they are stored in their canonical form."""
    one = "" if seq is None else " AND seq = %s"
    sql = f"SELECT id, {_plainly(FIELDS)} FROM ledger_event WHERE book_id = %s{one} ORDER BY seq"
    for row in stream(sql, [book_id] if seq is None else [book_id, seq]):
        found = entry(row[1:])
        written = dict(zip(FIELDS, row[1:], strict=True))
        exact = all(written[name] in {None, canonical(found[name])} for name in ("payload", "document"))
        yield {"id": row[0], "exact": exact, **found}


class RowsByEvent:
    """The stored rows of a table event by event, read along with the journal; the first column is the event's id."""

    def __init__(self, book_id: int, table: StoredTable, order: str) -> None:
        sql = (
            f"SELECT {_plainly(table.columns)} FROM {table.name} "
            f"WHERE event_id >= %s AND event_id < %s ORDER BY event_id, {order}"
        )
        self._book_id = book_id
        self._rows = stream(sql, [row_id(book_id, 0), row_id(book_id + 1, 0)])
        self._next = next(self._rows, None)
        self._orphans: dict[int, None] = {}

    def of(self, seq: int) -> list[tuple[Any, ...]]:
        """The rows of an event; those before it that no event was asked for are orphans."""
        event_id = row_id(self._book_id, seq)
        found: list[tuple[Any, ...]] = []
        while self._next is not None and self._next[0] <= event_id:
            if self._next[0] == event_id:
                found.append(self._next)
            else:
                self._orphans[self._next[0] - row_id(self._book_id, 0)] = None
            self._next = next(self._rows, None)
        return found

    def orphans(self) -> list[int]:
        """The numbers of events that are not there, but have rows; asked when all events have been."""
        while self._next is not None:
            self._orphans[self._next[0] - row_id(self._book_id, 0)] = None
            self._next = next(self._rows, None)
        return list(self._orphans)


def described_rows(table: StoredTable, book_id: int) -> list[tuple[Any, ...]]:
    """The rows of a book in a table of zones or projects."""
    return fetch(f"SELECT {table.listed} FROM {table.name} WHERE book_id = %s", [book_id])
