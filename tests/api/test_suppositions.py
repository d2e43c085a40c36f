"""Suppositions over the API: every figure under one says so, and no other address knows of it."""

from pathlib import Path

import pytest

from parkledger.api import tokens
from parkledger.ledger.store.registry import get_book
from parkledger.suppositions.models import SupposedEvent, Supposition
from parkledger.suppositions.storage import add_event, begin
from tests.api.conftest import BOOK, ZONE, Caller
from tests.portal.persons import person

FIGURE = "/figures?indicator=zones.established&place=viet-nam.bac-giang&kind=park&on=2027-12-31"


@pytest.fixture
def made(books: Path) -> Supposition:
    """A park to be founded, and a lease in one on record."""
    found = begin(get_book(BOOK), "Thêm", by="lan")
    new = {"zone": "kcn-moi", "name": "Mới", "kind": "park", "area_m2": "100 ha", "industrial_m2": "60 ha"}
    add_event(found, 1, "zone_established", {**new, "effective_on": "2027-01-01"})
    add_event(found, 2, "land_leased", {"zone": "kcn-moi", "area_m2": "6 ha", "effective_on": "2027-02-01"})
    return found


def caller(book: str = BOOK) -> Caller:
    user = person("doc", ("officer", {"book": BOOK}))
    return Caller(user, tokens.make(user, "thử", ["read"], 7, get_book(book)).secret)


def test_figures_under_it_are_told_beside_those_on_record_and_marked(made: Supposition) -> None:
    visitor = Caller(None)
    before = visitor("GET", FIGURE).json()
    found = caller()("GET", f"/suppositions/{made.pk}").json()
    assert (found["on"], found["place"], len(found["events"])) == ("2027-02-01", "viet-nam.bac-giang", 2)
    new = next(group for group in found["groups"] if group["new"])
    assert (new["zone"], new["name"]) == (f"{BOOK}/kcn-moi", "KCN Mới")
    assert {"exact": "6", "value": 6, "supposed": True, "demo": True} in [row["under"] for row in new["figures"]]
    rows = [row for group in found["groups"] for row in group["figures"]]
    assert {(row["recorded"]["supposed"], row["under"]["supposed"]) for row in rows} == {(False, True)}
    later = caller_again(made).json()
    assert later["on"] == "2026-12-31"
    assert later["groups"] == []
    after = visitor("GET", FIGURE).json()
    for told in (before, after):
        told["figures"][0].pop("known_at", None)
    assert after == before
    assert visitor("GET", f"/zones/{BOOK}/kcn-moi").status_code == 404
    assert visitor("GET", f"/zones/{BOOK}/{ZONE}").status_code == 200


def caller_again(made: Supposition):
    user = person("doc-hai", ("officer", {"book": BOOK}))
    return Caller(user, tokens.make(user, "thử", ["read"], 7).secret)("GET", f"/suppositions/{made.pk}?on=2026-12-31")


def test_the_list_has_those_that_may_be_seen(made: Supposition) -> None:
    begin(get_book("bk-parks"), "Nơi khác", by="tests")
    asking = caller()
    assert [each["number"] for each in asking("GET", "/suppositions").json()["items"]] == [made.pk]
    assert asking("GET", "/suppositions?book=bk-parks").json()["items"] == []


def test_what_cannot_be_is_refused(made: Supposition) -> None:
    too_much = {"zone": "kcn-moi", "area_m2": "99 ha", "effective_on": "2027-02-01"}
    SupposedEvent.objects.create(supposition=made, position=3, type="land_leased", payload=too_much)  # the book went on
    answer = caller()("GET", f"/suppositions/{made.pk}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "supposed_event_refused"
