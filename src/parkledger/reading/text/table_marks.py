"""What tells the rows and cells of a table in a text."""

from typing import Final

from parkledger.reading.text.patterns import phrases

CELL_MARK: Final = "|"
"""What stands between the cells of a row; the tabs of a row that was copied out of a sheet are read as it."""

ORDINAL_HEADINGS: Final = phrases("stt; tt; số tt; số thứ tự; no; stt.; tt.; no.")
"""What heads the column of the rows' numbers, the first as a rule."""

TOTALS: Final = phrases("tổng; cộng; tổng cộng; tổng số; total")
"""What the row of a total is called."""


LABEL_HEADINGS: Final = phrases(
    "chỉ tiêu; nội dung; tên chỉ tiêu; các chỉ tiêu; chỉ tiêu chủ yếu; các chỉ tiêu chủ yếu; hạng mục; indicator; item; indicators; "
    "items; criteria; description; particulars; target indicators; key indicators"
)
"""What heads the column that names the indicators."""


def begins_table(line: str) -> bool:
    """Whether a line of a text as given heads a table: its first cell is "STT" or "Chỉ tiêu", the latter not alone in it."""
    first, mark, _ = line.replace("\t", CELL_MARK).partition(CELL_MARK)
    head = first.strip().lower()
    return head in ORDINAL_HEADINGS or (bool(mark) and head in LABEL_HEADINGS)
