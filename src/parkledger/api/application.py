"""The API put together: its routers, its errors, and its description as OpenAPI."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja import NinjaAPI, Schema
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from parkledger.api import (
    books,
    catalogue,
    comparisons,
    documents,
    duties,
    events,
    figures,
    forms,
    projects,
    refusals,
    reports,
    submissions,
    suppositions,
    targets,
    zones,
)
from parkledger.api.errors import BodyUnfit
from parkledger.api.schemas import MomentText, Problems
from parkledger.api.tokens import Bearer, TokenScope

VERSION = "1"
ZERO = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
HALF = re.compile("[\ud800-\udfff]")
DEEPEST = 40
"""Brackets within brackets that a body may have."""
ALWAYS = {
    400: "The request is not of the form described.",
    404: "What the address names is not there.",
    405: "The address does not take that method.",
    413: "The body is too large.",
    422: "Well formed, but it cannot be: a day out of range, a figure that is not defined so, an event that is refused.",
    429: "Too many requests; Retry-After says when to come again.",
    500: "The server failed; nothing was half recorded.",
}
WITH_TOKEN = {401: "There is no token, or it does not hold.", 403: "The token, or its owner, may not do this."}
WRITES = {409: "Changed elsewhere meanwhile, not in a state for this, or an idempotency key used for another request."}
SCHEME = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token made on the account page or with `parkledger token add`; an operation names its scope.",
    }
}


class StrictJson(Parser):
    """JSON as its standard has it: no NaN, no half characters, no zero characters, nothing nested without end."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value; ValueError where it is no JSON, which ninja answers with 400."""
        try:
            found = json.loads(request.body.decode(), parse_constant=_no_number)
        except RecursionError:
            raise BodyUnfit(most=DEEPEST) from None
        written = json.dumps(found, ensure_ascii=False)
        if ZERO.search(written) or HALF.search(written) or _depth(found) > DEEPEST:
            raise BodyUnfit(most=DEEPEST)
        return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(_depth, inner), default=0)


class PlainJson(JSONRenderer):
    """JSON with Vietnamese letters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


api = NinjaAPI(
    title="parkledger",
    version=VERSION,
    description=(
        "Sổ mở về khu công nghiệp và cụm công nghiệp. / The open register of industrial parks and clusters.\n\n"
        "Reads are public. `on` is the day that figures are of, `known` the moment whose knowledge they are of; with both, "
        "an address gives the same for ever. Nothing is recorded directly: what is sent is a submission, which somebody "
        'else approves. Errors have one shape: `{"errors": [{"code", "where", "vi", "en"}]}`.'
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    parser=StrictJson(),
    renderer=PlainJson(),
)
refusals.add_to(api)
for part in (
    figures,
    comparisons,
    forms,
    reports,
    zones,
    projects,
    events,
    catalogue,
    documents,
    books,
    submissions,
    suppositions,
    duties,
    targets,
):
    api.add_router("", part.router)


class TokenOut(Schema):
    """The token that a request carries: whose it is, what for, until when."""

    owner: str
    name: str
    scopes: list[TokenScope]
    book: str | None
    expires_at: MomentText


@api.get("/token", response=TokenOut, operation_id="token", auth=Bearer(), tags=["token"])
def token(request: HttpRequest) -> dict[str, Any]:
    """What the token sent may be used for."""
    found: Any = request.auth  # type: ignore[attr-defined]
    return {
        "owner": found.user.get_username(),
        "name": found.name,
        "scopes": found.scopes,
        "book": found.book.code if found.book else None,
        "expires_at": found.expires_at.isoformat(),
    }


def description() -> dict[str, Any]:
    """The API's description as OpenAPI, with the refusals that every address may give."""
    return described(dict(api.get_openapi_schema(path_prefix="/api/v1/")), scopes())


def scopes() -> dict[str, str]:
    """The scope that a token needs, by operation; empty where any token will do."""
    routers = api._get_bound_routers()  # noqa: SLF001  ninja has no other list of its operations
    views = [view for router in routers for view in router.path_operations.values()]
    return {
        str(operation.operation_id): scope.value if scope else ""
        for view in views
        for operation in view.operations
        for scope in (getattr(callback, "scope", None) for callback in operation.auth_callbacks)
    }


@cache
def query_names() -> Mapping[tuple[str, str], frozenset[str]]:
    """The names of the parameters that may stand behind an address, by its pattern ("/api/v1/zones/{book}/{zone}") and method."""
    paths: dict[str, dict[str, Any]] = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return {
        (path, method.upper()): frozenset(one["name"] for one in operation["parameters"] if one["in"] == "query")
        for path, operations in paths.items()
        for method, operation in operations.items()
    }


def described(schema: dict[str, Any], scopes: Mapping[str, str]) -> dict[str, Any]:
    """The schema with every refusal of every operation in it, and the scope (by operation) that a token needs for it."""
    schema["components"]["securitySchemes"] = SCHEME
    name = Problems.__name__
    shapes = schema["components"].setdefault("schemas", {})
    own = Problems.model_json_schema(ref_template="#/components/schemas/{model}")
    shapes.update(own.pop("$defs"))
    shapes[name] = own
    for path in schema["paths"].values():
        for method, operation in path.items():
            if operation.get("security"):
                scope = scopes[operation["operationId"]]
                operation["security"] = [{"token": [scope] if scope else []}]
            _add_refusals(operation, method, name)
    return schema


def _add_refusals(operation: dict[str, Any], method: str, shape: str) -> None:
    needs_token = bool(operation.get("security"))
    refusals = {**ALWAYS, **(WITH_TOKEN if needs_token else {}), **(WRITES if needs_token and method != "get" else {})}
    for status, words in sorted(refusals.items()):
        operation["responses"][status] = {
            "description": words,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}},
        }
    if method == "get" and not needs_token:
        operation["responses"][304] = {"description": "You have it already (If-None-Match)."}
    for status, answer in operation["responses"].items():
        if status == 429:
            answer["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
