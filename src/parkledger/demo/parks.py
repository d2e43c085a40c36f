"""The book of the Management Board of Bắc Giang's industrial parks: its zones as they were, its tenants as invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parkledger.demo import (
    business,
    duties,
    environment,
    foundings,
    incentives,
    infrastructure,
    inspections,
    labour,
    plots,
    reports,
    tenants,
    utilities,
)
from parkledger.demo.division import in_turn, split, wave
from parkledger.demo.drafts import WITHDRAWAL, Desk, moment, vnd
from parkledger.demo.sources import table
from parkledger.demo.stories import tell
from parkledger.demo.tenants import Tenant

BOOK: Final = "bg-parks"
SINCE: Final = date(2023, 9, 1)
"""From here on projects go to zones by other weights, and take land as it comes rather than by lots."""
ROOMY: Final = frozenset(
    {"kcn-tan-hung", "kcn-hoa-phu-mo-rong-giai-doan-1", "kcn-yen-lu", "kcn-viet-han-mo-rong", "kcn-phuc-son"}
)
"""Parks that still have land to let after August 2023."""
LAND_USES: Final = "Cơ cấu sử dụng đất là giả định, trừ 140 ha đất công nghiệp của KCN Hòa Phú."


@dataclass(frozen=True, slots=True)
class Park:
    """A park as far as its tenants go: open since, and how many of them and how large it draws."""

    zone: str
    opened_on: date
    weight: int
    weight_after: int
    size: int


def write(desk: Desk) -> None:
    """Write the whole book."""
    tell(desk, "parks")
    _land_uses(desk)
    settled = settle()
    for tenant in settled:
        tenants.register(desk, tenant)
        tenants.let_land(desk, tenant)
        tenants.build(desk, tenant)
        tenants.end(desk, tenant)
    tenants.adjust(desk, settled)
    _incidents(desk, settled)
    _mistyped_lease(desk, settled)
    duties.write(desk, settled)
    reports.write_flows(desk)
    reports.write_labour(desk)
    for story in ("services", "sectors", "targets"):
        tell(desk, story)
    reports.write_procedures(desk)
    tell(desk, "office_year")
    inspections.write(desk, "MH-KT", _inspected(settled), 12)
    environment.write(desk, ZONES_WITH_WORKS, [each["project"] for each in _inspected(settled) if "project" in each])
    infrastructure.write(desk, ZONES_WITH_WORKS)
    labour.write(desk, "MH", _employers(settled), 32)
    foundings.write_parks(desk, "kcn-viet-han")
    building = [each for each in settled if each.ended_on is None and each.registered_on.year in {2022, 2023}]
    business.write_parks(desk, building[3::19][:5])
    utilities.write(desk, ZONES_WITH_WORKS[:4])
    incentives.write(desk)
    plots.write_offered(desk)


ZONES_WITH_WORKS: Final = ("kcn-dinh-tram", "kcn-quang-chau", "kcn-van-trung", "kcn-hoa-phu", "kcn-viet-han")


def _inspected(settled: Sequence[Tenant]) -> list[dict[str, str]]:
    """Parks in operation, and tenants that lasted."""
    zones = (
        "kcn-dinh-tram",
        "kcn-quang-chau",
        "kcn-van-trung",
        "kcn-hoa-phu",
        "kcn-viet-han",
        "kcn-song-khe-noi-hoang",
    )
    lasting = [each for each in settled if each.ended_on is None and each.registered_on < date(2022, 1, 1)]
    return [*({"zone": zone} for zone in zones), *({"project": each.code} for each in lasting[3:60:5])]


def _employers(settled: Sequence[Tenant]) -> list[dict[str, str]]:
    """Tenants that lasted, of many parks."""
    lasting = [each for each in settled if each.ended_on is None and each.registered_on < date(2022, 1, 1)]
    return [{"project": each.code} for each in lasting[2::11]]


def settle() -> list[Tenant]:
    """All projects, each in its zone with its land; the totals of cohorts.csv and lots.csv hold exactly."""
    parks = [_park(row) for row in table("parks")]
    found = tenants.cohorts(BOOK)
    tenants.number(found, 1)
    turns: dict[tuple[tuple[str, ...], bool], dict[str, int]] = {}
    for tenant in found:
        later = tenant.registered_on >= SINCE
        open_parks = [park for park in parks if park.opened_on <= tenant.registered_on]
        names = tuple(park.zone for park in open_parks)
        weights = [park.weight_after if later else park.weight for park in open_parks]
        tenant.zone = in_turn(names, weights, turns.setdefault((names, later), {}))
    _reweigh(found, {park.zone: park.size for park in parks})
    for row in table("lots"):
        _share_lot(found, row)
    for tenant in found:
        if tenant.registered_on >= SINCE and tenant.ended_on is None and tenant.number % 3 and _has_room(tenant.zone):
            tenant.land_m2 = wave(tenant.number, 90, 180) * 100
            tenant.leased_on = tenant.registered_on + timedelta(days=45)
    return [_within_reach(tenant) for tenant in found]


def _park(row: dict[str, str]) -> Park:
    opened_on = date.fromisoformat(row["opened_on"])
    return Park(row["zone"], opened_on, int(row["weight"]), int(row["weight_after"]), int(row["size"]))


def _within_reach(tenant: Tenant) -> Tenant:
    if tenant.leased_on is not None and tenant.leased_on > tenants.LAST_DAY:
        tenant.land_m2, tenant.leased_on = 0, None
    return tenant


def _has_room(zone: str) -> bool:
    return zone in ROOMY


def _reweigh(found: Sequence[Tenant], size: dict[str, int]) -> None:
    """Let the parks of large plants have the large projects, without touching any cohort's total."""
    groups: dict[int, list[Tenant]] = {}
    for tenant in found:
        groups.setdefault(tenant.cohort, []).append(tenant)
    for group in groups.values():
        whole = sum(tenant.capital for tenant in group)
        weights = [size[tenant.zone] * wave(tenant.number, 4, 19) for tenant in group]
        for tenant, capital in zip(group, split(whole, weights, tenants.STEP[group[0].origin]), strict=True):
            tenant.capital = capital


def _share_lot(found: Sequence[Tenant], row: dict[str, str]) -> None:
    first, last = date.fromisoformat(row["tenants_from"]), date.fromisoformat(row["tenants_until"])
    group = [
        tenant
        for tenant in found
        if tenant.zone == row["zone"] and first <= tenant.registered_on <= last and tenant.ended_on is None
    ]
    service = int(row["service_m2"])
    letting = group if not service else [tenant for tenant in group if tenant is not group[-1]]
    areas = split(int(row["leased_m2"]) - service, [wave(tenant.number, 3, 14) for tenant in letting], 100)
    for tenant, area in zip(letting, areas, strict=True):
        tenant.land_m2, tenant.leased_on = area, tenant.registered_on + timedelta(days=30 + tenant.number % 5)
    if service:
        group[-1].land_m2, group[-1].use = service, "service"
        group[-1].leased_on = group[-1].registered_on + timedelta(days=30)


def _land_uses(desk: Desk) -> None:
    for row in table("parks"):
        areas = {use: int(row[use]) for use in ("industrial_m2", "service_m2", "infrastructure_m2", "green_m2")}
        on = date.fromisoformat(row["uses_on"])
        desk.write("land_use_approved", on, {"zone": row["zone"], **areas}, note=LAND_USES)


def _incidents(desk: Desk, settled: Sequence[Tenant]) -> None:
    """A transfer, a partner that buys in, two suspensions of which one ends, and a lease that passes from one tenant to another."""
    lasting = [t for t in settled if t.ended_on is None and t.registered_on < date(2016, 1, 1) and t.number % 25]
    sold, stopped, resumed = lasting[40], lasting[60], lasting[75]
    passed = {"project": sold.code, "enterprise": "Công ty TNHH Minh họa Tiếp nhận"}
    desk.write("project_transferred", date(2018, 5, 16), passed)
    shared = next(t for t in lasting[41:] if t.origin == "fdi")
    joint = "Nhà đầu tư minh họa A (Hàn Quốc) 65%; Nhà đầu tư minh họa B (Nhật Bản) 35%"
    desk.write("investors_set", date(2023, 5, 15), {"project": shared.code, "investors": joint})
    desk.write("project_suspended", date(2020, 4, 6), {"project": resumed.code})
    desk.write("production_started", date(2021, 2, 22), {"project": resumed.code})
    desk.write("project_suspended", date(2022, 10, 3), {"project": stopped.code})
    letting = [t for t in lasting if t.zone == "kcn-dinh-tram" and t.land_m2 and t.use == "industrial"]
    giver, taker = letting[3], letting[9]
    fields = {"zone": giver.zone, "project": giver.code, "to_project": taker.code, "area_m2": giver.land_m2}
    desk.write("lease_transferred", date(2019, 11, 12), fields, note="Chuyển nhượng minh họa: hai dự án không có thật.")


def _mistyped_lease(desk: Desk, settled: Sequence[Tenant]) -> None:
    """A lease of 2019 was typed ten times too large and corrected in September; a report of capital came in twice."""
    label = "lease-typed-tenfold"
    wrong = [
        t
        for t in settled
        if t.zone == "kcn-hoa-phu" and t.registered_on <= date(2019, 5, 10) and t.use == "industrial" and t.land_m2
    ][-1]
    leases = (n for n, draft in enumerate(desk.drafts) if draft.type == "land_leased")
    fields = desk.drafts.pop(next(n for n in leases if desk.drafts[n].fields["project"] == wrong.code)).fields
    on = date(2019, 5, 14)
    fields.pop("effective_on")
    note = "Sai sót minh họa: gõ thừa một chữ số 0."
    desk.write("land_leased", on, {**fields, "area_m2": 10 * wrong.land_m2}, name=label, note=note)
    reason = "Gõ thừa một chữ số 0: diện tích đúng bằng một phần mười số đã ghi."
    desk.write("land_leased", on, fields, at=moment(date(2019, 9, 17), 10), corrects=label, reason=reason)
    domestic = next(t for t in settled if t.origin == "ddi" and t.ended_on is None)
    twice = {"project": domestic.code, "capital": vnd(5_000_000_000)}
    quarter = date(2021, 6, 30)
    desk.write("capital_implemented", quarter, twice, at=moment(date(2021, 7, 6), 15))
    desk.write("capital_implemented", quarter, twice, at=moment(date(2021, 7, 7), 8), name="implemented-twice")
    desk.write(
        WITHDRAWAL,
        quarter,
        {},
        at=moment(date(2021, 8, 3), 9),
        corrects="implemented-twice",
        reason="Báo cáo vốn thực hiện quý II ghi hai lần.",
    )
