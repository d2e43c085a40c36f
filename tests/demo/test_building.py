"""The demonstration is built whole, whatever interrupted it before."""

import pytest

from parkledger.demo import BOOKS, building
from parkledger.demo.drafts import EventDraft
from parkledger.ledger.models import Event
from parkledger.ledger.store.registry import book_codes
from parkledger.submissions.models import Collecting


class Interrupted(Exception):
    """What stops a building."""


@pytest.fixture
def short(everything: list[EventDraft], monkeypatch: pytest.MonkeyPatch) -> None:
    """The first events of the parks of Bắc Giang alone."""
    monkeypatch.setattr(building, "drafts", lambda: [each for each in everything if each.book == "bg-parks"][:40])
    monkeypatch.setattr(building, "BOOKS", [plan for plan in BOOKS if plan.code == "bg-parks"])
    monkeypatch.setattr(building, "BATCH", 20)


def stopped(done: int) -> None:
    raise Interrupted


def test_a_book_that_was_interrupted_is_built_by_the_next(database: str, short: None) -> None:
    with pytest.raises(Interrupted):
        building.build_books(stopped)
    assert book_codes() == []
    assert building.build_books() == {"bg-parks": 40}
    assert Event.objects.count() == 40


def test_what_the_books_collect_is_set_where_the_building_ended_before(
    database: str, short: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(building, "collect_reports", lambda: stopped(0))
        with pytest.raises(Interrupted):
            building.build_books()
    assert building.build_books() == {}
    assert Collecting.objects.count() == len(building.RULES)
