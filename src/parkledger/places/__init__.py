"""Administrative units with the dates they existed and what they became: 63 provinces, 34 since 1/7/2025.

Sources and what is left out: docs/decisions/004-places-by-date.md.
"""

from parkledger.places.errors import (
    PlaceAmbiguous,
    PlaceDivided,
    PlaceFormer,
    PlaceNotYet,
    PlaceOutsideProvince,
    PlaceUnknown,
    PlaceUnrecognised,
    WardsNotInstalled,
)
from parkledger.places.finding import find
from parkledger.places.model import (
    COUNTRY_CODE,
    KINDS,
    Level,
    Place,
    PlaceKind,
    existed,
    is_within,
    is_within_any,
)
from parkledger.places.rollup import (
    Ward,
    as_of_today,
    at_level,
    children,
    parent,
    provinces,
    provinces_of,
    region_of,
    regions,
    territory,
    uncovered_parts,
    wards_of,
)
from parkledger.places.table import country, get, province_code

__all__ = [
    "COUNTRY_CODE",
    "KINDS",
    "Level",
    "Place",
    "PlaceAmbiguous",
    "PlaceDivided",
    "PlaceFormer",
    "PlaceKind",
    "PlaceNotYet",
    "PlaceOutsideProvince",
    "PlaceUnknown",
    "PlaceUnrecognised",
    "Ward",
    "WardsNotInstalled",
    "as_of_today",
    "at_level",
    "children",
    "country",
    "existed",
    "find",
    "get",
    "is_within",
    "is_within_any",
    "parent",
    "province_code",
    "provinces",
    "provinces_of",
    "region_of",
    "regions",
    "territory",
    "uncovered_parts",
    "wards_of",
]
