"""Figures of the projects of one country or sector: the terms of a formula summed project by project, by shares.

The members of a dimension and what is filed under no project come to the whole, exactly: a project that several countries
share is divided by their shares, and counted with the one that has the largest. Where the shares changed, what is held on a day
is divided by those of the day, and what happened in a period by those of the day on which it did.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from parkledger.catalogue import MEASURES, Currency, Formula, Nature
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum, Term, Timing
from parkledger.figures.engine.batch import base_unit
from parkledger.figures.engine.evaluation import recomputed
from parkledger.figures.engine.forms import growth_of, share_of
from parkledger.figures.engine.projects import NO_PROJECT, FiledSum, filed_by_day, filed_sums
from parkledger.figures.engine.standing import standing_projects
from parkledger.figures.engine.zone_coverage import zone_gap
from parkledger.figures.figure import Figure, TermValue
from parkledger.figures.questions import Form, Member, NotSplitByProjects, Question, currency_of

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine

CURRENCIES = frozenset(Currency)
FORMS = frozenset({Form.VALUE, Form.GROWTH, Form.SHARE})
"""Forms that a figure of a member may have."""


def member_figures(engine: "Engine", questions: Sequence[Question]) -> list[Figure]:
    """The figures of members of dimensions; what their wholes come to is asked in one call."""
    for question in questions:
        _check(question)
    needed = dict.fromkeys(each for question in questions for each in _needed(question))
    wholes = dict(zip(needed, engine.answer([replace(each, member=None) for each in needed]), strict=True))
    filed = _Filed(engine)
    values = {each: _value(each, whole, filed) if each.member else whole for each, whole in wholes.items()}
    return [_formed(engine, question, values) for question in questions]


def is_sum_over_projects(question: Question) -> bool:
    """Whether what is asked can be split by what projects are: by country, by sector."""
    formula, definition = question.formula, question.definition
    if question.form not in FORMS or formula is None or definition.statistic or definition.is_tariff:
        return False
    return _is_summed(formula.expression)


def _check(question: Question) -> None:
    if not is_sum_over_projects(question):
        raise NotSplitByProjects(indicator=question.definition.name, form=question.form.label)


def _is_summed(expression: Expression) -> bool:
    """Whether an expression is made of sums of postings alone, without conditions on zones and without their stages."""
    if isinstance(expression, Term):
        is_opened_with = expression.is_change  # a balance opened with is of no project, and is no change
        return expression.zones is None and not is_opened_with and not MEASURES[expression.measure].is_milestone
    if isinstance(expression, Sum):
        return all(_is_summed(part) for _, part in expression.parts)
    if isinstance(expression, Ratio):
        return _is_summed(expression.numerator) and _is_summed(expression.denominator)
    return not isinstance(expression, CountZones)


def _needed(question: Question) -> list[Question]:
    value = replace(question, form=Form.VALUE)
    if question.form is Form.GROWTH:
        return [value, question.a_year_before()]
    if question.form is Form.SHARE:
        return [*_part_and_whole(value)]
    return [value]


def _part_and_whole(value: Question) -> tuple[Question, Question]:
    """A member is a share of the same without it, in one currency."""
    whole = replace(value, member=None)
    if value.definition.unit != "money":
        return value, whole
    currency = currency_of(whole)
    return replace(value, currency=currency), replace(whole, currency=currency)


def _formed(engine: "Engine", question: Question, values: dict[Question, Figure]) -> Figure:
    value = replace(question, form=Form.VALUE)
    if question.form is Form.GROWTH:
        named = partial(zone_gap, engine.cube)
        return growth_of(question, values[value], values[question.a_year_before()], named)
    if question.form is Form.SHARE:
        part, whole = _part_and_whole(value)
        return share_of(question, values[part], values[whole])
    return values[value]


class _Filed:
    """The sums of terms project by project, each asked once."""

    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._found: dict[tuple[Question, Term], dict[int, FiledSum]] = {}

    def of(self, question: Question, term: Term) -> dict[int, FiledSum]:
        """The sums of a term, whatever the member."""
        key = (replace(question, member=None), term)
        if key not in self._found:
            self._found[key] = self._summed(question, term)
        return self._found[key]

    def by_day(self, question: Question, term: Term, projects: frozenset[int]) -> dict[tuple[int, date], FiledSum]:
        """The sums of a term for some projects, day by day."""
        return filed_by_day(self._engine, question, term, projects) if projects else {}

    def _summed(self, question: Question, term: Term) -> dict[int, FiledSum]:
        if not term.is_of_standing:
            return filed_sums(self._engine, question, term)
        stands = standing_projects(self._engine, question)
        everywhere = filed_sums(self._engine, replace(question, kind=None, zone=None), term)
        return {project: found for project, found in everywhere.items() if project in stands}


def _value(question: Question, whole: Figure, filed: _Filed) -> Figure:
    """A member's figure, with the coverage of the whole; unknown where that is, and where nothing is filed under it."""
    formula, member = question.formula, question.member
    if formula is None or member is None or whole.value is None:
        return replace(whole, question=question, value=None, terms=(), demo=False, estimate=False)
    stated_in = next((term.unit for term in whole.terms if term.unit in CURRENCIES), currency_of(question))
    value, used = _summed(question, formula, whole, filed, stated_in)
    sums = [each for _, some in used for each in some]
    return replace(
        whole,
        question=question,
        value=value,
        terms=tuple(term for term, _ in used),
        demo=any(each.demo for each in sums),
        estimate=any(each.estimate for each in sums),
    )


_Used = list[tuple[TermValue, list[FiledSum]]]


def _summed(
    question: Question, formula: Formula, whole: Figure, filed: _Filed, currency: str
) -> tuple[Fraction | None, _Used]:
    """What the terms of a formula come to for a member, money in a currency; the sums that each term is made of."""
    used = [
        _of_member(term, shown, _parts(question, question.member, term, filed), currency)
        for term, shown in zip(formula.expression.terms(), whole.terms, strict=True)
        if question.member is not None
    ]
    values = iter([term.value for term, _ in used])
    is_filed = any(some for _, some in used)
    return (recomputed(formula.expression, lambda _: next(values)) if is_filed else None), used


_Parts = list[tuple[FiledSum, Fraction]]
"""Sums of projects with how much of each is a member's."""


def _parts(question: Question, member: Member, term: Term, filed: _Filed) -> _Parts:
    """The sums of a term that are a member's: by the shares of the question's day, of flows by those of their own days."""
    sums = filed.of(question, term)
    if member.is_rest:
        return [(sums[NO_PROJECT], Fraction(1))] if NO_PROJECT in sums else []
    counted = MEASURES[term.measure].unit == "project"
    moving: set[int] = set()
    if term.timing is Timing.IN_PERIOD:
        start, end = question.period
        moving = {each.project for each in member.turns if start < each.since <= end and each.project in sums}
    shares = member.shares_on(question.end, counted=counted)
    found = [(sums[project], share) for project, share in shares if project in sums and project not in moving]
    for (project, day), some in filed.by_day(question, term, frozenset(moving)).items():
        if share := member.share_on(project, day, counted=counted):
            found.append((some, share))
    return found


def _of_member(term: Term, whole: TermValue, mine: _Parts, currency: str) -> tuple[TermValue, list[FiledSum]]:
    """What of a term is of a member, in base units, and the sums that it is made of."""
    measure = MEASURES[term.measure]
    column = "amount" if measure.unit != "money" else "usd" if currency == "USD" else "vnd"
    total = sum((getattr(each, column) * share for each, share in mine), Fraction(0))
    silent = not mine and measure.nature in {Nature.REPORTED, Nature.LEVEL}
    unit = {"m2": "ha"}.get(measure.unit, measure.unit)
    value = None if whole.value is None or silent else total / base_unit(unit, currency)[1]
    return replace(whole, value=value), [each for each, _ in mine]
