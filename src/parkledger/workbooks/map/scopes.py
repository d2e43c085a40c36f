"""What a table is of where no column of its rows says so: the period and zone of each column, the zone or kind in the titles."""

import re
from collections.abc import Iterator, Sequence

from parkledger.catalogue import Status, ZoneKind, own_name
from parkledger.language import AMOUNT_UNITS, Lang, Period, Text, format_period, parse_date
from parkledger.ledger.events import EVENT_TYPES, EventGroup
from parkledger.ledger.events.declarations import ZoneDeclaration
from parkledger.ledger.events.reports import ScopedEvent, TargetEvent
from parkledger.workbooks.errors import MeasureDiffers, PeriodsUnclear, PlanTitled, UnitDiffers, YearUnsaid
from parkledger.workbooks.map.across import (
    SOME_YEAR,
    ColumnScope,
    OpenHeading,
    is_bare,
    opened,
    sums_among,
    without_periods,
    year_of,
)
from parkledger.workbooks.map.columns import END, RESULTS, START, FieldColumn, fields_by_name
from parkledger.workbooks.map.conversion import NUMERIC
from parkledger.workbooks.map.proposals import measure_in, units_in
from parkledger.workbooks.map.row_kinds import AGENCY, COMMITTEE, GroupName, is_generic_name
from parkledger.workbooks.map.rows import ImportSheet
from parkledger.workbooks.map.said_days import LONGEST_TITLE, SheetDays, says_plan, titles_of
from parkledger.workbooks.map.units import AMOUNT

Columns = list[tuple[int, FieldColumn]]
_ZONE = re.compile(
    r"(?<!các )(?<!những )(?<!nhiều )(?<!một số )\b(?:kcn|ccn|kkt|khu công nghiệp|cụm công nghiệp|khu kinh tế)\s+(?=\w)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"[,;:()\n]|\s[-–]\s*$|\b(?:năm|quý|tháng|kỳ|từ ngày|đến|tính|tỉnh|trên|thuộc|huyện|thị xã|thành phố|tp|giai đoạn|[0-9]{4})\b"
    rf"|\b{COMMITTEE}\b",
    re.IGNORECASE,
)
"""Where the name of a zone ends in a title."""


def set_scopes(sheet: ImportSheet, columns: Columns, days: SheetDays) -> None:
    """Say of which period and zone each column of figures is, where they stand side by side; take sums out of the columns."""
    if START not in fields_by_name(sheet.type):
        return
    period = days.period.period if days.period else _given(sheet)
    year = year_of(days, sheet.grid.name) or _only_year(period)
    telling = [index for index, column in columns if column.field.kind in NUMERIC and not column.is_unit]
    own = {index: each for index in telling if (each := opened(sheet.heading(index), year)) is not None}
    if any(each.lacks_year for each in own.values()):
        heading = next(sheet.heading(index) for index, each in own.items() if each.lacks_year)
        sheet.problems.append(YearUnsaid(where=sheet.grid.name, heading=heading, mapping=sheet.mapping).at_field(START))
        return
    own = {index: each for index, each in own.items() if each.period is not None or _is_of_zone(columns, index, each)}
    if not own or {(each.period, each.zone) for each in own.values()} <= {(period, ""), (None, "")}:
        return
    _leave_out_sums(sheet, columns, own)
    _scope_columns(sheet, columns, own, period)


def _scope_columns(sheet: ImportSheet, columns: Columns, own: dict[int, OpenHeading], period: Period | None) -> None:
    """Give each column of figures its period and zone; one that may be of any of several periods is refused."""
    telling = [index for index, column in columns if column.field.kind in NUMERIC and not column.is_unit]
    periods = {each.period for each in own.values() if each.period is not None}
    common = period or (next(iter(periods)) if len(periods) == 1 else None)
    estimated = any(each.status == Status.ESTIMATE for each in own.values())
    for index in telling:
        scope = own.get(index, OpenHeading("", ""))
        if scope.period is None and common is None and periods:
            sheet.problems.append(
                PeriodsUnclear(where=sheet.grid.name, heading=sheet.heading(index), mapping=sheet.mapping)
            )
            return
        status = scope.status or (Status.FINAL.value if estimated else "")
        zone = scope.zone if _is_of_zone(columns, index, scope) else ""
        sheet.scopes[index] = ColumnScope(scope.period or (common if periods else None), zone, status)
    _tell(sheet)


def _only_year(period: Period | None) -> int | None:
    """The year of a period that lies within one."""
    return period.start.year if period and period.start.year == period.end.year else None


def _given(sheet: ImportSheet) -> Period | None:
    """The period that the mapping gives all rows."""
    if START not in sheet.constants or END not in sheet.constants:
        return None
    return Period(parse_date(sheet.constants[START][1]), parse_date(sheet.constants[END][1]))


def _is_of_zone(columns: Columns, index: int, each: OpenHeading) -> bool:
    """Whether a column is that of a zone: of a measure that stands in the row, not of what the heading may be besides."""
    return bool(each.zone) and any(at == index and column.field.name == AMOUNT for at, column in columns)


def _leave_out_sums(sheet: ImportSheet, columns: Columns, own: dict[int, OpenHeading]) -> None:
    """Take out columns that add others up: the half-year beside its quarters."""
    sums = sums_among(own)
    if not sums:
        return
    columns[:] = [each for each in columns if each[0] not in sums]
    named = [sheet.heading(index) for index in sorted(sums)]
    for index in sums:
        del own[index]
    vi, en = (", ".join(f"{left}{name}{right}" for name in named) for left, right in ("«»", "“”"))
    sheet.notes.append(
        Text(
            f"{sheet.grid.name}: không đọc cột {vi}, vì kỳ của cột gồm kỳ của các cột khác.",
            f"{sheet.grid.name}: {en} not read, since the period holds those of other columns.",
        )
    )


def _tell(sheet: ImportSheet) -> None:
    periods = list(dict.fromkeys(each.period for each in sheet.scopes.values() if each.period is not None))
    if periods:
        vi, en = (", ".join(format_period(each, lang) for each in sorted(periods)) for lang in (Lang.VI, Lang.EN))
        sheet.notes.append(
            Text(
                f"{sheet.grid.name}: mỗi kỳ là một báo cáo, theo tiêu đề cột: {vi}.",
                f"{sheet.grid.name}: a report for each period in the headings: {en}.",
            )
        )


def take_from_titles(sheet: ImportSheet, columns: Sequence[tuple[int, FieldColumn]], first: int) -> None:
    """The zone that the titles name, or the kind and the origin, where no column and no value for all rows says any of it."""
    fields, event = fields_by_name(sheet.type), EVENT_TYPES[sheet.type]
    given = {column.field.name for _, column in columns} | set(sheet.constants)
    if "zone" in given or any(each.zone for each in sheet.scopes.values()) or issubclass(event, ZoneDeclaration):
        return
    titles = [title for title in titles_of(sheet.grid, first) if len(title) <= LONGEST_TITLE]
    zones = list(dict.fromkeys(zone for title in titles for zone in zones_in(title)))
    if "zone" in fields and not {"place", "kind"} & given and len({zone.lower() for zone in zones}) == 1:
        _fill(sheet, "zone", zones[0], Text(zones[0], zones[0]))
        return
    if "kind" not in given:
        _fill_kind(sheet, titles)
    if issubclass(event, ScopedEvent):
        _fill_origin(sheet, titles)


def ask_about_titles(sheet: ImportSheet, columns: Columns, first: int) -> None:
    """Ask where the titles say that figures are a plan's, of another measure or in another unit than the mapping has them."""
    kind, titles = EVENT_TYPES[sheet.type], titles_of(sheet.grid, first)
    if kind.group is not EventGroup.REPORTS or issubclass(kind, TargetEvent):
        return
    if says_plan([*titles, sheet.grid.name]):
        words = next(each for each in (*titles, sheet.grid.name) if says_plan([each]))
        sheet.problems.append(PlanTitled(where=sheet.grid.name, words=words))
    for heading, column in _by_heading(sheet, columns):
        if (said := other_measure(sheet.type, heading, column.field.name, titles)) is not None:
            facts = {
                "field": column.field.label,
                "said": fields_by_name(sheet.type)[said].label,
                "mapping": sheet.mapping,
            }
            sheet.problems.append(MeasureDiffers(where=sheet.grid.name, heading=heading, **facts))


def other_measure(code: str, heading: str, field: str, titles: Sequence[str]) -> str | None:
    """The measure that the titles name where a column of a period alone is taken for another one."""
    if not (field.startswith(RESULTS) and is_bare(heading)):
        return None
    told = {key for title in titles if (key := measure_in(code, title)) is not None}
    return min(told) if told and field not in told else None


def _by_heading(sheet: ImportSheet, columns: Columns) -> list[tuple[str, FieldColumn]]:
    """The columns by their headings as a mapping has them: once, where they differ in their period or zone alone."""
    found: dict[str, FieldColumn] = {}
    for index, column in columns:
        each = opened(sheet.heading(index), SOME_YEAR) if index in sheet.scopes else None
        found.setdefault(each.words if each is not None else sheet.heading(index), column)
    return list(found.items())


def ask_about_unit(sheet: ImportSheet, columns: Columns, unit: str) -> None:
    """Ask where a line above the table says another unit than the mapping has for a column whose heading says none."""
    for heading, column in _by_heading(sheet, columns):
        known, said = AMOUNT_UNITS.get(column.unit), AMOUNT_UNITS.get(unit)
        if known is None or said is None or known == said or known.kind != said.kind or known.kind == "count":
            continue
        if not any(each in AMOUNT_UNITS for each in units_in(heading)):
            facts = {"given": known.name, "said": said.name, "mapping": sheet.mapping, "key": column.field.name}
            sheet.problems.append(UnitDiffers(where=sheet.grid.name, heading=heading, unit=unit, **facts))


def _fill_kind(sheet: ImportSheet, titles: Sequence[str]) -> None:
    """Of which kind of zones the rows are; of figures the letterhead may tell."""
    field, of_figures = fields_by_name(sheet.type).get("kind"), issubclass(EVENT_TYPES[sheet.type], ScopedEvent)
    if field is None:
        return
    kind = kind_titled([*titles, sheet.grid.name], of_figures=of_figures)
    names = dict(field.choices)
    if kind in names:
        _fill(sheet, "kind", kind, names[kind])


def kind_titled(titles: Sequence[str], *, of_figures: bool = False) -> str:
    """The kind of zones that titles and a tab name; of figures else the one that the office's own name tells; "" where none.

    An office of economic zones keeps parks as well: its name tells nothing.
    """
    told: dict[bool, set[str]] = {False: set(), True: set()}
    for title in titles:
        if (kind := GroupName("", title).says().get("kind")) is not None:
            told[_OFFICE.match(title.lower()) is not None].add(kind)
    found = told[False] or (told[True] - {ZoneKind.ECONOMIC_ZONE.value} if of_figures else set())
    return found.pop() if len(found) == 1 else ""


def _fill_origin(sheet: ImportSheet, titles: Sequence[str]) -> None:
    """Of which capital the figures are, where the titles name one."""
    field = fields_by_name(sheet.type)["origin"]
    told = {said["origin"] for title in titles if "origin" in (said := GroupName("", title).says())}
    if len(told) == 1 and "origin" not in sheet.constants:
        (origin,) = told
        _fill(sheet, "origin", origin, dict(field.choices)[origin])


def _fill(sheet: ImportSheet, name: str, value: str, shown: Text) -> None:
    sheet.constants[name] = ((name,), value)
    label = fields_by_name(sheet.type)[name].label
    sheet.notes.append(
        Text(
            f"{sheet.grid.name}: {label.vi} là {shown.vi}, theo tiêu đề.",
            f"{sheet.grid.name}: {label.en} is {shown.en}, as titled.",
        )
    )


_OFFICE = re.compile(rf"\W*(?:{AGENCY}|(?:tổng )?công ty|cty|trung tâm|chi nhánh|phòng|(?:chi )?cục)\b")
_ZONES = re.compile(r"\b(?:các|những)\s+(?:kcn|ccn|kkt|khu|cụm)\b")


def zones_in(title: str) -> Iterator[str]:
    """The zones that a title names, each with its kind; a letterhead names an office, and "các KCN …" no single zone."""
    if _OFFICE.match(title.lower()) or _ZONES.search(title.lower()):
        return
    for found in _ZONE.finditer(title):
        rest = without_periods(title[found.end() :])[0]
        end = _UNTIL.search(rest)
        name = (rest[: end.start()] if end else rest).strip(" -–.")
        kind = own_name(f"{found[0]}x")[0]
        if kind is not None and name and not is_generic_name(name) and name[0].isupper():
            yield f"{kind.short} {name}"
