"""How good forecasts were: what they said of years that are over by now, each made of what was on file on its own day.

The continuous ranked probability score (CRPS: Gneiting and Raftery 2007) is how far a forecast was off, in the unit of what is forecast,
less what it rightly said of its own doubt; of a rule that names one number it is the distance to it. Scores are divided by
what came out, so that offices of any size count alike.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LEVEL: Final = 0.8
"""Of ten results eight are to lie within the interval of a forecast."""


class Score(NamedTuple):
    """What one forecast was worth: `crps`, of it and of the officers' rule, as shares of the result; whether it was within.

    Where the result was nought nothing is a share of it, and they are None.
    """

    origin: date
    crps: float | None
    officers: float | None
    is_covered: bool


class TrackRecord(NamedTuple):
    """What forecasts were worth in all: how many there were, how many results lay within, mean scores of those with shares."""

    origins: int
    covered: int
    crps: float | None
    officers: float | None

    @property
    def coverage(self) -> float:
        """The share of results that lay within the interval."""
        return self.covered / self.origins if self.origins else 0.0

    @property
    def gain(self) -> float:
        """By how much the score is better than that of the officers' rule, as a share of it."""
        return 1 - self.crps / self.officers if self.crps is not None and self.officers else 0.0


def interval(draws: NDArray[np.float64], level: float = LEVEL) -> tuple[float, float]:
    """The bounds between which a share of draws lies, as many below as above."""
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def crps(draws: NDArray[np.float64], result: float) -> float:
    """The score of draws, in their unit: nought were they all the result."""
    ordered = np.sort(draws)
    count = len(ordered)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return float(np.abs(ordered - result).mean() - ranks @ ordered / count**2)


def officers_rule(known: Sequence[float], months: int = 12) -> float:
    """What officers write: the months on file, and their mean for each month to come."""
    return sum(known) + sum(known) / len(known) * (months - len(known)) if known else 0.0


def scored(origin: date, draws: NDArray[np.float64], known: Sequence[float], result: float) -> Score:
    """What a forecast was worth, beside the officers' rule on the months as they were on file."""
    low, high = interval(draws)
    is_covered, size = low <= result <= high, abs(result)
    if not size:
        return Score(origin, None, None, is_covered)
    return Score(origin, crps(draws, result) / size, abs(officers_rule(known) - result) / size, is_covered)


def record_of(scores: Iterable[Score]) -> TrackRecord:
    """The track record of some scores."""
    found = list(scores)
    return TrackRecord(
        len(found),
        sum(one.is_covered for one in found),
        _mean(one.crps for one in found),
        _mean(one.officers for one in found),
    )


def _mean(scores: Iterable[float | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None
