"""What was decided and recorded about one zone or project, as known on a page's dates: told in words, with documents."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from parkledger.figures import LazySequence
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Text
from parkledger.ledger.events import EVENT_TYPES, document_identity
from parkledger.ledger.models import row_id
from parkledger.ledger.store.statements import fetch
from parkledger.ledger.store.tables import moment
from parkledger.records.dates import Dates
from parkledger.records.event_text import in_words, refs_of
from parkledger.records.events import BOOK_SPAN, Stored, hides_event, stored
from parkledger.records.histories import ProjectOn, Reference
from parkledger.records.links import reach
from parkledger.records.supposed import supposed_postings


def zone_types() -> list[str]:
    """The event types listed with what was decided of a zone; what is let to tenants is shown with the tenants."""
    return [code for code, kind in EVENT_TYPES.items() if kind.in_zone_timeline]


def decision_types() -> list[str]:
    """Those of them by which a zone came to be what it is: few, and all read together."""
    return [code for code, kind in EVENT_TYPES.items() if kind.is_decision]


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of a timeline; `taken_back` where it was corrected or withdrawn by the moment."""

    id: int
    book: str
    seq: int
    type: str
    label: Text
    on: date
    recorded_at: datetime
    words: str
    note: str
    document: str
    document_address: str
    file: str
    taken_back: bool
    taken_back_at: datetime | None
    replaced_by: int | None
    demo: bool


class ZoneTimeline(LazySequence[TimelineEntry]):
    """The decisions about a zone that held by the day and were known at the moment, the latest first.

    They are counted and cut out by the database: of a zone with years of monthly reports only what is shown is read.
    """

    def __init__(self, zone: Reference, dates: Dates, lang: Lang, types: Iterable[str] | None = None) -> None:
        self.dates, self.lang = dates, lang
        book, code = zone
        among = zone_types() if types is None else types
        wanted = sorted(each for each in among if not hides_event(book, each))
        known, moments = until_known(dates.known_at, "e.recorded_at")
        self._events = (
            "FROM ledger_event e WHERE e.id IN (SELECT s.event_id FROM ledger_book b JOIN ledger_subject s ON s.kind = 'zone' "
            f"AND s.key = %s AND s.event_id > b.id * {BOOK_SPAN} AND s.event_id < (b.id + 1) * {BOOK_SPAN} WHERE b.code = %s "
            "UNION ALL SELECT s.event_id FROM ledger_subject s WHERE s.kind = 'zone' AND s.key = %s) "
            f"AND {_of_types(wanted)} AND e.effective_on <= %s{known}"
        )
        self._parameters = [code, book, f"{book}/{code}", *wanted, dates.on, *moments]

    def __len__(self) -> int:
        return int(fetch(f"SELECT COUNT(*) {self._events}", self._parameters)[0][0])

    def read(self, first: int, count: int) -> list[TimelineEntry]:
        """So many of them, from one on."""
        order = "ORDER BY e.effective_on DESC, e.recorded_at DESC, e.id DESC LIMIT %s OFFSET %s"
        ids = [row[0] for row in fetch(f"SELECT e.id {self._events} {order}", [*self._parameters, count, first])]
        return told(stored(ids, self.dates.known_at), self.dates, self.lang)[::-1]

    def contacts(self) -> list[tuple[str, str, str, str]]:
        """The people who stand beside the events: name, role, telephone, address; for officers only."""
        sql = f"SELECT name, role, phone, email FROM ledger_contact WHERE event_id IN (SELECT e.id {self._events}) ORDER BY id"
        rows = fetch(sql, self._parameters)
        return list(dict.fromkeys((str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in rows))


def _of_types(types: Sequence[str]) -> str:
    return f"e.type IN ({', '.join(['%s'] * len(types))})" if types else "1 = 0"


def project_timeline(project: ProjectOn, dates: Dates, lang: Lang) -> list[TimelineEntry]:
    """All events about a project that held by the day and were known at the moment, in order."""
    sql = "SELECT DISTINCT event_id FROM ledger_posting WHERE project_id = %s AND effective_on <= %s"
    ids = {row[0] for row in fetch(sql, [project.id, dates.on])}
    book_id = current_figures().heads[project.book].id
    named = (
        "SELECT e.id FROM ledger_subject s JOIN ledger_event e ON e.id = s.event_id WHERE s.kind = 'project' AND s.key = %s "
        "AND s.event_id > %s AND s.event_id < %s AND e.effective_on <= %s"
    )
    ids |= {row[0] for row in fetch(named, [project.code, row_id(book_id, 0), row_id(book_id + 1, 0), dates.on])}
    ids |= {row_id(book_id, seq) for _, _, seq in project.owners}
    events = [event for event in stored(sorted(ids), dates.known_at) if event.reverses is None]
    return told(events, dates, lang)


def told(events: Iterable[Stored], dates: Dates, lang: Lang) -> list[TimelineEntry]:
    """Events in words, by the day from which they held, then as recorded."""
    ordered = sorted(events, key=lambda event: (event.effective_on, event.recorded_at, event.id))
    refs = refs_of(ordered, dates)
    return [
        TimelineEntry(
            id=event.id,
            book=event.book,
            seq=event.seq,
            type=event.type,
            label=event.label,
            on=event.effective_on,
            recorded_at=event.recorded_at,
            words=in_words(event, refs, lang),
            note=str(event.fields["note"] or ""),
            document=heading_of(event),
            document_address=reach("document", document_identity(event.document), dates=dates)
            if event.document
            else "",
            file=str(event.document.get("sha256", "")),
            taken_back=event.reversed_by is not None,
            taken_back_at=event.reversed_at,
            replaced_by=event.replaced_by,
            demo=event.demo,
        )
        for event in ordered
    ]


def heading_of(event: Stored) -> str:
    """What an event's document is called: number and title."""
    named = [str(event.document[key]) for key in ("number", "title") if event.document.get(key)]
    return ", ".join(named) or str(event.document.get("url") or "")


def documents_of(entries: Sequence[TimelineEntry]) -> list[tuple[str, str, list[TimelineEntry]]]:
    """The documents behind a timeline, each once, with the events that cite it."""
    found: dict[tuple[str, str], list[TimelineEntry]] = {}
    for entry in entries:
        if entry.document:
            found.setdefault((entry.document, entry.document_address), []).append(entry)
    return [(heading, address, cited) for (heading, address), cited in found.items()]


def periods_reported(zone_id: int, measures: Sequence[str], dates: Dates) -> list[tuple[Any, ...]]:
    """The periods in force that measures of a zone were reported for: measure, first day, last day."""
    known, moments = until_known(dates.known_at, "recorded_at")
    marks = ", ".join(["%s"] * len(measures))
    sql = (
        "SELECT measure, period_start, period_end, SUM(count) FROM ledger_posting "
        f"WHERE zone_id = %s AND measure IN ({marks}) AND effective_on <= %s AND scenario = 'actual'{known} "
        "GROUP BY measure, period_start, period_end"
    )
    counts: Counter[tuple[Any, ...]] = Counter()
    for measure, start, end, count in fetch(sql, [zone_id, *measures, dates.on, *moments]):
        counts[measure, _day(start), _day(end)] += count
    for row in supposed_postings(zone_id=[zone_id], measure=measures):
        if row["effective_on"] <= dates.on:
            counts[row["measure"], row["period_start"], row["period_end"]] += row["count"]
    return [period for period, count in counts.items() if count > 0]


def postings_in_zone(zone_id: int, measures: Sequence[str], dates: Dates) -> list[tuple[Any, ...]]:
    """The postings of measures in a zone in order: measure, detail, amount, count, day, event, whether made up."""
    known, moments = until_known(dates.known_at, "recorded_at")
    marks = ", ".join(["%s"] * len(measures))
    sql = (
        "SELECT measure, detail, amount, count, effective_on, event_id, demo FROM ledger_posting "
        f"WHERE zone_id = %s AND measure IN ({marks}) AND effective_on <= %s AND scenario = 'actual'{known} "
        "ORDER BY effective_on, event_id, line"
    )
    columns = ("measure", "detail", "amount", "count", "effective_on", "event_id", "demo")
    rows = fetch(sql, [zone_id, *measures, dates.on, *moments])
    return [*rows, *supposed_by(dates, columns, zone_id=[zone_id], measure=measures)]


def _day(stored: date | str | None) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def supposed_by(dates: Dates, columns: Sequence[str], **wanted: Collection[Any]) -> list[tuple[Any, ...]]:
    """Supposed postings of the page's day or before, by some columns."""
    rows = supposed_postings(**wanted)
    return [tuple(row[column] for column in columns) for row in rows if row["effective_on"] <= dates.on]


def first_days(zone_ids: Collection[int], measure: str, dates: Dates) -> dict[int, date]:
    """The day of the first posting that added to a measure in each of some zones; those without any are left out."""
    if not zone_ids:
        return {}
    known, moments = until_known(dates.known_at, "recorded_at")
    marks = ", ".join(["%s"] * len(zone_ids))
    sql = (
        f"SELECT zone_id, min(effective_on) FROM ledger_posting WHERE zone_id IN ({marks}) AND measure = %s "
        f"AND effective_on <= %s AND scenario = 'actual' AND count > 0{known} GROUP BY zone_id"
    )
    rows = fetch(sql, [*zone_ids, measure, dates.on, *moments])
    columns = ("zone_id", "effective_on", "count")
    more = supposed_by(dates, columns, zone_id=zone_ids, measure=[measure])
    rows += [(zone, on) for zone, on, count in more if count > 0]
    found: dict[int, date] = {}
    for zone, on in rows:
        day = date.fromisoformat(str(on)[:10])
        found[zone] = min(day, found.get(zone, day))
    return found


def until_known(known_at: datetime | None, column: str) -> tuple[str, list[object]]:
    """A condition that leaves out what was recorded after a moment, with its parameter."""
    return ("", []) if known_at is None else (f" AND {column} <= %s", [moment(known_at.astimezone(UTC))])
