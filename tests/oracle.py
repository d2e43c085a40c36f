"""A naive oracle: what a book says, worked out from its exported journal by the dumbest means.

It knows nothing of postings. It keeps the events recorded by a moment, drops those taken back by then, and lives
through what remains day by day in the order of recording: a change adds, a report sets, an end empties, a merger moves.
A report of workers and the like, recorded since `ALONE`, is alone: what was told of them before of more, of less, or of a
part of that is forgotten, since nobody says any more that it is still so. A decision that establishes a zone, recorded
since `DECIDED`, says what its areas are; one recorded before added them.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from tests.said import REPORTED, Series, Vector, World, said

__all__ = ["COUNTED", "REPORTED", "Series", "deeds_in_force", "estimated", "lived", "subjects", "value"]

Entry = Mapping[str, Any]

ALONE, DECIDED = datetime(2026, 11, 30, tzinfo=UTC), datetime(2026, 11, 30, 12, tzinfo=UTC)
STANDS_ALONE = frozenset({
    "labour.workers", "labour.foreign", "labour.female", "labour.local", "labour.union_members", "labour.payroll",
    "enterprises.operating", "enterprises.unionised", "wastewater.flow", "power.load", "water.flow", "waste.flow",
    "telecom.lines", "fire.demand",
    "housing.occupied", "school.occupied",
})  # fmt: skip
COUNTED = frozenset({
    "projects.registered", "projects.adjusted", "projects.reduced", "projects.share_purchases", "projects.ended",
    "capital.new", "capital.added", "capital.reduced", "capital.shares", "capital.ended", "capital.implemented",
    "inquiries.received", "inquiries.converted",
})  # fmt: skip
ENDS_WITH_PROJECT = frozenset({
    "projects.in_force", "projects.infrastructure", "projects.operating", "projects.suspended",
    "capital.in_force", "capital.charter", "capital.infrastructure",
})  # fmt: skip
MOVES_WITH_ZONE = ENDS_WITH_PROJECT | {
    "land.planned", "land.established", "land.industrial", "land.service", "land.infrastructure", "land.green",
    "land.leased_industrial", "land.leased_service", "land.approved", "land.to_clear", "land.cleared", "land.clean",
    "households.to_resettle", "households.resettled", "wastewater.capacity", "housing.places", "school.places",
}  # fmt: skip


class Deed(NamedTuple):
    """One thing that happens on a day: to a series (change, level, flow), a zone (close) or a project (end)."""

    on: date
    seq: int
    what: str
    series: Series | None = None
    vector: Vector = (0, 0, 0)
    zone: str | None = None
    project: str | None = None
    into: str | None = None
    alone: bool = False
    estimate: bool = False


def value(
    entries: Iterable[Entry],
    measure: str,
    *,
    on: date | None = None,
    period: tuple[date, date] | None = None,
    known_at: datetime | None = None,
    zone: str | None = None,
    project: str | None = None,
    kind: str | None = None,
    origin: str | None = None,
    place_prefix: str | None = None,
    scenario: str = "actual",
    place: str = "viet-nam.bac-giang",
) -> Vector | None:
    """Amount, US cents and đồng of a measure on a day or in a period (both days included); None where not recorded."""
    asked = {"measure": measure, "scenario": scenario, "zone": zone, "project": project, "kind": kind, "origin": origin}

    def wanted(series: Series) -> bool:
        if any(found is not None and getattr(series, name) != found for name, found in asked.items()):
            return False
        return place_prefix is None or series.place == place_prefix or series.place.startswith(f"{place_prefix}.")

    until = on or (period[1] if period else date.max)
    held, flows = lived(entries, on=until, known_at=known_at, place=place)
    if period is None or scenario == "plan":
        return _sum(vector for series, vector in held.items() if wanted(series))
    mine = [(series, vector) for series, vector in flows if wanted(series)]
    inside = [vector for series, vector in mine if series.period_start and series.period_start >= period[0]]
    if measure in COUNTED and mine:
        return _sum([(0, 0, 0), *inside])
    return _sum(inside)


def lived(
    entries: Iterable[Entry], *, on: date, known_at: datetime | None = None, place: str = "viet-nam.bac-giang"
) -> tuple[dict[Series, Vector], list[tuple[Series, Vector]]]:
    """Everything held at the end of a day, and everything that has flowed by then, as known at a moment."""
    held: dict[Series, Vector] = {}
    flows: list[tuple[Series, Vector]] = []
    deeds, world = deeds_in_force(entries, known_at=known_at, place=place)
    for deed in sorted(deeds, key=lambda found: (found.on, found.seq)):
        if deed.on > on:
            break
        if deed.series is not None:
            _live_series(held, flows, deed, deed.series)
        elif deed.project is not None:
            _end_project(held, flows, deed)
        elif deed.zone is not None:
            _end_zone(held, deed, world)
    return held, flows


def estimated(
    entries: Iterable[Entry], *, on: date, known_at: datetime | None = None, place: str = "viet-nam.bac-giang"
) -> tuple[set[Series], set[Series]]:
    """The levels of which an estimate was the last that was said by the end of a day, and the flows that were estimated."""
    levels: dict[Series, bool] = {}
    flows: set[Series] = set()
    deeds, _ = deeds_in_force(entries, known_at=known_at, place=place)
    for deed in sorted((deed for deed in deeds if deed.on <= on), key=lambda found: (found.on, found.seq)):
        if deed.what == "close":
            levels = {series: mark for series, mark in levels.items() if series.zone != deed.zone}
        elif deed.what == "level" and deed.series is not None:
            told = deed.series
            levels = {
                each: mark for each, mark in levels.items() if not (deed.alone and _tells_of_the_same(each, told))
            }
            levels[told] = deed.estimate
        elif deed.what == "flow" and deed.series is not None and deed.estimate:
            flows.add(deed.series)
    return {series for series, mark in levels.items() if mark}, flows


def deeds_in_force(entries: Iterable[Entry], *, known_at: datetime | None, place: str) -> tuple[list[Deed], World]:
    """What the events recorded by a moment, and not taken back by then, say happened."""
    world = World(place)
    said: dict[int, list[Deed]] = {}
    for entry in entries:
        if known_at is not None and datetime.fromisoformat(entry["recorded_at"]) > known_at:
            break
        if entry["reverses"] is not None:
            for deed in said.pop(entry["reverses"]):
                if deed.into is not None:
                    world.merged.pop(str(deed.zone), None)
            continue
        said[entry["seq"]] = list(_deeds(world, entry))
    return [deed for deeds in said.values() for deed in deeds], world


def _live_series(held: dict[Series, Vector], flows: list[tuple[Series, Vector]], deed: Deed, series: Series) -> None:
    if deed.what == "flow":
        flows.append((series, deed.vector))
    elif deed.what == "level":
        if deed.alone:
            for other in [each for each in held if _tells_of_the_same(each, series)]:
                del held[other]
        held[series] = deed.vector
    else:
        held[series] = _add(held.get(series, (0, 0, 0)), deed.vector)


def _tells_of_the_same(one: Series, other: Series) -> bool:
    """Whether somebody counted by one of two tellings of a thing could be counted by the other: then only the later is kept."""
    if (one.measure, one.scenario) != (other.measure, other.scenario) or one.project or other.project:
        return False
    narrowed = [(one.zone, other.zone), (one.kind, other.kind), (one.origin, other.origin)]
    if any(left and right and left != right for left, right in narrowed):
        return False
    above, below = sorted((one.place.split("."), other.place.split(".")), key=len)
    if below[: len(above)] != above:
        return False
    return one != other


def _end_project(held: dict[Series, Vector], flows: list[tuple[Series, Vector]], deed: Deed) -> None:
    for series, vector in list(held.items()):
        if series.project == deed.project and series.measure in ENDS_WITH_PROJECT and series.scenario == "actual":
            if series.measure == "capital.in_force" and vector[0]:
                ended = series._replace(measure="capital.ended", period_start=deed.on, period_end=deed.on)
                flows.append((ended, vector))
            held[series] = (0, 0, 0)


def _end_zone(held: dict[Series, Vector], deed: Deed, world: World) -> None:
    for series, vector in list(held.items()):
        if series.zone != deed.zone or series.scenario != "actual":
            continue
        held[series] = (0, 0, 0)
        if deed.into is not None and series.measure in MOVES_WITH_ZONE:
            kind, place = world.zones[deed.into]
            there = series._replace(zone=deed.into, kind=kind, place=place)
            held[there] = _add(held.get(there, (0, 0, 0)), vector)


def _deeds(world: World, entry: Entry) -> Iterator[Deed]:
    on, seq, payload = date.fromisoformat(entry["effective_on"]), entry["seq"], entry["payload"]
    late = datetime.fromisoformat(entry["recorded_at"]) >= ALONE if "recorded_at" in entry else False
    decided = datetime.fromisoformat(entry["recorded_at"]) >= DECIDED if "recorded_at" in entry else False
    for what, series, amount in said(world, entry["type"], on, payload):
        alone = late and series.measure in STANDS_ALONE and series.scenario == "actual"
        vector = amount if isinstance(amount, tuple) else (amount, 0, 0)
        if decided and entry["type"] == "zone_established" and series.measure.startswith("land."):
            what = "level"
        yield Deed(on, seq, what, series, vector, alone=alone, estimate=payload.get("status") == "estimate")
    if entry["type"] == "zone_merged":
        world.merged[payload["zone"]] = (on, payload["into"])
        yield Deed(on, seq, "close", zone=payload["zone"], into=payload["into"])
    if entry["type"] == "zone_revoked":
        yield Deed(on, seq, "close", zone=payload["zone"])
    if entry["type"] in {"project_terminated", "project_revoked"}:
        yield Deed(on, seq, "end", project=payload["project"])


def _add(left: Vector, right: Vector) -> Vector:
    return (left[0] + right[0], left[1] + right[1], left[2] + right[2])


def _sum(vectors: Iterable[Vector]) -> Vector | None:
    found: Vector | None = None
    for vector in vectors:
        found = vector if found is None else _add(found, vector)
    return found


def subjects(journal: Iterable[Entry]) -> dict[int, set[tuple[str, str]]]:
    """What each event is about, by its number: read off the payloads by the names of their fields."""
    found: dict[int, set[tuple[str, str]]] = {}
    for entry in journal:
        if entry["type"] == "correction":
            found[entry["seq"]] = found[entry["payload"]["reverses"]]
            continue
        said_of = entry["payload"]
        about = {(kind, said_of[name]) for name, kind in NAMING.items() if said_of.get(name)}
        if entry["type"] == "zone_merged":
            about.add(
                ("zone", f"{said_of['into_book']}/{said_of['into']}" if said_of["into_book"] else said_of["into"])
            )
        if entry["type"].startswith("facility_"):
            about.add(("facility", f"{said_of['zone']}/{said_of['facility']}"))
        if entry["document"]:
            cited = ["number", *(entry["document"].get(name, "") for name in ("number", "issuer", "issued_on"))]
            digest = hashlib.sha256(json.dumps(cited, ensure_ascii=False).encode()).hexdigest()
            about.add(("document", digest[:12]))
        found[entry["seq"]] = about
    return found


NAMING = {
    "zone": "zone", "project": "project", "to_project": "project", "enterprise": "enterprise", "developer": "enterprise",
}  # fmt: skip
"""Fields that name what an event is about, whichever type they are of."""
