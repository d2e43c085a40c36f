"""A project's country: any name of the list is taken, kept as it was written; what is none is refused with the nearest."""

import json

import pytest

from parkledger.ledger.book.loading import load
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.errors import CountryUnknown
from parkledger.ledger.models import Book, Project
from parkledger.ledger.store.journal import entries
from parkledger.ledger.store.registry import book_ref
from tests.ledger.conftest import PLACE


@pytest.mark.parametrize("written", ["Mỹ", "Hoa Kỳ", "nước Nhật", "BVI", "Nhật Bản - Hàn Quốc", "Khác", ""])
def test_a_name_of_the_list_is_kept_as_it_was_written(desk, written):
    desk.project("P1", country=written)
    assert Project.objects.get(code="P1").country == written
    assert desk.problems() == []


def test_what_is_no_country_is_refused_with_the_nearest(desk):
    with pytest.raises(CountryUnknown) as caught:
        desk.project("P1", country="Nhập Bảng")
    assert "Nhật Bản" in caught.value.facts["nearest"]
    assert caught.value.field == "country"


def test_what_was_recorded_before_loads_and_verifies_and_may_be_corrected(desk, monkeypatch):
    """Books of before the list hold any text: they load again, hash for hash, and a correction may keep the text."""
    monkeypatch.setattr("parkledger.ledger.events.projects.is_country", lambda _: True)
    desk.project("P1", country="Liên Xô")
    monkeypatch.undo()
    lines = [json.dumps(entry, default=str) for entry in entries(desk.id)]
    Book.objects.create(code="again", name="Sổ khác", place=PLACE)
    report = load("again", lines, by="lan")
    assert (report.refused, report.recorded) == ([], len(lines))
    assert list(verify(book_ref("again")).problems) == desk.problems() == []
    desk.correct(2, "project_registered", "1/1/2018", project="P1", name="Nhà máy", enterprise="Công ty B", origin="fdi",
                 capital="10 triệu USD", country="Liên Xô")  # fmt: skip
    with pytest.raises(CountryUnknown):
        desk.correct(4, "project_registered", "1/1/2018", project="P1", name="Nhà máy", enterprise="Công ty B", origin="fdi",
                     capital="10 triệu USD", country="Xứ Oz")  # fmt: skip
