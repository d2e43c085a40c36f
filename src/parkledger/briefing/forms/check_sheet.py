"""The check sheet of a workbook of forms: what agrees, what changed since the period before, what is missing and from whom."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.utils import get_column_letter

from parkledger.briefing.forms import checks as held
from parkledger.briefing.forms.filling import FilledForms
from parkledger.briefing.forms.model import ABSENT, CHECKS_HEADING, LINE_HEADING
from parkledger.briefing.forms.styles import (
    BOLD,
    BOX,
    DIFFERENCE,
    DIFFERENCE_FILL,
    HEAD_FILL,
    PART_TITLE,
    PLAIN,
    WRAPPED,
)
from parkledger.language import Lang, Text, capitalised
from parkledger.tables import decimal_of

Sheets = Mapping[str, tuple[str, Mapping[tuple[str, str], str]]]
"""By a form's name: its sheet's name as formulas have it, and where its cells stand."""
WIDTHS = (66, 18, 18, 14, 14, 14, 70)
AGREES, DIFFERS = Text("khớp", "agrees"), Text("LỆCH", "DIFFERS")
NEAR = "0.0000001"
"""Numbers of a spreadsheet that are nearer than this are one."""
PARTIAL = Text("chưa trọn phạm vi", "partial")
"""Of a number whose figure is of less than was asked for."""


def write_checks(sheet: Any, filled: FilledForms, sheets: Sheets, lang: Lang) -> None:
    """Write the parts of the sheet."""
    writer = _CheckSheet(sheet, sheets, lang)
    for index, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    writer.title(CHECKS_HEADING)
    writer.between([check for check in filled.checks if not check.is_comparison])
    writer.with_last([check for check in filled.checks if check.is_comparison])
    writer.missing(filled.gaps)
    if filled.left_out:
        writer.left_out([(form.name, why) for form, why in filled.left_out])
    words = [f'"{DIFFERS.of(lang)}"']
    differs = CellIsRule("equal", words, font=DIFFERENCE, fill=DIFFERENCE_FILL)  # type: ignore[no-untyped-call]  # the library's own form
    sheet.conditional_formatting.add(f"F1:F{writer.row}", differs)
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


class _CheckSheet:
    def __init__(self, sheet: Any, sheets: Sheets, lang: Lang) -> None:
        self.sheet, self.sheets, self.lang, self.row = sheet, sheets, lang, 1

    def title(self, text: Text) -> None:
        """A heading of a part."""
        cell = self.sheet.cell(self.row, 1, text.of(self.lang))
        cell.font = PART_TITLE
        self.row += 1

    def _heads(self, *heads: Text | None) -> None:
        for index, head in enumerate(heads, start=1):
            cell = self.sheet.cell(self.row, index, head.of(self.lang) if head else None)
            cell.font, cell.fill, cell.border, cell.alignment = BOLD, HEAD_FILL, BOX, WRAPPED
        self.row += 1

    def between(self, checks: Sequence[held.Check]) -> None:
        """Totals within forms and between them: both sides, the difference, and whether they agree."""
        self.title(Text("1. Trong biểu và giữa các biểu", "1. Within forms and between them"))
        unit = Text("Đơn vị", "Unit")
        self._heads(
            Text("Đối chiếu", "Check"),
            Text("Bên trái", "Left"),
            Text("Bên phải", "Right"),
            unit,
            Text("Chênh lệch", "Difference"),
            Text("Kết quả", "Result"),
            Text("Ghi chú", "Note"),
        )
        for check in checks:
            known = check.left.value is not None and check.right.value is not None
            unknown = Text("chưa đủ số", "not enough").of(self.lang)
            self._line(check, f"=B{self.row}-C{self.row}" if known else None, self._result(check) if known else unknown)

    def _result(self, check: held.Check) -> str:
        """A formula that says whether the two sides agree; where the right is known to lack something, why it is less."""
        agree, differ, difference = AGREES.of(self.lang), f'"{DIFFERS.of(self.lang)}"', f"E{self.row}"
        if check.shortfall is not None:
            differ = f'IF({difference}>0,"{check.shortfall.of(self.lang)}",{differ})'
        fits = f"{difference}<{NEAR}" if check.is_bound else f"ABS({difference})<{NEAR}"
        return f'=IF({fits},"{agree}",{differ})'

    def with_last(self, checks: Sequence[held.Check]) -> None:
        """Totals beside those of the period before."""
        self.row += 1
        self.title(
            Text(
                "2. So với kỳ trước (theo số liệu đã biết đến nay)",
                "2. Compared with the previous period (as known now)",
            )
        )
        self._heads(
            LINE_HEADING,
            Text("Kỳ này", "This period"),
            Text("Kỳ trước", "Before"),
            Text("Đơn vị", "Unit"),
            Text("Thay đổi", "Change"),
            Text("%", "%"),
            Text("Ghi chú", "Note"),
        )
        for check in checks:
            known = check.left.value is not None and check.right.value is not None
            row = self.row
            share = f'=IF(C{row}=0,"",E{row}/C{row}*100)' if known else None
            self._line(check, f"=B{row}-C{row}" if known else None, share)

    def _line(self, check: held.Check, difference: str | None, result: str | None) -> None:
        sides = (self._side(check.left), self._side(check.right))
        note = check.note.of(self.lang) if check.note else None
        values = (check.name.of(self.lang), *sides, check.unit.label.of(self.lang), difference, result, note)
        for index, value in enumerate(values, start=1):
            cell = self.sheet.cell(self.row, index, value)
            cell.border, cell.alignment, cell.font = BOX, WRAPPED, PLAIN
            if index in {2, 3, 5}:
                cell.number_format = check.unit.format
            if index == 6 and check.is_comparison:
                cell.number_format = "#,##0.0"
        self.row += 1

    def _side(self, side: held.Side) -> str | Decimal | int | None:
        """A side as a formula that names the cell, where the cell is in the workbook and has a number."""
        if side.value is None:
            return None
        name, cells = self.sheets.get(side.form, ("", {}))
        place = cells.get((side.row, side.column))
        return f"={name}!{place}" if place else decimal_of(side.value)

    def missing(self, gaps: Sequence[held.FormGap]) -> None:
        """What is missing, and from whom."""
        self.row += 1
        self.title(Text("3. Phạm vi số liệu: thiếu gì, thiếu của ai", "3. Coverage: what is missing, and from whom"))
        self._heads(
            LINE_HEADING,
            Text("Biểu", "Form"),
            Text("Loại", "Kind"),
            None,
            None,
            None,
            Text("Thiếu của ai, vì sao", "Of whom, and why"),
        )
        for gap in gaps:
            words = f"{gap.who.of(self.lang)}: {gap.why.of(self.lang)}"
            values = (
                gap.what.of(self.lang),
                gap.form,
                capitalised(ABSENT.get(gap.state, PARTIAL).of(self.lang)),
                None,
                None,
                None,
                words,
            )
            self._words(*values)

    def _words(self, *values: str | None) -> None:
        for index, value in enumerate(values, start=1):
            cell = self.sheet.cell(self.row, index, value)
            cell.border, cell.alignment, cell.font = BOX, WRAPPED, PLAIN
            if isinstance(value, str):
                cell.data_type = "s"
        self.row += 1

    def left_out(self, forms: Sequence[tuple[str, Text]]) -> None:
        """The forms that are not in the workbook of all, and why."""
        self.row += 1
        self.title(Text("4. Biểu không có trong tệp này", "4. Forms that are not in this workbook"))
        why = Text("Vì sao", "Why")
        self._heads(Text("Biểu", "Form"), None, None, None, None, None, why)
        for name, reason in forms:
            self._words(name, None, None, None, None, None, capitalised(reason.of(self.lang)))
