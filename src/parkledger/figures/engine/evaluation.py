"""Evaluating formulas over sums: exact, with what is unknown kept unknown."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from parkledger.catalogue import MEASURES, Nature
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Reports, Sum, Term, Timing, Zones
from parkledger.figures.engine.cells import Scope, Trait, lies_in
from parkledger.figures.engine.cube import Boundaries, Bucketed, BucketRange, Groups
from parkledger.figures.figure import TermValue
from parkledger.figures.questions import Question
from parkledger.language import Text

DAY = timedelta(days=1)
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
    """All that a request's pass over the data came to. `zones_in` lists the zones of a scope, whatever their stage."""

    groups: Groups
    boundaries: Boundaries
    by_zone: dict[tuple[int, str], list[tuple[Trait, Scope, list[Bucketed]]]]
    zones_in: Callable[[Scope], list[int]]
    matching: dict[tuple[int, str, Scope], list[tuple[Trait, list[Bucketed]]]] = field(default_factory=dict)
    meeting: dict[tuple[Scope, int | None, date, Zones], list[int]] = field(default_factory=dict)
    standing: dict[tuple[Scope, str, date], frozenset[int]] = field(default_factory=dict)


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
        return divided(expression, above, below)
    raise TypeError(f"{type(expression).__name__} is not made of terms alone")


class Evaluator:
    """Evaluates expressions for one question; `outside` where no book speaks for the days of its period."""

    def __init__(self, question: Question, sums: Sums, scope: Scope, currency: str, *, outside: bool = False) -> None:
        self.outside = outside
        self.question = question
        self.sums = sums
        self.scope = scope
        self.currency = currency
        self.left_out: dict[str, frozenset[int]] = {}
        """The zones whose part of a measure does not count, since its counterpart in the formula is not on record."""

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
        until = self.sums.boundaries.window(None, self.question.end + DAY).until
        rows = [row for zone in self._zones() for row in self._milestone_rows(zone, expression.zones.all_of[0])]
        if not any(row.count for _, found in rows for row in found if row.bucket <= until):
            return Evaluated(None)
        demo = any(trait.demo for zone in zones for trait, _ in self._milestone_rows(zone, expression.zones.all_of[0]))
        return Evaluated(Fraction(len(zones)), (), demo)

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
            estimate += here if trait.status == "estimate" else 0
        unspoken = self.outside and not happened and term.timing is Timing.IN_PERIOD
        value = Fraction(total) if known > 0 and not unspoken else None
        shown = TermValue(term.measure, _name_of(term.measure), value, measure.unit, self._note(term))
        recorded_in = _currencies(found, window) if measure.unit == "money" else frozenset()
        return Evaluated(value, (shown,), demo > 0, estimate > 0, recorded_in)

    def _note(self, term: Term) -> Text | None:
        """Which zones alone a term is of."""
        return BOTH_KNOWN if term.measure in self.left_out else _describe(term)

    def _rows(self, term: Term) -> list[tuple[Trait, list[Bucketed]]]:
        if term.zones is None and self.question.zone is None:
            found = self.sums.groups.get((self.scope, term.measure), [])
            return [*found, *self._without(term.measure)] if term.measure in self.left_out else found
        zones = self.zones_meeting(term.zones) if term.zones else self._zones()
        return [row for zone in zones for row in self._milestone_rows(zone, term.measure)]

    def _without(self, measure: str) -> list[tuple[Trait, list[Bucketed]]]:
        """What is taken off the sums of a measure for the zones that do not count."""
        rows = [row for zone in self.left_out[measure] for row in self._milestone_rows(zone, measure)]
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
            if sum(row.amount for _, some in self._milestone_rows(zone, measure) for row in some if row.bucket <= until)
        )

    def _milestone_rows(self, zone: int, measure: str) -> list[tuple[Trait, list[Bucketed]]]:
        return self._zone_rows(zone, measure, self.scope)

    def _zone_rows(self, zone: int, measure: str, wanted: Scope) -> list[tuple[Trait, list[Bucketed]]]:
        found = self.sums.by_zone.get((zone, measure))
        if found is None:
            return []
        asked = (zone, measure, wanted)
        if asked not in self.sums.matching:
            matching = [(trait, rows) for trait, scope, rows in found if _scope_matches(scope, wanted)]
            self.sums.matching[asked] = matching
        return self.sums.matching[asked]

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
        window, scope = self._window(term), self.scope._replace(origin=None)
        zones = self.zones_meeting(term.zones) if term.zones else self._zones()
        return frozenset(
            zone
            for zone in zones
            if any(_count(self._zone_rows(zone, measure, scope), window) > 0 for measure in measures)
        )

    def zones_standing(self, milestone: str, *, by_end: bool = False) -> frozenset[int]:
        """The zones in scope that had reached a milestone by the first day of the question's period, or by its (last) day."""
        first = self.question.period[0] if self.question.is_flow and not by_end else self.question.end + DAY
        asked = (self.scope, milestone, first)
        if asked not in self.sums.standing:
            self.sums.standing[asked] = frozenset(
                zone for zone in self._zones() if self._reached(zone, milestone, before=first)
            )
        return self.sums.standing[asked]

    def _reached(self, zone: int, milestone: str, before: date | None = None) -> bool:
        until = self.sums.boundaries.window(None, before or self.question.end + DAY).until
        rows = self._milestone_rows(zone, milestone)
        return sum(row.amount for _, found in rows for row in found if row.bucket <= until) > 0

    def _zones(self) -> list[int]:
        return self.sums.zones_in(self.scope) if self.question.zone is None else [self.question.zone]

    def _window(self, term: Term) -> BucketRange:
        start = self.question.period[0] if term.timing is Timing.IN_PERIOD else None
        return self.sums.boundaries.window(start, self.question.end + DAY)


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


def _scope_matches(found: Scope, wanted: Scope) -> bool:
    """Whether a zone's postings are of the kind and origin asked for, and lie in the territory."""
    if wanted.kind not in {None, found.kind} or wanted.origin not in {None, found.origin}:
        return False
    return any(lies_in(place, wanted.territory) for place in found.territory)


@cache
def _name_of(measure: str) -> Text:
    return MEASURES[measure].name


def _is_reported(expression: Expression) -> bool:
    return any(MEASURES[term.measure].nature in {Nature.REPORTED, Nature.LEVEL} for term in expression.terms())


def _describe(term: Term) -> Text | None:
    if term.zones is None:
        return None
    return Text(f"chỉ khu, cụm {term.zones.words.vi}", f"only zones {term.zones.words.en}")
