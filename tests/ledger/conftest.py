"""A desk at which the tests of this folder record: one book, with an exchange rate from its first day on."""

from datetime import date, datetime
from typing import Any

import pytest

from parkledger.ledger.book.recording import Recorded, build, writing
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.models import Book
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.statements import fetch

PLACE = "viet-nam.bac-giang"
USES = {"industrial_m2": "60 ha", "service_m2": "10 ha", "infrastructure_m2": "10 ha", "green_m2": "10 ha"}


class Desk:
    """Records in one book, and asks what its postings add up to."""

    def __init__(self, code: str = "bg", *, at: datetime | None = None) -> None:
        self.code = code
        Book.objects.create(code=code, name=f"Sổ {code}", place=PLACE)
        self.record("exchange_rate_set", "1/1/2010", at=at, vnd_per_usd="20000", source="sổ tay")

    @property
    def id(self) -> int:
        return book_ref(self.code).id

    def record(self, kind: str, on: str | None = None, /, *, at: datetime | None = None, **fields: Any) -> Recorded:
        with writing(self.code, "lan") as writer:
            return writer.record(event(kind, on, fields), at=at)

    def correct(
        self, seq: int, kind: str, on: str | None = None, /, *, at: datetime | None = None, **fields: Any
    ) -> Recorded:
        with writing(self.code, "lan") as writer:
            return writer.correct(seq, event(kind, on, fields), reason="số đúng", at=at)

    def withdraw(self, seq: int, *, at: datetime | None = None) -> Recorded:
        with writing(self.code, "lan") as writer:
            return writer.reverse(seq, reason="ghi nhầm", at=at)

    def zone(
        self, name: str, on: str = "1/1/2015", /, kind: str = "park", *, at: datetime | None = None, **more: Any
    ) -> Recorded:
        about = {"name": name, "kind": kind, "area_m2": "100 ha", **USES, **more}
        return self.record("zone_established", on, at=at, **about)

    def project(self, code: str, on: str = "1/1/2018", /, **more: Any) -> Recorded:
        about = {"name": "Nhà máy", "enterprise": "Công ty", "origin": "fdi", "capital": "10 triệu USD"}
        return self.record("project_registered", on, project=code, **{**about, **more})

    def problems(self) -> list[tuple[str, str]]:
        """What `verify` finds but for triggers that a test took off: the kind of problem, and the event or name it is about."""
        found = [problem for problem in verify(book_ref(self.code)).problems if problem.code != "guards_missing"]
        return [(p.code, str(p.facts.get("event") or p.facts.get("name") or p.facts.get("problem"))) for p in found]

    def total(
        self,
        measure: str,
        on: str = "2030-01-01",
        *,
        since: str = "0001-01-01",
        known_at: datetime | None = None,
        **where: Any,
    ) -> int | None:
        """What the postings of a measure add up to by a day (or within days); None where nothing is claimed."""
        return self.totals(measure, on, since=since, known_at=known_at, **where)[0]

    def totals(
        self,
        measure: str,
        on: str = "2030-01-01",
        *,
        since: str = "0001-01-01",
        known_at: datetime | None = None,
        **where: Any,
    ) -> tuple[int | None, int | None, int | None]:
        """The same with the equivalents in US cents and đồng. `zone` and `project` are given by code."""
        conditions, given = (
            ["measure = %s", "effective_on BETWEEN %s AND %s"],
            [measure, date.fromisoformat(since), date.fromisoformat(on)],
        )
        for column, value in where.items():
            if column in {"zone", "project"}:
                conditions.append(f"{column}_id IN (SELECT id FROM ledger_{column} WHERE code = %s)")
            else:
                conditions.append(f"{column} = %s")
            given.append(value)
        if known_at is not None:
            conditions.append("recorded_at <= %s")
            given.append(known_at)
        sql = f"SELECT SUM(amount), SUM(usd), SUM(vnd), SUM(count) FROM ledger_posting WHERE {' AND '.join(conditions)}"
        amount, usd, vnd, count = fetch(sql, given)[0]
        return (int(amount), int(usd), int(vnd)) if count else (None, None, None)


def event(kind: str, on: str | None, fields: dict[str, Any]) -> Any:
    """An event as a person would write it."""
    return build(kind, {**fields, **({"effective_on": on} if on else {})})


@pytest.fixture
def desk(database: str) -> Desk:
    """A book to record in, on each kind of database."""
    return Desk()
