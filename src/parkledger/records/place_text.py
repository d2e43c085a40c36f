"""A zone's or project's place in words, as it was on a day: a former district is called so, with today's province."""

from datetime import date
from functools import lru_cache

from parkledger.language import Text
from parkledger.places import Level, get, province_on
from parkledger.places.model import KINDS_OF, existed


def choice_words(code: str, on: date) -> Text:
    """A place as a list to choose from has it on a day; one that was no more says so, since another may bear its name."""
    place = get(code)
    title = place.title(on)
    if existed(place, on) or on < place.exists_from:
        return title
    return Text(f"{title.vi} (cũ)", f"{title.en} (former)")


def heading_words(code: str, on: date) -> Text:
    """A place as the heading of its page has it: one that was no more says so where what it belongs to has its title."""
    place = get(code)
    title = place.title(on)
    is_wider = place.level in {Level.COUNTRY, Level.REGION}
    if is_wider or existed(place, on) or get(province_on(code, on)).title(on) != title:
        return title
    return choice_words(code, on)


@lru_cache(maxsize=4096)
def place_words(code: str, on: date) -> Text:
    """A place up to its province on a day: "thị xã Việt Yên, Bắc Giang"; later "Bắc Ninh (địa bàn thị xã Việt Yên cũ)"."""
    place, province = get(code), get(province_on(code, on))
    if place.level not in KINDS_OF:
        former = "" if place.code == province.code else place.name
        if not former:
            return province.text
        return Text(f"{province.name} ({former} cũ)", f"{province.english} (former {place.english})")
    title = place.title(on)
    if place.level is Level.WARD and place.parent and get(place.parent).level is Level.DISTRICT:
        district = get(place.parent).title(on)
        title = Text(f"{title.vi}, {district.vi}", f"{title.en}, {district.en}")
    if existed(place, on) or on < place.exists_from:
        return Text(f"{title.vi}, {province.name}", f"{title.en}, {province.english}")
    return Text(
        f"{province.name} (địa bàn {title.vi} cũ)",
        f"{province.english} (in the former {title.en})",
    )
