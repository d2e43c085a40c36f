"""A database of version 0.1.0, as it was on 27/11/2026, is brought up to this version and verifies; on both databases.

`*.sql` hold one book of ten events (a correction and a withdrawal among them) and an account, made by the commands of that
day. A release adds its own dump, and none is ever made anew.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connections

from parkledger.cli.runner import run
from parkledger.figures import current
from parkledger.home import sqlite
from parkledger.ledger.models import Event
from parkledger.schema import schema
from tests.conftest import new_postgresql, use

FOLDER = Path(__file__).parent
DUMP = "2026-11-27"
HASHES = {
    "sqlite": "1996aa61b13a",
    "postgresql": "56bfe71d29ca",
}
"""How the hash of the last event began when the dump was made."""


@pytest.fixture
def old_sqlite(home: Path) -> Iterator[str]:
    """The dump as an SQLite database in the home folder."""
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as database:
        database.executescript((FOLDER / f"{DUMP}.sqlite.sql").read_text(encoding="utf-8"))
    use(sqlite(home / "ledger.sqlite3"))
    yield "sqlite"
    connections["default"].close()


@pytest.fixture
def old_postgresql(postgresql_template: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The dump as a PostgreSQL database."""
    with new_postgresql("template0") as address:
        with psycopg.connect(address, autocommit=True) as database:
            database.execute((FOLDER / f"{DUMP}.postgresql.sql").read_text(encoding="utf-8"))
        monkeypatch.setenv("PARKLEDGER_DATABASE_URL", address)
        yield "postgresql"


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest) -> Iterator[str]:
    """The database of before, on each kind."""
    yield request.getfixturevalue(f"old_{request.param}")
    current.close()


def figure(capsys: pytest.CaptureFixture[str], indicator: str) -> dict[str, object]:
    asked = ["figure", indicator, "--place", "Bắc Giang", "--kind", "park", "--on", "31/12/2021", "--json"]
    assert run(asked) == 0
    (found,) = json.loads(capsys.readouterr().out)
    return dict(found)


def test_it_is_refused_until_it_is_migrated_and_then_verifies(old: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert schema().missing
    assert run(["figure", "land.leased"]) == 1
    assert "parkledger migrate" in capsys.readouterr().err
    assert run(["migrate"]) == 0
    assert schema().missing == ()
    capsys.readouterr()
    assert run(["verify"]) == 0
    told = capsys.readouterr().out
    assert "10 sự kiện" in told
    assert HASHES[old] in told
    assert Event.objects.get(seq=10).hash.startswith(HASHES[old])


def test_its_figures_and_accounts_are_those_of_before(old: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["migrate"]) == 0
    capsys.readouterr()
    assert figure(capsys, "land.leased")["exact"] == "125"
    assert figure(capsys, "capital.in_force")["exact"] == "9130434783/100"  # USD: 50 million, and 950 tỷ đồng at 23,000
    assert authenticate(username="lan", password="khong-ai-doan-77") is not None  # noqa: S106  the account of the dump


def test_it_goes_on_where_it_ended(old: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Industrial land was let beyond what there was: it is mended by what is recorded now, and not let again."""
    assert run(["migrate"]) == 0
    about = ["--book", "kcn-thu", "-f", "zone=KCN Bình Thử", "-f", "effective_on=1/1/2022"]
    assert run(["record", "land_leased", *about, "-f", "area_m2=1 ha"]) == 1
    assert "đất công nghiệp" in capsys.readouterr().err
    assert run(["record", "lease_ended", *about, "-f", "project=THU-001", "-f", "area_m2=10 ha"]) == 0
    assert run(["record", "land_leased", *about, "-f", "area_m2=5 ha"]) == 0
    assert run(["verify"]) == 0


def test_migrations_say_what_the_models_say(sqlite_database: str) -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
