"""The reports that Circular 14/2024/TT-BCT asks for on clusters: forms 01 to 04, from whom to whom, of which days, by when.

What changed with time is read from parameters: the local level that receives and compiles, the days of a period, the due days.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from parkledger.catalogue.parameters import DatedValue, parameter
from parkledger.catalogue.yaml_files import MonthDay
from parkledger.language import Text

LOCAL_LEVEL: Final = "cluster.report.local_authority"
DISTRICT: Final = "district"
_COMPILED: Final = Text("tổng hợp tình hình CCN trên địa bàn", "clusters of the area, compiled")


class ReportParty(StrEnum):
    """Who sends a report, or receives it."""

    PROJECT = "project"
    DEVELOPER = "developer"
    STATISTICS = "statistics"
    LOCAL_COMMITTEE = "local_committee"
    DEPARTMENT = "department"
    PROVINCE = "province"
    MINISTRY = "ministry"

    def named_on(self, day: date) -> Text:
        """What it is called on a day: local levels by the law of that day."""
        level = parameter(LOCAL_LEVEL)
        held = level.on(day) or level.values[0]
        if self is ReportParty.LOCAL_COMMITTEE:
            return level.meaning(str(held.value))
        if self is ReportParty.STATISTICS and held.value != DISTRICT:
            return Text("Cơ quan thống kê trên địa bàn", "The area's statistics office")
        return _PARTIES[self]


_PARTIES: Final = MappingProxyType(
    {
        ReportParty.PROJECT: Text("Chủ đầu tư dự án trong cụm", "The project's investor"),
        ReportParty.DEVELOPER: Text("Chủ đầu tư hạ tầng cụm công nghiệp", "The cluster's developer"),
        ReportParty.STATISTICS: Text("Cơ quan thống kê cấp huyện", "District statistics office"),
        ReportParty.DEPARTMENT: Text("Sở Công Thương", "Department of Industry and Trade"),
        ReportParty.PROVINCE: Text("Ủy ban nhân dân cấp tỉnh", "Provincial People's Committee"),
        ReportParty.MINISTRY: Text(
            "Bộ Công Thương (Cục Công Thương địa phương)", "Ministry of Industry and Trade (local agency)"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class ClusterReportPeriod:
    """The days that a report is of, and by when it is due: the provision that holds on its last day."""

    first: date
    last: date
    due_on: date
    law: DatedValue


@dataclass(frozen=True, slots=True)
class ClusterReport:
    """One of the reports: the number of its form, what it is of, who sends it to whom."""

    code: str
    of: Text
    sender: ReportParty
    receivers: tuple[ReportParty, ...]
    collected_by: str = ""
    """The rule by which a book may collect it report by report, from each of those who owe it."""

    def receivers_on(self, day: date) -> Text:
        """To whom it goes, by the law of a day."""
        named = [each.named_on(day) for each in self.receivers]
        return Text(", ".join(each.vi for each in named), ", ".join(each.en for each in named))

    def periods(self, first: date, last: date) -> Iterator[ClusterReportPeriod]:
        """The periods that end within these days, in order; none before the circular was in force."""
        for year in range(first.year, last.year + 1):
            for frequency in ("half_year", "year"):
                found = self._period(year, frequency)
                if found is not None and first <= found.last <= last:
                    yield found

    def _period(self, year: int, frequency: str) -> ClusterReportPeriod | None:
        """A period that ends in a year. Its first day is in the year before."""
        end = _day(f"cluster.report.{frequency}.last_day", date(year, 12, 31), year)
        if end is None:
            return None
        begin = _day(f"cluster.report.{frequency}.first_day", end, year - 1)
        law = parameter(f"cluster.report.due.{self.sender}.{frequency}").on(end)
        if begin is None or law is None or not isinstance(law.value, MonthDay):
            return None
        return ClusterReportPeriod(begin, end, law.value.in_year(year), law)


def reported_by(day: date) -> list[tuple[date, date]]:
    """The periods of clusters' reports that ended in the year to a day, the latest first: a half-year, or the year with it.

    Those of before the circular are told by its days as well: the earlier one had the same.
    """
    half = parameter("cluster.report.half_year.last_day").values[0].value
    years = [reported_year(year) for year in (day.year - 1, day.year)]
    lasts = [last for _, last in years]
    lasts += [half.in_year(last.year) for last in lasts if isinstance(half, MonthDay)]
    found = sorted((last for last in lasts if day - YEAR < last <= day), reverse=True)
    return [(reported_year(last.year)[0], last) for last in found]


def reported_year(year: int) -> tuple[date, date]:
    """The days of a year as clusters report it: it begins in the December before. By the first provision on record."""
    first, last = (parameter(f"cluster.report.year.{each}").values[0].value for each in ("first_day", "last_day"))
    if not isinstance(first, MonthDay) or not isinstance(last, MonthDay):
        raise TypeError("the days of a year of clusters' reports are days of a month")
    return first.in_year(year - 1), last.in_year(year)


def year_reported(start: date, end: date) -> int | None:
    """The year that a period of clusters' reports is of, the half or the whole of it; None of any other period."""
    first, last = reported_year(end.year)
    return end.year if start == first and end <= last else None


YEAR: Final = timedelta(days=365)


def _day(code: str, on: date, year: int) -> date | None:
    """The day of a year that a parameter has; None where it says none yet."""
    held = parameter(code).on(on)
    return held.value.in_year(year) if held is not None and isinstance(held.value, MonthDay) else None


_PARTY = ReportParty
CLUSTER_REPORTS: Final = MappingProxyType(
    {
        each.code: each
        for each in (
            ClusterReport(
                "01",
                Text("dự án đầu tư trong CCN", "projects in clusters"),
                _PARTY.PROJECT,
                (_PARTY.STATISTICS, _PARTY.LOCAL_COMMITTEE),
                "cluster.project",
            ),
            ClusterReport(
                "02",
                Text("dự án hạ tầng kỹ thuật CCN", "the infrastructure projects of clusters"),
                _PARTY.DEVELOPER,
                (_PARTY.STATISTICS, _PARTY.LOCAL_COMMITTEE, _PARTY.DEPARTMENT),
                "cluster.developer",
            ),
            ClusterReport("03", _COMPILED, _PARTY.LOCAL_COMMITTEE, (_PARTY.PROVINCE, _PARTY.DEPARTMENT)),
            ClusterReport("04", _COMPILED, _PARTY.DEPARTMENT, (_PARTY.PROVINCE, _PARTY.MINISTRY)),
        )
    }
)
"""The reports by the numbers of their forms."""
