"""A comparison as files: Word, PDF, HTML and text as reports are, and its table as XLSX and CSV; a reconciliation as these."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from parkledger.briefing.comparison.merger import MergerRequest, reconciled
from parkledger.briefing.comparison.merger_tables import RATES, merger_table
from parkledger.briefing.comparison.ratios import ratio_rows
from parkledger.briefing.comparison.report import ComparedRequest, Comparison, compared, comparison_report, definitions
from parkledger.briefing.comparison.tables import comparison_table
from parkledger.briefing.reports.files import FORMATS, ReportFormatUnknown, report_file
from parkledger.figures import Figures
from parkledger.language import Lang, Text, format_date, format_moment
from parkledger.places.codes import SCHEME
from parkledger.tables import TableContent
from parkledger.tables.files import FileFormat, write

TABLES: Final = {form.value: form for form in (FileFormat.XLSX, FileFormat.CSV)}
"""Kinds of files that hold the table alone, by the ending of their names."""
MEDIA_TYPES: Final = {
    **{suffix: form.media_type for suffix, form in FORMATS.items()},
    **{suffix: form.media_type for suffix, form in TABLES.items()},
}
_ON: Final = Text("Số liệu ngày", "Figures on")
_KNOWN: Final = Text("Theo dữ liệu ghi nhận đến", "As known at")
_SCOPE: Final = Text("Địa giới", "Territory")
_DEFINED: Final = Text("Cách tính", "Definition")
_SCHEME: Final = Text("Hệ mã", "Scheme of codes")
_NOTICE: Final = Text("Lưu ý", "Note")
_DEMO: Final = Text("có dữ liệu minh họa", "contains demonstration data")


def checked_suffix(suffix: str) -> str:
    """The kind of a file by the ending of its name; raises ReportFormatUnknown."""
    found = suffix.lower().removeprefix(".")
    if found not in MEDIA_TYPES:
        raise ReportFormatUnknown(suffix=suffix, known=", ".join(f".{name}" for name in MEDIA_TYPES))
    return found


def comparison_file(request: ComparedRequest, books: Figures, suffix: str) -> bytes:
    """A comparison as a file of a kind."""
    if suffix in TABLES:
        return write(comparison_content(request, books), TABLES[suffix])
    return report_file(comparison_report(request, books), books, suffix)


def comparison_content(request: ComparedRequest, books: Figures) -> TableContent:
    """The table of a comparison with its ratios, as files hold it, and what must be known of it as notes."""
    found = compared(request, books)
    table = comparison_table(found.lines, found.subjects, request.dates, request.lang)
    table = replace(table, rows=[*table.rows, *ratio_rows(found.ratios, found.subjects, request.lang)])
    return replace(table.content(), notes=tuple(_notes(request, found, demo=table.demo)))


def _notes(request: ComparedRequest, found: Comparison, *, demo: bool) -> Iterator[tuple[str, str]]:
    lang = request.lang
    yield from _dates(request.on, request.known_at, lang)
    for subject in found.subjects:
        for note in subject.notes:
            yield _SCOPE.of(lang), f"{subject.title.of(lang)}: {note.of(lang)}"
    for definition in definitions(found, request):
        yield _DEFINED.of(lang), definition
    if demo:
        yield _NOTICE.of(lang), _DEMO.of(lang)


def _dates(on: date, known_at: datetime | None, lang: Lang) -> Iterator[tuple[str, str]]:
    yield _ON.of(lang), format_date(on, lang)
    if known_at is not None:
        yield _KNOWN.of(lang), format_moment(known_at, lang)


def merger_file(request: MergerRequest, books: Figures, form: FileFormat) -> bytes:
    """A reconciliation of merged provinces as a file of a table."""
    return write(merger_content(request, books), form)


def merger_content(request: MergerRequest, books: Figures) -> TableContent:
    """A reconciliation of merged provinces as files hold it; its notes name the scheme of the codes."""
    lang = request.lang
    table = merger_table(reconciled(request, books), request)
    notes = [
        *_dates(request.on, request.known_at, lang),
        (_SCHEME.of(lang), SCHEME.of(lang)),
        (_DEFINED.of(lang), RATES.of(lang)),
        *([(_NOTICE.of(lang), _DEMO.of(lang))] if table.demo else []),
    ]
    return replace(table.content(), notes=tuple(notes))
