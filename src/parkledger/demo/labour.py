"""Made-up labour of zones and tenants: who works there beside the workers already told, work permits, accidents, stoppages.

All of it is invented. It was entered after everything else of its book, so that nothing that was known before is changed by it.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from parkledger.catalogue import Status
from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment
from parkledger.demo.inspections import UNTIL
from parkledger.language import months_later

INVENTED: Final = "Giấy phép, vụ tai nạn, vụ ngừng việc tạo ra để minh họa: không có thật."
INVENTED_REPORT: Final = "Cơ cấu lao động tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 29), 9)
"""When all of it was entered: after the last that the books were made of."""
SINCE: Final = "2023-01-01"
"""From here on it is told how many of the workers are women, of the province, members of a union."""
HOUSED: Final = {"kcn-dinh-tram": (1500, 2300), "kcn-van-trung": (4100, 6000), "kcn-quang-chau": (6900, 8600)}
TAUGHT: Final = {"kcn-dinh-tram": (310, 410), "kcn-van-trung": (480, 640), "kcn-quang-chau": (520, 770)}
"""Places taken in worker housing and schools, between these."""
SEVERITIES: Final = ("minor", "minor", "serious", "minor", "fatal", "serious", "minor")
CAUSES: Final = ("wages", "meals", "insurance", "hours", "wages", "other")


def write(desk: Desk, prefix: str, subjects: Sequence[dict[str, str]], cases: int) -> None:
    """The make-up of the workers of every report since 2023, and so many permits; half as many accidents, a quarter stoppages."""
    _reports(desk)
    for number in range(1, cases + 1):
        about = subjects[(number * 3) % len(subjects)]
        _permit(desk, f"{prefix}-GPLD-{number:03d}", about, number)
        if number % 2 == 0:
            _accident(desk, f"{prefix}-TNLD-{number // 2:02d}", about, number // 2)
        if number % 4 == 0:
            _stoppage(desk, f"{prefix}-NV-{number // 4:02d}", about, number // 4)


def _tell(desk: Desk, kind: str, on: date, **fields: Any) -> None:
    """A step, where its day is told of."""
    if on <= UNTIL:
        desk.write(kind, on, fields, at=ENTERED, note=INVENTED)


def _reports(desk: Desk) -> None:
    told = [
        draft.fields
        for draft in desk.drafts
        if draft.type == "period_report"
        and "labour.workers" in draft.fields["values"]
        and draft.fields.get("status") != Status.ESTIMATE
        and draft.fields["period_end"] >= SINCE
    ]
    for n, given in enumerate(told):
        zone, workers, end = given["zone"], given["values"]["labour.workers"], date.fromisoformat(given["period_end"])
        values = {
            "labour.female": workers * wave(n, 540, 660) // 1000,
            "labour.local": workers * wave(n + 5, 520, 740) // 1000,
            "labour.union_members": workers * wave(n + 9, 700, 860) // 1000,
        }
        if enterprises := given["values"].get("enterprises.operating"):
            values["enterprises.unionised"] = enterprises * wave(n + 2, 550, 720) // 1000
        for code, places in (("housing.occupied", HOUSED), ("school.occupied", TAUGHT)):
            if zone in places:
                values[code] = wave(n + len(zone), *places[zone])
        fields = {"period_start": given["period_start"], "period_end": end, "zone": zone, "values": values}
        desk.write("period_report", end, fields, at=_entered(n), note=INVENTED_REPORT)


def _entered(number: int) -> datetime:
    """The moment at which a report was entered, one after another."""
    return ENTERED + timedelta(seconds=number)


def _permit(desk: Desk, permit: str, about: dict[str, str], n: int) -> None:
    """A permit of two years: extended, ended early, handed back, run out without a word, or valid still."""
    granted = months_later(date(2023, 2, 6), n)
    until, kind = months_later(granted, 24), "exempted" if n % 6 == 5 else "permit"
    own = {"permit": permit, **about}
    _tell(desk, "work_permit_granted", granted, **own, permit_kind=kind, valid_until=until)
    if n % 4 == 1:
        _tell(desk, "work_permit_extended", until - timedelta(days=20), **own, valid_until=months_later(until, 24))
    elif n % 4 == 2:
        _tell(desk, "work_permit_ended", months_later(granted, 13), **own, reason="contract")
    elif n % 8 == 3:
        _tell(desk, "work_permit_ended", until + timedelta(days=1), **own, reason="expired")


def _accident(desk: Desk, accident: str, about: dict[str, str], n: int) -> None:
    """An accident, mostly declared at once; investigated in time or late, the last of them not yet."""
    happened = months_later(date(2023, 3, 14), n * 32 // 13)
    severity = SEVERITIES[n % len(SEVERITIES)]
    killed = 1 if severity == "fatal" else 0
    injured = 0 if killed else wave(n, 1, 3)
    own = {"accident": accident, **about}
    declared = happened + timedelta(days=n % 3)
    said = {"severity": severity, "injured": injured, "killed": killed, "declared_on": declared}
    _tell(desk, "work_accident", happened, **own, **said, content="diễn biến minh họa")
    if n % 7 == 6:
        return
    investigated = happened + timedelta(days=wave(n, 3, 26))
    _tell(desk, "work_accident_investigated", investigated, **own, cause="nguyên nhân minh họa")
    if n % 5:
        _tell(desk, "work_accident_closed", investigated + timedelta(days=40), **own)


def _stoppage(desk: Desk, stoppage: str, about: dict[str, str], n: int) -> None:
    """A stoppage of some days; the last of the parks goes on."""
    begun = months_later(date(2022, 12, 28), n * 5)
    own = {"stoppage": stoppage, **about}
    said = {"stoppage_kind": "strike" if n % 5 == 3 else "stoppage", "cause": CAUSES[n % len(CAUSES)]}
    workers, settle_by = wave(n, 12, 90) * 10, begun + timedelta(days=5)
    _tell(desk, "work_stoppage_begun", begun, **own, **said, workers=workers, settle_by=settle_by)
    if n != 7:
        _tell(
            desk,
            "work_stoppage_ended",
            begun + timedelta(days=wave(n, 1, 7)),
            **own,
            outcome="đã thỏa thuận (minh họa)",
        )
