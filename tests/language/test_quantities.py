"""Numbers with units: written as officials do, and read back."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkledger.language import (
    Lang,
    Quantity,
    QuantityUnreadable,
    Unit,
    format_quantity,
    parse_area_m2,
    parse_money,
    parse_quantity,
)
from parkledger.language.units import FORMS

VALUES = st.one_of(
    st.builds(lambda digits, places: Fraction(digits, 10**places), st.integers(-(10**15), 10**15), st.integers(0, 4)),
    st.builds(
        lambda digits, power: Fraction(digits * 10**power, 100),
        st.integers(-(10**5), 10**5),
        st.integers(0, 13),
    ),
)


def quantity(value: int | str, unit: Unit) -> Quantity:
    return Quantity(Fraction(value), unit)


@settings(max_examples=300)
@given(VALUES, st.sampled_from(Unit), st.sampled_from(Lang), st.sampled_from(["auto", "none"]))
def test_parse_inverts_format(value: Fraction, unit: Unit, lang: Lang, scale: str) -> None:
    written = Quantity(value, unit)
    assert parse_quantity(format_quantity(written, lang, scale=scale), lang) == written  # type: ignore[arg-type]


@settings(max_examples=300)
@given(st.fractions(0, 10**14), st.sampled_from([Unit.USD, Unit.VND]), st.sampled_from(Lang), st.integers(0, 2))
def test_rounded_money_is_near_and_never_a_thousand_of_its_scale(
    value: Fraction, unit: Unit, lang: Lang, decimals: int
) -> None:
    text = format_quantity(Quantity(value, unit), lang, decimals=decimals)
    read = parse_quantity(text, lang)
    power = 12 if value >= 10**12 else 9 if value >= 10**9 else 6 if value >= 10**6 else 0
    assert abs(read.value - value) <= Fraction(10**power, 2 * 10**decimals)
    assert not text.removeprefix(f"{unit} ").startswith(("1.000,", "1.000 t", "1,000.", "1,000 m")) or power in (0, 12)


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (1_480_000_000, Unit.USD, "1,48 tỷ USD", "USD 1.48 billion"),
        (346_000_000, Unit.USD, "346 triệu USD", "USD 346 million"),
        ("1483250000", Unit.USD, "1.483,25 triệu USD", "USD 1,483.25 million"),
        (-346_000_000, Unit.USD, "-346 triệu USD", "USD -346 million"),
        (999_999, Unit.USD, "999.999 USD", "USD 999,999"),
        ("1234.56", Unit.USD, "1.234,56 USD", "USD 1,234.56"),
        (0, Unit.VND, "0 đồng", "VND 0"),
        (31_100_000_000_000, Unit.VND, "31,1 nghìn tỷ đồng", "VND 31.1 trillion"),
        (21_786_000_000_000, Unit.VND, "21.786 tỷ đồng", "VND 21,786 billion"),
        (1_234_567_890, Unit.VND, "1.234.567.890 đồng", "VND 1,234,567,890"),
        ("1967.11", Unit.HECTARE, "1.967,11 ha", "1,967.11 ha"),
        (120_000, Unit.SQUARE_METRE, "120.000 m²", "120,000 m²"),
        ("75.6", Unit.PERCENT, "75,6%", "75.6%"),
        (43, Unit.PROJECT, "43 dự án", "43 projects"),
        (1, Unit.PROJECT, "1 dự án", "1 project"),
        (46_000, Unit.PERSON, "46.000 lao động", "46,000 workers"),
        (9, Unit.ZONE, "9 khu", "9 zones"),
        (5, Unit.RANK, "thứ 5", "rank 5"),
        (3_500, Unit.M3_PER_DAY, "3.500 m³/ngày đêm", "3,500 m³/day"),
        ("0.4", Unit.USD_PER_M2, "0,4 USD/m²", "USD 0.4/m²"),
        (2_200_000, Unit.VND_PER_M2, "2.200.000 đồng/m²", "VND 2,200,000/m²"),
        (1, Unit.INQUIRY, "1 lượt tìm hiểu", "1 inquiry"),
    ],
)
def test_format(value: int | str, unit: Unit, vi: str, en: str) -> None:
    assert format_quantity(quantity(value, unit), Lang.VI) == vi
    assert format_quantity(quantity(value, unit), Lang.EN) == en


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "scale", "vi"),
    [
        ("1483250000", Unit.USD, 2, "auto", "1,48 tỷ USD"),
        ("1483250000", Unit.USD, None, "none", "1.483.250.000 USD"),
        ("999960000", Unit.USD, 1, "auto", "1,0 tỷ USD"),
        ("600000000", Unit.USD, 0, "auto", "600 triệu USD"),
        ("999999.999", Unit.USD, 2, "auto", "1,00 triệu USD"),
        (31_149_000_000_000, Unit.VND, 1, "auto", "31,1 nghìn tỷ đồng"),
        (75, Unit.PERCENT, 1, "auto", "75,0%"),
    ],
)
def test_format_rounds_and_scales(value: int | str, unit: Unit, decimals: int | None, scale: str, vi: str) -> None:
    assert format_quantity(quantity(value, unit), Lang.VI, decimals=decimals, scale=scale) == vi  # type: ignore[arg-type]


def test_endless_decimals_need_a_count() -> None:
    third = Quantity(Fraction(1, 3), Unit.PERCENT)
    with pytest.raises(ValueError, match="1/3"):
        format_quantity(third, Lang.VI)
    assert format_quantity(third, Lang.VI, decimals=1) == "0,3%"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10 tr.USD", 10_000_000, Unit.USD),
        ("10tr USD", 10_000_000, Unit.USD),
        ("5 tỷ VNĐ", 5_000_000_000, Unit.VND),
        ("5 tỉ đồng", 5_000_000_000, Unit.VND),
        ("5 TRĐ", 5_000_000, Unit.VND),
        ("245,3 ngàn tỉ đồng", 245_300_000_000_000, Unit.VND),
        ("triệu USD 5", None, None),
        ("120 000 m2", 120_000, Unit.SQUARE_METRE),
        ("657,87ha", "657.87", Unit.HECTARE),
        ("1,2 nghìn ha", 1_200, Unit.HECTARE),
        ("75,6 %", "75.6", Unit.PERCENT),
        ("03 dự án", 3, Unit.PROJECT),
        ("54 CCN", 54, Unit.ZONE),
        ("46 nghìn người", 46_000, Unit.PERSON),
        ("xếp thứ 14", 14, Unit.RANK),
        ("3.500 m3/ng.đ", 3_500, Unit.M3_PER_DAY),
        ("2,2 triệu đồng / m2", 2_200_000, Unit.VND_PER_M2),
        ("1.800 VNĐ/KWH", 1_800, Unit.VND_PER_KWH),
    ],
)
def test_usual_spellings(text: str, value: int | str | None, unit: Unit | None) -> None:
    if value is None or unit is None:
        with pytest.raises(QuantityUnreadable):
            parse_quantity(text, Lang.VI)
    else:
        assert parse_quantity(text, Lang.VI) == quantity(value, unit)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("unit", Unit)
def test_every_form_is_read(unit: Unit, lang: Lang) -> None:
    assert FORMS[unit].of(lang)
    for form in FORMS[unit].of(lang):
        assert parse_quantity(form.format("25"), lang) == quantity(25, unit)
        assert parse_quantity(form.format("25").upper(), lang) == quantity(25, unit)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12,5", "thiếu đơn vị"),
        ("5 triệu", "thiếu đơn vị"),
        ("ha", "thiếu con số"),
        ("m2", "thiếu con số"),
        ("", "thiếu con số"),
        ("5 xu", "không hiểu đơn vị “xu”"),
        ("15,1 tỷ triệu USD", "không hiểu đơn vị"),
        ("5 triệu %", "không hiểu đơn vị"),
        ("5 thứ", "không hiểu đơn vị"),
        ("hơn 5 ha", "không hiểu đơn vị"),
        ("2021-2025 ha", "không hiểu đơn vị"),
        ("0,4 USD/m²/năm", "không hiểu đơn vị"),
        ("12.5 ha", "không theo cách viết"),
        ("1.23.4 ha", "không đúng chỗ"),
    ],
)
def test_parse_refuses(text: str, problem: str) -> None:
    with pytest.raises(QuantityUnreadable, match=problem):
        parse_quantity(text, Lang.VI)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("12,5 ha", 125_000),
        ("120000 m2", 120_000),
        ("0,0001 ha", 1),
        (7, 7),
        ("0 ha", 0),
        ("1,2 nghìn ha", 12_000_000),
    ],
)
def test_area(text: str | int, area: int) -> None:
    assert parse_area_m2(text) == area


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("0,00005 ha", "chẵn đến m²"),
        ("0,5 m²", "chẵn đến m²"),
        ("-1 ha", "âm"),
        (-1, "âm"),
        ("5 km", "không hiểu đơn vị"),
        ("5 USD", "phải là diện tích"),
        ("125000", "thiếu đơn vị"),
        (True, "thiếu con số"),
    ],
)
def test_area_refuses(text: str | int, problem: str) -> None:
    with pytest.raises(QuantityUnreadable, match=problem):
        parse_area_m2(text)


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("1,48 tỷ USD", ("USD", 148_000_000_000)),
        ("0,05 USD", ("USD", 5)),
        ("346 triệu đồng", ("VND", 346_000_000)),
        ("-5 đồng", ("VND", -5)),
    ],
)
def test_money(text: str, money: tuple[str, int]) -> None:
    assert parse_money(text) == money


@pytest.mark.parametrize(
    ("text", "problem"),
    [("0,005 USD", "chẵn"), ("0,5 đồng", "chẵn"), ("5 ha", "phải là số tiền"), ("5 tỷ", "đơn vị")],
)
def test_money_refuses(text: str, problem: str) -> None:
    with pytest.raises(QuantityUnreadable, match=problem):
        parse_money(text)


def test_quantity_is_exact() -> None:
    with pytest.raises(TypeError, match="exact"):
        Quantity(0.5, Unit.HECTARE)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="acre"):
        Quantity(Fraction(1), "acre")  # type: ignore[arg-type]
    assert Quantity.of(5, Unit.HECTARE) == Quantity(Fraction(5), Unit.HECTARE)
