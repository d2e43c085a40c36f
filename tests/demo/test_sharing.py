"""The arithmetic by which totals are divided."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.demo.division import in_turn, split, spread, wave

WEIGHTS = st.lists(st.integers(1, 1000), min_size=1, max_size=40)


@given(total=st.integers(0, 10**18), weights=WEIGHTS, step=st.integers(1, 10**9))
def test_parts_add_up_to_the_total_and_none_is_negative(total: int, weights: list[int], step: int) -> None:
    parts = split(total, weights, step)
    assert sum(parts) == total
    assert min(parts) >= 0
    assert all(part % step == 0 for part in parts[1:])


@given(total=st.integers(0, 10**12), weights=WEIGHTS)
def test_a_part_is_within_one_of_its_due(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(split(total, weights), weights, strict=True):
        assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(
    ("total", "weights", "step", "parts"),
    [
        (10, [1, 1, 1], 1, [4, 3, 3]),
        (10, [1, 2], 1, [3, 7]),
        (1050, [1, 1], 100, [550, 500]),
        (7, [3], 5, [7]),
    ],
)
def test_splits_as_written(total: int, weights: list[int], step: int, parts: list[int]) -> None:
    assert split(total, weights, step) == parts


@given(first=st.dates(date(2003, 1, 1), date(2024, 1, 1)), span=st.integers(0, 900), count=st.integers(1, 60))
def test_days_lie_in_the_period_in_order(first: date, span: int, count: int) -> None:
    last = first + timedelta(days=span)
    days = spread(first, last, count)
    assert len(days) == count
    assert first <= min(days) <= max(days) <= last


def test_days_are_working_days_where_the_period_has_any() -> None:
    assert all(day.weekday() < 5 for day in spread(date(2023, 1, 5), date(2023, 8, 18), 43))


@given(n=st.integers(0, 10**6), low=st.integers(0, 50), extra=st.integers(0, 50))
def test_a_wave_stays_in_its_bounds(n: int, low: int, extra: int) -> None:
    assert low <= wave(n, low, low + extra) <= low + extra


@given(weights=st.lists(st.integers(1, 30), min_size=1, max_size=6), rounds=st.integers(1, 200))
def test_turns_are_dealt_by_weight(weights: list[int], rounds: int) -> None:
    places = [f"zone-{n}" for n in range(len(weights))]
    taken: dict[str, int] = {}
    dealt = Counter(in_turn(places, weights, taken) for _ in range(rounds))
    assert dealt == Counter(taken)
    for place, weight in zip(places, weights, strict=True):
        assert abs(dealt[place] * sum(weights) - rounds * weight) <= len(weights) * sum(weights)
