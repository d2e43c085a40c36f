"""Users, for administrators: the list, inviting, one user's roles; and an invitation followed by whom it was sent to."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from parkledger.catalogue.publicity import PublicKind
from parkledger.language import ParkError
from parkledger.ledger.store import registry
from parkledger.people import accounts, invitations, password_reset, publicity
from parkledger.people.allauth_adapters import client_address
from parkledger.people.models import Invitation
from parkledger.people.permissions import held_by
from parkledger.people.roles import Action, Role
from parkledger.people.scopes import HeldScope, from_json, held_from, of_membership, worded
from parkledger.people.second_factor import has_second_factor
from parkledger.portal.account.forms import AcceptForm
from parkledger.portal.people.pages import actions_offered, choices, people_of, told_of, trail_found, users_found
from parkledger.portal.people.tables import invitations_table, letters_table, trail_table, users_table
from parkledger.submissions.workflow import letters
from parkledger.web.access import audit, audit_viewed, permitted
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import is_download, part_of
from parkledger.web.tables import table_page

DONE = "xong"
"""Names in an address what was just done, so that the page says it."""
DONE_WORDS = {
    "invite": _("Đã gửi lời mời."),
    "withdraw": _("Đã rút lời mời."),
    "grant": _("Đã cấp vai trò."),
    "revoke": _("Đã thu hồi vai trò."),
    "deactivate": _("Đã khóa tài khoản; các phiên đã kết thúc."),
    "activate": _("Đã mở lại tài khoản."),
    "reset": _("Đã đặt lại xác thực hai bước: người dùng phải bật lại khi đăng nhập."),
    "password": _("Đã gửi thư có liên kết chọn mật khẩu mới."),
}


class NameMissing(ParkError):
    """Somebody is invited without a name."""

    code = "name_missing"
    vi = "Chưa ghi họ và tên người được mời. Hãy ghi họ và tên."
    en = "Who is invited has no name yet. Write their full name."


class EmailWrong(ParkError):
    """Not an address to which a letter could go."""

    code = "email_wrong"
    vi = "«{email}» không phải là địa chỉ thư điện tử. Hãy ghi dạng ten@co-quan.vn."
    en = "“{email}” is not an e-mail address. Write it as name@office.vn."


@permitted(Action.ADMINISTER)
def people(request: PageRequest) -> HttpResponse:
    """The users, and the invitations that wait."""
    part = part_of(request, users_found(request.GET))
    if is_download(request):
        audit(request, "contacts_exported", "people", {"rows": part.total})
    audit_viewed(request, "people")
    waiting = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
    context = {
        "table": users_table(people_of(part.items), request.lang),
        "part": part,
        "given": request.GET,
        "roles": list(Role),
        "unsent": letters.unsent().count(),
        "done": DONE_WORDS.get(request.GET.get(DONE, "")),
        "invitations": invitations_table(list(waiting), timezone.now(), request, request.lang),
    }
    return table_page(request, "people/people.html", context)


@permitted(Action.ADMINISTER)
def publicity_of_books(request: PageRequest) -> HttpResponse:
    """What each book shows to the public, to be changed a book at a time."""
    if request.method == "POST":
        book = registry.get_book(request.POST.get("book", ""))
        shown = set(request.POST.getlist("shown"))
        publicity.withhold(book, publicity.ALL_KINDS - shown, request.user, client_address(request))
        return HttpResponseRedirect(reverse("publicity"))
    every = publicity.all_withheld()
    books = [(book, [(kind, (book.code, kind.value) not in every) for kind in PublicKind]) for book in registry.books()]
    return render(request, "people/publicity.html", {"books": books})


@permitted(Action.ADMINISTER)
def unsent_letters(request: PageRequest) -> HttpResponse:
    """The letters that could not be sent, and why; they are tried again on request."""
    if request.method == "POST":
        tried = letters.try_again()
        audit(request, "letters_tried_again", "letters", {"letters": tried})
        return HttpResponseRedirect(reverse("unsent_letters"))
    part = part_of(request, letters.unsent())
    context = {"part": part, "table": letters_table(part.items, request.lang)}
    return table_page(request, "people/unsent_letters.html", context)


@permitted(Action.ADMINISTER)
def invite(request: PageRequest) -> HttpResponse:
    """Invite somebody, with a role or without one yet."""
    problem = ""
    if request.method == "POST":
        try:
            return _invited(request)
        except ParkError as refused:
            problem = refused.message(request.lang)
    context = {**choices(request.dates.on), "typed": request.POST, "problem": problem}
    return render(request, "people/invite.html", context, status=400 if problem else 200)


def _invited(request: PageRequest) -> HttpResponse:
    email = request.POST.get("email", "").strip()
    try:
        validate_email(email)
    except ValidationError:
        raise EmailWrong(email=email) from None
    name = " ".join(request.POST.get("name", "").split())[:150]
    if not name:
        raise NameMissing
    roles = [_held(request)] if request.POST.get("role") else []
    invitations.invite(
        email,
        roles,
        request.user,
        lambda secret: request.build_absolute_uri(reverse("invitation", args=[secret])),
        client_address(request),
        name=name,
    )
    return HttpResponseRedirect(f"{reverse('people')}?{DONE}=invite#invitations")


@permitted(Action.ADMINISTER)
@require_POST
def withdraw_invitation(request: PageRequest, number: int) -> HttpResponse:
    """Take an invitation back."""
    invitations.withdraw(number, request.user, client_address(request))
    return HttpResponseRedirect(f"{reverse('people')}?{DONE}=withdraw#invitations")


@permitted(Action.ADMINISTER)
def person(request: PageRequest, number: int) -> HttpResponse:
    """One user: their roles, and what can be done with the account."""
    user = accounts.user_numbered(number)
    problem = ""
    if request.method == "POST":
        try:
            act = request.POST.get("act", "")
            ACTS.get(act, _nothing)(request, user)
            return HttpResponseRedirect(reverse("person", args=[number]) + (f"?{DONE}={act}" if act in ACTS else ""))
        except ParkError as refused:
            problem = refused.message(request.lang)
    audit_viewed(request, user.get_username())
    context = {
        **choices(request.dates.on),
        "person": user,
        "problem": problem,
        "typed": request.POST,
        "held": [(each.pk, worded(of_membership(each))) for each in held_by([user])[user.pk]],
        "has_second_factor": has_second_factor(user),
        "is_self": user.pk == request.user.pk,
        "done": DONE_WORDS.get(request.GET.get(DONE, "")),
    }
    return render(request, "people/person.html", context, status=400 if problem else 200)


@never_cache
@sensitive_post_parameters("new", "again")
def invitation(request: PageRequest, secret: str) -> HttpResponse:
    """An invitation followed: a name and a password are chosen; then one signs in."""
    found = invitations.open_invitation(secret)
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        email=found.email,
        initial={"first_name": found.name},
        lang=request.lang,
    )
    if request.method == "POST" and form.is_valid():
        try:
            given, address = form.cleaned_data, client_address(request)
            invitations.accept(secret, given["username"], given["new"], address, called=given["first_name"])
        except invitations.NameTaken as taken:
            form.add_error("username", taken.message(request.lang))
        else:
            return HttpResponseRedirect(f"{reverse('sign_in')}?{DONE}=accept")
    roles = [worded(held) for held in from_json(found.roles)]
    context = {"form": form, "invitation": found, "roles": roles}
    return render(request, "account/invitation.html", context, status=400 if form.errors else 200)


def _held(request: HttpRequest) -> HeldScope:
    return held_from(request.POST.get("role", ""), request.POST.dict())


def _grant(request: PageRequest, user: User) -> None:
    accounts.give(user, _held(request), request.user, client_address(request))


def _revoke(request: PageRequest, user: User) -> None:
    number = request.POST.get("membership", "")
    if number.isascii() and number.isdigit():
        accounts.take(user, int(number), request.user, client_address(request))


def _deactivate(request: PageRequest, user: User) -> None:
    accounts.deactivate(user, request.user, client_address(request))


def _activate(request: PageRequest, user: User) -> None:
    accounts.activate(user, request.user, client_address(request))


def _reset(request: PageRequest, user: User) -> None:
    accounts.reset_second_factor(user, request.user, request.POST.get("reason", ""), client_address(request))


def _offer_password(request: PageRequest, user: User) -> None:
    def link(key: str) -> str:
        return str(get_adapter(request).get_reset_password_from_key_url(key))

    password_reset.offer_new_password(user, request.user, request.POST.get("reason", ""), link, client_address(request))


def _nothing(request: PageRequest, user: User) -> None:
    """A button that this page has not: nothing is done."""


ACTS: dict[str, Callable[[PageRequest, User], None]] = {
    "grant": _grant,
    "revoke": _revoke,
    "deactivate": _deactivate,
    "activate": _activate,
    "reset": _reset,
    "password": _offer_password,
}
"""What an administrator can do with a user, by the button pressed."""


@permitted(Action.READ_AUDIT)
@require_safe
def trail(request: PageRequest) -> HttpResponse:
    """Who did what, when and from where; narrowed and paged."""
    part = part_of(request, trail_found(request.GET))
    if is_download(request):
        audit(request, "contacts_exported", "audit_trail", {"rows": part.total})
    context = {
        "table": trail_table(told_of(part.items), request.lang),
        "part": part,
        "given": request.GET,
        "actions": actions_offered(),
    }
    return table_page(request, "people/audit_trail.html", context)
