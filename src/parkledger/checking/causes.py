"""Why a published number probably differs from the ledger: the slips that people make, each tried against the number.

A cause is a hypothesis that leads to a number of its own: the figure on another day, of another kind, by another denominator,
with its unit mistaken, with two digits swapped. What leads into the published interval explains it. Where several do, the
more telling one is named: the order of `DifferenceCause`, from what hardly happens by chance to what easily does.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from parkledger.catalogue import Origin, ZoneKind
from parkledger.checking.amounts import COUNTED, in_sight, lies_within
from parkledger.checking.question_plans import OCCUPANCY
from parkledger.figures import Figure, Form, Question
from parkledger.language import Labelled, Lang, Text, day_end, format_date, format_number, month_end
from parkledger.places import TWO_TIERS, get

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Statement


class DifferenceCause(Labelled):
    """What may have happened to a number, the more telling first."""

    UNIT = "unit", "nhầm đơn vị", "unit slip"
    DENOMINATOR = "denominator", "mẫu số khác", "another denominator"
    STAGE = "stage", "lẫn vốn đăng ký với vốn thực hiện", "registered for implemented capital"
    CUMULATIVE = "cumulative", "lẫn số lũy kế với số trong kỳ", "cumulative for the period's figure"
    KIND = "kind", "loại khu, cụm hoặc nguồn vốn khác", "another kind of zone or origin of capital"
    ESTIMATE = "estimate", "số ước thay cho số chính thức", "an estimate for the final figure"
    TERRITORY = "territory", "địa bàn cũ hoặc mới", "old or new territory"
    ROUNDING = "rounding", "làm tròn", "rounding"
    DATE = "date", "ngày hoặc kỳ khác", "another date or period"
    MISPRINT = "misprint", "lỗi gõ chữ số", "misprinted digits"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What may have been meant: the questions whose figures would then be added, and how it is said."""

    cause: DifferenceCause
    questions: tuple[Question, ...]
    said: Text


@dataclass(frozen=True, slots=True)
class Explained:
    """The likely cause of a difference, with the number that it leads to where it leads to one."""

    cause: DifferenceCause
    said: Text


POWERS: Final = (3, 6, 9, 4, 2)
"""Powers of ten that units of one quantity are apart: thousand, million, billion; m² and ha; ha and km²."""
YEARS_BACK: Final = 3
MONTHS_BACK: Final = 12
IMPLEMENTED: Final = {
    "capital.in_force": ("capital.implemented_to_date",),
    "capital.implemented_to_date": ("capital.in_force",),
    "capital.implemented": ("capital.attracted", "capital.new"),
    "capital.attracted": ("capital.implemented",),
    "capital.new": ("capital.implemented",),
}
"""Registered capital and what was implemented of it."""
STOCK_AND_FLOW: Final = {
    "projects.in_force": ("projects.registered",),
    "projects.registered": ("projects.in_force",),
    "capital.in_force": ("capital.attracted", "capital.new"),
    "capital.attracted": ("capital.in_force",),
    "capital.new": ("capital.in_force", "capital.attracted"),
    "capital.implemented": ("capital.implemented_to_date",),
    "capital.implemented_to_date": ("capital.implemented",),
}
"""What stands and what came in a period, which pages call alike."""
DAY: Final = timedelta(days=1)
_KINDS: Final = (ZoneKind.PARK, ZoneKind.CLUSTER)


def hypotheses(statement: "Statement", bases: tuple[Question, ...]) -> tuple[Hypothesis, ...]:
    """What may have been meant instead of what a statement says, the more telling first; `bases` are its own questions."""
    found = [
        each
        for one in (
            _denominators,
            _other_stages,
            _other_timings,
            _other_kinds,
            _known_then,
            _other_territories,
            _other_days,
        )
        for each in one(statement, bases)
    ]
    return tuple(each for each in found if each.questions != bases)


def _denominators(statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    if statement.indicator.startswith("occupancy") and statement.form == Form.VALUE:
        for code in OCCUPANCY:
            yield _with(DifferenceCause.DENOMINATOR, bases, indicator=code)


def _other_stages(statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    for code in IMPLEMENTED.get(statement.indicator, ()):
        yield _of(DifferenceCause.STAGE, [_retimed(question, code) for question in bases])


def _other_timings(statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    """What flowed since the year began, or in the last month or quarter alone; a stock for a flow."""
    first = bases[0]
    if first.is_flow and first.start is not None:
        january, month = date(first.end.year, 1, 1), first.end.replace(day=1)
        quarter = date(first.end.year, first.end.month - (first.end.month - 1) % 3, 1)
        for start in (january, quarter, month):
            if start != first.start:
                yield _with(DifferenceCause.CUMULATIVE, bases, start=start)
        yield _with(DifferenceCause.CUMULATIVE, bases, start=january, end=date(first.end.year, 12, 31))
    for code in STOCK_AND_FLOW.get(statement.indicator, ()):
        yield _of(DifferenceCause.CUMULATIVE, [_retimed(question, code) for question in bases])


def _other_kinds(_statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    first = bases[0]
    if first.zone is None and first.kind in _KINDS:
        other = next(kind for kind in _KINDS if kind is not first.kind)
        yield _with(DifferenceCause.KIND, bases[:1], kind=other)
        if len(bases) == 1 and first.definition.unit not in {"percent", "rank"}:
            yield Hypothesis(DifferenceCause.KIND, (first, replace(first, kind=other)), DifferenceCause.KIND.label)
    for origin in (None, *Origin):
        if origin is not first.origin and first.indicator.split(".")[0] in {"projects", "capital"}:
            yield _with(DifferenceCause.KIND, bases, origin=origin)


def _known_then(_statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    """What was known soon after the period: an estimate that the final report replaced."""
    limit = bases[0].known_at
    for moment in (day_end(bases[0].end + days * DAY) for days in (0, 31, 62)):
        if limit is not None and moment >= limit:
            return
        yield _with(DifferenceCause.ESTIMATE, bases, known_at=moment)


def _other_territories(_statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    """The same name before and since the provinces were merged."""
    place = get(bases[0].place)
    merged = list(place.successors) if bases[0].end >= TWO_TIERS - 366 * DAY else []
    for code in (*merged, *place.members):
        yield _with(DifferenceCause.TERRITORY, bases, place=code)


def _other_days(_statement: "Statement", bases: tuple[Question, ...]) -> Iterable[Hypothesis]:
    """The same of earlier years, of the ends of the months before, of the year's end."""
    for years in range(1, YEARS_BACK + 1):
        yield _of(DifferenceCause.DATE, [_years_before(question, years) for question in bases])
    first = bases[0]
    if not first.is_flow:
        for year in range(first.end.year - YEARS_BACK, first.end.year):
            yield _with(DifferenceCause.DATE, bases, end=date(year, 12, 31))
    end = first.end
    for _ in range(MONTHS_BACK):
        end = end.replace(day=1) - DAY
        if first.start is None or end > first.start:
            yield _with(DifferenceCause.DATE, bases, end=end)
    later = month_end(month_end(first.end) + DAY)
    yield _with(DifferenceCause.DATE, bases, end=later)


def _years_before(question: Question, years: int) -> Question:
    found = question
    for _ in range(years):
        found = replace(found.a_year_before(), form=question.form, boundaries=None)
    return found


def _retimed(question: Question, code: str) -> Question:
    """The question of another indicator, with a first day where that flows."""
    found = replace(question, indicator=code, start=None)
    return replace(found, start=question.start or date(question.end.year, 1, 1)) if found.is_flow else found


def _of(cause: DifferenceCause, questions: Iterable[Question]) -> Hypothesis:
    return Hypothesis(cause, tuple(questions), cause.label)


def _with(cause: DifferenceCause, bases: Sequence[Question], **changed: Any) -> Hypothesis:
    """The questions of a statement with some of their fields changed."""
    return _of(cause, [replace(question, **changed) for question in bases])


def explained(
    statement: "Statement", value: Fraction, tried: Sequence[Hypothesis], figures: Mapping[Question, Figure | None]
) -> Explained | None:
    """The likely cause of the difference between a statement and the ledger's value; None where none is in sight."""
    slip = _unit_slip(statement, value)
    if slip is not None:
        return slip
    meant = {each.cause: each for each in reversed(tried) if _leads_there(statement, each, figures)}
    near_in_time = meant.pop(DifferenceCause.DATE, None)
    first = next((meant[cause] for cause in DifferenceCause if cause in meant), None)
    if first is not None and not (is_vague(statement) and first.cause is DifferenceCause.KIND):
        return Explained(first.cause, _meant(statement, first, figures))
    if is_rounding(statement, value):
        return Explained(DifferenceCause.ROUNDING, DifferenceCause.ROUNDING.label)
    if near_in_time is not None:
        return Explained(DifferenceCause.DATE, _meant(statement, near_in_time, figures))
    if is_misprint(statement, value):
        return Explained(DifferenceCause.MISPRINT, DifferenceCause.MISPRINT.label)
    return Explained(first.cause, _meant(statement, first, figures)) if first is not None else None


def cause_of(meant: Question, said: Question) -> DifferenceCause:
    """What it is to take one indicator for another that pages call alike."""
    if meant.indicator in IMPLEMENTED.get(said.indicator, ()):
        return DifferenceCause.STAGE
    return DifferenceCause.CUMULATIVE if meant.is_flow != said.is_flow else DifferenceCause.KIND


def is_vague(statement: "Statement") -> bool:
    """Whether a number has so few digits that another figure easily comes to it by chance."""
    return len(_digits(statement.quote)) <= 1


def _unit_slip(statement: "Statement", value: Fraction) -> Explained | None:
    for power in POWERS:
        for factor in (Fraction(10**power), Fraction(1, 10**power)):
            if value and statement.unit not in COUNTED and lies_within(value * factor, statement):
                vi, en = (format_number(10**power, lang) for lang in (Lang.VI, Lang.EN))
                way = ("lớn gấp", "larger") if factor > 1 else ("nhỏ đi", "smaller")
                said = Text(
                    f"nhầm đơn vị: số trên trang {way[0]} {vi} lần",
                    f"unit slip: the page's number is {en} times {way[1]}",
                )
                return Explained(DifferenceCause.UNIT, said)
    return None


def _leads_there(statement: "Statement", each: Hypothesis, figures: Mapping[Question, Figure | None]) -> bool:
    value = _sum(each, figures)
    return value is not None and lies_within(value, statement)


def _sum(each: Hypothesis, figures: Mapping[Question, Figure | None]) -> Fraction | None:
    found = [figures.get(question) for question in each.questions]
    values = [figure.value for figure in found if figure is not None and figure.value is not None]
    return sum(values, Fraction(0)) if values and len(values) == len(each.questions) else None


def _meant(statement: "Statement", each: Hypothesis, figures: Mapping[Question, Figure | None]) -> Text:
    """The cause with what the figure is then, of what, and for when."""
    value, question = _sum(each, figures), each.questions[0]
    said = []
    for lang in Lang:
        amount = in_sight(value, statement.unit, lang, statement.kind or "")
        days = "–".join(format_date(day, lang) for day in (question.start, question.end) if day is not None)
        name = question.definition.name.of(lang)
        kind = f", {question.kind.label.of(lang)}" if question.kind and not question.zone else ""
        said.append(f"{each.said.of(lang)}: {name}{kind}, {days}: {amount}")
    return Text(*said)


NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


def _digits(quote: str) -> str:
    """The digits of the number in a quote, without those that only say its size."""
    found = NUMBER.search(quote)
    return re.sub(r"\D", "", found[0]).lstrip("0") if found else ""


def _step(statement: "Statement") -> Fraction | None:
    """The worth of the last digit that was published; None where it cannot be told."""
    found = NUMBER.search(statement.quote)
    if found is None or not statement.value:
        return None
    digits = re.sub(r"\D", "", found[0])
    return abs(statement.value) / int(digits) if int(digits) else None


def is_rounding(statement: "Statement", value: Fraction) -> bool:
    """Whether a number is the ledger's but for the last digit: cut off, rounded up, or to more noughts than it shows."""
    step = _step(statement)
    if step is None:
        return False
    away = abs(value - statement.value)
    if statement.unit not in COUNTED:
        return away <= step * 3 / 2
    digits = _digits(statement.quote)
    noughts = len(digits) - len(digits.rstrip("0"))
    return noughts > 0 and away < step * 10**noughts


def is_misprint(statement: "Statement", value: Fraction) -> bool:
    """Whether the ledger's number written with as many decimals differs in one digit, or in two that changed places."""
    step = _step(statement)
    if step is None:
        return False
    printed = _digits(statement.quote)
    ours = str(int(abs(value) / step + Fraction(1, 2)))
    cut = str(int(abs(value) / step))
    return any(_one_slip(printed, each) for each in (ours, cut))


def _one_slip(printed: str, ours: str) -> bool:
    """Whether one digit was changed, left out or put in, or two side by side were swapped."""
    if printed == ours:
        return False
    if len(printed) == len(ours):
        apart = [at for at, (one, other) in enumerate(zip(printed, ours, strict=True)) if one != other]
        if len(apart) == 2 and apart[1] - apart[0] == 1:
            first, second = apart
            return (printed[first], printed[second]) == (ours[second], ours[first])
        return len(apart) == 1
    short, long = sorted((printed, ours), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
