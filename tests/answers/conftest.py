"""The demonstration books as questions are answered from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parkledger.figures import Figures, current
from parkledger.home import sqlite
from tests.conftest import use


@pytest.fixture(scope="module")
def books(demonstration: Path) -> Iterator[Figures]:
    """The figures of the demonstration books, which this process's own are for as long; questions change nothing in them."""
    from django.db import connections

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKLEDGER_HOME", str(demonstration))
        use(sqlite(demonstration / "ledger.sqlite3"))
        current.close()
        yield current.current_figures()
        current.close()
        connections["default"].close()
