"""What counts of zones and of projects state."""

import re
from typing import Final

from parkledger.reading.interpretation import weights
from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.decisions import Ballot, Decision
from parkledger.reading.interpretation.events import kind_of_word
from parkledger.reading.interpretation.figures import Figure, has_acts, is_difference, opens_part, will_be
from parkledger.reading.interpretation.origins import origin_above, origin_of
from parkledger.reading.interpretation.sentences import NO_FEATURES, SentenceView
from parkledger.reading.interpretation.weights import ABOVE, BEFORE_LABEL, LABEL, OPENING
from parkledger.reading.text.quantities import FoundQuantity

# Zones -------------------------------------------------------------------------------------------------------------

_LEAST_SCALE: Final = 500
_MOST_ZONES: Final = 2_500  # more than the country has, of every kind together
""" "Quy hoạch 1/500": the scale of a plan counts nothing."""
_NEXT_WORD: Final = re.compile(r" ?(?:này|trên(?! địa bàn| cả| toàn| diện| tổng)|nêu trên|nói trên)(?!\w)")
_AFTER_BARE_ZONE: Final = re.compile(
    r"\s*(?:đã|đang|được|có|hoạt động|đi vào|với|trên|mới|\(|[,.;:)]|\Z|đạt|còn|lấp|thành|tổng|chưa|và|nữa)"
)
_LOCATED: Final = re.compile(r"(?:tại|ở|thuộc|từ|đến|thăm|khảo sát|vào|của)(?: hơn| gần| khoảng)?\Z")
_HAVE_IT: Final = ("có", "là", "gồm")
_BESIDE: Final = re.compile(r"(?: ?\([^()\n]{1,20}\))?(?:,| và|, và) ?")
_BEHIND_ASIDE: Final = re.compile(r", (?:are|is|have|has|were|now|đã|đang|được)(?!\w)[^,;.()0-9]*")
""" "26 of them, covering 6,000 ha, are eligible to receive investment"."""
_AGAIN: Final = re.compile(r"(?<!of )(?<!for )\b(?:the|these|those) \Z")
"""Before zones that were counted already: "The four parks, with a total area of 940 hectares, are …"."""
_LONGEST_GAP, _SHORT_GAP = 40, 12
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
_OF_LAND: Final = {
    "land.planned": "zones.planned",
    "land.established": "zones.established",
    "land.operating": "zones.operating",
}
"""Zones counted in brackets behind their land."""
_LOCATED_LESS, _COUNTED, _LABELLED, _OF_PLACE, _TOLD_AGAIN = -9, 3, 4, 7, 12
"""Points of a count of zones for zones that exist: less where it only says where something lies; more behind a label, and
where a place is named behind it."""


def decide_zone(figure: Figure) -> Decision | None:
    """How many zones: planned, prioritised, zoned, established, built or operating."""
    context, quantity = figure.context, figure.quantity
    told = figure.group.zones
    word = context.view.quantities[context.index + 1].word if context.is_part_of_next else quantity.word
    kind = kind_of_word(word) or figure.kind or (told.kind if told else None) or figure.frame.known_kind
    if kind is None or not 0 <= quantity.value < _MOST_ZONES or figure.owner in _ELSEWHERE or _counts_nothing(context):
        return None
    to_come = will_be(context)
    by_then = _BY_THEN.match(context.view.lower, context.view.start) is not None
    near, behind = _words_of_zones(context, to_come=to_come, by_then=by_then)
    ballot = Ballot(weights.ZONES).hear(near, LABEL).hear(behind, LABEL)
    alone = not context.index or not context.gap_text.strip(" ,;:")
    ballot.hear((context.opening - near if alone else context.far) - (_FOUND if to_come else NO_FEATURES), OPENING)
    ballot.hear(figure.frame.headed() & _HEADED, ABOVE)
    planned = any(when.role == "horizon" and when.start < quantity.start for when in context.view.whens)
    if planned or by_then or (to_come and context.view.english):
        ballot.hear(("time.horizon",), OPENING)
    _weigh(figure, ballot, near, behind)
    indicator = ballot.winner(weights.LEAST_ZONES)
    if indicator is None:
        return None
    return Decision(indicator, unit="zone", kind=kind, rule=f"zone.{indicator}", points=ballot.said(indicator))


def _words_of_zones(context: FigureContext, *, to_come: bool, by_then: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The features at a count of zones and behind it, without the words that a plan or a horizon takes the sense from."""
    near = context.near | _with_infrastructure(context.near)
    if to_come:
        near = near - {"d:aim", "a:found"}
    behind = _behind_zones(context)
    behind |= _with_infrastructure(behind | (near & _INFRASTRUCTURE))  # "the infrastructure of 7 parks is completed"
    if by_then or "a:plan" in near | behind:
        near, behind = near - _LICENSE, behind - _LICENSE  # "approved under the master plan"
    return near, behind


def _weigh(figure: Figure, ballot: Ballot, near: frozenset[str], behind: frozenset[str]) -> None:
    """Points of a count of zones for where it stands, what it is counted with, and two stages told at once."""
    context = figure.context
    clause = context.view.lower[context.clause[0] : context.quantity.start].rstrip()
    if _LOCATED.search(clause) and behind.isdisjoint({"a:operate", "a:found", "s:whole"}):
        ballot.give("zones.established", _LOCATED_LESS, "located")
    last = figure.group.last
    if last is not None and context.opens_bracket and last.indicator in _OF_LAND:
        ballot.give(_OF_LAND[last.indicator], _OF_PLACE, "land")
    if figure.frame.zones is not None and _AGAIN.search(
        context.view.lower, context.view.start, context.quantity.number
    ):
        ballot.give(figure.frame.zones.indicator, _TOLD_AGAIN, "told again")
    if figure.group.zones is not None and not has_acts(near | behind):
        ballot.give(figure.group.zones.indicator, _LABELLED, "beside")
    labelled = (
        not clause
        or context.quantity.rule[1:2] == ("unit.said_before",)
        or context.view.lower.startswith(":", context.clause[0] - 1)
    )
    ballot.give("zones.established", _OF_PLACE if "s:whole" in behind else _LABELLED if labelled else _COUNTED, "count")
    whole = _PARTICIPLE.match(context.view.lower, context.quantity.end) if context.is_total_of_part else None
    if whole is not None:
        ballot.give("zones.planned" if whole["planned"] else "zones.established", _BOTH_STAGES, "all of them")
    if near | behind >= _FOUNDED_AND_OPERATING:
        ballot.give("zones.operating", _BOTH_STAGES, "both")


def _counts_nothing(context: FigureContext) -> bool:
    """Whether a number of zones counts none: a scale, zones named one by one, those that have the figure before."""
    quantity, view = context.quantity, context.view
    after = view.lower[quantity.end : quantity.end + 16]
    if quantity.over is not None and quantity.over >= _LEAST_SCALE:
        return True
    if _NEXT_WORD.match(after) or (quantity.word in ("khu", "cụm") and not _AFTER_BARE_ZONE.match(after)):
        return True
    if context.index and view.quantities[context.index - 1].unit == "percent" and context.gap_text.strip() in _HAVE_IT:
        return True  # "đạt 100% có 4 khu"
    named = any(zone.name and zone.start <= quantity.end <= zone.end for zone in view.zones)
    return named and context.index + 1 == len(view.quantities) and context.behind.isdisjoint({"a:operate", "a:found"})


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
_NO_COUNT: Final = ("/", " hạ tầng", " này", " trọng điểm")
_OF_SIZE: Final = re.compile(r"(?:trên|dưới|từ) [0-9.,]+ (?:tỷ|triệu)")
_OPERATE: Final = frozenset({"a:operate"})
_MORE: Final = frozenset({"a:more"})
_LICENSE: Final = frozenset({"a:license"})
_FOUND: Final = frozenset({"a:found"})
_ORIGINS: Final = frozenset({"o:fdi", "o:ddi"})
_HEADED_ACTS: Final = frozenset({"a:new", "a:adjust", "a:hold", "a:license"})
_OWN_STAGE: Final = frozenset({"a:hold", "a:operate", "a:enter"})
_NEW_AND_ADJUSTED: Final = re.compile(r"cấp[^,;]{0,20}(?: và|,| lẫn| hoặc) (?:điều chỉnh|tăng vốn)")
_LICENSED: Final = frozenset({"a:new", "a:license"})
_WITH_MORE: Final = re.compile(
    r",? (?:with (?:an )?(?:increased|additional|added|adjusted|raised|supplementary|supplemented|extra|upwardly"
    r"|capital (?:increase|adjust))|(?:having |who |which |that )?(?:increas|rais|adjust|add|expand|supplement)(?:ing|ed|e)"
    r" (?:their |its |more |additional |investment )*capital)"
)
""" "31 projects with increased capital"."""
_SPOKEN_OF: Final = frozenset({"a:adjust", "a:enter", "a:hold", "a:license", "a:new"})
_NEAR: Final = 4
_LED: Final = 16  # characters from a province to what it has
_IN_ZONES, _IN_DOMAIN, _UNDER_HEADING, _TURNS, _WITH_CAPITAL = 5, 2, 3, 8, 8
_OF_CAPITAL: Final = re.compile(
    r" (?:in (?:fdi|foreign [\w ]{0,18}|domestic [\w ]{0,18}) )?(?:in|for|into|across|from|through|of|cho|vào|của|từ|qua) "
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
    if group.refused and not group.projects and not acts and not _are_in_zones(context):
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
        or _NEW_AND_ADJUSTED.search(view.lower, label[0], right[1] + 20) is not None
    )


def _are_in_zones(context: FigureContext) -> bool:
    """Whether zones are named right behind a count of projects."""
    return any(context.right[0] <= zone.start < context.right[1] for zone in context.view.zones)


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
    return ballot


def _words_of(context: FigureContext, *, stock: bool) -> tuple[frozenset[str], frozenset[str]]:
    """The features of its label and of what is behind, without those that another word there takes the sense from."""
    near = context.near - (_OPERATE if _zones_operate(context) else NO_FEATURES)
    behind, quantity = context.behind, context.quantity
    if quantity.word.startswith("lượt"):  # "13 lượt dự án điều chỉnh": the act is part of the unit
        behind |= context.view.features(quantity.start, quantity.end)
    if _WITH_MORE.match(context.view.lower, context.quantity.end, context.view.end):
        near, behind = near - _MORE, behind | {"a:adjust"}
    if "a:adjust" in near | behind:
        near, behind = near - _MORE, behind - _MORE  # "điều chỉnh thêm"
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
        ballot.hear(
            context.far - {"a:hold"} if context.index else context.far, OPENING if context.index else BEFORE_LABEL
        )
    if context.index and not group.projects:
        adjusted = "a:adjust" in context.near | context.behind
        ballot.hear(context.head - context.between - (_LICENSED if adjusted else NO_FEATURES), OPENING)
    if group.projects and group.projects[-1].unit == "project":
        ballot.hear((f"group.{group.projects[-1].indicator}",), OPENING)
    elif frame.stage and opens_part(figure):
        ballot.hear((f"group.{frame.stage}",), OPENING)
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
