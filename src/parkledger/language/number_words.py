"""Numbers in Vietnamese words: "hai mươi lăm", "một nghìn không trăm linh năm".

`write_words` writes one standard form; `read_words` also reads the usual variants (lẻ for linh, ngàn,
tỉ, nhăm, bốn after mươi). What people understand in two ways is refused: "hai trăm năm" may be 205 or 250.
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

from parkledger.language.numbers import NumberUnreadable
from parkledger.language.text import Text
from parkledger.language.units import POWER_OF_TEN

WORDS_LIMIT: Final = 10**15
"""Numbers from zero up to, but without, this one can be put into words."""

DIGIT_WORDS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")

_DIGIT: Final = {word: digit for digit, word in enumerate(DIGIT_WORDS)}
_AFTER_TEN: Final = {5: "lăm"}
_AFTER_TENS: Final = {1: "mốt", 4: "tư", 5: "lăm"}
_ALSO_AFTER_TENS: Final = {"một": 1, "bốn": 4}  # "năm" is not here: "hai mươi năm" is twenty years
_ALSO_AFTER_LINH: Final = {"tư": 4}

_UNREADABLE = Text(
    vi="không phải là một số viết bằng chữ, hoặc có thể hiểu nhiều cách",
    en="it is not one number in words, or can be understood in more than one way",
)
_EXAMPLE = "“hai trăm linh năm”"


_SCALE_WORD: Final = {power: word for word, power in reversed(POWER_OF_TEN.items())}  # the first word wins
_SCALES: Final = {word: power for power, word in sorted(_SCALE_WORD.items(), reverse=True)}
_VALUE: Final[dict[str, int]] = {word: 10**power for word, power in _SCALES.items()}
_MILLIARD, *_, _THOUSAND = _SCALES
_STANDARD_SPELLING: Final = {
    "lẻ": "linh",
    "bẩy": "bảy",
    "nhăm": "lăm",
    **{word: _SCALE_WORD[power] for word, power in POWER_OF_TEN.items()},
}


def _write_below_hundred(number: int) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return f"linh {DIGIT_WORDS[unit]}"
    if tens == 1:
        return f"mười {_AFTER_TEN.get(unit, DIGIT_WORDS[unit])}" if unit else "mười"
    head = f"{DIGIT_WORDS[tens]} mươi"
    return f"{head} {_AFTER_TENS.get(unit, DIGIT_WORDS[unit])}" if unit else head


def _read_below_hundred() -> dict[str, int]:
    """Every reading of 1 to 99 that stands alone or after "trăm"; digits after a zero ten take "linh"."""
    readings = {_write_below_hundred(number): number for number in range(1, 100)}
    for word, unit in _ALSO_AFTER_LINH.items():
        readings[f"linh {word}"] = unit
    for tens in range(2, 10):
        for word, unit in _ALSO_AFTER_TENS.items():
            readings[f"{DIGIT_WORDS[tens]} mươi {word}"] = 10 * tens + unit
    return readings


_BELOW_HUNDRED: Final = _read_below_hundred()


def write_words(number: int) -> str:
    """Write a whole number in words; ValueError outside 0 to `WORDS_LIMIT`."""
    if not 0 <= number < WORDS_LIMIT:
        raise ValueError(f"{number} cannot be put into words: it must lie from 0 to below {WORDS_LIMIT}")
    return " ".join(_write(number, padded=False))


def _write(number: int, *, padded: bool) -> Iterable[str]:
    """The words of a number; padded after a greater scale, where an empty hundreds place is named."""
    for scale, power in _SCALES.items():
        high, low = divmod(number, 10**power)
        if high:
            yield from _write(high, padded=padded)
            yield scale
            if low:
                yield from _write(low, padded=True)
            return
    hundreds, below = divmod(number, 100)
    if hundreds or padded:
        yield f"{DIGIT_WORDS[hundreds]} trăm"
        if below:
            yield _write_below_hundred(below)
    else:
        yield DIGIT_WORDS[below] if below < len(DIGIT_WORDS) else _write_below_hundred(below)


def read_words(text: str) -> int:
    """Read one whole number in words; the inverse of `write_words`.

    Raises NumberUnreadable for other words, for scales out of order and for readings that are ambiguous.
    """
    words = unicodedata.normalize("NFC", text).lower().split()
    number = _read([_STANDARD_SPELLING.get(word, word) for word in words], tuple(_SCALES), first=True, bare=True)
    if number is None:
        raise NumberUnreadable(text=text, problem=_UNREADABLE, example=_EXAMPLE)
    return number


def _read(words: list[str], scales: tuple[str, ...], *, first: bool, bare: bool) -> int | None:
    """The number the words say, or None.

    `first`: nothing greater stands before, so it may not begin with an empty place. `bare`: a single digit
    may stand here, since a scale word follows it or nothing precedes it; "hai nghìn ba" may be 2003 or 2300.
    """
    for at, scale in enumerate(scales):
        if scale not in words:
            continue
        split = words.index(scale)
        # Thousands of tỷ are usual ("nghìn tỷ"); triệu and nghìn count only up to 999.
        above = (_THOUSAND,) if scale == _MILLIARD else ()
        high = _read(words[:split], above, first=first, bare=True)
        rest = words[split + 1 :]
        low = _read(rest, scales[at + 1 :], first=False, bare=False) if rest else 0
        if high is None or low is None or (rest and not low) or (first and not high):
            return None
        return high * _VALUE[scale] + low
    return _read_group(words, first=first, bare=bare)


def _read_group(words: list[str], *, first: bool, bare: bool) -> int | None:
    """A number below a thousand, or None."""
    if len(words) == 1 and words[0] in _DIGIT:
        return _DIGIT[words[0]] if bare else None
    hundreds = 0
    if words[1:2] == ["trăm"]:
        hundreds = _DIGIT.get(words[0], 0)
        if hundreds and len(words) == 2:
            return hundreds * 100
        if not hundreds and (first or words[0] != DIGIT_WORDS[0]):
            return None
        words, first = words[2:], False
    below = _BELOW_HUNDRED.get(" ".join(words))
    if below is None or (first and words[0] == "linh"):
        return None
    return hundreds * 100 + below
