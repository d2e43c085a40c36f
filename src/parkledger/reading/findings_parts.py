"""Parts against totals: foreign and domestic, stages of zones, registrations of capital, areas of zones."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from parkledger.reading.findings_bounds import (
    Material,
    bounds,
    compared,
    meet,
    plain,
    related,
    subject,
    total,
)
from parkledger.reading.model import Finding, Quantity, Statement

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

_STAGE_OF_AREA: Final = {"land.established": "zones.established", "land.operating": "zones.operating"}

CAPITAL_WORDS: Final = {
    "cấp mới": "new", "đăng ký mới": "new", "cấp phép mới": "new", "dự án mới": "new",
    "điều chỉnh tăng": "added", "tăng vốn": "added", "tăng thêm": "added", "bổ sung vốn": "added",
    "vốn bổ sung": "added", "góp vốn": "shares", "mua cổ phần": "shares",
    "điều chỉnh giảm": "fall", "giảm vốn": "fall", "vốn giảm": "fall",
    "tổng vốn": "total", "tổng số vốn": "total", "tổng cộng": "total", "tổng thu hút": "total",
    "lũy kế": "other", "luỹ kế": "other", "hiệu lực": "other", "thực hiện": "other", "giải ngân": "other",
    "cùng kỳ": "other", "cùng kì": "other", "kế hoạch": "other", "hạ tầng": "other",
}  # fmt: skip
"""Words before an amount of capital, and what it is of the period's total; "other" takes no part in the sum."""

_CAPITAL_WORD: Final = re.compile("|".join(sorted(CAPITAL_WORDS, key=len, reverse=True)))
_SIGNS: Final = {"new": 1, "added": 1, "shares": 1, "fall": -1}
_NEEDED: Final = {"new", "added", "total"}
_WHOLLY: Final = re.compile(r"(?<!\w)(?:bao gồm|gồm|còn lại)(?!\w)")
_MONEY: Final = ("USD", "VND")
_MOST_WORDS: Final = 300  # characters before an amount in which its role is looked for


def parts_against_total(material: Material) -> Iterator[Finding]:
    """Foreign and domestic together against the total: 149 + 99 = 248."""
    groups: dict[tuple[object, ...], dict[str | None, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in material.figures:
        if one.form == "value":
            key = (one.indicator, one.kind, one.place, one.zone, one.unit, one.period_start, one.period_end)
            groups[key][one.origin].append(one)
    for origins in groups.values():
        if all(len(origins.get(origin, ())) == 1 for origin in (None, "fdi", "ddi")):
            whole, foreign, domestic = origins[None][0], origins["fdi"][0], origins["ddi"][0]
            holds = meet(total((foreign, domestic)), bounds(whole))
            result = foreign.value + domestic.value
            yield compared("parts", holds, (domestic, foreign), plain("{0} + {1} ="), result=result, stated=whole)


def stages_of_zones(material: Material) -> Iterator[Finding]:
    """Zones that operate and zones being built against the zones established: 295 + 119 are 414.

    Fewer than the total contradict it only where the page says that these are all ("gồm", "còn lại").
    """
    groups: dict[tuple[object, ...], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in material.figures:
        if one.form == "value" and one.unit == "zone":
            groups[*subject(one), one.period_end][one.indicator].append(one)
    for stages in groups.values():
        names = ("zones.operating", "zones.under_construction", "zones.established")
        if any(len(stages.get(name, ())) != 1 for name in names):
            continue
        running, building, whole = (stages[name][0] for name in names)
        parts, holds = (running, building), meet(total((running, building)), bounds(whole))
        too_many = total(parts)[0] > bounds(whole)[1]
        if holds or too_many or _said_to_be_all(material, parts):
            result = running.value + building.value
            yield compared("parts", holds, parts, plain("{0} + {1} ="), result=result, stated=whole)


def _said_to_be_all(material: Material, parts: Sequence[Statement]) -> bool:
    return any(_WHOLLY.search(material.around(part, 80)[0]) for part in parts)


def subsets(material: Material) -> Iterator[Finding]:
    """A part is never more than what it is part of: operating ≤ established ≤ planned."""
    by_key: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in material.figures:
        if one.form == "value":
            by_key[one.indicator, *subject(one), one.unit].append(one)
    for (indicator, *rest), parts in list(by_key.items()):
        for part_of, whole_name in SUBSETS:
            wholes = by_key.get((whole_name, *rest), []) if part_of == indicator else []
            if len(parts) == len(wholes) == 1:
                holds = bounds(parts[0])[0] <= bounds(wholes[0])[1]
                yield related("subset", holds, parts[0], wholes[0], ("≤", ">"))


def sums_of_capital(material: Material) -> Iterator[Finding]:
    """New capital, increases, share purchases and decreases of a paragraph against the total it gives for them.

    A total that exceeds the parts may hold what the paragraph leaves out, so it contradicts only after "gồm" or
    where decreases or share purchases are told as well.
    """
    paragraph: dict[str, list[Quantity]] = defaultdict(list)
    whole_said, words, at = False, "", 0
    for found, quantity in zip(material.found, material.quantities, strict=True):
        gap = material.lower[at : found.start]
        if "\n" in gap:
            yield from _capital_of(paragraph, whole_said)
            paragraph, whole_said, words = defaultdict(list), False, ""
            gap = gap.rpartition("\n")[2]
        words, at = f"{words} {gap}"[-_MOST_WORDS:], found.end
        whole_said = whole_said or _WHOLLY.search(gap) is not None
        if found.unit in _MONEY and not found.per:
            if (role := _role(words)) is not None:
                paragraph[role].append(quantity)
            words = ""
    yield from _capital_of(paragraph, whole_said)


def _role(words: str) -> str | None:
    roles = [CAPITAL_WORDS[match[0]] for match in _CAPITAL_WORD.finditer(words)]
    if not roles:
        return None
    if "other" in roles:
        return "other"
    return "total" if {"new", "added"} <= set(roles) else roles[-1]


def _capital_of(paragraph: dict[str, list[Quantity]], whole_said: bool) -> Iterator[Finding]:
    if not paragraph.keys() >= _NEEDED:
        return
    parts = {role: figures for role, figures in paragraph.items() if role in _SIGNS}
    wholes = paragraph["total"]
    units = {figure.unit for figures in (*parts.values(), wholes) for figure in figures}
    if len(wholes) != 1 or len(units) != 1 or any(len(figures) > 1 for figures in parts.values()):
        return
    up = [parts[role][0] for role in ("new", "added", "shares") if role in parts]
    down = [parts["fall"][0]] if "fall" in parts else []
    (low, high), (least, most) = total(up), total(down)
    together, whole = (low - most, high - least), wholes[0]
    holds = meet(together, bounds(whole))
    if holds or together[0] > bounds(whole)[1] or whole_said or len(parts) > 2:
        result = sum((one.value for one in up), start=Fraction(0)) - sum((one.value for one in down), start=Fraction(0))
        form = " + ".join(f"{{{place}}}" for place in range(len(up))) + (f" − {{{len(up)}}}" if down else "")
        yield compared("sum", holds, (*up, *down), plain(f"{form} ="), result=result, stated=whole)


def areas_of_zones(material: Material) -> Iterator[Finding]:
    """The areas of the zones by name against the area of all, where the page names as many as it counts."""
    values = material.values
    named: dict[str | None, list[Statement]] = defaultdict(list)
    for (indicator, kind, _, _, zone), areas in values.items():
        if indicator in _STAGE_OF_AREA and zone is not None:
            named[kind] += areas
    for (indicator, kind, origin, place, zone), wholes in values.items():
        stage, parts = _STAGE_OF_AREA.get(indicator or ""), named.get(kind, [])
        if stage is None or zone is not None or len(wholes) != 1 or len(parts) < 2:
            continue
        counts = values.get((stage, kind, origin, place, None), [])
        if [count.value for count in counts] == [len(parts)] == [len({part.zone for part in parts})]:
            result = sum((part.value for part in parts), start=Fraction(0))
            holds = meet(total(parts), bounds(wholes[0]))
            form = " + ".join(f"{{{number}}}" for number in range(len(parts)))
            yield compared("areas", holds, parts, plain(f"{form} ="), result=result, stated=wholes[0])
