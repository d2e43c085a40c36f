"""A submission of many events, such as an import, on its page: every event, by its headings and with its units, a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any, Final

from django.utils.translation import pgettext

from parkledger.language import SMALLEST, Lang, ParkError, Text, Unit, capitalised, fold, in_name_order, parse_number
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry
from parkledger.portal.submissions.forms import Input, filled_in, page_of_form
from parkledger.records.dates import day_from
from parkledger.records.parts import ListPart
from parkledger.submissions.forms.choices import FormChoices, offer
from parkledger.submissions.forms.event_form import FormField, is_form
from parkledger.submissions.forms.inputs import AREA_UNITS, CAPITAL_UNITS
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow.kinds import BATCH, kind_of
from parkledger.tables import Cell, Cells, Column, ColumnType, Row, Table
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of

EVENTS_A_PAGE = 50
NUMBER: Final = "number"
COUNTED: Final = Text("đơn vị", "units")
"""The unit of what is counted where the form names none."""


@dataclass(frozen=True, slots=True)
class SubmissionBatch:
    """Which page of the events is shown, and its tables: one for each run of events of one type."""

    tables: tuple[Table, ...]
    part: ListPart[Any]


def batch_of(request: PageRequest, found: Submission, events: Sequence[Mapping[str, Any]]) -> SubmissionBatch:
    """The page of events that an address asks for. A table keeps its name on every page that shows some of its run."""
    runs = [run for run, (_, part) in enumerate(groupby(events, key=_type), start=1) for _ in part]
    part = part_of(request, list(zip(count(1), runs, events)), EVENTS_A_PAGE, "events")
    offered = offer(found.author, found.book)
    return SubmissionBatch(
        tuple(
            _table(run, [(number, event) for number, _, event in rows], offered, request.lang)
            for run, rows in groupby(part.items, key=lambda each: each[1])
        ),
        part,
    )


def _type(event: Mapping[str, Any]) -> str:
    return str(event["type"])


def _table(run: int, rows: Sequence[tuple[int, Mapping[str, Any]]], offered: FormChoices, lang: Lang) -> Table:
    """Events of one type that follow each other: a row for each with its number, a column for each field."""
    code = _type(rows[0][1])
    columns = {NUMBER: Column(NUMBER, pgettext("column", "Số"), ColumnType.INTEGER)}
    found = []
    for number, event in rows:
        cells: Cells = {NUMBER: number}
        for column, cell in _fields(code, event["fields"], offered, lang):
            columns.setdefault(column.key, column)
            cells[column.key] = cell
        found.append(Row(cells))
    label = capitalised(kind_of(code).label.of(lang))
    title = f"{label} ({rows[0][0]})"
    return Table(f"events-{run}", title, tuple(columns.values()), found, lang, caption=label, css="batch")


def _fields(code: str, fields: Mapping[str, Any], offered: FormChoices, lang: Lang) -> Iterable[tuple[Column, Cell]]:
    """The fields of an event that are not empty, with the columns in which they stand."""
    if not is_form(code):
        return [(Column(f"of.{name}", name), Cell(str(value))) for name, value in fields.items()]
    inputs = filled_in(page_of_form(code, fields, offered, lang))
    return [
        (Column(f"of.{each.of.name}", capitalised(each.label.of(lang)), _column_type(each.of)), _cell(each, lang))
        for each in inputs
    ]


def _column_type(field: FormField) -> ColumnType:
    """What the column of a field holds: dates, whole numbers, numbers with their units, else words."""
    if field.kind == "date":
        return ColumnType.DATE
    if field.kind == "year" or (field.kind == "count" and field.unit is None):
        return ColumnType.INTEGER
    return ColumnType.FIGURE if field.kind in {"area", "money", "mixed", "count", "decimal"} else ColumnType.TEXT


def _cell(each: Input, lang: Lang) -> Cell:
    """A field's exact value in its column, shown in the words of its form; words alone where it cannot be read."""
    kind = _column_type(each.of)
    if kind is ColumnType.TEXT:
        return Cell(each.said)
    try:
        if kind is ColumnType.DATE:
            return Cell(day_from(each.value))
        value = parse_number(each.value, lang)
    except ParkError:
        return Cell(text=each.said)
    if each.unit in CAPITAL_UNITS:
        money = CAPITAL_UNITS[each.unit]
        return Cell(value * money.smallest / SMALLEST[Unit(money.currency)], money.currency, each.said)
    unit = each.unit if each.unit in AREA_UNITS else (each.of.unit or COUNTED).of(lang)
    return Cell(value, unit, each.said)


def zones_of(found: Submission) -> list[Zone]:
    """The zones that a submission is about: its own, or those that its events name, themselves or by their projects."""
    zones = registry.zones_of(found.book_id)
    if found.kind != BATCH:
        return list(zones.filter(pk=found.zone_id)) if found.zone_id is not None else []
    fields = [each["fields"] for each in found.payload.get("events", ())]
    named, projects = _named(fields, "zone"), _named(fields, "project")
    of_book = registry.projects_of(found.book_id)
    by_project = set(of_book.filter(code__in=projects).values_list("zone_id", flat=True))
    folded = {fold(name) for name in named}
    about = (zone for zone in zones if zone.code in named or zone.search in folded or zone.pk in by_project)
    return in_name_order(about, lambda zone: zone.name)


def _named(fields: Iterable[Mapping[str, Any]], name: str) -> set[str]:
    return {value.strip() for each in fields if isinstance(value := each.get(name), str)}
