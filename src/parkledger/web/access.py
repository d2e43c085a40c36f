"""Pages that not everybody may see: who is not signed in is asked to, who may not is told so; what is done is told to the trail."""

import functools
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from parkledger.people import audit as auditing
from parkledger.people.allauth_adapters import client_address
from parkledger.people.permissions import Target, User, places_held, require
from parkledger.people.roles import Action
from parkledger.people.second_factor import lacks_second_factor
from parkledger.places import province_on

View = Callable[..., HttpResponseBase]
BEFORE_SECOND_FACTOR = frozenset(
    {
        "sign_in",
        "sign_out",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
    }
)
"""Pages that somebody reaches whose second factor is still to be set up."""


def permitted(action: Action) -> Callable[[View], View]:
    """A view for those who may do something, for whatever it be; that it is theirs is for the view to ask (`require`)."""

    def guard(view: View) -> View:
        @never_cache
        @functools.wraps(view)
        def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("sign_in"))
            require(request.user, action)
            return view(request, *arguments, **named)

        return answer

    return guard


def signed_in(view: View) -> View:
    """A view for everybody who has an account."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("sign_in"))
        return view(request, *arguments, **named)

    return answer


def require_for(request: HttpRequest, action: Action, target: Target) -> None:
    """Refuse what whoever asks may not do to something."""
    require(request.user, action, target)


def audit(request: HttpRequest, action: str, about: object, detail: dict[str, Any] | str | None = None) -> None:
    """Tell the audit trail what was done from a page."""
    auditing.record(request.user, action, about, detail, client_address(request))


def audit_viewed(request: HttpRequest, about: object) -> None:
    """Tell the audit trail that whoever asks was shown personal data, once a day for each object."""
    auditing.record_once_a_day(request.user, "contacts_viewed", about, client_address(request))


class SecondFactorFirst:
    """Middleware: whose role needs a second factor sets it up before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing on the way in."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponseBase | None:  # noqa: ARG002
        """To the page where it is set up, for those who lack it; nothing for visitors."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        route = request.resolver_match.url_name if request.resolver_match else None
        if route in BEFORE_SECOND_FACTOR or not lacks_second_factor(request.user):
            return None
        return HttpResponseRedirect(reverse("mfa_activate_totp"))


def own_place(user: User, offered: Sequence[str], on: date) -> str:
    """The place, of those offered, in which somebody has a role, as it was on a day; else the first; "" of none offered."""
    own = (province_on(code, on) for code in places_held(user))
    return next((code for code in own if code in offered), offered[0] if offered else "")
