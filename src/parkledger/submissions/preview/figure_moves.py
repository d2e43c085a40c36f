"""The figures that a submission would move: of every zone that it touches and of their provinces, before and after.

Beside its value a figure has its forms: against the plan, on the same period of last year, its share, its rank. Only what
moves is told. Zones come a page at a time, for an import may touch hundreds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from parkledger.briefing.figure.pages import forms_of
from parkledger.catalogue import INDICATORS, Indicator, Origin, ZoneKind, official_title
from parkledger.catalogue.expressions import CountZones, Expression, Ratio, Sum
from parkledger.figures import DetailRow, Figure, Form, Question
from parkledger.figures.current import current_figures
from parkledger.language import today
from parkledger.places import province_on
from parkledger.records.parts import ListPart
from parkledger.submissions.preview.dry_run import Tried

ZONES_A_PAGE = 20
FEW_ZONES = 3
"""Zones whose figures stand open; of more they are folded under their names."""
FORMS = (Form.PLAN_RATIO, Form.GROWTH, Form.SHARE, Form.RANK)
"""The forms shown, in the order of their columns."""
Choose = Callable[[list[int]], ListPart[int]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure before and after."""

    before: Figure
    after: Figure

    @property
    def moves(self) -> bool:
        """Whether it changes."""
        return self.before.value != self.after.value

    @property
    def is_known(self) -> bool:
        """Whether there is anything to tell."""
        return self.before.value is not None or self.after.value is not None


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that would change, with its forms; None where it has no such form or nothing is known of it."""

    before: Figure
    after: Figure
    forms: tuple[Pair | None, ...] = (None,) * len(FORMS)

    @property
    def difference(self) -> Fraction | None:
        """By how much; None where it was or becomes unknown."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """The figures of one zone, or of one province, by its code. A zone that is not on record yet has no pages to open."""

    code: str
    title: str
    rows: tuple[Moved, ...]
    opens: bool = True


@dataclass(frozen=True, slots=True)
class Moves:
    """All that moves: of provinces, and of the zones of one page."""

    provinces: tuple[MovedGroup, ...] = ()
    zones: tuple[MovedGroup, ...] = ()
    part: ListPart[int] | None = None
    few: bool = field(default=True)

    @property
    def all(self) -> list[Moved]:
        """Every figure told."""
        return [row for group in (*self.zones, *self.provinces) for row in group.rows]


def moves(found: Tried, choose: Choose | None = None) -> Moves:
    """What the postings and targets of a submission move; `choose` takes the zones of the page that is asked for."""
    touched = _zones(found)
    part = choose(touched) if choose else None
    chosen = list(part.items) if part else touched
    provinces = dict.fromkeys(_province_questions(found))
    zones = {zone: list(dict.fromkeys(_zone_questions(found, zone))) for zone in chosen}
    moved = _answered(found, [*provinces, *(question for asked in zones.values() for question in asked)])
    places: dict[str, list[Moved]] = {}
    for question in provinces:
        if question in moved:
            places.setdefault(question.place, []).append(moved[question])
    known = current_figures().zones
    return Moves(
        tuple(MovedGroup(place, place, tuple(rows)) for place, rows in places.items()),
        tuple(
            MovedGroup((_about(found, zone) or {})["code"], _title(found, zone), rows, opens=zone in known)
            for zone, asked in zones.items()
            if (rows := tuple(moved[each] for each in asked if each in moved))
        ),
        part,
        len(touched) <= FEW_ZONES,
    )


def _zones(found: Tried) -> list[int]:
    """The zones that postings or targets are of, in the order of their names."""
    touched = {each.zone for each in found.supposed if each.zone is not None}
    touched |= {each.zone for each in found.targets if each.zone is not None}
    return sorted((zone for zone in touched if _about(found, zone)), key=lambda zone: (_title(found, zone), zone))


def _about(found: Tried, zone: int) -> dict[str, str] | None:
    return current_figures().zones.get(zone) or found.zones.get(zone)


def _title(found: Tried, zone: int) -> str:
    at = _about(found, zone) or {}
    name = at.get("name", "")
    return name if zone not in current_figures().zones else official_title(at["kind"], name)


def _answered(found: Tried, asked: Sequence[Question]) -> dict[Question, Moved]:
    """Which of the questions move, with their forms: two passes over the books as they are, two as they would be."""
    values = {question: replace(question, form=Form.VALUE) for question in asked}
    pairs = _pairs(found, list(values.values()))
    moving = [question for question, value in values.items() if pairs[value].moves or question.form is not Form.VALUE]
    forms = {question: [_formed(values[question], form) for form in FORMS] for question in moving}
    formed = _pairs(found, [each for row in forms.values() for each in row if each is not None])
    moved = {}
    for question in moving:
        told = tuple(formed[each] if each is not None and formed[each].is_known else None for each in forms[question])
        pair = pairs[values[question]]
        if pair.moves or any(each.moves for each in told if each):
            moved[question] = Moved(pair.before, pair.after, told)
    return moved


def _formed(value: Question, form: Form) -> Question | None:
    """The question in another form; a zone's share is of its province."""
    if form is Form.SHARE and value.zone is not None:
        value = replace(value, place=province_on(value.place, value.end))
    return replace(value, form=form) if form in forms_of(value) else None


def _pairs(found: Tried, asked: Sequence[Question]) -> dict[Question, Pair]:
    asked, books = list(dict.fromkeys(asked)), current_figures()
    before = books.answer(asked)
    after = found.figures(asked)
    return {question: Pair(*pair) for question, *pair in zip(asked, before, after, strict=True)}


def _zone_questions(found: Tried, zone: int) -> Iterable[Question]:
    """Every indicator that a posting of the zone counts in, and the targets set for it."""
    at = _about(found, zone) or {}
    own = [posting for posting in found.supposed if posting.zone == zone]
    if own:
        last = max(posting.on for posting in own)
        scope = Question("", at["place"], last, zone=zone, kind=ZoneKind(at["kind"]))
        yield from _indicators(frozenset(posting.measure for posting in own), [scope], last)
    for row in found.targets:
        if row.zone == zone:
            yield from _target(row, Question("", at["place"], date.max, zone=zone, kind=ZoneKind(at["kind"])))


def _province_questions(found: Tried) -> Iterable[Question]:
    """Every indicator that a posting counts in, of the provinces in which postings lie, and the targets set for places."""
    postings = found.supposed
    if postings:
        last = max(posting.on for posting in postings)
        origins = {posting.origin for posting in postings}
        scopes: list[Question] = []
        for place, kind in dict.fromkeys((posting.place, posting.kind) for posting in postings):
            scope = Question("", province_on(place, last), last, kind=ZoneKind(kind) if kind else None)
            scopes.append(scope)
            if len(origins) == 1 and (origin := next(iter(origins))):
                scopes.append(replace(scope, origin=Origin(origin)))
        yield from _indicators(frozenset(posting.measure for posting in postings), scopes, last)
    for row in found.targets:
        if row.zone is None:
            place, _, kind = row.cell[:3]
            yield from _target(row, Question("", place, date.max, kind=ZoneKind(kind) if kind else None))


def _indicators(measures: frozenset[str], scopes: Iterable[Question], last: date) -> Iterable[Question]:
    scopes = list(dict.fromkeys(scopes))
    for indicator in INDICATORS.values():
        if indicator.statistic or indicator.is_tariff or not measures & _measures(indicator):
            continue
        for scope in scopes:
            if not indicator.kinds or scope.kind in indicator.kinds:
                yield _dated(replace(scope, indicator=indicator.code), last)


def _target(row: DetailRow, scope: Question) -> Iterable[Question]:
    """What a target is set for, against it, so far in its period."""
    origin = Origin(row.cell[3]) if row.cell[3] else None
    if row.cell[1] not in INDICATORS or row.period_start is None or row.period_end is None:
        return
    end = max(row.period_start, min(row.period_end, today()))
    asked = replace(scope, indicator=row.cell[1], origin=origin, end=end, form=Form.PLAN_RATIO)
    yield (
        replace(asked, start=row.period_start) if asked.is_flow and row.period_start != date(end.year, 1, 1) else asked
    )


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
