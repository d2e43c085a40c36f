"""Events, postings and what events are about: the questions that the packages above ask of the journal."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from parkledger.ledger.book.postings import Key
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import Book, Event, EventSubject, Posting, row_id
from parkledger.ledger.store.statements import fetch


def find_event(book_id: int, seq: int) -> Event | None:
    """An event by its number, with its book."""
    return Event.objects.filter(book_id=book_id, seq=seq).select_related("book").first()


def last_seq(book_id: int) -> int:
    """The number of a book's last event; 0 where it has none."""
    return Event.objects.filter(book_id=book_id).aggregate(Max("seq"))["seq__max"] or 0


def hash_of(event_id: int) -> str | None:
    """The hash of an event."""
    return Event.objects.filter(pk=event_id).values_list("hash", flat=True).first()


def replaced_by(event_id: int) -> int | None:
    """The number of the event in whose place an event was recorded."""
    return Event.objects.filter(pk=event_id).values_list("replaces", flat=True).first()


def last_recorded_at() -> datetime | None:
    """When the last event of any book was recorded."""
    newest = Event.objects.filter(book=OuterRef("pk")).order_by("-seq").values("recorded_at")[:1]
    found = Book.objects.annotate(last=Subquery(newest)).values_list("last", flat=True)
    return max(filter(None, found), default=None)


def taken_back(book_id: int, seqs: Iterable[Any]) -> dict[int, datetime]:
    """Those of some events of a book that were taken back, with when."""
    found = Event.objects.filter(book_id=book_id, reverses__in=seqs).values_list("reverses", "recorded_at")
    return {seq: at for seq, at in found if seq is not None}


def is_in_force(event: Event) -> bool:
    """Whether an event was not taken back."""
    return not Event.objects.filter(book_id=event.book_id, reverses=event.seq).exists()


def standing_for(book_id: int, seq: int) -> Event | None:
    """The event in force that an event is or was mended by; None where it was taken back."""
    found = find_event(book_id, seq)
    while found is not None and not is_in_force(found):
        found = Event.objects.filter(book_id=book_id, replaces=found.seq).first()
    return found


def all_standing_for(book_id: int, seqs: Iterable[int]) -> list[int]:
    """The events in force that some events of a book are or were mended by, by number; none for those taken back."""
    found: list[int] = []
    looked_at = list(dict.fromkeys(seqs))
    while looked_at:
        gone = taken_back(book_id, looked_at)
        found += [seq for seq in looked_at if seq not in gone]
        replaced = Event.objects.filter(book_id=book_id, replaces__in=list(gone)).values_list("seq", flat=True)
        looked_at = [seq for seq in replaced if seq not in gone]
    return sorted(found)


def types_of(book_id: int, seqs: Iterable[int]) -> dict[str, int]:
    """How many of some events of a book are of each type, the most first."""
    rows = Event.objects.filter(book_id=book_id, seq__in=list(seqs)).values("type").annotate(count=Count("pk"))
    return {row["type"]: row["count"] for row in rows.order_by("-count", "type")}


def events_between(book_id: int, code: str, first: date, last: date) -> QuerySet[Event]:
    """The events of a type that take effect within some days."""
    return Event.objects.filter(book_id=book_id, type=code, effective_on__gte=first, effective_on__lte=last)


def in_force(events: QuerySet[Event]) -> QuerySet[Event]:
    """Those of some events that were not taken back."""
    undone = Event.objects.filter(book_id=OuterRef("book_id"), reverses=OuterRef("seq"))
    return events.filter(~Exists(undone))


def about(events: QuerySet[Event], book_id: int, kind: SubjectKind, keys: Sequence[str]) -> QuerySet[Event]:
    """Those of some events of a book that are about any of some things."""
    within = Q(event_id__gt=row_id(book_id, 0), event_id__lt=row_id(book_id + 1, 0))
    subjects = EventSubject.objects.filter(within, kind=kind.value, key__in=keys)
    return events.filter(pk__in=subjects.values("event_id"))


def after(event_id: int) -> QuerySet[Event]:
    """The events of all books after one, book by book in the order of recording."""
    return Event.objects.filter(pk__gt=event_id).order_by("pk")


def mentioning(events: QuerySet[Event], key: str) -> QuerySet[Event]:
    """Those of some events that are about a thing with a key, of whatever kind."""
    return events.filter(pk__in=EventSubject.objects.filter(kind__in=list(SubjectKind), key=key).values("event_id"))


def postings_of(measure: str, **where: object) -> QuerySet[Posting]:
    """The actual postings of a measure, narrowed by columns."""
    return Posting.objects.filter(measure=measure, scenario="actual", **where)


def increases(key: Key, until: date) -> list[int]:
    """By how much something held in a zone was ever recorded to grow at once, until a day."""
    sql = (
        "SELECT amount FROM ledger_posting WHERE zone_id = %s AND measure = %s AND role = 'change' AND amount > 0 "
        "AND effective_on <= %s"
    )
    return [amount for (amount,) in fetch(sql, [key.zone, key.measure, until])]


def reports_before(book_id: int, key: Key, before: date) -> list[tuple[Any, int, Any]]:
    """What the period reports in force say of a key before a day, the last first: day, amount, first day of the period."""
    conditions = ["p.measure = %s", "p.effective_on < %s", "p.scenario = 'actual'", "p.role IN ('flow', 'level')"]
    values: list[object] = [key.measure, before]
    for column, value in (
        ("zone_id", key.zone),
        ("kind", key.kind),
        ("origin", key.origin),
        ("currency", key.currency),
        ("place", key.place),
    ):
        conditions.append(f"p.{column} IS NULL" if value is None else f"p.{column} = %s")
        values += [] if value is None else [value]
    sql = (
        "SELECT p.effective_on, coalesce(p.level, p.amount), p.period_start FROM ledger_posting p "
        "JOIN ledger_event e ON e.id = p.event_id "
        "LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq "
        f"WHERE {' AND '.join(conditions)} AND p.event_id > %s AND p.event_id < %s AND e.type = '{PeriodReport.code}' "
        "AND r.id IS NULL ORDER BY p.effective_on DESC LIMIT 400"
    )
    return [
        (on, amount, start) for on, amount, start in fetch(sql, [*values, row_id(book_id, 0), row_id(book_id + 1, 0)])
    ]


def reports_of_kind(book_id: int, key: Key, before: int) -> list[tuple[Any, int, Any]]:
    """What the reports in force before an event of a book say of a measure in zones of one kind: as `reports_before`."""
    conditions = ["p.measure = %s", "p.kind = %s", "p.zone_id IS NOT NULL", "p.scenario = 'actual'"]
    values: list[object] = [key.measure, key.kind]
    for column, value in (("origin", key.origin), ("currency", key.currency)):
        conditions.append(f"p.{column} IS NULL" if value is None else f"p.{column} = %s")
        values += [] if value is None else [value]
    sql = (
        "SELECT p.effective_on, coalesce(p.level, p.amount), p.period_start FROM ledger_posting p "
        "JOIN ledger_event e ON e.id = p.event_id "
        "LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq "
        f"WHERE {' AND '.join(conditions)} AND p.role IN ('flow', 'level') AND p.event_id > %s AND p.event_id < %s "
        f"AND e.type = '{PeriodReport.code}' AND r.id IS NULL"
    )
    return [
        (on, amount, start) for on, amount, start in fetch(sql, [*values, row_id(book_id, 0), row_id(book_id, before)])
    ]


def area_of(zone_id: int) -> int:
    """The area of a zone in m², established or else planned, by all that is on record; 0 where nothing is."""
    rows = Posting.objects.filter(
        zone_id=zone_id, measure__in=("land.established", "land.planned"), scenario="actual"
    ).values_list("measure", "amount")
    areas: dict[str, int] = {}
    for measure, amount in rows:
        areas[measure] = areas.get(measure, 0) + amount
    return areas.get("land.established") or areas.get("land.planned") or 0


def days_claimed(
    zones: Iterable[int], measures: Iterable[str], on: date, known_at: datetime | None
) -> Iterable[tuple[int, date]]:
    """The days by a day on which something in force was recorded of some measures in some zones: zone and day."""
    rows = Posting.objects.filter(zone_id__in=list(zones), measure__in=list(measures), effective_on__lte=on)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    days = rows.values("zone_id", "measure", "effective_on").annotate(standing=Sum("count")).filter(standing__gt=0)
    return [(row["zone_id"] or 0, row["effective_on"]) for row in days.order_by()]
