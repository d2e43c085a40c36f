"""Periodic reports: what is due and from whom, how it stands, what was reminded of; a zone's report summed from enterprises'."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parkledger.catalogue.collections import ReportWindow, load_collections
from parkledger.language import ParkError, parse_date
from parkledger.ledger.store import registry
from parkledger.people import audit
from parkledger.people.permissions import NotAllowed, may, require
from parkledger.people.roles import Action
from parkledger.portal.collections import pages
from parkledger.submissions.collections.consolidation import consolidate, consolidated, measure_unit
from parkledger.submissions.collections.due import STATES, board
from parkledger.submissions.collections.reminders import STEP_NAMES
from parkledger.submissions.models import Collecting
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of

MOST_DAYS = 366


@never_cache
@login_required
def collections(request: PageRequest) -> HttpResponse:
    """What is due from whoever looks, and the collections of the books that they watch."""
    mine = pages.owed(request.user, request.dates) if may(request.user, Action.SUBMIT) else []
    books = pages.summaries(request.user, request.dates)
    reports = may(request.user, Action.SUBMIT)
    if not books and not reports and not may(request.user, Action.READ_SUBMISSIONS):
        raise NotAllowed
    context = {"mine": mine, "books": books, "reports": reports, "today": request.dates.on}
    return render(request, "collections/collections.html", context)


@never_cache
@login_required
def collection(request: PageRequest, book: str, rule: str) -> HttpResponse:
    """One collection: a row a unit, a column a window."""
    found = pages.collecting_of(request.user, book, rule)
    given = request.GET.get("windows", "")
    length = int(given) if given in {str(each) for each in pages.LENGTHS} else pages.LENGTHS[0]
    state = request.GET.get("state", "")
    shown = board(found, request.dates.on, request.dates.known_at, windows=length)
    part = part_of(request, pages.rows_of(shown, state if state in STATES else ""))
    rows = [(row, [(cell, pages.cell_address(shown, cell)) for cell in row.cells]) for row in part.items]
    context = {
        "shown": shown,
        "rule": shown.rule,
        "book": found.book,
        "rows": rows,
        "page": part,
        "totals": pages.totals_of(shown),
        "states": [(each.value, name) for each, name in STATES.items()],
        "state": state,
        "length": length,
        "lengths": pages.LENGTHS,
        "all": shown.tally(shown.cells()),
        "manages": may(request.user, Action.MANAGE_COLLECTIONS, pages.target(found.book)),
    }
    return render(request, "collections/collection.html", context)


@never_cache
@login_required
def reminders(request: PageRequest, book: str, rule: str) -> HttpResponse:
    """The reminders that were sent for a collection, the last first."""
    found = pages.collecting_of(request.user, book, rule)
    part = part_of(request, found.reminders.order_by("-sent_at", "-pk"))
    rows = [(each, STEP_NAMES[each.step]) for each in part.items]
    context = {
        "book": found.book,
        "rule": load_collections()[found.rule],
        "rows": rows,
        "part": part,
    }
    return render(request, "collections/reminders.html", context)


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
        "since": parse_date(request.POST.get("since", "")),
        "until": parse_date(until) if until else None,
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
    window = ReportWindow(parse_date(given.get("last", "")), parse_date(given.get("first", "")))
    refused, made = "", []
    if request.method == "POST":
        try:
            made = consolidate(request.user, found, window, instead=bool(request.POST.get("instead")))
        except ParkError as problem:
            refused = problem.message(request.lang)
    shown = consolidated(found, window)
    context = {
        "zone": found,
        "window": window,
        "shown": shown,
        "refused": refused,
        "made": made,
        "done": request.method == "POST",
        "compared": [(each, measure_unit(each.measure)) for each in shown.compared],
        "reports": [each for part in shown.sums for each in part.reports],
    }
    return render(request, "collections/consolidation.html", context, status=422 if refused else 200)
