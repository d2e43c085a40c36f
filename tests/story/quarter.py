"""The facts of an invented office's third quarter of 2025, in one table for each thing, and what they come to.

All names are made up and say so. What is due, and the figures, are reckoned here day by day, without the register.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

BOOK, PLACE, OFFICE = "thu-ls", "viet-nam.lang-son", "Ban Quản lý các KCN (thử)"
FIRST, LAST = date(2025, 7, 1), date(2025, 9, 30)
JULY, AUGUST = date(2025, 7, 31), date(2025, 8, 31)
DAYS_OFF = {date(2025, 9, 1), date(2025, 9, 2)}
"""Weekdays of the quarter on which offices are closed: National Day."""
RATE = 25_000
INVESTMENT, LABOUR = "Phòng Đầu tư (thử)", "Phòng Lao động (thử)"


class Park(NamedTuple):
    """A park: hectares of industrial land; output (billions of dong), exports (millions of dollars), workers by month."""

    code: str
    name: str
    industrial: int
    output: tuple[int, int, int]
    exports: tuple[int, int, int]
    workers: tuple[int, int, int]


PARKS = (
    Park("kcn-thu-mot", "Thử Một", 150, (410, 425, 440), (31, 33, 36), (9_100, 9_150, 9_300)),
    Park("kcn-thu-hai", "Thử Hai", 120, (220, 215, 230), (12, 12, 13), (4_800, 4_820, 4_790)),
    Park("kcn-thu-ba", "Thử Ba", 90, (75, 80, 90), (3, 4, 4), (1_500, 1_560, 1_610)),
)


class Dossier(NamedTuple):
    """A dossier of an investment certificate: the term is that of the law, fifteen days, or so many working days."""

    code: str
    received: date
    working_days: int = 0
    stopped: date | None = None
    complete: date | None = None
    ended: date | None = None
    result: str = "granted"


def _day(month: int, day: int) -> date:
    return date(2025, month, day)


DOSSIERS = (
    Dossier("HS-01", _day(7, 1), ended=_day(7, 14)),
    Dossier("HS-02", _day(7, 3), ended=_day(7, 18)),
    Dossier("HS-03", _day(7, 7), ended=_day(7, 25)),
    Dossier("HS-04", _day(7, 10), stopped=_day(7, 15), complete=_day(7, 28), ended=_day(8, 6)),
    Dossier("HS-05", _day(7, 14), 10, stopped=_day(7, 18), complete=_day(8, 4), ended=_day(8, 13)),
    Dossier("HS-06", _day(7, 21), ended=_day(7, 30), result="withdrawn"),
    Dossier("HS-07", _day(8, 4), ended=_day(8, 19)),
    Dossier("HS-08", _day(8, 11), ended=_day(8, 22)),
    Dossier("HS-09", _day(8, 18), ended=_day(9, 3)),
    Dossier("HS-10", _day(8, 25), 10, ended=_day(9, 11)),
    Dossier("HS-11", _day(9, 8), stopped=_day(9, 12)),
    Dossier("HS-12", _day(9, 22)),
)
GRANTED = [dossier for dossier in DOSSIERS if dossier.ended and dossier.result == "granted"]


class Project(NamedTuple):
    """A project by its number: two of three are foreign, in millions of dollars, the others in billions of dong."""

    number: int
    since: date

    @property
    def code(self) -> str:
        return f"THU-{self.number:02}"

    @property
    def name(self) -> str:
        return f"Nhà máy số {self.number} (thử)"

    @property
    def enterprise(self) -> str:
        return f"Công ty số {self.number} (thử)"

    @property
    def foreign(self) -> bool:
        return self.number % 3 != 0

    @property
    def park(self) -> Park:
        return PARKS[self.number % len(PARKS)]

    @property
    def capital(self) -> int:
        return 4 + self.number if self.foreign else 50 + 5 * self.number

    @property
    def dollars(self) -> Fraction:
        """Its capital in dollars, by the book's rate."""
        return Fraction(self.capital * 10**6) if self.foreign else Fraction(self.capital * 10**9, RATE)


BEFORE = [Project(number, date(2024, 1 + number % 12, 15)) for number in range(1, 52)]
"""Fifty-one projects of the year before; those of the quarter are registered as their dossiers are granted."""
REGISTERED = [Project(number, dossier.ended) for number, dossier in enumerate(GRANTED, 52) if dossier.ended]
PROJECTS = [*BEFORE, *REGISTERED]
TENANTS = BEFORE[:30]
"""They lease a hectare each before the quarter."""


class Schedule(NamedTuple):
    """By when a project is to begin building and to operate, and when it did."""

    number: int
    build_by: date | None = None
    built: date | None = None
    operate_by: date | None = None
    operated: date | None = None


SCHEDULES = (
    Schedule(1, _day(7, 15), _day(7, 10), date(2025, 12, 31)),
    Schedule(2, _day(7, 31), _day(8, 20)),
    Schedule(4, _day(8, 20)),
    Schedule(5, operate_by=_day(9, 15), operated=_day(9, 12)),
    Schedule(7, operate_by=_day(8, 10)),
)
SCHEDULED_ON = date(2025, 5, 15)
PLOTS = [*((PARKS[0], f"A{n}") for n in range(1, 26)), *((PARKS[1], f"B{n}") for n in range(1, 16))]
PLOT_HA = Fraction(3, 2)


class Lease(NamedTuple):
    """Plots let to a project."""

    number: int
    plots: tuple[str, ...]
    since: date

    @property
    def park(self) -> Park:
        return next(park for park, plot in PLOTS if plot == self.plots[0])

    @property
    def hectares(self) -> Fraction:
        return len(self.plots) * PLOT_HA


LEASES = (
    Lease(52, ("A1", "A2"), _day(8, 8)),
    Lease(53, ("A3",), _day(8, 12)),
    Lease(54, ("B1", "B2", "B3"), _day(8, 18)),
    Lease(55, ("A4", "A5"), _day(9, 9)),
)


class Work(NamedTuple):
    """Anything else that is due: its kind, what it is about, when it was begun, is due and was done."""

    kind: str
    about: str
    begun: date
    due: date
    done: date | None = None


WORK = (
    Work("inspection", "KT-1", _day(7, 21), _day(8, 15), _day(8, 12)),
    Work("inspection", "KT-2", _day(7, 21), _day(9, 10), _day(9, 12)),
    Work("inspection", "KT-3", _day(7, 21), _day(9, 30)),
    Work("remedy", "KT-1", _day(8, 12), _day(8, 29), _day(8, 28)),
    Work("remedy", "KT-1", _day(8, 12), _day(9, 12)),
    Work("fine", "KT-1", _day(8, 20), _day(9, 5), _day(9, 4)),
    Work("task", PLACE, _day(9, 4), _day(9, 19), _day(9, 18)),
    Work("task", PLACE, _day(9, 4), _day(9, 25)),
    Work("task", PLACE, _day(9, 4), _day(10, 15)),
    Work("promise", PLACE, _day(9, 24), _day(9, 26), _day(9, 25)),
    Work("promise", PLACE, _day(9, 24), _day(10, 3)),
)
SOON = {"dossier": 3, "remedy": 7, "fine": 3, "task": 7}
"""So many days before its due day something is due soon; thirty, where nothing else is said."""


# what is due ----------------------------------------------------------------------------------------------------------

Standing = tuple[str, str, str, str]
"""The kind of a duty, what it is about, its due day, how it stands."""


def standing(on: date) -> list[Standing]:
    """How everything that had begun by a day stands on it."""
    found = [_dossier(dossier, on) for dossier in DOSSIERS if dossier.received <= on]
    found += [_stands(work.kind, work.about, work.due, work.done, on) for work in WORK if work.begun <= on]
    for schedule in SCHEDULES:
        code = f"THU-{schedule.number:02}"
        if schedule.build_by:
            found.append(_stands("construction", code, schedule.build_by, schedule.built, on))
        if schedule.operate_by:
            found.append(_stands("operation", code, schedule.operate_by, schedule.operated, on))
    return sorted(found)


def _stands(kind: str, about: str, due: date, done: date | None, on: date) -> Standing:
    if done is not None and done <= on:
        state = "done" if done <= due else "done_late"
    elif on > due:
        state = "overdue"
    else:
        state = "due_soon" if (due - on).days <= SOON.get(kind, 30) else "open"
    return kind, about, due.isoformat(), state


def _dossier(dossier: Dossier, on: date) -> Standing:
    due = _due(dossier, on)
    if dossier.ended and dossier.ended <= on and dossier.result == "withdrawn":
        return "dossier", dossier.code, due.isoformat() if due else "", "lapsed"
    if due is None:
        return "dossier", dossier.code, "", "suspended"
    return _stands("dossier", dossier.code, due, dossier.ended, on)


def _due(dossier: Dossier, on: date) -> date | None:
    """The day on which the term is used up, counted day by day; None where the clock stands still."""
    left, day = dossier.working_days or 15, dossier.received
    stopped = dossier.stopped if dossier.stopped and dossier.stopped <= on else None
    complete = dossier.complete if dossier.complete and dossier.complete <= on else None
    while left:
        day += timedelta(days=1)
        if stopped and day > stopped and (complete is None or day <= complete):
            if complete is None:
                return None
            continue
        left -= not dossier.working_days or not _off(day)
    while _off(day):
        day += timedelta(days=1)
    return day


def _off(day: date) -> bool:
    return day.weekday() >= 5 or day in DAYS_OFF


# figures --------------------------------------------------------------------------------------------------------------


def figures(on: date) -> Iterator[tuple[str, bool, Fraction]]:
    """Figures of the parks on a day: the indicator, whether it is of the quarter up to the day, and its value."""
    registered = [project for project in REGISTERED if FIRST <= project.since <= on]
    leased = len(TENANTS) + sum((lease.hectares for lease in LEASES if lease.since <= on), Fraction(0))
    months = [month - FIRST.month for month in range(FIRST.month, on.month + 1)]
    yield "projects.in_force", False, Fraction(sum(project.since <= on for project in PROJECTS))
    yield "projects.registered", True, Fraction(len(registered))
    yield "capital.new", True, sum((project.dollars for project in registered), Fraction(0))
    yield "land.leased", False, Fraction(leased)
    yield "occupancy", False, Fraction(leased * 100, sum(park.industrial for park in PARKS))
    yield "output.production", True, Fraction(sum(park.output[m] for park in PARKS for m in months) * 10**9)
    yield "trade.export", True, Fraction(sum(park.exports[m] for park in PARKS for m in months) * 10**6)
    yield "labour.workers", False, Fraction(sum(park.workers[months[-1]] for park in PARKS))
