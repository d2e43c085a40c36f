"""Summing the mirror with DuckDB: one pass for any number of scopes and windows known at one moment.

The dates of all windows cut time into buckets. Cells are gathered into groups of those that the same scopes take in, so
that the sums come back as few rows: group, bucket, and the sums of that bucket.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import add, itemgetter
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from parkledger.catalogue import MEASURES, Scenario, Status
from parkledger.figures.engine.cells import (
    MOST_REMEMBERED,
    About,
    Cells,
    Grouping,
    Scope,
    Trait,
    around,
    matches,
    spanning,
    trait_of,
)
from parkledger.figures.engine.table_cache import CLAIMED, POSTED, STANDING, SUMMED, Holdings, Store
from parkledger.figures.engine.zone_reports import ReportGroup, Stretches, one_a_zone
from parkledger.figures.mirror.files import Cell, Manifest, Mirror
from parkledger.figures.mirror.rollups import COUNTRY
from parkledger.language import Period, day_of, ended_day
from parkledger.places import COUNTRY_CODE, province_or_whole


class Bucketed(NamedTuple):
    """A sum: its bucket by effective date, its bucket by the first day of its period, and what it comes to."""

    bucket: int
    first: int
    amount: int
    usd: int
    vnd: int
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used


class BucketRange(NamedTuple):
    """A bucket range: rows up to bucket `until`, and for flows those whose period begins from bucket `since`."""

    since: int
    until: int


Recordings = dict[tuple[int | None, date], tuple[int, int]]
"""When something was first recorded of each zone and day, in microseconds since 1970, and how often it stands."""
Groups = dict[tuple[Scope, str], list[tuple[Trait, list[Bucketed]]]]


class Boundaries:
    """The days at which buckets begin, for all windows of a request."""

    def __init__(self, days: Iterable[date]) -> None:
        self.days = sorted(set(days))
        self._place = {day: place for place, day in enumerate(self.days)}

    def window(self, start: date | None, after: date) -> BucketRange:
        """The buckets of a period from `start` (None: since ever) up to the day before `after`."""
        return BucketRange(0 if start is None else self._place[start] + 1, self._place[after])

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

    def unpacked(self, number: int) -> tuple[int, int, int]:
        """The cell and the two buckets that were packed into a number."""
        rest, first = divmod(number, len(self.days) + 1)
        return (*divmod(rest, len(self.days) + 1), first)


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


class FlowRecording(NamedTuple):
    """What was recorded on a day of a flow of a zone (or of none) over a period: a report, or what took one back.

    `amount` is in smallest units, `count` how many postings it is of: below nought where they were taken back.
    """

    zone: int | None
    period: Period
    recorded_on: date
    is_estimate: bool
    amount: int
    usd: int
    vnd: int
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used


class ZoneBalance(NamedTuple):
    """What a zone held of a measure at the end of each day asked: `amounts`, and in `counts` how many postings made them.

    There is one for each kind of the postings, and for demonstration data and others.
    """

    zone: int
    measure: str
    kind: str | None
    demo: bool
    amounts: tuple[int, ...]
    counts: tuple[int, ...]


class ScopedReport(NamedTuple):
    """What one book posted of a measure for a zone, or for a place as a whole, over days: reports less what was taken back.

    Where a level lapses, `first` is the day after `on`. Amounts are in smallest units, `count` is of postings.
    """

    trait: Trait
    place: str
    kind: str | None
    origin: str | None
    zone: int | None
    book: int
    first: date
    on: date
    amount: int
    usd: int
    vnd: int
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used


class _SumRequest(NamedTuple):
    """What sums are asked for: each scope's measures, by bucket, as known at a moment, of what is dated by the last day."""

    wanted: dict[Scope, set[str]]
    boundaries: Boundaries
    known_at: datetime | None
    last_day: date


_Alike = tuple[str, tuple[Scope, ...]]
"""A measure with the scopes that take in the same cells of it."""
_Numbered = tuple[tuple[int, ...], tuple[int, ...]]
"""Some cells, ascending, and the number of the measure and scopes of each."""
_ReportCount = tuple[int, date, date, int]
"""How often the period from one day to another was reported on of a numbered measure and scopes."""
_Known = Callable[[str, datetime | None], tuple[str, list[Any]]]
"""Where to read what was known of some cells at a moment: SQL for FROM and WHERE, and its parameters."""


def _paths(mirror: Mirror, files: Iterable[str]) -> list[str]:
    """Where files of a mirror lie; a segment without one of its kind has no name for it."""
    return [mirror.path(file) for file in files if file]


class Cube:
    """One mirror, opened for summing; kept open, it answers faster, and so does the one opened after it."""

    def __init__(
        self, mirror: Mirror, manifest: Manifest, *, threads: int | None = None, after: "Cube | None" = None
    ) -> None:
        self.manifest = manifest
        self.numbered = Cells(mirror.cells(manifest))
        self.cells = self.numbered.all
        every = mirror.zones(manifest)
        self.zones = {zone["id"]: zone for zone in every if zone["gone_at"] is None}
        self.gone = {zone["id"]: zone for zone in every if zone["gone_at"] is not None}
        self.store: Store = after.store if after else Store(threads)
        self.database = self.store.connected()
        base = [part for part in manifest.segments if part.summed]
        posted = _paths(mirror, (part.file for part in base))
        added = _paths(mirror, (part.file for part in manifest.segments if not part.summed))
        self.based = Holdings(self.store, [posted], POSTED)
        self.added = Holdings(self.store, [added], POSTED)
        self.posted = Holdings(self.store, [posted, added], POSTED)
        self.claimed = Holdings(self.store, [posted, added], CLAIMED)
        summed = _paths(mirror, (part.summed for part in base))
        self.summed = Holdings(self.store, [summed, added], SUMMED)
        self.based_sums = Holdings(self.store, [summed], SUMMED)
        rolled = [part for part in base if part.rolled]
        self.rolled = Holdings(self.store, [_paths(mirror, (part.rolled for part in rolled))], SUMMED)
        self.rolled_cells = Cells(mirror.rolled_cells(rolled[0]) if rolled else [])
        self.standing = Holdings(self.store, [_paths(mirror, (part.standing for part in base))], STANDING)
        self.paths = _paths(mirror, (segment.file for segment in manifest.segments))
        self.filed_details: dict[Any, dict[date | None, dict[str, dict[str, list[tuple[int, DetailRow]]]]]] = {}
        self._estimated: dict[tuple[tuple[int, ...], date, datetime | None], list[int]] = {}

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    def zone(self, zone: int) -> dict[str, Any]:
        """A zone that stands, or stood once."""
        return self.zones.get(zone) or self.gone[zone]

    def whereabouts(self, zone: int) -> tuple[str, str]:
        """The place and the kind of a zone; of one that is only supposed nothing is known."""
        found = self.zones.get(zone) or self.gone.get(zone) or {}
        return found.get("place", COUNTRY_CODE), found.get("kind", "")

    def zones_known(self, known_at: datetime | None) -> dict[int, dict[str, Any]]:
        """The zones that stand, with those that were withdrawn only after a moment."""
        if known_at is None or not self.gone:
            return self.zones
        return self.zones | {number: zone for number, zone in self.gone.items() if zone["gone_at"] > known_at}

    def sums(
        self, wanted: dict[Scope, set[str]], boundaries: Boundaries, known_at: datetime | None, *, last_day: date
    ) -> Groups:
        """The sums of each scope's measures by bucket, as known at a moment.

        Scopes that are all of the whole country are answered from what is summed over it; what was added since, and what
        was recorded on the very day of a moment, comes from its postings.
        """
        result: Groups = defaultdict(list)
        asked = _SumRequest(wanted, boundaries, known_at, last_day)
        with self.store.lock:
            for cells, known in self._parts_of(wanted):
                self._add(result, asked, cells, known)
        return result

    def zone_sums(
        self,
        measures: Iterable[str],
        territory: frozenset[str],
        boundaries: Boundaries,
        known_at: datetime | None,
        *,
        last_day: date,
    ) -> dict[tuple[int, str], list[tuple[Trait, Scope, list[Bucketed]]]]:
        """The sums of measures in a territory zone by zone, each with what its postings have in common and where they lie."""
        numbers = self.numbered.of(measures, territory, scenario="actual")
        result: defaultdict[tuple[int, str], list[tuple[Trait, Scope, list[Bucketed]]]] = defaultdict(list)
        if not self.paths or not numbers:
            return result
        sums_money = any(MEASURES[self.cells[number][1]].unit == "money" for number in numbers)
        columns = _integers(["amount", "usd", "vnd"] if sums_money else ["amount"])
        with self._grouped(numbers, numbers):
            source, given = self.posted.source(spanning(numbers))
            sql = (
                f"SELECT zone, {boundaries.packed(len(self.cells))} AS packed, sum(count)::BIGINT, {columns} "
                f"FROM (SELECT * FROM {source} AND zone IS NOT NULL AND effective_on <= ? AND {known_sql(known_at)}) "
                "JOIN grouping USING (cell) GROUP BY zone, packed ORDER BY zone, packed"
            )
            rows = self.summed_rows(sql, [*given, last_day, *known_parameters(known_at)])
        none = () if sums_money else (0, 0)
        unpacked = {packed: boundaries.unpacked(packed) for packed in {row[1] for row in rows}}
        before, found = (0, -1), list[Bucketed]()
        for zone, packed, count, *sums in rows:
            cell, bucket, first = unpacked[packed]
            if (zone, cell) != before:
                before, found = (zone, cell), []
                trait, scope = self.numbered.about(cell)
                result[zone, trait.measure].append((trait, scope, found))
            found.append(Bucketed._make((bucket, first, *sums, *none, count)))
        return result

    def zone_balances(
        self, measures: Iterable[str], territory: frozenset[str], days: Sequence[date], known_at: datetime | None
    ) -> list[ZoneBalance]:
        """What the zones of a territory held of measures at the end of each of some days."""
        numbers = self.numbered.of(measures, territory, scenario="actual")
        if not self.paths or not numbers:
            return []
        alike: dict[tuple[str, str | None, bool], int] = {}
        groups = []
        for number in numbers:
            _, measure, kind, *_, demo = self.cells[number]
            groups.append(alike.setdefault((measure, kind, demo), len(alike)))
        columns = (
            "coalesce(sum(amount) FILTER (effective_on <= ?), 0)::BIGINT, "
            "coalesce(sum(count) FILTER (effective_on <= ?), 0)::BIGINT"
        )
        with self._grouped(numbers, groups):
            source, given = self.posted.source(around(numbers))
            sql = (
                f"SELECT g.grp, zone, {', '.join(columns for _ in days)} FROM (SELECT * FROM {source} AND zone IS NOT NULL "
                f"AND effective_on <= ? AND {known_sql(known_at)}) p JOIN grouping g ON g.cell = p.cell GROUP BY g.grp, zone"
            )
            on = [day for day in days for _ in range(2)]
            rows = self.summed_rows(sql, [*on, *given, max(days), *known_parameters(known_at)])
        traits = list(alike)
        return [ZoneBalance._make((row[1], *traits[row[0]], row[2::2], row[3::2])) for row in rows]

    @contextmanager
    def _grouped(self, numbers: Sequence[int], groups: Sequence[int]) -> Iterator[None]:
        """With a table `grouping` that says of some cells which group each is in; nobody else asks meanwhile."""
        with self.store.lock:
            self.database.register(
                "grouping", pa.table({"cell": pa.array(numbers, pa.int32()), "grp": pa.array(groups, pa.int32())})
            )
            try:
                yield
            finally:
                self.database.unregister("grouping")

    def report_periods(
        self, wanted: dict[Scope, set[str]], known_at: datetime | None
    ) -> dict[tuple[Scope, str], tuple[Period, ...]]:
        """The periods that reports of each scope's measures are about, as known at a moment; those taken back left out."""
        told: dict[_Alike, int] = {}
        with self.store.lock:
            is_rolled = self._is_rolled(wanted)
            based, cells = (self.rolled, self.rolled_cells) if is_rolled else (self.based_sums, self.numbered)
            rows = self._reports_based(_numbered(cells.grouped(wanted), told), based, known_at)
            rows += self._reports_lately(_numbered(self.numbered.grouped(wanted), told), known_at)
        counts: dict[tuple[int, date, date], int] = {}
        for number, first, last, count in rows:
            counts[number, first, last] = counts.get((number, first, last), 0) + count
        periods: list[list[tuple[date, date]]] = [[] for _ in told]
        for (number, first, last), count in counts.items():
            if count > 0:
                periods[number].append((first, last))
        found: defaultdict[tuple[Scope, str], set[tuple[date, date]]] = defaultdict(set)
        for (measure, scopes), some in zip(told, periods, strict=True):
            for scope in scopes:
                found[scope, measure].update(some)
        every = {days: Period(*days) for days in set().union(*found.values())}
        return {key: tuple(every[days] for days in sorted(some)) for key, some in found.items()}

    def _reports_based(self, among: _Numbered, based: Holdings, known_at: datetime | None) -> list[_ReportCount]:
        """How often each period was reported on in what is summed by day, less what was taken back, before a moment's own day.

        A report is taken back in the very cell that it was made in, so that none makes up for one of another cell. What
        is asked for again is held by day of recording, so that it is quick for any moment.
        """
        cells, numbers = among
        if not based or not cells:
            return []
        files, condition = based.files[0], around(cells)
        query = (
            "SELECT g.grp AS grp, effective_on - span AS first, effective_on AS last, recorded_on, sum(count)::BIGINT AS n "
            f"FROM (SELECT * FROM read_parquet(?) WHERE {condition}) p JOIN grouping g ON g.cell = p.cell "
            "GROUP BY ALL HAVING n <> 0"
        )
        given: list[object] = [list(files.paths)]
        with self._grouped(cells, numbers):
            held = self.store.table((files, "reports", among), query, given, lambda: self.database)
            before, moment = _before_own_day(known_at)
            sql = f"SELECT grp, first, last, sum(n)::BIGINT FROM {held or f'({query})'} WHERE {before} GROUP BY ALL"
            return list(self.database.execute(sql, [*([] if held else given), *moment]).fetchall())

    def _reports_lately(self, among: _Numbered, known_at: datetime | None) -> list[_ReportCount]:
        """How often each period was reported on, less what was taken back, in what `_reports_based` does not read."""
        cells, numbers = among
        source, parameters = self._lately_known(around(cells), known_at) if cells else ("", [])
        if not source:
            return []
        sql = (
            "SELECT g.grp, effective_on - span AS first, effective_on, sum(count)::BIGINT AS n "
            f"FROM (SELECT * FROM {source}) p JOIN grouping g ON g.cell = p.cell GROUP BY ALL HAVING n <> 0"
        )
        with self._grouped(cells, numbers):
            return list(self.database.execute(sql, parameters).fetchall())

    def _parts_of(self, wanted: Iterable[Scope]) -> list[tuple[Cells, _Known]]:
        """Where what is asked of some scopes is read: of the whole country what is summed over it, and what was added since."""
        if self._is_rolled(wanted):
            return [(self.rolled_cells, self._rolled_known), (self.numbered, self._lately_known)]
        return [(self.numbered, self._known)]

    def _is_rolled(self, wanted: Iterable[Scope]) -> bool:
        """Whether what is asked of some scopes is read in what is summed over the country."""
        return bool(self.rolled) and all(scope.territory == COUNTRY for scope in wanted)

    def reports_by_zone(
        self, wanted: dict[Scope, set[str]], known_at: datetime | None, since: date, until: date
    ) -> dict[tuple[Scope, str], list[ReportGroup]]:
        """Which periods the zones of each scope have reported of each measure, as known at a moment; those taken back left out.

        Of reports that ended before `since`, only the last day of the latest is told. Zones with the same reports are one
        group, whatever they reported as estimates, by origin or in a currency.
        """
        grouping = self.numbered.grouped(wanted)
        if not self.paths or not grouping.cells:
            return {}
        alike, groups = grouping.alike
        with self._grouped(grouping.cells, groups):
            source, given = self.posted.source(grouping.condition)
            parameters = [since, *given, until, *known_parameters(known_at)]
            rows = self.database.execute(_reports_sql(source, known_at), parameters).fetchall()
        found: defaultdict[tuple[Scope, str], list[ReportGroup]] = defaultdict(list)
        for group, cell, reports, zones in rows:
            measure, scopes = alike[group]
            place, kind = ("", None) if cell is None else (self.cells[cell][0], self.cells[cell][2])
            told = ReportGroup(frozenset(zones), _unpacked(reports), place, kind)
            for scope in scopes:
                found[scope, measure].append(told)
        return {key: one_a_zone(groups) for key, groups in found.items()}

    def flow_recordings(self, measures: Iterable[str], scope: Scope) -> list[FlowRecording]:
        """All that was ever recorded of flows in a scope, by zone, period and day of recording, the first recorded first."""
        numbers = self.cells_within(measures, scope, scenario="actual", exact=False)
        if not self.paths or not numbers:
            return []
        sql = (
            "SELECT cell, zone, effective_on, span, recorded_on, sum(amount)::HUGEINT, sum(usd)::HUGEINT, "
            "sum(vnd)::HUGEINT, sum(count)::BIGINT FROM {} GROUP BY ALL ORDER BY recorded_on, effective_on, cell, zone"
        )
        rows, among = self._ask(sql, self.posted, numbers, []), set(numbers)
        return [
            FlowRecording(
                zone, Period(last - timedelta(days=span), last), day, self.cells[cell][6] == Status.ESTIMATE, *sums
            )
            for cell, zone, last, span, day, *sums in rows
            if cell in among
        ]

    def books_in_whole(self, measure: str) -> frozenset[tuple[str, int]]:
        """The places that were ever reported as a whole of a measure, each with the id of the book that reported it."""
        numbers = self.numbered.of([measure], COUNTRY, scenario="actual")
        if not self.paths or not numbers:
            return frozenset()
        among, found, known = set(numbers), set[tuple[str, int]](), self.store.books_in_whole
        with self.store.lock:
            parts = list(self.posted.parts(around(numbers)))
            for gone in {key for key in known if key[0] not in {files for files, *_ in parts}}:
                del known[gone]  # of files that were added to since
            for files, source, given in parts:
                if (files, measure) not in known:
                    sql = f"SELECT DISTINCT cell, event >> 32 FROM {source} AND zone IS NULL"
                    rows = self.database.execute(sql, given).fetchall()
                    known[files, measure] = frozenset(
                        (self.cells[cell][0], book) for cell, book in rows if cell in among
                    )
                found |= known[files, measure]
        return frozenset(found)

    def scoped_reports(self, scope: Scope, measure: str, known_at: datetime | None) -> list[ScopedReport]:
        """What was posted of a measure in a scope, by book, zone and day."""
        numbers = self.cells_within([measure], scope, scenario="actual", exact=False)
        if not self.paths or not numbers:
            return []
        sql = (
            "SELECT cell, zone, event >> 32 AS book, effective_on, span, sum(amount)::HUGEINT, sum(usd)::HUGEINT, "
            f"sum(vnd)::HUGEINT, sum(count)::BIGINT FROM {{}} AND {known_sql(known_at)} GROUP BY ALL"
        )
        rows, among = self._ask(sql, self.posted, numbers, known_parameters(known_at)), set(numbers)
        found = []
        for cell, zone, book, on, span, *sums in rows:
            if cell in among:
                place, _, kind, origin, *_ = self.cells[cell]
                amount, usd, vnd, count = sums
                found.append(
                    ScopedReport(
                        trait_of(self.cells[cell]),
                        place,
                        kind,
                        origin,
                        zone=zone,
                        book=book,
                        first=on - timedelta(days=span),
                        on=on,
                        amount=amount,
                        usd=usd,
                        vnd=vnd,
                        count=count,
                    )
                )
        return found

    def with_estimates(self, numbers: Sequence[int], until: date, known_at: datetime | None) -> list[int]:
        """Those of some cells of estimates in which a report of a level dated by a day was not taken back, as known at a moment."""
        if not self.paths or not numbers:
            return []
        key = (tuple(numbers), until, known_at)
        found = self._estimated.get(key)
        if found is None:
            found = self._with_estimates(*key)
            if len(self._estimated) > MOST_REMEMBERED:
                self._estimated.clear()
            self._estimated[key] = found
        return found

    def _with_estimates(self, numbers: Sequence[int], until: date, known_at: datetime | None) -> list[int]:
        with self.store.lock:
            source, parameters = self._known(around(numbers), known_at)
            sql = (
                f"SELECT DISTINCT cell FROM (SELECT cell, effective_on FROM {source} AND span >= 0 AND effective_on <= ? "
                "GROUP BY ALL HAVING sum(count) > 0)"
            )
            rows = self.database.execute(sql, [*parameters, until]).fetchall()
        return sorted({cell for (cell,) in rows} & set(numbers))

    def reports_by_cell(
        self, numbers: Sequence[int], within: Period, known_at: datetime | None
    ) -> dict[tuple[int, date, date], int]:
        """How often each period within one was reported on in each of some cells, less what was taken back."""
        sql = (
            "SELECT cell, effective_on - span AS first, effective_on, sum(count)::BIGINT FROM {} "
            "AND effective_on <= ? AND effective_on - span >= ? GROUP BY ALL"
        )
        rows = self._ask_by_cell(sql, numbers, known_at, [within.end, within.start])
        return {(cell, first, last): count for cell, first, last, count in rows}

    def amounts_by_cell(self, numbers: Sequence[int], until: date, known_at: datetime | None) -> dict[int, int]:
        """What each of some cells comes to at the end of a day, as known at a moment."""
        sql = "SELECT cell, sum(amount)::HUGEINT FROM {} AND effective_on <= ? GROUP BY cell"
        return dict(self._ask_by_cell(sql, numbers, known_at, [until]))

    def _ask_by_cell(
        self, sql: str, numbers: Sequence[int], known_at: datetime | None, parameters: Sequence[object]
    ) -> list[tuple[Any, ...]]:
        """The rows of a query of what is summed by place whose {} stands for where some cells are read; each begins with its cell."""
        if not self.paths or not numbers:
            return []
        with self.store.lock:
            source, given = self._known(around(numbers), known_at)
            rows = self.database.execute(sql.format(source), [*given, *parameters]).fetchall()
        among = set(numbers)
        return [row for row in rows if row[0] in among]

    def report_periods_of_zone(
        self, zone: int, measure: str, scope: Scope, known_at: datetime | None
    ) -> tuple[Period, ...]:
        """The periods that a zone's reports of a measure are about."""
        numbers = self.cells_within([measure], scope, scenario="actual", exact=False)
        if not self.paths or not numbers:
            return ()
        sql = (
            f"SELECT cell, effective_on, span FROM {{}} AND zone = ? AND {known_sql(known_at)} "
            "GROUP BY ALL HAVING sum(count) > 0"
        )
        rows, among = self._ask(sql, self.posted, numbers, [zone, *known_parameters(known_at)]), set(numbers)
        return tuple(sorted({Period(last - timedelta(days=span), last) for cell, last, span in rows if cell in among}))

    def last_day(self, measures: Iterable[str], scope: Scope, known_at: datetime | None) -> date | None:
        """The last day of which anything of some measures was known at a moment in a scope."""
        numbers = self.cells_within(measures, scope, scenario="actual", exact=False)
        if not self.paths or not numbers:
            return None
        sql = f"SELECT cell, max(effective_on) FROM {{}} AND {known_sql(known_at)} GROUP BY cell"
        rows, among = self._ask(sql, self.posted, numbers, known_parameters(known_at)), set(numbers)
        return max((last for cell, last in rows if cell in among), default=None)

    def recordings(self, measure: str) -> dict[tuple[str, str | None], Recordings]:
        """What is recorded of a measure, at no moment, so that it need not be asked for each: by province and kind of zones.

        What was taken back on its own day, as a mistake, does not count.
        """
        numbers = self.cells_within([measure], Scope(COUNTRY, None, None), scenario="actual", exact=False)
        if not self.paths or not numbers:
            return {}
        sql = (
            "SELECT cell, zone, effective_on, epoch_us(min(recorded_at)), sum(count) FROM {} "
            "GROUP BY cell, zone, effective_on HAVING sum(count) > 0"
        )
        found: defaultdict[tuple[str, str | None], Recordings] = defaultdict(dict)
        for cell, zone, day, moment, count in self._ask(sql, self.posted, numbers, []):
            place, of, kind, *_ = self.cells[cell]
            if of == measure:
                own = found[province_or_whole(place), kind]
                before, already = own.get((zone, day), (moment, 0))
                own[zone, day] = (min(before, moment), already + int(count))
        return dict(found)

    def details(
        self,
        measures: Iterable[str],
        territory: frozenset[str],
        known_at: datetime | None,
        *,
        scenario: str,
        days: Sequence[date | None],
        exact: frozenset[About] | None = None,
    ) -> dict[date | None, list[DetailRow]]:
        """Targets, tariffs or statistics of a territory, with detail and period; or (exact) of its places themselves, those that
        are set for some kinds of zones and origins.

        For each of some days what was set or told by then; for no day all. Targets are those of periods that may hold one of
        the days.
        """
        found: dict[date | None, list[DetailRow]] = {day: [] for day in days}
        numbers = self.numbered.of(measures, territory, scenario=scenario, exact=exact is not None)
        if exact is not None:
            numbers = [number for number in numbers if self.cells[number][2:4] in exact]
        if not self.paths or not numbers:
            return found
        sql = (
            "SELECT cell, zone, coalesce(detail, '') AS detail, period_start, period_end, effective_on, "
            f"{_integers(['amount', 'usd', 'vnd', 'count'])}, max(epoch_us(recorded_at)) "
            f"FROM {{}} AND {known_sql(known_at)} AND {{}} GROUP BY ALL ORDER BY ALL"
        )
        in_time, dates = _within_time(scenario, days)
        with self.store.lock:
            source, given = self.posted.source(around(numbers))
            rows = self.summed_rows(sql.format(source, in_time), [*given, *known_parameters(known_at), *dates])
        wanted = set(numbers)
        for (cell, *_), some in groupby(rows, key=itemgetter(0, 1, 2, 3, 4)):
            if cell in wanted:
                for day, row in _standing_on(found, self.cells[cell], some):
                    found[day].append(row)
        return found

    def cells_within(self, measures: Iterable[str], scope: Scope, *, scenario: str, exact: bool) -> list[int]:
        """The cells of measures that a scope takes in; where `exact`, only those of its own place, kind and origin."""
        found = self.numbered.of(measures, scope.territory, scenario=scenario, exact=exact)
        return [number for number in found if matches(self.cells[number], scope, exact=exact)]

    def events_sql(self, conditions: Sequence[tuple[str, Sequence[object]]]) -> tuple[str, list[object]]:
        """SQL for FROM, with its parameters: the events that have a posting meeting one of the conditions, each once, and when
        each was recorded."""
        select = "SELECT DISTINCT event, recorded_at FROM read_parquet(?) WHERE {}"
        parts = [select.format(condition) for condition, _ in conditions]
        parameters = [each for _, given in conditions for each in (self.paths, *given)]
        return f"({' UNION '.join(parts)})", parameters

    def places(self) -> frozenset[str]:
        """Every place that has a posting."""
        return self.numbered.places

    def _ask(self, sql: str, holdings: Holdings, numbers: list[int], parameters: list[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query whose {} stands for where some cells are read."""
        with self.store.lock:
            source, given = holdings.source(around(numbers))
            return list(self.database.execute(sql.format(source), [*given, *parameters]).fetchall())

    def summed_rows(self, sql: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query with sums as BIGINT, which is read quickest; where one is too large for that, as HUGEINT."""
        try:
            return list(self.database.execute(sql, parameters).fetchall())
        except duckdb.ConversionException:
            return list(self.database.execute(sql.replace("::BIGINT", "::HUGEINT"), parameters).fetchall())

    def _add(self, result: Groups, asked: _SumRequest, cells: Cells, known: _Known) -> None:
        """Add to each scope's measures what one part of the mirror holds of them."""
        grouping = cells.grouped(asked.wanted)
        if not self.paths or not grouping.cells:
            return
        source, parameters = known(grouping.condition, asked.known_at)
        if not source:
            return
        rows = self._sum_cells(grouping, asked.boundaries, source, [*parameters, asked.last_day])
        buckets: defaultdict[int, list[Bucketed]] = defaultdict(list)
        for group, *sums in rows:
            buckets[group].append(Bucketed(*sums))
        for group, found in buckets.items():
            for scope in grouping.scopes[group]:
                result[scope, grouping.traits[group].measure].append((grouping.traits[group], found))

    def _sum_cells(
        self, grouping: Grouping, boundaries: Boundaries, source: str, parameters: list[Any]
    ) -> list[tuple[int, ...]]:
        size = len(boundaries.days) + 1
        sql = (
            f"WITH summed AS (SELECT {boundaries.packed(grouping.cells[-1] + 1)} AS packed, sum(amount) amount, sum(usd) usd, "
            f"sum(vnd) vnd, sum(count) n FROM {source} AND effective_on <= ? "
            "GROUP BY packed) "
            f"SELECT g.grp, packed // {size} % {size} b, packed % {size} f, {_integers(['amount', 'usd', 'vnd', 'n'])} "
            f"FROM summed JOIN grouping g ON g.cell = packed // {size * size} GROUP BY g.grp, b, f"
        )
        with self._grouped(grouping.cells, grouping.group_of):
            return self.summed_rows(sql, parameters)

    def _known(self, condition: str, known_at: datetime | None) -> tuple[str, list[Any]]:
        """What was known of some cells at a moment: summed by day, but for the postings of the moment's own day."""
        source, parameters = self.summed.source(condition)
        if known_at is None or ended_day(known_at):
            return f"{source} AND {known_sql(known_at)}", [*parameters, *known_parameters(known_at)]
        day = day_of(known_at)
        posted, paths = self.posted.source(condition)
        both = (
            f"(SELECT {SUMMED} FROM {source} AND recorded_on < ? "
            f"UNION ALL SELECT {SUMMED} FROM {posted} AND recorded_on = ? AND recorded_at <= ?) WHERE true"
        )
        return both, [*parameters, day, *paths, day, known_at]

    def _rolled_known(self, condition: str, known_at: datetime | None) -> tuple[str, list[Any]]:
        """What is summed over the country of what was known at a moment, without that of a moment's own day."""
        source, parameters = self.rolled.source(condition)
        before, moment = _before_own_day(known_at)
        return f"{source} AND {before}", [*parameters, *moment]

    def _lately_known(self, condition: str, known_at: datetime | None) -> tuple[str, list[Any]]:
        """What was known at a moment and is not in what is summed over the country; no source where there is nothing."""
        parts: list[str] = []
        parameters: list[Any] = []
        if self.added:
            source, given = self.added.source(condition)
            parts.append(f"SELECT {SUMMED} FROM {source} AND {known_sql(known_at)}")
            parameters += [*given, *known_parameters(known_at)]
        if known_at is not None and not ended_day(known_at):
            source, given = self.based.source(condition)
            parts.append(f"SELECT {SUMMED} FROM {source} AND recorded_on = ? AND recorded_at <= ?")
            parameters += [*given, day_of(known_at), known_at]
        return (f"({' UNION ALL '.join(parts)}) WHERE true" if parts else ""), parameters


def _within_time(scenario: str, days: Sequence[date | None]) -> tuple[str, list[date]]:
    """A condition, with its parameters, on targets that are of a period into which one of some days may fall."""
    asked = [day for day in days if day is not None]
    if scenario != Scenario.PLAN.value or not asked or len(asked) < len(days):
        return "true", []
    return "period_start <= ? AND period_end >= ?", [max(asked), min(asked)]


def _standing_on(
    days: Iterable[date | None], cell: Cell, rows: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[date | None, DetailRow]]:
    """What stands at the end of some days (None: of all) of one target, tariff or statistic: running totals of rows by effective date."""
    since, stood = list[date](), list[DetailRow]()
    amount = usd = vnd = count = recorded = 0
    for _, zone, detail, start, end, on, *own, last in rows:
        amount, usd, vnd, count = map(add, (amount, usd, vnd, count), own)
        recorded = max(recorded, last)
        since.append(on)
        stood.append(
            DetailRow(
                cell,
                zone,
                detail,
                period_start=start,
                period_end=end,
                amount=amount,
                usd=usd,
                vnd=vnd,
                count=count,
                last_recorded=recorded,
            )
        )
    for day in days:
        at = len(since) if day is None else bisect_right(since, day)
        if at and stood[at - 1].count > 0:
            yield day, stood[at - 1]


def _reports_sql(source: str, known_at: datetime | None) -> str:
    """The periods reported on as packed lists, with the zones that have each list; what came before a day as one period.

    A period is packed as its last day and its length, the days before as minus the last of them.
    """
    return (
        "WITH standing AS (SELECT cell, zone, effective_on < ? AS before, "
        "CASE WHEN before THEN NULL ELSE effective_on END AS last, CASE WHEN before THEN NULL ELSE span END AS length, "
        f"max(effective_on) AS latest FROM {source} AND effective_on <= ? AND {known_sql(known_at)} "
        "GROUP BY ALL HAVING sum(count) > 0), "
        "told AS (SELECT g.grp AS grp, zone, CASE WHEN zone IS NULL THEN s.cell END AS cell, list_sort(list(DISTINCT "
        f"CASE WHEN before THEN DATE '0001-01-01' - latest - 1 ELSE (last - DATE '0001-01-01' + 1) * {_PACKED} + length END)) "
        "AS reports FROM standing s JOIN grouping g ON g.cell = s.cell GROUP BY ALL) "
        "SELECT grp, cell, reports, coalesce(list(zone) FILTER (zone IS NOT NULL), []) FROM told GROUP BY ALL"
    )


_PACKED = 1 << 20
"""More days than any report is of."""


def _unpacked(reports: Sequence[int]) -> Stretches:
    """Periods as first and last days, by their last day."""
    before = [(0, -packed) for packed in reports if packed < 0]
    pairs = [divmod(packed, _PACKED) for packed in reports if packed >= 0]
    return (*before[:1], *((last - length, last) for last, length in pairs))


def _integers(columns: Iterable[str]) -> str:
    """The sums of some columns, for `Cube.summed_rows`."""
    return ", ".join(f"sum({column})::BIGINT" for column in columns)


def _numbered(grouping: Grouping, told: dict[_Alike, int]) -> _Numbered:
    """The cells of a grouping with the number in `told` of the measure and scopes of each; new ones are numbered on."""
    alike, of_cell = grouping.alike
    numbers = [told.setdefault(key, len(told)) for key in alike]
    return tuple(grouping.cells), tuple(numbers[each] for each in of_cell)


def _before_own_day(known_at: datetime | None) -> tuple[str, list[Any]]:
    """A condition on days of recording with its parameters: what was known at a moment, without that of its own day.

    Where it is the last moment of its day, with that.
    """
    if known_at is None or ended_day(known_at):
        return known_sql(known_at), known_parameters(known_at)
    return "recorded_on < ?", [day_of(known_at)]


def known_sql(known_at: datetime | None) -> str:
    """What was known at a moment; at the end of a day in Vietnam by the day, which is quicker to read."""
    if known_at is None:
        return "true"
    return "recorded_at <= ?" if ended_day(known_at) is None else "recorded_on <= ?"


def known_parameters(known_at: datetime | None) -> list[Any]:
    """What `known_sql` asks for."""
    if known_at is None:
        return []
    return [ended_day(known_at) or known_at]
