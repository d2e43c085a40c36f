"""Flows that the register counts itself, as capital attracted: lumpy months, drawn again from the months on record.

No model fits months of which one holds half a year's capital. What the months to come may bring is drawn from those that
were, the later ones oftener (Rubin's Bayesian bootstrap, 1981): which months count how much is itself drawn, so that a short record
makes a wide interval. The last months are not whole yet: what was added to earlier ones after they were as young
as these are now is drawn likewise.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from parkledger.forecast.reports import ReportsOnFile
from parkledger.forecast.seasonal import DRAWS
from parkledger.language import month_end

Numbers = NDArray[np.float64]

_SEED: Final = 20230822
_HALF_LIFE: Final = 30.0
"""Months after which a month counts half."""
_OPEN: Final = 31
"""Days after its end for which a month may still grow: decisions are recorded late."""
_CHANGE: Final = 0.28
"""How far the months to come may be richer or poorer as a whole than those on record: the standard error of a logarithm."""
_ADDITIONS_FROM: Final = 24
"""Months before an open one whose later additions are looked at."""


def draw_counted(reports: ReportsOnFile, months: Sequence[date], year: int, at: date) -> Numbers:
    """Draws of a year's total; `months` are those in a row up to the day's own, of which all is known at the end of it."""
    chance = np.random.default_rng(_SEED)
    summed = _sums(reports, months, at)
    still_open = [month for month in months if (at - month_end(month)).days < _OPEN]
    whole = [month for month in months if month not in still_open] or list(months)
    found = np.full(DRAWS, sum((summed[month] for month in months if month.year == year), 0.0))
    for month in still_open:
        if month.year == year:
            found += _additions(reports, whole, month, (summed, at), chance)
    left = 12 - months[-1].month if months[-1].year == year else 12
    if left:
        richer = np.exp(_CHANGE * chance.standard_normal(DRAWS) - _CHANGE**2 / 2)
        found += richer * _weighted(np.array([summed[month] for month in whole]), left, chance)
    return found


def _sums(reports: ReportsOnFile, months: Sequence[date], at: date) -> dict[date, float]:
    known = reports.known(months, at)
    return {month: sum((one[month].value for one in known.values() if month in one), 0.0) for month in months}


def _additions(
    reports: ReportsOnFile,
    whole: Sequence[date],
    month: date,
    now: tuple[dict[date, float], date],
    chance: np.random.Generator,
) -> Numbers:
    """What an open month may still get: what earlier ones got after as many days, of those of which the book was kept already.

    A book that is begun with the decisions of years past has them all at once: that they came late says nothing of decisions
    to come.
    """
    summed, at = now
    age = timedelta(days=(at - month_end(month)).days)
    past = _kept(reports, whole, summed)[-_ADDITIONS_FROM:]
    later = [
        summed[one] - _sums(reports, [one], month_end(one) + age)[one] for one in past if month_end(one) + age <= at
    ]
    return _weighted(np.array(later or [0.0]), 1, chance)


def _kept(reports: ReportsOnFile, months: Sequence[date], summed: Mapping[date, float]) -> list[date]:
    """The months but for those of before the book was kept, which came on file at once.

    It was begun while the first month was open of which anything was on file then, at the latest when the one after it ended.
    """
    closed = [month_end(month) + timedelta(days=_OPEN) for month in months]
    seen = (at for at, month in enumerate(months) if _sums(reports, [month], closed[at])[month])
    first = next(seen, len(months))
    return [month for at, month in enumerate(months) if not first or at > first + 1 or not summed[month]]


def _weighted(values: Numbers, count: int, chance: np.random.Generator) -> Numbers:
    """Sums of so many values drawn from a record."""
    return values[drawn_again(len(values), _HALF_LIFE, (DRAWS, count), chance)].sum(axis=1)


def drawn_again(length: int, half_life: float, shape: tuple[int, int], chance: np.random.Generator) -> NDArray[np.int_]:
    """Places of a record, drawn for each row by weights that are drawn for it; the last places count most.

    A place counts half as much as one that is `half_life` places later.
    """
    weights = 0.5 ** (np.arange(length)[::-1] / half_life)
    bounds = np.cumsum(chance.standard_gamma(np.tile(weights, (shape[0], 1)) + 1e-6), axis=1)
    bounds /= bounds[:, -1:]
    picked = (chance.random((*shape, 1)) > bounds[:, None, :]).sum(axis=2)
    return picked.clip(max=length - 1)
