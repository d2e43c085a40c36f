"""The coverage of figures: which books, which days and which reports stand behind an answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from parkledger.catalogue import MEASURES, CoverageSubject, Nature
from parkledger.catalogue.expressions import Term
from parkledger.figures.coverage import COMPLETE, DUE_WITHIN, UNEQUAL_REPORTS, BookSpan, Coverage
from parkledger.figures.engine.cells import Scope
from parkledger.figures.questions import Question
from parkledger.language import Period
from parkledger.places import Place, get, is_within, is_within_any, provinces_of, uncovered_parts

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine

DAY = timedelta(days=1)
REPORTS = frozenset({Nature.REPORTED, Nature.LEVEL})


class CoverageRules:
    """Says of each question what the books cover of it, as known at one moment."""

    def __init__(self, engine: "Engine", known_at: datetime | None) -> None:
        self.engine = engine
        self.known_at = known_at
        self.spans = engine.spans_known(known_at)

    def prepare(self, questions: Iterable[Question]) -> None:
        """Look up the periods reported on that the questions need, by one query."""
        if self.spans is None:
            return
        wanted: defaultdict[Scope, set[str]] = defaultdict(set)
        for question in questions:
            if question.zone is None:
                wanted[self.engine.scope(question)] |= {term.measure for term in _reported(question)}
        self.engine.find_report_periods({scope: some for scope, some in wanted.items() if some}, self.known_at)

    def is_outside(self, question: Question) -> bool:
        """Whether a period lies wholly in days for which no book of the place speaks: nothing found there is no nought."""
        if self.spans is None or not question.is_flow:
            return False
        books = self._books(question)
        subject = _subject(question)
        first, last = question.period
        return not any(
            book.first <= last and (first <= book.complete_to(subject) or last <= book.kept_to(subject))
            for book in books
        )

    def of(self, question: Question, *, recorded: bool) -> Coverage:
        """The coverage of a question's value; `recorded` where there is one."""
        if self.spans is None or question.definition.statistic:
            return COMPLETE if recorded else Coverage(recorded=False)
        books = self._books(question)
        recorded = recorded and bool(books)
        places, covered, missing = self._places(question, books)
        since, until = self._days(question, books)
        terms = _reported(question)
        whole = Coverage(recorded, missing=missing, places=places, covered=covered)
        if not terms:
            return replace(whole, since=since, until=until)
        reports = [self.engine.report_periods(question, term.measure, self.known_at) for term in terms]
        until = _overdue_since(question, [period for some in reports for period in some])
        if not question.is_flow:
            return replace(whole, until=until)
        days = [_covered(some, question.period) for some in reports]
        refusal = None if len({tuple(some) for some in days}) == 1 else UNEQUAL_REPORTS
        gaps = _gaps(days[0], question)
        return replace(whole, until=until, gaps=gaps, periods=tuple(days[0]), refusal=refusal)

    def _books(self, question: Question) -> list[BookSpan]:
        """The books that hold what is asked: the zone's own, or those of the place, of the kind asked for if any has it."""
        spans = self.spans or ()
        if question.zone is not None:
            # a zone that is only supposed is in no table yet; its id says its book: book << 32 | number
            own = {code for code, mark in self.engine.manifest.books.items() if mark.id == question.zone >> 32}
            return [book for book in spans if book.book in own]
        territory = self.engine.scope(question).territory
        found = [
            book
            for book in spans
            if is_within_any(book.place, territory) or any(is_within(code, book.place) for code in territory)
        ]
        if question.kind is None:
            return found
        return [book for book in found if question.kind in book.kinds or not book.kinds] or found

    def _places(self, question: Question, books: Sequence[BookSpan]) -> tuple[int, int, tuple[str, ...]]:
        """How many provinces a question is over, of how many of them there is a book, and what there is none of."""
        if question.zone is not None:
            return 0, 0, ()
        of_kind = [
            book.place for book in books if question.kind is None or question.kind in book.kinds or not book.kinds
        ]
        parts, lacking, missing = _lacking(question.place, question.end, frozenset(of_kind))
        return parts, parts - lacking, missing if books else ()

    def _days(self, question: Question, books: Sequence[BookSpan]) -> tuple[date | None, date | None]:
        """The first day that the books speak for, where the question begins before; the last, where it ends after."""
        if not books:
            return None, None
        subject = _subject(question)
        begun = max(book.first for book in books)
        begins = question.period[0] if question.is_flow else question.end
        since = begun if begins < begun and question.zone is None else None
        stopped = [book.complete_to(subject) for book in books if book.kept_to(subject) < question.end]
        return since, min(stopped, default=None)


def _overdue_since(question: Question, periods: Sequence[Period]) -> date | None:
    """The last day reported on by the day asked for, where the next report is overdue on that day."""
    ends = sorted({period.end for period in periods if period.end <= question.end})
    if not ends:
        return None
    last = ends[-1]
    length = max(period.days for period in periods if period.end == last)
    if length == ONE_DAY:  # a level is asserted on a day, and again as long after it as it came after the one before
        length = (last - ends[-2]).days if len(ends) > 1 else QUARTER
    return last if last + timedelta(days=length) + DUE_WITHIN < question.end else None


ONE_DAY, QUARTER = 1, 92
"""Days of a report on a day; days after which a level is expected again that was reported only once."""


def _covered(periods: Iterable[Period], within: tuple[date, date]) -> list[Period]:
    """The days that reports within a period are about, as periods that do not touch."""
    found: list[Period] = []
    for period in sorted(each for each in periods if within[0] <= each.start and each.end <= within[1]):
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


def _reported(question: Question) -> list[Term]:
    """The terms of a question's formula that are known from reports alone."""
    formula = question.formula
    return [term for term in formula.expression.terms() if MEASURES[term.measure].nature in REPORTS] if formula else []


def _subject(question: Question) -> CoverageSubject:
    """The subject of a question: that of its formula's first measure."""
    return next((MEASURES[term.measure].subject for term in question.definition.terms()), CoverageSubject.SERVICES)


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
