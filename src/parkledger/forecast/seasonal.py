"""A model of monthly flows: a level that grows, a season, and Tết, on logarithms; what it says of the months to come are draws.

It is the structural time series model of the textbooks (Harvey 1989; Durbin and Koopman 2012): a local linear trend whose
growth falls back to a steady one, a trigonometric season, and the days around Tết as a regressor, filtered by Kalman's
recursions. How fast each part may change is not estimated but averaged over a grid of values, each by how well it foresaw the
months on record; so what is not known of a short series widens the interval instead of being forgotten.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parkledger.forecast.reports import MonthTotal
from parkledger.language import month_end, months_later

Numbers = NDArray[np.float64]

DRAWS: Final = 2_000
LEAST_MONTHS: Final = 18
"""Months on record from which the model is used."""
MOST_MONTHS: Final = 96
"""Months on record that are looked at: what was before tells little of the months to come."""
_SEED: Final = 20230822
_HARMONICS: Final = 6
_LEVEL, _GROWTH, _STEADY, _TET, _SEASON = 0, 1, 2, 3, 4
_STATES: Final = _SEASON + 2 * _HARMONICS - 1
_FALLING_BACK: Final = 0.9
"""How much of a growth beyond the steady one is left a month later."""
_MOST_SURPRISING: Final = 2.5
"""A month farther off than so many standard errors is one that something befell: it counts for less."""

_NOISE: Final = (0.01, 0.02, 0.04, 0.08, 0.16)
_LEVEL_STEP: Final = (0.1, 0.35, 1.0)
_GROWTH_STEP: Final = (0.0, 0.15)
_SEASON_STEP: Final = (0.01, 0.1)
_GRID: Final = np.array(list(itertools.product(_NOISE, _LEVEL_STEP, _GROWTH_STEP, _SEASON_STEP)))
"""Standard errors that are averaged over: of a month, and of what the level, its growth and the season change by in a month
as shares of it."""
_GROWTH_PRIOR, _STEADY_PRIOR = 0.02, (0.003, 0.003)
_TET_PRIOR: Final = (-0.04, 0.02)
"""What a day of Tết takes from a month, as a logarithm, and how unsure that is before a series is seen."""
_SEASON_PRIOR: Final = 0.10


_SPREAD: Final = 0.9
"""The grid's draws are more cautious than they need be: of made-up offices, on which this was set, 88 % of results lay within eight
tenths of them. By so much they are drawn together around their middle."""
_TET_DAYS: Final = """
    2007-02-17 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08
    2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17
    2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28
"""
TET: Final = tuple(date.fromisoformat(day) for day in _TET_DAYS.split())
"""By the calendar of Vietnam, which in 2007 and 2030 is a day before China's."""
_BEFORE_TET, _AFTER_TET = 3, 6
"""Days before and after the first in which little is produced: with it ten days. A usual stretch, no rule of law."""


def tet_days(month: date) -> int:
    """How many of the ten days around Tết lie in the month that begins on a day."""
    end = month_end(month)
    return sum(
        month <= first + timedelta(days=shift) <= end
        for first in TET
        if abs(first.year - month.year) <= 1
        for shift in range(-_BEFORE_TET, _AFTER_TET + 1)
    )


@dataclass(slots=True)
class _Filter:
    """The state of every grid point: means (grid, states), covariances, and how well each has foreseen the months."""

    mean: Numbers
    spread: Numbers
    score: Numbers


def draw_months(totals: Sequence[MonthTotal], ahead: Sequence[date]) -> Numbers:
    """Draws (draws, months) of the totals of some months to come, after at least `LEAST_MONTHS` on record.

    `ahead` are months in a row from the one after the last on record; gaps on record are months unknown. The
    same record has the same draws.
    """
    record = list(totals)[-MOST_MONTHS:]
    first = record[0].month
    values = {one.month: one for one in record}
    found = _begin(math.log(record[0].value))
    for at in range(_between(first, record[-1].month) + 1):
        month = months_later(first, at)
        if at:
            _move(found)
        if (known := values.get(month)) is not None:
            _see(found, _design(month), math.log(known.value), known.error)
    draws = _drawn(found, list(ahead))
    middle = np.median(draws, axis=0)
    return np.exp(middle + _SPREAD * (draws - middle))


def _between(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


@lru_cache(maxsize=1024)
def _design(month: date) -> Numbers:
    """What a month's logarithm is the sum of."""
    row = np.zeros(_STATES)
    row[_LEVEL] = 1.0
    row[_TET] = tet_days(month)
    angles = 2 * math.pi * np.arange(1, _HARMONICS + 1) * (month.month - 1) / 12
    row[_SEASON : _SEASON + _HARMONICS] = np.cos(angles)
    row[_SEASON + _HARMONICS :] = np.sin(angles[:-1])
    return row


def _begin(level: float) -> _Filter:
    """Before the first month: little is known of the level, something of what growth, season and Tết usually are."""
    mean, spread = np.zeros(_STATES), np.zeros(_STATES)
    mean[_LEVEL], spread[_LEVEL] = level, 0.5
    spread[_GROWTH] = _GROWTH_PRIOR
    mean[_STEADY], spread[_STEADY] = _STEADY_PRIOR
    mean[_TET], spread[_TET] = _TET_PRIOR
    orders = np.arange(1, _HARMONICS + 1)
    spread[_SEASON : _SEASON + _HARMONICS] = _SEASON_PRIOR / orders
    spread[_SEASON + _HARMONICS :] = _SEASON_PRIOR / orders[:-1]
    count = len(_GRID)
    return _Filter(np.tile(mean, (count, 1)), np.tile(np.diag(spread**2), (count, 1, 1)), np.zeros(count))


def _steps() -> Numbers:
    """Variances of what each state changes by in a month, for each grid point."""
    noise, level, growth, season = _GRID.T
    found = np.zeros((len(_GRID), _STATES))
    found[:, _LEVEL] = (noise * level) ** 2
    found[:, _GROWTH] = (noise * growth) ** 2
    found[:, _SEASON:] = ((noise * season) ** 2)[:, None] / _HARMONICS
    return found


_STEPS: Final = _steps()
_DIAGONAL: Final = np.arange(_STATES)


def _move(found: _Filter) -> None:
    """A month goes by: growth is added to the level, and falls back towards the steady one."""
    mean, spread = found.mean, found.spread
    mean[:, _LEVEL] += mean[:, _GROWTH] + mean[:, _STEADY]
    mean[:, _GROWTH] *= _FALLING_BACK
    spread[:, _LEVEL, :] += spread[:, _GROWTH, :] + spread[:, _STEADY, :]
    spread[:, _GROWTH, :] *= _FALLING_BACK
    spread[:, :, _LEVEL] += spread[:, :, _GROWTH] + spread[:, :, _STEADY]
    spread[:, :, _GROWTH] *= _FALLING_BACK
    spread[:, _DIAGONAL, _DIAGONAL] += _STEPS


def _see(found: _Filter, design: Numbers, value: float, error: float) -> None:
    """A month's total is known, with an error of its own while it is an estimate; one that is far off counts for less."""
    towards = found.spread @ design
    expected = towards @ design
    noise = _GRID[:, 0] ** 2 + error**2
    surprise = value - found.mean @ design
    farthest = np.abs(surprise) / np.sqrt(expected + noise)
    noise = np.where(farthest > _MOST_SURPRISING, (surprise / _MOST_SURPRISING) ** 2 - expected, noise)
    total = expected + noise
    gain = towards / total[:, None]
    found.mean = found.mean + gain * surprise[:, None]
    found.spread = found.spread - gain[:, :, None] * towards[:, None, :]
    most = _MOST_SURPRISING
    heavy = np.where(farthest > most, most * farthest - most**2 / 2, farthest**2 / 2)  # Huber's loss
    found.score = found.score - heavy - np.log(expected + _GRID[:, 0] ** 2 + error**2) / 2


def _drawn(found: _Filter, ahead: Sequence[date]) -> Numbers:
    """Draws of the logarithms of months to come, from all grid points by their weight."""
    chance = np.random.default_rng(_SEED)
    weights = np.exp(found.score - np.max(found.score))
    counts = chance.multinomial(DRAWS, weights / weights.sum())
    parts = [
        _paths(found.mean[at], found.spread[at], at, int(count), ahead, chance)
        for at, count in enumerate(counts)
        if count
    ]
    return np.concatenate(parts)


def _paths(
    mean: Numbers, spread: Numbers, at: int, count: int, ahead: Sequence[date], chance: np.random.Generator
) -> Numbers:
    """Draws of one grid point."""
    values, vectors = np.linalg.eigh((spread + spread.T) / 2)
    states = mean + chance.standard_normal((count, _STATES)) @ (vectors * np.sqrt(values.clip(min=0))).T
    still = states[:, _TET:] @ np.array([_design(month)[_TET:] for month in ahead]).T  # so near, a season is as it is
    found: Numbers = still + _GRID[at, 0] * chance.standard_normal(still.shape)
    level, growth = states[:, _LEVEL], states[:, _GROWTH]
    steps = np.sqrt(_STEPS[at, :2]) * chance.standard_normal((len(ahead), count, 2))
    for place in range(len(ahead)):
        level = level + growth + states[:, _STEADY] + steps[place, :, _LEVEL]
        growth = growth * _FALLING_BACK + steps[place, :, _GROWTH]
        found[:, place] += level
    return found
