"""Evaluating formulas over sums: exact, with what is unknown kept unknown."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from parkledger.catalogue import MEASURES, CoverageSubject, Formula, Nature, Origin, Status
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Reports, Sum, Term, Timing, Zones
from parkledger.figures.engine.cells import Scope, Trait, scope_matches
from parkledger.figures.engine.cube import Boundaries, Bucketed, BucketRange, Groups
from parkledger.figures.engine.level_estimates import BookLevel, EstimatedLevels
from parkledger.figures.figure import TermValue
from parkledger.figures.questions import Question
from parkledger.language import Text

DAY = timedelta(days=1)
ORIGINS: tuple[str | None, ...] = (None, *(origin.value for origin in Origin))
BOTH_KNOWN = Text("chỉ khu, cụm có số liệu của cả hai", "only zones with both on record")


@dataclass(slots=True)
class Evaluated:
    """An expression's value with what was used: its terms, and whether demonstration data or estimates are in it.

    `recorded_in` are the currencies in which its money was recorded, `stated_in` is the one that its terms are in where
    that is not the one asked for.
    """

    value: Fraction | None
    terms: tuple[TermValue, ...] = ()
    demo: bool = False
    estimate: bool = False
    recorded_in: frozenset[str] = frozenset()
    stated_in: str | None = None


@dataclass(slots=True)
class Sums:
    """All that a request's pass over the data came to. `zones_in` lists the zones of a scope, whatever their stage.

    `estimated` are the levels that stand at an estimate on the days of the questions.
    """

    groups: Groups
    boundaries: Boundaries
    by_zone: dict[tuple[int, str], list[tuple[Trait, Scope, list[Bucketed]]]]
    zones_in: Callable[[Scope], list[int]]
    estimated: EstimatedLevels = field(default_factory=dict)
    matching: dict[tuple[int, str, Scope], list[tuple[Trait, list[Bucketed]]]] = field(default_factory=dict)
    meeting: dict[tuple[Scope, int | None, date, Zones], list[int]] = field(default_factory=dict)
    standing: dict[tuple[Scope, str, date], frozenset[int]] = field(default_factory=dict)
    _holders: dict[str, set[int]] = field(default_factory=dict, repr=False)

    def holders(self, measure: str) -> Collection[int]:
        """The zones that have anything of a measure, wherever they lie."""
        if not self._holders:
            for zone, of in self.by_zone:
                self._holders.setdefault(of, set()).add(zone)
        return self._holders.get(measure, ())


class StandingSum(NamedTuple):
    """What postings with a trait come to that are of projects in force: amount, US cents, đồng, how many there are."""

    trait: Trait
    sums: tuple[int, int, int, int]


Superseded = Mapping[tuple[int | None, BookLevel], Sequence[tuple[Trait, Bucketed]]]
"""What of a measure no longer counts: levels of zones (None: of places as a whole), each with what it comes to.

Of a zone it may be one level of several, as of one origin of capital alone.
"""


def days_of(question: Question) -> list[date]:
    """The days at which the buckets of a question's windows begin."""
    after = question.end + DAY
    return [question.period[0], after] if question.is_flow else [after]


def column(unit: str, currency: str) -> int:
    """Which field of a sum counts: for money its equivalent in the currency asked for."""
    if unit != "money":
        return AMOUNT
    return USD if currency == "USD" else VND


AMOUNT, USD, VND = (Bucketed._fields.index(name) for name in ("amount", "usd", "vnd"))


def added(expression: Sum, values: Sequence[Fraction | None]) -> Fraction | None:
    """A sum of values counts what was recorded; it is unknown where a part is reported by others and was not.

    What the register records itself it holds none of until it does; what was not reported may be any number. Where
    nothing is on record of what others are subtracted from, the difference is unknown, too.
    """
    parts = list(zip(expression.parts, values, strict=True))
    unreported = any(value is None and _is_reported(part) for (_, part), value in parts)
    grounded = any(sign > 0 and value is not None for (sign, _), value in parts)
    if unreported or not grounded:
        return None
    return sum((sign * value for (sign, _), value in parts if value is not None), Fraction(0))


def divided(expression: Ratio, above: Fraction | None, below: Fraction | None) -> Fraction | None:
    """A ratio of two values; unknown where either is, and where there is nothing to divide by."""
    if above is None or not below:
        return None
    return above / below * (100 if expression.percent else 1)


def recomputed(expression: Expression, value_of: Callable[[Term], Fraction | None]) -> Fraction | None:
    """An expression's value anew from values of its terms, by the rules of the engine: shares of sums, never averages."""
    if isinstance(expression, Term):
        return value_of(expression)
    if isinstance(expression, Sum):
        return added(expression, [recomputed(part, value_of) for _, part in expression.parts])
    if isinstance(expression, Ratio):
        above, below = (recomputed(part, value_of) for part in (expression.numerator, expression.denominator))
        value = divided(expression, above, below)
        return None if expression.contradicts(value) else value
    raise TypeError(f"{type(expression).__name__} is not made of terms alone")


class Evaluator:
    """Evaluates expressions for one question.

    `outside` where no book speaks for the days of its period. `declared` is the subject of which all its books were declared
    complete, if they were: what the register itself counts of it, over a period or one by one, and never did, is none then.
    What is an amount that may not have been given, as an area is, stays unknown (`Measure.is_counted_one_by_one`).
    """

    def __init__(
        self,
        question: Question,
        sums: Sums,
        scope: Scope,
        currency: str,
        *,
        outside: bool = False,
        declared: CoverageSubject | None = None,
    ) -> None:
        self.outside = outside
        self.declared = declared
        self.question = question
        self.sums = sums
        self.scope = scope
        self.currency = currency
        self.opened: dict[int, date] = {}
        """The zones opened with a balance in the question's period, each with the day at whose end it stood."""
        self.moved: list[tuple[int, date, int]] = []
        """The zones that came into what is asked on a day (−1), or went out of it (1), with all they held."""
        self.left_out: dict[str, frozenset[int]] = {}
        """The zones whose part of a measure does not count, since its counterpart in the formula is not on record."""
        self.standing: Mapping[str, Sequence[StandingSum]] = {}
        """What tenants' projects in force have of the measures of which only theirs counts."""
        self.superseded: Mapping[str, Superseded] = {}
        """What of a level does not count, since another book has told of it since as part of a whole."""

    def evaluate(self, expression: Expression) -> Evaluated:
        """The value of an expression; None wherever something it needs was never recorded."""
        if isinstance(expression, Term):
            return self._term(expression)
        if isinstance(expression, CountZones):
            return self._count(expression)
        if isinstance(expression, Ratio):
            return self._ratio(expression)
        if isinstance(expression, Sum):
            return self._sum(expression)
        raise TypeError(f"{type(expression).__name__} cannot be evaluated")

    def _sum(self, expression: Sum) -> Evaluated:
        parts = [(sign, self.evaluate(part)) for sign, part in expression.parts]
        value = added(expression, [found.value for _, found in parts])
        return _combined([found for _, found in parts], value)

    def _ratio(self, expression: Ratio) -> Evaluated:
        """A ratio; money by money, all of it recorded in one currency, is divided in that: no rate stands between the two."""
        above, below = self.evaluate(expression.numerator), self.evaluate(expression.denominator)
        stated_in = None
        if expression.numerator.sort.unit == expression.denominator.sort.unit == "money":
            stated_in = only_currency(above.recorded_in | below.recorded_in)
        if stated_in not in {None, self.currency}:
            above, below = (
                self.stated_in(stated_in, expression.numerator),
                self.stated_in(stated_in, expression.denominator),
            )
        return replace(_combined([above, below], divided(expression, above.value, below.value)), stated_in=stated_in)

    def stated_in(self, currency: str, expression: Expression) -> Evaluated:
        """The value of an expression with money in another currency than asked for."""
        other = copy(self)
        other.currency = currency
        return other.evaluate(expression)

    def _count(self, expression: CountZones) -> Evaluated:
        """How many zones meet the condition; unknown where none had reached its first milestone by the date."""
        zones = self.zones_meeting(expression.zones)
        if not self._is_told(expression.zones):
            return Evaluated(Fraction(0) if self._is_none(expression.zones.all_of[0]) else None)
        demo = any(trait.demo for zone in zones for trait, _ in self._zone_rows(zone, expression.zones.all_of[0]))
        return Evaluated(Fraction(len(zones)), (), demo)

    def _is_told(self, zones: Zones) -> bool:
        """Whether it is on record which zones meet a condition: some zone had reached its first milestone by the date."""
        until = self.sums.boundaries.window(None, self.question.end + DAY).until
        rows = [row for zone in self._zones() for row in self._zone_rows(zone, zones.all_of[0])]
        return any(row.count for _, found in rows for row in found if row.bucket <= until)

    def _is_none(self, code: str) -> bool:
        """Whether a measure of which nothing is on record is none, since the books were declared complete of it."""
        if self.declared is None:
            return False
        measure = MEASURES[code]
        if self.declared is not measure.subject:
            return False
        has_origin = self.question.origin is None or measure.subject is CoverageSubject.PROJECTS
        return measure.nature is Nature.COUNTED or (measure.is_counted_one_by_one and has_origin)

    def _is_of_no_zone(self, term: Term) -> bool:
        """Whether a stock is none since no zone meets its condition, as is known: it has no area to be recorded."""
        if term.zones is None or MEASURES[term.measure].nature is not Nature.STOCK:
            return False
        return not self.zones_meeting(term.zones) and self._is_told(term.zones)

    def _term(self, term: Term) -> Evaluated:
        measure = MEASURES[term.measure]
        window = self._window(term)
        take = column(measure.unit, self.currency)
        always_known = measure.nature is not Nature.REPORTED
        total = known = demo = estimate = happened = 0
        found = self._rows(term)
        for trait, rows in found:
            if term.reports is not Reports.BEST and trait.status != term.reports.value:
                continue
            here = 0
            for row in rows:
                if row.bucket > window.until:
                    continue
                if row.first >= window.since:
                    here += row.count
                    total += row[take]
                if always_known:
                    known += row.count
            known += 0 if always_known else here
            happened += here
            demo += here if trait.demo else 0
            estimate += here if trait.status == Status.ESTIMATE else 0
        unspoken = self.outside and not happened and term.timing is Timing.IN_PERIOD
        is_none = self._is_none(term.measure) or self._is_of_no_zone(term)
        value = Fraction(total) if (known > 0 or is_none) and not unspoken else None
        shown = TermValue(term.measure, name_of(term.measure), value, measure.unit, self._note(term))
        recorded_in = _currencies(found, window) if measure.unit == "money" else frozenset()
        is_estimate = self._stands_at_estimate(term) if measure.nature is Nature.LEVEL else estimate > 0
        return Evaluated(value, (shown,), demo > 0, is_estimate, recorded_in)

    def _stands_at_estimate(self, term: Term) -> bool:
        """Whether any of what a level is summed from stands at an estimate on the question's day."""
        estimated = self.sums.estimated.get((term.measure, self.question.end))
        if not estimated:
            return False
        gone: Superseded = {}
        if term.zones is None and self.question.zone is None:
            zones = estimated.keys() - self.left_out.get(term.measure, frozenset())
            gone = self.superseded.get(term.measure, {})
        else:
            zones = estimated.keys() & set(self.zones_meeting(term.zones) if term.zones else self._zones())
        left = (each.scope for zone in zones for each in estimated[zone] if (zone, each) not in gone)
        return any(scope_matches(scope, self.scope) for scope in left)

    def _note(self, term: Term) -> Text | None:
        """Which zones alone a term is of."""
        return BOTH_KNOWN if term.measure in self.left_out else _describe(term)

    def _rows(self, term: Term) -> list[tuple[Trait, list[Bucketed]]]:
        if term.zones is None and self.question.zone is None:
            found = self.sums.groups.get((self.scope, term.measure), [])
            if term.measure in self.left_out.keys() | self.superseded.keys():
                found = [*found, *self._deductions(term.measure)]
        else:
            zones = self.zones_meeting(term.zones) if term.zones else self._zones()
            found = [row for zone in zones for row in self._zone_rows(zone, term.measure)]
        if term.is_change:
            found = [*found, *self._opened_with(term.measure), *self._moved_with(term)]
        return self._of_standing(term, found) if term.is_of_standing else found

    def _of_standing(
        self, term: Term, every: Sequence[tuple[Trait, list[Bucketed]]]
    ) -> list[tuple[Trait, list[Bucketed]]]:
        """What of a measure is of projects in force: nothing where only others have any, unknown where nobody has."""
        window = self._window(term)
        place = (window.until, window.since)
        found = [(one.trait, [Bucketed(*place, *one.sums)]) for one in self.standing.get(term.measure, ())]
        if any(row.count for _, rows in every for row in rows if row.bucket <= window.until):
            found.append((Trait(term.measure, Status.FINAL.value, demo=False), [Bucketed(*place, 0, 0, 0, 1)]))
        return found

    def _opened_with(self, measure: str) -> list[tuple[Trait, list[Bucketed]]]:
        """What is taken off the change of a measure: all of a zone up to the day of its opening balance, which is no change."""
        found = []
        for zone, day in self.opened.items():
            until = self.sums.boundaries.window(None, day + DAY).until
            for trait, rows in self._zone_rows(zone, measure):
                known = [row for row in rows if row.bucket <= until]
                found.append((trait, [Bucketed(*row[:2], -row.amount, -row.usd, -row.vnd, 0) for row in known]))
        return found

    def _moved_with(self, term: Term) -> Iterator[tuple[Trait, list[Bucketed]]]:
        """What is set right in a change for zones that came in or went out with what they held on the day before."""
        window, scope = self._window(term), self.scope._replace(kind=None)
        for zone, day, sign in self.moved:
            before = self.sums.boundaries.window(None, day).until
            for trait, rows in self._zone_rows(zone, term.measure, scope):
                held = sum(row.amount for row in rows if row.bucket <= before)
                yield trait, [Bucketed(window.until, window.since, sign * held, 0, 0, 0)]

    def _deductions(self, measure: str) -> list[tuple[Trait, list[Bucketed]]]:
        """What is taken off the sums of a measure: all of the zones that are left out, and of others what was superseded."""
        left_out = self.left_out.get(measure, frozenset())
        rows = [row for zone in left_out for row in self._zone_rows(zone, measure)]
        for (zone, level), some in self.superseded.get(measure, {}).items():
            if zone not in left_out and self.question.origin in {None, level.scope.origin}:
                rows += [(trait, [row]) for trait, row in some]
        return [
            (trait, [Bucketed(*each[:2], *(-number for number in each[2:])) for each in some]) for trait, some in rows
        ]

    def zones_left_out(self) -> frozenset[int]:
        """The zones that hold any of what does not count of them."""
        until = self.sums.boundaries.window(None, self.question.end + DAY).until
        return frozenset(
            zone
            for measure, zones in self.left_out.items()
            for zone in zones
            if sum(row.amount for _, some in self._zone_rows(zone, measure) for row in some if row.bucket <= until)
        )

    def _zone_rows(self, zone: int, measure: str, scope: Scope | None = None) -> list[tuple[Trait, list[Bucketed]]]:
        """What a zone has of a measure, in the scope of the question unless another is given."""
        wanted = scope or self.scope
        found = self.sums.by_zone.get((zone, measure))
        if found is None:
            return []
        asked = (zone, measure, wanted)
        if asked not in self.sums.matching:
            matching = [(trait, rows) for trait, own, rows in found if scope_matches(own, wanted)]
            self.sums.matching[asked] = matching
        return self.sums.matching[asked]

    def standing_by_origin(self, measure: str) -> tuple[dict[int, dict[str | None, int]], dict[str | None, int]]:
        """How many series of a level stand at the end of the question's day, by origin: of each zone, and of places as a whole.

        A zone's origins of which anything was ever recorded are all told, with nought where nothing stands.
        """
        until, scope = self.sums.boundaries.window(None, self.question.end + DAY).until, self.scope
        groups = {origin: self.sums.groups.get((scope._replace(origin=origin), measure), []) for origin in ORIGINS}
        whole = {
            origin: sum(row.count for _, some in rows for row in some if row.bucket <= until)
            for origin, rows in groups.items()
        }
        whole[None] -= sum(count for origin, count in whole.items() if origin is not None)
        zones: dict[int, dict[str | None, int]] = {}
        for zone in self._zones():
            for _, at, rows in self.sums.by_zone.get((zone, measure), ()):
                if scope.kind in {None, at.kind}:
                    count = sum(row.count for row in rows if row.bucket <= until)
                    counts = zones.setdefault(zone, {})
                    counts[at.origin] = counts.get(at.origin, 0) + count
                    whole[at.origin] -= count
        return zones, whole

    def zones_meeting(self, wanted: Zones) -> list[int]:
        """The zones in scope that have reached all of some milestones and none of others."""
        asked = (self.scope, self.question.zone, self.question.end, wanted)
        if asked not in self.sums.meeting:
            self.sums.meeting[asked] = [
                zone
                for zone in self._zones()
                if all(self._reached(zone, code) for code in wanted.all_of)
                and not any(self._reached(zone, code) for code in wanted.none_of)
            ]
        return self.sums.meeting[asked]

    def zones_with(self, measures: Collection[str], term: Term) -> frozenset[int]:
        """The zones a term is over with something on record of one of some measures, of any origin, in the term's time."""
        held = [(measure, holders) for measure in measures if (holders := self.sums.holders(measure))]
        if not held:
            return frozenset()
        window, scope = self._window(term), self.scope._replace(origin=None)
        zones = self.zones_meeting(term.zones) if term.zones else self._zones()
        return frozenset(
            zone
            for zone in zones
            if any(
                zone in holders and _count(self._zone_rows(zone, measure, scope), window) > 0
                for measure, holders in held
            )
        )

    def zones_contradicting(self, expression: Ratio) -> frozenset[int]:
        """The zones in scope of which more is on record of a part, at the end of the question's day, than of its whole."""

        def held(zone: int, part: Expression) -> int:
            until = self.sums.boundaries.window(None, self.question.end + DAY).until
            return sum(
                row.amount
                for term in part.terms()
                for _, some in self._zone_rows(zone, term.measure)
                for row in some
                if row.bucket <= until
            )

        among = {term.zones for term in expression.terms()}
        zones = frozenset(self._zones()).intersection(*(self.zones_meeting(wanted) for wanted in among if wanted))
        whole = {zone: held(zone, expression.denominator) for zone in zones}
        return frozenset(zone for zone in zones if 0 < whole[zone] < held(zone, expression.numerator))

    def zones_standing(self, milestone: str, *, by_end: bool = False) -> frozenset[int]:
        """The zones in scope that had reached a milestone by the first day of the question's period, or by its (last) day."""
        first = self.question.period[0] if self.question.is_flow and not by_end else self.question.end + DAY
        asked = (self.scope, milestone, first)
        if asked not in self.sums.standing:
            self.sums.standing[asked] = frozenset(
                zone for zone in self._zones() if self._reached(zone, milestone, before=first)
            )
        return self.sums.standing[asked]

    def zones_ended(self, milestones: Collection[str], before: date | None = None) -> frozenset[int]:
        """The zones in scope that had reached some of the milestones by the day before one, by default by the question's
        (last) day, and stood at none of them any more: they had become part of others, or were revoked.
        """
        until = self.sums.boundaries.window(None, before or self.question.end + DAY).until
        found = set()
        for zone in self._zones():
            rows = [row for code in milestones for _, some in self._zone_rows(zone, code) for row in some]
            stood = any(row.count for row in rows if row.bucket <= until)
            if stood and not any(self._reached(zone, code, before) for code in milestones):
                found.add(zone)
        return frozenset(found)

    def zones_holding(self, measures: Collection[str]) -> frozenset[int]:
        """The zones in scope that hold any of some measures, of any origin, at the end of the question's (last) day."""
        until = self.sums.boundaries.window(None, self.question.end + DAY).until
        scope = self.scope._replace(origin=None)
        return frozenset(
            zone
            for zone in self._zones()
            if any(
                sum(
                    row.amount
                    for _, some in self._zone_rows(zone, measure, scope)
                    for row in some
                    if row.bucket <= until
                )
                for measure in measures
            )
        )

    def _reached(self, zone: int, milestone: str, before: date | None = None) -> bool:
        until = self.sums.boundaries.window(None, before or self.question.end + DAY).until
        rows = self._zone_rows(zone, milestone)
        return sum(row.amount for _, found in rows for row in found if row.bucket <= until) > 0

    def _zones(self) -> list[int]:
        return self.sums.zones_in(self.scope) if self.question.zone is None else [self.question.zone]

    def _window(self, term: Term) -> BucketRange:
        start = self.question.period[0] if term.timing is Timing.IN_PERIOD else None
        return self.sums.boundaries.window(start, self.question.end + DAY)


def without_postings(formula: Formula | None) -> Evaluated:
    """What a formula of terms comes to where nothing was posted of any of them: unknown, with its terms."""
    if formula is None:
        return Evaluated(None)
    kept = _WITHOUT_POSTINGS.get(formula.code)
    if kept is None or kept[0] is not formula.expression:
        terms = (
            TermValue(term.measure, name_of(term.measure), None, MEASURES[term.measure].unit, _describe(term))
            for term in formula.expression.terms()
        )
        kept = _WITHOUT_POSTINGS[formula.code] = (formula.expression, Evaluated(None, tuple(terms)))
    return kept[1]


_WITHOUT_POSTINGS: dict[str, tuple[Expression, Evaluated]] = {}


def _count(rows: Iterable[tuple[Trait, list[Bucketed]]], window: BucketRange) -> int:
    """How many postings there are in a window."""
    return sum(
        row.count for _, some in rows for row in some if row.bucket <= window.until and row.first >= window.since
    )


def _currencies(rows: Iterable[tuple[Trait, list[Bucketed]]], window: BucketRange) -> frozenset[str]:
    """The currencies of which anything is left in a window, in themselves or by what they were worth in the other."""
    left: defaultdict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for trait, some in rows:
        if trait.currency is not None:
            amount, usd, vnd = left[trait.currency]
            within = [row for row in some if row.bucket <= window.until and row.first >= window.since]
            left[trait.currency] = (
                amount + sum(row.amount for row in within),
                usd + sum(row.usd for row in within),
                vnd + sum(row.vnd for row in within),
            )
    return frozenset(currency for currency, sums in left.items() if any(sums))


def _combined(parts: list[Evaluated], value: Fraction | None) -> Evaluated:
    terms = tuple(term for part in parts for term in part.terms)
    recorded_in = frozenset().union(*(part.recorded_in for part in parts))
    return Evaluated(value, terms, any(part.demo for part in parts), any(part.estimate for part in parts), recorded_in)


def only_currency(found: frozenset[str]) -> str | None:
    """The currency in which all was recorded; None where it is several, or none."""
    return next(iter(found)) if len(found) == 1 else None


@cache
def name_of(measure: str) -> Text:
    """A measure's name."""
    return MEASURES[measure].name


def _is_reported(expression: Expression) -> bool:
    return any(MEASURES[term.measure].nature in {Nature.REPORTED, Nature.LEVEL} for term in expression.terms())


def _describe(term: Term) -> Text | None:
    if term.is_of_standing:
        return Text("chỉ dự án thứ cấp còn hiệu lực", "only tenants' projects in force")
    if term.zones is None:
        return None
    return Text(f"chỉ khu, cụm {term.zones.words.vi}", f"only zones {term.zones.words.en}")
