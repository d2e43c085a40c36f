"""What a page is about as a whole: by its title, the agency that speaks in it, and how often it names zones."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from parkledger.reading.interpretation.page_mentions import PageMentions, outside_names
from parkledger.reading.interpretation.page_parts import PageParts
from parkledger.reading.interpretation.sentences import NO_FEATURES, Term, known_words, terms_in, words_with
from parkledger.reading.text.mentions import ZoneMention

_OPENING: Final = 900  # characters in which an agency that the page is from is named
_DENSE: Final = 400  # characters of a page to a mention of zones, if all of it is about zones
_EARLY: Final = 3
"""In which part of a page zones are named first, if all of it is about them."""
_OFTEN: Final = 2
# Each begins with one set of characters, so that the search runs over everything else.
_PARTS_OF_ALL: Final = (
    re.compile(r"(?:trong nước|ddi|đttn|nội địa)\W[^.;\n]{0,24}[0-9][0-9.,]* (?:dự án|tỷ|tỉ|triệu|nghìn)"),
    re.compile(r"[0-9] dự án (?:đầu tư )?(?:trong nước|ddi|đttn)"),
    re.compile(r"trong đó,?(?: có)? [0-9][^.;\n]{0,20}(?:fdi|nước ngoài)"),
    re.compile(r"fdi (?:(?<=[.;:] fdi )|(?<=\nfdi ))(?:chiếm|có|giữ|là)"),
    re.compile(
        r"(?:phần|riêng|trong đó,?|khối)(?: có| vốn| khối| khu vực)? (?:fdi|đtnn|nước ngoài)(?!\w)[^.;]{0,20}"
        r"(?:là|có|chiếm|gồm|giữ|với|[0-9])"
    ),
)
"""Foreign investment as a part of all: where it is singled out, the rest is not of it alone."""


_OF_SHARES: Final = {english: words_with("a:shares", english=english) for english in (False, True)}


@dataclass(frozen=True, slots=True)
class PageSubjects:
    """What a page is about as a whole.

    `title_zone` is the one zone that its title names, `page_kind` the kind of zones that all of it is about, `board_kind`
    that of the agency that speaks in it, `foreign`
    whether its projects are foreign ones throughout, `contrasted` whether it sets foreign ones against domestic ones,
    `pci` whether it is about the provincial competitiveness index.
    """

    title_features: frozenset[str] = NO_FEATURES
    title_kind: str | None = None
    title_zone: str | None = None
    page_kind: str | None = None
    board_kind: str | None = None
    foreign: bool = False
    contrasted: bool = False
    pci: bool = False


def subjects_of(parts: PageParts, mentions: PageMentions) -> PageSubjects:
    """What a page is about, from what it names."""
    zones = mentions.zones
    titled = [zone for zone in zones if not zone.office and parts.in_title(zone.start)]
    title_kind = titled[-1].kind if titled else None
    board_kind = _kind_of_board(parts, zones)
    contrasted = _contrasts_origins(parts)
    return PageSubjects(
        title_features=NO_FEATURES.union(*(term.features for term in _terms_of_title(parts, mentions))),
        title_kind=title_kind,
        title_zone=titled[0].name if len(titled) == 1 and not titled[0].plural else None,
        page_kind=title_kind or board_kind or (zones[0].kind if _is_all_about_zones(parts, zones) else None),
        board_kind=board_kind,
        foreign=not contrasted and len(zones) < _OFTEN and _is_of_investment(parts, mentions),
        contrasted=contrasted,
        pci="pci" in parts.heading or parts.lower.count("pci") > _OFTEN,
    )


def _start_of_prose(parts: PageParts) -> int:
    return parts.prose[0][0] if parts.prose else 0


def _kind_of_board(parts: PageParts, zones: Sequence[ZoneMention]) -> str | None:
    """The kind of zones whose board speaks in a page: the first agency that its opening names."""
    opening = _start_of_prose(parts) + _OPENING
    return next((zone.kind for zone in zones if zone.office and zone.start < opening), None)


def _is_all_about_zones(parts: PageParts, zones: Sequence[ZoneMention]) -> bool:
    """Whether zones are named early in a page, and often for its length."""
    length = sum(end - start for start, end in parts.prose)
    return len(zones) * _DENSE > length and zones[0].start < _start_of_prose(parts) + length // _EARLY


def _contrasts_origins(parts: PageParts) -> bool:
    """Whether a page tells foreign investment apart from the rest."""
    return any(one.search(parts.lower, start, end) for start, end in parts.prose for one in _PARTS_OF_ALL)


def _terms_of_title(parts: PageParts, mentions: PageMentions) -> Iterable[Term]:
    """The words of the lexicon in the title, those in names left out: "KCN Việt Hàn" speaks of no country."""
    if parts.title is None:
        return ()
    start, end = parts.title
    terms = terms_in(parts.lower, start, end, english=mentions.english)
    places = [place for place in mentions.places if start <= place.start < end]
    zones = [zone for zone in mentions.zones if start <= zone.start < end]
    return outside_names(parts.text, terms, places, zones)


def _is_of_investment(parts: PageParts, mentions: PageMentions) -> bool:
    """Whether a page tells of foreign investment, by its name or by shares that foreigners bought."""
    if parts.lower.count("fdi") >= _OFTEN:
        return True
    words = _OF_SHARES[mentions.english]
    if not any(word in parts.lower for word in words):
        return False
    spans = (one for span in parts.prose for one in known_words(parts.lower, *span, english=mentions.english))
    return any(parts.lower[start:end] in words for start, end in spans)
