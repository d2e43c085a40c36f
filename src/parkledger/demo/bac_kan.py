"""The two books of Bắc Kạn: one park of 73.5 ha with fourteen tenants, six clusters that are only beginning."""

from datetime import date, timedelta
from typing import Final

from parkledger.demo import tenants
from parkledger.demo.division import split, wave
from parkledger.demo.drafts import Desk
from parkledger.demo.stories import tell

PARKS: Final = "bk-parks"
ZONE: Final = "kcn-thanh-binh-giai-doan-i"
LEASABLE_M2: Final = 500_000
STOPPED: Final = 3
"""Tenants at rest in April 2023 (eleven of fourteen at work); as many more in 2024 (eight of fourteen)."""

AT_REST: Final = "Số dự án hoạt động theo nguồn, dự án là minh họa."


def write_parks(desk: Desk) -> None:
    """Write the park's book: it is full since 2022."""
    tell(desk, "bac_kan")
    tell(desk, "sectors")
    settled = tenants.cohorts(PARKS)
    tenants.number(settled, tenants.BAC_KAN)
    areas = split(LEASABLE_M2, [wave(n, 3, 11) for n in range(len(settled))], 100)
    for tenant, area in zip(settled, areas, strict=True):
        tenant.zone, tenant.land_m2, tenant.leased_on = ZONE, area, tenant.registered_on + timedelta(days=30)
        tenants.register(desk, tenant)
        tenants.let_land(desk, tenant)
        tenants.build(desk, tenant)
    for on, group in ((date(2023, 1, 16), settled[:STOPPED]), (date(2024, 5, 20), settled[STOPPED : 2 * STOPPED])):
        for tenant in group:
            desk.write("project_suspended", on, {"project": tenant.code}, note=AT_REST)


def write_clusters(desk: Desk) -> None:
    """Write the clusters' book."""
    tell(desk, "bac_kan")
    tell(desk, "sectors")
    for n, zone in enumerate(("ccn-quang-chu", "ccn-quang-chu", "ccn-vang-muoi")):
        registered = date(2023, 2 + 2 * n, 14)
        tenant = tenants.Tenant("ddi", registered, (45 + 20 * n) * 1_000_000_000, zone=zone)
        tenant.number, tenant.approved_m2 = tenants.BAC_KAN + 100 + n, 24_000 + 3_000 * n
        tenants.register(desk, tenant)
        tenants.let_land(desk, tenant)
        tenants.build(desk, tenant)
