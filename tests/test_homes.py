"""Homes as they are found: new, of another version, of another account, full; and the files made in them."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from parkledger.failures import DiskFull, ReadOnly, database_reason, in_words
from parkledger.language import Lang
from tests import prepared_process
from tests.conftest import drop, last_migration
from tests.postgresql import POSTGRESQL
from tests.server_process import served
from tests.test_server import furnish

LAST = ("ledger", last_migration("ledger"))
SMALL = 3_000
"""Kilobytes to which a file may grow on the full disk of the tests."""


def run(home: Path, *words: str, database: str = "", as_nobody: bool = False) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_DATABASE_URL": database}
    if as_nobody:
        account: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        command = [sys.executable, "-m", "parkledger", *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, **account)
    else:
        done = prepared_process.run(words, environment)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A home with a book and a zone, in a place that every account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="parkledger-homes-"))
    folder.chmod(0o755)
    furnish({"PARKLEDGER_HOME": str(folder / "home"), "PARKLEDGER_DATABASE_URL": ""})
    yield folder / "home"
    shutil.rmtree(folder)


OLD = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", "ledger", "0005", verbosity=0)
"""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database was made by an earlier version."""
    home = tmp_path_factory.mktemp("old")
    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_DATABASE_URL": ""}
    subprocess.run([sys.executable, "-c", OLD], env=environment, check=True)
    return home


@pytest.fixture
def behind(old: Path, tmp_path: Path) -> Path:
    """A copy of the old home."""
    shutil.copytree(old, tmp_path / "home")
    return tmp_path / "home"


def migrations(home: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as database:
        return set(database.execute("SELECT app, name FROM django_migrations"))


def test_what_is_made_is_for_its_owner_alone(made: Path) -> None:
    run(made, "figure", "zones.established")
    found = {path: path.stat().st_mode & 0o777 for path in (made, *made.rglob("*"))}
    assert len(found) > 4
    assert {path.name: oct(mode) for path, mode in found.items() if mode & 0o077} == {}


@pytest.mark.parametrize(
    "words",
    [
        ("figure", "zones.established"),
        ("book", "list"),
        ("serve", "--port", "1"),
        ("book", "add", "bg2", "--name", "Sở Công Thương", "--place", "Bắc Giang"),
        ("record", "zone_operating", "--book", "bg", "-f", "zone=Quang Châu", "-f", "effective_on=1/1/2007"),
    ],
    ids=lambda words: words[0],
)
def test_an_old_database_is_left_as_it_is(behind: Path, words: tuple[str, ...]) -> None:
    before = migrations(behind)
    done = run(behind, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert "parkledger migrate" in done.stderr
    assert migrations(behind) == before


def test_migrate_brings_it_up_to_date(behind: Path) -> None:
    assert run(behind, "migrate", "--check").returncode == 1
    done = run(behind, "migrate")
    assert done.returncode == 0, done.stderr
    assert ".".join(LAST) in done.stdout
    assert LAST in migrations(behind)
    assert run(behind, "migrate", "--check").returncode == 0


@pytest.mark.long
def test_serve_migrates_where_it_is_told_to(behind: Path, tmp_path: Path) -> None:
    home = {"PARKLEDGER_HOME": str(behind), "PARKLEDGER_DATABASE_URL": "", "PARKLEDGER_MIGRATE": "1"}
    with served(tmp_path / "log", "--workers", "1", environment=home):
        assert LAST in migrations(behind)


def test_a_later_database_is_refused(made: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(made, home)
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0999_later', '2030-01-01')"
        )
        database.commit()
    for words in (("figure", "zones.established"), ("migrate",)):
        done = run(home, *words, "--lang", "en")
        assert done.returncode == 1
        assert "ledger.0999_later" in done.stderr


def test_an_empty_postgresql_is_begun_by_the_first_book_alone(postgresql_template: str, tmp_path: Path) -> None:
    name = "parkledger_empty_database"
    drop(name)
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    database = POSTGRESQL.rsplit("/", 1)[0] + f"/{name}"
    try:
        refused = run(tmp_path, "figure", "zones.established", database=database)
        assert (refused.returncode, "parkledger book add" in refused.stderr) == (1, True)
        with psycopg.connect(database) as there:
            assert there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
        added = run(tmp_path, "book", "add", "bg", "--name", "Ban", "--place", "Bắc Giang", database=database)
        assert added.returncode == 0, added.stderr
    finally:
        drop(name)


@pytest.mark.usefixtures("postgresql_template")
def test_a_database_in_which_nothing_was_made_is_named(tmp_path: Path) -> None:
    name = f"parkledger_empty_{os.getpid()}"
    with psycopg.connect(POSTGRESQL, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        done = run(tmp_path, "verify", database=POSTGRESQL.rsplit("/", 1)[0] + f"/{name}")
    finally:
        drop(name)
    assert done.returncode == 1
    assert f"/{name}. Hãy tạo sổ bằng `parkledger book add`" in done.stderr


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    done = run(tmp_path, "book", "list", database="postgresql://so:mat-khau-bi-mat@127.0.0.1:9/so")
    assert done.returncode == 1
    assert "127.0.0.1:9/so không trả lời: không có máy chủ nào" in done.stderr
    assert "mat-khau-bi-mat" not in done.stderr


@pytest.fixture
def read_only(made: Path) -> Iterator[Path]:
    """A home that another account may read, and nobody else may write: for the account `nobody`."""
    folder = Path(tempfile.mkdtemp(prefix="parkledger-readable-"))
    folder.chmod(0o755)
    home = folder / "home"
    shutil.copytree(made, home)
    shutil.rmtree(home / "mirror", ignore_errors=True)
    for path in (home, *home.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield home
    shutil.rmtree(folder)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="another account is needed")


@pytest.mark.long
@needs_root
def test_a_home_that_may_only_be_read_is_read(read_only: Path) -> None:
    done = run(read_only, "figure", "zones.established", "--place", "Bắc Giang", "--json", as_nobody=True)
    assert done.returncode == 0, done.stderr
    assert '"value": 1' in done.stdout
    assert not (read_only / "mirror").exists()
    refused = run(read_only, "book", "add", "bk", "--name", "Ban", "--place", "Bắc Kạn", as_nobody=True)
    assert refused.returncode == 1
    assert "chỉ có quyền đọc" in refused.stderr


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["plain", "encrypted"])
@needs_root
def test_a_home_that_may_only_be_read_is_backed_up(read_only: Path, is_encrypted: bool) -> None:
    kept = read_only.parent / "backups"
    kept.mkdir()
    kept.chmod(0o777)
    to = (
        ["--encrypt-to", run(kept, "backup", "--make-identity", str(kept / "key")).stdout.strip()]
        if is_encrypted
        else []
    )
    done = run(read_only, "backup", str(kept), *to, as_nobody=True)
    assert done.returncode == 0, done.stderr
    (made,) = kept.glob("*.tar.gz*" if not is_encrypted else "*.age")
    opened = run(kept, "backup", "--rehearse", str(made), *(["--identity", str(kept / "key")] if is_encrypted else []))
    assert (opened.returncode, "bg 1 (" in opened.stdout) == (0, True), opened.stdout + opened.stderr


@needs_root
def test_a_home_of_another_account_is_told(read_only: Path) -> None:
    (read_only / "ledger.sqlite3").chmod(0o400)
    done = run(read_only, "book", "list", as_nobody=True)
    assert done.returncode == 1
    assert "ledger.sqlite3" in done.stderr


@pytest.mark.long
def test_a_disk_that_takes_no_more_is_told(made: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(made, home)
    command = f"ulimit -f {SMALL}; exec {sys.executable} -m parkledger demo --yes"
    environment = {**os.environ, "PARKLEDGER_HOME": str(home), "PARKLEDGER_DATABASE_URL": ""}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr, done.stderr
    assert "ledger.sqlite3" in done.stderr
    assert run(home, "verify").returncode == 0


@pytest.mark.parametrize(
    ("change", "vi", "en"),
    [
        ({"port": "9"}, "không có máy chủ nào ở địa chỉ, cổng đó", "no server listens at that address and port"),
        ({"host": "khong-co.invalid"}, "không tìm thấy tên máy chủ", "the server's name is not known"),
        ({"dbname": "khong-co"}, "máy chủ không có cơ sở dữ liệu «khong-co»", "the server has no database “khong-co”"),
        ({"user": "khong-ai"}, "máy chủ không có tài khoản «khong-ai»", "the server has no account “khong-ai”"),
        ({"host": "/khong/co"}, "không có máy chủ nào ở địa chỉ đó", "no server listens at that address"),
    ],
)  # fmt: skip
def test_what_a_database_server_says_is_said_in_words(postgresql_template, change, vi, en) -> None:
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect(**{**conninfo_to_dict(POSTGRESQL), **change})
    assert (database_reason(refused.value).vi, database_reason(refused.value).en) == (vi, en)


def test_what_nobody_has_words_for_is_a_quotation() -> None:
    assert database_reason(psycopg.Error("out of cheese\nDETAIL: none")).vi == "phần mềm báo “out of cheese”"


def test_failures_of_the_machine_have_words() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("PRAGMA max_page_count = 4")
        database.execute("CREATE TABLE filled (value)")
        with pytest.raises(sqlite3.OperationalError) as full:
            database.execute("INSERT INTO filled VALUES (zeroblob(100000))")
    assert isinstance(in_words(full.value), DiskFull)
    told = in_words(OSError(errno.ENOSPC, "No space left on device", "/so/mirror/sums.parquet"))
    assert isinstance(told, DiskFull)
    assert "/so/mirror/sums.parquet" in told.message(Lang.VI)
    assert isinstance(in_words(OSError(errno.EROFS, "Read-only file system", "/so")), ReadOnly)
    assert in_words(FileNotFoundError(errno.ENOENT, "No such file", "/so")) is None
    assert in_words(sqlite3.OperationalError("no such table: zone")) is None
