"""Classes of a map of provinces: round limits, no class empty, about as many provinces in each."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.briefing.province_map import COLOURS, MOST_CLASSES, classes_of, colour_of, limits, roundest


def numbers(*values: int | str) -> list[Fraction]:
    return [Fraction(value) for value in values]


@pytest.mark.parametrize(
    ("above", "until", "step", "found"),
    [
        ("45.5", "81.2", 50, 50),
        ("50", "1510.18", 1000, 1000),
        ("3", "4", 2, 4),
        ("0.31", "0.34", "0.02", "0.34"),
        ("-12", "7", 100, 0),
        ("-12", "-3", 10, -10),
        ("1234567", "1240000", 20000, 1240000),
        ("999", "1000", 1000, 1000),
    ],
)
def test_a_limit_is_the_roundest_number_of_a_gap(above, until, step, found) -> None:
    assert roundest(Fraction(above), Fraction(until)) == (Fraction(step), Fraction(found))


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        (numbers(), []),
        (numbers(5), []),
        (numbers(5, 5, 5), []),
        (numbers("45.5", "81.2"), numbers(50)),
        (numbers(*range(1, 9)), numbers(3, 5, 7)),
        (numbers(*[0] * 30, 1, 5, 9), numbers(1, 5, 8)),
    ],
)
def test_limits_of_values(values, starts) -> None:
    assert limits(values) == starts


@given(st.lists(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=1000), max_size=63))
def test_every_value_has_a_class_no_class_is_empty_and_colours_rise_with_values(values) -> None:
    classes = classes_of(values, limits(values))
    assert len(classes) == min(MOST_CLASSES, len(set(values)))
    assert [each.colour for each in classes] == list(COLOURS[len(classes)] if classes else ())
    colours = [colour_of(value, classes) for value in sorted(values)]
    assert colours == sorted(colours)
    assert set(colours) == {each.colour for each in classes}


@given(st.lists(st.integers(0, 10**9), min_size=8, max_size=63, unique=True))
def test_where_all_values_differ_classes_are_of_about_as_many(values) -> None:
    classes = classes_of(numbers(*values), limits(numbers(*values)))
    held = [sum(colour_of(Fraction(value), classes) == each.colour for value in values) for each in classes]
    assert max(held) <= len(values) / MOST_CLASSES + 2 * len(values) / MOST_CLASSES / 6 + 2
