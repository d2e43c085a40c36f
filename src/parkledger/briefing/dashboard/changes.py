"""What a dashboard tells of events: how many of each kind took effect since a day, and the last that were recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from parkledger.briefing.dashboard.questions import DashboardSubject
from parkledger.catalogue.publicity import PublicKind, hides, whole
from parkledger.language import Text
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.models import row_id
from parkledger.ledger.store import registry
from parkledger.ledger.store.history import hash_of
from parkledger.ledger.store.source import aware
from parkledger.places import as_of_today, get, is_within, is_within_any, lies_within, territory
from parkledger.records.dates import Dates
from parkledger.records.events import EventScope, counted_by_type, last_events, types_hidden
from parkledger.records.histories import zones_on

CORRECTION = Text("Đính chính, thu hồi sự kiện", "Corrections and withdrawals")
LAST_EVENTS = 12
"""Events of a book that are listed."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """How many events of a kind took effect; `demo` where books of demonstration data are among those counted."""

    label: Text
    count: int
    demo: bool


@dataclass(frozen=True, slots=True)
class DashboardChanges:
    """The events that took effect after one day and by another; and how many were taken back in that time."""

    since: date
    kinds: list[OfKind]
    corrected: int
    total: int


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event as a list shows it."""

    book: str
    seq: int
    label: Text
    effective_on: date
    recorded_at: datetime
    document: str
    reversed_by: int | None


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What is known of a book as of a moment."""

    id: int
    code: str
    name: str
    place: str
    demo: bool
    events: int
    tip: str
    last: list[RecordedEvent]


def label_of(type_: str) -> Text:
    """An event type's name."""
    return EVENT_TYPES[type_].label if type_ in EVENT_TYPES else CORRECTION


def scope_of(subject: DashboardSubject) -> EventScope:
    """Which events are a place's: those of the books of its territory, and, in books of a place around it, those about
    the zones that lie in it."""
    codes, own, around = territory(subject.place), [], {}
    for book in registry.books().order_by("pk"):
        if is_within_any(book.place, codes):
            own.append(book.pk)
        elif _lies_in(subject.place.code, book.place):
            around[book.code] = book.pk
    zones = whole(zones_on)(Dates(subject.on, subject.known_at)).values() if around else ()
    inside = [
        (around[zone.book], zone.code, zone.id)
        for zone in zones
        if zone.book in around and is_within_any(zone.place, codes)
    ]
    return EventScope(tuple(own), tuple(sorted(inside)))


def has_book(subject: DashboardSubject) -> bool:
    """Whether somebody keeps a book in a place, or of a place around it."""
    codes, here = territory(subject.place), subject.place.code
    return any(is_within_any(book.place, codes) or _lies_in(here, book.place) for book in registry.books())


def _lies_in(here: str, kept_for: str) -> bool:
    """Whether a place lies in the one that a book is kept for, or in what that became, or became a part of that."""
    return lies_within(here, kept_for) or is_within(here, as_of_today(get(kept_for)).code)


def changes(subject: DashboardSubject, scope: EventScope) -> DashboardChanges:
    """What took effect of some events since the day compared with, without what was taken back."""
    if not scope:
        return DashboardChanges(subject.since, [], 0, 0)
    rows = counted_by_type(scope, subject.since, subject.on, subject.known_at)
    demo = any(book.demo for book in registry.books(scope.all_books))
    kinds = [OfKind(label_of(type_), every - gone, demo) for type_, every, gone in rows if every > gone]
    kinds.sort(key=lambda each: (-each.count, each.label.vi))
    return DashboardChanges(subject.since, kinds, sum(gone for *_, gone in rows), sum(each.count for each in kinds))


def book_facts(code: str, known_at: datetime | None) -> BookFacts | None:
    """A book with its last events, as of a moment; None where there is no such book."""
    book = registry.find_book(code)
    if book is None:
        return None
    events = _last(book.pk, code, known_at)
    last = last_events(book.pk, known_at, 1)
    seq = int(last[0][0]) if last else 0
    tip = hash_of(row_id(book.pk, seq)) if last else None
    return BookFacts(
        id=book.pk, code=code, name=book.name, place=book.place, demo=book.demo, events=seq, tip=tip or "", last=events
    )


def _last(book: int, code: str, known_at: datetime | None) -> list[RecordedEvent]:
    """The last events of a book, by number: numbers have no gaps, so the last one's is how many there are."""
    if hides(code, PublicKind.JOURNAL):
        return []
    return [
        RecordedEvent(
            book=code,
            seq=seq,
            label=label_of(type_),
            effective_on=on,
            recorded_at=aware(at),
            document=document or "",
            reversed_by=gone,
        )
        for seq, type_, on, at, document, gone, _ in last_events(book, known_at, LAST_EVENTS, types_hidden(code))
    ]
