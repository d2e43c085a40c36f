"""Districts and provinces in the order of a figure, and the place of a province among the others."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from parkledger.briefing.answers.answer import AnswerLine, Answers, QuestionAnswer, listed, refused, with_understood
from parkledger.briefing.answers.completeness import coverage_text, standings
from parkledger.briefing.answers.orders import WITHOUT_FIGURES, FigureOrder, first_with_shares, in_order_of
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of, zone_question
from parkledger.figures import Figures, Form
from parkledger.language import Lang, ParkError, Text, uncapitalised
from parkledger.places import get, recorded_parts


def rank_of_places(subject: QuestionSubject, books: Figures) -> Answers:
    """The position of each province that is named among the provinces of the day."""
    return tuple(_rank_of_place(subject, place, books) for place in subject.places)


def _rank_of_place(subject: QuestionSubject, place: str, books: Figures) -> QuestionAnswer:
    question = replace(questions_of(subject), place=place, form=Form.RANK)
    try:
        figure = books.one(question)
    except ParkError as error:
        problem = Text(error.message(Lang.VI), error.message(Lang.EN))
        return with_understood(QuestionAnswer(problem=problem), subject, question, books)
    return with_understood(QuestionAnswer((figure,), note=coverage_text(figure)), subject, question, books)


RANKED_BY: Final = (
    *("land.leased", "projects.in_force", "capital.in_force", "labour.workers", "output.production", "trade.export"),
    "budget.paid",
)
"""Figures that are offered where it is not said by which a place or a zone is to be ranked."""


def rankable(subject: QuestionSubject, books: Figures) -> Text | None:
    """By which figures what is named can be ranked, in words; None where by none of those that are offered."""
    zone = subject.zones[0] if subject.zones else None
    bases = [questions_of(replace(subject, indicator=code)) for code in RANKED_BY]
    asked = [replace(zone_question(base, zone, books) if zone else base, form=Form.RANK) for base in bases]
    names = [figure.indicator.name for figure in books.answer(asked) if figure.value is not None]
    if not names:
        return None
    vi, en = (", ".join(uncapitalised(name.of(lang)) for name in names) for lang in (Lang.VI, Lang.EN))
    return Text(
        f"chưa rõ xếp theo chỉ tiêu nào; sổ xếp được theo: {vi}", f"say by which figure; the books can rank by: {en}"
    )


def first_places(subject: QuestionSubject, books: Figures) -> Answers:
    """The first of the districts of a province, or of the provinces with books, by a figure."""
    around = subject.each_of if subject.words.has("district") and not subject.is_placed else (subject.place,)
    order = _places_in_order(subject, around, books)
    return first_with_shares(subject, books, order, lambda part: replace(part, place=subject.place))


def _places_in_order(subject: QuestionSubject, around: Iterable[str], books: Figures) -> FigureOrder:
    """The parts of some places that have books, in the order of a figure."""
    base = questions_of(subject)
    parts = [part for place in around for part in recorded_parts(get(place), base.end, books.places())]
    found = in_order_of(subject, standings(books.answer([replace(base, place=part.code) for part in parts])))
    titles = {part.code: part.title(base.end) for part in parts}
    lines = [
        AnswerLine(code, titles[code], "place", (code,), figure, figure.value)
        for figure in found.ranked
        for code in (figure.question.place,)
    ]
    return FigureOrder(lines, found, found.note(lambda figure: titles[figure.question.place]))


def ranking_of_places(subject: QuestionSubject, books: Figures) -> Answers:
    """All districts of a province, or of the few that the books are of, in the order of a figure."""
    order = _places_in_order(subject, (subject.place,) if subject.is_placed else subject.each_of, books)
    lines = [line for line in order.lines if line.value]
    if not lines:
        return refused(subject, books, order.limit or WITHOUT_FIGURES)
    said = Text(f"{len(lines)} nơi theo thứ tự", f"{len(lines)} places in order")
    answers = listed(said, lines, note=order.limit)
    scope = replace(questions_of(subject), place=subject.place)
    return tuple(with_understood(replace(each, lines=tuple(lines)), subject, scope, books) for each in answers)
