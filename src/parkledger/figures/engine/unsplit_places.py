"""The provinces whose reports do not tell origins of capital apart, in figures of one origin that are of many provinces.

Of a province and its zones it is told zone by zone (`zone_coverage`). Of the whole country zones are not looked up: it is read from
what is summed by place. A flow lacks a province that reported of all origins together within the period, a level one of which
anything that was reported so still stands in the sum of all: also what stands beside a later report by origin, as levels that were
recorded before `ONE_SCOPE` do.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from parkledger.catalogue import MEASURES, Nature
from parkledger.figures.coverage import Coverage, ZoneLack, ZonesLacked
from parkledger.figures.engine.book_overlaps import SupposedReports
from parkledger.figures.engine.cells import Scope
from parkledger.figures.engine.coverage import reported_terms
from parkledger.figures.engine.cube import ScopedReport
from parkledger.figures.engine.evaluation import Evaluator
from parkledger.figures.questions import Question
from parkledger.places import COUNTRY_CODE, province_on

if TYPE_CHECKING:
    from parkledger.figures.engine.coverage import CoverageRules


def unsplit_provinces(places: Iterable[str], question: Question) -> ZonesLacked:
    """What a question's figure lacks of the provinces that some places lay in; those of the day in whose boundaries it is taken."""
    day = question.boundaries or question.end
    return ZonesLacked(ZoneLack.UNSPLIT, (), places=tuple(sorted({province_on(place, day) for place in places})))


class UnsplitPlaces:
    """Finds the provinces whose reports do not tell origins apart, in the country's questions of one moment."""

    def __init__(self, rules: "CoverageRules", supposed: SupposedReports | None = None) -> None:
        self._rules = rules
        self._supposed = supposed
        self._found: dict[tuple[str, Scope, tuple[date, date]], set[str]] = {}

    def told(self, coverage: Coverage, question: Question, evaluator: Evaluator) -> Coverage:
        """The coverage of a question's value with the provinces that it lacks some of; as it is where the question is not of them."""
        is_of_one = question.origin is not None and question.place == COUNTRY_CODE and question.zone is None
        if not is_of_one or self._rules.spans is None or not coverage.recorded:
            return coverage
        found = {
            place for term in reported_terms(question) for place in self._places(question, term.measure, evaluator)
        }
        if not found:
            return coverage
        return replace(coverage, lacked=(*coverage.lacked, unsplit_provinces(found, question)))

    def _places(self, question: Question, measure: str, evaluator: Evaluator) -> set[str]:
        """The places of which a question's figure lacks some of a measure: the same of either origin."""
        scope = self._rules.engine.scope(question)._replace(origin=None)
        key = (measure, scope, question.period)
        if key not in self._found:
            is_level = MEASURES[measure].nature is Nature.LEVEL
            found = self._standing(question, measure, evaluator) if is_level else self._reported(question, measure)
            self._found[key] = found
        return self._found[key]

    def _reported(self, question: Question, measure: str) -> set[str]:
        """The places that reported of all origins within a question's period."""
        first, last = question.period
        counts = self._rules.engine.unsplit_reports(question, measure)
        for each in self._supposed_of_all(question, measure):
            if first <= each.first <= each.on <= last:
                counts[each.trait, each.place, each.kind, each.first, each.on] += each.count
        return {place for (_, place, *_), count in counts.items() if count > 0}

    def _standing(self, question: Question, measure: str, evaluator: Evaluator) -> set[str]:
        """The places of which anything stands that was reported of all origins, and was not superseded by another book since."""
        amounts = self._rules.engine.unsplit_levels(question, measure)
        for each in self._supposed_of_all(question, measure):
            if each.on <= question.end:
                amounts[each.place] += each.amount
        for (_, level), rows in evaluator.superseded.get(measure, {}).items():
            if level.scope.origin is None:
                (place,) = level.scope.territory
                amounts[place] -= sum(row.amount for _, row in rows)
        return {place for place, amount in amounts.items() if amount > 0}

    def _supposed_of_all(self, question: Question, measure: str) -> list[ScopedReport]:
        if self._supposed is None:
            return []
        scope = self._rules.engine.scope(question)._replace(origin=None)
        return [each for each in self._supposed.scoped_reports(scope, measure) if each.origin is None]
