"""The event types: one class each, in the order in which they are listed."""

from parkledger.ledger.events import corrections, land, projects, reports, services, zones
from parkledger.ledger.events.base import EVENT_TYPES, Document, Event, Money, Rate

__all__ = ["EVENT_TYPES", "Document", "Event", "Money", "Rate", "corrections", "land", "projects", "reports", "services", "zones"]
