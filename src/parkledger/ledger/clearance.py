"""Clearance of a zone by household group: the stages that households have come to, and the money (`ClearanceStep`).

Each event says how many households of a group have come to a stage by its day, all told. The ledger holds them against each
other on every day, as known with the event to be recorded.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby, pairwise

from parkledger.language import SMALLEST, Labelled, Quantity, Unit
from parkledger.ledger.errors import ClearanceOutOfOrder, PaidBeyondApproved


class ClearanceStage(Labelled):
    """The stages of clearance, in the order in which a household comes to them."""

    NOTIFIED = "notified", "đã thông báo thu hồi đất", "notified", "thông báo", "đã thông báo", "thông báo thu hồi đất"
    INVENTORIED = "inventoried", "đã kiểm đếm", "inventoried", "kiểm đếm", "kiểm kê", "đã kiểm kê"
    PUBLISHED = (
        "published",
        "đã công khai phương án",
        "plan published",
        "công khai",
        "đã công khai",
        "niêm yết",
        "công khai phương án",
    )
    APPROVED = (
        "approved",
        "đã phê duyệt phương án",
        "plan approved",
        "phê duyệt",
        "đã phê duyệt",
        "phê duyệt phương án",
        "đã duyệt",
    )
    PAID = "paid", "đã chi trả", "paid", "chi trả", "đã chi", "đã nhận tiền", "chi trả tiền"
    HANDED_OVER = (
        "handed_over",
        "đã bàn giao mặt bằng",
        "handed over",
        "bàn giao",
        "đã bàn giao",
        "bàn giao mặt bằng",
        "BGMB",
    )


@dataclass(frozen=True, slots=True)
class ClearanceStep:
    """What an event says of one household group: households at a stage, or money at one, all told by its day."""

    on: date
    group: str
    stage: ClearanceStage
    households: int | None = None
    currency: str = ""
    amount: int = 0


@dataclass(frozen=True, slots=True)
class FiledClearanceStep:
    """A step with the number of its event in its book."""

    step: ClearanceStep
    seq: int


@dataclass(slots=True)
class HouseholdGroup:
    """A group as it stands: households by stage, money by stage and currency, each with the event that said it last."""

    name: str
    since: date
    households: dict[ClearanceStage, int] = field(default_factory=dict)
    money: defaultdict[ClearanceStage, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    said_by: set[int] = field(default_factory=set)

    def take(self, filed: FiledClearanceStep) -> None:
        """Take in a step."""
        step = filed.step
        self.said_by.add(filed.seq)
        if step.households is not None:
            self.households[step.stage] = step.households
        if step.currency:
            self.money[step.stage][step.currency] = step.amount


def groups_known(steps: Iterable[FiledClearanceStep]) -> dict[str, HouseholdGroup]:
    """The household groups after all of some steps, in any order."""
    found: dict[str, HouseholdGroup] = {}
    for filed in sorted(steps, key=lambda each: (each.step.on, each.seq)):
        found.setdefault(filed.step.group, HouseholdGroup(filed.step.group, filed.step.on)).take(filed)
    return found


def check_clearance(zone: str, steps: Iterable[FiledClearanceStep]) -> None:
    """Refuse, in words, more households at a stage than at one before it, or more paid than approved, on any day."""
    found: dict[str, HouseholdGroup] = {}
    ordered = sorted(steps, key=lambda each: (each.step.on, each.seq))
    for on, some in groupby(ordered, key=lambda each: each.step.on):
        touched: dict[str, HouseholdGroup] = {}
        for filed in some:
            name = filed.step.group
            touched[name] = found.setdefault(name, HouseholdGroup(name, on))
            touched[name].take(filed)
        for group in touched.values():
            _must_follow(zone, group, on)
            _must_be_approved(zone, group, on)


def _must_follow(zone: str, group: HouseholdGroup, on: date) -> None:
    known = [(stage, group.households[stage]) for stage in ClearanceStage if stage in group.households]
    for (earlier, reached), (stage, asked) in pairwise(known):
        if asked > reached:
            raise ClearanceOutOfOrder(
                zone=zone,
                group=group.name,
                on=on,
                stage=stage.label,
                asked=Quantity.of(asked, Unit.HOUSEHOLD),
                earlier=earlier.label,
                reached=Quantity.of(reached, Unit.HOUSEHOLD),
            )


def _must_be_approved(zone: str, group: HouseholdGroup, on: date) -> None:
    approved, paid = group.money[ClearanceStage.APPROVED], group.money[ClearanceStage.PAID]
    for currency, amount in paid.items():
        if currency in approved and amount > approved[currency]:
            raise PaidBeyondApproved(
                zone=zone,
                group=group.name,
                on=on,
                paid=_money(amount, currency),
                approved=_money(approved[currency], currency),
            )


def _money(amount: int, currency: str) -> Quantity:
    unit = Unit(currency)
    return Quantity(Fraction(amount, SMALLEST.get(unit, 1)), unit)
