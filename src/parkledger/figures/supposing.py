"""Figures as they would be if some more postings were on record: what an approver is shown before anything is written.

The formulas are evaluated again over the sums of the mirror with the supposed postings added, so that a ratio, a count
of zones or an unknown comes out exactly as it will once the postings are recorded.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from parkledger.figures.cells import Scope, Trait, lies_in
from parkledger.figures.cube import Bucketed, DetailRow
from parkledger.figures.engine import Engine, _Pass
from parkledger.figures.evaluating import Sums
from parkledger.figures.figure import Figure
from parkledger.figures.questions import Question


class Supposed(NamedTuple):
    """A posting that is not on record. `first` is the first day of its period, `on` where it has none."""

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


def suppose(
    engine: Engine, questions: Sequence[Question], postings: Iterable[Supposed], targets: Iterable[DetailRow] = ()
) -> list[Figure]:
    """The figures asked for, as if the postings and the changes of targets were on record too."""
    checked = [question.checked() for question in questions]
    answered = _SupposedPass(engine, list(postings), list(targets)).answer(checked)
    return [answered[question] for question in checked]


def _together(one: DetailRow, other: DetailRow) -> DetailRow:
    return replace(
        one, amount=one.amount + other.amount, usd=one.usd + other.usd, vnd=one.vnd + other.vnd, count=one.count + other.count,
    )  # fmt: skip


class _SupposedPass(_Pass):
    """A pass over the mirror and the supposed postings; what is supposed is known whatever the moment."""

    def __init__(self, engine: Engine, postings: list[Supposed], targets: list[DetailRow]) -> None:
        super().__init__(engine, None)
        self.postings = postings
        self.changes = targets

    def _targets(self, question: Question) -> list[DetailRow]:
        """The targets on record with the changes added; one that comes to nothing is none."""
        found: dict[tuple[object, ...], DetailRow] = {}
        for row in (*super()._targets(question), *self.changes):
            if row.cell[1] == question.indicator:
                key = (*row.cell[:5], row.zone, row.detail, row.period_start, row.period_end)
                found[key] = _together(found[key], row) if key in found else row
        return [row for row in found.values() if row.count > 0]

    def _sums(self, questions: list[Question], zone_measures: list[str]) -> Sums:
        sums = super()._sums(questions, zone_measures)
        last_day = max(question.end for question in questions)
        scopes = {self.engine.scope(question) for question in questions}
        zoned = dict(sums.by_zone)
        groups = dict(sums.groups)
        fresh: dict[int, Supposed] = {}
        for posting in self.postings:
            if posting.on > last_day:
                continue
            found = (Trait(posting.measure, posting.status, posting.demo), [_bucketed(posting, sums.boundaries.days)])
            for scope in scopes:
                if _takes_in(scope, posting):
                    groups[scope, posting.measure] = [*groups.get((scope, posting.measure), []), found]
            if posting.zone is not None:
                key = (posting.zone, posting.measure)
                own = Scope(frozenset({posting.place}), posting.kind, posting.origin)
                zoned[key] = [*zoned.get(key, []), (found[0], own, found[1])]
                if posting.zone not in self.engine.cube.zones:
                    fresh[posting.zone] = posting
        known = sums.zones_in

        def zones_in(scope: Scope) -> list[int]:
            listed = known(scope)
            new = [zone for zone, posting in fresh.items() if _takes_in(scope._replace(origin=None), posting)]
            return [*listed, *(zone for zone in new if zone not in listed)]

        return Sums(groups, sums.boundaries, zoned, zones_in)


def _takes_in(scope: Scope, posting: Supposed) -> bool:
    """Whether a posting lies in a scope."""
    return (
        scope.kind in {None, posting.kind}
        and scope.origin in {None, posting.origin}
        and lies_in(posting.place, scope.territory)
    )


def _bucketed(posting: Supposed, days: list[date]) -> Bucketed:
    """A posting in the buckets of a request: as many as the days that have come by its own."""
    return Bucketed(
        bisect_right(days, posting.on), bisect_right(days, posting.first), posting.amount, posting.usd, posting.vnd,
        posting.count,
    )  # fmt: skip
