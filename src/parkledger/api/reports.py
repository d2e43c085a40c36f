"""Reports: the templates, a report as JSON, and as the file that the portal gives."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from parkledger.api.schemas import (
    DateParameters,
    Day,
    DayText,
    ExactText,
    MomentText,
    PlaceGiven,
    answers_file,
    place_asked,
)
from parkledger.briefing.as_json import forecast_json, moment_json, plain
from parkledger.briefing.comparison.subjects import MOST as MOST_COMPARED
from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.beside import subjects_beside, with_comparison
from parkledger.briefing.reports.files import FORMATS, report_file, report_format
from parkledger.briefing.reports.model import FigureNote, Issuer
from parkledger.briefing.reports.templates import TemplateScope, names
from parkledger.briefing.reports.text import as_text
from parkledger.figures import Figure, Figures, PeriodBackwards
from parkledger.figures.current import current_figures
from parkledger.language import Lang, Period, slug, year_start
from parkledger.places import COUNTRY_CODE
from parkledger.practices.compared import practices_on_record
from parkledger.practices.exchange_pages import LATEST, exchange_page
from parkledger.practices.lists import exchange_versions
from parkledger.practices.visit_packs import MEDIA_TYPE, visit_pack
from parkledger.records.dates import Dates, reported_period
from parkledger.records.figure_queries import zone_id
from parkledger.web.files import file_answer

router = Router(tags=["reports"])


class ReportTemplateOut(Schema):
    """A template that comes with the program, in one language."""

    name: str
    label: str
    of_zone: bool = Field(description="Whether a report by it is of one zone.")
    scope: TemplateScope = Field(description="What a report by it is of: a place, a zone, a project, an investor.")


class ReportTemplatesOut(Schema):
    """The templates of a language."""

    templates: list[ReportTemplateOut]


class LanguageParameters(Schema):
    """In which language."""

    lang: Lang = Field(Lang.VI, description="Language of the templates.")


class PackParameters(DateParameters):
    """In which language the pack of a visit is, and on which dates."""

    lang: Lang = Field(Lang.VI, description="Language of the papers.")
    version: int = Field(
        LATEST, ge=LATEST, le=2**31 - 1, description="A version of the exchange; without one, the last."
    )


class ReportParameters(DateParameters):
    """Of what a report is: a place or a zone of it, and its period; without one, from 1 January to the day."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    place: PlaceGiven = Field(
        COUNTRY_CODE, description="A place by code, or by its name on the day; projects, investors and zones need none."
    )
    zone: str | None = Field(None, max_length=200, pattern=r"^[^/\s]+/[^/\s]+$", description="A zone as book/code.")
    project: str = Field("", max_length=200, description="A project as book/code, by its code or by its name.")
    investor: str = Field("", max_length=200, description="An investor by the enterprise's name.")
    start: Day | None = Field(None, alias="from")
    end: Day | None = Field(None, alias="to")
    parent: str = Field("", max_length=200, description="The office above the one that issues the report.")
    office: str = Field("", max_length=200, description="The office that issues the report.")
    number: str = Field("", max_length=200, description="The number of the paper.")
    title: str = Field("", max_length=200, description="The title of who signs.")
    signatory: str = Field("", max_length=200, description="The name of who signs.")
    lang: Lang = Field(Lang.VI, description="Language of the report.")
    compare: list[Annotated[str, Field(max_length=200)]] = Field(
        [],
        max_length=MOST_COMPARED - 1,
        description="What its place or zone is compared with in an annex: a province, book or zone.",
    )


class ReportFigureOut(Schema):
    """A figure as the report writes it; `note` is the number of its note."""

    text: str
    note: int
    indicator: str
    value: int | float | None
    exact: ExactText | None
    unit: str
    demo: bool


class ReportNoteOut(Schema):
    """Where a figure comes from."""

    number: int
    said: str


class SigningCheckOut(Schema):
    """A check before signing, and what it found wrong."""

    number: int
    asks: str
    passed: bool
    wrong: list[str]


class ForecastRangeOut(Schema):
    """The interval of a forecast: in `level` of cases the result lies from `low` to `high`."""

    low: float
    median: float
    high: float
    level: float


class ForecastOut(Schema):
    """What a year's total may come to: no figure, and under none of a figure's names."""

    indicator: str
    kind: str | None
    origin: str | None
    year: int
    made_on: DayText
    forecast: ForecastRangeOut
    unit: str
    plan: int | float | None
    plan_exact: ExactText | None
    chance_of_plan: float | None
    method: str
    method_name: str
    demo: bool
    note: str


class ReportOut(Schema):
    """A report: its words as text, every figure in them, their notes, the checks before signing; apart, what it forecasts."""

    title: str
    place: str
    period_start: DayText
    period_end: DayText
    known_at: MomentText | None
    text: str
    figures: list[ReportFigureOut]
    notes: list[ReportNoteOut]
    forecasts: list[ForecastOut]
    checks: list[SigningCheckOut]
    draft: bool
    demo: bool


@router.get("/reports", response=ReportTemplatesOut, operation_id="reports")
def reports(request: HttpRequest, given: Query[LanguageParameters]) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """The templates by which reports are written."""
    found = [built_in(name, given.lang) for name in names(given.lang)]
    told = [{"name": one.name, "label": one.label, "of_zone": one.of_zone, "scope": one.scope} for one in found]
    return {"templates": told}


@router.get("/reports/{template}", response=ReportOut, operation_id="report")
def report(request: HttpRequest, template: str, given: Query[ReportParameters]) -> dict[str, Any]:
    """A report by a template as JSON."""
    made = _made(request, template, given, current_figures())
    known = made.request.known_at
    return {
        "title": made.title,
        "place": made.request.place,
        "period_start": made.request.period.start.isoformat(),
        "period_end": made.request.period.end.isoformat(),
        "known_at": moment_json(known) if known else None,
        "text": as_text(made),
        "figures": [{"text": run.text, "note": run.note, **_figure(run.figure)} for run in made.runs()],
        "notes": [_note(note) for note in made.notes],
        "forecasts": [forecast_json(one, made.lang) for one in made.forecasts],
        "checks": [{**check._asdict(), "passed": check.passed} for check in made.checks],
        "draft": bool(made.failed),
        "demo": made.demo,
    }


@router.get(
    "/reports/{template}/file",
    operation_id="report_file",
    openapi_extra=answers_file(
        "The report as a file, with the record of what it was made from.",
        (form.media_type for form in FORMATS.values()),
    ),
)
def file(
    request: HttpRequest,
    template: str,
    given: Query[ReportParameters],
    format: Literal["docx", "pdf", "html", "txt", "json"] = "docx",  # noqa: A002  the parameter's name in addresses
) -> HttpResponse:
    """A report as a Word, PDF, HTML or text file, or the claims of its numbers as JSON."""
    books = current_figures()
    made = _made(request, template, given, books)
    return file_answer(
        report_file(made, books, format), report_format(format).media_type, f"{slug(made.title)}.{format}"
    )


@router.get(
    "/exchanges/{slug}/pack",
    operation_id="exchange_pack",
    openapi_extra=answers_file("What a delegation takes home, as one ZIP file.", (MEDIA_TYPE,)),
)
def pack(request: HttpRequest, slug: str, given: Query[PackParameters]) -> HttpResponse:
    """The papers of an exchange of experience in one file: the working paper on the host, the comparison with its tables,
    questions and answers, practices, promises, and a list of them with their SHA-256."""
    dates: Dates = request.dates  # type: ignore[attr-defined]
    page = exchange_page(exchange_versions(slug, dates.known_at), given.version, dates, given.lang)
    content = visit_pack(page, dates, given.lang, current_figures())
    return file_answer(content, MEDIA_TYPE, f"{slug}-{page.dates.on.isoformat()}.zip")


def _made(request: HttpRequest, template: str, given: ReportParameters, books: Figures) -> Report:
    dates = request.dates  # type: ignore[attr-defined]
    end = given.end or dates.on
    start = given.start or year_start(end)
    if end < start:
        raise PeriodBackwards(start=start, end=end)
    place = place_asked(given.place, end)
    chosen = built_in(template, given.lang)
    asked = ReportRequest(
        template=chosen,
        place=place,
        period=reported_period(Period(start, end)),
        lang=given.lang,
        zone=zone_id(books, given.zone, dates.known_at) if given.zone else None,
        known_at=dates.known_at,
        issuer=Issuer(given.parent, given.office, given.number, given.title, given.signatory),
        holder=given.project if chosen.scope is TemplateScope.PROJECT else given.investor,
        practices=practices_on_record((place,), end, dates.known_at, given.lang) if chosen.tells_practices else (),
        beside=subjects_beside(given.compare, books, Dates(end, dates.known_at)),
    )
    return with_comparison(compose(asked, books), books)


def _figure(figure: Figure) -> dict[str, Any]:
    value = figure.value
    return {
        "indicator": figure.question.indicator,
        "value": plain(value),
        "exact": None if value is None else str(value),
        "unit": figure.unit,
        "demo": figure.demo and value is not None,
    }


def _note(note: FigureNote) -> dict[str, Any]:
    return {"number": note.number, "said": note.said}
