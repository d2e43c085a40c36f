"""Following a place, a zone, a figure or a question; what one follows; stopping without signing in."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from parkledger.figures.current import current_figures
from parkledger.people import subscriptions as following
from parkledger.people.allauth_adapters import client_address
from parkledger.people.models import DigestFrequency, Subscription, SubscriptionKind
from parkledger.places import COUNTRY_CODE
from parkledger.records.figure_queries import choice
from parkledger.submissions.digests import subjects
from parkledger.web.access import signed_in
from parkledger.web.middleware import PageRequest

Followed = tuple[Subscription, str, str]
"""A subscription, what it is about in words, and that page."""


def followable(request: HttpRequest) -> tuple[str, str] | None:
    """What of a page can be followed: its kind and key; None where nothing can, or a visitor looks."""
    match = request.resolver_match
    if match is None or not isinstance(request.user, User):
        return None
    given, named = request.GET.dict(), match.kwargs
    if match.url_name in {"home", "home_details", "country_changes"}:
        return SubscriptionKind.PLACE.value, COUNTRY_CODE
    if match.url_name in {"place", "place_details", "place_changes"}:
        return SubscriptionKind.PLACE.value, named["code"]
    if match.url_name in {"zone", "zone_changes"}:
        return SubscriptionKind.ZONE.value, f"{named['book']}/{named['code']}"
    if match.url_name == "figure" and given.get("indicator"):
        return SubscriptionKind.FIGURE.value, subjects.figure_query(given)
    if match.url_name == "search" and given.get("q", "").strip():
        return SubscriptionKind.QUESTION.value, given["q"].strip()
    return None


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def subscriptions(request: PageRequest) -> HttpResponse:
    """What one follows; something is added by the button that stands on its page."""
    if request.method == "POST":
        kind = choice(SubscriptionKind, request.POST, "kind")
        if kind is None:
            raise following.SubscriptionUnfit(key=request.POST.get("key", ""))
        key = subjects.checked(kind, request.POST.get("key", ""), request.dates, current_figures())
        following.subscribe(request.user, kind, key, _frequency(request), client_address(request))
        return HttpResponseRedirect(reverse("subscriptions") + "?xong=subscribe")
    found = following.subscriptions_of(request.user)
    context = {
        "followed": _worded(request, found),
        "frequencies": list(DigestFrequency),
        "done": request.GET.get("xong", ""),
        "address": request.user.email if isinstance(request.user, User) else "",
    }
    return render(request, "subscriptions/subscriptions.html", context)


@signed_in
@require_POST
def subscription(request: PageRequest, number: int) -> HttpResponse:
    """Be told of something more or less often, or not any more."""
    found = following.subscription_of(request.user, number)
    if request.POST.get("act") == "stop":
        following.unsubscribe(found, client_address(request))
    else:
        following.set_frequency(found, _frequency(request), client_address(request))
    return HttpResponseRedirect(reverse("subscriptions") + "?xong=change")


@never_cache
@csrf_exempt  # the token is the permission: whoever has it needs neither session nor cookie
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: PageRequest, token: str) -> HttpResponse:
    """What the link of a letter leads to: it asks, for mail programs follow links by themselves, and stops what is confirmed."""
    found = following.subscriptions_by_token(token)
    wanted = request.POST.get("number", "")
    if request.method == "POST":
        for each in found:
            if not wanted or wanted == str(each.pk):
                following.unsubscribe(each, client_address(request))
        found = following.subscriptions_by_token(token)
    context = {"followed": _worded(request, found), "stopped": request.method == "POST"}
    return render(request, "subscriptions/unsubscribe.html", context)


def _frequency(request: PageRequest) -> DigestFrequency:
    return choice(DigestFrequency, request.POST, "frequency") or DigestFrequency.WEEKLY


def _worded(request: PageRequest, found: list[Subscription]) -> list[Followed]:
    """Subscriptions as whoever looks may see them: with a link of a letter, as a visitor."""
    dates, books = request.dates, current_figures()
    return [(each, subjects.title(each, dates, books, request.lang), subjects.page(each, dates)) for each in found]
