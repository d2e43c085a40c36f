"""The API's description: as OpenAPI for programs, and as a plain page for people, both made from the code."""

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from parkledger.api.application import description


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's signature
    """The API's description as OpenAPI 3.1."""
    return HttpResponse(_written(), content_type="application/json")


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Every address of the API with its parameters, its body and its answers."""
    return render(request, "api/documentation.html", {"groups": _groups()})


@cache
def _written() -> str:
    return json.dumps(description(), ensure_ascii=False)


@cache
def _groups() -> list[dict[str, Any]]:
    schema = json.loads(_written())
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_shown(path, method, operation))
    return [{"name": name, "operations": shown} for name, shown in groups.items()]


def _shown(path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return {
        "id": operation["operationId"],
        "path": path,
        "method": method.upper(),
        "says": operation.get("description", operation["summary"]),
        "token": bool(operation.get("security")),
        "parameters": [
            {**given, "type": _type(given["schema"]), "says": given.get("description", "")}
            for given in operation.get("parameters", [])
        ],
        "body": _named(body),
    }


def _type(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return _named(schema)
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))} …"
    return str(schema.get("format") or schema.get("const") or schema.get("type", ""))


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
