"""DOCX, PDF and Markdown files as sources. Of a damaged file, what can be read is kept; else the text is empty."""

import io
import logging
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from parkledger.language import day_of
from parkledger.reading.model import PageSource
from parkledger.reading.pages.boilerplate import first_date, is_boilerplate
from parkledger.reading.pages.encodings import mend_legacy
from parkledger.reading.pages.lines import (
    CELL_BORDER,
    NO_METADATA,
    PageMetadata,
    joined,
    source_of_lines,
    source_of_text,
)
from parkledger.reading.pages.syllables import is_syllable

Piece = tuple[str, str]
"""Kind (text, title, heading, caption, row) and text."""

_TEMPLATE_DAY: Final = date(2013, 12, 23)  # of the template that python-docx makes its files from
_MOST_UNPACKED_BYTES: Final = 200_000_000
_MOST_PDF_PAGES: Final = 3_000
_MOST_MARKDOWN: Final = 200_000  # beyond this, what its parser does with lone brackets would take too long
_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…", ".”", '."', ".)")
_BULLET: Final = re.compile(
    r"(?:[-–—•+*▪●○] ?|[(\[]?(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[).] |\d{1,2}\.\d{1,2}\.? "
    r"|(?:Điều|Bảng|Biểu|Hình|Phụ lục) \d)",
)
_PAGE_NUMBER: Final = re.compile(r"(?:trang|page)?\s*[-–]?\s*\d{1,4}\s*(?:[-–]|/\s*\d{1,4})?", re.IGNORECASE)
_COLUMNS: Final = re.compile(r" {3,}|\t+")
_HYPHEN_END: Final = re.compile(r"([^\W\d_]+)-$")
_WORD_START: Final = re.compile(r"[^\W\d_]+")
_FULL_LINE: Final = (3, 5)
_REPEATED_ON: Final = 3
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(?P<fields>(?:.*\r?\n){1,60}?)---[ \t]*(?:\r?\n|\Z)")
_FIELD: Final = re.compile(r"^(?P<name>[A-Za-z_]{2,20}):[ \t]*(?P<value>\S.*)$", re.MULTILINE)


# what the library has to say about a damaged file is for its own developers
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def source_of_docx(data: bytes) -> PageSource:
    """Read a Word document: paragraphs and tables in their order, title, author and date from its properties."""
    try:
        pieces, known = _docx(data)
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        return source_of_text("")
    text, lines = joined(pieces)
    source = source_of_lines(text, lines, replace(known, published=None))
    # a date printed on the document is the day it was issued; the file's own may be a template's
    return replace(source, published=source.published or known.published)


def _docx(data: bytes) -> tuple[list[Piece], PageMetadata]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED_BYTES:
            raise ValueError("unpacked, the document is too large to be read")
    document = docx.Document(io.BytesIO(data))
    pieces: list[Piece] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            pieces.extend(("row", row) for row in _table_rows(part))
        else:
            pieces.extend(_paragraph(part))
    return pieces, _docx_properties(document)


def _docx_properties(document: Document) -> PageMetadata:
    """What a Word file's properties say; its paragraphs are read even where these are damaged."""
    try:
        properties = document.core_properties
        title, author = properties.title, properties.author
        written = properties.created or properties.modified
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        return NO_METADATA
    told = written is not None and written.date() != _TEMPLATE_DAY
    return PageMetadata(
        title=_clean(title), published=_day(written) if written and told else None, author=_clean(author)
    )


_PROGRAMS: Final = frozenset({"python-docx", "microsoft", "administrator", "admin", "user", "windows user", "pc"})
_STYLE_KINDS: Final = {"title": "title", "caption": "caption", "heading": "heading"}


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    style = ((paragraph.style.name if paragraph.style else None) or "").lower()
    kind = next((kind for word, kind in _STYLE_KINDS.items() if style.startswith(word)), "text")
    for line in paragraph.text.splitlines():
        yield kind, mend_legacy(" ".join(line.split()))


def _table_rows(table: Table) -> Iterator[str]:
    """The rows of a table as lines; a merged cell is written once, the places it covers stay empty."""
    above: set[Any] = set()
    for row in table.rows:
        cells: list[str] = []
        seen: set[Any] = set()
        for cell in row.cells:
            element = cell._tc  # noqa: SLF001 - the only identity that merged cells share
            fresh = element not in seen and element not in above
            seen.add(element)
            cells.append(mend_legacy(" ".join(cell.text.split())) if fresh else "")
        above = seen
        if any(cells):
            yield CELL_BORDER.join(cells)


def _clean(value: str | None) -> str | None:
    words = " ".join((value or "").split())
    return mend_legacy(words) if words and words.lower() not in _PROGRAMS else None


def _day(moment: datetime) -> date:
    return day_of(moment) if moment.tzinfo else moment.date()


def source_of_pdf(data: bytes) -> PageSource:
    """Read a PDF with text in it (not a scan): lines joined to whole paragraphs, page numbers left out."""
    pages: list[list[str]] = []
    known = NO_METADATA
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        for number, page in enumerate(reader.pages):
            if number >= _MOST_PDF_PAGES:
                break
            pages.append([line.rstrip() for line in mend_legacy(page.extract_text() or "").split("\n")])
        known = _pdf_properties(reader)
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        pages = pages or [[]]
    text, lines = joined(_paragraphs(_without_margins(pages)))
    return source_of_lines(text, lines, known)


def _pdf_properties(reader: PdfReader) -> PageMetadata:
    about = reader.metadata
    if about is None:
        return NO_METADATA
    return PageMetadata(title=_document_title(about.title), author=_clean(about.author))


def _document_title(title: str | None) -> str | None:
    """A PDF's own title, unless a program put its file name there."""
    clean = _clean(title)
    named_by_program = clean is None or " " not in clean or clean.lower().startswith("microsoft word")
    return None if named_by_program else clean


def _without_margins(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without page numbers and without what stands at the edge of page after page."""
    edges = Counter(
        edge for page in pages for edge in {line.strip() for line in (*_filled(page)[:1], *_filled(page)[-1:])}
    )
    kept: list[str] = []
    for page in pages:
        filled = _filled(page)
        for place, line in enumerate(filled):
            at_edge = place in (0, len(filled) - 1)
            repeated = at_edge and edges[line.strip()] >= _REPEATED_ON
            if not repeated and not (at_edge and _PAGE_NUMBER.fullmatch(line.strip())):
                kept.append(line)
    return kept


def _filled(page: list[str]) -> list[str]:
    return [line for line in page if line.strip()]


def _paragraphs(lines: list[str]) -> Iterator[Piece]:
    """Lines joined to paragraphs: a line that is full and ends no sentence goes on in the next one."""
    widest = _usual_width(lines)
    paragraph = ""
    last = ""
    for line in lines:
        text = line.strip()
        if _COLUMNS.search(text):
            yield "text", paragraph
            paragraph = last = ""
            yield "row", CELL_BORDER.join(_COLUMNS.split(text))
        elif paragraph and _goes_on(last, text, widest):
            paragraph, last = _joined(paragraph, text), text
        else:
            yield "text", paragraph
            paragraph = last = text
    yield "text", paragraph


def _usual_width(lines: list[str]) -> int:
    """How wide the text is set: nine lines of ten are not longer, so one overlong line decides nothing."""
    widths = sorted(len(line.strip()) for line in lines)
    return widths[len(widths) * 9 // 10] if widths else 0


def _goes_on(last: str, following: str, widest: int) -> bool:
    if _BULLET.match(following) or is_boilerplate(following):
        return False
    full = len(last) * _FULL_LINE[1] >= widest * _FULL_LINE[0]
    if last.endswith(_SENTENCE_END):
        # a full line may end a sentence and not the paragraph, but then nothing is lost by parting there
        return False
    return full or following[:1].islower() or last.endswith(",")


def _joined(paragraph: str, following: str) -> str:
    """Two lines as one; a hyphen at the end is kept between Vietnamese syllables and numbers, else it joins."""
    hyphen = _HYPHEN_END.search(paragraph[-40:])
    head = _WORD_START.match(following)
    if hyphen and head and head[0].islower() and not (is_syllable(hyphen[1]) and is_syllable(head[0])):
        return paragraph[:-1] + following
    tight = paragraph.endswith("-") and paragraph[-2:-1].isalnum()
    return paragraph + ("" if tight else " ") + following


def source_of_markdown(text: str) -> PageSource:
    """Read Markdown through its tokens; title, date and author may stand in a block of fields at its head."""
    if len(text) > _MOST_MARKDOWN:
        return source_of_text(text)
    front = _FRONT_MATTER.match(text)
    fields = _fields(front["fields"]) if front else {}
    try:
        tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text[front.end() :] if front else text)
        pieces = list(_markdown_pieces(tokens))
    except Exception:  # noqa: BLE001 - whatever the parser cannot take is still plain text
        return source_of_text(text)
    plain, lines = joined(pieces)
    known = PageMetadata(
        fields.get("title"), first_date(fields.get("date", "")), fields.get("author"), fields.get("source")
    )
    return source_of_lines(plain, lines, known)


def _fields(block: str) -> dict[str, str]:
    return {match["name"].lower(): match["value"].strip().strip("\"'") for match in _FIELD.finditer(block)}


def _markdown_pieces(tokens: list[Token]) -> Iterator[Piece]:
    kind = "text"
    titled = False
    row: list[str] = []
    for token in tokens:
        if token.type == "heading_open":
            kind = "heading" if titled or token.tag != "h1" else "title"
            titled = titled or kind == "title"
        elif token.type == "tr_open":
            kind, row = "cell", []
        elif token.type == "tr_close":
            yield "row", CELL_BORDER.join(row)
        elif token.type == "inline" and kind == "cell":
            row.append(" ".join(text for _, text in _inline(token)))
        elif token.type == "inline":
            yield from ((kind if part == "text" else part, text) for part, text in _inline(token))
        elif token.type in ("fence", "code_block"):
            yield "text", token.content
        elif token.nesting < 0 and token.type != "td_close":
            kind = "cell" if token.type == "th_close" else "text"


def _inline(token: Token) -> Iterator[Piece]:
    """The text of an inline token, and the words of its pictures as captions."""
    parts: list[str] = []
    captions: list[str] = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            captions.append(child.content)
        else:
            parts.append(child.content)
    yield "text", unicodedata.normalize("NFC", " ".join("".join(parts).split()))
    yield from (("caption", " ".join(caption.split())) for caption in captions)
