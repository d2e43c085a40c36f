"""DOCX and Markdown files as sources. Of a damaged file, what can be read is kept; else the text is empty."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.token import Token

from parkledger.language import day_of
from parkledger.reading.model import PageSource
from parkledger.reading.pages.boilerplate import first_date
from parkledger.reading.pages.encodings import mend_legacy
from parkledger.reading.pages.lines import (
    CELL_BORDER,
    NO_METADATA,
    PageMetadata,
    joined,
    source_of_lines,
    source_of_text,
)

Piece = tuple[str, str]
"""Kind (text, title, heading, caption, row) and text."""

_TEMPLATE_DAY: Final = date(2013, 12, 23)  # of the template that python-docx makes its files from
_MOST_UNPACKED_BYTES: Final = 200_000_000
_MOST_MARKDOWN: Final = 200_000  # beyond this, what its parser does with lone brackets would take too long
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\r?\n(?P<fields>(?:.*\r?\n){1,60}?)---[ \t]*(?:\r?\n|\Z)")
_FIELD: Final = re.compile(r"^(?P<name>[A-Za-z_]{2,20}):[ \t]*(?P<value>\S.*)$", re.MULTILINE)


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
    _drop_note_numbers(document)
    pieces: list[Piece] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            pieces.extend(("row", row) for row in _table_rows(part))
        else:
            pieces.extend(_paragraph(part))
    return pieces, _docx_properties(document)


_NOTE_NUMBERS: Final = frozenset({"footnote reference", "endnote reference"})


def _drop_note_numbers(document: Document) -> None:
    """Leave out the runs in the style of numbers of notes: "43¹²" is 43, and the notes are not of the text either."""
    numbers = {style.style_id for style in document.styles if (style.name or "").lower() in _NOTE_NUMBERS}
    for style in document.element.body.iter(qn("w:rStyle")) if numbers else ():
        if style.get(qn("w:val")) in numbers:
            run = style.getparent().getparent()
            for content in list(run)[1:]:
                run.remove(content)


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
        title=file_property(title), published=_day(written) if written and told else None, author=file_property(author)
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


def file_property(value: str | None) -> str | None:
    """The words of a property of a file; None where there are none, or only the name of the program that made it."""
    words = " ".join((value or "").split())
    return mend_legacy(words) if words and words.lower() not in _PROGRAMS else None


def _day(moment: datetime) -> date:
    return day_of(moment) if moment.tzinfo else moment.date()


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
