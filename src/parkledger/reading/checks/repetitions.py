"""A figure that a page gives twice: the same, differently, or of two bases that cannot be compared."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from parkledger.language import Lang, Text
from parkledger.reading.checks.comparison import (
    COUNTED,
    HUNDRED,
    CheckedPage,
    bounds,
    meet,
    related,
    said,
    span,
    subject,
)
from parkledger.reading.model import Finding, Statement
from parkledger.reading.text.patterns import phrases

BASES: Final = {
    "operating": Text(vi="các khu, cụm đang hoạt động", en="the zones in operation"),
    "established": Text(vi="tất cả các khu, cụm đã thành lập", en="all zones established"),
    "planned": Text(vi="các khu, cụm theo quy hoạch", en="the zones of the plan"),
    "industrial": Text(vi="đất công nghiệp", en="industrial land"),
    "natural": Text(vi="diện tích tự nhiên", en="the gross area"),
}
"""What a percentage of land may be a percentage of."""

WORDS_OF_BASES: Final = {
    "operating": phrases("đang hoạt động; đi vào hoạt động; đã hoạt động; đi vào vận hành"),
    "established": phrases(
        """
        đã thành lập; đã được thành lập; được thành lập; toàn bộ; tất cả; tính chung; tính cả
        """
    ),
    "planned": phrases("theo quy hoạch; được quy hoạch; đất quy hoạch"),
    "industrial": phrases("đất công nghiệp"),
    "natural": phrases("diện tích tự nhiên"),
}
BASE_WORDS: Final = {word: base for base, words in WORDS_OF_BASES.items() for word in words}
"""How a page names the base of a percentage."""

_BASE_WORD: Final = re.compile("|".join(sorted(BASE_WORDS, key=len, reverse=True)))
_UNSTATED: Final = Text(vi="cơ sở không được nêu", en="a base that is not stated")
_REACH: Final = 120  # characters around a percentage in which its base is named
_FEW: Final = 3  # more values for one thing are a list that was not told apart, not a contradiction
_FAR_APART: Final = 5  # times: more is another thing misread for this one, unless it is a slip by tens
_SLIPS: Final = frozenset(10**power for power in range(1, 10))
_PART_OF: Final = re.compile(r"(?<!\w)(?:trong đó|trong số|còn lại|riêng|có thêm|thêm|một số)(?!\w)")
_QUALIFIED: Final = re.compile(r" (?:đã|đang|có|được|chưa|nằm|thuộc|do|hoàn|lấp|trong|tại|ở|của)(?!\w)")

Group = tuple[object, ...]


def given_twice(material: CheckedPage) -> Iterator[Finding]:
    """The same figure with two values that cannot both be true; percentages of two bases are told apart."""
    groups: dict[Group, list[Statement]] = defaultdict(list)
    for one in material.figures:
        if one.period_end is not None and not one.indicator.startswith("fee."):
            groups[_what(one)].append(one)
    several = [same for same in groups.values() if len(same) > 1]
    unsure = _of_two_times(material.statements) if several else frozenset()
    for same in several:
        sure = [one for one in same if (*_thing(one), one.value) not in unsure]
        if len(sure) > _FEW:
            continue
        for first, second in pairwise(sure):
            if not meet(bounds(first), bounds(second)):
                yield from _differing(material, first, second)


def _thing(one: Statement) -> Group:
    return one.indicator, one.form, *subject(one), one.unit


def _what(one: Statement) -> Group:
    return *_thing(one), one.period_start, one.period_end


def _of_two_times(statements: Sequence[Statement]) -> frozenset[Group]:
    """Flows that the page gives for two different times with one value: which of them it is for is not sure."""
    times: dict[Group, set[tuple[date | None, date | None]]] = defaultdict(set)
    for one in statements:
        if one.period_start is not None:
            times[*_thing(one), one.value].add((one.period_start, one.period_end))
    return frozenset(figure for figure, spans in times.items() if len(spans) > 1)


def _differing(material: CheckedPage, first: Statement, second: Statement) -> Iterator[Finding]:
    if first.indicator == "occupancy" and first.form == "value":
        one, other = (_base(material, figure) for figure in (first, second))
        if one != other:
            yield _not_comparable(first, second, one, other)
            return
    if first.sentence == second.sentence or _another_thing(first, second) or _part_told_later(material, first, second):
        return
    yield related("figure", False, first, second, ("=", "≠"))


def _another_thing(first: Statement, second: Statement) -> bool:
    """Whether two values lie too far apart to be one figure: a slip is by a power of ten."""
    small, great = sorted((abs(first.value), abs(second.value)))
    if great <= small * _FAR_APART:
        return False
    return small == 0 or great / small not in _SLIPS


def _part_told_later(material: CheckedPage, first: Statement, second: Statement) -> bool:
    """Whether the second is only some of what the first counts: "26 CCN. 6 CCN có chủ đầu tư"."""
    if any(_PART_OF.search(material.around(figure, _REACH)[0]) for figure in (first, second)):
        return True
    behind = material.around(second, _REACH)[1]
    counted = second.unit in COUNTED and second.value < first.value
    return counted and _QUALIFIED.match(behind) is not None and "thành lập" not in behind


def _base(material: CheckedPage, figure: Statement) -> str | None:
    """What a percentage is of: as named last before it, else first behind it."""
    before, behind = material.around(figure, _REACH)
    named = _BASE_WORD.findall(before)
    if named:
        return BASE_WORDS[named[-1]]
    match = _BASE_WORD.search(behind)
    return BASE_WORDS[match[0]] if match else None


def _not_comparable(first: Statement, second: Statement, one: str | None, other: str | None) -> Finding:
    of_first, of_second = (BASES[base] if base else _UNSTATED for base in (one, other))
    return Finding(
        "base.not_comparable",
        f"{first.quote} ({of_first.vi}) và {second.quote} ({of_second.vi}) không cùng cơ sở tính, không so sánh được.",
        f"{said(first, Lang.EN)} ({of_first.en}) and {said(second, Lang.EN)} ({of_second.en}) have different bases "
        "and cannot be compared.",
        (span(first), span(second)),
    )


def over_full(material: CheckedPage) -> Iterator[Finding]:
    """An occupancy above 100 %, which is impossible."""
    for one in material.figures:
        if one.indicator == "occupancy" and one.form == "value" and bounds(one)[0] > HUNDRED:
            yield Finding(
                "percent.impossible",
                f"Tỷ lệ lấp đầy {one.quote}: vượt 100%.",
                f"Occupancy of {said(one, Lang.EN)}: above 100%.",
                (span(one),),
            )
