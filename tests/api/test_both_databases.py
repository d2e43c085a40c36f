"""What the API reads and writes, on each kind of database: what is told to programs is the same on both."""

from datetime import date
from pathlib import Path

import pytest

from parkledger.api import tokens
from parkledger.figures import current
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.store.registry import book_ref
from tests.api.conftest import EVERY, Caller
from tests.portal.persons import person
from tests.submissions.conftest import BOOK, Office, office

__all__ = ["office"]
LEASE = {
    "book": BOOK,
    "type": "land_leased",
    "fields": {"effective_on": "2020-06-01", "zone": "kcn-mot", "area_m2": "12 ha"},
}
READ = (
    "/books", "/zones", "/zones/bg-parks/kcn-mot", "/events", "/indicators", "/places", "/projects", "/submissions", "/documents",
    "/figures?indicator=land.leased&place=viet-nam.bac-giang&kind=park&on=2020-06-30&by=zone",
)  # fmt: skip


@pytest.fixture
def programs(office: Office, home: Path, statics: Path) -> dict[str, Caller]:
    """An officer's program and an approver's, each with a token for everything."""
    current.close()
    people = {name: person(name, (role, {"book": BOOK})) for name, role in (("lan", "officer"), ("duyet", "approver"))}
    return {name: Caller(user, tokens.make(user, "thử", EVERY, 7).secret) for name, user in people.items()}


def test_a_lease_is_submitted_approved_read_and_counted(programs: dict[str, Caller]) -> None:
    lan, duyet = programs["lan"], programs["duyet"]
    sent = [lan("POST", "/events", LEASE, Idempotency_Key="mot").json() for _ in range(2)]
    assert sent[0] == sent[1], "sent again, it is done once"
    done = duyet("POST", f"/submissions/{sent[0]['id']}/approve", {"version": sent[0]["version"]})
    assert done.json()["state"] == "approved", done.json()
    (ref,) = done.json()["events"]
    assert lan("GET", f"/events/{ref}").json()["effective_on"] == date(2020, 6, 1).isoformat()
    counted = lan("GET", READ[-1]).json()
    assert "figures" in counted, counted
    by_zone = counted["figures"]
    assert [(each["zone"], each["value"]) for each in by_zone] == [("KCN Một", 12), ("KCN Hai", None)]
    answers = {path: lan("GET", path).status_code for path in READ}
    assert set(answers.values()) == {200}, answers
    again = lan("POST", "/events", {**LEASE, "fields": {**LEASE["fields"], "area_m2": "500 ha"}})  # type: ignore[dict-item]
    refused = duyet("POST", f"/submissions/{again.json()['id']}/approve", {"version": again.json()["version"]})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "land_overdrawn")
    assert verify(book_ref(BOOK)).problems == []
    current.close()
