"""What was asked for before, held in memory: a province asked again is summed without reading its files again."""

from collections import OrderedDict
from collections.abc import Sequence

import duckdb

MOST_ROWS = 1_000_000
"""Rows of one range of cells that are held; more are read from the files each time."""
MOST_HELD = 4_000_000
"""Rows held together, some 300 MB; those asked longest ago are let go first."""
SUMMED = "cell, effective_on, span, recorded_on, count, amount, usd, vnd"
POSTED = f"{SUMMED}, zone, recorded_at, detail, period_start, period_end"


class Holdings:
    """The postings of ranges of cells that were asked for at least twice, as tables in memory.

    A mirror's files never change under one manifest, so what is held never grows old.
    """

    def __init__(self, database: duckdb.DuckDBPyConnection, paths: Sequence[str], columns: str) -> None:
        self.database = database
        self.paths = list(paths)
        self.columns = columns
        self._asked: set[str] = set()
        self._held: OrderedDict[str, tuple[str, int]] = OrderedDict()
        self._made = 0

    def source(self, condition: str) -> tuple[str, list[object]]:
        """Where to read the postings that meet a condition on cells: SQL for FROM and WHERE, and its parameters."""
        if condition in self._held:
            self._held.move_to_end(condition)
            return f"{self._held[condition][0]} WHERE true", []
        if condition in self._asked:
            self._asked.discard(condition)
            if table := self._hold(condition):
                return f"{table} WHERE true", []
        elif len(self._asked) < MOST_HELD // 1000:
            self._asked.add(condition)
        return f"read_parquet(?) WHERE {condition}", [self.paths]

    def _hold(self, condition: str) -> str | None:
        """Hold the postings that meet a condition, if they are few enough."""
        rows = self.database.execute(
            f"SELECT count(*) FROM read_parquet(?) WHERE {condition}", [self.paths]
        ).fetchall()[0][0]
        if rows > MOST_ROWS:
            return None
        while self._held and rows + sum(held for _, held in self._held.values()) > MOST_HELD:
            _, (table, _) = self._held.popitem(last=False)
            self.database.execute(f"DROP TABLE {table}")
        self._made += 1
        table = f"held_{self._made}_{len(self.columns)}"
        select = f"SELECT {self.columns} FROM read_parquet(?) WHERE {condition}"
        self.database.execute(f"CREATE TEMP TABLE {table} AS {select}", [self.paths])
        self._held[condition] = (table, rows)
        return table
