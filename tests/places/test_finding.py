"""From names as people write them to the place meant on a day."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkledger.language import Lang, Text
from parkledger.places import (
    Level,
    Place,
    PlaceAmbiguous,
    PlaceKind,
    PlaceNotYet,
    PlaceOfTwoTimes,
    PlaceUnknown,
    PlaceUnrecognised,
    distinct_name,
    existed,
    find,
    get,
    lasting,
    within,
)
from parkledger.places.finding import AFTER, BEFORE, index, resolve, written_out
from parkledger.places.listing import units
from parkledger.places.model import KINDS
from parkledger.places.table import table

SEED = date(2023, 8, 22)
AFTER_MERGER = date(2025, 12, 31)


def _last_day(place: Place) -> date | None:
    return date.fromordinal(place.exists_until.toordinal() - 1) if place.exists_until else None


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("Bắc Ninh", SEED, "viet-nam.bac-ninh"),
        ("Bắc Ninh", date(2025, 6, 30), "viet-nam.bac-ninh"),
        ("Bắc Ninh", date(2025, 7, 1), "viet-nam.bac-ninh-2025"),
        ("Bắc Ninh", None, "viet-nam.bac-ninh-2025"),
        ("Bắc Giang", SEED, "viet-nam.bac-giang"),
        ("Bắc Giang", AFTER_MERGER, "viet-nam.bac-giang"),
        ("Bắc Giang", None, "viet-nam.bac-giang"),
        ("tỉnh Bắc Giang", SEED, "viet-nam.bac-giang"),
        ("TP Bắc Giang", SEED, "viet-nam.bac-giang.bac-giang"),
        ("TP. Bắc Giang", None, "viet-nam.bac-giang.bac-giang"),
        ("TP Bắc Ninh", AFTER_MERGER, "viet-nam.bac-ninh.bac-ninh"),
        ("Hà Tây", date(2008, 7, 31), "viet-nam.ha-tay"),
        ("Hà Tây", SEED, "viet-nam.ha-tay"),
        ("Bắc Kạn", SEED, "viet-nam.bac-kan"),
        ("Bắc Cạn", SEED, "viet-nam.bac-kan"),
        ("bac kan", None, "viet-nam.bac-kan"),
        ("Thừa Thiên Huế", SEED, "viet-nam.hue"),
        ("tỉnh Thừa Thiên - Huế", SEED, "viet-nam.hue"),
        ("Huế", SEED, "viet-nam.hue"),
        ("TP Huế", AFTER_MERGER, "viet-nam.hue"),
        ("TP.HCM", SEED, "viet-nam.ho-chi-minh"),
        ("TPHCM", SEED, "viet-nam.ho-chi-minh"),
        ("Thành phố Hồ Chí Minh", SEED, "viet-nam.ho-chi-minh"),
        ("Hồ Chí Minh", SEED, "viet-nam.ho-chi-minh"),
        ("Ho Chi Minh City", None, "viet-nam.ho-chi-minh-2025"),
        ("Bà Rịa - Vũng Tàu", SEED, "viet-nam.ba-ria-vung-tau"),
        ("Bà Rịa – Vũng Tàu", SEED, "viet-nam.ba-ria-vung-tau"),
        ("Bà Rịa-Vũng Tàu", AFTER_MERGER, "viet-nam.ba-ria-vung-tau"),
        ("Hanoi", SEED, "viet-nam.ha-noi"),
        ("thủ đô Hà Nội", SEED, "viet-nam.ha-noi"),
        ("Bac Giang province", SEED, "viet-nam.bac-giang"),
        ("Đắc Lắc", SEED, "viet-nam.dak-lak"),
        ("ĐẮK LẮK", None, "viet-nam.dak-lak-2025"),
        ("Hoà Bình", SEED, "viet-nam.hoa-binh"),
        ("Cần Thơ", date(2003, 1, 1), "viet-nam.can-tho"),
        ("Việt Yên", SEED, "viet-nam.bac-giang.viet-yen"),
        ("huyện Việt Yên", SEED, "viet-nam.bac-giang.viet-yen"),
        ("huyện Việt Yên", AFTER_MERGER, "viet-nam.bac-giang.viet-yen"),
        ("TX. Việt Yên", date(2024, 2, 1), "viet-nam.bac-giang.viet-yen"),
        ("Việt Yên, Bắc Giang", SEED, "viet-nam.bac-giang.viet-yen"),
        ("huyện Việt Yên, tỉnh Bắc Giang, Việt Nam", SEED, "viet-nam.bac-giang.viet-yen"),
        ("Việt Yên, Bắc Ninh", AFTER_MERGER, "viet-nam.bac-giang.viet-yen"),
        ("Yên Dũng", date(2025, 3, 1), "viet-nam.bac-giang.yen-dung"),
        ("Chũ", date(2025, 1, 1), "viet-nam.bac-giang.chu"),
        ("cả nước", SEED, "viet-nam"),
        ("Việt Nam", None, "viet-nam"),
        ("vùng Đồng bằng sông Hồng", SEED, "vung.dong-bang-song-hong"),
        ("Đồng bằng sông Hồng", None, "vung.dong-bang-song-hong-2025"),
        ("Tây Nguyên", None, "vung.tay-nguyen"),
    ],
)
def test_finds_what_was_meant_that_day(name, on, code):
    assert find(name, on).code == code
    assert find(unicodedata.normalize("NFD", f" {name}  "), on).code == code


@pytest.mark.parametrize(
    ("name", "on"),
    [
        ("Bắc Giảng Đông", SEED),
        ("tỉnh Việt Yên", SEED),  # never a province
        ("huyện Bắc Ninh", SEED),  # the city was a town before, never a district of this kind
        ("thị xã Việt Yên", date(2024, 1, 31)),  # a district until the next day
        ("Việt Yên, Bắc Ninh", SEED),  # another province until 1/7/2025
        ("Bắc Giang, Việt Yên", SEED),
        ("Thành phố", SEED),
        ("", SEED),
        (",", SEED),
        ("Bắc", SEED),
        ("Bắc Giang Bắc Giang", SEED),
    ],
)
def test_leaves_alone_what_it_cannot_place(name, on):
    with pytest.raises(PlaceUnknown):
        find(name, on)


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Bắc Giang", "province", "viet-nam.bac-giang"),
        ("Bắc Giang", Level.DISTRICT, "viet-nam.bac-giang.bac-giang"),
        ("Thái Nguyên, Thái Nguyên", Level.DISTRICT, "viet-nam.thai-nguyen.thai-nguyen"),
        ("Đông Nam Bộ", Level.REGION, "vung.dong-nam-bo"),
    ],
)
def test_a_level_narrows_it_down(name, level, code):
    assert find(name, SEED, level).code == code


def test_a_level_that_is_none_is_refused():
    with pytest.raises(ValueError, match="commune"):
        find("Bắc Giang", SEED, "commune")


@pytest.mark.parametrize(
    ("name", "level", "near"),
    [
        ("Bắc Giag", None, "Bắc Giang"),
        ("tỉnh Quảng Nihn", None, "Quảng Ninh"),
        ("Viet Yem", Level.DISTRICT, "Việt Yên"),
        ("huyện Hiệp Hoàn, Bắc Giang", None, "Hiệp Hòa"),
    ],
)
def test_a_slip_is_answered_with_the_nearest(name, level, near):
    with pytest.raises(PlaceUnknown) as caught:
        find(name, SEED, level)
    assert near in caught.value.facts["nearest"]
    assert name in str(caught.value)


def test_nothing_near_is_said_as_well():
    with pytest.raises(PlaceUnrecognised):
        find("xyzxyzxyz", SEED)


@pytest.mark.parametrize(
    ("name", "on", "start"),
    [("Chũ", date(2024, 12, 31), date(2025, 1, 1)), ("Hậu Giang", date(2003, 12, 31), date(2004, 1, 1))],
)
def test_a_unit_founded_later_is_not_the_one_meant(name, on, start):
    with pytest.raises(PlaceNotYet) as caught:
        find(name, on)
    assert caught.value.facts["start"] == start


def _district(code: str, name: str, until: date = date(2025, 7, 1)) -> Place:
    start = date(1997, 1, 1)
    kinds = (PlaceKind(start, "huyện"),)
    return Place(code, name, name, Level.DISTRICT, None, start, until, code.rpartition(".")[0], kinds=kinds)


TWO_NAMED_ALIKE = index(
    [
        _district("viet-nam.thanh-hoa.chau-thanh", "Châu Thành"),
        _district("viet-nam.long-an.chau-thanh", "Châu Thành"),
        _district("viet-nam.long-an.tinh-bien", "Tịnh Biên"),
        _district("viet-nam.ha-noi.tu-liem", "Từ Liêm", until=date(2014, 4, 1)),
    ]
)


@pytest.mark.parametrize("name", ["Châu Thành", "huyện châu thành", "H. Châu Thành"])
def test_districts_named_alike_are_told_apart_by_the_reader(name):
    with pytest.raises(PlaceAmbiguous) as caught:
        resolve(name, TWO_NAMED_ALIKE, SEED)
    assert [choice.vi for choice in caught.value.facts["choices"]] == [
        "Châu Thành, Thanh Hóa",
        "Châu Thành, Long An",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Châu Thành, Thanh Hóa", "viet-nam.thanh-hoa.chau-thanh"),
        ("Châu Thành, tỉnh Long An", "viet-nam.long-an.chau-thanh"),
        ("Tịnh Biên", "viet-nam.long-an.tinh-bien"),  # its first word folds to "tinh" and is no "tỉnh"
        ("Từ Liêm", "viet-nam.ha-noi.tu-liem"),
    ],
)
def test_with_its_province_it_is_found(name, code):
    assert resolve(name, TWO_NAMED_ALIKE, SEED).code == code


@pytest.mark.parametrize("kind", sorted({*BEFORE.values(), *AFTER.values()}))
def test_every_word_for_a_kind_is_a_kind(kind):
    assert kind in KINDS


@pytest.mark.parametrize("word", BEFORE)
def test_every_word_before_a_name_is_read(word):
    """Each finds a unit that had been of that kind."""
    kind = BEFORE[word]
    place = next(p for level in Level for p in units(level) if p.kind_on() == kind)
    found = find(f"{word} {written_out(place, None).vi}", _last_day(place), place.level)
    assert any(had.name == kind for had in found.kinds)


@pytest.mark.parametrize("word", AFTER)
def test_every_word_after_a_name_is_read(word):
    kind = AFTER[word]
    place = next(p for level in Level for p in units(level) if p.kind_on() == kind)
    found = find(
        f"{place.english} {word}, {written_out(place, None).en.partition(', ')[2]}", _last_day(place), place.level
    )
    assert any(had.name == kind for had in found.kinds)


DAYS = st.dates(date(1997, 1, 1), date(2030, 12, 31))


@given(place=st.sampled_from(sorted(table())).map(get), on=DAYS)
def test_every_unit_is_found_by_what_it_is_called_that_day(place, on):
    if existed(place, on):
        near = place.parent if place.level is Level.DISTRICT else None  # "huyện Chợ Mới" is in two provinces
        for text in (place.title(on).vi, place.title(on).en, place.title(on).vi.upper()):
            assert find(text, on, place.level, near) == place


@given(on=DAYS, level=st.sampled_from(Level))
def test_no_name_means_two_places_of_a_level_on_a_day(on, level):
    alive = [p for p in table().values() if p.level is level and existed(p, on)]
    assert {key: [p.code for p in found] for key, found in index(alive).items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", ["Tây Ninh", "tỉnh Tây Ninh", "Tay Ninh", "Bắc Ninh", "TP. Hồ Chí Minh"])
def test_a_name_of_two_times_is_not_taken_for_something_lasting(name):
    with pytest.raises(PlaceOfTwoTimes) as refused:
        lasting(name)
    now = find(name, AFTER_MERGER)
    before = find(name, SEED)
    assert now.code != before.code
    for told in (refused.value.message(lang) for lang in Lang):
        assert f"({now.code})" in told
        assert f"({before.code})" in told
        assert "1/7/2025" in told or "1 July 2025" in told
        assert "30/6/2025" in told or "30 June 2025" in told


def test_the_refusal_says_what_was_merged_in():
    with pytest.raises(
        PlaceOfTwoTimes, match=r"từ 1/7/2025, bao gồm tỉnh Long An trước sắp xếp \(viet-nam.tay-ninh-2025\)"
    ):
        lasting("Tây Ninh")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("viet-nam.tay-ninh", "viet-nam.tay-ninh"),
        ("viet-nam.tay-ninh-2025", "viet-nam.tay-ninh-2025"),
        ("Bắc Ninh (Bắc Ninh cũ)", "viet-nam.bac-ninh"),
        ("Long An", "viet-nam.long-an"),
        ("Bắc Giang", "viet-nam.bac-giang"),
        ("Hà Nội", "viet-nam.ha-noi"),
        ("Việt Nam", "viet-nam"),
        ("Đức Hòa, Long An", "viet-nam.long-an.duc-hoa"),
    ],
)
def test_what_says_which_is_meant_is_taken_for_something_lasting(name, code):
    assert lasting(name).code == code


def test_places_to_choose_from_are_told_apart():
    told = [text.vi for place, text in within("viet-nam.tay-ninh-2025") if place.level is Level.PROVINCE]
    assert len(set(told)) == len(told) == 3


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("viet-nam.tay-ninh", "tỉnh Tây Ninh đến 30/6/2025", "Tay Ninh province until 30 June 2025"),
        ("viet-nam.bac-giang", "Bắc Giang", "Bac Giang"),
        ("viet-nam.long-an.duc-hoa", "Đức Hòa", "Duc Hoa"),
    ],
)
def test_a_province_is_told_with_its_days_where_another_bore_its_name(code, vi, en):
    assert distinct_name(get(code)) == Text(vi, en)
