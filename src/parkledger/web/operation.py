"""What monitors and robots ask: `/healthz`, `/readyz`, `/metrics`, `/robots.txt`.

They are answered before anything else of a request: under any host name, without HTTPS, and while pages fail.
"""

import threading
from collections.abc import Callable
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django_prometheus.exports import ExportToDjangoView

from parkledger.configuration import configuration
from parkledger.health import CHECKS, failing
from parkledger.language import Lang, ParkError
from parkledger.people.allauth_adapters import client_address
from parkledger.schema import DatabaseAhead, DatabaseBehind, DatabaseEmpty, schema
from parkledger.version import VERSION

LEFT_ALONE = ("/tim/", "/so-lieu/", "/du-lieu/hoi.json", "/dang-nhap/")
"""Addresses with endlessly many variants, and those that are nobody's to find; each is there in every language."""


def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok", "version": VERSION})


def readyz(_request: HttpRequest) -> HttpResponse:
    """The process can answer pages: 200, or 503 with what fails. Details are told to who asks `parkledger doctor` alone."""
    failed = dict(failing())
    checks = {name: failed[name].code if name in failed else "ok" for name in CHECKS}
    return JsonResponse({"status": "unready" if failed else "ready", **checks}, status=503 if failed else 200)


def metrics(request: HttpRequest) -> HttpResponse:
    """What the workers counted, for Prometheus; to whoever may not ask, there is no such address."""
    if not _may_ask(request):
        return HttpResponse(status=404)
    answer: HttpResponse = ExportToDjangoView(request)
    return answer


def robots(request: HttpRequest) -> HttpResponse:
    """What search engines leave alone, and where the list of pages is, unless the portal is asked by a name not its own."""
    try:
        listed = f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}\n"
    except DisallowedHost:
        listed = ""
    prefixes = ["" if code == settings.LANGUAGE_CODE else f"/{code}" for code, _ in settings.LANGUAGES]
    rules = "".join(f"Disallow: {prefix}{path}\n" for path in LEFT_ALONE for prefix in prefixes)
    return HttpResponse(f"User-agent: *\n{rules}{listed}", content_type="text/plain; charset=utf-8")


ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": healthz,
    "/readyz": readyz,
    "/metrics": metrics,
    "/robots.txt": robots,
}


_ready = threading.Event()


def database_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: until the database is of this version, every request is answered with what has to be run."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _ready.is_set():
            try:
                schema().check()
            except (DatabaseEmpty, DatabaseBehind, DatabaseAhead) as problem:
                return _unready(request, problem)
            except DatabaseError:  # it does not answer: what is asked of it will say so
                return get_response(request)
            _ready.set()
        return get_response(request)

    return answer


def _unready(request: HttpRequest, problem: ParkError) -> HttpResponse:
    """What has to be run, in both languages: nothing is known yet of who asks."""
    if request.path_info.startswith("/api/"):
        body = {"errors": [problem.as_json()]}
        return JsonResponse(body, status=problem.status, json_dumps_params={"ensure_ascii": False})
    said = "\n\n".join(problem.message(lang) for lang in Lang)
    return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=problem.status)


def operation(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: answers what monitors and robots ask."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        own = ANSWERS.get(request.path_info)
        return own(request) if own and request.method in {"GET", "HEAD"} else get_response(request)

    return answer


def _may_ask(request: HttpRequest) -> bool:
    allowed = configuration()
    _, _, given = request.headers.get("Authorization", "").partition("Bearer ")
    if allowed.metrics_token and compare_digest(given.encode(), allowed.metrics_token.encode()):
        return True
    try:
        asking = ip_address(client_address(request))
    except ValueError:
        return False
    return any(asking in network for network in allowed.metrics_networks)
