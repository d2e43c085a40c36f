"""Capital implemented in a period, as an enterprise's final report says it: recorded as an event of the project, once.

It adds up over the years, so that it is not summed into the zone's report as the other measures are. A later final report of
the same period corrects the event; one that no longer tells the capital takes it back. What was recorded for the same days
another way is not recorded again.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from parkledger.catalogue import Status
from parkledger.language import ParkError
from parkledger.ledger.book.recording import Writer
from parkledger.ledger.events import SubjectKind
from parkledger.ledger.events.projects import CapitalImplemented
from parkledger.ledger.models import Event
from parkledger.ledger.store import history, registry
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow.kinds import KINDS, built, kind_of
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT

CAPITAL, IMPLEMENTED = "capital.implemented", CapitalImplemented.code
REASON = "Báo cáo của doanh nghiệp được thay (hồ sơ số {number})"


class CapitalInForce(ParkError):
    """The capital implemented in these days was recorded another way already."""

    code = "capital_in_force"
    vi = (
        "Dự án {project}: vốn thực hiện của kỳ {first} – {last} đã ghi ở sự kiện {event}. "
        "Hãy bỏ trống vốn thực hiện trong báo cáo, hoặc rút sự kiện đó trước."
    )
    en = (
        "Project {project}: capital implemented in {first} – {last} stands in event {event}. "
        "Leave it empty in the report, or take that event back first."
    )


class CapitalReported(ParkError):
    """An enterprise's report tells of the capital implemented on that day."""

    code = "capital_reported"
    vi = "Dự án {project}: vốn thực hiện ngày {on} đã có trong báo cáo kỳ (hồ sơ số {number}). Hãy gửi lại báo cáo đó nếu cần sửa."
    en = (
        "Project {project}: capital implemented on {on} is in a report (submission {number}). Send it again, corrected."
    )


def record_capital(writer: Writer, submission: Submission) -> list[int]:
    """The event of a report's capital, or what mends the event of the report before it; nothing of an estimate."""
    said = submission.payload
    if said.get("status", Status.FINAL) != Status.FINAL:
        return []
    capital, standing = said["values"].get(CAPITAL), _standing(submission)
    _not_twice(submission, standing)
    reason = REASON.format(number=submission.pk)
    if capital is None:
        return [] if standing is None else [writer.reverse(standing.seq, reason=reason).seq]
    event = built(
        submission, IMPLEMENTED, {"project": said["project"], "capital": capital, "effective_on": said["period_end"]}
    )
    if standing is None:
        return [writer.record(event).seq]
    if writer.stored(standing.seq)[0].model_dump(include={"capital"}) == event.model_dump(include={"capital"}):
        return []
    return [writer.correct(standing.seq, event, reason=reason).seq]


def _standing(submission: Submission) -> Event | None:
    """The event in force that an earlier report of the same project and days became, mended since or not."""
    said = submission.payload
    earlier = (
        Submission.objects.filter(
            book_id=submission.book_id,
            kind=ENTERPRISE_REPORT,
            state=State.APPROVED,
            payload__project=said["project"],
            payload__period_start=said["period_start"],
            payload__period_end=said["period_end"],
        )
        .exclude(pk=submission.pk)
        .order_by("-decided_at")
    )
    for events in earlier.values_list("events", flat=True):
        for seq in events:
            found = history.standing_for(submission.book_id, seq)
            if found is not None and found.type == IMPLEMENTED:
                return found
    return None


def _not_twice(submission: Submission, standing: Event | None) -> None:
    said = submission.payload
    if CAPITAL not in said["values"]:
        return
    first, last = date.fromisoformat(said["period_start"]), date.fromisoformat(said["period_end"])
    events = history.in_force(history.events_between(submission.book_id, IMPLEMENTED, first, last))
    others = history.about(events, submission.book_id, SubjectKind.PROJECT, [said["project"]])
    other = (others.exclude(pk=standing.pk) if standing else others).order_by("seq").first()
    if other is not None:
        raise CapitalInForce(
            project=said["project"], first=first, last=last, event=f"{submission.book.code}/{other.seq}"
        )


def _once(check: Callable[[Submission], None]) -> Callable[[Submission], None]:
    """The check of capital on its own: not for a day that a report tells of."""

    def checked(submission: Submission) -> None:
        check(submission)
        said: Mapping[str, Any] = submission.payload
        event: Any = built(submission, IMPLEMENTED, said)
        on = event.effective_on
        reports = Submission.objects.filter(
            book_id=submission.book_id,
            kind=ENTERPRISE_REPORT,
            state=State.APPROVED,
            payload__status=Status.FINAL.value,
            payload__project=_code(submission, event.project),
            payload__period_start__lte=on.isoformat(),
            payload__period_end__gte=on.isoformat(),
            payload__values__has_key=CAPITAL,
        ).order_by("-decided_at")
        if submission.corrects is None and (told := reports.first()) is not None:
            raise CapitalReported(project=event.project, on=on, number=str(told.pk))

    return checked


def _code(submission: Submission, named: str) -> str:
    found = registry.find_project_of(submission.book_id, named)
    return found.code if found else named


def register() -> None:
    """Let capital on its own be checked against reports."""
    kind = kind_of(IMPLEMENTED)
    KINDS[IMPLEMENTED] = replace(kind, check=_once(kind.check))
