"""What all tests of one run share: the demonstration books, the static files and a real Chromium.

A plugin of tests/conftest.py, so that there is one of each: a fixture of a session that a test module imports is another
fixture of the same name, and a second browser does not start beside the first.

Chromium is Debian's, or the one PARKLEDGER_CHROMIUM names. Where there is none, the tests that need it are skipped with
that reason; with PARKLEDGER_REQUIRE_CHROMIUM they fail.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from parkledger import statics as static_files
from parkledger.home import DATABASE
from tests import prepared_process
from tests.conftest import skip_unless_required
from tests.lent_books import LentBooks

CHROMIUM = os.environ.get("PARKLEDGER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
USER, PASSWORD = "can-bo", "mat-khau-de-thu-1"
BOOKS = ("bg-parks", "bg-clusters", "bg-province", "bk-parks", "bk-clusters")
OFFICER = ("--role", "officer", "--role", "promotion", *(part for book in BOOKS for part in ("--book", book)))
"""What the officer of the tests is: officer and promotion officer of all books."""


def command(home: Path, *arguments: str) -> None:
    """Run the command line in a home folder. Raises subprocess.CalledProcessError with what it said."""
    environment = {**os.environ, "PARKLEDGER_HOME": str(home)}
    environment.pop("PARKLEDGER_DATABASE_URL", None)
    prepared_process.run(arguments, environment).check_returncode()


def hash_quickly(home: Path) -> None:
    """Let the password of the tests' officer be checked in no time, as in all accounts that tests make."""
    from django.contrib.auth.hashers import make_password

    with closing(sqlite3.connect(home / DATABASE)) as database, database:
        hashed = (make_password(PASSWORD), USER)
        assert database.execute("UPDATE auth_user SET password = ? WHERE username = ?", hashed).rowcount == 1


@pytest.fixture(scope="session")
def demonstration(shared: Path) -> Path:
    """The demonstration books with an officer's account and collected static files, built once a run, to be copied."""
    home = shared / "portal-demonstration"
    with FileLock(f"{home}.lock"):
        if not (home / "ready").exists():
            home.mkdir(exist_ok=True)
            command(home, "demo")
            command(home, "user", "add", USER, "--password", PASSWORD, *OFFICER)
            command(home, "figure", "zones.planned", "--on", "1/1/2023", "--kind", "park")
            hash_quickly(home)
            (home / "ready").touch()
    return home


@pytest.fixture(scope="session")
def demo_home(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration books for one process of the run; tests that read them change nothing in them."""
    home = tmp_path_factory.mktemp("demo") / "home"
    shutil.copytree(demonstration, home)
    return home


@pytest.fixture(scope="session")
def lent_books(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> LentBooks:
    """The demonstration books that this process lends to one test after another, each as if it had a copy of its own."""
    return LentBooks(demonstration, tmp_path_factory.mktemp("lent"))


@pytest.fixture(scope="session")
def statics(shared: Path) -> Iterator[Path]:
    """The static files, collected once a run."""
    from django.conf import settings

    before, settings.STATIC_ROOT = settings.STATIC_ROOT, str(shared / "portal-static")
    static_files.prepare()
    yield Path(settings.STATIC_ROOT)
    settings.STATIC_ROOT = before


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    if CHROMIUM is None:
        skip_unless_required("CHROMIUM", "there is no Chromium here: apt-get install chromium")
    # Playwright keeps a loop in this thread, in which the tests' own calls of the database do not run
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield found
        found.close()
