"""A project's country: any name of the list is taken, kept as it was written; what is none is refused with the nearest."""

import json
from fractions import Fraction

import pytest

from parkledger.catalogue.countries import countries_named, country_shares, shares_text
from parkledger.language import Text
from parkledger.ledger.book.loading import load
from parkledger.ledger.book.verifying import verify
from parkledger.ledger.errors import CountryUnknown, SharesIncomplete
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


@pytest.mark.parametrize(
    "written", ["Nhật Bản 60%, Hàn Quốc 40%", "37,5% Mỹ - 62.5% Singapore", "Nhật (50%) và Đài Loan (50%)"]
)
def test_a_joint_project_is_written_with_its_shares(desk, written):
    desk.project("P1", country=written)
    assert Project.objects.get(code="P1").country == written
    assert sum(share for _, share in country_shares(written)) == 1
    assert len(countries_named(written)) == 2


@pytest.mark.parametrize("written", ["Nhật Bản 60%, Hàn Quốc 30%", "Nhật Bản 60%, Hàn Quốc", "Nhật Bản 99%"])
def test_shares_that_are_not_the_whole_are_refused(desk, written):
    with pytest.raises(SharesIncomplete):
        desk.project("P1", country=written)


def test_shares_are_exact_and_of_codes():
    assert country_shares("Mỹ (37,5%) - Singapore 62.5%") == (("US", Fraction(3, 8)), ("SG", Fraction(5, 8)))
    assert shares_text(country_shares("Mỹ (37,5%) - Singapore 62.5%")) == Text(
        "Hoa Kỳ 37,5%, Singapore 62,5%", "United States 37.5%, Singapore 62.5%"
    )
    assert country_shares("Hoa Kỳ") == country_shares("Mỹ") == (("US", Fraction(1)),)
    assert country_shares("Nhật Bản - Hàn Quốc") == country_shares("Liên Xô") == country_shares("") == ()
