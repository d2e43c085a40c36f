"""Opening balances (số dư đầu kỳ): what stood on the day from which a book is kept, where the past is not known.

An opening says what stood at the end of a day, not when it came about: nothing of it counts as established, registered or
let in that period. Land stands at the areas given, whatever earlier events say of the same series.
"""

from collections.abc import Iterable, Iterator
from typing import Self

from pydantic import model_validator

from parkledger.catalogue import ProjectRole, ZoneStage
from parkledger.duties import DutyStep
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EstablishedUnsaid
from parkledger.ledger.events.base import Area, EarlierDay, EventGroup, changed, labelled, stands
from parkledger.ledger.events.courses import in_order
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.founding import FoundingOpened
from parkledger.ledger.events.projects import ProjectRegistered
from parkledger.ledger.events.zone_events import LAND_USES, not_reached, on_record

STAGES = tuple(
    stage.value
    for stage in ZoneStage
    if stage not in {ZoneStage.ZONING_APPROVED, ZoneStage.INVESTMENT_APPROVED}  # steps to the decision, not states
)
LET = {
    "leased_industrial_m2": "land.leased_industrial",
    "leased_service_m2": "land.leased_service",
    "approved_m2": "land.approved",
}


AS_OF = ("ngày số liệu", "ngày chốt số liệu", "thời điểm số liệu", "số liệu đến ngày", "tính đến ngày", "ngày mở sổ")
"""What offices write above the day of which figures are; when a zone or a project began is another day."""


class ZoneOpened(ZoneDeclaration):
    """A zone as it stood when the book was opened: how far it had come, its land, and how much of it was let.

    Where it is not said whether the zone is established it is, as most that have a balance are; of a zone with a dossier to
    found it that has to be said.
    """

    label = Text("Số dư đầu kỳ của khu, cụm", "Opening balance of a zone")
    group = EventGroup.OPENING
    begins_duties = False
    sheet_titles = ("số dư đầu kỳ", "hiện trạng", "tổng hợp")
    headings = {
        "name": ("cụm công nghiệp", "KCN", "CCN"),
        "leased_industrial_m2": (
            "đã cho thuê",
            "diện tích đã cho thuê",
            "đất công nghiệp đã cho thuê",
            "diện tích cho thuê",
        ),
        "leased_service_m2": ("đất dịch vụ đã cho thuê",),
        "planned_area_m2": ("diện tích quy hoạch theo phương án phát triển",),
        "effective_on": AS_OF,
    }
    own_headings = frozenset({"effective_on"})

    planned: bool = labelled("có trong quy hoạch", "in the plan", default=True)
    established: bool = labelled("đã thành lập", "established", default=True)
    under_construction: bool = labelled("đang xây dựng hạ tầng", "infrastructure under construction", default=False)
    infrastructure_complete: bool = labelled("cơ bản hoàn thành hạ tầng", "infrastructure complete", default=False)
    operating: bool = labelled("đang hoạt động", "operating", default=False)
    area_m2: Area | None = labelled("diện tích", "area", unit="m2", default=None)
    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)
    leased_industrial_m2: Area | None = labelled(
        "đất công nghiệp đã cho thuê", "industrial land let", unit="m2", default=None
    )
    leased_service_m2: Area | None = labelled("đất dịch vụ đã cho thuê", "service land let", unit="m2", default=None)
    approved_m2: Area | None = labelled(
        "đất đã chấp thuận, chưa cho thuê", "land approved, not yet let", unit="m2", default=None
    )
    planned_area_m2: Area | None = labelled(
        "diện tích theo phương án phát triển", "area by the development plan", unit="m2", default=None
    )

    @model_validator(mode="after")
    def _planned_area_once(self) -> Self:
        if self.planned_area_m2 is not None and not self.planned:
            raise ValueError("planned_area_m2: khu, cụm không có trong quy hoạch / the zone is not in the plan")
        if self.planned_area_m2 is not None and self.area_m2 is not None and self._stages() == ["planned"]:
            raise ValueError(
                "planned_area_m2: khu, cụm mới có trong quy hoạch chỉ ghi một diện tích / "
                "of a zone that is only planned give one area"
            )
        return self

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if not any(getattr(self, stage) for stage in STAGES):
            raise ValueError("cần ít nhất một giai đoạn: planned, established … / give at least one stage")
        if self.under_construction and self.infrastructure_complete:
            raise ValueError(
                "hạ tầng không thể vừa đang xây dựng vừa hoàn thành / infrastructure is under construction or complete, not both"
            )
        return self

    def check(self, view: View) -> None:
        """A stage that is on record already is not opened again."""
        super().check(view)
        if (known := view.names.zone_coded(self.zone)) is not None:
            for stage in self._stages():
                not_reached(view, view.register.zone(known), f"zones.{stage}")
            if "established" not in self.model_fields_set and not view.exported:
                self._check_said(view, view.register.zone(known))

    def _check_said(self, view: View, zone: ZoneState) -> None:
        """Refuse to take the zone for established by default where it is only to be founded."""
        numbers = (key.detail for key in view.register.keys_of_zone(zone.id) if key.measure == "foundings.open")
        for number in sorted(numbers):
            steps = in_order(view.names.course(("founding_dossier", number)))
            if any(isinstance(step, FoundingOpened) and step.matter == "found" for step in steps):
                raise EstablishedUnsaid(zone=view.title(zone), number=number)

    def duty_steps(self) -> Iterable[DutyStep]:
        """What a founding dossier decided by then is on record, of a zone that is established."""
        if self.established:
            yield on_record("found", self.effective_on, self.zone, within_days=0, at_latest=True)

    def claims(self, view: View) -> Iterable[Claim]:
        """One zone more at each stage it had come to; its land stands at these areas."""
        zone = view.zone(self.zone, self.effective_on)
        for stage in self._stages():
            yield changed(view.zone_key(f"zones.{stage}", zone), 1, self.effective_on)
        yield from self._land(view, zone)

    def _stages(self) -> list[str]:
        return [stage for stage in STAGES if getattr(self, stage)]

    def _land(self, view: View, zone: ZoneState) -> Iterator[Claim]:
        area = "land.planned" if self._stages() == ["planned"] else "land.established"
        uses = {f"{use}_m2": f"land.{use}" for use in LAND_USES}
        for name, measure in {"area_m2": area, "planned_area_m2": "land.planned", **uses, **LET}.items():
            given = getattr(self, name)
            if given is not None:
                yield stands(view.zone_key(measure, zone), given, self.effective_on)


class ProjectOpened(ProjectRegistered):
    """A project as it stood when the book was opened: in force with its capital, and not counted as newly registered."""

    label = Text("Số dư đầu kỳ của dự án", "Opening balance of a project")
    basis = ""
    group = EventGroup.OPENING
    sheet_titles = ("số dư đầu kỳ", "hiện trạng dự án", "dự án còn hiệu lực")
    also_in_row = ()
    own_headings = frozenset({"effective_on"})
    headings = {"effective_on": AS_OF, "certified_on": ProjectRegistered.headings["effective_on"]}

    certified_on: EarlierDay | None = labelled("ngày cấp chứng nhận lần đầu", "first certified on", default=None)
    operating: bool = labelled("đã đi vào sản xuất", "in production", default=False)

    def claims(self, view: View) -> Iterable[Claim]:
        """One project and its capital more in force; nothing in the period."""
        project, day = view.project(self.project), self.effective_on
        held = "infrastructure" if project.role == ProjectRole.INFRASTRUCTURE else "in_force"
        yield changed(view.project_key(f"projects.{held}", project, day), 1, day)
        key = view.project_key(f"capital.{held}", project, day, currency=self.capital.posted_in)
        yield changed(key, self.vector(self.capital), day)
        if project.role == ProjectRole.INFRASTRUCTURE:
            return
        if self.charter is not None:
            key = view.project_key("capital.charter", project, day, currency=self.charter.posted_in)
            yield changed(key, self.vector(self.charter), day)
        if self.operating:
            yield changed(view.project_key("projects.operating", project, day), 1, day)
