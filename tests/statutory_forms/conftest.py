"""Forms filled from the demonstration books, and the workbooks of them."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from parkledger.briefing import forms as statutory
from parkledger.briefing.forms.model import FilledForm, FormCell
from parkledger.catalogue import INDICATORS, MEASURES
from parkledger.figures.current import current_figures, expire
from parkledger.language import Lang
from parkledger.ledger.book.recording import build, record
from tests.portal.conftest import books, client

__all__ = ["books", "client"]
PLACE = "viet-nam.bac-giang"
QUARTER = {"quarter": "2/2023"}
Filling = Callable[..., statutory.FilledForms]
REGISTER_CODES = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, {*INDICATORS, *MEASURES}))})(?![\w.])")
"""Codes of indicators and measures, which no form tells its reader."""


@pytest.fixture
def fill(books: Path) -> Filling:
    """Forms by their codes, filled for Bắc Giang and the second quarter of 2023 unless said otherwise."""

    def filled(
        *codes: str, place: str = PLACE, known_at: datetime | None = None, **given: str
    ) -> statutory.FilledForms:
        expire()
        figures = current_figures()
        pairs = [
            (form, scope)
            for form in statutory.fillable(codes)
            for scope in statutory.scopes_of(
                form,
                place,
                statutory.asked_period(form, given or QUARTER),
                known_at,
                None,
                figures,
                of_all=statutory.is_all(codes),
            )
        ]
        return statutory.fill(pairs, figures, of_all=statutory.is_all(codes))

    return filled


def only(filled: statutory.FilledForms) -> FilledForm:
    """The one form of a request."""
    ((_, form),) = filled.forms
    return form


def cell(form: FilledForm, row: str, column: str = "result") -> FormCell:
    """A cell that is there."""
    found = form.cell(row, column)
    assert found is not None, f"{form.name} has no cell {row}, {column}"
    return found


def amount(form: FilledForm, row: str, column: str = "result") -> Fraction | None:
    """The number in a cell."""
    return cell(form, row, column).amount


def row_of(form: FilledForm, name: str) -> str:
    """The key of the row of a zone or project, by its name."""
    return next(row.key for row in form.rows if (said := row.cells["name"].said) and said[0].vi == name)


def written(filled: statutory.FilledForms, lang: Lang = Lang.VI) -> bytes:
    """The workbook of some forms."""
    settings = statutory.WorkbookSettings(
        lang, datetime.now(UTC), current_figures(), lambda path: f"http://testserver{path}"
    )
    return statutory.write(filled, settings)


def opened(data: bytes, **how: Any) -> Workbook:
    """A workbook read by another program's library."""
    return load_workbook(io.BytesIO(data), **how)


def recorded(book: str, code: str, /, **fields: Any) -> int:
    """Record an event in a book; its number."""
    seq = record(book, build(code, fields), by="thử").seq
    expire()
    return seq
