"""The index of an archive: what it holds by hash, for the increments that come after it.

It stands beside the archive, encrypted with a key made of the portal's secret key, since hashes tell of what is encrypted
in the archive to whoever can guess it. Nothing is lost with it: a backup that finds no index is a whole one.
"""

import base64
import gzip
import os
from datetime import datetime
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from parkledger.backup.archive import ArchivedFile, NeededArchive
from parkledger.backup.errors import IndexUnreadable

INDEX = ".index"
PURPOSE = b"parkledger indexes of backups"


class ArchiveIndex(BaseModel):
    """What an archive holds: the blocks of the database in one of its members, in order, and its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    moment: datetime | None = None
    """That of the archive, which is in its name too; indexes of earlier versions do not have it."""
    recipients: tuple[str, ...]
    """The public keys that it is encrypted to."""
    needs: tuple[NeededArchive, ...]
    """All archives of its chain before it, the whole one first."""
    database: str
    blocks: tuple[tuple[str, int], ...]
    """The hash and the length of each block."""
    files: dict[str, ArchivedFile]


def write_index(path: Path, index: ArchiveIndex) -> None:
    """Write an index to a new file, for its owner alone."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(_keys().encrypt(gzip.compress(index.model_dump_json().encode(), mtime=0)))
        file.flush()
        os.fsync(file.fileno())


def read_index(archive: Path) -> ArchiveIndex:
    """The index of an archive. Raises IndexUnreadable."""
    path = archive.with_name(archive.name + INDEX)
    try:
        return ArchiveIndex.model_validate_json(gzip.decompress(_keys().decrypt(path.read_bytes())))
    except (OSError, InvalidToken, EOFError, ValidationError):
        raise IndexUnreadable(path=str(path)) from None


def _keys() -> MultiFernet:
    """The keys derived from the portal's secret keys; the first encrypts."""
    known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    derived = [HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(each.encode()) for each in known]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in derived])
