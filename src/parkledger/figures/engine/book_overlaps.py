"""What two books tell of one thing: it is not added up.

Within a book a level is known in one scope at a time, and a flow is reported once; so the register sees to it when it records. Two books
know nothing of each other. Where one reports a place as a whole and another its zones, a part of it or the same, the later of two
levels is taken if it is that of the whole. Flows of the same days, and levels of which neither has the last word of all, make the figure
unknown, with the books named. See docs/decisions/064-one-thing-in-two-books.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from parkledger.catalogue import MEASURES
from parkledger.figures.engine.cells import Scope, Trait
from parkledger.figures.engine.cube import Bucketed, ScopedReport
from parkledger.figures.engine.evaluation import Superseded
from parkledger.figures.engine.level_estimates import BookLevel
from parkledger.figures.engine.zone_reports import lay_within
from parkledger.figures.questions import Question
from parkledger.places import COUNTRY_CODE, get, is_within, is_within_any, territory_on

if TYPE_CHECKING:
    from parkledger.figures.engine.coverage import CoverageRules


class SupposedReports(Protocol):
    """Reports that are supposed beside those on record (see `what_if`)."""

    def scoped_reports(self, scope: Scope, measure: str) -> list[ScopedReport]:
        """What is supposed of a measure in a scope; of a territory that holds nothing, anywhere."""


@dataclass(frozen=True, slots=True)
class BookOverlap:
    """What of a question's figure is told in several books.

    `superseded`, by measure, no longer counts: another book's later report of the whole takes its place. `books` are the ids of those that
    tell of one thing of which none has the last word.
    """

    superseded: Mapping[str, Superseded] = field(default_factory=dict)
    books: frozenset[int] = frozenset()


class ReportScope(NamedTuple):
    """What one book reports of: a zone, or without one a place as a whole; of one kind and origin, or of all."""

    place: str
    kind: str | None
    origin: str | None
    zone: int | None
    book: int

    @property
    def level(self) -> BookLevel:
        """A level that is reported in it."""
        return BookLevel(Scope(frozenset({self.place}), self.kind, self.origin), self.book)

    def overlaps(self, other: "ReportScope", days: Sequence[date]) -> bool:
        """Whether both count some of the same, told in two books; `days` are those on which each was told, this one's first."""
        if self.book == other.book or not (_meet(self.kind, other.kind) and _meet(self.origin, other.origin)):
            return False
        lies_in_this = self.zone is None and lay_within(other.place, self.place, days[0].toordinal())
        return lies_in_this or (other.zone is None and lay_within(self.place, other.place, days[1].toordinal()))

    def covers(self, other: "ReportScope", on: date) -> bool:
        """Whether this, told on a day of a place as a whole, is of all that another book's scope is of."""
        is_of_all = self.kind in {None, other.kind} and self.origin in {None, other.origin}
        is_elsewhere = self.zone is None and self.book != other.book
        return is_elsewhere and is_of_all and lay_within(other.place, self.place, on.toordinal())


class _Holding(NamedTuple):
    """A level as it stands in its own book on a day: when it was last told there, and what it is summed from."""

    scope: ReportScope
    last: date
    sums: Mapping[Trait, Bucketed]

    @property
    def is_counted(self) -> bool:
        """Whether it adds anything to a sum."""
        return any(row.amount or row.usd or row.vnd for row in self.sums.values())


class BookOverlaps:
    """Finds what is told in several books, in the questions of one moment."""

    def __init__(self, rules: "CoverageRules", supposed: SupposedReports | None = None) -> None:
        self._rules = rules
        self._supposed = supposed

    def of(self, question: Question) -> BookOverlap:
        """What of a question's figure is told in several books."""
        superseded: dict[str, Superseded] = {}
        books: frozenset[int] = frozenset()
        for measure in self._rules.shared_measures(question):
            reports = self._reports(question, measure)
            if MEASURES[measure].is_flow:
                books |= _told_of_the_same_days(reports, question)
                continue
            gone, left = _settled(list(_holdings(reports, question.end)), question)
            if gone:
                superseded[measure] = _superseded(gone)
            books |= _contradicting(left)
        return BookOverlap(superseded, books)

    def _reports(self, question: Question, measure: str) -> list[ScopedReport]:
        """The reports of a measure, of any origin, where a place is reported as a whole and another book tells of it too; else none."""
        own = self._rules.engine.scope(question)._replace(origin=None)
        supposed = self._supposed.scoped_reports(own, measure) if self._supposed else []
        whole = {(each.place, each.book) for each in supposed if each.zone is None}
        whole |= self._rules.engine.books_in_whole(measure)
        places = {
            place
            for place, book in whole
            if is_within_any(place, own.territory) and self._is_shared(place, book, question)
        }
        if not places:
            return []
        if question.place == COUNTRY_CODE:
            own = own._replace(
                territory=frozenset().union(*(territory_on(get(place), question.end) for place in places))
            )
        return [*self._rules.engine.scoped_reports(own, measure, question.known_at), *supposed]

    def _is_shared(self, place: str, book: int, question: Question) -> bool:
        """Whether another book is of something in a place, or of what it is a part of."""
        territory = territory_on(get(place), question.end)
        return any(
            is_within_any(span.place, territory) or is_within(place, span.place)
            for span in self._rules.spans or ()
            if self._rules.id_of(span) != book
        )


def _holdings(reports: Iterable[ScopedReport], day: date) -> Iterator[_Holding]:
    """The levels that stand on a day, each in its own book."""
    by_scope: defaultdict[ReportScope, list[ScopedReport]] = defaultdict(list)
    for each in reports:
        if each.on <= day:
            by_scope[_scope_of(each)].append(each)
    for scope, some in by_scope.items():
        told: Counter[date] = Counter()
        for each in some:
            if each.first <= each.on:  # where it does not, a level lapsed
                told[each.on] += each.count
        days = [on for on, count in told.items() if count > 0]
        if not days or sum(each.count for each in some) <= 0:
            continue
        sums: dict[Trait, Bucketed] = {}
        for each in some:
            sums[each.trait] = _added(sums.get(each.trait, _NOTHING), each)
        yield _Holding(scope, max(days), sums)


def _settled(holdings: Sequence[_Holding], question: Question) -> tuple[list[_Holding], list[_Holding]]:
    """The levels of which another book's later report of the whole takes the place, and of the others those that a sum counts."""
    gone: list[_Holding] = []
    left: list[_Holding] = []
    for each in holdings:
        if any(other.last > each.last and other.scope.covers(each.scope, other.last) for other in holdings):
            gone.append(each)
        elif question.origin in {None, each.scope.origin} and each.is_counted:
            left.append(each)
    return gone, left


def _superseded(gone: Sequence[_Holding]) -> Superseded:
    """What some levels are, and what they come to."""
    return {(each.scope.zone, each.scope.level): list(each.sums.items()) for each in gone}


def _contradicting(left: Sequence[_Holding]) -> frozenset[int]:
    """The books of levels that count some of the same, none of which takes the place of the other."""
    whole = [each for each in left if each.scope.zone is None]
    return frozenset(
        book
        for one in whole
        for other in left
        if one.scope.overlaps(other.scope, (one.last, other.last))
        for book in (one.scope.book, other.scope.book)
    )


def _told_of_the_same_days(reports: Iterable[ScopedReport], question: Question) -> frozenset[int]:
    """The books that report the same days of a flow within a question's period."""
    first, last = question.period
    counts: Counter[tuple[ReportScope, date, date]] = Counter()
    for each in reports:
        if first <= each.first and each.on <= last and question.origin in {None, each.origin}:
            counts[_scope_of(each), each.first, each.on] += each.count
    told = [key for key, count in counts.items() if count > 0]
    whole = [key for key in told if key[0].zone is None]
    return frozenset(
        book
        for one, since, until in whole
        for other, begun, ended in told
        if since <= ended and begun <= until and one.overlaps(other, (until, ended))
        for book in (one.book, other.book)
    )


def _scope_of(report: ScopedReport) -> ReportScope:
    return ReportScope(report.place, report.kind, report.origin, report.zone, report.book)


_NOTHING = Bucketed(0, 0, 0, 0, 0, 0)


def _added(one: Bucketed, report: ScopedReport) -> Bucketed:
    """A sum with a report added, all in one bucket."""
    return Bucketed(
        0, 0, one.amount + report.amount, one.usd + report.usd, one.vnd + report.vnd, one.count + report.count
    )


def _meet(one: str | None, other: str | None) -> bool:
    """Whether two kinds, or origins, have something in common; None is all of them."""
    return None in (one, other) or one == other
