"""Exchange of experience: what was promised to a delegation and what became of it, practices that were taken over.

What was asked and answered at a visit stands in the note of the exchange; what could not be answered there is a promise.
"""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import Field

from parkledger.catalogue import INDICATORS
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Obliged
from parkledger.language import Text
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EventTwice, ReferenceUnknown
from parkledger.ledger.events.base import (
    Choices,
    Event,
    EventGroup,
    KindName,
    LaterDay,
    Named,
    OriginName,
    PlaceRef,
    Words,
    labelled,
)
from parkledger.ledger.events.kept_codes import need_kept

COMPARABLE = {code: found.name for code, found in INDICATORS.items() if found.formulas and not found.is_tariff}
"""The indicators that a practice may be looked at by."""


class ExchangeEvent(Event):
    """Something that came of an exchange of experience, of the book's own place."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.EXCHANGES

    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the place of the book."""
        return {"place": view.book.place} | super().completions(view)


class PromiseEvent(ExchangeEvent):
    """Something about one promise to a delegation."""

    abstract: ClassVar[bool] = True
    needs_known: ClassVar[tuple[str, ...]] = ("promise",)
    headings = {"promise": ("mã việc đã hứa", "mã cam kết"), "content": ("nội dung đã hứa", "nội dung cam kết")}

    promise: Annotated[str, Named("promise"), Field(min_length=1, max_length=100)] = labelled(
        "mã việc đã hứa", "promise code"
    )

    def key(self) -> str:
        """A promise is made, kept and released once."""
        return f"{self.code}|{self.promise}"

    def check(self, view: View) -> None:
        """Only of what was promised and is still to be done."""
        if view.names.holder(f"promise_made|{self.promise}") is None and not view.exported:
            raise ReferenceUnknown(what=PromiseMade.label, given=self.promise, book=view.book.code).at_field("promise")
        for done in (PromiseKept, PromiseReleased):
            if holder := view.names.holder(f"{done.code}|{self.promise}"):
                raise EventTwice(what=done.label, event=f"{view.book.code}/{holder[0]}").at_field("promise")

    def comes_after(self) -> Iterable[str]:
        """It was promised before."""
        return () if isinstance(self, PromiseMade) else (f"{PromiseMade.code}|{self.promise}",)

    def step(self, act: DutyAct, terms: DutyTerms | None = None) -> DutyStep:
        """What the event does to the duty of keeping the promise."""
        subject = DutySubject("place", self.place or "")
        return DutyStep(act, self.effective_on, subject, DutyKind.PROMISE, self.promise, terms)


class PromiseMade(PromiseEvent):
    """The office promises a delegation something by a day: papers, an answer, a visit in return."""

    label = Text("Việc hứa với đoàn công tác", "Promise to a delegation")
    puts, needs_known = ("promise",), ()
    sheet_titles = ("việc đã hứa với đoàn", "cam kết sau buổi làm việc")
    headings = {"due_by": ("hạn thực hiện", "xong trước ngày"), "guest": ("đoàn công tác", "đoàn khách")}

    content: Words = labelled("nội dung đã hứa", "what is promised")
    guest: Words = labelled("hứa với", "promised to")
    exchange: Words | None = labelled(
        "buổi trao đổi (mã trong địa chỉ trang)", "exchange (its page's code)", default=None
    )
    question: Words | None = labelled("câu hỏi chưa trả lời được", "question left open", default=None)
    unit: Words | None = labelled("phòng chủ trì", "section in charge", default=None)
    due_by: LaterDay = labelled("xong chậm nhất ngày", "due by")

    def check(self, view: View) -> None:
        """Once only, at an exchange that is kept."""
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}").at_field("promise")
        if self.exchange:
            need_kept(view, "exchange", Text("buổi trao đổi", "exchange"), self.exchange)

    def comes_before(self) -> Iterable[str]:
        """It is kept or released after that."""
        return (f"{PromiseKept.code}|{self.promise}", f"{PromiseReleased.code}|{self.promise}")

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to keep it by the day."""
        detail = Text(f"{self.content} ({self.guest})", f"{self.content} ({self.guest})")
        terms = DutyTerms(Obliged.OFFICE, due_on=self.due_by, detail=detail, unit=self.unit or "")
        yield self.step(DutyAct.OPEN, terms)


class PromiseKept(PromiseEvent):
    """What was promised to a delegation is done."""

    label = Text("Đã thực hiện việc hứa với đoàn", "Promise kept")
    begins_duties = False
    sheet_titles = ("việc hứa đã thực hiện",)

    result: Words | None = labelled("kết quả", "result", default=None)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is done."""
        yield self.step(DutyAct.DONE)


class PromiseReleased(PromiseEvent):
    """A promise need not be kept any more: the delegation has what it asked, or no longer asks."""

    label = Text("Thôi thực hiện việc hứa với đoàn", "Promise released")
    begins_duties = False

    ground: Words = labelled("lý do", "reason")

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is nothing more to do."""
        yield self.step(DutyAct.LAPSE)


class PracticeAdopted(ExchangeEvent):
    """A practice of another place is taken over from the day on, with an indicator that shows how things went before and since.

    The register tells both figures and claims no cause: much else changes meanwhile.
    """

    label = Text("Áp dụng kinh nghiệm", "Practice adopted")
    sheet_titles = ("áp dụng kinh nghiệm", "kinh nghiệm đã áp dụng")
    headings = {"practice": ("bài kinh nghiệm",), "content": ("nội dung áp dụng", "việc đã áp dụng")}

    practice: Words = labelled("bài kinh nghiệm (mã trong địa chỉ trang)", "practice (its page's code)")
    content: Words = labelled("nội dung áp dụng", "what is adopted")
    taken_from: Words | None = labelled("học từ địa phương", "taken from", default=None)
    indicator: Annotated[str, Choices(COMPARABLE), Field(max_length=60)] | None = labelled(
        "chỉ tiêu theo dõi", "indicator looked at", default=None
    )
    kind: KindName | None = labelled("loại khu, cụm", "kind of zone", default=None)
    origin: OriginName | None = labelled("nguồn vốn", "origin", default=None)

    def key(self) -> str:
        """A practice is adopted once for an indicator, a kind and an origin."""
        scope = (self.practice, self.place or "", self.indicator or "", self.kind or "", self.origin or "")
        return "|".join((self.code, *scope))

    def check(self, view: View) -> None:
        """Once only; a practice that is kept, an indicator of the catalogue, with the kind that it needs."""
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}").at_field("practice")
        need_kept(view, "practice", Text("bài kinh nghiệm", "practice"), self.practice)
        if self.indicator is not None and self.indicator not in COMPARABLE:
            asked = Text("chỉ tiêu", "indicator")
            raise ReferenceUnknown(what=asked, given=self.indicator, book=view.book.code).at_field("indicator")
