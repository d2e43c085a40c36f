"""Clusters formed before 2009: what each lacks to be in order, and what of it is settled."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Final, Literal

from parkledger.catalogue import ZoneKind
from parkledger.catalogue.parameters import parameter
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Obliged
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import LacksMissing, NotLegacyCluster
from parkledger.ledger.events.base import (
    ENVIRONMENT_WORDS,
    FIRE_SAFETY_WORDS,
    Choices,
    Day,
    EventGroup,
    Words,
    labelled,
    stands,
)
from parkledger.ledger.events.courses import Course, CourseName, NumberedStep
from parkledger.ledger.events.zone_events import ZoneEvent

LACKS: Final = {
    "survey": Text("đo đạc, cắm mốc ranh giới", "survey and boundary marks"),
    "zoning": Text("quy hoạch chi tiết xây dựng", "detailed construction plan"),
    "establishment": Text("quyết định thành lập", "decision of establishment"),
    "land": Text("thủ tục đất đai: thu hồi, giao, cho thuê đất", "land recovered, allocated, let"),
    "developer": Text("chủ đầu tư hoặc đơn vị quản lý hạ tầng", "developer or keeper of the infrastructure"),
    "environment": Text("hồ sơ, giấy phép môi trường", "environmental papers and permit"),
    "waste_water": Text("xử lý nước thải tập trung", "central waste-water works"),
    "fire_safety": Text("phòng cháy, chữa cháy", "fire safety"),
    "regulation": Text("quy chế quản lý, vận hành", "rules of management"),
}
"""What a cluster of before 2009 may lack, by code. The list is what offices commonly go through, from memory."""
LACK_WORDS: Final = {
    "zoning": ("quy hoạch", "quy hoạch chi tiết", "quy hoạch xây dựng"),
    "land": ("đất", "đất đai", "thủ tục đất đai"),
    "environment": ("môi trường", "hồ sơ môi trường", "giấy phép môi trường", *ENVIRONMENT_WORDS),
    "fire_safety": FIRE_SAFETY_WORDS,
}
LackName = Annotated[
    Literal[
        "survey",
        "zoning",
        "establishment",
        "land",
        "developer",
        "environment",
        "waste_water",
        "fire_safety",
        "regulation",
    ],
    Choices(LACKS, LACK_WORDS),
]
DEADLINE: Final = "cluster.pre2009.regularisation_deadline"
DUTY_KEY: Final = "lack:"
"""Before the code of what is lacking, in the keys of duties: a task set by hand has a key of its own."""


def lacking(code: str) -> Any:
    """A field that says whether a cluster lacks something."""
    return labelled(f"còn thiếu: {LACKS[code].vi}", f"lacks: {LACKS[code].en}", default=False)


@dataclass
class LegacyCourse(Course):
    """What a cluster lacks and what of it is settled, by its steps until a day: each with the day."""

    listed: "LegacyClusterListed | None" = None
    lacks: dict[str, date] = field(default_factory=dict)
    settled: dict[str, date] = field(default_factory=dict)

    @property
    def open(self) -> list[str]:
        """What is still lacking, in the order of the list."""
        return [code for code in LACKS if code in self.lacks and code not in self.settled]


class LegacyEvent(ZoneEvent, NumberedStep):
    """Something about one cluster of before 2009."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = LegacyCourse
    group: ClassVar[EventGroup] = EventGroup.FOUNDING
    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    basis: ClassVar[str] = "Nghị định 32/2024/NĐ-CP, Điều 35 khoản 4"
    number_field = "zone"

    @property
    def course(self) -> CourseName:
        """The cluster."""
        return ("legacy_cluster", self.zone)

    def take(self, so_far: LegacyCourse) -> None:
        """Add the step; refused where it cannot come there."""

    def step(self, act: DutyAct, lack: str, **said: Any) -> DutyStep:
        """What the event does to the duty to settle something."""
        subject = DutySubject("zone", self.zone)
        return DutyStep(act, self.effective_on, subject, DutyKind.REGULARISATION, f"{DUTY_KEY}{lack}", **said)

    def lack_as(self, view: View, lack: str, amount: int) -> Claim:
        """That something is lacking, or is not."""
        return stands(view.zone_key("legacy.lacks_open", self.at(view), detail=lack), amount, self.effective_on)


class LegacyClusterListed(LegacyEvent):
    """A cluster formed before 2009 is listed with what it lacks; listed again with what is found to be lacking later.

    What is lacking is due by the day of the decree, unless another is given.
    """

    label = Text("Rà soát CCN hình thành trước năm 2009", "Cluster of before 2009 listed")
    sheet_titles = ("rà soát cụm trước 2009", "cụm công nghiệp trước 2009", "ccn hình thành trước năm 2009")
    headings = {
        "lacks_survey": ("chưa đo đạc", "đo đạc"),
        "lacks_zoning": ("chưa quy hoạch chi tiết", "quy hoạch chi tiết"),
        "lacks_establishment": ("chưa có quyết định thành lập",),
        "lacks_land": ("chưa hoàn thành thủ tục đất đai", "thủ tục đất đai"),
        "lacks_developer": ("chưa có chủ đầu tư",),
        "lacks_environment": ("chưa có giấy phép môi trường", "hồ sơ môi trường"),
        "lacks_waste_water": ("chưa xử lý nước thải", "xử lý nước thải"),
        "lacks_fire_safety": ("chưa đạt phòng cháy", "phòng cháy chữa cháy"),
        "lacks_regulation": ("chưa có quy chế", "quy chế quản lý"),
        "effective_on": ("ngày rà soát",),
    }

    lacks_survey: bool = lacking("survey")
    lacks_zoning: bool = lacking("zoning")
    lacks_establishment: bool = lacking("establishment")
    lacks_land: bool = lacking("land")
    lacks_developer: bool = lacking("developer")
    lacks_environment: bool = lacking("environment")
    lacks_waste_water: bool = lacking("waste_water")
    lacks_fire_safety: bool = lacking("fire_safety")
    lacks_regulation: bool = lacking("regulation")
    due_by: Day | None = labelled(
        "xong chậm nhất ngày (để trống: theo nghị định)", "due by (empty: by decree)", default=None
    )
    unit: Words = labelled("phòng, cơ quan chủ trì", "section in charge", default="")

    @property
    def lacks(self) -> list[str]:
        """What it says is lacking, by code."""
        return [code for code in LACKS if getattr(self, f"lacks_{code}")]

    def take(self, so_far: LegacyCourse) -> None:
        """What is lacking already is not listed again."""
        if not self.lacks or set(self.lacks) <= set(so_far.open):
            raise LacksMissing(zone=self.zone)
        so_far.listed = so_far.listed or self
        for code in self.lacks:
            so_far.settled.pop(code, None)
            so_far.lacks.setdefault(code, self.effective_on)

    def check(self, view: View) -> None:
        """Only a cluster that has not ended."""
        super().check(view)
        zone = self.at(view)
        if zone.kind != ZoneKind.CLUSTER:
            raise NotLegacyCluster(zone=view.title(zone))

    def claims(self, view: View) -> Iterable[Claim]:
        """It is one of before 2009, and lacks this."""
        yield stands(view.zone_key("zones.legacy", self.at(view)), 1, self.effective_on)
        for code in self.lacks:
            yield self.lack_as(view, code, 1)

    def duty_steps(self) -> Iterable[DutyStep]:
        """What is lacking is to be settled."""
        law = parameter(DEADLINE).on(self.effective_on) if self.due_by is None else None
        day = law.value if law is not None and isinstance(law.value, date) else self.due_by
        for code in self.lacks:
            terms = DutyTerms(
                Obliged.OFFICE,
                due_on=day,
                basis=law.basis if law else "",
                verified=law.verified if law else None,
                detail=LACKS[code],
                unit=self.unit,
            )
            yield self.step(DutyAct.OPEN, code, terms=terms)


class LegacyLackSettled(LegacyEvent):
    """Something that a cluster of before 2009 lacked is settled."""

    label = Text("Hoàn thành nội dung CCN trước 2009 còn thiếu", "Lack of a cluster of before 2009 settled")
    sheet_titles = ("hoàn thiện thủ tục cụm trước 2009", "kết quả xử lý cụm trước 2009")
    rank = 2
    headings = {"lack": ("nội dung đã hoàn thành", "nội dung hoàn thiện"), "effective_on": ("ngày hoàn thành",)}

    lack: LackName = labelled("nội dung đã hoàn thành", "what is settled")

    def take(self, so_far: LegacyCourse) -> None:
        """Of what is lacking."""
        if self.lack not in so_far.lacks:
            raise self.unknown(so_far.book, LegacyClusterListed.label, LACKS[self.lack].vi, "lack")
        if self.lack in so_far.settled:
            raise self.twice(self._like(so_far.settled[self.lack]), LACKS[self.lack].vi, "lack")
        so_far.settled[self.lack] = self.effective_on

    def _like(self, on: date) -> "LegacyLackSettled":
        return self._with({"effective_on": on})

    def claims(self, view: View) -> Iterable[Claim]:
        """It lacks this no more."""
        yield self.lack_as(view, self.lack, 0)

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is settled."""
        yield self.step(DutyAct.DONE, self.lack)
