"""The event types: one class each, listed in the order of a zone's and a project's life."""

from parkledger.ledger.events import (
    corrections,
    declaring,
    land,
    opening,
    projects,
    reports,
    sectors,
    services,
    zone_ends,
    zones,
)
from parkledger.ledger.events.base import (
    EVENT_TYPES,
    Document,
    Event,
    Money,
    Rate,
    Subject,
    SubjectKind,
    document_identity,
)

_MODULES = (declaring, zones, zone_ends, sectors, land, projects, opening, reports, services, corrections)
_PLACE = {module.__name__: place for place, module in enumerate(_MODULES)}
_LISTED = sorted(EVENT_TYPES.items(), key=lambda entry: _PLACE[entry[1].__module__])
EVENT_TYPES.clear()
EVENT_TYPES.update(_LISTED)

__all__ = ["EVENT_TYPES", "Document", "Event", "Money", "Rate", "Subject", "SubjectKind", "document_identity"]
