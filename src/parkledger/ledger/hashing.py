"""Canonical JSON and the hash chain: each event's hash covers the event and the hash before it.

The book's code is not part of it, so that a journal loaded into an empty book elsewhere has the same hashes.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

GENESIS = "0" * 64
"""What the first event of a book is chained to."""

CHAINED = (
    "seq",
    "type",
    "payload",
    "effective_on",
    "recorded_at",
    "recorded_by",
    "document",
    "note",
    "demo",
    "reverses",
    "replaces",
    "key",
)
"""The fields that the hash covers: all that is stored of an event."""


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces; floats are refused, since the ledger holds none."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_refuse)


def chain(previous: str, fields: Mapping[str, Any]) -> str:
    """The hash of an event that follows the event with hash `previous`; `fields` holds CHAINED as JSON values."""
    content = canonical({"previous": previous, **{name: fields[name] for name in CHAINED}})
    return hashlib.sha256(content.encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        _refuse(value)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_floats(part)


def _refuse(value: object) -> object:
    raise TypeError(f"{type(value).__name__} has no canonical form: {value!r}")
