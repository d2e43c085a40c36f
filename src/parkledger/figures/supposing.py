"""The figures that a page is made with where it is asked for under a supposition; a page of record is made with none.

It is set for one answer, by whoever makes it; other threads and later answers know nothing of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from parkledger.figures.service import Figures

MARK: Final = "†"
"""Stands at every figure that rests on what is supposed."""
_supposed: ContextVar["Figures | None"] = ContextVar("supposed figures", default=None)


def supposed_figures() -> "Figures | None":
    """The figures that are supposed within this answer; None where it is of record."""
    return _supposed.get()


def supposed_mark() -> str:
    """The mark of figures within this answer; empty where it is of record."""
    return "" if _supposed.get() is None else MARK


@contextmanager
def supposing(figures: "Figures | None") -> Iterator[None]:
    """Let what is asked meanwhile be answered with what is supposed; with None, of record."""
    before = _supposed.set(figures)
    try:
        yield
    finally:
        _supposed.reset(before)
