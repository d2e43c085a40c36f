"""Where parkledger keeps its books: PARKLEDGER_HOME, `.parkledger` in the working folder, or the user's data folder."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
import platformdirs

HOME_VARIABLE = "PARKLEDGER_HOME"
DATABASE_VARIABLE = "PARKLEDGER_DATABASE_URL"
LOCAL_HOME = ".parkledger"


def home() -> Path:
    """The folder of the books in use; it need not exist yet."""
    if named := os.environ.get(HOME_VARIABLE):
        return Path(named).expanduser()
    local = Path.cwd() / LOCAL_HOME
    return local if local.is_dir() else Path(platformdirs.user_data_dir("parkledger"))


def database(folder: Path) -> dict[str, Any]:
    """Django's description of the database: PARKLEDGER_DATABASE_URL, or SQLite in the home folder."""
    if url := os.environ.get(DATABASE_VARIABLE):
        return dict(dj_database_url.parse(url))
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
