"""Units of areas, money and counts as offices write them: a scale and a thing, "tr.đ", "1.000 USD", "nghìn người".

A unit is known as a whole or not at all: "tỷ VNĐ" that were read as đồng would be wrong by nine noughts.
"""

import re

from parkledger.language import AMOUNT_UNITS, FOREIGN_MONEY, AmountUnit, Lang, fold, slug
from parkledger.language.units import FORMS, SCALE_WORD
from parkledger.language.units import SCALES as SCALE_WORDS
from parkledger.submissions.forms.event_form import FormField

AMOUNT = "row_amount"
"""The kind of a field that takes an amount of whatever its row is about."""
ONE = "mot"
"""What unit_named says of a thing that is counted one by one."""
COUNT_UNITS = frozenset({ONE, *(code for code, unit in AMOUNT_UNITS.items() if unit.kind == "count")})
SCALES = {
    **{fold(word): slug(SCALE_WORD[Lang.VI][power]) for words in SCALE_WORDS.values() for word, power in words.items()},
    **dict.fromkeys(("1000", "1.000", "1,000"), "nghin"),
}
"""Scales as they are written, folded, with the part of a unit's code that stands for them."""
THINGS = {
    **dict.fromkeys(("usd", "us$", "$", "do la", "do la my", "do-la", "do-la my", "dola", "do"), "usd"),
    **{
        word: unit.lower()
        for unit in FOREIGN_MONEY
        for word in (unit.lower(), *(fold(form.replace("{}", "")).strip() for form in FORMS[unit].vi))
    },
    **dict.fromkeys(("vnd", "dong", "d", "dong viet nam", "viet nam dong"), "vnd"),
    **dict.fromkeys(("m2", "met vuong"), "m2"),
    **dict.fromkeys(("ha", "hecta", "hec ta", "hec-ta"), "ha"),
    "km2": "km2",
    **dict.fromkeys(
        (
            "nguoi",
            "lao dong",
            "luot",
            "luot nguoi",
            "ho",
            "ho dan",
            "ho so",
            "du an",
            "doanh nghiep",
            "dn",
            "da",
            "nha dau tu",
            "cho",
            "m3/ngay dem",
            "m3/ngay",
            "m3/ngd",
            "khu",
            "cum",
            "khu, cum",
            "cong trinh",
            "can",
            "can ho",
            "suat",
            "ld",
            "cn",
            "cong nhan",
            "nguoi lao dong",
            "co so",
            "co so san xuat",
            "persons",
            "people",
        ),
        "",
    ),
}
"""What is measured or counted, folded: the end of a unit's code; nothing for what is counted one by one."""
_UNIT = re.compile(
    rf"(?:({'|'.join(sorted(map(re.escape, SCALES), key=len, reverse=True))})[\s.]*)?"
    rf"({'|'.join(sorted(map(re.escape, THINGS), key=len, reverse=True))})"
)
_LEAD = re.compile(r"^(?:dvt|don vi tinh|don vi|unit)\s*[:：]?\s*")


def unit_named(text: str) -> str | None:
    """The code of a unit as people write it, ONE for things counted one by one; None where there is no such unit."""
    written = _LEAD.sub("", fold(text).replace("²", "2").replace("³", "3").strip("()[]., "))
    if written in AMOUNT_UNITS:
        return written
    if (found := _UNIT.fullmatch(written)) is None:
        return None
    scale, thing = SCALES.get(found[1] or "", ""), THINGS[found[2]]
    code = "-".join(filter(None, (scale, thing))) or ONE
    return code if code in AMOUNT_UNITS or code == ONE else None


def units_for(kind: str, *, any_currency: bool = False) -> list[AmountUnit]:
    """The units that a kind of field may be in; counts of one need none. Capital may be in any currency."""
    known = [unit for unit in AMOUNT_UNITS.values() if any_currency or unit.unit not in FOREIGN_MONEY]
    if kind == AMOUNT:
        return known
    return [unit for unit in known if unit.kind == kind or (kind == "mixed" and unit.kind != "count")]


def units_of(field: FormField) -> list[AmountUnit]:
    """The units that a field may be in."""
    return units_for(field.kind, any_currency=field.any_currency)
