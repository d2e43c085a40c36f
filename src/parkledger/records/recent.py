"""What became known last of some books, of the zones of a place, or of one zone, told in words: for those who follow them."""

from collections.abc import Container, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime

from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import LazySequence
from parkledger.language import Lang, Text
from parkledger.ledger.models import row_id
from parkledger.ledger.store import registry
from parkledger.records.dates import Dates
from parkledger.records.event_text import Refs, about, refs_of
from parkledger.records.events import (
    EventScope,
    Stored,
    hidden_types,
    known_since,
    last_events,
    last_known,
    stored,
    types_hidden,
)
from parkledger.records.histories import Reference, ZoneOn, project_at, zone_of, zones_on
from parkledger.records.place_text import place_words
from parkledger.records.timelines import TimelineEntry, told, zone_types

MOST = 50
"""Events of a feed."""
TAKEN_BACK, REPLACED, CORRECTED = (
    Text("đã thu hồi", "withdrawn"),
    Text("đã được thay bằng sự kiện khác", "replaced by another event"),
    Text("đính chính", "a correction"),
)


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """An event in a feed: its title with the names of what it is about, when something of it became known last, its zone."""

    event: TimelineEntry
    title: str
    updated: datetime
    zone: str


def recorded_lately(scope: EventScope, dates: Dates, lang: Lang) -> list[NewsEntry]:
    """The events of which something became known last, the newest first; none of a book whose journal is withheld."""
    ids = [*_of_books(scope.books, dates), *_of_zones(EventScope(zones=scope.zones), dates)]
    return _newest(ids, dates, lang)


class RecordedSince(LazySequence[NewsEntry]):
    """The events of which something became known after a moment and by the page's, the latest first: recorded, corrected,
    withdrawn. None of a book whose journal is withheld from whoever asks, none of types that it withholds."""

    def __init__(self, scope: EventScope, since: datetime, dates: Dates, lang: Lang) -> None:
        self.dates, self.lang = dates, lang
        names = {book.pk: book.code for book in registry.books(scope.all_books)} if scope else {}
        hidden = hiding(PublicKind.JOURNAL)
        shown = EventScope(
            tuple(each for each in scope.books if names[each] not in hidden),
            tuple(each for each in scope.zones if names[each[0]] not in hidden),
        )
        self.ids = known_since(shown, hidden_types(shown), since, dates.known_at) if shown else []

    def __len__(self) -> int:
        return len(self.ids)

    def besides(self, told: Container[int]) -> "RecordedSince":
        """The same without some events, by their ids: those that are told elsewhere."""
        rest = copy(self)
        rest.ids = [each for each in self.ids if each not in told]
        return rest

    def read(self, first: int, count: int) -> list[NewsEntry]:
        """So many of them, from one on."""
        return _entries(self.ids[first : first + count], self.dates, self.lang)


def zone_scope(zone: Reference, dates: Dates) -> EventScope:
    """All events about a zone; none where there is no such zone for whoever asks."""
    book, found = registry.find_book(zone[0]), zones_on(dates).get(zone)
    return EventScope(zones=((book.pk, zone[1], found.id),)) if book is not None and found is not None else EventScope()


def recorded_of_zone(zone: Reference, dates: Dates, lang: Lang) -> list[NewsEntry]:
    """The events about a zone of which something became known last, the newest first; none where its journal is withheld."""
    scope = zone_scope(zone, dates)
    if not scope or zone[0] in hiding(PublicKind.JOURNAL):
        return []
    return _newest(last_known(scope, zone_types(), dates.known_at, MOST), dates, lang)


def recorded_behind(ids: Sequence[int], dates: Dates, lang: Lang) -> list[NewsEntry]:
    """The events behind a figure that were recorded last, the newest first; none of a book whose journal is withheld."""
    hidden = hiding(PublicKind.JOURNAL)
    return [each for each in _newest(ids[:MOST], dates, lang) if each.event.book not in hidden]


def _of_books(books: Sequence[int], dates: Dates) -> list[int]:
    """The last events of some books; in the place of one that takes another back, that other."""
    hidden = hiding(PublicKind.JOURNAL)
    named = registry.books(books).order_by("pk").values_list("pk", "code") if books else []
    return [
        row_id(book, int(row[0] if row[6] is None else row[6]))
        for book, code in named
        if code not in hidden
        for row in last_events(book, dates.known_at, MOST, types_hidden(code))
    ]


def _of_zones(scope: EventScope, dates: Dates) -> list[int]:
    return last_known(scope, (), dates.known_at, MOST) if scope else []


def _newest(ids: Sequence[int], dates: Dates, lang: Lang) -> list[NewsEntry]:
    return _entries(list(dict.fromkeys(ids)), dates, lang)[:MOST]


def _entries(ids: Sequence[int], dates: Dates, lang: Lang) -> list[NewsEntry]:
    """Events by their ids, that of which something became known last first."""
    events = {event.id: event for event in stored(ids, dates.known_at) if event.reverses is None}
    refs, zones = refs_of(events.values(), dates), zones_on(dates)
    found = [
        NewsEntry(
            each,
            _title(events[each.id], refs, zone, dates, lang),
            each.taken_back_at or each.recorded_at,
            zone.title if zone else "",
        )
        for each in told(events.values(), dates, lang)
        for zone in (_zone(events[each.id], zones, dates),)
    ]
    return sorted(found, key=lambda each: (each.updated, each.event.id), reverse=True)


def _title(event: Stored, refs: Refs, zone: ZoneOn | None, dates: Dates, lang: Lang) -> str:
    """An event's type, what it is about by name, and where that lies; first whether it still stands."""
    subject = about(event, refs)
    names = [subject[0].of(lang)] if subject else []
    if zone is not None:
        names += [zone.title] if zone.title not in names else []
        names.append(place_words(zone.place, dates.on).of(lang))
    said = ": ".join([event.label.of(lang), ", ".join(names)] if names else [event.label.of(lang)])
    mark = (
        (REPLACED if event.replaced_by else TAKEN_BACK) if event.reversed_by else CORRECTED if event.replaces else None
    )
    return f"[{mark.of(lang)}] {said}" if mark else said


def _zone(event: Stored, zones: dict[Reference, ZoneOn], dates: Dates) -> ZoneOn | None:
    """The zone that an event is about: its own, or that of its project."""
    if code := event.payload.get("zone"):
        return zones.get((event.book, str(code)))
    if code := event.payload.get("project"):
        project = project_at((event.book, str(code)), replace(dates, on=date.max))
        return zone_of(project, zones) if project else None
    return None
