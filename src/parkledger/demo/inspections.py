"""Made-up inspections of zones and tenants: the plan of each year, visits, findings, fines, what is remedied and closed.

All of it is invented. It was entered after everything else of its book, so that nothing that was known before is changed by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment, vnd

INVENTED: Final = "Cuộc kiểm tra tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 22), 9)
"""When all of it was entered: after the last that the books were made of."""
APPEALED: Final = 20_000_000
"""By how many đồng a fine is reduced on appeal, where one is."""
UNTIL: Final = date(2025, 12, 5)
"""The last day of which anything is told."""
YEARS: Final = (2023, 2024, 2025)
TOPICS: Final = ("environment", "fire_safety", "labour", "construction", "reporting", "investment", "land")
SECTIONS: Final = (
    "Phòng Tài nguyên môi trường (minh họa)",
    "Phòng Quy hoạch xây dựng (minh họa)",
    "Phòng Lao động (minh họa)",
)


@dataclass(slots=True)
class InspectionStory:
    """One inspection as it is told, step by step; `about` is its zone or its project."""

    desk: Desk
    code: str
    about: dict[str, str]
    number: int
    at: datetime = ENTERED

    def tell(self, kind: str, on: date, **fields: Any) -> None:
        """A step, where its day is told of."""
        if on <= UNTIL:
            own = {"inspection": self.code, **self.about, **fields}
            self.desk.write(kind, on, own, at=self.at, note=INVENTED)


def write(desk: Desk, prefix: str, subjects: Sequence[dict[str, str]], a_year: int) -> None:
    """So many inspections a year, of each of the subjects in turn; every seventh is taken off the plan, every ninth unplanned."""
    number = 0
    for year in YEARS:
        for place in range(a_year):
            number += 1
            about = subjects[(number * 5) % len(subjects)]
            story = InspectionStory(desk, f"{prefix}-{year}-{place + 1:02d}", about, number)
            _write(story, date(year, 3 + place * 8 // a_year, 28), date(year, 1, 15))


def _write(story: InspectionStory, due: date, planned_on: date) -> None:
    n = story.number
    topic, unplanned = TOPICS[n % len(TOPICS)], n % 9 == 4
    if not unplanned:
        story.tell("inspection_planned", planned_on, visit_by=due, topic=topic, unit=SECTIONS[n % len(SECTIONS)])
    if n % 7 == 3 and not unplanned:
        story.tell(
            "inspection_cancelled", due - timedelta(days=40), reason="trùng kế hoạch của cơ quan khác (minh họa)"
        )
        return
    visit = due - timedelta(days=wave(n, -12, 25))
    occasion = "unplanned" if unplanned else "planned"
    story.tell("inspection_made", visit, occasion=occasion, topic=topic)
    found = n % 4
    for finding in range(found):
        _find(story, finding + 1, visit, topic)
    if not found:
        story.tell("inspection_closed", visit + timedelta(days=20), conclusion="không có vi phạm (minh họa)")
    elif found < 3 and n % 6 != 1:
        story.tell("inspection_closed", visit + timedelta(days=150), conclusion="đã khắc phục xong (minh họa)")


def _find(story: InspectionStory, finding: int, visit: date, topic: str) -> None:
    """Something found: remedied in time, late or not yet; the first of an inspection is fined by turns."""
    n, code = story.number, str(finding)
    severity = ("minor", "serious", "minor", "grave")[(n + finding) % 4]
    remedy_by = visit + timedelta(days=60)
    story.tell(
        "inspection_finding",
        visit,
        finding=code,
        topic=topic,
        severity=severity,
        remedy_by=remedy_by,
        content="nội dung minh họa",
    )
    if finding == 1 and n % 2:
        _fine(story, code, visit + timedelta(days=15))
    remedied = visit + timedelta(days=wave(n + finding, 30, 110)) if n % 4 < 3 and n % 6 != 1 else None
    asked = remedy_by - timedelta(days=5)
    if n % 5 == 2 and (remedied is None or remedied > asked):
        story.tell("remedy_ordered", asked, finding=code, remedy_by=remedy_by + timedelta(days=45))
    if remedied is not None:
        story.tell("finding_remedied", remedied, finding=code)


def _fine(story: InspectionStory, finding: str, on: date) -> None:
    amount, fine = wave(story.number, 3, 24) * 10_000_000, f"MH-XP-{story.code}"
    appealed = APPEALED if story.number % 12 == 11 else 0
    story.tell("fine_imposed", on, fine=fine, finding=finding, amount=vnd(amount + appealed))
    if appealed:
        about = {"fine": fine, "amount": vnd(appealed), "ground": "Quyết định giải quyết khiếu nại (minh họa)"}
        story.tell("fine_reduced", on + timedelta(days=3), **about)
    if story.number % 6 == 1:
        return
    story.tell("fine_paid", on + timedelta(days=wave(story.number, 4, 16)), fine=fine, amount=vnd(amount // 2))
    story.tell("fine_paid", on + timedelta(days=40), fine=fine, amount=vnd(amount - amount // 2))
