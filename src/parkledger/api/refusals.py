"""How each refusal is answered: its status, and the findings of validation in the words of an office."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from parkledger.api.errors import BodyTooLarge, RequestMalformed
from parkledger.language import ParkError, Text
from parkledger.ledger.book.refusals import wording
from parkledger.web.error_pages import AddressUnknown

MOST_BYTES = 5 * 2**20
"""Bytes that the body of one request may have."""


def refusal(problems: Sequence[ParkError], status: int | None = None) -> HttpResponse:
    """An answer that refuses, in the one shape of all errors."""
    body = {"errors": [problem.as_json() for problem in problems]}
    answer = HttpResponse(
        json.dumps(body, ensure_ascii=False), content_type="application/json", status=status or problems[0].status
    )
    answer["Cache-Control"] = "no-store"
    if answer.status_code == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="parkledger"'
    return answer


def malformed(errors: Sequence[dict[str, Any]]) -> list[ParkError]:
    """One error for each finding of validation, at the parameter or field that it is about."""
    return [_malformed(error) for error in errors] or [RequestMalformed(problem=Text("không rõ", "unknown"))]


def _malformed(error: dict[str, Any]) -> ParkError:
    where = ".".join(str(part) for part in error["loc"] if part not in {"given", "body_params"})
    return RequestMalformed(where=where, problem=wording(error["type"], error.get("ctx") or {}, str(error["msg"])))


def add_to(api: NinjaAPI) -> None:
    """Let the API answer every exception in the one shape; what is not foreseen is left to Django, which logs it."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        ParkError: lambda _, problem: refusal([problem]),
        ValidationError: lambda _, found: refusal(malformed(found.errors)),
        RequestDataTooBig: lambda *_: refusal([BodyTooLarge(most=MOST_BYTES)]),
        Http404: lambda request, _: refusal([AddressUnknown(path=request.path)]),
        HttpError: _http_error,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _http_error(_: HttpRequest, problem: HttpError) -> HttpResponse:
    """Ninja's own: a body that is no JSON, or one that was refused while it was read."""
    if isinstance(problem.__cause__, ParkError):
        return refusal([problem.__cause__])
    words = Text("nội dung không phải JSON hợp lệ", "the body is not valid JSON")
    return refusal([RequestMalformed(where="body", problem=words)], problem.status_code)
