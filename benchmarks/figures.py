"""Asking figures: all indicators of all provinces, and one province's dashboard."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import duckdb

from benchmarks import postgres
from benchmarks.measuring import ROUNDS, Line, at_most, medians, peak_memory, shown, within
from benchmarks.national import PROVINCES_ON
from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.figures import Form, Question
from parkledger.figures.engine.engine import Engine
from parkledger.figures.mirror.files import Manifest, Mirror
from parkledger.language import day_end
from parkledger.places import provinces

ASKED_ON = date(2023, 6, 30)
KNOWN_ON = date(2023, 9, 30)
MOST_RATIO = Fraction(3, 2)
DASHBOARD_NS = 50_000_000
MEMORY = 512 * 1024**2
PROVINCE = "viet-nam.bac-giang"

HEADLINES = (
    "zones.planned", "zones.established", "zones.operating", "zones.infrastructure_complete", "zones.planned_not_established",
    "land.planned", "land.established", "land.industrial", "land.leasable", "land.leased", "land.available", "land.cleared",
    "land.cleared_share", "land.clean", "occupancy.operating", "occupancy.gross", "projects.registered", "projects.adjusted",
    "projects.in_force", "projects.operating", "projects.ended", "capital.new", "capital.added", "capital.attracted", "capital.net",
    "capital.in_force", "capital.implemented", "capital.implemented_share", "output.production", "output.revenue", "trade.export",
    "trade.import", "trade.balance", "budget.paid", "labour.workers", "labour.foreign", "labour.income", "enterprises.operating",
    "procedures.on_time_share", "wastewater.use",
)  # fmt: skip
"""Forty indicators that a province looks at first."""

TARGETED = (
    "output.production", "output.revenue", "trade.export", "trade.import", "budget.paid", "capital.attracted", "capital.new",
    "capital.implemented", "projects.registered", "labour.workers", "land.established", "zones.established", "zones.operating",
)  # fmt: skip
"""Those of them that have a target."""


def everything(on: date, known_at: datetime) -> list[Question]:
    """Every indicator for every province, on a date, as known at a moment."""
    return [
        Question(code, province.code, on, kind=kind, known_at=known_at)
        for province in provinces(PROVINCES_ON)
        for code, indicator in INDICATORS.items()
        for kind in (indicator.kinds or (None,))
    ]


def dashboard(place: str, zones: list[int], on: date, known_on: date) -> list[Question]:
    """What one province's page of figures asks for."""
    known_at = day_end(known_on)
    headlines = [
        Question(code, place, on, form=form, known_at=known_at)
        for code in HEADLINES
        for form in (Form.VALUE, Form.GROWTH)
    ]
    against_plan = [Question(code, place, on, form=Form.PLAN_RATIO, known_at=known_at) for code in TARGETED]
    series = [
        Question(code, place, last, start=last.replace(day=1), known_at=known_at)
        for code in ("output.production", "trade.export")
        for last in _month_ends(on, 24)
    ]
    by_zone = [
        Question(code, place, on, zone=zone, known_at=known_at)
        for code in ("occupancy.gross", "land.leased")
        for zone in zones
    ]
    by_origin = [
        Question(code, place, on, origin=origin, kind=kind, known_at=known_at)
        for code in ("projects.registered", "projects.in_force", "capital.new", "capital.added", "capital.in_force")
        for origin in Origin
        for kind in (None, ZoneKind.PARK, ZoneKind.CLUSTER)
    ]
    return [*headlines, *against_plan, *series, *by_zone, *by_origin]


def _month_ends(until: date, count: int) -> list[date]:
    """The last days of so many months, the last one first."""
    found = [until]
    while len(found) < count:
        found.append(found[-1].replace(day=1) - timedelta(days=1))
    return found


class Bare:
    """The sums that the answers are made of, as one query without anything around it."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths
        self.database = duckdb.connect(config={"threads": 2})
        self.database.execute(
            "SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET preserve_insertion_order = false"
        )
        self.database.execute("SET parquet_metadata_cache = true")

    def sums(self, known_at: datetime) -> list[tuple[int, ...]]:
        """All cells' sums up to the date asked on, as known at a moment."""
        sql = (
            "SELECT cell, sum(count), sum(amount), sum(usd), sum(vnd) FROM read_parquet(?) "
            "WHERE effective_on <= ? AND recorded_at <= ? GROUP BY cell"
        )
        return list(self.database.execute(sql, [self.paths, ASKED_ON, known_at]).fetchall())

    def summed(self, paths: list[str]) -> list[tuple[int, ...]]:
        """The same over postings summed by day, which know days, not moments."""
        sql = (
            "SELECT cell, sum(count), sum(amount), sum(usd), sum(vnd) FROM read_parquet(?) "
            "WHERE effective_on <= ? AND recorded_on <= ? GROUP BY cell"
        )
        return list(self.database.execute(sql, [paths, ASKED_ON, KNOWN_ON]).fetchall())


def measure(folder: Path, *, postgresql: bool, say: Callable[[str], None], rounds: int = ROUNDS) -> list[Line]:
    """All lines about figures."""
    manifest = Mirror(folder).manifest()
    if manifest is None:
        raise FileNotFoundError(folder)
    engine = Engine(folder, manifest, threads=2)
    say("figures: all indicators of all provinces")
    lines = _everything(engine, folder, manifest, rounds)
    say("figures: one province's dashboard")
    lines += _dashboard(engine, rounds)
    engine.close()
    memory = peak_memory()
    lines.append(
        Line(
            "peak memory of all the above",
            f"{memory >> 20} MB",
            f"≤ {MEMORY >> 20} MB",
            Fraction(memory, MEMORY),
            memory <= MEMORY,
        )
    )
    if postgresql:
        say("figures: the same sums in PostgreSQL")
        lines += _postgresql(folder, manifest, rounds)
    return lines


def _everything(engine: Engine, folder: Path, manifest: Manifest, rounds: int) -> list[Line]:
    day, noon = day_end(KNOWN_ON), day_end(KNOWN_ON) - timedelta(hours=12)
    at_day, at_noon = everything(ASKED_ON, day), everything(ASKED_ON, noon)
    bare = Bare([str(folder / segment.file) for segment in manifest.segments])
    summed = [str(folder / segment.summed) for segment in manifest.segments]
    acts = (
        lambda: engine.answer(at_day),
        lambda: bare.sums(day),
        lambda: engine.answer(at_noon),
        lambda: bare.sums(noon),
        lambda: bare.summed(summed),
    )
    ours, theirs, ours_noon, theirs_noon, beside = medians(*acts, rounds=rounds)
    known = sum(1 for figure in engine.answer(at_day) if figure.value is not None)
    bare.database.close()
    what = f"{len(at_day):,} figures ({known:,} known): all indicators, 63 provinces, {manifest.rows:,} postings"
    against = "one bare GROUP BY in DuckDB"
    return [
        at_most(f"{what}, known at a day's end", ours, theirs, MOST_RATIO, against),
        at_most("the same, known at a moment within a day", ours_noon, theirs_noon, MOST_RATIO, against),
        Line("the bare GROUP BY over the postings summed by day", shown(beside), ratio=Fraction(ours, beside)),
    ]


def _dashboard(engine: Engine, rounds: int) -> list[Line]:
    zones = [number for number, zone in engine.cube.zones.items() if zone["place"].startswith(PROVINCE)]
    questions = dashboard(PROVINCE, zones, ASKED_ON, KNOWN_ON)
    (taken,) = medians(lambda: engine.answer(questions), rounds=3 * rounds)
    return [within(f"one province's dashboard: {len(questions)} figures, warm", taken, DASHBOARD_NS)]


def _postgresql(folder: Path, manifest: Manifest, rounds: int) -> list[Line]:
    paths = [str(folder / segment.file) for segment in manifest.segments]
    with postgres.loaded(paths, folder) as database:
        (taken,) = medians(lambda: postgres.sums(database, ASKED_ON, day_end(KNOWN_ON)), rounds=min(rounds, 5))
        chosen = postgres.plan(database, ASKED_ON, day_end(KNOWN_ON))
    return [Line(f"the same sums in PostgreSQL ({chosen})", shown(taken))]
