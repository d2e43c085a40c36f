"""Decimal numbers given as text at the command line, in a file of lines and to the API mean one thing, or are refused."""

import json
from decimal import Decimal
from typing import Any

import pytest

from parkledger.language import ParkError, machine_decimal
from parkledger.ledger.book.loading import load
from parkledger.ledger.book.recording import Writer, build, writing
from parkledger.ledger.book.typed_fields import typed_fields
from parkledger.ledger.errors import FieldsRefused, RateUnusual
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import Desk

RATE = {"type": "exchange_rate_set", "effective_on": "2023-08-22", "source": "NHNN"}
TARIFF: dict[str, Any] = {
    "tariff": "wastewater",
    "zone": "KCN A",
    "currency": "VND",
    "per": "m3",
    "effective_on": "2023-08-22",
}


@pytest.mark.parametrize(
    ("typed", "machine"),
    [
        ("7,2", "7.2"),
        ("7.2", "7.2"),
        ("25.4", "25.4"),
        ("26450", "26450"),
        ("0.5", "0.5"),
        ("0.125", "0.125"),
        ("1.2340", "1.2340"),
        ("26450.125", "26450.125"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,125", "1.125"),
        ("1e3", "1e3"),
        ("x", "x"),
    ],
)
def test_one_meaning(typed: str, machine: str) -> None:
    """Either usage is read where it can mean one number only; what is no number is left for the field to refuse."""
    assert machine_decimal(typed) == machine


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("25.000", ("25000", "25"), ("25000", "25")),
        ("12.000", ("12000", "12"), ("12000", "12")),
        ("1.234", ("1234", "1,234"), ("1234", "1.2340")),
        ("-1.500", ("-1500", "-1,5"), ("-1500", "-1.5")),
    ],
)
def test_two_meanings(typed: str, vi: tuple[str, str], en: tuple[str, str]) -> None:
    """A point before three digits is refused, and what the refusal says to write is read as it says."""
    with pytest.raises(ParkError) as refused:
        machine_decimal(typed)
    for lang, written in (("vi", vi), ("en", en)):
        assert all(f" {each} " in f"{refused.value.message(lang)} ".replace(".", " . ", 0) for each in written)  # type: ignore[arg-type]
        assert Decimal(machine_decimal(written[0])) == Decimal(machine_decimal(written[1])) * 1000


def test_named_fields() -> None:
    """Every unclear field is named, one within another by both names; numbers of JSON are what they are."""
    fields = {"price": "12.000", "note": "12.000", "zone": "1.000", "grade": "5.000"}
    with pytest.raises(FieldsRefused) as refused:
        typed_fields("tariff_set", fields)
    assert refused.value.facts["field"] == ["price"]
    within = {"capital": "5 tỷ", "rate": {"vnd_per_usd": "25.000", "source": "1.000", "on": "2023-08-22"}}
    with pytest.raises(FieldsRefused, match=r"rate\.vnd_per_usd"):
        typed_fields("project_registered", within)
    assert typed_fields("monitoring_result", {"ph": "7,2", "cod": 1.125})["ph"] == "7.2"
    assert typed_fields("tariff_set", {"price": 1.125}) == {"price": 1.125}


def test_lines_of_a_file(desk: Desk) -> None:
    """Lines with an unclear number are refused, whatever the field; the others are recorded."""
    lines: list[dict[str, Any]] = [
        RATE | {"vnd_per_usd": "25.000"},
        RATE | {"vnd_per_usd": "23.150,5"},
        RATE | {"vnd_per_usd": 23.151, "effective_on": "2023-08-23"},
    ]
    report = load(desk.code, [json.dumps(each) for each in lines], by="lan")
    assert report.recorded == 1
    assert [type(each.error) for each in report.refused] == [FieldsRefused, RateUnusual]
    event, _ = Writer(book_ref(desk.code), "lan").stored(2)
    assert event.payload()["vnd_per_usd"] == "23150.5"


def test_what_is_kept_reads_back(desk: Desk) -> None:
    """A price of three decimals is kept as text with a point, is corrected in another field, and verifies."""
    desk.zone("A")
    recorded = desk.record("tariff_set", **{**TARIFF, "price": 1.125})
    with writing(desk.code, "lan") as writer:
        kept = writer.stored(recorded.seq)[0].model_dump(mode="json", exclude_none=True)
        assert kept["price"] == "1.125"
        writer.correct(recorded.seq, build("tariff_set", {**kept, "grade": "A"}), reason="thiếu loại")
    assert desk.problems() == []


@pytest.mark.parametrize("rate", [25, "1.04", "999.9", 100_001])
def test_a_rate_that_never_was(desk: Desk, rate: object) -> None:
    """Refused from 1990 on, set for the book or given with an amount; the years before had such rates."""
    with pytest.raises(RateUnusual, match=r"1\.000"):
        desk.record("exchange_rate_set", "1/1/1990", vnd_per_usd=rate, source="x")
    with pytest.raises(RateUnusual) as refused:
        desk.project("DA-1", rate={"vnd_per_usd": rate, "source": "x", "on": "2018-01-01"})
    assert refused.value.field == "rate.vnd_per_usd"
    if rate == 25:
        desk.record("exchange_rate_set", "31/12/1989", vnd_per_usd=rate, source="x")


@pytest.mark.parametrize(
    ("typed", "machine"),
    [("10.000", "10000"), ("1.250", "1250"), ("2.345.678", "2345678"), ("12", "12"), ("1e3", "1e3"), ("7,5", "7,5")],
)
def test_a_point_in_a_whole_number_marks_thousands(typed: str, machine: str) -> None:
    assert typed_fields("facility_commissioned", {"capacity": typed, "facility": "T"})["capacity"] == machine


def test_a_whole_number_with_a_point_elsewhere_is_refused() -> None:
    with pytest.raises(FieldsRefused, match=r"1\.5"):
        typed_fields("work_stoppage_begun", {"workers": "1.5"})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4,5 triệu USD", {"currency": "USD", "amount": 450_000_000}),
        ("1.200.000 USD", {"currency": "USD", "amount": 120_000_000}),
        ("1.250 triệu đồng", {"currency": "VND", "amount": 1_250_000_000}),
        ("1,2 tỷ đồng", {"currency": "VND", "amount": 1_200_000_000}),
    ],
)
def test_money_in_words_is_read_with_its_unit(desk: Desk, typed: str, kept: dict[str, object]) -> None:
    """An amount with decimals or thousands is no whole number without a unit, wherever it is typed."""
    desk.zone("A")
    before = desk.project("DA-1").seq
    line = {"type": "capital_implemented", "project": "DA-1", "capital": typed, "effective_on": "2023-08-22"}
    report = load(desk.code, [json.dumps(line)], by="lan")
    assert [each.error for each in report.refused] == []
    event, _ = Writer(book_ref(desk.code), "lan").stored(before + 1)
    assert event.payload()["capital"] == kept


def test_areas_are_read_with_their_unit_whether_they_must_be_given_or_may_be(desk: Desk) -> None:
    """An area has a reader of its own: it is no bare whole number, of which decimals are refused."""
    before = desk.zone("A").seq
    areas = {"area_m2": "12,5 ha", "industrial_m2": "7,25 ha"}
    line = {"type": "area_changed", "zone": "A", "direction": "expanded", "effective_on": "2023-08-22", **areas}
    report = load(desk.code, [json.dumps(line)], by="lan")
    assert [each.error for each in report.refused] == []
    event, _ = Writer(book_ref(desk.code), "lan").stored(before + 1)
    kept = event.payload()
    assert (kept["area_m2"], kept["industrial_m2"]) == (125_000, 72_500)
