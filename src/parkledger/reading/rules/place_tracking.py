"""Which place, kind of zone and zone a quantity is about, inherited from sentence to sentence."""

import re
from typing import Final

from parkledger.reading.model import Span
from parkledger.reading.rules.decisions import any_of, kind_of
from parkledger.reading.rules.sentences import SentenceView
from parkledger.reading.text.mentions import COUNTRY, PlaceMention, ZoneMention, province_of_district

_RANKING: Final = re.compile(
    r"(?:thứ [0-9]+|thứ \w+|nhất|đầu|chung|bình quân|trung bình|so với|của|%|điểm|đứng|hạng \d+|tỉnh,|đầu tàu|thành phố) \Z"
)
_LOCATION: Final = re.compile(
    r"(?:vào|tại|trong|ở|thuộc|đến|về|qua|ngoài|từ)(?: (?:các|những|khu vực|địa bàn|dự án))* \Z"
)
_ASIDE: Final = re.compile(
    r"(?:so với|sau|trên|hơn|thua|giáp|giữa|tỉnh bạn|chỉ sau|trừ|ngoài|quê|từ|kết nối|ubnd huyện|như) \Z"
)
_OFTEN: Final = 3
_CLAUSE_START: Final = re.compile(r"(?:[,;:–-]|\btrên(?: phạm vi)?|\btại|\bvào) ?\Z")
_MARK: Final = re.compile("[,;:.(]")
_SAME_ZONE: Final = re.compile(
    r"(?:khu công nghiệp|kcn|khu|ccn|cụm công nghiệp|kkt|khu kinh tế|khu kinh tế mở) này(?!\w)"
)
_AS_SUBJECT: Final = re.compile(r"(?: \([^)]*\))?,? (?:có|với|hiện|đã|thu hút|đang|sẽ|đạt|được|cũng|luôn)(?!\w)")
_COMPANY_START: Final = re.compile(
    r"[\"“]?(?:(?:theo đó|tại đây|hiện|hiện nay|đến nay|dịp này|trong đó|ngoài ra|bên cạnh đó),? )?"
    r"(?:(?:dự án|đề án|gói thầu)(?! (?:khu|kcn|ccn|cụm|fdi|ddi|kkt|đầu tư trực tiếp|trong nước))|trung tâm "
    r"|doanh nghiệp (?!fdi|trong|có vốn|đã|đầu tư|hoạt))"
)


class PlaceTracker:
    """The places and zones that the sentences of one page are about."""

    def __init__(self, main: str | None, companies: frozenset[str]) -> None:
        self.main = main
        self._companies = companies
        self._place: str | None = None
        self._kind: str | None = None
        self._zone: str | None = None
        self._paragraph = -1
        self._counted: dict[tuple[int, str], bool] = {}
        self._locations: dict[int, bool] = {}

    def enter(self, view: SentenceView) -> None:
        """Begin a sentence: another paragraph speaks of the page's own subject again."""
        if view.paragraph != self._paragraph:
            self._paragraph = view.paragraph
            self._place = None
            if _speaks_on(view):
                return
            if not any(zone.plural for zone in view.zones):
                self._kind = None
            self._zone = self._zone if view.lower.startswith(("trong đó",), view.start) else None

    def leave(self, view: SentenceView) -> None:
        """End a sentence: its zones and place are what the next one goes on about."""
        zones = [zone for zone in view.zones if not self._located(view, zone) or (zone.plural and not zone.office)]
        if zones:
            self._kind = kind_of(zones)
            named = [zone for zone in zones if zone.name]
            self._zone = named[0].name if named and not any(zone.plural and not zone.name for zone in zones) else None
        elif self._resets(view, view.end):
            self._kind = self._zone = None
        place = self._mentioned(view, view.end)
        if place is not None:
            self._place = place

    def note(self, view: SentenceView) -> None:
        """Pass a sentence without quantities."""
        self.enter(view)
        self.leave(view)

    def place(self, view: SentenceView, index: int, zone: str | None, beside: Span) -> str | None:
        """The place a quantity is of: named before it in the sentence, or else in what belongs to it, or carried along."""
        quantity = view.quantities[index]
        named = self._mentioned(view, quantity.start, districts=zone is None)
        if named is None:
            start, stop = beside
            right = [
                one
                for one in view.places
                if start <= one.start < stop and one.level != "district" and self._counts(view, one)
            ]
            named = right[0].name if right else None
        return named or self._place or self.main

    def _mentioned(self, view: SentenceView, end: int, *, districts: bool = True) -> str | None:
        """The last place named before a point that the sentence is about."""
        last = None
        for place in view.places:
            if place.start >= end:
                break
            if self._counts(view, place) and (districts or place.level != "district"):
                last = place.name
        return last

    def _counts(self, view: SentenceView, place: PlaceMention) -> bool:
        """Whether a sentence is about a place that it names; asked for every figure of it, found out once."""
        key = place.start, place.level
        known = self._counted.get(key)
        if known is None:
            known = self._counted[key] = self._is_meant(view, place)
        return known

    def _is_meant(self, view: SentenceView, place: PlaceMention) -> bool:
        before = view.lower[max(view.start, place.start - 18) : place.start]
        if _ASIDE.search(before) or any(zone.start <= place.start < zone.end and zone.name for zone in view.zones):
            return False
        if view.lower.rfind("(", view.start, place.start) > view.lower.rfind(")", view.start, place.start):
            return False
        if place.level == "province":
            return True
        if place.level == "country":
            leads = not before or _CLAUSE_START.search(before) or _AS_SUBJECT.match(view.lower, place.end, view.end)
            return bool(leads) and not _RANKING.search(before) and not self._in_company(view, place)
        return bool(_AS_SUBJECT.match(view.lower, place.end, view.end))

    def _in_company(self, view: SentenceView, place: PlaceMention) -> bool:
        return any(
            "x:company" in signal.tags and 0 <= place.start - signal.end < 60
            for signal in view.signals
            if signal.end <= place.start
        )

    def zone(self, view: SentenceView, index: int, beside: Span) -> tuple[str | None, str | None]:
        """The kind of zones, and the one zone, that a quantity is about; None for the whole place."""
        quantity = view.quantities[index]
        zones = [zone for zone in view.zones if not zone.office]
        attached = [zone for zone in zones if beside[0] <= zone.start < beside[1]]
        if attached and not _is_count(view, attached[0]):
            return attached[0].kind, attached[0].name
        before = [zone for zone in zones if zone.start < quantity.start]
        if before:
            return self._last_zone(view, before, quantity.start)
        if quantity.unit == "ha" and (named := [zone for zone in zones if zone.name]):
            return named[0].kind, named[0].name
        if self._resets(view, quantity.start):
            return None, None
        return self._kind, self._zone

    def _last_zone(self, view: SentenceView, before: list[ZoneMention], end: int) -> tuple[str | None, str | None]:
        """The zones named last before a quantity, unless a whole province is made the subject after them."""
        last = before[-1]
        if self._resets(view, end, last.end):
            return None, None
        named = [zone for zone in before if zone.name]
        return last.kind, last.name or (named[-1].name if named and not last.plural else None)

    def _resets(self, view: SentenceView, end: int, start: int | None = None) -> bool:
        """Whether a whole province is made the subject between two points of a sentence."""
        if not view.signals and not view.places:
            return False
        begin = view.start if start is None else _past_attribute(view, start, end)
        for at, stop, tags in view.signals:
            if at >= end:
                break
            if "s:place" in tags and at >= begin and (start is None or _leads(view, at, stop)):
                return True
        if not view.places:
            return False
        return any(
            begin <= place.start < end
            and place.level in ("province", "country")
            and self._counts(view, place)
            and (start is None or _leads(view, place.start, place.end))
            for place in view.places
        )

    def company(self, view: SentenceView, index: int) -> bool:
        """Whether a sentence speaks of one company or project: named first, before any place or zones."""
        if _COMPANY_START.match(view.lower, view.start):
            return True
        if not self._companies and not any("x:company" in signal.tags for signal in view.signals):
            return False
        quantity = view.quantities[index]
        first = min(
            (zone.start for zone in view.zones if zone.start < quantity.start and not self._located(view, zone)),
            default=view.end,
        )
        for place in view.places:
            if (
                place.start < quantity.start
                and self._counts(view, place)
                and not _LOCATION.search(view.lower[max(view.start, place.start - 20) : place.start])
            ):
                first = min(first, place.start)
        for signal in view.signals:
            if signal.start < quantity.start and any_of(signal.tags, "s:place", "s:zone"):
                first = min(first, signal.start)
        for signal in view.signals:
            if signal.start >= min(first, quantity.start):
                break
            if "x:company" in signal.tags and not _plural(view, signal.start):
                return True
        return any(view.start <= at < first for at in self._named_companies(view, quantity.start))

    def _located(self, view: SentenceView, zone: ZoneMention) -> bool:
        known = self._locations.get(zone.start)
        if known is None:
            before = view.lower[max(view.start, zone.start - 24) : zone.start]
            known = self._locations[zone.start] = zone.office or _LOCATION.search(before) is not None
        return known

    def _named_companies(self, view: SentenceView, end: int) -> list[int]:
        return [at for name in self._companies if (at := view.lower.find(name, view.start, end)) >= 0]


def _speaks_on(view: SentenceView) -> bool:
    """Whether a sentence goes on about the zones of the one before: "khu công nghiệp này"."""
    if view.lower.find(" này", view.start, view.end) < 0:
        return False
    return _SAME_ZONE.search(view.lower, view.start, view.end) is not None


def _leads(view: SentenceView, start: int, end: int) -> bool:
    """Whether what is named here is what the words behind it are about: "toàn tỉnh", "Bắc Giang có"."""
    return view.lower.startswith("toàn", start) or _AS_SUBJECT.match(view.lower, end, view.end) is not None


def _past_attribute(view: SentenceView, start: int, end: int) -> int:
    """Past what only describes the zones: "các KCN trên địa bàn tỉnh Bắc Giang" speaks of zones still."""
    match = _MARK.search(view.lower, start, end)
    return match.end() if match else end


def _plural(view: SentenceView, at: int) -> bool:
    before = view.lower[max(view.start, at - 12) : at]
    return before.endswith(("các ", "những ", "nhiều ", "[0-9] ", "số ")) or before[-2:-1].isdigit()


def _is_count(view: SentenceView, zone: ZoneMention) -> bool:
    return any(quantity.number <= zone.start < quantity.end for quantity in view.quantities)


def main_place(title_places: list[PlaceMention], places: list[PlaceMention], *, national: bool = False) -> str | None:
    """The place a page is about: the first one in its title, or else the one named most.

    `national`: figures of the country's own agencies; then no province is meant that is named only in passing.
    """
    for place in title_places:
        if place.level == "province":
            return place.name
    counts: dict[str, int] = {}
    for place in places:
        if place.level in ("province", "country"):
            counts[place.name] = counts.get(place.name, 0) + 1
    if title_places and title_places[0].name == COUNTRY and all(count < _OFTEN for count in counts.values()):
        return COUNTRY
    if national and all(count < _OFTEN for name, count in counts.items() if name != COUNTRY):
        return COUNTRY
    if counts:
        return max(counts, key=lambda name: (counts[name], name != COUNTRY))
    parents = [province_of_district(place.name) for place in places if place.level == "district"]
    return next((parent for parent in parents if parent), None)
