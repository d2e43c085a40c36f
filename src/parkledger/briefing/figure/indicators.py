"""What an indicator's page knows: its formulas with their days and bases, and its values for the provinces on a day."""

from dataclasses import dataclass, replace
from datetime import date

from parkledger.briefing.figure.formulas import expression_in_words
from parkledger.catalogue import Formula, Indicator, Origin, ZoneKind
from parkledger.catalogue.expressions import Ratio
from parkledger.catalogue.parameters import AppliesTo, DatedValue, Parameter, load_parameters
from parkledger.catalogue.yaml_files import MonthDay
from parkledger.figures import Figure, Figures, Question
from parkledger.language import ParkError, Text, format_date, format_number
from parkledger.language.text import Lang
from parkledger.places import COUNTRY_CODE, provinces, territory
from parkledger.places.model import is_within_any
from parkledger.records.dates import Dates

ABOUT_OCCUPANCY = ("occupancy", "unleased_land", "industrial_land")
"""Parts of the codes of parameters that thresholds of occupancy rest on."""


@dataclass(frozen=True, slots=True)
class FormulaShown:
    """A formula in words, from which day to which, by which law; `in_force` on the page's day."""

    formula: Formula
    words: Text
    denominator: Text | None
    verified: Text
    until: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A legal parameter with the value of the page's day."""

    parameter: Parameter
    value: DatedValue | None
    said: Text


def formulas_of(indicator: Indicator, on: date) -> list[FormulaShown]:
    """All formulas of an indicator, the day each ends by the one that follows it for the same kinds."""
    found = []
    for formula in indicator.formulas:
        later = [each.since for each in indicator.formulas if each.kinds == formula.kinds and each.since]
        until = min((since for since in later if since > (formula.since or date.min)), default=None)
        begun = formula.since is None or formula.since <= on
        expression = formula.expression
        found.append(
            FormulaShown(
                formula,
                expression_in_words(expression),
                expression.of if isinstance(expression, Ratio) else None,
                formula.verified.label,
                until,
                begun and (until is None or on < until),
            )
        )
    return found


def values_of(
    books: Figures, indicator: Indicator, dates: Dates, kind: ZoneKind | None, origin: Origin | None
) -> tuple[Figure | None, list[Figure]]:
    """The country's value, and that of each province of the day of which anything is recorded."""
    recorded = books.places()
    base = Question(indicator.code, COUNTRY_CODE, dates.on, kind=kind, origin=origin, known_at=dates.known_at)
    found = [
        replace(base, place=each.code)
        for each in provinces(dates.on)
        if any(is_within_any(code, territory(each)) for code in recorded)
    ]
    if indicator.kinds and kind not in indicator.kinds:
        return None, []
    figures = books.answer([base, *found])
    return figures[0], figures[1:]


def parameters_for(indicator: Indicator, on: date) -> list[ParameterShown]:
    """The dated parameters of the law that speak of what an indicator measures."""
    if not indicator.code.startswith("occupancy"):
        return []
    found = []
    for code, parameter in sorted(load_parameters().items()):
        if any(part in code for part in ABOUT_OCCUPANCY) and parameter.applies_to in {
            AppliesTo.PARK,
            AppliesTo.CLUSTER,
        }:
            value = parameter.on(on)
            found.append(ParameterShown(parameter, value, _said(parameter, value)))
    return found


def _said(parameter: Parameter, dated: DatedValue | None) -> Text:
    """A parameter's value in words."""
    if dated is None or dated.value is None:
        return Text("không có giá trị vào ngày này", "no value on this day")
    value, unit = dated.value, parameter.unit.label
    if isinstance(value, MonthDay):
        return Text(f"{value.day}/{value.month}", f"{value.day}/{value.month}")
    if isinstance(value, date):
        return Text(format_date(value, Lang.VI), format_date(value, Lang.EN))
    if isinstance(value, str):
        try:
            return parameter.meaning(value)
        except (KeyError, ParkError):
            return Text(value, value)
    return Text(f"{format_number(value, Lang.VI)} {unit.vi}", f"{format_number(value, Lang.EN)} {unit.en}")
