"""Sums that must hold in every zone on every day: what is let fits what can be let, and so on.

They are checked over the postings of all books, from the first day that an event changes. A sum binds what is recorded
from its own moment on, so a book written before it loads as it was written, and verifies.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from parkledger.catalogue import MEASURES, Nature, ZoneKind
from parkledger.language import SMALLEST, ParkError, Quantity, Text, Unit
from parkledger.ledger.book.postings import Key, PostingRow
from parkledger.ledger.book.view import View, hectares, measure_text
from parkledger.ledger.errors import (
    AreaExceeded,
    ClearedTooMuch,
    HeldShort,
    LandBelowPlots,
    LandOverdrawn,
    LandUseOverdrawn,
    PlotsDiffer,
    PlotsOverdrawn,
)
from parkledger.ledger.plots import PlotUse
from parkledger.ledger.store.source import daily_sums

ALWAYS = datetime.min.replace(tzinfo=UTC)
ZONE_AREA = "land.established"
ZONES_HOLD_PLOTS = datetime(2026, 11, 30, 18, tzinfo=UTC)
"""Before, a zone could be reduced to less land than its plots have."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Measures of which one sum may never exceed the other, in what is recorded since a moment, of zones of all or some kinds.

    Where `if_known`, it binds from the day on which what there is was recorded: of land that nobody recorded none is too much.
    It is then held against what uses more, and against land that becomes less where the zone itself does (`ZONES_HOLD_PLOTS`);
    plots follow a decision on what the land of a zone is for.
    """

    have: tuple[str, ...]
    use: tuple[str, ...]
    since: datetime = ALWAYS
    kinds: frozenset[ZoneKind] = frozenset(ZoneKind)
    if_known: bool = False

    def left(self, totals: dict[str, int]) -> int:
        """How much is left, in m²."""
        return sum(totals.get(code, 0) for code in self.have) - sum(totals.get(code, 0) for code in self.use)

    def is_touched(self, raised: Set[str], lowered: Set[str], at: datetime) -> bool:
        """Whether changes recorded at a moment, of measures that are raised or lowered, may break it."""
        if not self.if_known:
            return not (raised | lowered).isdisjoint((*self.have, *self.use))
        is_reduced = at >= ZONES_HOLD_PLOTS and ZONE_AREA in lowered and not lowered.isdisjoint(self.have)
        return is_reduced or not raised.isdisjoint(self.use)

    def binds(self, totals: dict[str, int]) -> bool:
        """Whether it must hold where these are the totals."""
        return not self.if_known or any(totals.get(code, 0) for code in self.have)


LEASABLE = Balance(
    ("land.industrial", "land.service"), ("land.leased_industrial", "land.leased_service", "land.approved")
)
PER_USE = datetime(2026, 11, 29, tzinfo=UTC)
"""Before, land let was held against all that can be let, whatever its use."""
LEASABLE_BY_USE = tuple(
    Balance((f"land.{use}",), (f"land.leased_{use}",), since=PER_USE) for use in ("industrial", "service")
)
APPROVED_AS_INDUSTRIAL = datetime(2026, 11, 30, tzinfo=UTC)
"""Before, land approved in a cluster was held against all that can be let, whatever its use."""
IN_CLUSTERS = Balance(
    ("land.industrial",),
    ("land.leased_industrial", "land.approved"),
    since=APPROVED_AS_INDUSTRIAL,
    kinds=frozenset({ZoneKind.CLUSTER}),
)
"""What the law divides for the occupancy of a cluster: land approved is a part of its industrial land, as land let is."""
AREA = Balance((ZONE_AREA,), ("land.industrial", "land.service", "land.infrastructure", "land.green"))
CLEARANCE = Balance(("land.to_clear",), ("land.cleared",))
HANDOVER = Balance(("land.cleared",), ("land.clean",))
PLOTTED = {f"plots.{use}": f"land.{use}" for use in PlotUse}
"""What the plots of a zone with a plot plan add up to, by use, with the land that they must equal."""
PLOTS_FIT = datetime(2026, 11, 30, tzinfo=UTC)
"""Before, plots were held against the zone's land only where a plot plan was adopted."""
PLOTS = (
    *(Balance((land,), (plots,), since=PLOTS_FIT, if_known=True) for plots, land in PLOTTED.items()),
    Balance(AREA.have, tuple(PLOTTED), since=PLOTS_FIT, if_known=True),
)
BALANCES = (LEASABLE, *LEASABLE_BY_USE, IN_CLUSTERS, AREA, CLEARANCE, HANDOVER)
PLAN = "zones.plotted"
BALANCED = frozenset(
    (*(code for balance in BALANCES for code in (*balance.have, *balance.use)), *PLOTTED, *PLOTTED.values(), PLAN)
)


class Balances:
    """The daily sums of the zones that events have touched so far; those of `likely` zones are read together."""

    def __init__(self, likely: Iterable[int] = ()) -> None:
        self._zones: dict[int, dict[date, dict[str, int]]] = {}
        self._likely = set(likely)

    @property
    def zones(self) -> list[int]:
        """The zones that events have touched so far."""
        return list(self._zones)

    def check(self, view: View, rows: Iterable[PostingRow], at: datetime) -> None:
        """Add postings recorded at a moment to the sums of their zones, and refuse them if a sum no longer holds."""
        rows = list(rows)
        _refuse_less_than_nothing(view, rows)
        touched: defaultdict[int, list[PostingRow]] = defaultdict(list)
        for row in rows:
            if (
                row.key.zone is not None
                and row.key.measure in BALANCED
                and row.key.scenario == "actual"
                and row.vector[0]
            ):
                touched[row.key.zone].append(row)
        for zone_id, changes in touched.items():
            days = self._days(zone_id)
            for row in changes:
                day = days.setdefault(row.on, {})
                day[row.key.measure] = day.get(row.key.measure, 0) + row.vector[0]
            self._refuse_overdrawn(view, zone_id, changes, at, BALANCES)
            self._refuse_other_plots(view, zone_id, changes)
            self._refuse_overdrawn(view, zone_id, changes, at, PLOTS)

    def _days(self, zone_id: int) -> dict[date, dict[str, int]]:
        if zone_id not in self._zones:
            self._likely.add(zone_id)
            self._read(sorted(self._likely))
            self._likely.clear()
        return self._zones[zone_id]

    def _read(self, zone_ids: list[int]) -> None:
        self._zones |= {zone_id: {} for zone_id in zone_ids}
        for zone_id, on, measure, amount in daily_sums(zone_ids, sorted(BALANCED)):
            self._zones[zone_id].setdefault(on, {})[measure] = amount

    def _refuse_overdrawn(
        self, view: View, zone_id: int, changes: list[PostingRow], at: datetime, balances: Iterable[Balance]
    ) -> None:
        first = min(row.on for row in changes)
        kind = changes[0].key.kind  # of the postings: the zone may be off the record by now
        raised = {row.key.measure for row in changes if row.vector[0] > 0}
        lowered = {row.key.measure for row in changes if row.vector[0] < 0}
        concerned = [
            each
            for each in balances
            if each.since <= at and kind in each.kinds and each.is_touched(raised, lowered, at)
        ]
        changed: defaultdict[date, list[tuple[str, int]]] = defaultdict(list)
        for row in changes:
            changed[row.on].append((row.key.measure, row.vector[0]))
        totals: dict[str, int] = {}
        by_changes: dict[str, int] = {}
        days = self._zones[zone_id]
        for on in sorted(days):
            _add(totals, days[on].items())
            _add(by_changes, changed[on])
            if on < first:
                continue
            for balance in concerned:
                # a sum that did not hold before may be mended step by step, but not made worse
                if balance.binds(totals) and balance.left(totals) < 0 and balance.left(by_changes) < 0:
                    raise _refusal(view, zone_id, balance, on, totals, changes)

    def _refuse_other_plots(self, view: View, zone_id: int, changes: list[PostingRow]) -> None:
        """Refuse what leaves a zone with plots that are not its land, on a day when a plot plan holds.

        A plan ends on the day on which another zone becomes part of this one, unless it is adopted anew that day.
        """
        days = self._zones[zone_id]
        first = min(row.on for row in changes)
        if not any(PLAN in day for day in days.values()):
            return
        taken_in = view.register.days_taken_in(zone_id)
        totals: dict[str, int] = {}
        planned = False
        for on in sorted(days.keys() | taken_in):
            day = days.get(on, {})
            _add(totals, day.items())
            planned = (planned and on not in taken_in) or day.get(PLAN, 0) > 0
            planned = planned and totals.get(PLAN, 0) > 0
            if not planned or on < first:
                continue
            for plots, land in PLOTTED.items():
                if totals.get(plots, 0) != totals.get(land, 0):
                    raise _other_plots(view, zone_id, on, totals.get(plots, 0), land, totals.get(land, 0))


def _other_plots(view: View, zone_id: int, on: date, plots: int, land: str, area: int) -> PlotsDiffer:
    return PlotsDiffer(
        zone=view.title(view.register.zone(zone_id)),
        on=on,
        use=measure_text(land),
        plots=hectares(plots),
        land=hectares(area),
        difference=hectares(abs(plots - area)),
    )


def _add(totals: dict[str, int], amounts: Iterable[tuple[str, int]]) -> None:
    for code, amount in amounts:
        totals[code] = totals.get(code, 0) + amount


def _refuse_less_than_nothing(view: View, rows: list[PostingRow]) -> None:
    """Refuse to leave less than nothing of anything that is held, on any day from the first that is changed."""
    lowered: dict[Key, date] = {}
    for row in rows:
        if row.vector[0] < 0 and _is_held(row.key):
            lowered[row.key] = min(row.on, lowered.get(row.key, row.on))
    for key in sorted(lowered, key=repr):
        if view.register.removed & {key.zone, key.project}:
            continue  # taken off the record, with nothing left
        for on, standing in view.register.steps_from(key, lowered[key]):
            if standing[0] < 0:
                measure = MEASURES[key.measure]
                short = _with_unit(-standing[0], key.currency or measure.unit)
                raise HeldShort(what=_holder(view, key), on=on, measure=Text(vi=measure.vi, en=measure.en), short=short)


def _with_unit(amount: int, unit: str) -> Quantity | int:
    """A posted amount for a message: areas in hectares, money in its currency; what has no unit of its own as it is."""
    if unit == "m2":
        return hectares(amount)
    if unit not in set(Unit):
        return amount
    return Quantity(Fraction(amount, SMALLEST.get(Unit(unit), 1)), Unit(unit))


def _is_held(key: Key) -> bool:
    return key.scenario == "actual" and MEASURES[key.measure].nature is Nature.STOCK


def _holder(view: View, key: Key) -> str:
    if key.project is not None:
        return view.register.project(key.project).code
    return view.title(view.register.zone(key.zone)) if key.zone is not None else key.place


def _refusal(
    view: View, zone_id: int, balance: Balance, on: date, totals: dict[str, int], changes: list[PostingRow]
) -> ParkError:
    zone = view.title(view.register.zone(zone_id))
    missing = -balance.left(totals)
    if balance is LEASABLE or balance in (*LEASABLE_BY_USE, IN_CLUSTERS):
        asked = sum(row.vector[0] for row in changes if row.key.measure in balance.use and row.vector[0] > 0)
        asked = max(asked, missing)
        facts: dict[str, Any] = {"zone": zone, "on": on, "free": hectares(asked - missing), "asked": hectares(asked)}
        if balance is LEASABLE:
            return LandOverdrawn(**facts)
        measure = MEASURES[balance.have[0]]
        return LandUseOverdrawn(use=Text(vi=measure.vi, en=measure.en), **facts)
    if balance in PLOTS:
        of, drawn = measure_text(balance.have[0]), sum(totals.get(code, 0) for code in balance.use)
        facts = {"plots": hectares(drawn), "over": hectares(missing), "land": hectares(drawn - missing)}
        more = any(row.key.measure in balance.use and row.vector[0] > 0 for row in changes)
        return (PlotsOverdrawn if more else LandBelowPlots)(zone=zone, on=on, of=of, **facts)
    refusal = AreaExceeded if balance is AREA else ClearedTooMuch
    return refusal(zone=zone, on=on, over=hectares(missing))
