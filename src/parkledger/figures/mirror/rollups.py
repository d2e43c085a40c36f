"""What lies beside a compacted segment: its postings summed, rolled up to the country, and those that projects stand by."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from parkledger.figures.mirror.files import ROW_GROUP, SUMS, Cell, Mirror, publish_file
from parkledger.places import COUNTRY_CODE, is_within_any

COUNTRY = frozenset({COUNTRY_CODE})
"""The territory of the whole country."""
MEMORY, THREADS = "256MB", 2
"""What compaction may use, shared among its threads; it spills the rest to disk."""
MORE_MEMORY = "1GB"
"""What it may use where that does not do."""
MOST_AT_ONCE = 5_000_000
"""Postings of projects that are gone through at once: windows over more would not fit."""
OPTIONS = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
IN_FORCE, CAPITAL = "projects.in_force", "capital.in_force"
BEGUN = ("capital.implemented", "projects.operating")
"""Either of these says that a project was begun."""
_SUMMED = ", ".join(f"sum({name})::BIGINT AS {name}" for name in ("count", "amount", "usd", "vnd"))


def sum_segment(mirror: Mirror, database: duckdb.DuckDBPyConnection, file: str, target: str) -> str:
    """Write a segment's postings to `target`, summed; returns its name, or none where a sum is too large to be stored."""
    by = ", ".join(SUMS)
    select = f"SELECT {by}, {_SUMMED} FROM read_parquet(?) GROUP BY {by} ORDER BY cell, effective_on"
    return _copied(mirror, database, select, [mirror.path(file)], target)


def rolled_cells(cells: list[Cell]) -> dict[Cell, int]:
    """What the cells of the country come to when summed over its places, each with its number, in the order of `cells`."""
    numbers: dict[Cell, int] = {}
    for cell in cells:
        if is_within_any(cell[0], COUNTRY):
            numbers.setdefault(_rolled(cell), len(numbers))
    return numbers


def roll_segment(
    mirror: Mirror,
    database: duckdb.DuckDBPyConnection,
    summed: str,
    cells: list[Cell],
    rolled: dict[Cell, int],
    target: str,
) -> str:
    """Write to `target` what a segment's sums come to over the whole country; returns its name, or none as above."""
    pairs = [(number, rolled[_rolled(cell)]) for number, cell in enumerate(cells) if is_within_any(cell[0], COUNTRY)]
    select = (
        f"SELECT m.value AS cell, effective_on, span, recorded_on, {_SUMMED} FROM read_parquet(?) s "
        "JOIN mapping m ON m.cell = s.cell GROUP BY ALL ORDER BY m.value, effective_on"
    )
    _register(database, pairs)
    return _copied(mirror, database, select, [mirror.path(summed)], target)


def _rolled(cell: Cell) -> Cell:
    return (COUNTRY_CODE, *cell[1:])


def stand_segment(
    mirror: Mirror, database: duckdb.DuckDBPyConnection, file: str, cells: list[Cell], target: str
) -> str:
    """Write to `target` the postings by which projects are in force, with what capital, and whether they were begun.

    A project is begun where what speaks of it comes to more than nothing. Most of what it has implemented decides
    nothing: once something stands on a day, whatever is dated later and recorded later only adds to it. So a posting is
    left out where another of its project and cell, dated and recorded no later, was never taken back. Of projects whose
    sums of a day ever were negative every posting is kept, since there the rest would no longer tell.
    """
    parts = {IN_FORCE: 0, CAPITAL: 0, **dict.fromkeys(BEGUN, 1)}
    pairs = [(n, parts[cell[1]]) for n, cell in enumerate(cells) if cell[1] in parts and cell[5] == "actual"]
    path = mirror.path(file)
    _register(database, pairs)
    sql = "SELECT count(*) FROM read_parquet(?) s JOIN mapping m ON m.cell = s.cell WHERE project IS NOT NULL"
    slices = 1 + database.execute(sql, [path]).fetchall()[0][0] // MOST_AT_ONCE
    for number in range(slices):
        into = "INSERT INTO standing" if number else "CREATE OR REPLACE TABLE standing AS"
        run(database, f"{into} {_STANDING}", [path, slices, number])
    written = _copied(mirror, database, "SELECT * FROM standing ORDER BY project, cell, effective_on", [], target)
    database.execute("DROP TABLE standing")
    return written


_STANDING = """
WITH posted AS (
    SELECT project, s.cell, effective_on, recorded_at, amount, usd, m.value AS part
    FROM read_parquet(?) s JOIN mapping m ON m.cell = s.cell WHERE project % ? = ?
),
moments AS (
    SELECT project, cell, effective_on, recorded_at, sum(amount) AS amount FROM posted WHERE part = 1 GROUP BY ALL
),
running AS (
    SELECT *, sum(amount) OVER (PARTITION BY project, cell, effective_on ORDER BY recorded_at) AS held FROM moments
),
troubled AS (SELECT DISTINCT project FROM running WHERE held < 0),
lasting AS (
    SELECT project, cell, effective_on, recorded_at,
        min(held) OVER (PARTITION BY project, cell, effective_on ORDER BY recorded_at
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) > 0 AS lasts
    FROM running
),
since AS (
    SELECT project, cell, effective_on, min(recorded_at) FILTER (lasts) AS stands_from FROM lasting GROUP BY ALL
),
reached AS (
    SELECT project, cell, effective_on, stands_from, min(stands_from) OVER (PARTITION BY project, cell
        ORDER BY effective_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS stood_from
    FROM since
)
SELECT p.project, p.cell, p.effective_on, p.recorded_at, p.amount, p.usd
FROM posted p LEFT JOIN reached r USING (project, cell, effective_on)
WHERE part = 0
    OR ((r.stood_from IS NULL OR p.recorded_at < r.stood_from)
        AND (r.stands_from IS NULL OR p.recorded_at <= r.stands_from))
    OR p.project IN (SELECT project FROM troubled)
"""
"""The postings that decide, of every so many-th project."""


def _register(database: duckdb.DuckDBPyConnection, mapping: list[tuple[int, int]]) -> None:
    """Make cells with their values known as the table `mapping`."""
    columns: Any = zip(*mapping, strict=True) if mapping else ([], [])
    numbers, values = (pa.array(column, pa.int32()) for column in columns)
    database.register("mapping", pa.table({"cell": numbers, "value": values}))


def _copied(
    mirror: Mirror, database: duckdb.DuckDBPyConnection, select: str, parameters: list[Any], target: str
) -> str:
    """Write what is selected to `target`; returns its name, or none where a sum is too large to be stored."""
    temporary = mirror.folder / f"{target}.part"
    try:
        run(database, f"COPY ({select}) TO '{temporary}' ({OPTIONS})", parameters)
    except duckdb.ConversionException:
        temporary.unlink(missing_ok=True)
        return ""
    publish_file(temporary, mirror.folder / target)
    return target


def run(database: duckdb.DuckDBPyConnection, sql: str, parameters: list[Any]) -> None:
    """Run a query, once more with more memory where it does not fit."""
    try:
        database.execute(sql, parameters)
    except duckdb.OutOfMemoryException:
        database.execute(f"SET memory_limit = '{MORE_MEMORY}'")
        database.execute(sql, parameters)
        database.execute(f"SET memory_limit = '{MEMORY}'")


@contextmanager
def working(mirror: Mirror) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database for a compaction that spills to the mirror's own disk what does not fit its memory."""
    with tempfile.TemporaryDirectory(dir=mirror.folder) as scratch, duckdb.connect() as database:
        database.execute(
            f"SET memory_limit = '{MEMORY}'; SET threads = {THREADS}; SET temp_directory = '{scratch}'; SET TimeZone = 'UTC'"
        )
        yield database
