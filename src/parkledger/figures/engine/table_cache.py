"""What was asked for before, held in memory: a province asked again is summed without reading its files again.

A mirror's files never change. The many postings lie in one file, to which each event adds a small one: what is held of
the large file is held on when the mirror is opened anew, so that a ledger that goes on stays quick to ask.
"""

import tempfile
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

MOST_ROWS = 1_000_000
"""Rows of one range of cells that are held; more are read from the files each time."""
MOST_HELD = 4_000_000
"""Rows held together, some 300 MB; those asked longest ago are let go first."""
MOST_TABLES = 1_000
"""Tables held together, some 70 kB each however few their rows: each event makes files of its own."""
MOST_REMEMBERED = 4_000
"""Ranges of cells of which it is remembered that they were asked for."""
SUMMED = "cell, effective_on, span, recorded_on, count, amount, usd, vnd"
POSTED = f"{SUMMED}, zone, project, recorded_at, detail, period_start, period_end, event"
CLAIMED = "cell, zone, effective_on, span, recorded_on, recorded_at, count, amount, event, taken_back, ends_zone"
STANDING = "project, cell, effective_on, recorded_at, amount, usd"
MEMORY = "192MB"
"""What DuckDB may use for summing and for the rows held; what does not fit is spilled to a temporary folder."""
_SETTINGS = (
    "SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET preserve_insertion_order = false; "
    "SET parquet_metadata_cache = true"
)


@dataclass(frozen=True, slots=True)
class Files:
    """Files of a mirror that are read together; `stamps` tell them from others of the same names."""

    paths: tuple[str, ...]
    stamps: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, paths: Sequence[str]) -> "Files":
        """Files as they are now."""
        stats = [Path(path).stat() for path in paths]
        return cls(tuple(paths), tuple((stat.st_ino, stat.st_mtime_ns, stat.st_size) for stat in stats))


Selection = tuple[Files, str, Hashable]
"""What is held: rows of files, with which columns, of which cells."""


class Store:
    """A database in memory with the postings of ranges of cells that were asked for at least twice."""

    def __init__(self, threads: int | None = None) -> None:
        self.lock = threading.RLock()
        """Held while what is held is asked: another thread must not let go of it meanwhile."""
        spilled = Path(tempfile.gettempdir()) / f"parkledger-{uuid.uuid4().hex}"  # made and removed by DuckDB
        config: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": str(spilled)}
        self._database = duckdb.connect(config=config | ({"threads": threads} if threads else {}))
        self._asked: OrderedDict[Selection, bool] = OrderedDict()
        """What was asked for once (true), or was found to be of too many rows to be held (false), the latest last."""
        self.held: OrderedDict[Selection, tuple[str, int]] = OrderedDict()
        """The tables held and their rows."""
        self.books_in_whole: dict[tuple[Files, str], frozenset[tuple[str, int]]] = {}
        """What was found in files of a measure (see `Cube.books_in_whole`)."""
        self._made = 0

    def connected(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to the database."""
        connection = self._database.cursor()
        connection.execute(_SETTINGS)
        return connection

    def source(self, files: Files, columns: str, condition: str) -> tuple[str, list[object]]:
        """Where to read the rows of files that meet a condition on cells: SQL for FROM and WHERE, and its parameters."""
        selected = f"FROM read_parquet(?) WHERE {condition}"
        query = f"SELECT {columns} {selected}"
        if table := self.table((files, columns, condition), query, [list(files.paths)], self.connected):
            return f"{table} WHERE true", []
        return selected.removeprefix("FROM "), [list(files.paths)]

    def table(
        self,
        key: Selection,
        query: str,
        parameters: list[object],
        connection: Callable[[], duckdb.DuckDBPyConnection],
    ) -> str | None:
        """The table that holds what a query selects, if it was asked for before and is of few enough rows.

        It is asked on a `connection` that knows what the query names; no other query may have its `key`.
        """
        if key in self.held:
            self.held.move_to_end(key)
            return self.held[key][0]
        if self._asked.get(key):
            del self._asked[key]
            if table := self._hold(key, query, parameters, connection()):
                return table
            self._asked[key] = False
        elif key in self._asked:
            self._asked.move_to_end(key)
        else:
            self._asked[key] = True
        while len(self._asked) > MOST_REMEMBERED:
            self._asked.popitem(last=False)
        return None

    def _hold(
        self, key: Selection, query: str, parameters: list[object], database: duckdb.DuckDBPyConnection
    ) -> str | None:
        """Hold the rows of a query, if they are few enough."""
        rows = database.execute(f"SELECT count(*) FROM ({query})", parameters).fetchall()[0][0]
        if rows > MOST_ROWS:
            return None
        while self.held and (
            len(self.held) >= MOST_TABLES or rows + sum(held for _, held in self.held.values()) > MOST_HELD
        ):
            _, (table, _) = self.held.popitem(last=False)
            database.execute(f"DROP TABLE {table}")
        self._made += 1
        table = f"held_{self._made}"
        database.execute(f"CREATE TABLE {table} AS {query}", parameters)
        self.held[key] = (table, rows)
        return table


class Holdings:
    """Some columns of groups of a mirror's files, read as one."""

    def __init__(self, store: Store, groups: Sequence[Sequence[str]], columns: str) -> None:
        self.store = store
        self.columns = columns
        self.files = [Files.of(paths) for paths in groups if paths]

    def __bool__(self) -> bool:
        return bool(self.files)

    def parts(self, condition: str) -> Iterator[tuple[Files, str, list[object]]]:
        """Where to read the rows of each group of files, as in `source`."""
        for files in self.files:
            yield files, *self.store.source(files, self.columns, condition)

    def source(self, condition: str) -> tuple[str, list[object]]:
        """Where to read the rows that meet a condition on cells: SQL for FROM and WHERE, and its parameters."""
        sources, parameters = [], []
        for _, sql, given in self.parts(condition):
            sources.append(sql)
            parameters += given
        if len(sources) == 1:
            return sources[0], parameters
        each = (f"SELECT {self.columns} FROM {sql}" for sql in sources)
        return f"({' UNION ALL '.join(each)}) WHERE true", parameters
