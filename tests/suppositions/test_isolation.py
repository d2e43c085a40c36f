"""No supposition touches what is on record: not a row, not a hash, not a file of the mirror; nor one that dies halfway."""

import hashlib
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from parkledger.figures import Question
from parkledger.figures.current import close, current_figures
from parkledger.ledger.book.recording import Writer, build, record
from parkledger.ledger.store.registry import get_book
from parkledger.suppositions import evaluation, storage
from parkledger.suppositions.errors import BookBusy, SupposedEventRefused, SuppositionChanged
from parkledger.suppositions.evaluation import EventFields, supposed
from parkledger.suppositions.storage import add_event, begin, evaluated
from tests.suppositions.scenarios import BOOK, HECTARE, PLACE, make_book

LEASE = EventFields("land_leased", {"zone": "kcn-mot", "area_m2": 50_000, "effective_on": "2027-03-01"})
FOUND = EventFields(
    "zone_established",
    {"zone": "kcn-moi", "name": "Mới", "kind": "park", "area_m2": 10 * HECTARE, "effective_on": "2027-01-01"},
)


@pytest.fixture
def book(database: str) -> str:
    make_book(5, attempts=10)
    close()
    return database


def contents() -> str:
    """What all rows of the database hash to."""
    digest = hashlib.sha256()
    for table in sorted(connection.introspection.table_names()):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            digest.update(repr((table, sorted(map(repr, cursor.fetchall())))).encode())
    return digest.hexdigest()


def files(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*") if path.is_file()}


def test_nothing_on_record_changes(book: str, home: Path) -> None:
    asked = Question("land.leased", PLACE, date(2028, 1, 1))
    before, figure = contents(), current_figures().one(asked)
    mirror, number, tip = files(home / "mirror"), current_figures().number, current_figures().tip
    found = supposed(BOOK, [FOUND, LEASE])
    under = found.supposed.one(asked)
    assert (under.value or 0) - (figure.value or 0) == 5  # hectares
    with pytest.raises(SupposedEventRefused):
        supposed(BOOK, [FOUND, FOUND])
    assert contents() == before
    assert files(home / "mirror") == mirror
    assert (current_figures().number, current_figures().tip, current_figures().one(asked)) == (number, tip, figure)
    assert found.supposed.tip != tip
    assert found.supposed.number < 0


def test_what_is_supposed_is_removed_with_its_figures(book: str, home: Path) -> None:
    found = supposed(BOOK, [LEASE])
    assert len(list((home / "suppositions").iterdir())) == 1
    del found
    assert list((home / "suppositions").iterdir()) == []


def test_a_process_that_dies_within_leaves_the_books_as_they_were(book: str, home: Path) -> None:
    if book != "sqlite":
        pytest.skip("another process finds the ledger by its home")
    current_figures()
    before, mirror = contents(), files(home / "mirror")
    connection.close()
    dying = (
        "import os; from pathlib import Path; from tests.conftest import sqlite, use\n"
        f"os.environ['PARKLEDGER_HOME'] = {str(home)!r}; use(sqlite(Path({str(home)!r}) / 'ledger.sqlite3'))\n"
        "from parkledger.suppositions import evaluation\n"
        "from tests.suppositions.test_isolation import BOOK, FOUND, LEASE\n"
        "evaluation.Figures.overlaid = lambda *_: os._exit(9)\n"
        "evaluation.supposed(BOOK, [FOUND, LEASE])\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    died = subprocess.run([sys.executable, "-c", dying], env=environment, check=False, capture_output=True, text=True)
    assert died.returncode == 9, died.stderr
    assert contents() == before
    assert files(home / "mirror") == mirror
    left = list((home / "suppositions").iterdir())
    assert len(left) == 1
    old = left[0].stat().st_mtime - 2 * evaluation.LEFT_BEHIND
    os.utime(left[0], (old, old))
    found = supposed(BOOK, [LEASE])
    assert left[0] not in list((home / "suppositions").iterdir())
    assert found.events


def test_what_is_recorded_meanwhile_is_taken_in(book: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book goes on once while something is supposed of it: it is worked out anew; where it goes on always, that is said."""
    first = date(2026, 1, 1)
    times = iter([first])

    class Interrupted(Writer):
        def record(self, event, **more):
            if (day := next(times, None)) is not None:
                fields = {"zone": "kcn-hai", "area_m2": 1_000, "effective_on": day}
                record(BOOK, build("land_leased", fields), by="lan")
            return super().record(event, **more)

    monkeypatch.setattr(evaluation, "Writer", Interrupted)
    before = get_book(BOOK).event_set.count()
    assert supposed(BOOK, [LEASE]).events[0].seq == before + 2
    times = iter([first + timedelta(days=number) for number in range(99)])
    with pytest.raises(BookBusy):
        supposed(BOOK, [LEASE])


def test_a_supposition_is_kept_copied_and_removed(book: str) -> None:
    found = begin(get_book(BOOK), "  Cho thuê thêm  ", by="lan")
    assert found.title == "Cho thuê thêm"
    add_event(found, 1, FOUND.type, FOUND.payload)
    add_event(found, 2, LEASE.type, LEASE.payload)
    other = storage.copy(found, by="minh")
    storage.move_event(found, 3, 2)
    storage.remove_event(found, 4, 2)
    assert [each.type for each in found.events.all()] == ["land_leased"]
    assert [each.type for each in other.events.all()] == ["zone_established", "land_leased"]
    assert len(evaluated(other).events) == 2
    storage.change_event(other, 1, 2, {**LEASE.payload, "area_m2": "6 ha"})
    assert evaluated(other).events[1].rows[0].vector[0] == 60_000
    with pytest.raises(SuppositionChanged):
        storage.describe(found, 1, title="x", description="")
    storage.remove(found, found.revision)
    assert [size for _, size in storage.listed()] == [2]
