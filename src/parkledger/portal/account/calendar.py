"""One's own link by which a calendar program asks for what is due: made and shown once, made anew, withdrawn."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from parkledger.people import calendar_links
from parkledger.people.allauth_adapters import client_address
from parkledger.web.access import signed_in
from parkledger.web.middleware import PageRequest


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
@sensitive_variables("secret", "address")
def calendar_link(request: PageRequest) -> HttpResponse:
    """Whether there is a link, once the password was asked again; the address of a new one is shown this once."""
    address = ""
    if request.method == "POST" and request.POST.get("act") == "withdraw":
        calendar_links.withdraw(request.user, client_address(request))
        return HttpResponseRedirect(reverse("calendar_link"))
    if request.method == "POST":
        secret = calendar_links.make(request.user, client_address(request))
        address = request.build_absolute_uri(reverse("duties_subscription", args=[secret]))
    context = {"link": calendar_links.link_of(request.user), "address": address}
    return render(request, "account/calendar_link.html", context)
