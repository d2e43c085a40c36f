"""The book of Bắc Giang's Department of Industry and Trade: 66 clusters in the plan, 54 of them established."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from parkledger.catalogue import Status, official_title
from parkledger.catalogue.cluster_reports import CLUSTER_REPORTS
from parkledger.demo import business, foundings, inspections, labour, plots, tenants
from parkledger.demo.division import in_turn, split, spread, wave
from parkledger.demo.drafts import Desk, moment, vnd
from parkledger.demo.sources import table
from parkledger.demo.stories import tell
from parkledger.demo.tenants import Tenant
from parkledger.language import slug

SEEN: Final = date(2023, 8, 22)
"""The day for which the columns of clusters.csv (land let, projects, workers) hold."""
SETTLED_BY: Final = date(2023, 7, 14)
CAPITAL: Final = {"ddi": 28_605_600_000_000, "fdi": 31_572_000_000}
"""Registered capital of the projects of clusters.csv, without what was added later (adjustments.csv)."""
ROOMY: Final = (
    "ccn-jutech",
    "ccn-lan-son-2",
    "ccn-doan-bai-luong-phong-2",
    "ccn-lang-cao",
    "ccn-ngoc-chau",
    "ccn-nham-son-yen-lu",
    "ccn-trung-son-ninh-son",
)
"""Clusters with land enough for those who come after August 2023."""
PACE: Final = 540
"""How much slower than in parks capital is spent in clusters, in thousandths."""
PLAN: Final = "Ngày đưa vào quy hoạch là giả định."
EARLIER_ENDED: Final = (("ddi", 12, 420_000_000_000), ("fdi", 6, 1_500_000_000))


def write(desk: Desk) -> None:
    """Write the whole book."""
    rows = table("clusters")
    for row in rows:
        _live(desk, row)
    settled = settle(rows)
    _let_some_leave(settled)
    for tenant in (*settled, *_gone_before(settled), *_newcomers()):
        tenants.register(desk, tenant)
        tenants.let_land(desk, tenant)
        tenants.build(desk, tenant, PACE)
        tenants.end(desk, tenant)
    tenants.adjust(desk, settled)
    _report(desk, rows)
    tell(desk, "cluster_incidents")
    tell(desk, "sectors")
    operating = [row for row in rows if row["operating_on"] and not row["revoked_on"] and code(row) != "ccn-tan-hung"]
    inspections.write(desk, "MH-KT-CCN", [{"zone": code(row)} for row in operating[::4]], 4)
    labour.write(desk, "MH-CCN", [{"zone": code(row)} for row in operating[::4]], 8)
    planned = [code(row) for row in rows if not row["established_on"] and not row["revoked_on"]]
    legacy = [code(row) for row in operating if row["established_on"] and row["established_on"] < "2009"]
    foundings.write_clusters(desk, planned, legacy[:8], "ccn-minh-hoa-01")
    lasting = [each for each in settled if each.ended_on is None and each.registered_on < date(2022, 1, 1)]
    business.write(desk, [each.code for each in lasting[7::24][:4]])
    _send(desk)
    plots.write_offered(desk)


def _send(desk: Desk) -> None:
    """The reports of the circular's first two periods are sent, form 03 of the second two days late."""
    for number, (form, report) in enumerate(CLUSTER_REPORTS.items()):
        for period in report.periods(date(2024, 1, 1), date(2025, 6, 30)):
            is_late = form == "03" and period.last.year == 2025
            on = period.due_on + timedelta(days=2 if is_late else number - 4)
            desk.write("cluster_report_sent", on, {"form": form, "last_day": period.last}, note="Ngày gửi là giả định.")


def code(row: Mapping[str, str]) -> str:
    """A cluster's code, from its name."""
    return slug(official_title("cluster", row["name"]))


def _live(desk: Desk, row: Mapping[str, str]) -> None:
    """A cluster's life: planned, established, its land uses, operating, revoked."""
    zone, sourced = code(row), row["basis"] == "sourced"
    declared = {"zone": zone, "name": row["name"], "kind": "cluster", "place": f"viet-nam.bac-giang.{row['district']}"}
    note = f"{PLAN} {row['note']}"
    planned = {**declared, "area_m2": int(row["planned_m2"]) if row["planned_m2"] else None}
    desk.write("zone_planned", date.fromisoformat(row["planned_on"]), planned, source=row["source"], note=note)
    if row["revoked_on"]:
        end = {"zone": zone}
        desk.write(
            "zone_revoked",
            date.fromisoformat(row["revoked_on"]),
            end,
            source=row["source"],
            demo=False,
            note="Nguồn chỉ ghi năm 2015; ghi vào ngày cuối năm.",
        )
    if not row["established_on"]:
        return
    established = date.fromisoformat(row["established_on"])
    real = sourced and row["area_basis"] == "sourced" and row["date_basis"] == "sourced"
    fields = {"zone": zone, "area_m2": int(row["area_m2"]), "developer": row["developer"]}
    note = _established_note(row, real=real)
    desk.write("zone_established", established, fields, source=row["source"], demo=not real, note=note)
    other = int(row["area_m2"]) - int(row["industrial_m2"])
    uses = {"infrastructure_m2": other * 47 // 100, "green_m2": other * 27 // 100}
    land = {"zone": zone, "industrial_m2": int(row["industrial_m2"]), **uses}
    desk.write("land_use_approved", established + timedelta(days=3), land, note="Cơ cấu sử dụng đất là giả định.")
    if row["operating_on"]:
        operating = date.fromisoformat(row["operating_on"])
        desk.write("zone_operating", operating, {"zone": zone}, note="Ngày đi vào hoạt động là giả định.")


def _established_note(row: Mapping[str, str], *, real: bool) -> str:
    area = "Diện tích theo nguồn" if row["area_basis"] == "sourced" else "Diện tích là giả định"
    return row["note"] if real else f"{area}, ngày thành lập là giả định. {row['note']}"


def settle(rows: Sequence[Mapping[str, str]]) -> list[Tenant]:
    """All projects in force on 22/8/2023 and the land they have, by the columns of clusters.csv."""
    found: list[Tenant] = []
    for row in rows:
        if row["leased_m2"]:
            found += _of_cluster(row)
    found.sort(key=lambda tenant: (tenant.registered_on, tenant.zone, tenant.origin))
    tenants.number(found, 1001)
    for origin, whole in CAPITAL.items():
        group = [tenant for tenant in found if tenant.origin == origin]
        size = [10 + (tenant.land_m2 + tenant.approved_m2) // 5000 for tenant in group]
        weights = [wave(tenant.number, 3, 15) * hectares for tenant, hectares in zip(group, size, strict=True)]
        for tenant, capital in zip(group, split(whole, weights, tenants.STEP[origin]), strict=True):
            tenant.capital = capital
    return found


def _of_cluster(row: Mapping[str, str]) -> list[Tenant]:
    begun = (row["established_on"], row["operating_on"])
    opened = max(date.fromisoformat(day) for day in begun if day and day <= SEEN.isoformat())
    first = min(opened + timedelta(days=60), SETTLED_BY - timedelta(days=30))
    counts = {"ddi": int(row["ddi"]), "fdi": int(row["fdi"])}
    days = spread(first, SETTLED_BY, sum(counts.values())) if any(counts.values()) else []
    group: list[Tenant] = []
    dealt: dict[str, int] = {}
    for on in days:
        origin = in_turn(list(counts), list(counts.values()), dealt)
        group.append(Tenant(origin, on, 0, zone=code(row)))
    leased, approved = int(row["leased_m2"]), int(row["approved_m2"])
    if approved:
        group[-1].approved_m2 = approved
    letting = group if len(group) == 1 or not approved else group[:-1]
    if leased:
        areas = split(leased, [wave(n, 3, 9) for n in range(len(letting))], 100)
        for n, tenant in enumerate(letting):
            tenant.land_m2 = areas[n]
            tenant.from_approval = n % 3 == 1 and tenant.registered_on < date(2023, 1, 1)
            tenant.leased_on = tenant.registered_on + timedelta(days=180 if tenant.from_approval else 30)
    return group


def _gone_before(settled: Sequence[Tenant]) -> list[Tenant]:
    """Projects that had ended before 22/8/2023, none of which had land."""
    zones = sorted({tenant.zone for tenant in settled if tenant.registered_on < date(2013, 1, 1)})
    gone: list[Tenant] = []
    for origin, count, whole in EARLIER_ENDED:
        begun = spread(date(2013, 1, 8), date(2017, 11, 20), count)
        ended = spread(date(2017, 12, 5), date(2023, 6, 20), count)
        amounts = split(whole, [wave(n, 4, 12) for n in range(count)], tenants.STEP[origin])
        gone += [Tenant(origin, begun[n], amounts[n], ended[n], zones[n % len(zones)]) for n in range(count)]
    tenants.number(gone, 1301)
    return gone


def _newcomers() -> list[Tenant]:
    come: list[Tenant] = []
    for origin, count, whole in (("ddi", 42, 4_300_000_000_000), ("fdi", 18, 6_400_000_000)):
        amounts = split(whole, [wave(n, 3, 12) for n in range(count)], tenants.STEP[origin])
        for n, on in enumerate(spread(date(2023, 9, 11), date(2025, 3, 14), count)):
            tenant = Tenant(origin, on, amounts[n], zone=ROOMY[n % len(ROOMY)])
            tenant.land_m2, tenant.leased_on = wave(n, 60, 120) * 100, on + timedelta(days=40)
            come.append(tenant)
    come.sort(key=lambda tenant: (tenant.registered_on, tenant.origin))
    tenants.number(come, 1401)
    return come


def _let_some_leave(settled: Sequence[Tenant]) -> None:
    """Eleven projects give their land back and end between October 2023 and February 2025."""
    lasting = [t for t in settled if t.land_m2 and not t.approved_m2 and t.zone != "ccn-tan-hung"]
    for origin, count in (("ddi", 8), ("fdi", 3)):
        group = [tenant for tenant in lasting if tenant.origin == origin and tenant.number % 4 == 1]
        for tenant, on in zip(group, spread(date(2023, 10, 9), date(2025, 2, 20), count), strict=False):
            tenant.ended_on = on


def _report(desk: Desk, rows: Sequence[Mapping[str, str]]) -> None:
    """Half-years as the clusters' forms cut them: 15/12 to 14/6 and 15/6 to 14/12."""
    for n, row in enumerate(table("cluster_halves")):
        on = date.fromisoformat(row["on"])
        first = date(on.year - 1, 12, 15) if on.month == 6 else date(on.year, 6, 15)
        reporting = [found for found in rows if _reports(found, first.isoformat())]
        weights = [int(found["workers"] or 400) for found in reporting]
        workers = split(int(row["workers"]), weights)
        revenue = split(int(row["revenue_bn_vnd"]) * 1_000_000_000, weights, 1_000_000)
        for k, cluster in enumerate(reporting):
            values = _values(workers[k], revenue[k], int(row["income_vnd"]))
            fields = {"period_start": first, "period_end": on, "zone": code(cluster), "values": values}
            if on.month == 6 and on.year >= 2022:
                guess = {**values, "output.revenue": vnd(revenue[k] * (995 if n % 2 else 1008) // 1000)}
                early = {**fields, "status": Status.ESTIMATE.value, "values": guess}
                desk.write("period_report", on, early, at=moment(on + timedelta(days=6), 10), note=INVENTED)
            desk.write("period_report", on, fields, at=moment(on + timedelta(days=16), 9), note=INVENTED)


def _reports(row: Mapping[str, str], since: str) -> bool:
    """Whether a cluster is established and operating on a day, so that it reports."""
    return all(row[column] and row[column] <= since for column in ("established_on", "operating_on"))


def _values(workers: int, revenue: int, income: int) -> dict[str, Any]:
    return {
        "labour.workers": workers,
        "labour.payroll": vnd(workers * income),
        "output.revenue": vnd(revenue),
        "budget.paid": vnd(revenue * 12 // 1000),
    }


INVENTED: Final = "Số liệu minh họa: chỉ tổng lao động của một kỳ đã được công bố."
