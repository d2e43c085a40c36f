"""Whose book a place is in: of a province's, its former halves are, and what became a part of it."""

from datetime import date

import pytest

from parkledger.briefing.dashboard.changes import has_book
from parkledger.briefing.dashboard.questions import DashboardSubject
from parkledger.places import get
from tests.figures.books import BAC_GIANG, BAC_KAN, BAC_NINH, BAC_NINH_TODAY, Scribe


@pytest.mark.parametrize(
    ("place", "kept"), [(BAC_NINH_TODAY, True), (BAC_GIANG, True), (BAC_NINH, True), (BAC_KAN, False)]
)
def test_a_book_of_a_merged_province_is_of_its_former_halves(database: str, place: str, kept: bool) -> None:
    Scribe("bn", BAC_NINH_TODAY)
    assert has_book(DashboardSubject(get(place), date(2024, 12, 31), None, date(2023, 12, 31))) is kept
