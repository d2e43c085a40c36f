"""How values and intervals are said where a page is set against the ledger: exact, and in words."""

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from parkledger.catalogue import ZoneKind
from parkledger.language import (
    Lang,
    Quantity,
    Text,
    Unit,
    exact_decimals,
    format_quantity,
    format_short,
    unit_label,
)
from parkledger.language.units import MONEY

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Statement

MOST_DECIMALS = 4
WHOLE = {
    Lang.VI: ("đúng {low}", "từ {low} đến dưới {high}", "từ {low} trở lên", "dưới {high}", "không rõ"),
    Lang.EN: ("exactly {low}", "from {low} to below {high}", "from {low} up", "below {high}", "unclear"),
}
"""An interval in words: one value, both bounds, the lower alone, the upper alone, none."""
COUNTED = frozenset(
    {
        Unit.PERSON,
        Unit.PROJECT,
        Unit.ZONE,
        Unit.RANK,
        Unit.HOUSEHOLD,
        Unit.PLACE,
        Unit.CASE,
        Unit.INQUIRY,
        Unit.INSPECTION,
        Unit.FINDING,
        Unit.LACK,
        Unit.STATION,
        Unit.SAMPLE,
        Unit.INCIDENT,
        Unit.ENTERPRISE,
    }
)
"""Units of what comes in whole numbers."""


def number(value: Fraction, lang: Lang = Lang.VI) -> str:
    """A number as written in a sentence: exact where its decimals end soon, else rounded to four."""
    return format_short(value, lang, MOST_DECIMALS)


def exact(value: Fraction | None, unit: str, lang: Lang, kind: str = "") -> str:
    """A value with its unit, exact where its decimals end, else to four of them; zones by the kind's abbreviation."""
    if value is None:
        return ""
    if unit == Unit.ZONE and lang is Lang.VI and kind in set(ZoneKind):
        return f"{number(value, lang)} {ZoneKind(kind).short}"
    if unit not in set(Unit):
        return f"{number(value, lang)} {unit_label(unit).of(lang)}"
    ends = exact_decimals(value)
    decimals = MOST_DECIMALS if ends is None or ends > MOST_DECIMALS else None
    return format_quantity(Quantity(value, Unit(unit)), lang, decimals=decimals)


def in_sight(value: Fraction | None, unit: str, lang: Lang, kind: str = "") -> str:
    """A value of the ledger with its unit: money of millions and more by its scale, with four decimals; all else exact."""
    if value is None or unit not in MONEY or abs(value) < MILLION:
        return exact(value, unit, lang, kind)
    ends = exact_decimals(value / MILLION)
    written_out = ends is None or ends > SCALED_DECIMALS
    return format_quantity(Quantity(value, Unit(unit)), lang, decimals=MOST_DECIMALS if written_out else None)


MILLION = 10**6
SCALED_DECIMALS = 2
"""Decimals up to which an amount takes a scale word by itself."""


def apart(difference: Fraction, unit: str, lang: Lang, kind: str = "") -> str:
    """How far two values are from each other: percentages in percentage points, ranks in places."""
    size = abs(difference)
    if unit == Unit.PERCENT:
        return f"{number(size, lang)} {POINTS.of(lang)}"
    return number(size, lang) if unit == Unit.RANK else in_sight(size, unit, lang, kind)


POINTS = Text("điểm phần trăm", "percentage points")


def interval(low: Fraction | None, high: Fraction | None, unit: str, lang: Lang, kind: str = "") -> str:
    """An interval in words, exact: from 75.55% to below 75.65%. Of what is counted, one that holds only nine is nine."""
    if low is not None and high is not None and unit in COUNTED and ceil(low) == ceil(high) - 1:
        low = high = Fraction(ceil(low))
    both, one_sided = low is not None and high is not None, (2 if low is not None else 3)
    which = (0 if low == high else 1) if both else one_sided if (low, high) != (None, None) else 4
    return WHOLE[lang][which].format(low=exact(low, unit, lang, kind), high=exact(high, unit, lang, kind))


def lies_within(value: Fraction, statement: "Statement") -> bool:
    """Whether a figure lies in a statement's interval; a statement of one exact value has no width."""
    low, high = statement.low, statement.high
    if low is not None and low == high:
        return value == low
    return (low is None or low <= value) and (high is None or value < high)
