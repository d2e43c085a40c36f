"""What may be added and divided, and what is refused the moment it is written."""

from collections.abc import Callable

import pytest

from parkledger.catalogue import MEASURES, Formula, Indicator, Nature, Scenario
from parkledger.catalogue.expressions import (
    CountZones,
    Expression,
    Reports,
    Sum,
    Term,
    Timing,
    UnlikeKinds,
    Zones,
    flow,
    per,
    plan,
    share,
    stock,
    to_date,
    zones_where,
)
from parkledger.catalogue.measures import HELD
from parkledger.language import Text

WHOLE = Text("tổng", "whole")
FINAL = flow("output.production", reports=Reports.FINAL)
ESTIMATE = flow("output.production", reports=Reports.ESTIMATE)

REFUSED: dict[str, Callable[[], object]] = {
    "a flow in a period and one to date": lambda: flow("capital.implemented") + to_date("capital.implemented"),
    "to date less in a period": lambda: to_date("capital.new") - flow("capital.new"),
    "a stock and a flow": lambda: stock("capital.in_force") + flow("capital.new"),
    "registered and implemented capital": lambda: flow("capital.new") + flow("capital.implemented"),
    "a plan and what happened": lambda: plan("output.production") + flow("output.production"),
    "an estimate and a final report": lambda: FINAL + ESTIMATE,
    "the best known and finals only": lambda: flow("output.production") - FINAL,
    "hectares and projects": lambda: stock("land.leased_industrial") + stock("projects.in_force"),
    "money and workers": lambda: stock("labour.payroll") + stock("labour.workers"),
    "two shares": lambda: (
        share(stock("land.cleared"), stock("land.to_clear"), of=WHOLE)
        + share(stock("land.clean"), stock("land.to_clear"), of=WHOLE)
    ),
    "zones counted and land": lambda: zones_where("zones.planned") + stock("land.planned"),
    "a third part unlike the first two": lambda: (
        stock("land.industrial") + stock("land.service") - stock("zones.planned")
    ),
    "a stock taken as a flow": lambda: flow("land.established"),
    "a stock taken to date": lambda: to_date("projects.in_force"),
    "a flow taken as a stock": lambda: stock("output.production"),
    "a level taken as a flow": lambda: flow("labour.workers"),
    "a tariff in a period": lambda: flow("fee.power"),
    "a measure that is not there": lambda: stock("land.leasedback"),
    "the beginning of a measure's code": lambda: stock("land"),
    "an estimate of what is recorded": lambda: flow("capital.new", reports=Reports.ESTIMATE),
    "the final reports of a level": lambda: Term("labour.workers", Timing.ON, reports=Reports.FINAL),
    "a share of unlike units": lambda: share(stock("land.leased_industrial"), stock("zones.established"), of=WHOLE),
    "a share of a plan in what happened": lambda: share(flow("output.production"), plan("output.production"), of=WHOLE),
    "a share of finals in estimates": lambda: share(FINAL, ESTIMATE, of=WHOLE),
    "a flow in a stock": lambda: share(flow("capital.new"), stock("capital.in_force"), of=WHOLE),
    "a rate of a flow to a stock": lambda: per(flow("output.production"), stock("labour.workers"), of=WHOLE),
    "a condition that is no milestone": lambda: stock("land.established", zones=Zones(("land.established",))),
    "an exclusion that is no stock": lambda: zones_where("zones.planned", none_of=("output.production",)),
    "a condition that is not there": lambda: zones_where("zones.famous"),
    "no condition": lambda: zones_where(none_of=("zones.planned",)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_unlike_kinds_are_refused_when_written(what):
    with pytest.raises(UnlikeKinds):
        REFUSED[what]()


ALLOWED: dict[str, tuple[Callable[[], Expression], tuple[str, Timing]]] = {
    "two areas": (lambda: stock("land.industrial") + stock("land.service"), ("m2", Timing.ON)),
    "areas of zones that run": (
        lambda: stock("land.industrial", zones=Zones(("zones.operating",))) + stock("land.service"), ("m2", Timing.ON),
    ),
    "capital in three ways": (
        lambda: flow("capital.new") + flow("capital.added") - flow("capital.reduced"), ("money", Timing.IN_PERIOD),
    ),
    "a share of what is implemented in what is registered": (
        lambda: share(to_date("capital.implemented"), stock("capital.in_force"), of=WHOLE),
        ("percent of whole", Timing.TO_DATE),
    ),
    "đồng a worker": (
        lambda: per(stock("labour.payroll"), stock("labour.workers"), of=WHOLE), ("money/person of whole", Timing.ON),
    ),
    "finals and finals": (lambda: FINAL + FINAL, ("money", Timing.IN_PERIOD)),
}  # fmt: skip


@pytest.mark.parametrize("what", ALLOWED)
def test_like_kinds_are_taken_together(what):
    build, (unit, timing) = ALLOWED[what]
    assert (build().sort.unit, build().sort.timing) == (unit, timing)


def test_a_sum_is_flat_and_keeps_its_signs():
    found = (stock("land.industrial") - (stock("land.service") - stock("land.green"))) + stock("land.infrastructure")
    assert isinstance(found, Sum)
    assert [(sign, next(part.terms()).measure) for sign, part in found.parts] == [
        (1, "land.industrial"), (-1, "land.service"), (1, "land.green"), (1, "land.infrastructure"),
    ]  # fmt: skip


def test_a_count_is_of_its_first_milestone():
    found = zones_where("zones.priority", "zones.zoning_approved")
    assert isinstance(found, CountZones)
    assert [(term.measure, term.zones) for term in found.terms()] == [("zones.priority", found.zones)]


def test_a_target_is_of_the_plan():
    assert plan("output.production").sort.scenario is Scenario.PLAN


@pytest.mark.parametrize("code", MEASURES)
def test_every_measure_is_either_held_or_flows(code):
    measure = MEASURES[code]
    taken = {timing: _refused(code, timing) for timing in Timing}
    assert taken[Timing.ON] == measure.is_flow
    assert taken[Timing.IN_PERIOD] == taken[Timing.TO_DATE] == (measure.nature in HELD)
    assert measure.is_flow == (measure.nature in {Nature.COUNTED, Nature.REPORTED})


def _refused(code: str, timing: Timing) -> bool:
    try:
        Term(code, timing)
    except UnlikeKinds:
        return True
    return False


def formula(expression: Expression) -> tuple[Formula, ...]:
    return (Formula("x", WHOLE, expression),)


SHARE = share(stock("land.cleared"), stock("land.to_clear"), of=WHOLE)
RATE = per(stock("labour.payroll"), stock("labour.workers"), of=WHOLE)
MALFORMED: dict[str, Callable[[], object]] = {
    "per cent without a share": lambda: Indicator("x", WHOLE, "percent", formula(stock("land.cleared"))),
    "per cent of a rate": lambda: Indicator("x", WHOLE, "percent", formula(RATE)),
    "a share that is not per cent": lambda: Indicator("x", WHOLE, "ha", formula(SHARE)),
    "one of two formulas not a share": lambda: Indicator(
        "x", WHOLE, "percent", formula(SHARE) + formula(stock("land.clean"))
    ),
    "no formula": lambda: Indicator("x", WHOLE, "ha", ()),
    "an unknown unit": lambda: Indicator("x", WHOLE, "acre", formula(stock("land.cleared"))),
    "no Vietnamese name": lambda: Indicator("x", Text("", "cleared"), "ha", formula(stock("land.cleared"))),
    "a blank English name": lambda: Indicator("x", Text("đã giải phóng", " "), "ha", formula(stock("land.cleared"))),
    "a share of nothing named": lambda: share(stock("land.cleared"), stock("land.to_clear"), of=Text("", "")),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_indicator_is_refused_when_defined(what):
    with pytest.raises(ValueError):
        MALFORMED[what]()
