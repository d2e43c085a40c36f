"""Whose figure it is: of which zones, or of somebody that the register does not know."""

import re
from collections.abc import Sequence
from typing import Final

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.events import (
    SubjectEvent,
    both_kinds,
    grants,
    is_plural,
    kind_of_word,
    with_those_beside,
)
from parkledger.reading.interpretation.frames import PageFrame
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.text.mentions import BARE_ZONES, ZoneMention

Zones = tuple[str | None, str | None]
"""The kind of zones, and the one zone; None for a whole place, and for all of them."""

_OF_OFFICE: Final = re.compile(
    r"(?:ubnd|quản lý|lãnh đạo|công thương|sở|ban|ủy|hđnd|nghiệp|đoàn|cục|chủ tịch|bí thư|kế|ngoài|ngân sách|cấp|đảng bộ"
    r"|nhân dân) \Z"
)
_OF_ZONES: Final = ("zone", "ha")
_PARTS: Final = re.compile(r"[,;:]")
_OPENING: Final = 14  # characters of a clause within which its subject opens it
_SAME_ZONE: Final = 4
_BEHIND: Final = {f"w:{owner}": owner for owner in ("sector", "partner", "abroad", "outside", "company")}


def zones_of(context: FigureContext, frame: PageFrame) -> Zones:
    """The kind of zones and the one zone that a figure is about: right behind it, named before it, or inherited."""
    for place_of in _PLACES:
        found = place_of(context, frame)
        if found is not None:
            return found
    return (None, None) if _is_of_whole(context, frame) else _inherited(frame)


def _named_right_behind(context: FigureContext, frame: PageFrame) -> Zones | None:
    """The zones right behind a figure; bare ones are of the kind spoken of."""
    view = context.view
    start, stop = context.right
    for zone in view.zones:
        if start <= zone.start < stop and not zone.office and not _is_counted(view, zone):
            bare = view.lower[zone.start : zone.end] in BARE_ZONES
            return (frame.kind or frame.known_kind or zone.kind) if bare else zone.kind, zone.name
    return None


def _named_by_item(context: FigureContext, frame: PageFrame) -> Zones | None:
    """The zone that the item of a list is of."""
    item = _item(context, frame)
    return None if item is None else (frame.kind, item)


def _named_after_area(context: FigureContext, _frame: PageFrame) -> Zones | None:
    """The zone named somewhere behind an area."""
    view, quantity = context.view, context.quantity
    if quantity.unit != "ha":
        return None
    ahead = next((zone for zone in view.zones if zone.start > quantity.end and not zone.office), None)
    return None if ahead is None else (ahead.kind, ahead.name)


_AMONG: Final = re.compile(r"(?:[^,;:.()]* )?(?:tại|trong|ở|vào) (?:cả |tổng số |các )?")


def _counted_behind(context: FigureContext, _frame: PageFrame) -> Zones | None:
    """The kind of the zones that are counted right behind projects, as where they are: "900 dự án hoạt động tại 21 KCN"."""
    view, following = context.view, context.index + 1
    if context.quantity.unit != "project" or following == len(view.quantities):
        return None
    counted = view.quantities[following]
    if counted.unit != "zone" or _AMONG.fullmatch(view.lower, context.quantity.end, counted.number) is None:
        return None
    kind = both_kinds(view, counted) or kind_of_word(counted.word)
    return None if kind is None else (kind, None)


_OF_ITEM: Final = re.compile(
    r"(?: \([^()0-9]{1,40}\))?(?:: ?| ?\()(?:(?:tổng |natural |total )?(?:diện tích|quy mô|rộng|area)[: ]*)?"
)


def _item(context: FigureContext, frame: PageFrame) -> str | None:
    """The zone that an item of a list begins with, where the list is one of zones: "- Tân Tập: 71,2 ha"."""
    view, quantity = context.view, context.quantity
    if view.item is None or frame.kind is None or context.index or quantity.unit != "ha" or view.zones:
        return None
    end = view.lower.find(view.item.lower(), view.start) + len(view.item)
    if any(view.start <= place.start < end for place in view.places):
        return None
    return view.item if _OF_ITEM.fullmatch(view.lower, end, quantity.start) else None


_FRONTED: Final = re.compile(r"\W*(?:with|after|having|besides|in addition to|thanks to)(?!\w)")
_CLAUSE: Final = re.compile(r", (?!(?:and|or|including|of which|up|down|among|worth|with)(?!\w))")


def _fronted(context: FigureContext, frame: PageFrame) -> Zones | None:
    """The zones that are the subject behind a phrase that opens a sentence: "With 41 new licences, Tay Ninh's parks drew …"."""
    view = context.view
    if not view.english or _FRONTED.match(view.lower, view.start) is None:
        return None
    zone = next((one for one in frame.events if one.what == "zone"), None)
    if zone is None or zone.start < context.quantity.end or any(one.what == "whole" for one in frame.events):
        return None
    return (
        (zone.kind or frame.known_kind or "park", zone.zone)
        if _CLAUSE.search(view.lower, context.quantity.end, zone.start)
        else None
    )


_WITHIN: Final = re.compile(r"\b(?:in|into|at|to|within|of|across|for|from) (?:[\w’'-]+ ){0,4}\Z")


def _named_ahead(context: FigureContext, frame: PageFrame) -> Zones | None:
    """The one kind of zones that a sentence names at its end: "VND12.4 trillion for 45 projects in the industrial parks"."""
    view, at = context.view, context.quantity.end
    if not view.english:
        return None
    zones = [one for one in frame.events if one.what == "zone"]
    if any(one.start < at and one.what in ("zone", "whole", "place", "office") for one in frame.events):
        return None
    if (
        len({one.kind for one in zones}) != 1
        or any(one.zone for one in zones)
        or view.lower.find(";", at, zones[0].start) >= 0
    ):
        return None
    if any(one.unit == "zone" for one in view.quantities):
        return None
    within = _WITHIN.search(view.lower, max(view.start, zones[0].start - _WINDOW), zones[0].start)
    return (zones[0].kind or frame.known_kind or "park", None) if within else None


_WINDOW: Final = 60


def _named_before(context: FigureContext, frame: PageFrame) -> Zones | None:
    """The zones named last before a figure, unless a whole place is made the subject after them."""
    office = None
    for event in reversed(frame.events):
        if event.start >= context.quantity.start or (event.what == "zone" and _is_aside(event, frame.events, context)):
            continue
        if event.what == "zone":
            return _zones_of(event, context, frame)
        if event.what in ("whole", "place"):
            return None, None
        if event.what == "office" and office is None:
            office = event.kind
    if office is not None and frame.kind is not None and office in frame.kind.split("+"):
        return frame.kind, None  # the board of economic zones tells of its parks too
    return (office, None) if office is not None else None


def _zones_of(event: SubjectEvent, context: FigureContext, frame: PageFrame) -> Zones:
    """The kind and the name of the zones that are named: of "this park" the name before, with those counted beside them."""
    view, name = context.view, event.zone
    opens = event.start - view.start < _SAME_ZONE
    if name is None and opens and frame.kind == event.kind and not is_plural(view, event):
        name = frame.zone  # "Khu công nghiệp này"
    singular = view.lower[event.start : event.end] in _ONE_ZONE_MEANT
    told = next(
        (one.kind for one in reversed(frame.events) if one.start < event.start and one.kind and one.what == "zone"),
        None,
    )
    kind = event.kind or told or (frame.named_kind if singular else None) or frame.known_kind or "park"
    return kind if context.quantity.unit in _OF_ZONES else with_those_beside(event, kind, frame.events, view), name


_ONE_ZONE_MEANT: Final = ("the zone", "this zone")
"""The zone that was named last, whatever zones were counted since."""


_PARTED: Final = re.compile(r"\([^()]*[0-9][^()]*\)")


def _is_aside(event: SubjectEvent, events: Sequence[SubjectEvent], context: FigureContext) -> bool:
    """Whether zones are named in a bracket of numbers that closed, behind others: "416 parks (39 in economic zones) with"."""
    view = context.view
    opened = view.lower.rfind("(", view.start, event.start)
    if opened < 0 or event.kind is None or events[0].start > opened:
        return False
    match = _PARTED.match(view.lower, opened, context.quantity.start)
    before = any(one.what == "zone" and one.end <= opened + 1 and one.kind != event.kind for one in events)
    return match is not None and event.start < match.end() and before


def _is_of_whole(context: FigureContext, frame: PageFrame) -> bool:
    """Whether a sentence without zones speaks of a whole province: "trên địa bàn tỉnh"."""
    view = context.view
    return any(
        "s:whole" in term.features
        and not _OF_OFFICE.search(view.lower, max(view.start, term.start - 12), term.start)
        and not view.is_bracketed(term.start)
        and not _is_compared_with(view, term.start)
        and not (frame.subjects.title_kind and grants(view, term.end))
        for term in view.terms
        if term.start < context.right[1]
    )


def _is_compared_with(view: SentenceView, at: int) -> bool:
    """Whether what is named here is what a percentage before it is of: "75% of all projects in the province"."""
    before = next((one for one in reversed(view.quantities) if one.end <= at), None)
    return before is not None and before.unit == "percent" and not _PARTS.search(view.lower, before.end, at)


def _inherited(frame: PageFrame) -> Zones:
    if frame.kind is not None:
        return frame.kind, frame.zone
    if frame.of_whole:
        return None, None
    for head in reversed(frame.heads):
        if head.kind is not None:
            return head.kind, head.zone
    return frame.agency or frame.subjects.board_kind, None


def _is_counted(view: SentenceView, zone: ZoneMention) -> bool:
    """Whether a zone's word is the unit of a count: "6 khu công nghiệp"."""
    return any(one.number <= zone.start < one.end for one in view.quantities if one.unit == "zone")


def _opening(events: Sequence[SubjectEvent], first: int) -> SubjectEvent | None:
    """What a sentence opens with: the zones named last before its first figure, those that are its subject sooner than those
    that say where, or what it names first."""
    before = [event for event in events if event.start < first]
    zones = [event for event in before if event.what == "zone"]
    leading = [event for event in zones if not event.located] or [event for event in zones if event.zone is None]
    return leading[-1] if leading else next(iter(events), None)


def owner_of(context: FigureContext, frame: PageFrame) -> str | None:
    """Whose figure it is where it is none of the register's: company, project, sector, partner, abroad, outside, other."""
    view, events = context.view, frame.events
    if not context.behind.isdisjoint(_BEHIND):
        return next(owner for said, owner in _BEHIND.items() if said in context.behind)
    if _is_of_partner(context, events):
        return "partner"
    start, stop = context.clause
    located = False
    opening = _opening(events, view.quantities[0].start)
    for event in reversed(events):
        if event.start >= stop or (event.start < start and event is not opening):
            continue
        if event.what == "zone" and event.located and (event.zone or _is_way_there(event, events, view)):
            located = True
        elif event.what in ("zone", "whole", "place", "office"):
            return None
        elif _owns(event, context):
            return event.what
    return None if located or view.zones else frame.owner


_WAY: Final = re.compile(r"(?: \w+)?(?: kết)? (?:vào|đến|tới|nối|nối với|ra|dẫn vào)(?: các)? ")


def _is_way_there(zone: SubjectEvent, events: Sequence[SubjectEvent], view: SentenceView) -> bool:
    """Whether zones only say where a road or another work leads to: "Tuyến đường vào KCN"."""
    works = [one for one in events if one.what == "project" and one.end <= zone.start]
    return bool(works) and _WAY.fullmatch(view.lower, works[-1].end, zone.start) is not None


def _is_of_partner(context: FigureContext, events: Sequence[SubjectEvent]) -> bool:
    """Whether a sentence is built around a country: it opens with it, or names it behind its first figure."""
    view = context.view
    if not context.index and view.lower.startswith("với ", view.start):
        ahead = next((event for event in events if event.start > context.quantity.end), None)
        if ahead is not None and ahead.what == "partner":
            return True  # "Với 6,47 tỉ USD, Nhật Bản …"
    # "Japan is the largest investor in the parks with …"
    return view.english and bool(events) and events[0].what == "partner" and events[0].start - view.start < _OPENING


def _owns(event: SubjectEvent, context: FigureContext) -> bool:
    """Whether a figure is of what is named here: a company anywhere in its clause, others right before it or in the opening."""
    if event.what in ("company", "project"):
        return True
    if event.start >= (context.label[0] if event.what == "other" and context.index else context.gap[0]):
        return True
    return event.what in ("partner", "sector") and event.start - context.clause[0] < _OPENING


_PLACES: Final = (
    _named_right_behind,
    _named_before,
    _counted_behind,
    _named_by_item,
    _named_after_area,
    _named_ahead,
    _fronted,
)
"""What may name the zones of a figure, in the order in which it is asked."""
