"""Numbers as pages write them: which mark is the decimal one is decided by evidence on the page, never guessed.

Vietnamese usage has a decimal comma and a thousands dot ("1.967,11"); some pages do the opposite. What a token itself
leaves open ("1.234") is decided by the other numbers of the page, and by whether the thing counted can have a fraction.
"""

import re
from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Final, NamedTuple

# What may not stand before it is looked for behind its first digit, so that searching only scans for digits.
NUMERAL: Final = re.compile(r"[0-9](?<![\w.,/].)[0-9]*(?:[.,][0-9]+)*")
"""One number in digits; what follows it decides whether it is a quantity."""

_GROUP: Final = 3
_LONGEST: Final = 40
_MOST_KEPT: Final = 10_000  # numbers, some megabytes
_ONE: Final = Fraction(1)
_NO_DIGITS: Final = dict.fromkeys(map(ord, "0123456789"))


class DecimalMark(Enum):
    """The decimal mark that a page uses."""

    COMMA = ","
    DOT = "."


class Numeral(NamedTuple):
    """A number and the size of one unit of its last written place; `certain` if no other reading was open."""

    value: Fraction
    step: Fraction
    certain: bool = True


def has_minus(lower: str, at: int) -> bool:
    """Whether a minus stands right before the number at a place of a text."""
    return lower.endswith("-", 0, at)


def usage_of(numerals: Iterable[str]) -> DecimalMark | None:
    """Which usage the numbers of a page prove; None if they prove neither, or both."""
    seen = {mark for token in numerals if not token.isdecimal() and (mark := _proof(token))}
    return DecimalMark(seen.pop()) if len(seen) == 1 else None


def _proof(token: str) -> str:
    """The decimal mark that this token, which has marks, proves, or nothing."""
    groups, marks = _parts(token)
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    if len(groups[1]) != _GROUP or groups[0] == "0" or len(groups[0]) > _GROUP:
        return marks
    return ""


def read_numeral(token: str, usage: DecimalMark | None, *, whole: bool, power: int = 0) -> Numeral | None:
    """The number of a token, times a power of ten; None if it is malformed. `whole`: what is counted is whole."""
    return _read(token, None if usage is None else usage.value, whole, power) if len(token) <= _LONGEST else None


@lru_cache(maxsize=_MOST_KEPT)
def _read(token: str, decimal: str | None, whole: bool, power: int) -> Numeral | None:
    """As `read_numeral`; pages write the same small numbers over and over."""
    if token.isdecimal():
        return _decimal([token], 0, power)
    groups, marks = _parts(token)
    grouped = (
        1 <= len(groups[0]) <= _GROUP and groups[0][0] != "0" and all(len(group) == _GROUP for group in groups[1:])
    )
    if len(marks) == 1:
        return _one_mark(groups, marks, grouped, decimal, power, whole=whole)
    if len(set(marks)) == 1:
        return _decimal(groups, 0, power) if grouped else _mixed(groups, power)
    return _mixed(groups, power) if marks.count(marks[-1]) == 1 else None


def _parts(token: str) -> tuple[list[str], str]:
    """The groups of digits of a token, and the marks between them."""
    return token.replace(",", ".").split("."), token.translate(_NO_DIGITS)


def _one_mark(groups: list[str], mark: str, grouped: bool, decimal: str | None, power: int, *, whole: bool) -> Numeral:
    if not grouped:
        return _decimal(groups, 1, power)
    if whole:
        return _decimal(groups, 0, power)
    usual = decimal or DecimalMark.COMMA.value
    return _decimal(groups, 1 if mark == usual else 0, power, certain=decimal is not None or mark == ".")


def _mixed(groups: list[str], power: int) -> Numeral | None:
    """Thousands before the last mark, decimals after it."""
    if any(len(group) != _GROUP for group in groups[1:-1]) or not 1 <= len(groups[0]) <= _GROUP:
        return None
    return _decimal(groups, 1, power)


def _decimal(groups: list[str], decimals: int, power: int, *, certain: bool = True) -> Numeral:
    digits = int("".join(groups))
    power -= len(groups[-1]) if decimals else 0
    if power > 0:
        scale = 10**power
        return Numeral(Fraction(digits * scale), Fraction(scale), certain)
    if not power:
        return Numeral(Fraction(digits), _ONE, certain)
    scale = 10**-power
    return Numeral(Fraction(digits, scale), Fraction(1, scale), certain)
