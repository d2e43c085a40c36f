"""Percentages against what they are the quotient of: ratios, plans and areas that a ratio implies, growth."""

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from parkledger.language import Lang, Text, Unit, exact_decimals, format_quantity
from parkledger.language import Quantity as Amount
from parkledger.reading.checks.comparison import (
    HUNDRED,
    Bounds,
    CheckedPage,
    bounds,
    compared,
    computed,
    meet,
    plain,
    quotient,
    said,
    span,
    subject,
    verdict,
)
from parkledger.reading.interpretation.money import PLAN_IS
from parkledger.reading.model import Finding, PageQuantity, Statement
from parkledger.reading.text.quantities import FoundQuantity

if TYPE_CHECKING:
    from parkledger.catalogue.parameters import Parameter

RATIOS: Final = (
    ("occupancy", "value", "land.leased", "land.leasable"),
    ("capital.implemented", "share", "capital.implemented", "capital.in_force"),
)
"""A percentage (indicator and form) and the figures it is the quotient of."""

_OUT_OF: Final = re.compile(
    r"[^.;:\n]{0,40}?(?<!\w)(?:trong(?! đó)|trên tổng)(?: tổng)?(?: số| diện tích| vốn)?[^.,;:\n]{0,25}"
)
_IS: Final = re.compile(
    r"[^.;\n]{0,70}?(?:đạt|bằng|chiếm|tương đương|tỷ lệ|tỉ lệ|lấp đầy|\()(?:[^.;\n]{0,20}[ (])?(?:khoảng |gần |hơn )?"
)
_CHANGE: Final = re.compile(r"(?<!\w)(?:tăng|giảm|vượt|cùng kỳ|cùng kì|so với|còn lại)(?!\w)")
_OF_PLAN: Final = re.compile(r"kế hoạch|chỉ tiêu|mục tiêu")
_BESIDE: Final = 3  # quantities between a figure and its plan
_REACH: Final = 60
_OF_ELSE: Final = re.compile(r" ?(?:(?:so )?với|cùng k[ỳì]|tổng)")
_NOT_SHARED: Final = frozenset({None, "percent", "rank", "point"})
_MOST_COMPARED: Final = 50
_MONTHS: Final = 12
_FAR_AHEAD: Final = Fraction(3, 2)
_AREAS: Final = ("land.established", "land.planned", "land.operating")
_CEILING: Final = "cluster.area.maximum"


def ratios(material: CheckedPage) -> Iterator[Finding]:
    """A percentage against the two figures it is the quotient of, wherever on the page they stand."""
    values = material.values
    for indicator, form, above, below in RATIOS:
        if not material.indicators.issuperset((above, below)):
            continue
        for ratio in material.figures:
            if ratio.indicator != indicator or ratio.form != form:
                continue
            tops, bases = values.get((above, *subject(ratio)), []), values.get((below, *subject(ratio)), [])
            if len(tops) == len(bases) == 1 and bases[0].value > 0 and tops[0].unit == bases[0].unit:
                top, base = tops[0], bases[0]
                holds = meet(quotient(bounds(top), bounds(base)), bounds(ratio))
                result = top.value * HUNDRED / base.value
                yield compared("ratio", holds, (top, base), plain("{0} / {1} ="), result=result, stated=ratio)


def ratios_in_a_row(material: CheckedPage) -> Iterator[Finding]:
    """A share told right behind its two figures: "A trong B, đạt P %" and "A/B, đạt P %", of whatever kind they are."""
    for last in range(1, len(material.found)):
        share = material.found[last]
        if share.unit != "percent" or not _is_of_what_precedes(material, last):
            continue
        before = material.found[last - 1]
        if before.over is not None and before.unit not in _NOT_SHARED and before.over > 0:
            yield _slashed(material, last)
        elif last > 1 and not _of_plan(material, last) and _one_in_other(material, last):
            top, base, ratio = material.quantities[last - 2 : last + 1]
            holds = meet(quotient(bounds(top), bounds(base)), bounds(ratio))
            result = top.value * HUNDRED / base.value
            yield compared("ratio", holds, (top, base), plain("{0} / {1} ="), result=result, stated=ratio)


def _is_of_what_precedes(material: CheckedPage, last: int) -> bool:
    words = material.between(last - 1, last)
    after = material.lower[material.found[last].end : material.found[last].end + 12]
    return _IS.fullmatch(words) is not None and not _CHANGE.search(words) and not _OF_ELSE.match(after)


def _of_plan(material: CheckedPage, last: int) -> bool:
    end = material.found[last].end
    behind = material.lower[end : end + 20]
    return bool(_OF_PLAN.search(material.between(last - 1, last)) or _OF_PLAN.search(behind))


def _one_in_other(material: CheckedPage, last: int) -> bool:
    top, base = material.found[last - 2], material.found[last - 1]
    alike = top.unit == base.unit and top.unit not in _NOT_SHARED and not top.per
    ordered = 0 < top.value <= base.value
    return alike and ordered and _OUT_OF.fullmatch(material.between(last - 2, last - 1)) is not None


def _slashed(material: CheckedPage, last: int) -> Finding:
    found, top, ratio = material.found[last - 1], material.quantities[last - 1], material.quantities[last]
    base = _over(found)
    holds = meet(quotient(bounds(top), base), bounds(ratio))
    result = found.value * HUNDRED * 2 / (base[0] + base[1])
    form = Text(vi="{0} =", en=f"{{0}} / {computed(found.over or base[0], found.unit, Lang.EN, top)} =")
    return compared("ratio", holds, (top,), form, result=result, stated=ratio)


def _over(found: FoundQuantity) -> Bounds:
    """The bounds of what stands behind a slash: a count is exact, else half of its last place to either side."""
    over = found.over or Fraction(1)
    if found.unit in ("zone", "project", "enterprise", "person"):
        return over, over
    half = found.factor / 10 ** (exact_decimals(over / found.factor) or 0) / 2
    return over - half, over + half


def plans(material: CheckedPage) -> Iterator[Finding]:
    """The plan that a figure and its share of the plan imply: 258,8 / 80,12 % is about 323 nghìn tỷ đồng.

    Two that are implied for the same year are compared; they may differ by no more than rounding.
    """
    implied: dict[tuple[object, ...], list[tuple[Statement, Statement]]] = defaultdict(list)
    for value, ratio in pairwise(material.statements):
        if ratio.form != "plan_ratio" or value.form != "value":
            continue
        same = (value.indicator, *subject(value)[:3]) == (ratio.indicator, *subject(ratio)[:3])
        if same and ratio.value > 0:
            plan = value.value * HUNDRED / ratio.value
            vi, en = (computed(plan, value.unit, lang) for lang in (Lang.VI, Lang.EN))
            yield Finding(
                "plan.implied",
                f"Kế hoạch suy ra từ {said(value, Lang.VI)} và {said(ratio, Lang.VI)}: khoảng {vi}.",
                f"The plan implied by {said(value, Lang.EN)} and {said(ratio, Lang.EN)}: about {en}.",
                (span(value), span(ratio)),
            )
            if value.period_end is not None:
                implied[value.indicator, *subject(value), value.unit, value.period_end.year].append((value, ratio))
    for pairs in implied.values():
        for first, second in pairwise(pairs):
            if first[0].value != second[0].value:
                yield _two_plans(first, second)


def _two_plans(first: tuple[Statement, Statement], second: tuple[Statement, Statement]) -> Finding:
    one, other = (quotient(bounds(value), bounds(ratio)) for value, ratio in (first, second))
    holds = meet(one, other)
    texts = []
    for lang, yes, no in ((Lang.VI, "khớp", "mâu thuẫn"), (Lang.EN, "holds", "contradicts")):
        a, b = (
            f"{said(value, lang)} / {said(ratio, lang)} = {computed(value.value * HUNDRED / ratio.value, value.unit, lang)}"
            for value, ratio in (first, second)
        )
        texts.append(f"{a}; {b}: {yes if holds else no}.")
    vi, en = texts
    return Finding(verdict("plan", holds), vi, en, tuple(span(one) for one in (*first, *second)))


def plans_stated(material: CheckedPage) -> Iterator[Finding]:
    """The plan that a figure and its share of the plan imply, against the plan that the paragraph gives in figures."""
    for value, ratio in pairwise(material.statements):
        if (
            ratio.form != "plan_ratio"
            or value.form != "value"
            or value.indicator != ratio.indicator
            or ratio.value <= 0
        ):
            continue
        plan = _stated_plan(material, value, ratio)
        if plan is not None:
            holds = meet(quotient(bounds(value), bounds(ratio)), bounds(plan))
            result = value.value * HUNDRED / ratio.value
            yield compared("plan", holds, (value, ratio), plain("{0} / {1} ="), result=result, stated=plan)


def _stated_plan(material: CheckedPage, value: Statement, ratio: Statement) -> PageQuantity | None:
    """The one amount of the figure's unit beside it that is called the plan; None where there is none, or several."""
    first, last = material.index.get(value.start), material.index.get(ratio.start)
    if first is None or last is None:
        return None
    plans = []
    for index in range(max(0, first - _BESIDE), min(len(material.found), last + _BESIDE + 1)):
        if index in (first, last) or material.found[index].unit != value.unit or material.found[index].per:
            continue
        low, high = sorted((material.found[index].start, material.found[first].start))
        if "\n" not in material.lower[low:high] and _is_plan(material, index):
            plans.append(material.quantities[index])
    return plans[0] if len(plans) == 1 else None


def _is_plan(material: CheckedPage, index: int) -> bool:
    """Whether an amount is called a plan by the words right before it: "kế hoạch năm là 300 triệu USD"."""
    start = material.found[index - 1].end if index else 0
    words = material.lower[max(start, material.found[index].start - _REACH) : material.found[index].start]
    return PLAN_IS.search(words) is not None


def plans_far_ahead(material: CheckedPage) -> Iterator[Finding]:
    """A share of the year's plan far beyond the months gone by: more than half as much again as they imply.

    It may be true; it may also be the plan of a shorter period, or a share of something else.
    """
    for ratio in material.figures:
        start, end = ratio.period_start, ratio.period_end
        if ratio.form != "plan_ratio" or start is None or end is None or start.month != 1 or end.year != start.year:
            continue
        due = Fraction(end.month * HUNDRED, _MONTHS)
        if end.month < _MONTHS and bounds(ratio)[0] > due * _FAR_AHEAD:
            vi, en = (computed(due, "percent", lang) for lang in (Lang.VI, Lang.EN))
            yield Finding(
                "plan.ahead",
                f"{said(ratio, Lang.VI)} kế hoạch sau {end.month} tháng, trong khi tiến độ đều là {vi}.",
                f"{said(ratio, Lang.EN)} of the plan after {end.month} months, where an even pace gives {en}.",
                (span(ratio),),
            )


def ceilings(material: CheckedPage) -> Iterator[Finding]:
    """A cluster larger than the law allows, as stated or as implied by land let and its share: 4 ha are 4 % of 100 ha.

    The maximum is the dated parameter of the catalogue, with its note on older clusters.
    """
    for one in material.figures:
        limit = _ceiling(one)
        if limit and one.indicator in _AREAS and bounds(one)[0] > limit:
            yield _above(limit, "exceeded", one, Text(vi="{0}", en="{0}"), (one,))
    for leased, ratio in pairwise(material.statements):
        if ratio.indicator != "occupancy":
            continue
        limit = _ceiling(leased)
        fits = (
            leased.indicator == "land.leased" and ratio.indicator == "occupancy" and subject(leased) == subject(ratio)
        )
        if limit and fits and ratio.value > 0 and quotient(bounds(leased), bounds(ratio))[0] > limit:
            vi, en = (computed(leased.value * HUNDRED / ratio.value, "ha", lang) for lang in (Lang.VI, Lang.EN))
            form = Text(vi=f"{{0}} bằng {{1}} thì cả cụm khoảng {vi}", en=f"if {{0}} is {{1}}, all of it is about {en}")
            yield _above(limit, "implied", leased, form, (leased, ratio))


def _ceiling(one: Statement) -> Fraction | None:
    """The most hectares that the law gave one named cluster on that day."""
    if one.kind != "cluster" or one.zone is None or one.unit != "ha" or one.form != "value" or one.period_end is None:
        return None
    return _maximum().number_on(one.period_end)


def _maximum() -> "Parameter":
    from parkledger.catalogue.parameters import parameter  # read only for pages that need it

    return parameter(_CEILING)


def _above(limit: Fraction, how: str, cluster: Statement, form: Text, figures: tuple[Statement, ...]) -> Finding:
    note = _maximum().note
    vi, en = (form.of(lang).format(*(said(one, lang) for one in figures)) for lang in (Lang.VI, Lang.EN))
    top_vi, top_en = (format_quantity(Amount(limit, Unit.HECTARE), lang) for lang in (Lang.VI, Lang.EN))
    more_vi, more_en = (f" {note.vi}", f" {note.en}") if note else ("", "")
    return Finding(
        f"ceiling.{how}",
        f"CCN {cluster.zone}: {vi}, vượt mức tối đa {top_vi} của một CCN.{more_vi}",
        f"Cluster {cluster.zone}: {en}, above the maximum of {top_en} for a cluster.{more_en}",
        tuple(span(one) for one in figures),
    )


def growths(material: CheckedPage) -> Iterator[Finding]:
    """A growth against the figures of the two years: 17,5 to 19,1 tỉ USD is 9,1 %."""
    values = material.values
    for growth in material.figures:
        same = values.get((growth.indicator, *subject(growth)), []) if growth.form == "growth" else []
        if not same or len(same) > _MOST_COMPARED or growth.period_end is None:
            continue
        now = [one for one in same if (one.period_start, one.period_end) == (growth.period_start, growth.period_end)]
        past = [one for one in same if _a_year_before(one, growth)]
        if len(now) == len(past) == 1 and past[0].value > 0 and now[0].unit == past[0].unit:
            yield _grown(past[0], now[0], growth)


def _grown(past: Statement, now: Statement, growth: Statement) -> Finding:
    low, high = quotient(bounds(now), bounds(past))
    holds = meet((low - HUNDRED, high - HUNDRED), bounds(growth))
    result = now.value * HUNDRED / past.value - HUNDRED
    return compared("growth", holds, (past, now), plain("{0} → {1}:"), result=result, stated=growth)


def _a_year_before(one: Statement, other: Statement) -> bool:
    if one.period_end is None or other.period_end is None or one.period_start is None or other.period_start is None:
        return False
    return all(
        (past.year + 1, past.month) == (now.year, now.month)
        for past, now in ((one.period_start, other.period_start), (one.period_end, other.period_end))
    )
