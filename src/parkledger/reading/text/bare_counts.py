"""Numbers whose unit is said before them: "Số KCN đang hoạt động là 7", "Dự án FDI: 1.928", "Tổng số lao động … 60.000"."""

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from parkledger.reading.model import Span
from parkledger.reading.text.numerals import DecimalMark, read_numeral
from parkledger.reading.text.patterns import one_of
from parkledger.reading.text.quantities import FoundQuantity, hedges_before
from parkledger.reading.text.units import SCALE_PATTERN, SCALES, UNIT_OF, UNIT_PATTERN, UNITS

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
_ENDS: Final = re.compile(r" ?(?:[;)\n(]|\Z|(?:[,.:]|và |với |trong đó|thì )(?![0-9]))")
_ORIGINS: Final = (" fdi", " ddi", " đtnn")
_WINDOW: Final = 130
_NEAR: Final = 60  # characters before a number that may count workers


def with_bare_counts(
    lower: str,
    spans: Sequence[Span],
    taken: Sequence[Span],
    found: list[FoundQuantity],
    numerals: Sequence[re.Match[str]],
    usage: DecimalMark | None,
) -> list[FoundQuantity]:
    """The quantities of a page and its numbers whose unit is said before them, in order; `usage` is how it writes decimals."""
    found = _with_currency(lower, found)
    busy = sorted((*taken, *((one.start, one.end) for one in found if one.unit is not None)))
    counts: dict[int, FoundQuantity] = {}
    known: list[FoundQuantity] = []
    for match in numerals:
        at = match.start()
        of_origin = lower.startswith(_ORIGINS, match.end())
        if not of_origin and _ENDS.match(lower, match.end()) is None and _MORE_ENDS.match(lower, match.end()) is None:
            continue
        before = bisect_right(busy, (at, len(lower))) - 1
        if (before >= 0 and busy[before][1] > at) or not _lies_in(spans, at):
            continue
        count = _count_by_origin(lower, match, found, known) if of_origin else _count(lower, match)
        count = (
            count
            or _turns(lower, match)
            or _part_of_count(lower, match, found, known)
            or _in_unit_above(lower, match, usage)
        )
        if count is not None:
            counts[at] = count
            known = [*known[-1:], count]
    if not counts:
        return found
    return sorted((*counts.values(), *(one for one in found if one.number not in counts)), key=lambda one: one.start)


def _lies_in(spans: Sequence[Span], at: int) -> bool:
    """Whether a place lies in one of some parts in order."""
    last = bisect_right(spans, (at, sys.maxsize)) - 1
    return last >= 0 and at < spans[last][1]


def _count(lower: str, match: re.Match[str]) -> FoundQuantity | None:
    start, _ = hedges_before(lower, match.start())
    if not lower.endswith(_LEADS, 0, start):
        return None
    begin = max(0, start - _WINDOW)
    before = lower[begin:start] if begin else "\n" + lower[:start]
    said = _SAID.search(_without_times(before))
    if said is None:
        return None
    word = said["counted"] or said["headed"]
    return _whole(lower, match, UNIT_OF[word].unit, word, "unit.said_before")


def _whole(lower: str, match: re.Match[str], unit: str, word: str, said: str) -> FoundQuantity | None:
    """A whole number with its hedges as a count of `unit`, called `word`; `said` is the rule that tells where it is said."""
    numeral = read_numeral(match[0], None, whole=True)
    if numeral is None or numeral.value.denominator > 1:
        return None
    start, hedges = hedges_before(lower, match.start())
    return FoundQuantity(
        start=start,
        number=match.start(),
        end=match.end(),
        value=numeral.value,
        step=Fraction(1),
        unit=unit,
        word=word,
        hedges=hedges,
        rule=(f"quantity.{unit}", said),
    )


def _count_by_origin(
    lower: str, match: re.Match[str], found: Sequence[FoundQuantity], counts: Sequence[FoundQuantity]
) -> FoundQuantity | None:
    """A count of projects that only says whose they are: "39 dự án (26 FDI và 13 DDI)"."""
    at = bisect_right(found, match.start(), key=_start_of) - 1
    before = [one for one in (*found[max(0, at - 2) : at + 1], *counts) if one.unit == "project"]
    near = any(0 <= match.start() - one.end < _NEAR for one in before)
    behind = at + 1 < len(found) and found[at + 1].unit == "project" and found[at + 1].start - match.end() < _NEAR
    return _whole(lower, match, "project", "", "unit.of_others") if near or behind else None


_PARTICIPLE: Final = re.compile(
    r" (?:đã|đang|chưa|còn|mới|đi vào|được|bị|vừa|sắp|là của|thuộc|có vốn"
    r"|trong (?:tổng )?số(?! liệu)(?= (?:các )?(?:hơn |gần )?[0-9]))(?!\w)"
)
_OF_WHICH: Final = re.compile(
    r"(?:trong đó|trong số đó|trong số này|số này|gồm|bao gồm|với|có|đã có|và|,|;|\()(?: có| đã có| thì)?,? ?\Z"
)
_SAME_SENTENCE: Final = re.compile(r"[^.\n]|\.(?=[0-9])")
_FARTHEST: Final = 90  # characters from a part to the count before


def _part_of_count(
    lower: str, match: re.Match[str], found: Sequence[FoundQuantity], counts: Sequence[FoundQuantity]
) -> FoundQuantity | None:
    """A part of the count before it that does not say again what is counted: "412 dự án, trong đó 301 đã đi vào hoạt động";
    or of the count behind: "309 trong số 367 dự án".
    """
    behind = _PARTICIPLE.match(lower, match.end())
    if behind is None:
        return None
    start, _ = hedges_before(lower, match.start())
    at = bisect_right(found, match.start(), key=_start_of)
    if behind[0].startswith(" trong"):
        whole = found[at] if at < len(found) and found[at].start - behind.end() < len(" các hơn ") else None
    elif _OF_WHICH.search(lower, max(0, start - _WINDOW), start):
        before = sorted((*found[max(0, at - 2) : at], *counts), key=_start_of)
        whole = next((one for one in reversed(before) if one.unit in _COUNTED and one.end <= start), None)
        if whole is not None and not _is_near(lower, whole, start):
            whole = None
    else:
        return None
    if whole is None or whole.unit not in _COUNTED:
        return None
    part = _whole(lower, match, whole.unit, whole.word, "unit.elided")
    return part if part is not None and 0 < part.value < whole.value else None


def _is_near(lower: str, whole: FoundQuantity, at: int) -> bool:
    """Whether a count stands so near before a place, in the same sentence, that the place may tell a part of it."""
    between = lower[whole.end : at]
    return len(between) < _FARTHEST and _SAME_SENTENCE.sub("", between) == ""


def _start_of(quantity: FoundQuantity) -> int:
    return quantity.start


_TURNS: Final = re.compile(
    r" lượt(?= ?(?:[,;.:)\n(]|\Z)| (?:trong|tăng|điều chỉnh|giảm|với|và|có|xin|được|bằng|so)(?!\w))"
)
_MORE_ENDS: Final = re.compile(rf"{_PARTICIPLE.pattern}|{_TURNS.pattern}")
_OF_ADJUSTMENT: Final = re.compile(r"(?:điều chỉnh|tăng vốn|lượt dự án)[^.\n]{0,90}\Z")


def _turns(lower: str, match: re.Match[str]) -> FoundQuantity | None:
    """How many times projects were adjusted, where only the times are counted: "Số lượt dự án điều chỉnh là 105 lượt"."""
    said = _TURNS.match(lower, match.end())
    turns = _whole(lower, match, "project", "lượt", "unit.turns") if said is not None else None
    if said is None or turns is None:
        return None
    adjusted = _OF_ADJUSTMENT.search(lower, max(0, turns.start - _WINDOW), turns.start) is not None
    return turns._replace(end=said.end()) if adjusted else None


_IN_UNIT: Final = re.compile(
    rf"\((?:đvt|đơn vị(?: tính)?)?:? ?(?:(?P<scale>{SCALE_PATTERN}) )?(?P<unit>{UNIT_PATTERN})(?=\))[^0-9;.\n]{{0,60}}?"
    r"(?:\)|:| là| đạt| ước đạt| ước| được| bằng) ?\Z"
)
""" "Doanh thu (tỷ đồng): 214.500"."""


def _in_unit_above(lower: str, match: re.Match[str], usage: DecimalMark | None) -> FoundQuantity | None:
    """A number whose unit stands in brackets behind its label."""
    begin = max(0, match.start() - _WINDOW)
    if lower.find(")", begin, match.start()) < 0:
        return None
    start, hedges = hedges_before(lower, match.start())
    said = _IN_UNIT.search(_without_times(lower[begin:start]))
    if said is None:
        return None
    measure, power = UNIT_OF[said["unit"]], SCALES[said["scale"]] if said["scale"] else 0
    if measure.unit == "zone":
        return None  # an abbreviation: "khu công nghiệp (KCN) Mỹ Phước 3"
    numeral = read_numeral(match[0], usage, whole=measure.whole and not power, power=power)
    if numeral is None:
        return None
    return FoundQuantity(
        start=start,
        number=match.start(),
        end=match.end(),
        value=numeral.value * measure.factor,
        step=numeral.step * measure.factor,
        unit=measure.unit,
        word=said["unit"],
        hedges=hedges,
        rule=(f"quantity.{measure.unit}", "unit.in_brackets"),
        factor=measure.factor * 10**power,
    )


_BILLIONS: Final = (" tỷ", " tỉ")
_BARE_AMOUNT: Final = re.compile(
    r" ?(?:[,;:)(\n–]|\.(?![0-9])|\Z)| (?:vốn|và|so|cho|trong|từ|vào|tăng|giảm|của|để|mỗi|thì|là|còn|nhưng|với|ngân sách"
    r"|bằng|ở|tại|năm|tiền|đầu tư|theo|đã|được|mà|nhờ|do)(?!\w)"
)
"""What may follow an amount of money whose currency is not said: "hơn 11.600 tỷ"; a thing counted does not: "8 tỷ người"."""
_SERIES: Final = re.compile(
    r"(?:,| và| hoặc| đến| tới| lên| xuống| so với| từ| mức| còn| năm [0-9]{4}| \(?[0-9]{4}\)?)*(?: hơn| gần| khoảng)? ?"
)
_MOST_FOREIGN: Final = 10**11  # more is no amount of dollars


def _with_currency(lower: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Quantities of which amounts in billions without a currency have one: that of the amount that they are told in a row
    with, or else đồng, which needs none."""
    done = list(found)
    for at, one in enumerate(found):
        if one.unit is not None or not lower.endswith(_BILLIONS, one.number, one.end):
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        before = next((prior for prior in reversed(done[max(0, at - 2) : at]) if prior.unit in ("USD", "VND")), None)
        if after is not None and after.unit == "USD" and _SERIES.fullmatch(lower, one.end, after.start):
            unit = "USD"
        elif _BARE_AMOUNT.match(lower, one.end) is None:
            continue
        else:
            near = (
                before is not None
                and before.unit == "USD"
                and _SAME_SENTENCE.sub("", lower[before.end : one.start]) == ""
            )
            unit = "USD" if near and one.value < _MOST_FOREIGN else "VND"
        done[at] = one._replace(unit=unit, rule=(f"quantity.{unit}", "unit.implied", *one.rule[1:]))
    return done


_TIME: Final = re.compile(r"(?:ngày |tháng |quý |năm |giai đoạn )?[0-9]{1,4}(?:[/-][0-9]{1,4}){0,2}(?=[ ,)])")


def _without_times(text: str) -> str:
    """A text with its dates blotted out: they hold numbers that count nothing."""
    return _TIME.sub(lambda match: "x" * len(match[0]), text)


def counts_people(lower: str, at: int) -> bool:
    """Whether a number without a unit may count workers: "Tổng số lao động … gần 60.000"."""
    start = max(0, at - _NEAR)
    return any(lower.find(word, start, at) >= 0 for word in _PEOPLE)
