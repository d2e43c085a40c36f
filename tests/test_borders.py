"""Borders of provinces: what is drawn at set-up has every province of before and since 1/7/2025, and fits the country's outline."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from tools.bring_front_end import BORDERS, MODULES, VENDOR
from tools.draw_borders import ATTRIBUTION, BEFORE, SOURCE, BordersIncomplete, borders, fitted
from tools.draw_outline import outline

from parkledger.places import TWO_TIERS, get, provinces


@pytest.fixture(scope="module")
def country() -> dict[str, Any]:
    if not (MODULES / SOURCE).is_file():
        pytest.skip("the front end's packages are not installed: make front")
    return outline(MODULES)


@pytest.fixture(scope="module")
def drawn(country: Mapping[str, Any]) -> dict[str, Any]:
    return borders(MODULES, country)


@pytest.fixture(scope="module")
def shapes(drawn: Mapping[str, Any]) -> dict[str, BaseGeometry]:
    return {each["properties"]["code"]: shape(each["geometry"]) for each in drawn["features"]}


def test_what_is_served_is_what_is_drawn(drawn):
    assert json.loads((VENDOR / BORDERS).read_text(encoding="utf-8")) == json.loads(json.dumps(drawn))
    assert drawn["attribution"] == ATTRIBUTION == "© OpenStreetMap contributors (ODbL)"


def test_every_province_of_both_times_is_drawn_once_and_has_room_for_its_name(drawn, shapes):
    codes = [each["properties"]["code"] for each in drawn["features"]]
    both = {place.code for day in (BEFORE, TWO_TIERS) for place in provinces(day)}
    assert len(codes) == len(both) == 63 + 34 - 11, "eleven provinces were merged with none"
    assert set(codes) == both
    for each in drawn["features"]:
        assert shapes[each["properties"]["code"]].contains(shapely.Point(each["properties"]["label"])), each[
            "properties"
        ]
    assert all(each.is_valid for each in shapes.values())


@pytest.mark.parametrize("day", [BEFORE, TWO_TIERS], ids=["63", "34"])
def test_the_provinces_of_a_day_are_the_country_and_do_not_overlap(country, shapes, day):
    parts = [shapes[place.code] for place in provinces(day)]
    whole = shapely.unary_union(parts)
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-5)
    land = shapely.unary_union([shape(each["geometry"]) for each in country["features"]])
    assert land.difference(whole.buffer(0.002)).area < 1e-3, "no piece of the outline is nobody's"
    assert whole.difference(land.buffer(0.002)).area < 0.03, "beside the outline there are only islands that it has not"


def test_a_merged_province_is_what_it_was_made_of(shapes):
    made_of = shapely.unary_union([shapes["viet-nam.bac-giang"], shapes["viet-nam.bac-ninh"]])
    assert shapes["viet-nam.bac-ninh-2025"].symmetric_difference(made_of).area < 1e-3


@pytest.mark.parametrize(
    ("longitude", "latitude", "province"),
    [
        (105.85, 21.03, "viet-nam.ha-noi"),
        (106.2, 21.28, "viet-nam.bac-giang"),
        (104.0, 10.2, "viet-nam.kien-giang"),
        (104.0, 10.2, "viet-nam.an-giang-2025"),
        (106.6, 8.69, "viet-nam.ba-ria-vung-tau"),
        (107.75, 12.9, "viet-nam.dak-lak"),
    ],
)
def test_a_place_lies_in_its_province(shapes, longitude, latitude, province):
    assert shapes[province].buffer(0.02).contains(shapely.Point(longitude, latitude)), get(province).name


def test_the_archipelagos_are_parts_of_their_provinces(country, shapes):
    hoang_sa, truong_sa = (shape(each["geometry"]) for each in country["features"][1:])
    for islands, names in ((hoang_sa, ("da-nang", "da-nang-2025")), (truong_sa, ("khanh-hoa", "khanh-hoa-2025"))):
        for name in names:
            assert shapes[f"viet-nam.{name}"].buffer(0.002).contains(islands), name


def packed(*names: str) -> Iterator[str]:
    """A script as the package has them, with some provinces as one square."""
    for name in names:
        yield json.dumps({
            "properties": {"name": name},
            "geometry": {"type": "Polygon", "coordinates": ["@@ࠀ@@ࠀ"], "encodeOffsets": [[107000, 22000]]},
        })  # fmt: skip


def test_set_up_fails_where_a_province_is_missing(tmp_path, country):
    path = tmp_path / SOURCE
    path.parent.mkdir(parents=True)
    features = ",".join(packed("Bac Giang province", "Bac Ninh province"))
    path.write_text(f'x = {{"type":"FeatureCollection","features":[{features}]}};', encoding="utf-8")
    with pytest.raises(BordersIncomplete, match=r"viet-nam\.ha-noi"):
        borders(tmp_path, country)


def test_set_up_fails_where_the_borders_are_another_countrys():
    with pytest.raises(BordersIncomplete, match="fit"):
        fitted({"viet-nam.ha-noi": shapely.box(0, 0, 3, 3)}, shapely.box(1, 0, 4, 3))


def test_pieces_of_the_outline_go_to_the_provinces_along_them_and_islands_are_kept():
    west, east = shapely.box(0, 0, 5, 5).union(shapely.box(-2, 0, -1.9, 0.1)), shapely.box(5, 0, 10.1, 5)
    found = fitted({"west": west, "east": east}, shapely.box(0, 0, 10, 5.1))
    assert found["west"].contains(shapely.Point(-1.95, 0.05))
    for part in found.values():
        assert part.area == pytest.approx(5 * 5.1, abs=0.02), "the strip along the north is cut between them"
    assert found["west"].intersection(found["east"]).area == pytest.approx(0)
