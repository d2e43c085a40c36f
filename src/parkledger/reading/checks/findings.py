"""A page checked against itself: repaired text, impossible amounts, and figures that agree or contradict each other.

Every check compares intervals, so that figures which were only rounded never contradict. A check that was made and
holds is reported too, under a code that ends in ".holds"; one that fails ends in ".differs".
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from parkledger.language import Lang, Unit, exact_decimals, format_quantity
from parkledger.language import Quantity as Amount
from parkledger.reading.checks.capital import (
    rates_of_conversions,
    sums_of_capital,
    sums_of_registrations,
    totals_of_two_currencies,
)
from parkledger.reading.checks.comparison import Check, CheckedPage, shown
from parkledger.reading.checks.percentages import (
    ceilings,
    growths,
    plans,
    plans_far_ahead,
    plans_stated,
    ratios,
    ratios_in_a_row,
)
from parkledger.reading.checks.repetitions import given_twice, over_full
from parkledger.reading.checks.totals import (
    areas_of_zones,
    parts_against_total,
    stages_of_zones,
    subsets,
)
from parkledger.reading.model import Finding, PageQuantity, Statement
from parkledger.reading.text.normalisation import NormalText, TextRepair
from parkledger.reading.text.quantities import FoundQuantity

IMPOSSIBLE: Final = {"USD": Fraction(2 * 10**12), "VND": Fraction(10**17)}
"""Amounts that no figure of Vietnam reaches; its output of a year is a tenth of the second and a quarter of the first."""

_THOUSAND: Final = 1000
_MENDS: Final = {
    "letter.look_alike": ("chữ cái của bảng chữ khác", "a letter of another alphabet"),
    "number.split": ("số bị tách đôi", "a number that was split"),
    "number.two_commas": ("số có hai dấu phẩy", "a number with two commas"),
}


def findings_of(
    normal: NormalText,
    found: Sequence[FoundQuantity],
    statements: Sequence[Statement],
    quantities: Sequence[PageQuantity],
) -> tuple[Finding, ...]:
    """All findings about a page, in the order of the checks; a finding that two checks share is reported once."""
    noticed = [_mended(mend) for mend in normal.mends]
    for one, quantity in zip(found, quantities, strict=True):
        noticed += _of_one(one, quantity)
    material = CheckedPage(normal.lower, found, quantities, statements)
    for check in CHECKS:
        noticed += check(material)
    told = {(one.code, one.places): one for one in reversed(noticed)}
    return tuple(one for one in noticed if told[one.code, one.places] is one)


def _mended(mend: TextRepair) -> Finding:
    vi, en = _MENDS[mend.what]
    return Finding(
        mend.what,
        f"“{mend.given}” được đọc là “{mend.read}”: {vi}.",
        f"“{mend.given}” is read as “{mend.read}”: {en}.",
        (mend.span,),
    )


def _of_one(found: FoundQuantity, quantity: PageQuantity) -> Iterator[Finding]:
    """Findings about a single quantity."""
    if found.slip or (quantity.unit in IMPOSSIBLE and quantity.value >= IMPOSSIBLE[quantity.unit]):
        yield _impossible(quantity, slip=found.slip)
    if not found.certain:
        yield _ambiguous(quantity)


def _impossible(quantity: PageQuantity, *, slip: bool) -> Finding:
    """An amount as it cannot be, with its likely reading: "23.042 tỷ USD" is 23,042 with a dot for the comma."""
    vi, en = (_likely(quantity, lang) for lang in (Lang.VI, Lang.EN))
    why_vi, why_en = ("có thứ tự đơn vị không thể có", "has scale words in an impossible order")
    if not slip:
        why_vi, why_en = ("lớn đến mức không thể có", "is larger than any such figure can be")
    return Finding(
        "unit.impossible",
        f"“{quantity.quote}” {why_vi}; có lẽ là {vi}.",
        f"“{quantity.quote}” {why_en}; it is likely {en}.",
        ((quantity.start, quantity.end),),
    )


def _likely(quantity: PageQuantity, lang: Lang) -> str:
    unit, value = quantity.unit or "", quantity.value
    most = IMPOSSIBLE.get(unit)
    if most is None or value < most:
        return shown(value, unit, lang == Lang.VI)
    smaller = value / _THOUSAND
    if exact_decimals(smaller) is None:
        return shown(smaller, unit, lang == Lang.VI)
    billions = 3 if smaller >= 10**9 else 0
    return format_quantity(Amount(smaller, Unit(unit)), lang, decimals=billions)


def _ambiguous(quantity: PageQuantity) -> Finding:
    return Finding(
        "number.ambiguous",
        f"“{quantity.quote}”: dấu phẩy có thể là dấu thập phân hoặc dấu ngăn hàng nghìn; ở đây được đọc là dấu thập phân.",
        f"“{quantity.quote}”: the comma may be a decimal or a thousands mark; it was read as the decimal mark.",
        ((quantity.start, quantity.end),),
    )


CHECKS: Final[tuple[Check, ...]] = (
    parts_against_total,
    stages_of_zones,
    sums_of_capital,
    sums_of_registrations,
    totals_of_two_currencies,
    rates_of_conversions,
    areas_of_zones,
    subsets,
    plans,
    plans_stated,
    plans_far_ahead,
    ratios,
    ratios_in_a_row,
    ceilings,
    growths,
    given_twice,
    over_full,
)
"""The checks of a page against itself; each is run to its end."""
