"""What a book would cover with events that are not on record: those that are supposed, or that somebody is asked to approve."""

from collections.abc import Iterable
from datetime import date

from parkledger.catalogue import CoverageSubject, ZoneKind
from parkledger.figures import SupposedSpan
from parkledger.language import today
from parkledger.ledger.events import Event
from parkledger.ledger.events.coverage import CoverageDeclared
from parkledger.ledger.store.registry import get_book


def supposed_span(code: str, events: Iterable[Event], kinds: Iterable[ZoneKind] = ()) -> SupposedSpan:
    """What some events add to what a book covers: days on which it is seen to be kept, and what they declare complete."""
    book = get_book(code)
    kept = [event for event in events if event.shows_upkeep and event.effective_on <= today()]
    declared: dict[CoverageSubject, date] = {}
    for event in kept:
        if isinstance(event, CoverageDeclared):
            for subject in [CoverageSubject(event.subject)] if event.subject else CoverageSubject:
                declared[subject] = max(event.effective_on, declared.get(subject, event.effective_on))
    days = tuple(event.effective_on for event in kept)
    return SupposedSpan(code, book.place, frozenset(kinds), days, declared, book.name)
