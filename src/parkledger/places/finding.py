"""From a name as people write it to the place that it meant on a day."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache, partial

from parkledger.language import Lang, Text, days_said, fold
from parkledger.places.errors import PlaceAmbiguous, PlaceNotYet, PlaceOfTwoTimes, PlaceUnknown
from parkledger.places.listing import districts, get, units, wards
from parkledger.places.model import COUNTRY_CODE, KINDS_OF, Level, Place, existed, is_within_any
from parkledger.places.rollup import territory
from parkledger.places.table import table, unknown

BEFORE = {
    "tỉnh": "tỉnh",
    "thủ đô": "thành phố",
    "thành phố": "thành phố",
    "tp": "thành phố",
    "huyện": "huyện",
    "h": "huyện",
    "quận": "quận",
    "q": "quận",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "thị trấn": "thị trấn",
    "tt": "thị trấn",
    "phường": "phường",
    "p": "phường",
    "xã": "xã",
    "x": "xã",
    "đặc khu": "đặc khu",
    "vùng": "vùng",
}
"""Words that stand before a name and say what kind of unit is meant."""

AFTER = {
    "province": "tỉnh",
    "city": "thành phố",
    "urban district": "quận",
    "district": "huyện",
    "town": "thị xã",
    "township": "thị trấn",
    "ward": "phường",
    "commune": "xã",
    "special zone": "đặc khu",
    "region": "vùng",
}
"""The English words for kinds, which follow the name."""

RANKS = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.DISTRICT: 2, Level.REGION: 3, Level.WARD: 4}
"""Which level a bare name means first: "Bắc Giang" is the province, "TP Bắc Giang" the city in it."""

MOST_CHOICES = 8
"""Places of one name that are offered at most."""

Index = dict[str, tuple[Place, ...]]


def named(text: str, on: date | None = None, near: str | None = None) -> Place:
    """A place by its code, or by its name as `find` reads it."""
    given = text.strip()
    if given == COUNTRY_CODE or (given.startswith((f"{COUNTRY_CODE}.", "vung.")) and " " not in given):
        return get(given)
    return find(given, on, near=near)


def lasting(text: str) -> Place:
    """The place named for something that lasts and has no day of its own, as a book or a role has: by code or by name.

    A name that places of one level bore at different times, as Tây Ninh before and since 1/7/2025, is refused with each of
    them, its days and its code; a code, and a name that looks back ("Bắc Ninh (Bắc Giang cũ)"), say which is meant. Raises
    `PlaceOfTwoTimes`, and what `find` raises.
    """
    given = text.strip()
    place = named(given)
    if given == place.code or _FORMER.fullmatch(unicodedata.normalize("NFC", given)):
        return place
    others = [each for each in _candidates(given, TIERS, None, None) if each.level is place.level]
    fitting = _spelled_so(list({each.code: each for each in (place, *others)}.values()), given)
    if len(fitting) > 1:
        told = [
            Text(f"{dated(each).vi} ({each.code})", f"{dated(each).en} ({each.code})")
            for each in fitting[:MOST_CHOICES]
        ]
        raise PlaceOfTwoTimes(name=given, choices=told, example=fitting[0].code)
    return place


def namesakes(place: Place) -> tuple[Place, ...]:
    """The other provinces that bore a province's name at another time; of smaller units and of regions none are told."""
    if place.level is not Level.PROVINCE:
        return ()
    return tuple(each for each in _at(Level.PROVINCE).get(_key(place.name), ()) if each.code != place.code)


def distinct_name(place: Place) -> Text:
    """A place's name, with its days where another province bore it at another time."""
    return dated(place) if namesakes(place) else place.text


def dated(place: Place) -> Text:
    """A place told from those of its name at other times: "tỉnh Tây Ninh từ 1/7/2025, bao gồm tỉnh Long An trước sắp xếp"."""
    title = place.title(place.kinds[-1].start)
    if place.level in KINDS_OF:
        title = written_out(place, place.kinds[-1].start)
    if place.exists_until is not None:
        last = place.exists_until - timedelta(days=1)
        until = days_said(last)
        return Text(f"{title.vi} đến {until.vi}", f"{title.en} until {until.en}")
    since = days_said(place.exists_from)
    former = [get(code) for code in sorted(territory(place) - {place.code})] if place.level is Level.PROVINCE else []
    merged = [each.title() for each in former if place.code in each.successors and _key(each.name) != _key(place.name)]
    vi, en = (", ".join(each.of(lang) for each in merged) for lang in Lang)
    return Text(
        f"{title.vi} từ {since.vi}{f', bao gồm {vi} trước sắp xếp' if merged else ''}",
        f"{title.en} since {since.en}{f', with {en} as before the merger' if merged else ''}",
    )


def find(name: str, on: date | None = None, level: Level | str | None = None, near: str | None = None) -> Place:
    """The place that a name meant on a day.

    Diacritics, case, dots, hyphens and words such as "tỉnh" or "TP." do not matter; what the place is part
    of may follow after a comma: "Việt Yên, Bắc Giang". Among places of the same name the one that existed on
    the day is meant; if none did, the one that had ended last. A ward is meant where a word such as "xã" says so, or
    where no larger unit is called so. `near` is the code of a place in which the name is looked for first, such as
    that of a book. `on=None` asks about today, as the table knows it. Raises `PlaceUnknown` with the nearest names,
    `PlaceNotYet` for a unit founded later, `PlaceAmbiguous` with the ways to write it when several units fit, and
    ValueError for a level that is none. A place as tables and forms write it long after it ended is read back: "Bắc Ninh
    (địa bàn thị xã Việt Yên cũ)".
    """
    tiers = TIERS if level is None else (partial(_at, Level(level)),)
    if former := _FORMER.fullmatch(unicodedata.normalize("NFC", name).strip()):
        name, on = f"{former['vi'] or former['en']}, {former['today']}", None  # said looking back, whatever the day
        if level is None:
            is_below = former["below"] or former["within"]
            tiers = (partial(_at, Level.DISTRICT), _wards) if is_below else (_ended_provinces, *TIERS)
    return _resolve(name, tiers, on, near)


_FORMER = re.compile(
    r"(?P<today>[^()]+?)\s*\("
    r"(?:(?P<below>địa bàn\s+)?(?P<vi>[^()]+?)\s+cũ|(?P<within>in\s+)?(?:the\s+)?former\s+(?P<en>[^()]+?))"
    r"\)",
    re.IGNORECASE,
)
"""Today's province with what in it a place was, as `records.place_text` writes it."""


def resolve(name: str, places: Index, on: date | None) -> Place:
    """As `find`, in an index made by `index`."""
    return _resolve(name, (lambda: places,), on)


Tier = Callable[[], Index]


def _resolve(name: str, tiers: Sequence[Tier], on: date | None, near: str | None = None) -> Place:
    """The place of this name in the first tier with one of it: in `near`, then anywhere."""
    return _one_of(_candidates(name, tiers, on, near), name, on)


def _candidates(name: str, tiers: Sequence[Tier], on: date | None, near: str | None) -> list[Place]:
    """Whatever bore this name, at whatever time, in the first tier with one of it; refused where nothing did."""
    head, _, area = (part.strip() for part in name.partition(","))
    around = territory(_resolve(area, TIERS, on, near)) if area else None
    for within in [territory(get(near)), around] if near and around is None else [around]:
        for tier in tiers:
            candidates = [
                each for each in _named(head, tier(), on) if within is None or is_within_any(each.code, within)
            ]
            if candidates and (within is around or any(_known_by(each, on) for each in candidates)):
                return candidates
    raise _nothing_like(name, head, tiers, around)


def _known_by(place: Place, on: date | None) -> bool:
    return on is None or place.exists_from <= on


def _nothing_like(name: str, head: str, tiers: Sequence[Tier], around: frozenset[str] | None) -> PlaceUnknown:
    """The refusal, with the names nearest to it: wards only of an area, or where a word for their kind is written."""
    kinds = dict(_without_kind(head))
    bare = next(iter(kinds.values()), fold(head))
    offered: set[str] = set()
    for tier in tiers[: 1 if around is None and not KINDS_OF[Level.WARD] & kinds.keys() else None]:
        if around is None and tier is _wards:
            offered |= {name for name in _ward_names().get(bare[:1], ()) if abs(len(name) - len(bare)) <= NEAR_LENGTH}
        else:
            places = (place for group in tier().values() for place in group)
            offered |= {each.name for each in places if around is None or is_within_any(each.code, around)}
    return unknown(name, sorted(offered), like=bare)


LONGEST_NAME = 100
"""Characters of what is remembered: twice the longest name, while cells of files that hold none may have tens of thousands."""
NEAR_LENGTH = 2
"""By how many letters a ward's name may differ from what was written, where it is offered instead."""


def index(places: Iterable[Place]) -> Index:
    """Places by every key that their names and aliases give."""
    found: dict[str, list[Place]] = {}
    for place in places:
        for key in {_key(text) for text in (place.name, place.english, *place.aliases)}:
            found.setdefault(key, []).append(place)
    return {key: tuple(named) for key, named in found.items()}


def _named(text: str, places: Index, on: date | None) -> Iterator[Place]:
    """Places of this name; a word for the kind that is no part of it keeps those that were of that kind.

    Where the earlier kinds of a unit are not known, it may have been of any kind of its level.
    """
    whole = places.get(_key(text), ())
    if whole:
        yield from whole
        return
    fitting = [(kind, place) for kind, bare in _without_kind(text) for place in _called(kind, bare, places)]
    sure = [place for kind, place in fitting if _was(place, kind, on)]
    perhaps = [place for kind, place in fitting if not place.dated and kind in KINDS_OF[place.level]]
    written = [[place for place in some if _is_spelled(place, text)] for some in (sure, perhaps)]
    yield from next((some for some in (*written, sure, perhaps) if some), ())


def _was(place: Place, kind: str, on: date | None) -> bool:
    return any(had.name == kind and (on is None or had.start <= on) for had in place.kinds)


def _called(kind: str, bare: str, places: Index) -> Iterator[Place]:
    """Places of a bare name; a number is none, but "Q. 12" is "Quận 12"."""
    yield from places.get(_key(f"{kind} {bare}" if bare.isdigit() else bare), ())


def _without_kind(text: str) -> Iterator[tuple[str, str]]:
    """The kind that a word before or after the name says, and the name without it."""
    words = " ".join(re.findall(r"[a-z0-9]+", re.sub(r"^([qp])(?=\d)", r"\1 ", fold(text))))
    for word, kind in BEFORE.items():
        if words.startswith(f"{fold(word)} "):
            yield kind, words.removeprefix(f"{fold(word)} ")
    for word, kind in AFTER.items():
        if words.endswith(f" {word}"):
            yield kind, words.removesuffix(f" {word}")


def _one_of(candidates: list[Place], name: str, on: date | None) -> Place:
    alive = [place for place in candidates if _exists(place, on)]
    meant = _spelled_so(_topmost(alive or _ended_last(candidates, on)), name)
    if not meant:
        first = min(candidates, key=lambda place: place.exists_from)
        raise PlaceNotYet(name=first.title(first.exists_from), on=on, start=first.exists_from)
    if len(meant) > 1:
        raise PlaceAmbiguous(name=name, choices=_choices(meant, on))
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


def _spelled_so(places: list[Place], name: str) -> list[Place]:
    """Of several places those whose name is written with just these marks: Cẩm Giang is not Cẩm Giàng."""
    return [place for place in places if _is_spelled(place, name.partition(",")[0])] or places


def respelled(place: Place, written: str) -> bool:
    """Whether a place was found though its name was written with other diacritics than it has: "Cao Băng"."""
    plain = " ".join(unicodedata.normalize("NFC", written.partition(",")[0]).casefold().split())
    names = (place.name, place.english)
    return any(fold(plain).endswith(fold(each)) for each in names) and not any(
        plain.endswith(each.casefold()) for each in names
    )


def _is_spelled(place: Place, written: str) -> bool:
    return unicodedata.normalize("NFC", written).strip().casefold().endswith(place.name.casefold())


def _choices(places: list[Place], on: date | None) -> list[Text]:
    """The ways to write each of several places of one name, at most so many."""
    short = [written_out(place, None) for place in places]
    clear = len({each.vi for each in short}) == len(places) and all(place.level is Level.DISTRICT for place in places)
    told = short if clear else [written_out(place, on or place.exists_from) for place in places]
    left = len(told) - MOST_CHOICES
    more = [Text(f"{left} nơi khác", f"{left} others")] if left > 0 else []
    return [*told[:MOST_CHOICES], *more]


def written_out(place: Place, on: date | None) -> Text:
    """A place with all that it lies in up to the province: "Châu Thành, Long An"; on a day with the kinds that they were."""
    above = [place]
    while above[-1].level in KINDS_OF:
        above.append(get(above[-1].parent or COUNTRY_CODE))
    told = [each.text if on is None or each.level not in KINDS_OF else each.title(on) for each in above]
    return Text(", ".join(each.vi for each in told), ", ".join(each.en for each in told))


@lru_cache(maxsize=256)
def within(code: str) -> tuple[tuple[Place, Text], ...]:
    """What ever lay within a place, and itself, each as it is written out with its last kind, a province that shares
    its name with another of other times with its days: of the country no wards."""
    codes = territory(get(code))
    levels = [level for level in RANKS if level is not Level.WARD or code != COUNTRY_CODE]
    found = (place for level in levels for place in units(level) if is_within_any(place.code, codes))
    return tuple(
        (place, written_out(place, place.kinds[-1].start) if place.level in KINDS_OF else distinct_name(place))
        for place in found
    )


def _key(text: str) -> str:
    """Letters and digits alone: "Hanoi" is "Hà Nội", "Ba Ria–Vung Tau" is "Bà Rịa - Vũng Tàu"."""
    return _key_of_name(text) if len(text) <= LONGEST_NAME else _key_of(text)


def _key_of(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", fold(text)))


_key_of_name = lru_cache(maxsize=2**15)(_key_of)


@cache
def _larger() -> Index:
    return index({**table(), **{place.code: place for place in districts()}}.values())


@cache
def _ended_provinces() -> Index:
    return index(place for place in units(Level.PROVINCE) if place.exists_until is not None)


@cache
def _wards() -> Index:
    return index(wards())


@cache
def _ward_names() -> dict[str, frozenset[str]]:
    """The names of all wards by their first letter."""
    found: dict[str, set[str]] = {}
    for place in wards():
        found.setdefault(place.english[:1].lower(), set()).add(place.name)
    return {letter: frozenset(names) for letter, names in found.items()}


TIERS: tuple[Tier, ...] = (_larger, _wards)


@cache
def _at(level: Level) -> Index:
    return _wards() if level is Level.WARD else index(units(level))
