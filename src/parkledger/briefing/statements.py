"""How a statement is said: what it is of, where, for when, between which bounds, and how far the ledger is from it."""

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.checking.statements import number
from parkledger.figures import Form
from parkledger.figures.wording import form_name
from parkledger.language import Lang, Quantity, Unit, exact_decimals, format_date, format_quantity

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Statement

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
        Unit.ENTERPRISE,
    }
)
"""Units of what comes in whole numbers."""


def indicator_said(statement: "Statement", lang: Lang) -> str:
    """The indicator's name, with the form where it is not the plain value."""
    known = INDICATORS.get(statement.indicator)
    name = known.name.of(lang) if known else statement.indicator
    return name if statement.form == Form.VALUE else f"{name}: {form_name(Form(statement.form), lang)}"


def scope_said(statement: "Statement") -> str:
    """Of what a statement is: kind or zone, origin, place."""
    kinds = "+".join(ZoneKind(kind).short for kind in statement.kind.split("+")) if statement.kind else ""
    origin = Origin(statement.origin).value.upper() if statement.origin else ""
    zone = f"{kinds} {statement.zone}".strip() if statement.zone else kinds
    return ", ".join(part for part in (zone, origin, statement.place or "") if part)


def period_said(statement: "Statement", lang: Lang) -> str:
    """The period or date of a statement."""
    days = [day for day in (statement.period_start, statement.period_end) if day is not None]
    return "–".join(format_date(day, lang) for day in days) or "?"


def interval_said(statement: "Statement", lang: Lang) -> str:
    """The interval of a statement in words, exact: from 75.55% to below 75.65%. Of what is counted, "9" is just nine."""
    low, high = statement.low, statement.high
    if low is not None and high is not None and statement.unit in COUNTED and ceil(low) == ceil(high) - 1:
        low = high = Fraction(ceil(low))
    both, one_sided = low is not None and high is not None, (2 if low is not None else 3)
    which = (0 if low == high else 1) if both else one_sided if (low, high) != (None, None) else 4
    kind = statement.kind or ""
    said = {"low": exact(low, statement.unit, lang, kind), "high": exact(high, statement.unit, lang, kind)}
    return WHOLE[lang][which].format(**said)


def exact(value: Fraction | None, unit: str, lang: Lang, kind: str = "") -> str:
    """A value with its unit, exact where its decimals end, else to four of them; zones by the kind's abbreviation."""
    if value is None:
        return ""
    if unit == Unit.ZONE and lang is Lang.VI and kind in set(ZoneKind):
        return f"{number(value, lang)} {ZoneKind(kind).short}"
    if unit == Unit.RANK or unit not in set(Unit):
        return f"{number(value, lang)}{'' if unit == Unit.RANK else f' {unit}'}"
    ends = exact_decimals(value)
    decimals = 4 if ends is None or ends > 4 else None
    return format_quantity(Quantity(value, Unit(unit)), lang, decimals=decimals)
