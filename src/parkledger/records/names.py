"""What zones, projects and places are called on a page: by the page's own day, as known at its own moment.

The rows of zones and projects are today's; a zone's row keeps the history of its names, from which the name of a day
is taken. Looked up together, never one by one.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from parkledger.catalogue import ZoneKind
from parkledger.figures.current import opened
from parkledger.ledger.models import SEQ_BITS, row_id
from parkledger.ledger.source import aware, fetch
from parkledger.records.dates import Dates

SEQ_MASK = (1 << SEQ_BITS) - 1
MOST_AT_ONCE = 500
"""Values in one IN (…): databases limit them."""


@dataclass(frozen=True, slots=True)
class ZoneNames:
    """A zone with every name it had: from which day, recorded when."""

    id: int
    book: str
    code: str
    kind: ZoneKind
    place: str
    names: tuple[tuple[date, datetime | None, str], ...]
    gone_at: datetime | None = None

    def is_there(self, dates: Dates) -> bool:
        """Whether the zone has a page for a page's dates: it stands, or was withdrawn only after the moment."""
        return self.gone_at is None or (dates.known_at is not None and dates.known_at < self.gone_at)

    def title(self, dates: Dates) -> str:
        """The zone as officials write it, by the name of a page's day: KCN Quang Châu."""
        return f"{self.kind.short} {self.name(dates)}"

    def name(self, dates: Dates) -> str:
        """The bare name of the day, as known; the first name before the zone's first day."""
        known = [
            (on, name)
            for on, recorded, name in self.names
            if recorded is None or dates.known_at is None or recorded <= dates.known_at
        ]
        begun = [name for on, name in known if on <= dates.on]
        return begun[-1] if begun else (known or [(date.min, self.names[0][2])])[0][1]


@dataclass(frozen=True, slots=True)
class ProjectName:
    """A project as it is on record."""

    id: int
    book: str
    code: str
    name: str
    enterprise: str


@dataclass(slots=True)
class ZoneBook:
    """All zones of all books, by id and by book and code."""

    by_id: dict[int, ZoneNames] = field(default_factory=dict)
    by_code: dict[tuple[str, str], ZoneNames] = field(default_factory=dict)


def zones() -> ZoneBook:
    """The zones of the books as they stand, and those that were withdrawn."""
    return _zones(opened().tip)


@lru_cache(maxsize=2)
def _zones(tip: str) -> ZoneBook:  # noqa: ARG001  the state of the books that it is remembered for
    rows = fetch(
        "SELECT z.id, b.code, z.code, z.kind, z.place, z.names FROM ledger_zone z JOIN ledger_book b ON b.id = z.book_id"
    )
    histories = {row[0]: json.loads(row[5]) for row in rows}
    renamed = {
        row_id(zone_id >> SEQ_BITS, seq)
        for zone_id, names in histories.items()
        for _, seq, _ in names
        if len(names) > 1
    }
    recorded = recorded_when(renamed)
    found = ZoneBook()
    for zone_id, book, code, kind, place, _ in rows:
        names = tuple(
            (date.fromisoformat(on), recorded.get(row_id(zone_id >> SEQ_BITS, seq)), name)
            for on, seq, name in histories[zone_id]
        )
        zone = ZoneNames(zone_id, book, code, ZoneKind(kind), place, names)
        found.by_id[zone_id] = found.by_code[book, code] = zone
    for row in opened().engine.cube.gone.values():
        names = ((date.min, None, row["name"]),)
        zone = ZoneNames(
            row["id"], row["book"], row["code"], ZoneKind(row["kind"]), row["place"], names, row["gone_at"]
        )
        found.by_id[zone.id] = zone
        found.by_code.setdefault((zone.book, zone.code), zone)
    return found


def recorded_when(ids: Iterable[int]) -> dict[int, datetime]:
    """When events were recorded, by their ids."""
    found: dict[int, datetime] = {}
    for some in chunks(sorted(ids)):
        marks = ", ".join(["%s"] * len(some))
        rows = fetch(f"SELECT id, recorded_at FROM ledger_event WHERE id IN ({marks})", some)
        found |= {event_id: aware(moment) for event_id, moment in rows}
    return found


def projects_named(references: Iterable[tuple[str, str]]) -> dict[tuple[str, str], ProjectName]:
    """Projects by book and code, looked up together."""
    by_book: defaultdict[str, list[str]] = defaultdict(list)
    for book, code in sorted(set(references)):
        by_book[book].append(code)
    return _projects(
        ("b.code = %s AND p.code", book, some) for book, codes in by_book.items() for some in chunks(codes)
    )


def projects_numbered(ids: Iterable[int]) -> dict[int, ProjectName]:
    """Projects by id, looked up together."""
    found = _projects(("p.id > %s AND p.id", 0, some) for some in chunks(sorted(set(ids))))
    return {project.id: project for project in found.values()}


def _projects(wanted: Iterable[tuple[str, object, list[object]]]) -> dict[tuple[str, str], ProjectName]:
    found: dict[tuple[str, str], ProjectName] = {}
    for condition, first, values in wanted:
        marks = ", ".join(["%s"] * len(values))
        rows = fetch(
            "SELECT p.id, b.code, p.code, p.name, p.enterprise FROM ledger_project p JOIN ledger_book b ON b.id = p.book_id "
            f"WHERE {condition} IN ({marks})",
            [first, *values],
        )
        found |= {(row[1], row[2]): ProjectName(*row) for row in rows}
    return found


def chunks(values: list[object] | list[str] | list[int]) -> Iterable[list[object]]:
    """Values in lists short enough for one query."""
    for start in range(0, len(values), MOST_AT_ONCE):
        yield list(values[start : start + MOST_AT_ONCE])


def books_by_id() -> dict[int, str]:
    """The codes of the books by their numbers."""
    return {mark.id: code for code, mark in opened().manifest.books.items()}


def event_reference(event_id: int) -> tuple[str, int]:
    """An event's book and number."""
    return books_by_id()[event_id >> SEQ_BITS], event_id & SEQ_MASK
