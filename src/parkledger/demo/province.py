"""The book of Bắc Giang's Department of Planning and Investment: projects outside zones, statistics, inquiries."""

from datetime import date, timedelta
from typing import Final

from parkledger.demo import tenants
from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment
from parkledger.demo.stories import tell

BOOK: Final = "bg-province"
DISTRICTS: Final = (
    "bac-giang", "viet-yen", "hiep-hoa", "tan-yen", "lang-giang", "luc-nam", "yen-the", "luc-ngan", "son-dong",
)  # fmt: skip
SUBJECTS: Final = (
    "thuê đất trong KCN", "thuê nhà xưởng", "ưu đãi đầu tư", "lao động và nhà ở công nhân", "thủ tục cấp GCN",
)  # fmt: skip


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
        first, last = (date(2019 + n // 2, 1, 1), date(2019 + n // 2, 6, 30)) if n % 2 == 0 else (
            date(2019 + n // 2, 7, 1), date(2019 + n // 2, 12, 31))  # fmt: skip
        received, late = wave(n, 2100, 2600), wave(n, 4, 19)
        fields = {
            "period_start": first, "period_end": last, "place": "viet-nam.bac-giang", "received": received,
            "on_time": received - late - wave(n, 30, 70), "late": late,
        }  # fmt: skip
        desk.write("procedures_counted", last, fields, at=moment(last + timedelta(days=5), 9), note="Số liệu minh họa.")
