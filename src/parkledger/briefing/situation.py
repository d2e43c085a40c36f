"""The situation of a place's parks and clusters on a day: the headline figures that a leader asks for first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from parkledger.catalogue import Origin, ZoneKind
from parkledger.catalogue.cluster_reports import reported_by, reported_year, year_reported
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.language import Period, Text, month_end, year_start

PARK, CLUSTER = ZoneKind.PARK, ZoneKind.CLUSTER
FDI, DDI = Origin.FDI, Origin.DDI
OF_REPORTS = (
    ("output.production", True),
    ("output.revenue", False),
    ("trade.export", True),
    ("budget.paid", False),
)
"""What enterprises report of their business, parks' and clusters' alike, with whether plans set targets for it in parks."""
REPORTED: Final = frozenset(
    {"output.production", "output.revenue", "trade.export", "trade.import", "trade.balance", "budget.paid"}
)
"""Indicators that come from monthly reports: up to a day they are known to the end of the last month reported; of clusters they
may come from reports of half-years and years of their own."""


@dataclass(frozen=True, slots=True)
class SituationLine:
    """One line of a situation: an indicator with what narrows it."""

    indicator: str
    kind: ZoneKind | None = None
    origin: Origin | None = None
    form: Form = Form.VALUE
    reported: bool = False
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class SituationSection:
    """Lines under a heading."""

    heading: Text
    lines: tuple[SituationLine, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """A place's figures, section by section, in the order of the lines."""

    place: str
    sections: tuple[tuple[SituationSection, tuple[Figure, ...]], ...]


def _zones(kind: ZoneKind, *stages: str) -> tuple[SituationLine, ...]:
    return tuple(SituationLine(f"zones.{stage}", kind) for stage in stages)


SECTIONS = (
    SituationSection(
        Text("Quy hoạch, thành lập khu công nghiệp (KCN)", "Planning and establishing industrial parks"),
        (
            *_zones(PARK, "planned", "established"),
            SituationLine("land.established", PARK),
            SituationLine("occupancy", PARK),
            *_zones(PARK, "infrastructure_complete", "operating", "priority", "priority_zoned"),
        ),
    ),
    SituationSection(
        Text("Thu hút đầu tư vào KCN từ đầu năm", "Investment attracted by parks since 1 January"),
        (
            SituationLine("projects.registered", PARK, FDI),
            SituationLine("projects.registered", PARK, DDI),
            SituationLine("projects.adjusted", PARK, DDI),
            SituationLine("projects.adjusted", PARK, FDI),
            SituationLine("capital.attracted", PARK),
            SituationLine("capital.attracted", PARK, form=Form.PLAN_RATIO),
        ),
    ),
    SituationSection(
        Text("Sản xuất, kinh doanh trong KCN từ đầu năm", "Output of parks since 1 January"),
        (
            SituationLine("output.production", PARK, reported=True),
            SituationLine("output.production", PARK, form=Form.PLAN_RATIO, reported=True),
            SituationLine("output.production", PARK, form=Form.GROWTH, reported=True),
            SituationLine("trade.export", PARK, reported=True),
            SituationLine("trade.export", PARK, form=Form.PLAN_RATIO, reported=True),
            SituationLine("labour.workers", PARK),
        ),
    ),
    SituationSection(
        Text("Cụm công nghiệp (CCN)", "Industrial clusters"),
        (
            *_zones(CLUSTER, "planned", "established"),
            SituationLine("land.established", CLUSTER),
            *_zones(CLUSTER, "operating"),
            SituationLine("projects.in_force", CLUSTER),
            SituationLine("projects.in_force", CLUSTER, DDI),
            SituationLine("capital.in_force", CLUSTER, DDI),
            SituationLine("projects.in_force", CLUSTER, FDI),
            SituationLine("capital.in_force", CLUSTER, FDI),
            SituationLine("occupancy", CLUSTER),
            SituationLine("output.revenue", CLUSTER, reported=True),
            SituationLine("output.revenue", CLUSTER, form=Form.GROWTH, reported=True),
            SituationLine("budget.paid", CLUSTER, reported=True),
            SituationLine("labour.workers", CLUSTER),
        ),
    ),
    SituationSection(
        Text("Toàn tỉnh", "The whole province"),
        (
            SituationLine("grdp.growth", form=Form.GROWTH, last_year=True),
            SituationLine("grdp.growth", form=Form.RANK, last_year=True),
            SituationLine("grdp.size", last_year=True),
            SituationLine("grdp.size", form=Form.RANK, last_year=True),
            SituationLine("projects.in_force", origin=FDI),
            SituationLine("capital.in_force", origin=FDI),
        ),
    ),
)


def situation(books: Figures, places: Sequence[str], on: date, known_at: datetime | None = None) -> list[Situation]:
    """The situations of places on a day, as known at a moment, all asked in one request."""
    reported = _reported(books, places, on, known_at)
    questions = {
        (place, section.heading, line): _question(line, place, on, reported[place], known_at)
        for place in places
        for section in SECTIONS
        for line in section.lines
    }
    answers = dict(zip(questions, books.answer(list(questions.values())), strict=True))
    return [
        Situation(
            place,
            tuple(
                (section, tuple(answers[place, section.heading, line] for line in section.lines))
                for section in SECTIONS
            ),
        )
        for place in places
    ]


def _reported(
    books: Figures, places: Sequence[str], on: date, known_at: datetime | None
) -> dict[str, dict[ZoneKind | None, Period]]:
    """The periods of the year's business that places side by side are told of, by kind of zones.

    Of parks they are the months that all of them have reported, as where places are compared. Clusters may have reported by
    half-years alone: those of a place that reported none of either are told of the period of the first that did.
    """
    end = reported_until(books, places, on, known_at)
    months = Period(year_start(end), end)
    told = {place: _told_by_clusters(books, place, months, on, known_at) for place in places}
    others = next((period for period in told.values() if period), months)
    return {place: {PARK: months, CLUSTER: told[place] or others} for place in places}


def _question(
    line: SituationLine, place: str, on: date, reported: dict[ZoneKind | None, Period], known_at: datetime | None
) -> Question:
    asked = Question(line.indicator, place, on, form=line.form, kind=line.kind, origin=line.origin, known_at=known_at)
    if line.last_year:
        return replace(asked, start=date(on.year - 1, 1, 1), end=date(on.year - 1, 12, 31))
    if not line.reported:
        return asked
    return replace(asked, start=reported[line.kind].start, end=reported[line.kind].end)


def reported_until(books: Figures, places: str | Sequence[str], on: date, known_at: datetime | None) -> date:
    """The end of the last month that places have reported on a day; a place that reports nothing that year holds none back.

    A report that ends within a month tells a part of it, which is not set beside whole months: figures go to the month's end
    before. Who reports by windows of its own, none of which ends with a month, has told to the last of their days.

    A month that is not over on the day counts where all that is known of it is an estimate, which is made before its end.
    What is final of it was reported after the day: then the month before is the last. It is no day after the last that any
    of them has reported on: who reports by the quarter has told nine months by November.
    """
    end = month_end(on)
    asked = [places] if isinstance(places, str) else list(dict.fromkeys(places))
    month = _month_of(end, known_at)
    years = books.answer([replace(month, place=place, start=year_start(end)) for place in asked])
    told = [found.coverage.periods[-1].end for found in years if found.value is not None and found.coverage.periods]
    until = end if on == end else _month_reported(books, month, asked, on, years)
    return min(until, _whole_months(books, years, max(told))) if told else until


def _month_of(end: date, known_at: datetime | None) -> Question:
    """What parks of no place yet produced in a month that ends on a day."""
    return Question("output.production", "", end, start=end.replace(day=1), kind=PARK, known_at=known_at)


def months_questions(place: str, on: date, months: Period, known_at: datetime | None) -> list[Question]:
    """What is asked of a place to know what parks and clusters have reported on a day, if parks have reported these months."""
    month = replace(_month_of(month_end(on), known_at), place=place)
    year = replace(month, start=year_start(month.end))
    return [month, year, *_asked_of_clusters(place, cluster_periods(months, on), known_at)]


def _whole_months(books: Figures, years: Sequence[Figure], last: date) -> date:
    """The end of the last whole month that reports of a year go to, of which the last ends on a day; else that day."""
    before = last.replace(day=1) - timedelta(days=1)
    if last == month_end(last) or before.year != last.year:
        return last
    to_month = books.answer([replace(found.question, end=before) for found in years])
    return before if any(_reported_to(found) == before for found in to_month) else last


def _reported_to(figure: Figure) -> date | None:
    """The last day that the reports of a figure are about."""
    return figure.coverage.periods[-1].end if figure.coverage.periods else None


def _month_reported(books: Figures, month: Question, places: Sequence[str], on: date, years: Sequence[Figure]) -> date:
    """The end of a month that is not over, where what is known of it in places are estimates; else of the month before."""
    months = books.answer([replace(month, place=place) for place in places])
    there = [found for found, whole in zip(months, years, strict=True) if whole.value is not None]
    estimated = there and all(found.value is not None and found.estimate for found in there)
    return month.end if estimated else on.replace(day=1) - timedelta(days=1)


def reported_by_clusters(
    books: Figures, place: str, months: Period, on: date, known_at: datetime | None
) -> Period | None:
    """The period that the clusters of a place have reported of their business, where it is not the months that parks have: the
    last half-year or year of their own; None where nothing is known of either, or of the months."""
    found = _told_by_clusters(books, place, months, on, known_at)
    return None if found == months else found


def of_clusters_year(asked: Question, books: Figures) -> Question:
    """What is asked of clusters from the beginning of a year, of the half-year or the year of their own that they have reported
    of it, where they report by those and not by months: this is what plans of the calendar year are held against. Any other
    question as it is."""
    if asked.kind is not CLUSTER or asked.indicator not in REPORTED or not asked.is_flow:
        return asked
    start, end = asked.period
    if start not in {year_start(end), reported_year(end.year)[0]}:
        return asked
    months = Period(year_start(end), end)
    told = _told_by_clusters(books, asked.place, months, end, asked.known_at, asked.zone)
    of_year = told is not None and told != months and year_reported(told.start, told.end) == end.year
    return replace(asked, start=told.start, end=told.end) if told is not None and of_year else asked


def _told_by_clusters(
    books: Figures, place: str, months: Period, on: date, known_at: datetime | None, zone: int | None = None
) -> Period | None:
    """The first of the periods of which the clusters of a place told something from its first day on: the months, else one of
    their own; where they told of none so, the first of which they told something. A half-year lies within the calendar year
    in which it ends, and is not what came about in that."""
    tried = cluster_periods(months, on)
    answers, size = books.answer(_asked_of_clusters(place, tried, known_at, zone)), len(OF_REPORTS)
    told = [
        (period, [each for each in answers[at * size : (at + 1) * size] if each.value is not None])
        for at, period in enumerate(tried)
    ]
    whole = (period for period, found in told if any(_is_told_from(each, period.start) for each in found))
    return next(whole, next((period for period, found in told if found), None))


def _is_told_from(figure: Figure, start: date) -> bool:
    """Whether reports of a figure go back to a day."""
    return bool(figure.coverage.periods) and figure.coverage.periods[0].start <= start


def cluster_periods(months: Period, on: date) -> list[Period]:
    """The periods that clusters may have told of, in the order in which they are tried."""
    return [months, *(Period(*days) for days in reported_by(on))]


def _asked_of_clusters(
    place: str, periods: Iterable[Period], known_at: datetime | None, zone: int | None = None
) -> list[Question]:
    return [
        Question(code, place, period.end, start=period.start, zone=zone, kind=CLUSTER, known_at=known_at)
        for period in periods
        for code, _ in OF_REPORTS
    ]
