"""Making a backup, whole or an increment: the database at one moment, then the files that its rows speak of."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from parkledger.backup.archive import (
    BLOCKS,
    DATABASE,
    HOME,
    MANIFEST,
    PART,
    SECRETS,
    SUFFIX,
    ArchivedFile,
    ArchiveManifest,
    ArchiveWriter,
    Extent,
    NeededArchive,
    digest_of,
    written,
)
from parkledger.backup.databases import Copied, PostgresqlCopier, SqliteCopier, copier
from parkledger.backup.encryption import AGE, Recipients, public_keys
from parkledger.backup.errors import BackupExists, BackupNotWritten
from parkledger.backup.folder import LOCK, indexes_alone, moment_after, name_of
from parkledger.backup.increments import Chain, blocks_of, divide, referred
from parkledger.backup.index import INDEX, ArchiveIndex, write_index
from parkledger.configuration import configuration
from parkledger.home import DATABASE as DATABASE_FILE
from parkledger.home import MIGRATION_LOCK, SECRET_KEY, STATICS_LOCK, home, scratch_of
from parkledger.language import ParkError, reason
from parkledger.submissions.files.attachments import FOLDER as ATTACHMENTS
from parkledger.submissions.files.attachments import RECEIVING

MADE_AGAIN = frozenset({"mirror", "static", "requests"})
"""Folders of a home that are made again of themselves: the mirror, the pages' static files, counts of requests."""
FORMER_KEYS = "secret.key.fallbacks"
OWN_ENDS = (SUFFIX, SUFFIX + AGE, SUFFIX + INDEX, SUFFIX + AGE + INDEX)
"""How the names of backups and of their indexes end, which are not backed up."""
OF_SQLITE = ("", "-wal", "-shm", "-journal")
"""How the names of SQLite's files end, after that of the database."""
LOCKS = (MIGRATION_LOCK, STATICS_LOCK)
BEGUN, RESTORING = HALF_MADE = (".backup-", ".restoring-")
"""How the names of the folders begin in which backups are made and restored."""
KILLED_SECONDS = 7 * 24 * 3600
"""After which what lies beside backups half made is of one that was killed, and is removed by the next."""


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


def back_up(
    source: Installation,
    wanted: Path,
    *,
    with_secrets: bool = False,
    recipients: Recipients = (),
    onto: Chain | None = None,
) -> tuple[Path, ArchiveManifest]:
    """Write a backup to a file, or to a file named after the moment in a folder; where it is and what it consists of.

    `onto` is the chain of the folder that an increment is added to; an empty one begins with a whole backup. Where it is
    encrypted, the copy of the database is made where the home keeps its scratch files: nothing readable reaches the folder of
    backups. In a folder it is named later than all others there, whatever the clock says.
    Raises NothingToBackUp, BackupExists, BackupNotWritten.
    """
    database = source.copier
    if not database.exists():
        raise NothingToBackUp(home=str(source.folder))
    if wanted.exists() and not wanted.is_dir():
        raise BackupExists(path=str(wanted))
    folder = wanted if wanted.is_dir() else wanted.parent
    with said_in_words(wanted), _scratch(folder) as beside, _apart(source, folder, recipients) as apart:
        copied = _copied(database, wanted, apart)
        name = name_of(copied.moment, base=onto.base if onto else None, encrypted=bool(recipients))
        path = wanted / name if wanted.is_dir() else wanted
        with written(beside / ("archive" + PART), recipients) as archive:
            contents = _BackupContents(source, copied, archive, apart)
            if with_secrets:
                contents.put_keys()
            is_indexed = wanted.is_dir() and (onto is not None or bool(recipients))
            if onto is not None and onto.base:
                manifest, index = contents.put_new(onto)
            else:
                manifest, index = contents.put_all(without=path, is_indexed=is_indexed)
            archive.add_text(MANIFEST, manifest.as_text())
        if is_indexed:
            index = index.model_copy(update={"sha256": archive.sha256, "recipients": public_keys(recipients)})
            write_index(beside / INDEX, index)
        _put_in_place(beside, path)
    return path, manifest


def _apart(source: Installation, folder: Path, recipients: Recipients) -> AbstractContextManager[Path]:
    """Where the copy of the database is made: with the home's own files where nothing readable may reach the folder."""
    return _scratch(scratch_of(source.folder) if recipients else folder)


def _copied(database: SqliteCopier | PostgresqlCopier, wanted: Path, scratch: Path) -> Copied:
    """A copy of the database; where a folder is wanted, its moment is later than those of all backups there."""
    copied = database.copy_out(scratch / database.file_name)
    return replace(copied, moment=moment_after(wanted, copied.moment)) if wanted.is_dir() else copied


def _put_in_place(beside: Path, path: Path) -> None:
    """Give an archive its name, and its index before it, where there is one. Raises BackupExists."""
    if path.exists():  # made by another command meanwhile
        raise BackupExists(path=str(path))
    if (beside / INDEX).exists():
        (beside / INDEX).replace(path.with_name(path.name + INDEX))
    (beside / ("archive" + PART)).replace(path)
    _on_disk(path.parent)


@dataclass(frozen=True)
class _BackupContents:
    """What is put into an archive, and the manifest and the index of it; the copy of the database is gone afterwards.

    The database was copied first: the bytes of an attachment are kept before any row speaks of them, and never removed,
    so every file that the copy speaks of is there when files are put in.
    """

    source: Installation
    copied: Copied
    archive: ArchiveWriter
    scratch: Path

    def put_keys(self) -> None:
        """Put the portal's secret keys in."""
        self.archive.add_text(SECRETS + SECRET_KEY, settings.SECRET_KEY)
        self.archive.add_text(SECRETS + FORMER_KEYS, " ".join(settings.SECRET_KEY_FALLBACKS))

    def put_all(self, *, without: Path, is_indexed: bool) -> tuple[ArchiveManifest, ArchiveIndex]:
        """Put everything in."""
        database = self.source.copier
        copy, name = self.scratch / database.file_name, DATABASE + database.file_name
        self.archive.add(name, copy)
        blocks = blocks_of(copy, database.vendor) if is_indexed else ()
        copy.unlink()
        for file_name, file in home_files(self.source, without=without):
            _add_unless_gone(self.archive, HOME + file_name, file)
        return self._manifest(dict(self.archive.files)), self._index(name, blocks, ())

    def put_new(self, chain: Chain) -> tuple[ArchiveManifest, ArchiveIndex]:
        """Put in what no backup of a chain holds."""
        database = self.source.copier
        copy, fresh = self.scratch / database.file_name, self.scratch / ("fresh" + PART)
        name, member = DATABASE + database.file_name, BLOCKS + database.file_name
        found = divide(copy, database.vendor, chain, fresh, member)
        copy.unlink()
        self.archive.add(member, fresh)
        files, placed = {name: found.kept}, {name: found.extents}
        for file_name, file in home_files(self.source):
            kept = self._add_unless_held(HOME + file_name, file, chain, placed)
            files |= {HOME + file_name: kept} if kept else {}
        members = dict(self.archive.files)
        files |= {each: kept for each, kept in members.items() if each != member}
        increment = referred(chain.needs, placed, members)
        manifest = self._manifest(files).model_copy(update={"format": 2, "increment": increment})
        return manifest, self._index(member, found.blocks, chain.needs)

    def _add_unless_held(
        self, name: str, file: Path, chain: Chain, placed: dict[str, tuple[Extent, ...]]
    ) -> ArchivedFile | None:
        """Put a file in, or say where the chain holds it; None where it is gone meanwhile."""
        try:
            digest = digest_of(file)
        except FileNotFoundError:
            return None
        if (found := chain.places.get(bytes.fromhex(digest))) is not None:
            placed[name] = (found,)
            return ArchivedFile(sha256=digest, size=found.length)
        _add_unless_gone(self.archive, name, file)
        return self.archive.files.get(name)

    def _manifest(self, files: dict[str, ArchivedFile]) -> ArchiveManifest:
        database = self.source.copier
        return ArchiveManifest(
            version=version("parkledger"),
            vendor=database.vendor,
            server=self.copied.server,
            moment=self.copied.moment,
            database=DATABASE + database.file_name,
            files=files,
            **dict(self.copied.contents),
        )

    def _index(self, member: str, blocks: tuple[tuple[str, int], ...], needs: Sequence[NeededArchive]) -> ArchiveIndex:
        files = {name: kept for name, kept in self.archive.files.items() if name.startswith(HOME)}
        return ArchiveIndex(
            sha256="",
            moment=self.copied.moment,
            recipients=(),
            needs=tuple(needs),
            database=member,
            blocks=blocks,
            files=files,
        )


def home_files(source: Installation, *, without: Path | None = None) -> Iterator[tuple[str, Path]]:
    """The files of a home that a backup must have, by their names within it: not what is made again, the database or the key.

    A file that is being received is not there yet, and backups are not backed up.
    """
    database = source.copier
    own = {str(database.path.resolve()) + end for end in OF_SQLITE} if isinstance(database, SqliteCopier) else set()
    for place, folders, names in os.walk(source.folder, followlinks=True):  # attachments may lie on another disk
        if Path(place) == source.folder:
            folders[:] = [name for name in folders if name not in MADE_AGAIN]
            names = [name for name in names if not _is_of_installation(name)]
        folders[:] = sorted(name for name in folders if not (name.startswith(HALF_MADE) and name.endswith(PART)))
        for name in sorted(names):
            path = Path(place, name)
            is_received = Path(place).name == ATTACHMENTS and name.startswith(RECEIVING)
            is_passing = is_received or name == LOCK or name.endswith(OWN_ENDS) or path == without
            if path.is_file() and not is_passing and str(path.resolve()) not in own:
                yield path.relative_to(source.folder).as_posix(), path


def _is_of_installation(name: str) -> bool:
    """Whether a file that stands in a home itself is a key, a lock or the database, which no backup has among its files."""
    return name.startswith(SECRET_KEY) or name in {*LOCKS, *(DATABASE_FILE + end for end in OF_SQLITE)}


def _add_unless_gone(archive: ArchiveWriter, name: str, file: Path) -> None:
    """Uploads and mappings come and go while the backup is made."""
    try:
        archive.add(name, file)
    except FileNotFoundError:
        return


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A private folder in another, on the same disk; nothing of it stays, nor of what was killed long ago."""
    for left in (*folder.glob(f"{BEGUN}*{PART}"), *indexes_alone(folder)):
        with suppress(OSError):  # another command removes it at the same time, or it is there for good
            if time.time() - left.stat().st_mtime > KILLED_SECONDS:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    with tempfile.TemporaryDirectory(dir=folder, prefix=BEGUN, suffix=PART) as scratch:
        yield Path(scratch)


@contextmanager
def said_in_words(path: Path) -> Iterator[None]:
    """Have what the disk refuses said with the place and the remedy."""
    try:
        yield
    except OSError as problem:
        raise BackupNotWritten(path=str(path), problem=reason(problem)) from None


def _on_disk(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
