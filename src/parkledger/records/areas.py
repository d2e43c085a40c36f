"""What a page of many zones is narrowed to by its address: a place (`place`), a kind of zone (`kind`), a book (`book`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from parkledger.catalogue import ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.language import Text, in_name_order
from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.places import COUNTRY_CODE, get, is_within_any, territory_on
from parkledger.records.dates import Dates
from parkledger.records.events import Stored
from parkledger.records.figure_queries import ChoiceUnknown, choice
from parkledger.records.histories import ZoneOn, project_at, zone_of, zones_by_code
from parkledger.records.zone_lists import places_listed


@dataclass(frozen=True)
class Area:
    """A place, a book and a kind of zone, each empty where it is not narrowed to one; what of a list lies in them."""

    place: str
    book: str
    dates: Dates
    kind: ZoneKind | None = None

    @property
    def places(self) -> list[tuple[str, Text, list[tuple[str, Text]]]]:
        """The places that can be chosen."""
        return places_listed(self.dates)

    @property
    def kinds(self) -> list[ZoneKind]:
        """The kinds of zones that can be chosen."""
        return list(ZoneKind)

    @cached_property
    def books(self) -> list[Book]:
        """The books that can be chosen: those with anything on record."""
        heads = current_figures().heads
        return in_name_order((book for book in registry.books() if book.code in heads), lambda book: book.name)

    def has_zone(self, zone: ZoneOn) -> bool:
        """Whether a zone lies in it."""
        return self.book in {"", zone.book} and self.kind in {None, zone.kind} and self._lies_in(zone.place)

    def has(self, event: Stored) -> bool:
        """Whether what an event is about lies in it: its zone, else its project, else the book's place.

        What is about no zone is of no kind of zone.
        """
        if self.book not in {"", event.book}:
            return False
        if not self.place and self.kind is None:
            return True
        place, kind = self._about(event)
        return self.kind in {None, kind} and self._lies_in(place)

    def narrowed(self, question: Question) -> Question:
        """A question of the whole country asked of the place and kind, or of a book's place and the one kind of its zones."""
        if not self.book:
            return replace(question, place=self.place or COUNTRY_CODE, kind=self.kind)
        place = self.place or next(book.place for book in self.books if book.code == self.book)
        kinds = {zone.kind for zone in self._zones.values() if zone.book == self.book}
        return replace(question, place=place, kind=self.kind or (ZoneKind(kinds.pop()) if len(kinds) == 1 else None))

    @cached_property
    def _zones(self) -> dict[tuple[str, str], ZoneOn]:
        return zones_by_code(self.dates)

    @cached_property
    def _territory(self) -> frozenset[str]:
        return territory_on(get(self.place), self.dates.on) if self.place else frozenset()

    def _lies_in(self, place: str) -> bool:
        return not self.place or is_within_any(place, self._territory)

    def _about(self, event: Stored) -> tuple[str, str]:
        """The place and the kind of zone of what an event is about."""
        zone = self._zones.get((event.book, str(event.payload.get("zone") or "")))
        if zone is not None:
            return zone.place, zone.kind
        project = project_at((event.book, str(event.payload.get("project") or "")), self.dates)
        if project is not None:
            around = zone_of(project, self._zones)
            return project.place, around.kind if around is not None else ""
        return next((book.place for book in self.books if book.code == event.book), ""), ""


def area_asked(given: Mapping[str, str], dates: Dates) -> Area:
    """What an address narrows a page to; refused where it names what there is not."""
    place, book = given.get("place", "").strip(), given.get("book", "").strip()
    found = Area(get(place).code if place else "", book, dates, choice(ZoneKind, given, "kind"))
    if book and book not in {each.code for each in found.books}:
        raise ChoiceUnknown(value=book, name="book", choices=[each.code for each in found.books])
    return found
