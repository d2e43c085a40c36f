"""A book's events as lines of JSON, in the mix in which an authority records them."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

ZONES = 30
FIRST_YEAR, LAST_YEAR = 1990, 2020
"""What happened, happened: none of it may lie ahead, however many events are made."""
HECTARE = 10_000
START = date(FIRST_YEAR, 6, 1)

Fields = dict[str, Any]


def lines(count: int) -> list[str]:
    """So many events, the exchange rates and zones first."""
    return [json.dumps(event, ensure_ascii=False) for event in islice(_events(), count)]


def _events() -> Iterator[Fields]:
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        rate = str(19_000 + 350 * (year - FIRST_YEAR))
        yield {
            "type": "exchange_rate_set",
            "effective_on": f"{year}-01-01",
            "vnd_per_usd": rate,
            "source": "tỷ giá trung tâm",
        }
    yield from map(_established, range(ZONES))
    turn = 0
    while True:
        yield from _turn(turn)
        turn += 1


def _turn(turn: int) -> Iterator[Fields]:
    """A fortieth of what happens around one project: it comes, leases, grows, spends; its zone reports two months."""
    on = START + timedelta(days=turn % 3650)
    yield _registered(turn, on)
    yield leased(turn, on + timedelta(days=90))
    yield {**adjusted(turn), "effective_on": str(on + timedelta(days=400))}
    for quarter in range(2):
        yield {
            **_about(turn),
            "type": "capital_implemented",
            "effective_on": str(on + timedelta(days=120 + 91 * quarter)),
            "capital": _money(turn, 3),
        }
    if turn % 2:
        yield {**_about(turn), "type": "production_started", "effective_on": str(on + timedelta(days=500))}
    for month in (3 * turn, 3 * turn + 1, 3 * turn + 2):
        yield reported(month)


def _about(turn: int) -> Fields:
    return {"project": f"DA-{turn:06d}", "document": {"number": f"{turn}/GCN", "issuer": "Ban Quản lý các KCN"}}


def _established(zone: int) -> Fields:
    return {
        "type": "zone_established",
        "effective_on": f"{FIRST_YEAR}-02-01",
        "zone": f"kcn-{zone}",
        "name": f"Số {zone}",
        "kind": "park" if zone % 3 else "cluster",
        "area_m2": 100_000 * HECTARE,
        "industrial_m2": 70_000 * HECTARE,
        "service_m2": 5_000 * HECTARE,
        "infrastructure_m2": 15_000 * HECTARE,
        "green_m2": 10_000 * HECTARE,
    }


def _registered(turn: int, on: date) -> Fields:
    return {
        **_about(turn),
        "type": "project_registered",
        "effective_on": str(on),
        "name": f"Nhà máy {turn}",
        "enterprise": f"Công ty {turn}",
        "origin": "fdi" if turn % 5 < 2 else "ddi",
        "zone": f"kcn-{turn % ZONES}",
        "capital": _money(turn, 100),
        "charter": _money(turn, 30),
        "sector": "điện tử",
        "country": "Hàn Quốc",
    }


def leased(turn: int, on: date = date(2021, 3, 1)) -> Fields:
    """A lease of a project."""
    area = (1 + turn % 7) * HECTARE // 4
    return {
        **_about(turn),
        "type": "land_leased",
        "effective_on": str(on),
        "zone": f"kcn-{turn % ZONES}",
        "area_m2": area,
    }


def adjusted(turn: int) -> Fields:
    """A project's capital raised."""
    return {**_about(turn), "type": "capital_adjusted", "effective_on": "2022-05-05", "capital": _money(turn, 10)}


def reported(month: int) -> Fields:
    """A zone's report of a month, foreign and domestic apart."""
    zone, origin, number = month % ZONES, month // ZONES % 2, month // ZONES // 2
    start = date(FIRST_YEAR + 1 + number // 12, number % 12 + 1, 1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {
        "type": "period_report",
        "period_start": str(start),
        "period_end": str(end),
        "zone": f"kcn-{zone}",
        "origin": ("fdi", "ddi")[origin],
        "values": {
            "output.production": {"currency": "VND", "amount": 10**11 + month},
            "trade.export": {"currency": "USD", "amount": 10**8 + month},
            "trade.import": {"currency": "USD", "amount": 9 * 10**7 + month},
            "labour.workers": 2000 + month % 900,
        },
    }


def _money(turn: int, size: int) -> Fields:
    if turn % 5 < 2:
        return {"currency": "USD", "amount": size * (turn % 90 + 10) * 100_000}
    return {"currency": "VND", "amount": size * (turn % 90 + 10) * 25_000_000}
