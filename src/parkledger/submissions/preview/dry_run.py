"""What approving a submission would record, found out without recording it: nothing is written and nobody waits."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import DetailRow, Figure, Question, SupposedPosting
from parkledger.figures.current import current_figures
from parkledger.ledger.book.postings import Entry, PostingRow
from parkledger.ledger.book.recording import Writer
from parkledger.ledger.events import Event
from parkledger.ledger.events.corrections import Correction
from parkledger.ledger.events.zone_ends import ZoneEnd
from parkledger.ledger.models import SEQ_BITS, row_id
from parkledger.ledger.store.registry import book_ref
from parkledger.records.spans import supposed_span
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow.kinds import kind_of

PREVIEWER = "preview"
"""Who would have recorded what is only tried: it is never written."""


@dataclass(frozen=True, slots=True)
class TriedEvent:
    """An event as it would stand in the book, with the id that it would have there and its postings."""

    id: int
    seq: int
    event: Event
    rows: Sequence[PostingRow]


@dataclass(frozen=True, slots=True)
class Tried:
    """Everything that approval would record. `zones` describes the zones that the postings are of, new ones as well."""

    book: str
    events: tuple[TriedEvent, ...] = ()
    zones: dict[int, dict[str, Any]] = field(default_factory=dict)

    def figures(self, questions: Sequence[Question]) -> list[Figure]:
        """What figures come to once it is recorded."""
        kinds = {ZoneKind(zone["kind"]) for zone in self.zones.values()}
        span = supposed_span(self.book, [each.event for each in self.events], kinds)
        return current_figures().what_if(questions, self.supposed, self.targets, span)

    @property
    def rows(self) -> list[PostingRow]:
        """The postings of all events."""
        return [row for each in self.events for row in each.rows]

    @property
    def supposed(self) -> list[SupposedPosting]:
        """The postings as figures are supposed with; plans are no part of figures (see `targets`)."""
        return [_supposed(row, each) for each in self.events for row in each.rows if row.key.scenario == "actual"]

    @property
    def targets(self) -> list[DetailRow]:
        """The changes of targets as figures are supposed with."""
        return [
            _target(row, demo=each.event.demo)
            for each in self.events
            for row in each.rows
            if row.key.scenario == "plan"
        ]


def tried(submission: Submission) -> Tried:
    """What would be recorded now; what the ledger refuses is raised."""
    kind = kind_of(submission.kind)
    if not kind.posts:
        kind.check(submission)
        return Tried(submission.book.code)
    kind.check(submission)
    writer = Writer(book_ref(submission.book.code), PREVIEWER)
    kind.record(writer, submission)
    events: dict[int, TriedEvent] = {}
    zones: dict[int, dict[str, Any]] = {}
    keep_tried(writer, 0, events, zones)
    return Tried(submission.book.code, tuple(events.values()), zones)


def keep_tried(writer: Writer, after: int, events: dict[int, TriedEvent], zones: dict[int, dict[str, Any]]) -> None:
    """Keep what a writer has recorded after an event and not yet written: the events by number, the zones that they are of."""
    for seq, event, rows in writer.pending(after):
        events[seq] = TriedEvent(row_id(writer.book.id, seq), seq, event, rows)
        for zone_id in {row.key.zone for row in rows if row.key.zone is not None}:
            if (zone := writer.view.register.zones.get(zone_id)) is not None:
                zones[zone_id] = {
                    "id": zone_id,
                    "book": writer.book.code,
                    "code": zone.code,
                    "kind": zone.kind,
                    "place": zone.place,
                    "name": official_title(zone.kind, zone.name),
                }


def _supposed(row: PostingRow, of: TriedEvent) -> SupposedPosting:
    key, event = row.key, of.event
    first: date = key.period_start if key.period_start is not None else row.on
    if row.entry is Entry.LAPSE:
        first = row.on + timedelta(days=1)
    amount, usd, vnd = row.vector
    return SupposedPosting(
        measure=key.measure,
        place=key.place,
        kind=key.kind,
        origin=key.origin,
        zone=key.zone,
        on=row.on,
        first=first,
        status=row.status,
        demo=event.demo,
        count=row.count,
        amount=amount,
        usd=usd,
        vnd=vnd,
        currency=key.currency,
        event=of.id,
        taken_back=row_id(of.id >> SEQ_BITS, event.reverses) if isinstance(event, Correction) else None,
        ends_zone=isinstance(event, ZoneEnd),
        project=key.project,
    )


def _target(row: PostingRow, *, demo: bool) -> DetailRow:
    key = row.key
    cell = (key.place, key.measure, key.kind, key.origin, key.currency, key.scenario, row.status, demo)
    amount, usd, vnd = row.vector
    return DetailRow(
        cell=cell,
        zone=key.zone,
        detail=key.detail,
        period_start=key.period_start,
        period_end=key.period_end,
        amount=amount,
        usd=usd,
        vnd=vnd,
        count=row.count,
        last_recorded=0,
    )
