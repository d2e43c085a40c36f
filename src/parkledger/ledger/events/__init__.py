"""The event types: one class each, registered under its code when its module is imported."""

from importlib import import_module
from pkgutil import iter_modules

from parkledger.ledger.events.base import (
    EVENT_TYPES,
    Document,
    EffectiveDay,
    Event,
    EventGroup,
    Money,
    Rate,
    Subject,
    SubjectKind,
    Submitter,
    codes_of,
    document_identity,
    duty_types,
    land_types,
)

for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)

__all__ = [
    "EVENT_TYPES",
    "Document",
    "EffectiveDay",
    "Event",
    "EventGroup",
    "Money",
    "Rate",
    "Subject",
    "SubjectKind",
    "Submitter",
    "codes_of",
    "document_identity",
    "duty_types",
    "land_types",
]
