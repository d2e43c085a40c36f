"""What a ratio is of: its denominator with its name and value, so that no percentage stands alone."""

from fractions import Fraction

from parkledger.catalogue.expressions import Ratio
from parkledger.figures import Figure, Form
from parkledger.figures.wording import number
from parkledger.language import Lang, Text


def base_of(figure: Figure) -> tuple[Text, Fraction, str] | None:
    """The denominator of a figure that is a ratio: its name, value and unit; None for other figures or where unknown."""
    if figure.form is not Form.VALUE or figure.value is None:
        return None
    formula = figure.question.formula
    if formula is None or not isinstance(formula.expression, Ratio):
        return None
    count = len(list(formula.expression.denominator.terms()))
    below = figure.terms[-count:]
    known = [term.value for term in below if term.value is not None]
    return (formula.expression.of, sum(known, Fraction(0)), below[0].unit) if known else None


def base_in_words(figure: Figure, lang: Lang) -> str:
    """The base of a ratio in words: "of 1.967,11 ha industrial land"; empty for what is no ratio."""
    found = base_of(figure)
    if found is None:
        return ""
    name, value, unit = found
    return f"{'of' if lang is Lang.EN else 'trên'} {number(value, unit, lang)} {name.of(lang)}"
