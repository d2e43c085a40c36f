"""What a delegation takes home, as one file: the paper on its host with the guest beside it, the comparison with its tables,
questions with answers, practices, and what was promised."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Final

from parkledger.briefing.comparison.files import comparison_file
from parkledger.briefing.comparison.report import ComparedRequest
from parkledger.briefing.reports import Report, ReportRequest, built_in, compose
from parkledger.briefing.reports.beside import subjects_beside, with_comparison
from parkledger.briefing.reports.files import report_file
from parkledger.figures import Figures
from parkledger.language import Lang, Period, Text, format_date, slug, year_start
from parkledger.practices.adoptions import promises_table
from parkledger.practices.compared import practices_on_record
from parkledger.practices.exchange_pages import ExchangePage
from parkledger.practices.practice_pages import titled
from parkledger.records.dates import Dates, reported_period
from parkledger.tables.files import FileFormat, write

TEMPLATE: Final = "delegation"
MEDIA_TYPE: Final = "application/zip"
PAPERS: Final = ("docx", "pdf")
NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The time of each file in the pack: the same pack has the same bytes."""
_PAPER: Final = Text("tài liệu làm việc", "working paper")
_COMPARISON: Final = Text("so sánh hai tỉnh", "comparison of both provinces")
_ASKED: Final = Text("hỏi và đáp", "questions and answers")
_PRACTICE: Final = Text("bài kinh nghiệm", "practice")
_PROMISES: Final = Text("việc đã hứa và kết quả", "promises and what became of them")
_UNANSWERED: Final = Text("Chưa có trả lời.", "Not answered yet.")
_CONTENTS: Final = Text("danh mục", "contents")
_FIGURES_ON: Final = Text("số liệu ngày {on}", "figures on {on}")

Packed = tuple[str, Text, bytes]
"""A file of a pack: its name, what it is, its bytes."""


def visit_pack(page: ExchangePage, dates: Dates, lang: Lang, books: Figures) -> bytes:
    """The pack of an exchange as a ZIP file. Figures are of the page's day, promises stand as they do on the dates asked for.

    It holds what whoever asks may see, and a list of its files with their SHA-256.
    """
    files = list(_files(page, dates, lang, books))
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in ((f"0-{slug(_CONTENTS.of(lang))}.txt", _contents(page, files, lang)), *_named(files)):
            pack.writestr(zipfile.ZipInfo(name, NO_TIME), content, zipfile.ZIP_DEFLATED)
    return found.getvalue()


def _named(files: list[Packed]) -> Iterator[tuple[str, bytes]]:
    return ((name, content) for name, _, content in files)


def _files(page: ExchangePage, dates: Dates, lang: Lang, books: Figures) -> Iterator[Packed]:
    paper = _paper(page, lang, books)
    for suffix in PAPERS:
        yield f"1-{slug(_PAPER.of(lang))}.{suffix}", _PAPER, report_file(paper, books, suffix)
    asked = ComparedRequest(
        (page.said.host, page.said.guest),
        page.dates.on,
        lang,
        page.dates.known_at,
        practices=practices_on_record((page.said.host, page.said.guest), page.dates.on, page.dates.known_at, lang),
    )
    for suffix in ("docx", FileFormat.XLSX.value):
        yield f"2-{slug(_COMPARISON.of(lang))}.{suffix}", _COMPARISON, comparison_file(asked, books, suffix)
    if page.said.asked:
        yield f"3-{slug(_ASKED.of(lang))}.md", _ASKED, _questions(page, lang).encode()
    for each in page.practices:
        text, _ = each.said.words_of(lang)
        written = f"# {titled(each.said.title, each.said.title_en, lang)}\n\n{text}\n"
        yield f"4-{slug(_PRACTICE.of(lang))}-{each.of.slug}.md", _PRACTICE, written.encode()
    promises = promises_table(dates.of_duties, lang, page.version.of.slug)
    if promises.rows:
        yield f"5-{slug(_PROMISES.of(lang))}.xlsx", _PROMISES, write(promises.content(), FileFormat.XLSX)


def _paper(page: ExchangePage, lang: Lang, books: Figures) -> Report:
    """The report for a delegation on the host, with the guest beside it."""
    host, on, known_at = page.said.host, page.dates.on, page.dates.known_at
    period = reported_period(Period(year_start(on), on))
    asked = ReportRequest(
        template=built_in(TEMPLATE, lang),
        place=host,
        period=period,
        lang=lang,
        known_at=known_at,
        practices=practices_on_record((host,), period.end, known_at, lang),
        beside=subjects_beside((page.said.guest,), books, Dates(period.end, known_at)),
    )
    return with_comparison(compose(asked, books), books)


def _questions(page: ExchangePage, lang: Lang) -> str:
    """The questions with their answers, as text that any program shows."""
    lines = [f"# {page.title}", ""]
    for each in page.said.asked:
        question, answer, shown_in = each.words_of(lang)
        lines += [f"## {question}", "", answer or _UNANSWERED.of(shown_in), ""]
    return "\n".join(lines)


def _contents(page: ExchangePage, files: list[Packed], lang: Lang) -> bytes:
    """What is in the pack, a line for each file: its name, what it is, its SHA-256."""
    head = f"{page.title}; {_FIGURES_ON.of(lang).format(on=format_date(page.dates.on, lang))}"
    lines = [f"{name}\t{what.of(lang)}\t{hashlib.sha256(content).hexdigest()}" for name, what, content in files]
    return "\n".join([head, "", *lines, ""]).encode()
