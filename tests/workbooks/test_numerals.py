"""Numbers and dates of cells: exact, read one way or asked."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.language import ParkError
from parkledger.workbooks.read.cells import Cell
from parkledger.workbooks.read.numerals import Habits, decimal_habit, exact, habit, month_first, read_date, read_number


@pytest.mark.parametrize(("number", "told"), [
    ("1234", "any"), ("1.234", "unsure"), ("1,234", "unsure"), ("12.34", "point"), ("12,34", "comma"), ("0,123", "comma"),
    ("0.123", "point"), ("1234,567", "comma"), ("1.234,5", "comma"), ("1,234.5", "point"), ("1.234.567", "comma"),
    ("1,234,567", "point"), ("-1.234", "unsure"), ("012.345", "point"),
])  # fmt: skip
def test_what_the_marks_of_a_number_tell(number, told):
    assert habit(number) == told


@pytest.mark.parametrize(("cells", "mark"), [
    (["1.234", "1.234,5"], "comma"), (["1,234", "2.5"], "point"), (["1.234", "5.678"], None), (["1,5", "1.5", "1.234"], None),
    (["1.234", 2.5], None), (["1.234 ha", "0,5 ha"], "comma"),
])  # fmt: skip
def test_a_column_tells_by_what_can_be_read_in_one_way_only(cells: list[Cell], mark):
    assert decimal_habit(cells) == mark


def test_the_same_text_is_read_as_its_column_has_it_and_asked_where_nothing_tells():
    assert read_number("1.234", Habits("comma"), "B")[0] == 1234
    assert read_number("1.234", Habits("point"), "B")[0] == Fraction("1.234")
    with pytest.raises(ParkError) as asked:
        read_number("1.234", Habits(None), "B")
    assert asked.value.code == "number_unclear"
    assert (asked.value.facts["comma"], asked.value.facts["point"]) == (1234, Fraction("1.234"))
    assert "--decimal B=comma" in asked.value.message("vi")  # type: ignore[arg-type]


def test_what_can_be_read_in_one_way_is_read_so_whatever_its_column_has():
    assert read_number("1.234,5", Habits(None), "B")[0] == Fraction("1234.5")
    assert read_number("1,234.5", Habits("comma"), "B")[0] == Fraction("1234.5")


@given(st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_a_number_typed_into_a_spreadsheet_is_exact(digits, decimals):
    typed = Fraction(digits, 10**decimals)
    assert exact(float(typed)) == typed


def test_noise_of_binary_computing_is_no_part_of_a_number():
    assert exact(0.1 + 0.2) == Fraction("0.3")
    assert exact(1967.11 * 3) == Fraction("5901.33")
    with pytest.raises(ParkError, match="15"):
        exact(1234567890123456.0)


@pytest.mark.parametrize(("cell", "proves"), [
    ("3/4/2024", False), ("25/12/2023", False), ("12/25/2023", True), ("12.25.2023", True), ("32/13/2023", False),
    ("2023-12-25", False), (45000.0, False), (None, False),
])  # fmt: skip
def test_what_cannot_have_the_day_first(cell: Cell, proves):
    assert month_first(cell) is proves


@pytest.mark.parametrize(("cell", "habits", "day"), [
    ("3/4/2024", Habits(dates="dmy"), date(2024, 4, 3)), ("3/4/2024", Habits(dates="mdy"), date(2024, 3, 4)),
    ("12/25/2023", Habits(dates="mdy"), date(2023, 12, 25)), ("25/12/2023", Habits(), date(2023, 12, 25)),
    ("2023-08-22", Habits(), date(2023, 8, 22)),
    (45160.0, Habits(), date(2023, 8, 22)), (date(2023, 8, 22), Habits(), date(2023, 8, 22)),
    ("ngày 22 tháng 8 năm 2023", Habits(), date(2023, 8, 22)), ("4/4/2024", Habits(), date(2024, 4, 4)),
])  # fmt: skip
def test_dates_are_read(cell: Cell, habits, day):
    assert read_date(cell, habits) == day


@pytest.mark.parametrize(("cell", "habits", "code"), [
    ("3/4/24", Habits(), "year_short"), ("25/12/2023", Habits(dates="mdy"), "not_month_first"), (2023.0, Habits(), "not_a_date"),
    (45160.5, Habits(), "not_a_date"), (True, Habits(), "not_a_date"), ("30/2/2024", Habits(), "date_unreadable"),
    ("12/25/2023", Habits(dates="dmy"), "date_unreadable"), ("tháng 8", Habits(), "date_unreadable"),
])  # fmt: skip
def test_dates_that_are_none_are_refused(cell: Cell, habits, code):
    with pytest.raises(ParkError) as refused:
        read_date(cell, habits)
    assert refused.value.code == code
