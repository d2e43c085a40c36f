"""Made-up reports of some tenants: of clusters by half-years, of parks by quarters with their capital by source and what they saved.

All of it is invented. It was entered after everything else of its book, so that nothing that was known before is changed by it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from parkledger.catalogue import Status
from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment, vnd
from parkledger.demo.tenants import Tenant, money

INVENTED: Final = "Báo cáo hoạt động của dự án tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 29), 22)
"""When the first of it was entered; each a second after the one before."""
HALVES: Final = (
    (date(2023, 12, 15), date(2024, 6, 14)),
    (date(2024, 6, 15), date(2024, 12, 14)),
    (date(2024, 12, 15), date(2025, 6, 14)),
)
"""The half-years of forms on clusters."""
SILENT: Final = 4
"""One in so many said nothing of the last half-year, and another left an estimate of it."""


def write(desk: Desk, projects: Sequence[str]) -> None:
    """Every half-year of each project, but for some of the last."""
    entered = 0
    for number, project in enumerate(projects):
        for turn, (first, last) in enumerate(HALVES):
            latest = turn == len(HALVES) - 1
            if latest and number % SILENT == SILENT - 1:
                continue
            workers = wave(number, 25, 180) + 2 * turn
            fields = {
                "project": project,
                "period_start": first,
                "period_end": last,
                "status": Status.ESTIMATE.value if latest and number % SILENT == 1 else Status.FINAL.value,
                "revenue": vnd(workers * wave(number + turn, 280, 460) * 10**6),
                "budget_paid": vnd(workers * wave(number + 2 * turn, 9, 21) * 10**6),
                "workers": workers,
                "payroll": vnd(workers * wave(number + 3 * turn, 82, 121) * 10**5),
            }
            at = ENTERED + timedelta(seconds=entered)
            desk.write("business_report", last, fields, at=at, note=INVENTED)
            entered += 1


QUARTERS: Final = (
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2025, 1, 1), date(2025, 3, 31)),
    (date(2025, 4, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
)
"""The year 2024 and the quarters of 2025, as forms on projects have them."""
DONG_A_CENT: Final = 250
"""Đồng that are taken for one US cent where an invented amount is stated in dollars."""
COMING: Final = (date(2025, 1, 1), date(2025, 12, 31))
SAVED_IN: Final = (date(2024, 1, 1), date(2024, 12, 31))


def write_parks(desk: Desk, settled: Sequence[Tenant]) -> None:
    """Quarters of some tenants with their capital since the certificate, what one expected of a year, what two saved in another."""
    at = ENTERED
    for number, tenant in enumerate(settled):
        for kind, (first, last), fields in (
            *_quarters(number, tenant),
            *_capital(number, tenant, desk),
            *_saved(number),
        ):
            period = {"project": tenant.code, "period_start": first, "period_end": last}
            desk.write(kind, last, {**period, **fields}, at=at, note=INVENTED)
            at += timedelta(seconds=1)


Report = tuple[str, tuple[date, date], dict[str, Any]]


def _quarters(number: int, tenant: Tenant) -> Iterator[Report]:
    """Its business, and of the first what it expected of 2025 besides."""
    for turn, period in enumerate(QUARTERS):
        workers, months = wave(number, 60, 400) + 3 * turn, 12 if turn == 0 else 3
        worth = workers * months * 10**6
        year = {"profit": _of(tenant, worth * wave(number, 4, 9)), "research": _of(tenant, worth)} if turn == 0 else {}
        yield (
            "business_report",
            period,
            {
                "revenue": _of(tenant, worth * wave(number + turn, 80, 140)),
                "exports": _of(tenant, worth * wave(number + turn, 30, 70)),
                "imports": _of(tenant, worth * wave(number + turn, 20, 50)),
                "budget_paid": _of(tenant, worth * wave(number + turn, 2, 6)),
                "workers": workers,
                "foreign_workers": workers // 40,
                "payroll": vnd(workers * wave(number + 3 * turn, 82, 121) * 10**5),
                "environment": _of(tenant, worth // 2),
                "electricity": workers * months * wave(number + turn, 200, 400),
                "coal": 0,
                "oil": workers * wave(number + turn, 1, 9),
                "gas": 0,
                "land_used": tenant.land_m2 or 10_000,
                **year,
            },
        )
    if number == 0:
        expected = {"revenue": 9 * 10**11, "exports": 5 * 10**11, "imports": 3 * 10**11, "profit": 4 * 10**10}
        people = {
            "workers": 420,
            "foreign_workers": 12,
            "payroll": vnd(46 * 10**8),
            "land_used": tenant.land_m2 or 10_000,
        }
        money_expected = {name: _of(tenant, amount) for name, amount in expected.items()}
        yield "business_report", COMING, {"status": "planned", **money_expected, **people}


def _capital(number: int, tenant: Tenant, desk: Desk) -> Iterator[Report]:
    """What its book says that it spent, by source: contributed by an invented investor before 2024, borrowed and put back since."""
    foreign = tenant.origin == "fdi"
    investor = {
        "investor": f"Nhà đầu tư Minh họa {number + 1}",
        "investor_kind": "foreign" if foreign else "vietnamese",
    }
    before = (tenant.registered_on, QUARTERS[0][0] - timedelta(days=1))
    spent = _spent(desk, tenant, before)
    for source, amount in (("cash", spent * 3 // 5), ("equipment", spent - spent * 3 // 5)):
        yield "capital_report", before, {"source": source, "amount": money(tenant.origin, amount), **investor}
    for turn, period in enumerate(QUARTERS):
        spent = _spent(desk, tenant, period)
        again, repaid = (spent // 5 if turn == 0 else 0), spent // 8
        loan = {"amount": money(tenant.origin, spent - again + repaid), "repaid": money(tenant.origin, repaid)}
        yield "capital_report", period, {"source": "domestic_loan", **loan}
        if again:
            yield "capital_report", period, {"source": "reinvested", "amount": money(tenant.origin, again)}


def _spent(desk: Desk, tenant: Tenant, period: tuple[date, date]) -> int:
    """What was written of a project's capital implemented in a period."""
    first, last = (day.isoformat() for day in period)
    return sum(
        draft.fields["capital"]["amount"]
        for draft in desk.drafts
        if draft.type == "capital_implemented"
        and draft.fields["project"] == tenant.code
        and first <= draft.fields["effective_on"] <= last
    )


def _saved(number: int) -> Iterator[Report]:
    """What the first two saved in a year by both ways."""
    if number > 1:
        return
    kwh, tonne = wave(number, 40, 90) * 1000, 1000
    efficiency = {"electricity": kwh, "electricity_co2": kwh * 2 // 3, "electricity_cost": vnd(kwh * 1900)}
    efficiency |= {
        "water": wave(number, 900, 2400),
        "water_cost": vnd(18 * 10**6),
        "wastewater": wave(number, 500, 1300),
    }
    efficiency |= {
        "reused": 12 * tonne,
        "recycled": 7 * tonne,
        "materials": 3 * tonne,
        "materials_cost": vnd(42 * 10**6),
    }
    yield "eco_report", SAVED_IN, {"part": "efficiency", "fuel": "2.500 lít dầu DO", "fuel_co2": 6700, **efficiency}
    exchanged = {"links": 1 + number, "secondary_supplied": 9 * tonne, "secondary_income": vnd(27 * 10**6)}
    yield "eco_report", SAVED_IN, {"part": "symbiosis", **exchanged}


def _of(tenant: Tenant, dong: int) -> dict[str, Any]:
    """An invented amount in the currency of a project's origin."""
    return money(tenant.origin, dong // DONG_A_CENT if tenant.origin == "fdi" else dong)
