"""What tenants' projects in force have of measures of which only theirs counts: for all scopes of a batch at once.

A project is in force where it lies on the day; what it has of a measure counts wherever in the place it lay then.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from parkledger.figures.engine.cells import Scope, Trait, around, scope_matches, trait_of
from parkledger.figures.engine.cube import known_parameters, known_sql
from parkledger.figures.engine.evaluation import StandingSum
from parkledger.figures.mirror.rollups import IN_FORCE
from parkledger.figures.questions import Question

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine


class StandingScope(NamedTuple):
    """Where and when projects are in force: a scope, or a zone of it, at the end of a day."""

    scope: Scope
    zone: int | None
    on: date


class SupposedOfProject(NamedTuple):
    """A posting of a project that is not on record: what it has in common with others, where it lies, what it comes to."""

    trait: Trait
    scope: Scope
    zone: int | None
    project: int
    on: date
    sums: tuple[int, int, int, int]

    def lies_in(self, asked: StandingScope) -> bool:
        """Whether it counts where and when projects are asked for."""
        return self.on <= asked.on and asked.zone in {None, self.zone} and scope_matches(self.scope, asked.scope)


StandingSums = dict[tuple[StandingScope, str], list[StandingSum]]
"""What the projects in force of a scope have of a measure, by trait."""
_GROUPED = pa.schema([("grp", pa.int32()), ("cell", pa.int32()), ("zone", pa.int64())])
_COUNTED = pa.schema([("grp", pa.int32()), ("project", pa.int64()), ("count", pa.int64())])


def standing_scope(engine: "Engine", question: Question) -> StandingScope:
    """Where and when projects must be in force to count for a question."""
    return StandingScope(engine.scope(question), question.zone, question.end)


def standing_projects(engine: "Engine", question: Question) -> frozenset[int]:
    """The secondary projects in force in the place, zone, kind and origin of a question on its day."""
    held = _held(engine, [standing_scope(engine, question)], question.known_at, ())
    return frozenset(held.column("project").to_pylist())


def standing_sums(
    engine: "Engine",
    wanted: Mapping[StandingScope, Iterable[str]],
    known_at: datetime | None,
    supposed: Sequence[SupposedOfProject] = (),
) -> StandingSums:
    """What the projects in force of some scopes have of the measures asked of each, as known at a moment: a pass a day."""
    by_day: defaultdict[date, list[StandingScope]] = defaultdict(list)
    for asked in wanted:
        by_day[asked.on].append(asked)
    found: StandingSums = {(asked, measure): [] for asked, measures in wanted.items() for measure in measures}
    for scopes in by_day.values():
        held = _held(engine, scopes, known_at, supposed)
        for number, cell, *sums in _summed(engine, scopes, wanted, held, known_at):
            trait = trait_of(engine.cube.cells[cell])
            amount, usd, vnd, count = sums
            found[scopes[number], trait.measure].append(StandingSum(trait, (amount, usd, vnd, count)))
        if supposed:
            _add_supposed(found, scopes, held, supposed)
    return found


def _held(
    engine: "Engine", scopes: Sequence[StandingScope], known_at: datetime | None, supposed: Sequence[SupposedOfProject]
) -> pa.Table:
    """The projects in force of each of some scopes of one day, by the scope's number."""
    rows = [
        (number, cell, asked.zone)
        for number, asked in enumerate(scopes)
        for cell in engine.cube.cells_within([IN_FORCE], asked.scope, scenario="actual", exact=False)
    ]
    sql = (
        "SELECT g.grp, project, sum(amount)::BIGINT AS count FROM (SELECT cell, zone, project, amount FROM {}) p "
        "JOIN grouped g ON g.cell = p.cell AND (g.zone IS NULL OR g.zone = p.zone) GROUP BY ALL HAVING sum(amount) <> 0"
    )
    counted = _COUNTED.empty_table()
    if rows and engine.cube.paths:
        with _postings(engine, rows, scopes[0].on, known_at) as (postings, parameters):
            counted = engine.cube.database.sql(sql.format(postings), params=parameters).to_arrow_table()
    changes = _COUNTED.empty_table() if not supposed else _supposed_counts(scopes, supposed)
    both = pa.concat_tables([counted, changes]).group_by(["grp", "project"]).aggregate([("count", "sum")])
    return both.filter(pc.field("count_sum") > 0).select(["grp", "project"])


def _supposed_counts(scopes: Sequence[StandingScope], supposed: Sequence[SupposedOfProject]) -> pa.Table:
    """By how much what is supposed changes whether projects are in force in some scopes."""
    rows = [
        {"grp": number, "project": one.project, "count": one.sums[0]}
        for one in supposed
        if one.trait.measure == IN_FORCE
        for number, asked in enumerate(scopes)
        if one.lies_in(asked)
    ]
    return pa.Table.from_pylist(rows, schema=_COUNTED)


def _summed(
    engine: "Engine",
    scopes: Sequence[StandingScope],
    wanted: Mapping[StandingScope, Iterable[str]],
    held: pa.Table,
    known_at: datetime | None,
) -> list[tuple[int, ...]]:
    """What those projects have of the measures, by the scope's number and cell: amount, US cents, đồng, how many postings."""
    rows = [
        (number, cell, None)
        for number, asked in enumerate(scopes)
        for cell in engine.cube.cells_within(
            wanted[asked], asked.scope._replace(kind=None), scenario="actual", exact=False
        )
    ]
    if not rows or not held.num_rows or not engine.cube.paths:
        return []
    sql = (  # each project's postings are summed once, however many scopes it is in: a third of the time of joining postings
        "WITH summed AS MATERIALIZED (SELECT cell, project, sum(amount)::BIGINT AS amount, sum(usd)::BIGINT AS usd, "
        "sum(vnd)::BIGINT AS vnd, sum(count)::BIGINT AS count FROM {} GROUP BY ALL) "
        "SELECT g.grp, s.cell, sum(s.amount)::BIGINT, sum(s.usd)::BIGINT, sum(s.vnd)::BIGINT, sum(s.count)::BIGINT "
        "FROM summed s JOIN grouped g ON g.cell = s.cell JOIN held h ON h.grp = g.grp AND h.project = s.project GROUP BY ALL"
    )
    with _postings(engine, rows, scopes[0].on, known_at, held=held) as (postings, parameters):
        return engine.cube.summed_rows(sql.format(postings), parameters)


@contextmanager
def _postings(
    engine: "Engine",
    rows: Sequence[tuple[int, int, int | None]],
    on: date,
    known_at: datetime | None,
    **tables: pa.Table,
) -> Iterator[tuple[str, list[Any]]]:
    """SQL for FROM, with its parameters: the postings of projects in some cells until a day, as known at a moment.

    Meanwhile the cells stand in a table `grouped`, each with its group and zone, beside the tables given; nobody else asks.
    """
    cube = engine.cube
    columns = zip(*rows, strict=True)
    tables["grouped"] = pa.table(dict(zip(_GROUPED.names, map(list, columns), strict=True)), schema=_GROUPED)
    with cube.store.lock:
        for name, table in tables.items():
            cube.database.register(name, table)
        try:
            source, given = cube.posted.source(around(sorted({cell for _, cell, _ in rows})))
            until = f"project IS NOT NULL AND effective_on <= ? AND {known_sql(known_at)}"
            yield f"{source} AND {until}", [*given, on, *known_parameters(known_at)]
        finally:
            for name in tables:
                cube.database.unregister(name)


def _add_supposed(
    found: StandingSums, scopes: Sequence[StandingScope], held: pa.Table, supposed: Sequence[SupposedOfProject]
) -> None:
    """Add what is supposed of the projects that are in force with it."""
    in_force = set(zip(held.column("grp").to_pylist(), held.column("project").to_pylist(), strict=True))
    for one in supposed:
        for number, asked in enumerate(scopes):
            anywhere = asked._replace(scope=asked.scope._replace(kind=None), zone=None)
            sums = found.get((asked, one.trait.measure))
            if sums is not None and (number, one.project) in in_force and one.lies_in(anywhere):
                sums.append(StandingSum(one.trait, one.sums))
