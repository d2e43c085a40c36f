"""Forms of a figure: growth on the year before, share of a whole, rank among peers, ratio to a plan."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from parkledger.catalogue import INDICATORS, MEASURES, TargetSetter, ZoneKind
from parkledger.catalogue.cluster_reports import year_reported
from parkledger.catalogue.definitions import INCREASES
from parkledger.catalogue.measures import MICRO
from parkledger.figures.coverage import (
    INCOMPLETE_RANK,
    NOT_RANKED,
    UNEQUAL_DAYS,
    UNEQUAL_PLACES,
    UNMATCHED_ZONES,
    UNREPORTED_PERIOD,
    UNSPLIT_SHARE,
    Coverage,
    ZoneGap,
)
from parkledger.figures.engine.cells import About
from parkledger.figures.engine.coverage import reported_terms
from parkledger.figures.engine.cube import DetailRow
from parkledger.figures.figure import PERCENTAGE_POINT, Figure, TermValue
from parkledger.figures.questions import Form, Question, currency_of
from parkledger.language import SMALLEST, Text, Unit, days_said
from parkledger.places import COUNTRY_CODE, get


def percent_change(now: Figure, before: Figure) -> Fraction | None:
    """By how many per cent a figure is above an earlier one: of money, of the two amounts in the currency they are told in.

    Every growth that is told comes from here, so that whoever divides the two amounts beside it finds it again. None where
    one is unknown, where the two are in different units, and on an earlier figure that is nought or below it.
    """
    if now.value is None or before.value is None or now.unit != before.unit or before.value <= 0:
        return None
    return (now.value / before.value - 1) * 100


def set_against(now: Figure, before: Figure, named: Callable[[int], ZoneGap]) -> Figure:
    """A figure as one side of a change: its coverage tells the zones whose reports are only in it, or only in the earlier one.

    Of the whole country it tells that this was not looked at. `named` gives a zone its name.
    """
    if now.coverage.refusal is not None or not reported_terms(now.question):
        return now
    if now.question.place == COUNTRY_CODE:  # of which the reports of zones are not looked up
        return replace(now, coverage=replace(now.coverage, remarks=(*now.coverage.remarks, UNMATCHED_ZONES)))
    return replace(now, coverage=now.coverage.set_against(before.coverage, named))


def growth_of(question: Question, now: Figure, before: Figure, named: Callable[[int], ZoneGap]) -> Figure:
    """The change on the same date or period a year earlier, in per cent; none where the two are not equally covered.

    Money is compared in the currency in which its amounts are told (`currency_of`). Where zones reported that did not a
    year before, or the other way round, it is given and says so.
    """
    fitting = now.coverage.is_like_a_year_before(before.coverage)
    value = percent_change(now, before) if fitting else None
    terms = (
        TermValue(f"{question.indicator}", Text("kỳ này", "this period"), now.value, now.unit, _period(now)),
        TermValue(
            f"{question.indicator}",
            Text("cùng kỳ năm trước", "same period last year"),
            before.value,
            before.unit,
            _period(before),
        ),
    )
    name = Text("so với cùng kỳ năm trước", "on the same period last year")
    if value is not None:
        now = set_against(now, before, named)
    found = _formed(question, now, value, "percent", terms, name, other=before)
    return found if fitting else _refused(found, UNREPORTED_PERIOD, before.coverage)


def _refused(figure: Figure, why: Text, compared: Coverage | None = None) -> Figure:
    """A figure that is not given though its terms may be known, with the reason, and what it was compared with."""
    return replace(figure, value=None, coverage=replace(figure.coverage, refusal=why, compared=compared))


def part_and_whole(question: Question) -> tuple[Question, Question]:
    """The two figures of a share; money in the one currency in which the whole is stated."""
    part = replace(question, form=Form.VALUE)
    whole = _whole_of(part)
    if question.definition.unit != "money":
        return part, whole
    currency = currency_of(whole)
    return replace(part, currency=currency), replace(whole, currency=currency)


def _whole_of(value: Question) -> Question:
    """What a figure is a share of: the same without its narrowest restriction (origin, zone, kind), else the country's."""
    if value.origin is not None:
        return replace(value, origin=None)
    if value.zone is not None:
        return replace(value, zone=None)
    if value.kind is not None:
        return replace(value, kind=None)
    return replace(value, place=COUNTRY_CODE)


def share_of(question: Question, part: Figure, whole: Figure) -> Figure:
    """A part of a whole, in per cent; both in the currency in which the whole is told (`part_and_whole`).

    Of a whole of which some zones have not reported it is a share of what was reported: the coverage is then the whole's.
    """
    above, below = part.value, whole.value
    fitting = _spoken_for(part.coverage) == _spoken_for(whole.coverage)
    value = above / below * 100 if fitting and above is not None and below else None
    terms = (
        TermValue(question.indicator, Text("phần", "part"), above, part.unit, _scope(part.question)),
        TermValue(question.indicator, Text("tổng", "whole"), below, whole.unit, _scope(whole.question)),
    )
    name = Text("tỷ trọng trong tổng", "share of the whole")
    found = _formed(question, part, value, "percent", terms, name, other=whole)
    if fitting and not part.coverage.has_zones_as(whole.coverage):
        found = replace(found, coverage=whole.coverage)
    if above is None or below is None:
        return found
    if part.coverage.is_unsplit:
        return _refused(found, UNSPLIT_SHARE)
    return found if fitting else _refused(found, UNEQUAL_PLACES)


def _spoken_for(coverage: Coverage) -> tuple[object, ...]:
    """The places that a figure lacks, and the days it is of."""
    return (coverage.missing, coverage.since, coverage.until, coverage.periods)


class Peers(NamedTuple):
    """What a figure is ranked among, without its own: the questions of their values, and what they are called after their number.

    `{s}` stands there for the English plural.
    """

    values: list[Question]
    called: Text


def rank_of(question: Question, own: Figure, others: Sequence[Figure], among: Text) -> Figure:
    """The position among those of the same sort for which the figure is known and complete, from the largest."""
    complete = [each for each in (own, *others) if each.value is not None and each.coverage.is_comparable]
    ranked = of_one_day(complete)
    known = [figure.value for figure in ranked if figure.value is not None]
    value = None
    if own.value is not None and own in ranked:
        value = Fraction(1 + sum(1 for other in known if other > own.value))
    terms = (
        TermValue(question.indicator, Text("giá trị", "value"), own.value, own.unit),
        TermValue(
            "places.compared", Text("số đơn vị có số liệu", "places with a figure"), Fraction(len(known)), "place"
        ),
    )
    plural = among.en.format(s="" if len(known) == 1 else "s")
    within = Text(f"trong {len(known)} {among.vi}", f"among {len(known)} {plural}")
    name = Text(f"thứ hạng {within.vi}", f"rank {within.en}")
    if left := len(complete) - len(known):
        name = Text(
            f"{name.vi}, không kể {left} đơn vị có số liệu đến ngày khác",
            f"{name.en}, without {left} whose reports end on another day",
        )
    found = _formed(question, own, value, "rank", terms, name)
    if value is not None:
        return replace(found, note=within)
    return (
        found if own.value is None else _refused(found, UNEQUAL_DAYS if own.coverage.is_comparable else INCOMPLETE_RANK)
    )


def not_ranked(question: Question, own: Figure) -> Figure:
    """No position: there is nothing of its sort that it could be ranked among."""
    term = TermValue(question.indicator, Text("giá trị", "value"), own.value, own.unit)
    return _refused(_formed(question, own, None, "rank", (term,), Text("thứ hạng", "rank")), NOT_RANKED)


def of_one_day(figures: Sequence[Figure]) -> list[Figure]:
    """Those of some figures that may be ranked together: whose reports end as long before the day asked for as most do.

    Where as many end otherwise, the later count: a figure carried forward from long before says nothing beside one of today.
    """
    counts = Counter(figure.behind for figure in figures)
    if not counts:
        return []
    usual = min(counts, key=lambda behind: (-counts[behind], behind))
    return [figure for figure in figures if figure.behind == usual]


def before_target(value: Question, start: date) -> Question | None:
    """What stood on the day before a target's period, of what a target of its increase may be mistaken for."""
    if value.indicator not in INCREASES:
        return None
    return replace(value, start=None, end=start - timedelta(days=1), boundaries=value.boundaries or value.end)


def stood_before(planned: Fraction | None, before: Figure | None) -> bool:
    """Whether as much as a target asks for stood before its period: nothing would be left to reach."""
    held = before.value if before is not None else None
    return planned is not None and held is not None and planned <= held


TargetFound = tuple[DetailRow | None, TargetSetter | None]
"""The target that holds, with whose it is; neither where none was set."""


def plan_ratio_of(
    question: Question, actual: Figure, found: TargetFound, currency: str, before: Figure | None = None
) -> Figure:
    """What was reached of the target for the plan period that contains the period asked, in per cent.

    A rate is told by how many percentage points it lies above its target: 55 % of 60 % is no 91.7 % of anything. A
    target counts only for the very scope it was set for: the place, kind and origin, or the zone and origin. Where
    several setters set one, the first in the order of `TargetSetter` is taken, unless one is named. What is still to be
    reported is reached besides: the coverage tells what is missing, and the share is not refused for it. It is refused
    where as much stood `before` the target's period: such a target is of what is added within it, another indicator.
    """
    target, setter = found
    planned = None
    if target is not None:
        planned = _target_value(question, target, currency)
    is_rate = question.definition.unit == "percent"
    value = _attained(actual.value, planned, is_rate=is_rate)
    name = Text("thực hiện − kế hoạch", "actual − plan") if is_rate else Text("thực hiện / kế hoạch", "actual / plan")
    note = None if target is None or setter is None else _of_target(target, setter)
    terms = (
        TermValue(question.indicator, Text("thực hiện", "actual"), actual.value, actual.unit, _period(actual)),
        TermValue(question.indicator, Text("kế hoạch", "plan"), planned, actual.unit, note),
    )
    ratio = replace(
        _formed(question, actual, value, PERCENTAGE_POINT if is_rate else "percent", terms, name),
        demo=actual.demo or bool(target and target.cell[7]),
    )
    return _refused(ratio, _of_increase(question.indicator)) if stood_before(planned, before) else ratio


def _of_increase(code: str) -> Text:
    """Why a target that stood before its period is not told against, and what it should have been set for."""
    name = INDICATORS[INCREASES[code]].name
    return Text(
        f"không tính được: số đã có trước kỳ không thấp hơn chỉ tiêu; chỉ tiêu tăng thêm trong kỳ thì giao cho «{name.vi}»",
        f"not told: as much stood before the period; a target of what is added in it is set for “{name.en}”",
    )


def _attained(actual: Fraction | None, planned: Fraction | None, *, is_rate: bool) -> Fraction | None:
    if actual is None or planned is None:
        return None
    if is_rate:
        return actual - planned
    return actual / planned * 100 if planned else None


def target_of(question: Question, targets: list[DetailRow]) -> TargetFound:
    """The target that holds for what is asked, with whose it is."""
    start = _planned_from(question)
    order = list(TargetSetter) if question.setter is None else [question.setter]
    about = set_for(question) or (None, question.origin.value if question.origin else None)
    fitting = [
        row
        for row in targets
        if _is_set_for(row, question, about)
        and _contains(row, start, question.end)
        and TargetSetter(row.detail) in order
    ]
    fitting.sort(key=lambda row: (order.index(TargetSetter(row.detail)), _length(row)))
    return (fitting[0], TargetSetter(fitting[0].detail)) if fitting else (None, None)


def _planned_from(question: Question) -> date:
    """The first day for which a target must be set: what clusters report of a year of their own is held against the plan
    of the calendar year too, in the December before which it begins."""
    if not question.is_flow:
        return question.end
    start, end = question.period
    year = year_reported(start, end) if question.kind is ZoneKind.CLUSTER else None
    return start if year is None else date(year, 1, 1)


def set_for(question: Question) -> About | None:
    """What the targets of a place itself must be set for; None of a zone, which has its kind by itself and whose targets may be
    of any part of its province."""
    if question.zone is not None:
        return None
    return (question.kind.value if question.kind else None, question.origin.value if question.origin else None)


def _is_set_for(row: DetailRow, question: Question, about: About) -> bool:
    """Whether a target was set for just what is asked."""
    if question.zone is not None:
        return (row.zone, row.cell[3]) == (question.zone, about[1])
    return row.zone is None and row.cell[2:4] == about and row.cell[0] == question.place


def _target_value(question: Question, target: DetailRow, currency: str) -> Fraction:
    measure = MEASURES.get(question.indicator)
    unit = measure.unit if measure else "money"
    if unit == "money":
        return Fraction(target.usd, 100) if currency == "USD" else Fraction(target.vnd)
    return Fraction(target.amount, {"m2": SMALLEST[Unit.HECTARE], "micro": MICRO}.get(unit, 1))


def _contains(row: DetailRow, start: date, end: date) -> bool:
    return (
        row.period_start is not None
        and row.period_end is not None
        and row.period_start <= start
        and end <= row.period_end
    )


def _length(row: DetailRow) -> int:
    return (row.period_end - row.period_start).days if row.period_end and row.period_start else 0


def _formed(
    question: Question,
    base: Figure,
    value: Fraction | None,
    unit: str,
    terms: tuple[TermValue, ...],
    name: Text,
    *,
    other: Figure | None = None,
) -> Figure:
    return replace(
        base,
        question=question,
        value=value,
        unit=unit,
        terms=terms,
        formula=f"{base.formula}.{question.form.value}",
        formula_name=Text(f"{base.formula_name.vi}: {name.vi}", f"{base.formula_name.en}: {name.en}"),
        demo=base.demo or bool(other and other.demo),
        estimate=base.estimate or bool(other and other.estimate),
        converted=base.converted or bool(other and other.converted),
    )


def _of_target(target: DetailRow, setter: TargetSetter) -> Text:
    """Whose a target is, and of which period."""
    days = days_said(target.period_start, target.period_end)
    return Text(f"chỉ tiêu {setter.label.vi}, kỳ {days.vi}", f"target, {setter.label.en}, {days.en}")


def _period(figure: Figure) -> Text:
    return days_said(figure.period_start, figure.period_end)


def _scope(question: Question) -> Text:
    """What a figure is over: its kind of zones, the origin of capital, its place as it was on the day."""
    place = get(question.place).title(question.end)
    kinds = [question.kind.label] if question.kind else []
    origins = [question.origin.label] if question.origin else []
    parts = [*kinds, *origins, place]
    return Text(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))
