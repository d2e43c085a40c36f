"""Targets, tariffs and statistics for all questions known at one moment: fetched once, filed by measure and place."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from parkledger.figures.engine.cells import lies_in
from parkledger.figures.engine.cube import Boundaries, Cube, DetailRow

LISTINGS = ("zones.planned", "zones.established")
"""The milestones that put a zone on record: one that has neither any more has ended."""
EVERYWHERE = frozenset({"viet-nam", "vung"})
MOST_FILED = 16
"""Requests whose rows are remembered: a mirror's files never change under one manifest, and neither do these."""
Filed = dict[str, dict[str, list[tuple[int, DetailRow]]]]
"""Rows by measure and place, each with its number in the order of the mirror."""
_Batch = tuple[str, date | None, bool]
"""What one query fetches: a scenario's rows up to a day (None: whatever their day), of whole territories or (exact) of
their places themselves."""


class Details:
    """What is never summed over scopes, as known at one moment."""

    def __init__(self, cube: Cube, known_at: datetime | None) -> None:
        self.cube = cube
        self.known_at = known_at
        self._expected: defaultdict[_Batch, set[str]] = defaultdict(set)
        self._territory: defaultdict[_Batch, set[str]] = defaultdict(set)
        self._filed: dict[_Batch, Filed] = {}
        self._standing: dict[date, Counter[int]] = {}

    def expect(
        self,
        scenario: str,
        effective: date | None,
        measures: Iterable[str],
        territory: Iterable[str],
        *,
        exact: bool = False,
    ) -> None:
        """Say before the first look what will be looked for, so that one query fetches it for all."""
        self._expected[scenario, effective, exact].update(measures)
        self._territory[scenario, effective, exact].update(territory)

    def within(
        self,
        scenario: str,
        effective: date | None,
        measures: Iterable[str],
        territory: frozenset[str],
        *,
        exact: bool = False,
    ) -> list[DetailRow]:
        """The rows of measures in a territory, or (exact) of its places themselves, in the order of the mirror."""
        filed = self._rows((scenario, effective, exact))
        found = [
            row
            for measure in set(measures)
            for place, rows in filed.get(measure, {}).items()
            if lies_in(place, territory)
            for row in rows
        ]
        return [row for _, row in sorted(found, key=lambda entry: entry[0])]

    def at(self, scenario: str, effective: date | None, measure: str, place: str) -> list[DetailRow]:
        """The rows of a measure of a place itself."""
        return [row for _, row in self._rows((scenario, effective, False)).get(measure, {}).get(place, ())]

    def in_force(self, rows: list[DetailRow], on: date) -> list[DetailRow]:
        """The tariffs of zones that had not ended: with a zone, what it held comes to nothing, which is no price."""
        if all(row.amount for row in rows):
            return rows
        if on not in self._standing:
            territory = frozenset(self._territory["actual", on, False])
            listed = self.cube.zone_sums(LISTINGS, territory, Boundaries(()), self.known_at, last_day=on)
            standing = self._standing[on] = Counter()
            for (zone, _), cells in listed.items():
                standing[zone] += sum(row.amount for _, found in cells for row in found)
        return [row for row in rows if row.amount or self._standing[on][row.zone or 0] > 0]

    def _rows(self, batch: _Batch) -> Filed:
        if batch not in self._filed:
            asked = (batch, frozenset(self._expected[batch]), frozenset(self._territory[batch]), self.known_at)
            remembered = self.cube.filed_details
            if asked not in remembered:
                if len(remembered) >= MOST_FILED:
                    remembered.clear()
                remembered[asked] = self._read(batch)
            self._filed[batch] = remembered[asked]
        return self._filed[batch]

    def _read(self, batch: _Batch) -> Filed:
        filed: defaultdict[str, defaultdict[str, list[tuple[int, DetailRow]]]] = defaultdict(lambda: defaultdict(list))
        scenario, effective, exact = batch
        measures, places = sorted(self._expected[batch]), frozenset(self._territory[batch])
        rows = self.cube.details(measures, places, self.known_at, scenario=scenario, effective=effective, exact=exact)
        for number, row in enumerate(rows):
            filed[row.cell[1]][row.cell[0]].append((number, row))
        return {measure: dict(places) for measure, places in filed.items()}
