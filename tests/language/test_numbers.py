"""Numbers in digits and in words."""

from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parkledger.language import (
    POWER_OF_TEN,
    Lang,
    NumberUnreadable,
    exact_decimals,
    format_number,
    parse_number,
    read_words,
    round_half_up,
    write_words,
)

EXACT = st.builds(
    lambda digits, places: Fraction(digits, 10**places), st.integers(-(10**18), 10**18), st.integers(0, 8)
)


@settings(max_examples=300)
@given(EXACT, st.sampled_from(Lang), st.booleans())
def test_parse_inverts_format(value: Fraction, lang: Lang, grouping: bool) -> None:
    assert parse_number(format_number(value, lang, grouping=grouping), lang) == value


@settings(max_examples=300)
@given(st.fractions(), st.integers(0, 6), st.sampled_from(Lang))
def test_rounding_is_within_half_a_unit(value: Fraction, decimals: int, lang: Lang) -> None:
    text = format_number(value, lang, decimals=decimals)
    written = parse_number(text, lang)
    assert abs(written - value) <= Fraction(1, 2 * 10**decimals)
    assert written == round_half_up(value, decimals)
    assert len(text.partition("," if lang is Lang.VI else ".")[2]) == decimals
    assert format_number(-value, lang, decimals=decimals).lstrip("-") == text.lstrip("-")


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (46_000, None, "46.000", "46,000"),
        (Fraction("1967.11"), None, "1.967,11", "1,967.11"),
        (Fraction(75), 1, "75,0", "75.0"),
        (Fraction("0.05"), 1, "0,1", "0.1"),
        (Fraction("-0.05"), 1, "-0,1", "-0.1"),
        (Fraction("-0.04"), 1, "0,0", "0.0"),
        (Fraction("2.5"), 0, "3", "3"),
        (Fraction("-2.5"), 0, "-3", "-3"),
        (Fraction("999.995"), 2, "1.000,00", "1,000.00"),
        (Fraction(1, 3), 3, "0,333", "0.333"),
        (Fraction(1, 2**10), None, "0,0009765625", "0.0009765625"),
    ],
)
def test_format(value: int | Fraction, decimals: int | None, vi: str, en: str) -> None:
    assert format_number(value, Lang.VI, decimals=decimals) == vi
    assert format_number(value, Lang.EN, decimals=decimals) == en


def test_format_refuses_what_it_cannot_write_exactly() -> None:
    with pytest.raises(ValueError, match="1/3"):
        format_number(Fraction(1, 3), Lang.VI)
    with pytest.raises(ValueError, match="negative"):
        format_number(1, Lang.VI, decimals=-1)
    for inexact in (0.5, True):
        with pytest.raises(TypeError, match="exact"):
            format_number(inexact, Lang.VI)  # type: ignore[arg-type]
    assert (exact_decimals(Fraction(1, 7)), exact_decimals(7), exact_decimals(Fraction(1, 40))) == (
        None,
        0,
        3,
    )


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1.234", Lang.VI, 1234),
        ("1,234", Lang.VI, Fraction("1.234")),
        ("1.234", Lang.EN, Fraction("1.234")),
        ("1,234", Lang.EN, 1234),
        ("03", Lang.VI, 3),
        ("00", Lang.VI, 0),
        ("1 234", Lang.VI, 1234),
        ("1 234 567,5", Lang.VI, Fraction("1234567.5")),
        ("1\N{NO-BREAK SPACE}234", Lang.VI, 1234),
        (" 270.126,5 ", Lang.VI, Fraction("270126.5")),
        ("-5", Lang.VI, -5),
        ("\N{MINUS SIGN}5,25", Lang.VI, Fraction("-5.25")),
        ("120000", Lang.VI, 120_000),
        ("75,60", Lang.VI, Fraction("75.6")),
    ],
)
def test_parse(text: str, lang: Lang, value: int | Fraction) -> None:
    assert parse_number(text, lang) == value


@pytest.mark.parametrize(
    ("text", "lang", "problem"),
    [
        ("1,234.5", Lang.VI, "không theo cách viết"),
        ("12.5", Lang.VI, "không theo cách viết"),
        ("1.234,5", Lang.EN, "không theo cách viết"),
        ("1.23,4", Lang.VI, "không đúng chỗ"),
        ("1.234 567", Lang.VI, "không đúng chỗ"),
        ("1.2345", Lang.VI, "không theo cách viết"),
        ("0.123.456", Lang.VI, "không đúng chỗ"),
        ("03.500", Lang.VI, "không theo cách viết"),
        ("003", Lang.VI, "không đúng chỗ"),
        ("12 34", Lang.VI, "không đúng chỗ"),
        ("1,", Lang.VI, "không đúng chỗ"),
        (",5", Lang.VI, "không đúng chỗ"),
        ("- 5", Lang.VI, "không đúng chỗ"),
        ("--5", Lang.VI, "không đúng chỗ"),
        ("1e5", Lang.VI, "không đúng chỗ"),
        ("1_000", Lang.VI, "không đúng chỗ"),
        ("\N{ARABIC-INDIC DIGIT ONE}", Lang.VI, "chữ số nào"),
        ("", Lang.VI, "chữ số nào"),
        ("chín", Lang.VI, "chữ số nào"),
        ("9" * 5000, Lang.VI, "quá nhiều"),
    ],
)
def test_parse_refuses(text: str, lang: Lang, problem: str) -> None:
    with pytest.raises(NumberUnreadable, match=problem):
        parse_number(text, lang)


@settings(max_examples=300)
@given(st.one_of(st.integers(0, 10**12), st.integers(0, 9999), st.integers(0, 12).map(lambda power: 10**power)))
@example(10**15 - 1)
@example(1_000_001_000_000)
def test_words_are_inverses(number: int) -> None:
    assert read_words(write_words(number)) == number


def test_all_small_numbers_have_words_of_their_own() -> None:
    words = [write_words(number) for number in range(20_000)]
    assert [read_words(text) for text in words] == list(range(20_000))


@pytest.mark.parametrize(("word", "power"), POWER_OF_TEN.items())
def test_every_scale_is_read(word: str, power: int) -> None:
    assert read_words(f"ba {word}") == 3 * 10**power


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1_005, "một nghìn không trăm linh năm"),
        (2_023, "hai nghìn không trăm hai mươi ba"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (31_100_000_000_000, "ba mươi mốt nghìn một trăm tỷ"),
        (10**12, "một nghìn tỷ"),
    ],
)
def test_written_words(number: int, words: str) -> None:
    assert write_words(number) == words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Hai  mươi bốn", 24),
        ("hai mươi nhăm", 25),
        ("hai trăm lẻ năm", 205),
        ("hai trăm linh tư", 204),
        ("một nghìn lẻ một", 1_001),
        ("một ngàn không trăm hai mươi", 1_020),
        ("hai nghìn hai mươi ba", 2_023),
        ("một triệu không nghìn không trăm linh năm", 1_000_005),
        ("một triệu hai nghìn", 1_002_000),
        ("ba ngàn tỉ", 3 * 10**12),
        ("bẩy mươi", 70),
    ],
)
def test_other_spellings_are_read(words: str, number: int) -> None:
    assert read_words(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hai mươi năm",  # twenty years
        "mười năm",
        "hai trăm năm",  # 205 or 250
        "hai nghìn ba",  # 2003 or 2300
        "một triệu hai",
        "linh năm",
        "không trăm linh năm",
        "không nghìn",
        "nghìn",
        "triệu tỷ",
        "hai nghìn ba triệu",
        "một nghìn một nghìn",
        "hai tỷ ba tỷ",
        "hai hai",
        "mươi",
        "trăm",
        "một trăm không",
        "một nghìn không trăm",
        "một dự án",
        "25",
    ],
)
def test_unclear_words_are_refused(words: str) -> None:
    with pytest.raises(NumberUnreadable, match="bằng chữ"):
        read_words(words)


@pytest.mark.parametrize("number", [-1, 10**15])
def test_words_have_a_limit(number: int) -> None:
    with pytest.raises(ValueError, match="from 0"):
        write_words(number)
