"""The register's own table of places, read from `data/*.csv` once and refused as a whole if a row contradicts another."""

import csv
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from parkledger.catalogue import Verified
from parkledger.language import closest
from parkledger.places.errors import PlaceOutsideProvince, PlaceUnknown, PlaceUnrecognised
from parkledger.places.model import COUNTRY_CODE, KINDS, Level, Place, PlaceKind, is_within

INDEPENDENCE = date(1945, 9, 2)
FILES = {"regions.csv": Level.REGION, "provinces.csv": Level.PROVINCE, "districts.csv": Level.DISTRICT}

COUNTRY = Place(
    code=COUNTRY_CODE,
    name="Việt Nam",
    english="Vietnam",
    level=Level.COUNTRY,
    official_code=None,
    exists_from=INDEPENDENCE,
    exists_until=None,
    parent=None,
    kinds=(PlaceKind(INDEPENDENCE, "nước"),),
    aliases=("cả nước", "toàn quốc", "VN", "Viet Nam"),
)


@cache
def table() -> Mapping[str, Place]:
    """Every place by its code, in the order of the files; ValueError if the data contradict themselves."""
    places = (COUNTRY, *(place for name, level in FILES.items() for place in read_places(name, level)))
    wrong = list(problems(places))
    if wrong:
        raise ValueError("places: " + "; ".join(wrong))
    return MappingProxyType({place.code: place for place in places})


def country() -> Place:
    """The whole country, at the root of all codes."""
    return table()[COUNTRY_CODE]


def unknown(name: str, names: Iterable[str], like: str = "") -> PlaceUnknown:
    """The error for a name that is not in the table, with those nearest to it (or to `like`), if any."""
    nearest = list(closest(like or name, list(dict.fromkeys(names)))) if name else []
    return PlaceUnknown(name=name, nearest=nearest) if nearest else PlaceUnrecognised(name=name)


def province_code(code: str) -> str:
    """The code of the province in the code of anything within it; `PlaceOutsideProvince` if there is none.

    It looks at the code alone, so it also serves codes below the district that this table does not hold.
    """
    segments = code.split(".")
    if segments[0] != COUNTRY_CODE or len(segments) < 2:
        raise PlaceOutsideProvince(name=code)
    return ".".join(segments[:2])


def province_or_whole(code: str) -> str:
    """The code of the province that a place lies in; of the country or a region its own."""
    return province_code(code) if code.startswith(f"{COUNTRY_CODE}.") else code


def read_places(name: str, level: Level) -> Iterator[Place]:
    """The places of one of the register's own files."""
    text = (files("parkledger.places") / "data" / name).read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        yield _place(row, level)


def _place(row: Mapping[str, str], level: Level) -> Place:
    return Place(
        code=row["code"],
        name=row["name"],
        english=row["english"],
        level=level,
        official_code=row["official_code"] or None,
        exists_from=date.fromisoformat(row["exists_from"]),
        exists_until=date.fromisoformat(row["exists_until"]) if row["exists_until"] else None,
        parent=COUNTRY_CODE if level is Level.REGION else row["code"].rpartition(".")[0],
        successors=_listed(row["successors"]),
        kinds=tuple(_kind(cell) for cell in _listed(row["kinds"])),
        aliases=_listed(row["aliases"]),
        members=_listed(row.get("members", "")),
        basis=row["basis"],
        verification=Verified(row["verification"]),
        dates_verification=Verified(row["dates_verification"]),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


def _kind(cell: str) -> PlaceKind:
    name, _, start = cell.partition("@")
    return PlaceKind(date.fromisoformat(start), name)


def problems(places: Iterable[Place]) -> Iterator[str]:
    """What contradicts itself in these places, each in one line; an empty answer means a sound table."""
    listed = tuple(places)
    by_code = {place.code: place for place in listed}
    if len(by_code) != len(listed):
        yield "a code stands twice"
    for place in listed:
        for check in CHECKS:
            yield from (f"{place.code}: {problem}" for problem in check(place, by_code))


def _has_a_parent(place: Place, by_code: Mapping[str, Place]) -> Iterator[str]:
    parent = by_code.get(place.parent or "")
    if parent is None:
        if place.level is not Level.COUNTRY:
            yield "its parent is not in the table"
    elif place.exists_from < parent.exists_from or _outlives(place, parent):
        yield "it does not lie within the life of its parent"


def _outlives(place: Place, parent: Place) -> bool:
    if parent.exists_until is None:
        return False
    return place.exists_until is None or place.exists_until > parent.exists_until


def _has_a_life(place: Place, _: Mapping[str, Place]) -> Iterator[str]:
    if place.exists_until is not None and place.exists_until <= place.exists_from:
        yield "it ends before it begins"
    starts = [kind.start for kind in place.kinds]
    if starts[:1] != [place.exists_from] or starts != sorted(set(starts)):
        yield "its kinds do not follow each other from its first day"
    if not {kind.name for kind in place.kinds} <= KINDS.keys():
        yield "one of its kinds has no name in KINDS"


def _is_succeeded(place: Place, by_code: Mapping[str, Place]) -> Iterator[str]:
    if place.successors and place.exists_until is None:
        yield "it has successors, yet it exists"
    for code in place.successors:
        heir = by_code.get(code)
        if heir is None or heir.level is not place.level:
            yield f"its successor {code} is no place of its level"
        elif place.exists_until is None or not heir.exists_from <= place.exists_until:
            yield f"its successor {code} does not exist on the day it ends"
        elif heir.exists_until is not None and heir.exists_until <= place.exists_until:
            yield f"its successor {code} is gone on the day it ends"


def _is_written_well(place: Place, _: Mapping[str, Place]) -> Iterator[str]:
    for text in (place.name, place.english, *place.aliases):
        if not text.strip() or text != unicodedata.normalize("NFC", text):
            yield "a name is empty or not in NFC"
    if place.level is Level.REGION:
        if is_within(place.code, COUNTRY_CODE):
            yield "a region's code would be taken for a province's"
    elif place.parent is not None and not is_within(place.code, place.parent):
        yield "its code is not below its parent's"


def _has_provinces_as_members(place: Place, by_code: Mapping[str, Place]) -> Iterator[str]:
    if bool(place.members) != (place.level is Level.REGION):
        yield "regions, and only they, have members"
    for code in place.members:
        if code not in by_code or by_code[code].level is not Level.PROVINCE:
            yield f"its member {code} is no province"


Check = Callable[[Place, Mapping[str, Place]], Iterator[str]]
CHECKS: tuple[Check, ...] = (
    _has_a_parent,
    _has_a_life,
    _is_succeeded,
    _is_written_well,
    _has_provinces_as_members,
)
