"""Which levels stand at an estimate on a day: of each series of reports the last one in force tells, not those before it.

A series is what one book reports of a measure for one zone, or for one place as a whole, by kind, origin and currency. An
estimate that a later report followed marks no figure of the days from that report on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

import pyarrow as pa

from parkledger.catalogue import Status
from parkledger.figures.engine.cells import Scope, around
from parkledger.figures.engine.cube import Cube, known_parameters, known_sql


class BookLevel(NamedTuple):
    """A level of a zone, or of a place as a whole, as one book reports it in one scope."""

    scope: Scope
    book: int


EstimatedLevels = dict[tuple[str, date], dict[int | None, set[BookLevel]]]
"""By measure and day, the zones (None for places as a whole) of which a level stands at an estimate, and which of their levels."""


class SupposedClaim(NamedTuple):
    """A posting of a level that is not on record; `span` is that of the mirror, `event` follows all events on record."""

    measure: str
    place: str
    kind: str | None
    origin: str | None
    currency: str | None
    zone: int | None
    on: date
    span: int
    event: int
    is_estimate: bool
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used
    amount: int
    taken_back: int | None
    ends_zone: bool


_SUPPOSED = pa.schema(
    [
        ("series", pa.int32()),
        ("estimate", pa.bool_()),
        ("zone", pa.int64()),
        ("day", pa.date32()),
        ("span", pa.int32()),
        ("event", pa.int64()),
        ("count", pa.int16()),
        ("amount", pa.int64()),
        ("taken_back", pa.int64()),
        ("ends_zone", pa.bool_()),
    ]
)
_Series = tuple[str, str, str | None, str | None, str | None]
"""Place, measure, kind, origin, currency."""


def estimated_levels(
    cube: Cube,
    measures: Collection[str],
    territory: frozenset[str],
    days: Iterable[date],
    known_at: datetime | None,
    supposed: Iterable[SupposedClaim] = (),
) -> EstimatedLevels:
    """The levels of some measures in a territory that stand at an estimate at the end of each of some days.

    Only series are gone through of which an estimate was not taken back, as it is when the final report takes its place.
    """
    asked, claims = sorted(set(days)), [each for each in supposed if each.measure in measures]
    every = cube.numbered.of(measures, territory, scenario="actual")
    estimates = [number for number in every if cube.cells[number][6] == Status.ESTIMATE]
    doubtful = {cube.cells[number][:5] for number in cube.with_estimates(estimates, asked[-1], known_at)}
    doubtful |= {_series_of(each) for each in claims}
    if not doubtful:
        return {}
    numbers = [number for number in every if cube.cells[number][:5] in doubtful]
    series: dict[_Series, int] = {}
    told = [series.setdefault(cube.cells[number][:5], len(series)) for number in numbers]
    tables = {
        "level_cells": pa.table(
            {
                "cell": pa.array(numbers, pa.int32()),
                "series": pa.array(told, pa.int32()),
                "estimate": pa.array([cube.cells[number][6] == Status.ESTIMATE for number in numbers], pa.bool_()),
            }
        ),
        "asked_days": pa.table({"asked": pa.array(asked, pa.date32())}),
        "supposed_claims": _table(claims, series),
    }
    rows = _ask(cube, numbers, known_at, tables)
    found: EstimatedLevels = defaultdict(lambda: defaultdict(set))
    named = list(series)
    for number, zone, book, day in rows:
        place, measure, kind, origin, _ = named[number]
        found[measure, day][zone].add(BookLevel(Scope(frozenset({place}), kind, origin), book))
    return found


def _series_of(claim: SupposedClaim) -> _Series:
    return (claim.place, claim.measure, claim.kind, claim.origin, claim.currency)


def _table(supposed: Iterable[SupposedClaim], series: dict[_Series, int]) -> pa.Table:
    """Supposed postings as a table; series not met before are numbered on."""
    columns: list[list[Any]] = [[] for _ in _SUPPOSED.names]
    for each in supposed:
        number = series.setdefault(_series_of(each), len(series))
        place = (number, each.is_estimate, each.zone, each.on, each.span)
        row = (*place, each.event, each.count, each.amount, each.taken_back, each.ends_zone)
        for column, value in zip(columns, row, strict=True):
            column.append(value)
    return pa.Table.from_arrays(
        [pa.array(*each) for each in zip(columns, _SUPPOSED.types, strict=True)], schema=_SUPPOSED
    )


def _ask(
    cube: Cube, numbers: list[int], known_at: datetime | None, tables: dict[str, pa.Table]
) -> list[tuple[int, int | None, int, date]]:
    """The series that stand at an estimate, each with its zone, its book and the day asked."""
    with cube.store.lock:
        recorded, parameters = "", []
        if cube.paths and numbers:
            source, given = cube.claimed.source(around(numbers))
            parameters = [*given, *known_parameters(known_at)]
            recorded = (
                "UNION ALL SELECT c.series, c.estimate, zone, effective_on AS day, span, event, count, amount, taken_back, ends_zone "
                f"FROM (SELECT * FROM {source} AND {known_sql(known_at)}) JOIN level_cells c USING (cell)"
            )
        for name, table in tables.items():
            cube.database.register(name, table)
        try:
            return list(cube.database.execute(_STANDING_ESTIMATES.format(recorded), parameters).fetchall())
        finally:
            for name in tables:
                cube.database.unregister(name)


_STANDING_ESTIMATES = """
WITH told AS (SELECT * FROM supposed_claims {}),
posted AS (SELECT *, coalesce(zone, 0) AS whose, event >> 32 AS book FROM told),
doubtful AS (
    SELECT DISTINCT series, whose, book
    FROM (
        SELECT series, whose, book, day FROM posted WHERE estimate AND span >= 0 GROUP BY ALL HAVING sum(count) > 0
    )
),
postings AS (SELECT * FROM posted SEMI JOIN doubtful USING (series, whose, book)),
days AS (
    SELECT series, whose, book, day, sum(count) AS claims, sum(amount) AS amount, count(*) = 1 AS plain,
        coalesce(sum(count) FILTER (estimate AND span >= 0), 0) AS estimates,
        coalesce(sum(count) FILTER (NOT estimate AND span >= 0), 0) AS finals
    FROM postings GROUP BY ALL
),
steps AS (
    SELECT *, sum(claims) OVER past AS standing, lead(day) OVER past AS until
    FROM days WHERE claims <> 0 OR amount <> 0 OR estimates > 0 OR finals > 0
    WINDOW past AS (PARTITION BY series, whose, book ORDER BY day)
),
marked AS (
    SELECT s.*, asked FROM steps s JOIN asked_days ON day <= asked AND (until IS NULL OR asked < until)
    WHERE estimates > 0 AND standing > 0
),
undone AS (SELECT DISTINCT series, whose, book, taken_back AS event FROM postings WHERE taken_back IS NOT NULL),
last AS (
    SELECT m.series, m.whose, m.book, m.day, arg_max(p.estimate AND NOT p.ends_zone, p.event) AS estimate
    FROM marked m JOIN postings p USING (series, whose, book, day)
    ANTI JOIN undone u ON (p.series, p.whose, p.book, p.event) = (u.series, u.whose, u.book, u.event)
    WHERE NOT m.plain AND (p.ends_zone OR (p.count > 0 AND p.span >= 0)) AND p.taken_back IS NULL
    GROUP BY ALL
)
SELECT DISTINCT m.series, nullif(m.whose, 0), m.book, m.asked
FROM marked m LEFT JOIN last l USING (series, whose, book, day)
WHERE m.plain OR l.estimate
"""
"""The series whose last report in force by a day is an estimate, with the zone, the book and the day.

On a day of one posting that is its report. On any other it is the latest that was not taken back, unless its zone ended after
it on that day. What an event besides its own report does to a series counts no report, or is of a level that lapses.
"""
