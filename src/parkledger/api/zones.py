"""Zones and places, as they were on the day: the lists and numbers of the pages."""

from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    DateParameters,
    ExactText,
    ListPage,
    ListParameters,
    NameOut,
    PlaceGiven,
    part,
    place_asked,
    settle,
    words,
)
from parkledger.briefing.as_json import plain
from parkledger.briefing.zone_profiles import zone_page
from parkledger.catalogue import ZoneKind, official_title
from parkledger.catalogue.sectors import SECTORS, Sector, Stance
from parkledger.language import Lang, fold
from parkledger.places import Level, Place, existed, get, units
from parkledger.records.histories import ZoneOn
from parkledger.records.sector_policies import Policy, as_json, policies
from parkledger.records.zone_holdings import STAGES
from parkledger.records.zone_lists import ENDED, NUMBERS, ZoneFilter, ZoneRow, listed

router = Router(tags=["zones and places"])
Stage = Literal[(*STAGES, ENDED)]  # type: ignore[valid-type]
SectorCode = Annotated[str, Field(pattern=f"^({'|'.join(SECTORS)})$")]


class NumberOut(Schema):
    """A number of a zone: its value, the same exactly, its unit, and whether demonstration data are in it."""

    value: int | float | None
    exact: ExactText | None
    unit: str
    demo: bool


class ZoneOut(Schema):
    """A zone as it was on the day."""

    ref: str = Field(description="book/code, as everything names it.")
    book: str
    code: str
    kind: ZoneKind
    name: str
    title: str
    place: str
    place_name: NameOut
    stage: str | None
    began: date
    ended_on: date | None
    revoked: bool
    merged_into: str | None
    part_of: str | None
    developer: str
    latitude: str
    longitude: str
    position_assumed: bool = Field(description="The position was assumed, not surveyed.")
    demo: bool
    numbers: dict[str, NumberOut] = Field(description="By indicator.")


class ZoneNameOut(Schema):
    """A name with the day from which the zone bore it."""

    since: date
    name: str


class StageOut(Schema):
    """A stage with the day on which the zone reached it."""

    stage: str
    on: date


class SectorStanceOut(Schema):
    """What a zone does about a section or division by decision; divisions not listed follow their section."""

    sector: str = Field(description="A section (one letter) or a division (two digits) of VSIC.")
    section: str | None
    name: NameOut
    stance: Stance
    since: date
    conditions: str
    document: str
    event: str = Field(description="The event that says so: book/number.")
    demo: bool


class ZoneDetail(ZoneOut):
    """A zone with its names, the stages it reached, its policy on sectors, and all the numbers of its page."""

    names: list[ZoneNameOut]
    stages: list[StageOut]
    sectors: list[SectorStanceOut]
    merged_from: list[str]
    projects_in_force: int
    projects_ended: int


class PlaceOut(Schema):
    """An administrative unit with the days on which it existed (not on the last) and what it became."""

    code: str
    official_code: str | None
    level: Level
    name: str
    english: str
    parent: str | None
    exists_from: date = Field(description="Of a unit that is not dated, the first day of what it lay in.")
    exists_until: date | None
    existed: bool = Field(description="Whether it existed on the day.")
    dated: bool = Field(description="Whether its first day and its earlier kinds are known.")
    successors: list[str]


class ZoneParameters(ListParameters):
    """What a list of zones is narrowed to."""

    kind: ZoneKind | None = None
    place: PlaceGiven | None = Field(None, description="Within this place's territory, by code or name.")
    stage: Stage | None = Field(
        None, description="The furthest stage reached by the day; `ended` for zones that ended."
    )
    text: str = Field("", max_length=200, description="Words of a name, with or without diacritics.")
    sector: SectorCode | None = Field(
        None, description="Only zones that attract or accept this section or division of VSIC by decision."
    )


class PlaceParameters(ListParameters):
    """What a list of places is narrowed to."""

    level: Level | None = None
    text: str = Field("", max_length=200)
    all: bool = Field(default=False, description="With those that did not exist on the day.")


@router.get("/zones", response=ListPage[ZoneOut], operation_id="zones")
def zones(request: HttpRequest, given: Query[ZoneParameters]) -> dict[str, Any]:
    """Zones on record on the day, by name; those that had ended only where asked for."""
    dates = settle(request)
    wanted = ZoneFilter(given.kind, place_asked(given.place, dates.on), given.stage or "", given.text)
    lines = listed(wanted, dates)
    if given.sector:
        found_policies = policies([line.zone.id for line in lines], dates)
        lines = [line for line in lines if _admits(found_policies.get(line.zone.id), SECTORS[given.sector])]
    found = part(request, lines, given.limit, given.offset)
    return {**found, "items": [_line(line) for line in found["items"]]}


@router.get("/zones/{book}/{code}", response=ZoneDetail, operation_id="zone")
def zone(request: HttpRequest, book: str, code: str, given: Query[DateParameters]) -> dict[str, Any]:  # noqa: ARG001  for the description
    """A zone with all the numbers of its page."""
    dates = request.dates  # type: ignore[attr-defined]
    page = zone_page((book, code), dates, Lang.VI)
    numbers = {
        code: {"value": plain(figure.value), "exact": _exact(figure.value), "unit": figure.unit, "demo": figure.demo}
        for code, figure in page.figures.items()
    }
    return {
        **_zone(page.zone, page.place, page.stage),
        "numbers": numbers,
        "names": [{"since": since, "name": name} for since, name in page.zone.names],
        "stages": [{"stage": stage, "on": on} for stage, on in page.stages],
        "sectors": as_json(page.policy),
        "merged_from": ["/".join(each.reference) for each in page.merged_from],
        "projects_in_force": len(page.tenants) + len(page.developers),
        "projects_ended": page.ended_projects,
    }


@router.get("/places", response=ListPage[PlaceOut], operation_id="places")
def places(request: HttpRequest, given: Query[PlaceParameters]) -> dict[str, Any]:
    """Administrative units of the day, by code; wards only where they or some words are asked for."""
    on = settle(request).on
    levels = [given.level] if given.level else [each for each in Level if given.text.strip() or each is not Level.WARD]
    wanted = fold(given.text).split()
    found = [
        each
        for each, told in _sought(tuple(levels))
        if (given.all or existed(each, on)) and all(word in told for word in wanted)
    ]
    some = part(request, found, given.limit, given.offset)
    return {**some, "items": [_place(each, on) for each in some["items"]]}


@router.get("/places/{code}", response=PlaceOut, operation_id="place")
def place(request: HttpRequest, code: str, given: Query[DateParameters]) -> dict[str, Any]:  # noqa: ARG001  for the description
    """An administrative unit, whether or not it existed on the day."""
    return _place(get(code), request.dates.on)  # type: ignore[attr-defined]


@lru_cache(maxsize=8)
def _sought(levels: tuple[Level, ...]) -> tuple[tuple[Place, str], ...]:
    """The units of some levels by code, each with the words that it is found by."""
    found = sorted((place for level in levels for place in units(level)), key=lambda place: place.code)
    return tuple((place, fold(f"{place.name} {place.code}")) for place in found)


def _admits(policy: Policy | None, sector: Sector) -> bool:
    decided = policy.on(sector) if policy else None
    return decided is not None and decided.stance.admits


def _line(line: ZoneRow) -> dict[str, Any]:
    shown = {line.area_code: line.area}
    shown |= dict(zip(NUMBERS, line.numbers, strict=True))
    numbers = {
        code: {"value": plain(each.value), "exact": _exact(each.value), "unit": each.unit, "demo": each.demo}
        for code, each in shown.items()
    }
    return {**_zone(line.zone, line.place, line.stage), "numbers": numbers}


def _zone(zone: ZoneOn, place_name: Any, stage: str) -> dict[str, Any]:
    return {
        "ref": "/".join(zone.reference),
        "book": zone.book,
        "code": zone.code,
        "kind": zone.kind,
        "name": zone.name,
        "title": official_title(zone.kind, zone.name),
        "place": zone.place,
        "place_name": words(place_name),
        "stage": stage or None,
        "began": zone.began,
        "ended_on": zone.ended_on,
        "revoked": zone.revoked,
        "merged_into": "/".join(zone.merged_into) if zone.merged_into else None,
        "part_of": f"{zone.book}/{zone.part_of}" if zone.part_of else None,
        "developer": zone.developer,
        "latitude": zone.latitude,
        "longitude": zone.longitude,
        "position_assumed": zone.position_assumed,
        "demo": zone.demo,
    }


def _place(place: Place, on: date) -> dict[str, Any]:
    return {
        "code": place.code,
        "official_code": place.official_code,
        "level": place.level,
        "name": place.name,
        "english": place.english,
        "parent": place.parent,
        "exists_from": place.exists_from,
        "exists_until": place.exists_until,
        "existed": existed(place, on),
        "dated": place.dated,
        "successors": list(place.successors),
    }


def _exact(value: Any) -> str | None:
    return None if value is None else str(value)
