"""Whether two places, each named of a day, are surely not one; by the boundaries of the later day."""

from datetime import date

import pytest

from parkledger.places import below, get, lie_apart

BG = "viet-nam.bac-giang"
BN = "viet-nam.bac-ninh-2025"
NA = "viet-nam.nghe-an"


def ward(within: str) -> str:
    """Some ward that is listed in a district or province."""
    return next(each.code for each in below(within) if each.level == "ward")


def apart(one: str, other: str, first: int, second: int) -> bool:
    days = date(first, 3, 1), date(second, 3, 1)
    found = lie_apart(one, days[0], other, days[1])
    assert found == lie_apart(other, days[1], one, days[0])
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{NA}.nam-dan", f"{NA}.quy-hop"),
        (f"{BG}.viet-yen", f"{BG}.lang-giang"),
        (f"{BG}.viet-yen", "viet-nam.bac-ninh.que-vo"),
        ("viet-nam.bac-ninh", "viet-nam.bac-giang"),
        (f"{BG}.viet-yen", "viet-nam.thai-nguyen-2025"),
        (ward(f"{NA}.nam-dan"), f"{NA}.quy-hop"),
        ("viet-nam.ho-chi-minh.thu-duc", "viet-nam.ho-chi-minh.quan-7"),
    ],
)
def test_two_units_of_one_time_lie_apart(one, other):
    for days in ((2015, 2024), (2024, 2015), (2024, 2024)):
        assert apart(one, other, *days)


def test_wards_of_today_lie_apart():
    first, second, *_ = (each.code for each in below(BN) if each.exists_from == date(2025, 7, 1))
    assert apart(first, second, 2026, 2026)
    assert apart(first, second, 2020, 2026)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{BG}.viet-yen", BG),
        (f"{BG}.viet-yen", BN),
        (BG, BN),
        (ward(f"{NA}.nam-dan"), f"{NA}.nam-dan"),
    ],
)
def test_a_place_and_what_holds_it_are_not_apart(one, other):
    for days in ((2015, 2026), (2026, 2015), (2024, 2024)):
        assert not apart(one, other, *days)


def test_units_that_were_merged_are_one_since_then():
    """Yên Dũng has been part of the city of Bắc Giang since 1/1/2025."""
    city, district = f"{BG}.bac-giang", f"{BG}.yen-dung"
    assert apart(district, city, 2010, 2020)
    assert not apart(district, city, 2010, 2025)
    assert not apart(city, district, 2025, 2010)
    assert not apart(f"{NA}.cua-lo", f"{NA}.vinh", 2012, 2025)


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        (f"{BG}.viet-yen", next(each.code for each in below(BN) if each.exists_from == date(2025, 7, 1)), 2015, 2026),
        (ward(f"{NA}.nam-dan"), next(each.code for each in below(NA) if each.exists_from == date(2025, 7, 1)), 2015, 2026),
        (f"{BG}.luc-ngan", f"{BG}.chu", 2015, 2025),
        (f"{BG}.yen-dung", ward(f"{BG}.bac-giang"), 2010, 2015),
    ],
)  # fmt: skip
def test_what_was_made_of_unknown_parts_is_not_told_apart(one, other, first, second):
    """A ward of today may lie where the district was; a town that was divided off may hold the zone."""
    assert not apart(one, other, first, second)


def test_what_was_divided_off_stays_so():
    """Who names Lục Ngạn after the town of Chũ had left it does not mean that town."""
    assert apart(f"{BG}.luc-ngan", f"{BG}.chu", 2025, 2025)
    assert get(f"{BG}.chu").exists_from == date(2025, 1, 1)
