"""The rows of a file as events: each with its place, the event it makes, or everything that is wrong with it."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from parkledger.catalogue import MEASURES
from parkledger.language import Lang, ParkError, Period, Text, fold, unit_label
from parkledger.ledger.book.refusals import field_paths, problems
from parkledger.ledger.events import EVENT_TYPES, Event
from parkledger.submissions.forms.event_form import FormField
from parkledger.workbooks.errors import CellRefused, MeasureUnnamed, TargetOfShare, TargetUnitOther, UnitUnknown
from parkledger.workbooks.map.across import ColumnScope
from parkledger.workbooks.map.columns import END, MEASURE, RESULTS, START, FieldColumn, fields_by_name, is_required
from parkledger.workbooks.map.conversion import (
    DASHES,
    SHARE,
    PlacedColumn,
    convert,
    is_nothing,
    is_own_unit,
    kind_of_amount,
    text_of,
    unreported,
)
from parkledger.workbooks.map.proposals import measure_named, units_in
from parkledger.workbooks.map.units import AMOUNT, ONE, unit_named, units_of
from parkledger.workbooks.read.cells import Cell, address
from parkledger.workbooks.read.grids import Grid

WHOLE, STATUS, VALUES = "—", "status", RESULTS.removesuffix(".")


@dataclass(frozen=True, slots=True)
class UnreportedCell:
    """A cell of figures that says in its own words that there is none to report."""

    where: str
    heading: str
    text: str

    @property
    def words(self) -> Text:
        """What is to be said of it."""
        return Text(
            f"{self.where}, cột «{self.heading}» ghi «{self.text}»: chưa có số liệu để ghi",
            f"{self.where}, column “{self.heading}” says “{self.text}”: no figure is reported",
        )

    @property
    def is_dash(self) -> bool:
        """Whether it has no words, but a dash alone."""
        return self.text in DASHES


@dataclass(slots=True)
class ImportRow:
    """One row: where it stands, its cells, and the fields and the event it makes, or what is wrong with it."""

    sheet: "ImportSheet"
    number: int
    cells: list[Cell]
    fields: dict[str, Any] = field(default_factory=dict)
    event: Event | None = None
    problems: list[ParkError] = field(default_factory=list)
    copy: str = "1"
    also: list["ImportRow"] = field(default_factory=list)
    """The further events that the row is: all of them are recorded with it, or none."""
    refused_part: "ImportRow | None" = None
    scope: ColumnScope | None = None
    """The period and the zone of its columns, where others of the same row are of something else."""
    rate_missing_on: date | None = None
    """The day for which the book has no exchange rate, where the row waits for one."""
    unreported: list[UnreportedCell] = field(default_factory=list)
    """Its cells that say that there is no figure to report."""
    named: dict[str, str] = field(default_factory=dict)
    """The names that stand beside codes, by field."""
    is_without_figure: bool = False
    """Whether what its event must tell is not reported, so that the row is passed over."""

    @property
    def parts(self) -> list["ImportRow"]:
        """The events of the row, its own first."""
        return [self, *self.also]

    @property
    def where(self) -> str:
        """Its place: Sheet!7."""
        return f"{self.sheet.grid.name}!{self.number + 1}"

    @property
    def text(self) -> str:
        """What the row says, the same however it was written."""
        own = json.dumps({"type": self.sheet.type, **self.fields}, ensure_ascii=False, sort_keys=True)
        return "\n".join([own, *(part.text for part in self.also)])

    @property
    def mark(self) -> str:
        """What a workbook of refused rows says of it: which of equal rows it was, and of what text.

        Mended, it may come to say what another row says that is recorded; it is still a row of its own.
        """
        if self.event is not None:
            return f"{self.copy}:{_short(self.text)}"
        return f"0:{_short(f'{self.number} {self.cells}')}"

    @property
    def digest(self) -> str:
        """What tells it from other rows: its content, and which of equal rows it is."""
        return hashlib.sha256(f"{self.copy}\n{self.text}".encode()).hexdigest()

    def digest_of(self, part: int) -> str:
        """What tells one of the row's events: the row's own digest for the first."""
        return hashlib.sha256(f"{self.digest}\n{part}".encode()).hexdigest() if part else self.digest


@dataclass(slots=True)
class ImportSheet:
    """A sheet as it is read: its table's first row of headings and of data, and what each column is."""

    grid: Grid
    type: str
    places: list[tuple[int, PlacedColumn]]
    rows: list[tuple[int, list[Cell]]]
    constants: dict[str, Any] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    heading_rows: tuple[int, int] = (0, 0)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    copy_column: int | None = None
    mapping: str = ""
    problems: list[ParkError] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    """The columns that hold the names of what other columns give by their codes, by field."""
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    """What the names of the groups above a row say of it, by field."""
    doubts: dict[int, Text] = field(default_factory=dict)
    """Rows that may be none of the data, and why: they are asked about."""
    notes: list[Text] = field(default_factory=list)
    """What was read beside the rows: the day in a title, a sum that differs."""
    also: list["ImportSheet"] = field(default_factory=list)
    scopes: dict[int, ColumnScope] = field(default_factory=dict)
    """What columns are of, where periods or zones stand side by side: a row is read once for each of them."""

    @property
    def hidden(self) -> list[int]:
        """The rows that are read though the sheet does not show them: a filter left on is no reason to lose data."""
        filled = range(len(self.grid.rows))  # of the empty rows below, millions may be hidden
        hidden = {number for rows in self.grid.hidden_rows for number in filled[rows.start : rows.stop]}
        return [number for number, _ in self.rows if self.grid.hidden or number in hidden]

    def heading(self, column: int) -> str:
        """What stands above a column."""
        return (
            self.headings[column] if column < len(self.headings) and self.headings[column] else address(0, column)[:-1]
        )


def events_of(sheet: ImportSheet, *, demo: bool = False) -> Iterator[ImportRow]:
    """The rows of a sheet, each read whole: all its problems are found, not only the first."""
    readers = [(each, _reader(each), _own_columns(each, sheet)) for each in (sheet, *sheet.also)]
    for row in _rows_of(sheet):
        number, cells = row.number, row.cells
        if (doubt := sheet.doubts.get(number)) is not None:
            row.problems.append(_refused(row, None, doubt))
            yield row
            continue
        for each, read, own in readers:
            part = row if each is sheet else ImportRow(each, number, cells)
            if part is not row and not any(filling.cell(cells) is not None for filling in own):
                continue
            _read_part(part, read, demo=demo)
            if part is not row:
                row.unreported += part.unreported
                row.also += [] if part.is_without_figure and not part.problems else [part]
        row.problems += [problem for part in row.also for problem in part.problems]
        if row.problems or row.is_without_figure:
            row.event = None
        yield row


def _read_part(part: ImportRow, read: Callable[[ImportRow], None], *, demo: bool) -> None:
    """Read one of a row's events and make it, unless something is wrong with it or what it must tell is not reported."""
    read(part)
    if demo:
        part.fields["demo"] = True
    if part.unreported and VALUES not in part.fields and VALUES in EVENT_TYPES[part.sheet.type].model_fields:
        part.is_without_figure = True
    if not part.problems and not part.is_without_figure:
        _build(part)


def _rows_of(sheet: ImportSheet) -> Iterator[ImportRow]:
    """The rows; where columns are of several periods or zones, each row once for all that says something, without the others."""
    if not sheet.scopes:
        yield from (ImportRow(sheet, number, cells) for number, cells in sheet.rows)
        return
    scopes = list(dict.fromkeys(sheet.scopes[index] for index in sorted(sheet.scopes)))
    for number, cells in sheet.rows:
        if number in sheet.doubts:
            yield ImportRow(sheet, number, cells)
            continue
        for scope in scopes:
            own = [None if sheet.scopes.get(index, scope) != scope else cell for index, cell in enumerate(cells)]
            if any(sheet.scopes.get(index) == scope and not is_nothing(cell, AMOUNT) for index, cell in enumerate(own)):
                yield ImportRow(sheet, number, own, scope=scope)


def _own_columns(sheet: ImportSheet, main: ImportSheet) -> list["_Filling"]:
    """The columns that only one of a row's events reads: it is such an event where one of them says something."""
    shared = {index for index, _ in main.places}
    return [_Filling(index, place, None) for index, place in sheet.places if index not in shared]


def numbered(rows: Iterator[ImportRow], seen: Counter[str]) -> Iterator[ImportRow]:
    """The rows with those that say the same counted, unless the file says which of them each is."""
    for row in rows:
        given = row.sheet.copy_column
        told = row.cells[given] if given is not None and given < len(row.cells) else None
        if row.event is not None:
            seen[row.text] += 1
            row.copy = _copy_told(row, str(told)) if told is not None else str(seen[row.text])
        yield row


def _copy_told(row: ImportRow, mark: str) -> str:
    """Which of equal rows one is that was refused before: as it was, where it says the same; else by its mark."""
    copy, _, text = mark.partition(":")
    return copy if text == _short(row.text) else mark


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class _Filling:
    """One column that may fill a field, and the column of its unit."""

    index: int
    place: PlacedColumn
    unit: int | None

    def cell(self, cells: Sequence[Cell]) -> Cell:
        """What stands in it; a dash where a number or a day should be says that there is none."""
        cell = cells[self.index] if self.index < len(cells) else None
        return None if is_nothing(cell, self.place.of.kind) else cell

    def unit_of(self, cells: Sequence[Cell]) -> Cell:
        """What stands in the column of its unit; None where there is none."""
        return None if self.unit is None else _at(cells, self.unit)


def _reader(sheet: ImportSheet) -> Callable[[ImportRow], None]:
    """How the cells of a sheet's rows become fields."""
    units = {place.of.name: index for index, place in sheet.places if place.column.is_unit}
    by_field: dict[str, list[_Filling]] = {}
    for index, place in sheet.places:
        if not place.column.is_unit:
            by_field.setdefault(place.of.name, []).append(_Filling(index, place, units.get(place.of.name)))

    measure, amounts = by_field.pop(MEASURE, None), by_field.pop(AMOUNT, [])
    required = [each for each in fields_by_name(sheet.type).values() if each.required and each.name not in by_field]

    def read(row: ImportRow) -> None:
        for columns in by_field.values():
            _read_field(row, columns)
        if measure:
            _read_measure(row, measure[0], amounts)
        row.named = {name: text for name, at in sheet.names.items() if (text := text_of(_at(row.cells, at)))}
        _take_from_scope(row)
        for path, value in sheet.constants.values():
            if not _has(row.fields, path):
                put(row.fields, path, value)
        _take_from_groups(row, by_field)
        _ask_about_stage(row, by_field)
        for one in (one for columns in by_field.values() for one in columns if one.place.of.kind == "mixed"):
            _check_target(row, one)
        row.problems += [
            _refused(row, None, _lacking(each.label)) for each in required if not _has(row.fields, each.path)
        ]

    return read


def _take_from_scope(row: ImportRow) -> None:
    """The period and the zone that stand above the row's columns."""
    if row.scope is None:
        return
    fields = fields_by_name(row.sheet.type)
    if row.scope.period is not None:
        put_period(row.fields, row.scope.period)
    if row.scope.zone:
        row.fields["zone"] = row.scope.zone
    if row.scope.status and STATUS in fields:
        row.fields[STATUS] = row.scope.status


def put_period(fields: dict[str, Any], period: Period) -> None:
    """Set the days on which a period begins and ends."""
    fields |= {START: period.start.isoformat(), END: period.end.isoformat()}


def _read_measure(row: ImportRow, measure: "_Filling", amounts: Sequence["_Filling"]) -> None:
    """Put what a row says of the measure that it names; the unit stands beside, in the name, or in the heading."""
    name = text_of(measure.cell(row.cells))
    key = measure_named(row.sheet.type, name)
    if key is None:
        row.problems.append(_refused(row, measure.index, measure_unnamed(row.sheet.type, name)))
        return
    field, filled = fields_by_name(row.sheet.type)[key], [each for each in amounts if each.cell(row.cells) is not None]
    if len(filled) != 1:
        problem = _said_twice(row.sheet, filled) if filled else EMPTY
        row.problems.append(_refused(row, (filled or [*amounts, measure])[0].index, problem))
        return
    (one,) = filled
    try:
        column = FieldColumn(field, unit=unit_of_measure(field, name, row.cells, one))
        put(row.fields, field.path, convert(one.cell(row.cells), replace(one.place, column=column)))
    except ParkError as problem:
        row.problems.append(_refused(row, one.index, said(problem)))


def measure_unnamed(code: str, name: str) -> Text:
    """What is said of a row that names no measure, with the names that there are."""
    known = [each.label for each in fields_by_name(code).values() if each.name.startswith(RESULTS)]
    return said(MeasureUnnamed(text=name, measures=known))


def unit_of_measure(field: FormField, name: str, cells: Sequence[Cell], one: "_Filling") -> str:
    """The unit of a measure in a row of its own. Raises UnitUnknown where the column of units says none that there is."""
    beside = one.unit_of(cells)
    if beside is None:
        return next(iter(units_in(name)), one.place.column.unit)
    found = ONE if is_own_unit(text_of(beside), field) else unit_named(text_of(beside))
    if found is None:
        raise UnitUnknown(
            text=text_of(beside),
            units=[each.name.vi for each in units_of(field)],
        )
    return found


def _take_from_groups(row: ImportRow, by_field: Mapping[str, Any]) -> None:
    """What the names of the groups above a row say of it, where no column does."""
    fields = fields_by_name(row.sheet.type)
    for name, value in row.sheet.said.get(row.number, {}).items():
        if name in fields and name not in by_field and not row.fields.get(name):
            row.fields[name] = value


_NOT_FOUNDED = re.compile(
    r"(?:(?:dang|moi|con|da|chi)\s+)?(?:co\s+)?(?:(?:nam\s+)?trong\s+|thuoc\s+)?(?:danh muc\s+)?quy hoach|chua\s+(?:\w+\s+){0,3}thanh lap"
)
"""What a cell says of a zone that is only in the plan."""


def _ask_about_stage(row: ImportRow, by_field: Mapping[str, Any]) -> None:
    """Ask of a zone that a column which is not read tells of as not established; unasked, its balance would count it."""
    field = fields_by_name(row.sheet.type).get("established")
    if field is None or field.name in by_field or field.name in row.sheet.constants:
        return
    read = {each.index for columns in by_field.values() for each in columns}
    for index, cell in enumerate(row.cells):
        if index not in read and isinstance(cell, str) and _NOT_FOUNDED.fullmatch(fold(cell).strip()):
            row.problems.append(_refused(row, index, _NO_STAGE))
            return


_NO_STAGE = Text(
    "cột này không được đọc, mà số dư thì coi là đã thành lập: hãy thêm cột «đã thành lập», ghi “có” hoặc “không” ở mọi dòng",
    "this column is not read, and a balance counts a zone as established: add a column “established” with yes or no in every row",
)


def _lacking(label: Text) -> Text:
    return Text(f"chưa có {label.vi}", f"{label.en} is not given")


def _read_field(row: ImportRow, columns: Sequence[_Filling]) -> None:
    """Put what a row says of one field; of several columns, each in a unit of its own, one may hold an amount."""
    cells = row.cells
    filled = [each for each in columns if each.cell(cells) is not None]
    if len(filled) > 1:
        filled = [each for each in filled if cells[each.index] != 0] or filled[:1]
    if not filled:
        _note_empty(row, columns)
    elif len(filled) > 1:
        row.problems.append(_refused(row, filled[1].index, _said_twice(row.sheet, filled)))
    else:
        _put_cell(row, filled[0])


def _note_empty(row: ImportRow, columns: Sequence[_Filling]) -> None:
    """Keep which cells say that nothing was reported; a field that must be there makes the row one without a figure, or wrong."""
    field = columns[0].place.of
    unsaid = [_unreported(row, each) for each in columns if unreported(_at(row.cells, each.index), field.kind)]
    row.unreported += unsaid
    if not is_required(field) or field.name in row.sheet.constants:
        return
    if unsaid:
        row.is_without_figure = True
    else:
        row.problems.append(_refused(row, columns[0].index, UNSAID if field.kind == "flag" else EMPTY))


def _put_cell(row: ImportRow, one: _Filling) -> None:
    """Put what one cell says into its field."""
    try:
        value = convert(one.cell(row.cells), one.place, one.unit_of(row.cells))
        if isinstance(value, Period):
            put_period(row.fields, value)
        else:
            put(row.fields, one.place.of.path, value)
    except ParkError as problem:
        row.problems.append(_refused(row, one.index, said(problem)))


def _unreported(row: ImportRow, one: _Filling) -> UnreportedCell:
    where = f"{row.sheet.grid.name}!{address(row.number, one.index)}"
    return UnreportedCell(where, row.sheet.heading(one.index), text_of(row.cells[one.index]))


def _at(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


EMPTY = Text("bắt buộc nhưng còn trống", "is required but empty")
UNSAID = Text(
    "còn trống, không rõ là có hay không: hãy ghi “có” hoặc “không”",
    "is empty, which says neither yes nor no: write “có” (yes) or “không” (no)",
)
EXAMPLES = {SHARE: "60%", "area": "60 ha", "money": "1,2 tỷ USD", "count": "18.500"}
MONEY = Text("số tiền, USD hoặc đồng", "money, USD or đồng")


def _check_target(row: ImportRow, one: _Filling) -> None:
    """Refuse a target in another unit than its measure's: 60 alone is no area, 60 ha are no workers."""
    measure = MEASURES.get(str(row.fields.get("measure", "")))
    cell = one.cell(row.cells)
    if measure is None or one.place.of.name not in row.fields or cell is None:
        return
    unit = one.unit_of(row.cells)
    wanted = {"m2": "area", "money": "money", "micro": SHARE}.get(measure.unit, "count")
    given = kind_of_amount(cell, one.place, unit)
    if given == SHARE != wanted:
        row.problems.append(_refused(row, one.index, said(TargetOfShare(text=text_of(cell), measure=measure.name.vi))))
    elif given != wanted:
        of = MONEY if wanted == "money" else unit_label("percent" if wanted == SHARE else measure.unit)
        other = TargetUnitOther(text=text_of(cell), unit=of, example=EXAMPLES[wanted])
        row.problems.append(_refused(row, one.index, said(other)))


def _said_twice(sheet: ImportSheet, filled: Sequence[_Filling]) -> Text:
    named = ", ".join(f"«{sheet.heading(each.index)}»" for each in filled)
    return Text(
        f"các cột {named} cùng có số cho một giá trị; hãy để lại một cột, xóa ô kia",
        f"the columns {named} both hold an amount of one thing; leave one of them, empty the other",
    )


def put(fields: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Set a field, within another where its path has several steps."""
    if len(path) == 1:
        fields[path[0]] = value
    else:
        fields.setdefault(path[0], {})[".".join(path[1:])] = value


def _has(fields: dict[str, Any], path: Sequence[str]) -> bool:
    return path[0] in fields if len(path) == 1 else ".".join(path[1:]) in fields.get(path[0], {})


def _build(row: ImportRow) -> None:
    kind = EVENT_TYPES[row.sheet.type]
    try:
        row.event = kind.model_validate(row.fields)
    except ValidationError as refused:
        for name, problem in problems(field_paths(kind, kind.pairs), refused, kind.choices()):
            row.problems.append(_refused(row, _column_of(row.sheet, name), problem))


def refused_by_ledger(row: ImportRow, problem: ParkError) -> ParkError:
    """What the ledger refuses, with the cell that it is about where that can be told."""
    row = row.refused_part or row
    return _refused(row, _column_of(row.sheet, problem.field or WHOLE), said(problem))


def said(problem: ParkError) -> Text:
    """An error's words in both languages."""
    return Text(problem.message(Lang.VI), problem.message(Lang.EN))


def _column_of(sheet: ImportSheet, name: str) -> int | None:
    """The column that fills a field, or the field around it."""
    parts = name.split(".")
    while parts:
        wanted = ".".join(parts)
        for index, place in sheet.places:
            if place.of.name == wanted and not place.column.is_unit:
                return index
        parts.pop()
    return None


def _refused(row: ImportRow, column: int | None, problem: Text) -> ParkError:
    sheet = row.sheet
    if column is None:
        return RowRefused(where=row.where, problem=problem)
    where = f"{sheet.grid.name}!{address(row.number, column)}"
    return CellRefused(where=where, heading=sheet.heading(column), problem=problem)


class RowRefused(ParkError):
    """What a row says cannot be, taken as a whole."""

    code = "row_refused"
    vi = "cả dòng: {problem}"
    en = "the whole row: {problem}"
