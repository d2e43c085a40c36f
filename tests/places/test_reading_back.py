"""Places as tables and forms write them are read back; other diacritics than a name has are noticed."""

from datetime import date

import pytest

from parkledger.places import PlaceAmbiguous, districts, get, named, provinces, respelled
from parkledger.records.place_text import place_words

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize("on", [TODAY, date(2025, 6, 1)])
def test_a_former_unit_in_its_present_province(on: date) -> None:
    """Every district and every province that ended, in either language, and on a day when it had not ended yet."""
    ended = [place for place in (*districts(), *provinces(date(2025, 6, 1))) if place.exists_until is not None]
    assert len(ended) > 600
    found: set[str] = set()
    for place in ended:
        words = place_words(place.code, TODAY)
        if "cũ)" in words.vi:
            found |= {place.code} & {read_back(words.vi, on, place.code), read_back(words.en, on, place.code)}
    assert len(found) > 600


def read_back(words: str, on: date, code: str) -> str:
    """The place that words are read as; its own code, or nothing where they fit two, which is asked."""
    try:
        found = named(words, on).code
    except PlaceAmbiguous:
        return ""
    assert found == code, words
    return found


def test_the_label_of_form_2103() -> None:
    """As the form has it, in the book of its province."""
    found = named("Cao Bằng (địa bàn thành phố Cao Bằng cũ)", TODAY, near="viet-nam.cao-bang")
    assert found.code == "viet-nam.cao-bang.cao-bang"


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Cao Băng", True),
        ("cao bang", False),
        ("Tỉnh Cao Băng", True),
        ("Cao Bằng", False),
        ("CAO BẰNG", False),
        ("tỉnh Cao Bằng", False),
        ("viet-nam.cao-bang", False),
    ],
)
def test_other_diacritics(written: str, other: bool) -> None:
    """A place found in spite of its diacritics is told from one written as it is called, its English name and a code."""
    assert respelled(get("viet-nam.cao-bang"), written) is other
