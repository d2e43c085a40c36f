"""Made-up offices whose months of output are reported, for testing forecasts on more than the demonstration books have.

Nothing here knows how forecasts are made. An office has factories that come, grow, work at an order book of their own and
leave; they stand still around Tết, by days; their orders have a season of their trade; now and then a month is lost
to a lockdown or a slump lasts. What is reported of it is another matter: each zone has a clerk, with a habit of guessing high
or low, who may be late, may leave a month out for a while, and may be followed by another. All is drawn at random
from the seed of the office, within ranges that were set before any forecast was scored.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from parkledger.forecast.reports import ReportedValue
from parkledger.forecast.seasonal import TET
from parkledger.language import month_end

FIRST_YEAR = 2014


class Filing(NamedTuple):
    """A report as it was handed in."""

    zone: str
    month: date
    filed_on: date
    value: ReportedValue


@dataclass(slots=True)
class _Factory:
    """A factory: full capacity a day, months from its opening to full work, months it works, its season and days off at Tết."""

    opened: int
    closed: int
    capacity: float
    ramp: float
    swing: tuple[float, float, float, float]
    holiday: tuple[int, int]
    orders: float = 1.0

    def output(self, at: int, month: date, demand: float, chance: random.Random) -> float:
        if not self.opened <= at < self.closed:
            return 0.0
        self.orders = 0.8 * self.orders + 0.2 + chance.gauss(0, 0.06)
        begun = 1 - math.exp(-(at - self.opened + 1) / self.ramp)
        a, b, c, d = self.swing
        turn = 2 * math.pi * (month.month - 1) / 12
        season = 1 + a * math.sin(turn) + b * math.cos(turn) + c * math.sin(2 * turn) + d * math.cos(2 * turn)
        days = month_end(month).day - 4 - _idle_days(month, *self.holiday)
        return self.capacity * begun * season * days * max(self.orders * demand, 0.05)


def _idle_days(month: date, before: int, after: int) -> int:
    """Working days lost to Tết in a month."""
    end = month_end(month)
    days = (first + timedelta(days=shift) for first in TET for shift in range(-before, after + 1))
    return sum(month <= day <= end for day in days)


@dataclass(slots=True)
class _Clerk:
    """Who reports of a zone: how far the guesses are off and scattered, how often none is made, how often the final is late."""

    bias: float
    scatter: float
    silent: float
    late: float


@dataclass
class MadeUpOffice:
    """One office: its filings, and what is true of each month in the end."""

    seed: int
    years: int = 9
    filings: list[Filing] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        months = [date(FIRST_YEAR + at // 12, at % 12 + 1, 1) for at in range(12 * self.years)]
        demand = list(_demand(len(months), chance))
        season = [chance.gauss(0, 0.09), chance.gauss(0, 0.09), chance.gauss(0, 0.04), chance.gauss(0, 0.04)]
        for number in range(chance.randint(1, 6)):
            factories = list(_factories(len(months), season, chance))
            true = [
                sum(one.output(at, month, demand[at], chance) for one in factories) for at, month in enumerate(months)
            ]
            self.filings += _filed(f"zone {number}", months, true, chance)
        self.filings.sort(key=lambda one: one.filed_on)

    @property
    def months(self) -> list[date]:
        """The first day of each month."""
        return [date(FIRST_YEAR + at // 12, at % 12 + 1, 1) for at in range(12 * self.years)]

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        """What had been reported of some months by the end of a day, by zone: the last that was filed."""
        found: dict[str, dict[date, ReportedValue]] = {}
        wanted = frozenset(months)
        for one in self.filings:
            if one.filed_on > at:
                break
            if one.month in wanted:
                found.setdefault(one.zone, {})[one.month] = one.value
        return found


def _demand(count: int, chance: random.Random) -> Iterator[float]:
    """What all factories of an office share: a slow cycle, and now and then a blow that heals at once or only slowly."""
    cycle, blow, healing = 0.0, 0.0, 0.0
    for _ in range(count):
        cycle = 0.9 * cycle + chance.gauss(0, 0.015)
        blow *= healing
        if chance.random() < 1 / 70:
            blow, healing = -chance.uniform(0.1, 0.5), chance.choice([0.0, 0.3, 0.85])
        yield (1 + cycle) * (1 + blow)


def _factories(count: int, season: Sequence[float], chance: random.Random) -> Iterator[_Factory]:
    """The factories of a zone: some there at the start, others coming at a rate of the zone's own."""
    rate = chance.uniform(0.02, 0.2)
    openings = [-chance.randint(1, 60) for _ in range(chance.randint(2, 10))]
    openings += [at for at in range(count) if chance.random() < rate]
    off = chance.randint(1, 4), chance.randint(4, 9)
    for opened in openings:
        life = chance.expovariate(1 / 240) if chance.random() < 0.5 else 10_000
        yield _Factory(
            opened=opened,
            closed=max(opened, 0) + 6 + int(life),
            capacity=math.exp(chance.gauss(2, 0.9)),
            ramp=chance.uniform(3, 18),
            swing=tuple(one * chance.uniform(0.4, 1.6) for one in season),  # type: ignore[arg-type]
            holiday=off,
        )


def _clerk(chance: random.Random) -> _Clerk:
    return _Clerk(
        bias=chance.gauss(0.01, 0.04),
        scatter=chance.uniform(0.005, 0.05),
        silent=chance.choice([0.0, 0.02, 0.1]),
        late=chance.choice([0.02, 0.1, 0.3]),
    )


def _filed(zone: str, months: Sequence[date], true: Sequence[float], chance: random.Random) -> Iterator[Filing]:
    """An estimate on the 21st of each month, a final report from the 10th of the next on, some finals corrected later."""
    clerk = _clerk(chance)
    for month, made in zip(months, true, strict=True):
        if chance.random() < 1 / 48:
            clerk = _clerk(chance)
        if made <= 0:
            continue
        if chance.random() >= clerk.silent:
            guessed = made * math.exp(clerk.bias + chance.gauss(0, clerk.scatter))
            yield Filing(zone, month, month.replace(day=21), ReportedValue(guessed, is_final=False))
        delay = 10 + (int(chance.expovariate(1 / 30)) if chance.random() < clerk.late else 0)
        filed_on = month_end(month) + timedelta(days=delay)
        if chance.random() < 0.03:
            yield Filing(zone, month, filed_on, ReportedValue(made * chance.uniform(0.95, 1.05), is_final=True))
            filed_on += timedelta(days=chance.randint(20, 200))
        yield Filing(zone, month, filed_on, ReportedValue(made, is_final=True))


class _Decision(NamedTuple):
    """Capital decided on a day, and when it was recorded."""

    decided_on: date
    recorded_on: date
    capital: float


@dataclass
class MadeUpProjects:
    """Capital attracted to one place: few decisions, some of them huge, recorded days or weeks after they were taken."""

    seed: int
    years: int = 9
    decisions: list[_Decision] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        a_month = math.exp(chance.gauss(1.2, 0.7))
        spread = chance.uniform(0.8, 1.6)
        mood, delay = 0.0, chance.choice([3, 8, 20])
        for at in range(12 * self.years):
            month = date(FIRST_YEAR + at // 12, at % 12 + 1, 1)
            mood = 0.92 * mood + chance.gauss(0, 0.12)
            busy = 1.3 if month.month in (3, 6, 12) else 0.6 if month.month in (1, 2) else 1.0
            for _ in range(_poisson(a_month * busy * math.exp(mood), chance)):
                day = month + timedelta(days=chance.randrange(month_end(month).day))
                recorded_on = day + timedelta(days=int(chance.expovariate(1 / delay)))
                self.decisions.append(_Decision(day, recorded_on, math.exp(chance.gauss(1.5, spread))))

    def known(self, months: Sequence[date], at: date) -> Mapping[str, Mapping[date, ReportedValue]]:
        """The capital of some months that had been recorded by the end of a day."""
        found = dict.fromkeys(months, 0.0)
        for one in self.decisions:
            month = one.decided_on.replace(day=1)
            if one.recorded_on <= at and month in found:
                found[month] += one.capital
        return {"place": {month: ReportedValue(value, is_final=True) for month, value in found.items()}}


def _poisson(mean: float, chance: random.Random) -> int:
    """How many there are in a month (Knuth)."""
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def made_up_zones(seed: int, quarters: int = 120) -> list[list[float]]:
    """How full each zone of one province is at the end of each quarter from its opening on; zones open one after another.

    Tenants come at a rate of the zone's own, fewer in the first years and when only odd plots are left; their plots are of very
    different sizes; some leave. A zone's first quarter stands as many places behind the province's as it opened later:
    places before its opening are not in the list.
    """
    chance = random.Random(seed)
    cycle, cycles = 0.0, []
    for _ in range(quarters):
        cycle = 0.85 * cycle + chance.gauss(0, 0.25)
        cycles.append(cycle)
    found = []
    for _ in range(chance.randint(4, 12)):
        opened = chance.randrange(quarters - 70)
        size, rate = chance.uniform(30, 400), math.exp(chance.gauss(0.2, 0.6))
        plots = chance.uniform(0.6, 1.2)
        let, path = 0.0, []
        for quarter in range(opened, quarters):
            age, left = quarter - opened, 1 - let / size
            eager = min(1.0, 0.3 + age / 8) * (0.35 + 0.65 * min(1.0, 3 * left))
            for _ in range(_poisson(rate * eager * math.exp(cycles[quarter]), chance)):
                let = min(size, let + math.exp(chance.gauss(0.7, plots)))
            if chance.random() < 0.03:
                let *= 1 - chance.uniform(0.0, 0.05)
            path.append(let / size)
        found.append(path)
    return found
