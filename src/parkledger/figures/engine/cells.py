"""The cells of a mirror: which of them a request takes in, and which of those lie in the same scopes.

A cell is what many postings have in common: place, measure, kind, origin, currency, scenario, status, demo or not.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from parkledger.figures.mirror.files import Cell
from parkledger.places import is_within_any

MOST_REMEMBERED = 512
"""Requests whose cells are remembered; a page makes about a hundred."""
MOST_RANGES = 40
MOST_AROUND = 6
MOST_SPARSE = 3
MOST_NAMED = 5_000
"""Cells that are named one by one; more are sooner told from others by a join with their numbers."""
"""Cells around those wanted, for each of these, from which they are read one by one."""

About = tuple[str | None, str | None]
"""The kind of zones and the origin of capital that a cell is of itself; None for all of them told together."""


class Scope(NamedTuple):
    """Which postings a figure is over: territory codes, kind and origin; a zone is asked at the grain of zones."""

    territory: frozenset[str]
    kind: str | None
    origin: str | None


class Trait(NamedTuple):
    """What the rows of a group have in common beside the scopes they lie in."""

    measure: str
    status: str
    demo: bool
    currency: str | None = None
    """In what money was recorded; None of what is no money."""


def trait_of(cell: Cell) -> Trait:
    """What a cell's rows have in common."""
    _, measure, _, _, currency, _, status, demo = cell
    return Trait(measure, status, demo, currency)


@dataclass(frozen=True)
class Grouping:
    """Groups of the cells that the same scopes take in: their traits and scopes; the cells, ascending, and the group of each."""

    traits: list[Trait]
    scopes: list[list[Scope]]
    cells: list[int]
    group_of: list[int]

    @cached_property
    def condition(self) -> str:
        """A condition that takes in these cells and few others."""
        return around(self.cells)

    @cached_property
    def alike(self) -> tuple[list[tuple[str, tuple[Scope, ...]]], list[int]]:
        """The measures with the scopes that take them in, and of each cell which of these it is."""
        numbers: dict[tuple[str, tuple[Scope, ...]], int] = {}
        of_group = [
            numbers.setdefault((trait.measure, tuple(scopes)), len(numbers))
            for trait, scopes in zip(self.traits, self.scopes, strict=True)
        ]
        return list(numbers), [of_group[group] for group in self.group_of]


class Cells:
    """All cells of a mirror, by number."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.all = cells
        self._by_measure: defaultdict[str, list[int]] = defaultdict(list)
        for number, cell in enumerate(cells):
            self._by_measure[cell[1]].append(number)
        self._asked: dict[tuple[frozenset[str], frozenset[str], str, bool], list[int]] = {}
        self._groupings: dict[Any, Grouping] = {}
        self._about: dict[int, tuple[Trait, Scope]] = {}
        self._posted_in: dict[frozenset[str], frozenset[str]] = {}

    def about(self, number: int) -> tuple[Trait, Scope]:
        """What the postings of a cell have in common, and the scope they lie in."""
        if number not in self._about:
            place, _, kind, origin, *_ = cell = self.all[number]
            self._about[number] = trait_of(cell), Scope(frozenset({place}), kind, origin)
        return self._about[number]

    def measures_in(self, territory: frozenset[str]) -> frozenset[str]:
        """The measures of which anything was ever posted in a territory."""
        if territory not in self._posted_in:
            if len(self._posted_in) > MOST_REMEMBERED:
                self._posted_in.clear()
            places = (measures for place, measures in self._measures_at.items() if lies_in(place, territory))
            self._posted_in[territory] = frozenset().union(*places)
        return self._posted_in[territory]

    @cached_property
    def places(self) -> frozenset[str]:
        """Every place that anything was posted of."""
        return frozenset(cell[0] for cell in self.all)

    @cached_property
    def _measures_at(self) -> dict[str, set[str]]:
        """The measures of which anything was ever posted, by place."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place, measure, *_ in self.all:
            found[place].add(measure)
        return dict(found)

    def of(
        self, measures: Iterable[str], territory: frozenset[str], *, scenario: str, exact: bool = False
    ) -> list[int]:
        """The cells of some measures in a territory, or (exact) of its places themselves; ascending."""
        asked = (frozenset(measures), territory, scenario, exact)
        if asked not in self._asked:
            if len(self._asked) > MOST_REMEMBERED:
                self._asked.clear()
            self._asked[asked] = self._find(*asked)
        return self._asked[asked]

    def grouped(self, wanted: dict[Scope, set[str]]) -> Grouping:
        """The cells that some scopes take in of some measures, grouped by the scopes."""
        key = frozenset((scope, frozenset(measures)) for scope, measures in wanted.items())
        if key not in self._groupings:
            if len(self._groupings) > MOST_REMEMBERED:
                self._groupings.clear()
            self._groupings[key] = self._group(wanted)
        return self._groupings[key]

    def _find(self, measures: frozenset[str], territory: frozenset[str], scenario: str, exact: bool) -> list[int]:
        found = []
        for measure in measures:
            for number in self._by_measure.get(measure, ()):
                place = self.all[number][0]
                inside = place in territory if exact else lies_in(place, territory)
                if inside and self.all[number][5] == scenario:
                    found.append(number)
        return sorted(found)

    def _group(self, wanted: dict[Scope, set[str]]) -> Grouping:
        members: defaultdict[int, list[Scope]] = defaultdict(list)
        for scope, measures in wanted.items():
            for number in self.of(measures, scope.territory, scenario="actual"):
                if matches(self.all[number], scope):
                    members[number].append(scope)
        groups: dict[tuple[Trait, tuple[Scope, ...]], int] = {}
        cells = sorted(members)
        group_of = [
            groups.setdefault((trait_of(self.all[number]), tuple(members[number])), len(groups)) for number in cells
        ]
        return Grouping([trait for trait, _ in groups], [list(scopes) for _, scopes in groups], cells, group_of)


@lru_cache(maxsize=65_536)
def lies_in(place: str, territory: frozenset[str]) -> bool:
    """Whether a posting's place lies in a territory."""
    return is_within_any(place, territory)


def matches(cell: Cell, scope: Scope, *, exact: bool = False) -> bool:
    """Whether a cell is of a scope's kind and origin: of any where the scope names none, unless asked exactly."""
    _, _, kind, origin, *_ = cell
    if exact:
        return kind == scope.kind and origin == scope.origin
    return (scope.kind is None or kind == scope.kind) and (scope.origin is None or origin == scope.origin)


def scope_matches(found: Scope, wanted: Scope) -> bool:
    """Whether postings of one scope are of the kind and origin asked for, and lie in the territory."""
    if (wanted.kind is not None and wanted.kind != found.kind) or (
        wanted.origin is not None and wanted.origin != found.origin
    ):
        return False
    return any(lies_in(place, wanted.territory) for place in found.territory)


def exactly(numbers: Sequence[int]) -> str:
    """A condition on exactly these cells."""
    ranges = _ranges(numbers)
    if len(ranges) > MOST_RANGES:
        return f"cell BETWEEN {numbers[0]} AND {numbers[-1]} AND cell IN ({', '.join(map(str, numbers))})"
    return _ranges_sql(ranges)


def around(numbers: Sequence[int]) -> str:
    """A condition that takes in these cells and few others: the widest gaps are left out, the rest is not worth asking.

    Cells that lie far apart are asked one by one.
    """
    return _around(tuple(numbers))


@lru_cache(maxsize=64)
def _around(numbers: tuple[int, ...]) -> str:
    ranges = _ranges(numbers)
    gaps = sorted((after[0] - before[1] for before, after in pairwise(ranges)), reverse=True)
    least = max(gaps[MOST_AROUND - 1] if len(gaps) >= MOST_AROUND else 2, (numbers[-1] - numbers[0]) // 16)
    merged = [ranges[0]]
    for low, high in ranges[1:]:
        if low - merged[-1][1] > least:
            merged.append((low, high))
        else:
            merged[-1] = (merged[-1][0], high)
    taken = sum(high - low + 1 for low, high in merged)
    return exactly(numbers) if taken > MOST_SPARSE * len(numbers) else _ranges_sql(merged)


def spanning(numbers: Sequence[int]) -> str:
    """A condition that takes in these cells, for a query that leaves out all others itself: of many cells, from first to last."""
    return f"cell BETWEEN {numbers[0]} AND {numbers[-1]}" if len(numbers) > MOST_NAMED else around(numbers)


def _ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges of neighbours, which is how cells asked together were numbered."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def _ranges_sql(ranges: Sequence[tuple[int, int]]) -> str:
    whole = f"cell BETWEEN {ranges[0][0]} AND {ranges[-1][1]}"
    parts = [f"cell BETWEEN {low} AND {high}" for low, high in ranges]
    return whole if len(ranges) == 1 else f"{whole} AND ({' OR '.join(parts)})"
