"""A batch of questions known at one moment, answered by as few queries as their grains need."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from parkledger.catalogue import Formula
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum, Term, Zones
from parkledger.figures.coverage import NEGATIVE_STOCK, Coverage
from parkledger.figures.engine.cells import Scope, Trait
from parkledger.figures.engine.coverage import CoverageRules, is_silence, matched_terms
from parkledger.figures.engine.cube import Boundaries, Bucketed, DetailRow
from parkledger.figures.engine.details import EVERYWHERE, Details
from parkledger.figures.engine.evaluation import Evaluated, Evaluator, Sums, days_of, only_currency
from parkledger.figures.engine.forms import growth_of, part_and_whole, plan_ratio_of, rank_of, share_of, target_of
from parkledger.figures.engine.quoted import statistic_of, tariff_of
from parkledger.figures.engine.zone_coverage import told_by_zone, unmatched_zones, with_zones
from parkledger.figures.engine.zone_reports import SupposedReport
from parkledger.figures.figure import Figure, RecordedMoney, TermValue, blank
from parkledger.figures.mirror.files import Cell
from parkledger.figures.questions import Form, Question, currency_of, indicator
from parkledger.places import COUNTRY_CODE

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine


class SupposedData(Protocol):
    """Postings that are supposed beside those on record (see `what_if`)."""

    def targets(self, question: Question, recorded: list[DetailRow]) -> list[DetailRow]:
        """The targets of a question, what is supposed among them."""

    def sums(self, engine: "Engine", questions: list[Question], recorded: Sums) -> Sums:
        """The sums of some questions, what is supposed added."""

    def reports(self, scope: Scope, measure: str) -> list[SupposedReport]:
        """The reports of a measure in a scope that are supposed."""


class Batch:
    """One moment's questions, answered together. What is supposed is known whatever the moment."""

    def __init__(self, engine: "Engine", known_at: datetime | None, supposition: SupposedData | None = None) -> None:
        self.engine = engine
        self.known_at = known_at
        self.supposition = supposition
        self.values: dict[Question, Figure] = {}
        self.details = Details(engine.cube, known_at)
        self.coverage = CoverageRules(engine, known_at, *([supposition.reports] if supposition else []))

    def answer(self, questions: Iterable[Question]) -> dict[Question, Figure]:
        """Every question's figure; what a form is taken against is answered in the same pass."""
        asked = list(dict.fromkeys(questions))
        for question in asked:
            self._expect(question)
        needed = dict.fromkeys(q for question in asked for q in self._needed(question))
        for question in needed:
            self._expect(question)
        plain = [
            question for question in needed if not question.definition.statistic and not _is_tariff(question.indicator)
        ]
        self.coverage.prepare(plain)
        self._evaluate(plain)
        details = [question for question in needed if question not in self.values]
        self.values.update(self._quoted(details))
        return {question: self._formed(question) for question in asked}

    def zones_meeting(self, question: Question, wanted: Zones) -> list[int]:
        """The zones that a condition takes in."""
        sums = self._sums([question], [*wanted.all_of, *wanted.none_of])
        return Evaluator(question, sums, self.engine.scope(question), "USD").zones_meeting(wanted)

    def _needed(self, question: Question) -> list[Question]:
        if question.form is Form.VALUE:
            return [question]
        value = replace(question, form=Form.VALUE)
        if question.form is Form.GROWTH:
            return [value, question.a_year_before()]
        if question.form is Form.SHARE:
            return list(part_and_whole(question))
        if question.form is Form.RANK:
            return [replace(value, place=peer) for peer in self.engine.peers(question)] + [value]
        return [self._attained(question)]

    def _attained(self, question: Question) -> Question:
        """The value that a target is compared with; money in the currency of the target, so that no rate of its day counts."""
        value = replace(question, form=Form.VALUE)
        if question.definition.statistic or not question.definition.unit.startswith("money"):
            return value
        target, _ = target_of(question, self._targets(question))
        currency = target.cell[4] if target is not None else None
        return value if currency in {None, currency_of(value)} else replace(value, currency=currency)

    def _formed(self, question: Question) -> Figure:
        if question.form is Form.VALUE:
            return self.values[question]
        if question.form is Form.SHARE and not question.definition.statistic:
            part, whole = part_and_whole(question)
            return share_of(question, self.values[part], self.values[whole])
        asked = self._attained(question) if question.form is Form.PLAN_RATIO else replace(question, form=Form.VALUE)
        value = self.values[asked]
        if question.definition.statistic or question.form is Form.RANK:
            quoted = self._quoted([question])[question]
            if quoted.value is not None or question.definition.statistic:
                return quoted
        if question.form is Form.GROWTH:
            return growth_of(question, value, self.values[question.a_year_before()])
        if question.form is Form.RANK:
            peers = {
                peer: self.values[replace(question, form=Form.VALUE, place=peer)]
                for peer in self.engine.peers(question)
            }
            return rank_of(question, value, peers)
        targets = self._targets(question)
        return plan_ratio_of(question, value, targets, currency_of(asked))

    def _targets(self, question: Question) -> list[DetailRow]:
        """The targets that may be set for what is asked: of a place itself, or of the zones that lie in it."""
        exact, place = question.zone is None, frozenset({question.place})
        found = self.details.within("plan", question.end, [question.indicator], place, exact=exact)
        return self.supposition.targets(question, found) if self.supposition else found

    def _expect(self, question: Question) -> None:
        """Let what is never summed be fetched for all questions at once."""
        if _is_tariff(question.indicator):
            self.details.expect("actual", question.end, _measures_of(question), self.engine.scope(question).territory)
        elif question.definition.statistic or question.form is Form.RANK:
            self.details.expect("actual", None, ["statistic"], EVERYWHERE)
        if question.form is Form.PLAN_RATIO:
            exact = question.zone is None
            self.details.expect("plan", question.end, [question.indicator], {question.place}, exact=exact)

    def _quoted(self, questions: list[Question]) -> dict[Question, Figure]:
        found = {}
        for question in questions:
            if _is_tariff(question.indicator):
                territory = self.engine.scope(question).territory
                rows = self.details.within("actual", question.end, _measures_of(question), territory)
                found[question] = tariff_of(
                    question, self.details.in_force(rows, question.end), self.engine.cube.zones_known(self.known_at)
                )
            else:
                quoted = self.details.at("actual", None, "statistic", question.place)
                about = f"{question.indicator}|"
                found[question] = statistic_of(question, [row for row in quoted if row.detail.startswith(about)])
        return found

    def _evaluate(self, questions: list[Question]) -> None:
        """Answer what is summed: the whole country apart, which is read elsewhere and for many more days than its parts."""
        for whole in (True, False):
            batch = [question for question in questions if (question.place == COUNTRY_CODE) is whole]
            if not batch:
                continue
            sums = self._sums(batch, [])
            for question in batch:
                formula = question.formula
                currency = currency_of(question)
                outside = self.coverage.is_outside(question)
                evaluator = Evaluator(question, sums, self.engine.scope(question), currency, outside=outside)
                evaluator.left_out = unmatched_zones(question, evaluator, self.coverage)
                found = evaluator.evaluate(formula.expression) if formula else Evaluated(None)
                coverage = self.coverage.of(question, recorded=outside or found.value is not None)
                coverage = with_zones(coverage, question, evaluator, self.coverage)
                if is_silence(question, coverage, found):
                    found, coverage = replace(found, value=None), replace(coverage, recorded=False)
                figure = figure_of(question, formula, found, currency, coverage)
                self.values[question] = replace(figure, as_recorded=_as_recorded(figure, found, evaluator))

    def _sums(self, questions: list[Question], zone_measures: list[str]) -> Sums:
        """All sums that the questions need, by as few queries as their grains: places together, then zones."""
        wanted: defaultdict[Scope, set[str]] = defaultdict(set)
        by_zone: set[str] = set(zone_measures)
        for question in questions:
            formula = question.formula
            by_zone |= {term.measure for term in matched_terms(question)}
            by_zone |= told_by_zone(question) if self.coverage.spans is not None else frozenset()
            for expression in _leaves_of(formula) if formula else ():
                if isinstance(expression, CountZones):
                    by_zone |= {*expression.zones.all_of, *expression.zones.none_of}
                elif expression.zones is not None or question.zone is not None:
                    by_zone |= {expression.measure, *(expression.zones.all_of if expression.zones else ())}
                    by_zone |= set(expression.zones.none_of if expression.zones else ())
                else:
                    wanted[self.engine.scope(question)].add(expression.measure)
        boundaries = Boundaries(day for question in questions for day in days_of(question))
        last_day = max(question.end for question in questions)
        cube = self.engine.cube
        groups = cube.sums(dict(wanted), boundaries, self.known_at, last_day=last_day)
        zoned = self._zone_sums(questions, by_zone, boundaries, last_day) if by_zone else {}
        gone = sorted({zone for zone, _ in zoned} - cube.zones.keys())
        found = Sums(groups, boundaries, zoned, lambda scope: [*self.engine.zones_in(scope), *gone])
        return self.supposition.sums(self.engine, questions, found) if self.supposition else found

    def _zone_sums(
        self, questions: list[Question], measures: set[str], boundaries: Boundaries, last_day: date
    ) -> dict[tuple[int, str], list[tuple[Trait, Scope, list[Bucketed]]]]:
        codes = frozenset().union(*(self.engine.scope(question).territory for question in questions))
        rows = self.engine.cube.zone_sums(sorted(measures), codes, boundaries, self.known_at, last_day=last_day)
        return {key: [(*_about(cell), found) for cell, found in cells] for key, cells in rows.items()}


@lru_cache(maxsize=65_536)
def _about(cell: Cell) -> tuple[Trait, Scope]:
    """What the postings of a cell have in common, and the scope they lie in."""
    place, measure, kind, origin, currency, _, status, demo = cell
    return Trait(measure, status, demo, currency), Scope(frozenset({place}), kind, origin)


@cache
def _is_tariff(code: str) -> bool:
    return indicator(code).is_tariff


def _measures_of(question: Question) -> list[str]:
    """The measures of all formulas of a question's indicator."""
    return [term.measure for term in question.definition.terms()]


def figure_of(
    question: Question, formula: Formula | None, found: Evaluated, currency: str, coverage: Coverage
) -> Figure:
    """A figure in its base unit from an evaluated formula; without a value where its terms do not go together."""
    unit, divisor = base_unit(question.definition.unit, currency)
    terms = tuple(_in_base(term, found.stated_in or currency) for term in found.terms)
    value = found.value if found.value is None or divisor == 1 else found.value / divisor
    may_lack = question.is_flow or question.definition.shortfall is not None
    if value is not None and value < 0 and not may_lack:
        coverage = replace(coverage, refusal=NEGATIVE_STOCK)
    return Figure(
        **blank(question, formula, unit),
        value=None if coverage.refusal else value,
        terms=terms,
        demo=found.demo,
        estimate=found.estimate,
        coverage=coverage,
    )


def _as_recorded(figure: Figure, found: Evaluated, evaluator: Evaluator) -> RecordedMoney | None:
    """A figure of money in the one currency in which all of it was recorded."""
    formula, currency = figure.question.formula, only_currency(found.recorded_in)
    if figure.value is None or formula is None or currency is None or figure.indicator.unit != "money":
        return None
    if currency == evaluator.currency:
        return RecordedMoney(currency, figure.value)
    value = evaluator.stated_in(currency, formula.expression).value
    return None if value is None else RecordedMoney(currency, value / base_unit("money", currency)[1])


def base_unit(unit: str, currency: str) -> tuple[str, int]:
    """The unit a figure is stated in, and how many of its posting's units make one."""
    if unit.startswith("money"):
        return (unit.replace("money", currency), 100 if currency == "USD" else 1)
    return {"ha": ("ha", 10_000), "inquiry": ("inquiry", 1)}.get(unit, (unit, 1))


def _in_base(term: TermValue, currency: str) -> TermValue:
    """A term in its base unit: land in hectares, money in whole dollars or đồng."""
    if term.unit not in {"m2", "money"}:
        return term
    unit, divisor = ("ha", 10_000) if term.unit == "m2" else (currency, 100 if currency == "USD" else 1)
    value = term.value if term.value is None or divisor == 1 else term.value / divisor
    return TermValue(term.code, term.name, value, unit, term.note)


def _leaves_of(formula: Formula) -> tuple[Term | CountZones, ...]:
    """A formula's leaves, found once."""
    if formula.code not in _LEAVES or _LEAVES[formula.code][0] is not formula.expression:
        _LEAVES[formula.code] = (formula.expression, tuple(_leaves(formula.expression)))
    return _LEAVES[formula.code][1]


_LEAVES: dict[str, tuple[Expression, tuple[Term | CountZones, ...]]] = {}


def _leaves(expression: Expression) -> Iterable[Term | CountZones]:
    if isinstance(expression, CountZones | Term):
        yield expression
    elif isinstance(expression, Ratio):
        yield from _leaves(expression.numerator)
        yield from _leaves(expression.denominator)
    elif isinstance(expression, Sum):
        for _, part in expression.parts:
            yield from _leaves(part)
