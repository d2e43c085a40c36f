"""The coverage of figures: which books, which days and which reports stand behind an answer."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Protocol

from parkledger.catalogue import MEASURES, CoverageSubject, Nature, Origin, ZoneKind, ZoneStage
from parkledger.catalogue.expressions import Term, Timing
from parkledger.catalogue.measures import ONE_SCOPE, REPORTABLE
from parkledger.figures.coverage import COMPLETE, DUE_WITHIN, UNEQUAL_REPORTS, BookEnd, BookSpan, Coverage
from parkledger.figures.engine.cells import Scope
from parkledger.figures.engine.evaluation import Evaluated
from parkledger.figures.engine.zone_reports import SupposedReport, ZoneReports
from parkledger.figures.mirror.rollups import COUNTRY
from parkledger.figures.questions import Question, indicator
from parkledger.language import Period, day_of, today
from parkledger.places import (
    COUNTRY_CODE,
    Place,
    get,
    is_within,
    is_within_any,
    province_or_whole,
    provinces_of,
    uncovered_parts,
)

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine

DAY = timedelta(days=1)
REPORTS = frozenset({Nature.REPORTED, Nature.LEVEL})
EVERYWHERE = Scope(COUNTRY, None, None)
"""All that is recorded of the country, whatever the kind of zones and the origin of capital."""


class SupposedCoverage(Protocol):
    """What is supposed beside what is on record, as far as coverage goes (see `what_if`)."""

    def reports(self, scope: Scope, measure: str) -> list[SupposedReport]:
        """The reports of a measure in a scope that are supposed."""

    def spanned(self, spans: tuple[BookSpan, ...]) -> tuple[BookSpan, ...]:
        """What the books cover, with what is supposed."""


class CoverageRules:
    """Says of each question what the books cover of it, as known at one moment."""

    def __init__(
        self,
        engine: "Engine",
        known_at: datetime | None,
        supposition: SupposedCoverage | None = None,
    ) -> None:
        self.engine = engine
        self.known_at = known_at
        spans = engine.spans_known(known_at)
        if supposition is not None and spans is not None and known_at is None:
            spans = supposition.spanned(spans)
        self.spans = spans
        self._supposition = supposition
        self._books_of: dict[tuple[frozenset[str], ZoneKind | None], list[BookSpan]] = {}

    def _supposed(self, scope: Scope, measure: str) -> list[SupposedReport]:
        """The reports of a measure in a scope that are supposed."""
        return self._supposition.reports(scope, measure) if self._supposition is not None else []

    def prepare(self, questions: Iterable[Question]) -> None:
        """Look up the periods reported on that the questions need: of places by one query, of their zones by another."""
        wanted: defaultdict[Scope, set[str]] = defaultdict(set)
        by_zone: defaultdict[Scope, set[str]] = defaultdict(set)
        days: list[date] = []
        for question in questions:
            measures = {term.measure for term in reported_terms(question)}
            is_matched = bool(matched_terms(question))
            if not measures or question.zone is not None or (self.spans is None and not is_matched):
                continue
            wanted[self.engine.scope(question)] |= measures
            days += [question.period[0], question.end]
            if question.place != COUNTRY_CODE or is_matched:
                by_zone[self._of_any_origin(question)] |= measures
                for origin in Origin if question.origin else ():
                    by_zone[self.engine.scope(replace(question, origin=origin))] |= measures
        self.engine.find_report_periods(wanted, self.known_at)
        if by_zone:
            since, until = date(max(min(days).year - 1, 1), 1, 1), date(max(days).year, 12, 31)
            self.engine.find_zone_reports(by_zone, self.known_at, since, until)

    def zone_reports(self, question: Question, measure: str, origin: Origin | None = None) -> ZoneReports:
        """What the zones of a question have reported of a measure, of any origin or of one; with what is supposed."""
        scope = self._of_any_origin(question)._replace(origin=origin)
        found = self.engine.zone_reports(scope, measure, self.known_at)
        supposed = self._supposed(scope, measure)
        return found.supposing(supposed) if supposed else found

    def whereabouts(self, zone: int) -> tuple[str, str]:
        """The place and the kind of a zone, one that is only supposed among them."""
        return self._supposed_zones.get(zone) or self.engine.cube.whereabouts(zone)

    @cached_property
    def _supposed_zones(self) -> Mapping[int, tuple[str, str]]:
        """The place and the kind of the zones that are supposed to reach a stage."""
        stages = (each for stage in ZoneStage for each in self._supposed(EVERYWHERE, stage.measure))
        return {each.zone: (each.place, each.kind or "") for each in stages if each.zone is not None and each.count > 0}

    def is_ever_told(self, measure: str, province: str, kind: str) -> bool:
        """Whether anything of a measure is known, of any day, of a kind of zones in a province; with what is supposed."""
        supposed = Counter[tuple[int | None, date]]()
        for each in self._supposed(EVERYWHERE, measure):
            if (province_or_whole(each.place), each.kind) == (province, kind):
                supposed[each.zone, date.fromordinal(each.days[1])] += each.count
        return self.engine.is_ever_told(measure, province, kind, self.known_at, supposed)

    def shared_measures(self, question: Question) -> frozenset[str]:
        """The measures of a question that more than one book could report; none as known before levels were settled.

        What an office counts of its own work, such as procedures, is in its book alone.
        """
        is_of_places = question.zone is None and question.member is None and not question.definition.statistic
        if not is_of_places or (self.known_at is not None and self.known_at < ONE_SCOPE):
            return frozenset()
        measures = frozenset(term.measure for term in reported_terms(question) if term.zones is None).intersection(
            REPORTABLE
        )
        return measures if measures and len(self._books_at(question)) > 1 else frozenset()

    def book_names(self, ids: Collection[int]) -> list[str]:
        """What some books are called."""
        return sorted(span.name or span.book for span in self.spans or () if self.id_of(span) in ids)

    def id_of(self, span: BookSpan) -> int | None:
        """The id of a book, which its zones' and events' ids begin with."""
        mark = self.engine.manifest.books.get(span.book)
        return mark.id if mark else None

    def _of_any_origin(self, question: Question) -> Scope:
        """A question's scope; a zone that reported of one origin has reported."""
        return self.engine.scope(question)._replace(origin=None)

    def is_outside(self, question: Question) -> bool:
        """Whether a period lies wholly in days for which no book of the place speaks: nothing found there is no nought."""
        if self.spans is None or not question.is_flow:
            return False
        books = self._books(question)
        subject = _subject(question)
        return all(book.tells_nothing_of(subject, question.period) for book in books)

    def of(self, question: Question, *, recorded: bool) -> Coverage:
        """The coverage of a question's value; `recorded` where there is one."""
        if self.spans is None or question.definition.statistic:
            return COMPLETE if recorded else Coverage(recorded=False)
        books = self._books(question)
        recorded = recorded and bool(books)
        places, covered, missing = self._places(question, books)
        since, ends = self._days(question, books)
        until = min((end.until for end in ends), default=None)
        terms = reported_terms(question)
        whole = Coverage(recorded, missing=missing, places=places, covered=covered)
        if not terms:
            is_one = len(ends) == len(books) and len({end.until for end in ends}) == 1
            return replace(whole, since=since, until=until, ends=() if is_one else ends, books=len(books))
        reports = [self._report_periods(question, term.measure) for term in terms]
        every = [period for some in reports for period in some]
        until = overdue_since(question.end, every)
        if question.is_flow:
            return self._of_flow(replace(whole, until=until), question, reports)
        tail = None if until else missed_since(question.end, every, self.known_on(question))
        return replace(whole, until=until, tail=tail)

    def _of_flow(self, whole: Coverage, question: Question, reports: Sequence[Sequence[Period]]) -> Coverage:
        """The coverage of what is summed over a period: of each measure, by the periods of its reports."""
        inside = [_inside(some, question.period) for some in reports]
        days = [_covered(some) for some in inside]
        refusal = None if len({tuple(some) for some in days}) == 1 else UNEQUAL_REPORTS
        within = inside[0]
        tail = None if whole.until else unreported_since(question.end, within, self.known_on(question))
        gaps = _gaps(days[0], question)
        return replace(whole, gaps=gaps, periods=tuple(days[0]), refusal=refusal, tail=tail)

    def known_on(self, question: Question) -> date:
        """The day by which what is answered is known; no day before the question's own."""
        return max(question.end, today() if self.known_at is None else day_of(self.known_at))

    def _report_periods(self, question: Question, measure: str) -> Sequence[Period]:
        """The periods that reports of what is asked are about, by their first day; with those that are supposed."""
        supposed = [
            Period(*map(date.fromordinal, report.days))
            for report in self._supposed(self.engine.scope(question), measure)
            if report.count > 0 and question.zone in {None, report.zone}
        ]
        recorded = self.engine.report_periods(question, measure, self.known_at)
        return sorted([*recorded, *supposed]) if supposed else recorded

    def declared(self, question: Question) -> frozenset[int]:
        """The ids of the books whose offices have declared them complete, of the question's subject, to its day."""
        subject, books = _subject(question), self.engine.manifest.books
        return frozenset(
            books[span.book].id
            for span in self.spans or ()
            if span.book in books and span.declared.get(subject, date.min) >= question.end
        )

    def declared_subject(self, question: Question) -> CoverageSubject | None:
        """The subject of a question where all its books were declared complete of it to its day.

        What is held on a day is to be looked for in books of all its places, and of the kind of zone asked for, that had begun.
        """
        if not self.is_declared(question):
            return None
        books = self._books(question)
        if not question.is_flow and (
            self._places(question, books)[2] or any(book.first > question.end for book in books)
        ):
            return None
        return _subject(question)

    def is_declared(self, question: Question) -> bool:
        """Whether all books of a question were declared complete, of its subject, to its day."""
        subject, books = _subject(question), self._books(question)
        return bool(books) and all(book.declared.get(subject, date.min) >= question.end for book in books)

    def subject_measures(self, question: Question) -> list[str]:
        """The measures of the subject of a question that are not known from reports."""
        subject = _subject(question)
        return [code for code, one in MEASURES.items() if one.subject is subject and one.nature not in REPORTS]

    def _books(self, question: Question) -> list[BookSpan]:
        """The books that hold what is asked: the zone's own, or those of the place, of the kind asked for if any has it."""
        spans = self.spans or ()
        if question.zone is not None:
            # a zone that is only supposed is in no table yet
            own = {code for code, mark in self.engine.manifest.books.items() if mark.id == book_of(question.zone)}
            return [book for book in spans if book.book in own]
        key = (self.engine.scope(question).territory, question.kind)
        if key not in self._books_of:
            found = self._books_at(question)
            of_kind = [book for book in found if question.kind in book.kinds or not book.kinds] if question.kind else []
            self._books_of[key] = of_kind or found
        return self._books_of[key]

    def _books_at(self, question: Question) -> list[BookSpan]:
        """The books of a question's place, of a part of it or of what it is a part of."""
        territory = self.engine.scope(question).territory
        return [
            book
            for book in self.spans or ()
            if is_within_any(book.place, territory) or any(is_within(code, book.place) for code in territory)
        ]

    def _places(self, question: Question, books: Sequence[BookSpan]) -> tuple[int, int, tuple[str, ...]]:
        """How many provinces a question is over, of how many of them there is a book, and what there is none of."""
        if question.zone is not None:
            return 0, 0, ()
        of_kind = [
            book.place for book in books if question.kind is None or question.kind in book.kinds or not book.kinds
        ]
        parts, lacking, missing = _lacking(question.place, question.end, frozenset(of_kind))
        return parts, parts - lacking, missing if books else ()

    def _days(self, question: Question, books: Sequence[BookSpan]) -> tuple[date | None, tuple[BookEnd, ...]]:
        """The first day that the books speak for, where the question begins before; the last of each, where it ends after."""
        if not books:
            return None, ()
        subject = _subject(question)
        begun = max(book.first for book in books)
        begins = question.period[0] if question.is_flow else question.end
        since = begun if begins < begun and question.zone is None else None
        stopped = [
            book
            for book in books
            if book.kept_to(subject) < question.end
            or (question.is_flow and begun <= question.end and book.tells_nothing_of(subject, question.period))
        ]
        return since, tuple(BookEnd(book.book, book.name, book.complete_to(subject)) for book in stopped)


def book_of(zone: int) -> int:
    """The id of the book that a zone is in, which its own id begins with."""
    return zone >> 32


def is_silence(question: Question, coverage: Coverage, found: Evaluated) -> bool:
    """Whether a counted flow is nought only because nothing is on record: no book speaks for some of the places."""
    if not question.is_flow or not coverage.missing or reported_terms(question):
        return False
    return found.value == 0 and not any(term.value for term in found.terms)


def overdue_since(on: date, periods: Sequence[Period]) -> date | None:
    """The last day reported on by a day, where the next report is overdue on it; None where none is, or none was made."""
    made = _last_report(on, periods)
    if made is None:
        return None
    last, length = made
    return last if last + length + DUE_WITHIN < on else None


def missed_since(on: date, periods: Sequence[Period], known: date) -> date | None:
    """The last day reported on by a day, where a further report by that day was to be made and, as is known later, was not.

    Months are of 28 to 31 days, and half-years of 181 to 184: a report was to be made a little sooner, or comes a little later,
    than as long after the last as that came after the one before.
    """
    made = _last_report(on, periods)
    if made is None:
        return None
    last, length = made
    following = min((period.end for period in periods if period.end > on), default=None)
    is_regular = following is not None and following - last <= length + UNEVEN
    return last if last + length <= on + UNEVEN and last + length + DUE_WITHIN < known and not is_regular else None


def unreported_since(on: date, periods: Sequence[Period], known: date) -> date | None:
    """The last day that reports within a period are about, where it ends before the period and what follows is overdue."""
    made = _last_report(on, periods)
    if made is None:
        return None
    last, length = made
    return last if last < on and last + length + DUE_WITHIN < known else None


def _last_report(on: date, periods: Sequence[Period]) -> tuple[date, timedelta] | None:
    """The last day reported on by a day, and after how long the next report is expected."""
    last = max((period.end for period in periods if period.end <= on), default=None)
    if last is None:
        return None
    length = max(period.days for period in periods if period.end == last)
    if length == ONE_DAY:  # a level is asserted on a day, and again as long after it as it came after the one before
        before = max((period.end for period in periods if period.end < last), default=None)
        length = QUARTER if before is None else (last - before).days
    return last, timedelta(days=length)


UNEVEN = timedelta(days=7)
"""By how much the days from one report to the next may differ from those before."""
ONE_DAY, QUARTER = 1, 92
"""Days of a report on a day; days after which a level is expected again that was reported only once."""


def _inside(periods: Sequence[Period], within: tuple[date, date]) -> list[Period]:
    """Those of some periods, given by their first day, that lie within one."""
    first, last = within
    since = bisect_left(periods, first, key=attrgetter("start"))
    until = bisect_right(periods, last, key=attrgetter("start"))
    return [period for period in periods[since:until] if period.end <= last]


def _covered(reports: Iterable[Period]) -> list[Period]:
    """The days that reports are about, given by their first day, as periods that do not touch."""
    found: list[Period] = []
    for period in reports:
        if found and period.start <= found[-1].end + DAY:
            found[-1] = Period(found[-1].start, max(found[-1].end, period.end))
        else:
            found.append(period)
    return found


def _gaps(covered: Sequence[Period], question: Question) -> tuple[Period, ...]:
    """The days between reports, and before the first, that no report is about."""
    if not covered:
        return ()
    between = [Period(before.end + DAY, after.start - DAY) for before, after in pairwise(covered)]
    first = question.period[0]
    return (*([Period(first, covered[0].start - DAY)] if covered[0].start > first else []), *between)


def reported_terms(question: Question) -> tuple[Term, ...]:
    """The terms of a question's formula that are known from reports alone."""
    return _reported_terms(question.indicator, question.kind, question.end)


@lru_cache(maxsize=4096)
def _matched_terms(code: str, kind: ZoneKind | None, on: date) -> tuple[Term, ...]:
    if not _reported_terms(code, kind, on):
        return ()
    terms = _terms(code, kind, on)
    is_held = all(term.timing is Timing.ON and term.zones is None for term in terms)
    return terms if is_held and len({term.measure for term in terms}) > 1 else ()


@lru_cache(maxsize=4096)
def _is_change(code: str, kind: ZoneKind | None, on: date) -> bool:
    return any(term.is_change for term in _terms(code, kind, on))


@lru_cache(maxsize=4096)
def _terms(code: str, kind: ZoneKind | None, on: date) -> tuple[Term, ...]:
    formula = indicator(code).formula_for(kind, on)
    return tuple(formula.expression.terms()) if formula else ()


@lru_cache(maxsize=4096)
def _reported_terms(code: str, kind: ZoneKind | None, on: date) -> tuple[Term, ...]:
    return tuple(term for term in _terms(code, kind, on) if is_reported(term))


def is_change(question: Question) -> bool:
    """Whether a question is of how a stock changed within a period."""
    return _is_change(question.indicator, question.kind, question.end)


def matched_terms(question: Question) -> tuple[Term, ...]:
    """The terms of a ratio or difference on a day of which some are known from reports: each zone must have all of them.

    So workers are counted only where their pay is known, and capacity where it is known what is used of it.
    """
    return () if question.zone is not None else _matched_terms(question.indicator, question.kind, question.end)


def is_reported(term: Term) -> bool:
    """Whether a term is known from reports alone."""
    return MEASURES[term.measure].nature in REPORTS


def _subject(question: Question) -> CoverageSubject:
    """The subject of a question: that of its formula's first measure."""
    return _subject_of(question.indicator)


@cache
def _subject_of(code: str) -> CoverageSubject:
    return next((MEASURES[term.measure].subject for term in indicator(code).terms()), CoverageSubject.SERVICES)


@lru_cache(maxsize=4096)
def _lacking(code: str, on: date, books: frozenset[str]) -> tuple[int, int, tuple[str, ...]]:
    """How many provinces a place has on a day, how many lack any book, and the codes of what has none."""
    parts = provinces_of(get(code), on)
    found: list[Place] = []
    for part in parts:
        if not any(is_within(part.code, book) or book in part.successors for book in books):
            found += uncovered_parts(part, books)
    whole = {part.code for part in parts}
    return len(parts), len([gap for gap in found if gap.code in whole]), tuple(gap.code for gap in found)
