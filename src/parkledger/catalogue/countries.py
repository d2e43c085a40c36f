"""Countries and territories by their ISO 3166 code, from the names by which people write them.

The codes and names are those of Unicode's locale data (CLDR), which Babel brings; it is imported at the first question.
Before them stand the names that Vietnamese offices write. Why so: docs/decisions/037-countries.md.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from types import MappingProxyType

from parkledger.language import Lang, Text, closest, fold, format_number

OTHER = Text("Khác", "Other")
"""What may be written where the country is none of the list; it has no code."""

WRITTEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AE": ("UAE", "Các Tiểu vương quốc Ả Rập Thống nhất"),
        "AU": ("Úc", "Australia", "Ô-xtrây-li-a", "Ốt-xtrây-li-a"),
        "BE": ("Bỉ",),
        "BN": ("Brunei", "Bru-nây", "Brunei Darussalam"),
        "CA": ("Canada", "Ca-na-đa", "Gia Nã Đại"),
        "CH": ("Thụy Sĩ", "Thụy Sỹ"),
        "CN": ("Trung Quốc", "CHND Trung Hoa", "Cộng hòa Nhân dân Trung Hoa", "Trung Hoa", "China (PRC)", "PRC"),
        "CZ": ("Cộng hòa Séc", "CH Séc", "Séc", "Tiệp Khắc", "Czech", "Czech Republic"),
        "DE": ("Đức", "CHLB Đức", "Cộng hòa Liên bang Đức"),
        "DK": ("Đan Mạch",),
        "FI": ("Phần Lan",),
        "FR": ("Pháp", "Cộng hòa Pháp"),
        "GB": (
            "Anh",
            "Vương quốc Anh",
            "Anh Quốc",
            "UK",
            "U.K.",
            "Great Britain",
            "England",
            "Liên hiệp Vương quốc Anh và Bắc Ireland",
        ),
        "HK": ("Hồng Kông", "Hồng Kông (Trung Quốc)", "Hongkong", "Hương Cảng", "Hong Kong"),
        "ID": ("Indonesia", "In-đô-nê-xi-a"),
        "IN": ("Ấn Độ",),
        "IT": ("Ý", "Italy", "I-ta-li-a", "Italia"),
        "JP": ("Nhật Bản", "Nhật"),
        "KH": ("Campuchia", "Cam-pu-chia", "Cambodia"),
        "KP": ("Triều Tiên", "Bắc Triều Tiên", "CHDCND Triều Tiên"),
        "KR": (
            "Hàn Quốc",
            "Hàn",
            "Korea",
            "South Korea",
            "Nam Triều Tiên",
            "Đại Hàn Dân Quốc",
            "Cộng hòa Hàn Quốc",
            "Republic of Korea",
        ),
        "KY": ("Quần đảo Cayman", "Cayman", "Cayman Islands", "Đảo Cayman", "Cay-man"),
        "LA": ("Lào", "CHDCND Lào", "Laos"),
        "MM": ("Myanmar", "Mi-an-ma", "Miến Điện"),
        "MO": ("Ma Cao", "Macao", "Macau", "Ma Cao (Trung Quốc)"),
        "MU": ("Mauritius", "Mô-ri-xơ", "Mô-ri-xi-út"),
        "MY": ("Malaysia", "Ma-lai-xi-a", "Mã Lai"),
        "NL": ("Hà Lan", "Netherlands", "The Netherlands", "Holland"),
        "NZ": ("New Zealand", "Niu Di-lân", "Tân Tây Lan"),
        "PH": ("Philippines", "Phi-líp-pin", "Phi-lip-pin"),
        "RU": ("Nga", "Liên bang Nga", "LB Nga", "Russian Federation"),
        "SC": ("Seychelles", "Xây-sen", "Xây-xen", "Cộng hòa Seychelles"),
        "SG": ("Singapore", "Xin-ga-po", "Sin-ga-po", "Xingapo", "Cộng hòa Singapore"),
        "TH": ("Thái Lan", "Thái"),
        "TR": ("Thổ Nhĩ Kỳ", "Turkey"),
        "TW": ("Đài Loan", "Đài Loan (Trung Quốc)", "Taiwan (China)", "Taiwan, China", "Chinese Taipei"),
        "US": (
            "Hoa Kỳ",
            "Mỹ",
            "USA",
            "U.S.A.",
            "U.S.",
            "US",
            "America",
            "Hợp chúng quốc Hoa Kỳ",
            "Hợp chủng quốc Hoa Kỳ",
        ),
        "VG": (
            "Quần đảo Virgin thuộc Anh",
            "BVI",
            "British Virgin Islands",
            "Virgin thuộc Anh",
            "Quần đảo Virgin (Anh)",
        ),
        "VN": ("Việt Nam", "Trong nước", "CHXHCN Việt Nam"),
        "WS": ("Samoa", "Xa-moa", "Sa-moa", "Tây Samoa", "Nhà nước Độc lập Samoa"),
    }
)
"""The names of countries as Vietnamese offices write them; the first is the one shown."""

NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Codes of the locale data that stand for no country or territory of ISO 3166."""
_JOINT = re.compile(r"\s*(?:[,;/+&]|\s[-–]\s|\bvà\b|\band\b)\s*")
_CODE = re.compile(r"[A-Z]{2}")
_SHARE = re.compile(r"\(?\s*(\d{1,3})(?:[.,](\d{1,4}))?\s*%\s*\)?")
"""A share of a joint project, before or behind its country: "Nhật Bản 60%", "Nhật Bản (37,5%)"."""


HOME_COUNTRY = "VN"
"""The code of Việt Nam, which an investor of foreign investment is not of."""


@cache
def countries() -> Mapping[str, Text]:
    """Every country and territory by its code, by the name it is shown with."""
    vi, en = _territories("vi"), _territories("en")
    codes = sorted(code for code in vi if _CODE.fullmatch(code) and code not in NO_COUNTRIES)
    return MappingProxyType({code: Text(WRITTEN.get(code, (vi[code],))[0], en.get(code, vi[code])) for code in codes})


@lru_cache(maxsize=4096)
def countries_named(written: str) -> tuple[str, ...]:
    """The codes of the countries that a text names: of several where it names them side by side; none where any is unknown.

    Shares behind or before them are no part of their names.
    """
    names = _by_name()
    if (whole := names.get(_key(written))) is not None:
        return (whole,)
    each = [names.get(_key(part)) for part in _JOINT.split(_SHARE.sub(" ", written))]
    return tuple(dict.fromkeys(code for code in each if code)) if all(each) else ()


@lru_cache(maxsize=4096)
def country_shares(written: str) -> tuple[tuple[str, Fraction], ...]:
    """The countries of a joint project with their shares, which come to one; none where a share is missing or too much.

    A project of one country is wholly its own.
    """
    codes = countries_named(written)
    if len(codes) == 1 and not _SHARE.search(written):
        return ((codes[0], Fraction(1)),)
    said = [Fraction(f"{found[1]}.{found[2] or 0}") / 100 for found in _SHARE.finditer(written)]
    return tuple(zip(codes, said, strict=True)) if len(said) == len(codes) and sum(said) == 1 else ()


def shares_text(shares: Sequence[tuple[str, Fraction]]) -> Text:
    """The countries of a joint project with their shares: Nhật Bản 60%, Hàn Quốc 40%."""
    said = {}
    for lang in Lang:
        each = (f"{countries()[code].of(lang)} {format_number(share * 100, lang)}%" for code, share in shares)
        said[lang] = ", ".join(each)
    return Text(said[Lang.VI], said[Lang.EN])


def has_shares(written: str) -> bool:
    """Whether a text says of any country how much of a project is its own."""
    return bool(_SHARE.search(written))


def country_text(written: str) -> Text:
    """How a country is shown and counted, however it is written; as it is written where the list has no such name."""
    codes = countries_named(written)
    if codes:
        told = [countries()[code] for code in codes]
        return Text(", ".join(each.vi for each in told), ", ".join(each.en for each in told))
    return OTHER if _is_other(written) else Text(written.strip(), written.strip())


def country_name(written: str) -> str:
    """The Vietnamese name that a country is shown and counted by; empty where none is written."""
    return country_text(written).vi if written.strip() else ""


def is_country(written: str) -> bool:
    """Whether a text may be recorded as a country: a name or names of the list, or another by the word for it."""
    return bool(countries_named(written)) or _is_other(written)


def nearest_countries(written: str) -> list[str]:
    """The names most like one that is not in the list."""
    shown = [name.vi for name in countries().values()]
    near = closest(written, dict.fromkeys([*shown, *(name for names in WRITTEN.values() for name in names)]))
    return near or [OTHER.vi]


def country_asked(wanted: str) -> str:
    """The name that a country asked for by its code or name is shown by."""
    return countries()[wanted].vi if _CODE.fullmatch(wanted) and wanted in countries() else country_name(wanted)


def is_of_country(written: str, asked: str) -> bool:
    """Whether a country that was recorded is one asked for, by the name it is shown by, or is one of several named."""
    codes = countries_named(asked)
    return set(codes) <= set(countries_named(written)) if codes else country_name(written) == asked


@cache
def _by_name() -> Mapping[str, str]:
    """The code of every country by each of its names; the offices' own names come first."""
    found = {_key(name): code for code, names in WRITTEN.items() for name in names}
    for lang in ("vi", "en"):
        for code, name in _territories(lang).items():
            if code in countries():
                found.setdefault(_key(name), code)
    return MappingProxyType(found)


@cache
def _territories(lang: str) -> Mapping[str, str]:
    from babel import Locale  # only here: most processes never ask

    return MappingProxyType({str(code): str(name) for code, name in Locale(lang).territories.items()})


def _is_other(written: str) -> bool:
    return _key(written) in {_key(OTHER.vi), _key(OTHER.en)}


def _key(name: str) -> str:
    """Letters alone, without a word for country before them: "nước Nhật" is "Nhật"."""
    letters = re.sub(r"[^a-z]+", " ", fold(name)).strip()
    return re.sub(r"^(?:nuoc|vung lanh tho|lanh tho) (?=\w)", "", letters).replace(" ", "")
