"""Encrypted archives: opened with the right key alone, refused at any damage, never half-restored."""

import errno
import gzip
import os
import stat
import struct
import subprocess
import sys
import tarfile
import threading
from base64 import encodebytes
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from parkledger.backup import encryption, errors
from parkledger.backup.archive import unpack
from parkledger.backup.encryption import Identities, Recipients, decrypt, encrypted, identities_in, make_identity
from parkledger.cli.runner import run
from parkledger.language import Lang
from tests.backup.test_archive import NAME, small

SSH_KEY = """\
-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
"""


def key(file: Path) -> tuple[Recipients, Identities]:
    """A new key in a file."""
    return encryption.recipients_of([make_identity(file)]), identities_in(file)


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, Identities]:
    """A small archive that is encrypted, and what opens it."""
    recipients, identities = key(tmp_path / "key")
    return small(tmp_path / "a", recipients=recipients), identities


def test_what_is_encrypted_comes_out_with_its_key_alone(locked, tmp_path):
    path, identities = locked
    assert encryption.is_encrypted(path)
    assert b"not much" not in path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    unpack(path, tmp_path / "out", identities)
    assert (tmp_path / "out" / NAME).read_bytes() == b"not much"
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["database", "manifest.json"]
    with pytest.raises(errors.BackupLocked):
        unpack(path, tmp_path / "none")
    with pytest.raises(errors.IdentityWrong):
        unpack(path, tmp_path / "other", key(tmp_path / "other key")[1])
    assert [*(tmp_path / "none").iterdir(), *(tmp_path / "other").iterdir()] == []


def test_each_of_several_recipients_opens_it_and_so_does_any_tool_for_age(tmp_path):
    (one, its), (other, others) = key(tmp_path / "1"), key(tmp_path / "2")
    path = small(tmp_path / "a", recipients=[*one, *other])
    for number, identities in enumerate((its, others)):
        unpack(path, tmp_path / f"out-{number}", identities)
    plain = pyrage.decrypt(path.read_bytes(), others)
    (tmp_path / "plain").write_bytes(plain)
    assert gzip.decompress(plain)
    with tarfile.open(tmp_path / "plain") as tar:
        assert tar.getnames() == [NAME, "manifest.json"]


def test_any_flipped_byte_or_lost_end_is_noticed(locked, tmp_path):
    path, identities = locked
    whole = path.read_bytes()
    damaged = tmp_path / "damaged"
    for place in range(len(whole)):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        with pytest.raises((errors.ArchiveDamaged, errors.IdentityWrong)):
            unpack(damaged, tmp_path / "out", identities)
        damaged.write_bytes(whole[:place])
        with pytest.raises(errors.ArchiveDamaged):
            unpack(damaged, tmp_path / "out", identities)
    assert [*(tmp_path / "out").rglob("*")] == [], "nothing is taken out of a damaged archive"


@pytest.mark.long
def test_a_key_may_be_locked_by_a_passphrase_and_is_never_overwritten(tmp_path):
    recipients = encryption.recipients_of([make_identity(tmp_path / "key", "mật khẩu")])
    assert b"SECRET" not in (tmp_path / "key").read_bytes()
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    unpack(small(tmp_path / "a", recipients=recipients), tmp_path / "out", identities_in(tmp_path / "key", "mật khẩu"))
    for passphrase in ("", "sai"):
        with pytest.raises(errors.IdentityUnreadable):
            identities_in(tmp_path / "key", passphrase)
    with pytest.raises(errors.IdentityExists):
        make_identity(tmp_path / "key")


def test_a_key_of_ssh_opens_it(tmp_path):
    made = Ed25519PrivateKey.generate()
    (tmp_path / "ssh").write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public = made.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    path = small(tmp_path / "a", recipients=encryption.recipients_of([f"{public} administrator"]))
    unpack(path, tmp_path / "out", identities_in(tmp_path / "ssh"))
    of_age = make_identity(tmp_path / "key")
    setting = f"{public} {of_age} {public}".split()
    assert encryption.keys_in(setting) == [public, of_age, public]
    with pytest.raises(errors.RecipientUnreadable, match="2"):
        encryption.recipients_of(encryption.keys_in([*public.split(), "administrator@server"]))


def openssh_with_passphrase() -> bytes:
    """A private key as ssh-keygen writes it with a passphrase; what is locked in it is never looked at."""
    options = field(bytes(16)) + struct.pack(">I", 16)
    public = field(b"ssh-ed25519") + field(bytes(32))
    fields = [b"aes256-ctr", b"bcrypt", options]
    content = (
        b"openssh-key-v1\0" + b"".join(map(field, fields)) + struct.pack(">I", 1) + field(public) + field(bytes(144))
    )
    return pem(b"OPENSSH", content)


def field(content: bytes) -> bytes:
    """Bytes after their number, as SSH has them."""
    return struct.pack(">I", len(content)) + content


def pem(kind: bytes, content: bytes) -> bytes:
    """A private key in letters."""
    return b"-----BEGIN %s PRIVATE KEY-----\n%s-----END %s PRIVATE KEY-----\n" % (kind, encodebytes(content), kind)


def rsa_with_passphrase(form: PrivateFormat) -> bytes:
    """A private key of RSA in a form of OpenSSL's, with a passphrase."""
    return generate_private_key(65_537, 2048).private_bytes(Encoding.PEM, form, BestAvailableEncryption(b"pass"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (openssh_with_passphrase(), "ssh-keygen -p"),
        (rsa_with_passphrase(PrivateFormat.TraditionalOpenSSL), "ssh-keygen -p"),
        (rsa_with_passphrase(PrivateFormat.PKCS8), "ssh-keygen -p"),
        (pem(b"OPENSSH", b"x"), "ed25519"),
    ],
    ids=["openssh", "pem", "pkcs8", "none"],
)
def test_keys_of_ssh_that_are_of_no_use_are_refused_with_what_to_do(tmp_path, content, told):
    (tmp_path / "ssh").write_bytes(content)
    with pytest.raises(errors.IdentityUnreadable) as refused:
        identities_in(tmp_path / "ssh", "pass")
    for lang in Lang:
        assert told in refused.value.message(lang)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"AGE-SECRET-KEY-1X", SSH_KEY.encode(), b"age-encryption.org/v1\n"]
)
def test_files_that_are_no_keys_are_refused_without_telling_what_is_in_them(tmp_path, content):
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(errors.IdentityUnreadable) as refused:
        identities_in(tmp_path / "key", "x")
    assert "1X" not in str(refused.value)
    with pytest.raises(errors.IdentityUnreadable):
        identities_in(tmp_path / "none")


@pytest.mark.parametrize(
    "text", ["", "age1x", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1X", "b3BlbnNzaC1rZXktdjEAAAAABG5vbm"]
)
def test_public_keys_that_are_none_are_refused_by_their_place_alone(text):
    with pytest.raises(errors.RecipientUnreadable, match="thứ 1") as refused:
        encryption.recipients_of([text])
    assert not text or text not in refused.value.message(Lang.EN).replace("age1… ", "")


@pytest.mark.parametrize("option", ["--encrypt-to", "--identity", "--make-identity", "setting"])
@pytest.mark.parametrize("is_lower", [False, True])
def test_a_private_key_that_is_given_itself_is_never_shown(tmp_path, capsys, monkeypatch, option, is_lower):
    secret = str(pyrage.x25519.Identity.generate())
    secret = secret.lower() if is_lower else secret
    words = {
        "--encrypt-to": [str(tmp_path / "a"), "--encrypt-to", secret],
        "--identity": ["--rehearse", str(tmp_path / "a"), "--identity", secret],
        "--make-identity": ["--make-identity", secret],
        "setting": [str(tmp_path / "a")],
    }[option]
    if option == "setting":
        monkeypatch.setenv("PARKLEDGER_BACKUP_RECIPIENTS", secret)
    monkeypatch.chdir(tmp_path)
    assert run(["backup", *words]) == 2
    told = "".join(capsys.readouterr())
    assert "--make-identity" in told
    assert secret.casefold() not in told.casefold()
    assert [*tmp_path.iterdir()] == []


def fill(file: Path, recipients: Recipients, problem: BaseException | None = None) -> None:
    """Encrypt four megabytes into a file; then something else fails, where a problem is given."""
    with file.open("wb", buffering=0) as target, encrypted(target, recipients) as plain:
        for _ in range(64):
            plain.write(os.urandom(2**16))
        if problem:
            raise problem


def test_a_disk_that_refuses_is_told_as_such(tmp_path):
    recipients, identities = key(tmp_path / "key")
    with pytest.raises(OSError, match="No space"):
        fill(Path("/dev/full"), recipients)
    path = small(tmp_path / "a", recipients=recipients)
    (tmp_path / "there").write_bytes(b"")
    with pytest.raises(FileExistsError):
        decrypt(path, tmp_path / "there", identities)


@pytest.mark.parametrize("problem", [MemoryError(), TypeError("x"), KeyboardInterrupt()], ids=repr)
def test_whatever_ends_the_encryption_ends_the_backup(tmp_path, monkeypatch, problem):
    recipients, _ = key(tmp_path / "key")

    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(pyrage, "encrypt_io", fail)
    with pytest.raises(type(problem)):
        small(tmp_path / "a", recipients=recipients)


def test_a_disk_that_does_not_give_an_archive_is_told_as_such(locked, tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(pyrage, "decrypt_io", fail)
    with pytest.raises(errors.ArchiveUnread, match="đĩa bị lỗi"):
        unpack(locked[0], tmp_path / "out", locked[1])


def test_what_fails_while_it_is_written_ends_the_encryption(tmp_path):
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path / "a", key(tmp_path / "key")[0], KeyboardInterrupt())
    assert threading.active_count() == before


LARGE = """
import os, resource, sys
from pathlib import Path
from parkledger.backup.archive import unpack
from parkledger.backup.encryption import decrypt, encrypted, identities_in, make_identity, recipients_of
folder = Path(sys.argv[1])
recipients = recipients_of([make_identity(folder / "key")])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with (folder / "large").open("wb", buffering=0) as file, encrypted(file, recipients) as plain:
    for _ in range(300):
        plain.write(os.urandom(2**20))
decrypt(folder / "large", folder / "out", identities_in(folder / "key"))
assert (folder / "out").stat().st_size == 300 * 2**20
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.long
def test_large_archives_need_little_memory(tmp_path):
    told = subprocess.check_output([sys.executable, "-c", LARGE, str(tmp_path)])
    assert int(told) < 50, "MB more than before, of 300 that were encrypted and opened"
