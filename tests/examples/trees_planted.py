"""Trees planted in a zone."""

from collections.abc import Iterable
from typing import Annotated, Literal

from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.events.base import Choices, EventGroup, PositiveArea, Submitter, changed, labelled
from parkledger.ledger.events.zone_events import ZoneEvent, reached

STRIPS = {"road": Text("ven đường", "along a road"), "buffer": Text("dải cách ly", "buffer strip")}


class TreesPlanted(ZoneEvent):
    """Trees are planted in a zone; the strip counts as green land."""

    label = Text("Trồng cây xanh", "Trees planted")
    group = EventGroup.STAGES
    submitters = frozenset({Submitter.OPERATOR})
    sheet_titles = ("cây xanh",)
    headings = {"area_m2": ("diện tích trồng cây",)}

    area_m2: PositiveArea = labelled("diện tích trồng", "area planted", unit="m2")
    strip: Annotated[Literal["road", "buffer"], Choices(STRIPS)] = labelled("vị trí", "strip", default="road")

    def check(self, view: View) -> None:
        """Only an established zone has green land."""
        reached(view, self.at(view), "zones.established", self.effective_on)

    def claims(self, view: View) -> Iterable[Claim]:
        """So much more green land."""
        yield changed(view.zone_key("land.green", self.at(view)), self.area_m2, self.effective_on)
