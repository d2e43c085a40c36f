"""What the reader of cells leaves out of a spreadsheet: errors, formulas never computed, per cents, what is hidden.

To it such cells are empty or plain numbers. A value that is lost in silence is worse than one that is refused, so the
file is looked through once more, for these things alone; before it is read, since the reader makes room for all cells up
to the last one, and one that strayed far out would take all memory there is.
"""

import io
import zipfile
from dataclasses import dataclass, field

from parkledger.workbooks.cells import Faulty, Merge


class Locked(Exception):
    """The file is protected by a password."""


@dataclass(slots=True)
class Inspected:
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
class Inspection:
    """A file: its sheets in the order of the workbook, and whether it counts its days from 1904 on."""

    sheets: list[Inspected] = field(default_factory=list)
    from_1904: bool = False


def inspect(data: bytes) -> Inspection:
    """Look through a spreadsheet, of whatever kind its content shows. Raises Locked; ValueError where it is damaged."""
    from parkledger.workbooks import inspecting_ods, inspecting_xls, inspecting_xlsb, inspecting_xlsx
    from parkledger.workbooks.compound import MAGIC, streams_of

    if data.startswith(MAGIC):
        streams = streams_of(data, ("EncryptedPackage", "Workbook", "Book"))
        if "EncryptedPackage" in streams:
            raise Locked
        return inspecting_xls.inspect(streams.get("Workbook") or streams.get("Book") or b"")
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return Inspection()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "xl/workbook.bin" in names:
            return inspecting_xlsb.inspect(packed)
        if "xl/workbook.xml" in names:
            return inspecting_xlsx.inspect(packed)
        if "content.xml" in names or inspecting_ods.ENCRYPTED in names:
            return inspecting_ods.inspect(packed)
    return Inspection()
