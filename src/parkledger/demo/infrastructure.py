"""Made-up infrastructure of some parks: works lot by lot, stations for power and water, what is used of them.

All of it is invented, amounts and days alike. It was entered after everything else of its book, so that nothing that was
known before is changed by it.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment, vnd
from parkledger.demo.inspections import UNTIL
from parkledger.language import months_later

INVENTED: Final = "Hạng mục, công suất, mức sử dụng tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 28), 22)
"""When all of it was entered."""
LOTS: Final = (
    ("grading", "San nền giai đoạn Minh họa", 30, "ha", 45),
    ("roads", "Đường trục Minh họa", 4, "km", 120),
    ("storm_water", "Thoát nước mưa Minh họa", 6, "km", 38),
    ("power", "Cấp điện Minh họa", 20_000, "kVA", 64),
    ("wastewater", "Mạng thu gom nước thải Minh họa", 5, "km", 52),
    ("fire", "Trạm PCCC Minh họa", 1, "item", 18),
)
"""Kind of works, name, quantity with its unit, value approved in tỷ đồng."""
APPROVED: Final = date(2023, 2, 20)
NOT_BEGUN: Final = (4, 7)
"""Of nine lots those that are not begun: some are to be begun by a day that has passed."""
BILLION: Final = 10**9
REPORTED: Final = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30))
"""The ends of the quarters of which what is used is told."""


def write(desk: Desk, zones: Sequence[str]) -> None:
    """Write the infrastructure of some parks, one after the other."""
    for number, zone in enumerate(zones):
        for place, lot in enumerate(LOTS):
            _lot(desk, zone, f"MH-HM-{number + 1:02d}{place + 1:02d}", number * 5 + place, lot)
        _utilities(desk, zone, number)
    _assets(desk, zones[0])
    _frames(desk)


def _assets(desk: Desk, zone: str) -> None:
    """Three assets built with State money: one kept, one handed over, one liquidated."""
    for number, (works, name, billions) in enumerate(
        (
            ("roads", "Đường gom Minh họa", 36),
            ("wastewater", "Hồ điều hòa Minh họa", 12),
            ("lighting", "Chiếu sáng Minh họa", 2),
        )
    ):
        asset, on = {"zone": zone, "asset": f"MH-TS-{number + 1:02d}"}, months_later(date(2016, 5, 10), 7 * number)
        value = vnd(billions * BILLION)
        manager = "Trung tâm quản lý hạ tầng (minh họa)"
        _tell(desk, "state_asset_recorded", on, **asset, name=name, works=works, value=value, manager=manager)
        if number == 1:
            left = vnd(9 * BILLION)
            _tell(
                desk,
                "state_asset_handed_over",
                date(2024, 8, 15),
                **asset,
                to="Chủ đầu tư hạ tầng (minh họa)",
                value=left,
            )
        if number == 2:
            _tell(
                desk, "state_asset_ended", date(2025, 4, 1), **asset, way="liquidated", reason="hết niên hạn (minh họa)"
            )


def _frames(desk: Desk) -> None:
    """A frame for the treatment of waste water in parks, and its successor, above which one charge in force lies."""
    frame = {"tariff": "wastewater", "kind": "park", "currency": "VND", "per": "m3", "lowest": "5000"}
    _tell(desk, "tariff_frame_set", date(2020, 1, 1), **frame, highest="9500")
    _tell(desk, "tariff_frame_set", date(2025, 7, 1), **frame, highest="9000")


def _tell(desk: Desk, event: str, on: date, **fields: Any) -> None:
    """An event, where its day is told of."""
    if on <= UNTIL:
        desk.write(event, on, fields, at=ENTERED, note=INVENTED)


def _lot(desk: Desk, zone: str, lot: str, n: int, plan: tuple[str, str, int, str, int]) -> None:
    """A lot: by turns complete in time, complete late, under construction, late, not begun, given up."""
    works, name, quantity, unit, value = plan
    approved = date(2025, 6 + 2 * (n % 2), 10) if n % 9 in NOT_BEGUN else months_later(APPROVED, n % 7)
    start_by, end_by = months_later(approved, 4), months_later(approved, 16 + 3 * (n % 6))
    worth = (value + wave(n, 0, 20)) * BILLION
    fields = {"zone": zone, "works": works, "name": name, "quantity": str(quantity), "quantity_unit": unit}
    money = "state" if n % 11 == 2 else "developer"
    _tell(
        desk,
        "works_lot_planned",
        approved,
        lot=lot,
        **fields,
        value=vnd(worth),
        source_of_money=money,
        start_by=start_by,
        end_by=end_by,
    )
    if n % 9 in NOT_BEGUN:
        return
    begun = start_by + timedelta(days=wave(n, -20, 30))
    _tell(desk, "works_lot_begun", begun, lot=lot)
    if n % 13 == 8:
        _tell(desk, "works_lot_stopped", months_later(begun, 5), lot=lot, reason="điều chỉnh quy hoạch (minh họa)")
        return
    _build(desk, lot, n, begun, (end_by, worth))


def _build(desk: Desk, lot: str, n: int, begun: date, plan: tuple[date, int]) -> None:
    """A lot that is begun, to be complete by a day, of a value: some are given more time, some are slow, some not accepted."""
    end_by, worth = plan
    if n % 8 == 5:
        later, reason = months_later(end_by, 12), "vướng mặt bằng (minh họa)"
        _tell(desk, "works_lot_adjusted", months_later(begun, 2), lot=lot, end_by=later, reason=reason)
    for step, percent in enumerate((20, 45, 70, 90)):
        if n % 4 == 1 and percent > 70:
            return
        on = months_later(begun, 3 * (step + 1))
        spent = vnd(worth * max(0, percent - wave(n, 2, 12)) // 100)
        _tell(desk, "works_lot_progressed", on, lot=lot, percent=str(percent), disbursed=spent)
    if n % 6 != 3:
        accepted = months_later(begun, 14 + n % 5)
        _tell(desk, "works_lot_accepted", accepted, lot=lot, value_done=vnd(worth * wave(n, 95, 100) // 100))


def _utilities(desk: Desk, zone: str, n: int) -> None:
    """Stations with their capacity; of one park what is used of power is not told, of another the capacity for water."""
    since = months_later(date(2019, 3, 15), 4 * n)
    power, water, waste = 40_000 + 12_500 * n, 6_000 + 1_500 * n, 12_000 + 3_000 * n
    given = {"zone": zone}
    _tell(desk, "facility_commissioned", since, **given, facility="Trạm biến áp Minh họa", kind="power", capacity=power)
    if n != 3:
        _tell(
            desk,
            "facility_commissioned",
            since,
            **given,
            facility="Trạm cấp nước Minh họa",
            kind="water",
            capacity=water,
        )
    _tell(
        desk,
        "facility_commissioned",
        since,
        **given,
        facility="Điểm thu gom Minh họa",
        kind="solid_waste",
        capacity=waste,
    )
    for quarter, end in enumerate(REPORTED):
        share = 58 + 9 * n + 2 * quarter
        used = {"water.flow": water * (share - 6) // 100, "waste.flow": waste * (share - 12) // 100}
        if n != 2:
            used["power.load"] = power * share // 100
        first = months_later(end + timedelta(days=1), -3)
        report = {"zone": zone, "period_start": first, "period_end": end, "values": used}
        _tell(desk, "period_report", end, **report)
