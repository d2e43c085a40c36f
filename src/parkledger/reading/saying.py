"""A figure in words for findings: rounded to what can be read at a glance, in either language."""

from fractions import Fraction
from typing import Final

from parkledger.language import Quantity, Unit, format_number, format_quantity
from parkledger.language.text import Lang

_KNOWN: Final = frozenset(unit.value for unit in Unit)
_THREE_DIGITS: Final = 3


def shown(value: Fraction, unit: str, vietnamese: bool) -> str:
    """A value with its unit, rounded to whole numbers of its scale where that keeps three digits, else to tenths."""
    lang = Lang.VI if vietnamese else Lang.EN
    for decimals in (0, 1, 2):
        text = _written(value, unit, lang, decimals)
        digits = sum(char.isdigit() for char in text.partition("m²")[0])
        if digits >= _THREE_DIGITS:
            break
    return text


def _written(value: Fraction, unit: str, lang: Lang, decimals: int) -> str:
    if unit in _KNOWN:
        return format_quantity(Quantity(value, Unit(unit)), lang, decimals=decimals)
    return f"{format_number(value, lang, decimals=decimals)} {unit}".strip()
