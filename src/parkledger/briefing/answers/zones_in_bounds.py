"""Zones whose figures lie within bounds, or that have any of what is measured."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.answers.answer import (
    AnswerLine,
    Answers,
    QuestionAnswer,
    listed,
    refused,
    with_understood,
    written_both,
)
from parkledger.briefing.answers.completeness import coverage_text
from parkledger.briefing.answers.figure_answers import values
from parkledger.briefing.answers.limits import AskedLimit
from parkledger.briefing.answers.orders import (
    NO_KIND,
    WITHOUT_FIGURES,
    both_said,
    is_additive,
    of_zones,
    so_many,
    zone_line,
    zone_named,
)
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of, zone_question
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, Unit, joined_notes
from parkledger.language.units import MONEY

OF_MANY = Text(
    "giới hạn chỉ dùng được để chọn trong các KCN hay CCN, chưa chọn được dự án hay một khu, cụm",
    "a bound chooses among parks or clusters; it cannot choose projects or be asked of one zone",
)


NO_INDICATOR = Text("chưa rõ chọn theo chỉ tiêu nào", "it is not clear by which figure to choose")


OF_UNITS: Final = {
    Unit.PERCENT: "occupancy",
    Unit.HECTARE: "land.available",
    Unit.SQUARE_METRE: "land.available",
    Unit.SQUARE_KILOMETRE: "land.available",
    Unit.PERSON: "labour.workers",
    Unit.PROJECT: "projects.in_force",
}
"""What is meant by a bound where nothing else says it."""


def beyond_limit(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones whose figure lies within the bounds."""
    limits = subject.words.limits
    if subject.kind is None and subject.words.has("projects"):
        return refused(subject, books, OF_MANY)
    if subject.kind is None and not subject.zones:
        return refused(subject, books, NO_KIND)
    if subject.indicator is None or subject.measures("zones."):
        subject = replace(
            subject, indicator=next((OF_UNITS[each.unit] for each in limits if each.unit in OF_UNITS), None)
        )
    fitted = _fitted(subject.indicator, limits)
    if not fitted:
        return refused(subject, books, NO_INDICATOR)
    if subject.zones:
        return _each_within(subject, fitted, books)
    currency = next((each.unit.value for each in fitted if each.unit in MONEY), None)
    found = of_zones(subject, books, currency)
    lines = [zone_line(figure, books) for figure in found.ranked if _lies_within(figure.value, fitted)]
    if subject.beside:
        return _with_another(subject, lines, fitted, books, found.note(zone_named(books)))
    bounds = Text(", ".join(limit.said.vi for limit in fitted), ", ".join(limit.said.en for limit in fitted))
    said = so_many(len(lines), subject.kind, bounds)
    scope = replace(questions_of(subject), kind=subject.kind)
    answers = tuple(
        replace(each, lines=tuple(lines)) for each in listed(said, lines, note=found.note(zone_named(books)))
    )
    return tuple(with_understood(each, subject, scope, books) for each in answers)


def within_all(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that lie within several bounds, each of a figure of its own, with all of these figures."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    chosen: list[dict[str, AnswerLine]] = []
    notes: list[Text | None] = []
    for code, limit in subject.bounds:
        fitted = _fitted(code, [limit])
        if not fitted:
            return refused(subject, books, NO_INDICATOR)
        currency = fitted[0].unit.value if fitted[0].unit in MONEY else None
        found = of_zones(replace(subject, indicator=code), books, currency)
        lines = (zone_line(figure, books) for figure in found.ranked if _lies_within(figure.value, fitted))
        chosen.append({line.key: line for line in lines})
        notes.append(found.note(zone_named(books)))
    common = [key for key in chosen[0] if all(key in each for each in chosen)]
    lines_told = [_with_all(common_lines) for key in common if (common_lines := [each[key] for each in chosen])]
    names = [INDICATORS[code].name.uncapitalised() for code, _ in subject.bounds]
    bounds = [
        Text(f"{name.vi} {limit.said.vi}", f"{name.en} {limit.said.en}")
        for name, (_, limit) in zip(names, subject.bounds, strict=True)
    ]
    said = so_many(
        len(lines_told),
        subject.kind,
        Text("; ".join(each.vi for each in bounds), "; ".join(each.en for each in bounds)),
    )
    answers = listed(said, lines_told, value=Fraction(len(lines_told)), note=joined_notes(*dict.fromkeys(notes)))
    told = (replace(each, lines=tuple(lines_told)) for each in answers)
    return tuple(with_understood(each, replace(subject, indicator=None), None, books) for each in told)


def _with_all(lines: Sequence[AnswerLine]) -> AnswerLine:
    """One zone with each of the figures by which it was chosen."""
    amounts = [written_both(line.figure) for line in lines if line.figure]
    note = Text("; ".join(each.vi for each in amounts), "; ".join(each.en for each in amounts))
    return replace(lines[0], figure=None, note=note)


def _with_another(
    subject: QuestionSubject,
    chosen: Sequence[AnswerLine],
    fitted: Sequence[AskedLimit],
    books: Figures,
    limit: Text | None,
) -> Answers:
    """The zones within the bounds with another figure of each, and their sum; where it is no amount that is asked, those that have any."""
    base = questions_of(replace(subject, indicator=subject.beside))
    zones = [line.figure.question.zone for line in chosen if line.figure and line.figure.question.zone]
    others = books.answer([zone_question(base, zone, books) for zone in zones])
    asks_amount = subject.words.has("count", "sum") or not subject.words.has("left", "vacant", "still", "had")
    pairs = [(line, figure) for line, figure in zip(chosen, others, strict=True) if asks_amount or figure.value]
    lines = [replace(line, figure=None, value=figure.value, note=both_said(line, figure)) for line, figure in pairs]
    name = INDICATORS[subject.beside].name.uncapitalised()
    bounds = Text(*(", ".join(limit.said.of(lang) for limit in fitted) for lang in Lang))
    said = so_many(len(lines), subject.kind, Text(f"{bounds.vi}; {name.vi}", f"{bounds.en}; {name.en}"))
    total = _sum_of([figure for _, figure in pairs]) if asks_amount else None
    if total is not None:
        said = Text(f"{said.vi}, cộng {total.vi}", f"{said.en}, {total.en} in all")
    scope = replace(questions_of(subject), kind=subject.kind)
    note = joined_notes(limit, *dict.fromkeys(coverage_text(figure) for _, figure in pairs))
    answers = listed(said, lines, note=note)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


def _sum_of(figures: Sequence[Figure]) -> Text | None:
    """The sum of a figure of several zones; None where they have none, or one is not known."""
    if not figures or not is_additive(figures[0]) or any(figure.value is None for figure in figures):
        return None
    total = sum((figure.value or Fraction(0) for figure in figures), Fraction(0))
    return Text(*(number(total, figures[0].unit, lang, figures[0]) for lang in Lang))


def _each_within(subject: QuestionSubject, fitted: Sequence[AskedLimit], books: Figures) -> Answers:
    """The figure of each zone named, with whether it lies within the bounds."""
    told = values(replace(subject, words=replace(subject.words, limits=[])), books)
    return tuple(_with_verdict(each, fitted) for each in told)


def _with_verdict(answer: QuestionAnswer, fitted: Sequence[AskedLimit]) -> QuestionAnswer:
    """A figure with yes or no; without either where it is not known, or is in another currency than the bounds."""
    figure = answer.figures[0] if answer.figures else None
    if (
        figure is None
        or figure.value is None
        or any(limit.unit in MONEY and limit.unit != figure.unit for limit in fitted)
    ):
        return answer
    is_so = _lies_within(figure.value, fitted)
    amount = written_both(figure)
    return replace(
        answer, said=Text(f"{'có' if is_so else 'không'}: {amount.vi}", f"{'yes' if is_so else 'no'}: {amount.en}")
    )


OF_WHAT_SHARE: Final = Text(
    "hãy nêu từ bao nhiêu phần trăm, hoặc hỏi cao nhất, thấp nhất",
    "say from what percentage, or ask for the highest or lowest",
)


def having(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones that have any of what is measured, the one with the most first."""
    if subject.kind is None:
        return refused(subject, books, NO_KIND)
    if INDICATORS[subject.indicator or ""].unit == Unit.PERCENT:
        return refused(subject, books, OF_WHAT_SHARE)
    found = of_zones(subject, books)
    lines = [zone_line(figure, books) for figure in found.ranked if figure.value]
    if not lines and found.left_out:
        return refused(subject, books, found.note(zone_named(books)) or WITHOUT_FIGURES)
    name = INDICATORS[subject.indicator or ""].name
    said = so_many(len(lines), subject.kind, name)
    scope = replace(questions_of(subject), kind=subject.kind)
    answers = listed(said, lines, value=Fraction(len(lines)), note=found.note(zone_named(books)))
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


OF_WHICH_UTILITY: Final = Text(
    "chưa rõ quá tải gì: nước thải, điện hay nước", "it is not clear of what: waste water, power or water"
)


WHOLE_CAPACITY: Final = AskedLimit(
    Fraction(100), None, takes_low=False, takes_high=False, unit=Unit.PERCENT, first=0, last=0
)


def overloaded(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones in which more of a utility is used than its capacity."""
    if not (subject.indicator or "").endswith(".use"):
        return refused(subject, books, OF_WHICH_UTILITY)
    return beyond_limit(replace(subject, words=replace(subject.words, limits=[WHOLE_CAPACITY])), books)


def _lies_within(value: Fraction | None, limits: Sequence[AskedLimit]) -> bool:
    return value is not None and all(limit.meets(value) for limit in limits)


def _fitted(code: str | None, limits: Sequence[AskedLimit]) -> list[AskedLimit]:
    """The bounds in the unit of the figure; none where any is of something else, or has no unit where it needs one."""
    unit = INDICATORS[code].unit if code else ""
    found = []
    for limit in limits:
        if unit == "money":
            fitting = limit if limit.unit in MONEY else None
        elif limit.unit is None:
            fitting = limit.in_unit(Unit(unit)) if unit in UNITLESS else None
        else:
            fitting = limit.in_unit(Unit(unit)) if unit in set(Unit) else None
        if fitting is None:
            return []
        found.append(fitting)
    return found if len({each.unit for each in found}) == 1 else []


UNITLESS: Final = frozenset({Unit.PERCENT, Unit.PERSON, Unit.PROJECT})
"""Units that need not be written after a bound: the figure itself says them."""
