"""The codes of closed lists as forms offer them, in words."""

from parkledger.catalogue import INDICATORS, MEASURES, Name, Origin, TargetSetter, ZoneKind
from parkledger.language import unit_label
from parkledger.ledger.events.reports import TARGETABLE

CHOICES: dict[str, Name] = {
    **{kind.value: kind.label for kind in ZoneKind},
    **{origin.value: origin.label for origin in Origin},
    **{setter.value: setter.label for setter in TargetSetter},
    **{code: MEASURES[code].name for code in TARGETABLE},
    "estimate": Name("số ước", "estimate"),
    "final": Name("số chính thức", "final"),
    "secondary": Name("dự án thứ cấp", "tenant's project"),
    "industrial": Name("đất công nghiệp", "industrial land"),
    "service": Name("đất dịch vụ", "service land"),
    "approved": Name("đất đã chấp thuận, chưa thuê", "land approved, not yet let"),
    "expanded": Name("mở rộng", "expanded"),
    "reduced": Name("giảm", "reduced"),
    "up": Name("tăng", "increase"),
    "down": Name("giảm", "decrease"),
    "value": Name("giá trị", "value"),
    "growth": Name("tăng trưởng", "growth"),
    "plan_ratio": Name("so với kế hoạch", "against the plan"),
    "share": Name("tỷ trọng", "share"),
    "rank": Name("thứ hạng", "rank"),
    **{code: unit_label(code) for code in ("percent", "point", "zone", "project", "person", "m2", "m3", "m3/day")},
    **{f"m2/{per}": unit_label(f"m2/{per}") for per in ("year", "month", "term")},
    "VND": Name("đồng (VND)", "đồng (VND)"),
    "USD": Name("đô la Mỹ (USD)", "US dollar (USD)"),
}
"""Choices by their code; what is not listed is its own name (a drawing's scale)."""
OWN_CHOICES: dict[tuple[str, str], Name] = {
    ("role", "infrastructure"): Name("dự án hạ tầng", "infrastructure project"),
    ("tariff", "infrastructure"): Name("phí hạ tầng", "infrastructure charge"),
    ("tariff", "land_rent"): Name("giá cho thuê lại đất", "land rent"),
    ("tariff", "wastewater"): Name("giá xử lý nước thải", "waste-water charge"),
    ("tariff", "water"): Name("giá nước sạch", "water price"),
    ("tariff", "power"): Name("giá điện", "power price"),
    ("kind", "wastewater"): Name("nhà máy xử lý nước thải", "waste-water plant"),
    ("kind", "housing"): Name("nhà ở công nhân", "worker housing"),
    ("kind", "school"): Name("trường học, nhà trẻ", "school"),
}
"""Choices whose code means another thing in another field."""
CODED = {
    "measure": {code: MEASURES[code].name for code in TARGETABLE},
    "indicator": {code: found.name for code, found in INDICATORS.items()},
}
"""Fields that hold a code of the catalogue, with what may be chosen."""
UNITS = {
    **{
        code: unit_label(code)
        for code in ("household", "case", "percent", "year", "degree", "VND/USD", "person", "m3/day")
    },
    "project": unit_label("enterprise"),  # of what enterprises report, only enterprises are counted
}
"""Units as they stand beside a field."""


def choice_name(field: str, code: str) -> Name:
    """What a choice of a field is called."""
    return OWN_CHOICES.get((field, code)) or CHOICES.get(code) or Name(code, code)
