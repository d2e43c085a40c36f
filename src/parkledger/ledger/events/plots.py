"""Plots of a zone: drawn, adopted as a plan, split, merged and redrawn, offered, built on.

What the land events say of plots they name stands with them (`events/land.py`); how plots stand follows from the steps of
all of these (`ledger/plots.py`). Each event keeps the areas that it took the plots to have.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import PlotPlanMissing, PlotsEnded, PlotsUnreadable, PlotUnknown
from parkledger.ledger.events.base import (
    DECIDED,
    Choices,
    EventGroup,
    PositiveArea,
    Submitter,
    as_written,
    changed,
    labelled,
    stands,
)
from parkledger.ledger.events.zone_events import ZoneEvent
from parkledger.ledger.plots import (
    MEASURED,
    PlotAct,
    PlotLine,
    PlotState,
    PlotStep,
    PlotUse,
    plot_code,
    plot_lines,
    read_plots,
    standing_of,
)

PlotCode = Annotated[str, BeforeValidator(as_written(plot_code)), Field(min_length=1, max_length=40)]
PlotList = Annotated[str, BeforeValidator(as_written(read_plots)), Field(min_length=1, max_length=4000)]
PLOT_HEADINGS = ("lô", "lô đất", "ký hiệu lô", "mã lô", "số lô", "tên lô", "các lô", "plot", "plots", "lot")
SET_STATES = Choices.of(PlotState).only(
    state.value for state in PlotState if state not in {PlotState.RESERVED, PlotState.LEASED}
)


def plot_claims(
    view: View, zone: ZoneState, lines: Iterable[PlotLine], state: PlotState | None, on: date
) -> Iterable[Claim]:
    """The plots' areas stand under one of the states that are posted, under none where the state is another."""
    for line in lines:
        for each, measure in MEASURED.items():
            area = (line.area_m2 or 0) if each is state else 0
            yield stands(view.zone_key(measure, zone, detail=line.code), area, on)


def drawn_claims(view: View, zone: ZoneState, lines: Iterable[PlotLine], sign: int, on: date) -> Iterable[Claim]:
    """So much more or less in plots, by their use."""
    for line in lines:
        key = view.zone_key(f"plots.{line.use}", zone, detail=line.code)
        yield changed(key, sign * (line.area_m2 or 0), on)


def completed_plots(view: View, zone: str, written: str, on: date, *, with_use: bool = False) -> str:
    """A list of plots with the areas that they have on a day, where none are given."""
    drawn = view.plots_drawn(zone, on)
    lines = []
    for line in plot_lines(written):
        found = drawn.get(line.code)
        if found is not None and line.area_m2 is None:
            line = line._replace(area_m2=found.area_m2)
        lines.append(line._replace(use=found.use if found is not None and with_use else None))
    return "; ".join(line.written() for line in lines)


def must_be_drawn(view: View, zone: str, lines: Iterable[PlotLine], on: date, field: str = "plots") -> None:
    """Refuse a plot that is not drawn on a day."""
    drawn = view.plots_drawn(zone, on)
    for line in lines:
        if line.code not in drawn:
            known = ", ".join(list(drawn)[:6]) or "—"
            title = view.title(view.find_zone(zone))
            raise PlotUnknown(zone=title, plot=line.code, on=on, known=known).at_field(field)


def must_have_plots(view: View, zone: str, on: date) -> None:
    """Refuse to say something of the plots of a zone that has ended: they ended with it."""
    found = view.find_zone(zone)
    if found.ended_on is not None and on >= found.ended_on and not view.exported:
        raise PlotsEnded(zone=view.title(found), ended=found.ended_on, on=on)


def plots_field() -> Any:
    """The field of an event that may name plots."""
    return labelled("lô đất", "plots", unit="plots", default=None)


class PlotsNamed(ZoneEvent):
    """An event of a zone that may name plots; it takes each whole, with the area that the plot has on its day.

    Its class has a field `plots`, after the others: a column that is added to a template stands behind those that were there.
    """

    abstract: ClassVar[bool] = True
    headings: ClassVar[dict[str, tuple[str, ...]]] = {"plots": PLOT_HEADINGS}

    @property
    def lines(self) -> tuple[PlotLine, ...]:
        """The plots that it names."""
        return plot_lines(self.__dict__["plots"] or "")

    def completions(self, view: View) -> dict[str, Any]:
        """With the areas of the plots."""
        changes = super().completions(view)
        if self.lines:
            zone = str(changes.get("zone", self.zone))
            changes["plots"] = completed_plots(view, zone, self.__dict__["plots"], self.effective_on)
        return changes

    def check(self, view: View) -> None:
        """The plots must be drawn by then; whether they are free is checked with all that is known of them."""
        super().check(view)
        if self.lines:
            must_have_plots(view, self.zone, self.effective_on)
        must_be_drawn(view, self.zone, self.lines, self.effective_on)


class PlotDrawn(ZoneEvent):
    """A plot is put on record with its use and area, and how far it has come where that is known."""

    label = Text("Ghi lô đất", "Plot drawn")
    group = EventGroup.LAND
    in_zone_timeline = False
    sheet_titles = ("danh sách lô đất", "bảng phân lô", "danh mục lô đất", "quỹ đất theo lô", "phân lô")
    headings = {
        "plot": PLOT_HEADINGS,
        "area_m2": ("diện tích lô", "diện tích lô đất"),
        "use": ("loại đất", "chức năng sử dụng đất", "mục đích sử dụng"),
        "state": ("hiện trạng", "hiện trạng lô", "tình trạng", "trạng thái"),
    }

    plot: PlotCode = labelled("ký hiệu lô", "plot")
    use: Annotated[Literal["industrial", "service", "infrastructure", "green"], Choices.of(PlotUse)] = labelled(
        "loại đất", "land use", default="industrial"
    )
    area_m2: PositiveArea = labelled("diện tích", "area", unit="m2")
    state: (
        Annotated[
            Literal["to_clear", "cleared", "clean", "offered", "reserved", "leased", "built"], Choices.of(PlotState)
        ]
        | None
    ) = labelled("hiện trạng", "state", default=None)

    @property
    def line(self) -> PlotLine:
        """The plot with its area and use."""
        return PlotLine(self.plot, self.area_m2, PlotUse(self.use))

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more in plots; under its state where that is posted."""
        zone = self.at(view)
        yield from drawn_claims(view, zone, [self.line], 1, self.effective_on)
        state, _ = standing_of(PlotState(self.state) if self.state else None, PlotUse(self.use))
        if state in MEASURED:
            yield from plot_claims(view, zone, [self.line], state, self.effective_on)

    def plot_step(self) -> PlotStep:
        """It is drawn."""
        state = PlotState(self.state) if self.state else None
        return PlotStep(PlotAct.DRAW, self.effective_on, (self.line,), state=state)


class PlotPlanAdopted(ZoneEvent):
    """The plots on record are the whole of a zone's land: from now on they add up to it, use by use, on every day.

    Where another zone becomes part of this one, its plan ends with that day and is adopted anew.
    """

    label = Text("Duyệt phương án phân lô", "Plot plan adopted")
    longest_ahead = DECIDED
    group = EventGroup.LAND
    sheet_titles = ("phương án phân lô", "duyệt phân lô")

    def claims(self, view: View) -> Iterable[Claim]:
        """A plan more; that the plots add up is checked with the zone's other sums."""
        yield changed(view.zone_key("zones.plotted", self.at(view)), 1, self.effective_on)


class PlotsRedrawn(ZoneEvent):
    """Plots are split, merged or redrawn: some cease, others take their place, in the same state and with the same tenant.

    Where the areas by use differ, as the plan was changed, the zone's land of these uses changes with them.
    """

    label = Text("Chia, gộp, vẽ lại lô đất", "Plots redrawn")
    group = EventGroup.LAND
    sheet_titles = ("chia tách lô", "gộp lô", "điều chỉnh phân lô")
    headings = {"removed": ("lô cũ", "lô bị chia", "lô bị gộp"), "drawn": ("lô mới", "chia thành", "gộp thành")}

    removed: PlotList = labelled("lô thôi dùng", "plots that cease", unit="plots")
    drawn: PlotList = labelled("lô mới, kèm diện tích và loại đất", "new plots, with area and use", unit="plots")
    state: (
        Annotated[Literal["to_clear", "cleared", "clean", "offered", "reserved", "leased"], Choices.of(PlotState)]
        | None
    ) = labelled("hiện trạng khi vẽ lại (sổ tự ghi)", "state when redrawn (set by the book)", default=None)

    @model_validator(mode="after")
    def _areas_are_given(self) -> Self:
        for line in plot_lines(self.drawn):
            if line.area_m2 is None:
                raise ValueError(PlotsUnreadable(text=line.code))
        return self

    def completions(self, view: View) -> dict[str, Any]:
        """With the areas and uses of the plots that cease, the use of new ones where it is not given, and their state."""
        changes = super().completions(view)
        zone = str(changes.get("zone", self.zone))
        removed = completed_plots(view, zone, self.removed, self.effective_on, with_use=True)
        first = plot_lines(removed)[0]
        lines = [
            line if line.use else line._replace(use=first.use or PlotUse.INDUSTRIAL) for line in plot_lines(self.drawn)
        ]
        standing = view.plots_on(zone, self.effective_on).get(first.code)
        state = standing.state.value if standing is not None and standing.state else None
        drawn = "; ".join(line.written() for line in lines)
        return changes | {"removed": removed, "drawn": drawn, "state": state}

    def check(self, view: View) -> None:
        """Plots that cease must be drawn; land changes its use only where the plots are the whole of it."""
        super().check(view)
        must_have_plots(view, self.zone, self.effective_on)
        removed = plot_lines(self.removed)
        must_be_drawn(view, self.zone, removed, self.effective_on, "removed")
        zone = self.at(view)
        planned = view.register.value(view.zone_key("zones.plotted", zone), self.effective_on)[0] > 0
        if self._by_use() and not planned:
            raise PlotPlanMissing(zone=view.title(zone), on=self.effective_on)

    def _by_use(self) -> dict[str, int]:
        """By how much the land of each use that changes becomes more or less."""
        found: Counter[str] = Counter()
        for sign, lines in ((1, self.drawn), (-1, self.removed)):
            for line in plot_lines(lines):
                found[line.use.value if line.use else ""] += sign * (line.area_m2 or 0)
        return {use: area for use, area in found.items() if area}

    def claims(self, view: View) -> Iterable[Claim]:
        """Plots less and more, under the same state; the zone's land of each use changes by as much."""
        zone, on = self.at(view), self.effective_on
        removed, drawn = plot_lines(self.removed), plot_lines(self.drawn)
        yield from drawn_claims(view, zone, removed, -1, on)
        yield from drawn_claims(view, zone, drawn, 1, on)
        state = PlotState(self.state) if self.state else None
        codes = {line.code for line in drawn}
        yield from plot_claims(view, zone, (line for line in removed if line.code not in codes), None, on)
        yield from plot_claims(view, zone, drawn, state, on)
        for use, area in self._by_use().items():
            yield changed(view.zone_key(f"land.{use}", zone), area, on)

    def plot_step(self) -> PlotStep:
        """Some cease, others are drawn."""
        state = PlotState(self.state) if self.state else None
        removed, drawn = plot_lines(self.removed), plot_lines(self.drawn)
        return PlotStep(PlotAct.REDRAW, self.effective_on, removed, drawn, state=state)


class PlotStateSet(PlotsNamed):
    """Plots are to be cleared, cleared, clean, offered to investors, or built on; letting has events of its own."""

    label = Text("Hiện trạng lô đất", "State of plots")
    group = EventGroup.LAND
    in_zone_timeline = False
    submitters = frozenset({Submitter.OPERATOR})
    sheet_titles = ("hiện trạng lô đất", "lô đất mời thuê", "cập nhật lô đất")
    headings = {"state": ("hiện trạng", "hiện trạng lô", "tình trạng", "trạng thái")}

    plots: PlotList = labelled("lô đất", "plots", unit="plots")
    state: Annotated[Literal["to_clear", "cleared", "clean", "offered", "built"], SET_STATES] = labelled(
        "hiện trạng", "state"
    )

    def claims(self, view: View) -> Iterable[Claim]:
        """Offered or no longer so; building changes nothing of whose the plots are."""
        if self.state != "built":
            yield from plot_claims(view, self.at(view), self.lines, PlotState(self.state), self.effective_on)

    def plot_step(self) -> PlotStep:
        """They stand so."""
        act = PlotAct.BUILD if self.state == "built" else PlotAct.STATE
        return PlotStep(act, self.effective_on, self.lines, state=PlotState(self.state))
