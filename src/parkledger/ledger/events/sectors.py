"""The sector policy of a zone: what is decided of the sectors that may come to it, replaced or lifted by later decisions."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from parkledger.catalogue.sectors import BASIS, SECTORS, Stance
from parkledger.language import Text
from parkledger.ledger.book.postings import Claim
from parkledger.ledger.book.view import View
from parkledger.ledger.errors import ConditionsUnused, SectorMissing, SectorTwice
from parkledger.ledger.events.base import DECIDED, EventGroup, as_written, labelled, stands
from parkledger.ledger.events.sector_names import read_sectors, sectors_in
from parkledger.ledger.events.zone_events import ZoneEvent

Sectors = Annotated[str, BeforeValidator(as_written(read_sectors)), Field(max_length=500)]
LISTS = (*(stance.value for stance in Stance), "lifted")
"""The fields that name sectors."""


class SectorPolicySet(ZoneEvent):
    """It is decided which sectors a zone attracts with priority, accepts, accepts under conditions or does not accept.

    What is decided of a section holds for its divisions of which nothing is decided. What a decision does not name
    stays as it was, unless the decision replaces all that was decided before.
    """

    label = Text("Quy định ngành nghề thu hút đầu tư", "Sector policy set")
    longest_ahead = DECIDED
    basis = f"mã ngành theo {BASIS}"
    group = EventGroup.SECTORS

    priority: Sectors = labelled("ngành ưu tiên thu hút", "sectors attracted with priority", unit="sector", default="")
    accepted: Sectors = labelled("ngành tiếp nhận", "sectors accepted", unit="sector", default="")
    conditional: Sectors = labelled(
        "ngành tiếp nhận có điều kiện", "sectors accepted under conditions", unit="sector", default=""
    )
    conditions: str = labelled("điều kiện tiếp nhận", "the conditions", default="", max_length=1000)
    refused: Sectors = labelled("ngành không tiếp nhận", "sectors not accepted", unit="sector", default="")
    lifted: Sectors = labelled("ngành bỏ quy định trước đó", "sectors no longer decided on", unit="sector", default="")
    replaces_all: bool = labelled(
        "thay thế toàn bộ quy định trước đó", "replaces all that was decided before", default=False
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said: dict[str, str] = {}
        for name, code in self._named():
            if code in said:
                refusal = SectorTwice(sector=SECTORS[code].title.vi, first=_label(said[code]), second=_label(name))
                raise ValueError(refusal)
            said[code] = name
        if not said and not self.replaces_all:
            raise ValueError(SectorMissing(first=_label(LISTS[0]), last=_label(LISTS[-1])))
        if self.conditions and not self.conditional:
            raise ValueError(ConditionsUnused(conditions=self.conditions))
        return self

    def _named(self) -> Iterator[tuple[str, str]]:
        """Each sector with the field that names it."""
        for name in LISTS:
            for sector in sectors_in(getattr(self, name)):
                yield name, sector.code

    def claims(self, view: View) -> Iterable[Claim]:
        """The zone's stance on each sector named; where all is replaced, none on every other one.

        Those others are claimed one by one, so that a decision of before that is recorded later adds nothing to it.
        """
        zone = self.at(view)
        stances = {code: Stance(name).posted if name != "lifted" else 0 for name, code in self._named()}
        for code in SECTORS:
            if code in stances or self.replaces_all:
                yield stands(
                    view.zone_key("sectors.policy", zone, detail=code), stances.get(code, 0), self.effective_on
                )


def _label(name: str) -> str:
    return str(SectorPolicySet.model_fields[name].title)
