"""A book with a zone and a project, and workbooks filled in as an officer would."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from parkledger.cli import runner
from parkledger.cli.output import SPEECH
from parkledger.ledger.book.recording import build, record
from parkledger.ledger.store.registry import add_book
from parkledger.ledger.store.statements import fetch
from parkledger.workbooks import importing
from parkledger.workbooks.map.mappings import Mapping
from parkledger.workbooks.map.sheets import FileChoices, sheets_of
from parkledger.workbooks.read.grids import read_grids
from parkledger.workbooks.write import templates

BOOK, PLACE = "bg", "viet-nam.bac-giang"
Rows = dict[str, Sequence[dict[str, Any]]]


@pytest.fixture
def book(database: str) -> str:
    """A book with an exchange rate, a park of 60 ha to let, and a project."""
    add_book(BOOK, "Sổ", PLACE)
    start: tuple[dict[str, Any], ...] = (
        {"type": "exchange_rate_set", "effective_on": "1/1/2010", "vnd_per_usd": "20000", "source": "sổ tay"},
        {"type": "zone_established", "effective_on": "1/1/2015", "name": "Quang Châu", "kind": "park", "area_m2": "100 ha",
         "industrial_m2": "60 ha"},
        {"type": "project_registered", "effective_on": "1/1/2018", "project": "DA-1", "name": "Nhà máy", "enterprise": "Công ty",
         "origin": "fdi", "zone": "KCN Quang Châu", "capital": "10 triệu USD"},
    )  # fmt: skip
    for given in start:
        fields = dict(given)
        record(BOOK, build(fields.pop("type"), fields), by="lan")
    return BOOK


def filled(rows: Rows, book: str | None = BOOK) -> bytes:
    """A template with rows written into it, each by the columns' keys."""
    workbook = openpyxl.load_workbook(io.BytesIO(templates.write(list(rows), book)))
    for code, values in rows.items():
        sheet: Any = workbook[templates.sheet_name(code)]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(values, start=3):
            for key, value in row.items():
                sheet.cell(number, 1 if key == "STT" else columns[key], value)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sheet_file(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), title: str = "Bảng") -> bytes:
    """An office's own sheet."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def imported(
    data: bytes,
    *,
    name: str = "tep.xlsx",
    mapping: Mapping | None = None,
    choices: FileChoices | None = None,
    dry_run: bool = False,
) -> importing.ImportOutcome:
    """A file imported into the book."""
    sheets = sheets_of(name, read_grids(name, data), mapping, choices or FileChoices())
    return importing.run(BOOK, sheets, by="lan", dry_run=dry_run)


def total(measure: str) -> int:
    """What the postings of a measure add up to."""
    return int(fetch("SELECT COALESCE(SUM(amount), 0) FROM ledger_posting WHERE measure = %s", [measure])[0][0])


def events() -> int:
    """How many events the ledger has."""
    return int(fetch("SELECT COUNT(*) FROM ledger_event")[0][0])


def run(arguments: list[str]) -> int:
    """A command as if in a process of its own: whether it speaks JSON is not remembered from the one before."""
    try:
        return runner.run(arguments)
    finally:
        SPEECH.as_json = False
