"""The archive: a gzipped tar with a manifest at its end, sealed by the SHA-256 of all its bytes.

The seal is an empty gzip member whose comment holds the hash, so `tar xzf` reads the archive like any other. It shows
damage, not forgery: whoever can write the archive can seal it anew. An archive may be encrypted as a whole, and it may
be an increment, which holds only what the archives before it in its folder do not.
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
from typing import IO, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from parkledger.backup.encryption import Identities, Recipients, decrypt, encrypted, is_encrypted
from parkledger.backup.errors import ArchiveDamaged, ArchiveUnread
from parkledger.language import Text, reason

SUFFIX = ".parkledger.tar.gz"
MANIFEST = "manifest.json"
PART = ".part"
"""How what is being written ends."""
HOME, SECRETS, DATABASE, BLOCKS = "home/", "secrets/", "database/", "blocks/"
CHUNK = 2**20
LEVEL = 6
"""Of gzip: beyond it the time grows and the archive hardly shrinks."""
_SEAL = b"sha256="
_EMPTY_MEMBER = zlib.compress(b"", wbits=-15) + struct.pack("<II", 0, 0)


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ArchivedFile(_Record):
    """A file of the archive: its hash and its size in bytes."""

    sha256: str
    size: int


class BookHead(_Record):
    """The last event of a book; number 0 and no hash where it has none."""

    book: str
    seq: int
    hash: str


class Contents(_Record):
    """What a database holds at one moment: the migrations it has had, the rows of each table, the head of each book."""

    migrations: tuple[str, ...]
    tables: dict[str, int]
    books: tuple[BookHead, ...]


class Extent(NamedTuple):
    """Bytes of a file: in which archive they are, in which of its members, from where, and how many.

    The archive is a place among those that an increment needs; the number of them stands for the increment itself.
    """

    archive: NonNegativeInt
    member: str
    offset: NonNegativeInt
    length: NonNegativeInt


class NeededArchive(_Record):
    """An archive that an increment needs, in the same folder: its name and the SHA-256 of all its bytes."""

    name: str
    sha256: str


class Increment(_Record):
    """What an increment itself holds, and of what its other files are put together."""

    needs: tuple[NeededArchive, ...]
    members: dict[str, ArchivedFile]
    placed: dict[str, tuple[Extent, ...]]


class ArchiveManifest(Contents):
    """What an archive consists of; of an increment, `files` are those that it is restored to."""

    format: Literal[1, 2] = 1
    version: str
    vendor: Literal["sqlite", "postgresql"]
    server: str
    moment: datetime
    database: str
    files: dict[str, ArchivedFile]
    increment: Increment | None = None

    @property
    def members(self) -> dict[str, ArchivedFile]:
        """The files that are in the archive itself."""
        return self.increment.members if self.increment else self.files

    def as_text(self) -> str:
        """The manifest as it is written; that of a whole archive is read by versions that know no increments."""
        return self.model_dump_json(indent=None if self.increment else 1, exclude_none=True)


class ArchiveWriter:
    """Puts files into an archive, hashing what it puts in; `sha256`, of the whole archive, is known when it is written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: dict[str, ArchivedFile] = {}
        self.sha256 = ""

    def add(self, name: str, path: Path) -> None:
        """Put a file in under a name. Raises FileNotFoundError where it is gone, OSError where it shrinks meanwhile."""
        with path.open("rb") as source:
            about = self._about(name, os.fstat(source.fileno()).st_size)
            hashing = _Hashing(source)
            self._tar.addfile(about, hashing)
        self.files[name] = ArchivedFile(sha256=hashing.digest.hexdigest(), size=about.size)

    def add_text(self, name: str, text: str) -> None:
        """Put a text in under a name."""
        content = text.encode()
        self._tar.addfile(self._about(name, len(content)), io.BytesIO(content))
        self.files[name] = ArchivedFile(sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    def _about(self, name: str, size: int) -> tarfile.TarInfo:
        about = tarfile.TarInfo(name)
        about.size, about.mode = size, 0o600
        return about


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read, or as it is written."""

    def __init__(self, source: "IO[bytes] | io.RawIOBase") -> None:
        self._source: Any = source
        self.digest = hashlib.sha256()

    def write(self, given: Any, /) -> int:
        self.digest.update(given)
        return int(self._source.write(given))

    def read(self, size: int = -1, /) -> bytes:
        found: bytes = self._source.read(size)
        self.digest.update(found)
        return found


@contextmanager
def written(path: Path, recipients: Recipients = ()) -> Iterator[ArchiveWriter]:
    """A new archive at a path, for its owner alone; sealed and on the disk when the context ends without an error.

    It is encrypted to recipients, where there are any, as it is written: nothing else of it reaches the disk.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        whole = _Hashing(file)
        with encrypted(whole, recipients) as plain:
            sealed = _Hashing(plain)
            with (
                gzip.GzipFile("", "wb", compresslevel=LEVEL, fileobj=sealed) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                writer = ArchiveWriter(tar)
                yield writer
            plain.write(_seal(sealed.digest.hexdigest()))
        file.flush()
        os.fsync(file.fileno())
    writer.sha256 = whole.digest.hexdigest()


def require_whole(path: Path, named: Path) -> None:
    """Hold an archive against its seal. Raises ArchiveDamaged where a byte differs or its end is missing."""
    length = len(_seal("0" * 64))
    try:
        size = path.stat().st_size - length
        with path.open("rb") as file:
            file.seek(max(size, 0))
            seal = file.read()
        if size <= 0 or _SEAL not in seal:
            raise ArchiveDamaged(path=str(named), problem=Text("thiếu phần cuối", "its end is missing"))
        if _seal(digest_of(path, size)) != seal:
            raise ArchiveDamaged(path=str(named), problem=Text("SHA-256 khác", "its SHA-256 differs"))
    except OSError as unread:
        raise ArchiveUnread(path=str(named), problem=reason(unread)) from None


def unpack(path: Path, folder: Path, identities: Identities = ()) -> ArchiveManifest:
    """Take a whole archive apart into an empty folder, each file held against the manifest.

    Raises ArchiveDamaged; BackupLocked and IdentityWrong where it is encrypted and cannot be opened.
    """
    if not is_encrypted(path):
        return _taken_apart(path, path, folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    plain = folder / ".decrypted"
    try:
        decrypt(path, plain, identities)
        return _taken_apart(path, plain, folder)
    finally:
        plain.unlink(missing_ok=True)


def _taken_apart(named: Path, path: Path, folder: Path) -> ArchiveManifest:
    """Take an archive apart that is not encrypted, or no longer; problems name the archive that is meant."""
    require_whole(path, named)
    found: dict[str, ArchivedFile] = {}
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
            for member in tar:
                source = tar.extractfile(member)
                if source is None or not is_inside(member.name):
                    raise ArchiveDamaged(path=str(named), problem=member.name)
                found[member.name] = _taken_out(source, folder / member.name)
        manifest = ArchiveManifest.model_validate_json((folder / MANIFEST).read_bytes())
    except (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error, ValidationError, FileNotFoundError):
        problem = Text("tệp không có cấu trúc của bản sao lưu", "it is not built as a backup is")
        raise ArchiveDamaged(path=str(named), problem=problem) from None
    del found[MANIFEST]
    require_alike(named, found, manifest.members)
    if manifest.database not in manifest.files:
        raise ArchiveDamaged(path=str(named), problem=manifest.database)
    return manifest


def require_alike(path: Path, found: dict[str, ArchivedFile], expected: dict[str, ArchivedFile]) -> None:
    """Hold files against what a manifest says of them. Raises ArchiveDamaged, which names the first that differ."""
    if differing := sorted(name for name in found | expected if found.get(name) != expected.get(name)):
        raise ArchiveDamaged(path=str(path), problem=", ".join(differing[:5]))


def is_inside(name: str) -> bool:
    """Whether a name is that of a file which an archive may have, and stays in its folder."""
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and (name == MANIFEST or name.startswith((HOME, SECRETS, DATABASE, BLOCKS)))
    )


def _taken_out(source: IO[bytes], target: Path) -> ArchivedFile:
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
    return ArchivedFile(sha256=digest.hexdigest(), size=size)


def digest_of(path: Path, size: int | None = None) -> str:
    """The SHA-256 of a file, or of its first bytes."""
    digest, size = hashlib.sha256(), path.stat().st_size if size is None else size
    with path.open("rb") as file:
        while size and (chunk := file.read(min(CHUNK, size))):
            digest.update(chunk)
            size -= len(chunk)
    return digest.hexdigest()


def _seal(digest: str) -> bytes:
    """An empty gzip member with the hash of all before it as its comment."""
    header = b"\x1f\x8b\x08\x10" + b"\0\0\0\0" + b"\0\xff"
    return header + _SEAL + digest.encode() + b"\0" + _EMPTY_MEMBER
