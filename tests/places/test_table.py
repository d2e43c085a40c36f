"""The table itself: how many units there were, what the 63 became, and that no row contradicts another."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from vietnam_provinces import Province

from parkledger.catalogue import Verified
from parkledger.places import (
    Level,
    PlaceOutsideProvince,
    PlaceUnknown,
    country,
    existed,
    get,
    is_within,
    is_within_any,
    province_code,
    provinces,
)
from parkledger.places.table import problems, table

MERGER = date(2025, 7, 1)
EVE = MERGER - timedelta(days=1)

UNCHANGED = "cao-bang dien-bien ha-noi ha-tinh hue lai-chau lang-son nghe-an quang-ninh son-la thanh-hoa"

MERGED = {
    "tuyen-quang": "ha-giang tuyen-quang",
    "lao-cai": "lao-cai yen-bai",
    "thai-nguyen": "bac-kan thai-nguyen",
    "bac-ninh": "bac-giang bac-ninh",
    "phu-tho": "hoa-binh phu-tho vinh-phuc",
    "hai-phong": "hai-duong hai-phong",
    "hung-yen": "hung-yen thai-binh",
    "ninh-binh": "ha-nam nam-dinh ninh-binh",
    "quang-tri": "quang-binh quang-tri",
    "da-nang": "da-nang quang-nam",
    "quang-ngai": "kon-tum quang-ngai",
    "gia-lai": "binh-dinh gia-lai",
    "khanh-hoa": "khanh-hoa ninh-thuan",
    "dak-lak": "dak-lak phu-yen",
    "lam-dong": "binh-thuan dak-nong lam-dong",
    "dong-nai": "binh-phuoc dong-nai",
    "ho-chi-minh": "ba-ria-vung-tau binh-duong ho-chi-minh",
    "tay-ninh": "long-an tay-ninh",
    "dong-thap": "dong-thap tien-giang",
    "vinh-long": "ben-tre tra-vinh vinh-long",
    "an-giang": "an-giang kien-giang",
    "can-tho": "can-tho hau-giang soc-trang",
    "ca-mau": "bac-lieu ca-mau",
}


@pytest.mark.parametrize(
    ("on", "count"),
    [
        (date(1996, 12, 31), 0),  # not held: the table begins with the division of 1997
        (date(1997, 1, 1), 61),
        (date(2003, 12, 31), 61),
        (date(2004, 1, 1), 64),
        (date(2008, 7, 31), 64),
        (date(2008, 8, 1), 63),
        (date(2023, 8, 22), 63),
        (EVE, 63),
        (MERGER, 34),
        (date(2026, 1, 1), 34),
    ],
)
def test_as_many_provinces_as_there_were(on, count):
    assert len(provinces(on)) == count


def test_the_34_are_those_of_the_official_list():
    assert {place.name for place in provinces(MERGER)} == {_bare(listed.name) for listed in Province.iter_all()}


@pytest.mark.parametrize("listed", tuple(Province.iter_all()), ids=lambda listed: listed.codename)
def test_official_code_and_kind_are_those_of_the_official_list(listed):
    [place] = [p for p in provinces(MERGER) if p.official_code == f"{listed.code.value:02d}"]
    assert place.name == _bare(listed.name)
    assert listed.division_type.value.startswith(place.kind_on(MERGER))


def _bare(name: str) -> str:
    """A name without its kind, which some editions of the official list write before it."""
    return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


@pytest.mark.parametrize("name", UNCHANGED.split())
def test_the_unchanged_keep_their_code(name):
    place = get(f"viet-nam.{name}")
    assert existed(place, EVE)
    assert existed(place, MERGER)
    assert place.successors == ()


@pytest.mark.parametrize(("new", "old"), tuple(MERGED.items()))
def test_the_others_were_made_of(new, old):
    heir = get(f"viet-nam.{new}-2025")
    assert heir.exists_from == MERGER
    into = {place.code for place in table().values() if heir.code in place.successors}
    assert into == {f"viet-nam.{name}" for name in old.split()}


def test_the_two_lists_account_for_all():
    old = [name for names in MERGED.values() for name in names.split()]
    assert {p.code for p in provinces(EVE)} == {f"viet-nam.{name}" for name in (*UNCHANGED.split(), *old)}
    assert {p.code for p in provinces(MERGER)} == {
        *(f"viet-nam.{name}" for name in UNCHANGED.split()),
        *(f"viet-nam.{name}-2025" for name in MERGED),
    }


@pytest.mark.parametrize("on", [date(2003, 6, 1), date(2023, 8, 22), MERGER])
def test_official_codes_name_one_province_a_day(on):
    codes = [place.official_code for place in provinces(on)]
    assert len(codes) == len(set(codes))
    assert all(code and len(code) == 2 and code.isdigit() for code in codes)


@pytest.mark.parametrize(
    ("province", "on", "count"),
    [
        ("bac-giang", date(2023, 8, 22), 10),
        ("bac-giang", date(2025, 1, 1), 10),  # Yên Dũng has gone into the city, Chũ has come out of Lục Ngạn
        ("bac-kan", date(2023, 8, 22), 8),
        ("bac-ninh", date(2023, 8, 22), 8),
        ("thai-nguyen", date(2023, 8, 22), 9),
    ],
)
def test_as_many_districts_as_there_were(province, on, count):
    held = [p for p in table().values() if p.level is Level.DISTRICT and existed(p, on)]
    assert sum(is_within(p.code, f"viet-nam.{province}") for p in held) == count


def test_no_district_outlived_the_level():
    assert not [p for p in table().values() if p.level is Level.DISTRICT and existed(p, MERGER)]


@pytest.mark.parametrize(
    ("code", "on", "title", "english"),
    [
        ("viet-nam.bac-giang.viet-yen", date(2024, 1, 31), "huyện Việt Yên", "Viet Yen district"),
        ("viet-nam.bac-giang.viet-yen", date(2024, 2, 1), "thị xã Việt Yên", "Viet Yen town"),
        ("viet-nam.bac-giang.viet-yen", None, "thị xã Việt Yên", "Viet Yen town"),
        ("viet-nam.bac-giang", date(2023, 8, 22), "tỉnh Bắc Giang", "Bac Giang province"),
        ("viet-nam.hue", date(2024, 12, 31), "tỉnh Huế", "Hue province"),
        ("viet-nam.hue", date(2025, 1, 1), "thành phố Huế", "Hue city"),
        ("viet-nam.bac-ninh-2025", date(2023, 8, 22), "tỉnh Bắc Ninh (mới)", "Bac Ninh province (new)"),
        ("viet-nam.bac-ninh-2025", date(2025, 7, 1), "tỉnh Bắc Ninh", "Bac Ninh province"),
        ("viet-nam.ho-chi-minh-2025", None, "thành phố Hồ Chí Minh", "Ho Chi Minh City"),
        ("viet-nam", None, "Việt Nam", "Vietnam"),
    ],
)
def test_a_title_says_what_the_place_was_that_day(code, on, title, english):
    text = get(code).title(on)
    assert (text.vi, text.en) == (title, english)


@pytest.mark.parametrize(
    ("code", "parent", "within"),
    [
        ("viet-nam.bac-ninh", "viet-nam.bac-ninh", True),
        ("viet-nam.bac-ninh.tien-du", "viet-nam.bac-ninh", True),
        ("viet-nam.bac-ninh", "viet-nam", True),
        ("viet-nam.bac-ninh-2025", "viet-nam.bac-ninh", False),
        ("viet-nam.bac", "viet-nam.bac-ninh", False),
        ("viet-name", "viet-nam", False),
        ("viet-nam", "viet-nam.bac-ninh", False),
        ("vung.tay-nguyen", "viet-nam", False),
    ],
)
def test_a_longer_word_is_not_within(code, parent, within):
    assert is_within(code, parent) is within
    assert is_within_any(code, ["viet-nam.ha-noi", parent]) is within


@pytest.mark.parametrize(
    ("code", "province"),
    [
        ("viet-nam.bac-giang", "viet-nam.bac-giang"),
        ("viet-nam.bac-giang.viet-yen", "viet-nam.bac-giang"),
        ("viet-nam.bac-ninh-2025.phuong-nenh", "viet-nam.bac-ninh-2025"),
    ],
)
def test_the_province_is_read_off_a_code(code, province):
    assert province_code(code) == province


@pytest.mark.parametrize("code", ["viet-nam", "vung.tay-nguyen", "", "lao.bac-giang"])
def test_no_province_where_there_is_none(code):
    with pytest.raises(PlaceOutsideProvince):
        province_code(code)


def test_an_unknown_code_offers_the_nearest():
    with pytest.raises(PlaceUnknown) as caught:
        get("viet-nam.bac-gian")
    assert "viet-nam.bac-giang" in caught.value.facts["nearest"]


def test_every_fact_says_how_it_was_checked():
    assert {p.verification for p in table().values()} == {Verified.SECONDARY, Verified.MEMORY}
    assert all(p.basis for p in provinces(MERGER) if p.code.endswith("-2025"))


BAC_GIANG, BAC_NINH = "viet-nam.bac-giang", "viet-nam.bac-ninh-2025"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"parent": "viet-nam.nowhere"}, "its parent is not in the table"),
        ({"exists_from": date(1900, 1, 1)}, "it does not lie within the life of its parent"),
        ({"exists_until": date(1990, 1, 1)}, "it ends before it begins"),
        ({"kinds": ()}, "its kinds do not follow each other from its first day"),
        ({"exists_until": None}, "it has successors, yet it exists"),
        ({"successors": ("viet-nam.nowhere",)}, "its successor viet-nam.nowhere is no place of its level"),
        ({"exists_until": date(2020, 1, 1)}, f"its successor {BAC_NINH} does not exist on the day it ends"),
        (
            {"successors": ("viet-nam.bac-ninh",)},
            "its successor viet-nam.bac-ninh is gone on the day it ends",
        ),
        ({"name": ""}, "a name is empty or not in NFC"),
        ({"name": unicodedata.normalize("NFD", "Bắc Giang")}, "a name is empty or not in NFC"),
        ({"parent": "viet-nam.bac-kan"}, "its code is not below its parent's"),
        ({"members": ("viet-nam.ha-noi",)}, "regions, and only they, have members"),
        ({"level": Level.REGION, "members": ("viet-nam",)}, "its member viet-nam is no province"),
        ({"level": Level.REGION}, "a region's code would be taken for a province's"),
    ],
)
def test_a_contradiction_is_named(change, says):
    changed = [replace(p, **change) if p.code == BAC_GIANG else p for p in table().values()]
    assert f"{BAC_GIANG}: {says}" in list(problems(changed))


def test_a_code_stands_once():
    assert "a code stands twice" in list(problems([*table().values(), get(BAC_GIANG)]))


def test_the_table_is_sound_and_cannot_be_changed():
    assert list(problems(table().values())) == []
    assert country().code == "viet-nam"
    with pytest.raises(TypeError):
        table()["x"] = country()  # type: ignore[index]
