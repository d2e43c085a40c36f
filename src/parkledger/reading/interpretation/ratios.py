"""What percentages and multiples state: occupancy, growth, the share of a plan, a share of a total."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure, has_strangers, is_planned, is_wordy
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
    "m:workers": "labour.workers",
    "m:budget": "budget.paid",
    "m:capital": "capital.in_force",
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
    if is_planned(context) and "r:plan" not in context.behind:
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
    change = None if _AGAINST_PLAN.search(context.gap_text) else _change(figure)
    if change is not None:
        return _growth(figure, change)
    if _is_of_plan(figure):
        beyond = (
            "r:exceed" in context.between
            or _AGAINST_PLAN.search(context.gap_text)
            or _OVER_PLAN.match(context.right_text)
        )
        over = _HUNDRED if beyond else 0
        return _plan_ratio(figure, figure.quantity.value + over)
    change = _compared(figure)
    return _growth(figure, change) if change is not None else _share(figure)


_PLAN_BEHIND: Final = re.compile(
    r" (?:of|against) (?:the |its |this |that |their )?(?:[\w'’-]+ ){0,3}(?:plan|target|goal|quota)s?(?!\w)"
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
    behind = figure.context.behind
    return "r:same" in behind or ("r:against" in behind and "r:plan" not in behind)


def _change(figure: Figure) -> Fraction | None:
    """The change that a verb of rising or falling states."""
    verb, value = _verb(figure), figure.quantity.value
    noun = _RISE_BEHIND.match(figure.context.view.lower, figure.quantity.end, figure.context.view.end)
    if noun is not None:
        return -value if noun["less"] else value
    behind = _MORE_BEHIND.match(figure.context.right_text)
    if behind is not None and not _PLAN_BEHIND.match(figure.context.right_text):
        return -value if behind["less"] else value
    last = figure.group.last
    if last is not None and last.form == "growth" and not verb and _AND_ALSO.fullmatch(figure.context.gap_text):
        return -value if last.value is not None and last.value < 0 else value
    if "r:fall" in verb:
        return -value
    if last is not None and last.form == "growth" and not verb and _is_next_in_time(figure):
        return value
    planned = "r:plan" in figure.context.behind and not _of_same(figure)
    return value if "r:rise" in verb and not planned else None


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
    r"(?: in (?:terms of )?number(?: of projects)?| về số (?:lượng |lượt )?dự án| về lượng)?,? (?:và|and) "
)
_RISE_BEHIND: Final = re.compile(
    r" (?:year-on-year |on-year |annual |yearly |annualised |annualized |yoy |y/y |slight |sharp |strong )*(?:(?P<less>drop|fall|decline"
    r"|decrease|reduction|contraction|dip|slump|downturn)|increase|rise|growth|jump|surge|expansion|gain|uptick|hike|upturn)(?!\w)"
)
""" "A 12.5 per cent increase"."""
_MORE_BEHIND: Final = re.compile(
    r" (?:(?P<less>fewer|less|lower|smaller|down)|more|higher|greater|larger|above|up(?= ?\Z| from| over| year| compared))(?: than)?(?!\w)"
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


def _is_of_plan(figure: Figure) -> bool:
    context = figure.context
    if ("r:plan" in context.behind or _PLAN_BEHIND.match(context.right_text)) and not _of_same(figure):
        return True
    far = "r:plan" in context.far and "r:same" not in context.far
    if far and not context.between.isdisjoint({"r:reach", "r:equal", "r:exceed"}):
        return True
    if _AGAINST_PLAN.search(context.gap_text):
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
    bare = equal and not context.right_text.strip(" .)") and figure.frame.compares
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
_OF_LAND: Final = re.compile(
    r" ?(?:tổng )?(?:diện tích|đất|quỹ đất)| of (?:the |its |their )?(?:(?:parks|zones|clusters|ips)['’]s? "
    r"|total |planned |leasable |industrial )*(?:land|area)"
)
_LET_LATER: Final = re.compile(
    r" of [^.;0-9%]{0,80}(?:, or [0-9][0-9.,]* (?:hectares|ha),)? (?:is|are|was|were|has been|have been) (?:now |already |under )*"
    r"(?:lease|let|occupied|taken|rented|filled)"
)
""" "86 percent of the leasable land in the parks, or 2,100 hectares, has been leased"."""
_BEHIND: Final = re.compile(r"[^,;.]{0,12}(?:tỷ lệ )?(?:lấp|lắp) đầy")
_MORE: Final = re.compile(r"(?:tăng|giảm)(?: thêm)? ?\Z")
_CHANGES: Final = frozenset({"r:rise", "r:fall", "r:share", "r:plan"})
_NOT_SO: Final = frozenset({"d:aim", "d:if", "a:withdraw", "r:plan"})


def _occupancy(figure: Figure) -> Decision | None:
    """How full zones are: said beside the figure, in the opening, the figure before or the heading."""
    context = figure.context
    kind = figure.kind or figure.frame.known_kind
    if kind is None or not _speaks_of_occupancy(figure):
        return None
    aimed = "d:aim" in context.opening and not context.index
    if aimed or not context.between.isdisjoint(_NOT_SO) or _MORE.search(context.label_text):
        return None
    return Decision("occupancy", unit="percent", kind=kind, rule="occupancy")


def _speaks_of_occupancy(figure: Figure) -> bool:
    context, frame, last = figure.context, figure.frame, figure.group.last
    if "m:occupancy" in context.between or "m:occupancy" in context.behind:
        return True
    if _BEHIND.match(context.view.lower, context.quantity.end, context.quantity.end + 30):
        return True
    if _is_of_land_let(context):
        return True
    if "m:occupancy" in context.opening and context.between.isdisjoint(_CHANGES):
        return True
    if context.index and last is not None:
        if last.indicator == "occupancy" and context.between.isdisjoint(_VERBS):
            return True
        if last.indicator in ("land.leased", "land.leasable") and _RATE_OF_LAND.search(context.gap_text):
            return True
    if any("m:occupancy" in head.features for head in frame.heads[-1:]) and context.between.isdisjoint(_VERBS):
        return True
    named = context.opens_bracket and figure.zone is not None and frame.occupancy
    return named and not is_wordy(context.gap_text.rpartition("(")[2])


def _is_of_land_let(context: FigureContext) -> bool:
    """Whether a share of land is that of what has been let."""
    if _OF_LAND.match(context.right_text) is None:
        return False
    let = "a:leased" in context.behind | context.between
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
    if (
        group.value is not None
        and _ABOUT_CAPITAL.match(context.right_text)
        and group.value.indicator.startswith("capital")
    ):
        return group.value
    term = context.view.last(*context.gap, _WORDS)
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


def _subject_named(figure: Figure, term: Term) -> Decision | None:
    """What a word of the label names, where it is the register's and nobody else's."""
    indicator = next((_SUBJECTS[tag] for tag in _SUBJECTS if tag in term.features), None)
    collected = "w:other" in term.features and figure.kind is None  # what the state takes in, not what zones pay
    barred = collected or (indicator == "grdp.growth" and "w:other" in figure.context.between)
    if indicator is None or barred or (indicator.startswith(_STRICT) and has_strangers(figure, _MEASURES)):
        return None
    return _named(figure, indicator)


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
    if not indicator.startswith("capital"):
        return Decision(indicator, unit="percent", kind=figure.kind, origin=sector_of(figure))
    if indicator == "capital.attracted":
        of_last = last is not None and context.index and last.indicator.startswith("capital")
        if of_last and context.between.isdisjoint({"o:fdi", "o:ddi"}):
            return last
        indicator = "capital.new" if "a:new" in context.between else indicator
    if "a:shares" in context.between:
        indicator = "capital.shares"
    if last is not None and context.index and (last.indicator, last.form) == (indicator, "value"):
        return last
    origin = origin_of(figure)
    if origin is None and figure.kind is None:
        return None
    return Decision(indicator, unit="percent", kind=figure.kind, origin=origin)


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
    if not (realised or _is_shared(figure)) or figure.owner in ("sector", "partner", "other"):
        return None
    if not context.behind.isdisjoint({"r:same", "w:sector", "w:partner"}):
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
    if total is None and _OF_WHOLE.match(context.right_text):
        subject = _subject(figure)
        return (
            None
            if subject is None
            else subject._replace(form="share", value=None, earlier=False, rule="share.of_whole")
        )
    if total is None or total == "capital.in_force":
        return None
    sector = sector_of(figure)
    if figure.kind is None and sector is None:
        return None
    return Decision(total, "share", "percent", kind=figure.kind, origin=sector, rule="share.of_total")


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
_TIME_COMPARED: Final = re.compile(r"cùng k[ỳì]|năm trước|năm ngoái|svck|giai đoạn|same period|year")


def decide_times(figure: Figure) -> Decision | None:
    """ "gấp 4,3 lần cùng kỳ", "tăng 2 lần": a growth of so many hundred per cent, against an earlier time."""
    context = figure.context
    if figure.owner in ("company", "project", "sector", "partner"):
        return None
    if _PLAN_AS_SUCH.match(context.view.lower, figure.quantity.end):
        return _plan_ratio(figure, figure.quantity.value * _HUNDRED)
    if (context.behind | context.near | context.rest).isdisjoint(_MULTIPLES):
        return None
    subject = _subject(figure)
    if subject is None or subject.indicator.startswith(_NO_GROWTH):
        return None
    if not _TIME_COMPARED.search(context.view.lower, context.view.start, context.right[1] + 30):
        return None
    value = (figure.quantity.value - 1) * _HUNDRED
    return subject._replace(form="growth", unit="percent", value=value, earlier=False, rule="growth.times")
