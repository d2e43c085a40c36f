"""What can be known and what can be recorded: indicators with their formulas, event types with their JSON Schema."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from parkledger.api.schemas import NameOut, words
from parkledger.catalogue import INDICATORS, Indicator, ZoneKind
from parkledger.figures import indicator as indicator_of
from parkledger.ledger.events.reference import TypeReference, described, find_type

router = Router(tags=["catalogue"])


class FormulaOut(Schema):
    """One way of computing an indicator: for which kinds of zone, from which day on, by which law."""

    code: str
    name: NameOut
    since: date | None
    kinds: list[ZoneKind | None]
    basis: str
    verified: str
    terms: list[str]


class IndicatorOut(Schema):
    """An indicator: `timing` says whether it is asked on a day (`on`) or over a period (`in_period`)."""

    code: str
    name: NameOut
    unit: str
    timing: str
    decimals: int
    statistic: bool
    kinds: list[ZoneKind | None]
    formulas: list[FormulaOut]


class FieldOut(Schema):
    """A field of an event type."""

    name: str
    label: NameOut
    type: str
    unit: str
    required: bool


class TypeOut(Schema):
    """An event type with its fields and the JSON Schema of what is sent to record one."""

    code: str
    label: NameOut
    summary: str
    basis: str
    fields: list[FieldOut]
    payload_schema: dict[str, Any] = Field(description="JSON Schema of the fields.")


class IndicatorsOut(Schema):
    """All indicators, in the order of definition."""

    items: list[IndicatorOut]


class TypesOut(Schema):
    """All event types, in the order of a zone's and a project's life."""

    items: list[TypeOut]


@router.get("/indicators", response=IndicatorsOut, operation_id="indicators")
def indicators(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """Every indicator with its formulas."""
    return {"items": [_indicator(each) for each in INDICATORS.values()]}


@router.get("/indicators/{code}", response=IndicatorOut, operation_id="indicator")
def indicator(request: HttpRequest, code: str) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """One indicator with its formulas."""
    return _indicator(indicator_of(code))


@router.get("/types", response=TypesOut, operation_id="types")
def types(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """Every event type with its fields."""
    return {"items": [_type(each) for each in described()]}


@router.get("/types/{code}", response=TypeOut, operation_id="type")
def type_of(request: HttpRequest, code: str) -> dict[str, Any]:  # noqa: ARG001  ninja's signature
    """One event type with its fields."""
    return _type(find_type(code))


def _indicator(found: Indicator) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": words(found.name),
        "unit": found.unit,
        "timing": found.timing.name.lower(),
        "decimals": found.decimals,
        "statistic": found.statistic,
        "kinds": list(found.kinds),
        "formulas": [
            {
                "code": each.code,
                "name": words(each.name),
                "since": each.since,
                "kinds": list(each.kinds),
                "basis": each.basis,
                "verified": each.verified.value,
                "terms": list(dict.fromkeys(term.measure for term in each.expression.terms())),
            }
            for each in found.formulas
        ],
    }


def _type(found: TypeReference) -> dict[str, Any]:
    return {
        "code": found.code,
        "label": words(found.label),
        "summary": found.summary,
        "basis": found.basis,
        "fields": [
            {"name": f.name, "label": words(f.label), "type": f.type, "unit": f.unit, "required": f.required}
            for f in found.fields
        ],
        "payload_schema": found.schema,
    }
