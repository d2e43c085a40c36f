"""Every operation of the API as every role and without a token: a table says who is let in; what is not in it fails.

Each person holds one role for the book bg-parks, the place Bắc Giang, KCN Quang Châu or an enterprise, and has a token for
everything.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parkledger.api import tokens
from parkledger.api.application import description
from parkledger.ledger.models import Book, Event, Project
from parkledger.people.roles import Role
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.suppositions import storage
from tests.api.conftest import BOOK, CLEARED, EVERY, ZONE, Caller
from tests.portal.persons import person

PUBLIC, NOBODY = "public", "nobody"
SIGNED_IN = frozenset({NOBODY, *(role.value for role in Role)})
ALL = SIGNED_IN | {PUBLIC}
NONE: frozenset[str] = frozenset()
OFFICER, APPROVER = frozenset({"officer"}), frozenset({"approver"})
READERS = frozenset({"officer", "approver", "leader"})
REPORTERS = frozenset({"officer", "operator"})
ELSEWHERE = "bk-parks"


@dataclass(frozen=True)
class Ask:
    """One way of asking for an operation, and who is let in."""

    path: str
    who: frozenset[str]
    body: Any = None


REASON = {"reason": "thử"}
STEP = {"version": 1, "comment": "thử"}
DECISION = {"version": 2, "comment": "thử"}
MORE = {"fields": {**CLEARED, "area_m2": 14_000}, "reason": "đo lại"}
FORM = "place=viet-nam.bac-giang&quarter=2/2023"
TABLE: dict[str, list[Ask]] = {
    "GET /token": [Ask("/token", SIGNED_IN)],
    "GET /figures": [Ask("/figures?indicator=occupancy&place=viet-nam.bac-giang&kind=park", ALL)],
    "POST /figures": [Ask("/figures", ALL, {"questions": [{"indicator": "zones.planned", "kind": "park"}]})],
    "GET /reports": [Ask("/reports", ALL)],
    "GET /reports/{template}": [Ask("/reports/leader?place=viet-nam.bac-giang", ALL)],
    "GET /exchanges/{slug}/pack": [
        Ask("/exchanges/doan-tinh-bac-kan-trao-doi-kinh-nghiem-voi-tinh-bac-giang-22-8-2023/pack", ALL)
    ],
    "GET /reports/{template}/file": [Ask("/reports/leader/file?place=viet-nam.bac-giang&format=txt", ALL)],
    "GET /compare": [Ask("/compare?with=viet-nam.bac-giang&with=viet-nam.bac-kan&indicator=land.leased", ALL)],
    "GET /compare/file": [Ask("/compare/file?with=viet-nam.bac-giang&with=viet-nam.bac-kan&format=csv", ALL)],
    "GET /reconciliation": [Ask("/reconciliation?indicator=land.leased", ALL)],
    "GET /reconciliation/file": [Ask("/reconciliation/file?indicator=land.leased", ALL)],
    "GET /forms": [Ask("/forms", ALL)],
    "GET /forms/{code}": [Ask(f"/forms/2105?{FORM}", ALL)],
    "GET /forms/{code}/workbook": [Ask(f"/forms/2105/workbook?{FORM}", ALL)],
    "GET /zones": [Ask("/zones", ALL)],
    "GET /zones/{book}/{code}": [Ask(f"/zones/{BOOK}/{ZONE}", ALL)],
    "GET /places": [Ask("/places", ALL)],
    "GET /places/{code}": [Ask("/places/viet-nam.bac-giang", ALL)],
    "GET /projects": [Ask("/projects", ALL)],
    "GET /projects/{book}/{code}": [Ask("/projects/bg-parks/{project}", ALL)],
    "GET /enterprises": [Ask("/enterprises", ALL)],
    "GET /enterprises/{slug}": [Ask("/enterprises/{enterprise}", ALL)],
    "GET /events": [Ask("/events", ALL)],
    "POST /events": [
        Ask("/events", REPORTERS, {"book": BOOK, "type": "land_cleared", "fields": CLEARED}),
        Ask("/events", NONE, {"book": ELSEWHERE, "type": "land_cleared", "fields": {**CLEARED, "zone": "{zone elsewhere}"}}),
    ],
    "GET /events/{book}/{seq}": [Ask("/events/bg-parks/2", ALL)],
    "GET /books/{book}/journal": [Ask("/books/bk-clusters/journal", ALL)],
    "GET /indicators": [Ask("/indicators", ALL)],
    "GET /indicators/{code}": [Ask("/indicators/occupancy", ALL)],
    "GET /types": [Ask("/types", ALL)],
    "GET /types/{code}": [Ask("/types/land_leased", ALL)],
    "GET /documents": [Ask("/documents", ALL)],
    "GET /documents/{code}": [Ask("/documents/{document}", ALL)],
    "GET /pages": [Ask("/pages", ALL)],
    "GET /pages/{number}": [],
    "GET /statements": [Ask("/statements", ALL)],
    "GET /books": [Ask("/books", ALL)],
    "GET /books/{book}": [Ask("/books/bg-parks", ALL)],
    "GET /books/{book}/chain": [Ask("/books/bg-parks/chain", ALL)],
    "POST /books/{book}/verification": [Ask("/books/bk-clusters/verification", frozenset({"administrator"}))],
    "GET /targets": [Ask("/targets", ALL)],
    "GET /duties": [Ask("/duties", READERS | REPORTERS | frozenset({"enterprise"}))],
    "GET /duties/calendar": [Ask("/duties/calendar", READERS | REPORTERS | frozenset({"enterprise"}))],
    "GET /suppositions": [Ask("/suppositions", READERS)],
    "GET /suppositions/{number}": [Ask("/suppositions/{supposition}", READERS), Ask("/suppositions/{supposition elsewhere}", NONE)],
    "GET /submissions": [Ask("/submissions", SIGNED_IN)],
    "POST /submissions": [
        Ask("/submissions", REPORTERS, {"book": BOOK, "kind": "land_cleared", "fields": CLEARED, "draft": True}),
        Ask("/submissions", OFFICER, {"book": BOOK, "kind": "zone_planned", "fields": {}, "draft": True}),
        Ask("/submissions", NONE, {"book": ELSEWHERE, "kind": "land_cleared", "fields": {}, "draft": True}),
    ],
    "GET /submissions/{number}": [
        Ask("/submissions/{returned}", READERS), Ask("/submissions/{draft}", NONE), Ask("/submissions/{elsewhere}", NONE),
    ],
    "PUT /submissions/{number}": [Ask("/submissions/{draft}", NONE, {"version": 1, "fields": CLEARED})],
    "POST /events/{book}/{seq}/correct": [
        Ask("/events/{cleared}/correct", REPORTERS, MORE),
        Ask(f"/events/{ELSEWHERE}/9/correct", NONE, MORE),
    ],
    "POST /events/{book}/{seq}/withdraw": [
        Ask("/events/{cleared}/withdraw", OFFICER, REASON), Ask(f"/events/{ELSEWHERE}/9/withdraw", NONE, REASON),
    ],
    "POST /submissions/{number}/submit": [Ask("/submissions/{draft}/submit", NONE, STEP)],
    "POST /submissions/{number}/withdraw": [Ask("/submissions/{draft}/withdraw", NONE, STEP)],
    "POST /submissions/{number}/return": [
        Ask("/submissions/{returned}/return", APPROVER, DECISION), Ask("/submissions/{elsewhere}/return", NONE, DECISION),
    ],
    "POST /submissions/{number}/approve": [
        Ask("/submissions/{approved}/approve", APPROVER, DECISION), Ask("/submissions/{elsewhere}/approve", NONE, DECISION),
    ],
}  # fmt: skip
"""Every operation with ways of asking for it. A page that was kept has tests of its own."""
SCOPES: dict[str, dict[str, str]] = {
    "officer": {"book": BOOK}, "approver": {"book": BOOK}, "leader": {"place": "Bắc Giang"},
    "operator": {"zone": f"{BOOK}/{ZONE}"}, "promotion": {"book": BOOK}, "administrator": {},
}  # fmt: skip


def test_every_operation_is_in_the_table_and_no_other() -> None:
    paths: dict[str, Any] = description()["paths"]
    named = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, found in paths.items() for method in found}
    assert named == set(TABLE)


@pytest.fixture
def names(books: Path) -> dict[str, str]:
    """Another officer's submissions in both books, and what there is to look at."""
    other = person("khac", ("officer", {"book": BOOK}), ("officer", {"book": ELSEWHERE}))
    project = Project.objects.filter(book__code=BOOK).exclude(enterprise="").order_by("code").first()
    cleared = Event.objects.filter(book__code=BOOK, type="land_cleared", payload__contains=f'"{ZONE}"').first()
    assert project is not None
    assert cleared is not None
    zone = "kcn-thanh-binh-giai-doan-i"
    made = {name: _submission(other, BOOK, ZONE) for name in ("draft", "returned", "approved")}
    made["elsewhere"] = _submission(other, ELSEWHERE, zone)
    for name in ("returned", "approved", "elsewhere"):
        lifecycle.submit(made[name], other, 1)
    ask = Caller(None)
    return {name: str(each.pk) for name, each in made.items()} | {
        "project": project.code, "cleared": f"{BOOK}/{cleared.seq}", "zone elsewhere": zone,
        "enterprise": ask("GET", "/enterprises").json()["items"][0]["slug"],
        "document": ask("GET", "/documents").json()["items"][0]["id"],
        "supposition": str(storage.begin(Book.objects.get(code=BOOK), "Giả định", by="tests").pk),
        "supposition elsewhere": str(storage.begin(Book.objects.get(code=ELSEWHERE), "Giả định", by="tests").pk),
    }  # fmt: skip


def _submission(author: Any, book: str, zone: str) -> Submission:
    fields = {**CLEARED, "zone": zone}
    return lifecycle.begin(author, Book.objects.get(code=book), "land_cleared", fields)


def expected(who: str, ask: Ask) -> set[str]:
    """Without a token 401; who may not is refused, or does not learn that it is there."""
    if who in ask.who:
        return {"let in"}
    return {"no token"} if who == PUBLIC else {"denied", "hidden"}


@pytest.mark.parametrize("who", sorted(ALL))
def test_every_operation_as_every_role(names: dict[str, str], who: str) -> None:
    caller = Caller(None)
    if who != PUBLIC:
        name = Project.objects.filter(book__code=BOOK, code=names["project"]).values_list("enterprise", flat=True)[0]
        user = person(who, *([(who, SCOPES.get(who, {"enterprise": name}))] if who != NOBODY else []))
        caller = Caller(user, tokens.make(user, "thử", EVERY, 7).secret)
    wrong = []
    for operation, asks in TABLE.items():
        for ask in asks:
            answer = caller(operation.split(" ")[0], ask.path.format_map(names), _filled(ask.body, names))
            found = {401: "no token", 403: "denied", 404: "hidden", 400: "malformed", 500: "failed"}.get(
                answer.status_code, "let in"
            )
            if found not in expected(who, ask):
                wrong.append(f"{operation} {ask.path}: {answer.status_code} {found}, not {sorted(expected(who, ask))}")
    assert not wrong, "\n".join(wrong)
    approved = Submission.objects.get(pk=names["approved"]).state == State.APPROVED
    assert approved == (who == "approver"), "what was let in was done, and nothing else"


def _filled(body: Any, names: dict[str, str]) -> Any:
    if isinstance(body, dict):
        return {key: _filled(value, names) for key, value in body.items()}
    return body.format_map(names) if isinstance(body, str) else body
