"""Forged requests: what no form sends is answered by a refusal in words, never by a failure, on both databases."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from parkledger.api import tokens
from parkledger.api.application import description
from parkledger.figures import current
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.store.registry import add_book
from parkledger.submissions.models import Submission
from tests.portal.crawling import HOSTILE
from tests.portal.persons import browser_of, person
from tests.sampling import sampled

ROLES = [(role, {"book": "bg"}) for role in ("officer", "approver", "promotion")]
FORMS: dict[str, tuple[str, ...]] = {
    "/dang-nhap/": ("username", "password", "next"),
    "/quen-mat-khau/": ("email",),
    "/tim-dat/hoi/": ("zone", "mark", "name", "email", "area", "consent", "origin"),
    "/doc-doi-chieu/": ("text", "published", "place", "url"),
    "/doc-doi-chieu/luu/": ("text", "published", "place", "url"),
    "/doc-doi-chieu/trang/1/": ("statement", "book", "event"),
    "/xuc-tien/XT-bg-2026-0001/": ("act", "stage", "project", "converted_on", "text", "sure"),
    "/ghi-so/land_leased/": ("book", "zone", "project", "area_m2", "effective_on", "act", "version", "number"),
    "/ho-so/{made}/": ("act", "version", "comment"),
    "/ho-so/{made}/sua/": ("act", "version", "area_m2", "effective_on", "zone"),
    "/ho-so/{made}/tep/": ("file", "act", "sha256"),
    "/su-kien/bg/1/dinh-chinh/": ("act", "reason", "version"),
    "/su-kien/bg/1/rut/": ("key", "reason"),
    "/bao-cao/bg/": ("rule", "since", "until"),
    "/bao-cao/bg/park.month/nhac/": ("window", "unit"),
    "/nhap-lieu/": ("book", "file"),
    "/kinh-nghiem/moi/": ("title", "topic", "text", "place", "book", "zones", "version"),
    "/trao-doi/moi/": ("title", "from", "to", "since", "until", "zones", "version"),
    "/nguoi-dung/moi/": ("email", "role", "book", "place", "zone", "enterprise"),
    "/nguoi-dung/1/": ("act", "role", "book", "reason", "membership"),
    "/nguoi-dung/cong-khai/": ("book", "shown"),
    "/lap-trinh/ma-truy-cap/": ("name", "scope", "days", "book"),
    "/tai-khoan/": ("act", "email", "password", "language"),
    "/tai-khoan/trang-da-luu/": ("name", "address"),
    "/tai-khoan/trang-da-luu/99999999999999999999/": ("act", "name"),
    "/tai-khoan/theo-doi/": ("kind", "key", "frequency"),
    "/tai-khoan/theo-doi/99999999999999999999/": ("act", "frequency"),
    "/thoi-theo-doi/{nul}/": ("number",),
    "/tai-khoan/phien/99999999999999999999/": ("x",),
    "/loi-moi/{nul}/": ("username", "password1"),
}
"""Addresses that take something, each with the names of what it takes."""
BODIES = (
    b"", b"{", b"[]", b"null", b'"a"', b"\xff\xfe", b'{"a": ' + b"[" * 5_000, b'{"book": "\\u0000"}', b"1e999",
    b'{"version": 1e400}', b'{"book": {"$ne": 1}, "kind": [], "fields": 1}', b'{"fields": {"area_m2": ' + b"9" * 5_000 + b"}}",
    b"9" * 5_000, b'{"book": "\\ud800"}',
)  # fmt: skip
"""Bodies that no program means."""


@pytest.fixture
def made(database: str, statics: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Submission]:
    """A small book with a zone, and a draft."""
    monkeypatch.setattr(settings, "API_RATE", "1000000/s")
    current.close()
    book = add_book("bg", "Sổ thử", "viet-nam.bac-giang")
    zone = {"name": "Quang Châu", "kind": "park", "place": "viet-nam.bac-giang", "area_m2": "100 ha",
            "industrial_m2": "60 ha", "effective_on": "2020-01-01"}  # fmt: skip
    record("bg", build("zone_established", zone), by="tests")
    author = person("lan", *ROLES, ("administrator", {}))
    yield Submission.objects.create(book=book, kind="land_leased", payload={"zone": "kcn-quang-chau"}, author=author)
    current.close()
    caches["pages"].clear()


def refused_or_done(answer: Any) -> bool:
    answer.close()
    return bool(answer.status_code < 500)


@pytest.mark.long
@pytest.mark.parametrize("form", FORMS)
def test_a_forged_form_is_refused_or_taken_and_never_fails(made: Submission, form: str) -> None:
    path, names = form.format(made=made.pk, nul="%00"), FORMS[form]
    for client, values in ((browser_of(made.author), HOSTILE), (Client(), HOSTILE[:3])):
        client.raise_request_exception = False
        for number, value in enumerate(values):
            every = dict.fromkeys(names, value)
            for given in (every, {names[number % len(names)]: [value, value]}):
                assert refused_or_done(client.post(path, given)), (path, given)
        for body, kind in ((b"\x00\xff", "application/x-www-form-urlencoded"), (b"{}", "application/json"),
                           (b"--x\r\nbroken", "multipart/form-data; boundary=x"), (b"a", "multipart/form-data"),
                           (b"a=1&" * 2_000, "application/x-www-form-urlencoded"), (b"x", "text/\x00")):  # fmt: skip
            assert refused_or_done(client.generic("POST", path, body, kind)), (path, body[:20], kind)


def operations() -> list[tuple[str, str]]:
    """Every operation of the API that takes a body."""
    return [
        (method.upper(), path)
        for path, found in description()["paths"].items()
        for method in found
        if method in {"post", "put", "patch", "delete"}
    ]


@pytest.mark.parametrize(("method", "path"), sampled(operations()))
def test_a_forged_body_is_refused_in_words(made: Submission, method: str, path: str) -> None:
    secret = tokens.make(made.author, "thử", [scope.value for scope in tokens.TokenScope], 7).secret
    for number in (str(made.pk), "0", "99999999999999999999", "-1", "%00", "a"):
        address = path.format_map({"book": "bg", "seq": number, "number": number, "code": number, "sha256": number})
        for body in BODIES if number == str(made.pk) else BODIES[:1]:
            for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
                client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {secret}"})
                answer = client.generic(method, address, body, kind)
                assert answer.status_code < 500, (method, address, body[:60], kind, answer.content)
                if answer.status_code >= 400:
                    assert json.loads(answer.content)["errors"][0]["vi"], (method, address, body[:60])
