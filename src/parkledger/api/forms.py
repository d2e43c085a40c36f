"""Statutory forms: the list, one filled as JSON, and as the Excel workbook that the portal gives."""

from datetime import UTC, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from parkledger.api.schemas import (
    Day,
    DayText,
    ExactText,
    MomentParameters,
    MomentText,
    NameOut,
    PlaceGiven,
    answers_file,
    place_asked,
)
from parkledger.briefing import forms as statutory
from parkledger.briefing.forms.as_json import filled_json, form_json
from parkledger.catalogue import Verified, ZoneKind
from parkledger.figures.current import current_figures
from parkledger.language import Lang
from parkledger.places import COUNTRY_CODE
from parkledger.records.figure_queries import zone_id
from parkledger.web.files import file_answer

router = Router(tags=["forms"])
NUMBERED = r"^\d{1,2}/\d{4}$"


class StatutoryFormOut(Schema):
    """A form. `layout` says how well its layout was verified; `why_not` why no file is made of it."""

    code: str
    number: str
    title: NameOut
    kind: ZoneKind
    layout: Verified
    basis: NameOut
    receiver: NameOut
    cutoff: Literal["calendar", "mid_december"]
    filled: bool
    why_not: NameOut | None


class FormsOut(Schema):
    """Every form that the register knows of."""

    forms: list[StatutoryFormOut]


class FormParameters(MomentParameters):
    """Of what a form is filled: a place or a zone of it, and one period, given in one way."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    place: PlaceGiven | None = Field(
        None, description="A place by code, or by its name on the day; may be left out where a project is given."
    )
    zone: str | None = Field(None, max_length=200, pattern=r"^[^/\s]+/[^/\s]+$", description="A zone as book/code.")
    project: str | None = Field(None, max_length=120, description="Code of a project: a form of projects for it alone.")
    quarter: str | None = Field(None, pattern=NUMBERED, description="A quarter: 2/2023.")
    month: str | None = Field(None, pattern=NUMBERED, description="A month: 5/2023.")
    half: str | None = Field(
        None, pattern=NUMBERED, description="A half-year: 1/2023; of forms on clusters from 15/12 to 14/6."
    )
    year: int | None = Field(None, ge=1990, le=2100, description="A year; of forms on clusters from 15/12 to 14/12.")
    start: Day | None = Field(None, alias="from")
    until: Day | None = Field(None)
    lang: Lang = Field(Lang.VI, description="Language of what stands in the form.")


class FormCellOut(Schema):
    """A cell: words, or a number in the form's unit; without a value, `state` says why there is none.

    `limits` are what it does not cover of what it was asked for, beyond what all of the form does not.
    """

    state: Literal["number", "text", "unrecorded", "insufficient", "not_held", "by_hand", "withheld"]
    text: str | None = None
    value: int | float | None = None
    exact: ExactText | None = None
    unit: str = ""
    demo: bool = False
    limits: list[str] = Field(default_factory=list)
    note: str = ""


class FormRowOut(Schema):
    """A row with its cells by the keys of the columns; `rest` is what the place has and no row."""

    key: str
    kind: Literal["section", "row", "rest", "total"]
    cells: dict[str, FormCellOut]


class FormColumnOut(Schema):
    """A column; `own` is one that is the register's and not the form's."""

    key: str
    heading: str
    number: str
    own: bool


class FilledFormOut(Schema):
    """A form filled. `coverage` is what limits all of it: places without a book, the last day that books speak for."""

    code: str
    subject: str
    place: str
    period_start: DayText
    period_end: DayText
    known_at: MomentText | None
    layout: Verified
    reporters: list[str]
    demo: bool
    columns: list[FormColumnOut]
    rows: list[FormRowOut]
    notes: list[str]
    coverage: list[str]


class FormCheckOut(Schema):
    """Two numbers held against each other; `agrees` is null where they need not, or where one is unknown."""

    name: str
    left: int | float | None
    right: int | float | None
    unit: str
    comparison: bool
    agrees: bool | None
    note: str


class FormGapOut(Schema):
    """What a form lacks, of whom, and why."""

    form: str
    what: str
    who: str
    why: str
    state: Literal["number", "unrecorded", "insufficient", "not_held", "by_hand", "withheld"]


class FilledFormsOut(Schema):
    """Forms filled, what they were held against, and what is missing in them."""

    forms: list[FilledFormOut]
    checks: list[FormCheckOut]
    gaps: list[FormGapOut]
    demo: bool


@router.get("/forms", response=FormsOut, operation_id="forms")
def forms(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """The statutory forms, with how well the layout of each was verified."""
    return {"forms": [form_json(form) for form in statutory.FORMS.values()]}


@router.get("/forms/{code}", response=FilledFormsOut, operation_id="form")
def form(request: HttpRequest, code: str, given: Query[FormParameters]) -> dict[str, Any]:
    """A form filled for a place and a period; a form that each cluster, or each project, fills in comes once for each."""
    return filled_json(_filled(request, code, given), given.lang)


@router.get(
    "/forms/{code}/workbook",
    operation_id="form_workbook",
    openapi_extra=answers_file("The form as an Excel workbook, with its check sheet.", [statutory.MEDIA_TYPE]),
)
def form_workbook(request: HttpRequest, code: str, given: Query[FormParameters]) -> HttpResponse:
    """A form as an Excel workbook."""
    filled = _filled(request, code, given)
    settings = statutory.WorkbookSettings(given.lang, datetime.now(UTC), current_figures(), request.build_absolute_uri)
    data = statutory.write(filled, settings)
    return file_answer(data, statutory.MEDIA_TYPE, f"{statutory.form_named(code).code}.xlsx")


def _filled(request: HttpRequest, code: str, given: FormParameters) -> statutory.FilledForms:
    (wanted,) = statutory.fillable([statutory.form_named(code).code])
    books, known_at = current_figures(), request.dates.known_at  # type: ignore[attr-defined]
    named = {name: getattr(given, name) for name in ("quarter", "month", "half", "until")}
    days = {"from": given.start, "until": given.until, "year": given.year}
    period = statutory.asked_period(wanted, named | {key: str(day) if day else None for key, day in days.items()})
    zone = zone_id(books, given.zone, known_at) if given.zone else None
    if given.place is None and not given.project:
        raise statutory.FormPlaceMissing
    place = place_asked(given.place, period.end) or COUNTRY_CODE
    scopes = statutory.scopes_of(wanted, place, period, known_at, zone, books, project=given.project)
    pairs = [(wanted, scope) for scope in scopes]
    statutory.refuse_large(pairs, books)
    return statutory.fill(pairs, books)
