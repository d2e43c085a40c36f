"""Making a backup: the database at one moment, then the files that its rows speak of."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from parkledger.backup.archive import DATABASE, HOME, MANIFEST, SECRETS, SUFFIX, ArchiveWriter, Manifest, written
from parkledger.backup.databases import PostgresqlCopier, SqliteCopier, copier
from parkledger.backup.errors import BackupExists, BackupNotWritten
from parkledger.configuration import configuration
from parkledger.home import DATABASE as DATABASE_FILE
from parkledger.home import SECRET_KEY, home
from parkledger.language import ParkError

MADE_AGAIN = frozenset({"mirror", "static", "requests"})
"""Folders of a home that are made again of themselves: the mirror, the pages' static files, counts of requests."""
FORMER_KEYS = "secret.key.fallbacks"
PART = ".part"


class NothingToBackUp(ParkError):
    """There is no ledger to be backed up."""

    code = "nothing_to_back_up"
    vi = "Không có sổ nào trong {home} để sao lưu. Hãy kiểm tra PARKLEDGER_HOME và PARKLEDGER_DATABASE_URL."
    en = "There are no books in {home} to back up. Look at PARKLEDGER_HOME and PARKLEDGER_DATABASE_URL."


@dataclass(frozen=True)
class Installation:
    """Where an installation keeps what it has: its home folder, and its database where that is not in the folder."""

    folder: Path
    url: str = ""

    @property
    def copier(self) -> SqliteCopier | PostgresqlCopier:
        """What copies its database."""
        return copier(self.url, self.folder)


def installation() -> Installation:
    """The installation that is set."""
    return Installation(home(), configuration().database_url)


def back_up(source: Installation, wanted: Path, *, with_secrets: bool = False) -> tuple[Path, Manifest]:
    """Write a backup to a file, or to a file named after the moment in a folder; where it is and what it consists of.

    The database is copied first: the bytes of an attachment are kept before any row speaks of them, and never removed,
    so every file that the copy speaks of is there afterwards. Raises NothingToBackUp, BackupExists, BackupNotWritten.
    """
    database = source.copier
    if not database.exists():
        raise NothingToBackUp(home=str(source.folder))
    now = datetime.now(UTC)
    path = wanted / f"{now:%Y%m%d-%H%M%S-%f}{SUFFIX}" if wanted.is_dir() else wanted
    if path.exists():
        raise BackupExists(path=str(path))
    with said_in_words(path), _scratch(path) as scratch:
        copy, part = scratch / database.file_name, scratch / ("archive" + PART)
        contents, server = database.copy_out(copy)
        with written(part) as archive:
            archive.add(DATABASE + database.file_name, copy)
            copy.unlink()
            for name, file in home_files(source, without=path):
                _add_unless_gone(archive, HOME + name, file)
            if with_secrets:
                archive.add_text(SECRETS + SECRET_KEY, settings.SECRET_KEY)
                archive.add_text(SECRETS + FORMER_KEYS, " ".join(settings.SECRET_KEY_FALLBACKS))
            manifest = Manifest(
                version=version("parkledger"),
                vendor=database.vendor,
                server=server,
                moment=now,
                database=DATABASE + database.file_name,
                files=dict(archive.files),
                **dict(contents),
            )
            archive.add_text(MANIFEST, manifest.model_dump_json(indent=1))
        part.replace(path)
        _on_disk(path.parent)
    return path, manifest


def home_files(source: Installation, *, without: Path | None = None) -> Iterator[tuple[str, Path]]:
    """The files of a home that a backup must have, by their names within it: not what is made again, the database or the key.

    A file that is being received is not there yet, and backups are not backed up.
    """
    database = source.copier
    own = (
        {str(database.path.resolve()) + end for end in ("", "-wal", "-shm", "-journal")}
        if isinstance(database, SqliteCopier)
        else set()
    )
    for place, folders, names in os.walk(source.folder, followlinks=True):  # attachments may lie on another disk
        if Path(place) == source.folder:
            folders[:] = [name for name in folders if name not in MADE_AGAIN]
            names = [name for name in names if not name.startswith((SECRET_KEY, DATABASE_FILE))]
        folders[:] = sorted(name for name in folders if not name.endswith(PART))
        for name in sorted(names):
            path = Path(place, name)
            is_passing = name.startswith("receiving-") or name.endswith((PART, ".lock", SUFFIX)) or path == without
            if path.is_file() and not is_passing and str(path.resolve()) not in own:
                yield path.relative_to(source.folder).as_posix(), path


def _add_unless_gone(archive: ArchiveWriter, name: str, file: Path) -> None:
    """Uploads and mappings come and go while the backup is made."""
    try:
        archive.add(name, file)
    except FileNotFoundError:
        return


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """A private folder beside the archive to be, on the same disk; nothing of it stays."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.", suffix=PART) as folder:
        yield Path(folder)


@contextmanager
def said_in_words(path: Path) -> Iterator[None]:
    """Have what the disk refuses said with the place and the remedy."""
    try:
        yield
    except OSError as problem:
        raise BackupNotWritten(path=str(path), problem=problem.strerror or str(problem)) from None


def _on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
