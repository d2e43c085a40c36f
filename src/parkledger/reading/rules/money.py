"""What an amount of money states: capital by its stage, output, trade, budget, incomes, the size of an economy, fees."""

import re
from typing import Final

from parkledger.reading.rules.decisions import Decision, QuantityCase, all_of, any_of, origin_of
from parkledger.reading.rules.lexicon import PLAN_IS

_MONEY_TOPICS: Final = {
    "t:export": "trade.export",
    "t:import": "trade.import",
    "t:balance": "trade.balance",
    "t:production": "output.production",
    "t:revenue": "output.revenue",
    "t:budget": "budget.paid",
    "t:size": "grdp.size",
    "t:implemented": "capital.implemented",
    "t:shares": "capital.shares",
    "t:added": "capital.added",
    "t:newcap": "capital.new",
    "t:capital": "capital",
    "v:attract": "capital",
    "t:income": "labour.income",
}
_MONEY_BARS: Final = ("x:cost", "x:other", "t:trade", "t:rent", "t:infrafee", "t:waterfee")
_MONEY_WORDS: Final = frozenset((*_MONEY_TOPICS, *_MONEY_BARS))
_PER_PERSON: Final = ("/người", "/tháng", "/lao")
_OTHER_CURRENCY: Final = (
    "tương đương",
    "(",
    "và",
    "lên",
    "của năm",
    "hay",
    ", tương",
    "xấp xỉ",
    "năm",
    ", bằng",
    "~",
    "≈",
    "+",
    "cùng",
)
_FEES: Final = {"t:rent": "fee.land_rent", "t:infrafee": "fee.infrastructure", "t:waterfee": "fee.wastewater"}
_FEE_WORDS: Final = frozenset(_FEES)


def decide_money(case: QuantityCase) -> Decision | None:
    """Money: capital by its stage, output, trade, budget, incomes, the size of an economy, fees."""
    quantity = case.quantity
    if quantity.per and not quantity.per.startswith(_PER_PERSON):
        return _fee(case)
    if _is_of_something_else(case):
        return None
    near = case.view.nearest(*case.view.before(case.index), _MONEY_WORDS)
    if near is not None and any_of(near.tags, *_MONEY_BARS) and not _is_income(case, near.tags):
        return None
    topic = _topic_of(near.tags if near else frozenset())
    if topic == "capital" and "t:implemented" in case.before:
        topic = "capital.implemented"
    if topic is None and _label(case) is None and (joined := _continues(case)) is not None:
        return joined._replace(unit=quantity.unit or "", form="value", value=None, rule="money.joined")
    topic = topic or _topic_around(case) or _label(case)
    if topic is None:
        return None
    return _capital(case, topic) if topic.startswith("capital") else _other_money(case, topic)


def _is_of_something_else(case: QuantityCase) -> bool:
    """Whether an amount is a company's, a target, a plan, or one side of a rate of exchange."""
    barred = case.company or any_of(case.before, "x:aim", "x:withdraw")
    return barred or _of_one_dollar(case) or _is_plan(case)


def _is_plan(case: QuantityCase) -> bool:
    """Whether the words right before an amount make it a plan: "kế hoạch năm là 300 triệu USD"."""
    planned = "v:plantarget" in case.before
    return planned and PLAN_IS.search(case.view.text(*case.view.before(case.index))) is not None


def _of_one_dollar(case: QuantityCase) -> bool:
    """Whether an amount is one side of a rate of exchange: "1 USD = 24.000 đồng"."""
    here, units = case.index, ("USD", "VND")
    for index in (here, here - 1):
        quantity = case.view.quantities[index] if index >= 0 else None
        if quantity is not None and quantity.unit in units and quantity.value == 1:
            return True
    return False


def _topic_of(tags: frozenset[str]) -> str | None:
    return next((topic for tag, topic in _MONEY_TOPICS.items() if tag in tags), None)


def _topic_around(case: QuantityCase) -> str | None:
    """The topic where none is named between the last figure and this: behind it, earlier in the sentence, or implied."""
    right = case.view.first(*case.beside, _MONEY_WORDS)
    if right is not None and not any_of(right.tags, *_MONEY_BARS):
        return _topic_of(right.tags)
    if case.frame.group:
        return "capital" if any_of(case.before, "v:have") else None
    if not any_of(case.before, "v:have", "v:estimate"):
        return None
    far = case.view.nearest(case.view.start, case.view.before(case.index)[0], _MONEY_WORDS)
    unsure = far is None or any_of(far.tags, *_MONEY_BARS, "t:capital", "v:attract")
    return None if unsure or far is None else _topic_of(far.tags)


def _label(case: QuantityCase) -> str | None:
    """ "(cấp mới: 175 triệu USD; …)": a label that stands for the capital itself."""
    return "capital" if _STAGE_LABEL.search(case.view.text(*case.view.before(case.index))) else None


def _other_money(case: QuantityCase, topic: str) -> Decision | None:
    unit = case.quantity.unit or ""
    if any_of(case.before, "x:sector", "x:partner") or (topic == "labour.income" and not _is_income(case, case.before)):
        return None
    if topic == "grdp.size":
        return Decision(topic, unit=unit, rule=topic)
    return Decision(topic, unit=unit, kind=case.kind, origin=origin_of(case, capital=False), rule=topic)


def _is_income(case: QuantityCase, tags: frozenset[str]) -> bool:
    if "t:income" not in tags:
        return False
    return any_of(case.before, "t:workers", "o:fdi_sector") or (case.kind is not None and "s:place" not in case.before)


def _continues(case: QuantityCase) -> Decision | None:
    """The decision before, if this is its other currency or the next of a series: "tương đương", "(", "lên", "và đạt"."""
    if case.index == 0 or case.frame.last is None:
        return None
    between = case.view.text(*case.view.before(case.index)).strip()
    short = len(between) <= 34 and not any_of(case.before, *(tag for tag in _MONEY_TOPICS if tag != "t:capital"))
    same = case.frame.last.unit in ("USD", "VND") and case.frame.last.form == "value"
    return case.frame.last if same and short and between.startswith(_OTHER_CURRENCY) else None


def _capital(case: QuantityCase, topic: str) -> Decision | None:
    unit, group = case.quantity.unit or "", case.frame.group
    if any_of(case.before, "x:sector", "x:partner", "x:outside") or case.quantity.value < _LEAST_CAPITAL.get(unit, 0):
        return None
    origin = origin_of(case, capital=True)
    stages = [tag for tag in ("t:newcap", "t:added", "t:shares") if tag in case.before]
    several = len(stages) > 1 or ("v:new" in case.before and any_of(case.before, "t:added", "t:shares"))
    if several or all_of(case.before, "v:license", "v:adjust"):
        return Decision("capital.attracted", unit=unit, kind=case.kind, origin=origin, rule="capital.sum_of_stages")
    if topic != "capital":
        return Decision(topic, unit=unit, kind=case.kind, origin=origin, rule=topic)
    if "v:license" in case.before and _STAGE_LABEL.search(case.view.text(*case.view.before(case.index))):
        return Decision("capital.new", unit=unit, kind=case.kind, origin=origin, rule="capital.label")
    if stages:
        return Decision(_MONEY_TOPICS[stages[0]], unit=unit, kind=case.kind, origin=origin, rule="capital.stage")
    indicator = _capital_stage(case, group)
    if indicator is None:
        return None
    if len(group) > 1 and "tổng" in case.view.text(*case.view.before(case.index)):
        origins = {one.origin for one in group}
        origin = origins.pop() if len(origins) == 1 else None
    return Decision(indicator, unit=unit, kind=case.kind, origin=origin, rule=indicator)


_STAGE_LABEL: Final = re.compile(r"[(;,] ?(?:vốn )?(?:đăng ký )?cấp mới ?:? ?(?:là |đạt )?\Z")
_TOTAL_CAPITAL: Final = re.compile(
    r"(?:tổng|số) (?:số )?vốn(?: đầu tư)?(?: nước ngoài| trực tiếp nước ngoài| fdi| trong nước)?(?: đã)? "
    r"(?:đăng ký|thu hút)|tổng (?:số )?vốn fdi"
)
_LEAST_CAPITAL: Final = {"VND": 10**9, "USD": 10**4}


def _capital_stage(case: QuantityCase, group: list[Decision]) -> str | None:
    """Capital is of the stage of the projects it is given with; without projects, by the verb and the time."""
    stages = {one.indicator for one in group}
    if stages:
        return _stage_of_projects(stages, licensed=group[-1].rule.endswith("licensed"))
    if case.frame.barred:
        return None
    if case.zone is None and _TOTAL_CAPITAL.search(case.view.lower, *case.view.before(case.index)):
        return "capital.attracted" if case.flow else "capital.in_force" if case.stock else None
    if any_of(case.before | case.lead | case.attached, "v:attract") or any_of(case.before, "o:fdi", "o:ddi"):
        return "capital.in_force" if case.stock and not case.flow else "capital.attracted"
    return None


def _stage_of_projects(stages: set[str], *, licensed: bool) -> str:
    if stages == {"projects.adjusted"}:
        return "capital.added"
    if stages == {"projects.registered"} and licensed:
        return "capital.new"
    return "capital.attracted" if stages <= {"projects.registered", "projects.adjusted"} else "capital.in_force"


def _fee(case: QuantityCase) -> Decision | None:
    near = case.view.nearest(*case.view.clause(case.index), _FEE_WORDS)
    if near is None or case.kind is None:
        return None
    indicator = next(_FEES[tag] for tag in _FEES if tag in near.tags)
    return Decision(indicator, unit=case.quantity.unit or "", kind=case.kind, rule=indicator)
