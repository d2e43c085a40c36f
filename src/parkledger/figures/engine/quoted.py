"""What is never summed: statistics as somebody published them, and tariffs that hold in one zone."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from parkledger.catalogue.measures import MICRO, quoted_scale
from parkledger.figures.engine.cube import DetailRow
from parkledger.figures.engine.evaluation import name_of
from parkledger.figures.figure import RANKED_OF, Figure, TermValue, blank
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
    unit = chosen.detail.split("|")[2]
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
    return Figure(
        **common, value=Fraction(chosen.amount, quoted_scale(unit)), terms=terms, demo=chosen.cell[7], note=_of(chosen)
    )


def tariff_of(question: Question, rows: list[DetailRow], zones: Mapping[int, Mapping[str, Any]]) -> Figure:
    """A tariff in force: a value where all zones asked have the same one, else the range from lowest to highest."""
    fitting = [row for row in rows if _is_tariff_of(row, question) and row.zone in zones]
    units = {_tariff_unit(question, row) for row in fitting}
    values = {Fraction(row.amount, MICRO) for row in fitting} if len(units) == 1 else set()
    unit = units.pop() if values else "percent" if question.definition.unit == "completion" else "tariff"
    return Figure(
        **blank(question, question.definition.formulas[0], unit),
        value=next(iter(values)) if len(values) == 1 else None,
        terms=tuple(_tariff_term(question, row, zones) for row in fitting),
        demo=any(row.cell[7] for row in fitting),
        low=min(values, default=None),
        high=max(values, default=None),
        note=TARIFFS_DIFFER if fitting and len(values) != 1 else None,
    )


TARIFFS_DIFFER = Text(
    "khác nhau giữa các khu, cụm hoặc hạng; xem từng khu, cụm", "zones or grades differ: look at each zone"
)


def _is_tariff_of(row: DetailRow, question: Question) -> bool:
    kind = question.kind.value if question.kind else None
    return (
        question.zone in {None, row.zone}
        and kind in {None, row.cell[2]}
        and (not question.currency or question.currency == row.cell[4])
    )


def _tariff_unit(question: Question, row: DetailRow) -> str:
    """The unit of a tariff, which its detail begins with; of a degree of completion per cent."""
    return "percent" if question.definition.unit == "completion" else row.detail.split(" ")[0]


def _tariff_term(question: Question, row: DetailRow, zones: Mapping[int, Mapping[str, Any]]) -> TermValue:
    unit = "percent" if question.definition.unit == "completion" else row.detail
    measure, name = row.cell[1], str(zones[row.zone or 0]["name"])
    return TermValue(measure, name_of(measure), Fraction(row.amount, MICRO), unit, _alike(name))


@lru_cache(maxsize=4096)
def _alike(name: str) -> Text:
    """A name, the same in both languages."""
    return Text(name, name)


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
    """The forms that answer a question: for an indicator that is itself a growth or a rank, its value is that."""
    form, own = question.form.value, "growth" if question.indicator.endswith(".growth") else question.definition.unit
    same = {"value", own}
    return same if own in {"growth", "rank"} and form in same else {form}


def _of(row: DetailRow) -> Text | None:
    """Of how many a quoted rank is."""
    of = row.detail.split("|")[3]
    return Text(f"{RANKED_OF}{of}", f"of {of}") if of else None


def _default_unit(question: Question) -> str:
    return "rank" if question.form.value == "rank" else question.definition.unit
