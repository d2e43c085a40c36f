"""The figures of this process: opened once, and opened anew when the ledger has changed."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path

from parkledger.figures.mirror.files import BookMark, Manifest, Mirror
from parkledger.figures.mirror.filling import book_spans, heads, refresh
from parkledger.figures.service import Figures
from parkledger.figures.supposing import supposed_figures
from parkledger.home import home, scratch
from parkledger.language import ParkError


class MirrorDamaged(ParkError):
    """Files of the mirror are not as they were written."""

    code = "mirror_damaged"
    vi = "Bản sao dạng cột của bút toán bị hỏng ở {files}. Lần hỏi tới bản sao được dựng lại từ sổ; hãy kiểm tra ổ đĩa."
    en = "The columnar mirror of the postings is damaged in {files}. It is rebuilt from the books when next asked; check the disk."


LOOK_AGAIN = 1.0
"""Seconds after which the ledger is looked at again within a request, too; each request looks at it once."""


class _Current:
    """The state of the books that this process answers from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.figures: Figures | None = None
        self.looked_at = 0.0
        self.is_expired = True


_current = _Current()


def current_figures() -> Figures:
    """The figures of the books as they are; within an answer under a supposition, as they would be."""
    if (supposed := supposed_figures()) is not None:
        return supposed
    with _current.lock:
        found, now = _current.figures, time.monotonic()
        is_old = now - _current.looked_at >= LOOK_AGAIN
        if found is None or is_old or (_current.is_expired and heads() != found.heads):
            found = open_figures(after=found)
            _current.figures, _current.looked_at = found, time.monotonic()
        _current.is_expired = False
        return found


def open_figures(folder: Path | None = None, *, after: Figures | None = None) -> Figures:
    """Figures over the mirror in a folder, brought up to the ledger; those opened before, where nothing has changed."""
    folder = folder or _folder()
    manifest = refresh(folder)
    return (
        after
        if after and (after.folder, after.number) == (folder, manifest.number)
        else Figures(folder, manifest, spans=book_spans(manifest), after=after)
    )


def expire() -> None:
    """Look at the ledger before the next answer: a request begins, or something was recorded."""
    _current.is_expired = True


def close() -> None:
    """Forget the figures: another home's books may follow."""
    with _current.lock:
        _current.figures = None


def refresh_mirror(*, rebuild: bool = False) -> Manifest:
    """Bring this home's mirror up to the ledger, or make it anew; returns what it consists of."""
    return refresh(_folder(), rebuild=rebuild)


def damaged_mirror_files() -> list[str]:
    """The files of this home's mirror that are not as they were written. The next question has the mirror rebuilt."""
    return Mirror(_folder()).damaged_files()


def mirrored_books() -> Mapping[str, BookMark]:
    """Each book's last event that this home's mirror has, without looking at the ledger."""
    manifest = Mirror(_folder()).manifest()
    return manifest.books if manifest else {}


def _folder() -> Path:
    """The folder of this home's mirror: where the home may only be read and its mirror is behind, one elsewhere."""
    own, elsewhere = home() / "mirror", scratch() / "mirror"
    if own == elsewhere:
        return own
    manifest = Mirror(own).manifest()
    return own if manifest and manifest.books == heads() else elsewhere
