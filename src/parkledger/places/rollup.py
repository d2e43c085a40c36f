"""How places contain and follow each other: children and parts on a day, territory over time, the unit of today."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from parkledger.places.errors import PlaceDivided
from parkledger.places.listing import below, get, units
from parkledger.places.model import COUNTRY_CODE, Level, Place, existed, is_within, is_within_any
from parkledger.places.table import province_code


def at_level(level: Level | str, on: date) -> tuple[Place, ...]:
    """The places of one level that existed on a day, in the order of the official list."""
    wanted = Level(level)
    return tuple(place for place in units(wanted) if existed(place, on))


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
    """The units directly below a place on a day: a country's or region's provinces, a province's districts (since
    1/7/2025 its wards), a district's wards.

    Regions are nobody's children: they are asked for with `regions`.
    """
    if place.level is Level.REGION:
        return tuple(province for province in provinces(on) if province.code in place.members)
    return tuple(child for child in below(place.code) if existed(child, on))


def parts(place: Place, on: date) -> tuple[Place, ...]:
    """What a place's figures on a day are divided among: its children, and what had ended before and is in none of them.

    Their territories on the day have nothing in common, and hold together all that was ever recorded below the place by
    then; beside them is only what is recorded of the place itself. Today's Bắc Ninh is divided into its wards and, for
    what was recorded until 30/6/2025, the former Bắc Ninh and Bắc Giang.
    """
    found = list(children(place, on))
    if place.level is Level.REGION:
        ended = [get(code) for code in sorted(territory_on(place, on) - set(place.members))]
    else:
        own = territory_on(place, on) - {place.code}
        ended = [*(get(code) for code in sorted(own)), *(unit for unit in below(place.code) if _ended(unit, on))]
    held = {code for part in found for code in territory_on(part, on)}
    ended = [unit for unit in ended if not is_within_any(unit.code, held)]
    inner = {code for unit in ended for code in territory_on(unit, on) - {unit.code}}
    return (*found, *(unit for unit in ended if not is_within_any(unit.code, inner)))


def recorded_parts(place: Place, on: date, recorded: Collection[str]) -> list[Place]:
    """Those of a place's parts on a day in which any of some places lies."""
    return list(_recorded_parts(place, on, frozenset(recorded)))


@lru_cache(maxsize=256)
def _recorded_parts(place: Place, on: date, recorded: frozenset[str]) -> tuple[Place, ...]:
    held = [(part, territory_on(part, on)) for part in parts(place, on)]
    return tuple(part for part, codes in held if any(is_within_any(code, codes) for code in recorded))


def _ended(place: Place, on: date) -> bool:
    return place.exists_until is not None and place.exists_until <= on


def territory_on(place: Place, on: date) -> frozenset[str]:
    """The territory whose postings make up a place's figures on a day: as it was then, if the place existed.

    Of a place founded only later all of its territory is meant: today's Bắc Ninh in 2023 is what is Bắc Ninh today.
    """
    return territory(place, on if existed(place, on) else None)


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
    return frozenset(_with_predecessors(place.code, place.level, on))


@lru_cache(maxsize=16_384)
def lies_within(code: str, whole: str) -> bool:
    """Whether a place is part of another: below it, or of what was merged into it."""
    return is_within(code, whole) or is_within_any(code, territory(get(whole)))


def provinces_of(place: Place, on: date) -> tuple[Place, ...]:
    """The provinces that a place is made of on a day; of a province itself, of a smaller place the one that it lies in."""
    if place.level is Level.COUNTRY:
        return provinces(on)
    if place.level is Level.REGION:
        return tuple(get(code) for code in place.members)
    return (get(province_code(place.code)),)


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


@lru_cache(maxsize=4096)
def province_of_today(code: str) -> Place | None:
    """The province of today that a place, however long ago it was one, lies in; None of the country, a region, and what was divided."""
    if get(code).level in {Level.COUNTRY, Level.REGION}:
        return None
    try:
        return as_of_today(get(province_code(code)))
    except PlaceDivided:
        return None


@lru_cache(maxsize=4096)
def province_on(code: str, on: date) -> str:
    """The province that a place's territory lay in on a day; itself where that day knows none. Of the country, the country."""
    if code == COUNTRY_CODE:
        return code
    province = province_code(code)
    while not existed(get(province), on):
        heirs = get(province).successors
        if on < get(province).exists_from or len(heirs) != 1:
            break
        province = heirs[0]
    return province


def _with_predecessors(code: str, level: Level, on: date | None) -> Iterator[str]:
    yield code
    if level is Level.WARD:
        return  # of wards it is not known which became which as a whole
    for predecessor in _predecessors(level).get(code, ()):
        if on is None or _ended(predecessor, on):
            yield from _with_predecessors(predecessor.code, level, on)


@cache
def _predecessors(level: Level) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in units(level):
        for heir in place.successors:
            found[heir] = (*found.get(heir, ()), place)
    return MappingProxyType(found)
