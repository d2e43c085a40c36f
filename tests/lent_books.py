"""The demonstration books as tests have them one after another: a copy goes on to the next test unless something changed in it.

Most tests only read. They need neither a copy of their own nor figures opened anew, and what was read from the mirror
for one test is there for the next.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from parkledger.figures import Figures, current

State = dict[str, tuple[int, int, int]]


def state_of(home: Path) -> State:
    """The files of a home by their paths: how long each is, when it was last changed, and who may do what with it.

    The file by which readers of SQLite know of each other is none of the books', nor is an empty log.
    """
    every = ((path, path.stat()) for path in home.rglob("*") if not path.name.endswith("-shm"))
    found = {str(path.relative_to(home)): stat for path, stat in every if not _is_empty_log(path.name, stat.st_size)}
    return {name: (about.st_size, about.st_mtime_ns, about.st_mode) for name, about in found.items()}


def _is_empty_log(name: str, size: int) -> bool:
    return name.endswith("-wal") and not size


@dataclass
class LentBooks:
    """A copy of some books, made anew where the last test changed it."""

    source: Path
    folder: Path
    home: Path | None = None
    copies: int = 0
    state: State | None = None
    figures: Figures | None = None

    def lend(self) -> Path:
        """A home as the source is; the figures of this process are those opened on it before, if they were."""
        if self.home is None or state_of(self.home) != self.state:
            if self.home is not None:
                shutil.rmtree(self.home)
            self.copies += 1
            self.home = self.folder / f"{self.copies}" / "home"
            shutil.copytree(self.source, self.home)
            self.state, self.figures = state_of(self.home), None
        current.close()
        current._current.figures = self.figures
        current.expire()
        return self.home

    def take_back(self) -> None:
        """Keep the figures that were opened; nobody is connected to the books any more."""
        self.figures = current._current.figures
        current.close()
