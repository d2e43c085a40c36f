"""Words for scales and units after a number, each written once."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.language import Lang
from parkledger.language.units import SCALES as SCALES_READ
from parkledger.reading.text.patterns import one_of, phrases

SCALES: Final[Mapping[str, int]] = {
    **SCALES_READ[Lang.VI],
    **{f"triệu {great}": 15 for great in ("tỷ", "tỉ")},
    "trăm triệu": 8,
    "chục tỷ": 10,
    "chục triệu": 7,
}
"""Words for powers of ten."""

IMPOSSIBLE_SCALES: Final[Mapping[str, int]] = {
    **{f"{great} triệu": 9 for great in ("tỷ", "tỉ")},
    **{f"{great} nghìn": 9 for great in ("tỷ", "tỉ")},
}
"""Scales in an order that Vietnamese does not have: a slip of the pen, read as its first word."""


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit as pages write it: `factor` brings it to the base unit; `whole` if its counts have no fraction."""

    unit: str
    words: tuple[str, ...]
    whole: bool = False
    factor: Fraction = Fraction(1)


UNITS: Final = (
    WrittenUnit("USD", ("usd", "đô la mỹ", "đô la", "đôla mỹ", "đôla", "đô-la mỹ", "đô-la", "us$", "đô", "$", "mỹ kim")),
    WrittenUnit("VND", ("đồng", "vnđ", "vnd", "đ", "₫", "việt nam đồng", "đồng vn")),
    WrittenUnit("EUR", ("euro", "eur", "ơ-rô", "€")),
    WrittenUnit("JPY", ("yên nhật", "yên", "jpy", "yen")),
    WrittenUnit("ha", ("ha", "héc ta", "hécta", "héc-ta", "hec ta", "hecta", "hec-ta", "hécta")),
    WrittenUnit("m2", ("m2", "m²", "mét vuông")),
    WrittenUnit("ha", ("km2", "km²", "ki lô mét vuông"), factor=Fraction(100)),
    WrittenUnit("percent", ("%", "phần trăm")),
    WrittenUnit("percentage_point", ("điểm phần trăm", "điểm %")),
    WrittenUnit("m3/day", (
        "m3/ngày đêm", "m³/ngày đêm", "m3/ngày-đêm", "m3/ngày.đêm", "m³/ngày.đêm", "m3/ngày", "m³/ngày", "m3/ngđ",
        "m³/ngđ", "m3/ng.đ", "m³/ng.đ", "m3/ng.đêm", "mét khối/ngày đêm", "mét khối/ngày", "m3 /ngày đêm",
        "m3/ ngày đêm", "m3 mỗi ngày", "m3/24h", "m3/ngđêm",
    )),
    WrittenUnit("m3", ("m3", "m³", "mét khối")),
    WrittenUnit("person", (
        "lao động", "lđ", "công nhân lao động", "công nhân", "người lao động", "công nhân viên", "nhân công", "người",
        "lượt lao động", "cán bộ công nhân viên", "công nhân, lao động", "công nhân, người lao động", "việc làm", "chỗ làm",
    ), whole=True),
    WrittenUnit("project", (
        "dự án", "dự án, nhà máy", "dự án, cơ sở sản xuất", "dự án đầu tư, nhà máy",
        "lượt dự án", "da", "giấy phép đầu tư", "lượt điều chỉnh", "lượt tăng vốn",
        "lượt dự án điều chỉnh", "lượt điều chỉnh vốn", "giấy chứng nhận", "giấy chứng nhận đầu tư", "giấy chứng nhận đăng ký đầu tư",
        "gcnđkđt", "gcnđt", "giấy cnđt",
    ), whole=True),
    WrittenUnit("enterprise", ("doanh nghiệp", "dn", "lượt doanh nghiệp", "nhà máy, xí nghiệp", "nhà đầu tư"), whole=True),
    WrittenUnit("zone", (
        "kcn", "ccn", "kkt", "kcx", "khu công nghiệp", "cụm công nghiệp", "khu kinh tế", "khu chế xuất", "khu cn",
        "cụm cn", "khu, cụm công nghiệp", "khu và cụm công nghiệp", "khu", "cụm", "khu công nghiệp, khu chế xuất",
        "khu công nghiệp, khu kinh tế", "kcn, kcx", "kcn, kkt", "kkt, kcn", "khu công nghiệp và khu chế xuất",
        "kcn, ccn", "khu, ccn", "khu công nghiệp, cụm công nghiệp", "kcn-kcx", "kcx-kcn", "kcn/kcx", "kcx, kcn",
        "kkt ven biển", "kkt cửa khẩu", "khu kinh tế ven biển", "khu kinh tế cửa khẩu", "khu chế xuất, khu công nghiệp",
        "khu công nghiệp - khu chế xuất", "khu chế xuất - khu công nghiệp", "khu chế xuất và khu công nghiệp",
        "khu công nghiệp tập trung", "kcn tập trung",
    ), whole=True),
    WrittenUnit("point", ("điểm",)),
    WrittenUnit("times", ("lần",)),
    WrittenUnit("tonne", ("tấn",)),
    WrittenUnit("MW", ("mw",)),
    WrittenUnit("kWh", ("kwh",)),
    WrittenUnit("km", ("km", "ki lô mét", "cây số")),
    WrittenUnit("household", ("hộ dân", "hộ gia đình", "hộ"), whole=True),
    WrittenUnit("country", ("quốc gia và vùng lãnh thổ", "quốc gia, vùng lãnh thổ", "quốc gia", "nước"), whole=True),
    WrittenUnit("dwelling", ("căn hộ", "căn nhà", "căn", "nền", "lô"), whole=True),
    WrittenUnit("deal", ("giao dịch", "lượt giao dịch", "thương vụ"), whole=True),
    WrittenUnit("case", ("hồ sơ", "thủ tục", "tthc"), whole=True),
)  # fmt: skip
"""Every unit that is read, with the ways it is written in lower case."""

UNIT_OF: Final[Mapping[str, WrittenUnit]] = {word: measure for measure in UNITS for word in measure.words}

MONEY: Final = frozenset({"USD", "VND", "EUR", "JPY"})
COUNTED_IN_WORDS: Final = frozenset({"project", "enterprise", "zone"})
"""Units before which a number may stand in words; elsewhere a number word is seldom a count."""

PER: Final = phrases(
    """
    /m2/tháng; /m2/năm; /m2/50 năm; /m2; /m²/tháng; /m²/năm; /m²; /m3; /m³; /người/tháng; /người/năm; /tháng/người;
    /năm/người; /người; /tháng; /năm; /ha; /dự án; /kwh; /kg; /tấn; /căn; /lao động/tháng; /lao động; /ngày; /lượt
    """
)
"""What money may be counted for each of."""

SCALE_PATTERN: Final = one_of({**SCALES, **IMPOSSIBLE_SCALES})
UNIT_PATTERN: Final = one_of(UNIT_OF)
PER_PATTERN: Final = one_of(PER)
