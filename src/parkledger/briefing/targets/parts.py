"""Whether the targets of lower levels add up to the upper one: zones, places, kinds, origins, shorter periods.

Only what can be added is: a flow or a stock over zones, places, kinds and origins, a flow over periods. Rates stand
beside one another and are never added.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from parkledger.briefing.targets.recorded import PlanTarget
from parkledger.catalogue import TargetSetter
from parkledger.catalogue.expressions import Timing
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.language import Labelled
from parkledger.places import is_within

DAY = timedelta(days=1)


class Division(Labelled):
    """What an upper target is divided by."""

    ZONES = "zones", "theo khu, cụm", "by zone"
    PLACES = "places", "theo địa bàn", "by place"
    KINDS = "kinds", "theo loại khu, cụm", "by kind of zone"
    ORIGINS = "origins", "theo nguồn vốn", "by origin of capital"
    PERIODS = "periods", "theo kỳ", "by period"


@dataclass(frozen=True, slots=True)
class TargetParts:
    """The targets one level below another, by what it is divided; `whole` where nothing of its period is left out."""

    upper: PlanTarget
    division: Division
    lower: tuple[PlanTarget, ...]
    whole: bool = True

    @property
    def is_added(self) -> bool:
        """Whether the lower ones can be added."""
        return self.upper.indicator.unit in ADDED_UP

    @property
    def sum(self) -> Fraction | None:
        """What the lower ones come to; None where they cannot be added."""
        return sum((one.value for one in self.lower), Fraction(0)) if self.is_added else None

    @property
    def difference(self) -> Fraction | None:
        """By how much the lower ones come to more than the upper one."""
        return None if self.sum is None else self.sum - self.upper.value


def parts_of(targets: Sequence[PlanTarget]) -> list[TargetParts]:
    """Every target that others are set below, with those."""
    alike: defaultdict[tuple[str, str], list[PlanTarget]] = defaultdict(list)
    for target in targets:
        alike[target.scope.indicator, target.unit].append(target)
    found = []
    for upper in targets:
        others = [each for each in alike[upper.scope.indicator, upper.unit] if each is not upper]
        for division, below in _BELOW.items():
            lower = _outermost(upper, division, [each for each in others if below(upper, each)])
            if lower:
                found.append(TargetParts(upper, division, tuple(lower), _is_whole(upper, division, lower)))
    return found


def _same_period(upper: PlanTarget, other: PlanTarget) -> bool:
    return (upper.start, upper.end) == (other.start, other.end)


def _zones(upper: PlanTarget, other: PlanTarget) -> bool:
    above, below = upper.scope, other.scope
    fits = other.zone is not None and (above.kind is None or other.zone.kind == above.kind)
    return (
        fits
        and above.zone is None
        and _same_period(upper, other)
        and above.origin == below.origin
        and is_within(below.place, above.place)
    )


def _places(upper: PlanTarget, other: PlanTarget) -> bool:
    above, below = upper.scope, other.scope
    return (
        _same_period(upper, other)
        and above.zone is below.zone is None
        and (above.kind, above.origin) == (below.kind, below.origin)
        and above.place != below.place
        and is_within(below.place, above.place)
    )


def _kinds(upper: PlanTarget, other: PlanTarget) -> bool:
    above, below = upper.scope, other.scope
    divided = above.kind is None and below.kind is not None
    return divided and _same_period(upper, other) and above == below._replace(kind=None)


def _origins(upper: PlanTarget, other: PlanTarget) -> bool:
    above, below = upper.scope, other.scope
    divided = above.origin is None and below.origin is not None
    return divided and _same_period(upper, other) and above == below._replace(origin=None)


def _periods(upper: PlanTarget, other: PlanTarget) -> bool:
    is_flow = upper.indicator.timing is Timing.IN_PERIOD
    inside = upper.start <= other.start and other.end <= upper.end and not _same_period(upper, other)
    return is_flow and inside and upper.scope == other.scope and upper.setter is other.setter


_BELOW = {
    Division.ZONES: _zones,
    Division.PLACES: _places,
    Division.KINDS: _kinds,
    Division.ORIGINS: _origins,
    Division.PERIODS: _periods,
}
"""By each division, whether a target lies below another."""


def _outermost(upper: PlanTarget, division: Division, lower: list[PlanTarget]) -> list[PlanTarget]:
    """Those that lie in no other of them, one a scope and period: of several setters the upper's own, else the first."""
    order = [upper.setter, *TargetSetter]
    chosen: dict[tuple[object, ...], PlanTarget] = {}
    for each in sorted(lower, key=lambda one: order.index(one.setter)):
        chosen.setdefault((each.scope, each.start, each.end), each)
    kept = list(chosen.values())
    if division is Division.PLACES:
        kept = [one for one in kept if not any(_places(other, one) for other in kept)]
    if division is Division.PERIODS:
        kept = _apart(one for one in kept if not any(_periods(other, one) for other in kept))
    return sorted(kept, key=lambda one: (one.scope.place, one.scope.zone or (), one.start))


def _apart(periods: Iterable[PlanTarget]) -> list[PlanTarget]:
    """Periods of which none has a day of another: of two that overlap the one that begins first counts."""
    found: list[PlanTarget] = []
    for each in sorted(periods, key=lambda one: (one.start, one.end)):
        if not found or each.start > found[-1].end:
            found.append(each)
    return found


def _is_whole(upper: PlanTarget, division: Division, lower: Sequence[PlanTarget]) -> bool:
    """Whether periods leave no day of the upper one out; of other divisions nothing says what is left out."""
    if division is not Division.PERIODS:
        return True
    days = sum(((one.end - one.start) + DAY for one in lower), timedelta())
    return days == upper.end - upper.start + DAY
