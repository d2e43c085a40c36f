"""A zone's stages: listed, zoned, approved, its land use fixed, its area changed, built, operating."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import Field

from parkledger.catalogue import Act
from parkledger.catalogue.measures import MICRO
from parkledger.duties import DutyStep
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.events.base import (
    DECIDED,
    Area,
    Choices,
    EventGroup,
    PositiveArea,
    Submitter,
    Words,
    changed,
    labelled,
    stands,
)
from parkledger.ledger.events.zone_events import (
    LAND_USES,
    MilestoneEvent,
    ZoneEvent,
    land_uses,
    not_reached,
    on_record,
    reached,
)

CARRIED_OUT_WITHIN: Final = 60
"""Days before the decision of a dossier within which an expansion on record counts as what it decided."""
AREA_DIRECTIONS = {"expanded": Text("mở rộng", "expanded"), "reduced": Text("giảm", "reduced")}
AREA_DIRECTION_WORDS = {"expanded": ("tăng", "điều chỉnh tăng"), "reduced": ("điều chỉnh giảm", "thu hẹp")}


class PriorityListed(MilestoneEvent):
    """A zone is put on the priority list (danh mục ưu tiên thu hút đầu tư) of a period."""

    label = Text("Đưa vào danh mục ưu tiên", "Put on the priority list")
    longest_ahead = DECIDED
    milestone = "zones.priority"
    is_decision = False
    group = EventGroup.STAGES

    period: Words = labelled("giai đoạn của danh mục", "the list's period", default="")


class PriorityDelisted(ZoneEvent):
    """A zone is taken off the priority list."""

    label = Text("Đưa ra khỏi danh mục ưu tiên", "Taken off the priority list")
    longest_ahead = DECIDED
    group = EventGroup.STAGES

    def check(self, view: View) -> None:
        """Only what is on the list can be taken off."""
        reached(view, self.at(view), "zones.priority", self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """One priority zone less."""
        yield changed(view.zone_key("zones.priority", self.at(view)), -1, self.effective_on)


class ZoningApproved(MilestoneEvent):
    """The zoning or construction plan (quy hoạch phân khu 1/2000, chi tiết 1/500) is approved."""

    label = Text("Duyệt quy hoạch xây dựng", "Zoning plan approved")
    longest_ahead = DECIDED
    milestone = "zones.zoning_approved"
    group = EventGroup.STAGES

    scale: Annotated[Literal["1/2000", "1/500", "1/5000"], Choices.as_written("1/2000", "1/500", "1/5000")] | None = (
        labelled("tỷ lệ bản vẽ", "drawing scale", default=None)
    )


class InvestmentPolicyApproved(MilestoneEvent):
    """The investment policy for the zone's infrastructure is approved (chấp thuận chủ trương đầu tư)."""

    label = Text("Chấp thuận chủ trương đầu tư", "Investment policy approved")
    longest_ahead = DECIDED
    milestone = "zones.investment_approved"
    basis = "thẩm quyền theo ngày: xem tham số park.infrastructure.approval_authority"
    group = EventGroup.STAGES

    authority: Words = labelled("cơ quan chấp thuận", "approving authority", default="")


class LandUseApproved(ZoneEvent):
    """The detailed plan fixes how much of the zone's land is for what; it replaces what was fixed before."""

    label = Text("Duyệt cơ cấu sử dụng đất", "Land use approved")
    longest_ahead = DECIDED
    basis = "Nghị định 32/2024/NĐ-CP, Điều 2 khoản 6"
    is_decision = True
    group = EventGroup.STAGES

    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)

    def claims(self, view: View) -> Iterable[Claim]:
        """The land uses stand at these areas from now on."""
        zone = self.at(view)
        for use in LAND_USES:
            area = getattr(self, f"{use}_m2")
            if area is not None:
                yield stands(view.zone_key(f"land.{use}", zone), area, self.effective_on)


class AreaChanged(ZoneEvent):
    """A zone is expanded or reduced; each area given is added or taken off."""

    label = Text("Mở rộng hoặc giảm diện tích", "Area expanded or reduced")
    longest_ahead = DECIDED
    basis = "biểu 2102.H.QLKKT"
    is_decision = True
    group = EventGroup.STAGES

    direction: Annotated[Literal["expanded", "reduced"], Choices(AREA_DIRECTIONS, AREA_DIRECTION_WORDS)] = labelled(
        "mở rộng hay giảm", "expanded or reduced"
    )
    area_m2: PositiveArea = labelled("diện tích thay đổi", "area added or taken off", unit="m2")
    industrial_m2: Area | None = labelled("đất công nghiệp", "industrial land", unit="m2", default=None)
    service_m2: Area | None = labelled("đất dịch vụ", "service land", unit="m2", default=None)
    infrastructure_m2: Area | None = labelled("đất hạ tầng", "infrastructure land", unit="m2", default=None)
    green_m2: Area | None = labelled("đất cây xanh", "green land", unit="m2", default=None)

    begins_duties = False

    def duty_steps(self) -> Iterable[DutyStep]:
        """What a dossier to enlarge the zone decided is on record, where it was decided at about that time."""
        if self.direction == "expanded":
            yield on_record("enlarge", self.effective_on, self.zone, within_days=CARRIED_OUT_WITHIN)

    def legal_act(self) -> Act | None:
        """The law sets conditions on an expansion."""
        return Act.EXPAND if self.direction == "expanded" else None

    def check(self, view: View) -> None:
        """Only an established zone has an area to change."""
        reached(view, self.at(view), "zones.established", self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """The areas change by so much."""
        zone = self.at(view)
        sign = 1 if self.direction == "expanded" else -1
        yield changed(view.zone_key("land.established", zone), sign * self.area_m2, self.effective_on)
        yield from land_uses(self, view, zone, sign)


class ConstructionStarted(MilestoneEvent):
    """Building of the zone's infrastructure starts (khởi công)."""

    label = Text("Khởi công hạ tầng", "Infrastructure construction started")
    milestone = "zones.under_construction"
    group = EventGroup.STAGES


class InfrastructureCompleted(ZoneEvent):
    """How far the infrastructure is built; from the day it is called basically complete the zone counts as complete."""

    label = Text("Hoàn thành hạ tầng", "Infrastructure completed")
    basis = "biểu 2103.H.QLKKT"
    submitters = frozenset({Submitter.OPERATOR})
    is_decision = True
    group = EventGroup.STAGES

    percent: Annotated[Decimal, Field(ge=0, le=100)] | None = labelled(
        "tỷ lệ hoàn thành", "per cent complete", unit="percent", default=None
    )
    complete: bool = labelled("cơ bản hoàn thành", "basically complete", default=True)

    def check(self, view: View) -> None:
        """Completed once; progress before that may be recorded any number of times."""
        if self.complete:
            not_reached(view, self.at(view), "zones.infrastructure_complete")

    def claims(self, view: View) -> Iterable[Claim]:
        """The per cent reached and, when complete, one zone more complete and one less under construction."""
        zone = self.at(view)
        if self.percent is not None:
            key = view.zone_key("infrastructure.completion", zone)
            yield stands(key, int(self.percent * MICRO), self.effective_on)
        if self.complete:
            yield changed(view.zone_key("zones.infrastructure_complete", zone), 1, self.effective_on)
            building = view.zone_key("zones.under_construction", zone)
            if view.register.value(building, self.effective_on)[0] > 0:
                yield changed(building, -1, self.effective_on)


class ZoneOperating(MilestoneEvent):
    """The zone comes into operation: a fact, not a decision. A cluster may operate without being established."""

    label = Text("Đi vào hoạt động", "Zone operating")
    milestone = "zones.operating"
    basis = "biểu 2103.H.QLKKT: chưa / đã đi vào hoạt động"
    group = EventGroup.STAGES
