"""What a leader steers by: how far a year's plan is reached, what is behind and by how much, and what the year may come to.

Results and plans are figures with their notes. What is forecast stands in tables of its own, as words under the forecast's mark: it
is no figure, has no note, and is not read back as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from parkledger.briefing.reports.model import DerivedRun, FigureRun, Paragraph, Part, ReportTable, Run
from parkledger.briefing.reports.references import REPORTED, FigureReference, ReferenceScope
from parkledger.briefing.reports.report_tables import MONEY_SCALE, Write, row_title, with_note
from parkledger.briefing.reports.target_tables import TargetTables
from parkledger.briefing.reports.templates import FillTable, ForecastTable, ProgressTable, TargetTable
from parkledger.briefing.reports.wording import NO_FIGURE
from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.figures.wording import indicator_title, kind_words, number
from parkledger.forecast import Forecast, ForecastQuestion, TooLittleToForecast, forecast_year
from parkledger.forecast.fill import HORIZON, LetRecords
from parkledger.forecast.scores import LEVEL
from parkledger.forecast.wording import (
    MARK,
    chance_words,
    day_words,
    not_a_figure,
    plan_range,
    record_words,
    scaled_words,
)
from parkledger.language import (
    Lang,
    Period,
    Text,
    format_date,
    format_number,
    format_period,
    month_end,
    sort_key,
    uncapitalised,
    year_start,
)
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_by_id

SteeringTable = ProgressTable | ForecastTable | FillTable | TargetTable

_YEARS: Final = 3
"""Earlier years from which the usual pace of a year is taken."""
_NUMBER, _INDICATOR, _UNIT = Text("TT", "No."), Text("Chỉ tiêu", "Indicator"), Text("ĐVT", "Unit")
_PERFORMED: Final = Text("Thực hiện {period}", "{period}")
_ESTIMATED: Final = Text("Ước thực hiện {period}", "Estimated, {period}")
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
_CLOSING: Final = Text("Số liệu đến ngày {day}.", "Figures as of {day}.")
_MADE: Final = Text("{what} Lập từ số liệu đến ngày {day}.", "{what} Made from figures as of {day}.")
_HEADINGS: Final = (
    Text("Khoảng dự báo cả năm", "Forecast range of the year"),
    Text("Dự báo giữa khoảng", "Middle of the forecast"),
    Text("Dự báo so với kế hoạch (%)", "Forecast against the plan (%)"),
    Text("Khả năng đạt kế hoạch", "Chance of reaching the plan"),
)
_FILL_HEADINGS: Final = (
    Text("Tên", "Name"),
    Text("Dự báo thời điểm sớm", "Forecast: early"),
    Text("Dự báo giữa khoảng", "Forecast: middle"),
    Text("Dự báo thời điểm muộn", "Forecast: late"),
)
_FULLEST: Final = Text(
    "Chỉ nêu {n} trong {all} {kind} chưa lấp đầy, là các {kind} có tỷ lệ lấp đầy cao nhất.",
    "Of {all} {kind} that are not full, the {n} fullest are listed.",
)
MOST_ZONES: Final = 30
"""Zones of one table of fill dates: each takes draws of its own from the records of all."""


class _Progress(NamedTuple):
    """What is asked of one row: the month, the year to date, its share of the plan, and earlier years to date and whole."""

    month: Question
    to_date: Question
    ratio: Question
    earlier: tuple[tuple[Question, Question], ...]

    def all(self) -> Iterator[Question]:
        """Every question."""
        yield from (self.month, self.to_date, self.ratio)
        for pair in self.earlier:
            yield from pair


class SteeringTables:
    """Makes these tables of one report; `made` are the forecasts that it tells."""

    def __init__(self, books: Figures, scope: ReferenceScope, lang: Lang) -> None:
        self._books, self._scope, self._lang = books, scope, lang
        self._targets = TargetTables(scope, lang)
        self.made: list[Forecast] = []

    def questions(self, block: SteeringTable) -> Iterator[Question]:
        """What a table asks of the books besides what forecasts are made from."""
        if isinstance(block, ProgressTable):
            yield from (one for reference in block.references for one in self._progress(reference).all())
        elif isinstance(block, TargetTable):
            yield from self._targets.questions(block.kind)

    def parts(
        self, block: SteeringTable, caption: str, answers: Mapping[Question, Figure], write: Write
    ) -> Iterator[Part]:
        """A table; nothing where nothing of it is known."""
        if isinstance(block, ProgressTable):
            yield from self._progress_table(block, caption, answers, write)
        elif isinstance(block, ForecastTable):
            yield from self._forecast_table(block, caption)
        elif isinstance(block, TargetTable):
            yield from self._targets.parts(block.kind, caption, answers, write)
        else:
            yield from self._fill_table(block.kind, caption)

    def _end(self, reference: FigureReference) -> date:
        """The last day that a row is of: reported flows are known to the end of a month."""
        return (self._scope.reported if reference.indicator in REPORTED else self._scope.period).end

    def _progress(self, reference: FigureReference) -> _Progress:
        end = self._end(reference)
        asked = replace(reference.question(self._scope), end=end)
        to_date = replace(asked, start=year_start(end))
        pairs = []
        for back in range(1, _YEARS + 1):
            earlier = to_date
            for _ in range(back):
                earlier = replace(earlier.a_year_before(), boundaries=None)
            pairs.append((earlier, replace(earlier, end=date(end.year - back, 12, 31))))
        month = replace(asked, start=end.replace(day=1))
        return _Progress(month, to_date, replace(to_date, form=Form.PLAN_RATIO), tuple(pairs))

    def _progress_table(
        self, block: ProgressTable, caption: str, answers: Mapping[Question, Figure], write: Write
    ) -> Iterator[Part]:
        rows: list[tuple[Run, ...]] = []
        paces: dict[str, Fraction] = {}
        for reference in block.references:
            asked = self._progress(reference)
            if answers[asked.to_date].value is None:
                continue
            cells, even = self._progress_cells(asked, answers, write)
            title = row_title(answers[asked.to_date], self._lang)
            rows.append((str(len(rows) + 1), with_note(title, cells), self._unit(answers[asked.to_date]), *cells))
            if even is not None:
                paces[uncapitalised(title)] = even
        if not rows:
            return
        end = self._end(block.references[0])
        periods = (Period(end.replace(day=1), end), Period(year_start(end), end))
        headings = (
            *(text.of(self._lang) for text in (_NUMBER, _INDICATOR, _UNIT)),
            *(self._period_heading(one, [row[3 + at] for row in rows]) for at, one in enumerate(periods)),
            *(text.of(self._lang).format(year=end.year) for text in (_OF_PLAN, _PLAN, _EVEN, _USUAL)),
        )
        yield ReportTable(caption, headings, tuple(rows), 3, self._closing())
        if said := self._behind(paces):
            yield Paragraph(0, (said,))

    def _behind(self, paces: Mapping[str, Fraction]) -> str:
        """Which rows with a plan are behind an even pace, by how far each is ahead of it; of one that is not, its row says so."""
        if not paces:
            return _NO_PLAN.of(self._lang)
        names = ", ".join(name for name, even in paces.items() if even < 0)
        if not names and len(paces) == 1:
            return ""
        return (_BEHIND if names else _NONE_BEHIND).of(self._lang).format(names=names)

    def _progress_cells(
        self, asked: _Progress, answers: Mapping[Question, Figure], write: Write
    ) -> tuple[list[Run], Fraction | None]:
        """The cells of a row behind its unit, and how far it is ahead of an even pace."""
        month, to_date, ratio = (answers[one] for one in (asked.month, asked.to_date, asked.ratio))
        cells: list[Run] = [self._scaled(figure, write, to_date) for figure in (month, to_date)]
        if ratio.value is None or to_date.value is None:
            return [*cells, *[NO_FIGURE] * 4], None
        share = number(ratio.value, ratio.unit, self._lang, ratio).rstrip("%")
        cells.append(write(ratio, share, to_date))
        plan = ratio.terms[1].value or Fraction(0)
        note = cells[-1].note if isinstance(cells[-1], FigureRun) else 0
        cells.append(self._derived("plan", plan, (ratio,), note))
        even = to_date.value - plan * _elapsed(asked.to_date.end)
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

    def _unit(self, figure: Figure) -> str:
        return MONEY_SCALE[figure.unit][1].of(self._lang) if figure.unit in MONEY_SCALE else figure.unit

    def _scaled(self, figure: Figure, write: Write, noted: Figure) -> Run:
        if figure.value is None:
            return NO_FIGURE
        scale = MONEY_SCALE[figure.unit][0] if figure.unit in MONEY_SCALE else 1
        return write(figure, format_number(figure.value / scale, self._lang, decimals=2), noted)

    def _period_heading(self, period: Period, cells: list[Run]) -> str:
        estimated = any(isinstance(cell, FigureRun) and cell.figure.estimate for cell in cells)
        said = (_ESTIMATED if estimated else _PERFORMED).of(self._lang)
        return said.format(period=format_period(period, self._lang))

    def _closing(self) -> str:
        return _CLOSING.of(self._lang).format(day=format_date(self._scope.period.end, self._lang))

    def _forecast_table(self, block: ForecastTable, caption: str) -> Iterator[Part]:
        rows: list[tuple[Run, ...]] = []
        records = []
        for reference in block.references:
            made = self._forecast(reference)
            if made is None:
                continue
            self.made.append(made)
            title = row_title(made.so_far, self._lang)
            scale = MONEY_SCALE[made.unit][0]
            cells = (
                scaled_words((made.low, made.high), made, scale, self._lang),
                scaled_words((made.median,), made, scale, self._lang),
                plan_range(made, self._lang),
                chance_words(made.chance, self._lang),
            )
            marked = (self._marked(cell, demo=made.demo) if cell else NO_FIGURE for cell in cells)
            rows.append((str(len(rows) + 1), title, self._unit(made.so_far), *marked))
            if said := record_words(made, self._lang):
                records.append(f"{title}: {said}")
        if not rows:
            return
        headings = tuple(text.of(self._lang) for text in (_NUMBER, _INDICATOR, _UNIT, *_HEADINGS))
        closing = " ".join((self._forecast_closing(), *(f"{one}." for one in records)))
        yield ReportTable(caption, headings, tuple(rows), 3, closing)

    def _forecast(self, reference: FigureReference) -> Forecast | None:
        scope = self._scope
        asked = ForecastQuestion(
            reference.indicator,
            scope.place,
            self._end(reference),
            kind=reference.kind,
            known_at=scope.known_at,
            origin=reference.origin,
        )
        try:
            return forecast_year(asked, self._books)
        except TooLittleToForecast:
            return None

    def _marked(self, said: str, *, demo: bool) -> str:
        """What is forecast under its mark, with a star where demonstration data are in what it is made from."""
        return f"{MARK.of(self._lang)} {said}{'*' if demo else ''}"

    def _forecast_closing(self) -> str:
        """What forecasts are, and of which day they are made."""
        day = format_date(self._scope.period.end, self._lang)
        return _MADE.of(self._lang).format(what=not_a_figure(LEVEL, self._lang), day=day)

    def _fill_table(self, kind: ZoneKind, caption: str) -> Iterator[Part]:
        scope = self._scope
        zones = zones_by_id(Dates(scope.period.end, scope.known_at))
        question = Question("land.leasable", scope.place, scope.period.end, kind=kind, known_at=scope.known_at)
        records = LetRecords(self._books, kind, scope.period.end, scope.known_at)
        shares = {zone: records.now(zone) for zone in self._books.zones_of(question) if zone in zones}
        still_open = {zone: share for zone, share in shares.items() if share is not None and share < 1}
        fullest = sorted(still_open, key=lambda one: -still_open[one])[:MOST_ZONES]
        last = scope.period.end.year + HORIZON // 4
        rows: list[tuple[Run, ...]] = []
        for zone in sorted(fullest, key=lambda one: sort_key(zones[one].name)):
            made = records.forecast(zone, 1.0)
            if made is not None:
                days = (day_words(day, last, self._lang) for day in (made.low, made.median, made.high))
                marked = (self._marked(day, demo=made.demo) for day in days)
                rows.append((str(len(rows) + 1), official_title(kind, zones[zone].name), *marked))
        if rows:
            headings = tuple(text.of(self._lang) for text in (_NUMBER, *_FILL_HEADINGS))
            closing = [self._forecast_closing()]
            if len(still_open) > len(rows):
                told = _FULLEST.of(self._lang)
                closing.append(told.format(n=len(rows), all=len(still_open), kind=kind_words(kind, self._lang)))
            yield ReportTable(caption, headings, tuple(rows), 2, " ".join(closing))


def _elapsed(day: date) -> Fraction:
    """The share of a year that has passed at the end of a day, months alike: of a month not over, the share of its days."""
    return (day.month - 1 + Fraction(day.day, month_end(day).day)) / 12


def _tells_pace(part: Figure, whole: Figure) -> bool:
    """Whether a part of an earlier year and the whole of it are known, and of all that they were asked for."""
    covered = part.coverage.is_comparable and whole.coverage.is_comparable
    return covered and part.value is not None and bool(whole.value)
