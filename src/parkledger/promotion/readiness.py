"""When a zone's land is ready to be handed over: what its plots, its clearance and the plans on record say, and nothing more.

Land is clean now where a plot is clean or on offer, or where all land that had to be cleared is handed over clean. Where only a
part of it is, nobody has said whether that part is let already. Where a target is set for clean or cleared land, it is to be
clean by the end of the target's period. What none of these tells is unknown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from parkledger.briefing.targets.recorded import PlanTarget, targets_ahead
from parkledger.language import Lang, Text, format_date
from parkledger.ledger.plots import Plot, PlotState
from parkledger.records.dates import Dates

CLEAN_PLOTS: Final = (PlotState.CLEAN, PlotState.OFFERED)
PLANNED_BY: Final = ("land.clean", "land.cleared")
"""The indicators whose targets say by when land is to be clean; the first is the surer."""


class ReadyBy(StrEnum):
    """By when land is wanted clean."""

    NOW = "now"
    ONE_YEAR = "1y"
    TWO_YEARS = "2y"

    @property
    def label(self) -> Text:
        """The choice in words."""
        return WITHIN[self]

    def last_day(self, on: date) -> date:
        """The last day that it takes in, from a day on."""
        years = {ReadyBy.NOW: 0, ReadyBy.ONE_YEAR: 1, ReadyBy.TWO_YEARS: 2}[self]
        leap = (on.month, on.day) == (2, 29) and years
        return on.replace(year=on.year + years, day=28 if leap else on.day)


WITHIN: Final = {
    ReadyBy.NOW: Text("có mặt bằng sạch ngay", "clean land now"),
    ReadyBy.ONE_YEAR: Text("trong 12 tháng", "within 12 months"),
    ReadyBy.TWO_YEARS: Text("trong 24 tháng", "within 24 months"),
}


@dataclass(frozen=True, slots=True)
class Readiness:
    """When the land of a zone is ready: whether any is clean `now` (None where unknown), and by when more is `planned`."""

    now: bool | None
    is_partly: bool = False
    planned: PlanTarget | None = None

    def meets(self, wanted: ReadyBy, on: date) -> bool | None:
        """Whether clean land is to be had as wanted; None where what would decide it is not on record."""
        if self.now or wanted is ReadyBy.NOW:
            return self.now
        return None if self.planned is None else self.planned.end <= wanted.last_day(on)

    @property
    def words(self) -> Text | None:
        """When it is ready, in words; None where nothing is on record."""
        if self.now:
            return Text("ngay", "now")
        if self.planned is not None:
            vi, en = (format_date(self.planned.end, lang) for lang in (Lang.VI, Lang.EN))
            return Text(f"theo kế hoạch, đến {vi}", f"planned by {en}")
        if self.is_partly:
            return Text("một phần", "in part")
        return None if self.now is None else Text("chưa có, chưa ghi kế hoạch", "not yet, no plan on record")


UNKNOWN: Final = Readiness(None)


def readiness(
    plots: Collection[Plot], clean: Fraction | None, to_clear: Fraction | None, planned: PlanTarget | None
) -> Readiness:
    """When land is ready: by the plots on record, the land handed over clean of that to be cleared, and a plan."""
    if any(plot.state in CLEAN_PLOTS for plot in plots):
        return Readiness(now=True, planned=planned)
    if clean and to_clear and clean >= to_clear and not plots:
        return Readiness(now=True, planned=planned)
    if plots or clean == 0:
        return Readiness(now=False, planned=planned)
    return Readiness(now=None, is_partly=bool(clean), planned=planned)


def plans_for_land(dates: Dates) -> Mapping[tuple[str, str], PlanTarget]:
    """By zone, the next plan on record by which land is to be clean."""
    found: dict[tuple[str, str], PlanTarget] = {}
    order = {code: at for at, code in enumerate(PLANNED_BY)}
    for target in sorted(targets_ahead(dates, PLANNED_BY), key=lambda each: (each.end, order[each.scope.indicator])):
        if target.scope.zone is not None and target.value > 0:
            found.setdefault(target.scope.zone, target)
    return found
