"""Events as pages show them: as they were recorded, with what was known at the page's moment of their correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from parkledger.catalogue.publicity import PublicKind, hides, require_public, whole
from parkledger.language import Text
from parkledger.ledger.errors import EventUnknown
from parkledger.ledger.events import EVENT_TYPES, SubjectKind
from parkledger.ledger.models import SEQ_BITS, SEQ_MASK, row_id
from parkledger.ledger.store.journal import FIELDS, entry
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.source import aware
from parkledger.ledger.store.statements import chunks, fetch
from parkledger.ledger.store.tables import moment
from parkledger.records.dates import Dates
from parkledger.records.names import books_by_id

BOOK_SPAN = row_id(1, 0)
"""By how much the ids of two books' events differ."""
_COLUMNS = ", ".join(f"e.{name}" for name in FIELDS)
_WITH_WHAT_FOLLOWED = (
    f"SELECT e.id, {_COLUMNS}, r.seq, r.recorded_at, n.seq FROM ledger_event e "
    "LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq "
    "LEFT JOIN ledger_event n ON n.id = r.id + 1 AND n.replaces = e.seq "
)
"""An event with the one that took it back, and the one that replaced it, which follows that at once."""


@dataclass(frozen=True, slots=True)
class EventScope:
    """Which events a place's pages tell of: all of some books, and those about some zones of others.

    `zones` are the zones of books that are kept of more than the place: book, code and number of each.
    """

    books: tuple[int, ...] = ()
    zones: tuple[tuple[int, str, int], ...] = ()

    def __bool__(self) -> bool:
        """Whether there can be any."""
        return bool(self.books or self.zones)

    @property
    def all_books(self) -> list[int]:
        """The books that the events are of."""
        return sorted({*self.books, *(book for book, _, _ in self.zones)})

    def condition(self) -> tuple[str, list[Any]]:
        """The condition that an event `e` is among them, with its parameters."""
        found, parameters = [], list[Any](self.books)
        if self.books:
            found.append(f"e.book_id IN ({_marks(self.books)})")
        if self.zones:
            found.append(f"e.id IN (SELECT p.event_id FROM ledger_posting p WHERE p.zone_id IN ({_marks(self.zones)}))")
            parameters += [zone for _, _, zone in self.zones]
        for number in sorted({book for book, _, _ in self.zones}):
            codes = [code for book, code, _ in self.zones if book == number]
            found.append(
                "e.id IN (SELECT s.event_id FROM ledger_subject s WHERE s.kind = 'zone' "
                f"AND s.key IN ({_marks(codes)}) AND s.event_id > %s AND s.event_id < %s)"
            )
            parameters += [*codes, row_id(number, 0), row_id(number + 1, 0)]
        return f"({' OR '.join(found)})", parameters


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as recorded; `reversed_by` and `replaced_by` are numbers in the same book, as known at the moment."""

    id: int
    book: str
    fields: dict[str, Any]
    reversed_by: int | None
    replaced_by: int | None
    reversed_at: datetime | None = None

    @property
    def seq(self) -> int:
        """Its number in its book."""
        return int(self.fields["seq"])

    @property
    def ref(self) -> str:
        """How it is named everywhere: book/number."""
        return f"{self.book}/{self.seq}"

    @property
    def type(self) -> str:
        """The code of its type."""
        return str(self.fields["type"])

    @property
    def label(self) -> Text:
        """What its type is called."""
        kind = EVENT_TYPES.get(self.type)
        return kind.label if kind else Text(self.type, self.type)

    @property
    def payload(self) -> dict[str, Any]:
        """Its type's own fields; empty where what is stored cannot be read."""
        found = self.fields["payload"]
        return found if isinstance(found, dict) else {}

    @property
    def document(self) -> dict[str, Any]:
        """Its document's fields; empty where it has none, and where its book withholds its documents."""
        found = self.fields["document"] if not hides(self.book, PublicKind.DOCUMENTS) else None
        return found if isinstance(found, dict) else {}

    @property
    def effective_on(self) -> date:
        """The day from which it holds."""
        return date.fromisoformat(self.fields["effective_on"])

    @property
    def recorded_at(self) -> datetime:
        """When it was recorded."""
        return datetime.fromisoformat(self.fields["recorded_at"])

    @property
    def reverses(self) -> int | None:
        """The number of the event that it takes back."""
        return self.fields["reverses"]  # type: ignore[no-any-return]

    @property
    def replaces(self) -> int | None:
        """The number of the event in whose place it stands."""
        return self.fields["replaces"]  # type: ignore[no-any-return]

    @property
    def demo(self) -> bool:
        """Whether it was made up for demonstration."""
        return bool(self.fields["demo"])


def kind_of(type_: str) -> PublicKind:
    """The kind of records with which events of a type are shown."""
    found = EVENT_TYPES.get(type_)
    return found.public_kind if found else PublicKind.JOURNAL


def hides_event(book: str, type_: str) -> bool:
    """Whether a book withholds its events of a type from whoever asks."""
    return hides(book, PublicKind.JOURNAL) or hides(book, kind_of(type_))


def types_hidden(book: str) -> list[str]:
    """The types of events that a book withholds from whoever asks, where its other events are shown."""
    return [code for code, kind in EVENT_TYPES.items() if hides(book, kind.public_kind)]


def stored(ids: Sequence[int], known_at: datetime | None) -> list[Stored]:
    """Events by their ids, in that order; those recorded after the moment are not there yet."""
    books = books_by_id()
    found: dict[int, Stored] = {}
    for some in chunks(list(ids)):
        marks = ", ".join(["%s"] * len(some))
        for row in fetch(f"{_WITH_WHAT_FOLLOWED} WHERE e.id IN ({marks})", some):
            found[row[0]] = _stored(row, books, known_at)
    there = [each for number in ids if (each := found.get(number)) and not hides_event(each.book, each.type)]
    return [event for event in there if known_at is None or event.recorded_at <= known_at]


def event_of(book: str, seq: int, known_at: datetime | None) -> Stored:
    """One event by its book and number; refused where it is not on record, or was not yet at the moment."""
    number = book_ref(book).id
    require_public(book, PublicKind.JOURNAL)
    found = whole(stored)([row_id(number, seq)], known_at) if 0 < seq <= SEQ_MASK else []
    if not found:
        raise EventUnknown(book=book, seq=seq, last=_last(number, known_at))
    require_public(book, kind_of(found[0].type))
    return found[0]


def _stored(row: tuple[Any, ...], books: dict[int, str], known_at: datetime | None) -> Stored:
    event_id, *columns, reversed_by, reversed_at, replaced_by = row
    known = reversed_by is not None and (known_at is None or aware(reversed_at) <= known_at)
    return Stored(
        event_id,
        books[event_id >> SEQ_BITS],
        entry(tuple(columns)),
        reversed_by if known else None,
        replaced_by if known else None,
        aware(reversed_at) if known else None,
    )


def standing(
    books: Sequence[int], types: Sequence[str], since: date | None, until: date, known_at: datetime | None
) -> list[Stored]:
    """The events of some types that took effect in some books by a day and stood at a moment, in the order of their days."""
    if not books or not types:
        return []
    names = books_by_id()
    sql = (
        f"{_WITH_WHAT_FOLLOWED} WHERE e.book_id IN ({', '.join(['%s'] * len(books))}) "
        f"AND e.type IN ({', '.join(['%s'] * len(types))}) AND e.effective_on <= %s"
        f"{'' if since is None else ' AND e.effective_on >= %s'} ORDER BY e.effective_on, e.id"
    )
    rows = fetch(sql, [*books, *types, until, *([] if since is None else [since])])
    found = [_stored(row, names, known_at) for row in rows]
    return [
        each
        for each in found
        if each.reversed_by is None
        and (known_at is None or each.recorded_at <= known_at)
        and not hides_event(each.book, each.type)
    ]


def events_about(
    kind: SubjectKind, subject: tuple[str, str], types: Sequence[str], dates: Dates, latest: int | None = None
) -> list[Stored]:
    """The events of some types about a zone or project of a book that held by the day and stood at the moment, as recorded;
    so many of the latest days alone where `latest` says so."""
    book, code = subject
    marks = ", ".join(["%s"] * len(types))
    order = "e.id" if latest is None else f"e.effective_on DESC, e.id DESC LIMIT {int(latest)}"
    sql = (
        "SELECT e.id FROM ledger_subject s JOIN ledger_event e ON e.id = s.event_id JOIN ledger_book b ON b.id = e.book_id "
        f"WHERE s.kind = %s AND s.key = %s AND b.code = %s AND s.event_id > b.id * {BOOK_SPAN} AND s.event_id < (b.id + 1) * {BOOK_SPAN} "
        f"AND e.type IN ({marks}) AND e.effective_on <= %s ORDER BY {order}"
    )
    ids = sorted(row[0] for row in fetch(sql, [kind.value, code, book, *types, dates.on]))
    return [each for each in stored(ids, dates.known_at) if each.reverses is None and each.reversed_by is None]


def revived(event: Stored) -> object:
    """An event as its class makes it of what is stored."""
    return EVENT_TYPES[event.type].model_validate({**event.payload, "effective_on": event.effective_on})


def counted_by_type(scope: EventScope, since: date, on: date, known_at: datetime | None) -> list[tuple[str, int, int]]:
    """How many events of each type took effect after a day, by another; and how many of them were taken back.

    Those of types that a book withholds from whoever asks are not counted.
    """
    among, parameters = scope.condition()
    shown, left_out = _but_hidden(hidden_types(scope))
    known = "" if known_at is None else "AND {}.recorded_at <= %s "
    moments = [] if known_at is None else [known_at]
    sql = (
        "SELECT e.type, COUNT(*), COUNT(r.id) FROM ledger_event e "
        f"LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq {known.format('r')}"
        f"WHERE {among} {shown}AND e.effective_on > %s AND e.effective_on <= %s "
        f"{known.format('e')}AND e.reverses IS NULL GROUP BY e.type"
    )
    given = [*moments, *parameters, *left_out, since, on, *moments]
    return [(code, every, gone) for code, every, gone in fetch(sql, given)]


def hidden_types(scope: EventScope) -> list[tuple[int, list[str]]]:
    """The types of events that each book of a scope withholds from whoever asks, by the books' numbers."""
    names = books_by_id()
    return [(number, types_hidden(names[number])) for number in scope.all_books if number in names]


def _but_hidden(without: Sequence[tuple[int, Sequence[str]]]) -> tuple[str, list[Any]]:
    """The condition that an event `e` is of no type that its book withholds, with its parameters."""
    hidden, parameters = "", list[Any]()
    for book, types in without:
        if types:
            hidden += f"AND NOT (e.book_id = %s AND e.type IN ({_marks(types)})) "
            parameters += [book, *types]
    return hidden, parameters


def last_events(
    book_id: int, known_at: datetime | None, count: int, without: Sequence[str] = ()
) -> list[tuple[Any, ...]]:
    """The last events of a book but for some types: number, type, day, moment, document, the number of the one that took it
    back, and of the one that it takes back itself."""
    known = "" if known_at is None else "AND {}.recorded_at <= %s "
    moments = [] if known_at is None else [known_at]
    others = f"AND e.type NOT IN ({', '.join(['%s'] * len(without))}) " if without else ""
    sql = (
        "SELECT e.seq, e.type, e.effective_on, e.recorded_at, e.document, r.seq, e.reverses FROM ledger_event e "
        f"LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq {known.format('r')}"
        f"WHERE e.book_id = %s {known.format('e')}{others}ORDER BY e.seq DESC LIMIT %s"
    )
    return fetch(sql, [*moments, book_id, *moments, *without, count])


def first_between(
    after: int, before: int, book: str, known_at: datetime | None, *, latest: bool = False
) -> Stored | None:
    """The first event between two ids of a book that whoever asks may see, or the `latest`; None where there is none."""
    without = types_hidden(book)
    others = f"AND type NOT IN ({', '.join(['%s'] * len(without))}) " if without else ""
    until = "" if known_at is None else "AND recorded_at <= %s "
    moments = [] if known_at is None else [moment(known_at.astimezone(UTC))]
    sql = f"SELECT id FROM ledger_event WHERE id > %s AND id < %s {others}{until}ORDER BY id {'DESC' if latest else 'ASC'} LIMIT 1"
    found = stored([row[0] for row in fetch(sql, [after, before, *without, *moments])], known_at)
    return found[0] if found else None


def last_known(scope: EventScope, types: Sequence[str], known_at: datetime | None, count: int) -> list[int]:
    """The ids of the events about some zones of which something became known last, the latest first.

    What became known of an event last is that it was recorded, or that it was taken back.
    """
    among, parameters = scope.condition()
    of_types = f"AND e.type IN ({_marks(types)}) " if types else ""
    known = "" if known_at is None else "AND {}.recorded_at <= %s "
    moments = [] if known_at is None else [moment(known_at.astimezone(UTC))]
    sql = (
        "SELECT e.id FROM ledger_event e "
        f"LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq {known.format('r')}"
        f"WHERE {among} AND e.reverses IS NULL {of_types}{known.format('e')}"
        "ORDER BY COALESCE(r.recorded_at, e.recorded_at) DESC, e.id DESC LIMIT %s"
    )
    return [int(row[0]) for row in fetch(sql, [*moments, *parameters, *types, *moments, count])]


def known_since(
    scope: EventScope, without: Sequence[tuple[int, Sequence[str]]], since: datetime, known_at: datetime | None
) -> list[int]:
    """The ids of events of which something became known after a moment and by another, the latest first.

    `without` names the types that are left out of a book.
    """
    among, parameters = scope.condition()
    known, moments = ("", []) if known_at is None else ("AND {}.recorded_at <= %s ", [moment(known_at.astimezone(UTC))])
    since_then = moment(since.astimezone(UTC))
    hidden, left_out = _but_hidden(without)
    sql = (
        "SELECT e.id FROM ledger_event e "
        f"LEFT JOIN ledger_event r ON r.book_id = e.book_id AND r.reverses = e.seq {known.format('r')}"
        f"WHERE {among} AND e.reverses IS NULL {hidden}{known.format('e')}"
        "AND (e.recorded_at > %s OR r.recorded_at > %s) "
        "ORDER BY COALESCE(r.recorded_at, e.recorded_at) DESC, e.id DESC"
    )
    given = [*moments, *parameters, *left_out, *moments, since_then, since_then]
    return [int(row[0]) for row in fetch(sql, given)]


def _last(book_id: int, known_at: datetime | None) -> int:
    """The number of a book's last event as known at a moment; 0 where it has none."""
    until = "" if known_at is None else "AND recorded_at <= %s "
    rows = fetch(
        f"SELECT seq FROM ledger_event WHERE book_id = %s {until}ORDER BY seq DESC LIMIT 1",
        [book_id, *([] if known_at is None else [moment(known_at.astimezone(UTC))])],
    )
    return int(rows[0][0]) if rows else 0
