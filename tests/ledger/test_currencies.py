"""Capital in other currencies than đồng and US dollars: recorded as it was decided, counted at the rate of its day."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from parkledger.catalogue import ForeignCurrency
from parkledger.figures.wording import number
from parkledger.language import FOREIGN_MONEY, Lang
from parkledger.ledger.book.recording import build
from parkledger.ledger.errors import (
    CapitalCountedApart,
    CapitalShort,
    CurrenciesSeveral,
    EventTwice,
    FieldsRefused,
    ForeignRateMissing,
    ForeignRateUnusual,
)
from parkledger.ledger.events.base import Money
from parkledger.ledger.store.journal import entries
from tests.ledger.conftest import Desk

USD = 20_000
"""Đồng for one US dollar in the desk's book."""


@pytest.fixture
def office(desk: Desk) -> Desk:
    """A book whose euro is at 26,000 đồng in 2023, 28,000 from 2024 on; the desk's own rate is of the dollar."""
    desk.record("currency_rate_set", "1/1/2023", currency="EUR", vnd_per_unit="26000", source="NHNN")
    desk.record("currency_rate_set", "1/1/2024", currency="EUR", vnd_per_unit="28000.5", source="NHNN")
    desk.record("currency_rate_set", "1/1/2023", currency="JPY", vnd_per_unit="170.25", source="NHNN")
    return desk


def journal(desk: Desk) -> list[dict[str, Any]]:
    return [dict(entry) for entry in entries(desk.id)]


def in_cents(amount: Fraction, vnd_per_unit: str) -> int:
    """US cents, rounded half up, by an own calculation."""
    exact = amount * Fraction(Decimal(vnd_per_unit)) / USD * 100
    return int(exact + Fraction(1, 2))


def test_the_currencies_that_capital_may_be_in_are_named_once_each() -> None:
    assert [each.value for each in ForeignCurrency] == [unit.value for unit in FOREIGN_MONEY]
    named = Money.model_json_schema()["properties"]["currency"]["enum"]
    assert named == ["USD", "VND", *ForeignCurrency]


def test_capital_in_euros_is_kept_in_euros_and_counted_in_dollars_at_the_rate_of_its_day(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR")
    office.record("capital_adjusted", "1/6/2024", project="P1", capital="1,5 triệu euro")
    office.record("capital_implemented", "1/7/2024", project="P1", capital="200 triệu yên")
    first, more = in_cents(Fraction(5_000_000), "26000"), in_cents(Fraction(1_500_000), "28000.5")
    assert office.total("capital.in_force", "2023-12-31") == first
    assert office.total("capital.in_force", "2024-12-31") == first + more
    assert office.total("capital.implemented", "2024-12-31") == in_cents(Fraction(200_000_000), "170.25")
    told = [
        entry["payload"] for entry in journal(office) if entry["type"] in {"project_registered", "capital_adjusted"}
    ]
    assert [each["capital"] for each in told] == [
        {"currency": "EUR", "amount": 500_000_000},
        {"currency": "EUR", "amount": 150_000_000},
    ]
    assert [(each["rate"]["currency"], each["rate"]["vnd_per_unit"]) for each in told] == [
        ("EUR", "26000"),
        ("EUR", "28000.5"),
    ]
    assert office.problems() == []


def test_what_was_counted_is_never_counted_again_when_the_rate_changes(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR")
    before = office.total("capital.in_force", "2023-12-31")
    office.record("currency_rate_set", "1/5/2023", currency="EUR", vnd_per_unit="25000", source="Hải quan")
    assert office.total("capital.in_force", "2023-12-31") == before
    office.project("P2", "2/6/2023", capital="5 triệu EUR")
    after = office.total("capital.in_force", "2023-12-31")
    assert after == in_cents(Fraction(5_000_000), "26000") + in_cents(Fraction(5_000_000), "25000")


def left(desk: Desk, measure: str = "capital.in_force", **where: Any) -> tuple[int | None, int | None, int | None]:
    return desk.totals(measure, "2026-12-31", **where)


def test_all_that_was_registered_in_euros_is_taken_off_at_what_it_was_counted_for(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR", charter="1 triệu EUR")
    office.record("capital_adjusted", "1/6/2024", project="P1", capital="1.234.567,89 EUR")
    office.record("shares_bought", "1/7/2024", project="P1", value="333.333 EUR", raises_capital=True)
    whole = left(office)[1] or 0
    office.record("capital_adjusted", "1/8/2024", project="P1", direction="down", capital="2.000.000,01 EUR")
    share = Fraction(200_000_001, 500_000_000 + 123_456_789 + 33_333_300)
    assert abs((left(office)[1] or 0) - whole * (1 - share)) < 1, (
        "a part takes off its share of what all was counted for"
    )
    office.record("capital_adjusted", "1/9/2025", project="P1", direction="down", capital="4.567.900,88 EUR")
    office.record("capital_adjusted", "1/9/2025", project="P1", direction="down", charter="1 triệu EUR")
    assert left(office) == left(office, "capital.charter") == (0, 0, 0)
    assert office.problems() == []


def test_the_rate_of_a_decrease_stands_with_it_and_needs_none_of_its_day(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR")
    seq = next(each["seq"] for each in journal(office) if each["payload"].get("vnd_per_unit") == "26000")
    office.withdraw(seq)
    office.record("capital_adjusted", "1/6/2023", project="P1", direction="down", capital="4 triệu EUR")
    kept = journal(office)[-1]["payload"]["rate"]
    assert (kept["currency"], kept["vnd_per_unit"], kept["vnd_per_usd"]) == ("EUR", "26000", "20000")
    assert kept["source"] == "bình quân vốn đã ghi bằng EUR"
    assert left(office)[1] == in_cents(Fraction(1_000_000), "26000")


def test_a_decrease_beyond_what_is_registered_in_its_currency_counts_at_the_rate_of_the_day(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR")
    with pytest.raises(CapitalShort, match="P1"):
        office.record("capital_adjusted", "1/6/2024", project="P1", direction="down", capital="5,1 triệu EUR")
    office.record("capital_adjusted", "1/6/2024", project="P1", capital="10 triệu USD")
    office.record("capital_adjusted", "2/6/2024", project="P1", direction="down", capital="6 triệu EUR")
    assert left(office)[1] == 1_000_000_000 - in_cents(Fraction(1_000_000), "28000.5")
    office.project("P2", "1/6/2023", capital="10 triệu USD")
    office.record("capital_adjusted", "1/6/2024", project="P2", direction="down", capital="1 triệu EUR")
    assert left(office, project="P2")[1] == 1_000_000_000 - in_cents(Fraction(1_000_000), "28000.5")
    assert office.problems() == []


def test_what_was_taken_back_or_came_later_is_not_in_the_average(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR")
    wrong = office.record("capital_adjusted", "1/2/2024", project="P1", capital="5 triệu EUR").seq
    office.withdraw(wrong)
    office.record("capital_adjusted", "1/6/2025", project="P1", capital="5 triệu EUR")
    down = office.record("capital_adjusted", "1/3/2024", project="P1", direction="down", capital="2 triệu EUR").seq
    assert journal(office)[-1]["payload"]["rate"]["vnd_per_unit"] == "26000"
    office.correct(down, "capital_adjusted", "1/3/2024", project="P1", direction="down", capital="5 triệu EUR")
    assert left(office)[1] == in_cents(Fraction(5_000_000), "28000.5")
    assert office.problems() == []


def test_investment_and_charter_capital_that_were_counted_differently_are_taken_off_one_by_one(office: Desk) -> None:
    office.project("P1", "1/6/2023", capital="5 triệu EUR", charter="1 triệu EUR")
    office.record("capital_adjusted", "1/6/2024", project="P1", capital="1 triệu EUR")
    both: dict[str, Any] = {"project": "P1", "direction": "down", "capital": "6 triệu EUR", "charter": "1 triệu EUR"}
    with pytest.raises(CapitalCountedApart, match="EUR"):
        office.record("capital_adjusted", "1/7/2024", **both)
    office.project("P2", "1/6/2023", capital="6 triệu EUR", charter="1 triệu EUR")
    office.record("capital_adjusted", "1/7/2024", **both | {"project": "P2"})
    assert left(office, project="P2") == left(office, "capital.charter", project="P2") == (0, 0, 0)


def test_capital_of_infrastructure_is_taken_off_in_its_own_measure(office: Desk) -> None:
    office.project("H1", "1/6/2023", capital="5 triệu EUR", role="infrastructure")
    office.project("H2", "1/6/2023", capital="5 triệu USD", role="infrastructure")
    with pytest.raises(CapitalShort):
        office.record("capital_adjusted", "1/7/2024", project="H2", direction="down", capital="6 triệu USD")
    for project, amount in (("H1", "5 triệu EUR"), ("H2", "5 triệu USD")):
        office.record("capital_adjusted", "1/7/2024", project=project, direction="down", capital=amount)
    assert left(office, "capital.infrastructure") == (0, 0, 0)
    assert office.problems() == []


def test_a_rate_that_is_given_is_the_one_that_is_used(office: Desk) -> None:
    rate = {"vnd_per_usd": "20000", "source": "NHTM", "on": "2023-06-01", "vnd_per_unit": "27500"}
    office.project("P1", "1/6/2023", capital="5 triệu EUR", rate=rate)
    assert office.total("capital.in_force", "2023-12-31") == in_cents(Fraction(5_000_000), "27500")
    assert journal(office)[-1]["payload"]["rate"]["currency"] == "EUR"


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [
        (12_345_678, "EUR", "12,35 triệu EUR"),
        (3_250_000_000, "JPY", "3,25 tỷ JPY"),
        (-1_500_000, "EUR", "-1,50 triệu EUR"),
    ],
)
def test_capital_is_told_as_finely_in_any_currency(amount: int, unit: str, said: str) -> None:
    assert number(Fraction(amount), unit, Lang.VI) == said


def test_no_rate_no_event_and_the_refusal_names_the_currency_and_the_day(office: Desk) -> None:
    with pytest.raises(ForeignRateMissing, match="KRW/VND cho ngày 1/6/2023"):
        office.project("P1", "1/6/2023", capital="900 triệu won")
    with pytest.raises(ForeignRateMissing, match="EUR"):
        office.project("P1", "31/12/2022", capital="5 triệu EUR")


def test_a_slip_of_thousands_two_currencies_and_other_money_are_refused(office: Desk) -> None:
    with pytest.raises(ForeignRateUnusual):
        office.record("currency_rate_set", "1/2/2024", currency="EUR", vnd_per_unit="28", source="NHNN")
    with pytest.raises(EventTwice):
        office.record("currency_rate_set", "1/1/2024", currency="EUR", vnd_per_unit="28000", source="NHNN")
    with pytest.raises(CurrenciesSeveral):
        office.project("P1", "1/6/2023", capital="5 triệu EUR", charter="100 triệu JPY")
    fine = {"effective_on": "2024-01-01", "project": "P1", "sanction": "fine", "fine": "5 triệu EUR"}
    with pytest.raises(FieldsRefused, match="USD"):
        build("schedule_sanction", fine)
    with pytest.raises(FieldsRefused, match="USD"):
        build("schedule_sanction", fine | {"fine": {"currency": "EUR", "amount": 5}})


def test_a_withdrawn_rate_is_none_any_more(office: Desk) -> None:
    seq = next(each["seq"] for each in journal(office) if each["payload"].get("vnd_per_unit") == "28000.5")
    office.withdraw(seq)
    office.project("P1", "1/6/2024", capital="5 triệu EUR")
    assert office.total("capital.in_force", "2024-12-31") == in_cents(Fraction(5_000_000), "26000")
    assert office.problems() == []
