"""Forms of parks and clusters that were filled here, read back as the templates of the events that they can be made of again.

Parks begin with an opening balance at the end of the form's period; what was produced, paid and employed is a report of the
period. What a form counts over projects or clusters is on record of each of them, and no event holds the count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from parkledger.briefing.forms import StatutoryForm
from parkledger.briefing.forms.circular_14 import SUMMARY
from parkledger.briefing.forms.filling import REST_NAMES, RESULT, TOTAL_NAME, lines_columns, table_columns
from parkledger.briefing.forms.ministry import OUTPUT
from parkledger.briefing.forms.model import BN_VND, M_USD, Asked, CellUnit, FormColumn, RowsOf
from parkledger.briefing.forms.rows import IN_OPERATION
from parkledger.language import Lang, Text
from parkledger.ledger.events.opening_balances import ZoneOpened
from parkledger.ledger.events.reports import PeriodReport
from parkledger.ledger.events.zones import InfrastructureCompleted
from parkledger.workbooks.map.form_rows import FINEST, Values, in_money, no_lines, number_of, told_apart
from parkledger.workbooks.read.cells import Cell, address
from parkledger.workbooks.read.grids import Grid

Templates = dict[str, list[Values]]
"""The rows of the templates of event types, by the types' codes."""
READ = frozenset({"2101", "2103", "2104", "2106", "2107", "03", "04"})
"""The forms that are read, all of them or in part."""
YES, NO = "có", "không"
ORIGINS = ("fdi", "ddi", "")
OUTPUT_LINES = tuple((key, indicator) for key, _, indicator in OUTPUT)
LABOUR, FOREIGN = "values.labour.workers", "values.labour.foreign"
PARTLY = MappingProxyType(
    {
        "2103": Text(
            "2103: không nạp văn bản, dự án hạ tầng, vốn, mặt bằng sạch; biểu không nêu mã dự án và ngày bàn giao",
            "2103: not documents, infrastructure projects, capital and clean land; it gives no codes of projects and no days",
        ),
        "2107": Text(
            "2107: không nạp văn bản quy hoạch, vì biểu không nêu ngày của từng quyết định",
            "2107: not the documents of plans, for it does not give the days of the decisions",
        ),
        "2101": Text(
            "2101: chỉ nạp doanh thu, xuất nhập khẩu, ngân sách; số dự án, vốn, đất ghi theo từng dự án mà biểu không nêu",
            "2101: revenue, trade and budget alone; projects, capital and land are on record by project, which it does not name",
        ),
        "2104": Text(
            "2104: chỉ nạp doanh thu, xuất nhập khẩu, ngân sách, lao động từng khu; số dự án và vốn ghi theo từng dự án mà biểu không nêu",
            "2104: revenue, trade, budget and workers of each park; projects and capital are on record by project, which it does not name",
        ),
        "03": Text(
            "03: chỉ nạp dòng 23, 24, 25; các dòng khác đếm cụm, dự án mà biểu không nêu tên",
            "03: lines 23 to 25 alone; the others count clusters and projects that it does not name",
        ),
        "04": Text(
            "04: chỉ nạp dòng 23, 24, 25; các dòng khác đếm cụm, dự án mà biểu không nêu tên",
            "04: lines 23 to 25 alone; the others count clusters and projects that it does not name",
        ),
    }
)
"""Of forms that are read in part: what is, and why the rest is not."""


@dataclass(slots=True)
class _Parks:
    """What forms 2103 and 2107 of a workbook tell of each park, by its name."""

    opened: dict[str, Values] = field(default_factory=dict)
    completion: dict[str, Fraction] = field(default_factory=dict)
    planned: set[str] = field(default_factory=set)
    has_plan: bool = False


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet that is a filled form, with the days that it is of and the place or zone that it names."""

    form: StatutoryForm
    grid: Grid
    period: tuple[date, date]
    subject: str
    rows_left: list[str] = field(default_factory=list)
    """Where numbers stand in rows that are none of the form's."""
    sums_left: list[str] = field(default_factory=list)
    """Where sums of both origins stand of which no event can be made beside what is told of one."""

    def notes(self) -> Iterator[Text]:
        """What is to be said of numbers that were not read."""
        if _heads_at(self.grid, _columns_of(self.form)) is None:
            yield Text(
                f"{self.form.code}: không nạp trang {self.grid.name}: đầu cột không còn như biểu đã xuất",
                f"{self.form.code}: not sheet {self.grid.name}: its headings are no longer those of the form",
            )
        yield from no_lines(self.form.code, self.rows_left)
        if self.sums_left:
            where = ", ".join(self.sums_left)
            yield Text(
                f"{self.form.code}: không nạp số chung ở ô {where}: chỉ một trong hai phần FDI, DDI có số và số chung không cho "
                "biết phần kia; hãy ghi cả hai phần",
                f"{self.form.code}: not the sums in cells {where}: of FDI and DDI one alone is told, and the sum does not tell the "
                "other; give both",
            )


def templates_of(sheets: Sequence[FilledSheet]) -> tuple[Templates, list[Text]]:
    """The rows of templates that the forms of one workbook come to, and what is to be said of what is not read of them.

    What two of them tell is taken from the one that parts it more.
    """
    parks = _Parks()
    reports: list[Values] = []
    codes = {sheet.form.code for sheet in sheets}
    for sheet in sheets:
        code = sheet.form.code
        if code == "2103":
            _take_infrastructure(sheet, parks)
        elif code == "2107":
            _take_plan(sheet, parks)
        elif code == "2104":
            reports += _by_park(sheet)
        elif code == "2106" and "2104" not in codes:
            reports += _labour(sheet)
        elif code == "2101" and "2104" not in codes:
            reports += _of_parks(sheet)
        elif code == "04" or (code == "03" and "04" not in codes):
            reports += _of_clusters(sheet)
    found = {
        ZoneOpened.code: _openings(parks),
        InfrastructureCompleted.code: [
            {"zone": name, "complete": NO, "percent": percent, "effective_on": parks.opened[name]["effective_on"]}
            for name, percent in parks.completion.items()
        ],
        PeriodReport.code: reports,
    }
    return found, [note for sheet in sheets for note in sheet.notes()]


def _openings(parks: _Parks) -> list[Values]:
    """A park that a list of the plan does not name is in no plan; where no such list is there, that is not said."""
    return [
        {"kind": "park", "name": name, **said, **({"planned": YES if name in parks.planned else NO} if parks.has_plan else {})}
        for name, said in parks.opened.items()
    ]  # fmt: skip


def _take_infrastructure(sheet: FilledSheet, parks: _Parks) -> None:
    for _, _, cells in _rows(sheet):
        name = str(cells["name"])
        said = parks.opened.setdefault(name, {})
        said |= {"effective_on": sheet.period[1], "established": YES} | _words(cells, ("place", "developer"))
        for key, column in (("area", "area_m2"), ("leasable", "industrial_m2"), ("leased", "leased_industrial_m2")):
            said |= _number(cells[key], f"{column}:ha")
        if cells["state"] in {IN_OPERATION.vi, IN_OPERATION.en}:
            said["operating"] = YES
        if (completion := number_of(cells["completion"])) is not None:
            parks.completion[name] = completion


def _take_plan(sheet: FilledSheet, parks: _Parks) -> None:
    parks.has_plan = True
    for section, _, cells in _rows(sheet):
        name = str(cells["name"])
        parks.planned.add(name)
        said = parks.opened.setdefault(name, {"established": YES if section == "approved" else NO})
        said |= (
            {"effective_on": sheet.period[1]}
            | _words(cells, ("place",))
            | _number(cells["planned"], "planned_area_m2:ha")
        )
        if section == "approved":
            said |= _number(cells["approved"], "area_m2:ha")


def _by_park(sheet: FilledSheet) -> Iterator[Values]:
    """Form 2104: a report a park and origin, and one of what is not told apart by park."""
    columns = {column.key: (place, column.unit) for place, column in enumerate(table_columns(sheet.form))}
    for section, row, cells in _rows(sheet):
        where: Values = {"kind": "park"} if section == REST else {"zone": str(cells["name"])}
        told: dict[str, Values] = {origin: {} for origin in ORIGINS}
        for key, indicator in OUTPUT_LINES:
            given = {}
            for origin in ORIGINS:
                column = f"{origin or 'all'}.{key}"
                place, unit = columns[column]
                given[origin] = _Told(number_of(cells[column]), unit or BN_VND, address(row, place))
            _take_origins(indicator, given, told, sheet)
        told[""] |= _workers(cells)
        yield from _reports(sheet, where, told)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a form tells of one origin, or of both together, and in which cell."""

    number: Fraction | None
    unit: CellUnit
    address: str


def _take_origins(indicator: str, given: Mapping[str, _Told], told: Mapping[str, Values], sheet: FilledSheet) -> None:
    """Put what is told of each origin where it belongs; of both together where neither is told.

    Where one is told, the other is the rest of both. In another unit that rest is not known.
    """
    parts = {origin: each for origin, each in given.items() if origin and each.number is not None}
    whole, rest = given[""], None
    for origin, each in (parts or {"": whole}).items():
        told[origin].update(_money(each.number, indicator, each.unit))
    if whole.number is None or len(parts) != 1:
        return
    ((origin, part),) = parts.items()
    if part.unit == whole.unit and part.number is not None:
        rest = whole.number - part.number
    if rest is None or rest <= -FINEST:
        sheet.sums_left.append(whole.address)
    elif rest >= FINEST:
        other = next(each for each in ORIGINS if each and each != origin)
        told[other].update(_money(rest, indicator, whole.unit))


def _labour(sheet: FilledSheet) -> Iterator[Values]:
    """Form 2106: the workers of each park."""
    for section, _, cells in _rows(sheet):
        where: Values = {"kind": "park"} if section == REST else {"zone": str(cells["name"])}
        workers = number_of(cells["workers"])
        told = {} if workers is None else {LABOUR: workers} | _number(cells["foreigners"], FOREIGN)
        yield from _reports(sheet, where, {"": told})


def _workers(cells: Mapping[str, Cell]) -> Values:
    vietnamese, foreign = number_of(cells["vietnamese"]), number_of(cells["foreigners"])
    if vietnamese is None or foreign is None:
        return {}
    return {LABOUR: vietnamese + foreign, FOREIGN: foreign}


def _of_parks(sheet: FilledSheet) -> Iterator[Values]:
    """Form 2101: what all parks of the place reported, of each origin or, where that is not told, together."""
    said = _lines(sheet)
    told: dict[str, Values] = {origin: {} for origin in ORIGINS}
    for key, indicator in OUTPUT_LINES:
        given = {}
        for origin, unit in (("fdi", M_USD), ("ddi", BN_VND), ("", BN_VND)):
            cell, where = said.get(f"{origin or 'all'}.{key}", (None, ""))
            given[origin] = _Told(number_of(cell), unit, where)
        _take_origins(indicator, given, told, sheet)
    yield from _reports(sheet, {"kind": "park"}, told)


def _of_clusters(sheet: FilledSheet) -> Iterator[Values]:
    """Forms 03 and 04: what all clusters of the place reported."""
    said = _lines(sheet)
    told: Values = {}
    for line in SUMMARY:
        source = line.source
        if line.key in CLUSTER_LINES and isinstance(source, Asked):
            cell, _ = said.get(line.key, (None, ""))
            if source.unit.currency:
                told |= _money(number_of(cell), source.indicator, source.unit)
            else:
                told |= _number(cell, f"values.{source.indicator}")
    where = {"kind": "cluster"} | ({"place": sheet.subject} if sheet.form.code == "03" else {})
    yield from _reports(sheet, where, {"": told})


CLUSTER_LINES = frozenset({"23", "24", "25"})
REST = "rest"


def _reports(sheet: FilledSheet, where: Values, told: Mapping[str, Values]) -> Iterator[Values]:
    """A report for each origin of which something is told."""
    start, end = sheet.period
    for origin, values in told.items():
        if values:
            named = {"origin": origin} if origin else {}
            yield {**where, **named, "period_start": start, "period_end": end, **values}


def _rows(sheet: FilledSheet) -> Iterator[tuple[str, int, Mapping[str, Cell]]]:
    """The rows of a table by the keys of its columns, each with its section, or that it is of what no row has, and its place.

    A named row without a number of its own is none of the form's.
    """
    columns = table_columns(sheet.form)
    begin = _heads_at(sheet.grid, columns)
    titles = {title: section.key for section in sheet.form.sections for title in (section.title.vi, section.title.en)}
    section = ""
    for place in range(begin + 2 if begin is not None else len(sheet.grid.rows), len(sheet.grid.rows)):
        row = sheet.grid.rows[place]
        cells = dict(zip((column.key for column in columns), [*row, *[None] * len(columns)], strict=False))
        name = cells[columns[1].key]
        if name in {TOTAL_NAME.vi, TOTAL_NAME.en} and not sheet.form.section_totals:
            return
        if name in titles:
            section = titles[str(name)]
        elif str(cells[columns[0].key] or "").removesuffix(".0").isdecimal() and name:
            yield section, place, cells
        elif name in REST_NAMES:
            yield REST, place, cells
        elif name and name not in {TOTAL_NAME.vi, TOTAL_NAME.en}:
            first = next((at for at, cell in enumerate(row) if at > 1 and number_of(cell) is not None), None)
            sheet.rows_left.extend([address(place, first)] if first is not None else [])


def _columns_of(form: StatutoryForm) -> Sequence[FormColumn]:
    return lines_columns(form) if form.rows is RowsOf.LINES else table_columns(form)


def _heads_at(grid: Grid, columns: Sequence[FormColumn]) -> int | None:
    """The row of a sheet's headings; None where they are not the form's."""
    heads = [[column.written(lang) for column in columns] for lang in Lang]
    for place, row in enumerate(grid.rows):
        if list(row[: len(columns)]) in heads:
            return place
    return None


def _lines(sheet: FilledSheet) -> dict[str, tuple[Cell, str]]:
    """What a form whose lines are indicators has in its column of results, and where, by the keys of its lines."""
    columns = lines_columns(sheet.form)
    begin, result = _heads_at(sheet.grid, columns), [column.key for column in columns].index(RESULT)
    if begin is None:
        return {}
    found, left = told_apart(sheet.form, list(enumerate(sheet.grid.rows))[begin + 2 :], result)
    sheet.rows_left.extend(left)
    return found


def _words(cells: Mapping[str, Cell], keys: Sequence[str]) -> Values:
    return {key: str(cells[key]) for key in keys if cells[key]}


def _number(cell: Cell, key: str) -> Values:
    number = number_of(cell)
    return {} if number is None else {key: number}


def _money(number: Fraction | None, indicator: str, unit: CellUnit) -> Values:
    return {} if number is None else {in_money(f"values.{indicator}", unit): number}
