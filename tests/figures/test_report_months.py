"""Which zones and months a figure lacks: the engine beside a calculation day by day, over reports at random."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from parkledger.figures import Form, Question
from parkledger.figures.coverage import UNREPORTED_PERIOD
from parkledger.figures.current import open_figures
from tests.figures.books import BAC_GIANG, PARK, RATE, VIET_YEN, Scribe, question

YEARS = (2022, 2023)
MEASURE = "output.production"
DAY = timedelta(days=1)


@dataclass
class Park:
    """A park of a history: since when it operates, if that is on record, and what it reported when."""

    code: str
    place: str
    established: date
    operating: date | None
    reports: dict[tuple[date, date], int] = field(default_factory=dict)

    def days(self, first: date, last: date) -> set[date]:
        """The days within a period that its reports are about."""
        return {day for start, end in self.reports if first <= start and end <= last for day in _days(start, end)}


@dataclass
class History:
    """Parks with their reports, and the reports of a district's parks together."""

    parks: list[Park]
    together: dict[tuple[date, date], int] = field(default_factory=dict)

    def value(self, first: date, last: date) -> int | None:
        """What is summed over a period: reports that begin and end in it."""
        every = [each for park in self.parks for each in park.reports.items()] + [*self.together.items()]
        found = [dollars for (start, end), dollars in every if first <= start and end <= last]
        return sum(found) * RATE if found else None

    def due(self, first: date, last: date) -> set[date]:
        """The days that any report within a period is about."""
        own = {day for park in self.parks for day in park.days(first, last)}
        return own | self._together(first, last)

    def missed(self, first: date, last: date) -> dict[str, set[date]]:
        """Of each park that should report, the days that it did not report of those that others did."""
        due, found = self.due(first, last), {}
        for park in self.parks:
            own = park.days(first, last)
            is_old = park.operating is not None and park.operating < first
            before = any(start < first for start, _ in park.reports)
            has_reported = before and park.established < first  # no park here ends: what reported once goes on
            if not own and not is_old and not has_reported:
                continue
            told = own | (self._together(first, last) if park.place == VIET_YEN else set())
            never_said = park.operating is None and park.established < first
            since = first if is_old or before or never_said else min(own)
            if lacking := {day for day in due - told if day >= since}:
                found[park.code] = lacking
        return found

    def heard(self, first: date, last: date) -> set[str]:
        """The parks with a report in a period."""
        return {park.code for park in self.parks if park.days(first, last)}

    def _together(self, first: date, last: date) -> set[date]:
        return {day for start, end in self.together if first <= start and end <= last for day in _days(start, end)}


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_before(day: date) -> date:
    return date(day.year - 1, day.month, day.day)


def _history(chance: Random) -> History:
    parks = []
    month_of_all = [chance.random() > 0.2 for _ in range(12)]  # in some months nobody reports
    for number in range(chance.randint(1, 4)):
        established = chance.choice([date(2012, 1, 1), date(2022, 8, 15)])
        operating = chance.choice([None, established, established, date(2023, 2, 10)])
        place = chance.choice([BAC_GIANG, VIET_YEN])
        park = Park(f"kcn-{number}", place, established, operating)
        for year in YEARS:
            for start, end in _windows(chance, year):
                is_after = start > max(established, operating or established, *(last for _, last in park.reports))
                if is_after and chance.random() > 0.15 and month_of_all[start.month - 1]:
                    park.reports[start, end] = chance.randint(1, 9)
        parks.append(park)
    return History(parks)


def _windows(chance: Random, year: int) -> list[tuple[date, date]]:
    """The windows of a year by months, by quarters, by halves, by both, or by halves from 15/12 on."""
    step = chance.choice([1, 1, 1, 3, 6, 0])
    if step == 0:
        return [(date(year - 1, 12, 15), date(year, 6, 14)), (date(year, 6, 15), date(year, 12, 14))]
    mixed = step == 3 and chance.random() < 0.5
    found = []
    for month in range(1, 13, step):
        length = 1 if mixed and month > 6 else step
        found += [
            (date(year, first, 1), _end(year, first + length - 1)) for first in range(month, month + step, length)
        ]
    return found


def _record(history: History) -> None:
    book = Scribe()
    for park in history.parks:
        book(
            "zone_established", effective_on=park.established.isoformat(), zone=park.code, name=park.code, kind="park",
            place=park.place,
        )  # fmt: skip
        if park.operating:
            book("zone_operating", effective_on=park.operating.isoformat(), zone=park.code)
        for (start, end), dollars in park.reports.items():
            values = {MEASURE: f"{dollars} USD"}
            book.report(start.isoformat(), end.isoformat(), zone=park.code, values=values)
    for (start, end), dollars in history.together.items():
        values = {MEASURE: f"{dollars} USD"}
        book.report(start.isoformat(), end.isoformat(), place=VIET_YEN, kind="park", values=values)


def _reported_together(chance: Random, history: History) -> None:
    """The district reports its parks together in months of which no park reported: nothing may be reported twice."""
    own = {day for park in history.parks for each in park.reports for day in _days(*each)}
    for month in range(1, 13):
        start, end = date(2023, month, 1), _end(2023, month)
        if chance.random() < 0.3 and not own & {*_days(start, end)}:
            history.together[start, end] = chance.randint(1, 9)


WINDOWS = [
    (date(2023, 1, 1), date(2023, 12, 31)), (date(2023, 1, 1), date(2023, 6, 30)), (date(2023, 4, 1), date(2023, 6, 30)),
    (date(2022, 12, 15), date(2023, 12, 14)), (date(2023, 3, 1), date(2023, 3, 31)),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_a_figure_lacks_what_days_counted_one_by_one_lack(home: Path, sqlite_database: str, seed: int) -> None:
    chance = Random(seed)
    history = _history(chance)
    if seed % 3 == 0:
        _reported_together(chance, history)
    _record(history)
    figures = open_figures(home / "mirror")
    codes = {number: zone["code"] for number, zone in figures.zones.items()}
    try:
        for first, last in WINDOWS:
            asked = question(MEASURE, last.isoformat(), start=first.isoformat(), kind=PARK)
            found = figures.one(asked)
            assert found.value == _fraction(history.value(first, last))
            if found.value is None:
                continue
            gaps = {
                gap.code: {day for each in gap.periods for day in _days(each.start, each.end)}
                for gap in found.coverage.lacking
            }
            missed = history.missed(first, last)
            assert gaps.keys() == missed.keys()
            silent = {codes[zone] for zone in found.coverage.silent}
            assert all(gaps[code] == missed[code] for code in gaps.keys() - silent)
            assert all(missed[code] == history.due(first, last) for code in silent)
            assert (not found.coverage.is_complete) or not missed
            _check_growth(figures.one(_growing(asked)), history, first, last)
    finally:
        figures.close()


def _growing(asked: Question) -> Question:
    return Question(asked.indicator, asked.place, asked.end, asked.start, Form.GROWTH, kind=asked.kind)


def _check_growth(growth: object, history: History, first: date, last: date) -> None:
    """Growth is given only of the same parks over the same days of the two years."""
    earlier = (_year_before(first), _year_before(last))
    now, before = history.missed(first, last), history.missed(*earlier)
    heard = [history.heard(first, last), history.heard(*earlier)]
    both = heard[0] & heard[1]
    unlike = any({_year_before(day) for day in now.get(code, ())} != before.get(code, set()) for code in both)
    unlike |= any(
        code in missed and code not in here
        for missed, here, there in ((now, *heard), (before, *heard[::-1]))
        for code in there
    )
    if unlike:
        assert growth.value is None  # type: ignore[attr-defined]
        assert growth.coverage.refusal == UNREPORTED_PERIOD  # type: ignore[attr-defined]
    if growth.value is not None:  # type: ignore[attr-defined]
        told = [{gap.code for gap in some} for some in (growth.coverage.joined, growth.coverage.left)]  # type: ignore[attr-defined]
        assert told == [heard[0] - heard[1], heard[1] - heard[0]], "who reported for one of the two alone is told"
        assert heard[0] == heard[1] or not growth.coverage.is_complete  # type: ignore[attr-defined]


def _fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)
