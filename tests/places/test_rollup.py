"""How places contain and follow each other, and that no posting is counted in two provinces of a day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkledger.places import (
    Level,
    PlaceDivided,
    PlaceUnknown,
    as_of_today,
    at_level,
    children,
    country,
    existed,
    get,
    is_within_any,
    parent,
    province_on,
    provinces,
    region_of,
    regions,
    territory,
)
from parkledger.places.table import table

SEED = date(2023, 8, 22)
MERGER = date(2025, 7, 1)
TODAY = date(2026, 1, 1)
DAYS = st.dates(date(1997, 1, 1), date(2030, 12, 31))
PLACES = st.sampled_from(sorted(table())).map(get)


@pytest.mark.parametrize(
    ("code", "codes"),
    [
        ("viet-nam.bac-ninh-2025", "viet-nam.bac-ninh-2025 viet-nam.bac-ninh viet-nam.bac-giang"),
        ("viet-nam.thai-nguyen-2025", "viet-nam.thai-nguyen-2025 viet-nam.thai-nguyen viet-nam.bac-kan"),
        ("viet-nam.bac-ninh", "viet-nam.bac-ninh"),
        ("viet-nam.ha-noi", "viet-nam.ha-noi viet-nam.ha-tay"),
        ("viet-nam.hue", "viet-nam.hue"),
        ("viet-nam.bac-giang.bac-giang", "viet-nam.bac-giang.bac-giang viet-nam.bac-giang.yen-dung"),
        ("viet-nam.bac-giang.chu", "viet-nam.bac-giang.chu"),
        ("viet-nam", "viet-nam"),
        (
            "vung.dong-nam-bo-2025",
            (
                "viet-nam.ho-chi-minh-2025 viet-nam.ho-chi-minh viet-nam.binh-duong viet-nam.ba-ria-vung-tau "
                "viet-nam.dong-nai-2025 viet-nam.dong-nai viet-nam.binh-phuoc "
                "viet-nam.tay-ninh-2025 viet-nam.tay-ninh viet-nam.long-an"
            ),
        ),
    ],
)
def test_a_territory_is_the_place_and_what_was_merged_into_it(code, codes):
    assert territory(get(code)) == set(codes.split())


@pytest.mark.parametrize(
    ("code", "on", "codes"),
    [
        ("viet-nam.ha-noi", date(2008, 7, 31), "viet-nam.ha-noi"),
        ("viet-nam.ha-noi", date(2008, 8, 1), "viet-nam.ha-noi viet-nam.ha-tay"),
        ("viet-nam.bac-giang.bac-giang", date(2024, 12, 31), "viet-nam.bac-giang.bac-giang"),
        (
            "viet-nam.bac-ninh-2025",
            MERGER,
            "viet-nam.bac-ninh-2025 viet-nam.bac-ninh viet-nam.bac-giang",
        ),
    ],
)
def test_a_territory_on_a_day_has_what_had_been_merged_by_then(code, on, codes):
    assert territory(get(code), on) == set(codes.split())


@pytest.mark.parametrize(
    ("code", "today"),
    [
        ("viet-nam.bac-giang", "viet-nam.bac-ninh-2025"),
        ("viet-nam.bac-ninh", "viet-nam.bac-ninh-2025"),
        ("viet-nam.bac-kan", "viet-nam.thai-nguyen-2025"),
        ("viet-nam.ha-tay", "viet-nam.ha-noi"),
        ("viet-nam.hue", "viet-nam.hue"),
        ("viet-nam.bac-giang.viet-yen", "viet-nam.bac-ninh-2025"),
        ("viet-nam.bac-giang.yen-dung", "viet-nam.bac-ninh-2025"),
        ("viet-nam.bac-ninh-2025", "viet-nam.bac-ninh-2025"),
        ("viet-nam", "viet-nam"),
        ("vung.dong-nam-bo-2025", "vung.dong-nam-bo-2025"),
    ],
)
def test_what_a_place_is_part_of_today(code, today):
    assert as_of_today(get(code)).code == today


def test_a_former_region_is_in_no_unit_of_today():
    with pytest.raises(PlaceDivided):
        as_of_today(get("vung.tay-nguyen"))


@pytest.mark.parametrize("place", provinces(SEED), ids=lambda place: place.code)
def test_every_old_province_has_one_way_to_one_of_the_34(place):
    steps = 0
    heir = place
    while heir.exists_until is not None:
        [successor] = heir.successors
        heir, steps = get(successor), steps + 1
        assert steps < 3
    assert heir in provinces(MERGER)
    assert as_of_today(place) == heir


@pytest.mark.parametrize("place", provinces(MERGER), ids=lambda place: place.code)
def test_every_one_of_the_34_is_unchanged_or_made_of_others(place):
    assert existed(place, SEED) == (len(territory(place) - {"viet-nam.ha-tay"}) == 1)


@settings(deadline=None)
@given(on=DAYS, level=st.sampled_from([Level.PROVINCE, Level.DISTRICT, Level.REGION]))
def test_territories_of_one_day_are_disjoint(on, level):
    codes = [code for place in at_level(level, on) for code in territory(place, on)]
    held = set(codes)
    assert len(codes) == len(held)
    above = {code: [".".join(code.split(".")[:n]) for n in range(1, code.count(".") + 1)] for code in codes}
    assert not {code: held & set(larger) for code, larger in above.items() if held & set(larger)}


@given(place=PLACES)
def test_todays_provinces_account_for_every_unit_exactly_once(place):
    holders = [p for p in provinces(TODAY) if is_within_any(place.code, territory(p))]
    assert len(holders) == (place.level in (Level.PROVINCE, Level.DISTRICT))
    if holders:
        assert as_of_today(place) == holders[0]


@pytest.mark.parametrize(
    ("day", "sizes"),
    [
        (SEED, [14, 11, 14, 5, 6, 13]),
        (TODAY, [9, 6, 5, 6, 3, 5]),
        (date(2025, 8, 1), []),
        (date(2000, 1, 1), []),
    ],
)
def test_regions_share_out_the_provinces(day, sizes):
    shares = [children(region, day) for region in regions(day)]
    assert [len(share) for share in shares] == sizes
    if sizes:
        assert sorted(p.code for share in shares for p in share) == sorted(p.code for p in provinces(day))


@pytest.mark.parametrize(
    ("code", "on", "region"),
    [
        ("viet-nam.bac-giang", SEED, "vung.trung-du-va-mien-nui-phia-bac"),
        ("viet-nam.bac-giang.viet-yen", SEED, "vung.trung-du-va-mien-nui-phia-bac"),
        ("viet-nam.bac-ninh", SEED, "vung.dong-bang-song-hong"),
        ("viet-nam.bac-ninh-2025", TODAY, "vung.dong-bang-song-hong-2025"),
        ("viet-nam.bac-ninh", TODAY, None),
        ("viet-nam", SEED, None),
    ],
)
def test_the_region_of_a_place(code, on, region):
    found = region_of(get(code), on)
    assert (found and found.code) == region


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("viet-nam.bac-giang.viet-yen", "viet-nam.bac-giang"),
        ("viet-nam.bac-giang", "viet-nam"),
        ("vung.tay-nguyen", "viet-nam"),
    ],
)
def test_the_parent(code, above):
    found = parent(get(code))
    assert found is not None
    assert found.code == above


def test_the_country_has_no_parent():
    assert parent(country()) is None


def test_children_are_those_of_the_day():
    bac_giang = get("viet-nam.bac-giang")
    before = {p.name for p in children(bac_giang, date(2024, 12, 31))}
    after = {p.name for p in children(bac_giang, date(2025, 1, 1))}
    assert before - after == {"Yên Dũng"}
    assert after - before == {"Chũ"}
    assert children(bac_giang, MERGER) == ()
    assert children(country(), SEED) == provinces(SEED)


@given(place=PLACES, on=DAYS)
def test_children_and_parents_agree(place, on):
    above = parent(place)
    if above is not None and place.level is not Level.REGION:
        assert (place in children(above, on)) == existed(place, on)


def test_the_last_day_is_the_one_before_the_end():
    bac_giang = get("viet-nam.bac-giang")
    assert existed(bac_giang, date(2025, 6, 30))
    assert not existed(bac_giang, date(2025, 7, 1))
    assert not existed(bac_giang, date(1996, 12, 31))


def test_an_unknown_level_or_code_is_refused():
    with pytest.raises(ValueError, match="commune"):
        at_level("commune", SEED)
    with pytest.raises(PlaceUnknown):
        get("")


@pytest.mark.parametrize(
    ("code", "on", "province"),
    [
        ("viet-nam.bac-giang.viet-yen", date(2025, 6, 30), "viet-nam.bac-giang"),
        ("viet-nam.bac-giang.viet-yen", MERGER, "viet-nam.bac-ninh-2025"),
        ("viet-nam.bac-ninh-2025", SEED, "viet-nam.bac-ninh-2025"),  # of a day before it was: itself
        ("viet-nam", MERGER, "viet-nam"),
    ],
)
def test_a_place_lies_in_the_province_of_the_day(code: str, on: date, province: str):
    assert province_on(code, on) == province
