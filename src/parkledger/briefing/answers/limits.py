"""The numbers that a question sets as bounds: "trên 1.500 tỷ đồng", "từ 50% đến 80%", "at least 10,000 workers".

"từ", "không quá", "ít nhất", "tối đa" take in the number itself; "trên", "hơn", "dưới" do not. Numbers are read in the usage of
the language that the words before them are of. "1,500 tỷ" may be meant in either: it is refused, not guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.language import (
    SMALLEST,
    Lang,
    NumberUnreadable,
    Quantity,
    Text,
    Unit,
    exact_decimals,
    fold,
    format_number,
    format_quantity,
    parse_number,
)
from parkledger.language.units import FORMS, MONEY, SCALES

NEEDED_VI: Final = "can|can khoang|can tam|can chung|can thue|can it nhat|can toi thieu|dap ung|dap ung duoc"
NEEDED_EN: Final = (
    "room for|room for a|space for|space for a|enough for|enough for a|big enough for|big enough for a|fit|fit a|accommodate|accommodate a"
    "|with|have|has|having|offer|offers|offering|need|needs|need a|needs a|need about|need around|need at least|need some"
    "|needs about|needs around|require|requires|require a"
)
"""Words before an area that somebody wants to lease: at least so much is to be left."""
Side = tuple[str, bool]
"""Which bound a number is ("low", "high"), and whether it is within."""
WAYS: Final[Mapping[Side, Mapping[Lang, str]]] = {
    ("low", False): {
        Lang.VI: "tren|hon|lon hon|nhieu hon|cao hon|vuot|qua|vuot qua|tren muc",
        Lang.EN: "over|above|more than|greater than|larger than|higher than|bigger than|exceeding|beyond",
    },
    ("low", True): {
        Lang.VI: f"{NEEDED_VI}|tu|it nhat|toi thieu|khong duoi|khong it hon|khong thap hon|khong nho hon|khong kem|dat tu",
        Lang.EN: f"{NEEDED_EN}|at least|no less than|not less than|no fewer than|not below|from|minimum|a minimum of",
    },
    ("high", False): {
        Lang.VI: "duoi|thap hon|it hon|nho hon|chua lap day|chua dat|chua den|chua toi|chua day",
        Lang.EN: "below|under|less than|fewer than|lower than|smaller than",
    },
    ("high", True): {
        Lang.VI: "khong qua|khong vuot|khong vuot qua|khong hon|khong tren|chua qua|chua vuot qua|toi da|nhieu nhat|cao nhat la",
        Lang.EN: "at most|no more than|not more than|up to|not over|not above|not exceeding|maximum|a maximum of",
    },
}
"""What stands before a number, by what it says of it, without diacritics."""
SIGNS: Final[Mapping[str, Side]] = {
    ">=": ("low", True),
    "≥": ("low", True),
    "<=": ("high", True),
    "≤": ("high", True),
    ">": ("low", False),
    "<": ("high", False),
}
AFTER: Final[Mapping[str, Side]] = {
    "tro len": ("low", True), "hoac hon": ("low", True), "or more": ("low", True), "and more": ("low", True),
    "or above": ("low", True), "and above": ("low", True), "and over": ("low", True), "or over": ("low", True),
    "tro xuong": ("high", True), "or less": ("high", True), "or fewer": ("high", True), "or below": ("high", True),
    "and below": ("high", True), "or under": ("high", True),
}  # fmt: skip
"""What stands behind a number and its unit."""
UNITS: Final = (
    Unit.HECTARE,
    Unit.SQUARE_METRE,
    Unit.SQUARE_KILOMETRE,
    Unit.PERCENT,
    Unit.USD,
    Unit.VND,
    Unit.PERSON,
    Unit.PROJECT,
)
OTHER_WORDS: Final = frozenset({"da", "do"})
"""Forms of units that without diacritics are other words too: "đã", "do"."""
COUNTED_UNITS: Final = frozenset({Unit.PERSON, Unit.PROJECT})
AREAS: Final = frozenset({Unit.HECTARE, Unit.SQUARE_METRE, Unit.SQUARE_KILOMETRE})
NEEDED: Final = frozenset(f"{NEEDED_VI}|{NEEDED_EN}".split("|"))
NO_UNIT_NEEDED: Final = frozenset({"tu", "from", "qua"})
"""Ways that say something of a number only with its unit: "từ 2 nước" is no bound."""


def _units() -> dict[str, Unit]:
    """The units by what stands behind a number, without diacritics."""
    found = {}
    for unit in UNITS:
        for lang in Lang:
            for form in FORMS[unit].of(lang):
                if form.startswith("{}"):
                    found[fold(form.removeprefix("{}").strip())] = unit
    return {word: unit for word, unit in found.items() if word not in OTHER_WORDS}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNITS: Final = _units()
_POWERS: Final = {fold(word): power for words in SCALES.values() for word, power in words.items()}
_SIDES: Final = {
    word: (side, lang) for side, ways in WAYS.items() for lang, words in ways.items() for word in words.split("|")
}
_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_SCALE: Final = rf"(?:\s*(?P<scale{{0}}>{_any_of(_POWERS)})(?![^\W_]))?"
_UNIT: Final = rf"(?:[\s-]*(?P<unit{{0}}>{_any_of(_UNITS)})(?![^\W_]))?"
_AMOUNT: Final = rf"(?P<money{{0}}>(?:us\$|usd|vnd)\s*)?(?P<number{{0}}>{_NUMBER}){_SCALE}{_UNIT}"
_FIRST, _LAST = _AMOUNT.format(1), _AMOUNT.format(2)
_WAY: Final = _any_of(_SIDES)
_BETWEEN: Final = re.compile(
    rf"(?<![^\W_])(?P<way>trong khoang tu|khoang tu|tu|trong khoang|between|from)\s+{_FIRST}\s*(?:den|toi|and|to|[-–])\s*{_LAST}"
)
_AFTER: Final = re.compile(
    rf"(?:(?<![^\W_])(?:tu|from)\s+)?(?<![\d.,/]){_FIRST}\s*(?P<after>{_any_of(AFTER)})(?![^\W_])"
)
_ONE: Final = re.compile(rf"(?:(?<![^\W_])(?P<way>{_WAY})\s+|(?P<sign>{_any_of(SIGNS)})\s*){_FIRST}(?![\d/])")


_HUNDRED: Final = r"100 ?(?:%|phan tram|percent)"
_WHOLLY: Final = re.compile(
    r"(?<![^\W_])(?P<denied>(?:chua|khong|ko|not|\w+n['’ ]?t)(?: duoc| yet| been| yet been)* )?"
    rf"(?:(?:da )?(?:lap day|lap kin|cho thue)(?: het| kin| toi| den| duoc)* (?:{_HUNDRED}|hoan toan)(?! \w+ (?:bao|may))"
    rf"|(?:fully|completely|entirely|{_HUNDRED}) (?:lap day|full|filled|occupied|let|leased|rented|booked|taken up))(?![^\W_])"
    r"|(?<![^\W_])(?P<short>(?:chua|not|\w+n['’ ]?t)(?: yet| duoc)* (?:lap day|lap kin|full|fully))"
    r"(?! (?:duoc |toi |den |tu |bao |may |\d|\w+ed(?![^\W_])))(?![^\W_])"
)
"""Words for land that is all let, or is not: "lấp đầy 100%", "not yet fully occupied", "chưa lấp đầy"."""


@dataclass(frozen=True, slots=True)
class AskedLimit:
    """What figures are to lie within: its lower and upper bound, None where it has none, and whether each is within.

    `unit` is None where none is written; `first` and `last` are where its words begin and end. `unclear` says why a number
    cannot be read.
    """

    low: Fraction | None
    high: Fraction | None
    takes_low: bool
    takes_high: bool
    unit: Unit | None
    first: int
    last: int
    unclear: Text | None = None

    def meets(self, value: Fraction) -> bool:
        """Whether a value in the unit lies within."""
        if self.low is not None and not (value > self.low or (self.takes_low and value == self.low)):
            return False
        return self.high is None or value < self.high or (self.takes_high and value == self.high)

    def in_unit(self, unit: Unit) -> "AskedLimit | None":
        """The same in another unit; None where the two do not measure the same."""
        if self.unit in {None, unit}:
            return AskedLimit(
                self.low,
                high=self.high,
                takes_low=self.takes_low,
                takes_high=self.takes_high,
                unit=unit,
                first=self.first,
                last=self.last,
            )
        areas = SMALLEST.keys() - MONEY
        if self.unit is None or self.unit not in areas or unit not in areas:
            return None
        ratio = Fraction(SMALLEST[self.unit], SMALLEST[unit])
        low, high = (None if each is None else each * ratio for each in (self.low, self.high))
        return AskedLimit(
            low,
            high=high,
            takes_low=self.takes_low,
            takes_high=self.takes_high,
            unit=unit,
            first=self.first,
            last=self.last,
        )

    @property
    def said(self) -> Text:
        """The bounds in words."""
        if self.low is not None and self.high is not None:
            return Text(
                *(f"{a} {self._amount(self.low, lang)} {b} {self._amount(self.high, lang)}" for lang, a, b in _RANGE)
            )
        value = self.low if self.low is not None else self.high
        side = ("low", self.takes_low) if self.low is not None else ("high", self.takes_high)
        return Text(*(f"{_SAID[side].of(lang)} {self._amount(value or Fraction(0), lang)}" for lang in Lang))

    def _amount(self, value: Fraction, lang: Lang) -> str:
        if self.unit is None or exact_decimals(value) is None:
            return format_number(value, lang, decimals=None if exact_decimals(value) is not None else 2)
        return format_quantity(Quantity(value, self.unit), lang)


_RANGE: Final = ((Lang.VI, "từ", "đến"), (Lang.EN, "from", "to"))
_SAID: Final[Mapping[Side, Text]] = {
    ("low", False): Text("trên", "over"),
    ("low", True): Text("từ", "at least"),
    ("high", False): Text("dưới", "under"),
    ("high", True): Text("không quá", "at most"),
}


def _whole_let(match: re.Match[str]) -> AskedLimit:
    """All of it, or less than all."""
    is_denied = bool(match["denied"] or match["short"])
    low, high = (None, Fraction(100)) if is_denied else (Fraction(100), None)
    takes = not is_denied
    return AskedLimit(
        low, high=high, takes_low=takes, takes_high=takes, unit=Unit.PERCENT, first=match.start(), last=match.end()
    )


def says_occupancy(limit: AskedLimit, folded: str) -> bool:
    """Whether the words of a bound say themselves that it is one of how much is let."""
    said = folded[limit.first : limit.last]
    return said.startswith("chua lap day") or _WHOLLY.fullmatch(said) is not None


def limits_in(folded: str) -> list[AskedLimit]:
    """The bounds in a text without diacritics, in its order."""
    free, found = folded, []
    for match in _WHOLLY.finditer(folded):
        found.append(_whole_let(match))
        free = f"{free[: match.start()]}{'|' * (match.end() - match.start())}{free[match.end() :]}"
    for pattern in (_BETWEEN, _AFTER, _ONE):
        for match in pattern.finditer(free):
            limit = _limit(match)
            if limit is not None:
                found.append(limit)
                free = f"{free[: match.start()]}{'|' * (match.end() - match.start())}{free[match.end() :]}"
    return sorted(found, key=lambda limit: limit.first)


def _limit(match: re.Match[str]) -> AskedLimit | None:
    """What a match says; None where it is no bound: without a unit, "từ 3" is of something else."""
    parts = match.groupdict()
    way, after, sign = (parts.get(name) for name in ("way", "after", "sign"))
    lang = _SIDES[way][1] if way in _SIDES else Lang.EN if way == "between" or _is_english(after) else Lang.VI
    if "number2" in parts:
        return _range(match, lang)
    unit, power = _unit(parts, "1", lang)
    if way in NEEDED and unit not in AREAS:
        return None
    if unit is None and not power and way in NO_UNIT_NEEDED:
        return None
    side, takes = AFTER[after] if after else SIGNS[sign] if sign else _SIDES[way or ""][0]
    value, unclear = _value(parts["number1"], unit, lang)
    value *= 10**power
    low, high = (value, None) if side == "low" else (None, value)
    return AskedLimit(
        low,
        high=high,
        takes_low=takes,
        takes_high=takes,
        unit=unit,
        first=match.start(),
        last=match.end(),
        unclear=unclear,
    )


def _range(match: re.Match[str], lang: Lang) -> AskedLimit | None:
    """From one number to another, both taken in; the first has the unit and scale of the second where it has none."""
    parts = match.groupdict()
    (own, own_power), (unit, power) = (_unit(parts, number, lang) for number in "12")
    if unit is None or own not in {None, unit}:
        return None
    (low, unclear), (high, also) = (_value(parts[f"number{number}"], unit, lang) for number in "12")
    low *= 10 ** (own_power if own or own_power else power)
    return AskedLimit(
        low,
        high=high * 10**power,
        takes_low=True,
        takes_high=True,
        unit=unit,
        first=match.start(),
        last=match.end(),
        unclear=unclear or also,
    )


def _is_english(after: str | None) -> bool:
    return after is not None and after not in {"tro len", "tro xuong", "hoac hon"}


def _unit(parts: Mapping[str, str | None], number: str, lang: Lang) -> tuple[Unit | None, int]:
    """The unit and power of ten of a number; "tỷ" and "triệu" alone are of đồng."""
    word, scale, money = (parts.get(f"{name}{number}") for name in ("unit", "scale", "money"))
    power = _POWERS[scale] if scale else 0
    if money:
        return (Unit.VND if money.startswith("vnd") else Unit.USD), power
    if word:
        return _UNITS[word], power
    return (Unit.VND, power) if scale and lang is Lang.VI and power > _THOUSAND else (None, power)


_THOUSAND: Final = 3


def _value(number: str, unit: Unit | None, lang: Lang) -> tuple[Fraction, Text | None]:
    """A number as its language writes it, or as the other does where only that makes sense; else why it is not read."""
    found: dict[Lang, Fraction] = {}
    for each in Lang:
        try:
            found[each] = parse_number(number, each)
        except NumberUnreadable:
            continue
    values = set(found.values())
    if len(values) == 1:
        return values.pop(), None
    if values and (unit in COUNTED_UNITS or unit is None or found[lang] == max(values)):
        return max(values), None  # nobody counts in thousandths
    return Fraction(0), Text(
        f"chưa rõ số «{number}»; hãy viết hàng nghìn là 1.500, phần thập phân là 1,5",
        f"the number “{number}” is not clear; write thousands as 1,500 and decimals as 1.5",
    )
