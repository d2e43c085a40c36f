"""Dues to the State: assessed, paid, reduced; what is outstanding and in arrears on any day, held against a day-by-day calculation."""

import copy
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
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.errors import AlreadyReversed, DuesExceeded, EventTwice, HeldShort, ReferenceUnknown
from parkledger.ledger.models import Book, Event
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


def corrected(bg: Scribe, seq: int, code: str, amount: int, due_by: str, on: str = "2023-01-10", **about: Any) -> int:
    given = {"zone": "kcn-mot"} | about | {"obligation": code, "due": "land_rent", "amount": vnd(amount)}
    return bg.correct(seq, "dues_assessed", effective_on=on, due_by=due_by, **given)


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
    with pytest.raises(HeldShort) as refused:
        bg.withdraw(seq)
    assert "thiếu 300 đồng" in refused.value.message(Lang.VI)
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


@pytest.mark.parametrize(
    ("due_by", "arrears"),
    [("2023-02-15", [0, 400, 400, 400, 100, 100]), ("2023-06-30", [0, 0, 0, 0, 0, 100])],
)
def test_a_due_day_corrected_after_payments_moves_what_is_in_arrears(
    sqlite_database: None, home: Path, due_by: str, arrears: list[int]
) -> None:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    seq = assessed(bg, "A", 1000)
    settled(bg, "A", 600, "2023-02-01")
    late = settled(bg, "A", 300, "2023-05-20")
    days = ("2023-02-10", "2023-02-20", "2023-03-31", "2023-04-01", "2023-05-20", "2023-07-01")
    told = "2023-01-02T00:00:00"
    corrected(bg, seq, "A", 1000, due_by, at="2023-01-03T00:00:00")
    assert [value(home, "dues.arrears", on) or 0 for on in days] == arrears
    assert [value(home, "dues.arrears", on, known_at=told) or 0 for on in days] == [0, 0, 0, 400, 100, 100]
    assert value(home, "dues.paid", "2023-12-31") == 900
    assert not [p for p in verify(bg.book).problems if p.code != "guards_missing"]
    with pytest.raises(AlreadyReversed):  # the payments were recorded anew, each in its own place
        bg.withdraw(late)


def test_an_assessment_is_not_corrected_to_less_than_was_paid_of_it(sqlite_database: None, home: Path) -> None:
    bg = Scribe()
    bg.zone("Mot", industrial_m2=100)
    seq = assessed(bg, "A", 1000)
    settled(bg, "A", 600, "2023-02-01")
    with pytest.raises(DuesExceeded):
        corrected(bg, seq, "A", 500, "2023-03-31")
    assert value(home, "dues.outstanding", "2023-03-31") == 400
    corrected(bg, seq, "A", 600, "2023-03-31")
    assert [value(home, f"dues.{what}", "2023-04-01") or 0 for what in ("outstanding", "arrears")] == [0, 0]


Told = dict[str, tuple[int, date, date, list[tuple[int, int, date]]]]
"""Obligations with amount, first and last day, and what was paid: the event's number, amount, day."""


def standing(told: Told, on: date) -> tuple[int, int]:
    """What is outstanding and in arrears on a day, counted from what was told alone."""
    outstanding = arrears = 0
    for amount, since, due, paid in told.values():
        if since <= on:
            rest = amount - sum(part for _, part, day in paid if day <= on)
            outstanding += rest
            arrears += rest if due < on else 0
    return outstanding, arrears


def change(bg: Scribe, chance: random.Random, told: Told) -> None:
    """Assess an obligation, pay of one, take a payment back, or correct an assessment: its last day, amount, or both."""
    code = f"K{chance.randint(0, 4)}"
    if code not in told:
        amount, since = chance.randint(100, 999), date(2023, 1, 1) + timedelta(days=chance.randint(0, 60))
        due = since + timedelta(days=chance.randint(-10, 60))
        assessed(bg, code, amount, due.isoformat(), since.isoformat())
        told[code] = (amount, since, due, [])
        return
    amount, since, due, paid = told[code]
    left = amount - sum(part for _, part, _ in paid)
    act = chance.choice(["pay", "pay", "withdraw", "correct", "correct"])
    if act == "pay" and left:
        part, day = chance.randint(1, left), since + timedelta(days=chance.randint(0, 90))
        seq = settled(bg, code, part, day.isoformat(), chance.choice(["dues_paid", "dues_reduced"]))
        paid.append((seq, part, day))
    elif act == "withdraw" and paid:
        bg.withdraw(paid.pop(chance.randrange(len(paid)))[0])
    elif act == "correct":
        amount = chance.choice([amount, amount + chance.randint(-left, 100) or 1])
        due = since + timedelta(days=chance.randint(-10, 90))
        held = in_force(code, "dues_assessed")
        corrected(bg, held[0], code, amount, due.isoformat(), since.isoformat())
        numbers = in_force(code, "dues_paid", "dues_reduced")
        again = [(seq, part, day) for seq, (_, part, day) in zip(numbers, paid, strict=True)]
        told[code] = (amount, since, due, again)


def in_force(code: str, *types: str) -> list[int]:
    """The events of types about an obligation that were not taken back, in the order in which they were told."""
    found = Event.objects.filter(type__in=types, payload__contains=f'"{code}"')
    gone = set(Event.objects.exclude(reverses=None).values_list("reverses", flat=True))
    return sorted(seq for seq in found.values_list("seq", flat=True) if seq not in gone)


def corrections_at_random(bg: Scribe, home: Path, seed: int) -> None:
    chance, told = random.Random(seed), Told()
    bg.zone("Mot", industrial_m2=100)
    known: list[tuple[str, Told]] = []
    for _ in range(30):
        change(bg, chance, told)
        known.append((bg.moment.isoformat()[:19], copy.deepcopy(told)))
    for moment, then in (known[-1], *chance.sample(known, 4)):
        for _ in range(8):
            on = date(2023, 1, 1) + timedelta(days=chance.randint(0, 180))
            asked = [f"dues.{what}" for what in ("outstanding", "arrears")]
            found = tuple(value(home, what, on.isoformat(), known_at=moment) or 0 for what in asked)
            assert found == standing(then, on), (seed, moment, on)
    assert [problem for problem in verify(bg.book).problems if problem.code != "guards_missing"] == []


@pytest.mark.parametrize("seed", range(3))
def test_assessments_corrected_at_random_stand_as_a_count_says(sqlite_database: None, home: Path, seed: int) -> None:
    corrections_at_random(Scribe(), home, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
def test_many_assessments_corrected_at_random(sqlite_database: None, home: Path, seed: int) -> None:
    corrections_at_random(Scribe(), home, seed)
