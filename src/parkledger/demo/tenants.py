"""Made-up projects: who they are, what they invest and let, and the drafts of their lives.

Names, sectors, countries, capital, land and dates are all invented; the totals that they add up to are published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from parkledger.demo.division import split, spread, wave
from parkledger.demo.drafts import Desk, usd, vnd
from parkledger.demo.sources import table

INVENTED: Final = "Dự án tạo ra để minh họa: tên, vốn, diện tích và ngày đều không có thật."
LAST_DAY: Final = date(2025, 12, 12)
"""The last day on which anything of a project takes effect."""
GIVEN_BACK_LATER_SINCE: Final = date(2025, 1, 1)
TO_GIVE_BACK: Final = timedelta(days=90)
"""How long a project that ended since that day takes to give its land back; others give it back as they end."""
BAC_KAN: Final = 3001
"""From this number on projects are Bắc Kạn's."""
SECTORS: Final = (
    "sản xuất linh kiện điện tử",
    "lắp ráp thiết bị điện tử",
    "gia công cơ khí",
    "sản xuất bao bì",
    "may mặc",
    "sản xuất pin năng lượng mặt trời",
    "chế biến thực phẩm",
    "sản xuất sản phẩm nhựa",
    "sản xuất thiết bị điện",
    "kho vận",
)
COUNTRIES: Final = ("Hàn Quốc", "Trung Quốc", "Đài Loan", "Nhật Bản", "Hồng Kông", "Singapore")
STEP: Final = {"fdi": 1_000_000, "ddi": 10_000_000}
"""Made-up capital is in whole multiples of 10,000 US dollars or ten million đồng."""
TRANCHES: Final = {"fdi": ((3, 400), (9, 350), (15, 155)), "ddi": ((8, 240), (18, 230), (30, 180))}
"""Capital spent so many months after registration, in thousandths of what was registered."""
SPENT_OF_ADDED: Final = {"fdi": 886, "ddi": 638}
"""Capital spent half a year after it was added, in thousandths of what was added."""


@dataclass(slots=True)
class Tenant:
    """One project as it was registered, and what became of it."""

    origin: str
    registered_on: date
    capital: int
    ended_on: date | None = None
    zone: str = ""
    place: str = ""
    number: int = 0
    land_m2: int = 0
    leased_on: date | None = None
    use: str = "industrial"
    approved_m2: int = 0
    from_approval: bool = False
    label: str = ""
    cohort: int = 0

    @property
    def code(self) -> str:
        """The project's code, plainly that of a demonstration."""
        return f"MH-{'BK' if self.number >= BAC_KAN else 'BG'}-{self.number:04d}"

    def in_force(self, on: date) -> bool:
        """Whether the project was registered by a day and had not ended."""
        return self.registered_on <= on and (self.ended_on is None or on < self.ended_on)


def money(origin: str, amount: int) -> dict[str, Any]:
    """Foreign projects are registered in US cents, domestic ones in đồng."""
    return usd(amount) if origin == "fdi" else vnd(amount)


def cohorts(book: str) -> list[Tenant]:
    """The projects of a book by the totals in cohorts.csv, in the order of registration."""
    found: list[Tenant] = []
    for cohort, row in enumerate(table("cohorts")):
        if row["book"] != book:
            continue
        count, origin = int(row["count"]), row["origin"]
        days = spread(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), count)
        amounts = split(int(row["total"]), [wave(n, 3, 17) for n in range(count)], STEP[origin])
        ends: Sequence[date | None] = [None] * count
        if row["ends_first"]:
            ends = spread(date.fromisoformat(row["ends_first"]), date.fromisoformat(row["ends_last"]), count)
        found += [Tenant(origin, *facts, cohort=cohort) for facts in zip(days, amounts, ends, strict=True)]
    return sorted(found, key=lambda tenant: (tenant.registered_on, tenant.origin))


def number(tenants: Iterable[Tenant], first: int) -> None:
    """Give projects their numbers in the order of registration."""
    for n, tenant in enumerate(tenants, start=first):
        tenant.number = n


def register(desk: Desk, tenant: Tenant) -> None:
    """Write a project's registration."""
    n, foreign = tenant.number, tenant.origin == "fdi"
    sector = SECTORS[wave(n, 0, len(SECTORS) - 1)]
    fields = {
        "project": tenant.code,
        "name": f"Dự án Minh họa {n:04d}: {sector}",
        "enterprise": f"Công ty TNHH Minh họa {n:04d}",
        "origin": tenant.origin,
        "zone": tenant.zone,
        "place": "" if tenant.zone else tenant.place,
        "capital": money(tenant.origin, tenant.capital),
        "charter": money(tenant.origin, tenant.capital * 3 // 10) if foreign and n % 3 == 0 else None,
        "sector": sector,
        "country": COUNTRIES[wave(n, 0, len(COUNTRIES) - 1)] if foreign else "Việt Nam",
    }
    desk.write("project_registered", tenant.registered_on, fields, note=INVENTED)


def let_land(desk: Desk, tenant: Tenant) -> None:
    """Write what land was kept for a project and let to it."""
    area = {"zone": tenant.zone, "project": tenant.code}
    if tenant.approved_m2:
        kept = tenant.registered_on + timedelta(days=20)
        desk.write("land_allocated", kept, {**area, "area_m2": tenant.approved_m2})
    if not tenant.land_m2 or tenant.leased_on is None:
        return
    if tenant.from_approval:
        desk.write("land_allocated", tenant.registered_on + timedelta(days=15), {**area, "area_m2": tenant.land_m2})
    fields = {**area, "use": tenant.use, "area_m2": tenant.land_m2, "from_approval": tenant.from_approval or None}
    desk.write("land_leased", tenant.leased_on, fields, name=tenant.label)


def build(desk: Desk, tenant: Tenant, pace: int = 1000) -> None:
    """Write the capital spent on a project and its coming into production, as long as it is in force.

    `pace` slows spending down, in thousandths.
    """
    for months, thousandths in TRANCHES[tenant.origin]:
        on = tenant.registered_on + timedelta(days=months * 30 + tenant.number % 11)
        _spend(desk, tenant, on, tenant.capital * thousandths * pace // 1_000_000)
    started = tenant.registered_on + timedelta(days=330 + 17 * (tenant.number % 9))
    if started < LAST_DAY and tenant.in_force(started) and tenant.number % 25:
        desk.write("production_started", started, {"project": tenant.code})


def _spend(desk: Desk, tenant: Tenant, on: date, amount: int) -> None:
    if on < LAST_DAY and tenant.in_force(on):
        desk.write("capital_implemented", on, {"project": tenant.code, "capital": money(tenant.origin, amount)})


def end(desk: Desk, tenant: Tenant) -> None:
    """Write how a project ended, if it did: by turns revoked by the authority or terminated by the investor;
    land let to it is given back, at once or, of who ended last, some time later."""
    if tenant.ended_on is None:
        return
    if tenant.leased_on is not None:
        back = {"zone": tenant.zone, "project": tenant.code, "use": tenant.use, "area_m2": tenant.land_m2}
        later = TO_GIVE_BACK if tenant.ended_on >= GIVEN_BACK_LATER_SINCE else timedelta()
        desk.write("lease_ended", tenant.ended_on + later, back)
    revoked = tenant.number % 2 == 0
    reason = "không triển khai đúng tiến độ" if revoked else "nhà đầu tư chấm dứt hoạt động"
    fields = {"project": tenant.code, "reason": reason}
    desk.write("project_revoked" if revoked else "project_terminated", tenant.ended_on, fields)


def adjust(desk: Desk, tenants: Sequence[Tenant]) -> None:
    """Write the changes of capital and purchases of shares by the totals in adjustments.csv."""
    for row in table("adjustments"):
        if row["book"] == desk.book:
            _adjust(desk, tenants, row)


def _adjust(desk: Desk, tenants: Sequence[Tenant], row: dict[str, str]) -> None:
    origin, count = row["origin"], int(row["count"])
    days = spread(date.fromisoformat(row["first"]), date.fromisoformat(row["last"]), count)
    amounts = split(int(row["total"]), [wave(n, 2, 13) for n in range(count)], STEP[origin])
    taken: set[int] = set()
    for n, (on, amount) in enumerate(zip(days, amounts, strict=True)):
        before = on - timedelta(days=300)
        lasting = [t for t in tenants if t.origin == origin and t.ended_on is None and t.registered_on <= before]
        free = [t for t in lasting if t.number not in taken and (row["way"] != "down" or t.capital > 2 * amount)]
        tenant = free[(n * 37 + on.year) % len(free)]
        taken.add(tenant.number)
        _change(desk, tenant, row["way"], on, money(origin, amount))
        if row["way"] == "up" and desk.book == "bg-parks":
            _spend(desk, tenant, on + timedelta(days=180), amount * SPENT_OF_ADDED[origin] // 1000)


def _change(desk: Desk, tenant: Tenant, way: str, on: date, amount: dict[str, Any]) -> None:
    if way in {"up", "down"}:
        desk.write("capital_adjusted", on, {"project": tenant.code, "direction": way, "capital": amount})
    else:
        raising = True if way == "shares_raising" else None
        desk.write("shares_bought", on, {"project": tenant.code, "value": amount, "raises_capital": raising})
