"""Signing in and out; one's own account: profile, password, second factor, sessions."""

from collections.abc import Iterable
from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import User
from django.contrib.auth.views import LogoutView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from parkledger.language import Lang, format_moment
from parkledger.people import calendar_links, password_reset
from parkledger.people.accounts import end_sessions
from parkledger.people.allauth_adapters import TOO_MANY, client_address
from parkledger.people.models import CalendarLink
from parkledger.people.permissions import memberships
from parkledger.people.scopes import of_membership, worded
from parkledger.people.second_factor import has_recovery_codes, has_second_factor, needs_second_factor
from parkledger.portal.account.forms import PasswordForm, ProfileForm, SignInForm
from parkledger.submissions.models import Correspondent
from parkledger.tables import Cell, Column, ColumnPlace, ColumnType, Row, Table
from parkledger.web.access import audit, signed_in
from parkledger.web.middleware import PageRequest
from parkledger.web.tables import act_html, table_page

WRONG, LOCKED = "wrong", "locked"


@never_cache
@sensitive_post_parameters("password")
def sign_in(request: PageRequest) -> HttpResponse:
    """The form to sign in; who failed too often waits."""
    after = _after(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(after)
    if request.method != "POST":
        return _sign_in_form(request, SignInForm(lang=request.lang), after)
    form = SignInForm(request.POST, lang=request.lang)
    if not ratelimit.consume(request, action="login"):
        return _sign_in_form(request, form, after, str(TOO_MANY), 429)
    if not form.is_valid():
        return _sign_in_form(request, form, after, WRONG)
    credentials = form.cleaned_data
    try:
        user = get_adapter(request).authenticate(request, **credentials)
    except ValidationError as limited:
        return _sign_in_form(request, form, after, "; ".join(limited.messages), 429)
    if user is None:
        locked = getattr(request, "axes_locked_out", False)
        return _sign_in_form(request, form, after, LOCKED if locked else WRONG, 429 if locked else 200)
    answer: HttpResponse = perform_password_login(request, credentials, Login(user=user, redirect_url=after))
    return answer


def _sign_in_form(
    request: PageRequest, form: SignInForm, after: str, problem: str = "", status: int = 200
) -> HttpResponse:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"form": form, "next": after, "problem": problem, "minutes": minutes}
    return render(request, "account/sign_in.html", context, status=status)


def _after(request: HttpRequest) -> str:
    """Where somebody goes who has signed in; never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("home")


class SignOut(LogoutView):
    """Signing out: by a form only."""

    http_method_names = ["post", "options"]


@sensitive_post_parameters("confirmed", "old", "new", "again")
@signed_in
def account(request: PageRequest) -> HttpResponse:
    """One's own account."""
    act = ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
    forms: dict[str, Form] = {
        "profile": ProfileForm(user=request.user, lang=request.lang),
        "password": PasswordForm(user=request.user, lang=request.lang),
    }
    if act is not None:
        done = act(request, forms)
        if done:
            return HttpResponseRedirect(reverse("account") + f"?xong={request.POST['act']}")
    context = {
        **forms,
        "done": request.GET.get("xong", ""),
        "roles": [worded(of_membership(each)) for each in memberships(request.user)],
        "sessions": sessions_table(_sessions(request), request, request.lang),
        "has_second_factor": has_second_factor(request.user),
        "has_recovery_codes": has_recovery_codes(request.user),
        "needs_second_factor": needs_second_factor(request.user),
    }
    return table_page(request, "account/account.html", context, 400 if act is not None else 200)


@signed_in
@require_POST
def end_session(request: PageRequest, number: int) -> HttpResponse:
    """End one of one's sessions."""
    found = UserSession.objects.filter(user=request.user, pk=number).first()
    if found is not None:
        with transaction.atomic():
            audit(request, "session_ended", request.user.get_username(), {"address": found.ip})
            found.end()
    return HttpResponseRedirect(reverse("account") + "?xong=session")


def _user(request: HttpRequest) -> User:
    """Whoever is signed in."""
    return cast("User", request.user)


def _sessions(request: PageRequest) -> list[tuple[Any, bool]]:
    found = UserSession.objects.purge_and_list(request.user)
    key = request.session.session_key
    return [(each, each.session_key == key) for each in sorted(found, key=lambda each: each.created_at, reverse=True)]


def _profile(request: PageRequest, forms: dict[str, Form]) -> bool:
    form = forms["profile"] = ProfileForm(request.POST, user=request.user, lang=request.lang)
    if not form.is_valid():
        return False
    user, before = _user(request), _user(request).email
    with transaction.atomic():
        user.first_name, user.email = form.cleaned_data["first_name"], form.cleaned_data["email"]
        user.save(update_fields=["first_name", "email"])
        if chosen := form.cleaned_data["letters"]:
            Correspondent.objects.update_or_create(user=user, defaults={"language": chosen})
        audit(request, "profile_changed", user.get_username(), {"email": "kept" if user.email == before else "changed"})
    if before and user.email != before:
        password_reset.tell_moved(user, before)
    return True


def _password(request: PageRequest, forms: dict[str, Form]) -> bool:
    form = forms["password"] = PasswordForm(request.POST, user=request.user, lang=request.lang)
    if not form.is_valid():
        return False
    with transaction.atomic():
        _user(request).set_password(form.cleaned_data["new"])
        _user(request).save(update_fields=["password"])
        update_session_auth_hash(request, _user(request))
        end_sessions(_user(request), besides=request.session.session_key or "")
        UserSession.objects.create_from_request(request)
        audit(request, "password_changed", request.user.get_username())
    return True


def _others(request: PageRequest, forms: dict[str, Form]) -> bool:  # noqa: ARG001  acts have one signature
    with transaction.atomic():
        ended = end_sessions(_user(request), besides=request.session.session_key or "")
        audit(request, "session_ended", request.user.get_username(), {"ended": ended})
    return True


ACTS = {"profile": _profile, "password": _password, "others": _others}
"""What one can do on one's own page, by the button pressed."""


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


SHOWN_OF_BROWSER = 90
"""Characters of a browser's own name that the page shows."""


def sessions_table(sessions: Iterable[tuple[UserSession, bool]], request: HttpRequest, lang: Lang) -> Table:
    """Sessions, each with whether it is the one at hand; the others can be ended."""
    columns = (
        Column("since", gettext("Từ lúc"), ColumnType.MOMENT),
        Column("address", gettext("Địa chỉ")),
        Column("browser", pgettext("program", "Trình duyệt")),
        Column("this", gettext("Phiên này"), ColumnType.BOOLEAN, place=ColumnPlace.FILE),
        Column("acts", gettext("Kết thúc"), ColumnType.CONTROLS),
    )
    rows = [
        Row(
            {
                "since": each.created_at,
                "address": each.ip,
                "browser": Cell(each.user_agent, text=Truncator(each.user_agent).chars(SHOWN_OF_BROWSER)),
                "this": is_this,
                "acts": Cell(controls=gettext("phiên này") if is_this else _end_html(each, request, lang)),
            }
        )
        for each, is_this in sessions
    ]
    return Table("sessions", gettext("Bảng các phiên"), columns, rows, lang)


def _end_html(session: UserSession, request: HttpRequest, lang: Lang) -> str:
    """The button that ends a session."""
    about = f"{gettext('Kết thúc phiên từ')} {format_moment(session.created_at, lang)}"
    return act_html(request, reverse("end_session", args=[session.pk]), gettext("Kết thúc"), about)
