"""Money due to the State by projects and zones: assessed, paid, reduced; what is past its day is in arrears.

Amounts are in đồng. An obligation (a year's land rent, a fee) has a code in its book; it is told of one project, or of one zone
where its developer owes it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from parkledger.catalogue import Currency, StateDue
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Goal, Obliged
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim, Key
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import DuesExceeded, EventTwice, ReferenceUnknown
from parkledger.ledger.events.base import (
    Amount,
    Day,
    Event,
    EventGroup,
    MoneyEvent,
    Named,
    ProjectRef,
    Words,
    ZoneRef,
    changed,
    flowed,
    labelled,
)
from parkledger.ledger.events.told_apart import DUE_WORDS, PAID_WORDS, REDUCED_WORDS

DAY = timedelta(days=1)
_AMOUNT, _COUNT = 0, 3
"""Where a series' standing has its amount in its own currency, and the number of claims that made it."""


class DuesEvent(MoneyEvent):
    """Something about one obligation of a project, or of a zone's developer."""

    abstract: ClassVar[bool] = True
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    group: ClassVar[EventGroup] = EventGroup.DUES
    headings = {
        "obligation": ("mã nghĩa vụ", "mã khoản nộp", "số thông báo"),
        "amount": ("số tiền", "số phải nộp", "số đã nộp"),
    }

    obligation: Annotated[str, Named("obligation"), Field(min_length=1, max_length=100)] = labelled(
        "mã khoản phải nộp", "obligation code"
    )
    zone: ZoneRef | None = labelled("khu, cụm (chủ đầu tư hạ tầng nộp)", "zone, where its developer pays", default=None)
    project: ProjectRef | None = labelled("dự án", "project", default=None)
    amount: Amount = labelled("số tiền", "amount", unit="money")

    @model_validator(mode="after")
    def _of_one_in_dong(self) -> Self:
        if (self.zone is None) == (self.project is None):
            raise ValueError("ghi dự án hoặc khu, cụm, không ghi cả hai / give a project or a zone, not both")
        if self.amount.currency != Currency.VND or self.amount.amount == 0:
            raise ValueError("số tiền phải bằng đồng và lớn hơn 0 / the amount must be in đồng and above nought")
        return self

    @property
    def subject(self) -> DutySubject:
        """What the duty to pay is about."""
        return DutySubject("project", self.project) if self.project else DutySubject("zone", self.zone or "")

    def series(self, view: View, measure: str) -> Key:
        """The series of the obligation in a measure."""
        if self.project:
            project = view.project(self.project)
            return view.project_key(
                measure, project, self.effective_on, currency=Currency.VND.value, detail=self.obligation
            )
        zone = view.find_zone(self.zone or "")
        return view.zone_key(measure, zone, currency=Currency.VND.value, detail=self.obligation)

    def counted(self, view: View, measure: str) -> Claim:
        """So much in the period of the day."""
        key = self.series(view, measure).in_period(self.effective_on, self.effective_on)
        return flowed(key, self.vector(self.amount), self.effective_on)

    def step(self, act: DutyAct, **said: Any) -> DutyStep:
        """What the event does to the duty to pay."""
        return DutyStep(act, self.effective_on, self.subject, DutyKind.PAYMENT, self.obligation, **said)


class DuesAssessed(DuesEvent):
    """So much is to be paid to the State by a day: land rent, a fee, a charge, as an authority has notified."""

    label = Text("Thông báo khoản phải nộp ngân sách", "Due to the State assessed")
    puts = ("obligation",)
    sheet_titles = ("nghĩa vụ tài chính", "thông báo nộp tiền thuê đất", "khoản phải nộp")
    told_by = DUE_WORDS
    headings = {
        "due": ("khoản thu", "loại khoản nộp", "nội dung khoản nộp"),
        "due_by": ("hạn nộp", "thời hạn nộp"),
        "ground": ("căn cứ", "thông báo"),
    }

    _decisive: ClassVar[tuple[str, ...]] = ("obligation", "zone", "project", "amount", "due_by")
    """The fields from which follows when a payment lowers what is outstanding and in arrears."""

    due: StateDue = labelled("khoản thu", "what is due")
    due_by: Day = labelled("hạn nộp", "to be paid by")
    ground: Words | None = labelled("căn cứ", "ground", default=None)

    def key(self) -> str:
        """An obligation is assessed once; a change is a reduction or a correction."""
        return f"{self.code}|{self.obligation}"

    def check(self, view: View) -> None:
        """Once only."""
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}").at_field("obligation")

    def claims(self, view: View) -> Iterable[Claim]:
        """Assessed and outstanding from the day; in arrears from the day after its last."""
        vector = self.vector(self.amount)
        yield self.counted(view, "dues.assessed")
        yield changed(self.series(view, "dues.outstanding"), vector, self.effective_on)
        yield changed(self.series(view, "dues.arrears"), vector, max(self.due_by + DAY, self.effective_on))

    def rested_on_by(self, view: View, instead: Event) -> Iterable[int]:
        """What was paid or reduced: whether that lowers arrears, and from when, follows from the amount and its days."""
        same = isinstance(instead, DuesAssessed) and all(
            getattr(self, name) == getattr(instead, name) for name in ("effective_on", *self._decisive)
        )
        own = view.names.holder(self.key())
        series = self.series(view, "dues.outstanding")
        return [] if same else [seq for seq in view.register.claimed_by(series) if own is None or seq != own[0]]

    def duty_steps(self) -> Iterable[DutyStep]:
        """Whoever owes it is to pay by the day."""
        terms = DutyTerms(
            Obliged.ENTERPRISE if self.project else Obliged.DEVELOPER,
            due_on=self.due_by,
            goal=Goal(Currency.VND.value, self.amount.amount),
            basis=self.ground or "",
            detail=Text(f"{self.due.label.vi}, {self.obligation}", f"{self.due.label.en}, {self.obligation}"),
        )
        yield self.step(DutyAct.OPEN, terms=terms)


class DuesSettled(DuesEvent):
    """An obligation becomes less: by payment, or because it is reduced."""

    abstract: ClassVar[bool] = True
    begins_duties = False
    needs_known: ClassVar[tuple[str, ...]] = ("obligation",)
    counts_as: ClassVar[str]
    """The flow that it counts in."""

    def check(self, view: View) -> None:
        """Only of what was assessed of the same project or zone, and no more than is outstanding."""
        steps = view.register.steps(self.series(view, "dues.outstanding"))
        if not any(standing[_COUNT] for _, standing in steps):
            raise ReferenceUnknown(what=DuesAssessed.label, given=self.obligation, book=view.book.code).at_field(
                "obligation"
            )
        left = min(standing[_AMOUNT] for on, standing in self._from(steps))
        if self.amount.amount > left and not view.exported:
            raise DuesExceeded(obligation=self.obligation, left=left, amount=self.amount.amount).at_field("amount")

    def _from(self, steps: Any) -> list[tuple[date, Any]]:
        """What the series stands at on the day and after it."""
        before = [step for step in steps if step[0] <= self.effective_on][-1:]
        return [*before, *(step for step in steps if step[0] > self.effective_on)] or list(steps[:1])

    def claims(self, view: View) -> Iterable[Claim]:
        """So much less outstanding; less in arrears from now on, or from when it would have been."""
        vector = self.vector(self.amount, -1)
        arrears = self.series(view, "dues.arrears")
        late_from = min((on for on, standing in view.register.steps(arrears) if standing[_COUNT]), default=date.min)
        yield self.counted(view, self.counts_as)
        yield changed(self.series(view, "dues.outstanding"), vector, self.effective_on)
        yield changed(arrears, vector, max(self.effective_on, late_from))

    def duty_steps(self) -> Iterable[DutyStep]:
        """So much less is to be paid."""
        yield self.step(DutyAct.PROGRESS, spent=((Currency.VND.value, self.amount.amount),))


class DuesPaid(DuesSettled):
    """An obligation is paid, in whole or in part."""

    label = Text("Đã nộp ngân sách", "Due to the State paid")
    sheet_titles = ("đã nộp ngân sách", "chứng từ nộp tiền", "tình hình nộp ngân sách")
    told_by = PAID_WORDS
    headings = {"effective_on": ("ngày nộp", "ngày nộp tiền")}
    counts_as = "dues.paid"


class DuesReduced(DuesSettled):
    """An obligation is reduced or remitted, on a ground of law."""

    label = Text("Miễn, giảm khoản phải nộp", "Due to the State reduced")
    sheet_titles = ("miễn giảm tiền thuê đất", "miễn, giảm nghĩa vụ tài chính", "khoản được miễn, giảm")
    told_by = REDUCED_WORDS
    headings = {
        "amount": ("số tiền được giảm", "số tiền được miễn", "số tiền miễn giảm", "số được giảm", "số miễn giảm"),
        "ground": ("căn cứ", "căn cứ pháp lý", "lý do miễn giảm", "quyết định miễn giảm"),
    }
    counts_as = "dues.reduced"

    ground: Words = labelled("căn cứ miễn, giảm", "ground of the reduction", min_length=1)
