"""Plots of a zone: how they are written, what an event does to them (`PlotStep`), and how they stand (`ZonePlots`).

Nothing of a plot is stored. Events say their steps; whoever asks for a day takes the steps of the events that were known
and held by then. The ledger does the same with the event to be recorded among them, and refuses what cannot be.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from parkledger.language import (
    Labelled,
    Lang,
    ParkError,
    Quantity,
    Text,
    Unit,
    exact_decimals,
    fold,
    format_number,
    parse_area_m2,
    to_hectares,
)
from parkledger.ledger.errors import (
    PlotAreaDiffers,
    PlotExists,
    PlotHeld,
    PlotNotHeld,
    PlotsAddUpOtherwise,
    PlotSetBefore,
    PlotsRedrawnLarger,
    PlotStateDiffers,
    PlotsUnlike,
    PlotsUnreadable,
    PlotToClear,
    PlotUnknown,
    PlotUseDiffers,
)


class PlotUse(Labelled):
    """What a plot is for, by the approved plan."""

    INDUSTRIAL = "industrial", "đất công nghiệp", "industrial land", "công nghiệp"
    SERVICE = "service", "đất dịch vụ", "service land", "dịch vụ"
    INFRASTRUCTURE = "infrastructure", "đất hạ tầng", "infrastructure land", "hạ tầng"
    GREEN = "green", "đất cây xanh", "green land", "cây xanh"


class PlotState(Labelled):
    """How far a plot has come."""

    TO_CLEAR = (
        "to_clear",
        "phải giải phóng mặt bằng",
        "to clear",
        "phải GPMB",
        "chưa GPMB",
        "chưa giải phóng mặt bằng",
        "đang GPMB",
    )
    CLEARED = "cleared", "đã giải phóng mặt bằng", "cleared", "đã GPMB", "GPMB xong", "xong GPMB"
    CLEAN = "clean", "mặt bằng sạch", "clean", "đất sạch", "MB sạch", "có mặt bằng sạch"
    OFFERED = "offered", "đang mời thuê", "offered", "mời thuê", "còn trống", "đang chào thuê"
    RESERVED = "reserved", "giữ cho dự án", "reserved"
    LEASED = "leased", "đã cho thuê", "leased", "cho thuê", "đang cho thuê"
    BUILT = "built", "đã xây dựng", "built", "đã XD"


HELD = frozenset({PlotState.RESERVED, PlotState.LEASED})
BEFORE_CLEAN = (None, PlotState.TO_CLEAR, PlotState.CLEARED)
MEASURED = {
    PlotState.OFFERED: "plots.offered",
    PlotState.RESERVED: "plots.reserved",
    PlotState.LEASED: "plots.let",
}
"""The states whose area is posted, each with its measure."""
LONGEST_CODE = 40


class PlotLine(NamedTuple):
    """One plot in a list of plots: its area and use where they are said."""

    code: str
    area_m2: int | None = None
    use: PlotUse | None = None

    def written(self) -> str:
        """As it is kept: A1: 2,5 ha đất công nghiệp."""
        if self.area_m2 is None:
            return self.code
        exact = to_hectares(self.area_m2)
        area = format_number(exact, Lang.VI, decimals=exact_decimals(exact) or 0)
        return f"{self.code}: {area} ha{f' {self.use.label.vi}' if self.use else ''}"


def plot_code(text: str) -> str:
    """A plot's code as it is kept: "lô a1" and "A1" are the same plot.

    Raises PlotsUnreadable where it is empty, too long, or has a sign that separates plots.
    """
    code = " ".join(unicodedata.normalize("NFC", text).split())
    code = re.sub(r"(?i)^lô (?:đất )?(?:số )?", "", code).upper()
    if not code or len(code) > LONGEST_CODE or re.search(r"[;:,/\\?#%]", code):
        raise PlotsUnreadable(text=text.strip() or "—")
    return code


def read_plots(text: str) -> str:
    """A list of plots as it is kept; plots are separated by semicolons or lines, codes alone by commas as well."""
    return "; ".join(line.written() for line in plot_lines(text))


def plot_lines(text: str) -> tuple[PlotLine, ...]:
    """The plots of a list, each once.

    Raises PlotsUnreadable with the part that cannot be read.
    """
    parts = re.split(r"[;\n]" if ":" in text else r"[;,\n]", text)
    lines = tuple(_line(part) for part in parts if part.strip())
    codes = [line.code for line in lines]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise PlotsUnreadable(text=f"{twice} … {twice}")
    return lines


def _line(part: str) -> PlotLine:
    code, _, rest = part.partition(":")
    if not rest.strip():
        return PlotLine(plot_code(code))
    found = re.fullmatch(r"(.*?(?:ha|m2|m²))(?:\s+(.*))?", rest.strip(), re.IGNORECASE)
    if found is None:
        raise PlotsUnreadable(text=part.strip())
    area = parse_area_m2(found[1])
    if area <= 0:
        raise PlotsUnreadable(text=part.strip())
    return PlotLine(plot_code(code), area, _use(found[2], part) if found[2] else None)


def _use(words: str, part: str) -> PlotUse:
    said = fold(words).removeprefix("dat ")
    for use in PlotUse:
        if said in {use.value, fold(use.label.en), fold(use.label.vi).removeprefix("dat ")}:
            return use
    raise PlotsUnreadable(text=part.strip())


class PlotAct(StrEnum):
    """What an event does to plots."""

    DRAW = "draw"
    REDRAW = "redraw"
    STATE = "state"
    CLEAR = "clear"
    BUILD = "build"
    HOLD = "hold"
    RELEASE = "release"
    HAND_ON = "hand_on"


@dataclass(frozen=True, slots=True)
class PlotStep:
    """What an event does to some plots of a zone from a day on.

    `plots` are drawn or named, for a redrawing those that cease; each with the area it had when the event was recorded.
    `area_m2` is what they must add up to. `use` is that of the land let, where it is of one use.
    """

    act: PlotAct
    on: date
    plots: tuple[PlotLine, ...]
    drawn: tuple[PlotLine, ...] = ()
    state: PlotState | None = None
    use: PlotUse | None = None
    area_m2: int | None = None
    project: str = ""
    to_project: str = ""
    contract: str = ""
    from_approval: bool = False


@dataclass(frozen=True, slots=True)
class FiledPlotStep:
    """A step with the number of its event in its book."""

    step: PlotStep
    seq: int

    @property
    def order(self) -> tuple[date, bool, int]:
        """Steps apply by day; on one day plots are drawn first."""
        return (self.step.on, self.step.act is not PlotAct.DRAW, self.seq)


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot as it stands: `state` is never BUILT, which a plot is besides; `drawn_by` is the event that drew it."""

    code: str
    use: PlotUse
    area_m2: int
    drawn_on: date
    drawn_by: int
    state: PlotState | None = None
    built: bool = False
    since: date = date.min
    project: str = ""
    contract: str = ""

    @property
    def shown(self) -> PlotState | None:
        """The state to be shown; None where nothing is said of it."""
        return PlotState.BUILT if self.built else self.state

    @property
    def line(self) -> PlotLine:
        """The plot as an event names it."""
        return PlotLine(self.code, self.area_m2, self.use)


class ZonePlots:
    """The plots of one zone while steps are taken in, in order; refuses, in words, a step that cannot be."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.plots: dict[str, Plot] = {}

    def take(self, filed: FiledPlotStep) -> None:
        """Take in a step."""
        step = filed.step
        if step.act is PlotAct.DRAW:
            self._draw(filed, step.plots, step.state)
            return
        named = [self._named(line, filed) for line in step.plots]
        total = sum(plot.area_m2 for plot in named)
        if step.area_m2 is not None and total != step.area_m2:
            codes = ", ".join(plot.code for plot in named)
            raise PlotsAddUpOtherwise(
                zone=self.zone, plots=codes, on=step.on, total=_ha(total), asked=_ha(step.area_m2)
            )
        if step.act is PlotAct.REDRAW:
            self._redraw(filed, named, total)
            return
        for plot in named:
            self.plots[plot.code] = self._changed(plot, step)

    def _named(self, line: PlotLine, filed: FiledPlotStep) -> Plot:
        """The plot that a line names, with the area that it is said to have."""
        on = filed.step.on
        plot = self.plots.get(line.code)
        if plot is None:
            known = ", ".join(list(self.plots)[:6]) or "—"
            raise PlotUnknown(zone=self.zone, plot=line.code, on=on, known=known)
        if line.area_m2 is not None and line.area_m2 != plot.area_m2:
            said, stands = _ha(line.area_m2), _ha(plot.area_m2)
            raise PlotAreaDiffers(zone=self.zone, plot=plot.code, on=on, said=said, stands=stands, seq=filed.seq)
        if plot.drawn_on == on and filed.seq < plot.drawn_by and plot.state in MEASURED:
            raise PlotSetBefore(zone=self.zone, plot=plot.code, on=on, seq=filed.seq)
        return plot

    def _draw(
        self, filed: FiledPlotStep, lines: Iterable[PlotLine], state: PlotState | None, like: Plot | None = None
    ) -> None:
        on = filed.step.on
        for line in lines:
            if line.code in self.plots:
                raise PlotExists(zone=self.zone, plot=line.code, on=on, since=self.plots[line.code].drawn_on)
            if line.use is None or line.area_m2 is None:
                raise LookupError(f"plot {line.code} is drawn with its area and use")
            base, built = standing_of(state, line.use)
            plot = Plot(
                line.code,
                use=line.use,
                area_m2=line.area_m2,
                drawn_on=on,
                drawn_by=filed.seq,
                state=base,
                built=built,
                since=on,
            )
            if like is not None:
                plot = replace(plot, built=like.built, since=like.since, project=like.project, contract=like.contract)
            self.plots[line.code] = plot

    def _redraw(self, filed: FiledPlotStep, named: list[Plot], total: int) -> None:
        """Some plots cease, others take their place and whatever these were: in the same state, let to the same project."""
        step, first = filed.step, named[0]
        for plot in named:
            if _standing(plot) != _standing(first):
                raise PlotsUnlike(zone=self.zone, first=first.code, second=plot.code, on=step.on)
            if plot.state is not step.state:
                said = step.state.label if step.state else UNSTATED
                stands = plot.state.label if plot.state else UNSTATED
                raise PlotStateDiffers(
                    zone=self.zone, plot=plot.code, on=step.on, said=said, stands=stands, seq=filed.seq
                )
        drawn = sum(line.area_m2 or 0 for line in step.drawn)
        if first.state in HELD and drawn != total:
            codes = ", ".join(plot.code for plot in named)
            raise PlotsRedrawnLarger(zone=self.zone, plots=codes, on=step.on, total=_ha(total), drawn=_ha(drawn))
        for plot in named:
            del self.plots[plot.code]
        self._draw(filed, step.drawn, step.state, first)

    def _changed(self, plot: Plot, step: PlotStep) -> Plot:
        """The plot after a step."""
        if plot.use is not (step.use or plot.use):
            raise PlotUseDiffers(zone=self.zone, plot=plot.code, on=step.on, use=plot.use.label)
        if step.act is PlotAct.BUILD:
            if plot.state is PlotState.TO_CLEAR:
                raise PlotToClear(zone=self.zone, plot=plot.code, on=step.on)
            return replace(plot, built=True, since=step.on)
        if step.act is PlotAct.CLEAR:
            if plot.state not in BEFORE_CLEAN or (plot.state, step.state) == (PlotState.CLEARED, PlotState.CLEARED):
                return plot
            return replace(plot, state=step.state, since=step.on)
        if step.act is PlotAct.STATE:
            if plot.state in HELD:
                raise self._held(plot, step)
            built = plot.built and step.state is PlotState.OFFERED
            return replace(plot, state=step.state, built=built, since=step.on)
        if step.act is PlotAct.HOLD:
            return self._held_by(plot, step)
        return self._let_go(plot, step)

    def _held_by(self, plot: Plot, step: PlotStep) -> Plot:
        """Reserved for a project, or let to it."""
        if step.state is PlotState.LEASED:
            if plot.state is PlotState.TO_CLEAR:
                raise PlotToClear(zone=self.zone, plot=plot.code, on=step.on)
            whose = not plot.project or not step.project or plot.project == step.project
            taken_over = plot.state is PlotState.RESERVED and step.from_approval and whose
        else:
            taken_over = False
        if plot.state in HELD and not taken_over:
            raise self._held(plot, step)
        return replace(
            plot,
            state=step.state,
            since=step.on,
            project=step.project or (plot.project if taken_over else ""),
            contract=step.contract,
        )

    def _let_go(self, plot: Plot, step: PlotStep) -> Plot:
        """Given back, or passed on to another project."""
        other = bool(plot.project and step.project and plot.project != step.project)
        if plot.state is not step.state or other:
            state = step.state.label if step.state else UNSTATED
            facts: dict[str, Any] = {"zone": self.zone, "plot": plot.code, "on": step.on, "area": _ha(plot.area_m2)}
            raise PlotNotHeld(**facts, state=state, project=step.project or "—")
        if step.act is PlotAct.HAND_ON:
            return replace(plot, project=step.to_project, contract=step.contract, since=step.on)
        return replace(plot, state=PlotState.CLEAN, project="", contract="", since=step.on)

    def _held(self, plot: Plot, step: PlotStep) -> PlotHeld:
        state = plot.state.label if plot.state else UNSTATED
        facts: dict[str, Any] = {"zone": self.zone, "plot": plot.code, "on": step.on, "area": _ha(plot.area_m2)}
        return PlotHeld(**facts, state=state, since=plot.since, project=plot.project or "—")


UNSTATED = Text("chưa ghi hiện trạng", "state not recorded")


def plots_after(zone: str, steps: Iterable[FiledPlotStep]) -> dict[str, Plot]:
    """The plots of a zone after all of some steps, in any order; refuses, in words, what cannot be on its day."""
    found = ZonePlots(zone)
    for filed in sorted(steps, key=lambda each: each.order):
        found.take(filed)
    return found.plots


def plots_known(zone: str, steps: Iterable[FiledPlotStep]) -> dict[str, Plot]:
    """The same of what was known at a moment: between the halves of a correction, a step may not fit and is passed over."""
    found = ZonePlots(zone)
    for filed in sorted(steps, key=lambda each: each.order):
        with suppress(ParkError):
            found.take(filed)
    return found.plots


def drawn_lines(steps: Iterable[FiledPlotStep]) -> dict[str, PlotLine]:
    """The plots that steps leave drawn, whatever else they say; nothing is refused."""
    found: dict[str, PlotLine] = {}
    for filed in sorted(steps, key=lambda each: each.order):
        if filed.step.act is PlotAct.REDRAW:
            for line in filed.step.plots:
                found.pop(line.code, None)
        if filed.step.act in {PlotAct.DRAW, PlotAct.REDRAW}:
            found |= {line.code: line for line in filed.step.drawn or filed.step.plots}
    return found


def standing_of(state: PlotState | None, use: PlotUse) -> tuple[PlotState | None, bool]:
    """The state that a plot is drawn in, and whether it is built on: what is built on land to let is let."""
    if state is not PlotState.BUILT:
        return state, False
    lettable = use in {PlotUse.INDUSTRIAL, PlotUse.SERVICE}
    return (PlotState.LEASED if lettable else PlotState.CLEAN), True


def _standing(plot: Plot) -> tuple[object, ...]:
    """What plots must have in common to be merged."""
    return plot.state, plot.built, plot.project, plot.contract


def _ha(area_m2: int | Fraction) -> Quantity:
    return Quantity(to_hectares(area_m2), Unit.HECTARE)
