"""Footnotes of a PDF that says what its parts are: they are no part of the text of its pages.

A tagged PDF has a tree of its parts (ISO 32000-1, 14.7). A footnote is a `Note` there, whose leaves are numbers of marked
content on pages. What those numbers enclose in a page's content is left out of its text.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, NameObject

_NOTES: Final = frozenset({"/Note", "/FENote"})
_MOST_PARTS: Final = 200_000
"""Parts of a document that are looked at: a hostile tree may have any number, or lead into itself."""
_SHOWN: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
"""The operators that show text."""


def note_marks(reader: PdfReader) -> Mapping[int, frozenset[int]]:
    """The numbers of marked content that is of footnotes, by the number of the object of its page."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    tree = reader.root_object.get("/StructTreeRoot")
    parts: list[tuple[Any, int | None, bool]] = [(tree.get_object(), None, False)] if tree is not None else []
    for _ in range(_MOST_PARTS):
        if not parts:
            break
        part, page, in_note = parts.pop()
        if isinstance(part, int):
            if in_note and page is not None:
                found[page].add(int(part))
        elif isinstance(part, list):
            parts += [(one.get_object(), page, in_note) for one in part]
        elif isinstance(part, dict):
            own = part.raw_get("/Pg").idnum if "/Pg" in part else page  # type: ignore[attr-defined]
            inner = part.get("/MCID") if part.get("/Type") == "/MCR" else part.get("/K")
            if inner is not None:
                parts.append((inner.get_object(), own, in_note or part.get("/S") in _NOTES))
    return {page: frozenset(marks) for page, marks in found.items()}


def drop_notes(page: PageObject, reader: PdfReader, marks: frozenset[int]) -> None:
    """Let a page's content show nothing of the marked content of these numbers."""
    if "/Contents" not in page:
        return
    stream = ContentStream(page["/Contents"].get_object(), reader, "bytes")  # as pypdf itself reads text
    kept, inside = [], list[bool]()
    for operands, operator in stream.operations:
        if operator in (b"BDC", b"BMC"):
            inside.append(operator == b"BDC" and _mark(operands, page) in marks)
        elif operator == b"EMC" and inside:
            inside.pop()
        if not (operator in _SHOWN and any(inside)):
            kept.append((operands, operator))
    stream.operations = kept
    page[NameObject("/Contents")] = stream


def _mark(operands: list[Any], page: PageObject) -> int | None:
    """The number of marked content, from its properties or from where the page's resources keep them."""
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, NameObject):
        properties = page.get("/Resources", {}).get("/Properties", {}).get(properties)
    number = properties.get_object().get("/MCID") if properties is not None else None
    return int(number) if isinstance(number, int) else None
