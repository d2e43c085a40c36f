"""Duties of other kinds: a permit to renew, a cluster of before 2009 to regularise, a task given by a leader; and that they are done."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from parkledger.catalogue.parameters import DatedValue, parameter
from parkledger.duties import DayCount, DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Obliged, TermLength
from parkledger.language import Text, closest
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import DutyNameless, DutyUndated, EventTwice, TaskUnknown
from parkledger.ledger.events.base import (
    DECIDED,
    Choices,
    Day,
    Event,
    EventGroup,
    PlaceRef,
    ProjectRef,
    Words,
    ZoneRef,
    labelled,
)
from parkledger.ledger.events.dossiers import DAY_COUNTS, TermDays

GIVEN = {kind.value: kind.label for kind in (DutyKind.TASK, DutyKind.PERMIT, DutyKind.REGULARISATION)}
CLOSED = GIVEN | {kind.value: kind.label for kind in (DutyKind.ANSWER, DutyKind.SANCTION)}


class DutyEvent(Event):
    """Something about a duty of a zone, a project, or the book's place."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.DUTIES
    is_of_territory: ClassVar[bool] = True

    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)
    project: ProjectRef | None = labelled("dự án", "project", default=None)
    place: PlaceRef | None = labelled("đơn vị hành chính", "administrative unit", default=None)
    task: Words = labelled("mã hoặc tên việc", "code or name of the task", default="")

    def completions(self, view: View) -> dict[str, object]:
        """With the place of the book, where nothing else is named."""
        changes = super().completions(view)
        if self.zone or self.project:
            return changes
        return {"place": view.book.place} | changes

    @property
    def subject(self) -> DutySubject:
        """What the duty is about."""
        if self.project:
            return DutySubject("project", self.project)
        return DutySubject("zone", self.zone) if self.zone else DutySubject("place", self.place or "")


class DutySet(DutyEvent):
    """Something is to be done by a day, or within a term: a task given, a permit to renew, a cluster to regularise.

    Given again under the same name, its terms are set anew.
    """

    label = Text("Giao việc, đặt thời hạn", "Duty set")
    longest_ahead = DECIDED
    sheet_titles = ("nhiệm vụ được giao", "theo dõi nhiệm vụ", "giấy phép sắp hết hạn")
    headings = {
        "due_by": ("hạn hoàn thành", "thời hạn hoàn thành", "ngày hết hạn"),
        "task": ("tên nhiệm vụ", "nhiệm vụ", "nội dung công việc"),
        "ground": ("văn bản giao", "căn cứ giao việc"),
        "unit": ("đơn vị thực hiện", "phòng chủ trì"),
    }

    duty: Annotated[Literal["task", "permit", "regularisation"], Choices(GIVEN)] = labelled(
        "loại việc", "kind of duty", default="task"
    )
    obliged: Obliged = labelled("ai phải làm", "who is to do it", default=Obliged.OFFICE)
    unit: Words = labelled("phòng chủ trì", "section in charge", default="")
    due_by: Day | None = labelled("xong chậm nhất ngày", "due by", default=None)
    term_days: TermDays | None = labelled("hoặc trong thời hạn", "or within a term", default=None)
    term_unit: Annotated[Literal["days", "working_days"], DAY_COUNTS] = labelled(
        "thời hạn tính theo", "term counted in", default="working_days"
    )
    ground: Words = labelled("căn cứ", "ground", default="")

    @model_validator(mode="after")
    def _due_once(self) -> Self:
        if self.due_by is not None and self.term_days is not None:
            raise ValueError("ghi ngày đến hạn hoặc thời hạn, không ghi cả hai / give a due day or a term, not both")
        return self

    def check(self, view: View) -> None:
        """What is done is not set again under the same name; somebody must be able to tell what is to be done, and by when."""
        if not view.exported:
            if DutyKind(self.duty) is DutyKind.TASK and not self.task.strip():
                raise DutyNameless
            if self.due_by is None and self.term_days is None and self._legal_day() is None:
                raise DutyUndated(task=self.task.strip() or GIVEN[self.duty])
        done = f"duty_done|{'|'.join(self.subject)}|{self.duty}|{self.task}"
        if holder := view.names.holder(done):
            raise EventTwice(what=Text(self.task, self.task), event=f"{view.book.code}/{holder[0]}")

    def duty_steps(self) -> Iterable[DutyStep]:
        """Whoever is obliged is to do it; a cluster of before 2009 by the day of the decree, unless another is given."""
        legal = self._legal_day()
        day = legal.value if legal is not None and isinstance(legal.value, date) else self.due_by
        terms = DutyTerms(
            self.obliged,
            due_on=day,
            term=TermLength(self.term_days, DayCount(self.term_unit)) if self.term_days is not None else None,
            basis=self.ground or (legal.basis if legal else ""),
            verified=legal.verified if legal and not self.ground else None,
            detail=Text(self.task, self.task) if self.task.strip() else None,
            unit=self.unit,
        )
        yield DutyStep(DutyAct.OPEN, self.effective_on, self.subject, DutyKind(self.duty), self.task, terms)

    def _legal_day(self) -> DatedValue | None:
        if self.duty != "regularisation" or self.due_by is not None or self.term_days is not None:
            return None
        return parameter("cluster.pre2009.regularisation_deadline").on(self.effective_on)


class DutyDone(DutyEvent):
    """A duty is done: a task, a permit renewed, a letter answered, a sanction complied with. Without a task's name, all of
    the kind that had begun."""

    label = Text("Hoàn thành việc phải làm", "Duty done")
    sheet_titles = ("việc đã hoàn thành", "nhiệm vụ đã hoàn thành")

    duty: Annotated[Literal["task", "permit", "regularisation", "answer", "sanction"], Choices(CLOSED)] = labelled(
        "loại việc", "kind of duty", default="task"
    )

    def key(self) -> str | None:
        """A duty that is named is done once."""
        if not self.task.strip():
            return None
        return f"{self.code}|{'|'.join(self.subject)}|{self.duty}|{self.task}"

    def check(self, view: View) -> None:
        """Where it is named, something that was begun; once only. A journal that was exported is taken as it is."""
        key = self.key()
        if key is None:
            return
        if holder := view.names.holder(key):
            raise EventTwice(what=Text(self.task, self.task), event=f"{view.book.code}/{holder[0]}")
        if not view.exported and not view.names.has_begun(self.subject, DutyKind(self.duty), self.task):
            begun = view.names.begun(self.subject, DutyKind(self.duty))
            nearest = closest(self.task, begun) or begun[:3] or ["—"]
            raise TaskUnknown(task=self.task, book=view.book.code, nearest=nearest)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is done."""
        yield DutyStep(DutyAct.DONE, self.effective_on, self.subject, DutyKind(self.duty), self.task or None)
