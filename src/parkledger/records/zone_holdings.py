"""What zones hold on a page's two dates, in one pass: the stages they reached, their land, their projects."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from parkledger.catalogue import INDICATORS, MEASURES, ZoneKind, ZoneStage
from parkledger.catalogue.expressions import Expression, Ratio, Sum, Term, Zones
from parkledger.figures import Figures
from parkledger.figures.current import current_figures
from parkledger.language import Text, to_hectares
from parkledger.places import COUNTRY_CODE, get, territory
from parkledger.records.dates import Dates

STAGES = tuple(stage.measure for stage in reversed(ZoneStage))
"""The measures of the stages, from the furthest on. A zone that operates before it is established is called operating."""
LAND = (
    "land.planned",
    "land.established",
    "land.industrial",
    "land.service",
    "land.leased_industrial",
    "land.leased_service",
    "land.approved",
)
COUNTED = (*STAGES, *LAND, "projects.operating", "projects.in_force")


@dataclass(slots=True)
class ZoneHolds:
    """What a zone holds by measure, in whole units; a measure that was never recorded is left out."""

    amounts: dict[str, int] = field(default_factory=dict)
    demo: set[str] = field(default_factory=set)

    @property
    def stage(self) -> str:
        """The furthest stage reached; empty where the zone is not even planned."""
        return next((stage for stage in STAGES if self.amounts.get(stage, 0) > 0), "")

    @property
    def area(self) -> str:
        """The indicator of the area to show of it: natural, and of established land only where it is established; else planned."""
        if "land.established" not in self.amounts:
            return "land.planned"
        return "land.established" if self.amounts.get("zones.established", 0) > 0 else "land.natural"


def stage_name(stage: str) -> Text:
    """A stage in words, by its measure."""
    if not stage:
        return Text("chưa có trong quy hoạch", "not in the plan")
    return ZoneStage(stage.removeprefix("zones.")).label


def zones_hold(
    dates: Dates, measures: tuple[str, ...] = COUNTED, within: frozenset[str] | None = None
) -> dict[int, ZoneHolds]:
    """What every zone holds on the dates, by the zone's id; of some measures, or in some places, alone where no more is needed."""
    return _hold(current_figures(), dates.on, dates.known_at, measures, within or territory(get(COUNTRY_CODE)))


@lru_cache(maxsize=16)
def _hold(
    books: Figures, on: date, known_at: datetime | None, measures: tuple[str, ...], within: frozenset[str]
) -> dict[int, ZoneHolds]:
    sums: defaultdict[int, dict[str, tuple[int, int]]] = defaultdict(dict)
    demo: defaultdict[int, set[str]] = defaultdict(set)
    for zone, measure, _, is_demo, (amount,), (count,) in books.zone_balances(measures, within, [on], known_at):
        own = sums[zone]
        before = own.get(measure)
        own[measure] = (amount, count) if before is None else (before[0] + amount, before[1] + count)
        if is_demo and count:
            demo[zone].add(measure)
    found: dict[int, ZoneHolds] = {}
    for zone, own in sums.items():
        amounts = {measure: amount for measure, (amount, count) in own.items() if count > 0}
        if amounts:
            found[zone] = ZoneHolds(amounts, demo[zone] & amounts.keys() if zone in demo else set())
    _put_none(books, found, on, known_at, [code for code in measures if MEASURES[code].is_counted_one_by_one])
    return found


def _put_none(
    books: Figures, found: Mapping[int, ZoneHolds], on: date, known_at: datetime | None, measures: Sequence[str]
) -> None:
    """As figures have it: of what is counted one by one there is none in a zone of a book that was declared complete of it."""
    spans = {span.book: span for span in books.spans(known_at)}
    zones = books.zones_known(known_at)
    for zone, holds in found.items():
        span = spans.get(zones[zone]["book"]) if zone in zones else None
        for measure in measures if span and span.first <= on else ():
            if span and span.declared.get(MEASURES[measure].subject, date.min) >= on:
                holds.amounts.setdefault(measure, 0)


def value_of(indicator: str, kind: ZoneKind, on: date, amounts: dict[str, int]) -> Fraction | None:
    """An indicator's value in its base unit (ha, per cent, zones, projects) for amounts of a zone, or added up over zones of a kind.

    One that holds zones against their stage only for those of a single zone.
    """
    formula = INDICATORS[indicator].formula_for(kind, on)
    found = _evaluated(formula.expression, amounts) if formula else None
    return to_hectares(found) if found is not None and INDICATORS[indicator].unit == "ha" else found


def measures_of(indicator: str, kind: ZoneKind, on: date) -> frozenset[str]:
    """The measures that an indicator's formula for a kind of zone on a day is made of."""
    formula = INDICATORS[indicator].formula_for(kind, on)
    return frozenset(term.measure for term in formula.expression.terms()) if formula else frozenset()


def _meets(wanted: Zones | None, amounts: dict[str, int]) -> bool:
    """Whether one zone with these amounts meets a condition on its stages."""
    if wanted is None:
        return True
    reached = (amounts.get(stage, 0) > 0 for stage in wanted.all_of)
    return all(reached) and not any(amounts.get(stage, 0) > 0 for stage in wanted.none_of)


def _evaluated(expression: Expression, amounts: dict[str, int]) -> Fraction | None:
    """As figures evaluate stocks: a sum counts what was recorded, a ratio needs both its parts."""
    if isinstance(expression, Term):
        amount = amounts.get(expression.measure)
        return None if amount is None or not _meets(expression.zones, amounts) else Fraction(amount)
    if isinstance(expression, Ratio):
        above, below = _evaluated(expression.numerator, amounts), _evaluated(expression.denominator, amounts)
        if above is None or not below:
            return None
        value = above / below * (100 if expression.percent else 1)
        return None if expression.contradicts(value) else value
    if isinstance(expression, Sum):
        parts = [(sign, _evaluated(part, amounts)) for sign, part in expression.parts]
        known = [sign * part for sign, part in parts if part is not None]
        return sum(known, Fraction(0)) if known else None
    raise TypeError(f"{type(expression).__name__} is no formula over what one zone holds")
