"""The backups of a folder: named after their moments, found by a moment, put together, checked and removed.

`20261129-011500-123456.parkledger.tar.gz` is whole; one with `.from-…` in its name is an increment and cannot be restored
without others: it stands on the whole backup of that moment and on increments from the same. A chain is such a backup with
all its increments.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from parkledger.backup.archive import (
    BLOCKS,
    CHUNK,
    PART,
    SUFFIX,
    ArchivedFile,
    ArchiveManifest,
    Extent,
    Increment,
    NeededArchive,
    digest_of,
    is_inside,
    require_alike,
    unpack,
)
from parkledger.backup.encryption import AGE, Identities, is_encrypted
from parkledger.backup.errors import (
    ArchiveDamaged,
    ArchiveRenamed,
    ArchiveUnread,
    BackupLocked,
    BackupNotRemoved,
    FolderBusy,
    IndexUnreadable,
    NeededDamaged,
    NeededMissing,
    NoBackups,
    NoBackupThatEarly,
)
from parkledger.backup.index import INDEX, ArchiveIndex, read_index
from parkledger.language import Lang, ParkError, Text, format_moment, reason

LOCK = ".backups.lock"
OTHER_BYTES = Text("SHA-256 khác", "its SHA-256 differs")
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
class ChosenBackup:
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
    found = (named(path) for path in folder.iterdir() if path.is_file())
    return sorted(each for each in found if each)


def named(path: Path) -> FolderBackup | None:
    """What a file is by its name; None where it is not named after a moment."""
    name = _NAME.fullmatch(path.name)
    try:
        return FolderBackup(_moment(name[1]), _moment(name[2] or name[1]), path) if name else None
    except ValueError:  # there is no such day
        return None


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT).replace(tzinfo=UTC)


def moment_said(moment: datetime) -> Text:
    """A moment in words, to the second."""
    vi, en = (format_moment(moment, lang, seconds=True) for lang in (Lang.VI, Lang.EN))
    return Text(f"{vi} giờ Việt Nam", f"{en} Vietnam time")


def moment_after(folder: Path, moment: datetime) -> datetime:
    """The moment that a new backup in a folder is named after: later than all others, even where one has the hour of a clock
    that was ahead, since the order of names is that in which backups were made."""
    return max([moment, *(each.moment + timedelta(microseconds=1) for each in backups_in(folder)[-1:])])


def choose(folder: Path, until: datetime | None = None) -> ChosenBackup:
    """The newest backup in a folder, or the newest that is not later than a moment.

    A moment to the second, as moments are told, is the end of that second.
    Raises NoBackups where there is none at all, NoBackupThatEarly where all are later.
    """
    found = backups_in(folder)
    if not found:
        raise NoBackups(folder=str(folder))
    if until and not until.microsecond:
        until = until.replace(microsecond=999_999)
    early = [each for each in found if each.moment <= until] if until else found
    if until and not early:
        earliest = moment_said(found[0].moment)
        raise NoBackupThatEarly(folder=str(folder), moment=moment_said(until), earliest=earliest)
    return ChosenBackup(early[-1], tuple(found[len(early) :]))


def gathered(path: Path, folder: Path, identities: Identities = ()) -> ArchiveManifest:
    """Take a backup apart into an empty folder; an increment with what it needs of the backups beside it.

    Each archive that is needed is held against its hash, and each file that is put together against its own. Raises what
    `unpack` does, NeededMissing, NeededDamaged, ArchiveRenamed.
    """
    manifest = unpack(path, folder, identities)
    increment = manifest.increment
    _require_named(path, manifest.moment, increment.needs if increment else (), is_increment=increment is not None)
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
        name: ArchivedFile(sha256=digest_of(folder / name), size=(folder / name).stat().st_size)
        for name in increment.placed
    }
    whole = {name: kept for name, kept in increment.members.items() if not name.startswith(BLOCKS)}
    require_alike(path, whole | made, manifest.files)
    return manifest


def _require_named(path: Path, moment: datetime, needs: Sequence[NeededArchive], *, is_increment: bool) -> None:
    """Hold the name of an archive, where it is that of a moment, against what is in it. Raises ArchiveRenamed."""
    by_name = named(path)
    if by_name is None:
        return
    bases = [each.base for need in needs if (each := named(path.with_name(need.name)))]
    base = (bases or [by_name.base])[0] if is_increment else moment
    is_of = FolderBackup(moment, base, path)
    if is_of != by_name:
        raise ArchiveRenamed(path=str(path), named=_described(by_name), found=_described(is_of))


def _described(backup: FolderBackup) -> Text:
    moment, base = moment_said(backup.moment), moment_said(backup.base)
    if backup.is_increment:
        return Text(
            f"bản lúc {moment.vi}, nối tiếp bản đầy đủ lúc {base.vi}",
            f"the increment at {moment.en} on the whole backup at {base.en}",
        )
    return Text(f"bản đầy đủ lúc {moment.vi}", f"the whole backup at {moment.en}")


def _require_inside(path: Path, increment: Increment) -> None:
    """Nothing is read from or written to elsewhere, whatever a manifest says."""
    outside = [name for name in increment.placed if not is_inside(name) or name in increment.members]
    outside += [each.member for extents in increment.placed.values() for each in extents if not is_inside(each.member)]
    outside += [need.name for need in increment.needs if Path(need.name).name != need.name]
    if outside:
        raise ArchiveDamaged(path=str(path), problem=outside[0])


def _needed(path: Path, need: NeededArchive, scratch: Path, identities: Identities) -> None:
    """Take an archive apart that another needs."""
    found = path.parent / need.name
    require_needed(path, need)
    try:
        unpack(found, scratch, identities)
    except ArchiveDamaged as damaged:
        raise NeededDamaged(path=str(path), needed=need.name, problem=damaged.facts["problem"]) from None


def require_needed(path: Path, need: NeededArchive, digest: Callable[[Path], str] = digest_of) -> None:
    """Hold an archive that another needs against its hash. Raises NeededMissing, NeededDamaged."""
    found = path.parent / need.name
    if not found.is_file():
        raise NeededMissing(path=str(path), needed=need.name, folder=str(path.parent))
    try:
        is_that = digest(found) == need.sha256
    except OSError as unread:
        raise NeededDamaged(path=str(path), needed=need.name, problem=reason(unread)) from None
    if not is_that:
        raise NeededDamaged(path=str(path), needed=need.name, problem=OTHER_BYTES)


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


@dataclass(frozen=True)
class _Digests:
    """The hashes of archives, each of which is read once: those after it in its chain ask for it again."""

    known: dict[Path, str | OSError] = field(default_factory=dict)

    def of(self, path: Path) -> str:
        """The SHA-256 of an archive. Raises OSError where it could not be read."""
        if path not in self.known:
            try:
                self.known[path] = digest_of(path)
            except OSError as unread:
                self.known[path] = unread
        found = self.known[path]
        if isinstance(found, OSError):
            raise found
        return found


def check(folder: Path, identities: Identities = ()) -> list[CheckedBackup]:
    """Read every backup of a folder to its end; what is wrong with each. Raises NoBackups.

    Where one is encrypted and there is no key, its bytes are held against its index, which this installation alone opens.
    """
    found = backups_in(folder)
    if not found:
        raise NoBackups(folder=str(folder))
    digests = _Digests()
    return [CheckedBackup(each, _problem(each, identities, digests)) for each in found]


def _problem(backup: FolderBackup, identities: Identities, digests: _Digests) -> ParkError | None:
    path = backup.path
    try:
        if is_encrypted(path) and not identities:
            index = _index(path)
            needs = index.needs
            if digests.of(path) != index.sha256:
                raise ArchiveDamaged(path=str(path), problem=OTHER_BYTES)
            _require_named(path, index.moment or backup.moment, needs, is_increment=bool(needs))
        else:
            with tempfile.TemporaryDirectory(prefix="parkledger-check-") as scratch:
                manifest = unpack(path, Path(scratch), identities)
            needs = manifest.increment.needs if manifest.increment else ()
            _require_named(path, manifest.moment, needs, is_increment=manifest.increment is not None)
        for need in needs:
            require_needed(path, need, digests.of)
    except ParkError as problem:
        return problem
    except OSError as unread:
        return ArchiveUnread(path=str(path), problem=reason(unread))
    return None


def _index(path: Path) -> ArchiveIndex:
    try:
        return read_index(path)
    except IndexUnreadable:
        raise BackupLocked(path=str(path)) from None


def indexes_alone(folder: Path) -> list[Path]:
    """The indexes in a folder whose archives are gone or were never finished; they serve nothing."""
    found = (path for path in folder.iterdir() if path.name.endswith(INDEX))
    return [path for path in found if named(archive := path.with_suffix("")) and not archive.exists()]


def remove_old(folder: Path, keep: int, made: Path) -> list[Path]:
    """Remove the backups of a folder but the newest, and but those in whose chain one of these is; what was removed.

    The one just made stays whatever its name, with its chain. A chain goes as a whole or not at all, its end first: whenever
    this is interrupted, what is left can be restored. Raises BackupNotRemoved.
    """
    found = backups_in(folder)
    chains = {each.base for each in (*found[-keep:], named(made)) if each}
    old = [each.path for each in reversed(found) if each.base not in chains]
    for path in old:
        try:
            path.with_name(path.name + INDEX).unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        except OSError as refused:
            raise BackupNotRemoved(path=str(path), made=str(made), problem=reason(refused)) from None
    return old
