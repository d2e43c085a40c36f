"""Whether two places, each named of a day, are surely not one: a zone that is said to lie in both would be two zones."""

from datetime import date

from parkledger.places.listing import get
from parkledger.places.model import Level, Place, existed, is_within_any
from parkledger.places.rollup import province_of_today, territory, territory_on


def lie_apart(one: str, named_on: date, other: str, other_named_on: date) -> bool:
    """Whether neither place holds the other within the boundaries of the later of the two days on which they were named.

    What had been merged by then is within the unit that it became. Of a unit that was made of parts which the table does not
    know, as today's wards were made of those of the former districts, it is not sure that the other is no part.
    """
    first, last = sorted((named_on, other_named_on))
    places = (get(one), get(other))
    if any(is_within_any(part.code, territory_on(whole, last)) for whole, part in (places, places[::-1])):
        return False
    if province_of_today(one) != province_of_today(other):
        return True
    return not any(_may_hold(unit, elder, first) for unit, elder in (places, places[::-1]))


def _may_hold(unit: Place, elder: Place, first: date) -> bool:
    """Whether a unit may hold an older place or a part of it, for all that the table knows.

    A ward that is listed in a district which took others in may have lain in one of those.
    """
    around = get(unit.parent) if unit.parent is not None else None
    if around is not None and around.level is Level.DISTRICT:
        taken_in = territory(around) - {around.code}
        if is_within_any(elder.code, taken_in):
            return True
    is_newer = unit.exists_from > elder.exists_from and territory(unit) == {unit.code}
    return is_newer and (unit.exists_from > first or not existed(elder, unit.exists_from))
