"""The figure engine of this process: opened once, opened anew when the ledger has gone on, asked by one thread at a time.

What was answered is remembered until the ledger goes on: a figure of one manifest never changes.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from parkledger.figures import Engine, Figure, Question
from parkledger.figures.filling import heads, refresh
from parkledger.figures.mirror import Manifest
from parkledger.home import home

Shown = TypeVar("Shown")
MOST_REMEMBERED = 200_000
"""Figures remembered; beyond that all are forgotten, which costs a second of asking."""
LOOK_AGAIN = 1.0
"""Seconds after which the mirror is looked at again, within a request as well; a request looks at the ledger itself."""


class Opened:
    """The engine over one state of the mirror, with what it has answered."""

    def __init__(self, manifest: Manifest, before: "Opened | None" = None) -> None:
        self.engine: Engine = Engine(home() / "mirror", manifest, after=before.engine if before else None)
        self.manifest = manifest
        self.lock = threading.RLock()
        self._answers: dict[Question, Figure] = {}

    @property
    def tip(self) -> str:
        """What tells this state of the books from any other: each book's last event and its hash."""
        return ";".join(f"{code}:{mark.seq}:{mark.hash[:12]}" for code, mark in sorted(self.manifest.books.items()))

    def answer(self, questions: Sequence[Question]) -> list[Figure]:
        """The figures asked for, in order; what was not asked before is answered in one pass."""
        with self.lock:
            new = [question for question in dict.fromkeys(questions) if question not in self._answers]
            if new:
                if len(self._answers) + len(new) > MOST_REMEMBERED:
                    self._answers.clear()
                    new = list(dict.fromkeys(questions))
                self._answers.update(zip(new, self.engine.answer(new), strict=True))
            return [self._answers[question] for question in questions]

    def one(self, question: Question) -> Figure:
        """One figure."""
        return self.answer([question])[0]

    def part_behind(self, figure: Figure, part_of: Callable[[Sequence[int]], Shown]) -> Shown:
        """A part of the events that a figure is made of, the last recorded first; no more than that is read."""
        with self.lock:
            return part_of(self.engine.behind(figure))


class _Current:
    """The state that this process answers from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opened: Opened | None = None
        self.looked_at = 0.0
        self.is_sure = False


_current = _Current()


def opened() -> Opened:
    """The engine, brought up to the ledger."""
    with _current.lock:
        now = time.monotonic()
        gone_on = not _current.is_sure and _current.opened is not None and heads() != _current.opened.manifest.books
        if _current.opened is None or gone_on or now - _current.looked_at >= LOOK_AGAIN:
            manifest = refresh(home() / "mirror")
            if _current.opened is None or manifest.number != _current.opened.manifest.number:
                _current.opened = Opened(manifest, _current.opened)
            _current.looked_at = time.monotonic()
        _current.is_sure = True
        return _current.opened


def look() -> None:
    """Ask the ledger at the next question whether it has gone on: a request begins, and is answered from what is recorded."""
    _current.is_sure = False


def forget() -> None:
    """Look at the ledger again at the next question: something was just recorded, or the books are other ones."""
    with _current.lock:
        _current.looked_at = 0.0


def close() -> None:
    """Let go of the engine: another home's books may follow."""
    with _current.lock:
        _current.opened = None
        _current.looked_at = 0.0


def moment_now() -> datetime:
    """Now, as a moment with its zone."""
    return datetime.now(UTC)
