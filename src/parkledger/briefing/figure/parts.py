"""What a figure's page shows: its terms, its series as charts, its breakdowns with their sums, its other definitions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from parkledger.briefing.figure.formulas import expression_in_words, formula_of, term_in_words
from parkledger.briefing.figure.pages import MOST_SHOWN, in_each_currency, terms_of
from parkledger.catalogue import Formula
from parkledger.catalogue.countries import countries
from parkledger.catalogue.expressions import Ratio
from parkledger.catalogue.indicators import ADDED_UP
from parkledger.checking.statements import AGAINST
from parkledger.figures import Dimension, Figure, Form, Question, part_and_whole
from parkledger.figures.wording import number
from parkledger.language import Lang, Text, axis_unit, format_date, plain_number
from parkledger.places import get
from parkledger.records.dates import Dates
from parkledger.records.histories import zone_name, zones_by_id
from parkledger.records.links import reach


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term: what it is, its value, and the figure that it opens as, where it is one."""

    name: Text
    value: Fraction | None
    unit: str
    note: Text | None
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series or breakdown with what names it and the number it is drawn as."""

    label: Text
    figure: Figure
    drawn: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class FigureChart:
    """Points in one unit."""

    unit: Text
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure's parts; `total` and `rest` only where parts add up: what the whole has beside the parts shown."""

    code: str
    heading: Text
    chart: FigureChart
    left_out: int
    unknown: int
    total: Fraction | None
    rest: Fraction | None


HEADINGS = {
    "place": Text("Theo địa bàn", "By place"),
    "kind": Text("Theo loại khu, cụm", "By kind of zone"),
    "origin": Text("Theo nguồn vốn", "By origin of capital"),
    "zone": Text("Theo khu, cụm", "By zone"),
    "country": Text("Theo nước của nhà đầu tư", "By country of investor"),
    "sector": Text("Theo ngành", "By sector"),
}


def terms_shown(figure: Figure, answers: dict[Question, Figure]) -> list[TermShown]:
    """The figure's terms, each with the figure it opens as; none where the figure is one measure as it stands."""
    if len(figure.terms) == 1 and figure.terms[0].code == figure.indicator.code and figure.form is Form.VALUE:
        return []
    opening = terms_of(figure.question)
    words = _words_of(figure)
    found = []
    for index, term in enumerate(figure.terms):
        question = opening[index] if index < len(opening) else None
        among = in_each_currency(question) if question is not None else []
        known = [answers[each] for each in among if each in answers]
        own = next((each for each in known if len(known) == 1 or each.unit == term.unit), None)
        if own is not None and own.value != term.value:
            own = None  # a figure of that name is not this term: never a link to another number
        name = words[index] if index < len(words) else term.name.capitalised()
        found.append(TermShown(name, term.value, term.unit, None if index < len(words) else term.note, own))
    return found


def denominator(figure: Figure) -> Text | None:
    """What the figure is divided by, by its name."""
    if figure.form in AGAINST:
        return AGAINST[figure.form]
    formula = formula_of(figure)
    if figure.form is not Form.VALUE or formula is None or not isinstance(formula.expression, Ratio):
        return None
    return formula.expression.of


def taken_against(figure: Figure) -> Text:
    """What a form is taken against, in words: a percentage never stands without its base."""
    if figure.form is Form.SHARE and not figure.indicator.statistic:
        return _whole_said(part_and_whole(figure.question)[1])
    if figure.form is Form.RANK:
        vi, en = figure.formula_name.vi.rpartition(": ")[2], figure.formula_name.en.rpartition(": ")[2]
        return Text(vi, en)
    name = denominator(figure)
    return figure.formula_name if name is None else Text(f"so với {name.vi}", f"against {name.en}")


def _whole_said(whole: Question) -> Text:
    """The whole that a share is of: mọi nguồn vốn, tỉnh Bắc Giang."""
    kind = whole.kind.label if whole.kind else Text("mọi loại khu, cụm", "zones of every kind")
    place = get(whole.place).title(whole.end)
    vi, en = [kind.vi, place.vi], [kind.en, place.en]
    if whole.origin is not None:
        vi, en = [whole.origin.label.vi, *vi], [whole.origin.label.en, *en]
    return Text(f"trong tổng của {', '.join(vi)}", f"of the whole of {', '.join(en)}")


def formulas_changed(figures: Sequence[Figure]) -> list[tuple[Text, date]]:
    """The formulas that a series goes over to, each with the day it is in force since."""
    found = []
    for before, after in pairwise(figures):
        if before.formula != after.formula and after.formula_since is not None:
            found.append((after.formula_name, after.formula_since))
    return found


def definitions(figure: Figure, others: Sequence[Figure]) -> list[Figure]:
    """The definitions of one thing, each once: where two indicators have one formula, the page's own stands for both."""
    found: dict[str, Figure] = {}
    for other in others:
        if other.formula not in found or other.question == figure.question:
            found[other.formula] = other
    return list(found.values())


def with_infrastructure(figures: Sequence[Figure]) -> Fraction | None:
    """A total with the developers' own projects in it, as some pages state it; None where one of the two is unknown."""
    values = [figure.value for figure in figures if figure.value is not None]
    return (
        sum(values, Fraction(0)) if len(values) == len(figures) and len({each.unit for each in figures}) == 1 else None
    )


def in_words(formula: Formula | None) -> Text | None:
    """A formula in words."""
    return None if formula is None else expression_in_words(formula.expression)


def series(figures: Sequence[Figure]) -> FigureChart | None:
    """A series over time; none where nothing of it is recorded."""
    return _chart([(_when(figure), figure, "") for figure in figures]) if _any(figures) else None


def months_chart(figures: Sequence[Figure]) -> FigureChart | None:
    """The months of a year, each by its number."""
    named = [
        (
            Text(f"{each.period_end.month}/{each.period_end.year}", f"{each.period_end.month}/{each.period_end.year}"),
            each,
            "",
        )
        for each in figures
    ]
    return _chart(named) if _any(figures) else None


def breakdown(code: str, whole: Figure, figures: Sequence[Figure], dates: Dates) -> Breakdown | None:
    """A figure's parts, the largest first, beside the whole."""
    known = [figure for figure in figures if figure.value is not None]
    if not known or (code in {"kind", "origin"} and len(known) == len(figures) == 1):
        return None
    known.sort(key=lambda figure: figure.value or 0, reverse=True)
    shown = [figure for figure in known if figure.value or len(known) <= MOST_SHOWN][:MOST_SHOWN]
    if not shown:  # many parts, and nothing in any of them
        return None
    adds = whole.indicator.unit in ADDED_UP
    total = sum((figure.value or Fraction(0) for figure in known), Fraction(0)) if adds else None
    rest = None if total is None or whole.value is None else whole.value - total
    chart = _chart([(_part_name(code, figure, dates), figure, _part_address(figure, dates, code)) for figure in shown])
    return Breakdown(
        code=code,
        heading=HEADINGS[code],
        chart=chart,
        left_out=len(known) - len(shown),
        unknown=len(figures) - len(known),
        total=total,
        rest=rest,
    )


def _chart(named: Sequence[tuple[Text, Figure, str]]) -> FigureChart:
    largest = max((abs(figure.value) for _, figure, _ in named if figure.value is not None), default=Fraction(0))
    unit = next((figure.unit for _, figure, _ in named if figure.value is not None), named[0][1].unit)
    scale, said = axis_unit(unit, largest)
    return FigureChart(
        said,
        tuple(
            Point(label, figure, plain_number(None if figure.value is None else figure.value / scale), to)
            for label, figure, to in named
        ),
    )


def _any(figures: Sequence[Figure]) -> bool:
    return any(figure.value is not None for figure in figures)


def _when(figure: Figure) -> Text:
    """A point of a series by its year; by its whole date where that is not the last of a year."""
    vi, en = (format_date(figure.period_end, lang) for lang in (Lang.VI, Lang.EN))
    return Text(vi, en)


def _part_name(code: str, figure: Figure, dates: Dates) -> Text:
    question = figure.question
    if code == "place":
        title = get(question.place).title(dates.on)
        return Text(title.vi, title.en)
    if code == "kind" and question.kind is not None:
        return question.kind.label.capitalised()
    if code == "origin" and question.origin is not None:
        return question.origin.label.capitalised()
    if question.member is not None and code == question.member.dimension:
        return question.member.name.capitalised()
    title_of_zone = zone_name(question.zone or 0, dates)
    return Text(title_of_zone, title_of_zone)


def _part_address(figure: Figure, dates: Dates, code: str) -> str:
    """The page of the place or zone that a part is of; of a country's, that of its projects."""
    if code == "place":
        return reach("place", figure.question.place, dates=dates)
    member = figure.question.member
    if member is not None and code == member.dimension:
        is_country = code == Dimension.COUNTRY and member.code in countries()
        return reach("projects", dates=dates, place=figure.question.place, country=member.code) if is_country else ""
    zone = zones_by_id(dates).get(figure.question.zone or 0)
    return reach("zone", zone.book, zone.code, dates=dates) if zone else ""


def _words_of(figure: Figure) -> list[Text]:
    """The terms of a formula in words, where the figure is that of a formula itself."""
    formula = formula_of(figure)
    if figure.form is not Form.VALUE or formula is None or figure.indicator.is_tariff:
        return []
    return [term_in_words(term).capitalised() for term in formula.expression.terms()]


def base_of(figure: Figure) -> tuple[Text, Fraction, str] | None:
    """The denominator of a figure that is a ratio: its name, value and unit; None for other figures or where unknown."""
    if figure.form is not Form.VALUE or figure.value is None:
        return None
    formula = figure.question.formula
    if formula is None or not isinstance(formula.expression, Ratio):
        return None
    count = len(list(formula.expression.denominator.terms()))
    below = figure.terms[-count:]
    known = [term.value for term in below if term.value is not None]
    return (formula.expression.of, sum(known, Fraction(0)), below[0].unit) if known else None


def base_in_words(figure: Figure, lang: Lang) -> str:
    """The base of a ratio in words: "of 1.967,11 ha industrial land"; empty for what is no ratio."""
    found = base_of(figure)
    if found is None:
        return ""
    name, value, unit = found
    return f"{'of' if lang is Lang.EN else 'trên'} {number(value, unit, lang)} {name.of(lang)}"
