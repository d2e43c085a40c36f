"""Everything that a page names, found once for the whole page, and its sentences with what was found in each."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from parkledger.reading.interpretation.page_parts import PageParts
from parkledger.reading.interpretation.sentences import (
    MentionCursor,
    SentenceView,
    Term,
    sentences,
    stands_alone,
    terms_in,
)
from parkledger.reading.model import Span
from parkledger.reading.text import english, english_times
from parkledger.reading.text.bare_counts import counts_people, with_bare_counts
from parkledger.reading.text.mentions import (
    PlaceMention,
    ZoneMention,
    find_english_places,
    find_places,
    find_zones,
    in_full,
)
from parkledger.reading.text.names import company_names
from parkledger.reading.text.patterns import CAPITALS
from parkledger.reading.text.quantities import FoundQuantity, find_quantities
from parkledger.reading.text.time_phrases import TimePhrase
from parkledger.reading.text.times import bind

_OWNERS: Final = frozenset(f"w:{owner}" for owner in ("company", "project", "partner"))
_SHORT: Final = 9  # letters of a country's name that no other word shares


class PageMentions(NamedTuple):
    """What was found in the prose of a page, each in the order of the text."""

    quantities: list[FoundQuantity]
    whens: list[TimePhrase]
    places: list[PlaceMention]
    zones: list[ZoneMention]
    english: bool


def find_mentions(
    parts: PageParts, published: date | None, known_zones: frozenset[str], *, in_english: bool | None = None
) -> PageMentions:
    """Find everything that a page names, in Vietnamese or in English; `known_zones` are names known from elsewhere.

    `in_english` says in which of the two, where that is known.
    """
    text, lower, spans = parts.text, parts.lower, parts.prose
    zones = find_zones(text, lower, spans, known_zones)
    in_english = english.is_english(lower, spans) if in_english is None else in_english
    if in_english:
        whens = english_times.find_times(lower, spans, published)
        quantities = english.find_quantities(lower, spans, [(one.start, one.end) for one in whens], parts.usage)
        return PageMentions(quantities, whens, in_full(find_english_places(text, spans)), zones, english=True)
    taken = [match.span() for match in parts.times if match["now"] is None]
    quantities = find_quantities(lower, spans, taken, parts.usage, parts.numerals)
    quantities = with_bare_counts(lower, spans, taken, quantities, parts.numerals, parts.usage)
    return PageMentions(
        quantities,
        bind(lower, parts.times, published, None),
        in_full(find_places(text, spans)),
        zones,
        english=False,
    )


def sentence_views(parts: PageParts, mentions: PageMentions) -> Iterator[SentenceView]:
    """The sentences of a page's prose with what was found in each."""
    text, lower = parts.text, parts.lower
    found, whens = MentionCursor(mentions.quantities), MentionCursor(mentions.whens)
    places, zones = MentionCursor(mentions.places), MentionCursor(mentions.zones)
    for start, end, paragraph in sentences(text, parts.prose):
        quantities = found.within(start, end)
        if quantities:
            quantities = tuple(one for one in quantities if one.unit is not None or counts_people(lower, one.start))
        places_here, zones_here, whens_here = (
            places.within(start, end),
            zones.within(start, end),
            whens.within(start, end),
        )
        names: tuple[Span, ...] = ()
        if quantities:
            taken = [(one.start, one.end) for group in (whens_here, places_here, zones_here) for one in group]
            names = tuple(one for one in company_names(text, start, end) if not _overlaps(one, taken))
        lasting = not (quantities or whens_here or stands_alone(lower, end))
        found_terms = terms_in(lower, start, end, english=mentions.english, lasting=lasting)
        terms_here = outside_names(text, found_terms, places_here, zones_here, quantities)
        terms_here = _of_this_year(lower, terms_here, whens_here if mentions.english else None)
        yield SentenceView(
            start=start,
            end=end,
            paragraph=paragraph,
            lower=lower,
            quantities=quantities,
            terms=_without_preamble(lower, start, terms_here),
            whens=whens_here,
            places=places_here,
            zones=zones_here,
            names=names,
            english=mentions.english,
            item=_item_name(text, start, end) if quantities else None,
        )


_ITEM: Final = re.compile(
    r"[\"“]?(?:[-+*•–●▪] ?|[0-9]{1,2}[.)] )(CAP[\w&’']*(?:(?: - | – |-| )(?:CAP[\w&’']*|[0-9]{1,2}(?![\w.,]))){0,6})(?= ?[:(])".replace(
        "CAP", f"[{CAPITALS}]"
    )
)


def _item_name(text: str, start: int, end: int) -> str | None:
    """The name that an item of a list begins with: "- Tân Tập: 71,2 ha"."""
    match = _ITEM.match(text, start, end)
    return match[1] if match is not None else None


_SAID_BY: Final = (
    r"(?:ông|bà|đại diện|lãnh đạo|báo cáo|thống kê|số liệu|thông tin|đánh giá|nhận định|ghi nhận|quy định|các|giới"
    r"|sở|ban|bộ|cục|ngành|tổng cục|chi cục|ubnd|hội)"
)
_PREAMBLE: Final = re.compile(
    r"[\W_]*(?:nhờ|với|tuy|dù|mặc dù|trong bối cảnh|trước|bất chấp|nhằm|xác định|tận dụng|phát huy|bước sang"
    r"|(?:thực hiện|triển khai)(?!(?: thực hiện)?(?: tổng)? vốn)|vượt qua|trải qua|bằng|giữa|cùng với|bên cạnh"
    r"|tại (?:hội nghị|buổi|cuộc|tọa đàm|diễn đàn|lễ|kỳ họp)|thông tin|phát biểu"
    rf"|trao đổi|(?:đồng chí|ông|bà(?! rịa)|anh|chị)(?= \w)|theo {_SAID_BY}|nằm|là|đáng chú ý|điểm sáng)(?!\w)[^,;:.()0-9\n]{{0,120}}"
    r"(?:,(?: [^\W\d_]+){1,3}(?=,))*(?:,|: )"
)
"""What leads into a sentence without being what it tells: "Với mục tiêu trở thành trung tâm công nghiệp, …"."""
_OF_PREAMBLES: Final = ("a:", "d:", "r:", "w:")


def _without_preamble(lower: str, start: int, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """Terms of which those in a preamble say neither what was done or wished nor whose the figures are."""
    preamble = _PREAMBLE.match(lower, start) if terms else None
    if preamble is None:
        return terms
    end = preamble.end()
    return tuple(
        Term(term.start, term.end, frozenset(f for f in term.features if not f.startswith(_OF_PREAMBLES)), None)
        if term.end < end
        else term
        for term in terms
    )


_YEAR_SO_FAR: Final = re.compile(
    r"(?:l(?:ũy|uỹ) (?:kế|tiến)|cộng dồn|tính dồn|tổng cộng),? "
    r"(?:từ đầu năm|[0-9]{1,2} tháng|tháng|trong năm|cả năm|năm [0-9])"
)


def _of_this_year(lower: str, terms: tuple[Term, ...], whens: Sequence[TimePhrase] | None) -> tuple[Term, ...]:
    """Terms in which what is cumulated since the beginning of a year is no total to date: "Lũy kế 10 tháng năm 2023".

    `whens` are the times of an English sentence: "so far this year" is one, and says nothing of a total either.
    """
    if not terms:
        return terms
    if whens is not None:
        flows = [(one.start, one.end) for one in whens if one.role == "flow"]
        return tuple(one for one in terms if not ("a:hold" in one.features and _is_within(one, flows)))
    held = [term.start for term in terms if "a:hold" in term.features]
    if not any(_YEAR_SO_FAR.match(lower, start) for start in held):
        return terms
    return tuple(
        term._replace(features=term.features - {"a:hold"}) if _YEAR_SO_FAR.match(lower, term.start) else term
        for term in terms
    )


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def outside_names(
    text: str,
    terms: Sequence[Term],
    places: Sequence[PlaceMention],
    zones: Sequence[ZoneMention],
    quantities: Sequence[FoundQuantity] = (),
) -> tuple[Term, ...]:
    """The terms that are no part of a name; the short name of a country is one only in capitals."""
    if not terms:
        return ()
    named = [(one.start, one.end) for one in places] + [(one.start, one.end) for one in zones if one.name]
    counted = [(one.number, one.end) for one in quantities if one.unit is not None]
    return tuple(
        [
            term
            for term in terms
            if not (named and _is_within(term, named))
            and ("w:partner" not in term.features or text[term.start].isupper() or term.end - term.start > _SHORT)
            and not (
                counted and not term.features.isdisjoint(_OWNERS) and _is_within(term, counted)
            )  # "đô la Mỹ", "47 dự án, nhà máy"
        ]
    )


def _is_within(term: Term, named: Sequence[Span]) -> bool:
    return any(start < term.start < end or (start == term.start and term.end <= end) for start, end in named)
