"""What a book would come to with some events that are only supposed: found by recording them, without writing anything.

A writer of the book is opened as for recording: it checks, completes and derives the postings of every event with the code
that records. It is never flushed, so nothing is sent to the database but questions, nobody waits, and a crash leaves
nothing behind. Figures are summed from the mirror with the postings in a segment of their own, in a folder that is removed
with them.
"""

import shutil
import tempfile
import time
import weakref
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from parkledger.figures import MIRRORED, ZONES, BookMark, Figures, Overlay
from parkledger.figures.current import current_figures, expire
from parkledger.home import scratch
from parkledger.language import ParkError, Text
from parkledger.ledger.book.postings import Entry, PostingRow
from parkledger.ledger.book.recording import Writer, build, tip_of
from parkledger.ledger.book.states import ProjectState, ZoneState
from parkledger.ledger.events import EVENT_TYPES, Event
from parkledger.ledger.events.corrections import Correction
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.zone_ends import ZoneEnd, ZoneMerged
from parkledger.ledger.models import row_id
from parkledger.ledger.store import tables as storage
from parkledger.ledger.store.registry import BookRef, get_book
from parkledger.records.spans import supposed_span
from parkledger.records.supposed import SupposedRecords, under
from parkledger.suppositions.errors import BookBusy, SupposedEventRefused

SUPPOSER = "supposed"
"""Who would have recorded what is only supposed: it is never written."""
MOST_TRIES = 5
"""How often a book may go on while something is supposed of it before that is given up."""
LEFT_BEHIND = 86_400
"""Seconds after which a folder that nobody removed was left by a process that died."""


@dataclass(frozen=True, slots=True)
class EventFields:
    """An event as it is supposed: its type and its fields."""

    type: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Recordable:
    """A supposed event as the book would record it: its number there, and its postings."""

    seq: int
    event: Event
    rows: Sequence[PostingRow]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A book with what is supposed: figures as they are, and as they would be.

    `events` are all that would be recorded, takings-back of what a supposed report replaces among them; `zones` and
    `projects` those that are new or described otherwise.
    """

    book: BookRef
    at: datetime
    events: tuple[Recordable, ...]
    zones: tuple[ZoneState, ...]
    projects: tuple[ProjectState, ...]
    recorded: Figures
    supposed: Figures

    def standing(self) -> AbstractContextManager[None]:
        """Let figures and records that are asked for meanwhile be those with what is supposed."""
        events = [(each.seq, each.event, each.rows) for each in self.events]
        return under(SupposedRecords(self.book.code, self.book.id, self.at, events), self.supposed)

    @property
    def rows(self) -> list[PostingRow]:
        """The postings of all events."""
        return [row for each in self.events for row in each.rows]


def supposed(code: str, given: Sequence[EventFields]) -> Evaluation:
    """What a book would come to; what it would not record is refused, naming the event. Raises BookBusy."""
    held = get_book(code)
    book = BookRef(held.pk, held.code, held.place)
    for _ in range(MOST_TRIES):
        expire()
        recorded = current_figures()
        before = tip_of(book.id)
        mark = recorded.heads.get(book.code)
        if (mark.seq if mark else 0) != before.seq:
            continue
        writer = Writer(book, SUPPOSER)
        writer.view.supposed = True
        refused = _recorded_by(writer, given, demo=held.demo)
        if tip_of(book.id) != before:  # somebody recorded meanwhile: what was looked up is of two states
            continue
        if refused is not None:
            raise refused
        events = tuple(Recordable(*each) for each in writer.pending())
        zones = tuple(writer.pending_zones)
        overlay = _overlay(writer, events, zones, recorded)
        projects = tuple(writer.pending_projects)
        return Evaluation(
            book,
            at=writer.tip.recorded_at,
            events=events,
            zones=zones,
            projects=projects,
            recorded=recorded,
            supposed=_laid(recorded, overlay),
        )
    raise BookBusy(book=code)


def _recorded_by(writer: Writer, given: Sequence[EventFields], *, demo: bool) -> ParkError | None:
    """Let a writer record events without writing them; what it refuses."""
    for position, each in enumerate(given, start=1):
        kind = EVENT_TYPES.get(each.type)
        try:
            fields = {**each.payload, "demo": True} if demo else dict(each.payload)
            writer.record(build(each.type, fields))
        except ParkError as problem:
            label = kind.label if kind else Text(each.type, each.type)
            said = Text(problem.message("vi"), problem.message("en"))  # type: ignore[arg-type]
            refused = SupposedEventRefused(position=position, type=label, problem=said)
            refused.__cause__ = problem
            return refused
    return None


def _overlay(writer: Writer, events: Sequence[Recordable], zones: Iterable[ZoneState], recorded: Figures) -> Overlay:
    book, tip = writer.book, writer.tip
    span = supposed_span(book.code, [each.event for each in events])
    return Overlay(
        book.code,
        place=book.place,
        mark=BookMark(book.id, tip.seq, tip.hash),
        postings=[row for each in events for row in _mirrored(book, each, tip.recorded_at)],
        zones=_zone_rows(book, events, zones, recorded, tip.recorded_at),
        days=span.days,
        declared=span.declared,
        name=span.name,
    )


def _mirrored(book: BookRef, each: Recordable, at: datetime) -> Iterable[tuple[Any, ...]]:
    """An event's postings as the mirror is filled with them."""
    stamp = storage.Stamp(row_id(book.id, each.seq), at, each.event.demo)
    taken_back = row_id(book.id, each.event.reverses) if isinstance(each.event, Correction) else None
    for row in each.rows:
        values = storage.posting_as_row(stamp, row)
        mirrored = (values[name] for name in MIRRORED)
        yield (*mirrored, row.entry is Entry.LAPSE, taken_back, isinstance(each.event, ZoneEnd))


def _zone_rows(
    book: BookRef, events: Sequence[Recordable], zones: Iterable[ZoneState], recorded: Figures, at: datetime
) -> list[tuple[Any, ...]]:
    """The zones that are new or described otherwise, or opened or merged, as the mirror has them."""
    rows: dict[int, dict[str, Any]] = {}
    for zone in zones:
        values = dict(zip(storage.ZONE_COLUMNS, storage.zone_values(book.id, zone), strict=True))
        before = recorded.zones.get(zone.id, {"openings": [], "merges": []})
        lists = {name: before[name] for name in ("openings", "merges")}
        rows[zone.id] = {**values, "book": book.code, "gone_at": None, **lists}
    known = {**recorded.zones, **rows}
    ids = {(each["book"], each["code"]): number for number, each in known.items()}
    for each in events:
        event = each.event
        if not isinstance(event, ZoneOpened | ZoneMerged):
            continue
        number = ids[book.code, event.zone]
        row = rows.setdefault(number, dict(known[number]))
        told: dict[str, Any] = {"on": event.effective_on, "since": at, "until": None}
        if isinstance(event, ZoneMerged):
            told["into"] = ids[event.into_book or book.code, event.into]
        name = "merges" if isinstance(event, ZoneMerged) else "openings"
        row[name] = [*row[name], told]
    return [tuple(row[name] for name in ZONES.names) for row in rows.values()]


def _laid(recorded: Figures, overlay: Overlay) -> Figures:
    """Figures with what is supposed, in a folder that is removed with them."""
    parent = scratch() / "suppositions"
    parent.mkdir(parents=True, exist_ok=True)
    _remove_left_behind(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"{overlay.book}-{overlay.mark.seq}-{overlay.mark.hash[:12]}-", dir=parent))
    try:
        found = recorded.overlaid(overlay, folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    weakref.finalize(found, shutil.rmtree, folder, ignore_errors=True)
    return found


def _remove_left_behind(parent: Path) -> None:
    """Remove the folders of processes that died."""
    for folder in parent.iterdir():
        try:
            if time.time() - folder.stat().st_mtime > LEFT_BEHIND:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # removed by its own process meanwhile
