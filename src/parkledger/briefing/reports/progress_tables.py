"""Tables of a report on how far a year's plan is reached: what was done to date, its share of the plan, and what is behind.

Parks report months: their rows have the last month and the year to date. Clusters may report half-years and years of their own,
which begin in the December before: their rows have such a period and the same of the year before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.reports.model import DerivedRun, FigureRun, Paragraph, Part, ReportTable, Run
from parkledger.briefing.reports.references import FigureReference, ReferenceScope
from parkledger.briefing.reports.report_tables import MONEY_SCALE, Write, row_title, with_note
from parkledger.briefing.reports.wording import CLOSING, ESTIMATED, NO_FIGURE, PERFORMED
from parkledger.briefing.situation import REPORTED
from parkledger.catalogue.cluster_reports import reported_year, year_reported
from parkledger.figures import Figure, Form, Question
from parkledger.figures.wording import indicator_title, number
from parkledger.language import (
    Lang,
    Period,
    Text,
    capitalised,
    format_date,
    format_number,
    format_period,
    month_end,
    months_later,
    uncapitalised,
    year_start,
)

_YEARS: Final = 3
"""Earlier years from which the usual pace of a year is taken."""
_NUMBER, _INDICATOR, _UNIT = Text("TT", "No."), Text("Chỉ tiêu", "Indicator"), Text("ĐVT", "Unit")
_OF_PLAN: Final = Text("So với kế hoạch (%)", "Of the plan (%)")
_PLAN: Final = Text("Kế hoạch năm {year}", "Plan of {year}")
_EVEN: Final = Text("Tiến độ so với chia đều các tháng", "Against an even pace")
_USUAL: Final = Text("Tiến độ so với các năm trước", "Against the pace of earlier years")
_DERIVED: Final = {"plan": _PLAN, "pace_even": _EVEN, "pace_usual": _USUAL}
"""Numbers of a row that follow from its figures, by what stands behind the indicator in the formula of each."""
_AHEAD, _LATE, _EVENLY = Text("nhanh", "ahead"), Text("chậm", "behind"), Text("đúng tiến độ", "on pace")
"""Words before what is ahead or behind: so that no number there is taken for a result."""
_BEHIND: Final = Text(
    "Chậm so với tiến độ chia đều các tháng: {names}.", "Behind an even pace over the months: {names}."
)
_NONE_BEHIND: Final = Text(
    "Không chỉ tiêu nào có kế hoạch trong bảng chậm so với tiến độ chia đều các tháng.",
    "None of those with a plan is behind an even pace over the months.",
)
_NO_PLAN: Final = Text("Chưa có kế hoạch năm để so sánh.", "There is no plan of the year to compare with.")
_PERIODS: Final = 2
"""Columns of figures before those that a plan fills."""


class _Progress(NamedTuple):
    """What is asked of one row: what stands before the year to date, that, its share of the plan, and earlier years to date
    and whole."""

    beside: Question
    to_date: Question
    ratio: Question
    earlier: tuple[tuple[Question, Question], ...]

    def all(self) -> Iterator[Question]:
        """Every question."""
        yield from (self.beside, self.to_date, self.ratio)
        for pair in self.earlier:
            yield from pair

    def stated_in(self, currency: str) -> "_Progress":
        """The same in a currency; a share of the plan is none of any."""
        return self._replace(
            beside=replace(self.beside, currency=currency),
            to_date=replace(self.to_date, currency=currency),
            earlier=tuple(
                (replace(part, currency=currency), replace(whole, currency=currency)) for part, whole in self.earlier
            ),
        )


def _as_planned(asked: _Progress, answers: Mapping[Question, Figure]) -> _Progress:
    """A row in the currency of its plan: 150 of 500 billion đồng are not 5.77 of 500 million US dollars."""
    terms = answers[asked.ratio].terms
    unit = terms[1].unit if len(terms) > 1 else ""
    return asked.stated_in(unit) if unit in MONEY_SCALE and answers[asked.to_date].unit != unit else asked


class _Row(NamedTuple):
    """A row behind its number, and how far it is ahead of an even pace; None where it has no plan."""

    title: str
    cells: tuple[Run, ...]
    even: Fraction | None


class ProgressTables:
    """Makes the tables of progress of one report."""

    def __init__(self, scope: ReferenceScope, lang: Lang) -> None:
        self._scope, self._lang = scope, lang

    def questions(self, references: Sequence[FigureReference]) -> Iterator[Question]:
        """What a table asks of the books: of money in both currencies, for that of the plan is known with its answer."""
        for reference in references:
            asked = self._progress(reference)
            yield from asked.all()
            if asked.to_date.definition.unit == "money":
                yield from (one for currency in MONEY_SCALE for one in asked.stated_in(currency).all())

    def parts(
        self, references: Sequence[FigureReference], caption: str, answers: Mapping[Question, Figure], write: Write
    ) -> Iterator[Part]:
        """A table for each pair of periods that rows are of, since columns say it, each with what is behind."""
        groups: dict[tuple[Period, Period], list[_Progress]] = {}
        for reference in references:
            asked = _as_planned(self._progress(reference), answers)
            if answers[asked.to_date].value is not None:
                groups.setdefault((_period(asked.beside), _period(asked.to_date)), []).append(asked)
        for periods, rows in groups.items():
            named = caption if len(groups) == 1 else f"{caption}: {format_period(periods[1], self._lang)}"
            made = [self._row(asked, answers, write) for asked in rows]
            yield self._table(named, periods, made)
            if said := self._behind({uncapitalised(row.title): row.even for row in made if row.even is not None}):
                yield Paragraph(0, (said,))

    def to_date(self, reference: FigureReference) -> Question:
        """What is asked of a row of the year to date: of what clusters report by themselves, their own."""
        own = self._scope.of_its_own(reference)
        end = own.end if own else last_day(reference, self._scope)
        return replace(reference.question(self._scope), start=own.start if own else year_start(end), end=end)

    def _progress(self, reference: FigureReference) -> _Progress:
        own, to_date = self._scope.of_its_own(reference), self.to_date(reference)
        end = to_date.end
        pairs = []
        for back in range(1, _YEARS + 1):
            earlier = to_date
            for _ in range(back):
                earlier = replace(earlier.a_year_before(), boundaries=None)
            year = end.year - back
            last = reported_year(year)[1] if own else date(year, 12, 31)
            pairs.append((earlier, replace(earlier, end=last)))
        beside = to_date.a_year_before() if own else replace(to_date, start=end.replace(day=1))
        return _Progress(beside, to_date, replace(to_date, form=Form.PLAN_RATIO), tuple(pairs))

    def _table(self, caption: str, periods: tuple[Period, Period], made: Sequence[_Row]) -> ReportTable:
        """The rows with their numbers; without the columns that a plan fills where none has one."""
        planned = any(row.even is not None for row in made)
        cells = [row.cells if planned else row.cells[: 2 + _PERIODS] for row in made]
        rows = tuple((str(at), *row) for at, row in enumerate(cells, start=1))
        of_plan = (_OF_PLAN, _PLAN, _EVEN, _USUAL) if planned else ()
        headings = (
            *(text.of(self._lang) for text in (_NUMBER, _INDICATOR, _UNIT)),
            *(self._period_heading(one, [row[3 + at] for row in rows]) for at, one in enumerate(periods)),
            *(text.of(self._lang).format(year=periods[1].end.year) for text in of_plan),
        )
        closing = CLOSING.of(self._lang).format(day=format_date(self._scope.period.end, self._lang))
        return ReportTable(caption, headings, rows, 3, closing)

    def _behind(self, paces: Mapping[str, Fraction]) -> str:
        """Which rows with a plan are behind an even pace, by how far each is ahead of it; of one that is not, its row says so."""
        if not paces:
            return _NO_PLAN.of(self._lang)
        names = ", ".join(name for name, even in paces.items() if even < 0)
        if not names and len(paces) == 1:
            return ""
        return (_BEHIND if names else _NONE_BEHIND).of(self._lang).format(names=names)

    def _row(self, asked: _Progress, answers: Mapping[Question, Figure], write: Write) -> _Row:
        to_date = answers[asked.to_date]
        cells, even = self._cells(asked, answers, write)
        title = row_title(to_date, self._lang)
        return _Row(title, (with_note(title, cells), money_unit(to_date, self._lang), *cells), even)

    def _cells(
        self, asked: _Progress, answers: Mapping[Question, Figure], write: Write
    ) -> tuple[list[Run], Fraction | None]:
        """The cells of a row behind its unit, and how far it is ahead of an even pace."""
        beside, to_date, ratio = (answers[one] for one in (asked.beside, asked.to_date, asked.ratio))
        cells: list[Run] = [self._scaled(figure, write, to_date) for figure in (beside, to_date)]
        if ratio.value is None or to_date.value is None:
            return [*cells, *[NO_FIGURE] * 4], None
        share = number(ratio.value, ratio.unit, self._lang, ratio).rstrip("%")
        cells.append(write(ratio, share, to_date))
        plan = ratio.terms[1].value or Fraction(0)
        note = cells[-1].note if isinstance(cells[-1], FigureRun) else 0
        cells.append(self._derived("plan", plan, (ratio,), note))
        even = to_date.value - plan * _elapsed(_period(asked.to_date))
        cells.append(self._derived("pace_even", even, (ratio,), note, signed=True))
        paces = [(answers[part], answers[whole]) for part, whole in asked.earlier]
        known = [(part, whole) for part, whole in paces if _tells_pace(part, whole)]
        if not known:
            return [*cells, NO_FIGURE], even
        usual = sum((Fraction(part.value or 0) / (whole.value or 1) for part, whole in known), Fraction(0)) / len(known)
        figures = (ratio, *(figure for pair in known for figure in pair))
        cells.append(self._derived("pace_usual", to_date.value - plan * usual, figures, note, signed=True))
        return cells, even

    def _derived(
        self, what: str, value: Fraction, figures: tuple[Figure, ...], note: int, *, signed: bool = False
    ) -> DerivedRun:
        """A number of `_DERIVED`, which follows from the share of the plan and what else is given."""
        figure = figures[0]
        unit = figure.terms[1].unit
        scale = MONEY_SCALE[unit][0] if unit in MONEY_SCALE else 1
        said = format_number(abs(value) / scale, self._lang, decimals=2)
        if signed:
            said = f"{(_AHEAD if value > 0 else _LATE).of(self._lang)} {said}" if value else _EVENLY.of(self._lang)
        named = f"{indicator_title(figure, self._lang)}: {_DERIVED[what].of(self._lang).format(year=figure.period_end.year)}"
        return DerivedRun(said, named, f"{figure.indicator.code}.{what}", value, figures, note)

    def _scaled(self, figure: Figure, write: Write, noted: Figure) -> Run:
        if figure.value is None:
            return NO_FIGURE
        scale = MONEY_SCALE[figure.unit][0] if figure.unit in MONEY_SCALE else 1
        return write(figure, format_number(figure.value / scale, self._lang, decimals=2), noted)

    def _period_heading(self, period: Period, cells: list[Run]) -> str:
        estimated = any(isinstance(cell, FigureRun) and cell.figure.estimate for cell in cells)
        said = (ESTIMATED if estimated else PERFORMED).of(self._lang)
        return capitalised(said.format(period=format_period(period, self._lang)))


def last_day(reference: FigureReference, scope: ReferenceScope) -> date:
    """The last day that a row is of where it is of months: reported flows are known to the end of a month."""
    return (scope.reported if reference.indicator in REPORTED else scope.period).end


def money_unit(figure: Figure, lang: Lang) -> str:
    """The unit that stands beside a row: millions or billions of money."""
    return MONEY_SCALE[figure.unit][1].of(lang) if figure.unit in MONEY_SCALE else figure.unit


def _period(question: Question) -> Period:
    return Period(*question.period)


def _elapsed(period: Period) -> Fraction:
    """The share of a year that has passed with a period from its beginning, months alike: of a month not over, the share of
    its days; of a year of clusters' own, whole months from its first day."""
    day = period.end
    if year_reported(period.start, day) is None:
        return (day.month - 1 + Fraction(day.day, month_end(day).day)) / 12
    return Fraction(sum(months_later(period.start, count) <= day + timedelta(days=1) for count in range(1, 13)), 12)


def _tells_pace(part: Figure, whole: Figure) -> bool:
    """Whether a part of an earlier year and the whole of it are known, and of all that they were asked for."""
    covered = part.coverage.is_comparable and whole.coverage.is_comparable
    return covered and part.value is not None and bool(whole.value)
