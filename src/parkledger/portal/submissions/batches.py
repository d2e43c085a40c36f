"""A submission of many events, such as an import, on its page: every event, by its headings and with its units, a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from parkledger.language import Lang, Text, fold
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry
from parkledger.portal.submissions.forms import told
from parkledger.records.parts import ListPart
from parkledger.submissions.forms.choices import FormChoices, offer
from parkledger.submissions.forms.event_form import is_form
from parkledger.submissions.models import Submission
from parkledger.submissions.workflow.kinds import BATCH, kind_of
from parkledger.web.middleware import PageRequest
from parkledger.web.paging import part_of

EVENTS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class BatchTable:
    """Events of one type that follow each other: what their fields are called, and a row for each with its number."""

    label: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[int, tuple[Text | None, ...]], ...]

    @property
    def first(self) -> int:
        """The number of its first event in the submission."""
        return self.rows[0][0]


@dataclass(frozen=True, slots=True)
class SubmissionBatch:
    """The events of one page, and which page it is."""

    tables: tuple[BatchTable, ...]
    part: ListPart[Any]


def batch_of(request: PageRequest, found: Submission, events: Sequence[Mapping[str, Any]]) -> SubmissionBatch:
    """The page of events that an address asks for."""
    part = part_of(request, events, EVENTS_A_PAGE, "events")
    offered = offer(found.author, found.book)
    numbered = enumerate(part.items, part.first)
    tables = [
        _table(code, list(rows), offered, request.lang)
        for code, rows in groupby(numbered, lambda each: each[1]["type"])
    ]
    return SubmissionBatch(tuple(tables), part)


def _table(code: str, rows: list[tuple[int, Mapping[str, Any]]], offered: FormChoices, lang: Lang) -> BatchTable:
    said = [(number, _said(code, each["fields"], offered, lang)) for number, each in rows]
    columns = list(dict.fromkeys(label for _, fields in said for label in fields))
    cells = tuple((number, tuple(fields.get(label) for label in columns)) for number, fields in said)
    return BatchTable(kind_of(code).label, tuple(columns), cells)


def _said(code: str, fields: Mapping[str, Any], offered: FormChoices, lang: Lang) -> dict[Text, Text]:
    if is_form(code):
        return {each.label: each.value for each in told(code, fields, offered, lang)}
    return {Text(name, name): Text(str(value), str(value)) for name, value in fields.items()}


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
    return [
        zone for zone in zones.order_by("name") if zone.code in named or zone.search in folded or zone.pk in by_project
    ]


def _named(fields: Iterable[Mapping[str, Any]], name: str) -> set[str]:
    return {value.strip() for each in fields if isinstance(value := each.get(name), str)}
