"""Formulas over measures, with the kinds that may not be mixed as their types.

A term takes one measure in one way: as held on a date, as it flowed in a period, or as it has flowed to date. Terms
are added, subtracted and divided; what cannot be added is refused when the formula is written, not when it is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from parkledger.catalogue.kinds import Scenario
from parkledger.catalogue.measures import HELD, MEASURES, Measure, Nature, Pledge
from parkledger.language import Text


class Timing(StrEnum):
    """How a term takes its measure in time."""

    ON = "on"
    IN_PERIOD = "in_period"
    TO_DATE = "to_date"


class Reports(StrEnum):
    """Which reports a term takes: the best known (final, else estimate), finals only, or estimates only."""

    BEST = "best"
    FINAL = "final"
    ESTIMATE = "estimate"


class UnlikeKinds(TypeError):
    """A formula adds what must not be added, or divides what has no common unit."""


@dataclass(frozen=True, slots=True)
class Sort:
    """The type of an expression: only expressions of one sort may be added."""

    unit: str
    timing: Timing
    pledge: Pledge
    scenario: Scenario
    reports: Reports


@dataclass(frozen=True, slots=True)
class Zones:
    """Zones that have reached all of some milestones and none of others, or hold none of some stocks, on the date asked."""

    all_of: tuple[str, ...]
    none_of: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for code in self.all_of:
            if not _measure(code).is_milestone:
                raise UnlikeKinds(f"{code} is not a milestone of zones")
        for code in self.none_of:
            if _measure(code).nature is not Nature.STOCK:
                raise UnlikeKinds(f"{code} is neither a milestone of zones nor a stock that they hold")
        if not self.all_of:
            raise UnlikeKinds("name at least one milestone that the zones have reached")

    @property
    def words(self) -> Text:
        """Which zones are meant, by the stages they have and have not reached."""
        has, lacks = ([_measure(code).name for code in codes] for codes in (self.all_of, self.none_of))
        vi = "thuộc diện «" + "» và «".join(name.vi for name in has) + "»"
        en = "among the “" + "” and the “".join(name.en for name in has) + "”"
        if lacks:
            vi += " mà không thuộc «" + "», «".join(name.vi for name in lacks) + "»"
            en += " but not among the “" + "”, “".join(name.en for name in lacks) + "”"
        return Text(vi, en)


class Expression:
    """Anything a formula may consist of."""

    __slots__ = ()

    @property
    def sort(self) -> Sort:
        """The expression's type."""
        raise TypeError("an expression must say its sort")

    def terms(self) -> Iterator["Term"]:
        """The terms it is made of, left to right."""
        raise TypeError("an expression must list its terms")

    def __add__(self, other: "Expression") -> "Sum":
        return Sum((*_signed(self), *_signed(other)))

    def __sub__(self, other: "Expression") -> "Sum":
        return Sum((*_signed(self), *((-sign, part) for sign, part in _signed(other))))


@dataclass(frozen=True, slots=True)
class Term(Expression):
    """One measure taken in one way, perhaps only over zones that meet a condition.

    `is_change` is of a stock taken over a period: by how much it grew, what was opened with in the period left out.
    `is_of_standing` is of what flowed to date: only that of tenants' projects in force on the day, wherever they lay then.
    """

    measure: str
    timing: Timing
    zones: Zones | None = None
    scenario: Scenario = Scenario.ACTUAL
    reports: Reports = Reports.BEST
    is_change: bool = False
    is_of_standing: bool = False

    def __post_init__(self) -> None:
        nature = _measure(self.measure).nature
        if self.is_of_standing and (self.timing is not Timing.TO_DATE or nature is not Nature.COUNTED):
            raise UnlikeKinds(f"{self.measure}: only what is counted to date is taken of projects in force")
        if self.is_change:
            if nature is not Nature.STOCK or self.timing is not Timing.IN_PERIOD or self.zones is not None:
                raise UnlikeKinds(f"{self.measure} is a {nature.value}: only a stock of all zones changes in a period")
        elif (self.timing is Timing.ON) != (nature in HELD):
            raise UnlikeKinds(f"{self.measure} is a {nature.value} and cannot be taken {self.timing.value}")
        if self.reports is not Reports.BEST and nature is Nature.LEVEL:
            raise UnlikeKinds(f"{self.measure} stands at its last report: those of one status alone come to nothing")
        if self.reports is not Reports.BEST and nature is not Nature.REPORTED:
            raise UnlikeKinds(f"{self.measure} is recorded, not reported: it is never an estimate")

    @property
    def sort(self) -> Sort:
        """The measure's unit and pledge, with the way it is taken."""
        measure = _measure(self.measure)
        return Sort(measure.unit, self.timing, measure.pledge, self.scenario, self.reports)

    def terms(self) -> Iterator["Term"]:
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class CountZones(Expression):
    """How many zones meet a condition on several milestones at once."""

    zones: Zones

    @property
    def sort(self) -> Sort:
        """A number of zones on a date."""
        return Sort("zone", Timing.ON, Pledge.NONE, Scenario.ACTUAL, Reports.BEST)

    def terms(self) -> Iterator[Term]:
        """The first milestone, over the zones that meet the condition."""
        yield Term(self.zones.all_of[0], Timing.ON, self.zones)


@dataclass(frozen=True, slots=True)
class Sum(Expression):
    """Expressions of one sort, added and subtracted."""

    parts: tuple[tuple[int, Expression], ...]

    def __post_init__(self) -> None:
        first = self.parts[0][1].sort
        for _, part in self.parts:
            if isinstance(part, Ratio):
                raise UnlikeKinds(f"a share is never added ({part.sort.unit}): add above and below the line instead")
            if part.sort != first:
                raise UnlikeKinds(f"cannot add {_describe(part.sort)} to {_describe(first)}")

    @property
    def sort(self) -> Sort:
        """The sort that all parts share."""
        return self.parts[0][1].sort

    def terms(self) -> Iterator[Term]:
        """The terms of all parts."""
        for _, part in self.parts:
            yield from part.terms()


@dataclass(frozen=True, slots=True)
class Ratio(Expression):
    """A ratio of sums (never an average of ratios), which names what it is a share of.

    `is_part` says that what is divided is a part of what it is divided by: where it is more, what is on record contradicts
    itself, and there is no ratio.
    """

    numerator: Expression
    denominator: Expression
    of: Text
    percent: bool = True
    is_part: bool = False

    def __post_init__(self) -> None:
        above, below = self.numerator.sort, self.denominator.sort
        if self.percent and above.unit != below.unit:
            raise UnlikeKinds(f"a share needs one unit, not {above.unit} of {below.unit}")
        if above.scenario != below.scenario or above.reports != below.reports:
            raise UnlikeKinds(f"cannot divide {_describe(above)} by {_describe(below)}")
        if (above.timing is Timing.IN_PERIOD) != (below.timing is Timing.IN_PERIOD):
            raise UnlikeKinds(f"cannot divide {_describe(above)} by {_describe(below)}")

    def contradicts(self, value: Fraction | None) -> bool:
        """Whether a value cannot be: it is of more than the whole that it is a part of."""
        return self.is_part and value is not None and value > (100 if self.percent else 1)

    @property
    def sort(self) -> Sort:
        """A percentage (or a rate), which is never added to anything."""
        above = self.numerator.sort
        unit = "percent" if self.percent else f"{above.unit}/{self.denominator.sort.unit}"
        return Sort(f"{unit} of {self.of.en}", above.timing, above.pledge, above.scenario, above.reports)

    def terms(self) -> Iterator[Term]:
        """The terms above and below the line."""
        yield from self.numerator.terms()
        yield from self.denominator.terms()


def stock(measure: str, *, zones: Zones | None = None) -> Term:
    """What is held on a date: the sum of everything posted up to it."""
    return Term(measure, Timing.ON, zones)


def flow(measure: str, *, reports: Reports = Reports.BEST) -> Term:
    """What flowed within a period."""
    return Term(measure, Timing.IN_PERIOD, reports=reports)


def change(measure: str) -> Term:
    """By how much a stock grew within a period: what was added less what was taken back, without opening balances."""
    return Term(measure, Timing.IN_PERIOD, is_change=True)


def to_date(measure: str, *, of_standing: bool = False) -> Term:
    """What has flowed since the beginning (lũy kế); perhaps only of tenants' projects in force."""
    return Term(measure, Timing.TO_DATE, is_of_standing=of_standing)


def plan(measure: str) -> Term:
    """The target for the plan period that contains the period asked."""
    return Term(measure, Timing.IN_PERIOD, scenario=Scenario.PLAN)


def zones_where(*all_of: str, none_of: tuple[str, ...] = ()) -> CountZones:
    """How many zones have reached all these milestones and none of those."""
    return CountZones(Zones(all_of, none_of))


def share(numerator: Expression, denominator: Expression, *, of: Text, is_part: bool = False) -> Ratio:
    """A percentage of a named whole; `is_part` where it cannot be more than all of it."""
    return Ratio(numerator, denominator, of, is_part=is_part)


def per(numerator: Expression, denominator: Expression, *, of: Text) -> Ratio:
    """A rate of one unit for each of another, such as đồng a worker."""
    return Ratio(numerator, denominator, of, percent=False)


def _measure(code: str) -> Measure:
    if code not in MEASURES:
        raise UnlikeKinds(f"no measure is called {code!r}; see catalogue/measures.py")
    return MEASURES[code]


def _signed(expression: Expression) -> tuple[tuple[int, Expression], ...]:
    return expression.parts if isinstance(expression, Sum) else ((1, expression),)


def _describe(sort: Sort) -> str:
    pledge = "" if sort.pledge is Pledge.NONE else f"{sort.pledge.value} "
    return f"{pledge}{sort.unit} {sort.timing.value} ({sort.scenario.value}, {sort.reports.value} reports)"
