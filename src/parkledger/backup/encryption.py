"""Encryption of archives in the format of age: written for the holders of some keys, opened with one of them.

Who makes a backup needs public keys alone. Any tool that knows age opens what is written here, and the other way round.
Archives are encrypted and opened as they are read, however large they are.
"""

import io
import os
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from parkledger.backup.errors import (
    ArchiveDamaged,
    ArchiveUnread,
    BackupLocked,
    IdentityExists,
    IdentityUnreadable,
    IdentityWrong,
    PrivateKeyGiven,
    RecipientUnreadable,
)
from parkledger.language import Text, reason


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
_PRIVATE = re.compile(rf"{_SECRET}1\w{{20,}}|-----BEGIN", re.IGNORECASE)
_SSH = "ssh-"
_NO_KEY = "No matching keys found"
_LOCKED = ("must be decrypted", "EncryptedPem")
"""What the library says of a key of SSH that has a passphrase."""
_UNDECRYPTED = Text("không giải mã được hết", "it cannot be decrypted to its end")


def recipients_of(given: Sequence[str]) -> Recipients:
    """Public keys as they are written: age1…, or those of SSH. Raises RecipientUnreadable, PrivateKeyGiven.

    Neither tells what was given: it may be a private key.
    """
    return [_recipient(text.strip(), number) for number, text in enumerate(given, 1)]


def _recipient(text: str, number: int) -> Recipient:
    require_public(text)
    kind = pyrage.ssh if text.startswith(_SSH) else pyrage.x25519
    try:
        return Recipient(text, kind.Recipient.from_str(text))
    except pyrage.RecipientError:
        raise RecipientUnreadable(number=str(number)) from None


def require_public(text: str) -> None:
    """Raises PrivateKeyGiven where a private key is written in place of a public one, or of a file's name."""
    if _PRIVATE.search(text):
        raise PrivateKeyGiven


def keys_in(words: Sequence[str]) -> list[str]:
    """The public keys in the words of a setting: a key of SSH is two words, its kind and itself."""
    keys: list[str] = []
    for word in words:
        if keys and keys[-1].startswith(_SSH) and " " not in keys[-1]:
            keys[-1] += f" {word}"
        else:
            keys.append(word)
    return keys


def public_keys(recipients: Recipients) -> tuple[str, ...]:
    """Public keys as they are written, in order."""
    return tuple(sorted(each.text for each in recipients))


def identities_in(file: Path, passphrase: str = "") -> Identities:
    """The private keys in a file: lines AGE-SECRET-KEY-…, or a key of SSH; the file itself may be locked by a passphrase.

    Raises PrivateKeyGiven, and IdentityUnreadable, which never tells what is in the file.
    """
    require_public(str(file))
    try:
        content = file.read_bytes()
    except OSError as unread:
        raise IdentityUnreadable(path=str(file), problem=reason(unread)) from None
    if content.startswith(_BEGINNING):
        content = _unlocked(file, content, passphrase)
    if b"PRIVATE KEY-----" in content:
        return [_ssh_identity(file, content)]
    try:
        lines = [line.strip() for line in content.decode("ascii").splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(_SECRET)]
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = []
    if not found:
        raise IdentityUnreadable(
            path=str(file), problem=Text("không có khóa nào đọc được", "it has no key that can be read")
        )
    return found


def _unlocked(file: Path, content: bytes, passphrase: str) -> bytes:
    """What is in a file that is locked by a passphrase."""
    if not passphrase:
        raise IdentityUnreadable(path=str(file), problem=Text("tệp có mật khẩu", "the file is locked by a passphrase"))
    try:
        plain: bytes = pyrage.passphrase.decrypt(content, passphrase)
    except pyrage.DecryptError:
        problem = Text("sai mật khẩu, hoặc tệp đã hỏng", "the passphrase is wrong, or the file is damaged")
        raise IdentityUnreadable(path=str(file), problem=problem) from None
    return plain


def _ssh_identity(file: Path, content: bytes) -> Any:
    """A private key of SSH; one with a passphrase of its own is refused, since the library opens none."""
    try:
        return pyrage.ssh.Identity.from_buffer(content)
    except pyrage.IdentityError as refused:
        problem = Text(
            "khóa SSH phải là ed25519 hoặc RSA, như ssh-keygen ghi ra",
            "a key of SSH must be of ed25519 or RSA, as ssh-keygen writes it",
        )
        if b"ENCRYPTED PRIVATE KEY" in content or any(words in str(refused) for words in _LOCKED):
            problem = Text(
                "khóa SSH có mật khẩu thì không dùng được. Hãy chép tệp, bỏ mật khẩu của bản chép bằng `ssh-keygen -p -f BẢN-CHÉP`, "
                "rồi xóa bản chép sau khi dùng",
                "a key of SSH that has a passphrase is of no use here. Copy the file, take the passphrase from the copy by "
                "`ssh-keygen -p -f COPY`, and remove the copy after use",
            )
        raise IdentityUnreadable(path=str(file), problem=problem) from None


def make_identity(file: Path, passphrase: str = "") -> str:
    """Write a new private key to a file, for its owner alone, locked where a passphrase is given; its public key.

    Raises IdentityExists: a key is never overwritten.
    """
    require_public(str(file))
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
    kept = _Target(target)
    failures: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(reading, "rb") as plain:
            try:
                pyrage.encrypt_io(plain, kept, [each.key for each in recipients])
            except pyrage.EncryptError as problem:
                failures.append(kept.refusal or OSError(str(problem)))
            except BaseException as problem:  # noqa: BLE001 - what ends a thread is told by nobody else
                failures.append(problem)

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
            raise ArchiveDamaged(path=str(path), problem=_UNDECRYPTED) from None
        except OSError as problem:  # without a number where the library itself refuses what it read
            if problem.errno and not kept.refusal:
                raise ArchiveUnread(path=str(path), problem=reason(problem)) from None
            raise kept.refusal or ArchiveDamaged(path=str(path), problem=_UNDECRYPTED) from None
