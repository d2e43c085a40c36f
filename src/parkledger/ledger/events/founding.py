"""Dossiers to found, enlarge, adjust, merge or end a zone, by their numbers: proposed, noticed, submitted, checked, appraised, put
forward, decided or withdrawn. How the developer is chosen on the way stands in `developer_choice`.

A dossier says what is asked and what came of it. What the decision does to the zone is another event (`zone_established`,
`area_changed`, `zone_merged`, `zone_revoked`): whether both are on record is told, and neither is refused for want of the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal

from parkledger.catalogue.parameters import DatedValue, ParameterUnit, parameter
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DayCount, DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Obliged, TermLength
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import CourseElsewhere, StepBeforeMissing, ZoneFoundedBefore
from parkledger.ledger.events.base import (
    Choices,
    Enterprise,
    EventGroup,
    Named,
    Words,
    ZoneRef,
    flowed,
    labelled,
    stands,
)
from parkledger.ledger.events.courses import Course, CourseCode, CourseEvent, CourseName, NumberedStep
from parkledger.ledger.events.dossiers import DAY_COUNTS, TermDays
from parkledger.ledger.events.sites import zone_standing

if TYPE_CHECKING:
    from parkledger.ledger.events.developer_choice import CouncilConvened, DeveloperChosen

MATTERS: Final = {
    "found": Text("thành lập", "founding"),
    "enlarge": Text("mở rộng", "enlargement"),
    "adjust": Text("điều chỉnh", "adjustment"),
    "merge": Text("sáp nhập", "merger"),
    "end": Text("bãi bỏ, chấm dứt", "ending"),
}
MatterName = Annotated[Literal["found", "enlarge", "adjust", "merge", "end"], Choices(MATTERS)]
SUBMITTERS: Final = {
    "commune": Text("UBND cấp xã", "commune People's Committee"),
    "district": Text("UBND cấp huyện (đến 30/6/2025)", "district People's Committee (until 30/6/2025)"),
    "developer": Text("nhà đầu tư hạ tầng", "infrastructure investor"),
    "board": Text("Ban Quản lý khu công nghiệp", "Management Board"),
    "department": Text("sở quản lý ngành", "department"),
}
AUTHORITIES: Final = {
    "provincial_committee": Text("UBND cấp tỉnh", "provincial People's Committee"),
    "provincial_chairman": Text("Chủ tịch UBND cấp tỉnh", "chairman of the provincial People's Committee"),
    "prime_minister": Text("Thủ tướng Chính phủ", "Prime Minister"),
}
AuthorityName = Annotated[
    Literal["provincial_committee", "provincial_chairman", "prime_minister"], Choices(AUTHORITIES)
]
CHECKS: Final = {
    "complete": Text("đủ thành phần", "complete"),
    "incomplete": Text("chưa đủ: trả lại để bổ sung", "incomplete: sent back"),
}
FITNESS: Final = {
    "eligible": Text("đủ điều kiện", "eligible"),
    "not_eligible": Text("không đủ điều kiện", "not eligible"),
}
OUTCOMES: Final = {"approved": Text("chấp thuận", "approved"), "refused": Text("không chấp thuận", "refused")}
STEPS_BEFORE: Final = {
    "on_record": Text("đã ghi vào sổ", "on record"),
    "not_on_record": Text("không ghi trong sổ: chỉ biết văn bản này", "not on record: only this paper is known"),
}
STEPS: Final = {
    "notice": Text("thông báo công khai", "public notice"),
    "submission": Text("lập và nộp hồ sơ", "dossier to be submitted"),
    "appraisal": Text("thẩm định", "appraisal"),
    "put_forward": Text("trình cấp có thẩm quyền", "to be put forward"),
    "decision": Text("quyết định", "decision"),
    "on_record": Text("ghi vào sổ việc đã quyết định", "the decision to be put on record"),
}
"""What there is to do with a dossier, by the keys of its duties."""
DOSSIER: Final = Text("hồ sơ thành lập, mở rộng", "founding dossier")
WITH_TERMS: Final = frozenset({"found", "enlarge"})
"""The matters on whose dossiers the catalogue has time limits."""
CARRIED_OUT_BY: Final = frozenset({"found", "enlarge", "merge", "end"})
"""The matters whose decision another event carries out."""
_CLUSTER: Final = "cluster.establishment.time_limit"
TIME_LIMITS: Final = {
    ("cluster", "notice"): ((f"{_CLUSTER}.notice",),),
    ("cluster", "submission"): (
        (f"{_CLUSTER}.after_notice",),
        (f"{_CLUSTER}.after_notice_second_step", f"{_CLUSTER}.after_notice_third_step"),
    ),
    ("cluster", "appraisal"): ((f"{_CLUSTER}.department",),),
    ("cluster", "decision"): ((f"{_CLUSTER}.provincial_committee",),),
    ("park", "appraisal"): (("park.approval.time_limit.appraisal",),),
    ("park", "decision"): (("park.approval.time_limit.decision",),),
}
"""By kind of zone and step: parameters of time limits, whichever have a value on the day; those in one bracket are added."""


@dataclass(frozen=True, slots=True)
class LegalTerm:
    """A time limit as parameters of the catalogue give it on a day; `name` says which, and of what day."""

    term: TermLength
    name: str
    dated: DatedValue


def legal_term(kind: str, step: str, on: date) -> LegalTerm | None:
    """The time limit of a step of a dossier that was opened on a day; None where the catalogue has none."""
    for codes in TIME_LIMITS.get((kind, step), ()):
        if found := _summed(codes, on):
            return found
    return None


def _summed(codes: tuple[str, ...], on: date) -> LegalTerm | None:
    values = [parameter(code).on(on) for code in codes]
    days = [int(dated.value) for dated in values if dated is not None and isinstance(dated.value, Fraction)]
    dated = values[0]
    if len(days) < len(codes) or dated is None:
        return None
    working = parameter(codes[0]).unit is ParameterUnit.WORKING_DAYS
    term = TermLength(sum(days), DayCount.WORKING_DAYS if working else DayCount.DAYS)
    return LegalTerm(term, f"{'+'.join(codes)} {on.isoformat()}", dated)


def law_named(name: str) -> LegalTerm | None:
    """The time limit that an event names; None where the catalogue does not have it so any more."""
    codes, _, on = name.rpartition(" ")
    if not codes or any(code not in _KNOWN for code in codes.split("+")):
        return None
    return _summed(tuple(codes.split("+")), date.fromisoformat(on))


_KNOWN: Final = frozenset(code for ways in TIME_LIMITS.values() for codes in ways for code in codes)


@dataclass
class FoundingCourse(Course):
    """How far one dossier has come, by its steps until a day."""

    opened: "FoundingOpened | None" = None
    noticed: "FoundingNoticed | None" = None
    submitted: "FoundingSubmitted | None" = None
    checks: "list[FoundingChecked]" = field(default_factory=list)
    appraised: "FoundingAppraised | None" = None
    put_forward: "FoundingPutForward | None" = None
    decided: "FoundingDecided | None" = None
    withdrawn: "FoundingWithdrawn | None" = None
    council: "CouncilConvened | None" = None
    candidates: "dict[str, FoundingEvent]" = field(default_factory=dict)
    scored: "dict[str, FoundingEvent]" = field(default_factory=dict)
    points: dict[str, Mapping[str, Fraction]] = field(default_factory=dict)
    """What the council gave each candidate, by criteria as they are written with the points."""
    chosen: "DeveloperChosen | None" = None
    steps: "list[FoundingEvent]" = field(default_factory=list)

    @property
    def stands_still(self) -> bool:
        """Whether it was sent back and is not complete again: its clock stands still."""
        return bool(self.checks) and self.checks[-1].result == "incomplete"

    @property
    def end(self) -> "FoundingDecided | FoundingWithdrawn | None":
        """The step after which nothing comes."""
        return self.decided or self.withdrawn


class FoundingEvent(NumberedStep):
    """A step of one dossier about a zone; the steps after the first take over the zone."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = FoundingCourse
    group: ClassVar[EventGroup] = EventGroup.FOUNDING
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    in_zone_timeline: ClassVar[bool] = False
    number_field = "founding_dossier"
    headings = {"founding_dossier": ("mã hồ sơ", "số hồ sơ", "hồ sơ thành lập", "mã hồ sơ thành lập")}

    founding_dossier: Annotated[CourseCode, Named("founding_dossier")] = labelled(
        "mã hồ sơ thành lập, mở rộng", "founding dossier code"
    )
    zone: ZoneRef | None = labelled("khu, cụm", "zone", default=None)

    @property
    def course(self) -> CourseName:
        """The dossier."""
        return ("founding_dossier", self.founding_dossier)

    @property
    def subject(self) -> DutySubject:
        """The dossier, as its duties are about it."""
        return DutySubject("founding_dossier", self.founding_dossier)

    def opening(self, view: View) -> "FoundingOpened | None":
        """The step that opened the dossier."""
        steps = view.names.course(self.course).values()
        return next((each for each in steps if isinstance(each, FoundingOpened)), None)

    def completions(self, view: View) -> dict[str, Any]:
        """With the zone of the step that opened the dossier."""
        changes = super().completions(view)
        opened = self.opening(view)
        if opened is not None and changes.get("zone", self.zone) is None:
            return changes | {"zone": opened.zone}
        return changes

    def add_to(self, so_far: FoundingCourse) -> None:
        """Add the step, and keep it among all."""
        super().add_to(so_far)
        so_far.steps.append(self)

    def take(self, so_far: FoundingCourse) -> None:
        """Add the step to its dossier; refused where it cannot come there."""
        if so_far.opened is None:
            if not isinstance(self, FoundingOpened):
                raise self.unknown(so_far.book, DOSSIER, self.founding_dossier, "founding_dossier")
        elif so_far.opened.zone != self.zone:
            about, other = so_far.opened.zone, self.zone
            raise CourseElsewhere(number=self.number, about=about, other=other).at_field("founding_dossier")
        if so_far.end is not None:
            raise self.after_end(so_far.end)

    def counted(self, view: View, measure: str) -> Claim:
        """One more in the period of its day."""
        key = view.zone_key(measure, zone_standing(view, self.zone or "", self.effective_on))
        return flowed(key.in_period(self.effective_on, self.effective_on), 1, self.effective_on)

    def open_as(self, view: View, amount: int) -> Claim:
        """That the dossier is open, or is not."""
        zone = zone_standing(view, self.zone or "", self.effective_on)
        return stands(view.zone_key("foundings.open", zone, detail=self.founding_dossier), amount, self.effective_on)

    def step(self, act: DutyAct, key: str | None = "", **said: Any) -> DutyStep:
        """What the event does to a duty of the dossier."""
        return DutyStep(act, self.effective_on, self.subject, DutyKind.FOUNDING, key, **said)


class ClockStep(FoundingEvent):
    """A step from whose day a time limit runs: one given with it, else that of the law of the day on which the dossier was opened.

    So a dossier that was opened before a change of the law keeps its clocks. The term is kept with the event.
    """

    abstract: ClassVar[bool] = True
    opens: ClassVar[str] = ""
    """The key of the duty that begins with it."""
    not_told: ClassVar[frozenset[str]] = frozenset({"term_law"})

    unit: Words = labelled("phòng, cơ quan chủ trì", "section in charge", default="")
    term_days: TermDays | None = labelled("thời hạn riêng", "term, if another", default=None)
    term_unit: Annotated[Literal["days", "working_days"], DAY_COUNTS] = labelled(
        "thời hạn tính theo", "term counted in", default="working_days"
    )
    term_law: Words = labelled("quy định về thời hạn (sổ tự điền)", "rule of the term (filled in)", default="")

    def completions(self, view: View) -> dict[str, Any]:
        """With the time limit of the law, where none is given."""
        changes = super().completions(view)
        opened = self if isinstance(self, FoundingOpened) else self.opening(view)
        zone = changes.get("zone", self.zone)
        if self.term_days is not None or opened is None or zone is None or opened.matter not in WITH_TERMS:
            return changes | ({} if self._keeps_law() else {"term_law": ""})
        found = legal_term(view.find_zone(zone).kind, self.opens, opened.effective_on)
        if found is None:
            return changes | {"term_law": ""}
        return changes | {
            "term_days": found.term.count,
            "term_unit": found.term.days.value,
            "term_law": found.name,
        }

    def _keeps_law(self) -> bool:
        """Whether its term is still that of the law it names, and was not given by hand."""
        law = law_named(self.term_law)
        return law is not None and law.term == self.term

    @property
    def term(self) -> TermLength | None:
        """How long what begins with it may take."""
        return TermLength(self.term_days, DayCount(self.term_unit)) if self.term_days is not None else None

    def begin(self, key: str) -> DutyStep:
        """That the office is to do something within the term."""
        law = law_named(self.term_law) if self.term_law else None
        terms = DutyTerms(
            Obliged.OFFICE,
            term=self.term,
            basis=law.dated.basis if law else "",
            verified=law.dated.verified if law else None,
            detail=STEPS[key],
            unit=self.unit,
            about=(DutySubject("zone", self.zone),) if self.zone else (),
        )
        return self.step(DutyAct.OPEN, key, terms=terms)


class RestingStep(FoundingEvent):
    """A step that by the law comes after others: they are on record, or it is said that the book does not have them.

    An office that has only the paper of a decision can record it so. Events from before this was asked say neither, and are
    held only against what was asked of them then.
    """

    abstract: ClassVar[bool] = True

    steps_before: Annotated[Literal["on_record", "not_on_record"], Choices(STEPS_BEFORE)] | None = labelled(
        "các bước trước", "the steps before", default=None
    )

    def completions(self, view: View) -> dict[str, Any]:
        """With that the steps before are on record, where it is not said otherwise."""
        changes = super().completions(view)
        return changes if view.exported or self.steps_before else changes | {"steps_before": "on_record"}

    def need(self, step: CourseEvent | None, kind: type[CourseEvent], *, was_asked: bool = False) -> None:
        """Refuse the event without a step before it; `was_asked` where that was asked of events which do not say."""
        if step is None and (self.steps_before == "on_record" or (was_asked and self.steps_before is None)):
            said = STEPS_BEFORE["not_on_record"]
            raise StepBeforeMissing(
                number=self.number, missing=kind.label, what=self.label, on=self.effective_on, said=said
            )


class FoundingOpened(ClockStep):
    """A dossier about a zone is opened: what is proposed, by whom. Of the founding or enlarging of a cluster, notice is to be given."""

    label = Text("Mở hồ sơ thành lập, mở rộng, điều chỉnh, bãi bỏ", "Founding dossier opened")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10; Nghị định 35/2022/NĐ-CP (chưa xác minh điều khoản)"
    opens = "notice"
    sheet_titles = ("hồ sơ thành lập cụm", "hồ sơ thành lập khu", "theo dõi hồ sơ thành lập", "hồ sơ mở rộng")
    headings = {
        "matter": ("nội dung đề nghị", "loại hồ sơ", "nội dung hồ sơ"),
        "proposer": ("đơn vị đề nghị", "nhà đầu tư đề nghị", "tổ chức đề nghị"),
        "ground": ("căn cứ", "văn bản đề nghị"),
        "effective_on": ("ngày nhận đề nghị", "ngày đề nghị"),
        "unit": ("phòng thụ lý", "cơ quan chủ trì"),
    }

    matter: MatterName = labelled("nội dung đề nghị", "matter", default="found")
    proposer: Enterprise = labelled("đơn vị đề nghị (không ghi tên cá nhân)", "proposer, an organisation", default="")
    ground: Words = labelled("căn cứ", "ground", default="")

    def take(self, so_far: FoundingCourse) -> None:
        """Opened once."""
        if so_far.opened is not None:
            raise self.twice(so_far.opened)
        if self.zone is None:
            raise self.unknown(so_far.book, Text("khu, cụm", "zone"), "—", "zone")
        super().take(so_far)
        so_far.opened = self

    @property
    def asks_notice(self) -> bool:
        """Whether notice is to be given of what is proposed."""
        return self.term is not None and self.matter in WITH_TERMS

    def check(self, view: View) -> None:
        """Of a zone on record, which must not have ended: what is to be founded is put into the plan first, and stands there yet."""
        super().check(view)
        zone = view.zone(self.zone or "", self.effective_on)
        key = view.zone_key("zones.established", zone)
        since = next((day for day, counted in view.register.steps(key) if counted[0] > 0), None)
        if self.matter == "found" and since is not None and since < self.effective_on and not view.exported:
            event = next((f"{view.book.code}/{seq}" for seq in view.register.claimed_by(key)), "—")
            raise ZoneFoundedBefore(zone=view.title(zone), since=since, event=event, on=self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """One dossier more, and one that is open."""
        yield self.counted(view, "foundings.opened")
        yield self.open_as(view, 1)

    def duty_steps(self) -> Iterable[DutyStep]:
        """Notice is to be given where there is a time limit for it, else the dossier is to be submitted."""
        yield self.begin("notice" if self.asks_notice else "submission")


class FoundingNoticed(ClockStep):
    """Notice of the proposal is given, and others may propose themselves; after that the dossier is to be submitted."""

    label = Text("Thông báo công khai, tiếp nhận nhà đầu tư khác", "Public notice of a founding")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10"
    opens = "submission"
    sheet_titles = ("thông báo thành lập cụm", "thông báo công khai")
    rank = 2

    def take(self, so_far: FoundingCourse) -> None:
        """Once, before the dossier is submitted."""
        super().take(so_far)
        if so_far.noticed is not None:
            raise self.twice(so_far.noticed)
        if so_far.submitted is not None:
            raise self.after_end(so_far.submitted)
        so_far.noticed = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """Notice is given; the dossier is to be submitted."""
        yield self.step(DutyAct.DONE, "notice")
        yield self.begin("submission")


class FoundingSubmitted(RestingStep, ClockStep):
    """The dossier is submitted for appraisal, by a commune, a developer or a board."""

    label = Text("Nộp hồ sơ thẩm định", "Founding dossier submitted")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10"
    opens = "appraisal"
    sheet_titles = ("nộp hồ sơ thẩm định", "tiếp nhận hồ sơ thẩm định")
    rank = 3
    headings = {"submitted_by": ("cơ quan nộp", "đơn vị nộp", "cơ quan trình hồ sơ"), "effective_on": ("ngày nộp",)}

    submitted_by: Annotated[Literal["commune", "district", "developer", "board", "department"], Choices(SUBMITTERS)] = (
        labelled("cơ quan, đơn vị nộp", "submitted by", default="commune")
    )

    def take(self, so_far: FoundingCourse) -> None:
        """Once, after the notice where one is to be given."""
        super().take(so_far)
        if so_far.submitted is not None:
            raise self.twice(so_far.submitted)
        if so_far.opened is not None and so_far.opened.asks_notice:
            self.need(so_far.noticed, FoundingNoticed)
        so_far.submitted = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is submitted, and to be appraised; a notice that was not given need not be given any more."""
        yield self.step(DutyAct.DONE, "submission")
        yield self.step(DutyAct.LAPSE, "notice")
        yield self.begin("appraisal")


class FoundingChecked(FoundingEvent):
    """The papers of a dossier are checked: complete, or sent back. While it is sent back the clock of the appraisal stands still."""

    label = Text("Kiểm tra thành phần hồ sơ", "Founding dossier checked")
    sheet_titles = ("kiểm tra hồ sơ thành lập", "trả hồ sơ bổ sung")
    rank = 4
    headings = {"result": ("kết quả kiểm tra", "kết quả"), "missing": ("nội dung bổ sung", "nội dung cần bổ sung")}

    result: Annotated[Literal["complete", "incomplete"], Choices(CHECKS)] = labelled(
        "kết quả kiểm tra", "result", default="complete"
    )
    missing: Words = labelled("nội dung cần bổ sung", "what is missing", default="")

    def take(self, so_far: FoundingCourse) -> None:
        """Of what was submitted and is not appraised; sent back once until it is complete again."""
        super().take(so_far)
        if so_far.submitted is None:
            raise self.unknown(so_far.book, FoundingSubmitted.label, self.founding_dossier, "founding_dossier")
        if so_far.appraised is not None:
            raise self.after_end(so_far.appraised)
        if self.result == "incomplete" and so_far.stands_still:
            raise self.twice(so_far.checks[-1])
        so_far.checks.append(self)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The clock stops, or runs on."""
        yield self.step(DutyAct.PAUSE if self.result == "incomplete" else DutyAct.RESUME, "appraisal")


class FoundingAppraised(RestingStep, ClockStep):
    """The dossier is appraised: by which body, with which result."""

    label = Text("Thẩm định hồ sơ", "Founding dossier appraised")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10"
    opens = "put_forward"
    sheet_titles = ("kết quả thẩm định", "thẩm định thành lập cụm")
    rank = 7
    headings = {"body": ("cơ quan thẩm định", "đơn vị thẩm định"), "result": ("kết quả thẩm định", "kết quả")}

    body: Words = labelled("cơ quan thẩm định", "appraised by", default="")
    result: Annotated[Literal["eligible", "not_eligible"], Choices(FITNESS)] = labelled(
        "kết quả thẩm định", "result", default="eligible"
    )

    def take(self, so_far: FoundingCourse) -> None:
        """Once, of what was submitted and is complete."""
        super().take(so_far)
        self.need(so_far.submitted, FoundingSubmitted, was_asked=True)
        if so_far.appraised is not None:
            raise self.twice(so_far.appraised)
        if so_far.stands_still:
            raise self.after_end(so_far.checks[-1])
        so_far.appraised = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is appraised; what is eligible is to be put forward."""
        yield self.step(DutyAct.DONE, "appraisal")
        if self.result == "eligible":
            yield self.begin("put_forward")


class FoundingPutForward(RestingStep, ClockStep):
    """The dossier is put forward to whoever decides: the provincial committee, its chairman, the Prime Minister."""

    label = Text("Trình cấp có thẩm quyền", "Founding dossier put forward")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10; thẩm quyền theo ngày: xem tham số park.infrastructure.approval_authority"
    opens = "decision"
    sheet_titles = ("trình thành lập cụm", "trình ubnd tỉnh")
    rank = 8
    headings = {"authority": ("cấp quyết định", "cơ quan quyết định")}

    authority: AuthorityName = labelled("cấp có thẩm quyền", "who decides", default="provincial_committee")

    def take(self, so_far: FoundingCourse) -> None:
        """Once, of what was appraised."""
        super().take(so_far)
        self.need(so_far.appraised, FoundingAppraised, was_asked=True)
        if so_far.put_forward is not None:
            raise self.twice(so_far.put_forward)
        so_far.put_forward = self

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is put forward, and to be decided."""
        yield self.step(DutyAct.DONE, "put_forward")
        yield self.begin("decision")


class FoundingDecided(RestingStep):
    """The dossier is decided: approved or refused. What is approved is to be put on record as an event of the zone as well.

    A founding or an enlargement is approved after it was appraised and put forward; what was submitted can be refused at any step.
    """

    label = Text("Quyết định về hồ sơ", "Founding dossier decided")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 10, Điều 12"
    sheet_titles = ("quyết định thành lập cụm", "kết quả hồ sơ thành lập")
    rank = 9
    also_filed_by = ("zone",)
    headings = {"outcome": ("kết quả", "kết quả giải quyết"), "effective_on": ("ngày quyết định",)}

    outcome: Annotated[Literal["approved", "refused"], Choices(OUTCOMES)] = labelled(
        "quyết định", "outcome", default="approved"
    )
    authority: AuthorityName | None = labelled("cấp quyết định", "decided by", default=None)
    matter: MatterName | None = labelled("nội dung hồ sơ (sổ tự điền)", "matter (filled in)", default=None)
    reason: Words = labelled("lý do", "reason", default="")

    def completions(self, view: View) -> dict[str, Any]:
        """With what the dossier is about, and to whom it was put forward."""
        changes, opened = super().completions(view), self.opening(view)
        steps = view.names.course(self.course).values()
        put = next((each for each in steps if isinstance(each, FoundingPutForward)), None)
        if opened is not None and self.matter is None:
            changes["matter"] = opened.matter
        if put is not None and self.authority is None:
            changes["authority"] = put.authority
        return changes

    def take(self, so_far: FoundingCourse) -> None:
        """Once, of what was submitted, on the matter of the dossier."""
        super().take(so_far)
        opened = so_far.opened
        if opened is not None and self.matter not in {None, opened.matter}:
            about, other = MATTERS[opened.matter], MATTERS[self.matter or opened.matter]
            raise CourseElsewhere(number=self.number, about=about, other=other).at_field("matter")
        self.need(so_far.submitted, FoundingSubmitted, was_asked=True)
        if opened is not None and opened.matter in WITH_TERMS and self.outcome == "approved":
            self.need(so_far.appraised, FoundingAppraised)
            self.need(so_far.put_forward, FoundingPutForward)
        so_far.decided = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One more approved or refused, and one less open."""
        yield self.counted(view, f"foundings.{self.outcome}")
        yield self.open_as(view, 0)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is decided, and nothing else of it is due; what is approved is to be put on record."""
        yield self.step(DutyAct.DONE, "decision")
        yield self.step(DutyAct.LAPSE, None)
        if self.outcome == "approved" and self.matter in CARRIED_OUT_BY and self.zone:
            about = (self.subject,)
            detail = Text(
                f"{STEPS['on_record'].vi}: {MATTERS[self.matter].vi}, hồ sơ {self.founding_dossier}",
                f"{STEPS['on_record'].en}: {MATTERS[self.matter].en}, dossier {self.founding_dossier}",
            )
            terms = DutyTerms(Obliged.OFFICE, due_on=self.effective_on, detail=detail, about=about)
            yield DutyStep(
                DutyAct.OPEN,
                self.effective_on,
                DutySubject("zone", self.zone),
                DutyKind.FOUNDING,
                self.matter,
                terms=terms,
            )


class FoundingWithdrawn(FoundingEvent):
    """The dossier is taken back by whoever proposed it, and there is nothing more to decide."""

    label = Text("Rút hồ sơ", "Founding dossier withdrawn")
    sheet_titles = ("rút hồ sơ thành lập",)
    rank = 9

    reason: Words = labelled("lý do", "reason", default="")

    def take(self, so_far: FoundingCourse) -> None:
        """Of what is not decided."""
        super().take(so_far)
        so_far.withdrawn = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One more taken back, and one less open."""
        yield self.counted(view, "foundings.withdrawn")
        yield self.open_as(view, 0)

    def duty_steps(self) -> Iterable[DutyStep]:
        """Nothing of it is due any more."""
        yield self.step(DutyAct.LAPSE, None)
