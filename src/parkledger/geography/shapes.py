"""Shapes made fit to be kept: areas only, valid, in Viet Nam; their geodesic area and their GeoJSON."""

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from shapely import MultiPolygon, Polygon
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from parkledger.geography.errors import AxesSwapped, FeatureNotAnArea, OutsideVietNam, ShapeBroken, ShapeTooFine
from parkledger.geography.systems import Operation, Points

ELLIPSOID = Geod(ellps="WGS84")
VIET_NAM = shapely.box(102, 6, 118, 23.5)
"""Degrees; the mainland, the islands, Hoàng Sa and Trường Sa."""
MENDED_WITHIN = Fraction(1, 100)
"""By how much of its area mending may change a shape."""
MOST_POINTS, MOST_MENDED = 100_000, 10_000
"""Points of a shape, and of one that has a fault: beyond them checking may take hours, and no boundary has as many."""
MOST_CROSSINGS = 200
"""Where a shape crosses itself: mending one with thousands of crossings takes hours, and makes another shape of it."""
AT_ONCE = 100
"""Lines of a shape that are held against all others at once."""
DECIMALS = 7
"""Of a degree, as kept: a centimetre."""


@dataclass(frozen=True, slots=True)
class BoundaryShape:
    """A shape in WGS 84; whether it had to be mended."""

    area: BaseGeometry
    mended: bool

    @property
    def square_metres(self) -> int:
        """The area on the ellipsoid, to a whole square metre."""
        return round(abs(ELLIPSOID.geometry_area_perimeter(self.area)[0]))

    @property
    def mark(self) -> tuple[str, str]:
        """Longitude and latitude of a point inside."""
        point = self.area.representative_point()
        return (f"{point.x:.6f}", f"{point.y:.6f}")

    @property
    def geojson(self) -> str:
        """The shape as it is kept, outer rings counter-clockwise as GeoJSON has them."""
        oriented = shapely.orient_polygons(self.area)
        return json.dumps(_rounded(mapping(oriented)), separators=(",", ":"))


def fit(stored: BaseGeometry | None, operation: Operation, where: str) -> BoundaryShape:
    """A file's shape, mended where that leaves it the same, taken over to WGS 84 and seen to lie in Viet Nam."""
    kind = "—" if stored is None else stored.geom_type
    if stored is None or stored.is_empty or not isinstance(stored, Polygon | MultiPolygon):
        raise FeatureNotAnArea(where=where, shape=kind)
    if (count := shapely.get_num_coordinates(stored)) > MOST_POINTS:
        raise ShapeTooFine(where=where, count=int(count), most=MOST_POINTS)
    sound, mended = (stored, False) if stored.is_valid else (_mended(stored, where), True)
    found = operation.to_wgs84(sound)
    if not VIET_NAM.contains(found):
        turned = operation.to_wgs84(shapely.transform(sound, _turned))
        if VIET_NAM.contains(turned):
            raise AxesSwapped(where=where)
        centre = found.centroid
        raise OutsideVietNam(where=where, longitude=_degrees(centre, "x"), latitude=_degrees(centre, "y"))
    return BoundaryShape(found, mended)


def united(shapes: list[BoundaryShape]) -> BoundaryShape:
    """Several shapes as one: a zone that a file has in parts."""
    if len(shapes) == 1:
        return shapes[0]
    return BoundaryShape(shapely.union_all([shape.area for shape in shapes]), any(shape.mended for shape in shapes))


def kilometres(mark: tuple[str, str], point: tuple[str, str]) -> int:
    """The distance between two points on the ellipsoid, to a whole kilometre."""
    (east, north), (other_east, other_north) = map(float, mark), map(float, point)
    metres: float = ELLIPSOID.inv(east, north, other_east, other_north)[2]
    return round(metres / 1000)


def _turned(points: Points) -> Points:
    return points[:, ::-1]


def _mended(shape: BaseGeometry, where: str) -> BaseGeometry:
    if not _has_few_crossings(shape):
        raise ShapeBroken(where=where, problem=shapely.is_valid_reason(shape))
    parts = [part for part in _parts(shapely.make_valid(shape)) if not part.is_empty]
    sound = shapely.union_all(parts) if parts else None
    before = _enclosed(shape)
    if sound is None or before == 0 or abs(Fraction(sound.area) - before) > before * MENDED_WITHIN:
        raise ShapeBroken(where=where, problem=shapely.is_valid_reason(shape))
    return sound


def _has_few_crossings(shape: BaseGeometry) -> bool:
    """Whether the lines of a shape cross each other only here and there; looked at in parts, so that many are soon too many."""
    if shapely.get_num_coordinates(shape) > MOST_MENDED:
        return False
    rings = [shapely.get_coordinates(ring) for part in _parts(shape) for ring in shapely.get_rings(part)]
    lines = np.concatenate([shapely.linestrings(np.stack((points[:-1], points[1:]), axis=1)) for points in rings])
    tree, found = shapely.STRtree(lines), 0
    for start in range(0, len(lines), AT_ONCE):
        found += tree.query(lines[start : start + AT_ONCE], predicate="crosses").shape[1]
        if found > 2 * MOST_CROSSINGS:  # each is found from both of its lines
            return False
    return True


def _enclosed(shape: BaseGeometry) -> Fraction:
    """The area that the outer rings say they enclose, without the holes: what mending must keep."""
    return sum((Fraction(part.area) for part in _parts(shape)), Fraction(0))


def _parts(shape: BaseGeometry) -> list[Polygon]:
    """The polygons in a shape, however deep."""
    if isinstance(shape, Polygon):
        return [shape]
    if shape.geom_type in {"MultiPolygon", "GeometryCollection"}:
        return [polygon for part in shapely.get_parts(shape) for polygon in _parts(part)]
    return []


def _degrees(point: BaseGeometry, axis: str) -> str:
    value = getattr(point, axis)
    return f"{value:.2f}" if abs(value) < 1000 else "—"


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(part) for part in value]
    return round(value, DECIMALS) if isinstance(value, float) else value
