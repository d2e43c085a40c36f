"""The parts that a figure is broken down into."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from parkledger.briefing.figure.pages import MOST_SHOWN
from parkledger.briefing.figure.parts import breakdown
from parkledger.records.dates import Dates


def test_many_parts_with_nothing_in_any_of_them_are_no_breakdown() -> None:
    whole: Any = SimpleNamespace(value=Fraction(0), indicator=SimpleNamespace(unit="USD"))
    parts: Any = [SimpleNamespace(value=Fraction(0), unit="USD") for _ in range(MOST_SHOWN + 1)]
    assert breakdown("province", whole, parts, Dates(date(2025, 12, 1), None)) is None
