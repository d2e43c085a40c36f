"""A zone's infrastructure lot by lot (hạng mục): approved, begun, how far it has come and what it cost, accepted, stopped.

Amounts are in đồng, and what is reported of a lot is all told from its beginning: done and disbursed are never added up. The
completion that offices set by hand (`infrastructure_completed`) is kept apart from what the lots come to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from parkledger.catalogue import Currency
from parkledger.catalogue.kinds import WorksKind
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutyTerms, Obliged
from parkledger.language import Lang, Quantity, Text, Unit, exact_decimals, format_number, unit_label
from parkledger.ledger.book.postings import ZERO, Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import WorksLotFalls, WorksQuantityAbove, WorksQuantityMissing
from parkledger.ledger.events.base import (
    DECIDED,
    Amount,
    Choices,
    Day,
    EventGroup,
    Money,
    MoneyEvent,
    Named,
    Submitter,
    Words,
    labelled,
)
from parkledger.ledger.events.courses import Course, CourseCode, CourseName, in_order
from parkledger.ledger.events.sites import ZoneStep

LOT = Text("hạng mục hạ tầng", "infrastructure lot")
BASIS = "Nghị định 35/2022/NĐ-CP, Điều 9; Nghị định 32/2024/NĐ-CP, Điều 15 (ghi theo trí nhớ)"
SOURCES = {
    "developer": Text("vốn của chủ đầu tư hạ tầng", "the developer's money"),
    "state": Text("vốn ngân sách nhà nước", "State money"),
    "mixed": Text("vốn chủ đầu tư và ngân sách hỗ trợ", "the developer's money with State support"),
}
QUANTITY_UNITS = {
    **{code: unit_label(code) for code in ("ha", "m2", "m3", "m", "km", "m3/day", "kVA", "kg/day")},
    "item": Text("cái, công trình", "items"),
}
WorkQuantity = Annotated[Decimal, Field(gt=0, le=10**9, decimal_places=3)]
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=3)]
PROGRESS = {
    "percent": Text("tỷ lệ khối lượng đã thực hiện", "per cent done"),
    "quantity": Text("khối lượng đã thực hiện", "quantity done"),
    "value": Text("giá trị đã thực hiện", "value done"),
    "disbursed": Text("vốn đã giải ngân", "disbursed"),
}


@dataclass
class LotCourse(Course):
    """How far a lot has come, by its steps until a day; `reached` is what was last said of each kind of progress."""

    planned: "WorksLotPlanned | None" = None
    adjusted: "WorksLotAdjusted | None" = None
    begun: "WorksLotBegun | None" = None
    progressed: "WorksLotProgressed | None" = None
    accepted: "WorksLotAccepted | None" = None
    stopped: "WorksLotStopped | None" = None
    reached: dict[str, Fraction] = field(default_factory=dict)
    last: "LotEvent | None" = None
    revalued: bool = False
    """Whether another value was approved since a value done was last said, so that the next may be less."""

    @property
    def value(self) -> int:
        """The value approved, as last adjusted, in đồng."""
        given = self.adjusted.value if self.adjusted is not None else None
        money = given or (self.planned.value if self.planned is not None else None)
        return money.amount if money is not None else 0

    @property
    def end_by(self) -> date | None:
        """The day by which it is to be complete, as last adjusted."""
        if self.adjusted is not None and self.adjusted.end_by is not None:
            return self.adjusted.end_by
        return self.planned.end_by if self.planned is not None else None

    @property
    def value_done(self) -> int:
        """The value of what is done, in đồng; nought of a lot of which nothing was reported."""
        return int(self.reached.get("value", Fraction(0)))


class LotEvent(ZoneStep):
    """A step of one lot of a zone's infrastructure; the steps after the first take over where it is."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = LotCourse
    group: ClassVar[EventGroup] = EventGroup.INFRASTRUCTURE
    submitters: ClassVar[frozenset[Submitter]] = frozenset({Submitter.OPERATOR})
    number_field = "lot"
    headings = {
        "lot": ("mã hạng mục", "số hiệu hạng mục", "ký hiệu hạng mục"),
        "project": ("dự án hạ tầng", "mã dự án hạ tầng"),
    }
    posts: ClassVar[bool] = True
    """Whether the step says what the lot stands at, so that its day is its own."""

    lot: Annotated[CourseCode, Named("lot")] = labelled("mã hạng mục", "lot code")

    @property
    def course(self) -> CourseName:
        """The lot."""
        return ("works_lot", self.lot)

    @property
    def obliged(self) -> Obliged:
        """The developer of the zone, whether a project of his is named or not."""
        return Obliged.DEVELOPER

    def add_to(self, so_far: LotCourse) -> None:
        """Add the step, and keep it as the last of those that say what was done."""
        super().add_to(so_far)
        so_far.last = self if self.posts else so_far.last

    def take(self, so_far: LotCourse) -> None:
        """Add the step to its lot; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.planned)
        if so_far.planned is None:
            raise self.unknown(so_far.book, LOT, self.lot, "lot")
        if so_far.stopped is not None:
            raise self.after_end(so_far.stopped)
        if self.posts:
            self.refuse_same_day(so_far.last)

    def due(self, by: date, about: Text, kind: DutyKind = DutyKind.WORKS) -> DutyStep:
        """That the developer is to have it complete, or begun, by a day."""
        terms = DutyTerms(self.obliged, due_on=by, detail=about, about=self.about)
        return self.step(DutyAct.OPEN, kind, self.lot, terms=terms)


class LotMoneyEvent(LotEvent, MoneyEvent):
    """A step of a lot that says amounts, all of them in đồng."""

    abstract: ClassVar[bool] = True
    amounts: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="after")
    def _in_dong(self) -> Self:
        given: list[Money | None] = [getattr(self, name) for name in self.amounts]
        if any(money is not None and money.currency != Currency.VND for money in given):
            raise ValueError("số tiền phải bằng đồng / amounts must be in đồng")
        return self

    def so_far(self, view: View) -> LotCourse:
        """The lot before the step, as far as it can be told."""
        known = view.names.course(self.course)
        before = LotCourse(view.book.code)
        for step in in_order(known):
            if step.effective_on <= self.effective_on and isinstance(step, WorksLotPlanned):
                before.planned = step
            elif step.effective_on < self.effective_on and isinstance(step, WorksLotAdjusted):
                before.adjusted = step.over(before.adjusted)
        return before


class WorksLotPlanned(LotMoneyEvent):
    """A lot of a zone's infrastructure is approved: what is built, how much of it, for what money, by which day."""

    label = Text("Phê duyệt hạng mục hạ tầng", "Infrastructure lot approved")
    longest_ahead = DECIDED
    basis = BASIS
    sheet_titles = ("kế hoạch đầu tư hạ tầng", "danh mục hạng mục hạ tầng", "hạng mục đầu tư hạ tầng")
    amounts = ("value",)
    headings = {
        "works": ("loại hạng mục", "hạng mục", "lĩnh vực hạ tầng"),
        "name": ("tên hạng mục", "nội dung hạng mục"),
        "quantity": ("khối lượng", "quy mô", "khối lượng thiết kế"),
        "quantity_unit": ("đơn vị", "đơn vị tính", "ĐVT"),
        "value": ("giá trị phê duyệt", "dự toán", "dự toán được duyệt", "tổng mức đầu tư hạng mục"),
        "source_of_money": ("nguồn vốn đầu tư", "nguồn vốn hạng mục"),
        "start_by": ("khởi công theo kế hoạch", "dự kiến khởi công"),
        "end_by": ("hoàn thành theo kế hoạch", "dự kiến hoàn thành", "thời hạn hoàn thành"),
        "effective_on": ("ngày phê duyệt",),
    }

    works: WorksKind = labelled("loại hạng mục", "kind of works")
    name: Words = labelled("tên hạng mục", "name of the lot", default="")
    quantity: WorkQuantity | None = labelled("khối lượng", "quantity", default=None)
    quantity_unit: (
        Annotated[
            Literal["ha", "m2", "m3", "m", "km", "m3/day", "kVA", "kg/day", "item"], Choices.of_units(QUANTITY_UNITS)
        ]
        | None
    ) = labelled("đơn vị của khối lượng", "unit of the quantity", default=None)
    value: Amount = labelled("giá trị được duyệt", "value approved", unit="money")
    source_of_money: Annotated[Literal["developer", "state", "mixed"], Choices(SOURCES)] = labelled(
        "nguồn vốn xây dựng", "source of the money", default="developer"
    )
    start_by: Day | None = labelled("khởi công chậm nhất ngày", "to be begun by", default=None)
    end_by: Day = labelled("hoàn thành chậm nhất ngày", "to be complete by")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.quantity is None) != (self.quantity_unit is None):
            raise ValueError("ghi khối lượng cùng đơn vị / give the quantity with its unit")
        if self.start_by is not None and self.start_by > self.end_by:
            raise ValueError("ngày khởi công sau ngày hoàn thành / to be begun after the day of completion")
        if self.value.amount == 0:
            raise ValueError("giá trị được duyệt phải lớn hơn 0 / the value approved must be above nought")
        return self

    def take(self, so_far: LotCourse) -> None:
        """Approved once; a change is an adjustment."""
        if so_far.planned is not None:
            self.refuse_elsewhere(so_far.planned)
            raise self.twice(so_far.planned)
        so_far.planned = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One lot more, of so much; nothing of it is done yet."""
        yield self.held(view, "works.planned", 1, self.lot)
        yield self.held(view, "works.completed", 0, self.lot)
        yield self.money_at(view, "works.value_approved", self.vector(self.value))
        yield self.money_at(view, "works.value_done", ZERO)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The developer is to begin it by the day, where one is given, and to have it complete by the day."""
        words = lot_words(self.lot, self.works)
        if self.start_by is not None:
            yield self.due(self.start_by, words, DutyKind.WORKS_BEGUN)
        yield self.due(self.end_by, words)


class WorksLotAdjusted(LotMoneyEvent):
    """The value or the day of completion of a lot is adjusted; what is not given stays as it was."""

    label = Text("Điều chỉnh hạng mục hạ tầng", "Infrastructure lot adjusted")
    longest_ahead = DECIDED
    sheet_titles = ("điều chỉnh hạng mục", "gia hạn hạng mục", "điều chỉnh dự toán hạng mục")
    rank = 2
    amounts = ("value",)
    headings = {
        "value": ("giá trị điều chỉnh", "dự toán điều chỉnh"),
        "end_by": ("gia hạn đến", "hoàn thành điều chỉnh"),
        "reason": ("lý do điều chỉnh",),
    }

    value: Amount | None = labelled("giá trị sau điều chỉnh", "value from now on", unit="money", default=None)
    end_by: Day | None = labelled("hoàn thành chậm nhất ngày", "to be complete by", default=None)
    reason: Words = labelled("lý do", "reason", default="")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and self.end_by is None:
            raise ValueError("ghi giá trị hoặc ngày hoàn thành mới / give a new value or day of completion")
        if self.value is not None and self.value.amount == 0:
            raise ValueError("giá trị được duyệt phải lớn hơn 0 / the value approved must be above nought")
        return self

    def over(self, before: "WorksLotAdjusted | None") -> "WorksLotAdjusted":
        """The adjustment with what an earlier one gave and it leaves as it was."""
        if before is None:
            return self
        kept = {"value": self.value or before.value, "end_by": self.end_by or before.end_by}
        return self.model_copy(update=kept)

    def take(self, so_far: LotCourse) -> None:
        """Of a lot that is not accepted yet."""
        super().take(so_far)
        if so_far.accepted is not None:
            raise self.after_end(so_far.accepted)
        so_far.adjusted = self.over(so_far.adjusted)
        so_far.revalued = so_far.revalued or self.value is not None

    def claims(self, view: View) -> Iterable[Claim]:
        """So much is approved from now on."""
        if self.value is not None:
            yield self.money_at(view, "works.value_approved", self.vector(self.value))

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be complete by the new day."""
        if self.end_by is not None:
            yield self.due(self.end_by, Text(self.lot, self.lot))


class WorksLotBegun(LotEvent):
    """Building of a lot begins."""

    label = Text("Khởi công hạng mục hạ tầng", "Infrastructure lot begun")
    sheet_titles = ("khởi công hạng mục",)
    rank = 2
    posts = False
    headings = {"effective_on": ("ngày khởi công",), "contractor": ("nhà thầu", "đơn vị thi công")}

    contractor: Words = labelled("đơn vị thi công", "contractor", default="")

    def take(self, so_far: LotCourse) -> None:
        """Begun once."""
        super().take(so_far)
        if so_far.begun is not None:
            raise self.twice(so_far.begun)
        so_far.begun = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is begun."""
        yield self.step(DutyAct.DONE, DutyKind.WORKS_BEGUN, self.lot)


class WorksLotProgressed(LotMoneyEvent):
    """How far a lot has come by the day, all told: per cent, quantity or value of what is done, and what was disbursed.

    Where the value done is not given, it is worked out from the per cent, or the quantity over that approved, of the value
    approved on the day, rounded down to whole đồng, and kept with the event: a later change of the lot changes no posting.
    """

    label = Text("Tiến độ hạng mục hạ tầng", "Infrastructure lot progressed")
    sheet_titles = (
        "tiến độ hạng mục hạ tầng",
        "tiến độ xây dựng hạ tầng",
        "tiến độ thi công hạ tầng",
        "giải ngân hạ tầng",
    )
    rank = 3
    amounts = ("value_done", "disbursed")
    headings = {
        "percent": ("tỷ lệ hoàn thành", "% khối lượng", "tiến độ (%)", "khối lượng hoàn thành (%)"),
        "quantity_done": ("khối lượng lũy kế", "khối lượng thực hiện"),
        "value_done": ("giá trị khối lượng thực hiện", "giá trị thực hiện", "giá trị lũy kế"),
        "disbursed": ("giải ngân", "lũy kế giải ngân", "vốn đã giải ngân", "đã thanh toán"),
    }

    percent: Percent | None = labelled(
        "khối lượng đã làm, lũy kế", "per cent done, all told", unit="percent", default=None
    )
    quantity_done: WorkQuantity | None = labelled("khối lượng đã làm, lũy kế", "quantity done, all told", default=None)
    value_done: Amount | None = labelled("giá trị đã làm, lũy kế", "value done, all told", unit="money", default=None)
    disbursed: Amount | None = labelled("vốn đã giải ngân, lũy kế", "disbursed, all told", unit="money", default=None)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.said and self.disbursed is None:
            raise ValueError("ghi tỷ lệ, khối lượng, giá trị hoặc số giải ngân / give how much is done, or disbursed")
        return self

    @property
    def said(self) -> dict[str, Fraction]:
        """What is said of what is done, by kind of progress."""
        given = {"percent": self.percent, "quantity": self.quantity_done}
        found = {kind: Fraction(amount) for kind, amount in given.items() if amount is not None}
        return found | ({"value": Fraction(self.value_done.amount)} if self.value_done is not None else {})

    def completions(self, view: View) -> dict[str, Any]:
        """With the value of what is done, where it can be told from what is said."""
        changes = super().completions(view)
        if self.value_done is not None:
            return changes
        before = self.so_far(view)
        plan, part = before.planned, None
        if self.percent is not None:
            part = Fraction(self.percent) / 100
        elif self.quantity_done is not None and plan is not None and plan.quantity is not None:
            part = min(Fraction(self.quantity_done) / Fraction(plan.quantity), Fraction(1))
        if plan is None or part is None:
            return changes
        return changes | {"value_done": Money(currency="VND", amount=int(part * before.value))}

    def check(self, view: View) -> None:
        """No more is done than was approved, of a lot of which a quantity was. A journal that was exported is taken as it is."""
        super().check(view)
        plan = self.so_far(view).planned
        if self.quantity_done is None or plan is None or view.exported:
            return
        if plan.quantity is None:
            raise WorksQuantityMissing(number=self.lot)
        if self.quantity_done > plan.quantity:
            done, approved = (said_as("quantity", Fraction(each)) for each in (self.quantity_done, plan.quantity))
            raise WorksQuantityAbove(number=self.lot, now=done, approved=approved)

    def take(self, so_far: LotCourse) -> None:
        """Of a lot begun; nothing said becomes less. Of one accepted, only what is disbursed goes on."""
        super().take(so_far)
        if so_far.begun is None:
            raise self.unknown(so_far.book, WorksLotBegun.label, self.lot, "lot")
        if so_far.accepted is not None and self.said:
            raise self.after_end(so_far.accepted)
        paid = {"disbursed": Fraction(self.disbursed.amount)} if self.disbursed is not None else {}
        for kind, now in (self.said | paid).items():
            self._refuse_less(so_far, kind, now)
            so_far.reached[kind] = now
            so_far.revalued = so_far.revalued and kind != "value"
        so_far.progressed = self

    def _refuse_less(self, so_far: LotCourse, kind: str, now: Fraction) -> None:
        before = so_far.reached.get(kind)
        if before is None or now >= before or (kind == "value" and so_far.revalued):
            return
        at = {"quantity": "quantity_done", "value": "value_done"}.get(kind, kind)
        raise WorksLotFalls(
            number=self.lot,
            what=PROGRESS[kind],
            on=self.effective_on,
            now=said_as(kind, now),
            before=said_as(kind, before),
        ).at_field(at)

    def claims(self, view: View) -> Iterable[Claim]:
        """So much is done, and so much disbursed."""
        if self.value_done is not None:
            yield self.money_at(view, "works.value_done", self.vector(self.value_done))
        if self.disbursed is not None:
            yield self.money_at(view, "works.disbursed", self.vector(self.disbursed))


class WorksLotAccepted(LotMoneyEvent):
    """A lot is accepted as complete (nghiệm thu); its value done is that accepted, else that approved."""

    label = Text("Nghiệm thu hạng mục hạ tầng", "Infrastructure lot accepted")
    sheet_titles = ("nghiệm thu hạng mục", "nghiệm thu hoàn thành", "hạng mục hoàn thành")
    rank = 4
    amounts = ("value_done",)
    headings = {
        "effective_on": ("ngày nghiệm thu", "ngày hoàn thành"),
        "value_done": ("giá trị nghiệm thu", "giá trị quyết toán"),
    }

    value_done: Amount | None = labelled("giá trị nghiệm thu", "value accepted", unit="money", default=None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the value approved where none is given."""
        changes, before = super().completions(view), self.so_far(view)
        if self.value_done is not None or before.planned is None:
            return changes
        return changes | {"value_done": Money(currency="VND", amount=before.value)}

    def take(self, so_far: LotCourse) -> None:
        """Of a lot begun, once."""
        super().take(so_far)
        if so_far.begun is None:
            raise self.unknown(so_far.book, WorksLotBegun.label, self.lot, "lot")
        if so_far.accepted is not None:
            raise self.twice(so_far.accepted)
        so_far.accepted = self
        if self.value_done is not None:
            so_far.reached["value"] = Fraction(self.value_done.amount)

    def claims(self, view: View) -> Iterable[Claim]:
        """One lot complete, with what was accepted."""
        yield self.held(view, "works.completed", 1, self.lot)
        if self.value_done is not None:
            yield self.money_at(view, "works.value_done", self.vector(self.value_done))

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is complete."""
        yield self.step(DutyAct.DONE, DutyKind.WORKS, self.lot)


class WorksLotStopped(LotMoneyEvent):
    """A lot is given up before it was complete: what is done of it stays, as do its costs, and no more of it is to be done.

    The value done is kept with the event, that last said where none is given. One on record without it, from before it was
    kept, counts neither as approved nor as done.
    """

    label = Text("Dừng hạng mục hạ tầng", "Infrastructure lot given up")
    sheet_titles = ("dừng hạng mục", "hạng mục không thực hiện")
    rank = 5
    amounts = ("value_done",)
    headings = {
        "reason": ("lý do dừng",),
        "value_done": ("giá trị đã thực hiện khi dừng", "giá trị quyết toán khi dừng"),
    }

    value_done: Amount | None = labelled("giá trị đã làm khi dừng", "value done until then", unit="money", default=None)
    reason: Words = labelled("lý do", "reason", default="")

    def completions(self, view: View) -> dict[str, Any]:
        """With the value that was last said to be done, where none is given."""
        changes = super().completions(view)
        if self.value_done is not None:
            return changes
        said = [
            step.value_done
            for step in in_order(view.names.course(self.course))
            if isinstance(step, WorksLotProgressed) and step.effective_on <= self.effective_on
        ]
        known = [value for value in said if value is not None]
        return changes | {"value_done": known[-1] if known else Money(currency="VND", amount=0)}

    def take(self, so_far: LotCourse) -> None:
        """Of a lot that is not accepted."""
        super().take(so_far)
        if so_far.accepted is not None:
            raise self.after_end(so_far.accepted)
        so_far.stopped = self
        if self.value_done is not None:
            so_far.reached["value"] = Fraction(self.value_done.amount)

    def claims(self, view: View) -> Iterable[Claim]:
        """One lot less to be built; what is done of it is all that it comes to."""
        done = self.vector(self.value_done) if self.value_done is not None else ZERO
        yield self.held(view, "works.planned", 0, self.lot)
        yield self.money_at(view, "works.value_approved", done)
        yield self.money_at(view, "works.value_done", done)

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is nothing to begin or to complete."""
        yield self.step(DutyAct.LAPSE, DutyKind.WORKS_BEGUN, self.lot)
        yield self.step(DutyAct.LAPSE, DutyKind.WORKS, self.lot)


def lot_words(lot: str, works: WorksKind) -> Text:
    """A lot by its code and what it builds."""
    return Text(f"{lot}, {works.label.vi}", f"{lot}, {works.label.en}")


def said_as(kind: str, amount: Fraction) -> Quantity | Text:
    """An amount of progress for a message."""
    if kind == "percent":
        return Quantity(amount, Unit.PERCENT)
    if kind == "quantity":
        decimals = exact_decimals(amount) or 0
        return Text(*(format_number(amount, lang, decimals=decimals) for lang in (Lang.VI, Lang.EN)))
    return Quantity(amount, Unit.VND)
