"""Exact numbers as digits: Vietnamese official usage (decimal comma, thousands dot) and English.

Thousands and decimals are written as the accounting law has them: "1.967,11" (Luật Kế toán 2015, Điều 11).
`parse_number` and `format_number` are inverses; numbers in words are in `number_words`.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.language.errors import ParkError, format_fact
from parkledger.language.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Marks:
    """What separates thousands and decimals in a language, with an example for messages."""

    thousands: str
    decimal: str
    example: str


MARKS: Final = {
    Lang.VI: Marks(thousands=".", decimal=",", example="1.967,11"),
    Lang.EN: Marks(thousands=",", decimal=".", example="1,967.11"),
}

_MINUS_SIGNS: Final = "-\N{MINUS SIGN}"
_SPACES: Final = " \N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}"
PLAIN_DECIMALS: Final = 10
"""Decimals that machines are given at most."""
_UNCERTAIN_DECIMALS: Final = 2  # of a fraction like 1/3, where a message must show something


class NumberUnreadable(ParkError):
    """A text that is not one well-formed number; `problem` says why, `example` how to write it."""

    code = "number_unreadable"
    is_misuse = True
    vi = "Không đọc được số “{text}”: {problem}. Hãy viết theo mẫu {example}."
    en = "Cannot read the number “{text}”: {problem}. Write it like {example}."


class NumberTwofold(ParkError):
    """A text that is one number by Vietnamese usage and another as machines write numbers: "25.000"."""

    code = "number_twofold"
    is_misuse = True
    vi = "“{text}” có thể hiểu là {whole} hoặc {decimal}. Hãy viết {whole} (không có dấu chấm) hoặc {decimal}"
    en = "“{text}” may mean {whole} or {decimal}. Write {whole} (without the point) or {decimal}"


_NO_DIGITS = Text(vi="không có chữ số nào", en="there are no digits in it")
_OTHER_USAGE = Text(
    vi="dấu ngăn hàng nghìn và dấu thập phân không theo cách viết của ngôn ngữ này",
    en="its thousands and decimal marks are not those of this language",
)
_MALFORMED = Text(
    vi="có ký tự lạ hoặc dấu ngăn không đúng chỗ",
    en="it has a stray character or a mark in the wrong place",
)
_TOO_LONG = Text(vi="quá nhiều chữ số", en="it has too many digits")


def _number_pattern(marks: Marks) -> re.Pattern[str]:
    """One whole number text: grouped by the thousands mark or by spaces, or not grouped at all.

    A single leading zero is usual in counts ("03 dự án"); "003" is a code and "03.500" a slip.
    """
    mark = rf"(?P<mark>[{re.escape(marks.thousands)}{_SPACES}])"
    grouped = rf"[1-9][0-9]{{0,2}}{mark}[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    plain = r"0?[0-9]|[1-9][0-9]+"
    decimals = rf"(?:{re.escape(marks.decimal)}(?P<decimals>[0-9]+))?"
    return re.compile(rf"(?P<minus>[{_MINUS_SIGNS}])?(?P<whole>{grouped}|{plain}){decimals}")


_NUMBER: Final = {lang: _number_pattern(marks) for lang, marks in MARKS.items()}
_NOT_A_DIGIT: Final = re.compile("[^0-9]")


def round_half_up(value: int | Fraction, decimals: int = 0) -> Fraction:
    """The value rounded to so many decimals; a half goes away from zero, as in official tables."""
    rounded = Fraction(_rounded(value, decimals), 10**decimals)
    return -rounded if value < 0 else rounded


def _rounded(value: int | Fraction, decimals: int) -> int:
    """How many units of the last decimal the size of a value comes to, half up; in whole numbers, which cost a page less."""
    unit: int = 10**decimals
    above, below = abs(value.numerator) * unit, value.denominator
    return (2 * above + below) // (2 * below)


def exact_decimals(value: int | Fraction) -> int | None:
    """How many decimals the value needs to be written exactly; None if they would never end."""
    rest = value.denominator
    counts = []
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        counts.append(count)
    return max(counts) if rest == 1 else None


def format_number(value: int | Fraction, lang: Lang, *, decimals: int | None = None, grouping: bool = True) -> str:
    """Write a number: exactly, or rounded half up (away from zero) to a fixed count of decimals.

    Decimals asked for are all written, zeros too: "75,0" says more than "75". Raises ValueError for a
    negative count, or without a count for a value whose decimals never end; TypeError for a float.
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise TypeError(f"{value!r} is not exact: pass an int or a Fraction")
    if decimals is None:
        decimals = exact_decimals(value)
        if decimals is None:
            raise ValueError(f"{value} has no exact decimals: say how many to write")
    elif decimals < 0:
        raise ValueError(f"decimals must not be negative: {decimals}")
    digits = _rounded(value, decimals)
    whole, part = divmod(digits, 10**decimals)
    marks = MARKS[Lang(lang)]
    text = f"{whole:,}".replace(",", marks.thousands if grouping else "")
    if decimals:
        text += f"{marks.decimal}{part:0{decimals}d}"
    return f"-{text}" if digits and value < 0 else text


def number_text(count: int) -> Text:
    """A count as it stands within words of both languages: "1.446", "1,446"."""
    return Text(format_number(count, Lang.VI), format_number(count, Lang.EN))


def parse_number(text: str, lang: Lang) -> Fraction:
    """Read one whole number text; the inverse of `format_number`.

    In Vietnamese "1.234" is 1234 and "1,234" is 1234/1000, as written: what a spreadsheet or a scan may
    have made of it is for the caller to weigh. Thousands may be spaced ("1 234,5", usual in statistical
    yearbooks). Raises NumberUnreadable for anything that is not exactly one number.
    """
    lang = Lang(lang)
    tidy = unicodedata.normalize("NFC", text).strip()
    match = _NUMBER[lang].fullmatch(tidy)
    if match is None:
        raise NumberUnreadable(text=text, problem=_problem(tidy, lang), example=MARKS[lang].example)
    decimals = match["decimals"] or ""
    try:
        digits = int(_NOT_A_DIGIT.sub("", match["whole"]) + decimals)
    except ValueError as error:  # Python itself limits how long a number it converts
        raise NumberUnreadable(text=tidy[:40] + "…", problem=_TOO_LONG, example=MARKS[lang].example) from error
    value = Fraction(digits, 10 ** len(decimals))
    return -value if match["minus"] else value


def machine_decimal(text: str) -> str:
    """A number as people type it where machines write as well, with a decimal point: "7,2" and "7.2" are both "7.2".

    A comma stands before decimals and several points before thousands, as in Vietnamese. What needs neither stays as it
    is, readable or not. Raises NumberTwofold for one point before exactly three digits, unless nought stands before it;
    NumberUnreadable for what has commas or points in the wrong places.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if _TWOFOLD.fullmatch(tidy):
        value = Fraction(tidy)
        padded = f"{tidy}0" if exact_decimals(value) == _THOUSAND_DIGITS else plain_number(value)
        said = Text(format_number(value, Lang.VI, grouping=False), padded)
        raise NumberTwofold(text=tidy, whole=plain_number(value * 1000), decimal=said)
    if "," in tidy or tidy.count(".") > 1:
        return format_number(parse_number(tidy, Lang.VI), Lang.EN, grouping=False)
    return text


def machine_integer(text: str) -> str:
    """A whole number as people type it, with its thousands marked as in Vietnamese: "10.000" is "10000".

    What has neither points nor commas stays as it is, readable or not, as does what is no whole number. Raises
    NumberUnreadable for points and commas in the wrong places.
    """
    tidy = unicodedata.normalize("NFC", text).strip()
    if "." not in tidy and "," not in tidy:
        return text
    value = parse_number(tidy, Lang.VI)
    return plain_number(value) if value.denominator == 1 else text


_THOUSAND_DIGITS = 3
_TWOFOLD: Final = re.compile(rf"[+-]?[1-9][0-9]{{0,2}}\.[0-9]{{{_THOUSAND_DIGITS}}}")


def _problem(text: str, lang: Lang) -> Text:
    if not re.search("[0-9]", text):
        return _NO_DIGITS
    others = (pattern for other, pattern in _NUMBER.items() if other is not lang)
    return _OTHER_USAGE if any(pattern.fullmatch(text) for pattern in others) else _MALFORMED


def format_short(value: int | Fraction, lang: Lang, most: int) -> str:
    """Write a number exactly where it ends within `most` decimals, else rounded to so many."""
    exact = exact_decimals(value)
    return format_number(value, lang, decimals=most if exact is None or exact > most else exact)


def plain_number(value: int | Fraction | None, decimals: int | None = None) -> str:
    """A number as machines read it: a decimal point, no thousands marks, no trailing noughts; empty for None.

    With `decimals` it is rounded to so many, all of them written; what never ends is rounded to ten.
    """
    if value is None:
        return ""
    if decimals is not None:
        return format_number(value, Lang.EN, decimals=decimals, grouping=False)
    exact = exact_decimals(value)
    if exact is None or exact > PLAIN_DECIMALS:
        value = round_half_up(value, PLAIN_DECIMALS)
        exact = exact_decimals(value)
    return format_number(value, Lang.EN, decimals=exact, grouping=False)


def format_inexact(value: int | Fraction, lang: Lang) -> str:
    """A number for a message: exact where it can be, otherwise marked "≈" and rounded."""
    if exact_decimals(value) is not None:
        return format_number(value, lang)
    return f"≈ {format_number(value, lang, decimals=_UNCERTAIN_DECIMALS)}"


@format_fact.register
def _(fact: int, lang: Lang) -> str:
    return format_number(fact, lang)


@format_fact.register
def _(fact: Fraction, lang: Lang) -> str:
    return format_inexact(fact, lang)
