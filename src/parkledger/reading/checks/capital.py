"""Capital against capital: registrations against their total, amounts of two currencies against one, rates of exchange."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from parkledger.language import Lang, Text
from parkledger.reading.checks.comparison import (
    Bounds,
    CheckedPage,
    bounds,
    compared,
    computed,
    meet,
    plain,
    span,
    subject,
    total,
)
from parkledger.reading.checks.totals import WHOLLY
from parkledger.reading.model import Finding, PageQuantity, Statement
from parkledger.reading.text.patterns import phrases

WORDS_OF_ROLES: Final = {
    "new": phrases("cấp mới; đăng ký mới; cấp phép mới; dự án mới"),
    "added": phrases("điều chỉnh tăng; tăng vốn; tăng thêm; bổ sung vốn; vốn bổ sung"),
    "shares": phrases("góp vốn; mua cổ phần"),
    "fall": phrases("điều chỉnh giảm; giảm vốn; vốn giảm"),
    "total": phrases("tổng vốn; tổng số vốn; tổng cộng; tổng thu hút"),
    "other": phrases(
        """
        lũy kế; luỹ kế; hiệu lực; thực hiện; giải ngân; cùng kỳ; cùng kì; kế hoạch; hạ tầng
        """
    ),
}
CAPITAL_WORDS: Final = {word: role for role, words in WORDS_OF_ROLES.items() for word in words}
"""Words before an amount of capital, and what it is of the period's total; "other" takes no part in the sum."""

_CAPITAL_WORD: Final = re.compile("|".join(sorted(CAPITAL_WORDS, key=len, reverse=True)))
_SIGNS: Final = {"new": 1, "added": 1, "shares": 1, "fall": -1}
_NEEDED: Final = {"new", "added", "total"}
_MONEY: Final = ("USD", "VND")
_MOST_WORDS: Final = 300  # characters before an amount in which its role is looked for
_LEAST_PARTS: Final = 3  # new capital, increases and their total
_REGISTERED: Final = ("capital.new", "capital.added", "capital.shares")
_RATES: Final = (Fraction(8_000), Fraction(50_000))
"""Đồng for a US dollar, from about 1993 on to more than any rate so far: what lies outside is no rate."""
_PER_DOLLAR: Final = re.compile(r" ?(?:/|đổi|một|mỗi|cho) ?(?:1 ?|một )?(?:usd|đô la|đô-la|us\$)")
_DOLLAR_IS: Final = re.compile(
    r" ?(?:=|~|≈|bằng|tương đương|đổi|quy đổi|xấp xỉ|ở mức|là)(?: với| được| khoảng| bằng)? ?"
)
_CONVERTED: Final = re.compile(
    r"[ ,(]*(?:hay|hoặc|tức)?[ ,]*(?:tương đương|quy đổi|tương ứng)(?: với| ra| sang| khoảng| thành| là)* ?"
)


def sums_of_capital(material: CheckedPage) -> Iterator[Finding]:
    """New capital, increases, share purchases and decreases of a paragraph against the total it gives for them.

    A total that exceeds the parts may hold what the paragraph leaves out, so it contradicts only after "gồm" or
    where decreases or share purchases are told as well.
    """
    money = [index for index, found in enumerate(material.found) if found.unit in _MONEY and not found.per]
    for start, stop in _paragraphs(material, money):
        if stop - start >= _LEAST_PARTS:
            yield from _capital_of(*_roles(material, money[start:stop]))


def _paragraphs(material: CheckedPage, indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The neighbouring quantities that stand in one paragraph, from which to which."""
    first = 0
    for at in range(1, len(indexes) + 1):
        end = at == len(indexes)
        if (
            end
            or material.lower.find("\n", material.found[indexes[at - 1]].end, material.found[indexes[at]].start) >= 0
        ):
            yield first, at
            first = at


def _roles(material: CheckedPage, money: Sequence[int]) -> tuple[dict[str, list[PageQuantity]], bool]:
    """The amounts of a paragraph by what they are of its total, and whether they are said to be all."""
    head = at = material.lower.rfind("\n", 0, material.found[money[0]].start) + 1
    first = money[0]
    while first and material.found[first - 1].start >= head:
        first -= 1
    roles: dict[str, list[PageQuantity]] = defaultdict(list)
    words, whole_said, amounts = "", False, frozenset(money)
    for index in range(first, money[-1] + 1):
        gap = material.lower[at : material.found[index].start]
        words, at = f"{words} {gap}"[-_MOST_WORDS:], material.found[index].end
        whole_said = whole_said or WHOLLY.search(gap) is not None
        if index in amounts:
            if (role := _role(words)) is not None:
                roles[role].append(material.quantities[index])
            words = ""
    return roles, whole_said


def _role(words: str) -> str | None:
    roles = [CAPITAL_WORDS[match[0]] for match in _CAPITAL_WORD.finditer(words)]
    if not roles:
        return None
    if "other" in roles:
        return "other"
    return "total" if {"new", "added"} <= set(roles) else roles[-1]


def _capital_of(paragraph: dict[str, list[PageQuantity]], whole_said: bool) -> Iterator[Finding]:
    if not paragraph.keys() >= _NEEDED:
        return
    parts = {role: figures for role, figures in paragraph.items() if role in _SIGNS}
    if not _are_single(parts, paragraph["total"]):
        return
    up = [parts[role][0] for role in ("new", "added", "shares") if role in parts]
    down = [parts["fall"][0]] if "fall" in parts else []
    (low, high), (least, most) = total(up), total(down)
    together, whole = (low - most, high - least), paragraph["total"][0]
    holds = meet(together, bounds(whole))
    if holds or together[0] > bounds(whole)[1] or whole_said or len(parts) > 2:
        result = sum((one.value for one in up), start=Fraction(0)) - sum((one.value for one in down), start=Fraction(0))
        form = " + ".join(f"{{{place}}}" for place in range(len(up))) + (f" − {{{len(up)}}}" if down else "")
        yield compared("sum", holds, (*up, *down), plain(f"{form} ="), result=result, stated=whole)


def _are_single(parts: dict[str, list[PageQuantity]], wholes: list[PageQuantity]) -> bool:
    """Whether a paragraph gives one total and one amount for each part, all in one currency."""
    groups = (*parts.values(), wholes)
    return all(len(figures) == 1 for figures in groups) and len({figures[0].unit for figures in groups}) == 1


def sums_of_registrations(material: CheckedPage) -> Iterator[Finding]:
    """New capital, increases and share purchases against the capital attracted, wherever on the page they stand.

    A total that exceeds new capital and increases may hold share purchases that the page does not give.
    """
    if not material.indicators.issuperset(("capital.new", "capital.added", "capital.attracted")):
        return
    groups: dict[tuple[object, ...], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in material.figures:
        if one.form == "value" and one.indicator.startswith("capital.") and one.period_start and one.period_end:
            groups[*subject(one), one.unit, one.period_start, one.period_end][one.indicator].append(one)
    for group in groups.values():
        parts = [one for name in _REGISTERED for one in group.get(name, ())]
        wholes = group.get("capital.attracted", [])
        names = [one.indicator for one in parts]
        if len(wholes) != 1 or len(set(names)) != len(names) or not {"capital.new", "capital.added"} <= set(names):
            continue
        together = total(parts)
        holds = meet(together, bounds(wholes[0]))
        if holds or together[0] > bounds(wholes[0])[1] or len(parts) == len(_REGISTERED):
            result = sum((one.value for one in parts), start=Fraction(0))
            form = " + ".join(f"{{{place}}}" for place in range(len(parts)))
            yield compared("sum", holds, parts, plain(f"{form} ="), result=result, stated=wholes[0])


def totals_of_two_currencies(material: CheckedPage) -> Iterator[Finding]:
    """Foreign capital in dollars and domestic in đồng against their total, at the rate that the page gives.

    Without a rate on the page nothing is compared: a rate is never taken from elsewhere.
    """
    rate = _given_rate(material)
    if rate is None:
        return
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in material.figures:
        if one.form == "value" and one.unit in _MONEY and one.indicator.startswith("capital."):
            groups[one.indicator, one.kind, one.place, one.zone, one.period_start, one.period_end].append(one)
    for group in groups.values():
        foreign = [one for one in group if one.origin == "fdi" and one.unit == "USD"]
        domestic = [one for one in group if one.origin == "ddi" and one.unit == "VND"]
        for whole in (one for one in group if one.origin is None):
            if len(foreign) == len(domestic) == 1:
                yield _in_one_currency(foreign[0], domestic[0], whole, rate)


def _in_one_currency(
    foreign: Statement, domestic: Statement, whole: Statement, rate: tuple[PageQuantity, Bounds]
) -> Finding:
    """The sum in the total's currency, as an interval: the rate is rounded as much as anything else."""
    source, (least, most) = rate
    (low, high), (bottom, top) = bounds(foreign), bounds(domestic)
    middle = (least + most) / 2
    if whole.unit == "USD":
        together = low + bottom / most, high + top / least
        result = foreign.value + domestic.value / middle
    else:
        together = low * least + bottom, high * most + top
        result = foreign.value * middle + domestic.value
    holds = meet(together, bounds(whole))
    rates = [computed(middle, "VND", lang) for lang in (Lang.VI, Lang.EN)]
    form = Text(vi=f"{{0}} + {{1}} (1 USD = {rates[0]}) =", en=f"{{0}} + {{1}} (USD 1 = {rates[1]}) =")
    finding = compared("sum", holds, (foreign, domestic), form, result=result, stated=whole)
    return Finding(finding.code, finding.vi, finding.en, (*finding.places, span(source)))


def rates_of_conversions(material: CheckedPage) -> Iterator[Finding]:
    """Amounts that the page gives in both currencies, against the rate that it gives: 30.000 tỷ đồng and 1,2 tỷ USD are
    25.000 to the dollar."""
    given = _given_rate(material)
    if given is None:
        return
    source, rate = given
    for dong, dollars in _conversions(material):
        holds = meet(_rate_of(dong, dollars), rate)
        result = dong.value / dollars.value
        yield compared("rate", holds, (dong, dollars), plain("{0} / {1} ="), result=result, stated=source)


def _given_rate(material: CheckedPage) -> tuple[PageQuantity, Bounds] | None:
    """The đồng that a dollar is said to be; None where the page gives none, or two."""
    rates: list[PageQuantity] = []
    for index, found in enumerate(material.found):
        if found.unit != "VND" or not _RATES[0] <= found.value <= _RATES[1]:
            continue
        before = material.found[index - 1] if index else None
        of_one = before is not None and before.unit == "USD" and before.value == 1
        if (of_one and _DOLLAR_IS.fullmatch(material.between(index - 1, index))) or _PER_DOLLAR.match(
            material.lower, found.end
        ):
            rates.append(material.quantities[index])
    return (rates[0], bounds(rates[0])) if len({one.value for one in rates}) == 1 else None


def _conversions(material: CheckedPage) -> Iterator[tuple[PageQuantity, PageQuantity]]:
    """Neighbouring amounts of đồng and dollars that are said to be the same, at a rate that can be."""
    for first, second in pairwise(range(len(material.found))):
        units = material.found[first].unit, material.found[second].unit
        if set(units) != set(_MONEY) or not _CONVERTED.fullmatch(material.between(first, second)):
            continue
        one, other = material.quantities[first], material.quantities[second]
        dong, dollars = (one, other) if units[0] == "VND" else (other, one)
        if dollars.value > 0 and _RATES[0] <= dong.value / dollars.value <= _RATES[1]:
            yield dong, dollars


def _rate_of(dong: PageQuantity, dollars: PageQuantity) -> Bounds:
    (low, high), (least, most) = bounds(dong), bounds(dollars)
    return low / most, high / max(least, Fraction(1))
