"""Filling the mirror from the ledger: the one module of `figures` that knows the database."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from parkledger.catalogue import official_title
from parkledger.figures.coverage import BookSpan, BookSpans
from parkledger.figures.mirror.compaction import cell_table, compacted
from parkledger.figures.mirror.files import ZONES, BookMark, Manifest, Mirror, Segment
from parkledger.figures.mirror.segments import MIRRORED, posting_table
from parkledger.language import day_of, fold, today
from parkledger.ledger.book.postings import Entry
from parkledger.ledger.events import codes_of
from parkledger.ledger.events.base import Event
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.zone_ends import ZoneEnd, ZoneMerged
from parkledger.ledger.models import row_id
from parkledger.ledger.store.heads import HEADS
from parkledger.ledger.store.journal import stream
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.upkeep import Upkeep, upkeep

CHUNK = 200_000
COMPACT_SEGMENTS = 24
"""Segments from which the mirror is compacted into one."""

_COLUMNS = ", ".join(f"p.{name}" for name in MIRRORED)
_MIRRORED_POSTINGS = (
    f"SELECT {_COLUMNS}, p.role = '{Entry.LAPSE}', e.id - e.seq + e.reverses, "
    f"e.type IN ({', '.join(repr(code) for code in codes_of(ZoneEnd))}) "
    "FROM ledger_posting p CROSS JOIN ledger_event e WHERE e.id = p.event_id AND p.event_id > %s AND p.event_id <= %s "
    "ORDER BY p.event_id, p.line"
)
"""On SQLite, which has no statistics here, CROSS JOIN keeps the order in which tables are gone through."""


def refresh(folder: Path, *, rebuild: bool = False) -> Manifest:
    """Bring the mirror up to the ledger, and return its manifest; rebuilt where it is missing or of other books."""
    mirror = Mirror(folder)
    manifest = mirror.manifest()
    if manifest and not rebuild and _current(manifest, heads()):
        return manifest
    with mirror.writing():
        manifest = None if rebuild else mirror.manifest()
        now = heads()  # read again in our turn: another process may have mirrored more than we had seen
        if manifest and _current(manifest, now):
            return manifest
        if manifest is None or not _continues(manifest):
            manifest = Manifest(number=mirror.last_number())
        return _fill(mirror, manifest, now)


def _fill(mirror: Mirror, manifest: Manifest, now: dict[str, BookMark]) -> Manifest:
    cells = {cell: number for number, cell in enumerate(mirror.cells(manifest))}
    known = len(cells)
    number = manifest.number + 1
    segments = list(manifest.segments)
    for chunk, rows in enumerate(_chunks(_new_postings(manifest, now))):
        file = f"postings-{number:06d}-{chunk:04d}.parquet"
        table = posting_table(rows, cells, aware)
        mirror.write(file, table)
        segments.append(Segment(file, table.num_rows))
    filled = Manifest(number=number, segments=segments, cells=manifest.cells, books=now)
    if len(cells) != known or not manifest.cells:
        filled.cells = f"cells-{number:06d}.parquet"
        mirror.write(filled.cells, cell_table(list(cells)))
    filled.zones = f"zones-{number:06d}.parquet"
    mirror.write(filled.zones, _zone_table())
    if len(segments) > COMPACT_SEGMENTS or (not manifest.segments and segments):
        filled = compacted(mirror, filled)
    mirror.publish(filled)
    return filled


def heads() -> dict[str, BookMark]:
    """Each book's last event, as the ledger has it now; found by its id, for every page asks and no event may be gone through."""
    return {code: BookMark(book_id, seq, digest) for code, book_id, seq, digest in fetch(HEADS) if seq is not None}


def _current(manifest: Manifest, heads: dict[str, BookMark]) -> bool:
    return manifest.books == heads


def _continues(manifest: Manifest) -> bool:
    """Whether every mirrored book still has the event, with the same hash, that the mirror ends at."""
    for mark in manifest.books.values():
        found = fetch("SELECT hash FROM ledger_event WHERE id = %s", [row_id(mark.id, mark.seq)])
        if not found or found[0][0] != mark.hash:
            return False
    return True


def _new_postings(manifest: Manifest, heads: dict[str, BookMark]) -> Iterator[tuple[Any, ...]]:
    for code, head in heads.items():
        mirrored = manifest.books.get(code)
        since = row_id(head.id, mirrored.seq if mirrored else 0)
        yield from stream(_MIRRORED_POSTINGS, [since, row_id(head.id, head.seq)], size=20_000)


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _zone_table() -> pa.Table:
    sql = (
        "SELECT z.id, b.code, z.code, z.name, z.kind, z.place, z.search, z.demo FROM ledger_zone z "
        "JOIN ledger_book b ON b.id = z.book_id ORDER BY z.id"
    )
    standing = [(*row[:-1], bool(row[-1]), None) for row in fetch(sql)]
    found = sorted([*standing, *_gone()], key=lambda row: row[0])
    openings, merges = _told_of_zones(ZoneOpened), _told_of_zones(ZoneMerged)
    ids = {(row[1], row[2]): row[0] for row in found}
    rows = [(*row, _openings(openings, row), list(_merges(merges, row, ids))) for row in found]
    columns: Iterable[Any] = zip(*rows, strict=True) if rows else [()] * len(ZONES.names)
    arrays = [pa.array(list(values), kind.type) for values, kind in zip(columns, ZONES, strict=True)]
    return pa.Table.from_arrays(arrays, schema=ZONES)


_ToldOfZones = dict[tuple[str, str], list[tuple[dict[str, Any], dict[str, Any]]]]


def _openings(told: _ToldOfZones, zone: Sequence[Any]) -> list[dict[str, Any]]:
    return [recorded for recorded, _ in told.get((zone[1], zone[2]), ())]


def _merges(told: _ToldOfZones, zone: Sequence[Any], ids: Mapping[tuple[str, str], int]) -> Iterator[dict[str, Any]]:
    for recorded, fields in told.get((zone[1], zone[2]), ()):
        into = ids.get((fields.get("into_book") or zone[1], fields["into"]))
        if into is not None:
            yield {**recorded, "into": into}


def _told_of_zones(kind: type[Event]) -> _ToldOfZones:
    """Events of a type by their zone: the day, when each was recorded and when it was taken back; with its own fields."""
    marks = ", ".join(["%s"] * len(codes_of(kind)))
    sql = (
        "SELECT b.code, o.payload, o.effective_on, o.recorded_at, r.recorded_at FROM ledger_book b "
        f"JOIN ledger_event o ON o.book_id = b.id AND o.type IN ({marks}) "
        "LEFT JOIN ledger_event r ON r.book_id = o.book_id AND r.reverses = o.seq ORDER BY o.id"
    )
    found: _ToldOfZones = {}
    for book, payload, on, since, until in fetch(sql, codes_of(kind)):
        day, fields = date.fromisoformat(on) if isinstance(on, str) else on, json.loads(payload)
        recorded = {"on": day, "since": aware(since), "until": None if until is None else aware(until)}
        found.setdefault((book, fields["zone"]), []).append((recorded, fields))
    return found


def _gone() -> Iterator[tuple[Any, ...]]:
    """The zones whose events were all taken back, as they were first put on record: known of until then."""
    last: dict[tuple[int, int], tuple[int, datetime]] = {}
    first: dict[int, tuple[Any, ...]] = {}
    for book_id, code, seq, replaces, payload, demo, recorded_at in _declared_in_vain():
        root = last[book_id, replaces][0] if (book_id, replaces) in last else row_id(book_id, seq)
        last[book_id, seq] = (root, aware(recorded_at))
        first.setdefault(root, (code, json.loads(payload), bool(demo)))
    for root, (code, payload, demo) in first.items():
        held = fetch(
            "SELECT 1 FROM ledger_posting p WHERE p.zone_id = %s AND NOT EXISTS "
            "(SELECT 1 FROM ledger_zone z WHERE z.id = p.zone_id) LIMIT 1",
            [root],
        )
        if held:
            name, kind = payload["name"], payload["kind"]
            search = fold(official_title(kind, name))
            gone_at = max(moment for other, moment in last.values() if other == root)
            yield (root, code, payload["zone"], name, kind, payload["place"], search, demo, gone_at)


def _declared_in_vain() -> list[tuple[Any, ...]]:
    """The events that declared zones and were taken back, with when they were."""
    marks = ", ".join(["%s"] * len(codes_of(ZoneDeclaration)))
    sql = (
        "SELECT o.book_id, b.code, o.seq, o.replaces, o.payload, o.demo, r.recorded_at FROM ledger_event r "
        "JOIN ledger_event o ON o.book_id = r.book_id AND o.seq = r.reverses JOIN ledger_book b ON b.id = o.book_id "
        f"WHERE r.reverses IS NOT NULL AND o.type IN ({marks}) ORDER BY o.id"
    )
    return fetch(sql, codes_of(ZoneDeclaration))


def book_spans(manifest: Manifest) -> BookSpans:
    """What the books cover, as far as a mirror has them."""
    books = dict(manifest.books)

    def spans(known_at: datetime | None) -> tuple[BookSpan, ...]:
        found = []
        for code, mark in sorted(books.items()):
            if kept := _upkeep_at(mark, known_at, known_at or today()):
                found.append(BookSpan(code, *kept, known_on=None if known_at is None else day_of(known_at)))
        return tuple(found)

    return spans


@lru_cache(maxsize=1024)
def _upkeep_at(mark: BookMark, known_at: datetime | None, _day: date) -> Upkeep | None:
    """The upkeep of a book up to an event, remembered for that event and day: other books go on without it."""
    return upkeep(mark.id, row_id(mark.id, mark.seq), known_at)
