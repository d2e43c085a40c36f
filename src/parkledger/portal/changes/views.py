"""What changed: the events of which something became known since a moment, and the key figures then and now."""

from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse

from parkledger.briefing.recorded_changes import (
    RecordedChanges,
    changes_of_place,
    changes_of_zone,
    figures_table,
    moment_words,
    since_when,
)
from parkledger.figures.current import current_figures
from parkledger.language import day_of
from parkledger.places import COUNTRY_CODE
from parkledger.records.dates import moment_from
from parkledger.records.links import reach
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

SINCE = "since"
"""In the address: the day or the moment after which things became known."""


@kept
def country(request: PageRequest) -> HttpResponse:
    """What became known of the whole country."""
    return _of_place(request, COUNTRY_CODE, "home", [], reverse("country_feed"))


@kept
def place(request: PageRequest, code: str) -> HttpResponse:
    """What became known of a place."""
    return _of_place(request, code, "place", [code], reverse("place_feed", args=[code]))


@kept
def zone(request: PageRequest, book: str, code: str) -> HttpResponse:
    """What became known of a zone."""
    found = changes_of_zone(current_figures(), (book, code), _since(request), request.dates, request.lang)
    back = reach("zone", book, code, dates=request.dates)
    return _page(request, found, back, reverse("zone_feed", args=[book, code]))


def _of_place(request: PageRequest, code: str, route: str, arguments: list[str], feed: str) -> HttpResponse:
    found = changes_of_place(current_figures(), code, _since(request), request.dates, request.lang)
    return _page(request, found, reach(route, *arguments, dates=request.dates), feed)


def _since(request: PageRequest) -> datetime:
    given = request.GET.get(SINCE, "").strip()
    return moment_from(given) if given else since_when(request.dates)


def _page(request: PageRequest, found: RecordedChanges, back: str, feed: str) -> HttpResponse:
    context = {
        "title": found.title,
        "since": moment_words(found.since, request.lang),
        "since_day": day_of(found.since),
        "part": part_of(request, found.events, downloaded=False),
        "figures_moved": bool(found.moved),
        "figures": figures_table(found, request.dates, request.lang) if found.figures else None,
        "back": back,
        "feed": feed,
    }
    return table_page(request, "changes/changes.html", context)
