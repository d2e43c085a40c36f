"""The demonstration books as reports are written from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkledger.figures import Figures, current
from parkledger.home import sqlite
from tests.conftest import leave_database, use


@pytest.fixture
def books(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Figures]:
    """The figures of the demonstration books; what tests of this module ask changes nothing in them."""
    monkeypatch.setenv("PARKLEDGER_HOME", str(demo_home))
    use(sqlite(demo_home / "ledger.sqlite3"))
    current.close()  # another copy of the same books may have been open: it has the same numbers
    figures = current.open_figures()
    yield figures
    figures.close()
    current.close()
    leave_database()
