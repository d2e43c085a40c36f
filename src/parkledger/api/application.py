"""The API put together: its routers, its errors, and its description as OpenAPI."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema
from ninja.renderers import JSONRenderer

from parkledger.api import asking, books, catalogue, events, projects, published, refusing, submitting, zones
from parkledger.api.describing import described
from parkledger.api.reading_bodies import StrictJson
from parkledger.api.tokens import Bearer, Scope

VERSION = "1"


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
        "else approves. Errors have one shape: `{\"errors\": [{\"code\", \"where\", \"vi\", \"en\"}]}`."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    parser=StrictJson(),
    renderer=PlainJson(),
)  # fmt: skip
refusing.add_to(api)
for part in (asking, zones, projects, events, catalogue, published, books, submitting):
    api.add_router("", part.router)


class TokenOut(Schema):
    """The token that a request carries: whose it is, what for, until when."""

    owner: str
    name: str
    scopes: list[Scope]
    book: str | None
    expires_at: str


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
