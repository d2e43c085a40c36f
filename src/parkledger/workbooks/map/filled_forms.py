"""Forms that an enterprise filed of its project, read back: each sheet as the templates of the events that its lines tell of.

Of the form's columns that of its own period is read. What is told to date follows from the forms of the periods before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from parkledger.briefing.forms import FORMS, StatutoryForm
from parkledger.briefing.forms.investment import PROJECT_CODE
from parkledger.briefing.forms.model import (
    CHECKS_HEADING,
    FORM_HEADING,
    LINE_HEADING,
    M_VND,
    OWN_MONEY,
    PERIOD_HEADING,
    USD,
    Adds,
    BusinessSum,
    CellUnit,
    FormLine,
    OfBusiness,
    OfCapital,
    OfSavings,
    Told,
)
from parkledger.briefing.forms.of_project import LABELS
from parkledger.language import AMOUNT_UNITS, Lang, ParkError, Text, format_number, parse_date, round_half_up
from parkledger.ledger.events.project_business import CONTRIBUTED, BusinessReport, CapitalReport, EcoReport
from parkledger.ledger.events.reports import PLANNED
from parkledger.tables import LONGEST_SHEET_NAME
from parkledger.workbooks.errors import InvestorsUntold, SourceUntold
from parkledger.workbooks.map.columns import column_named
from parkledger.workbooks.map.tables import MARK
from parkledger.workbooks.read.cells import Cell, Untold, address
from parkledger.workbooks.read.grids import Grid
from parkledger.workbooks.read.numerals import exact

READ = MappingProxyType({code: FORMS[code] for code in ("A.III.1", "A.III.2", "A.III.3", "B.4")})
_NAMED = re.compile(rf"(?:{FORM_HEADING.vi}|{FORM_HEADING.en}): ([A-Z0-9.]+)")
_PERIOD = re.compile(rf"(?:{PERIOD_HEADING.vi}|{PERIOD_HEADING.en}): .*\(([0-9A-Za-z/ ]+) – ([0-9A-Za-z/ ]+)\)")
_INVESTOR = re.compile(r"[0-9]+(?:\.[0-9]+)+")
NUMBER, LABEL, UNIT, RESULT = range(4)
"""The columns of a sheet that are read: a line's number, its words, its unit, what it came to in the form's own period."""
TITLES = 10
"""Rows above the lines in which the period stands."""
FINEST = Fraction(1, 10**6)
"""No number of a form is finer: a đồng of millions of them."""
_UNITS = MappingProxyType({"VND": {10**6: "trieu-vnd", 1: "vnd"}, "USD": {1: "usd"}})
Values = dict[str, Any]


@dataclass(slots=True)
class _Filed:
    """What a filled form tells: its project, and the fields of its events."""

    project: str = ""
    money: CellUnit = USD
    business: Values = field(default_factory=dict)
    expected: Values = field(default_factory=dict)
    capital: list[Values] = field(default_factory=list)
    savings: dict[str, Values] = field(default_factory=dict)
    kind: "_Contributed | None" = None
    """The line of Vietnamese or of foreign investors whose rows are being read."""
    investor: "_Contributed | None" = None
    """The investor whose rows are being read."""


@dataclass(slots=True)
class _Contributed:
    """A row of contributed capital that rows below it divide: where it stands, its number, and what the rows below come to."""

    address: str
    cells: Sequence[Cell]
    said: Values
    told: Fraction = Fraction(0)

    @property
    def amount(self) -> Fraction:
        """What it comes to: its number, else that of the rows below."""
        number = _number(self.cells[RESULT])
        return self.told if number is None else number

    @property
    def untold(self) -> Fraction:
        """What of it no row below tells. Programs add in binary: what is finer than any number of a form is none."""
        rest = self.amount - self.told
        return rest if rest >= FINEST else Fraction(0)


def unfolded(grids: Iterable[Grid]) -> list[Grid]:
    """The sheets of a file, each filled form of a project as templates; its check sheet is left out with it."""
    found, is_form = [], False
    for grid in grids:
        form = _form_of(grid)
        is_form = is_form or form is not None
        found += _templates(grid, form) if form is not None else [] if is_form and _is_check_sheet(grid) else [grid]
    return found


def _is_check_sheet(grid: Grid) -> bool:
    return grid.cell(0, 0) in {CHECKS_HEADING.vi, CHECKS_HEADING.en}


def _form_of(grid: Grid) -> StatutoryForm | None:
    named = _NAMED.match(str(grid.cell(0, 0) or ""))
    return READ.get(named[1]) if named else None


def _templates(grid: Grid, form: StatutoryForm) -> list[Grid]:
    """A filled form as sheets of templates; the sheet itself where it does not say of which project and period it is."""
    period = _period_of(grid)
    filed = _Filed()
    for line, number, cells in _lines(grid, form):
        _take(line, address(number, RESULT), cells, filed)
    _close_kind(filed)
    if period is None or not filed.project:
        return [grid]
    common = {"project": filed.project, "period_start": period[0], "period_end": period[1]}
    told = (
        (BusinessReport.code, _business(filed.business, ())),
        (BusinessReport.code, _business(filed.expected, (("status", PLANNED),))),
        (CapitalReport.code, filed.capital),
        (EcoReport.code, [{"part": part} | said for part, said in filed.savings.items()]),
    )
    return [_template(grid.name, code, [common | row for row in rows]) for code, rows in told if rows]


def _period_of(grid: Grid) -> tuple[date, date] | None:
    """The first and last day of which a form says that it is; None where it says none."""
    for row in grid.rows[:TITLES]:
        for cell in row:
            if said := _PERIOD.search(str(cell or "")):
                try:
                    return parse_date(said[1]), parse_date(said[2])
                except ParkError:
                    return None
    return None


def _lines(grid: Grid, form: StatutoryForm) -> Iterator[tuple[FormLine | None, int, Sequence[Cell]]]:
    """The rows of a form below its headings, each with the line that it is (None of an investor's rows) and its place."""
    known = {(each.number, label): each for each in form.lines for label in (each.label.vi, each.label.en)}
    begun = False
    for place, row in enumerate(grid.rows):
        cells = [*row, None, None, None, None]
        if begun and cells[LABEL] is not None:
            yield known.get((_text(cells[NUMBER]), _text(cells[LABEL]))), place, cells
        begun = begun or cells[LABEL] in {LINE_HEADING.vi, LINE_HEADING.en}


def _text(cell: Cell) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell or "")


def _take(line: FormLine | None, where: str, cells: Sequence[Cell], filed: _Filed) -> None:
    """Put what a row tells where it belongs."""
    source = line.source if line else None
    if line is None:
        _take_of_investor(where, cells, filed)
        return
    _close_kind(filed)
    if isinstance(source, Told) and source.key == PROJECT_CODE:
        filed.project = _text(cells[RESULT])
    elif isinstance(source, OfSavings):
        _put(filed.savings.setdefault(source.part, {}), source.name, source.unit, cells)
        if not filed.savings[source.part]:
            del filed.savings[source.part]
    _take_money(source.whole if isinstance(source, Adds) else source, cells, filed)
    if line.investors and isinstance(source, OfCapital):
        filed.kind = _Contributed(where, cells, {"investor_kind": line.investors})
    elif isinstance(source, OfCapital) and source.planned:
        _take_expected(source, _Contributed(where, cells, {"status": PLANNED}), filed)


def _take_money(source: Any, cells: Sequence[Cell], filed: _Filed) -> None:
    """Business, and capital that is not of an investor, in the money of the form's project."""
    if getattr(source, "unit", None) is OWN_MONEY and _text(cells[UNIT]):
        filed.money = M_VND if _text(cells[UNIT]) in {M_VND.label.vi, M_VND.label.en} else USD
    if isinstance(source, OfBusiness):
        values = filed.expected if source.planned else filed.business
        _put(values, source.what.value, filed.money if source.unit is OWN_MONEY else source.unit, cells)
    elif isinstance(source, OfCapital) and not source.kind and not source.planned:
        _add_capital({"source": source.sources[0]}, _number(cells[RESULT]), filed)


def _take_expected(source: OfCapital, asked: _Contributed, filed: _Filed) -> None:
    """Capital expected, of which the form asks neither the investors nor the sources."""
    if asked.untold:
        of_investors = source.sources[0] in CONTRIBUTED
        unsaid = {"investor" if of_investors else "source": _untold(asked, filed, of_investors=of_investors)}
        _add_capital({**asked.said, **unsaid}, asked.untold, filed)


def _take_of_investor(where: str, cells: Sequence[Cell], filed: _Filed) -> None:
    """A row of an investor's name, or of what it contributed in one way."""
    if filed.kind is None:
        return
    label = _text(cells[LABEL])
    source = next((source for source, said in LABELS.items() if label in {said.vi, said.en}), None)
    if source is None:
        _close_investor(filed)
        if _INVESTOR.fullmatch(_text(cells[NUMBER])):
            filed.investor = _Contributed(where, cells, {**filed.kind.said, "investor": label})
        return
    number = _number(cells[RESULT])
    if number is None:
        return
    said = filed.investor.said if filed.investor else filed.kind.said
    if filed.investor is None and number:
        of_nobody = _Contributed(where, cells, said)
        said = {**said, "investor": _untold(of_nobody, filed, of_investors=True)}
    if filed.investor is not None or number:
        _add_capital({"source": source, **said}, number, filed)
    (filed.investor or filed.kind).told += number


def _close_investor(filed: _Filed) -> None:
    """End the rows of an investor; what it contributed and no row says in what is refused."""
    if filed.kind is None or filed.investor is None:
        return
    own, filed.investor = filed.investor, None
    filed.kind.told += own.amount
    if own.untold:
        _add_capital({**own.said, "source": _untold(own, filed, of_investors=False)}, own.untold, filed)


def _close_kind(filed: _Filed) -> None:
    """End the rows of the investors of a kind; what they contributed and no investor's row tells is refused."""
    _close_investor(filed)
    if filed.kind is None:
        return
    own, filed.kind = filed.kind, None
    if own.untold:
        _add_capital({**own.said, "investor": _untold(own, filed, of_investors=True)}, own.untold, filed)


def _untold(row: _Contributed, filed: _Filed, *, of_investors: bool) -> Untold:
    """What stands where a row should say of which investor, or of which source, its capital is: why, and the remedy."""
    given: dict[str, Any] = {
        "cell": row.address,
        "line": " ".join(filter(None, (_text(row.cells[NUMBER]), _text(row.cells[LABEL])))),
        "number": _said(row.amount),
        "untold": _said(row.untold),
        "unit": filed.money.label,
    }
    if of_investors:
        return Untold(InvestorsUntold(**given, example=f"{_text(row.cells[NUMBER]) or '1.1'}.1"))
    return Untold(SourceUntold(**given))


def _said(number: Fraction) -> Text:
    return Text(*(format_number(number, lang) for lang in (Lang.VI, Lang.EN)))


def _add_capital(said: Values, number: Fraction | None, filed: _Filed) -> None:
    """A row of capital; of a loan that was repaid by more than was borrowed, what was repaid."""
    if number is None:
        return
    key = _column("amount", filed.money)
    if number < 0:
        said = {**said, _column("repaid", filed.money): -number}
    filed.capital.append({**said, key: max(number, type(number)(0))})


def _put(values: Values, name: str, unit: CellUnit | None, cells: Sequence[Cell]) -> None:
    """A field as a row tells it; nothing where it tells no number."""
    if unit is None:
        words = cells[RESULT] if isinstance(cells[RESULT], str) else ""
        values |= {name: words} if words else {}
        return
    number = _number(cells[RESULT])
    if number is not None:
        values[_column(name, unit)] = number


def _number(cell: Cell) -> Fraction | None:
    """A cell's number, exactly; None where it has none."""
    return exact(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def _column(name: str, unit: CellUnit) -> str:
    """The key of a template's column for a field in a form's unit."""
    if unit.currency:
        return f"{name}:{_UNITS[unit.currency][unit.size]}"
    if name == BusinessSum.LAND_USED:
        return f"{name}:m2"
    return f"{name}:nghin" if unit.size == AMOUNT_UNITS["nghin"].smallest else name


def _business(said: Values, also: Iterable[tuple[str, str]]) -> list[Values]:
    """The fields of a report of business, from what the form asks: workers in all, the payroll, a loss apart from a profit."""
    values = dict(said)
    vietnamese, foreign = values.pop(BusinessSum.VIETNAMESE_WORKERS.value, None), values.get("foreign_workers")
    if vietnamese is not None and foreign is not None:
        values["workers"] = vietnamese + foreign
    income = values.pop(f"{BusinessSum.INCOME.value}:trieu-vnd", None)
    if income is not None and values.get("workers"):
        values["payroll:vnd"] = round_half_up(income * values["workers"] * M_VND.size)
    for key in [key for key in values if key.partition(":")[0] == "profit" and values[key] < 0]:
        values[key.replace("profit", "loss")] = -values.pop(key)
    return [values | dict(also)] if values else []


def _template(name: str, code: str, rows: Sequence[Values]) -> Grid:
    """Rows as a sheet of the template of an event type."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    labels = [column.heading if (column := column_named(code, key)) else Text(key, key) for key in keys]
    title = f"{name[: LONGEST_SHEET_NAME - len(code) - 1]} {code}"
    written = [[str(number), *(_cell(row.get(key)) for key in keys)] for number, row in enumerate(rows, start=1)]
    return Grid(title, [[f"{MARK}{code}", *keys], ["STT", *(label.vi for label in labels)], *written])


def _cell(value: Any) -> Cell:
    """A value as a cell of a sheet has it."""
    return value if value is None or isinstance(value, str | date | Untold) else float(value)
