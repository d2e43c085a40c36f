"""The zones that a place's figure is of: which of those that should be in it have nothing on record, or not of all days.

A sum is silent about the zones that nobody reported for, and about the months that a zone did not report; it takes for empty
those of which no letting is on record. All are told. Of the whole country they are not looked up: what it lacks is told by
province.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from parkledger.catalogue import official_title
from parkledger.catalogue.expressions import Term
from parkledger.figures.coverage import UNEQUAL_REPORTS, Coverage, ZoneGap
from parkledger.figures.engine.coverage import (
    CoverageRules,
    book_of,
    is_reported,
    matched_terms,
    overdue_since,
    reported_terms,
)
from parkledger.figures.engine.cube import Cube
from parkledger.figures.engine.evaluation import Evaluator
from parkledger.figures.engine.zone_reports import (
    ReportGroup,
    Stretch,
    Stretches,
    covering,
    limited,
    periods_of,
    stretches_of,
    united,
    without,
)
from parkledger.figures.questions import Question
from parkledger.language import Period
from parkledger.places import COUNTRY_CODE

LETTING = frozenset({"land.leased_industrial", "land.leased_service", "land.approved"})
TO_LET = frozenset({"land.industrial", "land.service"})
OPERATING, ESTABLISHED = "zones.operating", "zones.established"


def told_by_zone(question: Question) -> frozenset[str]:
    """The measures that must be known zone by zone to tell which zones a question's figure lacks."""
    if question.zone is not None or question.place == COUNTRY_CODE or question.definition.statistic:
        return frozenset()
    if reported_terms(question):
        return frozenset({OPERATING, ESTABLISHED})
    return LETTING | TO_LET if _letting(question) else frozenset()


def unmatched_zones(question: Question, evaluator: Evaluator, rules: CoverageRules) -> dict[str, frozenset[int]]:
    """The zones whose part of a measure stands without its counterpart, and is left out: by measure.

    A zone for which its place reported as a whole has what it did not report itself.
    """
    terms = matched_terms(question)
    if not terms:
        return {}
    day = question.end.toordinal()
    known, told = [], []
    for term in terms:
        whole = rules.zone_reports(question, term.measure).of_places((0, day)) if is_reported(term) else []
        known.append(evaluator.zones_with([term.measure], term))
        told.append([group for group in whole if group.reports])
    cube = rules.engine.cube
    alone = {
        zone
        for zone in frozenset().union(*known)
        if not all(
            zone in mine or covering(whole, *whereabouts(cube, zone)) for mine, whole in zip(known, told, strict=True)
        )
    }
    return {term.measure: mine & alone for term, mine in zip(terms, known, strict=True) if mine & alone}


def with_zones(coverage: Coverage, question: Question, evaluator: Evaluator, rules: CoverageRules) -> Coverage:
    """The coverage of a value with the zones that it is of and those that it lacks, where zones are what is recorded of.

    Every operating zone is expected to report, and so are those that did; on days of which somebody reported for its place
    as a whole, a zone need not. Of land every zone is expected that has some to let. A book declared complete has nothing
    more to tell of any.
    """
    if rules.spans is None or not coverage.recorded:
        return coverage
    if not told_by_zone(question):
        return _with_unmatched(coverage, evaluator, rules)
    if reported_terms(question):
        expected = _ExpectedReports(question, evaluator, rules)
        return (
            expected.flow(coverage) if question.is_flow else _with_unmatched(expected.level(coverage), evaluator, rules)
        )
    if question.origin is not None:  # that none is let to foreign investors is no silence
        return coverage
    (term, *_) = _letting(question)
    declared = rules.declared(question)
    heard = evaluator.zones_with(LETTING, term)
    empty = {zone for zone in evaluator.zones_with(TO_LET, term) - heard if book_of(zone) not in declared}
    return replace(coverage, heard=heard, empty=frozenset(empty))


def _with_unmatched(coverage: Coverage, evaluator: Evaluator, rules: CoverageRules) -> Coverage:
    """A coverage with the zones of which a part was left out of a ratio, where it was any."""
    told = {gap.zone for gap in coverage.lacking}
    found = [_gap(rules.engine.cube, zone, ()) for zone in sorted(evaluator.zones_left_out() - told)]
    return replace(coverage, lacking=(*coverage.lacking, *found)) if found else coverage


class _ExpectedReports:
    """The reports that the zones of a question should have made, and those that they made.

    A flow is expected of the days that reports of anybody are about: what nobody reported is told by itself.
    """

    def __init__(self, question: Question, evaluator: Evaluator, rules: CoverageRules) -> None:
        self._question = question
        self._evaluator = evaluator
        self._zones = rules.engine.cube
        self._declared = rules.declared(question)
        self._made = [rules.zone_reports(question, term.measure) for term in reported_terms(question)]

    def flow(self, coverage: Coverage) -> Coverage:
        """The coverage of a flow: of each zone, the days that it did not report of those that others did."""
        due, within = stretches_of(coverage.periods), _ordinals(self._question)
        days = [reports.days(within) for reports in self._made]
        whole = [reports.of_places(within) for reports in self._made]
        heard = frozenset.intersection(*(frozenset(some) for some in days))
        gaps, refusal = [], coverage.refusal
        for zone in sorted(self._evaluator.zones_standing(OPERATING) | heard):
            lacking = [without(due, self._told(zone, some, of)) for some, of in zip(days, whole, strict=True)]
            if not any(lacking) or book_of(zone) in self._declared:
                continue
            if zone in heard:
                refusal = refusal if lacking.count(lacking[0]) == len(lacking) else UNEQUAL_REPORTS
                lacking = [limited(each, *self._expected(zone, days[0][zone])) for each in lacking]
            if any(lacking):
                missed = united(stretch for each in lacking for stretch in each)
                gaps.append(_gap(self._zones, zone, () if missed == due and zone not in heard else missed))
        return replace(coverage, heard=heard, lacking=tuple(gaps), refusal=refusal)

    def level(self, coverage: Coverage) -> Coverage:
        """The coverage of a level: the zones of which none is known, and those whose next report is overdue where others' is not."""
        question = self._question
        on = coverage.until or question.end
        made = [reports.until_day(question.end.toordinal()) for reports in self._made]
        whole = [group for reports in self._made for group in reports.of_places((0, question.end.toordinal()))]
        heard = frozenset.intersection(*(frozenset(some) for some in made))
        standing = self._evaluator.zones_standing(OPERATING)
        late = heard & (standing | self._evaluator.zones_standing(ESTABLISHED))
        gaps = []
        for zone in sorted(late | standing):
            if book_of(zone) in self._declared or covering(whole, *whereabouts(self._zones, zone)):
                continue
            reports = united(report for some in made for report in some.get(zone, ()))
            last = overdue_since(on, _ends(reports)) if zone in heard else None
            if last is not None or zone not in heard:
                gaps.append(_gap(self._zones, zone, () if last is None else ((last.toordinal() + 1, on.toordinal()),)))
        return replace(coverage, heard=heard, lacking=tuple(gaps))

    def _told(self, zone: int, days: Mapping[int, Stretches], whole: Sequence[ReportGroup]) -> Stretches:
        """The days that are known of a zone: by its own reports, and by those of places as a whole."""
        own = days.get(zone, ())
        return united((*own, *covering(whole, *whereabouts(self._zones, zone)))) if whole else own

    def _expected(self, zone: int, days: Stretches) -> Stretch:
        """The days of the period on which a zone that reported of some was there to report.

        One that began within the period is expected from its first report on, one that ended in it to its last. Of a zone
        that is not on record as operating, it is known that it did when it was established, or reported, before.
        """
        first, last = _ordinals(self._question)
        standing = self._evaluator.zones_standing
        began, established = zone in standing(OPERATING), zone in standing(ESTABLISHED)
        stands, is_kept = (zone in standing(code, by_end=True) for code in (OPERATING, ESTABLISHED))
        reported = any(zone in reports.began_before(first) for reports in self._made)
        there = began or reported or (established and not stands)
        ended = (began or established) and not (stands or is_kept)
        return (first if there else days[0][0], days[-1][1] if ended else last)


def whereabouts(cube: Cube, zone: int) -> tuple[str, str]:
    """The place and the kind of a zone; of one that is only supposed nothing is known."""
    found = cube.zones.get(zone) or cube.gone.get(zone) or {}
    return found.get("place", COUNTRY_CODE), found.get("kind", "")


def _gap(cube: Cube, zone: int, missed: Stretches) -> ZoneGap:
    """What is missing of a zone, with its name."""
    found = cube.zones.get(zone) or cube.gone.get(zone)
    if found is None:
        return ZoneGap(zone, "", "", "", periods_of(missed))
    title = official_title(found["kind"], found["name"])
    return ZoneGap(zone, found["book"], found["code"], title, periods_of(missed))


def _ordinals(question: Question) -> Stretch:
    first, last = question.period
    return first.toordinal(), last.toordinal()


def _ends(reports: Stretches) -> list[Period]:
    """The last days of reports, as levels are asserted on a day."""
    return [Period(day, day) for day in (date.fromordinal(last) for _, last in reports)]


def _letting(question: Question) -> list[Term]:
    """The terms of a question's formula that are land let."""
    formula = question.formula
    return [term for term in formula.expression.terms() if term.measure in LETTING] if formula else []
