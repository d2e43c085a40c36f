"""The units of the register and the scales of large numbers: one table that formatting, forms and reading use.

A form is a template with {} for the number: "{} ha", "USD {}". The first form of a unit is written, all are
read, whatever their case. A label names a unit without a number, as in a chart's axis or beside a field.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from parkledger.language.text import Lang, Text


class Unit(StrEnum):
    """What a quantity counts or measures; the value is the code used in data."""

    HECTARE = "ha"
    SQUARE_METRE = "m2"
    SQUARE_KILOMETRE = "km2"
    PERCENT = "percent"
    USD = "USD"
    VND = "VND"
    EUR = "EUR"
    JPY = "JPY"
    CNY = "CNY"
    KRW = "KRW"
    TWD = "TWD"
    SGD = "SGD"
    HKD = "HKD"
    GBP = "GBP"
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
    INSPECTION = "inspection"
    FINDING = "finding"
    """Something found wrong by an inspection (tồn tại, vi phạm)."""
    LACK = "lack"
    """Something that a cluster of before 2009 lacks (nội dung còn thiếu)."""
    STATION = "station"
    """An automatic monitoring station (trạm quan trắc)."""
    SAMPLE = "sample"
    """Waste water measured once against limits (mẫu, lần quan trắc)."""
    INCIDENT = "incident"
    ENTERPRISE = "enterprise"
    USD_PER_M2 = "USD/m2"
    VND_PER_M2 = "VND/m2"
    VND_PER_M3 = "VND/m3"
    VND_PER_KWH = "VND/kWh"
    USD_PER_M3 = "USD/m3"


MONEY: Final = frozenset({Unit.USD, Unit.VND})
"""The currencies in which figures are told."""
FOREIGN_MONEY: Final = (Unit.EUR, Unit.JPY, Unit.CNY, Unit.KRW, Unit.TWD, Unit.SGD, Unit.HKD, Unit.GBP)
"""Other currencies, in which investors commit capital; it is counted in US dollars at the rate of its day."""
ALL_MONEY: Final = MONEY | frozenset(FOREIGN_MONEY)
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
_FOREIGN: Final = {
    Unit.EUR: ("EUR|euro|ơ-rô|€", "euros"),
    Unit.JPY: ("JPY|yên Nhật|yên|yen", "yen"),
    Unit.CNY: ("CNY|nhân dân tệ|RMB", "yuan"),
    Unit.KRW: ("KRW|won Hàn Quốc|won", "won"),
    Unit.TWD: ("TWD|đô la Đài Loan|NTD", "Taiwan dollars"),
    Unit.SGD: ("SGD|đô la Singapore", "Singapore dollars"),
    Unit.HKD: ("HKD|đô la Hồng Kông", "Hong Kong dollars"),
    Unit.GBP: ("GBP|bảng Anh|£", "pounds"),
}
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
    Unit.SQUARE_KILOMETRE: _forms("km²|km2|kilômét vuông", "km²|km²|km2|square kilometre|square kilometres"),
    Unit.PERCENT: Forms(vi=("{}%", "{} phần trăm"), en=("{}%", "{} per cent", "{} percent")),
    Unit.USD: _USD,
    Unit.VND: _VND,
    **{
        unit: Forms(
            vi=tuple(f"{{}} {word}" for word in words.split("|")),
            en=(f"{unit} {{}}", f"{{}} {unit}", f"{{}} {many}"),
        )
        for unit, (words, many) in _FOREIGN.items()
    },
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
    Unit.INSPECTION: _forms("cuộc kiểm tra|cuộc thanh tra", "inspection|inspections"),
    Unit.FINDING: _forms("tồn tại, vi phạm", "finding|findings"),
    Unit.LACK: _forms("nội dung còn thiếu", "lack|lacks"),
    Unit.STATION: _forms("trạm quan trắc|trạm", "monitoring station|monitoring stations"),
    Unit.SAMPLE: _forms("lần quan trắc|lượt quan trắc", "sample|samples"),
    Unit.INCIDENT: _forms("sự cố", "incident|incidents"),
    Unit.ENTERPRISE: _forms("doanh nghiệp|DN", "enterprise|enterprises"),
    Unit.USD_PER_M2: _tariff(_USD, _SQUARE),
    Unit.VND_PER_M2: _tariff(_VND, _SQUARE),
    Unit.VND_PER_M3: _tariff(_VND, _CUBIC),
    Unit.VND_PER_KWH: _tariff(_VND, _ENERGY),
    Unit.USD_PER_M3: _tariff(_USD, _CUBIC),
}

POWER_OF_TEN: Final = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
"""The Vietnamese words for powers of ten. The first word of each power is the one that is written."""

POWER_OF_TEN_EN: Final = {
    "thousand": 3,
    "million": 6,
    "mn": 6,
    "mln": 6,
    "billion": 9,
    "bn": 9,
    "bln": 9,
    "trillion": 12,
    "tn": 12,
}
"""The English words for powers of ten; the first word of each power is the one that is written."""

SCALES: Final = {
    Lang.VI: {
        **POWER_OF_TEN,
        **{f"{small} {great}": 12 for small in ("nghìn", "ngàn") for great in ("tỷ", "tỉ")},
        "tr.": 6,
        "tr": 6,
    },
    Lang.EN: POWER_OF_TEN_EN,
}
"""Every word that is read as a scale, by language."""

SCALE_WORD: Final = {lang: {power: word for word, power in reversed(words.items())} for lang, words in SCALES.items()}
"""The word that is written for a power of ten, by language."""

MONEY_POWERS: Final = (12, 9, 6)
"""Powers whose words money takes, the largest first: below a million it is written out, as in "46.000 đồng"."""

SMALLEST: Final = {
    Unit.HECTARE: 10_000,
    Unit.SQUARE_METRE: 1,
    Unit.SQUARE_KILOMETRE: 1_000_000,
    Unit.USD: 100,
    Unit.VND: 1,
    **dict.fromkeys(FOREIGN_MONEY, 100),
    Unit.JPY: 1,
    Unit.KRW: 1,
}
"""How many of the smallest unit that is kept (m², US cents, đồng, yen) make one."""

_LABELS: Final = {
    Unit.ZONE: Text("khu, cụm", "zones"),
    Unit.PERSON: Text("người", "persons"),
    Unit.RANK: Text("thứ hạng", "rank"),
    Unit.INQUIRY: Text("lượt", "inquiries"),
    Unit.INSPECTION: Text("cuộc", "inspections"),
    Unit.LACK: Text("nội dung", "lacks"),
    Unit.STATION: Text("trạm", "stations"),
    Unit.SAMPLE: Text("lần", "samples"),
}
"""Labels that are not the written form without its number."""

_PARTS: Final = {
    "m2": Text("m²", "m²"),
    "m3": Text("m³", "m³"),
    "VND": Text("đồng", "VND"),
    "person": Text("người", "person"),
    "year": Text("năm", "year"),
    "month": Text("tháng", "month"),
    "term": Text("cả thời hạn", "whole term"),
    "degree": Text("độ", "degrees"),
    "activity": Text("hoạt động", "activities"),
    "memorandum": Text("bản ghi nhớ", "memoranda"),
    "lot": Text("hạng mục", "lots"),
    "litre": Text("lít", "litres"),
    "asset": Text("tài sản", "assets"),
    "hand_over": Text("lượt bàn giao", "hand-overs"),
    "day": Text("ngày", "day"),
    "hour": Text("giờ", "hour"),
    "line": Text("thuê bao", "lines"),
    "permit": Text("giấy phép", "permits"),
    "accident": Text("vụ", "accidents"),
    "stoppage": Text("vụ", "stoppages"),
    "percentage_point": Text("điểm phần trăm", "percentage points"),
}
"""The parts of rates, such as VND/m2/year, and what is measured beside the units that are written with a number."""


def unit_label(code: str, power: int = 0) -> Text:
    """What a unit is called without a number, with the word of a scale before it: "ha", "tỷ đồng", "đồng/m²/năm"."""
    if power:
        unit = unit_label(code)
        return Text(f"{SCALE_WORD[Lang.VI][power]} {unit.vi}", f"{SCALE_WORD[Lang.EN][power]} {unit.en}")
    if code in _LABELS:
        return _LABELS[Unit(code)]
    if code in set(Unit) and ("/" not in code or code == Unit.M3_PER_DAY):
        vi, en = (FORMS[Unit(code)].of(lang)[0].replace("{}", "").strip() for lang in Lang)
        return Text(vi, en)
    parts = [_PARTS.get(part, Text(part, part)) for part in code.split("/")]
    return Text("/".join(part.vi for part in parts), "/".join(part.en for part in parts))


def to_hectares(area_m2: int | Fraction) -> Fraction:
    """An area of square metres in hectares."""
    return Fraction(area_m2) / SMALLEST[Unit.HECTARE]


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """A unit in which amounts are given, a scale with a unit: "tỷ đồng"; for what is counted, a scale alone: "nghìn"."""

    code: str
    power: int = 0
    unit: Unit | None = None

    @property
    def kind(self) -> str:
        """What is given in it: money, area or count."""
        return "count" if self.unit is None else "money" if self.unit in ALL_MONEY else "area"

    @property
    def currency(self) -> str:
        """The currency of money; empty of anything else."""
        return self.unit.value if self.unit is not None and self.unit in ALL_MONEY else ""

    @property
    def smallest(self) -> int:
        """How many of the smallest unit kept make one."""
        return (SMALLEST[self.unit] if self.unit is not None else 1) * int(10**self.power)

    @property
    def least(self) -> str:
        """The smallest unit kept."""
        return {"area": "m²", "count": "1"}.get(self.kind) or _LEAST.get(self.currency, "1/100")

    @property
    def name(self) -> Text:
        """What it is called."""
        if self.unit is None:
            return Text(SCALE_WORD[Lang.VI][self.power], SCALE_WORD[Lang.EN][self.power])
        return unit_label(self.unit, self.power)

    def named(self, of: Text | None) -> Text:
        """Its name; of a count with what is counted: "nghìn người"."""
        if self.kind != "count" or of is None:
            return self.name
        return Text(f"{self.name.vi} {of.vi}", f"{self.name.en} {of.en}")


_LEAST: Final = {"USD": "cent", "VND": "đồng", "JPY": "yên", "KRW": "won"}

AMOUNT_UNITS: Final = {
    each.code: each
    for each in (
        AmountUnit("ha", 0, Unit.HECTARE),
        AmountUnit("m2", 0, Unit.SQUARE_METRE),
        AmountUnit("trieu-usd", 6, Unit.USD),
        AmountUnit("ty-usd", 9, Unit.USD),
        AmountUnit("usd", 0, Unit.USD),
        AmountUnit("ty-vnd", 9, Unit.VND),
        AmountUnit("trieu-vnd", 6, Unit.VND),
        AmountUnit("vnd", 0, Unit.VND),
        *(
            AmountUnit(f"{scale}{unit.value.lower()}", power, unit)
            for unit in FOREIGN_MONEY
            for scale, power in (("trieu-", 6), ("ty-", 9), ("", 0))
        ),
        AmountUnit("nghin-usd", 3, Unit.USD),
        AmountUnit("nghin-vnd", 3, Unit.VND),
        AmountUnit("nghin-ty-vnd", 12, Unit.VND),
        AmountUnit("nghin-m2", 3, Unit.SQUARE_METRE),
        AmountUnit("km2", 0, Unit.SQUARE_KILOMETRE),
        AmountUnit("nghin", 3),
        AmountUnit("trieu", 6),
    )
}
"""Units of amounts by the codes that forms, templates and mappings of workbooks keep."""
