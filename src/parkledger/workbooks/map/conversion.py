"""A cell as the value that an event's field takes: areas in m², money in cents or đồng, dates, choices by any of their names."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from parkledger.catalogue import official_title, own_name
from parkledger.language import AMOUNT_UNITS, Lang, Period, Text, exact_decimals, fold, format_number, round_half_up
from parkledger.ledger.events.wordings import choice_written
from parkledger.places import COUNTRY_CODE
from parkledger.submissions.forms.event_form import FormField
from parkledger.workbooks.errors import (
    AmountNegative,
    AmountTooFine,
    CountedAsRead,
    CountedWhole,
    ErrorValue,
    NoDocumentNumber,
    NoneOrUnknown,
    NotAChoice,
    NotANumber,
    NotAPeriod,
    NotComputed,
    NumberUnclear,
    ShareUnclear,
    UnitUnknown,
)
from parkledger.workbooks.map.across import period_of_heading
from parkledger.workbooks.map.columns import MEASURE, PERIOD, FieldColumn
from parkledger.workbooks.map.units import AMOUNT, COUNT_UNITS, ONE, unit_named, units_for, units_of
from parkledger.workbooks.read.cells import Cell, Faulty, Percent, Untold
from parkledger.workbooks.read.numerals import Habits, exact, habit, read_date, read_number, split

YES = frozenset({"co", "da co", "da", "roi", "x", "yes", "true", "dung", "1", "v", "✓", "✔"})
NO = frozenset({"khong", "khong co", "chua", "chua co", "no", "false", "sai", "0", "✗", "✘"})
_SAYING = {
    **dict.fromkeys(("da", "dang", "da co"), True),
    **dict.fromkeys(("chua", "khong", "chua co", "khong co"), False),
}
"""How a sentence begins that says yes or no of what a column is about."""
_NONE = re.compile(r"(?:chua|khong|k co|ko)\b")
"""How words begin that say, in a column of numbers, that there is none, or that nothing is known."""
UNSAID = frozenset(
    {
        "n/a",
        "na",
        "...",
        "..",
        "…",
        "kcsl",
        *(
            f"{no} {what}"
            for no in ("chua", "khong")
            for what in (
                "co so lieu",
                "co du lieu",
                "co bao cao",
                "bao cao",
                "gui bao cao",
                "nop bao cao",
                "thong ke",
                "tong hop",
                "xac dinh",
                "co thong tin",
                "cap nhat",
            )
        ),
        *(
            f"{going_on} {what}"
            for going_on in ("dang", "cho")
            for what in ("cap nhat", "tong hop", "bao cao", "so lieu")
        ),
        "dang cap nhat so lieu",
        "dang tong hop so lieu",
        "cho cap nhat so lieu",
    }
)
"""What stands in a cell of numbers of which nothing is known."""
NUMERIC = frozenset({"area", "money", "mixed", "count", "year", "decimal", AMOUNT})
DASHED = NUMERIC | {"date", "flag"}
"""Kinds of fields of which a dash says that there is none."""
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
        if isinstance(each, Untold):
            raise each.why
    if place.of.kind in NUMERIC - {"mixed"} and not is_percent(place.of) and _is_share(cell, None):
        written = f"{_written(exact(cell) * 100)}%" if isinstance(cell, Percent) else text_of(cell)
        raise NotANumber(text=written, example="1967,11")
    if place.of.kind in NUMERIC and isinstance(cell, str) and _NONE.match(fold(cell)):
        raise NoneOrUnknown(text=text_of(cell))
    return READERS[place.of.kind](cell, place, unit)


def is_nothing(cell: Cell, kind: str) -> bool:
    """Whether a cell says that nothing is known: an empty one; among numbers, days and yes or no a dash; among numbers in words."""
    if cell is None or not isinstance(cell, str):
        return cell is None
    return (kind in DASHED and cell.strip() in DASHES) or (kind in NUMERIC and fold(cell).strip(" .()*") in UNSAID)


def unreported(cell: Cell, kind: str) -> str:
    """A cell's own words, or its dash, where it says among numbers that there is no figure to report; else nothing."""
    return text_of(cell) if kind in NUMERIC and isinstance(cell, str) and is_nothing(cell, kind) else ""


def text_of(cell: Cell) -> str:
    """A cell as text: codes that a spreadsheet took for numbers as their digits."""
    if isinstance(cell, float):
        value = exact(cell)
        return str(value.numerator) if value.denominator == 1 else format_number(value, Lang.VI, grouping=False)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split()) if cell is not None else ""


def _text(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001  all readers have one signature
    text = text_of(cell)
    if place.of.name == "document.number" and text and not any(char.isdigit() for char in text):
        raise NoDocumentNumber(text=text)
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
    if found not in {each.code for each in units_of(place.of)}:
        if place.of.kind == "mixed" and not written:
            return number, COUNTED
        raise UnitUnknown(
            text=written or text_of(cell),
            units=[each.name.vi for each in units_of(place.of)],
        )
    return number, str(found)


def _number(cell: Cell, place: PlacedColumn, unit: str | None) -> Fraction:
    """A cell's number. One that may have decimals has none where its unit cannot be divided so: half a worker, half an m².

    Nor has "60.000 m²": noughts after a decimal mark tell nothing of what has no parts; those of thousands do.
    """
    try:
        return read_number(cell, place.habits, place.letters)[0]
    except NumberUnclear as unclear:
        known = AMOUNT_UNITS.get(unit or "")
        parts = known.smallest if known else 1
        if unit is None or (parts > 1 and (unclear.facts["decimal"] * parts).denominator == 1):
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
        return _whole(number, cell, place.of)
    amount = _in_smallest(number, code)
    currency = AMOUNT_UNITS[code].currency
    return {"currency": currency, "amount": amount} if currency else amount


def _count(cell: Cell, place: PlacedColumn, unit: Cell) -> int:  # noqa: ARG001
    if isinstance(cell, float) and not place.column.unit and cell == int(cell) and 0 <= cell < 10**15:
        return int(cell)
    words = split(cell)[1] if isinstance(cell, str) else ""
    code = unit_named(words) if words else place.column.unit or ONE
    is_own = is_own_unit(words, place.of)
    number = _number(cell, place, ONE if is_own else code)
    if code not in COUNT_UNITS and not is_own:
        known = place.of.unit.vi if place.of.unit is not None else "—"
        raise UnitUnknown(text=words, units=[known, *(unit.named(place.of.unit).vi for unit in units_for("count"))])
    return _whole(number * _times(code), cell, place.of)


def _times(code: str | None) -> int:
    """How many a unit of counting is."""
    return AMOUNT_UNITS[code].smallest if code in AMOUNT_UNITS and code in COUNT_UNITS else 1


def is_own_unit(words: str, of: FormField) -> bool:
    """Whether words are a field's own unit, in either language."""
    return of.unit is not None and fold(words).strip("() ") in {fold(of.unit.vi), fold(of.unit.en)}


def _whole(number: Fraction, cell: Cell, of: FormField) -> int:
    """A number of things counted. Where it has decimals only by the habit of its column, its other reading is told."""
    if number < 0:
        raise AmountNegative(text=_written(number))
    if number.denominator == 1:
        return number.numerator
    field = Text(f"{of.label.vi} ({of.unit.vi})", f"{of.label.en} ({of.unit.en})") if of.unit else of.label
    digits = split(cell)[0] if isinstance(cell, str) else ""
    if digits and habit(digits) == "unsure":
        whole = int("".join(filter(str.isdecimal, digits)))
        raise CountedAsRead(text=text_of(cell), number=number, field=field, whole=whole, digits=str(whole))
    raise CountedWhole(text=_written(number), field=field)


def _decimal(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    number, words = read_number(cell, place.habits, place.letters)
    if isinstance(cell, Percent):
        return format_number(number * 100, Lang.EN, grouping=False)
    if is_percent(place.of) and words.strip() != "%" and place.habits.all_shares and 0 < number <= 1:
        raise ShareUnclear(text=_written(number), points=number * 100, share=number)
    return format_number(number, Lang.EN, grouping=False)


def is_percent(field: FormField) -> bool:
    """Whether a field is in per cent."""
    return field.unit is not None and field.unit.vi == "%"


def _date(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    return read_date(cell, place.habits).isoformat()


def _period(cell: Cell, place: PlacedColumn, unit: Cell) -> Period:  # noqa: ARG001
    """A period in words, its year that of the sheet's title where it names none."""
    found = period_of_heading(text_of(cell), place.habits.year) if not isinstance(cell, date) else None
    if found is None:
        raise NotAPeriod(text=text_of(cell))
    return found


def _flag(cell: Cell, place: PlacedColumn, unit: Cell) -> bool:  # noqa: ARG001
    if isinstance(cell, bool):
        return cell
    written = fold(text_of(cell)).strip(" .")
    if written in YES | NO:
        return written in YES
    if (found := _said_of(written, place.of)) is not None:
        return found
    raise NotAChoice(text=text_of(cell), choices=["có", "không"])


def _said_of(written: str, of: FormField) -> bool | None:
    """Yes or no as a sentence about the field itself: "Đã hoàn thành", "Chưa thành lập", "Đang hoạt động"; else None.

    What says more than the field is called is not read: "Đang tạm dừng", "Đã hoàn thành 50%".
    """
    label = fold(of.label.vi)
    if written == label:
        return True
    lead, _, rest = written.partition(" ")
    lead, rest = (f"{lead} co", rest.removeprefix("co").strip()) if rest.startswith("co") else (lead, rest)
    if lead not in _SAYING or not rest or not set(rest.split()) <= set(label.split()):
        return None
    return _SAYING[lead]


def _choice(cell: Cell, place: PlacedColumn, unit: Cell) -> str:  # noqa: ARG001
    written = text_of(cell)
    found = choice_written(place.of.spoken, written) if place.of.spoken is not None else None
    if found is None:
        raise NotAChoice(text=written, choices=[name.vi for _, name in place.of.choices][:12])
    return found


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
    PERIOD: _period,
    **dict.fromkeys(("text", "long", "project", MEASURE), _text),
}
"""How each kind of field is read."""
