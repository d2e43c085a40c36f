"""Draw the map's plain background: the outline of Viet Nam from Natural Earth (public domain), as GeoJSON.

The package `world-atlas` (ISC) has Natural Earth's countries as TopoJSON. Taken are the mainland with its islands, Phú
Quốc among them, and the islands of Hoàng Sa and Trường Sa, which by the law of Viet Nam every map of it shows as its
own: Natural Earth lists the reefs of Trường Sa apart, and draws those of Hoàng Sa in another country's shape, so that
they are found by where they lie. No coordinate is written by hand; where a label stands is computed from the shapes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon, box, make_valid, simplify
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

SOURCE = "world-atlas/countries-10m.json"
MAINLAND, TRUONG_SA = "Vietnam", "Spratly Is."
HOANG_SA = box(111, 15.6, 113, 17.2)
"""Degrees; a window that has all of the archipelago and nothing else in it."""
COARSENESS = 0.004
"""Degrees by which the outline may be simplified: 400 m, which shows nowhere at the scale of a province."""
DECIMALS = 4
"""Of coordinates: ten metres."""
PHU_QUOC = box(103.8, 9.95, 104.1, 10.5)
Point = tuple[float, float]


class OutlineIncomplete(SystemExit):
    """The source no longer has what a map of Viet Nam must show."""


def outline(modules: Path) -> dict[str, Any]:
    """The outline as a GeoJSON collection: the land, and the two archipelagos with where their labels stand."""
    countries = _countries(json.loads((modules / SOURCE).read_text(encoding="utf-8")))
    land = countries[MAINLAND]
    hoang_sa = MultiPolygon([part for whole in countries.values() for part in _parts(whole) if HOANG_SA.contains(part)])
    truong_sa = countries[TRUONG_SA]
    if not land.intersects(PHU_QUOC) or hoang_sa.is_empty or truong_sa.is_empty:
        raise OutlineIncomplete(f"{SOURCE}: Phú Quốc, Hoàng Sa or Trường Sa is not there")
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(make_valid(simplify(land, COARSENESS)), "Việt Nam", "Viet Nam", None),
            _feature(hoang_sa, "Quần đảo Hoàng Sa (Việt Nam)", "Hoang Sa archipelago (Viet Nam)", hoang_sa.centroid),
            _feature(
                truong_sa, "Quần đảo Trường Sa (Việt Nam)", "Truong Sa archipelago (Viet Nam)", truong_sa.centroid
            ),
        ],
    }


def _feature(shape: BaseGeometry, vi: str, en: str, label: BaseGeometry | None) -> dict[str, Any]:
    place = None if label is None else [round(label.x, 3), round(label.y, 3)]  # type: ignore[attr-defined]
    return {
        "type": "Feature",
        "properties": {"vi": vi, "en": en, "label": place},
        "geometry": rounded(mapping(shape), DECIMALS),
    }


def rounded(value: Any, decimals: int) -> Any:
    """A geometry with its coordinates rounded."""
    if isinstance(value, dict):
        return {key: rounded(part, decimals) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(part, decimals) for part in value]
    return round(value, decimals) if isinstance(value, float) else value


def _parts(shape: MultiPolygon) -> Iterator[Polygon]:
    yield from shape.geoms


def _countries(topology: dict[str, Any]) -> dict[str, MultiPolygon]:
    """Every country's shape, its shared arcs put together."""
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    found: dict[str, MultiPolygon] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        stored = geometry.get("arcs")
        if stored:
            polygons = [stored] if geometry["type"] == "Polygon" else stored
            parts = [_polygon(rings, arcs) for rings in polygons]
            found[geometry["properties"]["name"]] = MultiPolygon([part for part in parts if part is not None])
    return found


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """An arc's points in degrees: it is stored as steps on a grid."""
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    found = []
    for right, up in steps:
        x, y = x + right, y + up
        found.append((x * wide + west, y * high + south))
    return found


def _polygon(rings: list[list[int]], arcs: list[list[Point]]) -> Polygon | None:
    """A polygon from the numbers of its arcs; a negative number is an arc the other way round. None for a mere line."""
    outer, *holes = [_ring(numbers, arcs) for numbers in rings]
    return Polygon(outer, [hole for hole in holes if len(hole) > 3]) if len(outer) > 3 else None


def _ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    found: list[Point] = []
    for number in numbers:
        points = arcs[~number][::-1] if number < 0 else arcs[number]
        found += points[1:] if found else points
    return found
