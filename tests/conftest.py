"""Databases for the tests: every test that asks for one gets a new one, on SQLite and on PostgreSQL.

PostgreSQL is found through PARKLEDGER_TEST_POSTGRESQL, or at the usual local address. Where none answers, its tests
are skipped with that reason; with PARKLEDGER_REQUIRE_POSTGRESQL they fail.
"""

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

os.environ["PARKLEDGER_HOME"] = tempfile.mkdtemp(prefix="parkledger-tests-")
os.environ.pop("PARKLEDGER_DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
os.environ.setdefault("PARKLEDGER_HOSTS", "127.0.0.1 localhost [::1] testserver")
os.environ.setdefault("PARKLEDGER_EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")

import django
from hatch_build import compile_catalogues

atexit.register(shutil.rmtree, os.environ["PARKLEDGER_HOME"], ignore_errors=True)
compile_catalogues()
django.setup()

import dj_database_url  # noqa: E402
import psycopg  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis  # noqa: E402

from parkledger.home import sqlite  # noqa: E402
from parkledger.people import letters  # noqa: E402

hypothesis.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("any-machine")  # no test fails because other work slows the machine

pytest_plugins = ["tests.run_fixtures"]

POSTGRESQL = os.environ.get("PARKLEDGER_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")


def skip_unless_required(what: str, missing: str) -> NoReturn:
    """Skip a test for which something is missing; fail it where PARKLEDGER_REQUIRE_… says that it is there."""
    if os.environ.get(f"PARKLEDGER_REQUIRE_{what}"):
        pytest.fail(f"{missing}, but PARKLEDGER_REQUIRE_{what} is set")
    pytest.skip(missing)


def require_pg_dump() -> None:
    """The client tools of PostgreSQL, which its backups need."""
    if shutil.which("pg_dump") is None:
        skip_unless_required("POSTGRESQL", "there is no pg_dump on PATH: install the PostgreSQL client")


def leave_database() -> None:
    """Let nothing speak to the database any more that tests used: letters about it go first, in a thread of their own."""
    letters.wait()
    connections["default"].close()


def use(database: dict[str, object]) -> None:
    """Let Django speak to another database from now on."""
    leave_database()
    settings = {**connections.databases["default"], **database}
    connections.databases["default"].clear()
    connections.databases["default"].update(settings)
    del connections["default"]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "ledger.sqlite3"
    use(sqlite(path))
    call_command("migrate", verbosity=0)
    connections["default"].close()
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied; skipped where no server answers."""
    name = f"parkledger_template_{uuid.uuid4().hex[:8]}"
    try:
        with psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3) as server:
            server.execute(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError as problem:
        skip_unless_required("POSTGRESQL", f"no PostgreSQL answers at {POSTGRESQL}: {problem}")
    use(postgresql_settings(name))
    call_command("migrate", verbosity=0)
    connections["default"].close()
    yield name
    drop(name)


def postgresql_settings(name: str) -> dict[str, object]:
    """Django's description of a database on the test server."""
    return {**dj_database_url.parse(POSTGRESQL), "NAME": name, "OPTIONS": {}}


def drop(name: str) -> None:
    """Remove a database from the test server."""
    leave_database()
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def new_postgresql(template: str) -> Iterator[str]:
    """A new, empty PostgreSQL ledger that Django speaks to: its address; removed afterwards."""
    name = f"parkledger_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    use(postgresql_settings(name))
    try:
        yield POSTGRESQL.rsplit("/", 1)[0] + f"/{name}"
    finally:
        drop(name)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder of parkledger."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("PARKLEDGER_HOME", str(folder))
    return folder


@pytest.fixture
def sqlite_database(sqlite_template: Path, home: Path) -> Iterator[str]:
    """A new, empty SQLite ledger in the home folder."""
    path = home / "ledger.sqlite3"
    shutil.copy(sqlite_template, path)
    use(sqlite(path))
    yield "sqlite"
    leave_database()


@pytest.fixture
def postgresql_database(postgresql_template: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A new, empty PostgreSQL ledger."""
    with new_postgresql(postgresql_template) as address:
        monkeypatch.setenv("PARKLEDGER_DATABASE_URL", address)
        yield "postgresql"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """A new, empty ledger: the test runs once on each kind of database."""
    found: str = request.getfixturevalue(f"{request.param}_database")
    return found
