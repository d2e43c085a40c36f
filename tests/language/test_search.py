"""Searching and sorting names."""

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkledger.language import closest, fold, slug, sort_key

NAMES = ["KCN Vân Trung", "KCN Quang Châu", "KCN Song Khê - Nội Hoàng", "CCN Vân Trung"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("KCN Đình Trám", "kcn dinh tram"),
        (unicodedata.normalize("NFD", "Việt Hàn"), "viet han"),
        ("  Song Khê – Nội\N{NO-BREAK SPACE} Hoàng ", "song khe - noi hoang"),
        ("ƯƠNG", "uong"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@settings(max_examples=300)
@given(st.text(st.characters(codec="utf-8", max_codepoint=0x24FF)))
def test_fold_settles_and_ignores_the_form_of_the_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KCN Song Khê - Nội Hoàng", "kcn-song-khe-noi-hoang"),
        ("Số 35/2022/NĐ-CP", "so-35-2022-nd-cp"),
        ("…", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("name", "limit", "expected"),
    [
        ("van trung", 1, ["KCN Vân Trung"]),
        ("kcn quang chau", 3, ["KCN Quang Châu"]),
        ("KCN Vân Chung", 2, ["KCN Vân Trung", "CCN Vân Trung"]),
        ("xyz", 3, []),
        ("KCN Vân Trung", 0, []),
    ],
)
def test_closest(name: str, limit: int, expected: list[str]) -> None:
    assert closest(name, NAMES, limit) == expected


def test_closest_keeps_names_that_fold_alike() -> None:
    assert closest("Hoa Phu", ["Hòa Phú", "Hoà Phú"]) == ["Hòa Phú", "Hoà Phú"]


@pytest.mark.parametrize(
    "in_order",
    [
        list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
        ["ba", "bà", "bả", "bã", "bá", "bạ"],
        ["ba xe", "bà ăn", "ban"],
        ["an", "ăn", "ân", "ba"],
        ["Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Đà Nẵng", "Thái Nguyên"],
        ["CCN số 2", "CCN số 10"],
        ["Yên Phong", "Yên Phong I", "Yên Phong II-A"],
        ["dân", "đàn"],
    ],
)
def test_dictionary_order(in_order: list[str]) -> None:
    backwards = in_order[::-1]
    assert sorted(backwards, key=sort_key) == in_order
    decomposed = [unicodedata.normalize("NFD", text) for text in backwards]
    assert sorted(decomposed, key=sort_key) == [unicodedata.normalize("NFD", text) for text in in_order]


@given(st.text(), st.text())
def test_any_two_texts_have_an_order(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (sort_key(one) == sort_key(other)) == same
    assert (sort_key(one) < sort_key(other)) != (sort_key(one) >= sort_key(other))


def test_loads_without_django_or_the_rest_of_parkledger() -> None:
    probe = "import sys, parkledger.language; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", probe], text=True).split()
    assert "django" not in loaded
    assert {name for name in loaded if name.startswith("parkledger.")} == {
        name for name in loaded if name.startswith("parkledger.language")
    }
