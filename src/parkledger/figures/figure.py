"""Figures: a value with its formula, its terms, and what it was asked for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final, NamedTuple

from parkledger.catalogue import Formula, Indicator
from parkledger.figures.coverage import COMPLETE, Coverage
from parkledger.figures.questions import Form, Question
from parkledger.language import Text

PERCENTAGE_POINT: Final = "percentage_point"
"""The unit in which a rate is told against its target: the difference of two percentages."""
RANKED_OF: Final = "trên "
"""What stands before the number of those ranked in the note of a rank that was quoted."""


@dataclass(frozen=True, slots=True)
class TermValue:
    """One term of a formula with what it came to; None where it was never recorded."""

    code: str
    name: Text
    value: Fraction | None
    unit: str
    note: Text | None = None


class Rest(NamedTuple):
    """What a figure is where it is what a whole has beside its parts: by what it is divided, and how the rest is called."""

    by: str
    name: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer. `value` is exact, in the base unit; None where its inputs were never recorded.

    `converted` tells that money recorded in another currency is in it, at the rate stored with each event.
    `rest` is given of what the figure asked for has beside its parts; the question is then that of the whole.
    """

    question: Question
    indicator: Indicator
    value: Fraction | None
    unit: str
    formula: str
    formula_name: Text
    formula_since: date | None
    basis: str
    verified: str
    terms: tuple[TermValue, ...]
    period_start: date | None
    period_end: date
    demo: bool = False
    estimate: bool = False
    note: Text | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    coverage: Coverage = COMPLETE
    converted: bool = False
    rest: Rest | None = None

    @property
    def behind(self) -> timedelta:
        """How long before the (last) day asked for the reports end that the figure is made of."""
        coverage, end = self.coverage, self.question.end
        last = coverage.periods[-1].end if coverage.periods else coverage.tail
        return timedelta() if last is None else end - last

    @property
    def form(self) -> Form:
        """The form asked for."""
        return self.question.form

    @property
    def known_at(self) -> datetime | None:
        """The moment whose knowledge was asked for; None is now."""
        return self.question.known_at


def blank(question: Question, formula: Formula | None, unit: str) -> dict[str, Any]:
    """What every figure of a question says, whatever its value."""
    indicator = question.definition
    is_flow = question.is_flow
    start, end = question.period if is_flow else (None, question.end)
    return {
        "question": question,
        "indicator": indicator,
        "unit": unit,
        "formula": formula.code if formula else f"{indicator.code}.quoted",
        "formula_name": formula.name if formula else Text("trích dẫn số liệu thống kê", "official statistic quoted"),
        "formula_since": formula.since if formula else None,
        "basis": formula.basis if formula else "",
        "verified": formula.verified.value if formula else "",
        "period_start": start,
        "period_end": end,
    }
