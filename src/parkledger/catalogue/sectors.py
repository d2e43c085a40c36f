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
from parkledger.language import Labelled, Text, fold


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

OF_ZONES = frozenset("CDEH")
"""Sections of which projects come to parks and clusters: they are offered to investors; any other may still be asked for."""
IN_OTHER_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "10": ("nông sản", "thủy sản", "food processing"),
        "13": ("sợi", "vải", "dệt nhuộm", "nhuộm", "textile dyeing", "dyeing"),
        "14": ("may mặc", "garment", "apparel"),
        "15": ("giày dép", "da giày", "footwear"),
        "21": ("dược phẩm", "dược", "pharma"),
        "22": ("bao bì nhựa", "nhựa", "plastic", "packaging"),
        "24": ("thép", "luyện kim", "steel"),
        "25": ("cơ khí", "khuôn mẫu", "mechanical", "mould"),
        "26": ("bán dẫn", "linh kiện", "chip", "semiconductor", "electronics"),
        "27": ("pin", "ắc quy", "tấm pin mặt trời", "battery", "solar"),
        "29": ("xe điện", "phụ tùng ô tô", "automotive"),
        "31": ("nội thất", "đồ gỗ"),
        "52": ("logistics", "kho", "warehouse"),
    }
)
"""What investors call a division beside its name. Ours: the classification's own explanations were not read."""


def offered_sectors() -> tuple[Sector, ...]:
    """The sections and divisions of which projects come to zones."""
    return tuple(each for each in SECTORS.values() if (each.section or each.code) in OF_ZONES)


def sector_by_words(typed: str) -> Sector | None:
    """A sector by its code, its name, or an investor's words; None where nothing is meant by them.

    Divisions come before sections, those of which projects come to zones before others, and the shortest name first.
    """
    code = typed.split(" ", 1)[0].upper()
    if code in SECTORS and (
        typed == typed.split(" ", 1)[0] or typed in {SECTORS[code].title.vi, SECTORS[code].title.en}
    ):
        return SECTORS[code]
    asked = fold(typed)
    if len(asked) < LEAST_LETTERS:
        return None
    found = [each for each in SECTORS.values() if any(f" {asked}" in f" {fold(word)}" for word in _called(each))]
    found.sort(key=lambda each: ((each.section or each.code) not in OF_ZONES, not each.section, len(each.name.vi)))
    return found[0] if found else None


LEAST_LETTERS = 3


def _called(sector: Sector) -> tuple[str, ...]:
    return (sector.name.vi, sector.name.en, *IN_OTHER_WORDS.get(sector.code, ()))
