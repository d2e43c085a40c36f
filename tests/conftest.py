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
from django.conf import settings as django_settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from filelock import FileLock  # noqa: E402
from hypothesis import HealthCheck  # noqa: E402
from hypothesis import settings as hypothesis  # noqa: E402

from parkledger.catalogue.publicity import withheld  # noqa: E402
from parkledger.figures.current import close as close_figures  # noqa: E402
from parkledger.home import sqlite  # noqa: E402
from parkledger.people import letters  # noqa: E402
from tests.postgresql import POSTGRESQL, EmptyLedgers, address_of, drop_database, server  # noqa: E402

hypothesis.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("any-machine")  # no test fails because other work slows the machine

django_settings.PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
pytest_plugins = ["tests.run_fixtures"]

EMPTY: dict[str, EmptyLedgers] = {}
"""By the name of the migrated database from which they are made."""


def skip_unless_required(what: str, missing: str) -> NoReturn:
    """Skip a test for which something is missing; fail it where PARKLEDGER_REQUIRE_… says that it is there."""
    if os.environ.get(f"PARKLEDGER_REQUIRE_{what}"):
        pytest.fail(f"{missing}, but PARKLEDGER_REQUIRE_{what} is set")
    pytest.skip(missing)


@pytest.fixture(autouse=True)
def everything_shown() -> None:
    """What a visitor in a test before was not shown is shown again: a request says it, and leaves it said."""
    withheld.set(frozenset())


def last_migration(app: str) -> str:
    """The name of the last migration of one of our apps, whichever it is by now."""
    ((_, name),) = MigrationLoader(None).graph.leaf_nodes(app)
    return str(name)


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
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def sqlite_template(shared: Path) -> Path:
    """A migrated SQLite file, made once a run, to be copied."""
    path = shared / "template.sqlite3"
    with FileLock(f"{path}.lock"):
        if not path.exists():
            made = shared / "template" / "ledger.sqlite3"
            made.parent.mkdir(exist_ok=True)
            use(sqlite(made))
            call_command("migrate", verbosity=0)
            connections["default"].close()
            made.rename(path)
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied; skipped where no server answers."""
    name = f"parkledger_template_{uuid.uuid4().hex[:8]}"
    try:
        with server() as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
    except psycopg.OperationalError as problem:
        skip_unless_required("POSTGRESQL", f"no PostgreSQL answers at {POSTGRESQL}: {problem}")
    use(postgresql_settings(name))
    call_command("migrate", verbosity=0)
    connections["default"].close()
    EMPTY[name] = EmptyLedgers(name)
    yield name
    EMPTY.pop(name).drop_all()
    drop(name)


def postgresql_settings(name: str) -> dict[str, object]:
    """Django's description of a database on the test server."""
    return {**dj_database_url.parse(POSTGRESQL), "NAME": name, "OPTIONS": {}}


def drop(name: str) -> None:
    """Remove a database from the test server."""
    leave_database()
    drop_database(name)


@contextmanager
def new_postgresql(template: str) -> Iterator[str]:
    """An empty PostgreSQL ledger that Django speaks to, for this test alone: its address. Another template is copied."""
    ledgers = EMPTY.get(template) or EmptyLedgers(template)
    name = ledgers.take()
    use(postgresql_settings(name))
    try:
        yield address_of(name)
    finally:
        leave_database()
        ledgers.give_back(name)
        if template not in EMPTY:
            ledgers.drop_all()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder of parkledger; what a test opened of it is forgotten with it, whether or not the test says so."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("PARKLEDGER_HOME", str(folder))
    yield folder
    close_figures()


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
