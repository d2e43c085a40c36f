"""Environment: permits and their renewal, works in trial and in operation, monitoring stations, results of waste water, incidents."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from parkledger.catalogue.discharge import DischargeLimit, LimitColumn, Pollutant, discharge_limit
from parkledger.catalogue.emissions import Emission, emission_limit
from parkledger.catalogue.parameters import DatedValue, ParameterUnit, parameter
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutyTerms
from parkledger.duties.calendar import working_day_from
from parkledger.language import Labelled, Text, months_later
from parkledger.ledger.book.postings import Claim, Key
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import (
    CourseUnknown,
    EventTwice,
    MonitoringEmpty,
    PermitShortened,
    StationOfAnother,
    WorksCounted,
)
from parkledger.ledger.events.base import (
    ANOTHER,
    DECIDED,
    Choices,
    Count,
    Day,
    EventGroup,
    Facility,
    LaterDay,
    Named,
    Submitter,
    Words,
    labelled,
    stands,
)
from parkledger.ledger.events.courses import Course, CourseCode, CourseEvent, CourseName, course_of, in_order
from parkledger.ledger.events.sites import SiteEvent, SiteStep

PERMIT_KINDS = {
    "permit": Text("giấy phép môi trường", "environmental permit"),
    "component": Text("giấy phép thành phần (xả thải, chất thải nguy hại …)", "permit of one component"),
    "appraisal": Text("phê duyệt báo cáo đánh giá tác động môi trường", "approval of an impact assessment"),
    "registration": Text("đăng ký môi trường", "registration"),
}
PERMIT_ENDS = {
    "expired": Text("hết hạn, không cấp lại", "expired"),
    "replaced": Text("thay bằng giấy phép khác", "replaced by another permit"),
    "revoked": Text("thu hồi, tước quyền sử dụng", "revoked"),
}
INCIDENT_KINDS = {
    "waste_water": Text("nước thải", "waste water"),
    "emission": Text("khí thải", "emission"),
    "solid_waste": Text("chất thải rắn, chất thải nguy hại", "solid or hazardous waste"),
    "chemical": Text("hóa chất", "chemicals"),
    "other": Text("sự cố khác", "another incident"),
}
MEDIA = {
    "waste_water": Text("nước thải", "waste water"),
    "emission": Text("khí thải", "emission"),
    "air": Text("không khí xung quanh", "ambient air"),
}
PERMIT, WORKS = (
    Text("giấy phép", "permit"),
    Text("công trình đang vận hành thử nghiệm hoặc vận hành", "works in operation"),
)
STATION, INCIDENT = Text("trạm quan trắc", "monitoring station"), Text("sự cố", "incident")
MEMORY_BASIS = "Luật Bảo vệ môi trường 72/2020/QH14; Nghị định 08/2022/NĐ-CP (chưa xác minh điều khoản)"


def days_of(code: str, on: date) -> tuple[int, DatedValue] | None:
    """The days that a parameter of law gives on a day, with the dated value; None before there was one."""
    dated = parameter(code).on(on)
    return (int(dated.value), dated) if dated is not None and isinstance(dated.value, Fraction) else None


def end_of_term(code: str, start: date) -> tuple[date, DatedValue] | None:
    """The last day of a term of law, in days or months, that runs from a day; None before there was one."""
    dated = parameter(code).on(start)
    return (_shifted(code, dated, start, 1), dated) if dated is not None else None


def notice_before(code: str, end: date) -> tuple[date, DatedValue] | None:
    """The last day on which notice is given in time before an end, by the law in force when it is due; None where there was none.

    A decree that came into force after the day that it would ask for, though before the end, does not ask for it: the notice is then due by
    the decree before, even where its own day falls into the time of the new one.
    """
    law = parameter(code)
    last = law.on(end)
    if last is None:
        return None
    due = _shifted(code, last, end, -1)
    then = law.on(due) or last
    return _shifted(code, then, end, -1), then


def _shifted(code: str, dated: DatedValue, day: date, sign: int) -> date:
    """A day by a term of law earlier or later: by calendar months, else by days."""
    number = sign * int(dated.value) if isinstance(dated.value, Fraction) else 0
    return months_later(day, number) if parameter(code).unit is ParameterUnit.MONTHS else day + timedelta(days=number)


@dataclass
class PermitCourse(Course):
    """A permit by its steps until a day: granted, valid until a day, ended."""

    granted: "EnvironmentalPermitGranted | None" = None
    valid_until: date | None = None
    ended: "EnvironmentalPermitEnded | None" = None


class PermitEvent(SiteStep):
    """A step of one environmental permit."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = PermitCourse
    group: ClassVar[EventGroup] = EventGroup.ENVIRONMENT
    basis: ClassVar[str] = MEMORY_BASIS
    number_field = "permit"
    headings = {"permit": ("số giấy phép môi trường", "số GPMT", "số giấy phép", "giấy phép môi trường")}

    permit: Annotated[CourseCode, Named("permit")] = labelled("số giấy phép", "permit number")

    @property
    def course(self) -> CourseName:
        """The permit."""
        return ("permit", self.permit)

    def take(self, so_far: PermitCourse) -> None:
        """Add the step to its permit; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.granted)
        if so_far.ended is not None:
            raise self.after_end(so_far.ended)

    def require_granted(self, so_far: PermitCourse) -> None:
        """Refuse what comes before the permit was granted."""
        if so_far.granted is None:
            raise self.unknown(so_far.book, PERMIT, self.permit, "permit")

    def renewal(self, valid_until: date) -> DutyStep:
        """That the permit is to be renewed so many days before it expires."""
        due_on, dated = notice_before("environment.permit.renewal_notice", valid_until) or (valid_until, None)
        terms = DutyTerms(
            self.obliged,
            due_on=due_on,
            basis=dated.basis if dated else "",
            verified=dated.verified if dated else None,
            detail=Text(self.permit, self.permit),
            about=self.about,
        )
        return self.step(DutyAct.OPEN, DutyKind.PERMIT, self.permit, terms=terms)


class EnvironmentalPermitGranted(PermitEvent):
    """An environmental permit is granted to a zone's developer or a project; where it expires, it is to be renewed before."""

    label = Text("Cấp giấy phép môi trường", "Environmental permit granted")
    longest_ahead = DECIDED
    sheet_titles = ("giấy phép môi trường", "GPMT", "hồ sơ môi trường")
    headings = {
        "effective_on": ("ngày cấp", "ngày cấp phép", "ngày cấp giấy phép"),
        "valid_until": ("có giá trị đến", "thời hạn giấy phép", "ngày hết hạn"),
        "authority": ("cơ quan cấp phép",),
    }

    kind: Annotated[Literal["permit", "component", "appraisal", "registration"], Choices(PERMIT_KINDS)] = labelled(
        "loại giấy phép", "kind of permit", default="permit"
    )
    own_headings = frozenset({"kind"})
    authority: Words = labelled("cơ quan cấp", "authority", default="")
    valid_until: Day | None = labelled("có giá trị đến hết ngày", "valid until", default=None)
    discharge_m3: Count | None = labelled("lưu lượng xả được phép", "discharge permitted", unit="m3/day", default=None)

    def take(self, so_far: PermitCourse) -> None:
        """Granted once, until a day after that."""
        super().take(so_far)
        if so_far.granted is not None:
            raise self.twice(so_far.granted)
        if self.valid_until is not None and self.valid_until <= self.effective_on:
            raise PermitShortened(permit=self.permit, until=self.valid_until, before=self.effective_on)
        so_far.granted, so_far.valid_until = self, self.valid_until

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be renewed in time."""
        if self.valid_until is not None:
            yield self.renewal(self.valid_until)


class EnvironmentalPermitRenewed(PermitEvent):
    """A permit is granted anew, or extended, under the same number; it is to be renewed once more before its new end."""

    label = Text("Cấp lại, gia hạn giấy phép môi trường", "Environmental permit renewed")
    longest_ahead = DECIDED
    sheet_titles = ("gia hạn giấy phép", "cấp lại giấy phép")
    rank = 2
    headings = {"valid_until": ("có giá trị đến", "gia hạn đến")}

    valid_until: Day = labelled("có giá trị đến hết ngày", "valid until")

    def take(self, so_far: PermitCourse) -> None:
        """Of a permit that was granted, until a later day."""
        super().take(so_far)
        self.require_granted(so_far)
        before = max(so_far.valid_until or self.effective_on, self.effective_on)
        if self.valid_until <= before:
            raise PermitShortened(permit=self.permit, until=self.valid_until, before=before)
        so_far.valid_until = self.valid_until

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is renewed, and is to be again."""
        yield self.step(DutyAct.DONE, DutyKind.PERMIT, self.permit)
        yield self.renewal(self.valid_until)


class EnvironmentalPermitEnded(PermitEvent):
    """A permit holds no more: it expired, was replaced or revoked."""

    label = Text("Giấy phép môi trường hết hiệu lực", "Environmental permit ended")
    sheet_titles = ("giấy phép hết hiệu lực", "thu hồi giấy phép môi trường")
    rank = 3

    reason: Annotated[Literal["expired", "replaced", "revoked"], Choices(PERMIT_ENDS)] = labelled(
        "lý do", "reason", default="expired"
    )

    def take(self, so_far: PermitCourse) -> None:
        """Of a permit that was granted, once."""
        super().take(so_far)
        self.require_granted(so_far)
        so_far.ended = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is nothing to renew."""
        yield self.step(DutyAct.LAPSE, DutyKind.PERMIT, self.permit)


@dataclass
class WorksCourse(Course):
    """The waste treatment works of one site by their steps until a day: which are in trial, which in operation since when."""

    first: "WorksEvent | None" = None
    trial: "dict[str, WorksTrialStarted]" = field(default_factory=dict)
    operating: "dict[str, WorksOperating]" = field(default_factory=dict)


class WorksEvent(SiteStep):
    """A step of the waste treatment works of one site. Those of a zone are its central waste-water works."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = WorksCourse
    group: ClassVar[EventGroup] = EventGroup.ENVIRONMENT
    basis: ClassVar[str] = MEMORY_BASIS
    number_field = "facility"
    submitters: ClassVar[frozenset[Submitter]] = frozenset({Submitter.OPERATOR})
    headings = {"facility": ("tên công trình", "công trình xử lý", "công trình bảo vệ môi trường")}

    facility: Facility = labelled("mã hoặc tên công trình", "works")
    capacity: Count | None = labelled(
        "công suất xử lý nước thải từ ngày này (để trống: theo sổ; dừng thì không còn)",
        "waste-water capacity from the day on (empty: by the book; none of what stops)",
        unit="m3/day",
        default=None,
    )

    def completions(self, view: View) -> dict[str, Any]:
        """With what becomes of the capacity that is on record. What was recorded once is loaded as it was."""
        changes = super().completions(view)
        if self.capacity is not None or not self.zone or self.project or view.exported:
            return changes
        return changes | {"capacity": self._with(changes).capacity_by_book(view)}

    def capacity_by_book(self, view: View) -> int | None:
        """The capacity that the works have from the day on, where that is another than on record; works that were stopped have
        the one again that they had before.
        """
        before = [step for step in before_or_on(view, self) if step.facility == self.facility]
        if not before or not isinstance(before[-1], WorksStopped) or before[-1].capacity != 0:
            return None
        standing = [held[0] for on, held in view.register.steps(self.capacity_series(view)) if on <= self.effective_on]
        return next((held for held in reversed(standing) if held), None) if standing and not standing[-1] else None

    def capacity_series(self, view: View) -> Key:
        """The series of their capacity, as of the facility of their name."""
        return view.zone_key("wastewater.capacity", view.find_zone(str(self.zone)), detail=self.facility)

    def claims(self, view: View) -> Iterable[Claim]:
        """The capacity of works of a zone that has not ended."""
        zone = view.find_zone(self.zone) if self.zone and not self.project else None
        if zone is not None and self.capacity is not None and not has_ended(zone, self.effective_on):
            yield stands(self.capacity_series(view), self.capacity, self.effective_on)

    @property
    def course(self) -> CourseName:
        """The works of the site."""
        return ("works", self.project or "", "" if self.project else self.zone or "")

    def add_to(self, so_far: WorksCourse) -> None:
        """Add the step to the works of its site."""
        self.refuse_elsewhere(so_far.first)
        so_far.first = so_far.first or self
        super().add_to(so_far)

    def take(self, so_far: WorksCourse) -> None:
        """Add the step to the works of its site; refused where it cannot come there."""


class WorksTrialStarted(WorksEvent):
    """Works begin trial operation, to be ended by a day; where none is given, within the longest term of the law."""

    label = Text("Vận hành thử nghiệm công trình xử lý chất thải", "Trial operation of works started")
    sheet_titles = ("vận hành thử nghiệm",)
    headings = {"trial_until": ("kết thúc thử nghiệm", "thử nghiệm đến ngày")}

    trial_until: LaterDay | None = labelled("kết thúc chậm nhất ngày", "to be ended by", default=None)

    def take(self, so_far: WorksCourse) -> None:
        """Of works that are neither in trial nor in operation."""
        for before in (so_far.trial.get(self.facility), so_far.operating.get(self.facility)):
            if before is not None:
                raise self.after_end(before)
        so_far.trial[self.facility] = self

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The trial is to be ended."""
        law = end_of_term("environment.trial.longest", self.effective_on) if self.trial_until is None else None
        terms = DutyTerms(
            self.obliged,
            due_on=working_day_from(law[0]) if law else self.trial_until,
            basis=law[1].basis if law else "",
            verified=law[1].verified if law else None,
            detail=Text(self.facility, self.facility),
            about=self.about,
        )
        yield self.step(DutyAct.OPEN, DutyKind.TRIAL, self.facility, terms=terms)


class WorksOperating(WorksEvent):
    """Works are put into official operation, after a trial or without one on record."""

    label = Text("Vận hành chính thức công trình xử lý chất thải", "Works in operation")
    sheet_titles = ("vận hành chính thức", "xác nhận công trình bảo vệ môi trường")
    rank = 2

    def take(self, so_far: WorksCourse) -> None:
        """Of works that are not in operation."""
        if before := so_far.operating.get(self.facility):
            raise self.twice(before)
        so_far.trial.pop(self.facility, None)
        so_far.operating[self.facility] = self

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """The zone has central waste-water works in operation."""
        yield from super().claims(view)
        if self.zone and not self.project:
            key = view.zone_key("zones.wastewater_treatment", view.zone(self.zone, self.effective_on))
            yield stands(key, 1, self.effective_on)

    def duty_steps(self) -> Iterable[DutyStep]:
        """A trial is ended."""
        yield self.step(DutyAct.DONE, DutyKind.TRIAL, self.facility)


class WorksStopped(WorksEvent):
    """Works stop for good, or their trial is broken off."""

    label = Text("Dừng vận hành công trình xử lý chất thải", "Works stopped")
    sheet_titles = ("dừng vận hành",)
    rank = 3

    remaining: Count | None = labelled(
        "số công trình còn vận hành (để trống: tính theo sổ)",
        "works still in operation (empty: by the book)",
        default=None,
    )

    def capacity_by_book(self, view: View) -> int | None:
        """None any more, where they had one."""
        return 0 if view.register.value(self.capacity_series(view), self.effective_on)[0] else None

    def completions(self, view: View) -> dict[str, Any]:
        """With how many other works of the site are in operation."""
        changes = super().completions(view)
        if self.remaining is not None:
            return changes
        so_far = course_of(WorksCourse, before_or_on(view, self._with(changes)), view.book.code)
        return changes | {"remaining": len(so_far.operating.keys() - {self.facility})}

    def take(self, so_far: WorksCourse) -> None:
        """Of works in trial or in operation, with as many others in operation as are."""
        if self.facility not in so_far.trial and self.facility not in so_far.operating:
            raise self.unknown(so_far.book, WORKS, self.facility, "facility")
        so_far.trial.pop(self.facility, None)
        so_far.operating.pop(self.facility, None)
        if self.remaining is not None and self.remaining != len(so_far.operating):
            raise WorksCounted(
                facility=self.facility, said=self.remaining, count=len(so_far.operating), on=self.effective_on
            )

    def claims(self, view: View) -> Iterable[Claim]:
        """The zone has works in operation only where others are; a zone that has ended has none."""
        yield from super().claims(view)
        zone = view.find_zone(self.zone) if self.zone and not self.project else None
        if zone is not None and not has_ended(zone, self.effective_on):
            key = view.zone_key("zones.wastewater_treatment", zone)
            yield stands(key, 1 if self.remaining else 0, self.effective_on)

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is no trial to end."""
        yield self.step(DutyAct.LAPSE, DutyKind.TRIAL, self.facility)


def has_ended(zone: ZoneState, on: date) -> bool:
    """Whether a zone had ended by a day."""
    return zone.ended_on is not None and on >= zone.ended_on


def before_or_on(view: View, event: CourseEvent) -> list[Any]:
    """The steps on record of an event's course that come before it, or on its day."""
    known = view.names.course(event.course)
    return [step for step in in_order(known) if step.effective_on <= event.effective_on]


@dataclass
class StationCourse(Course):
    """A monitoring station by its steps until a day."""

    commissioned: "StationCommissioned | None" = None
    connected: "StationConnected | None" = None
    closed: "StationClosed | None" = None


class StationEvent(SiteStep):
    """A step of one automatic monitoring station."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = StationCourse
    group: ClassVar[EventGroup] = EventGroup.ENVIRONMENT
    basis: ClassVar[str] = "Luật Bảo vệ môi trường 2020, Điều 111; Nghị định 08/2022/NĐ-CP, Điều 97"
    number_field = "station"
    headings = {"station": ("mã trạm", "tên trạm", "trạm quan trắc", "trạm quan trắc tự động")}

    station: Annotated[CourseCode, Named("station")] = labelled("mã trạm quan trắc", "station code")

    @property
    def course(self) -> CourseName:
        """The station."""
        return ("station", self.station)

    def take(self, so_far: StationCourse) -> None:
        """Add the step to its station; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.commissioned)
        if so_far.closed is not None:
            raise self.after_end(so_far.closed)

    def require_commissioned(self, so_far: StationCourse) -> None:
        """Refuse what comes before the station was commissioned."""
        if so_far.commissioned is None:
            raise self.unknown(so_far.book, STATION, self.station, "station")

    def connection(self, due_on: date | None) -> DutyStep:
        """That the station is to send its data by a day."""
        terms = DutyTerms(self.obliged, due_on=due_on, detail=Text(self.station, self.station), about=self.about)
        return self.step(DutyAct.OPEN, DutyKind.CONNECTION, self.station, terms=terms)


class StationCommissioned(StationEvent):
    """An automatic, continuous monitoring station is put into use; it is to send its data to the environment agency."""

    label = Text("Đưa trạm quan trắc tự động vào hoạt động", "Monitoring station commissioned")
    sheet_titles = ("trạm quan trắc", "quan trắc tự động")
    headings = {
        "medium": ("loại trạm", "đối tượng quan trắc"),
        "connect_by": ("hạn kết nối", "kết nối trước ngày"),
        "effective_on": ("ngày vận hành", "ngày lắp đặt"),
    }

    medium: Annotated[Literal["waste_water", "emission", "air"], Choices(MEDIA)] = labelled(
        "quan trắc", "what is monitored", default="waste_water"
    )
    connect_by: LaterDay | None = labelled("kết nối chậm nhất ngày", "to be connected by", default=None)

    def take(self, so_far: StationCourse) -> None:
        """Commissioned once."""
        super().take(so_far)
        if so_far.commissioned is not None:
            raise self.twice(so_far.commissioned)
        so_far.commissioned = self

    def check(self, view: View) -> None:
        """The project must be in force on the day, the zone not have ended."""
        super().check(view)
        self.check_standing(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """One station more."""
        yield self.held(view, "stations.operating", 1, self.station)
        yield self.held(view, "stations.connected", 0, self.station)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be connected."""
        yield self.connection(self.connect_by)


class StationConnected(StationEvent):
    """A station sends its data to the environment agency of the province."""

    label = Text("Kết nối trạm quan trắc với cơ quan môi trường", "Monitoring station connected")
    sheet_titles = ("kết nối truyền dữ liệu", "kết nối quan trắc")
    rank = 2

    def take(self, so_far: StationCourse) -> None:
        """Of a station in use that is not connected."""
        super().take(so_far)
        self.require_commissioned(so_far)
        if so_far.connected is not None:
            raise self.twice(so_far.connected)
        so_far.connected = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One more is connected."""
        yield self.held(view, "stations.connected", 1, self.station)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is connected."""
        yield self.step(DutyAct.DONE, DutyKind.CONNECTION, self.station)


class StationDisconnected(StationEvent):
    """A station's data are lost; it is to be connected again."""

    label = Text("Trạm quan trắc mất kết nối", "Monitoring station disconnected")
    sheet_titles = ("mất kết nối",)
    rank = 3

    connect_by: LaterDay | None = labelled("kết nối lại chậm nhất ngày", "to be connected again by", default=None)

    def take(self, so_far: StationCourse) -> None:
        """Of a station that is connected."""
        super().take(so_far)
        if so_far.connected is None:
            raise self.unknown(so_far.book, StationConnected.label, self.station, "station")
        so_far.connected = None

    def claims(self, view: View) -> Iterable[Claim]:
        """One fewer is connected."""
        yield self.held(view, "stations.connected", 0, self.station)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be connected again."""
        yield self.connection(self.connect_by)


class StationClosed(StationEvent):
    """A station is taken out of use."""

    label = Text("Dừng trạm quan trắc", "Monitoring station closed")
    sheet_titles = ("dừng trạm quan trắc",)
    rank = 4

    def take(self, so_far: StationCourse) -> None:
        """Of a station in use."""
        super().take(so_far)
        self.require_commissioned(so_far)
        so_far.closed = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One station fewer, connected or not."""
        yield self.held(view, "stations.operating", 0, self.station)
        yield self.held(view, "stations.connected", 0, self.station)

    def duty_steps(self) -> Iterable[DutyStep]:
        """There is nothing to connect."""
        yield self.step(DutyAct.LAPSE, DutyKind.CONNECTION, self.station)


Concentration = Annotated[Decimal, Field(ge=0, le=10**6, decimal_places=6)]
SAMPLINGS = {
    "automatic": Text("quan trắc tự động (trung bình ngày)", "automatic, mean of the day"),
    "periodic": Text("quan trắc định kỳ", "periodic sample"),
    "inspection": Text("mẫu của cơ quan kiểm tra", "sample of an inspection"),
}


EXCEEDED = labelled(
    "số thông số vượt giới hạn (để trống: tính theo quy chuẩn)",
    "parameters outside their limits (empty: by the standard)",
    default=None,
)


NO_COLUMN = Text(
    "không ghi cột; giới hạn lấy theo cột A, chặt hơn cột B",
    "no column given; the limits are those of column A, stricter than B",
)


def _measured(vi: str, en: str, unit: str = "mg/l") -> Any:
    return labelled(f"{vi} ({unit})" if unit else vi, f"{en} ({unit})" if unit else en, default=None)


class SampleResult(SiteEvent):
    """What was measured on a day at a station or sampling point, against the limits of the standard.

    How many parameters are outside their limits is worked out by the standard of the day and the column given, and kept with
    the event; where a permit sets limits of its own, it is given.
    """

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.ENVIRONMENT
    submitters: ClassVar[frozenset[Submitter]] = frozenset({Submitter.OPERATOR})
    headings = {
        "effective_on": ("ngày lấy mẫu", "ngày quan trắc", "thời gian lấy mẫu"),
        "point": ("điểm lấy mẫu", "vị trí lấy mẫu", "trạm"),
        "column": (
            "quy chuẩn",
            "cột quy chuẩn",
            "cột áp dụng",
            "cột QCVN",
            "cột",
            "theo cột",
            "cột A/B",
            "quy chuẩn, cột",
        ),
        "exceeded": ("số thông số vượt", "số chỉ tiêu vượt"),
    }
    counted_as: ClassVar[str]
    """The measures of its samples: how many, and how many outside their limits."""
    media: ClassVar[frozenset[str]]
    """What the stations monitor of which it may be a result."""
    parameters: ClassVar[type[Labelled]]

    station: Annotated[CourseCode, Named("station")] | None = labelled(
        "mã trạm quan trắc", "station code", default=None
    )
    point: Annotated[str, Field(max_length=80)] = labelled("điểm lấy mẫu", "sampling point", default="")
    sampling: Annotated[Literal["automatic", "periodic", "inspection"], Choices(SAMPLINGS)] = labelled(
        "hình thức quan trắc", "how it was sampled", default="periodic"
    )
    column: LimitColumn | None = labelled("cột của quy chuẩn", "column of the standard", default=None)

    @property
    def number(self) -> str:
        """By its station or point, and its day."""
        return self.station or self.point or super().number

    @property
    def judged_by(self) -> LimitColumn:
        """The column of the standard by which it is judged: the stricter one where none was given, of which that is told."""
        return self.column or LimitColumn.A

    @classmethod
    def assumed(cls, given: AbstractSet[str]) -> Mapping[str, Text]:
        """The column of the standard, where the limits of something measured are others in each."""
        has_columns = any(each.value in given for each in cls.parameters if getattr(each, "has_columns", True))
        return {"column": NO_COLUMN} if has_columns and "column" not in given else {}

    @property
    def values(self) -> Mapping[Any, Fraction]:
        """What was measured, exactly, by the parameters."""
        given = ((each, getattr(self, each.value)) for each in self.parameters)
        return MappingProxyType({each: Fraction(value) for each, value in given if value is not None})

    @abstractmethod
    def limit(self, measured: Any) -> DischargeLimit:
        """The limits of a parameter by the standard of its column and day."""

    @property
    def outside(self) -> tuple[Any, ...]:
        """What is outside the limits of the standard, by its column and day."""
        return tuple(each for each, value in self.values.items() if self.limit(each).is_exceeded(value))

    @property
    def count_outside(self) -> int:
        """How many parameters are outside their limits, as it was given or worked out; the field stands last in each class."""
        return int(getattr(self, "exceeded", None) or 0)

    def site_before(self, view: View) -> SiteEvent | None:
        """The station, whose site is its own."""
        steps: list[SiteEvent] = list(view.names.course(("station", self.station)).values()) if self.station else []
        return steps[0] if steps else None

    def completions(self, view: View) -> dict[str, Any]:
        """With how many parameters are outside their limits."""
        changes = super().completions(view)
        given = getattr(self, "exceeded", None)
        return changes if given is not None else changes | {"exceeded": len(self.outside)}

    def key(self) -> str:
        """One result for a day at a station or point, sampled in one way."""
        site = self.project or self.zone or ""
        where = "|".join((site, self.station or "", self.point, self.sampling))
        return f"{self.code}|{where}|{self.effective_on.isoformat()}"

    def check(self, view: View) -> None:
        """Something was measured, once, at a station in use by then that monitors it."""
        super().check(view)
        if not self.values:
            raise MonitoringEmpty(on=self.effective_on)
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}")
        if self.station:
            self._check_station(view, self.station)

    def _check_station(self, view: View, station: str) -> None:
        steps = [
            step for step in in_order(view.names.course(("station", station))) if step.effective_on <= self.effective_on
        ]
        so_far = course_of(StationCourse, steps, view.book.code)
        if so_far.commissioned is None or so_far.closed is not None:
            unknown = CourseUnknown(book=view.book.code, what=STATION, number=station, on=self.effective_on)
            raise unknown.at_field("station")
        medium = so_far.commissioned.medium
        if medium not in self.media and not view.exported:
            raise StationOfAnother(station=station, medium=MEDIA[medium], result=self.label)

    def claims(self, view: View) -> Iterable[Claim]:
        """One more, and one more outside the limits where any parameter is."""
        yield self.counted(view, f"{self.counted_as}.samples")
        if self.count_outside:
            yield self.counted(view, f"{self.counted_as}.exceeding")


class MonitoringResult(SampleResult):
    """What waste water was measured to be on a day at a station or sampling point, against the limits of the standard.

    How many parameters are outside their limits is worked out by the standard of the day and the column given, and kept with
    the event; where a permit sets limits of its own, it is given.
    """

    label = Text("Kết quả quan trắc nước thải", "Monitoring result")
    basis = "QCVN 40:2011/BTNMT (giá trị chưa đối chiếu văn bản, xem tham số environment.discharge.*)"
    sheet_titles = ("kết quả quan trắc", "quan trắc nước thải", "số liệu quan trắc")
    headings = {
        "ph": ("pH", "độ pH"),
        "cod": ("COD", "COD mg/l"),
        "bod5": ("BOD5", "BOD", "BOD5 mg/l"),
        "tss": ("TSS", "chất rắn lơ lửng", "SS"),
        "nh4": ("NH4", "NH4+", "amoni", "amoni tính theo N"),
        "total_n": ("tổng N", "tổng nitơ", "T-N"),
        "total_p": ("tổng P", "tổng phốt pho", "T-P"),
    }
    counted_as = "monitoring"
    media = frozenset({"waste_water"})
    parameters = Pollutant

    ph: Concentration | None = _measured("pH", "pH", "")
    cod: Concentration | None = _measured("COD", "COD")
    bod5: Concentration | None = _measured("BOD5", "BOD5")
    tss: Concentration | None = _measured("TSS", "TSS")
    nh4: Concentration | None = _measured("amoni, tính theo N", "ammonium, as N")
    total_n: Concentration | None = _measured("tổng N", "total N")
    total_p: Concentration | None = _measured("tổng P", "total P")
    exceeded: Count | None = EXCEEDED

    def limit(self, measured: Pollutant) -> DischargeLimit:
        """The limits of a parameter of waste water."""
        return discharge_limit(measured, self.judged_by, self.effective_on)


class EmissionResult(SampleResult):
    """What waste gas, noise or the air around was measured to be on a day at a stack, station or point, against the limits of the
    standard.

    How many parameters are above their limits is worked out by the standard of the day and, for waste gas, the column given, and
    kept with the event; where a permit sets limits of its own, it is given.
    """

    label = Text("Kết quả quan trắc khí thải, tiếng ồn, không khí", "Emission result")
    basis = (
        "QCVN 19:2009/BTNMT, QCVN 26:2010/BTNMT, QCVN 05:2013, 05:2023/BTNMT "
        "(giá trị chưa đối chiếu văn bản, xem tham số environment.emission.*)"
    )
    sheet_titles = ("quan trắc khí thải", "kết quả quan trắc khí thải", "quan trắc không khí", "quan trắc tiếng ồn")
    headings = {
        "point": ("ống khói", "nguồn thải", "điểm quan trắc"),
        "dust": ("bụi tổng", "bụi", "bụi tổng mg/Nm3"),
        "so2": ("SO2", "SO2 mg/Nm3"),
        "nox": ("NOx", "NOx tính theo NO2", "NO2"),
        "co": ("CO", "CO mg/Nm3"),
        "noise_day": ("tiếng ồn", "tiếng ồn ban ngày", "độ ồn"),
        "noise_night": ("tiếng ồn ban đêm",),
        "air_dust": ("TSP", "bụi lơ lửng", "tổng bụi lơ lửng"),
    }
    counted_as = "emissions"
    media = frozenset({"emission", "air"})
    parameters = Emission

    dust: Concentration | None = _measured("bụi tổng", "total dust", "mg/Nm³")
    so2: Concentration | None = _measured("SO₂", "SO₂", "mg/Nm³")
    nox: Concentration | None = _measured("NOₓ, tính theo NO₂", "NOₓ, as NO₂", "mg/Nm³")
    co: Concentration | None = _measured("CO", "CO", "mg/Nm³")
    noise_day: Concentration | None = _measured("tiếng ồn ban ngày", "noise by day", "dBA")
    noise_night: Concentration | None = _measured("tiếng ồn ban đêm", "noise by night", "dBA")
    air_dust: Concentration | None = _measured("bụi lơ lửng trong không khí", "suspended dust in the air", "µg/m³")
    exceeded: Count | None = EXCEEDED

    def limit(self, measured: Emission) -> DischargeLimit:
        """The limit of a parameter of waste gas, noise or the air around."""
        return emission_limit(measured, self.judged_by, self.effective_on)


@dataclass
class IncidentCourse(Course):
    """An incident by its steps until a day."""

    opened: "EnvironmentalIncidentOpened | None" = None
    ended: "EnvironmentalIncidentEnded | None" = None


class IncidentEvent(SiteStep):
    """A step of one incident."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = IncidentCourse
    group: ClassVar[EventGroup] = EventGroup.ENVIRONMENT
    number_field = "incident"
    headings = {"incident": ("mã sự cố", "số sự cố")}

    incident: Annotated[CourseCode, Named("incident")] = labelled("mã sự cố", "incident code")

    @property
    def course(self) -> CourseName:
        """The incident."""
        return ("incident", self.incident)

    def take(self, so_far: IncidentCourse) -> None:
        """Add the step to its incident; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.opened)
        if so_far.ended is not None:
            raise self.after_end(so_far.ended)


class EnvironmentalIncidentOpened(IncidentEvent):
    """An incident of the environment happens; whoever is responsible is to end it, by a day where one is set."""

    label = Text("Xảy ra sự cố môi trường", "Environmental incident")
    sheet_titles = ("sự cố môi trường",)
    headings = {
        "effective_on": ("ngày xảy ra", "thời điểm xảy ra"),
        "cause": ("loại sự cố",),
        "content": ("diễn biến", "mô tả sự cố"),
    }

    cause: Annotated[
        Literal["waste_water", "emission", "solid_waste", "chemical", "other"], Choices(INCIDENT_KINDS, ANOTHER)
    ] = labelled("loại sự cố", "kind of incident", default="other")
    content: Words = labelled("nội dung", "content", default="")
    end_by: LaterDay | None = labelled("khắc phục xong chậm nhất ngày", "to be ended by", default=None)

    def take(self, so_far: IncidentCourse) -> None:
        """Once under one code."""
        super().take(so_far)
        if so_far.opened is not None:
            raise self.twice(so_far.opened)
        so_far.opened = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One incident more, and one that is not ended."""
        yield self.counted(view, "incidents.opened")
        yield self.held(view, "incidents.open", 1, self.incident)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be ended."""
        kind = INCIDENT_KINDS[self.cause]
        detail = Text(f"{self.incident}, {kind.vi}", f"{self.incident}, {kind.en}")
        terms = DutyTerms(self.obliged, due_on=self.end_by, detail=detail, about=self.about)
        yield self.step(DutyAct.OPEN, DutyKind.INCIDENT, self.incident, terms=terms)


class EnvironmentalIncidentEnded(IncidentEvent):
    """An incident is ended."""

    label = Text("Khắc phục xong sự cố môi trường", "Environmental incident ended")
    sheet_titles = ("khắc phục sự cố",)
    rank = 2

    def take(self, so_far: IncidentCourse) -> None:
        """Of an incident that happened, once."""
        super().take(so_far)
        if so_far.opened is None:
            raise self.unknown(so_far.book, INCIDENT, self.incident, "incident")
        so_far.ended = self

    def claims(self, view: View) -> Iterable[Claim]:
        """It is open no more."""
        yield self.held(view, "incidents.open", 0, self.incident)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is ended."""
        yield self.step(DutyAct.DONE, DutyKind.INCIDENT, self.incident)
