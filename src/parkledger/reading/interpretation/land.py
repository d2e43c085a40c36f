"""What hectares state: the land of zones planned, established, operating, and what of it can be let, is let or cleared."""

import re
from typing import Final

from parkledger.reading.interpretation.aims import is_aimed_with, will_be
from parkledger.reading.interpretation.contexts import PREDICATE, FigureContext
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure
from parkledger.reading.interpretation.sentences import Term

_STAGE_OF_LAND: Final = {
    "zones.planned": "land.planned",
    "zones.zoning_approved": "land.planned",
    "zones.operating": "land.operating",
    "zones.priority": "land.planned",
    "zones.established": "land.established",
    "zones.infrastructure_complete": "land.established",
}
"""Land given with a count of zones is of their stage; none is of zones under construction."""
_NATURAL: Final = frozenset({"land.planned", "land.established", "land.operating"})
_LEAST: Final = 4  # ha, of the smallest zone
_LAND: Final = frozenset({"m:area", "m:leasable", "a:leased", "a:cleared"})
_USES: Final = frozenset({"m:leasable", "a:leased", "a:cleared"})
_LEASED: Final = frozenset({"a:leased"})
_OTHERS: Final = ("company", "project", "other", "sector", "outside")
_BARS: Final = frozenset({"a:withdraw", "w:other", "w:project"})
_PART_OF_NAME: Final = re.compile(r"(?:và|giai đoạn|phần) mở rộng ?\Z")
_OF_ONE_LOT: Final = re.compile(r"(?:thêm|tăng|giảm|còn trống|còn lại|bỏ trống|lô|mỗi|tối thiểu|chưa)(?: \w+){0,2} ?\Z")
_FREE: Final = re.compile(
    r"(?:quỹ đất|đất)(?: sạch| công nghiệp| cho thuê| trống)* (?:hiện )?chỉ còn(?!\w)|"
    r"(?:đất|diện tích)(?: đất)?(?: công nghiệp| sạch| cho thuê| thương phẩm)? còn (?:lại|trống)(?!\w)|"
    r"còn (?:lại )?(?:khoảng |hơn |gần |trên )?(?:[0-9]|đất|quỹ đất|diện tích)"
    r"(?:[^,;.]|(?<=[0-9])[.,](?=[0-9])){0,40}(?:cho thuê|trống|chưa)"
)
_IS: Final = re.compile(
    r"[^,;0-9]{0,24}(?:là|đạt|is|was|totals?|totalled)"
    r"(?: (?:khoảng|hơn|gần|trên|about|over|nearly))* ?"
)
_AT: Final = re.compile(r"(?:tại|ở|thuộc|trong|vào) (?:các |những )?\Z")
"""Before a zone that a company is in: "công ty thuê 5 ha tại KCN …"."""
_LEAD: Final = 24  # characters before a zone in which that stands
_FILLED: Final = re.compile(r"lấp đầy(?: được| khoảng| hơn| gần| trên| là| đạt)*\s*\Z")
"""Hectares that are filled are let: "đã lấp đầy 45,2 ha trên tổng số 148 ha"."""
_LET: Final = re.compile(r"đã(?: được)? (?:cho )?thuê")
_LET_BEHIND: Final = re.compile(
    r"(?<!chưa )(?<!không )(?<!thể )(?<!sẽ )(?<!sàng )(?<!để )(?<!chờ )(?:đã(?: được)?|được) (?:cho )?thuê"
)
""" "812 ha đất công nghiệp trong các KCN đã được cho thuê"."""
_LET_NOW: Final = re.compile(r"(?:đất|diện tích) cho thuê (?:mới |thêm )?(?:được|đạt|là|ước)")
"""What was let in a stretch of time: "Đất cho thuê đạt 5 ha"."""
_LEASED_BEHIND: Final = re.compile(
    r"(?:(?!of which|of them|half|part of)[^.;()]){0,80}?(?:,|\bha(?:s|ve|d) (?:already )?been|\b(?:is|are|was|were|been))"
    r" (?:now |already |so far )*(?:leased|rented|let|taken up|occupied|filled)"
)
""" "1,260 hectares of industrial land in the parks have been leased out"."""
_TAKEN: Final = re.compile(
    r"(?:found (?:lessees|tenants|takers)|leased|let|taken(?: up)?|occupied|filled|rented|absorbed|snapped up)(?!\w)"
)
_SAME_LAND: Final = re.compile(
    r"(?:,? or|equivalent to|equal to|tương đương(?: với)?|tức(?: là)?)(?: (?:about|some|khoảng|hơn|gần))* ?\Z"
)
"""Before the land of which a rate told: "92 percent of its leasable land, or 267 hectares"."""
_OF_PROJECTS: Final = re.compile(
    r"^,? ?(?:covering|using|occupying|spanning|on|over)(?: (?:an area of|about|over|some|nearly|more than))* ?$"
)
"""Between projects and the land that they stand on: "253 projects covering 595 hectares"."""
_OTHER_USE: Final = re.compile(r"(?:đất|diện tích) (?:hạ tầng|cây xanh|giao thông|dịch vụ|tái định cư|ở|đầu mối)")
_SET_ASIDE: Final = re.compile(
    r"(?<!\w)(?:earmark(?:ed|ing|s)?|set(?:s|ting)? aside|reserv(?:ed|es|ing)|zon(?:ed|ing)|allocat(?:ed|es|ing)"
    r"|allot(?:s|ted|ting))(?: (?:about|some|nearly|over|more than))* ?\Z"
)
""" "Has earmarked 2,600 hectares for five industrial parks"."""
_CAN_BE_LET: Final = re.compile(
    r" (?:(?:is |are )?(?:leasable|lettable|rentable)(?!\w)"
    r"|(?:of (?:it|which|them|these|that|this|industrial land)(?: land)? |that |which )?"
    r"(?:(?:can|could|may) be (?:leased|let|rented|sub-?leased)|(?:is|are) (?:available|open|ready|intended|meant|suitable) (?:for|to)"
    r" (?:lease|let|rent|tenants|leasing)|(?:is|are|was|were) (?:leasable|lettable|rentable|for (?:lease|rent|letting)(?!\w))))"
)
""" "About 1,550 hectares of which can be leased"."""
_THEY: Final = re.compile(
    r"(?:they|these|chúng|(?:các |những |[0-9]+ )?(?:khu|cụm|kcn|ccn) (?:này|trên|đó))"
    r"(?= (?:\w+ ){0,2}?(?:cover|span|occupy|take up|total|rộng|chiếm|có|trải))"
)
""" "29 parks have gone into operation. They cover 6,327 hectares"."""
_ZONE_OF: Final = re.compile(r"(?:zone|park|cluster)s?(?: \([^)]*\))? (?:of|with|covering) \Z")
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
    if context.view.english and _SET_ASIDE.search(context.label_text):
        return _land(figure, "land.planned")
    if figure.zone is not None:
        return _land(figure, "land.planned" if planned else "land.established")
    if will_be(context):
        return _land(figure, "land.planned")
    zones = figure.frame.zones
    if zones is not None and zones.kind == figure.kind:
        return _land_of_counted(figure, zones.indicator)
    if term is None and "m:area" not in context.behind and not _ZONE_OF.search(context.label_text):
        return None
    return _land(figure, "land.planned" if planned or "a:plan" in context.opening else "land.established")


def _land_of_counted(figure: Figure, counted: str) -> Decision | None:
    """The land of zones that were counted before, at the stage that they were counted at."""
    context = figure.context
    whole = ";" in context.gap_text and "tổng" in context.label_text  # the part told of last has ended
    stage = _STAGE_OF_LAND.get("zones.established" if whole else counted)
    return _land(figure, stage) if stage else None if context.index else _land(figure, "land.established")


def _land(figure: Figure, indicator: str) -> Decision | None:
    if indicator in _NATURAL and figure.quantity.value < _LEAST:
        return None  # a lot, not a zone
    return Decision(indicator, unit="ha", kind=figure.kind, rule=indicator)


def _is_of_zones(figure: Figure) -> bool:
    """Whether land is of zones, not of a company in one."""
    if _goes_on_about_zones(figure):
        return True
    return _speaks_of_zones(figure) and (figure.owner not in _OTHERS or _is_of_zone_before(figure))


def _goes_on_about_zones(figure: Figure) -> bool:
    """Whether a sentence opens with the zones counted before it, as "they" or "các khu này"."""
    zones, view = figure.frame.zones, figure.context.view
    return zones is not None and zones.kind == figure.kind and _THEY.match(view.lower, view.start) is not None


def _speaks_of_zones(figure: Figure) -> bool:
    """Whether the sentence names zones or counts them before the land, or they are what the page or the last count was about."""
    context, frame = figure.context, figure.frame
    if context.view.zones or frame.subjects.page_kind or (context.index and frame.zones is not None):
        return True
    before = (one for one in context.view.quantities if one.start < context.quantity.start)
    return any(one.unit == "zone" and one.word != "khu" for one in before)


def _is_of_zone_before(figure: Figure) -> bool:
    """Whether land is of a zone though an owner is named: of its developer, named behind the zone, or of a sector in its clause."""
    context = figure.context
    before = [zone for zone in context.view.zones if zone.start < context.quantity.start and not zone.office]
    if figure.owner == "company" and figure.zone is not None and before:
        lower, start = context.view.lower, before[-1].start
        return _AT.search(lower, max(context.view.start, start - _LEAD), start) is None
    return figure.owner == "sector" and any(zone.start >= context.clause[0] for zone in before)


def _is_other_land(figure: Figure) -> bool:
    """Whether hectares are of an extension, of one lot, of a project, of land still free, or aimed at."""
    context, group, view = figure.context, figure.group, figure.context.view
    if _OTHER_USE.search(context.label_text):
        return True
    enlarged = "a:transfer" in figure.near and not _PART_OF_NAME.search(context.label_text)
    if enlarged or not figure.near.isdisjoint(_BARS) or _is_of_one_lot(context):
        return True
    aimed = "d:aim" in context.near or is_aimed_with(context)
    if aimed and "a:plan" not in context.lead and not will_be(context):
        return True
    free = figure.frame.vacant and figure.near.isdisjoint({"m:area", "a:leased"})
    if free or _FREE.search(view.lower, view.start, context.right[1]):
        return True
    if context.view.english and context.index and _OF_PROJECTS.search(context.gap_text):
        return context.view.quantities[context.index - 1].unit in ("project", "enterprise")
    of_projects = context.index and group.last is not None and group.last.unit == "project"
    return bool(of_projects) and figure.near.isdisjoint(_LAND)


def _is_of_one_lot(context: FigureContext) -> bool:
    """Whether the label says that land is of one lot, added, or still free; "Tăng" may be part of a zone's name."""
    match = _OF_ONE_LOT.search(context.label_text)
    at = context.label[0] + match.start() if match else -1
    return match is not None and not any(zone.start <= at < zone.end for zone in context.view.zones)


def _use(figure: Figure) -> str | None:
    """What of the land is told: what can be let, what is let, what is cleared."""
    context = figure.context
    if _is_filled(figure):
        return "land.leased"
    if context.view.english and _CAN_BE_LET.match(context.view.lower, context.quantity.end):
        return "land.leasable"
    if context.view.english and _is_leased_in_english(context):
        return "land.leased"
    named = _land_named(figure)
    if _is_handed_over(context, named):
        return "land.leased"
    terms = (named, context.view.first(*context.right, _USES))
    return next((use for term in terms if term is not None and (use := _use_named(figure, term)) is not None), None)


def _is_filled(figure: Figure) -> bool:
    """Whether hectares are said to be filled, or to be what the rate of occupancy before them is of the land."""
    context, last = figure.context, figure.group.last
    if _FILLED.search(context.gap_text):
        return True
    of_rate = bool(context.index) and last is not None and last.indicator == "occupancy"
    return of_rate and _SAME_LAND.search(context.gap_text) is not None


def _land_named(figure: Figure) -> Term | None:
    """The word for land before an area, or before the zones counted between: "đất công nghiệp của 9 KCN là 1.450 ha"."""
    context, group = figure.context, figure.group
    named = context.view.last(*context.gap, _LAND)
    if named is not None or not context.index or group.last is not group.zones:
        return named
    return context.view.last(*context.clause, _LAND) if _IS.fullmatch(context.label_text) else None


def _is_handed_over(context: FigureContext, named: Term | None) -> bool:
    """Whether land is what was let to those counted before it: "giao đất cho 143 nhà đầu tư với diện tích 812,5 ha"."""
    if not context.index or context.view.quantities[context.index - 1].unit not in ("project", "enterprise"):
        return False
    only_area = named is None or "m:area" in named.features
    return only_area and context.view.last(*context.clause, _LEASED) is not None


def _is_leased_in_english(context: FigureContext) -> bool:
    let = not context.near.isdisjoint({"a:leased", "m:rent"})
    said = PREDICATE.match(context.view.lower, context.quantity.end, context.view.end)
    taken = said is not None and _TAKEN.match(context.view.lower, said.end()) is not None
    return let or taken or _LEASED_BEHIND.match(context.gap_behind) is not None


def _use_named(figure: Figure, term: Term) -> str | None:
    """What of the land a word names: cleared, to be let, or let."""
    context = figure.context
    if "a:cleared" in term.features:
        return "land.cleared"
    let = (
        _LET.search(context.gap_text)
        or _LET_BEHIND.search(context.right_text)
        or (figure.flow and _LET_NOW.search(context.gap_text))
    )
    if "m:leasable" in term.features and not let:
        return "land.leasable"
    if not term.features.isdisjoint({"a:leased", "m:leasable"}):
        possible = context.view.lower.find("có thể", term.start - 12, term.end) >= 0
        return "land.leasable" if possible else "land.leased"
    return None
