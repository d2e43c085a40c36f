"""Supposed postings laid over a mirror: a further segment in a folder of its own; the mirror's own files are read where they lie.

Nothing is written into the mirror's folder, and its manifest is not touched: what is supposed can be let go of by
removing one folder.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pyarrow as pa

from parkledger.catalogue import CoverageSubject, ZoneKind
from parkledger.figures.coverage import SupposedSpan
from parkledger.figures.mirror.compaction import cell_table
from parkledger.figures.mirror.files import ZONES, BookMark, Manifest, Mirror, Segment
from parkledger.figures.mirror.segments import posting_table

_numbers = count(1)
"""Each overlay of this process has a number below nought that no other has: a state of the books has one above."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is supposed beside one book, in the columns of the mirror.

    `postings` are rows as the mirror is filled with, `zones` the rows of the zones that are new or described otherwise. `mark`
    is the end that the book would have; `days` are those of supposed events that show the book to be kept;
    `name` is what the book is called.
    """

    book: str
    place: str
    mark: BookMark
    postings: list[tuple[Any, ...]]
    zones: list[tuple[Any, ...]] = field(default_factory=list)
    days: tuple[date, ...] = ()
    declared: Mapping[CoverageSubject, date] = field(default_factory=dict)
    name: str = ""

    @property
    def span(self) -> SupposedSpan:
        """What the supposed events add to what the book covers."""
        kinds = frozenset(ZoneKind(row[ZONES.get_field_index("kind")]) for row in self.zones)
        return SupposedSpan(self.book, self.place, kinds, self.days, self.declared, self.name)


def overlaid(mirror: Mirror, manifest: Manifest, overlay: Overlay, folder: Path) -> Manifest:
    """What a mirror in a folder of its own consists of: the segments of another, and one of what is supposed."""
    over = Mirror(folder)
    cells = {cell: number for number, cell in enumerate(mirror.cells(manifest))}
    segments = [_in_place(mirror, segment) for segment in manifest.segments]
    if overlay.postings:
        table = posting_table(overlay.postings, cells, _same)
        over.write("postings.parquet", table)
        segments.append(Segment("postings.parquet", table.num_rows))
    over.write("cells.parquet", cell_table(list(cells)))
    over.write("zones.parquet", _zone_table(mirror.zones(manifest), overlay.zones))
    return Manifest(
        number=-next(_numbers),
        segments=segments,
        cells="cells.parquet",
        zones="zones.parquet",
        books={**manifest.books, overlay.book: overlay.mark},
    )


def _in_place(mirror: Mirror, segment: Segment) -> Segment:
    """A segment of another mirror, by the full paths of its files."""
    paths: dict[str, Any] = {
        name: mirror.path(file) for name, file in asdict(segment).items() if name != "rows" and file
    }
    return replace(segment, **paths)


def _zone_table(recorded: list[dict[str, Any]], supposed: list[tuple[Any, ...]]) -> pa.Table:
    zones = {row["id"]: row for row in recorded} | {
        row[0]: dict(zip(ZONES.names, row, strict=True)) for row in supposed
    }
    return pa.Table.from_pylist([zones[number] for number in sorted(zones)], schema=ZONES)


def _same(moment: datetime) -> datetime:
    return moment
