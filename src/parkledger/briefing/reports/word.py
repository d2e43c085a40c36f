"""A report as a Word file, laid out as Decree 30/2020/NĐ-CP asks: margins, type, head, signature; real styles and captions."""

from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from parkledger.briefing.reports.charts import chart_picture, map_picture
from parkledger.briefing.reports.footnotes import WordFootnotes, caption_notes, marked_rows, title_notes
from parkledger.briefing.reports.letterhead import letterhead
from parkledger.briefing.reports.model import (
    BarChart,
    MapPicture,
    NotedWords,
    Paragraph,
    Report,
    ReportTable,
    Run,
    shown,
)
from parkledger.briefing.reports.model import Part as ReportPart
from parkledger.briefing.reports.wording import COVERAGE, DEMO, SIGNING, TABLE, check_words, draft_words
from parkledger.language import Lang

RECORD_PART: Final = "/customXml/parkledger.xml"
RECORD_SPACE: Final = "urn:parkledger:report-record"
"""Where in a Word file the record of what it was made from stands, and the namespace of its one element."""
FONT: Final = "Times New Roman"
TOP, BOTTOM, LEFT, RIGHT = Mm(20), Mm(20), Mm(30), Mm(15)
"""Margins of the decree: 20 to 25 mm above and below, 30 to 35 on the left, 15 to 20 on the right."""
BODY: Final = Pt(14)
SMALL: Final = Pt(11)
_CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
_BLACK: Final = RGBColor(0, 0, 0)
_LANGUAGES: Final = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}


def as_word(report: Report, record: str) -> bytes:
    """The report as a .docx file."""
    document = Document()
    _set_up(document, report, record)
    notes = WordFootnotes(document, {note.number: note.said for note in report.notes})
    _head(document, report, notes)
    tables = 0
    for part in report.parts:
        tables += isinstance(part, ReportTable)
        add_part(document, part, f"{TABLE.of(report.lang)} {tables}", notes)
    _foot(document, report)
    add_remarks(document, report)
    notes.close()
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _set_up(document: WordDocument, report: Report, record: str) -> None:
    """Page, styles, page numbers and properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = TOP, BOTTOM, LEFT, RIGHT
    section.different_first_page_header_footer = True  # the first page bears no number
    _add_page_number(section.header.paragraphs[0])
    _style(document, "Normal", BODY)
    for level in (1, 2, 3):
        _style(document, f"Heading {level}", BODY, bold=True, italic=level > 2)
    _style(document, "Title", BODY, bold=True)
    _style(document, "Caption", SMALL, italic=True)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES[report.lang])
    normal.append(language)
    properties = document.core_properties
    properties.title, properties.language = report.title, _LANGUAGES[report.lang]
    properties.author = letterhead(report).office
    keep_record(document, record)


def keep_record(document: WordDocument, record: str) -> None:
    """The record as a part of the file that Word leaves alone."""
    content = f'<record xmlns="{RECORD_SPACE}">{record}</record>'.encode()
    package = document.part.package
    for relation in list(document.part.rels.values()):
        if not relation.is_external and str(relation.target_part.partname) == RECORD_PART:
            document.part.rels.pop(relation.rId)  # the file was a report before it became a template
    part = Part(PackURI(RECORD_PART), "application/xml", content, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _style(document: WordDocument, name: str, size: Pt, *, bold: bool = False, italic: bool = False) -> None:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle) or style.type != WD_STYLE_TYPE.PARAGRAPH:
        raise TypeError(f"{name} is no style of paragraphs")
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, size, bold, italic
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:  # a line that Word draws under a title
        borders.getparent().remove(borders)
    style.paragraph_format.space_after = Pt(6)
    style.paragraph_format.space_before = Pt(0)


def _add_page_number(paragraph: WordParagraph) -> None:
    """The number of the page, in the middle of its upper margin."""
    paragraph.alignment = _CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no fields of its own


def _head(document: WordDocument, report: Report, notes: WordFootnotes) -> None:
    paper = letterhead(report)
    table = document.add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = table.rows[0].cells
    _lines(left.paragraphs[0], (paper.parent, Pt(13), False), (paper.office, Pt(13), True))
    _lines(right.paragraphs[0], (paper.state, Pt(12), True), (paper.motto, Pt(13), True))
    left, right = table.rows[1].cells
    _lines(left.paragraphs[0], (paper.number, Pt(13), False))
    _lines(right.paragraphs[0], (paper.place_and_day, Pt(13), False), italic=True)
    table.autofit = False
    for column, width in zip(table.columns, (Mm(64), Mm(101)), strict=True):  # the state's name stands in one line
        column.width = width
        for cell in column.cells:
            cell.width = width
    for words in filter(None, (report.kind, report.title)):
        title = document.add_paragraph(words, style="Title")
        title.alignment = _CENTRE
    for note in title_notes(report):
        notes.mark(title, note)
    if report.known:
        document.add_paragraph(f"({report.known})").alignment = _CENTRE
    if draft := draft_words(report):
        document.add_paragraph().add_run(draft).bold = True
    if report.demo:
        document.add_paragraph().add_run(DEMO.of(report.lang)).italic = True


def _lines(paragraph: WordParagraph, *lines: tuple[str, Pt, bool], italic: bool = False) -> None:
    paragraph.alignment = _CENTRE
    for at, (words, size, bold) in enumerate([line for line in lines if line[0]]):
        run = paragraph.add_run(words)
        run.font.size, run.bold, run.italic = size, bold, italic
        if at < len(lines) - 1 and words:
            run.add_break()


def add_part(document: WordDocument, part: ReportPart, name: str, notes: WordFootnotes) -> None:
    """A part of a report; `name` is what a table is called: "Bảng 2"."""
    if isinstance(part, Paragraph):
        _paragraph(document, part, notes)
    elif isinstance(part, ReportTable):
        _table(document, part, name, notes)
    elif isinstance(part, MapPicture):
        _caption(document, part.caption, part, notes)
        _picture(document, map_picture(part), part.said)
        _fill(document.add_paragraph(), part.legend)
        document.add_paragraph(part.closing, style="Caption")
    else:
        _chart(document, part, notes)


def _paragraph(document: WordDocument, part: Paragraph, notes: WordFootnotes) -> None:
    if part.level > 0:
        _runs(document.add_heading(level=part.level), part.runs, notes)
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    _runs(paragraph, ("- ", *part.runs) if part.level < 0 else part.runs, notes)


def _runs(paragraph: WordParagraph, runs: tuple[Run, ...], notes: WordFootnotes) -> None:
    for run in runs:
        paragraph.add_run(shown(run))
        if not isinstance(run, str):
            notes.mark(paragraph, run.note)


def _caption(document: WordDocument, words: str, part: ReportPart, notes: WordFootnotes) -> None:
    """What stands above a table or chart, with the notes of its columns: heads are repeated, footnotes are not."""
    caption = document.add_paragraph(words, style="Caption")
    caption.paragraph_format.keep_with_next = True
    for note in caption_notes(part):
        notes.mark(caption, note)


def _table(document: WordDocument, table: ReportTable, name: str, notes: WordFootnotes) -> None:
    _caption(document, f"{name}. {table.caption}" if table.caption else name, table, notes)
    made = document.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    for cell, heading in zip(made.rows[0].cells, table.headings, strict=True):
        paragraph = _fill(cell.paragraphs[0], shown(heading), bold=True)
        paragraph.alignment = _CENTRE
        if isinstance(heading, NotedWords):
            notes.mark(paragraph, heading.note)
    for row in marked_rows(table):
        for at, (cell, (value, note)) in enumerate(zip(made.add_row().cells, row, strict=True)):
            paragraph = _fill(cell.paragraphs[0], shown(value))
            if at >= table.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if note is not None:
                notes.mark(paragraph, note)
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    _set_widths(made, table.numeric, (section.page_width or 0) - margins)
    _repeat_head(made)
    _keep_together(made)
    document.add_paragraph(table.closing, style="Caption")


def _set_widths(table: Table, numeric: int, text: int) -> None:
    """Columns in which no number or word is broken: what is left goes to names first, then to all figures alike.

    A table for which the page is too narrow is set smaller.
    """
    columns = len(table.columns)
    least = [_least_width(table, at) for at in range(columns)]
    if sum(least) > text:
        size = max(_SMALLEST, Pt(int(SMALL.pt * text / sum(least))))
        _set_size(table, size)
        least = [width * text // sum(least) for width in least]
    left = text - sum(least)
    name = 1 if numeric > 1 else 0
    wanted = max(0, min(left, _NAME - least[name]))
    figures = max(1, columns - numeric)
    table.autofit = False
    for at, column in enumerate(table.columns):
        more = wanted if at == name else (left - wanted) // figures if at >= numeric else 0
        column.width = Length(least[at] + more)
        for cell in column.cells:
            cell.width = column.width


_NAME: Final = Mm(50)
"""What a column of names takes where the page has it."""
_SMALLEST: Final = Pt(8)
_CHARACTER, _PADDING, _NARROWEST = Mm(2.1), Mm(4.2), Mm(11)
"""How wide a character of a table is at its usual size, the space at both sides of a cell, and the narrowest column."""


def _least_width(table: Table, at: int) -> int:
    words = (word for cell in table.columns[at].cells for word in cell.text.split())
    return max(_NARROWEST, int(_CHARACTER * max(map(len, words), default=1) + _PADDING))


def _set_size(table: Table, size: Length) -> None:
    for row in table.rows:
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = size


_SHORT_TABLE: Final = 12
"""Rows up to which a table stands on one page; of a longer one the first rows stay with its heading."""


def _keep_together(table: Table) -> None:
    """No caption or heading without rows, no row alone on a page, and what stands beneath with the last row."""
    rows = list(table.rows)
    kept = rows if len(rows) <= _SHORT_TABLE else [*rows[:3], *rows[-2:]]
    for row in kept:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _fill(paragraph: WordParagraph, words: str, *, bold: bool = False) -> WordParagraph:
    run = paragraph.add_run(words)
    run.font.size, run.bold = SMALL, bold
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _repeat_head(table: Table) -> None:
    """The heading of a table again on each of its pages, and no row torn in two."""
    for at, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no such setting of its own
        properties.append(OxmlElement("w:cantSplit"))
        if at == 0:
            properties.append(OxmlElement("w:tblHeader"))


def _chart(document: WordDocument, chart: BarChart, notes: WordFootnotes) -> None:
    """The bars as a picture, with the same in words for those who do not see it."""
    _caption(document, chart.caption, chart, notes)
    said = "; ".join(f"{bar.label}: {bar.said.text}" for bar in chart.bars)
    _picture(document, chart_picture(chart), f"{chart.caption}. {said}")
    document.add_paragraph(chart.closing, style="Caption")


def _picture(document: WordDocument, picture: bytes, said: str) -> None:
    """A picture with the same in words."""
    inline = document.add_picture(BytesIO(picture), width=Mm(160))._inline  # noqa: SLF001  alternative text has no setting of its own
    inline.docPr.set("descr", said)


def _foot(document: WordDocument, report: Report) -> None:
    paper = letterhead(report)
    document.add_paragraph()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    for at, line in enumerate(paper.recipients):
        run = left.paragraphs[0].add_run(line)
        run.font.size, run.bold, run.italic = (Pt(12), True, True) if at == 0 else (SMALL, False, False)
        if at < len(paper.recipients) - 1:
            run.add_break()
    _lines(right.paragraphs[0], (paper.title, BODY, True), (paper.signatory, BODY, False))


def add_remarks(document: WordDocument, report: Report) -> None:
    """What stands behind the signature: what limits figures, and the checks before signing."""
    if report.coverage:
        document.add_heading(COVERAGE.of(report.lang), level=1)
        for line in report.coverage:
            _fill(document.add_paragraph(), f"° {line}")
    if report.checks:  # on a sheet of their own: they are no part of what is signed
        document.add_heading(SIGNING.of(report.lang), level=1).paragraph_format.page_break_before = True
    for check in report.checks:
        _fill(document.add_paragraph(), check_words(check, report.lang))
