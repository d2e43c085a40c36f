"""Arithmetic by which made-up totals are divided: exact, the same every time, and without chance."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction


def split(total: int, weights: Sequence[int], step: int = 1) -> list[int]:
    """A total divided by weights in multiples of a step; what is left over goes to the largest remainders.

    The parts add up to the total exactly: the first part also takes what is less than a step.
    """
    whole, odd = divmod(total, step)
    shares = [Fraction(whole * weight, sum(weights)) for weight in weights]
    parts = [share.numerator // share.denominator for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - shares[n], n))
    for n in by_remainder[: whole - sum(parts)]:
        parts[n] += 1
    amounts = [part * step for part in parts]
    amounts[0] += odd
    return amounts


def spread(first: date, last: date, count: int) -> list[date]:
    """So many days, evenly over a period and none at a weekend unless the period leaves no choice."""
    span = (last - first).days
    days = [first + timedelta(days=span * (2 * n + 1) // (2 * count)) for n in range(count)]
    return [_working_day(day, first, last) for day in days]


def _working_day(day: date, first: date, last: date) -> date:
    for candidate in (day, day - timedelta(days=1), day - timedelta(days=2), day + timedelta(days=2)):
        if candidate.weekday() < 5 and first <= candidate <= last:
            return candidate
    return day


def wave(n: int, low: int, high: int) -> int:
    """A number between two bounds that goes up and down with n without a visible pattern."""
    return low + (n * 7919 + n * n * 104729 + 12345) % (high - low + 1)


def in_turn(places: Sequence[str], weights: Sequence[int], taken: dict[str, int]) -> str:
    """Whose turn it is when turns are dealt by weight: the one furthest behind its due. The turn is counted."""
    dealt = sum(taken.get(place, 0) for place in places) + 1
    whole = sum(weights)
    dues = [Fraction(dealt * weight, whole) for weight in weights]
    behind = [due - taken.get(place, 0) for place, due in zip(places, dues, strict=True)]
    chosen = places[max(range(len(places)), key=lambda n: (behind[n], -n))]
    taken[chosen] = taken.get(chosen, 0) + 1
    return chosen
