"""What is never summed: statistics as somebody published them, and tariffs that hold in one zone."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from parkledger.catalogue import MEASURES
from parkledger.catalogue.measures import MICRO, quoted_scale
from parkledger.figures.cube import DetailRow
from parkledger.figures.figure import Figure, TermValue, blank
from parkledger.figures.questions import Question
from parkledger.language import Text


def statistic_of(question: Question, rows: list[DetailRow]) -> Figure:
    """A quoted statistic: of the very period asked, or the latest up to the date asked on; the last recorded counts."""
    fitting = [row for row in rows if _quotes(question, row)]
    if question.start is not None:
        fitting = [row for row in fitting if (row.period_start, row.period_end) == (question.start, question.end)]
    latest = max((row.period_end for row in fitting if row.period_end), default=None)
    fitting = [row for row in fitting if row.period_end == latest]
    common = blank(question, None, _default_unit(question))
    if not fitting:
        return Figure(**common, value=None, terms=())
    chosen = max(fitting, key=lambda row: row.last_recorded)
    _, _, unit, of = chosen.detail.split("|")
    terms = tuple(
        TermValue(
            "statistic",
            Text("số liệu được trích dẫn", "statistic quoted"),
            Fraction(row.amount, quoted_scale(unit)),
            unit,
            _of(row),
        )
        for row in sorted(fitting, key=lambda row: row.last_recorded)
    )
    common |= {
        "unit": unit,
        "period_start": chosen.period_start,
        "period_end": chosen.period_end,
        "formula": f"{question.indicator}.quoted",
    }
    note = f"trên {of}" if of else ""
    return Figure(
        **common, value=Fraction(chosen.amount, quoted_scale(unit)), terms=terms, demo=chosen.cell[7], note=note
    )


def tariff_of(question: Question, rows: list[DetailRow], zones: Mapping[int, Mapping[str, Any]]) -> Figure:
    """A tariff in force: a value where all zones asked have the same one, else the range from lowest to highest."""
    kind = question.kind.value if question.kind else None
    fitting = [row for row in rows if question.zone in {None, row.zone} and kind in {None, row.cell[2]}]
    fitting = [row for row in fitting if row.zone in zones]
    formula = question.definition.formulas[0]
    is_completion = question.definition.unit == "completion"
    units = {"percent" if is_completion else row.detail.split(" ")[0] for row in fitting}
    if question.currency:
        fitting = [row for row in fitting if row.cell[4] == question.currency]
        units = {row.detail.split(" ")[0] for row in fitting}
    terms = tuple(
        TermValue(row.cell[1], MEASURES[row.cell[1]].name, Fraction(row.amount, MICRO),
                  "percent" if is_completion else row.detail, str(zones[row.zone or 0]["name"]))
        for row in fitting
    )  # fmt: skip
    values = {Fraction(row.amount, MICRO) for row in fitting}
    common = blank(question, formula, units.pop() if len(units) == 1 else "percent" if is_completion else "tariff")
    one = len(values) == 1 and len({row.detail.split(" ")[0] for row in fitting}) == 1
    comparable = len({row.detail.split(" ")[0] for row in fitting}) == 1
    return Figure(
        **common,
        value=next(iter(values)) if one else None,
        terms=terms,
        demo=any(row.cell[7] for row in fitting),
        low=min(values) if values and comparable else None,
        high=max(values) if values and comparable else None,
        note="" if one or not values else "khác nhau giữa các khu, cụm hoặc hạng; xem từng khu, cụm",
    )


def _quotes(question: Question, row: DetailRow) -> bool:
    indicator, form, _, _ = row.detail.split("|")
    kind = question.kind.value if question.kind else None
    origin = question.origin.value if question.origin else None
    return (
        indicator == question.indicator
        and form in quoted_forms(question)
        and (row.cell[2], row.cell[3], row.zone) == (kind, origin, question.zone)
        and row.period_end is not None
        and row.period_end <= question.end
    )


def quoted_forms(question: Question) -> set[str]:
    """The forms that answer a question: for an indicator that is itself a growth, its value is its growth."""
    form = question.form.value
    same = {"value", "growth"}
    return same if question.indicator.endswith(".growth") and form in same else {form}


def _of(row: DetailRow) -> str:
    of = row.detail.split("|")[3]
    return f"trên {of}" if of else ""


def _default_unit(question: Question) -> str:
    return "rank" if question.form.value == "rank" else question.definition.unit
