"""The day on which a zone will have let a share of its leasable land: drawn from its own quarters and from those of zones like it.

What a quarter lets is lumpy, and a zone that begins has no record of its own. So each draw is a path of quarters to come, taken
from one record: the zone's own, the oftener the longer it is, or that of another zone while that was about as full. Draws
of one record throughout keep quick zones quick and slow ones slow. Land is let at most until none is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from parkledger.catalogue import ZoneKind
from parkledger.figures import Figures
from parkledger.forecast.counted import drawn_again
from parkledger.forecast.scores import LEVEL
from parkledger.language import ParkError, day_of, month_end, months_later, today
from parkledger.places import COUNTRY_CODE, get, territory

Numbers = NDArray[np.float64]

HORIZON: Final = 60
"""Quarters ahead that are looked at: fifteen years."""
_BACK: Final = 48
"""Quarters of record: twelve years."""
_DRAWS: Final = 2_000
_SEED: Final = 20230824
_PEERS_WEIGH: Final = 4.0
"""With so many quarters of its own, a zone's record counts as much as those of the others together."""
_HALF_LIFE: Final = 10.0
"""Quarters after which a quarter counts half."""
_ALIKE: Final = 0.25
"""Quarters of another zone count where it was within so much of being as full."""
_LEAST_PEER: Final = 4
_STEADY: Final = 0.02
"""A share a quarter that is taken where there is no record at all: full in some twelve years. Our own guess, no statistic."""


class ZoneUnmeasured(ParkError):
    """The zone has no leasable land on record."""

    code = "zone_unmeasured"
    vi = "Chưa ghi nhận đất cho thuê được của {zone} đến ngày {on}: chưa dự báo được ngày lấp đầy."
    en = "No leasable land of {zone} is on record by {on}: the day on which it is full cannot be forecast."


class LetRecord(NamedTuple):
    """How full a zone was at the end of each quarter on record (shares of its leasable land), the first first."""

    shares: tuple[float, ...]

    @property
    def steps(self) -> tuple[float, ...]:
        """What was let in each quarter after the first, as a share."""
        return tuple(after - before for before, after in zip(self.shares, self.shares[1:], strict=False))


@dataclass(frozen=True, slots=True)
class FillForecast:
    """On which day a zone will have let a share of its land: in `level` of cases from `low` to `high`.

    A day is None where it lies beyond fifteen years; `within` is the chance that it does not. `now` is how full it is, `quarters`
    and `peers` what the forecast was made from.
    """

    zone: int
    on: date
    known_at: datetime | None
    share: float
    now: float
    low: date | None
    median: date | None
    high: date | None
    level: float
    within: float
    quarters: int
    peers: int
    demo: bool


class LetRecords:
    """The records of all zones of a kind up to a day, as known at a moment: read once, for whichever zones and shares are asked."""

    def __init__(self, books: Figures, kind: ZoneKind, on: date, known_at: datetime | None = None) -> None:
        self.on, self.known_at = on, known_at
        self._books = books
        self._records, self._demo = _records(books, kind, on, known_at)

    def now(self, zone: int) -> float | None:
        """How full a zone is on the day, as a share; None where nothing is on record of its land."""
        own = self._records.get(zone)
        return None if own is None else own.shares[-1]

    def forecast(self, zone: int, share: float) -> FillForecast | None:
        """When a zone will be so full, from what is known of all of its kind; None where it is. Raises ZoneUnmeasured."""
        own = self._records.get(zone)
        if own is None:
            known_on = day_of(self.known_at) if self.known_at else today()
            raise ZoneUnmeasured(zone=self._books.zone(zone)["name"], on=min(self.on, known_on))
        if own.shares[-1] >= share:
            return None
        others = [record for other, record in self._records.items() if other != zone]
        waits = draw_waits(own, others, share)
        low, median, high = np.quantile(waits, [(1 - LEVEL) / 2, 0.5, (1 + LEVEL) / 2], method="inverted_cdf")
        return FillForecast(
            zone=zone,
            on=self.on,
            known_at=self.known_at,
            share=share,
            now=own.shares[-1],
            low=_day(self.on, low),
            median=_day(self.on, median),
            high=_day(self.on, high),
            level=LEVEL,
            within=float((waits <= HORIZON).mean()),
            quarters=len(own.steps),
            peers=len(others),
            demo=self._demo,
        )


def _records(books: Figures, kind: ZoneKind, on: date, known_at: datetime | None) -> tuple[dict[int, LetRecord], bool]:
    """How full each zone of a kind was at the end of each quarter up to a day, and whether demonstration data are in it."""
    over, under = _MEASURES[kind]
    days = [_later(on, -3 * back) for back in range(_BACK, 0, -1)] + [on]
    sums: dict[int, tuple[Numbers, Numbers]] = {}
    demo = False
    for one in books.zone_balances([*over, *under], territory(get(COUNTRY_CODE)), days, known_at):
        if one.kind != kind.value:
            continue
        above, below = sums.setdefault(one.zone, (np.zeros(len(days)), np.zeros(len(days))))
        (above if one.measure in over else below)[:] += one.amounts
        demo |= one.demo
    found = {}
    for zone, (above, below) in sums.items():
        if below[-1] > 0:
            first = int(np.argmax(below > 0))
            found[zone] = LetRecord(tuple((above[first:] / np.maximum(below[first:], 1)).clip(0, 1).tolist()))
    return found, demo


_LEASED: Final = ("land.leased_industrial", "land.leased_service")
_MEASURES: Final[Mapping[ZoneKind, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    ZoneKind.PARK: (_LEASED, ("land.industrial", "land.service")),
    ZoneKind.ECONOMIC_ZONE: (_LEASED, ("land.industrial", "land.service")),
    ZoneKind.CLUSTER: (("land.leased_industrial", "land.approved"), ("land.industrial",)),
}
"""What is let and what can be, as the occupancy rate of each kind has it (`occupancy` in the catalogue)."""


def _later(day: date, months: int) -> date:
    """A day some months later; the end of a month where the day is one."""
    later = months_later(day, months)
    return month_end(later) if day == month_end(day) else later


def _day(on: date, quarters: float) -> date | None:
    return None if quarters > HORIZON else _later(on, 3 * int(quarters))


def draw_waits(own: LetRecord, others: Sequence[LetRecord], share: float) -> Numbers:
    """Draws of how many quarters it takes until a zone is so full; one more than the horizon where it takes longer."""
    chance = np.random.default_rng(_SEED)
    steps = np.array(own.steps)
    peers = [alike for other in others if len(alike := _alike(other, own.shares[-1])) >= _LEAST_PEER]
    weight = len(steps) / (len(steps) + _PEERS_WEIGH)
    count = round(_DRAWS * (weight if peers else 1.0))
    parts = [_waits(steps if len(steps) else np.array([_STEADY]), own.shares[-1], share, count, chance)]
    left = _DRAWS - count
    for at, peer in enumerate(peers):
        some = left * (at + 1) // len(peers) - left * at // len(peers)
        parts.append(_waits(peer, own.shares[-1], share, some, chance))
    return np.concatenate(parts)


def _alike(other: LetRecord, now: float) -> Numbers:
    """The quarters of another zone while it was about as full or fuller, but not yet full."""
    return np.array(
        [
            step
            for before, step in zip(other.shares, other.steps, strict=False)
            if now - _ALIKE <= before < min(1.0, now + 2 * _ALIKE)
        ]
    )


def _waits(record: Numbers, now: float, share: float, count: int, chance: np.random.Generator) -> Numbers:
    """Draws from one record, whose later quarters count more; how much each counts is drawn too."""
    if not count:
        return np.zeros(0)
    steps = record[drawn_again(len(record), _HALF_LIFE, (count, HORIZON), chance)]
    level = np.full(count, now)
    waits = np.full(count, HORIZON + 1.0)
    for quarter in range(1, HORIZON + 1):
        level = (level + steps[:, quarter - 1]).clip(0, 1)
        waits = np.where((level >= share - 1e-9) & (waits > HORIZON), quarter, waits)
    return waits
