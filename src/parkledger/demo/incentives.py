"""A made-up decision on an area of investment incentives, entered after everything else of its book."""

from datetime import date
from typing import Final

from parkledger.demo.drafts import Desk, moment

INVENTED: Final = "Địa bàn, mức ưu đãi tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 30), 15)


def write(desk: Desk) -> None:
    """One district in the hills is an area of difficult conditions, with less land rent and a lower tax."""
    fields = {
        "place": "viet-nam.bac-giang.luc-nam",
        "level": "difficult",
        "rent": "miễn 7 năm sau thời gian xây dựng (minh họa)",
        "tax": "15 năm (minh họa)",
        "tax_percent": "17",
    }
    desk.write("incentive_area_set", date(2022, 1, 1), fields, at=ENTERED, source="mh-uu-dai-1", note=INVENTED)
