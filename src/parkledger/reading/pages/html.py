"""HTML to a source: the article as readable text with its captions, other pages' teasers after it, no menus."""

import html
import re
from datetime import date
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from parkledger.language.search import fold
from parkledger.reading.model import PageSource
from parkledger.reading.pages.boilerplate import dateline
from parkledger.reading.pages.layout import PageLayout, PlacedBlock, parts_of
from parkledger.reading.pages.lines import LineLabel, PageMetadata, TextLine, sections_of, signed, source_of_text
from parkledger.reading.pages.metadata import known_of
from parkledger.reading.pages.tree import TextBlock, TreeWalk

_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)")
_UNNESTED: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "option",
    ]
)
_MOST_DEPTH: Final = 1_000
_MARK: Final = re.compile(
    r"<(?P<close>/?)(?:big|b|code|em|font|i|nobr|small|strike|strong|s|tt|u)(?:\s[^<>]*)?>", re.IGNORECASE
)
_MOST_OPEN_MARKS: Final = 50
_MARKUP: Final = re.compile(
    r"<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL
)
_BREAK: Final = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|section|article)\b[^<>]*>", re.IGNORECASE)
_LONG_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{10000,}>?")
_SEPARATOR: Final = re.compile(r"[\s/]+")
_MOST_ATTRIBUTES: Final = 1_000
_TITLE_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:title|tieude|tieu-de|headline|newstitle)(?:$|[\s_-])")
_DATE_LINES_ABOVE: Final = 4
_MOST_TITLE: Final = 300


def source_of_html(text: str) -> PageSource:
    """Read an HTML page: text with a line to a block and a row to a line, cells parted by " | "."""
    if _is_deep(text):
        return source_of_text(_without_tags(text))
    tree = LexborHTMLParser(_without_open_marks(_LONG_TAG.sub(_shortened, text)))
    known = known_of(tree)
    root = tree.body or tree.root
    if root is None:
        return source_of_text("", known)
    walk = TreeWalk()
    walk.through(root)
    layout = PageLayout(walk.boxes, walk.blocks)
    title, title_at = _title(walk.blocks, layout, known)
    parts = parts_of(layout, title or "", title_at)
    return _assembled(title, known, parts, _visible_date(layout, title_at))


def _shortened(match: re.Match[str]) -> str:
    """A tag as it is, unless it has so many attributes that comparing them all would take too long."""
    return match[0] if len(_SEPARATOR.findall(match[0])) <= _MOST_ATTRIBUTES else "<p>"


def _without_open_marks(text: str) -> str:
    """A page without its marks of type (b, font …) if too many stay open: each paragraph would repeat them all."""
    if text.count("<") <= _MOST_DEPTH:
        return text
    open_marks = 0
    for match in _MARK.finditer(text):
        open_marks = max(open_marks - 1, 0) if match["close"] else open_marks + 1
        if open_marks > _MOST_OPEN_MARKS:
            return _MARK.sub("", text)
    return text


def _is_deep(text: str) -> bool:
    """Whether elements are nested so deep that a tree of them would take too long to build."""
    if text.count("<") <= _MOST_DEPTH:
        return False
    depth = 0
    for match in _TAG.finditer(text):
        if match["name"].lower() not in _UNNESTED:
            depth += -1 if match["close"] else 1
            if depth > _MOST_DEPTH:
                return True
    return False


def _without_tags(text: str) -> str:
    broken = _BREAK.sub("\n", text)
    return html.unescape(_MARKUP.sub(" ", broken))


def _title(blocks: list[TextBlock], layout: PageLayout, known: PageMetadata) -> tuple[str | None, int | None]:
    """The title, and the block on the page that is it: a heading that the page's own title begins with or holds.

    The first h1 will do where the page names no title; sites put their own name into an h1 as well.
    """
    first, last = (layout.first[layout.main], layout.last[layout.main]) if layout.boxes else (0, -1)
    named = fold(known.title or "")
    headings = [index for index, block in enumerate(blocks[: last + 1]) if _may_be_title(block, layout)]
    found = next((index for index in headings if _is_named(blocks[index].text, named)), None)
    if found is None:
        found = _main_heading(blocks, headings, first, named=bool(named))
    if found is None and layout.boxes:
        found = _shown_title(layout, first)
    if found is not None:
        return blocks[found].text, found
    if known.title is None:
        return None, None
    return known.title, next(
        (index for index, block in enumerate(blocks[: last + 1]) if fold(block.text) == named), None
    )


def _may_be_title(block: TextBlock, layout: PageLayout) -> bool:
    return block.kind == "heading" and len(block.text) <= _MOST_TITLE and layout.role[block.box] != "frame"


def _is_named(heading: str, named: str) -> bool:
    """Whether a heading is the title that the page's metadata give it, or one of them holds the other."""
    folded = fold(heading)
    return bool(named) and (folded == named or (" " in folded and (folded in named or named in folded)))


def _main_heading(blocks: list[TextBlock], headings: list[int], first: int, *, named: bool) -> int | None:
    """The first h1 in the article's box; the last one above it where the page's metadata give no title."""
    ones = [index for index in headings if blocks[index].tag == "h1"]
    inside = next((index for index in ones if index >= first), None)
    return inside if inside is not None or named or not ones else ones[-1]


def _shown_title(layout: PageLayout, first: int) -> int | None:
    """The block just before the article's box, or at its head, that is named a title by its class."""
    for index in range(max(first - _DATE_LINES_ABOVE, 0), min(first + 2, len(layout.blocks))):
        block = layout.blocks[index]
        long = len(block.text) <= _MOST_TITLE and " " in block.text and not block.text.endswith(".")
        if long and not block.links and _TITLE_CLASS.search(layout.boxes[block.box].words):
            return index
    return None


def _visible_date(layout: PageLayout, title_at: int | None) -> date | None:
    """The date printed near the title or at the article's edges; the date of today in a site's head is none."""
    if not layout.blocks:
        return None
    first, last = layout.first[layout.main], layout.last[layout.main]
    start = first if title_at is None else min(title_at, first)
    above = range(start - 1, max(start - _DATE_LINES_ABOVE, 0) - 1, -1)
    below = range(last + 1, min(last + _DATE_LINES_ABOVE, len(layout.blocks)))
    for index in (*range(start, last + 1), *above, *below):
        block = layout.blocks[index]
        found = dateline(block.text) if block.kind not in ("row", "alt") and not block.links else None
        if found is not None:
            return found
    return None


def _assembled(title: str | None, known: PageMetadata, parts: list[PlacedBlock], visible: date | None) -> PageSource:
    """Put the text together, the title first, and mark its sections."""
    pieces: list[str] = []
    lines: list[TextLine] = []
    labels: list[LineLabel | None] = []
    at = 0
    shown = [(title, "text", ("title", "", 0))] if title else []
    shown.extend((part.block.text, part.block.kind, (part.kind, part.heading, part.number)) for part in parts)
    for text, kind, label in shown:
        if label[0] == "article" and kind == "text" and dateline(text) is not None:
            continue
        if lines:
            tight = kind == lines[-1].kind and kind in ("row", "item")
            pieces.append("\n" if tight else "\n\n")
            at += len(pieces[-1])
        pieces.append(text)
        lines.append(TextLine(at, at + len(text), text, kind))
        labels.append(label)
        at += len(text)
    body = [line for line, label in zip(lines, labels, strict=True) if label and label[0] == "article"]
    author, origin = signed(body)
    return PageSource(
        text="".join(pieces),
        title=title,
        published=known.published or visible,
        author=known.author or author,
        source=known.source or origin,
        sections=sections_of(lines, labels),
    )
