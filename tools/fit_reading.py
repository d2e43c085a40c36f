"""Whether points learned from annotated pages read better than those set by hand, on pages that they were not fitted on.

    python -m tools.fit_reading [FOLDER …] [--folds 5] [--spread 0.3]

The points of `weights.py` are fitted on annotated pages (see `tools.score_reading`): for every count of zones, of projects
and every amount of capital, the features that were heard and what people say the figure states. What is fitted is the
most likely points under a normal prior around those set by hand, `--spread` points wide, rounded to integers; so a feature
that few pages have keeps its points. Pages are dealt into folds by their order, and each fold is read with points that were
fitted on the others; printed are the scores of every folder with the points set by hand and with fitted ones, and the points
that fitting on all pages would change. Nothing is drawn at random: the same pages give the same points. Nothing is
written: points that win go into `weights.py`, where they are read and explained as all others.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final, NamedTuple

from tools.score_reading import KEPT, Score, Told, annotated_pages, score, stated_by

from parkledger.reading import read
from parkledger.reading.interpretation import capital, counts, interpreter, weights
from parkledger.reading.interpretation.decisions import NOTHING, Ballot, Decision
from parkledger.reading.interpretation.families import FigureFamily
from parkledger.reading.interpretation.figures import Figure

TABLES: Final = {"PROJECTS": ("project",), "CAPITAL": ("USD", "VND"), "ZONES": ("zone",)}
"""The tables of points, and the units of the figures that each decides on."""
_TEMPERATURE: Final = 3.0
"""So many points make what they speak for e times as likely."""
_STEPS, _STRIDE, _NEAR = 120, 0.4, Fraction(1, 200)

Points = dict[str, dict[str, float]]


class HeardFigure(NamedTuple):
    """What was heard of one figure: features with their levels, points given besides, the least needed, what is right."""

    table: str
    heard: tuple[tuple[str, int], ...]
    given: Mapping[str, int]
    least: int
    right: str


class RecordedBallot(Ballot):
    """A ballot that remembers what it heard."""

    made: Final[list["RecordedBallot"]] = []

    def __init__(self, table: Mapping[str, Mapping[str, int]]) -> None:
        super().__init__(table)
        self.name = next(name for name in TABLES if getattr(weights, name) is table)
        self.heard: list[tuple[str, int]] = []
        self.given: dict[str, int] = defaultdict(int)
        self.least: int | None = None
        RecordedBallot.made.append(self)

    def hear(self, features: Iterable[str], level: int) -> Ballot:
        once = sorted(features)
        self.heard += [(feature, level) for feature in once if feature in getattr(weights, self.name)]
        return super().hear(once, level)

    def give(self, candidate: str, points: int, reason: str) -> None:
        self.given[candidate] += points
        super().give(candidate, points, reason)

    def winner(self, least: int) -> str | None:
        self.least = least
        return super().winner(least)


@contextmanager
def recorded(made: list[tuple[Figure, RecordedBallot]]) -> Iterator[None]:
    """While it lasts, every ballot and its figure is kept."""
    families: Mapping[str | None, FigureFamily] = vars(interpreter)["FAMILY_OF"]

    def kept(family: FigureFamily) -> FigureFamily:
        def decide(figure: Figure) -> Decision | None:
            RecordedBallot.made.clear()
            decision = family.decide(figure)
            made.extend((figure, ballot) for ballot in RecordedBallot.made)
            return decision

        return replace(family, decide=decide)

    vars(counts)["Ballot"] = vars(capital)["Ballot"] = RecordedBallot
    vars(interpreter)["FAMILY_OF"] = {unit: kept(family) for unit, family in families.items()}
    try:
        yield
    finally:
        vars(counts)["Ballot"] = vars(capital)["Ballot"] = Ballot
        vars(interpreter)["FAMILY_OF"] = families


def heard_in(text: str, told: Sequence[Told]) -> list[HeardFigure]:
    """What was heard of the figures of a page, where one thing is right of them or nothing is."""
    made: list[tuple[Figure, RecordedBallot]] = []
    with recorded(made):
        read(text)
    found = []
    for figure, ballot in made:
        if ballot.least is None:
            continue
        rights = {one["indicator"] for one in told if _is_of(one, figure, TABLES[ballot.name])} or {NOTHING}
        known = {candidate for points in getattr(weights, ballot.name).values() for candidate in points} | {NOTHING}
        if len(rights) == 1 and rights <= known:
            right = next(iter(rights))
            found.append(HeardFigure(ballot.name, tuple(ballot.heard), dict(ballot.given), ballot.least, right))
    return found


def _is_of(one: Told, figure: Figure, units: Sequence[str]) -> bool:
    value = Fraction(one["value"])
    near = abs(value - figure.quantity.value) <= _NEAR * abs(value)
    return one["form"] == "value" and one["unit"] in units and near


def fitted(examples: Sequence[HeardFigure], name: str, spread: float) -> dict[str, dict[str, int]]:
    """The points of a table that make what is right most likely, near those set by hand."""
    hand: Points = {feature: dict(points) for feature, points in getattr(weights, name).items()}
    candidates = sorted({candidate for points in hand.values() for candidate in points} | {NOTHING})
    points: Points = {feature: {one: hand[feature].get(one, 0.0) for one in candidates} for feature in hand}
    mine = [one for one in examples if one.table == name]
    for _ in range(_STEPS if mine else 0):
        slope: Points = {
            feature: {one: (points[feature][one] - hand[feature].get(one, 0.0)) / spread**2 for one in candidates}
            for feature in hand
        }
        curve: Points = {feature: dict.fromkeys(candidates, 1 / spread**2) for feature in hand}
        for example in mine:
            _add_slope(example, points, slope, curve, candidates)
        for feature in hand:
            for one in candidates:
                points[feature][one] -= _STRIDE * slope[feature][one] / curve[feature][one]
    return {feature: {one: whole for one in candidates if (whole := round(points[feature][one]))} for feature in points}


def _add_slope(example: HeardFigure, points: Points, slope: Points, curve: Points, candidates: Sequence[str]) -> None:
    """Add how the unlikeliness of one figure changes with each of the points it heard."""
    sums = {one: float(example.given.get(one, 0)) for one in candidates}
    sums[NOTHING] += example.least - 0.5
    for feature, level in example.heard:
        for one in candidates:
            sums[one] += points[feature][one] * level
    most = max(sums.values())
    shares = {one: math.exp((value - most) / _TEMPERATURE) for one, value in sums.items()}
    whole = sum(shares.values())
    for feature, level in example.heard:
        for one in candidates:
            likely = shares[one] / whole
            step = level / _TEMPERATURE
            slope[feature][one] += step * (likely - (one == example.right))
            curve[feature][one] += step * step * likely * (1 - likely)


@contextmanager
def points_in_use(tables: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterator[None]:
    """While it lasts, pages are read with these points."""
    hand = {name: dict(getattr(weights, name)) for name in tables}
    try:
        for name, table in tables.items():
            _put(name, table)
        yield
    finally:
        for name, table in hand.items():
            _put(name, table)


def _put(name: str, table: Mapping[str, Mapping[str, int]]) -> None:
    current = getattr(weights, name)
    current.clear()
    current.update(table)


def main() -> None:
    """Fit, and print folds before and after."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=sorted(KEPT.iterdir()) if KEPT.exists() else [])
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--spread", type=float, default=0.3, help="points, of the prior around those set by hand")
    asked = parser.parse_args()
    pages = {folder: list(annotated_pages(folder)) for folder in asked.folders}
    heard = {folder: [heard_in(text, told) for _, text, told in pages[folder]] for folder in pages}
    every = [one for folder in heard.values() for page in folder for one in page]
    print(f"{sum(map(len, pages.values()))} pages, {len(every)} figures decided by points")
    by_hand, learned = Score(), Score()
    for fold in range(asked.folds):
        others = [
            one for folder in heard.values() for i, page in enumerate(folder) if i % asked.folds != fold for one in page
        ]
        held_out = [page for folder in pages.values() for page in folder[fold :: asked.folds]]
        before = _score_of(held_out)
        with points_in_use({name: fitted(others, name, asked.spread) for name in TABLES}):
            after = _score_of(held_out)
        print(f"fold {fold + 1}: by hand {float(before.f1):.3f}, fitted on the others {float(after.f1):.3f}")
        by_hand.add(before)
        learned.add(after)
    print("by hand: ", by_hand)
    print("fitted:  ", learned)
    for name in TABLES:
        _print_changes(name, fitted(every, name, asked.spread))


def _score_of(pages: Sequence[tuple[str, str, list[Told]]]) -> Score:
    whole = Score()
    for _, text, told in pages:
        whole.add(score(told, stated_by(read(text)))[0])
    return whole


def _print_changes(name: str, table: Mapping[str, Mapping[str, int]]) -> None:
    """Which points fitting on all pages would change."""
    hand = getattr(weights, name)
    for feature in hand:
        for one in sorted({*hand[feature], *table[feature]}):
            before, after = hand[feature].get(one, 0), table[feature].get(one, 0)
            if before != after:
                print(f"  {name} {feature} {one}: {before} -> {after}")


if __name__ == "__main__":
    main()
