"""The units of the register and how each is written: one table that formatting and reading both use.

A form is a template with {} for the number: "{} ha", "USD {}". The first form of a unit is written, all are
read, whatever their case.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from parkledger.language.text import Lang


class Unit(StrEnum):
    """What a quantity counts or measures; the value is the code used in data."""

    HECTARE = "ha"
    SQUARE_METRE = "m2"
    PERCENT = "percent"
    USD = "USD"
    VND = "VND"
    PERSON = "person"
    PROJECT = "project"
    ZONE = "zone"
    RANK = "rank"
    POINT = "point"
    M3_PER_DAY = "m3/day"
    HOUSEHOLD = "household"
    PLACE = "place"
    """A place for a pupil in a school or a worker in a dormitory (chỗ)."""
    CASE = "case"
    """A file handled in an administrative procedure (hồ sơ)."""
    INQUIRY = "inquiry"
    ENTERPRISE = "enterprise"
    USD_PER_M2 = "USD/m2"
    VND_PER_M2 = "VND/m2"
    VND_PER_M3 = "VND/m3"
    VND_PER_KWH = "VND/kWh"
    USD_PER_M3 = "USD/m3"


MONEY: Final = frozenset({Unit.USD, Unit.VND})
"""Units written with a scale word: 1,48 tỷ USD."""

UNSCALED: Final = frozenset({Unit.PERCENT, Unit.RANK})
"""Units that never take a scale word, not even when read."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How a unit is written (the first form) and also read (the others), and its English form for one."""

    vi: tuple[str, ...]
    en: tuple[str, ...]
    one: str = ""

    def of(self, lang: Lang) -> tuple[str, ...]:
        """The forms in one language."""
        if Lang(lang) is Lang.VI:
            return self.vi
        return (*self.en, self.one) if self.one else self.en


def _forms(vi: str, en: str) -> Forms:
    """Forms of a unit written after its number, from lists of words; English ones with "|": "zone|zones"."""
    one, many, *others = en.split("|")
    return Forms(
        vi=tuple(f"{{}} {word}" for word in vi.split("|")),
        en=tuple(f"{{}} {word}" for word in (many, *others)),
        one=f"{{}} {one}",
    )


_SQUARE: Final = ("m²", "m2")
_CUBIC: Final = ("m³", "m3")
_ENERGY: Final = ("kWh",)
_USD: Final = Forms(
    vi=("{} USD", "{} đô la Mỹ", "{} đô la", "{} đôla", "{} đô", "{} US$"),
    en=("USD {}", "{} USD", "US${}", "{} US dollars", "{} dollars"),
)
_VND: Final = Forms(vi=("{} đồng", "{} VND", "{} VNĐ", "{} đ"), en=("VND {}", "{} VND", "{} dong"))


def _tariff(money: Forms, per: tuple[str, ...]) -> Forms:
    """Money for each of something: every form of the money with every form of the thing."""
    return Forms(
        vi=tuple(f"{form}/{word}" for form in money.vi for word in per),
        en=tuple(f"{form}{by}{word}" for form in money.en for by in ("/", " per ") for word in per),
    )


FORMS: Final[dict[Unit, Forms]] = {
    Unit.HECTARE: _forms("ha|héc ta|hécta|hec ta|hecta", "ha|ha|hectare|hectares"),
    Unit.SQUARE_METRE: _forms("m²|m2|mét vuông", "m²|m²|m2|square metre|square metres"),
    Unit.PERCENT: Forms(vi=("{}%", "{} phần trăm"), en=("{}%", "{} per cent", "{} percent")),
    Unit.USD: _USD,
    Unit.VND: _VND,
    Unit.PERSON: _forms("lao động|người|công nhân|người lao động", "worker|workers|person|persons|people"),
    Unit.PROJECT: _forms("dự án|DA", "project|projects"),
    Unit.ZONE: _forms(
        "khu|cụm|khu/cụm|KCN|CCN|khu công nghiệp|cụm công nghiệp",
        "zone|zones|industrial park|industrial parks|industrial cluster|industrial clusters",
    ),
    Unit.RANK: Forms(vi=("thứ {}", "hạng {}", "xếp thứ {}", "đứng thứ {}"), en=("rank {}", "ranked {}")),
    Unit.POINT: _forms("điểm", "point|points"),
    Unit.M3_PER_DAY: _forms(
        "m³/ngày đêm|m3/ngày đêm|m³/ngày|m3/ngày|m³/ng.đ|m3/ng.đ|m³/ngđ|m3/ngđ",
        "m³/day|m³/day|m3/day|m³ per day",
    ),
    Unit.HOUSEHOLD: _forms("hộ|hộ dân|hộ gia đình", "household|households"),
    Unit.PLACE: _forms("chỗ|chỗ ở|chỗ học", "place|places"),
    Unit.CASE: _forms("hồ sơ", "case|cases"),
    Unit.INQUIRY: _forms("lượt tìm hiểu|lượt", "inquiry|inquiries"),
    Unit.ENTERPRISE: _forms("doanh nghiệp|DN", "enterprise|enterprises"),
    Unit.USD_PER_M2: _tariff(_USD, _SQUARE),
    Unit.VND_PER_M2: _tariff(_VND, _SQUARE),
    Unit.VND_PER_M3: _tariff(_VND, _CUBIC),
    Unit.VND_PER_KWH: _tariff(_VND, _ENERGY),
    Unit.USD_PER_M3: _tariff(_USD, _CUBIC),
}
