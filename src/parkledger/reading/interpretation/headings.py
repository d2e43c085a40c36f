"""The layout of a page: which lines are headings, heads of lists and items, and how deep they stand."""

import re
from typing import Final, NamedTuple

from parkledger.reading.interpretation.sentences import SentenceView, stands_alone

_ENUMERATED: Final = re.compile(
    r"[\"“]?(?:(?P<number>\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\.?)(?![0-9])|(?P<letter>\(?[a-zđ]\))|(?P<bullet>[-+*•–●▪]))\s*"
)
_ROMAN: Final = re.compile(r"[ivx]{1,5}[.)/] ")
_CHAPTER, _NUMBER, _LETTER, PLAIN, _LIST, LIST_ITEM = 2, 3, 4, 6, 8, 9
"""How deep: a chapter, a numbered and a lettered heading, a heading without either, the head of a list, an item."""
_LONGEST_HEAD: Final = 170
_LONGEST_TITLE: Final = 90
_ENDS: Final = (".", "!", "?", ",", ";")


class Head(NamedTuple):
    """A heading, a list's head or a label, and what it says of what stands under it."""

    level: int
    view: SentenceView
    features: frozenset[str]
    kind: str | None
    zone: str | None

    @property
    def is_label(self) -> bool:
        """Whether it is the label of the line under it: "Vốn nước ngoài:"."""
        return opens_list(self.view)


def head_of(view: SentenceView) -> Head:
    """A heading with what it says."""
    zones = [zone for zone in view.zones if not zone.office]
    return Head(
        level=_LIST if opens_list(view) and level_of(view) >= PLAIN else level_of(view),
        view=view,
        features=view.features(view.start, view.end),
        kind=zones[-1].kind if zones else None,
        zone=zones[-1].name if len(zones) == 1 else None,
    )


def level_of(view: SentenceView) -> int:
    """How deep in the page a paragraph stands by its numbering."""
    match = _ENUMERATED.match(view.lower, view.start)
    if match is None:
        return _CHAPTER if _ROMAN.match(view.lower, view.start) else PLAIN
    if match["number"]:
        return _NUMBER + match[0].count(".") // 2
    return _LETTER if match["letter"] else LIST_ITEM


def closing_level(view: SentenceView, *, under_head: bool) -> int:
    """Headings of this level and deeper end where a paragraph begins; `under_head`: a heading stands right above it."""
    level = level_of(view)
    if level == PLAIN and (under_head or not is_head(view)):
        return LIST_ITEM if under_head or _ENUMERATED.match(view.lower, view.start) else _LIST
    return level


def opens_list(view: SentenceView) -> bool:
    """Whether a sentence ends in a colon."""
    return view.lower.endswith((":", ": "), view.start, view.end)


def is_head(view: SentenceView) -> bool:
    """Whether a sentence heads what stands under it: a short line of its own, or one that ends in a colon."""
    if not stands_alone(view.lower, view.end):
        return False
    if opens_list(view):
        return True
    if view.end - view.start > _LONGEST_HEAD:
        return False
    line = view.lower[view.start : view.end].strip()
    if line.endswith(_ENDS) or " " not in line:
        return False
    if not view.quantities:
        return True
    short = view.end - view.start < _LONGEST_TITLE and _ENUMERATED.match(view.lower, view.start) is None
    return short and view.lower.startswith("\n", view.start - 1)
