"""Incentives of investment by place: which commune is an area of difficult conditions, and what is reduced there."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from parkledger.language import Text
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import EventTwice
from parkledger.ledger.events.base import DECIDED, Choices, Day, Event, EventGroup, PlaceRef, Words, labelled

CONDITIONS = {
    "difficult": Text("địa bàn kinh tế - xã hội khó khăn", "area of difficult conditions"),
    "especially_difficult": Text(
        "địa bàn kinh tế - xã hội đặc biệt khó khăn", "area of especially difficult conditions"
    ),
    "none": Text("không còn là địa bàn ưu đãi đầu tư", "no longer an area of incentives"),
}
WRITTEN = {
    "difficult": ("khó khăn", "địa bàn khó khăn"),
    "especially_difficult": ("đặc biệt khó khăn", "địa bàn đặc biệt khó khăn"),
    "none": ("không", "hết ưu đãi"),
}
"""How lists of offices write them."""
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]


class IncentiveAreaSet(Event):
    """A commune, or another unit, is an area of difficult or especially difficult conditions, from a day and until one.

    What is reduced there, land rent or the tax on companies, is told in words, by a rate, or both, as the decision has it. It
    posts nothing: no duty of a project is worked out from it. Of one unit what was set last holds; a nearer unit goes before a
    wider one.
    """

    label = Text("Xác định địa bàn ưu đãi đầu tư", "Area of investment incentives set")
    longest_ahead = DECIDED
    is_of_territory = True
    group: ClassVar[EventGroup] = EventGroup.DUES
    basis = "Luật Đầu tư; Nghị định 31/2021/NĐ-CP, Phụ lục III (ghi theo trí nhớ, chưa đối chiếu văn bản)"
    sheet_titles = ("địa bàn ưu đãi đầu tư", "danh mục địa bàn ưu đãi", "địa bàn khó khăn")
    headings = {
        "place": ("xã, phường", "đơn vị hành chính cấp xã"),
        "level": ("loại địa bàn", "mức độ khó khăn", "điều kiện kinh tế - xã hội"),
        "rent": ("ưu đãi tiền thuê đất", "miễn, giảm tiền thuê đất"),
        "rent_percent": ("mức giảm tiền thuê đất", "tỷ lệ giảm tiền thuê đất"),
        "tax": ("ưu đãi thuế TNDN", "ưu đãi thuế"),
        "tax_percent": ("thuế suất ưu đãi", "thuế suất TNDN"),
        "until": ("áp dụng đến", "hiệu lực đến"),
        "effective_on": ("áp dụng từ ngày", "hiệu lực từ ngày"),
    }

    place: PlaceRef = labelled("địa bàn", "place")
    level: Annotated[Literal["difficult", "especially_difficult", "none"], Choices(CONDITIONS, WRITTEN)] = labelled(
        "điều kiện", "conditions"
    )
    rent: Words = labelled("miễn, giảm tiền thuê đất", "land rent remitted or reduced", default="")
    rent_percent: Percent | None = labelled(
        "tỷ lệ giảm tiền thuê đất", "reduction of land rent", unit="percent", default=None
    )
    tax: Words = labelled("ưu đãi thuế thu nhập doanh nghiệp", "reduction of corporate income tax", default="")
    tax_percent: Percent | None = labelled(
        "thuế suất thu nhập doanh nghiệp ưu đãi", "rate of corporate income tax", unit="percent", default=None
    )
    until: Day | None = labelled("áp dụng đến hết ngày", "in force until", default=None)

    @model_validator(mode="after")
    def _area_holds(self) -> Self:
        if self.until is not None and self.until < self.effective_on:
            raise ValueError("hết hiệu lực trước ngày áp dụng / it ends before it begins")
        reduced = self.rent or self.tax or self.rent_percent is not None or self.tax_percent is not None
        if self.level == "none" and reduced:
            raise ValueError(
                "không còn là địa bàn ưu đãi thì không ghi mức miễn, giảm / an area no longer has no reductions"
            )
        return self

    def key(self) -> str:
        """Once of a unit from a day on."""
        return f"{self.code}|{self.place}|{self.effective_on.isoformat()}"

    def check(self, view: View) -> None:
        """Once only; a change is a later event or a correction."""
        if holder := view.names.holder(self.key()):
            raise EventTwice(what=self.label, event=f"{view.book.code}/{holder[0]}").at_field("place")
