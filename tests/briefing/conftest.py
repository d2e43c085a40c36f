"""The demonstration books as reports are written from them."""

from collections.abc import Iterator

import pytest

from parkledger.figures import Figures, current
from parkledger.home import sqlite
from tests.conftest import leave_database, use
from tests.lent_books import LentBooks


@pytest.fixture
def books(lent_books: LentBooks, monkeypatch: pytest.MonkeyPatch) -> Iterator[Figures]:
    """The figures of the demonstration books, whatever copy of them was open before."""
    home = lent_books.lend()
    monkeypatch.setenv("PARKLEDGER_HOME", str(home))
    use(sqlite(home / "ledger.sqlite3"))
    yield current.current_figures()
    leave_database()
    lent_books.take_back()
