"""Filled forms read into an empty book: what they give back, and of what no event can be made."""

import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from parkledger.briefing.forms import FORMS
from parkledger.briefing.forms.filling import lines_columns, table_columns
from parkledger.briefing.forms.model import RowsOf
from parkledger.language import Lang
from parkledger.workbooks.map.filled_forms import NOT_READ, READ
from parkledger.workbooks.map.filled_tables import READ as READ_TABLES
from parkledger.workbooks.map.mappings import mapped_forms
from tests import prepared_process
from tests.run_fixtures import command
from tests.statutory_forms.conftest import Filling, opened, written

ORDER = ("--place", "Bắc Giang", "--quarter", "2/2023", "-o")
OUTPUT = {f"{origin}.{key}" for origin in ("fdi", "ddi", "all") for key in ("revenue", "import", "export", "budget")}
LABOUR = {"vietnamese", "foreigners"}
READ_BACK = {
    "2103": {"name", "place", "developer", "area", "leasable", "leased", "completion", "state"},
    "2104": {"name", *OUTPUT, *LABOUR},
    "2106": {"name", "place", "workers", *LABOUR},
    "2107": {"name", "place", "planned", "approved"},
}
"""The columns of each form that are read, all of whose cells come back."""


def ran(home: Path, *arguments: str) -> str:
    """What a command tells, with its remarks."""
    done = prepared_process.run(arguments, {**os.environ, "PARKLEDGER_HOME": str(home)})
    return str(done.stdout) + str(done.stderr)


def begun(home: Path) -> Path:
    """A home with a book in which nothing is on record but a rate of exchange."""
    command(home, "book", "add", "moi", "--name", "Ban Quản lý", "--place", "Bắc Giang")
    rate = ("vnd_per_usd=23500", "source=thử", "effective_on=2020-01-01")
    command(home, "record", "exchange_rate_set", "--book", "moi", *(part for each in rate for part in ("-f", each)))
    return home


def table(path: Path, code: str, keys: set[str]) -> dict[tuple[str, str], object]:
    """Every cell of some columns of a form's rows, by the row's name and the column's key; formulas are not compared."""
    sheet: Any = load_workbook(path)[code]
    columns = [column.key for column in table_columns(FORMS[code])]
    found: dict[tuple[str, str], object] = {}
    for row in sheet.iter_rows(values_only=True):
        if str(row[0] or "").isdecimal() and str(row[1]).startswith("KCN "):
            found |= {
                (str(row[1]), key): value
                for key, value in zip(columns, row, strict=False)
                if key in keys and not str(value).startswith("=")
            }
    return found


def lines(path: Path, code: str, keys: set[str]) -> dict[str, object]:
    """The results of some lines of a form whose lines are indicators."""
    sheet: Any = load_workbook(path)[code]
    form = FORMS[code]
    result = [column.key for column in lines_columns(form)].index("result")
    rows = list(sheet.iter_rows(values_only=True))
    begin = next(place for place, row in enumerate(rows) if row[1] == "Chỉ tiêu") + 2
    return {line.key: row[result] for line, row in zip(form.lines, rows[begin:], strict=False) if line.key in keys}


@pytest.mark.long
def test_forms_of_parks_are_read_into_an_empty_book_and_give_the_same(books: Path, tmp_path: Path) -> None:
    """A workbook of several forms is one book: parks of 2103 and 2107, what they produced of 2104, which 2106 and 2101 repeat."""
    codes = ("2101", "2103", "2104", "2106", "2107")
    empty, first, second = begun(tmp_path / "empty"), tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    command(books, "form", *codes, *ORDER, str(first))
    told = ran(empty, "import", str(first), "--book", "moi")
    assert "0 dòng bị từ chối" in told
    assert "số dự án và vốn ghi theo từng dự án mà biểu không nêu" in " ".join(told.split())
    command(empty, "form", *codes, *ORDER, str(second))
    for code, keys in READ_BACK.items():
        expected, found = table(first, code, keys), table(second, code, keys)
        assert len(expected) > 20
        assert {place: found.get(place) for place in expected} == expected, code
    assert lines(second, "2101", OUTPUT) == lines(first, "2101", OUTPUT)
    assert isinstance(lines(first, "2101", OUTPUT)["all.revenue"], int | float)


@pytest.mark.long
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_2107_alone_begins_a_book(books: Path, tmp_path: Path, lang: str) -> None:
    empty, first, second = begun(tmp_path / "empty"), tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    command(books, "--lang", lang, "form", "2107", *ORDER, str(first))
    command(empty, "import", str(first), "--book", "moi")
    command(empty, "--lang", lang, "form", "2107", *ORDER, str(second))
    keys = READ_BACK["2107"] - {"place"}
    expected = table(first, "2107", keys)
    assert len(expected) > 60
    assert table(second, "2107", keys) == expected


@pytest.mark.long
@pytest.mark.parametrize(("code", "kept"), [("2101", OUTPUT), ("04", {"23", "24", "25"})], ids=["2101", "04"])
def test_what_a_place_reported_is_read_from_its_form(books: Path, tmp_path: Path, code: str, kept: set[str]) -> None:
    """Of all parks or clusters together: an empty book has no zone, and the reports are of the place."""
    empty, first, second = begun(tmp_path / "empty"), tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    order = ("--place", "Bắc Giang", "--from", "1/4/2023", "--until", "30/6/2023", "-o")
    command(books, "form", code, *order, str(first))
    command(empty, "import", str(first), "--book", "moi")
    command(empty, "form", code, *order, str(second))
    expected = lines(first, code, kept)
    assert any(isinstance(value, int | float) for value in expected.values())
    assert lines(second, code, kept) == expected


def test_every_form_is_read_or_says_why_it_is_not(fill: Filling) -> None:
    read = {*READ, *READ_TABLES, *mapped_forms()}
    assert read | set(NOT_READ) == set(FORMS)
    assert read.isdisjoint(NOT_READ)
    for why in NOT_READ.values():
        assert all(why.of(lang) for lang in Lang)


def test_the_columns_that_are_compared_are_those_of_the_forms() -> None:
    for code, keys in READ_BACK.items():
        assert FORMS[code].rows is not RowsOf.LINES
        assert keys <= {column.key for column in FORMS[code].columns}


def test_a_difference_is_a_number_and_no_formula_without_a_value(fill: Filling) -> None:
    """Programs that read a file do not compute: a formula that nothing has opened since has no value."""
    sheet: Any = opened(written(fill("2106")))["2106"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[1] == "KCN Quang Châu")
    assert row[3] - row[5] == row[4]
