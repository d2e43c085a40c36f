"""A naive oracle: what a book says, worked out from its exported journal by the dumbest means.

It knows nothing of postings. It keeps the events recorded by a moment, drops those taken back by then, and lives
through what remains day by day in the order of recording: a change adds, a report sets, an end empties, a merger moves.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

Vector = tuple[int, int, int]
Entry = Mapping[str, Any]

COUNTED = frozenset({
    "projects.registered", "projects.adjusted", "projects.reduced", "projects.share_purchases", "projects.ended",
    "capital.new", "capital.added", "capital.reduced", "capital.shares", "capital.ended", "capital.implemented",
    "inquiries.received", "inquiries.converted",
})  # fmt: skip
REPORTED = frozenset({
    "output.production", "output.revenue", "trade.export", "trade.import", "budget.paid",
    "procedures.received", "procedures.on_time", "procedures.late",
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
MILESTONES = {
    "priority_listed": "zones.priority",
    "zoning_approved": "zones.zoning_approved",
    "investment_policy_approved": "zones.investment_approved",
    "construction_started": "zones.under_construction",
    "zone_operating": "zones.operating",
}
FACILITIES = {"wastewater": "wastewater.capacity", "housing": "housing.places", "school": "school.places"}
LAND = {
    "area_m2": "land.established", "industrial_m2": "land.industrial", "service_m2": "land.service",
    "infrastructure_m2": "land.infrastructure", "green_m2": "land.green",
}  # fmt: skip


class Series(NamedTuple):
    """What a number is about; zones and projects by their codes."""

    measure: str
    scenario: str
    zone: str | None
    project: str | None
    place: str
    kind: str | None
    origin: str | None
    currency: str | None
    detail: str
    period_start: date | None
    period_end: date | None


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


class World:
    """Zones and projects as the events recorded so far speak of them, which decides what a new event is about."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.zones: dict[str, tuple[str, str]] = {}
        self.projects: dict[str, dict[str, Any]] = {}
        self.merged: dict[str, tuple[date, str]] = {}

    def home(self, project: str, on: date) -> str | None:
        """The zone that a project lies in on a day."""
        zone: str | None = self.projects[project]["zone"]
        while zone in self.merged and self.merged[zone][0] <= on:
            zone = self.merged[zone][1]
        return zone

    def of_zone(self, measure: str, zone: str, **more: Any) -> Series:
        kind, place = self.zones[zone]
        return self.series(measure, zone=zone, kind=kind, place=place, **more)

    def of_project(self, measure: str, project: str, on: date, **more: Any) -> Series:
        zone, about = self.home(project, on), self.projects[project]
        kind, place = self.zones[zone] if zone else (None, about["place"])
        about_it = {"zone": zone, "project": project, "kind": kind, "place": place, "origin": about["origin"]}
        return self.series(measure, **{**about_it, **more})

    def series(self, measure: str, **given: Any) -> Series:
        empty: dict[str, Any] = dict.fromkeys(Series._fields)
        return Series(**{**empty, "scenario": "actual", "detail": "", "place": self.place, **given, "measure": measure})


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
        held[series] = deed.vector
    else:
        held[series] = _add(held.get(series, (0, 0, 0)), deed.vector)


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
    for what, series, amount in _said(world, entry["type"], on, payload):
        yield Deed(on, seq, what, series, amount if isinstance(amount, tuple) else (amount, 0, 0))
    if entry["type"] == "zone_merged":
        world.merged[payload["zone"]] = (on, payload["into"])
        yield Deed(on, seq, "close", zone=payload["zone"], into=payload["into"])
    if entry["type"] == "zone_revoked":
        yield Deed(on, seq, "close", zone=payload["zone"])
    if entry["type"] in {"project_terminated", "project_revoked"}:
        yield Deed(on, seq, "end", project=payload["project"])


Said = Iterator[tuple[str, Series, int | Vector]]


def _said(world: World, kind: str, on: date, payload: Mapping[str, Any]) -> Said:
    """What one event says, by its type."""
    if kind in {"zone_planned", "zone_established"}:
        yield from _said_of_declared_zone(world, kind, payload)
    elif kind in MILESTONES or kind in {"priority_delisted", "land_use_approved", "area_changed", "facility_commissioned"}:
        yield from _said_of_zone(world, kind, payload)
    elif kind in {"clearance_required", "land_cleared", "land_handed_over", "households_resettled"}:
        yield from _said_of_clearance(world, kind, payload)
    elif kind in {"land_allocated", "land_leased", "lease_ended", "lease_transferred"}:
        yield from _said_of_land(world, kind, payload)
    elif "project" in payload:
        yield from _said_of_project(world, kind, on, payload)
    elif kind in {"period_report", "target_set", "target_amended"}:
        yield from _said_of_period(world, kind, payload)
    elif kind not in {"exchange_rate_set", "zone_merged", "zone_revoked", "zone_renamed"}:
        raise NotImplementedError(kind)


def _said_of_declared_zone(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    zone = payload["zone"]
    if payload.get("kind"):
        world.zones[zone] = (payload["kind"], payload.get("place") or world.place)
    if kind == "zone_planned":
        yield "change", world.of_zone("zones.planned", zone), 1
        if "area_m2" in payload:
            yield "change", world.of_zone("land.planned", zone), payload["area_m2"]
        return
    yield "change", world.of_zone("zones.established", zone), 1
    for name, measure in LAND.items():
        if name in payload:
            yield "change", world.of_zone(measure, zone), payload[name]


def _said_of_zone(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    zone = payload["zone"]
    if kind in MILESTONES:
        yield "change", world.of_zone(MILESTONES[kind], zone), 1
    elif kind == "priority_delisted":
        yield "change", world.of_zone("zones.priority", zone), -1
    elif kind == "facility_commissioned":
        detail = payload["facility"]
        yield "level", world.of_zone(FACILITIES[payload["kind"]], zone, detail=detail), payload["capacity"]
    else:
        sign = -1 if payload.get("direction") == "reduced" else 1
        for name, measure in LAND.items():
            if name in payload:
                what = "level" if kind == "land_use_approved" else "change"
                yield what, world.of_zone(measure, zone), sign * payload[name]


def _said_of_clearance(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    measures = {
        "clearance_required": {"area_m2": "land.to_clear", "households": "households.to_resettle"},
        "land_cleared": {"area_m2": "land.cleared", "clean_m2": "land.clean"},
        "land_handed_over": {"area_m2": "land.clean"},
        "households_resettled": {"households": "households.resettled"},
    }
    for name, measure in measures[kind].items():
        if name in payload:
            yield "change", world.of_zone(measure, payload["zone"]), payload[name]


def _said_of_land(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    area = payload["area_m2"]

    def land(measure: str, project: str | None) -> Series:
        if project is None:
            return world.of_zone(measure, payload["zone"])
        about = {"project": project, "origin": world.projects[project]["origin"]}
        return world.of_zone(measure, payload["zone"], **about)

    project = payload.get("project")
    if kind == "land_allocated":
        yield "change", land("land.approved", project), area
    elif payload["use"] == "approved":
        yield "change", land("land.approved", project), -area
    elif kind == "land_leased":
        yield "change", land(f"land.leased_{payload['use']}", project), area
        if payload["from_approval"]:
            yield "change", land("land.approved", project), -area
    else:
        yield "change", land(f"land.leased_{payload['use']}", project), -area
    if kind == "lease_transferred":
        yield "change", land(f"land.leased_{payload['use']}", payload["to_project"]), area


def _said_of_project(world: World, kind: str, on: date, payload: Mapping[str, Any]) -> Said:
    code = payload["project"]
    if kind == "project_registered":
        world.projects[code] = {
            "zone": payload.get("zone"),
            "place": payload["place"],
            "origin": payload["origin"],
            "role": payload["role"],
        }
    tenant = world.projects[code]["role"] == "secondary"

    def flow(measure: str, amount: int | Vector, money: str | None = None) -> tuple[str, Series, int | Vector]:
        about = {"currency": payload[money]["currency"] if money else None, "period_start": on, "period_end": on}
        return "flow", world.of_project(measure, code, on, **about), amount

    def held(measure: str, amount: int | Vector, money: str | None = None) -> tuple[str, Series, int | Vector]:
        about = {"currency": payload[money]["currency"] if money else None}
        return "change", world.of_project(measure, code, on, **about), amount

    def worth(money: str, sign: int = 1) -> Vector:
        return _worth(payload[money], payload["rate"], sign)

    if kind == "project_registered" and not tenant:
        yield held("projects.infrastructure", 1)
        yield held("capital.infrastructure", worth("capital"), "capital")
    elif kind == "project_registered":
        yield flow("projects.registered", 1)
        yield flow("capital.new", worth("capital"), "capital")
        yield held("projects.in_force", 1)
        yield held("capital.in_force", worth("capital"), "capital")
        if "charter" in payload:
            yield held("capital.charter", worth("charter"), "charter")
    elif kind == "capital_adjusted":
        up = payload["direction"] == "up"
        sign = 1 if up else -1
        if "capital" in payload and tenant:
            yield flow("projects.adjusted" if up else "projects.reduced", 1)
            yield flow("capital.added" if up else "capital.reduced", worth("capital"), "capital")
            yield held("capital.in_force", worth("capital", sign), "capital")
        elif "capital" in payload:
            yield held("capital.infrastructure", worth("capital", sign), "capital")
        if "charter" in payload and tenant:
            yield held("capital.charter", worth("charter", sign), "charter")
    elif kind == "shares_bought":
        yield flow("projects.share_purchases", 1)
        yield flow("capital.shares", worth("value"), "value")
        if payload["raises_capital"]:
            yield held("capital.in_force", worth("value"), "value")
    elif kind == "capital_implemented":
        yield flow("capital.implemented", worth("capital"), "capital")
    elif kind in {"project_terminated", "project_revoked"}:
        if tenant:
            yield flow("projects.ended", 1)
    elif kind != "project_transferred":
        raise NotImplementedError(kind)


def _said_of_period(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    start, end = date.fromisoformat(payload["period_start"]), date.fromisoformat(payload["period_end"])

    def series(measure: str, given: Any, **more: Any) -> Series:
        about = {"currency": given["currency"] if isinstance(given, dict) else None, "origin": payload.get("origin"), **more}
        if payload.get("zone"):
            return world.of_zone(measure, payload["zone"], **about)
        return world.series(measure, place=payload["place"], kind=payload.get("kind"), **about)

    def amount(given: Any) -> int | Vector:
        return _worth(given, payload["rate"], 1) if isinstance(given, dict) else given

    if kind != "period_report":
        about = {"scenario": "plan", "detail": payload["set_by"], "period_start": start, "period_end": end}
        yield "level", series(payload["measure"], payload["value"], **about), amount(payload["value"])
        return
    for measure, given in payload["values"].items():
        if measure in REPORTED:
            yield "flow", series(measure, given, period_start=start, period_end=end), amount(given)
        else:
            yield "level", series(measure, given), amount(given)


def _worth(money: Mapping[str, Any], rate: Mapping[str, Any], sign: int) -> Vector:
    """An amount with its equivalents, each rounded half up to a whole cent or đồng."""
    vnd_per_cent = Fraction(Decimal(rate["vnd_per_usd"])) / 100
    amount = money["amount"]
    if money["currency"] == "USD":
        return (sign * amount, sign * amount, sign * _half_up(amount * vnd_per_cent))
    return (sign * amount, sign * _half_up(amount / vnd_per_cent), sign * amount)


def _half_up(number: Fraction) -> int:
    whole, rest = divmod(number.numerator, number.denominator)
    return whole + (2 * rest >= number.denominator)


def _add(left: Vector, right: Vector) -> Vector:
    return (left[0] + right[0], left[1] + right[1], left[2] + right[2])


def _sum(vectors: Iterable[Vector]) -> Vector | None:
    found: Vector | None = None
    for vector in vectors:
        found = vector if found is None else _add(found, vector)
    return found
