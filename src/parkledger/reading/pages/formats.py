"""Bytes as a source: the format is detected from the content first and from the file name second.

HTML, Word documents (DOCX), PDF, Markdown and plain text. Nothing is fetched, nothing is kept between calls, and no
bytes raise: what cannot be read gives an empty text.
"""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

from parkledger.reading.model import PageSource
from parkledger.reading.pages.documents import source_of_docx, source_of_markdown
from parkledger.reading.pages.encodings import decode
from parkledger.reading.pages.html import source_of_html
from parkledger.reading.pages.lines import source_of_text
from parkledger.reading.pages.pdf import source_of_pdf

_PDF_MARK: Final = b"%PDF-"
_PDF_MARK_WITHIN: Final = 1024
_ZIP_MARK: Final = b"PK\x03\x04"
_DOCX_PART: Final = "word/document.xml"
_BINARY_MARKS: Final = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # Word, Excel and PowerPoint before 2007
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x7fELF",
)
_SAMPLE: Final = 4096
_HTML_OPENING: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG: Final = re.compile(
    r"</?(?:html|head|body|div|p|article|section|table|tr|td|meta|span|h[1-6]|ul|ol|li|br|a|img|strong|b|em)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_LEAST_TAGS: Final = 2
_MARKDOWN_LINE: Final = re.compile(r"^(?:#{1,6} \S|\|? ?:?-{3,}:? ?\|[-: |]*$)", re.MULTILINE)
_MARKDOWN_NAMES: Final = (".md", ".markdown", ".mdown", ".qmd")
_HTML_NAMES: Final = (".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php")
_TEXT_NAMES: Final = (".txt", ".text", ".log", ".csv")
_CONTROLS: Final = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_MOST_CONTROLS: Final = (1, 10)


def source_of(data: bytes, name: str = "") -> PageSource:
    """Read a page from its bytes; `name` (of the file) only decides where the content leaves it open.

    Never raises. `text` of a text file is exactly what it holds (without a mark of its encoding), so offsets are
    offsets into the file; text in a legacy code (TCVN3, VNI) is converted first.
    """
    if _PDF_MARK in data[:_PDF_MARK_WITHIN]:
        return source_of_pdf(data)
    if data.startswith(_ZIP_MARK):
        return source_of_docx(data) if _is_docx(data) else source_of_text("")
    if data.startswith(_BINARY_MARKS):
        return source_of_text("")
    text = decode(data)
    if _is_binary(text):
        return source_of_text("")
    return _reader(text, name.lower())(text)


def _reader(text: str, name: str) -> Callable[[str], PageSource]:
    """The function that reads a text, by its markup, else by its name."""
    sample = text[:_SAMPLE]
    if _HTML_OPENING.match(sample):
        return source_of_html
    if name.endswith(_MARKDOWN_NAMES):
        return source_of_markdown
    tags = len(_HTML_TAG.findall(sample))
    if tags >= _LEAST_TAGS or (tags and name.endswith(_HTML_NAMES)):
        return source_of_html
    plain = name.endswith(_TEXT_NAMES) or not _MARKDOWN_LINE.search(sample)
    return source_of_text if plain else source_of_markdown


def _is_docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _DOCX_PART in packed.namelist()
    except Exception:  # noqa: BLE001 - a damaged archive may fail anywhere inside the library
        return False


def _is_binary(text: str) -> bool:
    """Whether a text was no text: more than one character in ten is a control character or could not be read."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) * _MOST_CONTROLS[1] > len(sample) * _MOST_CONTROLS[0]
