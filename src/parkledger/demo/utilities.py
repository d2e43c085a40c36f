"""Made-up telecommunication and fire protection of some parks, with what is charged for solid waste and telecommunication.

All of it is invented. It was entered after everything else of its book, so that nothing that was known before is changed by it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from parkledger.demo.drafts import Desk, moment
from parkledger.language import months_later

INVENTED: Final = "Công suất, mức sử dụng, giá tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 30), 9)
"""When all of it was entered."""
SINCE: Final = date(2021, 4, 1)
QUARTER: Final = (date(2025, 7, 1), date(2025, 9, 30))


def write(desk: Desk, zones: Sequence[str]) -> None:
    """Write the lines and pumps of some parks; of the last what is to be provided is more than its pumps give."""
    for number, zone in enumerate(zones):
        since = months_later(SINCE, 5 * number)
        lines, pumped = 1_200 + 400 * number, 360
        for kind, facility, capacity in (
            ("telecom", "Trạm viễn thông Minh họa", lines),
            ("fire", "Trạm bơm chữa cháy Minh họa", pumped),
        ):
            _tell(desk, "facility_commissioned", since, zone=zone, facility=facility, kind=kind, capacity=capacity)
        used = {"telecom.lines": lines * (52 + 12 * number) // 100, "fire.demand": 216 + 54 * number}
        first, last = QUARTER
        _tell(desk, "period_report", last, zone=zone, period_start=first, period_end=last, values=used)
        _tell(desk, "tariff_set", since, zone=zone, tariff="solid_waste", price="1200", currency="VND", per="kg")
        _tell(desk, "tariff_set", since, zone=zone, tariff="telecom", price="250000", currency="VND", per="month")


def _tell(desk: Desk, event: str, on: date, **fields: Any) -> None:
    desk.write(event, on, fields, at=ENTERED, note=INVENTED)
