"""Every unit of the country: the register's own table, and the districts and wards that a package lists.

The package `vietnamadminunits` lists the districts and wards of 30/6/2025 and the wards since. It is not imported: its data
are read from its file, at the first question about a unit that the table does not hold. What it does not say, and what
the register's own `dated_districts.csv` adds, stands in docs/decisions/004-places-by-date.md.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any

from parkledger.catalogue import Verified
from parkledger.language import slug
from parkledger.places.errors import UnitsNotInstalled
from parkledger.places.model import COUNTRY_CODE, KINDS, Level, Place, PlaceKind
from parkledger.places.table import read_places, table, unknown

PACKAGE = "vietnamadminunits"
TWO_TIERS = date(2025, 7, 1)
"""Since this day there are no districts, and wards of their own lie directly in the provinces (Law 72/2025/QH15)."""
LISTED = "Danh mục các đơn vị hành chính đến 30/6/2025"
LISTED_SINCE = "Luật 72/2025/QH15; các nghị quyết sắp xếp đơn vị hành chính cấp xã năm 2025"

Row = tuple[str, ...]


def get(code: str) -> Place:
    """The place with this code; `PlaceUnknown` if there is none."""
    found = table().get(code)
    if found is None and code.startswith(f"{COUNTRY_CODE}.") and code.count(".") > 1:
        found = _by_code(Level.DISTRICT).get(code) or _by_code(Level.WARD).get(code)
    if found is None:
        raise unknown(code, table())
    return found


@cache
def districts() -> tuple[Place, ...]:
    """Every district known: those of the table, others whose days are known, and those listed on 30/6/2025."""
    own = [place for place in table().values() if place.level is Level.DISTRICT]
    own += read_places("dated_districts.csv", Level.DISTRICT)
    held = {place.official_code for place in own}
    return (*own, *(place for place in _listed_districts() if place.official_code not in held))


@cache
def wards() -> tuple[Place, ...]:
    """Every ward listed: those of 30/6/2025, each in its district, and those since, each in its province."""
    return (*_wards_in_districts(), *_wards_in_provinces())


def units(level: Level) -> Iterable[Place]:
    """Every unit of a level."""
    if level is Level.WARD:
        return wards()
    if level is Level.DISTRICT:
        return districts()
    return (place for place in table().values() if place.level is level)


def below(code: str) -> tuple[Place, ...]:
    """Every unit whose parent a place is, whenever it existed, but for the regions."""
    if code == COUNTRY_CODE:
        return tuple(units(Level.PROVINCE))
    if code.count(".") > 1:
        return _by_parent(Level.WARD).get(code, ())
    return (*_by_parent(Level.DISTRICT).get(code, ()), *_by_parent(Level.WARD).get(code, ()))


@cache
def _by_code(level: Level) -> Mapping[str, Place]:
    return MappingProxyType({place.code: place for place in units(level)})


@cache
def _by_parent(level: Level) -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for place in units(level):
        found.setdefault(place.parent or "", []).append(place)
    return MappingProxyType({parent: tuple(places) for parent, places in found.items()})


def _listed_districts() -> Iterator[Place]:
    rows = list(dict.fromkeys((row[0], row[1], row[2]) for row in _rows("admin_units_legacy")))
    provinces = _provinces_of(date(2025, 6, 30))
    named = [(provinces[number], code, *_named(written, KINDS)) for number, code, written in rows]
    twice = Counter((province.code, slug(name)) for province, _, name, _ in named)
    for province, code, name, kind in named:
        own = slug(name) if twice[province.code, slug(name)] == 1 else f"{slug(name)}-{code}"
        yield _unit(province, own, name, kind, code, Level.DISTRICT, until=TWO_TIERS)


def _wards_in_districts() -> Iterator[Place]:
    around = {place.official_code: place for place in districts() if place.exists_until == TWO_TIERS}
    for _, district, _, code, written in _rows("admin_units_legacy"):
        if code:  # five island districts have none
            name, kind = _named(written, KINDS)
            yield _unit(around[district], f"{slug(name)}-{code}", name, kind, code, Level.WARD, until=TWO_TIERS)


def _wards_in_provinces() -> Iterator[Place]:
    provinces = _provinces_of(TWO_TIERS)
    for province, code, written in _rows("admin_units"):
        name, kind = _named(written, KINDS)
        yield _unit(provinces[province], f"{slug(name)}-{code}", name, kind, code, Level.WARD, start=TWO_TIERS)


def _unit(parent: Place, own: str, name: str, kind: str, official: str, level: Level, **life: date) -> Place:
    """A unit as it is listed; where its first day is not known, it has been there as long as what it lies in."""
    start = life.get("start", parent.exists_from)
    return Place(
        code=f"{parent.code}.{own}",
        name=name,
        english=_english(name),
        level=level,
        official_code=official,
        exists_from=start,
        exists_until=life.get("until"),
        parent=parent.code,
        kinds=(PlaceKind(start, kind),),
        basis=LISTED_SINCE if "start" in life else LISTED,
        verification=Verified.SECONDARY,
        dates_verification=Verified.SECONDARY if "start" in life else Verified.MEMORY,
        dated="start" in life,
    )


def _provinces_of(on: date) -> Mapping[str | None, Place]:
    alive = (place for place in units(Level.PROVINCE) if place.exists_from <= on)
    return {place.official_code: place for place in alive if place.exists_until is None or on < place.exists_until}


def _named(written: str, kinds: Iterable[str]) -> tuple[str, str]:
    """A name and its kind: "Thị xã Quảng Yên" is Quảng Yên; "Quận 12" keeps its word, for "12" is no name."""
    kind = next(kind for kind in kinds if written.casefold().startswith(f"{kind} "))
    name = written[len(kind) + 1 :].strip()
    return (f"{kind.capitalize()} {name}" if name.isdigit() else name), kind


def _english(name: str) -> str:
    """A name without its marks: "Đông Lâm" is "Dong Lam", "Quận 12" "District 12"."""
    numbered = re.fullmatch(r"(Quận|Phường) (\d+)", name)
    if numbered:
        return f"{'District' if numbered[1] == 'Quận' else 'Ward'} {numbered[2]}"
    plain = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return plain.replace("đ", "d").replace("Đ", "D")


QUERIES = {
    "admin_units_legacy": "SELECT provinceCode, districtCode, district, wardCode, ward FROM admin_units_legacy",
    "admin_units": "SELECT provinceCode, wardCode, ward FROM admin_units",
}


@cache
def _rows(listed: str) -> tuple[Any, ...]:
    """The rows of one of the package's lists, in the order of their official codes."""
    import sqlite3  # only here: most processes never ask

    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise UnitsNotInstalled(package=PACKAGE)
    file = Path(found.origin).parent / "data" / "dataset.db"
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as data:
        rows = data.execute(QUERIES[listed]).fetchall()
    return tuple(sorted(rows, key=lambda row: tuple(cell or "" for cell in row)))
