"""Bytes become Vietnamese text in whatever code they were written, and nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.reading.pages.encodings import TCVN3, VNI, decode, mend_legacy
from parkledger.reading.pages.syllables import RIMES, is_syllable

PAGE = (
    "Khu công nghiệp tỉnh Bắc Giang đã thu hút đầu tư vào sản xuất.\n"
    "Tỷ lệ lấp đầy đạt 75,6%, tạo việc làm cho hơn 46 nghìn lao động; vốn đăng ký 1,48 tỷ USD.\n"
    "Đồng thời đẩy mạnh giải phóng mặt bằng, xử lý nước thải ở những cụm đã hoạt động."
)
SCHEMES = {"tcvn3": TCVN3, "vni": VNI}


def written_in(scheme: str, text: str) -> str:
    """A text as an old font had it; a capital without a code of its own is written as its small letter."""
    table = SCHEMES[scheme]
    back = {new: old for old, new in table.items()}
    return "".join(back.get(char, back.get(char.lower(), char)) for char in text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_each_of_its_encodings(codec) -> None:
    assert decode(PAGE.encode(codec)) == PAGE


def test_decomposed_text_stays_as_it_was_written() -> None:
    decomposed = unicodedata.normalize("NFD", PAGE)
    assert decode(decomposed.encode()) == decomposed


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1258">', '<meta charset="iso-8859-1">'])
def test_windows_1258_is_recognised_whatever_the_page_declares(head) -> None:
    tones = "\u0300\u0309\u0303\u0301\u0323"
    parts = []
    for char in PAGE:
        marks = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in marks if mark in tones)
        parts.append(unicodedata.normalize("NFC", "".join(m for m in marks if m not in tones)) + tone)
    assert decode((head + "".join(parts)).encode("cp1258")) == head + PAGE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("codec", ["latin-1", "utf-8"])
def test_old_fonts_are_read_as_bytes_and_inside_unicode(scheme, codec) -> None:
    lower = PAGE.lower()
    assert decode(written_in(scheme, lower).encode(codec)) == lower


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("letter", sorted(set(TCVN3.values()) | set(VNI.values())))
def test_every_letter_of_a_table_comes_back(scheme, letter) -> None:
    table = SCHEMES[scheme]
    codes = [old for old, new in table.items() if new == letter]
    if scheme == "tcvn3" and letter.isupper() and not codes:
        codes = [old for old, new in table.items() if new == letter.lower()]
        letter = letter.lower()
    assert len(codes) == 1
    assert table[codes[0]] == letter


def test_the_tables_hold_every_vietnamese_letter() -> None:
    letters = {
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    } - set("aeiouy") | {"đ"}
    assert letters <= set(TCVN3.values())
    assert letters <= set(VNI.values())
    assert {letter.upper() for letter in letters} <= set(VNI.values())


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("KHU C¤NG NGHIÖP tØnh B¾c Giang ®· ®i vµo ho¹t ®éng", "KHU CÔNG NGHIỆP tỉnh Bắc Giang đã đi vào hoạt động"),
        (
            "KHU COÂNG NGHIEÄP tænh Baéc Giang ñaõ ñi vaøo hoaït ñoäng",
            "KHU CÔNG NGHIỆP tỉnh Bắc Giang đã đi vào hoạt động",
        ),
        ("§Õn nay tØnh ®· cã 9 KCN", "Đến nay tỉnh đã có 9 KCN"),
        ("Ñeán nay tænh ñaõ coù 9 KCN", "Đến nay tỉnh đã có 9 KCN"),
    ],
)
def test_capitals_follow_the_word(given_text, text) -> None:
    assert mend_legacy(given_text) == text


def test_only_the_lines_in_an_old_font_are_converted() -> None:
    old = "Khu c«ng nghiÖp tØnh B¾c Giang ®· thu hót ®Çu t\xad"
    lines = [PAGE.split("\n")[0], old, "®· cã", "giá £5, § 3, «trích dẫn» và 20 °C"]
    mended = mend_legacy("\n".join(lines)).split("\n")
    assert mended[0] == lines[0]
    assert mended[1:3] == ["Khu công nghiệp tỉnh Bắc Giang đã thu hút đầu tư", "đã có"]
    assert mended[3] == lines[3]


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "Hoá chất, thuế, thuý, khoẻ, quý, toà nhà, oà, thoáng, khuê, tuân",
        "El niño señaló que mañana año España",
        "Ça fait déjà longtemps que l’élève français a été reçu à l’école où il était né",
        "Größe über Öl, Straße, Übung für schöne Mädchen",
        "© 2023 ® Công ty™ ± 5 µm, 10 m² – ½ giá «rẻ»",
    ],
)
def test_other_text_is_left_alone(text) -> None:
    assert mend_legacy(text) == text
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "word",
    [
        "nghiệp",
        "Khuyến",
        "QUYẾT",
        "gì",
        "giếng",
        "gìn",
        "quốc",
        "đường",
        "ưu",
        "ý",
        "yêu",
        "thuở",
        "oách",
        "xoong",
        "Nguyễn",
    ],
)
def test_syllables_are_known(word) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize(
    "word", ["ñaõ", "nghiÖp", "coâng", "®ang", "dat", "mañana", "straße", "école", "công-ty", "thuạế"]
)
def test_other_words_are_no_syllables(word) -> None:
    assert not is_syllable(word)


def test_rimes_are_spelled_without_tones() -> None:
    assert {"a", "ang", "uyên", "ươu", "oăt"} <= RIMES
    assert not {"", "á", "ạch"} & RIMES


def test_broken_utf8_is_still_utf8() -> None:
    broken = PAGE.encode()[:-1] + b"\xff" + "động".encode()
    assert decode(broken).startswith(PAGE[:-1])


@given(st.text(alphabet=st.characters(codec="utf-8", max_codepoint=0x24F)))
def test_mending_twice_is_mending_once_on_plain_words(text) -> None:
    once = mend_legacy(PAGE + "\n" + text)
    assert once.startswith(PAGE)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(data) -> None:
    assert isinstance(decode(data), str)
