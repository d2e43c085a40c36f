"""A report as a PDF, set by Typst from data alone, so that no name can be read as markup; tagged, and PDF/A."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from parkledger.briefing.reports.charts import HERE, chart_data, chart_outlines
from parkledger.briefing.reports.footnotes import caption_notes, marked_rows, title_notes
from parkledger.briefing.reports.letterhead import letterhead
from parkledger.briefing.reports.model import MapPicture, NotedWords, Paragraph, Part, Report, ReportTable, Run, shown
from parkledger.briefing.reports.wording import COVERAGE, DEMO, SIGNING, TABLE, check_words, draft_words
from parkledger.briefing.typesetting import set_in_type

STANDARD: Final = "a-3b"
"""Of the archival standards the one that lets a record be attached."""


def as_pdf(report: Report, record: str) -> bytes:
    """The report as a PDF file."""
    made_on = (report.request.known_at or datetime.now(UTC)).replace(microsecond=0)
    return set_in_type(
        HERE / "report.typ",
        {**_data(report), "record": record},
        format="pdf",
        timestamp=made_on,
        pdf_standards=[STANDARD],
    )


def _data(report: Report) -> dict[str, Any]:
    lang = report.lang
    marks = _NoteMarks({note.number: note.said for note in report.notes})
    return {
        "lang": lang.value,
        "kind": report.kind,
        "title": report.title,
        "title_notes": [marks.mark(note) for note in title_notes(report)],
        "known": f"({report.known})" if report.known else "",
        "draft": draft_words(report),
        "demo": DEMO.of(lang) if report.demo else "",
        "paper": letterhead(report)._asdict(),
        "parts": [_part(part, marks) for part in report.parts],
        "table": TABLE.of(lang),
        "coverage_title": COVERAGE.of(lang),
        "coverage": [f"° {line}" for line in report.coverage],
        "checks_title": SIGNING.of(lang),
        "checks": [check_words(check, lang) for check in report.checks],
    }


class _NoteMarks:
    """The marks of notes as the sheet reads them: the number of a note, and its text where it is marked first."""

    def __init__(self, notes: Mapping[int, str]) -> None:
        self._notes, self._given = notes, set[int]()

    def mark(self, note: int) -> list[Any]:
        """The mark of a note; its text stands in the first alone."""
        text = None if note in self._given else self._notes[note]
        self._given.add(note)
        return [note, text]

    def run(self, run: Run, note: int | None) -> list[Any]:
        """Words, with a mark where they have a note."""
        return [shown(run)] if note is None else [shown(run), self.mark(note)]


def _part(part: Part, marks: _NoteMarks) -> dict[str, Any]:
    if isinstance(part, Paragraph):
        runs = [marks.run(run, None if isinstance(run, str) else run.note) for run in part.runs]
        return {"is": "text", "level": part.level, "runs": runs}
    if isinstance(part, MapPicture):
        return {"is": "map", **part._asdict(), "picture": part.svg}
    notes = [marks.mark(note) for note in caption_notes(part)]
    if isinstance(part, ReportTable):
        headings = [marks.run(one, one.note if isinstance(one, NotedWords) else None) for one in part.headings]
        return {
            "is": "table",
            "caption": part.caption,
            "notes": notes,
            "headings": headings,
            "rows": [[marks.run(*cell) for cell in row] for row in marked_rows(part)],
            "numeric": part.numeric,
            "closing": part.closing,
        }
    picture = chart_outlines(part) if part.is_split else ""
    return {"is": "chart", "notes": notes, "picture": picture, **chart_data(part)}
