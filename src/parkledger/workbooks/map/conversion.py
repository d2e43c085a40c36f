"""A cell as the value that an event's field takes: areas in m², money in cents or đồng, dates, choices by any of their names."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from parkledger.catalogue import official_title, own_name
from parkledger.language import AMOUNT_UNITS, Lang, exact_decimals, fold, format_number, round_half_up
from parkledger.places import COUNTRY_CODE
from parkledger.submissions.forms.event_form import FormField
from parkledger.workbooks.errors import (
    AmountNegative,
    AmountTooFine,
    ErrorValue,
    NotAChoice,
    NotANumber,
    NotComputed,
    NumberUnclear,
    ShareUnclear,
    UnitUnknown,
)
from parkledger.workbooks.map.columns import FieldColumn
from parkledger.workbooks.map.units import COUNT_UNITS, ONE, unit_named, units_for
from parkledger.workbooks.read.cells import Cell, Faulty, Percent
from parkledger.workbooks.read.numerals import Habits, exact, read_date, read_number, split

YES = frozenset({"co", "x", "yes", "true", "dung", "1", "v", "✓", "✔"})
NO = frozenset({"khong", "no", "false", "sai", "0"})
NUMERIC = frozenset({"area", "money", "mixed", "count", "year", "decimal"})
DASHES = frozenset({"-", "–", "—"})
"""What stands in a cell of which there is nothing to say."""
COUNTED = "count"
SHARE = "share"
"""What a target's column of units says of a plain number."""


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """The column of a cell: its field, its letters, its habits, and the unit of its values where that is fixed."""

    column: FieldColumn
    letters: str
    habits: Habits = field(default_factory=Habits)

    @property
    def of(self) -> FormField:
        """The field that it fills."""
        return self.column.field


def convert(cell: Cell, place: PlacedColumn, unit: Cell = None) -> Any:
    """A cell's value as the field takes it. Raises ParkError with what is wrong and what would be right."""
    for each in (cell, unit):
        if isinstance(each, Faulty):
            raise ErrorValue(error=each.error) if each.error else NotComputed()
    if isinstance(cell, Percent) and place.of.kind in NUMERIC - {"mixed"} and not _is_percent(place):
        raise NotANumber(text=f"{_written(exact(cell) * 100)}%", example="1967,11")
    return READERS[place.of.kind](cell, place, unit)


def text_of(cell: Cell) -> str:
    """A cell as text: codes that a spreadsheet took for numbers as their digits."""
    if isinstance(cell, float):
        value = exact(cell)
        return str(value.numerator) if value.denominator == 1 else format_number(value, Lang.VI, grouping=False)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split()) if cell is not None else ""


def _text(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001  all readers have one signature
    text = text_of(cell)
    if place.of.name == "document.number" and text and not any(char.isdigit() for char in text):
        raise NotANumber(text=text, example="123/QĐ-UBND")
    return text


_PLACE_CODE = re.compile(rf"\(({re.escape(COUNTRY_CODE)}(?:\.[a-z0-9-]+)*)\)\s*$")
"""The code behind a place's name, as the lists of templates offer it."""


def _place(cell: Cell, place: PlacedColumn, unit: Cell) -> str:
    """A place by its code, where that stands behind its name; else as it is written."""
    text = _text(cell, place, unit)
    found = _PLACE_CODE.search(text)
    return found[1] if found else text


def _zone(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    """A zone as the register names it, whatever stands before its name: "Khu công nghiệp Đại An" is KCN Đại An."""
    kind, name = own_name(text_of(cell))
    return official_title(kind, name) if kind is not None else name


def _amount(cell: Cell, place: PlacedColumn, unit: Cell) -> tuple[Fraction, str]:
    """A number and the code of its unit: written after it, else in the column of units, else that of the whole column."""
    words = split(cell)[1] if isinstance(cell, str) else ""
    written = words or (text_of(unit) if unit is not None else "")
    found = unit_named(written) if written else place.column.unit
    number = _number(cell, place, found)
    if place.of.kind == "mixed" and (found in COUNT_UNITS or written == COUNTED):
        return number * _times(found), COUNTED
    if found not in {each.code for each in units_for(place.of.kind)}:
        if place.of.kind == "mixed" and not written:
            return number, COUNTED
        raise UnitUnknown(text=written or text_of(cell), units=[each.name.vi for each in units_for(place.of.kind)])
    return number, str(found)


def _number(cell: Cell, place: PlacedColumn, unit: str | None) -> Fraction:
    """A cell's number. One that may have decimals has none where its unit cannot be divided so: half a worker, half an m²."""
    try:
        return read_number(cell, place.habits, place.letters)[0]
    except NumberUnclear as unclear:
        known = AMOUNT_UNITS.get(unit or "")
        if unit is None or (known and (unclear.facts["decimal"] * known.smallest).denominator == 1):
            raise
        if known is None and place.of.kind not in {"count", "mixed"}:
            raise
        return Fraction(unclear.facts["whole"])


def _is_share(cell: Cell, unit: Cell) -> bool:
    """Whether a target is written in per cent: in the cell or in the column of units."""
    in_cell = isinstance(cell, Percent) or (isinstance(cell, str) and cell.rstrip().endswith("%"))
    return in_cell or (unit is not None and text_of(unit).strip() == "%")


def kind_of_amount(cell: Cell, place: PlacedColumn, unit: Cell) -> str:
    """What an amount of a target is of: area, money, a share, or a count."""
    if _is_share(cell, unit):
        return SHARE
    code = _amount(cell, place, unit)[1]
    return AMOUNT_UNITS[code].kind if code in AMOUNT_UNITS else "count"


def _in_smallest(number: Fraction, code: str) -> int:
    """An amount in the smallest unit kept."""
    unit = AMOUNT_UNITS[code]
    amount = number * unit.smallest
    if amount.denominator != 1:
        rounded = round_half_up(amount) / unit.smallest
        raise AmountTooFine(text=_written(number), unit=unit.name.vi, least=unit.least, rounded=rounded)
    if amount < 0:
        raise AmountNegative(text=_written(number))
    return amount.numerator


def _written(number: Fraction) -> str:
    return format_number(number, Lang.VI) if exact_decimals(number) is not None else str(number)


def _area(cell: Cell, place: PlacedColumn, unit: Cell) -> int:
    return _in_smallest(*_amount(cell, place, unit))


def _money(cell: Cell, place: PlacedColumn, unit: Cell) -> dict[str, Any]:
    number, code = _amount(cell, place, unit)
    return {"currency": AMOUNT_UNITS[code].currency, "amount": _in_smallest(number, code)}


def _bare(cell: Cell) -> Cell:
    """A share without its sign."""
    return cell.strip().removesuffix("%").strip() if isinstance(cell, str) else cell


def _mixed(cell: Cell, place: PlacedColumn, unit: Cell) -> Any:
    if _is_share(cell, unit):
        number = (
            exact(cell) * 100 if isinstance(cell, Percent) else read_number(_bare(cell), place.habits, place.letters)[0]
        )
        return f"{_written(number)}%"
    number, code = _amount(cell, place, unit)
    if code == COUNTED:
        return _whole(number)
    amount = _in_smallest(number, code)
    currency = AMOUNT_UNITS[code].currency
    return {"currency": currency, "amount": amount} if currency else amount


def _count(cell: Cell, place: PlacedColumn, unit: Cell) -> int:  # noqa: ARG001
    if isinstance(cell, float) and not place.column.unit and cell == int(cell) and 0 <= cell < 10**15:
        return int(cell)
    words = split(cell)[1] if isinstance(cell, str) else ""
    code = unit_named(words) if words else place.column.unit or ONE
    is_own = fold(words) in _own_units(place.of)
    number = _number(cell, place, ONE if is_own else code)
    if code not in COUNT_UNITS and not is_own:
        known = place.of.unit.vi if place.of.unit is not None else "—"
        raise UnitUnknown(text=words, units=[known, *(unit.named(place.of.unit).vi for unit in units_for("count"))])
    return _whole(number * _times(code))


def _times(code: str | None) -> int:
    """How many a unit of counting is."""
    return AMOUNT_UNITS[code].smallest if code in AMOUNT_UNITS and code in COUNT_UNITS else 1


def _own_units(of: FormField) -> set[str]:
    """The field's own unit, in both languages, folded."""
    return {fold(of.unit.vi), fold(of.unit.en)} if of.unit is not None else set()


def _whole(number: Fraction) -> int:
    if number < 0:
        raise AmountNegative(text=_written(number))
    if number.denominator != 1:
        raise NotANumber(text=_written(number), example="1250")
    return number.numerator


def _decimal(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    number, words = read_number(cell, place.habits, place.letters)
    if isinstance(cell, Percent):
        return format_number(number * 100, Lang.EN, grouping=False)
    if _is_percent(place) and words.strip() != "%" and place.habits.all_shares and 0 < number <= 1:
        raise ShareUnclear(text=_written(number), points=number * 100, share=number)
    return format_number(number, Lang.EN, grouping=False)


def _is_percent(place: PlacedColumn) -> bool:
    return place.of.unit is not None and place.of.unit.vi == "%"


def _date(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    return read_date(cell, place.habits).isoformat()


def _flag(cell: Cell, place: PlacedColumn, unit: Cell) -> bool:  # noqa: ARG001
    if isinstance(cell, bool):
        return cell
    written = fold(text_of(cell))
    if written in YES | NO:
        return written in YES
    raise NotAChoice(text=text_of(cell), choices=["có", "không"])


def _choice(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    written = text_of(cell)
    known = choices_of(place.of)
    found = known.get(fold(written)) or known.get(fold(written.replace("³", "3").replace("²", "2")).replace(" ", ""))
    if found is None:
        raise NotAChoice(text=written, choices=[name.vi for _, name in place.of.choices][:12])
    return found


@cache
def choices_of(of: FormField) -> Mapping[str, str]:
    """The codes of a field's choices by all their names, folded."""
    found: dict[str, str] = {}
    for code, name in of.choices:
        for written in (name.en, name.vi, code):
            found[fold(written)] = code
    for code, _ in of.choices:
        for written in UNIT_SPELLINGS.get(code, ()):
            found.setdefault(fold(written).replace(" ", ""), code)
    for short, code in SHORT_CHOICES.items():
        if any(code == each for each, _ in of.choices):
            found.setdefault(short, code)
    return found


UNIT_SPELLINGS = {
    "ha": ("héc ta", "hecta"),
    "m2": ("m2", "mét vuông"),
    "m3": ("m3", "mét khối", "khối"),
    "m": ("mét", "m dài", "md", "mét dài"),
    "km": ("ki lô mét", "cây số"),
    "m3/day": ("m3/ngày đêm", "m3/ngày", "m3/ng.đ", "m3/ngđ", "m3/ng.đêm", "m3/ng đêm", "m3/24h", "m3/d"),
    "kVA": ("kva",),
    "kg/day": ("kg/ngày", "kg/ngày đêm", "kg/ngđ", "kg/ng.đ"),
    "item": ("cái", "công trình", "hạng mục", "bộ", "chiếc"),
}
"""How offices write the units that a list of choices has, without their raised numbers."""

SHORT_CHOICES = {
    "kcn": "park",
    "khu": "park",
    "ccn": "cluster",
    "cum": "cluster",
    "kkt": "economic_zone",
    "nuoc ngoai": "fdi",
    "trong nuoc": "ddi",
    "tang": "up",
    "giam": "down",
    "uoc": "estimate",
    "chinh thuc": "final",
    "ha tang": "infrastructure",
    "thu cap": "secondary",
}
"""Other ways to write choices, folded."""

Reader = Callable[[Cell, PlacedColumn, Cell], Any]
READERS: dict[str, Reader] = {
    "area": _area,
    "money": _money,
    "mixed": _mixed,
    "count": _count,
    "year": _count,
    "decimal": _decimal,
    "date": _date,
    "flag": _flag,
    "choice": _choice,
    "zone": _zone,
    "place": _place,
    **dict.fromkeys(("text", "long", "project"), _text),
}
"""How each kind of field is read."""
