"""How long something may take, and the day on which it must be done: clocks that run in calendar or working days, and stop.

The day on which a clock starts is not counted (Civil Code 2015, Article 147, clause 2), and a term in calendar days that
ends on a day off ends on the next working day (Article 148, clause 5); both from memory, not checked against the text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from parkledger.duties.calendar import working_day_from, working_days_between, working_days_later
from parkledger.language import Labelled, Text, months_later

LONGEST_TERM = 10_000
"""Days of a term, at the most."""


class DayCount(Labelled):
    """The days that a term is counted in."""

    DAYS = "days", "ngày", "days"
    WORKING_DAYS = "working_days", "ngày làm việc", "working days"


@dataclass(frozen=True, slots=True)
class TermLength:
    """So many days, at least one."""

    count: int
    days: DayCount

    @property
    def text(self) -> Text:
        """The term in words."""
        return Text(f"{self.count} {self.days.label.vi}", f"{self.count} {self.days.label.en}")


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock that stood still: the days after `since` up to and with `until` are not counted; None while it still stands.

    So the day on which a dossier is sent back for completion is counted, and that on which it is complete again is not.
    """

    since: date
    until: date | None = None


def due_day(start: date, term: TermLength, pauses: Sequence[Pause] = ()) -> date | None:
    """The last day of a term; None where the clock stands still before it has run out. Pauses are in their order."""
    left, since = term.count, start
    for pause in pauses:
        run = _run(since, pause.since, term.days)
        if run >= left:
            break
        left -= run
        if pause.until is None:
            return None
        since = max(since, pause.until)
    if term.days is DayCount.WORKING_DAYS:
        return working_days_later(since, left)
    return working_day_from(since + timedelta(days=left))


def _run(since: date, until: date, days: DayCount) -> int:
    """How many days a clock counts after a day, up to and with another."""
    if days is DayCount.WORKING_DAYS:
        return working_days_between(since, until)
    return max(0, (until - since).days)


class Slowness(Labelled):
    """How far behind its date something is, in the classes by which projects are reported."""

    NONE = "none", "đúng tiến độ", "on schedule"
    UNDER_12 = "under_12", "chậm dưới 12 tháng", "under 12 months late"
    UNDER_24 = "under_24", "chậm từ 12 đến 24 tháng", "12 to 24 months late"
    OVER_24 = "over_24", "chậm trên 24 tháng", "over 24 months late"


LATE: Final = tuple(each for each in Slowness if each is not Slowness.NONE)
"""The classes of what is behind its date."""


def slowness(due_on: date, day: date) -> Slowness:
    """How far behind its date something is that was done, or is still to be done, on a day."""
    if day <= due_on:
        return Slowness.NONE
    if day < months_later(due_on, 12):
        return Slowness.UNDER_12
    return Slowness.UNDER_24 if day <= months_later(due_on, 24) else Slowness.OVER_24
