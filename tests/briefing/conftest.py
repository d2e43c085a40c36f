"""The demonstration books as reports are written from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkledger.figures import Figures
from parkledger.figures.current import open_figures
from parkledger.home import sqlite
from tests.conftest import use


@pytest.fixture
def books(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Figures]:
    """The figures of the demonstration books; what tests of this module ask changes nothing in them."""
    from django.db import connections

    monkeypatch.setenv("PARKLEDGER_HOME", str(demo_home))
    use(sqlite(demo_home / "ledger.sqlite3"))
    figures = open_figures()
    yield figures
    figures.close()
    connections["default"].close()
