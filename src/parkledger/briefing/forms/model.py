"""What statutory forms are made of: columns or lines, each with what it asks of the books and in which unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from parkledger.catalogue import Origin, Verified, ZoneKind
from parkledger.catalogue.cluster_reports import ClusterReport
from parkledger.figures import Figure
from parkledger.figures.wording import INSUFFICIENT, UNKNOWN
from parkledger.language import Lang, Period, Text


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
M_VND = CellUnit(Text("triệu đồng", "million VND"), "#,##0.00#", 10**6, "VND")
USD = CellUnit(Text("USD", "USD"), "#,##0.00", 1, "USD")
OWN_MONEY = CellUnit(Text("USD; dự án cấp bằng đồng: triệu đồng", "USD; of projects in đồng million VND"))
"""Stands for the one of the two that the form's project is stated in: dollars of a foreign one, million đồng of a domestic."""
KWH, LITRES, M3 = (CellUnit(Text(vi, en)) for vi, en in (("kWh", "kWh"), ("lít", "litres"), ("m³", "m³")))
TONNES = CellUnit(Text("tấn", "tonnes"), "#,##0.00#", 1000)
M2 = CellUnit(Text("m²", "m²"))
LINKS = CellUnit(Text("cộng sinh", "symbioses"))
M_VND_A_MONTH = CellUnit(Text("triệu đồng/người/tháng", "million VND a person a month"), "#,##0.00#", 10**6, "VND")

FORM_HEADING, PERIOD_HEADING = Text("Biểu số", "Form"), Text("kỳ báo cáo", "period")
LINE_HEADING, CHECKS_HEADING = Text("Chỉ tiêu", "Indicator"), Text("KIỂM TRA", "CHECKS")
"""What the sheets of a workbook of forms are headed with, and known by where they are read back."""


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
    `indicator`; `above` says that a zone counts where the indicator is above nought, and `or_begun` that it counts, too, where a
    lot of its waste-water works has begun.
    """

    unit: CellUnit
    at: tuple[str, ...]
    not_at: tuple[str, ...] = ()
    indicator: str = ""
    instead: str = ""
    new: bool = False
    above: bool = False
    or_begun: bool = False


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


class BusinessSum(StrEnum):
    """What is asked of the reports of a project's business: a flow of the period, a count at its end, or a mean of it."""

    REVENUE = "revenue"
    EXPORTS = "exports"
    IMPORTS = "imports"
    BUDGET_PAID = "budget_paid"
    WORKERS = "workers"
    FOREIGN_WORKERS = "foreign_workers"
    VIETNAMESE_WORKERS = "vietnamese_workers"
    INCOME = "income"
    """The payroll of a month over the workers, of several reports by their days."""
    PROFIT = "profit"
    """What was earned after tax, less what was lost."""
    RESEARCH = "research"
    ENVIRONMENT = "environment"
    ELECTRICITY = "electricity"
    COAL = "coal"
    OIL = "oil"
    GAS = "gas"
    LAND_USED = "land_used"


@dataclass(frozen=True, slots=True)
class OfBusiness:
    """What the form's project, or the infrastructure projects of the zone, reported of their business in the period.

    `planned` asks what was expected of the period.
    """

    what: BusinessSum
    unit: CellUnit
    planned: bool = False


@dataclass(frozen=True, slots=True)
class OfCapital:
    """What the form's project spent of some sources of capital in the period: of all investors, of those of a kind, or of one.

    `planned` asks what was expected of the period.
    """

    sources: tuple[str, ...]
    unit: CellUnit
    kind: str = ""
    investor: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class OfSavings:
    """What the form's project saved in the period by one of two ways, as its report has it in a field."""

    part: str
    name: str
    unit: CellUnit | None


@dataclass(frozen=True, slots=True)
class OfProject:
    """What postings say of the form's project: what it holds of a measure at the end of the period, or what came in the period."""

    measure: str
    unit: CellUnit
    held: bool = True


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
    whole: "Asked | OfBusiness | OfProject | None" = None
    """What the books say of the whole, in the form's own period: it stands in the line where its parts are not known."""
    beside: "OfProject | None" = None
    """What other events say of the same; the check sheet sets it beside the sum."""


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
    SINCE_REGISTERED = "since_registered"
    """From the day of the project's certificate to the end of the period."""


@dataclass(frozen=True, slots=True)
class OfPeriod:
    """What each line asks, of the form's period or of one that goes with it."""

    when: When = When.PERIOD


OfReports = OfBusiness | OfCapital | OfSavings
"""What is asked of the reports of single projects."""
Source = (
    Asked
    | OverZones
    | OverBuilders
    | OfReports
    | OfProject
    | OfPeriod
    | Given
    | Told
    | Quotient
    | Adds
    | NotHeld
    | ByHand
)


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
    """A line of a form whose lines are indicators; without a source it heads those that follow.

    It is asked `only` in some of the form's columns where that is said. Below one that is of `investors` of a kind, each of
    them has lines of its own.
    """

    key: str
    label: Text
    source: Source | None = None
    number: str = ""
    note: Text | None = None
    measured: CellUnit | None = None
    """The unit of a line that the register does not hold."""
    only: tuple[str, ...] = ()
    investors: str = ""

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
    none is made. `a_zone_each` is a form that one zone's developer fills in, `a_project_each` one that the enterprise of
    each project does: each tenant's in zones of the form's kind, or `every_project`, in whatever zone. One `if_on_record` is
    among all forms of a place only where the place has zones of its kind.
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
    a_project_each: bool = False
    every_project: bool = False
    if_on_record: bool = False
    no_file: Text | None = None
    report: ClusterReport | None = None
    """The report on clusters that it is, which says who sends it to whom."""

    def receiver_on(self, day: date) -> Text:
        """To whom it goes, by the law of a day."""
        return self.report.receivers_on(day) if self.report else self.receiver

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
    def is_of_place(self) -> bool:
        """Whether one is filled for a place, and not one for each of its zones or projects."""
        return not (self.a_zone_each or self.a_project_each)

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
    WITHHELD = "withheld"
    """On record, perhaps, and not shown to whoever asks."""


ABSENT = {
    CellState.UNRECORDED: UNKNOWN,
    CellState.INSUFFICIENT: INSUFFICIENT,
    CellState.NOT_HELD: Text("sổ không ghi", "not held"),
    CellState.BY_HAND: Text("nhập tay", "by hand"),
    CellState.WITHHELD: Text("không công khai", "not public"),
}
"""What is said of a cell without a number."""
LACKING = (CellState.WITHHELD, CellState.UNRECORDED, CellState.INSUFFICIENT)
"""The states of a cell that the register can fill and has no number for, the first first where a sum is of several."""
MISSING_MARK = "…"
"""What stands where a number lacks: the sign by which Vietnamese statistics tell what was not collected."""


Ref = tuple[str, str]
"""A cell by the keys of its row and column."""
Piece = str | Ref


@dataclass(slots=True)
class FormCell:
    """A cell: its exact value in the form's unit, the formula that comes to it, the figures behind it.

    `value` of a formula is what the books say that it comes to. `said` tells what it is where no single figure is it,
    and `page` leads there. `lacks` says why it has no number, where that is more than its state does.
    """

    value: Fraction | str | None = None
    unit: CellUnit | None = None
    state: CellState = CellState.EMPTY
    formula: tuple[Piece, ...] = ()
    figures: tuple[Figure, ...] = ()
    said: tuple[Text, ...] = ()
    demo: bool = False
    page: PageLink | None = None
    lacks: Text | None = None
    reported: Period | None = None
    """The days of reports that cross the edge of the form's period, where it has no number for that."""
    limits: tuple[Text, ...] = ()
    """What it does not cover of what it was asked for, besides what all of the form does not: who or what is missing, since when."""
    against: tuple[tuple[Text, Fraction], ...] = ()
    """Of a sum: what it should come to in its unit, each with whose word that is, for the check sheet."""

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
    reporters: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    coverage: tuple[Text, ...] = ()
    """What limits all of it: places without a book, the last day that books speak for."""

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
