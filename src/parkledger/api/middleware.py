"""What every request to the API passes: its form and size, how often it comes, conditional reads.

A public read is tagged with the state of the books that it is answered from, so that a reader who has it already is told
so before anything is computed. Errors that never reached the API (an unknown address, a failure) get its one shape here.
"""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from math import ceil
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.connection import ConnectionProxy
from ninja.throttling import SimpleRateThrottle

from parkledger.api.application import query_names
from parkledger.api.errors import (
    AddressUnfit,
    BodyTooLarge,
    FailedInside,
    MethodRefused,
    ParameterUnknown,
    RequestMalformed,
    TokenRefused,
    TooOften,
)
from parkledger.api.refusals import MOST_BYTES, refusal
from parkledger.api.tokens import find
from parkledger.catalogue.publicity import withheld
from parkledger.checking.published import pages_kept
from parkledger.figures.current import current_figures
from parkledger.language import ParkError, Text, closest, today
from parkledger.ledger.store.settling import settled_before
from parkledger.people.allauth_adapters import client_address
from parkledger.people.publicity import look_as
from parkledger.people.second_factor import lacks_second_factor
from parkledger.practices.lists import state as notes_state
from parkledger.records.dates import KNOWN, ON
from parkledger.web.error_pages import AddressUnknown
from parkledger.web.middleware import API_ROOT
from parkledger.web.page_cache import CITED

READS = ("GET", "HEAD")
PUBLIC_QUESTIONS = "/api/v1/figures"
"""The one address at which other sites' browsers may POST: many questions at once."""
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")
"""A part of an address in Django's patterns, which OpenAPI writes in braces."""
OF_TWO_DATES = re.compile(r"^/api/v1/(figures|zones|projects|enterprises|events|documents)(/|$)")
"""Addresses that give the same for ever once both dates stand in them."""
TELLS_NOTES = re.compile(r"^/api/v1/(exchanges|reports|compare)(/|$)")
"""Addresses that tell of practices and exchanges, which are written beside the books."""


class RequestThrottle(SimpleRateThrottle):
    """How often one caller is answered; counted in a cache that all processes of a server share.

    It holds back programs that run away. Attacks are for the proxy in front to stop.
    """

    cache: Any = ConnectionProxy(caches, "requests")
    scope = "api"

    def get_rate(self) -> str:
        """So many requests in so many seconds."""
        return str(settings.API_RATE)

    def get_cache_key(self, request: HttpRequest) -> str:
        """Who is calling: by the token, else by the network address."""
        given = request.headers.get("Authorization")
        caller = hashlib.sha256(given.encode()).hexdigest() if given else client_address(request)
        return self.cache_format % {"scope": self.scope, "ident": caller}


def api_answers(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: requests to the API are looked at on the way in and finished on the way out; others pass."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API_ROOT):
            return get_response(request)
        problem = _wrong_with(request)
        if problem is not None:
            return problem
        settled = settled_before() if _names_both_dates(request) else None
        tag = _state_tag(request)
        if tag and tag in request.headers.get("If-None-Match", ""):
            return _tagged(request, HttpResponse(status=304), tag, settled)
        _look_as_bearer(request)
        found = _in_one_shape(request, get_response(request))
        if tag and found.status_code == 200:
            found = _tagged(request, found, tag, settled)
        elif request.headers.get("Authorization") and not found.has_header("Cache-Control"):
            found["Cache-Control"] = "private, no-store"
        return found

    return answer


def _look_as_bearer(request: HttpRequest) -> None:
    """Let whoever sends a token that holds see what its owner may, at public addresses too; with any other, what all see."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        return
    try:
        owner = find(secret.strip()).user
    except TokenRefused:
        return
    if not lacks_second_factor(owner):
        look_as(owner)


def _wrong_with(request: HttpRequest) -> HttpResponse | None:
    """Why a request is not looked at any further."""
    throttle = RequestThrottle()  # one of its own for each request: it keeps what it counted
    if not throttle.allow_request(request):
        seconds = max(1, ceil(throttle.wait() or 0))
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
    return _unknown_parameters(request)


def _unknown_parameters(request: HttpRequest) -> HttpResponse | None:
    """The refusal of parameters that an address does not have; None where it has all, and of addresses that are not there."""
    try:
        route = resolve(request.path_info).route
    except Resolver404:
        return None
    known = query_names().get(("/" + CONVERTER.sub(r"{\1}", route), str(request.method)))
    if known is None:
        return None
    known |= {ON, KNOWN}  # of every request, see `web.middleware`
    problems = [
        ParameterUnknown(
            where=f"query.{name}", name=name, nearest=closest(name, sorted(known), 1) or ["—"], known=sorted(known)
        )
        for name in request.GET
        if name not in known
    ]
    return refusal(problems) if problems else None


def _state_tag(request: HttpRequest) -> str:
    """What tells a public read's answer from any other: its address and the state of the books; empty for other requests."""
    if request.method not in READS or request.headers.get("Authorization"):
        return ""
    notes = notes_state() if TELLS_NOTES.match(request.path_info) else ""
    parts = (
        f"{request.get_full_path()} {today()} {current_figures().tip} {pages_kept()} {notes} {settings.PORTAL_EDITION} "
        f"{sorted(withheld.get())}"
    )
    return f'"{hashlib.sha256(parts.encode()).hexdigest()[:32]}"'


def _tagged(request: HttpRequest, answer: HttpResponseBase, tag: str, settled: datetime | None) -> HttpResponseBase:
    if answer.has_header("Cache-Control") or answer.get("Content-Type", "").startswith("text/html"):
        return answer
    answer["ETag"] = f"W/{tag}"
    answer["Cache-Control"] = f"public, max-age={CITED}" if _lasts(request, settled) else "no-cache"
    return answer


def _names_both_dates(request: HttpRequest) -> bool:
    return bool(OF_TWO_DATES.match(request.path_info) and request.GET.get(ON) and request.GET.get(KNOWN))


def _lasts(request: HttpRequest, settled: datetime | None) -> bool:
    """Whether the address gives the same for ever: both dates stand in it, and what was known then was settled before."""
    dates = getattr(request, "dates", None)
    if settled is None or dates is None or dates.known_at is None:
        return False
    return bool(dates.known_at < settled)


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


def readable_elsewhere(request: HttpRequest, **_: object) -> bool:
    """Whether the scripts of other sites may read an answer: public reads by any site, what needs a token by none."""
    method = request.headers.get("Access-Control-Request-Method", request.method)
    return (
        request.path_info.startswith(API_ROOT)
        and "Authorization" not in request.headers
        and (method in READS or request.path_info == PUBLIC_QUESTIONS)
    )
