"""Fields as people type them at a command line, in a file of lines or to the API: numbers given as text.

A book keeps a decimal number as text with a point, "1.125", and reads it back as it stands. The same text typed by
somebody may as well mean 1125; so it is asked here, before an event is built, and never when a stored one is read. Of a
whole number "10.000" can only mean ten thousand.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from parkledger.language import ParkError, Text, machine_decimal, machine_integer
from parkledger.ledger.book.refusals import fields_refused
from parkledger.ledger.events import EVENT_TYPES


def typed_fields(code: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event of a type with numbers as machines write them.

    Raises FieldsRefused, naming every field whose number may mean two things or is none.
    """
    kind = EVENT_TYPES.get(code)
    problems: dict[str, Text] = {}
    found = _read(kind, fields, "", problems) if kind is not None else dict(fields)
    if problems:
        raise fields_refused(code, problems.items())
    return found


def _read(kind: type[BaseModel], fields: Mapping[str, Any], within: str, problems: dict[str, Text]) -> dict[str, Any]:
    found = dict(fields)
    for name, part in _number_fields(kind).items():
        given, path = found.get(name), f"{within}{name}"
        if isinstance(given, Mapping) and issubclass(part, BaseModel):
            found[name] = _read(part, given, f"{path}.", problems)
        elif isinstance(given, str) and not issubclass(part, BaseModel):  # money as a text has its own reader
            try:
                found[name] = machine_decimal(given) if part is Decimal else machine_integer(given)
            except ParkError as refused:
                problems[path] = Text(refused.message("vi"), refused.message("en"))  # type: ignore[arg-type]
    return found


@cache
def _number_fields(kind: type[BaseModel]) -> dict[str, type]:
    """The fields that take a decimal or whole number and nothing else, and those whose own fields do.

    Whole numbers with units, such as areas, have readers of their own.
    """
    found: dict[str, type] = {}
    for name, info in kind.model_fields.items():
        parts = set(_parts(info.annotation)) - {NoneType}
        part = parts.pop() if len(parts) == 1 else None
        if not isinstance(part, type):
            continue
        is_number = part is Decimal or (part is int and not _has_reader(info.annotation, info.metadata))
        if is_number or (issubclass(part, BaseModel) and _number_fields(part)):
            found[name] = part
    return found


def _has_reader(annotation: Any, metadata: Iterable[Any] = ()) -> bool:
    """Whether a type, or one that it is made of, reads what is given before it is checked."""
    told = [*metadata, *getattr(annotation, "__metadata__", ())]
    return any(isinstance(each, BeforeValidator) for each in told) or any(map(_has_reader, get_args(annotation)))


def _parts(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from _parts(get_args(annotation)[0])
    elif args := get_args(annotation):
        for part in args:
            yield from _parts(part)
    else:
        yield annotation
