"""Made-up boundaries of some invented clusters, so that the map has some to show: imported as any, marked as made up."""

import json
import math
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Final

from parkledger.figures.current import open_figures
from parkledger.geography.boundary_import import Order, import_file
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry

BOOK, MAKER, FILE = "bg-clusters", "minh-hoa", "ranh-gioi-minh-hoa.geojson"
ZONES: Final = tuple(f"ccn-minh-hoa-{number:02d}" for number in range(1, 6))
AREA: Final = 544_000
"""Square metres of each, as clusters.csv has them."""
VALID_FROM: Final = date(2023, 7, 1)
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
    finally:
        books.close()


def _collection() -> dict[str, Any]:
    rows = registry.all_zones().filter(book__code=BOOK, code__in=ZONES, position_assumed=True).order_by("code")
    return {"type": "FeatureCollection", "features": [_feature(zone) for zone in rows]}


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
