"""Statements of kept pages on their way into a book: submitted together as statistics quoted, linked once they are recorded."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from parkledger.checking import acceptance
from parkledger.checking.models import KeptPage
from parkledger.language import ParkError
from parkledger.ledger.events.services import StatisticQuoted
from parkledger.ledger.models import Book
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.submissions.workflow.kinds import BATCH, KINDS, kind_of


class StatementWaits(ParkError):
    """A statement that was submitted and is not decided."""

    code = "statement_waits"
    vi = "Số liệu thứ {statement} của trang {page} đang chờ duyệt trong hồ sơ số {submission}. Hãy đợi, hoặc rút hồ sơ đó."
    en = "Statement {statement} of page {page} waits in submission {submission}. Let it be decided, or withdraw it."


def submit_statements(page: KeptPage, ordinals: list[int], book: Book, by: Any) -> Submission:
    """Submit statements as statistics quoted, all of them in one submission; refused where one waits or is on record."""
    with transaction.atomic():
        fields = acceptance.quotations(page, ordinals)
        there = waiting(page)
        for each in ordinals:
            if each in there:
                raise StatementWaits(statement=str(each), page=str(page.pk), submission=str(there[each]))
        events = [
            {"type": StatisticQuoted.code, "fields": said, "statement": ordinal} for ordinal, said in fields.items()
        ]
        begun = lifecycle.begin(by, book, BATCH, {"page": page.pk, "events": events})
        return lifecycle.submit(begun, by, begun.version)


def waiting(page: KeptPage) -> dict[int, int]:
    """The statements of a page that wait, by number, with the number of their submission."""
    states = [*lifecycle.OPEN, State.SUBMITTED]
    found = Submission.objects.filter(kind=BATCH, payload__page=page.pk, state__in=states).order_by("pk")
    return {each["statement"]: made.pk for made in found for each in made.payload["events"] if "statement" in each}


def _linked(submission: Submission, events: list[int], by: str) -> None:  # noqa: ARG001  all have one signature
    """Link each statement to the event that it was recorded as; files that were imported have none."""
    page = (
        KeptPage.objects.filter(pk=number).first()
        if isinstance(number := submission.payload.get("page"), int)
        else None
    )
    if page is None:
        return
    said = [each.get("statement") for each in submission.payload["events"]]
    recorded = {ordinal: f"{submission.book.code}/{seq}" for ordinal, seq in zip(said, events, strict=True) if ordinal}
    acceptance.link(page, recorded)


def register() -> None:
    """Let statements be linked when the submission of several events that has them is approved."""
    KINDS[BATCH] = replace(kind_of(BATCH), after=_linked)
