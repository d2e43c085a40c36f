"""Units and scales stand once; the writers of numbers are one family, which agree on random values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.language import (
    AMOUNT_UNITS,
    FOREIGN_MONEY,
    Lang,
    Quantity,
    QuantityUnreadable,
    Unit,
    axis_unit,
    format_number,
    format_quantity,
    format_short,
    parse_area_m2,
    parse_capital,
    parse_money,
    parse_number,
    plain_number,
    round_half_up,
    to_hectares,
    unit_label,
)
from parkledger.language.units import MONEY_POWERS

VALUES = st.fractions(max_denominator=10**7) | st.integers(-(10**18), 10**18).map(Fraction)
DECIMALS = st.integers(0, 6)


@given(VALUES, DECIMALS, st.sampled_from(Lang))
def test_people_and_machines_read_the_same_number(value: Fraction, decimals: int, lang: Lang) -> None:
    machine = Fraction(plain_number(value, decimals))
    assert (
        machine == parse_number(format_number(value, lang, decimals=decimals), lang) == round_half_up(value, decimals)
    )


@given(VALUES, DECIMALS, st.sampled_from(Lang))
def test_a_short_number_is_exact_where_it_ends_soon(value: Fraction, most: int, lang: Lang) -> None:
    read = parse_number(format_short(value, lang, most), lang)
    assert read == round_half_up(value, most)
    assert (read == value) == ((value * 10**most).denominator == 1)


@given(VALUES)
def test_machines_are_given_the_number_itself_up_to_ten_decimals(value: Fraction) -> None:
    text = plain_number(value)
    assert Fraction(text) == round_half_up(value, 10)
    assert "." not in text or not text.endswith("0")


def test_machines_are_given_nothing_for_the_unknown() -> None:
    assert plain_number(None) == ""


@pytest.mark.parametrize(
    "unit", [each for each in AMOUNT_UNITS.values() if each.unit is not None], ids=lambda unit: unit.code
)
def test_an_amount_in_words_is_the_amount_in_its_smallest_unit(unit) -> None:
    text = f"12 {unit.name.vi}"
    if unit.kind == "money":
        assert parse_capital(text) == (unit.currency, 12 * unit.smallest)
        if unit.unit in FOREIGN_MONEY:
            with pytest.raises(QuantityUnreadable, match="USD"):
                parse_money(text)
        else:
            assert parse_money(text) == (unit.currency, 12 * unit.smallest)
    elif not unit.power:
        assert parse_area_m2(text) == 12 * unit.smallest


@given(st.sampled_from(["USD", "VND"]), st.integers(1, 10**16).map(Fraction))
def test_an_axis_has_the_scale_of_the_sentence(unit: str, largest: Fraction) -> None:
    divisor, label = axis_unit(unit, largest)
    sentence = format_quantity(Quantity(round_half_up(largest / divisor, 0) * divisor, Unit(unit)), Lang.VI)
    assert divisor in {1, *(10**power for power in MONEY_POWERS)}
    assert divisor == 1 or largest >= divisor
    assert sentence.endswith(label.vi) or round_half_up(largest / divisor, 0) >= 1000


def test_labels_of_what_is_not_money_have_no_scale() -> None:
    assert axis_unit("person", Fraction(10**9)) == (1, unit_label("person"))


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("VND/m2/year", "đồng/m²/năm", "VND/m²/year"),
        ("USD/person", "USD/người", "USD/person"),
        ("m3/day", "m³/ngày đêm", "m³/day"),
        ("zone", "khu, cụm", "zones"),
        ("furlong", "furlong", "furlong"),
    ],
)
def test_labels(code: str, vi: str, en: str) -> None:
    assert (unit_label(code).vi, unit_label(code).en) == (vi, en)


@given(st.integers(0, 10**13))
def test_hectares_are_exact(area: int) -> None:
    assert to_hectares(area) * 10_000 == area
