"""Words as they begin a line and as they stand within a sentence, and notes beside each other."""

import re

import pytest

from parkledger.catalogue import INDICATORS
from parkledger.language import Text, capitalised, joined_notes, uncapitalised


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Tỷ lệ lấp đầy KCN Đình Trám", "tỷ lệ lấp đầy KCN Đình Trám"),
        ("Đất đã cho thuê", "đất đã cho thuê"),
        ("KCN đã thành lập", "KCN đã thành lập"),
        ("GRDP growth", "GRDP growth"),
        ("Khu, cụm đang hoạt động", "khu, cụm đang hoạt động"),
        ("Ý kiến", "ý kiến"),
        ("A share of women", "a share of women"),
        ("31/12/2023", "31/12/2023"),
        ("", ""),
    ],
)
def test_within_a_sentence_the_first_letter_is_small_and_names_and_abbreviations_keep_theirs(
    words: str, within: str
) -> None:
    assert uncapitalised(words) == within
    assert uncapitalised(within) == within


@pytest.mark.parametrize("code", INDICATORS)
def test_no_name_of_the_catalogue_loses_an_abbreviation_in_a_sentence(code: str) -> None:
    name = INDICATORS[code].name
    within = name.uncapitalised()
    for words, said in ((name.vi, within.vi), (name.en, within.en)):
        assert capitalised(said) == capitalised(words)
        assert re.findall(r"[A-ZĐ]{2,}", said) == re.findall(r"[A-ZĐ]{2,}", words)


def test_a_text_is_told_so_in_both_languages() -> None:
    assert Text("Tốc độ tăng trưởng GRDP", "GRDP growth").uncapitalised() == Text(
        "tốc độ tăng trưởng GRDP", "GRDP growth"
    )


def test_notes_are_joined_in_both_languages_and_what_is_not_said_is_left_out() -> None:
    one, other = Text("không kể KCN A", "without KCN A"), Text("đến tháng 6", "until June")
    assert joined_notes(one, None, other) == Text("không kể KCN A; đến tháng 6", "without KCN A; until June")
    assert joined_notes(None, one) == one
    assert joined_notes(None, None) is None
    assert joined_notes() is None
