"""Where in a report the notes of its figures are marked, and the footnotes of a Word file.

A note is given where its number stands first; where it stands again, it is referred to. python-docx writes no footnotes:
they are a part of the file of their own (ECMA-376 part 1, 17.11), to which references in the text lead.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from parkledger.briefing.reports.model import (
    BarChart,
    DerivedRun,
    FigureRun,
    NotedWords,
    Paragraph,
    Part,
    Report,
    ReportTable,
    Run,
)

REFERENCE_STYLE, TEXT_STYLE = "footnote reference", "footnote text"
"""The styles that Word itself gives to a footnote's number and to its text."""
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})
_RULES: Final = (("separator", -1), ("continuationSeparator", 0))
"""The two footnotes that every file has: the rules above footnotes, and above those that go on from the page before."""


def caption_notes(part: Part) -> list[int]:
    """The notes marked at the caption of a table or chart: those of whole columns, and those of bars."""
    if isinstance(part, ReportTable):
        return [heading.note for heading in part.headings if isinstance(heading, NotedWords)]
    return list(dict.fromkeys(bar.said.note for bar in part.bars)) if isinstance(part, BarChart) else []


def marked_rows(table: ReportTable) -> Iterator[list[tuple[Run, int | None]]]:
    """The cells of a table with the notes marked at them: none that a column, a row or a cell before has marked."""
    marked = set(caption_notes(table))
    for row in table.rows:
        marked |= {cell.note for cell in row if isinstance(cell, NotedWords)}
        cells: list[tuple[Run, int | None]] = []
        for cell in row:
            own = cell.note if isinstance(cell, FigureRun | DerivedRun) and cell.note not in marked else None
            cells.append((cell, cell.note if isinstance(cell, NotedWords) else own))
            marked |= {own} - {None}  # type: ignore[arg-type]
        yield cells


def title_notes(report: Report) -> list[int]:
    """The notes that nothing in a report marks: those of figures in its title."""
    marked: set[int] = set()
    for part in report.parts:
        if isinstance(part, Paragraph):
            marked |= {run.note for run in part.runs if not isinstance(run, str)}
        else:
            marked |= set(caption_notes(part))
            rows = marked_rows(part) if isinstance(part, ReportTable) else ()
            marked |= {note for row in rows for _, note in row if note is not None}
    return [note.number for note in report.notes if note.number not in marked]


class WordFootnotes:
    """The footnotes of one Word file, by the numbers of a report's notes."""

    def __init__(self, document: Document, notes: Mapping[int, str]) -> None:
        self._document, self._notes = document, notes
        self._given: dict[int, int] = {}
        self._again: list[tuple[WordRun, int]] = []
        self._root = _footnotes_of(document)
        self._first = max((int(note.get(qn("w:id"), "0")) for note in self._root), default=0) + 1
        styles = document.styles
        known = {style.name for style in styles}
        if TEXT_STYLE not in known:
            text = styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            text.font.size, text.paragraph_format.space_after = Pt(9), Pt(0)
        if REFERENCE_STYLE not in known:
            styles.add_style(REFERENCE_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True

    def mark(self, paragraph: WordParagraph, note: int) -> None:
        """The number of a note in brackets, so that it is read apart from the figure before it."""
        again = note in self._given
        number = self._given.setdefault(note, len(self._given) + self._first)
        paragraph.add_run("[", style=REFERENCE_STYLE)
        if again:
            self._refer(paragraph, number)
        else:
            self._give(paragraph, number)
        paragraph.add_run("]", style=REFERENCE_STYLE)

    def _give(self, paragraph: WordParagraph, number: int) -> None:
        """The footnote itself, under a bookmark that is referred to where it is meant again."""
        own = {qn("w:id"): str(number)}
        paragraph._p.append(OxmlElement("w:bookmarkStart", {**own, qn("w:name"): _bookmark(number)}))  # noqa: SLF001  python-docx has no bookmarks
        _add(paragraph, OxmlElement("w:footnoteReference", own))
        paragraph._p.append(OxmlElement("w:bookmarkEnd", own))  # noqa: SLF001

    def _refer(self, paragraph: WordParagraph, number: int) -> None:
        """A field that shows the number of a footnote given before, and leads to it."""
        instruction = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
        instruction.text = f" NOTEREF {_bookmark(number)} \\h "
        _add(paragraph, OxmlElement("w:fldChar", {qn("w:fldCharType"): "begin"}))
        _add(paragraph, instruction)
        _add(paragraph, OxmlElement("w:fldChar", {qn("w:fldCharType"): "separate"}))
        self._again.append((paragraph.add_run(str(number), style=REFERENCE_STYLE), number))
        _add(paragraph, OxmlElement("w:fldChar", {qn("w:fldCharType"): "end"}))

    def close(self) -> None:
        """Write the footnotes that were marked as their part of the file, and show their numbers where they are meant again."""
        text, reference = (self._document.styles[name].style_id for name in (TEXT_STYLE, REFERENCE_STYLE))
        for note, number in self._given.items():
            paragraph = _footnote(self._root, number)
            _within(_within(paragraph, "w:pPr"), "w:pStyle", {"w:val": text})
            mark = _within(paragraph, "w:r")
            _within(_within(mark, "w:rPr"), "w:rStyle", {"w:val": reference})
            _within(mark, "w:footnoteRef")
            _within(_within(paragraph, "w:r"), "w:t", {"xml:space": "preserve"}).text = f" {self._notes[note]}"
        anchors = self._document.element.body.iter(qn("w:footnoteReference"))
        numbers = {int(anchor.get(qn("w:id"))): str(at) for at, anchor in enumerate(anchors, start=1)}
        for shown, number in self._again:
            shown.text = numbers[number]
        part = self._document.part
        for relation in [one for one in part.rels.values() if one.reltype == _RELATION]:
            part.rels.pop(relation.rId)
        own = FilePart(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, serialize_part_xml(self._root), part.package)
        part.relate_to(own, _RELATION)


def _footnotes_of(document: Document) -> BaseOxmlElement:
    """The footnotes that a file has already; where it has none, the rules that every file has."""
    for relation in document.part.rels.values():
        if relation.reltype == _RELATION:
            return parse_xml(relation.target_part.blob)
    root = OxmlElement("w:footnotes")
    for kind, number in _RULES:
        _within(_within(_footnote(root, number, kind), "w:r"), f"w:{kind}")
    return root


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"


def _add(paragraph: WordParagraph, element: BaseOxmlElement) -> None:
    """An element in a run of its own, in the style of a footnote's number."""
    paragraph.add_run(style=REFERENCE_STYLE)._r.append(element)  # noqa: SLF001  python-docx has no fields and footnotes


def _footnote(root: BaseOxmlElement, number: int, kind: str = "") -> BaseOxmlElement:
    """A new footnote: its paragraph."""
    kinds = {"w:type": kind} if kind else {}
    return _within(_within(root, "w:footnote", {**kinds, "w:id": str(number)}), "w:p")


def _within(parent: BaseOxmlElement, tag: str, attributes: Mapping[str, str] = _NO_ATTRIBUTES) -> BaseOxmlElement:
    """A new element at the end of another."""
    made = OxmlElement(tag, {qn(name): value for name, value in attributes.items()})
    parent.append(made)
    return made
