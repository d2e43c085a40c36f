"""Keeping suppositions: made, changed, copied and removed beside the books. Whoever changes one gives the revision that they saw."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count

from parkledger.ledger.book.recording import build
from parkledger.ledger.errors import TypeUnknown
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.models import Book
from parkledger.suppositions.errors import (
    SupposedEventRefused,
    SupposedEventUnknown,
    SuppositionChanged,
    SuppositionFull,
    SuppositionUnknown,
    TitleMissing,
)
from parkledger.suppositions.evaluation import Evaluation, EventFields, supposed
from parkledger.suppositions.models import SupposedEvent, Supposition

MOST_EVENTS = 200
"""Events of one supposition: each is checked anew with every page of it."""
LONGEST_TITLE = 200


def listed(books: Collection[int] | None = None) -> list[tuple[Supposition, int]]:
    """The suppositions of some books, or of all, each with how many events it has, the last changed first."""
    found = Supposition.objects.select_related("book").annotate(size=Count("events")).order_by("-saved_at", "-pk")
    return [(each, each.size) for each in (found if books is None else found.filter(book_id__in=books))]


def find(number: int) -> Supposition:
    """A supposition by its number. Raises SuppositionUnknown."""
    found = Supposition.objects.select_related("book").filter(pk=number).first()
    if found is None:
        raise SuppositionUnknown(number=str(number))
    return found


def begin(book: Book, title: str, *, by: str, description: str = "") -> Supposition:
    """A new supposition without events."""
    return Supposition.objects.create(book=book, title=_title(title), description=description.strip(), author=by)


def describe(found: Supposition, revision: int, *, title: str, description: str) -> None:
    """Give a supposition another title and description."""
    title = _title(title)
    with transaction.atomic():
        _take(found, revision)
        found.title, found.description = title, description.strip()
        found.save()


def copy(found: Supposition, *, by: str, title: str = "") -> Supposition:
    """Another supposition with the same events."""
    with transaction.atomic():
        made = begin(found.book, title or found.title, by=by, description=found.description)
        SupposedEvent.objects.bulk_create(
            SupposedEvent(supposition=made, position=each.position, type=each.type, payload=each.payload)
            for each in found.events.all()
        )
    return made


def remove(found: Supposition, revision: int) -> None:
    """Remove a supposition with its events; nothing else knows of them."""
    with transaction.atomic():
        _take(found, revision)
        found.delete()


def add_event(found: Supposition, revision: int, code: str, fields: Mapping[str, Any]) -> SupposedEvent:
    """Suppose a further event, after the others; refused where its fields are no event of the type, or the book would
    refuse it there."""
    payload = _checked(code, fields)
    with transaction.atomic():
        _take(found, revision)
        size = found.events.count()
        if size >= MOST_EVENTS:
            raise SuppositionFull(most=MOST_EVENTS)
        found.save()
        added = SupposedEvent.objects.create(supposition=found, position=size + 1, type=code, payload=payload)
        _require_recordable(found, added.position)
        return added


def change_event(found: Supposition, revision: int, position: int, fields: Mapping[str, Any]) -> None:
    """Give a supposed event other fields; refused as a further one is."""
    with transaction.atomic():
        _take(found, revision)
        event = event_at(found, position)
        event.payload = _checked(event.type, fields)
        event.save()
        found.save()
        _require_recordable(found, position)


def remove_event(found: Supposition, revision: int, position: int) -> None:
    """Take an event out of a supposition; those after it move up."""
    with transaction.atomic():
        _take(found, revision)
        event_at(found, position).delete()
        for number, event in enumerate(found.events.all(), start=1):
            if event.position != number:
                SupposedEvent.objects.filter(pk=event.pk).update(position=number)
        found.save()


def move_event(found: Supposition, revision: int, position: int) -> None:
    """Put an event before the one that it stands behind; the first stays where it is."""
    with transaction.atomic():
        _take(found, revision)
        event = event_at(found, position)
        if position > 1:
            before = event_at(found, position - 1)
            SupposedEvent.objects.filter(pk=before.pk).update(position=0)
            SupposedEvent.objects.filter(pk=event.pk).update(position=position - 1)
            SupposedEvent.objects.filter(pk=before.pk).update(position=position)
        found.save()


def event_at(found: Supposition, position: int) -> SupposedEvent:
    """The event at a place of a supposition, counted from one. Raises SupposedEventUnknown."""
    event = found.events.filter(position=position).first()
    if event is None:
        raise SupposedEventUnknown(title=found.title, count=found.events.count(), position=str(position))
    return event


def given(found: Supposition) -> list[EventFields]:
    """The events of a supposition as they are supposed, in order."""
    return [EventFields(each.type, each.payload) for each in found.events.all()]


def evaluated(found: Supposition) -> Evaluation:
    """What its book would come to with a supposition. Raises SupposedEventRefused."""
    return supposed(found.book.code, given(found))


def _require_recordable(found: Supposition, position: int) -> None:
    """Refuse what the book would not record in its place. What another event is refused for is told on the page."""
    try:
        evaluated(found)
    except SupposedEventRefused as refused:
        if refused.facts["position"] == position:
            raise refused.__cause__ or refused from refused


def _checked(code: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event, kept as they were given; refused where they are none of the type."""
    kind = EVENT_TYPES.get(code)
    if kind is None or not kind.is_submitted:
        raise TypeUnknown(type=code, nearest=["—"])
    build(code, fields)
    return dict(fields)


def _title(given_title: str) -> str:
    title = " ".join(given_title.split())
    if not title or len(title) > LONGEST_TITLE:
        raise TitleMissing(most=LONGEST_TITLE)
    return title


def _take(found: Supposition, revision: int) -> None:
    """Take a supposition for a change, within a transaction: refused where it is no longer as it was seen."""
    taken = Supposition.objects.filter(pk=found.pk, revision=revision).update(revision=revision + 1)
    if not taken:
        raise SuppositionChanged(title=found.title)
    found.revision = revision + 1
