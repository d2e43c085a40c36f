"""Quantities of a text: number, unit, hedge and the interval they mean, before anything is known about their sense.

"hơn 1,48 tỷ USD" lies in [1.48, 1.49) bn USD, "75,6%" in [75.55, 75.65): a hedge is part of the value, and no rule drops
one. Dates, document numbers, prices per piece and telephone numbers are left alone: what has no unit is no quantity,
unless it is hedged or grouped like one.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.language import NumberUnreadable, read_words
from parkledger.language.number_words import DIGIT_WORDS
from parkledger.reading.model import Span
from parkledger.reading.text.numerals import DecimalMark, Numeral, read_numeral
from parkledger.reading.text.patterns import one_of, phrases
from parkledger.reading.text.units import (
    COUNTED_IN_WORDS,
    IMPOSSIBLE_SCALES,
    MONEY,
    PER_PATTERN,
    SCALE_PATTERN,
    SCALES,
    UNIT_OF,
    UNIT_PATTERN,
    UNITS,
    WrittenUnit,
)

HEDGE_CLASSES: Final = {
    "more": phrases("hơn; trên; quá; ít nhất; tối thiểu; không dưới; lên đến hơn; >"),
    "less": phrases("gần; dưới; ngót; sấp sỉ gần; chưa đến; chưa đầy; không quá; tối đa; suýt soát; <"),
    "about": phrases("khoảng; xấp xỉ; sấp xỉ; chừng; tầm; ước khoảng; ~"),
    "estimate": phrases("ước đạt; ước tính; ước; ước thực hiện; ước tính đạt; dự kiến; dự ước"),
}
HEDGES: Final = {word: hedge for hedge, words in HEDGE_CLASSES.items() for word in words}
"""Words that stand before a number, and how they change what it means."""

_HEDGE: Final = re.compile(rf"(?<!\w)(?:(?:{one_of(HEDGES)}) )*(?:{one_of(HEDGES)}) ?\Z")
_ONE_HEDGE: Final = re.compile(rf"(?:{one_of(HEDGES)})(?!\w)")
_POWERS: Final = [Fraction(10**power) for power in range(16)]  # every page needs them
_POWER_OF: Final = {**IMPOSSIBLE_SCALES, **SCALES}
_CONVERTED: Final = frozenset(word for word, measure in UNIT_OF.items() if measure.factor != 1)
_HEDGE_WINDOW: Final = 40
_HEDGE_ENDS: Final = tuple(word + space for word in HEDGES for space in (" ", ""))
_HEDGE_SIGNS: Final = frozenset(hedge for hedge in HEDGES if len(hedge) == 1)
_HEDGE_TAILS: Final = frozenset(word[-2:] for word in HEDGES)  # looked up sooner than the words
_NOT_HEDGES: Final = re.compile(r"(?:nhiều|cao|ít|lớn|thấp|nhanh|tốt|kém|dài|mạnh|đông|bằng|trở) \Z")

_AFTER: Final = re.compile(
    rf" ?(?:(?P<scale>{SCALE_PATTERN})(?!(?!usd|vnd|đồng)[^\W_])(?: (?P<more>[0-9]{{1,3}}) (?P<small>{SCALE_PATTERN})(?!\w)"
    rf"|(?<=nghìn|.ngàn) (?P<rest>[0-9]{{3}})(?= (?:{UNIT_PATTERN})(?!\w)))? ?)?"
    rf"(?:(?P<unit>{UNIT_PATTERN})(?![^\W_]))?"
)
_PER: Final = re.compile(rf"(?:{PER_PATTERN})(?!\w)")
_OVER: Final = re.compile(r" ?/ ?([0-9]+(?:[.,][0-9]+)*)(?![/\w])")
_TO: Final = re.compile(rf" ?- ?| (?:đến|tới) (?:(?:{one_of(HEDGES)}) )?")
_FOLLOWS: Final = re.compile(r" ?-|,| và| hoặc| đến| tới| lên")
_AND: Final = re.compile(r"(?:,| và| hoặc| lên| xuống)(?: còn| đến| tới| lên)? \Z")
_DECADES: Final = ("mươi", "mười", "trăm", "linh", "lẻ", "lăm", "nhăm", "mốt", "tư", "nghìn")
_COUNT_WORDS: Final = tuple(word for m in UNITS if m.unit in COUNTED_IN_WORDS for word in m.words)
_IN_WORDS: Final = re.compile(
    rf"(?P<n>(?:{one_of((*DIGIT_WORDS[1:], 'mười', 'bẩy'))})(?: (?:{one_of((*DIGIT_WORDS, *_DECADES))})){{0,11}})"
    rf" (?P<unit>{one_of(_COUNT_WORDS)})(?!\w)"
)
_BEFORE_FIVE: Final = re.compile(r"(?:một trong|trong số|có|với|gồm|là|và|cho|của|tại|thêm) \Z")
_RANKS: Final = {
    "nhất": 1,
    "hai": 2,
    "nhì": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
# Begins with the rarest letters of its words, so that the search runs over everything else.
_RANK: Final = re.compile(
    r"(?:ứ(?<=(?P<th>thứ))|ạ(?<=(?P<ha>hạ))ng|ố(?<=(?P<so>số)))"
    rf" (?:(?P<n>[0-9]{{1,3}})(?: ?/ ?(?P<over>[0-9]{{1,3}}))?|(?P<w>{one_of(_RANKS)}))(?![\w/])"
)
RANKED: Final = re.compile(
    r"(?:đứng|xếp|vị trí|vị thứ|xếp hạng|lên|từ|hạng|xuống|ở|giữ|đạt|\(|xếp vị trí|đứng vị trí|tụt xuống|là tỉnh|đứng hàng)"
    r"(?: (?:ở|vị trí|hạng|hàng|vào|lên|thứ hạng|thứ|khoảng|vị trí xếp hạng))* ?\Z"
)
_RANKING: Final = re.compile(
    r"dẫn đầu|đứng đầu|quán quân|ngôi đầu|(?:đứng|xếp|vị trí) (?:vị trí )?thứ|thứ (?:nhất|hai|2)"
)
_NAMED_RANKING: Final = re.compile(r"(?:xếp hạng|chỉ số|thứ hạng|bảng xếp hạng)[^,;.]{0,36} \Z")
_HAS_RANK: Final = (" với ", " là ", " thuộc về ", ", ")
_RANKING_WINDOW: Final = 240  # characters in which a ranking began
_PROVINCES: Final = ("34", "63", "64")  # how many there are, or were
_OF_THE_COUNTRY: Final = (" cả nước", " toàn quốc", " trong cả nước", " khu vực", " vùng", " miền")
_BARE: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]+)?|[0-9]{2,}")


class FoundQuantity(NamedTuple):
    """A quantity as it stands in the text as read. `number` is where its number begins, `word` its unit as written.

    `over` is what stands behind a slash ("12/16 khu"), `upper` the other end of a range, `per` what money is for
    each of, `slip` whether its scale is impossible as written.
    """

    start: int
    number: int
    end: int
    value: Fraction
    step: Fraction
    unit: str | None
    word: str
    hedges: tuple[str, ...]
    rule: tuple[str, ...]
    per: str = ""
    over: Fraction | None = None
    upper: Fraction | None = None
    factor: Fraction = Fraction(1)
    slip: bool = False
    certain: bool = True

    @property
    def hedge(self) -> str | None:
        """The class of the hedge next to the number."""
        return self.hedges[-1] if self.hedges else None

    def interval(self) -> tuple[Fraction | None, Fraction | None]:
        """The bounds [low, high) of the true figure, one unit of the last written place wide where it is hedged.

        A hedged round number is written less precisely than its digits: "gần 60.000" says more than 59.999.
        """
        top = self.value if self.upper is None else self.upper
        if not self.hedges:
            return _moved(self.value, self.step, -1), _moved(top, self.step, 1)
        step = self.step if self.hedge == "estimate" else max(self.step, _roundness(self.value))
        wide = 4 if "about" in self.hedges else 2
        if "more" in self.hedges:
            return self.value, _moved(top, step, wide)
        if "less" in self.hedges:
            return _moved(self.value, step, -wide), top
        halves = 2 if "about" in self.hedges else 1
        return _moved(self.value, step, -halves), _moved(top, step, halves)


def _moved(value: Fraction, step: Fraction, halves: int) -> Fraction:
    """A value and so many half steps; in whole numbers, since every figure of a page comes here."""
    above, below = value.as_integer_ratio()
    size, parts = step.as_integer_ratio()
    total, base = 2 * above * parts + halves * size * below, 2 * below * parts
    return Fraction(total // base) if total % base == 0 else Fraction(total, base)


def _roundness(value: Fraction) -> Fraction:
    """The size of the last place that a round whole number is given to, two digits being kept."""
    if value.denominator != 1 or not value:
        return Fraction(0)
    digits = str(abs(value.numerator))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Fraction(10 ** max(0, min(zeros, len(digits) - 2)))


def find_quantities(
    lower: str,
    spans: Sequence[Span],
    taken: Sequence[Span],
    usage: DecimalMark | None,
    numerals: Sequence[re.Match[str]],
) -> list[FoundQuantity]:
    """The quantities in some parts of a text in lower case, in order; what lies in `taken` (dates) is left alone.

    `numerals` are the numbers in digits of the text, those outside of the parts among them.
    """
    found: list[FoundQuantity] = []
    ends = iter(sorted(taken))
    busy = next(ends, None)
    at = 0
    for start, end in spans:
        while at < len(numerals) and numerals[at].start() < start:
            at += 1
        while at < len(numerals) and (match := numerals[at]).start() < end:
            at += 1
            while busy is not None and busy[1] <= match.start():
                busy = next(ends, None)
            if busy is not None and busy[0] < match.end():
                continue
            if found and match.start() < found[-1].end:
                continue
            quantity = _in_digits(lower, match, usage, end)
            if quantity is not None:
                found.append(quantity)
        found += _ranks(lower, start, end)
        found += _in_words(lower, start, end)
    return _shared(lower, _apart(found + _broken_down(lower, found)))


_PART: Final = re.compile(
    r"(?:trong nước|ddi|fdi|nước ngoài|đtnn)(?: có| là|:)? (?P<n>[0-9][0-9.]*)(?! ?(?:tỷ|tỉ|triệu|%|dự án|usd|nghìn|ha)|[0-9]|[.,][0-9])"
)


def _broken_down(lower: str, found: Sequence[FoundQuantity]) -> list[FoundQuantity]:
    """The parts of a count of projects in the brackets behind it: "498 dự án còn hiệu lực (trong nước 242, FDI 256)"."""
    parts: list[FoundQuantity] = []
    for whole in found:
        if whole.unit != "project":
            continue
        opens = lower.find("(", whole.end, whole.end + 40)
        closes = lower.find(")", opens, opens + 80) if opens >= 0 else -1
        if closes < 0:
            continue
        for match in _PART.finditer(lower, opens, closes):
            numeral = read_numeral(match["n"].rstrip("."), None, whole=True)
            if numeral is not None:
                parts.append(
                    FoundQuantity(
                        start=match.start("n"),
                        number=match.start("n"),
                        end=match.start("n") + len(match["n"].rstrip(".")),
                        value=numeral.value,
                        step=numeral.step,
                        unit="project",
                        word="",
                        hedges=(),
                        rule=("quantity.project", "unit.of_the_whole"),
                    )
                )
    return parts


def _apart(found: list[FoundQuantity]) -> list[FoundQuantity]:
    """In order, without those that begin inside another."""
    kept: list[FoundQuantity] = []
    for quantity in sorted(found, key=lambda q: (q.number, -q.end)):
        if not kept or quantity.number >= kept[-1].end:
            kept.append(quantity)
    return kept


def _in_digits(lower: str, match: re.Match[str], usage: DecimalMark | None, limit: int) -> FoundQuantity | None:
    """The quantity that begins with this number in digits, or None if it is none."""
    over = _OVER.match(lower, match.end(), limit)
    after = _AFTER.match(lower, over.end() if over else match.end(), limit)
    if after is None:
        return None
    scale, measure = after["scale"], UNIT_OF.get(after["unit"] or "")
    whole = measure is not None and measure.whole
    numeral = read_numeral(match[0], usage, whole=whole and not scale, power=_POWER_OF[scale] if scale else 0)
    if numeral is None:
        return None
    start, hedges = hedges_before(lower, match.start())
    if measure is None and not (scale or hedges or "." in match[0] or "," in match[0]):
        return _waiting(lower, match, numeral, limit)
    value, step, factor = _in_base_unit(numeral, after, measure)
    end, per = _end_of_unit(lower, match.end(), after, measure, limit)
    known = read_numeral(over[1], usage, whole=whole) if over and measure else None
    return FoundQuantity(
        start=start,
        number=match.start(),
        end=end,
        value=value,
        step=step,
        unit=measure.unit if measure else None,
        word=after["unit"] or "",
        hedges=hedges,
        rule=_rules_of(after, measure, hedges),
        per=per,
        over=known.value * factor if known else None,
        factor=factor,
        slip=scale in IMPOSSIBLE_SCALES,
        certain=numeral.certain,
    )


def _in_base_unit(
    numeral: Numeral, after: re.Match[str], measure: WrittenUnit | None
) -> tuple[Fraction, Fraction, Fraction]:
    """Value, last written place and factor in the base unit; "1 tỷ 500 triệu" adds up its two scales."""
    value, step = numeral.value, numeral.step
    factor = _POWERS[_POWER_OF[after["scale"]] if after["scale"] else 0]
    if measure is not None and after["unit"] in _CONVERTED:
        value, step, factor = value * measure.factor, step * measure.factor, factor * measure.factor
    if after["rest"]:
        step = Fraction(1)
        value += int(after["rest"])
    if after["more"]:
        step = Fraction(10 ** SCALES.get(after["small"], 0))
        value += int(after["more"]) * step
    return value, step, factor


def _rules_of(after: re.Match[str], measure: WrittenUnit | None, hedges: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the rules that built a quantity in digits, the outermost first."""
    rules = [f"quantity.{measure.unit if measure else None}", "number.digits"]
    if after["scale"]:
        rules.append("number.scaled")
    rules += [f"hedge.{hedge}" for hedge in reversed(hedges)]
    if after["more"]:
        rules.append("number.two_scales")
    return tuple(rules)


def _end_of_unit(
    lower: str, end: int, after: re.Match[str], measure: WrittenUnit | None, limit: int
) -> tuple[int, str]:
    """Where a quantity ends behind its scale and unit, and what money is for each of ("/m2/năm")."""
    if measure is None:
        last = after.end("small") if after["small"] else after.end("scale")
        last -= lower.endswith(".", 0, max(0, last))  # "169 tr." may end its sentence
        return (last if last > 0 else end), ""
    stop = after.end("unit")
    per = _PER.match(lower, stop, limit) if measure.unit in MONEY else None
    return (per.end(), per[0]) if per else (stop, "")


def _waiting(lower: str, match: re.Match[str], numeral: Numeral, limit: int) -> FoundQuantity | None:
    """A bare number that may take its unit from the one after it: "3 và 5 dự án", "60 - 65%"."""
    if _FOLLOWS.match(lower, match.end(), limit) is None:
        return None
    start, end = match.span()
    return FoundQuantity(
        start=start,
        number=start,
        end=end,
        value=numeral.value,
        step=numeral.step,
        unit=None,
        word="",
        hedges=(),
        rule=("number.bare",),
    )


def hedges_before(lower: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Where the hedges before a number begin, and their classes in order."""
    window = max(0, at - _HEDGE_WINDOW)
    stop = at - 1 if lower.endswith(" ", window, at) else at
    tail = lower[max(0, stop - 2) : stop]
    if tail[-1:] not in _HEDGE_SIGNS and (tail not in _HEDGE_TAILS or not lower.endswith(_HEDGE_ENDS, window, at)):
        return at, ()
    match = _HEDGE.search(lower, window, at)
    if match is None:
        return at, ()
    words = [(found.start(), found[0]) for found in _ONE_HEDGE.finditer(lower, match.start(), at)]
    while words and _NOT_HEDGES.search(lower, max(0, words[0][0] - 8), words[0][0]):
        words.pop(0)
    if not words:
        return at, ()
    return words[0][0], tuple(HEDGES[word] for _, word in words)


def _ranks(lower: str, start: int, end: int) -> list[FoundQuantity]:
    """Places in a ranking: "đứng thứ 2/63", "xếp thứ hai"; not the fourth day of a week or the third of a series."""
    found = []
    for match in _RANK.finditer(lower, start, end):
        opening = match["th"] or match["ha"] or match["so"]
        at = match.start() + 1 - len(opening)
        if at < start or (match["th"] is None and not match["n"]):
            continue
        whole = match["over"] in _PROVINCES or lower.startswith(_OF_THE_COUNTRY, match.end())
        if (
            not whole
            and not RANKED.search(lower, max(start, at - 30), at)
            and not _goes_on_ranking(lower, start, at, match.end())
        ):
            continue
        value = int(match["n"]) if match["n"] else _RANKS[match["w"]]
        found.append(
            FoundQuantity(
                start=at,
                number=at,
                end=match.end(),
                value=Fraction(value),
                step=Fraction(1),
                unit="rank",
                word="hạng" if match["ha"] else opening,
                hedges=(),
                rule=("quantity.rank",),
                over=Fraction(int(match["over"])) if match["over"] else None,
            )
        )
    return found


def _goes_on_ranking(lower: str, start: int, at: int, end: int) -> bool:
    """Whether a place is the next of a ranking that was begun: "A dẫn đầu với …, B thứ hai với …"; or of one named before it:
    "xếp hạng PCI năm 2021 thứ 31"."""
    if _NAMED_RANKING.search(lower, max(start, at - _HEDGE_WINDOW), at):
        return True
    if not lower.startswith(_HAS_RANK, end):
        return False
    return _RANKING.search(lower, max(start, at - _RANKING_WINDOW), at) is not None


def _in_words(lower: str, start: int, end: int) -> list[FoundQuantity]:
    """Counts in words before a unit that is counted: "năm khu kinh tế", "hai mươi lăm dự án"."""
    found = []
    for match in _IN_WORDS.finditer(lower, start, end):
        words = match["n"]
        before = lower[max(start, match.start() - 12) : match.start()]
        if (before and before[-1].isalnum()) or words == "một":
            continue
        if words == "năm" and not _BEFORE_FIVE.search(before):
            continue
        try:
            value = read_words(words)
        except NumberUnreadable:
            continue
        hedged, hedges = hedges_before(lower, match.start())
        measure = UNIT_OF[match["unit"]]
        found.append(
            FoundQuantity(
                start=hedged,
                number=match.start(),
                end=match.end(),
                value=Fraction(value),
                step=Fraction(1),
                unit=measure.unit,
                word=match["unit"],
                hedges=hedges,
                rule=(f"quantity.{measure.unit}", "number.words"),
            )
        )
    return found


def _shared(lower: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Numbers joined to the one after them take its unit and scale; two ends of a range become one quantity."""
    done: list[FoundQuantity] = []
    for quantity in reversed(found):
        after = done[-1] if done else None
        if after is not None and after.unit not in (None, "rank") and after.upper is None:
            if quantity.unit in (None, after.unit) and _TO.fullmatch(lower, quantity.end, after.number):
                joined = _range(quantity, after)
                if joined.upper is not None and joined.value <= joined.upper:
                    done[-1] = joined
                    continue
            if quantity.unit is None and quantity.factor == 1 and _AND.fullmatch(lower, quantity.end, after.start):
                done.append(_like(quantity, after))
                continue
        if "number.bare" not in quantity.rule:
            done.append(quantity)
    return done[::-1]


def _like(quantity: FoundQuantity, after: FoundQuantity) -> FoundQuantity:
    """A number with the unit and scale of the one after it."""
    return quantity._replace(
        value=quantity.value * after.factor,
        step=quantity.step * after.factor,
        unit=after.unit,
        word=after.word,
        factor=after.factor,
        rule=(f"quantity.{after.unit}", "unit.shared", *quantity.rule),
    )


def _range(low: FoundQuantity, high: FoundQuantity) -> FoundQuantity:
    # "700.000 đến 1,2 triệu đồng": the first number was written out already
    written_out = low.unit or low.factor != 1 or low.value * high.factor > high.value
    factor = Fraction(1) if written_out else high.factor
    return high._replace(
        start=low.start,
        number=low.number,
        value=low.value * factor,
        step=low.step * factor,
        hedges=low.hedges,
        upper=high.value,
        rule=("quantity.range", *high.rule),
    )
