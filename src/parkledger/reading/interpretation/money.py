"""What amounts of money state: fees, output, trade, taxes, income; capital has a module of its own."""

import re
from collections.abc import Mapping
from typing import Final

from parkledger.reading.interpretation.aims import is_aimed_with, is_planned
from parkledger.reading.interpretation.capital import decide_capital, goes_into_projects
from parkledger.reading.interpretation.contexts import IN_TURN, FigureContext, in_same_place
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import (
    Figure,
    has_strangers,
    is_difference,
    is_of_industrial_land,
    is_wordy,
)
from parkledger.reading.interpretation.origins import in_turn, said_in, sector_of
from parkledger.reading.interpretation.sentences import NO_FEATURES, SentenceView, Term
from parkledger.reading.model import Span

TOPICS: Final[Mapping[str, str]] = {
    "m:balance": "trade.balance",
    "m:deficit": "trade.balance",
    "m:export": "trade.export",
    "m:import": "trade.import",
    "m:production": "output.production",
    "m:index": "output.production",
    "m:revenue": "output.revenue",
    "m:budget": "budget.paid",
    "m:income": "labour.income",
    "m:grdp": "grdp.size",
    "m:capital": "capital",
}
"""What an amount is of, by what is measured; the first that a word names."""
_OF_MONEY: Final = frozenset(
    {*TOPICS.values(), "capital.new", "capital.added", "capital.attracted", "capital.shares", "capital.implemented"}
) - {"trade.balance"}
_FEES: Final[Mapping[str, str]] = {
    "m:waterfee": "fee.wastewater",
    "m:rent": "fee.land_rent",
    "m:infrafee": "fee.infrastructure",
}
_MONEY: Final = frozenset(
    {*TOPICS, "w:other", "a:disburse", "a:done", "a:shares", "a:added", "a:adjust", "a:new", "a:register"}
)
_FEE_WORDS: Final = frozenset(_FEES)
_MEASURES: Final = frozenset(TOPICS)
_ORIGINS: Final = frozenset({"o:fdi", "o:ddi"})
_WORTH: Final = ("worth", "valued at", "trị giá")
"""Words that say of what is measured before them how much it is: "exports worth $5 billion"."""
_COMES: Final = frozenset({"o:fdi", "a:enter"})
_COUNTED: Final = ("enterprise", "project", "zone")
_CURRENCIES: Final = ("USD", "VND")
_OTHERS: Final = ("company", "project", "abroad", "partner", "outside")
_PER_CUBIC: Final = ("/m3", "/m³")
_PER_AREA: Final = ("/m2", "/m²", *_PER_CUBIC)
_TREATMENT: Final = re.compile(
    r"(?:phí|giá) (?:dịch vụ )?xử lý|treatment (?:fee|price|charge|cost)|nước thải|waste-? ?water|sewage|effluent"
)
_MOST_RENT: Final = 1_000
"""US dollars for a square metre: "rents reached $137"."""
_PER_PERSON: Final = ("/người", "/tháng", "/lao", "/năm", "/month", "/person", "/worker", "/employee", "/year")

PLAN_IS: Final = re.compile(
    r"(?<![0-9%])(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)"
    r"(?: cả năm| năm| đề ra| được giao| giao| của tỉnh| thu hút| vốn| 20[0-9]{2})*"
    r"(?: (?:là|ở mức|đặt ra|đạt|khoảng|gần|hơn))*(?: ?[:=(])? ?\Z"
)
"""Words right before an amount that make it the plan."""
_OF_EACH: Final = re.compile(
    r"(?:(?:bình quân|trung bình|mỗi|trên)(?: mỗi| một| 1| trên)?|trên một|mỗi một) (?:ha|héc-?ta|hécta|mét vuông|m2"
    r"|công nhân|lao động|doanh nghiệp|dự án|nhà máy|khu|cụm)(?!\w)[^,;:]{0,60}\Z"
)
""" "Bình quân 1 ha đất công nghiệp tạo ra 18 tỷ đồng": what one hectare or one of them yields."""
_RATE: Final = re.compile(r"(?<![0-9.,])1 (?:usd|đô la mỹ|đô la) ?(?:=|bằng|tương đương|đổi)|(?:đồng|vnd)/usd")
"""An exchange rate: "1 USD = 24.000 đồng"."""
_BEFORE_RATE, _BEHIND_RATE = 24, 4  # characters around an amount in which it stands
_SAME_IS: Final = re.compile(
    r"(?:cùng kỳ|cùng kì|năm trước|năm ngoái|năm 20[0-9]{2})(?: năm trước| năm ngoái| 20[0-9]{2})? ?[(](?:là |đạt )?\Z"
    r"|\((?:cùng kỳ|cùng kì|năm trước|năm ngoái)(?: năm trước| năm ngoái| 20[0-9]{2})?:?(?: là| đạt| chỉ)* \Z"
)
_LEVEL: Final = re.compile(r"(?:mức|con số|so với|the|from|than)(?: hơn| gần| khoảng| nearly| about)* ?\Z")
_OF_SAME_TIME: Final = re.compile(
    r" (?:của |trong |ở )?(?:cùng kỳ|năm trước|năm ngoái)| (?:in |of |recorded in |seen in )(?:the )?(?:same|corresponding|year-ago)"
    r"| (?:of |seen |recorded |posted )?a year (?:ago|before|earlier)"
)
""" "Gấp 2 lần mức 97 triệu USD của cùng kỳ"."""
_OTHER_CURRENCY: Final = re.compile(
    r"[\s,]*(?:[(]|và|and|-|=|~|hay|tức|lên|bằng|khoảng|quy đổi|quy ra|tính ra|ước|được|\+)?[\s,]*"
    r"(?:(?:tương đương|tương ứng|quy đổi|quy ra|khoảng|với|hay|là|gần|hơn|trên"
    r"|equivalent to|equal to|equalling|or|about|nearly|over|some|around)[\s,(]*)*"
)
_TO: Final = re.compile(r"lên|đến|tới")
_JOINED: Final = re.compile(r" (?:và|,|and) ")
_SERIES: Final = re.compile(
    r"[ ,;:()]*(?:(?:của|năm|lên|xuống|còn|đạt|và|đến|tới|trong|là|tăng|vào|mức|rồi|sang|riêng|thì|chính xác|con số|được|chỉ|cả"
    r"|tính chung|lũy kế|luỹ kế|cộng dồn|ước|ước đạt|khoảng|hơn|gần) *)*[ ,;:()]*"
)
_LIFTS: Final = re.compile(
    r"[^;.0-9]{0,40}, (?:and )?(?:lift|bring|tak|rais|push|driv)(?:ing|s) (?:the |its |their )?[\w -]{0,50}?"
    r"(?:total|figure|value|turnover|revenue|amount)[\w -]{0,40}? to(?: over| about| nearly| more than| some| almost| around)* ?"
)
""" "…, lifting the four-month total to $5.8 billion"."""
_MOVES: Final = re.compile(r"lên|xuống|đạt|chính xác|còn")


def decide_money(figure: Figure) -> Decision | None:
    """An amount of money: fees, output, trade, taxes, income, or capital at some stage."""
    return _fee(figure) if _is_fee(figure) else _decide_amount(figure)


def _is_fee(figure: Figure) -> bool:
    """Whether an amount is for a square or cubic metre, as it says or as an English rent of a few dollars is."""
    context, quantity = figure.context, figure.quantity
    rent = context.view.english and not quantity.per and "m:rent" in context.near and 0 < quantity.value < _MOST_RENT
    return rent or quantity.per.startswith(_PER_AREA)


def _decide_amount(figure: Figure) -> Decision | None:
    context = figure.context
    if _is_no_total(figure) or figure.owner in _OTHERS or _is_aimed_at(context):
        return None
    headed = any(not head.features.isdisjoint(_FEE_WORDS) for head in figure.frame.heads)
    if headed and context.between.isdisjoint(_MONEY):
        return _fee(figure)
    if _is_rate_of_exchange(context):
        return None
    told = next((found for told_by in _TOLD_BY if (found := told_by(figure)) is not None), None)
    if told is not None:
        return told
    topic = _topic(figure)
    if topic in (None, "capital") and _is_income(figure):
        topic = "labour.income"
    if topic is None:
        return _next_of_series(figure) or _of_leader(figure)
    return decide_capital(figure) if topic == "capital" else _measured(figure, topic)


def _is_no_total(figure: Figure) -> bool:
    """Whether an amount is for each of something other than people, or says by how much another grew."""
    per = figure.quantity.per
    return bool(per and not per.startswith(_PER_PERSON)) or is_difference(figure.context) or _is_of_each(figure)


def _is_aimed_at(context: FigureContext) -> bool:
    """Whether an amount is the plan, or aimed at."""
    planned = PLAN_IS.search(context.view.lower, context.view.start, context.quantity.start) is not None
    return planned or is_planned(context) or is_aimed_with(context)


def _is_rate_of_exchange(context: FigureContext) -> bool:
    """Whether an amount is one side of an exchange rate."""
    start, end = context.quantity.start - _BEFORE_RATE, context.quantity.end + _BEHIND_RATE
    return _RATE.search(context.view.lower, max(context.view.start, start), end) is not None


def _is_of_each(figure: Figure) -> bool:
    """Whether an amount is what each hectare or firm yields."""
    context = figure.context
    if "r:average" not in context.lead:
        return False
    each = _OF_EACH.search(context.view.lower, context.clause[0], figure.quantity.start)
    return each is not None and not _is_income(figure)


def _is_income(figure: Figure) -> bool:
    """Whether an amount for each person is what workers earn."""
    context = figure.context
    return figure.quantity.per.startswith(_PER_PERSON) and "m:workers" in context.lead | context.behind


def _measured(figure: Figure, topic: str) -> Decision | None:
    """An amount of what is measured, where it is no single sector's, partner's or company's."""
    context = figure.context
    if figure.owner == "sector" or (_right_behind(context) is None and has_strangers(figure, _MEASURES)):
        return None
    if topic == "grdp.size":
        return Decision(topic, unit=figure.unit, rule=topic)
    sector = sector_of(figure)
    if topic == "labour.income" and figure.kind is None and sector is None:
        return None
    split = context.lead | context.behind | figure.frame.subjects.title_features
    if topic.startswith("trade") and "w:partner" in split:
        return None
    deficit = "m:deficit" in context.between | context.behind
    value = -figure.quantity.value if deficit else None
    return Decision(topic, unit=figure.unit, kind=figure.kind, origin=sector, value=value, rule=topic)


def _of_the_year_before(figure: Figure) -> Decision | None:
    """The amount in brackets behind "cùng kỳ": the same as before, of the period compared with."""
    last = figure.group.last
    gap, right = figure.context.gap_text, figure.context.right_text
    if last is None or not (_SAME_IS.search(gap) or (_LEVEL.search(gap) and _OF_SAME_TIME.match(right))):
        return None
    return last._replace(form="value", unit=figure.unit, value=None, earlier=True, rule="money.earlier")


def _without_times(figure: Figure) -> str:
    """The words between the figure before and this one; of an English sentence, without the times in them."""
    context, text = figure.context, figure.context.gap_text
    for when in context.view.whens if context.view.english else ():
        if context.gap[0] <= when.start < context.gap[1]:
            text = text.replace(context.view.lower[when.start : when.end], " ")
    return text


_OUTDID: Final = re.compile(
    r"(?P<more>exports|imports)(?: \w+)? (?:exceed|outstrip|outstripp|outpac|surpass|top|topp|outweigh)(?:ed|s|ing)?"
    r" (?P<less>exports|imports)"
    r" by(?: (?:about|over|nearly|some|more than|almost|an estimated))* ?\Z"
)


def _balance(figure: Figure) -> Decision | None:
    """ "Imports outstripped exports by $1.9 billion": the balance of trade."""
    context = figure.context
    match = _OUTDID.search(context.view.lower, context.view.start, context.quantity.start)
    if match is None or match["more"] == match["less"]:
        return None
    value = -figure.quantity.value if match["more"] == "imports" else None
    return Decision("trade.balance", unit=figure.unit, kind=figure.kind, value=value, rule="money.balance")


def _converted(figure: Figure) -> Decision | None:
    """The decision before, where this is its other currency: "tương đương", "quy đổi", in brackets."""
    gap, last = _without_times(figure), figure.group.last
    if last is None or not figure.context.index or figure.group.stale or in_turn(figure) is not None:
        return None
    if IN_TURN.search(figure.context.view.lower, *figure.context.clause):
        return None
    if last.unit not in _CURRENCIES or last.form != "value" or not gap.strip() or not _OTHER_CURRENCY.fullmatch(gap):
        return None
    if last.unit == figure.unit and not _TO.search(gap) and not _JOINED.fullmatch(gap):
        return None
    return last._replace(unit=figure.unit, value=None, rule="money.converted")


_REACHED: Final = re.compile(
    r"(?: (?:year|on|annual|yoy|from|compared|over|against|so)[^,;.()0-9]{0,40})?,? (?:to|lên|xuống|còn|to reach|reaching|đạt|lên mức)"
    r"(?: (?:hơn|gần|khoảng|còn|an estimated|mức))* ?"
)


def _reached_by_change(figure: Figure) -> Decision | None:
    """What a rise or a fall led to: "imports fell 15.2% to $9.8 billion"."""
    context, last = figure.context, figure.group.last
    if last is None or not context.index or figure.group.stale or last.form != "growth":
        return None
    before = context.view.quantities[context.index - 1]
    if before.unit != "percent" or not _REACHED.fullmatch(context.gap_text) or last.indicator not in _OF_MONEY:
        return None
    return last._replace(form="value", unit=figure.unit, value=None, estimate=False, rule="money.reached")


def _sector_of_previous(figure: Figure) -> Decision | None:
    """The part of a sector in what the sentence before told of all: "The foreign-invested sector accounted for $236.6 billion"."""
    context, previous = figure.context, figure.frame.previous
    if context.index or previous is None or previous.unit != figure.unit or previous.origin is not None:
        return None
    if not previous.indicator.startswith(_OF_SECTORS) or "r:share" not in context.near:
        return None
    if any(one.startswith("m:") for one in context.between | context.behind):
        return None
    sector = sector_of(figure)
    return previous._replace(origin=sector, value=None, rule="money.of_sector") if sector else None


def _part_of_zones(figure: Figure) -> Decision | None:
    """What the zones have of an amount told of a whole place: "…; riêng các KCN đạt 61.000 tỷ đồng"."""
    context, told = figure.context, figure.group.amount
    if told is None or told.kind is not None or figure.kind is None or told.unit != figure.unit:
        return None
    if (
        told.indicator.startswith("capital")
        or not context.between.isdisjoint(_MONEY)
        or "r:among" not in context.between
    ):
        return None
    named = any(context.gap[0] <= zone.start < context.gap[1] for zone in context.view.zones)
    return told._replace(kind=figure.kind, value=None, rule="money.part_of_zones") if named else None


_FIGURE_IS: Final = re.compile(
    r"(?:con số|mức|số vốn|the figure|the sum|the amount|that)(?: này| đó| ấy| tương ứng)?(?: (?:dự kiến|ước tính|ước|for [\w ]{0,20}))*"
    r" (?:là|đạt|vào khoảng|ở mức|lên tới|is|was|were|reached|stood at|came to)(?: (?:khoảng|hơn|gần|trên|about|over|nearly))* ?\Z"
)


def _figure_said(figure: Figure) -> Decision | None:
    """The same as the amount before, of other capital or another time: "Ở khối trong nước, con số là 15.059 tỷ đồng"."""
    context = figure.context
    before = figure.group.amount or figure.frame.amount
    if before is None or not _FIGURE_IS.search(context.label_text):
        return None
    if not context.between.isdisjoint(_MEASURES - {"m:capital"}):
        return None
    whose = said_in(figure, context.lead, (context.view.start, figure.quantity.start)) or before.origin
    origin = None if whose == "both" else whose
    return before._replace(unit=figure.unit, origin=origin, value=None, earlier=False, rule="money.figure_said")


_OF_SECTORS: Final = ("trade.export", "trade.import", "output.", "budget.")


def _second_of_pair(figure: Figure) -> Decision | None:
    """ "doanh thu của các dự án trong nước là …, của các dự án nước ngoài là …": what the first is of, the second is too."""
    context, last = figure.context, figure.group.value
    if last is None or not context.index or last.unit not in _CURRENCIES or figure.group.projects:
        return None
    if not context.between.isdisjoint(_MONEY) or context.between.isdisjoint(_ORIGINS):
        return None
    origin = said_in(figure, context.between, context.gap)
    if origin in (last.origin, "both"):
        return None
    return last._replace(unit=figure.unit, origin=origin, value=None, rule="money.pair")


def _next_of_series(figure: Figure) -> Decision | None:
    """ "từ 15,8 tỉ USD của năm 2016 lên 17,5 tỉ USD năm 2017 và đạt 19,1 tỉ USD": the same of another time."""
    context = figure.context
    if context.index and _LIFTS.fullmatch(context.gap_text) and figure.group.value is not None:
        last: Decision | None = figure.group.value
    else:
        last = _before_in_series(figure) if _goes_on_in_time(context) else None
    if last is None or last.unit != figure.unit:
        return None
    return last._replace(value=None, rule="money.series")


def _before_in_series(figure: Figure) -> Decision | None:
    """The amount that a series of times goes on from: the last of its sentence, or else of the one before; of what grew, the amount."""
    last = figure.group.last if figure.context.index else figure.frame.previous
    if last is None or (figure.context.index and figure.group.stale):
        return None
    if figure.context.index and last.form == "growth" and last.indicator in _OF_MONEY:
        return last._replace(form="value", unit=figure.unit)  # "tăng 15,8%/năm, năm 2020 đạt 131.200 tỷ đồng"
    return last if last.form == "value" else None


def _goes_on_in_time(context: FigureContext) -> bool:
    """Whether nothing stands before an amount but another time, or a word that moves on from the amount before."""
    times = [when for when in context.view.whens if context.gap[0] <= when.start < context.gap[1]]
    text = context.gap_text.removeprefix("/năm")
    if not times and not _MOVES.search(text):
        return False
    for when in times:
        text = text.replace(context.view.lower[when.start : when.end], "")
    return _SERIES.fullmatch(text) is not None


_LEADS: Final = re.compile(
    r"(?:dẫn đầu|đứng đầu|(?:đứng |xếp )?thứ (?:hai|ba|tư|năm|sáu|bảy|[0-9]+)|vị trí thứ \w+|quán quân|tiếp theo|kế đến"
    r"|leads?|led|topped|followed|came (?:first|second))"
    r"[^.;]{0,30}?(?:với|with|at|by|là|,)(?: tổng)?(?: hơn| gần| khoảng| trên| over| more than| nearly)* ?\Z"
)


def _of_leader(figure: Figure) -> Decision | None:
    """ "Hà Nội đứng đầu với 6,15 tỷ USD": what the sentences before told of all, of the place that leads."""
    context, frame = figure.context, figure.frame
    ranked = context.index and context.view.quantities[context.index - 1].unit == "rank"
    if ranked and "o:fdi" in context.view.features(*context.clause) and _BY_WHICH.fullmatch(context.label_text):
        return Decision("capital.attracted", unit=figure.unit, origin="fdi", rule="money.of_rank")
    if frame.capital in (None, "capital.in_force"):
        return None
    provinces = [one for one in context.view.places if one.level == "province" and one.end <= context.quantity.start]
    if not provinces or _LEADS.search(context.view.lower, provinces[-1].end, context.quantity.start) is None:
        return None
    origin = frame.origin if len(frame.origins) == 1 else None
    return Decision("capital.attracted", unit=figure.unit, kind=figure.kind, origin=origin, rule="money.of_leader")


_BY_WHICH: Final = re.compile(
    r"[, ]*(?:(?:with|by|at|attracting|drawing|luring|having attracted|worth)(?: (?:a |the )?(?:total|combined|registered)(?: of)?)?"
    r"(?: (?:over|about|nearly|some|more than|almost|an estimated))* ?)?"
)
""" "Ranked third in FDI attraction, with over $1.7 billion"."""


def _topic(figure: Figure) -> str | None:
    """What an amount is of: by its label, what stands before the label, what is behind, the group, the opening."""
    context, group, view = figure.context, figure.group, figure.context.view
    named = _in_turn(figure) or _named_before_owners(context)
    if named is not None:
        return named
    term = _right_behind(context) or _named_before(context)
    if term is not None:
        collected = "m:collected" in term.features and figure.kind is not None
        return "budget.paid" if collected and _names_zones(view) else _topic_of(term.features)
    term = view.first(*context.right, _MONEY)
    if term is not None and term.features.isdisjoint({"a:adjust", "a:new"}):
        found = _topic_of(term.features)
        if found is not None:
            return found
    if not context.near.isdisjoint({"o:fdi", "o:ddi", "a:enter"}) or group.projects or goes_into_projects(figure):
        return "capital"
    if context.index and group.last is not None and group.last.form == "value" and not is_wordy(context.gap_text):
        return None
    return _topic_of_clause(figure)


def _topic_of_clause(figure: Figure) -> str | None:
    """What an amount is of where nothing beside it says so: what its clause names, money that comes, or the heading."""
    context = figure.context
    term = context.view.last(*context.clause, _MONEY)
    if not context.index and term is None and (context.lead | context.behind) >= _COMES:
        return "capital"
    ranked = bool(context.index) and context.view.quantities[context.index - 1].unit == "rank"
    if term is not None and (not context.index or ranked or "r:among" in context.between):
        return _topic_of(term.features)
    return None if context.index else _topic_above(figure)


def _names_zones(view: SentenceView) -> bool:
    """Whether a sentence names zones, and not their office alone."""
    return any(not zone.office for zone in view.zones)


def _named_before(context: FigureContext) -> Term | None:
    """The last word before an amount, of its label or before the label, that says what it is of."""
    view = context.view
    for span in (context.label, context.before_label):
        term = view.last(*span, _MONEY)
        if term is not None and view.lower[term.start : term.end] in _WORTH:
            return view.last(context.clause[0], term.start, _MONEY) or term  # "hàng xuất khẩu … trị giá 144 triệu USD"
        if term is not None:
            return term
    return None


_OF_OWNERS: Final = re.compile(r" (?:của|tại|từ|trong)(?: các| gần| hơn| khoảng| trên| toàn bộ)* ?")
_REACHES: Final = re.compile(
    r" (?:nêu trên |này |trên )?(?:đã |ước |chỉ )*(?:đạt|là|ước|vào khoảng)(?: tổng cộng| khoảng| hơn| gần| trên)* ?"
)


def _named_before_owners(context: FigureContext) -> str | None:
    """What is measured, named before those that are counted between: "doanh thu của 34 doanh nghiệp đạt 4.900 tỷ đồng"."""
    before = context.view.quantities[context.index - 1] if context.index else None
    if before is None or before.unit not in _COUNTED or not _REACHES.fullmatch(context.gap_text):
        return None
    term = context.view.last(context.clause[0], before.start, _MEASURES)
    if term is None or not _OF_OWNERS.fullmatch(context.view.lower, term.end, before.start):
        return None
    return _topic_of(term.features)


def _right_behind(context: FigureContext) -> Term | None:
    """What is measured, named right behind an amount where its label names nothing: "thu về 1.960 tỷ đồng doanh thu"."""
    view, end = context.view, context.quantity.end
    if view.last(*context.label, _MONEY) is not None:
        return None
    term = view.first(end, min(end + _NEXT, view.end), _MEASURES)
    if term is None or "m:capital" in term.features or view.lower[end : term.start] not in _TO_MEASURE:
        return None
    return term


_NEXT: Final = 8  # characters
_TO_MEASURE: Final = (" ", " in ", " of ", " from ", " to ")
_TRADE: Final = frozenset({"m:export", "m:import"})


def _in_turn(figure: Figure) -> str | None:
    """ "Xuất khẩu, nhập khẩu lần lượt đạt 19 tỷ USD và 13 tỷ USD": of the measure that stands in the same place."""
    context, view = figure.context, figure.context.view
    if IN_TURN.search(view.lower, view.start, view.end) is None:
        return None
    money = [one for one in view.quantities if one.unit in _CURRENCIES]
    named = [term for term in view.terms if not term.features.isdisjoint(_TRADE) and term.start < money[0].start]
    term = in_same_place(context.quantity, money, named)
    return _topic_of(term.features) if term is not None else None


def _topic_above(figure: Figure) -> str | None:
    for head in reversed(figure.frame.heads):
        term = head.view.last(head.view.start, head.view.end, _MONEY)
        if term is not None:
            return _topic_of(term.features)
    return None


def _topic_of(features: frozenset[str]) -> str | None:
    if "w:other" in features:
        return None
    return next((topic for tag, topic in TOPICS.items() if tag in features), "capital")


def _fee(figure: Figure) -> Decision | None:
    """A price or a fee of zones, by the word before it or by a heading."""
    context = figure.context
    indicator = _fee_named(figure)
    if indicator is None and _is_price_of_land(figure, (context.clause[0], context.right[1])):
        indicator = "fee.land_rent"
    if figure.quantity.per.startswith(_PER_CUBIC):
        indicator = _fee_of_water(context, indicator)
    kind = figure.kind or ("park" if is_of_industrial_land(context.view) else None)
    if indicator is None or kind is None:
        return None
    return Decision(indicator, unit=figure.unit, kind=kind, rule=indicator)


def _fee_named(figure: Figure) -> str | None:
    """The fee that the last word for one before an amount names, or the nearest heading with one."""
    context = figure.context
    changed = context.index and context.view.quantities[context.index - 1].unit == "percent"
    term = context.view.last(*context.gap, _FEE_WORDS)
    term = term or (context.view.last(*context.clause, _FEE_WORDS) if changed else None)
    above = (head.features for head in reversed(figure.frame.heads) if not head.features.isdisjoint(_FEE_WORDS))
    features = term.features if term else next(above, NO_FEATURES)
    return next((_FEES[tag] for tag in _FEES if tag in features), None)


def _fee_of_water(context: FigureContext, named: str | None) -> str | None:
    """What a price of a cubic metre is: that of treating wastewater, if it is said, and never a rent of land."""
    if named not in (None, "fee.infrastructure"):
        return None if named == "fee.land_rent" else named
    return "fee.wastewater" if _TREATMENT.search(context.view.lower, *context.clause) else None


_LET_FOR: Final = re.compile(
    r"(?<!\w)(?:land|plots?)(?!\w)[^.;]{0,60}?(?:costs?|lets?|leased?|leasing|rents?|fetch\w*|goes|go|sells?|priced|offered|is|are)(?!\w)"
    r"|(?<!\w)(?:pay|pays|paid|charged?|charges|lease|rent)(?!\w)[^.;]{0,80}?(?<!\w)land(?!\w)"
)
_OTHER_RENT: Final = re.compile(
    r"(?<!\w)(?:factor(?:y|ies)|warehouses?|offices?|apartments?|housing|workshops?|houses?|retail|shops?|a month|per month|/month)(?!\w)"
)


def _is_price_of_land(figure: Figure, whole: Span) -> bool:
    """Whether an amount for each square metre is what land is let for: "pay $95 per square metre for land in …"."""
    context = figure.context
    if not context.view.english or not figure.quantity.per.startswith(("/m2", "/m²")):
        return False
    said = context.view.lower[slice(*whole)]
    return "month" not in figure.quantity.per and bool(_LET_FOR.search(said)) and not _OTHER_RENT.search(said)


_TOLD_BY: Final = (
    _balance,
    _of_the_year_before,
    _converted,
    _second_of_pair,
    _reached_by_change,
    _sector_of_previous,
    _figure_said,
    _part_of_zones,
)
"""What settles an amount by the figures beside it, the first of them that does."""
