"""What projects stood at, one by one: which were in force on a day, with their capital, as known at a moment.

Their sums are those that the figures of the same place, kind and origin come to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

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
    every = sorted(number for found in numbers.values() for number in found)
    known = "" if known_at is None else "AND recorded_at <= ? "
    booked = "" if books is None else f"AND (project >> 32) IN ({', '.join(map(str, books)) or 'NULL'}) "
    source, paths = _holdings(engine).source(f"cell BETWEEN {every[0]} AND {every[-1]} AND {_among(every)}")
    sql = (
        f"SELECT project, any_value(cell) FILTER ({_among(numbers[IN_FORCE])}), "
        f"coalesce(sum(usd) FILTER ({_among(numbers[CAPITAL])}), 0)::BIGINT, "
        f"coalesce(sum(amount) FILTER ({_among([n for code in BEGUN for n in numbers[code]])}), 0) > 0 "
        f"FROM {source} AND project IS NOT NULL AND effective_on <= ? {known}{booked}"
        f"GROUP BY project HAVING sum(amount) FILTER ({_among(numbers[IN_FORCE])}) > 0 ORDER BY project"
    )
    parameters = [*paths, on, *([] if known_at is None else [known_at])]
    return list(engine.cube.database.execute(sql, parameters).fetchall())


def _holdings(engine: Engine) -> Holdings:
    cube = engine.cube
    if cube not in _held:
        paths = [engine.mirror.path(segment.file) for segment in engine.manifest.segments]
        _held[cube] = Holdings(cube.database, paths, _COLUMNS)
    return _held[cube]


def _among(numbers: Sequence[int]) -> str:
    return f"cell IN ({', '.join(map(str, numbers)) or 'NULL'})"
