"""One's own link by which a calendar program asks for what is due: made and shown once, made anew, withdrawn."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from parkledger.people import calendar_links
from parkledger.people.allauth_adapters import client_address
from parkledger.people.models import CalendarLink
from parkledger.web.access import signed_in
from parkledger.web.middleware import PageRequest


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
@sensitive_variables("secret", "address")
def calendar_link(request: PageRequest) -> HttpResponse:
    """Whether there is a link, once the password was asked again; the address of a new one is shown this once.

    A form that is sent a second time, as when its answer is loaded anew, makes no second link.
    """
    address, again = "", False
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        calendar_links.withdraw(request.user, client_address(request))
        return HttpResponseRedirect(reverse("calendar_link"))
    if request.method == "POST" and request.POST.get("before", "") != _mark(calendar_links.link_of(request.user)):
        again = True
    elif request.method == "POST":
        secret = calendar_links.make(request.user, client_address(request))
        address = request.build_absolute_uri(reverse("duties_subscription", args=[secret]))
    link = calendar_links.link_of(request.user)
    context = {"link": link, "address": address, "again": again, "mark": _mark(link)}
    return render(request, "account/calendar_link.html", context)


def _mark(link: CalendarLink | None) -> str:
    """What tells one link from another, and nothing of its secret."""
    return link.made_at.isoformat() if link else ""
