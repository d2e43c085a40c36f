"""What a sentence names as what it is about: zones, an office, a place, the whole province, an owner that is none of these."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from parkledger.reading.interpretation.sentences import SentenceView, Term
from parkledger.reading.text.english import SMALL_NUMBERS
from parkledger.reading.text.mentions import BARE_ZONES, BOTH_KINDS, KIND_WORDS, PlaceMention
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import FoundQuantity

_PLURAL: Final = re.compile(r"(?:các|những|nhiều|mọi|số|[0-9]+|một số|hai|ba|bốn|năm|mỗi|từng) \Z")
_LOCATION: Final = re.compile(
    r"(?:vào|tại|trong|ở|thuộc|đến|về|qua|ngoài|từ|nằm|với)(?: (?:các|những|khu vực|địa bàn|dự án))* \Z"
)
AS_SUBJECT: Final = re.compile(
    r"(?: \([^)]*\))?,? (?:có|với|hiện|đã|thu hút|đang|sẽ|đạt|được|cũng|luôn|ước|xuất|nhập|tăng|giảm|tiếp|đón|hút|nhận"
    r"|vươn|lọt|vượt|vẫn|là|đứng|xếp|dẫn"
    r"|cấp)(?!\w)"
)
ASIDE: Final = re.compile(
    r"(?:so với|sau|trên|hơn|thua|giáp|giữa|tỉnh bạn|chỉ sau|trừ|ngoài|quê|từ|kết nối|ubnd huyện|như) \Z"
)
"""Words before a place that is no subject: what another is compared with, or lies beside."""
_ADDRESS: Final = re.compile(r"(?:huyện|quận|xã|phường|thị xã|thị trấn|h\.|q\.) [^,;.]{1,22}(?:\),?|,) ?\Z")
"""A place behind a district is where something lies: "huyện Đông Anh, Hà Nội"."""
_BEFORE_PLACE: Final = re.compile(
    r"(?:^|[,;:.(–-] ?|trong đó,? |riêng |hiện(?: nay)?,? |đến nay,? |tại |ở |trên địa bàn |và |còn |của )"
    r"(?:tỉnh |thành phố |tp\.? ?|cả |riêng |địa phương )?\Z"
)
_IS_ONE: Final = re.compile(
    r"(?:\blà|\blà một|\bis an?|\bis the \w+|\bis one of the|\bas an?)(?: (?:trong )?(?:các|những))? \Z"
)
_MARK: Final = re.compile(r"[,;:.(]")
_ONE_PROJECT: Final = re.compile(
    r"(?<![0-9] )(?<!các )(?<!số )(?<!nhiều )(?<!lượt )(?<!những )(?<!mỗi )(?<!hút )(?<!/)(?<!cấp )(?<!mọi )(?<!từng )(?<!của )dự án "
    r"(?!đầu tư|fdi|ddi|có vốn|trong|nước|mới|còn|đang|đã|được|cấp|vào|tại|ở|thuộc|hoạt|điều|tăng|thứ|đăng|trên|với|là|chậm|lớn|của"
    r"|cho|và|khu công|kcn|ccn|cụm|hạ tầng khu|bổ sung (?:tăng )?vốn|thành lập mới|liên doanh|liên kết)\w+"
)
"""One project by what it makes: "dự án sản xuất linh kiện"."""
_OWNERS: Final = ("company", "project", "sector", "partner", "other", "newfirms", "abroad", "outside")
_LIKE_ZONES: Final = ("khu công nghệ", "khu cnc")
_PLURAL_OWNERS: Final = ("company", "project")
_PROVINCIAL: Final = ("province", "country")
_TOGETHER: Final = 50
_JOINED: Final = re.compile(rf"(?:và|and|,? cùng) (?:(?:[0-9]+|các|the|{one_of(SMALL_NUMBERS)}) )?\Z")
_APART: Final = re.compile(r"[;:.]|trong đó|có |đã |ha\b|%")
_WINDOW: Final = 30
_NEAR: Final = 4


class SubjectEvent(NamedTuple):
    """Something that a sentence names as what it is about.

    `what` is zone, office (zones in an agency's name), place, whole (the province), or an owner: company, project, sector,
    partner, other, newfirms, abroad, outside. `located`: it only says where something lies.
    """

    start: int
    end: int
    what: str
    kind: str | None = None
    zone: str | None = None
    located: bool = False


def events_of(view: SentenceView) -> list[SubjectEvent]:
    """What a sentence names as what it is about, in order; in brackets, only zones count."""
    found = _owners(view)
    if view.zones or view.quantities:
        found += _zones(view)
    if view.places:
        found += _places(view)
    if not found:
        return found
    if view.lower.find("(", view.start, view.end) >= 0:
        found = [event for event in found if event.what == "zone" or not view.is_bracketed(event.start)]
    found.sort(key=_start_of)
    return found


def _start_of(event: SubjectEvent) -> int:
    return event.start


def _zones(view: SentenceView) -> Iterator[SubjectEvent]:
    for i, zone in enumerate(view.zones):
        if (
            i
            and zone.name is None
            and view.zones[i - 1].name
            and _IS_ONE.search(view.lower, view.zones[i - 1].end, zone.start)
        ):
            continue  # "KCN Thành Hải là KCN lớn nhất tỉnh"
        located = _LOCATION.search(view.lower, max(view.start, zone.start - 24), zone.start) is not None
        kind = None if view.lower[zone.start : zone.end] in BARE_ZONES else zone.kind
        yield SubjectEvent(zone.start, zone.end, "office" if zone.office else "zone", kind, zone.name, located)
    for one in view.quantities:
        if one.unit == "zone" and not any(zone.start < one.end and one.number < zone.end for zone in view.zones):
            yield SubjectEvent(one.number, one.end, "zone", kind_of_word(one.word))


def _places(view: SentenceView) -> Iterator[SubjectEvent]:
    for place in view.places:
        if place.level not in _PROVINCIAL or any(zone.start <= place.start < zone.end for zone in view.zones):
            continue
        if _opens_clause(view, place) and _leads(view, place.start, place.end):
            yield SubjectEvent(place.start, place.end, "place")


def _owners(view: SentenceView) -> list[SubjectEvent]:
    lower = view.lower
    found = [SubjectEvent(start, end, "company") for start, end in view.names]
    if lower.find("dự án ", view.start, view.end) >= 0:
        found += [
            SubjectEvent(*match.span(), "project") for match in _ONE_PROJECT.finditer(lower, view.start, view.end)
        ]
    for term in view.terms:
        subject = term.subject
        if subject is not None and _is_owner(view, term, subject):
            found.append(SubjectEvent(term.start, term.end, subject))
    return found


def _is_owner(view: SentenceView, term: Term, subject: str) -> bool:
    """Whether words that may name what a sentence is about do so here."""
    lower, start = view.lower, term.start
    if subject == "whole":
        return _leads(view, start, term.end)
    if subject == "project":
        if view.zones and lower.startswith(_LIKE_ZONES, start):
            return False  # "Khu Công nghệ cao và các khu công nghiệp"
        if _BESIDE.search(lower, max(view.start, start - _WINDOW), start):
            return False
    if lower.startswith("liên doanh", start) and lower.endswith("dự án ", view.start, start):
        return False  # "4 dự án liên doanh, liên kết": a kind of projects
    return not (subject in _PLURAL_OWNERS and _PLURAL.search(lower, max(view.start, start - 12), start))


_BESIDE: Final = re.compile(
    r"(?:cạnh|gần|sát|giáp|dọc|ven|bên|trên|qua|nối|tới|đến|ra|cách|theo|về|từ|along|near|beside|next to|off|via|from|to)"
    r" (?:the |tuyến |đường |trục |các |khu |ga )*\Z"
)
"""Before a road, a port or an airport that only says where zones lie: "nằm cạnh quốc lộ 1"."""
_GRANTS: Final = re.compile(
    r",? ?(?:cũng |đã |vừa |còn |tiếp tục |xem xét )*(?:cấp|điều chỉnh|chấp thuận|trao|duyệt|phê duyệt|granted|licensed|approved)(?!\w)"
)


def grants(view: SentenceView, at: int) -> bool:
    """Whether who is named before a place in a sentence only grants what is told: "Tỉnh cũng điều chỉnh 67 dự án"."""
    return _GRANTS.match(view.lower, at, view.end) is not None


_RANKS: Final = re.compile(
    r"(?: cũ| \([^()]*\))?,? (?:đứng|dẫn đầu|xếp|kế tiếp|tiếp theo|theo sau|ở vị trí"
    r"|leads?|ranks?|ranked|tops|topped|follows|followed|came)(?!\w)"
)
_AREA: Final = re.compile(r"(?:khu vực|địa bàn)(?: tỉnh)? \Z")


def shares_out(view: SentenceView, event: SubjectEvent) -> bool:
    """Whether a place is one of several among which what the page tells of is shared out: "Bình Dương xếp kế tiếp với …"."""
    if event.what != "place":
        return False
    return (
        _RANKS.match(view.lower, event.end, view.end) is not None
        or _AREA.search(view.lower, max(view.start, event.start - _WINDOW), event.start) is not None
    )


def is_plural(view: SentenceView, event: SubjectEvent) -> bool:
    """Whether several are named: "các KCN", "6 khu công nghiệp"."""
    return _PLURAL.search(view.lower, max(view.start, event.start - 12), event.start) is not None


def with_those_beside(event: SubjectEvent, kind: str, events: Sequence[SubjectEvent], view: SentenceView) -> str:
    """The kind of zones that are named, with that of zones named right before them: "2 KCN Lộc Sơn, Phú Hội và 12 CCN"."""
    before = [one for one in events if one.what == "zone" and one.end <= event.start]
    if not before or event.zone is not None or before[-1].kind is None:
        return kind
    gap = view.lower[before[-1].end : event.start]
    joined = len(gap) < _TOGETHER and _JOINED.search(gap) and not _APART.search(gap)
    return BOTH_KINDS.get(frozenset({kind, before[-1].kind}), kind) if joined else kind


def _opens_clause(view: SentenceView, place: PlaceMention) -> bool:
    """Whether a place opens its clause, rather than ending the name of something else: "Tech Mastery Việt Nam"."""
    if any(when.end in (place.start - 1, place.start - 2) for when in view.whens):
        return True
    return _BEFORE_PLACE.search(view.lower[max(view.start, place.start - _WINDOW) : place.start]) is not None


def _leads(view: SentenceView, start: int, end: int) -> bool:
    """Whether what is named here is the subject of its words, rather than where the zones before it lie."""
    lower, cut = view.lower, view.start
    entire = lower.startswith(("toàn ", "cả "), start)
    follows = AS_SUBJECT.match(lower, end, view.end)
    if follows is None and not entire:
        return False
    for match in _MARK.finditer(lower, view.start, start):
        if match[0] != "(" or lower.find(")", match.end(), start) < 0:
            cut = match.end()
    if lower.find("so với", cut, start) >= 0 or any(cut < zone.end and zone.start < start for zone in view.zones):
        return False
    if any(cut <= one.start < start for one in view.quantities if one.unit == "percent"):
        return False
    if _ADDRESS.search(lower, max(view.start, start - _WINDOW), start):
        return False
    if not entire and ASIDE.search(lower, max(view.start, start - 18), start):
        return False
    first, last = (end, end + _NEAR) if follows is None else (follows.end(), follows.end() + _WINDOW)
    return not any(
        first <= zone.start < last for zone in view.zones
    )  # "Bắc Giang có 6 khu công nghiệp": about the zones at once


_KINDS_BY_ENDING: Final = (
    ("cluster", ("clusters", "ics", "cluster")),
    ("park", ("industrial parks", "parks", "ips", "izs", "industrial zones", "processing zones", "industrial park")),
    ("economic_zone", ("economic zones", "ezs", "economic zone")),
)
_KINDS_BY_OPENING: Final = (
    ("park", ("khu công nghiệp", "kcn", "khu chế xuất", "kcx", "khu cn")),
    ("cluster", ("cụm", "ccn")),
    ("economic_zone", ("khu kinh tế", "kkt")),
)


def kind_of_word(word: str) -> str | None:
    """The kind of zone that a counted word names; None for a bare "khu"."""
    if word in KIND_WORDS:
        return KIND_WORDS[word]
    opening = next((kind for kind, openings in _KINDS_BY_OPENING if word.startswith(openings)), None)
    return opening or next((kind for kind, endings in _KINDS_BY_ENDING if word.endswith(endings)), None)


def both_kinds(view: SentenceView, counted: FoundQuantity) -> str | None:
    """The two kinds that one number counts together: "12 khu công nghiệp và cụm công nghiệp"."""
    if sum(one.unit == "zone" for one in view.quantities) > 1:
        return None
    return next(
        (one.kind for one in view.zones if counted.number <= one.start < counted.end < one.end and "+" in one.kind),
        None,
    )
