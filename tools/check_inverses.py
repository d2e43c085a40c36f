"""Write and read back random values until the time is up: reading and writing are inverses in `parkledger.language`.

    python tools/check_inverses.py [SECONDS] [--values COUNT] [--seed N]

Quantities in every unit, numbers in digits and in words, dates and periods, in both languages. Prints how many of each
were written and read back; stops at the first that differs.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from parkledger.language import (
    Lang,
    Period,
    Quantity,
    Unit,
    format,  # noqa: A004  the pair under test
    format_date,
    format_number,
    format_period,
    month_end,
    parse,
    parse_date,
    parse_number,
    parse_period,
    read_words,
    write_words,
)

BATCH = 500
UNITS, LANGUAGES = tuple(Unit), tuple(Lang)
_FIRST, _LAST = date(date.min.year + 1, 1, 1), date(date.max.year - 1, 12, 31)  # each day has one before and one after
_DAYS: Final = (_LAST - _FIRST).days
_MOST_IN_WORDS: Final = 10**12
_MONTHS: Final = 12
_LONGEST: Final = 2_000  # days of a period with any two ends

Written = tuple[object, str, object]
"""A value, how it was written, and what that was read as."""


def quantity(draw: random.Random) -> Written:
    """A quantity of any unit."""
    lang = draw.choice(LANGUAGES)
    value = Quantity(_fraction(draw, (0, 0, 1, 2)), draw.choice(UNITS))
    written = format(value, lang)
    return value, written, parse(written, lang)


def number(draw: random.Random) -> Written:
    """A number in digits, below zero as well, with or without marks between its thousands."""
    lang = draw.choice(LANGUAGES)
    value = _fraction(draw, (0, 0, 1, 2, 3, 6)) * draw.choice((1, 1, -1))
    written = format_number(value, lang, grouping=draw.random() < 0.8)
    return value, written, parse_number(written, lang)


def number_in_words(draw: random.Random) -> Written:
    """A whole number in Vietnamese words."""
    value = draw.randrange(min(_MOST_IN_WORDS, 10 ** draw.randrange(1, 13)))
    written = write_words(value)
    return value, written, read_words(written)


def day(draw: random.Random) -> Written:
    """A date of the calendar, short or at length."""
    lang = draw.choice(LANGUAGES)
    value = _FIRST + timedelta(days=draw.randrange(_DAYS + 1))
    written = format_date(value, lang, long=draw.random() < 0.5)
    return value, written, parse_date(written)


def period(draw: random.Random) -> Written:
    """A period: whole years, whole months of a year, from the first of January on, one day, or any two ends."""
    lang = draw.choice(LANGUAGES)
    value = draw.choice(_PERIODS)(draw)
    written = format_period(value, lang)
    return value, written, parse_period(written)


def _fraction(draw: random.Random, decimals: tuple[int, ...]) -> Fraction:
    return Fraction(draw.randrange(10 ** draw.randrange(1, 15)), 10 ** draw.choice(decimals))


def _years(draw: random.Random) -> Period:
    first, last = sorted(draw.randrange(_FIRST.year, _LAST.year + 1) for _ in range(2))
    return Period(date(first, 1, 1), date(last, _MONTHS, 31))


def _months(draw: random.Random) -> Period:
    first, last = sorted(draw.randrange(1, _MONTHS + 1) for _ in range(2))
    year = draw.randrange(_FIRST.year, _LAST.year + 1)
    return Period(date(year, first, 1), month_end(date(year, last, 1)))


def _since_january(draw: random.Random) -> Period:
    end = _FIRST + timedelta(days=draw.randrange(_DAYS + 1))
    return Period(date(end.year, 1, 1), end)


def _between(draw: random.Random) -> Period:
    start = draw.randrange(_DAYS + 1)
    end = min(_DAYS, start + draw.randrange(_LONGEST) * draw.randrange(2))
    return Period(_FIRST + timedelta(days=start), _FIRST + timedelta(days=end))


_PERIODS: Final = (_years, _months, _since_january, _between)
KINDS: Final[tuple[Callable[[random.Random], Written], ...]] = (quantity, number, number_in_words, day, period)
"""What is checked: each draws a value, writes it and reads it back."""


def check(count: int, draw: random.Random, kind: Callable[[random.Random], Written] = quantity) -> None:
    """Write and read back so many values; raises ValueError at the first that comes back changed."""
    for _ in range(count):
        value, written, read = kind(draw)
        if read != value:
            raise ValueError(f"{value} is written {written!r} and read as {read}")


def main(arguments: list[str]) -> int:
    """Check for some seconds (60 unless told), or until so many values were checked; each run has values of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", type=float, nargs="?", default=60)
    parser.add_argument("--values", type=int, default=0, help="how many to check, whatever the time")
    parser.add_argument("--seed", type=int, default=None)
    told = parser.parse_args(arguments)
    until, draw = time.monotonic() + told.seconds, random.Random(told.seed)
    checked: Counter[str] = Counter()
    while checked.total() < told.values if told.values else time.monotonic() < until:
        for kind in KINDS:
            check(BATCH, draw, kind)
            checked[kind.__name__] += BATCH
    print(f"{checked.total():,} values: " + ", ".join(f"{name} {count:,}" for name, count in checked.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
