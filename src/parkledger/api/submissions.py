"""Submissions: written, handed in, approved or returned. Whatever is recorded by way of the API is first one of these."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from parkledger.api.errors import TypeDiffers
from parkledger.api.events import router as of_events
from parkledger.api.idempotency import Key, once
from parkledger.api.schemas import A_PART, MOST, Code, ListPage, MomentText, NameOut, next_address, words
from parkledger.api.tokens import Bearer, TokenScope, require_book
from parkledger.figures.current import expire
from parkledger.ledger.book.typed_fields import typed_fields
from parkledger.ledger.store import registry
from parkledger.ledger.store.registry import book_ref
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import BATCH, WITHDRAWAL, label_of
from parkledger.submissions.workflow.lists import find, listed
from parkledger.submissions.workflow.subject import corrected

router = Router(tags=["submissions"])
Fields = dict[str, Any]


class StepOut(Schema):
    """What happened to a submission: who moved it, when, from which state to which, with what comment.

    A draft that was saved stays in its state, and the comment names the fields that were changed.
    """

    by: str
    at: MomentText
    before: str
    after: str
    comment: str


class SubmissionOut(Schema):
    """A submission. `version` goes up with every change and is sent with every step; `events` are what approval recorded."""

    id: int
    book: str
    kind: str
    label: NameOut
    fields: dict[str, Any]
    corrects: int | None
    reason: str
    zone: str | None
    enterprise: str
    state: State
    state_name: NameOut
    version: int
    author: str
    saved_at: MomentText
    submitted_at: MomentText | None
    decided_at: MomentText | None
    decided_by: str | None
    events: list[str]


class SubmissionDetail(SubmissionOut):
    """A submission with everything that happened to it."""

    steps: list[StepOut]


class RequestBody(Schema):
    """What is sent; a field that there is not is refused."""

    model_config = ConfigDict(extra="forbid")


class SubmissionGiven(RequestBody):
    """A new submission: an event of a type with its fields, in a book. It is handed in at once, unless it is a draft."""

    book: Code
    kind: Code = Field(description="An event type's code, or another kind of submission.")
    fields: Fields = Field(default_factory=dict, max_length=200, description="As the type's JSON Schema says.")
    draft: bool = Field(default=False, description="Keep it as a draft, to be submitted later.")


class EventGiven(RequestBody):
    """An event to be recorded once it is approved."""

    book: Code
    type: Code
    fields: Fields = Field(max_length=200, description="As the type's JSON Schema says.")


class CorrectionGiven(RequestBody):
    """What takes an event's place, of the same type, and why."""

    fields: Fields = Field(max_length=200)
    reason: str = Field(min_length=1, max_length=500)
    type: Code | None = Field(None, description="The event's own type, for whoever wants to be sure.")


class ReasonGiven(RequestBody):
    """Why an event is taken back."""

    reason: str = Field(min_length=1, max_length=500)


class ChangeGiven(RequestBody):
    """A draft's fields anew, on the version that was read."""

    version: int = Field(ge=1, le=2**31 - 1)
    fields: Fields = Field(max_length=200)
    reason: str = Field("", max_length=500)


class StepGiven(RequestBody):
    """A step, on the version that was read."""

    version: int = Field(ge=1, le=2**31 - 1)
    comment: str = Field("", max_length=2000)


class SubmissionParameters(Schema):
    """What a list of submissions is narrowed to."""

    book: Code | None = None
    state: State | None = None
    kind: Code | None = None
    limit: int = Field(A_PART, ge=1, le=MOST)
    before: int | None = Field(None, ge=1, le=2**62, description="Submissions before this one; taken from `next`.")


CREATED = {201: SubmissionDetail}
READ, SUBMIT, APPROVE = Bearer(TokenScope.READ), Bearer(TokenScope.SUBMIT), Bearer(TokenScope.APPROVE)


@router.get("/submissions", response=ListPage[SubmissionOut], operation_id="submissions", auth=READ)
def submissions(request: HttpRequest, given: Query[SubmissionParameters]) -> dict[str, Any]:
    """The submissions that the token's owner may see, the latest first."""
    token: Any = request.auth  # type: ignore[attr-defined]
    found = listed(request.user, "tat-ca", state=given.state or "", kind=given.kind or "", book=given.book or "")
    found = found.select_related("decided_by").order_by("-pk")
    if token.book_id is not None:
        found = found.filter(book_id=token.book_id)
    if given.before is not None:
        found = found.filter(pk__lt=given.before)
    rows = list(found[: given.limit + 1])
    following = next_address(request, before=rows[given.limit - 1].pk) if len(rows) > given.limit else None
    refs = refs_of(rows)
    return {"items": [shown(row, refs) for row in rows[: given.limit]], "next": following}


@router.get("/submissions/{int:number}", response=SubmissionDetail, operation_id="submission", auth=READ)
def submission(request: HttpRequest, number: int) -> dict[str, Any]:
    """One submission with everything that happened to it."""
    return _whole(_found(request, number))


@router.post("/submissions", response=CREATED, operation_id="submit_new", auth=SUBMIT)
def create(request: HttpRequest, given: SubmissionGiven, key: Key) -> HttpResponse:
    """Write a submission and hand it in, or keep it as a draft."""
    return _begun(request, key, given.book, given.kind, given.fields, draft=given.draft)


@of_events.post("/events", response=CREATED, operation_id="submit_event", auth=SUBMIT, tags=["submissions"])
def create_event(request: HttpRequest, given: EventGiven, key: Key) -> HttpResponse:
    """Submit an event; it stands in the book once somebody else has approved it."""
    return _begun(request, key, given.book, given.type, given.fields)


@router.post("/events/{book}/{int:seq}/correct", response=CREATED, operation_id="submit_correction", auth=SUBMIT)
def correct(request: HttpRequest, book: str, seq: int, given: CorrectionGiven, key: Key) -> HttpResponse:
    """Submit what takes an event's place, with the reason."""
    event = corrected(book_ref(book).id, min(seq, 2**31 - 1))
    if given.type not in {None, event.type}:
        raise TypeDiffers(event=f"{book}/{seq}", type=event.type)
    return _begun(request, key, book, event.type, given.fields, corrects=seq, reason=given.reason)


@router.post("/events/{book}/{int:seq}/withdraw", response=CREATED, operation_id="submit_withdrawal", auth=SUBMIT)
def withdraw_event(request: HttpRequest, book: str, seq: int, given: ReasonGiven, key: Key) -> HttpResponse:
    """Submit that an event be taken back, with the reason."""
    corrected(book_ref(book).id, min(seq, 2**31 - 1))
    return _begun(request, key, book, WITHDRAWAL, {}, corrects=seq, reason=given.reason)


@router.put("/submissions/{int:number}", response=SubmissionDetail, operation_id="change", auth=SUBMIT)
def change(request: HttpRequest, number: int, given: ChangeGiven, key: Key) -> HttpResponse:
    """Change a draft, or one that was returned."""

    def write() -> tuple[int, Any]:
        found = _found(request, number)
        reason = {"reason": given.reason} if given.reason else {}
        fields = _typed(found.kind, given.fields)
        return 200, _out(lifecycle.save(found, request.user, given.version, fields, **reason))

    return once(request, key, write)


@router.post("/submissions/{int:number}/submit", response=SubmissionDetail, operation_id="submit", auth=SUBMIT)
def submit(request: HttpRequest, number: int, given: StepGiven, key: Key) -> HttpResponse:
    """Hand a draft in."""
    return once(
        request, key, lambda: (200, _out(lifecycle.submit(_found(request, number), request.user, given.version)))
    )


@router.post("/submissions/{int:number}/approve", response=SubmissionDetail, operation_id="approve", auth=APPROVE)
def approve(request: HttpRequest, number: int, given: StepGiven, key: Key) -> HttpResponse:
    """Approve another's submission: it is recorded in the book, whole or not at all."""

    def write() -> tuple[int, Any]:
        return 200, _out(lifecycle.approve(_found(request, number), request.user, given.version, given.comment))

    answer = once(request, key, write)
    expire()
    return answer


@router.post("/submissions/{int:number}/return", response=SubmissionDetail, operation_id="return", auth=APPROVE)
def send_back(request: HttpRequest, number: int, given: StepGiven, key: Key) -> HttpResponse:
    """Return another's submission for correction; the comment says what to correct."""

    def write() -> tuple[int, Any]:
        return 200, _out(lifecycle.send_back(_found(request, number), request.user, given.version, given.comment))

    return once(request, key, write)


@router.post("/submissions/{int:number}/withdraw", response=SubmissionDetail, operation_id="withdraw", auth=SUBMIT)
def withdraw(request: HttpRequest, number: int, given: StepGiven, key: Key) -> HttpResponse:
    """Take one's own submission back before it is approved."""

    def write() -> tuple[int, Any]:
        return 200, _out(lifecycle.withdraw(_found(request, number), request.user, given.version, given.comment))

    return once(request, key, write)


def _begun(
    request: HttpRequest, key: str | None, code: str, kind: str, fields: Fields, *, draft: bool = False, **more: Any
) -> HttpResponse:
    """A new submission in a book, handed in unless it is a draft."""
    require_book(request.auth, code)  # type: ignore[attr-defined]
    book = registry.get_book(code)

    def write() -> tuple[int, Any]:
        made = lifecycle.begin(request.user, book, kind, _typed(kind, fields), **more)
        return 201, _out(made if draft else lifecycle.submit(made, request.user, made.version))

    return once(request, key, write)


def _typed(kind: str, fields: Fields) -> dict[str, Any]:
    """The fields with decimal numbers as machines write them, those of several events too; refused where unclear."""
    events = fields.get("events")
    if kind != BATCH or not isinstance(events, list):
        return typed_fields(kind, fields)
    return {**fields, "events": [_typed_event(each) for each in events]}


def _typed_event(given: Any) -> Any:
    """One of several events; what is none is for the submission's own check."""
    if not isinstance(given, dict) or not isinstance(given.get("fields"), dict):
        return given
    return {**given, "fields": typed_fields(str(given.get("type")), given["fields"])}


def _found(request: HttpRequest, number: int) -> Submission:
    """A submission that the token's owner may see, of the token's book."""
    found = find(request.user, min(number, 2**63 - 1))
    require_book(request.auth, found.book.code)  # type: ignore[attr-defined]
    return found


def _out(found: Submission) -> SubmissionDetail:
    return SubmissionDetail.model_validate(_whole(found))


def _whole(found: Submission) -> dict[str, Any]:
    steps = [
        {"by": s.by, "at": s.at.isoformat(), "before": s.before, "after": s.after, "comment": s.comment}
        for s in found.entries.order_by("pk")
    ]
    return {**shown(found, refs_of([found])), "steps": steps}


def refs_of(found: Iterable[Submission]) -> dict[int, str]:
    """The zones of submissions as book/code, by id; read from their rows, so that no write waits for the mirror."""
    ids = {each.zone_id for each in found if each.zone_id}
    rows = registry.zones_numbered(ids).values_list("pk", "book__code", "code") if ids else ()
    return {number: f"{book}/{code}" for number, book, code in rows}


def shown(found: Submission, refs: Mapping[int, str]) -> dict[str, Any]:
    """A submission as the API gives it."""
    label = label_of(found.kind)
    return {
        "id": found.pk,
        "book": found.book.code,
        "kind": found.kind,
        "label": words(label),
        "fields": found.payload,
        "corrects": found.corrects,
        "reason": found.reason,
        "zone": refs.get(found.zone_id or 0),
        "enterprise": found.enterprise,
        "state": found.state,
        "state_name": words(found.words),
        "version": found.version,
        "author": found.author.get_username(),
        "saved_at": found.saved_at.isoformat(),
        "submitted_at": found.submitted_at.isoformat() if found.submitted_at else None,
        "decided_at": found.decided_at.isoformat() if found.decided_at else None,
        "decided_by": found.decided_by.get_username() if found.decided_by else None,
        "events": [f"{found.book.code}/{seq}" for seq in found.events],
    }
