"""What was made for a page's two dates, remembered for the pages that ask for them next: of large books, of fewer dates."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime
from typing import Generic, TypeVar

from parkledger.records.supposed import on_record

MOST_DATES = 32
FEWEST_DATES = 4
"""Dates that one page may need together."""
MOST_ENTRIES = 250_000
"""Zones and projects of all dates together, some 100 MB; beyond that the dates asked longest ago are forgotten."""

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """A function of two dates whose answers are remembered; `size` tells how many entries the next one will have."""

    def __init__(self, make: Callable[[date, datetime | None], Made], size: Callable[[], int]) -> None:
        self._make = make
        self._size = size
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[date, datetime | None], Made] = OrderedDict()
        self._forgotten = 0

    def __call__(self, on: date, known_at: datetime | None) -> Made:
        """What is made for a day as known at a moment."""
        key = (on, known_at)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            begun = self._forgotten
        with on_record():  # of one answer under a supposition nothing is remembered for others
            made = self._make(on, known_at)
        room = min(MOST_DATES, max(FEWEST_DATES, MOST_ENTRIES // max(1, self._size())))
        with self._lock:
            if begun != self._forgotten:  # the books went on while it was made
                return made
            self._kept[key] = made
            while len(self._kept) > room:
                self._kept.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._kept)

    def forget(self) -> None:
        """Forget everything: the books went on."""
        with self._lock:
            self._kept.clear()
            self._forgotten += 1
