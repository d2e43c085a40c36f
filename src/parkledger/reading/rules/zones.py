"""What counts of zones and hectares state: from the plan to the land let."""

import re
from typing import Final

from parkledger.reading.rules.decisions import Decision, QuantityCase, any_of
from parkledger.reading.rules.sentences import SentenceView
from parkledger.reading.text.mentions import KIND_WORDS

_NEAR: Final = 30  # characters: how far back a verb still governs a count
_AFTER_BARE_ZONE: Final = (
    " đã",
    " đang",
    " được",
    " có",
    " hoạt động",
    " đi vào",
    " với",
    ",",
    ".",
    ";",
    " (",
    " trên",
)


def decide_zone(case: QuantityCase) -> Decision | None:
    """How many zones: planned, prioritised, zoned, established, built or operating."""
    quantity, view = case.quantity, case.view
    kind = KIND_WORDS.get(quantity.word) or _kind_of_word(quantity.word) or case.kind
    start, stop = view.after(case.index)
    text = view.lower[start:stop]
    if kind is None or _is_list_of_names(case) or text.startswith(" này") or quantity.value == 0:
        return None
    if quantity.word in ("khu", "cụm") and quantity.over is None and text and not text.startswith(_AFTER_BARE_ZONE):
        return None
    after = _far_after(case)
    before = case.before
    if any_of(before, "x:withdraw", "x:change", "x:outside") or (
        any_of(after, "x:not", "x:change") and not any_of(case.attached, "v:operate", "v:establish")
    ):
        return None
    if any_of(before, "x:aim") and not any_of(before, "v:plan"):
        return None
    indicator = _zone_stage(case, after, before)
    return Decision(indicator, unit="zone", kind=kind, rule=f"zone.{indicator}") if indicator else None


def _kind_of_word(word: str) -> str | None:
    if word.startswith(("khu công nghiệp", "kcn", "khu chế xuất", "kcx", "khu cn")):
        return "park"
    if word.startswith(("cụm", "ccn")) and word != "cụm":
        return "cluster"
    return "economic_zone" if word.startswith(("khu kinh tế", "kkt")) else None


def _is_list_of_names(case: QuantityCase) -> bool:
    """ "4 khu công nghiệp Đức Hoà 1, Đức Hoà 2": named, not counted."""
    return any(zone.name and zone.start <= case.quantity.end <= zone.end for zone in case.view.zones) and bool(
        case.quantity.value
    )


def _far_after(case: QuantityCase) -> frozenset[str]:
    """What is signalled after a count of zones, past the area that is given with it."""
    view, index = case.view, case.index
    while _shares_predicate(view, index):
        index += 1
    start, stop = view.after(index)
    while (
        index + 1 < len(view.quantities)
        and view.quantities[index + 1].unit == "ha"
        and stop - view.quantities[index].end < 40
    ):
        index += 1
        if "," in view.lower[view.quantities[index].end : view.quantities[index].end + 1]:
            break
        stop = view.attached(index)[1]
    cut = view.lower.find(";", start, stop)
    return view.tags(start, cut if cut >= 0 else stop)


_STAGES: Final = (
    (frozenset({"v:zoning"}), "zones.zoning_approved"),
    (frozenset({"v:complete", "v:infrastructure"}), "zones.infrastructure_complete"),
    (frozenset({"v:priority"}), "zones.priority"),
    (frozenset({"v:construct"}), "zones.under_construction"),
    (frozenset({"v:operate"}), "zones.operating"),
)
"""What must all be said of zones for them to be at a stage; the first that fits."""


_COORDINATED: Final = re.compile(r"(?: ?\([^()\n]{1,20}\))?(?:,| và|, và) ?")


def _shares_predicate(view: SentenceView, index: int) -> bool:
    """ "1 khu kinh tế (KKT) và 4 KCN đang hoạt động": what is said behind the second count holds for both."""
    if index + 1 >= len(view.quantities) or view.quantities[index + 1].unit != "zone":
        return False
    return _COORDINATED.fullmatch(view.lower, *view.after(index)) is not None


def _zone_stage(case: QuantityCase, after: frozenset[str], before: frozenset[str]) -> str | None:
    horizon = any(when.role == "horizon" and when.start < case.quantity.start for when in case.view.whens)
    said = _stage_of(after) or ("zones.established" if any_of(case.attached, "v:establish") else None)
    if said is not None:
        return said
    if any_of(case.attached, "v:plan"):
        return "zones.planned"
    near = case.view.tags(max(case.view.before(case.index)[0], case.quantity.start - _NEAR), case.quantity.start)
    if not horizon and (stage := _stage_of(near)) is not None:
        return stage
    if horizon or (any_of(before, "v:plan") and not any_of(before, "v:establish")):
        return "zones.planned"
    if any_of(before | case.lead, "v:have", "v:establish", "v:inforce", "x:company", "v:among"):
        return "zones.established"
    return None


def _stage_of(tags: frozenset[str]) -> str | None:
    return next((stage for needed, stage in _STAGES if needed <= tags), None)


def also_operating(case: QuantityCase, decision: Decision) -> Decision | None:
    """ "8 KCN đã hoàn chỉnh hạ tầng và đi vào hoạt động" states two things."""
    if decision.indicator == "zones.infrastructure_complete" and any_of(_far_after(case), "v:operate"):
        return decision._replace(indicator="zones.operating", rule="zone.zones.operating")
    return None


# Land --------------------------------------------------------------------------------------------------------------

_STAGE_OF_LAND: Final = {
    "zones.planned": "land.planned",
    "zones.zoning_approved": "land.planned",
    "zones.operating": "land.operating",
    "zones.priority": "land.planned",
    "zones.established": "land.established",
    "zones.infrastructure_complete": "land.established",
}


_LAND_BARS: Final = ("x:other_land", "x:change", "v:fall", "v:rise")
_LAND_WORDS: Final = frozenset({"t:area", "t:leasable", "t:leased", "t:cleared", *_LAND_BARS})
_COMPLEX: Final = re.compile(r",? trong đó,? (?:diện tích |đất )?(?:khu|kcn|cụm|ccn)")


def decide_land(case: QuantityCase) -> Decision | None:
    """Hectares of zones: planned, established, operating, leasable, leased, cleared."""
    before, attached = case.before, case.attached
    if case.kind is None or case.company or any_of(before, "x:aim", "x:withdraw"):
        return None
    near = case.view.nearest(*case.view.before(case.index), _LAND_WORDS)
    if (near and any_of(near.tags, *_LAND_BARS)) or any_of(attached, "x:other_land", "x:change"):
        return None
    if _COMPLEX.match(case.view.lower, case.quantity.end):
        return None
    zone_named = case.zone is not None
    for topic in ("leased", "cleared", "leasable"):
        if (near and f"t:{topic}" in near.tags) or f"t:{topic}" in attached:
            return Decision(f"land.{topic}", unit="ha", kind=case.kind, rule=f"land.{topic}")
    stage = case.frame.zones_decided
    if any_of(attached, "v:operate"):
        indicator = "land.operating"
    elif zone_named:
        indicator = "land.planned" if any_of(case.lead, "v:plan") else "land.established"
    elif stage is not None and stage.kind == case.kind:
        indicator = _STAGE_OF_LAND.get(stage.indicator, "land.established")
    elif near is None:
        return None
    else:
        indicator = "land.established"
    return Decision(indicator, unit="ha", kind=case.kind, rule=indicator)
