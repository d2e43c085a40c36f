"""What a figure's page asks: the same figure in other years, months, places, kinds, origins, zones, forms and definitions.

All of it is asked in one request; what comes back is laid out by `figure_parts`.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from parkledger.briefing.splits import by_member
from parkledger.catalogue import INDICATORS, MEASURES, Currency, Nature, Origin, ZoneKind
from parkledger.catalogue.expressions import Term, Timing
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.checking.question_plans import OCCUPANCY, WITH_INFRASTRUCTURE
from parkledger.figures import Dimension, Figure, Figures, Form, Question, currency_of, part_and_whole
from parkledger.language import Period, months_of
from parkledger.places import COUNTRY_CODE, Level, get, recorded_parts

YEARS = 10
"""Years of a series."""
MOST_ZONES = 400
"""Zones up to which a figure is broken down by zone."""
MOST_SHOWN = 50
"""Lines of a breakdown that are shown; the rest are summed."""
BROKEN_DOWN = ADDED_UP | {"percent", "money/person"}
FIRST_DAY = date(1990, 1, 1)
"""The day from which what has flowed to date is asked."""


@dataclass(slots=True)
class FigureRequest:
    """The questions of a figure's page, part by part; a key names each part."""

    main: Question
    parts: dict[str, list[Question]] = field(default_factory=dict)

    def everything(self) -> list[Question]:
        """All questions, the page's own first."""
        return [self.main, *(question for part in self.parts.values() for question in part)]


def asked_for(question: Question, books: Figures) -> FigureRequest:
    """What the page of a question asks."""
    value = replace(question, form=Form.VALUE)
    parts = {
        "years": years(question),
        "months": months(question),
        "forms": [replace(question, form=form) for form in forms_of(value)],
        "family": family(value),
        "terms": [each for term in terms_of(question) if term is not None for each in in_each_currency(term)],
        "place": by_place(question, books),
        "kind": by_kind(question),
        "origin": by_origin(question),
        "zone": by_zone(question, books),
        **{each.value: by_dimension(question, each, books) for each in Dimension},
    }
    return FigureRequest(question, {name: found for name, found in parts.items() if found})


def answered(asked: FigureRequest, books: Figures) -> tuple[Figure, dict[str, list[Figure]]]:
    """The page's figure, and the figures of each part, all from one request."""
    figures = books.answer(asked.everything())
    found, at = {}, 1
    for name, part in asked.parts.items():
        found[name] = figures[at : at + len(part)]
        at += len(part)
    return figures[0], found


def years(question: Question) -> list[Question]:
    """The same date, or the same period, of the last ten years; the earliest first."""
    if question.definition.is_tariff:
        return []
    found = [question]
    for _ in range(YEARS - 1):
        found.append(replace(found[-1].a_year_before(), form=question.form))
    return found[::-1]


def months(question: Question) -> list[Question]:
    """For what flows: the months of the year up to the day asked on."""
    if not question.is_flow or question.form is not Form.VALUE:
        return []
    start = date(question.end.year, 1, 1)
    return [replace(question, start=month.start, end=month.end) for month in months_of(Period(start, question.end))]


def start_moved(start: date, end: date, day: date) -> date:
    """The first day of a period that is moved to end on another day.

    It goes along by whole years, so that the first eight months stay those of their year, and a longer period as long;
    where that would be after its end, the period keeps its number of days. What began with the books begins there still.
    """
    if start <= FIRST_DAY:
        return start
    year = start.year + day.year - end.year
    moved = start.replace(year=year, day=min(start.day, monthrange(year, start.month)[1]))
    return moved if moved <= day else day - (end - start)


def forms_of(value: Question) -> Sequence[Form]:
    """The forms that a figure can be asked in."""
    definition = value.definition
    if definition.is_tariff:
        return (Form.VALUE,)
    if definition.statistic:
        return (Form.VALUE, Form.GROWTH, Form.RANK)
    if value.member is not None:
        return (Form.VALUE, Form.GROWTH, Form.SHARE)
    found = [Form.VALUE]
    if definition.unit in ADDED_UP:
        found.append(Form.GROWTH)
        found += [Form.SHARE] if part_and_whole(value)[1] != part_and_whole(value)[0] else []
    if value.indicator in MEASURES or definition.unit in ADDED_UP:
        found.append(Form.PLAN_RATIO)
    if value.zone is not None or get(value.place).level is Level.PROVINCE:
        found.append(Form.RANK)
    return found


def family(value: Question) -> list[Question]:
    """Other definitions of the same thing that there are for this kind of zone."""
    if value.indicator.startswith("occupancy"):
        codes: Iterable[str] = OCCUPANCY
    else:
        pairs = [pair for pair in WITH_INFRASTRUCTURE.items() if value.indicator in pair]
        codes = [code for pair in pairs for code in pair]
    found = [replace(value, indicator=code) for code in codes]
    return [
        each
        for each in found
        if each.formula is not None and (not each.definition.kinds or each.kind in each.definition.kinds)
    ]


def terms_of(question: Question) -> list[Question | None]:
    """For each term of the figure, in their order, the question that opens it; None where no question is that term."""
    value = replace(question, form=Form.VALUE)
    if question.form is Form.GROWTH:
        return [value, question.a_year_before()]
    if question.form is Form.SHARE:
        return list(part_and_whole(question))
    if question.form in {Form.PLAN_RATIO, Form.RANK}:
        return [value, None]
    formula = question.formula
    if formula is None or question.definition.is_tariff:
        return []
    found: list[Question | None] = []
    for term in formula.expression.terms():
        own = _OPENED_BY.get(term.measure) if term.zones is None else None
        if own is None or own == question.indicator:
            found.append(None)
            continue
        currency = currency_of(value) if MEASURES[term.measure].unit == "money" else None
        asked = replace(value, indicator=own, currency=currency)
        if term.timing is Timing.TO_DATE:
            asked = replace(asked, start=FIRST_DAY)
        elif term.timing is Timing.ON:
            asked = replace(asked, start=None)
        found.append(asked)
    return found


def in_each_currency(question: Question) -> list[Question]:
    """A question as it is, and with money in the other currency: which one its figure is worked out in depends on the books."""
    if not question.definition.unit.startswith("money"):
        return [question]
    return [question, *(replace(question, currency=code) for code in Currency if code != currency_of(question))]


def by_place(question: Question, books: Figures) -> list[Question]:
    """The units within the place of which anything is recorded."""
    if not _broken_down(question) or question.zone is not None:
        return []
    parts = recorded_parts(get(question.place), question.end, books.places())
    return [_part(question, place=part.code) for part in parts]


def by_kind(question: Question) -> list[Question]:
    """Parks, clusters and economic zones."""
    if not _broken_down(question) or question.kind is not None or question.definition.unit not in ADDED_UP:
        return []
    return [_part(question, kind=kind) for kind in ZoneKind]


def by_origin(question: Question) -> list[Question]:
    """Foreign and domestic, where the indicator is recorded by origin."""
    if not _broken_down(question) or question.origin is not None or not _has_origin(question):
        return []
    return [_part(question, origin=origin) for origin in Origin]


def by_zone(question: Question, books: Figures) -> list[Question]:
    """Zone by zone, where there are not too many."""
    if not _broken_down(question) or question.zone is not None or question.indicator.startswith("inquiries."):
        return []
    zones = books.zones_of(question)
    if len(zones) > MOST_ZONES:
        return []
    kinds = {zone: ZoneKind(books.zone(zone)["kind"]) for zone in zones}
    return [
        replace(question, zone=zone, kind=kinds[zone], currency=question.currency or _currency(question))
        for zone in zones
    ]


def by_dimension(question: Question, dimension: Dimension, books: Figures) -> list[Question]:
    """By country of investors, or by sector: of the projects and the capital of a place or a zone.

    Of the whole country it is asked by `--by` alone: all its projects are summed one by one.
    """
    of_projects = question.indicator.startswith(("projects.", "capital.")) and question.definition.unit in ADDED_UP
    if not of_projects or not _broken_down(question) or question.member or question.place == COUNTRY_CODE:
        return []
    return by_member(_part(question), dimension, books)


def _part(question: Question, **narrowed: object) -> Question:
    """A part of a figure: money in the currency in which the whole is stated."""
    return replace(question, currency=question.currency or _currency(question), **narrowed)  # type: ignore[arg-type]


def _currency(question: Question) -> str | None:
    return currency_of(question) if question.definition.unit.startswith("money") else None


def _broken_down(question: Question) -> bool:
    """Whether a figure is shown with its parts; one of a country or sector is not, since its projects are summed one by one."""
    definition = question.definition
    if question.member is not None:
        return False
    return question.form is Form.VALUE and definition.unit in BROKEN_DOWN and not definition.statistic


def _has_origin(question: Question) -> bool:
    """Land and stages of zones have no origin of capital."""
    return any(
        MEASURES[term.measure].unit
        not in {
            "m2",
            "zone",
            "household",
            "place",
            "m3/day",
            "kVA",
            "kg/day",
            "line",
            "m3/hour",
            "lot",
            "asset",
            "hand_over",
            "case",
            "inspection",
            "finding",
            "lack",
            "station",
            "sample",
            "incident",
        }
        for term in question.definition.terms()
    )


_OPENED_BY = MappingProxyType(
    {
        expression.measure: code
        for code, definition in INDICATORS.items()
        for expression in (formula.expression for formula in definition.formulas)
        if isinstance(expression, Term) and expression.zones is None and expression.timing is not Timing.TO_DATE
        if MEASURES[expression.measure].nature not in {Nature.TARIFF, Nature.QUOTED, Nature.TARGET}
    }
)
"""Measures that can be asked by themselves, each with the indicator that is just that."""
