"""Projects and enterprises, as they were on the day. Money is whole US cents for foreign capital, whole đồng for domestic."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    DateParameters,
    ListPage,
    ListParameters,
    NameOut,
    PlaceGiven,
    part,
    place_asked,
    settle,
    words,
)
from parkledger.catalogue import Currency, Origin, ProjectRole
from parkledger.catalogue.countries import countries_named, country_asked
from parkledger.duties import Slowness
from parkledger.language import Lang, fold
from parkledger.records.duties import slow_projects
from parkledger.records.histories import Reference
from parkledger.records.own_currency import OwnCapital, own_capital
from parkledger.records.project_lists import (
    STATUSES,
    EnterpriseNotThere,
    EnterpriseRow,
    ProjectFilter,
    ProjectRow,
    enterprises_on,
    listed,
)
from parkledger.records.project_profiles import project_page

router = Router(tags=["projects and enterprises"])
Standing = Literal["operating", "registered", "suspended", "infrastructure", "ended"]
if set(Standing.__args__) != set(STATUSES):  # type: ignore[attr-defined]
    raise ValueError("the standings that may be asked for are not those that projects have")


class InvestorOut(Schema):
    """Who holds how much of a project's capital on the day."""

    name: str
    country_code: str = Field(description="Its ISO 3166 code.")
    share: str = Field(description="An exact fraction of one: 3/5.")


class ProjectOut(Schema):
    """A project as it was on the day; its capital in the smallest unit of its currency (US cents, đồng)."""

    ref: str = Field(description="book/code, as everything names it.")
    book: str
    code: str
    name: str
    enterprise: str
    zone: str | None
    place: str
    place_name: NameOut
    origin: Origin
    role: ProjectRole
    sector: str
    country: str = Field(description="The name that it is shown and counted by, however it was recorded.")
    country_codes: list[str] = Field(
        description="Its ISO 3166 code; several of a joint project, none of a name not known."
    )
    investors: list[InvestorOut] = Field(
        description="By name, where they are on record beside the country (`investors_set`); the largest share first."
    )
    registered_on: date
    ended_on: date | None
    revoked: bool
    status: str
    status_name: NameOut
    slow: Slowness | None = Field(
        description="How far behind its schedule it is, by the milestone still to be reached that was due first; null where "
        "no schedule is on record, or no milestone is left."
    )
    currency: Currency
    capital: int | None = Field(description="Registered capital in force, in whole US cents or đồng.")
    implemented: int | None = Field(description="Implemented capital, in whole US cents or đồng.")
    leased_m2: int | None
    approved_m2: int | None
    demo: bool


class CapitalOut(Schema):
    """Capital at a year's end, or on the day, in whole US cents or đồng; none before any is recorded."""

    until: date
    registered: int | None
    implemented: int | None


class OwnCapitalOut(Schema):
    """Capital that an event tells of in another currency: in its smallest unit, with the rate of its day and the US cents it counts for."""

    event: str
    on: date
    field: str
    currency: str
    amount: int
    vnd_per_unit: str
    usd_cents: int


class ProjectDetail(ProjectOut):
    """A project with its capital year by year and the events about it."""

    years: list[CapitalOut]
    charter: int | None
    own_currency: list[OwnCapitalOut]
    events: list[str]


class EnterpriseOut(Schema):
    """An enterprise as the name on projects, with what its projects in force come to."""

    slug: str
    name: str
    countries: list[str]
    projects_fdi: int
    projects_ddi: int
    fdi_usd_cents: int
    ddi_vnd: int
    leased_m2: int
    demo: bool


class EnterpriseDetail(EnterpriseOut):
    """An enterprise with its projects, and those that it gave away."""

    projects: list[str]
    former: list[str]


class ProjectParameters(ListParameters):
    """What a list of projects is narrowed to."""

    text: str = Field("", max_length=200, description="Words of a name, code or enterprise.")
    origin: Origin | None = None
    status: Standing | None = Field(None, description="Without it, all but those that had ended.")
    slow: Slowness | Literal["late"] | None = Field(
        None, description="So far behind its schedule; `late` however far behind."
    )
    place: PlaceGiven | None = Field(None, description="Within this place's territory, by code or name.")
    zone: str = Field("", max_length=200, description="In this zone, as book/code.")
    country: str = Field("", max_length=120, description="The ISO 3166 code of a country, or any of its names.")
    sector: str = Field("", max_length=120)


class EnterpriseParameters(ListParameters):
    """What a list of enterprises is narrowed to."""

    text: str = Field("", max_length=200)


@router.get("/projects", response=ListPage[ProjectOut], operation_id="projects")
def projects(request: HttpRequest, given: Query[ProjectParameters]) -> dict[str, Any]:
    """Projects registered by the day, the latest first."""
    dates = settle(request)
    wanted = ProjectFilter(
        text=given.text,
        slow=given.slow,
        origin=given.origin,
        status=given.status or "",
        place=place_asked(given.place, dates.on),
        zone=given.zone,
        country=country_asked(given.country.strip()),
        sector=given.sector,
    )
    found = part(request, listed(wanted, dates), given.limit, given.offset)
    slow = slow_projects(dates.of_duties)
    return {**found, "items": [_line(line, slow) for line in found["items"]]}


@router.get("/projects/{book}/{path:code}", response=ProjectDetail, operation_id="project")
def project(request: HttpRequest, book: str, code: str, given: Query[DateParameters]) -> dict[str, Any]:  # noqa: ARG001  for the description
    """A project with its capital year by year and the events about it."""
    dates = request.dates  # type: ignore[attr-defined]
    page = project_page(book, code, dates, Lang.VI)
    return {
        **_line(page.line, slow_projects(dates.of_duties)),
        "years": [{"until": y.until, "registered": y.registered, "implemented": y.implemented} for y in page.years],
        "charter": page.charter,
        "own_currency": [_own(each) for each in own_capital(page.timeline, dates)],
        "events": [f"{book}/{entry.seq}" for entry in page.timeline],
    }


@router.get("/enterprises", response=ListPage[EnterpriseOut], operation_id="enterprises")
def enterprises(request: HttpRequest, given: Query[EnterpriseParameters]) -> dict[str, Any]:
    """Enterprises that have, or had, a project by the day, by their addresses."""
    wanted = fold(given.text).split()
    known = enterprises_on(settle(request))
    found = [each for _, each in sorted(known.items()) if all(word in fold(each.name) for word in wanted)]
    some = part(request, found, given.limit, given.offset)
    return {**some, "items": [_enterprise(each) for each in some["items"]]}


@router.get("/enterprises/{slug}", response=EnterpriseDetail, operation_id="enterprise")
def enterprise(request: HttpRequest, slug: str, given: Query[DateParameters]) -> dict[str, Any]:  # noqa: ARG001  for the description
    """An enterprise with its projects."""
    dates = request.dates  # type: ignore[attr-defined]
    found = enterprises_on(dates).get(slug)
    if found is None:
        raise EnterpriseNotThere(enterprise=slug, on=dates.on)
    return {
        **_enterprise(found),
        "projects": ["/".join(line.project.reference) for line in found.lines],
        "former": ["/".join(line.project.reference) for line in found.former],
    }


def _own(each: OwnCapital) -> dict[str, Any]:
    return {
        "event": f"{each.book}/{each.seq}",
        "on": each.on,
        "field": each.field,
        "currency": each.currency,
        "amount": each.amount,
        "vnd_per_unit": str(each.vnd_per_unit),
        "usd_cents": each.usd_cents,
    }


def _line(line: ProjectRow, slow: Mapping[Reference, Slowness]) -> dict[str, Any]:
    each = line.project
    return {
        "ref": "/".join(each.reference),
        "book": each.book,
        "code": each.code,
        "name": each.name,
        "enterprise": each.enterprise,
        "zone": "/".join(line.zone.reference) if line.zone else None,
        "place": line.zone.place if line.zone else each.place,
        "place_name": words(line.place),
        "origin": each.origin,
        "role": each.role,
        "sector": each.sector,
        "country": each.country,
        "country_codes": list(countries_named(each.country)),
        "investors": [
            {"name": held.name, "country_code": held.country, "share": str(held.share)} for held in each.investors
        ],
        "registered_on": each.registered_on,
        "ended_on": each.ended_on,
        "revoked": each.revoked,
        "status": line.status,
        "status_name": words(line.said),
        "slow": slow.get(each.reference),
        "currency": line.currency,
        "capital": line.capital,
        "implemented": line.implemented,
        "leased_m2": line.land,
        "approved_m2": line.approved,
        "demo": line.demo,
    }


def _enterprise(found: EnterpriseRow) -> dict[str, Any]:
    return {
        "slug": found.slug,
        "name": found.name,
        "countries": found.countries,
        "projects_fdi": found.added.fdi,
        "projects_ddi": found.added.ddi,
        "fdi_usd_cents": found.added.fdi_usd_cents,
        "ddi_vnd": found.added.ddi_vnd,
        "leased_m2": found.added.land,
        "demo": found.added.demo,
    }
