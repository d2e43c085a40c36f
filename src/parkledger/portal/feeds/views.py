"""Atom feeds: what was recorded lately of the country, of a place, of a zone, of a figure."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from parkledger.briefing.dashboard.changes import scope_of
from parkledger.briefing.dashboard.questions import subject
from parkledger.briefing.zone_profiles import zone_page
from parkledger.figures.current import current_figures
from parkledger.figures.wording import figure_title
from parkledger.places import COUNTRY_CODE
from parkledger.records.figure_queries import question_from
from parkledger.records.links import figure_address
from parkledger.records.recent import NewsEntry, recorded_behind, recorded_lately, recorded_of_zone
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept

BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)
"""When a feed of nothing was last changed."""


@kept
def country(request: PageRequest) -> HttpResponse:
    """What was recorded lately in all books."""
    return _of_place(request, COUNTRY_CODE, reverse("home"))


@kept
def place(request: PageRequest, code: str) -> HttpResponse:
    """What was recorded lately in the books of a place."""
    return _of_place(request, code, reverse("place", args=[code]))


@kept
def zone(request: PageRequest, book: str, code: str) -> HttpResponse:
    """What was recorded lately of a zone."""
    page = zone_page((book, code), request.dates, request.lang)
    entries = recorded_of_zone((book, code), request.dates, request.lang)
    return _feed(request, page.title, reverse("zone", args=[book, code]), entries)


@kept
def question(request: PageRequest) -> HttpResponse:
    """What was recorded lately of what a figure is made of: of an indicator, a place, a kind, as its page is asked for."""
    books = current_figures()
    found = books.answer([question_from(request.GET, request.dates, books)])[0]
    entries = recorded_behind(books.events(found), request.dates, request.lang)
    return _feed(
        request, figure_title(found, request.lang), figure_address(found.question, books, request.dates), entries
    )


def _of_place(request: PageRequest, code: str, address: str) -> HttpResponse:
    about = subject(code, request.dates.on, request.dates.known_at, None)
    entries = recorded_lately(scope_of(about), request.dates, request.lang)
    return _feed(request, about.place.title(request.dates.on).of(request.lang), address, entries)


def _feed(request: PageRequest, title: str, address: str, entries: Sequence[NewsEntry]) -> HttpResponse:
    found = Atom1Feed(
        title=f"{title}: {gettext('mới ghi sổ')}",
        link=request.build_absolute_uri(address),
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(request.path),
    )
    found.latest_post_date = lambda: max((each.updated for each in entries), default=BEGINNING)  # type: ignore[method-assign]
    for each in entries:
        event = each.event
        found.add_item(
            title=f"{each.title}{' *' if event.demo else ''}",
            link=request.build_absolute_uri(reverse("event", args=[event.book, event.seq])),
            description=event.words,
            unique_id=f"urn:parkledger:event:{event.book}:{event.seq}",  # the same on every host and in every language
            pubdate=event.recorded_at,
            updateddate=each.updated,
        )
    return HttpResponse(found.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
