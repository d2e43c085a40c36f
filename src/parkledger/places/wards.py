"""Today's communes, wards and special zones, from the separate package `vietnam-provinces`.

The package is read only when wards are asked for: the rest of `places` stands on its own table.
"""

from dataclasses import dataclass

from parkledger.places.errors import PlaceFormer, PlaceOutsideProvince, WardsNotInstalled
from parkledger.places.model import Level
from parkledger.places.rollup import as_of_today
from parkledger.places.table import get

PACKAGE = "vietnam-provinces"


@dataclass(frozen=True, slots=True)
class Ward:
    """A unit of the lower tier since 1/7/2025: xã, phường or đặc khu; `official_code` has five digits."""

    official_code: str
    name: str
    kind: str
    province: str


def wards_of(province_code: str) -> tuple[Ward, ...]:
    """The wards of a province of today, in the order of their official codes.

    Raises `PlaceUnknown` for a code that is not in the table, `PlaceOutsideProvince` for one that is not a
    province's, `PlaceFormer` for a province that has been merged away, and `WardsNotInstalled` where the
    package with the list is missing.
    """
    place = get(province_code)
    if place.level is not Level.PROVINCE or place.official_code is None:
        raise PlaceOutsideProvince(name=province_code)
    if place.exists_until is not None:
        today = as_of_today(place).title()
        raise PlaceFormer(name=place.title(), until=place.exists_until, today=today)
    try:
        from vietnam_provinces import ProvinceCode
        from vietnam_provinces import Ward as Listed
    except ImportError as error:
        raise WardsNotInstalled(package=PACKAGE) from error
    listed = Listed.iter_by_province(ProvinceCode(int(place.official_code)))
    wards = (Ward(f"{w.code.value:05d}", str(w.name), str(w.division_type.value), place.code) for w in listed)
    return tuple(sorted(wards, key=lambda ward: ward.official_code))
