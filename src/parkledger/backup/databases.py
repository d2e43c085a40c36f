"""The two kinds of database: a consistent copy taken while others write, and a copy put into an empty place."""

import os
import shutil
import sqlite3
import subprocess
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from parkledger.backup.archive import BookHead, Contents
from parkledger.backup.errors import DatabaseRefused, TargetNotEmpty, ToolMissing
from parkledger.failures import database_reason
from parkledger.home import database_at, database_file, sqlite
from parkledger.ledger.store.heads import HEADS

Ask = Callable[[str], list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Copied:
    """What a copy holds, the version of the server, and the moment: nothing that was recorded later is in the copy."""

    contents: Contents
    server: str
    moment: datetime


class Copier(ABC):
    """Copies a database out and in."""

    vendor: str
    file_name: str

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is a ledger."""

    @abstractmethod
    def copy_out(self, target: Path) -> Copied:
        """Write a copy of one moment."""

    @abstractmethod
    def require_empty(self) -> None:
        """Raises TargetNotEmpty where there is anything."""


@dataclass(frozen=True)
class SqliteCopier(Copier):
    """SQLite, by its online backup: in one step under one read lock, which keeps no writer waiting."""

    path: Path
    vendor = "sqlite"
    file_name = "ledger.sqlite3"

    def exists(self) -> bool:
        """Whether there is a ledger."""
        return self.path.is_file()

    def copy_out(self, target: Path) -> Copied:
        """Write a copy of one moment as a single file."""
        target.touch(mode=0o600)
        try:
            with (
                closing(sqlite3.connect(self._address(), uri=True, timeout=60)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.execute("BEGIN")
                source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()  # the read lock is taken by reading
                moment = datetime.now(UTC)
                source.backup(copy)
            as_one_file(target)
            return Copied(contents_of_file(target), sqlite3.sqlite_version, moment)
        except sqlite3.Error as problem:
            raise DatabaseRefused(problem=database_reason(problem)) from None

    def _address(self) -> str:
        """How the file is opened for reading; in a folder that may only be read, as the books themselves are."""
        name = str(sqlite(self.path)["NAME"])
        return name if name.startswith("file:") else f"{self.path.resolve().as_uri()}?mode=ro"

    def require_empty(self) -> None:
        """Raises TargetNotEmpty where the file is there."""
        if self.path.exists():
            raise TargetNotEmpty(place=str(self.path.parent), found=self.path.name)


@dataclass(frozen=True)
class PostgresqlCopier(Copier):
    """PostgreSQL, by its own pg_dump and pg_restore."""

    conninfo: str
    vendor = "postgresql"
    file_name = "ledger.dump"

    @property
    def url(self) -> str:
        """Its address as a setting."""
        given = {name: quote(str(value), safe="") for name, value in conninfo_to_dict(self.conninfo).items()}
        who = ":".join(given.pop(name) for name in ("user", "password") if name in given)
        where = ":".join(given.pop(name) for name in ("host", "port") if name in given)
        name = given.pop("dbname", "")
        asked = "&".join(f"{option}={value}" for option, value in given.items())
        return f"postgresql://{who}{'@' if who else ''}{where}/{name}{'?' if asked else ''}{asked}"

    def exists(self) -> bool:
        """Whether there is a ledger."""
        with _refusals(), psycopg.connect(self.conninfo) as connection:
            return "django_migrations" in _tables(_asking(connection))

    def copy_out(self, target: Path) -> Copied:
        """Write a dump of the snapshot in which everything is counted. Raises ToolMissing, DatabaseRefused."""
        with _refusals(), psycopg.connect(self.conninfo) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            ask = _asking(connection)
            ((snapshot,),) = ask("SELECT pg_export_snapshot()")
            moment = datetime.now(UTC)
            ((server,),) = ask("SHOW server_version")
            tool = _tool("pg_dump", connection.info.server_version // 10_000)
            target.touch(mode=0o600)
            asked = ("--format=custom", "--compress=0", "--no-owner", "--no-privileges")
            self._run(tool, *asked, f"--snapshot={snapshot}", f"--file={target}")
            return Copied(_contents(ask, _tables(ask)), str(server), moment)

    def require_empty(self) -> None:
        """Raises TargetNotEmpty where there is any table."""
        with _refusals(), psycopg.connect(self.conninfo) as connection:
            if found := _tables(_asking(connection)):
                named = str(conninfo_to_dict(self.conninfo).get("dbname", ""))
                raise TargetNotEmpty(place=named, found=", ".join(found[:3]) + (" …" if found[3:] else ""))

    def copy_in(self, dump: Path) -> Contents:
        """Put a dump into the empty database, all of it or nothing; what the database then holds."""
        with _refusals():
            with psycopg.connect(self.conninfo) as connection:
                tool = _tool("pg_restore", connection.info.server_version // 10_000)
            self._run(tool, "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(dump))
            with psycopg.connect(self.conninfo) as connection:
                return _contents(_asking(connection), _tables(_asking(connection)))

    @contextmanager
    def scratch(self) -> Iterator["PostgresqlCopier"]:
        """A new, empty database on the same server, removed afterwards; the role must be allowed to make one."""
        name = f"parkledger_rehearsal_{uuid.uuid4().hex[:12]}"
        with _refusals(), psycopg.connect(self.conninfo, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield PostgresqlCopier(make_conninfo(self.conninfo, dbname=name))
        finally:
            with _refusals(), psycopg.connect(self.conninfo, autocommit=True) as connection:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _run(self, tool: str, *arguments: str) -> None:
        """Run a client tool; the password goes in its environment, where other users of the machine do not see it."""
        given: dict[str, Any] = dict(conninfo_to_dict(self.conninfo))
        password = given.pop("password", None)
        environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})
        command = [tool, f"--dbname={make_conninfo(**given)}", "--no-password", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise DatabaseRefused(problem=database_reason(done.stderr or tool))


def copier(url: str, folder: Path) -> SqliteCopier | PostgresqlCopier:
    """What copies the database at an address, or SQLite in a folder where the address is empty."""
    described = database_at(url, folder)
    if described["ENGINE"].endswith("sqlite3"):
        return SqliteCopier(database_file(described))
    known = {each.keyword.decode() for each in psycopg.pq.Conninfo.get_defaults()}
    options = {name: value for name, value in described.get("OPTIONS", {}).items() if name in known}
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    return PostgresqlCopier(
        make_conninfo(**options, **{to: described[name] for to, name in names.items() if described.get(name)})
    )


def contents_of_file(path: Path) -> Contents:
    """What an SQLite file holds."""
    with closing(sqlite3.connect(path)) as connection:

        def ask(statement: str) -> list[tuple[Any, ...]]:
            return connection.execute(statement).fetchall()

        tables = ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
        return _contents(ask, sorted(name for (name,) in tables))


def as_one_file(path: Path) -> None:
    """Have an SQLite database that nobody uses stand in its one file, with no log beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _tables(ask: Ask) -> list[str]:
    found = ask(
        "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY tablename"
    )
    return [name for (name,) in found]


def _contents(ask: Ask, tables: list[str]) -> Contents:
    migrations = ask("SELECT app, name FROM django_migrations ORDER BY app, name")
    return Contents(
        migrations=tuple(f"{app}.{name}" for app, name in migrations),
        tables={name: ask(f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in tables},
        books=tuple(
            sorted(
                (BookHead(book=code, seq=seq or 0, hash=digest or "") for code, _, seq, digest in ask(HEADS)), key=_code
            )
        ),
    )


def _code(head: BookHead) -> str:
    return head.book


def _asking(connection: "psycopg.Connection[Any]") -> Ask:
    def ask(statement: str) -> list[tuple[Any, ...]]:
        return connection.execute(statement.encode()).fetchall()

    return ask


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as problem:
        raise DatabaseRefused(problem=database_reason(problem)) from None


def _tool(name: str, server: int) -> str:
    """A client tool that can talk to a server of a major version. Raises ToolMissing."""
    path = shutil.which(name)
    found = "—"
    if path is not None:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        found = next((word for word in told.split() if word[:1].isdigit()), "—")
        if found.partition(".")[0].isdigit() and int(found.partition(".")[0]) >= server:
            return path
    raise ToolMissing(tool=name, needed=str(server), found=found, package=f"postgresql-client-{server}")
