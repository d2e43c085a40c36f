"""Land: to be cleared, cleared, handed over, approved for projects, let, given back."""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import model_validator

from parkledger.duties import DutyStep, DutySubject
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim, Key
from parkledger.ledger.book.states import ZoneState
from parkledger.ledger.book.view import View, hectares
from parkledger.ledger.errors import LeaseShort, ProjectNotInForce
from parkledger.ledger.events.base import (
    Area,
    Choices,
    Count,
    EventGroup,
    LaterDay,
    PositiveArea,
    ProjectRef,
    Submitter,
    Words,
    changed,
    labelled,
)
from parkledger.ledger.events.lease_contracts import (
    CONTRACT_HEADINGS,
    END_HEADINGS,
    ContractNumber,
    closing,
    lease_closed,
    lease_end,
    lease_subject,
)
from parkledger.ledger.events.plots import PlotList, PlotsNamed, plot_claims, plots_field
from parkledger.ledger.events.projects import land_held, milestone_done
from parkledger.ledger.events.zone_events import ZoneEvent
from parkledger.ledger.leases import LeaseAct, LeaseStep
from parkledger.ledger.plots import PlotAct, PlotState, PlotStep, PlotUse

LAND_USES = {
    "industrial": Text("đất công nghiệp", "industrial land"),
    "service": Text("đất dịch vụ", "service land"),
    "approved": Text("đất đã chấp thuận, chưa thuê", "land approved, not yet let"),
}
LET = Text("diện tích đang thuê", "the land let")
APPROVED = Text("diện tích đã chấp thuận", "the land approved")


class ClearanceRequired(ZoneEvent):
    """Land has to be recovered and cleared, and households to be resettled, for the zone."""

    label = Text("Đất phải thu hồi, giải phóng mặt bằng", "Clearance required")
    sheet_titles = ("thu hồi đất", "phải giải phóng")
    group = EventGroup.LAND

    area_m2: PositiveArea = labelled("diện tích phải giải phóng", "area to clear", unit="m2")
    households: Count | None = labelled("số hộ phải di dời", "households to resettle", unit="household", default=None)

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more to clear."""
        zone = self.at(view)
        yield changed(view.zone_key("land.to_clear", zone), self.area_m2, self.effective_on)
        if self.households is not None:
            yield changed(view.zone_key("households.to_resettle", zone), self.households, self.effective_on)


class LandCleared(PlotsNamed):
    """Land is cleared (hoàn thành giải phóng mặt bằng); if handed over at once, it is clean land too."""

    label = Text("Giải phóng mặt bằng", "Land cleared")
    sheet_titles = ("giải phóng mặt bằng", "GPMB")
    submitters = frozenset({Submitter.OPERATOR})
    group = EventGroup.LAND

    area_m2: PositiveArea = labelled("diện tích đã giải phóng", "area cleared", unit="m2")
    clean_m2: Area | None = labelled(
        "trong đó đã bàn giao mặt bằng sạch", "of it handed over clean", unit="m2", default=None
    )
    plots: PlotList | None = plots_field()

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more cleared, and clean."""
        zone = self.at(view)
        yield changed(view.zone_key("land.cleared", zone), self.area_m2, self.effective_on)
        if self.clean_m2 is not None:
            yield changed(view.zone_key("land.clean", zone), self.clean_m2, self.effective_on)

    def plot_step(self) -> PlotStep | None:
        """Plots that it names are cleared; clean where all of the land is handed over at once."""
        if not self.lines:
            return None
        state = PlotState.CLEAN if self.clean_m2 == self.area_m2 else PlotState.CLEARED
        return PlotStep(PlotAct.CLEAR, self.effective_on, self.lines, state=state, area_m2=self.area_m2)


class LandHandedOver(PlotsNamed):
    """Cleared land is handed over as clean land (mặt bằng sạch)."""

    label = Text("Bàn giao mặt bằng sạch", "Clean land handed over")
    submitters = frozenset({Submitter.OPERATOR})
    group = EventGroup.LAND

    area_m2: PositiveArea = labelled("diện tích bàn giao", "area handed over", unit="m2")
    plots: PlotList | None = plots_field()

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more clean land."""
        yield changed(view.zone_key("land.clean", self.at(view)), self.area_m2, self.effective_on)

    def plot_step(self) -> PlotStep | None:
        """Plots that it names are clean."""
        if not self.lines:
            return None
        return PlotStep(PlotAct.CLEAR, self.effective_on, self.lines, state=PlotState.CLEAN, area_m2=self.area_m2)


class HouseholdsResettled(ZoneEvent):
    """Households have been resettled."""

    label = Text("Tái định cư", "Households resettled")
    sheet_titles = ("tái định cư",)
    group = EventGroup.LAND

    households: Count = labelled("số hộ đã tái định cư", "households resettled", unit="household")

    def claims(self, view: View) -> Iterable[Claim]:
        """So many households more."""
        yield changed(view.zone_key("households.resettled", self.at(view)), self.households, self.effective_on)


class TenantEvent(PlotsNamed):
    """An event about land of a zone, for a project where that is known."""

    abstract = True
    group = EventGroup.LAND
    in_zone_timeline = False

    project: ProjectRef | None = labelled("dự án", "project", default=None)
    area_m2: PositiveArea = labelled("diện tích", "area", unit="m2")

    def held_step(self, act: PlotAct, state: PlotState, **more: Any) -> PlotStep | None:
        """What it does to the plots that it names, which must add up to its area."""
        if not self.lines:
            return None
        about: dict[str, Any] = {"state": state, "area_m2": self.area_m2, "project": self.project or ""}
        return PlotStep(act, self.effective_on, self.lines, **(about | more))

    def held_claims(self, view: View, state: PlotState | None) -> Iterable[Claim]:
        """The plots that it names stand under a state, or under none."""
        return plot_claims(view, self.at(view), self.lines, state, self.effective_on)

    def land_key(self, view: View, zone: ZoneState, measure: str, project: str | None = None) -> Key:
        """The series of this land: the project's in the zone, or the zone's own."""
        code = project or self.project
        if code is None:
            return view.zone_key(measure, zone)
        key = view.project_key(measure, view.project(code), self.effective_on)
        return key._replace(zone=zone.id, place=zone.place, kind=zone.kind)

    def must_not_have_ended(self, view: View) -> None:
        """Refuse to let land to, or keep it for, a project that had ended. What was recorded once is loaded as it was."""
        if self.project is None or view.exported:
            return
        ended = (project := view.project(self.project)).ended_on
        if ended is not None and self.effective_on >= ended:
            raise ProjectNotInForce(
                project=project.code, on=self.effective_on, since=project.registered_on, ended=ended
            )

    def must_hold(self, view: View, key: Key, what: Text) -> None:
        """Refuse to take off more than is held from the day on."""
        held = [view.register.value(key, self.effective_on)[0]]
        held += [standing[0] for on, standing in view.register.steps(key) if on > self.effective_on]
        if min(held) < self.area_m2:
            zone = self.at(view)
            raise LeaseShort(zone=view.title(zone), on=self.effective_on, what=what, asked=hectares(self.area_m2))


class LandAllocated(TenantEvent):
    """Land is kept for a project by approval or certificate, before it is let."""

    label = Text("Chấp thuận, cấp GCN sử dụng đất cho dự án", "Land allocated by approval")
    basis = "Nghị định 32/2024/NĐ-CP, Điều 2 khoản 7"

    plots: PlotList | None = plots_field()

    def check(self, view: View) -> None:
        """A project that has ended is given no land."""
        super().check(view)
        self.must_not_have_ended(view)

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more approved."""
        yield changed(self.land_key(view, self.at(view), "land.approved"), self.area_m2, self.effective_on)
        yield from self.held_claims(view, PlotState.RESERVED)

    def plot_step(self) -> PlotStep | None:
        """Plots that it names are kept for the project."""
        return self.held_step(PlotAct.HOLD, PlotState.RESERVED)


class LandLeased(TenantEvent):
    """Land let or sub-let to a tenant, from the day of hand-over."""

    label = Text("Cho thuê, cho thuê lại đất", "Land leased")
    basis = "Nghị định 35/2022/NĐ-CP, Điều 2 khoản 22; Nghị định 32/2024/NĐ-CP, Điều 2 khoản 7"
    sheet_titles = ("cho thuê đất", "thuê đất", "hợp đồng thuê", "thuê lại đất", "cho thuê")
    headings = {
        "area_m2": ("diện tích thuê", "diện tích cho thuê", "diện tích đất thuê", "diện tích đã cho thuê", "đất thuê"),
        "effective_on": (
            "ngày thuê",
            "ngày bàn giao",
            "ngày bàn giao đất",
            "ngày ký hợp đồng",
            "ngày hợp đồng",
            "ngày cho thuê",
        ),
        "until": ("thời hạn", "thời hạn thuê đất", "hết hạn"),
        "contract": ("số hợp đồng", *CONTRACT_HEADINGS),
        "ends_on": END_HEADINGS,
    }
    submitters = frozenset({Submitter.OPERATOR})
    duty_fields = ("ends_on", "project")
    puts = ("contract",)

    use: Annotated[Literal["industrial", "service"], Choices(LAND_USES)] = labelled(
        "loại đất", "land use", default="industrial"
    )
    from_approval: bool = labelled("từ phần đã chấp thuận", "out of land approved before", default=False)
    until: Words = labelled("thời hạn thuê", "lease term", default="")
    contract: ContractNumber | None = labelled("số hợp đồng thuê đất", "lease contract number", default=None)
    ends_on: LaterDay | None = labelled("ngày hết hạn hợp đồng", "contract ends on", default=None)
    plots: PlotList | None = plots_field()

    @model_validator(mode="after")
    def _ends_by_contract(self) -> Self:
        if self.ends_on is not None and self.contract is None:
            raise ValueError("ngày hết hạn cần có số hợp đồng / the day on which a contract ends needs its number")
        return self

    def check(self, view: View) -> None:
        """What comes out of an approval must have been approved; a project that has ended is let no land."""
        super().check(view)
        self.must_not_have_ended(view)
        if self.from_approval:
            self.must_hold(view, self.land_key(view, self.at(view), "land.approved"), APPROVED)

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more let; no longer merely approved."""
        zone = self.at(view)
        yield changed(self.land_key(view, zone, f"land.leased_{self.use}"), self.area_m2, self.effective_on)
        if self.from_approval:
            yield changed(self.land_key(view, zone, "land.approved"), -self.area_m2, self.effective_on)
        yield from self.held_claims(view, PlotState.LEASED)

    def plot_step(self) -> PlotStep | None:
        """Plots that it names are let."""
        use, approved = PlotUse(self.use), self.from_approval
        contract = self.contract or ""
        return self.held_step(PlotAct.HOLD, PlotState.LEASED, use=use, from_approval=approved, contract=contract)

    def lease_steps(self) -> Iterable[LeaseStep]:
        """So much comes under the contract."""
        if self.contract is not None:
            about = (self.effective_on, self.contract, self.project or "", self.area_m2)
            yield LeaseStep(LeaseAct.ENTER, *about, ends_on=self.ends_on)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The project has its land, until it gives it back; the contract is to be extended, or the land taken back, by its last day."""
        if self.project is not None:
            yield from milestone_done(DutySubject("project", self.project), "land", self.effective_on)
            yield land_held(self.project, self.area_m2, self.effective_on)
        if self.contract is not None and self.ends_on is not None:
            subject = lease_subject(self.project, self.zone)
            yield lease_end(subject, self.contract, self.ends_on, self.effective_on)


def closes_field() -> Any:
    """The field of an event by which land leaves a contract."""
    return labelled("hết đất theo hợp đồng (sổ tự ghi)", "nothing is left under it (set by the book)", default=None)


class LandReturn(TenantEvent):
    """Land leaves a lease contract, where one is named."""

    abstract = True
    headings = {"contract": ("số hợp đồng", *CONTRACT_HEADINGS)}
    begins_duties = False
    duty_fields: ClassVar[tuple[str, ...]] = ("contract", "project")
    needs_known: ClassVar[tuple[str, ...]] = ("contract",)

    @property
    def was_let(self) -> bool:
        """Whether the land was let, and not merely kept for a project."""
        return True

    @property
    def left_contract(self) -> str | None:
        """The contract that is named; fields stand after those of the class, as `plots`."""
        found: str | None = self.__dict__["contract"]
        return found

    def completions(self, view: View) -> dict[str, Any]:
        """With whether that is all that the contract has left."""
        changes = super().completions(view)
        zone = str(changes.get("zone", self.zone))
        return changes | {"closes_contract": closing(view, zone, self.left_contract, self.area_m2, self.effective_on)}

    def lease_steps(self) -> Iterable[LeaseStep]:
        """So much leaves the contract."""
        if self.left_contract is not None:
            about = (self.effective_on, self.left_contract, self.project or "", self.area_m2)
            yield LeaseStep(LeaseAct.LEAVE, *about, closes=bool(self.__dict__["closes_contract"]))

    def duty_steps(self) -> Iterable[DutyStep]:
        """The project has so much less to give back; with nothing left under a contract, it need not be extended."""
        if self.project is not None and self.was_let:
            yield land_held(self.project, -self.area_m2, self.effective_on)
        if self.left_contract is not None and self.__dict__["closes_contract"]:
            yield from lease_closed(lease_subject(self.project, self.zone), self.left_contract, self.effective_on)


class LeaseEnded(LandReturn):
    """Let or approved land is given back."""

    label = Text("Trả lại, chấm dứt thuê đất", "Lease ended")
    submitters = frozenset({Submitter.OPERATOR})

    use: Annotated[Literal["industrial", "service", "approved"], Choices(LAND_USES)] = labelled(
        "loại đất", "land use", default="industrial"
    )
    contract: ContractNumber | None = labelled("số hợp đồng thuê đất", "lease contract number", default=None)
    closes_contract: bool | None = closes_field()
    plots: PlotList | None = plots_field()

    @property
    def was_let(self) -> bool:
        """Whether the land was let, and not merely kept for a project."""
        return self.use != "approved"

    @property
    def measure(self) -> str:
        """The measure that the land was held in."""
        return "land.approved" if self.use == "approved" else f"land.leased_{self.use}"

    def check(self, view: View) -> None:
        """No more can be given back than is held."""
        super().check(view)
        self.must_hold(view, self.land_key(view, self.at(view), self.measure), LET)

    def claims(self, view: View) -> Iterable[Claim]:
        """So much less."""
        key = self.land_key(view, self.at(view), self.measure)
        yield changed(key, -self.area_m2, self.effective_on)
        yield from self.held_claims(view, None)

    def plot_step(self) -> PlotStep | None:
        """Plots that it names are free again."""
        if self.use == "approved":
            return self.held_step(PlotAct.RELEASE, PlotState.RESERVED)
        return self.held_step(PlotAct.RELEASE, PlotState.LEASED, use=PlotUse(self.use))


class LeaseTransferred(LandReturn):
    """A lease passes from one project to another in the same zone."""

    label = Text("Chuyển nhượng quyền thuê đất", "Lease transferred")

    also_filed_by = ("to_project",)
    duty_fields = (*LandReturn.duty_fields, *also_filed_by)
    puts = ("to_contract",)

    to_project: ProjectRef = labelled("dự án nhận", "project that takes it over")
    use: Annotated[Literal["industrial", "service"], Choices(LAND_USES)] = labelled(
        "loại đất", "land use", default="industrial"
    )

    contract: ContractNumber | None = labelled("số hợp đồng thuê đất", "lease contract number", default=None)
    closes_contract: bool | None = closes_field()
    to_contract: ContractNumber | None = labelled("số hợp đồng mới", "number of the new contract", default=None)
    plots: PlotList | None = plots_field()

    @model_validator(mode="after")
    def _passes_to_a_contract(self) -> Self:
        if self.contract is not None and self.to_contract is None:
            raise ValueError("cần số hợp đồng mới của dự án nhận / give the number of the other project's contract")
        return self

    def check(self, view: View) -> None:
        """No more can pass on than is held; the project that takes it must be in force."""
        super().check(view)
        key = self.land_key(view, self.at(view), f"land.leased_{self.use}")
        self.must_hold(view, key, LET)
        view.project_in_force(self.to_project, self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """Less for one project, as much more for the other."""
        zone = self.at(view)
        measure = f"land.leased_{self.use}"
        yield changed(self.land_key(view, zone, measure), -self.area_m2, self.effective_on)
        yield changed(self.land_key(view, zone, measure, self.to_project), self.area_m2, self.effective_on)

    def plot_step(self) -> PlotStep | None:
        """Plots that it names are the other project's."""
        to, contract = self.to_project, self.to_contract or ""
        use = PlotUse(self.use)
        return self.held_step(PlotAct.HAND_ON, PlotState.LEASED, use=use, to_project=to, contract=contract)

    def duty_steps(self) -> Iterable[DutyStep]:
        """The other project has so much to give back, when it ends."""
        yield from super().duty_steps()
        yield land_held(self.to_project, self.area_m2, self.effective_on)

    def lease_steps(self) -> Iterable[LeaseStep]:
        """So much leaves one contract and comes under the other."""
        yield from super().lease_steps()
        if self.to_contract is not None:
            yield LeaseStep(LeaseAct.ENTER, self.effective_on, self.to_contract, self.to_project, self.area_m2)
