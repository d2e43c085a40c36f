"""The map's background: what is drawn at set-up has all of Viet Nam, and its labels lie where they should."""

import pytest
import shapely
from shapely.geometry import shape
from tools.bring_front_end import MODULES, OUTLINE, VENDOR
from tools.draw_outline import SOURCE, outline


@pytest.fixture(scope="module")
def drawn():
    if not (MODULES / SOURCE).is_file():
        pytest.skip("the front end's packages are not installed: make front")
    return outline(MODULES)


def test_what_is_served_is_what_is_drawn(drawn):
    import json

    assert json.loads((VENDOR / OUTLINE).read_text(encoding="utf-8")) == json.loads(json.dumps(drawn))


@pytest.mark.parametrize(
    ("place", "longitude", "latitude"),
    [("Hà Nội", 105.85, 21.03), ("Phú Quốc", 104.0, 10.2), ("Cà Mau", 105.15, 9.18), ("Lũng Cú", 105.3, 23.3)],
)
def test_the_land_has_its_ends(drawn, place, longitude, latitude):
    land = shape(drawn["features"][0]["geometry"])
    assert land.is_valid
    assert land.contains(shapely.Point(longitude, latitude)), place


@pytest.mark.parametrize(
    ("place", "longitude", "latitude"), [("Viêng Chăn", 102.6, 17.97), ("Phnom Penh", 104.9, 11.56)]
)
def test_the_land_is_no_other_countrys(drawn, place, longitude, latitude):
    assert not shape(drawn["features"][0]["geometry"]).contains(shapely.Point(longitude, latitude)), place


def test_both_archipelagos_are_drawn_and_named(drawn):
    for feature, (west, south, east, north) in zip(
        drawn["features"][1:], ((111, 15.6, 113, 17.2), (111, 7, 117.5, 12)), strict=True
    ):
        islands = shape(feature["geometry"])
        assert not islands.is_empty
        assert shapely.box(west, south, east, north).contains(islands)
        assert shapely.box(*islands.bounds).contains(shapely.Point(feature["properties"]["label"]))
        assert feature["properties"]["vi"].endswith("(Việt Nam)")
        assert feature["properties"]["en"].endswith("(Viet Nam)")


def test_it_is_small_enough_to_come_with_a_page(drawn):
    assert (VENDOR / OUTLINE).stat().st_size < 80_000
