"""Made-up positions of the zones whose own is not known: near the middle of their district, each marked as assumed.

They let the demonstration's map be full; no zone lies where they say. Only events that are demonstration data get one.
"""

import json
import math
import tempfile
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import DECLARING, EventDraft
from parkledger.demo.sources import table
from parkledger.figures.current import open_figures
from parkledger.geography.boundary_import import Order, import_file
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry

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
