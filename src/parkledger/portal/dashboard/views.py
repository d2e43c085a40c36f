"""The dashboards: of the country, of a province, region or district, and of a book."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from parkledger.briefing.dashboard.overview import overview, overview_tables
from parkledger.briefing.dashboard.page_tables import book_tables, dashboard_tables
from parkledger.briefing.dashboard.pages import book_dashboard, contents, dashboard
from parkledger.briefing.dashboard.projects import IDLE_RULE
from parkledger.briefing.dashboard.questions import subject
from parkledger.briefing.dashboard.slow import slow_projects_of, slow_table
from parkledger.briefing.dashboard.zones import CLEARANCE_RULE, titles
from parkledger.briefing.splits import JOINT_PROJECTS
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures.current import current_figures
from parkledger.language import capitalised
from parkledger.places import COUNTRY_CODE
from parkledger.portal.dashboard.needed import needed_today
from parkledger.portal.shared.datasets import dataset, picture_of
from parkledger.records.dates import day_from
from parkledger.records.duties import SLOW_RULE
from parkledger.records.links import reach
from parkledger.submissions.collections.due import last_due, reports_state
from parkledger.web.middleware import PageRequest
from parkledger.web.page_cache import View, kept
from parkledger.web.tables import table_page


def _kept_with_reports(view: View) -> View:
    """As `kept`, for a view that shows which reports are not in."""
    return kept(view, beside=reports_state)


@kept
def home(request: PageRequest) -> HttpResponse:
    """The whole country at a glance."""
    return _overview(request, COUNTRY_CODE)


@kept
def place(request: PageRequest, code: str) -> HttpResponse:
    """A province, district or region at a glance."""
    return _overview(request, code)


@kept
def home_details(request: PageRequest) -> HttpResponse:
    """Everything that is told of the whole country."""
    return _dashboard(request, COUNTRY_CODE)


@_kept_with_reports
def place_details(request: PageRequest, code: str) -> HttpResponse:
    """Everything that is told of a province, district or region."""
    return _dashboard(request, code)


@kept
def book(request: PageRequest, code: str) -> HttpResponse:
    """A book."""
    books = current_figures()
    about = subject(COUNTRY_CODE, request.dates.on, request.dates.known_at, _since(request))
    found = book_dashboard(books, about, code)
    zones = [full.zone for each in found.parts["occupancy"].values() for full in each]
    named = titles(books, zones)
    context = {
        "board": found,
        "titles": named,
        "idle_rule": IDLE_RULE,
        "tables": book_tables(found, named, request.dates, request.lang),
    }
    return table_page(request, "dashboard/dashboard_book.html", context)


def _since(request: PageRequest) -> date | None:
    """The day that the page compares with, if the address names one."""
    given = request.GET.get("since", "").strip()
    return day_from(given) if given else None


def _overview(request: PageRequest, code: str) -> HttpResponse:
    dates, lang = request.dates, request.lang
    found = overview(current_figures(), subject(code, dates.on, dates.known_at, None), dates, lang)
    place = found.subject.place.title(dates.on).of(lang)
    context = {
        "board": found,
        "place": found.subject.place,
        "keeper": "; ".join(name for _, name in found.books),
        "covered": "".join(capitalised(limit) for limit in found.limits(lang)[:1]),
        "tables": overview_tables(found, dates, lang),
        "picture": picture_of(request, "place_picture", code),
        "needed": needed_today(request, code),
        "changes_page": reach("country_changes", dates=dates)
        if code == COUNTRY_CODE
        else reach("place_changes", code, dates=dates),
        "feed": reverse("country_feed") if code == COUNTRY_CODE else reverse("place_feed", args=[code]),
    }
    if not found.has_book and code != COUNTRY_CODE:
        return table_page(request, "dashboard/place_without_book.html", context)
    title = f"{gettext('Số liệu khu, cụm công nghiệp')}: {place}"
    context["dataset"] = dataset(request, title, "answers", place=place)
    return table_page(request, "dashboard/overview.html", context)


def _dashboard(request: PageRequest, code: str) -> HttpResponse:
    books = current_figures()
    found = dashboard(books, subject(code, request.dates.on, request.dates.known_at, _since(request)))
    zones = [full.zone for each in found.parts.get("occupancy", {}).values() for full in each]
    hidden = hiding(PublicKind.ZONES)
    reports = (
        []
        if found.subject.is_wide
        else last_due(
            [book for book, _ in found.books if book not in hidden], request.dates.due_on, request.dates.known_at
        )
    )
    late = [each.zone for each in found.late.clearances] + [
        cell.unit.zone_id for each in reports for cell in each.missing
    ]
    named = titles(books, [*zones, *late])
    slow = slow_projects_of(code, request.dates)
    context = {
        "board": found,
        "slow": slow,
        "slow_table": slow_table(slow, request.dates, request.lang),
        "slow_rule": SLOW_RULE,
        "due_on": request.dates.due_on,
        "place": found.subject.place,
        "contents": contents(found),
        "titles": named,
        "tables": dashboard_tables(found, named, request.dates, request.lang),
        "clearance_rule": CLEARANCE_RULE,
        "reports": reports,
        "idle_rule": IDLE_RULE,
        "joint_rule": JOINT_PROJECTS,
    }
    return table_page(request, "dashboard/dashboard.html", context)
