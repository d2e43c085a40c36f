"""The same postings in PostgreSQL, with the indexes that serve these sums best, to print its time beside ours."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import psycopg

SERVER = os.environ.get("PARKLEDGER_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
COLUMNS = "cell, zone, project, effective_on, span, recorded_at, count, amount, usd, vnd, event"
TABLE = """
CREATE UNLOGGED TABLE posting (cell integer NOT NULL, zone bigint, project bigint, effective_on date NOT NULL,
  span integer NOT NULL, recorded_at timestamptz NOT NULL, count smallint NOT NULL, amount bigint NOT NULL, usd bigint NOT NULL,
  vnd bigint NOT NULL, event bigint NOT NULL)
"""
INDEXES = (
    "CREATE INDEX posting_covering ON posting (cell, effective_on) INCLUDE (recorded_at, count, amount, usd, vnd)",
    "CREATE INDEX posting_brin ON posting USING brin (cell, effective_on, recorded_at)",
)
SESSION = (
    "SET work_mem = '256MB'",
    "SET max_parallel_workers_per_gather = 2",
    "SET jit = on",
    "SET effective_cache_size = '8GB'",
    "SET TimeZone = 'UTC'",
)
SUMS = (
    "SELECT cell, sum(count), sum(amount), sum(usd), sum(vnd) FROM posting "
    "WHERE effective_on <= %s AND recorded_at <= %s GROUP BY cell"
)


def answers() -> str | None:
    """The server's version; None where no server answers."""
    try:
        with psycopg.connect(SERVER, connect_timeout=3) as server:
            return str(server.execute("SHOW server_version").fetchall()[0][0])
    except psycopg.OperationalError:
        return None


def setting(name: str) -> str:
    """One of the server's settings."""
    with psycopg.connect(SERVER) as server:
        return str(server.execute(f"SHOW {name}").fetchall()[0][0])


@contextmanager
def new_database() -> Iterator[str]:
    """A new, empty database on the server, as its address; removed afterwards."""
    name = f"parkledger_bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield SERVER.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def loaded(paths: list[str], scratch: Path) -> Iterator[psycopg.Connection[Any]]:
    """A database with all postings of these files, indexed, vacuumed and analysed."""
    with new_database() as address, psycopg.connect(address, autocommit=True) as database:
        database.execute(TABLE)
        for path in paths:
            _copy(database, path, scratch)
        database.execute("SET maintenance_work_mem = '512MB'")
        database.execute("SET max_parallel_maintenance_workers = 2")
        for index in INDEXES:
            database.execute(index)
        database.execute("ALTER TABLE posting SET LOGGED")
        database.execute("ALTER TABLE posting SET (parallel_workers = 2)")
        database.execute("VACUUM (FREEZE, ANALYZE) posting")
        database.execute("CHECKPOINT")
        for setting in SESSION:
            database.execute(setting)
        yield database


def sums(database: psycopg.Connection[Any], until: date, known_at: datetime) -> list[tuple[Any, ...]]:
    """All cells' sums up to a day, as known at a moment."""
    return database.execute(SUMS, [until, known_at]).fetchall()


def plan(database: psycopg.Connection[Any], until: date, known_at: datetime) -> str:
    """The kind of plan that the server chose, outermost last."""
    rows = database.execute(f"EXPLAIN (COSTS OFF) {SUMS}", [until, known_at]).fetchall()
    nodes = [row[0].split("->")[-1].strip() for row in rows if "->" in row[0] or not row[0].startswith(" ")]
    return " < ".join(nodes)


def _copy(database: psycopg.Connection[Any], path: str, scratch: Path) -> None:
    """Bring one Parquet file into the table, a slice at a time, in the order in which it stands."""
    file = scratch / "slice.csv"
    with duckdb.connect(config={"threads": 2, "memory_limit": "500MB"}) as reader:
        reader.execute("SET TimeZone = 'UTC'")
        (cells,) = reader.execute("SELECT max(cell) FROM read_parquet(?)", [path]).fetchall()[0]
        step = max(1, (cells + 1) // 20)
        for low in range(0, cells + 1, step):
            select = f"SELECT {COLUMNS} FROM read_parquet('{path}') WHERE cell >= {low} AND cell < {low + step}"
            reader.execute(f"COPY ({select} ORDER BY cell, effective_on) TO '{file}' (FORMAT csv, HEADER false)")
            with (
                database.cursor().copy(f"COPY posting ({COLUMNS}) FROM STDIN (FORMAT csv)") as copy,
                file.open("rb") as lines,
            ):
                while chunk := lines.read(1 << 20):
                    copy.write(chunk)
    file.unlink()
