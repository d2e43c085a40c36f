"""Places and zones named in a text: provinces, districts, regions, the country, and what stands after KCN, CCN, KKT."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final, NamedTuple

from parkledger.places import Level
from parkledger.places.table import table
from parkledger.reading.model import Span
from parkledger.reading.text.patterns import CAPITALS, one_of, phrases

COUNTRY: Final = "Việt Nam"
COUNTRY_WORDS: Final = ("cả nước", "toàn quốc", "Việt Nam", "nước ta", "Cả nước", "Toàn quốc", "Nước ta", "VIỆT NAM")
REGION_WORDS: Final = phrases(
    """
    miền Bắc; miền Trung; miền Nam; Tây Nguyên; Đông Nam Bộ; Đông Nam bộ; Tây Nam Bộ; Bắc Trung Bộ; Nam Trung Bộ;
    đồng bằng sông Hồng; Đồng bằng sông Hồng; đồng bằng sông Cửu Long; Đồng bằng sông Cửu Long; ĐBSCL; ĐBSH;
    Đồng bằng Sông Hồng; Đồng bằng Sông Cửu Long; duyên hải miền Trung; trung du và miền núi phía Bắc;
    vùng kinh tế trọng điểm phía Nam; vùng kinh tế trọng điểm phía Bắc; vùng kinh tế trọng điểm Bắc Bộ;
    vùng kinh tế trọng điểm miền Trung; vùng Thủ đô
    """
)
_REGIONS: Final = frozenset({*REGION_WORDS, *(f"{words[0].upper()}{words[1:]}" for words in REGION_WORDS)})
"""Regions as they stand within a sentence and at its head."""
CITY_SPELLINGS: Final = phrases(
    """
    TP.HCM; TP HCM; TPHCM; TP. HCM; Tp.HCM; Tp HCM; Tp. HCM; Tp. Hồ Chí Minh; Tp.Hồ Chí Minh; Tp Hồ Chí Minh;
    TP.Hồ Chí Minh; TP. Hồ Chí Minh; TP Hồ Chí Minh;
    thành phố Hồ Chí Minh; Thành phố Hồ Chí Minh; Hồ Chí Minh; Sài Gòn; T.P Hồ Chí Minh; TP.Hà Nội
    """
)
PROVINCE_SPELLINGS: Final = phrases(
    """
    BR-VT; Bà Rịa-Vũng Tàu; Bà Rịa - Vũng Tàu; Bà Rịa Vũng Tàu; BR - VT; Thừa Thiên - Huế; Thừa Thiên-Huế;
    Thừa Thiên Huế; TT-Huế; Đắc Lắc; Đắk Lăk; Đăk Lăk; Đắc Nông; Đăk Nông; Bắc Cạn; Daklak
    """
)

WORDS_OF_KINDS: Final = {
    "park": phrases(
        """
        khu công nghiệp; kcn; khu chế xuất; kcx; khu cn;
        khu chế xuất và công nghiệp; khu chế xuất - khu công nghiệp; khu chế xuất, khu công nghiệp; kcn, kcx;
        khu công nghiệp, khu chế xuất; kcx, kcn; khu công nghiệp - khu chế xuất; kcx-kcn; kcn-kcx;
        khu công nghiệp tập trung; kcn tập trung; khu chế xuất, công nghiệp; các khu chế xuất và công nghiệp
        """
    ),
    "cluster": phrases("cụm công nghiệp; ccn; cụm cn; cụm công nghiệp làng nghề"),
    "economic_zone": phrases(
        """
        khu kinh tế; kkt; khu kinh tế mở; khu kinh tế cửa khẩu; khu kinh tế ven biển; kkt cửa khẩu; kkt mở;
        kkt ven biển; kktck
        """
    ),
    "park+cluster": phrases(
        """
        khu, cụm công nghiệp; khu, ccn; kcn, ccn; khu và cụm công nghiệp; khu công nghiệp, cụm công nghiệp;
        khu công nghiệp và cụm công nghiệp; kcn và ccn; khu/cụm công nghiệp; khu - cụm công nghiệp;
        khu-cụm công nghiệp; các khu, cụm
        """
    ),
    "park+economic_zone": phrases(
        """
        kkt, kcn; kcn, kkt; kkt và kcn; khu kinh tế, khu công nghiệp; khu công nghiệp, khu kinh tế; kcn và kkt;
        khu kinh tế và khu công nghiệp; khu công nghiệp và khu kinh tế; khu kinh tế và các khu công nghiệp;
        khu công nghiệp và các khu kinh tế; kkt và các kcn; khu công nghiệp, kinh tế;
        khu kinh tế, các khu công nghiệp; các khu công nghiệp, khu kinh tế
        """
    ),
}
AGENCIES: Final = {
    **dict.fromkeys(
        ("hepza", "diza", "hiza", "biza", "park authority", "parks authority", "park management board"), "park"
    ),
    **dict.fromkeys(("zone authority", "zones authority"), "park"),
}
"""Names of Management Boards by which pages call them, with the kind of their zones."""
BARE_ZONES: Final = (
    *("the zone", "this zone", "the zones", "these zones", "its zones", "all zones", "local zones", "their zones"),
    *("'s zones", "’s zones", "' zones", "’ zones"),
)
"""Words for zones that do not say of which kind: of that spoken of, or else parks."""
ENGLISH_KINDS: Final = {
    **dict.fromkeys(
        (
            "industrial park",
            "industrial parks",
            "industrial zone",
            "industrial zones",
            "export processing zone",
            "export processing zones",
            "industrial parks and export processing zones",
            "export processing zones and industrial parks",
            "export processing and industrial zones",
            "industrial and export processing zones",
            "export processing zones and industrial zones",
        ),
        "park",
    ),
    **dict.fromkeys(("industrial cluster", "industrial clusters"), "cluster"),
    **dict.fromkeys(("economic zone", "economic zones"), "economic_zone"),
    **dict.fromkeys(
        (
            "economic zones and industrial parks",
            "industrial parks and economic zones",
            "industrial and economic zones",
            "economic zone and industrial parks",
            "economic and industrial zones",
            "economic zones and industrial zones",
            "industrial zones and economic zones",
        ),
        "park+economic_zone",
    ),
    **dict.fromkeys(("industrial parks and clusters", "industrial parks and industrial clusters"), "park+cluster"),
    **dict.fromkeys(
        (
            "parks and zones",
            "the parks and zones",
            "industrial parks and zones",
            "ips and ezs",
            "ezs and ips",
            "izs and ezs",
            "iz and ez",
        ),
        "park+economic_zone",
    ),
    **dict.fromkeys(
        ("industrial parks and ics", "ips and ics", "parks and clusters", "industrial zones and clusters"),
        "park+cluster",
    ),
    **dict.fromkeys(("parks", "the parks", "these parks", "its parks", "all parks", *BARE_ZONES), "park"),
    **dict.fromkeys(("the clusters", "these clusters", "its clusters", "all clusters"), "cluster"),
    **dict.fromkeys(("the park", "this park", "the zone", "this zone"), "park"),
    **dict.fromkeys(("the cluster", "this cluster"), "cluster"),
    **dict.fromkeys(("ips", "izs", "ip", "iz"), "park"),
    **dict.fromkeys(("ics", "ic"), "cluster"),
    **dict.fromkeys(("ezs", "ez"), "economic_zone"),
}
KIND_WORDS: Final[Mapping[str, str]] = {
    **{word: kind for kind, words in WORDS_OF_KINDS.items() for word in words},
    **ENGLISH_KINDS,
    **AGENCIES,
}
"""Every way to say which kind of zone is meant, in lower case."""

_KIND: Final = re.compile(rf"(?:{one_of(KIND_WORDS)})(?!\w)")
_PLURAL: Final = re.compile(
    r"(?:các|những|mỗi|từng|số|nhiều|một số|quản lý|[0-9]+|quản lý các|bqlcác|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) \Z"
)
_OFFICE: Final = re.compile(
    r"(?:ban quản lý|bql|ban|công ty|cty|tnhh|hiệp hội|chi cục|hội|đầu tư|phát triển hạ tầng|cổ phần|cp)"
    r"(?: (?:các|của|dự án|phát triển)){0,3} \Z"
)
_WORD_END: Final = re.compile(r"(?<=[\w)])(?!\w)")
_LONGEST_NAME: Final = 80  # characters
_ENGLISH_OFFICE: Final = re.compile(
    r" (?:authority|management (?:board|authority|unit)|administration|authorities|board)(?!\w)"
)
_BRACKET: Final = re.compile(r" ?\([^()\n]{1,40}\)")
_QUALIFIER: Final = re.compile(
    r" (?:mở|cửa khẩu|ven biển|chuyên sâu|đô thị|dịch vụ|và đô thị|đa ngành|công nghệ cao|tập trung|làng nghề|sinh thái"
    r"|hỗ trợ|quốc tế|chuyên ngành)(?= )"
)
_A_STRETCH: Final = r"tháng(?! [0-9])|tuần|ngày(?! [0-9])|quý đầu|năm (?:đầu|qua|gần|liền|trở|tới|nay)"
"""What makes the number before it a stretch of time: "KCN Bắc Giang 8 tháng năm 2023" speaks of no zone "Bắc Giang 8"."""
_NAME: Final = re.compile(
    rf" [“\"']?((?:[{CAPITALS}][\w&’']*)"
    rf"(?:(?: ?- ?| )(?:[{CAPITALS}][\w&’']*|[0-9]{{1,2}}(?![\w/%]|[.,][0-9]|\s(?:ha|tỷ|tỉ|triệu|dự án|%|m2"
    rf"|{_A_STRETCH})))){{0,7}}"
    r"(?: (?:giai đoạn|mở rộng)(?: [0-9IVX]{1,3}\b)?)?)"
)
_BESIDE: Final = re.compile(r"(?: ?\([^()\n]{1,90}\))?(?:,| và|,? cùng| -| and)? (?:các |the )?", re.IGNORECASE)
BOTH_KINDS: Final[Mapping[frozenset[str], str]] = {
    frozenset({"park", "economic_zone"}): "park+economic_zone",
    frozenset({"park", "cluster"}): "park+cluster",
}
_EXTENSION: Final = re.compile(r" \((?:phần )?mở rộng(?:,? (?:giai đoạn|đợt|lần))?(?: [0-9IVX]{1,3})?\)", re.IGNORECASE)
"""What makes the name before it that of another zone: "KCN Quang Châu (mở rộng)"."""
_LATER_STAGE: Final = re.compile(r" ?\([^()\n]{1,40}\) (giai đoạn [0-9IVX]{1,3})\b")
_PREFIXED: Final = re.compile(
    # begins with the rarest letters of its words, so that the search runs over everything else
    r"(?:yện(?<=[Hh]uyện)(?<!\w.{5})|ị xã(?<=[Tt]hị xã)(?<!\w.{6})|ố(?<=[Tt]hành phố)(?<!\w.{9})"
    r"|ận(?<=[Qq]uận)(?<!\w.{4})"
    r"|[PpX](?<=T[PpX])(?<!\w.{2})\.?|H(?<!\w.)\.) ?([CAP][\w]*(?: [CAP][\w]*){0,3})".replace("CAP", CAPITALS)
)


_ERA: Final = re.compile(r" \((cũ|mới)(?:\)|,[^()]{0,40}\))")
"""What tells a province's territory before a merger from that after it."""


class PlaceMention(NamedTuple):
    """A mention of a place. `name` is as written; `level` province, district, region or country."""

    start: int
    end: int
    name: str
    level: str


class ZoneMention(NamedTuple):
    """A mention of a kind of zone, with the zone's name if one is given; `office`: it is part of an office's name."""

    start: int
    end: int
    kind: str
    name: str | None
    plural: bool
    office: bool


_TONE_PAIRS: Final = {
    old: new
    for plain, marked in (("oa", ("òa óa ỏa õa ọa", "oà oá oả oã oạ")), ("uy", ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ")))
    for old, new in zip(marked[0].split(), marked[1].split(), strict=True)
    if plain
}


def spellings(name: str) -> set[str]:
    """A name with the tone mark in the older and in the newer place, and in capitals."""
    other = name
    for old, new in _TONE_PAIRS.items():
        other = re.sub(rf"{old}(?!\w)", new, other)
    return {name, other, name.upper(), other.upper()}


@cache
def _provinces() -> re.Pattern[str]:
    names: set[str] = {*CITY_SPELLINGS, *PROVINCE_SPELLINGS}
    for place in table().values():
        if place.level is Level.PROVINCE:
            for name in (place.name, *(alias for alias in place.aliases if not alias.isascii())):
                names |= spellings(name)
    words = one_of({*names, *COUNTRY_WORDS, *_REGIONS})
    return re.compile(rf"(?:{words})(?!\w)")


@cache
def _english_provinces() -> re.Pattern[str]:
    """The names of provinces as English pages write them, most without marks."""
    marked = {form for place in table().values() if place.level is Level.PROVINCE for form in spellings(place.name)}
    names = {*marked, *map(plain, marked)}
    return re.compile(rf"(?:{one_of({*names, *_ENGLISH_COUNTRY, *_ENGLISH_CITIES, *_ENGLISH_REGIONS})})(?!\w)")


_ENGLISH_COUNTRY: Final = ("Vietnam", "Viet Nam", "Việt Nam", "nationwide", "the country", "the nation", "The country")
_ENGLISH_REGIONS: Final = phrases(
    """
    Red River Delta; Mekong Delta; Central Highlands; Mekong River Delta; Cuu Long Delta; Southeast region; southeastern region;
    South-Eastern region; North Central region; northern key economic region; southern key economic region;
    central key economic region; Northern Key Economic Region; Southern Key Economic Region
    """
)
_ENGLISH_CITIES: Final = phrases(
    "Ho Chi Minh City; HCM City; HCMC; Ba Ria - Vung Tau; Ba Ria-Vung Tau; Thua Thien Hue; Hue City; Da Nang City"
)


def plain(name: str) -> str:
    """A name without its marks, its capitals kept: "Bắc Ninh" as "Bac Ninh"."""
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_FULL_CITY: Final = ("Thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh", "TP. Hồ Chí Minh", "Ho Chi Minh City")
_SHORT_CITY: Final = frozenset(
    {"TP.HCM", "TP HCM", "TPHCM", "TP. HCM", "Tp.HCM", "Tp HCM", "Tp. HCM", "HCM City", "HCMC", "Sài Gòn"}
)


def in_full(found: list[PlaceMention]) -> list[PlaceMention]:
    """The places of a page with a city by its full name where the page writes it so anywhere, and elsewhere by its initials."""
    full = next((one.name for one in found if one.name in _FULL_CITY), None)
    return [one._replace(name=full) if full and one.name in _SHORT_CITY else one for one in found]


def find_english_places(text: str, spans: Iterable[Span]) -> list[PlaceMention]:
    """Every province, and the country, named in some parts of an English text."""
    found = []
    for start, end in spans:
        for match in _english_provinces().finditer(text, start, end):
            if match.start() and text[match.start() - 1].isalnum():
                continue
            found.append(PlaceMention(*match.span(), *_named_in_english(match[0])))
    return found


def _named_in_english(written: str) -> tuple[str, str]:
    if written in _ENGLISH_COUNTRY:
        return COUNTRY, "country"
    if written in _ENGLISH_REGIONS:
        return written, "region"
    return written.title() if written.isupper() and " " in written else written, "province"


@cache
def _district_parents() -> Mapping[str, str]:
    """The province of every district whose name no other province has; a district that became a town is one."""
    parents: dict[str, str] = {}
    for place in table().values():
        if place.level is Level.DISTRICT and place.parent:
            province = table()[place.parent].name
            for name in spellings(place.name):
                parents[name] = province if parents.get(name, province) == province else ""
    return {name: parent for name, parent in parents.items() if parent}


def province_of_district(name: str) -> str | None:
    """The province of a district, if no other district is called so."""
    return _district_parents().get(name)


def find_places(text: str, spans: Iterable[Span]) -> list[PlaceMention]:
    """Every place named in some parts of a text, in order."""
    found: list[PlaceMention] = []
    for start, end in spans:
        for match in _provinces().finditer(text, start, end):
            before = text[match.start() - 1 : match.start()] if match.start() else ""
            if before.isalnum():
                continue
            name, level = _named(match[0])
            era = _ERA.match(text, match.end(), end)
            stop = era.end() if era else match.end()
            found.append(PlaceMention(match.start(), stop, f"{name} ({era[1]})" if era else name, level))
        provinces = found[:]
        for match in _PREFIXED.finditer(text, start, end):
            last = bisect_right(provinces, match.start(1), key=_start_of) - 1
            inside = last >= 0 and match.start(1) < provinces[last].end
            if not inside and not _provinces().fullmatch(match[1]):
                found.append(PlaceMention(match.start(1), match.end(1), match[1], "district"))
        if len(found) > len(provinces):
            found.sort(key=_start_of)
    return found


def _start_of(mention: PlaceMention | ZoneMention) -> int:
    return mention.start


def _named(written: str) -> tuple[str, str]:
    if written in COUNTRY_WORDS:
        return COUNTRY, "country"
    if written in _REGIONS:
        return written, "region"
    if written.isupper() and not written.startswith("TP") and " " in written:
        return written.title(), "province"
    return written, "province"


def find_zones(text: str, lower: str, spans: Iterable[Span], known: frozenset[str]) -> list[ZoneMention]:
    """Every mention of zones in some parts of a text, with the name of the zone where one is meant."""
    found: list[ZoneMention] = []
    for start, end in spans:
        for match in _KIND.finditer(lower, start, end):
            if (match.start() and lower[match.start() - 1].isalnum()) or (found and match.start() < found[-1].end):
                continue
            before = lower[max(start, match.start() - 24) : match.start()]
            if before.endswith("đặc ") or (match[0] == "parks" and before.endswith(_OTHER_PARKS)):
                continue
            plural = bool(_PLURAL.search(before))
            stop, name = _zone_name(text, lower, match.end(), end, known)
            office = match[0] in AGENCIES or bool(_OFFICE.search(before))
            if match[0] in ENGLISH_KINDS:
                plural, name, stop = match[0].endswith("s"), _name_before(text, match.start(), start), match.end()
                office = office or _ENGLISH_OFFICE.match(lower, stop, end) is not None
                name = None if office else name
            if name is not None and plural and " và " not in name:
                name = None
            found.append(
                ZoneMention(
                    match.start(),
                    stop,
                    KIND_WORDS[match[0]],
                    name,
                    plural,
                    office,
                )
            )
    together = _together(text, found)
    return sorted((*together, *_listed(text, lower, together)), key=_start_of)


_OTHER_PARKS: Final = tuple(
    f"{word} "
    for word in (
        "national",
        "theme",
        "car",
        "water",
        "amusement",
        "software",
        "tech",
        "wildlife",
        "science",
        "public",
        "city",
    )
)
_ITEM: Final = re.compile(
    r"(?:(?<=[:,;] )|(?<=và )|(?<=and )|(?<=gồm )|(?<=là ))([CAP][\w&’']*(?:(?: - | – |-| )(?:[CAP][\w&’']*|[0-9]{1,2}(?![\w.,])"
    r"|mở rộng|giai đoạn)){0,7}) \((?:(?:rộng|diện tích|quy mô|lấp đầy|đạt|trên|hơn|khoảng|gần|about|over|covering) )*"
    r"[0-9][0-9.,]* ?(?:ha|hec|%)".replace("CAP", CAPITALS)
)
_LONGEST_LIST: Final = 1_500  # characters of a line


def _listed(text: str, lower: str, found: Iterable[ZoneMention]) -> list[ZoneMention]:
    """Zones of a list that names their kind once: "5 CCN: Phước Vĩnh Đông 1 (49,2 ha), Tân Tập (71,2 ha)"."""
    listed: list[ZoneMention] = []
    mentions = list(found)
    at = 0
    for i, zone in enumerate(mentions):
        at = max(at, zone.end)
        stop = lower.find("\n", zone.end, zone.end + _LONGEST_LIST)
        stop = stop if stop >= 0 else min(len(text), zone.end + _LONGEST_LIST)
        stop = min(stop, mentions[i + 1].start) if i + 1 < len(mentions) else stop
        if zone.office or lower.find("(", at, stop) < 0:
            continue
        listed += [
            ZoneMention(*match.span(1), zone.kind, match[1], plural=False, office=False)
            for match in _ITEM.finditer(text, at, stop)
            if not _provinces().fullmatch(match[1]) and match[1] not in _district_parents()
        ]
    return listed


def _together(text: str, found: list[ZoneMention]) -> list[ZoneMention]:
    """Kinds that are named side by side speak of both: "các khu công nghiệp (KCN), khu kinh tế (KKT)"."""
    done: list[ZoneMention] = []
    for zone in found:
        last = done[-1] if done else None
        if last is not None and _is_beside(text, last, zone):
            kind = BOTH_KINDS.get(frozenset({last.kind, zone.kind}), last.kind)
            done[-1] = last._replace(end=zone.end, kind=kind, name=None, plural=True, office=last.office or zone.office)
        else:
            done.append(zone)
    return done


_NAME_BEFORE: Final = re.compile(
    rf"((?:[{CAPITALS}][\w&’'.]*)(?: (?:- )?(?:[{CAPITALS}][\w&’']*|[0-9]{{1,2}})){{0,5}})(?: border(?: gate)?| coastal| open)? \Z"
)


def _name_before(text: str, at: int, start: int) -> str | None:
    """The name that stands before an English word for a zone: "Long Son Industrial Park"."""
    match = _NAME_BEFORE.search(text, max(start, at - 60), at)
    if match is None:
        return None
    name = match[1].removeprefix("The ")
    return (
        None
        if name
        in (
            "The",
            "These",
            "This",
            "Several",
            "Of",
            "In",
            "Many",
            "Four",
            "Five",
            "Six",
            "Vietnam",
            "Management Board of",
        )
        else name
    )


def _is_beside(text: str, last: ZoneMention, zone: ZoneMention) -> bool:
    """Whether two mentions are said together: two kinds without names, or one zone and all of the other kind."""
    if zone.name is not None or _BESIDE.fullmatch(text, last.end, zone.start) is None:
        return False
    named = last.name is not None
    return (last.plural and not named) or (zone.kind != last.kind and (zone.plural or last.office))


def _longer_name(text: str, start: int, stop: int, limit: int, known: frozenset[str]) -> int:
    """Where the longest known name ends that begins here: "Hòa Phú (mở rộng giai đoạn 1)", "Ví dụ 05"."""
    found = stop
    for match in _WORD_END.finditer(text, stop, min(limit, start + _LONGEST_NAME)):
        if text[start : match.start()] in known:
            found = match.start()
    return found


def _zone_name(text: str, lower: str, at: int, limit: int, known: frozenset[str]) -> tuple[int, str | None]:
    """The name that follows the word for a kind, past its abbreviation in brackets; where it ends."""
    for skip in (_BRACKET, _QUALIFIER):
        between = skip.match(lower, at, limit)
        at = between.end() if between else at
    match = _NAME.match(text, at, limit)
    if match is None:
        return at, None
    name = match[1].strip(" -.")
    later = _LATER_STAGE.match(text, match.end(), limit)
    if later:
        return later.end(), f"{name} {later[1]}"
    stop = match.start(1) + len(name)
    longer = _longer_name(text, match.start(1), stop, limit, known) if known else stop
    if longer > stop:
        return longer, text[match.start(1) : longer]
    if extension := _EXTENSION.match(text, stop, limit):
        return extension.end(), text[match.start(1) : extension.end()]
    if _provinces().fullmatch(name) and name not in known:
        return at, None
    return stop, name
