"""Sending statements to the database with as little in between as there can be: one event's cost is counted in them.

SQLite answers a look-up in less time than Django takes to pass it on, so it is asked directly. PostgreSQL spends most
of such a statement on reading and planning it; a statement that comes again is therefore prepared, once a connection.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections

Value = TypeVar("Value")
MOST_AT_ONCE = 500
"""Values in one IN (…): databases limit them."""
PREPARED_FROM = 2
"""From how many uses on a statement is prepared."""
MOST_VALUES = 250
"""A statement with more values than this hardly ever comes again, and is not prepared."""


def send(sql: str, parameters: Iterable[Any] = ()) -> Any:
    """Send a statement, with `%s` for its values; returns the cursor that has its answer."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    values = tuple(parameters)
    if database.vendor == "sqlite":
        return database.connection.execute(with_question_marks(sql), values)
    if len(values) > MOST_VALUES or database.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        cursor = database.cursor()
        cursor.execute(sql, values)
        return cursor
    return _prepared(database.connection).execute(sql, values)


def fetch(sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    with connections[DEFAULT_DB_ALIAS].wrap_database_errors:
        found: list[tuple[Any, ...]] = send(sql, parameters).fetchall()
        return found


def chunks(values: Sequence[Value]) -> Iterator[list[Value]]:
    """Values in lists short enough for one statement."""
    for start in range(0, len(values), MOST_AT_ONCE):
        yield list(values[start : start + MOST_AT_ONCE])


def send_many(sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Send a statement once for each row of values."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "sqlite" or database.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        with database.cursor() as cursor:
            cursor.executemany(sql, rows)
        return
    database.ensure_connection()
    with database.wrap_database_errors:
        _prepared(database.connection).executemany(sql, rows)


def _prepared(connection: Any) -> Any:
    """A cursor of psycopg's whose statements are prepared when they come again.

    Where connections are pooled by the transaction, which DISABLE_SERVER_SIDE_CURSORS tells, nothing may be prepared.
    """
    from psycopg import Cursor

    if connection.prepare_threshold is None:
        connection.prepare_threshold = PREPARED_FROM
    return Cursor(connection)


@lru_cache(maxsize=512)
def with_question_marks(sql: str) -> str:
    """A statement as SQLite takes it: `?` for a value, and a per cent sign once."""
    return sql.replace("%s", "?").replace("%%", "%")
