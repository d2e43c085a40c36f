"""Coordinate systems: VN-2000 by its seven parameters and nothing else; what says nothing is asked about."""

import pytest
import shapely
from pyproj import CRS

from parkledger.geography.errors import ShiftUnknown, SystemNotSaid, SystemsDiffer, SystemUnknown
from parkledger.geography.systems import HELMERT, operation_for, vn2000_systems
from parkledger.language import Lang
from tests.geography.files import wgs84_of_vn2000

ESRI = (
    'PROJCS["TM3_106",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",{}],'
    'PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
)
OWN_SHIFT = (
    "+proj=tmerc +lat_0=0 +lon_0=106 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 "
    "+towgs84=-191.90441429,-39.30318279,-111.45032835,{} +units=m +no_defs"
)


@pytest.mark.parametrize(("longitude", "latitude"), [(105.0, 9.0), (106.1, 21.2), (109.2, 12.2)])
def test_a_point_of_vn2000_goes_where_the_seven_parameters_take_it(longitude, latitude):
    found = operation_for("EPSG:4756", None, "x").to_wgs84(shapely.Point(longitude, latitude))
    by_hand = wgs84_of_vn2000(longitude, latitude)
    there = shapely.get_coordinates(found)[0]
    assert tuple(there) == pytest.approx(by_hand, abs=2e-9)
    assert abs(there[0] - longitude) > 1e-3


@pytest.mark.parametrize("system", [each.split(" ")[0] for each in vn2000_systems()])
def test_every_projected_system_of_vn2000_uses_them(system):
    assert HELMERT in operation_for(system, None, "x").definition


def test_a_central_meridian_moves_nothing():
    point = shapely.Point(*reversed(_projected("EPSG:9211", 106.1, 21.2)))
    own = shapely.Point(*reversed(_projected("EPSG:9214", 106.1, 21.2)))
    one, other = (operation_for(s, None, "x").to_wgs84(p) for s, p in (("EPSG:9211", point), ("EPSG:9214", own)))
    assert one.distance(other) < 1e-9


def _projected(system: str, longitude: float, latitude: float) -> tuple[float, float]:
    from pyproj import Transformer

    x, y = Transformer.from_crs(4756, system, always_xy=True).transform(longitude, latitude)
    return y, x


@pytest.mark.parametrize(
    "own",
    [
        ESRI.format("106.0"),
        ESRI.format("106.1"),
        OWN_SHIFT.format("-0.00928836,0.01975479,-0.00427372,0.252906278"),
        OWN_SHIFT.format("0.00928836,-0.01975479,0.00427372,0.252906278"),
    ],
)
def test_a_file_that_describes_vn2000_in_its_own_words_is_understood(own):
    assert HELMERT in operation_for(own, None, "x").definition


def test_wgs84_is_left_as_it_is():
    point = operation_for("EPSG:4326", "4326", "x").to_wgs84(shapely.Point(106, 21))
    assert shapely.get_coordinates(point).tolist() == [[106, 21]]


def test_a_shift_of_another_kind_is_refused():
    with pytest.raises(ShiftUnknown):
        operation_for(OWN_SHIFT.replace("-191.9", "-188.9").format("0,0,0,0.252906278"), None, "x")


def test_without_a_system_the_remedy_is_named():
    with pytest.raises(SystemNotSaid) as refused:
        operation_for(None, None, "ranh.gpkg")
    assert "EPSG:9211 (106-00)" in refused.value.message(Lang.VI)
    assert "--crs" in refused.value.message(Lang.EN)
    assert refused.value.where == "ranh.gpkg"


def test_two_systems_that_differ_are_refused():
    with pytest.raises(SystemsDiffer):
        operation_for("EPSG:4326", "EPSG:9211", "x")
    assert operation_for(CRS.from_epsg(9211).to_wkt(), "EPSG:9211", "x").system.startswith("EPSG:9211")


@pytest.mark.parametrize("system", ["EPSG:3148", "EPSG:0", "tọa độ tỉnh"])
def test_other_systems_are_refused(system):
    with pytest.raises(SystemUnknown):
        operation_for(None, system, "x")
