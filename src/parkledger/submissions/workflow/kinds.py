"""What can be submitted: an event of each type, a withdrawal of an event, several events together; others register here.

A kind says what its payload must be and what approval records. Its `check` refuses what cannot be; its `record` writes
into the book and returns the numbers of the events; `after` notes elsewhere what became of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from threading import RLock
from typing import Any

from parkledger.language import Text
from parkledger.ledger.book.recording import Writer, build, reverse_all
from parkledger.ledger.errors import TypeUnknown
from parkledger.ledger.events import EVENT_TYPES, Event, Submitter
from parkledger.ledger.store import history
from parkledger.ledger.store.source import known_digests
from parkledger.submissions.apps import SubmissionsConfig
from parkledger.submissions.errors import NoEventToWithdraw, ReasonMissing
from parkledger.submissions.models import State, Submission

WITHDRAWAL, BATCH, BATCH_WITHDRAWAL = "withdrawal", "batch", "batch_withdrawal"
TAKEN_BACK = "submission"
"""In the payload of a withdrawal of several events: the number of the submission that recorded them."""


@dataclass(frozen=True, slots=True)
class SubmissionKind:
    """One kind of submission. Where `posts`, all that approval does is record events, so that it can be tried out."""

    code: str
    label: Text
    check: Callable[[Submission], None]
    record: Callable[[Writer, Submission], list[int]]
    posts: bool = False
    after: Callable[[Submission, list[int], str], None] = lambda *_: None
    """What follows from having recorded it, in the same transaction: the submission, its events, who approved."""


def built(submission: Submission, code: str, fields: Mapping[str, Any]) -> Event:
    """An event of a submission; whatever is recorded in a demonstration book is demonstration data."""
    return build(code, {**fields, "demo": True} if submission.book.demo else fields)


def _check_event(submission: Submission) -> None:
    built(submission, submission.kind, submission.payload)
    if submission.corrects is not None and not submission.reason.strip():
        raise ReasonMissing


def _record_event(writer: Writer, submission: Submission) -> list[int]:
    event = built(submission, submission.kind, submission.payload)
    if submission.corrects is not None:
        return [writer.correct(submission.corrects, event, reason=submission.reason).seq]
    return [writer.record(event).seq]


def _check_withdrawal(submission: Submission) -> None:
    if not submission.reason.strip():
        raise ReasonMissing


def _record_withdrawal(writer: Writer, submission: Submission) -> list[int]:
    if submission.corrects is None:
        raise ValueError("a withdrawal names the event that is withdrawn")
    return [writer.reverse(submission.corrects, reason=submission.reason).seq]


def taken_back_by(submission: Submission) -> Submission:
    """The submission of several events that one is to take back. Raises NoEventToWithdraw where it is of none in its book."""
    number = submission.payload.get(TAKEN_BACK)
    wanted = number if isinstance(number, int) else 0
    found = Submission.objects.filter(pk=wanted, book_id=submission.book_id, kind=BATCH, state=State.APPROVED).first()
    if found is None:
        raise NoEventToWithdraw(number=str(number))
    return found


def in_force(batch: Submission) -> list[int]:
    """The events of a submission of several that are in force, or stand for those that were corrected, by number."""
    return history.all_standing_for(batch.book_id, batch.events)


def _check_batch_withdrawal(submission: Submission) -> None:
    _check_withdrawal(submission)
    batch = taken_back_by(submission)
    if not in_force(batch):
        raise NoEventToWithdraw(number=str(batch.pk))


def _record_batch_withdrawal(writer: Writer, submission: Submission) -> list[int]:
    """All of them or, where one cannot be withdrawn, none; what of them is in force when it is approved."""
    batch = taken_back_by(submission)
    numbers = in_force(batch)
    if not numbers:  # another withdrawal of the same was approved meanwhile
        raise NoEventToWithdraw(number=str(batch.pk))
    return [each.seq for each in reverse_all(writer, numbers, reason=submission.reason)]


def _events_of(submission: Submission) -> list[Mapping[str, Any]]:
    return list(submission.payload.get("events", ()))


def _check_batch(submission: Submission) -> None:
    for each in _events_of(submission):
        built(submission, each["type"], each["fields"])


def _record_batch(writer: Writer, submission: Submission) -> list[int]:
    """Rows of a file are recorded once, by their digests, however often the file is handed in."""
    events = _events_of(submission)
    known = known_digests(writer.book.id, [each["digest"] for each in events if "digest" in each])
    found = []
    for each in events:
        digest = each.get("digest")
        if digest is not None and digest in known:
            continue
        recorded = writer.record(built(submission, each["type"], each["fields"]))
        found.append(recorded.seq)
        if digest is not None:
            writer.note_line(digest, recorded)
            known.add(digest)
    return found


KINDS: dict[str, SubmissionKind] = {
    WITHDRAWAL: SubmissionKind(
        WITHDRAWAL, Text("Rút lại sự kiện", "Withdrawal of an event"), _check_withdrawal, _record_withdrawal, posts=True
    ),
    BATCH: SubmissionKind(BATCH, Text("Nhiều sự kiện", "Several events"), _check_batch, _record_batch, posts=True),
    BATCH_WITHDRAWAL: SubmissionKind(
        BATCH_WITHDRAWAL,
        Text("Rút lại cả lần nhập", "Withdrawal of an import"),
        _check_batch_withdrawal,
        _record_batch_withdrawal,
        posts=True,
    ),
}
"""The kinds that are no event type, and those event types that are checked further, by code; `kinds` has all."""
_unregistered: list[str] = list(SubmissionsConfig.registrars)
_registering = RLock()


def _known() -> dict[str, SubmissionKind]:
    """The kinds by code; those of other modules are brought when a kind is first looked up, not at every start."""
    with _registering:
        while _unregistered:
            import_module(_unregistered.pop()).register()
    return KINDS


def kinds() -> dict[str, SubmissionKind]:
    """Every kind by its code: the event types that people write down first."""
    events = (kind for kind in EVENT_TYPES.values() if kind.is_submitted)
    return {kind.code: _event_kind(kind) for kind in events} | _known()


def find_kind(code: str) -> SubmissionKind | None:
    """A kind by its code; None where there is no such kind."""
    event = EVENT_TYPES.get(code)
    return _known().get(code) or (_event_kind(event) if event is not None and event.is_submitted else None)


def kind_of(code: str) -> SubmissionKind:
    """A kind by its code."""
    found = find_kind(code)
    if found is None:
        raise TypeUnknown(type=code, nearest=["—"])
    return found


def label_of(code: str) -> Text:
    """What a kind is called; its code where there is no such kind any more."""
    found = find_kind(code)
    return found.label if found is not None else Text(code, code)


def types_for(submitter: Submitter) -> frozenset[str]:
    """The event types that somebody other than an officer may submit of the own zones or projects."""
    return frozenset(code for code, kind in EVENT_TYPES.items() if submitter in kind.submitters)


def _event_kind(kind: type[Event]) -> SubmissionKind:
    return SubmissionKind(kind.code, kind.label, _check_event, _record_event, posts=True)
