"""Administrative dossiers: received, sent back for completion, complete again, late with an apology, decided.

Names of persons do not belong here: an applicant is an organisation, and who handles a dossier is a section of the office.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from parkledger.catalogue import DossierChannel, Procedure
from parkledger.catalogue.parameters import ParameterUnit, parameter
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import (
    LONGEST_TERM,
    DayCount,
    DutyAct,
    DutyKind,
    DutyStep,
    DutySubject,
    DutyTerms,
    Obliged,
    TermLength,
)
from parkledger.language import Text
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import DossierClosed, DossierUnknown, EventTwice
from parkledger.ledger.events.base import (
    Choices,
    Enterprise,
    Event,
    EventGroup,
    LaterDay,
    Named,
    PlaceRef,
    ProjectRef,
    Words,
    ZoneRef,
    labelled,
)

RESULTS = {
    "granted": Text("chấp thuận, cấp", "granted"),
    "refused": Text("từ chối, trả hồ sơ", "refused"),
    "withdrawn": Text("tổ chức, cá nhân rút hồ sơ", "withdrawn by the applicant"),
}
RESULT_WORDS = {
    "granted": ("cấp", "chấp thuận", "đồng ý", "đồng ý cấp", "đã cấp", "đạt"),
    "refused": ("từ chối", "trả hồ sơ", "không cấp", "không chấp thuận"),
    "withdrawn": ("rút hồ sơ", "rút"),
}
DAY_COUNTS = Choices.of(DayCount)
DossierCode = Annotated[str, Named("dossier"), Field(min_length=1, max_length=100)]
TermDays = Annotated[int, Field(ge=1, le=LONGEST_TERM)]


class DossierEvent(Event):
    """Something about one dossier of the book's office."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.DUTIES
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    needs_known: ClassVar[tuple[str, ...]] = ("dossier",)
    headings = {"dossier": ("mã hồ sơ", "số hồ sơ", "số biên nhận", "mã biên nhận")}

    dossier: DossierCode = labelled("mã hồ sơ", "dossier code")

    @property
    def subject(self) -> DutySubject:
        """The dossier, as its duty is about it."""
        return DutySubject("dossier", self.dossier)

    def check(self, view: View) -> None:
        """The dossier was received and is not decided yet."""
        if view.names.holder(f"dossier_received|{self.dossier}") is None:
            raise DossierUnknown(dossier=self.dossier, book=view.book.code)
        if decided := view.names.holder(f"dossier_decided|{self.dossier}"):
            raise DossierClosed(dossier=self.dossier, event=f"{view.book.code}/{decided[0]}")

    def comes_after(self) -> Iterable[str]:
        """It was received before."""
        return () if isinstance(self, DossierReceived) else (f"{DossierReceived.code}|{self.dossier}",)

    def step(self, act: DutyAct, **said: Any) -> DutyStep:
        """What the event does to the duty to decide."""
        return DutyStep(act, self.effective_on, self.subject, DutyKind.DOSSIER, **said)


class DossierReceived(DossierEvent):
    """A dossier is received, whole: from its day the time limit runs that was in force on that day, unless one is given.

    So a dossier that was received before a change of the law keeps its clock.
    """

    label = Text("Tiếp nhận hồ sơ", "Dossier received")
    puts, needs_known = ("dossier",), ()
    is_of_territory = True
    sheet_titles = ("sổ theo dõi hồ sơ", "hồ sơ tiếp nhận", "sổ tiếp nhận hồ sơ")
    headings = {
        "effective_on": ("ngày tiếp nhận", "ngày nhận"),
        "procedure": ("thủ tục", "tên thủ tục", "thủ tục hành chính"),
        "applicant": ("tổ chức nộp", "đơn vị nộp", "doanh nghiệp nộp"),
        "unit": ("phòng xử lý", "phòng chuyên môn", "đơn vị thụ lý"),
    }

    procedure: Procedure = labelled("thủ tục", "procedure")
    channel: DossierChannel | None = labelled("hình thức nộp", "channel", default=None)
    applicant: Enterprise = labelled("tổ chức nộp (không ghi tên cá nhân)", "applicant, an organisation", default="")
    unit: Words = labelled("phòng xử lý", "section that handles it", default="")
    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)
    project: ProjectRef | None = labelled("dự án", "project", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)

    def comes_before(self) -> Iterable[str]:
        """It is decided after that."""
        return (f"{DossierDecided.code}|{self.dossier}",)

    term_days: TermDays | None = labelled("thời hạn riêng", "term, if another", default=None)
    term_unit: Annotated[Literal["days", "working_days"], DAY_COUNTS] = labelled(
        "thời hạn tính theo", "term counted in", default="working_days"
    )

    def key(self) -> str:
        """A dossier is received once."""
        return f"{self.code}|{self.dossier}"

    def check(self, view: View) -> None:
        """Once only."""
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}").at_field("dossier")

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to decide within the term."""
        named = (("zone", self.zone), ("project", self.project), ("place", self.place))
        term = time_limit(self.procedure, self.effective_on)
        own = TermLength(self.term_days, DayCount(self.term_unit)) if self.term_days is not None else None
        terms = DutyTerms(
            Obliged.OFFICE,
            term=own or (term and term[0]),
            basis=term[1].basis if term and not own else "",
            verified=term[1].verified if term and not own else None,
            detail=self.procedure.label,
            unit=self.unit,
            procedure=self.procedure,
            channel=self.channel,
            about=tuple(DutySubject(kind, code) for kind, code in named if code),
        )
        yield self.step(DutyAct.OPEN, terms=terms)


class DossierSuspended(DossierEvent):
    """A dossier is sent back to be completed: its clock stands still until it is complete again."""

    label = Text("Yêu cầu bổ sung hồ sơ", "Dossier sent back for completion")
    sheet_titles = ("yêu cầu bổ sung",)

    reason: Words = labelled("nội dung cần bổ sung", "what is to be completed", default="")

    def duty_steps(self) -> Iterable[DutyStep]:
        """The clock stops."""
        yield self.step(DutyAct.PAUSE)


class DossierResumed(DossierEvent):
    """A dossier is complete again: its clock runs on from the next day."""

    label = Text("Nhận đủ hồ sơ bổ sung", "Dossier complete again")
    sheet_titles = ("hồ sơ bổ sung",)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The clock runs on."""
        yield self.step(DutyAct.RESUME)


class DossierApologised(DossierEvent):
    """The office apologises in writing for being late, and appoints another day; the dossier stays late."""

    label = Text("Xin lỗi, hẹn lại ngày trả", "Apology and new appointment")
    basis = "Nghị định 61/2018/NĐ-CP (chưa xác minh điều khoản)"
    sheet_titles = ("văn bản xin lỗi", "xin lỗi trễ hạn")

    promised_on: LaterDay = labelled("hẹn lại ngày", "appointed for")
    reason: Words = labelled("lý do", "reason", default="")

    def duty_steps(self) -> Iterable[DutyStep]:
        """Another day is appointed."""
        yield self.step(DutyAct.PROMISE, promised_on=self.promised_on)


class DossierDecided(DossierEvent):
    """A dossier is decided: granted or refused; or the applicant takes it back, and there is nothing more to decide."""

    label = Text("Trả kết quả hồ sơ", "Dossier decided")
    sheet_titles = ("trả kết quả", "hồ sơ đã giải quyết")
    headings = {"effective_on": ("ngày trả kết quả", "ngày trả"), "result": ("kết quả", "kết quả giải quyết")}

    result: Annotated[Literal["granted", "refused", "withdrawn"], Choices(RESULTS, RESULT_WORDS)] = labelled(
        "kết quả", "result", default="granted"
    )

    def key(self) -> str:
        """A dossier is decided once."""
        return f"{self.code}|{self.dossier}"

    def duty_steps(self) -> Iterable[DutyStep]:
        """Nothing more is to be done."""
        yield self.step(DutyAct.LAPSE if self.result == "withdrawn" else DutyAct.DONE)


def time_limit(procedure: Procedure, on: date) -> tuple[TermLength, Any] | None:
    """The time limit of a procedure for a dossier received on a day, with the dated value that it comes from; None
    where the catalogue has none."""
    if not procedure.parameter:
        return None
    rule = parameter(procedure.parameter)
    dated = rule.on(on)
    if dated is None or not isinstance(dated.value, Fraction):
        return None
    count = DayCount.WORKING_DAYS if rule.unit is ParameterUnit.WORKING_DAYS else DayCount.DAYS
    return TermLength(int(dated.value), count), dated
