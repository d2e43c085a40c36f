"""Answers to which zones have not reported: who was to report, who did not, and where nobody did, that nobody did."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.answers.answer import AnswerLine, Answers, listed, refused, with_understood
from parkledger.briefing.answers.completeness import WITHHELD
from parkledger.briefing.answers.subjects import QuestionSubject, questions_of
from parkledger.briefing.situation import reported_by_clusters
from parkledger.catalogue import ZoneKind
from parkledger.catalogue.publicity import PublicKind, hiding
from parkledger.figures import Figure, Figures, Question, reported_terms
from parkledger.figures.coverage import ReportsDue, ZoneGap
from parkledger.language import Lang, Period, Text, days_said, format_months, joined_notes, sort_key
from parkledger.places import COUNTRY_CODE, get, province_on

REPORTED: Final = ("output.production", "trade.export", "labour.workers")
"""What is looked at where it is not said of what the reports are that zones have not made."""
ONE_DAY: Final = timedelta(days=1)
NO_REPORTED_KIND: Final = Text(
    "hãy nêu KCN hay CCN, và kỳ báo cáo", "say parks or clusters, and the period of the reports"
)
NOT_OF_REPORTS: Final = Text(
    "chỉ tiêu này không lập từ báo cáo của khu, cụm", "this figure is not made of reports of zones"
)
WHO_REPORTS: Final = Text(
    "phải báo cáo: khu, cụm đang hoạt động (nơi chưa ghi nhận việc hoạt động: khu, cụm đã thành lập) và khu, cụm đã từng "
    "báo cáo; không tính sổ đã xác nhận đủ số liệu",
    "to report are zones in operation (where no operation is on record: those established) and those that have reported "
    "before; zones of books declared complete are left out",
)
NOT_DUE: Final = Text("báo cáo kỳ này chưa đến hạn", "the reports of the period are not due yet")


class _FigureReports(NamedTuple):
    """The reports that a figure is made of: who is to make them, and who lacks what."""

    figure: Figure
    due: ReportsDue
    lacking: tuple[ZoneGap, ...]
    is_silent: bool = False
    """Whether nobody reported what the figure is made of."""

    @property
    def open_since(self) -> date | None:
        """The last day reported on, where later days were asked for that are not due yet."""
        coverage, question = self.figure.coverage, self.figure.question
        if not question.is_flow or not coverage.periods or coverage.until or coverage.tail:
            return None
        last = coverage.periods[-1].end
        return last if last < question.end else None


@dataclass(slots=True)
class _Missing:
    """What was found of the zones that whoever asks may see, of all figures looked at."""

    every: set[int] = field(default_factory=set)
    lacking: dict[int, list[tuple[Figure, ZoneGap]]] = field(default_factory=dict)


def unreported(subject: QuestionSubject, books: Figures) -> Answers:
    """The zones of which a report of the period is missing that figures of their province should be made of, with what is missing."""
    named = subject.period()
    if subject.kind is None or named is None:
        return refused(subject, books, NO_REPORTED_KIND)
    counted = subject.indicator is None or subject.measures("zones.")
    codes = REPORTED if counted else (subject.indicator or "",)
    asked = list(_asked(subject, codes, books))
    if asked and not any(reported_terms(question) for question in asked):
        return refused(subject, books, NOT_OF_REPORTS)
    reports = [_reports(figure, books) for figure in books.answer(asked)]
    missing = _missing(reports, subject)
    lines = [_line(gaps) for gaps in missing.lacking.values()]
    lines.sort(key=lambda line: sort_key(line.title.vi))
    is_silent = all(each.is_silent for each in reports)
    said = _said(subject.kind, len(lines), len(missing.every), is_silent=is_silent)
    note = joined_notes(*_notes(reports, asked, named))
    answers = listed(said, lines, value=Fraction(len(lines)), note=note)
    scope = replace(subject, indicator=None if counted else subject.indicator)
    return tuple(with_understood(replace(each, lines=tuple(lines)), scope, None, books) for each in answers)


def _asked(subject: QuestionSubject, codes: Iterable[str], books: Figures) -> Iterator[Question]:
    """What is looked at: each figure of each place, of the days of the period that have come."""
    for code in codes:
        base = questions_of(replace(subject, indicator=code, zones=[]))
        if base.is_flow:
            base = replace(base, end=min(base.end, subject.day))
        for place in _provinces(subject, books, base.end):
            yield _of_own_period(replace(base, place=place, zone=None), books)


def _of_own_period(asked: Question, books: Figures) -> Question:
    """A question of clusters with the period that they have reported by, where that ended in the one asked of."""
    if asked.kind is not ZoneKind.CLUSTER or not asked.is_flow:
        return asked
    period = Period(*asked.period)
    own = reported_by_clusters(books, asked.place, period, period.end, asked.known_at)
    return replace(asked, start=own.start, end=own.end) if own is not None and own.end >= period.start else asked


def _provinces(subject: QuestionSubject, books: Figures, on: date) -> list[str]:
    """The places asked of; of the whole country, or where none is named, the provinces of the day that the books are of."""
    if subject.places and COUNTRY_CODE not in subject.places:
        return subject.places
    return sorted({province_on(span.place, on) for span in books.spans(subject.dates.known_at)})


def _reports(figure: Figure, books: Figures) -> _FigureReports:
    """Who is to make the reports of a figure, and what each lacks: of a figure that nobody told anything of, all of them all."""
    due, coverage, end = books.reports_due(figure.question), figure.coverage, figure.question.end
    if not coverage.recorded or (figure.question.is_flow and not coverage.periods):
        return _FigureReports(
            figure, due, tuple(zone for zone in due.zones if zone.zone not in due.told), is_silent=not due.told
        )
    lacking, last = {gap.zone: gap for gap in coverage.lacking}, coverage.until or coverage.tail
    behind = (Period(last + ONE_DAY, end),) if last is not None and last < end else ()
    for zone in due.zones:
        nobody = {*(coverage.gaps if zone.zone in due.expected else ()), *behind}
        known = lacking.get(zone.zone)
        if nobody and (known is None or not known.is_silent):
            days = sorted({*nobody, *(known.periods if known else ())}, key=lambda period: period.start)
            lacking[zone.zone] = zone._replace(periods=tuple(days))
    return _FigureReports(figure, due, tuple(lacking.values()))


def _missing(reports: Iterable[_FigureReports], subject: QuestionSubject) -> _Missing:
    """The zones that are to report and what they lack; of those asked of, in books that show their zones."""
    hidden, found = hiding(PublicKind.ZONES), _Missing()
    for each in reports:
        for gap in (*each.due.zones, *each.lacking):
            if gap.book not in hidden and gap.zone in (subject.zones or [gap.zone]):
                found.every.add(gap.zone)
        for gap in each.lacking:
            if gap.zone in found.every:
                found.lacking.setdefault(gap.zone, []).append((each.figure, gap))
    return found


def _said(kind: ZoneKind, lacking: int, every: int, *, is_silent: bool) -> Text:
    """How many lack reports, of how many that were to make them."""
    vi, en = kind.short, kind.label.en
    if not every:
        return Text(
            f"trong sổ không có {vi} nào phải báo cáo kỳ này",
            f"the books have no {en} that was to report of the period",
        )
    if is_silent:
        told = Text(f"chưa {vi} nào báo cáo kỳ này", f"no {en} has reported anything of the period")
    elif lacking:
        those = f"{en} without all its reports" if lacking == 1 else f"{en}s without all their reports"
        told = Text(f"{lacking} {vi} chưa báo cáo đủ", f"{lacking} {those}")
    else:
        told = Text(f"không {vi} nào thiếu báo cáo", f"no {en} lacks a report")
    were = "was" if every == 1 else "were"
    return Text(f"{told.vi}, trong số {every} {vi} phải báo cáo", f"{told.en}, of {every} that {were} to report")


def _notes(
    reports: list[_FigureReports], asked: list[Question], named: tuple[date | None, date]
) -> Iterator[Text | None]:
    """By which figures it was looked at, who is to report, and what limits the answer."""
    yield _figures_said(asked)
    yield WHO_REPORTS
    yield from _own_periods_said(asked, named)
    yield NOT_DUE if any(each.is_silent and not each.due.is_due for each in reports) else None
    yield _last_day_said(reports)
    yield _places_without_book(reports)
    yield WITHHELD if hiding(PublicKind.ZONES) else None


def _figures_said(asked: list[Question]) -> Text | None:
    """By which figures it was looked at who reported."""
    names = list({question.indicator: question.definition.name.uncapitalised() for question in asked}.values())
    if not names:
        return None
    return Text(f"xét theo {', '.join(name.vi for name in names)}", f"by {', '.join(name.en for name in names)}")


def _own_periods_said(asked: list[Question], named: tuple[date | None, date]) -> Iterator[Text]:
    """The periods that clusters report by, where these are not the one that was named."""
    own = {question.period for question in asked if question.is_flow and question.start != (named[0] or question.start)}
    for days in (days_said(*period) for period in sorted(own)):
        yield Text(f"kỳ báo cáo của CCN {days.vi}", f"by the clusters' own period, {days.en}")


def _last_day_said(reports: list[_FigureReports]) -> Text | None:
    """Until which day it was reported, where what follows is not due yet."""
    lasts = [last for each in reports if (last := each.open_since) is not None]
    if not lasts:
        return None
    day = days_said(min(lasts))
    return Text(
        f"đã báo cáo đến {day.vi}, sau ngày này chưa đến hạn", f"reported to {day.en}; what follows is not due yet"
    )


def _places_without_book(reports: list[_FigureReports]) -> Text | None:
    """The places asked of that have no book."""
    places = [get(code).text for code in sorted({code for each in reports for code in each.figure.coverage.missing})]
    if not places:
        return None
    return Text(
        f"chưa có sổ của {', '.join(place.vi for place in places)}",
        f"there is no book of {', '.join(place.en for place in places)}",
    )


def _line(gaps: list[tuple[Figure, ZoneGap]]) -> AnswerLine:
    """A zone with what it did not report, and of which months where it is not all of them."""
    gap = gaps[0][1]
    notes = []
    for lang in Lang:
        parts = []
        for figure, each in gaps:
            months = ", ".join(format_months(period, lang) for period in each.periods)
            name = figure.indicator.name.of(lang)
            parts.append(f"{name} ({months})" if months else name)
        notes.append("; ".join(parts))
    return AnswerLine(
        f"{gap.book}/{gap.code}", Text(gap.title, gap.title), "zone", (gap.book, gap.code), note=Text(*notes)
    )
