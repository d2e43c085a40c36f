"""The backups of a folder: named after their moments, found by a moment, put together, checked and removed.

`20261129-011500-123456.parkledger.tar.gz` is whole; one with `.from-…` in its name is an increment and cannot be restored
without others: it stands on the whole backup of that moment and on increments from the same. A chain is such a backup with
all its increments.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from parkledger.backup.archive import (
    BLOCKS,
    CHUNK,
    PART,
    SUFFIX,
    Extent,
    Increment,
    Kept,
    Manifest,
    Need,
    digest_of,
    is_inside,
    require_alike,
    unpack,
)
from parkledger.backup.encryption import AGE, Identities, is_encrypted
from parkledger.backup.errors import (
    ArchiveDamaged,
    ArchiveUnlike,
    BackupLocked,
    FolderBusy,
    IndexUnreadable,
    NeededDamaged,
    NeededMissing,
    NoBackups,
    NoBackupThatEarly,
)
from parkledger.backup.index import INDEX, Index, read_index
from parkledger.language import VIETNAM, ParkError, Text

LOCK = ".backups.lock"
_MOMENT = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(
    rf"(\d{{8}}-\d{{6}}-\d{{6}})(?:\.from-(\d{{8}}-\d{{6}}-\d{{6}}))?{re.escape(SUFFIX)}(?:{re.escape(AGE)})?"
)


@dataclass(frozen=True, order=True)
class FolderBackup:
    """A backup by its name: its moment, and the moment of the whole backup that its chain begins with."""

    moment: datetime
    base: datetime
    path: Path

    @property
    def is_increment(self) -> bool:
        """Whether it cannot be restored without others."""
        return self.base != self.moment


@dataclass(frozen=True)
class Choice:
    """The backup that was chosen for a moment, and those of the folder that are later."""

    chosen: FolderBackup
    later: tuple[FolderBackup, ...]


@dataclass(frozen=True)
class CheckedBackup:
    """A backup of a folder and what is wrong with it, if anything."""

    backup: FolderBackup
    problem: ParkError | None


def name_of(moment: datetime, *, base: datetime | None, encrypted: bool) -> str:
    """How a backup of a moment is named; an increment has the base of its chain."""
    onto = f".from-{base:{_MOMENT}}" if base else ""
    return f"{moment:{_MOMENT}}{onto}{SUFFIX}{AGE if encrypted else ''}"


def backups_in(folder: Path) -> list[FolderBackup]:
    """The backups in a folder that are named after their moments, the earliest first; others are not looked at."""
    found = ((path, _NAME.fullmatch(path.name)) for path in folder.iterdir() if path.is_file())
    return sorted(FolderBackup(_moment(name[1]), _moment(name[2] or name[1]), path) for path, name in found if name)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def moment_said(moment: datetime) -> Text:
    """A moment in words, in Vietnam and to its last digit: asked for as it is written, it is found."""
    here = moment.astimezone(VIETNAM).replace(tzinfo=None).isoformat(" ")
    return Text(f"{here} giờ Việt Nam", f"{here} Vietnam time")


def choose(folder: Path, until: datetime | None = None) -> Choice:
    """The newest backup in a folder, or the newest that is not later than a moment.

    Raises NoBackups where there is none at all, NoBackupThatEarly where all are later.
    """
    found = backups_in(folder)
    if not found:
        raise NoBackups(folder=str(folder))
    early = [each for each in found if each.moment <= until] if until else found
    if until and not early:
        earliest = moment_said(found[0].moment)
        raise NoBackupThatEarly(folder=str(folder), moment=moment_said(until), earliest=earliest)
    return Choice(early[-1], tuple(found[len(early) :]))


def gathered(path: Path, folder: Path, identities: Identities = ()) -> Manifest:
    """Take a backup apart into an empty folder; an increment with what it needs of the backups beside it.

    Each archive that is needed is held against its hash, and each file that is put together against its own. Raises what
    `unpack` does, NeededMissing, NeededDamaged, and ArchiveUnlike where a file bears the name of another moment.
    """
    manifest = unpack(path, folder, identities)
    named = _NAME.fullmatch(path.name)
    if named and _moment(named[1]) != manifest.moment:
        is_of, said = moment_said(manifest.moment), moment_said(_moment(named[1]))
        raise ArchiveUnlike(path=str(path), what=Text("thời điểm", "its moment"), found=is_of, expected=said)
    increment = manifest.increment
    if increment is None:
        return manifest
    _require_inside(path, increment)
    for name in increment.placed:
        (folder / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / name).touch(mode=0o600)
    for number, need in enumerate(increment.needs):
        with tempfile.TemporaryDirectory(dir=folder, prefix=".needed-", suffix=PART) as scratch:
            _needed(path, need, Path(scratch), identities)
            _put_extents(path, increment, number, Path(scratch), folder)
    _put_extents(path, increment, len(increment.needs), folder, folder)
    made = {
        name: Kept(sha256=digest_of(folder / name), size=(folder / name).stat().st_size) for name in increment.placed
    }
    whole = {name: kept for name, kept in increment.members.items() if not name.startswith(BLOCKS)}
    require_alike(path, whole | made, manifest.files)
    return manifest


def _require_inside(path: Path, increment: Increment) -> None:
    """Nothing is read from or written to elsewhere, whatever a manifest says."""
    outside = [name for name in increment.placed if not is_inside(name) or name in increment.members]
    outside += [each.member for extents in increment.placed.values() for each in extents if not is_inside(each.member)]
    outside += [need.name for need in increment.needs if Path(need.name).name != need.name]
    if outside:
        raise ArchiveDamaged(path=str(path), problem=outside[0])


def _needed(path: Path, need: Need, scratch: Path, identities: Identities) -> None:
    """Take an archive apart that another needs."""
    found = path.parent / need.name
    require_needed(path, need)
    try:
        unpack(found, scratch, identities)
    except ArchiveDamaged:
        raise NeededDamaged(path=str(path), needed=need.name) from None


def require_needed(path: Path, need: Need) -> None:
    """Hold an archive that another needs against its hash. Raises NeededMissing, NeededDamaged."""
    found = path.parent / need.name
    if not found.is_file():
        raise NeededMissing(path=str(path), needed=need.name, folder=str(path.parent))
    if digest_of(found) != need.sha256:
        raise NeededDamaged(path=str(path), needed=need.name)


def _put_extents(path: Path, increment: Increment, archive: int, source: Path, folder: Path) -> None:
    """Put what one archive has of each file in its place."""
    for name, extents in increment.placed.items():
        if all(extent.archive != archive for extent in extents):
            continue
        position = 0
        with (folder / name).open("r+b") as file:
            for extent in extents:
                if extent.archive == archive:
                    if not (source / extent.member).is_file():
                        raise ArchiveDamaged(path=str(path), problem=extent.member)
                    file.seek(position)
                    file.writelines(_read(source / extent.member, extent))
                position += extent.length


def _read(member: Path, extent: Extent) -> Iterator[bytes]:
    with member.open("rb") as file:
        file.seek(extent.offset)
        left = extent.length
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have nobody else add increments to a folder or remove backups from it meanwhile. Raises FolderBusy."""
    try:
        with FileLock(folder / LOCK, timeout=0):
            yield
    except Timeout:
        raise FolderBusy(folder=str(folder)) from None


def check(folder: Path, identities: Identities = ()) -> list[CheckedBackup]:
    """Read every backup of a folder to its end; what is wrong with each. Raises NoBackups.

    Where one is encrypted and there is no key, its bytes are held against its index, which this installation alone opens.
    """
    found = backups_in(folder)
    if not found:
        raise NoBackups(folder=str(folder))
    return [CheckedBackup(each, _problem(each.path, identities)) for each in found]


def _problem(path: Path, identities: Identities) -> ParkError | None:
    try:
        if is_encrypted(path) and not identities:
            index = _index(path)
            needs = index.needs
            if digest_of(path) != index.sha256:
                raise ArchiveDamaged(path=str(path), problem="SHA-256")
        else:
            with tempfile.TemporaryDirectory(prefix="parkledger-check-") as scratch:
                increment = unpack(path, Path(scratch), identities).increment
            needs = increment.needs if increment else ()
        for need in needs:
            require_needed(path, need)
    except ParkError as problem:
        return problem
    return None


def _index(path: Path) -> Index:
    try:
        return read_index(path)
    except IndexUnreadable:
        raise BackupLocked(path=str(path)) from None


def remove_old(folder: Path, keep: int) -> list[Path]:
    """Remove the backups of a folder but the newest, and but those in whose chain one of these is; what was removed.

    A chain goes as a whole or not at all, its end first: whenever this is interrupted, what is left can be restored.
    """
    found = backups_in(folder)
    chains = {each.base for each in found[-keep:]}
    old = [each.path for each in reversed(found) if each.base not in chains]
    for path in old:
        path.with_name(path.name + INDEX).unlink(missing_ok=True)
        path.unlink()
    return old
