"""The first days of the lunar year (Tết) in Vietnam: factories stand still around them, and they move between two months."""

from datetime import date, timedelta
from typing import Final

from parkledger.language import month_end

_DAYS: Final = """
    2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08
    2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17
    2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28
"""
TET: Final = tuple(date.fromisoformat(day) for day in _DAYS.split())
"""By the calendar of Vietnam, which in 2007 and 2030 is a day before China's."""
_BEFORE, _AFTER = 3, 6
"""Days before and after the first in which little is produced: with it ten days. A usual stretch, no rule of law."""


def tet_days(month: date) -> int:
    """How many of the ten days around Tết lie in the month that begins on a day."""
    end = month_end(month)
    return sum(
        month <= first + timedelta(days=shift) <= end
        for first in TET
        if abs(first.year - month.year) <= 1
        for shift in range(-_BEFORE, _AFTER + 1)
    )
