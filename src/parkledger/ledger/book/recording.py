"""Recording, correcting and withdrawing events: one writer at a time in a book, whole events or none.

A `Writer` holds the book for one transaction. Everything an event needs is checked before anything is written, and
sums that must hold are checked on the postings themselves, after they are derived.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from parkledger.language import ParkError, closest, day_of
from parkledger.ledger.book.balances import Balances
from parkledger.ledger.book.grounds import Grounds
from parkledger.ledger.book.hashing import GENESIS, chain
from parkledger.ledger.book.names import DatabaseNames
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.book.refusals import field_paths, refusal
from parkledger.ledger.book.register import Register
from parkledger.ledger.book.states import ProjectState, ZoneState
from parkledger.ledger.book.stored_form import check_columns, check_values, revive, unstorable, written
from parkledger.ledger.book.view import View
from parkledger.ledger.clearance import FiledClearanceStep, check_clearance
from parkledger.ledger.errors import (
    AlreadyReversed,
    CorrectionStays,
    EventUnknown,
    RecordedTooEarly,
    TypeUnknown,
)
from parkledger.ledger.events import EVENT_TYPES, Event, Subject
from parkledger.ledger.events.base import SupersededEstimate
from parkledger.ledger.events.corrections import Correction
from parkledger.ledger.events.wordings import with_codes
from parkledger.ledger.leases import FiledLeaseStep, leases_after
from parkledger.ledger.models import row_id
from parkledger.ledger.plots import FiledPlotStep, plots_after
from parkledger.ledger.store import tables as storage
from parkledger.ledger.store.registry import BookRef, book_ref
from parkledger.ledger.store.source import DatabaseSource


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as it stands in the book."""

    book: str
    seq: int
    event: Event
    hash: str
    recorded_at: datetime

    @property
    def ref(self) -> str:
        """How the event is named everywhere: book/seq."""
        return f"{self.book}/{self.seq}"


ESTIMATE_SUPERSEDED = "thay số ước bằng số báo cáo sau"
"""Why an estimate is taken back whose place a later report takes."""
MOST_SERIES = 300_000
"""Series that a register may keep in memory from one batch to the next."""


@dataclass(slots=True)
class Tip:
    """The end of a book's chain."""

    seq: int = 0
    hash: str = GENESIS
    recorded_at: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))


def build(code: str, fields: Mapping[str, Any]) -> Event:
    """An event of a type from its fields, names, choices and units as people write them."""
    kind = EVENT_TYPES.get(code)
    if kind is None:
        raise TypeUnknown(type=code, nearest=closest(code, list(EVENT_TYPES)) or ["—"])
    try:
        return kind.model_validate(with_codes(kind, fields))
    except ValidationError as refused:
        raise refusal(code, field_paths(kind, kind.pairs), refused, kind.choices()) from refused
    except UnicodeEncodeError as refused:
        raise unstorable(code, fields) from refused


def is_superseded(event: Event) -> bool:
    """Whether an event takes back an estimate whose place a later report takes."""
    return isinstance(event, Correction) and event.reason == ESTIMATE_SUPERSEDED


class Writer:
    """A book opened for recording, within one transaction."""

    def __init__(self, book: BookRef, by: str, *, bulk: bool = False, after: "Writer | None" = None) -> None:
        self.book = book
        self.by = by
        self.bulk = bulk
        self.tip = tip_of(book.id)
        self._events: list[tuple[Any, ...]] = []
        self._postings: list[tuple[Any, ...]] = []
        self._subjects: list[tuple[int, str, str]] = []
        self._files: list[tuple[int, int]] = []
        self._unflushed: dict[int, tuple[Event, list[PostingRow]]] = {}
        self._reversed: dict[int, int] = {}
        self._unbalanced: list[PostingRow] = []
        self._lines: list[tuple[int, str, int]] = []
        self._relet: set[str] = set()
        self.unsettled = False
        if after is None or after.tip != self.tip or after.view.register.size > MOST_SERIES:
            self._open()
        else:
            self._go_on(after)

    def record(self, event: Event, *, at: datetime | None = None) -> Recorded:
        """Record an event; where estimates are in force for the same period, this takes their place."""
        completed = self._completed(event)
        if superseded := self._superseded_by(completed):
            return self._put_in_place(superseded[0].seq, event, superseded, reason=ESTIMATE_SUPERSEDED, at=at)
        self._check(completed, self._told_by(at))
        return self._append(completed, completed.apply, at)

    def correct(self, seq: int, event: Event, *, reason: str, at: datetime | None = None) -> Recorded:
        """Take an event back and record another in its place; both stay on record. That takes the place of estimates, too."""
        with self._replacing(seq):
            superseded = self._superseded_by(self._completed(event)) if event.supersedes_estimates else []
        before = self.stored(seq)[0]
        recorded = self._put_in_place(seq, event, superseded, reason=reason, at=at)
        self._keep_grounds({seq: before}, corrected=True)
        return recorded

    def _superseded_by(self, completed: Event) -> list[SupersededEstimate]:
        """The estimates whose place an event takes; an exported journal has its own corrections."""
        return [] if self.view.exported else completed.superseded_estimates(self.view)

    def _put_in_place(
        self, seq: int, event: Event, superseded: Sequence[SupersededEstimate], *, reason: str, at: datetime | None
    ) -> Recorded:
        """Take an event back, and the estimates that another supersedes, and record that in its place.

        What rests on the event is taken back before it and recorded anew after it, so that its claims follow from the new
        event. What an estimate says besides goes on standing as an estimate, as it was recorded.
        """
        resting = [(each, self.stored(each)[0]) for each in self.stored(seq)[0].rested_on_by(self.view, event)]
        remainders = [self.stored(each.seq)[0].with_measures(each.remainder) for each in superseded if each.remainder]
        for each in superseded:
            if each.seq != seq:
                self._reverse(each.seq, reason=ESTIMATE_SUPERSEDED, at=at, replaced=True)
        for number, _ in reversed(resting):
            self._reverse(number, reason=reason, at=at, replaced=True)
        self._reverse(seq, reason=reason, at=at, replaced=True)
        recorded = self.replace(event, seq, at=at)
        for number, again in resting:
            self.replace(again, number, at=at, again=True)
        for remainder in remainders:
            self._append(remainder, remainder.apply, at)
        return recorded

    def replace(self, event: Event, seq: int, *, at: datetime | None = None, again: bool = False) -> Recorded:
        """Record an event in the place of one that was just taken back; `again` where it is the same as that."""
        with self._replacing(seq):
            completed = self._completed(event)
            self._check(completed, None if again else self._told_by(at))
            return self._append(completed, completed.apply, at, replaces=seq)

    @contextmanager
    def _replacing(self, seq: int) -> Iterator[None]:
        """Let events see that one is being replaced."""
        self.view.replacing = seq
        try:
            yield
        finally:
            self.view.replacing = None

    def reverse(self, seq: int, *, reason: str, at: datetime | None = None, replaced: bool = False) -> Recorded:
        """Take an event back; unless it is replaced at once, the sums must hold without it, and nothing may rest on it."""
        event = self.stored(seq)[0]
        reversal = self._reverse(seq, reason=reason, at=at, replaced=replaced)
        if not replaced:
            self._keep_grounds({seq: event})
        return reversal

    def reverse_all(self, numbers: Iterable[int], *, reason: str) -> list[Recorded]:
        """Take several events back, the last first; what rests on one of them must be among them. A refusal says at which."""
        taken_back: list[Recorded] = []
        events: dict[int, Event] = {}
        for seq in sorted(numbers, reverse=True):
            try:
                events[seq] = self.stored(seq)[0]
                taken_back.append(self._reverse(seq, reason=reason))
            except ParkError as refused:
                refused.where = refused.where or f"{self.book.code}/{seq}"
                raise
        self._keep_grounds(events)
        return taken_back

    def _keep_grounds(self, taken_back: Mapping[int, Event], *, corrected: bool = False) -> None:
        """Refuse what leaves events in force without what they rest on; an exported journal is taken as it is."""
        putting = {seq: event for seq, event in taken_back.items() if any(True for _ in event.puts_on_record())}
        if self.view.exported or not putting:
            return
        pending = ((seq, event) for seq, (event, _) in self._unflushed.items())
        grounds = Grounds(DatabaseSource(self.book.id), pending, self._reversed)
        settled, self.unsettled = self.unsettled, True
        for seq, event in putting.items():
            grounds.check(self.book.code, seq, event, corrected=corrected)
        self.unsettled = settled

    def _reverse(self, seq: int, *, reason: str, at: datetime | None = None, replaced: bool = False) -> Recorded:
        event, rows = self.stored(seq)
        about = {"effective_on": event.effective_on, "reverses": seq, "replaced": replaced, "demo": event.demo}
        correction = build(Correction.code, {**about, "reason": reason})
        check_values(correction, exported=self.view.exported)

        def revert(view: View, _: int) -> list[PostingRow]:
            return event.revert(view, seq, rows, replaced=replaced)

        return self._append(correction, revert, at, reverses=seq, taken_back=event, balanced=not replaced)

    def stored(self, seq: int) -> tuple[Event, list[PostingRow]]:
        """An event in force and its postings; refused where it was taken back before."""
        if seq > self.tip.seq or seq < 1:
            raise EventUnknown(book=self.book.code, seq=str(seq), last=str(self.tip.seq))
        by = self._reversed.get(seq) or DatabaseSource(self.book.id).reversed_by(seq)
        if by:
            raise AlreadyReversed(event=f"{self.book.code}/{seq}", by=f"{self.book.code}/{by}")
        event = self._unflushed[seq][0] if seq in self._unflushed else load_event(self.book.id, seq)
        if isinstance(event, Correction):
            raise CorrectionStays(event=f"{self.book.code}/{seq}", reverses=f"{self.book.code}/{event.reverses}")
        return event, self._unflushed[seq][1] if seq in self._unflushed else DatabaseSource(self.book.id).rows_of(seq)

    def flush(self) -> None:
        """Write what was recorded to the database, within the transaction.

        Codes are free again before they are taken: rows of before are removed or described anew first, the oldest first.
        """
        register, book_id = self.view.register, self.book.id
        storage.append(storage.EVENTS, self._events)
        storage.append(storage.POSTINGS, self._postings)
        storage.append(storage.SUBJECTS, self._subjects)
        storage.append(storage.FILED, self._files)
        storage.delete(storage.ZONES, (z for z in self._zones if z not in register.zones))
        storage.delete(storage.PROJECTS, (p for p in self._projects if p not in register.projects))
        storage.upsert(storage.ZONES, (storage.zone_values(book_id, zone) for zone in self.pending_zones))
        storage.upsert(
            storage.PROJECTS, (storage.project_values(book_id, project) for project in self.pending_projects)
        )
        if self._lines:
            storage.insert(storage.LINES, self._lines)
        self._clear()
        register.forget_tails()

    def note_line(self, digest: str, recorded: Recorded) -> None:
        """Remember an event as a line of a file, so that the line is not recorded again."""
        self._lines.append((self.book.id, digest, recorded.seq))

    def pending(self, after: int = 0) -> list[tuple[int, Event, list[PostingRow]]]:
        """What was recorded after an event and is not in the database: each event's number, itself, its postings."""
        numbers = sorted(self._unflushed) if not after else range(after + 1, self.tip.seq + 1)
        return [(seq, *self._unflushed[seq]) for seq in numbers if seq in self._unflushed]

    @property
    def pending_zones(self) -> list[ZoneState]:
        """The zones that are new or described otherwise by what is not in the database yet."""
        zones = self.view.register.zones
        return [zones[zone] for zone in sorted(self._zones) if zone in zones]

    @property
    def pending_projects(self) -> list[ProjectState]:
        """The projects that are new or described otherwise by what is not in the database yet."""
        projects = self.view.register.projects
        return [projects[project] for project in sorted(self._projects) if project in projects]

    def abandon(self) -> None:
        """Forget what was recorded since the last flush; the writer must not be used after that."""
        self._clear()

    def _clear(self) -> None:
        for pending in (self._events, self._postings, self._subjects, self._files, self._lines):
            pending.clear()
        for noted in (self._unflushed, self._zones, self._projects):
            noted.clear()

    def _open(self) -> None:
        source = DatabaseSource(self.book.id)
        register = Register(source, brief=not self.bulk, events=self.tip.seq)
        self.names = DatabaseNames(register, source, self.tip.seq)
        self.view = View(self.book, register, self.names)
        self.balances = Balances()
        self._zones: set[int] = set()
        self._projects: set[int] = set()
        if self.bulk:
            self.names.preload()

    def _go_on(self, after: "Writer") -> None:
        """Take over what a writer of the batch before knows: nobody else has written since."""
        self.names, self.view, self.balances = after.names, after.view, Balances(after.balances.zones)
        self._zones, self._projects = set(), set()

    def _completed(self, event: Event) -> Event:
        """An event completed from the book, after what it says by itself was checked."""
        check_values(event, exported=self.view.exported)
        return event.completed(self.view)

    def _told_by(self, at: datetime | None) -> date:
        """The day by which what is recorded has happened: that of the clock, however long before a book made up has it recorded."""
        return day_of(max(self._moment(at), datetime.now(UTC)))

    def _check(self, completed: Event, told_by: date | None) -> None:
        """Refuse an event for what it says of the book, and where it is new for a day that lies ahead."""
        if not self.view.exported:
            if told_by is not None and not self.view.supposed:
                completed.check_ahead(told_by)
            self.view.check_spellings(completed)
            self.view.check_territory(completed)
            self.view.check_days(completed)
        completed.check(self.view)

    def _append(
        self,
        event: Event,
        derive: Any,
        at: datetime | None,
        *,
        reverses: int | None = None,
        replaces: int | None = None,
        taken_back: Event | None = None,
        balanced: bool = True,
    ) -> Recorded:
        """Derive an event's postings, check the sums, chain the event and keep both for writing."""
        seq, moment = self.tip.seq + 1, self._moment(at)
        payload, document = written(event)
        if replaces is not None:
            self.names.note_replacement(seq, replaces)
        rows = self._derived(derive, seq, moment)
        self._relet |= _zone_of_land(taken_back or event)
        if balanced:
            self._check_land(event, seq, reverses)
            self._check_balances(moment)
        fields = envelope(event, seq, moment, self.by, reverses=reverses, replaces=replaces)
        digest = chain(self.tip.hash, fields, payload, document)
        register = self.view.register
        zones, projects = register.changed_zones, register.changed_projects
        self._check_descriptions(event, zones, projects)
        self._keep(event, rows, moment, fields, (payload, document, digest), (taken_back or event).subjects())
        if taken_back is not None and reverses is not None:
            self._reversed[reverses] = seq
            self.names.forget(reverses, taken_back, zones, projects)
        else:
            self.names.note(seq, event, fields["key"], rows, zones, projects)
        self._zones |= zones
        self._projects |= projects
        register.changed_zones, register.changed_projects = set(), set()
        self.tip = Tip(seq, digest, moment)
        self.unsettled = not balanced
        return Recorded(self.book.code, seq, event, digest, moment)

    def _derived(self, derive: Any, seq: int, moment: datetime) -> list[PostingRow]:
        """An event's postings, by the rules of the moment; sums are to be checked with them."""
        self.unsettled = True
        self.view.register.bind_at(moment)
        rows = numbered(derive(self.view, seq))
        self._unbalanced += rows
        return rows

    def _keep(
        self,
        event: Event,
        rows: list[PostingRow],
        at: datetime,
        fields: Mapping[str, Any],
        form: tuple[str, str | None, str],
        subjects: Iterable[Subject],
    ) -> None:
        seq = fields["seq"]
        event_id = row_id(self.book.id, seq)
        payload, document, digest = form
        stamp = storage.Stamp(event_id, storage.moment(at), event.demo)
        row = (
            event_id,
            self.book.id,
            seq,
            event.code,
            payload,
            event.effective_on,
            stamp.recorded_at,
            self.by,
            document,
            event.note,
            event.demo,
            fields["reverses"],
            fields["replaces"],
            fields["key"],
            digest,
        )
        postings = [storage.posting_values(stamp, posting) for posting in rows]
        named = storage.subject_values(event_id, subjects)
        for table, values in ((storage.EVENTS, [row]), (storage.POSTINGS, postings), (storage.SUBJECTS, named)):
            check_columns(event, table, values)
        self._events.append(row)
        self._postings += postings
        self._subjects += named
        self._files += storage.filed_values(event_id, event)
        self._unflushed[seq] = (event, rows)

    def _check_descriptions(self, event: Event, zones: set[int], projects: set[int]) -> None:
        """Refuse an event that would make the row of a zone or project longer than its columns hold."""
        if not zones and not projects:
            return
        register, book_id = self.view.register, self.book.id
        changed_zones = [storage.zone_values(book_id, register.zones[z]) for z in zones if z in register.zones]
        changed = [storage.project_values(book_id, register.projects[p]) for p in projects if p in register.projects]
        check_columns(event, storage.ZONES, changed_zones)
        check_columns(event, storage.PROJECTS, changed)

    def _check_balances(self, moment: datetime) -> None:
        """Refuse what leaves a sum that does not hold."""
        self.balances.check(self.view, self._unbalanced, moment)
        self._unbalanced = []

    def _check_land(self, event: Event, seq: int, reverses: int | None) -> None:
        """Refuse an event, or its reversal, after which what is said of a zone's plots, leases and clearance does not fit."""
        for zone in self._relet:
            title = self.view.title(self.view.find_zone(zone))
            plots = [filed for filed in self.names.plot_steps(zone) if filed.seq != reverses]
            leases = [filed for filed in self.names.lease_steps(zone) if filed.seq != reverses]
            clearance = [filed for filed in self.names.clearance_steps(zone) if filed.seq != reverses]
            if zone in _zone_of_land(event):
                plots += [FiledPlotStep(step, seq) for step in (event.plot_step(),) if step is not None]
                leases += [FiledLeaseStep(step, seq) for step in event.lease_steps()]
                clearance += [FiledClearanceStep(step, seq) for step in (event.clearance_step(),) if step is not None]
            plots_after(title, plots)
            leases_after(title, leases)
            check_clearance(title, clearance)
        self._relet = set()

    def _moment(self, at: datetime | None) -> datetime:
        if at is None:
            return max(datetime.now(UTC), self.tip.recorded_at)
        if at < self.tip.recorded_at:
            raise RecordedTooEarly(recorded=at.isoformat(), last=self.tip.recorded_at.isoformat())
        return at.astimezone(UTC)


def _zone_of_land(event: Event) -> set[str]:
    """The code of the zone whose plots, leases or clearance an event is about, if it is about any."""
    zone = event.zone_of_land()
    return set() if zone is None else {zone}


def envelope(
    event: Event, seq: int, at: datetime, by: str, *, reverses: int | None, replaces: int | None
) -> dict[str, Any]:
    """All that is stored of an event, as the JSON values that its hash covers."""
    return {
        "seq": seq,
        "type": event.code,
        "payload": None,  # as text beside it
        "effective_on": event.effective_on.isoformat(),
        "recorded_at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "recorded_by": by,
        "document": event.document.filled() if event.document else None,
        "note": event.note,
        "demo": event.demo,
        "reverses": reverses,
        "replaces": replaces,
        "key": event.key(),
    }


def numbered(rows: list[PostingRow]) -> list[PostingRow]:
    """An event's postings with their lines in order."""
    return [row if row.line == line else row._replace(line=line) for line, row in enumerate(rows)]


@contextmanager
def writing(code: str, by: str, *, bulk: bool = False, after: Writer | None = None) -> Iterator[Writer]:
    """A book opened for recording: others wait until it is closed, and nothing is kept if it fails.

    In `bulk`, what events may need is read at once; `after` is the writer of the batch before, if there was one.
    """
    with transaction.atomic():
        book = book_ref(code, locked=True)
        writer = Writer(book, by, bulk=bulk, after=after)
        yield writer
        writer.flush()


def record(code: str, event: Event, *, by: str) -> Recorded:
    """Record one event in a book, durably."""
    with writing(code, by) as writer:
        return writer.record(event)


def correct(code: str, seq: int, event: Event, *, reason: str, by: str) -> Recorded:
    """Correct an event: reverse it and record another in its place, in one transaction."""
    with writing(code, by) as writer:
        return writer.correct(seq, event, reason=reason)


def withdraw(code: str, seq: int, *, reason: str, by: str) -> Recorded:
    """Take an event back without replacing it."""
    with writing(code, by) as writer:
        return writer.reverse(seq, reason=reason)


def withdraw_all(code: str, numbers: Sequence[range], *, reason: str, by: str) -> list[Recorded]:
    """Take several events of a book back, the last first: all of them or, where one cannot be, none.

    What was recorded after an event rests on it, so that in this order each leaves the book as it was before it, but for
    estimates whose place it took: those stay withdrawn. A refusal says at which event.
    """
    with writing(code, by) as writer:
        if (last := max((each[-1] for each in numbers if each), default=0)) > writer.tip.seq:
            raise EventUnknown(book=code, seq=str(last), last=str(writer.tip.seq))
        return writer.reverse_all({seq for each in numbers for seq in each}, reason=reason)


def reverse_all(writer: Writer, numbers: Iterable[int], *, reason: str) -> list[Recorded]:
    """Take several events back, the last first, as `withdraw_all` does, by a writer that is open."""
    return writer.reverse_all(numbers, reason=reason)


def load_event(book_id: int, seq: int) -> Event:
    """An event as stored."""
    return revive(*DatabaseSource(book_id).event_columns(seq))


def tip_of(book_id: int) -> Tip:
    """The end of a book's chain."""
    found = DatabaseSource(book_id).tip()
    return Tip(*found) if found else Tip()
