"""An enterprise's monthly report of one project: a submission of its own kind, approved by the office.

Approved reports are summed into their zone's period report, which is submitted and approved in its turn (see
`consolidating`), so that nothing is counted twice; only the capital implemented is recorded by approval itself (see
`implementing`). Money is in the currency of form 2104: exports and imports in US dollars, all else in đồng, so that reports
can be added without converting; capital is in whichever currency it was spent.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Self, TypeVar

from django.db.models import QuerySet
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from parkledger.catalogue import MEASURES, ReportStatus, Status
from parkledger.language import ParkError, Text, today
from parkledger.ledger.book.recording import Writer
from parkledger.ledger.book.refusals import refusal
from parkledger.ledger.events.base import CURRENCIES, Day, Money, ProjectRef, labelled
from parkledger.ledger.events.reports import Value, check_period_ahead
from parkledger.ledger.models import Book
from parkledger.ledger.store import registry
from parkledger.submissions.collections.implemented_capital import CAPITAL, record_capital
from parkledger.submissions.forms import event_form as forms
from parkledger.submissions.models import State, Submission
from parkledger.submissions.workflow.kinds import KINDS, SubmissionKind
from parkledger.submissions.workflow.subject import ENTERPRISE_REPORT

REPORTED = (
    "output.production",
    "output.revenue",
    "trade.export",
    "trade.import",
    "budget.paid",
    "labour.workers",
    "labour.foreign",
    "labour.payroll",
)
"""What an enterprise reports of a project to be summed; beside it the capital implemented, which is recorded by itself."""
CURRENCY = {code: "USD" if code.startswith("trade.") else "VND" for code in REPORTED if MEASURES[code].unit == "money"}
Held = TypeVar("Held")
LABEL = Text("Báo cáo của doanh nghiệp", "Enterprise's report")


class FinalReported(ParkError):
    """An estimate for a period whose final report was approved."""

    code = "final_reported"
    vi = "Dự án {project}: kỳ {first} – {last} đã có số chính thức (hồ sơ số {number}). Hãy gửi số chính thức mới nếu cần sửa."
    en = "Project {project}: {first} – {last} has its final report (submission {number}). Send a new final report with the correct figures."


class PeriodsOverlap(ParkError):
    """A report for a period that shares days with another one's."""

    code = "periods_overlap"
    vi = "Dự án {project}: kỳ {first} – {last} trùng ngày với hồ sơ số {number}. Hãy báo cáo đúng kỳ được giao."
    en = (
        "Project {project}: {first} – {last} shares days with submission {number}. Report the period that is asked for."
    )


class ProjectNotInBook(ParkError):
    """A report of a project that the book does not have."""

    code = "project_not_in_book"
    vi = "Sổ «{book}» không có dự án «{project}». Hãy chọn dự án trong danh sách."
    en = "The book “{book}” has no project “{project}”. Choose one of the list."


class EnterpriseReport(BaseModel):
    """The fields of an enterprise's report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    project: ProjectRef = labelled("dự án", "project")
    period_start: Day = labelled("từ ngày", "first day of the period")
    period_end: Day = labelled("đến hết ngày", "last day of the period")
    status: ReportStatus = labelled("ước hay chính thức", "estimate or final", default=Status.FINAL.value)
    values: Annotated[dict[str, Value], Field(min_length=1)] = labelled("các đại lượng", "measures reported")
    note: str = labelled("ghi chú", "note", default="", max_length=2000)

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if self.period_end < self.period_start:
            raise ValueError("period_end sớm hơn period_start / period_end is before period_start")
        for code, value in self.values.items():
            if code == CAPITAL and isinstance(value, Money):
                continue
            if code not in REPORTED:
                raise ValueError(f"không báo cáo được đại lượng {code} / {code} cannot be reported")
            if (value.currency if isinstance(value, Money) else None) != CURRENCY.get(code):
                raise ValueError(_needs(code))
        return self


def _needs(code: str) -> str:
    """What a value of a measure must be: an amount in the currency that enterprises' reports are summed in, or a count."""
    name, currency = MEASURES[code].name, CURRENCY.get(code)
    if currency is None:
        return f"«{name.vi}»: cần số đếm, không kèm đơn vị tiền / “{name.en}” needs a count, no amount of money"
    words = CURRENCIES[currency]
    return f"«{name.vi}»: cần số tiền bằng {words.vi} / “{name.en}” needs an amount in {words.en}"


FIELDS = (
    forms.FormField(
        ("status",),
        Text("ước hay chính thức", "estimate or final"),
        "choice",
        True,
        tuple((status.value, status.label) for status in (Status.FINAL, Status.ESTIMATE)),
        default=Status.FINAL.value,
    ),
    *(
        forms.FormField(
            ("values", code),
            MEASURES[code].name,
            "money" if MEASURES[code].unit == "money" else "count",
            unit=forms.UNITS.get(MEASURES[code].unit),
            group="values",
        )
        for code in (*REPORTED, CAPITAL)
    ),
    forms.FormField(("note",), Text("ghi chú", "note"), "long"),
)
"""The inputs of the form; the project and the period are given by the page."""


def built(payload: Mapping[str, Any]) -> EnterpriseReport:
    """A report from its fields; what is wrong is told field by field."""
    try:
        return EnterpriseReport.model_validate(payload)
    except ValidationError as refused:
        raise refusal(ENTERPRISE_REPORT, EnterpriseReport.model_fields, refused) from refused


def check(submission: Submission) -> None:
    """Refuse what could never be summed: a period to come, an unknown project, an estimate after the final, days told of twice."""
    report = built(submission.payload)
    check_period_ahead(LABEL, report.period_start, report.period_end, report.status, today())
    book: Book = submission.book
    if registry.find_project_of(book.pk, report.project) is None:
        raise ProjectNotInBook(book=book.code, project=report.project)
    for other in approved(book.pk, report.period_start, report.period_end, projects=[report.project]):
        first, last = bounds(other)
        facts: dict[str, Any] = {
            "project": report.project,
            "first": report.period_start,
            "last": report.period_end,
            "number": str(other.pk),
        }
        if (first, last) != (report.period_start, report.period_end):
            raise PeriodsOverlap(**facts)
        if other.payload["status"] == Status.FINAL and report.status == Status.ESTIMATE.value:
            raise FinalReported(**facts)


def bounds(submission: Submission) -> tuple[date, date]:
    """The first and last day that a report is about."""
    report = submission.payload
    return date.fromisoformat(report["period_start"]), date.fromisoformat(report["period_end"])


def approved(
    book_id: int,
    first: date,
    last: date,
    *,
    projects: Iterable[str] | None = None,
    zone_ids: Iterable[int] | None = None,
    known_at: datetime | None = None,
) -> list[Submission]:
    """The approved reports that share days with a period, as known at a moment: of each project and period the one that holds.

    A final report takes the place of an estimate; of two alike the one approved later.
    """
    found = ever_approved(book_id, first, last, projects=projects, known_at=known_at)
    if zone_ids is not None:
        found = found.filter(zone_id__in=list(zone_ids))
    return holding((each.payload, each.decided_at, each.pk, each) for each in found)


def holding(reports: Iterable[tuple[dict[str, Any], datetime | None, int, Held]]) -> list[Held]:
    """Of reports given with their fields, when they were approved and their numbers: those that hold, in the order of their days."""
    held: dict[tuple[str, str, str], Held] = {}
    for said, _, _, each in sorted(reports, key=lambda each: (each[0]["status"] == Status.FINAL, each[1], each[2])):
        held[said["period_start"], said["period_end"], said["project"]] = each
    return [held[key] for key in sorted(held)]


def ever_approved(
    book_id: int,
    first: date,
    last: date,
    *,
    projects: Iterable[str] | None = None,
    known_at: datetime | None = None,
) -> QuerySet[Submission]:
    """All approved reports that share days with a period, those as well whose place another has taken."""
    found = Submission.objects.filter(
        book_id=book_id,
        kind=ENTERPRISE_REPORT,
        state=State.APPROVED,
        payload__period_start__lte=last.isoformat(),
        payload__period_end__gte=first.isoformat(),
    )
    if projects is not None:
        found = found.filter(payload__project__in=list(projects))
    return found if known_at is None else found.filter(decided_at__lte=known_at)


def _record(writer: Writer, submission: Submission) -> list[int]:
    """The capital implemented; what else it says is recorded with the zone's consolidated report."""
    check(submission)
    return record_capital(writer, submission)


def register() -> None:
    """Let it be submitted."""
    KINDS[ENTERPRISE_REPORT] = SubmissionKind(ENTERPRISE_REPORT, LABEL, check, _record, posts=True)
