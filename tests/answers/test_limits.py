"""Bounds in questions: their scale and unit, in either usage of numbers, and whether the number itself is within."""

from fractions import Fraction

import pytest

from parkledger.briefing.answers.limits import limits_in
from parkledger.language import fold

AROUND = (Fraction(49), Fraction(50), Fraction(51))


@pytest.mark.parametrize(
    ("typed", "vi", "en"),
    [
        ("xuất khẩu trên 1.500 tỷ", "trên 1,5 nghìn tỷ đồng", "over VND 1.5 trillion"),
        ("trên 1.500 tỷ đồng", "trên 1,5 nghìn tỷ đồng", "over VND 1.5 trillion"),
        ("trên 1,5 tỷ USD", "trên 1,5 tỷ USD", "over USD 1.5 billion"),
        ("trên 1.5 tỷ USD", "trên 1,5 tỷ USD", "over USD 1.5 billion"),
        ("over 1,500 billion VND", "trên 1,5 nghìn tỷ đồng", "over VND 1.5 trillion"),
        ("over USD 1.5 million", "trên 1,5 triệu USD", "over USD 1.5 million"),
        ("trên 10.000 lao động", "trên 10.000 lao động", "over 10,000 workers"),
        ("hơn 10,000 người", "trên 10.000 lao động", "over 10,000 workers"),
        ("more than 1.500 workers", "trên 1.500 lao động", "over 1,500 workers"),
        ("dưới 20,5 ha", "dưới 20,5 ha", "under 20.5 ha"),
        ("từ 80%", "từ 80%", "at least 80%"),
        ("ít nhất 80 phần trăm", "từ 80%", "at least 80%"),
        ("không dưới 80%", "từ 80%", "at least 80%"),
        ("80% trở lên", "từ 80%", "at least 80%"),
        ("80% or more", "từ 80%", "at least 80%"),
        ("at least 80%", "từ 80%", "at least 80%"),
        ("≥ 80%", "từ 80%", "at least 80%"),
        ("không quá 50%", "không quá 50%", "at most 50%"),
        ("tối đa 50%", "không quá 50%", "at most 50%"),
        ("50% trở xuống", "không quá 50%", "at most 50%"),
        ("no more than 50%", "không quá 50%", "at most 50%"),
        ("up to 50%", "không quá 50%", "at most 50%"),
        ("less than 50%", "dưới 50%", "under 50%"),
        ("từ 50 đến 80%", "từ 50% đến 80%", "from 50% to 80%"),
        ("between 1 and 1.5 billion USD", "từ 1 tỷ USD đến 1,5 tỷ USD", "from USD 1 billion to USD 1.5 billion"),
    ],
)
def test_a_bound_is_read_with_its_scale_and_said(typed: str, vi: str, en: str) -> None:
    (limit,) = limits_in(fold(typed))
    assert (limit.said.vi, limit.said.en, limit.unclear) == (vi, en, None)


@pytest.mark.parametrize("way", ["từ", "ít nhất", "tối thiểu", "không dưới", "at least", "not less than", "from"])
def test_what_begins_at_a_number_has_it(way: str) -> None:
    (limit,) = limits_in(fold(f"{way} 50%"))
    assert [limit.meets(value) for value in AROUND] == [False, True, True]


@pytest.mark.parametrize("way", ["không quá", "tối đa", "nhiều nhất", "at most", "no more than", "up to"])
def test_what_ends_with_a_number_has_it(way: str) -> None:
    (limit,) = limits_in(fold(f"{way} 50%"))
    assert [limit.meets(value) for value in AROUND] == [True, True, False]


@pytest.mark.parametrize(
    ("way", "met"),
    [
        *((way, [False, False, True]) for way in ("trên", "hơn", "vượt", "over", "more than", ">")),
        *((way, [True, False, False]) for way in ("dưới", "chưa đến", "thấp hơn", "under", "less than", "<")),
    ],
)
def test_what_lies_beyond_a_number_does_not_have_it(way: str, met: list[bool]) -> None:
    (limit,) = limits_in(fold(f"{way} 50%"))
    assert [limit.meets(value) for value in AROUND] == met


@pytest.mark.parametrize("typed", ["trên 1,500 tỷ đồng", "over 1.500 billion VND", "dưới 1,250 ha"])
def test_a_number_that_may_be_read_in_two_ways_is_not_read(typed: str) -> None:
    (limit,) = limits_in(fold(typed))
    assert limit.unclear is not None


@pytest.mark.parametrize("typed", ["từ 3 nước", "dự án từ 2 tỉnh", "kcn quang chau 2023"])
def test_what_is_no_bound_is_left(typed: str) -> None:
    assert limits_in(fold(typed)) == []
