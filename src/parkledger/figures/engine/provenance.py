"""The events behind a figure: counted, and read a part at a time, by the database that sums the figure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from parkledger.figures.engine.cells import Scope, exactly
from parkledger.figures.engine.cube import Cube, known_parameters, known_sql
from parkledger.figures.sequences import LazySequence


class Selection(NamedTuple):
    """Which postings make up a part of a figure.

    `start` and `end` are the first and last day of the postings' own periods; `begins` is the very day on which those
    begin; `of` the first and last day of what they are about; `zones` are zones' ids, None for postings of any zone and
    of none; `match` is how their detail begins; `projects` are projects' ids, none of them for postings of no project,
    None for all postings.
    """

    measures: tuple[str, ...]
    scope: Scope
    zones: tuple[int, ...] | None
    start: date | None = None
    end: date | None = None
    begins: date | None = None
    known_at: datetime | None = None
    scenario: str = "actual"
    exact: bool = False
    match: str = ""
    projects: tuple[int, ...] | None = None
    of: tuple[date | None, date | None] = (None, None)

    def condition(self, cube: Cube) -> tuple[str, list[object]] | None:
        """The selection as SQL with its parameters; None where no posting can meet it."""
        numbers = cube.cells_within(self.measures, self.scope, scenario=self.scenario, exact=self.exact)
        if not numbers or (self.zones is not None and not self.zones):
            return None
        parts: list[tuple[str, object]] = [
            ("effective_on <= ?", self.end),
            ("effective_on - span >= ?", self.start),
            ("effective_on - span = ?", self.begins),
            ("starts_with(detail, ?)", self.match or None),
            ("period_start = ?", self.of[0]),
            ("period_end = ?", self.of[1]),
        ]
        asked = [(sql, given) for sql, given in parts if given is not None]
        conditions = [exactly(numbers), known_sql(self.known_at), *(sql for sql, _ in asked)]
        if self.zones is not None:
            conditions.append(f"zone IN ({', '.join(map(str, self.zones))})")
        if self.projects is not None:
            among = f"project IN ({', '.join(map(str, self.projects))})"
            conditions.append(among if self.projects else "project IS NULL")
        return " AND ".join(conditions), [*known_parameters(self.known_at), *(given for _, given in asked)]


class EventIds(LazySequence[int]):
    """The ids (book << 32 | number) of the events of some selections, the last recorded first, of whichever book.

    Nothing is read before it is asked for: the length is counted and a slice is cut out by the database.
    """

    def __init__(self, cube: Cube, selections: Sequence[Selection]) -> None:
        found = [condition for each in selections if (condition := each.condition(cube)) is not None]
        self._cube = cube
        self._events = cube.events_sql(found) if found and cube.paths else None
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = int(self._rows("count(*)", "")[0]) if self._events else 0
        return self._count

    def read(self, first: int, count: int) -> list[int]:
        """So many of them, from one on."""
        return self._rows("event", f"ORDER BY recorded_at DESC, event DESC LIMIT {count} OFFSET {first}")

    def by_book(self) -> dict[int, int]:
        """How many of them there are in each book, by its number; the book with most first."""
        counted = self._read("event >> 32, count(*)", "GROUP BY 1 ORDER BY 2 DESC, 1")
        return {int(book): int(count) for book, count in counted}

    def _rows(self, columns: str, order: str) -> list[int]:
        return [row[0] for row in self._read(columns, order)]

    def _read(self, columns: str, order: str) -> list[tuple[Any, ...]]:
        if self._events is None:
            return []
        source, parameters = self._events
        sql = f"SELECT {columns} FROM {source} {order}"
        with self._cube.store.lock:
            return list(self._cube.database.execute(sql, parameters).fetchall())
