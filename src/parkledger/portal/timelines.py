"""What was decided and recorded about one zone or project, as known on a page's dates: told in words, with documents."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from parkledger.catalogue import Name
from parkledger.language import Lang
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.declaring import DeclaringEvent
from parkledger.ledger.events.land import TenantEvent
from parkledger.ledger.events.zone_basics import ZoneEvent
from parkledger.ledger.models import row_id
from parkledger.ledger.source import fetch
from parkledger.ledger.storage import moment
from parkledger.portal.chronicle import ProjectOn, Reference
from parkledger.portal.dates import Dates
from parkledger.portal.documents import identity
from parkledger.portal.naming import reach
from parkledger.portal.opened import opened
from parkledger.portal.stored import Stored, stored
from parkledger.portal.telling import in_words, refs_of

ABOUT_ZONES = tuple(
    code
    for code, kind in EVENT_TYPES.items()
    if issubclass(kind, ZoneEvent | DeclaringEvent) and not issubclass(kind, TenantEvent)
)
"""What is decided about a zone itself; what is let in it to tenants is shown with the tenants."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a timeline; `taken_back` where it was corrected or withdrawn by the moment."""

    id: int
    book: str
    seq: int
    type: str
    label: Name
    on: date
    recorded_at: datetime
    words: str
    note: str
    document: str
    document_address: str
    file: str
    taken_back: bool
    replaced_by: int | None
    demo: bool


def zone_timeline(reference: Reference, dates: Dates, lang: Lang) -> list[Entry]:
    """The decisions about a zone that held by the day and were known at the moment, in order."""
    book, code = reference
    about = json.dumps(code, ensure_ascii=False)
    pattern = "%" + about.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    marks = ", ".join(["%s"] * len(ABOUT_ZONES))
    sql = (
        "SELECT e.id FROM ledger_event e JOIN ledger_book b ON b.id = e.book_id "
        f"WHERE b.code = %s AND e.type IN ({marks}) AND e.effective_on <= %s AND e.payload LIKE %s ESCAPE '!'"
    )
    ids = [row[0] for row in fetch(sql, [book, *ABOUT_ZONES, dates.on, pattern])]
    events = [event for event in stored(sorted(ids), dates.known_at) if event.payload.get("zone") == code]
    return told(events, dates, lang)


def project_timeline(project: ProjectOn, dates: Dates, lang: Lang) -> list[Entry]:
    """All events about a project that held by the day and were known at the moment, in order."""
    sql = "SELECT DISTINCT event_id FROM ledger_posting WHERE project_id = %s AND effective_on <= %s"
    ids = {row[0] for row in fetch(sql, [project.id, dates.on])}
    book_id = opened().manifest.books[project.book].id
    ids |= {row_id(book_id, seq) for _, _, seq in project.owners}
    events = [event for event in stored(sorted(ids), dates.known_at) if event.reverses is None]
    return told(events, dates, lang)


def told(events: Iterable[Stored], dates: Dates, lang: Lang) -> list[Entry]:
    """Events in words, by the day from which they held, then as recorded."""
    ordered = sorted(events, key=lambda event: (event.effective_on, event.recorded_at, event.id))
    refs = refs_of(ordered, dates)
    return [
        Entry(
            event.id, event.book, event.seq, event.type, event.label, event.effective_on, event.recorded_at,
            in_words(event, refs, lang), str(event.fields["note"] or ""), heading_of(event),
            reach("document", identity(event.document), dates=dates) if event.document else "",
            str(event.document.get("sha256", "")),
            event.reversed_by is not None, event.replaced_by, event.demo,
        )
        for event in ordered
    ]  # fmt: skip


def heading_of(event: Stored) -> str:
    """What an event's document is called: number and title."""
    named = [str(event.document[key]) for key in ("number", "title") if event.document.get(key)]
    return ", ".join(named) or str(event.document.get("url") or "")


def documents_of(entries: Sequence[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """The documents behind a timeline, each once, with the events that cite it."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.document:
            found.setdefault((entry.document, entry.document_address), []).append(entry)
    return [(heading, address, cited) for (heading, address), cited in found.items()]


def contacts_of(entries: Sequence[Entry]) -> list[tuple[str, str, str, str]]:
    """The people who stand beside a timeline's events: name, role, telephone, address; for officers only."""
    ids = [entry.id for entry in entries]
    marks = ", ".join(["%s"] * len(ids))
    rows = fetch(f"SELECT name, role, phone, email FROM ledger_contact WHERE event_id IN ({marks})", ids) if ids else []
    return list(dict.fromkeys((str(row[0]), str(row[1]), str(row[2]), str(row[3])) for row in rows))


def until_known(known_at: datetime | None, column: str) -> tuple[str, list[object]]:
    """A condition that leaves out what was recorded after a moment, with its parameter."""
    return ("", []) if known_at is None else (f" AND {column} <= %s", [moment(known_at.astimezone(UTC))])
