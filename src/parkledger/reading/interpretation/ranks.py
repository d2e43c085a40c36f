"""What points, places in a ranking and cubic metres a day state."""

from typing import Final

from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure

_BARS: Final = frozenset({"w:other", "w:company", "w:sector", "w:partner"})
_CHANGES: Final = frozenset({"r:rise", "r:fall"})
_CAPITAL: Final = ("capital", "projects")
_MEASURED: Final = {"m:export": "trade.export", "m:import": "trade.import", "m:production": "output.production"}
_RANKED: Final = ("trade.", "output.", "budget.")


def decide_point(figure: Figure) -> Decision | None:
    """The points of the provincial competitiveness index."""
    context = figure.context
    spoken = figure.frame.subjects.pci or "m:pci" in context.view.features(context.view.start, context.view.end)
    moved = context.near & _CHANGES
    last = figure.group.last if context.index else None
    if spoken and moved and last is not None and (last.indicator, last.form) == ("pci.score", "value"):
        value = figure.quantity.value if "r:rise" in moved else -figure.quantity.value
        return Decision("pci.score", "growth", "point", value=value, rule="pci.score.growth")
    said = context.near if context.view.english else context.between
    if not spoken or not said.isdisjoint({"r:rise", "r:fall", "w:other"}):
        return None
    return Decision("pci.score", unit="point", rule="pci.score")


def decide_rank(figure: Figure) -> Decision | None:
    """A place in a ranking, of whatever the sentence speaks of last."""
    context, last = figure.context, figure.group.last if figure.context.index else None
    if figure.owner in ("company", "partner") or not context.between.isdisjoint(_BARS):
        return None
    if "m:pci" in context.lead | context.behind:
        return _rank("pci.rank")
    if last is not None and last.indicator.startswith("grdp."):
        return _rank(last.indicator)
    heard = context.behind | context.between | context.rest
    if not heard.isdisjoint({"m:growth", "m:grdp"}):
        return _rank("grdp.growth" if "m:growth" in heard else "grdp.size")
    if _is_of_investment(figure):
        return _rank("fdi.rank", origin="fdi")
    index = last is not None and (last.indicator, last.form) == ("output.index", "growth")
    if last is not None and last.indicator.startswith(_RANKED) and (index or last.form == "value"):
        return _rank(last.indicator, kind=last.kind, origin=last.origin)
    measured = next((code for tag, code in _MEASURED.items() if tag in context.behind | context.near), None)
    if measured is not None:
        return _rank(measured, kind=figure.kind)
    return _rank("pci.rank") if figure.frame.subjects.pci else None


def _rank(indicator: str, kind: str | None = None, origin: str | None = None) -> Decision:
    return Decision(indicator, "rank", "rank", kind=kind, origin=origin, rule=f"rank.{indicator}")


def _is_of_investment(figure: Figure) -> bool:
    """Whether foreign investment is ranked: it is told of in the sentence, or by the title where capital is."""
    view, last = figure.context.view, figure.group.last
    if "o:fdi" in view.features(view.start, view.end):
        return True
    told = figure.frame.origin == "fdi" and figure.frame.capital in (
        "capital.attracted",
        "capital.new",
        "capital.implemented",
    )
    if told and figure.kind is None and "m:capital" in view.features(view.start, view.end):
        return True
    capital = figure.context.index and last is not None and last.indicator.startswith(_CAPITAL)
    titled = "o:fdi" in figure.frame.subjects.title_features
    return bool(capital) and last is not None and (titled or last.origin == "fdi")


def decide_flow(figure: Figure) -> Decision | None:
    """What waste-water works of zones can treat in a day."""
    context = figure.context
    if figure.kind is None or "m:wastewater" not in context.lead | context.behind:
        return None
    if "trở lên" in context.right_text or "d:aim" in context.between:
        return None
    return Decision("wastewater.capacity", unit="m3/day", kind=figure.kind, rule="wastewater.capacity")
