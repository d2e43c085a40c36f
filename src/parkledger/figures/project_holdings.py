"""What each project holds on a day, as known at a moment: one query over the mirror for all projects asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parkledger.figures.engine import Engine


@dataclass(slots=True)
class Held:
    """What a project holds of a measure: amount in the measure's unit, equivalents in US cents and đồng, demo or not."""

    amount: int = 0
    usd: int = 0
    vnd: int = 0
    demo: bool = False


Holdings = dict[int, dict[str, Held]]


def holdings_by_project(
    engine: Engine,
    measures: Sequence[str],
    territory: frozenset[str],
    on: date,
    known_at: datetime | None,
    *,
    zone: int | None = None,
) -> Holdings:
    """The sums up to a day of some measures in a territory, or in one zone of it, project by project.

    A project that lies in a zone holds what it holds there; what was let to nobody in particular is no project's.
    """
    numbers = engine.cube.numbered.of(measures, territory, scenario="actual")
    paths = [engine.mirror.path(segment.file) for segment in engine.manifest.segments]
    if not numbers or not paths:
        return {}
    conditions, parameters = ["project IS NOT NULL", "effective_on <= ?"], [paths, on]
    if known_at is not None:
        conditions.append("recorded_at <= ?")
        parameters.append(known_at)
    if zone is not None:
        conditions.append("zone = ?")
        parameters.append(zone)
    sql = (
        "SELECT project, cell, sum(amount)::BIGINT, sum(usd)::BIGINT, sum(vnd)::BIGINT FROM read_parquet(?) "
        f"WHERE cell IN ({', '.join(map(str, numbers))}) AND {' AND '.join(conditions)} "
        "GROUP BY project, cell"
    )
    return _filed(engine, engine.cube.database.execute(sql, parameters).fetchall())


def _filed(engine: Engine, rows: Iterable[tuple[int, int, int, int, int]]) -> Holdings:
    found: defaultdict[int, defaultdict[str, Held]] = defaultdict(lambda: defaultdict(Held))
    for project, cell, amount, usd, vnd in rows:
        _, measure, *_, demo = engine.cube.cells[cell]
        held = found[project][measure]
        held.amount += amount
        held.usd += usd
        held.vnd += vnd
        held.demo = held.demo or (demo and amount != 0)
    return {project: dict(measures) for project, measures in found.items()}
