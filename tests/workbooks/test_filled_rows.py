"""Rows of filled forms are known by what stands in them: inserted, moved and deleted ones, and sums of both origins."""

from collections.abc import Callable
from typing import Any

import pytest

from parkledger.briefing.forms import FORMS
from parkledger.briefing.forms.filling import lines_columns, table_columns
from parkledger.language import Lang
from parkledger.workbooks.map.filled_forms import unfolded
from parkledger.workbooks.read.grids import Grid

Row = list[Any]
BEFORE = 4
"""Rows of a sheet above the first line: two of titles, two of headings."""


def sheet(code: str, rows: list[Row]) -> Grid:
    form = FORMS[code]
    columns = lines_columns(form) if form.lines else table_columns(form)
    period = "Tỉnh Bắc Giang, kỳ báo cáo: quý II năm 2023 (1/4/2023 – 30/6/2023)"
    heads = [column.written(Lang.VI) for column in columns]
    return Grid(code, [[f"Biểu số: {form.name}"], [period], list(heads), ["(1)"], *rows])


def line(code: str, key: str, result: float | None = None) -> Row:
    """A row of a line, as the form is filled."""
    form = FORMS[code]
    found = next(each for each in form.lines if each.key == key)
    width = [column.key for column in lines_columns(form)].index("result")
    return [found.number, found.label.vi, *[None] * (width - 2), result]


def every_line(code: str, results: dict[str, float]) -> list[Row]:
    return [line(code, each.key, results.get(each.key)) for each in FORMS[code].lines]


def read(code: str, rows: list[Row]) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What the reports of a form tell, by their origin, and what is said beside them."""
    grids = unfolded([sheet(code, rows)])
    found = {}
    for grid in grids:
        keys = grid.rows[0][1:]
        for row in grid.rows[2:]:
            said = {str(key): value for key, value in zip(keys, row[1:], strict=True) if value is not None}
            found[str(said.get("origin", ""))] = {key: said[key] for key in said if key.startswith("values.")}
    return found, [note.vi for grid in grids for note in grid.notes]


OF_CLUSTERS = {"23": 120.5, "24": 7.0, "25": 900.0}
READ = {"values.output.revenue:ty-vnd": 120.5, "values.budget.paid:ty-vnd": 7.0, "values.labour.workers": 900.0}


def inserted(rows: list[Row]) -> list[Row]:
    return [*rows[:3], ["", "Ghi chú của phòng", None, 5.0], *rows[3:]]


def moved(rows: list[Row]) -> list[Row]:
    return [*rows[:-3], rows[-1], rows[-2], rows[-3]]


def without_headings(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not str(row[0]).startswith("I")]


@pytest.mark.parametrize("code", ["03", "04"])
@pytest.mark.parametrize("change", [list, inserted, moved, without_headings, lambda rows: rows[10:]])
def test_lines_are_read_wherever_they_stand(code: str, change: Callable[[list[Row]], list[Row]]) -> None:
    found, _ = read(code, change(every_line(code, OF_CLUSTERS)))
    assert found == {"": READ}


def test_a_number_in_a_row_that_is_no_line_is_told_by_its_place() -> None:
    _, notes = read("04", inserted(every_line("04", OF_CLUSTERS)))
    assert any(f"không nạp ô D{BEFORE + 4}:" in note for note in notes)
    found, notes = read("04", [*every_line("04", OF_CLUSTERS), line("04", "23", 9.0)])
    assert found[""] == READ, "of a line that stands there twice the first is read"
    assert any(f"không nạp ô D{BEFORE + len(FORMS['04'].lines) + 1}:" in note for note in notes)


def test_lines_of_the_same_words_are_told_apart_by_the_heading_above_them() -> None:
    of_2101 = {"fdi.revenue": 10.0, "fdi.export": 8.0, "ddi.revenue": 50.0, "ddi.export": 3.0}
    rows = every_line("2101", of_2101)
    for changed in (
        rows,
        [*rows[:5], ["", "Thêm", None], *rows[5:]],
        [row for row in rows if row[0] not in {"2", "3"}],
    ):
        found, _ = read("2101", changed)
        assert found == {
            "fdi": {"values.output.revenue:trieu-usd": 10.0, "values.trade.export:trieu-usd": 8.0},
            "ddi": {"values.output.revenue:ty-vnd": 50.0, "values.trade.export:ty-vnd": 3.0},
        }


def park(**told: float) -> Row:
    cells: dict[str, Any] = {
        "stt": "1",
        "name": "KCN Quang Châu",
        **{key.replace("_", ".", 1): said for key, said in told.items()},
    }
    return [cells.get(column.key) for column in table_columns(FORMS["2104"])]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"all_export": 9.0}, {"": 9.0}),
        ({"fdi_export": 6.0, "ddi_export": 3.0, "all_export": 9.0}, {"fdi": 6.0, "ddi": 3.0}),
        ({"fdi_export": 6.0, "all_export": 9.0}, {"fdi": 6.0, "ddi": 3.0}),
        ({"ddi_export": 2.5, "all_export": 9.0}, {"ddi": 2.5, "fdi": 6.5}),
        ({"fdi_export": 6.1, "all_export": 6.1}, {"fdi": 6.1}),
    ],
)
def test_of_both_origins_and_one_of_them_the_other_is_the_rest(
    told: dict[str, float], expected: dict[str, float]
) -> None:
    found, notes = read("2104", [park(**told)])
    assert {origin: said["values.trade.export:trieu-usd"] for origin, said in found.items()} == expected
    assert not any("số chung" in note and "không nạp số chung" in note for note in notes)


@pytest.mark.parametrize("told", [{"fdi_revenue": 6.0, "all_revenue": 150.0}, {"fdi_export": 6.0, "all_export": 5.0}])
def test_a_sum_that_does_not_tell_the_rest_is_told_by_its_place(told: dict[str, float]) -> None:
    found, notes = read("2104", [park(**told)])
    assert list(found) == ["fdi"]
    (note,) = [note for note in notes if "không nạp số chung" in note]
    column = [each.key for each in table_columns(FORMS["2104"])].index(
        next(key for key in told if "all" in key).replace("_", ".")
    )
    assert note.startswith(f"2104: không nạp số chung ở ô {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]}{BEFORE + 1}:")


def test_a_row_of_a_table_without_its_number_and_other_headings_are_told() -> None:
    unnumbered = park(fdi_export=2.0)
    unnumbered[0] = None
    _, notes = read("2104", [park(fdi_export=6.0), unnumbered])
    assert any(f"{BEFORE + 2}: dòng không phải dòng của biểu" in note for note in notes)
    other = sheet("2104", [park(fdi_export=6.0)])
    other.rows[2][1] = "Tên khu"
    notes = [note.vi for grid in unfolded([sheet("04", every_line("04", OF_CLUSTERS)), other]) for note in grid.notes]
    assert any(note.startswith("2104: không nạp trang 2104") for note in notes)
