"""How the sheets of a workbook of forms look."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FACE, SIZE = "Times New Roman", 11
PLAIN, BOLD = Font(name=FACE, size=SIZE), Font(name=FACE, size=SIZE, bold=True)
SMALL = Font(name=FACE, italic=True, size=9)
TITLE, PART_TITLE = Font(name=FACE, bold=True, size=14), Font(name=FACE, bold=True, size=13)
WARNING = Font(name=FACE, size=SIZE, bold=True, color="9C0006")
LINK, BOLD_LINK = Font(name=FACE, size=SIZE, color="1F4E79"), Font(name=FACE, size=SIZE, bold=True, color="1F4E79")
_LINE = Side(style="thin", color="808080")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
BOX_ABOVE, BOX_BELOW = Border(left=_LINE, right=_LINE, top=_LINE), Border(left=_LINE, right=_LINE, bottom=_LINE)
HEAD_FILL = PatternFill("solid", fgColor="DDEBF7")
OWN_FILL = PatternFill("solid", fgColor="EDEDED")
TOTAL_FILL = PatternFill("solid", fgColor="F2F2F2")
DEMO_FILL, DEMO_HEAD = PatternFill("solid", fgColor="FFF2CC"), PatternFill("solid", fgColor="FFC7CE")
GAP_FILL = PatternFill("lightUp", fgColor="BFBFBF")
DIFFERENCE, DIFFERENCE_FILL = (
    Font(name=FACE, size=SIZE, bold=True, color="9C0006"),
    PatternFill("solid", bgColor="FFC7CE"),
)
"""Of a conditional format, whose fill is the background's."""
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
OF_NUMBERS = Alignment(horizontal="right", vertical="top", indent=1)
"""A little away from the words of the next column."""
