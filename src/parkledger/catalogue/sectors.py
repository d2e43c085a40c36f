"""Economic sectors by Vietnam's classification (VSIC): its sections and divisions; and what a zone does about one.

The table stands in `sectors.yaml`. A division lies in one section, so what is decided of a section holds for its
divisions until something is decided of one of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

import yaml

from parkledger.catalogue.kinds import Verified
from parkledger.language import Labelled, Text


@dataclass(frozen=True, slots=True)
class Sector:
    """A section (one letter) or a division (two digits) with the section that it lies in, empty for a section."""

    code: str
    section: str
    name: Text

    @property
    def title(self) -> Text:
        """Its code with its name: 26 Sản xuất sản phẩm điện tử…"""
        return Text(f"{self.code} {self.name.vi}", f"{self.code} {self.name.en}")

    @property
    def lines(self) -> tuple[str, ...]:
        """The codes under which something decided holds for it, the nearest first: its own, then its section's."""
        return (self.code, self.section) if self.section else (self.code,)


class Stance(Labelled):
    """What a zone does about a sector by decision."""

    PRIORITY = "priority", "ưu tiên thu hút", "attracted with priority"
    ACCEPTED = "accepted", "tiếp nhận", "accepted"
    CONDITIONAL = "conditional", "tiếp nhận có điều kiện", "accepted under conditions"
    REFUSED = "refused", "không tiếp nhận", "not accepted"

    @property
    def posted(self) -> int:
        """The number that stands for it in postings; 0 stands for a policy that was lifted."""
        return list(Stance).index(self) + 1

    @property
    def admits(self) -> bool:
        """Whether a project of the sector may come, if need be under conditions."""
        return self is not Stance.REFUSED


LIFTED = Text("không còn quy định riêng", "no longer decided")
"""What is said of a sector of which a policy was lifted."""


def stance_posted(number: int) -> Stance | None:
    """The stance that a number in postings stands for; None where the policy was lifted."""
    return list(Stance)[number - 1] if 1 <= number <= len(Stance) else None


_TABLE = yaml.safe_load(files("parkledger.catalogue").joinpath("sectors.yaml").read_text(encoding="utf-8"))
BASIS: str = _TABLE["basis"]
"""The decision by which the classification is set."""
VERIFIED = Verified(_TABLE["verified"])
SECTORS: Mapping[str, Sector] = MappingProxyType(
    {code: Sector(code, row[0], Text(row[1], row[2])) for code, row in _TABLE["sectors"].items()}
)
"""Every section and division by its code, each section followed by its divisions."""
