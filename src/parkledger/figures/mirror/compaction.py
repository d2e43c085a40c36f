"""Sorting the mirror's segments into one, out of core: twenty million postings in less memory than they take."""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from parkledger.catalogue import MEASURES, Nature
from parkledger.figures.mirror.files import CELLS, POSTINGS, Cell, Manifest, Mirror, Segment, publish_file
from parkledger.figures.mirror.rollups import (
    OPTIONS,
    roll_segment,
    rolled_cells,
    run,
    stand_segment,
    sum_segment,
    working,
)
from parkledger.places import province_or_whole


def compacted(mirror: Mirror, manifest: Manifest) -> Manifest:
    """All segments in one, cells numbered in the order in which they are asked, postings sorted by them."""
    old = mirror.cells(manifest)
    order = sorted(range(len(old)), key=lambda number: _cell_order(old[number]))
    renumbered = [0] * len(old)
    for new, number in enumerate(order):
        renumbered[number] = new
    file = f"postings-{manifest.number:06d}-base.parquet"
    mapping = pa.table({"cell": pa.array(range(len(old)), pa.int32()), "renumbered": pa.array(renumbered, pa.int32())})
    ordered = [old[number] for number in order]
    with working(mirror) as database:
        rows = sort_segments(mirror, database, [segment.file for segment in manifest.segments], mapping, file)
        segments = [_base(mirror, database, manifest.number, Segment(file, rows), ordered)] if rows else []
    cells = f"cells-{manifest.number:06d}-base.parquet"
    mirror.write(cells, cell_table(ordered))
    return Manifest(number=manifest.number, segments=segments, cells=cells, zones=manifest.zones, books=manifest.books)


def _base(
    mirror: Mirror, database: duckdb.DuckDBPyConnection, number: int, segment: Segment, cells: list[Cell]
) -> Segment:
    """A compacted segment with what it has beside it; without what is too large to be stored."""

    def beside(name: str) -> str:
        return f"{name}-{number:06d}-base.parquet"

    segment.summed = sum_segment(mirror, database, segment.file, beside("sums"))
    if segment.summed:
        segment.rolled_cells = beside("rolled-cells")
        rolled = rolled_cells(cells)
        mirror.write(segment.rolled_cells, cell_table(list(rolled)))
        segment.rolled = roll_segment(mirror, database, segment.summed, cells, rolled, beside("rolled"))
        segment.standing = stand_segment(mirror, database, segment.file, cells, beside("standing"))
    return segment


def cell_table(cells: list[Cell]) -> pa.Table:
    """What the cell numbers mean, as a table."""
    columns: Iterable[Any] = zip(*cells, strict=True) if cells else [()] * len(CELLS.names[1:])
    arrays = [pa.array(list(values), kind.type) for values, kind in zip(columns, list(CELLS)[1:], strict=True)]
    return pa.Table.from_arrays([pa.array(range(len(cells)), pa.int32()), *arrays], schema=CELLS)


def sort_segments(
    mirror: Mirror, database: duckdb.DuckDBPyConnection, files: list[str], mapping: pa.Table, target: str
) -> int:
    """Write the postings of `files` to `target`, their cells renumbered, sorted by cell and date; returns how many."""
    if not files:
        return 0
    names = ", ".join(f"p.{name}" for name in POSTINGS.names[1:])
    database.register("mapping", mapping)
    temporary = mirror.folder / f"{target}.part"
    select = (
        f"SELECT m.renumbered AS cell, {names} FROM read_parquet(?) p JOIN mapping m ON m.cell = p.cell "
        "ORDER BY m.renumbered, p.effective_on"
    )
    run(database, f"COPY ({select}) TO '{temporary}' ({OPTIONS})", [[mirror.path(file) for file in files]])
    rows = database.execute("SELECT count(*) FROM read_parquet(?)", [str(temporary)]).fetchall()[0][0]
    publish_file(temporary, mirror.folder / target)
    return int(rows)


def _cell_order(cell: Cell) -> tuple[Any, ...]:
    place, measure, kind, origin, currency, scenario, status, demo = cell
    return (
        _asked_together(measure, scenario),
        province_or_whole(place),
        measure,
        scenario,
        place,
        kind or "",
        origin or "",
        currency or "",
        status,
        demo,
    )


def _asked_together(measure: str, scenario: str) -> int:
    """Which measures lie together: tariffs, statistics, targets, what zones are asked for one by one, and the rest.

    The first four are few postings, but asked for the whole country at once: they must not lie between the many.
    """
    found = MEASURES[measure]
    if scenario == "plan":
        return 2
    if found.nature in {Nature.TARIFF, Nature.QUOTED}:
        return 0 if found.nature is Nature.TARIFF else 1
    return 3 if found.unit in {"zone", "m2"} else 4
