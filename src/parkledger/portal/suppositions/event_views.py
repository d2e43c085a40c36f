"""The events of a supposition, written down in the forms of the events that are recorded."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parkledger.catalogue import official_title
from parkledger.language import Lang, ParkError, Text, closest
from parkledger.ledger.errors import TypeUnknown
from parkledger.ledger.events import EVENT_TYPES
from parkledger.portal.submissions.forms import form_context, grouped, page_of_form, refused_at
from parkledger.portal.suppositions.views import REVISION, evaluated, posted_number
from parkledger.submissions.forms.choices import FormChoices, kinds_of, offer, with_codes
from parkledger.submissions.forms.event_form import WHOLE, Typed, checked, is_form, typed
from parkledger.suppositions import storage
from parkledger.suppositions.access import changed_by
from parkledger.suppositions.models import SupposedEvent, Supposition
from parkledger.web.access import audit
from parkledger.web.middleware import PageRequest

PREFILLED = ("zone", "project")


@require_safe
@never_cache
@login_required
def choose(request: PageRequest, number: int) -> HttpResponse:
    """What may be supposed: the events that an officer may record."""
    found = changed_by(request.user, number)
    context = {"supposition": found, "groups": grouped(kinds_of(request.user, found.book))}
    return render(request, "suppositions/event_types.html", context)


@never_cache
@login_required
def add(request: PageRequest, number: int, kind: str) -> HttpResponse:
    """The form of a further event."""
    found = changed_by(request.user, number)
    if not is_form(kind):
        raise TypeUnknown(type=kind, nearest=closest(kind, list(EVENT_TYPES)) or ["—"])
    if request.method != "POST":
        first = {name: request.GET[name] for name in PREFILLED if request.GET.get(name)}
        return _show(request, found, kind, first, {})
    return _kept(request, found, kind, None)


@never_cache
@login_required
def edit(request: PageRequest, number: int, position: int) -> HttpResponse:
    """A supposed event opened again."""
    found = changed_by(request.user, number)
    event = storage.event_at(found, position)
    if request.method != "POST":
        return _show(request, found, event.type, event.payload, {})
    return _kept(request, found, event.type, event)


def _kept(request: PageRequest, found: Supposition, kind: str, event: SupposedEvent | None) -> HttpResponse:
    given = typed(kind, request.POST.dict(), request.lang)
    with_codes(kind, given, found.book)
    if checked(kind, given).problems:
        return _show(request, found, kind, given.payload, given.problems, status=422)
    revision = posted_number(request, REVISION)
    try:
        if event is None:
            storage.add_event(found, revision, kind, given.payload)
        else:
            storage.change_event(found, revision, event.position, given.payload)
    except ParkError as refused:
        return _show(request, found, kind, given.payload, _with(kind, given, refused), status=refused.status)
    audit(request, "supposition_changed", found.title, {"book": found.book.code})
    return HttpResponseRedirect(reverse("supposition", args=[found.pk]))


def _with(kind: str, given: Typed, refused: ParkError) -> dict[str, Text]:
    said = Text(refused.message(Lang.VI), refused.message(Lang.EN))
    return {**given.problems, refused_at(kind, refused): said}


def _show(
    request: PageRequest,
    found: Supposition,
    kind: str,
    payload: Mapping[str, Any],
    problems: Mapping[str, Text],
    *,
    status: int = 200,
) -> HttpResponse:
    offered = _offered(request, found)
    page = page_of_form(kind, payload, offered, request.lang, problems)
    context = {
        **form_context(page, offered),
        "supposition": found,
        "label": EVENT_TYPES[kind].label,
        "basis": EVENT_TYPES[kind].basis,
        "problems": page.problems,
        "whole_problem": problems.get(WHOLE),
    }
    return render(request, "suppositions/event.html", context, status=status)


def _offered(request: PageRequest, found: Supposition) -> FormChoices:
    """What the form offers: the zones and projects of the book, and those that are supposed before."""
    offered = offer(request.user, found.book)
    evaluation, _ = evaluated(found)
    if evaluation is None:
        return offered
    zones = {each.code: _same(official_title(each.kind, each.name)) for each in evaluation.zones}
    projects = {each.code: _same(f"{each.name} — {each.enterprises.last}") for each in evaluation.projects}
    return FormChoices(
        tuple({**dict(offered.zones), **zones}.items()),
        tuple({**dict(offered.projects), **projects}.items()),
        offered.places,
        offered.closed,
    )


def _same(text: str) -> Text:
    return Text(text, text)
