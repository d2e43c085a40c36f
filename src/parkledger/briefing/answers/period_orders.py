"""Years, quarters and months: the first of them by a figure, and the figure of each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood, written_both
from parkledger.briefing.answers.completeness import standings
from parkledger.briefing.answers.figure_answers import NO_PLACE, change_from, from_first_to_last
from parkledger.briefing.answers.orders import (
    IN_DOUBT,
    PARTS,
    WITHOUT_FIGURES,
    YEARS,
    FigureOrder,
    first_of,
    in_order_of,
)
from parkledger.briefing.answers.subjects import QuestionSubject, period_said, questions_of, zone_question
from parkledger.briefing.answers.times import YEAR_MONTHS
from parkledger.figures import Figure, Figures, Question
from parkledger.language import Text, fold, joined_notes, month_end, months_later

FIRST_YEAR = 2003


NO_WHOLE_YEARS = Text(
    "từng năm thì hãy nêu các năm, không nêu quý, tháng hay ngày", "year by year, name years, no quarter, month or day"
)


def _of_one(subject: QuestionSubject, books: Figures) -> Question:
    """The question of a place, or of the first zone that is named."""
    base = questions_of(subject)
    return zone_question(base, subject.zones[0], books) if subject.zones else base


def first_years(subject: QuestionSubject, books: Figures) -> Answers:
    """The year in which a figure was the largest or smallest, of those named, or of all that are over and wholly covered.

    Where it is asked which month or quarter, those of the years named.
    """
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    if (months := _months_apart(subject, "year")) < YEAR_MONTHS:
        return _first_parts(subject, months, books)
    base = _of_one(subject, books)
    today = subject.today
    named = subject.period()
    if named and named[0] and not _are_years(named[0], named[1], today):
        return refused(subject, books, NO_WHOLE_YEARS)
    asked = list(_years(base, today))
    if named and named[0]:
        asked = [each for each in asked if named[0].year <= each.end.year <= named[1].year]
        if named[1] != today and named[1].year not in {each.end.year for each in asked}:
            return refused(subject, books, joined_notes(IN_DOUBT, _with_this_year(None, today)))
    found = in_order_of(subject, standings(books.answer(asked)))
    lines = [_line_of_period(str(each.question.end.year), _year(each), each) for each in found.ranked]
    limit = _with_this_year(found.note(_year), today) if base.is_flow else found.note(_year)
    return first_of(subject, books, FigureOrder(lines, found, limit, YEARS))


def _first_parts(subject: QuestionSubject, months: int, books: Figures) -> Answers:
    """The month or quarter of a period that is named in which a figure was the largest or smallest; all of them must be over."""
    base, named = _of_one(subject, books), subject.period()
    asked = _parts_of(base, named, months, subject.today)
    if named is None or not asked:
        return refused(subject, books, NO_WHOLE_PARTS)
    if named[1] > subject.today:
        return refused(subject, books, IN_DOUBT)
    found = in_order_of(subject, standings(books.answer(asked)))
    lines = [_line_of_period(str(each.question.end), _part_said(each), each) for each in found.ranked]
    return first_of(subject, books, FigureOrder(lines, found, found.note(_part_said), PARTS))


def _line_of_period(key: str, title: Text, figure: Figure) -> AnswerLine:
    """The figure of a year, quarter or month, which has no page of its own."""
    return AnswerLine(key, title, figure=figure, value=figure.value)


def _months_apart(subject: QuestionSubject, mark: str) -> int:
    """How many months long the periods are that the words of a mark ask for: "từng quý" three, "tháng nào" one, else a year."""
    typed = " ".join(fold(each) for each in subject.words.typed(mark))
    return next((months for word, months in MONTHS_OF.items() if re.search(rf"\b{word}", typed)), YEAR_MONTHS)


MONTHS_OF: Final = {"thang": 1, "month": 1, "quy": 3, "quarter": 3}


MOST_PARTS: Final = 40
"""Months or quarters that are told one by one."""


def _parts_of(base: Question, named: tuple[date | None, date] | None, months: int, today: date) -> list[Question]:
    """The questions of the months or quarters of a period, of those that had begun; none where it is not made of whole ones."""
    if named is None or named[0] is None:
        return []
    first, last = named[0], named[1]
    begins = [months_later(first, count) for count in range(0, MOST_PARTS * months, months)]
    begins = [each for each in begins if each <= last]
    ends = [month_end(months_later(each, months - 1)) for each in begins]
    is_whole = first.day == 1 and (first.month - 1) % months == 0 and (ends[-1] == last or last >= today)
    if not is_whole or (len(begins) == MOST_PARTS and ends[-1] < last):
        return []
    of_period = base.is_flow or bool(base.definition.statistic)
    return [
        replace(base, start=begin if of_period else None, end=min(end, today))
        for begin, end in zip(begins, ends, strict=True)
        if begin <= today
    ]


def _part_said(figure: Figure) -> Text:
    """A month or quarter in words."""
    return period_said(figure.question)


def _are_years(first: date, last: date, today: date) -> bool:
    """Whether days are whole years, the last of them until now."""
    return (first.month, first.day) == (1, 1) and ((last.month, last.day) == (12, 31) or last >= today)


def by_years(subject: QuestionSubject, books: Figures) -> Answers:
    """A figure year after year: of the years named, else of all of which there is one; quarter by quarter, month by month.

    Where growth is asked of it, each is told with how far it is from the one before.
    """
    if not subject.is_placed:
        return refused(subject, books, NO_PLACE)
    base = _of_one(subject, books)
    named, months = subject.period(), _months_apart(subject, "by_year")
    if months < YEAR_MONTHS:
        asked = _parts_of(base, named, months, subject.today)
        if not asked:
            return refused(subject, books, NO_WHOLE_PARTS)
    elif named and named[0] and not _are_years(named[0], named[1], subject.today):
        return refused(subject, books, NO_WHOLE_YEARS)
    else:
        years = (
            range(named[0].year, named[1].year + 1) if named and named[0] else range(FIRST_YEAR, subject.today.year + 1)
        )
        asked = [each for each in _years(base, subject.today, whole=False) if each.end.year in years]
    found = books.answer(asked)
    told = found if named else [figure for figure in found if figure.value]
    if not told:
        return refused(subject, books, WITHOUT_FIGURES)
    scope = replace(base, start=asked[0].start, end=asked[-1].end)
    lines = _one_by_one(subject, told, months)
    said = BY_YEAR if months == YEAR_MONTHS else PART_BY_PART[months]
    if subject.words.has("growth_of_each") and len(told) > 1:
        said = joined_notes(said, from_first_to_last(told[0], told[-1]))
    answers = listed(said, lines)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)


def _one_by_one(subject: QuestionSubject, told: Sequence[Figure], months: int) -> list[AnswerLine]:
    """The lines of figures of one period after the other."""
    name = _year if months == YEAR_MONTHS else _part_said
    lines = []
    for figure, before in zip(told, [None, *told], strict=False):
        note = written_both(figure)
        moved = change_from(before, figure) if before is not None and subject.words.has("growth_of_each") else None
        if before is not None and subject.words.has("growth_of_each"):
            moved = moved or NOT_SET_AGAINST
            note = Text(f"{note.vi} ({moved.vi})", f"{note.en} ({moved.en})")
        lines.append(replace(_line_of_period(str(figure.question.end), name(figure), figure), note=note))
    return lines


NOT_SET_AGAINST: Final = Text("không so được với kỳ trước đó", "not to be set against the one before")


PART_BY_PART: Final = {1: Text("theo từng tháng", "month by month"), 3: Text("theo từng quý", "quarter by quarter")}


NO_WHOLE_PARTS: Final = Text(
    "từng tháng, từng quý thì hãy nêu của năm nào, hoặc từ tháng nào đến tháng nào",
    "month by month or quarter by quarter, say of which year, or from which month to which",
)


BY_YEAR: Final = Text("theo từng năm", "year by year")


def _year(figure: Figure) -> Text:
    year = figure.question.end.year
    return Text(f"năm {year}", str(year))


def _with_this_year(limit: Text | None, today: date) -> Text:
    still = Text(f"năm {today.year} chưa hết nên không xếp", f"{today.year} is not over and not ranked")
    return joined_notes(still, limit)


def _years(base: Question, today: date, *, whole: bool = True) -> Iterable[Question]:
    """The years that are over; of what is held, or where they need not be `whole`, the present one too, as of today."""
    for year in range(FIRST_YEAR, today.year + (0 if base.is_flow and whole else 1)):
        is_statistic = bool(base.definition.statistic)
        start = date(year, 1, 1) if base.is_flow or is_statistic else None
        end = date(year, 12, 31)
        yield replace(base, start=start, end=end if is_statistic else min(end, today))
