"""Made-up permits, works, monitoring stations, results and incidents of parks and some of their tenants.

All of it is invented, numbers and days alike. It was entered after everything else of its book, so that nothing that was
known before is changed by it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment
from parkledger.demo.inspections import UNTIL
from parkledger.language import months_later

INVENTED: Final = "Giấy phép, trạm, số liệu quan trắc tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 23), 9)
"""When all of it was entered."""
PERMITTED: Final = date(2022, 3, 15)
QUARTERS: Final = 12
TYPICAL: Final = {"cod": (30, 70), "bod5": (10, 28), "tss": (15, 45), "total_n": (6, 18)}
"""Made-up values between these, in milligrams a litre."""
TENANTS_WITH_PERMITS: Final = 5


def write(desk: Desk, zones: Sequence[str], projects: Sequence[str]) -> None:
    """Write the environment of some parks, each with works and a station, and the permits of some tenants."""
    for number, zone in enumerate(zones):
        _zone(desk, zone, number)
    for number, project in enumerate(projects[:TENANTS_WITH_PERMITS]):
        granted = months_later(PERMITTED, 2 * number)
        fields = {
            "project": project,
            "permit": f"MH-GPMT-DA-{number + 1:02d}",
            "valid_until": months_later(granted, 120),
        }
        _tell(desk, "environmental_permit_granted", granted, **fields)


def _tell(desk: Desk, kind: str, on: date, **fields: Any) -> None:
    """An event, where its day is told of."""
    if on <= UNTIL:
        desk.write(kind, on, fields, at=ENTERED, note=INVENTED)


def _zone(desk: Desk, zone: str, n: int) -> None:
    permit, granted = f"MH-GPMT-{n + 1:02d}", months_later(PERMITTED, n)
    valid_until = months_later(granted, 36 + 9 * n)
    _tell(desk, "environmental_permit_granted", granted, zone=zone, permit=permit, valid_until=valid_until)
    _permit_later(desk, zone, n, permit, valid_until)
    _works(desk, zone, n, granted + timedelta(days=20))
    station = f"MH-QT-{n + 1:02d}"
    _station(desk, zone, n, station, months_later(granted, 4))
    _results(desk, zone, station, n)
    if n in {1, 3}:
        _incident(desk, zone, n, date(2024, 7 + n, 9))


def _permit_later(desk: Desk, zone: str, n: int, permit: str, valid_until: date) -> None:
    """One permit is renewed, one replaced."""
    if n == 0:
        _tell(
            desk,
            "environmental_permit_renewed",
            date(2024, 9, 2),
            zone=zone,
            permit=permit,
            valid_until=months_later(valid_until, 84),
        )
    if n == 4:
        _tell(desk, "environmental_permit_ended", date(2025, 6, 2), zone=zone, permit=permit, reason="replaced")
        _tell(
            desk,
            "environmental_permit_granted",
            date(2025, 6, 2),
            zone=zone,
            permit="MH-GPMT-06",
            valid_until=date(2032, 6, 1),
        )


def _works(desk: Desk, zone: str, n: int, started: date) -> None:
    """Works on trial; but for one zone in operation, and in one stopped again."""
    works = "Công trình xử lý Minh họa"
    _tell(desk, "works_trial_started", started, zone=zone, facility=works)
    if n != 3:
        _tell(desk, "works_operating", started + timedelta(days=150 + 20 * n), zone=zone, facility=works)
    if n == 4:
        _tell(desk, "works_stopped", date(2025, 9, 1), zone=zone, facility=works)


def _station(desk: Desk, zone: str, n: int, station: str, commissioned: date) -> None:
    """A station, connected but for one zone; one was disconnected for a while, one is closed."""
    _tell(
        desk, "station_commissioned", commissioned, zone=zone, station=station, connect_by=months_later(commissioned, 3)
    )
    if n != 2:
        _tell(desk, "station_connected", months_later(commissioned, 2 + n), zone=zone, station=station)
    if n == 1:
        _tell(desk, "station_disconnected", date(2024, 5, 6), zone=zone, station=station, connect_by=date(2024, 5, 20))
        _tell(desk, "station_connected", date(2024, 5, 24), zone=zone, station=station)
    if n == 4:
        _tell(desk, "station_closed", date(2025, 10, 1), zone=zone, station=station)


def _incident(desk: Desk, zone: str, n: int, happened: date) -> None:
    """An incident, of which one is not ended."""
    incident = {"zone": zone, "incident": f"MH-SC-{n}"}
    _tell(
        desk,
        "environmental_incident_opened",
        happened,
        **incident,
        cause="waste_water",
        end_by=happened + timedelta(days=10),
    )
    if n == 1:
        _tell(desk, "environmental_incident_ended", happened + timedelta(days=8), **incident)


def _results(desk: Desk, zone: str, station: str, n: int) -> None:
    """A sample a quarter since 2023; now and then one is above a limit."""
    for quarter in range(QUARTERS):
        on, k = months_later(date(2023, 3, 10), 3 * quarter), 7 * n + quarter
        if n == 4 and on >= date(2025, 10, 1):
            continue
        values = {name: str(wave(k + place, *bounds)) for place, (name, bounds) in enumerate(TYPICAL.items())}
        values |= {
            "ph": f"7.{wave(k, 0, 9)}",
            "nh4": f"{wave(k, 1, 5)}.{wave(k + 3, 1, 9)}",
            "total_p": f"{wave(k, 1, 3)}.25",
        }
        _tell(desk, "monitoring_result", on, zone=zone, station=station, point="Cửa xả Minh họa", column="a", **values)
        if n == 0 and quarter % 2 == 0:
            gas = {
                "dust": str(wave(k, 60, 240)),
                "so2": str(wave(k + 1, 80, 400)),
                "noise_day": str(wave(k + 2, 55, 72)),
            }
            _tell(desk, "emission_result", on, zone=zone, point="Ống khói Minh họa", column="b", **gas)
