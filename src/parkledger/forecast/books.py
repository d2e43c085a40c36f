"""Reports and decisions in the books as forecasts take them: by reporter and month, as they were known on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Final, NamedTuple

from parkledger.figures import Figures, FlowRecording, Question, currency_of
from parkledger.forecast.reports import ReportedValue, Vintage

OTHERS: Final = "place"
"""Who reports of a place what is of no zone."""


class _OnFile(NamedTuple):
    """What was on file at the end of each day on which something was recorded of a month: amounts, postings, estimates."""

    days: list[date]
    amounts: list[int]
    counts: list[int]
    estimates: list[int]


class BookReports:
    """The months of one flow of a place and kind of zones, whose question is `asked`, of any time.

    Where reports are of zones, each zone is a reporter, and what is of none is another; a flow that the register counts by
    itself has one, and nothing recorded of a month is nought. What is of longer periods than a month is left out.
    """

    def __init__(self, books: Figures, asked: Question, *, by_zone: bool) -> None:
        self._by_zone = by_zone
        in_vnd = currency_of(asked) == "VND"
        self._scale = Fraction(1, 1 if in_vnd else 100)
        found: defaultdict[tuple[str, date], list[FlowRecording]] = defaultdict(list)
        for one in books.flow_recordings(asked):
            month = one.period.start.replace(day=1)
            if month == one.period.end.replace(day=1):
                reporter = _reference(books, one.zone) if by_zone and one.zone is not None else OTHERS
                found[reporter, month].append(one)
        self._months: defaultdict[date, list[tuple[str, _OnFile]]] = defaultdict(list)
        for (reporter, month), recordings in found.items():
            self._months[month].append((reporter, _on_file(recordings, in_vnd=in_vnd)))

    def known(self, months: Sequence[date], at: date) -> Vintage:
        """What was on file of some months at the end of a day."""
        found: defaultdict[str, dict[date, ReportedValue]] = defaultdict(dict)
        for month in months:
            for reporter, one in self._months.get(month, ()):
                place = bisect_right(one.days, at) - 1
                if place >= 0 and (one.counts[place] > 0 or not self._by_zone):
                    value = float(one.amounts[place] * self._scale)
                    found[reporter][month] = ReportedValue(value, is_final=not one.estimates[place])
        return found


def _reference(books: Figures, zone: int) -> str:
    """A zone as book/code."""
    found = books.zone(zone)
    return f"{found['book']}/{found['code']}"


def _on_file(recordings: Sequence[FlowRecording], *, in_vnd: bool) -> _OnFile:
    """Recordings of one reporter and month, the first recorded first, summed up to each."""
    return _OnFile(
        [one.recorded_on for one in recordings],
        list(accumulate(one.vnd if in_vnd else one.usd for one in recordings)),
        list(accumulate(one.count for one in recordings)),
        list(accumulate(one.count if one.is_estimate else 0 for one in recordings)),
    )
