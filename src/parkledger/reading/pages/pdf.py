"""PDF files as sources. Of a damaged file, what can be read is kept; else the text is empty.

The text is pypdf's, line by line, without the footnotes of a file that says which they are. Pages with rules on them
are read again for their tables, in a process apart (`ruled_pages`): such a page is its tables row by row and the lines
around them.
"""

import io
import json
import logging
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, takewhile
from typing import Any, Final

from pypdf import PageObject, PdfReader

from parkledger.reading.model import PageSource
from parkledger.reading.pages import ruled_pages
from parkledger.reading.pages.boilerplate import is_boilerplate
from parkledger.reading.pages.documents import Piece, file_property
from parkledger.reading.pages.encodings import mend_legacy
from parkledger.reading.pages.lines import CELL_BORDER, NO_METADATA, PageMetadata, joined, source_of_lines
from parkledger.reading.pages.pdf_notes import drop_notes, note_marks
from parkledger.reading.pages.syllables import is_syllable

_MOST_PAGES: Final = 3_000
_MOST_RULED_PAGES: Final = 60
_LEAST_RULES, _MOST_RULES = 3, 20_000
"""That a page with a table draws: an outline and a line each way across it; Word draws eight to a cell."""
_DRAWN: Final = frozenset({b"re", b"l"})
"""The operators that draw a rectangle and a straight line."""
_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…", ".”", '."', ".)")
_BULLET: Final = re.compile(
    r"(?:[-–—•+*▪●○] ?|[(\[]?(?:\d{1,2}|[a-zđ]|[IVX]{1,5})[).] |\[\d{1,3}\] |\d{1,2}\.\d{1,2}(?:\. | (?![a-z]))"
    r"|(?:Điều|Bảng|Biểu|Hình|Phụ lục) \d|(?:Số:|No\.) )",
)
_PAGE_NUMBER: Final = re.compile(r"(?:trang|page)?\s*[-–]?\s*\d{1,4}\s*(?:[-–]|/\s*\d{1,4})?", re.IGNORECASE)
_COLUMNS: Final = re.compile(r" {3,}|\t+")
_HYPHEN_END: Final = re.compile(r"([^\W\d_]+)-$")
_WORD_START: Final = re.compile(r"[^\W\d_]+")
_FULL_LINE: Final = (3, 5)
_REPEATED_ON: Final = 3


# what the library has to say about a damaged file is for its own developers
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def source_of_pdf(data: bytes) -> PageSource:
    """Read a PDF with text in it (not a scan): lines joined to whole paragraphs, page numbers left out."""
    pages: list[list[Piece]] = []
    ruled: dict[int, list[int]] = {}
    known = NO_METADATA
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        notes = _notes(reader)
        for number, page in enumerate(reader.pages):
            if number >= _MOST_PAGES:
                break
            drawn = _DrawnRules()
            marks = notes.get(page.indirect_reference.idnum) if page.indirect_reference else None
            if marks:
                _leave_out(page, reader, marks)
            pages.append(_lines(page.extract_text(visitor_operand_before=drawn) or ""))
            if _LEAST_RULES <= drawn.count <= _MOST_RULES:
                ruled[number] = sorted(marks or ())
        known = _properties(reader)
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        pages = pages or [[]]
    asked = dict(islice(ruled.items(), _MOST_RULED_PAGES))
    for number, pieces in _ruled(data, asked, len(pages)).items():
        pages[number] = pieces
    text, lines = joined(_paragraphs(list(_flowing(_without_margins(pages)))))
    return source_of_lines(text, lines, known)


def _notes(reader: PdfReader) -> Mapping[int, frozenset[int]]:
    """What of a file's pages is footnotes; nothing where the tree of its parts is damaged."""
    try:
        return note_marks(reader)
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        return {}


def _leave_out(page: PageObject, reader: PdfReader, marks: frozenset[int]) -> None:
    """Take the footnotes out of a page; one whose content is damaged stays as it is."""
    try:
        drop_notes(page, reader, marks)
    except Exception:  # noqa: BLE001 - a damaged file may fail anywhere inside the library
        return


class _DrawnRules:
    """How many straight lines and rectangles a page draws, counted while pypdf goes through its content."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, operator: bytes, *_: Any) -> None:
        self.count += operator in _DRAWN


def _lines(text: str) -> list[Piece]:
    return [("text", line.rstrip()) for line in mend_legacy(text).split("\n")]


def _ruled(data: bytes, asked: Mapping[int, list[int]], pages: int) -> Mapping[int, list[Piece]]:
    """The pages with tables on them, of those asked for with what of them is footnotes, by their numbers.

    The library that finds the tables is slow, and a hostile file may make it slower: what it has not read within its
    limits stays as it was.
    """
    if not asked:
        return {}
    command = [sys.executable, "-P", ruled_pages.__file__, str(pages), json.dumps(list(asked.items()))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=ruled_pages.WAIT_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as stopped:
        told = stopped.output or b""
    except OSError:
        return {}
    else:
        told = done.stdout
    # the last line may have been cut off with the process
    return {number: list(_pieces(parts)) for number, parts in map(json.loads, told.split(b"\n")[:-1])}


def _pieces(parts: list[str | list[list[str]]]) -> Iterator[Piece]:
    """A ruled page: its lines, and its tables as rows; a cell is one line."""
    for part in parts:
        if isinstance(part, str):
            yield from _lines(part)
            continue
        for row in part:
            yield "row", CELL_BORDER.join(map(_cell, row))


def _cell(text: str) -> str:
    lines = [" ".join(line.split()) for line in mend_legacy(text).split("\n")]
    whole = lines[0]
    for line in lines[1:]:
        whole = _joined(whole, line)
    return whole


def _properties(reader: PdfReader) -> PageMetadata:
    about = reader.metadata
    if about is None:
        return NO_METADATA
    return PageMetadata(title=_document_title(about.title), author=file_property(about.author))


def _document_title(title: str | None) -> str | None:
    """A PDF's own title, unless a program put its file name there."""
    clean = file_property(title)
    named_by_program = clean is None or " " not in clean or clean.lower().startswith("microsoft word")
    return None if named_by_program else clean


def _without_margins(pages: list[list[Piece]]) -> Iterator[list[Piece]]:
    """The pages without page numbers and without what stands at the edge of page after page."""
    edges = Counter(edge for page in pages for edge in {_edge(piece) for piece in _at_edges(_filled(page))})
    for page in pages:
        filled = _filled(page)
        kept = []
        for place, piece in enumerate(filled):
            edge = _edge(piece) if place in (0, len(filled) - 1) else ""
            repeated = bool(edge) and edges[edge] >= _REPEATED_ON
            if not repeated and not (edge and _PAGE_NUMBER.fullmatch(edge)):
                kept.append(piece)
        yield kept


def _filled(page: list[Piece]) -> list[Piece]:
    return [piece for piece in page if piece[1].strip()]


def _at_edges(filled: list[Piece]) -> list[Piece]:
    return [*filled[:1], *filled[-1:]]


def _edge(piece: Piece) -> str:
    """What stands at the edge of a page; a row of a table is no edge, however often its heading is repeated."""
    kind, text = piece
    return text.strip() if kind == "text" else ""


def _flowing(pages: Iterator[list[Piece]]) -> Iterator[Piece]:
    """The pages as one; a table that goes on over a page does so without its heading said again."""
    table: list[str] = []
    for page in pages:
        rows = [text for _, text in takewhile(_is_row, page)]
        again = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(rows, table, strict=False))))
        for kind, text in page[again:]:
            table = [*table, text] if kind == "row" else []
            yield kind, text


def _is_row(piece: Piece) -> bool:
    return piece[0] == "row"


def _paragraphs(pieces: list[Piece]) -> Iterator[Piece]:
    """Lines joined to paragraphs: a line that is full and ends no sentence goes on in the next one."""
    widest = _usual_width([text for kind, text in pieces if kind == "text"])
    paragraph = ""
    last = ""
    for kind, piece in pieces:
        cells = [piece] if kind == "row" else _COLUMNS.split(piece.strip())
        text = " ".join(cells[0].split())  # spaces of a justified line may be written twice
        if kind == "row" or len(cells) > 1:
            yield "text", paragraph
            paragraph = last = ""
            yield "row", CELL_BORDER.join(cells)
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
