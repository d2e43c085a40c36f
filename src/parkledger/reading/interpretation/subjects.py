"""Whose figure it is: of which zones, or of somebody that the register does not know."""

import re
from typing import Final

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.events import is_plural
from parkledger.reading.interpretation.frames import PageFrame
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.text.mentions import ZoneMention

Zones = tuple[str | None, str | None]
"""The kind of zones, and the one zone; None for a whole place, and for all of them."""

_OF_OFFICE: Final = re.compile(
    r"(?:ubnd|quản lý|lãnh đạo|công thương|sở|ban|ủy|hđnd|nghiệp|đoàn|cục|chủ tịch|bí thư|kế|ngoài|ngân sách|cấp|đảng bộ"
    r"|nhân dân) \Z"
)
_OPENING: Final = 14  # characters of a clause within which its subject opens it
_SAME_ZONE: Final = 4
_BEHIND: Final = ("sector", "partner", "abroad", "outside", "company")


def zones_of(context: FigureContext, frame: PageFrame) -> Zones:
    """The kind of zones and the one zone that a figure is about: right behind it, named before it, or inherited."""
    view, quantity = context.view, context.quantity
    start, stop = context.right
    for zone in view.zones:
        if start <= zone.start < stop and not zone.office and not _is_counted(view, zone):
            return zone.kind, zone.name
    named = _named_before(context, frame)
    if named is not None:
        return named
    if quantity.unit == "ha":
        ahead = next((zone for zone in view.zones if zone.start > quantity.end and not zone.office), None)
        if ahead is not None:
            return ahead.kind, ahead.name
    return (None, None) if _is_of_whole(context) else _inherited(frame)


def _named_before(context: FigureContext, frame: PageFrame) -> Zones | None:
    """The zones named last before a figure, unless a whole place is made the subject after them."""
    view, office = context.view, None
    for event in reversed(frame.events):
        if event.start >= context.quantity.start:
            continue
        if event.what == "zone":
            name = event.zone
            opens = event.start - view.start < _SAME_ZONE
            if name is None and opens and frame.kind == event.kind and not is_plural(view, event):
                name = frame.zone  # "Khu công nghiệp này"
            return event.kind or frame.known_kind or "park", name
        if event.what in ("whole", "place"):
            return None, None
        if event.what == "office" and office is None:
            office = event.kind
    return (office, None) if office is not None else None


def _is_of_whole(context: FigureContext) -> bool:
    """Whether a sentence without zones speaks of a whole province: "trên địa bàn tỉnh"."""
    view = context.view
    return any(
        "s:whole" in term.features
        and not _OF_OFFICE.search(view.lower, max(view.start, term.start - 12), term.start)
        and not view.is_bracketed(term.start)
        for term in view.terms
        if term.start < context.right[1]
    )


def _inherited(frame: PageFrame) -> Zones:
    if frame.kind is not None:
        return frame.kind, frame.zone
    for head in reversed(frame.heads):
        if head.kind is not None:
            return head.kind, head.zone
    return frame.agency or frame.subjects.board_kind, None


def _is_counted(view: SentenceView, zone: ZoneMention) -> bool:
    """Whether a zone's word is the unit of a count: "6 khu công nghiệp"."""
    return any(one.number <= zone.start < one.end for one in view.quantities if one.unit == "zone")


def owner_of(context: FigureContext, frame: PageFrame) -> str | None:
    """Whose figure it is where it is none of the register's: company, project, sector, partner, abroad, outside, other."""
    view, events = context.view, frame.events
    behind = next((owner for owner in _BEHIND if f"w:{owner}" in context.behind), None)
    if behind is not None:
        return behind
    if not context.index and view.lower.startswith("với ", view.start):
        ahead = next((event for event in events if event.start > context.quantity.end), None)
        if ahead is not None and ahead.what == "partner":
            return "partner"  # "Với 6,47 tỉ USD, Nhật Bản …"
    start, stop = context.clause
    located = False
    for event in reversed(events):
        if event.start >= stop or (event.start < start and event is not events[0]):
            continue
        if event.what == "zone" and event.located and event.zone:
            located = True
        elif event.what in ("zone", "whole", "place", "office"):
            return None
        elif (
            event.what in ("company", "project")
            or event.start >= context.gap[0]
            or (event.what in ("partner", "sector") and event.start - start < _OPENING)
        ):
            return event.what
    return None if located or view.zones else frame.owner
