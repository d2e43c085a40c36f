"""Made-up schedules, letters, dossiers and tasks of the parks' book: what there is to do, on time and late.

All of it is invented, names and dates alike; nothing is told of a real enterprise.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, usd, vnd
from parkledger.demo.tenants import LAST_DAY, Tenant
from parkledger.language import months_later

INVENTED: Final = "Tiến độ, hồ sơ và thời hạn tạo ra để minh họa, không có thật."
SCHEDULED_SINCE: Final = date(2021, 6, 1)
EVERY: Final = 4
"""Every so manieth project has a schedule."""
DOSSIERS_SINCE: Final = date(2023, 3, 1)
DOSSIERS: Final = 60
PROCEDURES: Final = (
    "construction_permit",
    "foreign_work_permit",
    "investment_adjustment",
    "environmental_permit",
    "foreign_work_permit",
)
SECTIONS: Final = {
    "construction_permit": "Phòng Quy hoạch xây dựng (minh họa)",
    "environmental_permit": "Phòng Tài nguyên môi trường (minh họa)",
    "foreign_work_permit": "Phòng Lao động (minh họa)",
    "investment_adjustment": "Phòng Đầu tư (minh họa)",
}
DAYS_TAKEN: Final = {
    "construction_permit": 16,
    "environmental_permit": 27,
    "foreign_work_permit": 5,
    "investment_adjustment": 9,
}


def write(desk: Desk, tenants: Sequence[Tenant]) -> None:
    """Write what is to be done, and what was, of the projects and the office of the parks."""
    for tenant in tenants:
        if tenant.registered_on >= SCHEDULED_SINCE and tenant.number % EVERY == 0:
            _schedule(desk, tenant)
    lasting = [each for each in tenants if each.ended_on is None and each.registered_on < DOSSIERS_SINCE]
    for n in range(DOSSIERS):
        _dossier(desk, n, lasting[(n * 29) % len(lasting)])
    _tasks(desk, lasting)


def _schedule(desk: Desk, tenant: Tenant) -> None:
    """A project's schedule, what it reached of it, and what was done where it was late."""
    begun, n = tenant.registered_on, tenant.number
    by = {
        "land_by": months_later(begun, 4),
        "construction_by": months_later(begun, 9),
        "operation_by": months_later(begun, 15),
    }
    _write(desk, tenant, "schedule_set", begun, by)
    goal = tenant.capital * 35 // 100
    capital = usd(goal) if tenant.origin == "fdi" else vnd(goal)
    _write(desk, tenant, "capital_scheduled", begun, {"year": begun.year + 1, "capital": capital})
    for stage, promised in (("land", by["land_by"]), ("construction", by["construction_by"])):
        reached = promised + timedelta(days=wave(n, 0, 120) - 70)
        if n % 3:
            _write(desk, tenant, "schedule_reached", max(reached, begun + timedelta(days=20)), {"stage": stage})
    if n % 5 == 0:
        later = {"occasion": "extended", "operation_by": months_later(begun, 24)}
        _write(desk, tenant, "schedule_set", months_later(begun, 10), later)
    if n % 3 == 0:
        _urge(desk, tenant, by["construction_by"])


def _urge(desk: Desk, tenant: Tenant, missed: date) -> None:
    """A letter, by turns an undertaking in answer to it, and in the end a sanction that is complied with or not."""
    n, letter = tenant.number, missed + timedelta(days=60)
    content = "đề nghị báo cáo nguyên nhân chậm khởi công"
    answer_by = letter + timedelta(days=15)
    _write(desk, tenant, "schedule_letter", letter, {"content": content, "answer_by": answer_by})
    promised = missed + timedelta(days=240)
    if n % 2 == 0:
        _write(
            desk,
            tenant,
            "schedule_commitment",
            letter + timedelta(days=12),
            {"stage": "construction", "promised_by": promised},
        )
    if n % 4 == 0:
        day = promised + timedelta(days=40)
        measure = {"sanction": "fine", "fine": vnd(80_000_000), "comply_by": day + timedelta(days=30)}
        _write(desk, tenant, "schedule_sanction", day, measure)
        if n % 8 == 0:
            _write(desk, tenant, "duty_done", day + timedelta(days=20), {"duty": "sanction"})


def _write(desk: Desk, tenant: Tenant, kind: str, on: date, fields: dict[str, Any]) -> None:
    """An event of a project while it is in force."""
    if on < LAST_DAY and tenant.in_force(on) and tenant.in_force(on + timedelta(days=1)):
        desk.write(kind, on, {"project": tenant.code, **fields}, note=INVENTED)


def _dossier(desk: Desk, n: int, tenant: Tenant) -> None:
    """A dossier from its receipt to its decision: some sent back, some late, some still open."""
    procedure = PROCEDURES[n % len(PROCEDURES)]
    code = f"MH-HS-{n + 1:04d}"
    received = DOSSIERS_SINCE + timedelta(days=n * 17 if n < DOSSIERS // 2 else 480 + (n - DOSSIERS // 2) * 17)
    about = {
        "procedure": procedure,
        "channel": ("online", "partly_online", "counter")[n % 3],
        "project": tenant.code,
        "applicant": f"Công ty TNHH Minh họa {tenant.number:04d}",
        "unit": SECTIONS[procedure],
    }
    steps: list[tuple[str, date, dict[str, Any]]] = [("dossier_received", received, about)]
    paused = 0
    if n % 4 == 1:
        paused = 6 + n % 7
        sent_back = received + timedelta(days=2)
        steps.append(("dossier_suspended", sent_back, {"reason": "thiếu bản vẽ (minh họa)"}))
        if n % 12 != 1:
            steps.append(("dossier_resumed", sent_back + timedelta(days=paused), {}))
    late = 9 if n % 9 == 4 else 0
    if late:
        day = received + timedelta(days=DAYS_TAKEN[procedure] + paused + 4)
        steps.append(("dossier_apologised", day, {"promised_on": day + timedelta(days=7), "reason": "lý do minh họa"}))
    if n % 11 and n % 12 != 1:
        result = "refused" if n % 13 == 5 else "withdrawn" if n % 17 == 7 else "granted"
        decided = received + timedelta(days=DAYS_TAKEN[procedure] + paused + late)
        steps.append(("dossier_decided", decided, {"result": result}))
    for kind, on, fields in steps:
        if on < LAST_DAY:
            desk.write(kind, on, {"dossier": code, **fields}, lag_days=0, note=INVENTED)


def _tasks(desk: Desk, tenants: Sequence[Tenant]) -> None:
    """Tasks given to the office, and permits of tenants that lapse."""
    for n, on in enumerate(_months(date(2023, 2, 6), 16)):
        task = f"Nhiệm vụ minh họa {n + 1:02d}"
        fields = {"task": task, "term_days": 10 + n % 5, "unit": "Văn phòng (minh họa)", "ground": "Thông báo minh họa"}
        desk.write("duty_set", on, fields, note=INVENTED)
        if n % 3 < 2:
            desk.write("duty_done", on + timedelta(days=12 + n % 9), {"task": task}, note=INVENTED)
    for n, tenant in enumerate(tenants[5:60:9]):
        permit = {"duty": "permit", "task": f"GPMT-MH-{n + 1:02d}", "obliged": "enterprise", "project": tenant.code}
        due_by = date(2023, 6, 30) + timedelta(days=150 * n)
        desk.write("duty_set", date(2023, 1, 9), {**permit, "due_by": due_by}, note=INVENTED)
        if n % 2 == 0 and due_by < LAST_DAY:
            done = {key: permit[key] for key in ("duty", "task", "project")}
            desk.write("duty_done", due_by - timedelta(days=20), done, note=INVENTED)


def _months(first: date, count: int) -> Iterable[date]:
    return (months_later(first, 2 * n) for n in range(count))
