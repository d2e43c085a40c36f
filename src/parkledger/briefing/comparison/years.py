"""One indicator of several places or zones over the years: a small chart each, on one scale, with their table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from parkledger.briefing.comparison.subjects import ComparisonSubject
from parkledger.briefing.comparison.tables import ComparisonRow
from parkledger.briefing.figure.pages import years
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import figure_title
from parkledger.language import Lang, Text, axis_unit, plain_number
from parkledger.places import get
from parkledger.records.cells import broken_from, figure_cell
from parkledger.records.dates import Dates
from parkledger.records.figure_queries import zone_reference
from parkledger.records.histories import zones_by_id
from parkledger.tables import Cell, Column, ColumnType, Row, Table

FEWEST: Final = 3
"""Of so many subjects on, the years stand in a chart each: two are read in one table beside each other."""
YEAR: Final = Text("Năm", "Year")


@dataclass(frozen=True, slots=True)
class YearsCompared:
    """An indicator of several subjects over the years, the earliest first: its unit in the picture, its name, its table, and
    what its breaks mean where there are any."""

    unit: Text
    title: Text
    table: Table
    breaks: Text | None = None


def years_compared(
    lines: Sequence[ComparisonRow], subjects: Sequence[ComparisonSubject], books: Figures, dates: Dates, lang: Lang
) -> YearsCompared | None:
    """The first rate among the lines over the years, else the first line; None for two subjects, or where nothing is known."""
    line = _line_to_draw(lines)
    if len(subjects) < FEWEST or line is None or line.first is None:
        return None
    named = [
        (subject.key, subject.title, cell.figure)
        for subject, cell in zip(subjects, line.cells, strict=True)
        if cell.figure is not None
    ]
    return over_the_years(named, line.first, _titled(line.first), books, dates, lang)


def _titled(figure: Figure) -> Text:
    return Text(*(figure_title(figure, each) for each in (Lang.VI, Lang.EN)))


def over_the_years(
    named: Sequence[tuple[str, Text, Figure]], of: Figure, title: Text, books: Figures, dates: Dates, lang: Lang
) -> YearsCompared:
    """Some figures over the years, each with its key and its name; `of` is one of them, or what they are parts of."""
    series = _over_years((figure for *_, figure in named), books)
    known = [abs(figure.value) for each in series for figure in each if figure.value is not None]
    scale, unit = axis_unit(of.unit, max(known, default=Fraction(0)))
    columns = (
        Column("year", YEAR, ColumnType.DATE),
        *(Column(key, title, ColumnType.FIGURE) for key, title, _ in named),
    )
    rows = []
    for at, first in enumerate(series[0]):
        cells = {key: _cell(each, at, scale, dates, lang) for (key, *_), each in zip(named, series, strict=True)}
        rows.append(Row({"year": Cell(first.period_end, text=str(first.period_end.year)), **cells}))
    return YearsCompared(unit, title, Table("years", title, columns, rows, lang), _breaks(rows))


MOST_ZONES: Final = 12
"""Zones of which a small chart each is drawn over the years: those with the most of what a figure tells."""


def years_of_zones(
    whole: Figure, zones: Sequence[Figure], books: Figures, dates: Dates, lang: Lang
) -> YearsCompared | None:
    """A figure of the zones that it is made up of over the years; None where too few are known."""
    known = sorted((each for each in zones if each.value is not None), key=lambda each: each.value or 0, reverse=True)
    if len(known) < FEWEST or not years(whole.question):
        return None
    there = zones_by_id(dates)
    named = [
        (zone_reference(books, zone), Text(there[zone].title, there[zone].title), each)
        for each in known[:MOST_ZONES]
        if (zone := each.question.zone) is not None and zone in there
    ]
    what, where = _titled(whole), get(whole.question.place).title(dates.on)
    return over_the_years(named, whole, Text(f"{what.vi}, {where.vi}", f"{what.en}, {where.en}"), books, dates, lang)


def _line_to_draw(lines: Sequence[ComparisonRow]) -> ComparisonRow | None:
    """The first rate among the lines that enough subjects have and that years are told of, else the first of any unit."""
    there = [
        line for line in lines if not line.is_split and len(line.known) >= FEWEST and years(line.known[0].question)
    ]
    return next((line for line in there if line.unit == "percent"), there[0] if there else None)


def _over_years(figures: Iterable[Figure], books: Figures) -> list[list[Figure]]:
    """Each of some figures over the years, the earliest first, asked for together."""
    asked = [years(figure.question) for figure in figures]
    answers = iter(books.answer([question for each in asked for question in each]))
    return [[next(answers) for _ in each] for each in asked]


def _breaks(rows: Sequence[Row]) -> Text | None:
    """What a break of the lines means: the laws by which the indicator is counted otherwise."""
    laws = [
        cell.title
        for row in rows
        for cell in map(row.cell, row.cells)
        if cell.css == "break" and isinstance(cell.title, Text)
    ]
    if not laws:
        return None
    vi, en = ("; ".join(dict.fromkeys(law.of(lang) for law in laws)) for lang in (Lang.VI, Lang.EN))
    return Text(f"Chỗ đường bị ngắt: {vi}.", f"Where a line is broken: {en}.")


def _cell(series: Sequence[Figure], at: int, scale: int, dates: Dates, lang: Lang) -> Cell:
    """A figure of a year; marked where it is counted otherwise than in the year before."""
    figure, before = series[at], series[at - 1] if at else None
    drawn = plain_number(None if figure.value is None else figure.value / scale)
    return broken_from(figure_cell(figure, dates, lang, drawn=drawn), figure, before)
