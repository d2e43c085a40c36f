"""Forms that an enterprise filed of its project, read back: each sheet as the templates of the events that its lines tell of.

Of the form's columns that of its own period is read. What is told to date follows from the forms of the periods before.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
    MISSING_MARK,
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
from parkledger.workbooks.errors import FormsNotRead, InvestorsUntold, SourceUntold
from parkledger.workbooks.map.columns import column_named
from parkledger.workbooks.map.filled_tables import PARTLY, FilledSheet, templates_of
from parkledger.workbooks.map.filled_tables import READ as READ_TABLES
from parkledger.workbooks.map.form_rows import (
    FINEST,
    LABEL,
    NUMBER,
    FormRows,
    Values,
    in_money,
    no_lines,
    number_of,
    words_of,
)
from parkledger.workbooks.map.mappings import mapped_forms
from parkledger.workbooks.map.tables import MARK
from parkledger.workbooks.read.cells import Cell, Untold, address
from parkledger.workbooks.read.grids import Grid

READ = MappingProxyType({code: FORMS[code] for code in ("01", "A.III.1", "A.III.2", "A.III.3", "B.4")})
CODES = MappingProxyType({form.name: code for code, form in FORMS.items()})
"""The forms by the names that stand above them: 2101.H.QLKKT."""
_NAMED = re.compile(rf"(?:{FORM_HEADING.vi}|{FORM_HEADING.en}): ([A-Z0-9.]+)")
_PERIOD = re.compile(rf"(?:{PERIOD_HEADING.vi}|{PERIOD_HEADING.en}): .*\(([0-9A-Za-z/ ]+) – ([0-9A-Za-z/ ]+)\)")
_INVESTOR = re.compile(r"[0-9]+(?:\.[0-9]+)+")
UNIT, RESULT = 2, 3
"""The columns of a sheet that are read beside a line's number and its words: its unit, what it came to in the form's own period."""
TITLES = 10
"""Rows above the lines in which the period stands."""


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
    left: list[str] = field(default_factory=list)
    """Where numbers stand in rows that are neither lines of the form nor of an investor."""


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
        number = number_of(self.cells[RESULT])
        return self.told if number is None else number

    @property
    def untold(self) -> Fraction:
        """What of it no row below tells. Programs add in binary: what is finer than any number of a form is none."""
        rest = self.amount - self.told
        return rest if rest >= FINEST else Fraction(0)


def unfolded(grids: Iterable[Grid]) -> list[Grid]:
    """The sheets of a file that may be read, each filled form of a project as templates.

    Forms of parks and clusters come to templates too, so far as events can hold what they tell. Check sheets are left out,
    and so are forms of which no event can be made: what is not read, and why, is noted on the first sheet that stays.
    Raises FormsNotRead where none does.
    """
    found: list[Grid] = []
    left_out: list[str] = []
    tables: list[FilledSheet] = []
    is_form = False
    for grid in grids:
        code = _code_of(grid)
        if code is not None:
            is_form, grid = True, _without_marks(grid)
        period = _period_of(grid) if code in READ_TABLES else None
        if code is not None and code in READ:
            found += _templates(grid, READ[code])
        elif code is not None and period is not None:
            tables.append(FilledSheet(FORMS[code], grid, period, _subject_of(grid)))
        elif code is not None and code not in mapped_forms():
            left_out.append(code)
        elif not (is_form and _is_check_sheet(grid)):
            found.append(grid)
    found = [*_of_tables(tables), *found]
    return _with_notes(found, left_out, [sheet.form.code for sheet in tables])


def _of_tables(sheets: Sequence[FilledSheet]) -> list[Grid]:
    """Templates of what the forms of parks and clusters in a workbook tell."""
    name = "+".join(dict.fromkeys(sheet.form.code for sheet in sheets))
    templates, notes = templates_of(sheets)
    found = [_template(name, code, rows) for code, rows in templates.items() if rows]
    return [replace(each, notes=notes if each is found[0] else []) for each in found]


def _with_notes(found: list[Grid], left_out: Sequence[str], tables: Sequence[str]) -> list[Grid]:
    """The sheets, the first with what of the workbook is not read, and why. Raises FormsNotRead where none is left."""
    notes = [PARTLY[code] for code in dict.fromkeys(tables) if code in PARTLY]
    if left_out or not found:
        unread = _not_read(left_out or tables)
        if not found:
            raise unread
        notes.insert(0, Text(unread.message(Lang.VI), unread.message(Lang.EN)))
    return [replace(found[0], notes=[*found[0].notes, *notes]), *found[1:]] if notes else found


def _not_read(codes: Iterable[str]) -> FormsNotRead:
    wanted = sorted(set(codes))
    parts = [(code, why) for code in wanted if (why := PARTLY.get(code) or NOT_READ.get(code))]
    why = Text(
        "; ".join(_told(code, each, Lang.VI) for code, each in parts),
        "; ".join(_told(code, each, Lang.EN) for code, each in parts),
    )
    return FormsNotRead(forms=wanted, why=why, read=sorted({*READ, *mapped_forms(), *READ_TABLES}))


def _told(code: str, why: Text, lang: Lang) -> str:
    said = why.of(lang)
    return said if said.startswith(code) else f"{code}: {said}"


NO_PROJECTS = Text("cộng các dự án mà biểu không nêu mã", "sums projects whose codes it does not give")
NO_DECISIONS = Text(
    "không nêu mã dự án và ngày của từng quyết định, sự kiện của dự án cần cả hai",
    "gives neither the codes of projects nor the days of decisions, and an event of a project needs both",
)
NO_AREAS = Text("không nêu ngày của từng quyết định về khu", "does not give the days of the decisions on zones")
NOT_READ = MappingProxyType(
    {
        "2102": NO_AREAS,
        "2105": Text(
            "không nêu tên từng công trình, trạm quan trắc và ngày của từng lần đo",
            "names neither works nor stations, nor the days of samples",
        ),
        "2109": NO_PROJECTS,
        "2110": Text("là các cột của 2108: hãy nạp biểu 2108", "has the columns of 2108: import that form"),
        "2111": NO_DECISIONS,
        "2112": Text("chỉ có đầu cột", "has headings alone"),
        "2113": NO_DECISIONS,
        "2114": NO_PROJECTS,
        "2115": Text(
            f"{NO_DECISIONS.vi}; vốn của dự án trước khi điều chỉnh cũng không có trong biểu",
            f"{NO_DECISIONS.en}; nor does it give the project's capital before",
        ),
        "2116": NO_DECISIONS,
        "02": Text(
            "không nêu mã dự án hạ tầng, đất công nghiệp của cụm và mã các dự án được đếm",
            "gives neither the code of the infrastructure project, nor the cluster's industrial land, nor the projects it counts",
        ),
        "A.IV.1": NO_PROJECTS,
        "A.4": Text("đất lấy từ sổ, phần khác viết tay", "has its land from the register, the rest by hand"),
    }
)
"""Of each form that is not read, what it does not say that an event would need."""


def _without_marks(grid: Grid) -> Grid:
    """A filled form without the marks that stand where a number lacks: those cells are empty."""
    rows = [
        [None if isinstance(cell, str) and cell.startswith(MISSING_MARK) else cell for cell in row] for row in grid.rows
    ]
    return replace(grid, rows=rows)


def _is_check_sheet(grid: Grid) -> bool:
    return grid.cell(0, 0) in {CHECKS_HEADING.vi, CHECKS_HEADING.en}


def _code_of(grid: Grid) -> str | None:
    """The code of the form that a sheet is, as it was filled here; None where it is none."""
    named = _NAMED.match(str(grid.cell(0, 0) or ""))
    return CODES.get(named[1]) if named else None


def _templates(grid: Grid, form: StatutoryForm) -> list[Grid]:
    """A filled form as sheets of templates; the sheet itself where it does not say of which project and period it is."""
    period = _period_of(grid)
    filed = _Filed()
    for line, number, cells in _lines(grid, form):
        _take(line, address(number, RESULT), cells, filed)
    _close_kind(filed)
    if not filed.project and form.report is not None:
        filed.project = _project_of(_subject_of(grid))
    if period is None or not filed.project:
        return [grid]
    common = {"project": filed.project, "period_start": period[0], "period_end": period[1]}
    told = (
        (BusinessReport.code, _business(filed.business, ())),
        (BusinessReport.code, _business(filed.expected, (("status", PLANNED),))),
        (CapitalReport.code, filed.capital),
        (EcoReport.code, [{"part": part} | said for part, said in filed.savings.items()]),
    )
    found = [_template(grid.name, code, [common | row for row in rows]) for code, rows in told if rows]
    return [replace(each, notes=list(no_lines(form.code, filed.left) if each is found[0] else ())) for each in found]


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


def _subject_of(grid: Grid) -> str:
    """The place, zone or project that a form names before its period; empty where it names none."""
    for row in grid.rows[:TITLES]:
        for cell in row:
            if _PERIOD.search(words := str(cell or "")):
                return re.split(rf", (?:{PERIOD_HEADING.vi}|{PERIOD_HEADING.en}): ", words, maxsplit=1)[0]
    return ""


def _project_of(subject: str) -> str:
    """The code of the project that a form names: after its name, in brackets, or alone."""
    named = re.search(r"\(([^()]+)\)$", subject)
    return named[1] if named else subject


def _lines(grid: Grid, form: StatutoryForm) -> Iterator[tuple[FormLine | None, int, Sequence[Cell]]]:
    """The rows of a form below its headings, each with the line that it is (None of an investor's rows) and its place."""
    known, begun = FormRows(form), False
    for place, row in enumerate(grid.rows):
        cells = [*row, None, None, None, None]
        if begun and cells[LABEL] is not None:
            yield known.line(cells), place, cells
        begun = begun or cells[LABEL] in {LINE_HEADING.vi, LINE_HEADING.en}


def _take(line: FormLine | None, where: str, cells: Sequence[Cell], filed: _Filed) -> None:
    """Put what a row tells where it belongs."""
    source = line.source if line else None
    if line is None:
        _take_of_investor(where, cells, filed)
        return
    _close_kind(filed)
    if isinstance(source, Told) and source.key == PROJECT_CODE:
        filed.project = words_of(cells[RESULT])
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
    if getattr(source, "unit", None) is OWN_MONEY and words_of(cells[UNIT]):
        filed.money = M_VND if words_of(cells[UNIT]) in {M_VND.label.vi, M_VND.label.en} else USD
    if isinstance(source, OfBusiness):
        values = filed.expected if source.planned else filed.business
        _put(values, source.what.value, filed.money if source.unit is OWN_MONEY else source.unit, cells)
    elif isinstance(source, OfCapital) and not source.kind and not source.planned:
        _add_capital({"source": source.sources[0]}, number_of(cells[RESULT]), filed)


def _take_expected(source: OfCapital, asked: _Contributed, filed: _Filed) -> None:
    """Capital expected, of which the form asks neither the investors nor the sources."""
    if asked.untold:
        of_investors = source.sources[0] in CONTRIBUTED
        unsaid = {"investor" if of_investors else "source": _untold(asked, filed, of_investors=of_investors)}
        _add_capital({**asked.said, **unsaid}, asked.untold, filed)


def _take_of_investor(where: str, cells: Sequence[Cell], filed: _Filed) -> None:
    """A row of an investor's name, or of what it contributed in one way; elsewhere one that is none of the form's."""
    if filed.kind is None:
        filed.left += [where] if number_of(cells[RESULT]) is not None else []
        return
    label = words_of(cells[LABEL])
    source = next((source for source, said in LABELS.items() if label in {said.vi, said.en}), None)
    if source is None:
        _close_investor(filed)
        if _INVESTOR.fullmatch(words_of(cells[NUMBER])):
            filed.investor = _Contributed(where, cells, {**filed.kind.said, "investor": label})
        return
    number = number_of(cells[RESULT])
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
        "line": " ".join(filter(None, (words_of(row.cells[NUMBER]), words_of(row.cells[LABEL])))),
        "number": _said(row.amount),
        "untold": _said(row.untold),
        "unit": filed.money.label,
    }
    if of_investors:
        return Untold(InvestorsUntold(**given, example=f"{words_of(row.cells[NUMBER]) or '1.1'}.1"))
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
    number = number_of(cells[RESULT])
    if number is not None:
        values[_column(name, unit)] = number


def _column(name: str, unit: CellUnit) -> str:
    """The key of a template's column for a field in a form's unit."""
    if unit.currency:
        return in_money(name, unit)
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
