"""The tables and charts of a report, as tables of its page."""

from dataclasses import replace
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from parkledger.briefing.reports.model import (
    Bar,
    BarChart,
    FigureRun,
    MapPicture,
    NotedWords,
    Part,
    Report,
    ReportTable,
    Run,
    numbered,
)
from parkledger.briefing.reports.wording import NO_FIGURE
from parkledger.figures.wording import coverage_note
from parkledger.language import Lang, Text
from parkledger.tables import Cell, Cells, Column, ColumnType, Row, Table


class PageMap(NamedTuple):
    """A map as the page has it: its SVG was written by a library that escapes what is in it."""

    caption: str
    svg: SafeString
    legend: str
    closing: str


def report_parts(report: Report) -> list[tuple[Part | PageMap, Table | None]]:
    """The parts of a report, those that are tables and charts with the table that the page shows, maps as markup."""
    found: list[tuple[Part | PageMap, Table | None]] = []
    for part in report.parts:
        name = f"table-{sum(table is not None for _, table in found) + 1}"
        if isinstance(part, ReportTable):
            found.append((part, _table(part, name, report)))
        elif isinstance(part, BarChart):
            found.append((part, _chart(part, name, report)))
        elif isinstance(part, MapPicture):
            found.append((PageMap(part.caption, SafeString(part.svg), part.legend, part.closing), None))
        else:
            found.append((part, None))
    return found


def _table(part: ReportTable, name: str, report: Report) -> Table:
    types = [_type(part, index) for index in range(len(part.headings))]
    columns = tuple(
        Column(
            str(index), numbered(heading), kind, css="number" if index >= part.numeric and not kind.is_number else ""
        )
        for index, (heading, kind) in enumerate(zip(part.headings, types, strict=True))
    )
    rows = [Row(_cells(row, columns, report.lang)) for row in part.rows]
    return Table(name, part.caption or report.title, columns, rows, report.lang, caption=part.caption)


def _chart(part: BarChart, name: str, report: Report) -> Table:
    label = Text("Nội dung", "Item") if part.is_split else Text("Khu, cụm", "Zone")
    columns = (Column("zone", label), Column("value", part.bars[0].said.figure.indicator.name, ColumnType.FIGURE))
    rows = [Row({"zone": bar.label, "value": _bar(bar, report.lang)}) for bar in part.bars]
    return Table(name, part.caption, columns, rows, report.lang, caption=part.caption, css="bars")


def _bar(bar: Bar, lang: Lang) -> Cell:
    """A figure with its bar before it."""
    meter = format_html('<meter min="0" max="100" value="{}" aria-label="{}"></meter> ', bar.meter, bar.said.text)
    return replace(_cell(bar.said, ColumnType.FIGURE, lang), picture=meter)


def _type(part: ReportTable, column: int) -> ColumnType:
    """A column in which something else than figures is written is one of words."""
    runs = [row[column] for row in part.rows if row[column] != NO_FIGURE]
    figures = column >= part.numeric and not any(isinstance(run, str | NotedWords) for run in runs)
    return ColumnType.FIGURE if figures else ColumnType.TEXT


def _cells(row: tuple[Run, ...], columns: tuple[Column, ...], lang: Lang) -> Cells:
    return {column.key: _cell(run, column.type, lang) for run, column in zip(row, columns, strict=True)}


def _cell(run: Run, kind: ColumnType, lang: Lang) -> Cell:
    if isinstance(run, str | NotedWords):
        return Cell(text=numbered(run)) if kind.is_number else Cell(numbered(run))
    if not kind.is_number:
        return Cell(run.text, demo=run.is_demo)
    if isinstance(run, FigureRun):
        figure = run.figure
        return Cell(figure.value, figure.unit, run.text, demo=run.is_demo, remark=coverage_note(figure, lang))
    return Cell(run.value, text=run.text, demo=run.is_demo)
