"""The columnar mirror of the postings: Parquet segments under a manifest that is swapped whole.

Everything a posting is asked by, save its dates, its zone and its project, is one *cell*: place, measure, kind, origin,
currency, scenario, status, demo. Segments carry the cell's number, so that a sum over twenty million postings groups
by one small integer; `cells-*.parquet` says what each number means, and any tool can join the two. Cells of
tariffs, statistics, targets, and zones' milestones and land come first, then the rest; each by province and measure:
what is asked together lies together.
"""

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

_log = logging.getLogger(__name__)

VERSION = 5
MANIFEST = "manifest.json"
ROW_GROUP = 32_768
"""Rows in a row group: small enough that one province's measures are read without its neighbours'."""

POSTINGS = pa.schema(
    [
        ("cell", pa.int32()),
        ("zone", pa.int64()),
        ("project", pa.int64()),
        ("effective_on", pa.date32()),
        (
            "span",
            pa.int32(),
        ),  # days from the period's first day to effective_on; 0 where there is none, -1 where a level lapses
        ("recorded_on", pa.date32()),  # the day in Vietnam
        ("recorded_at", pa.timestamp("us", tz="UTC")),
        ("count", pa.int16()),
        ("amount", pa.int64()),
        ("usd", pa.int64()),
        ("vnd", pa.int64()),
        ("detail", pa.string()),
        ("period_start", pa.date32()),
        ("period_end", pa.date32()),
        ("event", pa.int64()),
        ("taken_back", pa.int64()),  # the event that this one takes back; null for any but a correction
        ("ends_zone", pa.bool_()),  # whether it follows from the end of a zone
    ]
)
SUMS = ("cell", "effective_on", "span", "recorded_on")
"""What postings are summed by in a segment's second file. It answers for places, as known at the end of any day, from
a fraction of the rows."""
CELLS = pa.schema(
    [
        ("cell", pa.int32()),
        ("place", pa.string()),
        ("measure", pa.string()),
        ("kind", pa.string()),
        ("origin", pa.string()),
        ("currency", pa.string()),
        ("scenario", pa.string()),
        ("status", pa.string()),
        ("demo", pa.bool_()),
    ]
)
ZONES = pa.schema(
    [
        ("id", pa.int64()),
        ("book", pa.string()),
        ("code", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("place", pa.string()),
        ("search", pa.string()),
        ("demo", pa.bool_()),
        ("gone_at", pa.timestamp("us", tz="UTC")),
        (
            "openings",
            pa.list_(
                pa.struct(
                    [
                        ("on", pa.date32()),
                        ("since", pa.timestamp("us", tz="UTC")),
                        ("until", pa.timestamp("us", tz="UTC")),
                    ]
                )
            ),
        ),
        (
            "merges",
            pa.list_(
                pa.struct(
                    [
                        ("on", pa.date32()),
                        ("into", pa.int64()),
                        ("since", pa.timestamp("us", tz="UTC")),
                        ("until", pa.timestamp("us", tz="UTC")),
                    ]
                )
            ),
        ),
    ]
)
"""A zone; `gone_at` is when the last event that put it on record was taken back, null for one that stands. `openings` are the
days at whose end it stood at a balance, `merges` those on which it became part of another zone, each with when that was
recorded and taken back, if it was."""
Cell = tuple[str, str, str | None, str | None, str | None, str, str, bool]
"""Place, measure, kind, origin, currency, scenario, status, demo."""


@dataclass(slots=True)
class Segment:
    """One Parquet file of postings, and what a compacted one has beside it.

    `summed` is the same summed over zones, projects and details (see SUMS); `rolled` that again, summed over the places
    of the country, its cells in `rolled_cells`; `standing` the postings by which projects are in force (see `condensing`).
    """

    file: str
    rows: int
    summed: str = ""
    rolled: str = ""
    rolled_cells: str = ""
    standing: str = ""

    @property
    def files(self) -> list[str]:
        """The names of its files."""
        return [file for file in (self.file, self.summed, self.rolled, self.rolled_cells, self.standing) if file]


@dataclass(frozen=True, slots=True)
class BookMark:
    """How far a book is mirrored: its last event there, with its hash to know the book again."""

    id: int
    seq: int
    hash: str


@dataclass(slots=True)
class Manifest:
    """What the mirror consists of at one moment."""

    version: int = VERSION
    number: int = 0
    segments: list[Segment] = field(default_factory=list)
    cells: str = ""
    zones: str = ""
    books: dict[str, BookMark] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    """What each of its files hashes to."""

    @property
    def files(self) -> set[str]:
        """The names of all its files."""
        parts = {file for part in self.segments for file in part.files}
        return {file for file in {self.cells, self.zones, *parts} if file}

    @property
    def rows(self) -> int:
        """Postings mirrored."""
        return sum(segment.rows for segment in self.segments)


class Mirror:
    """A mirror's folder: read by its manifest, written by replacing it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def manifest(self) -> Manifest | None:
        """The manifest in force; None where there is no mirror that can be read, or where any of it is damaged.

        A file is held against its hash when the process first meets it, and again where it was written to since.
        """
        found = self._stated()
        if found is None:
            return None
        if damaged := [file for file in sorted(found.files) if not self._is_as_written(file, found.hashes.get(file))]:
            _log.warning("the mirror is rebuilt, since files of it are damaged or missing: %s", ", ".join(damaged))
            return None
        return found

    def damaged_files(self) -> list[str]:
        """The files that are not as they were written, all of them read anew; the manifest alone where it cannot be read."""
        if not (self.folder / MANIFEST).exists():
            return []
        found = self._stated()
        if found is None:
            return [] if self._version() not in {None, VERSION} else [MANIFEST]
        _checked.clear()
        return [file for file in sorted(found.files) if not self._is_as_written(file, found.hashes.get(file))]

    def last_number(self) -> int:
        """The highest number that any file in the folder has in its name, so that a rebuilt mirror takes none again."""
        numbers = (_NUMBER.match(path.name) for path in self.folder.glob("*.parquet*"))
        return max((int(found[1]) for found in numbers if found), default=0)

    def _stated(self) -> Manifest | None:
        """What the manifest says, where it is whole and of this version."""
        try:
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            if found.pop("digest", None) != _digest(found) or found["version"] != VERSION:
                return None
        except (OSError, ValueError, AttributeError):
            return None
        segments = [Segment(**segment) for segment in found.pop("segments")]
        books = {code: BookMark(**mark) for code, mark in found.pop("books").items()}
        return Manifest(**found, segments=segments, books=books)

    def _version(self) -> object:
        """The version that a manifest gives, which another version of the program may have written."""
        try:
            return json.loads((self.folder / MANIFEST).read_text(encoding="utf-8")).get("version")
        except (OSError, ValueError, AttributeError):
            return None

    def _is_as_written(self, file: str, digest: str | None) -> bool:
        path = self.folder / file
        try:
            stat = path.stat()
            stamp = (stat.st_ino, stat.st_mtime_ns, stat.st_size, digest)
            if _checked.get(path) != stamp:
                if hash_of(path) != digest:
                    return False
                _checked[path] = stamp
        except OSError:
            return False
        return True

    def path(self, file: str) -> str:
        """The full path of one of the mirror's files."""
        return str(self.folder / file)

    def cells(self, manifest: Manifest) -> list[Cell]:
        """What each cell number means, in order of number."""
        return self._read_cells(manifest.cells)

    def rolled_cells(self, segment: Segment) -> list[Cell]:
        """The same of what a segment has summed over the country."""
        return self._read_cells(segment.rolled_cells)

    def _read_cells(self, file: str) -> list[Cell]:
        if not file:
            return []
        columns = pq.read_table(self.path(file)).to_pydict()
        return list(zip(*(columns[name] for name in CELLS.names[1:]), strict=True))

    def zones(self, manifest: Manifest) -> list[dict[str, Any]]:
        """The zones of all books, those withdrawn since among them."""
        return list(pq.read_table(self.path(manifest.zones)).to_pylist()) if manifest.zones else []

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other writers out; readers go on with the manifest they have."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "mirror.lock"):
            yield

    def write(self, file: str, table: pa.Table) -> None:
        """Write a Parquet file whole: it appears under its name only when it is complete."""
        temporary = self.folder / f"{file}.part"
        pq.write_table(table, temporary, row_group_size=ROW_GROUP, compression="zstd", write_statistics=True)
        publish_file(temporary, self.folder / file)

    def publish(self, manifest: Manifest) -> None:
        """Swap the manifest, then remove what neither it nor the one before names: readers may still be at that one."""
        before = self._stated()
        known = before.hashes if before else {}
        manifest.hashes = {file: known.get(file) or hash_of(self.folder / file) for file in sorted(manifest.files)}
        stated = asdict(manifest)
        temporary = self.folder / f"{MANIFEST}.part"
        temporary.write_text(json.dumps({**stated, "digest": _digest(stated)}, indent=1), encoding="utf-8")
        publish_file(temporary, self.folder / MANIFEST)
        named = manifest.files | (before.files if before else set())
        for path in self.folder.glob("*.parquet*"):
            if path.name not in named:
                path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the mirror; it is rebuilt from the ledger when next needed."""
        (self.folder / MANIFEST).unlink(missing_ok=True)


_checked: dict[Path, tuple[int, int, int, str | None]] = {}
"""The files that this process found as they were written, by what would change if they were written to."""
_NUMBER = re.compile(r"[a-z-]+-(\d{6})")


def hash_of(path: Path) -> str:
    """What a file hashes to; a gigabyte takes about a second."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _digest(stated: dict[str, Any]) -> str:
    """What a manifest hashes to."""
    return hashlib.blake2b(json.dumps(stated, sort_keys=True).encode(), digest_size=16).hexdigest()


def publish_file(temporary: Path, target: Path) -> None:
    """Give a finished file its name, once its bytes are on disk."""
    with temporary.open("rb") as written:
        os.fsync(written.fileno())
    temporary.replace(target)
