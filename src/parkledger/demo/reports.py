"""Reports of the parks of Bắc Giang, zone by zone: flows by month, workers by quarter, procedures.

The totals of flows.csv and labour.csv are divided among zones and months by weights, exactly. An estimate is recorded
on the 21st of a period's last month, the final report on the 10th of the next; the latter replaces the former because
it is about the same zone, period and measures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from parkledger.catalogue import Status
from parkledger.demo.division import split, wave
from parkledger.demo.drafts import Desk, moment, usd, vnd
from parkledger.demo.sources import table
from parkledger.language import months_later

BILLION: Final = 1_000_000_000
CENTS_IN_MILLION: Final = 100_000_000
INVENTED: Final = "Số liệu minh họa: chỉ tổng của một số kỳ đã được công bố, phần chia theo khu và tháng là tạo ra."
LAST_RECORDING: Final = date(2025, 12, 28)


@dataclass(frozen=True, slots=True)
class DemoPeriod:
    """A period's output in đồng and exports in US cents over all parks, and how far the estimate is off."""

    first: date
    last: date
    production: int
    export: int
    estimate_per_million: int


def write_flows(desk: Desk) -> None:
    """Write the estimate and the final report of every period and zone."""
    for n, period in enumerate(periods()):
        if period.estimate_per_million:
            off = 1_000_000 + period.estimate_per_million * (1 if n % 3 else -1)
            guessed = (period.production * off // 1_000_000, period.export * off // 1_000_000)
            _write_period(desk, DemoPeriod(period.first, period.last, *guessed, 0), Status.ESTIMATE.value)
        _write_period(desk, period, Status.FINAL.value)


def periods() -> Iterator[DemoPeriod]:
    """Every reporting period; those of one row of flows.csv add up to its totals."""
    for row in table("flows"):
        bounds = _bounds(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), int(row["months"]))
        weights = [900 + 6 * n + wave(n + bounds[0][0].year, 0, 60) for n in range(len(bounds))]
        production = split(int(row["production_bn_vnd"]) * BILLION, weights, 1_000_000)
        export = split(int(Decimal(row["export_m_usd"]) * CENTS_IN_MILLION), weights, 100_000)
        for (first, last), made, sold in zip(bounds, production, export, strict=True):
            yield DemoPeriod(first, last, made, sold, int(row["estimate_per_million"]))


def _bounds(first: date, last: date, months: int) -> list[tuple[date, date]]:
    bounds = []
    while first <= last:
        following = months_later(first, months)
        bounds.append((first, following - timedelta(days=1)))
        first = following
    return bounds


def _write_period(desk: Desk, period: DemoPeriod, status: str) -> None:
    following = period.last + timedelta(days=10)
    at = moment(period.last.replace(day=21), 10) if status == Status.ESTIMATE else moment(following, 14)
    if at.date() > LAST_RECORDING:
        return
    shares = [row for row in table("shares") if date.fromisoformat(row["since"]) <= period.first]
    weights = [100 * int(row["production"]) + wave(period.first.month + n, 0, 40) for n, row in enumerate(shares)]
    made = split(period.production, weights)
    sold = split(period.export, weights)
    for n, row in enumerate(shares):
        values = _values(made[n], sold[n], 10 * period.last.month + n)
        fields = {"period_start": period.first, "period_end": period.last, "zone": row["zone"], "values": values}
        desk.write("period_report", period.last, {**fields, "status": status}, at=at, note=INVENTED)


def _values(made: int, sold: int, n: int) -> dict[str, Any]:
    return {
        "output.production": vnd(made),
        "output.revenue": vnd(made * wave(n, 1010, 1050) // 1000),
        "trade.export": usd(sold),
        "trade.import": usd(sold * wave(n, 820, 910) // 1000),
        "budget.paid": vnd(made * wave(n, 90, 110) // 10_000),
    }


def write_labour(desk: Desk) -> None:
    """Write workers, foreign workers, enterprises and payroll of every quarter and zone."""
    for row in table("labour"):
        on = date.fromisoformat(row["on"])
        shares = [share for share in table("shares") if date.fromisoformat(share["since"]) <= on]
        weights = [int(share["workers"]) for share in shares]
        workers = split(int(row["workers"]), weights)
        enterprises = split(int(row["enterprises"]), weights)
        for n, share in enumerate(shares):
            income = int(row["income_vnd"]) * wave(n + on.month, 970, 1030) // 1000
            values = {
                "labour.workers": workers[n],
                "labour.foreign": workers[n] * wave(n + on.month, 8, 14) // 1000,
                "labour.payroll": vnd(workers[n] * income),
                "enterprises.operating": enterprises[n],
            }
            start = date(on.year, on.month - 2, 1)
            fields = {"period_start": start, "period_end": on, "zone": share["zone"], "values": values}
            desk.write("period_report", on, fields, at=moment(on + timedelta(days=12), 9), note=INVENTED)


def write_procedures(desk: Desk) -> None:
    """Write the administrative procedures of every quarter from 2019 on, over all parks together."""
    first = date(2019, 1, 1)
    for n in range(27):
        until = months_later(first, 3)
        received = wave(n, 410, 640) + 8 * n
        late = wave(n, 0, 6) if n < 20 else wave(n, 0, 2)
        fields = {
            "period_start": first,
            "period_end": until - timedelta(days=1),
            "kind": "park",
            "place": "viet-nam.bac-giang",
            "received": received,
            "late": late,
            "on_time": received - late - wave(n, 9, 24),
        }
        at = moment(until + timedelta(days=4), 9)
        desk.write("procedures_counted", first, fields, at=at, note="Số liệu minh họa.")
        first = until
