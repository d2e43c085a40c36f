"""Clearance by household group: how many households have come to which stage, and what was approved and paid for it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.clearance import ClearanceStage, ClearanceStep
from parkledger.ledger.events.base import (
    Amount,
    Choices,
    Count,
    EventGroup,
    Ground,
    MoneyEvent,
    Named,
    labelled,
    stands,
)
from parkledger.ledger.events.zone_events import ZoneEvent

GroupName = Annotated[
    str,
    BeforeValidator(lambda text: " ".join(text.split()) if isinstance(text, str) else text),
    Named("household_group", within=("zone",)),
    Field(min_length=1, max_length=60),
]
CLEARANCE_BASIS = "Luật Đất đai 2024, Chương VI, VII (chưa xác minh điều khoản)"


class ClearanceEvent(ZoneEvent):
    """An event about one household group of a zone: a hamlet, a phase, a part of the land; never a person."""

    abstract: ClassVar[bool] = True
    group: ClassVar[EventGroup] = EventGroup.LAND
    basis: ClassVar[str] = CLEARANCE_BASIS
    in_zone_timeline: ClassVar[bool] = False
    headings: ClassVar[dict[str, tuple[str, ...]]] = {
        "household_group": ("nhóm hộ", "thôn", "thôn, đợt", "đợt giải phóng mặt bằng", "khu vực thu hồi đất"),
        "stage": ("bước", "giai đoạn GPMB", "bước giải phóng mặt bằng"),
    }

    household_group: GroupName = labelled("nhóm hộ (thôn, đợt)", "household group")

    def zone_of_land(self) -> str:
        """Its zone: what is said of a group is held against the rest of it."""
        return self.zone


class ClearanceReached(ClearanceEvent):
    """So many households of a group have come to a stage by the day, all told; said again, the number is set anew."""

    label = Text("Tiến độ giải phóng mặt bằng theo nhóm hộ", "Clearance reached")
    sheet_titles = ("tiến độ giải phóng mặt bằng theo hộ", "tiến độ GPMB", "bảng theo dõi giải phóng mặt bằng")
    headings = {"households": ("lũy kế số hộ", "số hộ đã thực hiện")}

    stage: Annotated[
        Literal["notified", "inventoried", "published", "approved", "paid", "handed_over"], Choices.of(ClearanceStage)
    ] = labelled("đã đến bước", "stage")
    households: Count = labelled("số hộ, lũy kế", "households, all told", unit="household")

    def claims(self, view: View) -> Iterable[Claim]:
        """So many households of the group stand at the stage or beyond it."""
        key = view.zone_key(f"clearance.{self.stage}", self.at(view), detail=self.household_group)
        yield stands(key, self.households, self.effective_on)

    def puts_on_record(self) -> Iterable[Ground]:
        """That households of the group have come to the stage."""
        return self.stages([self.stage])

    def rests_on(self) -> Iterable[Ground]:
        """On each stage before it: households come to them one after the other."""
        return self.stages(list(ClearanceStage)[: list(ClearanceStage).index(ClearanceStage(self.stage))])

    def stages(self, stages: Iterable[str]) -> list[Ground]:
        """The household group at some stages."""
        named = self.grounds(("household_group",))
        return [replace(each, part=str(stage)) for each in named for stage in stages]

    def clearance_step(self) -> ClearanceStep:
        """So many households."""
        return ClearanceStep(self.effective_on, self.household_group, ClearanceStage(self.stage), self.households)


class ClearanceMoneySet(ClearanceEvent, MoneyEvent):
    """So much is approved, or paid, to a household group by the day, all told; said again, the amount is set anew."""

    label = Text("Kinh phí bồi thường theo nhóm hộ", "Clearance money")
    sheet_titles = ("kinh phí bồi thường", "chi trả bồi thường", "kinh phí giải phóng mặt bằng")
    headings = {"amount": ("kinh phí", "số tiền", "số tiền lũy kế", "kinh phí lũy kế")}

    stage: Annotated[Literal["approved", "paid"], Choices.of(ClearanceStage)] = labelled("đã", "stage")
    amount: Amount = labelled("số tiền, lũy kế", "amount, all told", unit="money")

    def claims(self, view: View) -> Iterable[Claim]:
        """So much stands approved or paid."""
        key = view.zone_key(
            f"clearance.money_{self.stage}", self.at(view), detail=self.household_group, currency=self.amount.currency
        )
        yield stands(key, self.vector(self.amount), self.effective_on)

    def clearance_step(self) -> ClearanceStep:
        """So much money."""
        money = self.amount
        stage = ClearanceStage(self.stage)
        return ClearanceStep(
            self.effective_on, self.household_group, stage, currency=money.currency, amount=money.amount
        )
