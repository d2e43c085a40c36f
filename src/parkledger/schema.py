"""The database's tables against those of this version: whether there are any, and whether they are behind or ahead."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from filelock import FileLock

from parkledger.home import MIGRATION_LOCK, database_file, home
from parkledger.language import ParkError

LOCK = 0x7061726B
"""The number of PostgreSQL's advisory lock that whoever migrates holds."""


class DatabaseBehind(ParkError):
    """The database was made by an earlier version."""

    code = "database_behind"
    status = 503
    vi = (
        "Cơ sở dữ liệu thuộc phiên bản trước, còn thiếu {count} bước nâng cấp ({first}…). "
        "Hãy sao lưu, rồi chạy `parkledger migrate`."
    )
    en = (
        "The database is of an earlier version: {count} migrations are missing ({first}…). "
        "Make a backup, then run `parkledger migrate`."
    )


class DatabaseEmpty(ParkError):
    """Nothing has been made in the database yet."""

    code = "database_empty"
    status = 503
    vi = "Cơ sở dữ liệu còn trống. Hãy chạy `parkledger migrate`, rồi thêm sổ bằng `parkledger book add`."
    en = "The database is empty. Run `parkledger migrate`, then add a book with `parkledger book add`."


class DatabaseAhead(ParkError):
    """The database was made by a later version."""

    code = "database_ahead"
    status = 503
    vi = "Cơ sở dữ liệu thuộc phiên bản mới hơn parkledger đang chạy ({first}). Hãy cài bản parkledger mới hơn."
    en = "The database is of a later version than this parkledger ({first}). Install the later parkledger."


class Schema(NamedTuple):
    """The migrations of the database as they are, by name."""

    is_new: bool
    """Whether nothing has been made in the database yet."""
    missing: tuple[str, ...]
    """Migrations of this version that the database lacks, in their order."""
    unknown: tuple[str, ...]
    """Migrations of the database that this version does not know."""

    def check(self) -> None:
        """Raises DatabaseEmpty, DatabaseBehind or DatabaseAhead."""
        if self.unknown:
            raise DatabaseAhead(first=self.unknown[0])
        if self.is_new and self.missing:
            raise DatabaseEmpty
        if self.missing:
            raise DatabaseBehind(count=len(self.missing), first=self.missing[0])


def schema() -> Schema:
    """The state of the database; it is only read."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    own = {config.label for config in apps.get_app_configs() if config.name.startswith("parkledger.")}
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    unknown = sorted(key for key in set(loader.applied_migrations) - set(loader.disk_migrations) if key[0] in own)
    return Schema(
        is_new=not loader.applied_migrations,
        missing=tuple(f"{migration.app_label}.{migration.name}" for migration, _ in plan),
        unknown=tuple(".".join(key) for key in unknown),
    )


def is_file_missing() -> bool:
    """Whether the database is an SQLite file that is not there."""
    described = settings.DATABASES["default"]
    return described["ENGINE"].endswith("sqlite3") and not database_file(described).exists()


def migrate(*, only_new: bool = False) -> Schema:
    """Bring the database to this version; what was missing before. One process at a time does it, the others wait.

    With `only_new`, tables are made in an empty database alone. Raises DatabaseAhead, and DatabaseBehind with `only_new`.
    """
    with _alone():
        before = schema()
        if before.unknown or (only_new and not before.is_new):
            before.check()
        if before.missing:
            call_command("migrate", verbosity=0)
        return before


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":
        with FileLock(home() / MIGRATION_LOCK):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
