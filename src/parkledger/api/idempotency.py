"""Writes that are safe to send again: the same idempotency key with the same request gets the answer that it got before.

The key, what the request does and its answer are kept in one transaction: a request that was cut off has either done
everything or nothing. A refused request keeps nothing, so that it can be mended and sent again under its key.
"""

import hashlib
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Header

from parkledger.api.errors import KeyReused
from parkledger.api.models import KeptAnswer

KEPT = timedelta(days=30)
"""For how long an answer is kept."""
CLEANED_EVERY = 3600.0
"""Seconds between one sweep and the next."""
Key = Annotated[
    str | None,
    Header(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=100,
        pattern=r"^[!-~]+$",
        description="A key of your own for this request; sent again with the same body, it gets the same answer.",
    ),
]
Write = Callable[[], tuple[int, Any]]


def once(request: HttpRequest, key: str | None, write: Write) -> HttpResponse:
    """Do a write, once for a key; its answer is a status with a body."""
    if key is None:
        with transaction.atomic():
            status, body = write()
        return _answer(status, _written(body))
    user: Any = request.user
    digest = _digest(request)
    _sweep()
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(user=user, key=key, digest=digest)
            status, body = write()
            kept.status, kept.body = status, _written(body)
            kept.save(update_fields=["status", "body"])
    except IntegrityError:
        before = KeptAnswer.objects.filter(user=user, key=key).first()
        if before is None:  # it was no second use of the key that the database refused
            raise
        return _again(before, key, digest)
    return _answer(kept.status, kept.body)


class _Swept:
    """When this process last took out answers that were kept long enough."""

    at = -CLEANED_EVERY


def _sweep() -> None:
    now = time.monotonic()
    if now - _Swept.at >= CLEANED_EVERY:
        _Swept.at = now
        KeptAnswer.objects.filter(at__lt=datetime.now(UTC) - KEPT).delete()


def _again(before: KeptAnswer, key: str, digest: str) -> HttpResponse:
    if before.digest != digest:
        raise KeyReused(key=key)
    answer = _answer(before.status, before.body)
    answer["Idempotent-Replayed"] = "true"
    return answer


def _digest(request: HttpRequest) -> str:
    found = hashlib.sha256(f"{request.method} {request.get_full_path()}\0".encode())
    found.update(request.body)
    return found.hexdigest()


def _written(body: Any) -> str:
    return json.dumps(body.model_dump(mode="json"), ensure_ascii=False)


def _answer(status: int, body: str) -> HttpResponse:
    answer = HttpResponse(body, content_type="application/json", status=status)
    answer["Cache-Control"] = "no-store"
    return answer
