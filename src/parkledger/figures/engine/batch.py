"""A batch of questions known at one moment, answered by as few queries as their grains need."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from parkledger.catalogue import MEASURES, Formula, Nature, Origin, Status
from parkledger.catalogue.definitions import INCREASES
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum, Term, Zones
from parkledger.figures.coverage import (
    NEGATIVE_STOCK,
    BookSpan,
    Coverage,
    ReportsDue,
    ZoneGap,
    more_than_whole,
    told_twice,
)
from parkledger.figures.engine.book_overlaps import BookOverlaps
from parkledger.figures.engine.cells import Scope
from parkledger.figures.engine.coverage import CoverageRules, is_change, is_silence, matched_terms
from parkledger.figures.engine.cube import Boundaries, DetailRow, ScopedReport
from parkledger.figures.engine.details import EVERYWHERE, LISTINGS, Details
from parkledger.figures.engine.evaluation import (
    DAY,
    Evaluated,
    Evaluator,
    StandingSum,
    Sums,
    days_of,
    without_postings,
)
from parkledger.figures.engine.forms import (
    Peers,
    TargetFound,
    before_target,
    growth_of,
    not_ranked,
    part_and_whole,
    plan_ratio_of,
    rank_of,
    set_for,
    share_of,
    target_of,
)
from parkledger.figures.engine.level_estimates import EstimatedLevels, SupposedClaim, estimated_levels
from parkledger.figures.engine.quoted import statistic_of, tariff_of
from parkledger.figures.engine.standing import StandingScope, SupposedOfProject, standing_scope, standing_sums
from parkledger.figures.engine.unsplit_places import UnsplitPlaces
from parkledger.figures.engine.zone_coverage import (
    days_told,
    levels_of_all,
    reports_due,
    told_by_zone,
    unmatched_zones,
    with_zones,
    zone_gap,
)
from parkledger.figures.engine.zone_reports import SupposedReport
from parkledger.figures.figure import Figure, TermValue, blank
from parkledger.figures.questions import Form, Question, currency_of, indicator
from parkledger.places import COUNTRY_CODE

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine


class SupposedData(Protocol):
    """Postings that are supposed beside those on record (see `what_if`)."""

    def targets(self, question: Question, recorded: list[DetailRow]) -> list[DetailRow]:
        """The targets of a question, what is supposed among them."""

    def spanned(self, spans: tuple[BookSpan, ...]) -> tuple[BookSpan, ...]:
        """What the books cover, with what is supposed."""

    def sums(self, engine: "Engine", questions: list[Question], recorded: Sums) -> Sums:
        """The sums of some questions, what is supposed added."""

    def reports(self, scope: Scope, measure: str) -> list[SupposedReport]:
        """The reports of a measure in a scope that are supposed."""

    def claims(self) -> Iterable[SupposedClaim]:
        """The supposed postings, as what levels stand at follows from them."""

    def scoped_reports(self, scope: Scope, measure: str) -> list[ScopedReport]:
        """The supposed postings of a measure in a scope, by book, zone and day."""

    def of_projects(self) -> Sequence[SupposedOfProject]:
        """The supposed postings that are filed under projects."""


class Batch:
    """One moment's questions, answered together. What is supposed is known whatever the moment."""

    def __init__(self, engine: "Engine", known_at: datetime | None, supposition: SupposedData | None = None) -> None:
        self.engine = engine
        self.known_at = known_at
        self.supposition = supposition
        self.values: dict[Question, Figure] = {}
        self.peers: dict[Question, Peers | None] = {}
        self._target_of: dict[Question, TargetFound] = {}
        self._standing_of: dict[Question, dict[str, list[StandingSum]]] = {}
        self.details = Details(engine.cube, known_at)
        self.coverage = CoverageRules(engine, known_at, supposition)
        self.overlaps = BookOverlaps(self.coverage, supposition)
        self.unsplit = UnsplitPlaces(self.coverage, supposition)

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

    def zones_ended(self, question: Question) -> frozenset[int]:
        """The zones that had been revoked, or had become part of others, by the question's day; of what flows in a period, by
        its first day, since one that ended later has a part in it.
        """
        day = question.period[0] if question.is_flow else question.end
        sums = self._sums([question], [*LISTINGS], [day + DAY])
        evaluator = Evaluator(question, sums, self.engine.scope(question), "USD")
        merged = {merge.zone for merge in self.engine.merged_by(day, question.known_at)}
        return evaluator.zones_ended(LISTINGS, day + DAY) | merged

    def reports_due(self, question: Question) -> ReportsDue:
        """The zones that are to report of what a question asks, and whether that is due."""
        self.coverage.prepare([question])
        sums, scope = self._sums([question], []), self.engine.scope(question)
        return reports_due(question, Evaluator(question, sums, scope, currency_of(question)), self.coverage)

    def _needed(self, question: Question) -> list[Question]:
        if question.form is Form.VALUE:
            return [question]
        value = replace(question, form=Form.VALUE)
        if question.form is Form.GROWTH:
            return [value, question.a_year_before()]
        if question.form is Form.SHARE:
            return list(part_and_whole(question))
        if question.form is Form.RANK:
            peers = self.peers[question] = self.engine.peers(question)
            return [*(peers.values if peers else ()), value]
        attained = self._attained(question)
        before = self._before_target(question, attained)
        return [attained] if before is None else [attained, before]

    def _before_target(self, question: Question, attained: Question) -> Question | None:
        """What stood before the period of a question's target, where that is to be known."""
        if attained.indicator not in INCREASES:
            return None
        target, _ = self._target(question)
        return None if target is None or target.period_start is None else before_target(attained, target.period_start)

    def _attained(self, question: Question) -> Question:
        """The value that a target is compared with; money in the currency of the target, so that no rate of its day counts."""
        value = replace(question, form=Form.VALUE)
        if question.definition.statistic or not question.definition.unit.startswith("money"):
            return value
        target, _ = self._target(question)
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
            return growth_of(question, value, self.values[question.a_year_before()], self._named)
        if question.form is Form.RANK:
            peers = self.peers[question]
            if peers is None:
                return not_ranked(question, value)
            return rank_of(question, value, [self.values[peer] for peer in peers.values], peers.called)
        before = self._before_target(question, asked)
        held = self.values[before] if before is not None else None
        return plan_ratio_of(question, value, self._target(question), currency_of(asked), held)

    def _named(self, zone: int) -> ZoneGap:
        return zone_gap(self.engine.cube, zone)

    def _target(self, question: Question) -> TargetFound:
        """The target that holds for what is asked, looked up once."""
        if question not in self._target_of:
            self._target_of[question] = target_of(question, self._targets(question))
        return self._target_of[question]

    def _targets(self, question: Question) -> list[DetailRow]:
        """The targets that may be set for what is asked: of a place itself, or of the zones that lie in it."""
        found = self.details.within(
            "plan", question.end, [question.indicator], self._targeted(question), exact=set_for(question)
        )
        return self.supposition.targets(question, found) if self.supposition else found

    def _expect(self, question: Question) -> None:
        """Let what is never summed be fetched for all questions at once."""
        if _is_tariff(question.indicator):
            self.details.expect("actual", question.end, _measures_of(question), self.engine.scope(question).territory)
        elif question.definition.statistic or question.form is Form.RANK:
            self.details.expect("actual", None, ["statistic"], EVERYWHERE)
        if question.form is Form.PLAN_RATIO:
            self.details.expect(
                "plan", question.end, [question.indicator], self._targeted(question), exact=set_for(question)
            )

    def _targeted(self, question: Question) -> frozenset[str]:
        """Where targets are looked for: at the place itself; of a zone also in the units that its province was merged from."""
        return frozenset({question.place}) if question.zone is None else self.engine.scope(question).territory

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
        posted = []
        for question in questions:
            if not self._is_never_posted(question):
                posted.append(question)
                continue
            coverage, found = self.coverage.of(question, recorded=False), without_postings(question.formula)
            self.values[question] = figure_of(question, question.formula, found, currency_of(question), coverage)
        for whole in (True, False):
            batch = [question for question in posted if (question.place == COUNTRY_CODE) is whole]
            if batch:
                sums, self._standing_of = self._sums(batch, []), self._standing(batch)
                self.values |= {question: self._evaluated(question, sums) for question in batch}

    def _is_never_posted(self, question: Question) -> bool:
        """Whether nothing was ever posted, where a question asks, of any of its measures, and that is known to mean no figure.

        Zones that are counted, or of which none meets a condition, are nought from other measures; so is what an office has
        declared to be complete, and what no book speaks of is told apart.
        """
        leaves = _leaves_of(question.formula)
        if self.supposition or question.member is not None or not leaves or any(map(_may_be_of_no_zone, leaves)):
            return False
        posted = self.engine.cube.numbered.measures_in(self.engine.scope(question).territory)
        if not posted.isdisjoint(leaf.measure for leaf in leaves if isinstance(leaf, Term)):
            return False
        return not self.coverage.is_outside(question) and self.coverage.declared_subject(question) is None

    def _evaluated(self, question: Question, sums: Sums) -> Figure:
        """The figure of a question, from sums."""
        formula = question.formula
        currency = currency_of(question)
        outside = self.coverage.is_outside(question)
        declared = self.coverage.declared_subject(question)
        scope = self.engine.scope(question)
        evaluator = Evaluator(question, sums, scope, currency, outside=outside, declared=declared)
        if is_change(question):
            evaluator.opened = self.engine.opened_within(question)
            evaluator.moved = [(merge.zone, merge.on, sign) for merge, sign in self.engine.moved_within(question)]
        evaluator.left_out = unmatched_zones(question, evaluator, self.coverage)
        overlap = self.overlaps.of(question)
        evaluator.superseded = overlap.superseded
        evaluator.standing = self._standing_of.get(question, {})
        found = evaluator.evaluate(formula.expression) if formula else Evaluated(None)
        coverage = self.coverage.of(question, recorded=outside or found.value is not None)
        coverage = with_zones(coverage, question, evaluator, self.coverage)
        coverage = self.unsplit.told(coverage, question, evaluator)
        if overlap.books:
            coverage = replace(coverage, refusal=told_twice(self.coverage.book_names(overlap.books)))
        if is_silence(question, coverage, found):
            found, coverage = replace(found, value=None), replace(coverage, recorded=False)
        return figure_of(question, formula, found, currency, coverage)

    def _standing(self, questions: Sequence[Question]) -> dict[Question, dict[str, list[StandingSum]]]:
        """What tenants' projects in force have of the measures of some questions of which only theirs counts."""
        asked = {question: measures for question in questions if (measures := _measures_of_standing(question))}
        if not asked:
            return {}
        scopes = {question: standing_scope(self.engine, question) for question in asked}
        wanted: defaultdict[StandingScope, set[str]] = defaultdict(set)
        for question, measures in asked.items():
            wanted[scopes[question]] |= measures
        supposed = self.supposition.of_projects() if self.supposition else ()
        sums = standing_sums(self.engine, wanted, self.known_at, supposed)
        return {
            question: {measure: sums[scopes[question], measure] for measure in measures}
            for question, measures in asked.items()
        }

    def _sums(self, questions: list[Question], zone_measures: list[str], days: Iterable[date] = ()) -> Sums:
        """All sums that the questions need, by as few queries as their grains: places together, then zones.

        They are cut at the days of the questions' windows, and at some more.
        """
        wanted: defaultdict[Scope, set[str]] = defaultdict(set)
        by_zone: set[str] = set(zone_measures)
        for question in questions:
            by_zone |= self._measures_by_zone(question)
            for measure in self._levels_by_origin(question):
                by_zone.add(measure)
                for origin in Origin:
                    wanted[self.engine.scope(replace(question, origin=origin))].add(measure)
            if of_place := _measures_of_place(question):
                wanted[self.engine.scope(question)] |= of_place
        boundaries = Boundaries([*days, *(day for question in questions for day in self._days(question))])
        last_day = max(question.end for question in questions)
        cube = self.engine.cube
        groups = cube.sums(dict(wanted), boundaries, self.known_at, last_day=last_day)
        codes = frozenset().union(*(self.engine.scope(question).territory for question in questions))
        zoned = cube.zone_sums(sorted(by_zone), codes, boundaries, self.known_at, last_day=last_day) if by_zone else {}
        gone = sorted({zone for zone, _ in zoned} - cube.zones.keys())
        found = Sums(groups, boundaries, zoned, lambda scope: [*self.engine.zones_in(scope), *gone])
        if self.supposition:
            found = self.supposition.sums(self.engine, questions, found)
        return replace(found, estimated=self._estimated(questions, found))

    def _measures_by_zone(self, question: Question) -> set[str]:
        """The measures of a question that must be summed zone by zone."""
        found = {term.measure for term in matched_terms(question)}
        if self.coverage.spans is not None:
            found |= told_by_zone(question)
        for expression in _leaves_of(question.formula):
            if expression.zones is not None:
                found |= {*expression.zones.all_of, *expression.zones.none_of}
            if isinstance(expression, CountZones):
                continue
            if expression.zones is not None or question.zone is not None or expression.is_change:
                found.add(expression.measure)
        return found

    def _levels_by_origin(self, question: Question) -> Iterable[str]:
        """The levels of a question that were reported of all origins and also of one, or may be by what is supposed."""
        if self.coverage.spans is None:
            return
        scope = self.engine.scope(question)
        for measure in levels_of_all(question):
            numbers = self.engine.cube.cells_within([measure], scope, scenario="actual", exact=False)
            origins = {self.engine.cube.cells[number][3] for number in numbers}
            if self.supposition or (None in origins and len(origins) > 1):
                yield measure

    def _days(self, question: Question) -> Iterable[date]:
        """The days at which sums must be cut for a question."""
        yield from days_of(question)
        if self.coverage.spans is not None:
            yield from days_told(question)
        if is_change(question):
            yield from (day + DAY for day in self.engine.opened_within(question).values())
            yield from (merge.on for merge, _ in self.engine.moved_within(question))

    def _estimated(self, questions: list[Question], sums: Sums) -> EstimatedLevels:
        """The levels that stand at an estimate on the days of some questions; asked only of those with any estimates."""
        traits = chain(
            ((measure, (trait for trait, _ in rows)) for (_, measure), rows in sums.groups.items()),
            ((measure, (trait for trait, *_ in rows)) for (_, measure), rows in sums.by_zone.items()),
        )
        levels = {
            measure
            for measure, some in traits
            if measure in LEVELS and any(trait.status == Status.ESTIMATE for trait in some)
        }
        asking = [question for question in questions if levels & _levels_of(question)] if levels else []
        if not asking:
            return {}
        territory = frozenset().union(*(self.engine.scope(question).territory for question in asking))
        supposed = self.supposition.claims() if self.supposition else ()
        days = {question.end for question in asking}
        return estimated_levels(self.engine.cube, levels, territory, days, self.known_at, supposed)


def _measures_of_standing(question: Question) -> set[str]:
    """The measures of a question's formula of which only what projects in force have counts."""
    terms = question.formula.expression.terms() if question.formula else ()
    return {term.measure for term in terms if term.is_of_standing}


LEVELS = frozenset(code for code, measure in MEASURES.items() if measure.nature is Nature.LEVEL)
"""The measures of which levels are reported."""


def _levels_of(question: Question) -> set[str]:
    """The measures of a question's formula of which levels are reported."""
    terms = question.formula.expression.terms() if question.formula else ()
    return {term.measure for term in terms if term.measure in LEVELS}


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
    expression = formula.expression if formula else None
    if isinstance(expression, Ratio) and expression.contradicts(value):
        coverage = replace(coverage, refusal=more_than_whole(expression.of))
    return Figure(
        **blank(question, formula, unit),
        value=None if coverage.refusal else value,
        terms=terms,
        demo=found.demo,
        estimate=found.estimate,
        coverage=coverage,
        converted=bool(found.recorded_in - {found.stated_in or currency}),
    )


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


def _measures_of_place(question: Question) -> set[str]:
    """The measures of a question that are summed over its place as a whole."""
    if question.zone is not None:
        return set()
    leaves = _leaves_of(question.formula)
    return {leaf.measure for leaf in leaves if not isinstance(leaf, CountZones) and leaf.zones is None}


def _leaves_of(formula: Formula | None) -> tuple[Term | CountZones, ...]:
    """A formula's leaves, found once."""
    if formula is None:
        return ()
    if formula.code not in _LEAVES or _LEAVES[formula.code][0] is not formula.expression:
        _LEAVES[formula.code] = (formula.expression, tuple(_leaves(formula.expression)))
    return _LEAVES[formula.code][1]


def _may_be_of_no_zone(leaf: Term | CountZones) -> bool:
    """Whether a leaf may come to nought though nothing of its own measure was posted, from what is known of zones."""
    return isinstance(leaf, CountZones) or (leaf.zones is not None and MEASURES[leaf.measure].nature is Nature.STOCK)


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
