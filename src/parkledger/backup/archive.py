"""The archive: a gzipped tar with a manifest at its end, sealed by the SHA-256 of all its bytes.

The seal is an empty gzip member whose comment holds the hash, so `tar xzf` reads the archive like any other. It shows
damage, not forgery: whoever can write the archive can seal it anew.
"""

import gzip
import hashlib
import io
import os
import struct
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from parkledger.backup.errors import ArchiveDamaged
from parkledger.language import Text

SUFFIX = ".parkledger.tar.gz"
MANIFEST = "manifest.json"
HOME, SECRETS, DATABASE = "home/", "secrets/", "database/"
CHUNK = 2**20
LEVEL = 6
"""Of gzip: beyond it the time grows and the archive hardly shrinks."""
_SEAL = b"sha256="
_EMPTY_MEMBER = zlib.compress(b"", wbits=-15) + struct.pack("<II", 0, 0)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kept(_Record):
    """A file of the archive: its hash and its size in bytes."""

    sha256: str
    size: int


class Head(_Record):
    """The last event of a book; number 0 and no hash where it has none."""

    book: str
    seq: int
    hash: str


class Contents(_Record):
    """What a database holds at one moment: the migrations it has had, the rows of each table, the head of each book."""

    migrations: tuple[str, ...]
    tables: dict[str, int]
    books: tuple[Head, ...]


class Manifest(Contents):
    """What an archive consists of."""

    format: Literal[1] = 1
    version: str
    vendor: Literal["sqlite", "postgresql"]
    server: str
    moment: datetime
    database: str
    files: dict[str, Kept]


class ArchiveWriter:
    """Puts files into an archive, hashing what it puts in."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: dict[str, Kept] = {}

    def add(self, name: str, path: Path) -> None:
        """Put a file in under a name. Raises FileNotFoundError where it is gone, OSError where it shrinks meanwhile."""
        with path.open("rb") as source:
            about = self._about(name, os.fstat(source.fileno()).st_size)
            hashing = _Hashing(source)
            self._tar.addfile(about, hashing)
        self.files[name] = Kept(sha256=hashing.digest.hexdigest(), size=about.size)

    def add_text(self, name: str, text: str) -> None:
        """Put a text in under a name."""
        content = text.encode()
        self._tar.addfile(self._about(name, len(content)), io.BytesIO(content))
        self.files[name] = Kept(sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    def _about(self, name: str, size: int) -> tarfile.TarInfo:
        about = tarfile.TarInfo(name)
        about.size, about.mode = size, 0o600
        return about


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        found = self._source.read(size)
        self.digest.update(found)
        return found


@contextmanager
def written(path: Path) -> Iterator[ArchiveWriter]:
    """A new archive at a path, for its owner alone; sealed and on the disk when the context ends without an error."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        with (
            gzip.GzipFile("", "wb", compresslevel=LEVEL, fileobj=file) as packed,
            tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
        ):
            yield ArchiveWriter(tar)
        file.flush()
        file.write(_seal(_digest(path, path.stat().st_size)))
        file.flush()
        os.fsync(file.fileno())


def require_whole(path: Path) -> None:
    """Hold an archive against its seal. Raises ArchiveDamaged where a byte differs or its end is missing."""
    length = len(_seal("0" * 64))
    try:
        size = path.stat().st_size - length
        with path.open("rb") as file:
            file.seek(max(size, 0))
            seal = file.read()
        if size <= 0 or _SEAL not in seal:
            raise ArchiveDamaged(path=str(path), problem=Text("thiếu phần cuối", "its end is missing"))
        if _seal(_digest(path, size)) != seal:
            raise ArchiveDamaged(path=str(path), problem="SHA-256")
    except OSError as unread:
        raise ArchiveDamaged(path=str(path), problem=unread.strerror or str(unread)) from None


def unpack(path: Path, folder: Path) -> Manifest:
    """Take a whole archive apart into an empty folder, each file held against the manifest. Raises ArchiveDamaged."""
    require_whole(path)
    found: dict[str, Kept] = {}
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for member in tar:
                source = tar.extractfile(member)
                if source is None or not _is_inside(member.name):
                    raise ArchiveDamaged(path=str(path), problem=member.name)
                found[member.name] = _taken_out(source, folder / member.name)
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValidationError, FileNotFoundError) as problem:
        raise ArchiveDamaged(path=str(path), problem=str(problem)[:200]) from None
    del found[MANIFEST]
    if differing := sorted(name for name in found | manifest.files if found.get(name) != manifest.files.get(name)):
        raise ArchiveDamaged(path=str(path), problem=", ".join(differing[:5]))
    if manifest.database not in found:
        raise ArchiveDamaged(path=str(path), problem=manifest.database)
    return manifest


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and (name == MANIFEST or name.startswith((HOME, SECRETS, DATABASE)))
    )


def _taken_out(source: IO[bytes], target: Path) -> Kept:
    for parent in reversed(target.parents):
        if not parent.exists():
            parent.mkdir(mode=0o700)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Kept(sha256=digest.hexdigest(), size=size)


def _digest(path: Path, size: int) -> str:
    """The SHA-256 of the first bytes of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size and (chunk := file.read(min(CHUNK, size))):
            digest.update(chunk)
            size -= len(chunk)
    return digest.hexdigest()


def _seal(digest: str) -> bytes:
    """An empty gzip member with the hash of all before it as its comment."""
    header = b"\x1f\x8b\x08\x10" + b"\0\0\0\0" + b"\0\xff"
    return header + _SEAL + digest.encode() + b"\0" + _EMPTY_MEMBER
