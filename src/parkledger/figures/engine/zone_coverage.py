"""The zones that a place's figure is of: which of those that should be in it have nothing on record, or not of all days.

A sum is silent about the zones that nobody reported for, and about the months that a zone did not report; it takes for empty
those of which no letting is on record. All are told. Of the whole country they are not looked up: what it lacks is told by
province.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from parkledger.catalogue import MEASURES, Nature, Origin, official_title
from parkledger.catalogue.expressions import Ratio, Term, stock
from parkledger.figures.coverage import (
    DUE_WITHIN,
    UNEQUAL_REPORTS,
    Coverage,
    ReportsDue,
    ZoneGap,
    ZoneLack,
    ZonesLacked,
)
from parkledger.figures.engine.coverage import (
    CoverageRules,
    book_of,
    is_reported,
    matched_terms,
    missed_since,
    overdue_since,
    reported_terms,
)
from parkledger.figures.engine.cube import Cube
from parkledger.figures.engine.evaluation import Evaluator
from parkledger.figures.engine.unsplit_places import unsplit_provinces
from parkledger.figures.engine.zone_reports import (
    ReportGroup,
    Stretch,
    Stretches,
    covering,
    limited,
    periods_of,
    speaks_for,
    stretches_of,
    united,
    without,
)
from parkledger.figures.questions import Question
from parkledger.language import Period
from parkledger.places import COUNTRY_CODE, Level, get, province_or_whole, provinces_of

LETTING = frozenset({"land.leased_industrial", "land.leased_service", "land.approved"})
TO_LET = frozenset({"land.industrial", "land.service"})
DAY = timedelta(days=1)
OPERATING, ESTABLISHED, PLANNED = "zones.operating", "zones.established", "zones.planned"
AREAS = {"land.planned": PLANNED, "land.established": ESTABLISHED}
"""Areas that every zone has that reached a stage."""


def told_by_zone(question: Question) -> frozenset[str]:
    """The measures that must be known zone by zone to tell which zones a question's figure lacks."""
    if question.zone is not None or question.place == COUNTRY_CODE or question.definition.statistic:
        return frozenset()
    if reported_terms(question):
        return frozenset({OPERATING, ESTABLISHED})
    found = LETTING | TO_LET if _letting(question) else frozenset()
    for term in _plain_terms(question):
        found |= {term.measure, AREAS[term.measure]} if term.measure in AREAS else frozenset()
        found |= {PLANNED, ESTABLISHED} if _is_of_plan(term) else frozenset()
    return found | ({term.measure for term in part.terms()} if (part := _part_of_whole(question)) else frozenset())


def levels_of_all(question: Question) -> list[str]:
    """The levels of which a figure is asked of all origins of capital: it must be known whether one alone was reported.

    They are read zone by zone, and only where there are reports both of all origins and of one (`Batch`).
    """
    is_of_all = question.origin is None and question.zone is None and question.place != COUNTRY_CODE
    if question.is_flow or not is_of_all:
        return []
    return [term.measure for term in reported_terms(question) if MEASURES[term.measure].nature is Nature.LEVEL]


def days_told(question: Question) -> list[date]:
    """The days besides those of its windows at which the zones of a question must be known: a zone may end on its first day."""
    return (
        [question.period[0] + DAY] if question.is_flow and reported_terms(question) and told_by_zone(question) else []
    )


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
    alone = {
        zone
        for zone in frozenset().union(*known)
        if not all(
            zone in mine or covering(whole, *rules.whereabouts(zone)) for mine, whole in zip(known, told, strict=True)
        )
    }
    return {term.measure: mine & alone for term, mine in zip(terms, known, strict=True) if mine & alone}


def with_zones(coverage: Coverage, question: Question, evaluator: Evaluator, rules: CoverageRules) -> Coverage:
    """The coverage of a value with the zones that it is of and those that it lacks, where zones are what is recorded of.

    Every operating zone is expected to report, and so are those that did, in the period or before; on days of which
    somebody reported for its place as a whole, a zone need not. Of land every zone is expected that has some to let. A book
    declared complete has nothing more to tell of any.
    """
    if rules.spans is None or not coverage.recorded:
        return coverage
    lacked = [*_opened_within(question, evaluator, rules), *_not_on_record(question, evaluator, rules)]
    coverage = replace(coverage, lacked=tuple(lacked))
    if not told_by_zone(question):
        return _with_unmatched(coverage, evaluator, rules)
    if reported_terms(question):
        expected = _ExpectedReports(question, evaluator, rules)
        return (
            expected.flow(coverage) if question.is_flow else _with_unmatched(expected.level(coverage), evaluator, rules)
        )
    if question.origin is not None or not _letting(question):  # that none is let to foreign investors is no silence
        return coverage
    (letting, *_) = _letting(question)
    term = stock(letting.measure) if letting.is_change else letting
    declared = rules.declared(question)
    holding = evaluator.zones_holding(LETTING | TO_LET)  # of a zone that has ended nothing is left to let
    heard = evaluator.zones_with(LETTING, term) & holding
    empty = {zone for zone in (evaluator.zones_with(TO_LET, term) & holding) - heard if book_of(zone) not in declared}
    return replace(coverage, heard=heard, empty=frozenset(empty))


def reports_due(question: Question, evaluator: Evaluator, rules: CoverageRules) -> ReportsDue:
    """The zones that are to report of what a question asks, by the rule of `with_zones`, though none of them may have."""
    if rules.spans is None or not reported_terms(question) or not told_by_zone(question):
        return ReportsDue((), frozenset(), frozenset(), is_due=False)
    return _ExpectedReports(question, evaluator, rules).due()


def _opened_within(question: Question, evaluator: Evaluator, rules: CoverageRules) -> Iterator[ZonesLacked]:
    """The zones that were opened with a balance within a period of which a change is asked: nothing is known of the days before.

    A balance is of the end of its day; one of the first day leaves no other day out.
    """
    first = question.period[0]
    gaps = tuple(
        zone_gap(rules.engine.cube, zone, ((first.toordinal(), day.toordinal()),))
        for zone, day in sorted(evaluator.opened.items())
        if day > first
    )
    if gaps:
        yield ZonesLacked(ZoneLack.OPENED, gaps)


def _not_on_record(question: Question, evaluator: Evaluator, rules: CoverageRules) -> Iterator[ZonesLacked]:
    """The zones that a figure of the plan or of areas does not have, since that was not recorded of them, and those that
    contradict what it says.

    A book that begins with zones that are established need not say that they are in the plan, nor with which area.
    """
    if not told_by_zone(question):
        return
    standing = evaluator.zones_standing

    def lacked(why: ZoneLack, zones: frozenset[int], every: frozenset[int]) -> Iterator[ZonesLacked]:
        if zones:
            yield ZonesLacked(why, tuple(zone_gap(rules.engine.cube, zone) for zone in sorted(zones)), len(every))

    for term in _plain_terms(question):
        if term.measure in AREAS:
            there = frozenset(evaluator.zones_meeting(term.zones)) if term.zones else standing(AREAS[term.measure])
            yield from lacked(ZoneLack.UNMEASURED, there - evaluator.zones_with([term.measure], term), there)
        if _is_of_plan(term):
            established = standing(ESTABLISHED)
            yield from lacked(ZoneLack.UNPLANNED, established - standing(PLANNED), established)
    if (part := _part_of_whole(question)) is not None:
        every = evaluator.zones_holding({term.measure for term in part.terms()})
        yield from lacked(ZoneLack.CONTRADICTED, evaluator.zones_contradicting(part), every)


def _part_of_whole(question: Question) -> Ratio | None:
    """The formula of a question where it is the share of a part in its whole, held zone by zone."""
    expression = question.formula.expression if question.formula else None
    return expression if isinstance(expression, Ratio) and expression.is_part else None


def _plain_terms(question: Question) -> list[Term]:
    """The terms of a question's formula."""
    return list(question.formula.expression.terms()) if question.formula else []


def _is_of_plan(term: Term) -> bool:
    """Whether a term is of all zones in the plan, or of their area."""
    return term.zones is None and term.measure in {PLANNED, "land.planned"}


def _with_unmatched(coverage: Coverage, evaluator: Evaluator, rules: CoverageRules) -> Coverage:
    """A coverage with the zones of which a part was left out of a ratio, where it was any."""
    told = {gap.zone for gap in coverage.lacking}
    found = tuple(zone_gap(rules.engine.cube, zone) for zone in sorted(evaluator.zones_left_out() - told))
    if not found:
        return coverage
    every = (
        coverage.heard | coverage.silent | {gap.zone for gap in found}
    )  # of the country it is not looked up who reported
    of = len(every) if coverage.heard else 0
    return replace(coverage, lacked=(*coverage.lacked, ZonesLacked(ZoneLack.UNMATCHED, found, of)))


_Told = tuple[
    Mapping[int, Stretches],
    Sequence[ReportGroup],
    tuple[Sequence[Mapping[int, Stretches]], Sequence[ReportGroup]],
]
"""Of a measure: the days told by zones and by places as a whole, and those told by origin, of each origin."""
_ALONE = {Origin.FDI.value: ZoneLack.FDI_ALONE, Origin.DDI.value: ZoneLack.DDI_ALONE}


class _ExpectedReports:
    """The reports that the zones of a question should have made, and those that they made.

    A flow is expected of the days that reports of anybody are about: what nobody reported is told by itself.
    """

    def __init__(self, question: Question, evaluator: Evaluator, rules: CoverageRules) -> None:
        self._question = question
        self._evaluator = evaluator
        self._rules, self._engine, self._zones = rules, rules.engine, rules.engine.cube
        self._declared = rules.declared(question)
        self._known = rules.known_on(question)
        terms = reported_terms(question)
        self._made = [rules.zone_reports(question, term.measure) for term in terms]
        self._split = [
            [rules.zone_reports(question, term.measure, origin) for origin in (Origin if question.origin else ())]
            for term in terms
        ]

    def due(self) -> ReportsDue:
        """The zones that are to report; of a book declared complete those alone that did."""
        question, (first, last) = self._question, _ordinals(self._question)
        if question.is_flow:
            made = [frozenset(reports.days((first, last))) for reports in self._made]
            standing, ended = self._standing(), frozenset[int]()
        else:
            made = [frozenset(reports.until_day(last)) for reports in self._made]
            standing = self._operating()
            ended = self._evaluator.zones_ended((OPERATING, ESTABLISHED))
        some = frozenset[int]().union(*made) - ended
        expected = frozenset(zone for zone in standing if zone in some or book_of(zone) not in self._declared)
        named = tuple(zone_gap(self._zones, zone) for zone in sorted(some | expected))
        whole = frozenset.intersection(*made) - ended
        return ReportsDue(named, whole, expected, is_due=question.end + DUE_WITHIN < self._known)

    def flow(self, coverage: Coverage) -> Coverage:
        """The coverage of a flow: of each zone, the days that it did not report of those that others did."""
        due, within = stretches_of(coverage.periods), _ordinals(self._question)
        days = [reports.days(within) for reports in self._made]
        whole = [reports.of_places(within) for reports in self._made]
        heard = frozenset.intersection(*(frozenset(some) for some in days))
        gaps, refusal = [], coverage.refusal
        for zone in sorted(self._standing() | heard):
            lacking = [without(due, self._told(zone, some, of)) for some, of in zip(days, whole, strict=True)]
            if not any(lacking):
                continue
            if zone in heard:
                refusal = refusal if lacking.count(lacking[0]) == len(lacking) else UNEQUAL_REPORTS
                lacking = [limited(each, *self._expected(zone, days[0][zone])) for each in lacking]
            elif book_of(zone) in self._declared:  # what it left out is not nought
                continue
            if any(lacking):
                missed = united(stretch for each in lacking for stretch in each)
                gaps.append(zone_gap(self._zones, zone, () if missed == due and zone not in heard else missed))
        in_whole = self._in_whole([group for groups in whole for group in groups])
        coverage = self._with_places_told(coverage, whole, due)
        coverage = replace(coverage, heard=heard, in_whole=in_whole, lacking=tuple(gaps), refusal=refusal)
        return self._with_unsplit(coverage, list(zip(days, whole, self._split_within(within), strict=True)))

    def _split_within(
        self, within: tuple[int, int]
    ) -> list[tuple[Sequence[Mapping[int, Stretches]], Sequence[ReportGroup]]]:
        """What was told of each origin within days by zones, and by places as a whole; of each measure."""
        return [
            ([each.days(within) for each in parts], [group for each in parts for group in each.of_places(within)])
            for parts in self._split
        ]

    def level(self, coverage: Coverage) -> Coverage:
        """The coverage of a level: the zones of which none is known, and those whose next report is overdue where others' is not."""
        question = self._question
        on = coverage.until or coverage.tail or question.end
        later = [reports.until_day(date.max.toordinal()) for reports in self._made]
        made = [reports.until_day(question.end.toordinal()) for reports in self._made]
        told = [reports.of_places((0, question.end.toordinal())) for reports in self._made]
        stands = [self._places_standing(groups, own) for groups, own in zip(told, made, strict=True)]
        coverage = self._with_places_told(coverage, stands, ())
        whole = [group for groups in stands for group in groups]
        ended = self._evaluator.zones_ended((OPERATING, ESTABLISHED))
        heard = frozenset.intersection(
            *(frozenset(own) - self._told_since(own, groups) for own, groups in zip(made, told, strict=True))
        )
        heard -= ended
        standing = self._operating()
        late = heard & (standing | self._evaluator.zones_standing(ESTABLISHED))
        gaps = []
        for zone in sorted(late | standing):
            if book_of(zone) in self._declared or covering(whole, *self._rules.whereabouts(zone)):
                continue
            if zone not in heard:
                gaps.append(zone_gap(self._zones, zone, ()))
            elif (last := self._last(zone, on, made, later)) is not None:
                gaps.append(zone_gap(self._zones, zone, ((last.toordinal() + 1, on.toordinal()),)))
        merged = self._merged_since(made, told)
        lacked = (*self._of_one_origin(), *([ZonesLacked(ZoneLack.MERGED, merged)] if merged else []))
        coverage = replace(coverage, heard=heard, in_whole=self._in_whole(whole), lacking=tuple(gaps), lacked=lacked)
        latest = [
            (_latest({zone: own[zone] for zone in heard}), _latest_of_places(groups))
            for own, groups in zip(made, stands, strict=True)
        ]
        told_last = [(*each, part) for each, part in zip(latest, self._latest_split(), strict=True)]
        return self._with_unsplit(coverage, told_last)

    def _latest_split(self) -> list[tuple[Sequence[Mapping[int, Stretches]], Sequence[ReportGroup]]]:
        """The last day told of each origin by zones, and by places as a whole; of each measure."""
        day = self._question.end.toordinal()
        return [
            (
                [_latest(each.until_day(day)) for each in parts],
                _latest_of_places(group for each in parts for group in each.of_places((0, day))),
            )
            for parts in self._split
        ]

    def _with_unsplit(self, coverage: Coverage, terms: Sequence[_Told]) -> Coverage:
        """A coverage with what reports do not tell of the origin of capital asked of, of zones and of places as a whole.

        Either they tell of all origins together; or they tell of the other alone, where reports of all came before. A zone
        that never reported of all has nothing of an origin that it never told of. What was last reported of a level, and what
        was reported of each day of a period, may differ in this.
        """
        origin = self._question.origin
        if origin is None:
            return coverage
        own, alone = list(Origin).index(origin), next(why for each, why in _ALONE.items() if each != origin)
        found: dict[ZoneLack, set[int]] = {ZoneLack.UNSPLIT: set(), alone: set()}
        silent, whole = set[int](), set[str]()
        for number, (days, groups, (parts, places)) in enumerate(terms):
            once_of_all = self._once_of_all(number)
            for zone, told in days.items():
                mine = parts[own].get(zone, ())
                is_apart = not without(told, united(day for part in parts for day in part.get(zone, ())))
                if is_apart and (zone not in once_of_all or not without(told, mine)):
                    continue
                found[alone if is_apart else ZoneLack.UNSPLIT].add(zone)
                silent |= set() if mine else {zone}
            for group in groups:
                apart = [each for each in places if (each.place, each.kind) == (group.place, group.kind)]
                if without(group.reports, united(day for each in apart for day in each.reports)):
                    whole.add(group.place)
        lacked = tuple(self._lacked_of_origin(found, whole))
        return replace(coverage, heard=coverage.heard - silent, lacked=(*coverage.lacked, *lacked))

    def _lacked_of_origin(self, found: Mapping[ZoneLack, set[int]], whole: Collection[str]) -> Iterator[ZonesLacked]:
        """What was found of zones, and of places as a whole, whose reports are not of the origin asked of; of a region by province."""
        is_of_many = get(self._question.place).level is Level.REGION
        for why, zones in found.items():
            if zones and not (is_of_many and why is ZoneLack.UNSPLIT):
                yield ZonesLacked(why, tuple(zone_gap(self._zones, zone) for zone in sorted(zones)))
        if is_of_many:
            places = {*whole, *(self._rules.whereabouts(zone)[0] for zone in found[ZoneLack.UNSPLIT])}
            if places:
                yield unsplit_provinces(places, self._question)
        elif whole:
            yield ZonesLacked(ZoneLack.UNSPLIT, ())

    def _once_of_all(self, number: int) -> set[int]:
        """The zones that by the day had reported of a measure without telling origins apart."""
        day = self._question.end.toordinal()
        parts = [part.until_day(day) for part in self._split[number]]
        return {
            zone
            for zone, told in self._made[number].until_day(day).items()
            if without(united(told), united(report for part in parts for report in part.get(zone, ())))
        }

    def _of_one_origin(self) -> Iterator[ZonesLacked]:
        """The zones, and places as a whole, of which one origin alone was reported last, after a report of all."""
        for measure in dict.fromkeys(levels_of_all(self._question)):
            zones, whole = self._evaluator.standing_by_origin(measure)
            for origin, why in _ALONE.items():
                if any(count for other, count in whole.items() if other != origin):
                    continue
                others = {
                    zone for zone, counts in zones.items() if any(n for other, n in counts.items() if other != origin)
                }
                alone = {zone for zone, counts in zones.items() if counts.get(origin) and len(counts) > 1} - others
                if alone:
                    yield ZonesLacked(why, tuple(zone_gap(self._zones, zone) for zone in sorted(alone)))
                if whole[origin] and not others and self._told_of_more(measure, origin):
                    yield ZonesLacked(why, ())

    def _told_of_more(self, measure: str, origin: str) -> bool:
        """Whether reports were made by the day that are not of one origin alone."""
        question, known_at = self._question, self._question.known_at
        every = self._engine.report_periods(question, measure, known_at)
        own = self._engine.report_periods(replace(question, origin=Origin(origin)), measure, known_at)
        return any(period.end <= question.end for period in {*every} - {*own})

    def _merged_since(
        self, made: Sequence[Mapping[int, Stretches]], told: Sequence[Sequence[ReportGroup]]
    ) -> tuple[ZoneGap, ...]:
        """The zones whose level ended as they became part of others, of which nothing was told since."""
        question = self._question
        merges = {each.zone: each for each in self._engine.merged_by(question.end, question.known_at)}
        found, asked = [], set(self._engine.zones_asked(question))
        for zone in sorted(merges.keys() & asked):
            day, heir = merges[zone].on.toordinal(), zone
            while heir in merges:
                heir = merges[heir].into
            if heir not in asked or book_of(heir) in self._declared:
                continue
            if any(self._ended_untold(zone, heir, day, own, of) for own, of in zip(made, told, strict=True)):
                found.append(zone_gap(self._zones, zone))
        return tuple(found)

    def _ended_untold(
        self, zone: int, heir: int, day: int, own: Mapping[int, Stretches], groups: Sequence[ReportGroup]
    ) -> bool:
        """Whether a zone's own level ended with it on a day, and neither the heir nor a place told of it since."""
        if zone not in own or zone in self._told_since(own, groups):
            return False
        whole = covering(groups, *self._rules.whereabouts(heir))
        return not any(report[1] >= day for report in (*own.get(heir, ()), *whole))

    def _with_places_told(self, coverage: Coverage, told: Sequence[Sequence[ReportGroup]], due: Stretches) -> Coverage:
        """Without the places of which there is no book, where reports of a place around them tell all days that are due.

        A province made of two may be reported as a whole in the book of one.
        """
        kind = self._question.kind.value if self._question.kind else None

        def is_told(code: str, groups: Sequence[ReportGroup]) -> bool:
            days = covering(groups, code, kind)
            return bool(days) and not without(due, days)

        found = {code for code in coverage.missing if all(is_told(code, groups) for groups in told)}
        if not found:
            return coverage
        provinces = {part.code for part in provinces_of(get(self._question.place), self._question.end)}
        missing = tuple(code for code in coverage.missing if code not in found)
        return replace(coverage, missing=missing, covered=coverage.covered + len(found & provinces))

    def _in_whole(self, groups: Sequence[ReportGroup]) -> frozenset[int]:
        """The zones that reports of places as a whole speak for."""
        if not groups:
            return frozenset()
        standing = self._evaluator.zones_standing
        return frozenset(
            zone
            for zone in standing(OPERATING) | standing(ESTABLISHED)
            if covering(groups, *self._rules.whereabouts(zone))
        )

    def _told_since(self, own: Mapping[int, Stretches], groups: Sequence[ReportGroup]) -> set[int]:
        """The zones of which a place as a whole was told after their own last report, which ended what they had told."""
        found = set()
        for zone, reports in own.items():
            place, kind = self._rules.whereabouts(zone)
            if any(
                group.reports[-1][1] > reports[-1][1] and speaks_for(group, place, kind, on=group.reports[-1][1])
                for group in groups
            ):
                found.add(zone)
        return found

    def _places_standing(self, groups: Sequence[ReportGroup], own: Mapping[int, Stretches]) -> list[ReportGroup]:
        """The reports of places as a whole that still stand: none of their zones, and no place with other zones, told later."""
        latest: list[tuple[tuple[str, str | None], int]] = [
            (self._rules.whereabouts(zone), reports[-1][1]) for zone, reports in own.items()
        ]
        latest += [((group.place, group.kind), group.reports[-1][1]) for group in groups]
        return [
            group
            for group in groups
            if not any(
                day > group.reports[-1][1]
                and speaks_for(group, place, group.kind if kind is None else kind, on=group.reports[-1][1])
                for (place, kind), day in latest
            )
        ]

    def _last(
        self, zone: int, on: date, made: Sequence[Mapping[int, Stretches]], later: Sequence[Mapping[int, Stretches]]
    ) -> date | None:
        """The last day that a zone reported on by a day, where its next report is overdue then, or was missed as is known now."""
        by_then, by_now = (
            _ends(united(report for some in reports for report in some.get(zone, ()))) for reports in (made, later)
        )
        return overdue_since(on, by_then) or missed_since(on, by_now, self._known)

    def _standing(self) -> frozenset[int]:
        """The zones that are expected to report of the period: those that operated when it began, and those that stood then
        and had reported before, since what reported once goes on. One that ended on its first day has no part in it.
        """
        first, _ = self._question.period
        established = self._evaluator.zones_standing(ESTABLISHED)
        before = frozenset.intersection(*(reports.began_before(first.toordinal()) for reports in self._made))
        ended = self._evaluator.zones_ended((OPERATING, ESTABLISHED), before=first + DAY)
        return (self._operating() | (before & established)) - ended

    def _operating(self) -> frozenset[int]:
        """The zones that operated when the period began, or on the day.

        Where it was never recorded of any zone of its kind in the province, each that was established may do so.
        """
        standing = self._evaluator.zones_standing
        operating = standing(OPERATING)
        others = {zone: self._province_and_kind(zone) for zone in standing(ESTABLISHED) - operating}
        untold = {where for where in set(others.values()) if not self._rules.is_ever_told(OPERATING, *where)}
        return operating.union(zone for zone, where in others.items() if where in untold)

    def _province_and_kind(self, zone: int) -> tuple[str, str]:
        place, kind = self._rules.whereabouts(zone)
        return province_or_whole(place), kind

    def _told(self, zone: int, days: Mapping[int, Stretches], whole: Sequence[ReportGroup]) -> Stretches:
        """The days that are known of a zone: by its own reports, and by those of places as a whole."""
        own = days.get(zone, ())
        return united((*own, *covering(whole, *self._rules.whereabouts(zone)))) if whole else own

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


def _latest(reports: Mapping[int, Stretches]) -> dict[int, Stretches]:
    """The last day of each zone's reports, as a level is known from it alone."""
    return {zone: ((made[-1][1],) * 2,) for zone, made in reports.items()}


def _latest_of_places(groups: Iterable[ReportGroup]) -> list[ReportGroup]:
    """The reports of places as a whole, each with the last of its days."""
    return [group._replace(reports=((group.reports[-1][1],) * 2,)) for group in groups if group.reports]


def zone_gap(cube: Cube, zone: int, missed: Stretches = ()) -> ZoneGap:
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
    return [term for term in _plain_terms(question) if term.measure in LETTING]
