"""What counts of zones and of projects state."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from parkledger.reading.interpretation import weights
from parkledger.reading.interpretation.aims import will_be
from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.decisions import Ballot, Decision
from parkledger.reading.interpretation.events import both_kinds, kind_of_word
from parkledger.reading.interpretation.figures import Figure, has_acts, is_difference, opens_part
from parkledger.reading.interpretation.origins import origin_above, origin_of
from parkledger.reading.interpretation.sentences import NO_FEATURES, SentenceView
from parkledger.reading.interpretation.weights import ABOVE, BEFORE_LABEL, LABEL, OPENING
from parkledger.reading.text.quantities import FoundQuantity

# Zones -------------------------------------------------------------------------------------------------------------

_LEAST_SCALE: Final = 500
_MOST_ZONES: Final = 2_500  # more than the country has, of every kind together
""" "Quy hoạch 1/500": the scale of a plan counts nothing."""
_BARE_ZONE: Final = ("khu", "cụm")
"""Words for zones that mean other areas too."""
_AFTER: Final = 16  # characters that tell which
_NEXT_WORD: Final = re.compile(r" ?(?:này|trên(?! địa bàn| cả| toàn| diện| tổng)|nêu trên|nói trên)(?!\w)")
_AFTER_BARE_ZONE: Final = re.compile(
    r"\s*(?:đã|đang|được|có|hoạt động|đi vào|với|trên|mới|\(|[,.;:)]|\Z|đạt|còn|lấp|thành|tổng|chưa|và|nữa)"
)
_HOW_FULL: Final = re.compile(
    r"(?: đã| đang| có)?(?: tỷ lệ)? (?:lấp đầy|lấp kín|kín)(?: đạt)?(?: trên| hơn| gần| dưới)? [0-9]"
)
_OTHER_AREAS: Final = re.compile(
    r" (?:vực|đô thị|dân cư|tái định cư|phố|nhà|chung cư|đất|du lịch|nghỉ|vui|chức năng|phi thuế|thương mại|dịch vụ|bến|cảng|xử lý|tập thể"
    r"|công nghệ|nông nghiệp|sản xuất|kinh tế|công nghiệp|vườn|rừng|chợ|cách ly|ký túc|biệt|liên hợp|tưởng|di tích|làng|từ|bảo tồn)"
)
""" "3 khu đô thị": areas that are no zones, also behind a count of zones."""
_LACKING: Final = re.compile(
    r"(?:\bwithout(?: \w+){0,8}|(?:\breports?|\blast report) of|\bthemselves in"
    r"|\b(?:chưa có|chưa gồm|chưa ghi nhận|thiếu)(?: \w+){0,9}|báo cáo(?: \w+){0,3} của|mâu thuẫn ở) \Z"
)
"""Before zones that figures lack, which says nothing of how many there are: "without reports of 1 of 8 parks"."""
_COUNTED_BEHIND: Final = frozenset({"a:operate", "a:found", "s:whole"})
_LOCATED: Final = re.compile(r"(?:tại|ở|thuộc|từ|đến|thăm|khảo sát|vào|của)(?: hơn| gần| khoảng)?\Z")
_HAVE_IT: Final = ("có", "là", "gồm")
_BESIDE: Final = re.compile(r"(?: ?\([^()\n]{1,20}\))?(?:,| và|, và|,? and) ?")
_BEHIND_ASIDE: Final = re.compile(r", (?:are|is|have|has|were|now|đã|đang|được)(?!\w)[^,;.()0-9]*")
""" "26 of them, covering 6,000 ha, are eligible to receive investment"."""
_AGAIN: Final = re.compile(r"(?<!of )(?<!for )\b(?:the|these|those) \Z")
"""Before zones that were counted already: "The four parks, with a total area of 940 hectares, are …"."""
_LONGEST_GAP, _SHORT_GAP, _FARTHEST = 40, 12, 80
_ALL_OF_A_PLACE: Final = re.compile(
    r"[\w.]['’]s? (?:current |existing |only )?\Z|(?:\A|[.;,] ?)(?:all )?the (?:current |existing )?\Z"
)
""" "Ninh Thuan's four industrial parks are …", "The 13 clusters cover …": a place has so many."""
_OWN: Final = re.compile(r"(?<!\w)(?:its|their)(?: current| existing| operating)? \Z")
""" "31 operational projects in its three parks"."""
_BY_THEN: Final = re.compile(r"(?:và |trong )?(?:khi đó|lúc đó|lúc ấy|khi ấy|đến lúc đó|by then|by that time),? ")
""" "Khi đó tỉnh có 5 KCN": at the time to come that was spoken of."""
_PARTICIPLE: Final = re.compile(
    r" (?:(?P<planned>planned|in the plan|to be built|quy hoạch|trong quy hoạch|theo quy hoạch|được quy hoạch)"
    r"|(?P<founded>established|founded|đã thành lập|được thành lập))(?!\w)"
)
"""What is said of all zones right behind them, not of the part told before: "29 of the 58 parks planned have …"."""
_CLAUSE_END: Final = re.compile(r"[,;:(]|\. |\Z")
_OF_THEM: Final = ("of which", "of them", "of these")
_ELSEWHERE: Final = ("company", "project", "outside", "abroad")
_BOTH_STAGES: Final = 16
_INFRASTRUCTURE: Final = frozenset({"a:infra"})
_FOUNDED_AND_OPERATING: Final = frozenset({"a:found", "a:operate"})
_HEADED: Final = frozenset({"a:plan", "a:operate", "a:found"})
_STAGES: Final = frozenset(
    {"a:operate", "a:found", "a:build", "a:plan", "a:paper", "a:complete", "a:zoning", "a:cleared"}
)
_OF_LAND: Final = {
    "land.planned": "zones.planned",
    "land.established": "zones.established",
    "land.operating": "zones.operating",
}
"""Zones counted in brackets behind their land."""
_LOCATED_LESS, _COUNTED, _LABELLED, _OF_PLACE, _TOLD_AGAIN = -9, 3, 4, 7, 12
_ALL = 16
_TO_COME = 24
"""Points of a count of zones for zones that exist: less where it only says where something lies; more behind a label, and
where a place is named behind it."""


def decide_zone(figure: Figure) -> Decision | None:
    """How many zones: planned, prioritised, zoned, established, built or operating."""
    told = _zones_told(figure)
    kind = _kind_counted(figure, told)
    if kind is None or not 0 <= figure.quantity.value < _MOST_ZONES or figure.owner in _ELSEWHERE:
        return None
    if _counts_nothing(figure.context):
        return None
    ballot = _zone_ballot(figure, _words_of_zones(figure.context, told))
    indicator = ballot.winner(weights.LEAST_ZONES)
    if indicator is None:
        return None
    return Decision(indicator, unit="zone", kind=kind, rule=f"zone.{indicator}", points=ballot.said(indicator))


def _zones_told(figure: Figure) -> Decision | None:
    """The count of zones that others of its sentence are parts of: its first figure, or else the last such count."""
    first = figure.group.first
    return first if first is not None and first.unit == "zone" else figure.group.zones


def _kind_counted(figure: Figure, told: Decision | None) -> str | None:
    """The kind of zones counted: by the word for them, by what is spoken of, by the count before."""
    context = figure.context
    counted = context.view.quantities[context.index + 1] if context.is_part_of_next else context.quantity
    return (
        both_kinds(context.view, counted)
        or kind_of_word(counted.word)
        or figure.kind
        or (told.kind if told else None)
        or figure.frame.known_kind
    )


class ZoneWords(NamedTuple):
    """What is said of a count of zones: the features of the words at it and behind it.

    `to_come`: it is told of a year to come; `by_then`: of the time to come that was spoken of before.
    """

    near: frozenset[str]
    behind: frozenset[str]
    to_come: bool
    by_then: bool

    @property
    def said(self) -> frozenset[str]:
        """The features at it and behind it."""
        return self.near | self.behind


def _words_of_zones(context: FigureContext, told: Decision | None) -> ZoneWords:
    """What is said of a count of zones, without the words that a plan or a horizon takes the sense from."""
    to_come, by_then = will_be(context), _BY_THEN.match(context.view.lower, context.view.start) is not None
    near = context.near | _with_infrastructure(context.near)
    if "w:newfirms" in near:
        near = near | _FOUND  # "đã thành lập mới 11 CCN"
    if to_come:
        near = near - {"d:aim", "a:found"}
    behind = _behind_zones(context)
    behind |= _with_infrastructure(behind | (near & _INFRASTRUCTURE))  # "the infrastructure of 7 parks is completed"
    if by_then or "a:plan" in near | behind:
        near, behind = near - _LICENSE, behind - _LICENSE  # "approved under the master plan"
    if "w:newfirms" in behind and told is not None and told.indicator == "zones.planned":
        behind = (behind - _FOUND) | {"a:plan"}  # "quy hoạch 23 khu, trong đó 9 khu đã thành lập, 14 khu thành lập mới"
    return ZoneWords(near, behind, to_come, by_then)


def _zone_ballot(figure: Figure, words: ZoneWords) -> Ballot:
    """The points of a count of zones by the words at it and around it, the headings, the time, and where it stands."""
    context = figure.context
    ballot = Ballot(weights.ZONES).hear(words.near, LABEL).hear(words.behind, LABEL)
    alone = not context.index or not context.gap_text.strip(" ,;:")
    before = context.opening - words.near if alone else context.far
    ballot.hear(before - _FOUND if words.to_come else before, OPENING)
    ballot.hear(figure.frame.headed() & _HEADED, ABOVE)
    if _is_at_horizon(context, words):
        ballot.hear(("time.horizon",), OPENING)
    for points_of in _ZONE_POINTS:
        given = points_of(figure, words)
        if given is not None:
            ballot.give(*given)
    return ballot


def _is_at_horizon(context: FigureContext, words: ZoneWords) -> bool:
    """Whether zones are counted at a time that plans look to: before them, or in English also behind them."""
    if words.by_then or (words.to_come and context.view.english):
        return True
    plain = context.view.english and not has_acts(words.said - {"a:plan"})
    until = max(context.quantity.start, context.right[1]) if plain else context.quantity.start
    return any(when.role == "horizon" and when.start < until for when in context.view.whens)


Points = tuple[str, int, str]
"""What a rule gives a count of zones for where it stands, what it is counted with, or two stages told at once: to which
indicator, how many points, and why."""


def _located(figure: Figure, words: ZoneWords) -> Points | None:
    """Zones that only say where something lies: "412 dự án tại 7 KCN"."""
    context = figure.context
    clause = context.view.lower[context.clause[0] : context.quantity.start].rstrip()
    if _LOCATED.search(clause) is None or not words.behind.isdisjoint(_COUNTED_BEHIND):
        return None
    return "zones.established", _LOCATED_LESS, "located"


def _behind_land(figure: Figure, _: ZoneWords) -> Points | None:
    """Zones in brackets behind their land: "2.900 ha đất KCN (14 khu)"."""
    last = figure.group.last
    if last is None or not figure.context.opens_bracket or last.indicator not in _OF_LAND:
        return None
    return _OF_LAND[last.indicator], _OF_PLACE, "land"


def _told_again(figure: Figure, _: ZoneWords) -> Points | None:
    """Zones that were counted already: "The four parks, with a total area of 940 hectares, are …"."""
    told, view = figure.frame.zones, figure.context.view
    if told is None or _AGAIN.search(view.lower, view.start, figure.quantity.number) is None:
        return None
    return told.indicator, _TOLD_AGAIN, "told again"


def _beside(figure: Figure, words: ZoneWords) -> Points | None:
    """Zones beside others of the sentence, of which nothing else is said: "7 KCN và 14 CCN đang hoạt động"."""
    told = figure.group.zones
    return None if told is None or has_acts(words.said) else (told.indicator, _LABELLED, "beside")


def _counted(figure: Figure, words: ZoneWords) -> Points:
    """Any zones that are counted exist: the more surely behind a label, or where a whole place is named behind them."""
    context = figure.context
    if "s:whole" in words.behind:
        return "zones.established", _OF_PLACE, "count"
    labelled = (
        context.quantity.rule[1:2] == ("unit.said_before",)
        or context.view.lower.startswith(":", context.clause[0] - 1)
        or not context.view.lower[context.clause[0] : context.quantity.start].strip()
    )
    return "zones.established", _LABELLED if labelled else _COUNTED, "count"


def _brought_to(figure: Figure, _: ZoneWords) -> Points | None:
    """The number that others brought zones to: "12 more clusters, bringing the total to 40"."""
    if not figure.context.view.english or _LIFTED.search(figure.context.gap_text) is None:
        return None
    told = figure.group.zones
    return "zones.established" if told is None else told.indicator, _TOLD_AGAIN, "brought to"


def _to_be_founded(figure: Figure, _: ZoneWords) -> Points | None:
    """Zones that are going to be founded, and all that there will be with them: "sẽ mở thêm 3 KCN, nâng số KCN lên 9"."""
    context, told = figure.context, figure.group.zones
    if _TO_FOUND.search(context.view.lower, context.clause[0], context.quantity.number) is not None:
        return "zones.planned", _TO_COME, "to be founded"
    planned = told is not None and told.indicator == "zones.planned"
    return ("zones.planned", _TO_COME, "with those") if planned and _UP_TO.search(context.gap_text) else None


def _all_of_a_place(figure: Figure, _: ZoneWords) -> Points | None:
    """How many a place has: "Ninh Thuan's four industrial parks are …"."""
    told = figure.context.view.english and _is_all_of_a_place(figure)
    return ("zones.established", _ALL, "all of a place") if told else None


def _total_of_part(figure: Figure, _: ZoneWords) -> Points | None:
    """All zones, of which a part was told before: "29 of the 58 parks planned have …"."""
    context = figure.context
    whole = _PARTICIPLE.match(context.view.lower, context.quantity.end) if context.is_total_of_part else None
    if whole is None:
        return None
    return "zones.planned" if whole["planned"] else "zones.established", _BOTH_STAGES, "all of them"


def _of_both_stages(_: Figure, words: ZoneWords) -> Points | None:
    """Zones that were founded and operate: "14 KCN được thành lập và đi vào hoạt động"."""
    return ("zones.operating", _BOTH_STAGES, "both") if words.said >= _FOUNDED_AND_OPERATING else None


_ZONE_POINTS: Final[tuple[Callable[[Figure, ZoneWords], Points | None], ...]] = (
    _located,
    _behind_land,
    _told_again,
    _beside,
    _counted,
    _brought_to,
    _to_be_founded,
    _all_of_a_place,
    _total_of_part,
    _of_both_stages,
)
"""In this order: of equals, the first heard wins."""


def _is_all_of_a_place(figure: Figure) -> bool:
    """Whether a count of zones tells how many a place has: it opens its clause behind a possessive or "the"."""
    context, view = figure.context, figure.context.view
    word = view.features(context.quantity.end - len(context.quantity.word), context.quantity.end)
    if not word.isdisjoint({"a:operate", "a:build", "a:plan"}):
        return False  # "its three operating parks"
    own = _OWN.search(context.view.lower, context.view.start, context.quantity.number) is not None
    if (
        (context.index and not own)
        or figure.frame.zones is not None
        or not context.near.isdisjoint({"a:more", "d:aim", "a:plan"})
    ):
        return False
    before = view.lower[max(view.start, context.quantity.start - 40) : context.quantity.number]
    return own or _ALL_OF_A_PLACE.search(before) is not None


def _counts_nothing(context: FigureContext) -> bool:
    """Whether a number of zones counts none: a scale, zones named one by one, those that have the figure before."""
    quantity, view = context.quantity, context.view
    if quantity.over is not None and quantity.over >= _LEAST_SCALE:
        return True
    if _LACKING.search(view.lower, max(view.start, quantity.start - _FARTHEST), quantity.start):
        return True
    if _NEXT_WORD.match(view.lower, quantity.end) or _is_of_other_areas(context):
        return True
    if context.index and view.quantities[context.index - 1].unit == "percent" and context.gap_text.strip() in _HAVE_IT:
        return True  # "đạt 100% có 4 khu"
    named = any(zone.name and zone.start <= quantity.end <= zone.end for zone in view.zones)
    return named and context.index + 1 == len(view.quantities) and context.behind.isdisjoint({"a:operate", "a:found"})


def _is_of_other_areas(context: FigureContext) -> bool:
    """Whether a bare "khu" or "cụm" is no zone: "3 khu đô thị"; or a zone that is only said to be full: "2 khu lấp đầy 100%"."""
    quantity, view = context.quantity, context.view
    if quantity.word not in _BARE_ZONE:
        return False
    if _HOW_FULL.match(view.lower, quantity.end):
        return True
    after = view.lower[quantity.end : quantity.end + _AFTER]
    if _AFTER_BARE_ZONE.match(after):
        return False
    told = any(one.unit == "zone" and one.word not in _BARE_ZONE for one in view.quantities[: context.index])
    return not told or _OTHER_AREAS.match(after) is not None or context.behind.isdisjoint(_STAGES)


def also_operating(context: FigureContext) -> bool:
    """Whether zones with infrastructure are said to operate too: "đã hoàn chỉnh hạ tầng và đi vào hoạt động"."""
    return "a:operate" in _behind_zones(context)


def _with_infrastructure(features: frozenset[str]) -> frozenset[str]:
    return frozenset({"complete.infra"}) if features >= {"a:complete", "a:infra"} else NO_FEATURES


def _behind_zones(context: FigureContext) -> frozenset[str]:
    """What is said behind a count of zones, past the area that is given with it and the zones counted beside it."""
    found, view, index = context.behind | _behind_names(context), context.view, context.index
    before = view.quantities[index - 1] if index and context.opens_bracket else None
    if before is not None and (before.unit, before.value) == ("zone", context.quantity.value):
        found |= _behind_bracket(view, index)  # "Hai cụm nữa (2 CCN) chưa thành lập"
    if view.lower.startswith((" và đang", " và đi vào", " và đã", " và hoạt động", " và vận hành"), context.right[1]):
        found |= view.features(context.right[1], min(context.tail[1], context.right[1] + 30))
    while index + 1 < len(view.quantities):
        following = view.quantities[index + 1]
        gap = view.lower[view.quantities[index].end : following.start]
        area = following.unit == "ha" and len(gap) < _LONGEST_GAP and "trong đó" not in gap and ";" not in gap
        if not area and not _goes_on_with_zones(view.quantities[index], following, gap, acts=has_acts(found)):
            break  # "21 CCN đang hoạt động, rộng 1.081 ha, và 37 CCN còn trong quá trình triển khai"
        index += 1
        found |= FigureContext(view, index).behind | _behind_bracket(view, index)
        aside = _BEHIND_ASIDE.match(view.lower, following.end, view.end) if area else None
        if aside is not None:
            found |= view.features(*aside.span())
    return found


def _goes_on_with_zones(one: FoundQuantity, following: FoundQuantity, gap: str, *, acts: bool) -> bool:
    """Whether a count of zones is told again in brackets, or another stands beside it and nothing was said of it yet."""
    if following.unit != "zone":
        return False
    if gap.endswith("(") and len(gap) < _SHORT_GAP and following.value == one.value:
        return True
    if acts or _BESIDE.fullmatch(gap) is None or following.word.endswith(_OF_THEM):
        return False
    return "và" in gap or kind_of_word(following.word) != kind_of_word(one.word)


def _behind_names(context: FigureContext) -> frozenset[str]:
    """What is said behind the bracket that names the zones counted: "three more parks (Binh Dong and others) are planned"."""
    view, at = context.view, context.quantity.end
    stop = view.after(context.index)[1]
    close = view.lower.find(")", at, stop) if view.lower.startswith(" (", at) else -1
    if close < 0:
        return NO_FEATURES
    end = _CLAUSE_END.search(view.lower, close + 1, stop)
    return view.features(close + 1, end.start() if end else stop)


def _behind_bracket(view: SentenceView, index: int) -> frozenset[str]:
    """What is said behind the bracket that an area closes: "28 CCN (1.490,77 ha) đang làm thủ tục đầu tư"."""
    close = view.quantities[index].end
    if not view.lower.startswith(")", close):
        return NO_FEATURES
    stop = view.quantities[index + 1].start if index + 1 < len(view.quantities) else view.end
    end = _CLAUSE_END.search(view.lower, close + 1, stop)
    return view.features(close + 1, end.start() if end else stop)


# Projects ----------------------------------------------------------------------------------------------------------

_OTHERS: Final = ("company", "project", "sector", "partner", "outside", "abroad", "other")
_NO_COUNT: Final = ("/", " hạ tầng", " này", " trọng điểm", " nói trên", " nêu trên", " kể trên")
_OF_SIZE: Final = re.compile(r"(?:trên|dưới|từ) [0-9.,]+ (?:tỷ|triệu)")
_OPERATE: Final = frozenset({"a:operate"})
_HOLD: Final = frozenset({"a:hold"})
_MORE: Final = frozenset({"a:more"})
_LICENSE: Final = frozenset({"a:license"})
_FOUND: Final = frozenset({"a:found"})
_ORIGINS: Final = frozenset({"o:fdi", "o:ddi"})
_HEADED_ACTS: Final = frozenset({"a:new", "a:adjust", "a:hold", "a:license"})
_OWN_STAGE: Final = frozenset({"a:hold", "a:operate", "a:enter"})
_EITHER: Final = re.compile(
    r"(?:new|newly|registered|licensed|approved|granted|fresh)[\w -]{0,12}? (?:or|and|and/or) "
    r"(?:\w+ )?(?:expan|adjust|increas|amend|additional)"
)
_NEW_AND_ADJUSTED: Final = re.compile(
    r"cấp[^,;]{0,20}(?: và|,| lẫn| hoặc) (?:điều chỉnh|tăng vốn)"
    r"|dự án mới (?:và|lẫn) (?:dự án )?(?:điều chỉnh|tăng|mở rộng)(?: tăng)?(?: vốn)?(?=[,.;)]| với| có| trị giá|\Z)"
)
""" "243 dự án mới và tăng vốn, với tổng vốn …"."""
_LICENSED: Final = frozenset({"a:new", "a:license"})
_WITH_MORE: Final = re.compile(
    r",? (?:with (?:an )?(?:increased|additional|added|adjusted|raised|supplementary|supplemented|extra|upwardly"
    r"|capital (?:increase|adjust))|(?:having |who |which |that )?(?:increas|rais|adjust|add|expand|supplement)(?:ing|ed|e)"
    r" (?:their |its |more |additional |investment )*capital)"
)
""" "31 projects with increased capital"."""
_ONLY: Final = re.compile(r"(?<!án )mới (?:chỉ |có |thu hút |được |đạt )+\Z")
""" "Năm 2010 các KCN mới có 320 dự án": no more than so many."""
_POURS_MORE: Final = re.compile(
    r" (?:cũ|hiện hữu|hiện có|đang hoạt động|đã đầu tư|đã được cấp phép|khác|đang triển khai)?[^,;.:()0-9]{0,12}"
    r"(?:rót|bơm|bổ sung|tăng|đầu tư|góp|nâng|đăng ký|đổ)(?: vốn)? (?:thêm|vốn thêm)(?: vốn)?(?= (?:hơn |gần |khoảng |trên )*[0-9])"
)
""" "31 dự án cũ rót thêm 412 triệu USD"."""
_SPOKEN_OF: Final = frozenset({"a:adjust", "a:enter", "a:hold", "a:license", "a:new"})
_NEAR: Final = 4
_LED: Final = 16  # characters from a province to what it has
_TO_FOUND: Final = re.compile(
    r"(?<!\w)(?:định hướng|dự kiến|sẽ|chủ trương|đang xem xét|đang đề nghị|chuẩn bị)(?: (?!đã|được)[^\W\d_]+){0,6}?"
    r" (?:thành lập|phát triển|mở|hình thành|bổ sung|xây dựng|lập)(?: mới| thêm| vào| danh mục| quy hoạch)*"
    r"(?: (?:gần|khoảng|hơn|từ))? \Z"
)
_UP_TO: Final = re.compile(r"(?:đưa|nâng) (?:tổng )?(?:số )?[^,;:.0-9]{2,80} (?:lên|thành)(?: thành| tới)? \Z")
_LIFTED: Final = re.compile(
    r"(?<!\w)(?:br[io]\w*g\w*t?|tak\w+|took|lift\w*|rais\w*|push\w*) (?:the |its |their )?(?:(?:total|overall|cumulative) )?"
    r"(?:number|total|tally|count)(?: of [\w -]{0,40}?)? to(?: \w+)? \Z"
)
""" "That takes the number of projects to 581"."""
_ALL_TOLD: Final = 30
_IN_ZONES, _IN_DOMAIN, _UNDER_HEADING, _TURNS, _WITH_CAPITAL = 5, 2, 3, 8, 8
_OF_CAPITAL: Final = re.compile(
    r" (?:in (?:fdi|foreign [\w ]{0,18}|domestic [\w ]{0,18}) )?(?:in|for|into|across|from|through|of|cho|vào|của|từ|qua|với|gồm) "
)
_STAGE_OF_CAPITAL: Final = {
    "capital.in_force": "projects.in_force",
    "capital.new": "projects.registered",
    "capital.attracted": "projects.registered",
    "capital.added": "projects.adjusted",
}
"""Projects counted behind their capital are of its stage: "$10.6 billion in FDI across 218 projects"."""


def decide_project(figure: Figure) -> Decision | None:
    """How many projects: registered or adjusted in a stretch of time, in force or operating on a day."""
    context, group = figure.context, figure.group
    if figure.owner in _OTHERS or _are_no_projects(context):
        return None
    near, behind = _words_of(context, stock=figure.stock)
    acts = has_acts(near | context.behind)
    if group.refused and not group.projects and not acts and not context.has_zones_behind:
        return None
    both = _are_new_and_adjusted(figure)
    ballot = _project_ballot(figure, near, behind)
    if both:
        ballot.points["projects.adjusted"] = 0
    origin = origin_of(figure)
    known = figure.kind is not None or bool(group.projects) or origin is not None
    if known:
        _prefer_in_force(figure, ballot, acts=acts)
    indicator = ballot.winner(weights.LEAST_PROJECTS if known else weights.LEAST_UNKNOWN)
    if indicator is None or (figure.kind is None and origin is None and not _is_of_place(context)):
        return None
    return Decision(
        indicator,
        unit="project",
        kind=figure.kind,
        origin=origin,
        rule=f"{indicator}.and_adjusted" if both else indicator,
        licensed=indicator == "projects.registered" and not both and _is_licensed(figure, indicator),
        points=ballot.said(indicator),
    )


def _are_new_and_adjusted(figure: Figure) -> bool:
    """Whether one number counts what was registered and what was adjusted together."""
    view, label, right = figure.context.view, figure.context.label, figure.context.right
    return (
        figure.near >= {"a:new", "a:adjust"}
        or (view.english and _EITHER.search(view.lower, label[0], right[1]) is not None)
        or _NEW_AND_ADJUSTED.search(view.lower, label[0], right[1] + 20) is not None
    )


def _project_ballot(figure: Figure, near: frozenset[str], behind: frozenset[str]) -> Ballot:
    """The points of a count of projects by the words at it and around it, the capital before it, and its unit."""
    context, value = figure.context, figure.group.value
    ballot = Ballot(weights.PROJECTS).hear(near, LABEL).hear(behind, LABEL)
    _hear_around(figure, ballot)
    stage = _STAGE_OF_CAPITAL.get(value.indicator) if value is not None else None
    if stage is not None and context.index and _OF_CAPITAL.fullmatch(context.gap_text):
        ballot.give(stage, _WITH_CAPITAL, "capital before")
    if context.quantity.word.startswith("lượt"):
        ballot.give("projects.adjusted", _TURNS, "turns")
    if context.view.english and _LIFTED.search(context.gap_text):
        ballot.give("projects.in_force", _ALL_TOLD, "brought to")
    return ballot


def _words_of(context: FigureContext, *, stock: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The features of its label and of what is behind, without those that another word there takes the sense from."""
    near = context.near - (_OPERATE if _zones_operate(context) else NO_FEATURES)
    behind, quantity = context.behind, context.quantity
    if _ONLY.search(context.label_text):
        near = near - {"a:new"}
    if quantity.word.startswith("lượt"):  # "13 lượt dự án điều chỉnh": the act is part of the unit
        behind |= context.view.features(quantity.start, quantity.end)
    if _WITH_MORE.match(context.view.lower, context.quantity.end, context.view.end) or _POURS_MORE.match(
        context.view.lower, context.quantity.end, context.view.end
    ):
        near, behind = near - _MORE, behind | {"a:adjust"}
    if "a:adjust" in near | behind:
        near, behind = (
            near - _MORE - _OPERATE,
            behind - _MORE - _OPERATE,
        )  # "điều chỉnh thêm", "operating projects expanded"
    if "a:new" not in near | behind and (stock or "a:adjust" in near | behind):
        # "điều chỉnh 36 giấy chứng nhận"; "Đến nay tỉnh đã cấp phép cho 300 dự án"
        near, behind = near - _LICENSE, behind - _LICENSE
    return near, behind


def _are_no_projects(context: FigureContext) -> bool:
    """Whether a count is of works, of a difference, or of projects above a size."""
    after = context.view.lower[context.quantity.end : context.quantity.end + 14]
    works = not context.behind.isdisjoint({"a:infra", "w:project"}) or "xây dựng" in context.right_text
    return (
        works or after.startswith(_NO_COUNT) or is_difference(context) or _OF_SIZE.search(context.gap_text) is not None
    )


def _hear_around(figure: Figure, ballot: Ballot) -> None:
    """What stands before the label, opens the clause, was counted before, is headed, and the time."""
    context, group, frame = figure.context, figure.group, figure.frame
    if not context.closes_bracket:
        ballot.hear(_before_label(context), OPENING if context.index else BEFORE_LABEL)
    if context.index and not group.projects:
        adjusted = "a:adjust" in context.near | context.behind
        ballot.hear(context.head - context.between - (_LICENSED if adjusted else NO_FEATURES), OPENING)
    stage = _stage_of_group(figure)
    if stage is not None:
        ballot.hear((f"group.{stage}",), OPENING)
    ballot.hear(frame.headed_acts() & _HEADED_ACTS, ABOVE)
    if figure.flow:
        ballot.hear(("time.flow",), OPENING)
    elif context.quantity.rule[1:2] == ("unit.said_before",):
        ballot.give("projects.in_force", _LABELLED, "number of")
    if figure.stock:
        ballot.hear(("time.stock",), OPENING)
    own_time = any(when.start < context.quantity.start for when in context.view.whens)
    if frame.stage and not group.projects and not own_time and context.lead.isdisjoint(_OWN_STAGE):
        ballot.hear((f"group.{frame.stage}",), ABOVE)


def _before_label(context: FigureContext) -> frozenset[str]:
    """The features of what stands before the label, without the acts that are those of figures and zones before."""
    if not context.index:
        return context.far
    after_zones = context.view.quantities[context.index - 1].unit == "zone"
    # "hai khu đã vào hoạt động, thu hút 45 dự án": it is the zones that operate
    return context.far - _HOLD - (_OPERATE if after_zones else NO_FEATURES)


def _stage_of_group(figure: Figure) -> str | None:
    """The stage of the projects that this count goes on from: counted before it in its sentence, or in the one it parts."""
    projects, frame = figure.group.projects, figure.frame
    if projects and projects[-1].unit == "project":
        return projects[-1].indicator
    return frame.stage if frame.stage and opens_part(figure) else None


def _prefer_in_force(figure: Figure, ballot: Ballot, *, acts: bool) -> None:
    """A count of which nothing else is said is of projects in force."""
    context = figure.context
    if figure.kind is None and not acts and origin_above(figure) is not None:
        ballot.give("projects.in_force", _UNDER_HEADING, "heading")
    in_zones = any(zone.start < context.right[1] and not zone.office for zone in context.view.zones)
    if not (figure.flow and acts) or "a:hold" in context.lead:
        ballot.give("projects.in_force", _IN_ZONES if in_zones else _IN_DOMAIN, "domain")


def _is_of_place(context: FigureContext) -> bool:
    """Whether projects without zones and origin are told of a whole place."""
    if not (context.between | context.behind).isdisjoint(_SPOKEN_OF):
        return True
    provinces = (place for place in context.view.places if place.level == "province")
    led = any(0 <= context.quantity.start - place.end < _LED for place in provinces)
    return ("s:whole" in context.near or led) and not context.near.isdisjoint({"r:have", "a:enter"})


def _is_licensed(figure: Figure, indicator: str) -> bool:
    """Whether projects are said to be new, so that their capital is new too."""
    context = figure.context
    heard = context.near | context.behind | context.far | context.head
    parent = figure.group.projects[-1] if figure.group.projects else None
    parted = opens_part(figure) or not figure.near.isdisjoint(_ORIGINS)
    if parent is None and figure.frame.licensed and parted and not has_acts(heard) and not context.view.whens:
        return indicator == figure.frame.stage  # "16 dự án được cấp mới … Một nửa là 8 dự án FDI"
    return not heard.isdisjoint(_LICENSED) or (parent is not None and parent.licensed and parent.indicator == indicator)


def _zones_operate(context: FigureContext) -> bool:
    """Whether it is zones that operate: "các CCN đang hoạt động có 513 dự án"."""
    term = context.view.last(*context.gap, _OPERATE)
    ends = [zone.end for zone in context.view.zones]
    ends += [one.end for one in context.view.quantities if one.unit == "zone"]
    return term is not None and any(0 <= term.start - end <= _NEAR for end in ends)
