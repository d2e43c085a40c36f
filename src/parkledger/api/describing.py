"""The description of the API finished: what every address may refuse, and the shape in which it does."""

from collections.abc import Mapping
from typing import Any

from parkledger.api.parts import Problems

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
