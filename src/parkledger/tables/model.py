"""A table: columns with a name and a type, rows with exact values.

The page and every file are written from the same object. A column that the page shows in small print in another
column's cell, or does not show at all, is a column of its own in a file: a code beside its name, the sector beside the
enterprise. The unit of a quantity and the currency of an amount stand in a column of their own.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from parkledger.language import VIETNAM, Lang, unit_label

DECIMALS = 10
"""The decimals of what does not end."""
LONGEST_SHEET_NAME = 31
"""Characters that the name of a workbook's sheet may have."""


class Bilingual(Protocol):
    """A name in both languages."""

    def of(self, lang: Lang, /) -> str:
        """The name in one language."""


Words = str | Bilingual
Value = str | int | Fraction | date | datetime | bool | Bilingual | None


class ColumnType(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    QUANTITY = "quantity"
    MONEY = "money"
    PERCENT = "percent"
    FIGURE = "figure"
    """A number with its unit, where the rows of one column are of several units."""
    DATE = "date"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    CONTROLS = "controls"
    """What can be done with the row: links and buttons of the page, in no file."""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self in {self.INTEGER, self.QUANTITY, self.MONEY, self.PERCENT, self.FIGURE}

    @property
    def has_unit(self) -> bool:
        """Whether a file has a column for the unit beside the values."""
        return self in {self.QUANTITY, self.MONEY, self.FIGURE}


class ColumnPlace(StrEnum):
    """Where the page shows a column."""

    OWN = "own"
    UNDER = "under"
    """In small print in the cells of another column."""
    SECTION = "section"
    """As the heading of the rows that have the same value."""
    FILE = "file"
    """Not on the page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    `unit` is the one unit of all its values; the heading of the page says it in `heading`. `under` is the key of the
    column in whose cells the page shows this one. `drawn` tells whether a chart of the table draws it.
    """

    key: str
    name: Words
    type: ColumnType = ColumnType.TEXT
    unit: str = ""
    heading: Words = ""
    place: ColumnPlace = ColumnPlace.OWN
    under: str = ""
    inline: bool = False
    group: Words = ""
    sortable: bool = False
    drawn: bool = True
    strong: bool = False
    lang: str = ""
    css: str = ""

    def __post_init__(self) -> None:
        if (self.place is ColumnPlace.UNDER) != bool(self.under):
            raise ValueError(f"column {self.key!r}: a column that stands under another names it, and only such a one")


@dataclass(frozen=True, slots=True)
class Link:
    """One of several things in a cell, with the page that it leads to, if any.

    `about` is said to those who hear the page, where `text` is the same in many rows.
    """

    text: str
    address: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a row, and how the page shows it.

    `text` is written in place of the value's own form. `links` are several things in one cell; the value is then what
    they say. `remark` says what limits the value: a quiet mark on the page, a column beside it in files. `badge` is the
    class of the mark as which a state is shown. `drawn` is the number that a chart draws where it is not the value
    itself. `picture` and `controls` are safe HTML before and after the value that holds no data of its own. A `silent`
    cell is not shown in small print.
    """

    value: Value = None
    unit: str = ""
    text: Words = ""
    address: str = ""
    demo: bool = False
    title: Words = ""
    remark: Words = ""
    lang: str = ""
    css: str = ""
    links: Sequence[Link] = ()
    badge: str = ""
    drawn: str | None = None
    picture: str = ""
    controls: str = ""
    quiet: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by the keys of the columns. `css` and `id` are those of the page."""

    cells: Mapping[str, Cell | Value]
    css: str = ""
    id: str = ""

    def cell(self, key: str) -> Cell:
        """A cell; an empty one where the row has none."""
        found = self.cells.get(key)
        return found if isinstance(found, Cell) else Cell(found)


@dataclass(frozen=True, slots=True)
class Sorting:
    """The column by which the rows are sorted now."""

    key: str
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `name` is its id on the page and in the address of its files, `title` what it is called there."""

    name: str
    title: Words
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    lang: Lang
    totals: Sequence[Row] = ()
    caption: str = ""
    caption_hidden: bool = False
    sorting: Sorting | None = None
    css: str = ""

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"table {self.name!r}: two columns have one key: {keys}")
        if unknown := {column.under for column in self.columns if column.under} - set(keys):
            raise ValueError(f"table {self.name!r}: no column {sorted(unknown)} to stand under")
        for row in (*self.rows[:1], *self.totals):
            if extra := row.cells.keys() - set(keys):
                raise ValueError(f"table {self.name!r} has no column {sorted(extra)}")

    def without(self, keys: Collection[str]) -> "Table":
        """The table without some columns, for a page that tells them itself."""
        if not keys:
            return self
        columns = tuple(column for column in self.columns if column.key not in keys)
        rows, totals = ([_without(row, keys) for row in some] for some in (self.rows, self.totals))
        return replace(self, columns=columns, rows=rows, totals=totals)

    @property
    def shown(self) -> list[Column]:
        """The columns of the page."""
        return [column for column in self.columns if column.place is ColumnPlace.OWN]

    @property
    def demo(self) -> bool:
        """Whether any of it is demonstration data."""
        return any(
            isinstance(cell, Cell) and cell.demo for row in (*self.rows, *self.totals) for cell in row.cells.values()
        )

    def content(self) -> "TableContent":
        """The table as files hold it: a list of typed columns, each as long as the table."""
        found = []
        rows = [*self.rows, *self.totals]
        for column in self.columns:
            if column.type is ColumnType.CONTROLS:
                continue
            cells = [row.cell(column.key) for row in rows]
            name = words(column.name, self.lang)
            found.append(FileColumn(column.key, name, column.type, [_value(cell, column, self.lang) for cell in cells]))
            if column.type.has_unit:
                heading = f"{name} – {UNIT_NAMES[column.type is ColumnType.MONEY][self.lang]}"
                units = [_unit(cell, column) for cell in cells]
                said = units if column.type is ColumnType.MONEY else [_unit_said(unit, self.lang) for unit in units]
                found.append(FileColumn(f"{column.key}.unit", heading, ColumnType.CODE, units, said))
            if any(cell.remark for cell in cells):
                remarks = [words(cell.remark, self.lang) or None for cell in cells]
                found.append(
                    FileColumn(f"{column.key}.remark", f"{name} – {REMARK_NAMES[self.lang]}", ColumnType.TEXT, remarks)
                )
        if self.totals:
            flags = [False] * len(self.rows) + [True] * len(self.totals)
            found.append(FileColumn("total", TOTAL_NAMES[self.lang], ColumnType.BOOLEAN, flags))
        return TableContent(words(self.title, self.lang), found)


def _without(row: Row, keys: Collection[str]) -> Row:
    return replace(row, cells={key: cell for key, cell in row.cells.items() if key not in keys})


UNIT_NAMES = {False: {Lang.VI: "đơn vị", Lang.EN: "unit"}, True: {Lang.VI: "tiền tệ", Lang.EN: "currency"}}
REMARK_NAMES = {Lang.VI: "phạm vi số liệu", Lang.EN: "coverage"}
TOTAL_NAMES = {Lang.VI: "Dòng cộng", Lang.EN: "Total row"}
Cells = dict[str, "Cell | Value"]
Plain = str | int | Decimal | date | datetime | bool | None
"""What a file holds in a cell."""


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of a file; `said` are its values as people read them, where programs are told codes."""

    key: str
    name: str
    type: ColumnType
    values: Sequence[Plain]
    said: Sequence[Plain] | None = None


@dataclass(frozen=True, slots=True)
class TableContent:
    """What a file of a table holds: typed columns of equal length, and notes (the two dates, the address)."""

    title: str
    columns: Sequence[FileColumn]
    notes: tuple[tuple[str, str], ...] = field(default=())

    @property
    def headings(self) -> list[str]:
        """The names of the columns, which all differ."""
        found: list[str] = []
        for column in self.columns:
            name, number = column.name or column.key, 2
            while name in found:
                name, number = f"{column.name} ({number})", number + 1
            found.append(name)
        return found

    @property
    def rows(self) -> list[tuple[Plain, ...]]:
        """The rows."""
        return list(zip(*(column.values for column in self.columns), strict=True))

    @property
    def rows_said(self) -> list[tuple[Plain, ...]]:
        """The rows as people read them: units in words."""
        return list(zip(*(column.said or column.values for column in self.columns), strict=True))


def words(named: Words, lang: Lang) -> str:
    """A name in one language; words that are of one language only as they are."""
    return named if isinstance(named, str) else named.of(lang)


def decimal_of(value: Fraction | int) -> Decimal | int:
    """A value as a decimal number: exact where its decimals end, else rounded half up."""
    if isinstance(value, int) or value.denominator == 1:
        return int(value)
    scaled = abs(value) * 10**DECIMALS + Fraction(1, 2)
    digits, places = scaled.numerator // scaled.denominator, DECIMALS
    while digits % 10 == 0 and places:
        digits, places = digits // 10, places - 1
    # made of its digits: arithmetic on decimals would round to the 28 digits of their context
    return Decimal((0 if value >= 0 else 1, tuple(map(int, str(digits))), -places))


def as_sheet_name(wanted: str) -> str:
    """A name that a sheet of a workbook may have."""
    return "".join("-" if mark in "[]:*?/\\" else mark for mark in wanted)[:LONGEST_SHEET_NAME]


def _value(cell: Cell, column: Column, lang: Lang) -> Plain:
    value = cell.value
    if cell.links and value is None and not column.type.is_number:  # among numbers they are told on the page alone
        value = "; ".join(link.text for link in cell.links)
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM)
    if value is None or isinstance(value, bool | date):
        return value
    if isinstance(value, int | Fraction):
        if not column.type.is_number:
            raise TypeError(f"column {column.key!r} of {column.type.value} holds the number {value}")
        return decimal_of(value)
    if column.type.is_number:
        raise TypeError(f"column {column.key!r} of {column.type.value} holds the words {words(value, lang)!r}")
    return words(value, lang) or None


def _unit_said(code: str | None, lang: Lang) -> str | None:
    return unit_label(code).of(lang) if code else None


def _unit(cell: Cell, column: Column) -> str | None:
    return None if cell.value is None else cell.unit or column.unit or None
