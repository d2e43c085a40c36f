"""Where parkledger keeps its books: the folder that is set, `.parkledger` in the working folder, or the user's data folder."""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import dj_database_url
import platformdirs

from parkledger.configuration import configuration

LOCAL_HOME = ".parkledger"
SQLITE = "django.db.backends.sqlite3"
DATABASE, SECRET_KEY, MIGRATION_LOCK, STATICS_LOCK = "ledger.sqlite3", "secret.key", "migrate.lock", "static.lock"


def home() -> Path:
    """The folder of the books in use; it need not exist yet."""
    if named := configuration().home:
        return named.expanduser()
    local = Path.cwd() / LOCAL_HOME
    return local if local.is_dir() else Path(platformdirs.user_data_dir("parkledger"))


def database(folder: Path) -> dict[str, Any]:
    """Django's description of the database that is set, or of SQLite in the home folder."""
    return database_at(configuration().database_url, folder)


def database_at(url: str, folder: Path) -> dict[str, Any]:
    """Django's description of the database at an address; of SQLite in a folder where the address is empty."""
    if url:
        found = dict(dj_database_url.parse(url))
        return sqlite(Path(str(found["NAME"]))) if str(found["ENGINE"]).endswith("sqlite3") else found
    return sqlite(folder / DATABASE)


def sqlite(path: Path) -> dict[str, Any]:
    """An SQLite database whose commits are durable, whose readers never wait, and whose writers wait in turn.

    A file that may not be written is opened for reading. SQLite reads a file of this kind beside its log alone; where there
    is none, nobody is writing, and the file is read as it is.
    """
    if path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        log = path.with_name(f"{path.name}-wal")
        how = "mode=ro" if log.is_file() and log.stat().st_size else "immutable=1"
        options = {"timeout": 60, "init_command": "PRAGMA query_only=1; PRAGMA cache_size=-65536;"}
        return {"ENGINE": SQLITE, "NAME": f"file:{quote(str(path))}?{how}", "OPTIONS": options}
    return {
        "ENGINE": SQLITE,
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000;",
        },
    }


def database_file(described: Mapping[str, Any]) -> Path:
    """The file of an SQLite database that `sqlite` described."""
    name = str(described["NAME"])
    return Path(unquote(urlsplit(name).path) if name.startswith("file:") else name)


def scratch() -> Path:
    """Where files of these books are kept that can be made again."""
    return scratch_of(home())


def scratch_of(folder: Path) -> Path:
    """Where files are kept that can be made again: a home folder, or a private one elsewhere where that may only be read."""
    if not folder.is_dir() or os.access(folder, os.W_OK):
        return folder
    digest = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    found = Path(tempfile.gettempdir()) / f"parkledger-{os.geteuid()}-{digest}"
    found.mkdir(mode=0o700, exist_ok=True)
    held = found.lstat()
    if not stat.S_ISDIR(held.st_mode) or held.st_uid != os.geteuid() or held.st_mode & 0o077:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(found))  # somebody else's, under our name
    return found


def secret_key(folder: Path) -> str:
    """What sessions and forms are signed with: the key that is set, or one made once and kept in the home folder.

    Where there is no home folder yet nothing is served either: a key for this process alone will do.
    """
    if given := configuration().secret_key:
        return given
    if not folder.is_dir():
        return secrets.token_urlsafe(50)
    path = folder / SECRET_KEY
    with contextlib.suppress(FileNotFoundError):
        return path.read_text(encoding="ascii")
    return _kept_key(scratch() / path.name, secrets.token_urlsafe(50))


def _kept_key(path: Path, made: str) -> str:
    """A new key, whole under its name at once; the one that another process was quicker to keep, if there is one."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent, delete=False) as written:
        written.write(made)  # made by mkstemp: for this user's eyes only
    try:
        os.link(written.name, path)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    finally:
        Path(written.name).unlink(missing_ok=True)
    return made
