"""Write and read back random quantities until the time is up: `language.parse` and `language.format` are inverses.

    python tools/check_inverses.py [SECONDS]

Prints how many values were written and read back, in both languages and every unit; stops at the first that differs.
"""

import random
import sys
import time
from fractions import Fraction

from parkledger.language import Lang, Quantity, Unit, format, parse  # noqa: A004  the pair under test

BATCH = 2_000
UNITS, LANGUAGES = tuple(Unit), tuple(Lang)


def check(count: int, numbers: random.Random) -> None:
    """Write and read back so many quantities; raises ValueError at the first that comes back changed."""
    for _ in range(count):
        whole = numbers.randrange(10 ** numbers.randrange(1, 15))
        quantity = Quantity(Fraction(whole, 10 ** numbers.choice((0, 0, 1, 2))), numbers.choice(UNITS))
        lang = numbers.choice(LANGUAGES)
        written = format(quantity, lang)
        if parse(written, lang) != quantity:
            raise ValueError(f"{quantity} is written {written!r} and read as {parse(written, lang)}")


def main(arguments: list[str]) -> int:
    """Check for some seconds (60 unless told), each run with values of its own."""
    until = time.monotonic() + float(arguments[0] if arguments else 60)
    numbers = random.Random()
    checked = 0
    while time.monotonic() < until:
        check(BATCH, numbers)
        checked += BATCH
    print(f"{checked} values")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
