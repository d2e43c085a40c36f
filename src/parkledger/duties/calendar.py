"""The days on which offices of the State work: weekends, public holidays with Tết, their compensations, decreed swaps.

Holidays by law come from the library `holidays`: Tết by the lunar calendar, compensations where a holiday falls on a
weekend (Labour Code 2019, Article 112), and the swaps of working days that were decreed. Swaps that it lacks stand below.
Nothing is known of swaps that will be decreed: a day far ahead may still move.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from holidays.countries.vietnam import Vietnam

from parkledger.catalogue.kinds import Verified

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DecreedSwap:
    """A working day that became a day off, and the day off that was worked instead."""

    off: date
    worked: date
    source: str
    verified: Verified


SWAPS = (
    DecreedSwap(
        date(2026, 1, 2),
        date(2026, 1, 10),
        "Bộ Nội vụ thông báo ngày 25/12/2025 (theo báo chí)",
        Verified.SECONDARY,
    ),
)
"""Decreed swaps that the library does not have."""


@cache
def _year(year: int) -> tuple[int, ...]:
    """The working days of a year as ordinals, in order."""
    known = Vietnam(years=(year - 1, year, year + 1))  # type: ignore[no-untyped-call]
    # a swap can be worked in another year than its day off: the library notes both where it reads the day off
    off = {day for day in known if day.year == year} | {swap.off for swap in SWAPS}
    worked = set(known.weekend_workdays) | {swap.worked for swap in SWAPS}
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return tuple(day.toordinal() for day in days if day in worked or (day.weekday() < SATURDAY and day not in off))


def is_working_day(day: date) -> bool:
    """Whether offices work on a day."""
    days, number = _year(day.year), day.toordinal()
    place = bisect_left(days, number)
    return place < len(days) and days[place] == number


def working_day_from(day: date) -> date:
    """The day itself where offices work on it, else the next one on which they do."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


def working_days_between(after: date, until: date) -> int:
    """How many working days come after a day, up to and with another; none where that is not later."""
    if until <= after:
        return 0
    if after.year == until.year:
        days = _year(after.year)
        return bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())
    whole = sum(len(_year(year)) for year in range(after.year + 1, until.year))
    return (
        whole
        + len(_year(after.year))
        - bisect_right(_year(after.year), after.toordinal())
        + bisect_right(_year(until.year), until.toordinal())
    )


def working_days_later(day: date, count: int) -> date:
    """The last of so many working days after a day, at least one."""
    year = day.year
    before = bisect_right(_year(year), day.toordinal())
    while before + count > len(_year(year)):
        count -= len(_year(year)) - before
        year, before = year + 1, 0
    return date.fromordinal(_year(year)[before + count - 1])


def days_off(year: int) -> Mapping[date, str]:
    """The weekdays of a year on which offices do not work, each with what it is called in Vietnamese."""
    names = Vietnam(years=year, language="vi")  # type: ignore[no-untyped-call]
    working = set(_year(year))
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    off = (day for day in days if day.weekday() < SATURDAY and day.toordinal() not in working)
    return MappingProxyType({day: names.get(day) or "ngày nghỉ hoán đổi" for day in off})
