"""Forms as an Excel workbook: heads and foot by Vietnamese convention, every number with the query behind it, a check sheet.

A number that was never recorded is a cell with dots in its place; what a number does not cover is told below the table under
a letter that stands beside the number. What is demonstration data is marked in the heading and by the colour of its cells.
Totals are formulas. A workbook is a draft, and each sheet says so, until somebody signs it.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import accumulate
from string import ascii_lowercase
from typing import Any

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter, quote_sheetname

from parkledger.briefing.forms.business import NOT_SHOWN
from parkledger.briefing.forms.check_sheet import write_checks
from parkledger.briefing.forms.filling import FilledForms
from parkledger.briefing.forms.model import (
    ABSENT,
    FORM_HEADING,
    LACKING,
    MISSING_MARK,
    PERIOD_HEADING,
    CellState,
    FilledForm,
    FilledRow,
    FormCell,
    FormColumn,
    Piece,
    RowKind,
    RowsOf,
)
from parkledger.briefing.forms.page_layout import height_of, lines_of, print_on_paper, widest_word, width_of
from parkledger.briefing.forms.scope import FormScope
from parkledger.briefing.forms.styles import (
    BOLD,
    BOLD_LINK,
    BOX,
    BOX_ABOVE,
    BOX_BELOW,
    CENTRED,
    DEMO_FILL,
    DEMO_HEAD,
    GAP_FILL,
    HEAD_FILL,
    LINK,
    OF_NUMBERS,
    OWN_FILL,
    PLAIN,
    SIZE,
    SMALL,
    TITLE,
    TOTAL_FILL,
    WARNING,
    WRAPPED,
)
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import coverage_note, written
from parkledger.language import VIETNAM, Lang, Text, capitalised, format_date, format_period
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.histories import zone_title
from parkledger.records.links import figure_address, reach
from parkledger.tables import as_sheet_name, decimal_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AUTHOR = "parkledger"
LEAST_WIDTH, FROZEN = 8, 2
"""The narrowest column, and the columns that stay in sight."""
COMMENT_WIDTH, COMMENT_HEIGHT = 380, 170
WHY = {
    CellState.UNRECORDED: Text(
        "Chưa ghi nhận trong sổ. Ô để trống: im lặng không phải là 0.",
        "Not on record. The cell is empty: silence is not 0.",
    ),
    CellState.INSUFFICIENT: Text("Chưa đủ số liệu để đưa ra số này.", "The books lack what this number needs."),
    CellState.BY_HAND: Text("Biểu để nhập tay, không tính.", "To be written by hand, not computed."),
    CellState.WITHHELD: NOT_SHOWN,
}
"""What marks a cell without a number, and what its comment says."""


@dataclass(frozen=True, slots=True)
class WorkbookSettings:
    """How a workbook is written: its language, when it was made, the books, and how a path of the portal becomes an address."""

    lang: Lang
    made_at: datetime
    books: Figures
    absolute: Callable[[str], str]


def write(filled: FilledForms, settings: WorkbookSettings) -> bytes:
    """The workbook: a sheet a form and the check sheet."""
    book: Any = Workbook()
    book.remove(book.worksheets[0])
    book._named_styles["Normal"].font = PLAIN  # noqa: SLF001  columns are measured in digits of this font, and the library has no other way to it
    sheets: dict[str, tuple[str, Mapping[tuple[str, str], str]]] = {}
    for scope, form in filled.forms:
        sheet: Any = book.create_sheet(_sheet_name(form, filled, book.sheetnames))
        with override(settings.lang.value):  # its links lead to pages in its language, whoever asks
            cells = _FormSheet(sheet, form, scope, settings).write()
        sheets.setdefault(form.name, (quote_sheetname(sheet.title), cells))
    write_checks(book.create_sheet("Kiểm tra"), filled, sheets, settings.lang)
    book.calculation.fullCalcOnLoad = True
    book.properties.creator = AUTHOR
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(form: FilledForm, filled: FilledForms, taken: Sequence[str]) -> str:
    """The form's code, with the place, zone or project where the workbook has more than one of them."""
    several = len({(each.place, each.zone, each.project) for each, _ in filled.forms}) > 1
    named = form.name if form.form.a_project_each else f"{form.form.code} {form.subject.vi}"
    wanted = named if several else form.form.code
    name = as_sheet_name(wanted)
    number = 2
    while name in taken:
        name, number = f"{name[:27]} {number}", number + 1
    return name


DRAFT = Text("BẢN DỰ THẢO", "DRAFT")
DRAFT_SAID = Text(
    "BẢN DỰ THẢO lập từ sổ, chưa ký. Khi trình ký: bỏ dòng này và chữ «BẢN DỰ THẢO» ở đầu trang.",
    "DRAFT made from the books, not signed. To have it signed, remove this line and “DRAFT” from the page header.",
)
DEMO_SAID = Text(
    "CÓ DỮ LIỆU MINH HỌA: ô nền vàng có số cộng từ sự kiện sinh ra để minh họa, không phải số liệu thật.",
    "DEMONSTRATION DATA: yellow cells are summed from events made up for demonstration; they are not real.",
)
DEMO_HEADER = Text("CÓ DỮ LIỆU MINH HỌA", "DEMONSTRATION DATA")


class _FormSheet:
    """One form's sheet as it is written, row by row."""

    def __init__(self, sheet: Any, form: FilledForm, scope: FormScope, settings: WorkbookSettings) -> None:
        self.sheet, self.form, self.scope, self.settings = sheet, form, scope, settings
        self.lang = settings.lang
        self.letters = {column.key: get_column_letter(index) for index, column in enumerate(form.columns, start=1)}
        self.row = 1
        self.places: dict[tuple[str, str], str] = {}
        known = scope.known_at or settings.made_at
        self.dates = Dates(scope.period.end, known).fixed(known)
        self.heights = 0.0
        """Of all rows so far, in points."""

    def write(self) -> Mapping[tuple[str, str], str]:
        """Write the sheet; where each cell stands, by the keys of its row and column."""
        self._title()
        first = self.row
        self._heads()
        last = self.row - 1
        for index, row in enumerate(self.form.rows):
            for column in self.form.columns:
                self.places[row.key, column.key] = f"{self.letters[column.key]}{self.row + index}"
        for row in self.form.rows:
            self._row(row)
        self._foot()
        self._settings(first, last)
        return self.places

    @property
    def _width(self) -> int:
        """The columns over which words stand."""
        return len(self.form.columns)

    @cached_property
    def widths(self) -> list[float]:
        """The columns' widths: as the form has them, and wider where a word or a number would be cut."""
        return [self._width_of(column) for column in self.form.columns]

    def _width_of(self, column: FormColumn) -> float:
        held = [(row.kind, cell) for row in self.form.rows if (cell := row.cells.get(column.key)) is not None]
        said = [cell.said[0].of(self.lang) for _, cell in held if cell.state is CellState.TEXT and cell.said]
        numbers = (
            width_of(self._shown(cell)) / BOLD_FITS + INDENT for _, cell in held if cell.state is not CellState.TEXT
        )
        return max(column.width, LEAST_WIDTH, widest_word([column.written(self.lang), *said]), *numbers)

    def _shown(self, cell: FormCell) -> str:
        """What a cell without words shows, so far as its width goes."""
        if cell.state in LACKING:
            return MISSING_MARK + self._marks_of(cell)
        if cell.amount is None or cell.unit is None:
            return ""
        decimals = cell.unit.format.partition(".")[2]
        return f"{float(cell.amount):,.{len(decimals)}f}{self._marks_of(cell)}"

    @cached_property
    def marks(self) -> dict[Text, str]:
        """The letter under which each limit of a number is told below the table, in the order in which they stand."""
        limits = dict.fromkeys(limit for row in self.form.rows for cell in row.cells.values() for limit in cell.limits)
        return {limit: _letters(index) for index, limit in enumerate(limits)}

    def _marks_of(self, cell: FormCell) -> str:
        return f" ({', '.join(self.marks[limit] for limit in cell.limits)})" if cell.limits else ""

    def _say(self, text: Text) -> str:
        return text.of(self.lang)

    def _line(self, text: str, *, font: Font = PLAIN, first: int = 1, last: int | None = None) -> Any:
        """A line of words over some columns, as high as they need."""
        cell, last = self.sheet.cell(self.row, first, text), last or self._width
        cell.data_type, cell.font, cell.alignment = "s", font, WRAPPED
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
        size = font.size or SIZE
        needed = height_of(lines_of(text, sum(self.widths[first - 1 : last]), size), size)
        self._heighten(self.row, needed)
        return cell

    def _heighten(self, row: int, height: float) -> None:
        """Make a row as high as what stands in it needs; two cells of a row may ask for it."""
        dimension = self.sheet.row_dimensions[row]
        if height > (dimension.height or 0):
            self.heights += height - (dimension.height or 0)
            dimension.height = height

    def _title(self) -> None:
        form, half = self.form.form, max(1, self._half())
        reporters = "; ".join(map(self._say, self.form.reporters)) or "…"
        self._line(f"{self._say(FORM_HEADING)}: {form.name}", font=BOLD, last=half)
        self._line(f"{self._say(Text('Đơn vị báo cáo', 'Reporting unit'))}: {reporters}", first=half + 1)
        self.row += 1
        self._line(f"{self._say(Text('Căn cứ', 'Basis'))}: {self._say(form.basis)}", font=SMALL, last=half)
        receiver = self._say(form.receiver_on(self.scope.period.end))
        self._line(f"{self._say(Text('Đơn vị nhận báo cáo', 'Receiving unit'))}: {receiver}", first=half + 1)
        self.row += 1
        self._line(self._say(form.title).upper(), font=TITLE).alignment = CENTRED
        self.row += 1
        self._line(f"{self._say(self.form.subject)}, {self._period()}", font=BOLD).alignment = CENTRED
        self.row += 1
        until = self._say(Text("Số liệu đến ngày", "Figures to"))
        self._line(f"{until} {format_date(self.scope.period.end, self.lang)}", font=SMALL).alignment = CENTRED
        self.row += 1
        self._line(f"{self._say(Text('Bố cục', 'Layout'))}: {self._say(form.layout_text)}", font=SMALL)
        self.row += 1
        self._standing()
        unit = Text("Đơn vị tính: ghi ở từng cột hoặc từng dòng", "Units are given in each column or line")
        self._line(self._say(unit), font=SMALL).alignment = Alignment(horizontal="right")
        self.row += 1

    def _half(self) -> int:
        """The column with which the left half of the sheet ends."""
        ends = list(accumulate(self.widths))
        return min(range(1, self._width), key=lambda column: abs(ends[column - 1] - ends[-1] / 2), default=1)

    def _standing(self) -> None:
        """What the sheet is worth: a draft, of demonstration data, of less than was asked for."""
        lines = [(DRAFT_SAID, WARNING)]
        if self.form.demo:
            lines.append((DEMO_SAID, WARNING))
        if coverage := self._coverage():
            lines.append((coverage, WARNING))
        for text, font in lines:
            cell = self._line(self._say(text), font=font)
            if text is DEMO_SAID:
                cell.fill = DEMO_HEAD
            self.row += 1

    def _coverage(self) -> Text | None:
        """What all of the sheet does not cover, and that single numbers lack more."""
        parts = list(self.form.coverage)
        if self.marks:
            first, last = _letters(0), _letters(len(self.marks) - 1)
            named = f"({first})" if first == last else f"({first})–({last})"
            parts.append(
                Text(
                    f"số có dấu {named} chưa trọn phạm vi, xem dưới bảng",
                    f"numbers marked {named} cover only part of what was asked for; see below the table",
                )
            )
        if not parts:
            return None
        vi, en = ("; ".join(part.of(lang) for part in parts) for lang in (Lang.VI, Lang.EN))
        return Text(f"Phạm vi số liệu: {vi}.", f"Coverage: {en}.")

    def _period(self) -> str:
        period = self.scope.period
        days = f"{format_date(period.start, self.lang)} – {format_date(period.end, self.lang)}"
        return f"{self._say(PERIOD_HEADING)}: {format_period(period, self.lang)} ({days})"

    def _known(self) -> str:
        moment = (self.scope.known_at or self.settings.made_at).astimezone(VIETNAM)
        words = self._say(Text("Số liệu theo dữ liệu ghi nhận đến", "As known at"))
        return f"{words} {format_date(moment.date(), self.lang)} {moment:%H:%M}"

    def _heads(self) -> None:
        """Groups, headings with their units, and the form's own numbers."""
        groups, heads, numbers = self.row, self.row + 1, self.row + 2
        for index, (column, width) in enumerate(zip(self.form.columns, self.widths, strict=True), start=1):
            self._head(heads, index, column.written(self.lang), column)
            self._head(numbers, index, self._number(index, column), column)
            self._head(groups, index, self._say(column.group) if column.group else "", column)
            self.sheet.column_dimensions[self.letters[column.key]].width = width
            if column.group is None:  # one box of both rows; merged, the heading would not stand in its own row
                self.sheet.cell(groups, index).border = BOX_ABOVE
                self.sheet.cell(heads, index).border = BOX_BELOW
        self._merge_groups(groups)
        if any(column.group for column in self.form.columns):
            self._heighten(groups, height_of(2))
        else:
            self.sheet.row_dimensions[groups].hidden = True
        self.row = numbers + 1

    def _number(self, index: int, column: FormColumn) -> str:
        """A column's number: the form's own, or by its place."""
        if column.number or column.own:
            return column.number
        counted = self.form.form.counts_row_numbers or self.form.form.rows is RowsOf.LINES
        return str(index if counted else index - 1) if counted or index > 1 else ""

    def _head(self, row: int, index: int, text: str, column: FormColumn) -> None:
        cell = self.sheet.cell(row, index, text or None)
        cell.font, cell.alignment, cell.border = (SMALL if column.own else BOLD), CENTRED, BOX
        cell.fill = OWN_FILL if column.own else HEAD_FILL
        self._heighten(row, height_of(lines_of(text, self.widths[index - 1] * BOLD_FITS)))

    def _merge_groups(self, row: int) -> None:
        start = 0
        columns = self.form.columns
        for index in range(1, len(columns) + 1):
            if index == len(columns) or columns[index].group != columns[start].group:
                if columns[start].group and index - start > 1:
                    self.sheet.merge_cells(start_row=row, end_row=row, start_column=start + 1, end_column=index)
                start = index

    def _row(self, row: FilledRow) -> None:
        for index, column in enumerate(self.form.columns, start=1):
            cell = self.sheet.cell(self.row, index)
            cell.border, cell.font = BOX, PLAIN if row.kind is RowKind.ROW else BOLD
            if row.kind is not RowKind.ROW:
                cell.fill = TOTAL_FILL
            held = row.cells.get(column.key)
            if held is not None:
                self._fill(cell, held, row)
        self._heighten(self.row, height_of(self._lines_of(row)))
        self.row += 1

    def _lines_of(self, row: FilledRow) -> int:
        """The lines that the longest words of a row take in their column: programs that write files do not fit rows to them."""
        taken = [
            lines_of(held.said[0].of(self.lang), width if row.kind is RowKind.ROW else width * BOLD_FITS)
            for column, width in zip(self.form.columns, self.widths, strict=True)
            if (held := row.cells.get(column.key)) and held.state is CellState.TEXT and held.said
        ]
        return max(taken, default=1)

    def _fill(self, cell: Any, held: FormCell, row: FilledRow) -> None:
        if held.state is CellState.TEXT:
            words = held.said[0].of(self.lang) if held.said else ""
            cell.value = words or None
            cell.alignment = WRAPPED
            if words:
                cell.data_type = "s"  # never a formula
            return
        cell.alignment = OF_NUMBERS
        if held.state in ABSENT:
            cell.fill = GAP_FILL
            cell.value = self._shown(held) or None
            self._comment(cell, held, ABSENT[held.state])
            return
        if held.amount is None:
            return
        cell.value = self._formula(held.formula) if held.formula else decimal_of(held.amount)
        if held.unit is not None:
            marks = self._marks_of(held)
            cell.number_format = f'{held.unit.format}"{marks}"' if marks else held.unit.format
        if held.demo:
            cell.fill = DEMO_FILL
        self._comment(cell, held, None)
        if path := self._path(held):
            cell.hyperlink = self.settings.absolute(path)
            cell.font = LINK if row.kind is RowKind.ROW else BOLD_LINK

    def _path(self, held: FormCell) -> str:
        """The page that a number leads to: of its figure, else the one given for it; empty where there is none."""
        if held.figures:
            return figure_address(held.figures[0].question, self.settings.books, self.dates)
        return (
            reach(held.page.route, *held.page.arguments, dates=self.dates, **dict(held.page.query)) if held.page else ""
        )

    def _formula(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(piece if isinstance(piece, str) else self.places[piece] for piece in pieces)

    def _comment(self, cell: Any, held: FormCell, mark: Text | None) -> None:
        said = [self._say(mark)] if mark else []
        if held.state in WHY:
            said.append(self._say(WHY[held.state]))
        said += [each.of(self.lang) for each in (*([held.lacks.capitalised()] if held.lacks else []), *held.said)]
        for figure in dict.fromkeys(held.figures[:MOST_TOLD]):
            said += self._query(figure)
        if len(held.figures) > MOST_TOLD:
            said.append(f"… {len(held.figures) - MOST_TOLD}")
        if said:
            cell.comment = Comment("\n".join(said), AUTHOR, width=COMMENT_WIDTH, height=COMMENT_HEIGHT)

    def _query(self, figure: Figure) -> list[str]:
        """The question behind a figure, and what it is of."""
        question = figure.question
        of = [zone_title(question) or get(question.place).name]
        of += [question.kind.short] if question.kind and question.zone is None else []
        of += [question.origin.upper()] if question.origin else []
        start = f"{format_date(figure.period_start, self.lang)} – " if figure.period_start else ""
        name, formula = figure.indicator.name.of(self.lang), figure.formula_name.of(self.lang)
        lines = [
            f"{capitalised(name)} = {written(figure, self.lang)}",
            f"{', '.join(of)}; {start}{format_date(figure.period_end, self.lang)}",
            self._known() + (f"; {self._say(Text('công thức', 'formula'))}: {formula}" if formula != name else ""),
        ]
        note = coverage_note(figure, self.lang)
        return [*lines, *([f"{self._say(Text('Phạm vi số liệu', 'Coverage'))}: {note}"] if note else [])]

    def _foot(self) -> None:
        closing = self._say(Text("Ngày chốt số liệu", "Closing date"))
        day = format_date(self.scope.period.end, self.lang)
        self._line(f"{closing}: {day}. {self._known()}.", font=BOLD)
        self.row += 1
        for limit, letter in self.marks.items():
            self._line(f"({letter}) {self._say(limit)}.", font=SMALL)
            self.row += 1
        for note in (*self.form.notes, *_legend()):
            self._line(note.of(self.lang), font=SMALL)
            self.row += 1
        self.row += 1
        first_end, second_end = self._thirds()
        signing = (
            (1, first_end, Text("NGƯỜI LẬP BIỂU", "PREPARED BY")),
            (first_end + 1, second_end, Text("NGƯỜI KIỂM TRA", "CHECKED BY")),
            (second_end + 1, self._width, self.form.form.signer),
        )
        self._line("…, ngày … tháng … năm …", font=SMALL, first=second_end + 1).alignment = CENTRED
        self.row += 1
        for first, last, who in signing:
            self._line(self._say(who), font=BOLD, first=first, last=max(first, last)).alignment = CENTRED
        self.row += 1
        for first, last, _ in signing:
            signed = self._say(Text("(Chữ ký, họ và tên)", "(Signature, full name)"))
            self._line(signed, font=SMALL, first=first, last=max(first, last)).alignment = CENTRED

    def _thirds(self) -> tuple[int, int]:
        """The columns with which the places of the first two signatures end, so that the narrowest of the three is widest."""
        ends = [0, *accumulate(self.widths)]
        choices = ((first, second) for second in range(2, self._width) for first in range(1, second))
        return max(
            choices,
            key=lambda at: min(ends[at[0]], ends[at[1]] - ends[at[0]], ends[-1] - ends[at[1]]),
            default=(1, max(2, self._width - 1)),
        )

    def _settings(self, first: int, last: int) -> None:
        sheet = self.sheet
        sheet.freeze_panes = f"{get_column_letter(FROZEN + 1)}{last + 1}"
        sheet.print_title_rows = f"{first}:{last}"
        header = (DRAFT, DEMO_HEADER) if self.form.demo else (DRAFT,)
        head = " – ".join(map(self._say, header))
        repeated = sum(sheet.row_dimensions[row].height or 0 for row in range(first, last + 1))
        print_on_paper(sheet, self.widths, self.heights, repeated, head=head, foot=self.form.form.name)


BOLD_FITS, INDENT = 0.92, 2
"""The part of a column's width that bold letters have, which are wider, and the units that numbers keep free on both sides."""
MOST_TOLD = 4
"""Figures that a comment tells; of more their number is said."""


def _letters(index: int) -> str:
    """The mark of a note by its place: a to z, then aa."""
    rounds, letter = divmod(index, len(ascii_lowercase))
    return ascii_lowercase[letter] * (rounds + 1)


def _legend() -> tuple[Text, ...]:
    return (
        Text(
            f"{MISSING_MARK}: chưa ghi nhận hoặc chưa đưa ra được, không phải là 0. Ô gạch chéo để trống: sổ không ghi, hoặc để nhập tay.",
            f"{MISSING_MARK}: not on record, or not to be told; it is not 0. Hatched and empty: not held, or to be written by hand.",
        ),
        Text(
            "Mỗi số có câu hỏi phía sau ở ghi chú của ô và liên kết đến trang số liệu. Số của biểu này do parkledger điền từ sổ.",
            "Each number has the query behind it in its comment and a link to its page. Filled by parkledger from the books.",
        ),
    )
