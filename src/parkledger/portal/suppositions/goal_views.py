"""Seeking a goal: how much must be let in a zone until one of its figures reaches a value."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.catalogue import INDICATORS, ZoneKind, official_title
from parkledger.figures import Figures, Question, indicator
from parkledger.figures.current import current_figures
from parkledger.language import Lang, ParkError, in_name_order, parse_number
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.events.land import LandAllocated, LandCleared, LandLeased
from parkledger.portal.suppositions.views import REVISION, context_of, evaluated, posted_number
from parkledger.records.dates import day_from
from parkledger.suppositions import storage
from parkledger.suppositions.access import changed_by, seen
from parkledger.suppositions.comparison import in_book
from parkledger.suppositions.errors import SupposedZoneUnknown
from parkledger.suppositions.evaluation import EventFields
from parkledger.suppositions.goals import SoughtAmount, seek
from parkledger.suppositions.models import Supposition
from parkledger.web.access import audit
from parkledger.web.middleware import PageRequest

EVENTS = (LandLeased.code, LandAllocated.code, LandCleared.code)
"""The events whose amount is sought."""
SOUGHT = ("occupancy", "land.leased", "land.leased_industrial", "land.cleared")
"""The figures that a goal is mostly set for; others are sought on the command line."""


@dataclass(frozen=True, slots=True)
class GoalRequest:
    """What is asked: a zone by its number, its figure, the value to reach, the day, the event that is varied."""

    zone: int
    indicator: str
    reach: Fraction
    on: date
    event: str


@never_cache
@login_required
def goal(request: PageRequest, number: int) -> HttpResponse:
    """The form, and what was found; posted, the event found is added to the supposition."""
    found = changed_by(request.user, number) if request.method == "POST" else seen(request.user, number)
    asked = request.POST if request.method == "POST" else request.GET
    evaluation, problem = evaluated(found)
    books = evaluation.supposed if evaluation else current_figures()
    refused, result = problem.message(request.lang) if problem else "", None
    if asked.get("zone") and not problem:
        try:
            result = _sought(found, _asked(asked, books, request.lang), books)
        except ParkError as error:
            refused = error.message(request.lang)
    if request.method == "POST" and result is not None:
        storage.add_event(found, posted_number(request, REVISION), result.event.type, result.event.payload)
        audit(request, "supposition_changed", found.title, {"book": found.book.code})
        return HttpResponseRedirect(reverse("supposition", args=[number]))
    context = {
        **context_of(request, found, request.dates.on),
        **_choices(found, books),
        "refused": refused,
        "result": result,
        "result_label": EVENT_TYPES[result.event.type].label if result else "",
        "asked": asked,
    }
    return render(request, "suppositions/goal.html", context, status=422 if refused else 200)


def _choices(found: Supposition, books: Figures) -> dict[str, Any]:
    zones = [(each["id"], official_title(each["kind"], each["name"])) for each in in_book(books, found.book.code)]
    return {
        "zones": in_name_order(zones, lambda zone: zone[1]),
        "indicators": [(code, INDICATORS[code].name) for code in SOUGHT],
        "events": [(code, EVENT_TYPES[code].label) for code in EVENTS],
    }


def _asked(asked: Any, books: Figures, lang: Lang) -> GoalRequest:
    zone = asked.get("zone", "")
    event = asked.get("event", EVENTS[0])
    return GoalRequest(
        int(zone) if zone.isascii() and zone.isdigit() and int(zone) in books.zones else 0,
        indicator(asked.get("indicator", SOUGHT[0])).code,
        parse_number(asked.get("reach", "").strip().removesuffix("%").strip(), lang),
        day_from(asked.get("date", "")),
        event if event in EVENTS else EVENTS[0],
    )


def _sought(found: Supposition, asked: GoalRequest, books: Figures) -> SoughtAmount:
    about = books.zones.get(asked.zone)
    if about is None or about["book"] != found.book.code:
        raise SupposedZoneUnknown(zone=str(asked.zone or "—"), book=found.book.code)
    fields = {"zone": about["code"], "effective_on": asked.on.isoformat()}
    question = Question(asked.indicator, found.book.place, asked.on, zone=asked.zone, kind=ZoneKind(about["kind"]))
    return seek(found.book.code, storage.given(found), EventFields(asked.event, fields), question, asked.reach)
