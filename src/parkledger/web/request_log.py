"""One line a request in the log, with its id, which the answer carries as X-Request-ID; secrets of addresses are left out."""

import time
from typing import Any

import structlog
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django_structlog import signals
from django_structlog.middlewares import RequestMiddleware

from parkledger.people.allauth_adapters import client_address

SECRETS = frozenset({"secret", "key"})
"""Parts of addresses that open something by themselves: an invitation, the link of a forgotten password."""


class RequestLog(RequestMiddleware):
    """The middleware of django-structlog; the visitor's address is the one that our own proxy saw, and there is no query."""

    @classmethod
    def bind_ip(cls, request: HttpRequest) -> None:
        """Put the visitor's address on every line of the request."""
        structlog.contextvars.bind_contextvars(ip=client_address(request))
        request.META["parkledger.began"] = time.monotonic()

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        """The method and the address."""
        path = request.path
        for name, value in (request.resolver_match.kwargs if request.resolver_match else {}).items():
            path = path.replace(str(value), "…") if name in SECRETS else path
        return f"{request.method} {path}"


@receiver(signals.bind_extra_request_finished_metadata)
def tell_of_answer(
    request: HttpRequest, response: HttpResponseBase, log_kwargs: dict[str, Any], **_others: object
) -> None:
    """How long it took, and the id for whoever was answered."""
    log_kwargs["milliseconds"] = round((time.monotonic() - request.META["parkledger.began"]) * 1000)
    carry_id(response)


@receiver(signals.update_failure_response)
def carry_id(response: HttpResponseBase, **_others: object) -> None:
    """Give the answer the request's id."""
    response["X-Request-ID"] = structlog.contextvars.get_contextvars().get("request_id", "")
