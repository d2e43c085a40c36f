"""What a dashboard tells of events: how many of each kind took effect since a day, and the last that were recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from parkledger.briefing.dashboard.questions import Subject
from parkledger.catalogue import Name
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.source import aware, fetch
from parkledger.places import is_within, territory

CORRECTION = Name("Đính chính, thu hồi sự kiện", "Corrections and withdrawals")
LAST_EVENTS = 12
"""Events of a book that are listed."""


@dataclass(frozen=True, slots=True)
class OfKind:
    """How many events of a kind took effect."""

    label: Name
    count: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The events that took effect after one day and by another; and how many were taken back in that time."""

    since: date
    kinds: list[OfKind]
    corrected: int
    total: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as a list shows it."""

    book: str
    seq: int
    label: Name
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
    last: list[Recorded]


def label_of(type_: str) -> Name:
    """An event type's name."""
    return EVENT_TYPES[type_].label if type_ in EVENT_TYPES else CORRECTION


def books_of(subject: Subject) -> list[int]:
    """The books of a place: those of its territory."""
    codes = territory(subject.place)
    rows = fetch("SELECT id, place FROM ledger_book ORDER BY id")
    return [book for book, place in rows if any(is_within(place, code) for code in codes)]


def changes(subject: Subject, books: Sequence[int]) -> Changes:
    """What took effect in some books since the day compared with, without what was taken back."""
    if not books:
        return Changes(subject.since, [], 0, 0)
    among = ", ".join(["%s"] * len(books))
    known = "" if subject.known_at is None else "AND {}.recorded_at <= %s "
    moment = [] if subject.known_at is None else [subject.known_at]
    sql = (
        "SELECT e.type, COUNT(*), COUNT(r.id) FROM ledger_event e "
        f"LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq {known.format('r')}"
        f"WHERE e.book_id IN ({among}) AND e.effective_on > %s AND e.effective_on <= %s {known.format('e')}"
        "AND e.reverses IS NULL GROUP BY e.type"
    )
    rows = fetch(sql, [*moment, *books, subject.since, subject.on, *moment])
    kinds = [OfKind(label_of(type_), every - gone) for type_, every, gone in rows if every > gone]
    kinds.sort(key=lambda each: (-each.count, each.label.vi))
    return Changes(subject.since, kinds, sum(gone for *_, gone in rows), sum(each.count for each in kinds))


def book_facts(code: str, known_at: datetime | None) -> BookFacts | None:
    """A book with its last events, as of a moment; None where there is no such book."""
    rows = fetch("SELECT id, code, name, place, demo FROM ledger_book WHERE code = %s", [code])
    if not rows:
        return None
    book, _, name, place, demo = rows[0]
    events = _last(book, code, known_at)
    tip = (
        fetch("SELECT hash FROM ledger_event WHERE book_id = %s AND seq = %s", [book, events[0].seq]) if events else []
    )
    return BookFacts(
        book, code, name, place, bool(demo), events[0].seq if events else 0, tip[0][0] if tip else "", events
    )


def _last(book: int, code: str, known_at: datetime | None) -> list[Recorded]:
    """The last events of a book, by number: numbers have no gaps, so the last one's is how many there are."""
    known = "" if known_at is None else "AND {}.recorded_at <= %s "
    moment: list[Any] = [] if known_at is None else [known_at]
    sql = (
        "SELECT e.seq, e.type, e.effective_on, e.recorded_at, e.document, r.seq FROM ledger_event e "
        f"LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq {known.format('r')}"
        f"WHERE e.book_id = %s {known.format('e')}ORDER BY e.seq DESC LIMIT %s"
    )
    return [
        Recorded(code, seq, label_of(type_), on, aware(at), document or "", gone)
        for seq, type_, on, at, document, gone in fetch(sql, [*moment, book, *moment, LAST_EVENTS])
    ]
