"""An independent calculation of duties: day by day, from a list of days off written by hand, without the package's code."""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

ANNOUNCED = """
2023: 1/1 on a Sunday; Tết 20-26/1; 10/3 of the lunar year and 30/4 at a weekend; 2/9 on a Saturday
2023-01-02 2023-01-20 2023-01-23 2023-01-24 2023-01-25 2023-01-26 2023-05-01 2023-05-02 2023-05-03 2023-09-01 2023-09-04
2024: Tết 8-14/2; 29/4 for 4/5
2024-01-01 2024-02-08 2024-02-09 2024-02-12 2024-02-13 2024-02-14 2024-04-18 2024-04-29 2024-04-30 2024-05-01 2024-09-02
2024-09-03
2025: Tết 25/1-2/2; 2/5 for 26/4
2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-07 2025-04-30 2025-05-01 2025-05-02 2025-09-01
2025-09-02
2026: 2/1 for 10/1; Tết 14-22/2; 10/3 of the lunar year on a Sunday; 31/8 for 22/8; 24/11 for the first time
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01 2026-08-31
2026-09-01 2026-09-02 2026-11-24
"""
OFF = {date.fromisoformat(day) for day in re.findall(r"\d{4}-\d{2}-\d{2}", ANNOUNCED)}
WORKED = {date(2024, 5, 4), date(2025, 4, 26), date(2026, 1, 10), date(2026, 8, 22)}
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)
ONCE = {"land", "construction", "operation", "commitment"}
"""What is reached once, and stays reached if it is scheduled again."""


def works(day: date) -> bool:
    """Whether offices work on a day of 2023 to 2026."""
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def last_day(start: date, count: int, unit: str, stops: Iterable[tuple[date, date | None]]) -> date | None:
    """The last day of a term, counted one day after another."""
    stops, day = list(stops), start
    while count:
        day += DAY
        if any(since < day and (until is None or day <= until) for since, until in stops):
            if any(since < day and until is None for since, until in stops):
                return None
            continue
        if unit == "days" or works(day):
            count -= 1
    while not works(day):
        day += DAY
    return day


def made_up(chance: random.Random) -> list[dict[str, Any]]:
    """The life of one duty: begun, set anew, stopped and resumed, promised, spent on, done, lapsed, in no order."""
    days = [FIRST + timedelta(days=chance.randrange(60, 700)) for _ in range(8)]
    begun = {"what": "open", "on": days[0]} | ways_to_end(chance, days[0])
    life = [begun]
    if chance.random() < 0.3:
        life.append({"what": "open", "on": days[1]} | ways_to_end(chance, days[1]))
    for what, often in (
        ("pause", 0.6),
        ("resume", 0.6),
        ("pause", 0.3),
        ("resume", 0.3),
        ("done", 0.5),
        ("lapse", 0.15),
    ):
        if chance.random() < often:
            near = days[0] + timedelta(days=chance.randrange(-5, 90))
            told_later = what == "done" and chance.random() < 0.3
            life.append({"what": what, "on": near, "at_latest": told_later})
    life += [
        {"what": "progress", "on": days[4] + timedelta(days=chance.randrange(30)), "amount": chance.randrange(1, 9)}
        for _ in range(chance.randrange(3))
    ]
    chance.shuffle(life)
    for seq, each in enumerate(life, start=1):
        each["seq"] = seq
    return life


def ways_to_end(chance: random.Random, start: date) -> dict[str, Any]:
    """A term in days or working days, a fixed day, neither; by turns with an amount to be reached."""
    way = chance.choice(("days", "working_days", "working_days", "fixed", "none"))
    goal = chance.randrange(2, 12) if chance.random() < 0.2 else None
    if way == "fixed":
        return {"due": start + timedelta(days=chance.randrange(-5, 200)), "goal": goal}
    if way == "none":
        return {"goal": goal}
    return {"count": chance.randrange(1, 60), "unit": way, "goal": goal}


@dataclass
class Told:
    """What was said of a duty until a day; `once` where it cannot be done a second time."""

    once: bool = False
    start: date | None = None
    terms: dict[str, Any] | None = None
    done: date | None = None
    at_latest: bool = False
    ended: bool = False
    spent: int = 0
    stops: list[tuple[date, date | None]] = field(default_factory=list)
    kept: list[tuple[date | None, bool]] = field(default_factory=list)

    @property
    def stopped(self) -> bool:
        return bool(self.stops) and self.stops[-1][1] is None

    def hear(self, day: date, each: dict[str, Any]) -> None:
        what = each["what"]
        if what == "open":
            wanted = each.get("goal")
            if self.start and self.done and not self.once and not (wanted and self.spent >= wanted):
                self.start, self.done, self.stops, self.kept = None, None, [], []
            self.start, self.terms = self.start or day, each
        if what == "pause" and not self.stopped:
            self.stops.append((day, None))
        if what == "resume" and self.stopped:
            self.stops[-1] = (self.stops[-1][0], day)
        self.spent += each.get("amount", 0)
        if what == "done" and not self.ended and self.done is None:
            self.done, self.at_latest = day, each.get("at_latest", False)
        if what == "lapse" and self.done is None:
            self.ended = True

    def close(self, day: date) -> None:
        goal = self.terms and self.terms.get("goal")
        if goal and self.done is None and not self.ended and self.spent >= goal:
            self.done, self.at_latest = day, False
        if self.terms and self.done and not self.kept:
            self.kept.append((self.due(), "count" in self.terms or "due" in self.terms))

    def due(self) -> date | None:
        """By when it is to be done."""
        if self.kept:
            return self.kept[0][0]
        assert self.terms is not None
        assert self.start is not None
        if "count" in self.terms:
            return last_day(self.start, self.terms["count"], self.terms["unit"], self.stops)
        return self.terms.get("due")


def stood(life: Sequence[dict[str, Any]], on: date, notice: int, kind: str) -> tuple[str, date | None] | None:
    """How a duty stood on a day and by when it was due: what was said, from its beginning on, a day at a time."""
    told = Told(once=kind in ONCE)
    for day in sorted({each["on"] for each in life if each["on"] <= on}):
        for each in sorted((each for each in life if each["on"] == day), key=lambda each: each["seq"]):
            told.hear(day, each)
        told.close(day)
    if told.terms is None:
        return None
    due = told.due()
    if told.done and not told.kept[0][1]:
        return "done_no_term", None
    if told.done:
        if due is None or told.done <= due:
            return "done", due
        return ("done_no_day" if told.at_latest else "done_late"), due
    if told.ended:
        return "lapsed", due
    if due is None:
        return ("suspended" if "count" in told.terms and told.stopped else "open"), None
    if on > due:
        return "overdue", due
    return ("due_soon" if (due - on).days <= notice else "open"), due
