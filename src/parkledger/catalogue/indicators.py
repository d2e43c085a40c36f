"""Indicators: named formulas over measures, with the law that defines them and the days from which they hold."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from parkledger.catalogue.expressions import Expression, Ratio, Term, Timing, flow, stock
from parkledger.catalogue.kinds import Verified, ZoneKind
from parkledger.catalogue.measures import MEASURES, MICRO, Nature
from parkledger.language import SMALLEST, Text, Unit, unit_label


@dataclass(frozen=True, slots=True)
class Formula:
    """One way of computing an indicator, for some kinds of zone, from a day on.

    `code` is printed beside each figure, so that no percentage stands without its denominator's name.
    """

    code: str
    name: Text
    expression: Expression
    since: date | None = None
    kinds: tuple[ZoneKind | None, ...] = ()
    basis: str = ""
    verified: Verified = Verified.MEMORY

    def holds(self, kind: ZoneKind | None, on: date) -> bool:
        """Whether the formula is for this kind of zone and already valid on the day."""
        return (not self.kinds or kind in self.kinds) and (self.since is None or self.since <= on)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What may be asked: a name, a unit, a number of decimals and one or more dated formulas.

    `shortfall` says what it is that less than nothing is left, where that can be: a utility that is overloaded.
    """

    code: str
    name: Text
    unit: str
    formulas: tuple[Formula, ...]
    decimals: int = 0
    statistic: bool = False
    kinds: tuple[ZoneKind | None, ...] = field(default=())
    shortfall: Text | None = None

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"{self.code}: no unit is called {self.unit!r}; use one of {', '.join(UNITS)}")
        if not self.formulas and not self.statistic:
            raise ValueError(f"{self.code}: give a formula, or mark it as a quoted statistic")
        for formula in self.formulas:
            if (self.unit == "percent") != (isinstance(formula.expression, Ratio) and formula.expression.percent):
                raise ValueError(f"{self.code}: per cent exactly where the formula is a share")

    def formula_for(self, kind: ZoneKind | None, on: date) -> Formula | None:
        """The formula in force for a kind of zone on a day: the one that began last; None where none applies."""
        valid = [formula for formula in self.formulas if formula.holds(kind, on)]
        return max(valid, key=lambda formula: formula.since or date.min, default=None)

    @property
    def timing(self) -> Timing:
        """Whether the indicator is asked on a date or over a period."""
        if self.statistic:
            return Timing.ON
        return self.formulas[0].expression.sort.timing

    @property
    def is_tariff(self) -> bool:
        """Whether it holds zone by zone and is never added up."""
        return any(MEASURES[term.measure].nature is Nature.TARIFF for term in self.terms())

    def terms(self) -> Iterable[Term]:
        """All terms of all formulas."""
        for formula in self.formulas:
            yield from formula.expression.terms()


@dataclass(frozen=True, slots=True)
class IndicatorUnit:
    """A unit that an indicator may have: its label, the unit of the postings behind it, and how many of those make one."""

    label: Text
    posted: str
    size: int = 1


COUNTED = (
    "zone",
    "project",
    "person",
    "household",
    "place",
    "case",
    "inquiry",
    "inspection",
    "finding",
    "lack",
    "station",
    "sample",
    "incident",
    "m3/day",
    "kVA",
    "kg/day",
    "line",
    "m3/hour",
    "lot",
    "asset",
    "hand_over",
    "activity",
    "memorandum",
    "permit",
    "accident",
    "stoppage",
)
"""Units of what is counted, or measured at a rate in whole numbers."""
ADDED_UP = frozenset({*COUNTED, "ha", "money"})
"""Units whose parts add up to the whole, and of which the figures of two kinds of zone may be added."""
UNITS = MappingProxyType(
    {
        **{code: IndicatorUnit(unit_label(code), code) for code in ("percent", *COUNTED)},
        "ha": IndicatorUnit(unit_label("ha"), "m2", SMALLEST[Unit.HECTARE]),
        "money": IndicatorUnit(Text("USD hoặc đồng (quy đổi)", "USD or VND (converted)"), "money"),
        "money/person": IndicatorUnit(Text("đồng hoặc USD/người", "VND or USD per person"), "money/person"),
        "tariff": IndicatorUnit(Text("giá, theo từng khu, cụm", "price, zone by zone"), "micro", MICRO),
        "completion": IndicatorUnit(Text("%, theo từng khu, cụm", "%, zone by zone"), "micro", MICRO),
        "rank": IndicatorUnit(unit_label("rank"), "micro", MICRO),
        "point": IndicatorUnit(unit_label("point"), "micro", MICRO),
        "statistic": IndicatorUnit(Text("theo đơn vị của nguồn", "in the source's unit"), "micro", MICRO),
    }
)
"""Units an indicator may have, by their codes."""


def simple(
    measure: str, unit: str, *, basis: str = "", verified: Verified = Verified.MEMORY, decimals: int = 0
) -> Indicator:
    """An indicator that is one measure, under the measure's own name and code."""
    found = MEASURES[measure]
    expression = flow(measure) if found.is_flow else stock(measure)
    return Indicator(
        code=measure,
        name=found.name,
        unit=unit,
        formulas=(Formula(measure, found.name, expression, basis=basis, verified=verified),),
        decimals=decimals,
    )
