"""What all checks of a page share: the page to be checked, bounds of its figures, and the wording of a comparison.

A published figure is an interval, half open: 57,8 % is [57,75; 57,85). A count that is not hedged is exact. Two figures
agree when their intervals meet.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Final

from parkledger.language import Quantity as Amount
from parkledger.language import Unit, exact_decimals, format_number, format_quantity
from parkledger.language.text import Lang, Text
from parkledger.reading.model import Finding, PageQuantity, Span, Statement
from parkledger.reading.text.quantities import FoundQuantity

Bounds = tuple[Fraction, Fraction]
Figure = Statement | PageQuantity
"""What can be compared: both have a quote, a value, bounds and a place on the page."""

HUNDRED: Final = 100
COUNTED: Final = frozenset({"zone", "project", "enterprise"})
"""Units whose figures, unless hedged, are exact."""

_LOOSE: Final = ("more", "less", "about")
_TOUCH: Final = Fraction(1, 1000)  # "gần 143.000" and "hơn 143.000" do not contradict each other
_SMALLEST: Final = Fraction(1, 10**6)  # a base that may be as low as zero
_KNOWN: Final = frozenset(unit.value for unit in Unit)
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_THREE_DIGITS: Final = 3
_HEDGED: Final = {"more": "over", "less": "just under", "about": "about", "estimate": "an estimated"}


@dataclass(frozen=True)
class CheckedPage:
    """A page to be checked: its statements, and its quantities (`found[i]` is `quantities[i]`) in the text as read.

    `figures` are the statements without what is only repeated, `values` those of form "value" by indicator and
    subject, `indicators` those that have values.
    """

    lower: str
    found: Sequence[FoundQuantity]
    quantities: Sequence[PageQuantity]
    statements: Sequence[Statement]
    figures: list[Statement] = field(default_factory=list)
    values: dict[tuple[str | None, ...], list[Statement]] = field(default_factory=dict)
    indicators: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.figures.extend(_unique(self.statements))
        for one in self.figures:
            if one.form == "value":
                self.indicators.add(one.indicator)
                self.values.setdefault((one.indicator, *subject(one)), []).append(one)

    @cached_property
    def index(self) -> dict[int, int]:
        """The number of the quantity that begins at a place of the given text."""
        return {quantity.start: index for index, quantity in enumerate(self.quantities)}

    def between(self, first: int, second: int) -> str:
        """The words from the end of one quantity to the beginning of another."""
        return self.lower[self.found[first].end : self.found[second].start]

    def around(self, figure: Figure, reach: int) -> tuple[str, str]:
        """What stands before and behind a figure inside its sentence and up to the quantities beside it."""
        index = self.index.get(figure.start)
        if index is None:
            return "", ""
        one = self.found[index]
        first = self.found[index - 1].end if index else 0
        last = self.found[index + 1].start if index + 1 < len(self.found) else len(self.lower)
        before = self.lower[max(first, one.start - reach) : one.start]
        behind = self.lower[one.end : min(last, one.end + reach)]
        return before.rpartition("\n")[2].rpartition(". ")[2], behind.partition("\n")[0].partition(". ")[0]


Check = Callable[[CheckedPage], Iterable[Finding]]


def bounds(figure: Figure) -> Bounds:
    """The bounds of a figure. An open side is bounded by the value; a count without a hedge is exact."""
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if figure.unit in COUNTED and figure.hedge is None and low + high == 2 * figure.value:
        return figure.value, figure.value
    if figure.hedge in _LOOSE:
        return low, high + (high - low) * _TOUCH
    return low, high


def meet(one: Bounds, other: Bounds) -> bool:
    """Whether two half-open intervals have a point in common; an exact figure is a point."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    points = [each[0] for each in (one, other) if each[0] == each[1]]
    if points:
        return all(each[0] <= point < each[1] or point == each[0] for point in points for each in (one, other))
    return low < high


def total(figures: Iterable[Figure]) -> Bounds:
    """The bounds of a sum."""
    low = high = Fraction(0)
    for figure in figures:
        least, most = bounds(figure)
        low, high = low + least, high + most
    return low, high


def quotient(top: Bounds, base: Bounds) -> Bounds:
    """The bounds of a quotient in per cent. The base must be positive; the dividend may be negative."""
    (low, high), (least, most) = top, (max(base[0], _SMALLEST), base[1])
    return low * HUNDRED / (most if low >= 0 else least), high * HUNDRED / (least if high >= 0 else most)


def span(figure: Figure) -> Span:
    """The span of a figure in the given text."""
    return figure.start, figure.end


def subject(one: Statement) -> tuple[str | None, ...]:
    """Kind, origin, place and zone of a statement: what it is about besides its indicator and period."""
    return one.kind, one.origin, one.place, one.zone


def _unique(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Each figure once, however often it is repeated."""
    seen = set()
    for one in statements:
        value = one.value.as_integer_ratio()  # hashed sooner than the fraction, and the same
        key = (one.indicator, one.form, *subject(one), value, one.unit, one.period_end)
        if key not in seen:
            seen.add(key)
            yield one


def said(figure: Figure, lang: Lang) -> str:
    """A figure as it was published: in Vietnamese its own characters, in English the same number and hedge.

    A percentage that was told as a change of another ("vượt 25% kế hoạch" is 125 %) is written as it is meant.
    """
    unit = figure.unit or ""
    if lang == Lang.VI and not (unit == "percent" and _meant_otherwise(figure)):
        return figure.quote
    if unit not in _KNOWN or exact_decimals(figure.value) is None:
        return figure.quote
    number = format_quantity(Amount(figure.value, Unit(unit)), lang)
    return f"{_HEDGED[figure.hedge]} {number}" if lang == Lang.EN and figure.hedge in _HEDGED else number


def _meant_otherwise(figure: Figure) -> bool:
    match = _NUMBER.search(figure.quote)
    return match is not None and Fraction(match[0].replace(",", ".")) != figure.value


def computed(value: Fraction, unit: str | None, lang: Lang, like: Figure | None = None) -> str:
    """A figure of ours: counts whole, per cent with the decimals of the stated one and at least one, else at a glance.

    It is written more exactly where rounding would make it look like the stated one.
    """
    if unit is not None and unit in COUNTED and value.denominator == 1:
        return format_quantity(Amount(value, Unit(unit)), lang)
    if unit != "percent":
        text = shown(value, unit or "", lang == Lang.VI)
        alike = like is not None and text == shown(like.value, unit or "", lang == Lang.VI)
        if alike and unit is not None and unit in _KNOWN and exact_decimals(value) is not None:
            return format_quantity(Amount(value, Unit(unit)), lang)
        return text
    decimals = max(1, (exact_decimals(like.value) or 0) if like else 1)
    text = format_quantity(Amount(value, Unit.PERCENT), lang, decimals=decimals)
    if like is not None and text == format_quantity(Amount(like.value, Unit.PERCENT), lang, decimals=decimals):
        text = format_quantity(Amount(value, Unit.PERCENT), lang, decimals=decimals + 2)
    return text


def shown(value: Fraction, unit: str, vietnamese: bool) -> str:
    """A value with its unit, rounded to whole numbers of its scale where that keeps three digits, else to tenths."""
    lang = Lang.VI if vietnamese else Lang.EN
    for decimals in (0, 1, 2):
        text = _written(value, unit, lang, decimals)
        digits = sum(char.isdigit() for char in text.partition("m²")[0])
        if digits >= _THREE_DIGITS:
            break
    return text


def _written(value: Fraction, unit: str, lang: Lang, decimals: int) -> str:
    if unit in _KNOWN:
        return format_quantity(Amount(value, Unit(unit)), lang, decimals=decimals)
    return f"{format_number(value, lang, decimals=decimals)} {unit}".strip()


def compared(
    code: str, holds: bool, figures: Sequence[Figure], form: Text, *, result: Fraction, stated: Figure
) -> Finding:
    """A calculation against a figure: `form` has a slot for each of `figures`; `stated` is what it should give."""
    texts = []
    for lang, no, yes, contradicts in (
        (Lang.VI, "không phải", "khớp", "mâu thuẫn"),
        (Lang.EN, "not", "holds", "contradicts"),
    ):
        asked = form.of(lang).format(*(said(figure, lang) for figure in figures))
        given, ours = said(stated, lang), computed(result, stated.unit, lang, stated)
        texts.append(f"{asked} {given}: {yes}." if holds else f"{asked} {ours}, {no} {given}: {contradicts}.")
    vi, en = texts
    return Finding(verdict(code, holds), vi, en, tuple(span(figure) for figure in (*figures, stated)))


def plain(form: str) -> Text:
    """A formula that is the same in both languages."""
    return Text(vi=form, en=form)


def related(code: str, holds: bool, first: Figure, second: Figure, signs: tuple[str, str]) -> Finding:
    """Two figures and how they stand to each other: the first sign if it holds, the second if not."""
    sign = signs[0 if holds else 1]
    vi, en = (f"{said(first, lang)} {sign} {said(second, lang)}" for lang in (Lang.VI, Lang.EN))
    yes_vi, yes_en = ("khớp", "holds") if holds else ("mâu thuẫn", "contradicts")
    return Finding(verdict(code, holds), f"{vi}: {yes_vi}.", f"{en}: {yes_en}.", (span(first), span(second)))


def verdict(code: str, holds: bool) -> str:
    """The code of a check that was made."""
    return f"{code}.{'holds' if holds else 'differs'}"
