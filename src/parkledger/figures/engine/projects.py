"""What projects stood at, one by one: which were in force on a day, with their capital, as known at a moment.

Their sums are those that the figures of the same place, kind and origin come to.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from parkledger.catalogue import MEASURES, Nature, Status
from parkledger.catalogue.expressions import Reports, Term, Timing
from parkledger.figures.engine.cells import Scope, around, exactly, scope_matches
from parkledger.figures.engine.level_estimates import estimated_levels
from parkledger.figures.engine.table_cache import STANDING
from parkledger.figures.mirror.rollups import BEGUN, CAPITAL, IN_FORCE
from parkledger.figures.questions import Question

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine

STANDS = pa.schema(
    [
        ("project", pa.int64()),
        ("usd", pa.int64()),  # registered capital in force in US cents
        ("begun", pa.bool_()),
        ("fdi", pa.bool_()),
        ("demo", pa.bool_()),
    ]
)
"""A project in force as it stood."""
PROJECT_FACTS = pa.schema(
    [
        ("project", pa.int64()),
        ("code", pa.string()),
        ("country", pa.string()),
        ("sector", pa.string()),
        ("registered_on", pa.date32()),
    ]
)
"""What is known of projects beside their postings."""
_PARTS = {IN_FORCE: 0, CAPITAL: 1, **dict.fromkeys(BEGUN, 2)}


class ProjectGroup(NamedTuple):
    """Projects taken together: how many, their capital in US cents, how many are foreign, whether any is demonstration."""

    name: str
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used
    usd_cents: int
    fdi: int
    demo: bool


class ProjectNotBegun(NamedTuple):
    """A project in force of which nothing says that it was begun."""

    project: int
    usd_cents: int
    demo: bool


class ProjectsInForce:
    """The projects in force of a scope, with what is known of them."""

    def __init__(self, engine: "Engine", stands: pa.Table) -> None:
        self.engine = engine
        self.stands = stands

    def books(self) -> list[int]:
        """The ids of the books that they are kept in."""
        return [row[0] for row in self._ask("SELECT DISTINCT project >> 32 FROM stands ORDER BY 1")]

    def total(self) -> ProjectGroup:
        """All of them."""
        return ProjectGroup(*self._ask(f"SELECT '', {_TOGETHER} FROM stands")[0])

    def by(self, column: str, about: pa.Table) -> list[ProjectGroup]:
        """Taken together by a column of what is known of them, the most first; last those of which it is not known."""
        sql = (
            f"SELECT coalesce({column}, '') AS name, {_TOGETHER} FROM stands LEFT JOIN about USING (project) "
            "GROUP BY name ORDER BY name = '', count(*) DESC, name"
        )
        return [ProjectGroup(*row) for row in self._ask(sql, about)]

    def not_begun(self, before: date, about: pa.Table, most: int) -> tuple[list[ProjectNotBegun], int]:
        """Those registered before a day and not begun, the longest first: the first so many, and how many there are."""
        waiting = "FROM stands JOIN about USING (project) WHERE NOT begun AND registered_on < ?"
        listed = self._ask(
            f"SELECT project, usd, demo {waiting} ORDER BY registered_on, code LIMIT {most}", about, [before]
        )
        ((count,),) = self._ask(f"SELECT count(*) {waiting}", about, [before])
        return [ProjectNotBegun(*row) for row in listed], count

    def _ask(self, sql: str, about: pa.Table | None = None, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        tables = {"stands": self.stands} if about is None else {"stands": self.stands, "about": about}
        with _registered(self.engine, **tables) as database:
            return list(database.execute(sql, list(parameters)).fetchall())


_TOGETHER = "count(*), coalesce(sum(usd), 0)::HUGEINT, count(*) FILTER (fdi), coalesce(bool_or(demo), false)"


def projects_in_force(
    engine: "Engine", scope: Scope, on: date, known_at: datetime | None, books: Sequence[int] | None = None
) -> ProjectsInForce:
    """The secondary projects in force in a scope (and in some books) on a day, as known at a moment."""
    cells = engine.cube.cells
    wanted = engine.cube.cells_within(_PARTS, scope, scenario="actual", exact=False)
    if not engine.manifest.segments or not any(cells[number][1] == IN_FORCE for number in wanted):
        return ProjectsInForce(engine, STANDS.empty_table())
    until = "effective_on <= ?" if known_at is None else "effective_on <= ? AND recorded_at <= ?"
    if books is not None:
        until += f" AND (project >> 32) IN ({', '.join(map(str, books)) or 'NULL'})"
    with engine.cube.store.lock:
        source, parameters = _source(engine, wanted)
        sql = (
            f"WITH held AS (SELECT * FROM {source} AND project IS NOT NULL AND {until}) "
            "SELECT project, coalesce(sum(usd) FILTER (part = 1), 0)::BIGINT AS usd, "
            "coalesce(sum(amount) FILTER (part = 2), 0) > 0 AS begun, bool_or(fdi) FILTER (part = 0) AS fdi, "
            "bool_or(demo) FILTER (part = 0) AS demo FROM held JOIN wanted USING (cell) "
            "GROUP BY project HAVING sum(amount) FILTER (part = 0) > 0"
        )
        with _registered(engine, wanted=_described(engine, wanted)) as database:
            found = database.sql(sql, params=[*parameters, on, *([] if known_at is None else [known_at])])
            return ProjectsInForce(engine, found.to_arrow_table())


def _described(engine: "Engine", wanted: Sequence[int]) -> pa.Table:
    """What the query must know of each cell: its part in it, and what it says of a project."""
    cells = [engine.cube.cells[number] for number in wanted]
    return pa.table(
        {
            "cell": pa.array(wanted, pa.int32()),
            "part": pa.array([_PARTS[cell[1]] for cell in cells], pa.int8()),
            "fdi": pa.array([cell[3] == "fdi" for cell in cells]),
            "demo": pa.array([cell[7] for cell in cells]),
        }
    )


def _source(engine: "Engine", wanted: list[int]) -> tuple[str, list[Any]]:
    """Where to read what decides how projects stand: the few postings that do, and all those added since.

    Of a project whose beginning was taken back since, all postings are read: among those left out may be one by which it
    was begun all the same.
    """
    cube = engine.cube
    if not cube.standing:
        return cube.posted.source(around(wanted))
    parts: list[str] = []
    parameters: list[Any] = []
    begun = [number for number in wanted if cube.cells[number][1] in BEGUN]
    revised = _revised(engine, begun) if begun and cube.added else []
    among = f"project IN ({', '.join(map(str, revised))}) AND {around(begun)}" if revised else ""
    read = [(cube.standing, "cell >= 0", f" AND NOT ({among})" if among else "")]
    read += [(cube.based, around(wanted), f" AND {among}")] if among else []
    read += [(cube.added, around(wanted), "")] if cube.added else []
    for holdings, cells, condition in read:
        source, given = holdings.source(cells)
        parts.append(f"SELECT {STANDING} FROM {source}{condition}")
        parameters += given
    return f"({' UNION ALL '.join(parts)}) WHERE true", parameters


def _revised(engine: "Engine", begun: list[int]) -> list[int]:
    """The projects of which something that they were begun by was taken back in what was added since."""
    source, given = engine.cube.added.source(around(begun))
    sql = f"SELECT DISTINCT project FROM {source} AND project IS NOT NULL AND amount < 0 ORDER BY project"
    return [row[0] for row in engine.cube.database.execute(sql, given).fetchall()]


@contextmanager
def _registered(engine: "Engine", **tables: pa.Table) -> Iterator[Any]:
    """The engine's database with some tables of ours in it."""
    with engine.cube.store.lock:
        database = engine.cube.database
        for name, table in tables.items():
            database.register(name, table)
        try:
            yield database
        finally:
            for name in tables:
                database.unregister(name)


@dataclass(slots=True)
class ProjectBalance:
    """What a project holds of a measure: amount in the measure's unit, equivalents in US cents and đồng, demo or not."""

    amount: int = 0
    usd: int = 0
    vnd: int = 0
    demo: bool = False


ProjectBalances = dict[int, dict[str, ProjectBalance]]
"""What projects hold, by a project's id and a measure's code."""


def project_balances(
    engine: "Engine",
    measures: Sequence[str],
    territory: frozenset[str],
    on: date,
    known_at: datetime | None,
    *,
    zone: int | None = None,
    since: date | None = None,
) -> ProjectBalances:
    """The sums up to a day of some measures in a territory, or in one zone of it, project by project.

    A project that lies in a zone holds what it holds there; what was let to nobody in particular is no project's. With
    `since`, what changed from that day on.
    """
    cube = engine.cube
    numbers = cube.numbered.of(measures, territory, scenario="actual")
    if not numbers or not cube.paths:
        return {}
    conditions, parameters = ["project IS NOT NULL", "effective_on <= ?"], [cube.paths, on]
    narrower = (("recorded_at <= ?", known_at), ("effective_on >= ?", since), ("zone = ?", zone))
    for condition, value in narrower:
        if value is not None:
            conditions.append(condition)
            parameters.append(value)
    sql = (
        "SELECT project, cell, sum(amount)::BIGINT, sum(usd)::BIGINT, sum(vnd)::BIGINT FROM read_parquet(?) "
        f"WHERE {exactly(numbers)} AND {' AND '.join(conditions)} GROUP BY project, cell"
    )
    with cube.store.lock:
        rows = cube.database.execute(sql, parameters).fetchall()
    found: defaultdict[int, defaultdict[str, ProjectBalance]] = defaultdict(lambda: defaultdict(ProjectBalance))
    for project, cell, amount, usd, vnd in rows:
        _, measure, *_, demo = cube.cells[cell]
        held = found[project][measure]
        held.amount += amount
        held.usd += usd
        held.vnd += vnd
        held.demo = held.demo or (demo and amount != 0)
    return {project: dict(measures) for project, measures in found.items()}


class FiledSum(NamedTuple):
    """What postings of one project come to in a window: amount, equivalents in US cents and đồng, demo or estimated or not."""

    amount: int
    usd: int
    vnd: int
    demo: bool
    estimate: bool


NO_PROJECT = 0
"""Stands for the project of postings that are filed under none."""


def filed_sums(engine: "Engine", question: Question, term: Term) -> dict[int, FiledSum]:
    """A term of a formula project by project, for the place, zone, kind, origin and time of a question."""
    found: dict[int, FiledSum] = {}
    for project, _, some in _filed(engine, question, term, f"coalesce(project, {NO_PROJECT})", "NULL"):
        found[project] = _with(found.get(project), some)
    # Levels that indicators are made of are filed under no project; those of single projects are in no indicator.
    if MEASURES[term.measure].nature is Nature.LEVEL and NO_PROJECT in found:
        found[NO_PROJECT] = found[NO_PROJECT]._replace(estimate=_stands_at_estimate(engine, question, term.measure))
    return found


def filed_by_day(
    engine: "Engine", question: Question, term: Term, projects: frozenset[int]
) -> dict[tuple[int, date], FiledSum]:
    """The same for some projects, by the day of the postings too."""
    found: dict[tuple[int, date], FiledSum] = {}
    among = f"project IN ({', '.join(map(str, sorted(projects)))})"
    for project, day, some in _filed(engine, question, term, "project", "effective_on", among):
        found[project, day] = _with(found.get((project, day)), some)
    return found


def _filed(
    engine: "Engine", question: Question, term: Term, project: str, day: str, among: str = "true"
) -> Iterator[tuple[int, date, FiledSum]]:
    """What postings of a term come to by project and day, as a query names them; one row for each cell."""
    cube = engine.cube
    numbers = [
        number
        for number in cube.cells_within([term.measure], engine.scope(question), scenario="actual", exact=False)
        if term.reports is Reports.BEST or cube.cells[number][6] == term.reports.value
    ]
    if not numbers or not cube.paths:
        return
    start = question.period[0] if term.timing is Timing.IN_PERIOD else None
    narrower = (
        ("recorded_at <= ?", question.known_at),
        ("effective_on - span >= ?", start),
        ("zone = ?", question.zone),
    )
    given = [(condition, value) for condition, value in narrower if value is not None]
    sql = (
        f"SELECT {project}, {day}, cell, sum(amount)::BIGINT, sum(usd)::BIGINT, sum(vnd)::BIGINT, "
        f"sum(count)::BIGINT FROM read_parquet(?) WHERE {exactly(numbers)} AND {among} AND effective_on <= ?"
        f"{''.join(f' AND {condition}' for condition, _ in given)} GROUP BY ALL"
    )
    with cube.store.lock:
        rows = cube.database.execute(sql, [cube.paths, question.end, *(value for _, value in given)]).fetchall()
    for whose, when, cell, amount, usd, vnd, count in rows:
        *_, status, demo = cube.cells[cell]
        is_demo, is_estimate = bool(demo and count), bool(status == Status.ESTIMATE and count)
        yield whose, when, FiledSum(amount, usd, vnd, demo=is_demo, estimate=is_estimate)


def _with(before: FiledSum | None, more: FiledSum) -> FiledSum:
    """Two sums together."""
    if before is None:
        return more
    return FiledSum(
        before.amount + more.amount,
        before.usd + more.usd,
        before.vnd + more.vnd,
        before.demo or more.demo,
        before.estimate or more.estimate,
    )


def _stands_at_estimate(engine: "Engine", question: Question, measure: str) -> bool:
    """Whether any of what a level is summed from stands at an estimate on a question's day."""
    scope, known_at = engine.scope(question), question.known_at
    found = estimated_levels(engine.cube, {measure}, scope.territory, [question.end], known_at)
    estimated = found.get((measure, question.end), {})
    zones = estimated.keys() if question.zone is None else estimated.keys() & {question.zone}
    return any(scope_matches(each.scope, scope) for zone in zones for each in estimated[zone])
