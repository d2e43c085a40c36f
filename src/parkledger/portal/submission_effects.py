"""What a submission would change, as its approver sees it: postings, figures before and after, the law, what stands out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from parkledger.catalogue import INDICATORS, Indicator, Origin, ZoneKind
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum
from parkledger.checking.conditions import Answer, Case, conditions, province_on
from parkledger.checking.rules import Act
from parkledger.figures import Figure, Question
from parkledger.figures.supposing import suppose
from parkledger.language import ParkError
from parkledger.ledger.errors import BookUnknown
from parkledger.ledger.events import Event
from parkledger.portal.dates import today
from parkledger.portal.event_pages import Posted, posted_in_words
from parkledger.portal.opened import forget, opened
from parkledger.submissions.models import Submission
from parkledger.submissions.outliers import Unlike, outliers
from parkledger.submissions.trying import Tried, tried

MOST_ZONES, MOST_POSTINGS = 4, 200
"""Zones whose own figures are shown, and postings listed: a large import touches many."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that would change."""

    before: Figure
    after: Figure

    @property
    def difference(self) -> Fraction | None:
        """By how much; None where it was or becomes unknown."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@dataclass(slots=True)
class Effects:
    """Everything that approval would do; `refused` says why the ledger would not record it."""

    postings: list[Posted] = field(default_factory=list)
    more_postings: int = 0
    events: list[Event] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    conditions: list[Answer] = field(default_factory=list)
    outliers: list[Unlike] = field(default_factory=list)
    refused: ParkError | None = None


def effects(submission: Submission) -> Effects:
    """What approving a submission now would do."""
    try:
        found = tried(submission)
    except BookUnknown:
        raise
    except ParkError as refused:
        return Effects(refused=refused)
    forget()
    rows = found.rows
    return Effects(
        postings=posted_in_words(rows[:MOST_POSTINGS], found.zones),
        more_postings=max(0, len(rows) - MOST_POSTINGS),
        events=[each.event for each in found.events],
        moved=moved(found),
        conditions=[answer for each in found.events for answer in _conditions(each.event, found)],
        outliers=outliers(submission.book_id, found),
    )


def moved(found: Tried) -> list[Moved]:
    """The figures that the postings move: of the zones they are of, and of their provinces."""
    asked = list(dict.fromkeys(_questions(found)))
    books = opened()
    before = books.answer(asked)
    with books.lock:
        after = suppose(books.engine, asked, found.supposed)
    return [Moved(*pair) for pair in zip(before, after, strict=True) if pair[0].value != pair[1].value]


def _questions(found: Tried) -> Iterable[Question]:
    """Every indicator that a posting's measure is in, where the posting lies, at its day or today."""
    postings = found.supposed
    if not postings:
        return
    measures = frozenset(posting.measure for posting in postings)
    last = max(posting.on for posting in postings)
    known = opened().engine.cube.zones
    scopes: list[Question] = []
    for zone in list(dict.fromkeys(posting.zone for posting in postings if posting.zone in known))[:MOST_ZONES]:
        at = known[zone or 0]
        scopes.append(Question("", at["place"], last, zone=zone, kind=ZoneKind(at["kind"])))
    origins = {posting.origin for posting in postings}
    for place, kind in dict.fromkeys((posting.place, posting.kind) for posting in postings):
        province = province_on(place, last).code
        scope = Question("", province, last, kind=ZoneKind(kind) if kind else None)
        scopes.append(scope)
        if len(origins) == 1 and (origin := next(iter(origins))):
            scopes.append(replace(scope, origin=Origin(origin)))
    for indicator in INDICATORS.values():
        if indicator.statistic or indicator.is_tariff or not measures & _measures(indicator):
            continue
        for scope in dict.fromkeys(scopes):
            if not indicator.kinds or scope.kind in indicator.kinds:
                yield _dated(replace(scope, indicator=indicator.code), last)


def _dated(question: Question, last: date) -> Question:
    """A stock today, or on a later day that the event is of; a flow from the start of the event's year to its end or today."""
    if not question.is_flow:
        return replace(question, end=max(last, today()))
    return replace(question, end=max(last, min(today(), date(last.year, 12, 31))))


def _measures(indicator: Indicator) -> frozenset[str]:
    """All measures that any formula of an indicator looks at, those by which zones are chosen too."""
    return frozenset(code for formula in indicator.formulas for code in _looked_at(formula.expression))


def _looked_at(expression: Expression) -> Iterable[str]:
    if isinstance(expression, Ratio):
        yield from _looked_at(expression.numerator)
        yield from _looked_at(expression.denominator)
    elif isinstance(expression, Sum):
        for _, part in expression.parts:
            yield from _looked_at(part)
    elif isinstance(expression, CountZones):
        yield from (*expression.zones.all_of, *expression.zones.none_of)
    else:
        for term in expression.terms():
            yield term.measure
            if term.zones is not None:
                yield from (*term.zones.all_of, *term.zones.none_of)


ACTS = {"zone_established": Act.ESTABLISH, "zone_merged": Act.MERGE, "zone_revoked": Act.REVOKE}


def _conditions(event: Event, found: Tried) -> list[Answer]:
    """The law's conditions on what the event decides, as of its day; none where it decides nothing of the kind."""
    act = ACTS.get(event.code)
    if event.code == "area_changed" and getattr(event, "direction", "") == "expanded":
        act = Act.EXPAND
    code = getattr(event, "zone", None)
    zone = next((each for each in found.zones.values() if each["code"] == code), None)
    if act is None or zone is None:
        return []
    books = opened()
    area = None
    if act is Act.EXPAND:
        asked = Question(
            "land.established", zone["place"], event.effective_on, zone=zone["id"], kind=ZoneKind(zone["kind"])
        )
        with books.lock:
            area = suppose(books.engine, [asked], found.supposed)[0].value
    elif act is Act.ESTABLISH and (own := getattr(event, "area_m2", None)) is not None:
        area = Fraction(own, 10_000)
    with books.lock:
        return conditions(books.engine, Case(zone, act, event.effective_on, area))


__all__ = ["Effects", "Moved", "effects", "moved"]
