"""What a figure states, and the points by which it was decided."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, NamedTuple

FLOWS: Final = frozenset(
    {
        "projects.registered",
        "projects.adjusted",
        "capital.new",
        "capital.added",
        "capital.shares",
        "capital.attracted",
        "output.production",
        "output.revenue",
        "output.index",
        "trade.export",
        "trade.import",
        "trade.balance",
        "budget.paid",
        "labour.income",
        "grdp.size",
        "grdp.growth",
        "pci.score",
        "pci.rank",
    }
)
"""Indicators of a stretch of time; all others are of a day."""

PROVINCIAL: Final = frozenset({"grdp.size", "grdp.growth", "pci.score", "pci.rank", "fdi.rank"})
"""Indicators of a whole province, never of its zones."""

NOTHING: Final = "nothing"
"""What words speak for that make a figure none of the register's."""

Weights = Mapping[str, Mapping[str, int]]
"""Feature -> what it speaks for -> points for one word of the label; less counts where the word stands further off."""


class Decision(NamedTuple):
    """What a quantity states, before place and period: `value` where it differs from the number written.

    `licensed` counts projects said to be new; `earlier` is a figure of the period compared with; `points` are what spoke
    for it, word by word.
    """

    indicator: str
    form: str = "value"
    unit: str = ""
    kind: str | None = None
    origin: str | None = None
    value: Fraction | None = None
    estimate: bool = False
    rule: str = ""
    licensed: bool = False
    earlier: bool = False
    points: tuple[str, ...] = ()


class Ballot:
    """Points for what a figure may state, with where each came from."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.points: dict[str, int] = {}
        self._reasons: list[tuple[str, str, int]] = []

    def hear(self, features: Iterable[str], level: int) -> "Ballot":
        """Count the features of some words, each at the level of where they stand."""
        for feature in sorted(features):  # sets have no order of their own, and equals are told apart by it
            weights = self._weights.get(feature)
            if weights is not None:
                for candidate, weight in weights.items():
                    self.points[candidate] = self.points.get(candidate, 0) + weight * level
                    self._reasons.append((feature, candidate, weight * level))
        return self

    def give(self, candidate: str, points: int, reason: str) -> None:
        """Count something that is no word: the group that the figure is in, its time."""
        self.points[candidate] = self.points.get(candidate, 0) + points
        self._reasons.append((reason, candidate, points))

    def winner(self, least: int) -> str | None:
        """What most points speak for, if at least so many do; of equals the first heard, so what the nearest words say."""
        best = max(self.points, key=self.points.__getitem__, default=NOTHING)
        return best if best != NOTHING and self.points[best] >= least else None

    def said(self, candidate: str) -> tuple[str, ...]:
        """What spoke for it or against it."""
        return tuple([f"{reason} {told} {points:+d}" for reason, told, points in self._reasons if told == candidate])
