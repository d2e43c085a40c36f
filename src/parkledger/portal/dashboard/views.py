"""The dashboards: of the country, of a province, region or district, and of a book."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from parkledger.briefing.dashboard.pages import book_dashboard, contents, dashboard
from parkledger.briefing.dashboard.projects import IDLE_RULE
from parkledger.briefing.dashboard.questions import subject
from parkledger.briefing.dashboard.zones import RULES, titles
from parkledger.figures.current import opened
from parkledger.language import parse_date
from parkledger.places import COUNTRY_CODE
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import kept


@kept
def home(request: PageRequest) -> HttpResponse:
    """The whole country."""
    return _dashboard(request, COUNTRY_CODE)


@kept
def place(request: PageRequest, code: str) -> HttpResponse:
    """A province, district or region."""
    return _dashboard(request, code)


@kept
def book(request: PageRequest, code: str) -> HttpResponse:
    """A book."""
    books = opened()
    about = subject(COUNTRY_CODE, request.dates.on, request.dates.known_at, _since(request))
    found = book_dashboard(books, about, code)
    zones = [full.zone for each in found.parts["occupancy"].values() for full in each]
    named = {"board": found, "titles": titles(books.engine, zones), "idle_rule": IDLE_RULE}
    return render(request, "dashboard/dashboard_book.html", named)


def _since(request: PageRequest) -> date | None:
    """The day that the page compares with, if the address names one."""
    given = request.GET.get("since", "").strip()
    return parse_date(given) if given else None


def _dashboard(request: PageRequest, code: str) -> HttpResponse:
    books = opened()
    found = dashboard(books, subject(code, request.dates.on, request.dates.known_at, _since(request)))
    zones = [full.zone for each in found.parts.get("occupancy", {}).values() for full in each]
    late = [each.zone for each in found.late.clearances] + [zone for each in found.late.reports for zone in each.zones]
    named = {
        "board": found,
        "place": found.subject.place,
        "contents": contents(found),
        "titles": titles(books.engine, [*zones, *late]),
        "rules": RULES,
        "idle_rule": IDLE_RULE,
    }
    return render(request, "dashboard/dashboard.html", named)
