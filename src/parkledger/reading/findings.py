"""A page checked against itself: what was mended, what cannot be, and where its figures agree or contradict each other.

Every check compares intervals, so that figures which were only rounded never contradict. A check that was made and
holds is reported too, under a code that ends in ".holds".
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from parkledger.reading.model import Finding, Quantity, Span, Statement
from parkledger.reading.normalising import Mend, Normal
from parkledger.reading.quantities import Found
from parkledger.reading.saying import shown

Check = Callable[[Sequence[Statement]], Iterable[Finding]]
Bounds = tuple[Fraction, Fraction]

SUBSETS: Final = (
    ("zones.operating", "zones.established"),
    ("zones.infrastructure_complete", "zones.established"),
    ("zones.established", "zones.planned"),
    ("zones.zoning_approved", "zones.planned"),
    ("land.leased", "land.leasable"),
    ("land.leasable", "land.established"),
    ("land.operating", "land.established"),
    ("projects.operating", "projects.in_force"),
    ("capital.implemented", "capital.in_force"),
)
"""What can never be more than what: the first of each pair is part of the second."""

RATIOS: Final = (
    ("occupancy", "value", "land.leased", "land.leasable"),
    ("capital.implemented", "share", "capital.implemented", "capital.in_force"),
)
"""A percentage (indicator and form) and the figures it is the quotient of."""

_HUNDRED: Final = 100
_SMALLEST: Final = Fraction(1, 10**6)  # a base that may be as low as zero
_MOST_COMPARED: Final = 50
_MENDS: Final = {
    "letter.look_alike": ("chữ cái của bảng chữ khác", "a letter of another alphabet"),
    "number.split": ("số bị tách đôi", "a number that was split"),
    "number.two_commas": ("số có hai dấu phẩy", "a number with two commas"),
}


def findings_of(
    normal: Normal, found: Sequence[Found], statements: Sequence[Statement], quantities: Sequence[Quantity]
) -> tuple[Finding, ...]:
    """Everything noticed about a page, in the order of the checks."""
    noticed = [_mended(mend) for mend in normal.mends]
    for one, quantity in zip(found, quantities, strict=True):
        if one.slip:
            noticed.append(_impossible(quantity))
        if not one.certain:
            noticed.append(_ambiguous(quantity))
    for check in CHECKS:
        noticed += check(statements)
    return tuple(noticed)


def _mended(mend: Mend) -> Finding:
    vi, en = _MENDS[mend.what]
    return Finding(
        mend.what,
        f"“{mend.given}” được đọc là “{mend.read}”: {vi}.",
        f"“{mend.given}” is read as “{mend.read}”: {en}.",
        (mend.span,),
    )


def _impossible(quantity: Quantity) -> Finding:
    read = (shown(quantity.value, quantity.unit or "", vi) for vi in (True, False))
    vi, en = read
    return Finding(
        "unit.impossible",
        f"“{quantity.quote}” có thứ tự đơn vị không thể có; có lẽ là {vi}.",
        f"“{quantity.quote}” has scale words in an impossible order; it is likely {en}.",
        ((quantity.start, quantity.end),),
    )


def _ambiguous(quantity: Quantity) -> Finding:
    return Finding(
        "number.ambiguous",
        f"“{quantity.quote}”: dấu phẩy có thể là dấu thập phân hoặc dấu ngăn hàng nghìn; ở đây được đọc là dấu thập phân.",
        f"“{quantity.quote}”: the comma may be a decimal or a thousands mark; it was read as the decimal mark.",
        ((quantity.start, quantity.end),),
    )


def _bounds(statement: Statement) -> Bounds:
    low = statement.value if statement.low is None else statement.low
    high = statement.value if statement.high is None else statement.high
    return low, high


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _span(statement: Statement) -> Span:
    return statement.start, statement.end


def _unique(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Each figure once, however often it is repeated."""
    seen = set()
    for one in statements:
        value = one.value.as_integer_ratio()  # hashed sooner than the fraction, and the same
        key = (one.indicator, one.form, one.kind, one.origin, one.place, one.zone, value, one.unit, one.period_end)
        if key not in seen:
            seen.add(key)
            yield one


def parts_against_total(statements: Sequence[Statement]) -> Iterator[Finding]:
    """Foreign and domestic together against the total: 149 + 99 = 248."""
    groups: dict[tuple[object, ...], dict[str | None, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in _unique(statements):
        if one.form == "value":
            key = (one.indicator, one.kind, one.place, one.zone, one.unit, one.period_start, one.period_end)
            groups[key][one.origin].append(one)
    for origins in groups.values():
        if not all(len(origins.get(origin, ())) == 1 for origin in (None, "fdi", "ddi")):
            continue
        total, foreign, domestic = origins[None][0], origins["fdi"][0], origins["ddi"][0]
        together = _bounds(foreign)[0] + _bounds(domestic)[0], _bounds(foreign)[1] + _bounds(domestic)[1]
        yield _compared(
            "parts", _meet(together, _bounds(total)), (domestic, foreign, total), ("{0} + {1} = {2}", "{0} + {1} ≠ {2}")
        )


def subsets(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A part is never more than what it is part of: operating ≤ established ≤ planned."""
    by_key: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in _unique(statements):
        if one.form == "value":
            by_key[one.indicator, one.kind, one.origin, one.place, one.zone, one.unit].append(one)
    for (indicator, *rest), parts in list(by_key.items()):
        for part_of, whole_name in SUBSETS:
            wholes = by_key.get((whole_name, *rest), []) if part_of == indicator else []
            if len(parts) == len(wholes) == 1:
                holds = _bounds(parts[0])[0] <= _bounds(wholes[0])[1]
                yield _compared("subset", holds, (parts[0], wholes[0]), ("{0} ≤ {1}", "{0} > {1}"))


def implied_plans(statements: Sequence[Statement]) -> Iterator[Finding]:
    """The plan that a figure and its share of the plan imply: 258,8 / 80,12 % is about 323 nghìn tỷ đồng."""
    for value, ratio in pairwise(statements):
        same = (value.indicator, value.kind, value.origin, value.place) == (
            ratio.indicator,
            ratio.kind,
            ratio.origin,
            ratio.place,
        )
        if same and value.form == "value" and ratio.form == "plan_ratio" and ratio.value > 0:
            plan = value.value * _HUNDRED / ratio.value
            vi, en = shown(plan, value.unit, True), shown(plan, value.unit, False)
            yield Finding(
                "plan.implied",
                f"Kế hoạch suy ra từ {value.quote} và {ratio.quote}: khoảng {vi}.",
                f"The plan implied by {value.quote} and {ratio.quote}: about {en}.",
                (_span(value), _span(ratio)),
            )


def ratios(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A percentage against the two figures it is the quotient of."""
    values = _values(statements)
    for ratio in _unique(statements):
        for indicator, form, above, below in RATIOS:
            if (ratio.indicator, ratio.form) != (indicator, form):
                continue
            tops, bases = values.get((above, *_subject(ratio)), []), values.get((below, *_subject(ratio)), [])
            if len(tops) == len(bases) == 1 and bases[0].value > 0 and tops[0].unit == bases[0].unit:
                holds = _meet(_quotient(tops[0], bases[0]), _bounds(ratio))
                yield _compared("ratio", holds, (tops[0], bases[0], ratio), ("{0} / {1} = {2}", "{0} / {1} ≠ {2}"))


def growths(statements: Sequence[Statement]) -> Iterator[Finding]:
    """A growth against the figures of the two years: 17,5 to 19,1 tỉ USD is 9,1 %."""
    values = _values(statements)
    for growth in _unique(statements):
        same = values.get((growth.indicator, *_subject(growth)), []) if growth.form == "growth" else []
        if not same or len(same) > _MOST_COMPARED or growth.period_end is None:
            continue
        now = [one for one in same if (one.period_start, one.period_end) == (growth.period_start, growth.period_end)]
        past = [one for one in same if _a_year_before(one, growth)]
        if len(now) == len(past) == 1 and past[0].value > 0 and now[0].unit == past[0].unit:
            low, high = _quotient(now[0], past[0])
            holds = _meet((low - _HUNDRED, high - _HUNDRED), _bounds(growth))
            yield _compared("growth", holds, (past[0], now[0], growth), ("{0} → {1}: {2}", "{0} → {1} ≠ {2}"))


def _values(statements: Sequence[Statement]) -> dict[tuple[object, ...], list[Statement]]:
    """The figures by indicator and subject, each once."""
    values: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in _unique(statements):
        if one.form == "value":
            values[one.indicator, *_subject(one)].append(one)
    return values


def _quotient(top: Statement, base: Statement) -> Bounds:
    """The bounds of a quotient in per cent."""
    (low, high), (least, most) = _bounds(top), _bounds(base)
    return low * _HUNDRED / most, high * _HUNDRED / max(least, _SMALLEST)


def given_twice(statements: Sequence[Statement]) -> Iterator[Finding]:
    """The same figure with two values that cannot both be true."""
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in _unique(statements):
        if one.period_end is not None and not one.indicator.startswith("fee."):
            key = (
                one.indicator,
                one.form,
                one.kind,
                one.origin,
                one.place,
                one.zone,
                one.unit,
                one.period_start,
                one.period_end,
            )
            groups[key].append(one)
    for same in groups.values():
        for first, second in pairwise(same):
            if not _meet(_bounds(first), _bounds(second)):
                yield _compared("figure", False, (first, second), ("{0} = {1}", "{0} ≠ {1}"))


def _subject(one: Statement) -> tuple[str | None, ...]:
    return one.kind, one.origin, one.place, one.zone


def _a_year_before(one: Statement, other: Statement) -> bool:
    if one.period_end is None or other.period_end is None or one.period_start is None or other.period_start is None:
        return False
    return all(
        (past.year + 1, past.month) == (now.year, now.month)
        for past, now in ((one.period_start, other.period_start), (one.period_end, other.period_end))
    )


def _compared(code: str, holds: bool, figures: Sequence[Statement], forms: tuple[str, str]) -> Finding:
    """A comparison in words: the figures as quoted, and whether they agree."""
    quotes = [figure.quote for figure in figures]
    text = forms[0 if holds else 1].format(*quotes)
    vi, en = ("khớp", "holds") if holds else ("mâu thuẫn", "contradicts")
    return Finding(
        f"{code}.{'holds' if holds else 'differs'}",
        f"{text}: {vi}.",
        f"{text}: {en}.",
        tuple(_span(figure) for figure in figures),
    )


CHECKS: Final[tuple[Check, ...]] = (parts_against_total, subsets, implied_plans, ratios, growths, given_twice)
"""The checks of a page against itself; each is run to its end."""
