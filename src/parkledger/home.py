"""Where parkledger keeps its books: the folder that is set, `.parkledger` in the working folder, or the user's data folder."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url
import platformdirs

from parkledger.configuration import configuration

LOCAL_HOME = ".parkledger"


def home() -> Path:
    """The folder of the books in use; it need not exist yet."""
    if named := configuration().home:
        return named.expanduser()
    local = Path.cwd() / LOCAL_HOME
    return local if local.is_dir() else Path(platformdirs.user_data_dir("parkledger"))


def database(folder: Path) -> dict[str, Any]:
    """Django's description of the database that is set, or of SQLite in the home folder."""
    if url := configuration().database_url:
        found = dict(dj_database_url.parse(url))
        return sqlite(Path(str(found["NAME"]))) if str(found["ENGINE"]).endswith("sqlite3") else found
    return sqlite(folder / "ledger.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """An SQLite database whose commits are durable, whose readers never wait, and whose writers wait in turn."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "timeout": 60,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000;",
        },
    }


def secret_key(folder: Path) -> str:
    """What sessions and forms are signed with: the key that is set, or one made once and kept in the home folder.

    Where there is no home folder yet nothing is served either: a key for this process alone will do.
    """
    if given := configuration().secret_key:
        return given
    path = folder / "secret.key"
    with contextlib.suppress(OSError):
        return path.read_text(encoding="ascii")
    made = secrets.token_urlsafe(50)
    if folder.is_dir():
        with contextlib.suppress(OSError):  # a home that may only be read
            return _kept_key(path, made)
    return made


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
