"""From quantities to statements, sentence by sentence, with what is inherited from the sentences and headings before."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from parkledger.reading.interpretation.aims import aims_from, is_aimed
from parkledger.reading.interpretation.contexts import FigureContext
from parkledger.reading.interpretation.counts import also_operating
from parkledger.reading.interpretation.decisions import PROVINCIAL, Decision
from parkledger.reading.interpretation.families import FAMILY_OF, FigureFamily
from parkledger.reading.interpretation.figures import Figure, is_difference
from parkledger.reading.interpretation.frames import PageFrame, SentenceGroup
from parkledger.reading.interpretation.named_rows import NamedRow, as_named, row_at, signed
from parkledger.reading.interpretation.periods import TimeTracker
from parkledger.reading.interpretation.places import PlaceTracker
from parkledger.reading.interpretation.sentences import SentenceView
from parkledger.reading.interpretation.subjects import owner_of, zones_of
from parkledger.reading.text.english import FROM_EARLIER
from parkledger.reading.text.quantities import FoundQuantity

_RECALLED: Final = re.compile(r"(?:\A|trong |tổng )(?:tổng )?số(?: các)? \Z|\bof (?:the|its|their|these) \Z")
"""Before a count told again, of which parts follow: "Of the 367 projects, 62 are …"."""


_IN_PROJECTS: Final = ("for", "in", "into", "across", "cho", "vào")
"""Between capital and the projects that it goes into: what follows goes on about the capital."""
_TOLD_AGAIN: Final = ("projects.", "capital.")
_MAY_BE_PLANNED: Final = ("zone", "ha")
_PLANNED: Final = ("zones.planned", "zones.priority", "land.planned")
"""What plans state has indicators of its own."""


_SAME_TIME_OPENS: Final = re.compile(r"\W*cùng k[ỳì](?: năm (?:trước|ngoái)|,| chỉ| tỉnh| cả nước| con số| đạt| là)")
""" "…; cùng kỳ năm trước nhập siêu 86 triệu USD": a clause about the time compared with."""


def _is_of_same_time(context: FigureContext) -> bool:
    """Whether a clause tells of the time compared with."""
    view = context.view
    named = view.lower.find("cùng k", view.start, context.quantity.start) >= 0
    return named and _SAME_TIME_OPENS.match(view.lower, *context.clause) is not None


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
    views: Iterable[SentenceView],
    frame: PageFrame,
    places: PlaceTracker,
    times: TimeTracker,
    rows: Sequence[NamedRow] = (),
) -> list[DraftStatement]:
    """Everything that the sentences state, in order; `rows` are those that are called as indicators are."""
    made: list[DraftStatement] = []
    for view in views:
        times.enter(view)
        places.enter(view)
        frame.enter(view)
        stated = _stated(view, frame, places, times, rows) if view.quantities else []
        made += stated
        if view.places:
            places.leave(view)
        if view.whens:
            times.leave(view, stated=bool(stated))
        frame.leave(view)
    return _completed(made)


def _stated(
    view: SentenceView, frame: PageFrame, places: PlaceTracker, times: TimeTracker, rows: Sequence[NamedRow]
) -> list[DraftStatement]:
    made: list[DraftStatement] = []
    aims = aims_from(view, frame)
    for index, quantity in enumerate(view.quantities):
        family = FAMILY_OF.get(quantity.unit)
        if family is None:
            frame.group.stale = True
            continue
        context = FigureContext(view, index)
        _enter_brackets(context, frame)
        kind, zone = zones_of(context, frame)
        flow, stock = times.role(context)
        figure = Figure(
            context, frame=frame, kind=kind, zone=zone, owner=owner_of(context, frame), flow=flow, stock=stock
        )
        decision = _of_earlier(figure) or _decided(figure, family, aimed=is_aimed(context, aims))
        row = row_at(rows, quantity.number)
        decision = decision if row is None else signed(as_named(row.code, decision, figure), figure)
        if decision is None:
            _pass_over(context, frame)
            continue
        if decision.form == "value" and _is_of_same_time(context):
            decision = decision._replace(earlier=True)
        _keep(context, frame, decision)
        place = places.place(context, zone, frame)
        for one in _with_those_beside(context, decision):
            start, end = times.period(context, one, frame)
            named = None if one.unit == "zone" or one.kind is None else zone
            made.append(
                DraftStatement(quantity, decision=one, place=place, zone=named, start=start, end=end, view=view)
            )
    frame.remember([one.decision for one in made])
    return made


def _decided(figure: Figure, family: FigureFamily, *, aimed: bool) -> Decision | None:
    """What a figure states; of one that is aimed at, what plans state alone."""
    if aimed and figure.unit not in _MAY_BE_PLANNED:
        return None
    decision = family.decide(figure)
    return None if aimed and decision is not None and decision.indicator not in _PLANNED else decision


_FROM: Final = re.compile(rf"{FROM_EARLIER}(?: (?:just|only|about|some|over|nearly))* ?")
_THEN: Final = 40  # characters from such a figure to its time


def _of_earlier(figure: Figure) -> Decision | None:
    """The figure before at an earlier time, in English: "211,000 workers, up from 187,000 in mid-2024"."""
    context, last = figure.context, figure.group.last
    view, end = context.view, figure.quantity.end
    if not view.english or last is None or not context.index or figure.group.stale or last.form != "value":
        return None
    if last.unit != (figure.unit if figure.unit != "enterprise" else "project") or not _FROM.fullmatch(
        context.gap_text
    ):
        return None
    timed = any(0 <= when.start - end < _THEN for when in view.whens)
    return last._replace(value=None, earlier=True, rule="earlier") if timed else None


_WHOLES: Final = {"land.leased": "land.leasable", "capital.implemented": "capital.in_force"}
_NAMED_PAIR: Final = re.compile(r"[^\W\d] ?/ ?[^\W\d]")


def _with_those_beside(context: FigureContext, decision: Decision) -> list[Decision]:
    """All that a figure states: zones with their infrastructure may be said to operate too, and two figures told as a fraction
    behind their two names are both stated: "Đất đã cho thuê/đất công nghiệp là 150/280 ha"."""
    if decision.indicator in PROVINCIAL:
        return [decision._replace(kind=None)]
    whole = _WHOLES.get(decision.indicator)
    if whole is not None and context.quantity.over is not None and _NAMED_PAIR.search(context.gap_text):
        return [decision, decision._replace(indicator=whole, value=context.quantity.over)]
    if decision.indicator == "zones.infrastructure_complete" and also_operating(context):
        return [decision, decision._replace(indicator="zones.operating")]
    return [decision]


def _enter_brackets(context: FigureContext, frame: PageFrame) -> None:
    """After a breakdown in brackets the sentence goes on about the figure before them."""
    group = frame.group
    if context.closes_bracket and group.outside is not None:
        group.zones = group.outside if group.outside.unit == "zone" else group.zones
        group.last, group.outside, group.stale = group.outside, None, False
        group.projects, group.kept, group.capital_given = group.kept, [], False
        group.value = group.last if group.last.form == "value" else group.value
    elif context.opens_bracket:
        group.outside, group.kept = group.last, list(group.projects)


def _pass_over(context: FigureContext, frame: PageFrame) -> None:
    """Keep in mind that a figure stated nothing, for those that may be part of it."""
    if is_difference(context):
        return
    group, unit = frame.group, context.quantity.unit
    group.stale = group.stale or not context.opens_bracket
    if unit in ("project", "enterprise"):
        group.projects = []
        group.refused = unit == "project" and _RECALLED.search(context.label_text) is None
        frame.barred = "w:newfirms" in context.near | context.behind


def _keep(context: FigureContext, frame: PageFrame, decision: Decision) -> None:
    """Keep what later figures of the sentence may refer to: projects together, then the capital that goes with them."""
    group = frame.group
    group.stale = False
    group.first = group.first or decision
    if decision.unit == "project":
        frame.barred = False
        if decision.indicator.startswith("projects"):
            _keep_count(context, group, decision)
    elif decision.indicator.startswith("capital") and decision.form == "value":
        group.capital_given = True
    if decision.unit == "zone" and not context.is_total_of_part:
        frame.zones = group.zones = decision
    elif decision.indicator == "grdp.growth" and decision.form == "growth":
        frame.growth = decision
    if decision.earlier:
        return
    group.ranked = decision if decision.indicator == "grdp.growth" and decision.form == "rank" else None
    counts_its_projects = decision.unit == "project" and context.gap_text.strip() in _IN_PROJECTS
    if decision.form != "rank" and not (counts_its_projects and group.value is not None):
        group.last = decision
    if decision.form == "value":
        group.value = decision
        group.amount = decision if decision.unit in ("USD", "VND") else group.amount


def _keep_count(context: FigureContext, group: SentenceGroup, decision: Decision) -> None:
    """Keep a count of projects; one that is a part of those before begins anew, and the capital told next may be of it alone."""
    parted = "r:among" in context.between
    if parted and group.projects and group.projects[-1].origin is None:
        group.whole = group.projects[-1]
    if group.capital_given or parted:
        group.projects, group.capital_given = [], False
    group.projects.append(decision)


def _completed(made: list[DraftStatement]) -> list[DraftStatement]:
    """A figure without a time that the page gives again with one (a title and its lead) has that time."""
    made = _titles_as_told(made)
    times: dict[tuple[object, ...], tuple[date | None, date | None]] = {}
    for one in made:
        if one.end is not None:
            times.setdefault(_fact(one), (one.start, one.end))
    done = []
    for one in made:
        known = times.get(_fact(one)) if one.end is None else None
        done.append(one if known is None else one._replace(start=known[0], end=known[1]))
    return done


def _titles_as_told(made: list[DraftStatement]) -> list[DraftStatement]:
    """A title's project counts and capital mean what the page says of the same figures further on, where there is more to go by."""
    told: dict[tuple[object, ...], Decision] = {}
    for one in reversed(made):
        if one.view.paragraph and one.decision.form == "value" and one.decision.indicator.startswith(_TOLD_AGAIN):
            told[one.quantity.value, one.decision.unit] = one.decision
    return [
        one._replace(decision=again)
        if not one.view.paragraph
        and one.decision.indicator.startswith(_TOLD_AGAIN)
        and (again := told.get((one.quantity.value, one.decision.unit))) is not None
        and again.indicator.partition(".")[0] == one.decision.indicator.partition(".")[0]
        else one
        for one in made
    ]


def _fact(one: DraftStatement) -> tuple[object, ...]:
    decision = one.decision
    value = one.quantity.value if decision.value is None else decision.value
    exact = value.as_integer_ratio()  # hashed sooner than the fraction, and the same
    return decision.indicator, decision.form, decision.kind, decision.origin, decision.unit, exact, one.place, one.zone
