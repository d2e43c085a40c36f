"""Inquiries on their way into a book: what a promotion officer submits of a case, and what the case is told once it is recorded."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from parkledger.language import ParkError
from parkledger.ledger.events.services import InquiryConverted, InquiryReceived
from parkledger.ledger.models import Event, row_id
from parkledger.promotion import cases
from parkledger.promotion.models import Case
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import KINDS, WITHDRAWAL, kind_of


class AlreadySubmitted(ParkError):
    """Something of a case that was submitted and waits."""

    code = "case_already_submitted"
    vi = "Hồ sơ {number} đã có hồ sơ trình số {submission} đang chờ. Hãy đợi duyệt, hoặc rút hồ sơ trình đó trước."
    en = "Of case {number}, submission {submission} waits. Let it be decided first, or withdraw it."


class NothingToTakeBack(ParkError):
    """A case of which nothing of the kind is on record."""

    code = "case_nothing_on_record"
    vi = "Hồ sơ {number} không có sự kiện nào như vậy đang có hiệu lực trong sổ. Hãy tải lại trang."
    en = "Case {number} has no such event in force in the book. Reload the page."


def submit_received(case: Case, text: str, by: Any) -> Submission:
    """Submit that a case's inquiry was received, to be counted once it is approved."""
    if case.event is not None and not case.withdrawn:
        raise cases.AlreadyOnRecord(number=case.number, event=f"{case.book.code}/{case.event.seq}")
    return _submitted(case, InquiryReceived.code, lambda: cases.received_fields(case), text, by)


def submit_conversion(case: Case, project: str, on: date, text: str, by: Any) -> Submission:
    """Submit that a case has led to a project."""
    return _submitted(case, InquiryConverted.code, lambda: cases.converted_fields(case, project, on), text, by)


def submit_withdrawal(case: Case, event: Event | None, reason: str, by: Any) -> Submission:
    """Submit that an event of a case is to be taken back, with the reason."""
    if event is None:
        raise NothingToTakeBack(number=case.number)
    return _submitted(case, WITHDRAWAL, dict, reason, by, corrects=event.seq)


def waiting(case: Case) -> Submission | None:
    """What was submitted of a case and is not decided."""
    own = {each.seq for each in (case.event, case.converted_by) if each is not None}
    of_case = Q(kind__in=[InquiryReceived.code, InquiryConverted.code], payload__inquiry=case.number)
    of_case |= Q(kind=WITHDRAWAL, corrects__in=own)
    open_states = [*lifecycle.OPEN, State.SUBMITTED]
    return Submission.objects.filter(of_case, book_id=case.book_id, state__in=open_states).order_by("pk").first()


def _submitted(
    case: Case, kind: str, fields: Callable[[], dict[str, Any]], text: str, by: Any, corrects: int | None = None
) -> Submission:
    with transaction.atomic():
        now = Case.objects.select_for_update(of=("self",), no_key=True).select_related("book", "event").get(pk=case.pk)
        if (before := waiting(now)) is not None:
            raise AlreadySubmitted(number=case.number, submission=str(before.pk))
        begun = lifecycle.begin(by, now.book, kind, fields(), corrects=corrects, reason=text.strip())
        made = lifecycle.submit(begun, by, begun.version)
        cases.note_submitted(now, made.pk, text, by=by.get_username(), at=datetime.now(UTC))
    return made


def _noted_received(submission: Submission, events: list[int], by: str) -> None:
    event = row_id(submission.book_id, events[-1])
    cases.note_received(str(submission.payload["inquiry"]), event, by=by, at=datetime.now(UTC))


def _noted_converted(submission: Submission, events: list[int], by: str) -> None:
    event, said = row_id(submission.book_id, events[-1]), submission.payload
    cases.note_converted(str(said["inquiry"]), event, str(said.get("project", "")), by=by, at=datetime.now(UTC))


def _noted_taken_back(submission: Submission, events: list[int], by: str) -> None:
    event = row_id(submission.book_id, submission.corrects or 0)
    reversal = row_id(submission.book_id, events[-1])
    cases.note_taken_back(event, reversal, submission.reason, by=by, at=datetime.now(UTC))


def register() -> None:
    """Let cases be told of what was recorded of them."""
    noted = {
        InquiryReceived.code: _noted_received,
        InquiryConverted.code: _noted_converted,
        WITHDRAWAL: _noted_taken_back,
    }
    for code, after in noted.items():
        KINDS[code] = replace(kind_of(code), after=after)
