"""Restoring a backup into an empty place, and rehearsing that in a place of its own.

All is made ready and verified apart, then put in place at once: where anything is wrong, nothing has been restored.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader

from parkledger.backup.archive import HOME, PART, SECRETS, ArchiveManifest, Contents
from parkledger.backup.databases import PostgresqlCopier, SqliteCopier, as_one_file, contents_of_file
from parkledger.backup.encryption import Identities
from parkledger.backup.errors import ArchiveNewer, ArchiveUnlike, CheckFailed, OtherDatabase, TargetNotEmpty
from parkledger.backup.folder import gathered
from parkledger.backup.making import FORMER_KEYS, MADE_AGAIN, RESTORING, Installation, said_in_words
from parkledger.configuration import variable
from parkledger.home import DATABASE as DATABASE_FILE
from parkledger.home import MIGRATION_LOCK, SECRET_KEY, STATICS_LOCK
from parkledger.language import Text

FORMER = ".before-restore"
Problems = tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class VerifiedBackup:
    """A restored backup: what it consists of, and what `verify` and `attachments verify` find in it."""

    manifest: ArchiveManifest
    problems: Problems
    """Differences in the books themselves, each with its code and its words; the backup has them because the books had them."""


def restore(archive: Path, target: Installation, identities: Identities = ()) -> VerifiedBackup:
    """Restore a backup into an empty home and an empty database; an increment with what it needs of those beside it.

    Raises TargetNotEmpty, what `gathered` does, ArchiveNewer, OtherDatabase, and ArchiveUnlike where what was restored is
    not what the manifest says; nothing is left in the home then.
    """
    database = target.copier
    require_empty_home(target.folder)
    database.require_empty()
    with (
        said_in_words(target.folder),
        _made(target.folder),
        _unpacked(archive, target.folder, identities) as (scratch, manifest),
    ):
        _require_alike(archive, manifest, database.vendor)
        staged = scratch / HOME
        staged.mkdir(mode=0o700, exist_ok=True)
        copy = scratch / manifest.database
        if isinstance(database, SqliteCopier):
            problems = _verified_file(archive, manifest, copy, staged)
            database.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(staged / DATABASE_FILE, database.path)
        else:
            _compare(archive, manifest, database.copy_in(copy))
            problems = _verified(archive, Installation(staged, target.url))
        _put_in_place(staged, scratch / SECRETS, target.folder)
    return VerifiedBackup(manifest, problems)


def rehearse(archive: Path, server: Installation, identities: Identities = ()) -> VerifiedBackup:
    """Restore a backup into a scratch place, verify it and remove it; a new database is made on the server for PostgreSQL's."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="parkledger-rehearsal-")))
        stack.enter_context(said_in_words(folder))
        manifest = gathered(archive, folder, identities)
        at = server.copier
        _require_alike(archive, manifest, at.vendor if manifest.vendor == "postgresql" else "sqlite")
        copy, staged = folder / manifest.database, folder / HOME
        staged.mkdir(mode=0o700, exist_ok=True)
        if isinstance(at, PostgresqlCopier) and manifest.vendor == "postgresql":
            scratch = stack.enter_context(at.scratch())
            _compare(archive, manifest, scratch.copy_in(copy))
            return VerifiedBackup(manifest, _verified(archive, Installation(staged, scratch.url)))
        return VerifiedBackup(manifest, _verified_file(archive, manifest, copy, staged))


def require_empty_home(folder: Path) -> None:
    """Raises TargetNotEmpty where a home has anything besides a key that nothing was sealed with and what is made again."""
    if not folder.exists():
        return
    allowed = {SECRET_KEY, STATICS_LOCK, *MADE_AGAIN - {"mirror"}}
    found = sorted(each.name for each in folder.iterdir() if each.name not in allowed)
    if found:
        raise TargetNotEmpty(place=str(folder), found=", ".join(found[:3]) + (" …" if found[3:] else ""))


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A home that is there; not there afterwards either, where it was not and nothing was restored."""
    was_there = folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        if not was_there:
            shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _unpacked(archive: Path, folder: Path, identities: Identities) -> Iterator[tuple[Path, ArchiveManifest]]:
    """An archive taken apart in the home itself, so that its files are put in place by their names alone."""
    with tempfile.TemporaryDirectory(dir=folder, prefix=RESTORING, suffix=PART) as scratch:
        yield Path(scratch), gathered(archive, Path(scratch), identities)


def _require_alike(archive: Path, manifest: ArchiveManifest, vendor: str) -> None:
    if manifest.vendor != vendor:
        raise OtherDatabase(path=str(archive), archived=manifest.vendor, target=vendor)
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if unknown := [name for name in manifest.migrations if name not in known]:
        raise ArchiveNewer(path=str(archive), version=manifest.version, unknown=unknown[0])


def _compare(archive: Path, manifest: ArchiveManifest, found: Contents) -> None:
    """Hold what was restored against the manifest: migrations, the rows of every table, the head of every book."""
    said, is_now = _facts(manifest), _facts(found)
    for what in sorted(said | is_now, key=str):
        if said.get(what) != is_now.get(what):
            raise ArchiveUnlike(path=str(archive), what=what, found=is_now.get(what, "—"), expected=said.get(what, "—"))


def _facts(contents: Contents) -> dict[Text, str]:
    return (
        {Text(name, name): "✓" for name in contents.migrations}
        | {Text(f"số dòng của {name}", f"rows of {name}"): str(count) for name, count in contents.tables.items()}
        | {
            Text(f"cuối sổ {each.book}", f"end of book {each.book}"): f"{each.seq} {each.hash}"
            for each in contents.books
        }
    )


def _verified_file(archive: Path, manifest: ArchiveManifest, copy: Path, staged: Path) -> Problems:
    """Put an SQLite file into a staged home and verify it there; it is brought up to this version's tables."""
    _compare(archive, manifest, contents_of_file(copy))
    copy.rename(staged / DATABASE_FILE)
    problems = _verified(archive, Installation(staged))
    as_one_file(staged / DATABASE_FILE)
    return problems


def _verified(archive: Path, place: Installation) -> Problems:
    """Bring a restored place up to this version's tables; what `verify` and `attachments verify` then say of it.

    Each command runs in a process of its own, since a process knows one place.
    """
    _told(archive, place, "migrate")
    problems: list[dict[str, Any]] = []
    for command in (("verify",), ("attachments", "verify")):
        problems += _told(archive, place, *command)["errors"]
    return tuple(problems)


def _told(archive: Path, place: Installation, *command: str) -> dict[str, Any]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(variable("database_url"))}
    environment |= {variable("home"): str(place.folder), variable("database_url"): place.url}
    words = [sys.executable, "-m", "parkledger", *command, "--json"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise CheckFailed(path=str(archive), problem=" ".join(done.stderr.split())[-300:]) from None
    if done.returncode and not told.get("errors"):
        raise CheckFailed(path=str(archive), problem=str(done.returncode))
    return told


def _put_in_place(staged: Path, secrets: Path, folder: Path) -> None:
    """Move what was restored to the home; the key of the backup, where it has one, in place of one just made."""
    for made in (SECRET_KEY, MIGRATION_LOCK):  # by the verification, for itself
        (staged / made).unlink(missing_ok=True)
    for each in sorted(staged.iterdir()):
        each.rename(folder / each.name)
    if not secrets.is_dir():
        return
    if (folder / SECRET_KEY).exists():
        (folder / SECRET_KEY).rename(folder / (SECRET_KEY + FORMER))
    (secrets / SECRET_KEY).rename(folder / SECRET_KEY)
    if (secrets / FORMER_KEYS).stat().st_size:
        (secrets / FORMER_KEYS).rename(folder / FORMER_KEYS)
