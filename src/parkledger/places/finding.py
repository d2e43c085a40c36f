"""From a name as people write it to the place that it meant on a day."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from parkledger.language import Text, fold
from parkledger.places.errors import PlaceAmbiguous, PlaceNotYet, PlaceUnknown
from parkledger.places.model import COUNTRY_CODE, Level, Place, existed, is_within_any
from parkledger.places.rollup import territory
from parkledger.places.table import table, unknown

BEFORE = {
    "tỉnh": "tỉnh",
    "thủ đô": "thành phố",
    "thành phố": "thành phố",
    "tp": "thành phố",
    "huyện": "huyện",
    "h": "huyện",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "vùng": "vùng",
}
"""Words that stand before a name and say what kind of unit is meant."""

AFTER = {"province": "tỉnh", "city": "thành phố", "district": "huyện", "town": "thị xã", "region": "vùng"}
"""The English words for kinds, which follow the name."""

RANKS = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.DISTRICT: 2, Level.REGION: 3}
"""Which level a bare name means first: "Bắc Giang" is the province, "TP Bắc Giang" the city in it."""


def find(name: str, on: date | None = None, level: Level | str | None = None) -> Place:
    """The place that a name meant on a day.

    Diacritics, case, dots, hyphens and words such as "tỉnh" or "TP." do not matter; what the place is part
    of may follow after a comma: "Việt Yên, Bắc Giang". Among places of the same name the one that existed on
    the day is meant; if none did, the one that had ended last. `on=None` asks about today, as the table knows
    it. Raises `PlaceUnknown` with the nearest names, `PlaceNotYet` for a unit founded later, `PlaceAmbiguous`
    with the ways to write it when several units fit, and ValueError for a level that is none.
    """
    places = _by_key() if level is None else _at(Level(level))
    return resolve(name, places, on)


Index = dict[str, tuple[Place, ...]]


def resolve(name: str, places: Index, on: date | None) -> Place:
    """As `find`, in an index made by `index`."""
    head, _, area = (part.strip() for part in name.partition(","))
    candidates = list(_named(head, places, on))
    around = territory(resolve(area, _by_key(), on)) if area else None
    if around is not None:
        candidates = [place for place in candidates if is_within_any(place.code, around)]
    if not candidates:
        raise _nothing_like(name, head, places, around)
    return _one_of(candidates, name, on)


def _nothing_like(name: str, head: str, places: Index, around: frozenset[str] | None) -> PlaceUnknown:
    bare = next((rest for _, rest in _without_kind(head)), head)
    offered = (place for group in places.values() for place in group)
    names = (place.name for place in offered if around is None or is_within_any(place.code, around))
    return unknown(name, names, like=bare)


def index(places: Iterable[Place]) -> Index:
    """Places by every key that their names and aliases give."""
    found: Index = {}
    for place in places:
        for key in {_key(text) for text in (place.name, place.english, *place.aliases)}:
            found[key] = (*found.get(key, ()), place)
    return found


def _named(text: str, places: Index, on: date | None) -> Iterator[Place]:
    """Places of this name; a word for the kind that is no part of it keeps those that were of that kind."""
    whole = places.get(_key(text), ())
    if whole:
        yield from whole
        return
    for kind, bare in _without_kind(text):
        for place in places.get(_key(bare), ()):
            if any(had.name == kind and (on is None or had.start <= on) for had in place.kinds):
                yield place


def _without_kind(text: str) -> Iterator[tuple[str, str]]:
    """The name without the word for its kind, before or after it, and that kind."""
    words = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
    for word, kind in BEFORE.items():
        if words.startswith(f"{fold(word)} "):
            yield kind, words.removeprefix(f"{fold(word)} ")
    for word, kind in AFTER.items():
        if words.endswith(f" {word}"):
            yield kind, words.removesuffix(f" {word}")


def _one_of(candidates: list[Place], name: str, on: date | None) -> Place:
    alive = [place for place in candidates if _exists(place, on)]
    meant = _topmost(alive or _ended_last(candidates, on))
    if not meant:
        first = min(candidates, key=lambda place: place.exists_from)
        raise PlaceNotYet(name=first.title(first.exists_from), on=on, start=first.exists_from)
    if len(meant) > 1:
        raise PlaceAmbiguous(name=name, choices=[_spelled_out(place) for place in meant])
    return meant[0]


def _exists(place: Place, on: date | None) -> bool:
    return place.exists_until is None if on is None else existed(place, on)


def _ended_last(places: list[Place], on: date | None) -> list[Place]:
    ends = {place.code: place.exists_until for place in places if place.exists_until is not None}
    past = {code: end for code, end in ends.items() if on is None or end <= on}
    return [place for place in places if past and past.get(place.code) == max(past.values())]


def _topmost(places: list[Place]) -> list[Place]:
    highest = min((RANKS[place.level] for place in places), default=0)
    return [place for place in places if RANKS[place.level] == highest]


def _spelled_out(place: Place) -> Text:
    above = table()[place.parent or COUNTRY_CODE]
    return Text(vi=f"{place.name}, {above.name}", en=f"{place.english}, {above.english}")


def _key(text: str) -> str:
    """Letters and digits alone: "Hanoi" is "Hà Nội", "Ba Ria–Vung Tau" is "Bà Rịa - Vũng Tàu"."""
    return "".join(re.findall(r"[a-z0-9]+", fold(text)))


@cache
def _by_key() -> Index:
    return index(table().values())


@cache
def _at(level: Level) -> Index:
    return index(place for place in table().values() if place.level is level)
