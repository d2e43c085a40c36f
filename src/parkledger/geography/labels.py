"""Where the names of provinces stand on a map without tiles.

A label's place is about where the province's capital lies, to a tenth of a degree; a province that others were merged
into has its label between theirs. See `data/province_labels.csv`, whose column `verification` says how well each was
checked. They serve for reading the map, for nothing that is measured.
"""

import csv
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from parkledger.places import get, provinces, territory
from parkledger.places.model import Place

Position = tuple[Decimal, Decimal]


@cache
def positions() -> Mapping[str, Position]:
    """Longitude and latitude in degrees by the code of a province of 2008–2025."""
    text = files("parkledger.geography").joinpath("data/province_labels.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["code"]: (Decimal(row["longitude"]), Decimal(row["latitude"]))
            for row in csv.DictReader(text.splitlines())
        }
    )


def labels(on: date) -> list[tuple[Place, Position]]:
    """The provinces of a day, each with where its name stands."""
    return [(place, position) for place in provinces(on) if (position := _position(place, on))]


def _position(place: Place, on: date) -> Position | None:
    known = [positions()[code] for code in sorted(territory(get(place.code), on)) if code in positions()]
    if not known:
        return None
    longitude, latitude = (sum(each) / len(known) for each in zip(*known, strict=True))
    return (round(Decimal(longitude), 2), round(Decimal(latitude), 2))
