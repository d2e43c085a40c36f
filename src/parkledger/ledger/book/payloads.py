"""The canonical JSON of an event's payload, written straight from its fields: the most frequent work of recording."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import Any

from parkledger.ledger.book.hashing import dumped
from parkledger.ledger.events import Event, Money, Rate


def written_payload(event: Event) -> str:
    """What `canonical(event.payload())` comes to; that way is gone where a field's type is not among the usual ones."""
    fields = event.__dict__
    parts = []
    for name, label in _labels(type(event)):
        value = fields[name]
        if value is not None:
            write = _WRITERS.get(type(value))
            text = write(value) if write else None
            if text is None:
                return dumped(event.payload())
            parts.append(label + text)
    return f"{{{','.join(parts)}}}"


@cache
def _labels(kind: type[Event]) -> tuple[tuple[str, str], ...]:
    """A type's own fields in the order of canonical JSON, each with its name as written there."""
    return tuple((name, f"{encode_basestring(name)}:") for name in sorted(kind.payload_fields()))


def _money(value: Money) -> str:
    return f'{{"amount":{value.amount},"currency":"{value.currency}"}}'


def _rate(value: Rate) -> str | None:
    if value.currency is not None:
        return None
    return f'{{"on":"{value.on.isoformat()}","source":{encode_basestring(value.source)},"vnd_per_usd":"{value.vnd_per_usd}"}}'


def _pairs(value: Mapping[str, Any]) -> str | None:
    parts = []
    for name in sorted(value):
        write = _WRITERS.get(type(value[name]))
        text = write(value[name]) if write else None
        if text is None:
            return None
        parts.append(f"{encode_basestring(name)}:{text}")
    return f"{{{','.join(parts)}}}"


_WRITERS: dict[type, Callable[[Any], str | None]] = {
    str: encode_basestring,
    int: str,
    bool: {True: "true", False: "false"}.__getitem__,
    date: lambda value: f'"{value.isoformat()}"',
    Decimal: lambda value: f'"{value}"',
    Money: _money,
    Rate: _rate,
    dict: _pairs,
}
"""How the types of most fields are written; None where something inside is of another type."""
