"""Infrastructure of a zone that was built with State money: recorded with its value and manager, handed over, ended.

Amounts are in đồng. Roads and treatment works of clusters that districts built are handed over to who manages them (Decree
32/2024/NĐ-CP, from memory); the register keeps what, of what value, by whom and since when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from parkledger.catalogue import Currency
from parkledger.catalogue.kinds import WorksKind
from parkledger.language import Text
from parkledger.ledger.book.postings import ZERO, Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.events.base import ANOTHER, Amount, Choices, EventGroup, MoneyEvent, Named, Words, labelled
from parkledger.ledger.events.courses import Course, CourseCode, CourseName
from parkledger.ledger.events.sites import ZoneStep

ASSET = Text("tài sản hạ tầng", "infrastructure asset")
BASIS = "Nghị định 32/2024/NĐ-CP; Luật Quản lý, sử dụng tài sản công 15/2017/QH14 (ghi theo trí nhớ)"
ENDINGS = {
    "liquidated": Text("thanh lý", "liquidated"),
    "demolished": Text("phá dỡ, hủy hoại", "demolished or destroyed"),
    "transferred": Text("chuyển khỏi sổ theo dõi của khu, cụm", "no longer followed with the zone"),
    "other": Text("lý do khác", "another reason"),
}


@dataclass
class AssetCourse(Course):
    """An asset by its steps until a day."""

    recorded: "StateAssetRecorded | None" = None
    handed_over: "StateAssetHandedOver | None" = None
    ended: "StateAssetEnded | None" = None
    last: "AssetEvent | None" = None
    value: int = 0
    """Its value as last stated, in đồng."""

    @property
    def manager(self) -> str:
        """Who manages it: to whom it was last handed over, else who managed it at first."""
        if self.handed_over is not None:
            return self.handed_over.to
        return self.recorded.manager if self.recorded is not None else ""


class AssetEvent(ZoneStep):
    """A step of one asset; the steps after the first take over where it is."""

    abstract: ClassVar[bool] = True
    course_type: ClassVar[type[Course]] = AssetCourse
    group: ClassVar[EventGroup] = EventGroup.INFRASTRUCTURE
    basis: ClassVar[str] = BASIS
    number_field = "asset"
    headings = {"asset": ("mã tài sản", "số hiệu tài sản", "mã số tài sản")}

    asset: Annotated[CourseCode, Named("asset")] = labelled("mã tài sản", "asset code")

    @property
    def course(self) -> CourseName:
        """The asset."""
        return ("state_asset", self.asset)

    def add_to(self, so_far: AssetCourse) -> None:
        """Add the step, and keep it as the last."""
        super().add_to(so_far)
        so_far.last = self

    def take(self, so_far: AssetCourse) -> None:
        """Add the step to its asset; refused where it cannot come there."""
        self.refuse_elsewhere(so_far.recorded)
        if so_far.recorded is None:
            raise self.unknown(so_far.book, ASSET, self.asset, "asset")
        if so_far.ended is not None:
            raise self.after_end(so_far.ended)
        self.refuse_same_day(so_far.last)


class AssetMoneyEvent(AssetEvent, MoneyEvent):
    """A step of an asset that says its value, in đồng."""

    abstract: ClassVar[bool] = True

    value: Amount | None = labelled("giá trị", "value", unit="money", default=None)

    @model_validator(mode="after")
    def _in_dong(self) -> Self:
        if self.value is not None and self.value.currency != Currency.VND:
            raise ValueError("số tiền phải bằng đồng / amounts must be in đồng")
        return self


class StateAssetRecorded(AssetMoneyEvent):
    """An asset built with State money is put on record, with its value and who manages it."""

    label = Text("Ghi nhận tài sản hạ tầng do Nhà nước đầu tư", "State-built asset recorded")
    sheet_titles = ("tài sản công", "tài sản hạ tầng nhà nước đầu tư", "danh mục tài sản hạ tầng")
    headings = {
        "name": ("tên tài sản",),
        "works": ("loại tài sản", "loại hạ tầng"),
        "value": ("nguyên giá", "giá trị tài sản", "giá trị ghi sổ"),
        "manager": ("đơn vị quản lý", "cơ quan quản lý tài sản", "đơn vị được giao quản lý"),
        "lot": ("mã hạng mục",),
        "effective_on": ("ngày ghi nhận", "ngày đưa vào sử dụng"),
    }

    name: Words = labelled("tên tài sản", "name of the asset", min_length=1)
    works: WorksKind = labelled("loại tài sản", "kind of works")
    value: Amount = labelled("nguyên giá", "value recorded", unit="money")
    manager: Words = labelled("cơ quan, đơn vị quản lý", "who manages it", min_length=1)
    lot: Annotated[CourseCode, Named("lot")] | None = labelled(
        "mã hạng mục đã xây dựng nó", "lot by which it was built", default=None
    )

    def take(self, so_far: AssetCourse) -> None:
        """Recorded once."""
        if so_far.recorded is not None:
            self.refuse_elsewhere(so_far.recorded)
            raise self.twice(so_far.recorded)
        so_far.recorded, so_far.value = self, self.value.amount

    def claims(self, view: View) -> Iterable[Claim]:
        """One asset more, of so much."""
        yield self.held(view, "assets.held", 1, self.asset)
        yield self.money_at(view, "assets.value", self.vector(self.value))


class StateAssetHandedOver(AssetMoneyEvent):
    """An asset is handed over to another manager; its value stays as it was unless another is stated."""

    label = Text("Bàn giao tài sản hạ tầng do Nhà nước đầu tư", "State-built asset handed over")
    sheet_titles = ("bàn giao tài sản", "biên bản bàn giao tài sản")
    rank = 2
    headings = {
        "to": ("bên nhận", "đơn vị nhận bàn giao", "bàn giao cho"),
        "value": ("giá trị bàn giao", "giá trị còn lại"),
        "effective_on": ("ngày bàn giao",),
    }

    to: Words = labelled("bên nhận bàn giao", "handed over to", min_length=1)
    value: Amount | None = labelled("giá trị bàn giao", "value at the hand-over", unit="money", default=None)

    def take(self, so_far: AssetCourse) -> None:
        """Any number of times."""
        super().take(so_far)
        so_far.handed_over = self
        so_far.value = self.value.amount if self.value is not None else so_far.value

    def claims(self, view: View) -> Iterable[Claim]:
        """One hand-over more, and the value where it is stated."""
        yield self.counted(view, "assets.handed_over")
        if self.value is not None:
            yield self.money_at(view, "assets.value", self.vector(self.value))


class StateAssetEnded(AssetEvent):
    """An asset is no longer on record: liquidated, demolished, followed elsewhere."""

    label = Text("Kết thúc theo dõi tài sản hạ tầng do Nhà nước đầu tư", "State-built asset ended")
    sheet_titles = ("thanh lý tài sản",)
    rank = 3
    headings = {"way": ("hình thức xử lý",), "effective_on": ("ngày thanh lý",)}

    way: Annotated[Literal["liquidated", "demolished", "transferred", "other"], Choices(ENDINGS, ANOTHER)] = labelled(
        "hình thức", "how it ended", default="other"
    )
    reason: Words = labelled("lý do", "reason", default="")

    def take(self, so_far: AssetCourse) -> None:
        """Once."""
        super().take(so_far)
        so_far.ended = self

    def claims(self, view: View) -> Iterable[Claim]:
        """One asset less, and its value."""
        yield self.held(view, "assets.held", 0, self.asset)
        yield self.money_at(view, "assets.value", ZERO)
