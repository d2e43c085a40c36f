"""A project's schedule: the dates it promised, what came of them, and what was done where it fell behind.

Ending a project for slowness is `project_terminated` or `project_revoked`, its land comes back by `lease_ended`; coming
into operation is `production_started`, spending capital `capital_implemented`. They end, or serve, the duties made here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from parkledger.catalogue import Verified
from parkledger.duties import SCHEDULED, DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Goal, Obliged
from parkledger.language import Text
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EventTwice
from parkledger.ledger.events.base import (
    ANOTHER,
    DECIDED,
    Amount,
    Choices,
    Day,
    EventGroup,
    Ground,
    LaterDay,
    Submitter,
    Words,
    labelled,
)
from parkledger.ledger.events.projects import ProjectEvent, milestone_done

MILESTONES = {
    "land": Text("giao, thuê đất", "land taken over"),
    "construction": Text("khởi công xây dựng", "building begun"),
    "operation": Text("đi vào hoạt động", "in operation"),
}
MILESTONE_WORDS = {
    "land": ("đất", "giao đất", "thuê đất", "nhận đất"),
    "construction": ("xây dựng", "khởi công"),
    "operation": ("hoạt động",),
}
OCCASIONS = {
    "committed": Text("đăng ký lần đầu", "first committed"),
    "adjusted": Text("điều chỉnh", "adjusted"),
    "extended": Text("gia hạn, giãn tiến độ", "extended"),
}
OCCASION_WORDS = {
    "committed": ("lần đầu", "đăng ký", "cam kết"),
    "extended": ("gia hạn", "giãn tiến độ", "gia hạn tiến độ", "giãn"),
    "adjusted": ("điều chỉnh tiến độ",),
}
SANCTIONS = {
    "fine": Text("phạt tiền", "fine"),
    "warning": Text("cảnh cáo", "warning"),
    "stop": Text("ngừng hoạt động dự án", "project stopped"),
    "other": Text("biện pháp khác", "another measure"),
}
SCHEDULE_LAW = "Luật Đầu tư 2020, Điều 41 khoản 4, Điều 47, 48; Luật Đầu tư 143/2025/QH15"
"""The basis of duties, which tell beside it how well it was verified."""
SCHEDULE_BASIS = f"{SCHEDULE_LAW} (chưa xác minh điều khoản)"
FIRST_YEAR, LAST_YEAR = 1990, 2100


class ScheduleEvent(ProjectEvent):
    """An event about the schedule of one project in force."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.SCHEDULES
    ground_kind: ClassVar[str] = "schedule"

    @property
    def schedule(self) -> Ground:
        """The schedule of its project, which is set before it is extended, urged and answered for."""
        return Ground(kind=self.ground_kind, project=self.project, name=self.project)

    @property
    def subject(self) -> DutySubject:
        """The project, as its duties are about it."""
        return DutySubject("project", self.project)

    def begins(
        self, kind: DutyKind, due_on: date, key: str = "", *, goal: Goal | None = None, detail: Text | None = None
    ) -> DutyStep:
        """The investor is to do something by a day."""
        terms = DutyTerms(
            Obliged.ENTERPRISE,
            due_on=due_on,
            goal=goal,
            basis=SCHEDULE_LAW,
            verified=Verified.MEMORY,
            detail=detail,
        )
        return DutyStep(DutyAct.OPEN, self.effective_on, self.subject, kind, key, terms)


class ScheduleSet(ScheduleEvent):
    """The dates by which a project is to have its land, begin building and operate: as first committed, adjusted, extended."""

    label = Text("Tiến độ cam kết của dự án", "Schedule set")
    longest_ahead = DECIDED
    basis = SCHEDULE_BASIS
    sheet_titles = ("tiến độ thực hiện dự án", "tiến độ dự án", "gia hạn tiến độ", "giãn tiến độ")
    headings = {
        "land_by": ("hạn giao đất", "thời gian nhận đất", "hoàn thành thủ tục đất đai"),
        "construction_by": ("hạn khởi công", "thời gian khởi công", "khởi công"),
        "operation_by": ("hạn hoàn thành", "thời gian hoàn thành", "thời gian đi vào hoạt động", "đưa vào hoạt động"),
    }

    occasion: Annotated[Literal["committed", "adjusted", "extended"], Choices(OCCASIONS, OCCASION_WORDS)] = labelled(
        "lần đầu hay gia hạn", "occasion", default="committed"
    )
    land_by: Day | None = labelled("nhận đất chậm nhất ngày", "land by", default=None)
    construction_by: Day | None = labelled("khởi công chậm nhất ngày", "building begun by", default=None)
    operation_by: Day | None = labelled("đi vào hoạt động chậm nhất ngày", "in operation by", default=None)

    @model_validator(mode="after")
    def _names_a_day(self) -> Self:
        if not any(day for _, day in self.days()):
            raise ValueError("cần ít nhất một mốc tiến độ / give at least one date of the schedule")
        return self

    def puts_on_record(self) -> Iterable[Ground]:
        """The project's schedule."""
        yield self.schedule

    def rests_on(self) -> Iterable[Ground]:
        """Where it is adjusted or extended, on what was committed."""
        if self.occasion != "committed":
            yield self.schedule

    def days(self) -> list[tuple[DutyKind, date | None]]:
        """Each milestone with the day by which it is to be reached; None where nothing is said of it."""
        return list(zip(SCHEDULED, (self.land_by, self.construction_by, self.operation_by), strict=True))

    def duty_steps(self) -> Iterable[DutyStep]:
        """Each milestone is to be reached by its day."""
        return (self.begins(kind, day) for kind, day in self.days() if day is not None)


class CapitalScheduled(ScheduleEvent):
    """How much of its capital a project is to have spent, in all, by the end of a year."""

    label = Text("Tiến độ thực hiện vốn", "Capital scheduled")
    longest_ahead = DECIDED
    basis = SCHEDULE_BASIS
    sheet_titles = ("tiến độ góp vốn", "tiến độ vốn", "kế hoạch vốn theo năm")

    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] = labelled("năm", "year", unit="year")
    capital: Amount = labelled(
        "vốn thực hiện lũy kế đến hết năm", "capital to be spent by the year's end", unit="money"
    )

    def duty_steps(self) -> Iterable[DutyStep]:
        """So much is to be spent by the year's end."""
        goal = Goal(self.capital.currency, self.capital.amount)
        detail = Text(f"năm {self.year}", f"{self.year}")
        yield self.begins(DutyKind.CAPITAL, date(self.year, 12, 31), str(self.year), goal=goal, detail=detail)


class ScheduleReached(ScheduleEvent):
    """A project has taken over its land, or begun to build."""

    label = Text("Thực tế nhận đất, khởi công", "Schedule reached")
    submitters = frozenset({Submitter.ENTERPRISE})
    sheet_titles = ("thực tế tiến độ", "mốc tiến độ đạt được")

    stage: Annotated[Literal["land", "construction"], Choices(MILESTONES, MILESTONE_WORDS)] = labelled(
        "mốc", "milestone"
    )

    def key(self) -> str:
        """A milestone is reached once."""
        return f"{self.code}|{self.project}|{self.stage}"

    def check(self, view: View) -> None:
        """Once only, by a project in force."""
        super().check(view)
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=MILESTONES[self.stage], event=f"{view.book.code}/{holder[0]}")

    def duty_steps(self) -> Iterable[DutyStep]:
        """The milestone is reached, and with it what was promised of it."""
        return milestone_done(self.subject, self.stage, self.effective_on)


class ScheduleLetter(ScheduleEvent):
    """The authority urges an investor in writing to keep the schedule, and may ask for an answer."""

    label = Text("Văn bản đôn đốc tiến độ", "Letter of urging")
    sheet_titles = ("văn bản đôn đốc", "đôn đốc tiến độ")

    content: Words = labelled("nội dung", "content", default="")
    answer_by: LaterDay | None = labelled("trả lời chậm nhất ngày", "answer by", default=None)

    def rests_on(self) -> Iterable[Ground]:
        """On the schedule that is to be kept."""
        yield self.schedule

    def duty_steps(self) -> Iterable[DutyStep]:
        """The investor is to answer by the day."""
        if self.answer_by is not None:
            yield self.begins(DutyKind.ANSWER, self.answer_by, self.effective_on.isoformat())


class ScheduleCommitment(ScheduleEvent):
    """An investor answers, and undertakes to reach a milestone by a day; the schedule itself is not changed by it."""

    label = Text("Cam kết của nhà đầu tư", "Commitment to the schedule")
    submitters = frozenset({Submitter.ENTERPRISE})
    sheet_titles = ("cam kết tiến độ",)

    stage: Annotated[Literal["land", "construction", "operation"], Choices(MILESTONES, MILESTONE_WORDS)] = labelled(
        "mốc", "milestone"
    )
    promised_by: LaterDay = labelled("cam kết xong trước hoặc trong ngày", "undertaken by")

    def rests_on(self) -> Iterable[Ground]:
        """On the schedule that is not changed by it."""
        yield self.schedule

    def duty_steps(self) -> Iterable[DutyStep]:
        """Letters are answered; the milestone is to be reached by the day undertaken."""
        yield DutyStep(DutyAct.DONE, self.effective_on, self.subject, DutyKind.ANSWER, None)
        yield self.begins(DutyKind.COMMITMENT, self.promised_by, self.stage, detail=MILESTONES[self.stage])


class ScheduleSanction(ScheduleEvent):
    """A measure is taken against a project that fell behind: a fine, a warning, a stop."""

    label = Text("Xử lý dự án chậm tiến độ", "Sanction for slowness")
    sheet_titles = ("xử phạt chậm tiến độ", "xử lý chậm tiến độ")

    sanction: Annotated[Literal["fine", "warning", "stop", "other"], Choices(SANCTIONS, ANOTHER)] = labelled(
        "biện pháp", "sanction"
    )
    fine: Amount | None = labelled("số tiền phạt", "fine", unit="money", default=None)
    comply_by: LaterDay | None = labelled("chấp hành chậm nhất ngày", "comply by", default=None)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The investor is to comply by the day; `duty_done` says that he has."""
        if self.comply_by is not None:
            detail = SANCTIONS[self.sanction]
            yield self.begins(DutyKind.SANCTION, self.comply_by, self.effective_on.isoformat(), detail=detail)
