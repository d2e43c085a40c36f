"""At which stage capital is counted: registered anew, added, attracted, in force, implemented, or paid for shares."""

import re
from typing import Final

from parkledger.reading.interpretation import weights
from parkledger.reading.interpretation.contexts import IN_TURN, PREDICATE, FigureContext, in_same_place
from parkledger.reading.interpretation.decisions import Ballot, Decision
from parkledger.reading.interpretation.figures import Figure, has_acts, opens_part
from parkledger.reading.interpretation.origins import origin_of
from parkledger.reading.interpretation.sentences import NO_FEATURES
from parkledger.reading.interpretation.weights import ABOVE, BEFORE_LABEL, LABEL, OPENING

_LEAST: Final = {"VND": 10**9, "USD": 10**4}
_MOST: Final = {"VND": 15 * 10**15, "USD": 10**12}
"""Less is no capital of zones, more than the whole country ever had."""
_SAYS_WHOSE: Final = frozenset({"o:fdi", "o:ddi", "a:enter", "a:disburse"})
_ORIGINS: Final = frozenset({"o:fdi", "o:ddi"})
_OWN_STAGE: Final = frozenset({"a:shares", "a:added", "a:adjust", "a:new"})
_HEADED: Final = frozenset({"m:capital", "a:register", "o:fdi", "o:ddi"})
_HEADED_ACTS: Final = frozenset({"a:new", "a:added", "a:adjust", "a:hold", "a:disburse", "a:shares"})
_PLAIN: Final = frozenset(
    {
        "m:capital",
        "a:register",
        "r:have",
        "r:reach",
        "r:share",
        "r:among",
        "d:estimate",
        "o:fdi",
        "o:ddi",
        "s:firms",
        "s:zones",
    }
)
_PARTS_OF_ALL: Final = ("capital.new", "capital.added")
_BOTH_ACTS: Final = frozenset({"projects.registered", "projects.adjusted"})
_LESS: Final = ("giảm vốn", "giảm", "vốn giảm", "reducing", "reduced by")
_SEVERAL, _PART, _TIMELESS = 60, 12, 1
"""Points for a sum of several acts, a part of what was told before, and capital without a time."""
_DONE: Final = re.compile(
    r"(?:vốn[^,;]{0,30})?thực hiện(?: được| đạt| ước| là| khoảng| tới nay| đến nay| mới| chỉ| hơn| gần| trên| lũy kế)*\s*\Z"
)
_ALTOGETHER: Final = re.compile(r"tổng cộng|cộng lại|cộng tới|tính chung|tổng số|altogether|in all(?!\w)|in total")
"""Words that sum up what was just told, and say nothing of since when."""
_SHARES_BEHIND: Final = re.compile(
    r"[^,;.0-9]{0,20}? (?:on|through|via|by|in|for|to)(?: [\w-]+){0,2}? (?:capital contribut|contribut|share|stake|stock|equity|m&a|merger)"
)
""" "Investors spent $4.54 billion on capital contributions"."""
_INTO: Final = re.compile(
    r" (?:was |were |has been |have been )?(?:went |goes |added |injected |poured |pumped |pledged |committed |registered |channelled )?"
    r"(?:in|for|into|to|across|through|via|from|by|của|cho|vào|từ|qua) "
)
_ON_INFRASTRUCTURE: Final = re.compile(
    r"vốn (?:đã )?(?:đầu tư |bỏ vào |bỏ ra )?(?:xây dựng )?(?:và kinh doanh )?(?:kết cấu |cơ sở )?hạ tầng"
)
_LICENSED: Final = frozenset({"a:new", "a:license"})
_ADDED: Final = frozenset({"a:added", "a:adjust"})
_PARTS: Final = re.compile(r"[,;] |(?:us\$|vnd|\$)?[0-9]")
_ACTS_OF_PROJECTS: Final = frozenset({"a:new", "a:license", "a:adjust"})
_TOTAL: Final = re.compile(r"tổng|total|altogether|combined|in all|together")
_INVESTORS: Final = frozenset({"a:enter", "a:register", "a:hold", "a:license", "s:firms", "o:fdi", "o:ddi"})


def decide_capital(figure: Figure) -> Decision | None:
    """Capital by its words, the projects it goes with, what it is a part of, and its time."""
    context = figure.context
    value = figure.quantity.value
    if figure.owner == "sector" or (value and not _LEAST[figure.unit] <= value <= _MOST[figure.unit]):
        return None
    if _is_other_capital(figure):
        return None
    counted = _counted_with(figure)
    ballot = Ballot(weights.CAPITAL)
    _hear_words(figure, ballot, counted)
    if counted is not None and (not figure.group.capital_given or "tổng" not in context.label_text):
        ballot.hear(("group.licensed" if counted.licensed else f"group.{counted.indicator}",), OPENING)
    _sum_up(figure, ballot, counted)
    if counted is None:
        _hear_before(figure, ballot)
    least = weights.LEAST_LABELLED if _is_labelled(figure) else weights.LEAST_CAPITAL
    indicator = ballot.winner(least)
    if indicator is None:
        return None
    origin = origin_of(figure)
    if counted is None and origin is None and not _has_owner(figure, indicator):
        return None
    points = ballot.said(indicator)
    return Decision(indicator, unit=figure.unit, kind=figure.kind, origin=origin, rule=indicator, points=points)


def _is_labelled(figure: Figure) -> bool:
    return figure.kind is not None and "m:capital" in figure.near and figure.frame.subjects.page_kind is not None


def _is_other_capital(figure: Figure) -> bool:
    """Whether money is no capital of projects: of new firms, an average, what building one zone costs."""
    context, group = figure.context, figure.group
    if ("w:other" in context.between and "m:capital" not in context.near) or "w:newfirms" in context.near:
        return True
    if _ON_INFRASTRUCTURE.search(context.label_text):
        return True
    if (
        context.label_text.strip().endswith(_LESS)
        or "r:every" in context.behind
        or not context.between.isdisjoint({"r:every", "r:average"})
        or _builds_zone(figure)
    ):
        return True
    if context.view.english and _WILL.match(context.view.lower, context.quantity.end):
        return True
    refused = figure.frame.barred or (group.refused and not group.projects)
    return refused and figure.near.isdisjoint(_SAYS_WHOSE)


def _builds_zone(figure: Figure) -> bool:
    """Whether an amount is what one zone costs: "khu công nghiệp rộng 451 ha, tổng vốn 8.118 tỷ đồng"."""
    context = figure.context
    last = context.view.quantities[context.index - 1] if context.index else None
    of_area = last is not None and last.unit == "ha" and figure.zone is not None and "a:enter" not in context.between
    if figure.group.projects or (not context.lead.isdisjoint(_INVESTORS) and not of_area):
        return False
    before = [zone for zone in context.view.zones if zone.start < context.quantity.start]
    return bool(before) and not before[-1].plural and not before[-1].office


def _counted_with(figure: Figure) -> Decision | None:
    """The count of projects that capital goes with; behind a semicolon, capital with an act of its own goes with none."""
    apart = not figure.near.isdisjoint(_OWN_STAGE) and ";" in figure.context.gap_text
    apart = apart or (
        bool(figure.context.index)
        and goes_into_projects(figure)
        and not _acts_of_projects_behind(figure).isdisjoint(_ACTS_OF_PROJECTS)
    )
    if not figure.group.projects or apart:
        return None
    counted = figure.group.projects[-1]
    whose = not figure.near.isdisjoint(_ORIGINS) and counted.origin is None and ";" in figure.context.gap_text
    return None if whose else counted


def _hear_words(figure: Figure, ballot: Ballot, counted: Decision | None) -> None:
    context, headed = figure.context, figure.frame.headed()
    near = figure.near if (turn := _act_in_turn(context)) is None else turn
    moved = figure.flow if counted is None else counted.indicator in _BOTH_ACTS
    if moved and (_ALTOGETHER.search(context.label_text) or _ALTOGETHER.search(context.right_text)):
        near = near - {"a:hold"}  # "12 dự án điều chỉnh vốn, tổng cộng 877 triệu USD"
    ballot.hear(near, LABEL).hear(context.far, OPENING if has_acts(figure.near) else BEFORE_LABEL)
    if "o:fdi" in figure.near and "m:capital" not in figure.near and figure.unit == "USD":
        ballot.hear(("m:capital",), LABEL)  # "FDI vào tỉnh vượt 1 tỷ USD"
    if not figure.group.projects:
        ballot.hear(context.head - context.between, OPENING)
    if _SHARES_BEHIND.match(context.view.lower, context.quantity.end, context.view.end):
        ballot.hear(("a:shares",), LABEL)
    ballot.hear(_acts_of_projects_behind(figure), LABEL)
    predicate = PREDICATE.match(context.view.lower, context.quantity.end, context.view.end)
    if context.view.english and predicate is not None:
        said = context.view.features(predicate.end(), min(context.view.end, predicate.end() + _VERB))
        ballot.hear(said & {"a:disburse"}, LABEL)
    if _MORE_IN_BRACKETS.fullmatch(context.label_text) and context.view.is_bracketed(context.quantity.start):
        ballot.hear(("a:added",), LABEL)
    if "a:done" in context.near and _DONE.search(context.label_text):
        ballot.hear(("a:disburse",), LABEL)
    if not context.index:
        ballot.hear(headed & _HEADED, OPENING)
    ballot.hear(figure.frame.headed_acts() & _HEADED_ACTS, ABOVE)


_VERB: Final = 14  # characters
_WILL: Final = re.compile(r" (?:will|would|is to|are to|is expected to|are expected to) ")
_ACTS: Final = frozenset({"a:new", "a:added", "a:adjust", "a:disburse", "a:shares", "a:register"})


def _act_in_turn(context: FigureContext) -> frozenset[str] | None:
    """The act in the same place as an amount: "vốn đăng ký mới và vốn tăng thêm lần lượt đạt 11,8 và 4,43 tỷ USD"."""
    view = context.view
    said = IN_TURN.search(view.lower, view.start, context.quantity.start)
    if said is None or said.start() < context.clause[0]:
        return None
    amounts = [one for one in view.quantities if one.start > said.start() and one.unit in _LEAST]
    named = [term for term in view.terms if context.clause[0] <= term.start < said.start() and term.features & _ACTS]
    term = in_same_place(context.quantity, amounts, named)
    return term.features if term is not None else None


_MORE_IN_BRACKETS: Final = re.compile(
    r" ?(?:increases?|rises?|additions?|expansions?|increments?|tăng|phần tăng|điều chỉnh)(?: of| by|:| thêm| là)* ?"
)
""" "(new VND695 billion, increases VND21 billion)"."""
_LONGEST_BRACKET: Final = 140  # characters


def _is_broken_down(figure: Figure) -> bool:
    """Whether brackets right behind an amount tell what of it is new and what was added: "$30 million (new 20, added 10)"."""
    view, at = figure.context.view, figure.quantity.end
    following = view.quantities[figure.context.index + 1 : figure.context.index + 2]
    if not view.lower.startswith((" (", "("), at) or not following or following[0].unit not in _LEAST:
        return False
    close = view.lower.find(")", at, min(view.end, at + _LONGEST_BRACKET))
    said = view.features(at, close) if close > at else NO_FEATURES
    if said.isdisjoint(_LICENSED):
        return False
    more = any(_MORE_IN_BRACKETS.fullmatch(part) for part in _PARTS.split(view.lower[at:close]))
    return more or not said.isdisjoint(_ADDED)


def goes_into_projects(figure: Figure) -> bool:
    """Whether an amount goes into projects that are counted behind it: "$397 million in 39 fresh projects"."""
    context, following = figure.context, figure.context.index + 1
    if following >= len(context.view.quantities) or not _INTO.fullmatch(context.gap_behind):
        return False
    return context.view.quantities[following].unit == "project"


def _acts_of_projects_behind(figure: Figure) -> frozenset[str]:
    """What is said of the projects that capital goes into."""
    if not goes_into_projects(figure):
        return NO_FEATURES
    counted = FigureContext(figure.context.view, figure.context.index + 1)
    said = figure.context.view.features(counted.quantity.start, counted.quantity.end)
    return (said | counted.behind) & _ACTS_OF_PROJECTS


def _sum_up(figure: Figure, ballot: Ballot, counted: Decision | None) -> None:
    """Capital of several acts together is attracted: "cấp mới và tăng thêm"; what is in force stays so."""
    turn = _act_in_turn(figure.context)
    said = figure.context.between if turn is None else turn
    stages = (
        not said.isdisjoint({"a:added", "a:adjust"}),
        "a:shares" in said,
        not said.isdisjoint({"a:new", "a:license"}),
    )
    lasting = counted is not None and counted.indicator == "projects.in_force"
    acts = {one.indicator for one in figure.group.projects}
    if counted is not None and counted.rule.endswith(".and_adjusted") and not stages[2]:
        ballot.give("capital.attracted", _SEVERAL, "several")
    if sum(stages) > 1 and lasting:
        ballot.give("capital.in_force", _SEVERAL, "several")
    total = _TOTAL.search(figure.context.label_text) is not None
    if _is_broken_down(figure) and not lasting:
        ballot.give("capital.attracted", _SEVERAL, "broken down")
    if (sum(stages) > 1 and not lasting) or (acts >= _BOTH_ACTS and total):
        ballot.give("capital.attracted", _SEVERAL, "several")


def _hear_before(figure: Figure, ballot: Ballot) -> None:
    """Of capital without a count of projects: what the sentence before counted, what it is a part of, its time."""
    context, frame = figure.context, figure.frame
    plain = figure.near <= _PLAIN and not _acts_of_projects_behind(figure)
    if plain and not context.index and frame.stage and not context.view.whens:
        stage = "projects.registered" if frame.stages >= _BOTH_ACTS else frame.stage  # then it is of both
        ballot.hear((f"group.{stage}",), OPENING)
    told = _whole_of_part(figure) if plain else None
    if told:
        ballot.give(told, _PART, "part of what was told before")
    entered = "a:enter" in context.lead and "a:hold" not in context.lead
    if figure.flow or (figure.stock and entered):
        ballot.hear(("time.flow",), OPENING)
    elif figure.stock:
        ballot.hear(("time.stock",), OPENING)
    if not figure.flow:
        ballot.give("capital.in_force", _TIMELESS, "no time")


def _whole_of_part(figure: Figure) -> str | None:
    """The indicator of the capital that this is a part of; None where it is a part of nothing that was told."""
    between, value = figure.context.between, figure.group.value
    if not (opens_part(figure) or "r:among" in between or not figure.near.isdisjoint({"o:fdi", "o:ddi"})):
        return None
    if value is None:
        return "capital.attracted" if figure.frame.capital in _PARTS_OF_ALL else figure.frame.capital
    return value.indicator if value.indicator.startswith("capital") else figure.frame.capital


def _has_owner(figure: Figure, indicator: str) -> bool:
    """Whether capital without an origin and without projects is somebody's in the domain."""
    context = figure.context
    if figure.kind is None:
        entered = "a:enter" in context.lead or goes_into_projects(figure)
        return entered and indicator != "capital.in_force"
    told = has_acts(context.lead | context.behind) or bool(context.view.zones)
    return told or figure.frame.subjects.page_kind is not None
