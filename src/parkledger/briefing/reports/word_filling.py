"""A report written into the Word file that is its template: the office's layout stays, what was referred to is filled in."""

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from parkledger.briefing.reports.footnotes import WordFootnotes
from parkledger.briefing.reports.model import Paragraph, Part, Report, ReportTable, Run, shown
from parkledger.briefing.reports.templates import FIRST_MARK, OBJECT, Line, Template, WordPlace
from parkledger.briefing.reports.word import add_part, add_remarks, keep_record
from parkledger.briefing.reports.word_templates import paragraphs_of, pieces_of
from parkledger.briefing.reports.wording import DEMO, TABLE, draft_words

_STYLES: Final = ("Caption", "Heading 1", "Table Grid")
"""What tables, charts and remarks are written in; those that an office's file lacks are brought along."""


def filled_word(report: Report, template: Template, record: str) -> bytes:
    """The report as the Word file of its template, filled."""
    layout = template.word
    if layout is None:
        raise TypeError(f"{template.name} is no Word file")
    document = Document(BytesIO(layout.content))
    _bring_styles(document)
    notes = WordFootnotes(document, {note.number: note.said for note in report.notes})
    paragraphs = paragraphs_of(document)
    writer = _Filler(document, notes, report)
    for place, block, parts in zip(layout.places, template.blocks, report.filled, strict=True):
        writer.fill(place, [paragraphs[at] for at in place.paragraphs], parts, is_line=isinstance(block, Line))
    told = sum(map(len, report.filled))
    writer.append(report.parts[told:])
    add_remarks(document, report)
    _warn(document, report)
    document.core_properties.title = report.title
    keep_record(document, record)
    notes.close()
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _bring_styles(document: WordDocument) -> None:
    known = {style.name for style in document.styles}
    own = Document().styles
    for name in _STYLES:
        if name not in known:
            document.styles.element.append(deepcopy(own[name].element))


def _warn(document: WordDocument, report: Report) -> None:
    """That it is a draft, and that demonstration data are in it, at the head of the text."""
    said = [draft_words(report), DEMO.of(report.lang) if report.demo else ""]
    for words in reversed([one for one in said if one]):
        element = OxmlElement("w:p")
        document.element.body.insert(0, element)
        WordParagraph(element, document._body).add_run(words).bold = True  # noqa: SLF001  python-docx inserts before paragraphs only


class _Filler:
    """Puts the parts of a report where a template has its blocks."""

    def __init__(self, document: WordDocument, notes: WordFootnotes, report: Report) -> None:
        self._document, self._notes, self._report = document, notes, report
        self._tables = 0

    def fill(self, place: WordPlace, own: Sequence[BaseOxmlElement], parts: Sequence[Part], *, is_line: bool) -> None:
        """What a block became, in the place of its paragraphs."""
        if is_line and parts and isinstance(parts[0], Paragraph):
            self._write(own[0], parts[0].runs)
            return
        if parts:
            self._insert(own[-1], parts)
        if place.in_table or not is_line or not parts:
            self._clear(own, in_table=place.in_table)

    def append(self, parts: Sequence[Part]) -> None:
        """Parts at the end of the text: what was added to a report that is a template's no more."""
        for part in parts:
            self._add(part)

    def _add(self, part: Part) -> None:
        self._tables += isinstance(part, ReportTable)
        add_part(self._document, part, f"{TABLE.of(self._report.lang)} {self._tables}", self._notes)

    def _insert(self, after: BaseOxmlElement, parts: Sequence[Part]) -> None:
        """Tables, charts and maps behind a paragraph: they are written at the end of the text and moved."""
        body = self._document.element.body
        before = set(body)
        for part in parts:
            self._add(part)
        for element in [one for one in body if one not in before]:
            after.addnext(element)
            after = element

    def _clear(self, own: Sequence[BaseOxmlElement], *, in_table: bool) -> None:
        """Remove paragraphs of which nothing is left; the last of a cell stays, empty."""
        for element in own:
            parent = element.getparent()
            if in_table and len(parent.findall(qn("w:p"))) == 1:
                self._write(element, ())
            elif parent is not None:
                parent.remove(element)

    def _write(self, element: BaseOxmlElement, runs: Sequence[Run]) -> None:
        """Words and figures in place of a paragraph's pieces, each in the type of the piece that it stands in."""
        pieces = pieces_of(element)
        properties = [deepcopy(piece.element.find(qn("w:rPr"))) for piece in pieces]
        for piece in pieces:
            element.remove(piece.element)
        paragraph = WordParagraph(element, self._document._body)  # noqa: SLF001  a paragraph needs the part it is of
        at = 0
        for run in runs:
            if not isinstance(run, str):
                _typed(paragraph.add_run(shown(run)), properties, at)
                self._notes.mark(paragraph, run.note)
                continue
            for words, own in _by_piece(run, at):
                at = own
                if words == OBJECT:  # a picture, a link or a field comes back as it was
                    element.append(pieces[own].element)
                elif words:
                    _typed(paragraph.add_run(words), properties, own)


def _by_piece(words: str, at: int) -> list[tuple[str, int]]:
    """Words by the piece that they are of; `at` is that of the first."""
    found: list[tuple[str, int]] = []
    own = ""
    for char in words:
        if FIRST_MARK <= ord(char) < FIRST_MARK + 0x1900:
            found.append((own, at))
            own, at = "", ord(char) - FIRST_MARK
        elif char == OBJECT:
            found += [(own, at), (OBJECT, at)]
            own = ""
        else:
            own += char
    return [*found, (own, at)]


def _typed(run: WordRun, properties: Sequence[BaseOxmlElement | None], at: int) -> None:
    """A run in the type of a piece."""
    if at < len(properties) and properties[at] is not None:
        run._r.insert(0, deepcopy(properties[at]))  # noqa: SLF001  python-docx copies no formatting
