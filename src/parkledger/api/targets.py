"""Targets: what was set, every revision, and what is reached on the day."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    DayText,
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
from parkledger.briefing.targets import PlanTarget, TargetLine, TargetState, attainments, targets_on
from parkledger.catalogue import Origin, TargetSetter, ZoneKind
from parkledger.figures.current import current_figures
from parkledger.places import COUNTRY_CODE

router = Router(tags=["figures"])


class TargetRevisionOut(Schema):
    """What a target was set at from a day on; the first is the setting itself."""

    on: DayText
    exact: ExactText
    ground: str
    document: str
    event: str = Field(description="As book/seq.")


class TargetOut(Schema):
    """A target in force on the day, for a period that overlaps its year, with what is reached of it."""

    indicator: str
    name: NameOut
    place: str
    zone: str | None = Field(description="As book/code.")
    kind: ZoneKind | None
    origin: Origin | None
    period_start: DayText
    period_end: DayText
    set_by: TargetSetter
    unit: str
    exact: ExactText = Field(description="The target in force.")
    revisions: list[TargetRevisionOut]
    actual: ExactText | None
    attained: ExactText | None = Field(description="Per cent of the target; of a rate, percentage points above it.")
    attained_unit: str = Field(description="percent or percentage_point.")
    left: ExactText | None
    state: TargetState
    demo: bool


class TargetParameters(ListParameters):
    """What targets are narrowed to."""

    place: PlaceGiven | None = Field(None, description="Of this place and all within it, by code or name.")
    zone: str = Field("", max_length=200, description="Of this zone alone, as book/code.")


@router.get("/targets", response=ListPage[TargetOut], operation_id="targets")
def targets(request: HttpRequest, given: Query[TargetParameters]) -> dict[str, Any]:
    """The targets for periods of the day's year, by indicator, upper levels before lower ones."""
    dates = settle(request)
    book, _, code = given.zone.partition("/")
    place = place_asked(given.place, dates.on) or COUNTRY_CODE
    found = targets_on(dates, place, zone=(book, code) if given.zone else None)
    some = part(request, found, given.limit, given.offset)
    lines = attainments(some["items"], current_figures(), dates)
    return {**some, "items": [_target(line) for line in lines]}


def _target(line: TargetLine) -> dict[str, Any]:
    target, scope = line.target, line.target.scope
    return {
        "indicator": scope.indicator,
        "name": words(target.indicator.name),
        "place": scope.place,
        "zone": "/".join(scope.zone) if scope.zone else None,
        "kind": scope.kind,
        "origin": scope.origin,
        "period_start": _day(target.start),
        "period_end": _day(target.end),
        "set_by": target.setter,
        "unit": target.unit,
        "exact": str(target.value),
        "revisions": _revisions(target),
        "actual": _exact(line.figure.value if line.figure else None),
        "attained": _exact(line.attained),
        "attained_unit": line.attained_unit,
        "left": _exact(line.left),
        "state": line.state,
        "demo": target.demo or bool(line.figure and line.figure.demo),
    }


def _revisions(target: PlanTarget) -> list[dict[str, str]]:
    return [
        {
            "on": _day(each.on),
            "exact": str(each.value),
            "ground": each.ground,
            "document": each.document,
            "event": f"{each.book}/{each.seq}",
        }
        for each in target.revisions
    ]


def _day(day: date) -> str:
    return day.isoformat()


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
