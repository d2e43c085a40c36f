"""Numbers as pages write them: which mark is the decimal one is decided by evidence on the page, never guessed.

Vietnamese usage has a decimal comma and a thousands dot ("1.967,11"); some pages do the opposite. What a token itself
leaves open ("1.234") is decided by the other numbers of the page, and by whether the thing counted can have a fraction.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Final

# What may not stand before it is looked for behind its first digit, so that searching only scans for digits.
NUMERAL: Final = re.compile(r"[0-9](?<![\w.,/].)[0-9]*(?:[.,][0-9]+)*")
"""One number in digits; what follows it decides whether it is a quantity."""

_GROUP: Final = 3
_LONGEST: Final = 40


class Usage(Enum):
    """Which mark of a page is the decimal one."""

    COMMA = ","
    DOT = "."


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and the size of one unit of its last written place; `certain` if no other reading was open."""

    value: Fraction
    step: Fraction
    certain: bool = True


def usage_of(numerals: Iterable[str]) -> Usage | None:
    """Which usage the numbers of a page prove; None if they prove neither, or both."""
    seen = {mark for token in numerals if (mark := _proof(token))}
    return Usage(seen.pop()) if len(seen) == 1 else None


def _proof(token: str) -> str:
    """The decimal mark that this token proves, or nothing."""
    groups = re.split("[.,]", token)
    marks = re.sub("[0-9]", "", token)
    if not marks:
        return ""
    if len(set(marks)) == 2:
        return marks[-1] if marks.count(marks[-1]) == 1 else ""
    if len(marks) > 1:
        return "." if marks[0] == "," else ","
    if len(groups[1]) != _GROUP or groups[0] == "0" or len(groups[0]) > _GROUP:
        return marks
    return ""


def read_numeral(token: str, usage: Usage | None, *, whole: bool) -> Numeral | None:
    """The number of a token; None if it is malformed. `whole`: the things counted are whole (projects, people)."""
    if len(token) > _LONGEST:
        return None
    marks = re.sub("[0-9]", "", token)
    if not marks:
        return Numeral(Fraction(int(token)), Fraction(1))
    groups = re.split("[.,]", token)
    grouped = (
        1 <= len(groups[0]) <= _GROUP and groups[0][0] != "0" and all(len(group) == _GROUP for group in groups[1:])
    )
    if len(marks) == 1:
        return _one_mark(groups, marks, grouped, usage, whole=whole)
    if len(set(marks)) == 1:
        return _decimal(groups, 0) if grouped else _mixed(groups)
    return _mixed(groups) if marks.count(marks[-1]) == 1 else None


def _one_mark(groups: list[str], mark: str, grouped: bool, usage: Usage | None, *, whole: bool) -> Numeral:
    if not grouped:
        return _decimal(groups, 1)
    if whole:
        return _decimal(groups, 0)
    decimal = (usage or Usage.COMMA).value
    read = _decimal(groups, 1 if mark == decimal else 0)
    return Numeral(read.value, read.step, certain=usage is not None or mark == ".")


def _mixed(groups: list[str]) -> Numeral | None:
    """Thousands before the last mark, decimals after it."""
    if any(len(group) != _GROUP for group in groups[1:-1]) or not 1 <= len(groups[0]) <= _GROUP:
        return None
    return _decimal(groups, 1)


def _decimal(groups: list[str], decimals: int) -> Numeral:
    places = len(groups[-1]) if decimals else 0
    return Numeral(Fraction(int("".join(groups)), 10**places), Fraction(1, 10**places))
