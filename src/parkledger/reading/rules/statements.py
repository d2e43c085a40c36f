"""From quantities to statements, sentence by sentence; context is inherited from earlier sentences.

A paragraph's subject holds until another is named: "các KCN" until "toàn tỉnh", a province until the next one. What the
rules cannot place stays a quantity.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from parkledger.reading.rules.decisions import FLOWS, PROVINCIAL, Decision, Frame, QuantityCase, any_of
from parkledger.reading.rules.place_tracking import PlaceTracker
from parkledger.reading.rules.rulebook import RULE_OF
from parkledger.reading.rules.sentences import SentenceView
from parkledger.reading.rules.time_tracking import TimeTracker
from parkledger.reading.rules.zones import also_operating
from parkledger.reading.text.quantities import FoundQuantity


class DraftStatement(NamedTuple):
    """A statement whose offsets still refer to the normalised text."""

    quantity: FoundQuantity
    decision: Decision
    place: str | None
    zone: str | None
    start: date | None
    end: date | None
    view: SentenceView


def state(
    views: Iterable[SentenceView], frame: Frame, places: PlaceTracker, times: TimeTracker
) -> list[DraftStatement]:
    """Everything that the sentences state, in order."""
    made: list[DraftStatement] = []
    for view in views:
        times.enter(view)
        places.enter(view)
        if view.paragraph != frame.paragraph:
            frame.paragraph, frame.zones_decided = view.paragraph, None
        if view.quantities:
            frame.group = []
            frame.barred = frame.capital_given = False
            frame.last = frame.outside = None
            for index in range(len(view.quantities)):
                made += _decided(view, index, frame, places, times)
        places.leave(view)
        times.leave(view)
    return _completed(made)


def _completed(made: list[DraftStatement]) -> list[DraftStatement]:
    """A figure without a time that the page gives again with one (a title and its lead) has that time."""
    times: dict[tuple[object, ...], tuple[date | None, date | None]] = {}
    for one in made:
        if one.end is not None:
            times.setdefault(_fact(one), (one.start, one.end))
    done = []
    for one in made:
        known = times.get(_fact(one)) if one.end is None else None
        done.append(one if known is None else one._replace(start=known[0], end=known[1]))
    return done


def _fact(one: DraftStatement) -> tuple[object, ...]:
    decision = one.decision
    value = one.quantity.value if decision.value is None else decision.value
    exact = value.as_integer_ratio()  # hashed sooner than the fraction, and the same
    return decision.indicator, decision.form, decision.kind, decision.origin, decision.unit, exact, one.place, one.zone


def _decided(
    view: SentenceView, index: int, frame: Frame, places: PlaceTracker, times: TimeTracker
) -> list[DraftStatement]:
    quantity = view.quantities[index]
    rule = RULE_OF.get(quantity.unit)
    if rule is None:
        _forget(frame)
        return []
    _bracketed(view, index, frame)
    case = _case(view, index, frame, places, times)
    decision = rule.decide(case)
    if decision is None:
        _forget(frame)
        if quantity.unit in ("project", "enterprise"):
            frame.group, frame.barred = [], True
        return []
    decisions = [decision]
    if quantity.unit == "zone" and (second := also_operating(case, decision)):
        decisions.append(second)
    if any_of(case.before, "v:among"):
        frame.group = []
    _remember(frame, decision)
    place = places.place(view, index, case.zone, case.beside)
    done = []
    for one in decisions:
        plain = one._replace(kind=None) if one.indicator in PROVINCIAL else one
        start, end = times.period(view, index, one.indicator, flow=_is_flow(one))
        done.append(
            DraftStatement(
                quantity=quantity,
                decision=plain,
                place=place,
                zone=None if one.unit == "zone" or plain.kind is None else case.zone,
                start=start,
                end=end,
                view=view,
            )
        )
    return done


def _case(view: SentenceView, index: int, frame: Frame, places: PlaceTracker, times: TimeTracker) -> QuantityCase:
    beside = view.attached(index)
    kind, zone = places.zone(view, index, beside)
    flow, stock = times.role(view, index)
    return QuantityCase(
        view=view,
        index=index,
        frame=frame,
        kind=kind,
        zone=zone,
        flow=flow,
        stock=stock,
        company=places.company(view, index),
        dated=times.dated(view, index),
        beside=beside,
    )


def _bracketed(view: SentenceView, index: int, frame: Frame) -> None:
    """After a breakdown in brackets the sentence goes on about the figure before them."""
    between = view.text(*view.before(index))
    opens, closes = between.rfind("("), between.rfind(")")
    if closes > opens and frame.outside is not None:
        frame.last, frame.outside = frame.outside, None
    elif opens > closes:
        frame.outside = frame.last


def _is_flow(decision: Decision) -> bool:
    return decision.indicator in FLOWS or decision.indicator in ("capital.implemented", "fdi.rank")


def _forget(frame: Frame) -> None:
    if frame.last is not None:
        frame.last = frame.last._replace(rule=f"{frame.last.rule} stale")


def _remember(frame: Frame, decision: Decision) -> None:
    """What later quantities of the sentence may refer to: projects together, then the capital that goes with them."""
    if decision.unit == "project":
        if frame.capital_given:
            frame.group, frame.capital_given = [], False
        frame.group.append(decision)
        frame.barred = False
    elif decision.indicator.startswith("capital") and decision.form == "value":
        frame.capital_given = True
    if decision.unit == "zone":
        frame.zones_decided = decision
    if decision.form == "value" and decision.indicator.startswith(("capital", "projects")):
        frame.origin = decision.origin
    frame.last = decision
