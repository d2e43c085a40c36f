"""Made-up positions of the zones whose own is not known: near the middle of their district, each marked as assumed.

They let the demonstration's map be full; no zone lies where they say. Only events that are demonstration data get one.
"""

import json
import math
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from shapely import box
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from parkledger.demo.division import wave
from parkledger.demo.drafts import DECLARING, EventDraft
from parkledger.demo.sources import table
from parkledger.figures.current import open_figures
from parkledger.geography.boundary_import import Order, import_file
from parkledger.geography.models import BoundaryKind
from parkledger.ledger.models import Zone
from parkledger.ledger.plots import Plot
from parkledger.ledger.store import registry
from parkledger.records.dates import Dates
from parkledger.records.plots import zone_plan

SPREAD: Final = 6
"""Hundredths of a degree, about kilometres, by which a made-up position may be off its district's middle."""
NOTE: Final = "Vị trí là giả định để minh họa."


def with_positions(drafts: list[EventDraft]) -> list[EventDraft]:
    """One book's drafts, those that put a zone on record without a position given a made-up one."""
    middles = {row["place"]: (row["latitude"], row["longitude"]) for row in table("district_middles")}
    declared: set[str] = set()
    found = []
    for draft in drafts:
        place, zone = str(draft.fields.get("place", "")), str(draft.fields.get("zone", ""))
        first = draft.type in DECLARING and bool(draft.fields.get("name")) and zone not in declared
        if first:
            declared.add(zone)
        if first and draft.demo and "latitude" not in draft.fields and place in middles:
            latitude, longitude = (
                _moved(middle, 2 * len(declared) + turn) for turn, middle in enumerate(middles[place])
            )
            assumed = {"latitude": latitude, "longitude": longitude, "position_assumed": True}
            note = f"{draft.note} {NOTE}".strip()
            draft = replace(draft, fields={**draft.fields, **assumed}, note=note)
        found.append(draft)
    return found


def _moved(middle: str, number: int) -> str:
    """A coordinate some hundredths of a degree off, with two decimals."""
    hundredths = Fraction(middle) * 100 + wave(number, -SPREAD, SPREAD)
    return f"{hundredths.numerator // 100}.{hundredths.numerator % 100:02d}"


BOOK, MAKER, FILE = "bg-clusters", "minh-hoa", "ranh-gioi-minh-hoa.geojson"
PLOTS_FILE: Final = "lo-dat-minh-hoa.geojson"
ZONES: Final = tuple(f"ccn-minh-hoa-{number:02d}" for number in range(1, 6))
AREA: Final = 544_000
"""Square metres of each, as clusters.csv has them."""
VALID_FROM: Final = date(2023, 7, 1)
PLOTTED: Final = date(2025, 12, 1)
"""The day from which plots are drawn."""
HALVINGS: Final = 40
"""How often the place of a cut is looked for between two others, until it is nearer than any map can show."""
CORNERS: Final = (1.08, 0.94, 1.03, 0.98, 1.05, 0.92, 1.02, 0.97)
"""How far each corner is from the middle, against a regular octagon: no real park is one."""
DEGREE: Final = 110_800
"""Metres of a degree of latitude, near enough for what lies nowhere."""


def build_boundaries() -> None:
    """Import the boundaries, unless they are there or the book is none of the demonstration's."""
    if not registry.books().filter(code=BOOK, demo=True).exists():
        return
    books = open_figures()
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / FILE
            path.write_text(json.dumps(_collection(), ensure_ascii=False), encoding="utf-8")
            import_file(Order(path, BOOK, VALID_FROM, MAKER, demo=True), books)
            path = Path(folder) / PLOTS_FILE
            path.write_text(json.dumps(_plots(), ensure_ascii=False), encoding="utf-8")
            import_file(Order(path, BOOK, PLOTTED, MAKER, kind=BoundaryKind.PLOT, demo=True), books)
    finally:
        books.close()


def _plots() -> dict[str, Any]:
    """The plots of the zones that have both a boundary and plots, cut out of their boundary."""
    found = []
    for zone in _zones():
        plots = [each.plot for each in zone_plan((BOOK, zone.code), Dates(PLOTTED, None)).plots]
        if plots:
            outline = shape(_feature(zone)["geometry"])
            for plot, part in _cut(outline, plots):
                about = {"code": zone.code, "plot": plot.code}
                found.append({"type": "Feature", "properties": about, "geometry": mapping(part)})
    return {"type": "FeatureCollection", "features": found}


def _cut(outline: BaseGeometry, plots: Sequence[Plot]) -> Iterator[tuple[Plot, BaseGeometry]]:
    """An outline cut into plots whose areas are to each other as those on record: halved across its longer side, again and again."""
    if len(plots) == 1:
        yield plots[0], outline
        return
    half = len(plots) // 2
    first, rest = plots[:half], plots[half:]
    share = sum(plot.area_m2 for plot in first) / sum(plot.area_m2 for plot in plots)
    west, south, east, north = outline.bounds
    is_wide = east - west > north - south
    low, high = (west, east) if is_wide else (south, north)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        piece = outline.intersection(box(west, south, middle, north) if is_wide else box(west, south, east, middle))
        low, high = (middle, high) if piece.area < share * outline.area else (low, middle)
    yield from _cut(piece, first)
    yield from _cut(outline.difference(piece), rest)


def _zones() -> Iterable[Zone]:
    return registry.all_zones().filter(book__code=BOOK, code__in=ZONES, position_assumed=True).order_by("code")


def _collection() -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [_feature(zone) for zone in _zones()]}


def _feature(zone: Zone) -> dict[str, Any]:
    """Eight corners around the made-up position, of about the zone's area."""
    latitude, longitude = float(zone.latitude), float(zone.longitude)
    reach = math.sqrt(AREA / (2 * math.sqrt(2)))
    corners = []
    for turn, stretch in enumerate(CORNERS):
        angle = 2 * math.pi * turn / len(CORNERS)
        north = reach * stretch * math.sin(angle) / DEGREE
        east = reach * stretch * math.cos(angle) / (DEGREE * math.cos(math.radians(latitude)))
        corners.append([round(longitude + east, 6), round(latitude + north, 6)])
    geometry = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    return {"type": "Feature", "properties": {"code": zone.code, "name": zone.name}, "geometry": geometry}
