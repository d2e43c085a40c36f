"""The promotion officer's cases: the list, and a case with everything done in it. For promotion officers only.

The programme of promotion is for all who may read what investors asked: leaders and the officers of its books as well.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from parkledger.figures.current import current_figures, expire
from parkledger.language import ParkError, today
from parkledger.people.permissions import Target, books_for
from parkledger.people.roles import Action
from parkledger.places import COUNTRY_CODE, get
from parkledger.portal.cases.lists import (
    books_with_cases,
    cases_of,
    counts,
    projects_offered,
    search_from,
    with_last,
)
from parkledger.portal.cases.tables import cases_table
from parkledger.promotion import cases as promotion
from parkledger.promotion.cases import OPEN_STAGES, STAGE_NAMES, find
from parkledger.promotion.models import Case, Stage
from parkledger.records.dates import day_from
from parkledger.records.figure_queries import zone_reference
from parkledger.records.histories import zone_name
from parkledger.records.promotion import promotion_on
from parkledger.records.promotion_tables import activities_table, focuses_table, funnel_table, memoranda_table
from parkledger.submissions.workflow import inquiries
from parkledger.web.access import audit, audit_viewed, permitted, require_for
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import is_download, part_of
from parkledger.web.tables import table_page


@permitted(Action.HANDLE_INQUIRIES)
def cases(request: PageRequest) -> HttpResponse:
    """The cases that an officer looks through."""
    search = search_from(request.GET)
    theirs = books_for(request.user, Action.HANDLE_INQUIRIES)
    part = part_of(request, cases_of(search, theirs))
    if is_download(request):
        audit(request, "contacts_exported", "cases", {"rows": part.total, "query": request.GET.urlencode()})
    context = {
        "table": cases_table(with_last(part.items), timezone.now(), request.dates, request.lang),
        "part": part,
        "search": search,
        "counts": counts(theirs),
        "books": books_with_cases(theirs),
    }
    return table_page(request, "cases/cases.html", context)


@permitted(Action.READ_CONTACTS)
def programme(request: PageRequest) -> HttpResponse:
    """The programme of promotion of the day's year, memoranda, what is aimed at, and the funnel of inquiries."""
    dates, lang = request.dates, request.lang
    place = request.GET.get("place", "").strip()
    found = promotion_on(dates, get(place).code if place else COUNTRY_CODE)
    tables = [
        funnel_table(found.funnel, lang),
        activities_table(found.activities, dates.of_duties, lang),
        memoranda_table(found.memoranda, dates.of_duties, lang),
        focuses_table(found.focuses, dates, lang),
    ]
    return table_page(request, "cases/programme.html", {"programme": tables, "year": dates.on.year})


@permitted(Action.HANDLE_INQUIRIES)
def case(request: PageRequest, number: str) -> HttpResponse:
    """A case: who asks what, what was done, and what can be done next."""
    found = find(number)
    require_for(request, Action.HANDLE_INQUIRIES, Target(book=found.book_id))
    if request.method != "POST":
        return _show(request, found)
    act = ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise promotion.StageImpossible(number=number, now=found.stage, wanted=request.POST.get("act", "—"))
        with transaction.atomic():
            act(request, found)
            told = "contacts_erased" if act is _erase else "case_recorded"
            audit(request, told, number, {"act": request.POST["act"]})
    except ParkError as refused:
        return _show(request, find(number), refused.message(request.lang), 422)
    expire()
    return HttpResponseRedirect(reverse("case", args=[number]))


def _show(request: PageRequest, found: Case, refused: str = "", status: int = 200) -> HttpResponse:
    books = current_figures()
    there = found.zone_id in books.zones
    entries = [
        (
            entry,
            STAGE_NAMES[Stage(entry.stage_from)] if entry.stage_from else None,
            STAGE_NAMES[Stage(entry.stage_to)] if entry.stage_to else None,
        )
        for entry in found.entries.select_related("event")
    ]
    if found.name:
        audit_viewed(request, found.number)
    context = {
        "case": found,
        "stage": STAGE_NAMES[Stage(found.stage)],
        "waiting": inquiries.waiting(found),
        "counts": found.event is not None and not found.withdrawn,
        "entries": entries,
        "zone": zone_name(found.zone_id, request.dates) if there else "",
        "zone_reference": zone_reference(books, found.zone_id) if there else "",
        "projects": projects_offered(found),
        "moves": [(stage.value, STAGE_NAMES[stage]) for stage in OPEN_STAGES if stage != found.stage],
        "is_open": found.stage in OPEN_STAGES,
        "is_converted": found.stage == Stage.CONVERTED,
        "refused": refused,
        "typed": request.POST,
        "day": today(),
    }
    return render(request, "cases/case.html", context, status=status)


def _by(request: PageRequest) -> str:
    return request.user.get_username()


def _note(request: PageRequest, found: Case) -> None:
    promotion.note(found, request.POST.get("text", ""), by=_by(request), at=timezone.now())


def _move(request: PageRequest, found: Case) -> None:
    stage, text = request.POST.get("stage", ""), request.POST.get("text", "")
    promotion.move(found, stage, text, by=_by(request), at=timezone.now())


def _convert(request: PageRequest, found: Case) -> None:
    project, text = request.POST.get("project", ""), request.POST.get("text", "")
    on = day_from(request.POST.get("converted_on", ""))
    inquiries.submit_conversion(found, project, on, text, request.user)


def _record(request: PageRequest, found: Case) -> None:
    inquiries.submit_received(found, request.POST.get("text", ""), request.user)


def _undo(request: PageRequest, found: Case) -> None:
    inquiries.submit_withdrawal(found, found.converted_by, request.POST.get("text", ""), request.user)


def _close(request: PageRequest, found: Case) -> None:
    reason = request.POST.get("text", "")
    promotion.close(found, reason, by=_by(request), at=timezone.now())
    if request.POST.get("not_real") == "1" and found.event is not None and not found.withdrawn:
        inquiries.submit_withdrawal(found, found.event, reason, request.user)


def _erase(request: PageRequest, found: Case) -> None:
    if request.POST.get("sure") != "1":
        raise promotion.ReasonNeeded(number=found.number, field=promotion.SURE)
    promotion.erase(found, by=_by(request), at=timezone.now())


ACTS: dict[str, Callable[[PageRequest, Case], None]] = {
    "note": _note,
    "move": _move,
    "record": _record,
    "convert": _convert,
    "undo": _undo,
    "close": _close,
    "erase": _erase,
}
"""What an officer can do in a case, by the button pressed."""
