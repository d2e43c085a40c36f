"""Lease contracts of a zone: what events say of them (`LeaseStep`), and how they stand (`ZoneLeases`).

Nothing of a contract is stored: as with plots, whoever asks for a day takes the steps of the events known and held by then,
and the ledger refuses what does not fit among them.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from parkledger.language import ParkError, Quantity, Unit, closest, to_hectares
from parkledger.ledger.errors import ContractLeft, ContractOfAnother, ContractShort, ContractUnknown


class LeaseAct(StrEnum):
    """What an event does to a contract."""

    SET = "set"
    ENTER = "enter"
    LEAVE = "leave"
    SUBLET = "sublet"


@dataclass(frozen=True, slots=True)
class LeaseStep:
    """What an event says of one contract from a day on.

    `area_m2` is what comes under it or leaves it; of a setting, what was under it before; of a subletting, what is sublet
    now. `closes` tells that nothing was left when the event was recorded.
    """

    act: LeaseAct
    on: date
    contract: str
    project: str = ""
    area_m2: int | None = None
    ends_on: date | None = None
    tenant: str = ""
    of_contract: str = ""
    closes: bool = False


@dataclass(frozen=True, slots=True)
class FiledLeaseStep:
    """A step with the number of its event in its book."""

    step: LeaseStep
    seq: int

    @property
    def order(self) -> tuple[date, bool, int]:
        """Steps apply by day; on one day what comes in goes before what leaves."""
        return (self.step.on, self.step.act in {LeaseAct.LEAVE, LeaseAct.SUBLET}, self.seq)


@dataclass(slots=True)
class Lease:
    """A contract as it stands, first named by the event `seq`.

    `sublet` holds each sublease by its own number, as it was last set.
    """

    contract: str
    project: str
    since: date
    seq: int
    before_m2: int = 0
    entered_m2: int = 0
    left_m2: int = 0
    ends_on: date | None = None
    closed_on: date | None = None
    sublet: dict[str, LeaseStep] = field(default_factory=dict)

    @property
    def area_in_m2(self) -> int:
        """What came under it."""
        return self.before_m2 + self.entered_m2

    @property
    def area_m2(self) -> int:
        """What is under it now."""
        return self.area_in_m2 - self.left_m2

    @property
    def sublet_m2(self) -> int:
        """What of it is sublet now."""
        return sum(step.area_m2 or 0 for step in self.sublet.values())


class ZoneLeases:
    """The contracts of one zone while steps are taken in, in order; refuses, in words, a step that cannot be."""

    def __init__(self, zone: str) -> None:
        self.zone = zone
        self.leases: dict[str, Lease] = {}

    def take(self, filed: FiledLeaseStep) -> None:
        """Take in a step."""
        step = filed.step
        lease = self._lease(filed)
        if step.act is LeaseAct.SUBLET:
            lease.sublet[step.contract] = step
        elif lease.project != step.project:
            raise ContractOfAnother(
                zone=self.zone,
                contract=lease.contract,
                on=step.on,
                project=lease.project or "—",
                given=step.project or "—",
            )
        if step.act is LeaseAct.SET and step.area_m2 is not None:
            lease.before_m2 = step.area_m2
        if step.act is LeaseAct.ENTER:
            lease.entered_m2 += step.area_m2 or 0
            lease.closed_on = None
        if step.act is LeaseAct.LEAVE:
            lease.left_m2 += step.area_m2 or 0
        if step.act is not LeaseAct.SUBLET and step.ends_on is not None:
            lease.ends_on = step.ends_on
        self._must_hold(lease, step)
        if step.act is LeaseAct.LEAVE:
            self._close(lease, filed)

    def _lease(self, filed: FiledLeaseStep) -> Lease:
        """The contract that a step is about; made where it comes in."""
        step = filed.step
        number = step.of_contract or step.contract
        if number not in self.leases:
            if step.act in {LeaseAct.LEAVE, LeaseAct.SUBLET}:
                nearest = closest(number, list(self.leases)) or list(self.leases)[:3] or ["—"]
                raise ContractUnknown(zone=self.zone, contract=number, on=step.on, nearest=nearest)
            self.leases[number] = Lease(number, step.project, step.on, filed.seq)
        return self.leases[number]

    def _must_hold(self, lease: Lease, step: LeaseStep) -> None:
        """Refuse to take out, or to sublet, more than is under the contract."""
        if lease.area_m2 < lease.sublet_m2:
            asked = step.area_m2 or 0
            left = lease.area_m2 + (asked if step.act is LeaseAct.LEAVE else 0)
            raise ContractShort(
                zone=self.zone,
                contract=lease.contract,
                on=step.on,
                left=_ha(left),
                sublet=_ha(lease.sublet_m2 - (asked if step.act is LeaseAct.SUBLET else 0)),
                asked=_ha(asked),
            )

    def _close(self, lease: Lease, filed: FiledLeaseStep) -> None:
        """A contract that nothing is left under is closed; that must be what the event was recorded with."""
        if filed.step.closes != (lease.area_m2 == 0):
            left = _ha(lease.area_m2)
            raise ContractLeft(zone=self.zone, contract=lease.contract, on=filed.step.on, left=left, seq=filed.seq)
        if filed.step.closes:
            lease.closed_on = filed.step.on


def leases_after(zone: str, steps: Iterable[FiledLeaseStep]) -> dict[str, Lease]:
    """The contracts of a zone after all of some steps, in any order; refuses, in words, what cannot be on its day."""
    found = ZoneLeases(zone)
    for filed in sorted(steps, key=lambda each: each.order):
        found.take(filed)
    return found.leases


def leases_known(zone: str, steps: Iterable[FiledLeaseStep]) -> dict[str, Lease]:
    """The same of what was known at a moment: between the halves of a correction, a step may not fit and is passed over."""
    found = ZoneLeases(zone)
    for filed in sorted(steps, key=lambda each: each.order):
        with suppress(ParkError):
            found.take(filed)
    return found.leases


def _ha(area_m2: int) -> Quantity:
    return Quantity(to_hectares(area_m2), Unit.HECTARE)
