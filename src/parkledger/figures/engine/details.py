"""Targets, tariffs and statistics for all questions known at one moment: fetched once, filed by measure and place."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from parkledger.figures.engine.cells import About, lies_in
from parkledger.figures.engine.cube import Boundaries, Cube, DetailRow

LISTINGS = ("zones.planned", "zones.established")
"""The milestones that put a zone on record: one that has neither any more has ended."""
EVERYWHERE = frozenset({"viet-nam", "vung"})
MOST_FILED = 16
"""Requests whose rows are remembered: a mirror's files never change under one manifest, and neither do these."""
Filed = dict[str, dict[str, list[tuple[int, DetailRow]]]]
"""Rows by measure and place, each with its number in the order of the mirror."""
_Sort = tuple[str, bool]
"""What one query fetches: a scenario's rows, of whole territories or (exact) of their places themselves."""


class Details:
    """What is never summed over scopes, as known at one moment."""

    def __init__(self, cube: Cube, known_at: datetime | None) -> None:
        self.cube = cube
        self.known_at = known_at
        self._days: defaultdict[_Sort, dict[date | None, None]] = defaultdict(dict)
        """The days up to which rows will be looked for (None: whatever their day), and have not been fetched."""
        self._measures: defaultdict[_Sort, set[str]] = defaultdict(set)
        self._territory: defaultdict[_Sort, set[str]] = defaultdict(set)
        self._abouts: defaultdict[_Sort, set[About]] = defaultdict(set)
        self._filed: defaultdict[_Sort, dict[date | None, Filed]] = defaultdict(dict)
        self._standing: dict[date, Counter[int]] = {}

    def expect(
        self,
        scenario: str,
        effective: date | None,
        measures: Iterable[str],
        territory: Iterable[str],
        *,
        exact: About | None = None,
    ) -> None:
        """Say before the first look what will be looked for, so that one query fetches it for all."""
        sort, wanted, places = (scenario, exact is not None), set(measures), set(territory)
        abouts = set() if exact is None else {exact}
        filed = self._filed[sort]
        is_among = wanted <= self._measures[sort] and places <= self._territory[sort]
        if not (is_among and abouts <= self._abouts[sort]):
            self._measures[sort] |= wanted
            self._territory[sort] |= places
            self._abouts[sort] |= abouts
            self._days[sort].update(dict.fromkeys(filed))
            filed.clear()
        if effective not in filed:
            self._days[sort][effective] = None

    def within(
        self,
        scenario: str,
        effective: date | None,
        measures: Iterable[str],
        territory: frozenset[str],
        *,
        exact: About | None = None,
    ) -> list[DetailRow]:
        """The rows of measures in a territory, in the order of the mirror; or (exact) of its places themselves, those of a kind of
        zones and an origin among them."""
        filed = self._rows((scenario, exact is not None), effective)
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
        return [row for _, row in self._rows((scenario, False), effective).get(measure, {}).get(place, ())]

    def in_force(self, rows: list[DetailRow], on: date) -> list[DetailRow]:
        """The tariffs of zones that had not ended: with a zone, what it held comes to nothing, which is no price."""
        if all(row.amount for row in rows):
            return rows
        if on not in self._standing:
            territory = frozenset(self._territory["actual", False])
            listed = self.cube.zone_sums(LISTINGS, territory, Boundaries(()), self.known_at, last_day=on)
            standing = self._standing[on] = Counter()
            for (zone, _), cells in listed.items():
                standing[zone] += sum(row.amount for *_, found in cells for row in found)
        return [row for row in rows if row.amount or self._standing[on][row.zone or 0] > 0]

    def _rows(self, sort: _Sort, effective: date | None) -> Filed:
        """The rows up to a day; with the first of them those of all other days that are expected."""
        filed, days = self._filed[sort], self._days[sort]
        if effective in days:
            asked = (
                sort,
                tuple(days),
                frozenset(self._measures[sort]),
                frozenset(self._territory[sort]),
                frozenset(self._abouts[sort]),
                self.known_at,
            )
            remembered = self.cube.filed_details
            if asked not in remembered:
                if len(remembered) >= MOST_FILED:
                    remembered.clear()
                remembered[asked] = self._read(sort, [*days])
            filed.update(remembered[asked])
            days.clear()
        return filed.get(effective, {})

    def _read(self, sort: _Sort, days: list[date | None]) -> dict[date | None, Filed]:
        scenario, exact = sort
        measures, places = sorted(self._measures[sort]), frozenset(self._territory[sort])
        exactly = frozenset(self._abouts[sort]) if exact else None
        found = self.cube.details(measures, places, self.known_at, scenario=scenario, days=days, exact=exactly)
        return {day: _filed(rows) for day, rows in found.items()}


def _filed(rows: list[DetailRow]) -> Filed:
    filed: defaultdict[str, defaultdict[str, list[tuple[int, DetailRow]]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows):
        filed[row.cell[1]][row.cell[0]].append((number, row))
    return {measure: dict(places) for measure, places in filed.items()}
