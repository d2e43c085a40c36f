"""Inspections by their numbers: the year's plan, the visit, what it found, fines, what is remedied and paid, the closing.

An inspection is of a zone (its developer) or of a project. What it found and was fined is kept apart from the schedules of
projects: a sanction for slowness is `schedule_sanction`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from parkledger.catalogue import Currency
from parkledger.catalogue.parameters import parameter
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DayCount, DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Goal, Obliged, TermLength
from parkledger.language import Quantity, Text, Unit
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import (
    CourseEnded,
    FineOverpaid,
    FineOverreduced,
    InspectionUnfinished,
)
from parkledger.ledger.events.base import (
    ANOTHER,
    DECIDED,
    ENVIRONMENT_WORDS,
    FIRE_SAFETY_WORDS,
    Amount,
    Choices,
    Day,
    Enterprise,
    EventGroup,
    LaterDay,
    MoneyEvent,
    Named,
    Words,
    labelled,
)
from parkledger.ledger.events.courses import Course, CourseCode, CourseName
from parkledger.ledger.events.developers import developer_on
from parkledger.ledger.events.sites import SiteStep

TOPICS = {
    "environment": Text("môi trường", "environment"),
    "construction": Text("xây dựng, quy hoạch", "building and zoning"),
    "fire_safety": Text("phòng cháy, chữa cháy", "fire safety"),
    "land": Text("đất đai", "land"),
    "labour": Text("lao động, an toàn lao động", "labour and safety at work"),
    "investment": Text("thực hiện dự án đầu tư", "carrying out of the project"),
    "reporting": Text("chế độ báo cáo", "reporting"),
    "other": Text("nội dung khác", "another topic"),
}
TOPIC_WORDS = {
    "environment": ENVIRONMENT_WORDS,
    "construction": ("xây dựng", "quy hoạch", "quy hoạch xây dựng", "trật tự xây dựng", "quy hoạch, xây dựng"),
    "fire_safety": FIRE_SAFETY_WORDS,
    "land": ("đất", "sử dụng đất", "quản lý, sử dụng đất", "quản lý đất đai"),
    "labour": ("lao động", "an toàn lao động", "an toàn, vệ sinh lao động", "ATVSLĐ", "ATLĐ"),
    "investment": ("đầu tư", "dự án đầu tư", "thực hiện dự án", "tiến độ dự án", "hoạt động đầu tư"),
    "reporting": ("báo cáo", "thực hiện chế độ báo cáo"),
    **ANOTHER,
}
OCCASIONS = {"planned": Text("theo kế hoạch", "by the plan"), "unplanned": Text("đột xuất", "unplanned")}
SEVERITIES = {
    "minor": Text("nhẹ", "minor"),
    "serious": Text("nghiêm trọng", "serious"),
    "grave": Text("đặc biệt nghiêm trọng", "grave"),
}
TopicName = Annotated[
    Literal["environment", "construction", "fire_safety", "land", "labour", "investment", "reporting", "other"],
    Choices(TOPICS, TOPIC_WORDS),
]
INSPECTION, FINDING, FINE = (
    Text("cuộc kiểm tra", "inspection"),
    Text("tồn tại, vi phạm", "finding"),
    Text("quyết định xử phạt", "fine"),
)
PENALTY_BASIS = "Luật Xử lý vi phạm hành chính 15/2012/QH13, Điều 73 (chưa đối chiếu văn bản)"


@dataclass
class InspectionCourse(Course):
    """How far one inspection has come, by its steps until a day."""

    planned: "InspectionPlanned | None" = None
    cancelled: "InspectionCancelled | None" = None
    made: "InspectionMade | None" = None
    closed: "InspectionClosed | None" = None
    findings: "dict[str, InspectionFinding]" = field(default_factory=dict)
    remedy_by: dict[str, date | None] = field(default_factory=dict)
    remedied: dict[str, date] = field(default_factory=dict)
    fines: "dict[str, FineImposed]" = field(default_factory=dict)
    paid: dict[str, int] = field(default_factory=dict)
    reduced: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> "InspectionPlanned | InspectionMade | None":
        """The step by which it came to be: its plan, or the visit where there was none."""
        return self.planned or self.made

    @property
    def open_findings(self) -> list[str]:
        """What was found and is not remedied yet, by its codes."""
        return [code for code in self.findings if code not in self.remedied]

    @property
    def imposed_vnd(self) -> int:
        """What it was fined in all, in đồng, less what its fines were reduced by."""
        return sum(fine.amount.amount for fine in self.fines.values()) - sum(self.reduced.values())

    @property
    def paid_vnd(self) -> int:
        """What was paid of its fines, in đồng."""
        return sum(self.paid.values())

    def left_of(self, fine: str) -> int:
        """What is left to pay of one of its fines, in đồng."""
        return self.fines[fine].amount.amount - self.reduced.get(fine, 0) - self.paid.get(fine, 0)


class InspectionEvent(SiteStep):
    """A step of one inspection, of a zone or of a project; the steps after the first take over what it is about."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = InspectionCourse
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    group: ClassVar[EventGroup] = EventGroup.INSPECTIONS
    number_field = "inspection"
    headings = {"inspection": ("mã kiểm tra", "số cuộc kiểm tra", "mã đoàn kiểm tra", "số quyết định kiểm tra")}

    inspection: Annotated[CourseCode, Named("inspection")] = labelled("mã cuộc kiểm tra", "inspection code")

    @property
    def course(self) -> CourseName:
        """The inspection."""
        return ("inspection", self.inspection)

    @property
    def subject(self) -> DutySubject:
        """The inspection, as its duties are about it."""
        return DutySubject("inspection", self.inspection)

    def take(self, so_far: InspectionCourse) -> None:
        """Add the step to its inspection; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.first)
        for end in (so_far.cancelled, so_far.closed):
            if end is not None:
                raise self.after_end(end)

    def open_as(self, view: View, measure: str, amount: int, of: str = "") -> Claim:
        """That the inspection, or something that it found, is open or is not."""
        return self.held(view, measure, amount, f"{self.inspection}|{of}" if of else self.inspection)


class InspectionPlanned(InspectionEvent):
    """An inspection is put into the plan of a year: of which zone or project, on what, by which day."""

    label = Text("Đưa vào kế hoạch kiểm tra", "Inspection planned")
    longest_ahead = DECIDED
    sheet_titles = ("kế hoạch kiểm tra", "kế hoạch thanh tra", "danh sách kiểm tra")
    headings = {
        "visit_by": ("thời gian kiểm tra", "kiểm tra trước ngày", "thời hạn kiểm tra", "dự kiến kiểm tra"),
        "topic": ("nội dung kiểm tra", "lĩnh vực kiểm tra"),
        "unit": ("đơn vị chủ trì", "phòng chủ trì", "đoàn kiểm tra"),
    }

    topic: TopicName = labelled("nội dung kiểm tra", "topic", default="other")
    visit_by: Day = labelled("kiểm tra chậm nhất ngày", "to be made by")
    unit: Words = labelled("phòng chủ trì", "section in charge", default="")

    def take(self, so_far: InspectionCourse) -> None:
        """Planned once, and before it is made."""
        super().take(so_far)
        if before := so_far.first:
            raise self.twice(before)
        so_far.planned = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One more in the plan of the period in which it is to be made."""
        yield self.counted(view, "inspections.planned", on=self.visit_by)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The office is to make it by the day."""
        terms = DutyTerms(
            Obliged.OFFICE, due_on=self.visit_by, detail=TOPICS[self.topic], unit=self.unit, about=self.about
        )
        yield self.step(DutyAct.OPEN, DutyKind.INSPECTION, terms=terms)


class InspectionCancelled(InspectionEvent):
    """An inspection is taken off the plan before it was made."""

    label = Text("Đưa ra khỏi kế hoạch kiểm tra", "Inspection taken off the plan")
    sheet_titles = ("điều chỉnh kế hoạch kiểm tra",)
    rank = 3

    planned_for: Day | None = labelled("đã dự kiến kiểm tra ngày", "had been planned for", default=None)
    reason: Words = labelled("lý do", "reason", default="")

    def completions(self, view: View) -> dict[str, Any]:
        """With the day for which it was planned."""
        changes = super().completions(view)
        plan = next((e for e in view.names.course(self.course).values() if isinstance(e, InspectionPlanned)), None)
        return changes | ({"planned_for": plan.visit_by} if plan and self.planned_for is None else {})

    def take(self, so_far: InspectionCourse) -> None:
        """Only what is in the plan, and is not made yet, is taken off it."""
        super().take(so_far)
        if so_far.planned is None or so_far.planned.visit_by != self.planned_for:
            raise self.unknown(so_far.book, InspectionPlanned.label, self.inspection, "inspection")
        if made := so_far.made:
            raise self.after_end(made)
        so_far.cancelled = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One less to be made in the period for which it was planned."""
        yield self.counted(view, "inspections.cancelled", on=self.planned_for)

    def duty_steps(self) -> Iterable[DutyStep]:
        """Nobody has to make it any more."""
        yield self.step(DutyAct.LAPSE, DutyKind.INSPECTION)


class InspectionMade(InspectionEvent):
    """An inspection is made: the visit, with its minutes."""

    label = Text("Tiến hành kiểm tra", "Inspection made")
    sheet_titles = ("kết quả kiểm tra", "biên bản kiểm tra", "sổ theo dõi kiểm tra")
    rank = 2
    headings = {
        "effective_on": ("ngày kiểm tra", "ngày lập biên bản"),
        "topic": ("nội dung kiểm tra", "lĩnh vực kiểm tra"),
    }

    occasion: Annotated[Literal["planned", "unplanned"], Choices(OCCASIONS, {"planned": ("kế hoạch", "định kỳ")})] = (
        labelled("theo kế hoạch hay đột xuất", "occasion", default="planned")
    )
    topic: TopicName | None = labelled("nội dung kiểm tra", "topic", default=None)
    unit: Words = labelled("phòng chủ trì", "section in charge", default="")

    def take(self, so_far: InspectionCourse) -> None:
        """Made once; by the plan only what was planned, unplanned only what was not."""
        super().take(so_far)
        if so_far.made is not None:
            raise self.twice(so_far.made)
        if self.occasion == "planned" and so_far.planned is None:
            raise self.unknown(so_far.book, InspectionPlanned.label, self.inspection, "occasion")
        if self.occasion == "unplanned" and so_far.planned is not None:
            raise self.twice(so_far.planned, at="occasion")
        so_far.made = self

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One inspection more made, and one that is not closed."""
        yield self.counted(view, "inspections.done")
        if self.occasion == "planned":
            yield self.counted(view, "inspections.done_by_plan")
        yield self.open_as(view, "inspections.open", 1)

    def duty_steps(self) -> Iterable[DutyStep]:
        """What was planned is made."""
        if self.occasion == "planned":
            yield self.step(DutyAct.DONE, DutyKind.INSPECTION)


class InspectionFinding(InspectionEvent):
    """Something that an inspection found wrong, by a code of its own; it is to be remedied, by a day where one is set."""

    label = Text("Tồn tại, vi phạm phát hiện", "Finding made")
    sheet_titles = ("tồn tại vi phạm", "danh sách vi phạm", "tồn tại, hạn chế")
    rank = 3
    headings = {
        "finding": ("mã vi phạm", "số thứ tự vi phạm", "mã tồn tại"),
        "topic": ("loại vi phạm", "lĩnh vực vi phạm"),
        "severity": ("mức độ", "mức độ vi phạm"),
        "content": ("nội dung vi phạm", "tồn tại", "hành vi vi phạm"),
        "remedy_by": ("hạn khắc phục", "thời hạn khắc phục", "khắc phục trước ngày"),
    }

    finding: Annotated[CourseCode, Named("finding", within=("inspection",))] = labelled(
        "mã tồn tại, vi phạm", "finding code"
    )
    topic: TopicName = labelled("loại vi phạm", "kind of finding", default="other")
    severity: Annotated[Literal["minor", "serious", "grave"], Choices(SEVERITIES)] = labelled(
        "mức độ", "severity", default="minor"
    )
    content: Words = labelled("nội dung", "content", default="")
    remedy_by: LaterDay | None = labelled("khắc phục xong chậm nhất ngày", "to be remedied by", default=None)

    def take(self, so_far: InspectionCourse) -> None:
        """Found by an inspection that was made; once under one code."""
        super().take(so_far)
        if so_far.made is None:
            raise self.unknown(so_far.book, INSPECTION, self.inspection, "inspection")
        if before := so_far.findings.get(self.finding):
            raise self.twice(before, self.finding, "finding")
        so_far.findings[self.finding] = self
        so_far.remedy_by[self.finding] = self.remedy_by

    def claims(self, view: View) -> Iterable[Claim]:
        """One finding more, and one that is open."""
        yield self.counted(view, "findings.made")
        yield self.open_as(view, "findings.open", 1, self.finding)

    def duty_steps(self) -> Iterable[DutyStep]:
        """Whoever is responsible is to remedy it."""
        yield remedy_due(self, self.finding, self.remedy_by, TOPICS[self.topic])


class RemedyOrdered(InspectionEvent):
    """By which day something found is to be remedied, where that was not set when it was found, or is set anew."""

    label = Text("Yêu cầu, gia hạn khắc phục", "Remedy ordered")
    sheet_titles = ("gia hạn khắc phục", "yêu cầu khắc phục")
    rank = 4
    headings = {"remedy_by": ("hạn khắc phục", "thời hạn khắc phục")}

    finding: Annotated[CourseCode, Named("finding", within=("inspection",))] = labelled(
        "mã tồn tại, vi phạm", "finding code"
    )
    remedy_by: LaterDay = labelled("khắc phục xong chậm nhất ngày", "to be remedied by")

    def take(self, so_far: InspectionCourse) -> None:
        """Of what was found and is not remedied."""
        super().take(so_far)
        still_open(self, so_far, self.finding)
        so_far.remedy_by[self.finding] = self.remedy_by

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be remedied by this day."""
        yield remedy_due(self, self.finding, self.remedy_by)


class FindingRemedied(InspectionEvent):
    """Something found is remedied, and the authority has seen it."""

    label = Text("Đã khắc phục tồn tại, vi phạm", "Finding remedied")
    sheet_titles = ("kết quả khắc phục", "đã khắc phục")
    rank = 5
    headings = {"effective_on": ("ngày khắc phục", "ngày khắc phục xong")}

    finding: Annotated[CourseCode, Named("finding", within=("inspection",))] = labelled(
        "mã tồn tại, vi phạm", "finding code"
    )

    def take(self, so_far: InspectionCourse) -> None:
        """Of what was found, once."""
        super().take(so_far)
        still_open(self, so_far, self.finding)
        so_far.remedied[self.finding] = self.effective_on

    def claims(self, view: View) -> Iterable[Claim]:
        """It is open no more."""
        yield self.open_as(view, "findings.open", 0, self.finding)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is remedied."""
        yield self.step(DutyAct.DONE, DutyKind.REMEDY, self.finding)


def remedy_due(event: InspectionEvent, finding: str, due_on: date | None, kind: Text | None = None) -> DutyStep:
    """That something found is to be remedied."""
    detail = Text(finding, finding) if kind is None else Text(f"{finding}, {kind.vi}", f"{finding}, {kind.en}")
    terms = DutyTerms(event.obliged, due_on=due_on, detail=detail, about=event.about)
    return event.step(DutyAct.OPEN, DutyKind.REMEDY, finding, terms=terms)


def still_open(event: InspectionEvent, so_far: InspectionCourse, finding: str) -> None:
    """Refuse what is said of something that was not found by the day, or is remedied already."""
    if finding not in so_far.findings:
        raise event.unknown(so_far.book, FINDING, finding, "finding")
    if finding in so_far.remedied:
        raise CourseEnded(
            number=finding, end=FindingRemedied.label, on=so_far.remedied[finding], what=event.label
        ).at_field("finding")


class FineEvent(InspectionEvent, MoneyEvent):
    """An amount of a fine, in đồng."""

    abstract: ClassVar[bool] = True
    headings = {"fine": ("số quyết định xử phạt", "mã quyết định phạt", "quyết định xử phạt")}

    fine: Annotated[CourseCode, Named("fine", within=("inspection",))] = labelled(
        "số quyết định xử phạt", "number of the fine's decision"
    )
    amount: Amount = labelled("số tiền", "amount", unit="money")

    @model_validator(mode="after")
    def _in_dong(self) -> Self:
        if self.amount.currency != Currency.VND or not self.amount.amount:
            raise ValueError("tiền phạt là một số đồng lớn hơn 0 / a fine is an amount of đồng above nought")
        return self


class FineImposed(FineEvent):
    """A fine is imposed on a finding, or on the inspection as a whole: how much, on whom, to be paid by which day.

    Where the decision names no day, it is due within the time limit of the law.
    """

    label = Text("Quyết định xử phạt", "Fine imposed")
    basis = "Luật Xử lý vi phạm hành chính 15/2012/QH13 (chưa đối chiếu văn bản)"
    sheet_titles = ("xử phạt vi phạm hành chính", "quyết định xử phạt", "xử phạt")
    rank = 4
    headings = {
        "amount": ("số tiền phạt", "mức phạt", "tiền phạt"),
        "payer": ("tổ chức bị phạt", "đơn vị bị phạt", "đơn vị nộp phạt"),
        "pay_by": ("hạn nộp phạt", "nộp phạt trước ngày"),
        "effective_on": ("ngày quyết định", "ngày xử phạt"),
    }

    payer: Enterprise = labelled("tổ chức bị phạt (không ghi tên cá nhân)", "who is fined, an organisation", default="")
    finding: Annotated[CourseCode, Named("finding", within=("inspection",))] | None = labelled(
        "mã tồn tại, vi phạm", "finding code", default=None
    )
    pay_by: LaterDay | None = labelled("nộp chậm nhất ngày", "to be paid by", default=None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the enterprise of the project, or the developer of the zone."""
        changes = super().completions(view)
        zone, project = changes.get("zone", self.zone), changes.get("project", self.project)
        if self.payer:
            return changes
        if project:
            return changes | {"payer": view.project(project).enterprises.on(self.effective_on)}
        return changes | ({"payer": developer_on(view, view.find_zone(zone), self.effective_on)} if zone else {})

    def take(self, so_far: InspectionCourse) -> None:
        """Of an inspection that was made, and of something that it found; once under one number."""
        super().take(so_far)
        if so_far.made is None:
            raise self.unknown(so_far.book, INSPECTION, self.inspection, "inspection")
        if self.finding is not None and self.finding not in so_far.findings:
            raise self.unknown(so_far.book, FINDING, self.finding, "finding")
        if before := so_far.fines.get(self.fine):
            raise self.twice(before, self.fine, "fine")
        so_far.fines[self.fine] = self

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more is imposed."""
        yield self.counted(view, "fines.imposed", self.vector(self.amount))

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be paid, in all."""
        legal = parameter("inspection.fine.time_limit").on(self.effective_on) if self.pay_by is None else None
        days = legal.value if legal is not None and isinstance(legal.value, Fraction) else None
        terms = DutyTerms(
            self.obliged,
            due_on=self.pay_by,
            term=TermLength(int(days), DayCount.DAYS) if days is not None else None,
            goal=Goal(Currency.VND, self.amount.amount),
            basis=legal.basis if legal else "",
            verified=legal.verified if legal else None,
            detail=Text(self.fine, self.fine),
            about=self.about,
        )
        yield self.step(DutyAct.OPEN, DutyKind.FINE, self.fine, terms=terms)


class FinePaid(FineEvent):
    """A fine is paid, whole or in part."""

    label = Text("Nộp tiền phạt", "Fine paid")
    sheet_titles = ("nộp phạt", "nộp tiền phạt", "thu tiền phạt")
    rank = 5
    headings = {"amount": ("số tiền đã nộp", "tiền phạt đã nộp"), "effective_on": ("ngày nộp", "ngày nộp phạt")}

    def take(self, so_far: InspectionCourse) -> None:
        """Of a fine that was imposed, and no more than is left of it."""
        super().take(so_far)
        if self.fine not in so_far.fines:
            raise self.unknown(so_far.book, FINE, self.fine, "fine")
        if (left := so_far.left_of(self.fine)) < self.amount.amount:
            raise FineOverpaid(fine=self.fine, left=dong(left), paid=dong(self.amount.amount), on=self.effective_on)
        so_far.paid[self.fine] = so_far.paid.get(self.fine, 0) + self.amount.amount

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more is paid."""
        yield self.counted(view, "fines.paid", self.vector(self.amount))

    def duty_steps(self) -> Iterable[DutyStep]:
        """So much is paid of it; with the last of it, all."""
        spent = ((Currency.VND.value, self.amount.amount),)
        yield self.step(DutyAct.PROGRESS, DutyKind.FINE, self.fine, spent=spent)


class FineReduced(FineEvent):
    """A fine is reduced, or annulled by the whole of what is left of it, on appeal or by the authority itself: so much less is
    imposed from the day on, and what was owed before stays on record."""

    label = Text("Giảm, hủy tiền phạt", "Fine reduced or annulled")
    basis = "Luật Xử lý vi phạm hành chính 15/2012/QH13 (chưa đối chiếu văn bản)"
    sheet_titles = ("giảm tiền phạt", "hủy quyết định xử phạt", "kết quả khiếu nại xử phạt")
    rank = 5
    begins_duties = False
    headings = {
        "amount": ("tiền phạt được giảm", "số tiền phạt giảm"),
        "effective_on": ("ngày giảm", "ngày giảm tiền phạt"),
        "ground": ("căn cứ giảm tiền phạt", "lý do giảm tiền phạt"),
    }

    ground: Words = labelled("căn cứ giảm, hủy", "ground of the reduction", min_length=1)

    def take(self, so_far: InspectionCourse) -> None:
        """Of a fine that was imposed, and by no more than is left of it."""
        super().take(so_far)
        if self.fine not in so_far.fines:
            raise self.unknown(so_far.book, FINE, self.fine, "fine")
        if (left := so_far.left_of(self.fine)) < self.amount.amount:
            raise FineOverreduced(fine=self.fine, left=dong(left), less=dong(self.amount.amount), on=self.effective_on)
        so_far.reduced[self.fine] = so_far.reduced.get(self.fine, 0) + self.amount.amount

    def claims(self, view: View) -> Iterable[Claim]:
        """So much less is imposed from the day on."""
        yield self.counted(view, "fines.imposed", self.vector(self.amount, -1))

    def duty_steps(self) -> Iterable[DutyStep]:
        """So much less of it is to be paid."""
        spent = ((Currency.VND.value, self.amount.amount),)
        yield self.step(DutyAct.PROGRESS, DutyKind.FINE, self.fine, spent=spent)


class InspectionClosed(InspectionEvent):
    """An inspection is closed: what it found is remedied, and its fines are paid."""

    label = Text("Kết thúc cuộc kiểm tra", "Inspection closed")
    sheet_titles = ("kết thúc kiểm tra", "kết luận kiểm tra")
    rank = 6
    headings = {"effective_on": ("ngày kết thúc", "ngày kết luận")}

    conclusion: Words = labelled("kết luận", "conclusion", default="")

    def take(self, so_far: InspectionCourse) -> None:
        """Only where nothing is left to do."""
        super().take(so_far)
        if so_far.made is None:
            raise self.unknown(so_far.book, INSPECTION, self.inspection, "inspection")
        unpaid = so_far.imposed_vnd - so_far.paid_vnd
        if count := len(so_far.open_findings):
            left = Text(f"{count} tồn tại, vi phạm chưa khắc phục", f"{count} findings")
            raise InspectionUnfinished(number=self.inspection, on=self.effective_on, left=left)
        if unpaid:
            raise InspectionUnfinished(number=self.inspection, on=self.effective_on, left=dong(unpaid))
        so_far.closed = self

    def claims(self, view: View) -> Iterable[Claim]:
        """It is open no more."""
        yield self.open_as(view, "inspections.open", 0)


def dong(amount: int) -> Quantity:
    """An amount of đồng for a message."""
    return Quantity(Fraction(amount), Unit.VND)
