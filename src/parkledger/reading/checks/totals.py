"""Parts against totals: foreign and domestic, stages of zones, areas of zones."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from parkledger.reading.checks.comparison import (
    CheckedPage,
    bounds,
    compared,
    meet,
    plain,
    related,
    subject,
    total,
)
from parkledger.reading.model import Finding, Statement

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

WHOLLY: Final = re.compile(r"(?<!\w)(?:bao gồm|gồm|còn lại)(?!\w)")
"""Words that say that the parts which are told are all."""


def parts_against_total(material: CheckedPage) -> Iterator[Finding]:
    """Foreign and domestic together against the total: 149 + 99 = 248."""
    if not {None, "fdi", "ddi"} <= {one.origin for one in material.figures}:
        return
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


def stages_of_zones(material: CheckedPage) -> Iterator[Finding]:
    """Zones that operate and zones being built against the zones established: 295 + 119 are 414.

    Fewer than the total contradict it only where the page says that these are all ("gồm", "còn lại").
    """
    names = ("zones.operating", "zones.under_construction", "zones.established")
    if not material.indicators.issuperset(names):
        return
    groups: dict[tuple[object, ...], dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in material.figures:
        if one.form == "value" and one.unit == "zone":
            groups[*subject(one), one.period_end][one.indicator].append(one)
    for stages in groups.values():
        if any(len(stages.get(name, ())) != 1 for name in names):
            continue
        running, building, whole = (stages[name][0] for name in names)
        parts, holds = (running, building), meet(total((running, building)), bounds(whole))
        too_many = total(parts)[0] > bounds(whole)[1]
        if holds or too_many or _said_to_be_all(material, parts):
            result = running.value + building.value
            yield compared("parts", holds, parts, plain("{0} + {1} ="), result=result, stated=whole)


def _said_to_be_all(material: CheckedPage, parts: Sequence[Statement]) -> bool:
    return any(WHOLLY.search(material.around(part, 80)[0]) for part in parts)


def subsets(material: CheckedPage) -> Iterator[Finding]:
    """A part is never more than what it is part of: operating ≤ established ≤ planned."""
    pairs = [pair for pair in SUBSETS if material.indicators.issuperset(pair)]
    if not pairs:
        return
    by_key: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in material.figures:
        if one.form == "value":
            by_key[one.indicator, *subject(one), one.unit].append(one)
    for (indicator, *rest), parts in list(by_key.items()):
        for part_of, whole_name in pairs:
            wholes = by_key.get((whole_name, *rest), []) if part_of == indicator else []
            if len(parts) == len(wholes) == 1:
                holds = bounds(parts[0])[0] <= bounds(wholes[0])[1]
                yield related("subset", holds, parts[0], wholes[0], ("≤", ">"))


def areas_of_zones(material: CheckedPage) -> Iterator[Finding]:
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
