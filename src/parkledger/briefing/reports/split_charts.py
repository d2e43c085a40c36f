"""Charts of a report in which a figure is split: its months or quarters, the countries of its investors, its sectors."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.reports.model import Bar, BarChart, Part
from parkledger.briefing.reports.references import ReferenceScope
from parkledger.briefing.reports.report_tables import Write
from parkledger.briefing.reports.templates import SplitChart
from parkledger.briefing.reports.wording import CLOSING
from parkledger.briefing.situation import REPORTED
from parkledger.briefing.splits import BY_PERIOD, By, split
from parkledger.figures import Figure, Figures
from parkledger.figures.wording import figure_title, written
from parkledger.language import Lang, Period, Text, capitalised, format_date, format_period, month_end, months_later

_MONTHS: Final = {By.MONTH: 12, By.QUARTER: 24}
"""How many months are drawn: twelve months, or eight quarters."""
_MOST: Final = 10
"""Countries or sectors that a chart shows, the largest first."""
_CAPTIONS: Final = {
    By.MONTH: Text("{title}, theo tháng", "{title}, by month"),
    By.QUARTER: Text("{title}, theo quý", "{title}, by quarter"),
    By.COUNTRY: Text("{title}, theo nước đầu tư", "{title}, by country of the investor"),
    By.SECTOR: Text("{title}, theo ngành", "{title}, by sector"),
}
_LARGEST: Final = Text(
    "Chỉ nêu {n} trong {all} nhóm, lớn nhất trước.", "{n} of {all} groups are shown, the largest first."
)


class SplitCharts:
    """Makes these charts of one report."""

    def __init__(self, books: Figures, scope: ReferenceScope, lang: Lang) -> None:
        self._books, self._scope, self._lang = books, scope, lang

    def parts(self, block: SplitChart, write: Write) -> Iterator[Part]:
        """A chart; nothing where nothing of it is known. A month that nobody reported is a gap, told as such."""
        of_periods = block.by in BY_PERIOD
        figures = self._periods(block) if of_periods else self._members(block)
        known = [figure for figure in figures if figure.value]
        if not known:
            return
        shown = figures if of_periods else figures[:_MOST]
        largest = max(abs(figure.value or Fraction(0)) for figure in known)
        bars = tuple(
            Bar(
                self._label(figure),
                length=max(figure.value or Fraction(0), Fraction(0)) / largest * 100,
                said=write(figure, written(figure, self._lang), known[-1] if of_periods else known[0]),
            )
            for figure in shown
        )
        reported = [figure for figure in figures if figure.value is not None]
        closing = [CLOSING.of(self._lang).format(day=format_date(reported[-1].question.end, self._lang))]
        if len(shown) < len(figures):
            closing.append(_LARGEST.of(self._lang).format(n=len(shown), all=len(figures)))
        title = figure_title(replace(known[0], question=replace(known[0].question, member=None)), self._lang)
        yield BarChart(_CAPTIONS[block.by].of(self._lang).format(title=title), bars, " ".join(closing), is_split=True)

    def _periods(self, block: SplitChart) -> list[Figure]:
        """The months, or quarters, to the last month that is reported, or that has ended."""
        scope, reference = self._scope, block.reference
        end = scope.reported.end if reference.indicator in REPORTED else scope.period.end
        last = end if end == month_end(end) else end.replace(day=1)
        first = last.replace(day=1)
        if block.by is By.QUARTER:
            first = months_later(first, 2 - (first.month - 1) % 3)
        start = months_later(first, 1 - _MONTHS[block.by])
        asked = replace(reference.question(scope), start=start, end=end)
        return self._books.answer(split(asked, block.by, self._books))

    def _members(self, block: SplitChart) -> list[Figure]:
        """What each country or sector has, the largest first, and last what is of no project."""
        asked = split(block.reference.question(self._scope), block.by, self._books)
        found = [figure for figure in self._books.answer(asked) if figure.value]
        return sorted(found, key=lambda one: (_is_rest(one), -(one.value or Fraction(0))))

    def _label(self, figure: Figure) -> str:
        member = figure.question.member
        if member is not None:
            return capitalised(member.name.of(self._lang))
        start = figure.question.start or figure.question.end
        return capitalised(format_period(Period(start, figure.question.end), self._lang))


def _is_rest(figure: Figure) -> bool:
    return figure.question.member is not None and figure.question.member.is_rest
