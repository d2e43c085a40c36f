"""The API's description: as OpenAPI for programs, and as a plain page for people, both made from the code."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parkledger.api.application import description
from parkledger.api.tables import parameters_table
from parkledger.web.middleware import PageRequest
from parkledger.web.tables import table_page


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The API's description as OpenAPI 3.1."""
    return HttpResponse(_written(), content_type="application/json")


@require_safe
def documentation(request: PageRequest) -> HttpResponse:
    """Every address of the API with its parameters, its body and its answers."""
    groups = [
        {
            "name": group["name"],
            "operations": [{**each, "table": parameters_table(each, request.lang)} for each in group["operations"]],
        }
        for group in _groups()
    ]
    return table_page(request, "api/documentation.html", {"groups": groups})


@cache
def _written() -> str:
    return json.dumps(description(), ensure_ascii=False)


@cache
def _groups() -> list[dict[str, Any]]:
    return grouped(json.loads(_written()))


def grouped(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations of a description by their groups, as a reader needs them."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(path, method, operation))
    return [{"name": name, "operations": shown} for name, shown in groups.items()]


def _shown(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": operation["operationId"],
        "path": path,
        "method": method.upper(),
        "says": operation.get("description", operation["summary"]),
        "scope": (operation["security"][0]["token"] or ["—"])[0] if operation.get("security") else "",
        "parameters": [
            {**given, "type": type_of(given["schema"]), "says": given.get("description", "")}
            for given in operation.get("parameters", [])
        ],
        "body": _content(operation.get("requestBody", {})),
        "answer": next(
            (_content(answer) for status, answer in operation["responses"].items() if int(status) < 300), ""
        ),
    }


def type_of(schema: dict[str, Any]) -> str:
    """What a value may be, in a few words."""
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return _named(schema)
    if "allOf" in schema:
        return type_of(schema["allOf"][0])
    if "anyOf" in schema:
        return " | ".join("—" if each.get("type") == "null" else type_of(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{type_of(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("const") or schema.get("type", ""))


def _content(holder: dict[str, Any]) -> str:
    """The shape of a body or an answer, by its name."""
    content = holder.get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    return _named(schema) or next(iter(content), "")


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
