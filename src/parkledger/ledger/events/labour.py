"""Labour case by case: work permits of foreign workers, accidents at work, stoppages and strikes.

How many work in a zone, how many of them are women or of the province, what they are paid, is reported by the period
(`reports.py`). Nothing here names a person: a permit is known by its number alone, of those injured only the count is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DayCount, DutyAct, DutyKind, DutyStep, DutyTerms, Obliged, TermLength
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import PermitNotExpired, PermitShortened
from parkledger.ledger.events.base import (
    ANOTHER,
    DECIDED,
    Choices,
    Count,
    Day,
    EventGroup,
    LaterDay,
    Named,
    Words,
    labelled,
)
from parkledger.ledger.events.courses import NEXT, Course, CourseCode, CourseName, course_of, in_order
from parkledger.ledger.events.environment import days_of, notice_before
from parkledger.ledger.events.sites import SiteStep

WORK_PERMIT_KINDS = {
    "permit": Text("giấy phép lao động", "work permit"),
    "exempted": Text("xác nhận không thuộc diện cấp giấy phép", "confirmed exempt from a permit"),
}
WORK_PERMIT_ENDS = {
    "expired": Text("hết thời hạn, không gia hạn", "expired"),
    "contract": Text("chấm dứt hợp đồng lao động", "contract ended"),
    "revoked": Text("thu hồi", "revoked"),
}
ACCIDENT_SEVERITIES = {
    "minor": Text("nhẹ", "minor"),
    "serious": Text("nặng", "serious"),
    "fatal": Text("chết người", "fatal"),
}
STOPPAGE_KINDS = {
    "stoppage": Text("ngừng việc tập thể", "collective stoppage"),
    "strike": Text("đình công", "strike"),
}
STOPPAGE_CAUSES = {
    "wages": Text("tiền lương, thưởng", "wages and bonuses"),
    "insurance": Text("bảo hiểm xã hội", "social insurance"),
    "hours": Text("thời giờ làm việc, nghỉ ngơi", "working hours"),
    "meals": Text("bữa ăn ca, điều kiện làm việc", "meals and working conditions"),
    "other": Text("nguyên nhân khác", "another cause"),
}
WORK_PERMIT_WORDS = {
    "permit": ("giấy phép", "GPLĐ", "cấp phép"),
    "exempted": (
        "miễn",
        "miễn giấy phép",
        "miễn GPLĐ",
        "không thuộc diện cấp giấy phép",
        "không thuộc diện",
        "xác nhận miễn",
    ),
}
WORK_PERMIT_END_WORDS = {
    "expired": ("hết hạn", "hết thời hạn", "hết hiệu lực", "không gia hạn"),
    "contract": ("chấm dứt hợp đồng", "chấm dứt HĐLĐ", "chấm dứt HĐ", "hết hợp đồng", "thôi việc", "nghỉ việc"),
    "revoked": ("bị thu hồi", "thu hồi giấy phép"),
}
ACCIDENT_WORDS = {
    "minor": ("bị thương nhẹ", "TNLĐ nhẹ"),
    "serious": ("bị thương nặng", "TNLĐ nặng"),
    "fatal": ("tử vong", "chết"),
}
STOPPAGE_WORDS = {"stoppage": ("ngừng việc", "NVTT", "lãn công"), "strike": ("cuộc đình công",)}
CAUSE_WORDS = {
    "wages": ("tiền lương", "lương", "thưởng", "lương, thưởng", "tiền thưởng"),
    "insurance": ("BHXH", "bảo hiểm"),
    "hours": ("thời giờ làm việc", "giờ làm", "làm thêm giờ", "tăng ca"),
    "meals": ("bữa ăn ca", "bữa ăn", "ăn ca", "điều kiện làm việc"),
    **ANOTHER,
}
WORK_PERMIT = Text("giấy phép lao động", "work permit")
ACCIDENT = Text("vụ tai nạn lao động", "accident at work")
STOPPAGE = Text("vụ ngừng việc, đình công", "stoppage")
PERMIT_BASIS = "Bộ luật Lao động 45/2019/QH14, Điều 151-157; nghị định về lao động nước ngoài (ghi theo trí nhớ)"
ACCIDENT_BASIS = "Luật An toàn, vệ sinh lao động 84/2015/QH13; Nghị định 39/2016/NĐ-CP (ghi theo trí nhớ)"
STOPPAGE_BASIS = "Bộ luật Lao động 45/2019/QH14, chương XIV (ghi theo trí nhớ)"
SEVERAL = 2
"""So many seriously injured are investigated by the province, in a longer term."""


class LabourEvent(SiteStep):
    """A step of something of the labour of one zone or project, which tells of an organisation."""

    abstract: ClassVar[bool] = True
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    group: ClassVar[EventGroup] = EventGroup.LABOUR

    @property
    def obliged(self) -> Obliged:
        """The investor of the project; of a zone some employer in it, who is not named, and not its developer."""
        return Obliged.ENTERPRISE if self.project else Obliged.EMPLOYER


@dataclass
class WorkPermitCourse(Course):
    """A work permit by its steps until a day: granted, valid until a day, ended."""

    granted: "WorkPermitGranted | None" = None
    valid_until: date | None = None
    extensions: int = 0
    ended: "WorkPermitEnded | None" = None

    @property
    def ends_early(self) -> bool:
        """Whether it is said to have expired before its last day."""
        ended, until = self.ended, self.valid_until
        return ended is not None and until is not None and ended.reason == "expired" and ended.effective_on < until


class WorkPermitEvent(LabourEvent):
    """A step of one work permit of a foreign worker, who is not named."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = WorkPermitCourse
    basis: ClassVar[str] = PERMIT_BASIS
    number_field = "permit"
    headings = {"permit": ("số giấy phép lao động", "số GPLĐ", "số giấy phép", "số giấy xác nhận")}

    permit: Annotated[CourseCode, Named("work_permit")] = labelled("số giấy phép lao động", "work permit number")

    @property
    def course(self) -> CourseName:
        """The permit."""
        return ("work_permit", self.permit)

    def take(self, so_far: WorkPermitCourse) -> None:
        """Add the step to its permit; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.granted)
        if so_far.ended is not None:
            raise self.after_end(so_far.ended)

    def check(self, view: View) -> None:
        """It expires on its last day and not before; refused of what is recorded now, not of what is on record so."""
        super().check(view)
        if view.exported:
            return
        steps = in_order({**view.names.course(self.course), NEXT: self})
        course = course_of(WorkPermitCourse, steps, view.book.code)
        if course.ends_early and course.ended is not None and course.valid_until is not None:
            raise PermitNotExpired(permit=self.permit, on=course.ended.effective_on, until=course.valid_until)

    def require_granted(self, so_far: WorkPermitCourse) -> None:
        """Refuse what comes before the permit was granted."""
        if so_far.granted is None:
            raise self.unknown(so_far.book, WORK_PERMIT, self.permit, "permit")

    def renewal(self, valid_until: date) -> DutyStep:
        """That the permit is to be extended, or handed back, so many days before it expires."""
        due_on, dated = notice_before("labour.permit.renewal_notice", valid_until) or (valid_until, None)
        terms = DutyTerms(
            self.obliged,
            due_on=max(due_on, self.effective_on),
            basis=dated.basis if dated else "",
            verified=dated.verified if dated else None,
            detail=Text(self.permit, self.permit),
            about=self.about,
        )
        return self.step(DutyAct.OPEN, DutyKind.WORK_PERMIT, self.permit, terms=terms)


class WorkPermitGranted(WorkPermitEvent):
    """A work permit is granted for one foreign worker, or an exemption is confirmed, until a day."""

    label = Text("Cấp giấy phép lao động, xác nhận miễn", "Work permit granted")
    longest_ahead = DECIDED
    sheet_titles = ("giấy phép lao động", "GPLĐ", "lao động nước ngoài được cấp phép")
    headings = {
        "effective_on": ("ngày cấp", "ngày cấp giấy phép", "ngày cấp GPLĐ"),
        "permit_kind": ("loại", "loại giấy phép", "diện cấp"),
        "valid_until": ("có giá trị đến", "thời hạn giấy phép", "ngày hết hạn", "thời hạn đến"),
    }

    permit_kind: Annotated[Literal["permit", "exempted"], Choices(WORK_PERMIT_KINDS, WORK_PERMIT_WORDS)] = labelled(
        "cấp phép hay xác nhận miễn", "permit or exemption", default="permit"
    )
    valid_until: Day = labelled("có giá trị đến hết ngày", "valid until")

    def take(self, so_far: WorkPermitCourse) -> None:
        """Granted once, until a day after that."""
        super().take(so_far)
        if so_far.granted is not None:
            raise self.twice(so_far.granted)
        if self.valid_until <= self.effective_on:
            raise PermitShortened(permit=self.permit, until=self.valid_until, before=self.effective_on)
        so_far.granted, so_far.valid_until = self, self.valid_until

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One permit more, and one that has not ended."""
        yield self.counted(view, "permits.granted")
        yield self.held(view, "permits.open", 1, self.permit)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The employer is to have it extended, or to hand it back, in time."""
        yield self.renewal(self.valid_until)


class WorkPermitExtended(WorkPermitEvent):
    """A work permit is extended, or granted anew under its number, to a later day."""

    label = Text("Gia hạn, cấp lại giấy phép lao động", "Work permit extended")
    longest_ahead = DECIDED
    sheet_titles = ("gia hạn giấy phép lao động", "cấp lại giấy phép lao động")
    rank = 2
    headings = {
        "effective_on": ("ngày gia hạn", "ngày cấp lại"),
        "valid_until": ("gia hạn đến", "có giá trị đến", "thời hạn mới"),
    }

    valid_until: Day = labelled("có giá trị đến hết ngày", "valid until")

    def take(self, so_far: WorkPermitCourse) -> None:
        """Of a permit that was granted, to a later day."""
        super().take(so_far)
        self.require_granted(so_far)
        before = max(so_far.valid_until or self.effective_on, self.effective_on)
        if self.valid_until <= before:
            raise PermitShortened(permit=self.permit, until=self.valid_until, before=before)
        so_far.valid_until = self.valid_until
        so_far.extensions += 1

    def claims(self, view: View) -> Iterable[Claim]:
        """One extension more."""
        yield self.counted(view, "permits.extended")

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is extended, and is to be extended or handed back once more."""
        yield self.step(DutyAct.DONE, DutyKind.WORK_PERMIT, self.permit)
        yield self.renewal(self.valid_until)


class WorkPermitEnded(WorkPermitEvent):
    """A work permit holds no more: it expired and was handed back, the contract ended, or it was revoked."""

    label = Text("Giấy phép lao động hết hiệu lực", "Work permit ended")
    sheet_titles = ("giấy phép lao động hết hiệu lực", "thu hồi giấy phép lao động")
    rank = 3
    headings = {
        "effective_on": ("ngày hết hiệu lực", "ngày thu hồi"),
        "reason": ("lý do", "lý do hết hiệu lực", "lý do thu hồi"),
    }

    reason: Annotated[Literal["expired", "contract", "revoked"], Choices(WORK_PERMIT_ENDS, WORK_PERMIT_END_WORDS)] = (
        labelled("lý do", "reason", default="expired")
    )

    def take(self, so_far: WorkPermitCourse) -> None:
        """Of a permit that was granted, once."""
        super().take(so_far)
        self.require_granted(so_far)
        so_far.ended = self

    def claims(self, view: View) -> Iterable[Claim]:
        """It has ended."""
        yield self.held(view, "permits.open", 0, self.permit)

    def duty_steps(self) -> Iterable[DutyStep]:
        """Nothing is left to be done with it."""
        yield self.step(DutyAct.DONE, DutyKind.WORK_PERMIT, self.permit)


@dataclass
class AccidentCourse(Course):
    """An accident at work by its steps until a day."""

    happened: "WorkAccident | None" = None
    investigated: "WorkAccidentInvestigated | None" = None
    closed: "WorkAccidentClosed | None" = None


class WorkAccidentEvent(LabourEvent):
    """A step of one accident at work."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = AccidentCourse
    basis: ClassVar[str] = ACCIDENT_BASIS
    number_field = "accident"
    headings = {"accident": ("mã vụ tai nạn", "số vụ tai nạn", "mã tai nạn lao động")}

    accident: Annotated[CourseCode, Named("accident")] = labelled("mã vụ tai nạn lao động", "accident code")

    @property
    def course(self) -> CourseName:
        """The accident."""
        return ("work_accident", self.accident)

    def take(self, so_far: AccidentCourse) -> None:
        """Add the step to its accident; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.happened)
        if so_far.closed is not None:
            raise self.after_end(so_far.closed)

    def require_happened(self, so_far: AccidentCourse) -> None:
        """Refuse what comes before the accident."""
        if so_far.happened is None:
            raise self.unknown(so_far.book, ACCIDENT, self.accident, "accident")


class WorkAccident(WorkAccidentEvent):
    """An accident at work: how grave, how many were injured and killed; it is to be investigated within a term of the law."""

    label = Text("Xảy ra tai nạn lao động", "Accident at work")
    sheet_titles = ("tai nạn lao động", "TNLĐ", "sổ tai nạn lao động")
    headings = {
        "effective_on": ("ngày xảy ra", "ngày xảy ra tai nạn", "thời điểm xảy ra"),
        "severity": ("mức độ", "phân loại tai nạn"),
        "injured": ("số người bị thương", "bị thương"),
        "killed": ("số người chết", "tử vong", "chết"),
        "declared_on": ("ngày khai báo", "khai báo ngày"),
        "content": ("diễn biến", "nội dung vụ tai nạn"),
    }

    severity: Annotated[Literal["minor", "serious", "fatal"], Choices(ACCIDENT_SEVERITIES, ACCIDENT_WORDS)] = labelled(
        "mức độ", "severity", default="minor"
    )
    injured: Count = labelled("số người bị thương", "injured", unit="person", default=0)
    killed: Count = labelled("số người chết", "killed", unit="person", default=0)
    declared_on: Day | None = labelled("ngày khai báo", "declared on", default=None)
    content: Words = labelled("diễn biến (không ghi tên cá nhân)", "content, without names of persons", default="")

    @model_validator(mode="after")
    def _as_grave_as_said(self) -> Self:
        if (self.severity == "fatal") != bool(self.killed):
            raise ValueError(
                "tai nạn chết người thì có người chết, và chỉ khi đó / an accident is fatal where somebody was killed, and only then"
            )
        if not self.injured and not self.killed:
            raise ValueError("cần số người bị thương hoặc chết / say how many were injured or killed")
        if self.declared_on is not None and self.declared_on < self.effective_on:
            raise ValueError("ngày khai báo sớm hơn ngày xảy ra / declared_on is before the accident")
        return self

    def take(self, so_far: AccidentCourse) -> None:
        """Once under one code."""
        super().take(so_far)
        if so_far.happened is not None:
            raise self.twice(so_far.happened)
        so_far.happened = self

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One accident more, with those injured and killed; one that is not closed."""
        yield self.counted(view, "accidents.count")
        yield self.counted(view, "accidents.injured", self.injured)
        yield self.counted(view, "accidents.killed", self.killed)
        yield self.held(view, "accidents.open", 1, self.accident)

    @property
    def by_province(self) -> bool:
        """Whether the province's team investigates it, and not the employer."""
        return self.severity == "fatal" or (self.severity == "serious" and self.injured >= SEVERAL)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be investigated within the term for what is as grave."""
        sort = "several" if self.by_province and self.severity == "serious" else self.severity
        law = days_of(f"labour.accident.investigation.{sort}", self.effective_on)
        terms = DutyTerms(
            Obliged.OFFICE if self.by_province else self.obliged,
            term=TermLength(law[0], DayCount.DAYS) if law else None,
            basis=law[1].basis if law else "",
            verified=law[1].verified if law else None,
            detail=Text(
                f"{self.accident}, {ACCIDENT_SEVERITIES[self.severity].vi}",
                f"{self.accident}, {ACCIDENT_SEVERITIES[self.severity].en}",
            ),
            about=self.about,
        )
        yield self.step(DutyAct.OPEN, DutyKind.WORK_ACCIDENT, self.accident, terms=terms)


class WorkAccidentInvestigated(WorkAccidentEvent):
    """The investigation of an accident is finished and its minutes are made known."""

    label = Text("Điều tra xong tai nạn lao động", "Accident at work investigated")
    sheet_titles = ("điều tra tai nạn lao động", "biên bản điều tra tai nạn")
    rank = 2
    headings = {
        "effective_on": ("ngày công bố biên bản", "ngày điều tra xong"),
        "cause": ("nguyên nhân", "kết luận điều tra"),
    }

    cause: Words = labelled("nguyên nhân (không ghi tên cá nhân)", "cause, without names of persons", default="")

    def take(self, so_far: AccidentCourse) -> None:
        """Of an accident on record, once."""
        super().take(so_far)
        self.require_happened(so_far)
        if so_far.investigated is not None:
            raise self.twice(so_far.investigated)
        so_far.investigated = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is investigated."""
        yield self.step(DutyAct.DONE, DutyKind.WORK_ACCIDENT, self.accident)


class WorkAccidentClosed(WorkAccidentEvent):
    """An accident is settled: what the minutes ask for is done and paid."""

    label = Text("Kết thúc vụ tai nạn lao động", "Accident at work closed")
    sheet_titles = ("kết thúc vụ tai nạn",)
    rank = 3
    headings = {"effective_on": ("ngày kết thúc",)}

    def take(self, so_far: AccidentCourse) -> None:
        """Of an accident that was investigated."""
        super().take(so_far)
        self.require_happened(so_far)
        if so_far.investigated is None:
            raise self.unknown(so_far.book, WorkAccidentInvestigated.label, self.accident, "accident")
        so_far.closed = self

    def claims(self, view: View) -> Iterable[Claim]:
        """It is open no more."""
        yield self.held(view, "accidents.open", 0, self.accident)


@dataclass
class StoppageCourse(Course):
    """A stoppage or strike by its steps until a day."""

    begun: "WorkStoppageBegun | None" = None
    ended: "WorkStoppageEnded | None" = None


class WorkStoppageEvent(LabourEvent):
    """A step of one collective stoppage or strike."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = StoppageCourse
    basis: ClassVar[str] = STOPPAGE_BASIS
    number_field = "stoppage"
    headings = {"stoppage": ("mã vụ ngừng việc", "số vụ ngừng việc", "mã vụ đình công")}

    stoppage: Annotated[CourseCode, Named("stoppage")] = labelled("mã vụ ngừng việc, đình công", "stoppage code")

    @property
    def course(self) -> CourseName:
        """The stoppage."""
        return ("stoppage", self.stoppage)

    def take(self, so_far: StoppageCourse) -> None:
        """Add the step to its stoppage; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.begun)
        if so_far.ended is not None:
            raise self.after_end(so_far.ended)


class WorkStoppageBegun(WorkStoppageEvent):
    """Workers stop work together or go on strike: how many, over what; it is to be settled, by a day where one is set."""

    label = Text("Xảy ra ngừng việc, đình công", "Stoppage or strike begun")
    sheet_titles = ("ngừng việc tập thể", "đình công", "ngừng việc")
    headings = {
        "effective_on": ("ngày xảy ra", "ngày bắt đầu", "ngày ngừng việc"),
        "stoppage_kind": ("hình thức", "loại vụ việc"),
        "workers": ("số người tham gia", "số lao động tham gia", "số lao động ngừng việc"),
        "cause": ("nguyên nhân", "nguyên nhân ngừng việc"),
        "settle_by": ("hạn giải quyết", "giải quyết trước ngày"),
    }

    stoppage_kind: Annotated[Literal["stoppage", "strike"], Choices(STOPPAGE_KINDS, STOPPAGE_WORDS)] = labelled(
        "ngừng việc hay đình công", "stoppage or strike", default="stoppage"
    )
    workers: Annotated[Count, Field(ge=1)] = labelled("số lao động tham gia", "workers taking part", unit="person")
    cause: Annotated[
        Literal["wages", "insurance", "hours", "meals", "other"], Choices(STOPPAGE_CAUSES, CAUSE_WORDS)
    ] = labelled("nguyên nhân", "cause", default="other")
    settle_by: LaterDay | None = labelled("giải quyết xong chậm nhất ngày", "to be settled by", default=None)

    def take(self, so_far: StoppageCourse) -> None:
        """Once under one code."""
        super().take(so_far)
        if so_far.begun is not None:
            raise self.twice(so_far.begun)
        so_far.begun = self

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One stoppage more, with those who took part; one that has not ended."""
        yield self.counted(view, "strikes.count")
        yield self.counted(view, "strikes.workers", self.workers)
        yield self.held(view, "strikes.open", 1, self.stoppage)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to help to settle it."""
        cause = STOPPAGE_CAUSES[self.cause]
        terms = DutyTerms(
            Obliged.OFFICE,
            due_on=self.settle_by,
            detail=Text(f"{self.stoppage}, {cause.vi}", f"{self.stoppage}, {cause.en}"),
            about=self.about,
        )
        yield self.step(DutyAct.OPEN, DutyKind.STOPPAGE, self.stoppage, terms=terms)


class WorkStoppageEnded(WorkStoppageEvent):
    """A stoppage has ended: work is taken up again, with what was agreed."""

    label = Text("Kết thúc ngừng việc, đình công", "Stoppage or strike ended")
    sheet_titles = ("kết thúc ngừng việc", "giải quyết ngừng việc")
    rank = 2
    headings = {
        "effective_on": ("ngày kết thúc", "ngày trở lại làm việc"),
        "outcome": ("kết quả giải quyết", "kết quả"),
    }

    outcome: Words = labelled("kết quả giải quyết", "outcome", default="")

    def take(self, so_far: StoppageCourse) -> None:
        """Of a stoppage that was begun."""
        super().take(so_far)
        if so_far.begun is None:
            raise self.unknown(so_far.book, STOPPAGE, self.stoppage, "stoppage")
        so_far.ended = self

    def claims(self, view: View) -> Iterable[Claim]:
        """It is open no more."""
        yield self.held(view, "strikes.open", 0, self.stoppage)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is settled."""
        yield self.step(DutyAct.DONE, DutyKind.STOPPAGE, self.stoppage)
