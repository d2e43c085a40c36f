"""The provinces of a day with the numbers of their zones, and the former ones with what they became."""

from dataclasses import dataclass
from datetime import date

from parkledger.catalogue import ZoneKind
from parkledger.places import Level, Place, get, province_on, provinces
from parkledger.places.table import table
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_on
from parkledger.records.zone_holdings import zones_hold

KINDS = (ZoneKind.PARK, ZoneKind.CLUSTER)
COUNTED = ("zones.planned", "zones.established", "zones.operating")


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """A province with how many parks and clusters are planned, established, operating; `held` where any is on record."""

    place: Place
    counts: tuple[tuple[ZoneKind, tuple[int, ...]], ...]
    made_of: tuple[Place, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class FormerLine:
    """A province that had ended by the day, and what it became."""

    place: Place
    became: tuple[Place, ...]
    ended_on: date


def province_lines(dates: Dates) -> list[ProvinceLine]:
    """The provinces of the day; those with zones on record first, each group in the order of the official list."""
    holds = zones_hold(dates)
    counts: dict[tuple[str, ZoneKind], list[int]] = {}
    for zone in zones_on(dates).values():
        if zone.began > dates.on or zone.ended_on is not None or zone.id not in holds:
            continue
        found = counts.setdefault((province_on(zone.place, dates.on), ZoneKind(zone.kind)), [0] * len(COUNTED))
        for index, measure in enumerate(COUNTED):
            found[index] += holds[zone.id].amounts.get(measure, 0)
    lines = []
    for place in provinces(dates.on):
        own = tuple((kind, tuple(counts.get((place.code, kind), [0] * len(COUNTED)))) for kind in KINDS)
        lines.append(
            ProvinceLine(place, own, _made_of(place, dates.on), any((place.code, kind) in counts for kind in KINDS))
        )
    return sorted(lines, key=lambda line: not line.held)


def former_lines(on: date) -> list[FormerLine]:
    """The provinces that had ended by a day, the latest first."""
    found = [
        FormerLine(place, tuple(get(code) for code in place.successors), place.exists_until)
        for place in table().values()
        if place.level is Level.PROVINCE and place.exists_until is not None and place.exists_until <= on
    ]
    return sorted(found, key=lambda line: line.ended_on, reverse=True)


def _made_of(place: Place, on: date) -> tuple[Place, ...]:
    """The former provinces whose whole territory a province took in by a day."""
    return tuple(
        former
        for former in table().values()
        if former.level is Level.PROVINCE
        and place.code in former.successors
        and former.exists_until is not None
        and former.exists_until <= on
    )
