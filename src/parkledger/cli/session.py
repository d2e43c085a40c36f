"""Opening the books: Django on the home folder's database, migrated; the mirror brought up to it."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from parkledger.cli.output import err
from parkledger.configuration import configuration
from parkledger.figures import Figures
from parkledger.figures.current import open_figures
from parkledger.home import home
from parkledger.language import ParkError


class NoBooks(ParkError):
    """There is no ledger here yet."""

    code = "no_books"
    vi = "Chưa có sổ nào trong {home}. Hãy tạo sổ bằng `parkledger book add`, hoặc dựng sổ minh họa bằng `parkledger demo`."
    en = "There are no books in {home}. Make one with `parkledger book add`, or the demonstration books with `parkledger demo`."


def open_ledger(*, create: bool = False) -> None:
    """Make the ledger ready for use: its tables are brought up to this version."""
    folder = home()
    if create:
        folder.mkdir(parents=True, exist_ok=True)
    is_file = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if is_file and not create and not Path(settings.DATABASES["default"]["NAME"]).exists():
        raise NoBooks(home=str(folder))
    _migrate()


def open_books() -> Figures:
    """The figures of the books as they are."""
    open_ledger()
    return open_figures()


def by_whom() -> str:
    """Who is recording: the user that is set, or the name of the account."""
    return configuration().user or os.environ.get("USER") or "parkledger"


def with_progress(title: str, total: int | None, work: Callable[[Callable[[int], None]], None]) -> None:
    """Do long work under a progress bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err(), transient=True) as progress:
        task = progress.add_task(title, total=total)
        work(lambda done: progress.advance(task, done))


def count_lines(lines: Iterable[str]) -> int:
    """How many lines hold something."""
    return sum(1 for line in lines if line.strip())


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
