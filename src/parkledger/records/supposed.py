"""Events that are only supposed, as records tell of them within one answer: zones and projects as they would be."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from parkledger.figures import Figures
from parkledger.figures.supposing import supposing
from parkledger.ledger.book.postings import PostingRow
from parkledger.ledger.events import Event
from parkledger.ledger.models import row_id
from parkledger.ledger.store import tables as storage

Made = TypeVar("Made")
ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class SupposedRecords:
    """The supposed events of one book with the numbers that they would have; `made` is what was made of them, by its name."""

    book: str
    book_id: int
    at: datetime
    events: Sequence[tuple[int, Event, Sequence[PostingRow]]]
    made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: Any, make: Callable[[], Made]) -> Made:
        """Something made of them, the first time that it is asked for."""
        if name not in self.made:
            self.made[name] = make()
        found: Made = self.made[name]
        return found


_supposed: ContextVar[SupposedRecords | None] = ContextVar("supposed records", default=None)


def supposed_postings(**wanted: Collection[Any]) -> list[dict[str, Any]]:
    """The actual postings that are supposed within this answer, as they are read from their table, by what columns hold; in order."""
    records = _supposed.get()
    if records is None:
        return []
    rows = records.once("postings", lambda: list(_postings(records)))
    found = [row for row in rows if all(row[column] in among for column, among in wanted.items())]
    return sorted(found, key=lambda row: (row["effective_on"], row["event_id"], row["line"]))


def _postings(records: SupposedRecords) -> Iterator[dict[str, Any]]:
    for seq, event, rows in records.events:
        stamp = storage.Stamp(row_id(records.book_id, seq), records.at, event.demo)
        for row in rows:
            if row.key.scenario == ACTUAL:
                yield storage.posting_as_row(stamp, row)


def on_record() -> AbstractContextManager[None]:
    """Let what is asked for meanwhile be of record, within an answer under a supposition too."""
    return _telling(None, None)


def supposed_records() -> SupposedRecords | None:
    """The events that are supposed within this answer; None where it is of record."""
    return _supposed.get()


def under(records: SupposedRecords, figures: Figures) -> AbstractContextManager[None]:
    """Let records and figures that are asked for meanwhile be those with what is supposed."""
    return _telling(records, figures)


@contextmanager
def _telling(records: SupposedRecords | None, figures: Figures | None) -> Iterator[None]:
    before = _supposed.set(records)
    try:
        with supposing(figures):
            yield
    finally:
        _supposed.reset(before)
