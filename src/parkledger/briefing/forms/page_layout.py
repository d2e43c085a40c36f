"""How a form lies on paper: the width and the lines that words take, the paper's size, its margins, header and footer.

Programs that write files do not fit rows and columns to what stands in them, and programs that print break a word that is
wider than its column. What words take is reckoned from the widths of Times New Roman's letters.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from parkledger.briefing.forms.styles import FACE, SIZE

UNIT_POINTS, PADDING = 5.25, 1
"""Points that one unit of a column's width is, and those that a cell keeps free beside its words."""
LINE_SPACING = 1.3
NARROW, WIDE = frozenset("iljtfrI.,;:!'|()[]-/ "), frozenset("mwMWQO@%—…")
NARROW_EM, LOWER_EM, UPPER_EM, WIDE_EM = 0.27, 0.47, 0.69, 0.8
"""Widths of letters, in parts of the font's size."""
A4, A3 = 9, 8
A4_POINTS, A3_POINTS = (842, 595), (1191, 842)
"""The longer and the shorter side of each paper."""
MARGIN_INCHES, FOOT_INCHES = 0.4, 0.6
INCH = 72
A4_WIDTH = 190
"""Units of a sheet's width beyond which print on A4 is too small to be read: such a sheet is printed on A3."""
STRETCH = 0.4
"""The part of a page that a sheet is shrunk by rather than printed on one page more."""


def points_of(text: str, size: float = SIZE) -> float:
    """The width of words on one line, in points."""
    return size * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in NARROW:
        return NARROW_EM
    if letter in WIDE:
        return WIDE_EM
    return UPPER_EM if letter.isupper() else LOWER_EM


def width_of(text: str, size: float = SIZE) -> float:
    """The width of a column in which words stand on one line."""
    return (points_of(text, size) + PADDING) / UNIT_POINTS


def widest_word(texts: Iterable[str]) -> float:
    """The width of the column in which no word of some texts is broken."""
    return max((width_of(word) for text in texts for word in text.split()), default=0)


def lines_of(text: str, width: float, size: float = SIZE) -> int:
    """The lines that words take in a column of a width."""
    room, space, lines = width * UNIT_POINTS - PADDING, points_of(" ", size), 0
    for paragraph in text.split("\n"):
        lines, taken = lines + 1, 0.0
        for word in paragraph.split():
            wide = points_of(word, size)
            if taken and taken + space + wide > room:
                lines, taken = lines + 1, 0.0
            taken += (space if taken else 0) + wide
            while taken > room:  # a word that is wider than all of a line
                lines, taken = lines + 1, taken - room
    return lines


def height_of(lines: int, size: float = SIZE) -> float:
    """The height of a row of some lines, in points."""
    return ceil(lines * size * LINE_SPACING + 1)


def print_on_paper(
    sheet: Any, widths: Sequence[float], heights: float, repeated: float, *, head: str, foot: str
) -> None:
    """Landscape, as wide as the paper, on as few pages as can be read.

    `heights` are those of all rows in points, `repeated` those of the rows that stand on every page again.
    """
    is_wide = sum(widths) > A4_WIDTH
    long, short = A3_POINTS if is_wide else A4_POINTS
    room = (long - 2 * MARGIN_INCHES * INCH, short - (MARGIN_INCHES + FOOT_INCHES) * INCH)
    scale = min(1.0, room[0] / (sum(widths) * UNIT_POINTS))
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A3 if is_wide else A4
    pages = (heights - repeated) * scale / (room[1] - repeated * scale)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, max(1, ceil(pages - STRETCH))
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = MARGIN_INCHES
    sheet.page_margins.bottom, sheet.page_margins.header, sheet.page_margins.footer = FOOT_INCHES, 0.2, 0.3
    sheet.oddHeader.right.text, sheet.oddFooter.center.text = head, f"{foot}, &P/&N"
    for part in (sheet.oddHeader.right, sheet.oddFooter.center):
        part.font, part.size = FACE, 9
