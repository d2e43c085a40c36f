"""Sea ports, airports, border gates and motorway interchanges, and how far places are from them in a straight line.

They stand in `landmarks.yaml`, or in the file of the same form that an office keeps (`PARKLEDGER_LANDMARKS`), each with
its position, where that was taken from and how well it was checked.
Distances are geodesics on the WGS 84 ellipsoid, in whole metres: shorter than any road.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from pyproj import Geod

from parkledger.catalogue import Verified
from parkledger.configuration import configuration
from parkledger.language import Labelled, ParkError, Text

EARTH = Geod(ellps="WGS84")
SOUTH, NORTH, WEST, EAST = Decimal(8), Decimal(24), Decimal(102), Decimal(110)
"""The box of degrees that Viet Nam's mainland lies in: a position outside it was mistyped."""


class LandmarkKind(Labelled):
    """What goods and people leave by."""

    PORT = "port", "cảng biển", "sea port"
    AIRPORT = "airport", "sân bay", "airport"
    BORDER_GATE = "border_gate", "cửa khẩu", "border gate"
    HIGHWAY = "highway", "nút giao cao tốc", "motorway interchange"


class LandmarkWrong(ParkError):
    """An entry of the table of landmarks cannot be what it says."""

    code = "landmark_wrong"
    vi = "{file}: mục «{entry}» sai ở {field}: {value}. Hãy sửa mục này rồi chạy lại."
    en = "{file}: the entry “{entry}” is wrong in {field}: {value}. Correct it and run again."


@dataclass(frozen=True, slots=True)
class Landmark:
    """A port, airport, border gate or interchange; it serves from `since` until `until`, always where they are None."""

    code: str
    kind: LandmarkKind
    name: Text
    latitude: Decimal
    longitude: Decimal
    source: str
    verified: Verified
    since: date | None = None
    until: date | None = None

    def serves(self, on: date) -> bool:
        """Whether it is in service on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the nearest landmark of a kind is, in metres in a straight line."""

    landmark: Landmark
    metres: int

    @property
    def kilometres(self) -> int:
        """The distance in whole kilometres, half up: positions are not known more exactly."""
        return (self.metres + 500) // 1000


FILE = "landmarks.yaml"
REQUIRED = ("code", "kind", "vi", "en", "latitude", "longitude", "source", "verified")
OPTIONAL = ("since", "until")


def read_landmarks(text: str) -> tuple[Landmark, ...]:
    """The landmarks of a table; `LandmarkWrong` names the entry and field that cannot be."""
    found = tuple(_landmark(entry) for entry in yaml.safe_load(text))
    codes = [landmark.code for landmark in found]
    for code in codes:
        if codes.count(code) > 1:
            raise LandmarkWrong(file=FILE, entry=code, field="code", value=code)
    return found


@cache
def landmarks() -> tuple[Landmark, ...]:
    """All landmarks on record: those of the office's own table where it keeps one."""
    own = configuration().landmarks
    shipped = files("parkledger").joinpath("promotion", FILE)
    return read_landmarks((own or shipped).read_text(encoding="utf-8"))


@cache
def kinds_on_record() -> tuple[LandmarkKind, ...]:
    """The kinds of which there is any: of the others nothing is asked, and no distance told."""
    there = {landmark.kind for landmark in landmarks()}
    return tuple(kind for kind in LandmarkKind if kind in there)


def _landmark(entry: dict[str, Any]) -> Landmark:
    for field in REQUIRED:
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            raise LandmarkWrong(file=FILE, entry=str(entry.get("code")), field=field, value=str(entry.get(field)))
    for field in entry:
        if field not in {*REQUIRED, *OPTIONAL}:
            raise LandmarkWrong(file=FILE, entry=entry["code"], field=str(field), value=str(entry[field]))
    return Landmark(
        code=entry["code"],
        kind=_one_of(LandmarkKind, entry, "kind"),
        name=Text(entry["vi"], entry["en"]),
        latitude=_degrees(entry, "latitude", SOUTH, NORTH),
        longitude=_degrees(entry, "longitude", WEST, EAST),
        source=entry["source"],
        verified=_one_of(Verified, entry, "verified"),
        since=_day(entry, "since"),
        until=_day(entry, "until"),
    )


def _one_of(kind: type[Any], entry: dict[str, Any], field: str) -> Any:
    if entry[field] not in {each.value for each in kind}:
        raise LandmarkWrong(file=FILE, entry=entry["code"], field=field, value=entry[field])
    return kind(entry[field])


def _degrees(entry: dict[str, Any], field: str, least: Decimal, most: Decimal) -> Decimal:
    try:
        if least <= (found := Decimal(entry[field])) <= most:
            return found
    except InvalidOperation:  # not a number, which cannot be compared either
        pass
    raise LandmarkWrong(file=FILE, entry=entry["code"], field=field, value=entry[field])


def _day(entry: dict[str, Any], field: str) -> date | None:
    found = entry.get(field)
    if found is not None and type(found) is not date:
        raise LandmarkWrong(file=FILE, entry=entry["code"], field=field, value=str(found))
    return found


def nearest(latitude: str, longitude: str, on: date) -> dict[LandmarkKind, Distance]:
    """The nearest landmark of each kind in service on a day from a position in degrees; empty where it is unreadable."""
    return _nearest(latitude, longitude, _last_change(on))


@cache
def _days_of_change() -> tuple[date, ...]:
    """The days on which another set of landmarks is in service, in order."""
    return tuple(sorted({day for each in landmarks() for day in (each.since, each.until) if day is not None}))


def _last_change(on: date) -> date:
    """The last day by a day on which landmarks came into service or went out of it: distances are as then."""
    days = _days_of_change()
    at = bisect_right(days, on)
    return days[at - 1] if at else date.min


@lru_cache(maxsize=20_000)
def _nearest(latitude: str, longitude: str, on: date) -> dict[LandmarkKind, Distance]:
    try:
        north, east = Decimal(latitude), Decimal(longitude)
    except InvalidOperation:
        return {}
    if not (north.is_finite() and east.is_finite()):
        return {}
    serving = [landmark for landmark in landmarks() if landmark.serves(on)]
    count = len(serving)
    _, _, metres = EARTH.inv(
        [float(east)] * count,
        [float(north)] * count,
        [float(landmark.longitude) for landmark in serving],
        [float(landmark.latitude) for landmark in serving],
    )
    found: dict[LandmarkKind, Distance] = {}
    for landmark, distance in sorted(zip(serving, metres, strict=True), key=lambda each: each[1]):
        found.setdefault(landmark.kind, Distance(landmark, round(distance)))
    return found
