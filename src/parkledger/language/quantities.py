"""Quantities: an exact number with its unit, written as an official writes it and read back.

1,48 tỷ USD · 31,1 nghìn tỷ đồng · 1.967,11 ha · 75,6% · 46.000 lao động · 3.500 m³/ngày đêm
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from parkledger.language.errors import ParkError, format_fact
from parkledger.language.numbers import (
    NumberUnreadable,
    exact_decimals,
    format_inexact,
    format_number,
    parse_number,
    round_half_up,
)
from parkledger.language.text import Lang, Text
from parkledger.language.units import (
    ALL_MONEY,
    FORMS,
    MONEY,
    MONEY_POWERS,
    SCALE_WORD,
    SCALES,
    SMALLEST,
    UNSCALED,
    Unit,
    unit_label,
)

_AREA: Final = SMALLEST.keys() - ALL_MONEY
_SCALED_DECIMALS: Final = 2  # a longer tail is not scaled further: "21.786 tỷ đồng", not "21,786 nghìn tỷ đồng"
# The digit of "m2" and "m3" is not a number.
_NUMBER: Final = re.compile(r"[-\N{MINUS SIGN}]?(?<!\bm)[0-9](?:[0-9., ]*[0-9])?")


class QuantityUnreadable(ParkError):
    """A text that is not one quantity; `problem` names what is missing or unknown in it."""

    code = "quantity_unreadable"
    is_misuse = True
    vi = "Không đọc được số lượng “{text}”: {problem}. Hãy ghi cả số và đơn vị, ví dụ {example}."
    en = "Cannot read the quantity “{text}”: {problem}. Write both number and unit, for example {example}."


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact number of a unit. A whole number is taken for a Fraction; a float is refused (TypeError)."""

    value: Fraction
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int | Fraction):
            raise TypeError(f"{self.value!r} is not exact: pass a Fraction")
        object.__setattr__(self, "value", Fraction(self.value))
        object.__setattr__(self, "unit", Unit(self.unit))

    @classmethod
    def of(cls, value: int | Fraction, unit: Unit) -> "Quantity":
        """The quantity of a whole number or a fraction."""
        return cls(Fraction(value), unit)


def format_quantity(
    quantity: Quantity, lang: Lang, *, decimals: int | None = None, scale: Literal["auto", "none"] = "auto"
) -> str:
    """Write a quantity with its unit.

    Money takes a scale word when `scale` is "auto". Without `decimals` it is the greatest scale that writes
    the amount exactly in at most two decimals, or none; with `decimals`, the greatest that the rounded amount
    reaches. Raises ValueError without `decimals` for a value whose decimals never end.
    """
    scaled = scale == "auto" and quantity.unit in ALL_MONEY
    power = _money_power(quantity.value, decimals) if scaled else 0
    number = format_number(quantity.value / 10**power, lang, decimals=decimals)
    forms = FORMS[quantity.unit]
    form = forms.one if number == "1" and forms.one and lang == Lang.EN else forms.of(lang)[0]
    return form.format(f"{number} {SCALE_WORD[lang][power]}" if power else number)


def _money_power(value: Fraction, decimals: int | None) -> int:
    """The power of ten whose word an amount of money takes; 0 for none."""
    size = abs(value)
    power = 0
    for bigger in reversed(MONEY_POWERS):
        if decimals is None:
            shown = exact_decimals(size / 10**bigger)
            fits = size >= 10**bigger and shown is not None and shown <= _SCALED_DECIMALS
        else:
            # 999,96 triệu in one decimal would print as "1.000,0 triệu": rounded first, it is 1,0 tỷ.
            fits = round_half_up(size / 10**power, decimals) * 10**power >= 10**bigger
        power = bigger if fits else power
    return power


def axis_unit(unit: str, largest: Fraction) -> tuple[int, Text]:
    """By what the figures of a chart or column are divided whose largest is given, and the label of what they are in.

    Money takes the greatest scale that the largest figure reaches; everything else is shown as it is.
    """
    power = next((power for power in MONEY_POWERS if unit in ALL_MONEY and abs(largest) >= 10**power), 0)
    return int(10**power), unit_label(unit, power)


def _reading_table(lang: Lang) -> dict[tuple[str, str], Unit]:
    """What stands before and after the number -> the unit. Two units must not share a form."""
    table: dict[tuple[str, str], Unit] = {}
    for unit, forms in FORMS.items():
        for form in forms.of(lang):
            before, after = form.lower().split("{}")
            if table.setdefault((before.strip(), after.strip()), unit) is not unit:
                raise ValueError(f"{form!r} is written for {unit!r} and for another unit")
    return table


_UNITS: Final = {lang: _reading_table(lang) for lang in Lang}
_EXAMPLES: Final = {Lang.VI: "1.967,11 ha", Lang.EN: "1,967.11 ha"}
_NO_NUMBER = Text(vi="thiếu con số", en="the number is missing")
_NO_UNIT = Text(vi="thiếu đơn vị tính", en="the unit is missing")


def parse_quantity(text: str, lang: Lang) -> Quantity:
    """Read a whole text as one quantity; the inverse of `format_quantity`, other usual spellings accepted.

    Raises QuantityUnreadable that names what is missing, unknown or malformed.
    """
    lang = Lang(lang)
    tidy = re.sub(r"\s*/\s*", "/", " ".join(unicodedata.normalize("NFC", text).lower().split()))
    found = _NUMBER.search(tidy)
    if found is None:
        raise _unreadable(text, _NO_NUMBER, lang)
    before, after = tidy[: found.start()].strip(), tidy[found.end() :].strip()
    unit, power = _unit_and_power(before, after, lang) or (None, 0)
    if unit is None:
        raise _unreadable(text, _unit_problem(before, after, lang), lang)
    try:
        value = parse_number(found[0], lang)
    except NumberUnreadable as error:
        raise _unreadable(text, error.facts["problem"], lang) from error
    return Quantity(value * 10**power, unit)


def _unit_and_power(before: str, after: str, lang: Lang) -> tuple[Unit, int] | None:
    """The unit and the power of its scale word, from what surrounds the number."""
    units = _UNITS[lang]
    if (before, after) in units:
        return units[before, after], 0
    for word, power in SCALES[lang].items():
        if after.startswith(word):
            unit = units.get((before, after.removeprefix(word).strip()))
            if unit is not None and unit not in UNSCALED:
                return unit, power
    return None


def _unit_problem(before: str, after: str, lang: Lang) -> Text:
    if not before and (not after or after in SCALES[lang]):
        return _NO_UNIT
    words = " … ".join(part for part in (before, after) if part)
    return Text(vi=f"không hiểu đơn vị “{words}”", en=f"the unit “{words}” is not known")


def _unreadable(text: str, problem: Text, lang: Lang, example: str = "") -> QuantityUnreadable:
    return QuantityUnreadable(text=text, problem=problem, example=example or _EXAMPLES[lang])


def parse_area_m2(text: str | int) -> int:
    """Read an area, written in Vietnamese usage in ha or m², as square metres; an int is taken for m².

    Raises QuantityUnreadable for another unit, a negative area, or one that is not whole square metres.
    """
    if isinstance(text, int) and not isinstance(text, bool):
        quantity = Quantity.of(text, Unit.SQUARE_METRE)
    else:
        quantity = parse_quantity(str(text), Lang.VI)
    problem = None
    area = quantity.value * SMALLEST.get(quantity.unit, 0)
    if quantity.unit not in _AREA:
        problem = Text(vi="phải là diện tích, tính bằng ha hoặc m²", en="it must be an area, in ha or m²")
    elif area < 0:
        problem = Text(vi="diện tích không thể âm", en="an area cannot be negative")
    elif area.denominator != 1:
        problem = Text(vi="diện tích phải chẵn đến m²", en="an area must be whole square metres")
    if problem is not None:
        raise _unreadable(str(text), problem, Lang.VI)
    return area.numerator


def parse_money(text: str) -> tuple[Literal["USD", "VND"], int]:
    """Read money, written in Vietnamese usage, as its currency and a whole number of US cents or đồng.

    Raises QuantityUnreadable for another unit or a part of a cent or đồng.
    """
    unit, amount = _money(
        text, MONEY, Text("phải là số tiền, tính bằng USD hoặc đồng", "it must be money, in USD or VND")
    )
    return ("USD" if unit is Unit.USD else "VND"), amount


def parse_capital(text: str) -> tuple[str, int]:
    """Read money of any currency on the list of units, as its code and a whole number of its smallest unit."""
    known = ", ".join(sorted(ALL_MONEY))
    unit, amount = _money(
        text, ALL_MONEY, Text(f"phải là số tiền, tính bằng một trong: {known}", f"it must be money, in one of: {known}")
    )
    return unit.value, amount


def _money(text: str, units: Collection[Unit], otherwise: Text) -> tuple[Unit, int]:
    """Money in one of some units, as a whole number of its smallest; `otherwise` is the problem with any other."""
    quantity = parse_quantity(text, Lang.VI)
    amount = quantity.value * SMALLEST.get(quantity.unit, 0)
    problem = None
    if quantity.unit not in units:
        problem = otherwise
    elif amount.denominator != 1:
        problem = Text(
            vi="số tiền phải chẵn đến xu (USD), đồng (VND) hoặc đơn vị nhỏ nhất của đồng tiền",
            en="money must be whole US cents, đồng, or the smallest unit of its currency",
        )
    if problem is not None:
        raise _unreadable(text, problem, Lang.VI, example="1,48 tỷ USD")
    return quantity.unit, amount.numerator


@format_fact.register
def _(fact: Quantity, lang: Lang) -> str:
    if exact_decimals(fact.value) is not None:
        return format_quantity(fact, lang)
    # Only messages may show an inexact figure, and they say so.
    return FORMS[fact.unit].of(lang)[0].format(format_inexact(fact.value, lang))
