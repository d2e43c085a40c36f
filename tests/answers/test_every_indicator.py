"""Every indicator of the catalogue can be asked for by its names: a new one is not silently without a question."""

from collections.abc import Iterator
from datetime import date

import pytest

from parkledger.briefing.answers.questions import answers
from parkledger.briefing.answers.rules import names_of
from parkledger.briefing.answers.subjects import subject_of
from parkledger.briefing.answers.vocabulary import vocabulary
from parkledger.catalogue import INDICATORS
from parkledger.figures import Figures
from parkledger.language import fold
from parkledger.records.dates import Dates

ON = Dates(date(2025, 6, 30))
MEANT: dict[str, str] = {"land.natural": "land.established"}
"""Names by which something else is meant where nothing but a place and a kind of zones is named: the area of established zones."""


def _names() -> Iterator[tuple[str, str]]:
    """Every name of an indicator with its code: of the catalogue in both languages, and what else it is called."""
    for code in INDICATORS:
        for name in (*names_of(code), *vocabulary()["called"].get(code, ())):
            yield code, name


def _asked(code: str, name: str) -> str:
    """A question for an indicator of the parks of a province in a year, in the language of the name where that can be told."""
    english = name.isascii() and name.lower() == name
    if not code.startswith("zones."):
        return f"{name} of industrial parks in Bac Giang in 2024" if english else f"{name} KCN Bắc Giang năm 2024"
    return (
        f"how many industrial parks are {name} in Bac Giang in 2024" if english else f"số KCN {name} ở Bắc Giang 2024"
    )


@pytest.fixture(scope="module")
def unheard(books: Figures) -> dict[str, str]:
    """What is wrong with each question whose words are not understood as the very indicator that they name."""
    wrong = {}
    for code, name in _names():
        asked = _asked(code, name)
        subject = subject_of(asked, books, ON)
        words = subject.words
        unused = set(words.all("asking")) - subject.taken_in - {"count"}
        if subject.indicator != MEANT.get(code, code) or subject.unclear or words.unheard or words.guessed or unused:
            wrong[asked] = f"{code}: {subject.indicator} {subject.unclear} {words.unheard} {sorted(unused)}"
    return wrong


@pytest.mark.parametrize("code", INDICATORS)
def test_an_indicator_is_understood_by_each_of_its_names(unheard: dict[str, str], code: str) -> None:
    assert not {asked: why for asked, why in unheard.items() if why.startswith(f"{code}:")}


@pytest.mark.parametrize("code", INDICATORS)
def test_no_question_by_a_name_is_answered_with_another_indicator(books: Figures, code: str) -> None:
    for name in names_of(code):
        for found in answers(_asked(code, name), books, ON):
            told = {figure.question.indicator for figure in found.figures}
            assert told <= {MEANT.get(code, code)}, name


def test_what_indicators_are_called_is_of_indicators() -> None:
    assert set(vocabulary()["called"]) <= set(INDICATORS)


def test_a_name_has_its_own_diacritics(books: Figures) -> None:
    assert subject_of("thuế đã nộp KCN Bắc Giang năm 2024", books, ON).indicator == "budget.paid"
    assert subject_of("thuê đã nộp KCN Bắc Giang năm 2024", books, ON).indicator != "budget.paid"


def test_no_two_indicators_are_called_alike() -> None:
    codes: dict[str, set[str]] = {}
    for code, listed in vocabulary()["called"].items():
        for name in listed:
            codes.setdefault(fold(name), set()).add(code)
    assert not {name: told for name, told in codes.items() if len(told) > 1}
