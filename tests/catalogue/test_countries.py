"""Countries by the names that people write: one code each, one name shown, and near names for what is none."""

import subprocess
import sys

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from parkledger.catalogue.countries import (
    OTHER,
    WRITTEN,
    countries,
    countries_named,
    country_asked,
    country_name,
    country_text,
    is_country,
    is_of_country,
    nearest_countries,
)

NAMES = [(code, name) for code, names in WRITTEN.items() for name in names]


@pytest.mark.parametrize(("code", "name"), NAMES)
def test_every_name_of_an_office_is_read(code, name):
    for written in (name, name.upper(), f"  {name} ", f"nước {name}"):
        assert countries_named(written) == (code,)
    assert country_text(name) == countries()[code]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_country_is_read_by_its_names_of_the_locale_data(lang):
    listed = Locale(lang).territories
    assert len(countries()) == 250  # the 249 of ISO 3166 and Kosovo
    for code in countries():
        assert countries_named(listed[code]) == (code,), listed[code]


def test_no_name_is_of_two_countries():
    shown = [name.vi for name in countries().values()]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Mỹ", "Hoa Kỳ"),
        ("hoa ky", "Hoa Kỳ"),
        ("Korea", "Hàn Quốc"),
        ("Xin-ga-po", "Singapore"),
        ("BVI", "Quần đảo Virgin thuộc Anh"),
        ("Nhật Bản - Đài Loan", "Nhật Bản, Đài Loan"),
        ("Nhật và Mỹ", "Nhật Bản, Hoa Kỳ"),
        ("Bosnia và Herzegovina", "Bosnia và Herzegovina"),
        ("khác", "Khác"),
        ("Liên Xô", "Liên Xô"),
        ("", ""),
    ],
)
def test_what_is_written_is_shown_by_one_name(written, shown):
    assert country_name(written) == shown
    assert country_name(shown) == shown


@pytest.mark.parametrize(
    ("written", "near"), [("Nhập Bảng", "Nhật Bản"), ("Singapora", "Singapore"), ("Xyzzy", OTHER.vi)]
)
def test_what_is_no_country_is_answered_with_the_nearest(written, near):
    assert not is_country(written)
    assert near in nearest_countries(written)


@pytest.mark.parametrize(
    ("written", "wanted", "is_of"),
    [
        ("Mỹ", "US", True),
        ("Mỹ", "hoa kỳ", True),
        ("Mỹ", "MY", False),  # a code is a code where one is asked for
        ("Malaysia", "MY", True),
        ("Nhật Bản, Mỹ", "Mỹ", True),
        ("Nhật Bản", "Nhật Bản, Mỹ", False),
        ("Liên Xô", "Liên Xô", True),
        ("Liên Xô", "Nga", False),
    ],
)
def test_a_country_is_asked_for_by_code_or_by_any_name(written, wanted, is_of):
    assert is_of_country(written, country_asked(wanted)) is is_of


@given(st.text(max_size=40))
def test_any_text_is_shown_and_showing_it_again_changes_nothing(text):
    shown = country_name(text)
    assert country_name(shown) == shown


def test_who_asks_for_no_country_does_not_pay():
    probe = "import sys, parkledger.catalogue.countries; print('babel' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", probe], text=True).strip() == "False"
