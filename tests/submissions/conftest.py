"""A book with people around it: an officer, two approvers, the operator of a park, an enterprise, a leader."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.models import Book, Zone
from parkledger.ledger.store.registry import add_book
from parkledger.people.permissions import grant
from parkledger.people.roles import Role

BOOK, PLACE = "bg-parks", "viet-nam.bac-giang"


@dataclass
class Office:
    """The book, its zones and its people."""

    book: Book
    zone: int
    other_zone: int
    people: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        """Somebody, as they come with each request: with roles read anew."""
        return User.objects.get(username=name)


@pytest.fixture
def office(database: str) -> Office:
    """On each kind of database."""
    add_book(BOOK, "Ban Quản lý các KCN", PLACE)
    for code, name in (("kcn-mot", "Một"), ("kcn-hai", "Hai")):
        fields = {
            "zone": code, "name": name, "kind": "park", "effective_on": "1/1/2020", "area_m2": "200 ha", "industrial_m2": "120 ha",
            "service_m2": "10 ha", "infrastructure_m2": "50 ha", "green_m2": "20 ha",
        }  # fmt: skip
        with writing(BOOK, "test") as writer:
            writer.record(build("zone_established", fields), at=datetime(2020, 1, 2, tzinfo=UTC))
    book = Book.objects.get(code=BOOK)
    zones = {zone.code: zone.id for zone in Zone.objects.all()}
    people: dict[str, Any] = {
        name: User.objects.create(username=name)
        for name in ("officer", "approver", "other", "operator", "firm", "leader", "nobody")
    }
    grant(people["officer"], Role.OFFICER, "test", book=book)
    for name in ("approver", "other"):
        grant(people[name], Role.APPROVER, "test", book=book)
    grant(people["operator"], Role.OPERATOR, "test", zone_id=zones["kcn-mot"])
    grant(people["firm"], Role.ENTERPRISE, "test", enterprise="Công ty Minh Họa 1")
    grant(people["leader"], Role.LEADER, "test", place=PLACE)
    return Office(book, zones["kcn-mot"], zones["kcn-hai"], people)
