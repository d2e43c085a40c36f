"""The form by which an investor asks about land, and the page that thanks for it and tells how far it has come."""

from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from parkledger.catalogue import official_title
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, today
from parkledger.ledger.store import registry
from parkledger.portal.land.inquiry_form import Filled, begun, filled_in
from parkledger.promotion import form_guard
from parkledger.promotion.cases import STAGE_NAMES, find, receive
from parkledger.promotion.land_finder import complete, offers_of
from parkledger.promotion.models import Case, Stage
from parkledger.records.figure_queries import zone_id
from parkledger.records.histories import zone_name
from parkledger.submissions.workflow.notifications import tell_of_inquiry
from parkledger.web.middleware import PageRequest

THANKS = "parkledger.promotion.thanks"
"""The salt of the signed case number in the address of the page that thanks: it tells nobody another's number."""


@never_cache
def inquire(request: PageRequest) -> HttpResponse:
    """Ask about land in a zone."""
    if request.method == "POST":
        return _send(request)
    if done := request.GET.get("done"):
        return _thank(request, done)
    if not request.GET.get("zone"):
        return HttpResponseRedirect(reverse("land") + request.dates.query())
    return _form(request, request.GET["zone"], None)


def _send(request: PageRequest) -> HttpResponse:
    reference, mark = request.POST.get("zone", ""), request.POST.get("mark", "")
    zone = registry.zone_numbered(zone_id(current_figures(), reference))
    filled = filled_in(request.POST.dict(), request.lang)
    if filled.problems:
        return _form(request, reference, filled, mark=mark, status=422)
    now, digest = timezone.now(), form_guard.digest_of(mark)
    try:
        form_guard.check(mark, request.POST.get(form_guard.TRAP, ""))
        if (case := Case.objects.filter(sending=digest).first()) is None:
            form_guard.count_sending(request, now)
            with transaction.atomic():
                case = receive(filled.inquiry(zone, request.lang), sending=digest, on=today(), at=now)
                tell_of_inquiry(case, official_title(zone.kind, zone.name))
    except ParkError as refused:
        return _form(request, reference, filled, refused=refused.message(request.lang), status=422)
    return HttpResponseRedirect(f"{reverse('inquire')}?done={signing.dumps(case.number, salt=THANKS)}")


def _form(
    request: PageRequest, reference: str, filled: Filled | None, *, mark: str = "", refused: str = "", status: int = 200
) -> HttpResponse:
    books = current_figures()
    zone = zone_id(books, reference)
    offers = offers_of(books, [books.zones[zone]], request.dates)
    complete(books, offers, request.dates, ["land.available"])
    context: dict[str, Any] = {
        "reference": reference,
        "title": zone_name(zone, request.dates),
        "offer": offers[0],
        "book": registry.zone_numbered(zone).book,
        "fields": filled.fields if filled else begun(request.GET.dict(), request.lang),
        "problems": filled.problems if filled else {},
        "consent": filled.consent if filled else False,
        "refused": refused,
        "mark": mark or form_guard.new_mark(),
    }
    return render(request, "land/inquire.html", context, status=status)


@never_cache
def status(request: PageRequest) -> HttpResponse:
    """How far an inquiry has come, for whoever knows its number and the e-mail that it was sent with."""
    number, email = (request.POST.get(name, "").strip() for name in ("number", "email"))
    refused = ""
    if request.method == "POST":
        try:
            form_guard.count_look_up(request, timezone.now())
            case = Case.objects.filter(number__iexact=number, email__iexact=email).first()
        except ParkError as too_often:
            case, refused = None, too_often.message(request.lang)
        if case is not None and email:
            return HttpResponseRedirect(f"{reverse('inquire')}?done={signing.dumps(case.number, salt=THANKS)}")
        refused = refused or gettext("Không có hồ sơ nào có số và e-mail này. Hãy xem lại số trong trang xác nhận.")
    context = {"number": number, "email": email, "refused": refused}
    return render(request, "land/inquiry_status.html", context, status=422 if refused else 200)


def _thank(request: PageRequest, done: str) -> HttpResponse:
    try:
        number = signing.loads(done, salt=THANKS)
    except signing.BadSignature:
        return HttpResponseRedirect(reverse("land"))
    case = find(number)
    moved = case.entries.exclude(stage_to="").values_list("at", "stage_to")
    stages = [(at, STAGE_NAMES[Stage(stage)]) for at, stage in moved]
    return render(request, "land/inquired.html", {"case": case, "stages": stages})
