"""Numbers and dates as cells have them: exact, and never guessed where they may be meant in two ways.

A number typed into a spreadsheet is sure. A number kept as text follows the habit of its column: what can be read in one
way only ("1.234,5", "12,50") tells how the others ("1.234") are meant. Where nothing tells, it is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from parkledger.language import Lang, ParkError, date_problem, parse_date, parse_number
from parkledger.workbooks.errors import NotADate, NotANumber, NotMonthFirst, NumberUnclear, TooManyDigits, YearShort
from parkledger.workbooks.read.cells import Cell

Decimals = Literal["comma", "point"]
Dates = Literal["dmy", "mdy"]
SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of a number; what a binary fraction shows beyond is not from those who typed it."""
LANGS: dict[Decimals, Lang] = {"comma": Lang.VI, "point": Lang.EN}
_NUMBER = re.compile(r"[-\N{MINUS SIGN}+]?[0-9][0-9.,\s]*|[-\N{MINUS SIGN}+]?[.,][0-9]+")
_LEAD = re.compile(rf"({_NUMBER.pattern})\s*(.*)", re.DOTALL)
_SLASHED = re.compile(r"\s*([0-9]{1,2})\s*([/.-])\s*([0-9]{1,2})\s*\2\s*([0-9]{4}|[0-9]{2})\s*")
EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Days since the epoch of spreadsheets that are taken for dates: 1954 to 2119, or four years later."""
_THOUSANDS = 3
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Habits:
    """How a column writes its numbers and dates; None where nothing in it tells.

    `dates` is the one order of day and month in all cells of the column, None where it is not said.
    `all_shares` says that no number is above one, so that per cents are unclear.
    """

    decimal: Decimals | None = None
    dates: Dates | None = "dmy"
    all_shares: bool = False
    epoch: date = EPOCH
    year: int | None = None
    """The year of the sheet, for periods that name none."""


def split(text: str) -> tuple[str, str]:
    """A text as its leading number and what follows it: "12,5 ha"; the number is empty where there is none."""
    found = _LEAD.match(text.strip())
    return (found[1].strip(), found[2]) if found else ("", text)


def habit(number: str) -> Decimals | Literal["any", "unsure"]:
    """What the marks of a number tell of its decimals: nothing in "1234", "comma" in "1.234,5", "unsure" in "1.234"."""
    digits = number.lstrip("+-\N{MINUS SIGN}")
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return "any"
    if dots and commas:
        return "comma" if digits.rindex(",") > digits.rindex(".") else "point"
    if dots > 1 or commas > 1:
        return "comma" if dots else "point"
    mark = "." if dots else ","
    before, after = digits.split(mark)
    if len(after) != _THOUSANDS or not 1 <= len(before) <= _THOUSANDS or before.startswith("0"):
        return "comma" if mark == "," else "point"
    return "unsure"


def decimal_habit(cells: Iterable[Cell]) -> Decimals | None:
    """The one mark that the numbers of a column have before their decimals; None where none or both are seen."""
    seen = decimal_marks(cells)
    return next(iter(seen)) if len(seen) == 1 else None


def decimal_marks(cells: Iterable[Cell]) -> set[Decimals]:
    """The marks that numbers kept as text prove to stand before their decimals."""
    return {habit(split(cell)[0]) for cell in cells if isinstance(cell, str)} - {"any", "unsure"}  # type: ignore[return-value]


def month_first(cell: Cell) -> bool:
    """Whether a text can be a date only with the month before the day, as in 11/30/2026."""
    found = _SLASHED.fullmatch(cell) if isinstance(cell, str) else None
    return found is not None and int(found[3]) > _MONTHS >= int(found[1])


def exact(value: float) -> Fraction:
    """The number that was typed for a binary one: its shortest text, within the digits that spreadsheets keep."""
    text = repr(value)
    digits = Decimal(text).normalize().as_tuple()
    if len(digits.digits) <= SIGNIFICANT:
        return Fraction(text)
    if abs(value) >= 10**SIGNIFICANT:
        raise TooManyDigits(text=f"{value:.0f}")
    return Fraction(f"{value:.{SIGNIFICANT}g}")


def read_number(cell: Cell, habits: Habits, column: str) -> tuple[Fraction, str]:
    """A cell's number and the words after it (a unit). Raises NotANumber, NumberUnclear, TooManyDigits."""
    if isinstance(cell, float):
        return exact(cell), ""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Fraction(cell), ""
    number, rest = split(cell) if isinstance(cell, str) else ("", "")
    if not number:
        raise NotANumber(text=_shown(cell), example="1967,11")
    told = habit(number)
    mark = habits.decimal if told == "unsure" else "comma" if told == "any" else told
    if mark is None:
        raise _unclear(number, column)
    try:
        return parse_number(number.lstrip("+"), LANGS[mark]), rest
    except ParkError as problem:
        raise NotANumber(text=str(cell), example="1967,11") from problem


def _unclear(number: str, column: str) -> NumberUnclear:
    mark = "," if "," in number else "."
    as_decimal = parse_number(number.lstrip("+"), LANGS["comma" if mark == "," else "point"])
    whole = as_decimal * 1000
    comma, point = (as_decimal, whole) if mark == "," else (whole, as_decimal)
    return NumberUnclear(text=number, whole=whole, decimal=as_decimal, comma=comma, point=point, column=column)


def read_date(cell: Cell, habits: Habits) -> date:
    """A cell's date: a date of the spreadsheet, its serial number, or text. Two digits are no year."""
    if isinstance(cell, datetime):
        raise NotADate(text=str(cell))
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if cell == int(cell) and int(cell) in _SERIALS:
            return habits.epoch + timedelta(days=int(cell))
        raise NotADate(text=_shown(cell))
    if not isinstance(cell, str):
        raise NotADate(text=_shown(cell))
    found = _SLASHED.fullmatch(cell)
    if found is None:
        return parse_date(cell)
    first, second, year = found[1], found[3], found[4]
    if len(year) < len("2023"):
        raise YearShort(text=cell)
    if habits.dates != "mdy":
        return parse_date(cell)
    if date_problem(int(year), int(first), int(second)) is not None:
        raise NotMonthFirst(text=cell)
    return date(int(year), int(first), int(second))


def _shown(cell: Cell) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return "" if cell is None else str(cell)
