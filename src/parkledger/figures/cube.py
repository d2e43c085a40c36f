"""Summing the mirror with DuckDB: one pass for any number of scopes and windows known at one moment.

The dates of all windows cut time into buckets. Cells are gathered into groups of those that the same scopes take in, so
that the sums come back as few rows: group, bucket, and the sums of that bucket.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from parkledger.catalogue import MEASURES
from parkledger.figures.holding import POSTED, SUMMED, Holdings
from parkledger.figures.mirror import VIETNAM, Cell, Manifest, Mirror
from parkledger.places import is_within_any


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
        """An expression that numbers a date's bucket, found in as few comparisons as halving takes."""

        def among(low: int, high: int) -> str:
            if low == high:
                return str(low)
            middle = (low + high) // 2
            cut = self.days[middle].isoformat()
            return f"CASE WHEN {day} < DATE '{cut}' THEN {among(low, middle)} ELSE {among(middle + 1, high)} END"

        return among(0, len(self.days))

    def packed(self, cells: int) -> str:
        """An expression that packs a row's cell and its two buckets into one number: grouping by one is quicker."""
        size = len(self.days) + 1
        wide = "BIGINT" if cells * size * size > 2**31 - 1 else "INTEGER"
        return f"((cell::{wide} * {size} + {self.sql('effective_on')}) * {size} + {self.sql('(effective_on - span)')})"


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
        every = mirror.zones(manifest)
        self.zones = {zone["id"]: zone for zone in every if zone["gone_at"] is None}
        self.gone = {zone["id"]: zone for zone in every if zone["gone_at"] is not None}
        self.database = duckdb.connect(config={"threads": threads} if threads else {})
        self.database.execute(
            "SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET preserve_insertion_order = false"
        )
        self.database.execute("SET parquet_metadata_cache = true")
        self.paths = [mirror.path(segment.file) for segment in manifest.segments]
        self._posted = Holdings(self.database, self.paths, POSTED)
        summed = [mirror.path(segment.summed) for segment in manifest.segments if segment.summed]
        self._summed = Holdings(
            self.database, [*summed, *(mirror.path(part.file) for part in manifest.segments if not part.summed)], SUMMED
        )
        self._by_measure: defaultdict[str, list[int]] = defaultdict(list)
        for number, cell in enumerate(self.cells):
            self._by_measure[cell[1]].append(number)
        self._cells_asked: dict[tuple[frozenset[str], frozenset[str], str, bool], list[int]] = {}
        self._groupings: dict[Any, tuple[list[Trait], list[list[Scope]], list[int]]] = {}
        self.filed_details: dict[Any, dict[str, dict[str, list[tuple[int, DetailRow]]]]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    def zone(self, zone: int) -> dict[str, Any]:
        """A zone that stands, or stood once."""
        return self.zones.get(zone) or self.gone[zone]

    def zones_known(self, known_at: datetime | None) -> dict[int, dict[str, Any]]:
        """The zones that stand, with those that were withdrawn only after a moment."""
        if known_at is None or not self.gone:
            return self.zones
        return self.zones | {number: zone for number, zone in self.gone.items() if zone["gone_at"] > known_at}

    def sums(
        self, wanted: dict[Scope, set[str]], boundaries: Boundaries, known_at: datetime | None, *, last_day: date
    ) -> Groups:
        """The sums of each scope's measures by bucket, as known at a moment, in one pass."""
        traits, scopes, grouping = self._grouping(wanted)
        result: Groups = defaultdict(list)
        if not self.paths or not traits:
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
        self,
        measures: Iterable[str],
        territory: frozenset[str],
        boundaries: Boundaries,
        known_at: datetime | None,
        *,
        last_day: date,
    ) -> dict[tuple[int, str], list[tuple[Cell, list[Bucketed]]]]:
        """The sums of measures in a territory zone by zone."""
        numbers = self._cells_of(measures, territory, scenario="actual")
        result: defaultdict[tuple[int, str], list[tuple[Cell, list[Bucketed]]]] = defaultdict(list)
        if not self.paths or not numbers:
            return result
        source, paths = self._posted.source(_around_sql(numbers))
        sums_money = any(MEASURES[self.cells[number][1]].unit == "money" for number in numbers)
        sql = (
            f"SELECT zone, {boundaries.packed(len(self.cells))} AS packed, sum(amount), {_money_sql(sums_money)}, sum(count) "
            f"FROM {source} AND zone IS NOT NULL AND effective_on <= ? "
            f"AND {known_sql(known_at)} GROUP BY zone, packed ORDER BY zone, packed"
        )
        parameters = [*paths, last_day, *known_parameters(known_at)]
        grouped: defaultdict[tuple[int, int], list[Bucketed]] = defaultdict(list)
        size, wanted = len(boundaries.days) + 1, set(numbers)
        for zone, packed, amount, usd, vnd, count in self.database.execute(sql, parameters).fetchall():
            rest, first = divmod(packed, size)
            cell, bucket = divmod(rest, size)
            if cell in wanted:
                grouped[zone, cell].append(Bucketed(bucket, first, amount, usd, vnd, count))
        for (zone, cell), found in grouped.items():
            result[zone, self.cells[cell][1]].append((self.cells[cell], found))
        return result

    def details(
        self,
        measures: Iterable[str],
        territory: frozenset[str],
        known_at: datetime | None,
        *,
        scenario: str,
        effective: date | None,
    ) -> list[DetailRow]:
        """Targets, tariffs or statistics of a territory, each with its own detail and period."""
        numbers = self._cells_of(measures, territory, scenario=scenario)
        if not self.paths or not numbers:
            return []
        source, paths = self._posted.source(_around_sql(numbers))
        until = "" if effective is None else "AND effective_on <= ? "
        sql = (
            "SELECT cell, zone, coalesce(detail, ''), period_start, period_end, sum(amount), sum(usd), sum(vnd), sum(count), "
            f"max(epoch_us(recorded_at)) FROM {source} {until}AND {known_sql(known_at)} "
            "GROUP BY cell, zone, detail, period_start, period_end HAVING sum(count) > 0 ORDER BY ALL"
        )
        parameters = [*paths, *([effective] if effective else []), *known_parameters(known_at)]
        rows, wanted = self.database.execute(sql, parameters).fetchall(), set(numbers)
        return [DetailRow(self.cells[row[0]], *row[1:]) for row in rows if row[0] in wanted]

    def cells_within(self, measures: Iterable[str], scope: Scope, *, scenario: str, exact: bool) -> list[int]:
        """The cells of measures that a scope takes in; where `exact`, only those of its own place, kind and origin."""
        found = self._cells_of(measures, scope.territory, scenario=scenario, exact=exact)
        return [number for number in found if _matches(self.cells[number], scope, exact=exact)]

    def events_sql(self, conditions: Sequence[tuple[str, Sequence[object]]]) -> tuple[str, list[object]]:
        """SQL for FROM, with its parameters: the events that have a posting meeting one of the conditions, each once."""
        select = "SELECT DISTINCT event FROM read_parquet(?) WHERE {}"
        parts = [select.format(condition) for condition, _ in conditions]
        parameters = [each for _, given in conditions for each in (self.paths, *given)]
        return f"({' UNION '.join(parts)})", parameters

    def places(self) -> set[str]:
        """Every place that has a posting."""
        return {cell[0] for cell in self.cells}

    def _sum_cells(
        self, grouping: list[int], boundaries: Boundaries, known_at: datetime | None, last_day: date
    ) -> list[tuple[int, ...]]:
        numbers = [number for number, group in enumerate(grouping) if group >= 0]
        table = pa.table(
            {"cell": pa.array(numbers, pa.int32()), "grp": pa.array([grouping[n] for n in numbers], pa.int32())}
        )
        self.database.register("grouping", table)
        source, parameters = self._known(_around_sql(numbers), known_at)
        size = len(boundaries.days) + 1
        sql = (
            f"WITH summed AS (SELECT {boundaries.packed(len(self.cells))} AS packed, sum(amount) amount, sum(usd) usd, sum(vnd) vnd, "
            f"sum(count) n FROM {source} AND effective_on <= ? "
            "GROUP BY packed) "
            f"SELECT g.grp, packed // {size} % {size} b, packed % {size} f, sum(amount)::HUGEINT, sum(usd)::HUGEINT, "
            "sum(vnd)::HUGEINT, sum(n)::BIGINT "
            f"FROM summed JOIN grouping g ON g.cell = packed // {size * size} GROUP BY g.grp, b, f"
        )
        try:
            return list(self.database.execute(sql, [*parameters, last_day]).fetchall())
        finally:
            self.database.unregister("grouping")

    def _known(self, condition: str, known_at: datetime | None) -> tuple[str, list[Any]]:
        """What was known of some cells at a moment: summed by day, but for the postings of the moment's own day."""
        source, parameters = self._summed.source(condition)
        if known_at is None or _day_ended(known_at):
            return f"{source} AND {known_sql(known_at)}", [*parameters, *known_parameters(known_at)]
        day = (known_at.astimezone(UTC) + VIETNAM).date()
        posted, paths = self._posted.source(condition)
        both = (
            f"(SELECT {SUMMED} FROM {source} AND recorded_on < ? "
            f"UNION ALL SELECT {SUMMED} FROM {posted} AND recorded_on = ? AND recorded_at <= ?) WHERE true"
        )
        return both, [*parameters, day, *paths, day, known_at]

    def _grouping(self, wanted: dict[Scope, set[str]]) -> tuple[list[Trait], list[list[Scope]], list[int]]:
        """Groups of the cells that the same scopes take in: their traits, their scopes, and each cell's group or -1."""
        key = frozenset((scope, frozenset(measures)) for scope, measures in wanted.items())
        if key not in self._groupings:
            if len(self._groupings) > MOST_REMEMBERED:
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
        asked = (frozenset(measures), territory, scenario, exact)
        if asked not in self._cells_asked:
            if len(self._cells_asked) > MOST_REMEMBERED:
                self._cells_asked.clear()
            self._cells_asked[asked] = self._find_cells(*asked)
        return self._cells_asked[asked]

    def _find_cells(self, measures: frozenset[str], territory: frozenset[str], scenario: str, exact: bool) -> list[int]:
        found = []
        for measure in measures:
            for number in self._by_measure.get(measure, ()):
                place = self.cells[number][0]
                inside = place in territory if exact else lies_in(place, territory)
                if inside and self.cells[number][5] == scenario:
                    found.append(number)
        return sorted(found)


MOST_REMEMBERED = 64
"""Requests whose cells are remembered."""


@lru_cache(maxsize=65_536)
def lies_in(place: str, territory: frozenset[str]) -> bool:
    """Whether a posting's place lies in a territory."""
    return is_within_any(place, territory)


def _matches(cell: Cell, scope: Scope, *, exact: bool = False) -> bool:
    _, _, kind, origin, *_ = cell
    if exact:
        return kind == scope.kind and origin == scope.origin
    return (scope.kind is None or kind == scope.kind) and (scope.origin is None or origin == scope.origin)


def cells_sql(numbers: Sequence[int]) -> str:
    """A condition on exactly these cells."""
    ranges = _ranges(numbers)
    if len(ranges) > MOST_RANGES:
        return f"cell BETWEEN {numbers[0]} AND {numbers[-1]} AND cell IN ({', '.join(map(str, numbers))})"
    return _ranges_sql(ranges)


def _around_sql(numbers: Sequence[int]) -> str:
    """A condition that takes in these cells and few others: the widest gaps are left out, the rest is not worth asking."""
    ranges = _ranges(numbers)
    gaps = sorted((after[0] - before[1] for before, after in pairwise(ranges)), reverse=True)
    least = max(gaps[MOST_AROUND - 1] if len(gaps) >= MOST_AROUND else 2, (numbers[-1] - numbers[0]) // 16)
    merged = [ranges[0]]
    for low, high in ranges[1:]:
        if low - merged[-1][1] > least:
            merged.append((low, high))
        else:
            merged[-1] = (merged[-1][0], high)
    return _ranges_sql(merged)


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


MOST_RANGES = 40
MOST_AROUND = 6


def _money_sql(summed: bool) -> str:
    """The sums in both currencies; nought where no measure is money, since none is stored."""
    return "sum(usd), sum(vnd)" if summed else "0, 0"


def known_sql(known_at: datetime | None) -> str:
    """What was known at a moment; at the end of a day in Vietnam by the day, which is quicker to read."""
    if known_at is None:
        return "true"
    return "recorded_at <= ?" if _day_ended(known_at) is None else "recorded_on <= ?"


def known_parameters(known_at: datetime | None) -> list[Any]:
    """What `known_sql` asks for."""
    if known_at is None:
        return []
    return [_day_ended(known_at) or known_at]


def _day_ended(known_at: datetime) -> date | None:
    """The day in Vietnam of which this is the last microsecond; None for any other moment."""
    here = known_at.astimezone(UTC) + VIETNAM
    return here.date() if here.time() == time.max else None
