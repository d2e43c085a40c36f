"""Tokens: made once and shown once, found by the hash of their secret, never allowing more than their owner's roles.

The secret is random and long, so that a plain SHA-256 of it can be kept: there is nothing to guess.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from ninja.security import HttpBearer

from parkledger.api.errors import (
    BookNotForToken,
    ScopeUnknown,
    SecondFactorMissing,
    TokenLifeUnfit,
    TokenMissing,
    TokenNotThere,
    TokenRefused,
    TokenScopeMissing,
)
from parkledger.api.models import Token
from parkledger.language import Text
from parkledger.ledger.models import Book
from parkledger.people import audit
from parkledger.people.publicity import look_as
from parkledger.people.second_factor import lacks_second_factor

MARK = "pl_"
START = 8
"""Characters of a secret by which its owner tells it from others."""
LONGEST_DAYS = 366
audit.ACTIONS.update(
    {
        "token_made": Text("tạo mã truy cập", "made a token"),
        "token_revoked": Text("thu hồi mã truy cập", "revoked a token"),
    }
)
USED_AGAIN = timedelta(minutes=10)
"""A token's last use is written down no more often than this."""


class TokenScope(StrEnum):
    """What a token may be used for; what of it is allowed is decided by its owner's roles."""

    READ = "read"
    SUBMIT = "submit"
    APPROVE = "approve"
    ADMIN = "admin"

    @property
    def label(self) -> Text:
        """What the scope is called."""
        return LABELS[self]


LABELS = {
    TokenScope.READ: Text("xem hồ sơ được phép xem", "read the submissions that you may see"),
    TokenScope.SUBMIT: Text("lập và trình hồ sơ", "write and submit submissions"),
    TokenScope.APPROVE: Text("duyệt hoặc trả lại hồ sơ", "approve or return submissions"),
    TokenScope.ADMIN: Text("kiểm tra toàn bộ sổ", "verify whole books"),
}


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just made, with the secret that is shown this once."""

    token: Token
    secret: str


def make(
    user: Any, name: str, scopes: Iterable[str], days: int, book: Book | None = None, *, by: str = "", address: str = ""
) -> NewToken:
    """A new token of somebody's, for some scopes, for a number of days, for one book or all that they may use."""
    wanted = list(dict.fromkeys(scopes))
    unknown = next((scope for scope in wanted if scope not in set(TokenScope)), None if wanted else "")
    if unknown is not None:
        raise ScopeUnknown(scope=unknown, known=[scope.value for scope in TokenScope])
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenLifeUnfit(days=days, most=LONGEST_DAYS)
    secret = MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        token = Token.objects.create(
            user=user,
            name=name.strip()[:100] or "—",
            start=secret[:START],
            digest=digest_of(secret),
            scopes=wanted,
            book=book,
            expires_at=datetime.now(UTC) + timedelta(days=days),
        )
        detail = {"scopes": wanted, "book": book.code if book else "", "days": days}
        audit.record(by or user, "token_made", token, detail, address)
    return NewToken(token, secret)


def revoke(user: Any, number: int, *, by: str = "", address: str = "") -> Token:
    """Make a token of somebody's of no use from now on."""
    token = Token.objects.filter(user=user, pk=number).first()
    if token is None:
        raise TokenNotThere(number=number)
    if token.revoked_at is None:
        token.revoked_at = datetime.now(UTC)
        with transaction.atomic():
            token.save(update_fields=["revoked_at"])
            audit.record(by or user, "token_revoked", token, None, address)
    return token


def find(secret: str) -> Token:
    """The token of a secret, if it still holds."""
    token = Token.objects.select_related("user", "book").filter(digest=digest_of(secret)).first()
    at = now()
    if token is None or token.revoked_at is not None or token.expires_at <= at or not token.user.is_active:
        raise TokenRefused
    if token.used_at is None or at - token.used_at > USED_AGAIN:
        Token.objects.filter(pk=token.pk).update(used_at=at)
    return token


def now() -> datetime:
    """This moment, against which a token's life is held."""
    return datetime.now(UTC)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def require_book(token: Token, book: str) -> None:
    """Refuse another book than the token's own."""
    if token.book is not None and token.book.code != book:
        raise BookNotForToken(book=token.book.code)


class Bearer(HttpBearer):
    """An address that needs a token with a scope; `request.auth` is the token."""

    def __init__(self, scope: TokenScope | None = None) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Token:
        """The token of a request; refused in words where there is none."""
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise TokenMissing
        return self.authenticate(request, secret.strip())

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        """The token of a secret, with the scope that the address needs; `request.user` is its owner."""
        found = find(token)
        if self.scope is not None and self.scope not in found.scopes:
            raise TokenScopeMissing(scope=self.scope.value)
        if lacks_second_factor(found.user):
            raise SecondFactorMissing
        request.user = found.user
        look_as(found.user)
        return found
