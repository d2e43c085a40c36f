"""What percentages and multiples state: occupancy, growth, the share of a plan, a share of a total."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from parkledger.reading.interpretation.aims import is_aimed_with, is_planned
from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.decisions import PROVINCIAL, Decision
from parkledger.reading.interpretation.figures import Figure, has_strangers, is_of_industrial_land, is_wordy
from parkledger.reading.interpretation.money import TOPICS
from parkledger.reading.interpretation.origins import origin_of, sector_of
from parkledger.reading.interpretation.own_names import decide_named
from parkledger.reading.interpretation.sentences import NO_FEATURES, Term
from parkledger.reading.model import Span
from parkledger.reading.text.mentions import PlaceMention

_SUBJECTS: Final[Mapping[str, str]] = {
    "m:export": "trade.export",
    "m:import": "trade.import",
    "m:production": "output.production",
    "m:index": "output.index",
    "m:revenue": "output.revenue",
    "m:budget": "budget.paid",
    "m:workers": "labour.workers",
    "m:income": "labour.income",
    "m:rent": "fee.land_rent",
    "m:growth": "grdp.growth",
    "m:grdp": "grdp.growth",
    "a:disburse": "capital.implemented",
    "a:shares": "capital.shares",
    "a:added": "capital.added",
    "m:capital": "capital.attracted",
}
"""What a ratio is of, by the words before it; the first that a word names."""
_TOTALS: Final[Mapping[str, str]] = {
    "m:export": "trade.export",
    "m:import": "trade.import",
    "m:production": "output.production",
    "m:index": "output.production",
    "m:revenue": "output.revenue",
    "m:workers": "labour.workers",
    "m:budget": "budget.paid",
    "m:collected": "budget.paid",
    "m:capital": "capital.in_force",
    "m:grdp": "grdp.size",
}
"""The totals that a share is of, by the words behind it."""
_BARS: Final = frozenset({"w:other", "w:sector", "w:partner"})
_WORDS: Final = frozenset(_SUBJECTS) | _BARS
_MEASURES: Final = frozenset(TOPICS)
_TOTAL_WORDS: Final = frozenset(_TOTALS)
_VERBS: Final = frozenset({"r:rise", "r:fall", "r:share", "r:equal", "r:exceed", "m:growth", "m:index"})
_AGAINST: Final = frozenset({"r:same", "r:against"})
_REACH: Final = frozenset({"r:reach"})
_ECONOMY: Final = frozenset({"m:grdp", "m:growth", "m:index"})
_NO_GROWTH: Final = ("zones.", "land.", "occupancy", "pci.", "fdi.")
_NO_PLAN: Final = ("occupancy", "pci.", "fdi.")
_STRICT: Final = ("trade", "output.p", "output.r")
_MINUS: Final = (" -", " âm ", "(-")
_HUNDRED: Final = 100
_OTHERS: Final = ("company", "project", "abroad")


def decide_percent(figure: Figure) -> Decision | None:
    """A percentage: occupancy, growth, the share of a plan, a share of a total."""
    context = figure.context
    named = decide_named(figure)
    if named is not None:
        return named
    if (is_planned(context) or is_aimed_with(context)) and not _is_of_plan(figure):
        return None
    occupancy = _occupancy(figure)
    if occupancy is not None and (figure.owner not in _OTHERS or figure.zone is not None):
        return occupancy
    if figure.owner in _OTHERS:
        return None
    elsewhere = _of_another_place(figure)
    if elsewhere is not None:
        return elsewhere
    if not context.between.isdisjoint({"d:aim", "d:if"}) and "r:plan" not in context.near:
        return None
    return _change_plan_or_share(figure)


def _change_plan_or_share(figure: Figure) -> Decision | None:
    """What a ratio to another figure states: a change, what a plan was fulfilled by, or a share, by what it is compared with."""
    against_plan = _AGAINST_PLAN.search(figure.context.gap_text) is not None and not _of_same(figure)
    change = None if against_plan else _change(figure)
    if change is not None:
        return _growth(figure, change)
    if _is_of_plan(figure):
        beyond = _HUNDRED if _is_beyond_plan(figure.context) else 0
        return _plan_ratio(figure, figure.quantity.value + beyond)
    change = _compared(figure)
    return _growth(figure, change) if change is not None else _share(figure)


def _is_beyond_plan(context: FigureContext) -> bool:
    """Whether a ratio says by how much a plan was exceeded: "vượt 5% kế hoạch" is 105 % of it."""
    if "r:exceed" in context.between or _AGAINST_PLAN.search(context.gap_text) or _OVER_PLAN.match(context.right_text):
        return True
    return "r:rise" in context.near and _RISEN_OVER_PLAN.match(context.right_text) is not None


_PLAN_BEHIND: Final = re.compile(
    r" (?:of|against) (?:the |its |this |that |their )?(?:[\w'’-]+ ){0,3}(?:plan|target|goal|quota|(?:annual|yearly|full-year) estimate)s?"
    r"(?!\w)"
    r"| (?:more|higher|greater) than (?:was )?planned(?!\w)"
    r"| of (?:its|the|their) (?:annual|yearly|full-year|year’s|year's) (?:estimate|projection|forecast)s?(?!\w)"
    r"| (?:(?:more|higher|greater) than|above|over|beyond|ahead of) (?:the |its |their )?(?:[\w'’-]+ ){0,3}(?:plan|target|goal)"
)
_LISTED: Final = re.compile(
    r"[\s,;:()–-]*(?:(?:tỉnh|thành phố|tp\.?|là|đạt|và|còn|tăng|với|cả|sau|trên|dưới|chỉ|hơn) *)*[\s,;:()–-]*"
)


def _of_another_place(figure: Figure) -> Decision | None:
    """The same of another place: "cao nhất vùng (Đà Nẵng: 11,36%; Huế: 9,9%)"."""
    context, last = figure.context, figure.frame.growth
    if last is None and figure.frame.subjects.title_features & {"m:growth"}:
        last = Decision("grdp.growth", "growth", "percent")
    if last is None or (figure.group.last is not None and figure.group.last.indicator != "grdp.growth"):
        return None
    start, stop = context.gap
    places = [place for place in context.view.places if start <= place.start < stop]
    if not places or places[-1].level not in ("province", "country"):
        return None
    before = "".join(context.view.lower[first:end] for first, end in _between(places, start))
    around = before, context.view.lower[places[-1].end : stop]
    head = around[0].rpartition("(")[2] if "(" in around[0] else around[0]
    if _LISTED.fullmatch(head) is None or _LISTED.fullmatch(around[1]) is None:
        return None
    return last._replace(value=None, earlier=False, rule="growth.of_another_place")


def _between(places: Sequence[PlaceMention], start: int) -> Iterable[Span]:
    """What stands before each of some places, the names of those before it left out."""
    return zip((start, *(place.end for place in places)), (place.start for place in places), strict=False)


def _verb(figure: Figure) -> frozenset[str]:
    context = figure.context
    verb = context.view.last(*context.gap, _VERBS) or context.view.last(*context.gap, _REACH)
    return verb.features if verb else NO_FEATURES


def _of_same(figure: Figure) -> bool:
    """Whether what is behind compares with another time, not with a plan."""
    behind = figure.context.behind | _compared_together(figure.context)
    return "r:same" in behind or ("r:against" in behind and "r:plan" not in behind)


_EACH_OF_BOTH: Final = re.compile(r" (?:về|số|tổng|in|by|for)[^,;.()0-9]{1,24} (?:và|and)(?: bằng| đạt| tăng| giảm)? ?")


def _compared_together(context: FigureContext) -> frozenset[str]:
    """What two ratios side by side are compared with, said once: "bằng 86% về số dự án và 148% về vốn so với cùng kỳ"."""
    following = context.index + 1
    if following >= len(context.view.quantities) or context.view.quantities[following].unit != context.quantity.unit:
        return NO_FEATURES
    return FigureContext(context.view, following).behind if _EACH_OF_BOTH.fullmatch(context.gap_behind) else NO_FEATURES


def _change(figure: Figure) -> Fraction | None:
    """The change that a verb of rising or falling states."""
    verb, value = _verb(figure), figure.quantity.value
    said_behind = _change_behind(figure)
    if said_behind is not None:
        return said_behind
    last = figure.group.last
    if not verb:
        return _change_of_last_verb(figure, last) if last is not None and last.form == "growth" else None
    if "r:fall" in verb:
        return -value
    planned = "r:plan" in figure.context.behind and not _of_same(figure)
    return value if "r:rise" in verb and not planned else None


def _change_behind(figure: Figure) -> Fraction | None:
    """The change that words right behind a ratio state: "a 12.5 per cent increase", "5% more than a year earlier"."""
    context, value = figure.context, figure.quantity.value
    said = _RISE_BEHIND.match(context.view.lower, figure.quantity.end, context.view.end)
    if said is None and not _PLAN_BEHIND.match(context.right_text):
        said = _MORE_BEHIND.match(context.right_text)
    if said is None:
        return None
    return -value if said["less"] else value


def _change_of_last_verb(figure: Figure, last: Decision) -> Fraction | None:
    """The change that a ratio without a verb states where it goes on from a growth: joined to it, "by …", or at the next time."""
    context, value = figure.context, figure.quantity.value
    joined = _AND_ALSO.fullmatch(context.gap_text) is not None
    if joined and "r:equal" in FigureContext(context.view, context.index - 1).near:
        return value - _HUNDRED
    if joined or _goes_on_by(figure):
        return -value if last.value is not None and last.value < 0 else value
    return value if _is_next_in_time(figure) else None


def _goes_on_by(figure: Figure) -> bool:
    """Whether a change has the verb of the one before: "revenue rose by 22%, exports by 17.5%"."""
    context = figure.context
    measured = any(one.startswith("m:") for one in context.between)
    return context.view.english and measured and context.gap_text.endswith(" by ")


_NEXT_IN_TIME: Final = re.compile(r" ?(?:annually|a year|per year|each year)?[ ,;]*(?:(?:and|và) )?")


def _is_next_in_time(figure: Figure) -> bool:
    """Whether a rate goes on a series of times: "52.6% annually in 2006 - 2010; 27.6% in 2011 - 2015"."""
    context = figure.context
    text, start = context.gap_text, context.gap[0]
    times = [when for when in context.view.whens if start <= when.start < context.gap[1]]
    for when in times:
        text = text.replace(context.view.lower[when.start : when.end], "")
    following = any(0 <= when.start - context.quantity.end <= 1 for when in context.view.whens)
    return bool(times) and following and _NEXT_IN_TIME.fullmatch(text) is not None


_AND_ALSO: Final = re.compile(
    r"(?: (?:month|year|quarter)-on-(?:month|year|quarter)| on[- ](?:year|month)| (?:so với|compared|against|from|over) [^,;.0-9]{0,40})?"
    r"(?: in (?:terms of )?(?:number|value|capital)(?: of projects)?| về số (?:lượng |lượt )?dự án| về lượng)?,? (?:và|and) "
)
_RISE_BEHIND: Final = re.compile(
    r" (?:(?:year|month|quarter)-on-(?:year|month|quarter) |on-year |on-month |annual |yearly |annualised |annualized |yoy |y/y "
    r"|slight |sharp |strong )*(?:(?P<less>drop|fall|decline"
    r"|decrease|reduction|contraction|dip|slump|downturn)|increase|rise|growth|jump|surge|expansion|gain|uptick|hike|upturn)(?!\w)"
)
""" "A 12.5 per cent increase"."""
_MORE_BEHIND: Final = re.compile(
    r" (?:(?P<less>fewer|less|lower|smaller|down)|more|higher|greater|larger|above"
    r"|ahead(?= of (?:where|what|the same))|up(?= ?\Z| from| over| year| compared))(?: than)?(?!\w)"
)
_OVER_PLAN: Final = re.compile(
    r" (?:more|higher|greater) than (?:the )?"
    r"|(?: above| over| beyond| ahead of) (?:the |its |their )?(?:[\w'’-]+ ){0,3}(?:plan|target|goal)"
)
_OF_TIME: Final = re.compile(
    r" (?:of|against) (?:the )?(?:(?:same period|figure|level)|that (?:of|in)|(?:19|20)[0-9]{2})| cùng k[ỳì]"
)


_AGAINST_PLAN: Final = re.compile(
    r"so (?:với )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?: cả năm| năm| được giao| đề ra| giao| [0-9]{4})*"
    r",? (?:đã |cũng )?(?:vượt|tăng|cao hơn)"
    r"(?: tới| đến| khoảng| gần| hơn)* ?\Z"
)
""" "So với kế hoạch năm vượt 18%"."""
_RISEN_OVER_PLAN: Final = re.compile(r" so (?:với )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|kh)(?!\w)")
""" "Tăng 18% so với kế hoạch"."""
_OVER_ITS_PLAN: Final = re.compile(
    r" ?/ ?[0-9][0-9.,]*(?: (?:nghìn|triệu|tỷ|tỉ))*(?: (?:usd|đồng|dự án))?,? ?(?:\(|đạt|bằng|tức)(?: đạt| bằng| tỷ lệ)* ?"
)
"""Between a result and its share of the plan that stands behind a slash: "832 triệu USD/700 triệu USD (118,9%)"."""
_OF_PLAN_REACHED: Final = re.compile(
    r"so (?:với )?(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu|kh)(?: cả năm| năm| được giao| đề ra| giao| [0-9]{4})*"
    r",? (?:mới |chỉ |đã |cũng |ước )*(?:đạt|bằng|hoàn thành)(?: được| khoảng| gần| hơn)* ?\Z"
)
""" "So với kế hoạch năm đạt 48%"."""


def _is_of_plan(figure: Figure) -> bool:
    context = figure.context
    if ("r:plan" in context.behind or _PLAN_BEHIND.match(context.right_text)) and not _of_same(figure):
        return True
    far = "r:plan" in context.far and "r:same" not in context.far
    if far and not context.between.isdisjoint({"r:reach", "r:equal", "r:exceed"}):
        return True
    if _AGAINST_PLAN.search(context.gap_text) and not _of_same(figure):
        return True
    if _OF_PLAN_REACHED.search(context.gap_text) or _OVER_ITS_PLAN.fullmatch(context.gap_text):
        return True
    near = "r:plan" in context.near and context.near.isdisjoint({"r:same", "r:against"})
    return near and not context.near.isdisjoint({"r:reach", "r:equal", "r:exceed"})


def _compared(figure: Figure) -> Fraction | None:
    """The change that a comparison without a verb of rising states: "bằng 96,4% cùng kỳ", "so cùng kỳ 5%", a bare rate."""
    value, verb = figure.quantity.value, _verb(figure)
    if _is_of_time(figure, verb) or _equals_before(figure):
        return value - _HUNDRED
    near = figure.context.near
    is_change = not near.isdisjoint(_AGAINST) and "r:share" not in near
    return value if is_change or _is_rate_of_economy(figure, verb) else None


def _is_of_time(figure: Figure, verb: frozenset[str]) -> bool:
    """Whether a ratio is to that of another time, which it names behind: "96.4% of the same period"."""
    near, last = figure.context.near, figure.group.last
    if _OF_TIME.match(figure.context.right_text) is None or "r:share" in near:
        return False
    earlier = last is not None and last.form == "growth" and "r:equal" not in near
    return not earlier and verb.isdisjoint({"r:rise", "r:fall", "r:share"})


def _equals_before(figure: Figure) -> bool:
    """Whether a ratio says what of the time before was reached: "bằng 96,4% cùng kỳ"."""
    context = figure.context
    equal = "r:equal" in context.near
    if (equal or "r:reach" in context.near) and (_of_same(figure) or not context.near.isdisjoint(_AGAINST)):
        return True
    compares = figure.frame.compares or "r:same" in context.lead
    bare = equal and not context.right_text.strip(" .;)") and compares
    return bare or (context.index == 0 and equal and "r:against" in context.lead)


def _is_rate_of_economy(figure: Figure, verb: frozenset[str]) -> bool:
    """Whether a bare rate is the growth of the economy or of output: by its heading, its label or the figure before."""
    context, last, ranked = figure.context, figure.group.last, figure.group.ranked
    heads = [head.features for head in figure.frame.heads[-1:]]
    headed = any(one & _ECONOMY and one & {"r:rise", "m:growth"} for one in heads)
    if headed and not verb and not context.label_text.strip(" :"):
        return True
    if "m:production" in context.near and verb == _REACH and not context.behind:
        return True  # "giá trị sản xuất ước đạt 9,3%"
    if last is not None and (last.indicator, last.form) == ("grdp.growth", "growth") and "r:average" in context.near:
        return True
    if "m:grdp" in context.near and "r:share" not in context.near:
        return True
    return (ranked is not None and _AT_A_RATE.fullmatch(context.gap_text) is not None) or bool(
        verb & {"m:growth", "m:index"}
    )


# Occupancy ---------------------------------------------------------------------------------------------------------

_RATE_OF_LAND: Final = re.compile(
    r"(?:tỷ lệ|tỉ lệ|đạt|bằng|chiếm|tức|tương ứng|tương đương|ứng với|hay|(?:rate|ratio) of)"
    r"(?: (?:cho thuê|khoảng|đạt|about|nearly|over))* ?\Z|[(] ?\Z"
)
_OR: Final = re.compile(
    r",? ?(?:or|equal to|equivalent to|accounting for|making up|about|some|nearly|over|roughly|\(| )*"
)
""" "14,200 hectares, or 64.8 per cent, has been taken up"."""
_OF_LAND: Final = re.compile(
    r" ?(?:tổng )?(?:diện tích|đất|quỹ đất)| of (?:the |its |their )?(?:(?:parks|zones|clusters|ips)['’]s? "
    r"|total |planned |leasable |industrial )*(?:land|area)"
)
_LET_LATER: Final = re.compile(
    r" of [^.;0-9%]{0,80}(?:, or [0-9][0-9.,]* (?:hectares|ha),)? (?:(?:is|are|was|were|has been|have been) (?:now |already |under )*"
    r"(?:lease|let|occupied|taken|rented|filled)|(?:has|have|had)(?: already)?(?: found| got)? (?:tenants|lessees|occupants|takers))"
)
""" "86 percent of the leasable land in the parks, or 2,100 hectares, has been leased"."""
_FULL: Final = re.compile(
    r"[ -](?:full|let|leased|occupied|filled|taken(?: up)?|rented|tenanted|booked)(?![\w-]| by (?:women|local))"
)
""" "The parks are 84 per cent let"."""
_HELD: Final = re.compile(
    r"(?<!\w)(?:occup(?:y|ies|ied|ying)|fill(?:s|ed|ing)?|tak(?:e|es|en|ing)(?: up)?|rent(?:s|ed|ing)?)(?: [\w-]+)? \Z"
)
_BEHIND: Final = re.compile(r"[^,;.]{0,12}(?:tỷ lệ )?(?:lấp|lắp) đầy")
_FILLED_BEHIND: Final = 30  # characters in which that stands
_LAND_LET: Final = ("land.leased", "land.leasable")
_MORE: Final = re.compile(r"(?:tăng|giảm)(?: thêm)? ?\Z")
_CHANGES: Final = frozenset({"r:rise", "r:fall", "r:share", "r:plan"})
_NOT_SO: Final = frozenset({"d:aim", "d:if", "a:withdraw", "r:plan"})


def _occupancy(figure: Figure) -> Decision | None:
    """How full zones are: said beside the figure, in the opening, the figure before or the heading."""
    context = figure.context
    kind = figure.kind or figure.frame.known_kind or ("park" if is_of_industrial_land(figure.context.view) else None)
    if kind is None or not _speaks_of_occupancy(figure):
        return None
    aimed = "d:aim" in context.opening and not context.index
    if aimed or not context.between.isdisjoint(_NOT_SO) or _MORE.search(context.label_text):
        return None
    return Decision("occupancy", unit="percent", kind=kind, rule="occupancy")


def _speaks_of_occupancy(figure: Figure) -> bool:
    return _says_occupancy(figure) or _goes_on_about_occupancy(figure)


def _says_occupancy(figure: Figure) -> bool:
    """Whether words beside a percentage say that it is how full zones are."""
    context = figure.context
    if "m:occupancy" in context.between | context.behind:
        return True
    if context.view.english and _is_taken_up(figure):
        return True
    if _BEHIND.match(context.view.lower, context.quantity.end, context.quantity.end + _FILLED_BEHIND):
        return True
    return _is_of_land_let(context)


def _goes_on_about_occupancy(figure: Figure) -> bool:
    """Whether a percentage is of occupancy by what opens its sentence, the figure before, the heading, or a zone in brackets."""
    context, frame, last = figure.context, figure.frame, figure.group.last
    if "m:occupancy" in context.opening and context.between.isdisjoint(_CHANGES):
        return True
    if context.between.isdisjoint(_VERBS):
        of_last = bool(context.index) and last is not None and last.indicator == "occupancy"
        if of_last or any("m:occupancy" in head.features for head in frame.heads[-1:]):
            return True
    if context.index and last is not None and last.indicator in _LAND_LET and _RATE_OF_LAND.search(context.gap_text):
        return True
    named = context.opens_bracket and figure.zone is not None and frame.occupancy
    return named and not is_wordy(context.gap_text.rpartition("(")[2])


def _is_taken_up(figure: Figure) -> bool:
    """Whether an English percentage says how full zones are: by an adjective, a verb, the land that it is of, or a change."""
    context, last = figure.context, figure.group.last
    if _FULL.match(context.view.lower, context.quantity.end):
        return True
    if _HELD.search(context.gap_text) and not context.right_text.strip(" ."):
        return True  # "its tenants occupy 71 percent"
    if not context.index:
        return False
    if last is not None and last.indicator == "land.leased" and _OR.fullmatch(context.gap_text):
        return True
    if context.view.quantities[context.index - 1].unit == "point" and context.gap_text.strip() == "to":
        return "m:occupancy" in FigureContext(context.view, context.index - 1).between
    return False


def _is_of_land_let(context: FigureContext) -> bool:
    """Whether a share of land is that of what has been let."""
    if _OF_LAND.match(context.right_text) is None:
        return False
    let = "a:leased" in context.behind | context.between or _HELD.search(context.gap_text) is not None
    return let or _LET_LATER.match(context.view.lower, context.quantity.end) is not None


# What a ratio is of ------------------------------------------------------------------------------------------------

_AT_A_RATE: Final = re.compile(r"[ ,(]*(?:với|ở)? ?(?:mức|tốc độ)?(?: tăng(?: trưởng)?)?[ :]*")
_PROJECTS: Final = re.compile(
    r"(?:số|lượng|về|về số) (?:lượt )?dự án|(?:in (?:terms of )?)?(?:the )?number(?: of projects)?(?!\w)"
)
_ABOUT_CAPITAL: Final = re.compile(r" (?:về|in|in terms of) (?:số |tổng |registered |total )?(?:vốn|capital|value)")
_ECONOMY_WORDS: Final = re.compile(r"kinh tế|grdp|gdp")


def _subject(figure: Figure) -> Decision | None:
    """What a ratio is of: a topic named in its label, or else the figure before it."""
    context, last, group = figure.context, figure.group.last, figure.group
    counted = _projects_meant(figure)
    if counted is not None:
        return counted
    if not context.index and figure.frame.previous is not None and _OF_BEFORE.match(context.label_text):
        return figure.frame.previous
    if _is_about_capital(figure):
        told = next((one for one in (group.value, group.amount) if one and one.indicator.startswith("capital")), None)
        if told is not None:
            return told
    term = context.view.last(*context.gap, _WORDS) or _measured_behind(context)
    if term is not None:
        return _subject_named(figure, term)
    economy = _ECONOMY_WORDS.search(context.view.lower, context.view.start, context.quantity.start)
    if "tăng trưởng" in context.gap_text and economy:
        return Decision("grdp.growth", unit="percent")
    if group.ranked is not None and _AT_A_RATE.fullmatch(context.gap_text):
        return group.ranked
    if last is not None and context.index and not group.stale:
        return last
    return None if context.index else _headed(figure)


_IN_MEASURE: Final = re.compile(
    r" (?:(?:year-on-year|annual|yearly) )?(?:(?:increase|rise|growth|drop|fall|decline|decrease|jump|surge|expansion) )?"
    r"in (?:the |its |their )?"
)


def _measured_behind(context: FigureContext) -> Term | None:
    """What a change is of, named behind it: "growth of 14.2 per cent in industrial production"."""
    match = (
        _IN_MEASURE.match(context.view.lower, context.quantity.end, context.view.end) if context.view.english else None
    )
    term = context.view.first(match.end(), match.end() + 1, _WORDS) if match else None
    return term if term is not None and term.features.isdisjoint(_BARS) else None


def _subject_named(figure: Figure, term: Term) -> Decision | None:
    """What a word of the label names, where it is the register's and nobody else's."""
    indicator = next((_SUBJECTS[tag] for tag in _SUBJECTS if tag in term.features), None)
    collected = "w:other" in term.features and figure.kind is None  # what the state takes in, not what zones pay
    barred = collected or (indicator == "grdp.growth" and "w:other" in figure.context.between)
    if indicator is None or barred or (indicator.startswith(_STRICT) and has_strangers(figure, _MEASURES)):
        return None
    return _named(figure, indicator)


def _is_about_capital(figure: Figure) -> bool:
    """Whether what follows says that a change is one of capital: "tăng 35% về số vốn", "gấp 2,86 lần số vốn"."""
    right = figure.context.right_text
    return _ABOUT_CAPITAL.match(right) is not None or (figure.unit == "times" and right.startswith(" số vốn"))


_OF_BEFORE: Final = re.compile(
    r" ?(?:(?:mức|con số|kết quả|số|lượng|tổng) (?:vốn )?(?:này|trên|đó|ấy)|this (?:figure|amount|number|result|sum|total)"
    r"|the figure)(?!\w)"
)
""" "Mức này bằng 49% kế hoạch": of what the sentence before told last."""
_ACTS_OF: Final = {
    "projects.registered": frozenset({"a:new", "a:license"}),
    "projects.adjusted": frozenset({"a:adjust", "a:added"}),
}


def _projects_meant(figure: Figure) -> Decision | None:
    """Of projects of one act, where the label says which: "số dự án mới tăng 80%, số dự án mở rộng tăng 150%"."""
    context, group = figure.context, figure.group
    if not (_PROJECTS.search(context.label_text) or _PROJECTS.match(context.right_text.lstrip())):
        return None
    known = group.projects or figure.frame.counted
    fits = [one for one in known if not context.near.isdisjoint(_ACTS_OF.get(one.indicator, NO_FEATURES))]
    return (fits or known)[-1] if known else None


def _named(figure: Figure, indicator: str) -> Decision | None:
    context, last = figure.context, figure.group.last
    if indicator.startswith("grdp"):
        return Decision(indicator, unit="percent")
    if indicator.startswith("fee.") and figure.kind is None:
        return None
    if not indicator.startswith("capital"):
        return Decision(indicator, unit="percent", kind=figure.kind, origin=sector_of(figure))
    if indicator == "capital.attracted":
        told = _capital_of_last(figure) or _capital_told(figure)
        if told is not None:
            return told
        indicator = "capital.new" if "a:new" in context.between else indicator
    if "a:shares" in context.between:
        indicator = "capital.shares"
    if last is not None and context.index and (last.indicator, last.form) == (indicator, "value"):
        return last
    origin = origin_of(figure)
    if origin is None and figure.kind is None:
        return None
    return Decision(indicator, unit="percent", kind=figure.kind, origin=origin)


def _capital_of_last(figure: Figure) -> Decision | None:
    """The capital of the figure before, or what is pledged where that was what is disbursed and pledges are named."""
    context, last = figure.context, figure.group.last
    if last is None or not context.index or not last.indicator.startswith("capital"):
        return None
    if context.view.english and last.indicator == "capital.implemented" and "m:capital" in context.near:
        # "disbursement rose …, whereas pledges fell"
        return last._replace(indicator="capital.attracted", form="value", value=None)
    return last if context.between.isdisjoint({"o:fdi", "o:ddi"}) else None


def _capital_told(figure: Figure) -> Decision | None:
    """The capital that a Vietnamese sentence, or the one before it, told of the same kind of zones."""
    context, told = figure.context, figure.group.amount or figure.frame.amount
    if context.view.english or told is None or not told.indicator.startswith("capital") or told.kind != figure.kind:
        return None
    return told if context.between.isdisjoint(_NAMED_ACTS) and _origin_fits(figure, told.origin) else None


_NAMED_ACTS: Final = frozenset({"a:new", "a:added", "a:adjust", "a:hold", "a:enter"})


def _origin_fits(figure: Figure, origin: str | None) -> bool:
    """Whether the capital told before may be meant: nobody else's is named."""
    named = figure.context.between & {"o:fdi", "o:ddi"}
    return not named or (origin is not None and f"o:{origin}" in named)


def _headed(figure: Figure) -> Decision | None:
    for head in reversed(figure.frame.heads):
        tag = next((tag for tag in _SUBJECTS if tag in head.features), None)
        if tag is not None:
            return Decision(_SUBJECTS[tag], unit="percent", kind=figure.kind)
    return None


# The forms ---------------------------------------------------------------------------------------------------------


def _growth(figure: Figure, value: Fraction) -> Decision | None:
    subject = _subject(figure)
    if subject is None or subject.indicator.startswith(_NO_GROWTH):
        return None
    if "fewer" in figure.context.right_text and subject.indicator.startswith("capital"):
        return None  # of how often shares were bought
    foreign = figure.owner in ("sector", "partner") and "m:index" not in figure.context.between
    if foreign and subject is not figure.group.last:
        return None
    if subject.indicator == "grdp.size":
        subject = subject._replace(indicator="grdp.growth")
    if figure.context.view.lower.endswith(_MINUS, 0, figure.quantity.start):
        value = -abs(value)
    estimate = "d:estimate" in figure.context.between
    last = figure.group.last
    of_before = _IN_SAME_TIME.match(figure.context.view.lower, figure.quantity.end) is not None
    earlier = of_before and last is not None and (last.indicator, last.form) == (subject.indicator, "growth")
    return subject._replace(
        form="growth", unit="percent", value=value, estimate=estimate, earlier=earlier, rule="growth"
    )


_IN_SAME_TIME: Final = re.compile(
    r" (?:rise |increase |growth |drop |fall |decline )?(?:recorded |seen |posted )?"
    r"(?:(?:in|for|during) (?:the )?(?:same|corresponding|year-ago) (?:period|time)|a year (?:ago|earlier|before))"
)
""" "Reversing a decline of 9.6 percent in the same period of 2023"."""


def _plan_ratio(figure: Figure, value: Fraction) -> Decision | None:
    subject = _subject(figure)
    if subject is None and "o:fdi" in figure.context.behind:  # "132% of its FDI target"
        subject = Decision("capital.attracted", unit="percent", kind=figure.kind, origin="fdi")
    if subject is None or subject.indicator.startswith(_NO_PLAN):
        return None
    return subject._replace(
        form="plan_ratio", unit="percent", value=value, estimate=False, earlier=False, rule="plan_ratio"
    )


def _share(figure: Figure) -> Decision | None:
    """A share of a total: of the figure before it, or of the total named behind it."""
    context = figure.context
    realised = "a:disburse" in context.near and "r:plan" not in context.behind
    if not (realised or _is_shared(figure)) or _is_share_of_others(figure):
        return None
    if realised and figure.kind:
        origin = origin_of(figure)
        return Decision(
            "capital.implemented", "share", "percent", kind=figure.kind, origin=origin, rule="share.realised"
        )
    total = next((_TOTALS[tag] for tag in _TOTALS if tag in context.behind), None)
    told = _share_of_last(figure, total)
    if told is not None:
        return told
    return _share_of_whole(figure) if total is None else _share_of_total(figure, total)


def _is_share_of_others(figure: Figure) -> bool:
    """Whether a share is a sector's or a partner's, or of another time; what the state takes in may be what zones pay."""
    behind = figure.context.behind
    if not behind.isdisjoint({"r:same", "w:sector", "w:partner"}):
        return True
    collected = "m:collected" in behind and figure.kind is not None  # "35% thu ngân sách toàn tỉnh"
    return figure.owner in (("sector", "partner") if collected else ("sector", "partner", "other"))


def _share_of_whole(figure: Figure) -> Decision | None:
    """A share of what the whole place has of the same: "chiếm 12% cả nước"."""
    subject = _subject(figure) if _OF_WHOLE.match(figure.context.right_text) else None
    return subject and subject._replace(form="share", value=None, earlier=False, rule="share.of_whole")


def _share_of_total(figure: Figure, total: str) -> Decision | None:
    """The share of zones or of a sector in the total that is named behind it."""
    if total == "capital.in_force":
        return None
    sector = sector_of(figure)
    kind = None if total in PROVINCIAL else figure.kind
    if kind is None and sector is None:
        return None
    return Decision(total, "share", "percent", kind=kind, origin=sector, rule="share.of_total")


def _share_of_last(figure: Figure, total: str | None) -> Decision | None:
    """A share of the total named behind it or of the whole of the figure before; None where there is no such figure."""
    last = figure.group.last
    if last is None or not figure.context.index:
        return None
    other = total not in (None, last.indicator, "capital.in_force") and last.form in ("value", "share")
    if other and total and not last.indicator.startswith("capital"):
        return last._replace(
            indicator=total, form="share", unit="percent", value=None, earlier=False, rule="share.of_total"
        )
    value = figure.group.value
    if last.form in ("growth", "plan_ratio") and value is not None and "r:share" in figure.context.near:
        same = (value.indicator, value.kind, value.origin) == (last.indicator, last.kind, last.origin)
        last = value if same else last  # "3.890 triệu USD, tăng 22,7%, chiếm 92,4%"
    if not figure.group.stale and last.form == "value":
        return last._replace(form="share", unit="percent", value=None, earlier=False, rule="share")
    return None


_SOME_PEOPLE: Final = re.compile(
    r"(?<!\w)(?:nữ|địa phương|trong tỉnh|ngoại tỉnh|ngoài tỉnh|phổ thông|women|female|local)(?!\w)"
)
"""Workers of one kind: "lao động nữ chiếm 60%"."""


def _is_shared(figure: Figure) -> bool:
    """Whether a percentage is a share: by its verb, in brackets behind a figure, or of the total right behind it."""
    context, last = figure.context, figure.group.last
    of_workers = last is not None and last.indicator == "labour.workers"
    if of_workers and _SOME_PEOPLE.search(context.gap_text + context.right_text):
        return False
    if not context.near.isdisjoint({"r:share", "r:equal"}):
        return True
    if context.opens_bracket and not is_wordy(context.gap_text):
        return True
    if last is not None and last.indicator == "capital.implemented" and "a:register" in context.behind:
        return True  # "vốn thực hiện 233 triệu USD, đạt 80% vốn đăng ký"
    if last is None or not context.index or context.behind.isdisjoint(_TOTAL_WORDS):
        return False
    return last.form == "share" or not context.label_text.strip()


_OF_WHOLE: Final = re.compile(r"(?: so với| của)? (?:toàn|cả) (?:tỉnh|thành phố|vùng|nước|quốc)(?!\w)")
_PLAN_AS_SUCH: Final = re.compile(
    r" (?:the |its |their |this |that of the )?(?:[\w'’-]+ ){0,3}(?:plan|target|goal)(?!\w)|(?: so với)? (?:kế hoạch|chỉ tiêu|mục tiêu)"
)
""" "3.1 times the annual target"."""
_MULTIPLES: Final = frozenset({"r:same", "r:against", "r:times"})
_TIME_BEHIND: Final = re.compile(
    r" (?:so với |của |mức |con số |cả |ở )*(?:năm|quý|tháng|giai đoạn|thời kỳ|nhiệm kỳ|cuối năm|đầu năm) (?:[0-9iv]|20)"
)
""" "Gấp 2,3 lần năm 2015"."""
_TIME_COMPARED: Final = re.compile(r"cùng k[ỳì]|năm trước|năm ngoái|svck|giai đoạn|same period|year")


def decide_times(figure: Figure) -> Decision | None:
    """ "gấp 4,3 lần cùng kỳ", "tăng 2 lần": a growth of so many hundred per cent, against an earlier time."""
    context = figure.context
    if figure.owner in ("company", "project", "sector", "partner"):
        return None
    if _PLAN_AS_SUCH.match(context.view.lower, figure.quantity.end):
        return _plan_ratio(figure, figure.quantity.value * _HUNDRED)
    in_turn = _PROJECTS.match(context.right_text.lstrip()) or _is_about_capital(figure)
    if not in_turn and (context.behind | context.near | context.rest).isdisjoint(_MULTIPLES):
        return None
    subject = _subject(figure)
    if subject is None or subject.indicator.startswith((*_NO_GROWTH, "grdp.")):
        return None
    lower, end = context.view.lower, figure.quantity.end
    until = (
        context.view.end if in_turn else context.right[1] + 30
    )  # "gấp 2,1 lần về số dự án và 2,86 lần về vốn so với cùng kỳ"
    if not (_TIME_BEHIND.match(lower, end) or _TIME_COMPARED.search(lower, context.view.start, until)):
        return None
    if subject.indicator == "labour.income" and subject.kind is None and subject.origin is None:
        return None  # of everybody in a province, not of those who work in zones
    value = (figure.quantity.value - 1) * _HUNDRED
    return subject._replace(form="growth", unit="percent", value=value, earlier=False, rule="growth.times")
