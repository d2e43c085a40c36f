"""Levels that are reported in one scope at a time: which series count some of the same, and what ended each of them."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date

from parkledger.ledger.book.postings import Entry, Item, Key
from parkledger.ledger.book.series import overlap, same_scope

Position = tuple[date, int]
"""Where a claim stands among others: its day, and the number of its event."""


class ScopedLevels:
    """The series of levels, those that overlap each of them, and the positions of what ended it.

    Both are kept up with each series and each claim, so that a report costs the same however many were recorded before it.
    `claims` gives the claims on a series, in their order; `load` brings to memory the series that may overlap one.
    """

    def __init__(self, claims: Callable[[Key], list[Item]], load: Callable[[Key], None]) -> None:
        self._claims = claims
        self._load = load
        self._of_places: defaultdict[str, dict[Key, None]] = defaultdict(dict)
        self._of_zones: defaultdict[str, dict[Key, None]] = defaultdict(dict)
        self._of_zone: defaultdict[tuple[int, str], dict[Key, None]] = defaultdict(dict)
        self._overlapping: dict[Key, list[Key]] = {}
        self._lapses: dict[Key, list[Position]] = {}

    def add(self, key: Key) -> None:
        """Take in a series of which something is known."""
        for other in self._comparable(key):
            if other in self._overlapping and other != key and _have_in_common(key, other):
                self._overlapping[other].append(key)
        if key.zone is None:
            self._of_places[key.measure][key] = None
        else:
            self._of_zones[key.measure][key] = None
            self._of_zone[key.zone, key.measure][key] = None

    def overlapping(self, key: Key) -> list[Key]:
        """The series that count, in other scopes or another currency, some of what one counts."""
        if key not in self._overlapping:
            self._load(key)
            others = (other for other in self._comparable(key) if other != key)
            self._overlapping[key] = [other for other in others if _have_in_common(key, other)]
        return self._overlapping[key]

    def lapses(self, key: Key) -> list[Item]:
        """Where a level was told in another scope, so that what this series says no longer holds: once after each claim, since
        nothing is left to be ended by what is told after that."""
        positions, claims = self._positions(key), self._claims(key)
        found: list[Item] = []
        for number, claim in enumerate(claims) if positions else ():
            place = bisect_left(positions, (claim.on, claim.seq))
            if place < len(positions) and (number + 1 == len(claims) or positions[place] < claims[number + 1][:2]):
                found.append(Item(*positions[place], 1 << 20, Entry.LAPSE, (0, 0, 0)))
        return found

    def lapsed_by(self, key: Key, claims: Iterable[Item]) -> set[Key]:
        """The series of which claims on one end what stands just before them."""
        told = [(claim.on, claim.seq) for claim in claims if claim.entry is Entry.SOLE]
        return {other for other in self.overlapping(key) for position in told if self._stands_before(other, position)}

    def last_lapse(self, key: Key) -> date | None:
        """The last day on which a level was told in another scope."""
        positions = self._positions(key)
        return positions[-1][0] if positions else None

    def note_claim(self, key: Key, claim: Item) -> None:
        """Remember that a claim was entered on a series."""
        if claim.entry is Entry.SOLE:
            position = (claim.on, claim.seq)
            for positions in self._known_positions(key):
                insort(positions, position)

    def forget_claim(self, key: Key, claim: Item) -> None:
        """Remember that a claim on a series was taken back."""
        if claim.entry is Entry.SOLE:
            for positions in self._known_positions(key):
                del positions[bisect_left(positions, (claim.on, claim.seq))]

    def _comparable(self, key: Key) -> list[Key]:
        """The series of a measure that may overlap one: two of different zones never do."""
        of_zones = self._of_zones[key.measure] if key.zone is None else self._of_zone[key.zone, key.measure]
        return [*self._of_places[key.measure], *of_zones]

    def _known_positions(self, key: Key) -> list[list[Position]]:
        return [found for other in self.overlapping(key) if (found := self._lapses.get(other)) is not None]

    def _positions(self, key: Key) -> list[Position]:
        if key not in self._lapses:
            told = (claim for other in self.overlapping(key) for claim in self._claims(other))
            self._lapses[key] = sorted((claim.on, claim.seq) for claim in told if claim.entry is Entry.SOLE)
        return self._lapses[key]

    def _stands_before(self, key: Key, position: Position) -> bool:
        """Whether something is claimed of a series before a position that was not ended before it, too."""
        claims = self._claims(key)
        if not (claimed := bisect_left(claims, position)):
            return False
        positions = self._positions(key)
        ended = bisect_left(positions, position)
        return not (ended and positions[ended - 1] > claims[claimed - 1][:2])


def _have_in_common(one: Key, other: Key) -> bool:
    return overlap(one, other) or same_scope(one, other)
