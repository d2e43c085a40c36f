"""A report as plain text."""

from collections.abc import Iterator

from parkledger.briefing.reports.letterhead import letterhead
from parkledger.briefing.reports.model import (
    BarChart,
    MapPicture,
    NotedWords,
    Paragraph,
    Report,
    ReportTable,
    Run,
    numbered,
    shown,
)
from parkledger.briefing.reports.wording import COVERAGE, DEMO, NOTES, SIGNING, check_words, draft_words, noted

_CELL = " | "


def as_text(report: Report, record: str = "") -> str:
    """The report: a line a paragraph, tables with their cells side by side, the notes and the record at its end."""
    return "\n".join((*_lines(report), *filter(None, ("", record)))) + "\n"


def _lines(report: Report) -> Iterator[str]:
    head = letterhead(report)
    issuer = report.request.issuer
    yield from filter(None, (issuer.parent, issuer.office, issuer.number, report.kind, report.title))
    yield from ("", head.place_and_day)
    if report.known:
        yield f"({report.known})"
    if draft := draft_words(report):
        yield draft
    if report.demo:
        yield DEMO.of(report.lang)
    for part in report.parts:
        yield ""
        if isinstance(part, Paragraph):
            yield ("- " if part.level < 0 else "") + "".join(map(_written, part.runs))
        elif isinstance(part, ReportTable):
            yield from _table(part)
        elif isinstance(part, MapPicture):
            yield from (part.caption, part.legend, part.closing)
        else:
            yield from _chart(part)
    yield from ("", head.title, head.signatory)
    if report.coverage:
        yield from ("", COVERAGE.of(report.lang), *(f"° {line}" for line in report.coverage))
    yield from _end(report)


def _end(report: Report) -> Iterator[str]:
    """The checks before signing and the notes, where there are any."""
    if report.checks:
        yield from ("", SIGNING.of(report.lang), *(check_words(check, report.lang) for check in report.checks))
    if report.notes:
        yield from ("", NOTES.of(report.lang), *map(noted, report.notes))


def _written(run: Run) -> str:
    return numbered(run) if isinstance(run, str | NotedWords) else f"{shown(run)}[{run.note}]"


def _table(table: ReportTable) -> Iterator[str]:
    if table.caption:
        yield table.caption
    yield _CELL.join(map(numbered, table.headings))
    for row in table.rows:
        yield _CELL.join(map(numbered, row))
    yield table.closing


def _chart(chart: BarChart) -> Iterator[str]:
    yield chart.caption
    for bar in chart.bars:
        yield f"{bar.label}{_CELL}{shown(bar.said)}" if chart.is_split else f"- {bar.label}: {shown(bar.said)}"
