"""Administrative units with the dates they existed and what they became: 63 provinces, 34 since 1/7/2025.

Sources and what is left out: docs/decisions/004-places-by-date.md.
"""

from parkledger.places.codes import OfficialCode, former_provinces, merged_provinces, official_code
from parkledger.places.errors import (
    PlaceAmbiguous,
    PlaceDivided,
    PlaceNotYet,
    PlaceOutsideProvince,
    PlaceUnknown,
    PlaceUnrecognised,
    UnitsNotInstalled,
)
from parkledger.places.finding import find, named, respelled, within
from parkledger.places.listing import TWO_TIERS, below, districts, get, units, wards
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
    as_of_today,
    at_level,
    children,
    parent,
    parts,
    province_on,
    provinces,
    provinces_of,
    recorded_parts,
    region_of,
    regions,
    territory,
    territory_on,
    uncovered_parts,
)
from parkledger.places.table import country, province_code

__all__ = [
    "COUNTRY_CODE",
    "KINDS",
    "TWO_TIERS",
    "Level",
    "OfficialCode",
    "Place",
    "PlaceAmbiguous",
    "PlaceDivided",
    "PlaceKind",
    "PlaceNotYet",
    "PlaceOutsideProvince",
    "PlaceUnknown",
    "PlaceUnrecognised",
    "UnitsNotInstalled",
    "as_of_today",
    "at_level",
    "below",
    "children",
    "country",
    "districts",
    "existed",
    "find",
    "former_provinces",
    "get",
    "is_within",
    "is_within_any",
    "merged_provinces",
    "named",
    "official_code",
    "parent",
    "parts",
    "province_code",
    "province_on",
    "provinces",
    "provinces_of",
    "recorded_parts",
    "region_of",
    "regions",
    "respelled",
    "territory",
    "territory_on",
    "uncovered_parts",
    "units",
    "wards",
    "within",
]
