"""What a submission is about, as its payload says: the zone, and the enterprise of the project. Nobody's word is taken for it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from parkledger.language import fold
from parkledger.ledger.errors import EventUnknown
from parkledger.ledger.events import EVENT_TYPES
from parkledger.ledger.models import Event, Project
from parkledger.ledger.store import history, registry
from parkledger.ledger.store.source import dated
from parkledger.submissions.models import Submission


@dataclass(frozen=True, slots=True)
class Aim:
    """A zone by its id and an enterprise by its name; empty where the payload names none that is on record."""

    zone_id: int | None = None
    enterprise: str = ""


def is_event(kind: str) -> bool:
    """Whether a kind of submission is an event of a type, written down field by field."""
    return kind in EVENT_TYPES


ENTERPRISE_REPORT = "enterprise_report"
"""An enterprise's report of a project: no event, but its fields say what it is about as an event's do."""


def is_aimed(kind: str) -> bool:
    """Whether the fields of a kind of submission say what it is about."""
    return is_event(kind) or kind == ENTERPRISE_REPORT


def aim_of(submission: Submission) -> Aim:
    """What a submission is about."""
    return aim(submission.book_id, submission.payload) if is_aimed(submission.kind) else Aim()


def aim(book_id: int, payload: Mapping[str, Any]) -> Aim:
    """What an event's or a report's fields name, in a book: its zone, or its project's, and the project's enterprise."""
    zone, project = _text(payload, "zone"), _text(payload, "project")
    named = _zone(book_id, zone) if zone else None
    found = registry.find_project_of(book_id, project) if project else None
    if found is None:
        return Aim(named)
    return Aim(named if zone else found.zone_id, _owner(found, _text(payload, "period_end")))


def _owner(project: Project, day: str) -> str:
    """Whose a project is; of a report, whose it was on the last day of its period."""
    try:
        return dated(project.enterprises).on(date.fromisoformat(day)) if day else project.enterprise
    except ValueError:  # no day: told where the fields are checked
        return project.enterprise


def corrected(book_id: int, seq: int) -> Event:
    """The event that a correction or a withdrawal is of."""
    found = history.find_event(book_id, seq)
    if found is None:
        raise EventUnknown(book=str(book_id), seq=str(seq), last=str(history.last_seq(book_id)))
    return found


def fields_recorded(event: Event) -> dict[str, Any]:
    """An event's fields as a form takes them."""
    found: dict[str, Any] = {**json.loads(event.payload), "effective_on": event.effective_on.isoformat()}
    if event.document:
        found["document"] = json.loads(event.document)
    if event.note:
        found["note"] = event.note
    return {**found, "demo": True} if event.demo else found


def _text(payload: Mapping[str, Any], name: str) -> str:
    value = payload.get(name)
    return value.strip() if isinstance(value, str) else ""


def _zone(book_id: int, named: str) -> int | None:
    """A zone by its code, or by its kind and name."""
    found = registry.find_zone_named(book_id, named, fold(named))
    return found.id if found else None
