"""Events as recorded, with their hashes and postings; whole journals as JSON lines."""

from datetime import date
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from parkledger.api.schemas import (
    A_PART,
    MOST,
    Code,
    DateParameters,
    Day,
    ListPage,
    MomentText,
    NameOut,
    listed_part,
    settle,
    words,
)
from parkledger.briefing.open_data import journal_lines
from parkledger.catalogue.publicity import PublicKind, require_public
from parkledger.ledger.models import row_id
from parkledger.ledger.store import history
from parkledger.ledger.store.registry import book_ref
from parkledger.records.dates import Dates
from parkledger.records.event_details import hashes, posting_rows
from parkledger.records.events import Stored, event_of, stored
from parkledger.records.histories import zones_by_id
from parkledger.records.names import projects_numbered
from parkledger.records.recorders import recorder_told

router = Router(tags=["events"])


class EventOut(Schema):
    """An event as it was recorded. `reversed_by` and `replaced_by` are numbers in the same book, as known at the moment."""

    ref: str = Field(description="book/seq, as everything names it.")
    book: str
    seq: int
    type: str
    label: NameOut
    payload: dict[str, Any]
    effective_on: date
    recorded_at: MomentText
    recorded_by: str
    document: dict[str, Any] | None
    note: str
    demo: bool
    reverses: int | None
    replaces: int | None
    reversed_by: int | None
    replaced_by: int | None
    key: str | None
    hash: str


class PostingOut(Schema):
    """What an event changes. Amounts are whole: m², US cents or đồng, persons, millionths of tariffs and statistics."""

    line: int
    role: str
    measure: str
    scenario: str
    zone: str | None
    project: str | None
    place: str
    kind: str | None
    origin: str | None
    currency: str | None
    detail: str
    period_start: date | None
    period_end: date | None
    effective_on: date
    status: str
    count: int
    amount: int
    usd: int = Field(description="The equivalent in US cents, where it is money.")
    vnd: int = Field(description="The equivalent in đồng, where it is money.")
    level: int | None


class EventDetail(EventOut):
    """An event with its postings, the hash before it, and whether its own still holds."""

    previous_hash: str
    hash_holds: bool
    postings: list[PostingOut]


class EventParameters(DateParameters):
    """What a list of events is narrowed to. With `on`, those in effect by that day."""

    book: Code | None = None
    type: Code | None = None
    start: Day | None = Field(None, alias="from", description="Effective from this day on.")
    end: Day | None = Field(None, alias="to", description="Effective until this day.")
    mentions: str = Field(
        "", max_length=200, description="About the zone, project, enterprise or document of this code or name."
    )
    limit: int = Field(A_PART, ge=1, le=MOST)
    after: int = Field(0, ge=0, le=2**62, description="Events after this one; taken from `next`.")


@router.get("/events", response=ListPage[EventOut], operation_id="events")
def events(request: HttpRequest, given: Query[EventParameters]) -> dict[str, Any]:
    """Events book by book in the order of recording; the part after an event stays the same whatever is recorded later."""
    dates = settle(request, by_day=False)
    ids = _ids(given, dates)
    following = {"after": ids[given.limit - 1]} if len(ids) > given.limit else None
    return listed_part(request, [_event(each) for each in stored(ids[: given.limit], dates.known_at)], following)


@router.get("/events/{book}/{int:seq}", response=EventDetail, operation_id="event")
def event(request: HttpRequest, book: str, seq: int, given: Query[DateParameters]) -> dict[str, Any]:  # noqa: ARG001  for the description
    """An event with its hash and its postings, as known at the moment."""
    found = event_of(book, seq, request.dates.known_at)  # type: ignore[attr-defined]
    chained = hashes(found)
    return {
        **_event(found),
        "previous_hash": chained.before,
        "hash_holds": chained.holds,
        "postings": [_posting(row) for row in posting_rows(found.id)],
    }


@router.get(
    "/books/{book}/journal",
    operation_id="journal",
    openapi_extra={
        "responses": {
            200: {
                "description": "One event a line, in the order of recording.",
                "content": {"application/jsonl": {"schema": {"type": "string"}}},
            }
        }
    },
)
def journal(request: HttpRequest, book: str, given: Query[DateParameters]) -> StreamingHttpResponse:  # noqa: ARG001  for the description
    """A book's journal as JSON lines, streamed: enough to check its chain, or to build the book up again.

    Of events that the book does not show, such as dossiers of applicants, only number, type, days and hash are told.
    """
    number = book_ref(book).id
    require_public(book, PublicKind.OPEN_DATA, PublicKind.JOURNAL)
    lines = journal_lines(book, number, request.dates)  # type: ignore[attr-defined]
    return StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")


def _ids(given: EventParameters, dates: Dates) -> list[int]:
    """The ids of the events of a part and of one more."""
    found = history.after(given.after)
    if given.book:
        book = book_ref(given.book).id
        found = found.filter(id__gte=row_id(book, 0), id__lt=row_id(book + 1, 0))
    if given.type:
        found = found.filter(type=given.type)
    if given.start:
        found = found.filter(effective_on__gte=given.start)
    ends = [day for day in (given.end, given.on) if day]
    if ends:
        found = found.filter(effective_on__lte=min(ends))
    if dates.known_at:
        found = found.filter(recorded_at__lte=dates.known_at)
    if given.mentions:
        found = history.mentioning(found, given.mentions)
    return list(found.values_list("id", flat=True)[: given.limit + 1])


def _event(found: Stored) -> dict[str, Any]:
    kept = found.fields
    return {
        "ref": found.ref,
        "book": found.book,
        "seq": found.seq,
        "type": found.type,
        "label": words(found.label),
        "payload": found.payload,
        "effective_on": found.effective_on,
        "recorded_at": kept["recorded_at"],
        "recorded_by": recorder_told(kept["recorded_by"], found.book, demo=found.demo),
        "document": found.document or None,
        "note": kept["note"],
        "demo": found.demo,
        "reverses": found.reverses,
        "replaces": found.replaces,
        "reversed_by": found.reversed_by,
        "replaced_by": found.replaced_by,
        "key": kept["key"],
        "hash": kept["hash"],
    }


def _posting(found: dict[str, Any]) -> dict[str, Any]:
    zone = zones_by_id(Dates(date.max)).get(found.pop("zone_id") or 0)
    number = found.pop("project_id")
    project = projects_numbered([number]).get(number) if number else None
    return {
        **found,
        "zone": f"{zone.book}/{zone.code}" if zone else None,
        "project": f"{project.book}/{project.code}" if project else None,
    }
