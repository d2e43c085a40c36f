"""How values, differences and intervals are said: with units in words, money by its scale, never by a code."""

import re
from fractions import Fraction

import pytest

from parkledger.briefing.statements import difference_said
from parkledger.checking.amounts import apart, exact, in_sight, interval
from parkledger.checking.statements import Checked, StatementOutcome
from parkledger.language import Lang
from tests.checking.saying import said

VI, EN = Lang.VI, Lang.EN


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        ("9418943552.85", "USD", "9,4189 tỷ USD", "USD 9.4189 billion"),
        ("7500000000", "USD", "7,5 tỷ USD", "USD 7.5 billion"),
        ("258789876605400", "VND", "258,7899 nghìn tỷ đồng", "VND 258.7899 trillion"),
        ("46000", "VND", "46.000 đồng", "VND 46,000"),
        ("174600", "person", "174.600 lao động", "174,600 workers"),
        ("2", "rank", "thứ 2", "rank 2"),
        ("0.5", "USD/m2/year", "0,5 USD/m²/năm", "0.5 USD/m²/year"),
        ("75.5972222", "percent", "75,5972%", "75.5972%"),
    ],
)
def test_a_value_is_said_with_its_unit_in_words(value: str, unit: str, vi: str, en: str) -> None:
    assert (in_sight(Fraction(value), unit, VI), in_sight(Fraction(value), unit, EN)) == (vi, en)


def test_zones_are_said_by_their_kind() -> None:
    assert exact(Fraction(9), "zone", VI, "park") == "9 KCN"


@pytest.mark.parametrize(
    ("low", "high", "unit", "words"),
    [
        ("75.55", "75.65", "percent", "từ 75,55% đến dưới 75,65%"),
        ("174599.5", "174600.5", "person", "đúng 174.600 lao động"),
        ("4", "4.5", "rank", "đúng thứ 4"),
        (None, "10", "ha", "dưới 10 ha"),
        ("10", None, "ha", "từ 10 ha trở lên"),
        (None, None, "ha", "không rõ"),
    ],
)
def test_an_interval_is_said_in_words(low: str | None, high: str | None, unit: str, words: str) -> None:
    first, last = (None if bound is None else Fraction(bound) for bound in (low, high))
    assert interval(first, last, unit, VI) == words


@pytest.mark.parametrize(
    ("difference", "unit", "words"),
    [("-84.0242", "percent", "84,0242 điểm phần trăm"), ("-2", "rank", "2"), ("1500000", "USD", "1,5 triệu USD")],
)
def test_how_far_two_values_are_apart_has_no_sign(difference: str, unit: str, words: str) -> None:
    assert apart(Fraction(difference), unit, VI) == words


def test_a_difference_sets_both_numbers_side_by_side() -> None:
    statement = said("zones.established", "51", "52", quote="51 CCN", kind="cluster")
    found = Checked(statement, StatementOutcome.DIFFERS, value=Fraction(54))
    assert difference_said(found, VI) == "trang ghi 51 CCN, sổ ghi 54 CCN, chênh 3 CCN"
    assert re.fullmatch(r"the page says 51 CCN, the ledger 54 zones, 3 zones apart", difference_said(found, EN))
    assert difference_said(Checked(statement, StatementOutcome.AGREES, value=Fraction(51)), VI) == ""
