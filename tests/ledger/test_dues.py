"""Dues to the State: assessed, paid, reduced; what is outstanding and in arrears on any day, held against a day-by-day calculation."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from parkledger.duties import DutyKind, DutyState
from parkledger.figures.current import close, expire
from parkledger.language import Lang, ParkError
from parkledger.ledger.errors import DuesExceeded, EventTwice, ReferenceUnknown
from parkledger.ledger.models import Book
from parkledger.records.dates import Dates
from parkledger.records.dues import dues_on, dues_table
from parkledger.records.duties import duties_on
from tests.figures.books import Scribe, usd, value, vnd

MONTH = ("2023-01-31", "2023-03-31", "2023-04-01", "2023-05-20", "2023-12-31")


@pytest.fixture(autouse=True)
def _opened_anew() -> Iterator[None]:
    close()
    yield
    close()


def assessed(
    bg: Scribe, code: str, amount: int, due_by: str = "2023-03-31", on: str = "2023-01-10", **about: Any
) -> int:
    given = {"zone": "kcn-mot"} | about
    return bg(
        "dues_assessed", effective_on=on, obligation=code, due="land_rent", amount=vnd(amount), due_by=due_by, **given
    )


def settled(bg: Scribe, code: str, amount: int, on: str, what: str = "dues_paid", **about: Any) -> int:
    given = {"zone": "kcn-mot"} | about | ({"ground": "quyết định minh họa"} if what == "dues_reduced" else {})
    return bg(what, effective_on=on, obligation=code, amount=vnd(amount), **given)


def state(on: str) -> dict[str, DutyState]:
    expire()
    found = duties_on(Dates(date.fromisoformat(on)))
    return {phase.duty.key: phase.state for phase in found if phase.duty.kind is DutyKind.PAYMENT}


def test_what_is_not_paid_by_its_day_is_in_arrears(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    assessed(bg, "A", 1000)
    settled(bg, "A", 300, "2023-02-01")
    settled(bg, "A", 200, "2023-05-20", "dues_reduced")
    assert [value(home, "dues.outstanding", on) for on in MONTH] == [1000, 700, 700, 500, 500]
    assert [value(home, "dues.arrears", on) or 0 for on in MONTH] == [0, 0, 700, 500, 500]
    flows = [value(home, f"dues.{what}", "2023-12-31") for what in ("assessed", "paid", "reduced")]
    assert flows == [1000, 300, 200]
    assert value(home, "dues.arrears_share", "2023-12-31") == Fraction(100)
    assert (state("2023-03-30")["A"], state("2023-04-01")["A"]) == (DutyState.DUE_SOON, DutyState.OVERDUE)
    settled(bg, "A", 500, "2023-06-30")
    assert state("2023-06-30")["A"] is DutyState.DONE_LATE
    assert value(home, "dues.arrears", "2023-06-30") == 0
    (one,) = dues_on(Dates(date(2023, 6, 30)), [Book.objects.get().pk])
    assert (one.paid, one.reduced, one.outstanding, one.grounds) == (800, 200, 0, ["quyết định minh họa"])
    assert dues_table([one], [one], Dates(date(2023, 6, 30)), Lang.VI).totals[0].cell("paid").value == 800


def test_what_cannot_be_is_refused(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    bg.zone("Hai", industrial_m2=100)
    assessed(bg, "A", 1000)
    with pytest.raises(EventTwice):
        assessed(bg, "A", 2000)
    with pytest.raises(DuesExceeded):
        settled(bg, "A", 1001, "2023-02-01")
    settled(bg, "A", 900, "2023-06-01")
    with pytest.raises(DuesExceeded):  # 900 were paid later: no more than 100 can have been paid before
        settled(bg, "A", 101, "2023-02-01")
    for code, zone in (("B", "kcn-mot"), ("A", "kcn-hai")):
        with pytest.raises(ReferenceUnknown):
            settled(bg, code, 10, "2023-02-01", zone=zone)
    for fields in ({"amount": usd(10)}, {"amount": vnd(0)}, {"project": "DA"}, {"zone": None}):
        given: dict[str, Any] = {"zone": "kcn-mot", "amount": vnd(10), **fields}
        with pytest.raises(ParkError):
            bg("dues_paid", effective_on="2023-02-01", obligation="A", **given)


@pytest.mark.parametrize("seed", range(4))
def test_random_payments_stand_as_a_count_day_by_day_says(sqlite_database: None, home: Path, seed: int) -> None:
    chance = random.Random(seed)
    bg = Scribe()
    zone = bg.zone("Mot", industrial_m2=100)
    about: dict[str, Any] = {"name": "A", "enterprise": "X", "origin": "fdi", "zone": zone, "capital": usd(300)}
    bg("project_registered", effective_on="2022-01-01", project="DA1", **about)
    obligations: dict[str, tuple[int, date, date]] = {}
    payments: list[tuple[str, int, date]] = []
    for number in range(12):
        code, amount, on = (
            f"K{number}",
            chance.randint(100, 999),
            date(2023, 1, 1) + timedelta(days=chance.randint(0, 90)),
        )
        due = on + timedelta(days=chance.randint(-10, 60))
        whose: dict[str, Any] = chance.choice([{"zone": "kcn-mot"}, {"zone": None, "project": "DA1"}])
        assessed(bg, code, amount, due.isoformat(), on.isoformat(), **whose)
        obligations[code] = (amount, on, due)
        left, day = amount, on
        for _ in range(chance.randint(0, 4)):
            part, day = chance.randint(1, max(left, 1)), day + timedelta(days=chance.randint(0, 40))
            if part > left:
                break
            seq = settled(bg, code, part, day.isoformat(), chance.choice(["dues_paid", "dues_reduced"]), **whose)
            if chance.random() < 0.25:
                bg.withdraw(seq)
                continue
            left -= part
            payments.append((code, part, day))
    for _ in range(12):
        on = date(2023, 1, 1) + timedelta(days=chance.randint(0, 250))
        outstanding = arrears = 0
        for code, (amount, since, due) in obligations.items():
            if since <= on:
                rest = amount - sum(part for paid, part, day in payments if paid == code and day <= on)
                outstanding += rest
                arrears += rest if due < on else 0
        assert (
            value(home, "dues.outstanding", on.isoformat()) or 0,
            value(home, "dues.arrears", on.isoformat()) or 0,
        ) == (
            outstanding,
            arrears,
        ), on
        told = dues_on(Dates(on), [Book.objects.get().pk])
        assert (sum(one.outstanding for one in told), sum(one.arrears(on) for one in told)) == (outstanding, arrears)


def test_an_assessment_that_was_paid_of_is_not_withdrawn(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    seq = assessed(bg, "A", 1000)
    settled(bg, "A", 300, "2023-02-01")
    with pytest.raises(ParkError):
        bg.withdraw(seq)
    with pytest.raises(ParkError):
        bg.correct(
            seq,
            "dues_assessed",
            effective_on="2023-01-10",
            obligation="A",
            due="land_rent",
            amount=vnd(200),
            due_by="2023-03-31",
            zone="kcn-mot",
        )
