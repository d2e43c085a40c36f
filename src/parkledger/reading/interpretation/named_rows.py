"""Rows that are called just as the catalogue calls an indicator: "Đất cho thuê trong kỳ" is that, and no land that can be let.

What the words of a label say is weighed word by word, and a longer name may hold the words of a shorter one. Where a label is
the whole name of an indicator, its numbers are of that indicator or of none.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from parkledger.catalogue import INDICATORS
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure
from parkledger.reading.interpretation.origins import origin_of
from parkledger.reading.text.numerals import has_minus

_NOTE: Final = re.compile(r"\s*\[[0-9]+\]")
_BEHIND: Final = re.compile(r"(?: \((?:kcn|ccn|kkt|parks|clusters|economic zones)\)|,? (?:fdi|ddi|domestic))+\Z")
_KINDS: Final = re.compile(
    r"(?<!\w)(?:kcn|ccn|kkt|industrial parks|industrial clusters|economic zones|parks|clusters)(?!\w)"
)
_OF_PLAN: Final = re.compile(r" (?:kế hoạch|of the plan)(?!\w)")
_YEAR: Final = re.compile(r" (?:(?:trước|từ|before|since) )?(?:năm )?(?:19|20)[0-9]{2}(?![0-9])")
_ALSO_CALLED: Final = {"zones.priority_zoned": "zones.zoning_approved", "land.natural": "land.established"}
"""What the reader has one code for, by the name that the catalogue has for it besides."""
_MONEY: Final = frozenset({"USD", "VND"})


class NamedRow(NamedTuple):
    """Where a row that is called as an indicator is told, and the code of the indicator."""

    start: int
    end: int
    code: str


def indicator_named(label: str) -> str | None:
    """The indicator that a label names, in either language, of whatever kind of zones and origin; None of any other label."""
    return _NAMES.get(_spelt(_BEHIND.sub("", _NOTE.sub("", label.lower()).strip(" *°:"))))


def _spelt(name: str) -> str:
    return _KINDS.sub("zones", name.replace("khu, cụm", "zones"))


_NAMES: Final = {
    _spelt(name.lower()): code
    for code, indicator in INDICATORS.items()
    for name in (indicator.name.vi, indicator.name.en)
}


def without_years(label: str) -> str:
    """A name without the year that is a part of it, which is no time of the numbers: "hình thành trước năm 2009"."""
    return _YEAR.sub("", label)


def row_at(rows: Sequence[NamedRow], at: int) -> NamedRow | None:
    """The row that is told at a place of the text."""
    found = bisect_right(rows, at, key=lambda row: row.start) - 1
    return rows[found] if found >= 0 and at < rows[found].end else None


def as_named(code: str, decision: Decision | None, figure: Figure) -> Decision | None:
    """What a number of a row states that is called as an indicator; nothing where it cannot be of that."""
    unit, told = INDICATORS[code].unit, figure.quantity.unit
    if told == "percent" and unit != "percent" and _OF_PLAN.match(figure.context.view.lower, figure.quantity.end):
        if decision is not None and decision.form == "plan_ratio":
            return decision._replace(indicator=code)
        return Decision(code, "plan_ratio", told, figure.kind, origin_of(figure), rule="row.named")
    if decision is None and told == unit == "person" and figure.kind is not None:
        return Decision(code, "value", told, figure.kind, origin_of(figure), rule="row.named")  # some of those who work
    if decision is None or decision.indicator in {code, _ALSO_CALLED.get(code), code.rpartition(".")[0]}:
        return decision  # as it is called, or the whole of which it is one way of counting: occupancy
    if decision.form != "value":
        return decision._replace(indicator=code)
    fits = ("money" if decision.unit in _MONEY else decision.unit) == unit
    return decision._replace(indicator=code, rule="row.named") if fits else None


def signed(decision: Decision | None, figure: Figure) -> Decision | None:
    """What a number with a minus states: less than nothing, where more was given back than was let."""
    quantity, lower = figure.quantity, figure.context.view.lower
    if decision is None or decision.form != "value" or not has_minus(lower, quantity.number):
        return decision
    return decision._replace(value=-quantity.value)
