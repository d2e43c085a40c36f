"""The general plan of an economic zone: which of three kinds it is, and how much of its area is for what."""

from typing import Annotated, Final, Literal

from parkledger.catalogue import ZoneKind
from parkledger.language import Text
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import NotEconomicZone
from parkledger.ledger.events.base import DECIDED, Area, Choices, EventGroup, PositiveArea, labelled
from parkledger.ledger.events.zone_events import ZoneEvent

CATEGORIES: Final = {
    "coastal": Text("ven biển", "coastal"),
    "border": Text("cửa khẩu", "border-gate"),
    "specialised": Text("chuyên biệt", "specialised"),
}


class GeneralPlanApproved(ZoneEvent):
    """The general construction plan (quy hoạch chung) of an economic zone is approved or adjusted; the last one holds.

    Its areas are those of the plan, water included, and not of land that is there: they are no balance of the register.
    """

    label = Text("Duyệt quy hoạch chung khu kinh tế", "General plan of an economic zone approved")
    longest_ahead = DECIDED
    basis = "biểu 2108.H.QLKKT, 2110.H.QLKKT"
    is_decision = True
    group = EventGroup.STAGES
    sheet_titles = ("quy hoạch chung", "quy hoạch chung khu kinh tế")

    category: Annotated[Literal["coastal", "border", "specialised"], Choices(CATEGORIES)] = labelled(
        "loại hình khu kinh tế", "type of economic zone"
    )
    area_m2: PositiveArea = labelled("tổng diện tích theo quy hoạch chung", "area by the general plan", unit="m2")
    duty_free_m2: Area | None = labelled(
        "khu phi thuế quan, khu bảo thuế", "duty-free and bonded areas", unit="m2", default=None
    )
    parks_m2: Area | None = labelled(
        "khu chế xuất, khu công nghiệp", "export-processing zones and parks", unit="m2", default=None
    )
    tourism_m2: Area | None = labelled(
        "khu giải trí, khu du lịch", "leisure and tourism areas", unit="m2", default=None
    )
    urban_m2: Area | None = labelled("khu đô thị, khu dân cư", "urban and residential areas", unit="m2", default=None)
    administrative_m2: Area | None = labelled(
        "khu hành chính, khu chức năng khác", "administrative and other areas", unit="m2", default=None
    )
    other_m2: Area | None = labelled("đất khác", "other land", unit="m2", default=None)

    def check(self, view: View) -> None:
        """Only economic zones have one."""
        zone = self.at(view)
        if zone.kind != ZoneKind.ECONOMIC_ZONE:
            raise NotEconomicZone(zone=view.title(zone))
