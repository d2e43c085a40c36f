"""What shows that a book is kept: its first and last events, the kinds of its zones, and what its office declared."""

import json
from datetime import date, datetime
from typing import Any, NamedTuple

from parkledger.catalogue import CoverageSubject, ZoneKind
from parkledger.language import day_of, today
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.coverage import CoverageDeclared
from parkledger.ledger.store.statements import fetch


class Upkeep(NamedTuple):
    """A book's place, the kinds of zone on record in it, its first and last day with an event, what was declared, its name."""

    place: str
    kinds: frozenset[ZoneKind]
    first: date
    last: date
    declared: dict[CoverageSubject, date]
    name: str


class _Known(NamedTuple):
    """What of a book is looked at: events up to its mirrored head, known at a moment, of days that had come then."""

    book: int
    head: int
    known_at: datetime | None

    @property
    def day(self) -> date:
        """The last day that events may be of."""
        return today() if self.known_at is None else day_of(self.known_at)

    def condition(self) -> tuple[str, list[Any]]:
        """SQL for events of the book, called e, with its parameters: recorded by then and not taken back."""
        until = "" if self.known_at is None else "AND {}.recorded_at <= %s "
        moments = [] if self.known_at is None else [self.known_at]
        sql = (
            f"e.book_id = %s AND e.effective_on <= %s AND e.id <= %s {until.format('e')}AND NOT EXISTS ("
            f"SELECT 1 FROM ledger_event r WHERE r.book_id = e.book_id AND r.reverses = e.seq AND r.id <= %s "
            f"{until.format('r')})"
        )
        return sql, [self.book, self.day, self.head, *moments, self.head, *moments]


def upkeep(book: int, head: int, known_at: datetime | None) -> Upkeep | None:
    """What was known at a moment of the upkeep of a book, of its events up to one; None where there was none.

    `book` and `head` are the ids of the book and of its last event that counts.
    """
    known = _Known(book, head, known_at)
    first, last = _ends(known, "ASC"), _ends(known, "DESC")
    if not first or not last:
        return None
    ((place, name),) = fetch("SELECT place, name FROM ledger_book WHERE id = %s", [book])
    kinds = fetch("SELECT DISTINCT kind FROM ledger_zone WHERE book_id = %s", [book])
    there = frozenset(ZoneKind(kind) for (kind,) in kinds)
    return Upkeep(place, there, min(first), max(last), _declared(known), name)


def _ends(known: _Known, order: str) -> list[date]:
    """The first or last day of each type of event that shows that the book was kept: one look at an index a type."""
    condition, given = known.condition()
    one = f"SELECT e.effective_on FROM ledger_event e WHERE e.type = %s AND {condition} ORDER BY e.effective_on {order} LIMIT 1"
    types = [kind.code for kind in EVENT_TYPES.values() if kind.shows_upkeep]
    sql = " UNION ALL ".join([f"SELECT * FROM ({one}) found"] * len(types))
    return [_as_date(on) for (on,) in fetch(sql, [each for code in types for each in (code, *given)])]


def _declared(known: _Known) -> dict[CoverageSubject, date]:
    """The last day to which each subject was declared complete; a declaration of no subject is of all."""
    condition, given = known.condition()
    sql = f"SELECT e.payload, e.effective_on FROM ledger_event e WHERE e.type = %s AND {condition} ORDER BY e.effective_on"
    found: dict[CoverageSubject, date] = {}
    for payload, on in fetch(sql, [CoverageDeclared.code, *given]):
        subject = json.loads(payload).get("subject")
        for each in [CoverageSubject(subject)] if subject else CoverageSubject:
            found[each] = _as_date(on)
    return found


def _as_date(value: date | str) -> date:
    """A day as the database gives it."""
    return value if isinstance(value, date) else date.fromisoformat(value)
