"""The book of Bắc Giang's Department of Planning and Investment: projects outside zones, statistics, inquiries."""

from datetime import date, timedelta
from typing import Final

from parkledger.demo import plots, tenants
from parkledger.demo.division import split, wave
from parkledger.demo.drafts import Desk, moment
from parkledger.demo.stories import tell

BOOK: Final = "bg-province"
DISTRICTS: Final = (
    "bac-giang",
    "viet-yen",
    "hiep-hoa",
    "tan-yen",
    "lang-giang",
    "luc-nam",
    "yen-the",
    "luc-ngan",
    "son-dong",
)
SUBJECTS: Final = (
    "thuê đất trong KCN",
    "thuê nhà xưởng",
    "ưu đãi đầu tư",
    "lao động và nhà ở công nhân",
    "thủ tục cấp GCN",
)


def write(desk: Desk) -> None:
    """Write the whole book."""
    settled = tenants.cohorts(BOOK)
    tenants.number(settled, 2001)
    for tenant in settled:
        tenant.place = f"viet-nam.bac-giang.{DISTRICTS[tenant.number % len(DISTRICTS)]}"
        tenants.register(desk, tenant)
        tenants.build(desk, tenant)
        tenants.end(desk, tenant)
    tenants.adjust(desk, settled)
    tell(desk, "statistics")
    _inquiries(desk)
    _procedures(desk)
    tell(desk, "office_year")


def _inquiries(desk: Desk) -> None:
    """Three inquiries a month from 2021 on, of which about one in four leads to a project half a year later."""
    for n in range(177):
        on = date(2021 + n // 36, n // 3 % 12 + 1, 3 + 8 * (n % 3) + wave(n, 0, 4))
        origin = "fdi" if wave(n, 0, 2) else "ddi"
        kind = "park" if wave(n, 0, 3) else "cluster"
        about = {"inquiry": f"MH-TH-{n + 1:03d}", "kind": kind, "origin": origin, "place": "viet-nam.bac-giang"}
        subject = SUBJECTS[wave(n, 0, len(SUBJECTS) - 1)]
        desk.write("inquiry_received", on, {**about, "subject": subject}, note="Lượt tìm hiểu tạo ra để minh họa.")
        converted = on + timedelta(days=170 + wave(n, 0, 30))
        if n % 4 == 2 and converted < tenants.LAST_DAY:
            desk.write("inquiry_converted", converted, about, note="Lượt tìm hiểu tạo ra để minh họa.")


def _procedures(desk: Desk) -> None:
    """Procedures of every half-year from 2019 on, of the whole department."""
    for n in range(13):
        first, last = (
            (date(2019 + n // 2, 1, 1), date(2019 + n // 2, 6, 30))
            if n % 2 == 0
            else (date(2019 + n // 2, 7, 1), date(2019 + n // 2, 12, 31))
        )
        received, late = wave(n, 2100, 2600), wave(n, 4, 19)
        fields = {
            "period_start": first,
            "period_end": last,
            "place": "viet-nam.bac-giang",
            "received": received,
            "on_time": received - late - wave(n, 30, 70),
            "late": late,
        }
        desk.write("procedures_counted", last, fields, at=moment(last + timedelta(days=5), 9), note="Số liệu minh họa.")


PARKS: Final = "bk-parks"
ZONE: Final = "kcn-thanh-binh-giai-doan-i"
LEASABLE_M2: Final = 500_000
STOPPED: Final = 3
"""Tenants at rest in April 2023 (eleven of fourteen at work); as many more in 2024 (eight of fourteen)."""

AT_REST: Final = "Số dự án hoạt động theo nguồn, dự án là minh họa."


def write_parks(desk: Desk) -> None:
    """Write the park's book: it is full since 2022."""
    for story in ("bac_kan", "sectors", "office_year"):
        tell(desk, story)
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
    plots.write(desk)


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
