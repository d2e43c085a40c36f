"""Units of areas, money and counts as offices write them: a scale and a thing, "tr.đ", "1.000 USD", "nghìn người".

A unit is known as a whole or not at all: "tỷ VNĐ" that were read as đồng would be wrong by nine noughts.
"""

import re
from dataclasses import dataclass

from parkledger.catalogue import Name
from parkledger.language import fold
from parkledger.submissions.inputs import AREA_UNITS, MONEY_UNITS


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """A unit of an area, of money or of a count: how many of the smallest kept (m², cents, đồng, one) make one."""

    code: str
    name: Name
    smallest: int
    kind: str
    currency: str = ""

    @property
    def least(self) -> str:
        """The smallest unit kept."""
        return {"area": "m²", "count": "1"}.get(self.kind) or {"USD": "cent", "VND": "đồng"}[self.currency]

    def named(self, of: Name | None) -> Name:
        """Its name; of a count with what is counted: "nghìn người"."""
        if self.kind != "count" or of is None:
            return self.name
        return Name(f"{self.name.vi} {of.vi}", f"{self.name.en} {of.en}")


ONE = "mot"
"""What unit_named says of a thing that is counted one by one."""
MORE_UNITS = (
    AmountUnit("nghin-usd", Name("nghìn USD", "thousand USD"), 100_000, "money", "USD"),
    AmountUnit("nghin-vnd", Name("nghìn đồng", "thousand VND"), 1000, "money", "VND"),
    AmountUnit("nghin-ty-vnd", Name("nghìn tỷ đồng", "trillion VND"), 10**12, "money", "VND"),
    AmountUnit("nghin-m2", Name("nghìn m²", "thousand m²"), 1000, "area"),
    AmountUnit("km2", Name("km²", "km²"), 10**6, "area"),
    AmountUnit("nghin", Name("nghìn", "thousand"), 1000, "count"),
    AmountUnit("trieu", Name("triệu", "million"), 10**6, "count"),
)
AMOUNT_UNITS = {
    **{code: AmountUnit(code, name, m2, "area") for code, (name, m2) in AREA_UNITS.items()},
    **{code: AmountUnit(code, each.name, each.smallest, "money", each.currency) for code, each in MONEY_UNITS.items()},
    **{unit.code: unit for unit in MORE_UNITS},
}
COUNT_UNITS = frozenset({ONE, *(code for code, unit in AMOUNT_UNITS.items() if unit.kind == "count")})
SCALES = {
    "nghin ty": "nghin-ty", "ngan ty": "nghin-ty", "nghin": "nghin", "ngan": "nghin", "1000": "nghin", "1.000": "nghin",
    "1,000": "nghin", "thousand": "nghin", "trieu": "trieu", "tr": "trieu", "million": "trieu", "ty": "ty", "ti": "ty",
    "billion": "ty", "trillion": "nghin-ty",
}  # fmt: skip
"""Scales as they are written, folded."""
THINGS = {
    **dict.fromkeys(("usd", "us$", "$", "do la", "do la my", "do-la", "do-la my", "dola", "do"), "usd"),
    **dict.fromkeys(("vnd", "dong", "d", "dong viet nam", "viet nam dong"), "vnd"),
    **dict.fromkeys(("m2", "met vuong"), "m2"), **dict.fromkeys(("ha", "hecta", "hec ta", "hec-ta"), "ha"), "km2": "km2",
    **dict.fromkeys(
        ("nguoi", "lao dong", "luot", "luot nguoi", "ho", "ho dan", "ho so", "du an", "doanh nghiep", "dn", "da", "nha dau tu", "cho",
         "m3/ngay dem", "m3/ngay", "m3/ngd", "khu", "cum", "khu, cum", "cong trinh", "can", "can ho", "suat", "ld", "persons", "people"),
        "",
    ),
}  # fmt: skip
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


def units_for(kind: str) -> list[AmountUnit]:
    """The units that a kind of field may be in; counts of one need none."""
    return [unit for unit in AMOUNT_UNITS.values() if unit.kind == kind or (kind == "mixed" and unit.kind != "count")]
