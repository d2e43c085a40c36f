"""What every request to the API passes: its form and size, how often it comes, other sites' browsers, conditional reads.

A public read is tagged with the state of the books that it is answered from, so that a reader who has it already is told
so before anything is computed. Errors that never reached the API (an unknown address, a failure) get its one shape here.
"""

import hashlib
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from parkledger.api.errors import (
    AddressUnfit,
    BodyTooLarge,
    FailedInside,
    MethodRefused,
    RequestMalformed,
    TooOften,
)
from parkledger.api.limiting import Limiter
from parkledger.api.refusing import MOST_BYTES, refusal
from parkledger.checking.published import pages_kept
from parkledger.figures.current import opened
from parkledger.language import ParkError, Text, today
from parkledger.records.dates import KNOWN, ON
from parkledger.web.error_pages import AddressUnknown
from parkledger.web.middleware import API_ROOT
from parkledger.web.page_cache import CITED

READS = ("GET", "HEAD")
PUBLIC_QUESTIONS = "/api/v1/figures"
"""The one address at which other sites' browsers may POST: many questions at once."""
OF_TWO_DATES = re.compile(r"^/api/v1/(figures|zones|projects|enterprises|events|documents)(/|$)")
"""Addresses that give the same for ever once both dates stand in them."""
LIMITER = Limiter(
    int(os.environ.get("PARKLEDGER_API_RATE", "1200")), burst=int(os.environ.get("PARKLEDGER_API_BURST", "300"))
)


def api_answers(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: requests to the API are looked at on the way in and finished on the way out; others pass."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API_ROOT):
            return get_response(request)
        if request.method == "OPTIONS":
            return _allowed_elsewhere(request)
        problem = _wrong_with(request)
        if problem is not None:
            return _readable_elsewhere(request, problem)
        tag = _state_tag(request)
        if tag and tag in request.headers.get("If-None-Match", ""):
            return _readable_elsewhere(request, _tagged(request, HttpResponse(status=304), tag))
        found = _in_one_shape(request, get_response(request))
        if tag and found.status_code == 200:
            found = _tagged(request, found, tag)
        elif request.headers.get("Authorization") and not found.has_header("Cache-Control"):
            found["Cache-Control"] = "private, no-store"
        return _readable_elsewhere(request, found)

    return answer


def _wrong_with(request: HttpRequest) -> HttpResponse | None:
    """Why a request is not looked at any further."""
    if seconds := LIMITER.wait(_caller(request)):
        answer = refusal([TooOften(seconds=seconds)])
        answer["Retry-After"] = str(seconds)
        return answer
    try:
        size = int(request.headers.get("Content-Length") or 0)
    except ValueError:
        size = 0
    if size > MOST_BYTES:
        return refusal([BodyTooLarge(most=MOST_BYTES)])
    if "\0" in request.path_info or any(
        "\0" in value for values in request.GET.lists() for value in (values[0], *values[1])
    ):
        return refusal([AddressUnfit()])
    return None


def _caller(request: HttpRequest) -> str:
    """Who is calling: by the token, else by the network address (the proxy's word for it, where one is trusted)."""
    if given := request.headers.get("Authorization"):
        return hashlib.sha256(given.encode()).hexdigest()
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _state_tag(request: HttpRequest) -> str:
    """What tells a public read's answer from any other: its address and the state of the books; empty for other requests."""
    if request.method not in READS or request.headers.get("Authorization"):
        return ""
    parts = f"{request.get_full_path()} {today()} {opened().tip} {pages_kept()} {settings.PORTAL_EDITION}"
    return f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def _tagged(request: HttpRequest, answer: HttpResponseBase, tag: str) -> HttpResponseBase:
    if answer.has_header("Cache-Control") or answer.get("Content-Type", "").startswith("text/html"):
        return answer
    answer["ETag"] = f"W/{tag}"
    answer["Cache-Control"] = f"public, max-age={CITED}" if _lasts(request) else "no-cache"
    return answer


def _lasts(request: HttpRequest) -> bool:
    """Whether the address gives the same for ever: both dates stand in it, and what was known then can no longer change."""
    if not OF_TWO_DATES.match(request.path_info) or not (request.GET.get(ON) and request.GET.get(KNOWN)):
        return False
    dates = getattr(request, "dates", None)
    return dates is not None and dates.known_at is not None and dates.known_at < datetime.now(UTC)


def _in_one_shape(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """An error as the API gives it, whoever made it."""
    if answer.status_code < 400 or answer.get("Content-Type", "").startswith("application/json"):
        return answer
    problem: ParkError
    if answer.status_code == 404:
        problem = AddressUnknown(path=request.path)
    elif answer.status_code == 405:
        allowed = [name.strip() for name in answer.get("Allow", "").split(",") if name.strip()]
        problem = MethodRefused(path=request.path, method=str(request.method), allowed=sorted(allowed) or ["—"])
        found = refusal([problem])
        found["Allow"] = ", ".join(sorted(allowed))
        return found
    elif answer.status_code < 500:
        problem = RequestMalformed(problem=Text("máy chủ không đọc được", "the server cannot read it"))
    else:
        problem = FailedInside()
    return refusal([problem], answer.status_code)


def _readable_elsewhere(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Public reads may be read by the scripts of any site; what needs a token by none."""
    public = request.method in READS or request.path_info == PUBLIC_QUESTIONS
    if public and not request.headers.get("Authorization"):
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Retry-After"
    return answer


def _allowed_elsewhere(request: HttpRequest) -> HttpResponse:
    """What another site's browser is told before it asks: it may read, without a token."""
    answer = HttpResponse(status=204)
    methods = [*READS, "POST"] if request.path_info == PUBLIC_QUESTIONS else list(READS)
    answer["Allow"] = ", ".join([*methods, "OPTIONS"])
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Allow-Methods"] = ", ".join(methods)
    answer["Access-Control-Allow-Headers"] = "If-None-Match, Content-Type"
    answer["Access-Control-Max-Age"] = "86400"
    return answer
