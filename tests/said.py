"""What each type of event says: what changes by how much, what stands at how much, what flowed; in codes, not ids.

Written from the definitions of the event types, for the oracle.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

Vector = tuple[int, int, int]

REPORTED = frozenset({
    "output.production", "output.revenue", "trade.export", "trade.import", "budget.paid",
    "procedures.received", "procedures.on_time", "procedures.late",
})  # fmt: skip
MILESTONES = {
    "priority_listed": "zones.priority",
    "zoning_approved": "zones.zoning_approved",
    "investment_policy_approved": "zones.investment_approved",
    "construction_started": "zones.under_construction",
    "zone_operating": "zones.operating",
}
FACILITIES = {"wastewater": "wastewater.capacity", "housing": "housing.places", "school": "school.places",
    "power": "power.capacity", "water": "water.capacity", "solid_waste": "waste.capacity",
    "telecom": "telecom.capacity", "fire": "fire.capacity"}  # fmt: skip

OF_ZONES = frozenset({"priority_delisted", "land_use_approved", "area_changed", "facility_commissioned"})
LAND = {
    "area_m2": "land.established", "industrial_m2": "land.industrial", "service_m2": "land.service",
    "infrastructure_m2": "land.infrastructure", "green_m2": "land.green",
}  # fmt: skip


OPENED_LET = {
    "leased_industrial_m2": "land.leased_industrial", "leased_service_m2": "land.leased_service", "approved_m2": "land.approved",
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


class World:
    """Zones and projects as the events recorded so far speak of them, which decides what a new event is about."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.zones: dict[str, tuple[str, str]] = {}
        self.projects: dict[str, dict[str, Any]] = {}
        self.merged: dict[str, tuple[date, str]] = {}

    def declare(self, zone: str, payload: Mapping[str, Any]) -> None:
        """Where a zone lies and of which kind it is; one that was named before stays where it was if no place is given."""
        if payload.get("kind"):
            known = self.zones[zone][1] if zone in self.zones else self.place
            self.zones[zone] = (payload["kind"], payload.get("place") or known)

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


Said = Iterator[tuple[str, Series, int | Vector]]


def said(world: World, kind: str, on: date, payload: Mapping[str, Any]) -> Said:
    """What one event says, by its type."""
    if kind in {"zone_planned", "zone_established"}:
        yield from _said_of_declared_zone(world, kind, payload)
    elif kind == "zone_opened":
        yield from _said_of_opened_zone(world, payload)
    elif kind in MILESTONES or kind in OF_ZONES:
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
        raise LookupError(kind)


def _said_of_declared_zone(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    zone = payload["zone"]
    world.declare(zone, payload)
    if kind == "zone_planned":
        yield "change", world.of_zone("zones.planned", zone), 1
        if "area_m2" in payload:
            yield "change", world.of_zone("land.planned", zone), payload["area_m2"]
        return
    yield "change", world.of_zone("zones.established", zone), 1
    for name, measure in LAND.items():
        if name in payload:
            yield "change", world.of_zone(measure, zone), payload[name]


def _said_of_opened_zone(world: World, payload: Mapping[str, Any]) -> Said:
    zone = payload["zone"]
    world.declare(zone, payload)
    stages = ("established", "under_construction", "infrastructure_complete", "operating", "planned")
    come_to = [stage for stage in stages if payload[stage]]
    for stage in come_to:
        yield "change", world.of_zone(f"zones.{stage}", zone), 1
    area = {**LAND, "area_m2": "land.planned"} if come_to == ["planned"] else LAND
    for name, measure in {**area, **OPENED_LET}.items():
        if name in payload:
            yield "level", world.of_zone(measure, zone), payload[name]


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


class Dossier(NamedTuple):
    """One event about a project, with what is needed to say what it is about."""

    world: World
    on: date
    payload: Mapping[str, Any]

    def held(self, measure: str, money: str | None = None, sign: int = 1) -> tuple[str, Series, int | Vector]:
        """So much more (or less) is held."""
        about = {"currency": self.payload[money]["currency"] if money else None}
        series = self.world.of_project(measure, self.payload["project"], self.on, **about)
        return "change", series, self.worth(money, sign) if money else sign

    def flow(self, measure: str, money: str | None = None) -> tuple[str, Series, int | Vector]:
        """So much flowed on the day."""
        _, series, amount = self.held(measure, money)
        return "flow", series._replace(period_start=self.on, period_end=self.on), amount

    def worth(self, money: str, sign: int) -> Vector:
        """An amount at the rate kept with the event."""
        return _worth(self.payload[money], self.payload["rate"], sign)


def _said_of_project(world: World, kind: str, on: date, payload: Mapping[str, Any]) -> Said:
    about = Dossier(world, on, payload)
    if kind in {"project_registered", "project_opened"}:
        world.projects[payload["project"]] = {name: payload.get(name) for name in ("zone", "place", "origin", "role")}
        flows = kind == "project_registered"
        yield from (each for each in _said_of_registration(about) if flows or each[0] != "flow")
        if payload.get("operating") and payload["role"] == "secondary":
            yield about.held("projects.operating")
    elif kind == "capital_adjusted":
        yield from _said_of_adjustment(about)
    elif kind == "shares_bought":
        yield about.flow("projects.share_purchases")
        yield about.flow("capital.shares", "value")
        if payload["raises_capital"]:
            yield about.held("capital.in_force", "value")
    elif kind == "capital_implemented":
        yield about.flow("capital.implemented", "capital")
    elif kind in {"project_terminated", "project_revoked"}:
        if world.projects[payload["project"]]["role"] == "secondary":
            yield about.flow("projects.ended")
    elif kind != "project_transferred":
        raise LookupError(kind)


def _said_of_registration(about: Dossier) -> Said:
    if about.payload["role"] == "infrastructure":
        yield about.held("projects.infrastructure")
        yield about.held("capital.infrastructure", "capital")
        return
    yield about.flow("projects.registered")
    yield about.flow("capital.new", "capital")
    yield about.held("projects.in_force")
    yield about.held("capital.in_force", "capital")
    if "charter" in about.payload:
        yield about.held("capital.charter", "charter")


def _said_of_adjustment(about: Dossier) -> Said:
    up = about.payload["direction"] == "up"
    sign = 1 if up else -1
    if about.world.projects[about.payload["project"]]["role"] == "infrastructure":
        if "capital" in about.payload:
            yield about.held("capital.infrastructure", "capital", sign)
        return
    if "capital" in about.payload:
        yield about.flow("projects.adjusted" if up else "projects.reduced")
        yield about.flow("capital.added" if up else "capital.reduced", "capital")
        yield about.held("capital.in_force", "capital", sign)
    if "charter" in about.payload:
        yield about.held("capital.charter", "charter", sign)


def _said_of_period(world: World, kind: str, payload: Mapping[str, Any]) -> Said:
    start, end = date.fromisoformat(payload["period_start"]), date.fromisoformat(payload["period_end"])

    def series(measure: str, given: Any, **more: Any) -> Series:
        currency = given["currency"] if isinstance(given, dict) else None
        about = {"currency": currency, "origin": payload.get("origin"), **more}
        if payload.get("zone"):
            return world.of_zone(measure, payload["zone"], **about)
        return world.series(measure, place=payload["place"], kind=payload.get("kind"), **about)

    def amount(given: Any) -> int | Vector:
        if not isinstance(given, dict):
            return int(given)
        if (
            kind != "period_report" and "rate" not in payload
        ):  # a target needs none: it is worth something in its own money alone
            own = int(given["amount"])
            return (own, own, 0) if given["currency"] == "USD" else (own, 0, own)
        return _worth(given, payload["rate"], 1)

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
