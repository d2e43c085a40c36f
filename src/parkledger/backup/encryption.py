"""Encryption of archives in the format of age: written for the holders of some keys, opened with one of them.

Who makes a backup needs public keys alone. Any tool that knows age opens what is written here, and the other way round.
Archives are encrypted and opened as they are read, however large they are.
"""

import io
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from parkledger.backup.errors import (
    ArchiveDamaged,
    BackupLocked,
    IdentityExists,
    IdentityUnreadable,
    IdentityWrong,
    RecipientUnreadable,
)
from parkledger.language import Text


@dataclass(frozen=True)
class Recipient:
    """A public key, and how it is written."""

    text: str
    key: Any


Recipients = Sequence[Recipient]
Identities = Sequence[Any]
AGE = ".age"
_BEGINNING = b"age-encryption.org/v1\n"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105  how a line with a key begins
_NO_KEY = "No matching keys found"


def recipients_of(given: Sequence[str]) -> Recipients:
    """Public keys as they are written: age1…, or those of SSH. Raises RecipientUnreadable."""
    return [_recipient(text.strip()) for text in given]


def _recipient(text: str) -> Recipient:
    kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return Recipient(text, kind.Recipient.from_str(text))
    except pyrage.RecipientError as problem:
        raise RecipientUnreadable(text=text[:80], problem=str(problem)) from None


def public_keys(recipients: Recipients) -> tuple[str, ...]:
    """Public keys as they are written, in order."""
    return tuple(sorted(each.text for each in recipients))


def identities_in(file: Path, passphrase: str = "") -> Identities:
    """The private keys in a file: lines AGE-SECRET-KEY-…, or a key of SSH; the file itself may be locked by a passphrase.

    Raises IdentityUnreadable, which never tells what is in the file.
    """
    try:
        content = file.read_bytes()
    except OSError as unread:
        raise IdentityUnreadable(path=str(file), problem=unread.strerror or str(unread)) from None
    try:
        if content.startswith(_BEGINNING):
            if not passphrase:
                problem = Text("tệp có mật khẩu", "the file is locked by a passphrase")
                raise IdentityUnreadable(path=str(file), problem=problem)
            content = pyrage.passphrase.decrypt(content, passphrase)
        if b"PRIVATE KEY-----" in content:
            return [pyrage.ssh.Identity.from_buffer(content)]
        lines = [line.strip() for line in content.decode("ascii").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(_SECRET)]
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError):
        found = []
    if not found:
        problem = Text(
            "không có khóa nào đọc được, hoặc sai mật khẩu",
            "it has no key that can be read, or the passphrase is wrong",
        )
        raise IdentityUnreadable(path=str(file), problem=problem)
    return found


def make_identity(file: Path, passphrase: str = "") -> str:
    """Write a new private key to a file, for its owner alone, locked where a passphrase is given; its public key.

    Raises IdentityExists: a key is never overwritten.
    """
    made = pyrage.x25519.Identity.generate()
    public = str(made.to_public())
    content = f"# public key: {public}\n{made}\n".encode()
    if passphrase:
        content = pyrage.passphrase.encrypt(content, passphrase)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise IdentityExists(path=str(file)) from None
    with os.fdopen(handle, "wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    return public


def is_encrypted(path: Path) -> bool:
    """Whether a file is in the format of age; a file that cannot be read is not."""
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except OSError:
        return False


class _Target(io.RawIOBase):
    """A file whose refusal is kept: the library tells it in words alone."""

    def __init__(self, file: IO[bytes] | io.RawIOBase) -> None:
        self._file = file
        self.refusal: OSError | None = None

    def write(self, given: Any, /) -> int:
        try:
            return self._file.write(given) or 0
        except OSError as refusal:
            self.refusal = refusal
            raise


@contextmanager
def encrypted(target: io.RawIOBase, recipients: Recipients) -> Iterator[IO[bytes] | io.RawIOBase]:
    """A file whose content goes to another, encrypted to recipients; the other itself where there are none.

    The library reads what it encrypts, so it does that in a thread, at the other end of a pipe.
    """
    if not recipients:
        yield target
        return
    reading, writing = os.pipe()
    kept, failures = _Target(target), []

    def encrypt() -> None:
        with os.fdopen(reading, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, kept, [each.key for each in recipients])
            except (OSError, pyrage.EncryptError) as problem:
                failures.append(kept.refusal or OSError(str(problem)))

    thread = threading.Thread(target=encrypt)
    thread.start()
    try:
        with os.fdopen(writing, "wb") as plain:
            yield plain
    except BrokenPipeError:
        thread.join()
        if not failures:
            raise
    finally:
        thread.join()
    if failures:
        raise failures[0]


def decrypt(path: Path, target: Path, identities: Identities) -> None:
    """Write what is encrypted in a file to a new one, for its owner alone.

    Raises BackupLocked without a key, IdentityWrong with another one, ArchiveDamaged; what is written then is worthless.
    """
    if not identities:
        raise BackupLocked(path=str(path))
    with (
        path.open("rb") as source,
        os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
    ):
        kept = _Target(file)
        try:
            pyrage.decrypt_io(source, kept, identities)
        except pyrage.DecryptError as problem:
            if _NO_KEY in str(problem):
                raise IdentityWrong(path=str(path)) from None
            raise ArchiveDamaged(path=str(path), problem=str(problem)) from None
        except OSError as problem:
            raise kept.refusal or ArchiveDamaged(path=str(path), problem=str(problem)) from None
