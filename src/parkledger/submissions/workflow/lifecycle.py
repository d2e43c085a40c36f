"""From draft to the book: each step checks who, the state and the version, and is written down. Only approval records."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from parkledger.language import Text
from parkledger.ledger.book.recording import writing
from parkledger.ledger.events import Submitter
from parkledger.ledger.models import Book, row_id
from parkledger.people import audit
from parkledger.people.permissions import NotAllowed, Target, may, memberships, reaches, require
from parkledger.people.roles import Action, Role
from parkledger.records.recorders import APPROVED
from parkledger.submissions.errors import (
    KindForbidden,
    OwnSubmission,
    ReasonMissing,
    StateForbids,
    SubmissionChanged,
    TooLong,
)
from parkledger.submissions.models import RecordedAs, State, Submission, SubmissionEntry
from parkledger.submissions.workflow import notifications
from parkledger.submissions.workflow.kinds import WITHDRAWAL, kind_of, label_of, types_for
from parkledger.submissions.workflow.subject import (
    ENTERPRISE_REPORT,
    Aim,
    aim,
    aim_of,
    corrected,
    fields_recorded,
    is_aimed,
)

OPEN = (State.DRAFT, State.RETURNED)
"""States in which the author may still change it."""
MOST_WORDS = {"reason": 500, "key": 100}
"""How long the words beside a submission may be, as its columns are."""
FIELDS_BETWEEN = ", "
"""Between the names of the fields that a saving of a draft changed, where they stand in its entry."""
STEPS = {
    "saved": OPEN,
    "submitted": OPEN,
    "returned": (State.SUBMITTED,),
    "approved": (State.SUBMITTED,),
    "withdrawn": (State.DRAFT, State.SUBMITTED, State.RETURNED),
}
"""From which states each step may be taken."""
STEP_WORDS = {
    "saved": Text("sửa", "changed"),
    "submitted": Text("trình", "submitted"),
    "returned": Text("trả lại", "returned"),
    "approved": Text("duyệt", "approved"),
    "withdrawn": Text("rút", "withdrawn"),
}

audit.ACTIONS.update(
    {
        "submission_draft": Text("lập bản nháp hồ sơ", "began a draft"),
        "submission_submitted": Text("trình hồ sơ", "submitted"),
        "submission_returned": Text("trả lại hồ sơ", "returned a submission"),
        "submission_approved": Text("duyệt hồ sơ, ghi sổ", "approved a submission and recorded it"),
        "submission_withdrawn": Text("rút hồ sơ", "withdrew a submission"),
    }
)


def target_of(submission: Submission) -> Target:
    """What a submission is about, for deciding who may do what with it."""
    return Target(submission.book_id, submission.book.place, submission.zone_id, submission.enterprise or None)


def begin(
    author: Any,
    book: Book,
    kind: str,
    payload: dict[str, Any],
    *,
    zone_id: int | None = None,
    enterprise: str = "",
    corrects: int | None = None,
    reason: str = "",
    key: str | None = None,
) -> Submission:
    """A new draft; the same `key` from the same author gives the draft that was made with it before."""
    made = Submission(
        author=author,
        book=book,
        kind=kind_of(kind).code,
        payload=payload,
        zone_id=zone_id,
        enterprise=enterprise,
        corrects=corrects,
        reason=reason,
        key=key,
    )
    _refuse_long(reason, key)
    require_kind(author, made)
    with transaction.atomic():
        if key is not None and (before := Submission.objects.filter(author=author, key=key).first()):
            return before
        made.save()
        _note(made, author, "", State.DRAFT)
    return made


def save(submission: Submission, author: Any, version: int, payload: dict[str, Any], **changes: Any) -> Submission:
    """Change a draft; who saves an older version than the one on record is told."""
    _refuse_long(changes.get("reason", ""), None)
    with transaction.atomic():
        locked = _locked(submission, version, "saved")
        _own(locked, author)
        changed = changed_fields(locked.payload, payload)
        changed += [name for name, value in changes.items() if getattr(locked, name) != value]
        locked.payload = payload
        for name, value in changes.items():
            setattr(locked, name, value)
        require_kind(author, locked)
        locked.version += 1
        locked.save()
        if changed:  # no move: the audit trail tells of steps
            SubmissionEntry.objects.create(
                submission=locked,
                by=author.get_username(),
                before=locked.state,
                after=locked.state,
                comment=FIELDS_BETWEEN.join(changed),
            )
    return locked


def _refuse_long(reason: str, key: str | None) -> None:
    """Refuse words that do not fit beside a submission."""
    for said, column in ((reason, "reason"), (key or "", "key")):
        most = MOST_WORDS[column]
        if len(said) > most:
            raise TooLong(length=len(said), most=most)


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names of the fields that two payloads differ in; parts of a field by the field's name and their own."""
    found: list[str] = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if isinstance(old or {}, dict) and isinstance(new or {}, dict):
            parts = dict.fromkeys((*(old or {}), *(new or {})))
            found += [f"{name}.{part}" for part in parts if (old or {}).get(part) != (new or {}).get(part)]
        else:
            found.append(name)
    return found


def submit(submission: Submission, author: Any, version: int) -> Submission:
    """Hand a draft in; what could never be recorded is refused at once."""
    with transaction.atomic():
        locked = _locked(submission, version, "submitted")
        _own(locked, author)
        require_kind(author, locked, whole=True)
        kind_of(locked.kind).check(locked)
        return _move(locked, author, State.SUBMITTED, submitted_at=_now())


def send_back(submission: Submission, by: Any, version: int, comment: str) -> Submission:
    """Return it to its author with a comment."""
    if not comment.strip():
        raise ReasonMissing
    with transaction.atomic():
        locked = _locked(submission, version, "returned")
        require(by, Action.APPROVE, target_of(locked))
        return _move(locked, by, State.RETURNED, comment=comment, decided_at=_now(), decided_by=by)


def approve(submission: Submission, by: Any, version: int, comment: str = "") -> Submission:
    """Record it in the book, whole or not at all. What the ledger refuses stays submitted, and the refusal is raised."""
    with transaction.atomic():
        locked = _locked(submission, version, "approved")
        require(by, Action.APPROVE, target_of(locked))
        if locked.author_id == by.pk:
            raise OwnSubmission(book=locked.book.code, number=locked.pk)
        kind = kind_of(locked.kind)
        with writing(locked.book.code, recorder(locked)) as writer:
            events = kind.record(writer, locked)
        RecordedAs.objects.bulk_create(
            RecordedAs(event_id=row_id(locked.book_id, seq), submission=locked) for seq in events
        )
        kind.after(locked, events, by.get_username())
        return _move(locked, by, State.APPROVED, comment=comment, decided_at=_now(), decided_by=by, events=events)


def withdraw(submission: Submission, author: Any, version: int, comment: str = "") -> Submission:
    """Take it back before it is approved."""
    with transaction.atomic():
        locked = _locked(submission, version, "withdrawn")
        _own(locked, author)
        return _move(locked, author, State.WITHDRAWN, comment=comment)


def recorder(submission: Submission) -> str:
    """Who recorded it, as the book says: by roles, since the book may be public; who they were, the submission says."""
    return f"{APPROVED} (hồ sơ {submission.pk})"


def require_kind(author: Any, submission: Submission, *, whole: bool = False) -> None:
    """Refuse a kind that nobody in this role submits: operators and enterprises report, the authority decides.

    What it is about must be theirs, both as it was said with it and as its fields say; once `whole`, the fields must say it.
    What is corrected must be as much theirs as what takes its place.
    """
    aimed = aim_of(submission)
    if is_aimed(submission.kind) and (whole or aimed != Aim()):
        if submission.zone_id is not None or submission.enterprise:
            _require(author, submission.kind, target_of(submission))
        submission.zone_id, submission.enterprise = aimed.zone_id, aimed.enterprise
    _require(author, submission.kind, target_of(submission))
    if submission.corrects is not None:
        event = corrected(submission.book_id, submission.corrects)
        before = aim(submission.book_id, fields_recorded(event))
        _require(author, event.type, replace(target_of(submission), zone=before.zone_id, enterprise=before.enterprise))


def _require(author: Any, kind: str, target: Target) -> None:
    allowed: set[str] = set()
    for held in memberships(author):
        role = Role(held.role)
        if not reaches(held, target):
            continue
        if Action.HANDLE_INQUIRIES in role.actions:
            allowed |= {*types_for(Submitter.PROMOTION), WITHDRAWAL}
        if Action.SUBMIT not in role.actions:
            continue
        if role is Role.OFFICER:
            return
        allowed |= types_for(Submitter(role.value))
        if role is Role.ENTERPRISE:
            allowed.add(ENTERPRISE_REPORT)
    if kind not in allowed:
        raise KindForbidden(kind=said(kind), allowed=[said(each) for each in sorted(allowed)] or ["—"])


def said(kind: str) -> Text:
    """A kind of submission by its name."""
    label = label_of(kind)
    return Text(label.vi, label.en)


def may_see(user: Any, submission: Submission) -> bool:
    """Whether somebody may look at a submission: its author, and once it was submitted who reads the book's submissions."""
    if submission.author_id == user.pk:
        return True
    return submission.state != State.DRAFT and may(user, Action.READ_SUBMISSIONS, target_of(submission))


def _locked(submission: Submission, version: int, step: str) -> Submission:
    """The submission as it stands, kept from others until the step is done."""
    found = (
        Submission.objects.select_for_update(of=("self",), no_key=True)
        .select_related("book", "author")
        .get(pk=submission.pk)
    )
    if found.version != version:
        raise SubmissionChanged(number=found.pk, theirs=found.version, yours=version)
    if found.state not in STEPS[step]:
        raise StateForbids(number=found.pk, state=Text(found.words.vi, found.words.en), action=STEP_WORDS[step])
    return found


def _own(submission: Submission, author: Any) -> None:
    if submission.author_id != author.pk:
        raise NotAllowed


def _move(submission: Submission, by: Any, state: State, comment: str = "", **changes: Any) -> Submission:
    before, submission.state = submission.state, state
    submission.version += 1
    for name, value in changes.items():
        setattr(submission, name, value)
    submission.save()
    _note(submission, by, before, state, comment)
    notifications.tell(submission, comment)
    return submission


def _note(submission: Submission, by: Any, before: str, after: str, comment: str = "") -> None:
    SubmissionEntry.objects.create(
        submission=submission, by=by.get_username(), before=before, after=after, comment=comment
    )
    detail = {"book": submission.book.code, "kind": submission.kind, "events": submission.events, "comment": comment}
    audit.record(by, f"submission_{after}", f"submission/{submission.pk}", detail)


def _now() -> datetime:
    return datetime.now(UTC)
