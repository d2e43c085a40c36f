"""Which place a figure is about: named in its sentence, in the one before, in a heading, or the page's own."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.events import AS_SUBJECT, ASIDE
from parkledger.reading.interpretation.frames import PageFrame
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.text.mentions import COUNTRY, PlaceMention, ZoneMention, province_of_district

_RANKING: Final = re.compile(
    r"(?:thứ [0-9]+|thứ \w+|nhất|đầu|chung|bình quân|trung bình|so với|của|%|điểm|đứng|hạng \d+|tỉnh,|đầu tàu|thành phố) \Z"
)
_CLAUSE_START: Final = re.compile(r"(?:[,;:–-]|\btrên(?: phạm vi)?|\btại|\bvào|\bở) ?\Z")
_OFTEN: Final = 3
_LABELS: Final = re.compile(r" ?[:(]? ?(?:là |đạt |tăng |với )?")
_NATIONAL: Final = (
    "cục đầu tư nước ngoài",
    "tổng cục thống kê",
    "bộ kế hoạch và đầu tư",
    "vụ quản lý các khu kinh tế",
    "cục thống kê",
    "foreign investment agency",
    "general statistics office",
    "ministry of planning and investment",
    "ministry of finance",
)
"""Agencies whose pages are about the country where they name it as often as any province."""


class PlaceTracker:
    """The places that the sentences of one page are about."""

    def __init__(self, main: str | None) -> None:
        self.main = main
        self._place: str | None = None
        self._paragraph = -1
        self._counted: dict[tuple[int, str], bool] = {}

    def enter(self, view: SentenceView) -> None:
        """Begin a sentence: another paragraph speaks of the page's own subject again."""
        if view.paragraph != self._paragraph:
            self._paragraph = view.paragraph
            self._place = None

    def leave(self, view: SentenceView) -> None:
        """End a sentence: its place is what the next one goes on about."""
        place = self._mentioned(view, view.end)
        if place is not None:
            self._place = place

    def place(self, context: FigureContext, zone: str | None, frame: PageFrame) -> str | None:
        """The place a figure is of."""
        view, quantity = context.view, context.quantity
        listed = _listed(view, quantity.start) or _shared_out(context)
        if listed is not None:
            return listed
        named = self._mentioned(view, quantity.start, districts=zone is None)
        if named is None:
            start, stop = context.right
            right = [
                one
                for one in view.places
                if start <= one.start < stop and one.level != "district" and self._counts(view, one)
            ]
            named = right[0].name if right else None
        return named or self._place or self._headed(frame) or self.main

    def _headed(self, frame: PageFrame) -> str | None:
        for head in reversed(frame.heads):
            if self.main == COUNTRY and not head.view.paragraph:
                continue  # "HCMC leads the nation": the page is about the country
            provinces = [
                one.name for one in head.view.places if one.level != "district" and self._counts(head.view, one)
            ]
            if provinces:
                return provinces[-1]
        return None

    def _mentioned(self, view: SentenceView, end: int, *, districts: bool = True) -> str | None:
        """The last place named before a point that the sentence is about."""
        last = None
        for place in view.places:
            if place.start >= end:
                break
            if self._counts(view, place) and (districts or place.level != "district"):
                last = None if place.level == "province" and _is_listed_with_others(view, place) else place.name
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
        if ASIDE.search(before) or any(zone.start <= place.start < zone.end and zone.name for zone in view.zones):
            return False
        if view.is_bracketed(place.start) or _is_of_its_province(place, view.lower):
            return False
        if place.level == "province":
            return True
        if place.level in ("country", "region"):
            leads = not before or _CLAUSE_START.search(before) or AS_SUBJECT.match(view.lower, place.end, view.end)
            return bool(leads) and not _RANKING.search(before)
        return bool(AS_SUBJECT.match(view.lower, place.end, view.end))


def _listed(view: SentenceView, at: int) -> str | None:
    """The place that a figure in a list stands right behind: "(Đà Nẵng: 11,36%; Huế: 9,9%)"."""
    last = next((one for one in reversed(view.places) if one.end <= at and one.level != "district"), None)
    if last is None or _LABELS.fullmatch(view.lower, last.end, at) is None:
        return None
    return last.name if view.is_bracketed(at) else None


_DATELINE: Final = re.compile(r", ngày [0-9]")
_OF_REGION: Final = re.compile(r"(?:['’]s)? (?:province|provinces|localit(?:y|ies)|city|cities)(?!\w)")


def _is_of_its_province(place: PlaceMention, lower: str) -> bool:
    """Whether a region only says of which one a province is: "Mekong Delta province's parks"."""
    return place.level == "region" and _OF_REGION.match(lower, place.end) is not None


def places_outside_zones(
    places: Sequence[PlaceMention], zones: Sequence[ZoneMention], lower: str
) -> list[PlaceMention]:
    """The places that a page may be about: none that is part of a zone's name ("KCN Hòa Bình giai đoạn 2" lies in Kon Tum),
    says where a document was signed ("Hà Nội, ngày 22 tháng 9"), or is the region of a province that is not named yet.
    """
    named = sorted((zone.start, zone.end) for zone in zones if zone.name)
    ends = list(accumulate((end for _, end in named), max))
    return [
        place
        for place in places
        if not ((before := bisect_right(named, (place.start, len(lower)))) and ends[before - 1] > place.start)
        and _DATELINE.match(lower, place.end) is None
        and not _is_of_its_province(place, lower)
    ]


_AT: Final = re.compile(r" (?:ở|tại|của|thuộc|in|at)(?: tỉnh| thành phố)? ")
_AND: Final = re.compile(r"(?: ?\([^()]*\))?(?:, ?| và | cùng | and |, and )")


def _shared_out(context: FigureContext) -> str | None:
    """The province right behind a figure that is one of several: "9 KCN ở Vĩnh Phúc, 3 KCN ở Hòa Bình và 4 KCN ở Phú Thọ"."""
    view = context.view
    behind = [_right_behind(view, one.end) for one in view.quantities]
    own = behind[context.index]
    return own.name if own is not None and sum(one is not None for one in behind) > 1 else None


def _right_behind(view: SentenceView, end: int) -> PlaceMention | None:
    match = _AT.match(view.lower, end)
    if match is None:
        return None
    return next((one for one in view.places if one.start == match.end() and one.level == "province"), None)


def _is_listed_with_others(view: SentenceView, place: PlaceMention) -> bool:
    """Whether a province is one of some named together: what "Hà Nam, Nam Định và Ninh Bình" have is of none of them."""
    others = [one for one in view.places if one.level == "province" and one is not place]
    return any(
        _AND.fullmatch(view.lower, min(one.end, place.end), max(one.start, place.start)) is not None for one in others
    )


_LEADS: Final = re.compile(
    r"[^\n]{0,40}?(?:dẫn đầu|đứng đầu|đứng thứ|lọt top|tốp|top|leads|gains most|tops|leading|ranks)"
)


def _leads_the_country(titled: PlaceMention, mentions: Sequence[PlaceMention], lower: str) -> bool:
    """Whether a title only says who leads in what a national agency tells of: "Hà Nội dẫn đầu thu hút FDI 10 tháng"."""
    if _LEADS.match(lower, titled.end) is None:
        return False
    below = [place for place in mentions if place.start > titled.end and place.level in ("province", "country")]
    country = sum(place.level == "country" for place in below)
    times = Counter(place.name for place in below if place.level == "province")
    own, others = times.pop(titled.name, 0), max(times.values(), default=0)
    if own >= max(_OFTEN, country) and own > others:
        return False  # told of again and again, and no other as often
    national = any(agency in lower for agency in _NATIONAL)
    if national and len(times) + (own > 0) >= _OFTEN:
        return True
    return country > 0 and (national or country >= own)


def main_place(in_title: Sequence[PlaceMention], mentions: Sequence[PlaceMention], lower: str) -> str | None:
    """The place that a page is about as a whole: in its title, the country where a national agency speaks, or the province
    named most."""
    titled = next((place for level in ("province", "region") for place in in_title if place.level == level), None)
    if titled is not None and not _leads_the_country(titled, mentions, lower):
        return titled.name
    if any(place.level == "country" for place in in_title):
        return COUNTRY
    provinces: Counter[str] = Counter()
    for place in mentions:
        if place.level == "province":
            provinces[place.name] += 1
        elif place.level == "district" and (province := province_of_district(place.name)):
            provinces[province] += 1
    country = sum(place.level == "country" for place in mentions)
    best, times = next(iter(provinces.most_common(1)), (None, 0))
    if country >= max(times, 1) and any(agency in lower for agency in _NATIONAL):
        return COUNTRY
    if best is not None and (times >= country or times >= _OFTEN):
        return best
    return COUNTRY if country else None
