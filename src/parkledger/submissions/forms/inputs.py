"""What people type into a form's fields, read as an event's fields take it, and shown back as they would type it.

A number is read in the language of the page. A lone decimal mark before exactly three digits is never guessed at:
"1,234" may be a habit of the other language, so it is refused with both ways to write what is meant. What cannot be read
is kept as it was typed, marked so that no event can be built of it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from parkledger.language import (
    AMOUNT_UNITS,
    FOREIGN_MONEY,
    AmountUnit,
    Lang,
    ParkError,
    exact_decimals,
    fold,
    format_number,
    parse_area_m2,
    parse_number,
    plain_number,
    to_hectares,
)
from parkledger.language.numbers import MARKS
from parkledger.records.dates import day_from

UNREAD, UNIT = "unread", "unit"
"""Under which a payload keeps what was typed and could not be read, with its unit."""
SAFE_DECIMALS = 4
"""Decimals written where the exact value has three: those alone could be taken for thousands."""
Given = Mapping[str, str]
"""What was posted for one field: under "" its text, under "unit" the unit chosen."""


class NumberAmbiguous(ParkError):
    """A number that people of one habit mean as thousands and people of another as decimals."""

    code = "number_ambiguous"
    vi = "«{text}» có thể hiểu là {whole} hoặc {decimal}. Hãy ghi {plain} nếu là số nguyên, {exact} nếu là số lẻ."
    en = "“{text}” may mean {whole} or {decimal}. Write {plain} for the whole number, {exact} for the decimal one."


class NotWhole(ParkError):
    """A count that is not a whole number, or is below nought."""

    code = "not_whole"
    vi = "«{text}» phải là số nguyên không âm, ví dụ {example}."
    en = "“{text}” must be a whole number, not below nought, such as {example}."


class TooFine(ParkError):
    """An amount with a part of the smallest unit that is kept."""

    code = "too_fine"
    vi = "«{text} {unit}» lẻ dưới đơn vị nhỏ nhất được ghi ({least}). Hãy làm tròn."
    en = "“{text} {unit}” has a part below the smallest unit kept ({least}). Round it."


class UnitMissing(ParkError):
    """An amount without its unit."""

    code = "unit_missing"
    vi = "Chưa chọn đơn vị. Hãy chọn một trong: {units}."
    en = "No unit was chosen. Choose one of: {units}."


MONEY_UNITS = {code: AMOUNT_UNITS[code] for code in ("trieu-usd", "ty-usd", "usd", "ty-vnd", "trieu-vnd", "vnd")}
"""The units in which money is typed, by their codes."""
CAPITAL_UNITS = MONEY_UNITS | {
    code: unit for code, unit in AMOUNT_UNITS.items() if unit.unit in FOREIGN_MONEY and not code.startswith("ty-")
}
"""The units in which capital is typed, which may be in other currencies too."""
USUAL_UNITS = {"USD": "trieu-usd", "VND": "ty-vnd"}
"""The unit in which money of a currency is reported, as in the ministry's forms."""
AREA_UNITS = {code: AMOUNT_UNITS[code] for code in ("ha", "m2")}


_WITH_UNIT = re.compile(r"(.*[0-9])\s*([^\s0-9.,][^.,]*)")


def with_typed_unit(given: Given, units: Mapping[str, AmountUnit]) -> Given:
    """What was posted, its unit taken from behind the number where it is typed there, as in "12,5 ha" copied from a decision.

    A currency that was chosen by hand is not overruled: what is typed against it stays, and is refused.
    """
    match = _WITH_UNIT.fullmatch(given.get("", "").strip())
    if match is None:
        return given
    said = fold(match[2])
    typed = next((code for code, unit in units.items() if said in {code, fold(unit.name.vi), fold(unit.name.en)}), "")
    chosen = given.get(UNIT, "")
    if not typed or (chosen in CAPITAL_UNITS and chosen != typed):
        return given
    return {**given, "": match[1], UNIT: typed}


def read_number(text: str, lang: Lang) -> Fraction:
    """A number as typed in the language of the page; refused where it may be meant in two ways."""
    value = parse_number(text, lang)
    mark = re.escape(MARKS[lang].decimal)
    if re.fullmatch(rf"\s*-?[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}\s*", text):
        whole = value * 1000
        raise NumberAmbiguous(
            text=text.strip(),
            whole=format_number(whole, lang),
            decimal=value,
            plain=format_number(whole, lang, grouping=False),
            exact=format_number(value, lang, decimals=SAFE_DECIMALS),
        )
    return value


def shown_number(value: Fraction | int, lang: Lang) -> str:
    """A number as it would be typed; three decimals get a fourth, so that they cannot be taken for thousands."""
    decimals = exact_decimals(value)
    return format_number(value, lang, decimals=SAFE_DECIMALS if decimals == SAFE_DECIMALS - 1 else decimals)


def unread(given: Given) -> dict[str, str]:
    """What was typed and could not be read, as a payload keeps it."""
    found = {UNREAD: given.get("", "")}
    return {**found, UNIT: given[UNIT]} if given.get(UNIT) else found


def is_unread(value: object) -> bool:
    """Whether a payload's value is what could not be read."""
    return isinstance(value, dict) and UNREAD in value


def read_area(given: Given, lang: Lang) -> str:
    """An area, kept as written: "12,5 ha"."""
    given = with_typed_unit(given, AREA_UNITS)
    unit = given.get(UNIT) or "ha"
    if unit not in AREA_UNITS:
        raise UnitMissing(units=list(AREA_UNITS))
    value = read_number(given[""], lang)
    if (value * AREA_UNITS[unit].smallest).denominator != 1:
        raise TooFine(text=given[""].strip(), unit=unit, least="m²")
    written = f"{format_number(value, Lang.VI)} {unit}"
    parse_area_m2(written)
    return written


def shown_area(value: Any, lang: Lang) -> dict[str, str]:
    """An area as typed: in the unit it was written in, else in to_hectares."""
    if isinstance(value, str):
        number, _, unit = value.rpartition(" ")
        if unit in AREA_UNITS and number:
            return {"": shown_number(parse_number(number, Lang.VI), lang), UNIT: unit}
    return {"": shown_number(to_hectares(parse_area_m2(value)), lang), UNIT: "ha"}


def read_money(given: Given, lang: Lang) -> dict[str, Any]:
    """Money, as its currency and a whole number of cents or đồng."""
    given = with_typed_unit(given, CAPITAL_UNITS)
    unit = CAPITAL_UNITS.get(given.get(UNIT, ""))
    if unit is None:
        raise UnitMissing(units=[each.name.of(lang) for each in MONEY_UNITS.values()])
    amount = read_number(given[""], lang) * unit.smallest
    if amount.denominator != 1:
        raise TooFine(text=given[""].strip(), unit=unit.name.of(lang), least=unit.least)
    if amount < 0:
        raise NotWhole(text=given[""].strip(), example="12")
    return {"currency": unit.currency, "amount": int(amount)}


def shown_money(value: Mapping[str, Any], lang: Lang) -> dict[str, str]:
    """Money as typed: in the largest unit in which it has no more than two decimals."""
    amount = int(value["amount"])
    own = sorted(
        (unit for unit in CAPITAL_UNITS.values() if unit.currency == value["currency"]), key=lambda unit: -unit.smallest
    )
    fitting = [
        unit for unit in own if amount >= unit.smallest and (exact_decimals(Fraction(amount, unit.smallest)) or 0) <= 2
    ]
    unit = (fitting or own[-1:])[0]
    return {"": shown_number(Fraction(amount, unit.smallest), lang), UNIT: unit.code}


def read_count(given: Given, lang: Lang) -> int:
    """A whole number."""
    value = read_number(given[""], lang)
    if value.denominator != 1 or value < 0:
        raise NotWhole(text=given[""].strip(), example="1.250" if lang is Lang.VI else "1,250")
    return int(value)


def shown_count(value: Any, lang: Lang) -> dict[str, str]:
    """A whole number as typed."""
    return {"": format_number(int(value), lang)}


def shown_year(value: Any, lang: Lang) -> dict[str, str]:  # noqa: ARG001  all writers have one signature
    """A year, whose digits are never set apart."""
    return {"": str(int(value))}


def read_decimal(given: Given, lang: Lang) -> str:
    """A number with decimals, as machines write it."""
    value = read_number(given[""], lang)
    return plain_number(value)


def shown_decimal(value: Any, lang: Lang) -> dict[str, str]:
    """A number with decimals as typed."""
    return {"": shown_number(Fraction(str(value)), lang)}


def read_day(given: Given, lang: Lang) -> str:  # noqa: ARG001  all readers have one signature
    """A day, as machines write it."""
    return day_from(given[""].strip()).isoformat()


def shown_day(value: Any, lang: Lang) -> dict[str, str]:  # noqa: ARG001  all writers have one signature
    """A day as a date field takes it."""
    return {"": value.isoformat() if isinstance(value, date) else day_from(str(value)).isoformat()}


def read_text(given: Given, lang: Lang) -> str:  # noqa: ARG001  all readers have one signature
    """Words, without spaces around them."""
    return given[""].replace("\r\n", "\n").strip()


def shown_text(value: Any, lang: Lang) -> dict[str, str]:  # noqa: ARG001  all writers have one signature
    """Words as they stand."""
    return {"": str(value)}


def read_mixed(given: Given, lang: Lang) -> Any:
    """A target: money, an area (kept in m²), per cent or a count, by the unit chosen."""
    given = with_typed_unit(given, MONEY_UNITS | AREA_UNITS)
    unit = given.get(UNIT, "")
    if unit in MONEY_UNITS:
        return read_money(given, lang)
    if unit == "count":
        return read_count(given, lang)
    if unit == "percent":
        return f"{format_number(read_number(given[''], lang), Lang.VI)}%"
    if not unit:
        raise UnitMissing(units=["ha", *(each.name.of(lang) for each in MONEY_UNITS.values())])
    return parse_area_m2(read_area(given, lang))


def shown_mixed(value: Any, lang: Lang) -> dict[str, str]:
    """A target as typed."""
    if isinstance(value, Mapping):
        return shown_money(value, lang)
    if isinstance(value, str | Decimal):
        written = str(value)
        exact = parse_number(written.rstrip("%"), Lang.VI) if written.endswith("%") else Fraction(written)
        return {"": shown_number(exact, lang), UNIT: "percent"}
    return {**shown_count(value, lang), UNIT: "count"}


Reader = Callable[[Given, Lang], Any]
Shower = Callable[[Any, Lang], dict[str, str]]
KINDS: dict[str, tuple[Reader, Shower]] = {
    "area": (read_area, shown_area),
    "money": (read_money, shown_money),
    "mixed": (read_mixed, shown_mixed),
    "count": (read_count, shown_count),
    "year": (read_count, shown_year),
    "decimal": (read_decimal, shown_decimal),
    "date": (read_day, shown_day),
    **dict.fromkeys(("text", "long", "sectors", "choice", "zone", "project", "place"), (read_text, shown_text)),
}
"""How each kind of field is read and shown; a flag is on or off and needs neither."""


def shown(kind: str, value: Any, lang: Lang) -> dict[str, str]:
    """A payload's value as a form's field has it, also where it could not be read."""
    if value is None or value == "":
        return {"": ""}
    if is_unread(value):
        return {"": str(value[UNREAD]), UNIT: str(value.get(UNIT, ""))}
    try:
        return KINDS[kind][1](value, lang)
    except (ParkError, ValueError, KeyError, TypeError):
        return {"": str(value)}
