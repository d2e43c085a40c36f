"""A series as steps (the days on which it changes and what it stands at from each), and the tail of a series.

A tail is enough to go on from, where what came before need not be in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from parkledger.catalogue import MEASURES, Nature
from parkledger.catalogue.measures import REPORTED_LEVELS
from parkledger.ledger.book.postings import Entry, Item, Key, Vector
from parkledger.places import lies_within

Counted = tuple[int, int, int, int]
"""A vector and the number of claims it is made of, so that nothing recorded can be told from nothing left."""
Steps = list[tuple[date, Counted]]
NOTHING: Counted = (0, 0, 0, 0)


def moves(key: Key) -> bool:
    """Whether a series goes on where its zone is merged: stocks do, but for the stages a zone has reached and its plots."""
    measure = MEASURES[key.measure]
    return (
        key.scenario == "actual"
        and measure.nature is Nature.STOCK
        and not (measure.is_milestone or measure.ends_with_zone)
    )


def moved_zone(into: tuple[int, str, str] | None) -> Callable[[Key], Key | None]:
    """How the series of a zone that becomes part of another are called there; None for those that end."""

    def target(key: Key) -> Key | None:
        if into is None or not moves(key):
            return None
        return key._replace(zone=into[0], kind=into[1], place=into[2])

    return target


def is_scoped_level(key: Key) -> bool:
    """Whether a series is of a level that is reported now by zone, now for a place or by origin."""
    return key.measure in REPORTED_LEVELS and key.scenario == "actual" and key.project is None


def overlap(mine: Key, other: Key) -> bool:
    """Whether two series of a measure are of different scopes that have something in common."""
    if mine.kind != other.kind and None not in (mine.kind, other.kind):
        return False
    if mine.origin != other.origin and None not in (mine.origin, other.origin):
        return False
    if mine.zone is not None and other.zone is not None and mine.zone != other.zone:
        return False
    if not (lies_within(mine.place, other.place) or lies_within(other.place, mine.place)):
        return False
    return not same_scope(mine, other)


def same_scope(mine: Key, other: Key) -> bool:
    """Whether two series are of one zone, or of one place and kind as a whole, and of one origin."""
    scopes = [(key.zone, key.kind, key.origin, key.place if key.zone is None else "") for key in (mine, other)]
    return scopes[0] == scopes[1]


def applied(standing: Counted, item: Item) -> Counted:
    """What a series stands at after a claim, an end or an arrival."""
    amount, usd, vnd = item.vector
    if item.entry is Entry.LEVEL or item.entry is Entry.SOLE:
        return (amount, usd, vnd, standing[3] + 1)
    if item.entry is Entry.END:
        return (0, 0, 0, standing[3])
    if item.entry is Entry.LAPSE:
        return NOTHING
    return (standing[0] + amount, standing[1] + usd, standing[2] + vnd, standing[3] + 1)


def less(after: Counted, before: Counted) -> Counted:
    """The difference, component by component."""
    return (after[0] - before[0], after[1] - before[1], after[2] - before[2], after[3] - before[3])


def negative(vector: Vector) -> Vector:
    """The opposite, component by component."""
    return (-vector[0], -vector[1], -vector[2])


def step_differences(before: Steps, after: Steps) -> Iterable[tuple[date, Counted]]:
    """The changes by which one step function turns into another."""
    old, new = dict(before), dict(after)
    standing_old = standing_new = previous = NOTHING
    for on in sorted(old.keys() | new.keys()):
        standing_old, standing_new = old.get(on, standing_old), new.get(on, standing_new)
        difference = less(standing_new, standing_old)
        if difference != previous:
            yield on, less(difference, previous)
        previous = difference


def flow_differences(
    key: Key, before: tuple[date, Counted] | None, after: tuple[date, Counted] | None
) -> Iterable[tuple[Key, Counted]]:
    """The changes of the flow of capital that ended with a project, from one account of it to another."""
    changes: defaultdict[date, Counted] = defaultdict(lambda: NOTHING)
    if before:
        changes[before[0]] = less(NOTHING, before[1])
    if after:
        changes[after[0]] = less(after[1], less(NOTHING, changes[after[0]]))
    for on, difference in sorted(changes.items()):
        if any(difference):
            yield key._replace(measure="capital.ended", period_start=on, period_end=on), difference


@dataclass(slots=True)
class Tail:
    """What a series stands at from the last day on which anything is known of it, and what was claimed since."""

    standing: Counted
    last: date
    entered: list[Item] = field(default_factory=list)

    def takes(self, on: date) -> bool:
        """Whether a claim of a day follows everything known, so that nothing else of the series matters to it."""
        return on >= (self.entered[-1].on if self.entered else self.last)

    def enter(self, item: Item) -> Counted:
        """Add a claim that follows everything known; returns what the series stood at before it."""
        before = self.now
        self.entered.append(item)
        return before

    @property
    def now(self) -> Counted:
        """What the series stands at after all that was claimed."""
        standing = self.standing
        for item in self.entered:
            standing = applied(standing, item)
        return standing

    def steps(self) -> Steps:
        """The days of the claims entered, each with what the series stands at from then on."""
        steps: dict[date, Counted] = {}
        standing = self.standing
        for item in self.entered:
            standing = steps[item.on] = applied(standing, item)
        return list(steps.items())
