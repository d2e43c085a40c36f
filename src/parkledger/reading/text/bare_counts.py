"""Numbers whose unit is said before them: "Số KCN đang hoạt động là 7", "Dự án FDI: 1.928", "Tổng số lao động … 60.000"."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from parkledger.reading.model import Span
from parkledger.reading.text.numerals import read_numeral
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import FoundQuantity, hedges_before
from parkledger.reading.text.units import UNIT_OF, UNITS

_COUNTED: Final = ("project", "enterprise", "zone")
_WORDS: Final = one_of(word for unit in UNITS if unit.unit in _COUNTED for word in unit.words if len(word) > 2)
_SAID: Final = re.compile(
    rf"(?:(?<!\w)(?:tổng )?số(?: lượng)?(?: các)? (?P<counted>{_WORDS})(?!\w)(?: \([^()0-9]{{1,25}}\))?[^.;:()0-9\n]{{0,90}}?"
    rf"|(?:(?<=[.;:] )|(?<=\n)|(?<=- ))(?:các )?(?P<headed>{_WORDS})(?!\w)(?: \([^()0-9]{{1,25}}\))?[^.;:,()0-9\n]{{0,70}}?)"
    r"(?::| là| có| còn| đạt| lên| được| lên đến| lên tới)(?: tổng cộng| tất cả)* ?\Z"
)
"""What is counted, and the verb or colon before its number; a time and a place may stand between."""
_LEADS: Final = (
    ":",
    ": ",
    *(f" {word} " for word in ("là", "có", "còn", "đạt", "lên", "được", "đến", "tới", "cộng", "cả")),
)
"""What the words before such a number end in; sooner looked for than all of them."""
_PEOPLE: Final = ("lao động", "công nhân")
_ENDS: Final = re.compile(r" ?(?:[,;.:)\n(]|\Z|và |với |trong đó|thì )(?![0-9])")
_ORIGINS: Final = (" fdi", " ddi", " đtnn")
_WINDOW: Final = 130
_NEAR: Final = 60  # characters before a number that may count workers


def with_bare_counts(
    lower: str,
    spans: Iterable[Span],
    taken: Sequence[Span],
    found: list[FoundQuantity],
    numerals: Sequence[re.Match[str]],
) -> list[FoundQuantity]:
    """The quantities of a page and its numbers whose unit is said before them, in order."""
    busy = sorted((*taken, *((one.start, one.end) for one in found if one.unit is not None)))
    counts: dict[int, FoundQuantity] = {}
    for match in numerals:
        at = match.start()
        of_origin = lower.startswith(_ORIGINS, match.end())
        if not of_origin and _ENDS.match(lower, match.end()) is None:
            continue
        before = bisect_right(busy, (at, len(lower))) - 1
        if (before >= 0 and busy[before][1] > at) or not any(start <= at < end for start, end in spans):
            continue
        count = _count_by_origin(match, found, list(counts.values())[-2:]) if of_origin else _count(lower, match)
        if count is not None:
            counts[at] = count
    if not counts:
        return found
    return sorted((*counts.values(), *(one for one in found if one.number not in counts)), key=lambda one: one.start)


def _count(lower: str, match: re.Match[str]) -> FoundQuantity | None:
    start, hedges = hedges_before(lower, match.start())
    if not lower.endswith(_LEADS, 0, start):
        return None
    begin = max(0, start - _WINDOW)
    before = lower[begin:start] if begin else "\n" + lower[:start]
    said = _SAID.search(_without_times(before))
    numeral = read_numeral(match[0], None, whole=True)
    if said is None or numeral is None or numeral.value.denominator > 1:
        return None
    word = said["counted"] or said["headed"]
    unit = UNIT_OF[word].unit
    return FoundQuantity(
        start=start,
        number=match.start(),
        end=match.end(),
        value=numeral.value,
        step=Fraction(1),
        unit=unit,
        word=word,
        hedges=hedges,
        rule=(f"quantity.{unit}", "unit.said_before"),
    )


def _count_by_origin(
    match: re.Match[str], found: Sequence[FoundQuantity], counts: Sequence[FoundQuantity]
) -> FoundQuantity | None:
    """A count of projects that only says whose they are: "39 dự án (26 FDI và 13 DDI)"."""
    numeral = read_numeral(match[0], None, whole=True)
    at = bisect_right(found, match.start(), key=_start_of) - 1
    before = [one for one in (*found[max(0, at - 2) : at + 1], *counts) if one.unit == "project"]
    near = any(0 <= match.start() - one.end < _NEAR for one in before)
    behind = at + 1 < len(found) and found[at + 1].unit == "project" and found[at + 1].start - match.end() < _NEAR
    if numeral is None or numeral.value.denominator > 1 or not (near or behind):
        return None
    return FoundQuantity(
        start=match.start(),
        number=match.start(),
        end=match.end(),
        value=numeral.value,
        step=Fraction(1),
        unit="project",
        word="",
        hedges=(),
        rule=("quantity.project", "unit.of_others"),
    )


def _start_of(quantity: FoundQuantity) -> int:
    return quantity.start


_TIME: Final = re.compile(r"(?:ngày |tháng |quý |năm |giai đoạn )?[0-9]{1,4}(?:[/-][0-9]{1,4}){0,2}(?=[ ,)])")


def _without_times(text: str) -> str:
    """A text with its dates blotted out: they hold numbers that count nothing."""
    return _TIME.sub(lambda match: "x" * len(match[0]), text)


def counts_people(lower: str, at: int) -> bool:
    """Whether a number without a unit may count workers: "Tổng số lao động … gần 60.000"."""
    start = max(0, at - _NEAR)
    return any(lower.find(word, start, at) >= 0 for word in _PEOPLE)
