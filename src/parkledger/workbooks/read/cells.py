"""What a cell of a sheet may be, and how it is called."""

from dataclasses import dataclass
from datetime import date

from parkledger.language import ParkError

ERROR_VALUES = frozenset(
    {
        "#N/A",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#FIELD!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#CONNECT!",
    }
)
"""What spreadsheets show where a formula comes to nothing."""
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Faulty:
    """A cell without a value: the error that it shows, or nothing where it holds a formula that was never computed."""

    error: str = ""


@dataclass(frozen=True, slots=True)
class Untold:
    """A cell of a sheet that was made from another one, which does not say what belongs here: `why` says where, and the remedy."""

    why: ParkError


class Percent(float):
    """A number that its cell shows as a per cent: 0.756 for 75,6%."""

    __slots__ = ()


Cell = str | int | float | bool | date | Faulty | Untold | None
"""Text, a number, a truth value, a date; Faulty where there is something, but no value; Untold where another sheet should
have said it; None where there is nothing."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells joined into one: first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


def letters(column: int) -> str:
    """The letters of a column counted from 0: 27 is AB."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        found = chr(ord("A") + rest) + found
    return found


def address(row: int, column: int) -> str:
    """The address of a cell counted from 0: B7."""
    return f"{letters(column)}{row + 1}"
