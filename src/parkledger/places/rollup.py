"""How places contain and follow each other: children on a day, territory over time, the unit of today and its wards."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from parkledger.places.errors import PlaceDivided, PlaceFormer, PlaceOutsideProvince, WardsNotInstalled
from parkledger.places.model import Level, Place, existed, is_within
from parkledger.places.table import get, table

WARDS_PACKAGE = "vietnam-provinces"
"""Lists today's communes, wards and special zones; it is read only when wards are asked for."""


def at_level(level: Level | str, on: date) -> tuple[Place, ...]:
    """The places of one level that existed on a day, in the order of the official list."""
    wanted = Level(level)
    return tuple(place for place in table().values() if place.level is wanted and existed(place, on))


def provinces(on: date) -> tuple[Place, ...]:
    """The provinces and centrally run cities of a day: 63 on 22/8/2023, 34 on 1/7/2025."""
    return at_level(Level.PROVINCE, on)


def regions(on: date) -> tuple[Place, ...]:
    """The socio-economic regions of a day; none where no classification held, as in August 2025."""
    return at_level(Level.REGION, on)


def region_of(place: Place, on: date) -> Place | None:
    """The region of that day with the place's province in it; None where there is none."""
    code = ".".join(place.code.split(".")[:2])
    return next((region for region in regions(on) if code in region.members), None)


def parent(place: Place) -> Place | None:
    """The unit that a place is directly part of; None for the country. A region's is the country."""
    return None if place.parent is None else get(place.parent)


def children(place: Place, on: date) -> tuple[Place, ...]:
    """The units directly below a place on a day: a country's or region's provinces, a province's districts.

    Regions are nobody's children: they are asked for with `regions`.
    """
    if place.level is Level.REGION:
        return tuple(province for province in provinces(on) if province.code in place.members)
    below = (child for child in table().values() if child.parent == place.code and existed(child, on))
    return tuple(child for child in below if child.level is not Level.REGION)


def territory(place: Place, on: date | None = None) -> frozenset[str]:
    """The codes whose postings make up the place's figures, whatever their date.

    A posting belongs to the place when `is_within_any(posting.place, territory(place))`. The codes are the
    place's own and those of all units that were merged into it, so that history recorded in old Bắc Giang
    counts for today's Bắc Ninh as well. A region's are those of its provinces.

    With `on`, only what had been merged by that day counts: Hà Nội is without Hà Tây until 31/7/2008. So the
    territories of a level's places on a day, taken on that day, have nothing in common.
    """
    if place.level is Level.REGION:
        return frozenset(code for member in place.members for code in territory(get(member), on))
    return frozenset(_with_predecessors(place.code, on))


def provinces_of(place: Place, on: date) -> tuple[Place, ...]:
    """The provinces that a place is made of on a day; of a province itself, of a smaller place the one that it lies in."""
    if place.level is Level.COUNTRY:
        return provinces(on)
    if place.level is Level.REGION:
        return tuple(get(code) for code in place.members)
    return (get(place.parent) if place.level is Level.DISTRICT and place.parent else place,)


def uncovered_parts(province: Place, codes: Collection[str]) -> tuple[Place, ...]:
    """What of a province is in none of some places: nothing, itself, or those of the provinces that it was newly made of.

    Today's Bắc Ninh is covered by old Bắc Ninh and Bắc Giang together, or by a place of its own; Hà Nội, which took Hà Tây
    in, is not covered by it.
    """
    if any(is_within(code, province.code) for code in codes):
        return ()
    parts = [get(code) for code in sorted(territory(province)) if province.code in get(code).successors]
    if any(part.exists_until is None or part.exists_until > province.exists_from for part in parts):
        return (province,)
    gaps = tuple(gap for part in parts for gap in uncovered_parts(part, codes))
    return gaps if parts and len(gaps) < len(parts) else (province,)


def as_of_today(place: Place) -> Place:
    """The unit of today that the place became part of; itself if it still exists.

    A unit that ended without a successor of its own level, as all districts did on 1/7/2025, went where its
    parent went. A former region is in no single unit of today: `PlaceDivided`.
    """
    while place.exists_until is not None:
        if len(place.successors) == 1:
            place = get(place.successors[0])
        elif place.successors or place.level is Level.REGION or place.parent is None:
            raise PlaceDivided(name=place.title(), until=place.exists_until)
        else:
            place = get(place.parent)
    return place


def _with_predecessors(code: str, on: date | None) -> Iterator[str]:
    yield code
    for predecessor in _predecessors().get(code, ()):
        ended = predecessor.exists_until
        if on is None or (ended is not None and ended <= on):
            yield from _with_predecessors(predecessor.code, on)


@cache
def _predecessors() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in table().values():
        for heir in place.successors:
            found[heir] = (*found.get(heir, ()), place)
    return MappingProxyType(found)


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
        raise WardsNotInstalled(package=WARDS_PACKAGE) from error
    listed = Listed.iter_by_province(ProvinceCode(int(place.official_code)))
    wards = (Ward(f"{w.code.value:05d}", str(w.name), str(w.division_type.value), place.code) for w in listed)
    return tuple(sorted(wards, key=lambda ward: ward.official_code))
