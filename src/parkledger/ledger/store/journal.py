"""A book's journal as JSON Lines: written out, and filtered, as it stands."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from parkledger.ledger.book.hashing import CHAINED
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.store.source import aware

FIELDS = (*CHAINED, "hash")
"""The fields of an event as a journal has them."""
_KINDS = ", ".join(f"'{kind}'" for kind in SubjectKind)
"""Every kind is named, so that the table is searched by its key, which a kind leads."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events of a book to list; what is None does not restrict. `mentions` is the key of what they are about."""

    type: str | None = None
    start: date | None = None
    end: date | None = None
    recorded_until: datetime | None = None
    mentions: str | None = None
    seqs: tuple[int, ...] = ()


def entries(book_id: int, wanted: Filter | None = None) -> Iterator[dict[str, Any]]:
    """The events of a book in the order of recording, each with everything stored of it."""
    wanted = wanted or Filter()
    conditions, parameters = ["book_id = %s"], [book_id]
    for condition, value in (
        ("type = %s", wanted.type),
        ("effective_on >= %s", wanted.start),
        ("effective_on <= %s", wanted.end),
        ("recorded_at <= %s", wanted.recorded_until),
        (f"id IN (SELECT event_id FROM ledger_subject WHERE kind IN ({_KINDS}) AND key = %s)", wanted.mentions or None),
    ):
        if value is not None:
            conditions.append(condition)
            parameters.append(value)  # type: ignore[arg-type]
    if wanted.seqs:
        conditions.append(f"seq IN ({', '.join(['%s'] * len(wanted.seqs))})")
        parameters += wanted.seqs
    sql = f"SELECT {', '.join(FIELDS)} FROM ledger_event WHERE {' AND '.join(conditions)} ORDER BY seq"
    yield from map(entry, stream(sql, parameters))


def entry(row: tuple[Any, ...]) -> dict[str, Any]:
    """One stored event as JSON values; what cannot be read as JSON is left as it stands, for `verify` to name."""
    found = dict(zip(FIELDS, row, strict=True))
    for name in ("payload", "document"):
        if found[name] is not None:
            found[name] = _json(found[name])
    found["effective_on"] = str(found["effective_on"])
    found["recorded_at"] = _moment(found["recorded_at"])
    found["demo"] = bool(found["demo"])
    return found


def stream(sql: str, parameters: Iterable[Any], size: int = 2000) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, fetched as they are used."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, list(parameters))
        while rows := cursor.fetchmany(size):
            yield from rows


def _moment(stored: Any) -> str:
    """A moment in its canonical form; what is no moment is left as it stands, for `verify` to name."""
    try:
        return aware(stored).isoformat(timespec="microseconds")
    except ValueError:
        return str(stored)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
