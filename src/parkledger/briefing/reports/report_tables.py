"""Tables and charts of a report: zones with their land and tenants, indicators beside the year before and the plan."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from parkledger.briefing.reports.maps import map_parts
from parkledger.briefing.reports.model import Bar, BarChart, FigureRun, NotedWords, Part, ReportTable, Run
from parkledger.briefing.reports.references import (
    FigureReference,
    ReferenceScope,
    Window,
    is_part_of_year,
    since_new_year,
)
from parkledger.briefing.reports.templates import IndicatorTable, OccupancyChart, ZoneMap, ZoneTable
from parkledger.briefing.reports.wording import CLOSING, ESTIMATED, NO_FIGURE, PERFORMED
from parkledger.briefing.situation import REPORTED
from parkledger.catalogue import ZoneKind, official_title
from parkledger.figures import Figure, Figures, Form, Question
from parkledger.figures.wording import ADJUSTMENTS, TIMES, estimate_mark, indicator_title, kind_words, number, written
from parkledger.language import (
    Lang,
    Period,
    Text,
    Unit,
    axis_unit,
    capitalised,
    format_date,
    format_number,
    format_period,
    same_period_last_year,
    sort_key,
    uncapitalised,
)
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_by_id

Write = Callable[[Figure, str, Figure], FigureRun]
"""Makes a run of a figure, what is written of it, and the figure whose note it shares."""

_ZONE_COLUMNS: Final = {
    "land.established": Text("Diện tích (ha)", "Area (ha)"),
    "land.leasable": Text("Đất công nghiệp, dịch vụ cho thuê được (ha)", "Leasable land (ha)"),
    "land.leased": Text("Đất đã cho thuê (ha)", "Land leased (ha)"),
    "occupancy": Text("Tỷ lệ lấp đầy (%)", "Occupancy (%)"),
    "projects.in_force": Text("Số dự án", "Projects"),
}
_ZONES: Final = {
    ZoneKind.PARK: Text("Các khu công nghiệp", "Industrial parks"),
    ZoneKind.CLUSTER: Text("Các cụm công nghiệp", "Industrial clusters"),
    ZoneKind.ECONOMIC_ZONE: Text("Các khu kinh tế", "Economic zones"),
}
_NUMBER, _NAME = Text("TT", "No."), Text("Tên", "Name")
_TOTAL: Final = Text("Tổng cộng", "Total")
_INDICATOR, _UNIT = Text("Chỉ tiêu", "Indicator"), Text("ĐVT", "Unit")
_GROWTH, _PLAN = (
    Text("Tăng, giảm so với cùng kỳ (%)", "Change on a year before (%)"),
    Text("So với kế hoạch (%)", "Of the plan (%)"),
)
_TO_DATE: Final = Text("Lũy kế {period}", "{period}")
_TO_DATE_ESTIMATED: Final = Text("Ước lũy kế {period}", "Estimated, {period}")
_ON: Final = Text("Đến ngày {day}", "As of {day}")
_MONTHLY: Final = Text(
    "Số liệu đến ngày {day}, theo báo cáo tháng đến hết ngày {until}.",
    "Figures as of {day}, from monthly reports to {until}.",
)
_FULLEST: Final = Text(
    "Chỉ nêu {n} trong {all} {kind}, là các {kind} có tỷ lệ lấp đầy cao nhất.",
    "Of {all} {kind}, the {n} fullest are shown.",
)
MOST_BARS: Final = 30
"""Zones of one chart: more have no room on a page."""
_UNMEASURED: Final = Text(
    "Tổng chưa gồm diện tích, chưa ghi nhận, của {names}.",
    "The total lacks the area of {names}, which is not on record.",
)
_ESTABLISHED: Final = "zones.established"
_LAND: Final = (Unit.ZONE, Unit.HECTARE)
"""Of zones and their land a change is told by the two numbers: they change by decisions, not by a rate."""
MONEY_SCALE: Final = {"USD": (10**6, Text("triệu USD", "million USD")), "VND": (10**9, Text("tỷ đồng", "billion VND"))}
"""By what money in tables is divided, and the unit that stands for it."""


class TableMaker:
    """Makes the tables of one report."""

    def __init__(self, books: Figures, scope: ReferenceScope, lang: Lang) -> None:
        self._books, self._scope, self._lang = books, scope, lang

    def questions(self, block: object) -> Iterator[Question]:
        """What a table or chart asks of the books."""
        if isinstance(block, ZoneTable):
            yield from (
                self._of_zone(code, block.kind, zone)
                for zone in [*self._zones(block.kind), self._scope.zone]
                for code in (*_ZONE_COLUMNS, _ESTABLISHED)
            )
        elif isinstance(block, OccupancyChart):
            yield from (
                self._of_zone("occupancy", block.kind, zone) for zone in [*self._zones(block.kind), self._scope.zone]
            )
        elif isinstance(block, IndicatorTable):
            yield from (one.question(self._scope) for reference in block.references for one in _columns(reference))

    def parts(self, block: object, caption: str, answers: Mapping[Question, Figure], write: Write) -> Iterator[Part]:
        """A table, chart or map; nothing where no figure of it is known, and of a map that no position is."""
        if isinstance(block, ZoneTable):
            yield from self._zone_table(block.kind, answers, write)
        elif isinstance(block, OccupancyChart):
            yield from self._chart(block.kind, answers, write)
        elif isinstance(block, ZoneMap):
            kinds = [block.kind] if block.kind else [ZoneKind.PARK, ZoneKind.CLUSTER]
            zones = dict.fromkeys(zone for kind in kinds for zone in self._zones(kind))
            yield from map_parts(block.kind, list(zones), self._scope, self._lang)
        elif isinstance(block, IndicatorTable):
            yield from self._indicator_table(block, caption, answers, write)

    def _of_zone(self, code: str, kind: ZoneKind, zone: int | None) -> Question:
        scope = self._scope
        return Question(code, scope.place, scope.period.end, zone=zone, kind=kind, known_at=scope.known_at)

    def _zones(self, kind: ZoneKind) -> list[int]:
        """The zones of a kind that are the report's, by name."""
        books, scope = self._books, self._scope
        if scope.zone is not None:
            return [scope.zone]
        found = books.zones_of(self._of_zone("land.established", kind, None))
        return sorted(found, key=lambda zone: sort_key(self._name(zone)))

    def _name(self, zone: int) -> str:
        """A zone's name on the report's day, without its kind."""
        found = zones_by_id(Dates(self._scope.period.end, self._scope.known_at)).get(zone)
        return found.name if found else str(zone)

    def _zone_table(self, kind: ZoneKind, answers: Mapping[Question, Figure], write: Write) -> Iterator[Part]:
        rows: list[tuple[Run, ...]] = []
        unmeasured: list[str] = []
        totals = [answers[self._of_zone(code, kind, self._scope.zone)] for code in _ZONE_COLUMNS]
        for zone in self._zones(kind):
            found = [answers[self._of_zone(code, kind, zone)] for code in _ZONE_COLUMNS]
            stands = answers[self._of_zone(_ESTABLISHED, kind, zone)].value
            if stands or any(self._is_told(figure, zone) for figure in found):
                unmeasured += [self._name(zone)] if stands and found[0].value is None else []
                cells = (self._cell(figure, write, total) for figure, total in zip(found, totals, strict=True))
                rows.append((str(len(rows) + 1), self._name(zone), *cells))
        if not rows:
            return
        if len(rows) > 1:
            rows.append(("", _TOTAL.of(self._lang), *(self._cell(figure, write, figure) for figure in totals)))
        name = f"{_NAME.vi} {kind.short}" if self._lang is Lang.VI else capitalised(kind.label.en)
        headings = (_NUMBER.of(self._lang), name, *_noted_headings(rows, self._lang))
        closing = " ".join(filter(None, (self._closing(), self._lacking(unmeasured))))
        yield ReportTable(_ZONES[kind].of(self._lang), headings, tuple(rows), 2, closing)

    def _is_told(self, figure: Figure, zone: int) -> bool:
        """Whether a zone that is not established is listed for a figure: of one that has ended, only for what is left of it."""
        known = zones_by_id(Dates(self._scope.period.end, self._scope.known_at)).get(zone)
        ended = known is not None and known.ended_on is not None
        return bool(figure.value) if ended else figure.value is not None

    def _lacking(self, names: Sequence[str]) -> str:
        """The zones whose area is not on record, so that it is in no total."""
        return _UNMEASURED.of(self._lang).format(names=", ".join(names)) if names else ""

    def _cell(self, figure: Figure, write: Write, noted: Figure, *, marked: bool = False) -> Run:
        """A figure without its unit, which the heading has; `noted` is the figure whose note it shares.

        An estimate says so, but where the headings do (`marked`).
        """
        if figure.value is None:
            return NO_FIGURE
        mark = "" if marked else estimate_mark(figure, self._lang)
        said = number(figure.value, figure.unit, self._lang, figure).split()[0].rstrip("%")
        return write(figure, f"{mark}{said}", noted)

    def _closing(self, *, monthly: bool = False) -> str:
        """Of which day the figures are; of monthly reports, to which day those known go."""
        day, until = self._scope.period.end, self._scope.reported.end
        said = (_MONTHLY if monthly and until != day else CLOSING).of(self._lang)
        return said.format(day=format_date(day, self._lang), until=format_date(until, self._lang))

    def _chart(self, kind: ZoneKind, answers: Mapping[Question, Figure], write: Write) -> Iterator[Part]:
        bars = []
        total = answers[self._of_zone("occupancy", kind, self._scope.zone)]
        for zone in self._zones(kind):
            figure = answers[self._of_zone("occupancy", kind, zone)]
            if figure.value is not None:
                said = write(figure, written(figure, self._lang), total)
                title = official_title(kind, self._name(zone))
                bars.append(Bar(title, min(figure.value, Fraction(100)), said))
        if bars:
            bars.sort(key=lambda bar: -bar.length)
            title = f"{bars[0].said.figure.indicator.name.of(self._lang)}, {uncapitalised(_ZONES[kind].of(self._lang))}"
            closing = [self._closing()]
            if len(bars) > MOST_BARS:
                words = {"n": MOST_BARS, "all": len(bars), "kind": kind_words(kind, self._lang)}
                closing.append(_FULLEST.of(self._lang).format(**words))
            yield BarChart(capitalised(title), tuple(bars[:MOST_BARS]), " ".join(closing))

    def _indicator_table(
        self, block: IndicatorTable, caption: str, answers: Mapping[Question, Figure], write: Write
    ) -> Iterator[Part]:
        lines = [
            tuple(answers[one.question(self._scope)] for one in _columns(reference)) for reference in block.references
        ]
        lines = [line for line in lines if any(figure.value is not None for figure in line[:2])]
        flows = any(now.question.is_flow for _, now, *_ in lines)
        parts_of_years = any(is_part_of_year(now.question) for _, now, *_ in lines)
        rows: list[tuple[Run, ...]] = []
        for line in lines:
            before, now, growth, to_date, plan = line
            if now.unit in _LAND:
                growth = replace(growth, value=None)
            scale, unit = self._unit(now)
            cells = [self._scaled(figure, scale, write, now, marked=flows) for figure in (before, now)]
            cells.append(self._cell(growth, write, now, marked=flows))
            if parts_of_years:
                told = is_part_of_year(now.question)
                cells.append(self._scaled(to_date, scale, write, now, marked=flows) if told else NO_FIGURE)
            cells.append(self._cell(plan, write, now, marked=flows))
            rows.append((str(len(rows) + 1), with_note(row_title(now, self._lang), cells), unit, *cells))
        if rows:
            monthly = all(reference.indicator in REPORTED for reference in block.references)
            now_period = self._scope.reported if monthly else self._scope.period
            periods = self._period_headings(now_period, rows) if flows else self._day_headings()
            names = [text.of(self._lang) for text in (_NUMBER, _INDICATOR, _UNIT, _GROWTH, _PLAN)]
            beside = [self._to_date_heading(now_period, rows)] if parts_of_years else []
            headings = (*names[:3], *periods, names[3], *beside, names[4])
            yield ReportTable(caption, headings, tuple(rows), 3, self._closing(monthly=monthly))

    def _period_headings(self, now: Period, rows: Sequence[tuple[Run, ...]]) -> list[str]:
        estimated = [any(_is_estimate(row[column]) for row in rows) for column in (3, 4)]
        return [
            capitalised(
                (ESTIMATED if ahead else PERFORMED).of(self._lang).format(period=format_period(one, self._lang))
            )
            for one, ahead in zip((same_period_last_year(now), now), estimated, strict=True)
        ]

    def _to_date_heading(self, now: Period, rows: Sequence[tuple[Run, ...]]) -> str:
        """The heading of the year to date, which stands before the share of the year's plan."""
        said = _TO_DATE_ESTIMATED if any(_is_estimate(row[-2]) for row in rows) else _TO_DATE
        return capitalised(said.of(self._lang).format(period=format_period(since_new_year(now), self._lang)))

    def _day_headings(self) -> list[str]:
        """The headings of what stands on a day, which nobody performed in a period."""
        days = (same_period_last_year(self._scope.period).end, self._scope.period.end)
        return [_ON.of(self._lang).format(day=format_date(day, self._lang)) for day in days]

    def _unit(self, figure: Figure) -> tuple[int, str]:
        """By what a row's numbers are divided, and the unit that stands for it."""
        kind = figure.question.kind
        if figure.unit == Unit.ZONE and kind is not None and self._lang is Lang.VI:
            return 1, kind.short
        if figure.question.indicator in ADJUSTMENTS:
            return 1, TIMES.of(self._lang)
        if figure.unit in MONEY_SCALE:
            scale, unit = MONEY_SCALE[figure.unit]
            return scale, unit.of(self._lang)
        return 1, axis_unit(figure.unit, Fraction(0))[1].of(self._lang)

    def _scaled(self, figure: Figure, scale: int, write: Write, noted: Figure, *, marked: bool) -> Run:
        if figure.value is None:
            return NO_FIGURE
        if scale == 1:
            return self._cell(figure, write, noted, marked=marked)
        mark = "" if marked else estimate_mark(figure, self._lang)
        return write(figure, f"{mark}{format_number(figure.value / scale, self._lang, decimals=2)}", noted)


def _noted_headings(rows: Sequence[tuple[Run, ...]], lang: Lang) -> Iterator[str | NotedWords]:
    """The headings of a table of zones, each with the note that says how its figures come about."""
    for column, text in enumerate(_ZONE_COLUMNS.values(), start=2):
        yield with_note(text.of(lang), [row[column] for row in rows])


def with_note(words: str, cells: Sequence[Run]) -> str | NotedWords:
    """Words with the note that some cells share; alone where none is a figure."""
    note = next((cell.note for cell in cells if isinstance(cell, FigureRun)), None)
    return words if note is None else NotedWords(words, note)


def _is_estimate(cell: Run) -> bool:
    return isinstance(cell, FigureRun) and cell.figure.estimate


def row_title(figure: Figure, lang: Lang) -> str:
    """What a row is called under a caption that says of which zones it is."""
    title = indicator_title(figure, lang)
    return f"{title} {figure.question.origin.value.upper()}" if figure.question.origin else title


def _columns(reference: FigureReference) -> tuple[FigureReference, ...]:
    """A row of an indicator table: a year before, now, the change, the year to date, its share of the plan."""
    return (
        replace(reference, window=Window.YEAR_BEFORE),
        reference,
        replace(reference, form=Form.GROWTH),
        replace(reference, window=Window.TO_DATE),
        replace(reference, form=Form.PLAN_RATIO, window=Window.TO_DATE),
    )
