"""Sorting the mirror's segments into one, out of core: twenty million postings in less memory than they take."""

import tempfile

import duckdb
import pyarrow as pa

from parkledger.figures.mirror import POSTINGS, ROW_GROUP, Mirror, publish_file

MEMORY = "1GB"


def sort_segments(mirror: Mirror, files: list[str], mapping: pa.Table, target: str) -> int:
    """Write the postings of `files` to `target`, their cells renumbered, sorted by cell and date; returns how many."""
    if not files:
        return 0
    names = ", ".join(f"p.{name}" for name in POSTINGS.names[1:])
    with tempfile.TemporaryDirectory(dir=mirror.folder) as scratch, duckdb.connect() as database:
        database.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{scratch}'; SET TimeZone = 'UTC'")
        database.register("mapping", mapping)
        paths = [mirror.path(file) for file in files]
        temporary = mirror.folder / f"{target}.part"
        select = (
            f"SELECT m.renumbered AS cell, {names} FROM read_parquet(?) p JOIN mapping m ON m.cell = p.cell "
            "ORDER BY m.renumbered, p.effective_on"
        )
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}"
        database.execute(f"COPY ({select}) TO '{temporary}' ({options})", [paths])
        rows = database.execute("SELECT count(*) FROM read_parquet(?)", [str(temporary)]).fetchall()[0][0]
        publish_file(temporary, mirror.folder / target)
    return int(rows)
