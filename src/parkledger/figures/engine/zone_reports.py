"""Which days zones have reported on: a sum over a period is of a zone only for the days that its own reports are about.

Days are ordinals, and days together are stretches: pairs of a first and a last day, ascending, that do not touch.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from parkledger.language import Period
from parkledger.places import get, is_within_any, territory_on

Stretch = tuple[int, int]
Stretches = tuple[Stretch, ...]


class ReportGroup(NamedTuple):
    """The reports of some zones, the same of each; or, without zones, of a place as a whole and a kind of its zones.

    `reports` are in the order of their last days. One that begins on day 0 stands for all that ended before those that were
    looked up, and ends with the last of them.
    """

    zones: frozenset[int]
    reports: Stretches
    place: str = ""
    kind: str | None = None


def one_a_zone(groups: list[ReportGroup]) -> list[ReportGroup]:
    """The groups with each zone in one: a zone is in two where some of its reports are also of a narrower scope asked for."""
    told = Counter(zone for group in groups for zone in group.zones)
    twice = frozenset(zone for zone, count in told.items() if count > 1)
    if not twice:
        return groups
    reports: defaultdict[int, set[Stretch]] = defaultdict(set)
    for group in groups:
        for zone in group.zones & twice:
            reports[zone].update(group.reports)
    left = [group._replace(zones=group.zones - twice) for group in groups if not group.zones or group.zones - twice]
    return [*left, *(ReportGroup(frozenset({zone}), _by_last_day(some)) for zone, some in reports.items())]


def _by_last_day(reports: Iterable[Stretch]) -> Stretches:
    """Reports in the order of their last days; of those that stand for all before, the last."""
    before = [report for report in reports if report[0] == 0]
    later = sorted((report for report in reports if report[0]), key=itemgetter(1, 0))
    return (max(before), *later) if before else tuple(later)


class SupposedReport(NamedTuple):
    """A report that is supposed, of a zone or of a place as a whole; one with a `count` below nought is taken back."""

    zone: int | None
    place: str
    kind: str | None
    days: Stretch
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used


@dataclass(slots=True)
class ZoneReports:
    """What the zones of a scope have reported of one measure, of the days from `since` to `until` and whether before."""

    groups: Sequence[ReportGroup] = ()
    since: date = date.min
    until: date = date.max
    _days: dict[Stretch, dict[int, Stretches]] = field(default_factory=dict, repr=False)

    def is_of(self, since: date, until: date) -> bool:
        """Whether the reports of some days were looked up."""
        return self.since <= since and until <= self.until

    def days(self, within: Stretch) -> Mapping[int, Stretches]:
        """The days within a period that each zone has reported on; of a zone without a report in it nothing."""
        if within not in self._days:
            found: dict[int, Stretches] = {}
            for group in self.groups:
                if group.zones and (days := united(inside(group.reports, within))):
                    found.update(dict.fromkeys(group.zones, days))
            self._days[within] = found
        return self._days[within]

    def of_places(self, within: Stretch) -> list[ReportGroup]:
        """The days within a period that were reported on of places as a whole."""
        found = [
            group._replace(reports=united(inside(group.reports, within))) for group in self.groups if not group.zones
        ]
        return [group for group in found if group.reports]

    def began_before(self, day: int) -> frozenset[int]:
        """The zones that had reported on days before one."""
        return frozenset[int]().union(*(group.zones for group in self.groups if group.reports[0][0] < day))

    def until_day(self, day: int) -> dict[int, Stretches]:
        """The reports of each zone that ended by a day."""
        found: dict[int, Stretches] = {}
        for group in self.groups:
            if ended := tuple(report for report in group.reports if report[1] <= day):
                found.update(dict.fromkeys(group.zones, ended))
        return found

    def supposing(self, supposed: Iterable[SupposedReport]) -> "ZoneReports":
        """These, had some more reports been made and some been taken back."""
        own = {zone: {*group.reports} for group in self.groups for zone in group.zones}
        whole = {(group.place, group.kind): {*group.reports} for group in self.groups if not group.zones}
        for report in sorted(supposed, key=lambda each: each.count):  # what is taken back and made again is made
            reports = (
                own.setdefault(report.zone, set())
                if report.zone is not None
                else whole.setdefault((report.place, report.kind), set())
            )
            (reports.add if report.count > 0 else reports.discard)(report.days)
        zones = [ReportGroup(frozenset({zone}), _by_end(some)) for zone, some in own.items() if some]
        places = [ReportGroup(frozenset(), _by_end(some), *key) for key, some in whole.items() if some]
        return ZoneReports([*zones, *places], self.since, self.until)


def covering(groups: Iterable[ReportGroup], place: str, kind: str | None) -> Stretches:
    """The days that reports of places as a whole are about, of a zone that lies in a place and is of a kind."""
    return united(
        report for group in groups for report in group.reports if speaks_for(group, place, kind, on=report[1])
    )


def speaks_for(group: ReportGroup, place: str, kind: str | None, *, on: int) -> bool:
    """Whether a report of a place as a whole, on a day, is about what is of a kind and lies in a place.

    A province was on that day what had been merged into it by then.
    """
    return group.kind in {None, kind} and lay_within(place, group.place, on)


@lru_cache(maxsize=65_536)
def lay_within(code: str, whole: str, day: int) -> bool:
    """Whether what lies in a place was a part of another on a day."""
    return is_within_any(code, territory_on(get(whole), date.fromordinal(max(day, 1))))


def united(stretches: Iterable[Stretch]) -> Stretches:
    """The days of some periods together."""
    found: list[Stretch] = []
    for first, last in sorted(stretches):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def without(whole: Stretches, part: Stretches) -> Stretches:
    """The days of one that are not of another."""
    return whole if not part else () if whole == part else tuple(_left(whole, part))


def limited(stretches: Stretches, first: int, last: int) -> Stretches:
    """The days that lie between two, both included."""
    return tuple((max(a, first), min(b, last)) for a, b in stretches if max(a, first) <= min(b, last))


def stretches_of(periods: Iterable[Period]) -> Stretches:
    """Periods as stretches."""
    return tuple((period.start.toordinal(), period.end.toordinal()) for period in periods)


def periods_of(stretches: Stretches) -> tuple[Period, ...]:
    """Stretches as periods."""
    return tuple(Period(date.fromordinal(first), date.fromordinal(last)) for first, last in stretches)


def _left(whole: Stretches, part: Stretches) -> Iterator[Stretch]:
    for first, last in whole:
        start = first
        for taken, until in part:
            if until < start or taken > last:
                continue
            if taken > start:
                yield (start, taken - 1)
            start = until + 1
        if start <= last:
            yield (start, last)


def inside(reports: Stretches, within: Stretch) -> list[Stretch]:
    """The reports that a sum over a period takes in: those that begin and end in it."""
    return [report for report in reports if within[0] <= report[0] and report[1] <= within[1]]


def _by_end(reports: Iterable[Stretch]) -> Stretches:
    return tuple(sorted(reports, key=lambda report: report[1]))
