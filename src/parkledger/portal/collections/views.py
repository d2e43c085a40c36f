"""Periodic reports: what is due and from whom, how it stands, what was reminded of; a zone's report summed from enterprises'."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parkledger.catalogue.collections import ReportWindow, load_collections
from parkledger.language import ParkError
from parkledger.ledger.store import registry
from parkledger.people import audit
from parkledger.people.permissions import NotAllowed, may, require
from parkledger.people.roles import Action
from parkledger.portal.collections import pages, tables
from parkledger.records.dates import day_from
from parkledger.submissions.collections.consolidation import consolidate, consolidated
from parkledger.submissions.collections.due import STATES, board
from parkledger.submissions.models import Collecting
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of
from parkledger.web.tables import table_page

MOST_DAYS = 366


@never_cache
@login_required
def collections(request: PageRequest) -> HttpResponse:
    """What is due from whoever looks, and the collections of the books that they watch."""
    dates, lang = request.dates, request.lang
    mine = pages.owed(request.user, dates) if may(request.user, Action.SUBMIT) else []
    books = pages.summaries(request.user, dates)
    reports = may(request.user, Action.SUBMIT)
    if not books and not reports and not may(request.user, Action.READ_SUBMISSIONS):
        raise NotAllowed
    context = {
        "mine": tables.owed_table(mine, dates.due_on, lang),
        "books": [
            (*each, *(tables.collections_table(each[0], each[1], dates, lang, ended=ended) for ended in (False, True)))
            for each in books
        ],
        "reports": reports,
        "today": dates.due_on,
    }
    return table_page(request, "collections/collections.html", context)


@never_cache
@login_required
def collection(request: PageRequest, book: str, rule: str) -> HttpResponse:
    """One collection: a row a unit, a column a window."""
    found = pages.collecting_of(request.user, book, rule)
    given = request.GET.get("windows", "")
    length = int(given) if given in {str(each) for each in pages.LENGTHS} else pages.LENGTHS[0]
    state = request.GET.get("state", "")
    shown = board(found, request.dates.due_on, request.dates.known_at, windows=length)
    part, totals = part_of(request, pages.rows_of(shown, state if state in STATES else "")), pages.totals_of(shown)
    context = {
        "shown": shown,
        "rule": shown.rule,
        "book": found.book,
        "part": part,
        "table": tables.collection_table(shown, part.items, totals, request.lang),
        "totals": totals,
        "states": [(each.value, name) for each, name in STATES.items()],
        "state": state,
        "length": length,
        "lengths": pages.LENGTHS,
        "all": shown.tally(shown.cells()),
        "manages": may(request.user, Action.MANAGE_COLLECTIONS, pages.target(found.book)),
    }
    return table_page(request, "collections/collection.html", context)


@never_cache
@login_required
def reminders(request: PageRequest, book: str, rule: str) -> HttpResponse:
    """The reminders that were sent for a collection, the last first."""
    found = pages.collecting_of(request.user, book, rule)
    part = part_of(request, found.reminders.order_by("-sent_at", "-pk"))
    context = {
        "book": found.book,
        "rule": load_collections()[found.rule],
        "table": tables.reminders_table(part.items, request.lang),
        "part": part,
    }
    return table_page(request, "collections/reminders.html", context)


@never_cache
@login_required
@require_POST
def collect(request: PageRequest, book: str) -> HttpResponse:
    """Begin to collect by a rule, change its term, or stop."""
    found = registry.get_book(book)
    require(request.user, Action.MANAGE_COLLECTIONS, pages.target(found))
    rule = request.POST.get("rule", "")
    if rule not in load_collections():
        raise pages.CollectionNotThere(book=book, rule=rule)
    until = request.POST.get("until", "").strip()
    days = request.POST.get("due_days", "").strip()
    changes = {
        "since": day_from(request.POST.get("since", "")),
        "until": day_from(until) if until else None,
        "due_days": min(int(days), MOST_DAYS) if days.isascii() and days.isdigit() else None,
        "by": request.user.get_username(),
    }
    with transaction.atomic():
        Collecting.objects.update_or_create(book=found, rule=rule, defaults=changes)
        told = {name: str(value) for name, value in changes.items() if value is not None}
        audit.record(request.user, "collecting_changed", f"{book} {rule}", told)
    return HttpResponseRedirect(reverse("collections"))


@never_cache
@login_required
def consolidation(request: PageRequest, book: str, zone: str) -> HttpResponse:
    """What a zone's enterprises reported for a window, beside the developer's own figures; drafts of its report on request."""
    found = pages.zone_for_office(request.user, book, zone)
    given = request.POST if request.method == "POST" else request.GET
    window = ReportWindow(day_from(given.get("last", "")), day_from(given.get("first", "")))
    refused, made = "", []
    if request.method == "POST":
        try:
            made = consolidate(request.user, found, window, instead=bool(request.POST.get("instead")))
        except ParkError as problem:
            refused = problem.message(request.lang)
    shown = consolidated(found, window)
    reports = [each for part in shown.sums for each in part.reports]
    context = {
        "zone": found,
        "window": window,
        "shown": shown,
        "refused": refused,
        "made": made,
        "done": request.method == "POST",
        "sums": tables.sums_table(shown.compared, len(reports), request.lang),
        "reports": reports,
    }
    return table_page(request, "collections/consolidation.html", context, 422 if refused else 200)
