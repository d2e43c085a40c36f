"""Increments: a backup that holds only what the backups of its chain do not.

The database is divided into blocks that are known by their hashes. An SQLite file changes page by page, in place. What
pg_dump writes moves when a row is put in, so its blocks end after rows that are chosen by what they hold, and the same
rows make the same blocks wherever they stand. Other files are known as wholes.
"""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from parkledger.backup.archive import ArchivedFile, Extent, Increment, NeededArchive
from parkledger.backup.encryption import Recipients, public_keys
from parkledger.backup.folder import backups_in, require_needed
from parkledger.backup.index import INDEX, ArchiveIndex, read_index
from parkledger.language import ParkError

LONGEST_CHAIN = 30
"""Increments on one whole backup: so many are lost at most with one damaged archive, and files are needed at most."""
PAGE = 4096
"""Bytes of a block of SQLite: the size of its pages."""
ROWS = 16
"""Rows of a block of a dump, on average."""
LONGEST_BLOCK = 2**20


@dataclass
class Chain:
    """The backups that an increment can stand on, and where in them each block and file is; empty at its beginning."""

    base: datetime | None = None
    needs: list[NeededArchive] = field(default_factory=list)
    places: dict[bytes, Extent] = field(default_factory=dict)

    def add(self, need: NeededArchive, index: ArchiveIndex) -> None:
        """Add the next backup of the chain."""
        number, offset = len(self.needs), 0
        for digest, length in index.blocks:
            self.places.setdefault(bytes.fromhex(digest), Extent(number, index.database, offset, length))
            offset += length
        for name, kept in index.files.items():
            self.places.setdefault(bytes.fromhex(kept.sha256), Extent(number, name, 0, kept.size))
        self.needs.append(need)


@dataclass(frozen=True)
class Divided:
    """A database that is divided: the whole of it, the blocks that are new, and where all its bytes are."""

    kept: ArchivedFile
    blocks: tuple[tuple[str, int], ...]
    extents: tuple[Extent, ...]


def newest_chain(folder: Path, recipients: Recipients = ()) -> tuple[Chain, ParkError | None]:
    """The chain that the next backup of a folder goes on with; an empty one where it must begin anew, and what is wrong.

    It begins anew for other recipients, too: each key opens all of a chain or nothing.
    Every archive of the chain is read and held against its hash: an increment on a damaged one would be worth nothing.
    """
    indexed = [each for each in backups_in(folder) if each.path.with_name(each.path.name + INDEX).is_file()]
    if not indexed:
        return Chain(), None
    last = indexed[-1]
    chain = Chain(last.base)
    try:
        index = read_index(last.path)
        if len(index.needs) >= LONGEST_CHAIN or index.recipients != public_keys(recipients):
            return Chain(), None
        for need in (*index.needs, NeededArchive(name=last.path.name, sha256=index.sha256)):
            require_needed(last.path, need)
            chain.add(need, read_index(folder / need.name))
    except ParkError as problem:
        return Chain(), problem
    return chain, None


def divided(file: IO[bytes], vendor: str) -> Iterator[bytes]:
    """The blocks of a copy of a database, in order."""
    if vendor == "sqlite":
        while page := file.read(PAGE):
            yield page
        return
    rows: list[bytes] = []
    size = 0
    while row := file.readline(LONGEST_BLOCK):
        rows.append(row)
        size += len(row)
        if zlib.crc32(row) % ROWS == 0 or size >= LONGEST_BLOCK:
            yield b"".join(rows)
            rows, size = [], 0
    if rows:
        yield b"".join(rows)


def blocks_of(copy: Path, vendor: str) -> tuple[tuple[str, int], ...]:
    """The hash and the length of each block of a database that is kept as a whole."""
    with copy.open("rb") as file:
        return tuple((hashlib.sha256(block).hexdigest(), len(block)) for block in divided(file, vendor))


def divide(copy: Path, vendor: str, chain: Chain, fresh: Path, member: str) -> Divided:
    """Divide a database; write the blocks that no backup of the chain holds into a file, which becomes a member."""
    whole, size, offset = hashlib.sha256(), 0, 0
    blocks: list[tuple[str, int]] = []
    extents: list[Extent] = []
    with copy.open("rb") as file, fresh.open("xb") as target:
        for block in divided(file, vendor):
            whole.update(block)
            size += len(block)
            digest = hashlib.sha256(block)
            found = chain.places.get(digest.digest())
            if found is None:
                found = Extent(len(chain.needs), member, offset, len(block))
                chain.places[digest.digest()] = found
                blocks.append((digest.hexdigest(), len(block)))
                offset += target.write(block)
            _extend(extents, found)
    return Divided(ArchivedFile(sha256=whole.hexdigest(), size=size), tuple(blocks), tuple(extents))


def _extend(extents: list[Extent], found: Extent) -> None:
    """Add bytes to those before them; as one extent where they follow on in the archive too."""
    if extents:
        last = extents[-1]
        if (last.archive, last.member, last.offset + last.length) == found[:3]:
            extents[-1] = last._replace(length=last.length + found.length)
            return
    extents.append(found)


def referred(
    needs: list[NeededArchive], placed: dict[str, tuple[Extent, ...]], members: dict[str, ArchivedFile]
) -> Increment:
    """An increment that needs only those archives of its chain of which it has something."""
    used = sorted({extent.archive for extents in placed.values() for extent in extents if extent.archive < len(needs)})
    number = {before: now for now, before in enumerate((*used, len(needs)))}
    return Increment(
        needs=tuple(needs[each] for each in used),
        members=members,
        placed={
            name: tuple(extent._replace(archive=number[extent.archive]) for extent in extents)
            for name, extents in placed.items()
        },
    )
