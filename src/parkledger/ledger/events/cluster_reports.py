"""The reports on clusters that the law asks for: that one was sent, or that all of one form came in."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Literal

from parkledger.catalogue.cluster_reports import CLUSTER_REPORTS
from parkledger.duties import OF_BOOK, DutyAct, DutyKind, DutyStep
from parkledger.language import Text, days_said
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EventTwice, ReportPeriodWrong, ReportTooEarly
from parkledger.ledger.events.base import Choices, Day, Event, EventGroup, labelled

FORMS = {
    code: Text(f"biểu {code}: {each.of.vi}", f"form {code}: {each.of.en}") for code, each in CLUSTER_REPORTS.items()
}
AROUND = timedelta(days=400)
"""How far from a day the nearest ends of periods are looked for."""


def report_key(form: str, last: date) -> str:
    """What tells the duty of one report from others of its book."""
    return f"{form}|{last.isoformat()}"


class ClusterReportSent(Event):
    """A report on clusters by Circular 14/2024/TT-BCT was sent, or all those of a form came in.

    Which reports are due nobody records: that follows from the circular, the book's place and its clusters. Form 04 is sent by
    the Department, form 03 by the local committee, to whom it comes in; forms 01 and 02 by enterprises and developers.
    """

    label = Text("Đã gửi, đã nhận đủ báo cáo CCN theo biểu", "Cluster report sent, or all received")
    basis = "Thông tư 14/2024/TT-BCT, biểu 01–04"
    group = EventGroup.DUTIES
    begins_duties = False
    sheet_titles = ("báo cáo cụm công nghiệp đã gửi", "theo dõi gửi báo cáo ccn")
    headings = {
        "form": ("biểu", "biểu số", "mẫu"),
        "last_day": ("ngày cuối kỳ", "kỳ báo cáo đến ngày"),
        "effective_on": ("ngày gửi", "ngày nhận đủ"),
    }

    form: Annotated[Literal["01", "02", "03", "04"], Choices(FORMS)] = labelled("biểu", "form")
    last_day: Day = labelled("ngày cuối kỳ báo cáo", "last day of its period")

    def key(self) -> str:
        """A report of a period is sent once."""
        return f"{self.code}|{report_key(self.form, self.last_day)}"

    def check(self, view: View) -> None:
        """Of a period of the circular that was over; once only."""
        super().check(view)
        around = CLUSTER_REPORTS[self.form].periods(self.last_day - AROUND, self.last_day + AROUND)
        ends = [period.last for period in around]
        if self.last_day not in ends:
            near = sorted(ends, key=lambda end: abs(end - self.last_day))[:2]
            raise ReportPeriodWrong(form=self.form, on=days_said(self.last_day), ends=[days_said(end) for end in near])
        if self.effective_on < self.last_day:
            raise ReportTooEarly(form=self.form, end=days_said(self.last_day), on=days_said(self.effective_on))
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=FORMS[self.form], event=f"{view.book.code}/{holder[0]}")

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is done, by or for the office that the book is of."""
        key = report_key(self.form, self.last_day)
        yield DutyStep(DutyAct.DONE, self.effective_on, OF_BOOK, DutyKind.LEGAL_REPORT, key)
