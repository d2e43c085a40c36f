"""What projects stood at, one by one: which were in force on a day, with their capital, as known at a moment.

Their sums are those that the figures of the same place, kind and origin come to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

import pyarrow as pa

from parkledger.figures.cube import Cube, Scope
from parkledger.figures.engine import Engine
from parkledger.figures.holding import Holdings
from parkledger.places import is_within_any

IN_FORCE, CAPITAL = "projects.in_force", "capital.in_force"
BEGUN = ("capital.implemented", "projects.operating")
"""Either of these says that a project was begun."""
_MEASURES = (IN_FORCE, CAPITAL, *BEGUN)
_COLUMNS = "project, cell, effective_on, recorded_at, amount, usd"
_held: WeakKeyDictionary[Cube, Holdings] = WeakKeyDictionary()
"""What was asked for twice of each mirror that is open."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A secondary project as it stood: registered capital in force in US cents, and whether it was begun."""

    id: int
    origin: str
    usd_cents: int
    begun: bool
    demo: bool


def standings(
    engine: Engine, scope: Scope, on: date, known_at: datetime | None, books: Sequence[int] | None = None
) -> list[Standing]:
    """The secondary projects in force in a scope (and in some books) on a day, as known at a moment, by id."""
    cells = engine.cube.cells
    numbers: dict[str, list[int]] = {measure: [] for measure in _MEASURES}
    for number, (place, measure, kind, origin, _, scenario, *_) in enumerate(cells):
        if measure not in numbers or scenario != "actual":
            continue
        if scope.kind in {None, kind} and scope.origin in {None, origin} and is_within_any(place, scope.territory):
            numbers[measure].append(number)
    if not numbers[IN_FORCE] or not engine.manifest.segments:
        return []
    return [
        Standing(project, cells[cell][3] or "", usd, begun, cells[cell][7])
        for project, cell, usd, begun in _sums(engine, numbers, on, known_at, books)
    ]


def _sums(
    engine: Engine,
    numbers: dict[str, list[int]],
    on: date,
    known_at: datetime | None,
    books: Sequence[int] | None,
) -> list[tuple[Any, ...]]:
    parts = {IN_FORCE: 0, CAPITAL: 1, **dict.fromkeys(BEGUN, 2)}
    wanted = [(number, parts[measure]) for measure, found in numbers.items() for number in found]
    low, high = min(number for number, _ in wanted), max(number for number, _ in wanted)
    source, paths = _holdings(engine).source(f"cell BETWEEN {low} AND {high} AND project IS NOT NULL")
    known = "" if known_at is None else "AND recorded_at <= ? "
    booked = "" if books is None else f"AND (project >> 32) IN ({', '.join(map(str, books)) or 'NULL'}) "
    sql = (
        f"WITH held AS (SELECT * FROM {source} AND effective_on <= ? {known}{booked}) "
        "SELECT project, any_value(cell) FILTER (part = 0), coalesce(sum(usd) FILTER (part = 1), 0)::BIGINT, "
        "coalesce(sum(amount) FILTER (part = 2), 0) > 0 FROM held JOIN wanted_cells USING (cell) "
        "GROUP BY project HAVING sum(amount) FILTER (part = 0) > 0 ORDER BY project"
    )
    database = engine.cube.database
    columns = {
        "cell": pa.array([n for n, _ in wanted], pa.int32()),
        "part": pa.array([n for _, n in wanted], pa.int8()),
    }
    database.register("wanted_cells", pa.table(columns))
    try:
        return list(database.execute(sql, [*paths, on, *([] if known_at is None else [known_at])]).fetchall())
    finally:
        database.unregister("wanted_cells")


def _holdings(engine: Engine) -> Holdings:
    cube = engine.cube
    if cube not in _held:
        paths = [engine.mirror.path(segment.file) for segment in engine.manifest.segments]
        _held[cube] = Holdings(cube.database, paths, _COLUMNS)
    return _held[cube]
