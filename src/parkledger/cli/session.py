"""Opening the books: Django on the home folder's database; the mirror brought up to it."""

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from parkledger.cli.output import err
from parkledger.configuration import configuration
from parkledger.failures import database_name
from parkledger.home import home
from parkledger.language import ParkError
from parkledger.schema import is_file_missing, migrate, schema

if TYPE_CHECKING:
    from parkledger.figures import Figures


class NoBooks(ParkError):
    """There is no ledger here yet."""

    code = "no_books"
    vi = "Chưa có sổ nào trong {home}. Hãy tạo sổ bằng `parkledger book add`, hoặc dựng sổ minh họa bằng `parkledger demo`."
    en = "There are no books in {home}. Make one with `parkledger book add`, or the demonstration books with `parkledger demo`."


def open_ledger(*, create: bool = False, upgrade: bool = False) -> None:
    """Make the ledger ready for use. A command that begins books creates the tables of an empty database (`create`).

    An old database is only migrated where that is asked for (`upgrade`). Raises NoBooks, DatabaseBehind, DatabaseAhead.
    """
    folder = home()
    if create:
        folder.mkdir(parents=True, exist_ok=True)
    elif is_file_missing():
        raise NoBooks(home=str(folder))
    found = schema()
    if found.is_new and not create:
        raise NoBooks(home=database_name())
    if upgrade:
        migrate()
    elif create and found.missing:
        migrate(only_new=True)
    else:
        found.check()


def open_books() -> "Figures":
    """The figures of the books as they are."""
    from parkledger.figures.current import open_figures  # commands that ask for no figure need not wait for it

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
