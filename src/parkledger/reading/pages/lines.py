"""Lines of text to a source: which lines are the title, the article, its captions and other pages' teasers.

Sections are in the order of the text and never overlap: where a caption or a line that points to another page
stands inside the article, the article is several sections. A block of teasers begins at its heading.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from parkledger.language.search import fold
from parkledger.reading.model import PageSection, PageSource
from parkledger.reading.pages.boilerplate import (
    author_of,
    bare_author,
    dateline,
    inline_teaser,
    is_boilerplate,
    is_caption,
    is_document_kind,
    lead_date,
    origin_of,
    teaser_heading,
)
from parkledger.reading.text.table_marks import CELL_MARK, begins_table

_ELLIPSIS: Final = ("...", "…", "[…]", "(…)")
_SENTENCE_END: Final = (".", "!", "?", ".”", '."', ".)", ";")
_BREADCRUMB: Final = re.compile(r" (?:[>|»/›]|>>) ")
_MOST_TITLE: Final = 220
_LEAST_TITLE_WORDS: Final = 2
_MOST_KEYWORDS: Final = 200
_LEAST_KEYWORDS: Final = 20
_MOST_CAPTION: Final = 150
_LEAST_PARAGRAPH: Final = 160
_HEADER_LINES: Final = 15
_DATE_LINES: Final = 8
_SIGN_OFF_LINES: Final = 4
_LEAD_LINES: Final = 3
_FIRST_NOTE: Final = "[1]"
_BETWEEN: Final = "\n\n"
_LIMIT: Final = "° "
"""Begins what is said of a figure's limits, such as who has not reported: it states no figure of its own."""

CELL_BORDER: Final = f" {CELL_MARK} "
"""What stands between the cells of a table's row; an empty cell at its end or head leaves "|" alone there."""

LineLabel = tuple[str, str, int]
"""Kind of section, heading, and a number that keeps two blocks apart."""


class TextLine(NamedTuple):
    """A line of a text without the space around it; `kind` is text, title, heading, caption or row (of a table)."""

    start: int
    end: int
    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of a document from outside its text; it takes precedence over what the text says."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    source: str | None = None


NO_METADATA: Final = PageMetadata()
"""The metadata of a document that has none."""


def source_of_text(text: str, known: PageMetadata = NO_METADATA) -> PageSource:
    """Read plain text: the text is kept as given, and its lines are told apart."""
    return source_of_lines(text, lines_of(text), known)


def lines_of(text: str) -> list[TextLine]:
    """The lines of a text that are not blank."""
    lines = []
    at = 0
    for piece in text.replace("\r", "\n").split("\n"):
        stripped = piece.strip()
        if stripped:
            start = at + piece.index(stripped)
            lines.append(TextLine(start, start + len(stripped), stripped))
        at += len(piece) + 1
    return lines


def joined(pieces: Iterable[tuple[str, str]]) -> tuple[str, list[TextLine]]:
    """Pieces (kind, text) as one text with a blank line between; the rows of a table stand directly below another."""
    parts: list[str] = []
    lines: list[TextLine] = []
    at = 0
    for kind, piece in pieces:
        text = piece.strip()
        if not text:
            continue
        if lines:
            between = "\n" if kind == lines[-1].kind == "row" else _BETWEEN
            parts.append(between)
            at += len(between)
        parts.append(text)
        lines.append(TextLine(at, at + len(text), text, kind))
        at += len(text)
    return "".join(parts), lines


def source_of_lines(text: str, lines: list[TextLine], known: PageMetadata = NO_METADATA) -> PageSource:
    """Read the lines of a text, whatever it was made from, into a source."""
    first, last = _title_lines(lines, known)
    labels: list[LineLabel | None] = [None] * first + [("title", "", 0)] * (last - first)
    stop = _label_article(lines, labels)
    _label_teasers(lines, stop, labels)
    body = [line for line, label in zip(lines, labels, strict=True) if label and label[0] == "article"]
    title = known.title or " ".join(line.text for line in lines[first:last]) or None
    published = known.published or _published(lines[:stop], last, body)
    author, origin = signed(body)
    return PageSource(
        text, title, published, known.author or author, known.source or origin, sections_of(lines, labels)
    )


def sections_of(lines: list[TextLine], labels: list[LineLabel | None]) -> tuple[PageSection, ...]:
    """Neighbouring lines with the same label as one section; lines without a label belong to none."""
    sections: list[PageSection] = []
    before: LineLabel | None = None
    for line, label in zip(lines, labels, strict=True):
        if label is not None:
            start = sections.pop().start if label == before else line.start
            sections.append(PageSection(label[0], label[1], start, line.end))
        before = label
    return tuple(sections)


def signed(body: list[TextLine]) -> tuple[str | None, str | None]:
    """Author and origin, as the last lines of an article name them ("Tin, ảnh: …", "Theo …")."""
    ends = [line.text for line in body[-_SIGN_OFF_LINES:]]
    author = next(filter(None, map(author_of, reversed(ends))), None)
    origin = next(filter(None, map(origin_of, [*reversed(ends), *(line.text for line in body[:2])])), None)
    if author is None and len(ends) > 1 and len(ends[-2]) >= _LEAST_PARAGRAPH // 2:
        author = bare_author(ends[-1])
    return author, origin


def is_truncated(text: str) -> bool:
    """Whether a text breaks off with an ellipsis, as the leads of teasers do."""
    return text.endswith(_ELLIPSIS)


def notes_at(texts: Sequence[str]) -> int:
    """From which line on a text is its notes, their heading included: [1], [2] …, as the text above refers to them."""
    referred = False
    for index, text in enumerate(texts):
        if not text.startswith(_FIRST_NOTE):
            referred = referred or _FIRST_NOTE in text
        elif referred:
            above = texts[index - 1]
            headed = len(above) <= _MOST_CAPTION and not above.endswith(_SENTENCE_END)
            return index - headed
    return len(texts)


def _title_lines(lines: list[TextLine], known: PageMetadata) -> tuple[int, int]:
    """From which line to which the title stands; the same number twice if there is none."""
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if line.kind == "title" or (known.title is not None and fold(line.text) == fold(known.title)):
            return index, index + 1
        if is_document_kind(line.text) and index + 1 < len(lines) and line.kind != "row":
            return index, index + 2
    for index, line in enumerate(lines[:_HEADER_LINES]):
        if begins_table(line.text):
            return index, index
        if _is_frame(line.text):
            continue
        return (index, index + 1) if _is_title(line) and index + 1 < len(lines) else (index, index)
    return 0, 0


def _is_frame(text: str) -> bool:
    """Whether a line before the title belongs to the frame: menus, dates, paths of sections, single words."""
    short = len(text) < _MOST_KEYWORDS and (len(text.split()) < _LEAST_TITLE_WORDS or bool(_BREADCRUMB.search(text)))
    return short or is_boilerplate(text) or dateline(text) is not None or teaser_heading(text) is not None


def _is_title(line: TextLine) -> bool:
    text = line.text
    ends = text.endswith(_SENTENCE_END) and not text.endswith(("?", "!")) and not is_truncated(text)
    return line.kind in ("text", "heading") and len(text) <= _MOST_TITLE and not ends and not is_caption(text)


def _label_article(lines: list[TextLine], labels: list[LineLabel | None]) -> int:
    """Label the lines from the end of the title up to the first block of teasers; where that block begins."""
    first = len(labels)
    stop = next(
        (index for index in range(first, len(lines)) if _opens_teasers(lines, index)),
        len(lines),
    )
    notes = first + notes_at([line.text for line in lines[first:stop]])
    keywords = _keyword_lines(lines[first:notes])
    under_picture = False
    for index in range(first, notes):
        line = lines[index]
        label: LineLabel | None = ("article", "", 0)
        if begins_table(line.text) or line.kind == "row":
            pass  # a table's heading may stand on a page more than once, as keywords do
        elif line.kind == "caption" or line.text in keywords or is_caption(line.text):
            label = ("caption", "", 0)
        elif (heading := inline_teaser(line.text)) is not None:
            label = ("teasers", heading, index)
        elif (
            line.text.startswith(_LIMIT)
            or is_boilerplate(line.text)
            or (index < first + _LEAD_LINES and dateline(line.text))
        ):
            label = None
        elif under_picture and _may_be_caption(line.text):
            label = ("caption", "", 0)
        under_picture = line.text in keywords
        labels.append(label)
    labels.extend([None] * (stop - notes))
    return stop


def _opens_teasers(lines: list[TextLine], index: int) -> bool:
    return lines[index].kind != "row" and teaser_heading(lines[index].text) is not None


def _keyword_lines(lines: list[TextLine]) -> frozenset[str]:
    """Short lines without figures that stand more than once: the words kept behind the pictures."""
    counts = Counter(line.text for line in lines if _LEAST_KEYWORDS <= len(line.text) <= _MOST_KEYWORDS)
    return frozenset(
        text
        for text, count in counts.items()
        if count > 1 and not text.endswith((*_SENTENCE_END, ":")) and not any(map(str.isdigit, text))
    )


def _may_be_caption(text: str) -> bool:
    """Whether a line directly below a picture is short enough to be its caption and says no figures."""
    return len(text) <= _MOST_CAPTION and not any(map(str.isdigit, text)) and author_of(text) is None


def _label_teasers(lines: list[TextLine], start: int, labels: list[LineLabel | None]) -> None:
    """Label the blocks from the first heading of teasers to the end; a heading with nothing below it is no block."""
    index = start
    while index < len(lines):
        heading = teaser_heading(lines[index].text) or ""
        after = index + 1
        while after < len(lines) and not _opens_teasers(lines, after) and not _resumes(lines, after):
            after += 1
        empty = after == index + 1
        labels.extend([None if empty else ("teasers", heading, index)] * (after - index))
        index = after
        if index < len(lines) and not _opens_teasers(lines, index):
            index = _label_article(lines, labels)


def _resumes(lines: list[TextLine], index: int) -> bool:
    """Whether the article goes on after a box of links: two whole paragraphs follow each other.

    In a block of teasers titles alternate with leads, and leads break off.
    """
    pair = [line.text for line in lines[index : index + 2]]
    return len(pair) > 1 and all(
        len(text) >= _LEAST_PARAGRAPH and text.endswith(_SENTENCE_END) and not is_truncated(text) for text in pair
    )


def _published(lines: list[TextLine], after_title: int, body: list[TextLine]) -> date | None:
    """The full date that the text gives itself: around the title, at its foot, or with the place in its lead."""
    around = [line.text for line in lines[: max(after_title + _LEAD_LINES, _DATE_LINES)]]
    foot = [line.text for line in body[-_LEAD_LINES:] if line.kind != "row"]
    # the head of an administrative document is a table: its cells are lines of their own
    cells = [cell for line in around for cell in line.split(CELL_BORDER)]
    found = next(filter(None, map(dateline, [*cells, *foot])), None)
    heads = [line.text for line in (*lines[:_LEAD_LINES], *body[:_LEAD_LINES])]
    return found or next(filter(None, map(lead_date, heads)), None)
