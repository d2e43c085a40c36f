"""Writing to the database: raw SQL in batches, the same statements on SQLite and PostgreSQL."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from parkledger.catalogue import official_title
from parkledger.language import fold
from parkledger.ledger.book.filing import file_number, files_of
from parkledger.ledger.book.hashing import CHAINED
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.book.states import Dated, ProjectState, ZoneState
from parkledger.ledger.events import Event, Subject, SubjectKind
from parkledger.ledger.store.statements import send, send_many

EVENT_COLUMNS = ("id", "book_id", *CHAINED, "hash")
POSTING_COLUMNS = (
    "event_id",
    "line",
    "role",
    "measure",
    "scenario",
    "zone_id",
    "project_id",
    "place",
    "kind",
    "origin",
    "currency",
    "detail",
    "period_start",
    "period_end",
    "effective_on",
    "recorded_at",
    "status",
    "demo",
    "count",
    "amount",
    "usd",
    "vnd",
    "level",
    "level_usd",
    "level_vnd",
)
SUBJECT_COLUMNS = ("event_id", "kind", "key")
FILED_COLUMNS = ("event_id", "file")
ZONE_COLUMNS = (
    "id",
    "book_id",
    "code",
    "name",
    "names",
    "search",
    "kind",
    "place",
    "part_of",
    "latitude",
    "longitude",
    "developer",
    "ended_on",
    "ended_by",
    "merged_into",
    "merged_kind",
    "merged_place",
    "demo",
    "position_assumed",
)
PROJECT_COLUMNS = (
    "id",
    "book_id",
    "code",
    "name",
    "enterprise",
    "enterprises",
    "zone_id",
    "place",
    "origin",
    "role",
    "sector",
    "country",
    "registered_on",
    "ended_on",
    "ended_by",
    "demo",
)


class StoredTable(NamedTuple):
    """A table with the columns that are written."""

    name: str
    columns: tuple[str, ...]

    @property
    def listed(self) -> str:
        """Its columns as SQL lists them."""
        return ", ".join(self.columns)


EVENTS = StoredTable("ledger_event", EVENT_COLUMNS)
POSTINGS = StoredTable("ledger_posting", POSTING_COLUMNS)
SUBJECTS = StoredTable("ledger_subject", SUBJECT_COLUMNS)
FILED = StoredTable("ledger_filed", FILED_COLUMNS)
ZONES = StoredTable("ledger_zone", ZONE_COLUMNS)
PROJECTS = StoredTable("ledger_project", PROJECT_COLUMNS)
LINES = StoredTable("ledger_loadedline", ("book_id", "digest", "seq"))


class Stamp(NamedTuple):
    """What every posting of an event takes from the event."""

    event_id: int
    recorded_at: datetime | str
    demo: bool


def moment(at: datetime) -> datetime | str:
    """A moment as the database takes it: on SQLite as its text, so that it is put into text once for many rows."""
    return at.isoformat(" ") if connection.vendor == "sqlite" else at


def insert(table: StoredTable, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table; on PostgreSQL by COPY where they are many."""
    batch = list(rows)
    if not batch:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(batch) > COPY_FROM:
            with cursor.copy(f"COPY {table.name} ({table.listed}) FROM STDIN") as copy:
                for row in batch:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {table.name} ({table.listed}) VALUES ({marks})", batch)


def append(table: StoredTable, rows: Sequence[Sequence[Any]]) -> None:
    """Append rows to a table, few of them by statements that the server remembers: they do not depend on types."""
    if len(rows) > FEW or connection.vendor == "sqlite":
        insert(table, rows)
        return
    marks, at_once = f"({', '.join(['%s'] * len(table.columns))})", max(1, MOST_REMEMBERED // len(table.columns))
    with connection.wrap_database_errors:
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            values = [None if value is None else str(value) for row in some for value in row]
            send(f"INSERT INTO {table.name} ({table.listed}) VALUES {', '.join([marks] * len(some))}", values)


FEW = 8
"""Rows up to which they are sent by such statements."""
MOST_REMEMBERED = 50
"""The most values in a statement whose form psycopg remembers; others it takes apart each time."""
COPY_FROM = 20
"""Rows from which COPY is quicker than INSERT."""


def posting_values(stamp: Stamp, row: PostingRow) -> tuple[Any, ...]:
    """A posting as the values of POSTING_COLUMNS."""
    level = row.level or (None, None, None)
    return (
        stamp.event_id,
        row.line,
        row.entry.value,
        *row.key,
        row.on,
        stamp.recorded_at,
        row.status,
        stamp.demo,
        row.count,
        *row.vector,
        *level,
    )


def posting_as_row(stamp: Stamp, row: PostingRow) -> dict[str, Any]:
    """A posting as it is read back from its table, by column."""
    return dict(zip(POSTING_COLUMNS, posting_values(stamp, row), strict=True))


def subject_values(event_id: int, subjects: Iterable[Subject]) -> list[tuple[int, str, str]]:
    """What an event is about as values of SUBJECT_COLUMNS, each thing once.

    Zones and projects are keyed by code, a zone of another book by "book/code"; enterprises by name, documents by their
    identity, facilities by "zone/name". Places are left out: postings are found by theirs.
    """
    zone = next((subject.name for subject in subjects if subject.kind is SubjectKind.ZONE), "")
    found: dict[tuple[int, str, str], None] = {}
    for kind, name, _, book in subjects:
        if kind is not SubjectKind.PLACE:
            within = zone if kind is SubjectKind.FACILITY else book
            found[event_id, kind.value, f"{within}/{name}" if within else name] = None
    return list(found)


def filed_values(event_id: int, event: Event) -> list[tuple[int, int]]:
    """What an event is filed under as values of FILED_COLUMNS, each file once; a correction is in no file."""
    return [(event_id, number) for number in dict.fromkeys(map(file_number, files_of(event)))]


def zone_values(book_id: int, zone: ZoneState) -> tuple[Any, ...]:
    """A zone as the values of ZONE_COLUMNS."""
    search = fold(official_title(zone.kind, zone.name))
    return (
        zone.id,
        book_id,
        zone.code,
        zone.name,
        _history(zone.names),
        search,
        zone.kind,
        zone.place,
        zone.part_of,
        zone.latitude,
        zone.longitude,
        zone.developer,
        zone.ended_on,
        zone.ended_by,
        zone.merged_into,
        zone.merged_kind,
        zone.merged_place,
        zone.demo,
        zone.position_assumed,
    )


def project_values(book_id: int, project: ProjectState) -> tuple[Any, ...]:
    """A project as the values of PROJECT_COLUMNS."""
    return (
        project.id,
        book_id,
        project.code,
        project.name,
        project.enterprises.last,
        _history(project.enterprises),
        project.zone,
        project.place,
        project.origin,
        project.role,
        project.sector,
        project.country,
        project.registered_on,
        project.ended_on,
        project.ended_by,
        project.demo,
    )


def upsert(table: StoredTable, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows that the events describe anew, over what stood under their ids."""
    batch = list(rows)
    if batch:
        updates = ", ".join(f"{name} = excluded.{name}" for name in table.columns if name != "id")
        sql = (
            f"INSERT INTO {table.name} ({table.listed}) VALUES ({', '.join(['%s'] * len(table.columns))}) "
            f"ON CONFLICT (id) DO UPDATE SET {updates}"
        )
        send_many(sql, batch)


def delete(table: StoredTable, ids: Iterable[int]) -> None:
    """Remove rows that no event describes any more."""
    batch = [[found] for found in ids]
    if not batch:
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table.name} WHERE id = %s", batch)


def _history(attribute: Dated) -> str:
    return json.dumps([[on.isoformat(), seq, value] for on, seq, value in attribute.values], ensure_ascii=False)
