"""Generating the national ledger straight into the mirror's format; the same postings whenever it is generated."""

import argparse
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks import blocks
from parkledger.figures.mirror.compaction import compacted
from parkledger.figures.mirror.files import CELLS, ZONES, Cell, Manifest, Mirror, Segment
from parkledger.language import fold
from parkledger.places import children, provinces

GENERATOR = 3
"""Raised whenever other postings are generated, so that older ones are not used again."""

PROVINCES_ON = date(2023, 8, 22)
LAST_DAY = date(2023, 12, 31)
SLICE = 1_000_000
"""Disbursements generated at a time."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is generated."""

    name: str
    postings: int
    zones: int
    projects: int
    years: int
    hot_entities: int
    hot_corrections: int

    @property
    def first_day(self) -> date:
        """The first day of the first year."""
        return date(LAST_DAY.year - self.years + 1, 1, 1)


NATIONAL = Size("national", 20_000_000, zones=1_500, projects=40_000, years=20, hot_entities=20, hot_corrections=5_000)
SMALL = Size("small", 200_000, zones=66, projects=1_000, years=3, hot_entities=2, hot_corrections=500)


def mirror_of(size: Size, cache: Path) -> Path:
    """The folder of the generated mirror; generated where it is not there yet."""
    folder = cache / f"{size.name}-{GENERATOR}"
    if Mirror(folder).manifest() is None:
        shutil.rmtree(folder, ignore_errors=True)
        generate(size, folder)
    return folder


def generate(size: Size, folder: Path) -> Manifest:
    """Generate a ledger's postings as segments, and compact them as the mirror itself does."""
    mirror = Mirror(folder)
    with mirror.writing(), duckdb.connect() as database:
        database.execute(
            f"SET memory_limit = '1GB'; SET temp_directory = '{folder}/scratch'; SET TimeZone = 'UTC'; SET threads = 2"
        )
        zones = _dimensions(database, size)
        segments: list[Segment] = []
        for block in blocks.BLOCKS:
            _append(database, mirror, block.format(**_facts(size)), segments)
        lacking = size.postings - sum(segment.rows for segment in segments)
        _disburse(database, mirror, size, lacking, segments)
        manifest = Manifest(number=1, segments=segments, cells="cells.parquet", zones="zones.parquet")
        mirror.write(manifest.cells, _table(_cells(database), CELLS))
        mirror.write(manifest.zones, _table(zones, ZONES))
    manifest = compacted(mirror, manifest)
    mirror.publish(manifest)
    shutil.rmtree(folder / "scratch", ignore_errors=True)
    return manifest


def _facts(size: Size) -> dict[str, object]:
    return {
        "last": LAST_DAY.isoformat(),
        "hot_entities": size.hot_entities,
        "hot_corrections": size.hot_corrections,
        "hot_month": size.years * 12 - 7,
        "projects": size.projects,
        "days": (LAST_DAY - size.first_day).days,
    }


def _dimensions(database: duckdb.DuckDBPyConnection, size: Size) -> list[tuple[object, ...]]:
    """The tables that blocks are made from; returns the zones as the mirror lists them."""
    found = provinces(PROVINCES_ON)
    database.execute("CREATE TABLE provinces (n BIGINT, code VARCHAR, book BIGINT)")
    database.executemany(
        "INSERT INTO provinces VALUES (?, ?, ?)", [(n, place.code, n + 1) for n, place in enumerate(found)]
    )
    database.execute("CREATE TABLE zones (n BIGINT, id BIGINT, place VARCHAR, kind VARCHAR, book BIGINT, since DATE)")
    listed: list[tuple[object, ...]] = []
    rows = []
    for n in range(size.zones):
        at = _skewed(n, len(found))
        districts = [place.code for place in children(found[at], PROVINCES_ON)]
        place = districts[n % len(districts)] if districts else found[at].code
        kind = "park" if n % 4 == 0 else "cluster"
        since = date(size.first_day.year - 3 + n % (size.years - 1), 1 + n % 12, 1)
        rows.append((n, (at + 1) << 32 | n + 1, place, kind, at + 1, since))
        name, code = f"Khu {n}", f"{kind}-{n}"
        listed.append((rows[-1][1], f"so-{at + 1}", code, name, kind, place, fold(name), False, None, [], []))
    database.executemany("INSERT INTO zones VALUES (?, ?, ?, ?, ?, ?)", rows)
    first = size.first_day.isoformat()
    database.execute(f"""
        CREATE TABLE months AS SELECT n, (DATE '{first}' + to_months(n::INTEGER))::DATE AS first,
          (DATE '{first}' + to_months(n::INTEGER + 1))::DATE - 1 AS last FROM range(0, {12 * size.years}) r(n);
        CREATE TABLE years AS SELECT n, make_date({size.first_day.year} + n, 1, 1) AS first,
          make_date({size.first_day.year} + n, 12, 31) AS last FROM range(0, {size.years}) r(n);
        CREATE TABLE projects AS SELECT r.n, (z.book << 32) + 1000000 + r.n AS id, z.id AS zone, z.place, z.kind, z.book,
          DATE '{first}' + (hash(r.n, 'since') % {365 * size.years - 900})::INTEGER AS since,
          CASE WHEN hash(r.n, 'origin') % 10 < 4 THEN 'fdi' ELSE 'ddi' END AS origin,
          CASE WHEN hash(r.n, 'origin') % 10 < 4 THEN 'USD' ELSE 'VND' END AS currency,
          (CASE WHEN hash(r.n, 'origin') % 10 < 4 THEN 200000000 ELSE 90000000000 END * (1 + hash(r.n) % 50))::BIGINT AS size
          FROM range(0, {size.projects}) r(n) JOIN zones z ON z.n = hash(r.n, 'zone') % {size.zones};
        CREATE TABLE cells (cell INTEGER, place VARCHAR, measure VARCHAR, kind VARCHAR, origin VARCHAR, currency VARCHAR,
          scenario VARCHAR, status VARCHAR);
    """)
    return listed


def _skewed(n: int, count: int) -> int:
    """A province for the n-th zone: every one has some, the first in each five three times as many."""
    at = n % (count + 2 * (count // 5))
    return at if at < count else (at - count) % (count // 5) * 5


def _append(
    database: duckdb.DuckDBPyConnection, mirror: Mirror, block: str, segments: list[Segment], most: int | None = None
) -> None:
    """Write a block as a segment, at most so many rows of it; its cells are numbered on."""
    paired = blocks.PAIRED.format(block=block, columns=", ".join(blocks.COLUMNS))
    limit = "" if most is None else f" ORDER BY k, v LIMIT {most}"
    database.execute(f"CREATE OR REPLACE TEMP TABLE generated AS {paired}{limit}")
    columns = "place, measure, kind, origin, currency, scenario, status"
    database.execute(
        f"INSERT INTO cells SELECT (SELECT count(*) FROM cells) + row_number() OVER (ORDER BY {columns}) - 1, {columns} "
        f"FROM (SELECT DISTINCT {columns} FROM generated EXCEPT SELECT {columns} FROM cells)"
    )
    file = f"generated-{len(segments):03d}.parquet"
    database.execute(f"COPY ({blocks.POSTINGS}) TO '{mirror.path(file)}' (FORMAT parquet, COMPRESSION zstd)")
    rows = database.execute("SELECT count(*) FROM generated").fetchall()[0][0]
    segments.append(Segment(file, int(rows)))
    database.execute("DROP TABLE generated")


def _disburse(
    database: duckdb.DuckDBPyConnection, mirror: Mirror, size: Size, lacking: int, segments: list[Segment]
) -> None:
    """As many disbursements as the ledger still lacks, slice by slice."""
    if lacking < 0:
        raise ValueError(f"the blocks of {size.name} are {-lacking} postings too many")
    start = 0
    while lacking > 0:
        until = start + min(SLICE, lacking)
        block = blocks.DISBURSED.format(start=start, until=until, **_facts(size))
        _append(database, mirror, block, segments, most=lacking)
        lacking -= segments[-1].rows
        start = until


def _cells(database: duckdb.DuckDBPyConnection) -> list[Cell]:
    sql = "SELECT place, measure, kind, origin, currency, scenario, status, false FROM cells ORDER BY cell"
    return list(database.execute(sql).fetchall())


def _table(rows: list[tuple[object, ...]] | list[Cell], schema: pa.Schema) -> pa.Table:
    numbered = rows if schema is not CELLS else [(number, *row) for number, row in enumerate(rows)]
    columns = zip(*numbered, strict=True)
    return pa.Table.from_arrays(
        [pa.array(list(values), kind.type) for values, kind in zip(columns, schema, strict=True)], schema=schema
    )


def main() -> None:
    """Generate in a process of its own, so that its memory is not counted with what is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size", choices=[NATIONAL.name, SMALL.name])
    parser.add_argument("cache", type=Path)
    given = parser.parse_args()
    mirror_of(SMALL if given.size == SMALL.name else NATIONAL, given.cache)


if __name__ == "__main__":
    main()
