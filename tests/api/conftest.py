"""The API over the demonstration books: people with tokens, and a client that sends JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client

from parkledger.api import tokens
from tests.portal.conftest import books, client
from tests.portal.persons import person

__all__ = ["books", "client"]
BOOK, ZONE = "bg-parks", "kcn-quang-chau"
CLEARED = {"zone": ZONE, "area_m2": 15_000, "effective_on": "2024-05-06", "note": "đợt 3"}
ROLES = {
    "lan": ("officer", {"book": BOOK}), "duyet": ("approver", {"book": BOOK}),
    "ha-tang": ("operator", {"zone": f"{BOOK}/{ZONE}"}), "quan-tri": ("administrator", {}),
}  # fmt: skip
EVERY = tuple(scope.value for scope in tokens.TokenScope)


@dataclass
class Caller:
    """Somebody's program: it sends JSON with a token."""

    user: User | None
    secret: str = ""

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            given["Authorization"] = f"Bearer {self.secret}"
        return Client(raise_request_exception=False).generic(
            method, f"/api/v1{path}", "" if body is None else json.dumps(body), "application/json", headers=given
        )


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are not limited in a test that does not mean to reach the limit, nor counted from one test to another."""
    monkeypatch.setattr(settings, "API_RATE", "1000000/s")
    caches["requests"].clear()


@pytest.fixture
def anyone(books: Path) -> Caller:
    """A program without a token."""
    return Caller(None)


@pytest.fixture
def callers(books: Path) -> dict[str, Caller]:
    """An officer, an approver, a park's operator and an administrator, and somebody without a role; each with a token for everything."""
    users = {name: person(name, role) for name, role in ROLES.items()} | {"ngoai": person("ngoai")}
    return {name: Caller(user, tokens.make(user, "thử", EVERY, 7).secret) for name, user in users.items()}


@pytest.fixture
def token_of(callers: dict[str, Caller]) -> Callable[..., Caller]:
    """Another token of somebody's: `token_of("lan", "read", days=1)`."""

    def made(name: str, *scopes: str, days: int = 1, **more: Any) -> Caller:
        user = callers[name].user
        return Caller(user, tokens.make(user, "khác", scopes, days, **more).secret)

    return made
