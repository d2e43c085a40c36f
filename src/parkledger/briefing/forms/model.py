"""What statutory forms are made of: columns or lines, each with what it asks of the books and in which unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.figures import Figure
from parkledger.figures.wording import INSUFFICIENT, UNKNOWN
from parkledger.language import Lang, Text


@dataclass(frozen=True, slots=True)
class CellUnit:
    """A unit in which a form states numbers: how many of the figure's own units make one, how Excel shows it."""

    label: Text
    format: str = "#,##0"
    size: int = 1
    currency: str | None = None


HA = CellUnit(Text("ha", "ha"), "#,##0.00")
PERCENT = CellUnit(Text("%", "%"), "#,##0.0#")
PROJECTS = CellUnit(Text("dự án", "projects"))
ZONES = CellUnit(Text("cụm", "clusters"))
ENTERPRISES = CellUnit(Text("doanh nghiệp", "enterprises"))
TIMES = CellUnit(Text("lượt", "times"))
PEOPLE = CellUnit(Text("người", "people"))
WORKS = CellUnit(Text("công trình", "works"))
PARKS = CellUnit(Text("khu", "parks"))
STATIONS = CellUnit(Text("trạm", "stations"))
SAMPLES = CellUnit(Text("lần", "samples"))
M3_A_DAY = CellUnit(Text("m³/ngày đêm", "m³/day"))
M_USD = CellUnit(Text("tr.USD", "million USD"), "#,##0.00#", 10**6, "USD")
BN_VND = CellUnit(Text("tỷ VNĐ", "billion VND"), "#,##0.00#", 10**9, "VND")


class At(StrEnum):
    """Which days of the form's period a number is of."""

    END = "end"
    PERIOD = "period"
    CHANGE = "change"
    """What is held at the end less what was held on the day before the first: it may be negative."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of the row's zone or of the place; with another one where there is `plus`, less one where there is `minus`."""

    indicator: str
    unit: CellUnit
    origin: Origin | None = None
    at: At = At.END
    minus: str = ""
    plus: str = ""


@dataclass(frozen=True, slots=True)
class OverZones:
    """A sum over the zones that are at some stages and not at others: of an indicator, or of the zones themselves.

    `new` takes those alone that came to the first stage in the period; `instead` is asked of a zone that has no
    `indicator`; `above` says that a zone counts where the indicator is above nought.
    """

    unit: CellUnit
    at: tuple[str, ...]
    not_at: tuple[str, ...] = ()
    indicator: str = ""
    instead: str = ""
    new: bool = False
    above: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What the row itself brings: sums over projects."""

    key: str
    unit: CellUnit


class BuilderSum(StrEnum):
    """What is summed over infrastructure projects of one origin: those that came, changed or ended in the period, or stand at its end."""

    NEW = "new"
    ADDED = "added"
    REDUCED = "reduced"
    ENDED = "ended"
    STANDING = "standing"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class OverBuilders:
    """A sum over the infrastructure projects of an origin: their number where the unit is no money, else their capital."""

    what: BuilderSum
    unit: CellUnit
    origin: Origin


@dataclass(frozen=True, slots=True)
class Told:
    """Words of the row: a name, a document."""

    key: str


@dataclass(frozen=True, slots=True)
class Quotient:
    """One column (or line) in per cent of another; over all rows the ratio of the sums.

    `of_operating` is a line that is of the zones in operation alone.
    """

    above: str
    below: str
    unit: CellUnit = PERCENT
    of_operating: bool = False


@dataclass(frozen=True, slots=True)
class Adds:
    """The sum of other lines, or columns, of the form; what the books say of the whole stands beside it in the checks."""

    lines: tuple[str, ...]
    unit: CellUnit


@dataclass(frozen=True, slots=True)
class NotHeld:
    """What the form asks and no event of the register can say."""

    why: Text


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the form wants written by hand, not computed."""


class When(StrEnum):
    """Of which period a column of a form whose lines are indicators is."""

    PERIOD = "period"
    YEAR_BEFORE = "year_before"
    """The same days of the year before."""
    TO_DATE = "to_date"
    """From the first of January to the end of the period."""
    TO_DATE_BEFORE = "to_date_before"


@dataclass(frozen=True, slots=True)
class OfPeriod:
    """What each line asks, of the form's period or of one that goes with it."""

    when: When = When.PERIOD


Source = Asked | OverZones | OverBuilders | OfPeriod | Given | Told | Quotient | Adds | NotHeld | ByHand


class Total(StrEnum):
    """What stands below a column in the row of totals."""

    NONE = "none"
    SUM = "sum"
    RATIO = "ratio"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form. `number` is the form's own; `own` marks one that is ours and not the form's."""

    key: str
    heading: Text
    source: Source
    total: Total = Total.NONE
    number: str = ""
    group: Text | None = None
    width: int = 11
    own: bool = False

    @property
    def unit(self) -> CellUnit | None:
        """The unit of its numbers."""
        return getattr(self.source, "unit", None)

    def written(self, lang: Lang) -> str:
        """What stands above it: its heading with its unit."""
        return self.heading.of(lang) + (f" ({self.unit.label.of(lang)})" if self.unit else "")


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form whose lines are indicators; without a source it heads those that follow."""

    key: str
    label: Text
    source: Source | None = None
    number: str = ""
    note: Text | None = None
    measured: CellUnit | None = None
    """The unit of a line that the register does not hold."""

    @property
    def unit(self) -> CellUnit | None:
        """The unit of its numbers."""
        return self.measured or getattr(self.source, "unit", None)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A part of a form's rows under a heading of its own."""

    key: str
    title: Text


class RowsOf(StrEnum):
    """What the rows of a form are."""

    LINES = "lines"
    INFRASTRUCTURE = "infrastructure"
    """Parks that are established, approved or in operation, each with its infrastructure project."""
    PRODUCING = "producing"
    """Parks that are established or in operation."""
    IN_PLAN = "in_plan"
    CHANGES = "changes"
    ADJUSTED = "adjusted"
    ENDED = "ended"
    COUNTRIES = "countries"
    ZONES = "zones"
    """Every zone of the form's kind that is on record."""
    BUILDERS = "builders"
    TENANTS = "tenants"
    NONE = "none"
    """What the register has no kind of: the form has its headings alone."""


class Cutoff(StrEnum):
    """When a half-year and a year of a form end."""

    CALENDAR = "calendar"
    MID_DECEMBER = "mid_december"
    """A half-year from 15/12 to 14/6, a year from 15/12 to 14/12."""


@dataclass(frozen=True, slots=True)
class StatutoryForm:
    """A form: its names, how well its layout was verified, and what stands in it.

    `columns` are those of a form with a row a zone or project; `lines` those of one whose lines are indicators, and
    `columns` then those of their numbers, where there is more than one. Lines that need their heading to be told apart
    are `named_by_heads`.
    `counts_row_numbers` tells that its column of row numbers is the first of its numbered columns. `no_file` says why
    none is made. `a_zone_each` is a form that one zone's developer fills in; one `if_on_record` is among
    all forms of a place only where the place has zones of its kind.
    """

    code: str
    title: Text
    layout: Verified
    basis: Text
    kind: ZoneKind
    receiver: Text
    signer: Text
    suffix: str = ""
    cutoff: Cutoff = Cutoff.CALENDAR
    rows: RowsOf = RowsOf.LINES
    sections: tuple[FormSection, ...] = ()
    columns: tuple[FormColumn, ...] = ()
    lines: tuple[FormLine, ...] = ()
    notes: tuple[Text, ...] = ()
    section_totals: bool = False
    grand_total: bool = True
    named_by_heads: bool = False
    counts_row_numbers: bool = False
    a_zone_each: bool = False
    if_on_record: bool = False
    no_file: Text | None = None

    @property
    def name(self) -> str:
        """How its number is written on it."""
        return f"{self.code}{self.suffix}"

    @property
    def layout_text(self) -> Text:
        """How well its layout was verified, in words."""
        if self.layout is Verified.MEMORY:
            return Text(
                "chỉ biết tên biểu; bố cục theo hiểu biết, chưa đọc bản gốc",
                "only its title is known; the layout is as understood, the original was not read",
            )
        return self.layout.label

    @property
    def is_filled(self) -> bool:
        """Whether a file of it is made."""
        return self.no_file is None


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the portal that a number leads to where it is no single figure: its route, what the route takes, its query."""

    route: str
    arguments: tuple[str, ...] = ()
    query: tuple[tuple[str, str], ...] = ()


class CellState(StrEnum):
    """What a cell of a form holds."""

    NUMBER = "number"
    TEXT = "text"
    EMPTY = "empty"
    UNRECORDED = "unrecorded"
    INSUFFICIENT = "insufficient"
    NOT_HELD = "not_held"
    BY_HAND = "by_hand"


ABSENT = {
    CellState.UNRECORDED: UNKNOWN,
    CellState.INSUFFICIENT: INSUFFICIENT,
    CellState.NOT_HELD: Text("sổ không ghi", "not held"),
    CellState.BY_HAND: Text("nhập tay", "by hand"),
}
"""What is said of a cell without a number."""


Ref = tuple[str, str]
"""A cell by the keys of its row and column."""
Piece = str | Ref


@dataclass(slots=True)
class FormCell:
    """A cell: its exact value in the form's unit, the formula that comes to it, the figures behind it.

    `value` of a formula is what the books say that it comes to. `said` tells what it is where no single figure is it,
    and `page` leads there.
    """

    value: Fraction | str | None = None
    unit: CellUnit | None = None
    state: CellState = CellState.EMPTY
    formula: tuple[Piece, ...] = ()
    figures: tuple[Figure, ...] = ()
    said: tuple[Text, ...] = ()
    demo: bool = False
    page: PageLink | None = None

    @property
    def amount(self) -> Fraction | None:
        """Its value as a number; None where it is none."""
        return self.value if isinstance(self.value, Fraction) else None


class RowKind(StrEnum):
    """What a row of a form is."""

    SECTION = "section"
    ROW = "row"
    REST = "rest"
    """What the books have of the place and of none of the rows."""
    TOTAL = "total"


@dataclass(slots=True)
class FilledRow:
    """A row with its cells by the keys of the columns. `who` is the book that it is from."""

    key: str
    kind: RowKind
    cells: dict[str, FormCell] = field(default_factory=dict)
    who: str = ""


@dataclass(slots=True)
class FilledForm:
    """A form filled for one place or zone and period."""

    form: StatutoryForm
    name: str
    subject: Text
    columns: Sequence[FormColumn]
    rows: list[FilledRow]
    reporters: tuple[str, ...]
    notes: tuple[Text, ...] = ()

    def cell(self, row: str, column: str) -> FormCell | None:
        """A cell by its keys."""
        for each in self.rows:
            if each.key == row:
                return each.cells.get(column)
        return None

    @property
    def demo(self) -> bool:
        """Whether any of it is demonstration data."""
        return any(cell.demo for row in self.rows for cell in row.cells.values())
