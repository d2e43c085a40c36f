"""What the search box finds beside the index of the books: what else has a page of its own, and the pages of the portal.

All of it is read as whoever asks may see it on the page's dates, and is not kept: there is little of it.
"""

from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from parkledger.briefing.search import SearchEntry, Sought
from parkledger.catalogue.glossary import TERMS
from parkledger.language import Text, days_said, fold
from parkledger.ledger.events.incentives import CONDITIONS
from parkledger.ledger.store import registry
from parkledger.people.permissions import may
from parkledger.places import get
from parkledger.portal.handbook.chapters import CHAPTERS, read_chapter
from parkledger.portal.shared.context import NAVIGATION, OWN_PAGES, OwnPage
from parkledger.practices.lists import exchanges, practices
from parkledger.records.dates import Dates
from parkledger.records.dues import TITLE as DUES
from parkledger.records.environment_tables import TITLES as ENVIRONMENT
from parkledger.records.foundings import foundings_on
from parkledger.records.histories import zones_by_code
from parkledger.records.incentives import TITLE as INCENTIVES
from parkledger.records.incentives import incentive_areas
from parkledger.records.infrastructure import LOTS_TITLE, UTILITIES_TITLE
from parkledger.records.labour import TITLES as LABOUR
from parkledger.records.state_assets import TITLE as ASSETS
from parkledger.records.timelines import heading_of
from parkledger.web.middleware import PageRequest

OTHER_PAGES = (
    ("projects", Sought.PROJECT.label),
    ("enterprises", Sought.ENTERPRISE.label),
    ("documents", Sought.DOCUMENT.label),
    ("places", Sought.PLACE.label),
    ("country_changes", Text("Các thay đổi", "Changes")),
    ("statutory_forms", Text("Biểu mẫu theo quy định", "Statutory forms")),
    ("exchanges", Sought.EXCHANGE.label),
    ("glossary", Sought.TERM.label),
    ("handbook", Sought.CHAPTER.label),
    ("about", Text("Giới thiệu, liên hệ", "About, contact")),
)
"""Pages that no menu names."""
SECTIONS = {
    "environment": [ENVIRONMENT[name] for name in ("permits", "works", "stations", "exceedances", "incidents")],
    "infrastructure": [LOTS_TITLE, UTILITIES_TITLE, ASSETS],
    "labour": list(LABOUR.values()),
    "dues": [DUES, INCENTIVES],
}
"""What else a page is of, by the titles of its tables."""


def subjects(request: PageRequest) -> Iterator[SearchEntry]:
    """All of it for whoever asks."""
    dates = request.dates
    yield from _books()
    yield from _foundings(dates)
    yield from _incentives(dates)
    yield from _experience(dates)
    yield from _pages(request)
    yield from _texts()


def _entry(
    kind: Sought,
    title: Text,
    about: Text | None,
    route: str,
    *arguments: str,
    words: Iterable[str] = (),
    demo: bool = False,
    anchor: str = "",
) -> SearchEntry:
    """An entry that is found by its title in both languages and by other words."""
    folded = "|".join(dict.fromkeys(fold(each) for each in (title.vi, title.en, *words)))
    return SearchEntry(kind, title, about, route, arguments, folded, demo=demo, anchor=anchor)


def _books() -> Iterator[SearchEntry]:
    for code, name, place, demo in registry.books().order_by("pk").values_list("code", "name", "place", "demo"):
        yield _entry(Sought.BOOK, Text(name, name), get(place).title(), "book", code, words=[code], demo=bool(demo))


def _foundings(dates: Dates) -> Iterator[SearchEntry]:
    zones = zones_by_code(dates)
    for each in foundings_on(dates):
        zone, number = zones.get(each.zone), each.course.number
        named = zone.title if zone else each.opened.zone or ""
        about = Text(f"{named}; {each.stage.label.vi}", f"{named}; {each.stage.label.en}")
        words = (named, each.opened.proposer or "", Sought.FOUNDING.label.vi)
        yield _entry(
            Sought.FOUNDING, Text(number, number), about, "founding", each.book, number, words=words, demo=each.demo
        )


def _incentives(dates: Dates) -> Iterator[SearchEntry]:
    for area in incentive_areas(dates):
        said, event = area.said, area.event
        if said.level == "none":
            continue
        place, level = get(said.place).title(dates.on), CONDITIONS[said.level]
        cited = heading_of(event)
        about = Text(f"{level.vi}; {cited}", f"{level.en}; {cited}") if cited else level
        words = (INCENTIVES.vi, INCENTIVES.en, Sought.INCENTIVE.label.vi, level.vi, level.en, cited)
        yield _entry(
            Sought.INCENTIVE,
            Text(f"{Sought.INCENTIVE.label.vi}: {place.vi}", f"{Sought.INCENTIVE.label.en}: {place.en}"),
            about,
            "event",
            event.book,
            str(event.seq),
            words=words,
            demo=event.demo,
        )


def _experience(dates: Dates) -> Iterator[SearchEntry]:
    for practice in practices(dates.known_at):
        told = practice.said
        title = Text(told.title, told.title_en or told.title)
        yield _entry(Sought.PRACTICE, title, get(practice.place).title(), "practice", practice.of.slug)
    for exchange in exchanges(dates.known_at):
        held = exchange.said
        title = Text(held.title, held.title_en or held.title)
        yield _entry(Sought.EXCHANGE, title, days_said(exchange.held_on), "exchange", exchange.of.slug)


def _pages(request: PageRequest) -> Iterator[SearchEntry]:
    own = [(each.route, each.name) for each in OWN_PAGES if _may_read(request, each)]
    menus = [(route, _both(name)) for route, name in (*NAVIGATION, *own)]
    for route, name in (*menus, *OTHER_PAGES):
        sections = SECTIONS.get(route, [])
        about = (
            Text("; ".join(each.vi for each in sections), "; ".join(each.en for each in sections)) if sections else None
        )
        words = [word for each in sections for word in (each.vi, each.en)]
        yield _entry(Sought.PAGE, name, about, route, words=words)


def _may_read(request: PageRequest, page: OwnPage) -> bool:
    return page.for_all or any(may(request.user, action) for action in page.actions)


@cache
def _texts() -> tuple[SearchEntry, ...]:
    """The terms of the glossary and the chapters of the handbook."""
    terms = (_entry(Sought.TERM, term.name, None, "glossary", anchor=term.anchor) for term in TERMS)
    chapters = (
        _entry(Sought.CHAPTER, _both(found.called), None, "chapter", name, words=[found.title])
        for name, found in ((name, read_chapter(name)) for name in CHAPTERS)
    )
    return (*terms, *chapters)


def _both(said: str | Promise) -> Text:
    """A text of the portal in the two languages that have all texts."""
    spoken = {}
    for code in settings.WHOLE_LANGUAGES:
        with override(code):
            spoken[code] = str(said)
    return Text(spoken["vi"], spoken["en"])
