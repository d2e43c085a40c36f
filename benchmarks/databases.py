"""A new ledger on SQLite or PostgreSQL, set as the database that Django speaks to."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import dj_database_url
import django

from benchmarks import postgres
from parkledger.home import sqlite


def start(folder: Path) -> None:
    """Let Django start, with its home in a folder of ours."""
    os.environ["PARKLEDGER_HOME"] = str(folder)
    os.environ.pop("PARKLEDGER_DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
    django.setup()


def vendors_of(parts: Sequence[str], *, served: bool) -> list[str]:
    """The databases to measure on: those named among the parts, both where importing or courses are asked for alone; what there is."""
    named = [vendor for vendor in ("sqlite", "postgresql") if vendor in parts]
    if not named and {"importing", "courses"} & set(parts):
        named = ["sqlite", "postgresql"]
    return [vendor for vendor in named if served or vendor == "sqlite"]


@contextmanager
def ledger(vendor: str, folder: Path) -> Iterator[None]:
    """A new, empty ledger on a kind of database; removed afterwards."""
    if vendor == "sqlite":
        path = folder / "ledger.sqlite3"
        path.unlink(missing_ok=True)
        with _using(sqlite(path)):
            yield
        for left in folder.glob("ledger.sqlite3*"):
            left.unlink()
    else:
        with postgres.new_database() as address, _using({**dj_database_url.parse(address), "OPTIONS": {}}):
            yield


@contextmanager
def _using(database: dict[str, object]) -> Iterator[None]:
    from django.core.management import call_command
    from django.db import connections

    connections["default"].close()
    settings = {**connections.databases["default"], **database}
    connections.databases["default"].clear()
    connections.databases["default"].update(settings)
    del connections["default"]
    call_command("migrate", verbosity=0)
    yield
    connections["default"].close()
