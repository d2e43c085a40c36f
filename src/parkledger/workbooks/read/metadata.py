"""What the reader of cells leaves out of a spreadsheet: errors, formulas never computed, per cents, what is hidden.

It reads such cells as empty or as plain numbers. A value that is lost in silence is worse than one that is refused, so the
file is looked through once more, for these things alone; before it is read, since the reader makes room for all cells up
to the last one, and one that strayed far out would take all memory there is.
"""

import re
from dataclasses import dataclass, field

from parkledger.workbooks.read.cells import Faulty, Merge

PERCENT_FORMATS = frozenset({9, 10})
"""The numbers of the built-in formats of per cents."""


class Locked(Exception):
    """The file is protected by a password."""


class Overfull(Exception):
    """The file says more of more cells than can be held."""


@dataclass(slots=True)
class SheetMetadata:
    """One sheet: cells by row and column from 0; `merges` only where the reader of cells does not tell them."""

    faulty: dict[tuple[int, int], Faulty] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    end: tuple[int, int] = (0, 0)
    """The last row and the last column in which a cell holds something."""

    def reach(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.end = max(self.end[0], row), max(self.end[1], column)


@dataclass(slots=True)
class WorkbookMetadata:
    """A file: its sheets in the order of the workbook, and whether it counts its days from 1904 on."""

    sheets: list[SheetMetadata] = field(default_factory=list)
    from_1904: bool = False


def is_percent(code: str) -> bool:
    """Whether a format of numbers shows per cents: a "%" that is not quoted."""
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code)
