"""Random suppositions over a random book, and the same events really recorded in a copy of the database."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connections

from parkledger.catalogue import INDICATORS, Origin, ZoneKind
from parkledger.figures import Figures, Form, Question
from parkledger.figures.current import close, open_figures
from parkledger.home import sqlite
from parkledger.language import ParkError, today
from parkledger.ledger.book.recording import build, writing
from parkledger.ledger.store.registry import add_book
from parkledger.suppositions.evaluation import EventFields
from tests.conftest import use

PLACE, COUNTRY, BOOK, HECTARE = "viet-nam.bac-giang", "viet-nam", "bg", 10_000
OLD = ("kcn-mot", "kcn-hai", "ccn-ba", "ccn-tu")
NEW = ("kcn-nam", "ccn-sau", "kcn-bay", "ccn-tam", "kcn-chin", "ccn-muoi", "kcn-xa")
FOUNDED_BEFORE = 2
"""Of the new zones, how many may be founded in the book itself."""
PROJECTS = tuple(f"DA-{number}" for number in range(1, 9))
FIRST = date(2020, 1, 1)
DAYS = (date(2020, 6, 30), date(2023, 12, 31), date(2027, 12, 31), date(2032, 1, 1))


class Draw:
    """Arbitrary events from one seed; each may or may not be one that a book records."""

    def __init__(self, seed: int, new: tuple[str, ...] = NEW) -> None:
        self.random = random.Random(seed)
        self.new = new

    def event(self, *, ahead: bool) -> EventFields:
        """An event, of a day to come for the most part where `ahead`."""
        kind = self.random.choice(OFTEN)
        day = self._day(ahead=ahead)
        about = ABOUT[kind](self)
        return EventFields(kind, about if kind == "period_report" else {**about, "effective_on": day.isoformat()})

    def _day(self, *, ahead: bool) -> date:
        if ahead and self.number(1, 4) > 1:
            return today() + timedelta(days=self.number(1, 1500))
        return FIRST + timedelta(days=self.number(0, 2500))

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    @property
    def zone(self) -> str:
        return self.random.choice((*OLD, *OLD, *self.new))

    @property
    def project(self) -> str:
        return self.random.choice(PROJECTS)

    @property
    def money(self) -> dict[str, Any]:
        currency = self.random.choice(("USD", "VND"))
        return {"currency": currency, "amount": self.number(1, 90) * (10**6 if currency == "USD" else 10**10)}

    @property
    def area(self) -> int:
        return self.number(1, 40) * HECTARE + self.number(0, 9_999)


def _founded(draw: Draw) -> dict[str, Any]:
    code = draw.random.choice(draw.new)
    area = draw.number(10, 400) * HECTARE
    kind = "park" if code.startswith("kcn") else "cluster"
    parts = {"industrial_m2": area * 6 // 10, "service_m2": area // 10, "infrastructure_m2": area // 10}
    return {"zone": code, "name": code[4:].title(), "kind": kind, "area_m2": area, **parts, "green_m2": area // 10}


def _planned(draw: Draw) -> dict[str, Any]:
    return {name: value for name, value in _founded(draw).items() if name in {"zone", "name", "kind", "area_m2"}}


def _registered(draw: Draw) -> dict[str, Any]:
    where = {"zone": draw.zone} if draw.number(1, 4) > 1 else {}
    role = "infrastructure" if draw.number(1, 8) == 1 else "secondary"
    return {
        "project": draw.project,
        "name": "Nhà máy",
        "enterprise": f"Công ty {draw.number(1, 5)}",
        "origin": draw.random.choice(("fdi", "ddi")),
        "role": role,
        "capital": draw.money,
        **where,
    }


def _leased(draw: Draw) -> dict[str, Any]:
    whose = {"project": draw.project} if draw.number(1, 2) == 1 else {}
    use = {"use": "service"} if draw.number(1, 6) == 1 else {}
    return {"zone": draw.zone, "area_m2": draw.area, **whose, **use}


def _reported(draw: Draw) -> dict[str, Any]:
    year, month = draw.number(2021, 2026), draw.number(1, 11)
    end = date(year, month + 1, 1) - timedelta(days=1)
    return {
        "zone": draw.zone,
        "period_start": date(year, month, 1).isoformat(),
        "period_end": end.isoformat(),
        "status": draw.random.choice(("estimate", "final")),
        "values": {"labour.workers": draw.number(1, 900), "output.production": draw.money},
    }


def _of_zone(draw: Draw) -> dict[str, Any]:
    return {"zone": draw.zone}


def _area(draw: Draw) -> dict[str, Any]:
    return {"zone": draw.zone, "area_m2": draw.area}


def _money(draw: Draw) -> dict[str, Any]:
    return {"project": draw.project, "capital": draw.money}


ABOUT: dict[str, Any] = {
    "zone_established": _founded,
    "zone_planned": _planned,
    "zone_operating": _of_zone,
    "zone_renamed": lambda draw: {"zone": draw.zone, "name": f"Tên {draw.number(1, 9)}"},
    "area_changed": lambda draw: {
        **_area(draw),
        "direction": draw.random.choice(("expanded", "reduced")),
        "industrial_m2": HECTARE,
    },
    "zone_merged": lambda draw: {"zone": draw.zone, "into": draw.zone},
    "zone_revoked": _of_zone,
    "land_leased": _leased,
    "land_allocated": lambda draw: {"zone": draw.zone, "area_m2": draw.area},
    "lease_ended": _leased,
    "clearance_required": _area,
    "land_cleared": _area,
    "land_handed_over": _area,
    "project_registered": _registered,
    "capital_adjusted": lambda draw: {**_money(draw), "direction": draw.random.choice(("up", "down"))},
    "capital_implemented": _money,
    "project_terminated": lambda draw: {"project": draw.project},
    "period_report": _reported,
    "coverage_declared": lambda _: {},
    "exchange_rate_set": lambda draw: {"vnd_per_usd": str(draw.number(20_000, 27_000)), "source": "giả định"},
}
OFTEN = (
    *("land_leased",) * 8, *("zone_established",) * 4, *("project_registered",) * 5, *("clearance_required",) * 3,
    *("land_cleared",) * 3, *("capital_adjusted",) * 3, *("capital_implemented",) * 3, *("period_report",) * 4,
    *("lease_ended",) * 2, *("project_terminated",) * 2, *ABOUT,
)  # fmt: skip


def make_book(seed: int, attempts: int = 60) -> None:
    """A book with some zones, and what of arbitrary events it records."""
    add_book(BOOK, "Sổ", PLACE)
    rate = {"vnd_per_usd": "23000", "source": "giả định", "effective_on": "2000-01-01"}
    begun = [EventFields("exchange_rate_set", rate)]
    for number, code in enumerate(OLD):
        land = {"industrial_m2": 1_200_000, "service_m2": 100_000, "infrastructure_m2": 400_000, "green_m2": 300_000}
        about = {"zone": code, "name": code[4:].title(), "kind": "park" if number < 2 else "cluster"}
        begun.append(
            EventFields("zone_established", {**about, **land, "area_m2": 2_000_000, "effective_on": "2019-05-01"})
        )
    draw = Draw(seed, NEW[:FOUNDED_BEFORE])
    recorded([*begun, *(draw.event(ahead=False) for _ in range(attempts))])


def recorded(given: list[EventFields]) -> tuple[list[EventFields], list[tuple[int, EventFields, str]]]:
    """Really record what the book takes: that, and what it refuses, with how many were taken before and why."""
    taken: list[EventFields] = []
    refused: list[tuple[int, EventFields, str]] = []
    for each in given:
        try:
            with writing(BOOK, "lan") as writer:
                writer.view.supposed = True  # as it will be recorded once its day has come
                writer.record(build(each.type, each.payload))
        except ParkError as problem:
            refused.append((len(taken), each, problem.code))
        else:
            taken.append(each)
    return taken, refused


@contextmanager
def on_copy(original: Path, folder: Path) -> Iterator[Path]:
    """A copy of an SQLite ledger that Django speaks to meanwhile; removed afterwards."""
    connections["default"].close()
    folder.mkdir()
    target = folder / original.name
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    if (mirror := original.parent / "mirror").exists():  # the copy's goes on from there
        shutil.copytree(mirror, folder / "mirror")
    use(sqlite(target))
    try:
        yield folder
    finally:
        connections["default"].close()
        shutil.rmtree(folder)
        use(sqlite(original))
        close()


def questions(zones: list[int]) -> list[Question]:
    """Every indicator, for the province, the country and each zone, on days before and after what is supposed."""
    found = []
    for definition in INDICATORS.values():
        for kind in sorted(definition.kinds, key=str) or (None, ZoneKind.PARK):
            for day in DAYS:
                base = Question(definition.code, PLACE, day, kind=kind)
                found.append(base)
                found.append(Question(definition.code, COUNTRY, day, kind=kind, origin=Origin.FDI))
                found.append(Question(definition.code, PLACE, day, kind=kind, form=Form.GROWTH))
                if kind is not None:
                    found += [Question(definition.code, PLACE, day, kind=kind, zone=zone) for zone in zones[:4]]
    return found


ASKED = 300
"""Questions that one supposition is asked, of some thousands: other ones each time."""


def all_told(books: Figures, draw: Draw) -> list[Any]:
    """All that figures tell: zones, what projects hold, coverage; and some of the figures."""
    every = questions(sorted(books.zones))
    asked = draw.random.sample(every, min(ASKED, len(every)))
    within = frozenset({PLACE})
    held = [books.project_balances(["land.leased_industrial", "capital.in_force"], within, day, None) for day in DAYS]
    in_force = [sorted(map(repr, [books.projects_in_force(within, day, None).total()])) for day in DAYS]
    zones = {number: {**zone, **_undated(zone)} for number, zone in books.zones.items()}
    return [zones, books.answer(asked), held, in_force, books.spans()]


def _undated(zone: dict[str, Any]) -> dict[str, Any]:
    """The balances and merges of a zone without when they were recorded: what is supposed has no moment of its own."""
    return {
        name: [{key: each[key] for key in each if key != "since"} for each in zone[name]]
        for name in ("openings", "merges")
    }


def opened(folder: Path) -> Figures:
    """Figures of the ledger that Django speaks to, with a mirror in a folder of its own."""
    return open_figures(folder / "mirror")
