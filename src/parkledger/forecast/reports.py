"""Monthly totals as they were known on a day: reports of several reporters, each estimate corrected by its reporter's record.

Who reports estimates early leaves a record: what was on file of earlier months when they were as young as this one, and
what their final reports said. From it follows how far each reporter is off as a rule (the correction) and how
unsure the sum of corrected estimates is. Only what was known on the day is looked at.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple, Protocol

from parkledger.language import month_end

MOST_MONTHS: Final = 36
"""Months before an estimated one whose revisions are looked at."""
_HALF_LIFE: Final = 12.0
"""Months after which a revision counts half: people who report change."""
_PRIOR_WEIGHT: Final = 3.0
_PRIOR_ERROR: Final = 0.03
"""A reporter without a record is taken to be right within 3 % or so; the record outweighs this after a few months."""
_FARTHEST: Final = 0.5
"""The farthest a single revision counts, as a logarithm: what was off by more was another mistake."""
_EXPECTED_FOR: Final = 3
"""Months without a report after which a reporter is taken to have ended."""
_LEAST_SHARE: Final = 0.4
_IMPUTED_ERROR: Final = 0.15
"""Of a month, at least so much must be reported; what is not is taken from the reporter's usual share, within 15 %."""


class ReportedValue(NamedTuple):
    """What a report says of a month, in the unit of its measure."""

    value: float
    is_final: bool


Vintage = Mapping[str, Mapping[date, ReportedValue]]
"""What was on file of months, by reporter and by the first day of the month."""


class ReportsOnFile(Protocol):
    """Reports of months, as they were on file on any day."""

    def known(self, months: Sequence[date], at: date) -> Vintage:
        """What was on file of some months at the end of a day."""


class MonthTotal(NamedTuple):
    """What all reporters together made of a month; `error` is the standard error of its logarithm, nought where final."""

    month: date
    value: float
    error: float


class ReporterCorrection(NamedTuple):
    """How a reporter's estimates are corrected: by which factor, from how many earlier revisions."""

    reporter: str
    factor: float
    revisions: int


@dataclass(frozen=True, slots=True)
class KnownTotals:
    """The monthly totals known on a day, oldest first; months of which too little is on file are left out."""

    at: date
    totals: tuple[MonthTotal, ...]
    corrections: tuple[ReporterCorrection, ...]

    def of_year(self, year: int) -> tuple[MonthTotal, ...]:
        """The months of a year that are known."""
        return tuple(one for one in self.totals if one.month.year == year)


class _Revision(NamedTuple):
    month: date
    reporter: str
    before: float
    after: float
    weight: float


def totals_known(reports: ReportsOnFile, months: Sequence[date], at: date) -> KnownTotals:
    """The totals of some months in a row as known at the end of a day, estimates corrected, gaps of a reporter filled."""
    known = reports.known(months, at)
    missing = {month: _missing(known, months, place) for place, month in enumerate(months)}
    open_months = [month for month in months if any(_is_open(known, reporter, month) for reporter in known)]
    revisions = _revisions(reports, known, months, open_months, at)
    factors = _corrections(revisions)
    scatter = _scatter(revisions, factors)
    found = [
        total
        for place, month in enumerate(months)
        if (total := _total(known, months[max(0, place - 6) : place], month, missing[month], (factors, scatter)))
    ]
    said = tuple(
        ReporterCorrection(reporter, math.exp(shift), sum(one.reporter == reporter for one in revisions))
        for reporter, shift in sorted(factors.items())
        if any(_is_open(known, reporter, month) for month in open_months)
    )
    return KnownTotals(at, tuple(found), said)


def months_whole(known: Vintage, months: Sequence[date]) -> list[date]:
    """Those of some months in a row that somebody reported, and nobody who was to report left out."""
    return [
        month
        for place, month in enumerate(months)
        if any(month in values for values in known.values()) and not _missing(known, months, place)
    ]


def _is_open(known: Vintage, reporter: str, month: date) -> bool:
    """Whether a reporter's value of a month is an estimate."""
    value = known[reporter].get(month)
    return value is not None and not value.is_final


def _missing(known: Vintage, months: Sequence[date], place: int) -> frozenset[str]:
    """The reporters that reported shortly before a month and did not of it, unless they have ended."""
    before, after = months[max(0, place - _EXPECTED_FOR) : place], months[place + 1 :]
    recent = len(after) < _EXPECTED_FOR
    return frozenset(
        reporter
        for reporter, values in known.items()
        if months[place] not in values
        and any(month in values for month in before)
        and (recent or any(month in values for month in after))
    )


def _revisions(
    reports: ReportsOnFile, known: Vintage, months: Sequence[date], open_months: Sequence[date], at: date
) -> list[_Revision]:
    """What estimates of earlier months, as young as those that are open now, became."""
    if not open_months:
        return []
    ages = sorted({(at - month_end(month)).days for month in open_months})
    newest = open_months[-1]
    past = [month for month in months if month < newest][-MOST_MONTHS:]
    found: dict[tuple[str, date], _Revision] = {}
    for month in past:
        weight = 0.5 ** (_apart(month, newest) / _HALF_LIFE)
        for age in ages:
            day = month_end(month) + timedelta(days=age)
            then = reports.known([month], day) if day <= at else {}
            for reporter, values in then.items():
                own, last = values.get(month), known.get(reporter, {}).get(month)
                if own is None or own.is_final or last is None or not last.is_final or min(own.value, last.value) <= 0:
                    continue
                found[reporter, month] = _Revision(month, reporter, own.value, last.value, weight)
    return list(found.values())


def _apart(earlier: date, later: date) -> int:
    """How many months lie between two first days of months."""
    return 12 * (later.year - earlier.year) + later.month - earlier.month


def _corrections(revisions: Sequence[_Revision]) -> dict[str, float]:
    """The correction of each reporter as a logarithm: its own revisions, drawn towards those of all while they are few."""
    common = _shrunk(revisions, 0.0)
    reporters = {one.reporter for one in revisions}
    return {reporter: _shrunk([one for one in revisions if one.reporter == reporter], common) for reporter in reporters}


def _shrunk(revisions: Iterable[_Revision], prior: float) -> float:
    weights, summed = _PRIOR_WEIGHT, _PRIOR_WEIGHT * prior
    for one in revisions:
        weights += one.weight
        summed += one.weight * max(-_FARTHEST, min(_FARTHEST, math.log(one.after / one.before)))
    return summed / weights


def _scatter(revisions: Sequence[_Revision], factors: Mapping[str, float]) -> float:
    """How far sums of corrected estimates were off from the sums of the final reports: a standard error of logarithms."""
    months: dict[date, list[float]] = {}
    for one in revisions:
        sums = months.setdefault(one.month, [0.0, 0.0, one.weight])
        sums[0] += one.before * math.exp(factors[one.reporter])
        sums[1] += one.after
    weights, squares = _PRIOR_WEIGHT, _PRIOR_WEIGHT * _PRIOR_ERROR**2
    for before, after, weight in months.values():
        weights += weight
        squares += weight * min(_FARTHEST, abs(math.log(after / before))) ** 2
    return math.sqrt(squares / weights)


def _total(
    known: Vintage,
    before: Sequence[date],
    month: date,
    missing: frozenset[str],
    revised: tuple[Mapping[str, float], float],
) -> MonthTotal | None:
    """The total of a month; None where too little of it is reported."""
    factors, scatter = revised
    reported = {reporter: values[month] for reporter, values in known.items() if month in values}
    final = sum(one.value for one in reported.values() if one.is_final)
    guessed = sum(
        one.value * math.exp(factors.get(reporter, 0.0)) for reporter, one in reported.items() if not one.is_final
    )
    if final + guessed <= 0:
        return None
    there = _usual(known, before, reported)
    share = there / (there + absent) if (absent := _usual(known, before, missing)) > 0 else 1.0
    if share < _LEAST_SHARE:
        return None
    of_estimates = scatter * guessed / (final + guessed)
    return MonthTotal(month, (final + guessed) / share, math.hypot(of_estimates, _IMPUTED_ERROR * (1 - share)))


def _usual(known: Vintage, months: Sequence[date], reporters: Iterable[str]) -> float:
    """What reporters made in an average month of those before."""
    usual = 0.0
    for reporter in reporters:
        values = [one.value for month in months if (one := known[reporter].get(month))]
        usual += sum(values) / len(values) if values else 0.0
    return usual
