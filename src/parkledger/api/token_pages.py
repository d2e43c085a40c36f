"""One's tokens: made, shown once, revoked."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from parkledger.api import tokens
from parkledger.api.errors import ScopeUnknown, TokenLifeUnfit
from parkledger.api.models import Token
from parkledger.api.tables import tokens_table
from parkledger.api.tokens import NewToken, TokenScope
from parkledger.language import ParkError, in_name_order
from parkledger.ledger.store import registry
from parkledger.people.allauth_adapters import client_address
from parkledger.web.access import signed_in
from parkledger.web.middleware import PageRequest
from parkledger.web.tables import table_page

DAYS = (7, 30, 90, 366)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def own_tokens(request: PageRequest) -> HttpResponse:
    """One's tokens and the form for another, once the password was asked again; a new one's secret is shown this once."""
    if request.method != "POST":
        return _page(request)
    try:
        return _page(request, made=_made(request))
    except (ScopeUnknown, TokenLifeUnfit) as problem:
        return _page(request, problem=problem)


@signed_in
@require_POST
def revoke(request: PageRequest, number: int) -> HttpResponse:
    """Make a token of one's own of no use."""
    tokens.revoke(request.user, number, address=client_address(request))
    return HttpResponseRedirect(reverse("programming:tokens"))


def _made(request: PageRequest) -> NewToken:
    given = request.POST
    code, days = given.get("book", ""), given.get("days", "")
    book = registry.get_book(code) if code else None
    lasting = int(days) if days.isascii() and days.isdigit() and len(days) < 9 else 0
    return tokens.make(
        request.user, given.get("name", ""), given.getlist("scope"), lasting, book, address=client_address(request)
    )


def _page(request: PageRequest, made: NewToken | None = None, problem: ParkError | None = None) -> HttpResponse:
    held = Token.objects.filter(user=request.user.pk).select_related("book").order_by("-pk")
    context: dict[str, Any] = {
        "made": made,
        "problem": problem.message(request.lang) if problem else "",
        "tokens": tokens_table(held, tokens.now(), request, request.lang),
        "scopes": [(scope.value, scope.label) for scope in TokenScope],
        "books": in_name_order(registry.books(), lambda book: book.name),
        "days": DAYS,
        "typed": request.POST,
        "chosen": request.POST.getlist("scope"),
    }
    return table_page(request, "api/tokens.html", context, 400 if problem else 200)
