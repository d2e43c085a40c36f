"""Summing the mirror with DuckDB: one pass for any number of scopes and windows known at one moment.

The dates of all windows cut time into buckets. Cells are gathered into groups of those that the same scopes take in, so
that the sums come back as few rows: group, bucket, and the sums of that bucket.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from parkledger.figures.mirror import Cell, Manifest, Mirror
from parkledger.places import is_within


class Scope(NamedTuple):
    """Which postings a figure is over: territory codes, kind and origin; a zone is asked at the grain of zones."""

    territory: frozenset[str]
    kind: str | None
    origin: str | None


class Bucketed(NamedTuple):
    """A sum: its bucket by effective date, its bucket by the first day of its period, and what it comes to."""

    bucket: int
    first: int
    amount: int
    usd: int
    vnd: int
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used


class Trait(NamedTuple):
    """What the rows of a group have in common beside the scopes they lie in."""

    measure: str
    status: str
    demo: bool


class Window(NamedTuple):
    """A bucket range: rows up to bucket `until`, and for flows those whose period begins from bucket `since`."""

    since: int
    until: int


Groups = dict[tuple[Scope, str], list[tuple[Trait, list[Bucketed]]]]


class Boundaries:
    """The days at which buckets begin, for all windows of a request."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days = sorted(set(days))
        self._place = {day: place for place, day in enumerate(self.days)}

    def window(self, start: date | None, after: date) -> Window:
        """The buckets of a period from `start` (None: since ever) up to the day before `after`."""
        return Window(0 if start is None else self._place[start] + 1, self._place[after])

    def sql(self, day: str) -> str:
        """An expression that numbers a date's bucket."""
        if not self.days:
            return "0"
        whens = " ".join(f"WHEN {day} < DATE '{cut.isoformat()}' THEN {n}" for n, cut in enumerate(self.days))
        return f"CAST(CASE {whens} ELSE {len(self.days)} END AS UTINYINT)" if len(self.days) < 250 else f"CASE {whens} ELSE {len(self.days)} END"


@dataclass(slots=True)
class DetailRow:
    """A row of what is never summed over scopes: targets, tariffs, statistics."""

    cell: Cell
    zone: int | None
    detail: str
    period_start: date | None
    period_end: date | None
    amount: int
    usd: int
    vnd: int
    count: int
    last_recorded: int


class Cube:
    """One mirror, opened for summing; kept open, it answers faster."""

    def __init__(self, mirror: Mirror, manifest: Manifest, *, threads: int | None = None) -> None:
        self.manifest = manifest
        self.cells = mirror.cells(manifest)
        self.zones = {zone["id"]: zone for zone in mirror.zones(manifest)}
        self.database = duckdb.connect(config={"threads": threads} if threads else {})
        self.database.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET preserve_insertion_order = false")
        self.database.execute("SET parquet_metadata_cache = true")
        self._paths = [mirror.path(segment.file) for segment in manifest.segments]
        self._by_measure: defaultdict[str, list[int]] = defaultdict(list)
        for number, cell in enumerate(self.cells):
            self._by_measure[cell[1]].append(number)
        self._groupings: dict[Any, tuple[list[Trait], list[list[Scope]], list[int]]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    def sums(
        self, wanted: dict[Scope, set[str]], boundaries: Boundaries, known_at: datetime | None, *, last_day: date
    ) -> Groups:
        """The sums of each scope's measures by bucket, as known at a moment, in one pass."""
        traits, scopes, grouping = self._grouping(wanted)
        result: Groups = defaultdict(list)
        if not self._paths or not traits:
            return result
        rows = self._sum_cells(grouping, boundaries, known_at, last_day)
        buckets: defaultdict[int, list[Bucketed]] = defaultdict(list)
        for group, *sums in rows:
            buckets[group].append(Bucketed(*sums))
        for group, found in buckets.items():
            for scope in scopes[group]:
                result[scope, traits[group].measure].append((traits[group], found))
        return result

    def zone_sums(
        self, measures: Iterable[str], territory: frozenset[str], boundaries: Boundaries, known_at: datetime | None, *, last_day: date
    ) -> dict[tuple[int, str], list[tuple[Cell, list[Bucketed]]]]:
        """The sums of measures in a territory zone by zone."""
        numbers = self._cells_of(measures, territory, scenario="actual")
        result: defaultdict[tuple[int, str], list[tuple[Cell, list[Bucketed]]]] = defaultdict(list)
        if not self._paths or not numbers:
            return result
        sql = (
            f"SELECT zone, cell, {boundaries.sql('effective_on')} b, {self._first_sql(boundaries)} f, sum(amount), sum(usd), "
            f"sum(vnd), sum(count) FROM read_parquet(?) WHERE zone IS NOT NULL AND {_cells_sql(numbers)} "
            f"AND effective_on <= ? AND {_known_sql(known_at)} GROUP BY ALL ORDER BY zone, cell"
        )
        parameters = [self._paths, last_day, *_known_parameters(known_at)]
        grouped: defaultdict[tuple[int, int], list[Bucketed]] = defaultdict(list)
        for zone, cell, *sums in self.database.execute(sql, parameters).fetchall():
            grouped[zone, cell].append(Bucketed(*map(int, sums)))
        for (zone, cell), found in grouped.items():
            result[zone, self.cells[cell][1]].append((self.cells[cell], found))
        return result

    def details(
        self, measures: Iterable[str], territory: frozenset[str], known_at: datetime | None, *, scenario: str, effective: date | None
    ) -> list[DetailRow]:
        """Targets, tariffs or statistics of a territory, each with its own detail and period."""
        numbers = self._cells_of(measures, territory, scenario=scenario)
        if not self._paths or not numbers:
            return []
        until = "" if effective is None else "AND effective_on <= ? "
        sql = (
            "SELECT cell, zone, coalesce(detail, ''), period_start, period_end, sum(amount), sum(usd), sum(vnd), sum(count), "
            f"max(epoch_us(recorded_at)) FROM read_parquet(?) WHERE {_cells_sql(numbers)} {until}AND {_known_sql(known_at)} "
            "GROUP BY cell, zone, detail, period_start, period_end HAVING sum(count) > 0 ORDER BY ALL"
        )
        parameters = [self._paths, *([effective] if effective else []), *_known_parameters(known_at)]
        rows = self.database.execute(sql, parameters).fetchall()
        return [DetailRow(self.cells[row[0]], row[1], *row[2:5], *map(int, row[5:9]), *row[9:]) for row in rows]

    def events(
        self, measures: Iterable[str], scope: Scope, zones: Sequence[int] | None, start: date | None, end: date | None,
        known_at: datetime | None, *, scenario: str = "actual", exact: bool = False, match: str = "",
    ) -> list[int]:  # fmt: skip
        """The ids of the events whose postings make up a sum, in order."""
        numbers = [
            number for number in self._cells_of(measures, scope.territory, scenario=scenario, exact=exact)
            if _matches(self.cells[number], scope, exact=exact)
        ]  # fmt: skip
        if not self._paths or not numbers or (zones is not None and not zones):
            return []
        conditions, parameters = [_cells_sql(numbers), _known_sql(known_at)], [*_known_parameters(known_at)]
        if end is not None:
            conditions.append("effective_on <= ?")
            parameters.append(end)
        if start is not None:
            conditions.append("effective_on - span >= ?")
            parameters.append(start)
        if zones is not None:
            conditions.append(f"zone IN ({', '.join(map(str, zones))})")
        if match:
            conditions.append("starts_with(detail, ?)")
            parameters.append(match)
        sql = f"SELECT DISTINCT event FROM read_parquet(?) WHERE {' AND '.join(conditions)} ORDER BY event"
        return [row[0] for row in self.database.execute(sql, [self._paths, *parameters]).fetchall()]

    def places(self) -> set[str]:
        """Every place that has a posting."""
        return {cell[0] for cell in self.cells}

    def _sum_cells(
        self, grouping: list[int], boundaries: Boundaries, known_at: datetime | None, last_day: date
    ) -> list[tuple[int, ...]]:
        numbers = [number for number, group in enumerate(grouping) if group >= 0]
        table = pa.table({"cell": pa.array(numbers, pa.int32()), "grp": pa.array([grouping[n] for n in numbers], pa.int32())})
        self.database.register("grouping", table)
        sql = (
            "WITH summed AS (SELECT cell, "
            f"{boundaries.sql('effective_on')} b, {self._first_sql(boundaries)} f, sum(amount) amount, sum(usd) usd, sum(vnd) vnd, "
            f"sum(count) n FROM read_parquet(?) WHERE {_cells_sql(numbers)} AND effective_on <= ? AND {_known_sql(known_at)} GROUP BY ALL) "
            "SELECT g.grp, b, f, sum(amount)::HUGEINT, sum(usd)::HUGEINT, sum(vnd)::HUGEINT, sum(n)::BIGINT "
            "FROM summed JOIN grouping g USING (cell) GROUP BY g.grp, b, f"
        )
        try:
            return self.database.execute(sql, [self._paths, last_day, *_known_parameters(known_at)]).fetchall()
        finally:
            self.database.unregister("grouping")

    def _first_sql(self, boundaries: Boundaries) -> str:
        return boundaries.sql("(effective_on - span)")

    def _grouping(self, wanted: dict[Scope, set[str]]) -> tuple[list[Trait], list[list[Scope]], list[int]]:
        """Groups of the cells that the same scopes take in: their traits, their scopes, and each cell's group or -1."""
        key = frozenset((scope, frozenset(measures)) for scope, measures in wanted.items())
        if key not in self._groupings:
            if len(self._groupings) > 64:
                self._groupings.clear()
            self._groupings[key] = self._group_cells(wanted)
        return self._groupings[key]

    def _group_cells(self, wanted: dict[Scope, set[str]]) -> tuple[list[Trait], list[list[Scope]], list[int]]:
        members: defaultdict[int, list[Scope]] = defaultdict(list)
        for scope, measures in wanted.items():
            for number in self._cells_of(measures, scope.territory, scenario="actual"):
                if _matches(self.cells[number], scope):
                    members[number].append(scope)
        groups: dict[tuple[Trait, tuple[Scope, ...]], int] = {}
        grouping = [-1] * len(self.cells)
        for number, scopes in members.items():
            _, measure, *_, status, demo = self.cells[number]
            grouping[number] = groups.setdefault((Trait(measure, status, demo), tuple(scopes)), len(groups))
        return [trait for trait, _ in groups], [list(scopes) for _, scopes in groups], grouping

    def _cells_of(
        self, measures: Iterable[str], territory: frozenset[str], *, scenario: str, exact: bool = False
    ) -> list[int]:
        within: dict[str, bool] = {}
        found = []
        for measure in measures:
            for number in self._by_measure.get(measure, ()):
                place = self.cells[number][0]
                if place not in within:
                    within[place] = place in territory if exact else any(is_within(place, code) for code in territory)
                if within[place] and self.cells[number][5] == scenario:
                    found.append(number)
        return sorted(found)


def _matches(cell: Cell, scope: Scope, *, exact: bool = False) -> bool:
    _, _, kind, origin, *_ = cell
    if exact:
        return kind == scope.kind and origin == scope.origin
    return (scope.kind is None or kind == scope.kind) and (scope.origin is None or origin == scope.origin)


def _cells_sql(numbers: Sequence[int]) -> str:
    """A condition on cells: ranges where they lie together, which is how they were numbered."""
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    if len(ranges) > MOST_RANGES:
        return f"cell BETWEEN {numbers[0]} AND {numbers[-1]} AND cell IN ({', '.join(map(str, numbers))})"
    parts = [f"cell BETWEEN {low} AND {high}" for low, high in ranges]
    return f"cell BETWEEN {numbers[0]} AND {numbers[-1]} AND ({' OR '.join(parts)})"


MOST_RANGES = 40


def _known_sql(known_at: datetime | None) -> str:
    return "true" if known_at is None else "recorded_at <= ?"


def _known_parameters(known_at: datetime | None) -> list[Any]:
    return [] if known_at is None else [known_at]
