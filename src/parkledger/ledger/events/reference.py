"""The event reference, derived from the event types: for the command line, the documentation and, later, forms."""

import inspect
from dataclasses import asdict, dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from parkledger.language import Text, closest
from parkledger.ledger.errors import TypeUnknown
from parkledger.ledger.events import EVENT_TYPES, Event


@dataclass(frozen=True, slots=True)
class FieldReference:
    """One field of an event type."""

    name: str
    label: Text
    type: str
    unit: str
    required: bool


@dataclass(frozen=True, slots=True)
class TypeReference:
    """One event type with its fields, the common ones last."""

    code: str
    label: Text
    summary: str
    basis: str
    fields: tuple[FieldReference, ...]
    schema: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """The reference as JSON values, with the JSON Schema of the type."""
        return asdict(self)


def described() -> list[TypeReference]:
    """Every event type, in the order of definition."""
    return [describe(kind) for kind in EVENT_TYPES.values()]


def find_type(code: str) -> TypeReference:
    """One event type."""
    if code not in EVENT_TYPES:
        raise TypeUnknown(type=code, nearest=closest(code, list(EVENT_TYPES)) or ["—"])
    return describe(EVENT_TYPES[code])


def describe(kind: type[Event]) -> TypeReference:
    """The reference of an event type, from its class."""
    common = Event.model_fields
    own = {name: info for name, info in kind.model_fields.items() if name not in common}
    fields = tuple(_field(name, info) for name, info in {**own, **common}.items())
    summary = " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())
    return TypeReference(kind.code, kind.label, summary, kind.basis, fields, kind.model_json_schema())


def _field(name: str, info: Any) -> FieldReference:
    unit = (info.json_schema_extra or {}).get("unit", "")
    return FieldReference(
        name, Text(info.title, info.description), type_words(info.annotation), unit, info.is_required()
    )


def type_words(annotation: Any) -> str:
    """A type as a reader of the reference needs it: its choices, or its plain name."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return type_words(get_args(annotation)[0])
    if origin is Literal:
        return " | ".join(map(str, get_args(annotation)))
    if origin in {Union, UnionType}:
        return " | ".join(type_words(part) for part in get_args(annotation) if part is not NoneType)
    if origin is dict:
        return f"{{{type_words(get_args(annotation)[0])}: {type_words(get_args(annotation)[1])}}}"
    if inspect.isclass(annotation) and issubclass(annotation, Enum):
        return " | ".join(member.value for member in annotation)
    return getattr(annotation, "__name__", str(annotation))
