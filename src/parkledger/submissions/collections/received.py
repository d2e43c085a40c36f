"""What was received: the period reports in force in a book as known at a moment, with when each was handed in.

A report's day is when it was first handed in: when its submission was submitted, or, where it came another way, when
it was recorded. A correction keeps the day of what it corrects; a final report that takes the place of an estimate does
not, since an estimate is no final report.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from parkledger.catalogue import Status
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.models import SEQ_MASK, Book, Event
from parkledger.ledger.store import history
from parkledger.submissions.collections.enterprise_reports import bounds, ever_approved, holding
from parkledger.submissions.models import RecordedAs, State, Submission
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT

FEW = 50
"""Zones that a query names one by one; of more than these it looks at all."""


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """A report in force: of which unit (a zone's or a project's code), for which days, what it carries, when it came.

    `since` is when it was handed in; `is_whole` that it speaks of both origins of capital. `at` is where it can be seen:
    an event's or a submission's number.
    """

    unit: str
    first: date
    last: date
    measures: frozenset[str]
    is_final: bool
    since: datetime
    at: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A report that was handed in and waits for approval."""

    unit: str
    first: date
    last: date
    number: int


def zone_reports(
    book: Book, first: date, last: date, known_at: datetime | None, zones: Sequence[str] | None = None
) -> list[ReceivedReport]:
    """The period reports of single zones that end within these days; where `zones` names some by their codes, theirs."""
    events = history.events_between(book.pk, PeriodReport.code, first, last)
    if zones is not None and len(zones) <= FEW:
        events = history.about(events, book.pk, SubjectKind.ZONE, zones)
    rows = {
        seq: (json.loads(payload), recorded, replaces)
        for seq, payload, recorded, replaces in events.values_list("seq", "payload", "recorded_at", "replaces")
        if known_at is None or recorded <= known_at
    }
    undone = history.taken_back(book.pk, events.values("seq"))
    gone = {seq for seq, recorded in undone.items() if known_at is None or recorded <= known_at}
    handed_in = _handed_in(events)
    reports = []
    for seq, (payload, recorded, replaces) in rows.items():
        if seq in gone or not payload.get("zone") or (zones is not None and payload["zone"] not in zones):
            continue
        since, before = handed_in.get(seq, recorded), replaces
        while before in rows and rows[before][0]["status"] == payload["status"]:
            since = min(since, handed_in.get(before, rows[before][1]))
            before = rows[before][2]
        reports.append(
            ReceivedReport(
                unit=payload["zone"],
                first=date.fromisoformat(payload["period_start"]),
                last=date.fromisoformat(payload["period_end"]),
                measures=frozenset(payload["values"]),
                is_final=payload["status"] == Status.FINAL,
                since=since,
                at=seq,
                origin=payload.get("origin") or "",
            )
        )
    return reports


def enterprise_reports(
    book: Book, first: date, last: date, known_at: datetime | None, projects: Sequence[str] | None = None
) -> list[ReceivedReport]:
    """The approved reports of enterprises that share days with a period; where `projects` names some by their codes, theirs."""
    rows = ever_approved(book.pk, first, last, known_at=known_at, projects=projects).values_list(
        "payload", "decided_at", "pk", "submitted_at", "created_at"
    )
    return [
        ReceivedReport(
            unit=said["project"],
            first=date.fromisoformat(said["period_start"]),
            last=date.fromisoformat(said["period_end"]),
            measures=frozenset(said["values"]),
            is_final=said["status"] == Status.FINAL,
            since=since,
            at=number,
        )
        for said, since, number in holding(
            (said, decided, number, (said, submitted or created, number))
            for said, decided, number, submitted, created in rows
        )
    ]


def pending(book: Book, kind: str, first: date, last: date, known_at: datetime | None) -> list[Pending]:
    """The reports of one kind that waited for approval at a moment."""
    found = Submission.objects.filter(
        book=book,
        kind=kind,
        submitted_at__isnull=False,
        payload__period_end__gte=first.isoformat(),
        payload__period_end__lte=last.isoformat(),
    )
    if known_at is None:
        found = found.filter(state=State.SUBMITTED)
    else:
        still_waits = Q(state=State.SUBMITTED) | Q(decided_at__gt=known_at)
        found = found.filter(still_waits, submitted_at__lte=known_at)
    about = "project" if kind == ENTERPRISE_REPORT else "zone"
    return [
        Pending(str(each.payload.get(about, "")), *bounds(each), each.pk)
        for each in found.order_by("pk")
        if each.payload.get("period_start")
    ]


def _handed_in(events: QuerySet[Event]) -> dict[int, datetime]:
    """When the submissions that became these events were handed in, by the events' numbers."""
    found = RecordedAs.objects.filter(event_id__in=events.values("pk"), submission__submitted_at__isnull=False)
    return {event_id & SEQ_MASK: at for event_id, at in found.values_list("event_id", "submission__submitted_at") if at}


def covered_since(
    reports: Iterable[ReceivedReport], measure: str, first: date, last: date, *, is_flow: bool
) -> datetime | None:
    """When reports had come that tell a measure for every day of a window (a level: on its last day); None while days lack."""
    days: set[int] = set()
    for each in sorted(reports, key=lambda each: each.since):
        if measure not in each.measures or each.first < first or each.last > last:
            continue
        if not is_flow and each.last == last:
            return each.since
        days.update(range(each.first.toordinal(), each.last.toordinal() + 1))
        if is_flow and len(days) == (last - first).days + 1:
            return each.since
    return None
