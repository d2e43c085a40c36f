"""Lease contracts: their terms, what is to be paid and was paid under them, what of their land is sublet.

Land comes under a contract by `land_leased`, passes on by `lease_transferred` and leaves by `lease_ended`; what all of these
say of a contract is taken together in `ledger/leases.py`.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from parkledger.catalogue import Verified
from parkledger.catalogue.publicity import PublicKind
from parkledger.duties import DutyAct, DutyKind, DutyStep, DutySubject, DutyTerms, Goal, Obliged
from parkledger.language import Lang, Text, format_date, months_later
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import ContractUnknown, RentUnknown
from parkledger.ledger.events.base import (
    DECIDED,
    Amount,
    Area,
    Choices,
    Day,
    Enterprise,
    EventGroup,
    Ground,
    LaterDay,
    Named,
    PositiveArea,
    ProjectRef,
    Submitter,
    labelled,
)
from parkledger.ledger.events.told_apart import DUE_WORDS, PAID_WORDS
from parkledger.ledger.events.zone_events import ZoneEvent
from parkledger.ledger.leases import LeaseAct, LeaseStep

ContractNumber = Annotated[str, Named("contract", within=("zone",)), Field(min_length=1, max_length=100)]
CONTRACT_HEADINGS = ("số hợp đồng thuê đất", "số HĐ thuê đất", "số HĐTĐ", "mã hợp đồng", "hợp đồng thuê đất số")
END_HEADINGS = (
    "ngày hết hạn",
    "ngày hết hạn hợp đồng",
    "hết hạn hợp đồng",
    "ngày kết thúc hợp đồng",
    "hạn hợp đồng",
    "thời hạn thuê đến",
    "thời hạn thuê đất đến",
    "thời hạn đến ngày",
    "thuê đến ngày",
)
LEASE_LAW = "Luật Đất đai 2024, Điều 202"
"""The basis of duties, which tell beside it how well it was verified."""
LEASE_BASIS = f"{LEASE_LAW} (chưa xác minh điều khoản)"
EVERY = {
    "month": Text("hằng tháng", "every month"),
    "quarter": Text("hằng quý", "every quarter"),
    "half_year": Text("sáu tháng", "every six months"),
    "year": Text("hằng năm", "every year"),
}
EVERY_WORDS = {
    "month": ("tháng", "1 tháng", "một tháng", "hàng tháng"),
    "quarter": ("quý", "3 tháng", "ba tháng", "hàng quý"),
    "half_year": ("6 tháng", "nửa năm", "nửa năm một lần"),
    "year": ("năm", "1 năm", "một năm", "12 tháng", "hàng năm"),
}
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
MOST_INSTALMENTS = 200


def lease_subject(project: str | None, zone: str) -> DutySubject:
    """What duties of a contract are about: its project, else the zone."""
    return DutySubject("project", project) if project else DutySubject("zone", zone)


def lease_end(subject: DutySubject, contract: str, ends_on: date, on: date) -> DutyStep:
    """The developer is to extend a contract or take the land back by its last day."""
    detail = Text(f"hợp đồng {contract}", f"contract {contract}")
    terms = DutyTerms(Obliged.DEVELOPER, due_on=ends_on, basis=LEASE_LAW, verified=Verified.MEMORY, detail=detail)
    return DutyStep(DutyAct.OPEN, on, subject, DutyKind.LEASE_END, contract, terms)


def lease_closed(subject: DutySubject, contract: str, on: date) -> Iterable[DutyStep]:
    """Nothing is under a contract any more: it need not be extended, and instalments not due by then lapse."""
    yield DutyStep(DutyAct.DONE, on, subject, DutyKind.LEASE_END, contract)
    yield DutyStep(DutyAct.LAPSE, on, subject, DutyKind.RENT, None, beginning=f"{contract}|")


class ContractEvent(ZoneEvent):
    """An event about one lease contract of a zone, of a project where that is known."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.LAND
    in_zone_timeline: ClassVar[bool] = False
    submitters: ClassVar[frozenset[Submitter]] = frozenset({Submitter.OPERATOR})
    needs_known: ClassVar[tuple[str, ...]] = ("contract",)
    headings: ClassVar[dict[str, tuple[str, ...]]] = {"contract": ("số hợp đồng", *CONTRACT_HEADINGS)}

    project: ProjectRef | None = labelled("dự án", "project", default=None)
    contract: ContractNumber = labelled("số hợp đồng", "contract number")

    @property
    def subject(self) -> DutySubject:
        """What its duties are about."""
        return lease_subject(self.project, self.zone)


class LeaseTermsSet(ContractEvent):
    """The terms of a lease contract: its last day, and the land that was under it before the register named contracts.

    Said again of the same contract, the terms are set anew: an extension.
    """

    label = Text("Điều khoản, gia hạn hợp đồng thuê đất", "Lease terms set")
    puts = ("contract",)
    longest_ahead = DECIDED
    basis = LEASE_BASIS
    sheet_titles = ("theo dõi hợp đồng thuê đất", "gia hạn hợp đồng thuê đất", "thời hạn hợp đồng thuê đất")
    headings = {"ends_on": END_HEADINGS, "area_m2": ("diện tích theo hợp đồng", "diện tích hợp đồng")}

    ends_on: LaterDay = labelled("ngày hết hạn hợp đồng", "contract ends on")
    area_m2: PositiveArea | None = labelled(
        "diện tích đã ghi cho thuê trước đó theo hợp đồng này", "area let under it before", unit="m2", default=None
    )

    def rests_on(self) -> Iterable[Ground]:
        """On the contract's land, unless it says itself what was under the contract."""
        return super().rests_on() if self.area_m2 is None else ()

    def lease_steps(self) -> Iterable[LeaseStep]:
        """Its last day; what was under it before."""
        yield LeaseStep(
            LeaseAct.SET,
            self.effective_on,
            self.contract,
            self.project or "",
            self.area_m2,
            ends_on=self.ends_on,
        )

    def duty_steps(self) -> Iterable[DutyStep]:
        """It is to be extended, or the land taken back, by its last day."""
        yield lease_end(self.subject, self.contract, self.ends_on, self.effective_on)


class LeaseRentSet(ContractEvent):
    """The payment plan of a contract: an instalment by a day, or several at equal intervals. An instalment of the same day is set anew."""

    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    label = Text("Kế hoạch nộp tiền thuê đất", "Rent to be paid")
    longest_ahead = DECIDED
    basis = LEASE_BASIS
    sheet_titles = ("kế hoạch thanh toán tiền thuê đất", "kế hoạch nộp tiền thuê đất", "tiến độ thanh toán hợp đồng")
    told_by = DUE_WORDS
    headings = {
        "due_on": ("hạn nộp", "hạn thanh toán", "ngày đến hạn", "đến hạn ngày"),
        "amount": ("số tiền phải nộp", "số tiền", "tiền thuê đất", "số phải nộp"),
    }

    due_on: Day = labelled("nộp chậm nhất ngày", "due on")
    amount: Amount = labelled("số tiền mỗi kỳ", "amount of each instalment", unit="money")
    instalments: Annotated[int, Field(ge=1, le=MOST_INSTALMENTS)] = labelled("số kỳ", "instalments", default=1)
    every: Annotated[Literal["month", "quarter", "half_year", "year"], Choices(EVERY, EVERY_WORDS)] = labelled(
        "các kỳ cách nhau", "one instalment", default="year"
    )

    def check(self, view: View) -> None:
        """The contract must be on record by then."""
        super().check(view)
        _must_be_known(view, self)

    def days(self) -> list[date]:
        """The days by which the instalments are due."""
        return [months_later(self.due_on, n * MONTHS[self.every]) for n in range(self.instalments)]

    def puts_on_record(self) -> Iterable[Ground]:
        """Its instalments, each by its day."""
        return [replace(each, part=day.isoformat()) for each in self.grounds(("contract",)) for day in self.days()]

    def lease_steps(self) -> Iterable[LeaseStep]:
        """It is a contract of this project."""
        yield LeaseStep(LeaseAct.SET, self.effective_on, self.contract, self.project or "")

    def duty_steps(self) -> Iterable[DutyStep]:
        """Each instalment is to be paid by its day."""
        goal = Goal(self.amount.currency, self.amount.amount)
        for day in self.days():
            detail = Text(f"hợp đồng {self.contract}", f"contract {self.contract}")
            terms = DutyTerms(
                Obliged.ENTERPRISE, due_on=day, goal=goal, basis=LEASE_LAW, verified=Verified.MEMORY, detail=detail
            )
            key = rent_key(self.contract, day)
            yield DutyStep(DutyAct.OPEN, self.effective_on, self.subject, DutyKind.RENT, key, terms)


class LeaseRentPaid(ContractEvent):
    """Something was paid towards an instalment of a contract."""

    public_kind: ClassVar[PublicKind] = PublicKind.DOSSIERS
    label = Text("Đã nộp tiền thuê đất", "Rent paid")
    begins_duties = False
    sheet_titles = ("đã nộp tiền thuê đất", "thu tiền thuê đất", "tình hình nộp tiền thuê đất")
    told_by = PAID_WORDS
    headings = {
        "effective_on": ("ngày nộp", "ngày nộp tiền"),
        "due_on": ("kỳ đến hạn", "của kỳ đến hạn", "của kỳ đến hạn ngày"),
        "amount": ("số tiền đã nộp", "số đã nộp", "đã nộp", "số tiền"),
    }

    due_on: Day = labelled("của kỳ đến hạn ngày", "of the instalment due on")
    amount: Amount = labelled("số tiền đã nộp", "amount paid", unit="money")

    def check(self, view: View) -> None:
        """The instalment must be on record. A journal that was exported is taken as it is."""
        super().check(view)
        plans = [each for each in view.names.land_events(self.zone) if isinstance(each, LeaseRentSet)]
        days = sorted(
            day
            for each in plans
            if (each.contract, each.project) == (self.contract, self.project) and each.effective_on <= self.effective_on
            for day in each.days()
        )
        if self.due_on not in days and not view.exported:
            nearest = sorted(days, key=lambda day: abs((day - self.due_on).days))[:3]
            shown = ", ".join(format_date(day, Lang.VI) for day in nearest) or "—"
            raise RentUnknown(contract=self.contract, due_on=self.due_on, nearest=shown)

    def rests_on(self) -> Iterable[Ground]:
        """On its instalment, which rests on the contract."""
        return [replace(each, part=self.due_on.isoformat()) for each in super().rests_on()]

    def duty_steps(self) -> Iterable[DutyStep]:
        """So much of the instalment is paid."""
        spent = ((self.amount.currency, self.amount.amount),)
        key = rent_key(self.contract, self.due_on)
        yield DutyStep(DutyAct.PROGRESS, self.effective_on, self.subject, DutyKind.RENT, key, spent=spent)


class LandSublet(ContractEvent):
    """A tenant sublets land of its contract; said again of the same sublease, its area is set anew, to nothing when it ends."""

    label = Text("Bên thuê cho thuê lại", "Land sublet by a tenant")
    needs_known = ("of_contract",)
    basis = LEASE_BASIS
    sheet_titles = ("cho thuê lại của bên thuê", "hợp đồng cho thuê lại của doanh nghiệp")
    headings = {"of_contract": ("hợp đồng gốc", "hợp đồng chính", "theo hợp đồng"), "ends_on": END_HEADINGS}

    of_contract: ContractNumber = labelled("theo hợp đồng thuê đất số", "under the lease contract")
    tenant: Enterprise = labelled("bên thuê lại", "subtenant")
    area_m2: Area = labelled("diện tích đang cho thuê lại", "area sublet", unit="m2")
    ends_on: LaterDay | None = labelled("ngày hết hạn", "ends on", default=None)

    def lease_steps(self) -> Iterable[LeaseStep]:
        """So much of the contract is sublet."""
        yield LeaseStep(
            LeaseAct.SUBLET,
            self.effective_on,
            self.contract,
            self.project or "",
            self.area_m2,
            ends_on=self.ends_on,
            tenant=self.tenant,
            of_contract=self.of_contract,
        )


def rent_key(contract: str, due_on: date) -> str:
    """Which instalment of a subject's."""
    return f"{contract}|{due_on.isoformat()}"


def closing(view: View, zone: str, contract: str | None, area_m2: int, on: date) -> bool | None:
    """Whether so much is all that a contract has left on a day; None where no contract is named, or something is left."""
    lease = view.lease(zone, contract, on) if contract else None
    return True if lease is not None and lease.area_m2 == area_m2 else None


def _must_be_known(view: View, event: ContractEvent) -> None:
    """Refuse a contract that nothing says anything of by the day."""
    if view.exported or view.lease(event.zone, event.contract, event.effective_on) is not None:
        return
    title = view.title(view.find_zone(event.zone))
    known = sorted({step.step.contract for step in view.names.lease_steps(event.zone)})[:3] or ["—"]
    raise ContractUnknown(zone=title, contract=event.contract, on=event.effective_on, nearest=known)
