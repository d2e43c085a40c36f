"""The list of suppositions, and one with what its events would change: of its place, of a zone."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parkledger.figures.supposing import MARK
from parkledger.language import ParkError
from parkledger.ledger.events import EVENT_TYPES
from parkledger.people.permissions import NotAllowed
from parkledger.places import get
from parkledger.portal.submissions.forms import told
from parkledger.records.dates import ON, SUPPOSITION
from parkledger.submissions.forms.choices import offer
from parkledger.submissions.forms.event_form import is_form
from parkledger.suppositions import storage
from parkledger.suppositions.access import books_seen, changed_by, may_change, seen
from parkledger.suppositions.comparison import BANNER, compared, latest_day, of_place, of_zone, zone_coded
from parkledger.suppositions.errors import SupposedEventRefused, SupposedZoneUnknown, SuppositionChanged
from parkledger.suppositions.evaluation import Evaluation
from parkledger.suppositions.models import Supposition
from parkledger.web.access import audit
from parkledger.web.middleware import PageRequest

REVISION = "revision"


@never_cache
@login_required
def suppositions(request: PageRequest) -> HttpResponse:
    """The suppositions that somebody may see, and a form for a new one."""
    books = books_seen(request.user)
    if not books:
        raise NotAllowed
    writable = [book for book in books if may_change(request.user, book)]
    refused = ""
    if request.method == "POST":
        try:
            return _begun(request, writable)
        except ParkError as problem:
            if isinstance(problem, NotAllowed):
                raise
            refused = problem.message(request.lang)
    context = {
        "found": storage.listed([book.pk for book in books]),
        "books": writable,
        "refused": refused,
        "typed": request.POST,
    }
    return render(request, "suppositions/suppositions.html", context, status=422 if refused else 200)


def _begun(request: PageRequest, writable: list[Any]) -> HttpResponse:
    book = next((book for book in writable if book.code == request.POST.get("book", "")), None)
    if book is None:
        raise NotAllowed
    by, description = request.user.get_username(), request.POST.get("description", "")
    made = storage.begin(book, request.POST.get("title", ""), by=by, description=description)
    audit(request, "supposition_begun", made.title, {"book": book.code})
    return HttpResponseRedirect(reverse("supposition", args=[made.pk]))


@never_cache
@login_required
def supposition(request: PageRequest, number: int) -> HttpResponse:
    """One supposition: its events, and what they change."""
    found = seen(request.user, number)
    refused = ""
    if request.method == "POST":
        found = changed_by(request.user, number)
        try:
            return _done(request, found)
        except ParkError as problem:
            status, refused = _status(problem), problem.message(request.lang)
            return _show(request, storage.find(number), refused, status)
    return _show(request, found)


def _status(problem: ParkError) -> int:
    return 409 if isinstance(problem, SuppositionChanged) else 422


def _show(request: PageRequest, found: Supposition, refused: str = "", status: int = 200) -> HttpResponse:
    evaluation, problem = evaluated(found)
    day = _day(request, evaluation)
    context = {
        **context_of(request, found, day),
        "refused": refused,
        "problem": problem.message(request.lang) if problem else "",
        "problem_at": problem.facts["position"] if isinstance(problem, SupposedEventRefused) else 0,
        "groups": compared(evaluation, day) if evaluation else [],
        "events": _told(request, found),
        "pages": _pages(found, day),
    }
    return render(request, "suppositions/supposition.html", context, status=status)


def _pages(found: Supposition, day: date) -> list[tuple[str, object]]:
    """The pages that are looked at first under a supposition, by their addresses."""
    query = f"?{urlencode({ON: day.isoformat(), SUPPOSITION: found.pk})}"
    named = [(reverse(route) + query, label) for route, label in FIRST_PAGES]
    return [(reverse("place", args=[found.book.place]) + query, _("Địa bàn của sổ")), *named]


FIRST_PAGES: Final = (
    ("home", _("Tổng quan")),
    ("zones", pgettext_lazy("plural", "Khu, cụm")),
    ("projects", pgettext_lazy("plural", "Dự án")),
    ("map", _("Bản đồ")),
    ("compare", _("So sánh")),
    ("land", _("Tìm đất")),
)


def evaluated(found: Supposition) -> tuple[Evaluation | None, ParkError | None]:
    """What a supposition comes to, or why it cannot be."""
    try:
        return storage.evaluated(found), None
    except ParkError as problem:
        return None, problem


def context_of(request: PageRequest, found: Supposition, day: date) -> dict[str, Any]:
    """What every page of a supposition shows."""
    return {
        "supposition": found,
        "banner": BANNER,
        "mark": MARK,
        "day_asked": day,
        "place": get(found.book.place).title(day),
        "may_change": may_change(request.user, found.book),
    }


def _day(request: PageRequest, evaluation: Evaluation | None) -> date:
    """The day to compare on: as asked, else the last of the supposed events."""
    return latest_day(evaluation) if evaluation and not request.GET.get(ON, "").strip() else request.dates.on


def _told(request: PageRequest, found: Supposition) -> list[dict[str, Any]]:
    """The supposed events in words."""
    offered = offer(request.user, found.book)
    return [
        {
            "position": each.position,
            "label": EVENT_TYPES[each.type].label if is_form(each.type) else each.type,
            "said": told(each.type, each.payload, offered, request.lang) if is_form(each.type) else [],
        }
        for each in found.events.all()
    ]


@require_safe
@never_cache
@login_required
def supposed_place(request: PageRequest, number: int) -> HttpResponse:
    """Every figure of a place, the book's own where none is named, on record and under a supposition."""
    found = seen(request.user, number)
    evaluation = storage.evaluated(found)
    day = _day(request, evaluation)
    place = get(request.GET.get("code") or found.book.place)
    group = of_place(evaluation, place.code, day)
    context = {
        **context_of(request, found, day),
        "group": group,
        "title": place.title(day).of(request.lang),
        "code": place.code,
    }
    return render(request, "suppositions/under.html", context)


@require_safe
@never_cache
@login_required
def supposed_zone(request: PageRequest, number: int, code: str) -> HttpResponse:
    """Every figure of a zone, on record and under a supposition; of a zone that is only supposed, too."""
    found = seen(request.user, number)
    evaluation = storage.evaluated(found)
    if request.GET.get("book", found.book.code) != found.book.code:
        raise SupposedZoneUnknown(zone=f"{request.GET['book']}/{code}", book=found.book.code)
    day = _day(request, evaluation)
    group = of_zone(evaluation, zone_coded(evaluation, code), day)
    context = {**context_of(request, found, day), "group": group, "title": group.title}
    return render(request, "suppositions/under.html", context)


def _done(request: PageRequest, found: Supposition) -> HttpResponse:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise NotAllowed
    address = act(request, found)
    audit(request, "supposition_changed", found.title, {"book": found.book.code})
    return HttpResponseRedirect(address)


def posted_number(request: PageRequest, name: str) -> int:
    """A whole number of a form; nought where there is none."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _describe(request: PageRequest, found: Supposition) -> str:
    title, description = request.POST.get("title", ""), request.POST.get("description", "")
    storage.describe(found, posted_number(request, REVISION), title=title, description=description)
    return reverse("supposition", args=[found.pk])


def _copy(request: PageRequest, found: Supposition) -> str:
    return reverse("supposition", args=[storage.copy(found, by=request.user.get_username()).pk])


def _remove(request: PageRequest, found: Supposition) -> str:
    storage.remove(found, posted_number(request, REVISION))
    return reverse("suppositions")


def _take_out(request: PageRequest, found: Supposition) -> str:
    storage.remove_event(found, posted_number(request, REVISION), posted_number(request, "position"))
    return reverse("supposition", args=[found.pk])


def _move_up(request: PageRequest, found: Supposition) -> str:
    storage.move_event(found, posted_number(request, REVISION), posted_number(request, "position"))
    return reverse("supposition", args=[found.pk])


ACTS: dict[str, Callable[[PageRequest, Supposition], str]] = {
    "describe": _describe,
    "copy": _copy,
    "remove": _remove,
    "take-out": _take_out,
    "move-up": _move_up,
}
"""What can be done with a supposition, by the button pressed; each answers with the page to go on at."""
