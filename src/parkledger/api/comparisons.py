"""Comparisons: places, books or zones side by side, and merged provinces reconciled, as JSON and as files."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from parkledger.api.figures import CoverageOut, GroupOut, question_address
from parkledger.api.schemas import (
    Code,
    DateParameters,
    DayText,
    ExactText,
    MomentText,
    NameOut,
    PlaceGiven,
    answers_file,
    place_asked,
    words,
)
from parkledger.briefing.as_json import coverage_json, group_json, moment_json, plain
from parkledger.briefing.comparison.files import MEDIA_TYPES, TABLES, comparison_file, merger_file
from parkledger.briefing.comparison.merger import BEFORE, Combination, MergerLine, MergerRequest, reconciled
from parkledger.briefing.comparison.ratios import FigureRatio, RatioRow
from parkledger.briefing.comparison.report import ComparedRequest, compared, definitions
from parkledger.briefing.comparison.subjects import ComparisonSubject, check_apart, is_of_place, subjects_of
from parkledger.briefing.comparison.tables import MOST_ROWS, ComparisonCell, ComparisonRow
from parkledger.briefing.reports.model import PracticeOnRecord
from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.figures import Figure, Figures, Form
from parkledger.figures.current import current_figures
from parkledger.figures.wording import figure_title, written
from parkledger.language import Lang
from parkledger.places import TWO_TIERS, Place, official_code
from parkledger.places.codes import SCHEME
from parkledger.practices.compared import practices_on_record
from parkledger.records.figure_queries import zone_reference
from parkledger.web.files import file_answer

router = Router(tags=["comparisons"])


class ComparisonParameters(DateParameters):
    """What is compared, and by which indicators; without any, those of the portal's files, with ratios."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    subjects: list[Code] = Field(
        alias="with",
        min_length=1,
        max_length=50,
        description="What is compared: places by code or name, zones as book/code, books as book:code.",
    )
    indicator: list[Code] = Field(
        [], max_length=MOST_ROWS, description="Code of an indicator, with :park, :cluster, :fdi, :ddi behind it."
    )
    by: Literal["country", "sector", "quarter", "month", "origin"] | None = Field(
        None, description="What the indicators are split by; then nothing is told of ratios."
    )
    lang: Lang = Field(Lang.VI, description="Language of what stands in the comparison.")


class MergerParameters(DateParameters):
    """Which provinces of today are reconciled with those before the merger, by which indicators."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    place: list[PlaceGiven] = Field(
        [], max_length=34, description="Provinces of today, by code or name; all with a book by default."
    )
    indicator: list[Code] = Field(
        [], max_length=MOST_ROWS, description="Code of an indicator, with :park, :cluster, :fdi, :ddi behind it."
    )
    lang: Lang = Field(Lang.VI, description="Language of what stands in the reconciliation.")


class ProvinceCodeOut(Schema):
    """A province's code in the register, and its official number with the edition of the list and its validity there."""

    code: str
    name: NameOut
    number: str | None
    edition: str | None
    verified: Verified | None
    valid_from: DayText | None
    valid_until: DayText | None


class SubjectOut(Schema):
    """Something compared. `notes` say on which territory it stands."""

    key: str
    title: NameOut
    place: str
    zone: str | None
    kind: ZoneKind | None
    notes: list[NameOut]


class ComparedFigureOut(Schema):
    """A figure of a comparison, with the parameters of the address that asks for it again."""

    form: Form
    text: str
    value: int | float | None
    exact: ExactText | None
    unit: str
    formula: str
    period_start: DayText | None
    period_end: DayText
    coverage: CoverageOut
    demo: bool
    estimate: bool
    question: dict[str, str]


class ComparedCellOut(Schema):
    """What stands for one subject in a row; without a `figure` the indicator does not apply to it.

    `among` is its rank among those compared, from the largest, `rank` that among the provinces with a figure.
    """

    key: str
    figure: ComparedFigureOut | None
    among: int | None
    rank: ComparedFigureOut | None
    growth: ComparedFigureOut | None
    before: ComparedFigureOut | None


class ComparedRowOut(Schema):
    """An indicator for all that is compared; where its definitions differ nothing is ranked, and `differences` say why."""

    indicator: str
    kind: ZoneKind | None
    origin: Origin | None
    group: GroupOut | None
    name: NameOut
    title: str
    differences: list[NameOut]
    cells: list[ComparedCellOut]


class RatioCellOut(Schema):
    """A ratio of two figures of one subject; without a value, `text` says why there is none."""

    key: str
    text: str
    value: int | float | None
    exact: ExactText | None
    unit: str
    demo: bool
    coverage: str


class RatioRowOut(Schema):
    """A ratio for all that is compared: `above` divided by `below`, `times` as much."""

    code: str
    kind: ZoneKind
    title: str
    above: str
    below: str
    times: int
    cells: list[RatioCellOut]


class PracticeOut(Schema):
    """A practice on record of a place that is compared."""

    place: str
    title: str
    topic: str
    start: DayText
    end: DayText | None
    indicators: list[str]


class ComparisonOut(Schema):
    """A comparison. `definitions` are the formulas with the days since which they hold."""

    on: DayText
    known_at: MomentText | None
    subjects: list[SubjectOut]
    rows: list[ComparedRowOut]
    ratios: list[RatioRowOut]
    definitions: list[str]
    practices: list[PracticeOut]
    demo: bool


class MergerPartOut(Schema):
    """A former province with its figure."""

    province: ProvinceCodeOut
    figure: ComparedFigureOut


class MergerLineOut(Schema):
    """One indicator of one province of today. `combined` is what its parts come to, `difference` its own figure less that.

    `combination` tells how the parts become one: added, or a rate computed anew from sums, or not at all.
    """

    indicator: str
    kind: ZoneKind | None
    origin: Origin | None
    title: str
    province: ProvinceCodeOut
    parts: list[MergerPartOut]
    combination: Combination
    combined: int | float | None
    combined_exact: ExactText | None
    own: ComparedFigureOut
    difference: int | float | None
    difference_exact: ExactText | None
    unit: str
    lacks: NameOut | None
    why: NameOut
    events: int = Field(description="Events of the province's own figure that are in none of its parts.")


class MergerOut(Schema):
    """A reconciliation; `scheme` is what the provinces' numbers are of."""

    on: DayText
    known_at: MomentText | None
    scheme: NameOut
    lines: list[MergerLineOut]


@router.get("/compare", response=ComparisonOut, operation_id="compare")
def compare(request: HttpRequest, given: Query[ComparisonParameters]) -> dict[str, Any]:
    """Two to six places, books or zones side by side: figures, ranks, changes on a year before, ratios, practices."""
    books = current_figures()
    asked = _asked(request, given, books)
    found = compared(asked, books)
    figures = [cell.figure for row in found.lines for cell in row.cells if cell.figure is not None]
    return {
        "on": asked.on.isoformat(),
        "known_at": moment_json(asked.known_at) if asked.known_at else None,
        "subjects": [_subject(subject, books) for subject in found.subjects],
        "rows": [_row(row, found.subjects, asked, books) for row in found.lines],
        "ratios": [_ratio_row(row, found.subjects, given.lang) for row in found.ratios],
        "definitions": definitions(found, asked),
        "practices": [_practice(practice) for practice in asked.practices],
        "demo": any(figure.demo and figure.value is not None for figure in figures),
    }


@router.get(
    "/compare/file",
    operation_id="compare_file",
    openapi_extra=answers_file("The comparison as a file; a table holds its figures alone.", MEDIA_TYPES.values()),
)
def file(
    request: HttpRequest,
    given: Query[ComparisonParameters],
    format: Literal["docx", "pdf", "html", "txt", "json", "xlsx", "csv"] = "docx",  # noqa: A002  the parameter's name in addresses
) -> HttpResponse:
    """A comparison as a Word, PDF, HTML, text, Excel or CSV file."""
    books = current_figures()
    asked = _asked(request, given, books)
    name = f"so-sanh-{asked.on.isoformat()}.{format}"
    return file_answer(comparison_file(asked, books, format), MEDIA_TYPES[format], name)


@router.get("/reconciliation", response=MergerOut, operation_id="reconciliation")
def reconciliation(request: HttpRequest, given: Query[MergerParameters]) -> dict[str, Any]:
    """The 63 provinces until 30/6/2025 and the 34 since: each figure, their sum or rate anew, the difference and why."""
    books = current_figures()
    asked = _merger(request, given)
    return {
        "on": asked.on.isoformat(),
        "known_at": moment_json(asked.known_at) if asked.known_at else None,
        "scheme": words(SCHEME),
        "lines": [_merger_line(line, asked, books) for line in reconciled(asked, books)],
    }


@router.get(
    "/reconciliation/file",
    operation_id="reconciliation_file",
    openapi_extra=answers_file(
        "The reconciliation as a table, with the codes' scheme, editions and validity.",
        (form.media_type for form in TABLES.values()),
    ),
)
def reconciliation_file(
    request: HttpRequest,
    given: Query[MergerParameters],
    format: Literal["xlsx", "csv"] = "xlsx",  # noqa: A002  the parameter's name in addresses
) -> HttpResponse:
    """The reconciliation of merged provinces as an Excel or CSV file."""
    asked, form = _merger(request, given), TABLES[format]
    name = f"doi-chieu-{asked.on.isoformat()}.{format}"
    return file_answer(merger_file(asked, current_figures(), form), form.media_type, name)


def _merger(request: HttpRequest, given: MergerParameters) -> MergerRequest:
    dates = request.dates  # type: ignore[attr-defined]
    return MergerRequest(
        dates.on,
        given.lang,
        dates.known_at,
        tuple(place_asked(each, TWO_TIERS) for each in given.place),
        tuple(given.indicator),
    )


def _merger_line(line: MergerLine, asked: MergerRequest, books: Figures) -> dict[str, Any]:
    lang, difference, lacks = asked.lang, line.difference, line.lacks()
    return {
        "indicator": line.asked.definition.code,
        "kind": line.kind,
        "origin": line.asked.origin,
        "title": figure_title(line.own, lang),
        "province": _province(line.successor, max(asked.on, TWO_TIERS)),
        "parts": [
            {"province": _province(place, BEFORE), "figure": _figure(figure, books, lang)}
            for place, figure in line.parts
        ],
        "combination": line.combination,
        "combined": plain(line.combined),
        "combined_exact": None if line.combined is None else str(line.combined),
        "own": _figure(line.own, books, lang),
        "difference": plain(difference),
        "difference_exact": None if difference is None else str(difference),
        "unit": line.own.unit,
        "lacks": None if lacks is None else words(lacks),
        "why": words(line.why()),
        "events": line.since,
    }


def _province(place: Place, on: date) -> dict[str, Any]:
    found = official_code(place, on)
    until = found.valid_until if found else None
    return {
        "code": place.code,
        "name": words(place.title(on)),
        "number": found.number if found else None,
        "edition": found.edition.decision if found else None,
        "verified": found.edition.verified if found else None,
        "valid_from": found.valid_from.isoformat() if found else None,
        "valid_until": until.isoformat() if until else None,
    }


def _asked(request: HttpRequest, given: ComparisonParameters, books: Figures) -> ComparedRequest:
    dates = request.dates  # type: ignore[attr-defined]
    keys = [place_asked(each, dates.on) if is_of_place(each) else each for each in given.subjects]
    check_apart([key for key in keys if key], books, dates)
    subjects = subjects_of(keys, books, dates)
    places = (subject.place for subject in subjects)
    return ComparedRequest(
        tuple(subject.key for subject in subjects),
        dates.on,
        given.lang,
        dates.known_at,
        tuple(given.indicator),
        practices_on_record(places, dates.on, dates.known_at, given.lang),
        by=given.by or "",
    )


def _subject(subject: ComparisonSubject, books: Figures) -> dict[str, Any]:
    return {
        "key": subject.key,
        "title": words(subject.title),
        "place": subject.place,
        "zone": None if subject.zone is None else zone_reference(books, subject.zone),
        "kind": subject.kind,
        "notes": [words(note) for note in subject.notes],
    }


def _row(
    row: ComparisonRow, subjects: tuple[ComparisonSubject, ...], asked: ComparedRequest, books: Figures
) -> dict[str, Any]:
    on, lang = asked.on, asked.lang
    member = row.first.question.member if row.first else None
    return {
        "indicator": row.asked.definition.code,
        "kind": row.kind,
        "origin": row.asked.origin,
        "group": None if member is None else group_json(member),
        "title": row.title(on, lang),
        "name": words(row.asked.definition.name),
        "differences": [words(difference) for difference in row.differences],
        "cells": [
            {"key": subject.key, **_cell(cell, books, lang)} for subject, cell in zip(subjects, row.cells, strict=True)
        ],
    }


def _cell(cell: ComparisonCell, books: Figures, lang: Lang) -> dict[str, Any]:
    beside = {name: getattr(cell, name) for name in ("figure", "rank", "growth", "before")}
    figures = {name: None if each is None else _figure(each, books, lang) for name, each in beside.items()}
    return {"among": cell.among, **figures}


def _figure(figure: Figure, books: Figures, lang: Lang) -> dict[str, Any]:
    return {
        "form": figure.form,
        "text": written(figure, lang),
        "value": plain(figure.value),
        "exact": None if figure.value is None else str(figure.value),
        "unit": figure.unit,
        "formula": figure.formula,
        "period_start": figure.period_start.isoformat() if figure.period_start else None,
        "period_end": figure.period_end.isoformat(),
        "coverage": coverage_json(figure, lang),
        "demo": figure.demo and figure.value is not None,
        "estimate": figure.estimate,
        "question": question_address(figure.question, books),
    }


def _ratio_row(row: RatioRow, subjects: tuple[ComparisonSubject, ...], lang: Lang) -> dict[str, Any]:
    definition = row.definition
    pairs = zip(subjects, row.cells, strict=True)
    return {
        "code": definition.code,
        "kind": row.kind,
        "title": row.title(lang),
        "above": definition.above,
        "below": definition.below,
        "times": definition.times,
        "cells": [{"key": subject.key, **_ratio(ratio, lang)} for subject, ratio in pairs if ratio is not None],
    }


def _ratio(ratio: FigureRatio, lang: Lang) -> dict[str, Any]:
    value = ratio.value
    return {
        "text": ratio.written(lang),
        "value": plain(value),
        "exact": None if value is None else str(value),
        "unit": ratio.unit,
        "demo": ratio.demo,
        "coverage": ratio.coverage(lang),
    }


def _practice(practice: PracticeOnRecord) -> dict[str, Any]:
    end = practice.end
    return {**practice._asdict(), "start": practice.start.isoformat(), "end": end.isoformat() if end else None}
