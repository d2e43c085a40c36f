"""What tells the rows and cells of a table in a text."""

from typing import Final

from parkledger.reading.text.patterns import phrases

CELL_MARK: Final = "|"
"""What stands between the cells of a row; the tabs of a row that was copied out of a sheet are read as it."""

ORDINAL_HEADINGS: Final = phrases("stt; tt; số tt; số thứ tự; no; stt.; tt.; no.")
"""What heads the column of the rows' numbers, the first as a rule."""

TOTALS: Final = phrases("tổng; cộng; tổng cộng; tổng số; total")
"""What the row of a total is called."""


def begins_table(line: str) -> bool:
    """Whether a line of a text as given heads a table: its first cell, if not all of it, is "STT"."""
    return line.replace("\t", CELL_MARK).partition(CELL_MARK)[0].strip().lower() in ORDINAL_HEADINGS
