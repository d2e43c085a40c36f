"""What hectares state: the land of zones planned, established, operating, and what of it can be let, is let or cleared."""

import re
from typing import Final

from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure

_STAGE_OF_LAND: Final = {
    "zones.planned": "land.planned",
    "zones.zoning_approved": "land.planned",
    "zones.operating": "land.operating",
    "zones.priority": "land.planned",
    "zones.established": "land.established",
    "zones.infrastructure_complete": "land.established",
}
"""Land given with a count of zones is of their stage; none is of zones under construction."""
_LAND: Final = frozenset({"m:area", "m:leasable", "a:leased", "a:cleared"})
_USES: Final = frozenset({"m:leasable", "a:leased", "a:cleared"})
_OTHERS: Final = ("company", "project", "other", "sector", "outside")
_BARS: Final = frozenset({"a:withdraw", "w:other", "w:project"})
_PART_OF_NAME: Final = re.compile(r"(?:và|giai đoạn|phần) mở rộng ?\Z")
_OF_ONE_LOT: Final = re.compile(r"(?:thêm|tăng|giảm|còn trống|còn lại|bỏ trống|lô|mỗi|tối thiểu|chưa)(?: \w+){0,2} ?\Z")
_FREE: Final = re.compile(
    r"còn (?:lại )?(?:khoảng |hơn |gần |trên )?(?:[0-9]|đất|quỹ đất|diện tích)[^,;.]{0,40}(?:cho thuê|trống|chưa)"
)
_AT: Final = re.compile(r"(?:tại|ở|thuộc|trong|vào) (?:các |những )?\Z")
_LET: Final = re.compile(r"đã(?: được)? (?:cho )?thuê")
_TO_COME: Final = re.compile(r"dự án (?:khu|cụm|kcn|ccn)")


def decide_land(figure: Figure) -> Decision | None:
    """Hectares of zones: planned, established, operating, leasable, leased, cleared."""
    if figure.kind is None or not _is_of_zones(figure) or _is_other_land(figure):
        return None
    context = figure.context
    term = context.view.last(*context.gap, _LAND)
    use = _use(figure)
    if use is not None:
        return _land(figure, use)
    if "a:operate" in figure.near:
        return _land(figure, "land.operating")
    planned = "a:plan" in context.lead or _TO_COME.search(
        context.view.lower, context.view.start, context.quantity.start
    )
    if figure.zone is not None:
        return _land(figure, "land.planned" if planned else "land.established")
    zones = figure.frame.zones
    if zones is not None and zones.kind == figure.kind:
        stage = _STAGE_OF_LAND.get(zones.indicator)
        return _land(figure, stage) if stage else None if context.index else _land(figure, "land.established")
    if term is None and "m:area" not in context.behind:
        return None
    return _land(figure, "land.planned" if planned or "a:plan" in context.opening else "land.established")


def _land(figure: Figure, indicator: str) -> Decision:
    return Decision(indicator, unit="ha", kind=figure.kind, rule=indicator)


def _is_of_zones(figure: Figure) -> bool:
    """Whether land is of zones, not of a company in one: its developer is named behind the zone."""
    context, frame = figure.context, figure.frame
    before = [zone for zone in context.view.zones if zone.start < context.quantity.start and not zone.office]
    if not context.view.zones and not frame.subjects.page_kind and not (context.index and frame.zones is not None):
        return False
    if figure.owner not in _OTHERS:
        return True
    lower, start = context.view.lower, context.view.start
    if figure.owner == "company" and figure.zone is not None and before:
        return _AT.search(lower, max(start, before[-1].start - 24), before[-1].start) is None
    return figure.owner == "sector" and any(zone.start >= context.clause[0] for zone in before)


def _is_other_land(figure: Figure) -> bool:
    """Whether hectares are of an extension, of one lot, of a project, of land still free, or aimed at."""
    context, group, view = figure.context, figure.group, figure.context.view
    enlarged = "a:transfer" in figure.near and not _PART_OF_NAME.search(context.label_text)
    if enlarged or not figure.near.isdisjoint(_BARS) or _OF_ONE_LOT.search(context.label_text):
        return True
    if "d:aim" in context.near and "a:plan" not in context.lead:
        return True
    free = figure.frame.vacant and figure.near.isdisjoint({"m:area", "a:leased"})
    if free or _FREE.search(view.lower, view.start, context.right[1]):
        return True
    of_projects = context.index and group.last is not None and group.last.unit == "project"
    return bool(of_projects) and figure.near.isdisjoint(_LAND)


def _use(figure: Figure) -> str | None:
    """What of the land is told: what can be let, what is let, what is cleared."""
    context = figure.context
    for term in (context.view.last(*context.gap, _LAND), context.view.first(*context.right, _USES)):
        if term is None:
            continue
        if "a:cleared" in term.features:
            return "land.cleared"
        if "m:leasable" in term.features and not _LET.search(context.gap_text):
            return "land.leasable"
        if not term.features.isdisjoint({"a:leased", "m:leasable"}):
            possible = context.view.lower.find("có thể", term.start - 12, term.end) >= 0
            return "land.leasable" if possible else "land.leased"
    return None
