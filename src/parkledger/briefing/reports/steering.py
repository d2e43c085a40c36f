"""What a leader steers by: how far a year's plan is reached, what is behind and by how much, and what the year may come to.

Results and plans are figures with their notes. What is forecast stands in tables of its own, as words under the forecast's mark: it
is no figure, has no note, and is not read back as one.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from parkledger.briefing.reports.model import Paragraph, Part, ReportTable, Run
from parkledger.briefing.reports.progress_tables import ProgressTables, last_day, money_unit
from parkledger.briefing.reports.references import FigureReference, ReferenceScope
from parkledger.briefing.reports.report_tables import MONEY_SCALE, Write, row_title
from parkledger.briefing.reports.target_tables import TargetTables
from parkledger.briefing.reports.templates import FillTable, ForecastTable, ProgressTable, TargetTable
from parkledger.briefing.reports.wording import NO_FIGURE
from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figure, Figures, Question
from parkledger.figures.wording import kind_words
from parkledger.forecast import Forecast, ForecastQuestion, TooLittleToForecast, forecast_year
from parkledger.forecast.fill import HORIZON, LetRecords
from parkledger.forecast.scores import LEVEL
from parkledger.forecast.seasonal import LEAST_MONTHS
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
    Text,
    format_date,
    sort_key,
    uncapitalised,
)
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_by_id

SteeringTable = ProgressTable | ForecastTable | FillTable | TargetTable

_NUMBER, _INDICATOR, _UNIT = Text("TT", "No."), Text("Chỉ tiêu", "Indicator"), Text("ĐVT", "Unit")
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
_NOT_FORECAST: Final = Text("Chưa dự báo được {names}{of}: {why}.", "No forecast of {names}{of}: {why}.")
_OF_KIND: Final = Text(" của các {kind}", " of the {kind}")
_BY_HALF_YEARS: Final = Text(
    f"các CCN báo cáo theo kỳ sáu tháng và năm, dự báo cần ít nhất {LEAST_MONTHS} tháng báo cáo theo từng tháng",
    f"clusters report by half-years and years, and at least {LEAST_MONTHS} months reported one by one are needed",
)
_UNMEASURED: Final = Text(
    "Chưa dự báo được ngày lấp đầy các {kind}: chưa ghi nhận đất cho thuê được.",
    "No forecast of when the {kind} will be full: no leasable land is on record.",
)
_FULLEST: Final = Text(
    "Chỉ nêu {n} trong {all} {kind} chưa lấp đầy, là các {kind} có tỷ lệ lấp đầy cao nhất.",
    "Of {all} {kind} that are not full, the {n} fullest are listed.",
)
MOST_ZONES: Final = 30
"""Zones of one table of fill dates: each takes draws of its own from the records of all."""


class SteeringTables:
    """Makes these tables of one report; `made` are the forecasts that it tells."""

    def __init__(self, books: Figures, scope: ReferenceScope, lang: Lang) -> None:
        self._books, self._scope, self._lang = books, scope, lang
        self._progress, self._targets = ProgressTables(scope, lang), TargetTables(books, scope, lang)
        self.made: list[Forecast] = []
        self._tried: dict[FigureReference, Forecast | Text] = {}

    def questions(self, block: SteeringTable) -> Iterator[Question]:
        """What a table asks of the books besides what forecasts are made from."""
        if isinstance(block, ProgressTable):
            yield from self._progress.questions(block.references)
        elif isinstance(block, ForecastTable):
            yield from map(self._progress.to_date, block.references)
        elif isinstance(block, TargetTable):
            yield from self._targets.questions(block.kind)

    def parts(
        self, block: SteeringTable, caption: str, answers: Mapping[Question, Figure], write: Write
    ) -> Iterator[Part]:
        """A table; nothing where nothing of it is known."""
        if isinstance(block, ProgressTable):
            yield from self._progress.parts(block.references, caption, answers, write)
        elif isinstance(block, ForecastTable):
            yield from self._forecast_table(block, caption)
            yield from self._not_forecast(block, answers)
        elif isinstance(block, TargetTable):
            yield from self._targets.parts(block.kind, caption, answers, write)
        else:
            yield from self._fill_table(block.kind, caption)

    def _forecast_table(self, block: ForecastTable, caption: str) -> Iterator[Part]:
        rows: list[tuple[Run, ...]] = []
        records = []
        for reference in block.references:
            made = self._forecast(reference)
            if isinstance(made, Text):
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
            rows.append((str(len(rows) + 1), title, money_unit(made.so_far, self._lang), *marked))
            if said := record_words(made, self._lang):
                records.append(f"{title}: {said}")
        if not rows:
            return
        headings = tuple(text.of(self._lang) for text in (_NUMBER, _INDICATOR, _UNIT, *_HEADINGS))
        closing = " ".join((self._forecast_closing(), *(f"{one}." for one in records)))
        yield ReportTable(caption, headings, tuple(rows), 3, closing)

    def _not_forecast(self, block: ForecastTable, answers: Mapping[Question, Figure]) -> Iterator[Part]:
        """What is on record and cannot be forecast, by why it cannot."""
        names: dict[tuple[str, str], list[str]] = {}
        for reference in block.references:
            figure, why = answers[self._progress.to_date(reference)], self._forecast(reference)
            if figure.value is not None and isinstance(why, Text):
                kind = kind_words(reference.kind, self._lang) if reference.kind else ""
                names.setdefault((kind, why.of(self._lang)), []).append(uncapitalised(row_title(figure, self._lang)))
        for (kind, said), titles in names.items():
            of = _OF_KIND.of(self._lang).format(kind=kind) if kind else ""
            words = _NOT_FORECAST.of(self._lang).format(names=", ".join(titles), of=of, why=said)
            yield Paragraph(0, (words,))

    def _forecast(self, reference: FigureReference) -> Forecast | Text:
        """What the year may come to, or why nothing is forecast."""
        if reference in self._tried:
            return self._tried[reference]
        found = self._tried[reference] = self._tried_anew(reference)
        return found

    def _tried_anew(self, reference: FigureReference) -> Forecast | Text:
        scope = self._scope
        asked = ForecastQuestion(
            reference.indicator,
            scope.place,
            last_day(reference, scope),
            kind=reference.kind,
            known_at=scope.known_at,
            origin=reference.origin,
        )
        try:
            return forecast_year(asked, self._books)
        except TooLittleToForecast as too_little:
            return too_little.facts["why"] if scope.of_its_own(reference) is None else _BY_HALF_YEARS

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
        elif shares and not any(share is not None for share in shares.values()):
            yield Paragraph(0, (_UNMEASURED.of(self._lang).format(kind=kind_words(kind, self._lang)),))
