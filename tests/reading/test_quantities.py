"""Numbers with their units and hedges, and the intervals they mean."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.language import Lang, format_number
from parkledger.reading import read
from parkledger.reading.text.normalisation import normalise
from parkledger.reading.text.numerals import NUMERAL, DecimalMark, has_minus, read_numeral, usage_of
from parkledger.reading.text.quantities import HEDGES, FoundQuantity, find_quantities
from parkledger.reading.text.units import SCALES, UNITS


def found_in(text: str, usage: DecimalMark | None = None) -> list[FoundQuantity]:
    normal = normalise(text)
    return find_quantities(normal.lower, [(0, len(normal.lower))], [], usage, list(NUMERAL.finditer(normal.lower)))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,48 tỷ USD", 1_480_000_000, "USD"),
        ("21.786 tỷ đồng", 21_786 * 10**9, "VND"),
        ("245,3 nghìn tỷ đồng", 2453 * 10**11, "VND"),
        ("2,03 triệu tỷ đồng", 203 * 10**13, "VND"),
        ("1 tỷ 850 triệu USD", 1_850_000_000, "USD"),
        ("962,63 tr USD", 962_630_000, "USD"),
        ("45 triệu euro", 45_000_000, "EUR"),
        ("750 triệu đôla", 750_000_000, "USD"),
        ("1.967,11 ha", Fraction(196_711, 100), "ha"),
        ("2.534 héc ta", 2534, "ha"),
        ("3.324,92 km2", Fraction(332_492), "ha"),
        ("75,6%", Fraction(756, 10), "percent"),
        ("6.5%", Fraction(65, 10), "percent"),
        ("03 dự án", 3, "project"),
        ("13 lượt dự án", 13, "project"),
        ("12/16 khu", 12, "zone"),
        ("hai mươi lăm dự án", 25, "project"),
        ("196.500 lao động", 196_500, "person"),
        ("46 nghìn lao động", 46_000, "person"),
        ("1.000 m3/ngày đêm", 1000, "m3/day"),
        ("70,7 điểm", Fraction(707, 10), "point"),
        ("1. 322ha", 1322, "ha"),
        ("5,569,65 tỷ đồng", 5_569_650_000_000, "VND"),
        ("15,1 tỷ triệu USD", 15_100_000_000, "USD"),
        ("0,154 USD/m2/năm", Fraction(154, 1000), "USD"),
    ],
)
def test_reads_the_whole_text_as_one_quantity(text, value, unit):
    (quantity,) = found_in(text)
    assert (quantity.value, quantity.unit, quantity.start) == (value, unit, 0)
    assert normalise(text).offsets is not None or quantity.end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 1699/2018/QĐ-TTg",
        "số điện thoại: 097 158 66 36",
        "quốc lộ 1A, đường 295B và Q.7",
        "năm 2018",
        "lần thứ 11, kỳ họp thứ 21",
        "công nghiệp 4.0",
        "một khu công nghiệp",
    ],
)
def test_leaves_alone(text):
    assert [quantity for quantity in found_in(text) if quantity.unit is not None] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 và 5 dự án", [3, 5]),
        ("từ 15,8 lên 17,5 tỷ USD", [15_800_000_000, 17_500_000_000]),
        ("21.786 tỷ đồng và 10,97 tỷ USD", [21_786 * 10**9, 10_970_000_000]),
        ("2, 3 hoặc 4 ha", [2, 3, 4]),
    ],
)
def test_numbers_that_share_a_unit(text, values):
    assert [quantity.value for quantity in found_in(text)] == values


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("60 - 65%", 60, 65), ("từ 60 đến 65%", 60, 65), ("1,2 triệu đến hơn 3,1 triệu đồng/m2", 1_200_000, 3_100_000)],
)
def test_a_range_is_one_quantity_with_its_lower_end_as_value(text, low, high):
    (quantity,) = found_in(text)
    assert (quantity.value, quantity.upper) == (low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("75,6%", "75.55", "75.65"),
        ("hơn 1,48 tỷ USD", "1480000000", "1490000000"),
        ("gần 9,59 tỷ USD", "9580000000", "9590000000"),
        ("trên 46 nghìn lao động", "46000", "47000"),
        ("gần 60.000 lao động", "59000", "60000"),
        ("khoảng 258,8 nghìn tỷ đồng", "258700000000000", "258900000000000"),
        ("khoảng trên 16,2 tỷ USD", "16200000000", "16400000000"),
        ("ước đạt 191,4 tỉ USD", "191350000000", "191450000000"),
    ],
)
def test_a_hedge_is_part_of_the_interval(text, low, high):
    (quantity,) = found_in(text)
    assert quantity.interval() == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("ước đạt hơn 29 nghìn tỷ đồng", ("estimate", "more")),
        ("khoảng trên 16,2 tỷ USD", ("about", "more")),
        ("nhiều hơn 6 dự án", ()),
        ("trên địa bàn có 54 CCN", ()),
    ],
)
def test_hedges_stack_and_comparisons_are_no_hedges(text, hedges):
    (quantity,) = found_in(text)
    assert quantity.hedges == hedges


@pytest.mark.parametrize("word", HEDGES)
def test_every_hedge_is_read(word):
    (quantity,) = found_in(f"{word} 12 ha")
    assert quantity.hedge is not None
    assert quantity.start == 0


@pytest.mark.parametrize("word", SCALES)
def test_every_scale_is_read(word):
    (quantity,) = found_in(f"3 {word} đồng")
    assert quantity.value == 3 * 10 ** SCALES[word]


@pytest.mark.parametrize(("measure", "word"), [(measure, word) for measure in UNITS for word in measure.words])
def test_every_unit_is_read(measure, word):
    (quantity,) = found_in(f"12 {word}")
    assert (quantity.unit, quantity.value) == (measure.unit, 12 * measure.factor)


@pytest.mark.parametrize(
    ("tokens", "usage"),
    [
        (["1.967,11"], DecimalMark.COMMA),
        (["75,6"], DecimalMark.COMMA),
        (["1,967.11"], DecimalMark.DOT),
        (["546.19"], DecimalMark.DOT),
        (["1.234"], None),
        (["657,87", "546.19"], None),
        (["1.234.567"], DecimalMark.COMMA),
    ],
)
def test_the_decimal_mark_is_decided_by_evidence(tokens, usage):
    assert usage_of(tokens) is usage


@pytest.mark.parametrize(
    ("token", "usage", "whole", "value"),
    [
        ("1.234", None, False, 1234),
        ("1,234", None, False, Fraction(1234, 1000)),
        ("1,234", DecimalMark.DOT, False, 1234),
        ("1.234", DecimalMark.DOT, False, Fraction(1234, 1000)),
        ("1,234", None, True, 1234),
        ("0,154", DecimalMark.DOT, False, Fraction(154, 1000)),
    ],
)
def test_an_open_token_follows_the_page_and_what_is_counted(token, usage, whole, value):
    numeral = read_numeral(token, usage, whole=whole)
    assert numeral is not None
    assert numeral.value == value


@given(st.integers(0, 10**15), st.integers(0, 4))
def test_what_the_register_writes_is_read_back(digits, decimals):
    value = Fraction(digits, 10**decimals)
    text = f"{format_number(value, Lang.VI, decimals=decimals)} ha"
    usage = DecimalMark.COMMA
    assert [quantity.value for quantity in found_in(text, usage)] == [value]


@pytest.mark.parametrize("hedge", ["hơn", "gần", "khoảng"])
def test_a_hedge_behind_from_is_kept(hedge: str) -> None:
    (found,) = found_in(f"vốn từ {hedge} 99 ha đất")
    assert found.hedges == (HEDGES[hedge],)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("39 dự án (hơn 26 FDI và 13 DDI)", ["39 dự án", "hơn 26", "13"]),
        ("Hai Duong ranked 8th in the PCI with a score of about 69.2.", ["8th", "about 69.2"]),
    ],
)
def test_a_hedge_is_quoted_where_the_unit_is_said_elsewhere(text: str, quotes: list[str]) -> None:
    assert [one.quote for one in read(text).quantities] == quotes


@pytest.mark.parametrize(
    "text", ["Dự án điều chỉnh tăng vốn 2,5 lượt, vốn 3 triệu USD", "412 dự án, trong đó 2,5 đã đi vào hoạt động"]
)
def test_what_is_counted_is_whole(text: str) -> None:
    (part,) = [one for one in read(text).quantities if one.quote == "2,5"]
    assert part.unit is None


def test_a_minus_stands_before_its_number() -> None:
    assert has_minus("-7 ha", 1)
    assert not has_minus("7 ha -", 0)
