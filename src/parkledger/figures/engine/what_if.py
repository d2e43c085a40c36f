"""Figures as they would be if some more postings were on record: what an approver is shown before anything is written.

The formulas are evaluated again over the sums of the mirror with the supposed postings added, so that a ratio, a count
of zones or an unknown comes out exactly as it will once the postings are recorded.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from parkledger.catalogue import Status
from parkledger.figures.coverage import BookSpan, SupposedSpan
from parkledger.figures.engine.cells import Scope, Trait, lies_in
from parkledger.figures.engine.cube import Bucketed, DetailRow, ScopedReport
from parkledger.figures.engine.evaluation import Sums
from parkledger.figures.engine.level_estimates import SupposedClaim
from parkledger.figures.engine.standing import SupposedOfProject
from parkledger.figures.engine.zone_reports import SupposedReport
from parkledger.figures.questions import Question

if TYPE_CHECKING:
    from parkledger.figures.engine.engine import Engine


class SupposedPosting(NamedTuple):
    """A posting that is not on record.

    `first` is the first day of its period: `on` where it has none, the day after it where a level lapses. `event` is the
    id that its event would have: in its book, none on record has a higher one. `taken_back` is that of the event that it takes
    back; `ends_zone` says that it follows from the end of a zone.
    """

    measure: str
    place: str
    kind: str | None
    origin: str | None
    zone: int | None
    on: date
    first: date
    status: str
    demo: bool
    count: int  # type: ignore[assignment]  # shadows tuple.count, which is never used
    amount: int
    usd: int
    vnd: int
    currency: str | None = None
    event: int = 0
    taken_back: int | None = None
    ends_zone: bool = False
    project: int | None = None


class WhatIf:
    """Postings, changes of targets and what a book covers more, that a batch adds to what is on record."""

    def __init__(
        self, postings: Iterable[SupposedPosting], targets: Iterable[DetailRow] = (), span: SupposedSpan | None = None
    ) -> None:
        self.postings = list(postings)
        self.changes = list(targets)
        self.span = span

    def spanned(self, spans: tuple[BookSpan, ...]) -> tuple[BookSpan, ...]:
        """What the books cover, with what is supposed."""
        return self.span.spanned(spans) if self.span is not None else spans

    def targets(self, question: Question, recorded: list[DetailRow]) -> list[DetailRow]:
        """The targets on record with the changes added; one that comes to nothing is none."""
        found: dict[tuple[object, ...], DetailRow] = {}
        for row in (*recorded, *self.changes):
            if row.cell[1] == question.indicator:
                key = (*row.cell[:5], row.zone, row.detail, row.period_start, row.period_end)
                found[key] = _added(found[key], row) if key in found else row
        return [row for row in found.values() if row.count > 0]

    def reports(self, scope: Scope, measure: str) -> list[SupposedReport]:
        """The reports of a measure in a scope that are supposed."""
        return [
            SupposedReport(
                each.zone,
                each.place,
                each.kind,
                (each.first.toordinal(), each.on.toordinal()),
                each.count,
            )
            for each in self.postings
            if each.measure == measure and each.first <= each.on and _takes_in(scope, each)
        ]

    def scoped_reports(self, scope: Scope, measure: str) -> list[ScopedReport]:
        """The supposed postings of a measure in a scope, by book, zone and day."""
        return [
            ScopedReport(
                Trait(each.measure, each.status, each.demo, each.currency),
                each.place,
                each.kind,
                each.origin,
                each.zone,
                book=each.event >> 32,
                first=each.first,
                on=each.on,
                amount=each.amount,
                usd=each.usd,
                vnd=each.vnd,
                count=each.count,
            )
            for each in self.postings
            if each.measure == measure and _takes_in(scope, each)
        ]

    def of_projects(self) -> list[SupposedOfProject]:
        """The supposed postings that are filed under projects."""
        return [
            SupposedOfProject(
                Trait(each.measure, each.status, each.demo, each.currency),
                Scope(frozenset({each.place}), each.kind, each.origin),
                each.zone,
                each.project,
                each.on,
                (each.amount, each.usd, each.vnd, each.count),
            )
            for each in self.postings
            if each.project is not None
        ]

    def claims(self) -> Iterator[SupposedClaim]:
        """The supposed postings, as what levels stand at follows from them."""
        for each in self.postings:
            yield SupposedClaim(
                each.measure,
                each.place,
                each.kind,
                each.origin,
                each.currency,
                each.zone,
                on=each.on,
                span=(each.on - each.first).days,
                event=each.event,
                is_estimate=each.status == Status.ESTIMATE,
                count=each.count,
                amount=each.amount,
                taken_back=each.taken_back,
                ends_zone=each.ends_zone,
            )

    def sums(self, engine: "Engine", questions: list[Question], recorded: Sums) -> Sums:
        """The sums with those of the supposed postings; a zone that only they know is in its place as well."""
        last_day = max(question.end for question in questions)
        scopes = {engine.scope(question) for question in questions}
        zoned = dict(recorded.by_zone)
        groups = dict(recorded.groups)
        fresh: dict[int, SupposedPosting] = {}
        for posting in self.postings:
            if posting.on > last_day:
                continue
            days = recorded.boundaries.days
            trait = Trait(posting.measure, posting.status, posting.demo, posting.currency)
            found = (trait, [_bucketed(posting, days)])
            for scope in scopes:
                if _takes_in(scope, posting):
                    groups[scope, posting.measure] = [*groups.get((scope, posting.measure), []), found]
            if posting.zone is not None:
                key = (posting.zone, posting.measure)
                own = Scope(frozenset({posting.place}), posting.kind, posting.origin)
                zoned[key] = [*zoned.get(key, []), (found[0], own, found[1])]
                if posting.zone not in engine.cube.zones:
                    fresh[posting.zone] = posting

        def zones_in(scope: Scope) -> list[int]:
            listed = recorded.zones_in(scope)
            new = [zone for zone, posting in fresh.items() if _takes_in(scope._replace(origin=None), posting)]
            return [*listed, *(zone for zone in new if zone not in listed)]

        return Sums(groups, recorded.boundaries, zoned, zones_in)


def _added(one: DetailRow, other: DetailRow) -> DetailRow:
    sums = {name: getattr(one, name) + getattr(other, name) for name in ("amount", "usd", "vnd", "count")}
    return replace(one, **sums)


def _takes_in(scope: Scope, posting: SupposedPosting) -> bool:
    """Whether a posting lies in a scope."""
    return (
        scope.kind in {None, posting.kind}
        and scope.origin in {None, posting.origin}
        and lies_in(posting.place, scope.territory)
    )


def _bucketed(posting: SupposedPosting, days: list[date]) -> Bucketed:
    """A posting in the buckets of a request: as many as the days that have come by its own."""
    bucket, first = bisect_right(days, posting.on), bisect_right(days, posting.first)
    return Bucketed(bucket, first, posting.amount, posting.usd, posting.vnd, posting.count)
