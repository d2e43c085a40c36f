"""Forms filled: every cell asked in one request, rows of totals as formulas that come to the books' own figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from parkledger.briefing.forms.answers import Answers, asked_cell
from parkledger.briefing.forms.catalogue import FORMS, left_out
from parkledger.briefing.forms.checks import RELATED, Check, FormGap, checks_of, gaps_of
from parkledger.briefing.forms.coverage import books_covered, mark_coverage, of_how_many
from parkledger.briefing.forms.lines import added_up, line_cell, quotient_cell, sum_of, whole_cell
from parkledger.briefing.forms.model import (
    ABSENT,
    LACKING,
    LINE_HEADING,
    Adds,
    Asked,
    ByHand,
    CellState,
    FilledForm,
    FilledRow,
    FormCell,
    FormColumn,
    FormLine,
    Given,
    NotHeld,
    OfPeriod,
    Piece,
    Quotient,
    RowKind,
    RowsOf,
    StatutoryForm,
    Told,
    Total,
)
from parkledger.briefing.forms.of_project import own_lines
from parkledger.briefing.forms.projects import ProjectSums
from parkledger.briefing.forms.rows import FormRow, RowSource, rows_of
from parkledger.briefing.forms.scope import FormScope, going_with, subject_of
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.cluster_reports import ReportParty
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figures
from parkledger.language import Text
from parkledger.ledger.store import registry
from parkledger.places import Level, get, is_within, is_within_any, territory_on
from parkledger.records.histories import project_at, zones_by_id

TOTAL, REST = "total", "rest"
RESULT, NUMBER, LABEL, UNIT, NOTE = "result", "number", "label", "unit", "note"
LINES_COLUMNS = (
    FormColumn(NUMBER, Text("TT", "No."), Told(NUMBER), width=6),
    FormColumn(LABEL, LINE_HEADING, Told(LABEL), width=72),
    FormColumn(UNIT, Text("Đơn vị tính", "Unit"), Told(UNIT), width=14),
)
ONE_RESULT = (FormColumn(RESULT, Text("Kết quả", "Result"), OfPeriod(), width=18),)
NOTES = FormColumn(NOTE, Text("Ghi chú", "Notes"), Told(NOTE), width=46)
ROW_NUMBER = FormColumn("stt", Text("STT", "No."), Told("stt"), width=6)


@dataclass(slots=True)
class FilledForms:
    """Forms filled together, what they were held against, and what is missing in them."""

    forms: list[tuple[FormScope, FilledForm]]
    checks: list[Check]
    gaps: list[FormGap]
    left_out: list[tuple[StatutoryForm, Text]] = field(default_factory=list)
    """Where all forms were asked for, those that are not among them, each with why."""

    @property
    def demo(self) -> bool:
        """Whether any of them has demonstration data."""
        return any(form.demo for _, form in self.forms)


def fill(wanted: Sequence[tuple[StatutoryForm, FormScope]], books: Figures, *, of_all: bool = False) -> FilledForms:
    """Forms filled for their scopes: two passes, the first to gather what is asked, and one request between them.

    Of all forms, it is told which are left out.
    """
    answers = Answers(books)
    beside = _beside(wanted)
    last = [(form, replace(scope, period=scope.last)) for form, scope in wanted if scope.project is None]
    source = RowSource(books, answers, ProjectSums(books, [scope for _, scope in (*wanted, *last)]))

    def drawn(pairs: Iterable[tuple[StatutoryForm, FormScope]]) -> list[tuple[FormScope, FilledForm]]:
        return [(scope, _filled(form, scope, source)) for form, scope in pairs]

    def everything() -> tuple[list[tuple[FormScope, FilledForm]], list[Check]]:
        forms = drawn(wanted)
        return forms, checks_of(forms, drawn(beside), drawn(last), answers)

    everything()
    answers.run()
    forms, checks = everything()
    return FilledForms(forms, checks, gaps_of(forms), left_out(wanted) if of_all else [])


def _beside(wanted: Sequence[tuple[StatutoryForm, FormScope]]) -> list[tuple[StatutoryForm, FormScope]]:
    """The forms that others are held against, where they are not wanted themselves."""
    there = {(form.code, scope) for form, scope in wanted}
    related = dict.fromkeys(
        (code, scope) for form, scope in wanted for code in RELATED.get(form.code, ()) if (code, scope) not in there
    )
    return [(FORMS[code], scope) for code, scope in related]


def _filled(form: StatutoryForm, scope: FormScope, source: RowSource) -> FilledForm:
    columns, rows = _lines(form, scope, source) if form.rows is RowsOf.LINES else _table(form, scope, source)
    subject = subject_of(scope)
    name = form.name if form.is_of_place else f"{form.name} {scope.project[1] if scope.project else subject.vi}"
    codes = _books_of(source.books, scope, form.kind)
    filled = FilledForm(
        form,
        name=name,
        subject=subject,
        columns=columns,
        rows=rows,
        reporters=_reporters(form, scope, codes),
        notes=(*form.notes, *_withheld(codes)),
    )
    mark_coverage(filled, books_covered(scope, form.kind, source.answers))
    return filled


def _reporters(form: StatutoryForm, scope: FormScope, codes: Sequence[str]) -> tuple[Text, ...]:
    """Who reports: the enterprise of the form's project, the zone's developer, the local committee, else the offices of the books."""
    if scope.project is not None and (project := project_at(scope.project, scope.dates)) is not None:
        return _named(project.enterprise)
    sender = form.report.sender if form.report else None
    if sender is ReportParty.DEVELOPER:
        zone = zones_by_id(scope.dates).get(scope.zone) if scope.zone is not None else None
        developer = zone.developer_on(scope.period.end) if zone else ""
        return _named(developer) or (_unnamed(sender.named_on(scope.period.end)),)
    if sender is ReportParty.LOCAL_COMMITTEE and codes:
        return (_committee(sender, scope),)
    return tuple(name for code in codes if (book := registry.find_book(code)) for name in _named(book.name))


def _named(name: str) -> tuple[Text, ...]:
    return (Text(name, name),) if name else ()


def _unnamed(sender: Text) -> Text:
    return Text(f"{sender.vi} (sổ chưa ghi tên)", f"{sender.en} (not named on record)")


def _committee(sender: ReportParty, scope: FormScope) -> Text:
    """The committee of the form's place, named where the place is one of a district or commune."""
    place, level = get(scope.place), sender.named_on(scope.period.end)
    if place.level in (Level.COUNTRY, Level.REGION, Level.PROVINCE):
        return level
    title = place.title(scope.period.end)
    return Text(f"Ủy ban nhân dân {title.vi}", f"{title.en} People's Committee")


def _withheld(codes: Sequence[str]) -> Iterator[Text]:
    """What books do not show to whoever asks, so that rows made of it are missing."""
    for kind in (PublicKind.ZONES, PublicKind.PROJECTS, PublicKind.JOURNAL, PublicKind.DOCUMENTS):
        if hidden := sorted(hiding(kind).intersection(codes)):
            books = ", ".join(hidden)
            yield Text(
                f"Sổ {books} không công khai phần «{kind.label.vi}» cho người lập biểu này: những dòng lấy từ đó bị thiếu.",
                f"{books} withhold “{kind.label.en}” from whoever made this: rows made of it are missing.",
            )


def _books_of(books: Figures, scope: FormScope, kind: ZoneKind) -> list[str]:
    """The books that the form is filled from."""
    if scope.zone is not None:
        return [books.zone(scope.zone)["book"]]
    within = territory_on(get(scope.place), scope.period.end)
    return sorted(
        span.book
        for span in books.spans(scope.known_at)
        if kind in span.kinds
        and (is_within_any(span.place, within) or any(is_within(code, span.place) for code in within))
    )


def _lines(form: StatutoryForm, scope: FormScope, source: RowSource) -> tuple[Sequence[FormColumn], list[FilledRow]]:
    """A form whose lines are indicators, each in one column or in several."""
    numbers = form.columns or ONE_RESULT
    found: dict[str, dict[str, FormCell]] = {column.key: {} for column in numbers}
    rows = []
    lines = own_lines(form, scope, source)
    for line in lines:
        row = FilledRow(line.key, RowKind.SECTION if line.source is None else RowKind.ROW, _heading(line))
        rows.append(row)
        if line.source is None:
            continue
        for column in numbers:
            cell = _of_line(line, column, row, found[column.key], form=form, scope=scope, source=source)
            row.cells[column.key] = found[column.key][line.key] = cell
        unit = next((cell.unit for key in found if (cell := row.cells[key]).unit), line.unit)
        row.cells[UNIT] = _words(unit.label if unit else "")
    sources = {line.key: line.source for line in lines}
    for line, row in zip(lines, rows, strict=True):
        if isinstance(line.source, Adds):
            row.cells |= {key: added_up(line.key, sources, cells, key) for key, cells in found.items()}
        if line.source is not None:
            row.cells[NOTE] = _note(line, row.cells[RESULT])
    return lines_columns(form), rows


def lines_columns(form: StatutoryForm) -> tuple[FormColumn, ...]:
    """The columns of a form whose lines are indicators, with those of its lines' names and notes."""
    return (*LINES_COLUMNS, *(form.columns or ONE_RESULT), NOTES)


def table_columns(form: StatutoryForm) -> tuple[FormColumn, ...]:
    """The columns of a form with a row a zone or project, with that of the rows' numbers."""
    return (ROW_NUMBER, *form.columns)


def _of_line(
    line: FormLine,
    column: FormColumn,
    row: FilledRow,
    found: dict[str, FormCell],
    *,
    form: StatutoryForm,
    scope: FormScope,
    source: RowSource,
) -> FormCell:
    """A line's number in one of the form's columns; what the register never holds of a line it holds in none."""
    asked, what = column.source, line.source
    if line.only and column.key not in line.only:
        return _words("" if isinstance(what, Told | ByHand) else NOT_ASKED)
    if isinstance(what, ByHand) or isinstance(asked, ByHand):
        return FormCell(state=CellState.BY_HAND)
    if isinstance(what, NotHeld):
        return _not_held(what)
    if isinstance(asked, NotHeld):
        return _not_held(asked)
    if isinstance(asked, Quotient):
        above, below = ((line.key, key) for key in (asked.above, asked.below))
        return quotient_cell(asked, (above, row.cells[asked.above]), (below, row.cells[asked.below]))
    if isinstance(what, Adds) and column.key == RESULT:
        return whole_cell(what, form, scope, source, found, column.key)
    if isinstance(asked, OfPeriod) and what is not None:
        return line_cell(what, form, going_with(scope, asked.when), source, found, column.key)
    raise TypeError(f"{type(asked).__name__} is no source of a column of lines")


NOT_ASKED = "x"
"""What stands in a column in which a form does not ask a line."""


def _note(line: FormLine, cell: FormCell) -> FormCell:
    """The note beside a line: why it has no number, and the line's own."""
    said = list(cell.said) if cell.state is CellState.NOT_HELD else []
    said += [cell.lacks or ABSENT[cell.state]] if cell.state in LACKING else []
    said += [line.note] if line.note else []
    if not said:
        return _words("")
    return _words(Text("; ".join(each.vi for each in said), "; ".join(each.en for each in said)))


def _heading(line: FormLine) -> dict[str, FormCell]:
    return {NUMBER: _words(line.number), LABEL: _words(line.label)}


def _words(text: Text | str) -> FormCell:
    if isinstance(text, str):
        return FormCell(said=(Text(text, text),) if text else (), state=CellState.TEXT)
    return FormCell(said=(text,), state=CellState.TEXT)


def _not_held(source: NotHeld) -> FormCell:
    return FormCell(state=CellState.NOT_HELD, said=(source.why,))


def _table(form: StatutoryForm, scope: FormScope, source: RowSource) -> tuple[Sequence[FormColumn], list[FilledRow]]:
    """A form with a row a zone or project, its parts under their headings, and totals."""
    given, whole = rows_of(form, scope, source)
    columns = table_columns(form)
    rows: list[FilledRow] = []
    parts: dict[str, list[FilledRow]] = {}
    for section in form.sections or (None,):
        key = section.key if section else ""
        if section:
            rows.append(FilledRow(f"{key}.head", RowKind.SECTION, {form.columns[0].key: _words(section.title)}))
        mine = [row for row in given if row.section == key]
        parts[key] = [_row(form, scope, source, row, number) for number, row in enumerate(mine, start=1)]
        rows += parts[key]
        if form.section_totals:
            rows.append(_total(form, f"{key}.{TOTAL}", [parts[key]]))
    if form.grand_total:
        rows += _grand(form, scope, source, list(parts.values()), whole)
    return columns, rows


def _row(form: StatutoryForm, scope: FormScope, source: RowSource, row: FormRow, number: int) -> FilledRow:
    cells = {"stt": _words(str(number))}
    for column in form.columns:
        cells[column.key] = _cell(column, form, scope, source, row, cells)
    return FilledRow(row.key, RowKind.ROW, cells, row.who)


def _cell(
    column: FormColumn,
    form: StatutoryForm,
    scope: FormScope,
    source: RowSource,
    row: FormRow,
    cells: dict[str, FormCell],
) -> FormCell:
    asked = column.source
    if isinstance(asked, Told):
        return _words(row.words.get(asked.key, ""))
    if isinstance(asked, Given):
        given = row.given.get(asked.key, FormCell(unit=asked.unit))
        given.page = row.page
        return given
    if isinstance(asked, NotHeld):
        return _not_held(asked)
    if isinstance(asked, ByHand):
        return FormCell(state=CellState.BY_HAND)
    if isinstance(asked, Quotient):
        above, below = (((row.key, key), cells[key]) for key in (asked.above, asked.below))
        return quotient_cell(asked, above, below)
    if isinstance(asked, Adds):
        return sum_of(asked.unit, [((row.key, key), cells[key]) for key in asked.lines])
    if isinstance(asked, Asked):
        return asked_cell(asked, scope, form.kind, row.zone, source.answers)
    raise TypeError(f"{type(asked).__name__} is no source of a column")


TOTAL_NAME = Text("Tổng cộng", "Total")
REST_SAID = Text(
    "Số của cả địa bàn trừ tổng các dòng trên: phần báo cáo, ghi nhận chung hoặc của khu không có dòng riêng.",
    "The place's figure less the rows above: what was recorded of the place as a whole, or of zones without a row.",
)


def _total(form: StatutoryForm, key: str, parts: Sequence[list[FilledRow]]) -> FilledRow:
    """A row of totals over the rows of some parts."""
    cells = {form.columns[0].key: _words(TOTAL_NAME)}
    for column in form.columns:
        if column.total in {Total.SUM, Total.MEAN}:
            cells[column.key] = _summed(column, parts)
    for column in form.columns:
        if column.total is Total.RATIO and isinstance(column.source, Quotient):
            above, below = (((key, of), cells[of]) for of in (column.source.above, column.source.below))
            cells[column.key] = quotient_cell(column.source, above, below)
    return FilledRow(key, RowKind.TOTAL, cells)


def _summed(column: FormColumn, parts: Sequence[list[FilledRow]]) -> FormCell:
    """The sum, or the simple mean, of a column over rows; nothing where none of them has a number."""
    cells = [row.cells[column.key] for part in parts for row in part]
    known = [cell.amount for cell in cells if cell.amount is not None]
    ranges: list[Piece] = []
    for part in parts:
        if part:
            ranges += ["," if ranges else "", (part[0].key, column.key), ":", (part[-1].key, column.key)]
    if not known:
        states = {cell.state for cell in cells}
        lacking = next((state for state in LACKING if state in states), CellState.EMPTY)
        return FormCell(unit=column.unit, state=lacking)
    value = sum(known, Fraction(0))
    is_mean = column.total is Total.MEAN
    return FormCell(
        value / len(known) if is_mean else value,
        column.unit,
        CellState.NUMBER,
        formula=("=", "AVERAGE(" if is_mean else "SUM(", *ranges, ")"),
        limits=() if len(known) == len(cells) else (of_how_many(len(known), len(cells)),),
        demo=any(cell.demo for cell in cells),
    )


def _grand(
    form: StatutoryForm,
    scope: FormScope,
    source: RowSource,
    parts: Sequence[list[FilledRow]],
    whole: dict[str, FormCell],
) -> list[FilledRow]:
    """The total of a form, equal to the figures of the place: what no row has stands in a row before it."""
    total = _total(form, TOTAL, parts)
    places = {
        column.key: _of_place(column, form, scope, source, whole)
        for column in form.columns
        if column.total is Total.SUM and isinstance(column.source, Asked | Given)
    }
    rest = {
        key: cell
        for key, place in places.items()
        if place is not None and (cell := _rest(total.cells[key], place)) is not None
    }
    rows = []
    if rest:
        row = FilledRow(REST, RowKind.REST, {form.columns[0].key: _words(_rest_name(form.kind)), **rest})
        for column in form.columns:
            row.cells.setdefault(column.key, FormCell(unit=column.unit))
        rows.append(row)
        total = _total(form, TOTAL, [*parts, [row]])
    for key, place in places.items():
        if place is not None:
            _stand_by(total.cells[key], place)
    return [*rows, total]


def _rest_name(kind: ZoneKind) -> Text:
    return Text(f"Chưa tách theo {kind.short}", f"Not broken down by {kind.label.en.split()[-1]}")


REST_NAMES = frozenset(words for kind in ZoneKind for words in (_rest_name(kind).vi, _rest_name(kind).en))
"""What heads the row of what the place has and no zone's row."""


def _of_place(
    column: FormColumn, form: StatutoryForm, scope: FormScope, source: RowSource, whole: dict[str, FormCell]
) -> FormCell | None:
    if isinstance(column.source, Asked):
        return asked_cell(column.source, scope, form.kind, None, source.answers)
    return whole.get(column.source.key) if isinstance(column.source, Given) else None


def _rest(total: FormCell, place: FormCell) -> FormCell | None:
    """What the place has beyond the rows; None where it has no more."""
    if place.amount is None:
        return None
    left = place.amount - (total.amount or Fraction(0))
    if not left:
        return None
    return FormCell(left, place.unit, CellState.NUMBER, figures=place.figures, said=(REST_SAID,), demo=place.demo)


def _stand_by(total: FormCell, place: FormCell) -> None:
    """A total is the figure of the place; where the books give none, the form gives none."""
    total.figures = place.figures
    total.demo = total.demo or place.demo
    if place.amount is None and total.amount is not None and place.state is CellState.INSUFFICIENT:
        total.value, total.formula, total.state = None, (), CellState.INSUFFICIENT
    elif place.amount is not None and total.amount is None:
        total.value, total.state = place.amount, CellState.NUMBER
