"""Reports as files: Word, PDF, HTML, plain text, and the claims of their numbers; each with the record of what it was made from."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from parkledger.briefing.reports.claims import as_claims
from parkledger.briefing.reports.html import as_html
from parkledger.briefing.reports.model import Report, ReportRequest
from parkledger.briefing.reports.pdf import as_pdf
from parkledger.briefing.reports.records import ReportRecord
from parkledger.briefing.reports.text import as_text
from parkledger.briefing.reports.word import as_word
from parkledger.briefing.reports.word_filling import filled_word
from parkledger.figures import Figures
from parkledger.language import ParkError


class ReportFormatUnknown(ParkError):
    """A report is not written in files of that kind."""

    code = "report_format_unknown"
    is_misuse = True
    vi = "Không lập được báo cáo dạng «{suffix}». Có: {known}."
    en = "No report is written as “{suffix}”. There are: {known}."


class WordTemplateFormat(ParkError):
    """A template that is a Word file is filled as one, and as nothing else."""

    code = "word_template_format"
    is_misuse = True
    vi = "Mẫu {template} là tệp Word: báo cáo theo mẫu này lập ra .docx; muốn có .{suffix}, hãy mở tệp rồi xuất từ Word hoặc LibreOffice."
    en = "The template {template} is a Word file: reports by it are written as .docx; for .{suffix}, export it from Word or LibreOffice."


class ReportFormat(NamedTuple):
    """A kind of file: how a report is written in it, and its media type."""

    write: Callable[[Report, str], bytes]
    media_type: str


def _text(report: Report, record: str) -> bytes:
    return as_text(report, record).encode()


FORMATS: Final = {
    "docx": ReportFormat(as_word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": ReportFormat(as_pdf, "application/pdf"),
    "html": ReportFormat(as_html, "text/html; charset=utf-8"),
    "txt": ReportFormat(_text, "text/plain; charset=utf-8"),
    "json": ReportFormat(as_claims, "application/json"),
}
"""Kinds of files by the ending of their names."""


def report_format(suffix: str) -> ReportFormat:
    """A kind of file by its ending; raises ReportFormatUnknown."""
    found = FORMATS.get(suffix.lower().removeprefix("."))
    if found is None:
        raise ReportFormatUnknown(suffix=suffix, known=", ".join(f".{name}" for name in FORMATS))
    return found


def report_file(report: Report, books: Figures, suffix: str) -> bytes:
    """A report as a file of a kind."""
    record = ReportRecord.of(report, books, datetime.now(UTC)).written()
    form, asked = report_format(suffix), report.request
    if not isinstance(asked, ReportRequest) or asked.template.word is None or form in (FORMATS["txt"], FORMATS["json"]):
        return form.write(report, record)
    if form is not FORMATS["docx"]:
        raise WordTemplateFormat(template=asked.template.name, suffix=suffix.removeprefix("."))
    return filled_word(report, asked.template, record)
