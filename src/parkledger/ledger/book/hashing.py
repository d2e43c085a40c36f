"""Canonical JSON and the hash chain: each event's hash covers the event and the hash before it.

The book's code is not part of it, so that a journal loaded into an empty book elsewhere has the same hashes.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined]
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
    return dumped(value)


def chain(previous: str, fields: Mapping[str, Any], payload: str | None = None, document: str | None = None) -> str:
    """The hash of an event that follows the event with hash `previous`; `fields` holds CHAINED as JSON values.

    What is hashed is the canonical JSON of `fields` and `previous` together, put together from its parts: this is the
    most frequent work of recording. `payload` and `document` are their canonical JSON where it is at hand.
    """
    middle = canonical(fields["payload"]) if payload is None else payload
    if document is None:
        document = "null" if fields["document"] is None else canonical(fields["document"])
    content = (
        f'{{"demo":{_TRUTH[fields["demo"]]},"document":{document},"effective_on":{_text(fields["effective_on"])},'
        f'"key":{_text_or_null(fields["key"])},"note":{_text(fields["note"])},"payload":{middle},"previous":"{previous}",'
        f'"recorded_at":{_text(fields["recorded_at"])},"recorded_by":{_text(fields["recorded_by"])},'
        f'"replaces":{_number(fields["replaces"])},"reverses":{_number(fields["reverses"])},"seq":{fields["seq"]},'
        f'"type":{_text(fields["type"])}}}'
    )
    return hashlib.sha256(content.encode()).hexdigest()


def _text(value: object) -> str:
    return encode_basestring(str(value))


def _text_or_null(value: object) -> str:
    return "null" if value is None else encode_basestring(str(value))


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


_TRUTH = {True: "true", False: "false"}


def _dumping() -> Callable[[object], str]:
    """The standard library's encoder, set up once: `dumps` and `encode` set it up anew for every value."""
    slow = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if c_make_encoder is None:
        return slow.encode
    encode = c_make_encoder(None, slow.default, encode_basestring, None, ":", ",", True, False, True)

    def dump(value: object) -> str:
        return "".join(encode(value, 0))

    return dump


dumped = _dumping()
"""Canonical JSON of what cannot hold a float: the payload and the document of an event, whose types have none."""


def _refuse_floats(value: object) -> None:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _refuse_floats(part)
    elif isinstance(value, float):
        raise TypeError(f"float has no canonical form: {value!r}")
