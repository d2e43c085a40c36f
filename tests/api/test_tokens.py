"""Tokens: made once and shown once, kept by their hash, told to the trail, of no use once revoked or run out."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver

from parkledger.api import tokens
from parkledger.api.application import description
from parkledger.api.errors import TokenLifeUnfit, TokenRefused
from parkledger.api.models import Token
from parkledger.ledger.store.registry import get_book
from parkledger.people.models import AuditEntry
from parkledger.suppositions.storage import begin
from tests.api.conftest import BOOK, CLEARED, EVERY, Caller
from tests.portal.persons import PASSWORD, person


def test_only_the_hash_of_a_secret_is_kept(books: Path) -> None:
    made = tokens.make(person("lan"), "báo cáo", ["read"], 30)
    row = Token.objects.values().get()
    assert made.secret not in str(row)
    assert tokens.find(made.secret) == made.token
    assert AuditEntry.objects.filter(action="token_made", by="lan").count() == 1


@pytest.mark.parametrize("gone", ["revoked", "run out", "deactivated", "unknown"])
def test_a_token_of_no_use(books: Path, gone: str) -> None:
    user = person("lan")
    made = tokens.make(user, "", ["read"], 1)
    secret = made.secret + "x" if gone == "unknown" else made.secret
    if gone == "revoked":
        tokens.revoke(user, made.token.pk)
    elif gone == "run out":
        Token.objects.update(expires_at=tokens.now() - timedelta(seconds=1))
    elif gone == "deactivated":
        user.is_active = False
        user.save()
    with pytest.raises(TokenRefused):
        tokens.find(secret)
    answer = Caller(user, secret)("GET", "/token")
    assert (answer.status_code, answer["WWW-Authenticate"].split(" ")[0]) == (401, "Bearer")


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_life_that_tokens_do_not_have(books: Path, days: int) -> None:
    with pytest.raises(TokenLifeUnfit):
        tokens.make(person("lan"), "", ["read"], days)


def test_who_needs_a_second_factor_has_one_or_no_token_works(books: Path) -> None:
    user = person("duyet", ("approver", {"book": BOOK}), second_factor=False)
    answer = Caller(user, tokens.make(user, "", EVERY, 1).secret)("GET", "/token")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "second_factor_missing")


def test_a_token_is_made_on_its_page_shown_once_and_revoked(books: Path) -> None:
    person("lan", ("officer", {"book": BOOK}), second_factor=False)
    client = Client()
    assert client.get("/lap-trinh/ma-truy-cap/").status_code == 302
    client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    assert client.get("/lap-trinh/ma-truy-cap/")["Location"].startswith("/tai-khoan/xac-nhan/")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    assert client.get("/lap-trinh/ma-truy-cap/").status_code == 200
    given = {"name": "báo cáo tháng", "scope": ["read", "submit"], "days": "30", "book": BOOK}
    page = client.post("/lap-trinh/ma-truy-cap/", given).content.decode()
    secret = page.split('<code class="long">')[1].split("<")[0]
    found = Caller(None, secret)("GET", "/token").json()
    assert (found["owner"], found["scopes"], found["book"]) == ("lan", ["read", "submit"], BOOK)
    assert secret not in client.get("/lap-trinh/ma-truy-cap/").content.decode()
    client.post(f"/lap-trinh/ma-truy-cap/{Token.objects.get().pk}/thu-hoi/")
    assert Caller(None, secret)("GET", "/token").status_code == 401
    assert list(
        AuditEntry.objects.filter(action__startswith="token").order_by("seq").values_list("action", flat=True)
    ) == [
        "token_made",
        "token_revoked",
    ]


def test_a_form_without_a_scope_says_so(books: Path) -> None:
    person("lan", second_factor=False)
    client = Client()
    client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    answer = client.post("/lap-trinh/ma-truy-cap/", {"name": "x", "days": "30"})
    assert (answer.status_code, Token.objects.count()) == (400, 0)
    assert 'role="alert"' in answer.content.decode()


def test_nobody_revokes_anothers(books: Path) -> None:
    made = tokens.make(person("lan"), "", ["read"], 1)
    person("minh", second_factor=False)
    client = Client()
    client.post("/dang-nhap/", {"username": "minh", "password": PASSWORD})
    client.post(f"/lap-trinh/ma-truy-cap/{made.token.pk}/thu-hoi/")
    assert tokens.find(made.secret) == made.token


ALL = frozenset({"public", "ngoai", "lan", "duyet", "ha-tang", "quan-tri"})
SIGNED = ALL - {"public"}
OPERATIONS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("figures", "figures_many", "zones", "zone", "places", "place", "projects", "project", "enterprises", "enterprise",
         "events", "event", "journal", "indicators", "indicator", "types", "type", "documents", "document", "pages", "page",
         "statements", "books", "book", "chain", "forms", "form", "form_workbook", "reports",
         "report", "report_file", "exchange_pack", "compare", "compare_file", "reconciliation",
         "reconciliation_file", "targets"),
        ALL,
    ),
    **dict.fromkeys(("duties", "duties_calendar"), frozenset({"lan", "duyet", "ha-tang"})),
    **dict.fromkeys(("suppositions", "supposition"), frozenset({"lan", "duyet"})),
    "verify": frozenset({"quan-tri"}),
    "submissions": SIGNED,
    "token": SIGNED,
    "submission": frozenset({"lan", "duyet"}),
    "submit_new": frozenset({"lan", "ha-tang"}),
    "submit_event": frozenset({"lan", "ha-tang"}),
    "submit_correction": frozenset({"lan", "ha-tang"}),
    "submit_withdrawal": frozenset({"lan"}),
    "change": frozenset({"lan"}),
    "submit": frozenset({"lan"}),
    "withdraw": frozenset({"lan"}),
    "approve": frozenset({"duyet"}),
    "return": frozenset({"duyet"}),
}  # fmt: skip
"""Who is let in to each operation; an operation that is not here fails the test below."""


def test_every_operation_is_in_the_table_and_every_address_in_the_description() -> None:
    operations = {each["operationId"] for path in description()["paths"].values() for each in path.values()}
    assert operations == set(OPERATIONS)
    resolver: Any = get_resolver()
    served = {
        pattern.name
        for outer in resolver.url_patterns
        if getattr(outer, "namespace", None) == "program"
        for inner in outer.url_patterns
        if getattr(inner, "namespace", None) == "api"
        for pattern in inner.url_patterns
    }
    assert {name for name in served if name} >= {"figures", "events", "submissions", "token"}


def paths(callers: dict[str, Caller]) -> dict[str, tuple[str, str, object]]:
    """One request of each operation: method, path, body. What a submission is asked for is lan's."""
    lan = callers["lan"]
    cleared = {"book": BOOK, "kind": "land_cleared", "fields": CLEARED}
    ready = {
        name: lan("POST", "/submissions", cleared).json() for name in ("approve", "return", "withdraw", "submission")
    }
    drafts = {name: lan("POST", "/submissions", {**cleared, "draft": True}).json() for name in ("change", "submit")}
    approved = lan("POST", "/submissions", cleared).json()
    (ref,) = callers["duyet"]("POST", f"/submissions/{approved['id']}/approve", {"version": 2}).json()["events"]
    step = {"version": 2, "comment": "xem lại"}
    document = lan("GET", "/documents?limit=1").json()["items"][0]["id"]
    project = lan("GET", "/projects?limit=1").json()["items"][0]["ref"]
    firm = lan("GET", "/enterprises?limit=1").json()["items"][0]["slug"]
    return {
        "figures": ("GET", "/figures?indicator=zones.planned", None),
        "form": ("GET", "/forms/2105?place=viet-nam.bac-giang&quarter=2/2023", None),
        "form_workbook": ("GET", "/forms/2105/workbook?place=viet-nam.bac-giang&quarter=2/2023", None),
        "report": ("GET", "/reports/leader?place=viet-nam.bac-giang", None),
        "report_file": ("GET", "/reports/leader/file?place=viet-nam.bac-giang&format=txt", None),
        "exchange_pack": ("GET", "/exchanges/doan-tinh-bac-kan-trao-doi-kinh-nghiem-voi-tinh-bac-giang-22-8-2023/pack", None),
        "compare": ("GET", "/compare?with=viet-nam.bac-giang&with=viet-nam.bac-kan&indicator=land.leased", None),
        "compare_file": ("GET", "/compare/file?with=viet-nam.bac-giang&with=viet-nam.bac-kan&format=csv", None),
        "targets": ("GET", "/targets?place=viet-nam.bac-giang&on=2025-11-30", None),
        "duties": ("GET", "/duties?place=viet-nam.bac-giang&on=2023-08-22", None),
        "duties_calendar": ("GET", "/duties/calendar?place=viet-nam.bac-giang&on=2023-08-22", None),
        "reconciliation": ("GET", "/reconciliation?indicator=land.leased", None),
        "reconciliation_file": ("GET", "/reconciliation/file?indicator=land.leased", None),
        "figures_many": ("POST", "/figures", {"questions": [{"indicator": "zones.planned"}]}),
        "zone": ("GET", f"/zones/{BOOK}/kcn-quang-chau", None), "place": ("GET", "/places/viet-nam.bac-giang", None),
        "project": ("GET", f"/projects/{project}", None), "enterprise": ("GET", f"/enterprises/{firm}", None),
        "event": ("GET", f"/events/{BOOK}/1", None), "journal": ("GET", "/books/bk-clusters/journal", None),
        "indicator": ("GET", "/indicators/occupancy", None), "type": ("GET", "/types/land_leased", None),
        "document": ("GET", f"/documents/{document}", None), "page": ("GET", "/pages/1", None),
        "book": ("GET", f"/books/{BOOK}", None), "chain": ("GET", f"/books/{BOOK}/chain", None),
        "verify": ("POST", "/books/bk-clusters/verification", None),
        "suppositions": ("GET", f"/suppositions?book={BOOK}", None),
        "supposition": ("GET", f"/suppositions/{begin(get_book(BOOK), 'Thử', by='lan').pk}", None),
        "submission": ("GET", f"/submissions/{ready['submission']['id']}", None),
        "submit_new": ("POST", "/submissions", cleared),
        "submit_event": ("POST", "/events", {"book": BOOK, "type": "land_cleared", "fields": CLEARED}),
        "submit_correction": ("POST", f"/events/{ref}/correct", {"fields": CLEARED, "reason": "thử"}),
        "submit_withdrawal": ("POST", f"/events/{ref}/withdraw", {"reason": "thử"}),
        "change": ("PUT", f"/submissions/{drafts['change']['id']}", {"version": 1, "fields": CLEARED}),
        "submit": ("POST", f"/submissions/{drafts['submit']['id']}/submit", {"version": 1}),
        **{name: ("POST", f"/submissions/{ready[name]['id']}/{name}", step) for name in ("approve", "return", "withdraw")},
        **{name: ("GET", f"/{name}", None) for name in
           ("zones", "places", "projects", "enterprises", "events", "indicators", "types", "documents", "pages",
            "statements", "books", "submissions", "token", "forms", "reports")},
    }  # fmt: skip


@pytest.mark.long
def test_every_operation_as_every_role(callers: dict[str, Caller], anyone: Caller) -> None:
    requests = paths(callers)
    assert set(requests) == set(OPERATIONS)
    who = {"public": anyone, **callers}
    wrong = []
    for operation, (method, path, body) in requests.items():
        outsiders = [name for name in who if name not in OPERATIONS[operation]]
        for name in (*outsiders, *(set(who) - set(outsiders))):  # who may not first: who may changes what is asked for
            status = who[name](method, path, body).status_code
            let_in = status not in {401, 403} and not (status == 404 and operation != "page")
            if let_in != (name in OPERATIONS[operation]):
                wrong.append(f"{operation} as {name}: {status}")
    assert not wrong, "\n".join(wrong)
