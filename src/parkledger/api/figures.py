"""Figures: one or several indicators by an address, or many questions at once; the numbers are those of the pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, QueryDict
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from parkledger.api.errors import TooManyAtOnce
from parkledger.api.schemas import Code, DateParameters, Day, DayText, ExactText, MomentText, NameOut, PlaceGiven
from parkledger.briefing.as_json import figure_json
from parkledger.briefing.splits import By, split_figures
from parkledger.catalogue import Currency, Origin, TargetSetter, ZoneKind
from parkledger.figures import Dimension, Figure, Figures, Form, Question
from parkledger.figures.coverage import CoverageStatus, ZoneLack
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.records.dates import KNOWN, ON, dates_of, moment_text
from parkledger.records.figure_queries import question_from, question_query

router = Router(tags=["figures"])
MOST_QUESTIONS = 500
MOST_SPLIT = 1000
"""Figures that one request may come to, once its questions are split."""


class FigureAsked(Schema):
    """What is asked of an indicator. A flow without `from` begins on 1 January; without `to` it ends on the day."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    place: PlaceGiven | None = Field(
        None, description="A place by code, or by its name on the day; the whole country where it is left out."
    )
    zone: str | None = Field(None, max_length=200, pattern=r"^[^/\s]+/[^/\s]+$", description="A zone as book/code.")
    kind: ZoneKind | None = None
    origin: Origin | None = None
    form: Form | None = None
    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="to")
    target: TargetSetter | None = None
    currency: Currency | None = None
    country: Code | None = Field(None, description="Only of the projects of a country, by its ISO 3166 code.")
    sector: Code | None = Field(None, description="Only of the projects of a sector, by its division of VSIC.")


class FigureParameters(FigureAsked, DateParameters):
    """One or several indicators, perhaps split by place, zone, origin or month."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    indicator: list[Code] = Field(min_length=1, max_length=50, description="Code of an indicator; may be repeated.")
    boundaries: Day | None = Field(
        None,
        description="The day whose boundaries count, such as 2025-07-01: `by=place` then gives the parts of that day.",
    )
    by: By | None = Field(None, description="Split by this; the rows have nothing in common.")
    explain: bool = Field(default=False, description="With the events behind each figure, whole.")
    lang: Lang = Field(Lang.VI, description="Language of the formulas' names.")


class FigureQuestion(FigureAsked):
    """One question among many; its dates are its own where it has any, else those of the request."""

    indicator: Code
    on: Day | None = None
    known: str | None = Field(None, max_length=40)


class FigureQuestions(Schema):
    """Many questions at once, answered in their order."""

    model_config = ConfigDict(extra="forbid")

    questions: list[FigureQuestion] = Field(min_length=1, max_length=MOST_QUESTIONS)
    on: Day | None = None
    known: str | None = Field(None, max_length=40)
    explain: bool = False
    lang: Lang = Lang.VI


class TermOut(Schema):
    """One term of a formula with what it came to."""

    code: str
    name: str
    value: int | float | None
    unit: str
    note: str


class ZoneGapOut(Schema):
    """A zone that should have reported, with the periods that it did not report of; none where it reported nothing at all."""

    book: str
    zone: str
    title: str
    periods: list[tuple[DayText, DayText]]


class BookEndOut(Schema):
    """The last day that one of several books speaks for."""

    book: str
    until: DayText


class ZonesLackedOut(Schema):
    """How many zones a figure does not have all of, for one reason."""

    why: ZoneLack
    zones: int
    places: list[str] = Field(
        description="Of a figure of many provinces, those that it does not have all of: no zones are counted then."
    )


class CoverageOut(Schema):
    """What a figure is of, of all that it was asked for. `missing` are the provinces of which there is no book."""

    status: CoverageStatus
    since: DayText | None = Field(
        description="The first day that the books speak for, where the question begins before."
    )
    until: DayText | None = Field(description="The last day that the books speak for, where the question goes beyond.")
    books_ended: list[BookEndOut] = Field(
        description="The books that end before the day asked for, where others go on or end on another day."
    )
    gaps: list[tuple[DayText, DayText]] = Field(description="Periods that no report is about.")
    missing: list[str]
    zones_silent: int = Field(description="Zones that should have been reported and were not.")
    zones_partly: int = Field(description="Zones that were reported of a part of the period only.")
    zones_empty: int = Field(description="Zones with land of which no letting is on record: they count as not let.")
    zones_lacking: list[ZoneGapOut] = Field(description="The zones of which reports are missing, and which.")
    zones_incomplete: list[ZonesLackedOut] = Field(
        description="How many zones the figure does not have all of, for other reasons than a missing report."
    )
    text: str


class GroupOut(Schema):
    """A country (ISO 3166) or sector (VSIC) that a figure is of; without a code, what is filed under no project.

    A joint project is divided by the shares on record, and counted with the country that has the largest; without shares it is
    of a group of its own.
    """

    by: Dimension
    code: str
    name: NameOut


class FigureOut(Schema):
    """A figure. `exact` is its value as a fraction of whole numbers; null where its inputs were never recorded."""

    indicator: str
    form: Form
    place: str
    zone: str | None
    kind: ZoneKind | None
    origin: Origin | None
    group: GroupOut | None
    rest_of: By | None = Field(
        description="What the whole of a split has beside its rows, by what it is split: the rows come to the whole with it."
    )
    period_start: DayText | None
    period_end: DayText
    known_at: MomentText
    value: int | float | None
    exact: ExactText | None
    unit: str
    formula: str
    formula_name: str
    formula_since: DayText | None
    basis: str
    verified: str
    terms: list[TermOut]
    events: list[str] = Field(description="The events that it is made of, as book/seq.")
    event_details: list[dict[str, Any]] | None = None
    demo: bool
    estimate: bool
    low: int | float | None
    high: int | float | None
    coverage: CoverageOut
    note: str
    question: dict[str, str] = Field(description="The parameters of the address that asks for this figure.")


class FiguresOut(Schema):
    """Figures in the order in which they were asked for."""

    figures: list[FigureOut]


@router.get("/figures", response=FiguresOut, operation_id="figures", exclude_none=False)
def figures(request: HttpRequest, given: Query[FigureParameters]) -> dict[str, Any]:
    """One or several indicators of a place or zone, on a day or over a period, as known at a moment."""
    books = current_figures()
    questions: list[Question] = []
    for code in given.indicator:
        base = question_from(_query(given, code), request.dates, books)  # type: ignore[attr-defined]
        questions.append(replace(base, boundaries=given.boundaries))
    found = split_figures(questions, given.by, books, _require_few)
    return _shown(found, books, given.lang, explain=given.explain)


@router.post("/figures", response=FiguresOut, operation_id="figures_many")
def figures_many(request: HttpRequest, given: FigureQuestions) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """Many figures at once, in one pass over the data. Nothing is changed by it, and no token is needed."""
    books = current_figures()
    questions = []
    for each in given.questions:
        query = _query(each, each.indicator)
        for name, value in ((ON, each.on or given.on), (KNOWN, each.known or given.known)):
            if value:
                query[name] = str(value)
        questions.append(question_from(query, dates_of(query), books))
    return _answered(questions, books, given.lang, explain=given.explain)


def _query(asked: FigureAsked, code: str) -> QueryDict:
    """A question as the pages' addresses have it."""
    query = QueryDict(mutable=True)
    query["indicator"] = code
    for name in FigureAsked.model_fields:
        value = getattr(asked, name)
        if value is not None:
            query[FigureAsked.model_fields[name].alias or name] = str(getattr(value, "value", value))
    return query


def _answered(questions: list[Question], books: Figures, lang: Lang, *, explain: bool) -> dict[str, Any]:
    _require_few(len(questions))
    return _shown(books.answer(questions), books, lang, explain=explain)


def _require_few(count: int) -> None:
    """Refuse more figures than one request may come to."""
    if count > MOST_SPLIT:
        raise TooManyAtOnce(count=count, most=MOST_SPLIT)


def _shown(answers: Sequence[Figure], books: Figures, lang: Lang, *, explain: bool) -> dict[str, Any]:
    return {
        "figures": [
            {
                **figure_json(figure, books, lang, explain=explain),
                "question": question_address(figure.question, books),
            }
            for figure in answers
        ]
    }


def question_address(question: Question, books: Figures) -> dict[str, str]:
    """The parameters that ask for a figure again, its two dates written out."""
    query = QueryDict(mutable=True)
    query[ON] = question.end.isoformat()
    if question.known_at is not None:
        query[KNOWN] = moment_text(question.known_at)
    return question_query(question, books, dates_of(query))
